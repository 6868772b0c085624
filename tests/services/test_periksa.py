"""`db periksa` on a closed period: guards that are gone, frozen rows changed behind them, identities, seals."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from asn_kompetensi.domain.galat import BasisDataBermasalah
from asn_kompetensi.services import penutupan, periksa
from asn_kompetensi.store import door, migrations, segel
from tests import kota_tutup
from tests.kota_tutup import INI, KODE
from tests.periode import tutup
from tests.store.alat import buka, sidik

PENJAGA = sorted(nama for nama in migrations.objek(migrations.versi_program()) if nama.startswith("jaga_"))
# A frozen column of each kind of every table, and what another program makes of it.
CONTOH = {
    "beku_opd": {"opd_id": "opd_id + 100", "nama": "'X'"},
    "beku_jabatan": {"kode": "'X' || jabatan_id", "nama": "nama || ' '"},
    "beku_kompetensi": {"kode": "'X' || kompetensi_id", "urutan": "urutan + 50"},
    "beku_kebijakan": {"nilai": "'99'", "dasar": "'X'"},
    "beku_orang": {"jabatan_id": "jabatan_id + 1", "urut": "urut + 100"},
    "beku_gap": {"capaian_6000": "30000", "status": "'memenuhi'"},
}
_SEMUA = {
    "beku_opd": {"kode": "'X' || opd_id", "induk_id": "9"},
    "beku_jabatan": {"jabatan_id": "jabatan_id + 100"},
    "beku_kompetensi": {"kompetensi_id": "kompetensi_id + 100", "nama": "'X'", "jenis": "'teknis'"},
    "beku_kebijakan": {"kunci": "kunci || 'x'", "keterangan": "'X'"},
    "beku_orang": {"pegawai_id": "5", "sidik": f"'{'0' * 64}'", "opd_id": "4"},
    "beku_gap": {
        "urut": "urut + 100", "letak": "letak + 100", "kompetensi_id": "4", "tingkat": "'perlu'",
        "standar_6000": "6000", "kategori": "'rendah'", "periode_nilai": "'2023'",
    },
    "penutupan": {"instansi": "'X'", "peringatan": "'[]'", "segel": f"'{'0' * 64}'"},
    "periode": {"kode": "'X'", "mulai": "'2024-01-02'", "selesai": "'2024-12-30'", "segel": "NULL",
                "status": "'terbuka'"},
}  # fmt: skip


@pytest.fixture(scope="module")
def induk(basis_induk: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    lokasi = tmp_path_factory.mktemp("periksa") / "induk.db"
    shutil.copy(basis_induk, lokasi)
    kota_tutup.isi_tertutup(lokasi)
    return lokasi


@pytest.fixture
def kota(induk: Path, tmp_path: Path) -> Path:
    shutil.copy(segel.letak(induk), tmp_path / "kota.db.segel")
    return Path(shutil.copy(induk, tmp_path / "kota.db"))


def tanpa_penjaga(lokasi: Path, *perintah: str) -> None:
    """What a knowing hand does: guards off, rows changed, the very same guards back."""
    with closing(sqlite3.connect(lokasi, isolation_level=None)) as kon:
        penjaga = kon.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' ORDER BY rowid").fetchall()
        for nama, _ in penjaga:
            kon.execute(f"DROP TRIGGER {nama}")
        for satu in perintah:
            assert kon.execute(satu).rowcount > 0, satu
        for _, teks in penjaga:
            kon.execute(teks)


def temuan(lokasi: Path) -> list[tuple[str, str, str]]:
    """`(grade, code, sentence)`; every finding says what to do."""
    with door.baca(lokasi) as d:
        semua = periksa.periksa(d)
    assert all(satu[3] for satu in semua)
    return [satu[:3] for satu in semua]


# --- guards -----------------------------------------------------------------------------------------------------------


def test_there_are_three_guards_for_everything_that_never_changes() -> None:
    beku = ("opd", "jabatan", "kompetensi", "kebijakan", "orang", "gap", "penyebut")
    tabel = ("nilai", "nilai_penilai", "rekam", "ditahan", "penutupan", "buka_ulang", "periode", "pegawai",
             "kompetensi", "sumber", "penyaluran", "gabungan", "opd_instansi", "gabungan_periode",
             "gabungan_kompetensi", "gabungan_kebijakan", *(f"beku_{satu}" for satu in beku))  # fmt: skip
    assert sorted(f"jaga_{t}_{aksi}" for t in tabel for aksi in ("tambah", "ubah", "hapus")) == PENJAGA


@pytest.mark.parametrize("nama", PENJAGA)
def test_a_guard_that_is_gone_stops_the_next_command(kota: Path, nama: str) -> None:
    with closing(sqlite3.connect(kota)) as kon:
        kon.execute(f"DROP TRIGGER {nama}")
    sebelum = sidik(kota)
    for pintu in (door.baca, buka):
        with pytest.raises(BasisDataBermasalah, match=f"diubah di luar program ini: {nama}$") as galat, pintu(kota):
            pass
        assert (galat.value.kode, sidik(kota)) == (7, sebelum)


def test_a_guard_that_looks_the_same_but_lets_through_is_noticed(kota: Path) -> None:
    with closing(sqlite3.connect(kota)) as kon:
        kon.execute("DROP TRIGGER jaga_nilai_ubah")
        kon.execute("CREATE TRIGGER jaga_nilai_ubah BEFORE UPDATE ON nilai WHEN FALSE BEGIN SELECT 1; END")
    with pytest.raises(BasisDataBermasalah, match="jaga_nilai_ubah"), door.baca(kota):
        pass


# --- what was frozen --------------------------------------------------------------------------------------------------


def test_a_sound_city_with_closed_and_reopened_years_has_no_findings(kota: Path) -> None:
    assert temuan(kota) == []
    tutup(kota, "2025")
    assert temuan(kota) == []
    with buka(kota, perintah="periode buka-ulang") as d:
        penutupan.buka_ulang(d, KODE, "salah", "Datuak", "penguji")
    assert temuan(kota) == []


def rusak_segel(kota: Path, tabel: str, kolom: str, isi: str) -> None:
    kunci = "id" if tabel == "periode" else "periode_id"
    tanpa_penjaga(kota, f"UPDATE {tabel} SET {kolom} = {isi} WHERE {kunci} = {INI}")
    semua = temuan(kota)
    kode = "X" if (tabel, kolom) == ("periode", "kode") else KODE
    assert ("galat", "SEGEL_RUSAK", f"isi beku periode {kode} tidak sesuai segelnya") in semua
    assert {satu[1] for satu in semua} <= {
        "SEGEL_RUSAK", "IDENTITAS_BEKU_BERUBAH", "BERUBAH_DI_LUAR", "SEGEL_PERIODE_BERBEDA"
    }  # fmt: skip
    assert ("IDENTITAS_BEKU_BERUBAH" in {satu[1] for satu in semua}) == (kolom == "sidik")


@pytest.mark.parametrize(
    ("tabel", "kolom", "isi"), [(tabel, *satu) for tabel, isi in CONTOH.items() for satu in isi.items()]
)
def test_a_changed_frozen_row_breaks_the_seal(kota: Path, tabel: str, kolom: str, isi: str) -> None:
    rusak_segel(kota, tabel, kolom, isi)


@pytest.mark.lama
@pytest.mark.parametrize(
    ("tabel", "kolom", "isi"), [(tabel, *satu) for tabel, isi in _SEMUA.items() for satu in isi.items()]
)
def test_every_other_changed_column_breaks_the_seal(kota: Path, tabel: str, kolom: str, isi: str) -> None:
    rusak_segel(kota, tabel, kolom, isi)


def test_no_frozen_column_is_left_out() -> None:
    with closing(sqlite3.connect(":memory:")) as kon:
        for tabel in (*CONTOH, "penutupan"):
            kon.execute(migrations.objek(migrations.versi_program())[tabel])
            kolom = {satu[1] for satu in kon.execute(f"PRAGMA table_info({tabel})")}
            bukan_isi = {"periode_id", "jalankan_id", "nip", "nama", "garam"} if tabel == "beku_orang" else {
                "periode_id", "jalankan_id"}  # fmt: skip
            assert kolom - bukan_isi == {*CONTOH.get(tabel, {}), *_SEMUA.get(tabel, {})}, tabel


@pytest.mark.parametrize(
    "perintah",
    [
        f"INSERT INTO beku_gap VALUES ({INI}, 1, 99, 1, NULL, 6000, 6000, 'tidak_ada', 'memenuhi', NULL)",
        f"DELETE FROM beku_gap WHERE periode_id = {INI} AND urut = 2 AND letak = 1",
        f"DELETE FROM beku_orang WHERE periode_id = {INI} AND urut = 1",
        f"DELETE FROM beku_kebijakan WHERE periode_id = {INI} AND kunci = 'jp_target_pns'",
        f"INSERT INTO beku_opd VALUES ({INI}, 99, 'X', 'X', NULL)",
    ],
)
def test_a_frozen_row_more_or_less_breaks_the_seal(kota: Path, perintah: str) -> None:
    tanpa_penjaga(kota, perintah)
    assert temuan(kota) == [("galat", "SEGEL_RUSAK", f"isi beku periode {KODE} tidak sesuai segelnya")]


def test_two_people_who_trade_places_break_it(kota: Path) -> None:
    tanpa_penjaga(
        kota,
        f"UPDATE beku_orang SET urut = 99 WHERE periode_id = {INI} AND urut = 1",
        f"UPDATE beku_orang SET urut = 1 WHERE periode_id = {INI} AND urut = 2",
        f"UPDATE beku_orang SET urut = 2 WHERE periode_id = {INI} AND urut = 99",
    )
    assert [satu[1] for satu in temuan(kota)] == ["SEGEL_RUSAK"]


@pytest.mark.parametrize(
    ("isi", "urut"),
    [("nama = 'X'", 2), ("nip = '198403122006042999'", 2), (f"garam = '{'0' * 32}'", 2), ("garam = NULL", 3),
     ("nip = '000000000000000001', nama = '(disamarkan)'", 2),
     ("nip = '000000000000000002', nama = '(disamarkan)', garam = NULL", 2)],
)  # fmt: skip
def test_another_name_on_a_frozen_person_is_found(kota: Path, isi: str, urut: int) -> None:
    tanpa_penjaga(kota, f"UPDATE beku_orang SET {isi} WHERE periode_id = {INI} AND urut = {urut}")
    assert temuan(kota) == [
        ("galat", "IDENTITAS_BEKU_BERUBAH", f"identitas orang ke-{urut} dalam periode {KODE} diubah")
    ]


# --- the seal file and the trail --------------------------------------------------------------------------------------


def _segel_lain(teks: str) -> str:
    return "\n".join(baris[:-64] + "0" * 64 if f"\ttutup\t{KODE}\t" in baris else baris for baris in teks.split("\n"))


@pytest.mark.parametrize(
    ("ubah", "pesan"),
    [
        (_segel_lain, f"periode {KODE} tidak tertutup dengan segel yang tercatat di kota.db.segel"),
        (lambda teks: "\n".join(b for b in teks.split("\n") if "\ttutup\t" not in b),
         f"segel periode {KODE} tidak tercatat di kota.db.segel"),
    ],
)  # fmt: skip
def test_a_seal_outside_the_file_that_differs_is_a_warning(kota: Path, ubah: Callable[[str], str], pesan: str) -> None:
    letak = segel.letak(kota)
    letak.write_text(ubah(letak.read_text(encoding="utf-8")), encoding="utf-8")
    assert temuan(kota) == [("peringatan", "SEGEL_PERIODE_BERBEDA", pesan)]


def test_a_whole_closing_forged_inside_the_file_differs_from_the_seal_outside(kota: Path) -> None:
    """Rows, seal and closing all consistent: only the trail and the file beside it know better."""
    from asn_kompetensi.store import penutupan as store

    with closing(sqlite3.connect(kota, isolation_level=None)) as kon:
        penjaga = kon.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
        for nama, _ in penjaga:
            kon.execute(f"DROP TRIGGER {nama}")
        kon.execute(f"UPDATE beku_gap SET capaian_6000 = 30000 WHERE periode_id = {INI}")
        isi = kon.execute(f"SELECT instansi, peringatan FROM penutupan WHERE periode_id = {INI}").fetchone()
        palsu = store.segel(kon, INI, *isi)
        kon.execute(f"UPDATE penutupan SET segel = '{palsu}' WHERE periode_id = {INI}")
        kon.execute(f"UPDATE periode SET segel = '{palsu}' WHERE id = {INI}")
        for _, teks in penjaga:
            kon.execute(teks)
    assert [satu[:2] for satu in temuan(kota)] == [
        ("galat", "BERUBAH_DI_LUAR"), ("galat", "BERUBAH_DI_LUAR"), ("peringatan", "SEGEL_PERIODE_BERBEDA")
    ]  # fmt: skip
