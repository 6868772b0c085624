"""HTML under the name .xls: tables become one grid; what a broken page hides is refused, never lost."""

from __future__ import annotations

import contextlib
import time
from pathlib import Path

import pytest

from asn_kompetensi.domain.galat import DataDitolak
from asn_kompetensi.tabular.baca import baca_lembar, html_
from asn_kompetensi.tabular.baca.gabungan import Gabungan
from asn_kompetensi.tabular.baca.html_ import kisi_html

from .bahan import NILAI, NIP1, NIP2, PEGAWAI, bidang, kolom, nomor

JUDUL = "<tr><th>NO.</th><th>SAPK ID</th><th>NIP Baru</th><th>Nama</th><th>Agama</th><th>Unit Kerja</th></tr>"


def halaman(tmp_path: Path, isi: str | bytes, nama: str = "pegawai_export.xls") -> Path:
    jalur = tmp_path / nama
    jalur.write_bytes(isi if isinstance(isi, bytes) else isi.encode())
    return jalur


def baris(tmp_path: Path, isi: str | bytes) -> list[list[str]]:
    return list(kisi_html(halaman(tmp_path, isi))[0].alir())


@pytest.mark.parametrize("awal", ["<html><body>", "\ufeff <TABLE>", "<!DOCTYPE html>\n<html>", "<style>td{}</style>"])
@pytest.mark.parametrize("pengodean", ["utf-8", "utf-16"])
def test_m2_html_bernama_xls_terbaca_dengan_setiap_digit_nip(tmp_path: Path, awal: str, pengodean: str) -> None:
    isi = f"<tr><td>1</td><td>010101901</td><td>{NIP1}</td><td>NUR`AIN é</td><td>-</td><td>DINKES</td></tr>"
    lembar = baca_lembar(halaman(tmp_path, f"{awal}<table>{JUDUL}{isi}</table>".encode(pengodean)), PEGAWAI)
    assert (kolom(lembar, "nip"), kolom(lembar, "nama"), nomor(lembar)) == ([NIP1], ["NUR`AIN é"], [2])
    assert (lembar.kolom_dibuang, bidang(lembar)["nip_lama"]) == (("Agama",), "B")
    assert lembar.catatan_baca.startswith("HTML, UTF-")
    assert lembar.nama == "pegawai_export"


def test_k1_judul_dua_tingkat_dengan_rentang_dan_blok_gap(tmp_path: Path) -> None:
    isi = (
        "<h3>REKAPITULASI HASIL PENILAIAN</h3><table border='1'>"
        "<tr><th rowspan='2'>No<th rowspan=2>Nama<th rowspan=2>NIP<th colspan=\"2\">Kompetensi"
        "<th colspan=2>Gap Kompetensi"
        "<tr><th>Integritas 3<th>Kerjasama 2<th>Integritas<th>Kerjasama"
        f"<tr><td>1<td>SABAI<br>ALUIH &amp; A<td>'{NIP1}<td>2,5<td>3<td>-0,5<td>1</table>"
    )
    lembar = baca_lembar(halaman(tmp_path, isi), NILAI)
    assert [(s.huruf, s.bidang, s.standar) for s in lembar.lajur if "kompetensi" in s.bidang] == [
        ("D", "kompetensi:INT", "3"), ("E", "kompetensi:KS", "2"),
    ]  # fmt: skip
    assert (kolom(lembar, "kompetensi:INT"), kolom(lembar, "nama")) == (["2,5"], ["SABAI\nALUIH & A"])
    assert (lembar.baris_judul, nomor(lembar), lembar.kepala) == ((2, 3), [4], ("REKAPITULASI HASIL PENILAIAN",))
    assert dict(lembar.tergeser) == {}


def test_k1_sel_kosong_yang_tidak_ditulis_menggeser_barisnya(tmp_path: Path) -> None:
    isi = "<table><tr><th>NIP<th>Nama<th>INT<th>KS<th>KOM<th>Total"
    isi += f"<tr><td>{NIP1}<td>A<td>3<td>3<td>3<td>9<tr><td>{NIP2}<td>B<td>3<td>2<td>5</table>"
    lembar = baca_lembar(halaman(tmp_path, isi), NILAI)
    assert nomor(lembar) == [2, 3]
    assert {satu: "kurang 1 sel" in sebab for satu, sebab in lembar.tergeser.items()} == {3: True}


def test_jumlah_sel_dihitung_dengan_rentangnya(tmp_path: Path) -> None:
    kisi, _ = kisi_html(
        halaman(tmp_path, "<table><tr><td rowspan=2>a<td colspan=3>b<td rowspan=2>c<tr><td>d<td>e<td>f</table>")
    )
    assert list(kisi.alir()) == [["a", "b", "", "", "c"], ["", "d", "e", "f", ""]]
    assert (kisi.lebar, kisi.gabungan) == (
        (5, 5), (Gabungan(0, 0, 1, 0), Gabungan(0, 1, 0, 3), Gabungan(0, 4, 1, 4)),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("isi", "harap"),
    [
        ("<table><tr><td>a</td><td> b\n c </td></tr></table>", [["a", "b c"]]),
        ("<table><td>a<td>b</table>", [["a", "b"]]),
        ("<table><tr><td>1 < 2<td>&lt;b&gt;&nbsp;x", [["1 < 2", "<b>\xa0x"]]),
        ("<p>kop<br>kota<table><tr><td>a</table>Sawahlunto, 2 Mei 2025<p>KEPALA", [
            ["kop"], ["kota"], ["a"], ["Sawahlunto, 2 Mei 2025"], ["KEPALA"]]),
        ("<table><caption>judul</caption><tr><td>a</table>", [["a"], ["judul"]]),
        ("<table><tr><td>luar<table><tr><td>dalam</table>lagi<td>b</table>", [["luarlagi", "b"], ["dalam"]]),
        ("<table><tr><td title='a > b'>x<td class=\"putus>y<td>z</table>", [["x", "y", "z"]]),
        ("<table><!-- <tr><td>bukan --><tr><td>x<script>if (a<b) '<td>'</script><td>y</table>", [["x", "y"]]),
        ("<table><thead><tr><th>a</thead><tbody><tr><td><p>1</p><p>2</p></tbody></table>", [["a"], ["1\n2"]]),
        ("<table><tr><td colspan=0>a<td rowspan=99>b<tr><td>c</table>", [["a", "b"], ["c", ""]]),
        ("<table><tr></tr><tr><td></td></tr></table>", [[], [""]]),
    ],
)  # fmt: skip
def test_isi_halaman(tmp_path: Path, isi: str, harap: list[list[str]]) -> None:
    assert baris(tmp_path, isi) == harap


@pytest.mark.parametrize(
    ("isi", "nama"),
    [
        ("<meta charset=windows-1252><table><td>\xe9".encode("cp1252"), "Windows-1252"),
        ("<meta charset=iso-8859-1><table><td>é".encode("cp1252"), "Windows-1252"),
        ("<meta charset=utf-8><table><td>é".encode("cp1252"), "Windows-1252"),
        ("<table><td>é".encode(), "UTF-8"),
        ("<table><td>é".encode("utf-8-sig"), "UTF-8"),
        ("<table><td>é".encode("utf-16"), "UTF-16"),
    ],
)  # fmt: skip
def test_pengodean_menurut_bom_pernyataan_dan_isinya(tmp_path: Path, isi: bytes, nama: str) -> None:
    kisi, catatan = kisi_html(halaman(tmp_path, isi))
    assert (list(kisi.alir())[-1], nama in catatan) == (["é"], True)


@pytest.mark.parametrize(
    ("isi", "sebab"),
    [
        (b"<html><body>tanpa tabel</body></html>", "tanpa tabel"),
        (b"<frameset><frame src='sheet001.htm'></frameset><html>", "tanpa tabel"),
        (b"<table><tr><td>a<!-- tidak ditutup <tr><td>b</table>", "terpotong atau rusak"),
        (b"<table><tr><td>a<script>var b<tr><td>b</table>", "terpotong atau rusak"),
        (b"<table><tr><td>a<tr", "terpotong atau rusak"),
        (b"<!DOCTYPE html [<!ENTITY a 'b'>]><table><tr><td>&a;</table>", "tidak wajar"),
        (b"<table><tr><td>a\x00b</table>", "tidak wajar"),
        (b"<table><td>\x81\x8d", "bukan teks yang utuh"),
        (b"<table><td>" * 30, "bersarang"),
        (b"<table><tr>" + b"<td colspan=1000>x" * 16_000, "terlalu luas"),
        (b"<table><tr><td colspan=1000 rowspan=65534>x" + b"<tr>" * 20_000, "terlalu luas"),
    ],
)
def test_halaman_rusak_atau_hostil_ditolak_segera(tmp_path: Path, isi: bytes, sebab: str) -> None:
    mulai = time.process_time()
    with pytest.raises(DataDitolak, match=sebab) as galat:
        kisi_html(halaman(tmp_path, isi))
    assert galat.value.petunjuk
    assert time.process_time() - mulai < 10


@pytest.mark.parametrize(
    "ulang", ["<", "<td ", '<td a="', "<td a='\"", "<!--x-->", "<b>", "</", "&amp", "<p>x", "<table>x</table>"]
)
def test_tidak_ada_halaman_yang_membuatnya_lambat(tmp_path: Path, ulang: str) -> None:
    mulai = time.process_time()
    with contextlib.suppress(DataDitolak):
        kisi_html(halaman(tmp_path, "<table><tr><td>" + ulang * (200_000 // len(ulang))))
    assert time.process_time() - mulai < 8


def test_batas_ukuran_dan_baris(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(html_, "BARIS_MAKS", 2)
    assert len(baris(tmp_path, "<table>" + "<tr><td>a" * 2 + "<tr><td> " * 5)) == 7
    with pytest.raises(DataDitolak, match=r"200\.000"):
        baris(tmp_path, "<table>" + "<tr><td>a" * 3)
    monkeypatch.setattr(html_, "HTML_MAKS", 10)
    with pytest.raises(DataDitolak, match="melebihi"):
        baris(tmp_path, "<table><td>aaa")
