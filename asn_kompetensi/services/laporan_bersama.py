"""What every workbook of a city and period shares: its figures, its policies, what can be proposed, who signs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from math import ceil
from typing import Any

from asn_kompetensi.domain.buku import BarisKebijakan
from asn_kompetensi.domain.gap import TUJUAN
from asn_kompetensi.domain.golongan import pangkat
from asn_kompetensi.domain.nip import cetak_nip
from asn_kompetensi.domain.sumber import cara_berlaku
from asn_kompetensi.domain.surat import KANTOR
from asn_kompetensi.services import gap, gap_ringkas, jp, keadaan, laporan_banding
from asn_kompetensi.services.laporan_banding import Periode, Ringkasan, sebelum
from asn_kompetensi.services.laporan_usulan import Usulan
from asn_kompetensi.services.lingkup import SEMUA, Lingkup
from asn_kompetensi.store.door import Pintu
from asn_kompetensi.store.queries import gabung as gabung_sql
from asn_kompetensi.store.queries import laporan as sql
from asn_kompetensi.store.queries import penutupan as penutupan_sql
from asn_kompetensi.store.queries import periode as periode_sql
from asn_kompetensi.store.queries.gap import Saringan

JABATAN_KEPALA = f"Kepala {KANTOR},"
TANPA_NAMA = (JABATAN_KEPALA, "(nama, pangkat, NIP)")  # written in by hand
_KEBIJAKAN = (
    "batas_gap_rendah", "batas_gap_sedang", "masa_berlaku_nilai", "bobot_sumber", *TUJUAN["pemetaan"],
    "kelompok_minimum", "jp_target_pns", "jp_batas_pppk",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Kota:
    """What every workbook of a city and period shares."""

    periode: Periode
    lalu: Periode | None
    instansi: str
    kepala_surat: tuple[str, ...]
    penanda_tangan: dict[str, tuple[str, ...]]
    ringkas: dict[str, dict[str, Any]]
    ringkas_lalu: dict[str, dict[str, Any]]
    tren: list[tuple[Periode, Ringkasan]]
    kota: dict[str, Any]
    median: dict[str, Any]
    per_kompetensi: dict[str, dict[str, Any]]
    pegawai_id: dict[str, int]
    jp: dict[int, jp.Capaian]
    tahun_jp: int
    urutan: dict[str, int]
    kebijakan: tuple[BarisKebijakan, ...]
    batas: tuple[Decimal, Decimal]
    minimum: int
    usulan: Usulan
    versi: str
    tanggal_surat: date
    segel: str | None
    dibuka_ulang: tuple[tuple[str, str], ...]


def kota_periode(d: Pintu, periode: str, tanggal_surat: date | None, versi: str) -> Kota:
    """The figures of all that is in the file for a period. Raises `TidakDitemukan` for an unknown one."""
    ini = Periode(*gap.cari_periode(d, periode))
    return kumpulkan(d, SEMUA, ini, None, tanggal_surat or ini.selesai, versi)


def kumpulkan(d: Pintu, milik: Lingkup, ini: Periode, opd_id: list[int] | None, surat: date, versi: str) -> Kota:
    """What the workbooks of a city share; of earlier periods only the agencies asked for."""
    dulu = sebelum(d, ini, milik.nomor)
    lalu = dulu[-1] if dulu else None
    instansi = milik.nama or keadaan.instansi(d, ini.id)
    berlaku = keadaan.kebijakan(d, ini.id, ini.selesai.isoformat(), milik.opd_id)
    nama_opd = {kode: nama for _, kode, nama in keadaan.opd(d, ini.id, ini.selesai.isoformat(), milik.opd_id)}
    minimum = ceil(keadaan.angka(berlaku, "kelompok_minimum"))
    kantor, seluruhnya = milik.berkode(KANTOR), Saringan(ini.id, milik.opd_id)
    orang = sql.orang(d.kon, seluruhnya)
    jam = _jam(d, ini, orang, milik.opd_id)
    kini = laporan_banding.ringkas(d, ini.id, milik.opd_id)
    laporan_banding.hitung_jp(kini.opd, orang, jam)
    sebagian = milik.opd_id if opd_id is None else opd_id
    tren = [(satu, _lampau(d, satu, sebagian, dengan_jp=satu == lalu)) for satu in dulu]
    return Kota(
        periode=ini,
        lalu=lalu,
        instansi=instansi,
        kepala_surat=tuple(satu.upper() for satu in (instansi, nama_opd.get(kantor)) if satu),
        penanda_tangan=_penanda_tangan(d, kantor),
        ringkas=kini.opd,
        ringkas_lalu=tren[-1][1].opd if tren else {},
        tren=[*tren, (ini, kini)],
        kota=kini.kota,
        median=laporan_banding.tengah(kini.opd, minimum),
        per_kompetensi=_per_kompetensi(d, seluruhnya),
        pegawai_id={satu.nip: satu.pegawai_id for satu in orang},
        jp=jam,
        tahun_jp=ini.selesai.year,
        urutan={kode: nomor for nomor, kode in enumerate(keadaan.kompetensi(d, ini.id, milik.opd_id))},
        kebijakan=tuple(_kebijakan(k, isi) for k in _KEBIJAKAN if (isi := berlaku.get(k))),
        batas=(keadaan.angka(berlaku, "batas_gap_rendah"), keadaan.angka(berlaku, "batas_gap_sedang")),
        minimum=minimum,
        usulan=Usulan(d, ini.kode, surat, sql.ditutup_oleh(d.kon, ini.id), nama_opd, milik, opd_id),
        versi=versi,
        tanggal_surat=surat,
        segel=_segel(d, ini.id, milik),
        dibuka_ulang=tuple((satu[2], satu[3]) for satu in penutupan_sql.buka_ulang(d.kon, ini.id)),
    )


def _segel(d: Pintu, periode_id: int, milik: Lingkup) -> str | None:
    """The seal of a closed period: of a city of a united file the one its minutes bear."""
    if milik.nomor is not None:
        return gabung_sql.milik_periode(d.kon, milik.nomor)[periode_id].segel
    segel: str | None = periode_sql.satu(d.kon, periode_id)[4]
    return segel


def _lampau(d: Pintu, satu: Periode, opd_id: list[int] | None, *, dengan_jp: bool) -> Ringkasan:
    hasil = laporan_banding.ringkas(d, satu.id, opd_id)
    if dengan_jp:
        orang = sql.orang(d.kon, Saringan(satu.id, opd_id))
        laporan_banding.hitung_jp(hasil.opd, orang, _jam(d, satu, orang, opd_id))
    return hasil


def _jam(d: Pintu, satu: Periode, orang: list[sql.Orang], opd_id: list[int] | None) -> dict[int, jp.Capaian]:
    """By the period's own policies, those of a closed one as they were: as *Cara Hitung* tells them."""
    berlaku = keadaan.kebijakan(d, satu.id, satu.selesai.isoformat(), opd_id)
    aturan = keadaan.angka(berlaku, "jp_target_pns"), keadaan.angka(berlaku, "jp_batas_pppk")
    siapa = [ini.pegawai_id for ini in orang]
    return jp.capaian(d, satu.selesai.year, siapa, aturan, sebagian=opd_id is not None)


def _per_kompetensi(d: Pintu, pilih: Saringan) -> dict[str, dict[str, Any]]:
    """`gap ringkas` of the city by competency: its pairs are people."""
    return {
        satu[0]: dict(zip(gap_ringkas.BIDANG_RINGKAS, satu, strict=True))
        for satu in gap_ringkas.ringkas(d, pilih, "kompetensi")
    }


def _penanda_tangan(d: Pintu, kantor: str) -> dict[str, tuple[str, ...]]:
    """By NIP who signs: office, name with titles, rank, NIP. Only the own agency's workbook may name the person."""
    kepala = sql.kepala(d.kon, kantor)
    if kepala is None:
        return {}
    nip, nama, depan, belakang, golongan = kepala
    lengkap = f"{depan} {nama}" if depan else nama
    sebutan = (golongan and pangkat(golongan)) or ""
    nama_lengkap = f"{lengkap}, {belakang}" if belakang else lengkap
    return {nip: (JABATAN_KEPALA, nama_lengkap, *([sebutan] if sebutan else []), f"NIP. {cetak_nip(nip)}")}


def _kebijakan(kunci: str, isi: tuple[str, str, str]) -> BarisKebijakan:
    if kunci == "bobot_sumber":  # in words: an agency head reads no `asesmen=50;atasan=30`
        return BarisKebijakan("Nilai dari beberapa sumber", cara_berlaku(isi[0]).sebutan, isi[1])
    if kunci == "kelompok_minimum":  # its explanation in the register speaks of what no agency's workbook may
        return BarisKebijakan("Kelompok terkecil yang angkanya dibandingkan (orang)", isi[0], isi[1])
    return BarisKebijakan(isi[2], isi[0].replace(".", ","), isi[1])
