"""What goes into the mayor's workbook: figures of the city and its agencies, and of nobody alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from typing import Any

from asn_kompetensi.domain.buku_kota import BarisKompetensiKota, BarisOpd, BarisTren, DataBukuKota
from asn_kompetensi.domain.bulat import persen
from asn_kompetensi.domain.gabung import kota as kode_kota
from asn_kompetensi.domain.surat import tempat_surat
from asn_kompetensi.services import jp, keadaan
from asn_kompetensi.services.laporan_bersama import TANPA_NAMA, Kota, kota_periode
from asn_kompetensi.services.lingkup import hanya_dibaca
from asn_kompetensi.store.door import Pintu
from asn_kompetensi.store.queries import gabung as gabung_sql
from asn_kompetensi.store.queries import gap_ringkas
from asn_kompetensi.store.queries.gap import Saringan


def siapkan(d: Pintu, periode: str, *, tanggal_surat: date | None = None, versi: str = "") -> DataBukuKota:
    """The workbook of the city for a period. Raises `TidakDitemukan` for an unknown one."""
    kota = kota_periode(d, periode, tanggal_surat, versi)
    nomor, kode, mulai, selesai, _ = kota.periode
    di_bawah = list(gap_ringkas.di_bawah(d.kon, Saringan(nomor)))
    gabungan = hanya_dibaca(d)  # no office writes of several cities, and nobody signs for them
    return DataBukuKota(
        instansi=kota.instansi,
        periode=kode,
        periode_mulai=mulai,
        periode_selesai=selesai,
        tanggal_surat=kota.tanggal_surat,
        tempat="" if gabungan else tempat_surat(kota.instansi),
        kepala_surat=() if gabungan else kota.kepala_surat,
        penanda_tangan=() if gabungan else TANPA_NAMA,
        ringkas=kota.kota,
        ringkas_lalu=kota.tren[-2][1].kota or None if kota.lalu else None,
        opd=_opd(d, nomor, kota.ringkas, di_bawah, kota.minimum),
        kompetensi=_kompetensi(kota, di_bawah),
        tren=_tren(kota),
        jp=_jp(d, nomor, selesai.year),
        kebijakan=kota.kebijakan,
        versi=versi,
        kelompok_minimum=kota.minimum,
        batas_kategori=kota.batas,
        periode_lalu=kota.lalu.kode if kota.lalu else None,
        segel=kota.segel,
        dibuka_ulang=kota.dibuka_ulang,
    )


_DiBawah = tuple[str, str, str, str, int]  # as `gap_ringkas.di_bawah` has it


def _opd(
    d: Pintu, periode_id: int, ringkas: Mapping[str, dict[str, Any]], di_bawah: list[_DiBawah], minimum: int
) -> tuple[BarisOpd, ...]:
    urutan = {kode: letak for letak, kode in enumerate(keadaan.kompetensi(d, periode_id))}
    terbanyak = _terbanyak(di_bawah, urutan)
    tutup = _ditutupi({kode: isi.get("orang_dinilai", 0) for kode, isi in ringkas.items()}, minimum)
    kota = gabung_sql.kota_kode_opd(d.kon, periode_id)  # in a united file many agencies bear the same name
    nama = {k: f"{isi['nama_kelompok']} ({kota[k].kelompok})" if k in kota else isi["nama_kelompok"]
            for k, isi in ringkas.items()}  # fmt: skip
    baris = [_baris_opd((k, nama[k]), isi, terbanyak.get(k, ""), tutup=k in tutup) for k, isi in ringkas.items()]
    return tuple(sorted(baris, key=lambda b: (b.persen is None, -(b.persen or 0), -(b.kesenjangan_rata or 0), b.kode)))


def _ditutupi(dinilai: Mapping[str, int], minimum: int) -> set[str]:
    """The agencies not spoken of: the small ones, and as many of the next as it takes to hide these.

    What the whole city has more than all that is shown belongs to them together: to several, and to enough people.
    """
    tutup = {kode for kode, banyak in dinilai.items() if banyak < minimum}
    sisa = sorted((kode for kode in dinilai if kode not in tutup), key=lambda kode: (dinilai[kode], kode))
    while sisa and (isi := [dinilai[kode] for kode in tutup if dinilai[kode]]) and (len(isi) < 2 or sum(isi) < minimum):
        tutup.add(sisa.pop(0))
    return tutup


def _baris_opd(sebutan: tuple[str, str], isi: Mapping[str, Any], terbanyak: str, *, tutup: bool) -> BarisOpd:
    dinilai, di_bawah = isi.get("orang_dinilai", 0), isi.get("orang_di_bawah", 0)
    awal = (*sebutan, isi["pegawai"], isi["cakupan"])
    if tutup or not dinilai:
        return BarisOpd(*awal, None, None, None, None, None, "")
    return BarisOpd(*awal, dinilai, di_bawah, persen(di_bawah, dinilai), isi["jpm"], isi["kesenjangan_rata"], terbanyak)


def _terbanyak(di_bawah: list[_DiBawah], urutan: Mapping[str, int]) -> dict[str, str]:
    """Agency -> the competency in which most of its people are below standard; the first in order of those alike."""
    hasil: dict[str, tuple[tuple[int, int], str]] = {}
    for opd, kompetensi, nama, _, banyak in di_bawah:
        ini = (-banyak, urutan[kompetensi]), nama
        if banyak and (opd not in hasil or ini < hasil[opd]):
            hasil[opd] = ini
    return {opd: nama for opd, (_, nama) in hasil.items()}


def _kompetensi(kota: Kota, di_bawah: list[_DiBawah]) -> tuple[BarisKompetensiKota, ...]:
    opd: dict[str, set[str]] = defaultdict(set)
    jenis: dict[str, str] = {}
    for kode, kompetensi, _, macam, banyak in di_bawah:
        jenis[kompetensi] = macam
        if banyak:
            opd[kompetensi].add(kode)
    hasil = []
    for kode, isi in kota.per_kompetensi.items():
        awal = (kode, isi["nama_kelompok"], jenis.get(kode, ""), isi["dinilai"])
        if isi["dinilai"] < kota.minimum:
            hasil.append(BarisKompetensiKota(*awal, None, None, None, None, kota.usulan.program(kode)))
            continue
        hasil.append(
            BarisKompetensiKota(
                *awal, isi["di_bawah"], persen(isi["di_bawah"], isi["dinilai"]), isi["kesenjangan_rata"],
                len(opd[kode]), kota.usulan.program(kode),
            )
        )  # fmt: skip
    return tuple(sorted(hasil, key=lambda b: -(b.di_bawah or 0)))


def _tren(kota: Kota) -> tuple[BarisTren, ...]:
    hasil = []
    for periode, ringkasan in kota.tren:
        if isi := ringkasan.kota:
            hasil.append(
                BarisTren(
                    periode.kode, isi["pegawai"], isi["cakupan"], isi["bagian_di_bawah"], isi["jpm"],
                    isi["kesenjangan_rata"],
                )
            )  # fmt: skip
    return tuple(hasil)


def _jp(d: Pintu, periode_id: int, tahun: int) -> tuple[int, int] | None:
    """PNS who reached the hours of the year, of all PNS in service in it; None where no hours are recorded.

    Of a united file those of the cities that have the period.
    """
    tanpa = {kode for kode, _ in gabung_sql.tanpa_periode(d.kon, periode_id).values()}
    semua = [dict(zip(jp.BIDANG, satu, strict=True)) for satu in jp.daftar(d, tahun)]
    semua = [satu for satu in semua if not tanpa or kode_kota(satu["opd"]) not in tanpa]
    pns = [satu for satu in semua if satu["jenis_pegawai"] == "PNS"]
    if not any(satu["jp"] is not None for satu in semua) or not pns:
        return None
    return sum(satu["status"] == "terpenuhi" for satu in pns), len(pns)
