"""Finding somebody by NIP: what every command does that takes one, and most of them nothing else of the register."""

from __future__ import annotations

from datetime import date

from asn_kompetensi.domain.galat import DataDitolak, TidakDitemukan
from asn_kompetensi.domain.nip import COCOKKAN, SALAH_MAKNA, periksa_nip, samarkan_nip
from asn_kompetensi.store.door import Pintu
from asn_kompetensi.store.queries import pegawai as sql
from asn_kompetensi.store.queries import pengenal as pengenal_sql


def nip_sah(nip: str, hari_ini: date | None = None) -> str:
    """A clean, meaningful NIP; with `hari_ini` of somebody born by then. Raises `DataDitolak` with the reason."""
    hasil = periksa_nip(nip, hari_ini)
    if hasil.nip is None:
        lain = COCOKKAN if hasil.kode in SALAH_MAKNA else "NIP terdiri dari 18 angka."
        saran = f"Mungkin maksudnya {hasil.saran}." if hasil.saran else lain
        raise DataDitolak(hasil.pesan, saran)
    return hasil.nip


def wajib_ada(d: Pintu, nip: str) -> int:
    """The id of a registered person. Raises `DataDitolak` for an impossible NIP, `TidakDitemukan` when unknown."""
    bersih = nip_sah(nip)
    nomor = sql.id_dari_nip(d.kon, bersih)
    if nomor is None:
        _tolak_nip_lama(d, bersih)
        raise TidakDitemukan(
            f"pegawai dengan NIP {samarkan_nip(bersih)} belum terdaftar",
            "Daftarkan dengan asn pegawai tambah, atau periksa NIP-nya: asn pegawai daftar",
        )
    return nomor


def _tolak_nip_lama(d: Pintu, nip: str) -> None:
    """Raises `TidakDitemukan` for a NIP that was corrected: registering it would make two of one person."""
    lama = pengenal_sql.nip_lama(d.kon).get(nip)
    if lama is not None:
        kini = samarkan_nip(sql.satu(d.kon, lama)[0])
        raise TidakDitemukan(
            f"NIP {samarkan_nip(nip)} sudah diganti menjadi {kini}", "Pakai NIP yang baru; daftar: asn pegawai daftar"
        )
