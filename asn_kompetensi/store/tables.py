"""The records as SQLModel classes, one per table, for commands that write a record at a time.

Overview: `Pegawai` holds `Penempatan` (agency and job, dated); a `Jabatan` requires `Standar` (dated); scores are what
a person reached in a `Periode`; a `Pelatihan` is given as `Kelas` with `Peserta` and their attendance. Every
`Jalankan` is one run of a writing command. The binding schema is in `migrations`; a test holds the two together.
`table=True` does not validate: input is checked in `domain` and again by the CHECKs of the schema.
"""

from datetime import date
from typing import Any

from sqlalchemy import Computed, Integer, Text, TypeDecorator
from sqlmodel import Field, SQLModel


class Tanggal(TypeDecorator[date]):
    """A date kept as ISO text, so that anyone can read and compare it in SQL."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: date | str | None, dialect: Any) -> str | None:  # noqa: ARG002 - SQLAlchemy asks so
        """Date to text; text that is already ISO passes."""
        return value.isoformat() if isinstance(value, date) else value

    def process_result_value(self, value: str | None, dialect: Any) -> date | None:  # noqa: ARG002 - SQLAlchemy asks so
        """Text to date."""
        return date.fromisoformat(value) if value else None


def _kunci() -> Any:
    return Field(default=None, primary_key=True, sa_type=Integer)


def _bulat(rujuk: str | None = None, *, kunci: bool = False) -> Any:
    return Field(sa_type=Integer, foreign_key=rujuk, primary_key=kunci) if rujuk else Field(sa_type=Integer)


def _bulat_boleh(rujuk: str | None = None) -> Any:
    return Field(default=None, sa_type=Integer, foreign_key=rujuk) if rujuk else Field(default=None, sa_type=Integer)


def _teks(*, kunci: bool = False) -> Any:
    return Field(sa_type=Text, primary_key=kunci)


def _teks_boleh() -> Any:
    return Field(default=None, sa_type=Text)


def _tanggal() -> Any:
    return Field(sa_type=Tanggal)


def _tanggal_boleh() -> Any:
    return Field(default=None, sa_type=Tanggal)


class Jalankan(SQLModel, table=True):
    """One run of a writing command. `perintah` holds no name and no NIP."""

    id: int | None = _kunci()
    waktu: str = _teks()
    petugas: str = _teks()
    perintah: str = _teks()
    berkas: str | None = _teks_boleh()
    sha256: str | None = _teks_boleh()


class Opd(SQLModel, table=True):
    """An agency or a unit below one (`induk_id`)."""

    id: int | None = _kunci()
    kode: str = _teks()
    nama: str = _teks()
    singkatan: str | None = _teks_boleh()
    induk_id: int | None = _bulat_boleh("opd.id")
    surel: str | None = _teks_boleh()
    kepala_nip: str | None = _teks_boleh()
    mulai: date | None = _tanggal_boleh()
    selesai: date | None = _tanggal_boleh()
    digabung_ke_id: int | None = _bulat_boleh("opd.id")


class Jabatan(SQLModel, table=True):
    """A job."""

    id: int | None = _kunci()
    kode: str = _teks()
    nama: str = _teks()
    jenjang: str | None = _teks_boleh()
    urusan: str | None = _teks_boleh()


class Kompetensi(SQLModel, table=True):
    """A competency; `urutan` is its place in every table."""

    id: int | None = _kunci()
    kode: str = _teks()
    nama: str = _teks()
    jenis: str = _teks()
    urutan: int = _bulat()
    definisi: str | None = _teks_boleh()


class Standar(SQLModel, table=True):
    """Required level of a job, in hundredths, with validity dates (both inclusive, NULL is open)."""

    id: int | None = _kunci()
    jabatan_id: int = _bulat("jabatan.id")
    kompetensi_id: int = _bulat("kompetensi.id")
    ratus: int = _bulat()
    tingkat: str | None = _teks_boleh()
    dasar: str | None = _teks_boleh()
    mulai: date | None = _tanggal_boleh()
    selesai: date | None = _tanggal_boleh()


class Pegawai(SQLModel, table=True):
    """A civil servant. Religion, NIK, health, phone and address are never stored."""

    id: int | None = _kunci()
    nip: str = _teks()
    nama: str = _teks()
    gelar_depan: str | None = _teks_boleh()
    gelar_belakang: str | None = _teks_boleh()
    jenis_kelamin: str = _teks()
    tanggal_lahir: date = _tanggal()
    jenis_pegawai: str = _teks()
    golongan: str | None = _teks_boleh()
    surel: str | None = _teks_boleh()
    status: str = Field(default="aktif", sa_type=Text)
    henti_tanggal: date | None = _tanggal_boleh()
    henti_alasan: str | None = _teks_boleh()


class Penempatan(SQLModel, table=True):
    """A person in a job of an agency; both dates inclusive, NULL is open."""

    id: int | None = _kunci()
    pegawai_id: int = _bulat("pegawai.id")
    opd_id: int = _bulat("opd.id")
    jabatan_id: int = _bulat("jabatan.id")
    mulai: date | None = _tanggal_boleh()
    selesai: date | None = _tanggal_boleh()


class Periode(SQLModel, table=True):
    """An evaluation period. `hari` (its last day as days since 1970) is computed by SQLite."""

    id: int | None = _kunci()
    kode: str = _teks()
    mulai: date = _tanggal()
    selesai: date = _tanggal()
    status: str = Field(default="terbuka", sa_type=Text)
    segel: str | None = _teks_boleh()
    hari: int | None = Field(
        default=None,
        sa_type=Integer,
        nullable=False,
        sa_column_args=(Computed("CAST(strftime('%s', selesai) / 86400 AS INTEGER)", persisted=True),),
    )


class Pelatihan(SQLModel, table=True):
    """A training programme of one of the 25 official forms."""

    id: int | None = _kunci()
    kode: str = _teks()
    nama: str = _teks()
    bentuk_id: int = Field(sa_type=Integer)
    jp: int | None = _bulat_boleh()
    penyelenggara: str | None = _teks_boleh()


class Kelas(SQLModel, table=True):
    """One class of a programme. `nilai_maks` and all test scores are hundredths; `biaya` is rupiah."""

    id: int | None = _kunci()
    kode: str = _teks()
    pelatihan_id: int = _bulat("pelatihan.id")
    mulai: date = _tanggal()
    selesai: date = _tanggal()
    tempat: str | None = _teks_boleh()
    kuota: int | None = _bulat_boleh()
    biaya: int | None = _bulat_boleh()
    terbuka: int = Field(default=0, sa_type=Integer)
    luar_negeri: int = Field(default=0, sa_type=Integer)
    nilai_maks: int = Field(default=10000, sa_type=Integer)
    status: str = Field(default="dibuka", sa_type=Text)
    alasan_batal: str | None = _teks_boleh()


class Peserta(SQLModel, table=True):
    """A person in a class, with the agency of that time. `nomor` is the number on the roster."""

    id: int | None = _kunci()
    kelas_id: int = _bulat("kelas.id")
    nomor: int = _bulat()
    pegawai_id: int = _bulat("pegawai.id")
    opd_id: int | None = _bulat_boleh("opd.id")
    jawaban: str | None = _teks_boleh()
    alasan: str | None = _teks_boleh()
    pre: int | None = _bulat_boleh()
    post: int | None = _bulat_boleh()
    lulus: int | None = _bulat_boleh()
    sertifikat: str | None = _teks_boleh()
    berlaku_sampai: date | None = _tanggal_boleh()
    jp_diakui: int | None = _bulat_boleh()
