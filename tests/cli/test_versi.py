"""Two clerks edit from the same reading: the second is told who was first, and nothing is saved."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path

import pytest

from tests.cetakan import cetak
from tests.conftest import Asn
from tests.store.alat import buka

A, B = "198403122006042901", "197911052005011902"
AWAL = (
    ("opd", "tambah", "DINKES", "--nama", "Dinas Kesehatan"),
    ("opd", "tambah", "DISDIK", "--nama", "Dinas Pendidikan"),
    ("jabatan", "tambah", "STAF", "--nama", "Staf"),
    ("jabatan", "tambah", "SEK", "--nama", "Sekretaris"),
    ("standar", "tetapkan", "STAF", "INT=3", "KS=3"),
    ("pegawai", "tambah", A, "--nama", "Sabai Aluih", "--opd", "DINKES", "--jabatan", "STAF"),
    ("pegawai", "tambah", B, "--nama", "Mangkutak", "--opd", "DINKES", "--jabatan", "STAF"),
    ("periode", "buka", "2025", "--mulai", "2025-01-01", "--selesai", "2025-12-31"),
    ("nilai", "isi", A, "INT=3", "KS=2", "--periode", "2025"),
    ("pelatihan", "tambah", "KOM-01", "--nama", "Komunikasi", "--bentuk", "8", "--jp", "24", "--kompetensi", "KOM=3"),
    ("kelas", "buka", "KOM-01", "--kode", "KOM-A", "--mulai", "2025-03-03", "--selesai", "2025-03-05", "--terbuka"),
)  # fmt: skip
# what ani reads | what budi changes meanwhile | what ani then tries
SUNTINGAN = [
    (("opd", "lihat", "DINKES"), ("opd", "ubah", "DINKES", "--surel", "a@contoh.go.id"),
     ("opd", "ubah", "dinkes", "--nama", "Dinkes")),
    (("jabatan", "lihat", "STAF"), ("jabatan", "ubah", "STAF", "--urusan", "Umum"),
     ("jabatan", "ubah", "STAF", "--nama", "Staf Umum")),
    (("jabatan", "lihat", "STAF"), ("standar", "tetapkan", "STAF", "KOM=2"),
     ("standar", "tetapkan", "STAF", "PP=2")),
    (("kompetensi", "lihat", "INT"), ("kompetensi", "ubah", "INT", "--definisi", "Jujur"),
     ("kompetensi", "ubah", "INT", "--nama", "Integritas Diri")),
    (("pegawai", "lihat", A), ("pegawai", "ubah", A, "--golongan", "III/c"), ("pegawai", "ubah", A, "--nama", "Sabai")),
    (("pegawai", "lihat", A), ("pegawai", "mutasi", A, "--jabatan", "SEK", "--tanggal", "2025-07-01"),
     ("pegawai", "ubah", A, "--nama", "Sabai")),
    (("pegawai", "lihat", A), ("pegawai", "mutasi", A, "--jabatan", "SEK", "--tanggal", "2025-07-01"),
     ("pegawai", "mutasi", A, "--opd", "DISDIK", "--tanggal", "2025-08-01")),
    (("pegawai", "lihat", A), ("pegawai", "ubah", A, "--golongan", "III/c"),
     ("pegawai", "henti", A, "--alasan", "pensiun", "--tanggal", "2026-01-01")),
    (("pelatihan", "lihat", "KOM-01"), ("pelatihan", "ubah", "KOM-01", "--kompetensi", "INT=2"),
     ("pelatihan", "ubah", "KOM-01", "--nama", "Komunikasi Publik")),
    (("kelas", "lihat", "KOM-A"), ("kelas", "ubah", "KOM-A", "--kuota", "30"),
     ("kelas", "ubah", "KOM-A", "--tempat", "Aula")),
]  # fmt: skip


@pytest.fixture
def kota(asn: Asn, basis: Path) -> Asn:
    def isi() -> None:
        for kata in AWAL:
            assert asn(*kata)[0] == 0, kata

    cetak(basis, isi)
    return asn


def sebagai(monkeypatch: pytest.MonkeyPatch, nama: str) -> None:
    monkeypatch.setenv("ASN_PETUGAS", nama)


def versi(asn: Asn, *kata: str) -> str:
    return str(json.loads(asn(*kata, "--json")[1])["versi"])


@pytest.mark.parametrize(("baca", "dulu", "kemudian"), SUNTINGAN)
def test_the_second_clerk_is_told_who_and_when(
    kota: Asn, basis: Path, monkeypatch: pytest.MonkeyPatch, baca: tuple[str, ...], dulu: tuple[str, ...],
    kemudian: tuple[str, ...],
) -> None:  # fmt: skip
    sebagai(monkeypatch, "ani")
    terbaca = versi(kota, *baca)
    sebagai(monkeypatch, "budi")
    assert kota(*dulu, "--versi", terbaca)[0] == 0
    sebelum = basis.read_bytes()
    sebagai(monkeypatch, "ani")
    kode, keluar, galat = kota(*kemudian, "--versi", terbaca)
    assert (kode, keluar) == (5, "")
    assert re.search(r"sudah diubah oleh budi pukul \d\d\.\d\d tanggal \d\d-\d\d-\d{4} \(jalankan \d+\)", galat)
    baru = versi(kota, *baca)
    assert f"--versi {baru}" in galat
    assert A not in galat
    assert basis.read_bytes() == sebelum
    assert kota(*kemudian, "--versi", baru)[0] == 0


@pytest.mark.parametrize(("baca", "dulu", "kemudian"), SUNTINGAN)
def test_without_a_version_the_later_edit_wins(
    kota: Asn, baca: tuple[str, ...], dulu: tuple[str, ...], kemudian: tuple[str, ...]
) -> None:
    assert baca
    assert kota(*dulu)[0] == 0
    assert kota(*kemudian)[0] == 0


@pytest.mark.parametrize(("baca", "dulu", "kemudian"), SUNTINGAN)
def test_a_version_from_the_future_is_no_version(
    kota: Asn, basis: Path, baca: tuple[str, ...], dulu: tuple[str, ...], kemudian: tuple[str, ...]
) -> None:
    assert baca
    assert dulu
    sebelum = basis.read_bytes()
    kode, _, galat = kota(*kemudian, "--versi", "999")
    assert kode == 3
    assert "versi 999 belum pernah ada" in galat
    assert basis.read_bytes() == sebelum


def test_other_records_do_not_count(kota: Asn, basis: Path) -> None:
    terbaca = versi(kota, "opd", "lihat", "DINKES")
    assert kota("opd", "ubah", "DISDIK", "--surel", "b@contoh.go.id")[0] == 0
    with buka(basis) as d:  # `[1]` and `[10]` ... are not one key
        d.kon.executemany(
            "INSERT INTO opd (id, kode, nama) VALUES (?1, 'UNIT' || ?1, 'Unit nomor ' || ?1)",
            [(nomor,) for nomor in range(3, 25)],
        )
    assert kota("opd", "ubah", "DINKES", "--nama", "Dinkes", "--versi", terbaca)[0] == 0


def test_taking_a_run_back_is_a_change(kota: Asn) -> None:
    assert kota("opd", "ubah", "DINKES", "--surel", "a@contoh.go.id")[0] == 0
    terbaca = versi(kota, "opd", "lihat", "DINKES")
    assert kota("batal", "terakhir")[0] == 0
    assert kota("opd", "ubah", "DINKES", "--nama", "Dinkes", "--versi", terbaca)[0] == 5


def test_what_came_with_the_database_has_a_version(kota: Asn) -> None:
    assert versi(kota, "kompetensi", "lihat", "INT") == "1"


def test_a_dry_run_is_refused_the_same(kota: Asn) -> None:
    terbaca = versi(kota, "pegawai", "lihat", A)
    assert kota("pegawai", "ubah", A, "--golongan", "III/c")[0] == 0
    assert kota("pegawai", "ubah", A, "--nama", "X", "--versi", terbaca, "-n")[0] == 5


# --- scores ---------------------------------------------------------------------------------------------------------


def jalankan_nilai(asn: Asn) -> str:
    baris = json.loads(asn("nilai", "daftar", "--periode", "2025", "--nip", A, "--json")[1])
    return str(max(satu["jalankan"] for satu in baris))


@pytest.mark.parametrize(
    "kata",
    [
        ("isi", A, "INT=4"),
        ("isi", A, "KS=4", "INT=4"),
        ("hapus", A, "--yes"),
        ("hapus", A, "--kompetensi", "INT", "--yes"),
    ],
)
@pytest.mark.parametrize("dulu", [("isi", A, "INT=5"), ("hapus", A, "--kompetensi", "INT", "--yes")])
def test_a_score_changed_or_deleted_since(
    kota: Asn, basis: Path, monkeypatch: pytest.MonkeyPatch, kata: tuple[str, ...], dulu: tuple[str, ...]
) -> None:
    terbaca = jalankan_nilai(kota)
    sebagai(monkeypatch, "budi")
    assert kota("nilai", *dulu, "--periode", "2025")[0] == 0
    sebelum = basis.read_bytes()
    kode, _, galat = kota("nilai", *kata, "--periode", "2025", "--versi", terbaca)
    assert kode == 5
    assert "nilai INT periode 2025 sudah diubah oleh budi pukul" in galat
    assert basis.read_bytes() == sebelum


def test_another_score_of_the_person_does_not_count(kota: Asn) -> None:
    terbaca = jalankan_nilai(kota)
    assert kota("nilai", "isi", A, "INT=5", "--periode", "2025")[0] == 0
    assert kota("nilai", "isi", A, "KS=5", "--periode", "2025", "--versi", terbaca)[0] == 0


def test_while_the_clerk_answers_someone_else_writes(kota: Asn, basis: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Questions hold no lock; what was shown while asking is what is compared when it is saved."""

    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

        def readline(self, *_: int) -> str:  # type: ignore[override]
            if not self.sudah:
                self.sudah = True
                with buka(basis, petugas="budi") as d:
                    d.kon.execute(
                        "UPDATE nilai SET ratus = 500, jalankan_id = ? WHERE kompetensi_id = 1", (d.jalankan,)
                    )
            return super().readline()

        sudah = False

    monkeypatch.setattr("sys.stdin", Terminal("4\n\n"))
    kode, _, galat = kota("nilai", "isi", A, "--periode", "2025")
    assert kode == 5
    assert "nilai INT periode 2025 sudah diubah oleh budi" in galat
    baris = json.loads(kota("nilai", "daftar", "--periode", "2025", "--nip", A, "--json")[1])
    assert [satu["nilai"] for satu in baris] == [5, 2]


def test_nobody_else_wrote(kota: Asn, monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setattr("sys.stdin", Terminal("4\n\n"))
    assert kota("nilai", "isi", A, "--periode", "2025")[0] == 0
