"""How assessors judge, compared fairly: too mild, too strict, everyone alike, or far from somebody else.

Mild and strict are measured twice. On the same people: each score against the middle of what others gave the same
person in the same competency. Against the city: how far a score is from the standard of the job, less how far such
scores (same source, competency and job level) of all other assessors are on the average. A person counts once, by the
mean of the person's differences, and an assessor by the middle (median) of the persons, so that neither one odd person
nor many competencies decide. Where only two judged the same people, the one who strays from the city as well is named;
where three or more did, that is enough. Levels are hundredths; nothing is rounded here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from fractions import Fraction
from itertools import combinations
from typing import Final, NamedTuple

TERLALU_MURAH: Final = "terlalu_murah"
TERLALU_KETAT: Final = "terlalu_ketat"
SERAGAM: Final = "seragam"
BERBEDA_TAJAM: Final = "berbeda_tajam"
TEMUAN: Final = (TERLALU_MURAH, TERLALU_KETAT, SERAGAM, BERBEDA_TAJAM)
ORANG_SAMA, KOTA = "orang_yang_sama", "kota"
_STANDAR_BERBEDA: Final = 100  # standards that are a level apart should not all be met by one level
Siapa = Hashable
Sel = tuple[int, int, str | None]  # source, competency, job level


class Nilai(NamedTuple):
    """One score: who gave it, from which source, to whom, in what; `standar` None where the job requires none."""

    penilai: Siapa
    sumber: int
    orang: int
    kompetensi: int
    ratus: int
    standar: int | None
    jenjang: str | None


class Batas(NamedTuple):
    """From when on it is odd: people, hundredths of a level (three times), percent of the pairs."""

    minimum: int
    selisih: Fraction
    sebaran: Fraction
    beda: Fraction
    bagian: Fraction


class Jarak(NamedTuple):
    """How far an assessor is from a comparison: the middle over `orang` people, of `nilai` scores."""

    selisih: Fraction
    orang: int
    nilai: int


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


def ukur(semua: Sequence[Nilai], batas: Batas) -> dict[Siapa, Ukuran]:
    """Every assessor with what is odd about him, in the order of the first score."""
    milik: dict[Siapa, list[Nilai]] = defaultdict(list)
    for satu in semua:
        milik[satu.penilai].append(satu)
    bersama = _bersama(semua)
    sama, lawan = _terhadap_sesama(bersama, batas.minimum)
    kota = _terhadap_kota(milik, batas.minimum)
    tajam = _berbeda_tajam(bersama, batas, kota)
    return {
        siapa: _ukuran(nilai, sama.get(siapa), kota.jarak.get(siapa), lawan.get(siapa, 0), tajam.get(siapa, []), batas)
        for siapa, nilai in milik.items()
    }


def _ukuran(
    nilai: Sequence[Nilai], sama: Jarak | None, kota: Jarak | None, lawan: int, tajam: Sequence[Temuan], batas: Batas
) -> Ukuran:
    ratus = [satu.ratus for satu in nilai]
    n, jumlah = len(ratus), sum(ratus)
    standar = [satu.standar for satu in nilai if satu.standar is not None]
    rentang = (min(standar), max(standar)) if standar else None
    ragam = Fraction(n * sum(r * r for r in ratus) - jumlah * jumlah, n * n)
    orang = len({satu.orang for satu in nilai})
    temuan = list(_condong(sama, kota, lawan, batas))
    beragam = rentang is not None and rentang[1] - rentang[0] >= _STANDAR_BERBEDA
    if beragam and orang >= batas.minimum and ragam <= batas.sebaran**2:
        temuan.append(Temuan(SERAGAM, None, None))
    return Ukuran(orang, n, Fraction(jumlah, n), ragam, rentang, sama, kota, (*temuan, *tajam))


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


def _tengah(rata: Sequence[Fraction], nilai: int, minimum: int) -> Jarak | None:
    """The middle of the persons' means; None for too few people."""
    if len(rata) < minimum:
        return None
    urut, n = sorted(rata), len(rata)
    return Jarak((urut[(n - 1) // 2] + urut[n // 2]) / 2, n, nilai)


def _bersama(semua: Sequence[Nilai]) -> list[list[Nilai]]:
    """Scores of the same person and competency, where several assessors gave one."""
    per: dict[tuple[int, int], list[Nilai]] = defaultdict(list)
    for satu in semua:
        per[satu.orang, satu.kompetensi].append(satu)
    return [nilai for nilai in per.values() if len(nilai) > 1 and len({satu.penilai for satu in nilai}) > 1]


def _terhadap_sesama(bersama: Sequence[Sequence[Nilai]], minimum: int) -> tuple[dict[Siapa, Jarak], dict[Siapa, int]]:
    """Each assessor against the others on the same people, and how many others there were."""
    # Person -> sum of the differences in halves of a hundredth (the middle of two is a half), and how many.
    beda: dict[Siapa, dict[int, list[int]]] = defaultdict(lambda: defaultdict(lambda: [0, 0]))
    lawan: dict[Siapa, set[Siapa]] = defaultdict(set)
    for nilai in bersama:
        for satu in nilai:
            lain = [n for n in nilai if n.penilai != satu.penilai]
            urut = sorted(n.ratus for n in lain)
            hitung = beda[satu.penilai][satu.orang]
            hitung[0] += 2 * satu.ratus - urut[(len(urut) - 1) // 2] - urut[len(urut) // 2]
            hitung[1] += 1
            lawan[satu.penilai].update(n.penilai for n in lain)
    hasil = {}
    for siapa, orang in beda.items():
        rata = [Fraction(jumlah, 2 * banyak) for jumlah, banyak in orang.values()]
        jarak = _tengah(rata, sum(banyak for _, banyak in orang.values()), minimum)
        if jarak is not None:
            hasil[siapa] = jarak
    return hasil, {siapa: len(isi) for siapa, isi in lawan.items()}


class _Kota(NamedTuple):
    """How far each assessor is from the city, and the custom of the others: assessor -> cell -> hundredths."""

    jarak: dict[Siapa, Jarak]
    kebiasaan: dict[Siapa, dict[Sel, Fraction]]


def _sel(satu: Nilai) -> Sel:
    return satu.sumber, satu.kompetensi, satu.jenjang


def _terhadap_kota(milik: Mapping[Siapa, Sequence[Nilai]], minimum: int) -> _Kota:
    """Each assessor against all others of the same source, competency and job level, where these judged enough."""
    total: dict[Sel, list[int]] = defaultdict(lambda: [0, 0])
    sendiri: dict[Siapa, dict[Sel, list[int]]] = {}
    for siapa, nilai in milik.items():
        punya = sendiri[siapa] = defaultdict(lambda: [0, 0])
        for satu in nilai:
            if satu.standar is not None:
                sel = _sel(satu)
                for hitung in (total[sel], punya[sel]):
                    hitung[0] += satu.ratus - satu.standar
                    hitung[1] += 1
    kebiasaan = {
        siapa: {
            sel: Fraction(total[sel][0] - jumlah, total[sel][1] - banyak)
            for sel, (jumlah, banyak) in punya.items()
            if total[sel][1] - banyak >= minimum
        }
        for siapa, punya in sendiri.items()
    }
    jarak = {siapa: ini for siapa, nilai in milik.items() if (ini := _jarak_kota(nilai, kebiasaan[siapa], minimum))}
    return _Kota(jarak, kebiasaan)


def _jarak_kota(nilai: Sequence[Nilai], kebiasaan: Mapping[Sel, Fraction], minimum: int) -> Jarak | None:
    per: dict[int, tuple[list[int], list[Sel]]] = defaultdict(lambda: ([], []))
    for satu in nilai:
        if satu.standar is not None and (sel := _sel(satu)) in kebiasaan:
            beda, sel_orang = per[satu.orang]
            beda.append(satu.ratus - satu.standar)
            sel_orang.append(sel)
    # Most people of a job level are judged in the same competencies: their custom is summed once.
    jumlah: dict[tuple[Sel, ...], Fraction] = {}
    rata = []
    for beda, sel_orang in per.values():
        kunci = tuple(sel_orang)
        if kunci not in jumlah:
            jumlah[kunci] = sum((kebiasaan[sel] for sel in kunci), Fraction(0))
        rata.append((sum(beda) - jumlah[kunci]) / len(beda))
    return _tengah(rata, sum(len(beda) for beda, _ in per.values()), minimum)


def _berbeda_tajam(bersama: Sequence[Sequence[Nilai]], batas: Batas, kota: _Kota) -> dict[Siapa, list[Temuan]]:
    """Two who differ by `beda` or more in a good share of what both judged; found with the one who is odder."""
    pasangan: dict[tuple[Siapa, Siapa], list[tuple[Nilai, Nilai]]] = {}
    for nilai in bersama:
        for a, b in combinations(nilai, 2):
            if a.penilai != b.penilai:
                # The same two in either order are one pair, kept in the order they were first met.
                if (balik := pasangan.get((b.penilai, a.penilai))) is not None:
                    balik.append((b, a))
                else:
                    pasangan.setdefault((a.penilai, b.penilai), []).append((a, b))
    hasil: dict[Siapa, list[Temuan]] = defaultdict(list)
    for (satu, lain), berdua in pasangan.items():
        beda = [abs(a.ratus - b.ratus) for a, b in berdua]
        tajam = sum(1 for jarak in beda if jarak >= batas.beda)
        if tajam * 100 < batas.bagian * len(beda) or len({a.orang for a, _ in berdua}) < batas.minimum:
            continue
        asing = [_keasingan([p[ke] for p in berdua], kota) for ke in (0, 1)]
        # Where the city says nothing of either, the one met later (asesmen comes first).
        siapa, terhadap = (satu, lain) if asing[0] > asing[1] else (lain, satu)
        hasil[siapa].append(Temuan(BERBEDA_TAJAM, terhadap, Fraction(sum(beda), len(beda)), tajam, len(beda)))
    return hasil


def _keasingan(nilai: Sequence[Nilai], kota: _Kota) -> Fraction:
    """How far from the custom of the city an assessor's scores are on the average, whichever way; 0 unknown."""
    jauh: dict[Fraction, int] = defaultdict(int)  # custom -> sum of the distances from it, in parts of its denominator
    banyak = 0
    for satu in nilai:
        kebiasaan = kota.kebiasaan.get(satu.penilai, {}).get(_sel(satu)) if satu.standar is not None else None
        if kebiasaan is not None and satu.standar is not None:
            jauh[kebiasaan] += abs((satu.ratus - satu.standar) * kebiasaan.denominator - kebiasaan.numerator)
            banyak += 1
    jumlah = sum((Fraction(jarak, satu.denominator) for satu, jarak in jauh.items()), Fraction(0))
    return jumlah / banyak if banyak else jumlah
