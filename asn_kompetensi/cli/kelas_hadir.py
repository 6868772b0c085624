"""`asn kelas hadir|hasil|selesai`: who was there, what they reached, and the end that grants hours."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from asn_kompetensi.cli.bahasa import Benda
from asn_kompetensi.cli.basisdata import beri_tahu, tulis
from asn_kompetensi.cli.kelas_formulir import contoh, tulis_formulir
from asn_kompetensi.cli.keluaran import tersimpan
from asn_kompetensi.cli.options import (
    OpsiDb,
    OpsiJson,
    OpsiKering,
    OpsiLembar,
    OpsiLewati,
    OpsiPeta,
    OpsiTimpa,
)
from asn_kompetensi.cli.pesan import orang
from asn_kompetensi.cli.tanya import wajib
from asn_kompetensi.domain.galat import SalahPakai

Kode = Annotated[str, typer.Argument(metavar="KELAS", help="Kode kelas.")]
Nip = Annotated[str, typer.Argument(metavar="NIP", help="NIP peserta.")]
OpsiKeluarFormulir = Annotated[
    Path | None, typer.Option("-o", "--output", help="Bersama --formulir: berkas .xlsx yang ditulis.")
]


def hadir(
    kode: Kode,
    nip: Annotated[str | None, typer.Argument(metavar="[NIP]", help="NIP peserta.")] = None,
    tanggal: Annotated[str | None, typer.Option("--tanggal", help="Hari kelas.")] = None,
    status: Annotated[str | None, typer.Option("--status", help="hadir, izin, sakit, alpa, atau dinas.")] = None,
    seluruh: Annotated[bool, typer.Option("--seluruh", help="Semua yang memegang kursi.")] = False,
    kosong: Annotated[
        bool, typer.Option("--kosong", help="Bersama --seluruh: hanya yang hari itu belum diisi.")
    ] = False,
    kecuali: Annotated[
        str, typer.Option("--kecuali", help='Nomor peserta yang lain statusnya: "3=sakit,7=izin:urusan keluarga".')
    ] = "",
    alasan: Annotated[str | None, typer.Option("--alasan", help="Sebab tidak hadir, bersama NIP.")] = None,
    dari: Annotated[Path | None, typer.Option("--dari", help="Daftar hadir yang sudah diisi (Excel atau CSV).")] = None,
    formulir: Annotated[
        bool, typer.Option("--formulir", help="Tulis daftar hadir yang siap dicetak dan diisi ke -o BERKAS.xlsx.")
    ] = False,
    keluar: OpsiKeluarFormulir = None,
    timpa: OpsiTimpa = False,
    lembar: OpsiLembar = None,
    peta: OpsiPeta = None,
    lewati: OpsiLewati = False,
    kering: OpsiKering = False,
    json: OpsiJson = False,
    db: OpsiDb = None,
) -> int:
    """Mencatat kehadiran: seorang, semua sekaligus, atau dari daftar hadir.

    Contoh: asn kelas hadir KOM-01-2025A --seluruh --tanggal 2025-03-03 --status hadir --kecuali 3=sakit,7=izin
    """
    if formulir:
        if nip or seluruh or dari or tanggal or status or kecuali or alasan:
            raise SalahPakai("--formulir hanya bersama -o", f"Tulis: {contoh('hadir', kode)}")
        tulis_formulir("hadir", kode, None, keluar, db, timpa=timpa)
        return 0
    if keluar is not None or timpa:
        raise SalahPakai("-o dan --timpa hanya untuk --formulir", f"Daftar hadir kosong: {contoh('hadir', kode)}")
    if (nip is not None) + seluruh + (dari is not None) != 1:
        raise SalahPakai("sebutkan satu saja: NIP, --seluruh, atau --dari BERKAS", "Lihat: asn kelas hadir -h")
    if (kecuali or kosong) and not seluruh:
        raise SalahPakai(f"{'--kecuali' if kecuali else '--kosong'} hanya untuk --seluruh", "Tambahkan --seluruh.")
    if alasan is not None and nip is None:
        raise SalahPakai("--alasan hanya bersama NIP", 'Untuk yang lain: --kecuali "7=izin:urusan keluarga"')
    if dari is not None:
        if tanggal or status:
            raise SalahPakai("--tanggal dan --status tidak dipakai bersama --dari", "Harinya dibaca dari berkas.")
        return _hadir_dari(kode, dari, lembar, peta, lewati, kering, json, db)
    _hadir_ketik(kode, nip, tanggal, status, kecuali, alasan, kosong, kering, json, db)
    return 0


def _hadir_dari(
    kode: str, dari: Path, lembar: str | None, peta: Path | None, lewati: bool, kering: bool, json: bool,
    db: Path | None,
) -> int:  # fmt: skip
    from asn_kompetensi.cli.laporan_impor import baca_berkas, tampilkan
    from asn_kompetensi.services import kehadiran_impor

    isi = baca_berkas(dari, kehadiran_impor.SKEMA, lembar, peta)
    with tulis(db, "kelas hadir", berkas=dari, kering=kering) as d:
        laporan = kehadiran_impor.impor(d, kode, isi, lewati=lewati)
    return tampilkan(laporan, json=json, kering=kering, lewati=lewati)


def _hadir_ketik(
    kode: str, nip: str | None, tanggal: str | None, status: str | None, kecuali: str, alasan: str | None,
    kosong: bool, kering: bool, json: bool, db: Path | None,
) -> None:  # fmt: skip
    from asn_kompetensi.cli.kelas import tanggal_wajib
    from asn_kompetensi.services import jam, kelas_hadir

    hari = tanggal_wajib(tanggal, "--tanggal", "Hari kelas")
    status = wajib(status, "--status", "Status kehadiran (hadir, izin, sakit, alpa, dinas)")
    with tulis(db, "kelas hadir", kering=kering) as d:
        if nip is not None:
            rekam = kelas_hadir.hadir(d, kode, nip, hari, status, alasan)
            pesan = f"{orang(rekam)}, {rekam['tanggal']}: {rekam['status']}."
        else:
            rekam = kelas_hadir.hadir_semua(d, kode, hari, status, kecuali, kosong=kosong)
            pesan = f"{rekam['tanggal']}: {rekam['berubah']} dari {rekam['peserta']} peserta dicatat."
        berubah = d.berubah
    if berubah and hari > jam.hari_ini():
        beri_tahu(f"Peringatan: {hari} belum tiba.")
    if rekam.get("diganti"):
        beri_tahu(f"Peringatan: mengganti yang sudah tercatat, nomor {', '.join(rekam['diganti'])}.")
    _sebut_bentrok(rekam)
    tersimpan(
        pesan if berubah else "Kehadiran itu sudah tercatat; tidak ada yang berubah.", rekam, json=json, kering=kering
    )


def _sebut_bentrok(rekam: dict[str, Any]) -> None:
    """Say who is recorded as present in two classes on one day."""
    for satu in rekam["bentrok"]:
        beri_tahu(f"Peringatan: {orang(satu)} juga hadir di kelas {satu['kelas']} pada {satu['tanggal']}.")


def hasil(
    kode: Kode,
    nip: Nip,
    pre: Annotated[str | None, typer.Option("--pre", help="Nilai pre test, misalnya 60 atau 72,5.")] = None,
    post: Annotated[str | None, typer.Option("--post", help="Nilai post test.")] = None,
    sertifikat: Annotated[str | None, typer.Option("--sertifikat", help="Nomor sertifikat.")] = None,
    berlaku_sampai: Annotated[str | None, typer.Option("--berlaku-sampai", help="Hari terakhir sertifikat.")] = None,
    json: OpsiJson = False,
    db: OpsiDb = None,
) -> None:
    """Mencatat nilai dan sertifikat seorang peserta, kapan saja.

    Contoh: asn kelas hasil KOM-01-2025A 198403122006042901 --pre 60 --post 80 --sertifikat 890/12/BKPSDM-2025
    """
    from asn_kompetensi.cli.kelas import tanggal_opsi
    from asn_kompetensi.services import kelas_hadir

    if not any((pre, post, sertifikat, berlaku_sampai)):
        raise SalahPakai("belum ada yang dicatat", "Sebutkan --pre, --post, --sertifikat, atau --berlaku-sampai.")
    batas = tanggal_opsi(berlaku_sampai, "--berlaku-sampai")
    with tulis(db, "kelas hasil") as d:
        rekam = kelas_hadir.hasil(d, kode, nip, pre=pre, post=post, sertifikat=sertifikat, berlaku_sampai=batas)
        berubah = d.berubah
    pesan = f"Hasil {orang(rekam)} tersimpan." if berubah else f"{orang(rekam)}: tidak ada yang berubah."
    tersimpan(pesan, rekam, json=json)


def selesai(kode: Kode, kering: OpsiKering = False, json: OpsiJson = False, db: OpsiDb = None) -> None:
    """Menyelesaikan kelas: meluluskan yang cukup hadir dan memberi JP."""
    from asn_kompetensi.services import kelas_hadir

    with tulis(db, "kelas selesai", kering=kering) as d:
        rekam = kelas_hadir.selesai(d, kode)
        jalankan = d.jalankan
    if not rekam["peserta"]:
        keliru = "" if kering else f" Bila keliru: asn batal {jalankan}"
        beri_tahu(f"Peringatan: kelas ini tanpa peserta.{keliru}")
    _sebut_bentrok(rekam)
    jp = str(rekam["jp_diakui"]).replace(".", ",")
    pesan = f"Kelas {rekam['kode']} selesai: {rekam['lulus']} dari {rekam['peserta']} lulus, {jp} JP."
    tersimpan(pesan, rekam, json=json, kering=kering)


def daftarkan(app: Benda) -> None:
    """Register these commands on the noun."""
    for perintah in (hadir, hasil, selesai):
        app.perintah(perintah.__name__)(perintah)
