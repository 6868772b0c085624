"""Data rows below the header; every other non-empty row is named with the reason it was passed over."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Any

from asn_kompetensi.domain.lembar import TANPA_NILAI, Baris, BarisDilewati, Lajur, NilaiSel, Skema
from asn_kompetensi.tabular.baca import pola_baris as pola
from asn_kompetensi.tabular.baca.alamat import huruf_kolom
from asn_kompetensi.tabular.baca.kisi import Kisi
from asn_kompetensi.tabular.baca.kolom import Judul
from asn_kompetensi.tabular.baca.mentah import PencariMentah
from asn_kompetensi.tabular.baca.sel import bersih, kosong, pembersih

NIP = ("nip", "nama_nip", "nip_lama", "kepala_nip")
NIP_JELAS = re.compile(r"'? *\d[\d ]{14,}", re.ASCII)
SELESAI_BELUM, SELESAI_JUMLAH, SELESAI_TANDA_TANGAN = 0, 1, 2
BERISI = "data"
HAMPA = "hampa"


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

    baris: list[Baris] = field(default_factory=list)
    dilewati: list[BarisDilewati] = field(default_factory=list)
    lajur_grup: Lajur | None = None
    tergeser: dict[int, str] = field(default_factory=dict)


class PemilahBaris:
    """Decides row by row; remembers the agency of the last group row and whether totals or signatures have begun."""

    def __init__(self, kisi: Kisi, judul: Judul, skema: Skema) -> None:
        self._kisi, self._judul = kisi, judul
        self._kolom = [k.indeks for k in judul.terpakai]
        self._bidang = {k.bidang or "": k.indeks for k in judul.terpakai}
        wajib = [[self._bidang[b] for b in pilihan if b in self._bidang] for pilihan in skema.wajib]
        utama = [self._bidang[b] for b in ("nip", "nama_nip", "kode") if b in self._bidang]
        self._kunci = frozenset(utama or (wajib[0] if wajib else []))
        nama = [self._bidang[b] for b in ("nama", "nama_nip") if b in self._bidang]
        self._nama = frozenset(nama or (wajib[1] if len(wajib) > 1 else [])) - self._kunci
        self._no = frozenset(k.indeks for k in judul.kolom if k.bidang == "no" or k.alasan == "no")
        self._data = frozenset(self._kolom) - self._no
        self._pakai_nip = bool(self._kunci & {self._bidang[b] for b in NIP if b in self._bidang})
        self._judul_kunci = {k.indeks: k.kunci for k in judul.kolom}
        self._bawa_grup = "opd" in skema.bidang and "opd" not in self._bidang
        self._grup: dict[str, str] = {}
        self._baris_saat_judul = 0
        judul_tertulis = kisi.puncak[max(0, judul.atas) : judul.bawah + 1]
        self._lebar_judul = max(map(len, judul_tertulis), default=len(kisi.puncak[0]) if kisi.puncak else 0)
        self._judul_terakhir = max((i + 1 for b in judul_tertulis for i, v in enumerate(b) if not kosong(v)), default=0)
        self._selesai = SELESAI_BELUM
        self._sebab_selesai = "tanda tangan"
        self.hasil = HasilBaris()

    def jalankan(self) -> HasilBaris:
        """Walk all rows below the header once."""
        self._grup_di_kepala()
        mulai, turun = self._gabungan_kunci(), dict[int, tuple[int, Any]]()
        lebar = max(self._kolom) + 1
        ambil = itemgetter(*self._kolom) if len(self._kolom) > 1 else None
        tabel = pembersih()
        semua_teks, bersih_teks = self._kisi.teks, tabel[str]
        kurang = "" if semua_teks else None
        kolom_nip = [(i, k.indeks) for i, k in enumerate(self._judul.terpakai) if k.bidang in NIP]
        mentah = PencariMentah(frozenset(kolom for _, kolom in kolom_nip), self._kisi.mentah)
        kunci = min(self._kunci) if len(self._kunci) == 1 else None
        jelas, terima = _NipJelas(), self.hasil.baris.append
        for ke, baris in enumerate(self._kisi.alir()):
            if ke <= self._judul.bawah:
                continue
            if len(baris) < lebar:
                baris = [*baris, *[kurang] * (lebar - len(baris))]
            if mulai:
                for kolom, akhir in mulai.get(ke, ()):
                    turun[kolom] = akhir, baris[kolom]
                if turun:
                    _isi_turun(baris, turun, ke)
            # The plain case, nearly every row of a big file: a key that can only be a NIP.
            nilai = baris[kunci] if kunci is not None else None
            if self._selesai or type(nilai) is not str or not jelas[nilai]:
                alasan = self._golongkan(baris)
                if alasan is HAMPA:
                    continue
                if alasan is not BERISI:
                    self._lewati(ke + 1, alasan, baris)
                    continue
            if semua_teks and (geser := self._geser(ke, baris)):
                self.hasil.tergeser[ke + 1] = geser
            sel = ambil(baris) if ambil else (baris[self._kolom[0]],)
            if semua_teks and not self.hasil.lajur_grup:
                terima(Baris(ke + 1, tuple(map(bersih_teks, sel))))
                continue
            bersih_semua: list[NilaiSel] = [tabel[type(satu)](satu) for satu in sel]
            for i, kolom in kolom_nip:
                angka = bersih_semua[i]
                if type(angka) is not str and isinstance(angka, int | float) and not isinstance(angka, bool):
                    bersih_semua[i] = mentah(ke, kolom, baris[kolom])
            if self.hasil.lajur_grup is not None:
                bersih_semua.append(self._opd())
            terima(Baris(ke + 1, tuple(bersih_semua)))
        return self.hasil

    def _geser(self, ke: int, baris: list[Any]) -> str:
        """Why the cells of a text row do not stand below their headings: one too many, or (HTML) too few."""
        if len(baris) > self._lebar_judul and not kosong(baris[self._lebar_judul]):
            return f"berisi {len(baris)} kolom, padahal judulnya {self._lebar_judul}; isinya tidak sejajar dengan judul"
        if self._kisi.lebar and self._kisi.lebar[ke] < self._judul_terakhir:
            kurang = self._judul_terakhir - self._kisi.lebar[ke]
            return f"kurang {kurang} sel daripada judulnya; isinya mungkin tergeser ke kiri"
        return ""

    def _golongkan(self, baris: list[Any]) -> str:
        """BERISI, HAMPA, or the reason to skip."""
        isi = [(kolom, nilai) for kolom, nilai in enumerate(baris) if not kosong(nilai)]
        if not isi:
            return HAMPA
        if pola.tanpa_isi(isi):
            return "tidak ada data"
        kunci = [kolom for kolom, nilai in isi if kolom in self._kunci and bersih(nilai) is not None]
        nama = [kolom for kolom, nilai in isi if kolom in self._nama and bersih(nilai) is not None]
        if not self._pasti_data(isi, kunci, nama):
            alasan = self._bertanda(isi, bool(nama))
            if alasan:
                return alasan
        # Column numbers stand below a header and nowhere else: three low scores in a row are data.
        if len(self.hasil.baris) == self._baris_saat_judul and pola.nomor_kolom(isi):
            return "nomor kolom"
        if pola.judul_berulang(isi, self._judul_kunci):
            self._selesai, self._baris_saat_judul = SELESAI_BELUM, len(self.hasil.baris)
            return "judul berulang"
        if self._selesai and not self._masih_data(isi, kunci, nama):
            return self._sebab_selesai
        if not any(kolom in self._data and bersih(nilai) is not None for kolom, nilai in isi):
            return self._di_luar(isi)
        if not kunci and not nama and all(v is TANPA_NILAI for k, v in isi if k not in self._no):
            return "rumus tanpa nilai"
        return BERISI

    def _pasti_data(self, isi: list[tuple[int, Any]], kunci: list[int], nama: list[int]) -> bool:
        """Whether no word in this row can make it a total, a note or a signature: someone may be called TOTAL."""
        if self._pakai_nip:
            bernomor = any(kolom in self._no and isinstance(nilai, int | float) for kolom, nilai in isi)
            return bernomor or any(pola.ber_nip(nilai) for kolom, nilai in isi if kolom in self._kunci)
        # A mark in the key column is the mark's row, not a code.
        return bool(kunci) and (len(kunci) > 1 or isi[0][0] != kunci[0] or bool(nama))

    def _bertanda(self, isi: list[tuple[int, Any]], ada_nama: bool) -> str | None:
        """The reason to skip a row for what is written in it."""
        grup = pola.grup(isi)
        if grup:
            self._catat_grup(*grup)
            return "baris kelompok"
        awal = next((pola.teks(nilai) for _, nilai in isi if isinstance(nilai, str)), "")
        sendiri = len(isi) == 1
        lain_teks = sum(1 for kolom, nilai in isi if isinstance(nilai, str) and kolom in self._data)
        pertama_di_kunci = isi[0][0] in self._kunci
        if pola.JUMLAH.match(awal) and (not pertama_di_kunci or sendiri or lain_teks <= 1):
            self._tutup(SELESAI_JUMLAH, "tanda tangan")
            return "jumlah"
        if pola.STANDAR.match(awal) and (not pertama_di_kunci or lain_teks <= 1):
            return "standar"
        if pola.KETERANGAN.match(awal) and len(isi) <= 3:
            self._tutup(SELESAI_JUMLAH, "keterangan")
            return "keterangan"
        if pola.tanda_tangan(isi) and (not ada_nama or isi[0][0] in self._nama or sendiri):
            self._tutup(SELESAI_TANDA_TANGAN, "tanda tangan")
            return "tanda tangan"
        return None

    def _masih_data(self, isi: list[tuple[int, Any]], kunci: list[int], nama: list[int]) -> bool:
        """Below totals or signatures: is this still a person's row?"""
        berisi = [kolom for kolom, nilai in isi if kolom in self._data and bersih(nilai) is not None]
        if any(pola.ber_nip(nilai) for kolom, nilai in isi if kolom in self._kunci):
            return True
        if kunci and not any(pola.NIP_TULIS.fullmatch(pola.teks(v)) for k, v in isi if k in self._kunci):
            return len(berisi) > 1
        if not nama:
            return False
        if self._selesai == SELESAI_JUMLAH:
            return len(berisi) > 1
        bernomor = any(kolom in self._no and isinstance(nilai, int | float) for kolom, nilai in isi)
        bertanda = any(pola.tanda_tangan([satu]) for satu in isi)
        return not bertanda and (len(berisi) > 2 or (bernomor and len(berisi) > 1))

    def _di_luar(self, isi: list[tuple[int, Any]]) -> str:
        if all(kolom in self._no and not isinstance(nilai, str) for kolom, nilai in isi):
            return "hanya nomor urut"
        if all(kolom > max(self._kolom) for kolom, _ in isi):
            return "di luar tabel"
        return "tanpa isi pada kolom yang dikenal"

    def _tutup(self, tingkat: int, sebab: str) -> None:
        self._selesai = max(self._selesai, tingkat)
        self._sebab_selesai = sebab

    def _lewati(self, nomor: int, alasan: str, baris: list[Any]) -> None:
        sel: tuple[NilaiSel, ...] = ()
        if alasan == "standar":
            sel = tuple(bersih(baris[kolom]) for kolom in self._kolom)
        self.hasil.dilewati.append(BarisDilewati(nomor, alasan, sel))

    def _catat_grup(self, jenis: str, isi: str, kolom: int) -> None:
        self._selesai = SELESAI_BELUM
        satuan = "unit" if jenis.startswith("unit") else "satuan"
        if satuan == "satuan":
            self._grup.clear()
        self._grup[satuan] = isi
        if self._bawa_grup and self.hasil.lajur_grup is None:
            self.hasil.lajur_grup = Lajur(huruf_kolom(kolom), jenis.title(), "opd")
            self.hasil.baris[:] = [Baris(b.nomor, (*b.sel, None)) for b in self.hasil.baris]

    def _opd(self) -> str | None:
        """The unit inside the agency as a path, most specific first, as SIASN writes it."""
        return " / ".join(self._grup[satu] for satu in ("unit", "satuan") if satu in self._grup) or None

    def _grup_di_kepala(self) -> None:
        for baris in self._kisi.puncak[: self._judul.atas]:
            temuan = pola.grup([(kolom, nilai) for kolom, nilai in enumerate(baris) if not kosong(nilai)])
            if temuan:
                self._catat_grup(*temuan)

    def _gabungan_kunci(self) -> dict[int, list[tuple[int, int]]]:
        """Vertical merges of key columns below the header: {first row: [(column, last row)]}."""
        hasil: dict[int, list[tuple[int, int]]] = {}
        for g in self._kisi.gabungan:
            if g.kolom_awal in self._kunci | self._nama and self._judul.bawah < g.baris_awal < g.baris_akhir:
                hasil.setdefault(g.baris_awal, []).append((g.kolom_awal, g.baris_akhir))
        return hasil


def _isi_turun(baris: list[Any], turun: dict[int, tuple[int, Any]], ke: int) -> None:
    """Give the rows of a merge the value of its first cell, but make no row out of an empty one."""
    if all(map(kosong, baris)):
        return
    for kolom, (akhir, nilai) in list(turun.items()):
        if ke > akhir:
            del turun[kolom]
        elif kosong(baris[kolom]):
            baris[kolom] = nilai
