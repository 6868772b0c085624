"""The plan on paper: which programme fits, what a row costs, whom the money reaches, and that nobody is lost."""

from __future__ import annotations

from collections import Counter
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asn_kompetensi.domain import rencana
from asn_kompetensi.domain.porsi import formal, jp_sebulan, pendamping, porsi
from asn_kompetensi.domain.rencana import Kebutuhan, Program

SATU, DUA = Fraction(1), Fraction(2)


def _program(kode: str, level: str, jp: int | None = 24, biaya: int | None = None, bentuk: int = 8) -> Program:
    tarif = None if biaya is None else Fraction(biaya)
    return Program(int(kode), kode, bentuk, jp, "BKPSDM", {1: Fraction(level)}, tarif)


@pytest.mark.parametrize(
    ("calon", "terpilih"),
    [
        ([], None),
        ([("1", "2.9")], None),
        ([("1", "3")], "1"),
        ([("1", "4"), ("2", "3"), ("3", "3.5")], "2"),  # the least above the standard
        ([("1", "3", 40), ("2", "3", 16), ("3", "3", None)], "2"),  # then the shortest, unknown length last
        ([("1", "3", 16, None), ("2", "3", 16, 900), ("3", "3", 16, 800)], "3"),  # then the cheapest
        ([("2", "3"), ("1", "3")], "1"),
        ([("1", "3", 16, 5), ("2", "3", 16, 0)], "2"),  # free of charge is a cost that is known
    ],
)
def test_program_yang_paling_pas(calon: list[tuple[str, str]], terpilih: str | None) -> None:
    hasil = rencana.pilih_program([_program(*satu) for satu in calon], 1, Fraction(3))
    assert (hasil.kode if hasil else None) == terpilih


def test_program_untuk_kompetensi_lain_tidak_dipilih() -> None:
    assert rencana.pilih_program([_program("1", "5")], 2, Fraction(1)) is None


@pytest.mark.parametrize(
    ("ukuran", "jenis", "bentuk"),
    [
        ("rendah", "teknis", 14),
        ("sedang", "manajerial", 8),
        ("tinggi", "manajerial", 5),
        ("tinggi", "sosial_kultural", 6),
        ("tinggi", "teknis", 3),
    ],
)
def test_bentuk_saran(ukuran: str, jenis: str, bentuk: int) -> None:
    assert rencana.bentuk_saran(ukuran, jenis) == bentuk


@pytest.mark.parametrize(("bentuk", "jp", "hasil"), [(8, 24, 24), (10, None, 20), (14, None, 2), (4, None, None)])
def test_jp_program(bentuk: int, jp: int | None, hasil: int | None) -> None:
    """A workshop is worth 5 JP a day, and how many days it takes is not known."""
    assert rencana.jp_program(_program("1", "3", jp, bentuk=bentuk)) == hasil


def test_biaya_dibulatkan_sekali_di_akhir() -> None:
    sepertiga = Program(1, "1", 8, 24, None, {1: SATU}, Fraction(1000, 3))
    assert rencana.biaya_baris(sepertiga, 24, 3, None) == 1000
    assert rencana.biaya_baris(sepertiga, 24, 2, None) == 667
    assert rencana.biaya_baris(_program("1", "3", 24, 0), 24, 5, Fraction(9)) == 0
    assert rencana.biaya_baris(_program("1", "3"), 24, 5, Fraction(75000)) == 24 * 5 * 75000


@pytest.mark.parametrize(("per_jp", "jp"), [(None, 24), (Fraction(1), None)])
def test_biaya_yang_tidak_diketahui_bukan_nol(per_jp: Fraction | None, jp: int | None) -> None:
    assert rencana.biaya_baris(_program("1", "3", jp), jp, 5, per_jp) is None
    assert rencana.biaya_baris(None, None, 5, Fraction(75000)) is None


@pytest.mark.parametrize(
    ("biaya", "pagu", "hasil"),
    [
        ([], 10, []),
        ([5, 5, 1], 10, [True, True, False]),
        ([6, 5, 4], 10, [True, False, True]),  # what does not fit is passed over
        ([None, 3, None], 3, [None, True, None]),
        ([0, 1], 0, [True, False]),
    ],
)
def test_danai(biaya: list[int | None], pagu: int, hasil: list[bool | None]) -> None:
    assert rencana.danai(biaya, pagu) == hasil


@settings(max_examples=60, deadline=None)
@given(st.lists(st.none() | st.integers(0, 12), max_size=9), st.integers(0, 40))
def test_uang_tidak_terlampaui_dan_tiada_yang_dilewati_percuma(biaya: list[int | None], pagu: int) -> None:
    """Of all choices it is the first in the order of the rows: brute force over every subset that is affordable."""
    tahu = [satu for satu in biaya if satu is not None]
    muat = [
        p for p in product((True, False), repeat=len(tahu)) if sum(b for b, y in zip(tahu, p, strict=True) if y) <= pagu
    ]
    terbaik = iter(max(muat))
    assert rencana.danai(biaya, pagu) == [None if satu is None else next(terbaik) for satu in biaya]


@pytest.mark.parametrize(
    ("prioritas", "awal", "akhir"),
    [(1, "2028-01-01", "2028-03-31"), (2, "2028-04-01", "2028-06-30"), (4, "2028-10-01", "2028-12-31")],
)
def test_waktu(prioritas: int, awal: str, akhir: str) -> None:
    assert rencana.waktu(2028, prioritas) == (date.fromisoformat(awal), date.fromisoformat(akhir))


def _perlu(pegawai: int, capaian: str, *, opd: int = 1, kompetensi: int = 1, bobot: int = 1) -> Kebutuhan:
    kode = f"O{opd}"
    return Kebutuhan(
        pegawai, f"{pegawai:018d}", f"NAMA {pegawai}", opd, kode, 1, kompetensi, kompetensi, "manajerial",
        Fraction(bobot), Fraction(4), Fraction(capaian),
    )  # fmt: skip


def _susun(semua: list[Kebutuhan], program: list[Program] | None = None) -> list[rencana.Baris]:
    return rencana.susun(semua, program or [], (SATU, DUA), {}, None)


def test_baris_menurut_prioritas_lalu_bobot_lalu_kode() -> None:
    baris = _susun([
        _perlu(1, "3", opd=1), _perlu(2, "3", opd=2), _perlu(3, "3", opd=3, bobot=3), _perlu(4, "2", opd=4),
        _perlu(5, "1.99", opd=5), _perlu(6, "3", opd=1, kompetensi=2),
    ])  # fmt: skip
    assert [(b.prioritas, b.opd_id, b.kompetensi_id) for b in baris] == [
        (1, 5, 1), (2, 4, 1), (3, 3, 1), (3, 1, 1), (3, 1, 2), (3, 2, 1),
    ]  # fmt: skip
    assert [b.bentuk for b in baris] == [5, 8, 14, 14, 14, 14]


def test_orang_yang_paling_perlu_lebih_dahulu() -> None:
    """Two large gaps before one, then more levels short, then the lower JPM, then predicate, then the name."""
    semua = [
        _perlu(1, "3"), _perlu(2, "3"), _perlu(3, "3"), _perlu(4, "3.5"),
        _perlu(4, "2", kompetensi=2), _perlu(3, "3", kompetensi=2),
    ]  # fmt: skip
    antre = rencana.urut_orang(semua, {1: Decimal(90), 2: Decimal(80)}, {1: "kurang", 2: "sangat_baik"})
    assert sorted(antre, key=antre.__getitem__) == [4, 3, 2, 1]
    # Equal but for the predicate; a JPM or a predicate that nobody knows is not the lowest.
    sama = [_perlu(nomor, "3") for nomor in (1, 2, 3, 4)]
    antre = rencana.urut_orang(
        sama, {1: Decimal(90), 2: Decimal(90), 3: None, 4: Decimal(90)}, {1: "baik", 2: "kurang", 3: "kurang"}
    )
    assert sorted(antre, key=antre.__getitem__) == [2, 1, 4, 3]
    (satu,) = _susun(semua[:3])
    assert [o.pegawai_id for o in satu.orang] == [1, 2, 3]


_KEBUTUHAN = st.builds(
    lambda p, o, k, s, c, b: Kebutuhan(
        p, f"{p:018d}", f"N{p % 3}", o, f"O{o}", 1, k, k, "teknis", Fraction(b), Fraction(s), Fraction(s) - c
    ),
    st.integers(1, 6), st.integers(1, 3), st.integers(1, 3), st.integers(4, 5),
    st.fractions(Fraction(0), Fraction(3), max_denominator=12).filter(bool), st.integers(1, 3),
)  # fmt: skip


@settings(max_examples=80, deadline=None)
@given(st.lists(_KEBUTUHAN, max_size=14, unique_by=lambda k: (k.pegawai_id, k.kompetensi_id)), st.integers(0, 2))
def test_setiap_kebutuhan_tepat_di_satu_baris(semua: list[Kebutuhan], banyak: int) -> None:
    program = [
        Program(n, f"P{n}", 8, 10, None, {1: Fraction(4), 2: Fraction(4 + n)}, Fraction(7)) for n in range(banyak)
    ]
    baris = _susun(semua, program)
    assert Counter(o for b in baris for o in b.orang) == Counter(semua)
    assert len({b.kunci for b in baris}) == len(baris)
    for b in baris:
        assert b.orang
        for o in b.orang:
            assert (o.opd_id, o.kompetensi_id) == (b.opd_id, b.kompetensi_id)
            assert b.prioritas == (3 if o.kesenjangan <= 1 else 2 if o.kesenjangan <= 2 else 1)
            cukup = [p for p in program if p.sasaran.get(o.kompetensi_id, 0) >= o.standar]
            assert (b.program is None) == (not cukup)
            assert b.program is None or b.program in cukup
        assert b.anggaran == (7 * len(b.orang) if b.program else None)
    assert [b.prioritas for b in baris] == sorted(b.prioritas for b in baris)
    assert _susun(semua[::-1], program[::-1]) == baris, "the order of the input does not matter"


def test_porsi_setiap_bentuk() -> None:
    semua = {nomor: porsi(nomor) for nomor in range(1, 26)}
    assert set(semua.values()) == {10, 20, 70}
    assert {n for n, bagian in semua.items() if bagian == 20} == {14, 15, 23}
    assert {10, 18, 19, 20, 24} <= {n for n, bagian in semua.items() if bagian == 70}
    for ukuran in ("rendah", "sedang", "tinggi"):
        assert [porsi(satu) for satu in pendamping(ukuran)] == [20, 70]
        assert all(porsi(formal(ukuran, jenis)) == 10 for jenis in ("manajerial", "sosial_kultural", "teknis"))


@pytest.mark.parametrize(("bentuk", "jp"), [(14, 4), (15, 4), (24, 4), (10, 20), (8, None), (16, None)])
def test_jp_sebulan(bentuk: int, jp: int | None) -> None:
    assert jp_sebulan(bentuk) == jp
