"""Which classes for whom: the plan that closes the most weighted gap within seats, budget and quotas."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Final

from asn_kompetensi.domain.bulat import persen, setengah_naik
from asn_kompetensi.domain.galat import SalahPakai
from asn_kompetensi.domain.kolaborasi import rata_biaya
from asn_kompetensi.domain.kolaborasi_kelas import (
    Batas,
    Calon,
    Manfaat,
    bagikan,
    kelompokkan,
    langgar,
    susun_kelas,
    tertutup,
)
from asn_kompetensi.services.kolaborasi import Bobot, bobot, opd_dipilih, pasangan
from asn_kompetensi.store.door import Pintu
from asn_kompetensi.store.queries import kolaborasi as sql
from asn_kompetensi.store.queries.kolaborasi import Pasangan

BIDANG: Final = (
    "kelas", "pelatihan", "nama_pelatihan", "nip", "nama", "opd", "kompetensi", "kesenjangan", "tertutup",
    "bobot_tertutup",
)  # fmt: skip
BIDANG_RINGKAS: Final = (
    "pelatihan", "nama_pelatihan", "kelas", "peserta", "opd_terlibat", "biaya", "tertutup", "bobot_tertutup",
)  # fmt: skip


# A gain of more units than the first is counted in a coarser one, of which the greatest gain has as many as the second:
# with larger numbers HiGHS finds no plan at all (measured).
SATUAN_TERBANYAK: Final = 10_000_000
SATUAN_KASAR: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class Rencana:
    """`ringkasan` is the summary, `kelas` and `peserta` rows in the columns of `BIDANG_RINGKAS` and `BIDANG`.

    `tanpa_biaya`: programmes left out because a budget is given and their cost is not known. `habis`: the time ran
    out before the plan was proven good. `sebab` is why there is no class, "" where there is one.
    """

    ringkasan: dict[str, Any]
    kelas: list[tuple[Any, ...]]
    peserta: list[tuple[Any, ...]]
    tanpa_biaya: list[str]
    habis: bool
    sebab: str


@dataclass(frozen=True, slots=True)
class _Program:
    """A programme with its target levels in 1/6000 by competency, and what a class costs in rupiah."""

    kode: str
    nama: str
    sasaran: dict[int, int]
    biaya: int | None


@dataclass(frozen=True, slots=True)
class _Orang:
    """A person with the gaps that weigh: competency -> pair."""

    nip: str
    nama: str
    opd: str
    kurang: dict[int, Pasangan]


def rencanakan(
    d: Pintu,
    periode: str,
    *,
    kursi: int,
    anggaran: int | None = None,
    biaya_kelas: int | None = None,
    kuota_opd: int | None = None,
    kelas_maks: int | None = None,
    per_orang: int = 1,
    opd: Sequence[str] = (),
    dengan_unit: bool = False,
    batas_waktu: int = 60,
) -> Rencana:
    """Plan joint classes of `kursi` seats from the gaps of a period.

    A class closes for a person, in each target competency, `min(standar, target) - capaian` where that is above 0;
    what is not assessed closes nothing. The sum of what is closed times its weight is made as large as possible.
    `anggaran` and `biaya_kelas` are rupiah; without the latter a class costs the mean of the programme's finished
    ones. `kuota_opd` bounds an agency's seats in the whole plan, `per_orang` a person's classes; nobody is in two
    programmes that close the same competency. Raises `TidakDitemukan`, `SalahPakai` when there is a budget and no
    cost is known, and AssertionError should the plan break a limit.
    """
    bobot_ = bobot(d, periode)
    orang = _orang(pasangan(d, periode, opd_dipilih(d, periode, opd, dengan_unit=dengan_unit)))
    program = _program(d, biaya_kelas)
    tanpa_biaya = [satu.kode for satu in program if satu.biaya is None] if anggaran is not None else []
    if program and len(tanpa_biaya) == len(program):
        raise SalahPakai("biaya kelas belum diketahui", "Sebutkan biaya satu kelas: --biaya-kelas 15000000")
    program = [satu for satu in program if satu.kode not in tanpa_biaya]
    biaya = None if any(satu.biaya is None for satu in program) else [satu.biaya or 0 for satu in program]
    batas = Batas(kursi, per_orang, biaya, anggaran, kuota_opd, kelas_maks)
    satuan, ikut, calon = _calon(orang, program, bobot_)

    from asn_kompetensi.services.kolaborasi_pecah import pecahkan

    kelompok = kelompokkan(calon, batas)
    hasil = pecahkan(kelompok, len(program), batas, batas_waktu)
    duduk = [satu for isi, jumlah in zip(kelompok, hasil.jumlah, strict=True) for satu in bagikan(isi, jumlah)]
    if salah := langgar(calon, batas, duduk, hasil.kelas):
        raise AssertionError(f"the plan breaks its limits: {', '.join(salah)}")
    kelas, peserta = _isi_kelas(program, ikut, duduk, kursi, bobot_)
    ringkasan = _ringkasan(kelas, anggaran, hasil.batas_atas * satuan, _jumlah(program, ikut, duduk, bobot_))
    ringkasan["tanpa_kelas"] = len(orang) - len({nomor for nomor, _ in duduk})
    sebab = "" if kelas else _sebab(orang, program, calon, tanpa_biaya)
    return Rencana(ringkasan, kelas, peserta, tanpa_biaya, hasil.habis, sebab)


def _sebab(
    orang: Sequence[_Orang], program: Sequence[_Program], calon: Sequence[Calon], tanpa_biaya: Sequence[str]
) -> str:
    """Why nothing could be planned: the first thing that is missing."""
    if not orang:
        return "tidak seorang pun yang sudah dinilai di bawah standar"
    if not program:
        return "belum ada pelatihan dengan kompetensi sasaran"
    if not calon:
        ini = "pelatihan yang biayanya diketahui" if tanpa_biaya else "pelatihan"
        return f"tidak satu {ini} pun menyasar kompetensi mereka di atas capaiannya"
    return "batas atau anggarannya tidak cukup untuk satu kelas"


def _orang(baris: Iterable[Pasangan]) -> list[_Orang]:
    """Everyone below standard in something, in the order of the rows."""
    hasil: dict[tuple[str, str], _Orang] = {}
    for satu in baris:
        if satu.capaian < satu.standar:
            diri = hasil.setdefault((satu.opd, satu.nip), _Orang(satu.nip, satu.nama, satu.opd, {}))
            diri.kurang[satu.kompetensi_id] = satu
    return list(hasil.values())


def _program(d: Pintu, biaya_kelas: int | None) -> list[_Program]:
    """Programmes with targets, by code."""
    biaya = sql.biaya_kelas(d.kon)
    hasil: dict[int, _Program] = {}
    for nomor, kode, nama, kompetensi, ratus in sql.sasaran(d.kon):
        rata = rata_biaya([biaya[nomor]]) if nomor in biaya else None
        harga = biaya_kelas if biaya_kelas is not None or rata is None else int(setengah_naik(rata, 0))
        hasil.setdefault(nomor, _Program(kode, nama, {}, harga)).sasaran[kompetensi] = ratus * 60
    return list(hasil.values())


def _tutup(program: _Program, orang: _Orang, bobot_: Bobot) -> dict[int, tuple[int | Fraction, Fraction]]:
    """What a programme closes for a person: competency -> (levels, levels times weight), both in 1/6000."""
    hasil = {}
    for kompetensi, sasaran in program.sasaran.items():
        if (satu := orang.kurang.get(kompetensi)) and (isi := tertutup(satu.standar, sasaran, satu.capaian)):
            hasil[kompetensi] = (isi, isi * bobot_[satu.tingkat])
    return {kompetensi: isi for kompetensi, isi in hasil.items() if isi[1] > 0}


def _calon(
    orang: Sequence[_Orang], program: Sequence[_Program], bobot_: Bobot
) -> tuple[Fraction, list[_Orang], list[Calon]]:
    """The unit of the gains, and those who gain something, with their gains as whole numbers of it.

    It is the greatest in which all of them are exact. Levels weighted by source may have no such unit that the solver
    could still work in; then gains are rounded up in a coarser one, so that its bound stays a bound, and what the plan
    closes is added up exactly afterwards all the same.
    """
    mentah = []
    for satu in orang:
        guna = [(nomor, isi) for nomor, p in enumerate(program) if (isi := _tutup(p, satu, bobot_))]
        if guna:
            mentah.append((satu, guna))
    semua = [sum((b for _, b in isi.values()), Fraction(0)) for _, guna in mentah for _, isi in guna]
    penyebut = math.lcm(*(satu.denominator for satu in semua))
    satuan = Fraction(math.gcd(*(int(satu * penyebut) for satu in semua)) or 1, penyebut)
    if (terbesar := max(semua, default=Fraction(0))) > satuan * SATUAN_TERBANYAK:
        satuan = terbesar / SATUAN_KASAR
    calon = [
        Calon(satu.opd, tuple(
            Manfaat(nomor, math.ceil(sum((b for _, b in isi.values()), Fraction(0)) / satuan), tuple(sorted(isi)))
            for nomor, isi in guna
        ))
        for satu, guna in mentah
    ]  # fmt: skip
    return satuan, [satu for satu, _ in mentah], calon


def _jumlah(
    program: Sequence[_Program], ikut: Sequence[_Orang], duduk: Sequence[tuple[int, int]], bobot_: Bobot
) -> tuple[Fraction, Fraction]:
    """What a plan closes, `(levels, levels times weight)` in 1/6000, added up anew from the seats themselves."""
    isi = [satu for n, p in duduk for satu in _tutup(program[p], ikut[n], bobot_).values()]
    return Fraction(sum(level for level, _ in isi)), sum((berat for _, berat in isi), Fraction(0))


def _isi_kelas(
    program: Sequence[_Program], ikut: Sequence[_Orang], duduk: Sequence[tuple[int, int]], kursi: int, bobot_: Bobot
) -> tuple[list[tuple[Any, ...]], list[tuple[Any, ...]]]:
    """Rows of classes and of seats, by programme, class, agency and name."""
    per_program: dict[int, list[int]] = defaultdict(list)
    for nomor, p in sorted(duduk):
        per_program[p].append(nomor)
    kelas, peserta = [], []
    for p, anggota in sorted(per_program.items()):
        ini = program[p]
        for ke, isi in enumerate(susun_kelas([(ikut[nomor].opd, nomor) for nomor in anggota], kursi), start=1):
            jumlah = levels = Fraction(0)
            for nomor in sorted(isi):
                satu = ikut[nomor]
                tutup = _tutup(ini, satu, bobot_)
                urut = sorted((satu.kurang[kompetensi] for kompetensi in tutup), key=lambda b: b.urutan)
                kurang = Fraction(sum(b.standar - b.capaian for b in urut))
                level = Fraction(sum(isi_ for isi_, _ in tutup.values()))
                berat = sum((b for _, b in tutup.values()), Fraction(0))
                peserta.append((ke, ini.kode, ini.nama, satu.nip, satu.nama, satu.opd, [b.kompetensi for b in urut],
                                _cetak(kurang), _cetak(level), _cetak(berat)))  # fmt: skip
                jumlah, levels = jumlah + berat, levels + level
            opd = len({ikut[nomor].opd for nomor in isi})
            kelas.append((ini.kode, ini.nama, ke, len(isi), opd, ini.biaya, _cetak(levels), _cetak(jumlah)))
    return kelas, peserta


def _cetak(perenamribu: Fraction) -> Any:
    return setengah_naik(perenamribu / 6000)


def _ringkasan(
    kelas: Sequence[tuple[Any, ...]], anggaran: int | None, atas: Fraction, jumlah: tuple[Fraction, Fraction]
) -> dict[str, Any]:
    """The summary; the bound is rounded up, so that it stays a bound, unless the plan reaches it."""
    biaya = [satu[5] for satu in kelas]
    level, tercapai = jumlah
    return {
        "kelas": len(kelas),
        "peserta": sum(satu[3] for satu in kelas),
        "biaya": None if None in biaya else sum(biaya),
        "anggaran": anggaran,
        "tertutup": _cetak(level),
        "bobot_tertutup": _cetak(tercapai),
        "batas_atas": _cetak(tercapai) if atas <= tercapai else setengah_naik(Fraction(math.ceil(atas / 60), 100)),
        "jarak_persen": persen(max(Fraction(0), atas - tercapai), atas),
    }
