"""What an agency is compared with: itself in earlier periods, and the middle one of the city's agencies."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from statistics import median
from typing import Any, Final, NamedTuple

from asn_kompetensi.domain.buku import BarisTren
from asn_kompetensi.domain.bulat import persen, setengah_naik
from asn_kompetensi.services import gap, jp
from asn_kompetensi.store.door import Pintu
from asn_kompetensi.store.queries import gap as gap_sql
from asn_kompetensi.store.queries import laporan as sql
from asn_kompetensi.store.queries.gap import Saringan

OPD_MINIMUM: Final = 3  # with two, the middle tells each of them the figure of the other
# Figure -> what counts the people it speaks of: an agency with fewer of them than `kelompok_minimum` stands aside.
_UKURAN: Final = {
    "pegawai": "pegawai", "cakupan": "pegawai", "bagian_di_bawah": "orang_dinilai", "jpm": "orang_dinilai",
    "bagian_jp": "orang_pns",
}  # fmt: skip
Ringkas = dict[str, Any]


class Periode(NamedTuple):
    """A period as `gap_sql.periode` has it, with its days as dates."""

    id: int
    kode: str
    mulai: date
    selesai: date
    status: str


def sebelum(d: Pintu, ini: tuple[int, str, date, date, str]) -> list[Periode]:
    """The periods to compare with, oldest first: those that ended earlier.

    A closed period looks at closed ones, whose figures no longer move; only where there is none, at the open ones.
    """
    semua = [
        Periode(nomor, kode, date.fromisoformat(mulai), date.fromisoformat(selesai), status)
        for nomor, kode, mulai, selesai, status in gap_sql.periode(d.kon)
        if selesai < ini[3].isoformat()
    ]
    tertutup = [satu for satu in semua if satu.status == ini[4] == "tertutup"]
    return tertutup or semua


def ringkas(
    d: Pintu,
    periode_id: int,
    orang: Sequence[sql.Orang],
    opd_id: Sequence[int] | None = None,
    jam: Mapping[int, jp.Capaian] | None = None,
) -> dict[str, Ringkas]:
    """`gap ringkas` by agency with its people counted, and with the hours of a year where they are given.

    `orang` is everyone of the period, or of the agencies `opd_id`; `jam` hours by person.
    """
    hasil = _dasar(d, Saringan(periode_id, opd_id), "opd")
    for satu in orang:
        hasil[satu.opd]["orang_dinilai"] += satu.dinilai
        hasil[satu.opd]["orang_di_bawah"] += satu.di_bawah
    for isi in hasil.values():
        isi["bagian_di_bawah"] = persen(isi["orang_di_bawah"], isi["orang_dinilai"])
    if jam is not None:
        _hitung_jp(hasil, orang, jam)
    return hasil


def kota(d: Pintu, periode_id: int, per_opd: Mapping[str, Ringkas]) -> Ringkas:
    """The whole city, its people counted from all its agencies; {} in a period without people."""
    hasil = _dasar(d, Saringan(periode_id), "kota").get("kota", {})
    if hasil:
        hasil["orang_dinilai"] = sum(isi["orang_dinilai"] for isi in per_opd.values())
        hasil["orang_di_bawah"] = sum(isi["orang_di_bawah"] for isi in per_opd.values())
        hasil["bagian_di_bawah"] = persen(hasil["orang_di_bawah"], hasil["orang_dinilai"])
    return hasil


def _dasar(d: Pintu, saringan: Saringan, per: str) -> dict[str, Ringkas]:
    return {
        satu[0]: dict(zip(gap.BIDANG_RINGKAS, satu, strict=True)) | {"orang_dinilai": 0, "orang_di_bawah": 0}
        for satu in gap.ringkas(d, saringan, per)
    }


def _hitung_jp(hasil: Mapping[str, Ringkas], orang: Sequence[sql.Orang], jam: Mapping[int, jp.Capaian]) -> None:
    """PNS and those who reached the year's hours; the share is None where none of them has any recorded."""
    tercatat: dict[str, int] = defaultdict(int)
    for isi in hasil.values():
        isi.update(orang_pns=0, orang_jp=0)
    for satu in orang:
        ini = jam[satu.pegawai_id]
        if ini.target is not None:
            hasil[satu.opd]["orang_pns"] += 1
            hasil[satu.opd]["orang_jp"] += ini.status == "terpenuhi"
            tercatat[satu.opd] += ini.jp is not None
    for kode, isi in hasil.items():
        isi["bagian_jp"] = persen(isi["orang_jp"], isi["orang_pns"]) if tercatat[kode] else None


def tengah(semua: Mapping[str, Ringkas], minimum: int) -> Ringkas:
    """The median of each figure over the agencies large enough for it, of the figures as printed.

    None where fewer than `OPD_MINIMUM` agencies have one.
    """
    hasil: Ringkas = {}
    for kunci, ukuran in _UKURAN.items():
        isi = [
            Fraction(satu[kunci])
            for satu in semua.values()
            if satu.get(kunci) is not None and satu.get(ukuran, 0) >= minimum
        ]
        hasil[kunci] = setengah_naik(median(isi)) if len(isi) >= OPD_MINIMUM else None
    return hasil


def baris_tren(periode: Periode, isi: Ringkas) -> BarisTren:
    """One agency in one period."""
    rata: Decimal | None = isi["kesenjangan_rata"]
    return BarisTren(
        periode.kode, periode.selesai, isi["pegawai"], isi["orang_dinilai"], isi["cakupan"], isi["orang_di_bawah"],
        isi["bagian_di_bawah"], isi["jpm"], rata,
    )  # fmt: skip
