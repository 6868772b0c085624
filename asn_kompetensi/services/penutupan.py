"""Closing a period: is it ready, closing it with a seal, opening it again before a witness."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import Any, NamedTuple

from asn_kompetensi.domain.bulat import persen
from asn_kompetensi.domain.galat import AdaTemuan, Bentrok, DataDitolak, TidakDitemukan
from asn_kompetensi.domain.nama import kunci, nama_polos
from asn_kompetensi.services import jam, keadaan, nilai_mutu
from asn_kompetensi.services.gap import cari_periode
from asn_kompetensi.services.masukan import alasan_sah, nama_sah
from asn_kompetensi.store.door import Pintu, PintuTulis
from asn_kompetensi.store.queries import penutupan as sql
from asn_kompetensi.store.queries import periode as periode_sql

_CONTOH = 5  # cells named in a sentence


TANPA_PENEMPATAN = "TANPA_PENEMPATAN"
TANPA_JABATAN = " tidak punya jabatan pada "  # in its sentence: before it who, after it when


class Temuan(NamedTuple):
    """One thing to look at before closing; `tingkat` is `galat` or `peringatan`, `perintah` what repairs it."""

    tingkat: str
    kode: str
    pesan: str
    perintah: str


def siap(d: Pintu, kode: str, *, hari_ini: date | None = None) -> list[Temuan]:
    """What stands in the way of closing a period (`galat`), and what to know first (`peringatan`); [] when closed.

    Raises `TidakDitemukan`.
    """
    nomor, ini, mulai, selesai, status = cari_periode(d, kode)
    if status != "terbuka":
        return []
    return [
        *_ditahan(d, nomor, ini),
        *_kelas(d, mulai, selesai),
        *_tanpa_standar(d, nomor),
        *_tanpa_penempatan(d, mulai, selesai),
        *_cakupan(d, nomor, ini, selesai),
        *_penilai(d, nomor, ini, selesai),
        *_belum_berakhir(ini, selesai, hari_ini or jam.hari_ini()),
    ]


def _ditahan(d: Pintu, nomor: int, kode: str) -> list[Temuan]:
    hasil = []
    for berkas, lembar, jalankan, banyak, sel, perintah in sql.ditahan(d.kon, nomor):
        semua = sel.split(", ")
        daftar = ", ".join(semua[:_CONTOH]) + (" …" if len(semua) > _CONTOH else "")
        hasil.append(
            Temuan(
                "galat",
                "BARIS_DITAHAN",
                f"{banyak} isian {berkas}, lembar {lembar}, masih ditahan ({daftar}); perbaiki lalu impor lagi, atau "
                f'kesampingkan dengan: asn nilai abaikan {jalankan} --alasan "…"',
                f"asn nilai impor {_kutip(berkas)} --periode {kode}{perintah.partition('nilai impor')[2]}",
            )
        )
    return hasil


def _kutip(nama: str) -> str:
    """A file name as it must be typed: `rekap (1).xlsx` needs its quotes in every shell."""
    return nama if re.fullmatch(r"[\w.+,~-]+", nama) else f'"{nama}"'


def _kelas(d: Pintu, mulai: date, selesai: date) -> list[Temuan]:
    return [
        Temuan(
            "galat",
            "KELAS_BELUM_SELESAI",
            f"kelas {kode} berakhir {akhir} tetapi belum diselesaikan",
            f"asn kelas selesai {kode}",
        )
        for kode, akhir in sql.kelas_belum_selesai(d.kon, mulai.isoformat(), selesai.isoformat())
    ]


def _tanpa_standar(d: Pintu, nomor: int) -> list[Temuan]:
    return [
        Temuan(
            "peringatan",
            "JABATAN_TANPA_STANDAR",
            f"jabatan {nama} belum punya standar; {banyak} pegawai tidak dapat dibandingkan",
            f"asn standar salin {kode} --dari-jenjang" if jenjang else f"asn standar tetapkan {kode} KOMPETENSI=LEVEL",
        )
        for kode, nama, jenjang, banyak in sql.jabatan_tanpa_standar(d.kon, nomor)
    ]


def _tanpa_penempatan(d: Pintu, mulai: date, selesai: date) -> list[Temuan]:
    return [
        Temuan(
            "peringatan",
            TANPA_PENEMPATAN,
            f"{nama}{TANPA_JABATAN}{selesai}; tidak masuk hitungan",
            f"asn pegawai mutasi {nip} --opd OPD --jabatan JABATAN --tanggal {mulai}",
        )
        for nip, nama in sql.tanpa_penempatan(d.kon, selesai.isoformat())
    ]


def _cakupan(d: Pintu, nomor: int, kode: str, selesai: date) -> list[Temuan]:
    batas = keadaan.angka(keadaan.kebijakan(d, nomor, selesai.isoformat()), "cakupan_minimum")
    hasil = []
    for opd, nama, dinilai, wajib in sql.cakupan(d.kon, nomor):
        bagian = persen(dinilai, wajib)
        if bagian is not None and bagian < batas:
            angka = f"{bagian:.2f}".replace(".", ",")
            hasil.append(
                Temuan(
                    "peringatan",
                    "CAKUPAN_RENDAH",
                    f"{nama}: baru {angka} % yang dinilai ({dinilai} dari {wajib}); batasnya {batas} %",
                    f"asn gap daftar --periode {kode} --opd {opd} --status belum_dinilai",
                )
            )
    return hasil


def _penilai(d: Pintu, nomor: int, kode: str, selesai: date) -> list[Temuan]:
    """Only how many: names of assessors are not for the sentences kept with a seal."""
    temuan = nilai_mutu.ringkasan(d, nomor, selesai.isoformat())
    if not temuan:
        return []
    rinci = ", ".join(f"{banyak} {nilai_mutu.SEBUTAN[satu]}" for satu, banyak in temuan.items())
    return [
        Temuan(
            "peringatan", "PENILAI_JANGGAL", f"penilai yang perlu dilihat: {rinci}", f"asn nilai mutu --periode {kode}"
        )
    ]


def _belum_berakhir(kode: str, selesai: date, hari_ini: date) -> list[Temuan]:
    if selesai < hari_ini:
        return []
    return [
        Temuan(
            "peringatan",
            "PERIODE_BELUM_BERAKHIR",
            f"periode {kode} baru berakhir {selesai}; mutasi dan nilai sampai hari itu tidak akan masuk",
            f"asn periode tutup {kode}",
        )
    ]


def alasan_cadangan(kode: str) -> str:
    """How the copy made before a closing is called."""
    return f"sebelum-tutup-{kode}"


class Dilihat(NamedTuple):
    """What `siap` has found, and the newest run it saw."""

    temuan: list[Temuan]
    jalankan: int


def lihat(d: Pintu, kode: str) -> Dilihat:
    """What `siap` says, for a closing that follows at once: as long as no run comes between, it need not look again."""
    from asn_kompetensi.store.queries import riwayat as riwayat_sql  # not at the top: it comes with hashing

    return Dilihat(siap(d, kode), riwayat_sql.nomor_terakhir(d.kon))


def tutup(
    d: PintuTulis, kode: str, *, disetujui: list[Temuan] | None = None, dilihat: Dilihat | None = None
) -> dict[str, Any]:
    """Freeze and seal a period; one already closed stays as it is.

    `disetujui` are the warnings the clerk has seen; None accepts whatever there is. `dilihat` is what was found a
    moment ago. Returns `{kode, status, segel,
    pegawai, baris, peringatan}`. Raises `AdaTemuan` when something stands in the way, `Bentrok` when a warning has come
    up that was not among those seen.
    """
    from asn_kompetensi.store import penutupan  # not at the top: `siap` only reads, and readers start without hashing

    nomor, ini, _, _, status = cari_periode(d, kode)
    if status == "terbuka":
        temuan = dilihat.temuan if dilihat and dilihat.jalankan == d.jalankan - 1 else siap(d, ini)
        boleh(ini, temuan, disetujui)
        catatan = json.dumps(kalimat(temuan), ensure_ascii=False)
        segel = penutupan.bekukan(d.kon, nomor, d.jalankan, catatan)
        d.segelkan("tutup", ini, segel)
    pegawai, baris = sql.jumlah(d.kon, nomor)
    peringatan = json.loads(sql.peringatan(d.kon, nomor) or "[]")
    return {
        "kode": ini,
        "status": "tertutup",
        "segel": periode_sql.satu(d.kon, nomor)[4],
        "pegawai": pegawai,
        "baris": baris,
        "peringatan": peringatan,
    }


def kalimat(temuan: list[Temuan], *, bernama: bool = False) -> list[str]:
    """The sentences; unless `bernama` of people only how many: kept with the seal for ever, or in a scheduler's log."""
    if bernama:
        return [satu.pesan for satu in temuan]
    orang = [satu.pesan for satu in temuan if satu.kode == TANPA_PENEMPATAN]
    jumlah = [f"{len(orang)} pegawai{TANPA_JABATAN}{orang[0].rpartition(TANPA_JABATAN)[2]}"] if orang else []
    return [*(satu.pesan for satu in temuan if satu.kode != TANPA_PENEMPATAN), *jumlah]


def boleh(kode: str, temuan: list[Temuan], disetujui: list[Temuan] | None = None) -> None:
    """Raises `AdaTemuan` when something bars the closing, `Bentrok` for a warning not among those seen, if any were."""
    galat = [satu for satu in temuan if satu.tingkat == "galat"]
    if galat:
        lebih = f"; dan {len(galat) - 1} lainnya" if len(galat) > 1 else ""
        raise AdaTemuan(
            f"periode {kode} belum dapat ditutup: {galat[0].pesan}{lebih}", f"Selengkapnya: asn periode siap {kode}"
        )
    if disetujui is not None and not set(temuan) <= set(disetujui):
        raise Bentrok(
            f"keadaan periode {kode} berubah selagi ditanyakan", f"Lihat lagi: asn periode siap {kode}, lalu ulangi."
        )


def buka_ulang(d: PintuTulis, kode: str, alasan: str, saksi: str, petugas: str) -> dict[str, Any]:
    """Open a closed period again, before a witness who is not the one who acts; an open one stays as it is.

    Returns `{kode, status, alasan, saksi, segel}` with the seal it had. Raises `DataDitolak` without a reason or when
    witness and actor are one, `TidakDitemukan`.
    """
    from asn_kompetensi.store import penutupan

    nomor, ini, _, _, status = cari_periode(d, kode)
    alasan, saksi = alasan_sah(alasan), nama_sah(saksi, "saksi", "--saksi")
    if _rapat(kunci(saksi)) == _rapat(kunci(petugas)) or _rapat(nama_polos(saksi)) == _rapat(nama_polos(petugas)):
        raise DataDitolak("saksi harus orang lain daripada petugas", "Sebutkan nama orang kedua pada --saksi.")
    segel = periode_sql.satu(d.kon, nomor)[4]
    if status != "terbuka":
        penutupan.cairkan(d.kon, nomor)
        sql.catat_buka_ulang(d.kon, nomor, d.jalankan, alasan, saksi, segel)
        d.segelkan("buka-ulang", ini, segel)
    return {"kode": ini, "status": "terbuka", "alasan": alasan, "saksi": saksi, "segel": segel}


def _rapat(nama: str) -> str:
    return "".join(huruf for huruf in nama if huruf.isalnum()) or nama


def abaikan(d: PintuTulis, jalankan: int, alasan: str) -> dict[str, Any]:
    """Set aside what an import held, with a reason, so that it no longer stands in the way of closing.

    Raises `TidakDitemukan` when the run held nothing that is still open.
    """
    alasan = alasan_sah(alasan)
    banyak = sql.abaikan(d.kon, jalankan, alasan)
    if not banyak:
        raise TidakDitemukan(
            f"jalankan {jalankan} tidak punya isian yang masih ditahan", "Lihat: asn periode siap PERIODE"
        )
    return {"jalankan": jalankan, "diabaikan": banyak, "alasan": alasan}
