"""`asn db`: a refused name leaves no file, an existing file is never touched, reading costs no SQLModel."""

from __future__ import annotations

import io
import json
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from asn_kompetensi.cli.main import jalankan
from tests.conftest import Asn


def test_without_a_name_or_a_terminal_nothing_is_made(tmp_path: Path, asn: Asn) -> None:
    baru = tmp_path / "baru.db"
    kode, keluar, galat = asn("db", "mulai", "--db", baru)
    assert (kode, keluar) == (2, "")
    assert "--instansi wajib diisi" in galat
    assert not baru.exists()


@pytest.mark.parametrize("nama", ["Kota\x07", "K" * 201])
def test_a_refused_name_leaves_no_file(tmp_path: Path, asn: Asn, nama: str) -> None:
    baru = tmp_path / "baru.db"
    kode, keluar, _ = asn("db", "mulai", "--instansi", nama, "--db", baru)
    assert (kode, keluar) == (3, "")
    assert list(tmp_path.glob("baru*")) == []


def test_an_existing_file_is_a_conflict_and_untouched(tmp_path: Path, asn: Asn) -> None:
    ada = tmp_path / "surat.txt"
    ada.write_text("penting")
    assert asn("db", "mulai", "--instansi", "Kota", "--db", ada)[0] == 5
    assert ada.read_text() == "penting"


def test_it_says_where_the_database_is(tmp_path: Path, asn: Asn) -> None:
    baru = tmp_path / "folder" / "baru.db"
    kode, keluar, galat = asn("db", "mulai", "--instansi", "Pemerintah Kota Sawahlunto", "--db", baru)
    assert (kode, keluar, galat) == (0, "", f"basis data dibuat: {baru}\n")
    assert baru.stat().st_mode & 0o777 == 0o600
    isi = json.loads(asn("db", "info", "--db", baru, "--json")[1])
    assert list(isi) == [
        "lokasi", "versi_skema", "ukuran", "instansi", "opd", "jabatan", "pegawai", "nilai", "kelas",
        "periode_terbuka", "periode_tertutup", "cadangan_terakhir", "cadangan", "gabungan",
    ]  # fmt: skip
    assert (isi["instansi"], isi["opd"], isi["cadangan_terakhir"]) == ("Pemerintah Kota Sawahlunto", 0, None)


def test_on_a_terminal_it_asks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setattr("sys.stdin", Terminal("\nKota Contoh\n"))
    baru = tmp_path / "baru.db"
    assert jalankan(["db", "mulai", "--db", str(baru)]) == 0
    assert capsys.readouterr().err == f"Nama instansi: Nama instansi: basis data dibuat: {baru}\n"


@pytest.mark.parametrize("kata", [("db", "info"), ("opd", "daftar"), ("opd", "tambah", "X", "--nama", "Y")])
def test_a_missing_database_says_what_to_type(tmp_path: Path, asn: Asn, kata: tuple[str, ...]) -> None:
    hilang = tmp_path / "hilang.db"
    kode, keluar, galat = asn(*kata, "--db", hilang)
    assert (kode, keluar) == (7, "")
    assert galat.splitlines() == [
        f"asn: basis data {hilang} belum ada",
        f"Petunjuk: Buat dengan: asn db mulai --db {hilang}   atau coba contohnya: asn demo",
    ]
    assert not hilang.exists()


def test_reading_commands_import_neither_sqlmodel_nor_openpyxl(basis: Path) -> None:
    perintah = (
        "import sys; from asn_kompetensi.cli.main import jalankan\n"
        "for kata in ('db info', 'opd daftar', 'jabatan daftar', 'kompetensi lihat INT', 'standar daftar',"
        " 'periode daftar'):\n"
        f"    assert jalankan([*kata.split(), '--db', {str(basis)!r}]) == 0\n"
        "print(sorted({'sqlmodel', 'sqlalchemy', 'openpyxl', 'rich'} & set(sys.modules)), file=sys.stderr)"
    )
    hasil = subprocess.run([sys.executable, "-c", perintah], capture_output=True, text=True, check=True)
    assert hasil.stderr.splitlines()[-1] == "[]"


# --- db periksa -----------------------------------------------------------------------------------------------------


def test_a_sound_file_has_no_findings(asn: Asn) -> None:
    asn("opd", "tambah", "DINKES", "--nama", "Dinas Kesehatan")
    kode, keluar, galat = asn("db", "periksa", "--json")
    assert (kode, keluar) == (0, "[]\n")
    assert galat == "basis data utuh: berkas, rujukan, rantai catatan, dan isinya cocok\n"


@pytest.mark.parametrize(
    ("perintah", "temuan"),
    [
        ("UPDATE opd SET nama = 'X'", [("BERUBAH_DI_LUAR", "rekaman opd [1] diubah di luar program ini")]),
        ("UPDATE catatan SET baru = NULL WHERE tabel = 'instansi'",
         [("RANTAI_PUTUS", "catatan instansi pada jalankan 1 tidak seperti waktu ditulis"),
          ("BERUBAH_DI_LUAR", "rekaman instansi [1] diubah di luar program ini")]),
        ("UPDATE jalankan SET petugas = 'lain' WHERE id = 2",
         [("RANTAI_PUTUS", "jalankan 2 tidak seperti waktu ditulis")]),
        ("UPDATE catatan_pribadi SET baru = '{\"kepala_nip\":\"198403122006042901\"}'",
         [("IDENTITAS_BERUBAH", "identitas opd [1] dalam catatan jalankan 2 diubah"),
          ("BERUBAH_DI_LUAR", "rekaman opd [1] diubah di luar program ini")]),
    ],
)  # fmt: skip
def test_what_another_program_changed_is_found(
    asn: Asn, basis: Path, perintah: str, temuan: list[tuple[str, str]]
) -> None:
    asn("opd", "tambah", "DINKES", "--nama", "Dinas Kesehatan")
    with closing(sqlite3.connect(basis)) as kon, kon:
        assert kon.execute(perintah).rowcount == 1
    isi = basis.read_bytes()
    kode, keluar, _ = asn("db", "periksa", "--json")
    assert kode == 10
    assert [(satu["kode"], satu["pesan"]) for satu in json.loads(keluar)] == temuan
    assert {satu["tingkat"] for satu in json.loads(keluar)} == {"galat"}
    assert all(satu["perintah"] for satu in json.loads(keluar))
    assert basis.read_bytes() == isi


def test_a_record_without_its_parent_is_found(asn: Asn, basis: Path, tmp_path: Path) -> None:
    asn("opd", "tambah", "DINKES", "--nama", "Dinas Kesehatan")
    rusak = tmp_path / "rusak.db"
    shutil.copy(basis, rusak)
    with closing(sqlite3.connect(rusak)) as kon, kon:
        kon.execute("UPDATE opd SET induk_id = 99")
    kode, keluar, _ = asn("db", "periksa", "--db", rusak, "--csv")
    assert kode == 10
    assert "galat,RUJUKAN_PUTUS,1 rekaman opd merujuk ke rekaman yang tidak ada," in keluar
