"""`asn nilai impor`: score sheets, and forms that come back filled in."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from asn_kompetensi.cli.bahasa import Benda
from asn_kompetensi.cli.options import (
    BerkasImpor,
    OpsiAlias,
    OpsiBaris,
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
    OpsiYa,
)

if TYPE_CHECKING:
    from asn_kompetensi.domain.laporan_impor import LaporanImpor
    from asn_kompetensi.domain.lembar import Lembar
    from asn_kompetensi.services.nilai_kembali import Kembali

OpsiSumber = Annotated[
    str | None, typer.Option("--sumber", help="asesmen, atasan, rekan, bawahan, diri, atau uji (bawaan: asesmen).")
]


def daftarkan(app: Benda) -> None:
    """Add the command to `asn nilai`."""
    app.perintah("impor")(impor)


def impor(
    berkas: BerkasImpor = None,
    periode: OpsiPeriode = None,
    sumber: OpsiSumber = None,
    tanggal: Annotated[str | None, typer.Option("--tanggal", help="Tanggal penilaian, misalnya 2025-06-10.")] = None,
    penilai: Annotated[
        str | None, typer.Option("--penilai", help="Yang menilai: NIP, atau nama bila dari luar.")
    ] = None,
    baris: OpsiBaris = None,
    alias: OpsiAlias = None,
    lembar: OpsiLembar = None,
    peta: OpsiPeta = None,
    contoh: OpsiContoh = False,
    keluar: OpsiKeluarContoh = None,
    timpa: OpsiTimpa = False,
    lewati: OpsiLewati = False,
    kering: OpsiKering = False,
    ya: OpsiYa = False,
    db: OpsiDb = None,
    json: OpsiJson = False,
) -> int:
    """Lembar nilai, melebar atau memanjang, atau formulir nilai yang sudah diisi.

    Baris formulir yang berubah ditanyakan satu per satu di terminal; periode dan sumbernya dari formulir itu sendiri.

    Contoh: asn nilai impor rekap.xlsx --periode 2025
    """
    from asn_kompetensi.cli import tanya
    from asn_kompetensi.cli.basisdata import beri_tahu, tulis
    from asn_kompetensi.cli.laporan_impor import pisah_alias, tampilkan
    from asn_kompetensi.cli.templat import berkas_atau_contoh
    from asn_kompetensi.services import nilai_impor
    from asn_kompetensi.services.masukan import tanggal_sah

    berkas = berkas_atau_contoh("nilai", berkas, db, contoh=contoh, keluar=keluar, timpa=timpa)
    if berkas is None:
        return 0
    pasangan, pada = pisah_alias(alias), tanggal_sah(tanggal, "--tanggal")
    # The file is read between the two doors, so that no lock is held while a large workbook is parsed.
    isi, kembali = _baca(berkas, db, pasangan, lembar, peta)
    isi, tanpa_isi = _pilih(isi, baris)

    # Kept with the run: what is held is imported again as of the same source and day.
    perintah = "nilai impor"
    perintah += f" --sumber {sumber.strip().casefold()}" if sumber else ""
    perintah += f" --tanggal {pada}" if pada else ""

    def jalankan(isi: Lembar, *, kering: bool) -> LaporanImpor:
        with tulis(db, perintah, berkas=berkas, kering=kering) as d:
            return nilai_impor.impor(
                d, isi, periode=periode, sumber=sumber, tanggal=pada, penilai=penilai, alias=pasangan, lewati=lewati,
                formulir=kembali,
            )  # fmt: skip

    if kembali is not None and not (kering or ya or baris) and tanya.bisa():
        laporan = jalankan(isi, kering=True)
        if laporan.galat and not lewati:
            return tampilkan(laporan, json=json, kering=False, lewati=False)
        diterima = _tanyakan(laporan)
        if diterima is not None and not diterima:
            beri_tahu("tidak ada baris yang diterima; tidak ada yang berubah")
            return 0
        isi = isi if diterima is None else _saring(isi, diterima)
    kode = tampilkan(jalankan(isi, kering=kering), json=json, kering=kering, lewati=lewati)
    if json and kode:  # an error is alone on stderr
        return kode
    if tanpa_isi:
        beri_tahu(f"Peringatan: --baris menyebut baris yang tidak berisi nilai: {tanpa_isi}.")
    if periode and pada:
        _ingatkan_hari(db, periode, pada)
    return kode


def _ingatkan_hari(db: Path | None, periode: str, pada: date) -> None:
    """The day typed for a whole sheet: one slip of the fingers is in every score of it."""
    from asn_kompetensi.cli.basisdata import baca, beri_tahu
    from asn_kompetensi.services.nilai import di_luar_periode

    with baca(db) as d:
        if janggal := di_luar_periode(d, periode, pada):
            beri_tahu(f"Peringatan: {janggal}.")


def _baca(
    berkas: Path, db: Path | None, alias: list[tuple[str, str]], lembar: str | None, peta: Path | None
) -> tuple[Lembar, Kembali | None]:
    """The sheet, and what its key says where the file is a form of ours."""
    from asn_kompetensi.cli import sinyal
    from asn_kompetensi.cli.basisdata import baca
    from asn_kompetensi.cli.laporan_impor import baca_berkas
    from asn_kompetensi.domain.galat import SalahPakai
    from asn_kompetensi.services import nilai_impor
    from asn_kompetensi.services.nilai_kembali import Kembali

    # The XML parser's C code swallows what a signal raises while it is loaded.
    sinyal.tahan()
    try:
        from asn_kompetensi.tabular.baca.formulir import baca_formulir, tolak_tanpa_kunci
    finally:
        sinyal.lepas()

    with baca(db) as d:
        skema = nilai_impor.skema(d, alias)
    formulir = baca_formulir(berkas)
    if formulir is None:
        isi = baca_berkas(berkas, skema, lembar, peta)
        tolak_tanpa_kunci(isi)
        return isi, None
    if lembar is not None or peta is not None:
        raise SalahPakai("formulir nilai dibaca menurut lembar kuncinya", "Hapus --lembar dan --peta.")
    return formulir.lembar, Kembali(formulir.kunci, formulir.temuan)


def _pilih(isi: Lembar, baris: str | None) -> tuple[Lembar, str]:
    """The rows that `--baris` names, the others passed over; and which of those named are none. Raises `SalahPakai`."""
    if baris is None:
        return isi, ""
    from asn_kompetensi.domain.galat import SalahPakai
    from asn_kompetensi.domain.nomor import baca_nomor

    try:
        nomor = baca_nomor(baris)
    except ValueError as salah:
        raise SalahPakai(f"--baris: {salah}", "Contoh: --baris 5,7-9, menurut nomor baris di Excel.") from salah
    ada = {satu.nomor for satu in isi.baris}
    if not any(satu in nomor for satu in ada):
        rentang = f"{min(ada)}-{max(ada)}" if ada else "tidak ada"
        raise SalahPakai(f"--baris {baris} tidak menyebut satu baris pun yang berisi", f"Baris berisi: {rentang}.")
    return _saring(isi, nomor), nomor.selain(ada)


def _saring(isi: Lembar, nomor: Container[int]) -> Lembar:
    from asn_kompetensi.domain.lembar import TIDAK_DIPILIH, BarisDilewati

    lain = tuple(BarisDilewati(satu.nomor, TIDAK_DIPILIH) for satu in isi.baris if satu.nomor not in nomor)
    dipilih = tuple(satu for satu in isi.baris if satu.nomor in nomor)
    return replace(isi, baris=dipilih, dilewati=(*isi.dilewati, *lain))


def _tanyakan(laporan: LaporanImpor) -> set[int] | None:
    """Old beside new, row by row; the rows to take. None: all of them, or there is nothing to ask about."""
    from asn_kompetensi.cli.tanya import pilih
    from asn_kompetensi.domain.nip import samarkan_nip
    from asn_kompetensi.tabular.nilai import layar

    per: dict[int, list[str]] = {}
    nip: dict[int, str] = {}
    for satu in laporan.perubahan:
        per.setdefault(satu.baris, []).append(f"{satu.kompetensi} {layar(satu.lama)} → {layar(satu.baru)}")
        nip[satu.baris] = samarkan_nip(satu.nip)
    if not per:
        return None
    return pilih({nomor: f"baris {nomor}, {nip[nomor]}: {', '.join(isi)}" for nomor, isi in per.items()})
