"""The audit trail: nothing escapes it, nothing in it changes unseen, and it forgets a person without breaking."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from asn_kompetensi.domain.galat import GalatASN
from asn_kompetensi.store import catatan, door, migrations, pemicu, periksa
from asn_kompetensi.store.door import PintuTulis
from asn_kompetensi.store.migrations import m001_awal
from asn_kompetensi.store.queries import nilai_tampungan as tampungan
from tests.cetakan import cetak
from tests.store.alat import NIP, NIP_DUA, buka, sidik, tambah_opd

ORANG = (
    "INSERT INTO pegawai (id, nip, nama, jenis_kelamin, tanggal_lahir, jenis_pegawai) VALUES (?, ?, ?, 'P', ?, 'PNS')"
)


def tambah_orang(d: PintuTulis, nomor: int = 1, nip: str = NIP, nama: str = "SABAI ALUIH") -> None:
    d.kon.execute(ORANG, (nomor, nip, nama, f"{nip[:4]}-{nip[4:6]}-{nip[6:8]}"))


def rekaman(basis: Path, jalankan: int) -> list[tuple[str, str, object, object]]:
    with door.baca(basis) as d:
        return [
            (tabel, kunci, lama and json.loads(lama), baru and json.loads(baru))
            for tabel, kunci, lama, baru in d.kon.execute(
                "SELECT tabel, kunci, lama, baru FROM catatan WHERE jalankan_id = ? ORDER BY tabel, kunci", (jalankan,)
            )
        ]


def temuan(basis: Path) -> tuple[list[tuple[int, str]], list[tuple[int, str, str]], list[tuple[str, str]]]:
    with door.baca(basis) as d:
        return periksa.rantai_putus(d.kon), periksa.identitas_palsu(d.kon), sorted(periksa.di_luar_catatan(d.kon))


BERSIH: tuple[list[object], list[object], list[object]] = ([], [], [])


@contextmanager
def program_lain(basis: Path) -> Iterator[sqlite3.Connection]:
    """The file as any other program opens it."""
    with closing(sqlite3.connect(basis)) as kon, kon:
        kon.execute("PRAGMA foreign_keys = OFF")
        yield kon


class _Terkunci(sqlite3.Connection):
    """As where SQLite lets nobody write the schema itself (defensive mode)."""

    def executemany(self, perintah: str, *isi: Any) -> sqlite3.Cursor:
        if "sqlite_schema" in perintah:
            raise sqlite3.OperationalError("table sqlite_temp_master may not be modified")
        return super().executemany(perintah, *isi)


def test_the_same_triggers_stand_where_the_schema_may_not_be_written(basis: Path) -> None:
    hasil = []
    for jenis in (sqlite3.Connection, _Terkunci):
        with closing(sqlite3.connect(basis, factory=jenis, isolation_level=None)) as kon:
            kon.execute("BEGIN IMMEDIATE")
            pemicu.pasang(kon, 1)
            hasil.append(kon.execute("SELECT type, name, tbl_name, sql FROM temp.sqlite_schema").fetchall())
            kon.execute("UPDATE instansi SET nama = 'Kota Lain'")
            assert kon.execute("SELECT baru ->> '$.nama' FROM catatan WHERE tabel = 'instansi'").fetchall() == [
                ("Kota Lain",)
            ]
            with pytest.raises(sqlite3.OperationalError, match="may not be modified"):
                kon.execute("DELETE FROM main.sqlite_schema")
    assert hasil[0] == hasil[1]
    assert len(hasil[0]) > 90


# --- what is noted --------------------------------------------------------------------------------------------------


def test_tambah_ubah_hapus_meninggalkan_lama_dan_baru(basis: Path) -> None:
    with buka(basis) as d:
        d.kon.execute("INSERT INTO jabatan (id, kode, nama) VALUES (7, 'STAF', 'Staf')")
        satu = d.jalankan
    with buka(basis) as d:
        d.kon.execute("UPDATE jabatan SET nama = 'Staf \"A\"' WHERE id = 7")
        dua = d.jalankan
    with buka(basis) as d:
        d.kon.execute("DELETE FROM jabatan WHERE id = 7")
        tiga = d.jalankan
    awal = {"kode": "STAF", "nama": "Staf", "jenjang": None, "urusan": None}
    ubah = {**awal, "nama": 'Staf "A"'}
    assert rekaman(basis, satu) == [("jabatan", "[7]", None, awal)]
    assert rekaman(basis, dua) == [("jabatan", "[7]", awal, ubah)]
    assert rekaman(basis, tiga) == [("jabatan", "[7]", ubah, None)]


def test_yang_kembali_seperti_semula_bukan_perubahan(basis: Path) -> None:
    with buka(basis) as d:
        tambah_opd(d)
    sebelum = sidik(basis)
    with buka(basis) as d:
        d.kon.execute("UPDATE opd SET nama = 'Lain'")
        assert d.berubah
        d.kon.execute("UPDATE opd SET nama = 'Dinas DINKES'")
        d.kon.execute("UPDATE opd SET nama = nama")
        tambah_opd(d, "DISDIK")
        d.kon.execute("DELETE FROM opd WHERE kode = 'DISDIK'")
        assert not d.berubah
    assert sidik(basis) == sebelum


def test_satu_jalankan_mencatat_awal_dan_akhir_saja(basis: Path) -> None:
    with buka(basis) as d:
        d.kon.execute("INSERT INTO jabatan (id, kode, nama) VALUES (7, 'STAF', 'Satu')")
        d.kon.execute("UPDATE jabatan SET nama = 'Dua' WHERE id = 7")
        nomor = d.jalankan
    [(_, _, lama, baru)] = rekaman(basis, nomor)
    assert (lama, baru) == (None, {"kode": "STAF", "nama": "Dua", "jenjang": None, "urusan": None})


def test_kunci_yang_berganti_adalah_dua_rekaman(basis: Path) -> None:
    with buka(basis) as d:
        d.kon.execute("INSERT INTO jabatan (id, kode, nama) VALUES (7, 'STAF', 'Staf')")
    with buka(basis) as d:
        d.kon.execute("UPDATE jabatan SET id = 8 WHERE id = 7")
        nomor = d.jalankan
    isi = {"kode": "STAF", "nama": "Staf", "jenjang": None, "urusan": None}
    assert rekaman(basis, nomor) == [("jabatan", "[7]", isi, None), ("jabatan", "[8]", None, isi)]


def test_penggantian_dan_upsert_tercatat(basis: Path) -> None:
    with buka(basis) as d:
        d.kon.execute("INSERT INTO jabatan (id, kode, nama) VALUES (7, 'STAF', 'Staf'), (8, 'LURAH', 'Lurah')")
    with buka(basis) as d:
        d.kon.execute("INSERT OR REPLACE INTO jabatan (id, kode, nama) VALUES (7, 'LURAH', 'Baru')")
        nomor = d.jalankan
    with door.baca(basis) as d2:
        assert d2.kon.execute("SELECT id, kode, nama FROM jabatan").fetchall() == [(7, "LURAH", "Baru")]
    assert [(kunci, baru is None) for _, kunci, _, baru in rekaman(basis, nomor)] == [("[7]", False), ("[8]", True)]
    assert temuan(basis) == BERSIH


@pytest.mark.parametrize("cara", ["kering", "batalkan", "gagal"])
def test_yang_tidak_disimpan_tidak_tercatat(basis: Path, cara: str) -> None:
    sebelum = sidik(basis)
    try:
        with buka(basis, kering=cara == "kering") as d:
            tambah_opd(d)
            if cara == "batalkan":
                d.batalkan()
            if cara == "gagal":
                raise RuntimeError
    except RuntimeError:
        pass
    assert sidik(basis) == sebelum


def test_setiap_tabel_data_punya_pemicunya(basis: Path) -> None:
    with buka(basis) as d:
        dipasang = {nama for (nama,) in d.kon.execute("SELECT name FROM sqlite_temp_schema WHERE type = 'trigger'")}
        tabel = {nama for (nama,) in d.kon.execute("SELECT name FROM main.sqlite_schema WHERE type = 'table'")}
    data = {satu for satu in tabel - catatan.TIDAK_DICATAT if not satu.startswith("beku_")}
    assert len(data) > 15
    assert dipasang == {f"catat_{kerja}_{satu}" for satu in data for kerja in ("tambah", "ubah", "hapus")}


def test_berkas_sendiri_tidak_memuat_pemicu_catatan(basis: Path) -> None:
    with buka(basis) as d:
        tambah_opd(d)
    with program_lain(basis) as kon:
        assert kon.execute("SELECT name FROM sqlite_schema WHERE name LIKE 'catat~_%' ESCAPE '~'").fetchall() == []


# --- names and NIPs stand apart -------------------------------------------------------------------------------------


def test_nama_dan_nip_tidak_ada_di_rantai(basis: Path) -> None:
    with buka(basis) as d:
        tambah_orang(d)
        d.kon.execute("INSERT INTO opd (kode, nama, kepala_nip) VALUES ('X', 'Dinas X', ?)", (NIP,))
        nomor = d.jalankan
    teks = json.dumps(rekaman(basis, nomor))
    assert NIP not in teks
    assert "SABAI" not in teks
    assert "1984-03-12" not in teks
    with door.baca(basis) as d2:
        pribadi = dict(d2.kon.execute("SELECT tabel, baru FROM catatan_pribadi WHERE jalankan_id = ?", (nomor,)))
    assert json.loads(pribadi["pegawai"])["nip"] == json.loads(pribadi["opd"])["kepala_nip"] == NIP
    assert temuan(basis) == BERSIH


def test_orang_bernama_sama_bersidik_lain(basis: Path) -> None:
    with buka(basis) as d:
        tambah_orang(d)
        d.kon.execute("DELETE FROM pegawai")
        tambah_orang(d, 1)
        nomor = d.jalankan
    with buka(basis) as d:
        d.kon.execute("DELETE FROM pegawai")
        dua = d.jalankan
    with buka(basis) as d:
        tambah_orang(d)
        tiga = d.jalankan
    isi = [baris[2] or baris[3] for n in (nomor, dua, tiga) for baris in rekaman(basis, n)]
    assert len({satu["identitas"] for satu in isi}) == 3  # type: ignore[index, call-overload]


def test_catatan_tanpa_identitas_tetap_sah_tetapi_ditemukan(basis: Path) -> None:
    with buka(basis) as d:
        tambah_orang(d)
    with program_lain(basis) as kon:
        kon.execute("DELETE FROM catatan_pribadi")
    rantai, palsu, _ = temuan(basis)
    assert (rantai, palsu) == ([], [(2, "pegawai", "[1]")])


# --- the chain ------------------------------------------------------------------------------------------------------


@pytest.fixture
def berisi(basis: Path) -> Iterator[Path]:
    """A file with six runs: reference data, agencies, people, scores, a change, a deletion."""

    def isi() -> None:
        with buka(basis) as d:
            tambah_opd(d)
            tambah_opd(d, "DISDIK")
        with buka(basis) as d:
            tambah_orang(d)
            tambah_orang(d, 2, NIP_DUA, "MANGKUTAK")
        with buka(basis) as d:
            d.kon.execute(
                "INSERT INTO periode (id, kode, mulai, selesai) VALUES (1, '2025', '2025-01-01', '2025-12-31')"
            )
            d.kon.executemany(
                "INSERT INTO nilai VALUES (?, ?, 1, 1, 300, NULL, ?, NULL)",
                [(orang, k, d.jalankan) for orang in (1, 2) for k in range(1, 10)],
            )
        with buka(basis) as d:
            d.kon.execute("UPDATE nilai SET ratus = 250, jalankan_id = ? WHERE kompetensi_id = 3", (d.jalankan,))
        with buka(basis) as d:
            d.kon.execute("DELETE FROM nilai WHERE pegawai_id = 2 AND kompetensi_id = 9")

    cetak(basis, isi)
    assert temuan(basis) == BERSIH
    yield basis
    basis.unlink()  # attacked files need not keep their foreign keys


SERANGAN = {
    "ubah nilai lama": "UPDATE catatan SET lama = replace(lama, '300', '500') WHERE jalankan_id = 5",
    "ubah nilai baru": "UPDATE catatan SET baru = replace(baru, '250', '500') WHERE jalankan_id = 5",
    "hapus satu baris": "DELETE FROM catatan WHERE jalankan_id = 4 AND kunci = '[1,5,1,1]'",
    "tambah satu baris": "INSERT INTO catatan VALUES (4, 'nilai', '[9,9,1,1]', NULL, '{}')",
    "pindah ke jalankan lain": "UPDATE catatan SET jalankan_id = 6 WHERE jalankan_id = 4 AND kunci = '[1,5,1,1]'",
    "tidak ada menjadi kosong": "UPDATE catatan SET lama = '' WHERE lama IS NULL AND jalankan_id = 4",
    "ada menjadi kosong": "UPDATE catatan SET baru = '' WHERE baru IS NOT NULL AND jalankan_id = 4",
    "hapus seluruh jalankan": "DELETE FROM catatan WHERE jalankan_id = 5",
    "tukar dua isi": """UPDATE catatan SET baru = CASE kunci WHEN '[1]' THEN (SELECT baru FROM catatan WHERE
        jalankan_id = 2 AND kunci = '[2]') ELSE (SELECT baru FROM catatan WHERE jalankan_id = 2 AND kunci = '[1]') END
        WHERE jalankan_id = 2""",
    "ganti petugas": "UPDATE jalankan SET petugas = 'orang lain' WHERE id = 4",
    "ganti waktu": "UPDATE jalankan SET waktu = '2020-01-01T00:00:00Z' WHERE id = 4",
    "ganti perintah": "UPDATE jalankan SET perintah = 'nilai isi' WHERE id = 4",
    "hapus jalankan": "DELETE FROM jalankan WHERE id = 5",
    "jalankan palsu": "INSERT INTO jalankan (waktu, petugas, perintah) VALUES ('2025', 'x', 'y')",
    "hapus mata rantai": "DELETE FROM rantai WHERE jalankan_id = 5 AND tabel = 'nilai'",
    "ubah mata rantai": "UPDATE rantai SET sidik = replace(sidik, substr(sidik, 1, 1), 'x') WHERE jalankan_id = 4",
    "ubah banyaknya": "UPDATE rantai SET banyak = banyak + 1 WHERE jalankan_id = 4",
}


@pytest.mark.parametrize("serangan", SERANGAN)
def test_perubahan_pada_catatan_ketahuan(berisi: Path, serangan: str) -> None:
    with program_lain(berisi) as kon:
        assert kon.execute(SERANGAN[serangan]).rowcount > 0
    assert temuan(berisi)[0]


def test_jalankan_yang_dicabut_dengan_segala_akibatnya_ketahuan(berisi: Path) -> None:
    """Run, trail, links and records, all as if it had never been: only the next link remembers."""
    with program_lain(berisi) as kon:
        kon.execute("UPDATE nilai SET ratus = 300, jalankan_id = 4 WHERE jalankan_id = 5")
        for tabel, kolom in (("rantai", "jalankan_id"), ("catatan", "jalankan_id"), ("jalankan", "id")):
            assert kon.execute(f"DELETE FROM {tabel} WHERE {kolom} = 5").rowcount > 0
    putus, palsu, luar = temuan(berisi)
    assert putus == [(6, "")]
    assert (palsu, luar) == ([], [])


def test_identitas_yang_diubah_ketahuan(berisi: Path) -> None:
    with program_lain(berisi) as kon:
        kon.execute("UPDATE catatan_pribadi SET baru = replace(baru, 'SABAI', 'SITI') WHERE kunci = '[1]'")
    rantai, palsu, luar = temuan(berisi)
    assert rantai == []
    assert palsu == [(3, "pegawai", "[1]")]
    assert luar == [("pegawai", "[1]")]


LUAR = {
    "nilai diubah": ("UPDATE nilai SET ratus = 500 WHERE pegawai_id = 1 AND kompetensi_id = 1", ("nilai", "[1,1,1,1]")),
    "nilai ditambah": ("INSERT INTO nilai VALUES (2, 9, 1, 1, 500, NULL, 1, NULL)", ("nilai", "[2,9,1,1]")),
    "nilai dihapus": ("DELETE FROM nilai WHERE pegawai_id = 1 AND kompetensi_id = 1", ("nilai", "[1,1,1,1]")),
    "nama diubah": ("UPDATE pegawai SET nama = 'SITI' WHERE id = 2", ("pegawai", "[2]")),
    "orang ditambah": (
        "INSERT INTO pegawai (id, nip, nama, jenis_kelamin, tanggal_lahir, jenis_pegawai) "
        "VALUES (9, '199107212019031903', 'X', 'L', '1991-07-21', 'PNS')", ("pegawai", "[9]")),
    "orang dihapus": ("DELETE FROM pegawai WHERE id = 2", ("pegawai", "[2]")),
    "opd diubah": ("UPDATE opd SET nama = 'X' WHERE kode = 'DISDIK'", ("opd", "[2]")),
    "kebijakan diubah": ("UPDATE kebijakan SET nilai = '9' WHERE kunci = 'batas_gap_rendah'",
                         ("kebijakan", '["batas_gap_rendah","2000-01-01"]')),
}  # fmt: skip


@pytest.mark.parametrize("perubahan", LUAR)
def test_perubahan_di_luar_program_ketahuan(berisi: Path, perubahan: str) -> None:
    perintah, letak = LUAR[perubahan]
    with program_lain(berisi) as kon:
        assert kon.execute(perintah).rowcount > 0
    assert temuan(berisi) == ([], [], [letak])


# --- replay ---------------------------------------------------------------------------------------------------------

LANGKAH = st.lists(
    st.tuples(
        st.sampled_from(["tambah", "ganti", "ubah", "hapus", "pindah"]), st.integers(1, 6), st.sampled_from("ABCDEF")
    ),
    max_size=6,
)


_UMUM = settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@settings(_UMUM, max_examples=12)
@given(st.lists(LANGKAH, max_size=5))
def test_catatan_yang_diputar_ulang_adalah_isi_tabel(basis: Path, semua: list[list[tuple[str, int, str]]]) -> None:
    _putar_ulang(basis, semua)


@pytest.mark.lama
@settings(_UMUM, max_examples=100)
@given(st.lists(LANGKAH, max_size=5))
def test_catatan_seratus_kali_diputar_ulang(basis: Path, semua: list[list[tuple[str, int, str]]]) -> None:
    _putar_ulang(basis, semua)


def _putar_ulang(basis: Path, semua: list[list[tuple[str, int, str]]]) -> None:
    sql = {
        "tambah": "INSERT OR IGNORE INTO jabatan (id, kode, nama) VALUES (:n, :k, 'x')",
        "ganti": "INSERT OR REPLACE INTO jabatan (id, kode, nama) VALUES (:n, :k, 'y')",
        "ubah": "UPDATE jabatan SET nama = :k || nama WHERE id = :n",
        "hapus": "DELETE FROM jabatan WHERE id = :n",
        "pindah": "UPDATE OR IGNORE jabatan SET id = :n + 3 WHERE id = :n",
    }
    for langkah in semua:
        with buka(basis) as d:
            for kerja, n, k in langkah:
                d.kon.execute(sql[kerja], {"n": n, "k": k})
    assert temuan(basis) == BERSIH


# --- an older file --------------------------------------------------------------------------------------------------


def test_berkas_skema_satu_memulai_catatannya_dengan_seluruh_isinya(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lokasi = tmp_path / "lama.db"
    with monkeypatch.context() as dulu:
        dulu.setattr(migrations, "DAFTAR", (m001_awal.PERNYATAAN,))
        door.buat(lokasi)
    with program_lain(lokasi) as kon:
        kon.execute("INSERT INTO jalankan (waktu, petugas, perintah) VALUES ('2025-01-01T00:00:00Z', 'budi', 'x')")
        kon.execute("INSERT INTO opd (kode, nama) VALUES ('DINKES', 'Dinas Kesehatan')")
        kon.execute(ORANG, (1, NIP, "SABAI ALUIH", "1984-03-12"))
    assert temuan(lokasi) == BERSIH
    assert [(tabel, kunci) for tabel, kunci, *_ in rekaman(lokasi, 2)] == [("opd", "[1]"), ("pegawai", "[1]")]
    with buka(lokasi) as d:
        tambah_opd(d, "DISDIK")
    assert temuan(lokasi) == BERSIH


# --- many rows at one go ---------------------------------------------------------------------------------------------

SKOR = (
    "INSERT INTO nilai (pegawai_id, kompetensi_id, periode_id, sumber_id, ratus, jalankan_id) VALUES (?, ?, 1, ?, ?, ?)"
)


@pytest.fixture
def bernilai(basis: Path) -> Path:
    """Twelve people, one period, and a few scores of an earlier run."""
    with buka(basis) as d:
        for nomor in range(1, 13):
            tambah_orang(d, nomor, f"{NIP[:-2]}{nomor:02d}", "X")
        d.kon.execute("INSERT INTO periode (id, kode, mulai, selesai) VALUES (1, '2025', '2025-01-01', '2025-12-31')")
        d.kon.executemany(SKOR, [(*satu, 300, d.jalankan) for satu in ((2, 1, 1), (10, 1, 1), (11, 1, 1), (12, 1, 3))])
    return basis


def isi_banyak() -> list[list[Any]]:
    """Scores column by column, some of them there already, one unchanged; text that JSON has to escape."""
    baris = [
        (orang, kompetensi, 1, sumber, 100 + orang + kompetensi, hari, bukti, None, None, None)
        for orang in (1, 2, 9, 10, 11, 12)
        for kompetensi in (1, 2, 9)
        for sumber, hari, bukti in ((1, None, None), (2, 20000, 'SK "1"\n\\'))
    ]
    return [list(satu) for satu in zip(*baris, strict=True)]


@pytest.mark.parametrize("sebelum", ["", "DELETE FROM nilai WHERE pegawai_id = 10", "UPDATE nilai SET hari = 7"])
def test_noted_at_one_go_or_one_by_one_it_is_the_same_trail(
    bernilai: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sebelum: str
) -> None:
    hasil = []
    for batas in (1, 10**9):
        monkeypatch.setattr(tampungan, "BANYAK", batas)
        salinan = tmp_path / f"{batas}.db"
        shutil.copy(bernilai, salinan)
        with buka(salinan) as d:
            if sebelum:
                d.kon.execute(sebelum)
            tampungan.kosongkan(d.kon)
            tampungan.tampung(d.kon, isi_banyak())
            tampungan.simpan(d.kon, d.jalankan)
            d.kon.execute(SKOR, (3, 3, 1, 250, d.jalankan))  # the trigger is back
            nomor = d.jalankan
        assert temuan(salinan) == BERSIH
        with door.baca(salinan) as baca:
            hasil.append((rekaman(salinan, nomor), baca.kon.execute(
                "SELECT banyak FROM rantai WHERE jalankan_id = ? ORDER BY tabel", (nomor,)).fetchall()))  # fmt: skip
    assert hasil[0] == hasil[1]
    assert len(hasil[0][0]) == 6 * 3 * 2 + 1 + sebelum.startswith("UPDATE")


def test_however_the_block_ends_the_rows_in_it_are_noted(bernilai: Path) -> None:
    def separuh(d: PintuTulis) -> None:
        with pemicu.borongan(d.kon, d.jalankan, "nilai", {"pegawai_id": [4, 5]}):
            d.kon.execute(SKOR, (4, 1, 1, 250, d.jalankan))
            d.kon.execute("DELETE FROM nilai WHERE pegawai_id = 2")
            raise ZeroDivisionError

    with buka(bernilai) as d:
        with pytest.raises(ZeroDivisionError):
            separuh(d)
        d.kon.execute(SKOR, (5, 1, 1, 250, d.jalankan))
        nomor = d.jalankan
    assert [(kunci, baru is None) for _, kunci, _, baru in rekaman(bernilai, nomor)] == [
        ("[2,1,1,1]", True), ("[4,1,1,1]", False), ("[5,1,1,1]", False)
    ]  # fmt: skip
    assert temuan(bernilai) == BERSIH


def test_scores_that_are_refused_leave_nothing(bernilai: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tampungan, "BANYAK", 1)
    sebelum = sidik(bernilai)
    kolom = isi_banyak()
    kolom[0][-1] = 99  # nobody: the foreign key refuses it at the end of the statement

    def simpan() -> None:
        with buka(bernilai) as d:
            tampungan.kosongkan(d.kon)
            tampungan.tampung(d.kon, kolom)
            tampungan.simpan(d.kon, d.jalankan)

    with pytest.raises(GalatASN):
        simpan()
    assert sidik(bernilai) == sebelum


def test_the_trail_seeks_the_rows_it_notes(bernilai: Path) -> None:
    with buka(bernilai) as d:
        catat: list[str] = []
        d.kon.set_trace_callback(catat.append)
        with pemicu.borongan(d.kon, d.jalankan, "nilai", {"pegawai_id": [1], "kompetensi_id": [1]}):
            pass
        d.kon.set_trace_callback(None)
        [perintah] = [satu for satu in catat if satu.startswith("INSERT INTO catatan")]
        rencana = [satu[3] for satu in d.kon.execute(f"EXPLAIN QUERY PLAN {perintah}")]
    assert "SEARCH nilai USING PRIMARY KEY (pegawai_id=? AND kompetensi_id=?)" in rencana
    assert not [satu for satu in rencana if "TEMP B-TREE" in satu or satu.startswith("SCAN nilai")]
