"""Who hosted whose people: seats and hours that agencies gave each other in finished classes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from asn_kompetensi.domain.bulat import angka
from asn_kompetensi.domain.gabung import kota as kode_kota
from asn_kompetensi.domain.galat import DataDitolak, SalahPakai
from asn_kompetensi.domain.kamus import Entri, Kamus
from asn_kompetensi.domain.kehadiran import cetak_skor
from asn_kompetensi.services.jp import tahun_sah
from asn_kompetensi.services.kamus import opd_kamus
from asn_kompetensi.services.lingkup import lingkup
from asn_kompetensi.services.masukan import tanggal_sah
from asn_kompetensi.store.door import Pintu
from asn_kompetensi.store.queries import db as db_sql
from asn_kompetensi.store.queries import kolaborasi as sql

BIDANG: Final = (
    "opd", "nama_opd", "kelas_tuan_rumah", "peserta_dikirim", "kursi_diberi", "kursi_diterima", "jp_diberi",
    "jp_diterima", "saldo_kursi",
)  # fmt: skip


@dataclass
class _Neraca:
    """Classes hosted, seats sent, given, received; hours in hundredths."""

    kelas: int = 0
    dikirim: int = 0
    diberi: int = 0
    diterima: int = 0
    jp_diberi: int = 0
    jp_diterima: int = 0


def rentang(tahun: str | None, dari: str | None, sampai: str | None) -> tuple[date, date]:
    """First and last day asked for: a year, a part of it, or any two days.

    Raises `SalahPakai` (neither a year nor both days, or a day outside the year), `DataDitolak` (not a date, no year,
    in the wrong order).
    """
    awal, akhir = tanggal_sah(dari, "--dari"), tanggal_sah(sampai, "--sampai")
    if tahun is not None:
        setahun = tahun_sah(tahun)
        for hari, bendera in ((awal, "--dari"), (akhir, "--sampai")):
            if hari is not None and hari.year != setahun:
                raise SalahPakai(f"{bendera} {hari} di luar tahun {setahun}", "Hapus --tahun, atau ganti tanggalnya.")
        awal, akhir = awal or date(setahun, 1, 1), akhir or date(setahun, 12, 31)
    if awal is None or akhir is None:
        raise SalahPakai("--tahun wajib diisi", "Tambahkan --tahun 2025, atau --dari dan --sampai bersama.")
    if akhir < awal:
        raise DataDitolak(f"--sampai {akhir} mendahului --dari {awal}", "Tukar kedua tanggal itu.")
    return awal, akhir


def rekap(d: Pintu, dari: date, sampai: date) -> tuple[list[tuple[Any, ...]], list[str]]:
    """Agencies that hosted or sent someone, in the columns of `BIDANG`, by code; a class counts on its last day.

    The second part are the organisers that no registered agency answers to.

    The host is the one recorded, else the agency that the organiser's name means. Classes without either stand in a
    last row whose agency is None, as do participants without an agency: so seats given and received add up. A seat
    counts as given by a host and received by another agency; own people in own classes are neither.
    """
    hari = dari.isoformat(), sampai.isoformat()
    kamus, semua_kota = opd_kamus(d), {satu.kode: satu for satu in lingkup(d)}
    satu_kota = db_sql.instansi(d.kon) or ""
    neraca: dict[int | None, _Neraca] = defaultdict(_Neraca)
    tuan_rumah: dict[int, int | None] = {}
    asing: set[str] = set()
    for kelas, kode, tercatat, penyelenggara in sql.kelas_selesai(d.kon, *hari):
        milik = semua_kota.get(None) or semua_kota[kode_kota(kode)]
        sebutan = None
        if tercatat is None and penyelenggara:
            sebutan = _milik_kota(kamus, penyelenggara, milik.nama or satu_kota, milik.opd_id)
        tuan_rumah[kelas] = sebutan.id if sebutan else tercatat
        neraca[tuan_rumah[kelas]].kelas += 1
        if tuan_rumah[kelas] is None and penyelenggara:
            asing.add(penyelenggara)
    for kelas, opd, banyak, jp in sql.kursi(d.kon, *hari):
        tuan = tuan_rumah[kelas]
        neraca[opd].dikirim += banyak
        if tuan == opd:
            continue
        neraca[tuan].diberi += banyak
        neraca[tuan].jp_diberi += jp or 0
        neraca[opd].diterima += banyak
        neraca[opd].jp_diterima += jp or 0
    sebut = sql.nama_opd(d.kon)
    urut = sorted(neraca.items(), key=lambda satu: (satu[0] is None, sebut[satu[0]][0] if satu[0] else ""))
    return [_tampil(sebut[nomor] if nomor else (None, None), isi) for nomor, isi in urut], sorted(asing)


def _milik_kota(kamus: Kamus, penyelenggara: str, kota: str, opd_id: Collection[int] | None) -> Entri | None:
    """The agency an organiser's name means, also where the city stands behind it: `BKPSDM Kota Sawahlunto`.

    In a united file of the city of the class, whose agencies are `opd_id`.
    """
    akhir = kota.removeprefix("Pemerintah").strip()
    for tulisan in (penyelenggara, penyelenggara.removesuffix(akhir).strip()):
        calon = [satu for satu in kamus.calon(tulisan) if opd_id is None or satu.id in opd_id]
        if len(calon) == 1:
            return calon[0]
    return None


def _tampil(opd: tuple[str | None, str | None], isi: _Neraca) -> tuple[Any, ...]:
    jp = (angka(cetak_skor(satu)) for satu in (isi.jp_diberi, isi.jp_diterima))
    return (*opd, isi.kelas, isi.dikirim, isi.diberi, isi.diterima, *jp, isi.diberi - isi.diterima)
