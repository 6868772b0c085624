"""Workbooks as PDF, by LibreOffice; it ends with 0 even when it could not convert, so what it made is looked at."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO

from asn_kompetensi.domain.galat import GalatBerkas
from asn_kompetensi.domain.sistem import sebab
from asn_kompetensi.tabular.simpan import periksa_tujuan, tulis_aman

NAMA = ("soffice", "libreoffice")
_LETAK = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.exe",
)
_DASAR, _SETIAP = 60.0, 15.0  # seconds to wait: to start, and for each workbook


def program() -> str:
    """Where LibreOffice is. Raises `GalatBerkas` where it is not installed."""
    for calon in (*map(shutil.which, NAMA), *_LETAK):
        if calon and os.access(calon, os.X_OK):
            return calon
    raise GalatBerkas(
        "PDF perlu LibreOffice, dan LibreOffice tidak ditemukan",
        "Pasang LibreOffice, atau buat tanpa --pdf lalu cetak dari Excel.",
    )


def di_sebelah(buku: Path) -> Path:
    """The PDF of a workbook: beside it, under the same name."""
    return buku.with_suffix(".pdf")


def periksa_pdf(buku: Sequence[Path], *, timpa: bool) -> None:
    """Refuse before any work what `buat_pdf` would refuse."""
    program()
    for satu in buku:
        periksa_tujuan(di_sebelah(satu), timpa=timpa)


def buat_pdf(buku: Sequence[Path], *, timpa: bool) -> list[Path]:
    """A PDF beside each workbook, mode 0600, whole or not at all.

    LibreOffice gets a profile of its own, so that one the clerk has open is not disturbed. Raises `GalatBerkas` when a
    workbook could not be converted or it takes too long, `Bentrok` for a PDF that is there.
    """
    asal = [satu.absolute() for satu in buku]
    if len({satu.name for satu in asal}) != len(asal):
        raise ValueError("two workbooks of one name")
    with tempfile.TemporaryDirectory(prefix="asn-pdf-") as folder:
        _ubah(asal, Path(folder))
        for satu in asal:
            hasil = Path(folder, "hasil", f"{satu.stem}.pdf")
            if not hasil.is_file() or not hasil.stat().st_size:
                raise GalatBerkas(
                    f"LibreOffice tidak dapat mengubah {satu.name} menjadi PDF",
                    "Buka berkasnya di LibreOffice untuk melihat sebabnya, atau cetak dari Excel.",
                )
        return [_simpan(Path(folder, "hasil", f"{satu.stem}.pdf"), di_sebelah(satu), timpa) for satu in buku]


def _simpan(dari: Path, ke: Path, timpa: bool) -> Path:
    def isi(berkas: BinaryIO) -> None:
        with dari.open("rb") as pdf:
            shutil.copyfileobj(pdf, berkas)

    tulis_aman(ke, isi, timpa=timpa)
    return ke


def _ubah(asal: Sequence[Path], folder: Path) -> None:
    perintah = [
        *(program(), f"-env:UserInstallation={(folder / 'profil').as_uri()}", "--headless", "--norestore"),
        *("--nolockcheck", "--convert-to", "pdf", "--outdir", str(folder / "hasil"), *map(str, asal)),
    ]
    diam = subprocess.DEVNULL
    try:
        proses = subprocess.Popen(perintah, start_new_session=True, stdin=diam, stdout=diam, stderr=diam)
    except OSError as salah:
        raise GalatBerkas(f"LibreOffice tidak dapat dijalankan: {sebab(salah)}", "Periksa pemasangannya.") from salah
    try:
        proses.wait(_DASAR + _SETIAP * len(asal))
    except subprocess.TimeoutExpired as salah:
        raise GalatBerkas(
            "LibreOffice tidak selesai mengubah ke PDF", "Tutup LibreOffice lain yang macet, lalu ulangi."
        ) from salah
    finally:
        _hentikan(proses)


def _hentikan(proses: subprocess.Popen[bytes]) -> None:
    """It starts a second process: on a signal, or too late, both must go."""
    if proses.poll() is None:
        with contextlib.suppress(OSError):
            if hasattr(os, "killpg"):
                os.killpg(proses.pid, signal.SIGKILL)
            else:
                proses.kill()
        proses.wait()
