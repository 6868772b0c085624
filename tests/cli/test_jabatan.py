"""`asn jabatan`: exit codes, sentences, the four fields."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import Asn


@pytest.mark.parametrize(
    ("kata", "kode", "sebutan"),
    [
        (("tambah", "X"), 2, "--nama wajib diisi"),
        (("tambah", "X Y", "--nama", "x"), 3, "tanpa spasi"),
        (("tambah", "X", "--nama", "x", "--jenjang", "Ahli Sekali"), 3, "Jenjang 'Ahli Sekali' tidak dikenal"),
        (("ubah", "X", "--jenjang", "Mahir"), 4, "jabatan 'X' belum terdaftar"),
        (("lihat", "X"), 4, "jabatan 'X' belum terdaftar"),
        (("hapus", "X"), 2, "hapus"),
    ],
)
def test_refusals(asn: Asn, basis: Path, kata: tuple[str, ...], kode: int, sebutan: str) -> None:
    sebelum = basis.read_bytes()
    hasil, keluar, galat = asn("jabatan", *kata)
    assert (hasil, keluar) == (kode, "")
    assert sebutan in galat
    assert basis.read_bytes() == sebelum


def test_add_change_see_list(asn: Asn) -> None:
    kata = ("PRAKOM-MUDA", "--nama", "Pranata Komputer Ahli Muda", "--jenjang", "jf ahli muda")
    assert asn("jabatan", "tambah", *kata) == (0, "", "tersimpan: jabatan PRAKOM-MUDA\n")
    kode, _, galat = asn("jabatan", "tambah", *kata)
    assert kode == 5
    assert galat.splitlines() == [
        "asn: kode 'PRAKOM-MUDA' sudah dipakai jabatan PRAKOM-MUDA",
        "Petunjuk: Lihat dengan: asn jabatan lihat PRAKOM-MUDA",
    ]
    assert asn("jabatan", "ubah", "prakom-muda", "--alias", "Prakom")[0] == 0
    assert asn("jabatan", "ubah", "prakom", "--alias", "PRAKOM") == (0, "", "tidak ada yang berubah\n")
    assert json.loads(asn("jabatan", "lihat", "prakom", "--json")[1])["alias"] == ["Prakom"]
    assert json.loads(asn("jabatan", "daftar", "--json")[1]) == [
        {"kode": "PRAKOM-MUDA", "nama": "Pranata Komputer Ahli Muda", "jenjang": "Ahli Muda", "urusan": None}
    ]


def test_import_and_back(asn: Asn, tmp_path: Path) -> None:
    berkas = tmp_path / "jabatan.csv"
    berkas.write_text("Kode Jabatan;Nama Jabatan;Jenjang\nLURAH;Lurah;Pengawas\nGURU;Guru;\n")
    kode, keluar, galat = asn("jabatan", "impor", berkas)
    assert (kode, json.loads(keluar)["baru"], galat) == (0, 2, "tersimpan: 2 baru, 0 berubah\n")
    berkas.write_text(asn("jabatan", "daftar", "--csv")[1], newline="")
    assert asn("jabatan", "impor", berkas)[2] == "tidak ada yang berubah\n"


def test_two_jobs_may_share_a_name_but_then_only_codes_tell_them_apart(asn: Asn, tmp_path: Path) -> None:
    berkas = tmp_path / "jabatan.csv"
    berkas.write_text("kode,nama\nKSU-A,Kepala Subbagian Umum\nKSU-B,Kepala Subbagian Umum\n", encoding="utf-8")
    kode, keluar, _ = asn("jabatan", "impor", str(berkas), "--json")
    laporan = json.loads(keluar)
    assert (kode, laporan["baru"], [satu["kode"] for satu in laporan["peringatan"]]) == (0, 2, ["NAMA_KEMBAR"])
    assert asn("jabatan", "lihat", "KSU-B", "--json")[0] == 0
    kode, _, galat = asn("jabatan", "lihat", "kepala subbagian umum")
    assert (kode, galat.splitlines()[0]) == (
        2,
        "asn: jabatan 'kepala subbagian umum' berarti lebih dari satu: KSU-A, KSU-B",
    )
    assert asn("jabatan", "impor", str(berkas))[0] == 0
