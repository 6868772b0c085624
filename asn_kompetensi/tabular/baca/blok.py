"""Second thoughts about single columns once the whole header is known: short forms, repeats, code tables."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import replace
from itertools import groupby, pairwise
from typing import Any

from asn_kompetensi.domain.ejaan_kompetensi import ejaan_polos
from asn_kompetensi.domain.hari import AWALAN_HARI
from asn_kompetensi.domain.kedudukan import baca_kedudukan
from asn_kompetensi.domain.kepegawaian import baca_jenis_pegawai
from asn_kompetensi.domain.lembar import Skema
from asn_kompetensi.domain.level import baca_level
from asn_kompetensi.domain.peran import CAPAIAN, GAP, STANDAR, peran
from asn_kompetensi.tabular.baca.ejaan import PRIBADI, kunci_judul
from asn_kompetensi.tabular.baca.kisi import Kisi
from asn_kompetensi.tabular.baca.kolom import Judul, Kolom, lengkap
from asn_kompetensi.tabular.baca.kompetensi import KODE_RANCU
from asn_kompetensi.tabular.baca.makna import ANAK_ASING, DILEWATI, IMPOR_STANDAR, tampil
from asn_kompetensi.tabular.baca.sel import kosong

# A block to the right of an empty column is a code table unless it brings this many new fields.
BIDANG_BARU_CUKUP = 3
# Fields every code table has, and those of a sheet with one row per competency.
BUKAN_BARU = frozenset({None, "no", "kode", "keterangan"})
LAJUR_PANJANG = frozenset({"kompetensi", "nilai", "standar", "level", "gap"})
_JUDUL_STATUS = ("status", "status pegawai", "status kepegawaian")
# Why a heading that looks like a competency was not taken.
SINGKATAN = "singkatan"
ASING = "tidak dikenal"
_PENDEK = re.compile(r"[A-Z][A-Z0-9]{1,4}|[a-z][a-z0-9]{1,4}")


def tanpa_bidang(kolom: Kolom, alasan: str, bidang: str | None = None) -> Kolom:
    return Kolom(kolom.indeks, kolom.bagian, kolom.judul, bidang, None, alasan)


def ragukan_singkatan(kolom: list[Kolom], kisi: Kisi, bawah: int) -> list[Kolom]:
    """Short forms count unless unknown ones stand among them, or each row names its competency itself.

    SIASN's older list of 67 competencies uses PB, PP and MP for other things: an unknown short form with levels below
    it makes these doubtful wherever it stands on the sheet.
    """
    if not any(k.cocok and k.cocok.pendek for k in kolom):
        return kolom
    ada = {k.bidang for k in kolom}
    panjang = "kompetensi" in ada and bool(ada & {"nilai", "level"})
    asing = any(_singkatan_asing(k) and _berlevel(k, kisi, bawah) for k in kolom)
    hasil: list[Kolom] = []
    for _, sebelah in groupby(
        enumerate(kolom), lambda p: (bool(p[1].cocok) or _singkatan_asing(p[1]), p[1].indeks - p[0])
    ):
        blok = [k for _, k in sebelah]
        ragu = panjang or any(map(_singkatan_asing, blok))
        hasil += [
            tanpa_bidang(k, SINGKATAN)
            if k.cocok and k.cocok.pendek and (ragu or (asing and k.cocok.kode in KODE_RANCU))
            else k
            for k in blok
        ]
    return hasil


def _singkatan_asing(k: Kolom) -> bool:
    # Below a heading a number may stand, when a data row is tried as part of the header.
    teks = next((satu for satu in reversed(k.bagian) if isinstance(satu, str)), "")
    if k.bidang is not None or k.cocok or k.alasan:
        return False
    return any(_PENDEK.fullmatch(satu) for satu in (teks.strip(), ejaan_polos(teks)))


def _berlevel(k: Kolom, kisi: Kisi, bawah: int) -> bool:
    isi = [b[k.indeks] for b in kisi.puncak[bawah + 1 :] if k.indeks < len(b) and not kosong(b[k.indeks])]
    return bool(isi) and all(baca_level(satu).ratus for satu in isi)


def pisah_nip(kolom: list[Kolom]) -> list[Kolom]:
    """`NIP` beside `NIP Baru` is the old nine-digit number."""
    if not any(k.bidang == "nip" and kunci_judul(k.judul) in ("nip baru", "nipbaru") for k in kolom):
        return kolom
    return [
        tanpa_bidang(k, "", "nip_lama") if k.bidang == "nip" and kunci_judul(k.judul) == "nip" else k for k in kolom
    ]


def pisah_status(kolom: list[Kolom], kisi: Kisi, bawah: int) -> list[Kolom]:
    """`Status` is CPNS/PNS in a staff file, unless another column says that or its cells say aktif, pensiun, henti."""
    calon = [k for k in kolom if k.bidang == "jenis_pegawai" and kunci_judul(k.judul) in _JUDUL_STATUS]
    lain = any(k.bidang == "jenis_pegawai" and k not in calon for k in kolom)
    status = set()
    for k in calon:
        isi = {str(b[k.indeks]).strip() for b in kisi.puncak[bawah + 1 :] if k.indeks < len(b)} - {""}
        if lain or (isi and all(map(_kedudukan, isi))):
            status.add(k.indeks)
    return [tanpa_bidang(k, "", "status") if k.indeks in status else k for k in kolom]


def _kedudukan(teks: str) -> bool:
    """Whether a cell says how someone stands in service, not what kind of employee it is."""
    with suppress(ValueError):
        baca_jenis_pegawai(teks)
        return False
    with suppress(ValueError):
        baca_kedudukan(teks)
        return True
    return False


def batasi_blok(kolom: list[Kolom], kisi: Kisi, bawah: int, skema: Skema) -> list[Kolom]:
    """Stop at the first fully empty column once the block left of it is complete: what follows is a code table."""
    isi = kisi.puncak[bawah + 1 :]
    for ke in range(1, len(kolom)):
        jeda = range(kolom[ke - 1].indeks + 1, kolom[ke].indeks)
        kiri, kanan = (kolom[:ke], kolom[ke:]) if jeda else ([], [])
        if not jeda or not lengkap(Judul(0, 0, kiri), skema):
            continue
        if any(all(i >= len(b) or kosong(b[i]) for b in isi) for i in jeda) and not _lanjutan(isi, kiri, kanan, skema):
            return kiri + [tanpa_bidang(k, "tabel kode") for k in kanan]
    return kolom


def _lanjutan(isi: list[list[Any]], kiri: list[Kolom], kanan: list[Kolom], skema: Skema) -> bool:
    """Whether the right block says more of the same rows: enough new fields, or values no code table has.

    A code table may by chance be as long as the list of people, but it never says the same thing twice.
    """
    ada = {k.bidang for k in kiri} | BUKAN_BARU
    baru = [k for k in kanan if k.bidang not in ada and (k.bidang in skema.bidang or _bernilai(k))]
    if any(k.cocok for k in kiri):
        baru = [k for k in baru if k.bidang not in LAJUR_PANJANG]
    if len({k.bidang for k in baru}) >= BIDANG_BARU_CUKUP:
        return True
    if not _sejajar(isi, kiri, kanan):
        return False
    dikenal = [
        k for k in kanan if k in baru or k.bidang == PRIBADI or (k.alasan == "lain" and kunci_judul(k.judul) != "kode")
    ]
    if len({k.judul for k in dikenal}) >= BIDANG_BARU_CUKUP:
        return True
    if not baru:
        return False
    isi_baru = [tuple(b[k.indeks] if k.indeks < len(b) else None for k in baru) for b in isi]
    berisi = [satu for satu in isi_baru if not all(map(kosong, satu))]
    return all(map(_bernilai, baru)) or len(set(berisi)) < len(berisi)


def _bernilai(k: Kolom) -> bool:
    """A score or a mark of the row's person."""
    return bool(k.bidang) and (
        k.cocok is not None or (k.bidang or "").startswith(AWALAN_HARI) or k.bidang in ("pre", "post")
    )


def _sejajar(isi: list[list[Any]], kiri: list[Kolom], kanan: list[Kolom]) -> bool:
    """Whether the right block goes on with the same rows; a code table has a length of its own."""

    def berisi(blok: list[Kolom]) -> set[int]:
        return {ke for ke, b in enumerate(isi) if any(k.indeks < len(b) and not kosong(b[k.indeks]) for k in blok)}

    baris_kiri, baris_kanan = berisi(kiri), berisi(kanan)
    return bool(baris_kanan) and baris_kanan <= baris_kiri and len(baris_kanan) * 5 >= len(baris_kiri) * 4


def pilih_peran(kolom: list[Kolom], kisi: Kisi, bawah: int, skema: Skema) -> list[Kolom]:
    """Of several columns for one competency the one that says what the import looks for.

    A label merged over several filled columns without a word below says nothing of which is which: none is taken.
    """
    dicari = STANDAR if skema.jenis == IMPOR_STANDAR else CAPAIAN
    jelas = {k.bidang for k in kolom if k.cocok and k.peran == dicari}
    kolom = [tanpa_bidang(k, "ganda") if k.cocok and k.bidang in jelas and k.peran != dicari else k for k in kolom]
    kolom = _ragukan_kelompok(kolom, kisi, bawah)
    isi = kisi.puncak[bawah + 1 :]
    terisi = [k for k in kolom if k.cocok and any(k.indeks < len(b) and not kosong(b[k.indeks]) for b in isi)]
    kembar = {
        satu.indeks
        for kiri, kanan in pairwise(terisi)
        for satu in (kiri, kanan)
        if (kiri.bidang, kiri.bagian) == (kanan.bidang, kanan.bagian) and kanan.indeks == kiri.indeks + 1
    }
    return [
        replace(k, bidang=None, alasan=ANAK_ASING) if k.indeks in kembar and _digabung(kisi, bawah, k) else k
        for k in kolom
    ]


def pisah_kelompok_asing(kolom: list[Kolom]) -> list[Kolom]:
    """In a wide sheet `Capaian` below an unknown heading is the score of an unknown competency, not of the row."""
    if not any(k.cocok and k.bidang for k in kolom):
        return kolom
    hasil = []
    for k in kolom:
        arti = peran(k.judul) if len(k.bagian) > 1 and k.judul == tampil(k.bagian[-1]) else ""
        if arti == CAPAIAN and k.bidang in LAJUR_PANJANG:
            k = replace(k, bidang=None, judul=tampil(k.bagian[-2]), alasan="")
        elif arti in (STANDAR, GAP) and (k.bidang in LAJUR_PANJANG or k.alasan == "lain"):
            k = replace(k, bidang=None, judul=" / ".join(map(tampil, k.bagian)), alasan=arti)
        hasil.append(k)
    return hasil


def _ragukan_kelompok(kolom: list[Kolom], kisi: Kisi, bawah: int) -> list[Kolom]:
    """A competency with levels below several groups (2024 and 2025, superior and peer): which one is asked for?"""
    berlevel: dict[str | None, list[Kolom]] = {}
    for k in kolom:
        if k.cocok and k.bidang and len(k.bagian) > 1 and _berlevel(k, kisi, bawah):
            berlevel.setdefault(k.bidang, []).append(k)
    ragu = {k.indeks for semua in berlevel.values() if len({k.bagian[:-1] for k in semua}) > 1 for k in semua}
    return [
        replace(k, bidang=None, alasan=ANAK_ASING, judul=" / ".join(map(tampil, k.bagian))) if k.indeks in ragu else k
        for k in kolom
    ]


def _digabung(kisi: Kisi, bawah: int, k: Kolom) -> bool:
    return any(
        g.baris_awal <= bawah <= g.baris_akhir and g.kolom_awal <= k.indeks <= g.kolom_akhir > g.kolom_awal
        for g in kisi.gabungan
    )


def buang_ganda(kolom: list[Kolom], judul: Judul, skema: Skema) -> list[Kolom]:
    """Left-most wins; fill the lists of dropped, ignored and misspelt headings, and the stand-ins of the NIP."""
    hasil: list[Kolom] = []
    ada: dict[str, Kolom] = {}
    for k in kolom:
        if k.bidang == PRIBADI:
            judul.dibuang.append(k.judul)
            k = tanpa_bidang(k, PRIBADI)
        elif k.bidang == "nip" and "nip" in ada and _nip_orang_lain(ada["nip"], k):
            utama = ada["nip"].indeks
            judul.cadangan[utama] = (*judul.cadangan.get(utama, ()), k.indeks)
            k = tanpa_bidang(k, "cadangan")
        elif k.bidang is None or k.bidang in ada or (":" not in k.bidang and k.bidang not in skema.bidang):
            if k.bidang != "no":
                judul.diabaikan.append(k.judul)
            bawaan = "no" if k.bidang == "no" else "ganda" if k.bidang else ASING
            k = replace(k, bidang=None, alasan=k.alasan or bawaan)
        else:
            ada[k.bidang] = k
            if k.cocok and k.cocok.salah:
                judul.salah_eja.append((k.cocok.ejaan, k.cocok.kode))
        hasil.append(k)
    return hasil


def _nip_orang_lain(kiri: Kolom, kanan: Kolom) -> bool:
    """Whether a second NIP column numbers people the first leaves out: PNS in one, PPPK in the other.

    A second plain `NIP` is more likely that of a superior.
    """
    kata = {kunci_judul(kiri.judul), kunci_judul(kanan.judul)}
    return len(kata) == 2 and any("pppk" in satu or satu.startswith("formatted") for satu in kata)


def mirip_nilai(judul: Judul, kisi: Kisi) -> list[Kolom]:
    """Unknown columns next to competencies that hold levels too: likely a competency under another name."""
    nilai = [k.indeks for k in judul.kolom if k.cocok and k.bidang]
    orang = [b for b in kisi.puncak[judul.bawah + 1 :] if any(i < len(b) and baca_level(b[i]).ratus for i in nilai)]
    lewat = {ASING, SINGKATAN, *DILEWATI}
    hasil = []
    for ke, k in enumerate(judul.kolom):
        kiri = next((s for s in reversed(judul.kolom[:ke]) if s.alasan not in lewat), None)
        kanan = next((s for s in judul.kolom[ke + 1 :] if s.alasan not in lewat), None)
        if k.alasan not in (ASING, SINGKATAN) or not any(satu and satu.indeks in nilai for satu in (kiri, kanan)):
            continue
        isi = [baca_level(b[k.indeks]) for b in orang if k.indeks < len(b) and not kosong(b[k.indeks])]
        if any(satu.ratus for satu in isi) and not any(satu.kode for satu in isi):
            hasil.append(k)
    return hasil
