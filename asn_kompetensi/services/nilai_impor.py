"""Importing score sheets: one row per person (wide) or per person and competency (long)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from asn_kompetensi.domain.acuan import baca_acuan
from asn_kompetensi.domain.galat import SalahPakai
from asn_kompetensi.domain.laporan_impor import LaporanImpor
from asn_kompetensi.domain.lembar import Lembar, Skema
from asn_kompetensi.services import nilai_ditahan, nilai_luar
from asn_kompetensi.services.impor import Pengimpor
from asn_kompetensi.services.kamus import daftarkan_alias, jabatan_kamus, kompetensi_kamus, opd_kamus
from asn_kompetensi.services.kunci_buku import pastikan_milik
from asn_kompetensi.services.masukan import sah
from asn_kompetensi.services.nilai import id_sumber, periode_terbuka, tanggal_nilai
from asn_kompetensi.services.nilai_calon import Konteks
from asn_kompetensi.services.nilai_geser import PemeriksaGeser
from asn_kompetensi.services.nilai_kembali import Kembali, pastikan_diminta, tahan
from asn_kompetensi.services.nilai_kolom import pahami_semua
from asn_kompetensi.services.nilai_periksa import Pemeriksa
from asn_kompetensi.services.nilai_tulis import simpan, tandai_ganda
from asn_kompetensi.services.pengenal import Pengenal
from asn_kompetensi.services.penilai import dari_opsi
from asn_kompetensi.store.door import Pintu, PintuTulis
from asn_kompetensi.store.queries import kompetensi as kompetensi_sql
from asn_kompetensi.store.queries import nilai as sql


def skema(d: Pintu, alias: Sequence[tuple[str, str]] = ()) -> Skema:
    """What a score sheet may hold: the fields, and every registered spelling of a competency, `alias` included.

    Known misspellings are left to the reader's tolerance, so that it can say that a heading is misspelt.
    """
    salah = {satu["ejaan"] for satu in baca_acuan("kompetensi_alias") if satu["salah_eja"]}
    return Skema(
        jenis="nilai",
        bidang=(
            "nip",
            "nama_nip",
            "nama",
            "jabatan",
            "nama_jabatan",
            "opd",
            "unit_kerja",
            "kompetensi",
            "nilai",
            "standar",
            "gap",
            "total",
            "jpm",
            "kategori",
            "sumber",
            "periode",
            "tanggal",
            "bukti",
            "penilai",
            "nip_penilai",
            "keterangan",
            "no",
        ),
        wajib=(("nip", "nama_nip"), ("kompetensi", "kompetensi:*"), ("nilai", "kompetensi:*")),
        kompetensi={ejaan: kode for _, kode, ejaan in kompetensi_sql.ejaan(d.kon) if ejaan not in salah}
        | {ejaan: kompetensi_kamus(d).wajib(kode).kode for ejaan, kode in alias},
    )


def impor(
    d: PintuTulis,
    lembar: Lembar,
    *,
    periode: str | None = None,
    sumber: str | None = None,
    tanggal: date | None = None,
    penilai: str | None = None,
    alias: Sequence[tuple[str, str]] = (),
    lewati: bool = False,
    formulir: Kembali | None = None,
) -> LaporanImpor:
    """Store the scores of a sheet; a score already there is replaced and counted `berubah`.

    Source, date and assessor: the sheet's column, else the option, else `asesmen`, none, and who is named already.
    With `formulir` the sheet is a form that came back: period and source are the key's, stale rows are held.
    Raises `SalahPakai` when no period or an unknown source is named, `DataDitolak` for an impossible `tanggal`,
    `Bentrok` when the period is closed.
    """
    if formulir is not None:
        pastikan_diminta(formulir.kunci, periode, sumber)
        opd_id = pastikan_milik(d, formulir.kunci)
        periode, sumber = formulir.kunci.periode, formulir.kunci.sumber
    p = Pengimpor(lembar, "nilai")
    kamus = kompetensi_kamus(d)
    for ejaan, kode in alias:
        daftarkan_alias(d, "kompetensi", kamus, ejaan, kamus.wajib(kode))
    if periode is None and not p.ada("periode"):
        raise SalahPakai("--periode wajib diisi", "Berkas ini tidak punya kolom periode; sebutkan --periode.")
    dasar = periode_terbuka(d, periode) if periode else None
    sah(tanggal_nilai, tanggal, "Periksa --tanggal.")
    bawaan = sumber or "asesmen"
    id_sumber(d, bawaan)
    kolom = [(letak, satu.bidang, kamus.wajib(satu.bidang[11:]).id) for letak, satu in p.lajur("kompetensi:")]
    jabatan, opd = jabatan_kamus(d), opd_kamus(d)
    k = Konteks(
        d, p, Pengenal(d), kamus, opd, sql.sumber(d.kon), sql.henti(d.kon), dasar, bawaan, tanggal,
        dari_opsi(d, penilai), Pemeriksa(d, p, jabatan, kamus),
        PemeriksaGeser(p, [letak for letak, _, _ in kolom], jabatan, opd), kolom,
    )  # fmt: skip
    p.ingatkan_kolom_asing(kamus)
    if lembar.salah_eja:
        tulisan = ", ".join(f"'{asal}' dibaca {kode}" for asal, kode in lembar.salah_eja)
        p.ingatkan("SALAH_EJA_JUDUL", f"judul kolom salah eja: {tulisan}")
    terbaca = pahami_semua(k)
    if formulir is not None:
        tahan(k, terbaca.satuan, formulir, opd_id)
    kembar = tandai_ganda(k, terbaca)
    nilai_luar.ingatkan(k, terbaca, kembar)
    simpan(k, terbaca, kembar, sebut=formulir is None)
    dipahami = terbaca.dipahami()
    pemilik = {s.baris.nomor: (s.isi.periode[0], s.pegawai_id) for s in dipahami if s.baris.ditahan}
    semua_periode = terbaca.periode | {satu.isi.periode[0] for satu in dipahami}
    nilai_ditahan.catat(d, p, kamus, dasar[0] if dasar else None, pemilik, semua_periode)
    return p.tutup(d, lewati=lewati)
