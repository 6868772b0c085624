"""The yearly plan of competency development (PP 11/2017 Ps 205-207): what becomes a row, in which order, for how much.

The horizon is one year. Priority, form and cost follow the agency's own policy: no regulation gives them.
"""

from __future__ import annotations

from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Final, NamedTuple

from asn_kompetensi.domain.bulat import setengah_naik
from asn_kompetensi.domain.gap import PRIORITAS, SERATUS, kategori
from asn_kompetensi.domain.jp import jp_nasional, per_kali
from asn_kompetensi.domain.rekam import PREDIKAT

GAP_BESAR: Final = 2  # levels: people with more gaps of this size come first
# The form proposed where no programme reaches the standard; for a large gap it is the training of that kind.
_BENTUK: Final = {"rendah": 14, "sedang": 8}
_PELATIHAN: Final = {"manajerial": 5, "sosial_kultural": 6, "teknis": 3}


class Kebutuhan(NamedTuple):
    """One person below standard in one competency: the smallest part of a plan. Levels are exact.

    `bobot` is the weight of the standard's necessity, `urutan` the place of the competency in its list.
    """

    pegawai_id: int
    nip: str
    nama: str
    opd_id: int
    opd: str
    jabatan_id: int
    kompetensi_id: int
    urutan: int
    jenis: str
    bobot: Fraction
    standar: Fraction
    capaian: Fraction

    @property
    def kesenjangan(self) -> Fraction:
        """Levels below the standard; positive."""
        return self.standar - self.capaian


class Program(NamedTuple):
    """A programme of the catalogue; `sasaran` is competency id -> level, `biaya` rupiah for one participant."""

    id: int
    kode: str
    bentuk: int
    jp: int | None
    penyelenggara: str | None
    sasaran: Mapping[int, Fraction]
    biaya: Fraction | None = None


class Baris(NamedTuple):
    """One row of a plan before it has a number; `orang` stand in the order in which they should come."""

    opd_id: int
    kompetensi_id: int
    prioritas: int
    program: Program | None
    bentuk: int
    jp: int | None
    anggaran: int | None
    orang: tuple[Kebutuhan, ...]

    @property
    def kunci(self) -> tuple[int, int, int, int | None]:
        """What makes this row the same as one of an earlier making of the plan."""
        return self.opd_id, self.kompetensi_id, self.prioritas, self.program.id if self.program else None


def pilih_program(program: Iterable[Program], kompetensi_id: int, standar: Fraction) -> Program | None:
    """The programme that fits a need best: of those that reach the standard, the one that aims least above it.

    Then the shortest (unknown length last), the cheapest (unknown cost last), the first by code. None: no programme
    reaches the standard.
    """

    def urut(satu: Program) -> tuple[object, ...]:
        return (
            satu.sasaran[kompetensi_id], satu.jp is None, satu.jp or 0, satu.biaya is None, satu.biaya or 0, satu.kode
        )  # fmt: skip

    cukup = [satu for satu in program if satu.sasaran.get(kompetensi_id, Fraction(0)) >= standar]
    return min(cukup, key=urut, default=None)


def bentuk_saran(ukuran: str, jenis: str) -> int:
    """The form proposed for a gap of a category without a programme: coaching, bimtek, or full training."""
    return _BENTUK.get(ukuran) or _PELATIHAN[jenis]


def jp_program(program: Program) -> int | None:
    """Hours of one participant: the programme's length, or what one turn of its form is worth; None: not known."""
    if program.jp is not None:
        return program.jp
    return int(jp_nasional(program.bentuk, jp_durasi=None, hari=1)) if per_kali(program.bentuk) else None


def biaya_baris(program: Program | None, jp: int | None, orang: int, per_jp: Fraction | None) -> int | None:
    """Whole rupiah for `orang` participants, half-up once; None (never 0) where no cost is known.

    The programme's own cost counts; without it, the policy's rupiah per hour and participant.
    """
    if program is not None and program.biaya is not None:
        return int(setengah_naik(program.biaya * orang, 0))
    if per_jp is None or jp is None or program is None:
        return None
    return int(setengah_naik(per_jp * jp * orang, 0))


def urut_orang(
    semua: Sequence[Kebutuhan], jpm: Mapping[int, Decimal | None], kinerja: Mapping[int, str]
) -> dict[int, tuple[object, ...]]:
    """Person id -> place in the line: most gaps of two levels or more, then most levels short, then lowest JPM, then
    lowest predicate of performance; what is not known stands last."""
    kurang: dict[int, list[Fraction]] = defaultdict(list)
    siapa = {}
    for satu in semua:
        kurang[satu.pegawai_id].append(satu.kesenjangan)
        siapa[satu.pegawai_id] = satu
    return {
        nomor: (
            -sum(besar >= GAP_BESAR for besar in isi), -sum(isi),
            cocok if (cocok := jpm.get(nomor)) is not None else SERATUS,
            -PREDIKAT.index(kinerja[nomor]) if nomor in kinerja else 1, siapa[nomor].nama, siapa[nomor].nip,
        )
        for nomor, isi in kurang.items()
    }  # fmt: skip


def susun(
    kebutuhan: Sequence[Kebutuhan],
    program: Sequence[Program],
    batas: tuple[Fraction, Fraction],
    jpm: Mapping[int, Decimal | None],
    per_jp: Fraction | None,
    kinerja: Mapping[int, str] | None = None,
) -> list[Baris]:
    """Every need in exactly one row: agency x competency x priority x programme, the most urgent row first.

    `kinerja` holds predicates of performance by person id, where recorded. `batas` are the upper ends of `rendah` and
    `sedang`. Rows are in the order of priority, then of their gaps times
    weight (most first), then agency, competency and programme code.
    """
    kelompok: dict[tuple[int, int, int, int | None], list[Kebutuhan]] = defaultdict(list)
    terpilih: dict[tuple[int, Fraction], Program | None] = {}
    for satu in kebutuhan:
        apa = satu.kompetensi_id, satu.standar
        if apa not in terpilih:
            terpilih[apa] = pilih_program(program, *apa)
        cocok = terpilih[apa]
        prioritas = PRIORITAS[kategori(satu.kesenjangan, batas)]
        kelompok[satu.opd_id, satu.kompetensi_id, prioritas, cocok.id if cocok else None].append(satu)
    antre = urut_orang(kebutuhan, jpm, kinerja or {})
    per_id: dict[int | None, Program] = {satu.id: satu for satu in program}
    jadi = [
        _baris(prioritas, per_id.get(nomor), sorted(isi, key=lambda satu: antre[satu.pegawai_id]), per_jp)
        for (_, _, prioritas, nomor), isi in kelompok.items()
    ]
    return sorted(jadi, key=_urut_baris)


def _baris(prioritas: int, program: Program | None, orang: list[Kebutuhan], per_jp: Fraction | None) -> Baris:
    ukuran = next(nama for nama, nomor in PRIORITAS.items() if nomor == prioritas)
    satu = orang[0]
    jp = jp_program(program) if program else None
    bentuk = program.bentuk if program else bentuk_saran(ukuran, satu.jenis)
    biaya = biaya_baris(program, jp, len(orang), per_jp)
    return Baris(satu.opd_id, satu.kompetensi_id, prioritas, program, bentuk, jp, biaya, tuple(orang))


def _urut_baris(baris: Baris) -> tuple[object, ...]:
    berat = sum((satu.kesenjangan * satu.bobot for satu in baris.orang), Fraction(0))
    satu = baris.orang[0]
    return baris.prioritas, -berat, satu.opd, satu.urutan, baris.program.kode if baris.program else ""


def danai(biaya: Sequence[int | None], pagu: int) -> list[bool | None]:
    """Which rows the money `pagu` pays for: in their order, each whole row that still fits.

    A row that does not fit is passed over and the next may still fit; None where the cost is not known.
    """
    hasil: list[bool | None] = []
    sisa = pagu
    for satu in biaya:
        muat = None if satu is None else satu <= sisa
        sisa -= satu if satu is not None and muat else 0
        hasil.append(muat)
    return hasil


def waktu(tahun: int, prioritas: int) -> tuple[date, date]:
    """The quarter proposed for a priority: 1 the first of the year, 4 the last."""
    akhir = 3 * prioritas
    return date(tahun, akhir - 2, 1), date(tahun, akhir, monthrange(tahun, akhir)[1])
