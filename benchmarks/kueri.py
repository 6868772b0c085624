"""The gap asked for, against the sqlite3 shell running the very same SQL; how it grows with the people."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from asn_kompetensi.services import gap, gap_tren
from asn_kompetensi.store import door
from asn_kompetensi.store.door import Pintu
from asn_kompetensi.store.queries.gap import Saringan
from benchmarks.bangun import AKHIR, bangun
from benchmarks.hasil import Baris, detik
from benchmarks.ukur import ASN, Cara, Gagal, Sebaran, Takaran, Tempat, anak, proses, puncak, shell

ORANG_OPD = 75  # people of the agency that is asked for
BESAR = 1_000_000  # people from which on a query takes minutes

# What is asked, by name; each gives the rows as the commands print them.
BENTUK: dict[str, Callable[[Pintu, int, int | None], object]] = {
    "satu perangkat daerah": lambda d, periode, opd: gap.daftar(d, Saringan(periode, [opd or 0])),
    "semua per perangkat daerah": lambda d, periode, _: gap.ringkas(d, Saringan(periode), "opd"),
    "tren": lambda d, *_: gap_tren.tren(d, "opd"),
}
SATU, SEMUA, TREN = BENTUK
SASARAN = {SATU: 1.0, SEMUA: 1.3}
SASARAN_OPD, SASARAN_ORANG, SASARAN_PUNCAK = 1.5, 1.5, 200


def ukur(semua: Sequence[Tempat], cara: Cara) -> Iterator[Baris]:
    """Rows for each size; from the second on also how much a person, or an agency of the same size, costs more."""
    if cara.shell is None:
        return
    dasar = semua[0]
    for tempat in semua:
        cara_ini = cara if tempat is dasar else cara.batasi(1 if tempat.ukuran.orang > BESAR else 3)
        for bentuk in BENTUK if tempat is dasar else (SATU, SEMUA):
            yield from _bentuk(bentuk, tempat, dasar, cara_ini)
        yield _puncak(tempat)


def _bentuk(bentuk: str, tempat: Tempat, dasar: Tempat, cara: Cara) -> Iterator[Baris]:
    opd = opd_sedang(tempat.basis)
    perintah = sql(bentuk, tempat, opd)
    varian: dict[str, Callable[[], Takaran]] = {
        "shell": lambda: shell(cara, tempat.basis, perintah),
        "asn": lambda: _asn(bentuk, tempat, opd),
    }
    if tempat is not dasar:
        opd_dasar = opd_sedang(dasar.basis)
        varian["dasar"] = lambda: _asn(bentuk, dasar, opd_dasar)
    hasil = cara.bergiliran(varian)
    nama = f"{tempat.ukuran.nama}: {bentuk}"
    lama = cara.lama(hasil["asn"])
    yield Baris(
        "kueri", nama, cara.rasio(hasil["asn"], hasil["shell"]), _lantai(cara, hasil["shell"]),
        sasaran=SASARAN.get(bentuk),
    )  # fmt: skip
    if "dasar" not in hasil:
        return
    banding = cara.rasio(hasil["asn"], hasil["dasar"])
    if bentuk == SATU:
        yield Baris(
            "kueri", f"{nama}, {tempat.ukuran.opd} perangkat daerah", banding,
            f"{dasar.ukuran.opd} perangkat daerah ({detik(cara.lama(hasil['dasar']).tengah)})", sasaran=SASARAN_OPD,
        )  # fmt: skip
    else:
        kali = dasar.ukuran.orang / tempat.ukuran.orang
        sejuta = lama.tengah / tempat.ukuran.orang * 1e6
        yield Baris(
            "kueri", f"{nama}, {detik(sejuta)} per sejuta orang", Sebaran(*(satu * kali for satu in banding)),
            f"seorang di {dasar.ukuran.nama} ({detik(cara.lama(hasil['dasar']).tengah)} seluruhnya)",
            sasaran=SASARAN_ORANG,
        )  # fmt: skip


def _asn(bentuk: str, tempat: Tempat, opd: int) -> Takaran:
    return anak("gap", tempat.env, basis=tempat.basis, bentuk=bentuk, periode=tempat.periode, opd=opd)


def _puncak(tempat: Tempat) -> Baris:
    """The whole command, once: memory does not vary."""
    takaran = proses([*ASN, "gap", "ringkas", "--periode", str(AKHIR), "--per", "opd", "--json", "-q"], tempat.env)
    return Baris(
        "kueri", f"{tempat.ukuran.nama}: asn gap ringkas --per opd, memori puncak", puncak([takaran]),
        f"{detik(takaran.lama)} seluruhnya", "MB", SASARAN_PUNCAK,
    )  # fmt: skip


def _lantai(cara: Cara, semua: Sequence[Takaran]) -> str:
    return f"sqlite3, SQL yang sama ({detik(cara.lama(semua).tengah)})"


def opd_sedang(basis: Path) -> int:
    """The agency whose number of people is nearest to `ORANG_OPD`."""
    with closing(sqlite3.connect(basis)) as kon:
        baris = kon.execute(
            "SELECT opd_id FROM penempatan WHERE selesai IS NULL GROUP BY opd_id ORDER BY abs(count(*) - ?), opd_id",
            (ORANG_OPD,),
        ).fetchone()
    return int(baris[0])


def sql(bentuk: str, tempat: Tempat, opd: int) -> str:
    """Everything that a query asks of the database, its parameters written out.

    The text depends on the periods, not on the people: it is taken from a city of a hundred.
    """
    kembaran = tempat.folder / "seratus.db"
    if not kembaran.exists():
        bangun(kembaran, replace(tempat.ukuran, orang=100, opd=5))
    return tercatat(kembaran, lambda d: BENTUK[bentuk](d, tempat.periode, opd))


def tercatat(basis: Path, kerja: Callable[[Pintu], object]) -> str:
    """The statements a piece of work runs, as the shell can run them."""
    catatan: list[str] = []
    with door.baca(basis) as d:
        d.kon.set_trace_callback(catatan.append)
        kerja(d)
        d.kon.set_trace_callback(None)
    if not any("gap_p" in satu or "nilai" in satu for satu in catatan):
        raise Gagal("kueri yang diukur tidak menyentuh nilai")
    return ";\n".join(catatan)
