"""How assessors judged in a period, before it closes: too mild, too strict, everyone alike, far apart."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any, Final, NamedTuple

from asn_kompetensi.domain import mutu
from asn_kompetensi.domain.bulat import setengah_naik
from asn_kompetensi.domain.jenjang import tebak_jenjang
from asn_kompetensi.domain.mutu import Batas, Nilai, Temuan, Ukuran
from asn_kompetensi.services import keadaan
from asn_kompetensi.services.gap import cari_periode, pasangan
from asn_kompetensi.services.kamus import opd_kamus
from asn_kompetensi.services.nilai import id_sumber
from asn_kompetensi.store.door import Pintu
from asn_kompetensi.store.queries import nilai as nilai_sql
from asn_kompetensi.store.queries import penilai as sql
from asn_kompetensi.store.queries.gap import Saringan

BIDANG: Final = (
    "penilai", "nama_penilai", "opd", "sumber", "orang", "nilai", "rata", "simpangan", "pembanding", "selisih",
    "temuan", "keterangan",
)  # fmt: skip
SEBUTAN: Final = {
    mutu.TERLALU_MURAH: "terlalu murah",
    mutu.TERLALU_KETAT: "terlalu ketat",
    mutu.SERAGAM: "seragam",
    mutu.BERBEDA_TAJAM: "berbeda tajam",
}


class Kelompok(NamedTuple):
    """Who judges: someone recorded (`penilai_id`), else all that one source gave in one agency; per source."""

    penilai_id: int | None
    opd_id: int | None
    sumber_id: int


class _Isi(NamedTuple):
    """The scores of a period, and what is known of whose they are."""

    nilai: list[Nilai]
    opd: dict[int, str]
    tempat: dict[int, int]  # person -> agency
    sumber: dict[int, str]
    penilai: Mapping[int, tuple[str, str]]  # assessor -> NIP or name, name


def mutu_nilai(
    d: Pintu, periode: str, *, opd: str | None = None, sumber: str | None = None, lengkap: bool = False
) -> list[tuple[Any, ...]]:
    """One row per finding in the columns of `BIDANG`; with `lengkap` also assessors of whom nothing is found.

    Everyone is compared with the whole city; `opd` and `sumber` only choose what is shown. Raises `TidakDitemukan`,
    `SalahPakai` for an unknown source.
    """
    nomor, _, _, selesai, _ = cari_periode(d, periode)
    opd_id = opd_kamus(d).wajib(opd).id if opd else None
    sumber_id = id_sumber(d, sumber) if sumber else None
    isi = _isi(d, nomor)
    semua = mutu.ukur(isi.nilai, batas(d, nomor, selesai.isoformat()))
    di_opd: dict[Any, set[int]] = defaultdict(set)
    for satu in isi.nilai:
        di_opd[satu.penilai].add(isi.tempat[satu.orang])
    baris: list[tuple[tuple[Any, ...], tuple[Any, ...]]] = []
    for siapa, ukuran in semua.items():
        if not isinstance(siapa, Kelompok) or sumber_id not in (None, siapa.sumber_id):
            continue
        if opd_id is not None and opd_id not in di_opd[siapa]:
            continue
        awal = _siapa(isi, siapa, di_opd[siapa])
        temuan: Sequence[Temuan | None] = ukuran.temuan or ((None,) if lengkap else ())
        baris += [(_urutan(satu, awal), (*awal, *_angka(isi, ukuran, satu))) for satu in temuan]
    return [satu for _, satu in sorted(baris, key=lambda pasang: pasang[0])]


def ringkasan(d: Pintu, periode_id: int, selesai: str) -> dict[str, int]:
    """Finding -> how many assessors, only those there are; what `periode siap` says."""
    hitung: Counter[str] = Counter()
    for ukuran in mutu.ukur(_isi(d, periode_id).nilai, batas(d, periode_id, selesai)).values():
        hitung.update({satu.kode for satu in ukuran.temuan})
    return {kode: hitung[kode] for kode in mutu.TEMUAN if hitung[kode]}


def batas(d: Pintu, periode_id: int, selesai: str) -> Batas:
    """The thresholds of a period by its last day; levels become hundredths."""
    berlaku = keadaan.kebijakan(d, periode_id, selesai)

    def angka(kunci: str) -> Fraction:
        return Fraction(keadaan.angka(berlaku, kunci))

    return Batas(
        max(2, int(angka("mutu_minimum"))),
        100 * angka("mutu_selisih"),
        100 * angka("mutu_sebaran"),
        100 * angka("mutu_beda"),
        angka("mutu_bagian"),
    )


def _isi(d: Pintu, periode_id: int) -> _Isi:
    """Scores of those in service on the last day, with job level and standard as the gap of the period has them."""
    tempat, jabatan, opd = {}, {}, {}
    standar: dict[tuple[int, int], int] = {}
    for satu in pasangan(d, Saringan(periode_id)):
        tempat[satu.pegawai_id], jabatan[satu.pegawai_id] = satu.opd_id, satu.jabatan_id
        opd[satu.opd_id] = satu.opd
        if satu.kompetensi_id is not None and satu.standar is not None:
            ratus = satu.standar.numerator * 100 // satu.standar.denominator
            standar[satu.pegawai_id, satu.kompetensi_id] = ratus
    jenjang = {nomor: isi or tebak_jenjang(nama) for nomor, nama, isi in sql.jenjang(d.kon)}
    nilai = [
        Nilai(
            Kelompok(penilai_id, None if penilai_id else tempat[orang], sumber_id),
            sumber_id, orang, kompetensi_id, ratus, standar.get((orang, kompetensi_id)), jenjang.get(jabatan[orang]),
        )
        for orang, kompetensi_id, sumber_id, ratus, penilai_id in sql.nilai_periode(d.kon, periode_id)
        if orang in tempat
    ]  # fmt: skip
    sumber = {nomor: kode for kode, nomor in nilai_sql.sumber(d.kon).items()}
    return _Isi(nilai, opd, tempat, sumber, sql.nama(d.kon))


def _siapa(isi: _Isi, siapa: Kelompok, di_opd: set[int]) -> tuple[str | None, str, str | None, str]:
    """`penilai, nama_penilai, opd, sumber`; the agency only where all the people are of one."""
    sumber = isi.sumber[siapa.sumber_id]
    opd = isi.opd[next(iter(di_opd))] if len(di_opd) == 1 else None
    if siapa.penilai_id is None:
        return None, f"{sumber} {opd}", opd, sumber
    return (*isi.penilai[siapa.penilai_id], opd, sumber)


def _urutan(temuan: Temuan | None, awal: tuple[str | None, ...]) -> tuple[Any, ...]:
    """By kind of finding, the farthest first, then by name."""
    urut = mutu.TEMUAN.index(temuan.kode) if temuan else len(mutu.TEMUAN)
    jauh = -abs(temuan.selisih) if temuan and temuan.selisih is not None else Fraction(0)
    return urut, jauh, awal[1], awal[3], awal[0] or ""


def _angka(isi: _Isi, ukuran: Ukuran, temuan: Temuan | None) -> tuple[Any, ...]:
    """The columns from `orang` on."""
    jarak = ukuran.sama or ukuran.kota
    pembanding: Any = None
    selisih: Fraction | None = None
    if temuan is not None:
        pembanding, selisih = temuan.pembanding, temuan.selisih
    elif jarak is not None:
        pembanding, selisih = mutu.ORANG_SAMA if ukuran.sama else mutu.KOTA, jarak.selisih
    if isinstance(pembanding, Kelompok):
        pembanding = _nama(isi, pembanding)
    return (
        ukuran.orang,
        ukuran.nilai,
        _level(ukuran.rata),
        _akar(ukuran.ragam),
        pembanding,
        None if selisih is None else _level(selisih),
        temuan.kode if temuan else None,
        _keterangan(ukuran, temuan, pembanding) if temuan else None,
    )


def _nama(isi: _Isi, siapa: Kelompok) -> str:
    sumber = isi.sumber[siapa.sumber_id]
    if siapa.penilai_id is None:
        return f"{sumber} {isi.opd[siapa.opd_id or 0]}"
    return f"{isi.penilai[siapa.penilai_id][1]} ({sumber})"


def _keterangan(ukuran: Ukuran, temuan: Temuan, pembanding: str | None) -> str:
    """What was found, in a sentence with its numbers."""
    if temuan.kode == mutu.SERAGAM:
        rendah, tinggi = (_cetak(Fraction(satu)) for satu in ukuran.standar or (0, 0))
        return (
            f"hampir semua nilai {_cetak(ukuran.rata)} untuk {ukuran.orang} orang, padahal standarnya {rendah} sampai "
            f"{tinggi}"
        )
    selisih = temuan.selisih or Fraction(0)
    if temuan.kode == mutu.BERBEDA_TAJAM:
        return (
            f"{temuan.banyak} dari {temuan.dari} nilai atas orang dan kompetensi yang sama berbeda jauh dari "
            f"{pembanding}; rata-rata bedanya {_cetak(selisih)} level"
        )
    if temuan.pembanding == mutu.ORANG_SAMA and ukuran.sama is not None:
        kota = f"; {_arah(ukuran.kota.selisih)} kebiasaan kota" if ukuran.kota else ""
        return f"umumnya {_arah(selisih)} penilai lain atas {ukuran.sama.orang} orang yang sama{kota}"
    orang = ukuran.kota.orang if ukuran.kota else 0
    return f"umumnya {_arah(selisih)} kebiasaan kota pada kompetensi dan jenjang yang sama ({orang} orang)"


def _arah(ratus: Fraction) -> str:
    return f"{_cetak(abs(ratus))} level di {'atas' if ratus > 0 else 'bawah'}"


def _level(ratus: Fraction) -> Decimal:
    return setengah_naik(ratus / 100)


def _cetak(ratus: Fraction) -> str:
    angka = _level(ratus)
    return format(angka.normalize() if angka != angka.to_integral_value() else angka.to_integral_value(), "f").replace(
        ".", ","
    )


def _akar(ragam: Fraction) -> Decimal:
    """The standard deviation in levels, two decimals, from a variance in squared hundredths."""
    akar = (Decimal(ragam.numerator) / Decimal(ragam.denominator)).sqrt() / 100
    return akar.quantize(Decimal("0.01"), ROUND_HALF_UP)
