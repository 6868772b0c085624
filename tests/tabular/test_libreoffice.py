"""What LibreOffice makes of our files: the second program in which agencies open them."""

from __future__ import annotations

import csv
import re
import shutil
import subprocess
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from asn_kompetensi.domain.buku import BarisJp, BarisPelatihan, BarisTren, DataBukuOpd
from asn_kompetensi.tabular.buku.angka import koma
from asn_kompetensi.tabular.buku.opd import buku_opd
from asn_kompetensi.tabular.simpan import simpan_buku
from asn_kompetensi.tabular.tabel import Kolom, Tabel
from asn_kompetensi.tabular.xlsx import simpan_tabel
from tests.tabular.buku.contoh import data_contoh

SOFFICE = shutil.which("soffice")
pytestmark = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice tidak terpasang")
# comma, quote, UTF-8, values as shown, every sheet into a file of its own
SEMUA_LEMBAR = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"


def ubah(bentuk: str, profil: Path, *berkas: Path) -> None:
    """Files of one folder, in one start of the program."""
    kata = [SOFFICE or "", f"-env:UserInstallation={profil.as_uri()}", "--headless", "--convert-to", bentuk, "--outdir"]
    subprocess.run([*kata, berkas[0].parent, *berkas], check=True, capture_output=True, timeout=90)


def baca(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as f:
        return list(csv.reader(f))


@pytest.fixture(scope="module")
def profil(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("profil")


def data_lengkap() -> DataBukuOpd:
    """The sample with every sheet."""
    data = data_contoh()
    satu = data.gap[0]
    return replace(
        data,
        tahun_jp=2025,
        jp=tuple(
            BarisJp(o.nip, o.nama, o.nama_jabatan, "PNS", None, 20, None, 20, "belum_ada_data", 0) for o in data.orang
        ),
        pelatihan=(
            BarisPelatihan(satu.kompetensi, satu.nama_kompetensi, 3, "K-2026A", "Kelas " * 12, date(2026, 2, 9),
                           date(2026, 2, 11), "Aula", 24, 3, 0),
        ),
        tren=tuple(
            BarisTren(str(tahun), date(tahun, 12, 31), 14, 12, Decimal("81.82"), 11, Decimal("91.67"), None, None)
            for tahun in (2024, 2025)
        ),
    )  # fmt: skip


@pytest.fixture(scope="module")
def berkas(tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = data_lengkap()
    path = tmp_path_factory.mktemp("lo") / "dinkes.xlsx"
    simpan_buku(buku_opd(data), path, timpa=False, tanggal=data.tanggal_surat)
    return path


JAHAT = [
    "=1+1",
    '=HYPERLINK("http://x")',
    "+62",
    "-5",
    "@SUM(A1)",
    "#N/A",
    "'=1",
    "0012",
    "TRUE",
    "1/2",
    "a_x0041_",
]
BARIS = [(t, "198403122006042901", Decimal("2.50"), date(2025, 1, 31)) for t in JAHAT]
KOLOM = ["teks", Kolom("nip", tetap=True), Kolom("jpm", angka=True), "tanggal"]


@pytest.fixture(scope="module")
def lembar(berkas: Path, profil: Path) -> Path:
    """The folder of all sheets, of the workbook and of a table, as CSV."""
    tabel = berkas.with_name("a.xlsx")
    simpan_tabel(Tabel.dari(KOLOM, BARIS), tabel, timpa=False)
    ubah(SEMUA_LEMBAR, profil, berkas, tabel)
    return berkas.parent


def test_every_sheet_of_the_workbook_shows_the_data(lembar: Path) -> None:
    data = data_contoh()
    matriks = baca(lembar / "dinkes-Matriks.csv")[4:]
    assert [b[:2] for b in matriks] == [[o.nama, o.nip] for o in (*data.orang, *data.tanpa_standar)]
    for baris, o in zip(matriks, data.orang, strict=False):
        for isi, k in zip(baris[3:-2], data.kompetensi, strict=True):
            c = o.capaian.get(k.kode)
            if c is None:
                assert isi == ""
            else:
                assert isi.startswith({"kedaluwarsa": "K", "belum_dinilai": "–"}.get(c.status, koma(c.capaian or 0)))
    prioritas = baca(lembar / "dinkes-Prioritas.csv")[4:]
    assert [(b[0], b[2], b[4], b[8]) for b in prioritas] == [
        (str(g.prioritas), g.nip, g.kompetensi, koma(g.kesenjangan)) for g in data.gap
    ]
    jp = baca(lembar / "dinkes-JP.csv")[4:]
    assert [(b[1], b[4], b[8]) for b in jp] == [(o.nip, "", "– belum ada data") for o in data.orang]
    usulan = baca(lembar / "dinkes-Pelatihan.csv")
    assert re.fullmatch(r"0?9\D\S+\D2026", usulan[4][5].replace(" ", "/"))
    assert usulan[4][7] == "Aula"
    assert [b[5] for b in usulan if b[5].isdigit()] != []
    tren = baca(lembar / "dinkes-Tren.csv")[4:6]
    assert [(b[0], *b[2:7]) for b in tren] == [
        (tahun, "14", "12", "11", "81,82%", "91,67%") for tahun in ("2024", "2025")
    ]
    assert all(b[1].startswith("31") and b[1].endswith(b[0]) for b in tren)
    semua = [sel for nama in ("Ringkasan", "Cara Hitung") for b in baca(lembar / f"dinkes-{nama}.csv") for sel in b]
    assert "Kesenjangan Kompetensi Dinas Kesehatan, Periode 2025" in semua
    assert "Segel periode" not in semua
    assert not any(sel.startswith(("#", "Err:")) for sel in semua)


def test_a_table_of_hostile_text_comes_back_verbatim(lembar: Path) -> None:
    isi = baca(lembar / "a-Data.csv")
    assert isi[0] == ["Teks", "NIP", "JPM", "Tanggal"]
    # An import takes one leading apostrophe for Excel's mark of text, so such text carries one more.
    assert [b[0] for b in isi[1:]] == [f"'{t}" if t.startswith("'") else t for t in JAHAT]
    assert {b[1] for b in isi[1:]} == {"198403122006042901"}
    assert {b[2].replace(",", ".") for b in isi[1:]} == {"2.5"}
    assert {b[3] for b in isi[1:]} == {"2025-01-31"}


def test_the_summary_is_one_page_and_nothing_is_hashed_out(berkas: Path, profil: Path) -> None:
    if not (shutil.which("pdfinfo") and shutil.which("pdftotext")):
        pytest.skip("poppler tidak terpasang")
    ubah("pdf", profil, berkas)
    pdf = str(berkas.with_suffix(".pdf"))
    info = subprocess.run(["pdfinfo", pdf], capture_output=True, text=True, check=True).stdout
    teks = subprocess.run(["pdftotext", "-layout", pdf, "-"], capture_output=True, text=True, check=True).stdout
    halaman = teks.split("\f")[:-1]
    assert "A4" in info
    assert "Kesenjangan Kompetensi Dinas Kesehatan" in halaman[0]
    assert "UU 27/2022" in halaman[0]
    assert "Capaian terhadap standar jabatan" in halaman[1]
    for ke, satu in enumerate(halaman, 1):
        assert f"Halaman {ke} dari {len(halaman)}" in satu
        assert "###" not in satu
    for orang in data_contoh().orang:
        assert orang.nip in teks
