"""Fixtures of the commands."""

from __future__ import annotations

from typing import Any

import pytest


@pytest.fixture
def putaran_sedikit(monkeypatch: pytest.MonkeyPatch) -> None:
    """Workbooks that are encrypted say themselves how often their password was hashed: here a hundred times.

    Excel's hundred thousand take a tenth of a second for every password that is tried.
    """
    from msoffcrypto.method.ecma376_agile import ECMA376Agile

    asli = ECMA376Agile.generate_encryption_parameters

    def sedikit(sandi: str, garam: bytes | None = None, _: int = 0) -> Any:
        return asli(sandi, garam, 100)

    monkeypatch.setattr(ECMA376Agile, "generate_encryption_parameters", staticmethod(sedikit))
