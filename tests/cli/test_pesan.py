"""What a sentence for a person leaves out."""

from __future__ import annotations

import pytest

from asn_kompetensi.cli.pesan import samarkan

NIP = "198403122006042901"
TERSAMAR = "***************901"
SEGEL = f"dbbda53f{NIP}e799e6" + "a1" * 16


@pytest.mark.parametrize(
    ("teks", "harap"),
    [
        (f"pegawai {NIP} tidak ditemukan", f"pegawai {TERSAMAR} tidak ditemukan"),
        (f"NIP{NIP}a", f"NIP{TERSAMAR}a"),
        (f"{NIP},{NIP}", f"{TERSAMAR},{TERSAMAR}"),
        ("000000000000000001", "000000000000000001"),  # an erased person's
        (f"1{NIP}", f"1{NIP}"),  # nineteen digits are no NIP
        (f"segelnya {SEGEL}.", f"segelnya {SEGEL}."),
        (SEGEL[:-1], SEGEL[:-1].replace(NIP, TERSAMAR)),  # no seal: better a digit too many masked
        (f"{SEGEL} oleh {NIP}", f"{SEGEL} oleh {TERSAMAR}"),
    ],
)
def test_samarkan(teks: str, harap: str) -> None:
    assert len(SEGEL) == 64
    assert samarkan(teks) == harap
