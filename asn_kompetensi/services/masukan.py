"""Values typed on the command line: the domain's ValueError sentences as refusals."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar

from asn_kompetensi.domain.galat import DataDitolak
from asn_kompetensi.domain.nama import bersihkan_nama, kosong, kunci
from asn_kompetensi.domain.tanggal import baca_tanggal

T = TypeVar("T")
M = TypeVar("M")


def sah(pembaca: Callable[[M], T], nilai: M, petunjuk: str = "Perbaiki isian itu, lalu ulangi.") -> T:
    """Read a value with a domain function; a ValueError becomes `DataDitolak` (exit 3) with its sentence."""
    try:
        return pembaca(nilai)
    except ValueError as salah:
        raise DataDitolak(str(salah), petunjuk) from salah


def nama_sah(nama: str, benda: str, bendera: str = "--nama") -> str:
    """A printable text of at most 200 characters that does not stand for nothing (`-`, `null`).

    Raises `DataDitolak` naming the option `bendera`.
    """
    bersih = sah(bersihkan_nama, nama)[0]
    if kosong(bersih) or not kunci(bersih):
        raise DataDitolak(f"{'nama ' if bendera == '--nama' else ''}{benda} kosong", f"Isi {bendera}.")
    return bersih


def isian(baru: object, lama: Any, pembaca: Callable[[Any], Any]) -> Any:
    """What an option leaves in a record: not given (None) keeps `lama`, an empty text clears, else the value read.

    A word that means empty in a file (`-`, `null`) is refused here. Raises `DataDitolak` with the reader's sentence.
    """
    if baru is None:
        return lama
    if isinstance(baru, str) and baru.strip() and kosong(baru):
        raise DataDitolak(f"'{baru.strip()}' di dalam berkas berarti kosong", 'Untuk mengosongkan, isi dengan "".')
    return None if isinstance(baru, str) and not baru.strip() else sah(pembaca, baru)


def baca_bulat(nilai: object, benda: str, terkecil: int) -> int | None:
    """A whole number from a cell or argument, `Rp` and thousands dots allowed; None when empty. Raises ValueError."""
    if nilai is None or str(nilai).strip() in ("", "-"):
        return None
    isi = str(int(nilai)) if isinstance(nilai, float) and nilai.is_integer() else str(nilai).strip()
    polos = re.sub(r"^Rp\.?\s*|,-$", "", isi, flags=re.IGNORECASE)
    if not re.fullmatch(r"[0-9]{1,12}|[0-9]{1,3}(\.[0-9]{3}){1,3}", polos) or int(polos.replace(".", "")) < terkecil:
        raise ValueError(f"{benda} '{isi[:20]}' harus bilangan bulat, paling sedikit {terkecil}.")
    return int(polos.replace(".", ""))


def tanggal_sah(teks: str | None, bendera: str) -> date | None:
    """A typed date, None where the option was not given. Raises `DataDitolak` naming the option."""
    if teks is None:
        return None
    hasil = sah(baca_tanggal, teks, f"Tulis {bendera} seperti 2025-12-31.")
    if hasil is None:
        raise DataDitolak(f"{bendera} kosong", f"Tulis {bendera} seperti 2025-12-31.")
    return hasil


def alasan_sah(alasan: str) -> str:
    """A reason of at most 2000 printable characters. Raises `DataDitolak`."""
    isi = " ".join(alasan.split())
    if not isi or len(isi) > 2000 or not isi.isprintable():
        raise DataDitolak(
            "alasan kosong, lebih dari 2000 huruf, atau memuat tanda yang tidak tampak", "Perbaiki --alasan."
        )
    return isi
