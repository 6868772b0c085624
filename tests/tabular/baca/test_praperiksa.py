"""Files of the wrong kind, broken, encrypted or hostile are refused before calamine sees them."""

from __future__ import annotations

import contextlib
import errno
import struct
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook

from asn_kompetensi.domain.galat import DataDitolak, GalatBerkas
from asn_kompetensi.domain.sel import TANPA_NILAI
from asn_kompetensi.tabular.baca import arsip, baca_lembar, kisi, xml_lembar

from .bahan import NILAI, NIP1, NIP2, PEGAWAI, alasan, buku, kolom, nomor, ubah_lembar, ubah_zip

DASAR = [["NIP", "Nama", "Golongan"], [NIP1, "SABAI ALUIH", "IV/a"], [NIP2, "MANGKUTAK ALAM", "IV/b"]]


@pytest.mark.parametrize(
    ("isi", "sebutan"),
    [
        (b"%PDF-1.7\n", "PDF"),
        (b"\x89PNG\r\n\x1a\n\0\0", "PNG"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "JPEG"),
        (b"Rar!\x1a\x07\0", "RAR"),
        (b"SQLite format 3\0", "SQLite"),
        (b"MZ\x90\0\x03", "program"),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related", "MHTML"),
        (b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>', "Excel 2003 XML"),
        (b"\xef\xbb\xbf<?xml version='1.0'?><Workbook/>", "XML"),
        (b"", "kosong"),
        (b"\0\0\0\0", "kosong"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "kata sandi"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"), "Word"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "bukan buku kerja"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le") + b"\0" * 900, "rusak"),
        (b"PK\x03\x04rusak", "rusak"),
        (b"NIP,Nama\n1984\0,x\n", "NUL"),
        (("NIP,Nama\n" * 9).encode("utf-16-le"), "NUL"),
        (b"NIP,Nama\n" + b"\0" * 40, "NUL"),
        (bytes(range(256)) * 16, "rusak: isinya bukan lembar kerja"),
    ],
)
def test_jenis_yang_salah_disebut_namanya(tmp_path: Path, isi: bytes, sebutan: str) -> None:
    jalur = tmp_path / "kiriman.xls"
    jalur.write_bytes(isi)
    with pytest.raises(DataDitolak) as galat:
        baca_lembar(jalur, PEGAWAI)
    assert sebutan in galat.value.pesan
    assert "kiriman.xls" in galat.value.pesan
    assert galat.value.petunjuk


def test_tidak_ada_dan_folder_adalah_galat_berkas(tmp_path: Path) -> None:
    for jalur, kata in ((tmp_path / "tak_ada.xlsx", "tidak ada"), (tmp_path, "folder")):
        with pytest.raises(GalatBerkas, match=kata):
            baca_lembar(jalur, PEGAWAI)


def test_sebab_dari_sistem_berbahasa_indonesia(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lingkar = tmp_path / "a.xlsx"
    lingkar.symlink_to(lingkar)
    with pytest.raises(GalatBerkas, match="menunjuk balik"):
        baca_lembar(lingkar, PEGAWAI)
    jalur = buku(tmp_path / "b.xlsx", DASAR)
    monkeypatch.setattr(arsip.Arsip, "_mentah", lambda *_: (_ for _ in ()).throw(OSError(errno.EIO, "Input/output")))
    with pytest.raises(GalatBerkas, match="media simpan bermasalah"):
        baca_lembar(jalur, PEGAWAI)


@pytest.mark.parametrize(("nama", "program"), [("~$data.xlsx", "Excel"), (".~lock.data.xlsx#", "LibreOffice")])
def test_berkas_kunci_menyebut_berkas_yang_dimaksud(tmp_path: Path, nama: str, program: str) -> None:
    (tmp_path / nama).write_bytes(b"\x05Sabai" + b" " * 159)
    with pytest.raises(DataDitolak, match=f'{program} sedang membuka "data.xlsx"') as galat:
        baca_lembar(tmp_path / nama, PEGAWAI)
    assert '"data.xlsx"' in galat.value.petunjuk
    with pytest.raises(GalatBerkas, match="tidak ada"):
        baca_lembar(tmp_path / "~$lain.xlsx", PEGAWAI)
    # Only a name: this one holds a workbook.
    assert nomor(baca_lembar(buku(tmp_path / "~$isi.xlsx", DASAR), PEGAWAI)) == [2, 3]


def ditolak(jalur: Path, kata: str) -> None:
    with pytest.raises(DataDitolak, match=kata):
        baca_lembar(jalur, PEGAWAI)


def test_zip_lain_disebut(tmp_path: Path) -> None:
    for anggota, kata in (("word/document.xml", "Word"), ("ppt/slide.xml", "PowerPoint"), ("foto.txt", "ZIP biasa")):
        with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as arsip_zip:
            arsip_zip.writestr(anggota, "<a/>")
        ditolak(tmp_path / "a.xlsx", kata)


@pytest.mark.parametrize("isi", [b"%PDF-1.7\n", b"{\\rtf1", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1WordDocument"])
def test_yang_tidak_dibuka_excel_diminta_aslinya(tmp_path: Path, isi: bytes) -> None:
    (tmp_path / "a.xlsx").write_bytes(isi)
    with pytest.raises(DataDitolak) as galat:
        baca_lembar(tmp_path / "a.xlsx", PEGAWAI)
    assert galat.value.petunjuk == "Minta berkas Excel aslinya dari pengirim."


def test_bom_zip_ditolak_sebelum_mengembang(tmp_path: Path) -> None:
    asal = buku(tmp_path / "a.xlsx", DASAR)
    bom = ubah_zip(asal, tmp_path / "b.xlsx", lambda _, isi: isi, {"xl/sharedStrings.xml": b"a" * 20_000_000})
    ditolak(bom, "mengembang")


def test_ukuran_di_direktori_yang_berbohong_ketahuan(tmp_path: Path) -> None:
    asal = buku(tmp_path / "a.xlsx", DASAR)
    bom = ubah_zip(asal, tmp_path / "b.xlsx", lambda _, isi: isi, {"xl/media/x.bin": b"a" * 20_000_000})
    isi = bytearray(bom.read_bytes())
    ukuran = struct.pack("<I", 20_000_000)
    while (letak := isi.find(ukuran)) >= 0:
        isi[letak : letak + 4] = struct.pack("<I", 10)
    bom.write_bytes(isi)
    ditolak(bom, "mengembang")


def test_batas_total_dihitung_dari_isi_nyata(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asal = buku(tmp_path / "a.xlsx", DASAR)
    assert len(baca_lembar(asal, PEGAWAI).baris) == 2
    monkeypatch.setattr(arsip, "UKURAN_MAKS", 4_000)
    ditolak(asal, "mengembang")


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_anggota_ganda_ditolak_juga_beda_huruf(tmp_path: Path) -> None:
    asal = buku(tmp_path / "a.xlsx", DASAR)
    for nama in ("xl/worksheets/sheet1.xml", "XL/worksheets/SHEET1.xml", "xl\\worksheets\\sheet1.xml"):
        ditolak(ubah_zip(asal, tmp_path / "b.xlsx", lambda _, isi: isi, {nama: b"<worksheet/>"}), "bernama sama")


@pytest.mark.parametrize(
    "anggota", ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/styles.xml", "docProps/app.xml"]
)
def test_doctype_di_anggota_mana_pun_ditolak(tmp_path: Path, anggota: str) -> None:
    doctype = b'<!DOCTYPE a [<!ENTITY b "lol">]>'
    asal = buku(tmp_path / "a.xlsx", DASAR)
    ditolak(ubah_zip(asal, tmp_path / "b.xlsx", lambda n, isi: doctype + isi if n == anggota else isi), "DOCTYPE")


def test_doctype_di_batas_potongan_dan_utf16(tmp_path: Path) -> None:
    asal = buku(tmp_path / "a.xlsx", DASAR)
    for geser in range(1, 9, 3):
        acak = bytes(i * 7919 % 251 | 128 for i in range(arsip.POTONGAN - geser))
        isi = {"xl/lain.xml": acak + b"<!DOCTYPE a>"}
        ditolak(ubah_zip(asal, tmp_path / "b.xlsx", lambda _, isi: isi, isi), "DOCTYPE")
    utf16 = '<?xml version="1.0" encoding="UTF-16"?><a/>'.encode("utf-16")
    ditolak(ubah_zip(asal, tmp_path / "c.xlsx", lambda _, isi: isi, {"xl/lain.xml": utf16}), "pengodean")


def test_zip_terpotong_dan_bita_terbalik_ditolak(tmp_path: Path) -> None:
    isi = buku(tmp_path / "a.xlsx", DASAR).read_bytes()
    rusak = tmp_path / "b.xlsx"
    rusak.write_bytes(isi[: len(isi) // 2])
    ditolak(rusak, "rusak")
    letak = isi.find(b"xl/worksheets/sheet1.xml") + 60
    rusak.write_bytes(isi[:letak] + bytes([isi[letak] ^ 255]) + isi[letak + 1 :])
    ditolak(rusak, "rusak")


def test_baris_tidak_menaik_ditolak(tmp_path: Path) -> None:
    asal = buku(tmp_path / "a.xlsx", DASAR)
    ditolak(ubah_lembar(asal, tmp_path / "b.xlsx", b'<row r="3"', b'<row r="2"'), "ditulis sesudah")
    ditolak(ubah_lembar(asal, tmp_path / "c.xlsx", b'r="A3"', b'r="A2"'), "milik baris lain")


def test_terlalu_banyak_baris_dan_sel_yang_terlalu_jauh(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    jauh = buku(tmp_path / "a.xlsx", [*DASAR])
    ubah_lembar(
        jauh, tmp_path / "b.xlsx", b"</sheetData>", b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    )
    ditolak(tmp_path / "b.xlsx", "XFD1048576")
    monkeypatch.setattr(xml_lembar, "BARIS_MAKS", 2)
    ditolak(jauh, "200.000 baris")


def test_ukuran_lembar_yang_berbohong_tidak_menghilangkan_baris(tmp_path: Path) -> None:
    asal = buku(tmp_path / "a.xlsx", DASAR)
    for ref in (b"A1", b"A1:XFD1048576"):
        jalur = ubah_lembar(asal, tmp_path / "b.xlsx", b'<dimension ref="A1:C3"', b'<dimension ref="' + ref + b'"')
        assert nomor(baca_lembar(jalur, PEGAWAI)) == [2, 3]


def test_awalan_nama_xml_tetap_terbaca_dan_dihitung(tmp_path: Path) -> None:
    """Some writers prefix every element: the scan must see the rows calamine sees."""
    asal = buku(tmp_path / "a.xlsx", [["NIP", "Integritas"], [NIP1, "=1+1"]])

    def awali(nama: str, isi: bytes) -> bytes:
        if nama != "xl/worksheets/sheet1.xml":
            return isi
        isi = isi.replace(b"</", b"\1").replace(b"<", b"<x:").replace(b"\1", b"</x:").replace(b"xmlns=", b"xmlns:x=")
        return isi.replace(b"<x:?xml", b"<?xml")

    jalur = ubah_zip(asal, tmp_path / "b.xlsx", awali)
    lembar = baca_lembar(jalur, NILAI)
    assert [b.sel for b in lembar.baris] == [(NIP1, TANPA_NILAI)]


def test_rumus_tanpa_nilai_ditahan_di_selnya_dan_galat_rumus_tidak_hilang(tmp_path: Path) -> None:
    asal = buku(
        tmp_path / "a.xlsx",
        [["NIP", "Nama", "Integritas"], [NIP1, "A", "=1+1"], [NIP2, "B", 3], ["Rata-rata", None, "=2"]],
    )
    lembar = baca_lembar(asal, NILAI)
    assert kolom(lembar, "kompetensi:INT") == [TANPA_NILAI, 3]
    assert alasan(lembar) == {4: "jumlah"}
    tersimpan = ubah_lembar(asal, tmp_path / "b.xlsx", b"<f>1+1</f><v/>", b"<f>1+1</f><v>2</v>")
    assert kolom(baca_lembar(tersimpan, NILAI), "kompetensi:INT") == [2, 3]
    teks = ubah_lembar(asal, tmp_path / "c.xlsx", b"<f>1+1</f><v/>", b"<f>1+1</f>\n")
    assert kolom(baca_lembar(teks, NILAI), "kompetensi:INT")[0] is TANPA_NILAI
    galat = ubah_lembar(
        asal, tmp_path / "d.xlsx", b'<c r="C2"><f>1+1</f><v/>', b'<c r="C2" t="e"><f>1/0</f><v>#DIV/0!</v>'
    )
    assert kolom(baca_lembar(galat, NILAI), "kompetensi:INT")[0] == "#DIV/0!"


def test_bita_diubah_acak_tidak_pernah_menjadi_galat_python(tmp_path: Path) -> None:
    isi = buku(tmp_path / "a.xlsx", DASAR).read_bytes()
    jalur = tmp_path / "b.xlsx"
    for ke in range(150):
        rusak = bytearray(isi)
        for langkah in range(1 + ke % 4):
            rusak[(ke * 7919 + langkah * 104_729) % len(isi)] ^= 1 << ke % 8
        jalur.write_bytes(rusak)
        # Untouched bytes still read; anything else must be a refusal, never another exception.
        with contextlib.suppress(DataDitolak):
            assert nomor(baca_lembar(jalur, PEGAWAI)) == [2, 3]


@pytest.mark.parametrize("anggota", ["xl/styles.xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels"])
def test_bagian_yang_dibaca_utuh_dibatasi(tmp_path: Path, anggota: str) -> None:
    """Larger than such a part may be, though neither the whole nor what it is compressed to gives it away."""
    besar = b"<a b='79191'/>" * 1_500_000
    jalur = ubah_zip(
        buku(tmp_path / "a.xlsx", DASAR), tmp_path / "b.xlsx", lambda n, i: i + besar * (n == anggota), tingkat=1
    )
    assert jalur.stat().st_size * arsip.RASIO_MAKS > len(besar)
    ditolak(jalur, "mengembang")


def test_dua_lembar_besar_tidak_dipegang_bersama(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The better sheet is read again where holding it beside the next one would take twice the memory."""
    wb = Workbook()
    for nama, isi in (("A", DASAR[:2]), ("B", DASAR), ("C", [["lain"], ["isi"]])):
        ws = wb.create_sheet(nama)
        for satu in isi:
            ws.append([*satu, *([] if nama == "B" else [None])])
    del wb["Sheet"]
    wb.save(tmp_path / "a.xlsx")
    hasil = []
    for batas in (2_000_000, 1):
        monkeypatch.setattr(kisi, "LUAS_WAJAR", batas)
        hasil.append(baca_lembar(tmp_path / "a.xlsx", PEGAWAI))
    assert hasil[0] == hasil[1]
    assert (hasil[0].nama, nomor(hasil[0])) == ("A", [2])
