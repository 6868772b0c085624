"""CSV text: delimiter and encoding are found out and told; the row number is the record's, as Excel would show it."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from asn_kompetensi.domain.galat import DataDitolak
from asn_kompetensi.tabular.baca.ejaan import dikenal
from asn_kompetensi.tabular.baca.kisi import PUNCAK, Kisi

BARIS_BITA_MAKS = 1_000_000
PEMISAH = (",", ";", "|", "\t")
NAMA_PEMISAH = {"\t": "TAB"}
_CONTOH = 64_000
_RUMUS_TEKS = re.compile(r'\s*="((?:[^"]|"")*)"\s*')
_TINGGI = re.compile(rb"[\x80-\xff]")
_HURUF_UTF8 = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_POTONGAN = BARIS_BITA_MAKS // 4


@dataclass(frozen=True, slots=True)
class BentukCsv:
    """How the text is written.

    `polos`: no quotation mark and no long line anywhere, so that every line is one record and needs no guard.
    `petunjuk_sep` when the first line is Excel's own `sep=;`, which Excel never shows.
    """

    pemisah: str
    pengodean: str
    nama_pengodean: str
    polos: bool
    petunjuk_sep: bool = False

    @property
    def catatan(self) -> str:
        """`CSV, pemisah ';', UTF-8`."""
        return f"CSV, pemisah {NAMA_PEMISAH.get(self.pemisah, repr(self.pemisah))}, {self.nama_pengodean}"


def kisi_csv(jalur: Path) -> tuple[Kisi, str]:
    """The one grid of a CSV file, and a note on how it was read.

    Raises DataDitolak for binary data, long lines, unbalanced quotes or broken letters; OSError passes through.
    """
    sidik = _sidik(jalur)
    bentuk = _kenali(jalur)
    puncak = list(islice(_utuh(jalur, bentuk, sidik), PUNCAK))
    return Kisi(jalur.stem, puncak, lambda: _utuh(jalur, bentuk, sidik), teks=True), bentuk.catatan


def _sidik(jalur: Path) -> tuple[int, int]:
    keadaan = jalur.stat()
    return keadaan.st_size, keadaan.st_mtime_ns


def _utuh(jalur: Path, bentuk: BentukCsv, sidik: tuple[int, int]) -> Iterator[list[str]]:
    """All records of a file that is still as it was when its form was found out: an export may be writing it yet."""
    berubah = DataDitolak(
        f'Berkas "{jalur.name}" berubah selagi dibaca.', "Tunggu sampai berkasnya selesai ditulis, lalu ulangi."
    )
    try:
        yield from _rekaman(jalur, bentuk)
    except (UnicodeError, csv.Error) as galat:
        raise berubah from galat
    if _sidik(jalur) != sidik:
        raise berubah


def _kenali(jalur: Path) -> BentukCsv:
    pengodean, nama, polos = _pengodean(jalur)
    with jalur.open(encoding=pengodean, newline="", errors="replace") as berkas:
        contoh = berkas.read(_CONTOH)
        tuntas = not berkas.read(1)
    sep = re.match(r'"?sep=(.)"?(?:\r\n?|\n)', contoh, re.IGNORECASE)
    if sep and sep.group(1) in PEMISAH:
        return BentukCsv(sep.group(1), pengodean, nama, polos, petunjuk_sep=True)
    return BentukCsv(_pemisah(contoh, tuntas), pengodean, nama, polos)


def _pengodean(jalur: Path) -> tuple[str, str, bool]:
    """Encoding, its name, and whether the text is plain (`BentukCsv.polos`).

    By BOM, else UTF-8 if the whole file is valid UTF-8, else the Windows page Indonesian Excel writes.
    Raises DataDitolak for UTF-8 with broken places: taken for the Windows page, every sound é would become two letters.
    """
    pemeriksa = codecs.getincrementaldecoder("utf-8")()
    utf8 = polos = True
    with jalur.open("rb") as berkas:
        awal = berkas.read(3)
        if awal[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
            return (*_pastikan(jalur, "utf-16", "UTF-16"), False)
        berbom = awal == codecs.BOM_UTF8
        berkas.seek(3 if berbom else 0)
        while isi := berkas.read(_POTONGAN):
            if b"\0" in isi:
                raise DataDitolak(
                    f'Berkas "{jalur.name}" memuat bita NUL, jadi bukan CSV.',
                    "Simpan ulang sebagai CSV UTF-8 atau .xlsx.",
                )
            # A line end in every piece: no line is longer than two of them.
            polos = polos and b'"' not in isi and (b"\n" in isi or len(isi) < _POTONGAN)
            if utf8:
                try:
                    pemeriksa.decode(isi)
                except UnicodeDecodeError:
                    utf8 = False
    try:
        pemeriksa.decode(b"", final=utf8)
    except UnicodeDecodeError:
        utf8 = False
    if not utf8 and (rusak := _rusak(jalur, pasti=berbom)):
        raise DataDitolak(
            f'Berkas "{jalur.name}" ditulis sebagai UTF-8, tetapi rusak di baris {rusak[0]}, bita ke-{rusak[1]}.',
            "Minta salinan baru, atau simpan ulang sebagai CSV UTF-8.",
        )
    if not utf8:
        return (*_pastikan(jalur, "cp1252", "Windows-1252"), polos)
    return ("utf-8-sig", "UTF-8 dengan BOM", polos) if berbom else ("utf-8", "UTF-8", polos)


def _rusak(jalur: Path, *, pasti: bool) -> tuple[int, int] | None:
    """(line, byte in it) of the first place that is no UTF-8, both from 1; None where the text is no UTF-8 at all.

    In a text of another code hardly two bytes in a row happen to be a character; in a broken one most of them are.
    """
    tinggi = sah = 0
    letak: tuple[int, int] | None = None
    with jalur.open("rb") as berkas:
        nomor = 1
        while baris := berkas.readline(BARIS_BITA_MAKS):
            if not baris.isascii():
                tinggi += len(_TINGGI.findall(baris))
                sah += sum(map(len, _HURUF_UTF8.findall(baris)))
                try:
                    baris.decode("utf-8")
                except UnicodeDecodeError as galat:
                    letak = letak or (nomor, galat.start + 1)
            nomor += baris.endswith(b"\n")
    return letak if pasti or sah * 2 >= tinggi else None


def _pastikan(jalur: Path, pengodean: str, nama: str) -> tuple[str, str]:
    """The whole file must decode; letters lost in silence would change names."""
    try:
        with jalur.open(encoding=pengodean, newline="") as berkas:
            while berkas.read(1 << 20):
                pass
    except UnicodeError as galat:
        raise DataDitolak(
            f'Berkas "{jalur.name}" bukan teks {nama} yang utuh.', "Simpan ulang sebagai CSV UTF-8 atau .xlsx."
        ) from galat
    return pengodean, nama


def _pemisah(contoh: str, tuntas: bool) -> str:
    """The delimiter under which most headings are known; on a tie, the one that splits most rows alike."""
    if not tuntas and "\n" in contoh:
        contoh = contoh[: contoh.rindex("\n") + 1]
    nilai = []
    for pemisah in PEMISAH:
        try:
            baris = list(islice(csv.reader(io.StringIO(contoh, newline=""), delimiter=pemisah), 60))
        except csv.Error:
            continue
        lebar = Counter(len(satu) for satu in baris if len(satu) > 1)
        seragam = max((n * jumlah for n, jumlah in lebar.items()), default=0)
        kenal = max((sum(map(dikenal, satu)) for satu in baris[:30] if len(satu) > 1), default=0)
        nilai.append((kenal, seragam, -PEMISAH.index(pemisah)))
    return PEMISAH[-max(nilai)[2]] if nilai else ","


def _rekaman(jalur: Path, bentuk: BentukCsv) -> Iterator[list[str]]:
    """Records in order, blank lines as `[]`."""
    belum: list[str] = []
    nomor = 0
    with jalur.open(encoding=bentuk.pengodean, newline="") as berkas, _batas_bidang():
        if bentuk.petunjuk_sep:
            berkas.readline(100)
        if bentuk.polos:
            yield from csv.reader(berkas, delimiter=bentuk.pemisah)
            return
        pembaca = csv.reader(_baris_aman(jalur, berkas, belum), delimiter=bentuk.pemisah, strict=True)
        while True:
            nomor += 1
            belum.clear()
            try:
                rekam = next(pembaca, None)
            except csv.Error as galat:
                raise _kutip(jalur, nomor) from galat
            if rekam is None:
                return
            # An opening quote never closed swallows every row down to the end of the file.
            if len(belum) > 1 and sum(baris.count('"') for baris in belum) % 2:
                raise _kutip(jalur, nomor)
            # Excel's own way of keeping digits a text: ="0180".
            yield [_tanpa_rumus(satu) for satu in rekam] if any('="' in satu for satu in belum) else rekam


def _tanpa_rumus(isi: str) -> str:
    cocok = _RUMUS_TEKS.fullmatch(isi)
    return cocok[1].replace('""', '"') if cocok else isi


def _kutip(jalur: Path, nomor: int) -> DataDitolak:
    return DataDitolak(
        f'Berkas "{jalur.name}" baris {nomor}: tanda kutip (") dibuka tetapi tidak ditutup.',
        "Hapus atau lengkapi tanda kutip itu, atau simpan sebagai .xlsx.",
    )


def _baris_aman(jalur: Path, berkas: io.TextIOBase | io.TextIOWrapper, belum: list[str]) -> Iterator[str]:
    nomor = rekaman = 0
    while baris := berkas.readline(BARIS_BITA_MAKS + 1):
        nomor += 1
        rekaman = len(baris) + (rekaman if belum else 0)
        if len(baris) > BARIS_BITA_MAKS // 4 and len(baris.encode()) > BARIS_BITA_MAKS:
            raise DataDitolak(
                f'Berkas "{jalur.name}" baris {nomor} melebihi 1 MB.', "Periksa apakah berkasnya benar CSV."
            )
        if rekaman > BARIS_BITA_MAKS:
            raise DataDitolak(
                f'Berkas "{jalur.name}": satu rekaman sampai baris {nomor} melebihi 1 MB.',
                "Periksa tanda kutip di baris-baris sebelumnya.",
            )
        if "\0" in baris:
            raise DataDitolak(
                f'Berkas "{jalur.name}" memuat bita NUL di baris {nomor}.', "Simpan ulang sebagai CSV UTF-8."
            )
        belum.append(baris)
        yield baris


@contextmanager
def _batas_bidang() -> Iterator[None]:
    """The csv module's field limit is global: raise it only while reading."""
    sebelum = csv.field_size_limit(BARIS_BITA_MAKS)
    try:
        yield
    finally:
        csv.field_size_limit(sebelum)
