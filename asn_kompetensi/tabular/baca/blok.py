"""Second thoughts about single columns once the whole header is known: short forms, repeats, code tables."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import groupby, pairwise
from typing import Any

from asn_kompetensi.domain.lembar import Skema
from asn_kompetensi.tabular.baca.ejaan import PRIBADI, kunci_judul
from asn_kompetensi.tabular.baca.kisi import Kisi
from asn_kompetensi.tabular.baca.kolom import Judul, Kolom, lengkap
from asn_kompetensi.tabular.baca.makna import ANAK_ASING, IMPOR_STANDAR
from asn_kompetensi.tabular.baca.peran import CAPAIAN, STANDAR
from asn_kompetensi.tabular.baca.sel import kosong

# A block to the right of an empty column is a code table unless it brings this many new fields.
BIDANG_BARU_CUKUP = 3
# Why a heading that looks like a competency was not taken.
SINGKATAN = "singkatan"
_PENDEK = re.compile(r"[A-Z]{2,5}|[a-z]{2,5}")


def tanpa_bidang(kolom: Kolom, alasan: str, bidang: str | None = None) -> Kolom:
    return Kolom(kolom.indeks, kolom.bagian, kolom.judul, bidang, None, alasan)


def ragukan_singkatan(kolom: list[Kolom]) -> list[Kolom]:
    """Short forms count unless unknown ones stand among them, or each row names its competency itself.

    SIASN's older list of 67 competencies uses some of our short forms (PB, PP, MP) for other things.
    """
    ada = {k.bidang for k in kolom}
    panjang = "kompetensi" in ada and bool(ada & {"nilai", "level"})
    hasil: list[Kolom] = []
    for _, sebelah in groupby(
        enumerate(kolom), lambda p: (bool(p[1].cocok) or _singkatan_asing(p[1]), p[1].indeks - p[0])
    ):
        blok = [k for _, k in sebelah]
        ragu = panjang or any(map(_singkatan_asing, blok))
        hasil += [tanpa_bidang(k, SINGKATAN) if ragu and k.cocok and k.cocok.pendek else k for k in blok]
    return hasil


def _seperti_kompetensi(k: Kolom) -> bool:
    return k.cocok is not None or _singkatan_asing(k)


def _singkatan_asing(k: Kolom) -> bool:
    # Below a heading a number may stand, when a data row is tried as part of the header.
    teks = next((satu.strip() for satu in reversed(k.bagian) if isinstance(satu, str)), "")
    return k.bidang is None and not k.cocok and not k.alasan and bool(_PENDEK.fullmatch(teks))


def pisah_nip(kolom: list[Kolom]) -> list[Kolom]:
    """`NIP` beside `NIP Baru` is the old nine-digit number."""
    if not any(k.bidang == "nip" and kunci_judul(k.judul) in ("nip baru", "nipbaru") for k in kolom):
        return kolom
    return [
        tanpa_bidang(k, "", "nip_lama") if k.bidang == "nip" and kunci_judul(k.judul) == "nip" else k for k in kolom
    ]


def pisah_status(kolom: list[Kolom], kisi: Kisi, bawah: int) -> list[Kolom]:
    """`Status` is CPNS/PNS in a staff file, unless another column says that or its cells say aktif and henti."""
    lain = any(k.bidang == "jenis_pegawai" and kunci_judul(k.judul) != "status" for k in kolom)
    hasil = []
    for k in kolom:
        if k.bidang == "jenis_pegawai" and kunci_judul(k.judul) == "status":
            isi = {str(b[k.indeks]).strip().casefold() for b in kisi.puncak[bawah + 1 :] if k.indeks < len(b)} - {""}
            if lain or (isi and isi <= {"aktif", "henti"}):
                k = tanpa_bidang(k, "", "status")
        hasil.append(k)
    return hasil


def batasi_blok(kolom: list[Kolom], kisi: Kisi, bawah: int, skema: Skema) -> list[Kolom]:
    """Stop at the first fully empty column once the block left of it is complete: what follows is a code table."""
    isi = kisi.puncak[bawah + 1 :]
    for ke in range(1, len(kolom)):
        jeda = range(kolom[ke - 1].indeks + 1, kolom[ke].indeks)
        kiri, kanan = (kolom[:ke], kolom[ke:]) if jeda else ([], [])
        if not jeda or not lengkap(Judul(0, 0, kiri), skema):
            continue
        if not any(all(i >= len(b) or kosong(b[i]) for b in isi) for i in jeda) or _sejajar(isi, kiri, kanan):
            continue
        ada = {k.bidang for k in kiri}
        if len({k.bidang for k in kanan if k.bidang in skema.bidang or k.cocok} - ada) < BIDANG_BARU_CUKUP:
            return kiri + [tanpa_bidang(k, "tabel kode") for k in kanan]
    return kolom


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


def _digabung(kisi: Kisi, bawah: int, k: Kolom) -> bool:
    return any(
        g.baris_awal <= bawah <= g.baris_akhir and g.kolom_awal <= k.indeks <= g.kolom_akhir > g.kolom_awal
        for g in kisi.gabungan
    )


def buang_ganda(kolom: list[Kolom], judul: Judul, skema: Skema) -> list[Kolom]:
    """Left-most wins; fill the lists of dropped, ignored and misspelt headings."""
    hasil: list[Kolom] = []
    ada: set[str] = set()
    for k in kolom:
        if k.bidang == PRIBADI:
            judul.dibuang.append(k.judul)
            k = tanpa_bidang(k, PRIBADI)
        elif k.bidang is None or k.bidang in ada or (":" not in k.bidang and k.bidang not in skema.bidang):
            if k.bidang != "no":
                judul.diabaikan.append(k.judul)
            k = replace(k, bidang=None, alasan=k.alasan or ("no" if k.bidang == "no" else "ganda"))
        else:
            ada.add(k.bidang)
            if k.cocok and k.cocok.salah:
                judul.salah_eja.append((k.cocok.ejaan, k.cocok.kode))
        hasil.append(k)
    return hasil
