"""Every score of the city out, against the sqlite3 shell writing the answer of the very same SQL."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

from asn_kompetensi.services import nilai
from benchmarks.hasil import Baris, detik, ribuan
from benchmarks.kueri import habiskan, tercatat
from benchmarks.ukur import ASN, Cara, Gagal, Takaran, Tempat, proses, puncak, shell

# Form -> goals: times the shell, MB.
SASARAN = {"csv": (2.2, 60.0), "json": (1.5, 60.0)}
NIP = re.compile(rb"\b[0-9]{18}\b")  # what stands in each row once


def ukur(semua: Sequence[Tempat], cara: Cara) -> Iterator[Baris]:
    """`asn nilai daftar` of all periods as CSV and as JSON, and the memory it takes."""
    tempat = semua[0]
    sql = tercatat(tempat.basis, lambda d: habiskan(nilai.daftar(d)))
    for bentuk, (sasaran, memori) in SASARAN.items():
        banyak = _hitung(tempat, cara, bentuk, sql)
        varian: dict[str, Callable[[], Takaran]] = {"asn": partial(_asn, tempat, bentuk)}
        if cara.shell:
            varian["shell"] = partial(_shell, tempat, cara, bentuk, sql)
        hasil = cara.batasi(5).bergiliran(varian)
        nama = f"asn nilai daftar --{bentuk}, {ribuan(banyak)} baris"
        if "shell" in hasil:
            lantai = f"sqlite3 -{bentuk}, SQL yang sama ({detik(cara.lama(hasil['shell']).tengah)})"
            yield Baris("aliran", nama, cara.rasio(hasil["asn"], hasil["shell"]), lantai, sasaran=sasaran)
        lama = detik(cara.lama(hasil["asn"]).tengah)
        yield Baris("aliran", f"{nama}, memori puncak", puncak(hasil["asn"]), lama, "MB", memori)


def _asn(tempat: Tempat, bentuk: str, keluar: Path | None = None) -> Takaran:
    return proses([*ASN, "nilai", "daftar", f"--{bentuk}", "-q"], tempat.env, keluar=keluar)


def _shell(tempat: Tempat, cara: Cara, bentuk: str, sql: str, keluar: Path | None = None) -> Takaran:
    return shell(cara, tempat.basis, sql, "-noheader", f"-{bentuk}", keluar=keluar)


def _hitung(tempat: Tempat, cara: Cara, bentuk: str, sql: str) -> int:
    """How many rows are written; the shell writes as many."""
    keluar = tempat.folder / f"nilai.{bentuk}"
    _asn(tempat, bentuk, keluar)
    banyak = len(NIP.findall(keluar.read_bytes()))
    if cara.shell:
        _shell(tempat, cara, bentuk, sql, keluar)
        if banyak != (lain := len(NIP.findall(keluar.read_bytes()))):
            raise Gagal(f"nilai daftar --{bentuk}: {banyak} baris, sqlite3 {lain}")
    keluar.unlink()
    return banyak
