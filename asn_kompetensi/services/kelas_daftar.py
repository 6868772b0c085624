"""The roster of a class for the sheets that are printed and filled in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from asn_kompetensi.domain.daftar_kelas import BarisDaftar, DaftarKelas
from asn_kompetensi.domain.galat import DataDitolak
from asn_kompetensi.domain.kehadiran import cetak_skor
from asn_kompetensi.domain.surat import KANTOR, tempat_surat
from asn_kompetensi.domain.tanggal import cetak_tanggal
from asn_kompetensi.services.kamus import opd_kamus
from asn_kompetensi.services.kelas import cari, hari
from asn_kompetensi.services.lingkup import tolak_formulir
from asn_kompetensi.store.door import Pintu
from asn_kompetensi.store.queries import db as db_sql
from asn_kompetensi.store.queries import kehadiran as hadir_sql
from asn_kompetensi.store.queries import kelas as sql
from asn_kompetensi.store.queries import opd as opd_sql
from asn_kompetensi.store.queries.kelas import BarisKelas, BarisPeserta


def daftar(d: Pintu, kode: str, opd: str | None = None, *, berkursi: bool) -> DaftarKelas:
    """The class with its roster in order; `berkursi`: only who holds a seat; `opd`: only an agency and its units.

    Raises `TidakDitemukan`, `DataDitolak` when nobody is left to put on the sheet, and `Bentrok` in a united file.
    """
    tolak_formulir(d)
    kelas = cari(d, kode)
    milik = set(opd_sql.bawahan(d.kon, opd_kamus(d).wajib(opd).id)) if opd else None
    peserta = [
        satu
        for satu in sql.peserta(d.kon, kelas.id)
        if (satu.berkursi or not berkursi) and (milik is None or satu.opd_id in milik)
    ]
    if not peserta:
        raise DataDitolak(
            f"kelas {kelas.kode} belum punya peserta" + (f" dari {opd}" if opd else ""),
            f"Undang dulu: asn kelas undang {kelas.kode} NIP, atau --dari-gap --periode PERIODE",
        )
    instansi = db_sql.instansi(d.kon) or ""
    kantor = db_sql.nama_opd(d.kon, KANTOR)
    semua = hari(kelas)
    return DaftarKelas(
        kepala_surat=tuple(satu.upper() for satu in (instansi, kantor) if satu),
        instansi=instansi,
        tempat_surat=tempat_surat(instansi),
        kelas=kelas.kode,
        nama=kelas.nama,
        waktu=_waktu(kelas, semua),
        tempat=kelas.tempat,
        tuan_rumah=db_sql.nama_opd(d.kon, kelas.tuan_rumah) if kelas.tuan_rumah else kelas.penyelenggara,
        hari=tuple(semua),
        orang=tuple(_baris(d, kelas, peserta)),
    )


def _waktu(kelas: BarisKelas, semua: Sequence[date]) -> str:
    if kelas.jadwal:
        return ", ".join(cetak_tanggal(satu) for satu in semua)
    awal, akhir = semua[0], semua[-1]
    return cetak_tanggal(awal) if awal == akhir else f"{cetak_tanggal(awal)} s.d. {cetak_tanggal(akhir)}"


def _baris(d: Pintu, kelas: BarisKelas, peserta: Sequence[BarisPeserta]) -> list[BarisDaftar]:
    kehadiran = hadir_sql.kehadiran(d.kon, kelas.id)
    jabatan = sql.jabatan_pada(d.kon, kelas.id, kelas.mulai)
    # Reasons stay here: the sheet is seen by every agency, and an empty cell leaves what is recorded as it is.
    return [
        BarisDaftar(
            satu.nomor, satu.nip, satu.nama, jabatan.get(satu.pegawai_id), satu.opd, satu.jawaban,
            kehadiran.get(satu.id, {}), cetak_skor(satu.pre), cetak_skor(satu.post),
        )
        for satu in peserta
    ]  # fmt: skip
