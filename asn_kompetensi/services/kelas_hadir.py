"""What happens in a class: attendance by hand, test scores, and the end that grants hours."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from asn_kompetensi.domain.bulat import angka
from asn_kompetensi.domain.galat import Bentrok, DataDitolak, SalahPakai, TidakDitemukan
from asn_kompetensi.domain.jp import batas_bulanan, jp_nasional, kali_diakui
from asn_kompetensi.domain.kehadiran import baca_skor, baca_status, cetak_skor, cukup_hadir
from asn_kompetensi.domain.nip import samarkan_nip
from asn_kompetensi.services.keadaan import angka_pada
from asn_kompetensi.services.kelas import cari, cari_terbuka, hari, rekam_peserta
from asn_kompetensi.services.kelas_undang import peserta_kelas
from asn_kompetensi.services.masukan import alasan_sah, nama_sah, sah
from asn_kompetensi.store.door import Pintu, PintuTulis
from asn_kompetensi.store.queries import kehadiran as hadir_sql
from asn_kompetensi.store.queries import kelas as sql
from asn_kompetensi.store.queries.kelas import BarisKelas, BarisPeserta


def hadir(d: PintuTulis, kode: str, nip: str, tanggal: date, status: str, alasan: str | None = None) -> dict[str, Any]:
    """Record one person's day, with the reason of an absence.

    Raises `DataDitolak` (day outside the class, status), `SalahPakai` (a reason for presence), `TidakDitemukan`,
    `Bentrok`.
    """
    kelas = cari_terbuka(d, kode)
    _pastikan_hari(kelas, tanggal)
    arti = sah(baca_status, status)
    if alasan and arti == "hadir":
        raise SalahPakai("alasan hanya untuk yang tidak hadir", "Hapus --alasan, atau perbaiki --status.")
    satu = peserta_kelas(d, kelas, nip)
    _pastikan_kursi(kelas, satu)
    hari_ini = tanggal.isoformat()
    catat(d, {(satu.id, hari_ini): (arti, alasan_sah(alasan) if alasan else None)})
    return {
        "kelas": kelas.kode, "nip": satu.nip, "nama": satu.nama, "tanggal": hari_ini, "status": arti,
        "alasan": hadir_sql.alasan(d.kon, kelas.id).get((satu.id, hari_ini)),
        "bentrok": bentrok(d, kelas, tanggal, [satu.nip]),
    }  # fmt: skip


def catat(d: PintuTulis, isi: Mapping[tuple[int, str], tuple[str, str | None]]) -> None:
    """Store `(participant id, day) -> (status, reason or None)`.

    The reason belongs to its status: it goes when another status comes, and stays when the same one comes without.
    """
    status_baru = [(*kunci, status) for kunci, (status, _) in isi.items()]
    hadir_sql.lepas_alasan(d.kon, status_baru)
    hadir_sql.catat_hadir(d.kon, status_baru)
    beralasan = [(*kunci, alasan) for kunci, (status, alasan) in isi.items() if alasan and status != "hadir"]
    hadir_sql.catat_alasan(d.kon, beralasan)


def bentrok(
    d: Pintu, kelas: BarisKelas, tanggal: date | None = None, nip: Sequence[str] | None = None
) -> list[dict[str, str]]:
    """Who is present here and in another class on the same day: `nip, nama, tanggal, kelas` (the other one)."""
    return [
        {"nip": satu.nip, "nama": satu.nama, "tanggal": satu.tanggal, "kelas": satu.lain}
        for satu in hadir_sql.bentrok(d.kon, kelas.id)
        if (tanggal is None or satu.tanggal == tanggal.isoformat()) and (nip is None or satu.nip in nip)
    ]


def hadir_semua(
    d: PintuTulis, kode: str, tanggal: date, status: str, kecuali: str = "", *, kosong: bool = False
) -> dict[str, Any]:
    """Record a day for everyone holding a seat; `kecuali` is `3=sakit,7=izin:urusan keluarga` by roster number.

    `kosong`: only those who have no status on that day yet. Returns how many have each status, how many changed, and
    in `diganti` whose other status was replaced. Raises as `hadir`; `TidakDitemukan` for a number without a seat.
    """
    kelas = cari_terbuka(d, kode)
    _pastikan_hari(kelas, tanggal)
    arti = sah(baca_status, status)
    peserta = [satu for satu in sql.peserta(d.kon, kelas.id) if satu.berkursi]
    beda = baca_kecuali(kecuali)
    if asing := sorted(set(beda) - {satu.nomor for satu in peserta}):
        sebutan = ", ".join(str(nomor) for nomor in asing)
        raise TidakDitemukan(
            f"nomor {sebutan} tidak memegang kursi di kelas {kelas.kode}",
            f"Lihat nomornya: asn kelas lihat {kelas.kode} --peserta",
        )
    hari_ini = tanggal.isoformat()
    lama, alasan = hadir_sql.kehadiran(d.kon, kelas.id), hadir_sql.alasan(d.kon, kelas.id)
    sebelum = {satu.id: lama.get(satu.id, {}).get(hari_ini) for satu in peserta}
    peserta = [satu for satu in peserta if not kosong or sebelum[satu.id] is None]
    isi = {(satu.id, hari_ini): beda.get(satu.nomor, (arti, None)) for satu in peserta}
    berubah = sum(
        sebelum[nomor] != baru or (sebab is not None and alasan.get((nomor, hari)) != sebab)
        for (nomor, hari), (baru, sebab) in isi.items()
    )
    diganti = [
        f"{satu.nomor} {sebelum[satu.id]}" for satu in peserta
        if sebelum[satu.id] not in (None, isi[satu.id, hari_ini][0])
    ]  # fmt: skip
    catat(d, isi)
    jumlah = Counter(status for status, _ in isi.values())
    return {
        "kelas": kelas.kode, "tanggal": hari_ini, "peserta": len(isi), "berubah": berubah, **jumlah,
        "diganti": diganti, "bentrok": bentrok(d, kelas, tanggal),
    }  # fmt: skip


def baca_kecuali(teks: str) -> dict[int, tuple[str, str | None]]:
    """Roster number -> status and reason from `3=sakit,7=izin:urusan keluarga`. Raises `DataDitolak`."""
    hasil: dict[int, tuple[str, str | None]] = {}
    # Only before the next number: a reason may hold a comma.
    for bagian in filter(None, (satu.strip(" ,;") for satu in re.split(r"[,;](?=[^,;=]*=)", teks))):
        nomor, tanda, isi = (satu.strip() for satu in bagian.partition("="))
        if not tanda or not re.fullmatch(r"[0-9]{1,6}", nomor):
            raise DataDitolak(f"--kecuali '{bagian}' tidak terbaca", "Tulis nomor peserta dan status: 3=sakit,7=izin")
        status, _, alasan = isi.partition(":")
        arti = sah(baca_status, status.strip()), alasan_sah(alasan) if alasan.strip() else None
        if arti[0] == "hadir" and arti[1]:
            raise DataDitolak(f"--kecuali '{bagian}': alasan hanya untuk yang tidak hadir", "Hapus alasannya.")
        if hasil.setdefault(int(nomor), arti) != arti:
            raise DataDitolak(f"nomor {nomor} disebut dua kali dengan status berbeda", "Sebutkan sekali saja.")
    return hasil


def _pastikan_hari(kelas: BarisKelas, tanggal: date) -> None:
    if tanggal not in hari(kelas):
        jadwal = kelas.jadwal.replace(";", ", ") if kelas.jadwal else f"{kelas.mulai} sampai {kelas.selesai}"
        raise DataDitolak(f"{tanggal.isoformat()} di luar kelas {kelas.kode}", f"Hari kelas itu: {jadwal}.")


def _pastikan_kursi(kelas: BarisKelas, satu: BarisPeserta) -> None:
    if not satu.berkursi:
        raise Bentrok(
            f"NIP {samarkan_nip(satu.nip)} tidak memegang kursi di kelas {kelas.kode} ({satu.jawaban})",
            f"Bila ternyata ikut: asn kelas jawab {kelas.kode} NIP bersedia",
        )


def hasil(
    d: PintuTulis,
    kode: str,
    nip: str,
    *,
    pre: str | None = None,
    post: str | None = None,
    sertifikat: str | None = None,
    berlaku_sampai: date | None = None,
) -> dict[str, Any]:
    """Store test scores and certificate of one person, also after the class is finished; what is not given stays.

    Raises `DataDitolak` (above the class's maximum, not a number), `Bentrok` (class cancelled, no seat).
    """
    from asn_kompetensi.store.tables import Peserta

    kelas = cari(d, kode)
    if kelas.status == "batal":
        kelas = cari_terbuka(d, kode)
    satu = peserta_kelas(d, kelas, nip)
    _pastikan_kursi(kelas, satu)
    if berlaku_sampai and berlaku_sampai.isoformat() < kelas.mulai:
        raise DataDitolak("sertifikat tidak dapat berakhir sebelum kelas dimulai", "Periksa --berlaku-sampai.")
    baris = d.sesi.get_one(Peserta, satu.id)
    baris.pre = _skor(pre, kelas, "--pre", baris.pre)
    baris.post = _skor(post, kelas, "--post", baris.post)
    baris.sertifikat = nama_sah(sertifikat, "sertifikat") if sertifikat else baris.sertifikat
    baris.berlaku_sampai = berlaku_sampai or baris.berlaku_sampai
    d.sesi.add(baris)
    d.sesi.flush()
    return _satu(d, kelas, satu.id)


def _skor(teks: str | None, kelas: BarisKelas, bendera: str, lama: int | None) -> int | None:
    if teks is None:
        return lama
    skor = baca_skor(teks, kelas.nilai_maks)
    if skor.ratus is None:
        raise DataDitolak(f"{bendera}: {skor.pesan or 'nilainya kosong'}", "Tulis angka, misalnya 72,5")
    return skor.ratus


def _satu(d: Pintu, kelas: BarisKelas, peserta_id: int) -> dict[str, Any]:
    satu = next(baris for baris in sql.peserta(d.kon, kelas.id) if baris.id == peserta_id)
    isi = rekam_peserta(
        kelas, satu, hadir_sql.kehadiran(d.kon, kelas.id).get(peserta_id, {}), hadir_sql.alasan(d.kon, kelas.id)
    )
    return {"kelas": kelas.kode, **isi}


def selesai(d: PintuTulis, kode: str) -> dict[str, Any]:
    """Finish a class: whoever attended enough passes and is credited its JP, others holding a seat get 0.

    Raises `Bentrok` when it is over already or attendance is missing, naming the days.
    """
    kelas = cari_terbuka(d, kode)
    semua = [tanggal.isoformat() for tanggal in hari(kelas)]
    kehadiran = hadir_sql.kehadiran(d.kon, kelas.id)
    peserta = [satu for satu in sql.peserta(d.kon, kelas.id) if satu.berkursi]
    _pastikan_lengkap(kelas, peserta, semua, kehadiran)
    minimum = angka_pada(d, "kehadiran_minimum", kelas.selesai)
    ratus = _jp_kelas(kelas, semua)
    lulus: dict[int, int] = {}
    for satu in peserta:
        datang = [tanggal for tanggal, isi in kehadiran[satu.id].items() if isi == "hadir"]
        if cukup_hadir(len(datang), len(semua), minimum):
            # A meeting nobody came to is none: forms counted by meetings follow the person's own days.
            lulus[satu.id] = _jp_kelas(kelas, semua, datang) if batas_bulanan(kelas.bentuk) else ratus
    sql.luluskan(d.kon, [(int(satu.id in lulus), lulus.get(satu.id, 0), satu.id) for satu in peserta])
    sql.tandai(d.kon, kelas.id, "selesai")
    return {
        "kode": kelas.kode,
        "status": "selesai",
        "peserta": len(peserta),
        "lulus": len(lulus),
        "tidak_lulus": len(peserta) - len(lulus),
        "jp_diakui": angka(cetak_skor(ratus)),
        "kehadiran_minimum": angka(minimum),
        "bentrok": bentrok(d, kelas),
    }


def _jp_kelas(kelas: BarisKelas, semua: list[str], datang: list[str] | None = None) -> int:
    """Hours of the class in hundredths for someone who was there on `datang`, by default every day.

    Coaching, mentoring and guidance on the job count by meetings, at most two a month (PerLAN 10/2018); a placement
    counts once however long it lasts.
    """
    pertemuan = [date.fromisoformat(satu) for satu in (semua if datang is None else datang)]
    kali = kali_diakui(kelas.bentuk, pertemuan) if batas_bulanan(kelas.bentuk) else 1
    try:
        jp = jp_nasional(
            kelas.bentuk, jp_durasi=kelas.jp, hari=len(semua), kali=max(kali, 1), luar_negeri=bool(kelas.luar_negeri)
        )
    except ValueError as salah:
        raise SalahPakai(str(salah), f"Isi dengan: asn pelatihan ubah {kelas.pelatihan} --jp 24") from salah
    return int(Decimal(jp).scaleb(2))


def _pastikan_lengkap(
    kelas: BarisKelas, peserta: list[BarisPeserta], semua: list[str], kehadiran: dict[int, dict[str, str]]
) -> None:
    kurang = {
        tanggal: banyak
        for tanggal in semua
        if (banyak := sum(tanggal not in kehadiran.get(satu.id, {}) for satu in peserta))
    }
    if kurang:
        sebutan = ", ".join(f"{tanggal} ({banyak} peserta)" for tanggal, banyak in kurang.items())
        raise Bentrok(
            f"kehadiran kelas {kelas.kode} belum lengkap: {sebutan}",
            f"Isi yang kosong: asn kelas hadir {kelas.kode} --seluruh --kosong --tanggal {next(iter(kurang))} "
            "--status hadir",
        )
