"""Classes of a training programme: opening, changing, cancelling, showing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Final

from asn_kompetensi.domain.bulat import angka, setengah_naik
from asn_kompetensi.domain.galat import Bentrok, DataDitolak, SalahPakai
from asn_kompetensi.domain.jp import jp_nasional
from asn_kompetensi.domain.kamus import Entri, Kamus
from asn_kompetensi.domain.kehadiran import baca_skor, cetak_skor, hari_kelas, persen_hadir
from asn_kompetensi.domain.kode import baca_kode
from asn_kompetensi.domain.ngain import n_gain
from asn_kompetensi.services.kamus import opd_kamus
from asn_kompetensi.services.masukan import nama_sah, sah
from asn_kompetensi.services.pelatihan import pelatihan_kamus
from asn_kompetensi.store.door import Pintu, PintuTulis
from asn_kompetensi.store.queries import kelas as sql
from asn_kompetensi.store.queries import pelatihan as pelatihan_sql
from asn_kompetensi.store.queries.kelas import BarisKelas, BarisPeserta

BIDANG: Final = ("kode", "pelatihan", "mulai", "selesai", "tempat", "kuota", "biaya", "opd_peserta", "status")
STATUS: Final = ("dibuka", "selesai", "batal")
TERBUKA: Final = "semua"
KELAS_TERPANJANG: Final = 1000


def kelas_kamus(d: Pintu) -> Kamus:
    """Classes by code."""
    return Kamus("kelas", "asn kelas daftar", (Entri(*baris) for baris in sql.ejaan(d.kon)))


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
    """Every day of the class."""
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
            kelas.status)  # fmt: skip


def rekam(d: Pintu, kelas_id: int) -> dict[str, Any]:
    """One class as `daftar` shows it, with the maximum of its tests."""
    kelas = sql.satu(d.kon, kelas_id)
    isi = dict(zip(BIDANG, _tampil(kelas), strict=True))
    return {**isi, "nilai_maks": angka(cetak_skor(kelas.nilai_maks)), "luar_negeri": bool(kelas.luar_negeri),
            "alasan_batal": kelas.alasan_batal}  # fmt: skip


def lihat(d: Pintu, kode: str) -> dict[str, Any]:
    """One class with its roster: answers, attendance per day, scores, outcome. Raises `TidakDitemukan`."""
    kelas = cari(d, kode)
    kehadiran = sql.kehadiran(d.kon, kelas.id)
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
        "opd_peserta": TERBUKA if kelas.terbuka else kelas.opd_peserta,
        "nilai_maks": angka(cetak_skor(kelas.nilai_maks)),
        "luar_negeri": bool(kelas.luar_negeri),
        "alasan_batal": kelas.alasan_batal,
        "peserta": [rekam_peserta(kelas, satu, kehadiran.get(satu.id, {})) for satu in sql.peserta(d.kon, kelas.id)],
    }


def rekam_peserta(kelas: BarisKelas, satu: BarisPeserta, kehadiran: dict[str, str]) -> dict[str, Any]:
    """One participant; `hadir` and `persen_hadir` are None while nothing has been recorded, days not filled too."""
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
        "hari": [{"tanggal": tanggal, "status": kehadiran.get(tanggal)} for tanggal in semua],
        "persen_hadir": None if hadir is None else angka(persen_hadir(hadir, len(semua))),
        "pre": angka(pre),
        "post": angka(post),
        "n_gain": None if gain is None else angka(setengah_naik(gain)),
        "lulus": None if satu.lulus is None else bool(satu.lulus),
        "sertifikat": satu.sertifikat,
        "berlaku_sampai": satu.berlaku_sampai,
        "jp_diakui": angka(cetak_skor(satu.jp_diakui)),
    }


def baca_bulat(nilai: object, benda: str, terkecil: int) -> int | None:
    """A whole number from a cell or argument, `Rp` and thousands dots allowed; None when empty. Raises ValueError."""
    if nilai is None or str(nilai).strip() in ("", "-"):
        return None
    isi = str(int(nilai)) if isinstance(nilai, float) and nilai.is_integer() else str(nilai).strip()
    polos = re.sub(r"^Rp\.?\s*|,-$", "", isi, flags=re.IGNORECASE)
    if not re.fullmatch(r"[0-9]{1,12}|[0-9]{1,3}(\.[0-9]{3}){1,3}", polos) or int(polos.replace(".", "")) < terkecil:
        raise ValueError(f"{benda} '{isi[:20]}' harus bilangan bulat, paling sedikit {terkecil}.")
    return int(polos.replace(".", ""))


def _maks(nilai: str) -> int:
    hasil = baca_skor(nilai, None)
    if not hasil.ratus:
        raise DataDitolak(hasil.pesan or "--nilai-maks harus di atas 0", "Contoh: --nilai-maks 100")
    return hasil.ratus


def periksa_waktu(pelatihan: Any, mulai: date, selesai: date, luar_negeri: bool) -> None:
    """Dates in order, a sane length, and a programme whose hours can be computed. Raises ValueError."""
    lama = len(hari_kelas(mulai, selesai))
    if lama < 1:
        raise ValueError(f"tanggal selesai {selesai} mendahului tanggal mulai {mulai}")
    if lama > KELAS_TERPANJANG:
        raise ValueError(f"kelas {lama} hari terlalu panjang, paling lama {KELAS_TERPANJANG} hari")
    jp_nasional(pelatihan.bentuk, jp_durasi=pelatihan.jp, hari=lama, luar_negeri=luar_negeri)


def buka(
    d: PintuTulis,
    pelatihan: str,
    kode: str,
    mulai: date,
    selesai: date,
    *,
    kuota: str | None = None,
    tempat: str | None = None,
    biaya: str | None = None,
    terbuka: bool = False,
    opd: Sequence[str] = (),
    nilai_maks: str = "100",
    luar_negeri: bool = False,
) -> dict[str, Any]:
    """Open a class. Raises `Bentrok` when the code is taken, `DataDitolak` for bad dates or numbers."""
    from asn_kompetensi.store.tables import Kelas

    program = pelatihan_sql.satu(d.kon, pelatihan_kamus(d).wajib(pelatihan).id)
    kode = sah(lambda isi: baca_kode(isi, benda="kode kelas"), kode, "Contoh kode: KOM-01-2025A")
    if kelas_kamus(d).calon(kode):
        raise Bentrok(f"kelas {kode} sudah ada", f"Lihat: asn kelas lihat {kode}")
    if terbuka and opd:
        raise SalahPakai("--terbuka dan --opd tidak dapat dipakai bersama", "Pilih salah satu.")
    sah(
        lambda _: periksa_waktu(program, mulai, selesai, luar_negeri),
        None,
        "Periksa --mulai, --selesai, dan JP program.",
    )
    kamus = opd_kamus(d)
    baru = Kelas(
        kode=kode,
        pelatihan_id=program.id,
        mulai=mulai,
        selesai=selesai,
        tempat=nama_sah(tempat, "tempat") if tempat else None,
        kuota=sah(lambda isi: baca_bulat(isi, "kuota", 1), kuota),
        biaya=sah(lambda isi: baca_bulat(isi, "biaya", 0), biaya),
        terbuka=int(terbuka),
        luar_negeri=int(luar_negeri),
        nilai_maks=_maks(nilai_maks),
    )
    undangan = [kamus.wajib(satu).id for satu in opd]
    d.sesi.add(baru)
    d.sesi.flush()
    sql.ganti_opd(d.kon, baru.id or 0, list(dict.fromkeys(undangan)))
    return rekam(d, baru.id or 0)


def ubah(
    d: PintuTulis,
    kode: str,
    *,
    mulai: date | None = None,
    selesai: date | None = None,
    kuota: str | None = None,
    tempat: str | None = None,
    biaya: str | None = None,
    terbuka: bool | None = None,
    opd: Sequence[str] = (),
    nilai_maks: str | None = None,
    luar_negeri: bool | None = None,
) -> tuple[dict[str, Any], list[BarisPeserta]]:
    """Change what is given; returns the class and who got a seat because the quota grew.

    Raises `Bentrok` when the class is over, or attendance, seats or scores already there would no longer fit.
    """
    from asn_kompetensi.store.tables import Kelas

    lama = cari_terbuka(d, kode)
    baris = d.sesi.get_one(Kelas, lama.id)
    baris.mulai, baris.selesai = mulai or baris.mulai, selesai or baris.selesai
    baris.kuota = sah(lambda isi: baca_bulat(isi, "kuota", 1), kuota) or baris.kuota
    baris.tempat = nama_sah(tempat, "tempat") if tempat else baris.tempat
    baris.biaya = sah(lambda isi: baca_bulat(isi, "biaya", 0), biaya) if biaya else baris.biaya
    baris.nilai_maks = _maks(nilai_maks) if nilai_maks else baris.nilai_maks
    baris.luar_negeri = baris.luar_negeri if luar_negeri is None else int(luar_negeri)
    baris.terbuka = (0 if opd else baris.terbuka) if terbuka is None else int(terbuka)
    if terbuka and opd:
        raise SalahPakai("--terbuka dan --opd tidak dapat dipakai bersama", "Pilih salah satu.")
    program = pelatihan_sql.satu(d.kon, lama.pelatihan_id)
    sah(lambda _: periksa_waktu(program, baris.mulai, baris.selesai, bool(baris.luar_negeri)), None)
    muat(d, lama, baris.mulai, baris.selesai, baris.kuota, baris.nilai_maks)
    d.sesi.add(baris)
    d.sesi.flush()
    kamus = opd_kamus(d)
    if opd or baris.terbuka:
        sql.ganti_opd(d.kon, lama.id, list(dict.fromkeys(kamus.wajib(satu).id for satu in opd)))
    sql.sesuaikan_opd(d.kon, lama.id, baris.mulai.isoformat())
    naik = naikkan(d, sql.satu(d.kon, lama.id))
    return rekam(d, lama.id), naik


def muat(d: Pintu, kelas: BarisKelas, mulai: date, selesai: date, kuota: int | None, nilai_maks: int) -> None:
    """Check that what is recorded fits the new dates, seats and scale. Raises `Bentrok`."""
    awal, akhir = sql.hari_hadir(d.kon, kelas.id)
    if awal and akhir and not (mulai.isoformat() <= awal and akhir <= selesai.isoformat()):
        raise Bentrok(f"kehadiran {awal} sampai {akhir} sudah tercatat di kelas {kelas.kode}", "Periksa tanggalnya.")
    peserta = sql.peserta(d.kon, kelas.id)
    terisi = sum(satu.berkursi for satu in peserta)
    # Only a lowered quota is a conflict: an attendance sheet may have brought more people than seats.
    if kuota is not None and kuota < terisi and kuota != kelas.kuota:
        raise Bentrok(f"{terisi} kursi kelas {kelas.kode} sudah terisi", "Kuota tidak boleh kurang dari itu.")
    tertinggi = max((nilai for satu in peserta for nilai in (satu.pre, satu.post) if nilai is not None), default=0)
    if nilai_maks < tertinggi:
        sebutan = str(angka(cetak_skor(tertinggi))).replace(".", ",")
        raise Bentrok(
            f"nilai {sebutan} sudah tercatat di kelas {kelas.kode}", "--nilai-maks tidak boleh kurang dari itu."
        )


def batal(d: PintuTulis, kode: str, alasan: str) -> dict[str, Any]:
    """Cancel a class that is not finished. Raises `Bentrok` when it is over already."""
    kelas = cari_terbuka(d, kode)
    sql.tandai(d.kon, kelas.id, "batal", alasan_sah(alasan))
    return rekam(d, kelas.id)


def alasan_sah(alasan: str) -> str:
    """A reason of at most 2000 printable characters. Raises `DataDitolak`."""
    isi = " ".join(alasan.split())
    if not isi or len(isi) > 2000 or not isi.isprintable():
        raise DataDitolak(
            "alasan kosong, lebih dari 2000 huruf, atau memuat tanda yang tidak tampak", "Perbaiki --alasan."
        )
    return isi
