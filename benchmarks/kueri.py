"""The gap asked for, against the sqlite3 shell running the very same SQL; how it grows with the people.

The shell starts, opens the file and prints its rows; the program is asked in a process of its own through a door that
is open: the schema has been looked at, of people and scores nothing has been read yet.
"""

from __future__ import annotations

import sqlite3
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path

from asn_kompetensi.services import gap, gap_ringkas, gap_tren
from asn_kompetensi.store import door
from asn_kompetensi.store.door import Pintu
from asn_kompetensi.store.queries.gap import Saringan
from benchmarks.bangun import AKHIR
from benchmarks.hasil import Baris, detik, ribuan
from benchmarks.ukur import ASN, BESAR, Cara, Gagal, Sebaran, Takaran, Tempat, anak, proses, puncak, shell

ORANG_OPD = 75  # people of the agency that is asked for


def habiskan(baris: Iterable[object]) -> None:
    """Take every row, as one who prints them does."""
    deque(baris, 0)


# What is asked, by name: the rows as the commands print them.
BENTUK: dict[str, Callable[[Pintu, int, int], None]] = {
    "satu perangkat daerah": lambda d, periode, opd: habiskan(gap.daftar(d, Saringan(periode, [opd]))),
    "semua per perangkat daerah": lambda d, periode, _: habiskan(gap_ringkas.ringkas(d, Saringan(periode), "opd")),
    "tren": lambda d, *_: habiskan(gap_tren.tren(d, "opd").baris),
}
SATU, SEMUA, TREN = BENTUK
SASARAN = {SATU: 1.0, SEMUA: 1.3}
# An agency costs the same among however many, a person the same in however large a city; half as much again is left for
# deeper trees and colder caches. Megabytes at any size.
SASARAN_OPD, SASARAN_ORANG, SASARAN_PUNCAK = 1.5, 1.5, 200


def ukur(semua: Sequence[Tempat], cara: Cara) -> Iterator[Baris]:
    """Rows for each size; from the second on also how much a person, or an agency of the same size, costs more."""
    dasar = semua[0]
    for tempat in semua:
        besar = tempat.ukuran.orang > BESAR
        cara_ini = cara.batasi(1) if besar else cara if tempat is dasar else cara.batasi(3)
        for bentuk in (SATU, SEMUA) if besar else BENTUK:
            lama = bentuk == TREN and tempat is not dasar
            yield from _bentuk(bentuk, tempat, dasar, cara.batasi(1, pemanasan=0) if lama else cara_ini)
        yield _puncak(tempat, cara)


def _bentuk(bentuk: str, tempat: Tempat, dasar: Tempat, cara: Cara) -> Iterator[Baris]:
    opd, opd_dasar = opd_sedang(tempat.basis), opd_sedang(dasar.basis)
    varian: dict[str, Callable[[], Takaran]] = {"asn": lambda: _asn(bentuk, tempat, opd)}
    # A whole nation may be asked in tens of thousands of statements, which the shell would read one by one.
    if cara.shell and (bentuk == SATU or tempat.ukuran.orang < BESAR):
        perintah = tercatat(tempat.basis, lambda d: BENTUK[bentuk](d, tempat.periode, opd))
        varian["shell"] = lambda: shell(cara, tempat.basis, perintah)
    if bentuk == SATU and tempat is dasar:
        varian["buka"] = lambda: _asn(bentuk, tempat, opd, "buka")
    if tempat is not dasar:
        varian["dasar"] = lambda: _asn(bentuk, dasar, opd_dasar)
    if len(varian) == 1:
        return
    hasil = cara.bergiliran(varian)
    nama = f"{tempat.ukuran.nama}: {bentuk}"
    if "shell" in hasil:
        lantai = f"sqlite3, SQL yang sama ({detik(cara.lama(hasil['shell']).tengah)})"
        yield Baris("kueri", nama, cara.rasio(hasil["asn"], hasil["shell"]), lantai, sasaran=SASARAN.get(bentuk))
        if "buka" in hasil:
            yield Baris("kueri", f"{nama}, dengan membuka berkas", cara.rasio(hasil["buka"], hasil["shell"]), lantai)
    if "dasar" in hasil:
        yield _banding(nama, tempat, dasar, cara, hasil)


def _banding(nama: str, tempat: Tempat, dasar: Tempat, cara: Cara, hasil: Mapping[str, list[Takaran]]) -> Baris:
    """What the larger city costs more: for an agency of the same size nothing, for all of them as many times people."""
    banding = cara.rasio(hasil["asn"], hasil["dasar"])
    if nama.endswith(SATU):
        lantai = f"di antara {ribuan(dasar.ukuran.opd)} ({detik(cara.lama(hasil['dasar']).tengah)})"
        return Baris("kueri", f"{nama} di antara {ribuan(tempat.ukuran.opd)}", banding, lantai, sasaran=SASARAN_OPD)
    kali = dasar.ukuran.orang / tempat.ukuran.orang
    seorang = Sebaran(*(satu * kali for satu in banding))
    di_sini = detik(_sejuta(cara, hasil["asn"], tempat))
    lantai = f"{dasar.ukuran.nama} ({detik(_sejuta(cara, hasil['dasar'], dasar))} per sejuta orang; di sini {di_sini})"
    return Baris("kueri", f"{nama}, waktu per orang", seorang, lantai, sasaran=SASARAN_ORANG)


def _sejuta(cara: Cara, semua: Sequence[Takaran], tempat: Tempat) -> float:
    """Seconds for a million people."""
    return cara.lama(semua).tengah / tempat.ukuran.orang * 1e6


def _asn(bentuk: str, tempat: Tempat, opd: int, kerja: str = "gap") -> Takaran:
    return anak(kerja, tempat.env, basis=tempat.basis, bentuk=bentuk, periode=tempat.periode, opd=opd)


def _puncak(tempat: Tempat, cara: Cara) -> Baris:
    """The whole command, once: memory does not vary."""
    takaran = proses([*ASN, "gap", "ringkas", "--periode", str(AKHIR), "--per", "opd", "--json", "-q"], tempat.env)
    return Baris(
        "kueri", f"{tempat.ukuran.nama}: asn gap ringkas --per opd, memori puncak", puncak([takaran]),
        f"{detik(cara.waktu(takaran))}; {detik(_sejuta(cara, [takaran], tempat))} per sejuta orang", "MB",
        SASARAN_PUNCAK,
    )  # fmt: skip


def opd_sedang(basis: Path) -> int:
    """The agency whose number of people is nearest to `ORANG_OPD`."""
    with closing(sqlite3.connect(basis)) as kon:
        baris = kon.execute(
            "SELECT opd_id FROM penempatan WHERE selesai IS NULL GROUP BY opd_id ORDER BY abs(count(*) - ?), opd_id",
            (ORANG_OPD,),
        ).fetchone()
    return int(baris[0])


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
