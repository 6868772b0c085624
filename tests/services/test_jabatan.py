"""Jobs: the jenjang is checked and never guessed; codes made from names never collide."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from asn_kompetensi.domain.galat import Bentrok, DataDitolak, GalatASN, SalahPakai, TidakDitemukan
from asn_kompetensi.services import jabatan
from asn_kompetensi.services.kamus import jabatan_kamus
from asn_kompetensi.store import door
from tests.cetakan import sekali
from tests.services.lembar_uji import lembar


def tulis(basis: Path) -> Any:
    return door.tulis(basis, perintah="uji", petugas="penguji")


def semua(basis: Path) -> list[tuple[Any, ...]]:
    with door.baca(basis) as d:
        return jabatan.daftar(d)


@sekali
def _awal(basis: Path) -> None:
    with tulis(basis) as d:
        jabatan.tambah(d, "PRAKOM-MUDA", "Pranata Komputer Ahli Muda", jenjang="Ahli Muda", alias=["Prakom Muda"])


@pytest.fixture
def prakom(basis: Path) -> Path:
    _awal(basis)
    return basis


@pytest.mark.parametrize(
    ("kata", "galat"),
    [
        ({"kode": "A B", "nama": "x"}, DataDitolak),
        ({"kode": "X", "nama": ""}, DataDitolak),
        ({"kode": "prakom-muda", "nama": "x"}, Bentrok),
        ({"kode": "X", "nama": "Baru", "jenjang": "Ahli Sekali"}, DataDitolak),
        ({"kode": "X", "nama": "Baru", "alias": ["Prakom Muda"]}, Bentrok),
    ],
)
def test_a_refused_job_leaves_nothing(prakom: Path, kata: dict[str, Any], galat: type[GalatASN]) -> None:
    sebelum = prakom.read_bytes()
    with pytest.raises(galat), tulis(prakom) as d:
        jabatan.tambah(d, **kata)
    assert prakom.read_bytes() == sebelum


@pytest.mark.parametrize(
    ("tulisan", "jenjang"),
    [(None, None), ("", None), ("JF ahli muda", "Ahli Muda"), ("jpt pratama", "JPT Pratama"), ("PENGAWAS", "Pengawas")],
)
def test_the_jenjang_is_what_was_said(basis: Path, tulisan: str | None, jenjang: str | None) -> None:
    with tulis(basis) as d:
        isi = jabatan.tambah(d, "SEK", "Sekretaris Dinas", jenjang=tulisan, urusan="Kesehatan")
    assert isi == {"kode": "SEK", "nama": "Sekretaris Dinas", "jenjang": jenjang, "urusan": "Kesehatan", "alias": []}


def test_a_renamed_job_answers_to_its_old_name(prakom: Path) -> None:
    with tulis(prakom) as d:
        isi = jabatan.ubah(d, "prakom muda", nama="Pranata Komputer Muda", jenjang="")
    assert (isi["nama"], isi["jenjang"]) == ("Pranata Komputer Muda", None)
    assert isi["alias"] == ["Prakom Muda", "Pranata Komputer Ahli Muda"]
    with tulis(prakom) as d:
        jabatan.ubah(d, "PRAKOM-MUDA", nama="Pranata Komputer Muda")
        assert not d.berubah


def test_a_change_must_name_something(prakom: Path) -> None:
    with pytest.raises(SalahPakai), tulis(prakom) as d:
        jabatan.ubah(d, "PRAKOM-MUDA")
    with pytest.raises(TidakDitemukan), tulis(prakom) as d:
        jabatan.ubah(d, "TIDAK-ADA", nama="x")


def test_codes_made_from_names_step_aside(prakom: Path) -> None:
    with tulis(prakom) as d:
        kamus = jabatan_kamus(d)
        kode = [jabatan.buat_dari_nama(d, kamus, nama).kode for nama in ("Guru", "Guru.", "Prakom-Muda!")]
        assert kode == ["GURU", "GURU-2", "PRAKOM-MUDA-2"]
        assert kamus.wajib("guru").kode == "GURU"
    assert [satu[2] for satu in semua(prakom)] == [None, None, "Ahli Muda", None]


def test_import_counts_and_repeats_without_change(prakom: Path) -> None:
    isi = lembar(
        "kode nama jenjang urusan alias",
        ("PRAKOM-MUDA", "Pranata Komputer Ahli Muda", None, "Kominfo"),
        ("LURAH", "Lurah", "pengawas", None, "Kepala Kelurahan"),
    )
    with tulis(prakom) as d:
        laporan = jabatan.impor(d, isi)
        assert (laporan.baru, laporan.berubah, laporan.sama) == (1, 1, 0)
    assert semua(prakom) == [
        ("LURAH", "Lurah", "Pengawas", None),
        ("PRAKOM-MUDA", "Pranata Komputer Ahli Muda", "Ahli Muda", "Kominfo"),
    ]
    with tulis(prakom) as d:
        laporan = jabatan.impor(d, isi)
        assert (laporan.sama, laporan.jalankan, d.berubah) == (2, None, False)


def test_an_unknown_jenjang_holds_the_import(prakom: Path) -> None:
    sebelum = prakom.read_bytes()
    with tulis(prakom) as d:
        laporan = jabatan.impor(d, lembar("kode nama jenjang", ("A", "Aa", "Eselon IX"), ("B", "Be", "Mahir")))
    assert [(satu.sel, satu.kode, satu.nilai) for satu in laporan.galat] == [
        ("C2", "JENJANG_TIDAK_DIKENAL", "Eselon IX")
    ]
    assert prakom.read_bytes() == sebelum
