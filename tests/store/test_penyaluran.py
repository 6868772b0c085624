"""The processing log: one plain insert that nothing can change, and what an erasure takes out of it."""

from __future__ import annotations

import contextlib
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from asn_kompetensi.domain.galat import BasisDataBermasalah, BasisDataSibuk, GalatASN, GalatBerkas
from asn_kompetensi.services import periksa
from asn_kompetensi.store import door, penyaluran
from asn_kompetensi.store.penyaluran import Salinan
from tests.cetakan import sekali
from tests.store.alat import NIP, NIP_DUA, buka, jumlah, sidik

SATU = Salinan("2026-01-12T02:03:04Z", "siti", "gap daftar", "tabel untuk petugas", {2, 1}, 2, berkas="a.xlsx")


@sekali
def _isi(basis: Path) -> None:
    """Two people, by plain SQL, and one row of the log."""
    with buka(basis) as d:
        for nip, nama, surel in ((NIP, "SABAI ALUIH", "sabai@contoh.go.id"), (NIP_DUA, "ANI", None)):
            d.kon.execute(
                """INSERT INTO pegawai (nip, nama, jenis_kelamin, tanggal_lahir, jenis_pegawai, surel)
                   VALUES (?, ?, 'P', '1984-03-12', 'PNS', ?)""",
                (nip, nama, surel),
            )
    catat(basis)


@pytest.fixture
def kota(basis: Path) -> Path:
    _isi(basis)
    return basis


def catat(basis: Path, **beda: Any) -> None:
    with door.sisip(basis) as d:
        penyaluran.catat_di(d.kon, SATU._replace(**beda))


def semua(basis: Path) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(basis)) as kon:
        return kon.execute("SELECT * FROM penyaluran ORDER BY id").fetchall()


def temuan(basis: Path) -> list[tuple[str, str]]:
    with door.baca(basis) as d:
        return [(satu[1], satu[2]) for satu in periksa.periksa(d)]


# --- one plain insert -------------------------------------------------------------------------------------------------


def test_one_row_and_nothing_else(kota: Path) -> None:
    banyak = [jumlah(kota, tabel) for tabel in ("jalankan", "catatan", "rantai")]
    catat(kota, opd_id=None, sidik="a" * 64, penerima="kadis@contoh.go.id", pegawai=[], orang=0)
    assert semua(kota) == [
        (1, *SATU[:4], None, None, 2, "[1,2]", "a.xlsx", None, None, 2),
        (2, *SATU[:4], None, None, 0, "[]", "a.xlsx", "a" * 64, "kadis@contoh.go.id", 2),
    ]
    assert [jumlah(kota, tabel) for tabel in ("jalankan", "catatan", "rantai")] == banyak
    assert temuan(kota) == []
    assert sorted(satu.name for satu in kota.parent.iterdir()) == ["kota.db", "kota.db.segel"]


def test_inside_a_command_it_goes_with_it(kota: Path) -> None:
    with buka(kota) as d:
        d.kon.execute("INSERT INTO opd (kode, nama) VALUES ('DPU', 'Dinas PU')")
        assert penyaluran.catat_di(d.kon, SATU) == 2
    assert semua(kota)[-1][-1] == 3, "its own run counts"
    with buka(kota, kering=True) as d:
        penyaluran.catat_di(d.kon, SATU)
    assert len(semua(kota)) == 2


def test_settings_of_the_door(kota: Path) -> None:
    with door.sisip(kota) as d:
        isi = {nama: d.kon.execute(f"PRAGMA {nama}").fetchone()[0] for nama, _ in door.PENULIS[:1]}
        isi |= {nama: d.kon.execute(f"PRAGMA {nama}").fetchone()[0] for nama in ("synchronous", "secure_delete")}
        assert d.kon.in_transaction
    assert isi == {"journal_mode": "delete", "synchronous": 3, "secure_delete": 1}


def test_a_failure_leaves_nothing(kota: Path) -> None:
    sebelum = sidik(kota)
    for beda in ({"orang": -1}, {"perintah": ""}, {"waktu": "kemarin"}, {"opd_id": 77}):
        with pytest.raises(GalatASN):
            catat(kota, **beda)
    with contextlib.suppress(RuntimeError), door.sisip(kota) as d:
        penyaluran.catat_di(d.kon, SATU)
        raise RuntimeError
    assert sidik(kota) == sebelum


def test_somebody_else_writes(kota: Path) -> None:
    sebelum = sidik(kota)
    with closing(sqlite3.connect(kota, isolation_level=None)) as lain:
        lain.execute("BEGIN IMMEDIATE")
        with pytest.raises(BasisDataSibuk), door.sisip(kota, tunggu=0.05):
            pass
        lain.execute("ROLLBACK")
        lain.execute("BEGIN")
        lain.execute("SELECT * FROM opd").fetchone()
        with pytest.raises(BasisDataSibuk), door.sisip(kota, tunggu=0.05) as d:  # a reader holds up the commit
            penyaluran.catat_di(d.kon, SATU)
    assert sidik(kota) == sebelum


def test_a_file_that_is_gone_or_not_ours(tmp_path: Path) -> None:
    (tmp_path / "lain.db").write_text("bukan basis data", encoding="utf-8")
    for nama in ("tiada.db", "lain.db"):
        with pytest.raises(BasisDataBermasalah), door.sisip(tmp_path / nama):
            pass
    assert not (tmp_path / "tiada.db").exists()


def test_read_only(kota: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asli = door.sambung
    monkeypatch.setattr(door, "sambung", lambda lokasi, _, tunggu: asli(lokasi, "ro", tunggu))
    with pytest.raises(GalatBerkas, match="hanya boleh dibaca"):
        catat(kota)


@pytest.mark.parametrize(
    "perintah",
    [
        "UPDATE penyaluran SET orang = 9",
        "DELETE FROM penyaluran",
        "INSERT OR REPLACE INTO penyaluran SELECT * FROM penyaluran",
    ],
)
def test_nothing_is_ever_changed(kota: Path, perintah: str) -> None:
    with closing(sqlite3.connect(kota)) as kon, pytest.raises(sqlite3.IntegrityError, match="tidak pernah diubah"):
        kon.execute(perintah)


# --- what a knowing hand does -----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Rusak:
    """A change behind the program's back and the rows of the log that are found."""

    perintah: str
    baris: tuple[int, ...]


RUSAK = {
    "a number nobody ever had": Rusak("UPDATE penyaluran SET pegawai = '[1,77]' WHERE id = 2", (2,)),
    "more people than counted": Rusak("UPDATE penyaluran SET orang = 1 WHERE id = 3", (3,)),
    "no list": Rusak("UPDATE penyaluran SET pegawai = '[1,' || char(93) || ']' WHERE id = 1", (1,)),
    "a name in the list": Rusak("""UPDATE penyaluran SET pegawai = '["SABAI"]' WHERE id = 1""", (1,)),
    "later than the newest run": Rusak("UPDATE penyaluran SET sesudah = 99 WHERE id = 1", (1,)),
    "a row removed": Rusak("DELETE FROM penyaluran WHERE id = 2", (2,)),
    "two rows removed": Rusak("DELETE FROM penyaluran WHERE id < 3", (1, 2)),
}


@pytest.mark.parametrize("satu", RUSAK.values(), ids=RUSAK)
def test_a_row_that_was_not_written_so_is_found(kota: Path, satu: Rusak) -> None:
    catat(kota)
    catat(kota)
    assert temuan(kota) == []
    tanpa_penjaga(kota, satu.perintah)
    pesan = "catatan penyaluran {} hilang atau tidak seperti waktu ditulis"
    assert temuan(kota) == [("PENYALURAN_BERUBAH", pesan.format(nomor)) for nomor in satu.baris]


@pytest.mark.parametrize("kolom", ["opd_id", "periode_id"])
def test_an_unknown_agency_or_period_is_found(kota: Path, kolom: str) -> None:
    tanpa_penjaga(kota, f"UPDATE penyaluran SET {kolom} = 77")
    assert temuan(kota) == [("RUJUKAN_PUTUS", "1 rekaman penyaluran merujuk ke rekaman yang tidak ada")]
    tanpa_penjaga(kota, f"UPDATE penyaluran SET {kolom} = NULL")  # the fixture looks at references too


def tanpa_penjaga(lokasi: Path, perintah: str) -> None:
    """Guards off, rows changed, the very same guards back."""
    with closing(sqlite3.connect(lokasi, isolation_level=None)) as kon:
        penjaga = kon.execute("SELECT name, sql FROM sqlite_schema WHERE tbl_name = 'penyaluran' AND type = 'trigger'")
        for nama, _ in (lama := penjaga.fetchall()):
            kon.execute(f"DROP TRIGGER {nama}")
        assert kon.execute(perintah).rowcount > 0
        for _, teks in lama:
            kon.execute(teks)


# --- what an erasure takes out of it ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("berkas", "orang", "sesudah"),
    [
        ("sabai.json", {1}, "(disamarkan).json"),
        ("Data Sabai Aluih 2025.XLSX", {1, 2}, "(disamarkan).XLSX"),
        ("sabai-aluih.json", {2}, "(disamarkan).json"),  # the whole name tells on any file
        ("SABAIALUIH", set(), "(disamarkan)"),
        ("datasabai.csv", {1}, "(disamarkan).csv"),
        ("aluih.csv", {2}, "aluih.csv"),  # a word of a name on a file without that person is somebody else's
        ("dinkes-2025.xlsx", {1}, "dinkes-2025.xlsx"),
        (None, {1}, None),
    ],
)
def test_a_name_in_a_file_name_goes(kota: Path, berkas: str | None, orang: set[int], sesudah: str | None) -> None:
    catat(kota, berkas=berkas, pegawai=orang)
    lupakan(kota, 1)
    assert [satu[9] for satu in semua(kota)] == ["a.xlsx", sesudah]
    assert temuan(kota) == [], "the guards stand again"


@pytest.mark.parametrize(("berkas", "tetap"), [("ani.json", False), ("tanaman-2025.csv", True), ("dani.csv", True)])
def test_a_short_name_only_as_a_word(kota: Path, berkas: str, tetap: bool) -> None:
    catat(kota, berkas=berkas, pegawai={2})
    lupakan(kota, 2)
    assert (semua(kota)[1][9] == berkas) is tetap


def test_an_earlier_name_and_the_own_address_go_too(kota: Path) -> None:
    with buka(kota) as d:
        d.kon.execute("UPDATE pegawai SET nama = 'RANGKAYO' WHERE id = 1")
    catat(kota, berkas="sabai.csv", penerima="Sabai@contoh.go.id")
    catat(kota, berkas="rangkayo.csv", penerima="dinkes@contoh.go.id")
    lupakan(kota, 1)
    assert [(satu[9], satu[11]) for satu in semua(kota)[1:]] == [
        ("(disamarkan).csv", "(disamarkan)"), ("(disamarkan).csv", "dinkes@contoh.go.id"),
    ]  # fmt: skip
    assert [satu[:9] for satu in semua(kota)[1:]] == [(n, *SATU[:4], None, None, 2, "[1,2]") for n in (2, 3)]


def lupakan(kota: Path, nomor: int) -> None:
    with door.sisip(kota) as d:
        penyaluran.lupakan(d.kon, nomor)
