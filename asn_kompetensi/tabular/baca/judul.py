"""Find the header row(s) of a sheet and say what each column means."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from itertools import islice
from typing import Any

from asn_kompetensi.domain.lembar import Skema
from asn_kompetensi.tabular.baca.bagian import susun_bagian
from asn_kompetensi.tabular.baca.blok import batasi_blok, buang_ganda, pisah_nip, pisah_status, ragukan_singkatan
from asn_kompetensi.tabular.baca.ejaan import PRIBADI, bidang_dari, kunci_judul
from asn_kompetensi.tabular.baca.hari import bidang_hari, induk_hari
from asn_kompetensi.tabular.baca.kisi import Kisi
from asn_kompetensi.tabular.baca.kolom import Judul, Kolom, lengkap
from asn_kompetensi.tabular.baca.kompetensi import PencocokKompetensi
from asn_kompetensi.tabular.baca.sel import kosong

BARIS_DICARI = 30
TUMPUKAN_MAKS = 3
# A year of attendance days is the widest honest header; wider rows are not looked at as headers.
KOLOM_MAKS = 1_000
_GAP = ("gap", "gaps", "gap kompetensi")


def cari_judul(kisi: Kisi, skema: Skema, pencocok: PencocokKompetensi) -> Judul | None:
    """The best header among the first 30 rows, complete or not; None for a sheet without any known heading."""
    terbaik: Judul | None = None
    kisi = replace(kisi, gabungan=tuple(g for g in kisi.gabungan if g.baris_awal < BARIS_DICARI))
    for bawah in range(min(BARIS_DICARI, len(kisi.puncak))):
        if all(map(kosong, kisi.puncak[bawah])):
            continue
        # Data rows cannot beat a complete header that lies well above them.
        if terbaik is not None and terbaik.lengkap and bawah > terbaik.bawah + TUMPUKAN_MAKS:
            break
        for atas in range(bawah, max(-1, bawah - TUMPUKAN_MAKS), -1):
            if atas < bawah and all(map(kosong, kisi.puncak[atas])):
                break
            if _terpotong(kisi, atas, bawah):
                continue
            calon = _nilai_calon(kisi, skema, pencocok, atas, bawah)
            if calon.skor and (terbaik is None or _peringkat(calon) > _peringkat(terbaik)):
                terbaik = calon
    return terbaik


def _terpotong(kisi: Kisi, atas: int, bawah: int) -> bool:
    """A merge that reaches out of the candidate belongs to the header too: another candidate holds it whole."""
    teratas = max(0, bawah - TUMPUKAN_MAKS + 1)
    return any(
        teratas <= g.baris_awal < atas <= g.baris_akhir
        or (atas <= g.baris_awal <= bawah < g.baris_akhir < atas + TUMPUKAN_MAKS)
        for g in kisi.gabungan
    )


def _peringkat(judul: Judul) -> tuple[bool, int, int, int]:
    """Complete first, then most known headings, then the one that sees gap blocks, then the lowest."""
    gap = sum(1 for k in judul.kolom if k.alasan == "gap")
    return judul.lengkap, judul.skor, gap, judul.atas - judul.bawah


def _nilai_calon(kisi: Kisi, skema: Skema, pencocok: PencocokKompetensi, atas: int, bawah: int) -> Judul:
    judul = Judul(atas, bawah)
    susunan = list(islice(susun_bagian(kisi, atas, bawah), KOLOM_MAKS + 1))
    if len(susunan) > KOLOM_MAKS:
        return judul
    temuan = [_artikan(indeks, bagian, skema, pencocok, ke) for indeks, bagian, ke in susunan]
    if not pencocok.cukup(satu.cocok for satu in temuan if satu.cocok and not satu.alasan):
        temuan = ragukan_singkatan(temuan)
    judul.kolom = temuan = pisah_nip(pisah_status(temuan, kisi, bawah))
    judul.kolom = buang_ganda(batasi_blok(temuan, kisi, bawah, skema), judul, skema)
    dalam = sum(1 for k in judul.terpakai if k.bidang != "no")
    judul.skor = 2 * dalam + len(judul.dibuang) + sum(1 for k in temuan if k.bidang == "no" or k.alasan == "lain")
    judul.lengkap = bool(judul.terpakai) and lengkap(judul, skema)
    return judul


def _tampil(nilai: Any) -> str:
    if isinstance(nilai, datetime):
        return nilai.date().isoformat()
    if isinstance(nilai, date):
        return nilai.isoformat()
    if isinstance(nilai, float) and nilai.is_integer():
        return str(int(nilai))
    return str(nilai).strip().removeprefix("'")


def _artikan(indeks: int, bagian: tuple[Any, ...], skema: Skema, pencocok: PencocokKompetensi, ke: int) -> Kolom:
    """What one heading means: a group to be ignored, a day, a known spelling, or a competency."""
    daun, utuh = _tampil(bagian[-1]), " ".join(_tampil(satu) for satu in bagian)
    induk = [kunci_judul(satu) for satu in bagian[:-1]]
    # Gaps are recomputed, and a block of standards must never be taken for scores.
    if any(satu.startswith(("gap", "standar", "kesenjangan")) for satu in induk):
        return Kolom(indeks, bagian, " / ".join(map(_tampil, bagian)), None, None, "gap")
    if kunci_judul(daun).startswith(("gap ", "kesenjangan ")) and kunci_judul(daun) not in _GAP:
        return Kolom(indeks, bagian, daun, None, None, "gap")
    if skema.hari:
        hari = bidang_hari(bagian[-1], any(induk_hari(satu) for satu in bagian[:-1]), ke)
        if hari:
            return Kolom(indeks, bagian, daun, hari)
    for teks in (utuh, daun) if len(bagian) > 1 else (daun,):
        bidang = bidang_dari(kunci_judul(teks), skema)
        if bidang in skema.bidang or bidang in (PRIBADI, "no"):
            return Kolom(indeks, bagian, teks, bidang)
    for teks in (daun, utuh):
        cocok = pencocok.cocok(teks)
        if cocok:
            return Kolom(indeks, bagian, teks, f"kompetensi:{cocok.kode}", cocok)
    return Kolom(indeks, bagian, daun, None, None, "lain" if bidang else "")
