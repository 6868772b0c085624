"""Which rows of the gap are explained for a person and a competency, or why there is none."""

from __future__ import annotations

from typing import Any, NamedTuple

from asn_kompetensi.domain.galat import TidakDitemukan
from asn_kompetensi.domain.kamus import Entri
from asn_kompetensi.domain.nip import samarkan_nip
from asn_kompetensi.services import gap
from asn_kompetensi.services.gap import Pasangan
from asn_kompetensi.services.kamus import kompetensi_kamus
from asn_kompetensi.services.kompetensi_kota import kompetensi_di
from asn_kompetensi.services.pegawai_cari import nip_sah
from asn_kompetensi.store.door import Pintu
from asn_kompetensi.store.queries import gap_asal as sql
from asn_kompetensi.store.queries import pegawai as pegawai_sql
from asn_kompetensi.store.queries.gap import Saringan


class Tanya(NamedTuple):
    """What is asked: a person in a period, with its code, its last day (ISO) and its status."""

    periode_id: int
    kode: str
    akhir: str
    status: str
    orang: int
    gabungan: bool


def cari(d: Pintu, t: Tanya, kompetensi: str, nip: str) -> list[tuple[dict[str, Any], Pasangan, int]]:
    """The rows of the pair, one in each city that requires what it calls `kompetensi`, with the competency's number.

    Of a person none of whose jobs requires it but has no standard that one row, with the competency asked for. Raises
    `TidakDitemukan` where there is neither, `SalahPakai` for an ambiguous name.
    """
    pilih = Saringan(t.periode_id, pegawai_id=t.orang)
    semua = [
        (dict(zip(gap.BIDANG, baris, strict=True)), satu)
        for baris, satu in zip(gap.daftar(d, pilih), gap.pasangan(d, pilih), strict=True)
    ]
    if not semua:
        kompetensi_kamus(d).wajib(kompetensi)
        gap.pastikan_kota_punya(d, t.periode_id, t.orang)
        raise TidakDitemukan(*_tidak_masuk(d, t.orang, t.akhir, nip_sah(nip)))
    di = {nomor: kompetensi_di(d, kompetensi, [nomor]) for nomor in dict.fromkeys(satu.opd_id for _, satu in semua)}
    cocok = [(baris, satu, di[satu.opd_id].id) for baris, satu in semua if satu.kompetensi_id == di[satu.opd_id].id]
    if cocok:
        return cocok
    tanpa = [(baris, satu, di[satu.opd_id]) for baris, satu in semua if satu.kompetensi_id is None]
    if tanpa:
        return [({**baris, **_nama(d, komp)}, satu, komp.id) for baris, satu, komp in tanpa]
    jabatan = dict.fromkeys((satu.jabatan, satu.nama_jabatan) for _, satu in semua)
    sebutan = " dan ".join(dict.fromkeys(nama_jabatan for _, nama_jabatan in jabatan))
    bernilai = any(sql.skor(d.kon, t.periode_id, t.orang, komp.id, t.akhir) for komp in di.values())
    wajib = dict.fromkeys(str(satu.kompetensi) for _, satu in semua)
    kode = " atau ".join(dict.fromkeys(komp.kode for komp in di.values()))
    raise TidakDitemukan(
        f"jabatan {sebutan} tidak mensyaratkan {kode} pada {t.akhir}"
        + ("; nilainya tersimpan, tetapi tidak masuk kesenjangan" if bernilai else ""),
        f"Yang disyaratkan: {', '.join(wajib)}. Lihat: asn standar daftar --jabatan {next(iter(jabatan))[0]}",
    )


def _nama(d: Pintu, komp: Entri) -> dict[str, str]:
    return {"kompetensi": komp.kode, "nama_kompetensi": sql.nama_kompetensi(d.kon, komp.id)}


def _tidak_masuk(d: Pintu, orang: int, akhir: str, nip: str) -> tuple[str, str]:
    """Why a person is not in a period, and what to do."""
    siapa = f"pegawai {samarkan_nip(nip)}"
    pergi, hari = pegawai_sql.berhenti(d.kon, orang)
    if pergi and (hari is None or hari <= akhir):
        sejak = f"berhenti sejak {hari}" if hari else "sudah berhenti, tanpa tanggal"
        return f"{siapa} {sejak}; tidak masuk periode yang berakhir {akhir}", "Lihat: asn pegawai lihat NIP"
    return (
        f"{siapa} tidak punya jabatan pada {akhir}; tidak masuk periode itu",
        f"Catat dengan: asn pegawai mutasi NIP --opd OPD --jabatan JABATAN --tanggal {akhir}",
    )
