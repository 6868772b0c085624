"""A plan that was printed, corrected and comes back: schedule, organiser, curriculum, money and hours of its rows."""

from __future__ import annotations

import re
from datetime import date
from functools import partial
from typing import Any, Final

from asn_kompetensi.domain import rencana as aturan
from asn_kompetensi.domain.kamus import Kamus
from asn_kompetensi.domain.laporan_impor import LaporanImpor
from asn_kompetensi.domain.lembar import Lembar, Skema
from asn_kompetensi.domain.nama import bersihkan_nama, kunci
from asn_kompetensi.domain.sel import NilaiSel
from asn_kompetensi.domain.tanggal import baca_rentang, baca_tanggal
from asn_kompetensi.services import ganda, perbaikan
from asn_kompetensi.services.impor import BarisImpor, Hasil, Pengimpor, teks
from asn_kompetensi.services.kamus import kompetensi_kamus, opd_kamus
from asn_kompetensi.services.masukan import baca_bulat
from asn_kompetensi.services.pelatihan import baca_jp
from asn_kompetensi.services.rencana import wajib_ada
from asn_kompetensi.store.door import PintuTulis
from asn_kompetensi.store.queries import rencana as sql
from asn_kompetensi.store.queries.rencana import BarisRencana

BIDANG: Final = ("no", "nomor", "opd", "jenis", "kompetensi", *sql.ISIAN)
SKEMA: Final = Skema("rencana", BIDANG, (("no", "nomor"), ("kompetensi",), ("mulai", "penyelenggara", "anggaran")))
_YA: Final = {"ya": 1, "sesuai": 1, "true": 1, "1": 1, "tidak": 0, "tidak sesuai": 0, "belum": 0, "false": 0, "0": 0}


def impor(
    d: PintuTulis, tahun: int, lembar: Lembar, *, anggaran: int | None = None, lewati: bool = False
) -> LaporanImpor:
    """Take what the clerk has put into the rows of a plan; an empty cell changes nothing.

    A row is known by its number; agency and competency beside it must be those of that row. `anggaran` chooses anew
    what is paid for. Raises `TidakDitemukan` when the year has no plan.
    """
    wajib_ada(d, tahun)
    p = Pengimpor(lembar, "rencana")
    rencana = {satu.nomor: satu for satu in sql.baris(d.kon, tahun)}
    kamus = {"opd": opd_kamus(d), "kompetensi": kompetensi_kamus(d)}
    semua = [(baris, _milik(baris, rencana, kamus, tahun)) for baris in p.baris()]
    terbaca = [(milik.nomor, (baris, _baca(baris, tahun))) for baris, milik in semua if milik is not None]
    dilewati = ganda.tandai(
        terbaca,
        baris=lambda satu: satu[0],
        isi=lambda _, satu: tuple(sorted(satu[1].items())),
        sebutan=lambda satu: f"baris nomor {satu[0].teks(satu[0].kolom('no', 'nomor'))}",
        bidang=lambda satu: satu[0].kolom("no", "nomor"),
    )
    isian = {baris.nomor: isi for _, (baris, isi) in terbaca}
    for baris, milik in semua:
        hasil: Hasil = "sama"
        if baris.nomor in dilewati:
            hasil = "dilewati"
        elif milik is not None and not baris.kunci_ditahan:
            hasil = _simpan(d, milik, isian[baris.nomor])
        p.catat(baris, hasil)
    if anggaran is not None:
        danai_ulang(d, tahun, anggaran)
    return p.tutup(d, lewati=lewati)


def danai_ulang(d: PintuTulis, tahun: int, pagu: int) -> None:
    """Choose again which rows of a year the money pays for, in their order."""
    baris = sql.baris(d.kon, tahun)
    sql.tandai_didanai(
        d.kon,
        [
            (None if didanai is None else int(didanai), satu.id)
            for satu, didanai in zip(baris, aturan.danai([satu.anggaran for satu in baris], pagu), strict=True)
        ],
    )


def _milik(
    baris: BarisImpor, rencana: dict[int, BarisRencana], kamus: dict[str, Kamus], tahun: int
) -> BarisRencana | None:
    """The row of the plan a row of the sheet speaks of; None where it is held."""
    bidang = baris.kolom("no", "nomor")
    nomor = baris.baca(bidang, partial(baca_bulat, benda="nomor", terkecil=1), "NOMOR_TIDAK_SAH", perbaikan.BULAT)
    if nomor is None:
        if not baris.ditahan:
            baris.tahan(bidang, "NOMOR_KOSONG", "nomor baris rencana kosong", "Isi nomor seperti yang tercetak.")
        return None
    milik = rencana.get(nomor)
    if milik is None:
        pesan = f"rencana {tahun} tidak punya baris nomor {nomor}"
        baris.tahan(bidang, "NOMOR_TIDAK_DIKENAL", pesan, f"Daftar: asn rencana daftar --tahun {tahun}")
        return None
    for satu, resmi in (("opd", milik.opd), ("kompetensi", milik.kompetensi)):
        tertulis = baris.teks(satu)
        entri = kamus[satu].cari(tertulis) if tertulis else None
        if tertulis and (entri is None or entri.kode != resmi):
            pesan = f"baris nomor {nomor} kini milik {milik.opd}, {milik.nama_kompetensi}; di sini tertulis lain"
            baris.tahan(satu, "BARIS_BERBEDA", pesan, "Rencana sudah disusun ulang; unduh dan isi lembar yang baru.")
    return None if baris.kunci_ditahan else milik


def _baca(baris: BarisImpor, tahun: int) -> dict[str, Any]:
    """What the cells of a row say, by the columns of `ISIAN`; a bad cell is held by itself and left out."""
    mulai, selesai = _waktu(baris, tahun)
    kurikulum, pembina = _kurikulum(baris)
    isi = {
        "jp": baris.baca("jp", baca_jp, "JP_TIDAK_SAH", perbaikan.BULAT, kunci=False),
        "penyelenggara": _nama(baris, "penyelenggara", "Penyelenggara"),
        "mulai": mulai.isoformat() if mulai and selesai else None,
        "selesai": selesai.isoformat() if mulai and selesai else None,
        "kurikulum": kurikulum,
        "pembina": _nama(baris, "pembina", "Instansi pembina") or pembina,
        "anggaran": baris.baca(
            "anggaran", partial(baca_bulat, benda="anggaran", terkecil=0), "ANGGARAN_TIDAK_SAH", perbaikan.BULAT,
            kunci=False,
        ),
        "sumber_dana": _nama(baris, "sumber_dana", "Sumber dana"),
    }  # fmt: skip
    return {kolom: nilai for kolom, nilai in isi.items() if nilai is not None}


def _nama(baris: BarisImpor, bidang: str, benda: str) -> str | None:
    def baca(sel: NilaiSel) -> str | None:
        return bersihkan_nama(teks(sel) or "", benda)[0] or None

    return baris.baca(bidang, baca, f"{bidang.upper()}_TIDAK_SAH", perbaikan.NAMA, kunci=False)


def _waktu(baris: BarisImpor, tahun: int) -> tuple[date | None, date | None]:
    """First and last day; the cell of the first may hold both (`1 Maret s.d. 30 April 2026`)."""

    def baca(sel: NilaiSel) -> tuple[date, date] | None:
        if isinstance(sel, str) and not baris.pengimpor.ada("selesai"):
            return baca_rentang(sel)
        awal = baca_tanggal(sel, sejak_1904=baris.pengimpor.lembar.sejak_1904)
        return (awal, awal) if awal else None

    awal = baris.baca("mulai", baca, "TANGGAL_TIDAK_SAH", perbaikan.TANGGAL, kunci=False)
    if not baris.pengimpor.ada("selesai"):
        mulai, selesai = awal or (None, None)
    else:
        mulai, selesai = awal[0] if awal else None, baris.tanggal("selesai", kunci=False)
    if mulai is None or selesai is None:
        return None, None
    if selesai < mulai:
        baris.tahan("mulai", "TANGGAL_TERBALIK", f"{selesai} mendahului {mulai}", perbaikan.URUTAN, kunci=False)
    elif (mulai.year, selesai.year) != (tahun, tahun):
        pesan = f"waktu {mulai} s.d. {selesai} di luar tahun rencana {tahun}"
        baris.tahan("mulai", "DI_LUAR_TAHUN", pesan, f"Isi hari-hari dalam tahun {tahun}.", kunci=False)
    else:
        return mulai, selesai
    return None, None


def _kurikulum(baris: BarisImpor) -> tuple[int | None, str | None]:
    """`ya`, `tidak`, or either with the agency that keeps the curriculum: `ya, LAN`."""

    def baca(sel: NilaiSel) -> tuple[int | None, str | None]:
        isi = teks(sel) or ""
        kata, _, sisa = (bagian.strip() for bagian in re.sub(r"[;:(]", ",", isi.rstrip(" )")).partition(","))
        if kunci(kata) not in {kunci(satu) for satu in _YA}:
            raise ValueError(f"'{isi[:40]}' bukan ya atau tidak.")
        return {kunci(satu): nilai for satu, nilai in _YA.items()}[kunci(kata)], (
            bersihkan_nama(sisa, "Instansi pembina")[0] or None
        )

    saran = "Isi ya atau tidak, boleh dengan instansi pembinanya: ya, LAN."
    return baris.baca("kurikulum", baca, "KURIKULUM_TIDAK_SAH", saran, kunci=False) or (None, None)


def _simpan(d: PintuTulis, milik: BarisRencana, isi: dict[str, Any]) -> Hasil:
    beda = {kolom: nilai for kolom, nilai in isi.items() if getattr(milik, kolom) != nilai}
    if "mulai" in beda or "selesai" in beda:  # one without the other is no time
        beda |= {"mulai": isi["mulai"], "selesai": isi["selesai"]}
    return "berubah" if beda and sql.simpan_isian(d.kon, milik.id, beda) else "sama"
