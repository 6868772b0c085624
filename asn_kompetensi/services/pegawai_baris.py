"""One row of a staff file, understood: the person it names, what it says of them, and where it places them."""

from __future__ import annotations

import re
from typing import Any

from asn_kompetensi.domain.jenjang import golongan_di_luar
from asn_kompetensi.domain.kamus import Entri
from asn_kompetensi.domain.nama import bersihkan_nama, kunci, nama_polos
from asn_kompetensi.domain.nama_nip import pisah_nama_nip
from asn_kompetensi.domain.nip import tanggal_lahir, tmt_pengangkatan
from asn_kompetensi.domain.rupa import bukan
from asn_kompetensi.domain.sel import TANPA_NILAI
from asn_kompetensi.domain.tanggal import baca_lahir, iso
from asn_kompetensi.services import perbaikan
from asn_kompetensi.services.impor import BarisImpor
from asn_kompetensi.services.pegawai_calon import KOLOM_GOLONGAN, KOLOM_JABATAN, KOLOM_OPD, KOLOM_SIFAT, Calon, Konteks
from asn_kompetensi.services.pegawai_geser import tergeser
from asn_kompetensi.services.pegawai_hari import diangkat_nanti
from asn_kompetensi.services.pegawai_sifat import baca_gelar, baca_kedudukan_orang, baca_sifat
from asn_kompetensi.services.pegawai_tempat import baca_jabatan, baca_unit
from asn_kompetensi.services.pengenal import Pengenal


def pahami(k: Konteks, baris: BarisImpor) -> Calon | None:
    """Read one row. A held key or identity holds the row, but everything else in it is still judged and reported.

    Of a row that does not stand below its headings nothing is read: it has one reason.
    """
    if not baris.kunci_ditahan and (sebab := tergeser(k, baris)):
        baris.tahan(None, "BARIS_TERGESER", f"isi baris ini tidak sejajar dengan judulnya: {sebab}", perbaikan.LURUSKAN)
    if baris.kunci_ditahan:
        return None
    nip, catatan = k.pengenal.nip_dari_sel(baris)
    if nip and "SPASI_NIP" in catatan:
        baris.ingatkan("nip", "SPASI_NIP", "tanda di dalam NIP dibersihkan")
    baris.rumus_kosong("nama", *KOLOM_OPD, *KOLOM_JABATAN)
    baris.rumus_kosong(*KOLOM_SIFAT, kunci=False)
    satu = Calon(baris, nip or "")
    dikenal = k.orang.get(satu.nip)
    _nama(satu, dikenal)
    baca_gelar(satu)
    if nip:
        _lahir(satu)
    baca_sifat(satu, dikenal)
    baca_kedudukan_orang(satu, dikenal)
    temuan = len(baris.pengimpor.laporan.galat)
    satu.mulai = iso(baris.tanggal("mulai", kunci=False))
    satu.mulai_ditahan = len(baris.pengimpor.laporan.galat) > temuan
    baca_unit(k, satu, dikenal)
    baca_jabatan(k, satu, dikenal)
    if nip:
        _silang(k, satu, dikenal)
    return satu if nip else None


def _silang(k: Konteks, satu: Calon, dikenal: dict[str, Any] | None) -> None:
    """Fields that contradict each other only warn: which of the two is wrong, the file does not say."""
    for pesan in diangkat_nanti(satu.nip):
        satu.baris.ingatkan(satu.baris.kolom("nip", "nama_nip"), "DIANGKAT_NANTI", pesan,
                            "Periksa NIP-nya, dan tanggal komputer ini.")  # fmt: skip
    diangkat = tmt_pengangkatan(satu.nip)
    if satu.mulai is not None and satu.mulai[: len(diangkat)] < diangkat:
        satu.baris.ingatkan("mulai", "MULAI_SEBELUM_DIANGKAT", f"mulai {satu.mulai}, padahal NIP menyebut "
                            f"pengangkatan {diangkat}", "Periksa TMT jabatan.")  # fmt: skip
    golongan = satu.isi.get("golongan") or (dikenal or {}).get("golongan")
    jenjang = k.jenjang.get(satu.jabatan.id) if isinstance(satu.jabatan, Entri) else None
    jenis = satu.isi["jenis_pegawai"].split()[0]
    if golongan and jenis != ("PNS" if "/" in golongan else "PPPK"):
        bidang = next((b for b in KOLOM_GOLONGAN if satu.baris.teks(b)), None)
        satu.baris.ingatkan(bidang, "GOLONGAN_BEDA_JENIS", f"golongan {golongan} bukan golongan {jenis}",
                            "Golongan PNS seperti III/c, PPPK seperti IX.")  # fmt: skip
    if golongan and jenjang and (kisaran := golongan_di_luar(jenjang, golongan)):
        bidang = next((b for b in KOLOM_GOLONGAN if satu.baris.teks(b)), None)
        satu.baris.ingatkan(bidang, "GOLONGAN_BEDA_JENJANG", f"golongan {golongan} tidak lazim untuk {jenjang} "
                            f"({kisaran})", "Periksa golongan, atau jenjang jabatannya.")  # fmt: skip


def _nama(satu: Calon, dikenal: dict[str, Any] | None) -> None:
    baris = satu.baris
    if baris.sel("nama") is TANPA_NILAI:
        return
    bidang = baris.kolom("nama", "nama_nip")
    mentah = Pengenal.nama_dari_sel(baris)
    if satu.nip and satu.nip in mentah.replace(" ", ""):  # printed lists repeat the NIP below the name
        mentah = pisah_nama_nip(mentah)[0]
    if not mentah:
        if dikenal is None:
            baris.tahan(bidang, "NAMA_KOSONG", "nama pegawai kosong", "Isi kolom nama.")
        return
    try:
        nama, ganda = bersihkan_nama(mentah)
        if sum(huruf.isalpha() for huruf in nama) < 2:
            raise ValueError(f"'{nama}' bukan nama")
        if sebab := bukan(nama, "nama"):
            raise ValueError(sebab)
        if re.search(r"[0-9]{5}", nama):
            raise ValueError("nama memuat deretan angka")
    except ValueError as salah:
        baris.tahan(bidang, "NAMA_TIDAK_SAH", str(salah), "Ketik ulang namanya.")
        return
    if ganda:
        baris.ingatkan(bidang, "SPASI_GANDA_NAMA", "spasi berlebih di dalam nama dirapikan")
    # A list that writes the titles into the name says nothing new about a person already registered.
    if dikenal is None or nama_polos(nama) != nama_polos(dikenal["nama"]) or nama_polos(nama) == kunci(nama):
        satu.isi["nama"] = nama


def _lahir(satu: Calon) -> None:
    """The birth date is the NIP's; a file that says otherwise only warns (domain rule: the NIP never changes)."""
    baris, nip = satu.baris, satu.nip
    lahir = tanggal_lahir(nip)
    satu.isi["tanggal_lahir"] = lahir.isoformat()
    for bidang in ("tanggal_lahir", "ttl"):
        nilai = baris.sel(bidang)
        if nilai is None:
            continue
        try:
            tertulis = baca_lahir(nilai, tahun_acuan=lahir.year, sejak_1904=baris.pengimpor.lembar.sejak_1904)
        except ValueError as salah:
            baris.ingatkan(bidang, "TGL_LAHIR_TIDAK_TERBACA", f"{salah}; dipakai tanggal dari NIP", lahir.isoformat())
            return
        if tertulis is not None and tertulis != lahir:
            baris.ingatkan(
                bidang, "TGL_LAHIR_BEDA_NIP", f"tertulis {tertulis}, NIP {lahir}; dipakai NIP", lahir.isoformat()
            )
        return
