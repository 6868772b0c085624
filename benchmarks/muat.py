"""A whole `asn nilai impor` of every score of a city as one CSV, against the sqlite3 shell loading the same file.

The floor loads the file into a table of texts and joins it to people, competencies, periods and sources into a bare
table shaped like `nilai`: no audit, no report, no history, no guards.
"""

from __future__ import annotations

import csv
import json
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path

from benchmarks.hasil import Baris, detik, ribuan
from benchmarks.ukur import ASN, Cara, Gagal, Takaran, Tempat, proses, shell

SASARAN = 3.0
BERKAS, KOSONG, LAPORAN = "nilai.csv", "kosong.db", "laporan.json"
KOLOM = ("nip", "kompetensi", "nilai", "periode", "sumber", "tanggal")
_ISI = """
    SELECT g.nip, k.kode, printf('%g', n.ratus / 100.0), p.kode, s.kode,
           CASE WHEN n.hari IS NOT NULL THEN date(n.hari * 86400, 'unixepoch') END
      FROM nilai n JOIN pegawai g ON g.id = n.pegawai_id JOIN kompetensi k ON k.id = n.kompetensi_id
      JOIN periode p ON p.id = n.periode_id JOIN sumber s ON s.id = n.sumber_id
     ORDER BY n.pegawai_id, n.kompetensi_id, n.periode_id, n.sumber_id"""
IMPOR = f"""CREATE TABLE mentah ({" TEXT, ".join(KOLOM)} TEXT);
.import --csv --skip 1 {BERKAS} mentah
"""
GABUNG = """
CREATE TABLE termuat (pegawai_id INTEGER NOT NULL, kompetensi_id INTEGER NOT NULL, periode_id INTEGER NOT NULL,
    sumber_id INTEGER NOT NULL, ratus INTEGER NOT NULL, hari INTEGER, jalankan_id INTEGER NOT NULL, bukti TEXT,
    PRIMARY KEY (pegawai_id, kompetensi_id, periode_id, sumber_id)) WITHOUT ROWID;
INSERT INTO termuat
SELECT g.id, k.id, p.id, s.id, CAST(round(m.nilai * 100) AS INTEGER), strftime('%s', nullif(m.tanggal, '')) / 86400, 1,
       NULL
  FROM mentah m JOIN pegawai g ON g.nip = m.nip JOIN kompetensi k ON k.kode = m.kompetensi
  JOIN periode p ON p.kode = m.periode JOIN sumber s ON s.kode = m.sumber
 WHERE m.nilai * 100 BETWEEN 1 AND 500;
"""


def ukur(semua: Sequence[Tempat], cara: Cara) -> Iterator[Baris]:
    """The import against loading with the join, and against loading alone."""
    for tempat, cara_ini in cara.giliran(semua):
        yield from _kota(tempat, cara_ini)


def _kota(tempat: Tempat, cara: Cara) -> Iterator[Baris]:
    banyak = siapkan(tempat)
    varian: dict[str, Callable[[], Takaran]] = {
        "impor": lambda: _shell(tempat, cara, IMPOR, "mentah", banyak),
        "gabung": lambda: _shell(tempat, cara, IMPOR + GABUNG, "termuat", banyak),
        "asn": lambda: _asn(tempat, banyak),
    }
    hasil = cara.bergiliran(varian)
    nama = f"asn nilai impor, CSV {ribuan(banyak)} baris"
    for lantai, sebutan, sasaran in (
        ("gabung", ".import dan join yang memeriksa", SASARAN),
        ("impor", ".import saja", None),
    ):
        yield Baris(
            "muat", nama, cara.rasio(hasil["asn"], hasil[lantai]),
            f"{sebutan} ({detik(cara.lama(hasil[lantai]).tengah)})", sasaran=sasaran,
        )  # fmt: skip
    (tempat.folder / BERKAS).unlink()


def siapkan(tempat: Tempat) -> int:
    """Write the CSV and the city without scores; returns how many there are."""
    kosong = tempat.salinan(KOSONG)
    with closing(sqlite3.connect(kosong, isolation_level=None)) as kon:
        baris = kon.execute(_ISI)
        with (tempat.folder / BERKAS).open("w", encoding="utf-8", newline="") as berkas:
            penulis = csv.writer(berkas)
            penulis.writerow(KOLOM)
            penulis.writerows(baris)
        banyak = kon.execute("DELETE FROM nilai").rowcount
        kon.execute("VACUUM")
    return banyak


def _shell(tempat: Tempat, cara: Cara, perintah: str, tabel: str, banyak: int) -> Takaran:
    salinan = tempat.salinan(asal=tempat.folder / KOSONG)
    takaran = shell(cara, salinan, perintah.replace(BERKAS, str(tempat.folder / BERKAS)))
    _pastikan(salinan, tabel, banyak)
    return takaran


def _asn(tempat: Tempat, banyak: int) -> Takaran:
    salinan, laporan = tempat.salinan(asal=tempat.folder / KOSONG), tempat.folder / LAPORAN
    kata = [*ASN, "nilai", "impor", str(tempat.folder / BERKAS), "--db", str(salinan), "--json", "-q"]
    takaran = proses(kata, tempat.env, keluar=laporan)
    isi = json.loads(laporan.read_text(encoding="utf-8"))
    if (isi["baru"], isi["galat"]) != (banyak, []):
        raise Gagal(f"nilai impor: {isi['baru']} dari {banyak} baris, {isi['galat'][:3]}")
    _pastikan(salinan, "nilai", banyak)
    _pastikan(salinan, "catatan WHERE tabel = 'nilai'", banyak)
    return takaran


def _pastikan(basis: Path, tabel: str, banyak: int) -> None:
    """What was timed has loaded everything."""
    with closing(sqlite3.connect(basis)) as kon:
        (ada,) = kon.execute(f"SELECT count(*) FROM {tabel}").fetchone()
    if ada != banyak:
        raise Gagal(f"{tabel}: {ada} baris termuat, bukan {banyak}")
