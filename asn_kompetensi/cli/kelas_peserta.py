"""`asn kelas undang|jawab|hadir|hasil|selesai`: the people of a class."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from asn_kompetensi.cli.bahasa import Benda
from asn_kompetensi.cli.basisdata import beri_tahu, tulis
from asn_kompetensi.cli.keluaran import jawab as jawab_tabel
from asn_kompetensi.cli.keluaran import tersimpan
from asn_kompetensi.cli.options import (
    OpsiCsv,
    OpsiDb,
    OpsiJson,
    OpsiKering,
    OpsiLembar,
    OpsiLewati,
    OpsiPeriode,
    OpsiPeta,
)
from asn_kompetensi.cli.tanya import wajib
from asn_kompetensi.domain.galat import SalahPakai
from asn_kompetensi.tabular.tabel import Kolom

KOLOM_UNDANG = (
    Kolom("nomor", "No", angka=True),
    Kolom("nip", "NIP", tetap=True),
    Kolom("nama", "Nama"),
    Kolom("opd", "OPD"),
    Kolom("jawaban", "Jawaban"),
    Kolom("keterangan", "Keterangan"),
)

Kode = Annotated[str, typer.Argument(metavar="KELAS", help="Kode kelas.")]
Nip = Annotated[str, typer.Argument(metavar="NIP", help="NIP peserta.")]
OpsiAlasan = Annotated[str | None, typer.Option("--alasan", help="Alasan menolak atau menunda.")]
_KERING = " (uji coba: tidak ada yang disimpan)"


def undang(
    kode: Kode,
    nip: Annotated[list[str] | None, typer.Argument(metavar="NIP...", help="NIP yang diundang.")] = None,
    dari_gap: Annotated[
        bool, typer.Option("--dari-gap", help="Undang yang di bawah standar pada sasaran pelatihan ini.")
    ] = False,
    periode: OpsiPeriode = None,
    opd: Annotated[
        list[str] | None, typer.Option("--opd", help="Bersama --dari-gap: hanya perangkat daerah ini; boleh diulang.")
    ] = None,
    kering: OpsiKering = False,
    json: OpsiJson = False,
    csv: OpsiCsv = False,
    db: OpsiDb = None,
) -> None:
    """Mengundang pegawai; bila kelas penuh, berikutnya masuk daftar tunggu.

    Contoh: asn kelas undang KOM-01-2025A --dari-gap --periode 2024
    """
    from asn_kompetensi.services import kelas_gap, kelas_undang

    if bool(nip) == dari_gap:
        raise SalahPakai(
            "sebutkan NIP yang diundang, atau --dari-gap", "Contoh: asn kelas undang KELAS --dari-gap --periode 2024"
        )
    if not dari_gap and (opd or periode):
        raise SalahPakai("--periode dan --opd hanya untuk --dari-gap", "Hapus opsi itu, atau tambahkan --dari-gap.")
    if dari_gap:
        periode = wajib(periode, "--periode", "Periode kesenjangan")
    with tulis(db, "kelas undang", kering=kering) as d:
        dilewati: dict[str, int] = {}
        if dari_gap:
            hasil, dilewati = kelas_gap.undang_dari_gap(d, kode, periode or "", opd or ())
        else:
            hasil = kelas_undang.undang(d, kode, nip or ())
        berubah = d.berubah
    jawab_tabel(KOLOM_UNDANG, hasil, judul=f"Undangan {kode}", json=json, csv=csv)
    for sebab, banyak in dilewati.items():
        beri_tahu(f"{banyak} orang tidak diundang: {sebab}.")
    beri_tahu((_hitung(hasil) if berubah else "Tidak ada yang berubah.") + (_KERING if kering else ""))


def _hitung(hasil: list[tuple[Any, ...]]) -> str:
    sudah = sum(satu[5] == "sudah di daftar peserta" for satu in hasil)
    tunggu = sum(satu[4] == "daftar_tunggu" for satu in hasil if satu[5] != "sudah di daftar peserta")
    bagian = [f"{len(hasil) - sudah - tunggu} diundang"]
    bagian += [f"{tunggu} masuk daftar tunggu karena kelas penuh"] if tunggu else []
    bagian += [f"{sudah} sudah terdaftar"] if sudah else []
    return f"{', '.join(bagian)}."


def jawab(
    kode: Kode,
    nip: Nip,
    jawaban: Annotated[str, typer.Argument(metavar="JAWABAN", help="bersedia, menolak, atau menunda.")],
    alasan: OpsiAlasan = None,
    json: OpsiJson = False,
    db: OpsiDb = None,
) -> None:
    """Mencatat jawaban undangan; menolak dan menunda melepaskan kursi dan perlu alasan.

    Contoh: asn kelas jawab KOM-01-2025A 198403122006042901 menolak --alasan "beban tugas"
    """
    from asn_kompetensi.services import kelas_undang

    if jawaban in ("menolak", "menunda"):
        alasan = wajib(alasan, "--alasan", f"Alasan {jawaban}")
    with tulis(db, "kelas jawab") as d:
        rekam, naik = kelas_undang.jawab(d, kode, nip, jawaban, alasan)
        berubah = d.berubah
    for satu in naik:
        beri_tahu(f"Kursi yang lepas untuk {satu.nama}, dari daftar tunggu.")
    if not berubah:
        pesan = f"{rekam['nama']}: tidak ada yang berubah."
    elif rekam["jawaban"] == "daftar_tunggu":
        pesan = f"Kelas penuh: {rekam['nama']} masuk daftar tunggu."
    else:
        pesan = f"Jawaban {rekam['nama']}: {rekam['jawaban']}."
    isi = {**rekam, "naik": [{"nomor": satu.nomor, "nip": satu.nip, "nama": satu.nama} for satu in naik]}
    tersimpan(pesan, isi, json=json)


def hadir(
    kode: Kode,
    nip: Annotated[str | None, typer.Argument(metavar="[NIP]", help="NIP peserta.")] = None,
    tanggal: Annotated[str | None, typer.Option("--tanggal", help="Hari kelas.")] = None,
    status: Annotated[str | None, typer.Option("--status", help="hadir, izin, sakit, alpa, atau dinas.")] = None,
    seluruh: Annotated[bool, typer.Option("--seluruh", help="Semua yang memegang kursi.")] = False,
    kecuali: Annotated[
        str, typer.Option("--kecuali", help='Nomor peserta yang lain statusnya: "3=sakit,7=izin:urusan keluarga".')
    ] = "",
    alasan: Annotated[str | None, typer.Option("--alasan", help="Sebab tidak hadir, bersama NIP.")] = None,
    dari: Annotated[Path | None, typer.Option("--dari", help="Daftar hadir yang sudah diisi (Excel atau CSV).")] = None,
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
    if (nip is not None) + seluruh + (dari is not None) != 1:
        raise SalahPakai("sebutkan satu saja: NIP, --seluruh, atau --dari BERKAS", "Lihat: asn kelas hadir -h")
    if kecuali and not seluruh:
        raise SalahPakai("--kecuali hanya untuk --seluruh", "Tambahkan --seluruh.")
    if alasan is not None and nip is None:
        raise SalahPakai("--alasan hanya bersama NIP", 'Untuk yang lain: --kecuali "7=izin:urusan keluarga"')
    if dari is not None:
        if tanggal or status:
            raise SalahPakai("--tanggal dan --status tidak dipakai bersama --dari", "Harinya dibaca dari berkas.")
        return _hadir_dari(kode, dari, lembar, peta, lewati, kering, json, db)
    _hadir_ketik(kode, nip, tanggal, status, kecuali, alasan, kering, json, db)
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
    kering: bool, json: bool, db: Path | None,
) -> None:  # fmt: skip
    from asn_kompetensi.cli.kelas import tanggal_wajib
    from asn_kompetensi.services import kelas_hadir

    hari = tanggal_wajib(tanggal, "--tanggal", "Hari kelas")
    status = wajib(status, "--status", "Status kehadiran (hadir, izin, sakit, alpa, dinas)")
    with tulis(db, "kelas hadir", kering=kering) as d:
        if nip is not None:
            rekam = kelas_hadir.hadir(d, kode, nip, hari, status, alasan)
            pesan = f"{rekam['nama']}, {rekam['tanggal']}: {rekam['status']}."
        else:
            rekam = kelas_hadir.hadir_semua(d, kode, hari, status, kecuali)
            pesan = f"{rekam['tanggal']}: {rekam['berubah']} dari {rekam['peserta']} peserta dicatat."
        berubah = d.berubah
    _sebut_bentrok(rekam)
    tersimpan(
        pesan if berubah else "Kehadiran itu sudah tercatat; tidak ada yang berubah.", rekam, json=json, kering=kering
    )


def _sebut_bentrok(rekam: dict[str, Any]) -> None:
    """Say who is recorded as present in two classes on one day."""
    for satu in rekam["bentrok"]:
        beri_tahu(f"Peringatan: {satu['nama']} juga hadir di kelas {satu['kelas']} pada {satu['tanggal']}.")


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
    pesan = f"Hasil {rekam['nama']} tersimpan." if berubah else f"{rekam['nama']}: tidak ada yang berubah."
    tersimpan(pesan, rekam, json=json)


def selesai(kode: Kode, kering: OpsiKering = False, json: OpsiJson = False, db: OpsiDb = None) -> None:
    """Menyelesaikan kelas: meluluskan yang cukup hadir dan memberi JP."""
    from asn_kompetensi.services import kelas_hadir

    with tulis(db, "kelas selesai", kering=kering) as d:
        rekam = kelas_hadir.selesai(d, kode)
    _sebut_bentrok(rekam)
    jp = str(rekam["jp_diakui"]).replace(".", ",")
    pesan = f"Kelas {rekam['kode']} selesai: {rekam['lulus']} dari {rekam['peserta']} lulus, {jp} JP."
    tersimpan(pesan, rekam, json=json, kering=kering)


def daftarkan(app: Benda) -> None:
    """Register these commands on the noun."""
    for perintah in (undang, jawab, hadir, hasil, selesai):
        app.perintah(perintah.__name__)(perintah)
