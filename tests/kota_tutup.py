"""A small city with a closed year between two open ones, and every question about that year at once."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

from asn_kompetensi.services import gap, gap_ringkas, keadaan
from asn_kompetensi.store import penutupan
from asn_kompetensi.store.door import Pintu
from asn_kompetensi.store.queries import gap_daftar
from asn_kompetensi.store.queries.gap import Saringan
from tests.cetakan import sekali
from tests.periode import tutup
from tests.store.alat import buka

SABAI, MANGKUTAK, CINDUA, RENO = "198403122006042901", "197911052005011902", "199107212019031903", "198709012009012911"
PENSIUN = "196606142006041910"  # out of service; only a score of the year speaks of this person
LALU, INI, NANTI = 1, 2, 3  # ids of the periods
KODE = "Th-2024"  # with letters, so that another case of it is another spelling
_ORANG = (
    (1, SABAI, "Sabai Aluih", "aktif"), (2, MANGKUTAK, "Mangkutak", "aktif"), (3, CINDUA, "Cindua Mato", "aktif"),
    (4, RENO, "Reno Nilam", "aktif"), (5, PENSIUN, "Bujang Salamaik", "henti"),
)  # fmt: skip
_PERIODE = ((LALU, "2023", 2023), (INI, KODE, 2024), (NANTI, "2025", 2025))
# person, competency, period, source, hundredths, day
_NILAI = (
    (1, 1, INI, 1, 200, None), (1, 2, INI, 2, 250, 20000), (1, 2, INI, 3, 300, None), (1, 3, LALU, 1, 400, None),
    (2, 1, INI, 1, 325, None), (2, 2, LALU, 1, 100, 19000), (3, 1, INI, 1, 100, None), (3, 2, INI, 4, 300, None),
    (3, 10, INI, 1, 450, None), (5, 1, INI, 1, 300, None),
    (1, 1, NANTI, 1, 300, None), (3, 1, NANTI, 1, 150, None),
)  # fmt: skip


@sekali
def isi(lokasi: Path) -> None:
    """Four people in three agencies, a leaver with a score; three open years, 2023 already closed and opened again."""
    with buka(lokasi) as d:
        d.kon.executemany(
            "INSERT INTO opd (id, kode, nama, induk_id) VALUES (?, ?, ?, ?)",
            [(1, "DINKES", "Dinas Kesehatan", None), (2, "RSUD", "RSUD Sawahlunto", 1),
             (3, "DISDIK", "Dinas Pendidikan", None), (4, "DINSOS", "Dinas Sosial", None)],
        )  # fmt: skip
        d.kon.executemany(
            "INSERT INTO jabatan (id, kode, nama, jenjang) VALUES (?, ?, ?, ?)",
            [(1, "STAF", "Staf", None), (2, "SEKDIS", "Sekretaris Dinas", "Administrator"),
             (3, "BARU", "Jabatan Baru", "Pengawas")],
        )  # fmt: skip
        d.kon.execute("INSERT INTO kompetensi VALUES (10, 'TIK', 'Tata Kelola TIK', 'teknis', 10, NULL)")
        d.kon.executemany(
            """INSERT INTO pegawai (id, nip, nama, status, jenis_kelamin, tanggal_lahir, jenis_pegawai)
               VALUES (?, ?, ?, ?, 'P', '1984-03-12', 'PNS')""",
            _ORANG,
        )
        d.kon.executemany(
            "INSERT INTO penempatan (pegawai_id, opd_id, jabatan_id) VALUES (?, ?, ?)",
            [(1, 1, 1), (2, 2, 1), (3, 3, 2), (4, 1, 3), (5, 1, 1)],
        )
        d.kon.executemany(
            "INSERT INTO standar (jabatan_id, kompetensi_id, ratus, tingkat) VALUES (?, ?, ?, ?)",
            [(1, 1, 300, "mutlak"), (1, 2, 300, None), (1, 3, 300, "perlu"), (2, 1, 350, None), (2, 2, 300, None),
             (2, 10, 400, "penting")],
        )  # fmt: skip
        d.kon.executemany(
            "INSERT INTO periode (id, kode, mulai, selesai) VALUES (?, ?, ?, ?)",
            [(nomor, kode, f"{tahun}-01-01", f"{tahun}-12-31") for nomor, kode, tahun in _PERIODE],
        )
        d.kon.executemany(f"INSERT INTO nilai VALUES (?, ?, ?, ?, ?, ?, {d.jalankan}, NULL)", _NILAI)
        d.kon.executemany(
            "INSERT INTO ditahan VALUES (?, 'rekap.xlsx', 'Nilai', 7, 'C', 'NILAI_NOL', 1, 3, ?, ?)",
            [(INI, d.jalankan, "tidak ikut asesmen"), (NANTI, d.jalankan, "cuti besar")],
        )
    tutup(lokasi, "2023")
    with buka(lokasi, perintah="periode buka-ulang") as d:
        from asn_kompetensi.services import penutupan as layanan

        layanan.buka_ulang(d, "2023", "salah unggah", "Datuak Maringgih", "penguji")


@sekali
def isi_tertutup(lokasi: Path) -> str:
    """The same with 2024 closed; returns its seal."""
    isi(lokasi)
    return tutup(lokasi, KODE)


_MENTAH = {
    "periode": "SELECT id, kode, mulai, selesai, status, segel, hari FROM periode WHERE id = ?",
    "nilai": """SELECT n.*, g.id, k.id, s.kode FROM nilai n LEFT JOIN pegawai g ON g.id = n.pegawai_id
                  LEFT JOIN kompetensi k ON k.id = n.kompetensi_id LEFT JOIN sumber s ON s.id = n.sumber_id
                 WHERE n.periode_id = ? ORDER BY 1, 2, 3, 4""",
    "penutupan": "SELECT * FROM penutupan WHERE periode_id = ?",
    "ditahan": "SELECT * FROM ditahan WHERE periode_id = ?",
    "buka_ulang": "SELECT * FROM buka_ulang WHERE periode_id = ? ORDER BY id",
}


def jawaban(kon: sqlite3.Connection, periode_id: int = INI, *, mentah: bool = True) -> dict[str, Any]:
    """Everything a period answers, rows in their order; `mentah` adds its records as they are and the seal anew."""
    d = Pintu(kon, Path("kota.db"))
    pilihan = [{}, {"opd_id": [1]}, {"opd_id": keadaan.bawahan(d, periode_id, 1)}, {"pegawai_id": 1},
               {"kompetensi_id": 2}, {"status": "di_bawah"}, {"hanya_periode_ini": True}]  # fmt: skip
    akhir = kon.execute("SELECT selesai FROM periode WHERE id = ?", (periode_id,)).fetchone()
    hasil: dict[str, Any] = {"selesai": akhir}
    hasil.update({f"daftar {p}": list(gap_daftar.daftar(kon, Saringan(periode_id, **p))) for p in pilihan})
    hasil.update(
        {
            f"ringkas {per} {tujuan}": gap_ringkas.ringkas(d, Saringan(periode_id), per, tujuan)
            for per in gap_ringkas.PER
            for tujuan in ("pemetaan", "pengisian")
        }
    )
    kode, orang = gap.matriks(d, Saringan(periode_id))
    hasil["matriks"] = kode, list(orang)
    hasil["view"] = kon.execute(
        "SELECT * FROM gap WHERE periode = (SELECT kode FROM periode WHERE id = ?) ORDER BY opd, nama, nip, kompetensi",
        (periode_id,),
    ).fetchall()
    hasil["keadaan"] = (
        keadaan.opd(d, periode_id, akhir[0]), keadaan.kebijakan(d, periode_id, akhir[0]),
        keadaan.instansi(d, periode_id), keadaan.kompetensi(d, periode_id),
    )  # fmt: skip
    if mentah:
        hasil.update({nama: kon.execute(sql, (periode_id,)).fetchall() for nama, sql in _MENTAH.items()})
        kode = hasil["periode"][0][1]
        hasil["segel"] = [satu for satu in penutupan.segel_rusak(kon) if satu == kode]
        hasil["identitas"] = [satu for satu in penutupan.identitas_palsu(kon) if satu[0] == kode]
    return hasil
