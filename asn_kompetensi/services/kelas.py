"""Classes of a training programme as they are shown, and what every other part asks of one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Final

from asn_kompetensi.domain.bulat import angka, setengah_naik
from asn_kompetensi.domain.galat import Bentrok, DataDitolak
from asn_kompetensi.domain.kamus import Kamus
from asn_kompetensi.domain.kehadiran import cetak_skor, hari_kelas, persen_hadir
from asn_kompetensi.domain.ngain import n_gain
from asn_kompetensi.services.kamus import entri_lambat, per_kode
from asn_kompetensi.services.pelatihan import pelatihan_kamus
from asn_kompetensi.store.door import Pintu, PintuTulis
from asn_kompetensi.store.queries import kehadiran as hadir_sql
from asn_kompetensi.store.queries import kelas as sql
from asn_kompetensi.store.queries.kelas import BarisKelas, BarisPeserta

BIDANG: Final = (
    "kode", "pelatihan", "mulai", "selesai", "tempat", "kuota", "biaya", "opd_peserta", "status", "tuan_rumah",
    "sumber_dana", "jadwal",
)  # fmt: skip
STATUS: Final = ("dibuka", "selesai", "batal")
TERBUKA: Final = "semua"


def kelas_kamus(d: Pintu) -> Kamus:
    """Classes by code."""
    return Kamus("kelas", "asn kelas daftar", entri_lambat(sql.ejaan, d), per_kode=per_kode("kelas", d))


def cari(d: Pintu, kode: str) -> BarisKelas:
    """One class by code. Raises `TidakDitemukan`."""
    return sql.satu(d.kon, kelas_kamus(d).wajib(kode).id)


def cari_terbuka(d: Pintu, kode: str) -> BarisKelas:
    """A class that may still change. Raises `TidakDitemukan`, `Bentrok` when it is finished or cancelled."""
    kelas = cari(d, kode)
    if kelas.status != "dibuka":
        sebutan = "sudah selesai" if kelas.status == "selesai" else "sudah dibatalkan"
        raise Bentrok(f"kelas {kelas.kode} {sebutan} dan tidak dapat diubah", f"Lihat: asn kelas lihat {kelas.kode}")
    return kelas


def hari(kelas: BarisKelas) -> list[date]:
    """The days a class meets: those of its schedule, else every day from the first to the last."""
    if kelas.jadwal:
        return [date.fromisoformat(satu) for satu in kelas.jadwal.split(";")]
    return hari_kelas(date.fromisoformat(kelas.mulai), date.fromisoformat(kelas.selesai))


def kursi_kosong(kelas: BarisKelas, peserta: Sequence[BarisPeserta]) -> int | None:
    """Seats nobody holds, never negative; None without a quota."""
    return None if kelas.kuota is None else max(0, kelas.kuota - sum(satu.berkursi for satu in peserta))


def naikkan(d: PintuTulis, kelas: BarisKelas) -> list[BarisPeserta]:
    """Give free seats to the first on the waiting list; returns who got one."""
    peserta = sql.peserta(d.kon, kelas.id)
    tunggu = [satu for satu in peserta if satu.jawaban == "daftar_tunggu"]
    dapat = tunggu[: kursi_kosong(kelas, peserta)]
    for satu in dapat:
        sql.jawab(d.kon, satu.id, None, None)
    return dapat


def daftar(d: Pintu, *, pelatihan: str | None = None, status: str | None = None) -> Iterator[tuple[Any, ...]]:
    """Classes in the columns of `BIDANG`, by first day. Raises `TidakDitemukan`, `DataDitolak`."""
    if status is not None and status not in STATUS:
        raise DataDitolak(f"status '{status}' tidak ada", f"Pilih: {', '.join(STATUS)}")
    pelatihan_id = pelatihan_kamus(d).wajib(pelatihan).id if pelatihan else None
    return (_tampil(kelas) for kelas in sql.daftar(d.kon, pelatihan_id, status))


def _tampil(kelas: BarisKelas) -> tuple[Any, ...]:
    opd = TERBUKA if kelas.terbuka else kelas.opd_peserta
    return (kelas.kode, kelas.pelatihan, kelas.mulai, kelas.selesai, kelas.tempat, kelas.kuota, kelas.biaya, opd,
            kelas.status, kelas.tuan_rumah, kelas.sumber_dana, kelas.jadwal)  # fmt: skip


def rekam(d: Pintu, kelas_id: int) -> dict[str, Any]:
    """One class as `daftar` shows it, with the maximum of its tests."""
    kelas = sql.satu(d.kon, kelas_id)
    isi = dict(zip(BIDANG, _tampil(kelas), strict=True))
    return {**isi, "nilai_maks": angka(cetak_skor(kelas.nilai_maks)), "luar_negeri": bool(kelas.luar_negeri),
            "alasan_batal": kelas.alasan_batal}  # fmt: skip


def lihat(d: Pintu, kode: str) -> dict[str, Any]:
    """One class with its roster: answers, attendance per day, scores, outcome. Raises `TidakDitemukan`."""
    kelas = cari(d, kode)
    kehadiran, alasan = hadir_sql.kehadiran(d.kon, kelas.id), hadir_sql.alasan(d.kon, kelas.id)
    return {
        "kode": kelas.kode,
        "pelatihan": kelas.pelatihan,
        "nama": kelas.nama,
        "bentuk": kelas.bentuk,
        "mulai": kelas.mulai,
        "selesai": kelas.selesai,
        "kuota": kelas.kuota,
        "jp": kelas.jp,
        "penyelenggara": kelas.penyelenggara,
        "status": kelas.status,
        "tempat": kelas.tempat,
        "biaya": kelas.biaya,
        "tuan_rumah": kelas.tuan_rumah,
        "sumber_dana": kelas.sumber_dana,
        "jadwal": [tanggal.isoformat() for tanggal in hari(kelas)],
        "opd_peserta": TERBUKA if kelas.terbuka else kelas.opd_peserta,
        "nilai_maks": angka(cetak_skor(kelas.nilai_maks)),
        "luar_negeri": bool(kelas.luar_negeri),
        "alasan_batal": kelas.alasan_batal,
        "peserta": [
            rekam_peserta(kelas, satu, kehadiran.get(satu.id, {}), alasan) for satu in sql.peserta(d.kon, kelas.id)
        ],
    }


def rekam_peserta(
    kelas: BarisKelas, satu: BarisPeserta, kehadiran: dict[str, str], alasan: Mapping[tuple[int, str], str]
) -> dict[str, Any]:
    """One participant; `hadir` and `persen_hadir` are None while nothing has been recorded, days not filled too.

    `alasan` holds the reasons of absence of the class by participant id and day.
    """
    semua = [tanggal.isoformat() for tanggal in hari(kelas)]
    hadir = sum(status == "hadir" for status in kehadiran.values()) if kehadiran else None
    pre, post = cetak_skor(satu.pre), cetak_skor(satu.post)
    gain = n_gain(pre, post, cetak_skor(kelas.nilai_maks) or Decimal(100))
    return {
        "nomor": satu.nomor,
        "nip": satu.nip,
        "nama": satu.nama,
        "opd": satu.opd,
        "jawaban": satu.jawaban,
        "alasan": satu.alasan,
        "hadir": hadir,
        "hari": [
            {"tanggal": tanggal, "status": kehadiran.get(tanggal), "alasan": alasan.get((satu.id, tanggal))}
            for tanggal in semua
        ],
        "persen_hadir": None if hadir is None else angka(persen_hadir(hadir, len(semua))),
        "pre": angka(pre),
        "post": angka(post),
        "n_gain": None if gain is None else angka(setengah_naik(gain)),
        "lulus": None if satu.lulus is None else bool(satu.lulus),
        "sertifikat": satu.sertifikat,
        "berlaku_sampai": satu.berlaku_sampai,
        "jp_diakui": angka(cetak_skor(satu.jp_diakui)),
    }
