"""Writing a workbook does not load numpy, which is there for something else and goes on working."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

KODE = """
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path
from asn_kompetensi.tabular.simpan import simpan_buku
from openpyxl import Workbook

buku = Workbook()
buku.active.append([1, 2.5, Decimal("3.25"), "teks", date(2025, 1, 1), True, None])
simpan_buku(buku, Path(sys.argv[1]), timpa=False, tanggal=date(2025, 1, 1))
assert "numpy" not in sys.modules
from scipy.optimize import milp
import numpy
assert milp(numpy.array([1.0]), integrality=numpy.array([1])).status is not None
buku.active.append([float(numpy.float64(1.5)), numpy.float64(2.5)])
assert buku.active["B2"].value == 2.5 and buku.active["B2"].data_type == "n"
"""


def test_numpy_stays_out_and_scipy_works(tmp_path: Path) -> None:
    env = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    hasil = subprocess.run(
        [sys.executable, "-c", KODE, str(tmp_path / "a.xlsx")], env=env, capture_output=True, text=True
    )
    assert (hasil.returncode, hasil.stderr) == (0, "")
