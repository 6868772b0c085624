"""The tiles of *Ringkasan*: one figure each, and under it what to compare it with."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from asn_kompetensi.domain.buku import DataBukuOpd
from asn_kompetensi.tabular.buku.angka import bagian, bilangan, koma, pecahan, persen, ribuan
from asn_kompetensi.tabular.buku.gaya import PERSEN
from asn_kompetensi.tabular.buku.kalimat import semua_orang, sudah_dinilai


@dataclass(frozen=True)
class Petak:
    """`nilai` is a number (its words are in the number format) or a dash when there is nothing to show."""

    judul: str
    nilai: int | float | str
    format: str
    catatan: tuple[str, ...]


def petak_ringkasan(data: DataBukuOpd) -> list[Petak]:
    """People, coverage, below standard, job match; the last period only where there is one."""
    return [_pegawai(data), _dinilai(data), _di_bawah(data), _jpm(data)]


def _pegawai(data: DataBukuOpd) -> Petak:
    jumlah = bilangan(data.ringkas, "pegawai")
    tanpa = int(bilangan(data.ringkas, "tanpa_standar") or 0)
    kota = bilangan(data.kota, "pegawai")
    catatan = _gabung(f"{tanpa} tanpa standar" if tanpa else "", f"kota {ribuan(int(kota))}" if kota else "")
    lalu = bilangan(data.ringkas_lalu, "pegawai")
    nilai = len(semua_orang(data)) if jumlah is None else int(jumlah)
    return Petak("Pegawai", nilai, "#,##0", _dua(catatan, data, "–" if lalu is None else ribuan(int(lalu))))


def _dinilai(data: DataBukuOpd) -> Petak:
    orang = sum(sudah_dinilai(o) for o in data.orang)
    catatan = _gabung(f"{orang} orang", f"kota {persen(bilangan(data.kota, 'cakupan'))}")
    return _persen(
        "Sudah dinilai (cakupan)", bilangan(data.ringkas, "cakupan"), catatan, data, persen(_lalu(data, "cakupan"))
    )


def _di_bawah(data: DataBukuOpd) -> Petak:
    """People below standard in at least one competency, and their share of the people assessed."""
    dinilai = sum(sudah_dinilai(o) for o in data.orang)
    orang = sum(o.di_bawah > 0 for o in data.orang)
    kota, lalu = (persen(bagian(r, "orang_di_bawah", "orang_dinilai")) for r in (data.kota, data.ringkas_lalu))
    catatan = _dua(f"kota {kota}", data, lalu)
    judul = "Pegawai di bawah standar"
    if not dinilai:
        return Petak(judul, "–", "General", catatan)
    return Petak(judul, orang, f'0" ({koma(Fraction(orang * 100, dinilai), 0)} %)"', catatan)


def _jpm(data: DataBukuOpd) -> Petak:
    kategori = str(data.ringkas.get("kategori_jpm") or "").replace("_", " ")
    catatan = _gabung(kategori, f"kota {persen(bilangan(data.kota, 'jpm'))}")
    return _persen("Kecocokan jabatan (JPM)", bilangan(data.ringkas, "jpm"), catatan, data, persen(_lalu(data, "jpm")))


def _persen(judul: str, nilai: Decimal | None, catatan: str, data: DataBukuOpd, lalu: str) -> Petak:
    angka = pecahan(nilai)
    return Petak(judul, "–" if angka is None else angka, PERSEN, _dua(catatan, data, lalu))


def _lalu(data: DataBukuOpd, kunci: str) -> Decimal | None:
    return bilangan(data.ringkas_lalu, kunci)


def _dua(catatan: str, data: DataBukuOpd, lalu: str) -> tuple[str, ...]:
    if data.ringkas_lalu is None:
        return (catatan,)
    return catatan, f"{'periode ' + data.periode_lalu if data.periode_lalu else 'periode lalu'}: {lalu}"


def _gabung(*bagian: str) -> str:
    return " · ".join(b for b in bagian if b)
