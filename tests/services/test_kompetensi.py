"""Competencies: the nine come first and in order, technical ones follow as they were entered."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from asn_kompetensi.domain.galat import Bentrok, DataDitolak, GalatASN
from asn_kompetensi.services import kompetensi
from asn_kompetensi.store import door
from tests.services.lembar_uji import lembar

SEMBILAN = ["INT", "KS", "KOM", "OPH", "PP", "PDOL", "MP", "PK", "PB"]


def tulis(basis: Path) -> Any:
    return door.tulis(basis, perintah="uji", petugas="penguji")


def kode(basis: Path) -> list[tuple[str, int]]:
    with door.baca(basis) as d:
        return [(satu[0], satu[3]) for satu in kompetensi.daftar(d)]


def test_the_nine_are_there_in_order(basis: Path) -> None:
    assert kode(basis) == list(zip(SEMBILAN, range(1, 10), strict=True))


@pytest.mark.parametrize(
    ("kata", "galat"),
    [
        ({"kode": "int", "nama": "x", "jenis": "teknis"}, Bentrok),
        ({"kode": "X", "nama": "Kerjasama", "jenis": "teknis"}, Bentrok),
        ({"kode": "X", "nama": "Baru", "jenis": "campuran"}, DataDitolak),
        ({"kode": "X", "nama": "Baru", "jenis": ""}, DataDitolak),
        ({"kode": "X", "nama": "Baru", "jenis": "teknis", "definisi": "a" * 2001}, DataDitolak),
        ({"kode": "X", "nama": "Baru", "jenis": "teknis", "definisi": "a\x1b[31m"}, DataDitolak),
    ],
)
def test_a_refused_competency_leaves_nothing(basis: Path, kata: dict[str, Any], galat: type[GalatASN]) -> None:
    sebelum = basis.read_bytes()
    with pytest.raises(galat), tulis(basis) as d:
        kompetensi.tambah(d, **kata)
    assert basis.read_bytes() == sebelum


@pytest.mark.parametrize(
    ("tulisan", "jenis"),
    [
        ("Teknis", "teknis"), ("sosial kultural", "sosial_kultural"), ("Sosial-Kultural", "sosial_kultural"),
        ("sosio kultural", "sosial_kultural"), ("sosiokultural", "sosial_kultural"), ("MANAJERIAL", "manajerial"),
    ],
)  # fmt: skip
def test_kinds_in_their_usual_spellings(tulisan: str, jenis: str) -> None:
    assert kompetensi.baca_jenis(tulisan) == jenis


def test_later_ones_follow_in_the_order_of_entry(basis: Path) -> None:
    with tulis(basis) as d:
        kompetensi.tambah(d, "ZTIK", "Tata Kelola TIK", jenis="teknis", alias=["TIK"])
        kompetensi.tambah(d, "ARSIP", "Kearsipan", jenis="teknis", definisi="Mengelola\narsip")
    assert kode(basis)[9:] == [("ZTIK", 10), ("ARSIP", 11)]
    with door.baca(basis) as d:
        isi = kompetensi.lihat(d, "kearsipan")
        assert kompetensi.lihat(d, "tik")["kode"] == "ZTIK"
    assert isi["definisi"] == "Mengelola arsip"
    assert [satu["level"] for satu in isi["level"]] == [1, 2, 3, 4, 5]
    assert isi["level"][4] == {"level": 5, "nama": "Ahli"}


def test_change_and_clear(basis: Path) -> None:
    with tulis(basis) as d:
        isi = kompetensi.ubah(d, "Kerja Sama", nama="Kerja Sama Tim", definisi="")
    assert (isi["kode"], isi["nama"], isi["definisi"]) == ("KS", "Kerja Sama Tim", None)
    assert "Kerja Sama" in isi["alias"]
    with tulis(basis) as d:
        kompetensi.ubah(d, "KS", jenis="manajerial")
        assert not d.berubah


def test_import_holds_a_new_one_without_kind(basis: Path) -> None:
    isi = lembar(
        "kode nama jenis urutan", ("INT", "Integritas", None, 7), ("TIK", "TIK"), ("ARS", "Arsip", "Teknis", 3)
    )
    with tulis(basis) as d:
        laporan = kompetensi.impor(d, isi, lewati=True)
    assert [(satu.sel, satu.kode) for satu in laporan.galat] == [("C3", "JENIS_KOSONG")]
    assert (laporan.sama, laporan.baru, laporan.ditahan) == (1, 1, 1)
    assert kode(basis)[8:] == [("PB", 9), ("ARS", 10)]
