"""Everything about one person in one answer: what a subject-access request or a worried employee asks for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from asn_kompetensi.domain.level import cetak_level
from asn_kompetensi.services import gap, jp, nilai, penyaluran, riwayat
from asn_kompetensi.services import rekam as rekam_
from asn_kompetensi.services.gap_bagian import bagian
from asn_kompetensi.services.pegawai import rekam
from asn_kompetensi.services.pegawai_cari import wajib_ada
from asn_kompetensi.store.door import Pintu
from asn_kompetensi.store.queries import gabung
from asn_kompetensi.store.queries import gap as gap_sql
from asn_kompetensi.store.queries import pegawai as sql

_PENEMPATAN = ("opd", "nama_opd", "jabatan", "nama_jabatan", "mulai", "selesai")
_PELATIHAN = ("kelas", "pelatihan", "nama", "mulai", "selesai", "status", "jawaban", "lulus", "jp_diakui")
_NILAI = ("periode", "kompetensi", "nilai", "sumber", "tanggal", "jalankan")
_GAP = ("kompetensi", "standar", "capaian", "selisih", "kategori", "status", "periode_nilai")
_BAGIAN = ("periode", "sumber", "nilai", "tanggal", "bobot", "dihitung", "sebab")


def lihat(d: Pintu, nip: str) -> dict[str, Any]:
    """The fields of `pegawai daftar` and `penempatan, nilai, gap, bagian, pelatihan, jp, rekam, riwayat, penyaluran`;
    `gap` is of the newest period, `periode_gap`, `bagian` are the scores its levels are made of, `riwayat` is the trail
    and `penyaluran` the files and letters that held the person.

    Raises `DataDitolak` for an impossible NIP, `TidakDitemukan` for an unknown one.
    """
    nomor = wajib_ada(d, nip)
    orang = rekam(d, nomor)
    periode = gap_sql.periode(d.kon)
    if gabung.gabungan(d.kon):  # a city of a united file need not have the newest
        periode = [satu for satu in periode if gabung.opd_orang(d.kon, satu[0], nomor)]
    pilih = gap_sql.Saringan(periode[-1][0], pegawai_id=nomor) if periode else None
    return {
        **orang,
        "penempatan": [dict(zip(_PENEMPATAN, satu, strict=True)) for satu in sql.penempatan(d.kon, nomor)],
        "nilai": _pilih(nilai.BIDANG, nilai.daftar(d, nip=orang["nip"]), _NILAI),
        "periode_gap": periode[-1][1] if periode else None,
        "gap": _pilih(gap.BIDANG, gap.daftar(d, pilih), _GAP) if pilih else [],
        "bagian": _bagian(d, pilih) if pilih else [],
        "pelatihan": [_pelatihan(satu) for satu in sql.pelatihan(d.kon, nomor)],
        "jp": jp.per_tahun(d, nomor),
        "rekam": rekam_.milik(d, nomor),
        "riwayat": [dict(zip(riwayat.BIDANG, satu, strict=True)) for satu in riwayat.rinci(d, nip=orang["nip"])],
        "penyaluran": penyaluran.milik(d, nomor),
    }


def _bagian(d: Pintu, saringan: gap_sql.Saringan) -> list[dict[str, Any]]:
    """The parts of every level in the gap, competency by competency."""
    return [
        {"kompetensi": satu.kompetensi, **{bidang: getattr(ini, bidang) for bidang in _BAGIAN}}
        for satu in gap.pasangan(d, saringan)
        if satu.kompetensi_id is not None
        for ini in bagian(d, saringan.periode_id, satu.pegawai_id, satu.kompetensi_id, satu.opd_id)
    ]


def _pilih(bidang: tuple[str, ...], baris: Iterable[tuple[Any, ...]], dipakai: tuple[str, ...]) -> list[dict[str, Any]]:
    letak = [bidang.index(satu) for satu in dipakai]
    return [dict(zip(dipakai, (satu[n] for n in letak), strict=True)) for satu in baris]


def _pelatihan(baris: tuple[Any, ...]) -> dict[str, Any]:
    isi = dict(zip(_PELATIHAN, baris, strict=True))
    isi["lulus"] = None if isi["lulus"] is None else bool(isi["lulus"])
    isi["jp_diakui"] = None if isi["jp_diakui"] is None else cetak_level(isi["jp_diakui"])  # kept in hundredths
    return isi
