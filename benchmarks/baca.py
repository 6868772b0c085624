"""Reading a score sheet of 50,000 x 20 with every guard, against bare calamine on the same file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.hasil import Baris, detik, ribuan
from benchmarks.ukur import Cara, Tempat, anak, puncak

BARIS, NILAI = 50_000, 16
SASARAN, SASARAN_PUNCAK = 2.5, 300
KODE = ("INT", "KS", "KOM", "OPH", "PP", "PDOL", "MP", "PK", "PB", *(f"T{n:02d}" for n in range(1, NILAI - 8)))


def ukur(semua: Sequence[Tempat], cara: Cara) -> Iterator[Baris]:
    """From the path to the understood rows, and the memory it takes."""
    tempat = semua[0]
    berkas, banyak = tempat.folder / "baca.xlsx", max(1, round(BARIS * tempat.ukuran.bagian))
    tulis(berkas, banyak)
    hasil = cara.bergiliran(
        {
            "calamine": lambda: anak("baca_calamine", tempat.env, berkas=berkas, banyak=banyak),
            "asn": lambda: anak("baca", tempat.env, berkas=berkas, basis=tempat.basis, banyak=banyak),
        }
    )
    nama = f"membaca xlsx {ribuan(banyak)} × {4 + NILAI}"
    lantai = f"calamine ({detik(cara.lama(hasil['calamine']).tengah)})"
    yield Baris("baca", nama, cara.rasio(hasil["asn"], hasil["calamine"]), lantai, sasaran=SASARAN)
    lain = f"calamine: {puncak(hasil['calamine']).tengah:.0f} MB"
    yield Baris("baca", f"{nama}, memori puncak", puncak(hasil["asn"]), lain, "MB", SASARAN_PUNCAK)


def tulis(berkas: Path, banyak: int) -> None:
    """A wide score sheet as Excel keeps it, texts in their own part of the file; one score in eleven is missing."""
    import xlsxwriter

    buku = xlsxwriter.Workbook(str(berkas))
    lembar = buku.add_worksheet("Nilai")
    lembar.write_row(0, 0, ["NIP", "NAMA", "JABATAN", "OPD", *KODE])
    for n in range(1, banyak + 1):
        hari = 12 * 28 * (n % 30) + n // 30 % 336  # days of thirty years with 28 days a month
        nip = f"{1966 + hari // 336}{hari % 336 // 28 + 1:02d}{hari % 28 + 1:02d}201504{1 + n % 2}{n % 999 + 1:03d}"
        lembar.write_row(n, 0, [nip, f"Pegawai {n}", f"Jabatan {n % 60}", f"Dinas {n % 40}"])
        for ke in range(NILAI):
            if (n + ke) % 11:
                lembar.write_number(n, 4 + ke, 1 + (n * 7 + ke * 3) % 5)
    buku.close()
