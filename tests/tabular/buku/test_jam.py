"""Sheet *JP*: hours against target or limit; nothing recorded is a sign, never nought."""

from __future__ import annotations

from typing import Any

import pytest
from openpyxl import Workbook

from asn_kompetensi.domain.buku import BarisJp
from asn_kompetensi.services.jp import STATUS as SEMUA_STATUS
from asn_kompetensi.tabular.buku import gaya
from asn_kompetensi.tabular.buku.jam import BARIS_KEPALA, KEPALA, STATUS, isi_jp
from asn_kompetensi.tabular.buku.opd import buku_opd
from tests.tabular.buku.contoh import data_contoh

NIP = "19840312200604290"
PNS = BarisJp(f"{NIP}1", "Sabai Aluih", "Guru", "PNS", 24, 20, None, None, "terpenuhi", 2)
KURANG = BarisJp(f"{NIP}2", "Puti Bungsu", "Guru", "PNS", 7.5, 20, None, 12.5, "kurang", 1)
BELUM = BarisJp(f"{NIP}3", "Cindua Mato", "Guru", "PNS", None, 20, None, 20, "belum_ada_data", 0)
PPPK = BarisJp(f"{NIP}4", "Malin Deman", "Guru", "PPPK", 30, None, 24, None, "melebihi_batas", 3)


def lembar_dari(*jp: BarisJp, **ubah: Any) -> Any:
    buku = Workbook()
    isi_jp(gaya.Pena(buku, buku.active), data_contoh(jp=jp, tahun_jp=2025, **ubah))  # type: ignore[arg-type]
    return buku.active


def test_one_row_for_every_person() -> None:
    lembar = lembar_dari(PNS, KURANG, BELUM, PPPK)
    isi = list(lembar.iter_rows(min_row=BARIS_KEPALA, values_only=True))
    assert isi == [
        KEPALA,
        ("Sabai Aluih", f"{NIP}1", "Guru", "PNS", 24, 20, None, None, "terpenuhi", 2),
        ("Puti Bungsu", f"{NIP}2", "Guru", "PNS", 7.5, 20, None, 12.5, "▼ kurang", 1),
        ("Cindua Mato", f"{NIP}3", "Guru", "PNS", None, 20, None, 20, "– belum ada data", 0),
        ("Malin Deman", f"{NIP}4", "Guru", "PPPK", 30, None, 24, None, "▲ melebihi batas", 3),
    ]
    assert lembar["A1"].value == "Jam pelajaran tahun 2025"
    assert (lembar["B5"].data_type, lembar["B5"].number_format) == ("s", "@")
    assert (lembar["E5"].number_format, lembar["E6"].number_format) == ("0", "[$-421]0.##")
    assert (lembar.freeze_panes, lembar.print_title_rows) == ("B5", "$4:$4")
    assert lembar.tables["JamPelajaran"].ref == "A4:J8"


@pytest.mark.parametrize("status", SEMUA_STATUS)
def test_every_status_has_its_words(status: str) -> None:
    assert STATUS[status]


def test_the_sheet_is_there_only_where_hours_are_recorded() -> None:
    assert "JP" not in buku_opd(data_contoh()).sheetnames
    assert buku_opd(data_contoh(jp=(PNS,), tahun_jp=2025)).sheetnames[3] == "JP"
