"""The dictionaries of an open database: agencies, jobs and competencies by any registered spelling."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from asn_kompetensi.domain.ejaan_kompetensi import lepas_nomor, lepas_singkatan, lepas_standar
from asn_kompetensi.domain.galat import Bentrok
from asn_kompetensi.domain.kamus import Entri, Kamus
from asn_kompetensi.domain.nama import bersihkan_nama, kunci
from asn_kompetensi.store.door import Pintu, PintuTulis
from asn_kompetensi.store.queries import alias, gabung, jabatan, kompetensi, opd
from asn_kompetensi.store.queries.alias import BendaBeralias, BendaBerkode


def opd_kamus(d: Pintu) -> Kamus:
    """Agencies and units."""

    def kota(teks: str) -> tuple[str, str] | None:
        if (isi := gabung.isi(d.kon, teks)) is None:
            return None
        return (
            f"{isi[1]} kota di dalam gabungan ini, bukan perangkat daerah",
            f"Sebutkan perangkat daerahnya, misalnya {isi[1]}.DINKES; --opd KOTA hanya untuk asn gap.",
        )

    semua = entri_lambat(opd.ejaan, d)
    return Kamus("perangkat daerah", "asn opd daftar", semua, per_kode=per_kode("opd", d), lain=kota)


def jabatan_kamus(d: Pintu) -> Kamus:
    """Jobs."""
    return Kamus(
        "jabatan",
        "asn jabatan daftar",
        entri_lambat(jabatan.ejaan, d),
        nama_kembar=True,
        per_kode=per_kode("jabatan", d),
    )


def kompetensi_kamus(d: Pintu) -> Kamus:
    """Competencies."""
    semua = entri_lambat(kompetensi.ejaan, d)
    return Kamus("kompetensi", "asn kompetensi daftar", semua, per_kode=per_kode("kompetensi", d))


def entri_lambat(ejaan: Callable[[Any], Iterable[tuple[int, str, str]]], d: Pintu) -> Iterator[Entri]:
    """Every spelling, asked for when it is needed: nothing is open on the connection before."""
    for baris in ejaan(d.kon):
        yield Entri(*baris)


def per_kode(benda: BendaBerkode, d: Pintu) -> Callable[[str], Entri | None]:
    """The thing of a code, to the letter."""

    def cari(kode: str) -> Entri | None:
        try:
            nomor = alias.id_kode(d.kon, benda, kode)
        except UnicodeEncodeError:  # half of a character: no text, so no code
            return None
        return None if nomor is None else Entri(nomor, kode, kode)

    return cari


def sebutan_kompetensi(kamus: Kamus, tulisan: str) -> tuple[Entri | None, str | None]:
    """The competency a cell names, None for none; also as `1. Kerja Sama (KS)` or `Komunikasi 3`, with that number.

    A registered spelling is taken whole. Whether the number is the standard or a score, only the row can tell.
    """
    satu_baris = " ".join(tulisan.split())
    polos = lepas_nomor(satu_baris)
    for ejaan in (tulisan, polos, lepas_singkatan(polos)):
        if (entri := kamus.cari(ejaan)) is not None:
            return entri, None
    nama, level = lepas_standar(polos)
    if level is None:
        return None, None
    return kamus.cari(nama) or kamus.cari(lepas_singkatan(nama)), level


def daftarkan_alias(d: PintuTulis, benda: BendaBeralias, kamus: Kamus, ejaan: str, sasaran: Entri) -> bool:
    """Register a spelling for a thing; True when it is new.

    Raises `Bentrok` when another thing already answers to it.
    """
    bersih, _ = bersihkan_nama(ejaan)
    pemilik = [satu for satu in kamus.calon(bersih) if satu.id != sasaran.id]
    if pemilik:
        raise Bentrok(
            f"ejaan '{bersih}' sudah dipakai {kamus.benda} {pemilik[0].kode}", f"Lihat dengan: {kamus.perintah}"
        )
    if kamus.cari(bersih):
        return False
    kamus.tambah(Entri(sasaran.id, sasaran.kode, bersih))
    return alias.simpan(d.kon, benda, kunci(bersih), bersih, sasaran.id)
