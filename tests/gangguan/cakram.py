"""A disk that loses power: what SQLite asks of it is written down, and any moment can be the last.

`Perekam` is a VFS that passes everything on and writes down each write, sync, truncation and removal. `Cakram` plays
such a list up to any point and says what a power cut there may leave: what was not synced is lost, kept or torn sector
by sector, and a name that came or went without a sync of the folder may not have.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

import apsw

SEKTOR = 512
_SEMENTARA = apsw.SQLITE_OPEN_DELETEONCLOSE | apsw.SQLITE_OPEN_TEMP_DB | apsw.SQLITE_OPEN_TEMP_JOURNAL


class Kerja(NamedTuple):
    """One thing asked of the disk: `buat, tulis, potong, sinkron, hapus`; or `selesai`, a commit that was acknowledged.

    `letak` is the offset of a write, the size after `potong`, if `hapus` syncs the folder, the number of `selesai`.
    """

    apa: str
    nama: str = ""
    letak: int = 0
    isi: bytes = b""


class Perekam(apsw.VFS):
    """Writes down what happens to the files of one folder; `catatan` is the list."""

    def __init__(self, nama: str) -> None:
        self.catatan: list[Kerja] = []
        self.nama = nama
        super().__init__(nama, "")

    def xOpen(self, name: Any, flags: list[int]) -> Any:  # noqa: N802
        teks = name.filename() if isinstance(name, apsw.URIFilename) else name
        if teks is None or flags[0] & _SEMENTARA:
            return super().xOpen(name, flags)
        baru = not Path(teks).exists()
        berkas = _Berkas(self, name, flags, Path(teks).name)
        if baru:
            self.catatan.append(Kerja("buat", Path(teks).name))
        return berkas

    def xDelete(self, filename: str, syncdir: bool) -> None:  # noqa: N802
        super().xDelete(filename, syncdir)
        self.catatan.append(Kerja("hapus", Path(filename).name, int(syncdir)))


class _Berkas(apsw.VFSFile):
    def __init__(self, perekam: Perekam, name: Any, flags: list[int], nama: str) -> None:
        self._catatan, self._nama = perekam.catatan, nama
        super().__init__("", name, flags)

    def xWrite(self, data: bytes, offset: int) -> None:  # noqa: N802
        super().xWrite(data, offset)
        self._catatan.append(Kerja("tulis", self._nama, offset, bytes(data)))

    def xTruncate(self, newsize: int) -> None:  # noqa: N802
        super().xTruncate(newsize)
        self._catatan.append(Kerja("potong", self._nama, newsize))

    def xSync(self, flags: int) -> None:  # noqa: N802
        super().xSync(flags)
        self._catatan.append(Kerja("sinkron", self._nama))


@dataclass
class _Inode:
    """A file: what is surely on the disk, and what was asked since."""

    tetap: bytearray = field(default_factory=bytearray)
    tunda: list[Kerja] = field(default_factory=list)
    tersinkron: bool = False


@dataclass
class Cakram:
    """Files by name, as the disk surely has them and as the program sees them."""

    tetap: dict[str, _Inode] = field(default_factory=dict)
    tampak: dict[str, _Inode] = field(default_factory=dict)
    tunda: list[tuple[str, _Inode | None]] = field(default_factory=list)  # names that came or went, not synced yet

    @classmethod
    def dari(cls, berkas: Path) -> Cakram:
        """A disk with one file that is safe on it."""
        inode = _Inode(bytearray(berkas.read_bytes()), tersinkron=True)
        return cls({berkas.name: inode}, {berkas.name: inode})

    def kerjakan(self, kerja: Kerja) -> None:
        """Go one step on."""
        if kerja.apa == "buat":
            self.tampak[kerja.nama] = _Inode()
            self.tunda.append((kerja.nama, self.tampak[kerja.nama]))
        elif kerja.apa in ("tulis", "potong"):
            self.tampak[kerja.nama].tunda.append(kerja)
        elif kerja.apa == "sinkron":
            inode = self.tampak[kerja.nama]
            for satu in inode.tunda:
                _terapkan(inode.tetap, satu)
            inode.tunda.clear()
            # SQLite syncs the folder with the first sync of a journal it has created.
            if not inode.tersinkron:
                self._folder()
            inode.tersinkron = True
        elif kerja.apa == "hapus":
            self.tampak.pop(kerja.nama, None)
            self.tunda.append((kerja.nama, None))
            if kerja.letak:
                self._folder()

    def _folder(self) -> None:
        for nama, inode in self.tunda:
            _beri_nama(self.tetap, nama, inode)
        self.tunda.clear()

    def putus(self, r: Random, folder: Path) -> None:
        """Write into an empty folder what one power cut at this moment leaves."""
        nama_berkas = dict(self.tetap)
        for nama, inode in self.tunda[: r.randint(0, len(self.tunda))]:
            _beri_nama(nama_berkas, nama, inode)
        for nama, inode in nama_berkas.items():
            isi = bytearray(inode.tetap)
            sampai = r.choice((0.0, 0.2, 0.5, 0.8, 1.0))
            for kerja in inode.tunda:
                _terapkan_sebagian(isi, kerja, r, sampai)
            (folder / nama).write_bytes(isi)


def _beri_nama(nama_berkas: dict[str, _Inode], nama: str, inode: _Inode | None) -> None:
    if inode is None:
        nama_berkas.pop(nama, None)
    else:
        nama_berkas[nama] = inode


def _terapkan(isi: bytearray, kerja: Kerja) -> None:
    if kerja.apa == "potong":
        del isi[kerja.letak :]
        return
    if len(isi) < kerja.letak:
        isi.extend(bytes(kerja.letak - len(isi)))
    isi[kerja.letak : kerja.letak + len(kerja.isi)] = kerja.isi


def _terapkan_sebagian(isi: bytearray, kerja: Kerja, r: Random, sampai: float) -> None:
    """Each sector of a write reaches the disk or not; later writes may overtake earlier ones."""
    if kerja.apa == "potong":
        if r.random() < sampai:
            _terapkan(isi, kerja)
        return
    awal, akhir = kerja.letak, kerja.letak + len(kerja.isi)
    while awal < akhir:
        batas = min(akhir, (awal // SEKTOR + 1) * SEKTOR)
        if r.random() < sampai:
            _terapkan(isi, Kerja("tulis", kerja.nama, awal, kerja.isi[awal - kerja.letak : batas - kerja.letak]))
        awal = batas
