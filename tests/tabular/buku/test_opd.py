from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
import time
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from asn_kompetensi.domain.buku import BarisOrang, DataBukuOpd
from asn_kompetensi.tabular.buku.opd import buku_opd, nama_berkas, nama_berkas_unik
from asn_kompetensi.tabular.simpan import simpan_buku
from tests.tabular.alat import semua_bagian
from tests.tabular.buku.contoh import KOMPETENSI, data_contoh

NIP = re.compile(r"\d{18}")


def simpan(path: Path, data: DataBukuOpd) -> Path:
    simpan_buku(buku_opd(data), path, timpa=True, tanggal=data.tanggal_surat)
    return path


@pytest.fixture(scope="module")
def berkas(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return simpan(tmp_path_factory.mktemp("buku") / "dinkes-2025.xlsx", data_contoh())


@pytest.fixture(scope="module")
def buku(berkas: Path) -> Any:
    return load_workbook(berkas)


def teks_semua(lembar: Any) -> list[str]:
    return [str(c.value) for b in lembar.iter_rows() for c in b if c.value is not None]


def test_sheets_in_fixed_order(buku: Any) -> None:
    assert buku.sheetnames == ["Ringkasan", "Matriks", "Prioritas", "Cara Hitung"]
    assert {w.sheet_state for w in buku} == {"visible"}


def test_sheets_without_content_are_left_out(tmp_path: Path) -> None:
    tanpa_gap = load_workbook(simpan(tmp_path / "a.xlsx", data_contoh(gap=())))
    assert tanpa_gap.sheetnames == ["Ringkasan", "Matriks", "Cara Hitung"]
    assert "Yang perlu didahulukan" not in teks_semua(tanpa_gap["Ringkasan"])
    kosong = data_contoh(gap=(), orang=(), tanpa_standar=(), kompetensi=(), kebijakan=(), ringkas={}, kota={},
                         ringkas_lalu=None, kepala_surat=(), tempat="")  # fmt: skip
    assert load_workbook(simpan(tmp_path / "b.xlsx", kosong)).sheetnames == ["Ringkasan", "Cara Hitung"]
    assert not any(n.startswith("xl/charts/") for n in semua_bagian(tmp_path / "b.xlsx"))


def test_every_person_and_nobody_else(berkas: Path, buku: Any) -> None:
    data = data_contoh()
    semua = {o.nip: o.nama for o in (*data.orang, *data.tanpa_standar)}
    baris = list(buku["Matriks"].iter_rows(min_row=5, values_only=True))
    assert {b[1]: b[0] for b in baris} == semua
    assert len(baris) == len(semua)
    nip = {n for isi in semua_bagian(berkas).values() for n in NIP.findall(isi)}
    assert nip == set(semua)


def test_numbers_of_the_matrix_are_the_data(buku: Any) -> None:
    lembar, data = buku["Matriks"], data_contoh()
    kepala = [c.value for c in lembar[4]]
    assert kepala == ["Nama", "NIP", "Jabatan", *KOMPETENSI, "Di bawah", "JPM"]
    for baris, o in zip(lembar.iter_rows(min_row=5), data.orang, strict=False):
        for sel, kode in zip(baris[3:-2], KOMPETENSI, strict=True):
            c = o.capaian.get(kode)
            if c is None:
                assert sel.value is None
                assert sel.fill.fill_type == "lightUp"
            elif c.capaian is None:
                assert sel.value == ("K" if c.status == "kedaluwarsa" else "–")
            else:
                assert sel.value == float(c.capaian)
                assert sel.data_type == "n"
                assert ("▼" in sel.number_format) == (c.status == "di_bawah")
        assert baris[-2].value == o.di_bawah
        assert baris[-1].value == (None if o.jpm is None else float(o.jpm / 100))
        assert "%" in baris[-1].number_format


def test_category_is_seen_in_sign_and_colour(buku: Any) -> None:
    warna = {}
    for baris in buku["Matriks"].iter_rows(min_row=5, min_col=4, max_col=14):
        for sel in baris:
            if "▼" in sel.number_format:
                warna.setdefault(sel.number_format.split("▼")[1].rstrip('"'), set()).add(sel.fill.fgColor.rgb[-6:])
    assert warna["1"] == warna["0,5"] == {"FFF2C9"}
    assert warna["2"] == {"F9C79B"}
    assert warna["2,5"] == {"C8553D"}


def test_nip_is_text_and_text_is_text(berkas: Path, buku: Any) -> None:
    for nama, kolom in (("Matriks", 2), ("Prioritas", 3)):
        for (sel,) in buku[nama].iter_rows(min_row=5, min_col=kolom, max_col=kolom):
            assert (sel.data_type, sel.number_format, len(sel.value)) == ("s", "@", 18)
    jahat = [c for b in buku["Matriks"].iter_rows() for c in b if str(c.value).startswith("=")]
    assert [(c.value, c.data_type, c.quotePrefix) for c in jahat] == [("=HYPERLINK(Cari Undang)", "s", True)]
    for nama, isi in semua_bagian(berkas).items():
        if nama.startswith("xl/worksheets"):
            assert "<f>" not in isi, nama
        assert "externalLink" not in nama
        assert "vba" not in nama.lower()


JAHAT = ["=1+1", "+1", "-1", "@x", "#REF!", "a\x00b", "\ud800", "\ufffe", "& <b> ]]>", "x" * 200, "\x1b[31m"]


@pytest.mark.parametrize("nama", JAHAT)
def test_hostile_names_everywhere(tmp_path: Path, nama: str) -> None:
    contoh = data_contoh()
    orang = tuple(replace(o, nama=nama, nama_jabatan=nama) for o in contoh.orang)
    gap = tuple(replace(g, nama=nama, nama_jabatan=nama, saran=nama, nama_kompetensi=nama) for g in contoh.gap)
    kompetensi = tuple(replace(k, nama=nama) for k in contoh.kompetensi)
    data = data_contoh(orang=orang, gap=gap, kompetensi=kompetensi, nama_opd=nama, instansi=nama, tempat=nama,
                       kepala_surat=(nama,), penanda_tangan=(nama, nama), versi=nama)  # fmt: skip
    path = simpan(tmp_path / "a.xlsx", data)
    lembar = load_workbook(path)["Matriks"]
    assert lembar["A5"].data_type == "s"
    assert not any("<f>" in isi for n, isi in semua_bagian(path).items() if n.startswith("xl/worksheets"))


def test_odd_competency_codes_make_a_legal_table(tmp_path: Path) -> None:
    contoh = data_contoh()
    kompetensi = tuple(replace(contoh.kompetensi[0], kode=k) for k in ("NIP", "jpm", "=X", "Nama"))
    lembar = load_workbook(simpan(tmp_path / "a.xlsx", data_contoh(kompetensi=kompetensi)))["Matriks"]
    kepala = [c.value for c in lembar[4]]
    assert len({k.casefold() for k in kepala}) == len(kepala)
    assert [k.name for k in lembar.tables["Matriks"].tableColumns] == kepala


def test_print_setup(buku: Any) -> None:
    for lembar in buku:
        assert lembar.page_setup.orientation == "landscape"
        assert int(lembar.page_setup.paperSize) == 9
        assert lembar.page_setup.fitToWidth == 1
        assert lembar.sheet_properties.pageSetUpPr.fitToPage
        assert not lembar.sheet_view.showGridLines
        assert lembar.oddFooter.left.text == "Dinas Kesehatan · Periode 2025"
        assert lembar.oddFooter.right.text == "Halaman &P dari &N"
    assert buku["Ringkasan"].page_setup.fitToHeight == 1
    for nama, beku in (("Matriks", "B5"), ("Prioritas", "C5")):
        lembar = buku[nama]
        assert lembar.freeze_panes == beku
        assert lembar.print_title_rows == "$4:$4"
        assert lembar.page_setup.fitToHeight == 0
        assert lembar.tables[nama].autoFilter.ref == lembar.tables[nama].ref


def test_ampersand_in_a_footer_is_no_code() -> None:
    buku = buku_opd(data_contoh(nama_opd="Dinas A & B"))
    assert buku["Ringkasan"].oddFooter.left.text == "Dinas A && B · Periode 2025"


def test_widths_show_every_name_and_nip(buku: Any) -> None:
    for nama in ("Matriks", "Prioritas"):
        lembar = buku[nama]
        for baris in lembar.iter_rows(min_row=5):
            for sel in baris:
                lebar = lembar.column_dimensions[sel.column_letter].width
                if isinstance(sel.value, str) and len(sel.value) > lebar:
                    assert sel.alignment.wrap_text
                    assert lembar.row_dimensions[sel.row].height > 25


def test_summary_page(buku: Any) -> None:
    lembar = buku["Ringkasan"]
    teks = teks_semua(lembar)
    assert "Kesenjangan Kompetensi Dinas Kesehatan, Periode 2025" in teks
    assert any(t.startswith("11 dari 12 pegawai yang sudah dinilai belum memenuhi") for t in teks)
    for judul in ("Pegawai", "Sudah dinilai (cakupan)", "Pegawai di bawah standar", "Kecocokan jabatan (JPM)"):
        assert judul in teks
    assert {"cukup optimal", "median kota 88,1 %"} <= set(teks)
    assert "periode 2024: 84 %" in teks
    assert "Sawahlunto, 31 Desember 2025" in teks
    assert "Kepala BKPSDM," in teks
    assert any("UU 27/2022" in t for t in teks)
    assert any(re.fullmatch(r"KOM ▼2,5 · PDOL ▼2 · INT ▼1 · MP ▼1", t) for t in teks)
    assert not any(NIP.search(t) for t in teks)
    angka = {c.value for b in lembar.iter_rows() for c in b if isinstance(c.value, int | float)}
    assert {14, 11, 0.8182, 0.8644} <= angka
    assert not any(
        t.startswith("periode 2024") for t in teks_semua(buku_opd(data_contoh(ringkas_lalu=None))["Ringkasan"])
    )


def test_chart_shows_the_table_and_covers_no_text() -> None:
    lembar = buku_opd(data_contoh())["Ringkasan"]
    (grafik,) = lembar._charts
    jangkar = grafik.anchor
    for baris in lembar.iter_rows(min_row=jangkar._from.row + 1, max_row=jangkar.to.row, min_col=jangkar._from.col + 1):
        assert all(c.value is None for c in baris)
    acuan = grafik.series[0].val.numRef.f
    awal, akhir = (int(n) for n in re.findall(r"\$(\d+)", acuan))
    assert akhir - awal == 4
    assert akhir == jangkar.to.row
    di_bawah = [lembar.cell(r, 8).value for r in range(awal, akhir + 1)]
    assert di_bawah == sorted(di_bawah, reverse=True)
    assert lembar.cell(awal - 1, 8).value == "Di bawah"


def test_at_most_eight_people_come_first_and_the_rest_is_said() -> None:
    data = data_contoh()
    teks = teks_semua(buku_opd(data)["Ringkasan"])
    orang = list(dict.fromkeys(g.nama for g in data.gap))
    assert all(n in teks for n in orang[:8])
    assert not any(n in teks for n in orang[8:])
    assert f"Dan {len(orang) - 8} pegawai lain: lihat lembar Prioritas." in teks
    tanpa_saran = buku_opd(replace(data, gap=tuple(replace(g, saran="") for g in data.gap)))
    assert "Usulan" not in teks_semua(tanpa_saran["Ringkasan"])


def test_priorities_hold_every_gap_in_order(buku: Any) -> None:
    data = data_contoh()
    baris = list(buku["Prioritas"].iter_rows(min_row=5, values_only=True))
    assert [(b[0], b[2], b[4], b[8]) for b in baris] == [
        (g.prioritas, g.nip, g.kompetensi, float(g.kesenjangan)) for g in data.gap
    ]


def test_how_it_was_computed(buku: Any) -> None:
    teks = teks_semua(buku["Cara Hitung"])
    for harus in ("batas_gap_rendah", "36 bulan", "Dang Tuanku", "asn_kompetensi 0.1.0", "DINKES"):
        assert any(harus in t for t in teks), harus
    assert "2025: 1 Januari 2025 sampai dengan 31 Desember 2025" in teks


def test_no_clock_and_no_actor(berkas: Path) -> None:
    inti = semua_bagian(berkas)["docProps/core.xml"]
    assert re.findall(r"\d{4}-\d\d-\d\dT[\d:]+Z", inti) == ["2025-12-31T00:00:00Z"] * 2
    assert "Pemerintah Kota Sawahlunto" in inti
    assert "openpyxl" not in inti


def test_same_data_same_bytes_in_another_process(tmp_path: Path, berkas: Path) -> None:
    kode = (
        "import sys; from pathlib import Path; from tests.tabular.buku.test_opd import *;"
        "simpan(Path(sys.argv[1]), data_contoh())"
    )
    path = tmp_path / "lain.xlsx"
    zona = "America/Los_Angeles" if time.timezone <= 0 else "Asia/Jakarta"  # another than here
    lingkungan = {**os.environ, "PYTHONHASHSEED": "7", "TZ": zona, "PYTHONPATH": str(Path.cwd())}
    subprocess.run([sys.executable, "-c", kode, str(path)], check=True, env=lingkungan)
    assert hashlib.sha256(path.read_bytes()).digest() == hashlib.sha256(berkas.read_bytes()).digest()


def test_styles_are_shared(berkas: Path) -> None:
    """A style per cell would cost twenty times as much and break Excel's limit of 64,000 in a big agency."""
    with zipfile.ZipFile(berkas) as z:
        jumlah = re.search(rb'<cellXfs count="(\d+)"', z.read("xl/styles.xml"))
    assert jumlah
    assert int(jumlah[1]) < 90


@pytest.mark.parametrize(
    ("kode", "nama"),
    [
        ("DINKES", "dinkes-2025.xlsx"),
        ("../../etc/passwd", "etc-passwd-2025.xlsx"),
        ("CON", "con-2025.xlsx"),
        ("-rf", "rf-2025.xlsx"),
        ("Kec. Barangin", "kec-barangin-2025.xlsx"),
        ("RSUD_1", "rsud_1-2025.xlsx"),
        ("École", "ecole-2025.xlsx"),
        ("人", "opd-2025.xlsx"),
        ("", "opd-2025.xlsx"),
    ],
)
def test_file_name(kode: str, nama: str) -> None:
    assert nama_berkas(kode, "2025") == nama


@given(st.sets(st.text(st.characters(exclude_categories=()), max_size=80), max_size=20), st.text(max_size=20))
def test_file_names_are_safe_and_unique(kode: set[str], periode: str) -> None:
    nama = nama_berkas_unik(kode, periode)
    assert set(nama) == kode
    assert len({n.casefold() for n in nama.values()}) == len(kode)
    for n in nama.values():
        assert re.fullmatch(r"[a-z0-9][a-z0-9_-]*\.xlsx", n)
        assert len(n) <= 150


def test_twins_keep_the_plain_name_for_the_plain_code() -> None:
    assert nama_berkas_unik(["a b", "A-B", "a_b"], "2025") == {
        "A-B": "a-b-2025.xlsx", "a_b": "a_b-2025.xlsx", "a b": "a-b-2025-2.xlsx",
    }  # fmt: skip


def test_two_agencies_never_mix(tmp_path: Path) -> None:
    """Building one workbook after another in the same process carries nothing over."""
    simpan(tmp_path / "a.xlsx", data_contoh())
    lain = BarisOrang("2" * 18, "Orang Lain", "Guru")
    data = data_contoh(orang=(lain,), gap=(), tanpa_standar=(), opd="DISDIK", nama_opd="Dinas Pendidikan")
    isi = "".join(semua_bagian(simpan(tmp_path / "b.xlsx", data)).values())
    assert "Sabai" not in isi
    assert set(NIP.findall(isi)) == {"2" * 18}
