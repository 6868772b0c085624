"""The history as a clerk reads it: codes for ids, levels for hundredths, only what changed."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from asn_kompetensi.domain.galat import DataDitolak, TidakDitemukan
from asn_kompetensi.domain.skm import kunci_unsur
from asn_kompetensi.services import (
    kelas_buka,
    kelas_undang,
    nilai,
    pegawai,
    pelatihan,
    riwayat,
    skm,
    tanggapan_impor,
)
from asn_kompetensi.store import door
from asn_kompetensi.store.queries import riwayat as sql
from tests.services.berkas_uji import A, B, isi_orang
from tests.services.lembar_uji import lembar
from tests.store.alat import buka


@pytest.fixture
def kota(basis: Path) -> Path:
    """Three people, then scores of A (run 4 in file order), a changed score, a transfer."""
    isi_orang(basis)
    with buka(basis, perintah="nilai isi", petugas="rina") as d:
        nilai.isi(d, A, {"INT": "3", "KS": "2,5"}, "2025", "asesmen", date(2025, 6, 10))
        nilai.isi(d, B, {"INT": "1"}, "2025", "atasan", None)
    with buka(basis, perintah="nilai isi", petugas="budi") as d:
        nilai.isi(d, A, {"INT": "4"}, "2025", "asesmen", date(2025, 6, 10))
    with buka(basis, perintah="pegawai mutasi", petugas="budi") as d:
        pegawai.mutasi(d, A, date(2025, 7, 1), opd="DISDIK")
    return basis


def rinci(basis: Path, **pilih: Any) -> list[tuple[Any, ...]]:
    with door.baca(basis) as d:
        return riwayat.rinci(d, **pilih)


def terakhir(basis: Path) -> int:
    with door.baca(basis) as d:
        return int(riwayat.daftar(d)[0][0])


def test_daftar_yang_terbaru_dahulu_dengan_banyaknya(kota: Path) -> None:
    with door.baca(kota) as d:
        baris = [dict(zip(riwayat.BIDANG_JALANKAN, satu, strict=True)) for satu in riwayat.daftar(d)]
    assert [satu["jalankan"] for satu in baris] == sorted((satu["jalankan"] for satu in baris), reverse=True)
    assert [(s["petugas"], s["perintah"], s["rekaman"]) for s in baris[:3]] == [
        ("budi", "pegawai mutasi", 2), ("budi", "nilai isi", 1), ("rina", "nilai isi", 3),
    ]  # fmt: skip


def test_nilai_yang_berubah_dari_berapa_ke_berapa(kota: Path) -> None:
    [satu] = rinci(kota, jalankan=terakhir(kota) - 1)
    assert satu[2:] == ("budi", "nilai isi", "nilai", f"{A} INT 2025 asesmen", "ubah", "level", 3, 4)


def test_nilai_baru_memuat_level_dan_tanggalnya_saja(kota: Path) -> None:
    baris = [satu[5:] for satu in rinci(kota, jalankan=terakhir(kota) - 2)]
    assert [(nama, aksi, bidang, lama, str(baru)) for nama, aksi, bidang, lama, baru in baris] == [
        (f"{A} INT 2025 asesmen", "tambah", "level", None, "3.00"),
        (f"{A} INT 2025 asesmen", "tambah", "tanggal", None, "2025-06-10"),
        (f"{A} KS 2025 asesmen", "tambah", "level", None, "2.50"),
        (f"{A} KS 2025 asesmen", "tambah", "tanggal", None, "2025-06-10"),
        (f"{B} INT 2025 atasan", "tambah", "level", None, "1.00"),
    ]


def test_mutasi_menutup_yang_lama_dan_membuka_yang_baru(kota: Path) -> None:
    baris = [satu[4:] for satu in rinci(kota, jalankan=terakhir(kota))]
    assert baris == [
        ("penempatan", A, "ubah", "selesai", None, "2025-06-30"),
        ("penempatan", A, "tambah", "pegawai", None, A),
        ("penempatan", A, "tambah", "opd", None, "DISDIK"),
        ("penempatan", A, "tambah", "jabatan", None, "STAF"),
        ("penempatan", A, "tambah", "mulai", None, "2025-07-01"),
    ]


def test_riwayat_seseorang_memuat_miliknya_saja(kota: Path) -> None:
    milik = rinci(kota, nip=A)
    assert {satu[5].split()[0] for satu in milik} == {A}
    assert {satu[4] for satu in milik} == {"pegawai", "penempatan", "nilai"}
    assert {satu[4] for satu in rinci(kota, nip=B)} == {"pegawai", "penempatan", "nilai"}
    assert len(rinci(kota, nip=A, tabel="nilai")) == 5


def test_nip_yang_dibetulkan_tetap_punya_riwayatnya(kota: Path) -> None:
    baru = A[:-1] + "2"
    with buka(kota, perintah="pegawai ubah") as d:
        pegawai.ubah(d, A, {}, nip_baru=baru)
    assert rinci(kota, nip=baru)[-1][4:] == ("pegawai", A, "ubah", "nip", A, baru)
    assert len(rinci(kota, nip=baru, tabel="nilai")) == 5


def test_rekaman_yang_dihapus_masih_terbaca(kota: Path) -> None:
    with buka(kota, perintah="nilai hapus") as d:
        nilai.hapus(d, B, "2025", None, None)
    [satu] = rinci(kota, jalankan=terakhir(kota))
    assert satu[5:] == (f"{B} INT 2025 atasan", "hapus", "level", 1, None)


@pytest.mark.parametrize(
    ("pilih", "galat", "pesan"),
    [
        ({"jalankan": 99}, TidakDitemukan, "jalankan 99 tidak ada; yang terakhir"),
        ({"jalankan": -1}, TidakDitemukan, "jalankan -1 tidak ada"),
        ({"tabel": "nila"}, TidakDitemukan, "tabel 'nila' tidak ada"),
        ({"tabel": "catatan"}, TidakDitemukan, "tabel 'catatan' tidak ada"),
        ({"nip": "198403122006042999"}, TidakDitemukan, "belum terdaftar"),
        ({"nip": "12"}, DataDitolak, "NIP"),
    ],
)
def test_yang_tidak_ada_dikatakan(kota: Path, pilih: dict[str, Any], galat: type[Exception], pesan: str) -> None:
    with pytest.raises(galat, match=pesan):
        rinci(kota, **pilih)


# --- the evaluation -------------------------------------------------------------------------------------------------


@pytest.fixture
def dinilai(basis: Path) -> Path:
    """A scores B; B is in a class, in a plan, and known for IP ASN."""
    isi_orang(basis)
    with buka(basis, perintah="uji") as d:
        nilai.isi(d, B, {"INT": "3"}, "2025", "atasan", None, penilai=A)
        pelatihan.tambah(d, "KOM-01", "Komunikasi", "8", jp="24")
        kelas_buka.buka(d, "KOM-01", "KOM-A", date(2025, 3, 3), date(2025, 3, 3), terbuka=True)
        kelas_undang.undang(d, "KOM-A", [A, B])
        tanggapan_impor.impor(d, "KOM-A", lembar("nip penilai mutu", (A, "rekan", 4), (B, "atasan", 3)))
        tanggapan_impor.impor(d, "KOM-A", lembar("no materi", (2, 4)))
        (nomor,) = d.kon.execute("SELECT id FROM pegawai WHERE nip = ?", (B,)).fetchone()
        d.kon.execute("INSERT INTO rekam VALUES (?, 2, 'kinerja', 'baik')", (nomor,))
        d.kon.execute(
            """INSERT INTO rencana (id, tahun, nomor, periode_id, opd_id, kompetensi_id, prioritas, bentuk_id, mulai,
                 selesai) VALUES (9, 2026, 4, 1, 1, 1, 1, 8, '2026-01-01', '2026-01-02')"""
        )
        d.kon.execute("INSERT INTO rencana_sasaran VALUES (9, ?, 1, 1, 300, 1, 1)", (nomor,))
        skm.isi(d, "DINKES", "2025-1", dict.fromkeys(kunci_unsur(9), "3"))
    return basis


def _nama(baris: list[tuple[Any, ...]]) -> set[tuple[str, str]]:
    return {(satu[4], satu[5]) for satu in baris}


MILIK_B = {
    ("pegawai", B), ("penempatan", B), ("nilai", f"{B} INT 2025 atasan"), ("nilai_penilai", f"{B} INT 2025 atasan"),
    ("peserta", B), ("tanggapan", f"{B} KOM-A perilaku atasan"), ("tanggapan_butir", f"{B} KOM-A perilaku atasan mutu"),
    ("rekam", f"{B} 2025 kinerja"), ("rencana_sasaran", f"2026 nomor 4 {B}"),
}  # fmt: skip


def test_riwayat_seseorang_memuat_evaluasinya(dinilai: Path) -> None:
    assert _nama(rinci(dinilai, nip=B)) == MILIK_B
    assert _nama(rinci(dinilai, nip=A)) - {(t, n) for t, n in _nama(rinci(dinilai, nip=A)) if "KOM-A" in n} == {
        ("pegawai", A), ("penempatan", A), ("peserta", A), ("penilai", A), ("nilai_penilai", f"{B} INT 2025 atasan"),
    }, "the scores A gave are in A's history too"  # fmt: skip


def test_penilai_yang_diganti_tetap_punya_riwayatnya(dinilai: Path) -> None:
    with buka(dinilai, perintah="nilai isi") as d:
        nilai.isi(d, B, {"INT": "3"}, "2025", "atasan", None, penilai="Orang Luar")
    assert rinci(dinilai, nip=A)[-1][4:] == (
        "nilai_penilai", f"{B} INT 2025 atasan", "ubah", "penilai", A, "Orang Luar",
    )  # fmt: skip


def test_rekaman_evaluasi_disebut_bukan_bernomor(dinilai: Path) -> None:
    semua = _nama(rinci(dinilai))
    assert {
        ("rencana", "2026 nomor 4"), ("skm", "DINKES 2025-1"), ("skm_jawaban", "DINKES 2025-1 1 waktu"),
        ("tanggapan", "KOM-A reaksi 2"), ("tanggapan_butir", "KOM-A reaksi 2 materi"),
    } <= semua  # fmt: skip
    with buka(dinilai, perintah="uji") as d:
        for tabel in ("skm_jawaban", "skm", "tanggapan_butir", "tanggapan", "rencana_sasaran", "rencana"):
            d.kon.execute(f"DELETE FROM {tabel}")
    assert _nama(rinci(dinilai)) == semua, "what is gone keeps its name"


# --- how it is found ------------------------------------------------------------------------------------------------


ENGGAN = "INSERT INTO keengganan (id, pegawai_id, tanggal, jenis, sebab) VALUES (3, ?, ?, 'menolak', 'beban_tugas')"


@pytest.fixture
def hilang(dinilai: Path) -> Path:
    """The same city after much of what belongs to B was taken away again, and numbers were given to others."""
    with buka(dinilai, perintah="uji") as d:
        (a,), (b,) = (d.kon.execute("SELECT id FROM pegawai WHERE nip = ?", (nip,)).fetchone() for nip in (A, B))
        d.kon.execute(
            """INSERT INTO jp_luar (pegawai_id, tahun, nama, jp_diakui, kunci, bentuk_id)
               VALUES (?, 2025, 'Kursus', 8, 'x', 8)""",
            (b,),
        )
        d.kon.execute(ENGGAN, (b, "2025-03-01"))
        d.kon.execute(
            """INSERT INTO keengganan_tindakan (id, keengganan_id, tanggal, tindakan)
               VALUES (5, 3, '2025-03-02', 'dialog')"""
        )
    with buka(dinilai, perintah="uji") as d:
        for tabel in ("tanggapan_butir", "tanggapan", "keengganan_tindakan", "keengganan", "jp_luar", "rencana_sasaran",
                      "rekam", "nilai_penilai", "nilai"):  # fmt: skip
            d.kon.execute(f"DELETE FROM {tabel}")
        d.kon.execute("DELETE FROM peserta WHERE pegawai_id = ?", (b,))
    with buka(dinilai, perintah="uji") as d:
        d.kon.execute(ENGGAN, (a, "2025-04-01"))
    return dinilai


@pytest.mark.parametrize("keadaan", ["kota", "dinilai", "hilang"])
def test_what_is_sought_is_what_a_scan_of_the_whole_trail_finds(request: pytest.FixtureRequest, keadaan: str) -> None:
    """The newer way to find a person's history leaves nothing out; `_MILIK` alone says what belongs to him."""
    with door.baca(request.getfixturevalue(keadaan)) as d:
        semua = [nomor for (nomor,) in d.kon.execute("SELECT id FROM pegawai ORDER BY id")]
        assert len(semua) > 1
        for nomor in semua:
            dicari = [(satu.jalankan, satu.tabel, satu.kunci) for satu in sql.rekaman(d.kon, pegawai_id=nomor)]
            ditapis = d.kon.execute(
                f"""SELECT jalankan_id, tabel, kunci FROM catatan c WHERE {sql._MILIK}
                     ORDER BY jalankan_id, tabel, kunci""",
                {"pegawai": nomor},
            ).fetchall()
            assert dicari == ditapis
            assert dicari


def test_the_trail_is_not_read_through_for_one_person(dinilai: Path) -> None:
    with door.baca(dinilai) as d:
        rencana = [satu[3] for satu in d.kon.execute(f"EXPLAIN QUERY PLAN {sql._CALON}", {"pegawai": 1})]
    jejak = [satu for satu in rencana if "catatan" in satu or satu.startswith(("SCAN c", "SEARCH c "))]
    assert jejak
    assert not [satu for satu in jejak if satu.startswith("SCAN")]
    assert "SEARCH c USING PRIMARY KEY (jalankan_id=? AND tabel=? AND kunci>? AND kunci<?)" in jejak
