"""Random programs of commands against a city of plain dictionaries: not one answer, refusal or record may differ."""

from __future__ import annotations

import os
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

pytest.register_assert_rewrite("tests.model.dunia")

from tests.model import hitung  # noqa: E402
from tests.model.acak import Pemilih, awal  # noqa: E402
from tests.model.dunia import Dunia, Langkah  # noqa: E402
from tests.model.perintah import MODEL  # noqa: E402

BIASA, PANJANG = (116, 67, 88, 31, 3, 1, 1000, 1001), 20  # programs that keep every command but one, and their steps
PENUH = (20, 100, 50)  # blocks, programs in a block, steps of a program


@pytest.fixture(scope="module")
def meja() -> Iterator[Path]:
    """A folder in memory where there is one: nothing here is about the disk."""
    cepat = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=cepat if os.access(cepat, os.W_OK) else None, prefix="asn-model-") as folder:
        yield Path(folder)


@pytest.fixture(scope="module")
def kota_awal(basis_induk: Path, meja: Path) -> Dunia:
    """The city every program begins with."""
    dunia = Dunia.dari(basis_induk, meja / "awal.db")
    for satu in awal():
        assert dunia.jalan(satu), satu
    dunia.periksa()
    return dunia


def _tuntas(dunia: Dunia, r: Random) -> None:
    """The costly questions at the end of a program."""
    dunia.periksa()
    for nomor, _ in dunia.m.baris("periode"):
        acak = [("ringkas", per, r.choice(hitung.TUJUAN)) for per in r.sample(hitung.PER, 3)]
        dunia.tanya(nomor, ("daftar", False), ("daftar", True), *acak)


def _program(kota_awal: Dunia, meja: Path, seed: int, panjang: int) -> Counter[str]:
    """One program; a step that differs is named with the shortest list of steps that still shows it."""
    r = Random(seed)
    dunia = kota_awal.salin(meja / "program.db")
    langkah: list[Langkah] = []
    hitungan: Counter[str] = Counter()
    for _ in range(panjang):
        langkah.append(Pemilih(r, dunia.m).langkah())
        try:
            disimpan = dunia.jalan(langkah[-1])
            if disimpan:
                nomor, _isi = r.choice(list(dunia.m.baris("periode")))
                dunia.tanya(nomor, ("daftar", False))
        except Exception as salah:
            pytest.fail(f"seed {seed}: {salah!r}\n" + "\n".join(map(repr, _ringkas(kota_awal, meja, langkah, salah))))
        hitungan[langkah[-1].perintah] += disimpan
    try:
        _tuntas(dunia, r)
    except Exception as salah:
        pytest.fail(f"seed {seed}: {salah!r}\n" + "\n".join(map(repr, _ringkas(kota_awal, meja, langkah, salah))))
    return hitungan


def _ringkas(kota_awal: Dunia, meja: Path, langkah: list[Langkah], salah: Exception) -> list[Langkah]:
    """Leave out every step without which it still goes wrong in the same way."""

    def gagal(semua: list[Langkah]) -> bool:
        dunia = kota_awal.salin(meja / "ringkas.db")
        try:
            for satu in semua:
                if dunia.jalan(satu):
                    for nomor, _ in dunia.m.baris("periode"):
                        dunia.tanya(nomor, ("daftar", False))
            dunia.periksa()
            for nomor, _ in dunia.m.baris("periode"):
                dunia.tanya(nomor, *hitung.PERTANYAAN)
        except Exception as lain:
            return type(lain) is type(salah)
        return False

    n = len(langkah) - 1
    while n >= 0:
        tanpa = langkah[:n] + langkah[n + 1 :]
        if gagal(tanpa):
            langkah = tanpa
        n = min(n, len(langkah)) - 1
    return langkah


def _blok(kota_awal: Dunia, meja: Path, mulai: int, banyak: int, panjang: int) -> Counter[str]:
    return sum((_program(kota_awal, meja, seed, panjang) for seed in range(mulai, mulai + banyak)), Counter())


def test_program_acak_sama_dengan_model(kota_awal: Dunia, meja: Path) -> None:
    """Few programs, so chosen that what they keep is of every kind; a class that ends takes longer to come about."""
    disimpan = sum((_program(kota_awal, meja, seed, PANJANG) for seed in BIASA), Counter())
    assert set(MODEL) - set(+disimpan) <= {"kelas selesai"}


@pytest.mark.lama
@pytest.mark.parametrize("blok", range(PENUH[0]))
def test_dua_ribu_program_sama_dengan_model(kota_awal: Dunia, meja: Path, blok: int) -> None:
    _blok(kota_awal, meja, 1_000_000 + 1000 * blok, *PENUH[1:])
