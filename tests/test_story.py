"""A clerk's day, typed word for word: every command is a process of its own, in a folder whose name has a space."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import openpyxl

from tests.meja import BERKAS, KOMPETENSI, Meja, tulis_induk

SABAI, ANDAM, GOMBANG = "198403122006042901", "198201302010012904", "198510252011011908"
MANGKUTAK, CINDUA = "197911052005011902", "199107212019031903"


def test_hari_kerja(tmp_path: Path) -> None:
    meja = Meja(tmp_path / "meja kerja")
    meja.folder.mkdir()
    _mulai(meja)
    _perangkat_daerah(meja)
    _pegawai(meja)
    _nilai(meja)
    _kelas(meja)
    _kesenjangan(meja)
    _buku_kerja(meja)
    assert sorted(satu.name for satu in meja.folder.iterdir()) == [
        "disdik.xlsx", "induk.csv", "keluaran", "kota.db", "kota.db.segel", "matriks.xlsx"
    ], "no journal and no temporary file is left"  # fmt: skip


def _mulai(meja: Meja) -> None:
    assert "db mulai" in meja.ketik("opd", "daftar", keluar=7).stderr
    assert not meja.basis.exists()
    assert "--instansi" in meja.ketik("db", "mulai", keluar=2).stderr
    assert not meja.basis.exists(), "a refused name leaves nothing behind"
    mulai = meja.ketik("db", "mulai", "--instansi", "Pemerintah Kota Sawahlunto")
    assert (mulai.stdout, mulai.stderr) == ("", f"basis data dibuat: {meja.basis}\n")
    if os.name == "posix":
        assert meja.basis.stat().st_mode & 0o777 == 0o600
    awal = meja.sidik()
    meja.ketik("db", "mulai", "--instansi", "Kota Lain", keluar=5)
    assert meja.sidik() == awal
    assert [satu["kode"] for satu in meja.json("kompetensi", "daftar")] == list(KOMPETENSI)
    assert meja.json("opd", "daftar") == meja.json("jabatan", "daftar") == meja.json("standar", "daftar") == []


def _dua_kali(meja: Meja, *kata: str | Path, keluar: int = 0) -> dict[str, Any]:
    """Dry run, the real run, and the same again: the reports agree, only the real one writes."""
    sebelum = meja.sidik()
    kering = meja.json(*kata, "-n", keluar=keluar)
    assert meja.sidik() == sebelum, "a dry run leaves the file as it was"
    sungguh = meja.json(*kata, keluar=keluar)
    assert isinstance(sungguh["jalankan"], int)
    assert {**sungguh, "jalankan": None} == kering
    sesudah = meja.sidik()
    assert sesudah != sebelum
    lagi = meja.json(*kata, keluar=keluar)
    assert meja.sidik() == sesudah, "the same file again changes nothing"
    assert (lagi["baru"], lagi["berubah"], lagi["jalankan"]) == (0, 0, None)
    assert lagi["sama"] == lagi["diterima"] == sungguh["diterima"]
    assert lagi["galat"] == sungguh["galat"]
    return dict(sungguh)


def _perangkat_daerah(meja: Meja) -> None:
    laporan = _dua_kali(meja, "opd", "impor", BERKAS / "opd_acuan.csv")
    assert (laporan["dibaca"], laporan["baru"], laporan["galat"]) == (28, 28, [])
    assert meja.ketik("opd", "impor", BERKAS / "opd_acuan.csv").stderr == "tidak ada yang berubah\n"
    meja.ketik("opd", "tambah", "DISDIK", "--nama", "Dinas Pendidikan", keluar=5)
    meja.ketik("opd", "impor", "tiada.csv", keluar=8)
    assert "DINKES" in meja.ketik("opd", "lihat", "DINKS", keluar=4).stderr
    meja.ketik("opd", "impor", BERKAS / "05_daftar_hadir.xlsx", keluar=3)


def _pegawai(meja: Meja) -> None:
    tulis_induk(meja.folder / "induk.csv")
    awal = meja.sidik()
    ditolak = meja.json("pegawai", "impor", "induk.csv", keluar=3)
    assert {satu["kode"] for satu in ditolak["galat"]} == {"JABATAN_TIDAK_DIKENAL"}
    assert ditolak["ditahan"] == 15
    assert meja.sidik() == awal, "all or nothing"
    laporan = _dua_kali(meja, "pegawai", "impor", "induk.csv", "--buat", "jabatan")
    assert (laporan["dibaca"], laporan["baru"], laporan["ditahan"]) == (15, 15, 0)
    siasn = BERKAS / "01_siasn_export.xlsx"
    awal = meja.sidik()
    meja.json("pegawai", "impor", siasn, "--buat", "jabatan", keluar=3)
    assert meja.sidik() == awal
    laporan = _dua_kali(meja, "pegawai", "impor", siasn, "--buat", "jabatan", "--lewati", keluar=9)
    assert (laporan["dibaca"], laporan["diterima"], laporan["ditahan"], laporan["dilewati"]) == (17, 11, 5, 1)
    assert {"AGAMA NAMA", "NIK", "ALAMAT", "NOMOR HP"} <= set(laporan["kolom_dibuang"])
    orang = meja.json("pegawai", "daftar")
    assert [satu["nip"] for satu in orang if satu["status"] == "henti"] == ["196606142006041910"]
    assert len(orang) == 15


def _nilai(meja: Meja) -> None:
    rekap = BERKAS / "03a_nilai_lebar_gap.xlsx"
    meja.ketik("nilai", "impor", rekap, "--periode", "2025", keluar=4)
    meja.ketik("periode", "buka", "2025", "--mulai", "2025-01-01", keluar=2)
    meja.ketik("periode", "buka", "2025", "--mulai", "2025-12-31", "--selesai", "2025-01-01", keluar=3)
    meja.ketik("periode", "buka", "2025", "--mulai", "2025-01-01", "--selesai", "2025-12-31")
    laporan = _dua_kali(meja, "nilai", "impor", rekap, "--periode", "2025", "--lewati", keluar=9)
    assert (laporan["baru"], laporan["ditahan"]) == (4, 1)
    assert len(meja.json("nilai", "daftar", "--periode", "2025")) == 40
    salah = meja.ketik("nilai", "isi", SABAI, "INT=7", "--periode", "2025", keluar=3)
    assert SABAI not in salah.stderr
    meja.ketik("nilai", "isi", SABAI, "--periode", "2025", keluar=2)
    awal = meja.sidik()
    meja.ketik("nilai", "isi", SABAI, "INT=3", "--periode", "2025")
    assert meja.sidik() == awal, "the same score again is no change"


def _kelas(meja: Meja) -> None:
    meja.ketik("pelatihan", "tambah", "BIMTEK", "--nama", "Bimbingan Teknis", "--bentuk", "8", keluar=2)
    meja.ketik("pelatihan", "tambah", "BIMTEK", "--nama", "Bimbingan Teknis", "--bentuk", "8", "--jp", "24")
    meja.ketik("kelas", "buka", "BIMTEK", "--kode", "BIMTEK-A", "--mulai", "2025-03-03", "--selesai", "2025-03-05",
               "--kuota", "30", "--terbuka")  # fmt: skip
    hadir = ("kelas", "hadir", "BIMTEK-A", "--dari", BERKAS / "05_daftar_hadir.xlsx")
    awal = meja.sidik()
    meja.json(*hadir, keluar=3)
    assert meja.sidik() == awal
    _dua_kali(meja, *hadir, "--lewati", keluar=9)
    selesai = meja.ketik("kelas", "selesai", "BIMTEK-A")
    assert selesai.stderr == "Kelas BIMTEK-A selesai: 2 dari 5 lulus, 24 JP.\n"
    meja.ketik("kelas", "hadir", "BIMTEK-A", SABAI, "--tanggal", "2025-03-03", "--status", "sakit", keluar=5)
    jp = {satu["nip"]: satu for satu in meja.json("jp", "daftar", "--tahun", "2025")}
    assert (jp[SABAI]["jp"], jp[SABAI]["target"], jp[SABAI]["status"]) == (24, 20, "terpenuhi")
    assert (jp[CINDUA]["jp"], jp[MANGKUTAK]["jp"]) == (0, None), "attended without passing is 0, no record is null"
    assert "196606142006041910" not in jp, "a leaver has no row"


def _kesenjangan(meja: Meja) -> None:
    meja.ketik("gap", "daftar", keluar=2)
    meja.ketik("gap", "daftar", "--periode", "2031", keluar=4)
    meja.ketik("gap", "daftar", "--periode", "2025", "--status", "salah", keluar=2)
    tanpa = meja.json("gap", "daftar", "--periode", "2025")
    assert {satu["status"] for satu in tanpa} == {"tanpa_standar"}
    assert len(tanpa) == 14
    for satu in meja.json("jabatan", "daftar"):
        meja.ketik("standar", "tetapkan", satu["kode"], *(f"{kode}=3" for kode in KOMPETENSI), "--mulai", "2025-01-01")
    semua = meja.json("gap", "daftar", "--periode", "2025")
    assert len(semua) == 14 * 9
    assert [satu["kompetensi"] for satu in semua[:9]] == list(KOMPETENSI)
    tsv = meja.ketik("gap", "daftar", "--periode", "2025", "--nip", SABAI, "--status", "di_bawah")
    assert tsv.stderr == ""
    assert tsv.stdout.splitlines()[1:] == [
        f"2025\tDISDIK\t{SABAI}\tSABAI ALUIH\tSEKRETARIS-DINAS\tSEKRETARIS DINAS\t{isi}\tmanajerial\t3\t2\t-1\t1"
        "\trendah\tdi_bawah\t2025"
        for isi in ("KOM\tKomunikasi", "PDOL\tPengembangan Diri dan Orang Lain")
    ]
    matriks = meja.ketik("gap", "matriks", "--periode", "2025", "--csv").stdout.splitlines()
    assert matriks[0] == ",".join(("opd", "nip", "nama", "jabatan", *KOMPETENSI))
    assert next(baris for baris in matriks if CINDUA in baris).endswith(",3,3,,,3,,3,,")
    kota = meja.json("gap", "ringkas", "--periode", "2025", "--per", "kota")
    assert [(satu["pegawai"], satu["wajib"], satu["dinilai"], satu["di_bawah"]) for satu in kota] == [(14, 126, 40, 13)]


def _buku_kerja(meja: Meja) -> None:
    meja.ketik("gap", "matriks", "--periode", "2025", "-o", "matriks.xlsx")
    meja.ketik("gap", "matriks", "--periode", "2025", "-o", "matriks.xlsx", keluar=5)
    meja.ketik("laporan", "opd", "disdik", "--periode", "2025", keluar=2)
    meja.ketik("laporan", "opd", "disdik", "--periode", "2025", "-o", "disdik.xlsx")
    pertama = (meja.folder / "disdik.xlsx").read_bytes()
    meja.ketik("laporan", "opd", "disdik", "--periode", "2025", "-o", "disdik.xlsx", keluar=5)
    meja.ketik("laporan", "opd", "disdik", "--periode", "2025", "-o", "disdik.xlsx", "--timpa")
    assert (meja.folder / "disdik.xlsx").read_bytes() == pertama, "same data, same bytes"
    buku = meja.json("laporan", "semua", "--periode", "2025", "--ke", "keluaran")
    berkas = {satu.name for satu in (meja.folder / "keluaran").iterdir()}
    assert berkas == {Path(satu["berkas"]).name for satu in buku}
    assert sum(satu["pegawai"] for satu in buku) == 14
    meja.ketik("laporan", "semua", "--periode", "2025", "--ke", "keluaran", keluar=5)
    isi = {str(sel) for lembar in openpyxl.load_workbook(meja.folder / "disdik.xlsx") for baris in lembar.values
           for sel in baris if sel is not None}  # fmt: skip
    assert SABAI in isi
    assert not isi & {MANGKUTAK, ANDAM, GOMBANG}, "no one of another agency"
