"""The system's refusals in Indonesian."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from asn_kompetensi.domain.sistem import sebab


def test_a_real_refusal(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No such file") as galat:
        (tmp_path / "tidak-ada").read_text()
    assert sebab(galat.value) == "berkas atau folder itu tidak ada"


@pytest.mark.parametrize(
    ("galat", "kata"),
    [
        (PermissionError(errno.EACCES, "Permission denied"), "tidak diizinkan"),
        (OSError(errno.ENOSPC, "No space left on device"), "tempat penyimpanan penuh"),
        (OSError(errno.EXDEV, "Invalid cross-device link"), "Invalid cross-device link"),
        (OSError("hanya kata"), "OSError"),
    ],
)
def test_the_words(galat: OSError, kata: str) -> None:
    assert sebab(galat) == kata
