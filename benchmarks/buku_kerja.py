"""Workbooks, against XlsxWriter in one process: a sheet of 3,000 people, forty workbooks, a sheet of 336,000 rows.

Of the forty workbooks XlsxWriter writes the very cells ours hold (values, looks, merges, widths, heights, tables,
charts, print set-up), read back before anything is timed; ours are timed from the data of the agencies to the last
rename. Of the sheets both write the same rows in the same looks.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterator, Sequence

from asn_kompetensi import __version__
from asn_kompetensi.services import laporan
from asn_kompetensi.store import door
from asn_kompetensi.tabular.buku.opd import buku_opd
from benchmarks import xlsxwriter_
from benchmarks.bangun import AKHIR
from benchmarks.hasil import Baris, detik, ribuan
from benchmarks.ukur import Cara, Takaran, Tempat, anak, puncak

SASARAN_LEMBAR, SASARAN_DUA, SASARAN_PUNCAK = 1.5, 0.8, 200
LEMBAR, LEMBAR_BESAR = (3_000, 20), (336_000, 12)


def ukur(semua: Sequence[Tempat], cara: Cara) -> Iterator[Baris]:
    """The three of them; the large sheet takes a minute and is measured twice at most."""
    tempat = semua[0]
    yield from _lembar(tempat, cara, *LEMBAR, sasaran=SASARAN_LEMBAR)
    yield from _buku(tempat, cara)
    yield from _lembar(tempat, cara.batasi(2), *LEMBAR_BESAR, memori=SASARAN_PUNCAK)


def _lembar(
    tempat: Tempat, cara: Cara, baris: int, kolom: int, sasaran: float | None = None, memori: float | None = None
) -> Iterator[Baris]:
    baris = max(1, round(baris * tempat.ukuran.bagian))

    def tulis(kerja: str) -> Callable[[], Takaran]:
        def satu() -> Takaran:
            berkas = tempat.folder / f"{kerja}.xlsx"
            berkas.unlink(missing_ok=True)
            return anak(kerja, tempat.env, baris=baris, kolom=kolom, berkas=berkas)

        return satu

    hasil = cara.bergiliran({"xlsxwriter": tulis("lembar_xlsxwriter"), "asn": tulis("lembar")})
    nama = f"satu lembar {ribuan(baris)} × {kolom}"
    lantai = f"XlsxWriter ({detik(cara.lama(hasil['xlsxwriter']).tengah)})"
    yield Baris("buku_kerja", nama, cara.rasio(hasil["asn"], hasil["xlsxwriter"]), lantai, sasaran=sasaran)
    if memori is not None:
        lain = f"XlsxWriter: {puncak(hasil['xlsxwriter']).tengah:.0f} MB"
        yield Baris("buku_kerja", f"{nama}, memori puncak", puncak(hasil["asn"]), lain, "MB", memori)


def _buku(tempat: Tempat, cara: Cara) -> Iterator[Baris]:
    isi = tempat.folder / "buku.pickle"
    sel = tempat.folder / "sel.pickle"
    with door.baca(tempat.basis) as d:
        data = laporan.siapkan(d, str(AKHIR), versi=__version__)
    semua = [xlsxwriter_.salin(buku_opd(satu)) for satu in data]
    isi.write_bytes(pickle.dumps(data))
    sel.write_bytes(pickle.dumps(semua))
    orang = sum(len(satu.orang) for satu in data)
    banyak = sum(len(lembar["sel"]) for buku in semua for lembar in buku["lembar"])
    # What is written is noted in the log of the database: not in the city that is kept.
    env = {**tempat.env, "ASN_DB": str(tempat.salinan()), "ASN_DIAM": "1"}

    def kami(pekerja: int) -> Takaran:
        satu = anak("buku", env, isi=isi, pekerja=pekerja)
        return Takaran(satu.lama, satu.prosesor / pekerja, satu.puncak)  # each on a processor of its own

    hasil = cara.bergiliran(
        {
            "xlsxwriter": lambda: anak("buku_xlsxwriter", env, isi=sel),
            "satu": lambda: kami(1),
            "dua": lambda: kami(2),
        }
    )
    nama = f"{len(data)} buku kerja, {ribuan(orang)} orang, {ribuan(banyak)} sel"
    lantai = f"XlsxWriter, satu proses ({detik(cara.lama(hasil['xlsxwriter']).tengah)})"
    for proses, sasaran in (("satu", None), ("dua", SASARAN_DUA)):
        rasio = cara.rasio(hasil[proses], hasil["xlsxwriter"])
        yield Baris("buku_kerja", f"{nama}, {proses} proses", rasio, lantai, sasaran=sasaran)
