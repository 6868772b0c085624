"""Odd surroundings: no home, no room for temporary files, names that are no text, a narrow or missing terminal."""

from __future__ import annotations

import os
import pty
import pwd
import select
import shutil
import subprocess
import sys
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest

from tests.conftest import Asn
from tests.gangguan.alat import Kota, isi
from tests.gangguan.cabang import Bercabang, ruang
from tests.store.alat import jumlah, sidik

pytestmark = pytest.mark.skipif(os.name == "nt", reason="names and signals of Unix")

# Bytes that are no UTF-8, a name like an option, blanks, a line break, an escape sequence.
NAMA_ANEH = {
    "bukan teks": b"data\xff\xfe.csv",
    "seperti opsi": b"-rf.csv",
    "berspasi": b"data pegawai kota.csv",
    "baris baru": b"data\npegawai.csv",
    "escape": b"data\x1b]0;judul\x07\x1b[31m.csv",
    "rumus": b"=cmd|' C calc'!A0.csv",
}


@pytest.fixture
def kota(basis_induk: Path, tmp_path: Path) -> Kota:
    return Kota.siap(basis_induk, tmp_path / "meja kerja")


@pytest.fixture
def cabang(kota: Kota) -> Bercabang:
    """The same desk where nothing is asked of a start."""
    return Bercabang(kota.folder)


def _rapi(hasil: subprocess.CompletedProcess[str], *kode: int) -> None:
    """An exit code of the contract, no traceback, no control bytes but line breaks."""
    assert hasil.returncode in kode, hasil.stderr
    _bersih(hasil.stdout + hasil.stderr)


def _bersih(seluruh: str) -> None:
    assert "Traceback" not in seluruh
    assert not {satu for satu in seluruh if ord(satu) < 32 and satu not in "\n\t\r"}, seluruh


# --- names ----------------------------------------------------------------------------------------------------------


class Dalam(Kota):
    """The same desk without a process for each command."""

    def jalan(self, *kata: str, **_: object) -> subprocess.CompletedProcess[str]:
        return subprocess.CompletedProcess(kata, *self.asn(*kata))

    asn: Asn


@pytest.fixture
def meja(kota: Kota, asn: Asn, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Kota:
    """The desk as it is, or with the program called in this process."""
    if request.param == "proses":
        return kota
    monkeypatch.chdir(kota.folder)
    monkeypatch.setenv("ASN_DB", str(kota.basis))
    dalam = Dalam(kota.folder)
    dalam.asn = asn
    return dalam


# Every name is tried in this process; what the system hands over to another is tried below with the worst one.
NAMA = pytest.mark.parametrize(
    ("nama", "meja"),
    [
        pytest.param(nama, cara, marks=() if cara == "sini" else pytest.mark.lama)
        for nama in NAMA_ANEH
        for cara in ("sini", "proses")
    ],
    indirect=["meja"],
)


@NAMA
def test_a_file_to_import(meja: Kota, nama: str) -> None:
    berkas = os.fsdecode(NAMA_ANEH[nama])
    (meja.folder / "pegawai.csv").rename(meja.folder / berkas)
    for kata in (("--", berkas), (f"./{berkas}",)):
        hasil = meja.jalan("pegawai", "impor", "--json", *kata)
        _rapi(hasil, 0)
    assert jumlah(meja.basis, "pegawai") == 6
    riwayat = meja.jalan("riwayat", "--csv")
    _rapi(riwayat, 0)
    isi(meja.basis)


@pytest.mark.parametrize("nama", NAMA_ANEH)
def test_a_file_that_is_not_there(asn: Asn, nama: str) -> None:
    kode, keluar, galat = asn("pegawai", "impor", "--", os.fsdecode(NAMA_ANEH[nama]))
    _bersih(keluar + galat)
    assert (kode, [baris.split(":")[0] for baris in galat.splitlines()]) == (8, ["asn", "Petunjuk"]), galat


@pytest.mark.parametrize("nama", NAMA_ANEH)
def test_a_file_to_write(asn: Asn, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, nama: str) -> None:
    monkeypatch.chdir(tmp_path)
    tujuan = os.fsdecode(NAMA_ANEH[nama])
    kode, keluar, galat = asn("kompetensi", "daftar", "-o", f"./{tujuan}")
    _bersih(keluar + galat)
    assert (kode, galat.count("\n")) == (0, 1), galat
    assert Path(tujuan).read_text(encoding="utf-8-sig").count("\n") == 10
    kode, keluar, galat = asn("kompetensi", "daftar", "-o", f"./{tujuan}")
    _bersih(keluar + galat)
    assert (kode, [baris.split(":")[0] for baris in galat.splitlines()]) == (5, ["asn", "Petunjuk"]), galat


@NAMA
def test_a_database(meja: Kota, nama: str) -> None:
    lain = os.fsdecode(NAMA_ANEH[nama]).replace(".csv", ".db")
    hasil = meja.jalan("pegawai", "daftar", "--db", f"./{lain}")
    _rapi(hasil, 7)
    assert len(hasil.stderr.splitlines()) == 2, hasil.stderr
    assert not (meja.folder / lain).exists()
    meja.basis.rename(meja.folder / lain)
    for kata in (("pegawai", "impor", "pegawai.csv"), ("batal", "terakhir"), ("db", "periksa")):
        _rapi(meja.jalan(*kata, "--db", f"./{lain}"), 0)
    isi(meja.folder / lain)


def test_names_that_are_no_text_come_through_the_system(kota: Kota, cabang: Bercabang) -> None:
    berkas = os.fsdecode(NAMA_ANEH["bukan teks"])
    (kota.folder / "pegawai.csv").rename(kota.folder / berkas)
    lain = cabang.basis.rename(kota.folder / berkas.replace(".csv", ".db"))
    _rapi(kota.jalan("pegawai", "impor", "--json", "--db", f"./{lain.name}", "--", berkas), 0)
    assert jumlah(lain, "pegawai") == 6
    for kata in (("riwayat", "--csv"), ("batal", "terakhir"), ("db", "periksa")):
        _rapi(cabang.jalan(*kata, "--db", f"./{lain.name}"), 0)
    isi(lain)


ANEH = os.fsdecode(b"\xff\xfe\xed\xa0\x80")
KATA_ANEH = (
    (ANEH,),
    ("opd", ANEH),
    ("opd", "lihat", ANEH),
    ("opd", "tambah", ANEH, "--nama", "Dinas"),
    ("opd", "tambah", "DPU", "--nama", f"Dinas {ANEH}"),
    ("pegawai", "lihat", ANEH),
    ("gap", "daftar", "--periode", ANEH),
    ("nilai", "isi", "198403122006042901", f"INT={ANEH}", "--periode", "2025"),
    ("batal", ANEH),
    ("riwayat", "--nip", ANEH),
    ("periode", "buka", ANEH, "--mulai", ANEH, "--selesai", ANEH),
)


@pytest.mark.parametrize("json", [[], ["--json"]])
def test_words_that_are_no_text(asn: Asn, basis: Path, json: list[str]) -> None:
    sebelum = sidik(basis)
    for kata in KATA_ANEH:
        kode, keluar, galat = asn(*kata, *json)
        _bersih(galat)
        assert (kode in (2, 3, 4), keluar) == (True, ""), (kata, kode)
    assert sidik(basis) == sebelum


def test_words_that_are_no_text_come_through_the_system(kota: Kota) -> None:
    _rapi(kota.jalan("opd", "lihat", ANEH), 2, 3, 4)


def test_an_actor_that_is_no_text(kota: Kota) -> None:
    kota.lingkungan = {"ASN_PETUGAS": os.fsdecode(b"Rina\xff\x1b[31m")}
    _rapi(kota.jalan("pegawai", "impor", "pegawai.csv"), 0)
    _rapi(Bercabang(kota.folder, kota.lingkungan).jalan("riwayat"), 0)
    isi(kota.basis)


# --- folders --------------------------------------------------------------------------------------------------------


@dataclass
class Kurang(Bercabang):
    """A desk where some names are missing in the environment."""

    tanpa: tuple[str, ...] = ()

    def env(self) -> dict[str, str]:
        return {nama: isi for nama, isi in super().env().items() if nama not in self.tanpa}


SIAPA = ("ASN_PETUGAS", "USER", "LOGNAME", "LNAME", "USERNAME")
RUMAH = ("HOME", "XDG_DATA_HOME")


def test_without_home(cabang: Bercabang) -> None:
    _rapi(Kota.jalan(Kurang(cabang.folder, tanpa=(*RUMAH, *SIAPA)), "pegawai", "impor", "pegawai.csv"), 0)


@pytest.mark.parametrize("rumah", ["", "/tidak/ada", "berkas"])
def test_without_home_and_without_a_database(cabang: Bercabang, rumah: str) -> None:
    """The folder of the person's data cannot be found or made: a sentence, and nothing in the current folder."""
    rumah = str(cabang.basis) if rumah == "berkas" else rumah
    meja = Kurang(cabang.folder, {"HOME": rumah}, ("XDG_DATA_HOME", "ASN_DB"))
    sebelum = cabang.berkas()
    for kata in (("opd", "daftar"), ("db", "mulai", "--instansi", "Kota Uji"))[: 2 if rumah.endswith(".db") else 1]:
        _rapi(meja.jalan(*kata), 7, 8)
    assert cabang.berkas() == sebelum


def _tanpa_nama() -> None:
    """In a branch: the system knows no name for any user."""

    def tidak_ada(_: object) -> None:
        raise KeyError

    pwd.getpwuid = pwd.getpwnam = tidak_ada  # type: ignore[assignment]


def test_a_user_the_system_does_not_know(cabang: Bercabang) -> None:
    """In a container the number of the user often has no name and no home."""
    meja = Kurang(cabang.folder, tanpa=(*RUMAH, *SIAPA))
    sebelum = cabang.berkas()
    _rapi(meja.jalan("pegawai", "impor", "pegawai.csv", preexec_fn=_tanpa_nama), 0)
    assert cabang.json("riwayat")[0]["petugas"] == "tidak dikenal"
    meja = Kurang(cabang.folder, {"ASN_DB": ""}, (*RUMAH, *SIAPA))
    for kata in (("opd", "daftar"), ("db", "mulai", "--instansi", "Kota Uji")):
        _rapi(meja.jalan(*kata, preexec_fn=_tanpa_nama), 7, 8)
    assert cabang.berkas() == sebelum, "no folder called ~ here"


def test_a_folder_for_temporary_files_that_is_not_there(cabang: Bercabang) -> None:
    """Python looks for another one: the work goes on."""
    cabang.lingkungan = {"TMPDIR": "/tidak/ada", "TEMP": "/tidak/ada", "TMP": "/tidak/ada"}
    for kata in (("pegawai", "impor", "pegawai.csv"), ("pegawai", "daftar", "-o", "hasil.xlsx"),
                 ("laporan", "semua", "--periode", "2025", "--ke", "keluaran"), ("batal", "terakhir")):  # fmt: skip
        _rapi(cabang.jalan(*kata), 0)
    assert not Path("/tidak").exists()


_TMP_PENUH = """
mount -t tmpfs -o size=16k tmpfs "$1" || exit 99
head -c 16k /dev/zero >"$1/pengisi" 2>/dev/null
"""


def test_a_full_folder_for_temporary_files(cabang: Bercabang, tmp_path: Path) -> None:
    """The database, plain files and tables as workbooks of this size need none."""
    penuh = tmp_path / "penuh"
    penuh.mkdir()
    cabang.lingkungan = {"TMPDIR": str(penuh)}
    with ruang(_TMP_PENUH, str(penuh)) as r:
        assert not os.statvfs(r.akar / penuh.relative_to("/")).f_bavail
        jalan = partial(cabang.jalan, preexec_fn=r.masuk)
        _rapi(jalan("pegawai", "impor", "pegawai.csv"), 0)
        _rapi(jalan("pegawai", "daftar", "-o", "hasil.csv"), 0)
        # Python tries a folder before it takes it: a full one is passed over, where there is another.
        _rapi(jalan("pegawai", "daftar", "-o", "hasil.xlsx"), 0)
        _rapi(jalan("laporan", "semua", "--periode", "2025", "--ke", "keluaran"), 0, 8)
    isi(cabang.basis)


def test_a_working_folder_that_is_gone(kota: Kota, cabang: Bercabang, tmp_path: Path) -> None:
    hilang = tmp_path / "hilang"

    def pergi() -> None:
        hilang.mkdir()
        os.chdir(hilang)
        hilang.rmdir()

    for meja, kata, kode in (
        (kota, ("pegawai", "daftar"), 0),
        (cabang, ("opd", "daftar", "--db", "lain.db"), 7),
        (cabang, ("pegawai", "impor", "pegawai.csv"), 8),
        (cabang, ("pegawai", "daftar", "-o", "a.csv"), 8),
    ):
        _rapi(meja.jalan(*kata, preexec_fn=pergi), kode)


# --- terminals ------------------------------------------------------------------------------------------------------


def test_without_stdin(kota: Kota, cabang: Bercabang) -> None:
    """`<&-`: nobody can be asked, so the missing answer is named."""
    for meja, kata, kode in (
        (cabang, ("pegawai", "daftar"), 0),
        (kota, ("pegawai", "impor", "pegawai.csv"), 0),
        (cabang, ("nilai", "isi", "198403122006042901"), 2),
        (cabang, ("gap", "daftar"), 2),
    ):
        hasil = meja.jalan(*kata, preexec_fn=partial(os.close, 0))
        _rapi(hasil, kode)
        assert (kode == 2) == ("--periode" in hasil.stderr)


def test_without_any_stream(kota: Kota) -> None:
    tutup = ["/bin/sh", "-c", '"$@" <&- >&- 2>&-', "sh"]
    sebelum = kota.sidik()
    for kata in (("pegawai", "daftar"), ("pegawai", "impor", "pegawai.csv"), ("--help",)):
        assert kota.jalan(*kata, depan=tutup).returncode == 8
    assert kota.sidik() == sebelum


def _di_terminal(meja: Kota, *kata: str) -> tuple[int, str]:
    """Run a command with everything on a terminal of its own; returns exit code and screen."""
    tuan, hamba = pty.openpty()
    with meja.mulai(*kata, stdin=hamba, stdout=hamba, stderr=hamba) as proses:
        os.close(hamba)
        layar = b""
        while select.select([tuan], [], [], 10)[0]:
            try:
                potongan = os.read(tuan, 65536)
            except OSError:  # the other side has gone
                break
            layar += potongan
    os.close(tuan)
    return proses.returncode, layar.decode("utf-8", "replace")


SEMPIT = (
    {"COLUMNS": "20"}, {"COLUMNS": "0"}, {"COLUMNS": "banyak"}, {"TERM": "dumb", "COLUMNS": "20"},
    {"LANG": "C", "LC_ALL": "C", "COLUMNS": "20", "TERM": ""}, {"NO_COLOR": "1", "LINES": "1"},
)  # fmt: skip
DI_LAYAR = ((("pegawai", "daftar"), 0), (("opd", "lihat", "TIADA"), 4), (("pegawai", "impor", "pegawai.csv"), 0))


@pytest.mark.parametrize(
    ("lingkungan", "kata", "kode"),
    [
        # By default a table on every terminal, a refusal and a report each on two of them.
        pytest.param(satu, *jalan, id=f"{satu} {jalan[0][1]}", marks=() if m in (0, 1 + n % 4) else pytest.mark.lama)
        for n, satu in enumerate(SEMPIT)
        for m, jalan in enumerate(DI_LAYAR)
    ],
)
def test_on_a_narrow_terminal(kota: Kota, lingkungan: dict[str, str], kata: tuple[str, ...], kode: int) -> None:
    cara = Kota if "LANG" in lingkungan else Bercabang
    hasil, layar = _di_terminal(cara(kota.folder, lingkungan), *kata)
    assert hasil == kode, layar
    assert layar.strip()
    assert "Traceback" not in layar


@pytest.mark.parametrize(
    "lingkungan", [{"LANG": "C", "LC_ALL": "C"}, {"LC_ALL": "xx_YY.ZZ"}, {"PYTHONUTF8": "0"}], ids=str
)
def test_in_a_language_without_letters(kota: Kota, lingkungan: dict[str, str]) -> None:
    kota.lingkungan = lingkungan
    (kota.folder / "opd é.csv").write_text("kode,nama\nDISPAR,Dinas Pariwisata – Sénî\n", encoding="utf-8")
    _rapi(kota.jalan("opd", "impor", "opd é.csv"), 0)
    assert Kota(kota.folder).json("opd", "lihat", "DISPAR")["nama"] == "Dinas Pariwisata – Sénî"


def test_the_interpreter_is_not_steered_by_the_folder(kota: Kota) -> None:
    """A file beside the database that is called like a module of ours is not run by the installed program."""
    program = shutil.which("asn", path=str(Path(sys.executable).parent))
    if program is None:
        pytest.skip("asn is not installed beside this Python")
    for nama in ("sqlite3.py", "typer.py", "json.py"):
        (kota.folder / nama).write_text("raise SystemExit('dijalankan')", encoding="utf-8")
    env = Kurang(kota.folder, tanpa=("PYTHONPATH",)).env()
    hasil = subprocess.run([program, "pegawai", "daftar"], cwd=kota.folder, env=env, capture_output=True, text=True,
                           check=False)  # fmt: skip
    _rapi(hasil, 0)
