"""The ledger under the write lock: what another process did meanwhile is seen, and nothing is noted twice."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from asn_kompetensi.domain.galat import Bentrok, DataDitolak, SalahPakai
from asn_kompetensi.services import kirim, kirim_daftar, kirim_jalan
from asn_kompetensi.services.kirim import Persiapan, Siap
from asn_kompetensi.store import door
from asn_kompetensi.store.queries import kirim as sql
from tests.cetakan import sekali
from tests.cli.isi_gap import isi_kota
from tests.store.alat import buka

A, B, C = ("a" * 64, "b" * 64, "c" * 64)


@sekali
def _isi_surat(basis: Path) -> None:
    isi_kota(basis)
    with buka(basis) as d:
        d.kon.execute("UPDATE opd SET surel = lower(kode) || '@kota.go.id' WHERE kode IN ('DINKES', 'DISDIK')")
    isi, siap = _siap(basis)
    with buka(basis) as d:
        kirim.simpan(d, isi, siap, petugas="siti")


@pytest.fixture(autouse=True)
def _isi(basis: Path) -> None:
    _isi_surat(basis)


def _siap(basis: Path, **lain: Any) -> tuple[Persiapan, list[Siap]]:
    with door.baca(basis) as d:
        isi = kirim.siapkan(d, "2025")
    siap = [
        Siap(satu, f"{satu.data.opd.lower()}-2025.xlsx", A, B, C, f"<{satu.data.opd}@kota.go.id>", False)
        for satu in isi.calon
    ]
    return isi, [replace(satu, **lain) for satu in siap]


def _buku(basis: Path) -> list[tuple[str, str]]:
    with door.baca(basis) as d:
        return [(satu.opd, satu.status) for satu in sql.daftar(d.kon)]


DUA = [("DINKES", "siap"), ("DISDIK", "siap")]


def test_what_is_needed_for_a_letter(basis: Path) -> None:
    with door.baca(basis) as d:
        isi = kirim.siapkan(d, "2025", tanggal_surat=date(2026, 1, 12))
        assert (isi.batas, isi.kode, isi.surel_kantor) == (date(2026, 1, 26), ("DINKES", "DISDIK"), None)
        assert [(s.opd_id, s.alamat, s.halangan) for s in isi.calon] == [
            (1, "dinkes@kota.go.id", ""), (2, "disdik@kota.go.id", "")
        ]  # fmt: skip
        # Whoever is asked for, every file keeps its name, so all codes of the period are known.
        satu = kirim.siapkan(d, "2025", opd=["Dinas Pendidikan"])
        assert ([s.data.opd for s in satu.calon], satu.kode) == (["DISDIK"], ("DINKES", "DISDIK"))
        dua = kirim.siapkan(d, "2025", opd=["DISDIK", "dinas kesehatan", "KOSONG"])
        assert [s.data.opd for s in dua.calon] == ["DINKES", "DISDIK"]
        with pytest.raises(DataDitolak, match="--batas"):
            kirim.siapkan(d, "2025", batas=date(2025, 12, 30))


def test_the_same_letter_is_one_row_another_replaces_it(basis: Path) -> None:
    isi, siap = _siap(basis)
    with buka(basis) as d:
        kirim.simpan(d, isi, siap, petugas="siti")
        assert not d.berubah
    isi, siap = _siap(basis, sidik="d" * 64)
    with buka(basis) as d:
        kirim.simpan(d, isi, siap[:1], petugas="siti")
    assert _buku(basis) == [("DINKES", "batal"), ("DINKES", "siap"), ("DISDIK", "siap")]


@pytest.mark.parametrize(
    "perintah",
    [
        "UPDATE opd SET surel = 'lain@kota.go.id' WHERE id = 1",
        "UPDATE kiriman SET status = 'mengirim', pengambil = 'dia' WHERE opd_id = 1",
        "UPDATE kiriman SET status = 'terkirim', dikirim = '2026-01-12T00:00:00Z' WHERE opd_id = 1",
        "UPDATE kiriman SET status = 'mungkin_terkirim' WHERE opd_id = 1",
    ],
)
def test_what_changed_while_it_was_made_stops_all(basis: Path, perintah: str) -> None:
    isi, siap = _siap(basis, sidik="d" * 64)
    with buka(basis) as d:
        d.kon.execute(perintah)
    sebelum = _buku(basis)
    with pytest.raises(Bentrok, match="DINKES berubah selagi disiapkan"), buka(basis) as d:
        kirim.simpan(d, isi, siap, petugas="siti")
    assert _buku(basis) == sebelum


def test_a_letter_is_claimed_once(basis: Path) -> None:
    with buka(basis) as d:
        surat = kirim_jalan.terbuka(d, "2025")
        assert kirim_jalan.ambil(d, surat[0], "dia")
        assert not kirim_jalan.ambil(d, surat[0], "saya")
        assert [satu.pengambil for satu in kirim_jalan.terbuka(d, "2025", ["DINKES"])] == ["dia"]
        kirim_jalan.lepaskan(d, surat[0], "x" * 900)
        kembali = kirim_jalan.terbuka(d, "2025", ["DINKES"])[0]
        assert (kembali.status, kembali.pengambil, len(kembali.balasan or "")) == ("siap", None, 500)


@pytest.mark.parametrize("lain", [{"sidik_surat": "e" * 64}, {"pesan": "<lain@kota.go.id>"}, {"id": 99}])
def test_another_letter_than_the_one_that_was_checked_is_not_claimed(basis: Path, lain: dict[str, Any]) -> None:
    with buka(basis) as d:
        surat = replace(kirim_jalan.terbuka(d, "2025")[0], **lain)
        assert not kirim_jalan.ambil(d, surat, "saya")
    assert _buku(basis) == DUA


def test_what_went_out_is_noted_once_with_its_people(basis: Path) -> None:
    with buka(basis) as d:
        surat = kirim_jalan.terbuka(d, "2025")[0]
        assert not kirim_jalan.catat(d, surat, "terkirim", "250 ok", "siti")  # nobody claimed it
        assert kirim_jalan.ambil(d, surat, "saya")
        assert kirim_jalan.catat(d, surat, "terkirim", "250 ok", "siti")
        assert not kirim_jalan.catat(d, surat, "mungkin_terkirim", "?", "siti")
        kirim_jalan.lepaskan(d, surat, None)
        hasil = sql.satu(d.kon, surat.id)
        assert hasil is not None
        assert (hasil.status, hasil.balasan, hasil.pengambil) == ("terkirim", "250 ok", None)
        log = d.kon.execute(
            "SELECT penerima, orang, pegawai FROM penyaluran WHERE perintah = 'kirim jalankan'"
        ).fetchall()
    assert [(alamat, orang, json.loads(pegawai)) for alamat, orang, pegawai in log] == [
        ("dinkes@kota.go.id", 2, [1, 2])
    ]


def test_only_the_letter_of_a_dead_process_is_in_doubt(basis: Path) -> None:
    with buka(basis) as d:
        surat = kirim_jalan.terbuka(d, "2025")
        for satu, siapa in zip(surat, ("mati", "hidup"), strict=True):
            assert kirim_jalan.ambil(d, satu, siapa)
        nomor = [*(satu.id for satu in surat), 99]
        hasil = kirim_jalan.tandai_terputus(d, nomor, lambda siapa: siapa == "hidup", "siti")
        assert [satu.opd for satu in hasil] == ["DINKES"]
        assert kirim_jalan.tandai_terputus(d, nomor, lambda siapa: siapa == "hidup", "siti") == []
    assert _buku(basis) == [("DINKES", "mungkin_terkirim"), ("DISDIK", "mengirim")]


def test_an_answer_counts_once_and_only_for_a_letter_that_arrived(basis: Path) -> None:
    with buka(basis) as d:
        assert not kirim.catat_jawaban(d, 1, 1, date(2026, 1, 20))
        d.kon.execute("UPDATE kiriman SET status = 'terkirim', dikirim = '2026-01-12T00:00:00Z' WHERE opd_id = 1")
        assert kirim.catat_jawaban(d, 1, 1, date(2026, 1, 20))
        assert kirim.catat_jawaban(d, 1, 1, date(2026, 1, 25))
        assert not kirim.catat_jawaban(d, 2, 1, date(2026, 1, 25))
    with door.baca(basis) as d:
        assert [satu.dijawab for satu in sql.daftar(d.kon)] == [date(2026, 1, 20), None]


def test_moments_are_read_in_the_computers_own_time(monkeypatch: pytest.MonkeyPatch) -> None:
    import time

    monkeypatch.setenv("TZ", "Asia/Jakarta")
    time.tzset()
    try:
        assert kirim_daftar.baca_saat("2026-01-12") == "2026-01-11T17:00:00Z"
        assert kirim_daftar.baca_saat("12 Januari 2026") == "2026-01-11T17:00:00Z"
        assert kirim_daftar.baca_saat("2026-01-12 08:30") == "2026-01-12T01:30:00Z"
        assert kirim_daftar.baca_saat("2026-01-12T08:30:00Z") == "2026-01-12T08:30:00Z"
    finally:
        monkeypatch.delenv("TZ")
        time.tzset()
    for salah in ("", "-", "kemarin", "2026-13-01", "0001-01-01T00:00:00+14:00"):
        with pytest.raises(DataDitolak):
            kirim_daftar.baca_saat(salah)


def test_an_unknown_state_names_the_ones_there_are(basis: Path) -> None:
    with door.baca(basis) as d, pytest.raises(SalahPakai, match="'dikirim' tidak ada"):
        kirim_daftar.daftar(d, status="dikirim")
