"""What goes into an agency head's workbook: the agency's own people beside figures of the whole city."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, NamedTuple

from asn_kompetensi.domain.buku import BarisGap, BarisJp, BarisKompetensi, BarisOrang, Capaian, DataBukuOpd
from asn_kompetensi.domain.bulat import persen, setengah_naik
from asn_kompetensi.domain.gap import KEPENTINGAN, PRIORITAS, jpm
from asn_kompetensi.domain.surat import tempat_surat
from asn_kompetensi.services import gap, keadaan, koreksi, laporan_banding
from asn_kompetensi.services.kamus import opd_kamus
from asn_kompetensi.services.laporan_banding import Periode
from asn_kompetensi.services.laporan_bersama import TANPA_NAMA, Kota, kumpulkan
from asn_kompetensi.services.laporan_usulan import Perlu, Tawaran, pelatihan
from asn_kompetensi.services.lingkup import Lingkup, lingkup
from asn_kompetensi.store.door import Pintu
from asn_kompetensi.store.queries import gap_daftar
from asn_kompetensi.store.queries.gap import Saringan


class Baris(NamedTuple):
    """One row of `store.queries.gap_daftar.daftar`; levels in 1/6000, whole numbers unless sources are weighted."""

    periode: str
    opd: str
    nip: str
    nama: str
    jabatan: str
    nama_jabatan: str
    kompetensi: str | None
    nama_kompetensi: str
    jenis: str
    standar: int
    capaian: int | Fraction | None
    selisih: int | Fraction | None
    kesenjangan: int | Fraction | None
    kategori: str | None
    status: str
    periode_nilai: str | None
    tingkat: str | None


def siapkan(
    d: Pintu, periode: str, *, opd: str | None = None, tanggal_surat: date | None = None, versi: str = ""
) -> list[DataBukuOpd]:
    """The workbooks of a period: of one agency, or of every agency that has people in it.

    Those of a united file are as their cities' own: beside the figures, programmes and mentors of the city alone.
    `tanggal_surat` defaults to the period's last day, so that the same data gives the same bytes. An agency without
    people in the period gives []. Raises `TidakDitemukan` for an unknown period or agency.
    """
    ini = Periode(*gap.cari_periode(d, periode))
    pilih = None if opd is None else [opd_kamus(d).wajib(opd).id]
    surat = tanggal_surat or ini.selesai
    return [satu for kota in lingkup(d, pilih) for satu in _sekota(d, kota, ini, pilih, surat, versi)]


def _sekota(
    d: Pintu, milik: Lingkup, ini: Periode, pilih: list[int] | None, surat: date, versi: str
) -> list[DataBukuOpd]:
    """The workbooks of one city, of all its agencies or of those asked for."""
    ada = keadaan.opd(d, ini.id, ini.selesai.isoformat(), milik.opd_id if pilih is None else pilih)
    if not ada:
        return []
    kota = kumpulkan(d, milik, ini, pilih, surat, versi)
    semua = [nomor for nomor, _, _ in ada]
    per_opd: dict[str, list[Baris]] = defaultdict(list)
    for isi in gap_daftar.daftar(d.kon, Saringan(ini.id, semua)):
        per_opd[isi[1]].append(_baris(isi))
    buku = [_buku(kota, nomor, kode, nama, per_opd[kode]) for nomor, kode, nama in ada]
    return koreksi.lengkapi(d, ini.id, semua, buku)


def _baris(isi: tuple[Any, ...]) -> Baris:
    *baris, penyebut = isi
    if penyebut != 6000:
        baris[9:13] = [None if satu is None else Fraction(satu * 6000, penyebut) for satu in baris[9:13]]
    return Baris._make(baris)


def _buku(kota: Kota, opd_id: int, kode: str, nama: str, baris: Sequence[Baris]) -> DataBukuOpd:
    per_orang: dict[str, list[Baris]] = defaultdict(list)
    for satu in baris:
        per_orang[satu.nip].append(satu)
    orang = {nip: _orang(isi) for nip, isi in per_orang.items()}
    kekurangan = _gap(kota, opd_id, per_orang, orang)
    tren = [laporan_banding.baris_tren(periode, isi.opd[kode]) for periode, isi in kota.tren if kode in isi.opd]
    return DataBukuOpd(
        instansi=kota.instansi,
        opd=kode,
        nama_opd=nama,
        periode=kota.periode.kode,
        periode_mulai=kota.periode.mulai,
        periode_selesai=kota.periode.selesai,
        tanggal_surat=kota.tanggal_surat,
        tempat=tempat_surat(kota.instansi),
        kepala_surat=kota.kepala_surat,
        ringkas=kota.ringkas.get(kode, {}),
        kota=kota.kota,
        ringkas_lalu=kota.ringkas_lalu.get(kode),
        kompetensi=_kompetensi(kota, baris),
        orang=tuple(orang.values()),
        gap=tuple(satu for satu, _ in kekurangan),
        kebijakan=kota.kebijakan,
        versi=kota.versi,
        tanpa_standar=tuple(orang[satu.nip] for satu in baris if satu.status == "tanpa_standar"),
        periode_lalu=kota.lalu.kode if kota.lalu else None,
        penanda_tangan=next((isi for nip, isi in kota.penanda_tangan.items() if nip in per_orang), TANPA_NAMA),
        batas_kategori=kota.batas,
        segel=kota.segel,
        dibuka_ulang=kota.dibuka_ulang,
        median=kota.median,
        kelompok_minimum=kota.minimum,
        pelatihan=pelatihan(kekurangan, kota.urutan),
        jp=_jp(kota, orang),
        tahun_jp=kota.tahun_jp,
        tren=tuple(tren) if len(tren) > 1 else (),
    )


def _jp(kota: Kota, orang: dict[str, BarisOrang]) -> tuple[BarisJp, ...]:
    """Everyone's hours of the year; empty where nothing is recorded of anybody."""
    semua = [(satu, kota.jp[kota.pegawai_id[nip]]) for nip, satu in orang.items()]
    if all(isi.jp is None for _, isi in semua):
        return ()
    return tuple(
        BarisJp(
            satu.nip, satu.nama, satu.nama_jabatan, isi.jenis_pegawai, isi.jp, isi.target, isi.batas, isi.kurang,
            isi.status, isi.kegiatan,
        )
        for satu, isi in semua
    )  # fmt: skip


def _level(perenamribu: int | Fraction) -> Decimal:
    return gap.level(perenamribu) or Decimal(0)


def _orang(isi: Sequence[Baris]) -> BarisOrang:
    dinilai = [satu for satu in isi if satu.capaian is not None]
    cetak = jpm(
        Fraction(sum(satu.capaian or 0 for satu in dinilai), 6000), Fraction(sum(s.standar for s in dinilai), 6000)
    )[0]
    return BarisOrang(
        isi[0].nip,
        isi[0].nama,
        isi[0].nama_jabatan,
        sum(satu.status == "di_bawah" for satu in isi),
        cetak if dinilai else None,
        {
            satu.kompetensi: Capaian(_level(satu.standar), gap.level(satu.capaian), satu.status)
            for satu in isi
            if satu.kompetensi is not None
        },
    )


def _kompetensi(kota: Kota, baris: Sequence[Baris]) -> tuple[BarisKompetensi, ...]:
    per: dict[str, list[Baris]] = defaultdict(list)
    for satu in baris:
        if satu.kompetensi is not None:
            per[satu.kompetensi].append(satu)
    hasil = []
    for kode in sorted(per, key=kota.urutan.__getitem__):
        dinilai = [satu for satu in per[kode] if satu.capaian is not None]
        di_bawah = sum(satu.status == "di_bawah" for satu in dinilai)
        total = Fraction(sum(satu.kesenjangan or 0 for satu in dinilai), 6000)
        rata = setengah_naik(total / len(dinilai)) if dinilai else None
        nama = per[kode][0].nama_kompetensi
        bagian = persen(di_bawah, len(dinilai))
        hasil.append(
            BarisKompetensi(kode, nama, len(dinilai), di_bawah, rata, bagian, _persen_kota(kota, kode, len(dinilai)))
        )
    return tuple(hasil)


def _persen_kota(kota: Kota, kode: str, sendiri: int) -> Decimal | None:
    """The city's share in a competency; None where the others in it are so few that one could be told from it."""
    isi = kota.per_kompetensi[kode]
    return persen(isi["di_bawah"], isi["dinilai"]) if isi["dinilai"] - sendiri >= kota.minimum else None


def _gap(
    kota: Kota, opd_id: int, per_orang: dict[str, list[Baris]], orang: dict[str, BarisOrang]
) -> list[tuple[BarisGap, Tawaran | None]]:
    """Every gap with what is proposed for it, the largest and most important first.

    People with many large gaps come before others.
    """

    def berat(nip: str) -> tuple[Any, ...]:
        kurang = [satu.kesenjangan or 0 for satu in per_orang[nip]]
        besar = sum(satu >= 2 * 6000 for satu in kurang)
        return (-besar, -sum(kurang), orang[nip].jpm or Decimal(0), orang[nip].nama, nip)

    urut_orang = {nip: berat(nip) for nip in per_orang}
    semua = [satu for isi in per_orang.values() for satu in isi if satu.status == "di_bawah"]
    semua.sort(
        key=lambda s: (
            PRIORITAS[s.kategori or "rendah"], KEPENTINGAN[s.tingkat], -(s.kesenjangan or 0), urut_orang[s.nip],
            kota.urutan[s.kompetensi or ""],
        )
    )  # fmt: skip
    return [_baris_gap(kota, opd_id, satu) for satu in semua]


def _baris_gap(kota: Kota, opd_id: int, satu: Baris) -> tuple[BarisGap, Tawaran | None]:
    kategori = satu.kategori or "rendah"
    perlu = Perlu(
        kota.pegawai_id[satu.nip], satu.nip, opd_id, satu.kompetensi or "", satu.standar, satu.capaian or 0, kategori
    )
    tawaran = kota.usulan.tawaran(perlu)
    baris = BarisGap(
        satu.nip,
        satu.nama,
        satu.nama_jabatan,
        satu.kompetensi or "",
        satu.nama_kompetensi,
        _level(satu.standar),
        _level(satu.capaian or 0),
        _level(satu.kesenjangan or 0),
        kategori,
        PRIORITAS[kategori],
        kota.usulan.saran(perlu, tawaran),
        tawaran.kode if tawaran else "",
    )
    return baris, tawaran
