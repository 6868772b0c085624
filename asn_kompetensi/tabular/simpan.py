"""Put a file in its place: whole or not at all, readable by its owner only, never over another by accident."""

from __future__ import annotations

import contextlib
import os
import re
import secrets
import shutil
import time as time_
import zipfile
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, time
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, BinaryIO

from asn_kompetensi.domain.galat import Bentrok, GalatBerkas
from asn_kompetensi.tabular.folder import galat_sistem

if TYPE_CHECKING:
    from openpyxl import Workbook

HANYA_PEMILIK = 0o600
AWAL_ZIP = (1980, 1, 1, 0, 0, 0)  # the earliest time a zip entry can carry
SEMENIT, _SEHARI = 60.0, 86_400
_SEMENTARA = re.compile(r"\.asn-(?P<proses>\d+)-[0-9a-f]{12}\.tmp")


def tulis_aman(path: Path, isi: Callable[[BinaryIO], None], *, timpa: bool, lanjut: bool = False) -> bool:
    """Let `isi` write a temporary file beside `path`, fsync it and move it into place, mode 0600.

    Without `timpa` an existing file is never replaced, not even one that appears meanwhile (Bentrok). A symlink at
    `path` is replaced itself, its target untouched. On any failure the old file stays and no temporary file is left.
    With `lanjut` a file that already holds these very bytes is left as it is; False then, else True: written.
    Raises GalatBerkas when the system refuses.
    """
    if not lanjut:
        periksa_tujuan(path, timpa=timpa)
    sapu(path.parent, tenang=SEMENIT)
    sementara = path.parent / f".asn-{os.getpid()}-{secrets.token_hex(6)}.tmp"
    try:
        _isi_sementara(sementara, isi)
        if lanjut:
            if _sama(sementara, path):
                return False
            if not timpa and os.path.lexists(path):
                raise Bentrok(
                    f"{path} sudah ada dan isinya lain.",
                    "Datanya berubah sejak itu, atau berkasnya diisi: pindahkan dahulu, atau tambahkan --timpa.",
                )
            periksa_tujuan(path, timpa=timpa)
        if timpa:
            sementara.replace(path)
        else:
            _terbitkan_baru(sementara, path)
    except FileExistsError as galat:
        if lanjut and _sama(sementara, path):  # another process was a moment earlier
            return False
        raise _sudah_ada(path) from galat
    except OSError as galat:
        raise galat_sistem(path, galat) from galat
    finally:
        # Also on Ctrl-C and a signal turned into an exception; after a successful rename there is nothing to remove.
        with contextlib.suppress(OSError):
            sementara.unlink()
    _fsync_map(path.parent)
    return True


def sapu(folder: Path, *, tenang: float = 0.0) -> None:
    """Remove what killed processes left half-written in a folder; a file that cannot be removed stays.

    `tenang`: seconds nothing may have been written to it, so that another machine's work on a shared folder is spared.
    """
    for satu in folder.glob(".asn-*.tmp"):
        nama = _SEMENTARA.fullmatch(satu.name)
        with contextlib.suppress(OSError):
            if nama and not _masih_hidup(int(nama["proses"]), satu, tenang):
                satu.unlink()


def _masih_hidup(proses: int, berkas: Path, tenang: float) -> bool:
    """Whether its process may still be writing it; another machine's, on a shared folder, is known only by age."""
    umur = time_.time() - berkas.lstat().st_mtime
    if umur > _SEHARI:
        return False
    if umur < tenang:
        return True
    if os.name == "nt" or proses == os.getpid():
        return True  # there, asking for a process by a signal would end it
    try:
        os.kill(proses, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def _sama(satu: Path, lain: Path) -> bool:
    """Whether two files hold the same bytes; a symlink is no file of ours."""
    if lain.is_symlink() or not lain.is_file():
        return False
    return satu.stat().st_size == lain.stat().st_size and satu.read_bytes() == lain.read_bytes()


def periksa_tujuan(path: Path, *, timpa: bool) -> None:
    """Refuse early, before any work is done, what `tulis_aman` would refuse at the end."""
    try:
        _periksa_tujuan(path, timpa=timpa)
    except OSError as galat:  # even to look may be refused: a name too long, a folder that is closed to us
        raise galat_sistem(path, galat) from galat


def _periksa_tujuan(path: Path, *, timpa: bool) -> None:
    if not path.parent.is_dir():
        raise GalatBerkas(f"Folder {path.parent} tidak ada.", "Buat dulu foldernya, atau pilih folder lain.")
    if path.is_dir() and not path.is_symlink():
        raise GalatBerkas(f"{path} adalah folder, bukan berkas.", "Tulis nama berkasnya sekalian.")
    if not os.path.lexists(path):
        return
    if not timpa:
        raise _sudah_ada(path)
    if _dikunci(path):
        raise GalatBerkas(f"{path.name} sedang dibuka.", "Tutup berkasnya di Excel, lalu ulangi.")


def simpan_buku(
    buku: Workbook,
    path: Path,
    *,
    timpa: bool,
    tanggal: date,
    lanjut: bool = False,
    alir: Mapping[str, Iterable[str]] = MappingProxyType({}),
) -> bool:
    """Save a workbook so that the same data gives the same bytes: `tanggal` is its created and modified date.

    `lanjut` and what is returned as in `tulis_aman`; `alir` as in `tulis_buku`.
    """
    if not lanjut:
        periksa_tujuan(path, timpa=timpa)
    return tulis_aman(path, lambda berkas: tulis_buku(buku, berkas, tanggal, alir), timpa=timpa, lanjut=lanjut)


def tulis_buku(
    buku: Workbook, berkas: BinaryIO, tanggal: date, alir: Mapping[str, Iterable[str]] = MappingProxyType({})
) -> None:
    """The bytes of a workbook: the same data gives the same, `tanggal` being its created and modified date.

    `alir`: the rows of sheets that hold none themselves, by title, as text in pieces.
    """
    from asn_kompetensi.tabular.baris_xml import PenulisBuku

    buku.properties.created = buku.properties.modified = datetime.combine(tanggal, time())
    # Not Workbook.save: that stamps the clock into the properties and into every zip entry.
    arsip = ZipTetap(berkas, "w", zipfile.ZIP_DEFLATED)
    try:
        PenulisBuku(buku, arsip, alir).save()
    except BaseException:
        arsip.fp = None  # else the garbage collector ends the half-written zip, and complains on the screen
        raise


class ZipTetap(zipfile.ZipFile):
    """A zip whose entries carry no clock, no umask and no operating system."""

    def writestr(self, zinfo_or_arcname: Any, data: Any, *_: Any, **__: Any) -> None:
        """Add text or bytes under a name."""
        super().writestr(_entri(str(zinfo_or_arcname)), data)

    def alirkan(self, nama: str, isi: Iterable[bytes]) -> None:
        """Add pieces under a name as they come."""
        with self.open(_entri(nama), "w") as tujuan:
            for satu in isi:
                tujuan.write(satu)

    def write(self, filename: Any, arcname: Any = None, *_: Any, **__: Any) -> None:
        """Add a file's content under a name, without the file's own time and mode."""
        with Path(filename).open("rb") as sumber, self.open(_entri(str(arcname or filename)), "w") as tujuan:
            shutil.copyfileobj(sumber, tujuan, 1 << 16)


def _entri(nama: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(nama, AWAL_ZIP)
    info.compress_type = zipfile.ZIP_DEFLATED
    info.create_system = 3
    info.external_attr = HANYA_PEMILIK << 16
    return info


def _isi_sementara(sementara: Path, isi: Callable[[BinaryIO], None]) -> None:
    bendera = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(sementara, bendera, HANYA_PEMILIK), "wb") as berkas:
        isi(berkas)
        berkas.flush()
        os.fsync(berkas.fileno())


def _terbitkan_baru(sementara: Path, path: Path) -> None:
    """Give the finished file its name only if nobody has it: link fails on an existing name, rename would not."""
    try:
        os.link(sementara, path)
        return
    except FileExistsError:
        raise
    except OSError:
        pass  # FAT sticks and some network drives know no hard links
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, HANYA_PEMILIK))
    try:
        sementara.replace(path)  # over our own empty placeholder
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def _fsync_map(folder: Path) -> None:
    """Make the new name survive a power cut. Windows and some network drives cannot; the file is whole anyway."""
    with contextlib.suppress(OSError):
        tanda = os.open(folder, os.O_RDONLY | getattr(os, "O_DIRECTORY", 0))
        try:
            os.fsync(tanda)
        finally:
            os.close(tanda)


def _dikunci(path: Path) -> bool:
    """Excel keeps `~$name` beside an open file, LibreOffice `.~lock.name#`."""
    return any(os.path.lexists(path.with_name(n)) for n in (f"~${path.name}", f".~lock.{path.name}#"))


def _sudah_ada(path: Path) -> Bentrok:
    return Bentrok(f"{path} sudah ada.", "Pilih nama lain, atau tambahkan --timpa untuk menggantinya.")
