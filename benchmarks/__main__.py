"""`python -m benchmarks`: build the cities, measure, print each figure beside its floor and its goal.

Every figure is a ratio to a floor measured in the same run (starting Python, the sqlite3 shell, XlsxWriter, calamine);
only the ratios carry over to another machine. What depends on the size of a city is measured in every one of them, the
rest in the first that is asked for.
"""

from __future__ import annotations

import argparse
import compileall
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from benchmarks import aliran, awal, baca, buku_kerja, gabung, hasil, kueri, muat, tutup, ukuran
from benchmarks.bangun import BENIH, UKURAN, Ukuran, bangun, sidik
from benchmarks.hasil import Baris, detik
from benchmarks.ukur import AKAR, Cara, Gagal, Tempat

BAGIAN: dict[str, Callable[[Sequence[Tempat], Cara], Iterable[Baris]]] = {
    "awal": awal.ukur,
    "muat": muat.ukur,
    "kueri": kueri.ukur,
    "tutup": tutup.ukur,
    "aliran": aliran.ukur,
    "buku_kerja": buku_kerja.ukur,
    "baca": baca.ukur,
    "ukuran": ukuran.ukur,
    "gabung": gabung.ukur,
}
BAWAAN = ("kota", "provinsi")
PERLU_SHELL = ("muat", "tutup")


def siapkan(semua: Sequence[Ukuran], simpanan: Path, kerja: Path, benih: int) -> list[Tempat]:
    """The cities, each built unless `simpanan` holds it already."""
    hasilnya = []
    for satu in semua:
        basis = simpanan / f"{satu.nama}-{sidik(satu, benih)}.db"
        if not basis.exists():
            mulai = time.perf_counter()
            bangun(basis, satu, benih)
            lama, besar = detik(time.perf_counter() - mulai), basis.stat().st_size / 1e6
            _kabar(f"{satu.nama}: {satu.orang} orang dibangun dalam {lama}, {besar:.0f} MB")
        folder = kerja / satu.nama
        folder.mkdir(parents=True)
        hasilnya.append(Tempat(satu, basis, folder))
    return hasilnya


def jalankan(bagian: Iterable[str], semua: Sequence[Tempat], cara: Cara) -> Iterator[tuple[str, list[Baris]]]:
    """The rows of each section. Raises `Gagal` when a command fails."""
    if cara.shell is None:
        _kabar(f"sqlite3 tidak terpasang: yang dibandingkan dengannya tidak diukur ({', '.join(PERLU_SHELL)})")
    for nama in bagian:
        if cara.shell is None and nama in PERLU_SHELL:
            continue
        _kabar(f"{nama} …")
        yield nama, list(BAGIAN[nama](semua, cara))


def _kabar(pesan: str) -> None:
    print(pesan, file=sys.stderr, flush=True)


def _banyak(teks: str) -> int:
    if (banyak := int(teks)) < 1:
        raise ValueError(teks)
    return banyak


def _pilihan(argv: Sequence[str] | None) -> argparse.Namespace:
    isi = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    isi.add_argument("--ukuran", action="append", choices=UKURAN, help=f"cities to build (default: {' '.join(BAWAAN)})")
    isi.add_argument("--kali", type=_banyak, default=5, help="measurements of each variant (default: 5)")
    isi.add_argument("--hanya", nargs="+", action="extend", choices=BAGIAN, help="sections to measure (default: all)")
    isi.add_argument("--simpan", type=Path, help="folder in which the cities are kept for the next time")
    isi.add_argument("--benih", type=int, default=BENIH, help="seed of the invented cities")
    isi.add_argument("--prosesor", action="store_true", help="processor time: for a machine others work on too")
    isi.add_argument("--markdown", action="store_true", help="print the table for the README")
    isi.add_argument("--sasaran", action="store_true", help="exit 10 when a goal is missed")
    return isi.parse_args(argv)


def main(argv: Sequence[str] | None = None) -> int:
    """Measure what is asked for; 0, or 1 when a command failed, or 10 with `--sasaran` when a goal is missed."""
    pilih = _pilihan(argv)
    cara = Cara(pilih.kali, pilih.prosesor, shell=shutil.which("sqlite3"))
    keterangan = f"{hasil.mesin(cara.shell)}; median {cara.kali}{', waktu prosesor' if cara.prosesor else ''}"
    for nama in ("asn_kompetensi", "benchmarks"):  # where PYTHONDONTWRITEBYTECODE is set, no .pyc is there
        compileall.compile_dir(AKAR / nama, quiet=1)
    semua: list[Baris] = []
    with tempfile.TemporaryDirectory(prefix="asn-ukur-") as kerja:
        simpanan = pilih.simpan or Path(kerja)
        simpanan.mkdir(parents=True, exist_ok=True)
        # The order of UKURAN: the first is the floor of what grows.
        dipilih = [isi for nama, isi in UKURAN.items() if nama in (pilih.ukuran or BAWAAN)]
        if not pilih.markdown:
            print(keterangan)
        try:
            for nama, baris in jalankan(
                pilih.hanya or BAGIAN, siapkan(dipilih, simpanan, Path(kerja), pilih.benih), cara
            ):
                semua += baris
                if not pilih.markdown:
                    print(f"\n{nama}\n{hasil.teks(baris)}", flush=True)
        except Gagal as salah:
            _kabar(f"gagal: {salah}")
            return 1
    if pilih.markdown:
        print(hasil.markdown(semua, keterangan))
    meleset = [satu.nama for satu in semua if satu.tercapai is False]
    _kabar(f"{len(semua)} angka, {len(meleset)} di luar sasaran")
    return 10 if meleset and pilih.sasaran else 0


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # the cities that were built are taken away
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
