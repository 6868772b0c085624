"""Tables on a terminal: plain, aligned, 200 rows at a time; data can neither style nor steer the screen."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING, Any, TextIO

from asn_kompetensi.tabular.nilai import bersih, layar
from asn_kompetensi.tabular.tabel import Kolom, Tabel
from asn_kompetensi.tabular.tampungan import tampung

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions
    from rich.segment import Segment
    from rich.table import Table

BATAS_BARIS = 200
JARAK = 2
LAYAR_TERSEMPIT = 20
KEPALA_TERPENDEK = 8  # a longer heading may be folded before the table is given up
# Rich's eight lines of a box: only the third, under the header, is drawn; one space between columns.
GARIS = "    \n    \n ── \n    \n    \n    \n    \n    \n"
KATA_TERPENDEK = 12  # a text column narrower than this, or than its longest word, cannot be read
PETUNJUK_SEMUA = "Semua: --semua, --csv, atau -o berkas.xlsx."


@dataclass(frozen=True, slots=True)
class Cuplikan:
    """What a terminal shows of a table: the columns meant for it, the rows, and how many more there are."""

    tabel: Tabel
    sisa: int


def ambil(tabel: Tabel, *, semua: bool) -> Cuplikan:
    """Take a table whole for a terminal: all its rows with `semua`, else the first, while the others are counted."""
    berisi: set[int] = set()
    mengalir = _perhatikan(tabel, berisi)
    baris = tampung(mengalir) if semua else list(islice(mengalir, BATAS_BARIS))
    sisa = sum(1 for _ in mengalir)
    kolom = (replace(k, layar=False) if k.bila_isi and n not in berisi else k for n, k in enumerate(tabel.kolom))
    return Cuplikan(replace(tabel, kolom=tuple(kolom), baris=baris), sisa)


def _perhatikan(tabel: Tabel, berisi: set[int]) -> Iterator[Sequence[object]]:
    """The rows as they pass; `berisi` gets the places of the columns in question in which one has a value."""
    ditanya = [n for n, satu in enumerate(tabel.kolom) if satu.bila_isi]
    for satu in tabel.baris:
        berisi.update(n for n in ditanya if satu[n] is not None)
        yield satu


def tampilkan(cuplikan: Cuplikan, *, keluar: TextIO, catat: Callable[[str], None], petunjuk: str = "") -> None:
    """Show the columns meant for the screen; what is left out is said on stderr through `catat`.

    `petunjuk` names the options that give the rest where the command has not the usual ones.
    """
    tabel = cuplikan.tabel
    pilih = [i for i, k in enumerate(tabel.kolom) if k.layar]
    sel = [tuple(layar(b[i]) for i in pilih) for b in tabel.baris]
    if not sel:
        catat(tabel.kosong)
        return
    konsol = _konsol(keluar)
    if tabel.judul:
        _cetak(konsol, bersih(tabel.judul))
    _cetak_sel(konsol, [tabel.kolom[i] for i in pilih], sel)
    if cuplikan.sisa:
        catat(f"Ditampilkan {len(sel)} dari {len(sel) + cuplikan.sisa} baris. {petunjuk or PETUNJUK_SEMUA}")


def tampilkan_objek(objek: Mapping[str, object], *, keluar: TextIO, judul: Mapping[str, str] | None = None) -> None:
    """Show one thing as name and value, its lists of records below as small tables."""
    konsol = _konsol(keluar)
    kepala = judul or {}
    nama = {k: kepala.get(k) or Kolom(k).kepala for k in objek}
    kecil = {k: v for k, v in objek.items() if _berisi_catatan(v)}
    pasangan = [(bersih(nama[k]), layar(v)) for k, v in objek.items() if k not in kecil]
    if pasangan:
        _cetak_pasangan(konsol, pasangan)
    for k, nilai in kecil.items():
        _cetak(konsol, "")
        _cetak(konsol, bersih(nama[k]))
        kolom, sel = _dari_catatan(nilai, kepala)
        _cetak_sel(konsol, kolom, sel)


def tampilkan_pasangan(pasangan: Iterable[tuple[str, str]], *, keluar: TextIO) -> None:
    """Show names beside values as they come; a line that goes on with the name above it has an empty one."""
    _cetak_pasangan(_konsol(keluar), [(bersih(nama), layar(isi) if isi else "") for nama, isi in pasangan])


def _berisi_catatan(nilai: object) -> bool:
    return isinstance(nilai, list | tuple) and bool(nilai) and all(isinstance(n, Mapping) for n in nilai)


def _dari_catatan(catatan: Any, kepala: Mapping[str, str]) -> tuple[list[Kolom], list[tuple[str, ...]]]:
    nama = list(dict.fromkeys(str(k) for c in catatan for k in c))
    angka = {n for n in nama if all(isinstance(c.get(n), int | float | None) or _desimal(c.get(n)) for c in catatan)}
    kolom = [Kolom(n, kepala.get(n), angka=n in angka, tetap=n == "nip") for n in nama]
    return kolom, [tuple(layar(c.get(n)) for n in nama) for c in catatan]


def _desimal(nilai: object) -> bool:
    return type(nilai).__name__ == "Decimal"


def _konsol(keluar: TextIO) -> Console:
    """A console of this moment. `force_terminal` settles whether styles are allowed: FORCE_COLOR may not."""
    from rich.console import Console

    konsol = Console(
        file=keluar,
        force_terminal=keluar.isatty(),
        force_jupyter=False,
        markup=False,
        emoji=False,
        highlight=False,
        soft_wrap=False,
    )
    if konsol.width < LAYAR_TERSEMPIT:  # below this Rich drops text; the terminal itself may wrap instead
        konsol.width = LAYAR_TERSEMPIT
    return konsol


def _cetak(konsol: Console, isi: Any) -> None:
    konsol.print(isi, crop=False, overflow="fold")


def _cetak_sel(konsol: Console, kolom: Sequence[Kolom], sel: Sequence[Sequence[str]]) -> None:
    from rich.cells import cell_len

    isi = [_terlebar(cell_len, (b[i] for b in sel)) for i in range(len(kolom))]
    terkecil = [_lebar_terkecil(cell_len, k, i, isi[i], sel) for i, k in enumerate(kolom)]
    tersedia = konsol.width - JARAK * (len(kolom) - 1)
    if sum(terkecil) <= tersedia:
        wajar = [max(penuh, cell_len(bersih(k.kepala))) for k, penuh in zip(kolom, isi, strict=True)]
        _cetak(konsol, _susun(konsol, kolom, sel, _bagi_lebar(terkecil, wajar, tersedia)))
        return
    for nomor, baris in enumerate(sel):  # too narrow for columns: one record under the other
        if nomor:
            _cetak(konsol, "")
        _cetak_pasangan(konsol, [(bersih(k.kepala), s) for k, s in zip(kolom, baris, strict=True)])


def _cetak_pasangan(konsol: Console, pasangan: Sequence[tuple[str, str]]) -> None:
    """Names beside values; names above values where a number (a NIP) would otherwise be broken."""
    from rich.cells import cell_len
    from rich.padding import Padding
    from rich.text import Text

    angka = _terlebar(cell_len, (k for _, isi in pasangan for k in isi.split() if k.isdecimal()))
    if _terlebar(cell_len, (nama for nama, _ in pasangan)) + JARAK + angka <= konsol.width:
        _cetak(konsol, _daftar(pasangan))
        return
    for nama, isi in pasangan:
        _cetak(konsol, Text(nama, style="bold"))
        _cetak(konsol, Padding(Text(isi, overflow="fold"), (0, 0, 0, JARAK)))


def _terlebar(cell_len: Callable[[str], int], teks: Iterable[str]) -> int:
    return max((cell_len(t) for t in teks), default=0)


def _lebar_terkecil(
    cell_len: Callable[[str], int], kolom: Kolom, ke: int, penuh: int, sel: Sequence[Sequence[str]]
) -> int:
    kepala = min(KEPALA_TERPENDEK, _terlebar(cell_len, kolom.kepala.split()))
    if kolom.tetap or kolom.angka:
        return max(kepala, penuh)
    return max(kepala, min(KATA_TERPENDEK, _terlebar(cell_len, _kata(b[ke] for b in sel))))


def _bagi_lebar(terkecil: Sequence[int], wajar: Sequence[int], tersedia: int) -> list[int]:
    """Share the room: what is over goes to the narrowest column that still wants more.

    Rich's own sharing knows no smallest widths and may end up wider than the terminal.
    """
    lebar = list(terkecil)
    while sum(lebar) < tersedia and (kurang := [i for i, w in enumerate(wajar) if lebar[i] < w]):
        lebar[min(kurang, key=lebar.__getitem__)] += 1
    return lebar


def _kata(teks: Iterable[str]) -> Iterator[str]:
    for t in teks:
        yield from t.split()


def _susun(konsol: Console, kolom: Sequence[Kolom], sel: Sequence[Sequence[str]], lebar: Sequence[int]) -> Table:
    from rich.box import Box
    from rich.cells import cell_len
    from rich.table import Table
    from rich.text import Text

    polos = konsol.options.ascii_only
    kotak = Box(GARIS.replace("─", "-") if polos else GARIS, ascii=polos)
    # The gap is the line between columns: as padding it would be an object around every cell.
    kotak.head_vertical = kotak.mid_vertical = kotak.foot_vertical = " " * JARAK
    kotak.head_row_cross *= JARAK
    tabel = Table(box=kotak, show_edge=False, pad_edge=False, padding=0, header_style="bold")
    for k, satu in zip(kolom, lebar, strict=True):
        tabel.add_column(
            Text(bersih(k.kepala)),
            justify="right" if k.angka else "left",
            vertical="top",
            overflow="fold",
            no_wrap=k.tetap,
            width=satu,
        )
    for baris in sel:
        tabel.add_row(
            *(
                Text(s) if (sisa := satu - cell_len(s)) < 0 else Muat(" " * sisa + s if k.angka else s)
                for s, k, satu in zip(baris, kolom, lebar, strict=True)
            )
        )
    return tabel


class Muat:
    """A cell that fits on one line of its column, for Rich: laying out a `Text` takes it fifty times as long."""

    __slots__ = ("teks",)

    def __init__(self, teks: str) -> None:
        self.teks = teks

    def __rich_console__(self, konsol: Console, pilihan: ConsoleOptions) -> Iterator[Segment]:
        from rich.segment import Segment

        yield Segment(self.teks)


def _daftar(pasangan: Sequence[tuple[str, str]]) -> Table:
    from rich.table import Table
    from rich.text import Text

    tabel = Table.grid(padding=(0, JARAK, 0, 0))
    tabel.add_column(style="bold", overflow="fold", ratio=None)
    tabel.add_column(overflow="fold")
    for nama, isi in pasangan:
        tabel.add_row(Text(nama), Text(isi))
    return tabel
