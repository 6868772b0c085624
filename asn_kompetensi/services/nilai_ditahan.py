"""What a score import held, noted so that no period is closed over it."""

from __future__ import annotations

from collections.abc import Mapping, Set

from asn_kompetensi.domain.galat import GalatASN
from asn_kompetensi.domain.kamus import Kamus
from asn_kompetensi.domain.lembar import TIDAK_DIPILIH
from asn_kompetensi.services.impor import BarisImpor, Pengimpor
from asn_kompetensi.services.kamus import sebutan_kompetensi
from asn_kompetensi.services.nilai import periode_terbuka
from asn_kompetensi.store.door import PintuTulis
from asn_kompetensi.store.queries import pegawai as pegawai_sql
from asn_kompetensi.store.queries import penutupan as sql
from asn_kompetensi.store.queries import riwayat

# Row number -> (period, person); None where the row does not say.
Pemilik = Mapping[int, tuple[int | None, int | None]]


def catat(
    d: PintuTulis, p: Pengimpor, kamus: Kamus, periode_id: int | None, pemilik: Pemilik, periode: Set[int]
) -> None:
    """Note every held cell under the file's and the sheet's name, in place of what that sheet held before.

    Of rows that were not chosen nothing is known now: what they held before stays held.
    `pemilik` are rows with a held cell that the import understood all the same, `periode` all the periods it wrote to.
    A row that names no open period counts for `periode_id`; without either it stands in the way of none.
    """
    nomor = {satu.baris for satu in p.laporan.galat}
    baris = {n: BarisImpor(p, p.isi[letak]) for letak, n in enumerate(p.isi.nomor) if n in nomor} if nomor else {}
    kolom = {p.lembar.lajur[letak].huruf: satu.bidang[11:] for letak, satu in p.lajur("kompetensi:")}
    milik = {**_milik(d, [satu for satu in baris.values() if satu.nomor not in pemilik]), **pemilik}
    isi: dict[tuple[int, int, str], tuple[str, int | None, int | None]] = {}
    for satu in p.laporan.galat:
        tersebut, pegawai = milik.get(satu.baris or 0, (None, None))
        nomor_periode = periode_id if tersebut is None else tersebut
        kode = kolom.get(satu.kolom or "") or (baris[satu.baris].teks("kompetensi") if satu.baris in baris else None)
        kompetensi = sebutan_kompetensi(kamus, kode)[0] if kode else None
        if nomor_periode is not None:
            letak = (nomor_periode, satu.baris or 0, satu.kolom or "")
            isi.setdefault(letak, (satu.kode, pegawai, kompetensi.id if kompetensi else None))  # a cell counts once
    semua = {periode_id, *periode, *(satu for satu, _ in milik.values())}
    berkas = riwayat.berkas(d.kon, d.jalankan) or p.lembar.berkas
    tinggal = {satu.nomor for satu in p.lembar.dilewati if satu.alasan == TIDAK_DIPILIH}
    semua_baris = p.isi.nomor
    p.laporan.dilepas = sql.catat_ditahan(
        d.kon, d.jalankan, berkas, p.lembar.nama, [n for n in semua if n is not None],
        [(*letak, *apa) for letak, apa in isi.items()], tinggal,
        range(semua_baris[0], semua_baris[-1] + 1) if semua_baris else range(0),
    )  # fmt: skip


def _milik(d: PintuTulis, baris: list[BarisImpor]) -> Pemilik:
    """Period and person of rows the import did not take in, where the cells say it plainly."""
    dikenal = {tulisan: _periode(d, tulisan) for satu in baris if (tulisan := satu.teks("periode")) is not None}
    return {
        satu.nomor: (
            dikenal.get(satu.teks("periode") or ""),
            pegawai_sql.id_dari_nip(d.kon, satu.teks("nip") or ""),
        )
        for satu in baris
    }


def _periode(d: PintuTulis, tulisan: str) -> int | None:
    try:
        return periode_terbuka(d, tulisan)[0]
    except GalatASN:
        return None
