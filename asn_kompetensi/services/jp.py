"""Training hours per person and year, and by form of training."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from decimal import Decimal
from typing import Any, Final, NamedTuple

from asn_kompetensi.domain.bulat import angka
from asn_kompetensi.domain.gabung import kota
from asn_kompetensi.domain.galat import DataDitolak, SalahPakai
from asn_kompetensi.domain.jp import status_jp
from asn_kompetensi.domain.kehadiran import cetak_skor
from asn_kompetensi.services import jp_kegiatan
from asn_kompetensi.services.jp_kegiatan import Buku, Terhitung
from asn_kompetensi.services.jp_ramal import Ramalan
from asn_kompetensi.services.kamus import opd_kamus
from asn_kompetensi.services.keadaan import angka_pada
from asn_kompetensi.services.pegawai_cari import wajib_ada
from asn_kompetensi.services.pelatihan import nama_bentuk
from asn_kompetensi.store.door import Pintu
from asn_kompetensi.store.queries import gabung as gabung_sql
from asn_kompetensi.store.queries import jp as sql
from asn_kompetensi.store.queries import opd as opd_sql

BIDANG: Final = ("nip", "nama", "opd", "jenis_pegawai", "tahun", "jp", "target", "batas", "status", "kegiatan",
                 "kurang", "terjadwal", "perkiraan", "akan_kurang", "kelas_saran")  # fmt: skip
BIDANG_BENTUK: Final = ("tahun", "bentuk", "nama_bentuk", "kegiatan", "peserta", "jp")
STATUS: Final = ("belum_ada_data", "kurang", "terpenuhi", "dalam_batas", "melebihi_batas")


def tahun_sah(teks: str) -> int:
    """A year from 1900 to 2100. Raises `DataDitolak`."""
    if not (teks.isascii() and teks.isdigit() and 1900 <= int(teks[:9]) <= 2100):
        raise DataDitolak(f"tahun '{teks[:20]}' tidak sah", "Tulis empat angka, misalnya 2025")
    return int(teks)


def daftar(
    d: Pintu,
    tahun: int,
    *,
    opd: str | None = None,
    dengan_unit: bool = False,
    nip: str | None = None,
    status: str | None = None,
    akan_kurang: bool = False,
) -> Iterator[tuple[Any, ...]]:
    """One row per person in service in the year, in the columns of `BIDANG`; `jp` None when nothing is recorded.

    PNS have a target, PPPK a limit that is reported and never cut, both as the policies of the year's last day say.
    `status` and `akan_kurang` narrow. Raises `TidakDitemukan`, `DataDitolak`, `SalahPakai`.
    """
    if status is not None and status not in STATUS:
        raise SalahPakai(f"status '{status}' tidak ada", f"Pilihannya: {', '.join(STATUS)}.")
    unit, pegawai_id = _pilihan(d, opd, dengan_unit, nip)
    aturan = _aturan(d, tahun)
    semua = sql.orang(d.kon, tahun, unit, pegawai_id)
    siapa = None if unit is None and pegawai_id is None else [orang.id for orang in semua]
    buku = Buku(d, tahun, siapa)
    satu_kota = {kota(orang.opd) for orang in semua} if gabung_sql.gabungan(d.kon) else set()
    ramalan = Ramalan(d, tahun, buku, siapa, satu_kota.pop() if len(satu_kota) == 1 else None)
    for orang in semua:
        ratus, kegiatan = _ringkas(buku.hitung(orang.id))
        ukuran = _ukur(aturan, orang.jenis_pegawai, ratus)
        nanti = _nanti(aturan, orang, ratus, ramalan)
        if status in (None, ukuran[3]) and not (akan_kurang and not nanti[3]):
            yield (orang.nip, orang.nama, orang.opd, orang.jenis_pegawai, tahun, *ukuran, kegiatan, *nanti)


def _ringkas(semua: list[Terhitung]) -> tuple[int | None, int]:
    """Hundredths of a JP, None when nothing is recorded, and how many different activities gave them."""
    ratus = [satu.diakui.ratus for satu in semua]
    return (sum(ratus) if ratus else None), sum(satu.diakui.kembar is None for satu in semua)


def _nanti(aturan: tuple[Decimal, Decimal], orang: sql.Orang, ratus: int | None, ramalan: Ramalan) -> tuple[Any, ...]:
    """`kurang, terjadwal, perkiraan, akan_kurang, kelas_saran`."""
    terjadwal = ramalan.terjadwal(orang.id, ratus)
    perkiraan = None if ratus is None and terjadwal is None else (ratus or 0) + (terjadwal or 0)
    kurang, akan, saran = None, None, list[str]()
    if orang.jenis_pegawai == "PNS":
        target = int(aturan[0].scaleb(2))
        kurang = max(0, target - (ratus or 0)) or None
        sisa = target - (perkiraan or 0)
        akan = sisa > 0
        saran = ramalan.saran(orang.id, orang.opd, sisa, perkiraan) if akan else []
    return *(angka(cetak_skor(satu)) for satu in (kurang, terjadwal, perkiraan)), akan, saran


def per_tahun(d: Pintu, pegawai_id: int) -> list[dict[str, Any]]:
    """One person's years with something recorded: `tahun, jp, target, batas, status, kegiatan`."""
    jenis = sql.jenis_pegawai(d.kon, pegawai_id)
    nama = ("tahun", "jp", "target", "batas", "status", "kegiatan")
    setahun: dict[int, list[Terhitung]] = defaultdict(list)
    for satu in Buku(d, None, [pegawai_id]).hitung(pegawai_id):
        setahun[satu.catatan.tahun].append(satu)
    hasil = []
    for tahun, semua in sorted(setahun.items()):
        ratus, kegiatan = _ringkas(semua)
        hasil.append(dict(zip(nama, (tahun, *_ukur(_aturan(d, tahun), jenis, ratus), kegiatan), strict=True)))
    return hasil


class Capaian(NamedTuple):
    """One person's hours of a year, as `daftar` tells them."""

    jenis_pegawai: str
    jp: int | float | None
    target: int | float | None
    batas: int | float | None
    status: str
    kegiatan: int
    kurang: int | float | None


def capaian(
    d: Pintu,
    tahun: int,
    pegawai_id: Collection[int],
    aturan: tuple[Decimal, Decimal] | None = None,
    *,
    sebagian: bool = False,
) -> dict[int, Capaian]:
    """Hours of a year by person, for whoever is asked for, in service in that year or not.

    `aturan` are the target of a PNS and the limit of a PPPK, by default those of the year's last day. `sebagian`: they
    are few among many, and are sought one by one.
    """
    siapa = pegawai_id if sebagian else None
    aturan, buku, jenis = aturan or _aturan(d, tahun), Buku(d, tahun, siapa), sql.semua_jenis(d.kon, siapa)
    hasil = {}
    for nomor in pegawai_id:
        ratus, kegiatan = _ringkas(buku.hitung(nomor))
        sisa = max(0, int(aturan[0].scaleb(2)) - (ratus or 0)) if jenis[nomor] == "PNS" else 0
        jam, target, batas, status = _ukur(aturan, jenis[nomor], ratus)
        hasil[nomor] = Capaian(jenis[nomor], jam, target, batas, status, kegiatan, angka(cetak_skor(sisa or None)))
    return hasil


def _aturan(d: Pintu, tahun: int) -> tuple[Decimal, Decimal]:
    """Target of a PNS and limit of a PPPK on the last day of the year."""
    akhir = f"{tahun:04d}-12-31"
    return angka_pada(d, "jp_target_pns", akhir), angka_pada(d, "jp_batas_pppk", akhir)


def _ukur(aturan: tuple[Decimal, Decimal], jenis: str, ratus: int | None) -> tuple[Any, ...]:
    """`jp, target, batas, status` of one year."""
    target, batas = (aturan[0], None) if jenis == "PNS" else (None, aturan[1])
    jp = cetak_skor(ratus)
    return angka(jp), angka(target), angka(batas), status_jp(jp, target, batas)


def per_bentuk(
    d: Pintu, tahun: int | None, *, opd: str | None = None, dengan_unit: bool = False, nip: str | None = None
) -> Iterator[tuple[Any, ...]]:
    """Hours by year and form of training in the columns of `BIDANG_BENTUK`; agencies are those at the time.

    `kegiatan` counts activities (what was recorded elsewhere of several people is one by name and first day),
    `peserta` people in them. Raises `TidakDitemukan`, `DataDitolak`.
    """
    unit, pegawai_id = _pilihan(d, opd, dengan_unit, nip)
    siapa = None if unit is None else sql.pernah_dari(d.kon, unit)
    buku = Buku(d, tahun, siapa if pegawai_id is None else [pegawai_id])
    jumlah: dict[tuple[int, int], tuple[set[object], list[int]]] = {}
    for orang in buku.orang():
        for satu, diakui in buku.hitung(orang):
            if diakui.kembar is None and (unit is None or satu.opd_id in unit):
                macam, ratus = jumlah.setdefault((satu.tahun, satu.bentuk), (set(), []))
                macam.add(satu.kode or (satu.kunci, satu.mulai))
                ratus.append(diakui.ratus)
    sebutan = nama_bentuk()
    for (tahun_, bentuk), (macam, ratus) in sorted(jumlah.items()):
        yield (tahun_, bentuk, sebutan[bentuk], len(macam), len(ratus), angka(cetak_skor(sum(ratus))))


def per_kegiatan(
    d: Pintu, tahun: int, *, opd: str | None = None, dengan_unit: bool = False, nip: str | None = None
) -> Iterator[tuple[Any, ...]]:
    """The activities behind `daftar` in the columns of `jp_kegiatan.BIDANG`. Raises `TidakDitemukan`, `DataDitolak`."""
    unit, pegawai_id = _pilihan(d, opd, dengan_unit, nip)
    semua = sql.orang(d.kon, tahun, unit, pegawai_id)
    buku = Buku(d, tahun, None if unit is None and pegawai_id is None else [orang.id for orang in semua])
    for orang in semua:
        yield from jp_kegiatan.baris(orang, buku.hitung(orang.id))


def _pilihan(d: Pintu, opd: str | None, dengan_unit: bool, nip: str | None) -> tuple[list[int] | None, int | None]:
    satu = opd_kamus(d).wajib(opd).id if opd else None
    unit = None if satu is None else opd_sql.bawahan(d.kon, satu) if dengan_unit else [satu]
    return unit, wajib_ada(d, nip) if nip else None
