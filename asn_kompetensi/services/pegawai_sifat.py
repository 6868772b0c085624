"""What a row says of the person: titles, sex, kind, golongan, e-mail, and whether he has left service."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from asn_kompetensi.domain.golongan import baca_golongan
from asn_kompetensi.domain.kedudukan import baca_kedudukan, baca_kode_kedudukan
from asn_kompetensi.domain.kepegawaian import baca_jenis_pegawai, baca_kelamin
from asn_kompetensi.domain.nama import bersihkan_nama
from asn_kompetensi.domain.nip import jenis_kelamin, jenis_pegawai
from asn_kompetensi.domain.surel import baca_surel
from asn_kompetensi.services.impor import BarisImpor
from asn_kompetensi.services.pegawai_calon import KOLOM_GOLONGAN, Calon

# Both columns of a file may say the kind, and either may say the standing.
_KOLOM_JENIS = ("jenis_pegawai", "status")
_KOLOM_KEDUDUKAN = ("kedudukan", "kedudukan_kode")


def baca_gelar(satu: Calon) -> None:
    """Titles in columns of their own."""
    for bidang in ("gelar_depan", "gelar_belakang"):
        gelar = _tulisan(satu.baris, bidang, "GELAR_TIDAK_SAH")
        if gelar:
            satu.isi[bidang] = gelar


def _tulisan(baris: BarisImpor, bidang: str, kode: str) -> str | None:
    """Free text of at most 200 characters; anything else holds the cell alone, nothing is cut."""
    try:
        return bersihkan_nama(baris.teks(bidang) or "", bidang.replace("_", " ").capitalize())[0] or None
    except ValueError as salah:
        baris.tahan(bidang, kode, str(salah), "Ketik ulang isinya.", kunci=False)
        return None


def baca_sifat(satu: Calon, dikenal: dict[str, Any] | None) -> None:
    """Sex, kind, golongan and e-mail; what the row leaves out is as registered, or as the NIP says."""
    baris, bawaan = satu.baris, dikenal or {}
    if satu.nip:
        satu.isi["jenis_kelamin"] = bawaan.get("jenis_kelamin", jenis_kelamin(satu.nip))
        satu.isi["jenis_pegawai"] = bawaan.get("jenis_pegawai", jenis_pegawai(satu.nip))
    if kelamin := baris.teks("jenis_kelamin"):
        try:
            satu.isi["jenis_kelamin"] = baca_kelamin(kelamin)
        except ValueError as salah:
            baris.ingatkan("jenis_kelamin", "JENIS_KELAMIN_TIDAK_DIKENAL", f"{salah}; dipakai yang menurut NIP")
    bidang_jenis = _jenis(satu)
    if satu.nip:
        if satu.isi["jenis_kelamin"] != jenis_kelamin(satu.nip):
            baris.ingatkan("jenis_kelamin", "JENIS_KELAMIN_BEDA_NIP", "jenis kelamin berbeda dengan angka ke-15 NIP")
        if satu.isi["jenis_pegawai"].split()[0] != jenis_pegawai(satu.nip):
            baris.ingatkan(bidang_jenis, "JENIS_PEGAWAI_BEDA_NIP", "jenis pegawai berbeda dengan bentuk NIP")
    for bidang in KOLOM_GOLONGAN:
        if baris.sel(bidang) is not None:
            golongan = baris.baca(
                bidang, baca_golongan, "GOLONGAN_TIDAK_SAH", "Tulis seperti III/c atau IX.", kunci=False
            )
            if golongan:
                satu.isi["golongan"] = golongan
            break
    if surel := baris.teks("surel"):
        try:
            satu.isi["surel"] = baca_surel(surel)
        except ValueError as salah:
            baris.ingatkan("surel", "SUREL_TIDAK_SAH", f"{salah}; tidak disimpan")


def _jenis(satu: Calon) -> str:
    """The kind, from either column; returns the field that decided. Of two kinds the NIP's own is taken."""
    baris, temuan = satu.baris, dict[str, str]()
    for bidang in _KOLOM_JENIS:
        isi = baris.teks(bidang)
        if isi is None:
            continue
        try:
            temuan[bidang] = baca_jenis_pegawai(isi)
        except ValueError as salah:
            if _menurut_kata(isi) is None:
                if bidang == "status":
                    baris.ingatkan(bidang, "STATUS_TIDAK_DIKENAL", f"status '{isi}' tidak dikenal; tidak dipakai",
                                   "Tulis aktif atau henti.")  # fmt: skip
                else:
                    baris.ingatkan(bidang, "JENIS_PEGAWAI_TIDAK_DIKENAL", f"{salah}; dipakai yang menurut NIP")
    if not temuan:
        return "jenis_pegawai"
    if len({jenis.split()[0] for jenis in temuan.values()}) > 1:
        tulisan = " dan ".join(f"'{jenis}'" for jenis in temuan.values())
        baris.ingatkan("status", "JENIS_PEGAWAI_BERBEDA", f"dua kolom menyebut jenis pegawai yang berbeda: {tulisan}")
        cocok = {b: jenis for b, jenis in temuan.items() if satu.nip and jenis.split()[0] == jenis_pegawai(satu.nip)}
        temuan = cocok or temuan
    # PPPK beside PPPK PARUH WAKTU: the closer word is the one that says more.
    bidang = max(temuan, key=lambda b: len(temuan[b]))
    satu.isi["jenis_pegawai"] = temuan[bidang]
    return bidang


def _menurut_kata(isi: str) -> bool | None:
    with suppress(ValueError):
        return baca_kedudukan(isi)
    return None


def baca_kedudukan_orang(satu: Calon, dikenal: dict[str, Any] | None) -> None:
    """Whether the row says that the person has left service.

    Words nobody knows, and columns that contradict each other, hold the cell: nothing is taken for `aktif` by itself.
    """
    baris = satu.baris
    keluar, aktif = _kata_kedudukan(baris)
    if keluar and aktif:
        bidang, lawan = next(iter(keluar)), next(iter(aktif))
        baris.tahan(bidang, "KEDUDUKAN_BERTENTANGAN", f"'{baris.teks(bidang)}' berarti berhenti, tetapi kolom lain "
                    f"berisi '{baris.teks(lawan)}'", "Betulkan salah satunya.", kunci=False)  # fmt: skip
    elif keluar:
        bidang, alasan = next(iter(keluar.items()))
        baris.ingatkan(
            bidang, "TIDAK_AKTIF", "sudah tidak aktif; disimpan sebagai berhenti", "Catat tanggalnya: asn pegawai henti"
        )
        satu.isi["status"] = "henti"
        if dikenal is None or dikenal["status"] == "aktif":
            satu.isi["henti_alasan"] = alasan or _tulisan(baris, bidang, "KEDUDUKAN_TIDAK_SAH")
    elif aktif and dikenal is not None and dikenal["status"] == "henti":
        baris.ingatkan(next(iter(aktif)), "SUDAH_HENTI", "tertulis aktif, tetapi tercatat berhenti; tetap berhenti",
                       "Bila memang aktif kembali: asn pegawai ubah NIP --status aktif")  # fmt: skip


def _kata_kedudukan(baris: BarisImpor) -> tuple[dict[str, str | None], dict[str, None]]:
    """The fields that say the person has left, each with the reason a code stands for, and those that say he has not.

    A word that names only the kind (`PNS`) says neither. Where neither name nor code is known, the cell is held.
    """
    keluar: dict[str, str | None] = {}
    aktif: dict[str, None] = {}
    asing: dict[str, str] = {}
    for bidang in (*_KOLOM_KEDUDUKAN, *_KOLOM_JENIS):
        isi = baris.teks(bidang)
        if isi is None:
            continue
        try:
            alasan = baca_kode_kedudukan(isi) if bidang == "kedudukan_kode" else None
            if alasan or (bidang != "kedudukan_kode" and baca_kedudukan(isi)):
                keluar[bidang] = alasan
            elif bidang in _KOLOM_KEDUDUKAN or "aktif" in isi.casefold():
                aktif[bidang] = None
        except ValueError as salah:
            asing[bidang] = str(salah)
    if not keluar and not aktif:
        for bidang in _KOLOM_KEDUDUKAN:
            if bidang in asing:
                baris.tahan(bidang, "KEDUDUKAN_TIDAK_DIKENAL", asing[bidang],
                            "Tulis Aktif, atau sebab berhentinya: Pensiun.", kunci=False)  # fmt: skip
                break
    return keluar, aktif
