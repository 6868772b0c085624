"""The printed plan and the individual form: columns, people, sums, and that the plan is read back as it is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from asn_kompetensi.domain.rencana_buku import BarisRencana, DataIdp, DataRencana, Kegiatan, Sasaran
from asn_kompetensi.services import rencana_impor
from asn_kompetensi.tabular.baca import baca_lembar
from asn_kompetensi.tabular.buku.idp import buku_idp
from asn_kompetensi.tabular.buku.rencana import buku_rencana
from asn_kompetensi.tabular.simpan import simpan_buku

# The columns of an AKPK, in order.
KEPALA = (
    "No", "OPD", "Jenis kompetensi", "Nama kompetensi", "Rata-rata gap", "Jumlah pegawai sasaran",
    "Daftar NIP/Nama (lampiran)", "Bentuk & jalur (SIASN id)", "JP", "Penyelenggara", "Waktu",
    "Kesesuaian kurikulum (ya/tidak, instansi pembina)", "Anggaran (Rp)", "Sumber dana", "Prioritas",
)  # fmt: skip
NIP = "198403122006042901"
ORANG = (
    Sasaran(NIP, "=SABAI ALUIH", "Pranata Komputer Ahli Muda", Decimal(3), Decimal("1.75"), Decimal("1.25")),
    Sasaran("197911052005011902", "MANGKUTAK", "Staf", Decimal(3), Decimal(2), Decimal(1)),
)
SATU = BarisRencana(
    1, "DISDIK", "Dinas Pendidikan", "manajerial", "Komunikasi", Decimal("1.13"), 8, "Bimbingan Teknis", "klasikal",
    "Komunikasi Publik", 24, "BKPSDM", date(2026, 4, 1), date(2026, 6, 30), True, "LAN", 1_250_000, "APBD 2026", 2,
    True, ORANG,
)  # fmt: skip
DUA = BarisRencana(
    7, "DINKES", "Dinas Kesehatan", "teknis", "Keperawatan Klinis", Decimal(1), 14, "Coaching", "nonklasikal", None,
    None, None, date(2026, 7, 1), date(2026, 9, 30), None, None, None, None, 3, None, ORANG[1:],
)  # fmt: skip
DATA = DataRencana(
    "Pemerintah Kota Sawahlunto", ("PEMERINTAH KOTA SAWAHLUNTO",), "Sawahlunto", 2026, "2025", None, date(2025, 12, 31),
    (SATU, DUA),
)  # fmt: skip


def _tulis(buku: Any, folder: Path) -> Path:
    simpan_buku(buku, folder / "a.xlsx", timpa=True, tanggal=DATA.tanggal_surat)
    return folder / "a.xlsx"


def _teks(lembar: Any) -> list[list[Any]]:
    return [[sel for sel in baris if sel is not None] for baris in lembar.iter_rows(values_only=True)]


def test_lima_belas_kolom_berurutan(tmp_path: Path) -> None:
    buku = openpyxl.load_workbook(_tulis(buku_rencana(DATA), tmp_path))
    assert buku.sheetnames == ["Rencana", "Lampiran"]
    semua = list(buku["Rencana"].iter_rows(values_only=True))
    kepala = next(n for n, baris in enumerate(semua) if baris[0] == "No")
    assert semua[kepala] == KEPALA
    assert semua[kepala + 1] == (
        1, "Dinas Pendidikan", "Manajerial", "Komunikasi", 1.13, 2, "Lampiran 1",
        "Komunikasi Publik: Bimbingan Teknis (klasikal, 8)", 24, "BKPSDM", "1 April 2026 s.d. 30 Juni 2026", "ya, LAN",
        1_250_000, "APBD 2026", "2 didanai",
    )  # fmt: skip
    assert semua[kepala + 2][8:] == (None, None, "1 Juli 2026 s.d. 30 September 2026", None, None, None, "3")
    halaman = buku["Rencana"].page_setup
    assert (halaman.orientation, halaman.paperSize, halaman.fitToWidth) == ("landscape", 9, 1)


def test_jumlah_per_prioritas_dan_tanda_tangan(tmp_path: Path) -> None:
    isi = _teks(openpyxl.load_workbook(_tulis(buku_rencana(DATA), tmp_path))["Rencana"])
    assert ["Jumlah prioritas 2", 1, 2, 1_250_000, "0 baris", 1_250_000] in isi
    assert ["Jumlah prioritas 3", 1, 1, "1 baris"] in isi, "an unknown cost is no 0"
    assert ["Jumlah semua", 2, 3, 1_250_000, "1 baris", 1_250_000] in isi
    assert [b for b in isi if b][-3:-1] == [["Sawahlunto, 31 Desember 2025"], ["Kepala BKPSDM,"]]


def test_lampiran_memuat_setiap_orang_sekali(tmp_path: Path) -> None:
    lembar = openpyxl.load_workbook(_tulis(buku_rencana(DATA), tmp_path))["Lampiran"]
    baris = list(lembar.iter_rows(min_row=5, values_only=True))
    assert baris == [
        (1, "=SABAI ALUIH", NIP, "Dinas Pendidikan", "Pranata Komputer Ahli Muda", "Komunikasi", 3, 1.75, 1.25, 2),
        (1, "MANGKUTAK", "197911052005011902", "Dinas Pendidikan", "Staf", "Komunikasi", 3, 2, 1, 2),
        (7, "MANGKUTAK", "197911052005011902", "Dinas Kesehatan", "Staf", "Keperawatan Klinis", 3, 2, 1, 3),
    ]
    assert (lembar["B5"].data_type, lembar["C5"].number_format) == ("s", "@")


def test_dibaca_kembali_tanpa_lampiran_dan_jumlah(tmp_path: Path) -> None:
    lembar = baca_lembar(_tulis(buku_rencana(DATA), tmp_path), rencana_impor.SKEMA)
    assert [satu.bidang for satu in lembar.lajur] == [
        "no", "opd", "jenis", "kompetensi", "jp", "penyelenggara", "mulai", "kurikulum", "anggaran", "sumber_dana",
    ]  # fmt: skip
    assert [satu.sel[0] for satu in lembar.baris] == [1, 7]
    assert lembar.baris[0].sel[4:] == (
        24, "BKPSDM", "1 April 2026 s.d. 30 Juni 2026", "ya, LAN", 1_250_000, "APBD 2026"
    )  # fmt: skip
    assert lembar.nama == "Rencana"


def test_rencana_kosong_tetap_terbuka(tmp_path: Path) -> None:
    buku = openpyxl.load_workbook(_tulis(buku_rencana(replace(DATA, baris=())), tmp_path))
    assert buku.sheetnames == ["Rencana"]


def test_data_sama_berkas_sama(tmp_path: Path) -> None:
    pertama = _tulis(buku_rencana(DATA), tmp_path).read_bytes()
    assert _tulis(buku_rencana(DATA), tmp_path).read_bytes() == pertama
    pertama = _tulis(buku_idp(IDP), tmp_path).read_bytes()
    assert _tulis(buku_idp(IDP), tmp_path).read_bytes() == pertama


FORMAL = Kegiatan(
    "KOM", "Komunikasi", "jabatan", Decimal(3), Decimal("1.75"), Decimal("1.25"), "sedang", 10, 8, "Bimbingan Teknis",
    "Komunikasi Publik", "KOM-01", 24, date(2026, 4, 1), date(2026, 6, 30), "BKPSDM", biaya=250_000,
    jp_realisasi=Decimal("15.50"), bukti="890/12",
)  # fmt: skip
SOSIAL = Kegiatan(
    "KOM", "Komunikasi", "target", Decimal(3), Decimal("1.75"), Decimal("1.25"), "sedang", 20, 15, "Mentoring",
    "Mentoring Komunikasi", pembimbing="CINDUA MATO",
)  # fmt: skip
IDP = DataIdp(
    "Pemerintah Kota Sawahlunto", "Sawahlunto", 2026, "2025", NIP, "SABAI ALUIH, S.Kom.", "III/c", "Penata", "PRAKOM",
    "Pranata Komputer", "Ahli Muda", "DISDIK", "Dinas Pendidikan", "197911052005011902", "MANGKUTAK", None, None,
    Decimal("67.26"), (), 24, 15.5, 20, None, Decimal("77.50"), None, (SOSIAL, FORMAL), date(2025, 12, 31),  # type: ignore[arg-type]
)  # fmt: skip


def test_formulir_perorangan(tmp_path: Path) -> None:
    lembar = openpyxl.load_workbook(_tulis(buku_idp(IDP), tmp_path))["IDP"]
    isi = _teks(lembar)
    for baris in (
        ["Nama", "SABAI ALUIH, S.Kom."], ["NIP", NIP], ["Pangkat/golongan", "Penata (III/c)"],
        ["Jenis jabatan", "Ahli Muda"], ["Unit kerja", "Dinas Pendidikan"], ["Atasan langsung", "MANGKUTAK"],
        ["Target karier", "......................."], ["JPM", "67,3 %"],
    ):  # fmt: skip
        assert baris in isi
    assert [
        "Komunikasi (1,75 dari 3, kurang 1,25)", "Komunikasi Publik", "Bimbingan Teknis (8)", 10, 24,
        "1 April 2026 s.d. 30 Juni 2026", "BKPSDM", 250_000, 15.5, "890/12",
    ] in isi  # fmt: skip
    assert ["Komunikasi untuk jabatan tujuan (1,75 dari 3, kurang 1,25)", "Mentoring Komunikasi", "Mentoring (15)", 20,
            "CINDUA MATO"] in isi  # fmt: skip
    assert ["JP rencana 24, 1 kegiatan belum diketahui JP-nya; realisasi 15,5 dari 20 JP (77,5 %)."] in isi
    assert [b for b in isi if b][-2:] == [
        ["MANGKUTAK", "SABAI ALUIH, S.Kom."], ["NIP. 19791105 200501 1 902", "NIP. 19840312 200604 2 901"],
    ]  # fmt: skip
    assert (lembar.page_setup.orientation, lembar.page_setup.paperSize) == ("portrait", 9)


@pytest.mark.parametrize(
    ("ubah", "kalimat"),
    [
        ({"jp_realisasi": None, "persen_jp": None}, "realisasi belum ada dari 20 JP."),
        ({"jp_target": None, "jp_batas": 24, "persen_jp": None}, "realisasi 15,5, paling banyak 24 JP."),
    ],
)
def test_jp_perorangan(tmp_path: Path, ubah: dict[str, Any], kalimat: str) -> None:
    isi = _teks(openpyxl.load_workbook(_tulis(buku_idp(replace(IDP, **ubah)), tmp_path))["IDP"])
    assert any(kalimat in str(sel) for baris in isi for sel in baris)
