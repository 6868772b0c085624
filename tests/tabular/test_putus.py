"""What is left on the disk when a process dies in the middle of writing, and what other processes make of it."""

from __future__ import annotations

import hashlib
import os
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest

AKAR = Path(__file__).parents[2]
TULIS_LAMBAT = """
import sys, time
from pathlib import Path
from asn_kompetensi.tabular.simpan import tulis_aman

def isi(berkas):
    berkas.write(b"separuh" * 1000)
    berkas.flush()
    print("mulai", flush=True)
    time.sleep(60)

tulis_aman(Path(sys.argv[1]), isi, timpa=True)
"""
BARIS_LAMBAT = """
import sys, time
from pathlib import Path
from asn_kompetensi.tabular import parquet, xlsx
from asn_kompetensi.tabular.tabel import Tabel
from asn_kompetensi.tabular.tulis import tulis

def baris():
    for i in range(5000):
        yield (i, "x" * 50)
    print("mulai", flush=True)
    time.sleep(60)

tujuan, tabel = Path(sys.argv[1]), Tabel.dari(["n", "teks"], baris())
if sys.argv[2] == "taken":
    tulis(tabel, keluar=sys.stdout, bentuk=None, berkas=tujuan, timpa=True, catat=print)
else:
    {".xlsx": xlsx, ".parquet": parquet}[tujuan.suffix].simpan_tabel(tabel, tujuan, timpa=True)
"""
ISI_TETAP = """
import sys
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from asn_kompetensi.tabular.tabel import Kolom, Tabel
from asn_kompetensi.tabular.tulis import tulis, tulis_objek

baris = [("1" * 18, Decimal("2.50"), date(2025, 1, 1), datetime(2025, 1, 1, 8), {"PP", "KOM", "INT", "KS"}, None)]
kolom = [Kolom("nip", tetap=True), "jpm", "tanggal", "saat", "kode", "kosong"]
folder = Path(sys.argv[1])
for nama in ("a.xlsx", "a.csv", "a.json", "a.parquet"):
    tulis(Tabel.dari(kolom, baris), keluar=sys.stdout, bentuk=None, berkas=folder / nama, catat=lambda _: None)
    tulis_objek({"kode": {"b", "a", "c"}, "peserta": [{"nip": "1"}]}, keluar=sys.stdout, bentuk=None,
                berkas=folder / ("o" + nama), catat=lambda _: None)
"""


def jalan(kode: str, tujuan: Path, *kata: str, **lingkungan: str) -> subprocess.Popen[str]:
    env = {**os.environ, "PYTHONPATH": str(AKAR), **lingkungan}
    perintah = [sys.executable, "-c", kode, str(tujuan), *kata]
    return subprocess.Popen(perintah, env=env, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


@pytest.mark.parametrize("umask", [0o000, 0o022])
def test_killed_in_the_middle_the_old_file_is_whole(tmp_path: Path, umask: int) -> None:
    tujuan = tmp_path / "a.csv"
    tujuan.write_bytes(b"lama")
    lama = os.umask(umask)
    try:
        proses = jalan(TULIS_LAMBAT, tujuan)
    finally:
        os.umask(lama)
    assert proses.stdout is not None
    assert proses.stdout.readline() == "mulai\n"
    proses.kill()
    proses.communicate()
    assert proses.returncode == -signal.SIGKILL
    assert tujuan.read_bytes() == b"lama"
    (sisa,) = [p for p in tmp_path.iterdir() if p != tujuan]
    assert sisa.name.startswith(".asn-")
    assert stat.S_IMODE(sisa.stat().st_mode) == 0o600


@pytest.mark.parametrize(("nama", "saat"), [
    *((nama, "taken") for nama in ("a.xlsx", "a.csv", "a.json", "a.parquet")),
    *((nama, "written") for nama in ("a.xlsx", "a.parquet")),
])  # fmt: skip
def test_interrupted_between_rows_nothing_is_left(tmp_path: Path, nama: str, saat: str) -> None:
    """Ctrl-C: the old file, no temporary file beside it, and no noise from half-written sheets."""
    tujuan = tmp_path / "keluar" / nama
    tujuan.parent.mkdir()
    tujuan.write_bytes(b"lama")
    (tmp_path / "tmp").mkdir()
    proses = jalan(BARIS_LAMBAT, tujuan, saat, TMPDIR=str(tmp_path / "tmp"))
    assert proses.stdout is not None
    assert proses.stdout.readline() == "mulai\n"
    proses.send_signal(signal.SIGINT)
    _, galat = proses.communicate(timeout=20)
    assert galat.rstrip().endswith("KeyboardInterrupt")
    assert "Exception ignored" not in galat
    assert tujuan.read_bytes() == b"lama"
    assert [p.name for p in tujuan.parent.iterdir()] == [nama]
    assert list((tmp_path / "tmp").iterdir()) == []


def test_same_bytes_whatever_the_zone_and_the_hash_seed(tmp_path: Path) -> None:
    sidik = []
    for benih, zona in (("1", "Asia/Jayapura"), ("42", "America/Los_Angeles")):
        folder = tmp_path / benih
        folder.mkdir()
        proses = jalan(ISI_TETAP, folder, PYTHONHASHSEED=benih, TZ=zona)
        assert proses.communicate() == ("", "")
        sidik.append({p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in folder.iterdir()})
    assert len(sidik[0]) == 8
    assert sidik[0] == sidik[1]
