"""A policy is read in one way: the one in force, else the default that is shipped; always the number as written."""

from __future__ import annotations

import ast
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from asn_kompetensi import services
from asn_kompetensi.domain.acuan import nilai_bawaan
from asn_kompetensi.services import keadaan, kebijakan
from asn_kompetensi.store import door

# The shipped default stands beside its legal basis in these two.
BOLEH = {"keadaan.py", "gap_jelaskan.py", "laporan.py"}


def test_yang_berlaku_mendahului_bawaan() -> None:
    berlaku = {"kehadiran_minimum": ("82,50", "SK", "")}
    assert keadaan.nilai(berlaku, "kehadiran_minimum") == "82,50"
    assert keadaan.nilai({}, "kehadiran_minimum") == nilai_bawaan("kehadiran_minimum")
    assert keadaan.angka(berlaku, "kehadiran_minimum") == Decimal("82.5")
    with pytest.raises(KeyError):
        keadaan.angka(berlaku, "tidak_ada")


def test_pada_hari_itu(basis: Path) -> None:
    bawaan = Decimal(nilai_bawaan("kehadiran_minimum"))
    with door.tulis(basis, perintah="uji", petugas="penguji") as d:
        kebijakan.tetapkan(d, "kehadiran_minimum", "82,5", mulai=date(2025, 7, 1), dasar="SK 1")
        assert [keadaan.angka_pada(d, "kehadiran_minimum", hari) for hari in ("2025-06-30", "2025-07-01")] == [
            bawaan, Decimal("82.5"),
        ]  # fmt: skip
        d.kon.execute("DELETE FROM kebijakan")
        assert keadaan.angka_pada(d, "kehadiran_minimum", "2025-07-01") == bawaan


def test_tidak_ada_cara_kedua() -> None:
    folder = Path(services.__file__).parent
    menyebut = {
        satu.name
        for satu in folder.glob("*.py")
        if any(isinstance(s, ast.alias) and s.name == "nilai_bawaan" for s in ast.walk(ast.parse(satu.read_text())))
    }
    assert menyebut <= BOLEH
