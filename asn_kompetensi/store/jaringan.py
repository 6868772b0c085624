"""Is the database on a disk of this computer? File locks over a network are promises nobody keeps.

On Linux the kind of file system stands in `/proc/self/mountinfo`; on Windows the drive says whether it is remote.
Elsewhere nothing is known and nothing refused.
"""

from __future__ import annotations

import os
from pathlib import Path

from asn_kompetensi.domain.galat import GalatBerkas

IZIN = "ASN_FOLDER_JARINGAN"  # "ya": the clerk answers for it
DAFTAR = Path("/proc/self/mountinfo")
_JARINGAN = frozenset({"nfs", "nfs4", "cifs", "smb3", "smbfs", "ncpfs", "afs", "ceph", "lustre", "davfs", "fuse"})
# File systems in user space are remote folders as a rule; these are local ones.
_SETEMPAT = frozenset({"exfat", "ntfs-3g", "bindfs", "encfs", "gocryptfs", "fuse-overlayfs", "grpcfuse", "osxfs"})
_REMOTE = 4  # DRIVE_REMOTE of the Windows API


def pastikan_setempat(lokasi: Path) -> None:
    """Raise `GalatBerkas` when the file (or its folder, where it does not exist yet) lies on a network drive."""
    if os.environ.get(IZIN) == "ya":
        return
    jenis = _jenis_windows(lokasi) if os.name == "nt" else _jenis(lokasi)
    if jenis is not None and _di_jaringan(jenis):
        raise GalatBerkas(
            f"{lokasi} berada di folder jaringan ({jenis}); penguncian di sana tidak dapat diandalkan",
            f"Pindahkan ke cakram komputer ini. Bila tetap dikehendaki, dan hanya satu orang yang memakai: {IZIN}=ya",
        )


def _di_jaringan(jenis: str) -> bool:
    utama, _, rinci = jenis.partition(".")
    return utama in _JARINGAN and not (utama == "fuse" and rinci in _SETEMPAT)


def _jenis(lokasi: Path) -> str | None:
    """The kind of file system a path lies on, None where the system does not say."""
    try:
        perangkat = (lokasi if lokasi.exists() else lokasi.absolute().parent).stat().st_dev
        isi = DAFTAR.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return None
    nomor = f"{os.major(perangkat)}:{os.minor(perangkat)}"
    for baris in isi.splitlines():
        depan, _, belakang = baris.partition(" - ")
        if depan.split()[2:3] == [nomor] and belakang:
            return belakang.split()[0]
    return None


def _jenis_windows(lokasi: Path) -> str | None:
    import ctypes

    akar = Path(lokasi.absolute()).anchor
    jenis = ctypes.windll.kernel32.GetDriveTypeW(akar)  # type: ignore[attr-defined,unused-ignore] # only Windows has it
    return "smbfs" if akar.startswith("\\\\") or jenis == _REMOTE else None
