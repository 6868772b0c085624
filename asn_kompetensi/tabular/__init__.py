"""Tables in and out. Knows formats, not the database."""

import sys
from decimal import Decimal
from types import ModuleType


def _tanpa_numpy() -> None:
    """Let openpyxl know Python's own numbers only: where numpy is installed it would load all of it for its types.

    That takes as long as openpyxl itself, and leaves threads behind. Nothing of numpy ever reaches a cell.
    """
    nama = "openpyxl.compat.numbers"
    if nama not in sys.modules:
        angka = sys.modules[nama] = ModuleType(nama)
        angka.__dict__.update(NUMERIC_TYPES=(int, float, Decimal), NUMPY=False)


_tanpa_numpy()
