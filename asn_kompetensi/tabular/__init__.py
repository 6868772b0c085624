"""Tables in and out. Knows formats, not the database."""

import sys
from collections.abc import Sequence
from decimal import Decimal
from importlib.machinery import ModuleSpec
from types import ModuleType


class _TanpaNumpy:
    """Lets openpyxl know Python's own numbers only: where numpy is installed it would load all of it for its types.

    That takes as long as openpyxl itself, and leaves threads behind. Nothing of numpy ever reaches a cell.
    """

    @staticmethod
    def find_spec(
        nama: str, _path: Sequence[str] | None = None, _sasaran: ModuleType | None = None
    ) -> ModuleSpec | None:
        """The module of number types, when openpyxl asks for it."""
        return ModuleSpec(nama, _TanpaNumpy) if nama == "openpyxl.compat.numbers" else None  # type: ignore[arg-type] # a class of such methods is a loader

    @staticmethod
    def create_module(_: ModuleSpec) -> None:
        """An ordinary one."""

    @staticmethod
    def exec_module(modul: ModuleType) -> None:
        """What openpyxl reads there."""
        modul.__dict__.update(NUMERIC_TYPES=(int, float, Decimal), NUMPY=False)


if _TanpaNumpy not in sys.meta_path:
    sys.meta_path.insert(0, _TanpaNumpy)
