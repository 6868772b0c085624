"""Old workbooks, record by record: every cell is read right, held, or the file is refused."""

from __future__ import annotations

import struct
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import xlwt

from asn_kompetensi.domain.galat import DataDitolak
from asn_kompetensi.domain.sel import TANPA_NILAI, AngkaMentah, GalatRumus
from asn_kompetensi.tabular.baca import baca_lembar, batas, biner
from asn_kompetensi.tabular.baca import xls as modul
from asn_kompetensi.tabular.baca.ole import Wadah
from asn_kompetensi.tabular.baca.teks_xls import panjang_butir
from asn_kompetensi.tabular.baca.xls import siapkan_xls

from .bahan import NILAI, NIP1, NIP2, PEGAWAI, buku, kolom, nomor
from .bahan_biner import arus_xls, biff, label, rumus_xls, sel_xls, wadah, xls

HAMPA = b"\3\0\0\0\0\0\xff\xff"
KEPALA = label(0, 0, "NIP") + label(0, 1, "Nama") + label(0, 2, "INT") + label(0, 3, "KS")


def orang(baris: int = 1) -> bytes:
    return label(baris, 0, NIP1) + label(baris, 1, "SABAI ALUIH")


def angka(nilai: float) -> bytes:
    return struct.pack("<d", nilai)


def number(baris: int, kolom_: int, nilai: float, gaya: int = 0) -> bytes:
    return sel_xls(0x0203, baris, kolom_, angka(nilai), gaya)


def galat(baris: int, kolom_: int, kode: int) -> bytes:
    return sel_xls(0x0205, baris, kolom_, bytes([kode, 1]))


def string(teks: str) -> bytes:
    return biff(0x0207, struct.pack("<HB", len(teks), 1) + teks.encode("utf-16-le"))


def tulis(tmp_path: Path, arus: bytes) -> Path:
    jalur = tmp_path / "a.xls"
    jalur.write_bytes(wadah({"Workbook": arus}))
    return jalur


def nilai(tmp_path: Path, *sel: bytes, sebelum: bytes = b"", **pilihan: Any) -> list[Any]:
    """What becomes of the cells of row 2, columns C and D."""
    isi = arus_xls(sebelum + KEPALA + orang() + b"".join(sel), **pilihan)
    lembar = baca_lembar(tulis(tmp_path, isi), NILAI)
    return [kolom(lembar, "kompetensi:INT")[0], kolom(lembar, "kompetensi:KS")[0]]


@pytest.mark.parametrize(
    ("kode", "teks"),
    [(0, "#NULL!"), (7, "#DIV/0!"), (15, "#VALUE!"), (23, "#REF!"), (29, "#NAME?"), (36, "#NUM!"), (42, "#N/A"),
     (43, "#GETTING_DATA"), (99, "#UNKNOWN!")],
)  # fmt: skip
def test_galat_dipulangkan_ke_selnya(tmp_path: Path, kode: int, teks: str) -> None:
    rumus = rumus_xls(1, 3, bytes([2, 0, kode, 0, 0, 0, 255, 255]))
    hasil = nilai(tmp_path, galat(1, 2, kode), rumus)
    assert hasil == [teks, teks]
    assert all(isinstance(satu, GalatRumus) for satu in hasil)


@pytest.mark.parametrize(
    ("sel", "harap"),
    [
        (rumus_xls(1, 2, angka(3.0)), 3),
        (rumus_xls(1, 2, angka(0.0)), 0),
        (rumus_xls(1, 2, angka(0.0), tanda=1), 0),
        (rumus_xls(1, 2, angka(0.0), tanda=3), TANPA_NILAI),
        (rumus_xls(1, 2, angka(0.0), tanda=2), TANPA_NILAI),
        (rumus_xls(1, 2, angka(2.5), tanda=3), 2.5),
        (rumus_xls(1, 2, b"\1\0\1\0\0\0\xff\xff"), True),
        (rumus_xls(1, 2, b"\0\0\0\0\0\0\xff\xff") + string("Ж 3"), "Ж 3"),
        (rumus_xls(1, 2, b"\0\0\0\0\0\0\xff\xff") + biff(0x04BC, b"\0" * 20) + string("3"), "3"),
        (rumus_xls(1, 2, b"\0\0\0\0\0\0\xff\xff"), TANPA_NILAI),
        (rumus_xls(1, 2, b"\0\0\0\0\0\0\xff\xff") + string(""), None),
        # The text of a formula stands right behind it, or it is none of its own.
        (rumus_xls(1, 2, b"\0\0\0\0\0\0\xff\xff") + number(1, 5, 1.0) + string("9"), TANPA_NILAI),
        (rumus_xls(1, 2, b"\0\0\0\0\0\0\xff\xff") + sel_xls(0x00FD, 1, 5, b"\0\0\0\0") + string("9"), TANPA_NILAI),
        (rumus_xls(1, 2, b"\x09\0\0\0\0\0\xff\xff"), TANPA_NILAI),
        # No formula has a result: nobody has ever computed this workbook.
        (rumus_xls(1, 2, HAMPA), TANPA_NILAI),
        (rumus_xls(1, 2, HAMPA, chn=0xFE0001), None),
        (rumus_xls(1, 2, HAMPA) + rumus_xls(1, 5, angka(1.0)), None),
        (rumus_xls(1, 2, HAMPA) + rumus_xls(1, 5, b"\0\0\0\0\0\0\xff\xff") + string("a"), None),
        (rumus_xls(1, 2, HAMPA) + rumus_xls(1, 5, angka(0.0), tanda=2), TANPA_NILAI),
        # A text without its formula must not land on the formula before.
        (rumus_xls(1, 2, angka(3.0)) + string("9"), 3),
    ],
)
def test_hasil_rumus(tmp_path: Path, sel: bytes, harap: object) -> None:
    bersama = biff(0x00FC, struct.pack("<IIHB", 1, 1, 1, 0) + b"x")
    assert nilai(tmp_path, sel, number(1, 3, 4.0), tambahan=bersama) == [harap, 4]


def test_rumus_xlwt_tidak_pernah_dihitung(tmp_path: Path) -> None:
    lembar = baca_lembar(
        xls(tmp_path / "a.xls", [["NIP", "INT"], [NIP1, xlwt.Formula("1+1")], [NIP2, xlwt.Formula("1/0")]]), NILAI
    )
    assert kolom(lembar, "kompetensi:INT") == [TANPA_NILAI, TANPA_NILAI]


def test_semua_jenis_sel_sama_dengan_xlsx(tmp_path: Path) -> None:
    teks = sel_xls(0x00D6, 2, 2, struct.pack("<HB", 2, 1) + "Ж3".encode("utf-16-le") + b"\1\0\0\0")
    rk = sel_xls(0x027E, 1, 2, struct.pack("<i", 3 << 2 | 2)) + sel_xls(0x027E, 1, 3, struct.pack("<i", 250 << 2 | 3))
    mulrk = sel_xls(0x00BD, 3, 2, struct.pack("<iHi", 1 << 2 | 2, 0, 450 << 2 | 3) + struct.pack("<H", 3))
    isi = KEPALA + orang(1) + rk + orang(2) + teks + sel_xls(0x0205, 2, 3, b"\1\0") + orang(3) + mulrk
    lembar = baca_lembar(tulis(tmp_path, arus_xls(isi)), NILAI)
    sama = baca_lembar(
        buku(
            tmp_path / "a.xlsx",
            [["NIP", "Nama", "INT", "KS"], [NIP1, "SABAI ALUIH", 3, 2.5], [NIP1, "SABAI ALUIH", "Ж3", True],
             [NIP1, "SABAI ALUIH", 1, 4.5]],
        ),
        NILAI,
    )  # fmt: skip
    assert lembar.baris == sama.baris
    assert lembar.lajur == sama.lajur


@pytest.mark.parametrize("halaman", [1252, 1200, 1251, 932, 65001, 32769, 0, None])
def test_teks_biff8_selalu_utf16(tmp_path: Path, halaman: int | None) -> None:
    """calamine would read `N\\0I\\0P\\0` for `NIP` where a BIFF8 file names a code page."""
    arus = arus_xls(KEPALA + label(1, 0, NIP1) + label(1, 1, "Déwi Жуков 漢"), halaman=halaman)
    lembar = baca_lembar(tulis(tmp_path, arus), PEGAWAI)
    assert (kolom(lembar, "nip"), kolom(lembar, "nama")) == ([NIP1], ["Déwi Жуков 漢"])


def label5(baris: int, kolom_: int, teks: bytes, jenis: int = 0x0204) -> bytes:
    return sel_xls(jenis, baris, kolom_, struct.pack("<H", len(teks)) + teks + (b"\1\0\0" if jenis == 0x00D6 else b""))


@pytest.mark.parametrize(
    ("halaman", "teks", "harap"),
    [(1252, "Déwi “A”".encode("cp1252"), "Déwi “A”"), (32769, "Déwi €".encode("cp1252"), "Déwi €"),
     (1251, "Жуков".encode("cp1251"), "Жуков"), (10000, "Déwi".encode("mac-roman"), "Déwi"),
     (32768, "Déwi".encode("mac-roman"), "Déwi")],
)  # fmt: skip
@pytest.mark.parametrize("jenis", [0x0204, 0x00D6])
def test_biff5_menurut_halaman_kode(tmp_path: Path, halaman: int, teks: bytes, harap: str, jenis: int) -> None:
    isi = label5(0, 0, b"NIP") + label5(0, 1, b"Nama") + label5(1, 0, NIP1.encode(), jenis) + label5(1, 1, teks, jenis)
    isi += rumus_xls(1, 2, angka(1.0)) + label5(1, 3, b"")
    jalur = tmp_path / "a.xls"
    jalur.write_bytes(wadah({"Book": arus_xls(isi, versi=0x0500, halaman=halaman)}))
    lembar = baca_lembar(jalur, PEGAWAI)
    assert (kolom(lembar, "nip"), kolom(lembar, "nama")) == ([NIP1], [harap])


@pytest.mark.parametrize("halaman", [932, 936, 65001, 1200, 9_999])
def test_biff5_dengan_halaman_kode_asing_ditolak(tmp_path: Path, halaman: int) -> None:
    with pytest.raises(DataDitolak, match=f"halaman kode {halaman}"):
        baca_lembar(tulis(tmp_path, arus_xls(label5(0, 0, b"NIP"), versi=0x0500, halaman=halaman)), PEGAWAI)


def test_grafik_di_dalam_lembar_bukan_sel(tmp_path: Path) -> None:
    """The numbers a chart caches are written as cells; those of the sheet, and its merges, stand around them."""
    bof = biff(0x0809, struct.pack("<HHHHII", 0x0600, 0x20, 0, 0, 0, 6))
    grafik = bof + biff(0x0200, b"\0" * 14) + number(1, 0, 9.0) + number(1, 2, 9.0) + label(1, 1, "X") + biff(0x000A)
    gabung = biff(0x00E5, struct.pack("<H4H", 1, 1, 2, 0, 0))
    isi = KEPALA + orang() + number(1, 2, 3.0) + number(2, 2, 4.0) + grafik + gabung
    lembar = baca_lembar(tulis(tmp_path, arus_xls(isi)), NILAI)
    assert kolom(lembar, "nip") == [NIP1, NIP1]
    assert kolom(lembar, "kompetensi:INT") == [3, 4]


def test_nama_dan_rumus_yang_tidak_terbaca_tidak_menghalangi(tmp_path: Path) -> None:
    tambahan = biff(0x0018, b"\0\0\0\x40\xff\xff" + b"\0" * 3) + biff(0x0017, b"\xff\xff\0")
    rumus = rumus_xls(1, 2, angka(3.0)).replace(b"\x05\0\x44\0\0\0\0", b"\x05\0\x3a\xff\xff\0\0")
    assert nilai(tmp_path, rumus, tambahan=tambahan) == [3, None]


@pytest.mark.parametrize(("halaman_1904", "harap"), [(0, date(2025, 3, 3)), (1, date(2029, 3, 4))])
def test_tanggal_menurut_gaya_dan_tahun_awal(tmp_path: Path, halaman_1904: int, harap: date) -> None:
    gaya = biff(0x0022, struct.pack("<H", halaman_1904)) + biff(0x00E0, b"\0" * 20)
    gaya += biff(0x00E0, struct.pack("<HH", 0, 14) + b"\0" * 16)
    assert nilai(tmp_path, number(1, 2, 45_719.0, gaya=1), number(1, 3, 3.0), tambahan=gaya) == [harap, 3]
    assert baca_lembar(tmp_path / "a.xls", NILAI).sejak_1904 is bool(halaman_1904)


def test_nip_dalam_sel_angka_tidak_pernah_utuh(tmp_path: Path) -> None:
    asli = "198403122006042901"
    for satu in (number(1, 0, float(asli)), rumus_xls(1, 0, angka(float(asli)))):
        isi = KEPALA + satu + label(1, 1, "SABAI ALUIH")
        nip = kolom(baca_lembar(tulis(tmp_path, arus_xls(isi)), PEGAWAI), "nip")[0]
        assert isinstance(nip, AngkaMentah)
        assert nip.mentah == "1.98403122006043E+17"


@pytest.mark.parametrize(
    ("isi", "sebab"),
    [
        (sel_xls(0x0003, 1, 2, b"\0" * 9), "sel C2 ditulis"),
        (sel_xls(0x0206, 1, 2, b"\0" * 20), "sel C2 ditulis"),
        (sel_xls(0x00FD, 1, 2, struct.pack("<I", 0)), "sel C2 ditulis"),
        (label(1, 2, "a") + biff(0x003C, b"b"), "sel C2 ditulis"),
        (rumus_xls(1, 2, b"\0\0\0\0\0\0\xff\xff") + string("a") + biff(0x003C, b"b"), "sel C2 ditulis"),
        (biff(0x0203, b"\0" * 13), "terpotong"),
        (biff(0x00FD, b"\0" * 9), "terpotong"),
        (biff(0x0203, b"\0" * 13)[:-8], "terpotong"),
    ],
)
def test_sel_yang_akan_hilang_menolak_berkasnya(tmp_path: Path, isi: bytes, sebab: str) -> None:
    with pytest.raises(DataDitolak, match=sebab):
        nilai(tmp_path, isi)


@pytest.mark.parametrize(
    ("arus", "sebab"),
    [
        (b"", "terpotong"),
        (b"\x09\x08\x10\0", "terpotong"),
        (biff(0x0009, b"\2\0\x10\0") + biff(0x000A), "lebih tua"),
        (biff(0x0809, b"\0\2\x10\0") + biff(0x000A), "lebih tua"),
        (arus_xls(KEPALA)[:-4], "terpotong"),
        (arus_xls(KEPALA, tambahan=biff(0x002F, b"\1\0" + b"\0" * 50)), "kata sandi"),
        (arus_xls(KEPALA, tambahan=biff(0x002F, b"\0\0" + b"\0" * 4)), "kata sandi"),
        (arus_xls(KEPALA, tambahan=biff(0x00FC, struct.pack("<II", 9, 1 << 30))), "teks bersamanya terpotong"),
        (arus_xls(KEPALA, KEPALA).replace(b"Data1", b"Data\0"), "nama yang sama"),
        (arus_xls(KEPALA, tambahan=biff(0x0085, struct.pack("<IH", 0, 0) + b"\1\0X")), "bagian yang sama"),
        (arus_xls(KEPALA, tambahan=biff(0x0085, struct.pack("<IH", 20, 0) + b"\1\0X")), "tanpa awal"),
        (arus_xls(*[b""] * 1_001), "lebih dari 1000 lembar"),
        (arus_xls(KEPALA, tambahan=biff(0x0085, b"\0\0\0\0")), "daftar lembarnya terpotong"),
    ],
)
def test_buku_yang_tidak_dapat_dibaca_utuh_ditolak(arus: bytes, sebab: str) -> None:
    with pytest.raises(DataDitolak, match=sebab):
        siapkan_xls(arus)


@pytest.mark.parametrize("ukuran", [(0, 65_536, 0, 256), (5, 2, 0, 3), (0, 3, 9, 2), (0, 2**31, 0, 200)])
def test_ukuran_yang_berbohong_tidak_dipercaya(tmp_path: Path, ukuran: tuple[int, ...]) -> None:
    """calamine would reserve what the file says of its size; Excel counts formatted empty cells in."""
    dimensi = biff(0x0200, struct.pack("<IIHHH", *ukuran, 0))
    assert nilai(tmp_path, number(1, 2, 3.0), sebelum=dimensi) == [3, None]
    arus = arus_xls(dimensi + KEPALA)
    assert struct.pack("<H", 0x0200) + dimensi[2:] in arus
    assert dimensi not in bytes(siapkan_xls(arus).arus)


def test_sel_di_kolom_65535_ditolak(tmp_path: Path) -> None:
    """BIFF8 has 256 columns, but its records can say 65,536: calamine would allocate four thousand million cells."""
    jalur = xls(tmp_path / "a.xls", [["NIP", "Nama"], *[[NIP1, r + 1 / 3] for r in range(3_000)]])
    assert len(baca_lembar(jalur, PEGAWAI).baris) == 3_000
    sel = struct.pack("<HHHH", 0x0203, 14, 3_000, 1)
    isi = jalur.read_bytes()
    assert isi.count(sel) == 1
    jalur.write_bytes(isi.replace(sel, sel[:6] + b"\xff\xff"))
    with pytest.raises(DataDitolak, match="terlalu luas"):
        baca_lembar(jalur, PEGAWAI)


def test_sedikit_sel_yang_berjauhan_ditolak(tmp_path: Path) -> None:
    jauh = tulis(tmp_path, arus_xls(KEPALA + orang() + number(60_000, 40, 1.0)))
    with pytest.raises(DataDitolak, match=r"terlalu luas: ada isi sampai sel AO60001"):
        baca_lembar(jauh, PEGAWAI)
    # A long list with one stray note beside it is ordinary.
    isi = b"".join(label(r, 0, NIP1) + label(r, 1, "A") for r in range(1, 60_000))
    catatan = tulis(tmp_path, arus_xls(KEPALA + isi + number(60_000, 38, 1.0)))
    assert len(baca_lembar(catatan, PEGAWAI).baris) == 59_999


def test_luas_semua_lembar_bersama(monkeypatch: pytest.MonkeyPatch) -> None:
    """calamine holds every sheet of the workbook at once, hidden ones too."""
    lembar = KEPALA + number(99, 9, 1.0)
    monkeypatch.setattr(modul, "LUAS_MAKS", 2_000)
    siapkan_xls(arus_xls(lembar, lembar))
    with pytest.raises(DataDitolak, match="tersebar"):
        siapkan_xls(arus_xls(lembar, lembar, lembar))


@pytest.mark.parametrize("panjang", [1, 250, 4_111, 8_224, 32_000])
@pytest.mark.parametrize("huruf", ["x", "é", "Ж"])
def test_panjang_teks_yang_menyeberang_rekaman(tmp_path: Path, panjang: int, huruf: str) -> None:
    """Excel cuts the shared strings every 8,224 bytes; a wrong walk would mistake letters for lengths."""
    jalur = xls(tmp_path / "a.xls", [["NIP", "Nama"], *[[NIP1, huruf * panjang + str(r)] for r in range(30)]])
    aliran = Wadah(jalur.read_bytes()).arus("Workbook")
    bagian, di, lama = [], 0, 0
    while di + 4 <= len(aliran):
        jenis, isi = struct.unpack_from("<HH", aliran, di)
        if jenis == 0x00FC or (jenis == 0x003C and lama == 0x00FC):
            bagian.append(aliran[di + 4 : di + 4 + isi])
            jenis = 0x00FC
        lama, di = jenis, di + 4 + isi
    assert sorted(panjang_butir(bagian)) == sorted([3, 4, 18, *(panjang + len(str(r)) for r in range(30))])
    assert kolom(baca_lembar(jalur, PEGAWAI), "nama") == [huruf * panjang + str(r) for r in range(30)]


def test_teks_yang_disalin_dan_batasnya(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    jalur = xls(tmp_path / "a.xls", [["NIP", "Nama"], *[[NIP1, "x" * 1_000]] * 40])
    arus = Wadah(jalur.read_bytes()).arus("Workbook")
    for tempat in (biner, modul):
        monkeypatch.setattr(tempat, "TEKS_MAKS", 7 + 40 * 1_018)
    siapkan_xls(arus)
    for tempat in (biner, modul):
        monkeypatch.setattr(tempat, "TEKS_MAKS", 7 + 40 * 1_018 - 1)
        with pytest.raises(DataDitolak, match="Teks"):
            siapkan_xls(arus)
        monkeypatch.setattr(tempat, "TEKS_MAKS", batas.TEKS_MAKS)


def test_terlalu_banyak_rumus_tanpa_hasil(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(biner, "SISIPAN_MAKS", 2)
    siapkan_xls(arus_xls(galat(0, 0, 7) + galat(0, 1, 7)))
    with pytest.raises(DataDitolak, match="rumus tanpa hasil"):
        siapkan_xls(arus_xls(galat(0, 0, 7) + galat(0, 1, 7) + galat(0, 2, 7)))


def test_baris_yang_hanya_berisi_galat_dan_lembar_yang_hanya_galat(tmp_path: Path) -> None:
    isi = KEPALA + orang() + galat(5, 0, 23) + label(5, 1, "MALIN DEMAN") + galat(9, 0, 42) + galat(9, 1, 42)
    lembar = baca_lembar(tulis(tmp_path, arus_xls(isi)), PEGAWAI)
    assert nomor(lembar)[:2] == [2, 6]
    assert kolom(lembar, "nip")[:2] == [NIP1, "#REF!"]
    with pytest.raises(DataDitolak, match="tidak ditemukan"):
        baca_lembar(tulis(tmp_path, arus_xls(galat(3, 3, 7))), PEGAWAI)
