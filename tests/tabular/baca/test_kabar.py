"""The reader tells how far it has come, in bytes looked over and rows read, and never beyond the whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from asn_kompetensi.tabular.baca import baca_lembar, kabar
from asn_kompetensi.tabular.baca.kabar import MEMBACA, MEMERIKSA

from .bahan import NIP1, PEGAWAI, buku
from .bahan_biner import baris_ods, ods_mentah, xls

BARIS = [["NIP", "Nama"], *[[NIP1, f"ORANG {k}"] for k in range(9)]]


@pytest.mark.parametrize("akhiran", ["xlsx", "ods", "xls", "html", "csv"])
def test_kabar_naik_sampai_seluruhnya(tmp_path: Path, akhiran: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kabar, "_SETIAP", 2)
    jalur = tmp_path / f"a.{akhiran}"
    match akhiran:
        case "xlsx":
            buku(jalur, BARIS)
        case "ods":
            ods_mentah(jalur, "".join(baris_ods(*satu) for satu in BARIS))
        case "xls":
            xls(jalur, BARIS)
        case "html":
            jalur.write_text("<table>" + "".join(f"<tr><td>{a}<td>{b}" for a, b in BARIS) + "</table>")
        case _:
            jalur.write_text("".join(f"{a},{b}\n" for a, b in BARIS))
    kabar_: list[tuple[str, int, int]] = []
    lembar = baca_lembar(jalur, PEGAWAI, kabar=lambda *satu: kabar_.append(satu))
    assert lembar == baca_lembar(jalur, PEGAWAI)
    bita = [(selesai, dari) for apa, selesai, dari in kabar_ if apa == MEMERIKSA]
    assert bita == sorted(bita)
    assert bool(bita) == (akhiran in ("xlsx", "ods"))
    assert all(selesai <= dari for selesai, dari in bita)
    assert not bita or bita[-1][0] == bita[-1][1]
    jumlah = 0 if akhiran == "csv" else 10
    assert [(selesai, dari) for apa, selesai, dari in kabar_ if apa == MEMBACA] == [
        (ke, jumlah) for ke in (0, 0, 2, 4, 6, 8)
    ]
