"""The tiles of *Ringkasan*: one figure each, and under it what to compare it with."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

from asn_kompetensi.domain.buku import DataBukuOpd
from asn_kompetensi.tabular.buku.angka import Angka, bilangan, koma, pecahan, persen, ribuan
from asn_kompetensi.tabular.buku.gaya import PERSEN
from asn_kompetensi.tabular.buku.kalimat import semua_orang, sudah_dinilai


@dataclass(frozen=True)
class Petak:
    """`nilai` is a number (its words are in the number format) or a dash when there is nothing to show.

    `catatan` are the lines below it: more on the figure, the city's median, the last period.
    """

    judul: str
    nilai: int | float | str
    format: str
    catatan: tuple[str, ...]


def petak_ringkasan(data: DataBukuOpd) -> list[Petak]:
    """People, coverage, below standard, job match, hours; a line that would be empty under each of them is left out."""
    semua = [_pegawai(data), _dinilai(data), _di_bawah(data), _jpm(data), _jp(data)]
    pakai = [ke for ke in range(3) if any(p.catatan[ke] for p in semua)]
    return [replace(p, catatan=tuple(p.catatan[ke] for ke in pakai)) for p in semua]


def _pegawai(data: DataBukuOpd) -> Petak:
    jumlah = bilangan(data.ringkas, "pegawai")
    tanpa = int(bilangan(data.ringkas, "tanpa_standar") or 0)
    nilai = len(semua_orang(data)) if jumlah is None else int(jumlah)
    median, lalu = (bilangan(r, "pegawai") for r in (data.median, data.ringkas_lalu))
    return Petak(
        "Pegawai",
        nilai,
        "#,##0",
        (
            f"{tanpa} pada jabatan tanpa standar" if tanpa else "",
            "" if median is None else f"median kota {koma(median, 1)}",
            _lalu(data, "–" if lalu is None else ribuan(int(lalu))),
        ),
    )


def _dinilai(data: DataBukuOpd) -> Petak:
    orang = sum(sudah_dinilai(o) for o in data.orang)
    return _persen(data, "Sudah dinilai (cakupan)", "cakupan", f"{orang} orang")


def _di_bawah(data: DataBukuOpd) -> Petak:
    """People below standard in at least one competency, and their share of the people assessed."""
    dinilai = sum(sudah_dinilai(o) for o in data.orang)
    orang = sum(o.di_bawah > 0 for o in data.orang)
    dasar = _persen(data, "Pegawai di bawah standar", "bagian_di_bawah", f"dari {dinilai} yang dinilai")
    if not dinilai:
        return replace(dasar, nilai="–", format="General")
    return replace(dasar, nilai=orang, format=f'0" ({koma(Fraction(orang * 100, dinilai), 0)} %)"')


def _jpm(data: DataBukuOpd) -> Petak:
    kategori = str(data.ringkas.get("kategori_jpm") or "").replace("_", " ")
    return _persen(data, "Kecocokan jabatan (JPM)", "jpm", kategori)


def _jp(data: DataBukuOpd) -> Petak:
    """PNS who reached the hours of the year; a dash where none of them has any recorded."""
    pns, cukup = (bilangan(data.ringkas, kunci) for kunci in ("orang_pns", "orang_jp"))
    tahun = f" {data.tahun_jp}" if data.tahun_jp else ""
    dasar = _persen(data, f"PNS mencapai target JP{tahun}", "bagian_jp", "belum ada catatan JP")
    if dasar.nilai == "–":
        return dasar
    return replace(dasar, catatan=(f"{koma(cukup or 0)} dari {koma(pns or 0)} PNS", *dasar.catatan[1:]))


def _persen(data: DataBukuOpd, judul: str, kunci: str, rincian: str) -> Petak:
    """A percentage with its median and what it was in the last period."""
    angka = pecahan(bilangan(data.ringkas, kunci))
    median: Angka | None = bilangan(data.median, kunci)
    return Petak(
        judul,
        "–" if angka is None else angka,
        PERSEN,
        (
            rincian,
            "" if median is None else f"median kota {persen(median)}",
            _lalu(data, persen(bilangan(data.ringkas_lalu, kunci))),
        ),
    )


def _lalu(data: DataBukuOpd, nilai: str) -> str:
    if data.ringkas_lalu is None:
        return ""
    return f"{'periode ' + data.periode_lalu if data.periode_lalu else 'periode lalu'}: {nilai}"
