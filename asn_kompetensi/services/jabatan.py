"""Jobs: registering, renaming, importing. The jenjang is what the clerk says, never a guess."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from asn_kompetensi.domain.jenjang import baca_jenjang
from asn_kompetensi.domain.kamus import Entri, Kamus
from asn_kompetensi.domain.laporan_impor import LaporanImpor
from asn_kompetensi.domain.lembar import Lembar, Skema
from asn_kompetensi.domain.nama import bersihkan_nama, kode_dari_nama, nama_sel
from asn_kompetensi.services import perbaikan, registri
from asn_kompetensi.services.impor import Pengimpor
from asn_kompetensi.services.kamus import jabatan_kamus
from asn_kompetensi.services.masukan import isian, nama_sah
from asn_kompetensi.store.door import Pintu, PintuTulis
from asn_kompetensi.store.queries import alias as alias_sql
from asn_kompetensi.store.queries import ip_asn as rincian_sql
from asn_kompetensi.store.queries import jabatan as sql

BIDANG = ("kode", "nama", "jenjang", "urusan")
SKEMA = Skema("jabatan", (*BIDANG, "alias"), (("kode",), ("nama",)))


def daftar(d: Pintu) -> list[tuple[Any, ...]]:
    """Every job in the columns of `BIDANG`."""
    return list(sql.daftar(d.kon))


def lihat(d: Pintu, nama: str) -> dict[str, Any]:
    """One job by code, name or alias, with its aliases and `tanpa_diklat_fungsional`. Raises `TidakDitemukan`."""
    nomor = jabatan_kamus(d).wajib(nama).id
    return {**_rekam(d, nomor), "tanpa_diklat_fungsional": rincian_sql.tanpa_fungsional(d.kon, nomor)}


def _rekam(d: Pintu, jabatan_id: int) -> dict[str, Any]:
    isi = dict(zip(BIDANG, sql.satu(d.kon, jabatan_id), strict=True))
    return {**isi, "alias": alias_sql.daftar(d.kon, "jabatan", jabatan_id)}


def _jenjang(nilai: object) -> str:
    return baca_jenjang(str(nilai))


def _urusan(nilai: object) -> str | None:
    return bersihkan_nama(str(nilai), "Urusan")[0] or None


def tambah(
    d: PintuTulis,
    kode: str,
    nama: str,
    *,
    jenjang: str | None = None,
    urusan: str | None = None,
    alias: Sequence[str] = (),
) -> dict[str, Any]:
    """Register a job. Raises `Bentrok` when code or name is taken, `DataDitolak` for an unknown jenjang."""
    from asn_kompetensi.store.tables import Jabatan

    kamus = jabatan_kamus(d)
    kode, nama = registri.periksa_baru(kamus, kode, nama)
    jabatan = Jabatan(kode=kode, nama=nama, jenjang=isian(jenjang, None, _jenjang), urusan=isian(urusan, None, _urusan))
    d.sesi.add(jabatan)
    d.sesi.flush()
    entri = Entri(jabatan.id or 0, kode, kode)
    for ejaan in (kode, nama):
        kamus.tambah(Entri(entri.id, kode, ejaan))
    registri.tambah_alias(d, "jabatan", kamus, entri, alias)
    return _rekam(d, entri.id)


def ubah(
    d: PintuTulis,
    nama_lama: str,
    *,
    nama: str | None = None,
    jenjang: str | None = None,
    urusan: str | None = None,
    alias: Sequence[str] = (),
    tanpa_diklat_fungsional: bool | None = None,
) -> dict[str, Any]:
    """Change what is given (an empty text clears), keep the rest; the old name of a renamed job becomes an alias.

    `tanpa_diklat_fungsional`: for this functional job no functional training exists, so IP ASN counts it as had.
    """
    from asn_kompetensi.store.tables import Jabatan

    registri.perlu_ubahan(nama, jenjang, urusan, alias, tanpa_diklat_fungsional)
    kamus = jabatan_kamus(d)
    entri = kamus.wajib(nama_lama)
    jabatan = d.sesi.get_one(Jabatan, entri.id)
    if nama is not None:
        jabatan.nama = registri.ganti_nama(d, "jabatan", kamus, entri, jabatan.nama, nama)
    jabatan.jenjang = isian(jenjang, jabatan.jenjang, _jenjang)
    jabatan.urusan = isian(urusan, jabatan.urusan, _urusan)
    d.sesi.add(jabatan)
    d.sesi.flush()
    registri.tambah_alias(d, "jabatan", kamus, entri, alias)
    if tanpa_diklat_fungsional is not None:
        rincian_sql.tandai_fungsional(d.kon, entri.id, tanpa_diklat_fungsional)
    return _rekam(d, entri.id)


class _Terpakai:
    """Codes that any spelling of a job has already taken."""

    def __init__(self, kamus: Kamus) -> None:
        self._kamus = kamus

    def __contains__(self, kode: object) -> bool:
        return bool(self._kamus.calon(str(kode)))


def buat_dari_nama(d: PintuTulis, kamus: Kamus, nama: str) -> Entri:
    """Register a job that a file names (`--buat jabatan`) with a code made from the name; `kamus` learns it.

    The jenjang stays empty. Raises ValueError when no code can be made, `DataDitolak` for an unprintable name.
    """
    bersih = nama_sah(nama, "jabatan")
    kode = kode_dari_nama(bersih, _Terpakai(kamus))
    nomor = sql.tambah(d.kon, kode, bersih, None, None)
    for ejaan in (kode, bersih):
        kamus.tambah(Entri(nomor, kode, ejaan))
    return Entri(nomor, kode, bersih)


def impor(d: PintuTulis, lembar: Lembar, *, lewati: bool = False) -> LaporanImpor:
    """Register or complete jobs from a sheet with the fields of `BIDANG`; an empty cell changes nothing."""
    p = Pengimpor(lembar, "jabatan")
    for calon in registri.baca_calon(p, jabatan_kamus(d), dict(sql.nama(d.kon))):
        calon.isi = {
            "jenjang": calon.baris.baca(
                "jenjang", _jenjang, "JENJANG_TIDAK_DIKENAL", "Pilihannya: asn jabatan tambah -h"
            ),
            "urusan": calon.baris.baca("urusan", nama_sel, "NAMA_TIDAK_SAH", perbaikan.NAMA),
        }
        p.catat(calon.baris, "sama" if calon.baris.ditahan else registri.simpan(d, "jabatan", calon))
    return p.tutup(d, lewati=lewati)
