"""A name and a NIP in one cell, in any order."""

from __future__ import annotations

import pytest

from asn_kompetensi.domain.nama_nip import pisah_nama_nip

SABAI = "198403122006042901"


@pytest.mark.parametrize(
    ("sel", "nama", "nip"),
    [
        (f"SABAI ALUIH\n{SABAI}", "SABAI ALUIH", SABAI),
        ("SABAI ALUIH<br>NIP. 19840312 200604 2 901", "SABAI ALUIH", "19840312 200604 2 901"),
        (f"NIP: {SABAI} / SABAI ALUIH", "SABAI ALUIH", SABAI),
        ("SABAI ALUIH NIP. 1984O312", "SABAI ALUIH", "1984O312"),
        ("SABAI ALUIH 1984031220060429", "SABAI ALUIH", "1984031220060429"),
        ("SABAI ALUIH", "SABAI ALUIH", ""),
        (f"{SABAI}\nSABAI ALUIH", "SABAI ALUIH", SABAI),
        (f"SABAI ALUIH, S.E.\nNI PPPK. {SABAI}", "SABAI ALUIH, S.E.", SABAI),
        (f"SABAI ALUIH\nNI. PPPK {SABAI}", "SABAI ALUIH", SABAI),
        (f"SABAI ALUIH\nNIP/NI PPPK: {SABAI}", "SABAI ALUIH", SABAI),
        (f"1. SABAI ALUIH\n{SABAI}", "SABAI ALUIH", SABAI),
        (f"SABAI ALUIH\nPenata / III/c\nNIP. {SABAI}", "SABAI ALUIH", SABAI),
        ("SABAI ALUIH\nNIP. -", "SABAI ALUIH", "-"),
    ],
)
def test_nama_dan_nip_dalam_satu_sel(sel: str, nama: str, nip: str) -> None:
    assert pisah_nama_nip(sel) == (nama, nip)
