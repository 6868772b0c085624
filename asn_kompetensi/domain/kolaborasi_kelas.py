"""A plan of joint classes: what a class closes, who may be counted together, who sits where, and whether it holds."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple


class Manfaat(NamedTuple):
    """What one programme does for one person: weighted gain in whole units, and the competencies it closes."""

    program: int
    satuan: int
    kompetensi: tuple[int, ...]


class Calon(NamedTuple):
    """Someone with at least one gain; `manfaat` by programme, gains above 0 only."""

    opd: str
    manfaat: tuple[Manfaat, ...]


class Kelompok(NamedTuple):
    """People who are alike for the plan. `anggota` are places in the list of candidates.

    `sendiri`: sets of programmes of which one person may have only one. `utuh` is True where whole numbers must be
    asked for: elsewhere the plan is a flow, whose corners are whole.
    """

    anggota: tuple[int, ...]
    opd: str
    manfaat: tuple[Manfaat, ...]
    sendiri: tuple[tuple[int, ...], ...]
    utuh: bool


class Batas(NamedTuple):
    """The limits of a plan; None is no limit. `biaya` is the cost of one class by programme, in rupiah."""

    kursi: int
    per_orang: int
    biaya: Sequence[int] | None = None
    anggaran: int | None = None
    kuota_opd: int | None = None
    kelas_maks: int | None = None


def tertutup(standar: int, sasaran: int, capaian: int | Fraction) -> int | Fraction:
    """How much of a gap a programme closes: up to its target level, never beyond the standard; all in one unit."""
    return max(0, min(standar, sasaran) - capaian)


def kelompokkan(calon: Sequence[Calon], batas: Batas) -> list[Kelompok]:
    """Put alike people together, in the order of their first; exact, because they can be told apart again.

    Alike: the same gains, and the same agency where agencies have a quota. People of a group can share any whole
    number of seats as long as the programmes that exclude each other fall into sets in which every one excludes every
    other (see `bagikan`); a person for whom they do not stays alone.
    """
    isi: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for nomor, satu in enumerate(calon):
        terpisah = batas.per_orang == 1 or himpunan(satu.manfaat) is not None
        isi[satu.opd if batas.kuota_opd is not None else "", satu.manfaat, None if terpisah else nomor].append(nomor)
    hasil = []
    for anggota in isi.values():
        satu = calon[anggota[0]]
        lepas: tuple[tuple[int, ...], ...] | None = () if batas.per_orang == 1 else himpunan(satu.manfaat)
        sendiri = lepas if lepas is not None else _per_kompetensi(satu.manfaat)
        hasil.append(Kelompok(_bergilir(calon, anggota), satu.opd, satu.manfaat, sendiri, lepas is None))
    return hasil


def himpunan(manfaat: Sequence[Manfaat]) -> tuple[tuple[int, ...], ...] | None:
    """Sets of programmes that all exclude each other (they close a competency in common); None where A excludes B
    and B excludes C, but A does not exclude C."""
    sisa = list(manfaat)
    hasil = []
    while sisa:
        inti = sisa[0]
        # Whoever excludes the first must exclude the same others as the first does.
        kawan = [satu for satu in sisa if set(satu.kompetensi) & set(inti.kompetensi)]
        for satu in kawan:
            if [lain for lain in sisa if set(lain.kompetensi) & set(satu.kompetensi)] != kawan:
                return None
        hasil.append(tuple(satu.program for satu in kawan))
        sisa = [satu for satu in sisa if satu not in kawan]
    return tuple(satu for satu in hasil if len(satu) > 1)


def _per_kompetensi(manfaat: Sequence[Manfaat]) -> tuple[tuple[int, ...], ...]:
    isi: dict[int, list[int]] = defaultdict(list)
    for satu in manfaat:
        for kompetensi in satu.kompetensi:
            isi[kompetensi].append(satu.program)
    return tuple(sorted({tuple(satu) for satu in isi.values() if len(satu) > 1}))


def _bergilir(calon: Sequence[Calon], anggota: Sequence[int]) -> tuple[int, ...]:
    """One of each agency, then the second of each: where seats are few, no agency's people all go first."""
    giliran: Counter[str] = Counter()
    urut = []
    for nomor in anggota:
        giliran[calon[nomor].opd] += 1
        urut.append((giliran[calon[nomor].opd], nomor))
    return tuple(nomor for _, nomor in sorted(urut))


def bagikan(kelompok: Kelompok, jumlah: Mapping[int, int]) -> list[tuple[int, int]]:
    """Seats of a group (programme -> seats) as `(candidate, programme)`.

    Sets that exclude each other are dealt out one after the other, round and round: as a set has at most one seat per
    person, nobody meets it twice, and everyone has the same number of seats or one less (McNaughton's rule).
    """
    if kelompok.utuh:
        return [(kelompok.anggota[0], program) for program in sorted(jumlah) if jumlah[program]]
    di_himpunan = {program for satu in kelompok.sendiri for program in satu}
    urut = [*kelompok.sendiri, *((program,) for program in sorted(jumlah) if program not in di_himpunan)]
    hasil, ke = [], 0
    for himpunan_ in urut:
        for program in himpunan_:
            for _ in range(jumlah.get(program, 0)):
                hasil.append((kelompok.anggota[ke % len(kelompok.anggota)], program))
                ke += 1
    return hasil


def susun_kelas(orang: Sequence[tuple[str, int]], kursi: int) -> list[list[int]]:
    """Seat the people of one programme, `(agency, candidate)`, in as few classes as hold them.

    An agency that fills whole classes gets those; what is left of each agency, the biggest first, goes whole into the
    fullest class that still has room for it, so that small ones share. Only what fits nowhere whole is split.
    """
    per_opd: dict[str, list[int]] = defaultdict(list)
    for opd, nomor in orang:
        per_opd[opd].append(nomor)
    kelas: list[list[int]] = [[] for _ in range(-(-len(orang) // kursi))]
    sisa: list[list[int]] = []
    penuh = 0
    for _, semua in sorted(per_opd.items(), key=lambda isi: (-len(isi[1]), isi[0])):
        utuh = len(semua) // kursi
        for nomor in range(utuh):
            kelas[penuh + nomor].extend(semua[nomor * kursi : (nomor + 1) * kursi])
        penuh += utuh
        if semua[utuh * kursi :]:
            sisa.append(semua[utuh * kursi :])
    for kelompok in sorted(sisa, key=len, reverse=True):
        while kelompok:
            muat = [satu for satu in kelas if kursi - len(satu) >= len(kelompok)]
            tujuan = max(muat, key=len) if muat else min(kelas, key=len)
            ruang = kursi - len(tujuan)
            tujuan.extend(kelompok[:ruang])
            kelompok = kelompok[ruang:]
    return kelas


def langgar(calon: Sequence[Calon], batas: Batas, kursi: Sequence[tuple[int, int]], kelas: Sequence[int]) -> list[str]:
    """Every limit that a plan breaks, in words; `kursi` are `(candidate, programme)`, `kelas` classes by programme."""
    guna = [{satu.program: satu.kompetensi for satu in isi.manfaat} for isi in calon]
    if any(program not in guna[nomor] for nomor, program in kursi):
        return ["a seat without a gain"]
    terisi = Counter(program for _, program in kursi)
    per_opd = Counter(calon[nomor].opd for nomor, _ in kursi)
    per_orang = Counter(nomor for nomor, _ in kursi)
    dua = Counter((nomor, kompetensi) for nomor, program in kursi for kompetensi in guna[nomor][program])
    uang = 0 if batas.biaya is None else sum(n * satu for n, satu in zip(kelas, batas.biaya, strict=True))
    tinjau = {
        "more people than seats": any(n > batas.kursi * kelas[program] for program, n in terisi.items()),
        "over the budget": batas.anggaran is not None and (batas.biaya is None or uang > batas.anggaran),
        "too many classes": batas.kelas_maks is not None and sum(kelas) > batas.kelas_maks,
        "an agency over its quota": batas.kuota_opd is not None and max(per_opd.values(), default=0) > batas.kuota_opd,
        "a person in too many classes": max(per_orang.values(), default=0) > batas.per_orang,
        "a competency closed twice for one person": max(dua.values(), default=0) > 1,
    }
    return [sebab for sebab, benar in tinjau.items() if benar]
