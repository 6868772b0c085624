"""What a spreadsheet says once its form has been understood: columns with meaning, rows with Excel's numbers.

The reader (`tabular.baca`) makes a `Lembar`; the services interpret its cells (`domain.sel`).
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import repeat
from typing import Final, NamedTuple, overload

from asn_kompetensi.domain.sel import NilaiSel


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


class DaftarBaris(Sequence[Baris]):
    """Data rows kept column by column: a row is made when it is asked for.

    A long sheet says the same few things of thousands of people: kept so, a cell is one reference, and what walks down
    a column never sees a row. `nomor` are the rows' numbers, `kolom` their cells in the order of `Lembar.lajur`.
    `teks`: every cell is text or empty, as in CSV.
    """

    __slots__ = ("kolom", "nomor", "teks")

    def __init__(self, lebar: int, baris: Iterable[Baris] = (), *, teks: bool = False) -> None:
        self.nomor, self.teks = array("L"), teks
        self.kolom: list[list[NilaiSel]] = [[] for _ in range(lebar)]
        for satu in baris:
            self.tambah(*satu)

    @classmethod
    def dari(cls, lebar: int, baris: Sequence[Baris]) -> DaftarBaris:
        """Rows however they are kept, column by column."""
        return baris if isinstance(baris, cls) else cls(lebar, baris)

    def tambah(self, nomor: int, sel: Sequence[NilaiSel]) -> None:
        """Add one row."""
        self.nomor.append(nomor)
        for kolom, satu in zip(self.kolom, sel, strict=True):
            kolom.append(satu)

    def tambah_banyak(self, nomor: Iterable[int], kolom: Iterable[Iterable[NilaiSel]]) -> None:
        """Add many rows, column by column."""
        self.nomor.extend(nomor)
        for lama, baru in zip(self.kolom, kolom, strict=True):
            lama.extend(baru)

    def tambah_kolom(self) -> None:
        """One more column, empty so far."""
        self.kolom.append([None] * len(self.nomor))

    def __len__(self) -> int:
        return len(self.nomor)

    @overload
    def __getitem__(self, letak: int) -> Baris: ...
    @overload
    def __getitem__(self, letak: slice) -> list[Baris]: ...
    def __getitem__(self, letak: int | slice) -> Baris | list[Baris]:
        if isinstance(letak, slice):
            return [self[satu] for satu in range(*letak.indices(len(self)))]
        return Baris(self.nomor[letak], tuple(kolom[letak] for kolom in self.kolom))

    def __iter__(self) -> Iterator[Baris]:
        return map(Baris, self.nomor, zip(*self.kolom, strict=True) if self.kolom else repeat(()))

    def __eq__(self, lain: object) -> bool:
        return isinstance(lain, Sequence) and list(self) == list(lain)

    def __repr__(self) -> str:
        return repr(list(self))


TIDAK_DIPILIH: Final = "tidak dipilih"  # why a row was passed over that somebody left out


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
    baris: Sequence[Baris]
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
