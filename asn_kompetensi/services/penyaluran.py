"""Noting what left the office: people by NIP and things by code become the numbers of the log."""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, datetime
from typing import Any, NamedTuple

from asn_kompetensi.domain.nip import periksa_nip
from asn_kompetensi.services.kamus import opd_kamus
from asn_kompetensi.services.periode import periode_kamus
from asn_kompetensi.store import penyaluran
from asn_kompetensi.store.door import Pintu
from asn_kompetensi.store.queries import pengenal
from asn_kompetensi.store.queries import penyaluran as sql


class Keluar(NamedTuple):
    """One file as the command knows it: whose NIPs stand in it, of which agency and period (None: of several)."""

    tujuan: str
    berkas: str
    sidik: str | None
    nip: Collection[str]
    opd: str | None = None
    periode: str | None = None


def catat(d: Pintu, keluar: Collection[Keluar], *, perintah: str, petugas: str, sekali: bool = False) -> None:
    """Note each file in the log, in the transaction of `d`; with `sekali` unless this command has noted it before."""
    waktu = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    semua = {nip for satu in keluar for nip in satu.nip}
    orang = pengenal.per_nip(d.kon, semua)
    # A closed period shows people under the NIP of its day.
    lama = pengenal.nip_lama(d.kon) if semua - orang.keys() else {}
    opd, periode = opd_kamus(d), periode_kamus(d)
    for satu in keluar:
        if sekali and sql.tercatat(d.kon, perintah, satu.berkas, satu.sidik):
            continue
        dikenal = {nomor for nip in satu.nip if (nomor := orang.get(nip) or lama.get(nip)) is not None}
        asing = sum(nip not in orang and nip not in lama and periksa_nip(nip).nip is not None for nip in satu.nip)
        unit = opd.cari(satu.opd) if satu.opd else None
        saat = periode.cari(satu.periode) if satu.periode else None
        penyaluran.catat_di(
            d.kon,
            penyaluran.Salinan(
                waktu=waktu, petugas=petugas, perintah=perintah, tujuan=satu.tujuan, pegawai=dikenal,
                orang=len(dikenal) + asing, opd_id=unit.id if unit else None, periode_id=saat.id if saat else None,
                berkas=satu.berkas, sidik=satu.sidik,
            ),
        )  # fmt: skip


def catat_semua(d: Pintu, *, tujuan: str, berkas: str, sidik: str | None, perintah: str, petugas: str) -> None:
    """Note a file that holds everyone registered, in the transaction of `d`."""
    waktu = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    penyaluran.catat_semua_di(
        d.kon, penyaluran.Salinan(waktu, petugas, perintah, tujuan, (), 0, berkas=berkas, sidik=sidik)
    )


def milik(d: Pintu, pegawai_id: int) -> list[dict[str, Any]]:
    """In which files and letters a person stood: `waktu, petugas, perintah, tujuan, penerima, berkas`."""
    return [dict(zip(sql.BIDANG_MILIK, satu, strict=True)) for satu in sql.milik(d.kon, pegawai_id)]
