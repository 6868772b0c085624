"""What every answer with rows is: named columns over rows that may stream past only once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Literal, Protocol

# What every value of a column is: text, whole number, number with 2 or with 4 decimals, measurement (a float), day,
# moment (UTC), yes or no, list of texts, record. Only files that keep types ask for it.
Tipe = Literal["teks", "bulat", "desimal", "desimal4", "nyata", "tanggal", "waktu", "ya_tidak", "daftar", "susunan"]


@dataclass(frozen=True, slots=True)
class Kolom:
    """One column. `nama` is the JSON field and the CSV header; `judul` heads it on the terminal and in a workbook.

    `layar=False` keeps it off the terminal table, `bila_isi` only where no row has a value in it. `angka` aligns right,
    `tetap` (a NIP, a code) is never wrapped.
    `tipe` only where a field is not what its name says everywhere else (`tabular.tipe`).
    """

    nama: str
    judul: str | None = None
    layar: bool = True
    bila_isi: bool = False
    angka: bool = False
    tetap: bool = False
    tipe: Tipe | None = None

    @property
    def kepala(self) -> str:
        """Heading for people: `judul`, else the name with spaces and a capital (`nip` is an acronym)."""
        if self.judul is not None:
            return self.judul
        kata = self.nama.replace("_", " ")
        kata = kata[:1].upper() + kata[1:]
        return " ".join(k.upper() if k.lower() in SINGKATAN else k for k in kata.split(" "))


SINGKATAN = frozenset({"nip", "opd", "jpm", "jp", "skm", "ikm", "id"})
KOSONG: Final = "Tidak ada data."
TANPA_TEMUAN: Final = "Tidak ada temuan."


@dataclass(frozen=True, slots=True)
class Tabel:
    """Columns and rows; each row is in the order of `kolom`. `baris` may be an iterator: read it once.

    `kosong` is what it means on the screen when there are none.
    """

    kolom: tuple[Kolom, ...]
    baris: Iterable[Sequence[object]]
    judul: str = ""
    kosong: str = KOSONG

    @classmethod
    def dari(cls, kolom: Sequence[Kolom | str], baris: Iterable[Sequence[object]], judul: str = "") -> Tabel:
        """Build from columns (a bare string is a column without special needs) and rows."""
        return cls(tuple(Kolom(k) if isinstance(k, str) else k for k in kolom), baris, judul)

    @property
    def nama(self) -> tuple[str, ...]:
        """Field names in order."""
        return tuple(k.nama for k in self.kolom)


class Aliran(Protocol):
    """Where a table goes that is spelled as text."""

    def write(self, teks: str, /) -> object:
        """Take the next of it."""

    def isatty(self) -> bool:
        """Whether it will be seen on a terminal."""
