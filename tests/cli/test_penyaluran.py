"""Every file with `-o` leaves one row in the log, nothing else does; and nobody's name or NIP lies around in it."""

from __future__ import annotations

import hashlib
import json
import re
import sqlite3
from contextlib import closing
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from asn_kompetensi.cli import penyaluran, rujukan
from asn_kompetensi.cli.keluaran import jawab
from asn_kompetensi.cli.main import jalankan
from asn_kompetensi.store import door
from asn_kompetensi.tabular.tabel import Kolom
from tests.cetakan import sekali
from tests.conftest import Asn
from tests.test_startup import BACA, ISI, NIP

# Commands that write a file beside the reading ones, and the words that make them do it.
LAIN = {
    "laporan opd": ("DINKES", "--periode", "2025"),
    "laporan kota": ("--periode", "2025"),
    "kelas undang": ("KOM-01-A", "--formulir"),
    "kelas hadir": ("KOM-01-A", "--formulir"),
    "dampak formulir": ("KOM-01-A", "--jenis", "perilaku"),
    "nilai formulir": ("DINKES", "--periode", "2025"),
}
NAMA = "Sabai Aluih"
DIGIT = re.compile(r"(?<![0-9])(?!0{4})[0-9]{18}(?![0-9])")
SIDIK = re.compile(r"\b[0-9a-f]{64}\b")


@sekali
def _isi(basis: Path) -> None:
    for kata in ISI:
        assert jalankan([*kata, "--db", str(basis)]) == 0, kata


@pytest.fixture
def kota(basis: Path, asn: Asn) -> Path:
    _isi(basis)
    assert asn("db", "info")[0] == 0
    return basis


def semua(basis: Path) -> list[dict[str, Any]]:
    with closing(sqlite3.connect(basis)) as kon:
        kon.row_factory = sqlite3.Row
        return [dict(satu) for satu in kon.execute("SELECT * FROM penyaluran ORDER BY id")]


def sidik(berkas: Path) -> str:
    return hashlib.sha256(berkas.read_bytes()).hexdigest()


# --- every command ----------------------------------------------------------------------------------------------------


def test_no_command_with_a_file_is_forgotten() -> None:
    """A new one needs a line in `LAIN` (or `BACA`), and the rows below show that it is noted. Empty sheets are not."""
    berkas = {
        kata.removeprefix("asn ")
        for kata, perintah in rujukan.perintah()
        if "-o/--output" in rujukan.opsi(perintah) and "--contoh" not in rujukan.opsi(perintah)
    }
    assert berkas == {*BACA, *LAIN}


def test_every_file_is_noted_once_and_every_other_answer_never(kota: Path, tmp_path: Path, asn: Asn) -> None:
    awal = sidik(kota)
    for perintah, kata in BACA.items():
        assert asn(*perintah.split(), *kata, "--json")[0] == 0, perintah
    assert sidik(kota) == awal
    with closing(sqlite3.connect(kota)) as kon:
        banyak = kon.execute("SELECT count(*) FROM jalankan").fetchone()
    for nomor, (perintah, kata) in enumerate({**BACA, **LAIN}.items(), 1):
        berkas = tmp_path / f"{nomor}{'.xlsx' if perintah in LAIN else '.csv'}"
        kode, _, galat = asn(*perintah.split(), *kata, "-o", berkas)
        assert (kode, "Peringatan" in galat) == (0, False), (perintah, galat)
        baris = semua(kota)
        assert len(baris) == nomor, perintah
        satu = baris[-1]
        assert (satu["perintah"], satu["petugas"], satu["berkas"]) == (perintah, "penguji", berkas.name)
        assert (satu["sidik"], satu["penerima"], satu["sesudah"]) == (sidik(berkas), None, *banyak)
        memuat = NIP in berkas.read_text(encoding="utf-8") if berkas.suffix == ".csv" else perintah != "laporan kota"
        assert (satu["orang"], satu["pegawai"]) == ((1, "[1]") if memuat else (0, "[]")), perintah
    with closing(sqlite3.connect(kota)) as kon:
        assert kon.execute("SELECT count(*) FROM jalankan").fetchone() == banyak, "no run"
    assert asn("db", "periksa")[0] == 0
    tujuan = {satu["perintah"]: satu["tujuan"] for satu in semua(kota)}
    assert tujuan["gap daftar"] == "tabel untuk petugas"
    assert tujuan["opd lihat"] == "rincian untuk petugas"
    assert tujuan["pegawai lihat"] == "data seorang pegawai"
    assert tujuan["laporan opd"] == "laporan perangkat daerah"
    assert tujuan["laporan kota"] == "laporan seluruh kota"
    assert tujuan["kelas hadir"] == "daftar hadir kelas"


def test_which_agency_and_which_period(kota: Path, tmp_path: Path, asn: Asn) -> None:
    asn("opd", "tambah", "DISDIK", "--nama", "Dinas Pendidikan")
    asn("pegawai", "tambah", "197911052005011902", "--nama", "Bundo", "--opd", "DISDIK", "--jabatan", "STAF")
    urut = [
        ("gap", "daftar", "--periode", "2025"),
        ("gap", "daftar", "--periode", "2025", "--opd", "dinas pendidikan"),
        ("pegawai", "daftar"),
        ("pegawai", "daftar", "--opd", "DINKES"),
        ("pegawai", "lihat", NIP),
        ("gap", "ringkas", "--periode", "2025", "--per", "kompetensi", "--opd", "DISDIK"),
    ]
    for nomor, kata in enumerate(urut):
        assert asn(*kata, "-o", tmp_path / f"{nomor}.csv")[0] == 0
    ini = [(satu["orang"], satu["opd_id"], satu["periode_id"]) for satu in semua(kota)]
    assert ini == [(2, None, 1), (1, 2, 1), (2, None, None), (1, 1, None), (1, 1, None), (0, 2, 1)]


def test_all_workbooks_of_a_city(kota: Path, tmp_path: Path, asn: Asn) -> None:
    asn("opd", "tambah", "DISDIK", "--nama", "Dinas Pendidikan")
    asn("pegawai", "tambah", "197911052005011902", "--nama", "Bundo", "--opd", "DISDIK", "--jabatan", "STAF")
    assert asn("laporan", "semua", "--periode", "2025", "--ke", tmp_path / "buku")[0] == 0
    assert [(satu["berkas"], satu["opd_id"], satu["periode_id"], satu["pegawai"]) for satu in semua(kota)] == [
        ("dinkes-2025.xlsx", 1, 1, "[1]"), ("disdik-2025.xlsx", 2, 1, "[2]"),
    ]  # fmt: skip


def test_workbooks_before_a_failure_are_noted(
    kota: Path, tmp_path: Path, asn: Asn, monkeypatch: pytest.MonkeyPatch
) -> None:
    asn("opd", "tambah", "DISDIK", "--nama", "Dinas Pendidikan")
    asn("pegawai", "tambah", "197911052005011902", "--nama", "Bundo", "--opd", "DISDIK", "--jabatan", "STAF")
    from asn_kompetensi.cli import buku_kerja

    asli = buku_kerja.simpan_buku

    def simpan(buku: Any, berkas: Path, **pilihan: Any) -> bool:
        if berkas.name.startswith("disdik"):
            raise OSError(28, "penuh")
        return asli(buku, berkas, **pilihan)

    monkeypatch.setattr(buku_kerja, "simpan_buku", simpan)
    assert asn("laporan", "semua", "--periode", "2025", "--ke", tmp_path / "buku")[0] == 8
    assert [satu["berkas"] for satu in semua(kota)] == ["dinkes-2025.xlsx"]


def test_everyone_in_the_rows_is_found_however_many_there_are(monkeypatch: pytest.MonkeyPatch) -> None:
    """Long texts are looked at once while they are remembered; whatever holds a NIP is looked into."""
    monkeypatch.setattr(penyaluran, "_INGAT", 2)
    nip = [f"1984031220060429{n:02d}" for n in range(1, 9)]
    baris: list[tuple[object, ...]] = [
        ("A", nip[0], None), ("A", "Dinas Kesehatan dan Keluarga Berencana", 5), ("A", f"mentor: {nip[1]}, lama", True),
        ("A", nip[0], [nip[2], {"nip": nip[3]}]), ("B", "x" * 40, {"peserta": (nip[4],)}), ("B", nip[5], Decimal(1)),
        ("B", nip[6] + "0", nip[7]), ("B", nip[0], int(nip[6])),
    ]  # fmt: skip
    isi = penyaluran.Isi()
    assert list(isi.lewat(("opd", "nip", "lain"), iter(baris))) == baris
    assert isi.nip == {*nip} - {nip[6]}
    assert isi.opd == {"A", "B"}


# --- what is not noted ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kata", "kode"),
    [
        (("gap", "daftar", "--periode", "2025", "-o", "ada.csv"), 5),
        (("gap", "daftar", "--periode", "2099", "-o", "a.csv"), 4),
        (("gap", "daftar", "--periode", "2025", "-o", "a.doc"), 2),
        (("gap", "daftar", "--periode", "2025", "-o", "tiada/a.csv"), 8),
        (("gap", "daftar", "-h"), 0),
        (("pegawai", "impor", "--contoh", "-o", "a.xlsx"), 0),
        (("kelas", "undang", "KOM-01-A", NIP, "-n", "-o", "a.csv"), 0),
        (("laporan", "opd", "TIADA", "--periode", "2025", "-o", "a.xlsx"), 4),
    ],
)
def test_no_file_no_row(
    kota: Path, tmp_path: Path, asn: Asn, monkeypatch: pytest.MonkeyPatch, kata: tuple[str, ...], kode: int
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("ada.csv").touch()
    awal = sidik(kota)
    assert asn(*kata)[0] == kode
    assert sidik(kota) == awal


def test_outside_a_command_nothing_is_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASN_DB", str(tmp_path / "tiada.db"))
    jawab((Kolom("nip"),), [(NIP,)], berkas=tmp_path / "a.csv")
    assert not (tmp_path / "tiada.db").exists()


def test_the_database_that_was_read_is_the_one_written(kota: Path, tmp_path: Path, asn: Asn, basis_induk: Path) -> None:
    lain = tmp_path / "lain.db"
    lain.write_bytes(basis_induk.read_bytes())
    assert asn("pegawai", "daftar", "--db", lain, "-o", tmp_path / "a.csv")[0] == 0
    assert (len(semua(kota)), len(semua(lain))) == (0, 1)


# --- where it cannot be written ---------------------------------------------------------------------------------------


def test_a_locked_database_warns_and_answers(
    kota: Path, tmp_path: Path, asn: Asn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(penyaluran, "sisip", partial(door.sisip, tunggu=0.05))
    with closing(sqlite3.connect(kota, isolation_level=None)) as lain:
        lain.execute("BEGIN IMMEDIATE")
        kode, keluar, galat = asn("gap", "daftar", "--periode", "2025", "-o", tmp_path / "a.csv")
    assert (kode, keluar) == (0, "")
    assert galat.splitlines() == [
        f"Tersimpan: {tmp_path / 'a.csv'}",
        f"Peringatan: penyaluran tidak tercatat: basis data {kota} sedang dipakai program lain lebih lama dari batas "
        "tunggu",
    ]
    assert NIP in (tmp_path / "a.csv").read_text(encoding="utf-8")
    assert semua(kota) == []


@pytest.mark.parametrize(
    ("sebab", "pesan"),
    [("SQLITE_FULL", "tempat penyimpanan penuh"), ("SQLITE_READONLY", "hanya boleh dibaca"),
     ("SQLITE_IOERR_WRITE", "tidak dapat dibaca atau ditulis")],
)  # fmt: skip
def test_a_disk_that_refuses_warns_and_answers(
    kota: Path, tmp_path: Path, asn: Asn, monkeypatch: pytest.MonkeyPatch, sebab: str, pesan: str
) -> None:
    def tolak(*_: object) -> None:
        salah = sqlite3.OperationalError(sebab)
        salah.sqlite_errorname = sebab
        raise salah

    monkeypatch.setattr("asn_kompetensi.services.penyaluran.penyaluran.catat_di", tolak)
    sebelum = sidik(kota)
    for kata in (("gap", "daftar"), ("laporan", "opd", "DINKES")):
        kode, _, galat = asn(*kata, "--periode", "2025", "-o", tmp_path / f"{kata[0]}.xlsx")
        assert kode == 0
        assert "Peringatan: penyaluran tidak tercatat: " in galat
        assert pesan in galat
    assert asn("gap", "daftar", "--periode", "2025", "-q", "-o", tmp_path / "q.csv")[2] == ""
    assert sidik(kota) == sebelum


# --- nobody's name or NIP lies around ---------------------------------------------------------------------------------


def deretan(teks: str) -> list[str]:
    """What may be a NIP; one digest in five hundred holds 18 digits in a row by chance."""
    return DIGIT.findall(SIDIK.sub("", teks))


def test_a_day_of_commands_leaves_no_nip_and_no_name(
    kota: Path, tmp_path: Path, asn: Asn, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Promises: logs, sentences and file names of ours hold no personal data; full NIPs only in answers."""
    monkeypatch.chdir(tmp_path)
    salah = "198413122006042901"  # month 13
    Path("kacau.csv").write_text(
        f"nip,nama,opd,jabatan\n{salah},{NAMA},DINKES,STAF\n{NIP},{NAMA},TIADA,STAF\n", encoding="utf-8"
    )
    Path(f"{NIP}.csv").write_text(f"nip,INT,KS\n{NIP},3,9\n{salah},3,3\n", encoding="utf-8")
    hari = [
        ("pegawai", "lihat", NIP, "-o", f"{NIP}.json"),
        ("pegawai", "lihat", NIP, "-o", f"{NIP}.json"),
        ("pegawai", "lihat", salah),
        ("pegawai", "lihat", "197911052005011902"),
        ("pegawai", "tambah", NIP, "--nama", NAMA, "--opd", "DINKES", "--jabatan", "STAF"),
        ("pegawai", "tambah", salah, "--nama", NAMA, "--opd", "DINKES", "--jabatan", "STAF"),
        ("pegawai", "mutasi", NIP, "--opd", "TIADA", "--tanggal", "2025-07-01"),
        ("pegawai", "impor", "kacau.csv"),
        ("nilai", "impor", f"{NIP}.csv", "--periode", "2025", "--lewati"),
        ("nilai", "isi", NIP, "INT=7", "--periode", "2025"),
        ("nilai", "isi", NIP, "INT=2", "--periode", "2025"),
        ("kelas", "undang", "KOM-01-A", "197911052005011902"),
        ("kelas", "hadir", "KOM-01-A", NIP, "--tanggal", "2025-03-03", "--status", "hadir"),
        ("kelas", "hadir", "KOM-01-A", NIP, "--tanggal", "2025-09-09", "--status", "hadir"),
        ("gap", "daftar", "--periode", "2025", "--nip", NIP, "-o", "gap.csv"),
        ("gap", "jelaskan", NIP, "XX", "--periode", "2025"),
        ("pegawai", "ubah", NIP, "--golongan", "III/c"),
        ("pegawai", "mutasi", NIP, "--opd", "DINKES", "--jabatan", "STAF", "--tanggal", "2025-07-01"),
        ("kelas", "jawab", "KOM-01-A", NIP, "menolak", "--alasan", "beban tugas"),
        ("kelas", "jawab", "KOM-01-A", NIP, "bersedia"),
        ("kelas", "hasil", "KOM-01-A", NIP, "--pre", "60", "--post", "80"),
        ("keengganan", "catat", NIP, "--jenis", "mangkir", "--sebab", "belum_ditanya", "--kelas", "KOM-01-A"),
        ("keengganan", "tindak", "1", "--tindakan", "penjelasan", "--tanggal", "2025-09-10", "--hasil", "bersedia"),
        ("pegawai", "catat", NIP, "kinerja", "baik", "--periode", "2025"),
        ("periode", "buka", "2010", "--mulai", "2010-01-01", "--selesai", "2010-12-31"),
        ("periode", "tutup", "2010", "--yes"),
        ("pegawai", "henti", NIP, "--alasan", "pensiun", "--tanggal", "2026-03-01"),
        ("rencana", "idp", NIP, "--periode", "2025", "-o", f"idp {NIP}.xlsx"),
        ("laporan", "semua", "--periode", "2025", "--ke", "buku"),
        ("batal", "terakhir", "--yes"),
        ("pegawai", "samarkan", NIP),
        (NIP,),
    ]
    galat = "".join(asn(*kata)[2] for kata in hari)
    assert len(galat.splitlines()) > len(hari), "the test hears something"
    assert f"{'*' * 15}901" in galat
    assert deretan(galat) == []
    assert [satu for satu in galat.splitlines() if NAMA.casefold() in satu.casefold()] == []
    with closing(sqlite3.connect(kota)) as kon:
        perintah = kon.execute("SELECT perintah || ' ' || coalesce(berkas, '') FROM jalankan").fetchall()
    catatan = json.dumps([semua(kota), perintah, [satu.name for satu in Path("buku").iterdir()]], ensure_ascii=False)
    assert len(semua(kota)) == 4
    assert deretan(catatan) == []
    assert NAMA.casefold() not in catatan.casefold()
    log = Path(f"{kota}.segel").read_text(encoding="utf-8")
    assert deretan(log) == []
    assert semua(kota)[0]["berkas"] == f"{'*' * 15}901.json"


@pytest.mark.usefixtures("kota")
def test_what_a_person_may_ask_for(tmp_path: Path, asn: Asn) -> None:
    """Promise: data and trail in one file, with the files that held the person."""
    asn("laporan", "semua", "--periode", "2025", "--ke", tmp_path / "buku")
    asn("opd", "daftar", "-o", tmp_path / "opd.csv")
    assert asn("pegawai", "lihat", NIP, "-o", tmp_path / "berkas.json")[0] == 0
    isi = json.loads((tmp_path / "berkas.json").read_text(encoding="utf-8"))
    assert {"penempatan", "nilai", "gap", "pelatihan", "jp", "rekam", "riwayat", "penyaluran"} <= set(isi)
    assert [(satu["perintah"], satu["berkas"], satu["penerima"]) for satu in isi["penyaluran"]] == [
        ("laporan semua", "dinkes-2025.xlsx", None)
    ]
    assert {(satu["perintah"], satu["tabel"]) for satu in isi["riwayat"]} >= {
        ("pegawai tambah", "pegawai"), ("pegawai tambah", "penempatan"), ("nilai isi", "nilai"),
        ("kelas undang", "peserta"),
    }  # fmt: skip
    assert json.loads(asn("pegawai", "lihat", NIP, "--json")[1])["penyaluran"][-1]["perintah"] == "pegawai lihat"


@pytest.mark.usefixtures("kota")
def test_on_a_screen_the_trail_is_only_counted(asn: Asn, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    kode, keluar, galat = asn("pegawai", "lihat", NIP)
    assert (kode, NIP in keluar) == (0, True)
    assert "Riwayat" not in keluar
    assert re.search(r"[0-9]+ perubahan dan 0 penyaluran tercatat; isinya ikut dengan --json atau -o\.", galat)


@pytest.mark.usefixtures("kota")
def test_on_a_screen_a_confirmation_names_the_person(asn: Asn, monkeypatch: pytest.MonkeyPatch) -> None:
    kata = ("pegawai", "ubah", NIP, "--golongan")
    assert asn(*kata, "III/c")[2] == f"tersimpan: NIP {'*' * 15}901\n"
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    assert NAMA.casefold() in asn(*kata, "III/d")[2].casefold()


def test_an_erased_person_is_in_no_byte_of_the_log(kota: Path, tmp_path: Path, asn: Asn) -> None:
    asn("pegawai", "lihat", NIP, "-o", tmp_path / f"Sabai {NIP}.json")
    asn("gap", "daftar", "--periode", "2025", "-o", tmp_path / "sabai_aluih.csv")
    isi = kota.read_bytes().lower()
    assert [kata for kata in (NIP, "sabai", "aluih") if kata.encode() in isi] == [NIP, "sabai", "aluih"]
    assert asn("pegawai", "henti", NIP, "--alasan", "pensiun", "--tanggal", "2026-02-01")[0] == 0
    assert asn("pegawai", "samarkan", NIP, "--yes")[0] == 0
    isi = kota.read_bytes().lower()
    assert [kata for kata in (NIP, "sabai", "aluih") if kata.encode() in isi] == []
    assert [(satu["berkas"], satu["pegawai"]) for satu in semua(kota)] == [
        ("(disamarkan).json", "[1]"), ("(disamarkan).csv", "[1]"),
    ]  # fmt: skip
    assert asn("db", "periksa")[0] == 0
