"""The kinds of dirt of practice section 9 that the reader meets, and the rows that look like dirt but are people."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from asn_kompetensi.domain.galat import DataDitolak
from asn_kompetensi.domain.lembar import Lembar, Skema
from asn_kompetensi.domain.sel import TANPA_NILAI, AngkaMentah
from asn_kompetensi.tabular.baca import baca_lembar

from .bahan import (
    HADIR,
    NILAI,
    NIP1,
    NIP2,
    NIP3,
    PEGAWAI,
    alasan,
    bidang,
    buku,
    buku_cepat,
    kolom,
    nomor,
    ubah_lembar,
    xlsx_mentah,
)

JUDUL = ["No", "NIP", "Nama", "Golongan"]


def baca(tmp_path: Path, *baris: Any, skema: Skema = PEGAWAI, gabung: tuple[str, ...] = ()) -> Lembar:
    return baca_lembar(buku_cepat(tmp_path / "a.xlsx", baris, gabung), skema)


@pytest.mark.parametrize(
    ("sel", "harap"),
    [
        (f"'{NIP1}", NIP1),
        (f" {NIP1} ", f" {NIP1} "),
        ("19840312 200604 2 901", "19840312 200604 2 901"),
        ("19840312\u00a0200604\u00a02\u00a0901", "19840312\u00a0200604\u00a02\u00a0901"),
        (NIP1[:17], NIP1[:17]),
        ("1.98E+17", "1.98E+17"),
        ("010101901", "010101901"),
        ("l98403122OO6042901", "l98403122OO6042901"),
    ],
)
def test_nip_teks_sampai_apa_adanya_tanpa_satu_apostrof(tmp_path: Path, sel: str, harap: str) -> None:
    assert kolom(baca(tmp_path, JUDUL, [1, sel, "A"]), "nip") == [harap]


@pytest.mark.parametrize("mentah", ["1.98403122006043E+17", "198403122006042901", "1.98403122006042896E17", "19840312"])
def test_nip_angka_selalu_angka_mentah_dengan_digit_berkas(tmp_path: Path, mentah: str) -> None:
    isi = '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>'
    isi += f'<row r="2"><c r="A2"><v>{mentah}</v></c><c r="B2" t="s"><v>2</v></c></row>'
    nip = kolom(baca_lembar(xlsx_mentah(tmp_path / "a.xlsx", isi, ["NIP", "Nama", "A"]), PEGAWAI), "nip")[0]
    assert isinstance(nip, AngkaMentah)
    assert nip.mentah == mentah


@pytest.mark.parametrize("tanda", ["null", "-", "...", "&nbsp;", "0000-00-00", "N/A", "  ", "'", "—"])
def test_tanda_kosong_menjadi_none_bukan_nol(tmp_path: Path, tanda: str) -> None:
    assert baca(tmp_path, JUDUL, [1, NIP1, tanda, "III/a"]).baris[0].sel[1:] == (None, "III/a")


@pytest.mark.parametrize("baris_judul", [1, 2, 4, 9, 18, 29, 30])
@pytest.mark.parametrize("geser", [0, 1, 3])
def test_judul_di_baris_dan_kolom_mana_pun(tmp_path: Path, baris_judul: int, geser: int) -> None:
    kop: list[list[Any]] = [[None] * geser + [f"KOP {k}"] if k % 2 else [] for k in range(baris_judul - 1)]
    isi = [[None] * geser + satu for satu in (JUDUL, [1, NIP1, "A", "III/a"], [], [2, NIP2, "B", "III/b"])]
    lembar = baca(tmp_path, *kop, *isi)
    assert lembar.baris_judul == (baris_judul,)
    assert nomor(lembar) == [baris_judul + 1, baris_judul + 3], "blank rows neither end the data nor count"
    assert bidang(lembar)["nip"] == "ABCDE"[geser + 1]


@pytest.mark.parametrize(
    ("nama", "golongan"),
    [
        ("TOTAL", None),
        ("STANDAR", "III/a"),
        ("JUMLAH", None),
        ("KETERANGAN", None),
        ("RATA-RATA HARAHAP", "II/c"),
        ("Mengetahui,", None),
        ("KEPALA DINAS,", None),
        ("Satuan Kerja : X", None),
        ("NIP. 19750505", None),
        ("NIHIL", None),
        ("Sawahlunto, 3 Maret 2025", None),
    ],
)
@pytest.mark.parametrize("bernomor", [True, False])
def test_baris_dengan_nip_selalu_data_apa_pun_namanya(
    tmp_path: Path, nama: str, golongan: str | None, bernomor: bool
) -> None:
    """However the NIP is written."""
    semua = (NIP1, f"'{NIP1}", "19840312 200604 2 901", 1.98403122006043e17)
    orang = [[ke if bernomor else None, nip, nama, golongan] for ke, nip in enumerate(semua, 2)]
    for sebelum in (
        [],
        [["Jumlah", None, None, 3]],
        [[None, None, "Mengetahui,"], [None, "NIP. 19750505 200003 2 998"]],
    ):
        lembar = baca(tmp_path, JUDUL, [1, NIP2, "A", "I/a"], *sebelum, *orang, ["Total", 2])
        mulai = 3 + len(sebelum)
        assert nomor(lembar) == [2, *range(mulai, mulai + 4)]
        assert set(alasan(lembar)) == {*range(3, mulai), mulai + 4}


@pytest.mark.parametrize("jabatan", ["Pengadministrasi Jumlah", "Jumlah Pengelola", "Standar Mutu", "Total Quality"])
def test_kata_jumlah_dalam_jabatan_bukan_jumlah(tmp_path: Path, jabatan: str) -> None:
    lembar = baca(tmp_path, ["NIP", "Jabatan"], [NIP1, jabatan], [1.98403122006043e17, jabatan])
    assert (nomor(lembar), kolom(lembar, "jabatan")) == ([2, 3], [jabatan] * 2)


@pytest.mark.parametrize(
    ("baris", "sebab"),
    [
        (["Jumlah", None, None, 3], "jumlah"),
        (["JUMLAH", 25], "jumlah"),
        ([None, "Total", None, 3], "jumlah"),
        ([None, None, "Rata - rata", 2.5], "jumlah"),
        ([None, None, "TOTAL PESERTA", "3 orang"], "jumlah"),
        (["Sub Total", None, None, "=SUM(A1:A2)"], "jumlah"),
        ([None, None, "STANDAR", "III/a"], "standar"),
        (["Keterangan :", "V = hadir"], "keterangan"),
        (["*) belum dinilai"], "keterangan"),
        (["(1)", "(2)", "(3)", "(4)"], "nomor kolom"),
        ([1, 2, 3, 4], "nomor kolom"),
        (JUDUL, "judul berulang"),
        ([7], "hanya nomor urut"),
        (["-", "-", "-"], "tidak ada data"),
        (["Nihil"], "tidak ada data"),
        (["Unit Kerja : Puskesmas Kolok"], "baris kelompok"),
        (["Satuan Kerja", ": Dinas Kesehatan"], "baris kelompok"),
        ([None, None, None, None, "catatan di pinggir"], "di luar tabel"),
        ([None, None, None, "Sawahlunto, ....... 2025"], "tanda tangan"),
        ([None, None, None, "a.n. WALI KOTA"], "tanda tangan"),
        ([None, "NIP. 19750505 200003 2 998"], "tanda tangan"),
    ],
)
def test_baris_bukan_data_dengan_alasannya(tmp_path: Path, baris: list[Any], sebab: str) -> None:
    lembar = baca(tmp_path, JUDUL, baris, [1, NIP1, "A", "I/a"])
    assert alasan(lembar) == {2: sebab}
    assert nomor(lembar) == [3]


def test_tiga_angka_berurutan_di_tengah_data_bukan_nomor_kolom(tmp_path: Path) -> None:
    isi = [["No", "NIP", "Integritas", "Komunikasi"], [1, NIP1, 3, 3], [2, None, 3, 4]]
    assert nomor(baca(tmp_path, *isi, skema=NILAI)) == [2, 3]
    berulang = [isi[0], [1, 2, 3, 4], isi[1], isi[0], [1, 2, 3, 4], [2, NIP2, 1, 1]]
    lembar = baca(tmp_path, *berulang, skema=NILAI)
    assert (nomor(lembar), alasan(lembar)) == ([3, 6], {2: "nomor kolom", 4: "judul berulang", 5: "nomor kolom"})


def test_nama_mirip_jumlah_tanpa_nip_ditahan_layanan_bukan_dilewati_pembaca(tmp_path: Path) -> None:
    """A running number, or a name that merely begins alike, is enough to be held by name instead of skipped."""
    lembar = baca(
        tmp_path,
        JUDUL,
        [1, None, "TOTAL SIREGAR", "II/a"],
        [2, None, "STANDAR", None],
        [None, None, "STANDARTO", "III/a"],
        [None, None, "KETERANGAN JAYA", "III/b"],
        [None, None, "JUMLAHIR", "III/c"],
    )
    assert (nomor(lembar), alasan(lembar)) == ([2, 3, 4, 5, 6], {})


def test_catatan_di_tengah_tabel_tidak_menutup_data(tmp_path: Path) -> None:
    lembar = baca(
        tmp_path, JUDUL, [1, NIP1, "A", "I/a"], ["Catatan: tiga orang menyusul"], [2, NIP2, "B"], [3, None, "C", "I/c"]
    )
    assert (nomor(lembar), alasan(lembar)) == ([2, 4, 5], {3: "keterangan"})


def test_nomor_urut_mulai_lagi_di_tiap_kelompok(tmp_path: Path) -> None:
    lembar = baca(
        tmp_path, JUDUL, ["OPD : DINKES"], [1.0, NIP1, "A"], [2.0, NIP2, "B"], ["OPD : DISDIK"], [1.0, NIP3, "C"]
    )
    assert kolom(lembar, "opd") == ["DINKES", "DINKES", "DISDIK"]
    assert nomor(lembar) == [3, 4, 6]


@pytest.mark.parametrize("rentang", ["B2:B3", "B2:B2000"])
def test_nip_gabungan_diisi_ke_bawah_tanpa_menciptakan_baris(tmp_path: Path, rentang: str) -> None:
    baris = [["No", "NIP", "Kompetensi", "Nilai"], [1, NIP1, "INT", 3], [None, None, "KS", 2], [], [2, NIP2, "INT", 1]]
    lembar = baca(tmp_path, *baris, skema=NILAI, gabung=(rentang,))
    assert nomor(lembar) == [2, 3, 5]
    assert kolom(lembar, "nip")[:2] == [NIP1, NIP1]


def test_rumus_tanpa_nilai_ditahan_di_data_diabaikan_di_jumlah(tmp_path: Path) -> None:
    isi = [["No", "NIP", "Nama", "Integritas"], [1, NIP1, "A", "=1+1"], ["Jumlah", None, None, "=SUM(D2:D2)"]]
    lembar = baca(tmp_path, *isi, [None, None, None, "=X1"], skema=NILAI)
    assert kolom(lembar, "kompetensi:INT") == [TANPA_NILAI]
    assert alasan(lembar) == {3: "jumlah", 4: "tanda tangan"}
    nip_rumus = baca(tmp_path, ["NIP", "Integritas"], ["=A1", 3], ["=A1", "=A1"], [None, "=A1"], skema=NILAI)
    assert kolom(nip_rumus, "nip") == [TANPA_NILAI, TANPA_NILAI], "a formula where the NIP is due is held, not lost"
    assert alasan(nip_rumus) == {4: "rumus tanpa nilai"}


def test_galat_excel_sampai_sebagai_teks(tmp_path: Path) -> None:
    asal = buku(tmp_path / "a.xlsx", [["NIP", "Integritas"], [NIP1, "=1/0"]])
    jalur = ubah_lembar(
        asal, tmp_path / "b.xlsx", b'<c r="B2"><f>1/0</f><v/>', b'<c r="B2" t="e"><f>1/0</f><v>#DIV/0!</v>'
    )
    assert kolom(baca_lembar(jalur, NILAI), "kompetensi:INT") == ["#DIV/0!"]


@pytest.mark.parametrize("sistem", [1900, 1904])
def test_setiap_hari_1950_sampai_2035_tepat(tmp_path: Path, sistem: int) -> None:
    wb = Workbook()
    if sistem == 1904:
        wb.epoch = CALENDAR_MAC_1904
    ws: Any = wb.active
    ws.append(["NIP", "Tanggal Lahir"])
    hari = [date(1950, 1, 1) + timedelta(days=k) for k in range(0, 31_400, 7)] + [date(2000, 2, 29), date(2035, 12, 31)]
    for satu in hari:
        ws.append([NIP1, satu])
    wb.save(tmp_path / "a.xlsx")
    assert kolom(baca_lembar(tmp_path / "a.xlsx", PEGAWAI), "tanggal_lahir") == hari


def test_jam_tidak_hilang_dan_tanggal_teks_tidak_ditafsirkan(tmp_path: Path) -> None:
    tanggal = [datetime(2025, 3, 3, 8, 30), "25 DEC 1986", "41802.0", "PADANG, 12-03-1980", 41802]  # noqa: DTZ001
    lembar = baca(tmp_path, ["NIP", "Tanggal Lahir"], *([NIP1, satu] for satu in tanggal))
    assert kolom(lembar, "tanggal_lahir") == tanggal


@pytest.mark.parametrize("nilai", ["2,5", "98.75%", 0.9875, "Level 3", "3 (tiga)", "TH", 0, 7, -1, True])
def test_nilai_tidak_ditafsirkan_pembaca(tmp_path: Path, nilai: Any) -> None:
    hasil = kolom(baca(tmp_path, ["NIP", "Integritas"], [NIP1, nilai], skema=NILAI), "kompetensi:INT")
    assert hasil == [nilai]
    assert type(hasil[0]) is type(nilai)


def test_kode_dengan_nol_di_depan_tetap_teks(tmp_path: Path) -> None:
    skema = Skema("jabatan", ("kode", "nama"), (("kode",), ("nama",)))
    lembar = baca(
        tmp_path, ["Kode", "Nama"], ["0180", "A"], [180, "B"], ["TOTAL", "Total Mutu"], ["Jumlah"], skema=skema
    )
    assert kolom(lembar, "kode") == ["0180", 180, "TOTAL"]
    assert alasan(lembar) == {5: "jumlah"}


def test_lembar_tersembunyi_tidak_pernah_dibaca(tmp_path: Path) -> None:
    wb = Workbook()
    for nama, keadaan in (("Data", "visible"), ("Lama", "hidden"), ("Sangat", "veryHidden")):
        ws = wb.create_sheet(nama)
        ws.sheet_state = keadaan
        ws.append(["NIP", "Nama", "Golongan", "OPD"] if keadaan != "visible" else ["NIP", "Nama"])
        ws.append([NIP1 if keadaan == "visible" else NIP2, nama, "I/a", "X"])
    wb.remove(wb.worksheets[0])
    wb.save(tmp_path / "a.xlsx")
    lembar = baca_lembar(tmp_path / "a.xlsx", PEGAWAI)
    assert lembar.lembar_dilewati == (("Lama", "tersembunyi"), ("Sangat", "tersembunyi"))
    assert NIP2 not in str(lembar)
    for nama in ("Lama", "sangat "):
        with pytest.raises(DataDitolak, match="tersembunyi"):
            baca_lembar(tmp_path / "a.xlsx", PEGAWAI, lembar=nama)


def test_daftar_hadir_tanpa_nip_memakai_nama_sebagai_kunci(tmp_path: Path) -> None:
    skema = Skema("hadir", HADIR.bidang, (("nip", "nama_nip", "nama"),), {}, True)
    baris = [
        ["No", "Nama", "Hari ke-1"],
        [1, "SABAI", "V"],
        [2, "TOTAL SIREGAR", "S"],
        [None, "Jumlah", 2],
        [None, "Jumlah"],
    ]
    lembar = baca(tmp_path, *baris, skema=skema)
    assert (nomor(lembar), alasan(lembar)) == ([2, 3], {4: "jumlah", 5: "jumlah"})


def test_sel_berisi_belasan_spasi_bukan_orang(tmp_path: Path) -> None:
    lembar = baca(tmp_path, JUDUL, [None, " " * 18, None, None], [1, NIP1, "A"], [None, "'" + " " * 18, "B"])
    assert (nomor(lembar), kolom(lembar, "nip")) == ([3, 4], [NIP1, None])
