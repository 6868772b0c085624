"""Why the total gap changed between two periods: every person and competency laid out by cause, nothing left over."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final, NamedTuple

from asn_kompetensi.domain.bulat import setengah_naik
from asn_kompetensi.domain.galat import SalahPakai
from asn_kompetensi.domain.perubahan import SEBAB, Langkah, Titik, bulatkan, langkah, sebab_orang, uraikan
from asn_kompetensi.domain.perubahan import gap as gap_titik
from asn_kompetensi.services import gap
from asn_kompetensi.services.gap import Pasangan
from asn_kompetensi.store.door import Pintu
from asn_kompetensi.store.queries import gabung as gabung_sql
from asn_kompetensi.store.queries.gap import Saringan

BIDANG: Final = ("sebab", "pegawai", "perubahan", "pasangan", "keterangan", "dari_periode", "ke_periode")
BIDANG_RINCI: Final = (
    "sebab", "nip", "nama", "opd_awal", "opd_akhir", "jabatan_awal", "jabatan_akhir", "kompetensi", "standar_awal",
    "standar_akhir", "capaian_awal", "capaian_akhir", "kesenjangan_awal", "kesenjangan_akhir", "perubahan",
    "dari_periode", "ke_periode",
)  # fmt: skip
_URUT: Final = tuple(SEBAB)
_NOL = Fraction(0)


class Bagian(NamedTuple):
    """One part of the change: the person's row as it was and as it is (None: not there), and the step in between."""

    lama: Pasangan | None
    baru: Pasangan | None
    langkah: Langkah

    @property
    def ada(self) -> Pasangan:
        """The row as it is, else as it was."""
        satu = self.baru or self.lama
        assert satu is not None  # one of them is there
        return satu


# A person; one who serves two cities of a united file at once is one in each of them (its number, else None).
Orang = tuple[int, int | None]


class Keadaan(NamedTuple):
    """One period: the rows of the people asked for, in order, and who else was in service, elsewhere."""

    kode: str
    orang: dict[Orang, list[Pasangan]]
    lain: frozenset[Orang]
    kompetensi: int | None

    def dipilih(self, siapa: Orang) -> dict[int | None, Pasangan]:
        """The rows of one person that are asked for, by competency."""
        baris = self.orang.get(siapa, ())
        return {satu.kompetensi_id: satu for satu in baris if self.kompetensi in (None, satu.kompetensi_id)}

    def total(self) -> Fraction:
        """The gap of all rows asked for, in levels, unrounded."""
        semua = (gap_titik(_titik(satu)) for siapa in self.orang for satu in self.dipilih(siapa).values())
        return sum(filter(None, semua), _NOL)


class Perubahan(NamedTuple):
    """The change of a total: both totals as printed, its parts exact, and what must be known of the two periods."""

    dari: str
    ke: str
    awal: Decimal
    akhir: Decimal
    bagian: list[Bagian]
    kabar: list[str]

    def ringkas(self) -> list[tuple[Any, ...]]:
        """One row for each cause in the columns of `BIDANG`; `perubahan` adds up to `akhir - awal` as printed.

        `pegawai` counts people: whoever came, left, moved, was newly assessed or is no longer, even where the gap
        stayed; under the other causes those whose gap changed by it. `pasangan` counts the pairs whose gap changed.
        """
        kelompok = {sebab: [satu for satu in self.bagian if satu.langkah.sebab == sebab] for sebab in SEBAB}
        tepat = [sum((satu.langkah.perubahan for satu in isi), _NOL) for isi in kelompok.values()]
        cetak = bulatkan(tepat, self.akhir - self.awal)
        return [
            (sebab, len({satu.ada.pegawai_id for satu in isi}), angka, sum(satu.langkah.perubahan != 0 for satu in isi),
             SEBAB[sebab], self.dari, self.ke)
            for (sebab, isi), angka in zip(kelompok.items(), cetak, strict=True)
        ]  # fmt: skip

    def rinci(self) -> list[tuple[Any, ...]]:
        """Each part in the columns of `BIDANG_RINCI`, by cause; every figure rounded by itself.

        Where both the standard and the level changed, the row of the standard ends where the row of the level begins.
        """
        return [
            (b.langkah.sebab, b.ada.nip, b.ada.nama, *_tempat(b, "opd"), *_tempat(b, "jabatan"), b.ada.kompetensi,
             *map(_cetak, _angka(b.langkah)), self.dari, self.ke)
            for b in sorted(self.bagian, key=lambda satu: _URUT.index(satu.langkah.sebab))
        ]  # fmt: skip


def perubahan(
    d: Pintu,
    dari: str,
    ke: str,
    *,
    opd: str | None = None,
    dengan_unit: bool = False,
    kompetensi: str | None = None,
    hanya_periode_ini: bool = False,
) -> Perubahan:
    """Lay out the change from one period to one that ends later, closed ones as they were frozen.

    Raises `TidakDitemukan` for unknown names, `SalahPakai` where the first period does not end before the second.
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
    lama, baru = _keadaan(d, awal[1], pilih[0], akhir[1], pilih[1])
    return Perubahan(
        lama.kode,
        baru.kode,
        setengah_naik(lama.total()),
        setengah_naik(baru.total()),
        [bagian for siapa in (baru.orang | lama.orang) for bagian in _uraian(siapa, lama, baru)],
        [f"{satu[1]}: {kata}" for satu, s in zip((awal, akhir), pilih, strict=True) for kata in gap.dibuka_ulang(d, s)],
    )


def _salah_urut(dari: str, ke: str, *, sama_hari: bool) -> tuple[str, str]:
    if dari == ke:
        return f"--dari-periode dan --ke-periode sama: {dari}", "Sebutkan dua periode. Daftar: asn periode daftar"
    if sama_hari:
        return f"periode {dari} dan {ke} berakhir pada hari yang sama", "Pilih dua yang berurutan: asn periode daftar"
    return f"periode {dari} berakhir sesudah periode {ke}", "Tukar --dari-periode dengan --ke-periode."


def _keadaan(d: Pintu, dari: str, awal: Saringan, ke: str, akhir: Saringan) -> tuple[Keadaan, Keadaan]:
    """Both periods; whoever is asked for in one alone is looked up in the other, for he may be elsewhere."""
    kota = gabung_sql.kota_opd(d.kon)
    semua = [gap.pasangan(d, replace(satu, kompetensi_id=None)) for satu in (awal, akhir)]
    dua = {siapa for baris in semua for siapa in _dua_kota(baris, kota)} if kota else set()
    dulu, kini = (_orang(baris, kota, dua) for baris in semua)
    return (
        Keadaan(dari, dulu, _bertugas(d, awal, kini.keys() - dulu.keys(), kota), awal.kompetensi_id),
        Keadaan(ke, kini, _bertugas(d, akhir, dulu.keys() - kini.keys(), kota), akhir.kompetensi_id),
    )


def _dua_kota(semua: Iterable[Pasangan], kota: Mapping[int, int]) -> set[int]:
    """Who serves more than one city of a united file."""
    pertama: dict[int, int] = {}
    return {
        satu.pegawai_id for satu in semua if pertama.setdefault(satu.pegawai_id, kota[satu.opd_id]) != kota[satu.opd_id]
    }


def _orang(semua: Iterable[Pasangan], kota: Mapping[int, int], dua: Container[int]) -> dict[Orang, list[Pasangan]]:
    """The rows by person: the job of one who is not required the competency asked for counts too."""
    hasil: dict[Orang, list[Pasangan]] = {}
    for satu in semua:
        di = kota[satu.opd_id] if satu.pegawai_id in dua else None
        hasil.setdefault((satu.pegawai_id, di), []).append(satu)
    return hasil


def _bertugas(d: Pintu, pilih: Saringan, siapa: Iterable[Orang], kota: Mapping[int, int]) -> frozenset[Orang]:
    """Which of these people are in service in the period; nobody is anywhere else than in the whole city."""
    if pilih.opd_id is None:
        return frozenset()
    return frozenset(
        (satu, di)
        for satu, di in siapa
        if any(
            di in (None, kota.get(baris.opd_id))
            for baris in gap.pasangan(d, Saringan(pilih.periode_id, pegawai_id=satu))
        )
    )


def _uraian(siapa: Orang, lama: Keadaan, baru: Keadaan) -> Iterator[Bagian]:
    """The parts of one person's change."""
    dulu, kini = lama.orang.get(siapa), baru.orang.get(siapa)
    sebab = sebab_orang(
        dulu=dulu is not None or siapa in lama.lain,
        kini=kini is not None or siapa in baru.lain,
        dulu_di_sini=dulu is not None,
        kini_di_sini=kini is not None,
        jabatan_sama=dulu is not None and kini is not None and dulu[0].jabatan_id == kini[0].jabatan_id,
    )
    a, b = lama.dipilih(siapa), baru.dipilih(siapa)
    for kompetensi in b | a:
        awal, akhir = a.get(kompetensi), b.get(kompetensi)
        dari, ke = _titik(awal), _titik(akhir)
        if sebab is not None:
            yield Bagian(awal, akhir, langkah(sebab, dari, ke))
        elif dari != ke:  # most pairs stayed as they were
            yield from (Bagian(awal, akhir, satu) for satu in uraikan(dari, ke))


def _titik(satu: Pasangan | None) -> Titik | None:
    return None if satu is None or satu.standar is None else Titik(satu.standar, satu.capaian)


def _tempat(bagian: Bagian, bidang: str) -> Iterator[Any]:
    return (None if satu is None else getattr(satu, bidang) for satu in (bagian.lama, bagian.baru))


def _angka(langkah: Langkah) -> Iterator[Fraction | None]:
    """Standard, level and gap, each before and after, then the change; a gap that nobody measured is missing."""
    ujung = langkah.dari, langkah.ke
    yield from (None if satu is None else satu.standar for satu in ujung)
    yield from (None if satu is None else satu.capaian for satu in ujung)
    yield from (None if satu is None or satu.capaian is None else gap_titik(satu) for satu in ujung)
    yield langkah.perubahan


def _cetak(angka: Fraction | None) -> Decimal | None:
    return None if angka is None else setengah_naik(angka)
