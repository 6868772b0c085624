"""`asn pegawai catat`: what IP ASN and the nine boxes need, a person at a time or from a file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from asn_kompetensi.cli.bahasa import Benda
from asn_kompetensi.cli.options import (
    OpsiContoh,
    OpsiDb,
    OpsiJson,
    OpsiKeluarContoh,
    OpsiKering,
    OpsiLembar,
    OpsiLewati,
    OpsiPeriode,
    OpsiPeta,
    OpsiTimpa,
)
from asn_kompetensi.domain.galat import SalahPakai

_CONTOH = "asn pegawai catat NIP kinerja baik --periode 2025"


def catat(
    nip: Annotated[str | None, typer.Argument(metavar="[NIP]", help="NIP 18 angka.", show_default=False)] = None,
    hal: Annotated[
        str | None,
        typer.Argument(metavar="[HAL]", help="kinerja, disiplin, potensi, atau pendidikan.", show_default=False),
    ] = None,
    nilai: Annotated[
        str | None,
        typer.Argument(
            metavar="[NILAI]",
            help="Salah satu katanya; - menghapus. Kinerja: sangat_baik, baik, butuh_perbaikan, kurang, sangat_kurang. "
            "Disiplin (hukuman): tidak_pernah, ringan, sedang, berat. Potensi: tinggi, menengah, rendah. "
            "Pendidikan: S-3, S-2, S-1/D-IV, D-III, D-II/D-I/SLTA, 'di bawah SLTA'.",
            show_default=False,
        ),
    ] = None,
    periode: OpsiPeriode = None,
    hapus: Annotated[bool, typer.Option("--hapus", help="Hapus catatan hal itu.")] = False,
    hasil: Annotated[
        str | None, typer.Option("--hasil", help="Kinerja dari SKP: hasil kerja di_bawah, sesuai, atau di_atas.")
    ] = None,
    perilaku: Annotated[
        str | None, typer.Option("--perilaku", help="Bersama --hasil: perilaku kerja, dengan kata yang sama.")
    ] = None,
    dari: Annotated[
        Path | None, typer.Option("--dari", help="Berkas berisi nip dan kolom kinerja, disiplin, potensi, pendidikan.")
    ] = None,
    lembar: OpsiLembar = None,
    peta: OpsiPeta = None,
    contoh: OpsiContoh = False,
    keluar: OpsiKeluarContoh = None,
    timpa: OpsiTimpa = False,
    lewati: OpsiLewati = False,
    kering: OpsiKering = False,
    db: OpsiDb = None,
    json: OpsiJson = False,
) -> int:
    """Mencatat kinerja, disiplin, potensi, atau pendidikan, untuk IP ASN dan kotak talenta.

    Contoh: asn pegawai catat 198403122006042901 kinerja baik --periode 2025
    """
    _sepadan(nip, nilai, hapus, hasil, perilaku, dari, contoh, keluar, timpa, lewati)
    if contoh:
        from asn_kompetensi.cli.templat import tulis_contoh

        tulis_contoh("rekam", db, keluar, timpa=timpa, saran="asn pegawai catat --contoh -o rekam.xlsx")
        return 0
    from asn_kompetensi.cli.tanya import wajib

    kode = wajib(periode, "--periode", "Periode")
    if dari is not None:
        return _impor(dari, kode, lembar, peta, lewati, kering, db, json)
    orang = wajib(nip, "NIP", "NIP")
    apa = "kinerja" if hal is None and hasil else wajib(hal, "HAL", "Kinerja, disiplin, potensi, atau pendidikan")
    return _satu(orang, apa, nilai, kode, hapus, hasil, perilaku, kering, db, json)


def _sepadan(
    nip: str | None, nilai: str | None, hapus: bool, hasil: str | None, perilaku: str | None, dari: Path | None,
    contoh: bool, keluar: Path | None, timpa: bool, lewati: bool,
) -> None:  # fmt: skip
    """Refuse options that do not go together. Raises `SalahPakai`."""
    if (dari is not None or contoh) and (nip or hasil or perilaku or hapus):
        raise SalahPakai(
            "berkas dan isian seorang tidak dapat dipakai bersama", "Tulis --dari BERKAS --periode P saja."
        )
    if dari is not None and contoh:
        raise SalahPakai("--contoh tidak membaca berkas", "Tulis: asn pegawai catat --contoh -o rekam.xlsx")
    if (keluar is not None or timpa) and not contoh:
        raise SalahPakai("-o dan --timpa hanya untuk --contoh", "Tulis: asn pegawai catat --contoh -o rekam.xlsx")
    if lewati and dari is None:
        raise SalahPakai("--lewati hanya untuk --dari", f"Contoh: {_CONTOH}")
    if (hasil is None) != (perilaku is None):
        raise SalahPakai("--hasil dan --perilaku dipakai bersama", "Misalnya: --hasil di_atas --perilaku sesuai")
    if (nilai is not None) + (hasil is not None) + hapus > 1:
        raise SalahPakai("NILAI, --hasil dengan --perilaku, dan --hapus: pilih satu", f"Contoh: {_CONTOH}")


def _satu(
    nip: str, hal: str, nilai: str | None, periode: str, hapus: bool, hasil: str | None, perilaku: str | None,
    kering: bool, db: Path | None, json: bool,
) -> int:  # fmt: skip
    from asn_kompetensi.cli.basisdata import tulis
    from asn_kompetensi.cli.keluaran import tersimpan
    from asn_kompetensi.cli.tanya import wajib
    from asn_kompetensi.services import rekam

    apa = rekam.hal_sah(hal)
    if hasil is not None and perilaku is not None:
        if apa != "kinerja":
            raise SalahPakai("--hasil dan --perilaku hanya untuk kinerja", f"Contoh: {_CONTOH}")
        nilai = rekam.dari_skp(hasil, perilaku)
    isian = None if hapus else wajib(nilai, "NILAI", f"Isi {apa}")
    with tulis(db, "pegawai catat", kering=kering) as d:
        isi = rekam.hapus(d, nip, apa, periode) if isian is None else rekam.catat(d, nip, apa, isian, periode)
    tersimpan(_kalimat(isi), isi, json=json, kering=kering)
    return 0


def _kalimat(isi: dict[str, Any]) -> str:
    """What was done, and what stood there before."""
    lama, baru = isi["sebelumnya"], isi["nilai"]
    if baru is None:
        return f"dihapus: {isi['hal']} {isi['periode']}, tadinya {lama}"
    if lama == baru:
        return "tidak ada yang berubah"
    ganti = f", menggantikan {lama}" if lama else ""
    return f"tersimpan: {isi['hal']} {isi['periode']} {baru}{ganti}"


def _impor(
    dari: Path, periode: str, lembar: str | None, peta: Path | None, lewati: bool, kering: bool, db: Path | None,
    json: bool,
) -> int:  # fmt: skip
    from asn_kompetensi.cli.basisdata import tulis
    from asn_kompetensi.cli.laporan_impor import baca_berkas, tampilkan
    from asn_kompetensi.services import rekam_impor

    isi = baca_berkas(dari, rekam_impor.SKEMA, lembar, peta)
    with tulis(db, "pegawai catat", berkas=dari, kering=kering) as d:
        laporan = rekam_impor.impor(d, isi, periode=periode, lewati=lewati)
    return tampilkan(laporan, json=json, kering=kering, lewati=lewati)


def daftarkan(app: Benda) -> None:
    """Add the command to `asn pegawai`."""
    app.perintah("catat")(catat)
