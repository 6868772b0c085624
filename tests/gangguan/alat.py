"""What the fault tests share: a small city, the commands that are disturbed, and a look at what they left behind."""

from __future__ import annotations

import hashlib
import math
import shutil
import signal
import subprocess
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Self

import pytest

from asn_kompetensi.store import door, penutupan, periksa
from tests.cabang import PROGRAM
from tests.cli.isi_gap import CINDUA, MANGKUTAK, SABAI, isi_kota
from tests.meja import Meja

_SAMPINGAN = (".cadangan.db", ".cadangan.db.sha256", ".segel")
TULIS = ("pwrite64", "fdatasync", "fsync", "unlink")
# What two runs of the same command may differ in: the clock, and what the chain makes of clock and salt.
_BEBAS = {
    "jalankan": {"waktu"}, "rantai": {"sidik"}, "catatan_pribadi": {"garam"}, "beku_orang": {"garam", "sidik"},
    "penutupan": {"segel"}, "periode": {"segel"},
}  # fmt: skip


def orang_baru(banyak: int) -> list[str]:
    """Valid NIPs of people who are not in the city yet."""
    return [f"19{60 + n % 25}{1 + n % 12:02d}{1 + n % 28:02d}201001{1 + n % 2}{1 + n:03d}" for n in range(banyak)]


@dataclass
class Kota(Meja):
    """The clerk's folder with a small database, and files to import."""

    @classmethod
    def siap(cls, induk: Path, folder: Path, orang: int = 3) -> Self:
        """Three people in two agencies; `nilai.csv` scores them, `pegawai.csv` brings `orang` more."""
        folder.mkdir(parents=True, exist_ok=True)
        kota = cls(folder)
        shutil.copy(induk, kota.basis)
        isi_kota(kota.basis)
        nilai = "".join(f"{nip},4,2,1\n" for nip in (SABAI, MANGKUTAK, CINDUA))
        (folder / "nilai.csv").write_text(f"nip,INT,KS,KOM\n{nilai}", encoding="utf-8")
        pegawai = "".join(f"{nip},Orang {n},DINKES,STAF\n" for n, nip in enumerate(orang_baru(orang)))
        (folder / "pegawai.csv").write_text(f"nip,nama,opd,jabatan\n{pegawai}", encoding="utf-8")
        return kota

    def env(self) -> dict[str, str]:
        """As at a clerk's desk: with Python's own buffers, whatever the tests run in."""
        return {nama: isi for nama, isi in super().env().items() if nama != "PYTHONUNBUFFERED"}

    def salin(self, folder: Path) -> Self:
        """The same desk elsewhere."""
        shutil.copytree(self.folder, folder, dirs_exist_ok=True)
        return type(self)(folder, self.lingkungan)

    def jalan(self, *kata: str, depan: Sequence[str] = (), **pilihan: object) -> subprocess.CompletedProcess[str]:
        """Run one command to its end, whatever that is; `depan` is a program that starts it (strace, setpriv)."""
        bawaan = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "timeout": 60}
        return subprocess.run(
            [*depan, *PROGRAM, *kata], cwd=self.folder, env=self.env(), encoding="utf-8", check=False,
            **{**bawaan, **pilihan},
        )  # type: ignore[call-overload, no-any-return]  # fmt: skip

    def mulai(self, *kata: str, **pilihan: object) -> subprocess.Popen[str]:
        """Start one command and go on."""
        bawaan = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        return subprocess.Popen(
            [*PROGRAM, *kata], cwd=self.folder, env=self.env(), encoding="utf-8", **{**bawaan, **pilihan}
        )  # type: ignore[call-overload, no-any-return]

    @property
    def jurnal(self) -> Path:
        """The rollback journal SQLite keeps beside the database."""
        return self.basis.with_name(f"{self.basis.name}-journal")

    def berkas(self) -> set[str]:
        """Names of what lies in the folder; copies taken before a change and the seal beside the database left out."""
        return {satu.name for satu in self.folder.iterdir() if not satu.name.endswith(_SAMPINGAN)}


AWAL = {"kota.db", "nilai.csv", "pegawai.csv"}


def isi(basis: Path) -> str:
    """What the database says, as a digest that the clock does not change; opened and checked as any reader does.

    The file must be sound for SQLite and for the trail, and no journal may be left once it has been read.
    """
    with door.baca(basis) as d:
        assert periksa.utuh(d.kon) == []
        assert periksa.tanpa_induk(d.kon) == []
        assert periksa.rantai_putus(d.kon) == []
        assert periksa.identitas_palsu(d.kon) == []
        assert list(periksa.di_luar_catatan(d.kon)) == []
        assert penutupan.segel_rusak(d.kon) == []
        sidik = hashlib.sha256(repr(d.kon.execute("SELECT sql FROM sqlite_schema ORDER BY name").fetchall()).encode())
        tabel = d.kon.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").fetchall()
        for (nama,) in tabel:
            kolom = [
                f"json_remove({satu}, '$.identitas', '$.segel')"
                if (nama, satu) in (("catatan", "lama"), ("catatan", "baru"))
                else satu
                for (satu,) in d.kon.execute("SELECT name FROM pragma_table_xinfo(?)", (nama,))
                if satu not in _BEBAS.get(nama, ())
            ]
            baris = d.kon.execute(f"SELECT {', '.join(kolom)} FROM {nama}").fetchall()
            sidik.update(repr((nama, sorted(map(repr, baris)))).encode())
    jurnal = basis.with_name(f"{basis.name}-journal")
    # One that begins with a zero was never in force: nothing had been written yet. The next writer takes it away.
    assert not jurnal.exists() or jurnal.read_bytes()[:1] in (b"", b"\0"), "a reader leaves no journal in force"
    return sidik.hexdigest()


@dataclass
class Kasus:
    """One writing command on one city: the two states it may leave, and the system calls it makes on its way."""

    kota: Kota
    kata: tuple[str, ...]
    lama: str
    baru: str
    panggilan: Counter[str]

    def keadaan(self, kota: Kota) -> str:
        """Which of the two states a disturbed city is in; anything else fails."""
        sekarang = isi(kota.basis)
        assert sekarang in (self.lama, self.baru), "neither the old nor the new state"
        return "lama" if sekarang == self.lama else "baru"


def kasus(kota: Kota, folder: Path, *kata: str) -> Kasus:
    """Run the command once undisturbed on a copy, freshly started, counting its system calls."""
    jejak = folder / "jejak.txt"
    coba = kota.salin(folder / "coba")
    hasil = Kota.jalan(coba, *kata, depan=strace(jejak, *TULIS, "write"))
    assert hasil.returncode == 0, hasil.stderr
    banyak = Counter(baris.split(maxsplit=1)[1].split("(")[0] for baris in jejak.read_text().splitlines())
    lama, baru = isi(kota.basis), isi(coba.basis)
    assert lama != baru
    assert coba.berkas() == AWAL
    return Kasus(kota, kata, lama, baru, banyak)


# --- strace ---------------------------------------------------------------------------------------------------------


@cache
def _bisa_strace() -> bool:
    program = shutil.which("strace")
    return program is not None and subprocess.run([program, "-f", "true"], capture_output=True).returncode == 0


def butuh_strace() -> None:
    """Skip where system calls cannot be disturbed."""
    if not _bisa_strace():
        pytest.skip("no strace, or it may not trace here")


def strace(jejak: Path | str, *panggilan: str, suntik: Sequence[str] = ()) -> list[str]:
    """The words before a command that trace these calls and disturb some: `pwrite64:error=EIO:when=3`."""
    ikut = [kata for satu in suntik for kata in ("-e", f"inject={satu}")]
    semua = {*panggilan, *(nama for satu in suntik for nama in satu.partition(":")[0].split(","))}
    # The fast way of tracing delivers no signals.
    cepat = [] if any("signal=" in satu for satu in suntik) else ["--seccomp-bpf"]
    return ["strace", "-f", *cepat, "-qq", "-o", str(jejak), "-e", f"trace={','.join(sorted(semua))}", *ikut]


def tersuntik(jejak: Path) -> bool:
    """Whether the fault happened at all."""
    return "(INJECTED)" in jejak.read_text()


# --- signals --------------------------------------------------------------------------------------------------------

KODE = {signal.SIGINT: 130, signal.SIGTERM: 143, signal.SIGHUP: 129}


def siap_disinyal(proses: subprocess.Popen[str]) -> None:
    """Wait until the program catches SIGTERM: before that the interpreter is not ours yet."""
    status = Path(f"/proc/{proses.pid}/status")
    if not status.exists():
        pytest.skip("no /proc here")
    batas = time.monotonic() + 10
    while proses.poll() is None and time.monotonic() < batas:
        tangkap = next(b for b in status.read_text().splitlines() if b.startswith("SigCgt"))
        if int(tangkap.split()[1], 16) >> (signal.SIGTERM - 1) & 1:
            return
        time.sleep(0.001)


def tunggu_diam(proses: subprocess.Popen[str]) -> None:
    """Wait until a program that catches signals has hardly anything to do: it waits for somebody."""
    siap_disinyal(proses)
    batas, sela = time.monotonic() + 20, 0.06
    sibuk = -math.inf
    while proses.poll() is None and time.monotonic() < batas:
        # Nanoseconds on a processor, and those of waiting for one.
        jadwal = sum(map(int, Path(f"/proc/{proses.pid}/schedstat").read_text().split()[:2]))
        if jadwal - sibuk < sela * 1e9 / 10:
            return
        sibuk = jadwal
        time.sleep(sela)
    assert proses.poll() is not None, "it never came to rest"
