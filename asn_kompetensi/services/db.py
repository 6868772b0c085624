"""A new database with the national reference data, and what is in one."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from asn_kompetensi.domain.acuan import baca_acuan
from asn_kompetensi.domain.nama import kunci
from asn_kompetensi.services.masukan import nama_sah
from asn_kompetensi.store import cadangan
from asn_kompetensi.store.door import Pintu, PintuTulis
from asn_kompetensi.store.queries import alias, db, gabung_kota

_BERTANGGAL = ("dasar_hukum", "berlaku_mulai", "berlaku_sampai")
# database table -> (reference file, columns: database name -> CSV name)
_ACUAN: dict[str, tuple[str, dict[str, str]]] = {
    "level": ("level", {"level": "level", "nama": "nama"}),
    "jenjang": ("jenjang", {"nama": "nama", "urutan": "urutan", "level_bawaan": "level_bawaan"}),
    "golongan": ("golongan", {"golongan": "golongan", "pangkat": "pangkat", "urutan": "urutan"}),
    "bentuk": (
        "bentuk",
        {"id": "id", "nama": "nama", "jalur": "kind", "cara": "cara", "jp_nasional": "jp_nasional"},
    ),
}


def isi_awal(d: PintuTulis, instansi: str) -> None:
    """Load the reference data, the default policies and the nine competencies; no agency, job or standard.

    Raises `DataDitolak` when the institution's name is empty or unprintable.
    """
    db.catat_instansi(d.kon, nama_sah(instansi, "instansi"), datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"))
    muat_acuan(d)
    db.isi_kompetensi(
        d.kon,
        [(s["kode"], s["nama"], s["jenis"], s["urutan"], s["definisi"] or None) for s in baca_acuan("kompetensi")],
    )
    id_kompetensi = db.id_kompetensi(d.kon)
    for satu in baca_acuan("kompetensi_alias"):
        alias.simpan(d.kon, "kompetensi", kunci(satu["ejaan"]), satu["ejaan"], id_kompetensi[satu["kode"]])


def muat_acuan(d: Pintu) -> None:
    """The reference data and the default policies."""
    for tabel, (berkas, kolom) in _ACUAN.items():
        nama_kolom = (*kolom, *_BERTANGGAL)
        baris = [tuple(satu[asal] or None for asal in (*kolom.values(), *_BERTANGGAL)) for satu in baca_acuan(berkas)]
        db.isi_acuan(d.kon, tabel, nama_kolom, baris)
    db.isi_kebijakan(
        d.kon,
        [
            (s["kunci"], s["berlaku_mulai"], s["berlaku_sampai"] or None, s["nilai"], s["dasar_hukum"], s["keterangan"])
            for s in baca_acuan("kebijakan")
        ],
    )


def info(d: Pintu, ukuran: int) -> dict[str, Any]:
    """What `asn db info` says; `ukuran` is the size in bytes, `gabungan` the cities it unites and how far each was."""
    salinan = cadangan.daftar(d.lokasi)
    return {
        "lokasi": str(d.lokasi.absolute()),
        "versi_skema": db.versi_skema(d.kon),
        "ukuran": ukuran,
        "instansi": db.instansi(d.kon),
        **db.jumlah(d.kon),
        "cadangan_terakhir": salinan[-1].waktu if salinan else None,
        "cadangan": len(salinan),
        "gabungan": [
            {"kode": k.kode, "nama": k.nama, "waktu": k.waktu, "jalankan": k.jalankan, "sidik": k.sidik}
            for k in gabung_kota.kota(d.kon)
        ],
    }
