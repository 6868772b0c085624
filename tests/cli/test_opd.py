"""`asn opd` as the clerk meets it: exit codes, what is said, what is saved, and the report of an import."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest

from asn_kompetensi.cli.laporan_impor import pisah_alias
from asn_kompetensi.domain.galat import SalahPakai
from tests.conftest import Asn

ACUAN = Path(__file__).parents[1] / "berkas" / "opd_acuan.csv"
BIDANG = ["kode", "nama", "singkatan", "alias", "induk", "surel", "kepala_nip", "mulai", "selesai", "digabung_ke"]


def daftar(asn: Asn) -> list[dict[str, Any]]:
    isi: list[dict[str, Any]] = json.loads(asn("opd", "daftar", "--json")[1])
    return isi


@pytest.mark.parametrize(
    ("kata", "kode", "sebutan"),
    [
        (("tambah", "DINKES"), 2, "--nama wajib diisi"),
        (("tambah",), 2, "kode wajib disebut"),
        (("tambah", "DIN KES", "--nama", "x"), 3, "tanpa spasi"),
        (("tambah", "DINKES", "--nama", "x", "--kepala", "198403122006042999999"), 3, "******************999"),
        (("lihat", "SETDA"), 4, "perangkat daerah 'SETDA' belum terdaftar"),
        (("ubah", "SETDA", "--nama", "x"), 4, "belum terdaftar"),
        (("ubah", "SETDA"), 2, "belum disebut apa yang diubah"),
        (("gabung", "A", "--tanggal", "2026-01-01"), 2, "--ke wajib diisi"),
        (("gabung", "A", "--ke", "B"), 2, "--tanggal wajib diisi"),
        (("gabung", "A", "--ke", "B", "--tanggal", "2026-01-01"), 2, "--yes"),
        (("gabung", "A", "--ke", "B", "--tanggal", "2026-01-01", "-y"), 4, "'B' belum terdaftar"),
        (("impor", "tidak-ada.csv"), 8, "tidak-ada.csv"),
    ],
)
def test_refusals(asn: Asn, basis: Path, kata: tuple[str, ...], kode: int, sebutan: str) -> None:
    sebelum = basis.read_bytes()
    hasil, keluar, galat = asn("opd", *kata)
    assert (hasil, keluar) == (kode, "")
    assert galat.startswith("asn: ")
    assert sebutan in galat
    assert "198403122006042999999" not in galat
    assert basis.read_bytes() == sebelum


def test_a_refusal_under_json_is_one_object(asn: Asn) -> None:
    kode, keluar, galat = asn("opd", "lihat", "SETDA", "--json")
    assert (kode, keluar) == (4, "")
    assert json.loads(galat)["galat"] == {
        "jenis": "tidak_ditemukan", "kode": 4, "pesan": "perangkat daerah 'SETDA' belum terdaftar",
        "petunjuk": "Daftar lengkap: asn opd daftar",
    }  # fmt: skip


def test_add_change_see(asn: Asn) -> None:
    kata = ("DINKES", "--nama", "Dinas Kesehatan", "--alias", "Dinkes", "--surel", "kadis.dinkes@contoh.go.id")
    assert asn("opd", "tambah", *kata) == (0, "", "tersimpan: perangkat daerah DINKES\n")
    assert asn("opd", "tambah", *kata)[0] == 5
    kode, keluar, galat = asn("opd", "ubah", "dinkes", "--alias", "DKK", "--json")
    assert (kode, galat) == (0, "tersimpan: perangkat daerah DINKES\n")
    assert json.loads(keluar)["alias"] == ["DKK"]  # "Dinkes" is the code itself in another case
    assert asn("opd", "ubah", "dkk", "--alias", "DKK") == (0, "", "tidak ada yang berubah\n")
    assert list(json.loads(asn("opd", "lihat", "dkk", "--json")[1])) == [*BIDANG, "versi"]
    assert asn("opd", "daftar")[1].splitlines() == [
        "\t".join(BIDANG), "DINKES\tDinas Kesehatan\t\tDKK\t\tkadis.dinkes@contoh.go.id\t\t\t\t"
    ]  # fmt: skip


def test_a_merge_tells_what_it_did_and_can_be_tried(asn: Asn) -> None:
    asn("opd", "tambah", "A", "--nama", "Aa")
    asn("opd", "tambah", "B", "--nama", "Be")
    kata = ("opd", "gabung", "A", "--ke", "B", "--tanggal", "2026-01-01")
    uji = "digabung ke B: 0 pegawai pindah (uji coba: tidak ada yang disimpan)\n"
    assert asn(*kata, "-n") == (0, "", uji)
    assert daftar(asn)[0]["digabung_ke"] is None
    assert asn(*kata, "-y") == (0, "", "digabung ke B: 0 pegawai pindah\n")
    assert asn(*kata, "-y") == (0, "", "tidak ada yang berubah\n")
    assert (daftar(asn)[0]["digabung_ke"], daftar(asn)[0]["selesai"]) == ("B", "2025-12-31")


# -- importing: the report every noun prints ---------------------------------------------------------------------------

KUNCI = [
    "berkas", "lembar", "jenis", "dibaca", "diterima", "baru", "berubah", "sama", "ditahan", "dilewati", "jalankan",
    "galat", "peringatan", "nama_asing", "perubahan", "kolom_dibuang", "kolom_diabaikan", "lembar_dilewati",
    "catatan_baca",
]  # fmt: skip


def test_the_agencies_of_the_city_import_cleanly_and_only_once(asn: Asn, basis: Path) -> None:
    kode, keluar, galat = asn("opd", "impor", ACUAN)
    isi = json.loads(keluar)
    assert (kode, galat) == (0, "tersimpan: 28 baru, 0 berubah (bila keliru: asn batal 2)\n")
    assert list(isi) == KUNCI
    assert (isi["dibaca"], isi["diterima"], isi["baru"], isi["galat"], isi["peringatan"]) == (28, 28, 28, [], [])
    sebelum = basis.read_bytes()
    kode, keluar, galat = asn("opd", "impor", ACUAN)
    assert (kode, galat, json.loads(keluar)["sama"]) == (0, "tidak ada yang berubah\n", 28)
    assert json.loads(keluar)["jalankan"] is None
    assert basis.read_bytes() == sebelum


def test_what_the_list_prints_can_be_imported(asn: Asn, tmp_path: Path) -> None:
    asn("opd", "impor", ACUAN)
    berkas = tmp_path / "daftar.csv"
    berkas.write_text(asn("opd", "daftar", "--csv")[1], newline="")
    assert asn("opd", "impor", berkas)[2] == "tidak ada yang berubah\n"


def test_a_dry_run_reports_the_same_and_saves_nothing(asn: Asn, basis: Path) -> None:
    sebelum = basis.read_bytes()
    kode, keluar, galat = asn("opd", "impor", ACUAN, "-n", "--json")
    assert (kode, galat) == (0, "uji coba: tidak ada yang disimpan\n")
    assert basis.read_bytes() == sebelum
    sungguhan = json.loads(asn("opd", "impor", ACUAN, "--json")[1])
    assert {**json.loads(keluar), "jalankan": 0} == {**sungguhan, "jalankan": 0}


@pytest.fixture
def buruk(tmp_path: Path) -> Path:
    berkas = tmp_path / "buruk.csv"
    berkas.write_text("kode,nama,surel\nDINKES,Dinas Kesehatan,bukan surel\nDISDIK,Dinas Pendidikan,\n")
    return berkas


def test_a_held_row_saves_nothing_and_says_where(asn: Asn, basis: Path, buruk: Path) -> None:
    sebelum = basis.read_bytes()
    kode, keluar, galat = asn("opd", "impor", buruk)
    assert kode == 3
    assert json.loads(keluar)["galat"] == [{
        "lembar": "buruk", "baris": 2, "kolom": "C", "sel": "C2", "nilai": "bukan surel", "kode": "SUREL_TIDAK_SAH",
        "pesan": "alamat surel 'bukan surel' tidak sah; tulis satu alamat saja",
        "saran": "Contoh: kadis.dinkes@contoh.go.id",
    }]  # fmt: skip
    assert galat.splitlines() == [
        "asn: 1 baris ditahan (1 temuan); tidak ada yang disimpan",
        "Petunjuk: Perbaiki sel yang ditahan lalu ulangi, atau tambahkan --lewati untuk menyimpan yang baik saja.",
    ]
    assert basis.read_bytes() == sebelum


def test_leaving_out_saves_the_rest_and_exits_9(asn: Asn, buruk: Path) -> None:
    kode, keluar, galat = asn("opd", "impor", buruk, "--lewati", "--json")
    assert (kode, json.loads(keluar)["baru"], json.loads(galat)["galat"]["kode"]) == (9, 1, 9)
    assert [satu["kode"] for satu in daftar(asn)] == ["DISDIK"]


def test_on_a_terminal_the_report_is_a_short_summary(asn: Asn, buruk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Layar(io.StringIO):
        def isatty(self) -> bool:
            return True

    layar = Layar()
    monkeypatch.setattr("sys.stdout", layar)
    kode, _, _ = asn("opd", "impor", buruk)
    isi = layar.getvalue()
    assert kode == 3
    assert "2 dibaca, 1 diterima, 1 baru, 1 ditahan" in " ".join(isi.split())
    assert "C2" in isi
    assert "{" not in isi


@pytest.mark.parametrize("tulisan", ["DINKES KOTA", "=DINKES", "DINKES KOTA=", " = "])
def test_an_alias_without_both_sides_is_wrong_usage(tulisan: str) -> None:
    with pytest.raises(SalahPakai, match="EJAAN=KODE"):
        pisah_alias([tulisan])


def test_aliases_split_at_the_last_sign() -> None:
    assert pisah_alias(None) == []
    assert pisah_alias(["DINKES KOTA=DINKES", " A=B = C "]) == [("DINKES KOTA", "DINKES"), ("A=B", "C")]
