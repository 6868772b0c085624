"""Rows that are data, rows that are not and why, and the cells in them."""

from __future__ import annotations

import csv
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from odf import opendocument, table
from odf import text as odf_text
from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from asn_kompetensi.domain.galat import DataDitolak
from asn_kompetensi.domain.sel import AngkaMentah
from asn_kompetensi.tabular.baca import baca_lembar
from asn_kompetensi.tabular.baca import baris as pemilah
from asn_kompetensi.tabular.baca.baris import PemilahBaris
from asn_kompetensi.tabular.baca.kelompok import berlabel
from asn_kompetensi.tabular.baca.pola_baris import nomor_kolom, tanda_tangan
from asn_kompetensi.tabular.baca.sel import bersih, digit_pasti

from .bahan import NILAI, NIP1, NIP2, NIP3, PEGAWAI, alasan, bidang, buku, buku_cepat, kolom, nomor, ubah_lembar
from .bahan_biner import xls

JUDUL = ["No", "Nama", "NIP", "Golongan"]


@pytest.mark.parametrize(
    "tanda", ["", "-", "--", "null", "NULL", "...", "&nbsp;", "0000-00-00", "N/A", "#N/A", "'", "'-", "  "]
)
def test_tanda_kosong(tanda: str) -> None:
    assert bersih(tanda) is None


@pytest.mark.parametrize(
    ("nilai", "harap"),
    [("'0180", "0180"), ("''x", "'x"), (" a ", " a "), ("NUR'AIN", "NUR'AIN"), (2.0, 2), (2.4, 2.4), (True, True)],
)
def test_sel_dibersihkan_tanpa_kehilangan(nilai: object, harap: object) -> None:
    assert bersih(nilai) == harap
    assert type(bersih(nilai)) is type(harap)


def test_waktu_menjadi_teks_dan_tengah_malam_menjadi_tanggal() -> None:
    assert bersih(datetime(2025, 3, 3)) == date(2025, 3, 3)  # noqa: DTZ001
    assert type(bersih(datetime(2025, 3, 3))) is date  # noqa: DTZ001
    assert bersih(time(8, 30)) == "08:30:00"
    assert isinstance(bersih(timedelta(hours=30)), str)


@given(st.integers(10**17, 10**18 - 1))
def test_14_digit_pertama_nip_selamat_dari_float(nip: int) -> None:
    """No digit beyond the fifteenth is shown, for a binary number does not hold it."""
    teks = digit_pasti(float(nip))
    assert abs(int(Decimal(teks)) - nip) <= 516
    assert len(Decimal(teks).as_tuple().digits) == 15


def lembar_baris(tmp_path: Path, *baris: list[Any], gabung: tuple[str, ...] = ()) -> Any:
    return baca_lembar(buku_cepat(tmp_path / "a.xlsx", [JUDUL, *baris], gabung), PEGAWAI)


def test_baris_bukan_data_dilewati_dengan_alasan(tmp_path: Path) -> None:
    lembar = lembar_baris(
        tmp_path,
        [1, 2, 3, 4],
        [1, "A", NIP1, "IV/a"],
        [],
        JUDUL,
        [2, "B", NIP2, "IV/b"],
        [3],
        ["-", "-", "-", "-"],
        ["Catatan: daftar sementara"],
        ["Jumlah", None, None, 2],
    )
    assert nomor(lembar) == [3, 6]
    assert alasan(lembar) == {
        2: "nomor kolom",
        5: "judul berulang",
        7: "hanya nomor urut",
        8: "tidak ada data",
        9: "keterangan",
        10: "jumlah",
    }


@pytest.mark.parametrize("isi", ["NIHIL", "Tidak ada data", "-"])
def test_satu_baris_gabungan_tanpa_data(tmp_path: Path, isi: str) -> None:
    lembar = lembar_baris(tmp_path, [isi], gabung=("A2:D2",))
    assert (nomor(lembar), alasan(lembar)) == ([], {2: "tidak ada data"})


def test_baris_kelompok_membawa_perangkat_daerah_ke_bawah(tmp_path: Path) -> None:
    lembar = lembar_baris(
        tmp_path,
        [1, "A", NIP1],
        ["Satuan Kerja : Dinas Kesehatan"],
        [1, "B", NIP2],
        ["Unit Kerja :", "Puskesmas Kolok"],
        [1, "C", NIP3],
        ["Jumlah", None, None, 1],
        ["Satuan Kerja : Dinas Pendidikan"],
        [1, "D", NIP3],
    )
    assert bidang(lembar)["opd"] == "A"
    assert kolom(lembar, "opd") == [None, "Dinas Kesehatan", "Puskesmas Kolok / Dinas Kesehatan", "Dinas Pendidikan"]
    assert nomor(lembar) == [2, 4, 6, 9]


def test_kelompok_di_atas_judul_dan_tidak_menimpa_kolom_opd(tmp_path: Path) -> None:
    isi = [["DAFTAR PEGAWAI"], ["Satuan Kerja : Bappeda"], ["NIP", "Nama"], [NIP1, "A"]]
    assert kolom(baca_lembar(buku(tmp_path / "a.xlsx", isi), PEGAWAI), "opd") == ["Bappeda"]
    isi = [["NIP", "OPD"], ["Unit Kerja : X"], [NIP1, "DISDIK"]]
    lembar = baca_lembar(buku(tmp_path / "b.xlsx", isi), PEGAWAI)
    assert kolom(lembar, "opd") == ["DISDIK"]
    assert alasan(lembar) == {2: "baris kelompok"}


def test_baris_standar_menyimpan_selnya(tmp_path: Path) -> None:
    isi = [["No", "Nama", "NIP", "Integritas", "Komunikasi"], [None, "STANDAR", None, 3, "4"], [1, "A", NIP1, 2, 3]]
    lembar = baca_lembar(buku(tmp_path / "a.xlsx", isi), NILAI)
    assert nomor(lembar) == [3]
    assert [(d.nomor, d.alasan, d.sel) for d in lembar.dilewati] == [(2, "standar", ("STANDAR", None, 3, "4"))]


def test_tanda_tangan_dua_pihak_di_kolom_nama_pun_bukan_data(tmp_path: Path) -> None:
    lembar = lembar_baris(
        tmp_path,
        [1, "A", NIP1, "IV/a"],
        [],
        [None, "Mengetahui,", None, "Sawahlunto, 12 Desember 2025"],
        [None, "Kepala BKPSDM,", None, "Ketua Tim,"],
        [None, "PUTI LINDUANG", None, "MAGEK SAKTI"],
        [None, "NIP. 19750505 200003 2 998", None, "NIP. 19810606 200801 1 996"],
        [2, "B", NIP2, "IV/b"],
    )
    assert nomor(lembar) == [2, 8], "a row with a NIP below the signatures is still a person"
    assert set(alasan(lembar).values()) == {"tanda tangan"}


def test_nip_tanda_tangan_di_kolom_nip_bukan_data(tmp_path: Path) -> None:
    lembar = lembar_baris(
        tmp_path, [1, "A", NIP1], [None, None, "Sawahlunto, ..... 2025"], [None, None, "NIP. 197505052000032998"]
    )
    assert nomor(lembar) == [2]


def test_data_sungguhan_tidak_pernah_dilewati_diam_diam(tmp_path: Path) -> None:
    lembar = lembar_baris(
        tmp_path,
        [1, "A", NIP1, "IV/a"],
        [2, "TOTALINA", NIP2, "IV/a"],
        [3, "KETERANGAN JAYA", None, "III/a"],
        [4, "STANDARTO", NIP3, "III/a"],
        [None, None, None, "III/b"],
        ["Jumlah", None, None, 3],
        [5, "SUSULAN", None, "III/c"],
        [6, None, NIP3, "III/d"],
    )
    assert nomor(lembar) == [2, 3, 4, 5, 6, 8, 9]


def test_setiap_baris_berisi_dihitung_sekali(tmp_path: Path) -> None:
    baris: list[list[Any]] = [
        [1, "A", NIP1],
        [],
        ["x"],
        [None, "B"],
        ["Total"],
        [None, None, "?"],
        [" "],
        [None, None, None, None, "luar"],
    ]
    lembar = lembar_baris(tmp_path, *baris)
    assert sorted([*nomor(lembar), *alasan(lembar)]) == [2, 4, 5, 6, 7, 9]


def test_gabungan_diisi_ke_bawah_hanya_di_dalam_gabungan(tmp_path: Path) -> None:
    isi = [
        ["NIP", "Kompetensi", "Nilai", "Sumber"],
        [NIP1, "INT", 3, "asesmen"],
        [None, "KOM", 2],
        [NIP2, "INT", 1],
        [None, "KS", 2],
    ]
    lembar = baca_lembar(buku(tmp_path / "a.xlsx", isi, ["A2:A3", "D2:D3"]), NILAI)
    assert kolom(lembar, "nip") == [NIP1, NIP1, NIP2, None]
    assert kolom(lembar, "sumber") == ["asesmen", "asesmen", None, None]


def test_nip_angka_membawa_teks_mentahnya(tmp_path: Path) -> None:
    asal = buku(tmp_path / "a.xlsx", [["Nama", "NIP"], ["A", 1.5], ["B", NIP2], ["C", 2.5]])
    lembar = baca_lembar(ubah_lembar(asal, tmp_path / "b.xlsx", b"<v>1.5</v>", b"<v>1.96808171994032E+17</v>"), PEGAWAI)
    nip = kolom(lembar, "nip")
    assert isinstance(nip[0], AngkaMentah)
    assert nip[0].mentah == "1.96808171994032E+17"
    assert nip[1] == NIP2
    assert (type(nip[2]), nip[2].mentah) == (AngkaMentah, "2.5")


def test_penanggalan_1904(tmp_path: Path) -> None:
    wb = Workbook()
    wb.epoch = CALENDAR_MAC_1904
    ws: Any = wb.active
    ws.append(["NIP", "Tanggal Lahir"])
    ws.append([NIP1, date(1984, 3, 12)])
    wb.save(tmp_path / "a.xlsx")
    assert kolom(baca_lembar(tmp_path / "a.xlsx", PEGAWAI), "tanggal_lahir") == [date(1984, 3, 12)]


def dua_lembar(jalur: Path) -> Path:
    wb = Workbook()
    wb.remove(wb.worksheets[0])
    for nama, keadaan, baris in (
        ("Kosong", "visible", []),
        ("Lama", "hidden", [["NIP", "Nama", "Golongan", "OPD"], ["1" * 18, "X", "I/a", "Y"]]),
        ("Kantor", "visible", [["NIP", "Nama"], [NIP1, "A"]]),
        ("Lengkap", "visible", [["NIP", "Nama", "OPD"], [NIP2, "B", "DINKES"]]),
        ("Petunjuk", "visible", [["Isi dengan benar"]]),
    ):
        ws = wb.create_sheet(nama)
        ws.sheet_state = keadaan
        for satu in baris:
            ws.append(satu)
    wb.save(jalur)
    return jalur


def test_pilihan_lembar(tmp_path: Path) -> None:
    jalur = dua_lembar(tmp_path / "a.xlsx")
    lembar = baca_lembar(jalur, PEGAWAI)
    assert lembar.nama == "Lengkap"
    assert dict(lembar.lembar_dilewati) == {
        "Kosong": "kosong",
        "Lama": "tersembunyi",
        "Kantor": 'juga berisi data; pilih dengan --lembar "Kantor"',
        "Petunjuk": "tidak berisi data yang dicari",
    }
    assert kolom(baca_lembar(jalur, PEGAWAI, lembar="kantor"), "nip") == [NIP1]
    with pytest.raises(DataDitolak, match="tersembunyi"):
        baca_lembar(jalur, PEGAWAI, lembar="Lama")
    with pytest.raises(DataDitolak) as galat:
        baca_lembar(jalur, PEGAWAI, lembar="Rekap")
    assert '"Lengkap"' in galat.value.petunjuk
    assert "Lama" not in galat.value.petunjuk


def test_xls_lama_dengan_lembar_tersembunyi(tmp_path: Path) -> None:
    baris: list[Any] = [["KOP"], [], [None, "NIP", "Nama"], [None, NIP1, "A"], [], [None, 1.96808171994032e17, "B"]]
    lembar = baca_lembar(xls(tmp_path / "a.xls", baris, tersembunyi=True), PEGAWAI)
    assert (lembar.baris_judul, nomor(lembar)) == ((3,), [4, 6])
    nip = kolom(lembar, "nip")
    assert (nip[0], nip[1].mentah) == (NIP1, "1.96808171994032E+17")
    assert lembar.lembar_dilewati == (("Rahasia", "tersembunyi"),)


def test_ods_buatan_odfpy(tmp_path: Path) -> None:
    """Not our own XML: what another writer makes of the same table."""
    dokumen = opendocument.OpenDocumentSpreadsheet()
    lembar_odf = table.Table(name="Data")
    for satu in (["KOP"], [""], ["NIP", "Nama"], [NIP1, "A"]):
        baris = table.TableRow()
        for nilai in satu:
            sel = table.TableCell(valuetype="string") if nilai else table.TableCell()
            if nilai:
                sel.addElement(odf_text.P(text=nilai))
            baris.addElement(sel)
        lembar_odf.addElement(baris)
    dokumen.spreadsheet.addElement(lembar_odf)
    dokumen.save(str(tmp_path / "a.ods"))
    lembar = baca_lembar(tmp_path / "a.ods", PEGAWAI)
    assert (lembar.baris_judul, nomor(lembar), lembar.catatan_baca) == ((3,), [4], "LibreOffice (.ods)")


# --- many rows at one go --------------------------------------------------------------------------------------------

# Mostly rows as they should be; now and then what only a look at the row itself can tell.
BAIK = st.builds(
    lambda nip, isi: [nip, *isi],
    st.sampled_from((NIP1, NIP2, NIP3)),
    st.lists(st.sampled_from(("INT", "KS", "'3", " 2,5 ", "-", "", "x" * 17, "2025-03-03")), min_size=2, max_size=2),
)
TERIMA_SEMUA = PemilahBaris._terima_semua
ANEH = st.one_of(
    st.lists(st.sampled_from(("", "Jumlah", NIP1, "3", "nip", "kompetensi", "nilai", "1,97E+17")), max_size=5),
    st.sampled_from((["nip", "kompetensi", "nilai"], ["kompetensi", "nip", "nilai"], ["Satuan Kerja : Dinas Kesehatan"],
                     [NIP1[:17], "INT", "3"], [NIP1, "INT"], [NIP1, "INT", "3", "lebih"], [])),
)  # fmt: skip


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.one_of(BAIK, BAIK, BAIK, ANEH), max_size=24), st.sampled_from(("csv", "xlsx")))
@example([[NIP1, "KS", "3"], [NIP2, "KS", "3", "lebih"]], "csv")
@example([["kompetensi", "nip", "nilai"], *[["KS", NIP1, "3"]] * 7, *[[NIP1, "KS", "3"]] * 7], "csv")
@example([[NIP1, "KS", "3"], [NIP2, "KS"]], "csv")
def test_by_columns_and_by_rows_the_same_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, baris: list[list[Any]], jenis: str
) -> None:
    semua = [["nip", "kompetensi", "nilai"], [NIP1, "INT", "3"], *baris]
    jalur = tmp_path / f"a.{jenis}"
    if jenis == "csv":
        with jalur.open("w", encoding="utf-8", newline="") as berkas:
            csv.writer(berkas).writerows(semua)
    else:
        buku(jalur, [[float(sel) if sel == "3" else sel for sel in satu] for satu in semua])
    hasil = []
    for setumpuk, terima in ((3, TERIMA_SEMUA), (256, lambda *_: False)):
        monkeypatch.setattr(pemilah, "SETUMPUK", setumpuk)
        monkeypatch.setattr(PemilahBaris, "_terima_semua", terima)
        hasil.append(baca_lembar(jalur, NILAI))
        assert all(sel is None or type(sel) is str for satu in hasil[-1].baris for sel in satu.sel) or jenis == "xlsx"
    assert hasil[0] == hasil[1]
    assert [[type(sel) for sel in satu.sel] for satu in hasil[0].baris] == [
        [type(sel) for sel in satu.sel] for satu in hasil[1].baris
    ]


def test_pola_baris() -> None:
    assert berlabel([(0, "Unit Kerja : Puskesmas Kolok")]) == ("unit kerja", "Puskesmas Kolok", 0)
    assert berlabel([(0, "Unit Kerja"), (1, ": Puskesmas")]) == ("unit kerja", "Puskesmas", 0)
    assert berlabel([(0, "Unit Kerja :"), (1, NIP1), (2, "A")]) is None
    assert nomor_kolom([(0, "(1)"), (1, "(2)"), (2, "(3)")])
    assert nomor_kolom([(0, 1.0), (1, 2.0), (2, 3.0), (3, "4=2+3")])
    assert not nomor_kolom([(0, 1), (1, "A"), (2, 3)])
    assert not nomor_kolom([(0, 3), (1, 3), (2, 3)])
    assert tanda_tangan([(3, "Sawahlunto, 12 Desember 2025")])
    assert tanda_tangan([(3, "a.n. WALI KOTA")])
    assert not tanda_tangan([(3, "SAWAHLUNTO, 12-03-1984"), (4, "Penata")])
