"""The newest run of a record: its own rows and no neighbour's, found by an index and never by walking the trail."""

from __future__ import annotations

import sqlite3

import pytest

from asn_kompetensi.store.queries import versi as sql
from tests.store.queries.isi import isi, orang, tempat

Kon = sqlite3.Connection
BENDA = ("opd", "jabatan", "kompetensi", "pegawai", "pelatihan", "kelas")


@pytest.fixture
def jejak(kon: Kon) -> Kon:
    """Runs 2 to 30 beside the one that filled the template."""
    isi(kon, "jalankan", "id, waktu, petugas, perintah",
        *[(nomor, "2026-01-01T00:00:00Z", "ani", "uji") for nomor in range(2, 31)])  # fmt: skip
    return kon


def catat(kon: Kon, jalankan: int, tabel: str, kunci: str, *, lama: str | None = None, baru: str | None = "{}") -> None:
    """A note of the trail and the link that closes its run."""
    isi(kon, "catatan", "jalankan_id, tabel, kunci, lama, baru", (jalankan, tabel, kunci, lama, baru))
    kon.execute("INSERT OR IGNORE INTO rantai VALUES (?, ?, 1, ?)", (jalankan, tabel, "0" * 64))


def rencana(kon: Kon, perintah: str, **ikat: int | None) -> list[str]:
    return [baris[3] for baris in kon.execute(f"EXPLAIN QUERY PLAN {perintah}", ikat)]


@pytest.mark.parametrize("benda", BENDA)
def test_a_version_is_looked_up_in_the_index(kon: Kon, benda: str) -> None:
    langkah = rencana(kon, sql.perintah_rekaman(benda), nomor=1)
    jejak = [satu for satu in langkah if "catatan" in satu or satu.startswith("SEARCH c ")]
    assert jejak
    for satu in jejak:
        # Only what was taken back is sought by its run; everything else by table and key.
        assert "catatan_rekaman (tabel=?" in satu or satu == "SEARCH c USING PRIMARY KEY (jalankan_id=? AND tabel=?)"
    assert [satu for satu in langkah if satu.startswith("SCAN")] in ([], ["SCAN j"])


def test_scores_are_looked_up_in_the_runs_that_touched_scores(kon: Kon) -> None:
    langkah = rencana(kon, sql.PERINTAH_NILAI, pegawai=1, sesudah=1, periode=None, sumber=None)
    assert "SEARCH c USING PRIMARY KEY (jalankan_id=? AND tabel=? AND kunci>? AND kunci<?)" in langkah
    assert not [satu for satu in langkah if satu.startswith("SCAN")]


@pytest.mark.parametrize("benda", BENDA)
def test_nothing_noted_is_version_0(kon: Kon, benda: str) -> None:
    assert sql.rekaman(kon, benda, 99) == 0


@pytest.mark.parametrize(
    ("benda", "tabel", "milik", "tetangga"),
    [
        ("opd", "opd", ["[1]"], ["[11]", "[10]", "[21]"]),
        ("opd", "opd_alias", ['["dinkes",1]'], ['["dinkes",11]', '["x,1]",2]', '["a",21]']),
        ("jabatan", "jabatan_alias", ['["staf",1]'], ['["staf",11]', '["1",2]']),
        ("kompetensi", "kompetensi_alias", ['["kom,[1]",1]'], ['["kom",31]']),
        ("pelatihan", "pelatihan_sasaran", ["[1,3]", "[1,10]"], ["[11,1]", "[10,1]", "[2,1]"]),
        ("kelas", "kelas_opd", ["[1,2]"], ["[12,1]", "[2,1]"]),
    ],
)
def test_a_record_and_no_neighbour(jejak: Kon, benda: str, tabel: str, milik: list[str], tetangga: list[str]) -> None:
    awal = sql.rekaman(jejak, benda, 1)
    for nomor, kunci in enumerate(tetangga, 2):
        catat(jejak, nomor, tabel, kunci)
    assert sql.rekaman(jejak, benda, 1) == awal
    for nomor, kunci in enumerate(milik, 10):
        catat(jejak, nomor, tabel, kunci, lama="{}", baru=None)
        assert sql.rekaman(jejak, benda, 1) == nomor


def test_placements_belong_to_their_person(jejak: Kon) -> None:
    orang(jejak, 1, "Sabai")
    orang(jejak, 2, "Zaki")
    tempat(jejak, (1, 1, 1, None, "2024-12-31"), (1, 2, 1, "2025-01-01", None), (2, 1, 1, None, None))
    nomor = dict(jejak.execute("SELECT id, pegawai_id FROM penempatan ORDER BY id").fetchall())
    for jalankan, (penempatan, _) in enumerate(nomor.items(), 10):
        catat(jejak, jalankan, "penempatan", f"[{penempatan}]")
    assert [sql.rekaman(jejak, "pegawai", satu) for satu in (1, 2)] == [11, 12]


@pytest.mark.parametrize(
    ("perintah", "baru", "harap"), [("batal", None, 20), ("batal", "{}", 0), ("pegawai impor", None, 0)]
)
def test_what_was_taken_back_counts_although_it_is_gone(
    jejak: Kon, perintah: str, baru: str | None, harap: int
) -> None:
    jejak.execute("UPDATE jalankan SET perintah = ? WHERE id = 20", (perintah,))
    catat(jejak, 20, "penempatan", "[7]", lama='{"pegawai_id":1}', baru=baru)
    catat(jejak, 20, "standar", "[7]", lama='{"jabatan_id":1}', baru=baru)
    assert sql.rekaman(jejak, "pegawai", 1) == harap
    assert sql.rekaman(jejak, "jabatan", 1) == harap
    assert sql.rekaman(jejak, "pegawai", 11) == 0


def test_scores_after_a_run(jejak: Kon) -> None:
    isi(jejak, "periode", "id, kode, mulai, selesai", (2, "2026", "2026-01-01", "2026-12-31"))
    catat(jejak, 5, "nilai", "[1,1,1,1]")
    catat(jejak, 6, "nilai", "[1,2,1,1]", lama="{}", baru=None)
    catat(jejak, 6, "nilai", "[11,1,1,1]")
    catat(jejak, 7, "nilai", "[1,1,2,2]")
    jejak.execute("INSERT INTO catatan VALUES (8, 'nilai', '[1,1,1,1]', NULL, '{}')")  # a run not finished yet

    def kunci(sesudah: int, periode: int | None = None, sumber: int | None = None) -> list[tuple[int, str, str, str]]:
        return [satu[:4] for satu in sql.nilai_sesudah(jejak, 1, sesudah, periode, sumber)]

    semua = [(5, "[1,1,1,1]", "INT", "2025"), (6, "[1,2,1,1]", "KS", "2025"), (7, "[1,1,2,2]", "INT", "2026")]
    assert kunci(4) == semua
    assert kunci(5) == semua[1:]
    assert kunci(7) == []
    assert kunci(0, periode=1) == semua[:2]
    assert kunci(0, sumber=2) == semua[2:]
    assert sql.nilai_sesudah(jejak, 1, 5, 1, 1)[0][4:] == ("{}", None)


def test_the_beginning_of_the_trail_is_no_change_of_a_score(jejak: Kon) -> None:
    jejak.execute("UPDATE jalankan SET perintah = 'pembaruan skema' WHERE id = 9")
    catat(jejak, 9, "nilai", "[1,1,1,1]")
    assert sql.nilai_sesudah(jejak, 1, 0, None, None) == []
