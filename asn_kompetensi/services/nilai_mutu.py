"""How assessors judged in a period, before it closes: too mild, too strict, everyone alike, far apart."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any, Final, NamedTuple

from asn_kompetensi.domain import mutu
from asn_kompetensi.domain.bulat import setengah_naik
from asn_kompetensi.domain.jenjang import tebak_jenjang
from asn_kompetensi.domain.mutu import Temuan, Ukuran
from asn_kompetensi.domain.mutu_berdua import Batas
from asn_kompetensi.domain.mutu_penilai import Nilai, Siapa
from asn_kompetensi.services import keadaan
from asn_kompetensi.services.gap import cari_periode
from asn_kompetensi.services.kamus import opd_kamus
from asn_kompetensi.services.nilai import id_sumber
from asn_kompetensi.store.door import Pintu
from asn_kompetensi.store.queries import nilai as nilai_sql
from asn_kompetensi.store.queries import nilai_mutu as sql
from asn_kompetensi.store.queries import penilai as penilai_sql

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
    """What is known of the scores of a period beside themselves; the first two are filled as they pass."""

    opd: dict[int, str]
    di_opd: dict[Siapa, set[int]]  # whose people are in which agencies
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
    sumber_kode = {nomor: kode for kode, nomor in nilai_sql.sumber(d.kon).items()}
    isi = _Isi({}, defaultdict(set), sumber_kode, penilai_sql.nama(d.kon))
    semua = _ukur(d, nomor, selesai.isoformat(), isi)
    baris: list[tuple[tuple[Any, ...], tuple[Any, ...]]] = []
    for siapa, ukuran in semua.items():
        if not isinstance(siapa, Kelompok) or sumber_id not in (None, siapa.sumber_id):
            continue
        if opd_id is not None and opd_id not in isi.di_opd[siapa]:
            continue
        awal = _siapa(isi, siapa)
        temuan: Sequence[Temuan | None] = ukuran.temuan or ((None,) if lengkap else ())
        baris += [(_urutan(satu, awal), (*awal, *_angka(isi, ukuran, satu))) for satu in temuan]
    return [satu for _, satu in sorted(baris, key=lambda pasang: pasang[0])]


def ringkasan(d: Pintu, periode_id: int, selesai: str) -> dict[str, int]:
    """Finding -> how many assessors, only those there are; what `periode siap` says."""
    hitung: Counter[str] = Counter()
    for ukuran in _ukur(d, periode_id, selesai).values():
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


def _per_opd(d: Pintu, periode_id: int) -> Iterator[tuple[int, str, list[Nilai]]]:
    """Id, code and scores of each agency, of those in service on the last day, by job level and standard of the gap.

    Who serves two cities of a united file is one person, in the last of his agencies.
    """
    jenjang = {nomor: isi or tebak_jenjang(nama) for nomor, nama, isi in penilai_sql.jenjang(d.kon)}
    terakhir = sql.terakhir(d.kon, periode_id)
    rangkap: dict[tuple[int, int | None], int | None] = {}
    for semua in sql.wajib(d.kon, periode_id):
        opd_id, opd = semua[0][:2]
        jabatan = {orang: jabatan_id for _, _, orang, jabatan_id, _, _ in semua}
        standar = {(orang, kompetensi_id): ratus for _, _, orang, _, kompetensi_id, ratus in semua}
        if terakhir:
            jabatan = {siapa: isi for siapa, isi in jabatan.items() if terakhir.get(siapa, opd_id) == opd_id}
            # What the jobs before required of him stands where the last one requires nothing.
            rangkap |= {kunci: ratus for kunci, ratus in standar.items() if kunci[0] in terakhir}
            standar |= {kunci: ratus for kunci, ratus in rangkap.items() if kunci[0] in jabatan}
        yield opd_id, opd, [
            Nilai(
                Kelompok(penilai_id, None if penilai_id else opd_id, sumber_id), sumber_id, orang, kompetensi_id,
                ratus, standar.get((orang, kompetensi_id)), jenjang.get(jabatan[orang]),
            )
            for orang, kompetensi_id, sumber_id, ratus, penilai_id in sql.nilai(d.kon, periode_id, list(jabatan))
        ]  # fmt: skip


def _ukur(d: Pintu, periode_id: int, selesai: str, isi: _Isi | None = None) -> Mapping[Siapa, Ukuran]:
    """Every assessor of a period measured; `isi` is filled on the way."""

    def bagian() -> Iterator[list[Nilai]]:
        for opd_id, opd, nilai in _per_opd(d, periode_id):
            if isi is not None:
                isi.opd[opd_id] = opd
                for siapa in {satu.penilai for satu in nilai}:
                    isi.di_opd[siapa].add(opd_id)
            yield nilai

    return mutu.ukur(bagian, batas(d, periode_id, selesai))


def _siapa(isi: _Isi, siapa: Kelompok) -> tuple[str | None, str, str | None, str]:
    """`penilai, nama_penilai, opd, sumber`; the agency only where all the people are of one."""
    sumber, di_opd = isi.sumber[siapa.sumber_id], isi.di_opd[siapa]
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
