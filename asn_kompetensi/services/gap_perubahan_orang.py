"""Who is compared with whom when two periods are laid side by side: everyone of either once, an agency at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from asn_kompetensi.store.door import Pintu
from asn_kompetensi.store.queries import gabung as gabung_sql
from asn_kompetensi.store.queries import gap_perubahan as sql
from asn_kompetensi.store.queries.gap import Saringan
from asn_kompetensi.store.queries.gap_perubahan import Baris, Sisi


class Orang(NamedTuple):
    """A person's rows in the agencies asked for, as they were and as they are; none where not there.

    `dulu` and `kini`: in service in each period, in whatever agency. `rangkap`: he serves two cities of a united file,
    and this is the part in one of them. `letak_lama`: how many agencies of the first period come before his there.
    """

    pegawai_id: int
    lama: Sequence[Baris]
    baru: Sequence[Baris]
    dulu: bool
    kini: bool
    rangkap: bool
    letak_lama: int


def sandingkan(d: Pintu, awal: Saringan, akhir: Saringan, *, kata: bool) -> Iterator[Orang]:
    """Everyone of either period: in the order of the agencies of the new one, then of those that it has no longer.

    Within an agency those who are there, then those who were; with `kata` in the order of `gap daftar`.
    """
    lama, baru = (sql.sisi(d.kon, satu, kata=kata) for satu in (awal, akhir))
    rangkap = _rangkap(d, awal, lama) | _rangkap(d, akhir, baru)
    sekota = _sekota(d, awal, akhir)
    kota = gabung_sql.kota_opd(d.kon) if rangkap else sekota

    def mana(siapa: int, nomor: int) -> int | None:
        """The city in which somebody of an agency is compared; None: wherever he is."""
        # Of one city alone nobody is asked for twice, yet where else he serves changes nothing here.
        dua = siapa in rangkap or (
            sekota and any(gabung_sql.dua_kota(d.kon, satu.periode_id, None, siapa) for satu in (awal, akhir))
        )
        return kota.get(nomor) if dua else None

    for nomor in dict.fromkeys((*baru.opd, *lama.opd)):
        letak = lama.opd.get(nomor, 0)
        kini, dulu = _per_orang(baru.di_opd(nomor)), _per_orang(lama.di_opd(nomor))
        for siapa, milik in kini.items():
            dua = siapa in rangkap
            if (sebelum := dulu.pop(siapa, None)) is not None:
                yield Orang(siapa, sebelum, milik, True, True, dua, letak)
            else:
                semua = _di_kota(lama, siapa, kota, mana(siapa, nomor))
                yield Orang(siapa, _dipilih(lama, semua), milik, bool(semua), True, dua, letak)
        for siapa, milik in dulu.items():
            semua = _di_kota(baru, siapa, kota, mana(siapa, nomor))
            if not _dipilih(baru, semua):  # else he is met in the agency where he is now
                yield Orang(siapa, milik, (), True, bool(semua), siapa in rangkap, letak)


def _sekota(d: Pintu, *pilih: Saringan) -> dict[int, int]:
    """The agencies of the one city of a united file that is asked for, with its number; {} where it is not just one."""
    diminta = [satu.opd_id for satu in pilih]
    if None in diminta:
        return {}
    kota = gabung_sql.nomor_kota(d.kon, [nomor for satu in diminta for nomor in satu or ()])
    return dict.fromkeys(gabung_sql.opd_kota(d.kon, kota[0]), kota[0]) if len(kota) == 1 else {}


def _rangkap(d: Pintu, pilih: Saringan, sisi: Sisi) -> set[int]:
    """Who serves more than one city of a united file, of the agencies asked for: one in each of them."""
    return {
        siapa
        for siapa in gabung_sql.dua_kota(d.kon, pilih.periode_id, pilih.opd_id)
        if sum(n in sisi.opd for n in gabung_sql.opd_orang(d.kon, pilih.periode_id, siapa)) > 1
    }


def _per_orang(semua: Iterable[Baris]) -> dict[int, list[Baris]]:
    """The rows by person: the job of one who is not required the competency asked for counts too."""
    hasil: dict[int, list[Baris]] = {}
    for satu in semua:
        hasil.setdefault(satu[sql.PEGAWAI], []).append(satu)
    return hasil


def _di_kota(sisi: Sisi, siapa: int, kota: Mapping[int, int], di: int | None) -> list[Baris]:
    """The rows of one person in one city (None: in all the file), asked for or not."""
    return [satu for satu in sisi.orang(siapa) if di is None or kota.get(satu[sql.OPD]) == di]


def _dipilih(sisi: Sisi, semua: Iterable[Baris]) -> list[Baris]:
    return [satu for satu in semua if satu[sql.OPD] in sisi.opd]
