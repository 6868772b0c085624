"""`asn kirim siapkan`: per agency the workbook, the covering letter and the mail, all in one folder."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from asn_kompetensi.cli.bahasa import Benda
from asn_kompetensi.cli.basisdata import baca, beri_tahu, petugas, tulis
from asn_kompetensi.cli.options import OpsiDb, OpsiJson, OpsiKering, OpsiPeriode, OpsiTimpa
from asn_kompetensi.cli.tanya import wajib
from asn_kompetensi.domain.galat import Bentrok, DataDitolak, GalatBerkas, Sebagian, TidakDitemukan
from asn_kompetensi.domain.sistem import sebab
from asn_kompetensi.tabular.tabel import Kolom

if TYPE_CHECKING:
    from asn_kompetensi.cli.kirim_berkas import Jadi
    from asn_kompetensi.domain.konfig_surel import KonfigSurel
    from asn_kompetensi.services.kirim import Persiapan

OpsiDaftarOpd = Annotated[list[str] | None, typer.Option("--opd", help="Hanya perangkat daerah ini; boleh berulang.")]
OpsiFolder = Annotated[Path | None, typer.Option("--ke", help="Folder suratnya; dibuat bila belum ada.")]
OpsiKonfig = Annotated[
    Path | None, typer.Option("--konfig", help="Akun surel (bawaan: surel.toml di folder pengaturan pengguna).")
]
OpsiNomor = Annotated[str | None, typer.Option("--nomor-surat", help="Nomor surat (bawaan: dikosongkan).")]
OpsiBatas = Annotated[
    str | None,
    typer.Option("--batas", help="Hari terakhir perbaikan (bawaan: batas_jawab_laporan hari sesudah surat)."),
]
OpsiPenanda = Annotated[
    str | None,
    typer.Option("--penanda-tangan", help='Yang menandatangani surat: "NAMA; PANGKAT; NIP …" (bawaan: dikosongkan).'),
]
OpsiSandi = Annotated[
    Path | None, typer.Option("--sandi-dari", help="Berkas sandi buku kerja: KODE=sandi setiap baris, atau TOML.")
]
KOLOM = (
    Kolom("opd", "OPD", tetap=True),
    Kolom("nama_opd", "Nama", layar=False),
    Kolom("alamat"),
    Kolom("berkas"),
    Kolom("surat", layar=False),
    Kolom("eml", layar=False),
    Kolom("orang", angka=True),
    Kolom("status"),
    Kolom("keterangan", layar=False),
    Kolom("perintah", layar=False),
)
_SANDI_MAKS = 1 << 20  # bytes of a file of passwords


def daftarkan(app: Benda) -> None:
    """Add the command to the noun's app."""
    app.perintah("siapkan")(siapkan)


def siapkan(
    periode: OpsiPeriode = None,
    ke: OpsiFolder = None,
    opd: OpsiDaftarOpd = None,
    tanggal_surat: Annotated[
        str | None, typer.Option("--tanggal-surat", help="Tanggal surat (bawaan: hari terakhir periode).")
    ] = None,
    nomor_surat: OpsiNomor = None,
    batas: OpsiBatas = None,
    penanda_tangan: OpsiPenanda = None,
    sandi_dari: OpsiSandi = None,
    konfig: OpsiKonfig = None,
    ulang: Annotated[bool, typer.Option("--ulang", help="Siapkan lagi juga yang sudah terkirim.")] = False,
    timpa: OpsiTimpa = False,
    kering: OpsiKering = False,
    json: OpsiJson = False,
    db: OpsiDb = None,
) -> None:
    """Menyiapkan buku kerja, surat pengantar, dan surel setiap perangkat daerah di satu folder; belum dikirim.

    Contoh: asn kirim siapkan --periode 2025 --ke surat-2025 --tanggal-surat 2026-01-12 --sandi-dari sandi.toml
    """
    kode = wajib(periode, "--periode", "Periode")
    folder = Path(wajib(str(ke) if ke else None, "--ke", "Folder tujuan"))
    pilihan = baca_pilihan(tanggal_surat, nomor_surat, batas, penanda_tangan, sandi_dari, konfig, ulang=ulang)
    isi, jadi = buat(db, kode, folder, pilihan, opd=opd or ())
    if opd and not isi.calon:
        raise TidakDitemukan(f"{', '.join(opd)} tidak punya pegawai di periode {kode}", "Periksa: asn pegawai daftar")
    simpan(isi, jadi, folder, timpa=timpa, kering=kering, db=db)
    _jawab(isi, jadi, folder, json=json, kering=kering)
    if pilihan.akun is None and not isi.surel_kantor and isi.calon:
        beri_tahu("Pengirim di dalam .eml belum diatur; asn kirim jalankan mengisinya dari akun surel.")


@dataclass(frozen=True, slots=True)
class Pilihan:
    """What was asked of the letters, read and checked."""

    tanggal: date | None
    nomor: str
    batas: date | None
    penanda: tuple[str, ...]
    sandi: Mapping[str, str] | None
    akun: KonfigSurel | None
    ulang: bool = False


def baca_pilihan(
    tanggal_surat: str | None,
    nomor_surat: str | None,
    batas: str | None,
    penanda_tangan: str | None,
    sandi_dari: Path | None,
    konfig: Path | None,
    *,
    ulang: bool = False,
) -> Pilihan:
    """The options of letters. Raises `DataDitolak`, `GalatBerkas` for what cannot be read."""
    from asn_kompetensi.cli.kirim_konfig import baca_akun
    from asn_kompetensi.services.masukan import nama_sah, tanggal_sah

    return Pilihan(
        tanggal=tanggal_sah(tanggal_surat, "--tanggal-surat"),
        nomor=nama_sah(nomor_surat, "nomor surat", "--nomor-surat") if nomor_surat is not None else "-",
        batas=tanggal_sah(batas, "--batas"),
        penanda=tuple(
            nama_sah(satu, "penanda tangan", "--penanda-tangan")
            for satu in (penanda_tangan or "").split(";")
            if satu.strip()
        ),
        sandi=baca_sandi_dari(sandi_dari) if sandi_dari else None,
        akun=baca_akun(konfig),
        ulang=ulang,
    )


def buat(
    db: Path | None, periode: str, folder: Path, p: Pilihan, *, opd: Sequence[str] = ()
) -> tuple[Persiapan, list[Jadi]]:
    """The letters of a period in memory. Raises `TidakDitemukan`, `DataDitolak`."""
    from asn_kompetensi import __version__
    from asn_kompetensi.cli import kirim_berkas
    from asn_kompetensi.services import jam, kirim

    with baca(db) as d:
        isi = kirim.siapkan(d, periode, opd=opd, tanggal_surat=p.tanggal, batas=p.batas, versi=__version__)
    if isi.calon and isi.batas < jam.hari_ini():
        beri_tahu(
            f"Peringatan: batas jawaban di dalam surat, {isi.batas}, sudah lewat; sebutkan --tanggal-surat atau --batas"
        )
    if asing := sorted({*(p.sandi or ())} - {kode.casefold() for kode in isi.kode}):
        beri_tahu(f"Peringatan: kode di berkas sandi tidak dikenal di periode ini: {', '.join(asing[:5])}")
    return isi, kirim_berkas.buat(
        isi, folder, nomor=p.nomor, penanda=p.penanda, sandi=p.sandi, akun=p.akun, ulang=p.ulang
    )


def simpan(
    isi: Persiapan, jadi: list[Jadi], folder: Path, *, timpa: bool, kering: bool = False, db: Path | None = None
) -> None:
    """Put the files into the folder, then the letters into the ledger. Raises `Bentrok` before the first file."""
    from asn_kompetensi.cli import penyaluran
    from asn_kompetensi.cli.kirim_berkas import tulis_semua
    from asn_kompetensi.services import kirim

    siap = [satu.siap for satu in jadi if satu.siap]
    if any(satu.isi for satu in jadi):
        tulis_semua(jadi, folder, timpa=timpa, kering=kering)
    if not kering:
        antaran = [satu for satu in jadi if satu.isi and not satu.siap]
        log = [(satu.berkas(folder)[0], penyaluran.Isi.dari(satu.calon.data)) for satu in antaran]
        penyaluran.catat(log, "surat untuk diantar", sekali=True)
    tinggal = [satu.calon for satu in jadi if satu.status == "ditinggal" and satu.calon.lama is not None]
    if (siap or tinggal) and not kering:
        with tulis(db, "kirim siapkan") as d:
            kirim.simpan(d, isi, siap, tinggal, petugas=petugas())


def _jawab(isi: Persiapan, jadi: list[Jadi], folder: Path, *, json: bool, kering: bool) -> None:
    """The table and what to type for those left out. Raises `Sebagian` for these, `Bentrok` when all are."""
    from asn_kompetensi.cli.keluaran import jawab

    tinggal = [satu for satu in jadi if satu.status == "ditinggal"]
    sebutan = "; ".join(f"{satu.calon.data.opd} {satu.keterangan}" for satu in tinggal)
    saran = "; ".join(
        list(dict.fromkeys(satu.perintah for satu in sorted(tinggal, key=lambda t: "sandi" in t.keterangan)))[:5]
    )
    if jadi and len(tinggal) == len(jadi) and not any(satu.isi for satu in jadi):
        raise Bentrok(f"tidak ada surat yang dapat disiapkan: {sebutan}", saran)
    jawab(KOLOM, [satu.baris(folder) for satu in jadi], judul=f"Surat periode {isi.periode}", json=json)
    siap = sum(satu.siap is not None for satu in jadi)
    beri_tahu(f"{siap} surat siap{' (uji coba: tidak ada yang disimpan)' if kering else ''}")
    if berubah := [satu.calon.data.opd for satu in jadi if satu.status == "terkirim_berubah"]:
        beri_tahu(f"Sudah terkirim, tetapi isinya berubah sejak itu: {', '.join(berubah)}. Kirim lagi dengan --ulang.")
    if tinggal:
        raise Sebagian(f"{len(tinggal)} perangkat daerah tidak dapat dikirimi surel: {sebutan}", saran)


def baca_sandi_dari(berkas: Path) -> Mapping[str, str]:
    """Agency code in small letters -> password. Warns when others than the owner may read the file."""
    from asn_kompetensi.domain.sandi import baca_sandi

    try:
        with berkas.open("rb") as isi:
            terbuka = os.name == "posix" and os.fstat(isi.fileno()).st_mode & 0o077
            mentah = isi.read(_SANDI_MAKS + 1)
    except OSError as salah:
        raise GalatBerkas(f"{berkas} tidak dapat dibaca: {sebab(salah)}", "Periksa nama dan izinnya.") from salah
    if terbuka:
        beri_tahu(f"Peringatan: {berkas} dapat dibaca orang lain; tutup dengan: chmod 600 {berkas}")
    contoh = "Tulis setiap baris seperti: DINKES=sandi-yang-panjang"
    if len(mentah) > _SANDI_MAKS:
        raise DataDitolak(f"{berkas} terlalu besar untuk berkas sandi", contoh)
    hasil: dict[str, Any] = {}
    try:
        for kode, sandi in baca_sandi(mentah.decode("utf-8-sig")).items():
            if kode.strip().casefold() in hasil:
                raise DataDitolak(f"{berkas}: sandi {kode} ditulis dua kali", "Hapus salah satunya.")
            hasil[kode.strip().casefold()] = sandi
    except UnicodeDecodeError:
        raise DataDitolak(f"{berkas} bukan teks", contoh) from None
    except ValueError as salah:
        raise DataDitolak(f"{berkas}: {salah}", contoh) from None
    return hasil
