"""The seal file `<database>.segel` beside the database: heads of the trail and seals of periods, outside the file.

Only ever appended to, one line per event, four words parted by TAB: `time, kind, number or period, digest`. Kinds:

    mulai        a new database of this name; earlier lines speak of another
    jalankan     the newest link of the trail after a run
    tutup        a period was closed with this seal
    buka-ulang   a period with this seal was opened again
    pulihkan     the database went back to this run; later runs were given up
    kirim        a letter to an agency of a period (its Message-ID) is being handed over
    kirim-batal  that letter has certainly not arrived (`-`: none of those to that agency)

A file that cannot be written never stops a command: what is missing here is a warning of `db periksa`.
"""

from __future__ import annotations

import os
import sqlite3
import stat
from collections.abc import Iterable
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from asn_kompetensi.store import rantai
from asn_kompetensi.store.koneksi import sambung

# Never through a link, never waiting for a pipe; not every system knows the last three.
_TAMBAH = (
    os.O_RDWR | os.O_APPEND | os.O_CREAT
    | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
)  # fmt: skip

Baris = tuple[str, str, str]  # kind, number or period, digest


class Keadaan(NamedTuple):
    """What the file says today: run -> its digest (several where the run was given twice), closed period -> seal."""

    jalankan: dict[int, set[str]]
    periode: dict[str, str]


def letak(lokasi: Path) -> Path:
    """Where the seal file of a database is: beside the file itself, whatever name it was reached by."""
    nyata = lokasi.resolve()
    return nyata.with_name(f"{nyata.name}.segel")


def tambah(lokasi: Path, baris: Iterable[Baris]) -> None:
    """Append lines, on the disk before this returns; an unwritable file is left as it is."""
    waktu = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    isi = "".join("\t".join((waktu, *satu)) + "\n" for satu in baris).encode()
    with suppress(OSError):
        berkas = os.open(letak(lokasi), _TAMBAH, 0o600)
        try:
            if not stat.S_ISREG(os.fstat(berkas).st_mode):
                return
            os.write(berkas, _lanjutan(berkas) + isi)  # one call: lines of two processes do not mix
            os.fsync(berkas)
        finally:
            os.close(berkas)


def _lanjutan(berkas: int) -> bytes:
    """A line cut off by a full disk must not swallow the next: a line end where the file lacks its last one."""
    if os.lseek(berkas, 0, os.SEEK_END) == 0:
        return b""
    os.lseek(berkas, -1, os.SEEK_END)
    return b"" if os.read(berkas, 1) == b"\n" else b"\n"


def mulai(lokasi: Path) -> None:
    """A new database where an older one of this name has left its seal file: what stands there speaks of that one."""
    if letak(lokasi).is_file():
        tambah(lokasi, [("mulai", "-", "-")])


def pulihkan(lokasi: Path) -> None:
    """A backup has taken the place of the database: what came after it is given up, what it holds stands again."""
    with closing(sambung(lokasi, "ro")) as kon:
        try:
            nomor, sidik = ujung(kon)
        except sqlite3.OperationalError:  # a schema older than the trail: its first command begins one
            return
        tertutup = kon.execute("SELECT kode, segel FROM periode WHERE status = 'tertutup' ORDER BY kode").fetchall()
    tambah(lokasi, [("pulihkan", str(nomor), sidik), *(("tutup", kode, isi) for kode, isi in tertutup)])


def baca(lokasi: Path) -> Keadaan | None:
    """What the seal file says; None when there is none. Lines that are no lines are passed over."""
    berkas = letak(lokasi)
    try:
        if not berkas.is_file():  # a pipe of that name would be waited for without end
            return None
        teks = berkas.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return None
    jalankan: dict[int, set[str]] = {}
    periode: dict[str, str] = {}
    for baris in teks.split("\n"):
        kata = baris.split("\t")
        if len(kata) != 4:
            continue
        _, jenis, nama, sidik = kata
        if jenis == "mulai":
            jalankan, periode = {}, {}
        elif jenis in ("jalankan", "pulihkan") and nama.isdecimal():
            if jenis == "pulihkan":
                jalankan = {nomor: isi for nomor, isi in jalankan.items() if nomor < int(nama)}
                periode = {}
            jalankan.setdefault(int(nama), set()).add(sidik)
        elif jenis == "tutup":
            periode[nama] = sidik
        elif jenis == "buka-ulang":
            periode.pop(nama, None)
    return Keadaan(jalankan, periode)


def diserahkan(lokasi: Path) -> dict[str, set[str]]:
    """Agency and period -> Message-IDs handed over, or perhaps: also by a database that another was put in place of."""
    hasil: dict[str, set[str]] = {}
    with suppress(OSError):
        if letak(lokasi).is_file():
            for baris in letak(lokasi).read_text(encoding="utf-8", errors="replace").split("\n"):
                kata = baris.split("\t")
                if len(kata) != 4:
                    continue
                _, jenis, tujuan, pesan = kata
                if jenis == "mulai":
                    hasil.clear()
                elif jenis == "kirim":
                    hasil.setdefault(tujuan, set()).add(pesan)
                elif jenis == "kirim-batal":
                    hasil[tujuan] = set() if pesan == "-" else hasil.get(tujuan, set()) - {pesan}
    return hasil


def ujung(kon: sqlite3.Connection) -> tuple[int, str]:
    """The newest run of the trail and its last link; `(0, zeros)` before the first."""
    nomor = kon.execute("SELECT coalesce(max(jalankan_id), 0) FROM rantai").fetchone()[0]
    return int(nomor), rantai.kepala(kon)


def beda(kon: sqlite3.Connection, lokasi: Path) -> list[tuple[str, str]]:
    """How the seal file and the database differ, as `(code, sentence)`; [] when they agree."""
    ini = baca(lokasi)
    nama = letak(lokasi).name
    if ini is None:
        return [("SEGEL_TIDAK_ADA", f"berkas segel {nama} tidak ada atau tidak terbaca")]
    nomor = ujung(kon)[0]
    tercatat = dict(kon.execute("SELECT jalankan_id, sidik FROM rantai ORDER BY jalankan_id, tabel").fetchall())
    hilang = sorted(satu for satu in ini.jalankan if satu not in tercatat)
    lain = sorted(satu for satu, isi in ini.jalankan.items() if satu in tercatat and {tercatat[satu]} != isi)
    tertutup = dict(kon.execute("SELECT kode, segel FROM periode WHERE status = 'tertutup'").fetchall())
    hasil = []
    if hilang:
        hasil.append(
            ("SEGEL_LEBIH_BARU", f"segel mencatat jalankan {_rentang(hilang)} yang tidak ada lagi dalam basis data")
        )
    if lain:
        hasil.append(("SEGEL_BERBEDA", f"jalankan {_rentang(lain)} tidak sama dengan yang disegel waktu itu"))
    if nomor and nomor not in ini.jalankan and not hilang:
        hasil.append(("SEGEL_LEBIH_LAMA", f"berkas segel belum mencatat jalankan {nomor}"))
    hasil += [
        ("SEGEL_PERIODE_BERBEDA", f"periode {kode} tidak tertutup dengan segel yang tercatat di {nama}")
        for kode, isi in sorted(ini.periode.items())
        if tertutup.get(kode) != isi
    ]
    hasil += [
        ("SEGEL_PERIODE_BERBEDA", f"segel periode {kode} tidak tercatat di {nama}")
        for kode in sorted(set(tertutup) - set(ini.periode))
    ]
    return hasil


def _rentang(nomor: list[int]) -> str:
    return str(nomor[0]) if len(nomor) == 1 else f"{nomor[0]} s.d. {nomor[-1]}"
