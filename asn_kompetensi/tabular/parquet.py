"""Tables as Apache Parquet, for analytic engines: typed by declaration, in row groups, with the optional pyarrow.

Compressed with zstd: rows of the gap take 0.8 times what they take with snappy, and every engine of today reads it.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO

from asn_kompetensi.domain.galat import GalatBerkas, SalahPakai
from asn_kompetensi.tabular.json_ import aman
from asn_kompetensi.tabular.nilai import desimal, json_teks, mesin, urut
from asn_kompetensi.tabular.simpan import tulis_aman
from asn_kompetensi.tabular.tabel import Tabel, Tipe
from asn_kompetensi.tabular.teks import utf8
from asn_kompetensi.tabular.tipe import kolom_satu, tipe

SEKALI = 4096  # rows that are Python objects at one time
KELOMPOK = 16 * SEKALI  # rows of a row group, held as compact arrays until it is written
# Digits of a decimal column in all: 18 fit in 64 bits, the size that every engine computes with fast.
DIGIT = 18


def simpan_tabel(tabel: Tabel, path: Path, *, timpa: bool) -> None:
    """Write one table as `.parquet`.

    Raises SalahPakai without pyarrow, Bentrok (file exists), GalatBerkas also for a value that its column cannot hold.
    """
    pa, pq = pustaka()
    semua = [tipe(satu) for satu in tabel.kolom]
    jenis = _jenis(pa)
    bidang = [pa.field(nama, jenis[satu]) for nama, satu in zip(_nama(tabel.nama), semua, strict=True)]
    skema = pa.schema(bidang, {"judul": utf8(tabel.judul)} if tabel.judul else None)

    def isi(biner: BinaryIO) -> None:
        with pq.ParquetWriter(biner, skema, compression="zstd") as penulis:
            _alirkan(pa, penulis, semua, tabel.baris)

    tulis_aman(path, isi, timpa=timpa)


def simpan_satu(objek: Mapping[str, object], path: Path, *, timpa: bool) -> None:
    """Write one thing (`lihat`) as a table of one row; what is nested in it as JSON text."""
    simpan_tabel(Tabel(tuple(kolom_satu(objek)), [tuple(objek.values())]), path, timpa=timpa)


def pustaka() -> tuple[Any, Any]:
    """pyarrow and what of it reads and writes Parquet. Raises SalahPakai where it is not installed."""
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError as galat:  # the optional extra `parquet`
        raise SalahPakai(
            "Berkas .parquet perlu pustaka pyarrow, yang belum terpasang.",
            "Pasang dengan: pip install '.[parquet]' di folder program ini. Atau pakai .xlsx, .csv, atau .json.",
        ) from galat
    return pyarrow, pyarrow.parquet


def _jenis(pa: Any) -> dict[Tipe, Any]:
    return {
        "teks": pa.string(),
        "bulat": pa.int64(),
        "desimal": pa.decimal128(DIGIT, 2),
        "desimal4": pa.decimal128(DIGIT, 4),
        "nyata": pa.float64(),
        "tanggal": pa.date32(),
        "waktu": pa.timestamp("us", "UTC"),
        "ya_tidak": pa.bool_(),
        "daftar": pa.list_(pa.string()),
        "susunan": pa.string(),
    }


def _nama(semua: Sequence[str]) -> list[str]:
    """Column names that no reader takes for one another: DuckDB ignores case."""
    hasil: dict[str, str] = {}
    for nama in map(utf8, semua):
        calon, ke = nama, 1
        while calon.casefold() in hasil:
            ke += 1
            calon = f"{nama}_{ke}"
        hasil[calon.casefold()] = calon
    return list(hasil.values())


def _alirkan(pa: Any, penulis: Any, semua: Sequence[Tipe], baris: Iterable[Sequence[object]]) -> None:
    """Write the rows as they come; at most `KELOMPOK` of them wait."""
    skema = penulis.schema
    mengalir = iter(baris)
    tunggu: list[Any] = []
    while potongan := list(islice(mengalir, SEKALI)):
        isi = zip(skema, semua, zip(*potongan, strict=True), strict=True)
        larik = [_larik(pa, bidang, satu, nilai) for bidang, satu, nilai in isi]
        tunggu.append(pa.record_batch(larik, schema=skema))
        if len(tunggu) * SEKALI == KELOMPOK:
            penulis.write_table(pa.Table.from_batches(tunggu), row_group_size=KELOMPOK)
            tunggu.clear()
    if tunggu:
        penulis.write_table(pa.Table.from_batches(tunggu), row_group_size=KELOMPOK)


def _larik(pa: Any, bidang: Any, satu: Tipe, nilai: Sequence[object]) -> Any:
    """Some values of a column as an array: at once where they are what they should be, else one by one."""
    if set(map(type, nilai)) <= _LANGSUNG.get(satu, frozenset()):
        try:
            return pa.array(nilai, bidang.type)
        except (pa.ArrowException, ValueError, OverflowError):
            pass  # a lone surrogate, NaN, too many digits: below it is converted, or told
    ubah = _UBAH[satu]
    hasil = []
    for isi in nilai:
        try:
            hasil.append(None if isi is None else ubah(isi))
        except (ValueError, TypeError, OverflowError) as galat:
            raise GalatBerkas(
                f"Isi '{mesin(isi)[:40]}' tidak cocok dengan kolom {bidang.name} ({bidang.type}) dalam berkas Parquet.",
                "Pakai -o berkas.csv atau -o berkas.json, dan laporkan kolom itu.",
            ) from galat
    return pa.array(hasil, bidang.type)


def _bulat(isi: object) -> int:
    angka = int(isi) if isinstance(isi, int | float | Decimal) and not isinstance(isi, bool) else None
    if angka is None or angka != isi or not -(2**63) <= angka < 2**63:
        raise ValueError(isi)
    return angka


def _desimal(skala: int) -> Callable[[object], Decimal | None]:
    def ubah(isi: object) -> Decimal | None:
        """Exactly that number; None for NaN and infinity, as in JSON."""
        if not isinstance(isi, int | float | Decimal) or isinstance(isi, bool):
            raise TypeError(isi)
        teks = desimal(Decimal(isi) if isinstance(isi, int) else isi)
        if teks is None:
            return None
        utuh, _, pecahan = teks.lstrip("-").partition(".")
        if len(utuh) > DIGIT - skala or len(pecahan) > skala:
            raise ValueError(isi)
        return Decimal(teks)

    return ubah


def _nyata(isi: object) -> float | None:
    if not isinstance(isi, int | float | Decimal) or isinstance(isi, bool):
        raise TypeError(isi)
    angka = float(isi)
    return angka if math.isfinite(angka) else None


def _tanggal(isi: object) -> date:
    if isinstance(isi, str):
        return date.fromisoformat(isi)
    if not isinstance(isi, date) or isinstance(isi, datetime):
        raise TypeError(isi)
    return isi


def _waktu(isi: object) -> datetime:
    saat = datetime.fromisoformat(isi) if isinstance(isi, str) else isi
    if not isinstance(saat, datetime) or saat.tzinfo is None:
        raise TypeError(isi)
    return saat.astimezone(UTC)


def _ya_tidak(isi: object) -> bool:
    if not isinstance(isi, bool):
        raise TypeError(isi)
    return isi


def _daftar(isi: object) -> list[str]:
    if not isinstance(isi, list | tuple | set | frozenset):
        raise TypeError(isi)
    return [utf8(mesin(satu)) for satu in urut(isi)]


# What pyarrow itself takes exactly; a bool would pass for a number.
_LANGSUNG: dict[Tipe, frozenset[type]] = {
    "teks": frozenset({str, type(None)}),
    "bulat": frozenset({int, type(None)}),
    "desimal": frozenset({Decimal, type(None)}),
    "desimal4": frozenset({Decimal, type(None)}),
    "tanggal": frozenset({date, type(None)}),
    "ya_tidak": frozenset({bool, type(None)}),
}
_UBAH: dict[Tipe, Callable[[Any], object]] = {
    "teks": lambda isi: utf8(mesin(isi)),
    "bulat": _bulat,
    "desimal": _desimal(2),
    "desimal4": _desimal(4),
    "nyata": _nyata,
    "tanggal": _tanggal,
    "waktu": _waktu,
    "ya_tidak": _ya_tidak,
    "daftar": _daftar,
    "susunan": lambda isi: aman(json_teks(isi)),
}
