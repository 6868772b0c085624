"""Data rows below the header; every other non-empty row is named with the reason it was passed over."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from asn_kompetensi.domain.hari import AWALAN_HARI
from asn_kompetensi.domain.lembar import BarisDilewati, DaftarBaris, Lajur, Skema
from asn_kompetensi.domain.sel import NilaiSel
from asn_kompetensi.tabular.baca.alamat import huruf_kolom
from asn_kompetensi.tabular.baca.golong import BERISI, HAMPA, NIP, Penggolong
from asn_kompetensi.tabular.baca.kelompok import berlabel
from asn_kompetensi.tabular.baca.kisi import Kisi
from asn_kompetensi.tabular.baca.kolom import Judul
from asn_kompetensi.tabular.baca.mentah import PencariMentah
from asn_kompetensi.tabular.baca.sebar import sebaran_tanda, sebarkan
from asn_kompetensi.tabular.baca.sel import DIINGAT, bersih, kosong, pembersih

NIP_JELAS = re.compile(r"'? *\d[\d ]{14,}", re.ASCII)
SETUMPUK = 256  # rows taken at one go, few enough for the processor's cache
# A measurement merged over several people is nobody's: it stays with the first row.
_TIDAK_TURUN = ("no", "nilai", "level", "pre", "post", "jp")


class _NipJelas(dict[str, bool]):
    """Whether a text can only be a NIP; in a long sheet each stands in many rows."""

    def __missing__(self, teks: str) -> bool:
        hasil = NIP_JELAS.fullmatch(teks) is not None
        if hasil and len(self) < 100_000:
            self[teks] = hasil
        return hasil


@dataclass(slots=True)
class HasilBaris:
    """What the walk over the rows leaves behind."""

    baris: DaftarBaris
    dilewati: list[BarisDilewati] = field(default_factory=list)
    lajur_grup: Lajur | None = None
    tergeser: dict[int, str] = field(default_factory=dict)
    baris_grup: dict[int, int] = field(default_factory=dict)


class PemilahBaris:
    """Walks the rows once: what is data is cleaned and handed on, with the agency of the last group row."""

    def __init__(self, kisi: Kisi, judul: Judul, skema: Skema) -> None:
        self._kisi, self._judul = kisi, judul
        self._kolom = [k.indeks for k in judul.terpakai]
        self._golong = Penggolong(judul, skema)
        self._kunci = min(self._golong.kunci) if len(self._golong.kunci) == 1 else None
        self._jelas = _NipJelas()
        self._bawa_grup = "opd" in skema.bidang and not any(k.bidang == "opd" for k in judul.terpakai)
        self._baris_grup = 0
        judul_tertulis = kisi.puncak[max(0, judul.atas) : judul.bawah + 1]
        self._lebar_judul = max(map(len, judul_tertulis), default=len(kisi.puncak[0]) if kisi.puncak else 0)
        self._judul_terakhir = max((i + 1 for b in judul_tertulis for i, v in enumerate(b) if not kosong(v)), default=0)
        lain = (satu for semua in judul.cadangan.values() for satu in semua)
        self._lebar = max(*self._kolom, *lain, 0) + 1
        self._mulai, self._turun = self._gabungan_turun(), dict[int, tuple[int, Any]]()
        hari = (k.indeks for k in judul.terpakai if (k.bidang or "").startswith(AWALAN_HARI))
        self._sebaran = sebaran_tanda(kisi.gabungan, hari, judul.bawah)
        self._tabel = pembersih()
        self._kolom_nip = {k.indeks: i for i, k in enumerate(judul.terpakai) if k.bidang in NIP}
        kolom_angka = (satu for k in self._kolom_nip for satu in (k, *judul.cadangan.get(k, ())))
        self._mentah = PencariMentah(frozenset(kolom_angka), kisi.mentah)
        self.hasil = HasilBaris(DaftarBaris(len(self._kolom), teks=kisi.teks))

    def jalankan(self) -> HasilBaris:
        """Walk all rows below the header once."""
        self._grup_di_kepala()
        ke = self._judul.bawah + 1
        alir = islice(self._kisi.alir(), ke, None)
        while tumpukan := list(islice(alir, SETUMPUK)):
            if not self._terima_semua(ke, tumpukan):
                for nomor, baris in enumerate(tumpukan, ke):
                    self._terima(nomor, baris)
            ke += len(tumpukan)
        return self.hasil

    def _terima_semua(self, ke: int, tumpukan: list[list[Any]]) -> bool:
        """Take the plain case, nearly every row of a big file, column by column; False where each must be looked at.

        Plain is a key that can only be a NIP, in a row that is neither shorter nor longer than its header.
        """
        tata = self._mulai or self._sebaran or self._judul.cadangan or self._kisi.lebar or self.hasil.lajur_grup
        if self._kunci is None or tata or self._golong.perlu or self._golong.judul_lain is not None:
            return False
        panjang = set(map(len, tumpukan))
        teks = self._kisi.teks
        if min(panjang) < self._lebar or (teks and max(panjang) > self._lebar_judul):
            return False
        kolom = list(zip(*tumpukan, strict=False))
        jenis: dict[int, set[type]] = {k: {str} if teks else set(map(type, kolom[k])) for k in self._kolom}
        if jenis[self._kunci] != {str} or not all(map(self._jelas.__getitem__, kolom[self._kunci])):
            return False
        if any(issubclass(satu, int | float) for k in self._kolom_nip for satu in jenis[k]):
            return False  # a number where a NIP is due
        self._golong.baru_berjudul = False
        self.hasil.baris.tambah_banyak(
            range(ke + 1, ke + 1 + len(tumpukan)), [self._bersihkan(jenis[k], kolom[k]) for k in self._kolom]
        )
        return True

    def _bersihkan(self, jenis: set[type], kolom: Sequence[Any]) -> Iterable[NilaiSel]:
        if len(jenis) == 1 or jenis <= DIINGAT:
            return map(self._tabel[next(iter(jenis))], kolom)
        return [self._tabel[type(satu)](satu) for satu in kolom]

    def _terima(self, ke: int, baris: list[Any]) -> None:
        """Look at one row, number `ke` from 0, and take it or name the reason why not."""
        if len(baris) < self._lebar:
            baris = [*baris, *["" if self._kisi.teks else None] * (self._lebar - len(baris))]
        if self._mulai and self._turunkan(ke, baris):
            self._lewati(ke + 1, "lanjutan sel gabungan", baris)
            return
        pindah = _isi_cadangan(baris, self._judul.cadangan)
        golong = self._golong
        nilai = baris[self._kunci] if self._kunci is not None else None
        if golong.perlu or type(nilai) is not str or not self._jelas[nilai]:
            alasan = golong.golongkan(ke + 1, baris)
            if alasan is HAMPA:
                return
            if alasan is not BERISI:
                self._lewati(ke + 1, alasan, baris)
                self._baris_grup = ke + 1 if alasan == "baris kelompok" else self._baris_grup
                return
        if ke in self._sebaran:
            sebarkan(baris, self._sebaran[ke])
        golong.baru_berjudul = False
        if golong.judul_lain is not None:
            self.hasil.tergeser[ke + 1] = (
                f"berada di bawah judul pada baris {golong.judul_lain}, "
                "yang urutan kolomnya lain daripada judul pertama"
            )
        elif self._kisi.teks and (geser := self._geser(ke, baris)):
            self.hasil.tergeser[ke + 1] = geser
        self.hasil.baris.tambah(ke + 1, self._sel(ke, baris, pindah))

    def _sel(self, ke: int, baris: list[Any], pindah: Mapping[int, int]) -> list[NilaiSel]:
        """The cells of the understood columns, cleaned; below a group row also its agency."""
        sel: list[NilaiSel] = [self._tabel[type(baris[k])](baris[k]) for k in self._kolom]
        for kolom, i in self._kolom_nip.items():
            angka = sel[i]
            if type(angka) is not str and isinstance(angka, int | float) and not isinstance(angka, bool):
                sel[i] = self._mentah(ke, pindah.get(kolom, kolom), baris[kolom])
        if self.hasil.lajur_grup is not None:
            sel.append(self._golong.kelompok.opd())
            self.hasil.baris_grup[ke + 1] = self._baris_grup
        return sel

    def _turunkan(self, ke: int, baris: list[Any]) -> bool:
        """Fill a row from the vertical merges it lies in; True where it is but the next line of the row above."""
        for kolom, akhir in self._mulai.get(ke, ()):
            self._turun[kolom] = akhir, baris[kolom]
        return bool(self._turun and _isi_turun(baris, self._turun, ke) and self._hanya_lanjutan(baris, self._turun))

    def _geser(self, ke: int, baris: list[Any]) -> str:
        """Why the cells of a text row do not stand below their headings: one too many, or (HTML) too few."""
        if len(baris) > self._lebar_judul and not kosong(baris[self._lebar_judul]):
            return f"berisi {len(baris)} kolom, padahal judulnya {self._lebar_judul}; isinya tidak sejajar dengan judul"
        if self._kisi.lebar and self._kisi.lebar[ke] < self._judul_terakhir:
            kurang = self._judul_terakhir - self._kisi.lebar[ke]
            return f"kurang {kurang} sel daripada judulnya; isinya mungkin tergeser ke kiri"
        return ""

    def _lewati(self, nomor: int, alasan: str, baris: list[Any]) -> None:
        sel: tuple[NilaiSel, ...] = ()
        if alasan == "standar":
            sel = tuple(bersih(baris[kolom]) for kolom in self._kolom)
        elif alasan == "baris kelompok" and self._golong.temuan_kelompok:
            self._bawa(*self._golong.temuan_kelompok)
        self.hasil.dilewati.append(BarisDilewati(nomor, alasan, sel))

    def _bawa(self, jenis: str, kolom: int) -> None:
        """The first group row adds a column of its own, empty for the rows before."""
        if self._bawa_grup and self.hasil.lajur_grup is None:
            self.hasil.lajur_grup = Lajur(huruf_kolom(kolom), jenis.title(), "opd", grup=True)
            self.hasil.baris.tambah_kolom()

    def _grup_di_kepala(self) -> None:
        """Above the header only a labelled line counts: a bare agency there is the letterhead of the sender."""
        for ke, baris in enumerate(self._kisi.puncak[: max(0, self._judul.atas)]):
            temuan = berlabel([(kolom, nilai) for kolom, nilai in enumerate(baris) if not kosong(nilai)])
            if temuan and temuan[1]:
                self._golong.kelompok.catat(*temuan[:2])
                self._bawa(temuan[0], temuan[2])
                self._baris_grup = ke + 1

    def _gabungan_turun(self) -> dict[int, list[tuple[int, int]]]:
        """Vertical merges of understood columns below the header: {first row: [(column, last row)]}."""
        turun = {
            k.indeks for k in self._judul.terpakai if k.bidang and ":" not in k.bidang and k.bidang not in _TIDAK_TURUN
        }
        hasil: dict[int, list[tuple[int, int]]] = {}
        for g in self._kisi.gabungan:
            if g.kolom_awal in turun and self._judul.bawah < g.baris_awal < g.baris_akhir:
                hasil.setdefault(g.baris_awal, []).append((g.kolom_awal, g.baris_akhir))
        return hasil

    def _hanya_lanjutan(self, baris: list[Any], turun: dict[int, tuple[int, Any]]) -> bool:
        """A second line of one person's row: whatever is understood in it comes from the merge."""
        return bool(self._golong.kunci & turun.keys()) and all(
            kosong(baris[kolom]) for kolom in self._kolom if kolom not in turun
        )


def _isi_turun(baris: list[Any], turun: dict[int, tuple[int, Any]], ke: int) -> bool:
    """Give the rows of a merge the value of its first cell, but make no row out of an empty one."""
    if all(map(kosong, baris)):
        return False
    terisi = False
    for kolom, (akhir, nilai) in list(turun.items()):
        if ke > akhir:
            del turun[kolom]
        elif kosong(baris[kolom]):
            baris[kolom] = nilai
            terisi = True
    return terisi


def _isi_cadangan(baris: list[Any], cadangan: Mapping[int, tuple[int, ...]]) -> dict[int, int]:
    """Fill an empty cell from the first of its stand-ins that is not; returns which column took whose value."""
    pindah = {}
    for kolom, lain in cadangan.items():
        if bersih(baris[kolom]) is None:
            asal = next((satu for satu in lain if bersih(baris[satu]) is not None), None)
            if asal is not None:
                baris[kolom], pindah[kolom] = baris[asal], asal
    return pindah
