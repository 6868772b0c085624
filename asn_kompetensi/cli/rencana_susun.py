"""`asn rencana susun`: the plan of a year from the gaps of a period, or its corrected sheet read back."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from asn_kompetensi.cli.bahasa import Benda
from asn_kompetensi.cli.basisdata import baca, beri_tahu, tulis
from asn_kompetensi.cli.keluaran import jawab_satu
from asn_kompetensi.cli.options import (
    OpsiDb,
    OpsiJson,
    OpsiKering,
    OpsiLembar,
    OpsiLewati,
    OpsiPeriode,
    OpsiPeta,
    OpsiUnit,
    OpsiYa,
)
from asn_kompetensi.cli.tanya import setuju, wajib
from asn_kompetensi.domain.galat import SalahPakai

_MACAM = (("baru", "baru"), ("berubah", "berubah"), ("sama", "sama"), ("dihapus", "hilang"))
OpsiTahun = Annotated[str | None, typer.Option("--tahun", help="Tahun rencana, misalnya 2026.")]


def susun(
    tahun: OpsiTahun = None,
    periode: OpsiPeriode = None,
    anggaran: Annotated[
        str | None, typer.Option("--anggaran", help="Rupiah yang tersedia; memilih baris yang didanai.")
    ] = None,
    opd: Annotated[
        list[str] | None, typer.Option("--opd", help="Hanya perangkat daerah ini; boleh diulang. Yang lain tetap.")
    ] = None,
    dengan_unit: OpsiUnit = False,
    prioritas_sampai: Annotated[
        str | None, typer.Option("--prioritas-sampai", help="Hanya prioritas 1 sampai angka ini.")
    ] = None,
    ganti: Annotated[
        bool, typer.Option("--ganti", help="Ganti rencana tahun itu; isian Anda pada baris yang tetap ada terbawa.")
    ] = False,
    dari: Annotated[
        Path | None,
        typer.Option("--dari", help="Lembar rencana yang sudah Anda isi: waktu, penyelenggara, anggaran, dan lainnya."),
    ] = None,
    lembar: OpsiLembar = None,
    peta: OpsiPeta = None,
    lewati: OpsiLewati = False,
    ya: OpsiYa = False,
    kering: OpsiKering = False,
    json: OpsiJson = False,
    db: OpsiDb = None,
) -> int:
    """Menyusun rencana setahun (AKPK/HCDP, PP 11/2017 Ps 207) dari kesenjangan sebuah periode.

    Contoh: asn rencana susun --tahun 2026 --periode 2025 --anggaran 500000000
    """
    from asn_kompetensi.cli.rencana import prioritas_sah, tahun_wajib
    from asn_kompetensi.services.kolaborasi import bilangan

    setahun = tahun_wajib(tahun)
    pagu = bilangan(anggaran, "--anggaran", 0)
    if dari is not None:
        if periode or opd or ganti or prioritas_sampai or dengan_unit:
            raise SalahPakai("--dari hanya bersama --tahun dan --anggaran", "Lihat: asn rencana susun -h")
        return _impor(setahun, dari, pagu, db, lembar=lembar, peta=peta, lewati=lewati, kering=kering, json=json)
    if lewati or lembar or peta:
        raise SalahPakai("--lewati, --lembar, dan --peta hanya bersama --dari", "Lihat: asn rencana susun -h")
    pilihan: dict[str, Any] = {
        "anggaran": pagu, "opd": opd or (), "dengan_unit": dengan_unit,
        "prioritas_sampai": prioritas_sah(prioritas_sampai, "--prioritas-sampai"),
    }  # fmt: skip
    isi = _simpan(setahun, wajib(periode, "--periode", "Periode"), pilihan, db, ganti=ganti, ya=ya, kering=kering)
    for satu in kabar(isi, kering):
        beri_tahu(satu)
    if json:
        jawab_satu(isi, json=True)
    return 0


def _simpan(
    tahun: int, periode: str, pilihan: dict[str, Any], db: Path | None, *, ganti: bool, ya: bool, kering: bool
) -> dict[str, Any]:
    from asn_kompetensi.services import rencana, rencana_simpan

    if ganti and not (ya or kering):
        # Asked between the two doors: nobody waits for a lock while a clerk thinks.
        with baca(db) as d:
            calon = rencana.rancang(d, tahun, periode, **pilihan)
        if calon.sebelum and calon.berbeda:
            ini = calon.ringkasan
            hilang = f", dan isian Anda pada {ini['isian_hilang']} baris" if ini["isian_hilang"] else ""
            tanya = f"ganti rencana {tahun}: {ini['berubah']} baris berubah, {ini['dihapus']} hilang{hilang}?"
            if not setuju(tanya, ya):
                raise KeyboardInterrupt
    with tulis(db, "rencana susun", kering=kering) as d:
        return rencana_simpan.susun(d, rencana.rancang(d, tahun, periode, **pilihan), ganti=ganti)


def kabar(isi: dict[str, Any], kering: bool) -> list[str]:
    """What came of it, in sentences."""
    if not isi["baris"]:
        hasil = [f"Tidak ada kesenjangan untuk direncanakan dari periode {isi['periode']}."]
    else:
        macam = ", ".join(f"{isi[kata]} {sebut}" for kata, sebut in _MACAM if isi[kata])
        hasil = [
            f"Rencana {isi['tahun']}: {isi['sasaran']} kesenjangan pada {isi['pegawai']} pegawai di {isi['opd']} "
            f"perangkat daerah, {isi['baris']} baris ({macam})."
        ]
    if isi["pagu"] is not None:
        hasil.append(
            f"Didanai {isi['didanai']} baris, {rupiah(isi['biaya_didanai'])} dari {rupiah(isi['pagu'])}; "
            f"{isi['tidak_didanai']} baris tidak muat, {isi['tanpa_biaya']} belum diketahui biayanya."
        )
    elif isi["tanpa_biaya"]:
        hasil.append(f"{isi['tanpa_biaya']} baris belum diketahui biayanya; isi lewat --dari atau biaya kelasnya.")
    if isi["tanpa_program"]:
        hasil.append(f"{isi['tanpa_program']} baris belum ada programnya dalam katalog: asn pelatihan tambah")
    if isi["belum_dinilai"]:
        hasil.append(f"{isi['belum_dinilai']} kompetensi wajib belum dinilai, jadi belum dapat direncanakan.")
    if isi["di_luar_rencana"]:
        hasil.append(f"{isi['di_luar_rencana']} kesenjangan di bawah prioritas itu tidak masuk rencana.")
    if not (isi["baru"] or isi["berubah"] or isi["dihapus"]):
        hasil.append("tidak ada yang berubah")
    elif kering:
        hasil.append("uji coba: tidak ada yang disimpan")
    return hasil


def rupiah(nilai: int) -> str:
    """Whole rupiah as the office writes it: `Rp1.250.000`."""
    return f"Rp{nilai:,}".replace(",", ".")


def _impor(
    tahun: int, berkas: Path, pagu: int | None, db: Path | None, *, lembar: str | None, peta: Path | None,
    lewati: bool, kering: bool, json: bool,
) -> int:  # fmt: skip
    from asn_kompetensi.cli.laporan_impor import baca_berkas, tampilkan
    from asn_kompetensi.services import rencana_impor

    isi = baca_berkas(berkas, rencana_impor.SKEMA, lembar, peta)
    with tulis(db, "rencana susun", berkas=berkas, kering=kering) as d:
        laporan = rencana_impor.impor(d, tahun, isi, anggaran=pagu, lewati=lewati)
    kode = tampilkan(laporan, json=json, kering=kering, lewati=lewati)
    if laporan.berubah and pagu is None:
        beri_tahu("Bila biaya ikut berubah, pilih lagi yang didanai: ulangi dengan --anggaran.")
    return kode


def daftarkan(app: Benda) -> None:
    """Register the command on the noun."""
    app.perintah("susun")(susun)
