"""Sheet *Tren*: a row per period, a native line chart of the same rows."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Any

from openpyxl import Workbook

from asn_kompetensi.domain.buku import BarisTren
from asn_kompetensi.tabular.buku import gaya
from asn_kompetensi.tabular.buku.opd import buku_opd
from asn_kompetensi.tabular.buku.tren import BARIS_KEPALA, KEPALA, isi_tren
from tests.tabular.buku.contoh import data_contoh

D = Decimal
AWAL = BarisTren("2023", date(2023, 12, 31), 19, 0, D("0.00"), 0, None, None, None)
LALU = BarisTren("2024", date(2024, 12, 31), 19, 16, D("82.50"), 15, D("93.75"), D("80.90"), D("0.46"))
INI = BarisTren("=2025", date(2025, 12, 31), 20, 20, D("100.00"), 16, D("80.00"), D("88.00"), D("0.36"))


def lembar_dari(*tren: BarisTren) -> Any:
    buku = Workbook()
    isi_tren(gaya.Pena(buku, buku.active), data_contoh(tren=tren))  # type: ignore[arg-type]
    return buku.active


def test_rows_and_what_is_not_known() -> None:
    lembar = lembar_dari(AWAL, LALU, INI)
    isi = list(lembar.iter_rows(min_row=BARIS_KEPALA, max_row=BARIS_KEPALA + 3, values_only=True))
    assert isi == [
        KEPALA,
        ("2023", date(2023, 12, 31), 19, 0, None, 0.0, None, None, None),
        ("2024", date(2024, 12, 31), 19, 16, 15, 0.825, 0.9375, 0.809, 0.46),
        ("=2025", date(2025, 12, 31), 20, 20, 16, 1.0, 0.8, 0.88, 0.36),
    ]
    assert [lembar.cell(BARIS_KEPALA + 3, k).data_type for k in (1, 2)] == ["s", "d"]


def test_the_chart_draws_the_shares_and_coverage_of_all_rows_below_the_table() -> None:
    lembar = lembar_dari(AWAL, LALU, INI)
    (grafik,) = lembar._charts
    acuan = [re.findall(r"\$([A-Z])\$(\d+)", deret.val.numRef.f) for deret in grafik.series]
    assert acuan == [[(k, "5"), (k, "7")] for k in "GHF"]
    assert len({(d.graphicalProperties.ln.prstDash, d.marker.symbol) for d in grafik.series}) == 3
    assert grafik.display_blanks == "gap"  # a period without a figure is no nought
    assert int(re.sub(r"\D", "", str(grafik.anchor))) > BARIS_KEPALA + 3


def test_one_period_is_no_trend() -> None:
    assert "Tren" not in buku_opd(data_contoh()).sheetnames
    assert buku_opd(data_contoh(tren=(LALU, INI))).sheetnames[3] == "Tren"
