"""`asn db`: a refused name leaves no file, an existing file is never touched, reading costs no SQLModel."""

from __future__ import annotations

import io
import json
import subprocess
import sys
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
        "periode_terbuka", "periode_tertutup", "cadangan_terakhir",
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
