"""The five rooms: imports only go down, third-party packages stay in their room, and the contract bites."""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

AKAR = Path(__file__).resolve().parent.parent
PAKET = AKAR / "asn_kompetensi"
LINT = "from importlinter.cli import lint_imports_command as lint; lint(['--no-cache', '--no-logo'])"
# Room -> the third-party packages it may import; everything else is the standard library or this program.
PUSTAKA = {
    "cli": {"typer", "rich", "platformdirs", "keyring"},
    "services": {"sqlmodel", "sqlalchemy", "scipy"},
    "tabular": {"rich", "openpyxl", "lxml", "python_calamine", "docx", "msoffcrypto", "pyarrow"},
    "store": {"sqlmodel", "sqlalchemy"},
    "domain": set(),
}


def _lint(akar: Path) -> tuple[int, str]:
    """Run import-linter on the package in `akar`; its exit code and what it says."""
    lingkungan = {**os.environ, "PYTHONPATH": str(akar), "NO_COLOR": "1", "PYTHONUTF8": "1", "COLUMNS": "300"}
    hasil = subprocess.run(
        [sys.executable, "-c", LINT], cwd=akar, env=lingkungan, capture_output=True, encoding="utf-8", timeout=120
    )
    return hasil.returncode, hasil.stdout + hasil.stderr


def _pustaka_asing(paket: Path) -> list[str]:
    """Imports of third-party packages that the room must not use, as `room/file: package`."""
    temuan = []
    for ruang, boleh in PUSTAKA.items():
        for berkas in sorted((paket / ruang).rglob("*.py")):
            asing = _diimpor(berkas.read_text(encoding="utf-8")) - boleh - sys.stdlib_module_names - {"asn_kompetensi"}
            temuan += [f"{berkas.relative_to(paket).as_posix()}: {satu}" for satu in sorted(asing)]
    return temuan


@cache  # the copies hold the same sources
def _diimpor(sumber: str) -> frozenset[str]:
    """The packages that a source imports, inside its functions too."""
    akar = set()
    for simpul in ast.walk(ast.parse(sumber)):
        if isinstance(simpul, ast.Import):
            akar |= {satu.name.partition(".")[0] for satu in simpul.names}
        elif isinstance(simpul, ast.ImportFrom):
            akar.add((simpul.module or "").partition(".")[0])
    return frozenset(akar)


@pytest.fixture
def salinan(tmp_path: Path) -> Path:
    return _salin(tmp_path)


def _salin(folder: Path) -> Path:
    """A copy of the package with its contract, free to be spoiled."""
    shutil.copytree(PAKET, folder / PAKET.name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(AKAR / ".importlinter", folder)
    return folder


def test_kontrak_dipegang() -> None:
    kode, isi = _lint(AKAR)
    assert kode == 0, isi
    assert "7 kept, 0 broken" in isi


def test_pustaka_hanya_di_ruangnya() -> None:
    assert _pustaka_asing(PAKET) == []


def test_setiap_folder_kode_adalah_ruang() -> None:
    """A new folder beside the rooms would escape the contract."""
    folder = {satu.name for satu in PAKET.iterdir() if satu.is_dir() and any(satu.glob("*.py"))}
    assert folder == set(PUSTAKA)
    assert {satu.name for satu in PAKET.glob("*.py")} == {"__init__.py", "__main__.py"}


def test_salinan_utuh_lulus(salinan: Path) -> None:
    """Else the plants below would prove nothing."""
    kode, isi = _lint(salinan)
    assert kode == 0, isi
    assert _pustaka_asing(salinan / PAKET.name) == []


LAPIS = "Imports only go down; services and tabular do not know each other"
BERKAS = "openpyxl, lxml, python-calamine and pyarrow only in tabular"
PINTU = "The counter knows nothing of the store but its door"
TANAM = [
    ("domain/nip.py", "from asn_kompetensi.store import door", LAPIS),
    ("domain/gap.py", "from asn_kompetensi.tabular.tabel import Tabel", LAPIS),
    ("store/queries/opd.py", "from asn_kompetensi.services import opd", LAPIS),
    ("store/views.py", "import asn_kompetensi.cli.keluaran", LAPIS),
    ("services/gap.py", "from asn_kompetensi.cli import keluaran", LAPIS),
    ("services/gap.py", "from asn_kompetensi.tabular import tulis", LAPIS),
    ("tabular/tulis.py", "from asn_kompetensi.services import gap", LAPIS),
    ("tabular/tulis.py", "from asn_kompetensi.cli.basisdata import beri_tahu", LAPIS),
    ("tabular/baca/judul.py", "from asn_kompetensi.store import door", "Tables know no database"),
    ("cli/gap.py", "from asn_kompetensi.store.queries import gap as sql", PINTU),
    ("cli/gap.py", "def _diam():\n    import asn_kompetensi.store.tables", PINTU),
    ("cli/demo.py", "from asn_kompetensi.store import migrations", PINTU),
    ("services/gap.py", "import typer", "typer only in cli"),
    ("tabular/terminal.py", "from typer import echo", "typer only in cli"),
    ("services/gap.py", "from rich.table import Table", "rich only in cli and tabular"),
    ("cli/laporan.py", "def _diam():\n    import openpyxl", BERKAS),
    ("services/nilai_impor.py", "from python_calamine import CalamineWorkbook", BERKAS),
    ("cli/gap.py", "def _diam():\n    import pyarrow", BERKAS),
    ("cli/gap.py", "import sqlmodel", "sqlmodel and sqlalchemy only in store and services"),
    ("tabular/tabel.py", "from sqlalchemy import text", "sqlmodel and sqlalchemy only in store and services"),
]  # fmt: skip


def _tanam(salinan: Path, berkas: str, impor: str) -> int:
    """Write an import at the end of a file of the copy; the line on which it stands."""
    sasaran = salinan / PAKET.name / berkas
    isi = f"{sasaran.read_text(encoding='utf-8')}\n\n{impor}\n"
    sasaran.write_text(isi, encoding="utf-8")
    return len(isi.splitlines())


@pytest.fixture(scope="module")
def ditanami(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[int], int, str]:
    """Every forbidden import planted in one copy: their lines, and the answer of import-linter."""
    salinan = _salin(tmp_path_factory.mktemp("ditanami"))
    letak = [_tanam(salinan, berkas, impor) for berkas, impor, _ in TANAM]
    return letak, *_lint(salinan)


@pytest.mark.parametrize("nomor", range(len(TANAM)), ids=[f"{a}: {b.split()[-1]}" for a, b, _ in TANAM])
def test_kontrak_menggigit(ditanami: tuple[list[int], int, str], nomor: int) -> None:
    """Each plant is found on its own line, by the contract that forbids it."""
    letak, kode, isi = ditanami
    berkas, _, kontrak = TANAM[nomor]
    assert kode == 1
    assert f"\n{kontrak} BROKEN" in isi, isi
    bagian = isi.partition(f"\n{kontrak}\n{'-' * len(kontrak)}\n")[2].partition("\n---")[0]
    modul = f"{PAKET.name}.{berkas.removesuffix('.py').replace('/', '.')}"
    assert re.search(rf"^-\s+{re.escape(modul)} -> \S+ \(l\.{letak[nomor]}\)$", bagian, re.MULTILINE), isi


ASING = [
    ("domain/nip.py", "import pydantic", "pydantic"),
    ("domain/level.py", "def _diam():\n    from openpyxl.utils import get_column_letter", "openpyxl"),
    ("cli/gap.py", "import click", "click"),
    ("services/gap.py", "import numpy as np", "numpy"),
    ("store/views.py", "def _diam():\n    from scipy.optimize import milp", "scipy"),
    ("tabular/tulis.py", "from sqlmodel import Session", "sqlmodel"),
    ("store/door.py", "import platformdirs", "platformdirs"),
]


def test_pustaka_asing_ketahuan(salinan: Path) -> None:
    """Each planted import is found, and nothing else is."""
    for berkas, impor, _ in ASING:
        _tanam(salinan, berkas, impor)
    assert sorted(_pustaka_asing(salinan / PAKET.name)) == sorted(f"{berkas}: {nama}" for berkas, _, nama in ASING)
