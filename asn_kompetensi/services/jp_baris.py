"""Reading the rows of training recorded elsewhere: whose, what, when, and how long."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from asn_kompetensi.domain.kamus import Kamus
from asn_kompetensi.domain.kegiatan import TERPANJANG, sidik
from asn_kompetensi.domain.kursus import (
    STRUKTURAL,
    baca_jam,
    baca_kali,
    baca_luar_negeri,
    baca_tahun,
    bernomor,
)
from asn_kompetensi.domain.nama import bersihkan_nama, kunci, nama_sel
from asn_kompetensi.domain.sel import NilaiSel
from asn_kompetensi.domain.tanggal import baca_rentang, iso
from asn_kompetensi.services import perbaikan
from asn_kompetensi.services.impor import BarisImpor, teks
from asn_kompetensi.services.pelatihan import baca_bentuk
from asn_kompetensi.services.pengenal import Pengenal

KUNCI_TERPANJANG: Final = 400
SATU_TANGGAL: Final = 10  # letters of 31-12-2025: too few for two days
SARAN_JP: Final = "Isi JP dari sertifikatnya, bilangan bulat saja."
_BENTUK: Final = "Isi nomor SIASN 1 sampai 25 atau namanya."
_WEBINAR: Final = (
    "Webinar bukan jenis di SIASN; tulis Seminar (9) atau Pelatihan Jarak Jauh (17) menurut sertifikatnya."
)


@dataclass(slots=True)
class Isian:
    """One row, read; None is a cell that is empty or held. `kelas` is the own class the row speaks of.

    `kunci` is the folded name, `tentang` by what the activity is known among those of its person; nothing where that
    cannot be told.
    """

    baris: BarisImpor
    pegawai_id: int | None = None
    nama: str | None = None
    kunci: str = ""
    mulai: date | None = None
    selesai: date | None = None
    tahun: int | None = None
    sertifikat: str | None = None
    bentuk: int | None = None
    jp: int | None = None
    kali: int | None = None
    luar_negeri: bool | None = None
    penyelenggara: str | None = None
    berlaku_sampai: date | None = None
    kelas: str | None = None
    tentang: Sequence[Hashable] = ()

    def isi(self) -> Hashable:
        """What the row says, to compare rows about one activity; as written where a cell is held."""
        if self.baris.ditahan:
            p = self.baris.pengimpor
            return tuple(self.baris.teks(bidang) for bidang in p.letak if bidang not in ("no", "nama", "opd"))
        return (self.nama, self.mulai, self.selesai, self.tahun, self.sertifikat, self.bentuk, self.jp, self.kali,
                self.luar_negeri, self.penyelenggara, self.berlaku_sampai)  # fmt: skip


@dataclass(slots=True)
class Konteks:
    """What the whole import knows; `kelas` maps a person and what an activity is known by to the code of a class."""

    pengenal: Pengenal
    opd: Kamus
    henti: dict[int, str | None]
    hari_ini: date
    bentuk: int | None
    kelas: dict[tuple[int, Hashable], str] = field(default_factory=dict)


def baca(k: Konteks, baris: BarisImpor) -> Isian:
    """Read one row; what is an own class is not read further."""
    isian = Isian(baris)
    bidang = "nip" if baris.sel("nip") is not None or not baris.pengimpor.ada("nama_nip") else "nama_nip"
    isian.pegawai_id = k.pengenal.dari_sel(baris, bidang)
    isian.nama = _nama(baris)
    temuan = len(baris.pengimpor.laporan.galat)
    isian.mulai, isian.selesai = _waktu(baris)
    isian.tahun = _tahun(baris, isian.selesai)
    if isian.tahun is None and temuan == len(baris.pengimpor.laporan.galat):
        baris.tahan(baris.kolom("selesai", "mulai", "tahun"), "TANGGAL_KOSONG", "tanggal dan tahunnya kosong",
                    "Isi tanggal selesainya, atau setidaknya tahunnya.")  # fmt: skip
    isian.sertifikat = _sertifikat(baris)
    if isian.pegawai_id is not None and isian.nama is not None and isian.tahun is not None:
        isian.kunci = kunci(isian.nama)
        nomor = kunci(isian.sertifikat) if isian.sertifikat else None
        isian.tentang = sidik(isian.kunci, iso(isian.mulai), isian.tahun, nomor)
        milik = [k.kelas[isian.pegawai_id, satu] for satu in isian.tentang if (isian.pegawai_id, satu) in k.kelas]
        if milik and not baris.ditahan:
            isian.kelas = milik[0]
            return isian
    isian.bentuk = _bentuk(k, baris)
    isian.luar_negeri = baris.baca("luar_negeri", baca_luar_negeri, "LUAR_NEGERI_TIDAK_SAH", "Isi ya atau tidak.")
    isian.jp = baris.baca("jp", baca_jam, "JP_TIDAK_SAH", SARAN_JP)
    isian.kali = baris.baca("kali", baca_kali, "KALI_TIDAK_SAH", "Isi banyaknya pertemuan, misalnya 2.")
    isian.penyelenggara = _penyelenggara(baris)
    isian.berlaku_sampai = _berlaku(baris, isian.selesai)
    return isian


def _nama(baris: BarisImpor) -> str | None:
    nama = baris.baca("kegiatan", nama_sel, "NAMA_TIDAK_SAH", perbaikan.NAMA)
    struktural = baris.teks("struktural")
    if baris.sel("kegiatan") is None and struktural:
        nama = STRUKTURAL.get(struktural, struktural)
    if (nama is None or not kunci(nama)) and not baris.rumus_kosong("kegiatan"):
        baris.tahan(baris.kolom("kegiatan", "struktural"), "KEGIATAN_KOSONG", "nama kegiatan kosong",
                    "Isi nama pelatihannya.")  # fmt: skip
    elif nama and len(kunci(nama)) > KUNCI_TERPANJANG:
        baris.tahan("kegiatan", "NAMA_TIDAK_SAH", "nama kegiatan terlalu panjang", perbaikan.NAMA)
    return nama


def _waktu(baris: BarisImpor) -> tuple[date | None, date | None]:
    """First and last day; one cell may hold both, and a single date is both."""
    sel = baris.sel("mulai")
    mulai, selesai = None, baris.tanggal("selesai")
    if isinstance(sel, str) and (rentang := _rentang(sel)):
        mulai, akhir = rentang
        if selesai and selesai != akhir:
            pesan = f"hari terakhir {selesai}, padahal di sebelahnya sampai {akhir}"
            baris.tahan("selesai", "TANGGAL_BERBEDA", pesan, "Sisakan yang benar.")
        selesai = akhir
    else:
        mulai = baris.tanggal("mulai")
    mulai, selesai = mulai or selesai, selesai or mulai
    if mulai and selesai and mulai > selesai:
        baris.tahan("selesai", "TANGGAL_TERBALIK", f"tanggal selesai {selesai} mendahului tanggal mulai {mulai}",
                    perbaikan.URUTAN)  # fmt: skip
    elif mulai and selesai and (selesai - mulai).days >= TERPANJANG:
        baris.tahan("mulai", "TANGGAL_TIDAK_SAH", f"{mulai} sampai {selesai} lebih dari {TERPANJANG} hari",
                    perbaikan.URUTAN)  # fmt: skip
    return mulai, selesai


def _rentang(isi: str) -> tuple[date, date] | None:
    """A range of days in one cell; None for a single date and for what cannot be read, which `tanggal` then says."""
    if len(isi) <= SATU_TANGGAL:
        return None
    try:
        awal, akhir = baca_rentang(isi)
    except ValueError:
        return None
    return (awal, akhir) if awal != akhir else None


def _tahun(baris: BarisImpor, selesai: date | None) -> int | None:
    """The year in which it ended; the last day decides, the column is for rows without one."""
    tertulis = baris.baca("tahun", baca_tahun, "TAHUN_TIDAK_SAH", "Isi empat angka, misalnya 2025.")
    if selesai is None:
        return tertulis
    if tertulis not in (None, selesai.year):
        baris.ingatkan("tahun", "TAHUN_BEDA", f"berakhir {selesai}; dihitung di tahun {selesai.year}",
                       "Periksa tanggalnya bila tahunnya yang benar.")  # fmt: skip
    return selesai.year


def _sertifikat(baris: BarisImpor) -> str | None:
    nomor = baris.baca("sertifikat", _rapi, "SERTIFIKAT_TIDAK_SAH", perbaikan.NAMA)
    if nomor and not bernomor(nomor):
        baris.ingatkan("sertifikat", "SERTIFIKAT_TANPA_NOMOR", f"'{nomor}' bukan nomor sertifikat; tidak dicatat")
        return None
    return nomor


def _rapi(sel: NilaiSel) -> str | None:
    return bersihkan_nama(teks(sel) or "", "Isinya")[0] or None


def _bentuk(k: Konteks, baris: BarisImpor) -> int | None:
    if baris.rumus_kosong("bentuk"):
        return None
    tulisan = baris.teks("bentuk")
    if tulisan is None and baris.teks("struktural"):
        return 1
    if tulisan is None:
        if k.bentuk is None:
            saran = _BENTUK if baris.pengimpor.ada("bentuk") else "Sebutkan --bentuk, misalnya --bentuk 3."
            baris.tahan(baris.kolom("bentuk", "kegiatan"), "BENTUK_KOSONG", "bentuk pelatihan kosong", saran)
        return k.bentuk
    pesan = ""
    for sebutan in (tulisan, f"Diklat {tulisan}", f"Pelatihan {tulisan}"):  # many files write `Teknis` alone
        try:
            return baca_bentuk(sebutan)
        except ValueError as salah:
            pesan = pesan or str(salah)
    saran = _WEBINAR if "webinar" in kunci(tulisan) else _BENTUK
    baris.tahan("bentuk", "BENTUK_TIDAK_DIKENAL", pesan, saran)
    return None


def _penyelenggara(baris: BarisImpor) -> str | None:
    """The organiser; beside it (or beside the agency) a column INSTANSI means the organiser too."""
    for bidang in ("penyelenggara", "instansi"):
        if isi := baris.baca(bidang, _rapi, "PENYELENGGARA_TIDAK_SAH", perbaikan.NAMA, kunci=False):
            return isi
    return None


def _berlaku(baris: BarisImpor, selesai: date | None) -> date | None:
    sampai = baris.tanggal("berlaku_sampai", kunci=False)
    if sampai and selesai and sampai < selesai:
        baris.tahan("berlaku_sampai", "TANGGAL_TERBALIK", f"berlaku sampai {sampai}, sebelum selesai {selesai}",
                    perbaikan.URUTAN, kunci=False)  # fmt: skip
        return None
    return sampai
