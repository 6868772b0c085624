"""Opening, changing and cancelling a class: dates and meeting days, seats, cost and funds, host and guests."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from asn_kompetensi.domain.bulat import angka
from asn_kompetensi.domain.galat import Bentrok, DataDitolak, SalahPakai
from asn_kompetensi.domain.jadwal import baca_jadwal, pastikan_jadwal
from asn_kompetensi.domain.jp import jp_nasional
from asn_kompetensi.domain.kehadiran import baca_skor, cetak_skor, hari_kelas
from asn_kompetensi.domain.kode import baca_kode
from asn_kompetensi.services.kamus import opd_kamus
from asn_kompetensi.services.kelas import cari_terbuka, kelas_kamus, naikkan, rekam
from asn_kompetensi.services.masukan import alasan_sah, baca_bulat, isian, nama_sah, sah
from asn_kompetensi.services.pelatihan import pelatihan_kamus
from asn_kompetensi.store.door import Pintu, PintuTulis
from asn_kompetensi.store.queries import kehadiran as hadir_sql
from asn_kompetensi.store.queries import kelas as sql
from asn_kompetensi.store.queries import pelatihan as pelatihan_sql
from asn_kompetensi.store.queries.kelas import BarisKelas, BarisPeserta

KELAS_TERPANJANG: Final = 1000


def _maks(nilai: str) -> int:
    hasil = baca_skor(nilai, None)
    if not hasil.ratus:
        raise DataDitolak(hasil.pesan or "--nilai-maks harus di atas 0", "Contoh: --nilai-maks 100")
    return hasil.ratus


def periksa_waktu(pelatihan: Any, mulai: date, selesai: date, luar_negeri: bool, jadwal: Sequence[date] = ()) -> None:
    """Dates in order, a sane length, meetings within, hours that can be computed. Raises ValueError."""
    lama = len(hari_kelas(mulai, selesai))
    if lama < 1:
        raise ValueError(f"tanggal selesai {selesai} mendahului tanggal mulai {mulai}")
    if lama > KELAS_TERPANJANG:
        raise ValueError(f"kelas {lama} hari terlalu panjang, paling lama {KELAS_TERPANJANG} hari")
    pastikan_jadwal(jadwal, mulai, selesai)
    jp_nasional(pelatihan.bentuk, jp_durasi=pelatihan.jp, hari=len(jadwal) or lama, luar_negeri=luar_negeri)


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
    tuan_rumah: str | None = None,
    sumber_dana: str | None = None,
    jadwal: str = "",
) -> dict[str, Any]:
    """Open a class; `jadwal` lists its meeting days where it does not meet every day.

    Raises `Bentrok` when the code is taken, `DataDitolak` for bad dates or numbers, `TidakDitemukan`.
    """
    from asn_kompetensi.store.tables import Kelas

    program = pelatihan_sql.satu(d.kon, pelatihan_kamus(d).wajib(pelatihan).id)
    kode = sah(lambda isi: baca_kode(isi, benda="kode kelas"), kode, "Contoh kode: KOM-01-2025A")
    if kelas_kamus(d).calon(kode):
        raise Bentrok(f"kelas {kode} sudah ada", f"Lihat: asn kelas lihat {kode}")
    if terbuka and opd:
        raise SalahPakai("--terbuka dan --opd tidak dapat dipakai bersama", "Pilih salah satu.")
    pertemuan = sah(baca_jadwal, jadwal, "Tulis --jadwal seperti 2025-01-10;2025-01-24.")
    sah(
        lambda _: periksa_waktu(program, mulai, selesai, luar_negeri, pertemuan),
        None,
        "Periksa --mulai, --selesai, --jadwal, dan JP program.",
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
    nomor = baru.id or 0
    sql.ganti_opd(d.kon, nomor, list(dict.fromkeys(undangan)))
    sql.ganti_hari(d.kon, nomor, [satu.isoformat() for satu in pertemuan])
    sql.simpan_rincian(d.kon, nomor, _rincian(d, tuan_rumah, sumber_dana))
    return rekam(d, nomor)


def _rincian(d: Pintu, tuan_rumah: str | None, sumber_dana: str | None) -> dict[str, Any]:
    """Host and funds as typed: what is not given is left out, an empty text clears."""
    isi: dict[str, Any] = {}
    if tuan_rumah is not None:
        isi["tuan_rumah_id"] = opd_kamus(d).wajib(tuan_rumah).id if tuan_rumah.strip() else None
    if sumber_dana is not None:
        isi["sumber_dana"] = isian(sumber_dana, None, lambda teks: nama_sah(teks, "sumber dana", "--sumber-dana"))
    return isi


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
    tuan_rumah: str | None = None,
    sumber_dana: str | None = None,
    jadwal: str | None = None,
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
    pertemuan = sah(baca_jadwal, (lama.jadwal or "") if jadwal is None else jadwal)
    sah(
        lambda _: periksa_waktu(program, baris.mulai, baris.selesai, bool(baris.luar_negeri), pertemuan),
        None,
        "Sebutkan --mulai, --selesai, dan --jadwal yang baru bersama-sama.",
    )
    muat(d, lama, baris.mulai, baris.selesai, baris.kuota, baris.nilai_maks, pertemuan)
    d.sesi.add(baris)
    d.sesi.flush()
    sql.ganti_hari(d.kon, lama.id, [satu.isoformat() for satu in pertemuan])
    sql.simpan_rincian(d.kon, lama.id, _rincian(d, tuan_rumah, sumber_dana))
    kamus = opd_kamus(d)
    if opd or baris.terbuka:
        sql.ganti_opd(d.kon, lama.id, list(dict.fromkeys(kamus.wajib(satu).id for satu in opd)))
    sql.sesuaikan_opd(d.kon, lama.id, baris.mulai.isoformat())
    naik = naikkan(d, sql.satu(d.kon, lama.id))
    return rekam(d, lama.id), naik


def muat(
    d: Pintu, kelas: BarisKelas, mulai: date, selesai: date, kuota: int | None, nilai_maks: int,
    jadwal: Sequence[date] = (),
) -> None:  # fmt: skip
    """Check that what is recorded fits the new dates, seats and scale. Raises `Bentrok`."""
    tercatat = hadir_sql.hari_hadir(d.kon, kelas.id)
    boleh = {satu.isoformat() for satu in jadwal or hari_kelas(mulai, selesai)}
    if luar := [satu for satu in tercatat if satu not in boleh]:
        raise Bentrok(f"kehadiran {', '.join(luar[:3])} sudah tercatat di kelas {kelas.kode}", "Periksa tanggalnya.")
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
