"""What goes into an agency head's workbook: the agency's own people beside figures of the whole city."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, NamedTuple

from asn_kompetensi.domain.acuan import nilai_bawaan
from asn_kompetensi.domain.buku import BarisGap, BarisKebijakan, BarisKompetensi, BarisOrang, Capaian, DataBukuOpd
from asn_kompetensi.domain.bulat import persen, setengah_naik
from asn_kompetensi.domain.gap import KEPENTINGAN, PRIORITAS, SARAN, TUJUAN, jpm
from asn_kompetensi.domain.sumber import cara_berlaku
from asn_kompetensi.domain.surat import tempat_surat
from asn_kompetensi.services import gap, keadaan, koreksi
from asn_kompetensi.services.kamus import opd_kamus
from asn_kompetensi.store.door import Pintu
from asn_kompetensi.store.queries import gap as gap_sql
from asn_kompetensi.store.queries import laporan as sql
from asn_kompetensi.store.queries import penutupan as penutupan_sql
from asn_kompetensi.store.queries import periode as periode_sql
from asn_kompetensi.store.queries.gap import Saringan

_KEBIJAKAN = ("batas_gap_rendah", "batas_gap_sedang", "masa_berlaku_nilai", "bobot_sumber", *TUJUAN["pemetaan"])


class Baris(NamedTuple):
    """One row of `store.queries.gap.daftar`; levels in 1/6000, whole numbers unless sources are weighted."""

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


@dataclass(frozen=True, slots=True)
class Kota:
    """What every workbook of a period shares."""

    periode: tuple[int, str, date, date, str]
    lalu: tuple[int, str] | None
    instansi: str
    kepala_surat: tuple[str, ...]
    ringkas: dict[str, dict[str, Any]]
    ringkas_lalu: dict[str, dict[str, Any]]
    kota: dict[str, Any]
    persen_kota: dict[str, Decimal | None]
    urutan: dict[str, int]
    kebijakan: tuple[BarisKebijakan, ...]
    batas: tuple[Decimal, Decimal]
    program: dict[str, str]
    versi: str
    tanggal_surat: date
    segel: str | None
    dibuka_ulang: tuple[tuple[str, str], ...]


def siapkan(
    d: Pintu, periode: str, *, opd: str | None = None, tanggal_surat: date | None = None, versi: str = ""
) -> list[DataBukuOpd]:
    """The workbooks of a period: of one agency, or of every agency that has people in it.

    `tanggal_surat` defaults to the period's last day, so that the same data gives the same bytes. An agency without
    people in the period gives []. Raises `TidakDitemukan` for an unknown period or agency.
    """
    kota = kota_periode(d, periode, tanggal_surat, versi)
    ada = keadaan.opd(d, kota.periode[0], kota.periode[3].isoformat())
    if opd is not None:
        satu = opd_kamus(d).wajib(opd).id
        ada = [baris for baris in ada if baris[0] == satu]
    pilih = Saringan(kota.periode[0], [baris[0] for baris in ada])
    milik: dict[str, list[Baris]] = defaultdict(list)
    for isi in gap_sql.daftar(d.kon, pilih):
        milik[isi[1]].append(_baris(isi))
    return koreksi.lengkapi(d, kota.periode[0], [_buku(kota, kode, nama, milik[kode]) for _, kode, nama in ada])


def _baris(isi: tuple[Any, ...]) -> Baris:
    *baris, penyebut = isi
    if penyebut != 6000:
        baris[9:13] = [None if satu is None else Fraction(satu * 6000, penyebut) for satu in baris[9:13]]
    return Baris._make(baris)


def kota_periode(d: Pintu, periode: str, tanggal_surat: date | None, versi: str) -> Kota:
    """What all workbooks of a period share. Raises `TidakDitemukan` for an unknown period."""
    ini = gap.cari_periode(d, periode)
    sebelum = [satu for satu in gap_sql.periode(d.kon) if satu[3] < ini[3].isoformat()]
    lalu = (sebelum[-1][0], sebelum[-1][1]) if sebelum else None
    instansi = keadaan.instansi(d, ini[0])
    berlaku = keadaan.kebijakan(d, ini[0], ini[3].isoformat())
    semua = ringkas(d, ini[0], "kota")
    kantor = [nama for _, kode, nama in keadaan.opd(d, ini[0], ini[3].isoformat()) if kode == "BKPSDM"]
    return Kota(
        periode=ini,
        lalu=lalu,
        instansi=instansi,
        kepala_surat=tuple(satu.upper() for satu in (instansi, *kantor) if satu),
        ringkas=ringkas(d, ini[0], "opd"),
        ringkas_lalu=ringkas(d, lalu[0], "opd") if lalu else {},
        kota=next(iter(semua.values()), {}),
        persen_kota={
            kode: persen(isi["di_bawah"], isi["dinilai"]) for kode, isi in ringkas(d, ini[0], "kompetensi").items()
        },
        urutan={kode: nomor for nomor, kode in enumerate(keadaan.kompetensi(d, ini[0]))},
        kebijakan=tuple(_kebijakan(k, isi) for k in _KEBIJAKAN if (isi := berlaku.get(k))),
        batas=(Decimal(_nilai(berlaku, "batas_gap_rendah")), Decimal(_nilai(berlaku, "batas_gap_sedang"))),
        program=sql.program(d.kon),
        versi=versi,
        tanggal_surat=tanggal_surat or ini[3],
        segel=periode_sql.satu(d.kon, ini[0])[4],
        dibuka_ulang=tuple((satu[2], satu[3]) for satu in penutupan_sql.buka_ulang(d.kon, ini[0])),
    )


def _kebijakan(kunci: str, isi: tuple[str, str, str]) -> BarisKebijakan:
    if kunci == "bobot_sumber":  # in words: an agency head reads no `asesmen=50;atasan=30`
        return BarisKebijakan("Nilai dari beberapa sumber", cara_berlaku(isi[0]).sebutan, isi[1])
    return BarisKebijakan(isi[2], isi[0].replace(".", ","), isi[1])


def _nilai(berlaku: dict[str, tuple[str, str, str]], kunci: str) -> str:
    return berlaku[kunci][0] if kunci in berlaku else nilai_bawaan(kunci)


def ringkas(d: Pintu, periode_id: int, per: str) -> dict[str, dict[str, Any]]:
    """`gap ringkas` by group; agencies and the city also know how many PEOPLE are assessed and below standard."""
    hasil = {
        satu[0]: dict(zip(gap.BIDANG_RINGKAS, satu, strict=True)) for satu in gap.ringkas(d, Saringan(periode_id), per)
    }
    if per in ("opd", "kota"):
        for satu in gap.ringkas(d, Saringan(periode_id), "pegawai"):
            orang = dict(zip(gap.BIDANG_PEGAWAI, satu, strict=True))
            isi = hasil[orang["opd"] if per == "opd" else "kota"]
            isi["orang_dinilai"] = isi.get("orang_dinilai", 0) + (orang["dinilai"] > 0)
            isi["orang_di_bawah"] = isi.get("orang_di_bawah", 0) + (orang["di_bawah"] > 0)
    return hasil


def _buku(kota: Kota, kode: str, nama: str, baris: Sequence[Baris]) -> DataBukuOpd:
    per_orang: dict[str, list[Baris]] = defaultdict(list)
    for satu in baris:
        per_orang[satu.nip].append(satu)
    orang = {nip: _orang(isi) for nip, isi in per_orang.items()}
    _, periode, mulai, selesai, _ = kota.periode
    return DataBukuOpd(
        instansi=kota.instansi,
        opd=kode,
        nama_opd=nama,
        periode=periode,
        periode_mulai=mulai,
        periode_selesai=selesai,
        tanggal_surat=kota.tanggal_surat,
        tempat=tempat_surat(kota.instansi),
        kepala_surat=kota.kepala_surat,
        ringkas=kota.ringkas.get(kode, {}),
        kota=kota.kota,
        ringkas_lalu=kota.ringkas_lalu.get(kode),
        kompetensi=_kompetensi(kota, baris),
        orang=tuple(orang.values()),
        gap=_gap(kota, per_orang, orang),
        kebijakan=kota.kebijakan,
        versi=kota.versi,
        tanpa_standar=tuple(orang[satu.nip] for satu in baris if satu.status == "tanpa_standar"),
        periode_lalu=kota.lalu[1] if kota.lalu else None,
        batas_kategori=kota.batas,
        segel=kota.segel,
        dibuka_ulang=kota.dibuka_ulang,
    )


def _level(perenamribu: int | Fraction) -> Decimal:
    return setengah_naik(Fraction(perenamribu, 6000))


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
        bagian = persen(di_bawah, len(dinilai)) if dinilai else None
        hasil.append(BarisKompetensi(kode, nama, len(dinilai), di_bawah, rata, bagian, kota.persen_kota.get(kode)))
    return tuple(hasil)


def _gap(kota: Kota, per_orang: dict[str, list[Baris]], orang: dict[str, BarisOrang]) -> tuple[BarisGap, ...]:
    """Every gap, the largest and most important first; people with many large gaps come before others."""

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
    return tuple(_baris_gap(kota, satu) for satu in semua)


def _baris_gap(kota: Kota, satu: Baris) -> BarisGap:
    kategori = satu.kategori or "rendah"
    program = kota.program.get(satu.kompetensi or "", "")
    return BarisGap(
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
        program or SARAN[kategori],
    )
