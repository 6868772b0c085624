"""The folder that files are put into: made for its owner only, its refusals in words."""

from __future__ import annotations

import errno
import os
from pathlib import Path

from asn_kompetensi.domain.galat import GalatBerkas
from asn_kompetensi.domain.sistem import sebab


def folder_aman(folder: Path) -> None:
    """Make a folder, and those above it that are missing, for its owner only; one that is there stays as it is.

    Raises GalatBerkas where it cannot be made, and for a file of that name.
    """
    try:
        if folder.is_dir():
            return
        if os.path.lexists(folder) and not folder.is_dir():  # another command may have made it just now
            raise GalatBerkas(f"{folder} bukan folder.", "Sebutkan folder lain.")
        baru = [folder, *(atas for atas in folder.parents if not atas.is_dir())]
        for satu in reversed(baru):  # not `parents=True`: that leaves the folders above open to everybody
            satu.mkdir(mode=0o700, exist_ok=True)
    except OSError as galat:
        if isinstance(galat, PermissionError | FileExistsError | NotADirectoryError):
            raise GalatBerkas(
                f"Folder {folder} tidak dapat dibuat ({sebab(galat)}).", "Sebutkan folder lain, atau periksa izinnya."
            ) from galat
        raise galat_sistem(folder, galat) from galat


def galat_sistem(path: Path, galat: OSError) -> GalatBerkas:
    """Why the system did not let `path` be written, and what to do about it."""
    if galat.errno in (errno.ENOSPC, errno.EDQUOT):
        return GalatBerkas(f"Ruang penyimpanan penuh; {path.name} tidak tersimpan.", "Kosongkan ruang, lalu ulangi.")
    if isinstance(galat, PermissionError) and not os.path.lexists(path):
        return GalatBerkas(
            f"{path.name} tidak dapat ditulis: folder {path.parent} tidak mengizinkannya.",
            "Pilih folder lain, atau periksa izin folder itu.",
        )
    if isinstance(galat, PermissionError):
        return GalatBerkas(
            f"{path.name} tidak dapat ditulis.", "Tutup berkasnya di Excel, atau periksa izin foldernya, lalu ulangi."
        )
    if galat.errno == errno.ENAMETOOLONG:
        return GalatBerkas("Nama berkas terlalu panjang.", "Pilih nama yang lebih pendek.")
    if galat.errno == errno.EROFS:
        return GalatBerkas(f"Folder {path.parent} hanya dapat dibaca.", "Pilih folder lain.")
    return GalatBerkas(f"{path.name} tidak dapat ditulis ({sebab(galat)}).", "Pilih folder lain.")
