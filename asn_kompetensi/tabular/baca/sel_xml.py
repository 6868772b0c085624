"""The cells of one row of sheet XML: where they stand, and what calamine would show wrongly or not at all.

Rows of plain cells, nearly all there are, take one search; any other row is read cell by cell. A cell that cannot be
read for certain refuses the file by its address: calamine would show it empty, or as another one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from asn_kompetensi.domain.sel import TANPA_NILAI, NilaiSel
from asn_kompetensi.tabular.baca.alamat import ATRIBUT, ATRIBUT_SATU, huruf_kolom, janggal, kolom_dari_huruf
from asn_kompetensi.tabular.baca.sel import galat

_HURUF_BESAR = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_DIGIT = b"0123456789"
_ALAMAT = re.compile(rb"([A-Za-z]{1,3})(\d{1,7})")
_BENAR_SALAH = (b"0", b"1", b"true", b"false")
_JENIS = (b"s", b"n", b"b", b"str", b"e", b"d", b"inlineStr")


@dataclass(frozen=True, slots=True)
class PolaSel:
    """How cells are written under one namespace prefix.

    `polos`: a whole cell holding a number or a text, nearly all there are; `utuh`: any cell as spreadsheet
    programs write it, a formula without a result excepted. `berisi`: the tag of a cell that is no empty one.
    `awal`: how any cell begins, though longer names begin so too; `tiap_awal`: how a cell begins for certain.
    `rinci`: a whole cell however written, its parts by name. `unsur`: what may not stand inside inline text.
    """

    polos: re.Pattern[bytes]
    utuh: re.Pattern[bytes]
    berisi: re.Pattern[bytes]
    awal: bytes
    tiap_awal: re.Pattern[bytes]
    rinci: re.Pattern[bytes]
    unsur: re.Pattern[bytes]


@lru_cache(maxsize=8)
def pola_sel(awalan: bytes) -> PolaSel:
    """Patterns for `<c ...>`, with `awalan` such as `b"x:"` or `b""`."""
    p = re.escape(awalan)
    c, f, v, i, t = (b"<" + p + satu for satu in (b"c", b"f", b"v", b"is", b"t"))
    tutup = {satu: b"</" + p + satu + b">" for satu in (b"c", b"f", b"v", b"is", b"t")}
    rumus = rb"(?:" + f + rb"(?: [^<>]*)?(?:/>|>[^<]*" + tutup[b"f"] + rb"))?"
    akhir = tutup[b"v"] + tutup[b"c"]
    teks = t + rb"(?: xml:space=\"preserve\")?>[^<]*" + tutup[b"t"]
    # Nothing to try again anywhere: this runs over every cell of every file.
    polos = (
        c + rb" r=\"([A-Z]{1,3}\d+)\"(?: s=\"\d+\")?+(?: t=\"(?:[sn]|inlineStr)\")?+>(?:(?<!r\">)" + v
        + rb">(?:\d++|(?<!\"s\">" + v + rb">)[-+.\deE]++)" + tutup[b"v"]
        + rb"|" + i + rb">" + t + rb"(?: xml:space=\"preserve\")?+>[^<]*+" + tutup[b"t"] + tutup[b"is"] + rb")"
        + tutup[b"c"]
    )  # fmt: skip
    utuh = (
        c + rb" r=\"([A-Z]{1,3}\d+)\"(?: s=\"\d+\")?(?:/>"
        rb"| t=\"s\"(?: s=\"\d+\")?>" + v + rb">\d{1,9}" + akhir +
        rb"|(?: t=\"n\")?(?: s=\"\d+\")?>" + rumus + v + rb">[-+.\deE]+" + akhir +
        rb"| t=\"str\"(?: s=\"\d+\")?>" + rumus + v + rb"(?: xml:space=\"preserve\")?>[^<]+" + akhir +
        rb"| t=\"b\"(?: s=\"\d+\")?>" + rumus + v + rb">[01]" + akhir +
        rb"| t=\"inlineStr\"(?: s=\"\d+\")?>" + i + rb">" + teks + tutup[b"is"] + tutup[b"c"] + rb")"
    )  # fmt: skip

    def isi(nama: str, kelompok: str) -> bytes:
        n = p + nama.encode()
        awal, badan = f"(?P<{kelompok}>/>|>(?P<isi_{kelompok}>".encode(), rb".*?" if nama == "is" else rb"[^<]*"
        return rb"(?:<" + n + ATRIBUT + awal + badan + rb")</" + n + rb"\s*>)\s*)?"

    rinci = (
        c + ATRIBUT + rb"(?:(?P<hampa>/>)|>\s*" + isi("f", "rumus") + isi("v", "nilai") + isi("is", "sisip")
        + rb"</" + p + rb"c\s*>)"
    )  # fmt: skip
    return PolaSel(
        polos=re.compile(polos),
        utuh=re.compile(utuh),
        berisi=re.compile(c + rb" r=\"([A-Z]{1,3}\d+)\"(?:[^>]*[^/>])?>"),
        awal=b"<" + awalan + b"c",
        tiap_awal=re.compile(c + rb"(?=[\s/>])"),
        rinci=re.compile(rinci, re.DOTALL),
        unsur=re.compile(rb"<" + p + rb"(?:row|c|v|f|is)[\s/>]"),
    )


@dataclass(slots=True)
class IsiBaris:
    """One row: its right-most filled column from 0 (-1: none), filled cells, and what calamine leaves out, by column.

    `galat_asing`: an error value whose name calamine does not know; it would refuse the whole sheet for it.
    """

    kolom_akhir: int
    terisi: int
    sisipan: dict[int, NilaiSel]
    galat_asing: bool = False


@lru_cache(maxsize=4096)
def _kolom_terjauh(huruf: bytes) -> int:
    return max(map(kolom_dari_huruf, huruf.split()), default=-1)


def baca_blok(baris: list[tuple[int, bytes, int]], pola: PolaSel) -> IsiBaris | None:
    """Look at the cells of many rows at once; None where one row is not plain, and each has to be looked at by itself.

    `baris`: number, XML and how often `pola.awal` stands in it. Plain are cells with an address in their own row, each
    once, that hold a value or nothing.
    """
    jumlah = sum(banyak for _, _, banyak in baris)
    ruas = b"<".join(satu for _, satu, _ in baris)  # no cell may begin in one row and end in the next
    alamat = pola.polos.findall(ruas)
    if len(alamat) != jumlah:
        alamat = pola.utuh.findall(ruas)
    if len(alamat) != jumlah:
        return None
    semua = b" ".join([*alamat, b""])
    if semua.translate(None, _HURUF_BESAR) != b"".join([b"%d " % nomor * banyak for nomor, _, banyak in baris]):
        return None
    ke, kolom_akhir = 0, -1
    for _, _, banyak in baris:
        terjauh = _kolom_berbeda(b" ".join(alamat[ke : ke + banyak]).translate(None, _DIGIT))
        if terjauh is None:
            return None
        kolom_akhir = max(kolom_akhir, terjauh)
        ke += banyak
    if b"/>" not in ruas:
        return IsiBaris(kolom_akhir, jumlah, {})
    terisi = pola.berisi.findall(ruas)
    huruf = set(b" ".join(terisi).translate(None, _DIGIT).split())
    return IsiBaris(max(map(kolom_dari_huruf, huruf), default=-1), len(terisi), {})


@lru_cache(maxsize=4096)
def _kolom_berbeda(huruf: bytes) -> int | None:
    """The right-most of the columns of one row, None where one stands there twice; rows are much alike."""
    semua = huruf.split()
    return max(map(kolom_dari_huruf, semua), default=-1) if len(set(semua)) == len(semua) else None


def baca_sel(ruas: bytes, nomor: int, pola: PolaSel, jumlah: int) -> IsiBaris:
    """Look at every cell of row `nomor`, in which `pola.awal` stands `jumlah` times.

    Raises DataDitolak for a cell that would land on other data or be misread.
    """
    alamat = pola.polos.findall(ruas)
    if len(alamat) != jumlah:
        alamat = pola.utuh.findall(ruas)
    # Every cell is plain, its address in this row (the row numbers are compared in one go) and in no other cell.
    if len(alamat) == jumlah:
        if b" ".join([*alamat, b""]).translate(None, _HURUF_BESAR) != b"%d " % nomor * jumlah:
            raise janggal(f"baris {nomor} memuat sel milik baris lain")
        if len(set(alamat)) == jumlah:
            terisi = pola.berisi.findall(ruas) if b"/>" in ruas else alamat
            return IsiBaris(_kolom_terjauh(b" ".join(terisi).translate(None, _DIGIT)), len(terisi), {})
    return _rinci(ruas, nomor, pola)


def _rinci(ruas: bytes, nomor: int, pola: PolaSel) -> IsiBaris:
    hasil = IsiBaris(-1, 0, {})
    ada: set[int] = set()
    kolom = -1
    if ruas.endswith(pola.awal):
        raise janggal(f"baris {nomor} berakhir di tengah sel")
    for satu in _potong(ruas, pola):
        cocok = pola.rinci.match(satu)
        if cocok is None:
            raise janggal(_sebut_sel(satu, nomor, kolom + 1) + " tidak terbaca")
        atribut = atribut_sel(cocok[1])
        kolom = _kolom(atribut.get(b"r"), nomor, kolom + 1)
        sebutan = f"sel {huruf_kolom(kolom)}{nomor}"
        if atribut.get(b"") is not None:
            raise janggal(f"{sebutan} memuat keterangan ganda")
        if kolom in ada:
            raise janggal(f"{sebutan} ditulis dua kali")
        ada.add(kolom)
        if cocok["hampa"]:
            continue
        hasil.terisi += 1
        hasil.kolom_akhir = max(hasil.kolom_akhir, kolom)
        _satu_sel(cocok, atribut.get(b"t", b"n"), sebutan, kolom, hasil, pola)
    return hasil


def _potong(ruas: bytes, pola: PolaSel) -> Iterator[bytes]:
    """Each cell up to where the next begins: a search inside one never runs on into the others."""
    awal = [satu.start() for satu in pola.tiap_awal.finditer(ruas)]
    for dari, sampai in zip(awal, [*awal[1:], len(ruas)], strict=True):
        yield ruas[dari:sampai]


def atribut_sel(tulisan: bytes) -> dict[bytes, bytes]:
    """Attributes by name; one that stands twice also stands under the empty name."""
    hasil: dict[bytes, bytes] = {}
    for nama, ganda, tunggal in ATRIBUT_SATU.findall(tulisan):
        if nama in hasil:
            hasil[b""] = nama
        hasil[nama] = ganda or tunggal
    return hasil


def _kolom(alamat: bytes | None, nomor: int, berikut: int) -> int:
    if alamat is None:
        return berikut
    cocok = _ALAMAT.fullmatch(alamat)
    if cocok is None:
        raise janggal(f"baris {nomor} memuat alamat sel yang tidak dikenal")
    if int(cocok[2]) != nomor:
        raise janggal(f"baris {nomor} memuat sel milik baris lain")
    return kolom_dari_huruf(cocok[1])


def _sebut_sel(satu: bytes, nomor: int, berikut: int) -> str:
    """The cell as far as its address can be made out."""
    cocok = re.match(rb"[^<>]{0,200}?\sr\s*=\s*[\"']([A-Za-z]{1,3})\d{1,7}[\"']", satu[1:])
    return f"sel {huruf_kolom(kolom_dari_huruf(cocok[1]) if cocok else berikut)}{nomor}"


def _satu_sel(cocok: re.Match[bytes], jenis: bytes, sebutan: str, kolom: int, hasil: IsiBaris, pola: PolaSel) -> None:
    nilai, isi = cocok["nilai"], (cocok["isi_nilai"] or b"").strip()
    if jenis not in _JENIS:
        raise janggal(f"{sebutan} berjenis tidak dikenal")
    if cocok["sisip"] is not None:
        if nilai is not None or pola.unsur.search(cocok["isi_sisip"] or b""):
            raise janggal(f"{sebutan} memuat dua isi")
        return
    if not isi:
        # A formula may well have a result of no letters; then it says that it is a text.
        if jenis == b"e" or (cocok["rumus"] is not None and (jenis != b"str" or nilai is None)):
            hasil.sisipan[kolom] = TANPA_NILAI
    elif jenis == b"e":
        hasil.sisipan[kolom] = galat(isi.decode("utf-8", "replace"))
        hasil.galat_asing = hasil.galat_asing or cocok["isi_nilai"] not in GALAT_DIKENAL
    elif not _terbaca(jenis, isi):
        raise janggal(f"isi {sebutan} tidak terbaca")


def _terbaca(jenis: bytes, isi: bytes) -> bool:
    """Whether calamine reads these letters as what they are: an index as an index, an entity not as nothing."""
    if jenis == b"s":
        return isi.isdigit() and len(isi) < 10
    if jenis == b"b":
        return isi in _BENAR_SALAH
    return jenis == b"str" or (jenis != b"inlineStr" and b"&" not in isi)


# What calamine takes for an error; it shows each as an empty cell.
GALAT_DIKENAL = frozenset({b"#DIV/0!", b"#N/A", b"#NAME?", b"#NULL!", b"#NUM!", b"#REF!", b"#VALUE!"})
