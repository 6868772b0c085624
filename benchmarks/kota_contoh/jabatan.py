"""The jobs of the sample city, the posts of each kind of agency, and the standards of every job."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import cycle, islice

from asn_kompetensi.domain.jenjang import bawaan
from benchmarks.kota_contoh.organisasi import Opd

MANSOSKUL = ("INT", "KS", "KOM", "OPH", "PP", "PDOL", "MP", "PK", "PB")
TEKNIS = {
    "TKD": ("Tata Kelola Data", "Mengumpulkan, memeriksa, dan membagikan data menurut kaidah Satu Data."),
    "TPK": ("Pengelolaan Keuangan Daerah", "Merencanakan, menatausahakan, dan mempertanggungjawabkan anggaran daerah."),
    "TPY": ("Pelayanan Perizinan", "Melayani perizinan dan administrasi warga sesuai standar pelayanan."),
    "TKL": ("Keperawatan Klinis", "Memberi asuhan keperawatan atau kebidanan yang aman menurut kewenangan klinis."),
}
KOMPETENSI = (*MANSOSKUL, *TEKNIS)
MULAI_STANDAR, DASAR_STANDAR = date(2023, 1, 1), "Kepwako contoh 1/2023"
MULAI_NAIK, DASAR_NAIK = date(2025, 1, 1), "Kepwako contoh 7/2024"


@dataclass(frozen=True, slots=True)
class Jabatan:
    """One job; `teknis` are the technical competencies it requires beside the nine."""

    kode: str
    nama: str
    jenjang: str
    urusan: str
    teknis: tuple[str, ...] = ()


# code; name; jenjang; urusan; technical competencies
_STRUKTURAL = """
SEKDA;Sekretaris Daerah;JPT Pratama;Sekretariat Daerah
ASISTEN;Asisten Administrasi Umum;JPT Pratama;Sekretariat Daerah
SEKWAN;Sekretaris DPRD;JPT Pratama;Sekretariat DPRD
INSPEKTUR;Inspektur;JPT Pratama;Pengawasan
KADIS;Kepala Dinas;JPT Pratama;Umum
KABAN;Kepala Badan;JPT Pratama;Umum
KASAT;Kepala Satuan Polisi Pamong Praja dan Pemadam Kebakaran;JPT Pratama;Ketenteraman dan Ketertiban
KAKAN;Kepala Kantor Kesatuan Bangsa dan Politik;Administrator;Kesatuan Bangsa dan Politik
DIREKTUR-RSUD;Direktur RSUD;Administrator;Kesehatan
SEKDIS;Sekretaris Dinas;Administrator;Umum;TPK
SEKBAN;Sekretaris Badan;Administrator;Umum;TPK
SEKRETARIS-INSPEKTORAT;Sekretaris Inspektorat;Administrator;Pengawasan;TPK
SEKRETARIS-SATUAN;Sekretaris Satuan;Administrator;Ketenteraman dan Ketertiban;TPK
IRBAN;Inspektur Pembantu;Administrator;Pengawasan;TPK
KABAG;Kepala Bagian;Administrator;Umum
KABID;Kepala Bidang;Administrator;Umum;TKD
CAMAT;Camat;Administrator;Kewilayahan;TPY
SEKCAM;Sekretaris Kecamatan;Administrator;Kewilayahan;TPK
LURAH;Lurah;Pengawas;Kewilayahan;TPY
SEKLUR;Sekretaris Kelurahan;Pengawas;Kewilayahan;TPK
KASI-PELAYANAN;Kepala Seksi Pelayanan Umum;Pengawas;Kewilayahan;TPY
KASI-PEMERINTAHAN;Kepala Seksi Pemerintahan;Pengawas;Kewilayahan
KASUBBAG-UMUM;Kepala Sub Bagian Umum dan Kepegawaian;Pengawas;Umum
KASUBBAG-KEUANGAN;Kepala Sub Bagian Keuangan dan Program;Pengawas;Keuangan;TPK
KEPALA-PUSKESMAS;Kepala UPTD Puskesmas;Pengawas;Kesehatan;TKD
KATU-PUSKESMAS;Kepala Sub Bagian Tata Usaha Puskesmas;Pengawas;Kesehatan;TPK
"""
# code without the level; name; levels (A Madya, B Muda, C Pertama, T Terampil, M Mahir); urusan; technical
_FUNGSIONAL = """
DOKTER;Dokter;ABC;Kesehatan
PERAWAT;Perawat;BCMT;Kesehatan;TKL
BIDAN;Bidan;CT;Kesehatan;TKL
APOTEKER;Apoteker;C;Kesehatan
AUDITOR;Auditor;ABC;Pengawasan;TPK
PRAKOM;Pranata Komputer;BCT;Komunikasi dan Informatika;TKD
PERENCANA;Perencana;BC;Perencanaan;TKD
ANALIS-SDMA;Analis Sumber Daya Manusia Aparatur;BC;Kepegawaian;TKD
ANALIS-KEUANGAN;Analis Keuangan Pusat dan Daerah;BC;Keuangan;TPK
ANALIS-KEBIJAKAN;Analis Kebijakan;B;Umum;TKD
ARSIPARIS;Arsiparis;CT;Kearsipan;TKD
PUSTAKAWAN;Pustakawan;C;Perpustakaan
GURU;Guru;BC;Pendidikan
PENGAWAS-SEKOLAH;Pengawas Sekolah;A;Pendidikan
PENYULUH-TANI;Penyuluh Pertanian;BC;Pertanian
TEKNIK-JALAN;Teknik Jalan dan Jembatan;C;Pekerjaan Umum
PEDAL;Pengendali Dampak Lingkungan;B;Lingkungan Hidup
PEKSOS;Pekerja Sosial;C;Sosial
PERIZINAN;Penata Perizinan;BC;Penanaman Modal;TPY
ADB-PENDUDUK;Administrator Database Kependudukan;C;Kependudukan;TKD|TPY
POLPP;Polisi Pamong Praja;CT;Ketenteraman dan Ketertiban
DAMKAR;Pemadam Kebakaran;T;Kebakaran
PENGUJI-KENDARAAN;Penguji Kendaraan Bermotor;T;Perhubungan
HUMAS;Pranata Hubungan Masyarakat;C;Komunikasi dan Informatika
PAMONG-BUDAYA;Pamong Budaya;C;Kebudayaan
"""
_PELAKSANA = """
PENELAAH;Penelaah Teknis Kebijakan;Pelaksana;Umum;TKD
PENGOLAH-DATA;Pengolah Data dan Informasi;Pelaksana;Umum;TKD
PENATA-LAYANAN;Penata Layanan Operasional;Pelaksana;Umum
PENGADMINISTRASI;Pengadministrasi Perkantoran;Pelaksana;Umum
OPERATOR-LAYANAN;Operator Layanan Operasional;Pelaksana;Umum
FASILITATOR;Fasilitator Pemerintahan;Pelaksana;Umum
"""
_TINGKAT = {
    "A": ("MADYA", "Ahli Madya"),
    "B": ("MUDA", "Ahli Muda"),
    "C": ("PERTAMA", "Ahli Pertama"),
    "M": ("MAHIR", "Mahir"),
    "T": ("TERAMPIL", "Terampil"),
}

# The posts filled first in each kind of agency; the last fifth of `isi_opd` are pelaksana.
_POS = {
    "setda": "SEKDA ASISTEN KABAG KABAG KABAG KASUBBAG-UMUM KASUBBAG-KEUANGAN",
    "setwan": "SEKWAN KABAG KABAG KASUBBAG-UMUM",
    "inspektorat": "INSPEKTUR SEKRETARIS-INSPEKTORAT IRBAN IRBAN KASUBBAG-UMUM",
    "badan": "KABAN SEKBAN KABID KABID KASUBBAG-UMUM",
    "dinas": "KADIS SEKDIS KABID KABID KASUBBAG-UMUM",
    "kantor": "KAKAN KASUBBAG-UMUM KASI-PEMERINTAHAN",
    "satuan": "KASAT SEKRETARIS-SATUAN KABID KABID KASUBBAG-UMUM",
    "rsud": "DIREKTUR-RSUD KABID KABID KASUBBAG-KEUANGAN",
    "kecamatan": "CAMAT SEKCAM KASI-PELAYANAN KASI-PEMERINTAHAN KASUBBAG-UMUM",
    "kelurahan": "LURAH SEKLUR KASI-PELAYANAN",
    "puskesmas": "KEPALA-PUSKESMAS KATU-PUSKESMAS",
}
_AHLI = {
    "SETDA": "ANALIS-KEBIJAKAN-MUDA ARSIPARIS-TERAMPIL PERENCANA-PERTAMA",
    "SETWAN": "ARSIPARIS-TERAMPIL HUMAS-PERTAMA",
    "INSPEKTORAT": "AUDITOR-PERTAMA AUDITOR-MUDA AUDITOR-MADYA",
    "BKPSDM": "ANALIS-SDMA-MUDA ANALIS-SDMA-PERTAMA PRAKOM-PERTAMA",
    "BKAD": "ANALIS-KEUANGAN-MUDA ANALIS-KEUANGAN-PERTAMA",
    "BAPPEDA": "PERENCANA-MUDA PERENCANA-PERTAMA",
    "DISKOMINFO": "PRAKOM-PERTAMA PRAKOM-MUDA PRAKOM-TERAMPIL HUMAS-PERTAMA",
    "DISDIK": "GURU-PERTAMA GURU-MUDA GURU-PERTAMA GURU-MUDA PENGAWAS-SEKOLAH-MADYA",
    "DINKES": "PERAWAT-MUDA BIDAN-PERTAMA APOTEKER-PERTAMA PERENCANA-PERTAMA",
    "DPUPR": "TEKNIK-JALAN-PERTAMA PERENCANA-PERTAMA",
    "DKP2LH": "PEDAL-MUDA",
    "DINSOSPMDPPA": "PEKSOS-PERTAMA",
    "DKP3": "PENYULUH-TANI-PERTAMA PENYULUH-TANI-MUDA",
    "DKPBP": "PAMONG-BUDAYA-PERTAMA",
    "DISDUKCAPIL": "ADB-PENDUDUK-PERTAMA ARSIPARIS-PERTAMA",
    "DISHUB": "PENGUJI-KENDARAAN-TERAMPIL",
    "SATPOLPP_DAMKAR": "POLPP-TERAMPIL POLPP-PERTAMA DAMKAR-TERAMPIL",
    "DISPERPUSIP": "PUSTAKAWAN-PERTAMA ARSIPARIS-TERAMPIL",
    "DPMPTSP_NAKER": "PERIZINAN-PERTAMA PERIZINAN-MUDA",
    "RSUD": "PERAWAT-PERTAMA PERAWAT-TERAMPIL DOKTER-PERTAMA PERAWAT-MAHIR BIDAN-TERAMPIL DOKTER-MUDA PERAWAT-MUDA "
    "DOKTER-MADYA",
    "puskesmas": "PERAWAT-PERTAMA BIDAN-TERAMPIL PERAWAT-TERAMPIL DOKTER-PERTAMA BIDAN-PERTAMA",
}
_STAF = "PENELAAH PENGADMINISTRASI PENGOLAH-DATA PENATA-LAYANAN OPERATOR-LAYANAN"
_STAF_WILAYAH = "PENGADMINISTRASI FASILITATOR PENATA-LAYANAN OPERATOR-LAYANAN"
# From 2025 on these ask one level more.
NAIK = (
    ("PRAKOM-MUDA", "TKD"), ("PRAKOM-PERTAMA", "TKD"), ("PERAWAT-PERTAMA", "TKL"), ("BIDAN-PERTAMA", "TKL"),
    ("LURAH", "PP"), ("KASI-PELAYANAN", "TPY"), ("SEKDIS", "MP"), ("KABID", "PK"), ("GURU-PERTAMA", "KOM"),
    ("ANALIS-SDMA-MUDA", "PDOL"),
)  # fmt: skip
_STANDAR_STAF = {"INT": 2, "KS": 2, "KOM": 1, "OPH": 2, "PP": 2, "PDOL": 1, "MP": 1, "PK": 1, "PB": 2}


def semua_jabatan() -> dict[str, Jabatan]:
    """Every job by code, in the order of the file: structural, functional, pelaksana."""
    daftar = [*_baca(_STRUKTURAL), *_fungsional(), *_baca(_PELAKSANA)]
    return {satu.kode: satu for satu in daftar}


def isi_opd(opd: Opd) -> list[str]:
    """The job of every person of an agency: posts first, then specialists, the last two fifths pelaksana."""
    pos = _POS[opd.bentuk].split()
    staf = (_STAF_WILAYAH if opd.bentuk in ("kecamatan", "kelurahan") else _STAF).split()
    ahli = _AHLI.get(opd.kode, _AHLI.get(opd.bentuk, "")).split()
    if not ahli:
        return [*pos, *islice(cycle(staf), opd.jumlah - len(pos))]
    sisa = opd.jumlah - len(pos)
    banyak = round(sisa * (0.75 if opd.bentuk in ("rsud", "puskesmas") or opd.kode == "DISDIK" else 0.55))
    return [*pos, *islice(cycle(ahli), banyak), *islice(cycle(staf), sisa - banyak)]


def standar(jabatan: Jabatan, pada: date) -> dict[str, int]:
    """Required level per competency on a day, in the order of the competencies."""
    dasar = bawaan(jabatan.jenjang)
    hasil = {k: _STANDAR_STAF[k] if jabatan.jenjang == "Pelaksana" else dasar for k in MANSOSKUL}
    if jabatan.jenjang in ("Ahli Pertama", "Terampil", "Mahir") and jabatan.urusan in ("Kesehatan", "Pendidikan"):
        hasil["PP"] = 3
    hasil |= {k: max(dasar, 2) for k in TEKNIS if k in jabatan.teknis}
    if pada >= MULAI_NAIK:
        hasil |= {k: hasil[k] + 1 for kode, k in NAIK if kode == jabatan.kode}
    return hasil


def _baca(teks: str) -> Iterator[Jabatan]:
    for baris in teks.strip().splitlines():
        kode, nama, jenjang, urusan, *teknis = baris.split(";")
        yield Jabatan(kode, nama, jenjang, urusan, tuple(teknis))


def _fungsional() -> Iterator[Jabatan]:
    for baris in _FUNGSIONAL.strip().splitlines():
        kode, nama, tingkat, urusan, *teknis = baris.split(";")
        for huruf in tingkat:
            akhiran, jenjang = _TINGKAT[huruf]
            butuh = tuple(teknis[0].split("|")) if teknis else ()
            yield Jabatan(f"{kode}-{akhiran}", f"{nama} {jenjang}", jenjang, urusan, butuh)
