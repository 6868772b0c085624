"""The files of letters: made in memory, checked against what lies in the folder, then written one by one."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from asn_kompetensi.cli.buku_kerja import di_folder
from asn_kompetensi.cli.kemajuan import maju
from asn_kompetensi.domain.buku import DataBukuOpd
from asn_kompetensi.domain.kirim import alamat_tunggal
from asn_kompetensi.domain.konfig_surel import KonfigSurel
from asn_kompetensi.domain.surat_pengantar import SuratPengantar, susun_surat
from asn_kompetensi.services.kirim import Calon, Persiapan, Siap, sudah_terkirim
from asn_kompetensi.tabular import eml, sandi
from asn_kompetensi.tabular.buku.opd import buku_opd, nama_berkas_unik
from asn_kompetensi.tabular.simpan import periksa_tujuan, tulis_aman
from asn_kompetensi.tabular.surat import surat_docx

# Nobody owns this address (RFC 2606): it stands in a mail only until an account sends it.
TANPA_PENGIRIM = "bkpsdm@belum-diatur.invalid"


@dataclass(frozen=True, slots=True)
class Jadi:
    """What became of an agency: `status` siap, sudah_terkirim, terkirim_berubah or ditinggal; `isi` by file name."""

    calon: Calon
    status: str
    siap: Siap | None
    isi: Mapping[str, bytes]
    keterangan: str = ""
    perintah: str = ""

    def baris(self, folder: Path) -> tuple[object, ...]:
        """A row of the answer."""
        data = self.calon.data
        berkas: list[str | None] = [str(folder / nama) for nama in self.isi]
        return (
            data.opd, data.nama_opd, self.calon.alamat, *(*berkas, None, None, None)[:3], len(data.orang), self.status,
            self.keterangan or None, self.perintah or None,
        )  # fmt: skip

    def berkas(self, folder: Path) -> list[Path]:
        """The files of the letter; of one that is sent already those that still lie in the folder."""
        if self.isi or self.calon.lama is None:
            return [folder / nama for nama in self.isi]
        buku = folder / self.calon.lama.berkas
        return [satu for satu in (buku, buku.with_suffix(".docx"), buku.with_suffix(".eml")) if satu.is_file()]

    def sudah_ada(self, folder: Path) -> bool:
        """Whether nothing is left to write."""
        return all(_sudah(folder / nama, isi) for nama, isi in self.isi.items())


def buat(
    isi: Persiapan,
    folder: Path,
    *,
    nomor: str,
    penanda: tuple[str, ...],
    sandi: Mapping[str, str] | None,
    akun: KonfigSurel | None,
    ulang: bool,
) -> list[Jadi]:
    """Every agency's files in memory. With `sandi` an agency without a password gets none.

    One that cannot get a mail gets its workbook and its letter all the same, to be carried there.
    """
    nama = nama_berkas_unik(isi.kode, isi.periode)
    pengirim = _pengirim(isi, akun)
    hasil = []
    for calon in maju(isi.calon, "Menyiapkan surat"):
        kode = calon.data.opd
        kunci = sandi.get(kode.casefold()) if sandi is not None else None
        if sandi is not None and kunci is None:
            saran = f"Tambahkan baris {kode}=sandi pada berkas --sandi-dari."
            hasil.append(Jadi(calon, "ditinggal", None, {}, "belum punya sandi", saran))
        elif calon.halangan:
            antaran = {} if calon.di_jalan else _antaran(calon, isi, folder / nama[kode], (nomor, penanda), kunci)
            hasil.append(Jadi(calon, "ditinggal", None, antaran, calon.halangan, calon.saran))
        else:
            hasil.append(_satu(calon, isi, folder / nama[kode], (nomor, penanda), kunci, pengirim, ulang))
    return hasil


def _pengirim(isi: Persiapan, akun: KonfigSurel | None) -> tuple[str, str, str | None]:
    """Address, name and address for answers; the account that sends later puts in its own."""
    nama = isi.calon[0].data.instansi if isi.calon else ""
    if akun is not None:
        return akun.dari, akun.nama or nama, akun.balas_ke
    try:
        alamat_tunggal(isi.surel_kantor or "")
    except ValueError:
        return TANPA_PENGIRIM, nama, None
    return isi.surel_kantor or "", nama, None


def _surat(
    data: DataBukuOpd, isi: Persiapan, ciri: tuple[str, tuple[str, ...]], tujuan: Path, kunci: str | None
) -> SuratPengantar:
    """`ciri` is the letter's number and who signs it."""
    nomor, penanda = ciri
    return susun_surat(
        data, batas=isi.batas, nomor=nomor, berkas=tujuan.name, bersandi=kunci is not None, penanda=penanda
    )


def _antaran(
    calon: Calon, isi: Persiapan, tujuan: Path, ciri: tuple[str, tuple[str, ...]], kunci: str | None
) -> dict[str, bytes]:
    data = calon.data
    polos = sandi.isi_buku(buku_opd(data), data.tanggal_surat)
    buku = polos if kunci is None else _tersandi(tujuan, polos, kunci)
    surat = _surat(data, isi, ciri, tujuan, kunci)
    return {tujuan.name: buku, tujuan.with_suffix(".docx").name: surat_docx(surat, tanggal=data.tanggal_surat)}


def _satu(
    calon: Calon,
    isi: Persiapan,
    tujuan: Path,
    ciri: tuple[str, tuple[str, ...]],
    kunci: str | None,
    pengirim: tuple[str, str, str | None],
    ulang: bool,
) -> Jadi:
    data = calon.data
    polos = sandi.isi_buku(buku_opd(data), data.tanggal_surat)
    sidik_isi = _sidik(polos)
    if sudah_terkirim(calon) and not ulang:
        sama = calon.lama is not None and calon.lama.sidik_isi == sidik_isi
        keterangan = "sudah terkirim" if sama else "sudah terkirim; isinya berubah sejak itu"
        return Jadi(calon, "sudah_terkirim" if sama else "terkirim_berubah", None, {}, keterangan)
    buku = polos if kunci is None else _tersandi(tujuan, polos, kunci)
    surat = _surat(data, isi, ciri, tujuan, kunci)
    docx = surat_docx(surat, tanggal=data.tanggal_surat)
    nama_surat = tujuan.with_suffix(".docx").name
    pesan, nomor_pesan = _eml(calon, surat, pengirim, (tujuan.name, buku), (nama_surat, docx))
    siap = Siap(calon, tujuan.name, _sidik(buku), sidik_isi, _sidik(pesan), nomor_pesan, kunci is not None)
    return Jadi(calon, "siap", siap, {tujuan.name: buku, nama_surat: docx, tujuan.with_suffix(".eml").name: pesan})


def _eml(
    calon: Calon,
    surat: SuratPengantar,
    pengirim: tuple[str, str, str | None],
    buku: tuple[str, bytes],
    docx: tuple[str, bytes],
) -> tuple[bytes, str]:
    dari, nama, balas_ke = pengirim
    return eml.susun_eml(
        surat,
        dari=dari,
        nama=nama,
        balas_ke=balas_ke,
        kepada=calon.alamat or "",
        nama_kepada=calon.data.nama_opd,
        tanggal=calon.data.tanggal_surat,
        buku=buku,
        docx=docx,
    )


def _tersandi(tujuan: Path, polos: bytes, kunci: str) -> bytes:
    """The workbook under its password; one in the folder that holds the same under the same password serves again."""
    if tujuan.is_file() and not tujuan.is_symlink():
        ada = tujuan.read_bytes()
        if sandi.buka(ada, kunci) == polos:
            return ada
    return sandi.bersandikan(polos, kunci)


def tulis_semua(jadi: Sequence[Jadi], folder: Path, *, timpa: bool, kering: bool) -> None:
    """Write every file that is not there yet as it should be.

    Raises `Bentrok` before the first one when another stands in the place of any and `timpa` is not given.
    """
    if kering and not folder.is_dir():
        return
    di_folder([], folder)
    semua = [(folder / nama, isi) for satu in jadi for nama, isi in satu.isi.items()]
    for berkas, isi in semua:
        if not _sudah(berkas, isi):
            periksa_tujuan(berkas, timpa=timpa)
    if kering:
        return
    for berkas, isi in semua:
        tulis_aman(berkas, _penulis(isi), timpa=timpa, lanjut=True)


def _penulis(isi: bytes) -> Callable[[BinaryIO], None]:
    def tulis(keluar: BinaryIO) -> None:
        keluar.write(isi)

    return tulis


def _sudah(berkas: Path, isi: bytes) -> bool:
    return berkas.is_file() and not berkas.is_symlink() and berkas.read_bytes() == isi


def _sidik(isi: bytes) -> str:
    return hashlib.sha256(isi).hexdigest()
