"""Where a row places the person: the most specific known unit, and the job."""

from __future__ import annotations

from typing import Any

from asn_kompetensi.domain.nama import bersihkan_nama, kode_dari_nama
from asn_kompetensi.domain.rupa import ANGKA, bukan
from asn_kompetensi.domain.sel import TANPA_NILAI
from asn_kompetensi.domain.unit import perangkat_daerah
from asn_kompetensi.services import perbaikan
from asn_kompetensi.services.pegawai import penerima
from asn_kompetensi.services.pegawai_calon import KOLOM_JABATAN, KOLOM_OPD, Calon, Konteks


def baca_unit(k: Konteks, satu: Calon, dikenal: dict[str, Any] | None) -> None:
    """The most specific known unit of the most telling column; a path that may mean several is held."""
    baris = satu.baris
    terisi = [(bidang, isi) for bidang in KOLOM_OPD if (isi := baris.teks(bidang))]
    for bidang, isi in terisi:
        calon = k.unit.calon(isi)
        if len(calon) > 1:
            kode = ", ".join(sorted(entri.kode for entri in calon))
            baris.tahan(bidang, "OPD_RANCU", f"'{isi[:80]}' menyebut lebih dari satu perangkat daerah: {kode}",
                        "Tulis satu kodenya, atau catat induknya: asn opd ubah KODE --induk KODE")  # fmt: skip
            return
        if calon:
            satu.opd_id = penerima(k.penerus, calon[0].id)
            return
    if (not terisi and dikenal is not None) or any(baris.sel(bidang) is TANPA_NILAI for bidang in KOLOM_OPD):
        return
    if not terisi:
        baris.tahan(
            baris.kolom("opd", "unit_kerja", "unor"),
            "OPD_KOSONG",
            "perangkat daerah kosong",
            "Isi kolom OPD atau unit kerja.",
        )
        return
    bidang, isi = terisi[0]
    if sebab := bukan(isi, "perangkat daerah", boleh=ANGKA):  # a number may be a code
        baris.tahan(bidang, "OPD_TIDAK_SAH", sebab, perbaikan.TERGESER.format("opd"))
    else:
        baris.tahan_asing(bidang, k.opd, isi, jawaban=perbaikan.ALIAS, inti=perangkat_daerah(isi))


def baca_jabatan(k: Konteks, satu: Calon, dikenal: dict[str, Any] | None) -> None:
    baris = satu.baris
    if any(baris.sel(bidang) is TANPA_NILAI for bidang in KOLOM_JABATAN):
        return
    tulisan = [(bidang, isi) for bidang in KOLOM_JABATAN if (isi := baris.teks(bidang))]
    for _, isi in tulisan:
        if (entri := k.jabatan.cari(isi)) is not None:
            satu.jabatan = entri
            return
    if not tulisan:
        if dikenal is None:
            baris.tahan(baris.kolom(*KOLOM_JABATAN), "JABATAN_KOSONG", "jabatan kosong", "Isi kolom jabatan.")
        return
    bidang, isi = tulisan[-1]
    if len(k.jabatan.calon(isi)) > 1:
        kode = ", ".join(sorted(entri.kode for entri in k.jabatan.calon(isi)))
        baris.tahan(bidang, "JABATAN_RANCU", f"jabatan '{isi}' berarti lebih dari satu: {kode}", "Tulis kodenya.")
    elif sebab := bukan(isi, "jabatan"):
        baris.tahan(bidang, "JABATAN_TIDAK_SAH", sebab, perbaikan.TERGESER.format("jabatan"))
    elif k.buat_jabatan:
        try:
            satu.jabatan = bersihkan_nama(isi, "Jabatan")[0]
            kode_dari_nama(satu.jabatan, ())
        except ValueError as salah:
            baris.tahan(bidang, "JABATAN_TIDAK_SAH", str(salah), "Daftarkan dengan: asn jabatan tambah")
    else:
        baris.tahan_asing(bidang, k.jabatan, isi, jawaban=perbaikan.JABATAN)
