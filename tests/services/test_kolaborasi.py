"""Joint classes worth having: the numbers by hand, the weights by policy, a closed period as it was."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from asn_kompetensi.domain.galat import DataDitolak, TidakDitemukan
from asn_kompetensi.services import kolaborasi
from asn_kompetensi.store import penutupan
from asn_kompetensi.store.door import Pintu
from tests.services import kota_kolaborasi as kota


@pytest.fixture(scope="module")
def d(basis_induk: Path) -> Pintu:
    """DINKES with a unit, DISDIK and DISHUB; KOM is short in three, INT in one, KS in two of them."""
    d = kota.kosong(basis_induk)
    kota.opd(d.kon, "DINKES", "DISDIK", "DISHUB")
    kota.opd(d.kon, "PKM", induk="DINKES")
    kota.jabatan(d.kon, "STAF", {"KOM": (300, "mutlak"), "INT": (300, None)})
    kota.jabatan(d.kon, "AHLI", {"KOM": (400, "penting"), "KS": (300, "perlu")})
    isi: tuple[tuple[str, str, dict[str, int]], ...] = (
        ("DINKES", "STAF", {"KOM": 200, "INT": 100}),
        ("DINKES", "STAF", {"KOM": 250, "INT": 300}),
        ("DINKES", "STAF", {"KOM": 300}),  # reaches the standard
        ("PKM", "AHLI", {"KOM": 225, "KS": 275}),
        ("DISDIK", "AHLI", {"KOM": 350, "KS": 200}),
        ("DISDIK", "AHLI", {}),  # not assessed: in nothing, never a gap of 4
        ("DISHUB", "AHLI", {"KS": 300}),
    )
    for nomor, satu in enumerate(isi, start=1):
        kota.orang(d.kon, nomor, *satu)
    kota.pelatihan(d.kon, "KOM-2", {"KOM": 300}, 10, 11, None)
    kota.pelatihan(d.kon, "KOM-1", {"KOM": 400, "OPH": 300}, 11)
    kota.pelatihan(d.kon, "KS-1", {"KS": 300}, None)
    d.kon.execute("UPDATE kelas SET status = 'dibuka', biaya = 900 WHERE kode = 'KS-1-0'")
    return d


def _peluang(d: Pintu, **pilihan: Any) -> list[dict[str, Any]]:
    isian = {"kursi": 2, "biaya_kelas": None, "opd_minimum": 2, **pilihan}
    return [dict(zip(kolaborasi.BIDANG, b, strict=True)) for b in kolaborasi.peluang(d, "2025", **isian)]


def test_every_field_by_hand(d: Pintu) -> None:
    """KOM: 1 + 0,5 at weight 3 and 1,75 + 0,5 at weight 2; classes of two: DINKES 1, PKM 1, DISDIK 1, together 2."""
    kom, ks = _peluang(d)
    assert kom == {
        "kompetensi": "KOM", "nama_kompetensi": "Komunikasi", "level": None, "opd_terlibat": 3, "pegawai": 4,
        "kesenjangan_total": Decimal("3.75"), "bobot_total": Decimal("9.00"), "kelas_terpisah": 3, "kelas_bersama": 2,
        "hemat_kelas": 1, "biaya_terpisah": 33, "biaya_bersama": 22, "hemat_biaya": 11,
        "hemat_persen": Decimal("33.33"), "opd": ["DINKES", "DISDIK", "PKM"], "pelatihan": ["KOM-1", "KOM-2"],
    }  # fmt: skip
    assert (ks["kompetensi"], ks["pegawai"], ks["kesenjangan_total"], ks["hemat_kelas"]) == (
        "KS",
        2,
        Decimal("1.25"),
        1,
    )
    assert (ks["biaya_bersama"], ks["hemat_biaya"]) == (None, None), "a class not finished has not cost anything yet"


def test_mean_cost_is_rounded_half_up_once(d: Pintu) -> None:
    """(10 + 11 + 11) / 3 is 10,67; without the last it is 10,5."""
    assert _peluang(d)[0]["biaya_bersama"] == 2 * 11
    d.kon.execute("SAVEPOINT coba")
    d.kon.execute("UPDATE kelas SET biaya = NULL WHERE kode = 'KOM-1-0'")
    assert _peluang(d)[0]["biaya_bersama"] == 2 * 11
    d.kon.execute("UPDATE kelas SET biaya = 10 WHERE kode = 'KOM-1-0'")
    assert _peluang(d)[0]["biaya_bersama"] == 2 * 10, "31 / 3"
    d.kon.execute("ROLLBACK TO coba")
    assert [satu["biaya_bersama"] for satu in _peluang(d, biaya_kelas=0)] == [0, 0], "a cost given wins, 0 as well"


def test_order_minimum_and_levels(d: Pintu) -> None:
    assert [satu["kompetensi"] for satu in _peluang(d, kursi=1)] == ["KOM", "KS"], "nothing saved: by weight"
    assert [satu["kompetensi"] for satu in _peluang(d, opd_minimum=3)] == ["KOM"]
    assert {satu["kompetensi"] for satu in _peluang(d, opd_minimum=1)} == {"KOM", "KS", "INT"}
    assert _peluang(d, opd_minimum=4) == []
    level = _peluang(d, per_level=True, opd_minimum=1)
    assert [(s["kompetensi"], s["level"], s["pegawai"]) for s in level] == [
        ("KOM", 4, 2), ("KS", 3, 2), ("KOM", 3, 2), ("INT", 3, 1),
    ]  # fmt: skip
    assert sum(s["bobot_total"] for s in level if s["kompetensi"] == "KOM") == 9


def test_weights_by_policy_and_a_closed_period_as_it_was(d: Pintu) -> None:
    d.kon.execute("SAVEPOINT coba")
    assert kolaborasi.bobot(d, "2025") == {"mutlak": 3, "penting": 2, "perlu": 1, None: 1}
    d.kon.execute("UPDATE kebijakan SET nilai = '2,5' WHERE kunci = 'bobot_mutlak'")
    d.kon.execute("DELETE FROM kebijakan WHERE kunci = 'bobot_penting'")
    assert kolaborasi.bobot(d, "2025") == {"mutlak": Fraction(5, 2), "penting": 2, "perlu": 1, None: 1}
    sebelum = _peluang(d)
    assert sebelum[0]["bobot_total"] == Decimal("8.25")
    penutupan.bekukan(d.kon, 1, 1, "[]")
    d.kon.execute("UPDATE kebijakan SET nilai = '9' WHERE kunci LIKE 'bobot_%'")
    d.kon.execute("UPDATE standar SET ratus = 500")
    d.kon.execute("UPDATE penempatan SET opd_id = 1")
    d.kon.execute("UPDATE opd SET kode = 'X' || kode")
    assert _peluang(d) == sebelum
    d.kon.execute("ROLLBACK TO coba")


def test_agencies_chosen(d: Pintu) -> None:
    assert kolaborasi.opd_dipilih(d, "2025", (), dengan_unit=True) is None
    assert kolaborasi.opd_dipilih(d, "2025", ("Dinas DISHUB", "dinkes"), dengan_unit=False) == [3, 1]
    assert kolaborasi.opd_dipilih(d, "2025", ("DINKES", "PKM"), dengan_unit=True) == [1, 4]
    with pytest.raises(TidakDitemukan, match="perangkat daerah 'DISHUT'") as salah:
        kolaborasi.opd_dipilih(d, "2025", ("DISHUT",), dengan_unit=False)
    assert "DISHUB" in salah.value.petunjuk
    with pytest.raises(TidakDitemukan, match="periode '2024'"):
        _ = kolaborasi.peluang(d, "2024", kursi=1, biaya_kelas=None, opd_minimum=1)


def test_numbers_of_options() -> None:
    assert kolaborasi.bilangan("Rp 12.500.000", "--anggaran", 0) == 12_500_000
    assert kolaborasi.bilangan(None, "--anggaran", 0) is None
    assert kolaborasi.bilangan_wajib("30", "--kursi") == 30
    for teks in ("0", "-1", "1,5", "tiga", "", "1.00", "٣"):
        with pytest.raises(DataDitolak, match="--kursi"):
            kolaborasi.bilangan_wajib(teks, "--kursi")


def test_weighted_levels_stay_exact(basis_induk: Path) -> None:
    """KOM 2 by the assessment (3), 1 by the superior (4): 10/7, so 11/7 short of 3 at weight 3; rounded only once."""
    d = kota.kosong(basis_induk)
    kota.opd(d.kon, "A", "B")
    kota.jabatan(d.kon, "STAF", {"KOM": (300, "mutlak")})
    for nomor, opd in ((1, "A"), (2, "B"), (3, "B")):
        kota.orang(d.kon, nomor, opd, "STAF", {"KOM": 200})
    d.kon.execute(
        """INSERT INTO nilai
            SELECT pegawai_id, kompetensi_id, periode_id, 2, 100, hari, jalankan_id, bukti FROM nilai"""
    )
    d.kon.execute("UPDATE kebijakan SET nilai = 'asesmen=3;atasan=4' WHERE kunci = 'bobot_sumber'")
    baris = kolaborasi.pasangan(d, "2025")
    assert {(satu.standar, satu.capaian) for satu in baris} == {(18000, Fraction(60000, 7))}
    [satu] = _peluang(d)
    assert (satu["kesenjangan_total"], satu["bobot_total"]) == (Decimal("4.71"), Decimal("14.14"))
    [per_level] = _peluang(d, per_level=True)
    assert per_level["level"] == 3
