"""The gap table: who is below the standard of the job, in what, by how much; rounded once, here, at the very end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

from asn_kompetensi.domain.bulat import setengah_naik
from asn_kompetensi.domain.galat import SalahPakai, TidakDitemukan
from asn_kompetensi.domain.nama import kunci, terdekat
from asn_kompetensi.domain.untai import Jalinan, Untai
from asn_kompetensi.services import keadaan, kompetensi_kota
from asn_kompetensi.services.kamus import opd_kamus
from asn_kompetensi.services.pegawai_cari import wajib_ada
from asn_kompetensi.store.door import Pintu
from asn_kompetensi.store.queries import gabung as gabung_sql
from asn_kompetensi.store.queries import gap as sql
from asn_kompetensi.store.queries import gap_daftar
from asn_kompetensi.store.queries import opd as opd_sql
from asn_kompetensi.store.queries import penutupan as penutupan_sql
from asn_kompetensi.store.queries.gap import Saringan

_SEMUA_PERIODE = 8  # as many are all named where one is not found
STATUS = ("di_bawah", "memenuhi", "belum_dinilai", "kedaluwarsa", "tanpa_standar")
BIDANG = (
    "periode", "opd", "nip", "nama", "jabatan", "nama_jabatan", "kompetensi", "nama_kompetensi", "jenis", "standar",
    "capaian", "selisih", "kesenjangan", "kategori", "status", "periode_nilai",
)  # fmt: skip


@cache
def level(pembilang: int | Fraction | None, penyebut: int = 6000) -> Decimal | None:
    """A level kept in 1/`penyebut` as it is printed: two decimals, half-up."""
    return None if pembilang is None else setengah_naik(Fraction(pembilang, penyebut))


class Pasangan(NamedTuple):
    """A person and one competency that the job requires, with exact levels.

    A person whose job has no standard is one pair without competency (`status` is `tanpa_standar`). `capaian` is None
    where there is no score that counts.
    """

    pegawai_id: int
    nip: str
    nama: str
    opd_id: int
    opd: str
    nama_opd: str
    jabatan_id: int
    jabatan: str
    nama_jabatan: str
    kompetensi_id: int | None
    kompetensi: str | None
    jenis: str | None
    tingkat: str | None
    status: str
    periode_nilai: str | None
    standar: Fraction | None
    capaian: Fraction | None

    @property
    def kesenjangan(self) -> Fraction | None:
        """`max(0, standar - capaian)` in levels; None where not assessed."""
        if self.standar is None or self.capaian is None:
            return None
        return max(Fraction(0), self.standar - self.capaian)


@cache
def _tepat(pembilang: int | None, penyebut: int) -> Fraction | None:
    return None if pembilang is None else Fraction(pembilang, penyebut)


def pasangan(d: Pintu, pilih: Saringan) -> Iterator[Pasangan]:
    """Every pair of a period, agency by agency in the order of `daftar`; what compares people starts from here."""
    for *isi, standar, capaian, penyebut in gap_daftar.pasangan(d.kon, pilih):
        yield Pasangan._make((*isi, _tepat(standar, penyebut), _tepat(capaian, penyebut)))


def cari_periode(d: Pintu, kode: str) -> tuple[int, str, date, date, str]:
    """A period as `(id, kode, mulai, selesai, status)`. Raises `TidakDitemukan` with the codes there are."""
    semua = sql.periode(d.kon)
    # The exact code wins over one that only reads the same.
    cocok = [baris for baris in semua if baris[1] == kode] or [b for b in semua if kunci(b[1]) == kunci(kode)]
    if cocok:
        nomor, ini, mulai, selesai, status = cocok[0]
        return nomor, ini, date.fromisoformat(mulai), date.fromisoformat(selesai), status
    ada = [baris[1] for baris in semua]
    if not ada:
        raise TidakDitemukan(
            f"periode '{kode}' belum dibuka", f"Buka dengan: asn periode buka {kode} --mulai TANGGAL --selesai TANGGAL"
        )
    dekat = terdekat(kode, ada) if len(ada) > _SEMUA_PERIODE else ()
    sebut = f"Mungkin maksudnya: {', '.join(dekat)}." if dekat else f"Yang ada: {', '.join(ada[-_SEMUA_PERIODE:])}."
    raise TidakDitemukan(f"periode '{kode}' belum dibuka", f"{sebut} Daftar: asn periode daftar")


def saringan(
    d: Pintu,
    periode: str,
    *,
    opd: str | None = None,
    dengan_unit: bool = False,
    nip: str | None = None,
    kompetensi: str | None = None,
    status: str | None = None,
    hanya_periode_ini: bool = False,
) -> Saringan:
    """Words to ids.

    Raises `TidakDitemukan` with the nearest names, `SalahPakai` for an unknown status, `DataDitolak` for a bad NIP.
    """
    if status is not None and status not in STATUS:
        raise SalahPakai(f"status '{status}' tidak ada", f"Pilihannya: {', '.join(STATUS)}.")
    periode_id = cari_periode(d, periode)[0]
    pilih = Saringan(
        periode_id,
        None if opd is None else _opd(d, periode_id, opd, dengan_unit=dengan_unit),
        wajib_ada(d, nip) if nip is not None else None,
        None,
        status,
        hanya_periode_ini,
    )
    if kompetensi is None:
        return pilih
    return replace(pilih, kompetensi_id=kompetensi_kota.kompetensi_di(d, kompetensi, opd_diminta(d, pilih)).id)


def _opd(d: Pintu, periode_id: int, teks: str, *, dengan_unit: bool) -> Sequence[int]:
    """The agency that is named; in a united file a city's code names all of its agencies."""
    if (kota := gabung_sql.isi(d.kon, teks)) is not None:
        return gabung_sql.opd_kota(d.kon, kota[0])
    satu = opd_kamus(d).wajib(teks).id
    return keadaan.bawahan(d, periode_id, satu) if dengan_unit else [satu]


def arti_lain(d: Pintu, pilih: Saringan) -> list[str]:
    """Which of the united cities asked for mean something else by the competency's code, in sentences."""
    return kompetensi_kota.arti_lain(d, pilih.periode_id, pilih.kompetensi_id, opd_diminta(d, pilih))


def kabar(d: Pintu, pilih: Saringan) -> list[str]:
    """What must be known of a period: every time it was opened again; which united cities have another in its place."""
    return [
        f"periode ini pernah dibuka ulang: {alasan} (saksi: {saksi})"
        for _, _, alasan, saksi, _, _ in penutupan_sql.buka_ulang(d.kon, pilih.periode_id)
    ] + kota_tanpa(d, pilih)


def kota_tanpa(d: Pintu, pilih: Saringan) -> list[str]:
    """Which of the united cities asked for do not have a period, in sentences."""
    tanpa = gabung_sql.tanpa_periode(d.kon, pilih.periode_id)
    if pilih.opd_id is not None:
        kota = gabung_sql.nomor_kota(d.kon, pilih.opd_id)
        tanpa = {nomor: isi for nomor, isi in tanpa.items() if nomor in kota}
    return [f"{kode} tidak punya periode ini{punya and f'; periodenya: {punya}'}" for kode, punya in tanpa.values()]


def pastikan_kota_punya(d: Pintu, periode_id: int, pegawai_id: int) -> None:
    """Raises `TidakDitemukan` where a city of a united file in which a person is does not have the period."""
    opd = opd_sql.opd_mereka(d.kon, periode_id, [pegawai_id])
    if tanpa := kota_tanpa(d, Saringan(periode_id, opd)):
        raise TidakDitemukan(tanpa[0], "Pilih periode itu, atau lihat: asn periode daftar")


def daftar(d: Pintu, pilih: Saringan) -> Jalinan:
    """Rows in the columns of `BIDANG`, agency by agency as they are asked for."""
    return Jalinan(
        (orang, kompetensi, Untai(list(map(_tercetak, isi)), letak))
        for orang, kompetensi, (isi, letak) in gap_daftar.daftar(d.kon, pilih).bagian()
    )


def _tercetak(b: tuple[Any, ...]) -> tuple[Any, ...]:
    """Levels, category, status and period of a pair as they are printed."""
    *tepat, kategori, status, periode_nilai, _, penyebut = b
    return (*(level(satu, penyebut) for satu in tepat), kategori, status, periode_nilai)


def opd_diminta(d: Pintu, pilih: Saringan) -> Sequence[int] | None:
    """The agencies of a selection: of one person those of a closed period; None for all."""
    if pilih.opd_id is None and pilih.pegawai_id is not None:
        return gabung_sql.opd_orang(d.kon, pilih.periode_id, pilih.pegawai_id)
    return pilih.opd_id


def matriks(d: Pintu, pilih: Saringan) -> tuple[list[str], Iterator[tuple[Any, ...]]]:
    """Competency codes, and one row per person: `opd, nip, nama, jabatan` and the level reached for each code."""
    kode = keadaan.kompetensi(d, pilih.periode_id, pilih.opd_id)
    return kode, _per_orang(gap_daftar.daftar(d.kon, pilih), kode)


def _per_orang(daftar: Iterable[tuple[Any, ...]], kode: list[str]) -> Iterator[tuple[Any, ...]]:
    letak = {satu: nomor for nomor, satu in enumerate(kode, start=4)}
    for (opd, nip, nama, jabatan), milik in groupby(daftar, itemgetter(1, 2, 3, 4)):
        baris = [opd, nip, nama, jabatan, *([None] * len(kode))]
        for b in milik:
            if b[6] is not None:
                baris[letak[b[6]]] = level(b[10], b[17])
        yield tuple(baris)
