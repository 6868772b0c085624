"""Find the header row(s) of a sheet and say what each column means."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from typing import Any

from asn_kompetensi.domain.lembar import Skema
from asn_kompetensi.tabular.baca.bagian import susun_bagian
from asn_kompetensi.tabular.baca.batas_judul import anak_judul, berisi_data
from asn_kompetensi.tabular.baca.blok import (
    batasi_blok,
    buang_ganda,
    pilih_peran,
    pisah_kelompok_asing,
    pisah_nip,
    pisah_status,
    ragukan_singkatan,
)
from asn_kompetensi.tabular.baca.ejaan import bidang_dari, kunci_judul
from asn_kompetensi.tabular.baca.hari import berbobot, kolom_hari
from asn_kompetensi.tabular.baca.kisi import Kisi
from asn_kompetensi.tabular.baca.kolom import Judul, lengkap
from asn_kompetensi.tabular.baca.kompetensi import PencocokKompetensi
from asn_kompetensi.tabular.baca.makna import DILEWATI, IDENTITAS, artikan, tampil
from asn_kompetensi.tabular.baca.sel import kosong

BARIS_DICARI = 30
TUMPUKAN_MAKS = 3
# A year of attendance days is the widest honest header; wider rows are not looked at as headers.
KOLOM_MAKS = 1_000


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
        sebaris = _calon_sampai(kisi, skema, pencocok, bawah)
        if not sebaris:
            continue
        # Of the candidates that end in this row, the one that sees the most gap blocks knows best what stands below.
        calon = max(sebaris, key=lambda satu: (_dilewati(satu), *_peringkat(satu)))
        if terbaik is None or _peringkat(calon) > _peringkat(terbaik):
            terbaik = calon
    return terbaik


def _calon_sampai(kisi: Kisi, skema: Skema, pencocok: PencocokKompetensi, bawah: int) -> list[Judul]:
    """The headers of one to three rows that end in row `bawah` and know at least one heading."""
    hasil: list[Judul] = []
    if berisi_data(kisi, bawah, skema):
        return hasil
    for atas in range(bawah, max(-1, bawah - TUMPUKAN_MAKS), -1):
        if atas < bawah and all(map(kosong, kisi.puncak[atas])):
            break
        if _terpotong(kisi, atas, bawah):
            continue
        calon = _nilai_calon(kisi, skema, pencocok, atas, bawah)
        if calon.skor:
            hasil.append(calon)
    return hasil


def _terpotong(kisi: Kisi, atas: int, bawah: int) -> bool:
    """A merge that reaches out of the candidate belongs to the header too: another candidate holds it whole.

    A tall heading cell above rows in which nothing else stands reaches out of nothing.
    """
    terisi = [ke for ke, b in enumerate(kisi.puncak[: bawah + TUMPUKAN_MAKS + 1]) if not all(map(kosong, b))]
    return any(
        g.baris_akhir - g.baris_awal < TUMPUKAN_MAKS
        and (
            g.baris_awal < atas <= g.baris_akhir
            or (atas <= g.baris_awal <= bawah and any(bawah < ke <= g.baris_akhir for ke in terisi))
        )
        for g in kisi.gabungan
    )


def _dilewati(judul: Judul) -> int:
    """How many columns are known not to hold what the import looks for: gaps, standards, sub-columns unknown."""
    return sum(1 for k in judul.kolom if k.alasan in DILEWATI)


def _peringkat(judul: Judul) -> tuple[bool, int, int, int]:
    """Complete first, then most known headings, then the one that sees gap blocks, then the lowest."""
    return judul.lengkap, judul.skor, _dilewati(judul), judul.atas - judul.bawah


def _nilai_calon(kisi: Kisi, skema: Skema, pencocok: PencocokKompetensi, atas: int, bawah: int) -> Judul:
    judul = Judul(atas, bawah)
    susunan = list(islice(susun_bagian(kisi, atas, bawah), KOLOM_MAKS + 1))
    if len(susunan) > KOLOM_MAKS:
        return judul
    besar = _judul_lembar(susunan, skema, pencocok)
    hari = kolom_hari(susunan) if skema.hari else {}
    temuan = [artikan(i, bagian, skema, pencocok, hari=hari.get(i), judul_lembar=besar) for i, bagian, _ in susunan]
    if not pencocok.cukup(satu.cocok for satu in temuan if satu.cocok and not satu.alasan):
        temuan = ragukan_singkatan(temuan, kisi, bawah)
    temuan = pilih_peran(pisah_kelompok_asing(temuan), kisi, bawah, skema)
    judul.kolom = temuan = pisah_nip(pisah_status(temuan, kisi, bawah))
    judul.kolom = buang_ganda(batasi_blok(temuan, kisi, bawah, skema), judul, skema)
    dalam = sum(1 for k in judul.terpakai if k.bidang != "no" and berbobot(k.bidang))
    # A merged label that repeats over many columns is one heading.
    lain = {k.judul for k in temuan if k.alasan == "lain"}
    judul.skor = 2 * dalam + len(judul.dibuang) + sum(1 for k in temuan if k.bidang == "no") + len(lain)
    judul.anak = anak_judul(kisi, judul)
    judul.lengkap = bool(judul.terpakai) and lengkap(judul, skema) and not judul.anak
    return judul


def _judul_lembar(
    susunan: list[tuple[int, tuple[Any, ...], int]], skema: Skema, pencocok: PencocokKompetensi
) -> frozenset[str]:
    """Parts that stand above the columns of the person too: the title of the sheet, not the name of a group."""
    if not pencocok.ada:
        return frozenset()
    besar: set[str] = set()
    for _, bagian, _ in susunan:
        if bidang_dari(kunci_judul(bagian[-1]), skema) in IDENTITAS:
            besar.update(map(tampil, bagian[:-1]))
    return frozenset(besar)
