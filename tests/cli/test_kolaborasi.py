"""`asn kolaborasi` as a clerk and a script see it."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.alat import ke_berkas, tolak
from tests.conftest import Asn
from tests.services import kota_kolaborasi as kota

PELUANG = (
    "kompetensi,nama_kompetensi,level,opd_terlibat,pegawai,kesenjangan_total,bobot_total,kelas_terpisah,kelas_bersama,"
    "hemat_kelas,biaya_terpisah,biaya_bersama,hemat_biaya,hemat_persen,opd,pelatihan"
)
MENTOR = (
    "kompetensi,nama_kompetensi,mentor_nip,mentor_nama,mentor_opd,mentor_capaian,nip,nama,opd,standar,capaian,"
    "kesenjangan,beban"
)
TANPA = "kompetensi,nama_kompetensi,nip,nama,opd,standar,capaian,kesenjangan,sebab"
RINGKAS = "pelatihan,nama_pelatihan,kelas,peserta,opd_terlibat,biaya,tertutup,bobot_tertutup"
REKAP = "opd,nama_opd,kelas_tuan_rumah,peserta_dikirim,kursi_diberi,kursi_diterima,jp_diberi,jp_diterima,saldo_kursi"


@pytest.fixture
def program(basis: Path, asn: Asn) -> Asn:
    """The seeded city of forty people, in a file; one of its finished classes has a host and a guest."""
    d = kota.acak(basis, 21, 40)
    d.kon.execute("INSERT INTO kelas_rincian VALUES (1, 1, NULL)")
    d.kon.execute("INSERT INTO peserta (kelas_id, nomor, pegawai_id, opd_id, jp_diakui) VALUES (1, 1, 1, 2, 1600)")
    basis.unlink()
    with closing(sqlite3.connect(basis)) as tujuan:
        d.kon.backup(tujuan)
    d.kon.close()
    return asn


def test_refusals_word_for_word(program: Asn, basis: Path) -> None:
    periode = ("--periode", "2025")
    for kata, kode, pesan, petunjuk in (
        (("peluang",), 2, "--periode wajib diisi", "Tambahkan periode, misalnya --periode 2025."),
        (("peluang", "--periode", "2024"), 4, "periode '2024' belum dibuka",
         "Yang ada: 2025. Daftar: asn periode daftar"),
        (("peluang", *periode, "--kursi", "0"), 3, "--kursi '0' harus bilangan bulat, paling sedikit 1.",
         "Tulis angkanya saja sesudah --kursi."),
        (("kelas", *periode), 2, "--kursi wajib diisi", "Tambahkan kursi dalam satu kelas dengan --kursi."),
        (("kelas", *periode, "--kursi", "9", "--anggaran", "sejuta"), 3,
         "--anggaran 'sejuta' harus bilangan bulat, paling sedikit 0.", "Tulis angkanya saja sesudah --anggaran."),
        (("kelas", *periode, "--kursi", "9", "--per-orang", ""), 3, "--per-orang kosong",
         "Tulis angkanya saja sesudah --per-orang."),
        (("mentor", *periode, "--selisih-minimal", "7"), 3,
         "--selisih-minimal: Nilai 7 di luar skala; yang sah di atas 0 sampai 5.",
         "Tulis levelnya, misalnya 1 atau 0,5."),
        (("mentor", *periode, "--kompetensi", "KOMP"), 4, "kompetensi 'KOMP' belum terdaftar",
         "Mungkin maksudnya: KOM, MP. Daftar lengkap: asn kompetensi daftar"),
        (("rekap",), 2, "--tahun wajib diisi", "Tambahkan --tahun 2025, atau --dari dan --sampai bersama."),
    ):  # fmt: skip
        tolak(program, basis, ("kolaborasi", *kata), kode, pesan, petunjuk)
    assert program("kolaborasi", "mentor", *periode, "--opd", "ENTAH")[0] == 4
    assert program("kolaborasi", "kelas", *periode, "--kursi", "9", "--json", "--csv")[0] == 2


def test_every_answer_in_every_form(program: Asn, tmp_path: Path) -> None:
    p = ("--periode", "2025")
    peluang = ke_berkas(program, tmp_path, "kolaborasi", "peluang", *p, "--per-level", bidang=PELUANG)
    assert {satu["level"] for satu in peluang} <= {2, 3, 4}
    mentor = ke_berkas(program, tmp_path, "kolaborasi", "mentor", *p, "-q", bidang=MENTOR)
    tanpa = ke_berkas(program, tmp_path, "kolaborasi", "mentor", *p, "--tanpa", "-q", bidang=TANPA)
    assert {(s["nip"], s["kompetensi"]) for s in mentor} & {(s["nip"], s["kompetensi"]) for s in tanpa} == set()
    ke_berkas(program, tmp_path, "kolaborasi", "kelas", *p, "--kursi", "9", "--ringkas", "-q", bidang=RINGKAS)
    assert ke_berkas(program, tmp_path, "kolaborasi", "rekap", "--tahun", "2024", bidang=REKAP)[:2] == [
        {"opd": "A", "nama_opd": "Dinas A", "kelas_tuan_rumah": 1, "peserta_dikirim": 0, "kursi_diberi": 1,
         "kursi_diterima": 0, "jp_diberi": 16, "jp_diterima": 0, "saldo_kursi": 1},
        {"opd": "B", "nama_opd": "Dinas B", "kelas_tuan_rumah": 0, "peserta_dikirim": 1, "kursi_diberi": 0,
         "kursi_diterima": 1, "jp_diberi": 0, "jp_diterima": 16, "saldo_kursi": -1},
    ]  # fmt: skip


def test_plan_as_one_object_and_as_seats(program: Asn, tmp_path: Path) -> None:
    kata = ("kolaborasi", "kelas", "--periode", "2025", "--kursi", "9", "--anggaran", "Rp 60.000.000")
    kode, keluar, galat = program(*kata, "--json")
    isi = json.loads(keluar)
    ringkasan = isi["ringkasan"]
    assert kode == 0
    assert list(isi) == ["ringkasan", "kelas", "peserta"]
    assert ",".join(isi["kelas"][0]) == RINGKAS
    assert ringkasan["biaya"] == sum(satu["biaya"] for satu in isi["kelas"]) <= ringkasan["anggaran"] == 60_000_000
    assert (ringkasan["kelas"], ringkasan["peserta"]) == (len(isi["kelas"]), len(isi["peserta"]))
    assert galat.startswith(f"{ringkasan['kelas']} kelas seharga Rp{ringkasan['biaya']:,}".replace(",", "."))
    assert "(jarak 0%)" in galat
    tujuan = tmp_path / "rencana.json"
    assert program(*kata, "-o", str(tujuan))[:2] == (0, "")
    assert json.loads(tujuan.read_text(encoding="utf-8")) == isi["peserta"], "a file holds the seats"
    assert program(*kata, "--csv")[1].splitlines()[0] == ",".join(isi["peserta"][0])


def test_what_is_said_beside_the_answer(program: Asn, basis: Path) -> None:
    p = ("--periode", "2025")
    galat = program("kolaborasi", "mentor", *p, "--csv")[2]
    assert " bimbingan oleh " in galat
    assert galat.endswith("Lihat: --tanpa\n")
    assert "Lihat: --tanpa" not in program("kolaborasi", "mentor", *p, "--tanpa", "--csv")[2]
    assert program("kolaborasi", "peluang", *p, "--opd-minimum", "99", "--json") == (
        0, "[]\n", "Tidak ada kompetensi yang kurang di paling sedikit 99 perangkat daerah.\n",
    )  # fmt: skip
    assert program("kolaborasi", "rekap", "--dari", "1-1-2020", "--sampai", "2-1-2020", "--json") == (
        0, "[]\n", "Tidak ada kelas yang selesai dari 2020-01-01 sampai 2020-01-02.\n",
    )  # fmt: skip
    with closing(sqlite3.connect(basis)) as kon:
        kon.execute("UPDATE pelatihan SET penyelenggara = 'BPSDM Provinsi' WHERE kode = 'P1'")
        kon.execute("UPDATE kelas SET biaya = NULL WHERE kode = 'P2-0'")
        kon.commit()
    assert program("kolaborasi", "rekap", "--tahun", "2024")[2] == (
        "Tanpa tuan rumah yang terdaftar: BPSDM Provinsi. Bila salah satunya perangkat daerah di sini: "
        "asn opd ubah KODE --alias EJAAN\n"
    )
    galat = program("kolaborasi", "kelas", *p, "--kursi", "9", "--anggaran", "4", "--csv")[2]
    assert galat.splitlines()[0].startswith("Tidak ikut karena biayanya belum diketahui: P2. ")
    assert galat.splitlines()[1].startswith(
        "Tidak ada kelas yang dapat direncanakan: batas atau anggarannya tidak cukup untuk satu kelas; "
    )


def test_nothing_there_yet(asn: Asn) -> None:
    assert asn("periode", "buka", "2025", "--mulai", "2025-01-01", "--selesai", "2025-12-31")[0] == 0
    for kata in (("peluang",), ("mentor",), ("mentor", "--tanpa"), ("kelas", "--kursi", "9", "--ringkas")):
        kode, keluar, galat = asn("kolaborasi", *kata, "--periode", "2025", "--json")
        assert (kode, keluar, galat.count("\n")) == (0, "[]\n", 1), kata
    isi = json.loads(asn("kolaborasi", "kelas", "--kursi", "9", "--periode", "2025", "--json")[1])
    assert (isi["kelas"], isi["peserta"], isi["ringkasan"]["tanpa_kelas"]) == ([], [], 0)
