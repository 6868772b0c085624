"""R16: one bit of a filled database is turned. It is refused, found, or carried nothing; and no command ever breaks."""

from __future__ import annotations

import random
import re
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from asn_kompetensi.domain.galat import BasisDataBermasalah
from asn_kompetensi.services import periksa
from asn_kompetensi.store import door, segel
from tests import kota_tutup
from tests.conftest import Asn
from tests.kota_tutup import KODE, SABAI

PERINTAH = (
    ("riwayat",), ("riwayat", "--jalankan", "3"), ("batal", "terakhir"), ("gap", "ringkas", "--periode", KODE),
    ("gap", "daftar", "--periode", "2025"), ("pegawai", "daftar"), ("pegawai", "lihat", SABAI), ("opd", "daftar"),
    ("nilai", "daftar", "--periode", KODE), ("periode", "siap", "2025"), ("db", "info"), ("db", "periksa"),
)  # fmt: skip
_CATATAN = re.compile(rb'\{"[a-z_]+":')


@pytest.fixture(scope="module")
def induk(basis_induk: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    lokasi = tmp_path_factory.mktemp("bit") / "induk.db"
    shutil.copy(basis_induk, lokasi)
    kota_tutup.isi_tertutup(lokasi)
    return lokasi


def _isi(lokasi: Path) -> str:
    """Every row of every table."""
    with door.baca(lokasi) as d:
        tabel = d.kon.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").fetchall()
        return repr([(nama, d.kon.execute(f"SELECT * FROM {nama} ORDER BY 1").fetchall()) for (nama,) in tabel])


def _terbalik(asli: bytes, letak: list[int], banyak: int, benih: int) -> Iterator[tuple[str, bytes]]:
    """So many copies with one bit turned at one of these places, each with where."""
    acak = random.Random(benih)
    for _ in range(banyak):
        byte, bit = acak.choice(letak), acak.randrange(8)
        salinan = bytearray(asli)
        salinan[byte] ^= 1 << bit
        yield f"byte {byte} bit {bit}", bytes(salinan)


def _nasib(lokasi: Path, asli: str) -> str:
    """What becomes of a changed file: refused, found, the same to every reader, or missed."""
    try:
        with door.baca(lokasi) as d:
            if any(tingkat == "galat" for tingkat, *_ in periksa.periksa(d)):
                return "ditemukan"
    except BasisDataBermasalah:
        return "ditolak"
    return "sama" if _isi(lokasi) == asli else "luput"


def _hitung(induk: Path, folder: Path, letak: list[int], banyak: int, benih: int) -> Counter[str]:
    lokasi = folder / "kota.db"
    shutil.copy(segel.letak(induk), segel.letak(lokasi))
    isi, nasib, luput = _isi(induk), Counter[str](), []
    for di_mana, salinan in _terbalik(induk.read_bytes(), letak, banyak, benih):
        lokasi.write_bytes(salinan)
        ini = _nasib(lokasi, isi)
        nasib[ini] += 1
        if ini == "luput":
            luput.append(di_mana)
    assert luput == []
    return nasib


def _terisi(asli: bytes) -> list[int]:
    """Where something is written."""
    return [letak for letak, isi in enumerate(asli) if isi]


@pytest.mark.parametrize(
    ("banyak", "benih"), [(60, 1), *(pytest.param(250, n, marks=pytest.mark.lama) for n in range(2, 8))]
)
def test_a_turned_bit_is_refused_found_or_carries_nothing(induk: Path, tmp_path: Path, banyak: int, benih: int) -> None:
    nasib = _hitung(induk, tmp_path, _terisi(induk.read_bytes()), banyak, benih)
    # Bytes that say nothing (counters, freed space) are few among those that are written.
    assert nasib["ditemukan"] + nasib["ditolak"] > 0.95 * banyak


@pytest.mark.parametrize("banyak", [25, pytest.param(500, marks=pytest.mark.lama)])
def test_in_the_trail_every_bit_counts(induk: Path, tmp_path: Path, banyak: int) -> None:
    asli = induk.read_bytes()
    letak = [n for temu in _CATATAN.finditer(asli) for n in range(temu.start(), asli.index(b"}", temu.start()) + 1)]
    assert len(letak) > 5000
    nasib = _hitung(induk, tmp_path, letak, banyak, 1)
    assert nasib["ditemukan"] + nasib["ditolak"] == banyak


@pytest.mark.parametrize("banyak", [5, pytest.param(400, marks=pytest.mark.lama)])
def test_no_command_breaks_on_a_turned_bit(induk: Path, basis: Path, asn: Asn, banyak: int) -> None:
    asli = induk.read_bytes()
    shutil.copy(segel.letak(induk), segel.letak(basis))
    for di_mana, salinan in _terbalik(asli, _terisi(asli), banyak, 9):
        for kata in PERINTAH:
            basis.write_bytes(salinan)
            kode, _, pesan = asn(*kata)
            assert "Traceback" not in pesan, (di_mana, kata)
            # A value of a kind no writer leaves may surprise a reader; then it says where to look.
            assert kode in {0, 4, 5, 7, 10} or (kode == 1 and "asn db periksa" in pesan), (di_mana, kata, pesan)
            if kata == ("db", "periksa"):
                assert kode in {0, 7, 10}, (di_mana, pesan)
    shutil.copy(induk, basis)
