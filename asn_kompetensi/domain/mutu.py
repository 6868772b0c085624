"""How assessors judge, compared fairly: too mild, too strict, everyone alike, or far from somebody else.

Mild and strict are measured twice. On the same people: each score against the middle of what others gave the same
person in the same competency. Against the city: how far a score is from the standard of the job, less how far such
scores (same source, competency and job level) of all other assessors are on the average. A person counts once, by the
mean of the person's differences, and an assessor by the middle (median) of the persons, so that neither one odd person
nor many competencies decide. Where only two judged the same people, the one who strays from the city as well is named;
where three or more did, that is enough. Levels are hundredths; nothing is rounded here.

Scores are read part by part (an agency, say) and twice: once to know what the city comes to, once to measure. What is
held is one part, and of the assessors only those whom a later part still needs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Final, NamedTuple

from asn_kompetensi.domain.mutu_berdua import Batas, Berdua, Pasang, Tajam, catat, selesaikan
from asn_kompetensi.domain.mutu_penilai import (
    Jarak,
    Nilai,
    Penilai,
    Siapa,
    bersama,
    jarak_kota,
    jarak_sama,
    kebiasaan,
    kenali,
    sesama,
    tambah,
)

TERLALU_MURAH: Final = "terlalu_murah"
TERLALU_KETAT: Final = "terlalu_ketat"
SERAGAM: Final = "seragam"
BERBEDA_TAJAM: Final = "berbeda_tajam"
TEMUAN: Final = (TERLALU_MURAH, TERLALU_KETAT, SERAGAM, BERBEDA_TAJAM)
ORANG_SAMA, KOTA = "orang_yang_sama", "kota"
_STANDAR_BERBEDA: Final = 100  # standards that are a level apart should not all be met by one level


class Temuan(NamedTuple):
    """What is odd. `pembanding` is `orang_yang_sama`, `kota`, another assessor, or None; `selisih` in hundredths.

    `banyak` of `dari` scores differ (only for `berbeda_tajam`).
    """

    kode: str
    pembanding: Siapa | None
    selisih: Fraction | None
    banyak: int = 0
    dari: int = 0


class Ukuran(NamedTuple):
    """One assessor in numbers; `ragam` is the variance of the scores, `standar` the lowest and highest standard."""

    orang: int
    nilai: int
    rata: Fraction
    ragam: Fraction
    standar: tuple[int, int] | None
    sama: Jarak | None
    kota: Jarak | None
    temuan: tuple[Temuan, ...]


def ukur(bagian: Callable[[], Iterable[Sequence[Nilai]]], batas: Batas) -> dict[Siapa, Ukuran]:
    """Every assessor with what is odd about him. `bagian` gives the scores anew; nobody is judged in two parts."""
    kota = kenali(bagian())
    penilai: dict[Siapa, Penilai] = {}
    berdua: dict[Pasang, Berdua] = {}
    hasil: dict[Siapa, Ukuran] = {}
    tajam: list[Tajam] = []
    for letak, semua in enumerate(bagian()):
        milik = _per_penilai(semua)
        for siapa, nilai in milik.items():
            tambah(penilai.setdefault(siapa, Penilai()), nilai, kota.sel)
        berbagi = bersama(semua)
        sesama(berbagi, penilai)
        catat(berdua, berbagi, kota.sel, batas)
        selesai = {
            siapa: kebiasaan(penilai[siapa], kota, batas.minimum) for siapa in milik if kota.terakhir[siapa] == letak
        }
        tajam += selesaikan(berdua, selesai, penilai, batas)
        for siapa, biasa in selesai.items():
            hasil[siapa] = _ukuran(penilai.pop(siapa), biasa, batas)
    for satu in sorted(tajam, key=lambda satu: satu.letak):
        temuan = Temuan(BERBEDA_TAJAM, satu.terhadap, satu.selisih, satu.banyak, satu.dari)
        hasil[satu.siapa] = hasil[satu.siapa]._replace(temuan=(*hasil[satu.siapa].temuan, temuan))
    return hasil


def _per_penilai(semua: Iterable[Nilai]) -> Mapping[Siapa, list[Nilai]]:
    milik: dict[Siapa, list[Nilai]] = defaultdict(list)
    for satu in semua:
        milik[satu.penilai].append(satu)
    return milik


def _ukuran(penilai: Penilai, biasa: Mapping[int, Fraction], batas: Batas) -> Ukuran:
    """One assessor whose scores have all passed, but for what is sharply different."""
    n, jumlah, rentang = penilai.nilai, penilai.jumlah, penilai.standar
    sama, kota = jarak_sama(penilai, batas.minimum), jarak_kota(penilai, biasa, batas.minimum)
    ragam = Fraction(n * penilai.kuadrat - jumlah * jumlah, n * n)
    temuan = list(_condong(sama, kota, len(penilai.lawan), batas))
    beragam = rentang is not None and rentang[1] - rentang[0] >= _STANDAR_BERBEDA
    if beragam and penilai.orang >= batas.minimum and ragam <= batas.sebaran**2:
        temuan.append(Temuan(SERAGAM, None, None))
    return Ukuran(penilai.orang, n, Fraction(jumlah, n), ragam, rentang, sama, kota, tuple(temuan))


def _condong(sama: Jarak | None, kota: Jarak | None, lawan: int, batas: Batas) -> Iterable[Temuan]:
    """Too mild or too strict. The same people decide where there are enough of them; the city only bears witness."""
    if sama is not None:
        jarak, pembanding = sama.selisih, ORANG_SAMA
        searah = lawan > 1 if kota is None else kota.selisih * jarak > 0 and 2 * abs(kota.selisih) >= batas.selisih
    elif kota is not None:
        jarak, pembanding, searah = kota.selisih, KOTA, True
    else:
        return
    if searah and abs(jarak) >= batas.selisih:
        yield Temuan(TERLALU_MURAH if jarak > 0 else TERLALU_KETAT, pembanding, jarak)
