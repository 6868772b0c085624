"""`--peta FILE.toml`: an unusual sheet described once, by the clerk instead of by its headings.

lembar = "Rekap"             # optional
baris_judul = 5              # the last heading row as Excel numbers it; data begin below; 0: there are no headings

[kolom]                      # column letter, or heading in that row -> field; "kolom A" where a heading is named A
B = "nip"
"Nama Lengkap" = "nama"
F = "INT"                    # a competency by its code or any known spelling; an attendance day as 2025-03-03
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from asn_kompetensi.domain.galat import DataDitolak, GalatBerkas
from asn_kompetensi.domain.hari import AWALAN_HARI
from asn_kompetensi.domain.lembar import Skema
from asn_kompetensi.domain.nama import terdekat
from asn_kompetensi.domain.sistem import sebab
from asn_kompetensi.tabular.baca.alamat import huruf_kolom, kolom_dari_huruf
from asn_kompetensi.tabular.baca.ejaan import kunci_judul
from asn_kompetensi.tabular.baca.kisi import PUNCAK, Kisi
from asn_kompetensi.tabular.baca.kolom import Judul, Kolom, lengkap
from asn_kompetensi.tabular.baca.sel import kosong

_HURUF = re.compile(r"[A-Z]{1,3}")
_SEBUT_KOLOM = re.compile(r"kolom ([A-Z]{1,3})", re.I)
_BITA_MAKS = 1_000_000
_BARIS_MAKS = 1_048_576
_KOLOM_MAKS = 16_384
_CONTOH = 'Contoh isinya: baris_judul = 5, lalu di bawah [kolom]: B = "nip".'


@dataclass(frozen=True, slots=True)
class Peta:
    """A described sheet; `kolom`: letter or heading -> field."""

    berkas: str
    lembar: str | None
    baris_judul: int
    kolom: Mapping[str, str]


def baca_peta(jalur: Path, skema: Skema) -> Peta:
    """A description checked against what the import knows. Raises GalatBerkas, DataDitolak naming the line to mend."""
    try:
        with jalur.open("rb") as berkas:
            bita = berkas.read(_BITA_MAKS + 1)
    except OSError as salah:
        raise GalatBerkas(f'Peta "{jalur}" tidak dapat dibaca: {sebab(salah)}.', "Periksa nama dan izinnya.") from salah
    if len(bita) > _BITA_MAKS:
        raise DataDitolak(f'Peta "{jalur.name}" melebihi 1 MB.', _CONTOH)
    try:
        isi = tomllib.loads(bita.decode("utf-8-sig"))
    except (ValueError, RecursionError) as salah:
        letak = re.search(r"line (\d+)", str(salah))
        baris = f" baris {letak[1]}" if letak else ""
        raise DataDitolak(f'Peta "{jalur.name}"{baris} bukan TOML yang sah.', _CONTOH) from salah
    lain = sorted(set(isi) - {"lembar", "baris_judul", "kolom"})
    if lain:
        raise DataDitolak(
            f'Peta "{jalur.name}": "{lain[0]}" tidak dikenal.', "Yang dikenal: lembar, baris_judul, [kolom]."
        )
    lembar, nomor, kolom = isi.get("lembar"), isi.get("baris_judul"), isi.get("kolom")
    if lembar is not None and not isinstance(lembar, str):
        raise DataDitolak(f'Peta "{jalur.name}": lembar harus berupa teks.', 'Contoh: lembar = "Rekap"')
    if type(nomor) is not int or not 0 <= nomor <= _BARIS_MAKS:
        raise DataDitolak(
            f'Peta "{jalur.name}": baris_judul harus nomor baris judul.', "Contoh: baris_judul = 5; 0 bila tanpa judul."
        )
    if not isinstance(kolom, dict) or not kolom:
        raise DataDitolak(f'Peta "{jalur.name}": bagian [kolom] kosong.', _CONTOH)
    bidang = {str(nama): _bidang(jalur.name, str(nama), isi, skema) for nama, isi in kolom.items()}
    _pastikan_cukup(jalur.name, bidang, skema)
    return Peta(jalur.name, lembar, nomor, bidang)


def _bidang(berkas: str, nama: str, isi: object, skema: Skema) -> str:
    """The field a value of `[kolom]` means."""
    if skema.hari and isinstance(isi, date):
        return f"{AWALAN_HARI}{isi.isoformat()[:10]}"
    teks = isi.strip() if isinstance(isi, str) else ""
    if teks in skema.bidang or teks == "no":
        return teks
    kode = {kunci_judul(ejaan): kode for ejaan, kode in skema.kompetensi.items()}
    if cocok := kode.get(kunci_judul(teks.removeprefix("kompetensi:"))):
        return f"kompetensi:{cocok}"
    if skema.hari:
        try:
            return f"{AWALAN_HARI}{date.fromisoformat(teks)}"
        except ValueError:
            pass
    pilihan = [*skema.bidang, *dict.fromkeys(skema.kompetensi.values())]
    dekat = ", ".join(terdekat(teks, pilihan)) if teks else ""
    hari = "; hari kelas ditulis 2025-03-03" if skema.hari else ""
    raise DataDitolak(
        f'Peta "{berkas}": bidang "{isi}" untuk kolom {nama} tidak dikenal.',
        f"{f'Mungkin: {dekat}. ' if dekat else ''}Pilihannya: {', '.join(pilihan)}{hari}.",
    )


def _pastikan_cukup(berkas: str, kolom: Mapping[str, str], skema: Skema) -> None:
    ganda = [satu for satu in kolom.values() if list(kolom.values()).count(satu) > 1]
    if ganda:
        raise DataDitolak(f'Peta "{berkas}": bidang {ganda[0]} disebut dua kali.', "Sisakan satu kolom untuknya.")
    judul = Judul(0, 0, [Kolom(0, (), "", bidang) for bidang in kolom.values()])
    for pilihan in skema.wajib:
        if not lengkap(judul, Skema("", skema.bidang, (pilihan,))):
            raise DataDitolak(
                f'Peta "{berkas}": belum ada kolom untuk {_sebut(pilihan)}.', "Tambahkan di bawah [kolom]."
            )


def _sebut(pilihan: tuple[str, ...]) -> str:
    return " atau ".join("kode kompetensi" if satu == "kompetensi:*" else satu for satu in pilihan)


def judul_peta(kisi: Kisi, peta: Peta) -> Judul:
    """The header as described. Raises DataDitolak for a heading that is not in its row, or stands there twice."""
    atas = peta.baris_judul - 1
    if len(kisi.puncak) < PUNCAK and atas >= len(kisi.puncak):
        raise DataDitolak(
            f'Peta "{peta.berkas}": baris_judul {peta.baris_judul}, padahal lembar "{kisi.nama}" hanya berisi '
            f"{len(kisi.puncak)} baris.",
            "Isi baris_judul dengan nomor baris judul seperti terlihat di Excel.",
        )
    baris = kisi.puncak[atas] if 0 <= atas < len(kisi.puncak) else []
    letak: dict[str, list[int]] = {}
    for indeks, isi in enumerate(baris):
        if not kosong(isi):
            letak.setdefault(kunci_judul(isi), []).append(indeks)
    kolom = {_indeks(nama, letak, peta, len(baris)): bidang for nama, bidang in peta.kolom.items()}
    if len(kolom) < len(peta.kolom):
        raise DataDitolak(
            f'Peta "{peta.berkas}": satu kolom disebut dua kali.', "Sebutkan hurufnya atau judulnya saja."
        )
    judul = Judul(atas, atas, lengkap=True)
    for indeks in sorted({*kolom, *(satu for semua in letak.values() for satu in semua)}):
        tulisan = "" if indeks >= len(baris) or kosong(baris[indeks]) else str(baris[indeks]).strip()
        judul.kolom.append(Kolom(indeks, (tulisan,), tulisan, kolom.get(indeks)))
    judul.diabaikan = [satu.judul for satu in judul.kolom if satu.bidang is None]
    return judul


def _indeks(nama: str, letak: Mapping[str, list[int]], peta: Peta, lebar: int) -> int:
    """The column a name of `[kolom]` means: a heading, a letter, or where it could be both, the one that is said."""
    semua = letak.get(kunci_judul(nama), [])
    huruf = kolom_dari_huruf(nama) if _HURUF.fullmatch(nama) else _KOLOM_MAKS
    if semua and huruf < lebar and semua != [huruf]:
        raise DataDitolak(
            f'Peta "{peta.berkas}": {nama} dapat berarti kolom {nama} atau judul "{nama}" di {_daftar(semua)}.',
            f'Tulis "kolom {nama}" untuk kolomnya, atau "kolom {huruf_kolom(semua[0])}" untuk judulnya.',
        )
    if len(semua) == 1:
        return semua[0]
    if len(semua) > 1:
        raise DataDitolak(
            f'Peta "{peta.berkas}": judul "{nama}" ada {len(semua)} kali di baris {peta.baris_judul}: '
            f"{_daftar(semua)}.",
            f"Sebutkan kolomnya dengan huruf, misalnya {huruf_kolom(semua[0])}.",
        )
    sebutan = _SEBUT_KOLOM.fullmatch(nama)
    huruf = kolom_dari_huruf(sebutan[1]) if sebutan else huruf
    if huruf < _KOLOM_MAKS:
        return huruf
    sampai = f"; judul hanya dicari sampai baris {PUNCAK}, jadi pakai hurufnya" if peta.baris_judul > PUNCAK else ""
    raise DataDitolak(
        f'Peta "{peta.berkas}": judul "{nama}" tidak ada di baris {peta.baris_judul}{sampai}.',
        "Periksa baris_judul, atau sebutkan kolomnya dengan huruf, misalnya B.",
    )


def _daftar(kolom: list[int]) -> str:
    return f"kolom {', '.join(map(huruf_kolom, kolom))}"
