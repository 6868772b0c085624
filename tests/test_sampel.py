"""The three dirty sample files, read and stored exactly as `berkas/harapan` says."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Asn
from tests.meja import BERKAS, KOMPETENSI, harapan, tulis_induk


@pytest.fixture
def terdaftar(asn: Asn, tmp_path: Path) -> Asn:
    """The agencies and the people of the master list, and an open period."""
    tulis_induk(tmp_path / "induk.csv")
    assert asn("opd", "impor", BERKAS / "opd_acuan.csv")[0] == 0
    assert asn("pegawai", "impor", tmp_path / "induk.csv", "--buat", "jabatan")[0] == 0
    assert asn("periode", "buka", "2025", "--mulai", "2025-01-01", "--selesai", "2025-12-31")[0] == 0
    return asn


def _kode(temuan: list[dict[str, Any]]) -> list[tuple[int, str]]:
    return sorted((satu["baris"] or 0, satu["kode"]) for satu in temuan)


def _kode_harapan(temuan: list[dict[str, Any]]) -> list[tuple[int, str]]:
    return sorted((nomor, satu["kode"]) for satu in temuan for nomor in satu.get("rows", [satu.get("row", 0)]))


def test_sampel_siasn_persis(asn: Asn) -> None:
    """Into an empty register, so that what is stored comes from this file alone."""
    isi = harapan("01_siasn_export")
    asn("opd", "impor", BERKAS / "opd_acuan.csv")
    siasn = BERKAS / "01_siasn_export.xlsx"
    kode, keluar, _ = asn("pegawai", "impor", siasn, "--buat", "jabatan", "--lewati", "--json")
    laporan = json.loads(keluar)
    assert kode == 9
    assert _kode(laporan["galat"]) == _kode_harapan(isi["rejected"])
    assert _kode(laporan["peringatan"]) == _kode_harapan(isi["warnings"])
    assert laporan["lembar_dilewati"] == [{"lembar": "ref", "alasan": "tersembunyi"}]
    assert (laporan["lembar"], laporan["baru"], laporan["ditahan"], laporan["dilewati"]) == (isi["sheet"], 11, 5, 1)
    orang = {satu["nip"]: satu for satu in json.loads(asn("pegawai", "daftar", "--json")[1])}
    assert set(orang) == {satu["nip"] for satu in isi["records"]}
    for satu in isi["records"]:
        ada = orang[satu["nip"]]
        sama = ("nama", "gelar_depan", "gelar_belakang", "jenis_kelamin", "tanggal_lahir", "golongan", "opd",
                "jenis_pegawai")  # fmt: skip
        assert {nama: ada[nama] for nama in sama} == {nama: satu[nama] for nama in sama}
        assert ada["nama_jabatan"] == satu["jabatan"]
        assert ada["status"] == ("aktif" if satu["kedudukan"] == "Aktif" else "henti")


def test_sampel_siasn_menyarankan_orang_yang_terdaftar(terdaftar: Asn) -> None:
    isi = harapan("01_siasn_export")
    kode, keluar, galat = terdaftar("pegawai", "impor", BERKAS / "01_siasn_export.xlsx", "--buat", "jabatan", "--json")
    laporan = json.loads(keluar)
    assert kode == 3
    assert json.loads(galat)["galat"]["kode"] == 3
    saran = {satu["baris"]: satu for satu in laporan["galat"]}
    assert (saran[6]["sel"], saran[6]["nilai"]) == ("B6", "1.96808171994032E+17")
    for baris, nip in ((6, "196808171994031905"), (7, "198812092014122906"), (16, "198004192006041912")):
        assert nip in saran[baris]["saran"]
    assert _kode(laporan["galat"]) == _kode_harapan(isi["rejected"])
    assert _kode(laporan["peringatan"]) == _kode_harapan(isi["warnings"])


def test_sampel_nilai_persis(terdaftar: Asn) -> None:
    isi = harapan("03a_nilai_lebar_gap")
    rekap = BERKAS / "03a_nilai_lebar_gap.xlsx"
    kode, keluar, _ = terdaftar("nilai", "impor", rekap, "--periode", isi["periode"], "--lewati", "--json")
    laporan = json.loads(keluar)
    assert kode == 9
    assert _kode(laporan["galat"]) == _kode_harapan(isi["rejected"])
    assert {(satu["baris"], satu["kolom"]): satu["nilai"] for satu in laporan["galat"]} == {
        (satu["row"], satu["kol"]): satu["nilai"] for satu in isi["rejected"]
    }
    assert _kode(laporan["peringatan"]) == _kode_harapan(isi["warnings"])
    assert (laporan["lembar"], laporan["diterima"], laporan["ditahan"]) == (isi["sheet"], 4, 1)
    tersimpan: dict[str, dict[str, float]] = {}
    for satu in json.loads(terdaftar("nilai", "daftar", "--periode", "2025", "--json")[1]):
        tersimpan.setdefault(satu["nip"], {})[satu["kompetensi"]] = satu["nilai"]
        assert (satu["sumber"], satu["tanggal"]) == ("asesmen", None)
    assert tersimpan == {satu["nip"]: satu["nilai"] for satu in (*isi["records"], *isi["sebagian"])}


def test_sampel_selisih_dan_jpm_persis(terdaftar: Asn) -> None:
    isi = harapan("03a_nilai_lebar_gap")
    for satu in json.loads(terdaftar("jabatan", "daftar", "--json")[1]):
        terdaftar("standar", "tetapkan", satu["kode"], *(f"{kode}=3" for kode in KOMPETENSI))
    terdaftar("nilai", "impor", BERKAS / "03a_nilai_lebar_gap.xlsx", "--periode", "2025", "--lewati")
    ringkas = {satu["nip"]: satu for satu in _tanya(terdaftar, "ringkas", "--per", "pegawai")}
    for satu in isi["records"]:
        baris = _tanya(terdaftar, "daftar", "--nip", satu["nip"])
        assert {b["kompetensi"]: b["standar"] for b in baris} == satu["standar"]
        assert {b["kompetensi"]: b["selisih"] for b in baris} == satu["gap"]
        assert {b["kompetensi"]: b["kesenjangan"] for b in baris} == {k: max(0, -g) for k, g in satu["gap"].items()}
        jumlah = ringkas[satu["nip"]]
        assert jumlah["jpm_mentah"] == satu["jpm_hitung"]
        assert jumlah["jpm"] == min(100, satu["jpm_hitung"])
        assert jumlah["kompetensi_di_bawah"] == [k for k, g in satu["gap"].items() if g < 0]
    for satu in isi["sebagian"]:
        kosong = {b["kompetensi"] for b in _tanya(terdaftar, "daftar", "--nip", satu["nip"]) if b["capaian"] is None}
        assert kosong == {*satu["kosong"], "PK", "PB"}, "a held score is missing, not 0"


def _tanya(asn: Asn, kerja: str, *kata: str) -> Any:
    kode, keluar, galat = asn("gap", kerja, "--periode", "2025", *kata, "--json")
    assert (kode, galat) == (0, "")
    return json.loads(keluar)


def test_sampel_daftar_hadir_persis(terdaftar: Asn) -> None:
    isi = harapan("05_daftar_hadir")
    acara = isi["pelatihan"]
    terdaftar("pelatihan", "tambah", "BIMTEK", "--nama", acara["nama"], "--bentuk", str(acara["jenis_diklat_id"]),
              "--jp", str(acara["jp"]), "--penyelenggara", acara["penyelenggara"])  # fmt: skip
    terdaftar("kelas", "buka", "BIMTEK", "--kode", "BIMTEK-I", "--mulai", acara["mulai"], "--selesai", acara["selesai"],
              "--terbuka")  # fmt: skip
    daftar_hadir = BERKAS / "05_daftar_hadir.xlsx"
    kode, keluar, _ = terdaftar("kelas", "hadir", "BIMTEK-I", "--dari", daftar_hadir, "--lewati", "--json")
    laporan = json.loads(keluar)
    assert kode == 9
    assert _kode(laporan["galat"]) == _kode_harapan(isi["rejected"])
    assert _kode(laporan["peringatan"]) == _kode_harapan(isi["warnings"])
    assert laporan["lembar"] == isi["sheet"]
    assert {"lembar": "DATA LAMA", "alasan": "tersembunyi"} in laporan["lembar_dilewati"]
    huruf = {"hadir": "H", "izin": "I", "sakit": "S", "alpa": "A", "dinas": "D"}
    kelas = json.loads(terdaftar("kelas", "lihat", "BIMTEK-I", "--json")[1])
    assert {
        satu["nip"]: ([huruf[hari["status"]] for hari in satu["hari"]], satu["pre"], satu["post"])
        for satu in kelas["peserta"]
    } == {satu["nip"]: (satu["hadir"], satu["pre"], satu["post"]) for satu in isi["records"]}
    assert (kelas["jp"], kelas["bentuk"]) == (acara["jp"], acara["jenis_diklat_id"])
