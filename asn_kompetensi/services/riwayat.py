"""Who changed what, when, from what to what."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from asn_kompetensi.domain.galat import TidakDitemukan
from asn_kompetensi.domain.level import cetak_level
from asn_kompetensi.domain.nama import terdekat
from asn_kompetensi.services.pegawai_cari import wajib_ada
from asn_kompetensi.store import catatan
from asn_kompetensi.store.door import Pintu
from asn_kompetensi.store.queries import riwayat as sql

BIDANG_JALANKAN = ("jalankan", "waktu", "petugas", "perintah", "berkas", "sha256", "rekaman", "dibatalkan_oleh")
BIDANG = ("jalankan", "waktu", "petugas", "perintah", "tabel", "rekaman", "aksi", "bidang", "lama", "baru")
# What a clerk calls a column whose name in the table is not what it shows.
_NAMA_BIDANG = {"ratus": "level", "hari": "tanggal"}
# Records with a number of their own, called by what they are: the column a record elsewhere refers to them by.
_BERNOMOR = {"rencana": "rencana_id", "skm": "skm_id", "tanggapan": "tanggapan_id"}
_HARI_NOL = date(1970, 1, 1)


def daftar(d: Pintu) -> list[tuple[Any, ...]]:
    """Every run in the columns of `BIDANG_JALANKAN`, the newest first; the last is empty for a run that stands."""
    batal = sql.dibatalkan(d.kon)
    return [(*satu, batal.get(satu[0])) for satu in sql.jalankan(d.kon)]


def rinci(
    d: Pintu, *, nip: str | None = None, jalankan: int | None = None, tabel: str | None = None
) -> list[tuple[Any, ...]]:
    """One row per changed field in the columns of `BIDANG`, in the order of the runs.

    A new or removed record shows its filled fields. Raises `TidakDitemukan` for an unknown run, table or person.
    """
    if jalankan is not None and not sql.ada_jalankan(d.kon, jalankan):
        raise TidakDitemukan(
            f"jalankan {jalankan} tidak ada; yang terakhir {sql.nomor_terakhir(d.kon)}", "Daftar: asn riwayat"
        )
    kolom = {satu.nama: satu for satu in catatan.tabel_dicatat(d.kon)}
    if tabel is not None and tabel not in kolom:
        pilihan = ", ".join(terdekat(tabel, kolom) or sorted(kolom))
        raise TidakDitemukan(f"tabel '{tabel}' tidak ada", f"Pilihannya: {pilihan}.")
    pegawai_id = wajib_ada(d, nip) if nip is not None else None
    sebut = _Sebutan(d)
    hasil = []
    for satu in sql.rekaman(d.kon, jalankan=jalankan, pegawai_id=pegawai_id, tabel=tabel):
        lama, baru = _isi(satu)
        aksi = "tambah" if lama is None else "hapus" if baru is None else "ubah"
        nama = _nama_rekaman(lama or baru or {}, kolom[satu.tabel], satu.kunci, sebut)
        for bidang, dari, ke in _beda(lama or {}, baru or {}):
            tampil = _NAMA_BIDANG.get(bidang, bidang.removesuffix("_id"))
            hasil.append((*satu[:5], nama, aksi, tampil, sebut(bidang, dari), sebut(bidang, ke)))
    return hasil


def sebut_rekaman(d: Pintu, jalankan: int, tabel: str, kunci: str) -> str:
    """A record that a run changed, as a clerk knows it: `nilai 198403122006042901 INT 2025 asesmen`."""
    (satu,) = sql.rekaman(d.kon, jalankan=jalankan, tabel=tabel, kunci=kunci)
    kolom = next(t for t in catatan.tabel_dicatat(d.kon) if t.nama == tabel)
    lama, baru = _isi(satu)
    isi = lama or baru or {}
    nama = _nama_rekaman(isi, kolom, kunci, _Sebutan(d))
    return f"{tabel} {nama}"


def _isi(satu: sql.Rekaman) -> tuple[dict[str, Any] | None, dict[str, Any] | None]:
    """Old and new content of a changed record, identity included."""
    return _gabung(satu.lama, satu.lama_pribadi), _gabung(satu.baru, satu.baru_pribadi)


def _gabung(umum: str | None, pribadi: str | None) -> dict[str, Any] | None:
    if umum is None:
        return None
    isi: dict[str, Any] = json.loads(umum)
    isi.pop("identitas", None)
    return {**json.loads(pribadi or "{}"), **isi}


def _nama_rekaman(isi: dict[str, Any], tabel: catatan.Tabel, kunci: str, sebut: _Sebutan) -> str:
    """How a clerk knows a record: its NIP or code, else the person it belongs to, else its key in words."""
    if nama := isi.get("nip") or isi.get("kode"):
        return str(nama)
    bagian = list(zip(tabel.kunci, json.loads(kunci), strict=True))
    if isi.get("kunci") and isi.get("nama"):  # an assessor from outside
        return str(isi["nama"])
    if tabel.nama in _BERNOMOR:
        bagian = [(_BERNOMOR[tabel.nama], nomor) for _, nomor in bagian]
    elif isi.get("pegawai_id"):
        bagian = [("pegawai_id", isi["pegawai_id"])]
    return " ".join(str(sebut(*satu)) for satu in bagian)


def _beda(lama: dict[str, Any], baru: dict[str, Any]) -> Iterator[tuple[str, Any, Any]]:
    for bidang in {**lama, **baru}:
        # The run that wrote a score is the first column of this very answer.
        if bidang != "jalankan_id" and lama.get(bidang) != baru.get(bidang):
            yield bidang, lama.get(bidang), baru.get(bidang)


class _Sebutan:
    """Values as a clerk reads them: codes for ids, levels for hundredths, dates for days."""

    def __init__(self, d: Pintu) -> None:
        self.kon = d.kon
        self.kamus: dict[tuple[str, Any], Any] = {}

    def __call__(self, kolom: str, nilai: Any) -> Any:
        if nilai is None:
            return None
        if kolom == "ratus":
            return cetak_level(nilai)
        if kolom == "hari":
            return (_HARI_NOL + timedelta(days=nilai)).isoformat()
        if (kolom, nilai) not in self.kamus:
            nama = sql.sebutan(self.kon, kolom, nilai)
            self.kamus[kolom, nilai] = nilai if nama is None else nama
        return self.kamus[kolom, nilai]
