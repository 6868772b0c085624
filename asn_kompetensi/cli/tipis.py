"""Plain words, paths and numbers without Typer's pydantic adapters, which cost half the start of a read command.

Typer 0.29 builds a pydantic adapter for every parameter that is no flag. Our parameters are text, paths, integers and
lists of text, checked by the domain afterwards. Where Typer's inside differs from what is expected here, nothing is
replaced and Typer does its own work, only slower.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

_SATUAN = (str, Path, int, bool)
_DAFTAR = (list[str],)


def pasang() -> bool:
    """Put the short way in place; False when this Typer is not the one it was made for."""
    try:
        import typer.core
        from typer import BadParameter
        from typer._coercion import RuntimeParam

        inti: Any = typer.core
        asli = inti.build_runtime_param

        @dataclass(frozen=True)
        class Polos(RuntimeParam):
            """Coercion by the type itself."""

            def _coerce_value(self, value: Any, param: Any, ctx: Any) -> Any:
                if self.annotation in _DAFTAR:
                    return [str(satu) for satu in value]
                try:
                    return self.annotation(value)
                except ValueError as salah:
                    raise BadParameter("should be a valid integer", ctx=ctx, param=param) from salah

        def bangun(descriptor: Any) -> Any:
            info = descriptor.parameter_info
            khusus = getattr(info, "parser", None) or getattr(info, "min", None) is not None
            if not khusus and any(descriptor.annotation == jenis for jenis in (*_SATUAN, *_DAFTAR)):
                return Polos(annotation=descriptor.annotation, parameter_info=info)
            return asli(descriptor)

        inti.build_runtime_param = bangun
    except (ImportError, AttributeError, TypeError):
        return False
    return True
