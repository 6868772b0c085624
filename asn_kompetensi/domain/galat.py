"""The error tree: every refusal the program can speak, with its exit code. The only place exit codes are defined."""

from __future__ import annotations

from enum import IntEnum, unique
from typing import ClassVar


@unique
class KodeKeluar(IntEnum):
    """Exit codes of the program. A script must treat any code it does not know as a failure."""

    BERHASIL = 0
    CACAT_PROGRAM = 1
    SALAH_PAKAI = 2
    DATA_DITOLAK = 3
    TIDAK_DITEMUKAN = 4
    BENTROK = 5
    SIBUK = 6
    BASIS_DATA = 7
    BERKAS = 8
    SEBAGIAN = 9
    TEMUAN = 10
    TERPUTUS = 129
    DIBATALKAN = 130
    DIHENTIKAN = 143


class GalatASN(Exception):
    """A refusal with a sentence for the clerk.

    `pesan` says what is wrong and where; `petunjuk` says what to type or do next ("" when there is nothing to add).
    """

    kode: ClassVar[KodeKeluar] = KodeKeluar.CACAT_PROGRAM
    jenis: ClassVar[str] = "cacat_program"

    def __init__(self, pesan: str, petunjuk: str = "") -> None:
        super().__init__(pesan)
        self.pesan = pesan
        self.petunjuk = petunjuk


class SalahPakai(GalatASN):
    """The command line itself is wrong or incomplete."""

    kode = KodeKeluar.SALAH_PAKAI
    jenis = "salah_pakai"


class DataDitolak(GalatASN):
    """Input data or an input file was refused; nothing was saved."""

    kode = KodeKeluar.DATA_DITOLAK
    jenis = "data_ditolak"


class TidakDitemukan(GalatASN):
    """A named thing (person, agency, period ...) is not registered."""

    kode = KodeKeluar.TIDAK_DITEMUKAN
    jenis = "tidak_ditemukan"


class Bentrok(GalatASN):
    """Already there, changed by someone else, period closed, or the output file exists."""

    kode = KodeKeluar.BENTROK
    jenis = "bentrok"


class BasisDataSibuk(GalatASN):
    """Another process held the database longer than the wait allows."""

    kode = KodeKeluar.SIBUK
    jenis = "basis_data_sibuk"


class BasisDataBermasalah(GalatASN):
    """The database is missing, damaged, not ours, or newer than this program."""

    kode = KodeKeluar.BASIS_DATA
    jenis = "basis_data_bermasalah"


class GalatBerkas(GalatASN):
    """The system cannot open, read or write a file, or the disk is full."""

    kode = KodeKeluar.BERKAS
    jenis = "galat_berkas"


class Sebagian(GalatASN):
    """Only part of the work was done; the rest was left out and named."""

    kode = KodeKeluar.SEBAGIAN
    jenis = "sebagian"


class AdaTemuan(GalatASN):
    """A check found something that must be repaired first."""

    kode = KodeKeluar.TEMUAN
    jenis = "ada_temuan"
