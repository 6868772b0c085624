"""Why the total gap changed between two periods: every person and competency laid out by cause, nothing left over.

The periods are read side by side, an agency at a time; whoever is there in one of them alone is looked up in the other.
What is kept are running sums in whole numbers, and rows only where they are asked for.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from operator import itemgetter
from sys import intern
from typing import Any, Final, NamedTuple

from asn_kompetensi.domain import perubahan as aturan
from asn_kompetensi.domain.bulat import setengah_naik
from asn_kompetensi.domain.galat import SalahPakai, TidakDitemukan
from asn_kompetensi.domain.perubahan import SEBAB, Langkah, Tingkat, Titik, bulatkan, langkah, sebab_orang, uraikan
from asn_kompetensi.services import gap
from asn_kompetensi.services.gap import level
from asn_kompetensi.services.gap_perubahan_orang import Orang, sandingkan
from asn_kompetensi.store.door import Pintu
from asn_kompetensi.store.queries import gabung as gabung_sql
from asn_kompetensi.store.queries import gap_perubahan as sql
from asn_kompetensi.store.queries.gap import Saringan
from asn_kompetensi.store.queries.gap_perubahan import Baris

BIDANG: Final = ("sebab", "pegawai", "perubahan", "pasangan", "keterangan", "dari_periode", "ke_periode")
BIDANG_RINCI: Final = (
    "sebab", "nip", "nama", "opd_awal", "opd_akhir", "jabatan_awal", "jabatan_akhir", "kompetensi", "standar_awal",
    "standar_akhir", "capaian_awal", "capaian_akhir", "kesenjangan_awal", "kesenjangan_akhir", "perubahan",
    "dari_periode", "ke_periode",
)  # fmt: skip


TAK_TERBANDING: Final = "Kota yang tidak punya kedua periode itu tidak ikut dibandingkan."


@dataclass(slots=True)
class Jumlah:
    """What has come together under one cause, or in one period.

    `orang` counts people, `pasangan` the pairs whose gap changed; `bagian` are levels as whole numbers of 1/n, by n.
    """

    orang: int = 0
    pasangan: int = 0
    bagian: dict[int, Tingkat] = field(default_factory=lambda: defaultdict(int))
    rangkap: set[int] = field(default_factory=set)  # who serves two cities and is counted already

    @property
    def tepat(self) -> Fraction:
        """The sum in levels."""
        return sum((Fraction(utuh, satuan) for satuan, utuh in self.bagian.items()), Fraction(0))


class Perubahan(NamedTuple):
    """The change of a total: both totals as printed, exact sums by cause, and what must be known of the two periods.

    `baris` are the rows of `rinci`, None where they were not asked for.
    """

    dari: str
    ke: str
    awal: Decimal
    akhir: Decimal
    jumlah: dict[str, Jumlah]
    baris: list[tuple[Any, ...]] | None
    kabar: list[str]

    def ringkas(self) -> list[tuple[Any, ...]]:
        """One row for each cause in the columns of `BIDANG`; `perubahan` adds up to `akhir - awal` as printed.

        `pegawai` counts people: whoever came, left, moved, was newly assessed or is no longer, even where the gap
        stayed; under the other causes those whose gap changed by it. `pasangan` counts the pairs whose gap changed.
        """
        cetak = bulatkan([satu.tepat for satu in self.jumlah.values()], self.akhir - self.awal)
        return [
            (sebab, satu.orang, angka, satu.pasangan, SEBAB[sebab], self.dari, self.ke)
            for (sebab, satu), angka in zip(self.jumlah.items(), cetak, strict=True)
        ]

    def rinci(self) -> list[tuple[Any, ...]]:
        """Each part in the columns of `BIDANG_RINCI`, by cause; every figure rounded by itself.

        Where both the standard and the level changed, the row of the standard ends where the row of the level begins.
        """
        assert self.baris is not None, "asked for by `rinci=True`"
        return self.baris


def perubahan(
    d: Pintu,
    dari: str,
    ke: str,
    *,
    opd: str | None = None,
    dengan_unit: bool = False,
    kompetensi: str | None = None,
    hanya_periode_ini: bool = False,
    rinci: bool = False,
) -> Perubahan:
    """Lay out the change from one period to one that ends later, closed ones as they were frozen.

    `rinci`: also the rows behind the sums. Raises `TidakDitemukan` for unknown names, `SalahPakai` where the first
    period does not end before the second.
    """
    awal, akhir = gap.cari_periode(d, dari), gap.cari_periode(d, ke)
    if awal[3] >= akhir[3]:
        raise SalahPakai(*_salah_urut(awal[1], akhir[1], sama_hari=awal[3] == akhir[3]))
    pilih = [
        gap.saringan(
            d, satu[1], opd=opd, dengan_unit=dengan_unit, kompetensi=kompetensi, hanya_periode_ini=hanya_periode_ini
        )
        for satu in (awal, akhir)
    ]
    hitung = _Hitungan(awal[1], akhir[1], pilih[0].kompetensi_id, {sebab: [] for sebab in SEBAB} if rinci else None)
    kabar = list(dict.fromkeys(kata for satu in pilih for kata in gap.arti_lain(d, satu)))
    kabar += [f"{satu[1]}: {kata}" for satu, s in zip((awal, akhir), pilih, strict=True) for kata in gap.kabar(d, s)]
    dibanding = _punya_keduanya(d, pilih)
    for satu in sandingkan(d, *dibanding, kata=rinci):
        _tambahkan(hitung, satu)
    return Perubahan(
        hitung.dari,
        hitung.ke,
        setengah_naik(hitung.awal.tepat),
        setengah_naik(hitung.akhir.tepat),
        hitung.jumlah,
        _susun(hitung),
        [*kabar, TAK_TERBANDING] if dibanding is not pilih else kabar,
    )


def _punya_keduanya(d: Pintu, pilih: Sequence[Saringan]) -> Sequence[Saringan]:
    """In a united file only the cities that have both periods: nobody came or left with one that lacks either.

    The very same where there is nothing to leave out. Raises `TidakDitemukan` when none of those asked for is left.
    """
    tanpa = {
        nomor: kode for satu in pilih for nomor, (kode, _) in gabung_sql.tanpa_periode(d.kon, satu.periode_id).items()
    }
    kota = gabung_sql.kota_opd(d.kon) if tanpa else {}
    diminta = kota if pilih[0].opd_id is None else {nomor for satu in pilih for nomor in satu.opd_id or ()}
    if not any(kota.get(nomor) in tanpa for nomor in diminta):
        return pilih
    hasil = [
        replace(satu, opd_id=[nomor for nomor in satu.opd_id or kota if kota.get(nomor) not in tanpa]) for satu in pilih
    ]
    if not any(satu.opd_id for satu in hasil):
        raise TidakDitemukan(
            f"tidak ada kota yang punya kedua periode itu: {', '.join(tanpa.values())}", "Daftar: asn periode daftar"
        )
    return hasil


def _salah_urut(dari: str, ke: str, *, sama_hari: bool) -> tuple[str, str]:
    if dari == ke:
        return f"--dari-periode dan --ke-periode sama: {dari}", "Sebutkan dua periode. Daftar: asn periode daftar"
    if sama_hari:
        return f"periode {dari} dan {ke} berakhir pada hari yang sama", "Pilih dua yang berurutan: asn periode daftar"
    return f"periode {dari} berakhir sesudah periode {ke}", "Tukar --dari-periode dengan --ke-periode."


# --- one person after the other ---------------------------------------------------------------------------------------

# A pair as it was and as it is, with one step between them in whole numbers of 1/n level.
Bagian = tuple[Baris | None, Baris | None, int, Langkah]


@dataclass(slots=True)
class _Hitungan:
    """The running sums of one answer; its rows, by cause those who are there now, and by agency those who were."""

    dari: str
    ke: str
    kompetensi: int | None
    rinci: dict[str, list[tuple[Any, ...]]] | None
    pergi: dict[int, list[tuple[Any, ...]]] = field(default_factory=lambda: defaultdict(list))
    awal: Jumlah = field(default_factory=Jumlah)
    akhir: Jumlah = field(default_factory=Jumlah)
    jumlah: dict[str, Jumlah] = field(default_factory=lambda: {sebab: Jumlah() for sebab in SEBAB})


def _tambahkan(hitung: _Hitungan, orang: Orang) -> None:
    """One person's change into the sums."""
    a, b = _diminta(orang.lama, hitung.kompetensi), _diminta(orang.baru, hitung.kompetensi)
    _total(hitung.awal, a.values())
    _total(hitung.akhir, b.values())
    kena: set[str] = set()
    for bagian in _uraian(orang, a, b):
        _, _, satuan, satu = bagian
        kena.add(satu.sebab)
        if satu.perubahan:
            milik = hitung.jumlah[satu.sebab]
            milik.pasangan += 1
            milik.bagian[satuan] += satu.perubahan
        if hitung.rinci is not None:
            tempat = hitung.rinci[satu.sebab] if orang.baru else hitung.pergi[orang.letak_lama]
            tempat.append((satu.sebab, *_baris(orang, bagian), hitung.dari, hitung.ke))
    for sebab in kena:
        milik = hitung.jumlah[sebab]
        milik.orang += orang.pegawai_id not in milik.rangkap
        if orang.rangkap:
            milik.rangkap.add(orang.pegawai_id)


def _diminta(baris: Iterable[Baris], kompetensi: int | None) -> dict[int | None, Baris]:
    """The rows that are asked for, by competency."""
    return {satu[sql.KOMPETENSI]: satu for satu in baris if kompetensi in (None, satu[sql.KOMPETENSI])}


def _total(jumlah: Jumlah, baris: Iterable[Baris]) -> None:
    for satu in baris:
        standar, capaian = satu[sql.STANDAR], satu[sql.CAPAIAN]
        if standar is not None and capaian is not None and capaian < standar:
            jumlah.bagian[satu[sql.PENYEBUT]] += standar - capaian


def _uraian(orang: Orang, a: dict[int | None, Baris], b: dict[int | None, Baris]) -> Iterator[Bagian]:
    """The parts of one person's change."""
    sebab = sebab_orang(
        dulu=orang.dulu,
        kini=orang.kini,
        dulu_di_sini=bool(orang.lama),
        kini_di_sini=bool(orang.baru),
        jabatan_sama=bool(orang.lama and orang.baru) and orang.lama[0][sql.JABATAN] == orang.baru[0][sql.JABATAN],
    )
    for kompetensi in b | a:
        awal, akhir = a.get(kompetensi), b.get(kompetensi)
        angka = _angka(awal), _angka(akhir)
        if sebab is not None:
            satuan, dari, ke = _titik(*angka)
            yield awal, akhir, satuan, langkah(sebab, dari, ke)
        elif angka[0] != angka[1]:  # most pairs stayed as they were
            satuan, semua = _langkah(*angka)
            for satu in semua:
                yield awal, akhir, satuan, satu


Angka = tuple[int | None, int | None, int]  # standard and level as whole numbers of the third
_angka_baris = itemgetter(sql.STANDAR, sql.CAPAIAN, sql.PENYEBUT)


def _angka(baris: Baris | None) -> Angka | None:
    return None if baris is None else _angka_baris(baris)


@lru_cache(maxsize=4096)
def _langkah(awal: Angka | None, akhir: Angka | None) -> tuple[int, list[Langkah]]:
    """The steps of a pair; the same few pairs of levels come again and again."""
    satuan, dari, ke = _titik(awal, akhir)
    return satuan, uraikan(dari, ke)


def _titik(awal: Angka | None, akhir: Angka | None) -> tuple[int, Titik | None, Titik | None]:
    """Both ends in whole numbers of the same 1/n level, and n."""
    semua = [satu for satu in (awal, akhir) if satu is not None]
    satuan = math.lcm(*(satu[2] for satu in semua))
    dari, ke = (
        None if satu is None or satu[0] is None
        else Titik(satu[0] * (satuan // satu[2]), None if satu[1] is None else satu[1] * (satuan // satu[2]))
        for satu in (awal, akhir)
    )  # fmt: skip
    return satuan, dari, ke


def _baris(orang: Orang, bagian: Bagian) -> Iterator[Any]:
    """The columns of `BIDANG_RINCI` between cause and periods; a gap that nobody measured is missing.

    What all rows of a person have in common is taken from the first, so that it is held once.
    """
    lama, baru, satuan, satu = bagian
    dulu, kini = (None if ini is None else semua[0] for ini, semua in ((lama, orang.lama), (baru, orang.baru)))
    ada, pasangan = kini or dulu, baru or lama
    assert ada is not None  # one of them is there
    assert pasangan is not None
    yield from (ada[sql.NIP], ada[sql.NAMA])
    for letak in (sql.KODE_OPD, sql.KODE_JABATAN):
        yield from (None if ini is None else ini[letak] for ini in (dulu, kini))
    yield None if pasangan[sql.KODE_KOMPETENSI] is None else intern(pasangan[sql.KODE_KOMPETENSI])
    ujung = satu.dari, satu.ke
    yield from (None if titik is None else level(titik.standar, satuan) for titik in ujung)
    yield from (None if titik is None else level(titik.capaian, satuan) for titik in ujung)
    yield from (None if titik is None or titik.capaian is None else level(aturan.gap(titik), satuan) for titik in ujung)
    yield level(satu.perubahan, satuan)


def _susun(hitung: _Hitungan) -> list[tuple[Any, ...]] | None:
    """The rows by cause; those who are no longer there come last, in the order in which they were there."""
    if hitung.rinci is None:
        return None
    for _, semua in sorted(hitung.pergi.items()):
        for baris in semua:
            hitung.rinci[baris[0]].append(baris)
    return [baris for semua in hitung.rinci.values() for baris in semua]
