"""Every score of the city out, against the sqlite3 shell writing the answer of the very same SQL."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path

from asn_kompetensi.services import nilai
from benchmarks.hasil import Baris, detik, ribuan
from benchmarks.kueri import tercatat
from benchmarks.ukur import ASN, Cara, Gagal, Takaran, Tempat, proses, puncak, shell

# Form -> goals: times the shell, MB.
SASARAN = {"csv": (2.2, 60.0), "json": (1.5, 60.0)}
SATU_BARIS = {"csv": b"\n", "json": b'"nip":'}  # what stands in each row once; the header of a CSV has a line too


def ukur(semua: Sequence[Tempat], cara: Cara) -> Iterator[Baris]:
    """`asn nilai daftar` of all periods as CSV and as JSON, and the memory it takes."""
    tempat = semua[0]
    sql = tercatat(tempat.basis, lambda d: _habiskan(nilai.daftar(d)))
    for bentuk, (sasaran, memori) in SASARAN.items():
        banyak = _pastikan_sama(tempat, cara, bentuk, sql)
        varian: dict[str, Callable[[], Takaran]] = {
            "shell": partial(_shell, tempat, cara, bentuk, sql),
            "asn": partial(_asn, tempat, bentuk),
        }
        hasil = cara.batasi(5).bergiliran(varian)
        nama = f"asn nilai daftar --{bentuk}, {ribuan(banyak)} baris"
        lantai = f"sqlite3 -{bentuk}, SQL yang sama ({detik(cara.lama(hasil['shell']).tengah)})"
        yield Baris("aliran", nama, cara.rasio(hasil["asn"], hasil["shell"]), lantai, sasaran=sasaran)
        memori_shell = f"sqlite3: {puncak(hasil['shell']).tengah:.0f} MB"
        yield Baris("aliran", f"{nama}, memori puncak", puncak(hasil["asn"]), memori_shell, "MB", memori)


def _habiskan(baris: Iterable[object]) -> None:
    for _ in baris:
        pass


def _asn(tempat: Tempat, bentuk: str, keluar: Path | None = None) -> Takaran:
    return proses([*ASN, "nilai", "daftar", f"--{bentuk}", "-q"], tempat.env, keluar=keluar)


def _shell(tempat: Tempat, cara: Cara, bentuk: str, sql: str, keluar: Path | None = None) -> Takaran:
    return shell(cara, tempat.basis, sql, "-header", f"-{bentuk}", keluar=keluar)


def _pastikan_sama(tempat: Tempat, cara: Cara, bentuk: str, sql: str) -> int:
    """Both write the same number of rows; returns how many."""
    kami, lain = tempat.folder / f"kami.{bentuk}", tempat.folder / f"lain.{bentuk}"
    _asn(tempat, bentuk, kami)
    _shell(tempat, cara, bentuk, sql, lain)
    banyak, banyak_lain = (satu.read_bytes().count(SATU_BARIS[bentuk]) - (bentuk == "csv") for satu in (kami, lain))
    if banyak != banyak_lain or not banyak:
        raise Gagal(f"nilai daftar --{bentuk}: {banyak} baris, sqlite3 {banyak_lain}")
    return banyak
