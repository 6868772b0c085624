"""Several cities as one: a short code for each, and which of their periods and competencies are the same."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

PANJANG_KOTA: Final = 16
PANJANG_KODE: Final = 40  # of agencies, competencies, periods, programmes and classes; jobs have 60
_POLA: Final = re.compile(rf"[A-Za-z0-9][A-Za-z0-9_-]{{0,{PANJANG_KOTA - 1}}}")
DI_KOTANYA: Final = "Lihat atau ubah di berkas kotanya; gabungan ini hanya untuk dibaca."
# Commands that change a city; `asn gabung` and `asn db` are of the file itself.
_MENULIS: Final = re.compile(
    r"\basn (?:batal|[a-z-]+ (?:abaikan|batal|buka|catat|gabung|hadir|hapus|hasil|henti|impor|isi"
    r"|jalankan|jawab|mutasi|pastikan|salin|samarkan|selesai|siapkan|susun|tambah|tanggapan|tetapkan|tindak|tutup|ubah"
    r"|undang))\b"
)
_BAGIAN: Final = re.compile(r"(?<=[.;])\s+|, atau ")
# What stands before the name of the place; a city is the usual case and goes without a mark.
_JENIS: Final = {
    "KOTA": "", "PEMKOT": "", "KABUPATEN": "KAB-", "KAB": "KAB-", "PEMKAB": "KAB-", "PROVINSI": "PROV-",
    "PROPINSI": "PROV-", "PROV": "PROV-", "PEMPROV": "PROV-",
}  # fmt: skip


def baca_kode_kota(teks: str) -> str:
    """The code of a city, in capitals. Raises ValueError (Indonesian sentence) when it cannot be one.

    No dot: that parts it from the code of an agency.
    """
    isi = teks.strip()
    if not _POLA.fullmatch(isi):
        raise ValueError(
            f"kode kota '{isi[:20]}' harus 1 sampai {PANJANG_KOTA} huruf, angka, atau tanda _ dan -, tanpa spasi"
        )
    return isi.upper()


def kode_kota(nama: str) -> str:
    """A code from the name of an institution, always the same: `Pemerintah Kota Sawahlunto` gives `SAWAHLUNTO`.

    What follows the first `Kota`, `Kabupaten` or `Provinsi` is the place; a regency begins with `KAB-`, a province with
    `PROV-`. A name too long keeps the first letters of each word. Raises ValueError for one without Latin letters.
    """
    ascii_saja = unicodedata.normalize("NFKD", nama).encode("ascii", "ignore").decode().upper().replace("'", "")
    kata = re.findall(r"[A-Z0-9]+", ascii_saja)
    letak = next((n for n, satu in enumerate(kata[:-1]) if satu in _JENIS), None)
    tanda = "" if letak is None else _JENIS[kata[letak]]
    kata = kata if letak is None else kata[letak + 1 :]
    if not kata:
        raise ValueError(f"nama {nama} tidak memuat huruf Latin")
    for panjang in range(max(map(len, kata)), 0, -1):
        kode = tanda + ("-" if panjang > 1 else "").join(satu[:panjang] for satu in kata)
        if len(kode) <= PANJANG_KOTA:
            return kode
    return kode[:PANJANG_KOTA].rstrip("-")


def urut_kota(kode: str) -> str:
    """What cities are sorted by, so that the codes of their agencies come in the same order."""
    return f"{kode}."


def gabung_kode(kota: str, kode: str, panjang: int = PANJANG_KODE) -> str:
    """The code of a city's agency, job, class … among those of other cities: `SWL.DINKES`.

    One that would be longer than `panjang` is cut and ends in six letters that still tell it from all others.
    """
    penuh = f"{kota}.{kode}"
    if len(penuh) <= panjang:
        return penuh
    import hashlib

    return f"{penuh[: panjang - 7]}-{hashlib.sha256(penuh.encode()).hexdigest()[:6]}"


def kota(kode: str) -> str:
    """The city of a thing of a united file, by its code there: that of `SWL.DINKES` is `SWL`."""
    return kode.partition(".")[0]


def di_kotanya(petunjuk: str) -> str:
    """What a hint says to who reads a united file: in place of commands that write, where they belong."""
    bagian = _BAGIAN.split(petunjuk)
    sisa = [satu for satu in bagian if not _MENULIS.search(satu)]
    if len(sisa) == len(bagian):
        return petunjuk
    kalimat = (f"{satu[0].upper()}{satu[1:]}{'' if satu.endswith('.') else '.'}" for satu in sisa[:-1] if satu)
    akhir = (f"{satu[0].upper()}{satu[1:]}" for satu in sisa[-1:] if satu)
    return " ".join((DI_KOTANYA, *kalimat, *akhir))


class Sebutan(NamedTuple):
    """What one city means by a code: `isi` is what must agree (name and jenis; both dates).

    `terdaftar` is False for a meaning that the city itself has given up since.
    """

    kota: str
    kode: str
    isi: tuple[str, ...]
    terdaftar: bool = True


Arti = tuple[str, tuple[str, ...]]  # code and what it means


def satukan(semua: Iterable[Sebutan], acuan: Mapping[str, tuple[str, ...]] | None = None) -> dict[Arti, str]:
    """One code for each meaning. Cities that mean the same by a code share it.

    Where they differ, what `acuan` says of the code keeps it, else what most cities mean; every other meaning is
    marked with the first city that has it. Neither the order of the cities nor of their things matters.
    """
    pemakai: dict[Arti, set[str]] = {}
    terdaftar: dict[Arti, set[str]] = {}
    for satu in semua:
        arti = satu.kode, satu.isi
        pemakai.setdefault(arti, set()).add(satu.kota)
        if satu.terdaftar:
            terdaftar.setdefault(arti, set()).add(satu.kota)

    def bobot(arti: Arti) -> tuple[object, ...]:
        sama = acuan is not None and acuan.get(arti[0]) == arti[1]
        pertama = min(map(urut_kota, pemakai[arti]))
        return (not sama, -len(terdaftar.get(arti, ())), -len(pemakai[arti]), pertama, arti)

    hasil: dict[Arti, str] = {}
    terpakai: set[str] = set()
    kalah: list[Arti] = []
    for arti in sorted(pemakai, key=bobot):
        if arti[0].casefold() in terpakai:
            kalah.append(arti)
        else:
            hasil[arti] = arti[0]
            terpakai.add(arti[0].casefold())
    for arti in sorted(kalah, key=lambda satu: (min(map(urut_kota, pemakai[satu])), satu[0], bobot(satu))):
        hasil[arti] = _bebas(gabung_kode(min(pemakai[arti], key=urut_kota), arti[0]), terpakai)
        terpakai.add(hasil[arti].casefold())
    return hasil


def _bebas(kode: str, terpakai: set[str]) -> str:
    hasil, nomor = kode, 2
    while hasil.casefold() in terpakai:
        akhir = f"-{nomor}"
        hasil = f"{kode[: PANJANG_KODE - len(akhir)]}{akhir}"
        nomor += 1
    return hasil
