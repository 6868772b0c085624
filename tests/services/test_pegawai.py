"""Registering, correcting, moving and leaving."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from asn_kompetensi.domain.galat import Bentrok, DataDitolak, GalatASN, SalahPakai, TidakDitemukan
from asn_kompetensi.services import pegawai, pegawai_cari
from asn_kompetensi.store import door
from tests.services.berkas_uji import P3K, A, B, C, D, isi_orang

ISIAN = {"nama": "PUTI ANDAM DEWI", "opd": "DINKES", "jabatan": "Staf"}


@pytest.fixture
def d(basis: Path) -> Iterator[door.PintuTulis]:
    isi_orang(basis)
    with door.tulis(basis, perintah="uji", petugas="penguji") as d:
        yield d


def tempat(d: door.PintuTulis, nip: str = A) -> list[tuple[Any, ...]]:
    return d.kon.execute(
        """SELECT o.kode, j.kode, t.mulai, t.selesai FROM penempatan t JOIN opd o ON o.id = t.opd_id
             JOIN jabatan j ON j.id = t.jabatan_id JOIN pegawai g ON g.id = t.pegawai_id
            WHERE g.nip = ? ORDER BY coalesce(t.mulai, '')""",
        (nip,),
    ).fetchall()


# --- tambah -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("nip", "isian", "galat", "pesan"),
    [
        ("19820130201001290", {}, DataDitolak, "17 digit"),
        ("1982O1302010012904", {}, DataDitolak, "mirip angka"),
        ("198213012010012904", {}, DataDitolak, "bukan tanggal lahir"),
        ("208001012098011901", {}, DataDitolak, "tanggal lahir yang belum tiba"),
        (A, {}, Bentrok, r"\*{15}901 sudah terdaftar"),
        (D, {"opd": "Dinas Antah"}, TidakDitemukan, "perangkat daerah 'Dinas Antah'"),
        (D, {"jabatan": "Entah"}, TidakDitemukan, "jabatan 'Entah'"),
        (D, {"nama": " "}, DataDitolak, "nama kosong"),
        (D, {"nama": "a\x07b"}, DataDitolak, "U\\+0007"),
        (D, {"golongan": "V/a"}, DataDitolak, "Golongan 'V/a'"),
        (D, {"jenis_kelamin": "X"}, DataDitolak, "tulis L atau P"),
        (D, {"jenis_pegawai": "Honorer"}, DataDitolak, "tulis PNS"),
        (D, {"surel": "a@b, c@d"}, DataDitolak, "satu alamat saja"),
        (D, {"gelar_depan": "x" * 201}, DataDitolak, "terlalu panjang"),
    ],
)
def test_tambah_ditolak(d: door.PintuTulis, nip: str, isian: dict[str, str], galat: type[GalatASN], pesan: str) -> None:
    with pytest.raises(galat, match=pesan):
        pegawai.tambah(d, nip, ISIAN | isian)
    assert not d.berubah


def test_tambah_melengkapi_dari_nip(d: door.PintuTulis) -> None:
    assert pegawai.tambah(d, "19820130 201001 2 904", ISIAN) == {
        "nip": D, "nama": "PUTI ANDAM DEWI", "gelar_depan": None, "gelar_belakang": None, "jenis_kelamin": "P",
        "tanggal_lahir": "1982-01-30", "jenis_pegawai": "PNS", "golongan": None, "opd": "DINKES", "jabatan": "STAF",
        "nama_jabatan": "Staf", "mulai": None, "status": "aktif",
    }  # fmt: skip
    rekam = pegawai.tambah(d, P3K, ISIAN | {"jenis_pegawai": "pppk pw", "golongan": "ix"}, mulai=date(2022, 3, 1))
    assert (rekam["jenis_pegawai"], rekam["golongan"], rekam["mulai"]) == ("PPPK PARUH WAKTU", "IX", "2022-03-01")


def test_tambah_di_opd_yang_sudah_digabung(d: door.PintuTulis) -> None:
    d.kon.execute("UPDATE opd SET digabung_ke_id = (SELECT id FROM opd WHERE kode = 'DISDIK') WHERE kode = 'DINSOS'")
    assert pegawai.tambah(d, D, ISIAN | {"opd": "Dinas Sosial"})["opd"] == "DISDIK"


# --- ubah ---------------------------------------------------------------------------------------------------------


def test_ubah_yang_disebut_saja(d: door.PintuTulis) -> None:
    pegawai.ubah(d, A, {"golongan": "III/d", "gelar_belakang": "S.E."})
    rekam = pegawai.ubah(d, A, {"nama": "SABAI  NAN ALUIH", "golongan": None})
    assert (rekam["nama"], rekam["golongan"], rekam["gelar_belakang"]) == ("SABAI NAN ALUIH", "III/d", "S.E.")
    rekam = pegawai.ubah(d, A, {"golongan": "", "gelar_belakang": " "})
    assert (rekam["golongan"], rekam["gelar_belakang"]) == (None, None)


@pytest.mark.parametrize("bidang", ["nama", "jenis_kelamin", "jenis_pegawai"])
def test_ubah_tidak_mengosongkan_yang_wajib(d: door.PintuTulis, bidang: str) -> None:
    with pytest.raises(DataDitolak, match="kosong"):
        pegawai.ubah(d, A, {bidang: ""})


def test_ubah_tanpa_isi_dan_isi_yang_sama(d: door.PintuTulis) -> None:
    with pytest.raises(SalahPakai, match="belum disebut"):
        pegawai.ubah(d, A, {"nama": None})
    pegawai.ubah(d, A, {"nama": "SABAI ALUIH"})
    assert not d.berubah


def test_nip_baru_membawa_riwayat(d: door.PintuTulis) -> None:
    d.kon.execute("UPDATE opd SET kepala_nip = ? WHERE kode = 'DINKES'", (A,))
    nomor = d.kon.execute("SELECT id FROM pegawai WHERE nip = ?", (A,)).fetchone()
    baru = "198503112006041905"
    rekam = pegawai.ubah(d, A, {}, nip_baru="19850311 200604 1 905")
    assert (rekam["nip"], rekam["tanggal_lahir"], rekam["jenis_kelamin"], rekam["opd"]) == (
        baru,
        "1985-03-11",
        "L",
        "DINKES",
    )
    assert d.kon.execute("SELECT id FROM pegawai WHERE nip = ?", (baru,)).fetchone() == nomor
    assert d.kon.execute("SELECT kepala_nip FROM opd WHERE kode = 'DINKES'").fetchone() == (baru,)
    with pytest.raises(TidakDitemukan):
        pegawai_cari.wajib_ada(d, A)


def test_nip_baru_tidak_menimpa_yang_dipilih_petugas(d: door.PintuTulis) -> None:
    pegawai.ubah(d, A, {"jenis_kelamin": "L"})
    assert pegawai.ubah(d, A, {}, nip_baru="198403122006042902")["jenis_kelamin"] == "L"


@pytest.mark.parametrize(
    ("baru", "galat"), [(B, Bentrok), ("123", DataDitolak), ("", DataDitolak), ("208001012098011901", DataDitolak)]
)
def test_nip_baru_ditolak(d: door.PintuTulis, baru: str, galat: type[GalatASN]) -> None:
    with pytest.raises(galat):
        pegawai.ubah(d, A, {}, nip_baru=baru)
    assert not d.berubah


def test_status_kembali_aktif(d: door.PintuTulis) -> None:
    pegawai.henti(d, A, "pensiun", date(2025, 4, 1))
    assert pegawai.ubah(d, A, {"status": "aktif"})["status"] == "aktif"
    assert d.kon.execute("SELECT henti_tanggal, henti_alasan FROM pegawai WHERE nip = ?", (A,)).fetchone() == (
        None,
        None,
    )
    with pytest.raises(SalahPakai, match="hanya menerima aktif"):
        pegawai.ubah(d, A, {"status": "henti"})


# --- mutasi -------------------------------------------------------------------------------------------------------


def test_mutasi_menutup_yang_lama_sehari_sebelumnya(d: door.PintuTulis) -> None:
    rekam = pegawai.mutasi(d, A, date(2024, 3, 1), opd="DISDIK", jabatan="SEKDIS")
    assert (rekam["opd"], rekam["jabatan"], rekam["mulai"]) == ("DISDIK", "SEKDIS", "2024-03-01")
    pegawai.mutasi(d, A, date(2024, 3, 2), jabatan="STAF")
    assert tempat(d) == [
        ("DINKES", "STAF", None, "2024-02-29"),
        ("DISDIK", "SEKDIS", "2024-03-01", "2024-03-01"),
        ("DISDIK", "STAF", "2024-03-02", None),
    ]  # fmt: skip


@pytest.mark.parametrize("tanggal", [date(2024, 3, 1), date(2024, 2, 1)])
def test_mutasi_tidak_mundur(d: door.PintuTulis, tanggal: date) -> None:
    pegawai.mutasi(d, A, date(2024, 3, 1), opd="DISDIK")
    with pytest.raises(Bentrok, match="baru mulai 2024-03-01"):
        pegawai.mutasi(d, A, tanggal, opd="DISHUB")
    assert len(tempat(d)) == 2


def test_mutasi_berulang_tidak_mengubah(d: door.PintuTulis) -> None:
    pegawai.mutasi(d, A, date(2024, 3, 1), opd="DISDIK")
    awal = d.kon.total_changes
    pegawai.mutasi(d, A, date(2024, 3, 1), opd="DISDIK")
    assert d.kon.total_changes == awal


def test_mutasi_ke_opd_yang_digabung_sampai_ke_penerima(d: door.PintuTulis) -> None:
    d.kon.execute("UPDATE opd SET digabung_ke_id = (SELECT id FROM opd WHERE kode = 'DISDIK') WHERE kode = 'DINSOS'")
    assert pegawai.mutasi(d, A, date(2025, 1, 1), opd="DINSOS")["opd"] == "DISDIK"


def test_mutasi_ditolak(d: door.PintuTulis) -> None:
    with pytest.raises(SalahPakai, match="tujuan mutasi belum disebut"):
        pegawai.mutasi(d, A, date(2025, 1, 1))
    with pytest.raises(TidakDitemukan):
        pegawai.mutasi(d, A, date(2025, 1, 1), opd="ENTAH")
    with pytest.raises(TidakDitemukan):
        pegawai.mutasi(d, D, date(2025, 1, 1), opd="DISDIK")
    d.kon.execute("DELETE FROM penempatan WHERE pegawai_id = 1")
    with pytest.raises(SalahPakai, match="belum punya penempatan"):
        pegawai.mutasi(d, A, date(2025, 1, 1), opd="DISDIK")
    pegawai.mutasi(d, A, date(2025, 1, 1), opd="DISDIK", jabatan="STAF")
    assert tempat(d) == [("DISDIK", "STAF", "2025-01-01", None)]


@pytest.mark.parametrize(("tanggal", "boleh"), [(date(2025, 3, 31), True), (date(2025, 4, 1), False)])
def test_mutasi_sesudah_berhenti(d: door.PintuTulis, tanggal: date, boleh: bool) -> None:
    pegawai.henti(d, A, "pensiun", date(2025, 4, 1))
    if boleh:
        assert pegawai.mutasi(d, A, tanggal, opd="DISDIK")["opd"] == "DISDIK"
    else:
        with pytest.raises(Bentrok, match="sudah berhenti"):
            pegawai.mutasi(d, A, tanggal, opd="DISDIK")


# --- henti --------------------------------------------------------------------------------------------------------


def test_henti_mempertahankan_penempatan_terakhir(d: door.PintuTulis) -> None:
    rekam = pegawai.henti(d, A, " pensiun ", date(2026, 4, 1))
    assert (rekam["status"], rekam["opd"], rekam["jabatan"]) == ("henti", "DINKES", "STAF")
    assert d.kon.execute("SELECT henti_tanggal, henti_alasan FROM pegawai WHERE nip = ?", (A,)).fetchone() == (
        "2026-04-01", "pensiun",
    )  # fmt: skip


def test_tidak_ada_yang_terjadi_sebelum_lahir(d: door.PintuTulis) -> None:
    lahir, keesokan = date(1986, 5, 19), date(1986, 5, 20)
    d.kon.execute("UPDATE pegawai SET tanggal_lahir = ? WHERE nip IN (?, ?)", (lahir.isoformat(), A, B))
    d.kon.execute("UPDATE penempatan SET mulai = NULL")
    with pytest.raises(DataDitolak, match="tanggal 1986-05-19 mendahului kelahiran pegawai ini"):
        pegawai.mutasi(d, A, lahir, opd="DISDIK")
    with pytest.raises(DataDitolak, match="mendahului kelahiran"):
        pegawai.henti(d, B, "pensiun", lahir)
    with pytest.raises(DataDitolak, match="mendahului kelahiran"):
        pegawai.tambah(d, P3K, ISIAN, mulai=date(1950, 1, 1))
    assert d.kon.execute("SELECT count(*) FROM pegawai WHERE status = 'henti' OR nip = ?", (P3K,)).fetchone() == (0,)
    pegawai.mutasi(d, A, keesokan, opd="DISDIK")
    assert pegawai.henti(d, B, "pensiun", keesokan)["status"] == "henti"


def test_henti_tidak_sebelum_bertugas(d: door.PintuTulis) -> None:
    """A move recorded ahead bars nobody from leaving before it; the same particulars again are no new ones."""
    d.kon.execute(
        "UPDATE penempatan SET mulai = '2020-03-01' FROM pegawai g WHERE g.id = pegawai_id AND g.nip = ?", (A,)
    )
    pegawai.mutasi(d, A, date(2027, 1, 1), opd="DISDIK")
    for hari in (date(2020, 2, 29), date(2001, 1, 1)):
        with pytest.raises(Bentrok, match="pegawai ini baru bertugas sejak 2020-03-01"):
            pegawai.henti(d, A, "meninggal dunia", hari)
    for _ in range(2):
        assert pegawai.henti(d, A, "meninggal dunia", date(2026, 11, 15))["status"] == "henti"
    with pytest.raises(Bentrok, match="sudah berhenti sejak 2026-11-15"):
        pegawai.henti(d, A, "meninggal dunia", date(1950, 1, 1))


def test_henti_dua_kali(d: door.PintuTulis) -> None:
    pegawai.henti(d, A, "pensiun", None)
    pegawai.henti(d, A, "pensiun", date(2026, 4, 1))
    awal = d.kon.total_changes
    pegawai.henti(d, A, "pensiun", date(2026, 4, 1))
    assert (d.berubah, d.kon.total_changes) == (True, awal)
    with pytest.raises(Bentrok, match="sudah berhenti sejak 2026-04-01"):
        pegawai.henti(d, A, "pensiun", date(2026, 5, 1))
    with pytest.raises(DataDitolak, match=r"^alasan kosong"):
        pegawai.henti(d, B, "\u200b", date(2026, 4, 1))


# --- daftar -------------------------------------------------------------------------------------------------------


def test_daftar_semua_yang_pernah_terdaftar(d: door.PintuTulis) -> None:
    pegawai.henti(d, B, "pensiun", date(2025, 4, 1))
    d.kon.execute("DELETE FROM penempatan WHERE pegawai_id = 3")
    semua = [dict(zip(pegawai.BIDANG, baris, strict=True)) for baris in pegawai.daftar(d)]
    assert [(satu["nip"], satu["opd"], satu["status"]) for satu in semua] == [
        (C, None, "aktif"), (A, "DINKES", "aktif"), (B, "DISHUB", "henti"),
    ]  # fmt: skip
    assert [baris[0] for baris in pegawai.daftar(d, status="aktif", opd="dinas kesehatan")] == [A]
    assert [baris[0] for baris in pegawai.daftar(d, status="henti")] == [B]
    with pytest.raises(SalahPakai, match="status 'cuti'"):
        pegawai.daftar(d, status="cuti")
    with pytest.raises(TidakDitemukan):
        pegawai.daftar(d, opd="ENTAH")
