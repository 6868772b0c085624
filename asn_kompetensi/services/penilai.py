"""Who gave a score: someone registered (by NIP), or a name, for assessors from outside."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from asn_kompetensi.domain.nama import bersihkan_nama, kosong, nama_polos
from asn_kompetensi.domain.nama_nip import pisah_nama_nip
from asn_kompetensi.domain.nip import samarkan_nip
from asn_kompetensi.services.masukan import sah
from asn_kompetensi.store.door import Pintu, PintuTulis
from asn_kompetensi.store.queries import pegawai as pegawai_sql
from asn_kompetensi.store.queries import penilai as sql
from asn_kompetensi.store.queries.nilai import Kunci

_NIP = re.compile(r"[0-9]{18}")


class Penilai(NamedTuple):
    """An assessor: the id of someone registered, else a name and its key."""

    pegawai_id: int | None
    nama: str | None = None
    kunci: str | None = None

    @property
    def tanda(self) -> sql.Tanda:
        """What tells assessors apart; titles and the case of a name do not."""
        return self.pegawai_id, self.kunci


def baca_penilai(tulisan: str, terdaftar: Callable[[str], int | None]) -> Penilai | None:
    """An assessor as written: a NIP, a name, or both in one text; None where the text stands for nothing.

    A NIP that `terdaftar` knows is that person; a name stays a name, even one that somebody registered bears. Raises
    ValueError for a text that can be neither, and for a NIP alone that nobody bears: no erasure would know of it.
    """
    if kosong(tulisan):
        return None
    nama, nip = pisah_nama_nip(tulisan)
    nip = re.sub(r"[^0-9]", "", nip)
    pegawai_id = terdaftar(nip) if nip else None
    if pegawai_id is not None:
        return Penilai(pegawai_id)
    if not any(huruf.isalpha() for huruf in nama):
        if _NIP.fullmatch(nip):
            raise ValueError(f"NIP penilai {samarkan_nip(nip)} belum terdaftar; bila dari luar, tulis namanya")
        raise ValueError(f"'{tulisan.strip()[:40]}' bukan nama dan bukan NIP 18 angka")
    bersih = bersihkan_nama(nama, "Nama penilai")[0]
    kunci = nama_polos(bersih)
    if not kunci:
        raise ValueError(f"'{tulisan.strip()[:40]}' bukan nama dan bukan NIP 18 angka")
    return Penilai(None, bersih, kunci)


def dari_opsi(d: Pintu, tulisan: str | None) -> Penilai | None:
    """The assessor named by `--penilai`, None where the option was not given. Raises `DataDitolak`."""
    if tulisan is None:
        return None
    return sah(
        lambda isi: baca_penilai(isi, lambda nip: pegawai_sql.id_dari_nip(d.kon, nip)),
        tulisan,
        "Isi --penilai dengan NIP 18 angka, atau nama.",
    )


def simpan(d: PintuTulis, dinilai: Sequence[tuple[Kunci, Penilai]]) -> None:
    """Say who gave scores that are there; an assessor named before is replaced."""
    if not dinilai:
        return
    dikenal = sql.nomor(d.kon)
    baru = {siapa.tanda: siapa for _, siapa in reversed(dinilai) if siapa.tanda not in dikenal}
    if baru:
        sql.daftarkan(d.kon, [(*satu,) for satu in reversed(baru.values())])
        dikenal = sql.nomor(d.kon)
    sql.simpan(d.kon, sorted((*kunci, dikenal[siapa.tanda]) for kunci, siapa in dinilai))
