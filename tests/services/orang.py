"""The agencies and people of the sample files, registered by plain SQL for tests of scores and training."""

from __future__ import annotations

import csv
import json
import sqlite3
from pathlib import Path

from asn_kompetensi.domain.nama import kunci

BERKAS = Path(__file__).parents[1] / "berkas"
SABAI, MANGKUTAK, CINDUA = "198403122006042901", "197911052005011902", "199107212019031903"
UMBUIK, RANCAK, RENO = "199305022022211907", "198812092014122906", "198709012009012911"
PENSIUN = "196606142006041910"


def isi_kota(kon: sqlite3.Connection) -> None:
    """Register the agencies of `berkas/opd_acuan.csv` and the 15 people of the master list, open to the past."""
    with (BERKAS / "opd_acuan.csv").open(encoding="utf-8", newline="") as berkas:
        for baris in csv.DictReader(berkas):
            nomor = kon.execute("INSERT INTO opd (kode, nama) VALUES (?, ?)", (baris["kode"], baris["nama"])).lastrowid
            for ejaan in filter(None, baris["alias"].split(";")):
                kon.execute(
                    "INSERT OR IGNORE INTO opd_alias (kunci, opd_id, ejaan) VALUES (?, ?, ?)",
                    (kunci(ejaan), nomor, ejaan),
                )
    kon.execute("INSERT INTO jabatan (kode, nama) VALUES ('STAF', 'Staf')")
    for satu in json.loads((BERKAS / "harapan" / "pegawai_induk.json").read_text(encoding="utf-8")):
        henti = satu["kedudukan"] != "Aktif"
        nomor = kon.execute(
            """INSERT INTO pegawai (nip, nama, jenis_kelamin, tanggal_lahir, jenis_pegawai, status, henti_tanggal)
               VALUES (?, ?, ?, ?, ?, ?, ?)""",
            (
                satu["nip"], satu["nama"], satu["jenis_kelamin"], satu["tanggal_lahir"], satu["jenis_pegawai"],
                "henti" if henti else "aktif", "2024-07-01" if henti else None,
            ),
        ).lastrowid  # fmt: skip
        kon.execute(
            """INSERT INTO penempatan (pegawai_id, opd_id, jabatan_id)
               SELECT ?, id, (SELECT id FROM jabatan WHERE kode = 'STAF') FROM opd WHERE kode = ?""",
            (nomor, satu["opd"]),
        )
