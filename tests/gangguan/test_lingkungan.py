"""Odd surroundings: no home, no room for temporary files, names that are no text, a narrow or missing terminal."""

from __future__ import annotations

import os
import pty
import select
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import Asn
from tests.gangguan.alat import PROGRAM, Kota, isi
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


# Every name is tried in this process; what the system hands over to another is tried with the worst one.
NAMA = pytest.mark.parametrize(
    ("nama", "meja"),
    [
        pytest.param(nama, cara, marks=() if cara == "sini" or nama == "bukan teks" else pytest.mark.lama)
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
    for kata in (KATA_ANEH[0], KATA_ANEH[4]):
        _rapi(kota.jalan(*kata), 2, 3)


def test_an_actor_that_is_no_text(kota: Kota) -> None:
    kota.lingkungan = {"ASN_PETUGAS": os.fsdecode(b"Rina\xff\x1b[31m")}
    _rapi(kota.jalan("pegawai", "impor", "pegawai.csv"), 0)
    _rapi(kota.jalan("riwayat"), 0)
    isi(kota.basis)


# --- folders --------------------------------------------------------------------------------------------------------


def _tanpa(kota: Kota, *nama: str, **isi_lain: str) -> dict[str, str]:
    env = {**kota.env(), **isi_lain}
    return {satu: isi for satu, isi in env.items() if satu not in nama}


def test_without_home(kota: Kota) -> None:
    env = _tanpa(kota, "HOME", "XDG_DATA_HOME", "ASN_PETUGAS", "USER", "LOGNAME", "LNAME", "USERNAME")
    jalan = subprocess.run([*PROGRAM, "pegawai", "impor", "pegawai.csv"], cwd=kota.folder, env=env,
                           capture_output=True, text=True, check=False)  # fmt: skip
    _rapi(jalan, 0)


@pytest.mark.parametrize("rumah", ["", "/tidak/ada", "berkas"])
def test_without_home_and_without_a_database(kota: Kota, rumah: str) -> None:
    """The folder of the person's data cannot be found or made: a sentence, and nothing in the current folder."""
    env = {**_tanpa(kota, "XDG_DATA_HOME", "ASN_DB"), "HOME": str(kota.basis) if rumah == "berkas" else rumah}
    sebelum = kota.berkas()
    for kata in (("opd", "daftar"), ("db", "mulai", "--instansi", "Kota Uji"))[: 2 if rumah == "berkas" else 1]:
        hasil = subprocess.run([*PROGRAM, *kata], cwd=kota.folder, env=env, capture_output=True, text=True, check=False)
        _rapi(hasil, 7, 8)
    assert kota.berkas() == sebelum


_TANPA_NAMA = """
import pwd, sys
def tidak_ada(_):
    raise KeyError
pwd.getpwuid = pwd.getpwnam = tidak_ada
from asn_kompetensi.cli.main import jalankan
sys.exit(jalankan(sys.argv[1:]))
"""


def test_a_user_the_system_does_not_know(kota: Kota) -> None:
    """In a container the number of the user often has no name and no home."""
    env = _tanpa(kota, "HOME", "XDG_DATA_HOME", "ASN_PETUGAS", "USER", "LOGNAME", "LNAME", "USERNAME")
    sebelum = kota.berkas()

    def jalan(*kata: str, **lain: str) -> subprocess.CompletedProcess[str]:
        perintah = [sys.executable, "-c", _TANPA_NAMA, *kata]
        return subprocess.run(
            perintah, cwd=kota.folder, env={**env, **lain}, capture_output=True, text=True, check=False
        )

    _rapi(jalan("pegawai", "impor", "pegawai.csv"), 0)
    assert kota.json("riwayat")[0]["petugas"] == "tidak dikenal"
    for kata in (("opd", "daftar"), ("db", "mulai", "--instansi", "Kota Uji")):
        _rapi(jalan(*kata, ASN_DB=""), 7, 8)
    assert kota.berkas() == sebelum, "no folder called ~ here"


def test_a_folder_for_temporary_files_that_is_not_there(kota: Kota) -> None:
    """Python looks for another one: the work goes on."""
    kota.lingkungan = {"TMPDIR": "/tidak/ada", "TEMP": "/tidak/ada", "TMP": "/tidak/ada"}
    for kata in (("pegawai", "impor", "pegawai.csv"), ("pegawai", "daftar", "-o", "hasil.xlsx"),
                 ("laporan", "semua", "--periode", "2025", "--ke", "keluaran"), ("batal", "terakhir")):  # fmt: skip
        _rapi(kota.jalan(*kata), 0)
    assert not Path("/tidak").exists()


_TMP_PENUH = """
mount -t tmpfs -o size=16k tmpfs "$1" || exit 99
head -c 16k /dev/zero >"$1/pengisi" 2>/dev/null
shift; exec "$@"
"""


def test_a_full_folder_for_temporary_files(kota: Kota, tmp_path: Path) -> None:
    """The database, plain files and tables as workbooks of this size need none."""
    if shutil.which("unshare") is None:
        pytest.skip("no unshare")
    penuh = tmp_path / "penuh"
    penuh.mkdir()
    kota.lingkungan = {"TMPDIR": str(penuh)}
    depan = ["unshare", "-m", "/bin/bash", "-c", _TMP_PENUH, "bash", str(penuh)]
    hasil = kota.jalan("pegawai", "impor", "pegawai.csv", depan=depan)
    if hasil.returncode == 99 or "unshare" in hasil.stderr:
        pytest.skip("nothing may be mounted here")
    _rapi(hasil, 0)
    _rapi(kota.jalan("pegawai", "daftar", "-o", "hasil.csv", depan=depan), 0)
    # Python tries a folder before it takes it: a full one is passed over, where there is another.
    _rapi(kota.jalan("pegawai", "daftar", "-o", "hasil.xlsx", depan=depan), 0)
    _rapi(kota.jalan("laporan", "semua", "--periode", "2025", "--ke", "keluaran", depan=depan), 0, 8)
    isi(kota.basis)


def test_a_working_folder_that_is_gone(kota: Kota, tmp_path: Path) -> None:
    hilang = tmp_path / "hilang"
    perintah = ["/bin/sh", "-c", f'cd "{hilang}" && rmdir "{hilang}" && exec "$@"', "sh", *PROGRAM]
    for kata, kode in (
        (("pegawai", "daftar"), 0),
        (("opd", "daftar", "--db", "lain.db"), 7),
        (("pegawai", "impor", "pegawai.csv"), 8),
        (("pegawai", "daftar", "-o", "a.csv"), 8),
    ):
        hilang.mkdir()
        hasil = subprocess.run([*perintah, *kata], env=kota.env(), capture_output=True, text=True, check=False)
        _rapi(hasil, kode)


# --- terminals ------------------------------------------------------------------------------------------------------


def test_without_stdin(kota: Kota) -> None:
    """`<&-`: nobody can be asked, so the missing answer is named."""
    tutup = ["/bin/sh", "-c", '"$@" <&-', "sh"]
    for kata, kode in ((("pegawai", "daftar"), 0), (("pegawai", "impor", "pegawai.csv"), 0),
                       (("nilai", "isi", "198403122006042901"), 2), (("gap", "daftar"), 2)):  # fmt: skip
        hasil = kota.jalan(*kata, depan=tutup)
        _rapi(hasil, kode)
        assert (kode == 2) == ("--periode" in hasil.stderr)


def test_without_any_stream(kota: Kota) -> None:
    tutup = ["/bin/sh", "-c", '"$@" <&- >&- 2>&-', "sh"]
    sebelum = kota.sidik()
    for kata in (("pegawai", "daftar"), ("pegawai", "impor", "pegawai.csv"), ("--help",)):
        assert kota.jalan(*kata, depan=tutup).returncode == 8
    assert kota.sidik() == sebelum


def _di_terminal(kota: Kota, *kata: str, **lingkungan: str) -> tuple[int, str]:
    """Run a command with everything on a terminal of its own; returns exit code and screen."""
    tuan, hamba = pty.openpty()
    with subprocess.Popen(
        [*PROGRAM, *kata], cwd=kota.folder, env={**kota.env(), **lingkungan}, stdin=hamba, stdout=hamba, stderr=hamba
    ) as proses:
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
    hasil, layar = _di_terminal(kota, *kata, **lingkungan)
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
    assert kota.json("opd", "lihat", "DISPAR")["nama"] == "Dinas Pariwisata – Sénî"


def test_the_interpreter_is_not_steered_by_the_folder(kota: Kota) -> None:
    """A file beside the database that is called like a module of ours is not run by the installed program."""
    program = shutil.which("asn", path=str(Path(sys.executable).parent))
    if program is None:
        pytest.skip("asn is not installed beside this Python")
    for nama in ("sqlite3.py", "typer.py", "json.py"):
        (kota.folder / nama).write_text("raise SystemExit('dijalankan')", encoding="utf-8")
    env = _tanpa(kota, "PYTHONPATH")
    hasil = subprocess.run([program, "pegawai", "daftar"], cwd=kota.folder, env=env, capture_output=True, text=True,
                           check=False)  # fmt: skip
    _rapi(hasil, 0)
