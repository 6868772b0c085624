"""The raw grid of one sheet, with the row numbers Excel shows, whatever format the workbook is in."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BytesIO
from itertools import islice
from pathlib import Path
from typing import Any

from asn_kompetensi.domain.galat import DataDitolak
from asn_kompetensi.domain.sel import NilaiSel
from asn_kompetensi.tabular.baca.alamat import janggal
from asn_kompetensi.tabular.baca.batas import BARIS_MAKS, LUAS_WAJAR, SIMPAN_ULANG, terlalu_banyak
from asn_kompetensi.tabular.baca.biner import TelaahBiner
from asn_kompetensi.tabular.baca.gabungan import Gabungan, rapikan_gabungan
from asn_kompetensi.tabular.baca.praperiksa import Pemeriksaan
from asn_kompetensi.tabular.baca.sel import kosong
from asn_kompetensi.tabular.baca.xml_lembar import Telaah

PUNCAK = 100
# Rows taken from calamine at one go: silencing it for each row would cost more than the row.
SEKALI = 64
# The endings calamine believes without looking.
AKHIRAN = {
    ".xls": "xls", ".xla": "xls", ".xlsx": "xlsx", ".xlsm": "xlsx", ".xlam": "xlsx", ".xlsb": "xlsb", ".ods": "ods",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Kisi:
    """`puncak` holds the first rows for finding the header; `alir()` walks all rows from row 1 on, ragged.

    `teks`: every cell is text, as in CSV. `lebar`: cells of each row, where the file says so (HTML).
    `tinggi`: how many rows `alir` gives, 0 where that shows only at the end.
    """

    nama: str
    puncak: list[list[Any]]
    alir: Callable[[], Iterator[list[Any]]]
    gabungan: tuple[Gabungan, ...] = ()
    mentah: Callable[[frozenset[int]], dict[tuple[int, int], str]] | None = None
    teks: bool = False
    lebar: tuple[int, ...] = ()
    tinggi: int = 0


@dataclass(slots=True)
class BukuKerja:
    """The visible sheets of a workbook, and why the others were passed over."""

    jalur: Path
    periksa: Pemeriksaan
    terlihat: list[str] = field(default_factory=list)
    dilewati: list[tuple[str, str]] = field(default_factory=list)
    tersembunyi: list[str] = field(default_factory=list)
    _buku: Any = None
    _terbaca: int = 0

    def buka(self) -> BukuKerja:
        """Open with calamine. Raises DataDitolak for a damaged or encrypted workbook."""
        import python_calamine as calamine

        with _tanpa_suara():
            self._buku = aman(self.jalur, lambda: calamine.load_workbook(self._sumber()))
        for meta in self._buku.sheets_metadata:
            if meta.visible != calamine.SheetVisibleEnum.Visible:
                self.tersembunyi.append(meta.name)
                self.dilewati.append((meta.name, "tersembunyi"))
            elif meta.typ != calamine.SheetTypeEnum.WorkSheet:
                self.dilewati.append((meta.name, "bukan lembar data"))
            else:
                self.terlihat.append(meta.name)
        return self

    def _sumber(self) -> str | BytesIO:
        """The file itself, or what has to be read instead: mended, or unnamed where the name promises another kind."""
        from asn_kompetensi.tabular.baca.galat_xml import salinan_dengan_galat_dikenal

        if self.periksa.buku is not None:
            return BytesIO(self.periksa.buku)
        asing = [self.periksa.anggota[nama] for nama, satu in self.periksa.telaah.items() if satu.galat_asing]
        if asing and self.periksa.arsip is not None:
            return salinan_dengan_galat_dikenal(self.periksa.arsip, self.periksa.bagian(), asing)
        if AKHIRAN.get(self.jalur.suffix, self.periksa.jenis) == self.periksa.jenis:
            return str(self.jalur)
        return BytesIO(self.jalur.read_bytes())

    def kisi(self, nama: str) -> Kisi:
        """The grid of a visible sheet. Raises DataDitolak for a damaged sheet or one row too many."""
        with _tanpa_suara():
            lembar = aman(self.jalur, lambda: self._buku.get_sheet_by_name(nama))
            puncak = aman(self.jalur, lambda: lembar.to_python(skip_empty_area=False, nrows=PUNCAK))
            gabungan = aman(self.jalur, lambda: lembar.merged_cell_ranges) or []
        telaah = self.periksa.telaah.get(nama)
        if telaah is None:
            raise janggal(f'lembar "{nama}" tidak dapat diperiksa')
        if isinstance(telaah, TelaahBiner):
            gabungan = [((atas, kiri), (bawah, kanan)) for atas, kiri, bawah, kanan in telaah.gabungan]
        if self.periksa.jenis != "xlsx":
            self._hitung(lembar)
        return Kisi(
            nama,
            list(_sisipkan(iter(puncak), telaah, PUNCAK)),
            lambda: _sisipkan(_semua_baris(self.jalur, lembar), telaah),
            rapikan_gabungan(gabungan, max(map(len, puncak), default=0)),
            self._pencari_mentah(nama),
            tinggi=(lembar.start[0] if lembar.start else 0) + lembar.height,
        )

    def besar(self, nama: str) -> bool:
        """Whether the grid of a sheet takes some fifty megabytes or more, as far as its scan can tell."""
        telaah = self.periksa.telaah.get(nama)
        return telaah is not None and self.periksa.jenis == "xlsx" and telaah.luas > LUAS_WAJAR

    def _hitung(self, lembar: Any) -> None:
        """xls, xlsb and ods show their filled rows only once read."""
        if lembar.height > BARIS_MAKS or self._terbaca + lembar.height > BARIS_MAKS:
            self._terbaca += sum(1 for baris in _semua_baris(self.jalur, lembar) if not all(map(kosong, baris)))
        else:
            self._terbaca += lembar.height
        if self._terbaca > BARIS_MAKS:
            raise terlalu_banyak()

    def _pencari_mentah(self, nama: str) -> Callable[[frozenset[int]], dict[tuple[int, int], str]] | None:
        from asn_kompetensi.tabular.baca.mentah import mentah_xlsx

        arsip, anggota = self.periksa.arsip, self.periksa.anggota.get(nama)
        if arsip is None or anggota is None:
            return None
        return lambda kolom: mentah_xlsx(arsip, anggota, kolom)


@contextmanager
def _tanpa_suara() -> Iterator[None]:
    """A Rust panic prints to file descriptor 2 by itself before it becomes the exception that `aman` words anew."""
    try:
        asal = os.dup(2)
    except OSError:  # stderr is closed: nobody would see it
        yield
        return
    try:
        with Path(os.devnull).open("wb") as hampa:
            os.dup2(hampa.fileno(), 2)
        yield
    finally:
        os.dup2(asal, 2)
        os.close(asal)


def aman(jalur: Path, kerja: Callable[[], Any]) -> Any:
    """Run a calamine call; any of its failures, Rust panics included, becomes a refusal."""
    import python_calamine as calamine

    try:
        return kerja()
    except calamine.PasswordError as galat:
        raise DataDitolak(
            f'Berkas "{jalur.name}" dilindungi kata sandi.', "Buka di Excel, hapus kata sandinya, lalu simpan."
        ) from galat
    except (KeyboardInterrupt, SystemExit, GeneratorExit, MemoryError):
        raise
    except BaseException as galat:  # a pyo3 PanicException is no Exception
        raise DataDitolak(f'Berkas "{jalur.name}" rusak atau bukan buku kerja yang lengkap.', SIMPAN_ULANG) from galat


def _semua_baris(jalur: Path, lembar: Any) -> Iterator[list[Any]]:
    """All rows from Excel's row 1: calamine's iterator keeps leading empty rows but drops leading empty columns."""
    geser: list[Any] = [""] * (lembar.start[1] if lembar.start else 0)

    def ambil() -> list[Any]:
        with _tanpa_suara():
            return list(aman(jalur, lambda: list(islice(baris, SEKALI))))

    with _tanpa_suara():
        baris = aman(jalur, lembar.iter_rows)
    while sekelompok := ambil():
        for satu in sekelompok:
            yield geser + satu if geser else satu


def _sisipkan(baris: Iterator[list[Any]], telaah: Telaah, batas: int | None = None) -> Iterator[list[Any]]:
    """Put in what calamine leaves out: uncached formulas, error values, what a cell of an ODS really shows."""
    if not telaah.sisipan:
        yield from baris
        return
    akhir = max(telaah.sisipan)
    ke = -1
    for ke, satu in enumerate(baris):
        yield _isi_sisipan(satu, telaah.sisipan.get(ke))
    for kosong_ke in range(ke + 1, min(akhir + 1, batas or akhir + 1)):
        yield _isi_sisipan([], telaah.sisipan.get(kosong_ke))


def _isi_sisipan(baris: list[Any], sisipan: dict[int, NilaiSel] | None) -> list[Any]:
    for kolom, nilai in (sisipan or {}).items():
        if kolom >= len(baris):
            baris.extend([""] * (kolom + 1 - len(baris)))
        baris[kolom] = nilai
    return baris
