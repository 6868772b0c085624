"""Which values a policy may have, and the course of a policy: random ones against one value for every day."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from random import Random

import pytest

from asn_kompetensi.domain.acuan import baca_acuan
from asn_kompetensi.domain.kebijakan import BERURUT, JENIS, Ruas, baca_nilai, bertabrakan, tampil, tempatkan

AWAL = date(2025, 1, 1)
SEBULAN = [AWAL + timedelta(days=n) for n in range(30)]


def test_every_shipped_policy_has_a_kind_and_a_value_of_that_kind() -> None:
    bawaan = {satu["kunci"]: satu["nilai"] for satu in baca_acuan("kebijakan")}
    assert set(JENIS) == set(bawaan)
    assert {kunci: baca_nilai(kunci, nilai) for kunci, nilai in bawaan.items()} == bawaan
    assert all(Decimal(bawaan[bawah]) < Decimal(bawaan[atas]) for bawah, atas in BERURUT)


@pytest.mark.parametrize(
    ("kunci", "teks", "boleh"),
    [
        ("masa_berlaku_nilai", "0", "1 sampai 600 bulan"), ("masa_berlaku_nilai", "36,5", "bilangan bulat"),
        ("masa_berlaku_nilai", "tiga", "1 sampai"), ("masa_berlaku_nilai", "-36", "1 sampai"),
        ("masa_berlaku_nilai", "", "1 sampai"), ("masa_berlaku_nilai", "36%", "1 sampai"),
        ("masa_berlaku_nilai", "٣٦", "1 sampai"), ("batas_gap_rendah", "0", "0,01 sampai 5 level"),
        ("batas_gap_rendah", "0,001", "2 desimal"), ("batas_gap_rendah", "1.000,5", "5 level"),
        ("jpm_pemetaan_cukup", "101", "100 persen"), ("bobot_skm", "sama", "seragam atau 0,0001 sampai 1"),
        ("bobot_skm", "0", "seragam"), ("kelompok_minimum", "2", "3 sampai 1000 orang"), ("bobot_sumber", "1", "rata"),
        ("bobot_mutlak", "seragam", "0 sampai 9999"), ("bobot_mutlak", "nan", "0 sampai"), ("bobot_perlu", "1e2", "0"),
    ],
)  # fmt: skip
def test_a_wrong_value_is_told_what_is_allowed(kunci: str, teks: str, boleh: str) -> None:
    with pytest.raises(ValueError, match=boleh):
        baca_nilai(kunci, teks)


@pytest.mark.parametrize(
    ("kunci", "teks", "isi"),
    [
        ("bobot_skm", "0,11", "0.11"), ("bobot_skm", " Seragam ", "seragam"), ("bobot_skm", "1,0", "1"),
        ("kehadiran_minimum", "66,60 %", "66.6"), ("masa_berlaku_nilai", "024", "24"),
        ("masa_berlaku_nilai", "24,0", "24"),
        ("batas_gap_sedang", "1.25", "1.25"), ("bobot_perlu", "0", "0"), ("bobot_sumber", "uji=1", "uji=1"),
    ],
)  # fmt: skip
def test_values_as_they_are_kept(kunci: str, teks: str, isi: str) -> None:
    assert baca_nilai(kunci, teks) == isi


def test_a_policy_nobody_described_takes_a_number_or_its_word() -> None:
    assert [baca_nilai("baru", isi, "3") for isi in ("4,5", "0")] == ["4.5", "0"]
    assert baca_nilai("baru", "KURVA", "kurva") == "kurva"
    for bawaan, isi in (("3", "kurva"), ("kurva", "garis"), ("3", "1,00001")):
        with pytest.raises(ValueError, match="baru tidak dapat"):
            baca_nilai("baru", isi, bawaan)


def test_numbers_are_shown_as_numbers() -> None:
    assert [tampil(isi) for isi in ("36", "0.11", "0,5", "seragam", "uji=1")] == [
        Decimal(36), Decimal("0.11"), Decimal("0.5"), "seragam", "uji=1",
    ]  # fmt: skip


# --- the course of a policy -------------------------------------------------------------------------------------------


def _harian(ruas: list[Ruas]) -> list[str | None]:
    """The plain way: one value for every day; nothing may hold twice."""
    hasil: list[str | None] = []
    for hari in SEBULAN:
        kini = [satu.nilai for satu in ruas if satu.memuat(hari)]
        assert len(kini) <= 1
        hasil.append(kini[0] if kini else None)
    return hasil


def _acak(r: Random) -> list[Ruas]:
    ruas, hari = [], AWAL + timedelta(days=r.randint(0, 5))
    for _ in range(r.randint(0, 4)):
        akhir = hari + timedelta(days=r.randint(0, 8))
        ruas.append(Ruas(hari, akhir, r.choice("abc"), "d", "k"))
        hari = akhir + timedelta(days=r.choice([1, 1, 3]))
    if ruas and r.random() < 0.7:
        ruas[-1] = ruas[-1]._replace(selesai=None)
    return ruas


@pytest.mark.parametrize("seed", range(300))
def test_a_new_value_changes_its_own_days_and_no_others(seed: int) -> None:
    r = Random(seed)
    ruas, hari_ini, sejak = _acak(r), r.choice(SEBULAN), r.choice([None, *SEBULAN])
    nilai = r.choice("abcx")
    lama = _harian(ruas)
    kini = [satu for satu in ruas if satu.memuat(sejak or hari_ini)]
    hasil = tempatkan(ruas, Ruas(AWAL, None, nilai, "d", "k"), hari_ini, sejak=sejak)
    awal = sejak or hari_ini
    berikut = min((satu.mulai for satu in ruas if satu.mulai > awal), default=date.max)
    if sejak is None and kini:  # replaced over its whole time
        diubah = [satu for satu in SEBULAN if kini[0].memuat(satu)]
    elif kini and kini[0].nilai == nilai:
        diubah = []
    else:
        diubah = [satu for satu in SEBULAN if awal <= satu < berikut]
    harap = [nilai if hari in diubah else lama[n] for n, hari in enumerate(SEBULAN)]
    assert _harian(hasil) == harap
    assert [satu.mulai for satu in hasil] == sorted({satu.mulai for satu in hasil})
    assert tempatkan(hasil, Ruas(AWAL, None, nilai, "d", "k"), hari_ini, sejak=sejak) == hasil  # once is enough
    assert all(satu.selesai is None or satu.mulai <= satu.selesai for satu in hasil)


def test_another_basis_alone_is_a_change() -> None:
    ruas = [Ruas(AWAL, None, "a", "d", "k")]
    assert tempatkan(ruas, Ruas(AWAL, None, "a", "baru", "k"), AWAL, sejak=None)[0].dasar == "baru"


@pytest.mark.parametrize("seed", range(60))
def test_the_first_day_on_which_two_policies_meet(seed: int) -> None:
    r = Random(seed)
    bawah, atas = ([satu._replace(nilai=r.choice("123")) for satu in _acak(r)] for _ in range(2))
    pasangan = list(zip(_harian(bawah), _harian(atas), strict=True))
    salah = [hari for hari, (a, b) in zip(SEBULAN, pasangan, strict=True) if a is not None and b is not None and a >= b]
    hasil = bertabrakan(bawah, atas)
    assert (hasil if hasil is None or hasil in SEBULAN else None) == (salah[0] if salah else None)
