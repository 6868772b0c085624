"""The invented sample city in `data/sample`: agencies, people, scores and classes in the files clerks keep."""

from __future__ import annotations

from benchmarks.kota_contoh.buat import BENIH, buat

__all__ = ["BENIH", "buat"]
