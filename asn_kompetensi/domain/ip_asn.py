"""The index of professionalism (IP ASN, PermenPANRB 38/2018, PerBKN 8/2019): four dimensions, 100 points.

Kualifikasi 25, Kompetensi 40, Kinerja 30, Disiplin 5. The points stand in `reference/ip_asn.csv`, dated. They are
multiples of a half and exact; the totals 60,5 · 70,5 · 80,5 that the clerks (pelaksana) can reach lie between two
bands and belong to the lower one: a category begins at 91, 81, 71, 61. A dimension nobody recorded is None, never 0.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cache
from typing import Final, NamedTuple

from asn_kompetensi.domain.acuan import baca_acuan
from asn_kompetensi.domain.jenjang import semua_jenjang
from asn_kompetensi.domain.kepemimpinan import DIKLAT, diklat

DIMENSI: Final = ("kualifikasi", "kompetensi", "kinerja", "disiplin")
KELOMPOK: Final = ("struktural", "fungsional", "pelaksana")


class Butir(NamedTuple):
    """One indicator of the competency dimension: its points, and the forms of training (SIASN id) that prove it."""

    nama: str
    skor: Fraction
    bentuk: frozenset[int]


@dataclass(frozen=True, slots=True)
class Tabel:
    """The points valid on one day."""

    skor: Mapping[str, Mapping[str, Fraction]]  # dimension -> word -> points; `kategori`: name -> where it begins
    kompetensi: Mapping[str, Sequence[Butir]]  # job group -> its indicators


class Pelatihan(NamedTuple):
    """One activity that counts: form, name, last day, credited hours in hundredths of a JP."""

    bentuk: int
    nama: str
    selesai: date
    ratus: int


class Aturan(NamedTuple):
    """What the office sets: months back for technical training and for seminars, hours of technical training."""

    bulan_teknis: int
    bulan_seminar: int
    jp_teknis: Fraction


class Saran(NamedTuple):
    """What is missing, and the points it would add."""

    hal: str
    tambah: Fraction


@cache
def tabel(pada: date) -> Tabel:
    """The points as valid on a day; before the regulation began, as it first stood."""
    semua = baca_acuan("ip_asn")
    hari = max(pada.isoformat(), min(satu["berlaku_mulai"] for satu in semua))
    skor: dict[str, dict[str, Fraction]] = {}
    kompetensi: dict[str, list[Butir]] = {}
    for satu in semua:
        if not satu["berlaku_mulai"] <= hari <= (satu["berlaku_sampai"] or "9999-12-31"):
            continue
        angka = Fraction(satu["skor"])
        if satu["dimensi"] == "kompetensi":
            bentuk = frozenset(map(int, satu["bentuk"].split(";")))
            kompetensi.setdefault(satu["kelompok"], []).append(Butir(satu["indikator"], angka, bentuk))
        else:
            skor.setdefault(satu["dimensi"], {})[satu["indikator"]] = angka
    return Tabel(skor, kompetensi)


def kelompok(jenjang: str | None) -> str | None:
    """The job group of a job level; None where the level of the job is not known."""
    if jenjang is None or jenjang not in semua_jenjang():
        return None
    return "struktural" if jenjang in DIKLAT else "pelaksana" if jenjang == "Pelaksana" else "fungsional"


def mundur(pada: date, bulan: int) -> date:
    """The day `bulan` months before; the end of a month stays the end of a month."""
    tahun, nomor = divmod(pada.year * 12 + pada.month - 1 - bulan, 12)
    akhir = monthrange(tahun, nomor + 1)[1]
    ujung = pada.day == monthrange(pada.year, pada.month)[1]
    return date(tahun, nomor + 1, akhir if ujung else min(pada.day, akhir))


def indikator(
    nama: str,
    butir: Butir,
    jenjang: str,
    kegiatan: Iterable[Pelatihan],
    pada: date,
    aturan: Aturan,
    *,
    tanpa_fungsional: bool = False,
) -> tuple[bool, Fraction]:
    """Whether an indicator is met on a day, and the hours (JP) that speak for it."""
    awal = date.min
    if nama in ("teknis", "seminar"):
        awal = mundur(pada, aturan.bulan_teknis if nama == "teknis" else aturan.bulan_seminar)
    cocok = [satu for satu in kegiatan if satu.bentuk in butir.bentuk and awal < satu.selesai <= pada]
    if nama == "kepemimpinan":  # the one of the present job: neither a lower nor a higher one
        cocok = [satu for satu in cocok if diklat(satu.nama) == DIKLAT[jenjang]]
    jp = sum((Fraction(satu.ratus, 100) for satu in cocok), Fraction(0))
    if nama == "teknis":
        return jp >= aturan.jp_teknis, jp
    return bool(cocok) or (nama == "fungsional" and tanpa_fungsional), jp


def kompetensi(
    jenjang: str | None,
    kegiatan: Sequence[Pelatihan],
    pada: date,
    aturan: Aturan,
    *,
    tanpa_fungsional: bool = False,
) -> tuple[Fraction | None, list[Saran]]:
    """Points of the competency dimension and what is missing of it; None while the job group is not known.

    `tanpa_fungsional`: a functional job for which no training exists counts as trained.
    """
    golongan = kelompok(jenjang)
    if golongan is None or jenjang is None:
        return None, [Saran("isi jenjang jabatannya", Fraction(0))]
    jumlah, kurang = Fraction(0), list[Saran]()
    for butir in tabel(pada).kompetensi[golongan]:
        ada, jp = indikator(butir.nama, butir, jenjang, kegiatan, pada, aturan, tanpa_fungsional=tanpa_fungsional)
        if ada:
            jumlah += butir.skor
        else:
            kurang.append(Saran(_sebut(butir.nama, jenjang, jp, aturan), butir.skor))
    return jumlah, kurang


def _sebut(nama: str, jenjang: str, jp: Fraction, aturan: Aturan) -> str:
    if nama == "kepemimpinan":
        return f"diklat kepemimpinan {DIKLAT[jenjang]}"
    if nama == "teknis":
        sudah = f" (baru {tulis(jp)})" if jp else ""
        return f"diklat teknis {tulis(aturan.jp_teknis)} JP{sudah}"
    return "seminar/workshop/magang/kursus" if nama == "seminar" else "diklat fungsional"


def tulis(angka: Fraction) -> str:
    """An exact decimal as the office writes it: `22,5`, `20`."""
    return f"{float(angka):.2f}".rstrip("0").rstrip(".").replace(".", ",")


def naik(dimensi: str, kata: str | None, pada: date) -> list[Saran]:
    """What would raise a recorded dimension, or that it was never recorded (with what it is worth at most).

    One step of education; the best rating of performance. A punishment only passes with time.
    """
    skor = tabel(pada).skor[dimensi]
    sebutan = "pendidikan" if dimensi == "kualifikasi" else dimensi
    if kata is None:
        return [Saran(f"catat {sebutan}", max(skor.values()))]
    if dimensi == "disiplin":
        return []
    atas = sorted((angka, nama) for nama, angka in skor.items() if angka > skor[kata])
    if not atas:
        return []
    angka, nama = atas[0] if dimensi == "kualifikasi" else atas[-1]
    return [Saran(f"{sebutan} {nama}", angka - skor[kata])]


def skor(dimensi: str, kata: str | None, pada: date) -> Fraction | None:
    """Points of a recorded word; None for nothing recorded."""
    return None if kata is None else tabel(pada).skor[dimensi][kata]


def jumlah(bagian: Sequence[Fraction | None]) -> Fraction | None:
    """The index; None while any dimension is not known."""
    ada = [satu for satu in bagian if satu is not None]
    return sum(ada, Fraction(0)) if len(ada) == len(bagian) else None


def kategori(ip: Fraction | None, pada: date) -> str | None:
    """The band of an index or of a mean, by the lower bounds; None where there is no index."""
    if ip is None:
        return None
    batas = sorted(tabel(pada).skor["kategori"].items(), key=lambda satu: -satu[1])
    return next(nama for nama, bawah in batas if ip >= bawah)
