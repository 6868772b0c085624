"""`python -m benchmarks.kota_contoh [FOLDER]` writes the sample city, by default into data/sample."""

from __future__ import annotations

import sys
from pathlib import Path

from benchmarks.kota_contoh import buat

if __name__ == "__main__":
    bawaan = Path(__file__).parents[2] / "data" / "sample"
    buat(Path(sys.argv[1]) if len(sys.argv) > 1 else bawaan)
