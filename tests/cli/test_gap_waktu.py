"""`asn gap tren|perubahan` as typed: fields, exit codes, and what 80 columns hold."""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path

import pytest

from asn_kompetensi.cli import gap_waktu
from asn_kompetensi.services import gap_perubahan, gap_tren
from tests.cetakan import sekali
from tests.cli.alat import tolak
from tests.cli.isi_gap import CINDUA, SABAI, isi_kota
from tests.cli.test_gap import FIELD_RINGKAS
from tests.conftest import Asn
from tests.store.alat import buka
from tests.tabular.alat import Layar

DUA = ("--dari-periode", "2024", "--ke-periode", "2025")


@sekali
def isi_dua_tahun(basis: Path) -> None:
    """The small city of `gap` with a year before it, in which Sabai had INT 2.25 and Cindua was not there yet."""
    isi_kota(basis)
    with buka(basis) as d:
        d.kon.execute("INSERT INTO periode (id, kode, mulai, selesai) VALUES (2, '2024', '2024-01-01', '2024-12-31')")
        d.kon.execute(f"INSERT INTO nilai VALUES (1, 1, 2, 1, 225, NULL, {d.jalankan}, NULL)")
        d.kon.execute("UPDATE penempatan SET mulai = ? WHERE pegawai_id = 3", (date(2025, 3, 1).isoformat(),))


@pytest.fixture(autouse=True)
def _isi(basis: Path) -> None:
    isi_dua_tahun(basis)


@pytest.mark.parametrize(
    ("kata", "kode", "pesan", "petunjuk"),
    [
        (("perubahan",), 2, "--dari-periode wajib diisi",
         "Tambahkan periode yang pertama, misalnya --dari-periode 2024."),
        (("perubahan", *DUA[:2]), 2, "--ke-periode wajib diisi",
         "Tambahkan periode yang terakhir, misalnya --ke-periode 2025."),
        (("perubahan", *DUA[:3], "2024"), 2, "--dari-periode dan --ke-periode sama: 2024",
         "Sebutkan dua periode. Daftar: asn periode daftar"),
        (("perubahan", "--dari-periode", "2025", "--ke-periode", "2024"), 2,
         "periode 2025 berakhir sesudah periode 2024", "Tukar --dari-periode dengan --ke-periode."),
        (("perubahan", *DUA[:3], "2062"), 4, "periode '2062' belum dibuka",
         "Yang ada: 2024, 2025. Daftar: asn periode daftar"),
        (("tren", "--per", "unit"), 2, "--per 'unit' tidak ada",
         "Pilihannya: opd, jabatan, kompetensi, jenis, pegawai, kota, instansi."),
        (("tren", "--dari-periode", "2025", "--ke-periode", "2024"), 2,
         "periode '2025' berakhir sesudah periode '2024'", "Tukar --dari-periode dengan --ke-periode."),
    ],
)  # fmt: skip
def test_refusals(asn: Asn, basis: Path, kata: tuple[str, ...], kode: int, pesan: str, petunjuk: str) -> None:
    tolak(asn, basis, ("gap", *kata), kode, pesan, petunjuk)


def test_the_trend_of_an_agency(asn: Asn) -> None:
    kode, keluar, galat = asn("gap", "tren", "--opd", "DINKES", "--json")
    assert (kode, galat) == (0, "")
    lama, baru = json.loads(keluar)
    assert list(lama) == ["periode", *FIELD_RINGKAS, "perubahan_jpm", "perubahan_kesenjangan"]
    assert [lama[b] for b in ("periode", "kelompok", "dinilai", "jpm", "perubahan_jpm", "perubahan_kesenjangan")] == [
        "2024", "DINKES", 1, 75, None, None,
    ]  # fmt: skip
    assert [baru[b] for b in ("periode", "kelompok", "dinilai", "jpm", "perubahan_jpm", "perubahan_kesenjangan")] == [
        "2025", "DINKES", 2, 70.83, -4.17, 1.25,
    ]  # fmt: skip
    ringkas = json.loads(asn("gap", "ringkas", "--periode", "2025", "--opd", "DINKES", "--json")[1])
    assert ringkas == [{b: baru[b] for b in FIELD_RINGKAS}]
    assert asn("gap", "tren", "--per", "opd", "--kelompok", "KOSONG", "--json") == (0, "[]\n", "")


def test_the_change_and_its_total_on_stderr(asn: Asn) -> None:
    kode, keluar, galat = asn("gap", "perubahan", *DUA, "--json")
    assert (kode, galat) == (0, "Kesenjangan 2024: 0,75; 2025: 2; berubah 1,25.\n")
    baris = json.loads(keluar)
    assert {tuple(satu) for satu in baris} == {gap_perubahan.BIDANG}
    assert [(b["sebab"], b["pegawai"], b["perubahan"], b["pasangan"]) for b in baris] == [
        ("membaik", 0, 0, 0), ("menurun", 1, 1.25, 1), ("mutasi", 0, 0, 0), ("standar_berubah", 0, 0, 0),
        ("baru_dinilai", 1, 0, 0), ("tidak_lagi_dinilai", 0, 0, 0), ("masuk", 1, 0, 0), ("keluar", 0, 0, 0),
    ]  # fmt: skip
    assert asn("-q", "gap", "perubahan", *DUA, "--json") == (0, keluar, "")


def test_the_rows_behind_it(asn: Asn) -> None:
    baris = json.loads(asn("gap", "perubahan", *DUA, "--rinci", "--json")[1])
    assert {tuple(satu) for satu in baris} == {gap_perubahan.BIDANG_RINCI}
    assert [(b["sebab"], b["nip"], b["kompetensi"], b["perubahan"]) for b in baris] == [
        ("menurun", SABAI, "INT", 1.25), ("baru_dinilai", SABAI, "KS", 0), ("masuk", CINDUA, None, 0),
    ]  # fmt: skip
    disdik = json.loads(asn("gap", "perubahan", *DUA, "--opd", "DISDIK", "--rinci", "--json")[1])
    assert [b["nip"] for b in disdik] == [CINDUA]


def test_80_columns_hold_it(asn: Asn, monkeypatch: pytest.MonkeyPatch) -> None:
    """A table, not records under each other; every line fits, no number is broken."""
    monkeypatch.setenv("COLUMNS", "80")
    isi = {}
    for kata in (
        ("tren",), ("tren", "--per", "pegawai"), ("perubahan", *DUA), ("perubahan", *DUA, "--rinci"),
        ("perubahan", *DUA, "--rinci", "--opd", "disdik"),
    ):  # fmt: skip
        layar = Layar()
        with monkeypatch.context() as m:
            m.setenv("TERM", "dumb")
            m.setattr(sys, "stdout", layar)
            assert asn("gap", *kata)[0] == 0
        isi[kata] = layar.getvalue().splitlines()
        assert max(map(len, isi[kata])) <= 80, kata
        assert isi[kata][2].startswith("───"), kata
    assert isi[("perubahan", *DUA, "--rinci", "--opd", "disdik")][0] == "Perubahan kesenjangan 2024 ke 2025, disdik"
    assert isi[("tren",)] == [
        "Tren kesenjangan per kota",
        "Periode  Kelompok  Orang  Cakup %  Di bawah   Gap    JPM  JPM +/-",
        "─" * 65,
        "2024     kota          2       25         1  0,75     75        –",
        "2025     kota          3       50         1     2  70,83    -4,17",
    ]
    assert [satu.split()[:3] for satu in isi[("perubahan", *DUA)][3:5]] == [
        ["membaik", "0", "0"], ["menurun", "1", "1,25"],
    ]  # fmt: skip


def test_the_columns_are_those_of_the_services() -> None:
    for kolom, bidang in (
        (gap_waktu.KOLOM_TREN, gap_tren.BIDANG),
        (gap_waktu.KOLOM_TREN_PEGAWAI, gap_tren.BIDANG_PEGAWAI),
        (gap_waktu.KOLOM_PERUBAHAN, gap_perubahan.BIDANG),
        (gap_waktu.KOLOM_RINCI, gap_perubahan.BIDANG_RINCI),
    ):
        assert tuple(satu.nama for satu in kolom) == bidang
