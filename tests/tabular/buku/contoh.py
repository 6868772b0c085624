"""An invented agency: 14 people, 11 competencies, every kind of cell. Nothing here is a real person."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from asn_kompetensi.domain.buku import (
    BarisGap,
    BarisKebijakan,
    BarisKompetensi,
    BarisOrang,
    Capaian,
    DataBukuOpd,
)
from asn_kompetensi.domain.bulat import persen, setengah_naik

D = Decimal
KOMPETENSI = {
    "INT": "Integritas",
    "KS": "Kerja Sama",
    "KOM": "Komunikasi",
    "OPH": "Orientasi pada Hasil",
    "PP": "Pelayanan Publik",
    "PDOL": "Pengembangan Diri dan Orang Lain",
    "MP": "Mengelola Perubahan",
    "PK": "Pengambilan Keputusan",
    "PB": "Perekat Bangsa",
    "T01": "Pengelolaan Program Pencegahan dan Pengendalian Penyakit",
    "T02": "Pengelolaan Data Kesehatan",
}
JABATAN = [
    "Perawat Ahli Muda",
    "Bidan Ahli Pertama",
    "Kepala Bidang Pencegahan dan Pengendalian Penyakit",
    "Pranata Komputer Terampil",
    "Sanitarian Ahli Pertama",
]
NAMA = [
    "Sabai Aluih",
    "Umbuik Mudo",
    "Puti Bungsu",
    "Cindua Mato",
    "Mangkutak Alam",
    "Malin Deman",
    "Rambun Pamenan",
    "Gombang Patuanan",
    "Puti Lenggogeni Ranik Jintan Sari Gumilang Sutan",
    "Sutan Pangaduan",
    "Magek Manandin",
    "Anggun Nan Tongga",
    "=HYPERLINK(Cari Undang)",
    "Dang Tuanku",
]
MASALAH = "_ 0123"


def nip(ke: int) -> str:
    """A well-formed invented NIP."""
    return f"19840312200604{1 + ke % 2}{900 + ke:03d}"


def orang(ke: int) -> BarisOrang:
    """Person `ke`: the last is on a job without standard, the one before not assessed."""
    capaian: dict[str, Capaian] = {}
    for k, kode in enumerate(KOMPETENSI):
        acak = (ke * 7 + k * 5 + ke * k) % 11
        if kode.startswith("T") and acak % 3 == 0:
            continue
        standar = D(2 + (k + ke) % 3)
        if ke == 12 or acak == 4:
            capaian[kode] = Capaian(standar, None, "kedaluwarsa" if k == 1 else "belum_dinilai")
            continue
        kurang = {0: D(1), 3: D(2), 6: D("0.5"), 8: D(1), 10: D("2.5")}.get(acak, D(0))
        nilai = max(standar - kurang, D("0.5"))
        capaian[kode] = Capaian(standar, nilai, "di_bawah" if nilai < standar else "memenuhi")
    ada = [c for c in capaian.values() if c.capaian is not None]
    atas = sum((c.capaian or D(0) for c in ada), D(0))
    bawah = sum((c.standar for c in ada), D(0))
    return BarisOrang(
        nip(ke),
        NAMA[ke],
        JABATAN[ke % len(JABATAN)],
        sum(c.status == "di_bawah" for c in capaian.values()),
        persen(atas, bawah),
        capaian,
    )


def gap_dari(semua: list[BarisOrang]) -> tuple[BarisGap, ...]:
    """All gaps of these people, largest first."""
    hasil = []
    for o in semua:
        for kode, c in o.capaian.items():
            if c.status == "di_bawah" and c.capaian is not None:
                selisih = D(c.standar) - D(c.capaian)
                kategori = "rendah" if selisih <= 1 else "sedang" if selisih <= 2 else "tinggi"
                saran = "Coaching; mentor dari RSUD" if kategori == "rendah" else f"Kelas {KOMPETENSI[kode]}"
                hasil.append((selisih, o, kode, c, kategori, saran))
    hasil.sort(key=lambda h: (-h[0], h[1].nip, h[2]))
    return tuple(
        BarisGap(o.nip, o.nama, o.nama_jabatan, kode, KOMPETENSI[kode], c.standar, c.capaian or D(0), s, kat, i, saran)
        for i, (s, o, kode, c, kat, saran) in enumerate(hasil, 1)
    )


def kompetensi_dari(semua: list[BarisOrang]) -> tuple[BarisKompetensi, ...]:
    """One row per competency over these people."""
    hasil = []
    for kode, nama in KOMPETENSI.items():
        ada = [o.capaian[kode] for o in semua if kode in o.capaian and o.capaian[kode].capaian is not None]
        bawah = [c for c in ada if c.status == "di_bawah"]
        total = sum((D(c.standar) - D(c.capaian or 0) for c in bawah), D(0))
        rata = setengah_naik(total / len(ada)) if ada else None
        hasil.append(BarisKompetensi(kode, nama, len(ada), len(bawah), rata, persen(len(bawah), len(ada)), D("38.20")))
    return tuple(hasil)


def data_contoh(**ubah: Any) -> DataBukuOpd:
    """The whole sample; any field may be replaced."""
    semua = [orang(i) for i in range(13)]
    tanpa = (BarisOrang(nip(13), NAMA[13], "Pengelola Barang Milik Daerah"),)
    isi: dict[str, Any] = {
        "instansi": "Pemerintah Kota Sawahlunto",
        "opd": "DINKES",
        "nama_opd": "Dinas Kesehatan",
        "periode": "2025",
        "periode_mulai": date(2025, 1, 1),
        "periode_selesai": date(2025, 12, 31),
        "tanggal_surat": date(2025, 12, 31),
        "tempat": "Sawahlunto",
        "kepala_surat": (
            "PEMERINTAH KOTA SAWAHLUNTO",
            "BADAN KEPEGAWAIAN DAN PENGEMBANGAN SUMBER DAYA MANUSIA",
            "Jalan Contoh Nomor 1, Sawahlunto · bkpsdm@contoh.go.id",
        ),
        "ringkas": {
            "pegawai": 14, "wajib": 132, "dinilai": 108, "cakupan": D("81.82"), "di_bawah": 45, "tanpa_standar": 1,
            "jpm": D("86.44"), "kategori_jpm": "cukup_optimal",
        },
        "kota": {
            "pegawai": 3012, "wajib": 30000, "dinilai": 26400, "cakupan": D("88.00"), "di_bawah": 9000,
            "tanpa_standar": 40, "jpm": D("88.10"), "kategori_jpm": "cukup_optimal",
        },
        "ringkas_lalu": {
            "pegawai": 13, "wajib": 120, "dinilai": 80, "cakupan": D("66.67"), "di_bawah": 40, "tanpa_standar": 1,
            "jpm": D("84.00"), "kategori_jpm": "cukup_optimal",
        },
        "periode_lalu": "2024",
        "median": {
            "pegawai": D("62.00"), "cakupan": D("88.00"), "bagian_di_bawah": D("71.00"), "jpm": D("88.10"),
            "bagian_jp": D("52.00"),
        },
        "kompetensi": kompetensi_dari(semua),
        "orang": tuple(semua),
        "gap": gap_dari(semua),
        "kebijakan": (
            BarisKebijakan("batas_gap_rendah", "1", "kebijakan instansi"),
            BarisKebijakan("masa_berlaku_nilai", "36 bulan", "kebijakan instansi"),
            BarisKebijakan("jpm_pemetaan_optimal", "90", "Peraturan BKN 26/2019, lampiran butir 17"),
        ),
        "tanpa_standar": tanpa,
        "versi": "0.1.0",
    }  # fmt: skip
    return DataBukuOpd(**{**isi, **ubah})
