"""The list of a folder's files with their SHA-256: whoever receives the folder can tell that it is whole."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from io import StringIO
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO, NamedTuple

from asn_kompetensi.tabular.json_ import tulis_satu
from asn_kompetensi.tabular.simpan import tulis_aman


class Isi(NamedTuple):
    """A file that belongs to the folder: where it lies, what it is, and whose it is (None: nobody's in particular)."""

    berkas: Path
    jenis: str
    opd: str | None = None


def simpan_manifes(
    folder: Path, nama: str, kepala: Mapping[str, object], isi: Iterable[Isi], *, timpa: bool, lanjut: bool = False
) -> bool:
    """Write `nama` into `folder`: the fields of `kepala`, then `berkas`, by name.

    It holds no clock, so the same files give the same bytes. `lanjut` and what is returned as in `tulis_aman`.
    Raises `GalatBerkas`, `Bentrok`, and `OSError` when a file cannot be read.
    """
    teks = StringIO()
    tulis_satu(teks, {**kepala, "berkas": [_baris(folder, satu) for satu in sorted(isi)]})

    def tulis(berkas: BinaryIO) -> None:
        berkas.write(teks.getvalue().encode())

    return tulis_aman(folder / nama, tulis, timpa=timpa, lanjut=lanjut)


def _baris(folder: Path, satu: Isi) -> dict[str, Any]:
    with satu.berkas.open("rb") as isi:
        sidik = hashlib.file_digest(isi, "sha256").hexdigest()
    return {
        "nama": str(PurePosixPath(satu.berkas.relative_to(folder))),
        "jenis": satu.jenis,
        "opd": satu.opd,
        "ukuran": satu.berkas.stat().st_size,
        "sha256": sidik,
    }
