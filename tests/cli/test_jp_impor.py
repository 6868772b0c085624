"""`asn jp impor` and `asn jp sertifikat` on files as they come: SIASN's columns, local ones, a filled template."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from asn_kompetensi.cli.jp import KOLOM, KOLOM_KEGIATAN, KOLOM_KURANG, KOLOM_SERTIFIKAT
from asn_kompetensi.services import jp, jp_kegiatan, jp_sertifikat
from asn_kompetensi.services.jp_impor import SKEMA
from asn_kompetensi.store import door
from asn_kompetensi.tabular.baca.ejaan import bidang_dari, kunci_judul
from tests.cli.alat import ke_berkas, tolak
from tests.services.berkas_uji import hitungan, kode, laporan, sidik, sql
from tests.services.orang import MANGKUTAK, RENO, SABAI, UMBUIK, isi_kota

Asn = Callable[..., tuple[int, str, str]]
M6 = ("NO.,NIP,NAMA,OPD,TIPE KURSUS,NAMA KURSUS,LAMANYA KURSUS,TANGGAL KURSUS,NO SERT,INSTANSI,"
      "INSTITUSI PENYELENGGARA")  # fmt: skip


EJAAN = {
    "nip": "NIP BARU|NIP|nipBaru|NIP / NI PPPK",
    "kegiatan": "NAMA DIKLAT|Nama Diklat|NAMA KURSUS|namaKursus|Nama Pelatihan|nama_pelatihan|Nama/Kursus/Latihan|"
                "Nama Kegiatan|kegiatan",
    "bentuk": "Jenis Diklat|JENIS DIKLAT|TIPE KURSUS|Jenis|jenis_pelatihan|jenisDiklatId|DIKLAT|Jenis/Bidang|Kategori",
    "struktural": "Diklat Struktural|latihanStrukturalId",
    "penyelenggara": "INSTITUSI PENYELENGGARA|institusiPenyelenggara|Institusi Penyelenggara|Penyelenggara",
    "instansi": "INSTANSI",
    "sertifikat": "NOMOR|nomor|NO SERT|No.STTPL|No. SK|nomorSertipikat|noSertipikat|noSertifikat|nomorSertifikat|"
                  "noSetifikat|Nomor Sertifikat|no_sttpp|no_piagam|NO SERTIPIKAT|sertifikat",
    "mulai": "TANGGAL MULAI|tanggal_mulai|TGL MULAI|Tgl. Mulai|tanggalKursus|TANGGAL KURSUS|Tgl.Diklat|TANGGAL|tanggal|"
             "Tgl.Pelaksanaan",
    "selesai": "TANGGAL SELESAI|tanggal_selesai|TGL SELESAI|Tgl. Selesai|tanggalSelesaiKursus|tanggalSelesai",
    "tahun": "TAHUN|tahunKursus|Tahun Diklat|tahun|Tahun Pelaksanaan",
    "jp": "JP|JPL|Jam|LAMANYA KURSUS|jumlahJam|jumlah_jam|Jumlah Jam|durasi_jam|lama_jam|Durasi(Jam)|Durasi (JP)|"
          "Durasi JP|Jumlah Hari (JP)|Jumlah JP|Lama / Jam",
    "kali": "kali|Jumlah Pertemuan",
    "luar_negeri": "luar_negeri|Luar Negeri",
    "berlaku_sampai": "berlaku_sampai|Berlaku Sampai|Masa Berlaku",
    "tmt_jabatan": "TMT JABATAN",
}  # fmt: skip


def test_every_spelling_seen_in_real_files_is_known() -> None:
    for bidang, semua in EJAAN.items():
        for ejaan in semua.split("|"):
            assert bidang_dari(kunci_judul(ejaan), SKEMA) == bidang, ejaan
    assert {satu for pilihan in SKEMA.wajib for satu in pilihan} <= set(SKEMA.bidang)


@pytest.fixture
def kota(basis: Path) -> Path:
    """The people alone."""
    with door.tulis(basis, perintah="uji", petugas="penguji") as d:
        isi_kota(d.kon)
    return basis


def _csv(basis: Path, *baris: str, nama: str = "kursus.csv") -> str:
    berkas = basis.with_name(nama)
    berkas.write_text("\n".join(baris) + "\n", encoding="utf-8")
    return str(berkas)


def _isi(basis: Path) -> list[tuple[Any, ...]]:
    return sql(
        basis,
        """SELECT g.nip, j.nama, j.bentuk_id, j.tahun, j.mulai, j.selesai, j.jp / 100, j.penyelenggara, j.sertifikat
             FROM jp_luar j JOIN pegawai g ON g.id = j.pegawai_id ORDER BY j.id""",
    )


def test_a_local_file_kept_whole_or_in_part(kota: Path, asn: Asn) -> None:
    berkas = _csv(
        kota, M6,
        f"1,{SABAI},SABAI ALUIH,DISDIK,Teknis,Bimtek Perencanaan,24 JP,3 s.d. 5 Maret 2025,800/1/2025,BKN,Pusdiklat",
        f"2,{RENO},RENO,DISDIK,Webinar,Webinar Inflasi,3,04-05-2025,800/2/2025,BI,",
        f"3,{UMBUIK},UMBUIK MUDO,DISDIK,Seminar,Seminar ASN,,04-05-2025,,BKN,",
    )  # fmt: skip
    awal = sidik(kota)
    coba, tolakan = asn("jp", "impor", berkas, "--lewati", "-n", "--json"), asn("jp", "impor", berkas, "--json")
    assert (coba[0], tolakan[0], sidik(kota)) == (9, 3, awal)
    nyata = asn("jp", "impor", berkas, "--lewati", "--json")
    isi = laporan(nyata)
    assert (nyata[0], hitungan(isi), kode(isi)) == (9, (2, 0, 0, 1, 0), [(3, "E3", "BENTUK_TIDAK_DIKENAL")])
    assert "Seminar (9) atau Pelatihan Jarak Jauh (17)" in isi["galat"][0]["saran"]
    assert {**laporan(coba), "jalankan": isi["jalankan"]} == {**laporan(tolakan), "jalankan": isi["jalankan"]} == isi
    assert _isi(kota) == [
        (SABAI, "Bimtek Perencanaan", 3, 2025, "2025-03-03", "2025-03-05", 24, "Pusdiklat", "800/1/2025"),
        (UMBUIK, "Seminar ASN", 9, 2025, "2025-05-04", "2025-05-04", None, "BKN", None),
    ]
    kini = sidik(kota)
    lagi = asn("jp", "impor", berkas, "--lewati", "--json")
    assert (lagi[0], hitungan(laporan(lagi)), laporan(lagi)["jalankan"], sidik(kota)) == (
        9,
        (0, 0, 2, 1, 0),
        None,
        kini,
    )
    assert asn("batal", "terakhir", "--json")[0] == 0
    assert _isi(kota) == []


def test_columns_of_siasn_and_of_other_offices(kota: Path, asn: Asn) -> None:
    kursus = (
        "nipBaru,namaKursus,jenisDiklatId,jumlahJam,tanggalKursus,tanggalSelesaiKursus,tahunKursus,noSertipikat,"
        "institusiPenyelenggara,jenisKursusNama"
    )
    siasn = _csv(kota, kursus, f"{SABAI},Kursus A,3,32,01-07-2024,05-07-2024,2024,KMN/1,Kemendagri,BIMB. TEHNIS",
                 f"{SABAI},Kursus B,8,8,01-08-2024,0000-00-00,2024,,Kemendagri,")  # fmt: skip
    diklat = _csv(kota, "NO.;NIP;NAMA;OPD;NOMOR;TANGGAL;TAHUN;NAMA DIKLAT;JUMLAH JAM",
                  f"1;{SABAI};SABAI ALUIH;DISDIK;PIM/3;2019-05-05;2019;Diklat PIM III;360",
                  nama="diklat.csv")  # fmt: skip
    struktural = _csv(kota, "NIP,Diklat Struktural,Nama Diklat,Institusi Penyelenggara,Nomor Sertifikat,Tahun Diklat,"
                      "Tanggal Mulai,Tanggal Selesai,Durasi(Jam)",
                      f"{RENO},PKP,PKP Angkatan II,BPSDM,PKP/2,2022,03-01-2022,31-05-2022,900",
                      nama="pkp.csv")  # fmt: skip
    tempat = _csv(kota, "nama,nip,jabatan,unit_kerja,nama_pelatihan,jenis_pelatihan,penyelenggara,tempat,tanggal_mulai,"
                  "tanggal_selesai,jp,sertifikat_url,keterangan,TMT JABATAN",
                  f"Umbuik Mudo,{UMBUIK},Guru,DISDIK,Lokakarya C,Workshop,LPMP,-,2025-02-03,2025-02-04,,,,2020-01-01",
                  nama="lokal.csv")  # fmt: skip
    for berkas, kata in ((siasn, ()), (diklat, ("--bentuk", "1")), (struktural, ()), (tempat, ())):
        hasil = asn("jp", "impor", berkas, *kata, "--json")
        assert (hasil[0], laporan(hasil)["galat"]) == (0, []), berkas
    assert _isi(kota) == [
        (SABAI, "Kursus A", 3, 2024, "2024-07-01", "2024-07-05", 32, "Kemendagri", "KMN/1"),
        (SABAI, "Kursus B", 8, 2024, "2024-08-01", "2024-08-01", 8, "Kemendagri", None),
        (SABAI, "Diklat PIM III", 1, 2019, "2019-05-05", "2019-05-05", 360, None, "PIM/3"),
        (RENO, "PKP Angkatan II", 1, 2022, "2022-01-03", "2022-05-31", 900, "BPSDM", "PKP/2"),
        (UMBUIK, "Lokakarya C", 4, 2025, "2025-02-03", "2025-02-04", None, "LPMP", None),
    ]
    assert asn("jp", "impor", diklat, "--json")[0] == 3, "no form of training anywhere"


def test_what_is_listed_can_be_imported_elsewhere(kota: Path, asn: Asn, tmp_path: Path) -> None:
    berkas = _csv(kota, "nip,kegiatan,bentuk,mulai,selesai,jp,sertifikat,berlaku_sampai",
                  f"{SABAI},Kursus A,3,2025-07-01,2025-07-05,32,A/1,2026-07-01",
                  f"{SABAI},E-learning B,16,2025-07-01,2025-07-02,20,B/1,",
                  f"{SABAI},E-learning C,16,2025-07-02,2025-07-02,20,C/1,2025-12-31")  # fmt: skip
    assert asn("jp", "impor", berkas)[0] == 0
    isi = ke_berkas(asn, tmp_path, "jp", "daftar", "--tahun", "2025", "--per", "kegiatan",
                    bidang=",".join(jp_kegiatan.BIDANG))  # fmt: skip
    assert [(b["kegiatan"], b["jp"], b["jp_diakui"], b["asal"], b["keterangan"]) for b in isi] == [
        ("E-learning B", 6, 6, "luar", None),
        ("E-learning C", 3, 0, "luar", "batas 3 JP sehari"),
        ("Kursus A", 32, 32, "luar", None),
    ]
    awal = _isi(kota)
    sql(kota, "DELETE FROM jp_luar")
    daftar = tmp_path / "daftar.csv"
    daftar.write_text(asn("jp", "daftar", "--tahun", "2025", "--per", "kegiatan", "--csv")[1], encoding="utf-8")
    assert asn("jp", "impor", str(daftar), "--json")[0] == 0
    assert asn("jp", "impor", berkas, "--json")[0] == 0
    assert sorted(_isi(kota)) == sorted(awal)
    sertifikat = json.loads(
        asn("jp", "sertifikat", "--pada", "2026-01-01", "--habis-sampai", "2026-12-31", "--json")[1]
    )
    assert [(b["sertifikat"], b["status"]) for b in sertifikat] == [("C/1", "habis"), ("A/1", "berlaku")]


def test_refused_word_for_word(kota: Path, asn: Asn) -> None:
    berkas = _csv(kota, "nip,kegiatan,mulai,jp", f"{SABAI},A,2025-07-01,8")
    for kata, keluar, pesan, petunjuk in (
        (("daftar", "--tahun", "2025", "--status", "lulus"), 2, "status 'lulus' tidak ada",
         "Pilihannya: belum_ada_data, kurang, terpenuhi, dalam_batas, melebihi_batas."),
        (("daftar", "--tahun", "2025", "--per", "bentuk", "--akan-kurang"), 2,
         "--status dan --akan-kurang tidak dapat dipakai bersama --per", "Hapus --per."),
        (("daftar", "--per", "kegiatan"), 2, "--tahun wajib diisi", "Tambahkan tahun, misalnya --tahun 2025."),
        (("impor", berkas, "--bentuk", "Rapat"), 3,
         "Bentuk 'Rapat' tidak dikenal; isi nomor 1 sampai 25 atau namanya.", "Perbaiki isian itu, lalu ulangi."),
        (("sertifikat", "--habis-sampai", "besok"), 3, "Tanggal 'besok' tidak terbaca; tulis seperti 31-12-2025.",
         "Tulis --habis-sampai seperti 2025-12-31."),
        (("sertifikat", "--pada", ""), 3, "--pada kosong", "Tulis --pada seperti 2025-12-31."),
        (("sertifikat", "--tahun", "25"), 3, "tahun '25' tidak sah", "Tulis empat angka, misalnya 2025"),
    ):  # fmt: skip
        tolak(asn, kota, ("jp", *kata), keluar, pesan, petunjuk)


def test_filters_and_what_the_screen_leaves_out(kota: Path, asn: Asn) -> None:
    berkas = _csv(kota, "nip,kegiatan,bentuk,tahun,jp", f"{SABAI},A,3,2025,20", f"{MANGKUTAK},B,3,2025,8",
                  f"{UMBUIK},C,3,2025,30")  # fmt: skip
    assert asn("jp", "impor", berkas)[0] == 0

    def nip(*kata: str) -> list[str]:
        return [
            b["nip"] for b in csv.DictReader(asn("jp", "daftar", "--tahun", "2025", *kata, "--csv")[1].splitlines())
        ]

    assert nip("--status", "terpenuhi") == [SABAI]
    assert nip("--status", "melebihi_batas") == [UMBUIK]
    assert nip("--status", "kurang", "--akan-kurang") == [MANGKUTAK]
    assert SABAI not in nip("--akan-kurang")
    assert tuple(k.nama for k in KOLOM) == tuple(k.nama for k in KOLOM_KURANG) == jp.BIDANG
    assert tuple(k.nama for k in KOLOM_KEGIATAN) == jp_kegiatan.BIDANG
    assert tuple(k.nama for k in KOLOM_SERTIFIKAT) == jp_sertifikat.BIDANG
    beda = {k.nama for k, lain in zip(KOLOM, KOLOM_KURANG, strict=True) if k.layar != lain.layar}
    assert beda == {"status", "kelas_saran"}
    assert [b["jp"] for b in json.loads(asn("pegawai", "lihat", SABAI, "--json")[1])["jp"]] == [20]
