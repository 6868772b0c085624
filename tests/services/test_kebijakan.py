"""Setting and listing policies: refusals first, then from which day, and what a closed period does not notice."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from asn_kompetensi.domain.acuan import baca_acuan
from asn_kompetensi.domain.galat import DataDitolak, TidakDitemukan
from asn_kompetensi.services import gap, keadaan, kebijakan
from asn_kompetensi.store import door, penutupan
from asn_kompetensi.store.queries.gap import Saringan
from tests import kota_tutup
from tests.kota_tutup import INI, NANTI
from tests.store.alat import buka

HARI_INI = date(2026, 11, 28)
NANTI_HARI = date(2027, 1, 1)


@pytest.fixture
def d(basis: Path) -> Iterator[door.PintuTulis]:
    with buka(basis, perintah="kebijakan tetapkan") as d:
        yield d


def _tetapkan(d: door.PintuTulis, kunci: str, nilai: str, **pilih: Any) -> dict[str, Any]:
    return kebijakan.tetapkan(d, kunci, nilai, hari_ini=HARI_INI, **pilih)


def _baris(kon: sqlite3.Connection, kunci: str) -> list[tuple[Any, ...]]:
    return kon.execute(
        "SELECT mulai, selesai, nilai, dasar FROM kebijakan WHERE kunci = ? ORDER BY mulai", (kunci,)
    ).fetchall()


@pytest.mark.parametrize(
    ("kunci", "nilai", "pilih", "galat", "sebut"),
    [
        ("bobot_smber", "rata", {}, TidakDitemukan, "bobot_sumber"),
        ("zzz", "1", {}, TidakDitemukan, "asn kebijakan daftar"),
        ("masa_berlaku_nilai", "selamanya", {}, DataDitolak, "asn kebijakan daftar --kunci masa_berlaku_nilai"),
        ("masa_berlaku_nilai", "24", {"dasar": " "}, DataDitolak, "--dasar"),
        ("masa_berlaku_nilai", "24", {"mulai": date(1800, 1, 1)}, DataDitolak, "1900"),
        ("batas_gap_rendah", "2", {}, DataDitolak, "Ubah batas_gap_sedang lebih dulu"),
        ("batas_gap_sedang", "0,5", {"mulai": NANTI_HARI}, DataDitolak, "Ubah batas_gap_rendah lebih dulu"),
        ("jpm_pemetaan_cukup", "90", {}, DataDitolak, "jpm_pemetaan_optimal"),
        ("jpm_pengisian_ms", "68", {}, DataDitolak, "jpm_pengisian_mms"),
    ],
)
def test_refused_and_nothing_changed(
    d: door.PintuTulis, kunci: str, nilai: str, pilih: dict[str, Any], galat: type[Exception], sebut: str
) -> None:
    with pytest.raises(galat) as ini:
        _tetapkan(d, kunci, nilai, **pilih)
    assert sebut in ini.value.petunjuk  # type: ignore[attr-defined]
    assert not d.berubah


def test_without_a_day_the_present_value_is_replaced(d: door.PintuTulis) -> None:
    assert _tetapkan(d, "bobot_skm", "0,11") == {
        "kunci": "bobot_skm", "nilai": Decimal("0.11"), "dasar": "kebijakan instansi", "mulai": date(2017, 1, 1),
        "selesai": None, "keterangan": "Bobot unsur SKM: seragam = tepat 1/n, atau angka seperti 0,11",
    }  # fmt: skip
    assert _baris(d.kon, "bobot_skm") == [("2017-01-01", None, "0.11", "kebijakan instansi")]
    _tetapkan(d, "bobot_skm", "seragam")  # restores, the basis too
    assert not d.berubah


def test_from_a_day_on_the_value_before_ends_the_day_before(d: door.PintuTulis) -> None:
    _tetapkan(d, "jp_target_pns", "24", mulai=NANTI_HARI, dasar="PP 1/2026")
    _tetapkan(d, "jp_target_pns", "22", mulai=date(2026, 1, 1))
    _tetapkan(d, "jp_target_pns", "23")
    assert _baris(d.kon, "jp_target_pns") == [
        ("2017-01-01", "2025-12-31", "20", "PP 11/2017 Ps 203(4)"),
        ("2026-01-01", "2026-12-31", "23", "kebijakan instansi"), ("2027-01-01", None, "24", "PP 1/2026"),
    ]  # fmt: skip
    pada = {hari: kebijakan.daftar(d, pada=hari, kunci="jp-target-PNS")[0][1] for hari in (HARI_INI, NANTI_HARI)}
    assert pada == {HARI_INI: 23, NANTI_HARI: 24}
    assert [satu[1] for satu in kebijakan.daftar(d, kunci="jp_target_pns", riwayat=True)] == [20, 23, 24]


def test_the_same_again_changes_nothing(d: door.PintuTulis) -> None:
    for pilih in ({}, {"mulai": NANTI_HARI}, {"dasar": "kebijakan instansi"}):
        _tetapkan(d, "masa_berlaku_nilai", "36,0", **pilih)
    assert not d.berubah
    _tetapkan(d, "masa_berlaku_nilai", "36", dasar="Kepwako 1/2026")
    assert d.berubah


def test_pairs_that_must_be_in_order_are_looked_at_on_every_day(d: door.PintuTulis) -> None:
    _tetapkan(d, "batas_gap_sedang", "3", mulai=NANTI_HARI)
    _tetapkan(d, "batas_gap_rendah", "2", mulai=NANTI_HARI)
    with pytest.raises(DataDitolak, match="2026-06-01"):
        _tetapkan(d, "batas_gap_rendah", "2", mulai=date(2026, 6, 1))


def test_a_file_that_lacks_a_policy_shows_and_keeps_the_shipped_value(d: door.PintuTulis) -> None:
    d.kon.execute("DELETE FROM kebijakan WHERE kunci = 'kelompok_minimum'")
    acuan = [satu["kunci"] for satu in baca_acuan("kebijakan")]
    assert [satu[0] for satu in kebijakan.daftar(d)] == acuan
    assert kebijakan.daftar(d, kunci="kelompok_minimum")[0][1] == 5
    _tetapkan(d, "kelompok_minimum", "5")
    assert _baris(d.kon, "kelompok_minimum") == []
    _tetapkan(d, "kelompok_minimum", "7", mulai=NANTI_HARI)
    assert [satu[:3] for satu in _baris(d.kon, "kelompok_minimum")] == [
        ("2000-01-01", "2026-12-31", "5"), ("2027-01-01", None, "7"),
    ]  # fmt: skip


def test_a_day_before_all_of_them_shows_what_counts(d: door.PintuTulis) -> None:
    assert kebijakan.daftar(d, pada=date(1999, 1, 1), kunci="masa_berlaku_nilai")[0][1] == 36
    _tetapkan(d, "masa_berlaku_nilai", "12", mulai=date(1999, 1, 1))
    assert [satu[:3] for satu in _baris(d.kon, "masa_berlaku_nilai")] == [
        ("1999-01-01", "1999-12-31", "12"), ("2000-01-01", None, "36"),
    ]  # fmt: skip


def test_what_was_set_counts_in_the_open_year_and_not_in_the_closed_one(basis: Path) -> None:
    kota_tutup.isi_tertutup(basis)
    with buka(basis, perintah="kebijakan tetapkan") as d:
        assert kebijakan.ada_tertutup(d)
        awal = {nomor: list(gap.pasangan(d, Saringan(nomor))) for nomor in (INI, NANTI)}
        _tetapkan(d, "bobot_sumber", "Rekan=2;atasan=1")
        kini = {nomor: list(gap.pasangan(d, Saringan(nomor))) for nomor in (INI, NANTI)}
        assert (kini[INI] == awal[INI], kini[NANTI] == awal[NANTI]) == (True, False)
        assert keadaan.kebijakan(d, NANTI, "2025-12-31")["bobot_sumber"][0] == "atasan=1;rekan=2"
        assert penutupan.segel_rusak(d.kon) == []
