"""`asn periode siap|tutup|buka-ulang`: exact words and codes; what is closed stays whatever is typed afterwards."""

from __future__ import annotations

import hashlib
import io
import json
import os
import shlex
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

from asn_kompetensi.services import gap, gap_ringkas
from asn_kompetensi.store import door, segel
from tests import kota_tutup
from tests.cetakan import cetak
from tests.cli.alat import ke_berkas, tolak
from tests.conftest import Asn
from tests.kota_tutup import CINDUA, INI, KODE, MANGKUTAK, NANTI, RENO, SABAI, jawaban
from tests.periode import tutup
from tests.store.alat import buka, sidik
from tests.tabular.baca.bahan import buku as buku_xlsx


class Terminal(io.StringIO):
    """A stdin someone sits at."""

    def isatty(self) -> bool:
        return True


@pytest.fixture(scope="module")
def induk(basis_induk: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    lokasi = tmp_path_factory.mktemp("tutup") / "induk.db"
    shutil.copy(basis_induk, lokasi)
    kota_tutup.isi_tertutup(lokasi)
    return lokasi


@pytest.fixture
def tertutup(induk: Path, basis: Path) -> Path:
    """The city with 2024 closed, in place of the fresh database of `asn`."""
    shutil.copy(segel.letak(induk), segel.letak(basis))
    return Path(shutil.copy(induk, basis))


@pytest.fixture(scope="module")
def jawaban_awal(induk: Path) -> dict[str, Any]:
    """What a clerk can ask about the closed year, before anything changes."""
    return tanya(induk, SABAI)


@pytest.fixture(scope="module")
def jawaban_nanti(induk: Path) -> dict[str, Any]:
    """The same about the open year after it."""
    return tanya(induk, SABAI, "2025")


@pytest.fixture
def dua_tertutup(asn: Asn, tertutup: Path, request: pytest.FixtureRequest) -> tuple[Path, dict[str, str]]:
    """The city with 2023 closed as well, and the workbooks of 2024; both made once."""

    def isi() -> dict[str, str]:
        tutup(tertutup, "2023")
        return buku(asn, request.getfixturevalue("tmp_path_factory").mktemp("awal"))

    return tertutup, cetak(tertutup, isi)


# --- later changes ----------------------------------------------------------------------------------------------------

NIP_BARU = "198403122006042902"
UBAHAN: dict[str, tuple[str, ...] | str] = {
    "a standard raised from an earlier day": ("standar", "tetapkan", "STAF", "INT=5", "--mulai", "2020-01-01"),
    "one more standard": ("standar", "tetapkan", "SEKDIS", "OPH=4"),
    "standards of a level": ("standar", "salin", "BARU", "--dari-jenjang"),
    "the name of a job": ("jabatan", "ubah", "STAF", "--nama", "Pelaksana Umum"),
    "the level of a job": ("jabatan", "ubah", "SEKDIS", "--jenjang", "Pengawas"),
    "the name of an agency": ("opd", "ubah", "DINKES", "--nama", "Dinas Kesehatan dan KB"),
    "another spelling of an agency": ("opd", "ubah", "DINKES", "--alias", "Dinkes Kota"),
    "the agency above a unit": ("opd", "ubah", "RSUD", "--induk", "DINSOS"),
    "agencies merged on an earlier day":
        ("opd", "gabung", "DISDIK", "--ke", "DINSOS", "--tanggal", "2024-06-01", "--yes"),
    "the name of a competency": ("kompetensi", "ubah", "INT", "--nama", "Integritas Diri"),
    "the kind of a competency": ("kompetensi", "ubah", "INT", "--jenis", "teknis"),
    "one more competency": ("kompetensi", "tambah", "AI", "--nama", "Kecerdasan Artifisial", "--jenis", "teknis"),
    "the name of a person": ("pegawai", "ubah", CINDUA, "--nama", "Abang Cindua Mato"),
    "people imported": ("pegawai", "impor", "pegawai.csv"),
    "a move on an earlier day": ("pegawai", "mutasi", SABAI, "--opd", "DINSOS", "--tanggal", "2024-06-01"),
    "another job on an earlier day": ("pegawai", "mutasi", SABAI, "--jabatan", "SEKDIS", "--tanggal", "2024-06-01"),
    "leaving on an earlier day": ("pegawai", "henti", CINDUA, "--alasan", "pensiun", "--tanggal", "2024-03-01"),
    "one more person":
        ("pegawai", "tambah", "199305022022031907", "--nama", "Umbuik", "--opd", "DINKES", "--jabatan", "STAF"),
    "a corrected NIP": ("pegawai", "ubah", SABAI, "--nip-baru", NIP_BARU),
    "a score of an earlier open year": ("nilai", "isi", MANGKUTAK, "KOM=3", "--periode", "2023"),
    "a score of a later year": ("nilai", "isi", MANGKUTAK, "KOM=3", "--periode", "2025"),
    "an earlier year opened": ("periode", "buka", "2022", "--mulai", "2022-01-01", "--selesai", "2022-12-31"),
    "how long a score lasts": "UPDATE kebijakan SET nilai = '1' WHERE kunci = 'masa_berlaku_nilai'",
    "where a gap is small": "UPDATE kebijakan SET nilai = '0.5' WHERE kunci = 'batas_gap_rendah'",
    "the scale of the JPM": "UPDATE kebijakan SET nilai = '99' WHERE kunci LIKE 'jpm_%'",
    "the name of the city": "UPDATE instansi SET nama = 'Pemerintah Kota Lain'",
}  # fmt: skip
TIDAK_TAMPAK = {"the level of a job", "another spelling of an agency", "an earlier year opened"}
_KATA: tuple[dict[str, Any], ...] = (
    {}, {"opd": "DINKES"}, {"opd": "Dinas Kesehatan"}, {"opd": "DINKES", "dengan_unit": True}, {"opd": "DISDIK"},
    {"kompetensi": "INT"}, {"kompetensi": "Integritas"}, {"hanya_periode_ini": True},
    {"opd": "DINKES", "dengan_unit": True, "hanya_periode_ini": True}, *({"status": satu} for satu in gap.STATUS),
)  # fmt: skip


def tanya(lokasi: Path, nip: str, kode: str = KODE) -> dict[str, Any]:
    """Every question a clerk can type about a period."""
    with door.baca(lokasi) as d:
        hasil = jawaban(d.kon, INI if kode == KODE else NANTI, mentah=kode == KODE)
        hasil.pop("buka_ulang", None)
        for kata in (*_KATA, {"nip": nip}):
            pilih = gap.saringan(d, kode, **kata)
            nama = {**kata, "nip": "-"} if "nip" in kata else kata
            hasil[f"{nama}"] = (
                list(gap.daftar(d, pilih)),
                [*map(list, gap.matriks(d, pilih))],
                gap_ringkas.ringkas(d, pilih, "pegawai"),
            )
    return hasil


def buku(asn: Asn, folder: Path) -> dict[str, str]:
    """The workbooks of the closed year: name -> digest."""
    assert asn("laporan", "semua", "--periode", KODE, "--ke", folder)[0] == 0
    return {satu.name: hashlib.sha256(satu.read_bytes()).hexdigest() for satu in sorted(folder.iterdir())}


def ubah(asn: Asn, basis: Path, perintah: tuple[str, ...] | str) -> None:
    if isinstance(perintah, str):
        with buka(basis) as d:
            assert d.kon.execute(perintah).rowcount > 0
        return
    (basis.parent / "pegawai.csv").write_text(
        f"nip,nama,opd,jabatan\n{SABAI},Sabai Nan Aluih,DINSOS,SEKDIS\n199305022022031907,Umbuik,DINKES,STAF\n"
    )
    kata = [str(basis.parent / satu) if satu.endswith(".csv") else satu for satu in perintah]
    kode, _, galat = asn(*kata)
    assert kode == 0, galat


@pytest.mark.parametrize("nama", UBAHAN)
def test_what_changes_later_moves_an_open_year_and_not_a_closed_one(
    asn: Asn, tertutup: Path, jawaban_awal: dict[str, Any], jawaban_nanti: dict[str, Any], nama: str
) -> None:
    sebelum = sidik(tertutup)
    ubah(asn, tertutup, UBAHAN[nama])
    assert sidik(tertutup) != sebelum
    nip = NIP_BARU if NIP_BARU in UBAHAN[nama] else SABAI
    assert tanya(tertutup, nip) == jawaban_awal
    assert (tanya(tertutup, nip, "2025") == jawaban_nanti) == (nama in TIDAK_TAMPAK)


DIAM = [satu for satu in UBAHAN if "earlier open year" not in satu]
# Five of different kinds on top of each other, each of them alone among the full counts.
BERTURUT = [DIAM[ke::5] for ke in range(5)]


@pytest.mark.parametrize(
    "nama", [*BERTURUT, *(pytest.param([satu], marks=pytest.mark.lama) for satu in DIAM)], ids=", ".join
)
def test_nor_do_its_workbooks_move(
    asn: Asn, dua_tertutup: tuple[Path, dict[str, str]], tmp_path: Path, nama: list[str]
) -> None:
    """They compare with the year before, which is closed as well."""
    basis, berkas = dua_tertutup
    for satu in nama:
        ubah(asn, basis, UBAHAN[satu])
    assert len(berkas) == 3
    assert buku(asn, tmp_path / "akhir") == berkas


BUKA_LAGI = ("periode", "buka", "2024-1", "--mulai", "2024-01-01", "--selesai", "2024-06-30")
PROGRAM = ("pelatihan", "tambah", "INT-01", "--nama", "Bimtek Integritas", "--bentuk", "8", "--jp", "16",
           "--kompetensi", "INT=3")  # fmt: skip
KELAS = ("kelas", "buka", "INT-01", "--kode", "INT-01-A", "--mulai", "2025-03-03", "--selesai", "2025-03-05",
         "--terbuka")  # fmt: skip


def test_nor_do_a_programme_a_class_and_a_period_that_came_later_move_them(
    asn: Asn, dua_tertutup: tuple[Path, dict[str, str]], tmp_path: Path
) -> None:
    basis, berkas = dua_tertutup
    for perintah in (PROGRAM, KELAS, BUKA_LAGI):
        ubah(asn, basis, perintah)
    assert buku(asn, tmp_path / "akhir") == berkas
    # Whoever dates the letter after all of this wants to know of it.
    kata = ("--tanggal-surat", "2090-01-12", "--timpa")
    assert b"Bimtek Integritas" not in isi_buku(tmp_path / "akhir")
    assert asn("laporan", "semua", "--periode", KODE, "--ke", tmp_path / "akhir", *kata)[0] == 0
    assert b"Bimtek Integritas" in isi_buku(tmp_path / "akhir")


def isi_buku(folder: Path) -> bytes:
    """All parts of all workbooks in a folder."""
    hasil = b""
    for satu in folder.iterdir():
        with zipfile.ZipFile(satu) as arsip:
            hasil += b"".join(map(arsip.read, arsip.namelist()))
    return hasil


@pytest.mark.xfail(strict=True, reason="where no earlier period was closed the comparison is with an open one")
@pytest.mark.parametrize("perintah", [UBAHAN["a score of an earlier open year"], BUKA_LAGI])
def test_what_still_moves_a_workbook(asn: Asn, tertutup: Path, tmp_path: Path, perintah: tuple[str, ...]) -> None:
    berkas = buku(asn, tmp_path / "awal")
    ubah(asn, tertutup, perintah)
    assert buku(asn, tmp_path / "akhir") == berkas


# --- writing commands against a closed year ---------------------------------------------------------------------------

PANJANG = ("NIP", "Kompetensi", "Nilai", "Periode")
_SUDAH = f"periode {KODE} sudah ditutup; nilainya tidak dapat diubah"
_LIHAT = f"Bila memang harus: asn periode buka-ulang {KODE} --alasan ALASAN --saksi NAMA"


@pytest.mark.parametrize(
    ("kata", "pesan", "petunjuk"),
    [
        (("nilai", "isi", SABAI, "INT=5", "--periode", KODE), _SUDAH, _LIHAT),
        (("nilai", "isi", SABAI, "INT=2", "--periode", KODE.lower()), _SUDAH, _LIHAT),  # the very score that is there
        (("nilai", "hapus", SABAI, "--periode", KODE, "--yes"), _SUDAH, _LIHAT),
        (("nilai", "impor", "nilai.xlsx", "--periode", KODE), _SUDAH, _LIHAT),
        (("nilai", "impor", "nilai.xlsx", "--periode", KODE, "--lewati"), _SUDAH, _LIHAT),
        (("periode", "buka", KODE, "--mulai", "2024-01-01", "--selesai", "2024-12-31"), f"periode {KODE} sudah ditutup",
         f"Lihat dengan: asn periode lihat {KODE}"),
        (("periode", "buka", KODE.upper(), "--mulai", "2024-01-01", "--selesai", "2024-12-30"),
         f"periode {KODE} sudah ada, 2024-01-01 s.d. 2024-12-31",
         f"Pakai kode lain, atau lihat dengan: asn periode lihat {KODE}"),
    ],
)  # fmt: skip
def test_refused_in_these_words(asn: Asn, tertutup: Path, kata: tuple[str, ...], pesan: str, petunjuk: str) -> None:
    berkas = lembar(tertutup, ("NIP", "INT"), (SABAI, 5))
    tolak(asn, tertutup, tuple(str(berkas) if satu == "nilai.xlsx" else satu for satu in kata), 5, pesan, petunjuk)


def lembar(basis: Path, *baris: tuple[Any, ...], nama: str = "nilai.xlsx") -> Path:
    return buku_xlsx(basis.with_name(nama), list(baris))


def test_a_row_of_a_closed_year_is_held(asn: Asn, tertutup: Path) -> None:
    berkas = lembar(tertutup, PANJANG, (SABAI, "INT", 5, KODE), (MANGKUTAK, "INT", 4, "2025"))
    sebelum = sidik(tertutup)
    kode, keluar, _ = asn("nilai", "impor", berkas, "--json")
    laporan = json.loads(keluar)
    assert (kode, sidik(tertutup)) == (3, sebelum)
    assert [(s["sel"], s["kode"], s["pesan"]) for s in laporan["galat"]] == [("D2", "PERIODE_TERTUTUP", _SUDAH)]
    awal = tanya(tertutup, SABAI)
    assert asn("nilai", "impor", berkas, "--lewati")[0] == 9  # the row of the open year is taken
    assert tanya(tertutup, SABAI) == awal


def test_an_import_into_it_is_not_undone(asn: Asn, basis: Path) -> None:
    kota_tutup.isi(basis)
    assert asn("nilai", "impor", lembar(basis, ("NIP", "INT"), (SABAI, 5)), "--periode", KODE)[0] == 0
    nomor = nomor_jalankan(basis)
    tutup(basis, KODE)
    sebelum = sidik(basis)
    assert asn("batal", nomor) == (
        5, "", "asn: isi periode yang sudah ditutup tidak dapat diubah\n"
        "Petunjuk: Bila memang perlu: asn periode buka-ulang PERIODE --alasan ALASAN --saksi NAMA\n")  # fmt: skip
    assert sidik(basis) == sebelum
    assert list(basis.parent.glob("*batal*.cadangan.db")) == []


def test_people_it_speaks_of_are_not_undone_either(asn: Asn, basis: Path) -> None:
    kota_tutup.isi(basis)
    nip = "199305022022031907"
    assert asn("pegawai", "tambah", nip, "--nama", "Umbuik", "--opd", "DINKES", "--jabatan", "STAF")[0] == 0
    nomor = nomor_jalankan(basis)
    tutup(basis, KODE)
    sebelum = sidik(basis)
    kode, keluar, _ = asn("batal", nomor)
    assert (kode, keluar, sidik(basis)) == (5, "", sebelum)


def test_nothing_of_it_is_left_to_set_aside(asn: Asn, tertutup: Path) -> None:
    """What it held was settled before it closed: by a reason here, so no run of it holds anything."""
    sebelum = sidik(tertutup)
    kode, keluar, galat = asn("nilai", "abaikan", "2", "--alasan", "lain")
    assert (kode, keluar, sidik(tertutup)) == (4, "", sebelum)
    assert galat.startswith("asn: jalankan 2 tidak punya isian yang masih ditahan\nPetunjuk: ")


def nomor_jalankan(basis: Path) -> str:
    with door.baca(basis) as d:
        return str(d.kon.execute("SELECT max(id) FROM jalankan").fetchone()[0])


# --- siap: each finding goes by its own command -----------------------------------------------------------------------


@pytest.fixture
def kota(basis: Path) -> Path:
    """The city with all years open."""
    kota_tutup.isi(basis)
    return basis


def siap(asn: Asn, harap: int, kode: str = KODE) -> dict[str, str]:
    """Findings of grade and code -> command; the exit code says whether there is a galat."""
    keluar, isi, _ = asn("periode", "siap", kode, "--json")
    semua = json.loads(isi)
    assert {tuple(satu) for satu in semua} <= {("tingkat", "kode", "pesan", "perintah")}
    assert keluar == harap == (10 if any(satu["tingkat"] == "galat" for satu in semua) else 0)
    return {satu["kode"]: satu["perintah"] for satu in semua}


def ketik(asn: Asn, perintah: str, ganti: dict[str, str] | None = None, *tambahan: str) -> tuple[int, str, str]:
    """Type a command as it is printed, words in capitals filled in."""
    kata = [(ganti or {}).get(satu, satu) for satu in shlex.split(perintah)]
    assert kata.pop(0) == "asn"
    return asn(*kata, *tambahan)


def test_a_year_that_is_ready_says_so(asn: Asn, kota: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with buka(kota) as d:
        d.kon.execute("DELETE FROM standar WHERE kompetensi_id = 3")
        d.kon.execute("UPDATE pegawai SET status = 'henti' WHERE nip = ?", (RENO,))
    sebelum = sidik(kota)
    assert asn("periode", "siap", KODE) == (
        0, "tingkat\tkode\tpesan\tperintah\n", "tidak ada yang menghalangi penutupan\n")  # fmt: skip
    assert asn("periode", "siap", KODE, "--json") == (0, "[]\n", "tidak ada yang menghalangi penutupan\n")
    assert sidik(kota) == sebelum
    assert asn("periode", "tutup", KODE)[0] == 0
    assert asn("periode", "siap", KODE, "--json") == (0, "[]\n", f"periode {KODE} sudah ditutup\n")
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    for kata in (("periode", "siap", KODE), ("db", "periksa"), ("nilai", "mutu", "--periode", KODE)):
        assert asn(*kata)[2].startswith("Tidak ada temuan.\n"), kata


@pytest.mark.usefixtures("kota")
def test_warnings_alone_are_exit_0_in_every_form(asn: Asn, tmp_path: Path) -> None:
    isi = ke_berkas(asn, tmp_path, "periode", "siap", KODE, bidang="tingkat,kode,pesan,perintah")
    assert [(satu["tingkat"], satu["kode"]) for satu in isi] == [
        ("peringatan", "JABATAN_TANPA_STANDAR"), ("peringatan", "CAKUPAN_RENDAH")
    ]  # fmt: skip
    assert asn("periode", "siap", KODE)[2] == "0 galat, 2 peringatan\n"
    assert asn("periode", "siap", "entah")[0] == 4
    assert asn("periode", "siap")[0] == 2


@pytest.mark.usefixtures("kota")
def test_a_class_goes_by_finishing_it(asn: Asn) -> None:
    for kata in (
        ("pelatihan", "tambah", "INT-01", "--nama", "Bimtek", "--bentuk", "8", "--jp", "16", "--kompetensi", "INT=3"),
        ("kelas", "buka", "INT-01", "--kode", "K1", "--mulai", "2024-03-04", "--selesai", "2024-03-05", "--terbuka"),
        ("kelas", "undang", "K1", SABAI), ("kelas", "jawab", "K1", SABAI, "bersedia"),
    ):  # fmt: skip
        assert asn(*kata)[0] == 0, kata
    perintah = siap(asn, 10)["KELAS_BELUM_SELESAI"]
    assert perintah == "asn kelas selesai K1"
    assert ketik(asn, perintah)[0] == 5  # the days are named first
    for hari in ("2024-03-04", "2024-03-05"):
        assert asn("kelas", "hadir", "K1", "--seluruh", "--tanggal", hari, "--status", "hadir")[0] == 0
    assert ketik(asn, perintah)[0] == 0
    assert "KELAS_BELUM_SELESAI" not in siap(asn, 0)


def test_held_rows_go_by_importing_the_corrected_file(asn: Asn, kota: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(kota.parent)
    nama = "rekap akhir (2).xlsx"
    lembar(kota, ("NIP", "INT", "KOM"), (MANGKUTAK, 4, 0), nama=nama)
    diminta = ("--sumber", "Atasan", "--tanggal", "1-12-2025")
    assert asn("nilai", "impor", nama, "--periode", KODE, "--lewati", *diminta)[0] == 9
    perintah = siap(asn, 10)["BARIS_DITAHAN"]
    assert perintah == f'asn nilai impor "{nama}" --periode {KODE} --sumber atasan --tanggal 2025-12-01'
    assert ketik(asn, perintah)[0] == 3
    assert "BARIS_DITAHAN" in siap(asn, 10)
    lembar(kota, ("NIP", "INT", "KOM"), (MANGKUTAK, 4, 3), nama=nama)
    assert ketik(asn, perintah)[0] == 0
    assert siap(asn, 0).keys() == {"JABATAN_TANPA_STANDAR"}


def test_held_rows_go_by_the_reason_the_sentence_names(asn: Asn, kota: Path) -> None:
    asn("nilai", "impor", lembar(kota, ("NIP", "INT"), (SABAI, 0)), "--periode", KODE, "--lewati")
    nomor = nomor_jalankan(kota)
    pesan = json.loads(asn("periode", "siap", KODE, "--json")[1])[0]["pesan"]
    perintah = pesan.partition("dengan: ")[2]
    assert perintah == f'asn nilai abaikan {nomor} --alasan "…"'
    for alasan, keluar in (("", 2), (" ", 2), ("a\x07b", 3)):
        assert ketik(asn, perintah, {"…": alasan})[0] == keluar
    assert asn("nilai", "abaikan", nomor)[0] == 2
    assert ketik(asn, perintah, {"…": "tidak ikut asesmen"}) == (0, "", f"1 isian jalankan {nomor} dikesampingkan\n")
    assert "BARIS_DITAHAN" not in siap(asn, 0)
    assert ketik(asn, perintah, {"…": "lagi"})[0] == 4


@pytest.mark.usefixtures("kota")
def test_a_job_without_standard_goes_by_the_standards_of_its_level(asn: Asn) -> None:
    assert ketik(asn, siap(asn, 0)["JABATAN_TANPA_STANDAR"])[0] == 0
    assert "JABATAN_TANPA_STANDAR" not in siap(asn, 0)


@pytest.mark.usefixtures("kota")
def test_or_by_the_standard_that_is_set(asn: Asn) -> None:
    assert asn("jabatan", "ubah", "BARU", "--jenjang", "")[0] == 0
    perintah = siap(asn, 0)["JABATAN_TANPA_STANDAR"]
    assert perintah == "asn standar tetapkan BARU KOMPETENSI=LEVEL"
    assert ketik(asn, perintah, {"KOMPETENSI=LEVEL": "INT=3"})[0] == 0
    assert "JABATAN_TANPA_STANDAR" not in siap(asn, 0)


def test_a_person_without_a_job_goes_by_placing_them(asn: Asn, kota: Path) -> None:
    with buka(kota) as d:
        d.kon.execute("DELETE FROM penempatan WHERE pegawai_id = 4")
    perintah = siap(asn, 0)["TANPA_PENEMPATAN"]
    assert perintah == f"asn pegawai mutasi {RENO} --opd OPD --jabatan JABATAN --tanggal 2024-01-01"
    assert ketik(asn, perintah, {"OPD": "DINSOS", "JABATAN": "STAF"})[0] == 0
    assert "TANPA_PENEMPATAN" not in siap(asn, 0)


@pytest.mark.usefixtures("kota")
def test_coverage_goes_by_the_scores_its_command_lists(asn: Asn) -> None:
    perintah = siap(asn, 0)["CAKUPAN_RENDAH"]
    belum = json.loads(ketik(asn, perintah, None, "--json")[1])
    assert [(satu["nip"], satu["kompetensi"]) for satu in belum] == [(MANGKUTAK, "KOM")]
    for satu in belum:
        assert asn("nilai", "isi", satu["nip"], f"{satu['kompetensi']}=3", "--periode", KODE)[0] == 0
    assert "CAKUPAN_RENDAH" not in siap(asn, 0)


# --- tutup ------------------------------------------------------------------------------------------------------------


def cadangan(basis: Path) -> list[Path]:
    return sorted(basis.parent.glob("*.cadangan.db"))


def test_a_galat_is_exit_10_and_leaves_nothing(asn: Asn, kota: Path) -> None:
    asn("nilai", "impor", lembar(kota, ("NIP", "INT"), (SABAI, 0)), "--periode", KODE, "--lewati")
    sebelum, catatan = sidik(kota), segel.letak(kota).read_bytes()
    for kata in ((), ("--yes",), ("-n",), ("--yes", "--json")):
        kode, keluar, galat = asn("periode", "tutup", KODE, *kata)
        assert (kode, keluar) == (10, "")
        assert f"periode {KODE} belum dapat ditutup: 1 isian nilai.xlsx" in galat
        assert f"asn periode siap {KODE}" in galat
    assert (sidik(kota), segel.letak(kota).read_bytes(), cadangan(kota)) == (sebelum, catatan, [])


def test_warnings_need_a_yes_off_a_terminal(asn: Asn, kota: Path) -> None:
    sebelum = sidik(kota)
    kode, keluar, galat = asn("periode", "tutup", KODE)
    assert (kode, keluar, sidik(kota), cadangan(kota)) == (2, "", sebelum, [])
    assert galat.splitlines() == [
        "peringatan: jabatan Jabatan Baru belum punya standar; 1 pegawai tidak dapat dibandingkan",
        "peringatan: RSUD Sawahlunto: baru 66,67 % yang dinilai (2 dari 3); batasnya 80 %",
        f"asn: perlu persetujuan: ada 2 peringatan; tutup periode {KODE} juga?",
        "Petunjuk: Tambahkan --yes bila memang itu yang dimaksud.",
    ]


@pytest.mark.parametrize("jawaban_", ["t\n", "\n", "tidak\n", "n\n", ""])
def test_on_a_terminal_no_is_no(asn: Asn, kota: Path, monkeypatch: pytest.MonkeyPatch, jawaban_: str) -> None:
    monkeypatch.setattr("sys.stdin", Terminal(jawaban_))
    sebelum = sidik(kota)
    kode, keluar, galat = asn("periode", "tutup", KODE)
    assert (kode, keluar, sidik(kota), cadangan(kota)) == (130, "", sebelum, [])
    assert f"ada 2 peringatan; tutup periode {KODE} juga? [y/T]: " in galat


@pytest.mark.usefixtures("kota")
def test_on_a_terminal_yes_closes(asn: Asn, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", Terminal("ya\n"))
    assert asn("periode", "tutup", KODE)[0] == 0
    assert siap(asn, 0) == {}


def test_a_warning_that_comes_up_while_the_clerk_thinks_is_exit_5(
    asn: Asn, kota: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def sementara(_: str, ya: bool) -> bool:
        with buka(kota, petugas="lain") as d:
            d.kon.execute("DELETE FROM penempatan WHERE pegawai_id = 4")
        return not ya

    monkeypatch.setattr("asn_kompetensi.cli.tanya.setuju", sementara)
    kode, keluar, galat = asn("periode", "tutup", KODE)
    assert (kode, keluar, cadangan(kota)) == (5, "", [])
    assert f"asn: keadaan periode {KODE} berubah selagi ditanyakan\n" in galat
    with door.baca(kota) as d:
        assert d.kon.execute("SELECT count(*) FROM penutupan").fetchone() == (0,)


def test_a_dry_run_closes_nothing(asn: Asn, kota: Path) -> None:
    sebelum, catatan = sidik(kota), segel.letak(kota).read_bytes()
    kode, keluar, galat = asn("periode", "tutup", KODE, "-n", "--json")
    isi = json.loads(keluar)
    assert (kode, isi["status"], isi["pegawai"], isi["baris"]) == (0, "tertutup", 4, 10)
    assert galat.endswith(f"uji coba: periode {KODE} dapat ditutup; tidak ada yang disimpan\n")
    assert (sidik(kota), segel.letak(kota).read_bytes(), cadangan(kota)) == (sebelum, catatan, [])


def test_closed_with_a_copy_of_the_open_year_and_one_seal_everywhere(asn: Asn, kota: Path) -> None:
    awal = tanya(kota, SABAI)
    isi_awal = sidik(kota)
    kode, keluar, galat = asn("periode", "tutup", KODE, "--yes", "--json")
    isi = json.loads(keluar)
    [salinan] = cadangan(kota)
    assert (kode, list(isi)) == (0, ["kode", "status", "segel", "pegawai", "baris", "peringatan"])
    assert galat.splitlines()[-2:] == [
        f"cadangan sebelum penutupan: {salinan.name}",
        f"periode {KODE} ditutup; untuk berita acara, segelnya {isi['segel']}",
    ]
    assert salinan.name.startswith("kota-sebelum-tutup-Th")
    shutil.copy(kota, kota.with_name("nanti.db"))
    with door.baca(salinan) as d:  # verified by the door's own eyes: whole, and still open
        assert d.kon.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert d.kon.execute("SELECT status FROM periode WHERE kode = ?", (KODE,)).fetchone() == ("terbuka",)
    assert isi_awal != sidik(kota)
    daftar = json.loads(asn("periode", "daftar", "--json")[1])
    assert {satu["kode"]: satu["segel"] for satu in daftar} == {"2023": None, KODE: isi["segel"], "2025": None}
    tercatat = [baris.split("\t")[1:] for baris in segel.letak(kota).read_text(encoding="utf-8").splitlines()]
    assert [satu for satu in tercatat if satu[:2] == ["tutup", KODE]] == [["tutup", KODE, isi["segel"]]]
    assert json.loads(asn("db", "periksa", "--json")[1]) == []
    sesudah = tanya(kota, SABAI)
    beda = {nama for nama in awal if awal[nama] != sesudah[nama]}
    assert beda == {"periode", "penutupan"}  # its records; no answer


def test_closing_twice_writes_nothing(asn: Asn, tertutup: Path) -> None:
    sebelum, catatan = sidik(tertutup), segel.letak(tertutup).read_bytes()
    kode, keluar, galat = asn("periode", "tutup", KODE)
    ini = json.loads(asn("periode", "lihat", KODE, "--json")[1])["segel"]
    assert (kode, galat) == (0, f"periode {KODE} sudah ditutup; segelnya {ini}\n")
    assert ini in keluar
    assert (sidik(tertutup), segel.letak(tertutup).read_bytes(), cadangan(tertutup)) == (sebelum, catatan, [])


def test_another_process_computes_the_same_seal(tertutup: Path) -> None:
    program = (
        "import sqlite3, sys\n"
        "from asn_kompetensi.store import penutupan\n"
        "kon = sqlite3.connect(sys.argv[1])\n"
        f"isi = kon.execute('SELECT instansi, peringatan FROM penutupan WHERE periode_id = {INI}').fetchone()\n"
        f"print(penutupan.segel(kon, {INI}, *isi))"
    )
    hasil = subprocess.run(
        [sys.executable, "-c", program, str(tertutup)], capture_output=True, text=True, check=True,
        env={**os.environ, "PYTHONHASHSEED": "7", "LC_ALL": "C"},
    )  # fmt: skip
    with door.baca(tertutup) as d:
        assert d.kon.execute("SELECT segel FROM penutupan").fetchall() == [(hasil.stdout.strip(),)]


def test_the_copy_is_made_although_more_changed_than_the_cache_holds(
    asn: Asn, kota: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from asn_kompetensi.store import koneksi

    monkeypatch.setattr(koneksi, "PENGATURAN", (*koneksi.PENGATURAN, ("cache_size", "3")))
    monkeypatch.setattr("asn_kompetensi.store.cadangan.BATAS_TUNGGU", 1.0)
    assert asn("periode", "tutup", KODE, "--yes")[0] == 0
    assert len(cadangan(kota)) == 1


def test_years_are_closed_in_any_order(asn: Asn, kota: Path) -> None:
    for kode in ("2025", "2023", KODE):
        assert asn("periode", "tutup", kode, "--yes")[0] == 0
    assert len(cadangan(kota)) == 3
    assert json.loads(asn("db", "periksa", "--json")[1]) == []


# --- buka-ulang -------------------------------------------------------------------------------------------------------

_BUKA = ("periode", "buka-ulang", KODE)


@pytest.mark.parametrize(
    ("kata", "kode", "sebutan"),
    [
        (_BUKA, 2, "--alasan wajib diisi"),
        ((*_BUKA, "--saksi", "Datuak"), 2, "--alasan wajib diisi"),
        ((*_BUKA, "--alasan", " ", "--saksi", "Datuak"), 2, "--alasan wajib diisi"),
        ((*_BUKA, "--alasan", "salah"), 2, "--saksi wajib diisi"),
        ((*_BUKA, "--alasan", "salah", "--saksi", ""), 2, "--saksi wajib diisi"),
        ((*_BUKA, "--alasan", "sa\x07lah", "--saksi", "Datuak"), 3, "tidak tampak"),
        ((*_BUKA, "--alasan", "salah", "--saksi", "\u200b"), 3, "saksi kosong"),
        ((*_BUKA, "--alasan", "salah", "--saksi", "penguji"), 3, "saksi harus orang lain daripada petugas"),
        ((*_BUKA, "--alasan", "salah", "--saksi", " PENGUJI "), 3, "saksi harus orang lain daripada petugas"),
        (("periode", "buka-ulang", "Th-2042", "--alasan", "salah", "--saksi", "Datuak"), 4, KODE),
    ],
)
def test_what_reopening_asks_for(asn: Asn, tertutup: Path, kata: tuple[str, ...], kode: int, sebutan: str) -> None:
    sebelum, catatan = sidik(tertutup), segel.letak(tertutup).read_bytes()
    hasil, keluar, galat = asn(*kata)
    assert (hasil, keluar) == (kode, "")
    assert sebutan in galat
    assert (sidik(tertutup), segel.letak(tertutup).read_bytes(), cadangan(tertutup)) == (sebelum, catatan, [])


def test_reopened_with_a_copy_and_told_everywhere(asn: Asn, tertutup: Path, tmp_path: Path) -> None:
    ini = json.loads(asn("periode", "lihat", KODE, "--json")[1])["segel"]
    kode, keluar, galat = asn(*_BUKA, "--alasan", "salah unggah", "--saksi", "Datuak Bandaro", "--json")
    [salinan] = cadangan(tertutup)
    assert (kode, json.loads(keluar)) == (
        0, {"kode": KODE, "status": "terbuka", "alasan": "salah unggah", "saksi": "Datuak Bandaro", "segel": ini}
    )  # fmt: skip
    assert galat == f"cadangan sebelum dibuka ulang: {salinan.name}\nperiode {KODE} dibuka ulang\n"
    with door.baca(salinan) as d:
        assert d.kon.execute("SELECT status, segel FROM periode WHERE id = ?", (INI,)).fetchone() == ("tertutup", ini)
    lihat = json.loads(asn("periode", "lihat", KODE, "--json")[1])
    assert [(s["petugas"], s["alasan"], s["saksi"], s["segel"]) for s in lihat["buka_ulang"]] == [
        ("penguji", "salah unggah", "Datuak Bandaro", ini)
    ]
    assert (lihat["segel"], lihat["status"], lihat["dibuka_ulang"], lihat["peringatan"]) == (None, "terbuka", 1, [])
    kabar = "periode ini pernah dibuka ulang: salah unggah (saksi: Datuak Bandaro)\n"
    for perintah in ("daftar", "ringkas", "matriks"):
        assert kabar in asn("gap", perintah, "--periode", KODE, "--json")[2]
        assert kabar not in asn("gap", perintah, "--periode", "2025", "--json")[2]
    asn("laporan", "opd", "DINKES", "--periode", KODE, "-o", tmp_path / "dinkes.xlsx")
    with zipfile.ZipFile(tmp_path / "dinkes.xlsx") as arsip:
        seluruh = "".join(arsip.read(nama).decode("utf-8", "replace") for nama in arsip.namelist())
    assert "salah unggah" in seluruh
    assert "Datuak Bandaro" in seluruh
    assert "periode buka-ulang" in asn("riwayat", "--json")[1]
    assert json.loads(asn("db", "periksa", "--json")[1]) == []
    baris = segel.letak(tertutup).read_text(encoding="utf-8").splitlines()[-1].split("\t")
    assert baris[1:] == ["buka-ulang", KODE, ini]


@pytest.mark.usefixtures("tertutup")
def test_afterwards_scores_change_and_it_is_closed_anew(asn: Asn) -> None:
    lama = json.loads(asn("periode", "lihat", KODE, "--json")[1])["segel"]
    asn(*_BUKA, "--alasan", "salah unggah", "--saksi", "Datuak")
    assert asn("nilai", "isi", SABAI, "INT=5", "--periode", KODE)[0] == 0
    satu = json.loads(asn("gap", "daftar", "--periode", KODE, "--nip", SABAI, "--kompetensi", "INT", "--json")[1])
    assert satu[0]["capaian"] == 5
    assert asn("periode", "tutup", KODE, "--yes")[0] == 0
    baru = json.loads(asn("periode", "lihat", KODE, "--json")[1])
    assert baru["segel"] != lama
    asn(*_BUKA, "--alasan", "sekali lagi", "--saksi", "Bundo")
    semua = json.loads(asn("periode", "lihat", KODE, "--json")[1])["buka_ulang"]
    assert [(s["alasan"], s["segel"]) for s in semua] == [("salah unggah", lama), ("sekali lagi", baru["segel"])]


def test_an_open_year_is_not_opened_again(asn: Asn, tertutup: Path) -> None:
    sebelum = sidik(tertutup)
    hasil = asn("periode", "buka-ulang", "2025", "--alasan", "salah", "--saksi", "Datuak")
    assert hasil == (0, "", "periode 2025 sudah terbuka\n")
    assert (sidik(tertutup), cadangan(tertutup)) == (sebelum, [])


@pytest.mark.usefixtures("tertutup")
def test_on_a_terminal_both_are_asked_for(asn: Asn, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", Terminal("salah unggah\n\nDatuak Bandaro\n"))
    kode, _, galat = asn(*_BUKA)
    assert kode == 0
    assert galat.startswith("Alasan: Nama saksi: Nama saksi: ")
    assert json.loads(asn("periode", "lihat", KODE, "--json")[1])["buka_ulang"][0]["saksi"] == "Datuak Bandaro"


@pytest.mark.parametrize(
    ("perintah", "petunjuk"),
    [("periode tutup", "Pakai: asn periode buka-ulang PERIODE --alasan ALASAN --saksi NAMA"),
     ("periode buka-ulang", "Tutup lagi dengan: asn periode tutup PERIODE")],
)  # fmt: skip
def test_neither_run_is_undone(asn: Asn, tertutup: Path, perintah: str, petunjuk: str) -> None:
    asn(*_BUKA, "--alasan", "salah unggah", "--saksi", "Datuak")
    with door.baca(tertutup) as d:
        nomor = d.kon.execute("SELECT max(id) FROM jalankan WHERE perintah = ?", (perintah,)).fetchone()[0]
    tolak(asn, tertutup, ("batal", str(nomor)), 5, f"jalankan {nomor} ({perintah}) tidak dapat dibatalkan", petunjuk)


def test_looking_whether_a_year_is_ready_loads_nothing_heavy(tertutup: Path) -> None:
    program = (
        "import sys; from asn_kompetensi.cli.main import jalankan\n"
        f"jalankan(['periode', 'siap', '2025', '--json', '--db', {str(tertutup)!r}])\n"
        "print(sorted({'sqlmodel', 'sqlalchemy', 'openpyxl', 'hashlib', 'rich'} & set(sys.modules)))"
    )
    hasil = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert hasil.stdout.splitlines()[-1] == "[]"
