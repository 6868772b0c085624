"""Jam pelajaran: what an activity is worth (annex of PerLAN 10/2018) and what a year asks for.

The table is `reference/bentuk.csv`, keyed by the SIASN id of the form. 1 JP is 45 minutes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import NamedTuple

from asn_kompetensi.domain.acuan import baca_acuan, nilai_bawaan
from asn_kompetensi.domain.bulat import setengah_naik


@cache
def _bentuk() -> dict[int, dict[str, str]]:
    return {int(baris["id"]): baris for baris in baca_acuan("bentuk")}


def _cari(bentuk_id: int) -> dict[str, str]:
    try:
        return _bentuk()[bentuk_id]
    except KeyError:
        raise ValueError(f"Bentuk pengembangan {bentuk_id} tidak ada; pilih nomor 1 sampai 25.") from None


def jp_nasional(
    bentuk_id: int, *, jp_durasi: Decimal | int | None, hari: int, kali: int = 1, luar_negeri: bool = False
) -> int | Decimal:
    """Hours credited for one activity, in JP: whole where whole, else at most two decimals.

    `jp_durasi` is the programme's own duration in JP, `hari` its days, `kali` how often (meetings, placements).
    `luar_negeri` takes the international column, or the national rule where that column is empty.
    Raises ValueError for an unknown form, a missing duration, or numbers that cannot be.
    """
    baris = _cari(bentuk_id)
    if hari < 1 or kali < 1 or (jp_durasi is not None and jp_durasi < 0):
        raise ValueError("Hari dan kali paling sedikit 1, dan JP tidak boleh negatif.")
    cara, tarif = _cara(bentuk_id, luar_negeri)
    if cara == "per_hari":
        return tarif * hari
    if cara == "per_kali":
        return tarif * kali
    if jp_durasi is None:
        raise ValueError(f"JP {baris['nama']} dihitung menurut lamanya; isi jumlah JP programnya.")
    if cara == "maks_per_hari":
        return _ringkas(min(Fraction(jp_durasi), Fraction(tarif * hari)))
    tambahan = tarif if cara == "durasi_plus" else 0
    return _ringkas(Fraction(jp_durasi) * (100 + tambahan) / 100)


def _ringkas(jp: Fraction) -> int | Decimal:
    return int(jp) if jp.denominator == 1 else setengah_naik(jp)


def _cara(bentuk_id: int, luar_negeri: bool) -> tuple[str, int]:
    """How hours are counted and the rate that goes with it; at home where the table says nothing of abroad."""
    baris = _cari(bentuk_id)
    if luar_negeri and baris["cara_internasional"]:
        return baris["cara_internasional"], int(baris["jp_internasional"])
    return baris["cara"], int(baris["jp_nasional"] or 0)


def perlu_durasi(bentuk_id: int, *, luar_negeri: bool = False) -> bool:
    """True where the hours follow the programme's duration, also when capped per day; ValueError when unknown."""
    return _cara(bentuk_id, luar_negeri)[0] in {"durasi", "durasi_plus", "maks_per_hari"}


def perlu_hari(bentuk_id: int, *, luar_negeri: bool = False) -> bool:
    """True where nothing can be counted without days: per day, or up to a limit per day or month."""
    return _cara(bentuk_id, luar_negeri)[0] == "per_hari" or jatah(bentuk_id, luar_negeri=luar_negeri) is not None


def per_kali(bentuk_id: int, *, luar_negeri: bool = False) -> bool:
    """True where each meeting or placement is worth the same; ValueError when unknown."""
    return _cara(bentuk_id, luar_negeri)[0] == "per_kali"


def sebut_cara(bentuk_id: int, *, luar_negeri: bool = False) -> str:
    """How the hours of a form are counted, in words: `4 JP sehari`, `paling banyak 3 JP sehari`."""
    cara, tarif = _cara(bentuk_id, luar_negeri)
    batas = jatah(bentuk_id, luar_negeri=luar_negeri)
    sebutan = {
        "per_hari": f"{tarif} JP sehari",
        "per_kali": f"{tarif} JP sekali",
        "maks_per_hari": f"paling banyak {tarif} JP sehari",
        "durasi_plus": f"lamanya ditambah {tarif} % di luar negeri",
    }.get(cara, "menurut lamanya")
    return f"{sebutan}, {batas.sebutan}" if batas and batas.bulanan else sebutan


class Jatah(NamedTuple):
    """How much of a form one person is credited: at most `batas` a day or a month, in pieces of at most `satuan`.

    Both in hundredths of a JP; `sebutan` says the limit in words. `bulanan`: the pieces are meetings, else days.
    """

    bulanan: bool
    satuan: int
    batas: int
    sebutan: str


@cache
def jatah(bentuk_id: int, *, luar_negeri: bool = False) -> Jatah | None:
    """The limit per person of a form, None where there is none; abroad hours by duration have none."""
    cara, tarif = _cara(bentuk_id, luar_negeri)
    if cara == "maks_per_hari":
        return Jatah(False, tarif * 100, tarif * 100, f"batas {tarif} JP sehari")
    kali = batas_bulanan(bentuk_id)
    if cara != "per_kali" or kali is None:
        return None
    return Jatah(True, tarif * 100, tarif * kali * 100, f"batas {kali} kali sebulan")


def bentuk_berjatah() -> tuple[int, ...]:
    """The forms with a limit per person, at home or abroad."""
    return tuple(satu for satu in _bentuk() if jatah(satu) or jatah(satu, luar_negeri=True))


def batas_bulanan(bentuk_id: int) -> int | None:
    """How often a month the form is credited (coaching, mentoring, bimbingan: 2); None without such a limit."""
    batas = _cari(bentuk_id)["maks_per_bulan"]
    return int(batas) if batas else None


def kali_diakui(bentuk_id: int, pertemuan: Iterable[date]) -> int:
    """How many of these meetings are credited once the monthly limit of the form is applied."""
    batas = batas_bulanan(bentuk_id)
    per_bulan = Counter((hari.year, hari.month) for hari in pertemuan)
    return sum(banyak if batas is None else min(banyak, batas) for banyak in per_bulan.values())


def aturan_tahunan(jenis_pegawai: str) -> tuple[int | None, int | None]:
    """`(target, batas)` in JP a year: PNS at least 20 (PP 11/2017 Ps 203(4)), PPPK at most 24 (PerLAN 15/2020).

    These are the shipped defaults; a dated `kebijakan` may say otherwise. ValueError for another kind of employee.
    """
    if jenis_pegawai == "PNS":
        return int(nilai_bawaan("jp_target_pns")), None
    if jenis_pegawai in {"PPPK", "PPPK PARUH WAKTU"}:
        return None, int(nilai_bawaan("jp_batas_pppk"))
    raise ValueError(f"Jenis pegawai '{jenis_pegawai}' tidak dikenal; pilih PNS, PPPK atau PPPK PARUH WAKTU.")


def status_jp(jp: Decimal | int | None, target: Decimal | int | None, batas: Decimal | int | None) -> str:
    """`belum_ada_data` (nothing recorded is not 0), else `terpenuhi`/`kurang` or `dalam_batas`/`melebihi_batas`.

    Going over `batas` is information: hours are never cut.
    """
    if jp is None:
        return "belum_ada_data"
    if target is not None:
        return "terpenuhi" if jp >= target else "kurang"
    return "melebihi_batas" if batas is not None and jp > batas else "dalam_batas"
