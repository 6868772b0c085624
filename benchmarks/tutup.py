"""Closing the newest period, against the sqlite3 shell inserting the very rows that are frozen."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path

from benchmarks.bangun import AKHIR
from benchmarks.hasil import Baris, detik, ribuan
from benchmarks.ukur import ASN, Cara, Gagal, Takaran, Tempat, proses, shell


def ukur(semua: Sequence[Tempat], cara: Cara) -> Iterator[Baris]:
    """The whole command: looking for what stands in the way, a backup, freezing, sealing."""
    for tempat, cara_ini in cara.giliran(semua):
        yield _kota(tempat, cara_ini)


def _kota(tempat: Tempat, cara: Cara) -> Baris:
    tertutup = tempat.salinan("tertutup.db")
    _tutup(tempat, tertutup)
    perintah, banyak = salin_beku(tertutup, tempat.periode)
    varian: dict[str, Callable[[], Takaran]] = {
        "shell": lambda: _shell(tempat, cara, perintah),
        "asn": lambda: _tutup(tempat, tempat.salinan()),
    }
    hasil = cara.bergiliran(varian)
    return Baris(
        "tutup", f"asn periode tutup, {ribuan(banyak)} baris beku",
        cara.rasio(hasil["asn"], hasil["shell"]),
        f"sqlite3 menyalin baris beku itu saja ({detik(cara.lama(hasil['shell']).tengah)})",
    )  # fmt: skip


def _tutup(tempat: Tempat, basis: Path) -> Takaran:
    takaran = proses([*ASN, "periode", "tutup", str(AKHIR), "--yes", "-q", "--db", basis], tempat.env)
    with closing(sqlite3.connect(basis)) as kon:
        if kon.execute("SELECT status FROM periode WHERE kode = ?", (str(AKHIR),)).fetchone() != ("tertutup",):
            raise Gagal("periode tutup: periodenya masih terbuka")
    return takaran


def _shell(tempat: Tempat, cara: Cara, perintah: str) -> Takaran:
    baru = tempat.folder / "beku.db"
    baru.unlink(missing_ok=True)
    return shell(cara, baru, perintah)


def salin_beku(tertutup: Path, periode: int) -> tuple[str, int]:
    """Statements that put what is frozen for a period into an empty file, and how many rows that is."""
    with closing(sqlite3.connect(tertutup)) as kon:
        tabel = kon.execute(
            "SELECT name, sql FROM sqlite_schema WHERE type = 'table' AND name LIKE 'beku~_%' ESCAPE '~' ORDER BY name"
        ).fetchall()
        banyak = sum(
            kon.execute(f"SELECT count(*) FROM {nama} WHERE periode_id = ?", (periode,)).fetchone()[0]
            for nama, _ in tabel
        )
    salin = "".join(
        f"{teks};\nINSERT INTO main.{nama} SELECT * FROM asal.{nama} WHERE periode_id = {periode};\n"
        for nama, teks in tabel
    )
    return f"ATTACH '{tertutup}' AS asal;\nBEGIN;\n{salin}COMMIT;", banyak
