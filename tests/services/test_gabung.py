"""Uniting cities: what becomes of their registers, of people in two of them, of what they call differently."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from asn_kompetensi.domain.galat import BasisDataBermasalah, Bentrok, DataDitolak, SalahPakai
from asn_kompetensi.services import db as services_db
from asn_kompetensi.services import (
    gabung_rancang,
    gap,
    gap_jelaskan,
    gap_perubahan,
    gap_ringkas,
    gap_tren,
    jabatan,
    kelas,
    kompetensi,
    nilai,
    opd,
    pegawai,
    pegawai_lihat,
    pelatihan,
    periksa,
    periode,
    samaran,
    standar,
)
from asn_kompetensi.store import door
from asn_kompetensi.store.queries.gap import Saringan
from tests import kota_tutup
from tests.cetakan import cetak, sekali
from tests.kota_tutup import KODE, MANGKUTAK, PENSIUN, RENO, SABAI
from tests.periode import tutup
from tests.services.kota_gabung import DIAM, INSTANSI, Gabungan, gabung, kota_kosong
from tests.store.alat import buka, sidik

LAIN = "196512011990031004"  # somebody of Padang alone


@pytest.fixture
def swl(tmp_path: Path) -> Path:
    """Sawahlunto, with 2024 closed."""
    lokasi = kota_kosong(tmp_path / "swl.db", INSTANSI["SWL"])
    kota_tutup.isi_tertutup(lokasi)
    return lokasi


@pytest.fixture
def pdg(tmp_path: Path) -> Path:
    """Padang: one agency, one job, one man of its own; all periods open."""
    lokasi = kota_kosong(tmp_path / "pdg.db", INSTANSI["PDG"])
    _isi_padang(lokasi)
    return lokasi


@sekali
def _isi_padang(lokasi: Path) -> None:
    with buka(lokasi) as d:
        k = d.kon.execute
        k("INSERT INTO opd (id, kode, nama, singkatan) VALUES (7, 'DINKES', 'Dinas Kesehatan Kota Padang', 'DKK')")
        k("INSERT INTO opd_alias VALUES ('dkk padang', 7, 'DKK Padang', NULL, NULL)")
        k("INSERT INTO jabatan (id, kode, nama, jenjang) VALUES (3, 'STAF', 'Staf', 'Pelaksana')")
        k("INSERT INTO jabatan_alias VALUES ('staf biasa', 3, 'Staf Biasa', NULL, NULL)")
        k("INSERT INTO kompetensi VALUES (10, 'TIK', 'Teknologi Informasi', 'teknis', 10, 'Komputer.')")
        k("INSERT INTO standar (jabatan_id, kompetensi_id, ratus) VALUES (3, 1, 200), (3, 10, 400)")
        for kode, tahun in (("2023", 2023), (KODE, 2024), ("2025", 2025)):
            k("INSERT INTO periode (kode, mulai, selesai) VALUES (?, ?, ?)", (kode, f"{tahun}-01-01", f"{tahun}-12-31"))
        orang(d, LAIN, "Zainuddin")
        k("INSERT INTO penempatan (pegawai_id, opd_id, jabatan_id) VALUES (1, 7, 3)")
        k("INSERT INTO nilai VALUES (1, 1, 2, 1, 150, 19900, ?, 'berita acara'), (1, 10, 3, 2, 400, NULL, ?, NULL)",
          (d.jalankan, d.jalankan))  # fmt: skip
        k("INSERT INTO pelatihan (id, kode, nama, bentuk_id, jp) VALUES (5, 'KOM-01', 'Komunikasi', 8, 24)")
        k("INSERT INTO pelatihan_sasaran VALUES (5, 10, 300)")
        k("INSERT INTO kelas (id, kode, pelatihan_id, mulai, selesai) VALUES (4, 'K', 5, '2025-03-03', '2025-03-04')")
        k("INSERT INTO kelas_opd VALUES (4, 7)")
        k("INSERT INTO kelas_rincian VALUES (4, 7, 'APBD')")
        k("INSERT INTO kelas_hari VALUES (4, '2025-03-03')")
        k("""INSERT INTO peserta (id, kelas_id, nomor, pegawai_id, opd_id, jawaban, alasan)
             VALUES (9, 4, 1, 1, 7, 'menolak', 'ibu saya sakit')""")
        k("INSERT INTO kehadiran VALUES (9, '2025-03-03', 'sakit')")
        k("INSERT INTO kehadiran_alasan VALUES (9, '2025-03-03', 'demam berdarah')")
        k("""INSERT INTO jp_luar (pegawai_id, nama, kunci, bentuk_id, tahun, jp_diakui)
             VALUES (1, 'Kursus', 'kursus', 8, 2025, 1000)""")


def orang(d: door.PintuTulis, nip: str, nama: str, **lain: Any) -> None:
    isi = {
        "nip": nip,
        "nama": nama,
        "jenis_kelamin": "L",
        "tanggal_lahir": "1979-11-05",
        "jenis_pegawai": "PNS",
        **lain,
    }
    d.kon.execute(f"INSERT INTO pegawai ({', '.join(isi)}) VALUES ({', '.join('?' * len(isi))})", tuple(isi.values()))


def provinsi(ke: Path, swl: Path, pdg: Path, **pilihan: Any) -> Gabungan:
    return gabung(ke, swl, pdg, kode={swl: "SWL", pdg: "PDG"}, **pilihan)


@pytest.fixture
def prov(tmp_path: Path, swl: Path, pdg: Path) -> Gabungan:
    """Both in one file; of what was decided all but the inputs, which lie somewhere else each time."""
    lokasi = tmp_path / "prov.db"

    def gabungkan() -> tuple[gabung_rancang.Rancangan, list[str]]:
        hasil = provinsi(lokasi, swl, pdg)
        return hasil.rancangan._replace(masukan=[]), hasil.kabar

    return Gabungan(lokasi, *cetak(lokasi, gabungkan))


def _isi(lokasi: Path, sql: str, *isi: Any) -> list[Any]:
    with door.baca(lokasi) as d:
        return d.kon.execute(sql, isi).fetchall()


# --- registers --------------------------------------------------------------------------------------------------------


def test_the_answer_counts_what_each_city_brought(prov: Gabungan) -> None:
    assert gabung_rancang.BIDANG == ("kode", "nama", "berkas", "opd", "pegawai", "nilai", "jumlah_periode")
    assert prov.rancangan.baris == [
        ("PDG", INSTANSI["PDG"], "pdg.db", 1, 1, 2, 3),
        ("SWL", INSTANSI["SWL"], "swl.db", 4, 5, 12, 3),
    ]
    assert _isi(prov.lokasi, "SELECT kode, nama, opd, pegawai, nilai, periode FROM gabungan ORDER BY id") == [
        (kode, nama, *angka) for kode, nama, _, *angka in prov.rancangan.baris
    ]
    with door.baca(prov.lokasi) as d:
        isi = services_db.info(d, 0)
    assert (len(isi["gabungan"]), isi["instansi"]) == (2, "Gabungan 2 instansi (PDG, SWL)")
    assert (isi["opd"], isi["pegawai"], isi["nilai"], isi["periode_terbuka"], isi["periode_tertutup"]) == (
        5,
        6,
        14,
        0,
        3,
    )


def test_lists_hold_every_city_with_its_codes(prov: Gabungan) -> None:
    with door.baca(prov.lokasi) as d:
        assert [satu[0] for satu in opd.daftar(d)] == [
            "PDG.DINKES",
            "SWL.DINKES",
            "SWL.DINSOS",
            "SWL.DISDIK",
            "SWL.RSUD",
        ]
        induk = {satu[0]: satu[4] for satu in opd.daftar(d)}
        assert induk == {**dict.fromkeys(induk), "SWL.RSUD": "SWL.DINKES"}
        assert [satu[:3] for satu in jabatan.daftar(d)] == [
            ("PDG.STAF", "Staf", "Pelaksana"), ("SWL.BARU", "Jabatan Baru", "Pengawas"),
            ("SWL.SEKDIS", "Sekretaris Dinas", "Administrator"), ("SWL.STAF", "Staf", None),
        ]  # fmt: skip
        assert {(b[0], b[1], b[2]) for b in standar.daftar(d) if b[0] == "PDG.STAF"} == {
            ("PDG.STAF", "INT", 2), ("PDG.STAF", "TIK", 4),
        }  # fmt: skip
        tempat = {b[0]: (b[1], b[8], b[9]) for b in pegawai.daftar(d)}
        assert tempat[LAIN] == ("Zainuddin", "PDG.DINKES", "PDG.STAF")
        assert tempat[MANGKUTAK] == ("Mangkutak", "SWL.RSUD", "SWL.STAF")
        assert [b[:2] + b[3:6] for b in nilai.daftar(d, nip=LAIN)] == [
            (KODE, LAIN, "PDG.DINKES", "INT", gap.level(9000)), ("2025", LAIN, "PDG.DINKES", "TIK", gap.level(24000)),
        ]  # fmt: skip


def test_training_comes_along_but_not_why_somebody_stayed_away(prov: Gabungan) -> None:
    with door.baca(prov.lokasi) as d:
        assert [satu[0] for satu in pelatihan.daftar(d)] == ["PDG.KOM-01"]
        assert [satu[:2] for satu in kelas.daftar(d)] == [("PDG.K", "PDG.KOM-01")]
        assert d.kon.execute("SELECT jawaban, alasan FROM peserta").fetchall() == [("menolak", None)]
        assert d.kon.execute("SELECT tanggal, status FROM kehadiran").fetchall() == [("2025-03-03", "izin")]
        assert d.kon.execute("SELECT sumber_dana FROM kelas_rincian").fetchall() == [("APBD",)]
    semua = prov.lokasi.read_bytes()
    assert b"demam" not in semua
    assert b"ibu saya" not in semua


def test_names_and_aliases_still_find_their_thing(prov: Gabungan) -> None:
    with door.baca(prov.lokasi) as d:
        for kata in ("PDG.DINKES", "pdg.dinkes", "dkk padang", "DKK", "dinas kesehatan kota padang"):
            assert gap.saringan(d, KODE, opd=kata).opd_id == gap.saringan(d, KODE, opd="PDG.DINKES").opd_id
        assert len(gap.saringan(d, KODE, opd="SWL.DINKES", dengan_unit=True).opd_id or ()) == 2
        assert jabatan.lihat(d, "staf biasa")["kode"] == "PDG.STAF"


def test_scores_say_which_city_they_came_from(prov: Gabungan) -> None:
    assert _isi(
        prov.lokasi,
        """SELECT b.kode, count(*) FROM nilai n JOIN gabungan b ON b.id = n.jalankan_id GROUP BY b.id""",
    ) == [("PDG", 2), ("SWL", 12)]


def test_the_trail_letters_plans_and_records_of_conduct_stay_behind(prov: Gabungan, swl: Path) -> None:
    with buka(swl) as d:
        d.kon.execute("INSERT INTO rekam VALUES (1, 3, 'disiplin', 'berat')")
        d.kon.execute(
            "INSERT INTO keengganan (pegawai_id, tanggal, jenis, sebab) VALUES (1, '2025-01-01', 'menolak', 'x')"
        )
    prov.lokasi.unlink()
    provinsi(prov.lokasi, swl, swl.with_name("pdg.db"))
    for tabel in ("catatan", "catatan_pribadi", "kiriman", "penyaluran", "rencana", "rekam", "keengganan", "penilai",
                  "ditahan", "buka_ulang", "asal_letak", "skm", "tanggapan"):  # fmt: skip
        assert _isi(prov.lokasi, f"SELECT count(*) FROM {tabel}") == [(0,)], tabel


def test_a_code_too_long_is_cut_and_its_answer_stands(tmp_path: Path, swl: Path, pdg: Path) -> None:
    panjang = "D" * 40
    with buka(pdg) as d:
        d.kon.execute("UPDATE opd SET kode = ?", (panjang,))
    lokasi = provinsi(tmp_path / "p.db", swl, pdg).lokasi
    [(kode,)] = _isi(lokasi, "SELECT kode FROM opd WHERE kode LIKE 'PDG.%'")
    assert len(kode) == 40
    with door.baca(lokasi) as d:
        assert {satu[1] for satu in gap.daftar(d, gap.saringan(d, KODE, opd=kode))} == {kode}


# --- periods ----------------------------------------------------------------------------------------------------------


def test_every_period_is_closed_and_tells_how_it_stood(prov: Gabungan) -> None:
    with door.baca(prov.lokasi) as d:
        assert [(b[0], b[3]) for b in periode.daftar(d)] == [
            ("2023", "tertutup"),
            (KODE, "tertutup"),
            ("2025", "tertutup"),
        ]
        isi = {satu[0]: periode.lihat(d, satu[0])["peringatan"] for satu in periode.daftar(d)}
    assert isi == {
        "2023": [
            "PDG: masih terbuka di berkasnya waktu digabung", "SWL: masih terbuka di berkasnya waktu digabung",
            "SWL: pernah dibuka ulang 1 kali",
        ],
        KODE: ["PDG: masih terbuka di berkasnya waktu digabung"],
        "2025": ["PDG: masih terbuka di berkasnya waktu digabung", "SWL: masih terbuka di berkasnya waktu digabung"],
    }  # fmt: skip
    assert prov.rancangan.kabar[-1] == (
        "5 periode masih terbuka di berkas kotanya; angkanya seperti sekarang: "
        f"PDG 2023, PDG 2025, PDG {KODE}, SWL 2023, SWL 2025"
    )


def test_the_seal_of_a_city_is_kept(prov: Gabungan, swl: Path) -> None:
    [(segel,)] = _isi(swl, "SELECT segel FROM periode WHERE kode = ?", KODE)
    assert _isi(
        prov.lokasi,
        """SELECT b.kode, g.status, g.segel FROM gabungan_periode g JOIN periode p ON p.id = g.periode_id
             JOIN gabungan b ON b.id = g.gabungan_id WHERE p.kode = ? ORDER BY b.id""",
        KODE,
    ) == [("PDG", "terbuka", None), ("SWL", "tertutup", segel)]


def test_a_period_of_other_dates_stands_apart(tmp_path: Path, swl: Path, pdg: Path) -> None:
    with buka(pdg) as d:
        d.kon.execute("UPDATE periode SET selesai = '2025-06-30' WHERE kode = '2025'")
    hasil = provinsi(tmp_path / "p.db", swl, pdg)
    assert hasil.rancangan.kabar[0] == (
        "periode 2025 di SWL (2025-01-01 s.d. 2025-12-31) lain tanggalnya dari kota lain; menjadi SWL.2025"
    )
    assert [b[0] for b in _isi(hasil.lokasi, "SELECT kode FROM periode ORDER BY id")] == [
        "2023",
        KODE,
        "2025",
        "SWL.2025",
    ]
    with door.baca(hasil.lokasi) as d:
        # What came from that period says so, in its own and where the score was looked back for.
        assert {b[15] for b in gap.daftar(d, gap.saringan(d, "SWL.2025"))} == {"SWL.2025", KODE, "2023", None}
        assert {b[0] for b in gap_ringkas.ringkas(d, gap.saringan(d, "SWL.2025"), "instansi")} == {"SWL"}
        assert [b[0] for b in gap_tren.tren(d, "instansi", kelompok=INSTANSI["SWL"]).baris] == [
            "2023",
            KODE,
            "SWL.2025",
        ]


# --- competencies -----------------------------------------------------------------------------------------------------


def test_what_means_something_else_is_another_competency(prov: Gabungan) -> None:
    assert prov.rancangan.kabar[0] == (
        "kompetensi TIK di SWL (Tata Kelola TIK, teknis) lain nama atau jenisnya; menjadi SWL.TIK"
    )
    with door.baca(prov.lokasi) as d:
        semua = {b[0]: (b[1], b[3], b[4]) for b in kompetensi.daftar(d)}
        assert list(semua)[:9] == ["INT", "KS", "KOM", "OPH", "PP", "PDOL", "MP", "PK", "PB"]
        assert semua["TIK"] == ("Teknologi Informasi", 10, "Komputer.")
        assert semua["SWL.TIK"] == ("Tata Kelola TIK", 11, None)
        assert {b[6] for b in gap.daftar(d, gap.saringan(d, KODE))} == {"INT", "KS", "KOM", "TIK", "SWL.TIK", None}


def test_a_competency_named_anew_stands_in_its_closed_period_as_it_was(tmp_path: Path, swl: Path, pdg: Path) -> None:
    with buka(swl) as d:
        d.kon.execute("UPDATE kompetensi SET nama = 'Teknologi Informasi', jenis = 'manajerial' WHERE kode = 'TIK'")
    with buka(swl) as d:
        d.kon.execute("UPDATE kompetensi SET jenis = 'teknis' WHERE kode = 'TIK'")
    lokasi = provinsi(tmp_path / "p.db", swl, pdg).lokasi
    with door.baca(lokasi) as d:
        nama = {
            p: {b[6:9] for b in gap.daftar(d, gap.saringan(d, p)) if b[6] and "TIK" in b[6]} for p in (KODE, "2025")
        }
        assert nama[KODE] == {("TIK", "Teknologi Informasi", "teknis"), ("SWL.TIK", "Tata Kelola TIK", "teknis")}
        assert nama["2025"] == {("TIK", "Teknologi Informasi", "teknis")}
        assert {b[1] for b in standar.daftar(d) if b[0] == "SWL.SEKDIS"} == {"INT", "KS", "TIK"}


def test_a_national_competency_keeps_its_code_against_a_city(tmp_path: Path, swl: Path, pdg: Path) -> None:
    for lokasi in (swl, pdg):
        with buka(lokasi) as d:
            d.kon.execute("UPDATE kompetensi SET nama = 'Kejujuran' WHERE kode = 'INT'")
    bkt = kota_kosong(tmp_path / "bkt.db", INSTANSI["BKT"])
    hasil = gabung(tmp_path / "p.db", swl, pdg, bkt)
    assert ("INT", "Integritas") in _isi(hasil.lokasi, "SELECT kode, nama FROM kompetensi")
    assert any("menjadi PADANG.INT" in satu for satu in hasil.rancangan.kabar)


# --- people -----------------------------------------------------------------------------------------------------------


@pytest.fixture
def pindah(swl: Path, pdg: Path) -> None:
    """Sabai serves both cities, Mangkutak left Sawahlunto for Padang, Bujang is retired in both."""
    with buka(pdg) as d:
        orang(d, SABAI, "Sabai Aluih, S.Kom")
        orang(d, MANGKUTAK, "Mangkutak", golongan="III/c")
        orang(d, PENSIUN, "Bujang", status="henti", henti_tanggal="2020-01-01")
        d.kon.execute("INSERT INTO penempatan (pegawai_id, opd_id, jabatan_id) VALUES (2, 7, 3)")
        d.kon.execute("INSERT INTO penempatan (pegawai_id, opd_id, jabatan_id, mulai) VALUES (3, 7, 3, '2025-02-01')")
        d.kon.execute(f"INSERT INTO nilai VALUES (2, 1, 3, 1, 100, NULL, {d.jalankan}, NULL)")
    with buka(swl) as d:
        d.kon.execute("UPDATE pegawai SET status = 'henti', henti_tanggal = '2025-02-01' WHERE nip = ?", (MANGKUTAK,))


@pytest.mark.usefixtures("pindah")
def test_one_person_in_two_cities_is_one_record_with_both_places(tmp_path: Path, swl: Path, pdg: Path) -> None:
    hasil = provinsi(tmp_path / "p.db", swl, pdg)
    assert _isi(hasil.lokasi, "SELECT count(*) FROM pegawai") == [(6,)]
    tempat = dict.fromkeys((SABAI, MANGKUTAK))
    for nip in tempat:
        tempat[nip] = [kode for (kode,) in _isi(
            hasil.lokasi, """SELECT o.kode FROM penempatan t JOIN pegawai g ON g.id = t.pegawai_id
                               JOIN opd o ON o.id = t.opd_id WHERE g.nip = ? ORDER BY o.kode""", nip)]  # fmt: skip
    # Both of Sabai's placements have no first day: a register holds one of them, the answers both.
    assert tempat == {SABAI: ["PDG.DINKES"], MANGKUTAK: ["PDG.DINKES", "SWL.RSUD"]}
    assert hasil.kabar == [
        "3 orang terdaftar di lebih dari satu kota (***************910, ***************902, ***************901); angka "
        "setiap kota tetap memuatnya",
        "1 penempatan dan 1 nilai mereka ada di kedua kota; daftar menampilkan satu saja",
    ]
    with door.baca(hasil.lokasi) as d:
        assert [b[1:2] for b in gap.daftar(d, gap.saringan(d, "2025", nip=SABAI))] == [
            ("PDG.DINKES",), ("PDG.DINKES",), ("SWL.DINKES",), ("SWL.DINKES",), ("SWL.DINKES",),
        ]  # fmt: skip
        assert [b[:4] for b in gap.matriks(d, gap.saringan(d, "2025", nip=SABAI))[1]] == [
            ("PDG.DINKES", SABAI, "Sabai Aluih, S.Kom", "PDG.STAF"), ("SWL.DINKES", SABAI, "Sabai Aluih", "SWL.STAF"),
        ]  # fmt: skip
        [satu] = gap_ringkas.ringkas(d, gap.saringan(d, "2025", nip=SABAI), "pegawai")
        assert satu[17:19] == ("PDG.DINKES;SWL.DINKES", "PDG.STAF;SWL.STAF")
        assert satu[2:4] == (1, 5)
        assert gap_ringkas.ringkas(d, gap.saringan(d, "2025", nip=SABAI), "kota")[0][2] == 1
        assert [b[2] for b in gap_ringkas.ringkas(d, gap.saringan(d, "2025", nip=SABAI), "instansi")] == [1, 1]


@pytest.mark.usefixtures("pindah")
def test_the_record_is_that_of_the_city_where_the_person_serves(tmp_path: Path, swl: Path, pdg: Path) -> None:
    lokasi = gabung(tmp_path / "p.db", swl, pdg, kode={swl: "AAA", pdg: "PDG"}).lokasi  # Sawahlunto comes first
    assert _isi(lokasi, "SELECT status, henti_tanggal, golongan FROM pegawai WHERE nip = ?", MANGKUTAK) == [
        ("aktif", None, "III/c")
    ]
    assert _isi(lokasi, "SELECT nama FROM pegawai WHERE nip IN (?, ?) ORDER BY nip", SABAI, PENSIUN) == [
        ("Bujang Salamaik",), ("Sabai Aluih",),
    ]  # fmt: skip


@pytest.mark.usefixtures("pindah")
def test_who_moves_to_another_city_is_no_newcomer(tmp_path: Path, swl: Path, pdg: Path) -> None:
    lokasi = provinsi(tmp_path / "p.db", swl, pdg).lokasi
    with door.baca(lokasi) as d:
        hasil = gap_perubahan.perubahan(d, KODE, "2025", rinci=True)
        sebab = {(b[1], b[0]) for b in hasil.rinci()}
        assert {satu for satu in sebab if satu[0] == MANGKUTAK} == {(MANGKUTAK, "mutasi")}
        # Who serves two cities is compared in each: nothing in Padang's answer moves Sawahlunto's.
        swl_saja = gap_perubahan.perubahan(d, KODE, "2025", opd="SWL.DINKES", rinci=True).rinci()
        assert [b for b in swl_saja if b[1] == SABAI] == [
            b for b in hasil.rinci() if b[1] == SABAI and b[3] != "PDG.DINKES"
        ]
        assert sum(b[2] for b in hasil.ringkas()) == hasil.akhir - hasil.awal


@pytest.mark.usefixtures("pindah")
def test_the_check_warns_of_two_places_at_once_and_finds_nothing_wrong(tmp_path: Path, swl: Path, pdg: Path) -> None:
    with buka(swl) as d:
        d.kon.execute("UPDATE penempatan SET mulai = '2020-01-01' WHERE pegawai_id = 1")
    lokasi = provinsi(tmp_path / "p.db", swl, pdg).lokasi
    with door.baca(lokasi) as d:
        temuan = periksa.periksa(d)
    assert [satu for satu in temuan if satu[0] == "galat"] == []
    assert [satu[1:] for satu in temuan if satu[1] == "ORANG_DI_DUA_KOTA"] == [
        ("ORANG_DI_DUA_KOTA", f"{nama} tercatat bertugas di dua kota pada hari yang sama", f"asn pegawai lihat {nip}")
        for nip, nama in ((MANGKUTAK, "Mangkutak"), (SABAI, "Sabai Aluih, S.Kom"))
    ]  # fmt: skip


def test_erased_people_of_two_cities_are_two(tmp_path: Path, swl: Path, pdg: Path) -> None:
    """In each file the first person's NIP is the same row of zeros."""
    for lokasi, nip in ((swl, SABAI), (pdg, LAIN)):
        with buka(lokasi) as d:
            d.kon.execute("UPDATE pegawai SET status = 'henti', henti_tanggal = '2025-03-01' WHERE nip = ?", (nip,))
        with buka(lokasi, perintah="pegawai samarkan") as d:
            samaran.samarkan(d, nip)
        assert _isi(lokasi, "SELECT nip FROM pegawai WHERE id = 1") == [("0" * 17 + "1",)]
    hasil = provinsi(tmp_path / "p.db", swl, pdg)
    assert hasil.kabar == []
    samar = _isi(hasil.lokasi, "SELECT nip, id FROM pegawai WHERE nip LIKE '0000%' ORDER BY id")
    assert samar == [(f"{nomor:018d}", nomor) for _, nomor in samar]
    assert len(samar) == 2
    with door.baca(hasil.lokasi) as d:
        beku = {b[2] for b in gap.daftar(d, gap.saringan(d, KODE)) if b[3] == "(disamarkan)"}
        assert beku == {nip for nip, _ in samar}
        assert [satu for satu in periksa.periksa(d) if satu[0] == "galat"] == []


# --- where a number comes from ----------------------------------------------------------------------------------------


def test_a_number_is_explained_by_the_policies_of_its_city(tmp_path: Path, swl: Path, pdg: Path) -> None:
    with buka(pdg) as d:
        d.kon.execute("UPDATE kebijakan SET nilai = '12' WHERE kunci = 'masa_berlaku_nilai'")
    lokasi = provinsi(tmp_path / "p.db", swl, pdg).lokasi
    with door.baca(lokasi) as d:
        masa = {
            nip: {b["kunci"]: b["nilai"] for b in gap_jelaskan.jelaskan(d, nip, "INT", "2025")["kebijakan"]}[
                "masa_berlaku_nilai"
            ]
            for nip in (LAIN, MANGKUTAK)
        }
        isi = gap_jelaskan.jelaskan(d, LAIN, "INT", "2025")
        assert masa == {LAIN: "12", MANGKUTAK: "36"}
        assert (isi["status"], isi["kini"], isi["kabar"]) == ("kedaluwarsa", None, [gap_jelaskan.GABUNGAN])
        assert "berlaku 12 bulan" in isi["rumus"]
        assert pegawai_lihat.lihat(d, LAIN)["gap"]
    assert _isi(
        lokasi, "SELECT nilai, dasar FROM beku_kebijakan WHERE periode_id = 3 AND kunci = 'masa_berlaku_nilai'"
    ) == [("36", "kebijakan kotanya berbeda-beda")]


def test_jpm_of_each_city_is_named_by_its_own_scale(tmp_path: Path, swl: Path, pdg: Path) -> None:
    with buka(pdg) as d:
        d.kon.execute("UPDATE kebijakan SET nilai = '99' WHERE kunci = 'jpm_pemetaan_cukup'")
        d.kon.execute("UPDATE kebijakan SET nilai = '99.5' WHERE kunci = 'jpm_pemetaan_optimal'")
        d.kon.execute("UPDATE nilai SET ratus = 180 WHERE kompetensi_id = 1")
        d.kon.execute("DELETE FROM nilai WHERE kompetensi_id = 10")
    with door.baca(provinsi(tmp_path / "p.db", swl, pdg).lokasi) as d:
        for per, kunci in (("instansi", "PDG"), ("opd", "PDG.DINKES"), ("pegawai", LAIN), ("jabatan", "PDG.STAF")):
            [satu] = [b for b in gap_ringkas.ringkas(d, gap.saringan(d, KODE), per) if b[0] == kunci]
            assert (str(satu[13]), satu[15]) == ("90.00", "kurang_optimal"), per
        # Of all cities together nobody has another scale than the shipped one.
        [seluruhnya] = gap_ringkas.ringkas(d, gap.saringan(d, KODE), "kota")
        assert (str(seluruhnya[13]), seluruhnya[15]) == ("84.73", "cukup_optimal")
        assert [str(satu) for satu in gap_ringkas.skala(d, Saringan(2), "pemetaan")] == ["90", "78"]


# --- three levels -----------------------------------------------------------------------------------------------------


def test_provinces_unite_into_a_nation_as_their_cities_would(tmp_path: Path, swl: Path, pdg: Path) -> None:
    """City by city and in any order of levels: the answers are those of all cities united at once."""
    with buka(pdg) as d:
        d.kon.execute("UPDATE periode SET selesai = '2025-06-30' WHERE kode = '2025'")
    bkt = kota_kosong(tmp_path / "bkt.db", INSTANSI["BKT"])
    kota_tutup.isi(bkt)
    tutup(bkt, "2025")
    slk = kota_kosong(tmp_path / "slk.db", INSTANSI["SLK"])
    kode = {swl: "SWL", pdg: "PDG", bkt: "BKT", slk: "SLK"}
    datar = gabung(tmp_path / "datar.db", *kode, kode=kode)
    barat = gabung(tmp_path / "barat.db", swl, bkt, kode=kode)
    timur = gabung(tmp_path / "timur.db", pdg, slk, kode=kode)
    satu = gabung(tmp_path / "satu.db", barat.lokasi, kode=kode)  # one input is allowed: a file once more
    bangsa = gabung(tmp_path / "bangsa.db", timur.lokasi, satu.lokasi)
    assert [b[:2] + b[3:] for b in bangsa.rancangan.baris] == [b[:2] + b[3:] for b in datar.rancangan.baris]
    assert [b[2] for b in bangsa.rancangan.baris] == ["satu.db", "timur.db", "timur.db", "satu.db"]
    with door.baca(datar.lokasi) as a, door.baca(bangsa.lokasi) as b:
        assert _jawaban(a) == _jawaban(b)
        assert [satu for satu in periksa.periksa(b) if satu[0] == "galat"] == []
    sql = "SELECT kode, nama, waktu, jalankan, sidik, opd, pegawai, nilai, periode FROM gabungan ORDER BY id"
    assert _isi(datar.lokasi, sql) == _isi(bangsa.lokasi, sql)


def _jawaban(d: door.Pintu) -> dict[str, Any]:
    hasil: dict[str, Any] = {
        "periode": [b[:3] for b in periode.daftar(d)],
        "kompetensi": kompetensi.daftar(d), "opd": opd.daftar(d), "jabatan": jabatan.daftar(d),
        "tren": gap_tren.tren(d, "instansi").baris, "standar": standar.daftar(d),
        "nilai": [b[:8] for b in nilai.daftar(d)], "pegawai": list(pegawai.daftar(d)),
        "perubahan": gap_perubahan.perubahan(d, "2023", KODE, rinci=True).rinci(),
    }  # fmt: skip
    for nomor, kode in d.kon.execute("SELECT id, kode FROM periode ORDER BY selesai, kode").fetchall():
        hasil[f"daftar {kode}"] = list(gap.daftar(d, Saringan(nomor)))
        hasil[f"matriks {kode}"] = [list(satu) for satu in gap.matriks(d, Saringan(nomor))]
        for per in gap_ringkas.PER:
            hasil[f"ringkas {kode} {per}"] = gap_ringkas.ringkas(d, Saringan(nomor), per)
        hasil[f"peringatan {kode}"] = periode.lihat(d, kode)["peringatan"]
    return hasil


# --- the same again ---------------------------------------------------------------------------------------------------


def test_the_same_cities_give_the_same_bytes_in_any_order(tmp_path: Path, swl: Path, pdg: Path) -> None:
    satu = gabung(tmp_path / "a.db", swl, pdg).lokasi
    dua = gabung(tmp_path / "b.db", pdg, swl).lokasi
    assert satu.read_bytes() == dua.read_bytes()
    with door.sisip(swl) as d:  # a note in the log is no change of the data
        d.kon.execute(
            """INSERT INTO penyaluran (waktu, petugas, perintah, tujuan, orang, pegawai, sesudah)
               VALUES ('2026-01-01T00:00:00Z', 'siti', 'gabung', 'x', 0, '[]', 0)"""
        )
    assert gabung(tmp_path / "c.db", swl, pdg).lokasi.read_bytes() == satu.read_bytes()
    with buka(pdg) as t:
        t.kon.execute("UPDATE pegawai SET nama = 'Zainuddin Labay'")
    assert gabung(tmp_path / "d.db", swl, pdg).lokasi.read_bytes() != satu.read_bytes()


def test_no_input_is_written_to(prov: Gabungan, swl: Path, pdg: Path) -> None:
    sebelum = [(sidik(satu), satu.stat().st_mtime_ns) for satu in (swl, pdg)]
    provinsi(prov.lokasi, swl, pdg, timpa=True)
    provinsi(prov.lokasi.with_name("lain.db"), swl, pdg, kering=True)
    assert [(sidik(satu), satu.stat().st_mtime_ns) for satu in (swl, pdg)] == sebelum
    assert not prov.lokasi.with_name("lain.db").exists()


# --- refusals ---------------------------------------------------------------------------------------------------------


def _ditolak(galat: type[Exception], pesan: str, ke: Path, *masukan: Path, **pilihan: Any) -> str:
    sebelum = [sidik(satu) for satu in masukan]
    berkas = sorted(ke.parent.iterdir())
    with pytest.raises(galat) as ini:
        gabung(ke, *masukan, **pilihan)
    assert pesan in ini.value.pesan  # type: ignore[attr-defined]
    assert ([sidik(satu) for satu in masukan], sorted(ke.parent.iterdir())) == (sebelum, berkas)
    return str(ini.value.petunjuk)  # type: ignore[attr-defined]


def test_a_city_twice_is_refused(tmp_path: Path, swl: Path, pdg: Path, prov: Gabungan) -> None:
    salinan = kota_kosong(tmp_path / "lain.db", INSTANSI["SWL"].upper())
    ke = tmp_path / "p.db"
    _ditolak(Bentrok, f"ada dua kali: {swl} dan {salinan}", ke, swl, salinan, kode={swl: "A", salinan: "B"})
    _ditolak(Bentrok, f"ada dua kali: {pdg} dan {prov.lokasi}", ke, pdg, prov.lokasi)


def test_two_cities_of_one_code_are_refused(tmp_path: Path, swl: Path, pdg: Path, prov: Gabungan) -> None:
    ke = tmp_path / "p.db"
    petunjuk = _ditolak(Bentrok, "sama-sama berkode X", ke, swl, pdg, kode={swl: "X", pdg: "X"})
    assert "--kode pdg.db=KODE" in petunjuk
    bkt = kota_kosong(tmp_path / "bkt.db", INSTANSI["BKT"])
    assert "--kode bkt.db=KODE" in _ditolak(Bentrok, "berkode SWL", ke, prov.lokasi, bkt, kode={bkt: "SWL"})
    slk = kota_kosong(tmp_path / "slk.db", INSTANSI["SLK"])
    lain = gabung(tmp_path / "lain.db", bkt, slk, kode={bkt: "SWL", slk: "SLK"})
    assert "Gabungkan lagi" in _ditolak(Bentrok, "berkode SWL", ke, prov.lokasi, lain.lokasi)


def test_a_name_without_letters_needs_a_code(tmp_path: Path) -> None:
    aneh = kota_kosong(tmp_path / "aneh.db", "市役所")
    assert "--kode aneh.db=KODE" in _ditolak(SalahPakai, "tidak memuat huruf Latin", tmp_path / "p.db", aneh)
    assert gabung(tmp_path / "p.db", aneh, kode={aneh: "X"}).rancangan.baris[0][0] == "X"


def test_a_database_not_finished_is_refused(tmp_path: Path, swl: Path) -> None:
    door.buat(tmp_path / "baru.db")
    assert "asn db mulai" in _ditolak(
        BasisDataBermasalah, "belum selesai dibuat", tmp_path / "p.db", swl, tmp_path / "baru.db"
    )


def test_a_city_changed_behind_the_programs_back_is_refused(
    tmp_path: Path, swl: Path, pdg: Path, prov: Gabungan
) -> None:
    for lokasi, perintah in (
        (swl, "UPDATE beku_gap SET capaian_6000 = 30000"),
        (prov.lokasi, "UPDATE opd SET nama = 'X'"),
    ):
        with closing(sqlite3.connect(lokasi)) as kon, kon:
            penjaga = kon.execute("SELECT sql FROM sqlite_schema WHERE name = 'jaga_beku_gap_ubah'").fetchone()[0]
            kon.execute("DROP TRIGGER jaga_beku_gap_ubah")
            kon.execute(perintah)
            kon.execute(penjaga)
    assert f"asn db periksa --db {swl}" in _ditolak(
        BasisDataBermasalah, f"{swl} diubah di luar", tmp_path / "p.db", pdg, swl
    )
    _ditolak(BasisDataBermasalah, f"{prov.lokasi} diubah di luar", tmp_path / "p.db", prov.lokasi)


def test_a_city_changed_meanwhile_is_refused(tmp_path: Path, swl: Path, pdg: Path) -> None:
    def maju(nomor: Any) -> Any:
        for satu in nomor:
            with buka(pdg) as d:
                d.kon.execute("UPDATE pegawai SET nama = nama || '!'")
            yield satu

    with pytest.raises(Bentrok, match=r"pdg\.db berubah selagi digabung"):
        provinsi(tmp_path / "p.db", swl, pdg, langkah=DIAM._replace(maju=maju))
    assert not list(tmp_path.glob("p.db*")) + list(tmp_path.glob(".asn-*"))


def test_more_periods_than_a_file_holds_are_refused(
    tmp_path: Path, swl: Path, pdg: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gabung_rancang, "MAKS_PERIODE", 2)
    _ditolak(DataDitolak, "3 periode tidak muat", tmp_path / "p.db", swl, pdg)


def test_a_record_that_refers_to_nothing_is_not_united(tmp_path: Path, swl: Path, pdg: Path) -> None:
    with closing(sqlite3.connect(pdg)) as kon, kon:
        kon.execute("UPDATE penempatan SET jabatan_id = 99")
    _ditolak(BasisDataBermasalah, "rekaman penempatan merujuk", tmp_path / "p.db", swl, pdg)


# --- read-only --------------------------------------------------------------------------------------------------------


def test_the_writing_door_refuses_a_united_file(prov: Gabungan) -> None:
    sebelum = sidik(prov.lokasi)
    with pytest.raises(Bentrok) as galat, buka(prov.lokasi):
        pass
    assert galat.value.pesan == f"{prov.lokasi} gabungan beberapa kota dan hanya untuk dibaca"
    assert "asn gabung" in galat.value.petunjuk
    assert sidik(prov.lokasi) == sebelum


TABEL = ("opd", "pegawai", "nilai", "standar", "penempatan", "gabungan", "opd_instansi", "gabungan_periode",
         "gabungan_kompetensi", "gabungan_kebijakan", "kelas", "jalankan", "instansi", "kebijakan")  # fmt: skip


@pytest.mark.parametrize("tabel", TABEL)
def test_the_check_finds_what_another_program_changed(prov: Gabungan, tabel: str) -> None:
    with closing(sqlite3.connect(prov.lokasi)) as kon, kon:
        for (penjaga,) in kon.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
            kon.execute(f"DROP TRIGGER {penjaga}")
        kolom = kon.execute("SELECT name FROM pragma_table_info(?) WHERE type = 'TEXT'", (tabel,)).fetchall()
        ubah = {"nilai": "ratus = 1", "penempatan": "selesai = '2024-01-01'", "standar": "ratus = 1",
                "opd_instansi": "gabungan_id = 1", "kebijakan": "dasar = 'x'", "pegawai": "nama = 'x'",
                "gabungan_periode": "dibuka_ulang = 9", "gabungan_kompetensi": "kode = 'x' || kompetensi_id",
                "kelas": "tempat = 'x'", "gabungan": "opd = 9", "opd": "surel = 'x@y.id'",
                "jalankan": "perintah = 'x'"}  # fmt: skip
        kon.execute(f"UPDATE {tabel} SET {ubah.get(tabel) or f'{kolom[-1][0]} = {kolom[-1][0]} || 1'}")
    kon.close()
    from asn_kompetensi.store import migrations

    with closing(sqlite3.connect(prov.lokasi)) as kon, kon:
        for teks in migrations.objek(migrations.versi_program()).values():
            if teks.startswith("CREATE TRIGGER"):
                kon.execute(teks)
    with door.baca(prov.lokasi) as d:
        temuan = [satu for satu in periksa.periksa(d) if satu[0] == "galat"]
    assert {satu[1] for satu in temuan} == {"GABUNGAN_BERUBAH"}
    assert any(f"isi {tabel} tidak seperti waktu digabung" == satu[2] for satu in temuan)


def test_a_sound_united_file_has_no_finding(prov: Gabungan) -> None:
    with door.baca(prov.lokasi) as d:
        assert periksa.periksa(d) == []


def test_an_ordinary_file_is_its_own_only_city(swl: Path) -> None:
    with door.baca(swl) as d:
        kota = gap_ringkas.ringkas(d, gap.saringan(d, KODE), "kota")
        assert gap_ringkas.ringkas(d, gap.saringan(d, KODE), "instansi") == [("SAWAHLUNTO", *kota[0][1:])]
        assert {b[1] for b in gap_tren.tren(d, "instansi").baris} == {"SAWAHLUNTO"}
        assert len(gap_tren.tren(d, "instansi", kelompok="pemerintah kota sawahlunto").baris) == 3
        assert RENO in {b[2] for b in gap.daftar(d, gap.saringan(d, KODE))}
