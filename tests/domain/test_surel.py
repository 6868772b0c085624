"""E-mail addresses: one recipient and nothing hidden beside it."""

from __future__ import annotations

import pytest

from asn_kompetensi.domain.surel import baca_surel


@pytest.mark.parametrize("surel", ["kadis.dinkes@contoh.go.id", "a+b@x.id", "  a@b.co  "])
def test_plain_addresses_pass(surel: str) -> None:
    assert baca_surel(surel) == surel.strip()


@pytest.mark.parametrize(
    "surel",
    [
        "", "bukan surel", "a@b", "a@@b.id", "@b.id", "a@", "a@b.", "a@b.id,c@d.id", "a@b.id;c@d.id", "a@b.id c@d.id",
        "Kadis <a@b.id>", '"a"@b.id', "a@b.id\nBcc: c@d.id", "x" * 200 + "@b.id",
        "a\x07@b.id", "a\u202e@b.id", "a@b\u200b.id", "a@b.i\u2066d", "a@b.id\x00",
    ],
)  # fmt: skip
def test_anything_else_is_refused(surel: str) -> None:
    with pytest.raises(ValueError, match="tidak sah; tulis satu alamat saja"):
        baca_surel(surel)
