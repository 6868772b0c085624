"""A cell that shows a percentage is what it shows."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from asn_kompetensi.domain.galat import DataDitolak
from asn_kompetensi.tabular.baca import baca_lembar

from .bahan import NILAI, NIP1, NIP2, kolom, susun_ulang


def persen(jalur: Path, nilai: Any, bentuk: str) -> Path:
    wb = Workbook()
    ws: Any = wb.active
    ws.append(["NIP", "Integritas", "Komunikasi"])
    ws.append([NIP1, nilai, 3])
    ws.append([NIP2, 2, 0.75])
    ws["B2"].number_format = bentuk
    wb.save(jalur)
    return jalur


@pytest.mark.parametrize("bentuk", ["0%", "0.00%", "0.0%", "#,##0.00%;-0%"])
@pytest.mark.parametrize(
    ("nilai", "tampak"), [(0.75, "75%"), (1, "100%"), (0.9875, "98.75%"), (0.07, "7%"), (3, "300%"), (0, "0%")]
)
def test_sel_persen_dibaca_sebagai_teksnya(tmp_path: Path, nilai: float, bentuk: str, tampak: str) -> None:
    lembar = baca_lembar(persen(tmp_path / "a.xlsx", nilai, bentuk), NILAI)
    assert kolom(lembar, "kompetensi:INT") == [tampak, 2]
    assert kolom(lembar, "kompetensi:KOM") == [3, 0.75]


@pytest.mark.parametrize("bentuk", ["General", "0.00", "0", "@", '0" persen"'])
def test_bentuk_lain_tetap_angka(tmp_path: Path, bentuk: str) -> None:
    assert kolom(baca_lembar(persen(tmp_path / "a.xlsx", 0.75, bentuk), NILAI), "kompetensi:INT") == [0.75, 2]


def test_teks_dan_tanggal_di_sel_persen_tidak_berubah(tmp_path: Path) -> None:
    assert kolom(baca_lembar(persen(tmp_path / "a.xlsx", "2,5", "0%"), NILAI), "kompetensi:INT") == ["2,5", 2]


def test_gaya_yang_bersarang_tanpa_akhir_ditolak(tmp_path: Path) -> None:
    jalur = persen(tmp_path / "a.xlsx", 0.75, "0%")

    def ubah(bagian: dict[str, bytes]) -> None:
        bagian["xl/styles.xml"] = b"<styleSheet>" + b"<a>" * 100_000

    with pytest.raises(DataDitolak, match="bersarang"):
        baca_lembar(susun_ulang(jalur, ubah), NILAI)
