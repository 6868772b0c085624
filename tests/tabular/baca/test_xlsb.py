"""xlsb, record by record: every cell is read right, held, or the file is refused."""

from __future__ import annotations

import struct
import zipfile
from array import array
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asn_kompetensi.domain.galat import DataDitolak
from asn_kompetensi.domain.sel import AngkaMentah, GalatRumus
from asn_kompetensi.tabular.baca import baca_lembar
from asn_kompetensi.tabular.baca.xlsb import lembar_xlsb, panjang_butir_xlsb, rekaman_xlsb, sejak_1904_xlsb, telaah_xlsb

from .bahan import NILAI, NIP1, NIP2, PEGAWAI, buku, kolom, nomor
from .bahan_biner import lebar_teks, paket_xlsb, rekaman, sel_xlsb, xlsb
from .bahan_biner import lembar_xlsb as lembar

KEPALA = b"".join(sel_xlsb(k, 6, lebar_teks(v)) for k, v in enumerate(("NIP", "Nama", "INT", "KS")))
ORANG = sel_xlsb(0, 6, lebar_teks(NIP1)) + sel_xlsb(1, 6, lebar_teks("SABAI ALUIH"))
RUMUS = struct.pack("<HI", 0, 0)  # flags, and a formula of no bytes
KOSONG = array("L")


def angka(nilai: float) -> bytes:
    return struct.pack("<d", nilai)


def gaya() -> bytes:
    """Two formats: none, and a date of its own."""
    format_ = rekaman(0x2C, struct.pack("<H", 170) + lebar_teks("dd/mm/yyyy"))
    xf = [struct.pack("<HH", 0, jenis) + b"\0" * 12 for jenis in (0, 170, 14)]
    isi = rekaman(0x0267, struct.pack("<I", 1)) + format_ + rekaman(0x0268)
    isi += rekaman(0x0269, struct.pack("<I", len(xf))) + b"".join(rekaman(0x2F, satu) for satu in xf)
    return rekaman(0x0116) + isi + rekaman(0x026A) + rekaman(0x0117)


def nilai(tmp_path: Path, *sel: bytes, sesudah: bytes = b"") -> list[Any]:
    """What becomes of the cells of row 2, columns C and D."""
    jalur = paket_xlsb(tmp_path / "a.xlsb", lembar({0: KEPALA, 1: ORANG + b"".join(sel)}, sesudah), ["Ж", "3"], gaya())
    hasil = baca_lembar(jalur, NILAI)
    return [kolom(hasil, "kompetensi:INT")[0], kolom(hasil, "kompetensi:KS")[0]]


@pytest.mark.parametrize(
    ("sel", "harap"),
    [
        (sel_xlsb(2, 5, angka(2.5)), 2.5),
        (sel_xlsb(2, 2, struct.pack("<i", 3 << 2 | 2)), 3),
        (sel_xlsb(2, 2, struct.pack("<i", 250 << 2 | 3)), 2.5),
        (sel_xlsb(2, 2, angka(3.0)[4:]), 3),
        (sel_xlsb(2, 4, b"\1"), True),
        (sel_xlsb(2, 6, lebar_teks("Ж 漢")), "Ж 漢"),
        (sel_xlsb(2, 7, struct.pack("<I", 0)), "Ж"),
        (sel_xlsb(2, 62, b"\1" + lebar_teks("tebal") + struct.pack("<IHH", 1, 0, 0)), "tebal"),
        (sel_xlsb(2, 8, lebar_teks("hasil") + RUMUS), "hasil"),
        (sel_xlsb(2, 8, lebar_teks("") + RUMUS), None),
        (sel_xlsb(2, 9, angka(4.0) + RUMUS), 4),
        (sel_xlsb(2, 10, b"\0" + RUMUS), False),
        (sel_xlsb(2, 1, b""), None),
        (sel_xlsb(2, 5, angka(45_719.0), gaya=1), date(2025, 3, 3)),
        (sel_xlsb(2, 5, angka(45_719.0), gaya=2), date(2025, 3, 3)),
        (sel_xlsb(2, 9, angka(45_719.0) + RUMUS, gaya=1), date(2025, 3, 3)),
    ],
)
def test_tiap_jenis_sel(tmp_path: Path, sel: bytes, harap: object) -> None:
    assert nilai(tmp_path, sel, sel_xlsb(3, 7, struct.pack("<I", 1))) == [harap, "3"]


@pytest.mark.parametrize(
    ("kode", "teks"),
    [(0, "#NULL!"), (7, "#DIV/0!"), (15, "#VALUE!"), (23, "#REF!"), (29, "#NAME?"), (36, "#NUM!"), (42, "#N/A"),
     (43, "#GETTING_DATA")],
)  # fmt: skip
def test_galat_dipulangkan_ke_selnya(tmp_path: Path, kode: int, teks: str) -> None:
    hasil = nilai(tmp_path, sel_xlsb(2, 3, bytes([kode])), sel_xlsb(3, 11, bytes([kode]) + RUMUS))
    assert hasil == [teks, teks]
    assert all(isinstance(satu, GalatRumus) for satu in hasil)


def test_galat_yang_tidak_dikenal_disebut_selnya(tmp_path: Path) -> None:
    for jenis in (3, 11):
        with pytest.raises(DataDitolak, match=r"sel C2 memuat galat yang tidak dikenal \(kode 99\)"):
            nilai(tmp_path, sel_xlsb(2, jenis, bytes([99]) + RUMUS))


def test_sel_gabungan_turun_ke_baris_berikutnya(tmp_path: Path) -> None:
    gabung = rekaman(177, struct.pack("<I", 1)) + rekaman(176, struct.pack("<4I", 1, 2, 0, 0)) + rekaman(178)
    lanjut = sel_xlsb(1, 6, lebar_teks("SABAI ALUIH")) + sel_xlsb(2, 5, angka(3.0))
    jalur = paket_xlsb(tmp_path / "a.xlsb", lembar({0: KEPALA, 1: ORANG, 2: lanjut}, gabung))
    hasil = baca_lembar(jalur, NILAI)
    assert (nomor(hasil), kolom(hasil, "nip"), kolom(hasil, "kompetensi:INT")) == ([2, 3], [NIP1, NIP1], [None, 3])


def test_sama_dengan_xlsx(tmp_path: Path) -> None:
    isi = {
        2: KEPALA,
        3: ORANG + sel_xlsb(2, 5, angka(2.5)) + sel_xlsb(3, 11, bytes([23]) + RUMUS),
        9: sel_xlsb(0, 7, struct.pack("<I", 0))
        + sel_xlsb(1, 6, lebar_teks("MALIN"))
        + sel_xlsb(3, 9, angka(4) + RUMUS),
    }
    satu = baca_lembar(paket_xlsb(tmp_path / "a.xlsb", lembar(isi), [NIP2]), NILAI)
    baris: list[list[Any]] = [[]] * 2 + [["NIP", "Nama", "INT", "KS"], [NIP1, "SABAI ALUIH", 2.5, "#REF!"]]
    dua = baca_lembar(buku(tmp_path / "a.xlsx", [*baris, *[[]] * 5, [NIP2, "MALIN", None, 4]]), NILAI)
    assert (satu.baris, satu.lajur, satu.baris_judul) == (dua.baris, dua.lajur, dua.baris_judul)


def test_nomor_baris_excel_dan_nip_berangka(tmp_path: Path) -> None:
    sel: list[Any] = [(2, 1, "NIP"), (2, 2, "Nama"), (3, 1, 0), (3, 2, "A"), (9, 1, NIP2), (11, 1, 1.96808171994032e17)]
    hasil = baca_lembar(xlsb(tmp_path / "a.xlsb", sel, [NIP1]), PEGAWAI)
    assert (hasil.baris_judul, nomor(hasil), hasil.catatan_baca) == ((3,), [4, 10, 12], "Excel biner (.xlsb)")
    nip = kolom(hasil, "nip")
    assert nip[:2] == [NIP1, NIP2]
    assert isinstance(nip[2], AngkaMentah)
    assert nip[2].mentah == "1.96808171994032E+17"


@pytest.mark.parametrize(
    ("isi", "sebab"),
    [
        (lembar({0: sel_xlsb(0, 7, struct.pack("<I", 0))}), "sel A1 ditulis"),
        (lembar({0: sel_xlsb(0, 16, angka(1.0))}), "baris 1 memuat sel tanpa kolom"),
        (lembar({5: sel_xlsb(0, 5, angka(1)), 4: sel_xlsb(0, 5, angka(1))}), "baris 5 tidak pada tempatnya"),
        (lembar({}, sel_xlsb(0, 5, angka(1))), "di luar barisnya"),
        (lembar({}, lembar({0: sel_xlsb(0, 5, angka(1))})), "dua tabel"),
        (rekaman(145) + sel_xlsb(0, 5, angka(1)), "di luar barisnya"),
        (lembar({1 << 20: sel_xlsb(0, 5, angka(1))}), "terlalu luas"),
        (lembar({0: sel_xlsb(1 << 14, 5, angka(1))}), "terlalu luas"),
        (lembar({0: sel_xlsb(0, 5, angka(1)), 99_999: sel_xlsb(99, 5, angka(1))}), "sampai sel CV100000"),
        (lembar({0: sel_xlsb(0, 62, b"\0\xff\0\0\0")}), "teks yang terpotong"),
    ],
)
def test_lembar_yang_akan_salah_terbaca_ditolak(isi: bytes, sebab: str) -> None:
    with pytest.raises(DataDitolak, match=sebab):
        telaah_xlsb([isi], KOSONG)


@pytest.mark.parametrize(
    "bagian", ["worksheets/sheet1.dat", "worksheets/sheet1", "chartsheets/x.bin", "worksheets/A.BIN"]
)
def test_bagian_bernama_lain_tetap_ditelaah(tmp_path: Path, bagian: str) -> None:
    jauh = lembar({0: KEPALA, 1_000_000: sel_xlsb(16_000, 5, angka(1))})
    with pytest.raises(DataDitolak, match="terlalu luas"):
        baca_lembar(paket_xlsb(tmp_path / "a.xlsb", jauh, bagian=bagian), PEGAWAI)


def susun(jalur: Path, ubah: Callable[[dict[str, bytes]], None]) -> Path:
    with zipfile.ZipFile(jalur) as arsip:
        bagian = {nama: arsip.read(nama) for nama in arsip.namelist()}
    ubah(bagian)
    with zipfile.ZipFile(jalur, "w") as arsip:
        for nama, isi in bagian.items():
            arsip.writestr(nama, isi)
    return jalur


def test_bagian_yang_tidak_sampai_ditelaah_ditolak(tmp_path: Path) -> None:
    relasi = "xl/_rels/workbook.bin.rels"
    baik = lembar({0: KEPALA, 1: ORANG})

    def berkode(bagian: dict[str, bytes]) -> None:
        bagian[relasi] = bagian[relasi].replace(b"sheet1.bin", b"a&amp;b.rels")

    with pytest.raises(DataDitolak, match="tanda &"):
        baca_lembar(susun(paket_xlsb(tmp_path / "a.xlsb", baik), berkode), PEGAWAI)

    def hilang(bagian: dict[str, bytes]) -> None:
        bagian[relasi] = bagian[relasi].replace(b"sheet1.bin", b"lain.bin")

    with pytest.raises(DataDitolak, match=r"tidak dapat diperiksa|rusak"):
        baca_lembar(susun(paket_xlsb(tmp_path / "a.xlsb", baik), hilang), PEGAWAI)


def test_dua_nama_untuk_satu_bagian_ditolak() -> None:
    def satu(relasi: str, nama: str) -> bytes:
        return rekaman(156, struct.pack("<II", 0, 1) + lebar_teks(relasi) + lebar_teks(nama))

    tanpa = rekaman(156, struct.pack("<III", 0, 1, 0xFFFFFFFF) + lebar_teks("Makro"))
    assert lembar_xlsb([satu("rId1", "A") + tanpa + satu("rId2", "B") + rekaman(144) + satu("rId1", "C")]) == {
        "A": "rId1",
        "B": "rId2",
    }
    for isi in (satu("rId1", "A") + satu("rId1", "B"), satu("rId1", "A") + satu("rId2", "A")):
        with pytest.raises(DataDitolak, match="yang sama"):
            lembar_xlsb([isi])
    with pytest.raises(DataDitolak, match="terpotong"):
        lembar_xlsb([satu("rId1", "A")[:2] + b"\0" * 8 + b"\xff\xff\0\0" + satu("rId1", "A")[14:]])


@given(
    st.lists(st.text(st.characters(max_codepoint=0xFFFF, exclude_categories=["Cs"]), max_size=200)), st.integers(1, 99)
)
def test_butir_di_potongan_mana_pun(teks: list[str], ukuran: int) -> None:
    isi = rekaman(159, b"\0" * 8) + b"".join(rekaman(19, b"\0" + lebar_teks(satu)) for satu in teks) + rekaman(160)
    assert list(panjang_butir_xlsb(isi[di : di + ukuran] for di in range(0, len(isi), ukuran))) == [*map(len, teks)]


@given(st.lists(st.tuples(st.integers(0, 0x3FFF), st.binary(max_size=300))), st.integers(1, 99))
def test_rekaman_di_potongan_mana_pun(semua: list[tuple[int, bytes]], ukuran: int) -> None:
    isi = b"".join(rekaman(jenis, satu) for jenis, satu in semua)
    assert list(rekaman_xlsb(isi[di : di + ukuran] for di in range(0, len(isi), ukuran))) == semua


@pytest.mark.parametrize("ekor", [b"\x85", b"\x85\x80", b"\x05\xff\xff\xff\x7f", b"\x05\x10" + b"\0" * 15])
def test_rekaman_yang_terpotong_ditolak(tmp_path: Path, ekor: bytes) -> None:
    """A record may promise 256 MB; calamine would take them before it finds nothing there."""
    with pytest.raises(DataDitolak, match="terpotong"):
        telaah_xlsb([rekaman(145), rekaman(0, b"\0" * 4), ekor, b""], KOSONG)
    baik = lembar({0: KEPALA, 1: ORANG})
    for bagian in ("xl/workbook.bin", "xl/styles.bin", "xl/sharedStrings.bin", "xl/worksheets/sheet1.bin"):

        def patah(isi: dict[str, bytes], nama: str = bagian) -> None:
            isi[nama] += ekor

        with pytest.raises(DataDitolak, match="terpotong"):
            baca_lembar(susun(paket_xlsb(tmp_path / "a.xlsb", baik, gaya=gaya()), patah), PEGAWAI)


def test_rekaman_tanpa_akhir_ditolak() -> None:
    with pytest.raises(DataDitolak, match="Teks"):
        telaah_xlsb([b"\x05\xff\xff\xff\x7f", *[b"x" * 1_000_000] * 17], KOSONG)


@pytest.mark.parametrize("sejak_1904", [False, True])
def test_penanggalan_1904_dikenali(sejak_1904: bool) -> None:
    sifat = rekaman(153, struct.pack("<II", int(sejak_1904), 0) + lebar_teks("ThisWorkbook"))
    assert sejak_1904_xlsb([rekaman(131) + sifat + rekaman(132)]) is sejak_1904
