"""The key of a workbook that comes back: what was sent, to whom, and what stood in the register at that moment.

It travels in a hidden sheet as rows of (tag, JSON); the last row is the digest of all before it. Nothing in it depends
on a clock or on the numbers of a database, so that the same data gives the same bytes.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, Final

from asn_kompetensi.domain.galat import DataDitolak

NAMA: Final = "_kunci"
FORMAT: Final = 1
JENIS: Final = {"nilai": "formulir nilai", "laporan": "laporan perangkat daerah"}
_TAK_SAH = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LOLOS = re.compile("_(?:x005F_)+")
_TERPERINCI = 10**18
_MINTA = "Minta salinan yang baru, atau buat lagi berkasnya dan isi ulang."
_WAJIB = {"jenis", "format", "instansi", "opd", "periode", "sumber", "tanggal", "versi", "lembar", "kolom", "tetap"}


@dataclass(frozen=True, slots=True)
class BarisKunci:
    """One person's row of the sheet to fill in.

    `nomor` is Excel's row number, `versi` the digest of what was registered, `tetap` column letter -> text of each cell
    that must not change, `isi` field -> what was registered, "" for nothing.
    """

    nomor: int
    nip: str
    versi: str
    tetap: Mapping[str, str] = field(default_factory=dict)
    isi: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class KunciBuku:
    """A workbook's key. `pulang` is the sheet to fill in, `kolom` its columns to write in: letter -> field.

    `tetap` holds the filled cells of that sheet outside the rows, by address; `lembar` the digest of each whole sheet.
    """

    jenis: str
    instansi: str
    opd: str
    periode: str
    tanggal: date
    versi: str
    pulang: str
    sumber: str | None = None
    lembar: Mapping[str, str] = field(default_factory=dict)
    kolom: Mapping[str, str] = field(default_factory=dict)
    tetap: Mapping[str, str] = field(default_factory=dict)
    baris: tuple[BarisKunci, ...] = ()


def kanon(nilai: object) -> str:
    """A cell's content as one text, the same before and after any program saved the file."""
    if isinstance(nilai, str) and nilai.isprintable() and "_x005F_" not in nilai:
        return nilai  # nearly every cell
    if nilai is None:
        return ""
    if isinstance(nilai, bool):
        return str(nilai).upper()
    if isinstance(nilai, int | float | Decimal):
        angka = Decimal(repr(nilai)) if isinstance(nilai, float) else Decimal(nilai)
        if not angka.is_finite() or abs(angka) >= _TERPERINCI:
            return str(nilai)
        # Dust of binary numbers differs from program to program.
        return format(round(angka, 9).normalize() + 0, "f")
    if isinstance(nilai, datetime) and nilai.time() == time():
        nilai = nilai.date()
    if isinstance(nilai, date):
        return nilai.isoformat()
    # The escape that a sheet needs for text like `_x0041_` is not part of the text; some programs undo it, some do not.
    return _TAK_SAH.sub("�", _LOLOS.sub("_", str(nilai))).replace("\r\n", "\n").replace("\r", "\n")


def sidik(*bagian: object) -> str:
    """Digest of some values in their order, as 64 hexadecimal digits."""
    return hashlib.sha256(_json(list(bagian)).encode("ascii")).hexdigest()


def sidik_sel(sel: Iterable[tuple[int, int, object]]) -> str:
    """Digest of a sheet: its filled cells `(row, column, value)` in order."""
    return sidik([(baris, kolom, teks) for baris, kolom, nilai in sel if (teks := kanon(nilai))])


def _json(isi: object) -> str:
    """ASCII only, and no `_x` that a spreadsheet program could read as an escape."""
    return json.dumps(isi, separators=(",", ":"), default=str).replace("_x", "\\u005fx")


def susun(kunci: KunciBuku) -> list[tuple[str, str]]:
    """The rows of the hidden sheet."""
    kepala = {
        "jenis": kunci.jenis, "format": FORMAT, "instansi": kunci.instansi, "opd": kunci.opd, "periode": kunci.periode,
        "sumber": kunci.sumber, "tanggal": kunci.tanggal.isoformat(), "versi": kunci.versi,
        "pulang": kunci.pulang, "lembar": dict(kunci.lembar), "kolom": dict(kunci.kolom), "tetap": dict(kunci.tetap),
    }  # fmt: skip
    hasil = [(nama, _json(isi)) for nama, isi in kepala.items()]
    hasil += [
        ("baris", _json([satu.nomor, satu.nip, satu.versi, dict(satu.tetap), dict(satu.isi)])) for satu in kunci.baris
    ]
    return [*hasil, ("sidik", sidik(*hasil))]


def urai(berkas: str, baris: Sequence[Sequence[str]]) -> KunciBuku:
    """The key from the rows of the hidden sheet.

    Raises `DataDitolak` when a row is missing or another, or when a newer program made the file.
    """
    isi = [(satu[0], satu[1]) for satu in baris if len(satu) == 2]
    if len(isi) < len(baris) or len(isi) < 2 or isi[-1] != ("sidik", sidik(*isi[:-1])):
        raise rusak(berkas)
    try:
        kepala: dict[str, Any] = {nama: json.loads(teks) for nama, teks in isi[:-1] if nama != "baris"}
        if not kepala.keys() >= _WAJIB or kepala["jenis"] not in JENIS:
            raise rusak(berkas)
        if kepala.pop("format") != FORMAT:
            raise DataDitolak(f'"{berkas}" dibuat oleh program dengan bentuk kunci lain.', "Perbarui asn, lalu ulangi.")
        orang = tuple(BarisKunci(*json.loads(teks)) for nama, teks in isi[:-1] if nama == "baris")
        return KunciBuku(**{**kepala, "tanggal": date.fromisoformat(kepala["tanggal"])}, baris=orang)
    except (ValueError, TypeError, KeyError) as salah:
        raise rusak(berkas) from salah


def rusak(berkas: str) -> DataDitolak:
    """The refusal for a key that was edited or damaged."""
    return DataDitolak(f'Lembar kunci "{NAMA}" di "{berkas}" rusak atau sudah diubah.', _MINTA)


def tanpa_kunci(berkas: str, jenis: str) -> DataDitolak:
    """The refusal for a file that should have a key and has none."""
    return DataDitolak(f'"{berkas}" tidak mempunyai lembar kunci; ini bukan {JENIS[jenis]} dari program ini.', _MINTA)


def pastikan_jenis(kunci: KunciBuku, jenis: str, berkas: str) -> None:
    """Raise `DataDitolak` for a workbook that another command reads."""
    if kunci.jenis != jenis:
        balik = {"nilai": "asn nilai impor BERKAS", "laporan": "asn laporan verifikasi BERKAS"}[kunci.jenis]
        raise DataDitolak(f'"{berkas}" adalah {JENIS[kunci.jenis]}, bukan {JENIS[jenis]}.', f"Baca dengan: {balik}")
