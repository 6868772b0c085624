"""The dictionaries of an open database: agencies, jobs and competencies by any registered spelling."""

from __future__ import annotations

from asn_kompetensi.domain.ejaan_kompetensi import ejaan_polos
from asn_kompetensi.domain.galat import Bentrok
from asn_kompetensi.domain.kamus import Entri, Kamus
from asn_kompetensi.domain.nama import bersihkan_nama, kunci
from asn_kompetensi.store.door import Pintu, PintuTulis
from asn_kompetensi.store.queries import alias, jabatan, kompetensi, opd
from asn_kompetensi.store.queries.alias import BendaBeralias


def opd_kamus(d: Pintu) -> Kamus:
    """Agencies and units."""
    return Kamus("perangkat daerah", "asn opd daftar", (Entri(*baris) for baris in opd.ejaan(d.kon)))


def jabatan_kamus(d: Pintu) -> Kamus:
    """Jobs."""
    entri = (Entri(*baris) for baris in jabatan.ejaan(d.kon))
    return Kamus("jabatan", "asn jabatan daftar", entri, nama_kembar=True)


def kompetensi_kamus(d: Pintu) -> Kamus:
    """Competencies."""
    return Kamus("kompetensi", "asn kompetensi daftar", (Entri(*baris) for baris in kompetensi.ejaan(d.kon)))


def cari_kompetensi(kamus: Kamus, tulisan: str) -> Entri | None:
    """The competency a cell names, also as headings write it: `1. INTEGRITAS`, `Komunikasi 3`, `Kerja Sama (KS)`."""
    return kamus.cari(tulisan) or kamus.cari(ejaan_polos(tulisan))


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
