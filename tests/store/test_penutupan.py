"""A closed period is closed for every program: hand-made attacks, random SQL, and what is sealed."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as st

from asn_kompetensi.services import periksa, samaran
from asn_kompetensi.store import cadangan, catatan, door, penutupan, segel
from asn_kompetensi.store.queries.gap import tertutup
from tests import kota_tutup
from tests.kota_tutup import INI, KODE, NANTI, jawaban
from tests.periode import tutup
from tests.store.alat import buka, sidik
from tests.store.serangan import DIBIARKAN, DITOLAK, beku, pernyataan

BEKU = ("beku_opd", "beku_jabatan", "beku_kompetensi", "beku_kebijakan", "beku_orang", "beku_gap")


@pytest.fixture(scope="module")
def induk(basis_induk: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The city with 2024 closed; copied by every test."""
    lokasi = tmp_path_factory.mktemp("tertutup") / "induk.db"
    shutil.copy(basis_induk, lokasi)
    kota_tutup.isi_tertutup(lokasi)
    return lokasi


@pytest.fixture
def kota(induk: Path, tmp_path: Path) -> Path:
    shutil.copy(segel.letak(induk), tmp_path / "kota.db.segel")
    return Path(shutil.copy(induk, tmp_path / "kota.db"))


def asing(lokasi: Path, kunci_asing: int = 0, berulang: int = 0) -> sqlite3.Connection:
    """Another program's connection: none of our settings."""
    kon = sqlite3.connect(lokasi, isolation_level=None)
    kon.execute("PRAGMA synchronous = OFF")
    kon.execute(f"PRAGMA foreign_keys = {kunci_asing}")
    kon.execute(f"PRAGMA recursive_triggers = {berulang}")
    return kon


# --- by hand ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("kunci_asing", "berulang"), list(product((0, 1), (0, 1))))
def test_every_attack_is_refused_whatever_the_connection(kota: Path, kunci_asing: int, berulang: int) -> None:
    sebelum = sidik(kota)
    with closing(asing(kota, kunci_asing, berulang)) as kon:
        awal = jawaban(kon)
        for nama, perintah in DITOLAK.items():
            with pytest.raises(sqlite3.IntegrityError) as galat:
                kon.execute(perintah).fetchall()
            assert str(galat.value) == "periode tertutup", nama
            assert not kon.in_transaction, nama
        assert jawaban(kon) == awal
    assert sidik(kota) == sebelum


def test_the_table_of_attacks_is_long_and_bites(induk: Path) -> None:
    """Without its guards the file would take every one of them: none is refused for another reason."""
    assert len(DITOLAK) >= 100
    gigit = []
    with closing(_tanpa_penjaga(induk)) as asal:
        awal = _semua(asal)
        for nama, perintah in DITOLAK.items():
            with closing(sqlite3.connect(":memory:", isolation_level=None)) as kon:
                asal.backup(kon)
                with suppress(sqlite3.IntegrityError):
                    kon.execute(perintah).fetchall()
                if _semua(kon) != awal:
                    gigit.append(nama)
    assert set(DITOLAK) - set(gigit) == {
        "insert or ignore over one",
        "upsert of nothing",
        "update that changes nothing",
    }


def _tanpa_penjaga(induk: Path) -> sqlite3.Connection:
    """The city in memory, without one trigger."""
    kon = sqlite3.connect(":memory:", isolation_level=None)
    with closing(asing(induk)) as asal:
        asal.backup(kon)
    for (penjaga,) in kon.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
        kon.execute(f"DROP TRIGGER {penjaga}")
    return kon


def _semua(kon: sqlite3.Connection) -> str:
    """Every row of every table, of the schema too."""
    tabel = [nama for (nama,) in kon.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")]
    return repr([kon.execute(f"SELECT * FROM {satu}").fetchall() for satu in ("sqlite_schema", *tabel)])


@pytest.mark.parametrize(("kunci_asing", "berulang"), list(product((0, 1), (0, 1))))
def test_what_belongs_to_no_period_moves_nothing(
    ingatan: sqlite3.Connection, semula: dict[int, dict[str, Any]], kunci_asing: int, berulang: int, tmp_path: Path
) -> None:
    bergerak, tolakan = [], set()
    lokasi = tmp_path / "satu.db"
    for nama, perintah in DIBIARKAN.items():
        lokasi.write_bytes(ingatan.serialize())
        with closing(asing(lokasi, kunci_asing, berulang)) as kon:
            for satu in perintah:
                try:
                    kon.execute(satu)
                except sqlite3.IntegrityError as galat:
                    tolakan.add((nama, str(galat)))
            assert jawaban(kon) == semula[INI], nama
            bergerak += [nama] if not kunci_asing and _lain(kon, semula[NANTI]) else []
    assert "periode tertutup" not in {satu for _, satu in tolakan}
    if not kunci_asing:  # each of them moves an open year, so that standing still means something
        assert (set(DIBIARKAN) - set(bergerak), tolakan) == (set(), set())


def _lain(kon: sqlite3.Connection, semula: dict[str, Any]) -> bool:
    """Whether the next year answers otherwise, or is gone."""
    if kon.execute("SELECT 1 FROM periode WHERE id = ?", (NANTI,)).fetchone() is None:
        return True
    return jawaban(kon, NANTI) != semula


@pytest.mark.parametrize("kunci_asing", [0, 1])
def test_after_all_of_it_the_check_finds_what_was_changed_and_no_broken_seal(kota: Path, kunci_asing: int) -> None:
    with closing(asing(kota, kunci_asing)) as kon:
        awal = jawaban(kon)
        for perintah in (*((satu,) for satu in DITOLAK.values()), *DIBIARKAN.values()):
            for satu in perintah:
                with suppress(sqlite3.IntegrityError):
                    kon.execute(satu).fetchall()
        assert jawaban(kon) == awal
    with door.baca(kota) as d:
        temuan = periksa.periksa(d)
    assert {satu[1] for satu in temuan} <= {"BERUBAH_DI_LUAR", "RUJUKAN_PUTUS", "OPD_MELINGKAR"}
    luar = [satu[2].split()[1:3] for satu in temuan if satu[1] == "BERUBAH_DI_LUAR"]
    assert {tabel for tabel, _ in luar} <= {
        "opd", "jabatan", "pegawai", "kompetensi", "kebijakan", "instansi", "nilai", "periode", "penempatan", "standar",
        "ditahan",
    }  # fmt: skip
    letak = {"nilai": 2, "periode": 0, "ditahan": 0}  # where the key says which period
    assert INI not in {json.loads(kunci)[letak[tabel]] for tabel, kunci in luar if tabel in letak}


@pytest.mark.parametrize(
    ("bayangan", "perintah"),
    [
        ("CREATE TEMP TABLE periode (id INTEGER, kode TEXT, status TEXT)", "DELETE FROM main.nilai"),
        ("CREATE TEMP TABLE periode (id INTEGER, kode TEXT, status TEXT)", "DELETE FROM main.periode"),
        ("CREATE TEMP TABLE beku_orang (pegawai_id INTEGER)", "DELETE FROM main.pegawai WHERE id = 1"),
        ("CREATE TEMP TABLE beku_kompetensi (kompetensi_id INTEGER)", "DELETE FROM main.kompetensi WHERE id = 10"),
        (f"CREATE TEMP TABLE penutupan AS SELECT {NANTI} AS periode_id, 'x' AS segel",
         f"UPDATE main.periode SET status = 'tertutup', segel = 'x' WHERE id = {NANTI}"),
    ],
)  # fmt: skip
def test_a_temporary_table_does_not_stand_before_the_guards(kota: Path, bayangan: str, perintah: str) -> None:
    with closing(asing(kota)) as kon:
        awal = jawaban(kon)
        kon.execute(bayangan)
        with pytest.raises(sqlite3.IntegrityError, match=r"^periode tertutup$"):
            kon.execute(perintah)
        kon.execute(f"DROP TABLE temp.{bayangan.split()[3]}")
        assert jawaban(kon) == awal


def test_an_attached_file_writes_no_row_into_it(kota: Path, induk: Path, tmp_path: Path) -> None:
    lain = Path(shutil.copy(induk, tmp_path / "lain.db"))
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as kon:
        kon.execute("ATTACH ? AS kota", (str(kota),))
        kon.execute("ATTACH ? AS lain", (str(lain),))
        for tabel in ("nilai", "penutupan", *BEKU):
            with pytest.raises(sqlite3.IntegrityError, match=r"^periode tertutup$"):
                kon.execute(f"REPLACE INTO kota.{tabel} SELECT * FROM lain.{tabel}")
        with pytest.raises(sqlite3.IntegrityError, match=r"^periode tertutup$"):
            kon.execute("REPLACE INTO kota.periode (id, kode, mulai, selesai) SELECT id, kode, mulai, selesai "
                        "FROM lain.periode")  # fmt: skip


def test_many_statements_in_one_transaction_keep_the_others(kota: Path) -> None:
    """A refused statement takes back itself alone, as any other constraint does."""
    with closing(asing(kota, 1)) as kon:
        awal = jawaban(kon)
        kon.execute("BEGIN")
        kon.execute("UPDATE instansi SET nama = 'Kota Lain'")
        with pytest.raises(sqlite3.IntegrityError):
            kon.execute("DELETE FROM nilai")
        kon.execute("COMMIT")
        assert kon.execute("SELECT nama FROM instansi").fetchone() == ("Kota Lain",)
        assert jawaban(kon) == awal


# --- random SQL -------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def ingatan(induk: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:")) as kon, closing(asing(induk)) as asal:
        asal.backup(kon)
        yield kon


@pytest.fixture(scope="module")
def semula(ingatan: sqlite3.Connection) -> dict[int, dict[str, Any]]:
    """What the closed year and the one after it answer before anything is done to them."""
    return {satu: jawaban(ingatan, satu) for satu in (INI, NANTI)}


def serang(
    ingatan: sqlite3.Connection, semula: dict[str, Any], perintah: list[str], kunci_asing: bool, berulang: bool
) -> int:
    """Run the statements on a fresh copy; returns how many were taken."""
    diterima = 0
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as kon:
        ingatan.backup(kon)
        kon.execute(f"PRAGMA foreign_keys = {int(kunci_asing)}")
        kon.execute(f"PRAGMA recursive_triggers = {int(berulang)}")
        for satu in perintah:
            try:
                kon.execute(satu)
            except sqlite3.IntegrityError:
                continue
            except sqlite3.DatabaseError as galat:
                note(f"{satu}: {galat}")
                continue
            diterima += 1
            note(f"diterima: {satu}")
        assert jawaban(kon) == semula
    return diterima


_UMUM = settings(deadline=None, suppress_health_check=list(HealthCheck), database=None)


@settings(_UMUM, max_examples=40)
@given(perintah=st.lists(pernyataan(), min_size=10, max_size=10), kunci_asing=st.booleans(), berulang=st.booleans())
def test_four_hundred_random_statements_change_nothing(
    ingatan: sqlite3.Connection,
    semula: dict[int, dict[str, Any]],
    perintah: list[str],
    kunci_asing: bool,
    berulang: bool,
) -> None:
    serang(ingatan, semula[INI], perintah, kunci_asing, berulang)


@pytest.mark.lama
@settings(_UMUM, max_examples=1000)
@given(perintah=st.lists(pernyataan(), min_size=10, max_size=10), kunci_asing=st.booleans(), berulang=st.booleans())
def test_ten_thousand_random_statements_change_nothing(
    ingatan: sqlite3.Connection,
    semula: dict[int, dict[str, Any]],
    perintah: list[str],
    kunci_asing: bool,
    berulang: bool,
) -> None:
    serang(ingatan, semula[INI], perintah, kunci_asing, berulang)


# --- freezing, sealing, thawing ---------------------------------------------------------------------------------------


def test_what_was_planted_before_the_closing_is_not_frozen(basis: Path) -> None:
    kota_tutup.isi(basis)
    with closing(asing(basis)) as kon:
        awal = jawaban(kon, mentah=False)
        for nama, perintah in beku():
            if nama.endswith(" insert"):
                kon.execute(perintah)
        kon.execute(f"INSERT INTO penutupan VALUES ({INI}, 1, 'x', '[]', '{'0' * 64}')")
    tutup(basis, KODE)
    with door.baca(basis) as d:
        assert jawaban(d.kon, mentah=False) == awal
        assert penutupan.segel_rusak(d.kon) == []


def test_the_answer_of_the_moment_stays_and_thawing_returns_to_it(basis: Path) -> None:
    kota_tutup.isi(basis)
    with door.baca(basis) as d:
        awal = jawaban(d.kon, mentah=False)
    ini = tutup(basis, KODE)
    with door.baca(basis) as d:
        assert jawaban(d.kon, mentah=False) == awal
        assert tertutup(d.kon, INI)
        penjaga = d.kon.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' ORDER BY name").fetchall()
    with buka(basis) as d:
        penutupan.cairkan(d.kon, INI)
    with door.baca(basis) as d:  # the door has looked at every guard
        assert jawaban(d.kon, mentah=False) == awal
        assert [d.kon.execute(f"SELECT count(*) FROM {satu}").fetchone()[0] for satu in (*BEKU, "penutupan")] == [0] * 7
        assert (
            penjaga
            == d.kon.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' ORDER BY name").fetchall()
        )
    assert len(ini) == 64


def test_two_closings_of_the_same_data_give_one_seal(basis: Path, tmp_path: Path) -> None:
    """In two copies of a file, and opened and closed again; another year has other salts, and so has another file."""
    kota_tutup.isi(basis)
    kembar = Path(shutil.copy(basis, tmp_path / "kembar.db"))
    ini = tutup(basis, KODE)
    assert tutup(kembar, KODE) == ini
    with door.baca(basis) as satu, door.baca(kembar) as dua:
        for tabel in BEKU:
            urut = f"SELECT * FROM {tabel} ORDER BY 1, 2, 3"
            assert satu.kon.execute(urut).fetchall() == dua.kon.execute(urut).fetchall()
    with buka(basis) as d:
        penutupan.cairkan(d.kon, INI)
    assert tutup(basis, KODE) == ini
    tutup(basis, "2025")
    with door.baca(basis) as d:
        garam = d.kon.execute("SELECT pegawai_id, garam FROM beku_orang").fetchall()
        rahasia = {satu for (satu,) in d.kon.execute("SELECT garam FROM catatan_pribadi WHERE tabel = 'pegawai'")}
    assert len({satu for _, satu in garam}) == len(garam) > len({satu for satu, _ in garam})
    assert not rahasia & {satu for _, satu in garam}, "the secret itself stands in no frozen row"


def test_no_salt_can_be_made_again_for_somebody_erased(basis: Path) -> None:
    """The secret goes with the person: nobody can try names against the digest that is left."""
    kota_tutup.isi(basis)
    tutup(basis, KODE)
    with buka(basis) as d:
        berhenti = "status = 'henti', henti_tanggal = '2026-01-01', henti_alasan = 'pensiun'"
        d.kon.execute(f"UPDATE pegawai SET {berhenti} WHERE id = 1")
    with buka(basis, perintah=catatan.PENYAMARAN) as d:
        samaran.samarkan(d, kota_tutup.SABAI)
    with door.baca(basis) as d:
        assert d.kon.execute("SELECT garam FROM beku_orang WHERE pegawai_id = 1").fetchall() == [(None,)]
        sisa = "SELECT count(*) FROM catatan_pribadi WHERE tabel = 'pegawai' AND kunci = json_array(1)"
        assert d.kon.execute(sisa).fetchone() == (0,)
        assert penutupan.segel_rusak(d.kon) == []
    tutup(basis, "2025")
    with door.baca(basis) as d:
        assert penutupan.segel_rusak(d.kon) == []
        assert penutupan.identitas_palsu(d.kon) == []


def test_the_guards_that_are_lifted_stand_again_letter_by_letter(kota: Path) -> None:
    skema = "SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY name"
    with buka(kota) as d:
        awal = d.kon.execute(skema).fetchall()
        with penutupan.penjaga_dilepas(d.kon, "periode"):
            lepas = {nama for _, nama, _, _ in awal} - {satu[1] for satu in d.kon.execute(skema)}
            assert lepas == {"jaga_periode_tambah", "jaga_periode_ubah", "jaga_periode_hapus"}
        assert d.kon.execute(skema).fetchall() == awal
        with pytest.raises(sqlite3.IntegrityError):
            d.kon.execute(f"DELETE FROM periode WHERE id = {INI}")


def test_a_crash_while_they_are_lifted_brings_them_back(kota: Path) -> None:
    sebelum = sidik(kota)
    with pytest.raises(RuntimeError), buka(kota) as d, penutupan.penjaga_dilepas(d.kon, "periode"):
        raise RuntimeError("listrik padam")
    assert sidik(kota) == sebelum
    with door.baca(kota) as d:
        assert d.kon.execute("SELECT count(*) FROM sqlite_schema WHERE name LIKE 'jaga_periode_%'").fetchone() == (3,)


def test_the_copy_of_a_large_closing_waits_for_nobody(kota: Path) -> None:
    """More changed pages than the cache holds must not lock out the copy that the same door makes."""
    with buka(kota) as d:
        d.kon.execute("PRAGMA cache_size = 5")
        penutupan.bekukan(d.kon, NANTI, d.jalankan, "[]")
        salinan = cadangan.cadangkan(kota, "sebelum-tutup-2025", tunggu=0.5)
        d.batalkan()
    with closing(sqlite3.connect(salinan)) as kon:
        assert kon.execute("SELECT status FROM periode WHERE id = ?", (NANTI,)).fetchone() == ("terbuka",)


def test_what_the_seal_covers(induk: Path) -> None:
    """Every frozen cell and every word of the closing enters it, names only by their digest."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as kon, closing(asing(induk)) as asal:
        asal.backup(kon)
        for (penjaga,) in kon.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
            kon.execute(f"DROP TRIGGER {penjaga}")
        assert penutupan.segel_rusak(kon) == []
        for tabel in (*BEKU, "penutupan"):
            for _, kolom, jenis, *_ in kon.execute(f"PRAGMA table_info({tabel})").fetchall():
                if kolom in ("periode_id", "jalankan_id"):
                    continue  # a row of another period is a row less; the run is part of the trail
                isi = f"ifnull({kolom}, 0) + 1000" if jenis == "INTEGER" else f"substr(ifnull({kolom}, '') || 'zz', 2)"
                isi = {"segel": f"'{'1' * 64}'", "sidik": f"'{'1' * 64}'", "garam": f"'{'1' * 32}'"}.get(kolom, isi)
                kon.execute("BEGIN")
                assert kon.execute(f"UPDATE {tabel} SET {kolom} = {isi} WHERE periode_id = {INI}").rowcount > 0
                orang = (tabel, kolom) in {("beku_orang", satu) for satu in ("nip", "nama", "garam")}
                assert penutupan.segel_rusak(kon) == ([] if orang else [KODE]), (tabel, kolom)
                assert bool(penutupan.identitas_palsu(kon)) == (tabel == "beku_orang" and kolom in
                                                                ("nip", "nama", "garam", "sidik")), kolom  # fmt: skip
                kon.execute("ROLLBACK")
            kon.execute("BEGIN")
            kunci = _kunci(kon, tabel)
            kon.execute(
                f"DELETE FROM {tabel} WHERE ({kunci}) = (SELECT {kunci} FROM {tabel} WHERE periode_id = {INI} LIMIT 1)"
            )
            assert penutupan.segel_rusak(kon) == [KODE], tabel
            kon.execute("ROLLBACK")


def _kunci(kon: sqlite3.Connection, tabel: str) -> str:
    return ", ".join(satu[1] for satu in kon.execute(f"PRAGMA table_info({tabel})").fetchall() if satu[5])


@pytest.mark.parametrize(
    "perintah",
    [
        f"UPDATE periode SET kode = 'x' WHERE id = {INI}",
        f"UPDATE periode SET mulai = '2024-01-02' WHERE id = {INI}",
        f"UPDATE periode SET selesai = '2024-12-30' WHERE id = {INI}",
        f"UPDATE periode SET segel = NULL WHERE id = {INI}",
        f"UPDATE periode SET segel = '{'0' * 64}' WHERE id = {INI}",
        f"UPDATE periode SET status = 'terbuka' WHERE id = {INI}",
        f"UPDATE periode SET status = 'terbuka', segel = NULL WHERE id = {INI}",
        f"DELETE FROM penutupan WHERE periode_id = {INI}",
    ],
)
def test_a_period_that_is_not_what_was_sealed_is_named(induk: Path, perintah: str) -> None:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as kon, closing(asing(induk)) as asal:
        asal.backup(kon)
        for (penjaga,) in kon.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
            kon.execute(f"DROP TRIGGER {penjaga}")
        kon.execute(perintah)
        assert penutupan.segel_rusak(kon) == ["x" if "kode = 'x'" in perintah else KODE]


def test_the_digest_of_a_person_is_told_apart_by_each_of_its_parts() -> None:
    semua = {penutupan.sidik_orang(*isi) for isi in (("a", "1", "B"), ("b", "1", "B"), ("a", "2", "B"), ("a", "1", "C"),
                                                     ("a1", "", "B"), ("a", "1B", ""))}  # fmt: skip
    assert len(semua) == 6
