"""What activities count for together: each once, and within what a person may have in a day or a month."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import chain, combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asn_kompetensi.domain.jp import bentuk_berjatah, jatah, per_kali, perlu_durasi, perlu_hari, sebut_cara
from asn_kompetensi.domain.kegiatan import Diakui, Kegiatan, hitung, kembar, ratus_sendiri, sidik

ELEARNING, MANDIRI, COACHING, MENTORING, BIMTEK = 16, 22, 14, 15, 8
AWAL = date(2025, 3, 1)


def luar(
    nama: str, bentuk: int, ratus: int, mulai: str | None, selesai: str | None = None, nomor: str | None = None,
    *, asing: bool = False,
) -> Kegiatan:  # fmt: skip
    """Something recorded elsewhere."""
    akhir = selesai or mulai
    return Kegiatan(nama, bentuk, nama, int((akhir or "2025")[:4]), mulai, akhir, ratus, asing, nomor)


def kelas(kode: str, bentuk: int, ratus: int, *hari: str, nama: str = "", nomor: str | None = None) -> Kegiatan:
    """An own class that met on these days."""
    return Kegiatan(kode, bentuk, nama or kode, int(hari[-1][:4]), hari[0], hari[-1], ratus, False, nomor, True, hari)


TABEL: list[tuple[str, list[Kegiatan], list[int]]] = [
    ("no limit", [luar("a", BIMTEK, 2400, "2025-03-03"), luar("b", BIMTEK, 2400, "2025-03-03")], [2400, 2400]),
    ("two e-learnings on one day", [luar("a", ELEARNING, 300, "2025-03-03"), luar("b", ELEARNING, 300, "2025-03-03")],
     [300, 0]),
    ("who ends first is served first, from the earliest day on",
     [luar("a", ELEARNING, 600, "2025-03-03", "2025-03-05"), luar("b", ELEARNING, 400, "2025-03-03", "2025-03-04")],
     [500, 400]),
    ("a form has its own days", [luar("a", ELEARNING, 300, "2025-03-03"), luar("b", MANDIRI, 200, "2025-03-03")],
     [300, 200]),
    ("a class meets on its own days only",
     [kelas("K", ELEARNING, 600, "2025-03-03", "2025-03-05"), luar("a", ELEARNING, 300, "2025-03-04")], [600, 300]),
    ("own class and e-learning from elsewhere",
     [luar("a", ELEARNING, 300, "2025-03-03"), kelas("K", ELEARNING, 200, "2025-03-03")], [100, 200]),
    ("parts of an hour", [luar("a", ELEARNING, 250, "2025-03-03"), luar("b", ELEARNING, 175, "2025-03-03")], [250, 50]),
    ("last year's course took a day of this year's",
     [luar("b", ELEARNING, 300, "2024-12-31", "2025-01-01"), luar("a", ELEARNING, 300, "2024-12-31", "2024-12-31")],
     [300, 300]),
    ("three coachings in a month",
     [luar("a", COACHING, 200, f"2025-03-0{hari}") for hari in (9, 2, 5)], [0, 200, 200]),
    ("coaching and mentoring are two things",
     [luar("a", COACHING, 200, "2025-03-02"), luar("b", COACHING, 200, "2025-03-03"),
      luar("c", MENTORING, 200, "2025-03-04")], [200, 200, 200]),
    ("a class over two months leaves room in the second",
     [kelas("K", COACHING, 600, "2025-03-03", "2025-03-10", "2025-04-07"), luar("a", COACHING, 200, "2025-03-31"),
      luar("b", COACHING, 200, "2025-04-30")], [400, 200, 200]),
    ("when it met is not known: as often as each month allows",
     [luar("a", COACHING, 800, "2025-03-20", "2025-04-02"), luar("b", COACHING, 200, "2025-04-01")], [600, 200]),
    ("meetings of a long coaching move to the free month",
     [luar("a", COACHING, 400, "2025-03-20", "2025-04-02"), luar("b", COACHING, 200, "2025-03-01")], [400, 200]),
    ("not passed takes nothing", [kelas("K", COACHING, 0, "2025-03-03", "2025-03-04"),
                                  luar("a", COACHING, 200, "2025-03-05")], [0, 200]),
    ("abroad by duration there is no limit",
     [luar("a", COACHING, 1200, "2025-03-03", asing=True), luar("b", COACHING, 200, "2025-03-03"),
      luar("c", COACHING, 200, "2025-03-04"), luar("d", ELEARNING, 300, "2025-03-03", asing=True),
      luar("e", ELEARNING, 300, "2025-03-03")], [1200, 200, 200, 300, 0]),
]  # fmt: skip


@pytest.mark.parametrize(("semua", "harap"), [satu[1:] for satu in TABEL], ids=[satu[0] for satu in TABEL])
def test_limits_hold_for_the_person(semua: list[Kegiatan], harap: list[int]) -> None:
    hasil = hitung(semua)
    assert [satu.ratus for satu in hasil] == harap
    for satu, diakui in zip(semua, hasil, strict=True):
        batas = jatah(satu.bentuk)
        assert diakui.keterangan == (batas.sebutan if batas and diakui.ratus < satu.ratus else "")
    assert hitung(semua[::-1]) == hasil[::-1]


@pytest.mark.parametrize(
    ("elsewhere", "sama"),
    [
        (luar("a", BIMTEK, 100, "2025-03-03"), True),
        (luar("a", COACHING, 100, "2025-03-03", "2026-01-01"), True),
        (luar("b", BIMTEK, 100, "2025-03-05", nomor="7 1"), True),
        (luar("b", BIMTEK, 100, None, nomor="7 1"), True),
        (luar("a", BIMTEK, 100, "2025-03-04"), False),
        (luar("a", BIMTEK, 100, None), True),  # only the year is known: the same name in it is the class
        (luar("a", BIMTEK, 100, None)._replace(tahun=2024), False),
        (luar("b", BIMTEK, 100, "2025-03-03"), False),
        (luar("b", BIMTEK, 100, "2025-03-05", nomor="7 2"), False),
    ],
)
def test_the_class_counts_in_the_place_of_what_was_recorded_elsewhere(elsewhere: Kegiatan, sama: bool) -> None:
    semua = [elsewhere, kelas("K-1", BIMTEK, 1600, "2025-03-03", "2025-03-04", nama="a", nomor="7 1")]
    assert kembar(semua) == ({0: "K-1"} if sama else {})
    pertama = Diakui(0, "sudah tercatat di kelas K-1", "K-1") if sama else Diakui(100)
    assert hitung(semua) == [pertama, Diakui(1600)]
    assert hitung(semua[:1]) == [Diakui(100)]


def test_a_duplicate_takes_no_day_and_classes_are_never_duplicates() -> None:
    satu = kelas("K", ELEARNING, 300, "2025-03-03", nama="a")
    assert [s.ratus for s in hitung([luar("a", ELEARNING, 300, "2025-03-03"), satu])] == [0, 300]
    assert kembar([satu, satu._replace(kode="L")]) == {}
    assert kembar([luar("a", BIMTEK, 1, "2025-03-03"), satu._replace(kode="L"), satu]) == {0: "K"}
    assert sidik("a", None, 2025, "7") == [("sertifikat", "7"), ("nama", "a", 2025)]


@st.composite
def kursus(draw: st.DrawFn) -> list[Kegiatan]:
    """A few courses of one form with a daily limit, each on days in a row."""
    bentuk = draw(st.sampled_from((ELEARNING, MANDIRI)))
    hasil = []
    for ke in range(draw(st.integers(0, 5))):
        awal = AWAL + timedelta(days=draw(st.integers(0, 5)))
        akhir = awal + timedelta(days=draw(st.integers(0, 3)))
        hasil.append(luar(f"k{ke}", bentuk, draw(st.integers(0, 1500)), awal.isoformat(), akhir.isoformat()))
    return hasil


def _hari(satu: Kegiatan) -> set[str]:
    awal = date.fromisoformat(satu.mulai or "")
    return {h for ke in range(9) if (h := (awal + timedelta(days=ke)).isoformat()) <= (satu.selesai or "")}


def _terbanyak(semua: list[Kegiatan], sehari: int) -> int:
    """The most that all days together can hold, by trying every set of courses: those in it are held by their days."""
    bagian = chain.from_iterable(combinations(semua, banyak) for banyak in range(len(semua) + 1))
    return min(
        sehari * len(set().union(*map(_hari, dalam))) + sum(s.ratus for s in semua if s not in dalam)
        for dalam in bagian
    )  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(kursus(), st.randoms(use_true_random=False))
def test_daily_limits_lose_nothing_and_know_no_order(semua: list[Kegiatan], acak: object) -> None:
    hasil = {satu.kode: diakui.ratus for satu, diakui in zip(semua, hitung(semua), strict=True)}
    assert all(0 <= hasil[satu.kode] <= satu.ratus for satu in semua)
    sehari = 300 if semua and semua[0].bentuk == ELEARNING else 200
    assert sum(hasil.values()) == _terbanyak(semua, sehari)
    lain = sorted(semua, key=lambda _: acak.random())  # type: ignore[attr-defined]
    assert {satu.kode: diakui.ratus for satu, diakui in zip(lain, hitung(lain), strict=True)} == hasil
    # What ends later never changes what ended before.
    dulu = [satu for satu in semua if (satu.selesai or "") <= (AWAL + timedelta(days=4)).isoformat()]
    assert [hasil[satu.kode] for satu in dulu] == [diakui.ratus for diakui in hitung(dulu)]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(1, 3), st.integers(1, 28), st.booleans()), max_size=8, unique=True))
def test_at_most_two_coachings_a_month_whoever_held_them(isi: list[tuple[int, int, bool]]) -> None:
    semua = []
    for ke, (bulan, hari, sendiri) in enumerate(isi):
        kapan = f"2025-{bulan:02}-{hari:02}"
        semua.append(kelas(f"k{ke}", COACHING, 200, kapan) if sendiri else luar(f"k{ke}", COACHING, 200, kapan))
    per_bulan = [sum(bulan == satu[0] for satu in isi) for bulan in (1, 2, 3)]
    assert sum(satu.ratus for satu in hitung(semua)) == sum(min(2, banyak) * 200 for banyak in per_bulan)


@pytest.mark.parametrize(
    ("bentuk", "jp", "hari", "kali", "asing", "ratus"),
    [
        (BIMTEK, 24, 3, None, False, 2400),
        (BIMTEK, 24, 0, None, False, 2400),
        (3, 24, 0, 1, True, 2880),
        (3, 7, 0, 1, True, 840),
        (9, None, 2, 1, False, 800),
        (4, 99, 3, 1, True, 2100),
        (ELEARNING, 20, 2, 1, False, 600),
        (ELEARNING, 4, 2, 1, True, 400),
        (MANDIRI, 20, 3, 1, False, 600),
        (MANDIRI, 20, 3, 1, True, 2400),
        (10, None, 60, 2, False, 4000),
        (20, None, 0, None, False, 1000),
        (COACHING, None, 3, None, False, 400),  # an own class of three days in one month
        (COACHING, None, 40, None, False, 800),
        (COACHING, None, 3, 1, False, 200),
        (COACHING, None, 40, 9, False, 800),
        (COACHING, None, 40, 3, False, 600),
        (COACHING, None, 0, 3, False, 600),
        (COACHING, 10, 3, 2, True, 1200),
    ],
)
def test_worth_by_itself(bentuk: int, jp: int | None, hari: int, kali: int | None, asing: bool, ratus: int) -> None:
    semua = [AWAL + timedelta(days=ke) for ke in range(hari)]
    assert ratus_sendiri(bentuk, jp=jp, hari=semua, kali=kali, luar_negeri=asing) == ratus


def test_what_a_form_is_counted_by() -> None:
    assert bentuk_berjatah() == (14, 15, 16, 22, 23, 24)
    assert {satu for satu in range(1, 26) if perlu_hari(satu)} == {4, 9, 14, 15, 16, 22, 23, 24}
    assert {satu for satu in range(1, 26) if perlu_hari(satu, luar_negeri=True)} == {4, 9, 16}
    assert {satu for satu in range(1, 26) if per_kali(satu)} == {10, 14, 15, 18, 20, 21, 24}
    assert {satu for satu in range(1, 26) if per_kali(satu, luar_negeri=True)} == {10, 20, 21}
    assert {satu for satu in range(1, 26) if perlu_durasi(satu) != perlu_durasi(satu, luar_negeri=True)} == {
        14,
        15,
        18,
        24,
    }
    assert [sebut_cara(satu) for satu in (8, 9, 10, 14, 16)] == [
        "menurut lamanya", "4 JP sehari", "20 JP sekali", "2 JP sekali, batas 2 kali sebulan",
        "paling banyak 3 JP sehari",
    ]  # fmt: skip
    assert sebut_cara(14, luar_negeri=True) == "lamanya ditambah 20 % di luar negeri"


def test_one_certificate_of_two_own_classes_counts_once_and_the_better_one() -> None:
    def kelas(kode: str, ratus: int, sertifikat: str | None) -> Kegiatan:
        return Kegiatan(kode, 8, kode, 2025, "2025-03-03", "2025-03-05", ratus, False, sertifikat, True)

    semua = [kelas("K-1", 0, "800/1"), kelas("K-2", 2400, "800/1"), kelas("K-3", 800, "800/2"), kelas("K-4", 800, None)]
    assert [satu.ratus for satu in hitung(semua)] == [0, 2400, 800, 800]
    assert [satu.kembar for satu in hitung(semua)] == ["K-2", None, None, None]
    assert [satu.ratus for satu in hitung(semua[::-1])] == [800, 800, 2400, 0]
