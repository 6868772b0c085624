"""Sheet *Pelatihan*: proposals by competency, who needs them, dates as dates, NIP as text."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from openpyxl import Workbook

from asn_kompetensi.domain.buku import BarisGap, BarisPelatihan
from asn_kompetensi.tabular.buku import gaya
from asn_kompetensi.tabular.buku.opd import buku_opd
from asn_kompetensi.tabular.buku.pelatihan import BARIS_KEPALA, BELUM_ADA, KEPALA, KEPALA_PESERTA, isi_pelatihan
from tests.tabular.buku.contoh import data_contoh

D = Decimal
KELAS = BarisPelatihan("INT", "Integritas", 3, "INT-A", "Integritas Dasar", date(2026, 2, 9), date(2026, 2, 11),
                       "Aula BKPSDM", 24, 2, 1, 30)  # fmt: skip
PROGRAM = BarisPelatihan("KOM", "Komunikasi", 1, "KOM-01", "Komunikasi Publik", jp=16, perlu=1, belum=0)
TANPA = BarisPelatihan("MP", "Mengelola Perubahan", 1, belum=1)


def gap(nomor: int, kode: str, usulan: str = "") -> BarisGap:
    return BarisGap(
        f"19840312200604290{nomor}", f"Orang {nomor}", "Guru", kode, f"Kompetensi {kode}", D(3), D("1.5"), D("1.5"),
        "sedang", 2, "saran", usulan,
    )  # fmt: skip


GAP = (gap(1, "MP"), gap(2, "INT"), gap(3, "INT", "INT-A"), gap(1, "KOM", "KOM-01"), gap(1, "INT", "INT-A"))


def lembar_dari(**ubah: Any) -> Any:
    buku = Workbook()
    data = data_contoh(**{"pelatihan": (KELAS, PROGRAM, TANPA), "gap": GAP, **ubah})
    isi_pelatihan(gaya.Pena(buku, buku.active), data)  # type: ignore[arg-type]
    return buku.active


def baris(lembar: Any, awal: int, banyak: int, kolom: int) -> list[tuple[Any, ...]]:
    return list(lembar.iter_rows(min_row=awal, max_row=awal + banyak - 1, max_col=kolom, values_only=True))


def test_one_row_for_every_proposal_and_for_what_nothing_covers() -> None:
    lembar = lembar_dari()
    assert baris(lembar, BARIS_KEPALA, 4, len(KEPALA)) == [
        KEPALA,
        ("INT", "Integritas", 3, "INT-A", "Integritas Dasar", date(2026, 2, 9), date(2026, 2, 11), "Aula BKPSDM", 24,
         30, 2, 1),
        ("KOM", "Komunikasi", 1, "KOM-01", "Komunikasi Publik", None, None, None, 16, None, 1, 0),
        ("MP", "Mengelola Perubahan", 1, None, BELUM_ADA, None, None, None, None, None, None, 1),
    ]  # fmt: skip
    assert lembar.cell(BARIS_KEPALA + 1, 6).is_date
    assert lembar.tables["Pelatihan"].ref == "A4:L7"


def test_who_needs_what_in_the_order_of_the_proposals() -> None:
    lembar = lembar_dari()
    kepala = lembar.tables["Peserta"].ref.split(":")[0][1:]
    isi = baris(lembar, int(kepala), 6, len(KEPALA_PESERTA))
    assert isi[0] == KEPALA_PESERTA
    assert [(b[0], b[3], b[4]) for b in isi[1:]] == [
        ("INT", "INT-A", "Orang 3"), ("INT", "INT-A", "Orang 1"), ("INT", BELUM_ADA, "Orang 2"),
        ("KOM", "KOM-01", "Orang 1"), ("MP", BELUM_ADA, "Orang 1"),
    ]  # fmt: skip
    nip = lembar.cell(int(kepala) + 1, 6)
    assert (nip.value, nip.data_type, nip.number_format) == ("198403122006042903", "s", "@")
    assert lembar.print_title_rows == f"${kepala}:${kepala}"


def test_every_gap_has_its_row_and_none_overlaps() -> None:
    lembar = lembar_dari()
    satu, dua = (lembar.tables[nama].ref for nama in ("Pelatihan", "Peserta"))
    assert int(dua.split(":")[0][1:]) > int(satu.split(":")[1][1:]) + 1
    assert int(dua.split(":")[1][1:]) - int(dua.split(":")[0][1:]) == len(GAP)


def test_the_sheet_is_there_only_where_something_is_below() -> None:
    assert "Pelatihan" not in buku_opd(data_contoh()).sheetnames
    buku = buku_opd(data_contoh(pelatihan=(TANPA,)))
    assert buku.sheetnames == ["Ringkasan", "Matriks", "Prioritas", "Pelatihan", "Cara Hitung"]


def test_long_names_wrap_and_formulas_are_text() -> None:
    panjang = replace(KELAS, nama="=1+1 " + "Kata " * 40, tempat="+62 " + "Gedung " * 20)
    lembar = lembar_dari(pelatihan=(panjang,))
    sel = lembar.cell(BARIS_KEPALA + 1, 5)
    assert (sel.data_type, sel.alignment.wrap_text) == ("s", True)
    assert lembar.row_dimensions[BARIS_KEPALA + 1].height > 60
    assert not any(c.data_type == "f" for b in lembar.iter_rows() for c in b)
    assert not any(
        isinstance(c.value, datetime) and c.number_format == "General" for b in lembar.iter_rows() for c in b
    )
