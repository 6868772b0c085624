"""What an agency is compared with: itself in earlier periods, and the middle one of the city's agencies."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from operator import add
from statistics import median
from typing import Any, Final, NamedTuple

from asn_kompetensi.domain.buku import BarisTren
from asn_kompetensi.domain.bulat import persen, setengah_naik
from asn_kompetensi.services import gap_ringkas, jp, keadaan
from asn_kompetensi.store.door import Pintu
from asn_kompetensi.store.queries import gabung as gabung_sql
from asn_kompetensi.store.queries import gap as gap_sql
from asn_kompetensi.store.queries import gap_ringkas as ringkas_sql
from asn_kompetensi.store.queries import laporan as sql
from asn_kompetensi.store.queries.gap import Saringan

OPD_MINIMUM: Final = 3  # with two, the middle tells each of them the figure of the other
# Figure -> what counts the people it speaks of: an agency with fewer of them than `kelompok_minimum` stands aside.
_UKURAN: Final = {
    "pegawai": "pegawai", "cakupan": "pegawai", "bagian_di_bawah": "orang_dinilai", "jpm": "orang_dinilai",
    "bagian_jp": "orang_pns",
}  # fmt: skip
_TUJUAN: Final = "pemetaan"
Ringkas = dict[str, Any]


class Periode(NamedTuple):
    """A period as `gap_sql.periode` has it, with its days as dates."""

    id: int
    kode: str
    mulai: date
    selesai: date
    status: str


def sebelum(d: Pintu, ini: tuple[int, str, date, date, str], kota: int | None = None) -> list[Periode]:
    """The periods to compare with, oldest first: those that ended earlier.

    A closed period looks at closed ones, whose figures no longer move; only where there is none, at the open ones. Of
    one city of a united file (`kota`: its number) those it has, as they stood in its own file; of all its cities
    together those of the very same ones.
    """
    punya = None if kota is None else gabung_sql.milik_periode(d.kon, kota)
    semua = [
        Periode(nomor, kode, date.fromisoformat(mulai), date.fromisoformat(selesai), status)
        for nomor, kode, mulai, selesai, status in gap_sql.periode(d.kon)
        if selesai < ini[3].isoformat() and (punya is None or nomor in punya)
    ]
    status, milik = ini[4], {} if kota is not None else gabung_sql.kota_periode(d.kon)
    semua = [satu for satu in semua if milik.get(satu.kode) == milik.get(ini[1])]
    if punya is not None:
        semua = [satu._replace(status=punya[satu.id].status) for satu in semua]
        semua.sort(key=lambda satu: (satu.selesai, punya[satu.id].kode))
        status = punya[ini[0]].status
    tertutup = [satu for satu in semua if satu.status == status == "tertutup"]
    return tertutup or semua


class Ringkasan(NamedTuple):
    """A period in sums: every agency by its code, and the whole city, {} where there are no people."""

    opd: dict[str, Ringkas]
    kota: Ringkas


def ringkas(d: Pintu, periode_id: int, opd_id: Sequence[int] | None = None) -> Ringkasan:
    """`gap ringkas` by agency with its people counted, and what these add up to: with `opd_id` these agencies alone."""
    saringan = Saringan(periode_id, opd_id)
    batas, lain = gap_ringkas.skala(d, saringan, _TUJUAN), gap_ringkas.skala_kelompok(d, saringan, "opd", _TUJUAN)
    semua, jumlah = {}, None
    for satu in ringkas_sql.ringkas(d.kon, saringan, "opd_orang"):
        semua[satu[0]] = _ringkas(satu, lain.get(satu[0], batas))
        jumlah = satu[2:] if jumlah is None else tuple(map(add, jumlah, satu[2:]))
    if jumlah is None:
        return Ringkasan(semua, {})
    orang, dinilai, di_bawah = ringkas_sql.lebih_orang(d.kon, saringan)
    kota = (jumlah[0] - orang, *jumlah[1:-2], jumlah[-2] - dinilai, jumlah[-1] - di_bawah)
    return Ringkasan(semua, _ringkas(("kota", keadaan.instansi(d, periode_id), *kota), batas))


def _ringkas(satu: tuple[Any, ...], batas: tuple[Decimal, Decimal]) -> Ringkas:
    *jumlah, dinilai, di_bawah = satu
    baris = gap_ringkas.baris_ringkas(tuple(jumlah), _TUJUAN, batas)
    return dict(zip(gap_ringkas.BIDANG_RINGKAS, baris, strict=True)) | {
        "orang_dinilai": dinilai, "orang_di_bawah": di_bawah, "bagian_di_bawah": persen(di_bawah, dinilai),
    }  # fmt: skip


def hitung_jp(hasil: Mapping[str, Ringkas], orang: Sequence[sql.Orang], jam: Mapping[int, jp.Capaian]) -> None:
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
