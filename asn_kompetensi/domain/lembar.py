"""What a spreadsheet says once its form has been understood: columns with meaning, rows with Excel's numbers.

The reader (`tabular.baca`) makes a `Lembar`; the services interpret its cells. A cell is one of
`str` (as written, one leading apostrophe removed), `int`, `float`, `bool`, `date`, `datetime`, `None` (empty, `-`,
`null`, `...`), `AngkaMentah` (a number in a NIP column, with the text the file really holds), `GalatRumus` (an error
such as `#REF!`) or `TANPA_NILAI` (a formula whose result was never stored).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final, NamedTuple


class AngkaMentah(float):
    """A numeric cell where text was due; `mentah` is the number exactly as the file writes it."""

    mentah: str

    def __new__(cls, mentah: str) -> AngkaMentah:
        """Build from the stored digits, e.g. `1.96808171994032E+17`."""
        angka = super().__new__(cls, float(mentah))
        angka.mentah = mentah
        return angka


class GalatRumus(str):
    """An error value such as `#REF!`: not a text, however it looks."""

    __slots__ = ()


class _TanpaNilai:
    """The type of `TANPA_NILAI`."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "TANPA_NILAI"


TANPA_NILAI: Final = _TanpaNilai()

NilaiSel = str | int | float | bool | date | datetime | None | _TanpaNilai


@dataclass(frozen=True, slots=True)
class Skema:
    """What one kind of import looks for in a sheet.

    `bidang`: canonical field names it understands. `wajib`: alternatives that must be there, e.g.
    `(("nip", "nama_nip"), ("nilai",))` needs a NIP column of either kind and a score column. `kompetensi`: label or
    code, as written -> code, for sheets with one column per competency. `hari`: date headings are attendance days.
    """

    jenis: str
    bidang: tuple[str, ...]
    wajib: tuple[tuple[str, ...], ...]
    kompetensi: Mapping[str, str] = field(default_factory=dict)
    hari: bool = False


@dataclass(frozen=True, slots=True)
class Lajur:
    """One understood column. `bidang` is a canonical field, or `kompetensi:KODE`, or `hari:2025-03-03`.

    `standar` is the number at the end of a heading such as `Integritas 3`, as text, else None. `grup`: the cells come
    from group rows (`Satuan Kerja : X`), see `Lembar.baris_grup`.
    """

    huruf: str
    judul: str
    bidang: str
    standar: str | None = None
    grup: bool = False


class Baris(NamedTuple):
    """One non-empty data row; `nomor` is the row number Excel shows, `sel` is in the order of `Lembar.lajur`."""

    nomor: int
    sel: tuple[NilaiSel, ...]


@dataclass(frozen=True, slots=True)
class BarisDilewati:
    """A non-empty row below the header that holds no data, and why (`jumlah`, `tanda tangan`, `nomor kolom` ...)."""

    nomor: int
    alasan: str
    sel: tuple[NilaiSel, ...] = ()


@dataclass(frozen=True, slots=True)
class Lembar:
    """One sheet, understood. Personal columns that are never stored are named in `kolom_dibuang`.

    `kolom_asing`: letter and heading of unknown columns among the competencies that hold levels all the same.
    `tergeser`: rows (by number) whose cells do not stand below their headings, and how that shows. `sejak_1904`: the
    workbook counts days from 1904, which a serial number without a date format does not show by itself. `baris_grup`:
    row -> the group row above it that names its agency.
    """

    berkas: str
    nama: str
    baris_judul: tuple[int, ...]
    lajur: tuple[Lajur, ...]
    baris: tuple[Baris, ...]
    dilewati: tuple[BarisDilewati, ...]
    tergeser: Mapping[int, str] = field(default_factory=dict)
    kepala: tuple[str, ...] = ()
    kolom_dibuang: tuple[str, ...] = ()
    kolom_diabaikan: tuple[str, ...] = ()
    kolom_asing: tuple[tuple[str, str], ...] = ()
    lembar_dilewati: tuple[tuple[str, str], ...] = ()
    salah_eja: tuple[tuple[str, str], ...] = ()
    catatan_baca: str = ""
    sejak_1904: bool = False
    baris_grup: Mapping[int, int] = field(default_factory=dict)
