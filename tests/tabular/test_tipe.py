"""Every field has one type, wherever it stands and whatever is in it."""

from __future__ import annotations

import pkgutil
from collections.abc import Iterator
from decimal import Decimal
from importlib import import_module
from typing import Any

import pytest

from asn_kompetensi import cli
from asn_kompetensi.tabular import tipe as tipe_
from asn_kompetensi.tabular.tabel import Kolom, Tipe
from asn_kompetensi.tabular.tipe import BULAT, kolom_satu, tipe

BERANGKA = {"bulat", "desimal", "desimal4", "nyata"}


def semua() -> Iterator[tuple[str, Kolom]]:
    """Every column of every table that a command declares."""
    for modul in pkgutil.iter_modules(cli.__path__):
        for nama, isi in vars(import_module(f"{cli.__name__}.{modul.name}")).items():
            if isinstance(isi, tuple) and isi and all(isinstance(satu, Kolom) for satu in isi):
                yield from ((f"{modul.name}.{nama}", satu) for satu in isi)


def test_numbers_are_numbers_and_nothing_else_is() -> None:
    """`tahun` is a number that is set like a code; the weight of a survey is a sentence set like a number."""
    lain = {
        (letak, k.nama) for letak, k in semua() if k.angka != (tipe(k) in BERANGKA) and k.nama != "tahun"
    }  # fmt: skip
    assert lain == {("skm.KOLOM", "bobot")}
    assert {tipe(k) for _, k in semua() if k.nama == "tahun"} == {"bulat"}


def test_a_nip_and_a_code_are_text() -> None:
    kolom = [k for _, k in semua() if "nip" in k.nama.split("_") or k.nama in ("kode", "jabatan", "periode", "unit")]
    assert len(kolom) > 50
    assert {tipe(k) for k in kolom} == {"teks"}


def test_no_name_is_listed_for_nothing() -> None:
    ada = {k.nama for _, k in semua()}
    assert sorted(BULAT - ada) == []
    assert sorted((tipe_._LAIN.keys() | tipe_._ANGKA.keys()) - ada) == ["cadangan_terakhir"]  # of `db info`


@pytest.mark.parametrize(("kolom", "harapan"), [
    (Kolom("kegiatan", angka=True), "bulat"), (Kolom("kegiatan"), "teks"), (Kolom("kurang"), "daftar"),
    (Kolom("kurang", angka=True), "desimal"), (Kolom("TIK", angka=True), "desimal"), (Kolom("apa saja"), "teks"),
    (Kolom("mulai", tipe="teks"), "teks"),
])  # fmt: skip
def test_a_name_may_be_a_number_in_one_table_and_a_text_in_another(kolom: Kolom, harapan: Tipe) -> None:
    assert tipe(kolom) == harapan


@pytest.mark.parametrize(("nama", "isi", "harapan"), [
    ("opd", "DINKES", "teks"), ("opd", None, "teks"), ("opd", 40, "bulat"), ("versi", 3, "bulat"),
    ("kuota", 30, "bulat"), ("kuota", None, "bulat"), ("dibatalkan_oleh", None, "bulat"),
    ("jp", None, "desimal"), ("jp", 24, "desimal"),
    ("ikm", 88.89, "desimal"), ("ikm", Decimal(75), "desimal"), ("n_gain", 0.5, "desimal4"),
    ("cukup", None, "ya_tidak"), ("cukup", True, "ya_tidak"),
    ("luar_negeri", False, "ya_tidak"), ("mulai", "2025-01-01", "tanggal"), ("mulai", None, "tanggal"),
    ("cadangan_terakhir", None, "waktu"), ("alias", [], "daftar"), ("jadwal", ["2025-01-01"], "daftar"),
    ("peserta", [], "susunan"), ("peserta", [{"nip": "1"}], "susunan"), ("nrr", {}, "susunan"),
    ("kini", None, "teks"),
])  # fmt: skip
def test_a_field_of_a_single_thing(nama: str, isi: Any, harapan: Tipe) -> None:
    [kolom] = kolom_satu({nama: isi})
    assert (kolom.nama, tipe(kolom)) == (nama, harapan)
