"""Every score of a city out, against the sqlite3 shell writing the same rows by one plain SELECT.

The SELECT is what somebody with the shell alone would type: in the order in which scores are kept, with the agency of
today. The command puts them in order and finds the agency of each period's last day.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

from benchmarks.hasil import Baris, detik, ribuan
from benchmarks.ukur import ASN, Cara, Gagal, Takaran, Tempat, proses, puncak, shell

# Form -> goals: times the shell, MB.
SASARAN = {"csv": (2.2, 60.0), "json": (1.5, 60.0)}
POLOS = """
SELECT p.kode AS periode, g.nip, g.nama, o.kode AS opd, k.kode AS kompetensi, n.ratus / 100.0 AS nilai,
       s.kode AS sumber, date(n.hari * 86400, 'unixepoch') AS tanggal, n.jalankan_id AS jalankan, NULL AS penilai
  FROM nilai n
  JOIN periode p ON p.id = n.periode_id
  JOIN pegawai g ON g.id = n.pegawai_id
  JOIN kompetensi k ON k.id = n.kompetensi_id
  JOIN sumber s ON s.id = n.sumber_id
  LEFT JOIN penempatan t ON t.pegawai_id = g.id AND t.selesai IS NULL
  LEFT JOIN opd o ON o.id = t.opd_id
 ORDER BY n.pegawai_id, n.kompetensi_id, n.periode_id, n.sumber_id;
"""
NIP = re.compile(rb"\b[0-9]{18}\b")  # what stands in each row once


def ukur(semua: Sequence[Tempat], cara: Cara) -> Iterator[Baris]:
    """`asn nilai daftar` of all periods as CSV and as JSON, and the memory it takes."""
    for tempat, cara_ini in cara.giliran(semua):
        yield from _kota(tempat, cara_ini)


def _kota(tempat: Tempat, cara: Cara) -> Iterator[Baris]:
    for bentuk, (sasaran, memori) in SASARAN.items():
        banyak = _hitung(tempat, cara, bentuk)
        varian: dict[str, Callable[[], Takaran]] = {"asn": partial(_asn, tempat, bentuk)}
        if cara.shell:
            varian["shell"] = partial(_shell, tempat, cara, bentuk)
        hasil = cara.bergiliran(varian)
        nama = f"asn nilai daftar --{bentuk}, {ribuan(banyak)} baris"
        if "shell" in hasil:
            lantai = f"sqlite3 -{bentuk}, satu SELECT ({detik(cara.lama(hasil['shell']).tengah)})"
            yield Baris("aliran", nama, cara.rasio(hasil["asn"], hasil["shell"]), lantai, sasaran=sasaran)
        lama = detik(cara.lama(hasil["asn"]).tengah)
        yield Baris("aliran", f"{nama}, memori puncak", puncak(hasil["asn"]), lama, "MB", memori)


def _asn(tempat: Tempat, bentuk: str, keluar: Path | None = None) -> Takaran:
    return proses([*ASN, "nilai", "daftar", f"--{bentuk}", "-q"], tempat.env, keluar=keluar)


def _shell(tempat: Tempat, cara: Cara, bentuk: str, keluar: Path | None = None) -> Takaran:
    return shell(cara, tempat.basis, POLOS, "-noheader", f"-{bentuk}", keluar=keluar)


def _hitung(tempat: Tempat, cara: Cara, bentuk: str) -> int:
    """How many rows are written; the shell writes as many."""
    keluar = tempat.folder / f"nilai.{bentuk}"
    _asn(tempat, bentuk, keluar)
    banyak = len(NIP.findall(keluar.read_bytes()))
    if cara.shell:
        _shell(tempat, cara, bentuk, keluar)
        if banyak != (lain := len(NIP.findall(keluar.read_bytes()))):
            raise Gagal(f"nilai daftar --{bentuk}: {banyak} baris, sqlite3 {lain}")
    keluar.unlink()
    return banyak
