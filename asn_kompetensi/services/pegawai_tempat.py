"""Where a row places the person: the most specific known unit, and the job."""

from __future__ import annotations

from typing import Any

from asn_kompetensi.domain.kepegawaian import perangkat_daerah, segmen_unit
from asn_kompetensi.domain.lembar import TANPA_NILAI
from asn_kompetensi.domain.nama import bersihkan_nama, kode_dari_nama
from asn_kompetensi.domain.rupa import ANGKA, rupa
from asn_kompetensi.services import perbaikan
from asn_kompetensi.services.pegawai import penerima
from asn_kompetensi.services.pegawai_calon import KOLOM_JABATAN, KOLOM_OPD, Calon, Konteks


def baca_unit(k: Konteks, satu: Calon, dikenal: dict[str, Any] | None) -> None:
    """The most specific known unit: a path is tried from its lowest part, a unit below another one wins."""
    baris = satu.baris
    terisi = [bidang for bidang in KOLOM_OPD if baris.teks(bidang)]
    for bidang in terisi:
        calon = [k.opd.cari(ruas) for ruas in (baris.teks(bidang) or "", *segmen_unit(baris.teks(bidang) or ""))]
        kenal = [entri.id for entri in calon if entri is not None]
        if kenal:
            satu.opd_id = _paling_khusus(k, kenal)
            break
    if satu.opd_id is None and (terisi or dikenal is None):
        bidang = terisi[0] if terisi else "opd"
        tulisan = baris.teks(bidang) or ""
        if any(baris.sel(satu) is TANPA_NILAI for satu in KOLOM_OPD):
            return
        if not tulisan:
            baris.tahan("opd", "OPD_KOSONG", "perangkat daerah kosong", "Isi kolom OPD atau unit kerja.")
        elif (apa := rupa(tulisan)) not in (None, ANGKA):  # a number may be a code
            baris.tahan(bidang, "OPD_TIDAK_SAH", f"'{tulisan[:60]}' adalah {apa}, bukan perangkat daerah",
                        "Periksa apakah isi baris ini tergeser; nama yang berlaku: asn opd daftar")  # fmt: skip
        else:
            baris.tahan_asing(bidang, k.opd, tulisan, jawaban=perbaikan.ALIAS, inti=perangkat_daerah(tulisan))
    if satu.opd_id is not None:
        satu.opd_id = penerima(k.penerus, satu.opd_id)


def _paling_khusus(k: Konteks, kenal: list[int]) -> int:
    def di_bawah(bawah: int, atas: int) -> bool:
        dilihat: set[int] = set()
        naik = k.induk.get(bawah)
        while naik is not None and naik not in dilihat:
            if naik == atas:
                return True
            dilihat.add(naik)
            naik = k.induk.get(naik)
        return False

    pilihan = kenal[0]
    for calon in kenal[1:]:
        if di_bawah(calon, pilihan):
            pilihan = calon
    return pilihan


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
            baris.tahan("jabatan", "JABATAN_KOSONG", "jabatan kosong", "Isi kolom jabatan.")
        return
    bidang, isi = tulisan[-1]
    if len(k.jabatan.calon(isi)) > 1:
        kode = ", ".join(sorted(entri.kode for entri in k.jabatan.calon(isi)))
        baris.tahan(bidang, "JABATAN_RANCU", f"jabatan '{isi}' berarti lebih dari satu: {kode}", "Tulis kodenya.")
    elif (apa := rupa(isi)) is not None:
        baris.tahan(bidang, "JABATAN_TIDAK_SAH", f"'{isi[:60]}' adalah {apa}, bukan jabatan",
                    "Periksa apakah isi baris ini tergeser. Bila memang jabatan: asn jabatan tambah")  # fmt: skip
    elif k.buat_jabatan:
        try:
            satu.jabatan = bersihkan_nama(isi)[0]
            kode_dari_nama(satu.jabatan, ())
        except ValueError as salah:
            baris.tahan(bidang, "JABATAN_TIDAK_SAH", str(salah), "Daftarkan dengan: asn jabatan tambah")
    else:
        baris.tahan_asing(bidang, k.jabatan, isi, jawaban=perbaikan.JABATAN)
