"""The benchmark measures what it says, and each section prints its figures."""

from __future__ import annotations

import os
import shutil
import sqlite3
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from asn_kompetensi.services import gap_ringkas
from asn_kompetensi.store import door
from benchmarks import __main__ as utama
from benchmarks import aliran, anak, baca, buku_kerja, hasil, kueri, muat
from benchmarks import ukur as alat
from benchmarks.bangun import UKURAN, Ukuran, bangun
from benchmarks.ukur import Cara, Gagal, Sebaran, Takaran

KECIL = Ukuran("kecil", 60, 5, 3)


@pytest.fixture(scope="module")
def kecil(tmp_path_factory: pytest.TempPathFactory) -> Path:
    basis = tmp_path_factory.mktemp("kecil") / "kecil.db"
    bangun(basis, KECIL)
    return basis


# --- measuring ------------------------------------------------------------------------------------------------------


def test_perintah_yang_gagal_tidak_diukur() -> None:
    with pytest.raises(Gagal, match="tidak jadi"):
        alat.proses([sys.executable, "-c", "import sys; sys.exit('tidak jadi')"])
    with pytest.raises(Gagal):
        alat.proses(["perintah-yang-tidak-ada"])
    with pytest.raises(Gagal, match="AssertionError"):
        alat.anak("baca_calamine", os.environ, berkas="tests/berkas/01_siasn_export.xlsx", banyak=0)


def test_memori_dihitung_milik_perintahnya_sendiri() -> None:
    besar = bytearray(200 << 20)
    besar[:: 1 << 12] = b"x" * len(besar[:: 1 << 12])
    ringan = alat.proses([sys.executable, "-c", "pass"])
    berat = alat.proses([sys.executable, "-c", "x = bytearray(100 << 20); x[::4096] = b'x' * len(x[::4096])"])
    assert ringan.puncak < 60 < 100 < berat.puncak < 180
    assert len(besar)


def test_waktu_dihitung_dari_perintahnya_sendiri() -> None:
    tidur = alat.proses([sys.executable, "-c", "import time; time.sleep(0.3)"])
    assert tidur.lama > 0.3 > tidur.prosesor


def test_bergiliran_dengan_satu_putaran_pemanasan() -> None:
    catatan: list[str] = []

    def satu(nama: str) -> Takaran:
        catatan.append(nama)
        return Takaran(len(catatan), 1, 1)

    isi = Cara(kali=2).bergiliran({"a": lambda: satu("a"), "b": lambda: satu("b")})
    assert catatan == ["a", "b"] * 3
    assert [satu.lama for satu in isi["a"]] == [3, 5]
    assert Cara().rasio(isi["b"], isi["a"]) == Sebaran((4 / 3 + 6 / 5) / 2, 6 / 5, 4 / 3)
    assert Cara(prosesor=True).rasio(isi["b"], isi["a"]) == Sebaran(1, 1, 1)
    assert Cara(kali=9).batasi(3).kali == Cara(kali=3).batasi(5).kali == 3


def test_sqlite3_menjalankan_sql_yang_sama(kecil: Path, tmp_path: Path) -> None:
    tempat = alat.Tempat(KECIL, kecil, tmp_path)
    opd = kueri.opd_sedang(kecil)
    with door.baca(kecil) as d, closing(sqlite3.connect(kecil)) as kon:
        kami = gap_ringkas.ringkas(d, kueri.Saringan(tempat.periode), "opd")
        pernyataan = _sql(kueri.SEMUA, tempat, opd).split(";\n")
        jawaban = [kon.execute(satu).fetchall() for satu in pernyataan]
        kode = {kode for (kode,) in kon.execute("SELECT kode FROM opd")}
        per_opd = [baris[0] for baris in jawaban if len(baris) == 1 and len(baris[0]) > 3 and baris[0][1] in kode]
        assert [satu[:2] for satu in kami] == [satu[1:3] for satu in per_opd]
        assert [satu[3:5] for satu in kami] == [satu[4:6] for satu in per_opd]
        assert str(opd) in _sql(kueri.SATU, tempat, opd)
        # every period, agency by agency: its pairs, and its people
        assert _sql(kueri.TREN, tempat, opd).count("WITH acuan") == tempat.ukuran.periode * tempat.ukuran.opd * 2


def _sql(bentuk: str, tempat: alat.Tempat, opd: int) -> str:
    return kueri.tercatat(tempat.basis, lambda d: kueri.BENTUK[bentuk](d, tempat.periode, opd))


# --- the table ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("nilai", "cetak"), [(0.524, "0,52"), (9.996, "10,0"), (13.14, "13,1"), (99.96, "100"), (1336, "1.336")]
)
def test_angka_tiga_digit(nilai: float, cetak: str) -> None:
    assert hasil.angka(nilai) == cetak


def test_baris_menyebut_sasaran_dan_apakah_tercapai() -> None:
    def satu(**lain: Any) -> tuple[str, ...]:
        return hasil.Baris("x", "n", Sebaran(1.5, 1.2, 2.0), "lantai", **lain).sel()

    assert satu() == ("n", "lantai", "1,50 ×", "1,20–2,00", "", "")
    assert satu(sasaran=1.5)[4:] == ("≤ 1,5", "ya")
    assert satu(sasaran=1.4, idaman=1)[4:] == ("≤ 1,4 (idaman 1)", "TIDAK")


# --- what is compared is the same -------------------------------------------------------------------------------------


def test_kedua_lembar_memuat_sel_yang_sama(tmp_path: Path) -> None:
    isi = []
    for nama, kerja in (("kami", anak.lembar), ("lain", anak.lembar_xlsxwriter)):
        kerja(baris=40, kolom=12, berkas=str(tmp_path / f"{nama}.xlsx"))()
        (lembar,) = load_workbook(tmp_path / f"{nama}.xlsx").worksheets
        isi.append([[_sel(satu) for satu in baris] for baris in lembar.iter_rows()])
        assert lembar.freeze_panes == "A2"
        assert [satu.ref for satu in lembar.tables.values()] == ["A1:L41"]
    for kami, lain in zip(*isi, strict=True):
        assert kami == lain
    assert (len(isi[0]), len(isi[0][0])) == (41, 12)


def _sel(sel: Any) -> tuple[Any, ...]:
    rata = sel.alignment
    if sel.value is None:
        return ()
    return sel.value, sel.number_format, rata.wrap_text, rata.vertical, sel.font.b, sel.font.name, sel.quotePrefix


# --- every section, on a city of sixty and one of a hundred and twenty ------------------------------------------------


@pytest.fixture(scope="module")
def dua_kota(tmp_path_factory: pytest.TempPathFactory) -> list[alat.Tempat]:
    if shutil.which("sqlite3") is None:
        pytest.skip("sqlite3 tidak terpasang")
    folder = tmp_path_factory.mktemp("ukur")
    return utama.siapkan([KECIL, Ukuran("lain", 120, 8, 1)], folder, folder / "kerja", 7)


@pytest.mark.parametrize(
    ("bagian", "banyak", "bersasaran"),
    [
        ("awal", 5, 5), ("muat", 4, 2), ("kueri", 12, 9), ("tutup", 2, 0), ("aliran", 8, 8), ("buku_kerja", 5, 3),
        ("baca", 2, 2), ("ukuran", 2, 2), ("gabung", 4, 1),
    ],
)  # fmt: skip
def test_setiap_bagian_mencetak_barisnya(
    dua_kota: list[alat.Tempat], bagian: str, banyak: int, bersasaran: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(buku_kerja, "LEMBAR_BESAR", (3_000, 12))
    monkeypatch.setattr(baca, "BARIS", 3_000)
    sebelum = [satu.basis.read_bytes() for satu in dua_kota]
    cara = Cara(kali=1, pemanasan=0, shell=shutil.which("sqlite3"))
    ((nama, baris),) = utama.jalankan([bagian], dua_kota, cara)
    assert nama == bagian
    assert (len(baris), sum(satu.sasaran is not None for satu in baris)) == (banyak, bersasaran)
    for satu in baris:
        assert 0 < satu.nilai.terkecil <= satu.nilai.tengah <= satu.nilai.terbesar < 1e6
        assert satu.bagian == bagian
        assert satu.lantai
    assert len({satu.nama + satu.lantai.split(" (")[0] for satu in baris}) == banyak
    assert [satu.basis.read_bytes() for satu in dua_kota] == sebelum, "measuring writes on copies only"


def test_yang_tidak_sama_banyak_tidak_dibandingkan(
    dua_kota: list[alat.Tempat], monkeypatch: pytest.MonkeyPatch
) -> None:
    cara = Cara(kali=1, pemanasan=0, shell=shutil.which("sqlite3"))
    monkeypatch.setattr(aliran, "POLOS", "SELECT '198403122006042901'")
    with pytest.raises(Gagal, match="--csv: 2562 baris, sqlite3 1"):
        list(aliran.ukur(dua_kota, cara))
    monkeypatch.setattr(muat, "GABUNG", muat.GABUNG.replace("BETWEEN 1", "BETWEEN 101"))
    with pytest.raises(Gagal, match="baris termuat, bukan 2562"):
        list(muat.ukur(dua_kota, cara))


@pytest.mark.parametrize(("bagian", "banyak"), [("kueri", 1), ("aliran", 2)])
def test_tanpa_sqlite3_tinggal_yang_tidak_dibandingkan(dua_kota: list[alat.Tempat], bagian: str, banyak: int) -> None:
    ((_, baris),) = utama.jalankan([bagian], dua_kota[:1], Cara(kali=1, pemanasan=0))
    assert len(baris) == banyak
    assert not any("sqlite3" in satu.lantai for satu in baris)


# --- the command ----------------------------------------------------------------------------------------------------


def _baris(tengah: float) -> hasil.Baris:
    return hasil.Baris("muat", "asn nilai impor", Sebaran(tengah, 1, 4), "lantai", sasaran=3)


@pytest.fixture
def perintah(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """The command with two small cities and one section, whose rows are the fixture's to choose."""
    isi: dict[str, Any] = {"baris": [_baris(2.5)], "tempat": []}

    def ukur(tempat: list[alat.Tempat], _: Cara) -> list[hasil.Baris]:
        isi["tempat"] = [(satu.ukuran.nama, satu.basis.exists()) for satu in tempat]
        if isi["baris"] is None:
            raise Gagal("asn nilai impor: tidak jadi")
        return list(isi["baris"])

    kecil = {nama: Ukuran(nama, 60, 5, 1) for nama in UKURAN}
    monkeypatch.setattr(utama, "UKURAN", kecil)
    monkeypatch.setattr(utama, "BAGIAN", {"muat": ukur})
    monkeypatch.setattr(utama.compileall, "compile_dir", lambda *_, **__: None)
    return isi


def test_perintah_yang_gagal_berakhir_satu(perintah: dict[str, Any], capsys: pytest.CaptureFixture[str]) -> None:
    perintah["baris"] = None
    assert utama.main([]) == 1
    assert "gagal: asn nilai impor: tidak jadi" in capsys.readouterr().err


@pytest.mark.parametrize(("tengah", "kata", "kode"), [(3.5, [], 0), (3.5, ["--sasaran"], 10), (2.5, ["--sasaran"], 0)])
def test_sasaran_yang_meleset_berakhir_sepuluh_bila_diminta(
    perintah: dict[str, Any], capsys: pytest.CaptureFixture[str], tengah: float, kata: list[str], kode: int
) -> None:
    perintah["baris"] = [_baris(tengah)]
    assert utama.main(kata) == kode
    assert ("TIDAK" in capsys.readouterr().out) == (tengah > 3)


def test_bangsa_hanya_bila_diminta_dan_kota_disimpan(perintah: dict[str, Any], tmp_path: Path) -> None:
    assert utama.main(["--simpan", str(tmp_path)]) == 0
    assert perintah["tempat"] == [("kota", True), ("provinsi", True)]
    sebelum = {satu: satu.stat().st_mtime_ns for satu in tmp_path.glob("*.db")}
    assert len(sebelum) == 2
    assert utama.main(["--simpan", str(tmp_path), "--ukuran", "nasional", "--ukuran", "kota"]) == 0
    assert perintah["tempat"] == [("kota", True), ("nasional", True)]
    assert sebelum.items() <= {satu: satu.stat().st_mtime_ns for satu in tmp_path.glob("*.db")}.items()


def test_markdown_memuat_hari_mesin_dan_setiap_baris(
    perintah: dict[str, Any], capsys: pytest.CaptureFixture[str]
) -> None:
    assert utama.main(["--markdown", "--kali", "3"]) == 0
    isi = capsys.readouterr().out.splitlines()
    assert isi[0].startswith("Diukur 20")
    assert all(kata in isi[0] for kata in ("prosesor", f"Python {sys.version.split()[0]}", "SQLite", "median 3"))
    assert len({baris.count("|") for baris in isi[2:]}) == 1
    assert isi[4] == "| `muat` | asn nilai impor | lantai | 2,50 × | 1,00–4,00 | ≤ 3 | ya |"
    assert perintah["tempat"]


def test_tanpa_sqlite3_dikatakan(
    perintah: dict[str, Any], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(utama.shutil, "which", lambda _: None)
    assert utama.main([]) == 0
    keluar = capsys.readouterr()
    assert "sqlite3 tidak terpasang: yang dibandingkan dengannya tidak diukur (muat, tutup)" in keluar.err
    assert "asn nilai impor" not in keluar.out
    assert not perintah["tempat"]
