"""Beyond one file: two cities united, asked city by city, and the gap out as Parquet for an engine."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from importlib.util import find_spec
from pathlib import Path

from benchmarks.bangun import AKHIR, BENIH, bangun
from benchmarks.hasil import Baris, angka, detik, ribuan
from benchmarks.ukur import ASN, Cara, Gagal, Sebaran, Takaran, Tempat, proses, puncak, shell

SASARAN_ORANG = 1.5  # a person of a united file costs what one of a city's own does


def ukur(semua: Sequence[Tempat], cara: Cara) -> Iterator[Baris]:
    """Uniting the city with another of its size; the totals of each; the rows of one period as Parquet."""
    tempat = semua[0]
    lain = tempat.folder / "lain.db"
    bangun(lain, tempat.ukuran, BENIH + 1, "Kota Lain")
    asal, ke = (tempat.salinan("asal.db"), lain), tempat.folder / "gabungan.db"
    varian: dict[str, Callable[[], Takaran]] = {"asn": partial(_gabung, tempat, asal, ke)}
    if cara.shell:
        varian["shell"] = partial(_salin, tempat, cara, asal)
    hasil = cara.batasi(3).bergiliran(varian)
    nama = f"asn gabung, dua kota {ribuan(tempat.ukuran.orang)} orang"
    lama, besar = detik(cara.lama(hasil["asn"]).tengah), round(ke.stat().st_size / 1e6)
    if "shell" in hasil:
        lantai = f"sqlite3 menyalin kedua berkas ({detik(cara.lama(hasil['shell']).tengah)})"
        yield Baris("gabung", nama, cara.rasio(hasil["asn"], hasil["shell"]), lantai)
    yield Baris("gabung", f"{nama}, memori puncak", puncak(hasil["asn"]), f"{lama}, menjadi {besar} MB", "MB")
    yield _per_instansi(tempat, cara, asal[0], ke)
    if find_spec("pyarrow"):
        yield _parquet(tempat, cara)


def _gabung(tempat: Tempat, asal: Sequence[Path], ke: Path) -> Takaran:
    kode = [f"--kode={satu}=K{nomor}" for nomor, satu in enumerate(asal, 1)]
    return proses([*ASN, "gabung", *asal, "--ke", ke, *kode, "--timpa", "--json", "-q"], tempat.env)


def _salin(tempat: Tempat, cara: Cara, asal: Sequence[Path]) -> Takaran:
    """Both files copied, page by page, into one after the other: what any union must at least read and write."""
    tujuan = tempat.folder / "disalin.db"
    for sisa in tempat.folder.glob(f"{tujuan.name}*"):
        sisa.unlink()
    perintah = "".join(f"ATTACH '{satu}' AS a;\nVACUUM a INTO '{tujuan}.{satu.name}';\nDETACH a;\n" for satu in asal)
    return shell(cara, tujuan, perintah)


def _per_instansi(tempat: Tempat, cara: Cara, satu: Path, ke: Path) -> Baris:
    proses([*ASN, "periode", "tutup", str(AKHIR), "--yes", "-q", "--db", satu], tempat.env)  # a union is closed too
    hasil = cara.bergiliran({"asn": partial(_ringkas, tempat, ke), "satu": partial(_ringkas, tempat, satu)})
    seorang = [nilai / 2 for nilai in cara.rasio(hasil["asn"], hasil["satu"])]
    return Baris(
        "gabung", "asn gap ringkas --per instansi atas gabungan, waktu per orang", Sebaran(*seorang),
        f"atas satu kota ({detik(cara.lama(hasil['satu']).tengah)})", sasaran=SASARAN_ORANG,
    )  # fmt: skip


def _ringkas(tempat: Tempat, basis: Path) -> Takaran:
    kata = [*ASN, "gap", "ringkas", "--periode", str(AKHIR), "--per", "instansi", "--json", "-q", "--db", basis]
    return proses(kata, tempat.env)


def _parquet(tempat: Tempat, cara: Cara) -> Baris:
    hasil = cara.batasi(3).bergiliran({bentuk: partial(_ke_berkas, tempat, bentuk) for bentuk in ("parquet", "csv")})
    besar = {bentuk: (tempat.folder / f"gap.{bentuk}").stat().st_size / 1e6 for bentuk in hasil}
    if not 0 < besar["parquet"] < besar["csv"]:
        raise Gagal(f"gap daftar -o: {besar}")
    return Baris(
        "gabung", f"asn gap daftar -o gap.parquet ({angka(besar['parquet'])} MB)",
        cara.rasio(hasil["parquet"], hasil["csv"]),
        f"-o gap.csv ({detik(cara.lama(hasil['csv']).tengah)}, {angka(besar['csv'])} MB)",
    )  # fmt: skip


def _ke_berkas(tempat: Tempat, bentuk: str) -> Takaran:
    berkas = tempat.folder / f"gap.{bentuk}"
    # On a copy: what leaves is noted in the database it leaves.
    basis = tempat.salinan("keluar.db")
    kata = [*ASN, "gap", "daftar", "--periode", str(AKHIR), "-o", berkas, "--timpa", "-q", "--db", basis]
    return proses(kata, tempat.env)
