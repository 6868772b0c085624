"""Recording what IP ASN needs: one at a time and from a file."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from asn_kompetensi.domain.galat import Bentrok, DataDitolak, GalatASN, SalahPakai, TidakDitemukan
from asn_kompetensi.services import batal, pegawai_lihat, rekam, rekam_impor
from asn_kompetensi.store import door
from tests.services.lembar_uji import lembar
from tests.services.orang import CINDUA, MANGKUTAK, SABAI, isi_kota

Kerja = Callable[[door.PintuTulis], Any]


@pytest.fixture
def kota(basis: Path) -> Path:
    with door.tulis(basis, perintah="uji", petugas="penguji") as d:
        isi_kota(d.kon)
        d.kon.execute("INSERT INTO periode (kode, mulai, selesai) VALUES ('2024', '2024-01-01', '2024-12-31')")
        d.kon.execute("INSERT INTO periode (kode, mulai, selesai) VALUES ('2025', '2025-01-01', '2025-12-31')")
    return basis


def kerjakan(basis: Path, kerja: Kerja) -> Any:
    with door.tulis(basis, perintah="pegawai catat", petugas="penguji") as d:
        return kerja(d)


def catat(basis: Path, nip: str, hal: str, nilai: str, periode: str = "2025") -> Any:
    return kerjakan(basis, lambda d: rekam.catat(d, nip, hal, nilai, periode))


def impor(basis: Path, *baris: tuple[Any, ...], kolom: str = "nip kinerja disiplin potensi pendidikan_tingkat",
          lewati: bool = False) -> Any:  # fmt: skip
    return kerjakan(basis, lambda d: rekam_impor.impor(d, lembar(kolom, *baris), periode="2025", lewati=lewati))


def tersimpan(basis: Path) -> list[tuple[Any, ...]]:
    kon = sqlite3.connect(basis)
    isi = kon.execute("""SELECT g.nip, p.kode, r.hal, r.nilai FROM rekam r JOIN pegawai g ON g.id = r.pegawai_id
                         JOIN periode p ON p.id = r.periode_id ORDER BY 1, 2, 3""").fetchall()
    kon.close()
    return isi


def tutup(basis: Path) -> None:
    """The quickest closed period: the seal is not what is tested here."""
    with door.tulis(basis, perintah="uji", petugas="penguji") as d:
        d.kon.execute("""INSERT INTO penutupan (periode_id, jalankan_id, instansi, peringatan, segel)
                         SELECT id, ?, 'X', '[]', printf('%064d', 0) FROM periode WHERE kode = '2025'""",
                      (d.jalankan,))  # fmt: skip
        d.kon.execute("UPDATE periode SET status = 'tertutup', segel = printf('%064d', 0) WHERE kode = '2025'")


# --- refused ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kata", "galat"),
    [
        ((SABAI, "gaji", "baik"), SalahPakai),
        ((SABAI, "kinerja", "bagus"), DataDitolak),
        ((SABAI, "disiplin", "tidak ada"), DataDitolak),  # not a way to take a record away either
        (("123", "kinerja", "baik"), DataDitolak),
        (("198403122006042902", "kinerja", "baik"), TidakDitemukan),
        ((SABAI, "kinerja", "baik", "2031"), TidakDitemukan),
        ((SABAI, "kinerja", "-"), TidakDitemukan),
    ],
)
def test_refused_and_nothing_kept(kota: Path, kata: tuple[str, ...], galat: type[GalatASN]) -> None:
    with pytest.raises(galat):
        catat(kota, *kata)
    assert tersimpan(kota) == []


def test_a_closed_period_stays(kota: Path) -> None:
    catat(kota, SABAI, "kinerja", "baik")
    tutup(kota)
    for kerja in (
        lambda d: rekam.catat(d, SABAI, "kinerja", "kurang", "2025"),
        lambda d: rekam.hapus(d, SABAI, "kinerja", "2025"),
        lambda d: rekam_impor.impor(d, lembar("nip kinerja", (SABAI, "kurang")), periode="2025"),
    ):
        with pytest.raises(Bentrok, match="sudah ditutup"):
            kerjakan(kota, kerja)
    with pytest.raises(sqlite3.IntegrityError, match="periode tertutup"), sqlite3.connect(kota) as kon:
        kon.execute("UPDATE rekam SET nilai = 'kurang'")
    assert tersimpan(kota) == [(SABAI, "2025", "kinerja", "baik")]


def test_ratings_need_both_sides() -> None:
    assert rekam.dari_skp("di atas ekspektasi", "di bawah") == "kurang"
    with pytest.raises(DataDitolak, match="bukan ekspektasi"):
        rekam.dari_skp("di atas", "baik")


# --- one at a time ----------------------------------------------------------------------------------------------------


def test_recorded_replaced_taken_away(kota: Path) -> None:
    assert catat(kota, SABAI, "Kinerja", "Sangat Baik") == {
        "nip": SABAI, "periode": "2025", "hal": "kinerja", "nilai": "sangat_baik", "sebelumnya": None,
    }  # fmt: skip
    assert catat(kota, SABAI, "kinerja", "76")["sebelumnya"] == "sangat_baik"
    catat(kota, SABAI, "kinerja", "cukup", "2024")
    catat(kota, SABAI, "pendidikan", "Magister")
    with door.baca(kota) as d:
        assert pegawai_lihat.lihat(d, SABAI)["rekam"] == [
            {"periode": "2024", "hal": "kinerja", "nilai": "butuh_perbaikan"},
            {"periode": "2025", "hal": "kinerja", "nilai": "baik"},
            {"periode": "2025", "hal": "pendidikan", "nilai": "S-2"},
        ]
        assert pegawai_lihat.lihat(d, MANGKUTAK)["rekam"] == []
    assert catat(kota, SABAI, "kinerja", "-")["sebelumnya"] == "baik"
    assert [satu[2:] for satu in tersimpan(kota)] == [("kinerja", "butuh_perbaikan"), ("pendidikan", "S-2")]


def test_undone(kota: Path) -> None:
    catat(kota, SABAI, "disiplin", "ringan")
    catat(kota, SABAI, "disiplin", "berat")
    kerjakan(kota, lambda d: batal.batal(d, "terakhir"))
    assert tersimpan(kota) == [(SABAI, "2025", "disiplin", "ringan")]


# --- from a file ------------------------------------------------------------------------------------------------------


def test_held_cells_and_rows(kota: Path) -> None:
    baris = (
        (SABAI, "bagus", "ringan", None, "S2"),
        ("198403122006042902", "baik"),
        (CINDUA, "baik", "dua kali"),
        (MANGKUTAK, 85, None, "sedang"),
    )
    laporan = impor(kota, *baris)
    assert [(satu.baris, satu.kode, satu.kolom) for satu in laporan.galat] == [
        (2, "KINERJA_TIDAK_DIKENAL", "B"), (3, "PEGAWAI_TIDAK_DIKENAL", "A"), (4, "DISIPLIN_TIDAK_DIKENAL", "C"),
    ]  # fmt: skip
    assert (laporan.dibaca, laporan.diterima, laporan.ditahan, tersimpan(kota)) == (4, 1, 3, [])
    assert "sangat_baik, baik" in laporan.galat[0].saran
    impor(kota, *baris, lewati=True)
    assert [(nip, hal, nilai) for nip, _, hal, nilai in tersimpan(kota)] == [
        (MANGKUTAK, "kinerja", "baik"), (MANGKUTAK, "potensi", "menengah"), (SABAI, "disiplin", "ringan"),
        (SABAI, "pendidikan", "S-2"), (CINDUA, "kinerja", "baik"),
    ]  # fmt: skip


def test_the_same_again_changes_nothing(kota: Path) -> None:
    baris = ((SABAI, "baik", "tidak pernah", "tinggi", "S-1"), (CINDUA, "kurang"))
    pertama = impor(kota, *baris)
    assert (pertama.baru, pertama.berubah, pertama.sama) == (2, 0, 0)
    sebelum = kota.read_bytes()
    kedua = impor(kota, *baris)
    assert (kedua.baru, kedua.berubah, kedua.sama, kedua.jalankan) == (0, 0, 2, None)
    assert kota.read_bytes() == sebelum
    ketiga = impor(kota, (SABAI, "kurang"), (CINDUA, None, "ringan"))
    assert (ketiga.baru, ketiga.berubah) == (0, 2)
    assert (SABAI, "2025", "potensi", "tinggi") in tersimpan(kota)  # an empty cell changes nothing


def test_one_person_twice(kota: Path) -> None:
    laporan = impor(kota, (SABAI, "baik"), (SABAI, "baik"), (CINDUA, "baik"), (CINDUA, "kurang"))
    assert [satu.kode for satu in laporan.galat] == ["GANDA_BERBEDA"] * 2
    assert (laporan.diterima, laporan.dilewati, laporan.ditahan) == (1, 1, 2)


def test_another_name_beside_the_nip_warns(kota: Path) -> None:
    laporan = impor(kota, (SABAI, "Rancak Dilabuah", "baik"), kolom="nip nama kinerja")
    assert [satu.kode for satu in laporan.peringatan] == ["NAMA_BEDA"]
    assert laporan.baru == 1
