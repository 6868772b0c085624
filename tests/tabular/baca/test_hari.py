"""Headings that are days: what each text says, what stands below what, and what is left alone or named as unread."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from time import process_time
from typing import Any

import pytest

from asn_kompetensi.domain.lembar import Lembar
from asn_kompetensi.tabular.baca import baca_lembar
from asn_kompetensi.tabular.baca.hari import kolom_hari
from tests.tabular.baca.bahan import HADIR, NIP1, NIP2, NIP3, buku_cepat

TAK_TERBACA = "!"


def _sendiri(judul: object) -> str | None:
    hasil = kolom_hari([(0, (judul,), 1)]).get(0)
    return None if hasil is None else hasil.removeprefix("hari:")


def _bawah(induk: Any, *daun: Any) -> list[str | None]:
    """The days below one parent, or below a tuple of parents."""
    atas = induk if isinstance(induk, tuple) else (induk,)
    hasil = kolom_hari([(ke, (*atas, satu), ke + 1) for ke, satu in enumerate(daun)])
    return [hasil[ke].removeprefix("hari:") if ke in hasil else None for ke in range(len(daun))]


@pytest.mark.parametrize(
    ("judul", "harap"),
    [
        (date(2025, 3, 3), "2025-03-03"),
        (datetime(2025, 3, 3, 8), "2025-03-03"),  # noqa: DTZ001
        (45719, "serial45719"),
        (45719.0, "serial45719"),
        ("45719", "serial45719"),
        ("2025-03-05", "2025-03-05"),
        ("2025-03-05 00:00:00", "2025-03-05"),
        ("2025-03-05T08:00:00", "2025-03-05"),
        ("03/03/2025", "2025-03-03"),
        ("04-03-25", "2025-03-04"),
        ("3.3.2025", "2025-03-03"),
        ("TGL 03-03-2025", "2025-03-03"),
        ("03/03", "--03-03"),
        ("29/02", "--02-29"),
        ("3 Mar", "--03-03"),
        ("03-Mar", "--03-03"),
        ("3 Mar 25", "2025-03-03"),
        ("3 Maret '25", "2025-03-03"),
        ("3 Maret 2025.", "2025-03-03"),
        ("Senin, 3 Maret 2025", "@1;2025-03-03"),
        ("Jum’at, 7/3", "@5;--03-07"),
        ("Jum‘at 7-3-2025", "@5;2025-03-07"),
        ("JUMAT, 7/3", "@5;--03-07"),
        ("Rabu/ 5 Maret", "@3;--03-05"),
        ("Rabu 5 Maret 2025", "@3;2025-03-05"),
        ("Senin\n(03/03)", "@1;--03-03"),
        ("Sel, 4/3", "@2;--03-04"),
        ("Senin", "@1"),
        ("Rabu 5", "@3;---05"),
        ("Senin, 3 Maret 2025 (08.00-16.00 WIB)", "@1;2025-03-03"),
        ("Hari/Tanggal: Senin, 3 Maret 2025", "@1;2025-03-03"),
        ("Tgl 3", "---03"),
        ("Tgl. 3 Maret", "--03-03"),
        ("Hari ke-1", "#1"),
        ("Hari 2", "#2"),
        ("HARI III", "#3"),
        ("Hari Kedua", "#2"),
        ("H1", "#1"),
        ("Pertemuan 1", "#1"),
        ("Pertemuan IV", "#4"),
        ("Hari 1 (3/3)", "#1;--03-03"),
        ("Hari ke-1\n3 Maret 2025", "#1;2025-03-03"),
        ("Hari I / 3 Maret 2025", "#1;2025-03-03"),
        ("Hari 1: Senin, 3 Maret 2025", "#1;@1;2025-03-03"),
        ("Hari 3/3", "--03-03"),
        ("Hari 3 Maret", "--03-03"),
        ("Sesi 1", "sesi-1"),
        ("4/3 08:00-16:00", "--03-04"),
        ("3/3 Pagi", "--03-03;sesi-pagi"),
    ],
)
def test_judul_yang_dibaca_sebagai_hari(judul: object, harap: str) -> None:
    assert _sendiri(judul) == harap


@pytest.mark.parametrize(
    "judul",
    [
        "31/02", "3-5 Maret 2025", "3 s.d. 5 Maret", "Hari 1-3", "Hari 1 s.d. 3", "3/3 & 4/3", "Minggu ke-1", "H-1",
        "H+1", "Paraf 3/3", "Senin, 3 Maret 2025 ruang A",
    ],
)  # fmt: skip
def test_judul_mirip_hari_yang_tidak_terbaca_disebut(judul: str) -> None:
    assert _sendiri(judul) == TAK_TERBACA


@pytest.mark.parametrize(
    "judul",
    [
        "Nama", "Hari", "Tanggal", "Kehadiran", "Hadir", "Jumlah Hari", "Hari Libur", "I", "3", 4, "HIV", "Sel",
        "08.00",
        "Nilai Pre-Test (0-100)", "Maret 2025", "Ket. 2", True, None,
        float("inf"), float("nan"), 1e300, -5,
    ],
)  # fmt: skip
def test_judul_lain_bukan_hari(judul: object) -> None:
    assert _sendiri(judul) is None


@pytest.mark.parametrize(
    ("induk", "daun", "harap"),
    [
        ("Tanggal", (3, 4, 5), ["angka3t", "angka4t", "angka5t"]),
        ("Hari / Tanggal", ("03", "04"), ["angka3t", "angka4t"]),
        ("Kehadiran (Tanggal)", (3.0, 4.0), ["angka3t", "angka4t"]),
        ("Hari ke-", (1, 2), ["angka1h", "angka2h"]),
        ("Pertemuan", ("I", "II", "III"), ["angka1h", "angka2h", "angka3h"]),
        ("Hari", ("Ke-1", "Ke-2"), ["angka1h", "angka2h"]),
        ("Kehadiran", (1, 2), ["angka1", "angka2"]),
        ("Maret 2025", (3, 4), ["2025-03-03", "2025-03-04"]),
        ("Bulan : Maret", (3, "4"), ["--03-03", "--03-04"]),
        (("Tanggal", "Maret 2025"), (3, 4), ["2025-03-03", "2025-03-04"]),
        (datetime(2025, 3, 1), (3, 4), ["2025-03-03", "2025-03-04"]),  # noqa: DTZ001
        (("Tanggal", 3), ("Senin",), ["---03;@1"]),
        ("Senin", (3,), ["@1;---03"]),
        ("Kehadiran", ("03/03", "04/03"), ["--03-03", "--03-04"]),
        ("Hari ke-1", ("3 Maret",), ["#1;--03-03"]),
        (date(2025, 3, 3), ("Pagi", "Siang"), ["2025-03-03;sesi-pagi", "2025-03-03;sesi-siang"]),
        (date(2025, 3, 3), (1, 2), ["2025-03-03;sesi-1", "2025-03-03;sesi-2"]),
        ("3 Maret", ("Sesi I", "Sesi II"), ["--03-03;sesi-i", "--03-03;sesi-ii"]),
        ("3/3", ("H", "Sakit", "I", "TK"), [f"--03-03;={s}" for s in ("hadir", "sakit", "izin", "alpa")]),
        ("3/3", ("Kehadiran", "Paraf"), ["--03-03", None]),
        ("3/3", ("Hadir",), ["--03-03"]),
        (("Hari ke-", "II"), ("4/3",), ["#2;--03-04"]),
        (("Tanggal", 4), ("Pagi", "Siang"), ["---04;sesi-pagi", "---04;sesi-siang"]),
        # unread, and said so
        (date(2025, 3, 1), (1, 2), ["!", "!~2"]),
        (date(2025, 3, 3), ("Masuk", "Ruang"), ["!", "!~2"]),
        ("Maret 2025", (31, 32), ["2025-03-31", "!"]),
        ("Maret 2025", (3, 1e300, 2.5), ["2025-03-03", None, None]),
        # no days at all
        ("Kehadiran", ("H", "S", "I", "A"), [None] * 4),
        ("Rekapitulasi", ("H", "S", "I", "A"), [None] * 4),
        ("Hari", ("I", "S", "A"), [None] * 3),
        ("Jumlah Kehadiran", (1, 2), [None] * 2),
        ("Paraf", (1, 2), [None] * 2),
        (date(2025, 3, 3), ("Paraf",), [None]),
    ],
)
def test_di_bawah_induk(induk: Any, daun: tuple[Any, ...], harap: list[str | None]) -> None:
    assert _bawah(induk, *daun) == harap


def test_hitungan_h_hanya_sebagai_deret_naik() -> None:
    assert kolom_hari([(k, (f"H-{k}",), 1) for k in (1, 2, 3)]) == {1: "hari:#1", 2: "hari:#2", 3: "hari:#3"}
    assert set(kolom_hari([(k, (f"H-{4 - k}",), 1) for k in (1, 2, 3)]).values()) == {"hari:!", "hari:!~2", "hari:!~3"}


def _baca(jalur: Path, baris: list[list[Any]], gabung: list[str]) -> Lembar:
    return baca_lembar(buku_cepat(jalur / "a.xlsx", baris, gabung), HADIR)


def test_angka_di_bawah_tanggal_dibaca_menurut_nilainya(tmp_path: Path) -> None:
    baris = [["NIP", "Tanggal", None, None], [None, 3, 4, 5], [NIP1, "V", "S", "I"]]
    lembar = _baca(tmp_path, baris, ["B1:D1", "A1:A2"])
    assert [satu.bidang for satu in lembar.lajur] == ["nip", "hari:angka3t", "hari:angka4t", "hari:angka5t"]


def test_kotak_rekap_tidak_menjadi_hari(tmp_path: Path) -> None:
    baris = [
        ["NIP", "Tanggal", None, "Kehadiran", None, None, None],
        [None, "3/3", "4/3", "H", "S", "I", "A"],
        [NIP1, "V", "S", 1, 1, 0, 0],
    ]
    lembar = _baca(tmp_path, baris, ["A1:A2", "B1:C1", "D1:G1"])
    assert [satu.bidang for satu in lembar.lajur] == ["nip", "hari:--03-03", "hari:--03-04"]


def test_tanggal_di_atas_dua_kolom_memberi_dua_tanda(tmp_path: Path) -> None:
    baris = [["NIP", date(2025, 3, 3), None], [NIP1, "V", "S"]]
    lembar = _baca(tmp_path, baris, ["B1:C1"])
    assert [satu.bidang for satu in lembar.lajur] == ["nip", "hari:2025-03-03", "hari:2025-03-03~2"]
    assert lembar.baris[0].sel == (NIP1, "V", "S")


def test_judul_mirip_hari_tidak_mengalahkan_baris_judul(tmp_path: Path) -> None:
    baris = [
        ["3 s.d. 5 Maret", "4 s.d. 6 Maret", "5 s.d. 7 Maret", "6 s.d. 8 Maret", "7 s.d. 9 Maret"],
        ["NIP", "Nama", "Hari 1"],
        [NIP1, "A", "V"],
    ]
    lembar = _baca(tmp_path, baris, [])
    assert [satu.bidang for satu in lembar.lajur] == ["nip", "nama", "hari:#1"]


def test_tanda_yang_digabung_berlaku_untuk_setiap_hari_yang_ditutupinya(tmp_path: Path) -> None:
    baris = [
        ["NIP", "3/3", "4/3", "5/3", "Pretest"],
        [NIP1, "SAKIT", None, None, None],
        [NIP2, "V", "IZIN", None, None],
        [NIP3, "V", "LIBUR", None, 70],
        [],
        [NIP1, None, None, "A", 60],
        [NIP2, "V", None, None, None],
    ]
    lembar = _baca(tmp_path, baris, ["B2:D2", "C3:E3", "C4:C5", "D6:D7"])
    assert [satu.sel[1:] for satu in lembar.baris] == [
        ("SAKIT", "SAKIT", "SAKIT", None),
        ("V", "IZIN", "IZIN", None),
        ("V", "LIBUR", None, 70),
        (None, None, "A", 60),
        ("V", None, None, None),
    ]
    assert [satu.nomor for satu in lembar.baris] == [2, 3, 4, 6, 7]


def test_tanda_yang_digabung_ke_bawah_hanya_milik_orang_pertama(tmp_path: Path) -> None:
    baris = [["NIP", "3/3", "4/3", "5/3"], [NIP1, "V", "SAKIT", None], [NIP2, "V", None, None], [NIP3, "V", None, "A"]]
    lembar = _baca(tmp_path, baris, ["C2:D3"])
    assert [satu.sel[1:] for satu in lembar.baris] == [("V", "SAKIT", "SAKIT"), ("V", None, None), ("V", None, "A")]


def test_kelompok_catatan_dan_tanda_tangan_yang_digabung_di_atas_kolom_hari_bukan_orang(tmp_path: Path) -> None:
    lebar = [None] * 5
    akhir = [
        "Keterangan: V = hadir", "Sawahlunto, 8 Maret 2025", "Kepala BKPSDM Kota Sawahlunto,", "Budi Contoh, S.Sos",
        f"NIP. {NIP3}",
    ]  # fmt: skip
    baris = [
        ["No", "NIP", "Nama", "3/3", "4/3", "5/3", "6/3", "7/3"],
        [None, None, None, "Dinas Kesehatan", *lebar[1:]],
        [1, NIP1, "A", "SAKIT", *lebar[1:]],
        [2, NIP2, "B", "V", "V", "V", "V", "V"],
        *([None, None, None, satu, *lebar[1:]] for satu in akhir),
    ]
    gabung = [f"D{ke}:H{ke}" for ke in (2, 3, *range(5, 10))]
    for bersih in (gabung, []):
        lembar = _baca(tmp_path, baris, bersih)
        assert [satu.nomor for satu in lembar.baris] == [3, 4]
        assert [satu.alasan for satu in lembar.dilewati] == [
            "baris kelompok", "keterangan", *["tanda tangan"] * 4,
        ]  # fmt: skip
        assert lembar.baris[0].sel[2:7] == (("SAKIT",) * 5 if bersih else ("SAKIT", *[None] * 4))


def test_anak_judul_tanpa_gabungan_ke_bawah_tetap_dibaca(tmp_path: Path) -> None:
    for anak, sebutan in ((["Pagi", "Siang"], "sesi-pagi sesi-siang"), (["H", "S"], "=hadir =sakit")):
        baris = [["NIP", "Nama", "3 Maret", None], [None, None, *anak], [NIP1, "A", "V", None]]
        lembar = _baca(tmp_path, baris, ["C1:D1"])
        assert [satu.bidang for satu in lembar.lajur[2:]] == [f"hari:--03-03;{satu}" for satu in sebutan.split()]
        assert [satu.nomor for satu in lembar.baris] == [3]


def test_judul_yang_berupa_rumus_tanpa_hasil_tidak_hilang_diam_diam(tmp_path: Path) -> None:
    lembar = _baca(tmp_path, [["NIP", "=DATE(2025,3,3)", "4/3"], [NIP1, "V", "S"]], [])
    assert [(satu.huruf, satu.judul, satu.bidang) for satu in lembar.lajur[1:]] == [
        ("B", "(rumus tanpa hasil)", "hari:!"), ("C", "4/3", "hari:--03-04"),
    ]  # fmt: skip


def test_judul_induk_berisi_ribuan_kurung_bukan_hari_dan_segera_dinilai() -> None:
    mulai = process_time()
    assert kolom_hari([(k, ("Tanggal " + "(" * 200_000, k), 1) for k in (1, 2)]) == {}
    assert process_time() - mulai < 5
