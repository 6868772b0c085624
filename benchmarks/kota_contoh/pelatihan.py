"""Programmes, classes and who came: invited mostly for a gap of the year before."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from benchmarks.kota_contoh.nilai import HasilPeriode
from benchmarks.kota_contoh.orang import Orang

AULA = "Aula BKPSDM Kota Sawahlunto"
# kode, nama, bentuk (SIASN id), jp, penyelenggara, kompetensi
PELATIHAN = (
    ("BIMTEK-KOM", "Bimbingan Teknis Komunikasi Publik", 8, 24, "BKPSDM Kota Sawahlunto", "KOM=3"),
    ("TEKNIS-PP", "Pelatihan Teknis Pelayanan Prima", 3, 32, "BPSDM Provinsi Contoh", "PP=3"),
    ("ELEARN-INT", "E-Learning Integritas dan Antikorupsi", 16, 6, "Inspektorat Kota Sawahlunto", "INT=3"),
    ("MANAJ-UBAH", "Pelatihan Manajerial Mengelola Perubahan", 5, 24, "BPSDM Provinsi Contoh", "MP=3;PK=3"),
    ("BIMTEK-PK", "Bimbingan Teknis Pengambilan Keputusan Berbasis Data", 8, 16, "BKPSDM Kota Sawahlunto", "PK=3"),
    ("LOKA-DATA", "Lokakarya Tata Kelola Data Perangkat Daerah", 4, None, "Diskominfo Kota Sawahlunto", "TKD=3"),
    ("TEKNIS-TPK", "Pelatihan Teknis Pengelolaan Keuangan Daerah", 3, 30, "BKAD Kota Sawahlunto", "TPK=3"),
    ("SEMINAR-TKL", "Seminar Keperawatan Klinis", 9, None, "RSUD Sawahlunto", "TKL=3"),
    ("SOSKUL-PB", "Pelatihan Sosial Kultural Perekat Bangsa", 6, 16, "Kesbangpol Kota Sawahlunto", "PB=3"),
    ("PJJ-TPY", "Pelatihan Jarak Jauh Pelayanan Perizinan", 17, 16, "DPMPTSP Kota Sawahlunto", "TPY=3"),
)
SEHAT = "DINKES;RSUD;PKM_KOLOK;PKM_SUNGAI_DURIAN"
LAYANAN = "DISDUKCAPIL;DPMPTSP_NAKER;KEC_BARANGIN;KEC_LEMBAH_SEGAR;KEC_SILUNGKANG;KEC_TALAWI;RSUD"


@dataclass(slots=True)
class Kelas:
    """One class; `peserta` is empty where it has not been held yet."""

    kode: str
    pelatihan: str
    mulai: date
    selesai: date
    tempat: str
    kuota: int
    biaya: int
    opd: str
    hadir: int = 0
    peserta: list[Orang] = field(default_factory=list)

    @property
    def hari(self) -> list[date]:
        """Every day from the first to the last."""
        return [self.mulai + timedelta(n) for n in range((self.selesai - self.mulai).days + 1)]


def semua_kelas() -> list[Kelas]:
    """Ten classes of 2023 to 2025 to be finished, four that run or begin after the last period."""
    h = date
    return [
        Kelas("BIMTEK-KOM-2023A", "BIMTEK-KOM", h(2023, 3, 6), h(2023, 3, 8), AULA, 25, 18_500_000, "semua", 22),
        Kelas("TEKNIS-PP-2023A", "TEKNIS-PP", h(2023, 8, 21), h(2023, 8, 24), AULA, 30, 42_000_000, LAYANAN, 24),
        Kelas("ELEARN-INT-2023A", "ELEARN-INT", h(2023, 6, 12), h(2023, 6, 13), "Daring", 60, 0, "semua", 34),
        Kelas("MANAJ-UBAH-2024A", "MANAJ-UBAH", h(2024, 3, 4), h(2024, 3, 6), "Padang", 20, 55_000_000, "semua", 18),
        Kelas("BIMTEK-PK-2024A", "BIMTEK-PK", h(2024, 5, 13), h(2024, 5, 14), AULA, 25, 12_750_000, "semua", 21),
        Kelas("LOKA-DATA-2024A", "LOKA-DATA", h(2024, 7, 9), h(2024, 7, 10), AULA, 30, 9_800_000, "semua", 20),
        Kelas("TEKNIS-TPK-2024A", "TEKNIS-TPK", h(2024, 8, 5), h(2024, 8, 8), AULA, 25, 36_400_000, "semua", 19),
        Kelas("MANAJ-UBAH-2025A", "MANAJ-UBAH", h(2025, 2, 10), h(2025, 2, 12), "Padang", 20, 57_500_000, "semua", 20),
        Kelas("SEMINAR-TKL-2025A", "SEMINAR-TKL", h(2025, 4, 22), h(2025, 4, 23), AULA, 40, 7_250_000, SEHAT, 14),
        Kelas("SOSKUL-PB-2025A", "SOSKUL-PB", h(2025, 6, 16), h(2025, 6, 17), AULA, 30, 11_000_000, "semua", 23),
        Kelas("ELEARN-INT-2025A", "ELEARN-INT", h(2025, 12, 15), h(2026, 1, 9), "Daring", 100, 0, "semua"),
        Kelas("PJJ-TPY-2025A", "PJJ-TPY", h(2025, 12, 8), h(2026, 1, 16), "Daring", 30, 6_000_000, LAYANAN),
        Kelas("BIMTEK-PK-2026A", "BIMTEK-PK", h(2026, 2, 9), h(2026, 2, 10), AULA, 30, 13_500_000, "semua"),
        Kelas("LOKA-DATA-2026A", "LOKA-DATA", h(2026, 2, 24), h(2026, 2, 25), AULA, 30, 10_400_000, "semua"),
    ]


def sasaran(kode: str) -> list[str]:
    """The competencies a programme trains."""
    isi = next(satu[5] for satu in PELATIHAN if satu[0] == kode)
    return [pasang.split("=")[0] for pasang in isi.split(";")]


def pilih_peserta(kelas: Kelas, orang: list[Orang], lalu: HasilPeriode | None, acak: Random) -> None:
    """Fill the class from the invited agencies: people whose job asks for it, first those with a gap last year."""
    boleh = set(kelas.opd.split(";"))
    layak = [o for o in orang if (t := o.tempat(kelas.mulai)) and (kelas.opd == "semua" or t[0] in boleh)]
    acak.shuffle(layak)
    if lalu is not None:
        target = sasaran(kelas.pelatihan)
        layak = [o for o in layak if any(k in lalu.wajib.get(o.nip, {}) for k in target)]
        # One in six comes without a gap: a seat was free.
        layak.sort(key=lambda o: not any(lalu.kurang(o.nip, k) for k in target) and acak.random() > 1 / 6)
    kelas.peserta = sorted(layak[: kelas.hadir], key=lambda o: (o.tempat(kelas.mulai), o.nama))
