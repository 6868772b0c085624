"""`asn kompetensi`: exit codes, the nine in order, import and back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import Asn


@pytest.mark.parametrize(
    ("kata", "kode", "sebutan"),
    [
        (("tambah", "X", "--jenis", "teknis"), 2, "--nama wajib diisi"),
        (("tambah", "X", "--nama", "x"), 2, "--jenis wajib diisi"),
        (("tambah", "X", "--nama", "x", "--jenis", "umum"), 3, "pilih manajerial, sosial_kultural, teknis"),
        (("tambah", "INT", "--nama", "x", "--jenis", "teknis"), 5, "sudah dipakai kompetensi INT"),
        (("lihat", "Intgritas"), 4, "Mungkin maksudnya: INT"),
        (("ubah", "INT"), 2, "belum disebut apa yang diubah"),
    ],
)
def test_refusals(asn: Asn, basis: Path, kata: tuple[str, ...], kode: int, sebutan: str) -> None:
    sebelum = basis.read_bytes()
    hasil, keluar, galat = asn("kompetensi", *kata)
    assert (hasil, keluar) == (kode, "")
    assert sebutan in galat
    assert basis.read_bytes() == sebelum


def test_the_nine_and_the_next(asn: Asn) -> None:
    kata = ("TIK", "--nama", "Tata Kelola TIK", "--jenis", "Teknis")
    assert asn("kompetensi", "tambah", *kata) == (0, "", "tersimpan: kompetensi TIK\n")
    isi = json.loads(asn("kompetensi", "daftar", "--json")[1])
    assert [satu["kode"] for satu in isi] == ["INT", "KS", "KOM", "OPH", "PP", "PDOL", "MP", "PK", "PB", "TIK"]
    assert list(isi[9]) == ["kode", "nama", "jenis", "urutan", "definisi"]
    assert (isi[9]["jenis"], isi[9]["urutan"], isi[9]["definisi"]) == ("teknis", 10, None)
    assert len(json.loads(asn("kompetensi", "lihat", "kerjasama", "--json")[1])["level"]) == 5


def test_import_and_back(asn: Asn, tmp_path: Path) -> None:
    berkas = tmp_path / "kompetensi.csv"
    berkas.write_text("kode,nama,jenis\nARSIP,Kearsipan,teknis\n")
    assert asn("kompetensi", "impor", berkas)[2] == "tersimpan: 1 baru, 0 berubah\n"
    berkas.write_text(asn("kompetensi", "daftar", "--csv")[1], newline="")
    assert asn("kompetensi", "impor", berkas)[2] == "tidak ada yang berubah\n"
