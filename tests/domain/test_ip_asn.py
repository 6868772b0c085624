"""IP ASN: every total that can be reached, worked cases, and what is missing for the next points."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from itertools import product

import pytest

from asn_kompetensi.domain import ip_asn
from asn_kompetensi.domain.ip_asn import Aturan, Pelatihan
from asn_kompetensi.domain.jenjang import semua_jenjang

AKHIR = date(2025, 12, 31)
ATURAN = Aturan(12, 24, Fraction(20))
# The tables once more, as the regulation prints them.
KUALIFIKASI = {"S-3": 25, "S-2": 20, "S-1/D-IV": 15, "D-III": 10, "D-II/D-I/SLTA": 5, "di bawah SLTA": 1}
KINERJA = {"sangat_baik": 30, "baik": 25, "butuh_perbaikan": 15, "kurang": 5, "sangat_kurang": 1}
DISIPLIN = {"tidak_pernah": 5, "ringan": 3, "sedang": 2, "berat": 1}
KOMPETENSI = {"Administrator": (15, 15, 10), "Ahli Muda": (15, 15, 10), "Pelaksana": (22.5, 17.5)}
BUKTI = {
    "Administrator": (
        Pelatihan(1, "PKA Angkatan II", date(2010, 5, 1), 90000), Pelatihan(3, "A", AKHIR, 2000),
        Pelatihan(9, "B", date(2024, 1, 1), 400),
    ),
    "Ahli Muda": (
        Pelatihan(2, "X", date(2010, 5, 1), 100), Pelatihan(3, "A", date(2025, 1, 1), 2000),
        Pelatihan(4, "B", date(2024, 1, 1), 500),
    ),
    "Pelaksana": (Pelatihan(3, "A", date(2025, 1, 1), 2000), Pelatihan(11, "B", date(2024, 1, 1), 0)),
}  # fmt: skip


def komp(jenjang: str | None, *kegiatan: Pelatihan, tanpa: bool = False) -> Fraction | None:
    return ip_asn.kompetensi(jenjang, kegiatan, AKHIR, ATURAN, tanpa_fungsional=tanpa)[0]


# --- missing ----------------------------------------------------------------------------------------------------------


def test_missing_is_not_nought() -> None:
    assert ip_asn.skor("kinerja", None, AKHIR) is None
    assert ip_asn.jumlah([Fraction(25), None, Fraction(30), Fraction(5)]) is None
    assert ip_asn.kategori(None, AKHIR) is None
    nilai, kurang = ip_asn.kompetensi(None, BUKTI["Pelaksana"], AKHIR, ATURAN)
    assert (nilai, [satu.hal for satu in kurang]) == (None, ["isi jenjang jabatannya"])
    assert ip_asn.kelompok("Eselon V") is None


# --- the tables ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("jenjang", KOMPETENSI)
def test_every_total_and_its_band(jenjang: str) -> None:
    """All 6 x 5 x 4 x 4..8 combinations against plain half points and the bands in halves."""
    totals = set()
    for ada in product((False, True), repeat=len(KOMPETENSI[jenjang])):
        kompetensi = komp(jenjang, *(satu for satu, ikut in zip(BUKTI[jenjang], ada, strict=True) if ikut))
        setengah = int(2 * sum(skor for skor, ikut in zip(KOMPETENSI[jenjang], ada, strict=True) if ikut))
        assert kompetensi == Fraction(setengah, 2)
        for a, b, c in product(KUALIFIKASI, KINERJA, DISIPLIN):
            ip = ip_asn.jumlah([ip_asn.skor("kualifikasi", a, AKHIR), kompetensi, ip_asn.skor("kinerja", b, AKHIR),
                                ip_asn.skor("disiplin", c, AKHIR)])  # fmt: skip
            dua = setengah + 2 * (KUALIFIKASI[a] + KINERJA[b] + DISIPLIN[c])
            assert ip == Fraction(dua, 2)
            pita = ("sangat_rendah", "rendah", "sedang", "tinggi", "sangat_tinggi")
            assert ip_asn.kategori(ip, AKHIR) == pita[sum(dua >= 2 * batas for batas in (61, 71, 81, 91))]
            totals.add(dua)
    assert max(totals) == 200
    if jenjang == "Pelaksana":
        assert {121, 141, 161} <= totals  # 60,5 70,5 80,5 are really reached
    else:
        assert all(satu % 2 == 0 for satu in totals)


@pytest.mark.parametrize(
    ("ip", "kategori"),
    [
        ("60.5", "sangat_rendah"),
        ("70.5", "rendah"),
        ("80.5", "sedang"),
        ("90.5", "tinggi"),
        ("91", "sangat_tinggi"),
        ("0", "sangat_rendah"),
    ],
)
def test_half_points_fall_to_the_lower_band(ip: str, kategori: str) -> None:
    assert ip_asn.kategori(Fraction(ip), AKHIR) == kategori


def test_worked_cases() -> None:
    """An administrator with everything, a functional without seminar, a clerk with a seminar alone."""
    kasus = [
        ("Administrator", BUKTI["Administrator"], ("S-2", "baik", "tidak_pernah"), "90", "tinggi"),
        ("Ahli Muda", BUKTI["Ahli Muda"][:2], ("S-1/D-IV", "baik", "tidak_pernah"), "75", "sedang"),
        ("Pelaksana", BUKTI["Pelaksana"][1:], ("S-1/D-IV", "sangat_baik", "ringan"), "65.5", "rendah"),
        ("Pelaksana", (), ("D-III", "baik", "tidak_pernah"), "40", "sangat_rendah"),
        ("Pelaksana", BUKTI["Pelaksana"][1:], ("S-1/D-IV", "baik", "ringan"), "60.5", "sangat_rendah"),
        ("JPT Pratama", (Pelatihan(1, "PKN II", AKHIR, 1),), ("S-3", "sangat_baik", "berat"), "71", "sedang"),
    ]
    for jenjang, bukti, (didik, kerja, hukum), harap, kategori in kasus:
        ip = ip_asn.jumlah([ip_asn.skor("kualifikasi", didik, AKHIR), komp(jenjang, *bukti),
                            ip_asn.skor("kinerja", kerja, AKHIR), ip_asn.skor("disiplin", hukum, AKHIR)])  # fmt: skip
        assert (ip, ip_asn.kategori(ip, AKHIR)) == (Fraction(harap), kategori), (jenjang, didik)


def test_groups() -> None:
    kelompok = {satu: ip_asn.kelompok(satu) for satu in semua_jenjang()}
    assert [satu for satu, isi in kelompok.items() if isi == "struktural"] == [
        "JPT Utama", "JPT Madya", "JPT Pratama", "Administrator", "Pengawas",
    ]  # fmt: skip
    assert [satu for satu, isi in kelompok.items() if isi == "pelaksana"] == ["Pelaksana"]
    assert all(kelompok.values())


# --- training --------------------------------------------------------------------------------------------------------


def test_leadership_of_the_present_job_only() -> None:
    for nama, nilai in (("PKA", 15), ("Diklatpim Tk. III", 15), ("PKP", 0), ("PKN II", 0), ("Diklat Kepemimpinan", 0)):
        assert komp("Administrator", Pelatihan(1, nama, date(1999, 1, 1), 1)) == nilai, nama
    assert komp("Administrator", Pelatihan(3, "PKA", date(1999, 1, 1), 1)) == 0  # not a leadership course
    assert komp("Administrator", Pelatihan(1, "PKA", date(2026, 1, 1), 1)) == 0  # not yet


def test_technical_hours_add_up_within_the_window() -> None:
    def teknis(*bagian: tuple[str, int]) -> Fraction | None:
        return komp("Pelaksana", *(Pelatihan(3, "A", date.fromisoformat(hari), ratus) for hari, ratus in bagian))

    assert teknis(("2025-01-01", 1200), ("2025-12-31", 800)) == Fraction(45, 2)
    assert teknis(("2025-01-01", 1200), ("2025-12-31", 799)) == 0
    assert teknis(("2024-12-31", 2000)) == 0
    assert teknis(("2026-01-01", 2000)) == 0
    assert komp("Pelaksana", Pelatihan(2, "A", AKHIR, 9000), Pelatihan(5, "A", AKHIR, 9000)) == 0


def test_seminars_of_two_years() -> None:
    for hari, nilai in (("2024-01-01", 35), ("2023-12-31", 0), ("2025-12-31", 35), ("2026-01-01", 0)):
        for bentuk in (4, 7, 8, 9, 10, 11, 12, 13):
            assert komp("Pelaksana", Pelatihan(bentuk, "B", date.fromisoformat(hari), 1)) == Fraction(nilai, 2)
    assert komp("Pelaksana", Pelatihan(14, "B", AKHIR, 1)) == 0


def test_functional_jobs_without_training() -> None:
    assert (komp("Ahli Muda"), komp("Ahli Muda", tanpa=True)) == (0, 15)
    assert komp("Administrator", tanpa=True) == 0  # says nothing of other groups


@pytest.mark.parametrize(
    ("hari", "bulan", "harap"),
    [("2025-12-31", 12, "2024-12-31"), ("2025-02-28", 12, "2024-02-29"), ("2024-02-29", 24, "2022-02-28"),
     ("2025-03-30", 1, "2025-02-28"), ("2025-06-15", 60, "2020-06-15"), ("2025-01-31", 1, "2024-12-31")],
)  # fmt: skip
def test_months_back(hari: str, bulan: int, harap: str) -> None:
    assert ip_asn.mundur(date.fromisoformat(hari), bulan) == date.fromisoformat(harap)


# --- what is missing -------------------------------------------------------------------------------------------------


def test_what_is_missing_adds_up_to_the_full_dimension() -> None:
    for jenjang, bukti in BUKTI.items():
        for ada in product((False, True), repeat=len(bukti)):
            ikut = [satu for satu, pilih in zip(bukti, ada, strict=True) if pilih]
            nilai, kurang = ip_asn.kompetensi(jenjang, ikut, AKHIR, ATURAN)
            assert nilai is not None
            assert nilai + sum((satu.tambah for satu in kurang), Fraction(0)) == 40
    _, kurang = ip_asn.kompetensi("Pelaksana", [Pelatihan(3, "A", AKHIR, 1250)], AKHIR, ATURAN)
    assert kurang[0] == ("diklat teknis 20 JP (baru 12,5)", Fraction(45, 2))


def test_next_step_of_the_other_dimensions() -> None:
    assert ip_asn.naik("kualifikasi", "S-1/D-IV", AKHIR) == [("pendidikan S-2", 5)]
    assert ip_asn.naik("kualifikasi", "S-3", AKHIR) == []
    assert ip_asn.naik("kinerja", "butuh_perbaikan", AKHIR) == [("kinerja sangat_baik", 15)]
    assert ip_asn.naik("disiplin", "berat", AKHIR) == []  # only time helps
    assert ip_asn.naik("disiplin", None, AKHIR) == [("catat disiplin", 5)]
    assert ip_asn.tabel(date(1990, 1, 1)) == ip_asn.tabel(AKHIR)  # a period before the regulation
