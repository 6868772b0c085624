"""The only entry and exit: every failure is one sentence with its exit code, never a traceback."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

from asn_kompetensi import __version__
from asn_kompetensi.cli import BENDA
from asn_kompetensi.cli.main import jalankan
from asn_kompetensi.domain.galat import DataDitolak, KodeKeluar
from tests.cetakan import sekali
from tests.cli.isi_gap import SABAI, isi_kota
from tests.conftest import Asn

AKAR = Path(__file__).parents[2]


def _ganti_kerja(monkeypatch: pytest.MonkeyPatch, galat: BaseException) -> None:
    """Make `gap daftar` fail with this."""

    def gagal(*_: object, **__: object) -> None:
        raise galat

    monkeypatch.setattr("asn_kompetensi.services.gap.daftar", gagal)


@pytest.fixture
def siap(basis: Path) -> Path:
    """A database with a period and people."""
    isi_kota(basis)
    return basis


GAP = ("gap", "daftar", "--periode", "2025")

# --- the words of the command line ----------------------------------------------------------------------------------


@pytest.mark.parametrize("kata", [(), ("-h",), ("--help",), ("-q", "-h"), ("--db", "x.db", "--help")])
def test_help_lists_every_noun(asn: Asn, kata: tuple[str, ...]) -> None:
    kode, keluar, galat = asn(*kata)
    assert (kode, galat) == (0, "")
    assert keluar.startswith("Pemakaian: asn BENDA KERJA [OPSI]\n")
    assert [baris.split()[0] for baris in keluar.split("Benda:\n")[1].split("\n\n")[0].splitlines()] == list(BENDA)
    assert max(map(len, keluar.splitlines())) <= 79  # a terminal of 80 wraps nothing


@pytest.mark.parametrize("kata", [("--version",), ("-V",), ("-q", "--version"), ("--debug", "--version")])
def test_version_wherever_it_stands(asn: Asn, kata: tuple[str, ...]) -> None:
    assert asn(*kata) == (0, f"asn {__version__}\n", "")


@pytest.mark.parametrize(
    ("benda", "petunjuk"),
    [
        ("pegawia", "Mungkin maksudnya: pegawai, pelatihan. Ketik asn -h untuk daftar perintah."),
        ("zzzz", "Ketik asn -h untuk daftar perintah."),
    ],
)
def test_an_unknown_noun_names_the_nearest(asn: Asn, benda: str, petunjuk: str) -> None:
    assert asn(benda) == (2, "", f"asn: '{benda}' bukan perintah asn\nPetunjuk: {petunjuk}\n")


@pytest.mark.parametrize("kata", [("--db",), ("--db", "")])
def test_db_without_a_path(asn: Asn, kata: tuple[str, ...]) -> None:
    kode, keluar, galat = asn(*kata)
    assert (kode, keluar) == (2, "")
    assert galat.startswith("asn: opsi --db perlu isi\n")


@pytest.mark.parametrize("depan", [("--db", "{db}"), ("--db={db}",), ("-q", "--db", "{db}")])
def test_db_before_the_noun(asn: Asn, siap: Path, monkeypatch: pytest.MonkeyPatch, depan: tuple[str, ...]) -> None:
    lain = siap.rename(siap.with_name("lain.db"))
    kode, keluar, _ = asn(*(satu.format(db=lain) for satu in depan), "db", "info", "--json")
    assert kode == 0
    assert json.loads(keluar)["pegawai"] == 3
    monkeypatch.undo()


def test_what_follows_two_dashes_is_data(asn: Asn) -> None:
    kode, keluar, galat = asn("opd", "lihat", "--", "--debug")
    assert (kode, keluar) == (4, "")
    assert "--debug" in galat


# --- errors become sentences ----------------------------------------------------------------------------------------


@pytest.mark.usefixtures("siap")
def test_an_error_is_two_lines(asn: Asn, monkeypatch: pytest.MonkeyPatch) -> None:
    _ganti_kerja(monkeypatch, DataDitolak("berkasnya salah", "Periksa lagi."))
    assert asn(*GAP) == (3, "", "asn: berkasnya salah\nPetunjuk: Periksa lagi.\n")


@pytest.mark.usefixtures("siap")
def test_an_error_without_advice_is_one_line(asn: Asn, monkeypatch: pytest.MonkeyPatch) -> None:
    _ganti_kerja(monkeypatch, DataDitolak("berkasnya salah"))
    assert asn(*GAP) == (3, "", "asn: berkasnya salah\n")


@pytest.mark.usefixtures("siap")
def test_under_json_an_error_is_one_object(asn: Asn) -> None:
    kode, keluar, galat = asn("gap", "daftar", "--periode", "2031", "--json")
    assert (kode, keluar) == (4, "")
    assert json.loads(galat) == {
        "galat": {
            "jenis": "tidak_ditemukan", "kode": 4, "pesan": "periode '2031' belum dibuka",
            "petunjuk": "Yang ada: 2025. Daftar: asn periode daftar",
        }
    }  # fmt: skip
    assert galat.count("\n") == 1


@pytest.mark.parametrize("kata", [("zzz", "--json"), ("gap", "daftar", "--zzz", "--json"), ("gap", "zzz", "--json")])
def test_wrong_usage_is_an_object_too(asn: Asn, kata: tuple[str, ...]) -> None:
    kode, keluar, galat = asn(*kata)
    assert (kode, keluar, json.loads(galat)["galat"]["kode"]) == (2, "", 2)


@pytest.mark.parametrize("galat", [ValueError("rahasia 198403122006042901"), KeyError("x"), RecursionError()])
@pytest.mark.usefixtures("siap")
def test_a_bug_is_exit_1_and_says_nothing_of_the_data(
    asn: Asn, monkeypatch: pytest.MonkeyPatch, galat: Exception
) -> None:
    _ganti_kerja(monkeypatch, galat)
    kode, keluar, pesan = asn(*GAP)
    assert (kode, keluar) == (1, "")
    assert pesan.startswith(f"asn: cacat program ({type(galat).__name__})")
    assert "--debug" in pesan
    assert "rahasia" not in pesan
    assert "Traceback" not in pesan


@pytest.mark.usefixtures("siap")
def test_debug_shows_where(asn: Asn, monkeypatch: pytest.MonkeyPatch) -> None:
    _ganti_kerja(monkeypatch, ValueError("di sini"))
    with pytest.raises(ValueError, match="di sini"):
        asn(*GAP, "--debug")


@pytest.mark.parametrize("galat", [PermissionError(13, "Permission denied", "/x/y"), OSError(28, "No space left")])
@pytest.mark.usefixtures("siap")
def test_the_system_refuses_is_exit_8(asn: Asn, monkeypatch: pytest.MonkeyPatch, galat: OSError) -> None:
    _ganti_kerja(monkeypatch, galat)
    kode, keluar, pesan = asn(*GAP)
    assert (kode, keluar) == (8, "")
    assert pesan.startswith("asn: sistem menolak membuka atau menulis")
    assert ("/x/y" in pesan) == (galat.filename is not None)


@pytest.mark.usefixtures("siap")
def test_ctrl_c_is_exit_130_and_one_line(asn: Asn, monkeypatch: pytest.MonkeyPatch) -> None:
    _ganti_kerja(monkeypatch, KeyboardInterrupt())
    kode, keluar, galat = asn(*GAP)
    assert (kode, keluar, galat.count("asn: dibatalkan")) == (130, "", 1)
    assert len(galat.split()) < 12


def test_ctrl_c_in_the_middle_of_a_write_keeps_nothing(asn: Asn, basis: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from asn_kompetensi.cli import keluaran
    from asn_kompetensi.services import opd

    sebelum, asli = basis.read_bytes(), opd.tambah

    def lalu_putus(*isi: Any, **pilih: Any) -> None:
        asli(*isi, **pilih)
        raise KeyboardInterrupt

    monkeypatch.setattr(opd, "tambah", lalu_putus)
    monkeypatch.setattr(keluaran, "tersimpan", lambda *_, **__: pytest.fail("said it was saved"))
    assert asn("opd", "tambah", "DINKES", "--nama", "Dinas Kesehatan")[0] == 130
    assert basis.read_bytes() == sebelum


def test_quiet_leaves_the_answer_and_the_errors(asn: Asn) -> None:
    assert asn("opd", "tambah", "DINKES", "--nama", "Dinas Kesehatan", "-q") == (0, "", "")
    kode, _, galat = asn("-q", "opd", "tambah", "DINKES", "--nama", "Dinas Lain")
    assert kode == 5
    assert galat.startswith("asn: ")


def test_every_exit_code_of_the_contract_is_there() -> None:
    assert sorted(map(int, KodeKeluar)) == [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 129, 130, 143]


def test_every_noun_has_its_module() -> None:
    for modul, bantuan in BENDA.values():
        assert (AKAR / "asn_kompetensi" / "cli" / f"{modul}.py").is_file()
        assert bantuan.endswith(".")


# --- as a process ---------------------------------------------------------------------------------------------------


def _proses(basis: Path, *kata: str, keluar: Any = subprocess.PIPE, shell: bool = False) -> Any:
    lingkungan = {**os.environ, "PYTHONPATH": str(AKAR), "ASN_DB": str(basis)}
    program = [sys.executable, "-m", "asn_kompetensi"]
    perintah: Any = " ".join([*program, *kata]) if shell else [*program, *kata]
    return subprocess.run(
        perintah, env=lingkungan, stdout=keluar, stderr=subprocess.PIPE, text=True, check=False, shell=shell,
        executable="/bin/bash" if shell else None, timeout=60,
    )  # fmt: skip


@sekali
def _banyak(basis: Path) -> None:
    """Enough rows that a pipe cannot hold them."""
    from tests.store.alat import buka

    with buka(basis) as d:
        d.kon.executemany(
            "INSERT INTO opd (kode, nama) VALUES (?, ?)", [(f"OPD{n:05d}", "Dinas " + "x" * 100) for n in range(3000)]
        )


@pytest.mark.skipif(os.name == "nt", reason="exit 141 is of Unix")
@pytest.mark.parametrize("bentuk", ["", "--json", "--csv"])
def test_a_closed_pipe_is_silent(basis: Path, bentuk: str) -> None:
    _banyak(basis)
    hasil = _proses(basis, "opd", "daftar", bentuk, "| head -1; exit ${PIPESTATUS[0]}", shell=True)
    assert (hasil.returncode, hasil.stderr) == (141, "")
    assert hasil.stdout.count("\n") <= 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full")
@pytest.mark.parametrize("banyak", [False, True])
def test_a_full_disk_on_stdout_is_exit_8_in_one_line(basis: Path, banyak: bool) -> None:
    if banyak:
        _banyak(basis)
    hasil = _proses(basis, "opd", "daftar", ">/dev/full", shell=True)
    assert hasil.returncode == 8
    assert hasil.stderr == (
        "asn: sistem menolak membuka atau menulis: tempat penyimpanan penuh\nPetunjuk: Kosongkan ruang, lalu ulangi.\n"
    )


@pytest.mark.skipif(os.name == "nt", reason="a shell's >&-")
def test_no_stdout_at_all_is_exit_8(basis: Path) -> None:
    hasil = _proses(basis, "opd", "daftar", ">&-", shell=True)
    assert hasil.returncode == 8
    assert hasil.stderr.startswith("asn: ")
    assert "Traceback" not in hasil.stderr


def test_no_stderr_at_all_still_answers(basis: Path) -> None:
    assert _proses(basis, "opd", "tambah", "A", "--nama", "Dinas", "2>&-", shell=True).returncode == 0
    assert _proses(basis, "opd", "tambah", "A", "--nama", "Lain", "2>&-", shell=True).returncode == 5
    hasil = _proses(basis, "opd", "daftar", "--json", "2>&-", shell=True)
    assert (hasil.returncode, len(json.loads(hasil.stdout))) == (0, 1)


def test_the_three_names_are_one_program(basis: Path) -> None:
    assert _proses(basis, "--version").stdout == f"asn {__version__}\n"
    proyek = tomllib.loads((AKAR / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert proyek["scripts"] == dict.fromkeys(("asn", "asn-kompetensi"), "asn_kompetensi.__main__:main")


def test_it_never_raises(basis: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("ASN_DB", str(basis))
    for kata in ([""], ["\udcff"], ["--"], ["gap", "--"], ["gap", ""], ["-x"], ["=", "--db"], ["gap", "daftar", SABAI]):
        assert jalankan(kata) in (0, 2), kata
    assert "Traceback" not in capsys.readouterr().err
