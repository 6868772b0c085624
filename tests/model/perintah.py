"""The commands both sides know: what the services do, and what the model says they must."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from asn_kompetensi.services import batal as s_batal
from asn_kompetensi.services import (
    jabatan,
    kelas_buka,
    kelas_hadir,
    kelas_undang,
    kompetensi,
    nilai,
    nilai_impor,
    opd,
    pegawai,
    pelatihan,
    penutupan,
    periode,
    samaran,
    standar,
)  # fmt: skip
from asn_kompetensi.store.door import PintuTulis
from tests.model import kegiatan, registri
from tests.model.keadaan import Keadaan
from tests.services.lembar_uji import lembar

PETUGAS = "penguji"
Program = Callable[..., Any]
# What a command answers, cut down to what the model says about it.
HITUNGAN = ("baru", "berubah", "sama")


def _impor(d: PintuTulis, berkas: str, kolom: Any, baris: Any, **opsi: Any) -> dict[str, int]:
    isi = lembar(" ".join(("nip", *(f"kompetensi:{satu}" for satu in kolom))), *map(tuple, baris))
    laporan = nilai_impor.impor(d, replace(isi, berkas=berkas), **opsi)
    hasil = {nama: getattr(laporan, nama) for nama in (*HITUNGAN, "ditahan", "dilewati")}
    return {**hasil, "simpan": int(opsi["lewati"] or not laporan.galat)}


def _isi(d: PintuTulis, **kata: Any) -> dict[str, int]:
    hasil = nilai.isi(d, **kata)
    return {nama: hasil[nama] for nama in HITUNGAN}


def _selesai(d: PintuTulis, kode: str) -> tuple[int, int]:
    hasil = kelas_hadir.selesai(d, kode)
    return hasil["peserta"], hasil["lulus"]


def _hadir_semua(d: PintuTulis, kode: str, tanggal: date, status: str, kecuali: dict[int, str]) -> int:
    teks = ",".join(f"{nomor}={isi}" for nomor, isi in kecuali.items())
    return int(kelas_hadir.hadir_semua(d, kode, tanggal, status, teks)["peserta"])


def _tanpa(fungsi: Program) -> Program:
    """A command of which only the trace in the tables is compared."""

    def jalan(d: PintuTulis, *kata: Any, **opsi: Any) -> None:
        fungsi(d, *kata, **opsi)

    return jalan


PROGRAM: dict[str, Program] = {
    "opd tambah": _tanpa(opd.tambah),
    "opd ubah": _tanpa(opd.ubah),
    "opd gabung": lambda d, **kata: opd.gabung(d, **kata)[1],
    "jabatan tambah": _tanpa(jabatan.tambah),
    "kompetensi tambah": _tanpa(kompetensi.tambah),
    "standar tetapkan": _tanpa(standar.tetapkan),
    "pegawai tambah": _tanpa(pegawai.tambah),
    "pegawai ubah": _tanpa(pegawai.ubah),
    "pegawai mutasi": _tanpa(pegawai.mutasi),
    "pegawai henti": _tanpa(pegawai.henti),
    "pegawai samarkan": _tanpa(samaran.samarkan),
    "periode buka": _tanpa(periode.buka),
    "periode tutup": _tanpa(penutupan.tutup),
    "periode buka-ulang": _tanpa(penutupan.buka_ulang),
    "nilai isi": _isi,
    "nilai hapus": lambda d, **kata: nilai.hapus(d, **kata)["dihapus"],
    "nilai impor": _impor,
    "nilai abaikan": lambda d, **kata: penutupan.abaikan(d, **kata)["diabaikan"],
    "pelatihan tambah": _tanpa(pelatihan.tambah),
    "kelas buka": _tanpa(kelas_buka.buka),
    "kelas undang": lambda d, **kata: [(b[0], b[4]) for b in kelas_undang.undang(d, **kata)],
    "kelas jawab": _tanpa(kelas_undang.jawab),
    "kelas hadir": _tanpa(kelas_hadir.hadir),
    "kelas hadir semua": _hadir_semua,
    "kelas selesai": _selesai,
    "kelas batal": _tanpa(kelas_buka.batal),
    "batal": _tanpa(s_batal.batal),
}


def _periode_tutup(m: Keadaan, kode: str) -> None:
    kegiatan.periode_tutup(m, kode)


MODEL: dict[str, Callable[..., Any]] = {
    "opd tambah": registri.opd_tambah,
    "opd ubah": registri.opd_ubah,
    "opd gabung": registri.opd_gabung,
    "jabatan tambah": registri.jabatan_tambah,
    "kompetensi tambah": registri.kompetensi_tambah,
    "standar tetapkan": registri.standar_tetapkan,
    "pegawai tambah": registri.pegawai_tambah,
    "pegawai ubah": registri.pegawai_ubah,
    "pegawai mutasi": registri.pegawai_mutasi,
    "pegawai henti": registri.pegawai_henti,
    "pegawai samarkan": registri.pegawai_samarkan,
    "periode buka": kegiatan.periode_buka,
    "periode tutup": _periode_tutup,
    "periode buka-ulang": kegiatan.periode_buka_ulang,
    "nilai isi": kegiatan.nilai_isi,
    "nilai hapus": kegiatan.nilai_hapus,
    "nilai impor": kegiatan.nilai_impor,
    "nilai abaikan": kegiatan.nilai_abaikan,
    "pelatihan tambah": kegiatan.pelatihan_tambah,
    "kelas buka": kegiatan.kelas_buka,
    "kelas undang": kegiatan.kelas_undang,
    "kelas jawab": kegiatan.kelas_jawab,
    "kelas hadir": kegiatan.kelas_hadir,
    "kelas hadir semua": kegiatan.kelas_hadir_semua,
    "kelas selesai": kegiatan.kelas_selesai,
    "kelas batal": kegiatan.kelas_batal,
    "batal": kegiatan.batal,
}
