"""What one row below the header is: data, nothing, or something else with its reason."""

from __future__ import annotations

from typing import Any

from asn_kompetensi.domain.lembar import Skema
from asn_kompetensi.domain.sel import TANPA_NILAI
from asn_kompetensi.tabular.baca import kelompok
from asn_kompetensi.tabular.baca import pola_baris as pola
from asn_kompetensi.tabular.baca.kolom import Judul
from asn_kompetensi.tabular.baca.sel import bersih, kosong

NIP = ("nip", "nama_nip", "nip_lama", "kepala_nip")
BERISI = "data"
HAMPA = "hampa"
_BELUM, _JUMLAH, _TANDA_TANGAN = 0, 1, 2
Isi = list[tuple[int, Any]]


class Penggolong:
    """Decides row by row; remembers whether totals or signatures have begun, and under which header it stands.

    `temuan_kelompok` is the group row just seen, `judul_lain` the row number of a header in another column order.
    """

    def __init__(self, judul: Judul, skema: Skema) -> None:
        self._skema = skema
        self._kolom = [k.indeks for k in judul.terpakai]
        bidang = {k.bidang or "": k.indeks for k in judul.terpakai}
        wajib = [[bidang[b] for b in pilihan if b in bidang] for pilihan in skema.wajib]
        utama = [bidang[b] for b in ("nip", "nama_nip", "kode") if b in bidang]
        self.kunci = frozenset(utama or (wajib[0] if wajib else []))
        nama = [bidang[b] for b in ("nama", "nama_nip") if b in bidang]
        self.nama = frozenset(nama or (wajib[1] if len(wajib) > 1 else [])) - self.kunci
        self._no = frozenset(k.indeks for k in judul.kolom if k.bidang == "no" or k.alasan == "no")
        self._data = frozenset(self._kolom) - self._no
        self._pakai_nip = bool(self.kunci & {bidang[b] for b in NIP if b in bidang})
        self._judul = {k.indeks: k for k in judul.kolom}
        self._sebab_selesai = "tanda tangan"
        self._selesai = _BELUM
        self.baru_berjudul = True
        self.judul_lain: int | None = None
        self.kelompok = kelompok.Kelompok()
        self.temuan_kelompok: tuple[str, int] | None = None

    @property
    def perlu(self) -> bool:
        """Whether also rows that plainly hold a NIP must be looked at."""
        return self._selesai != _BELUM

    def golongkan(self, nomor: int, baris: list[Any]) -> str:
        """BERISI, HAMPA, or the reason to skip row `nomor`."""
        isi = [(kolom, nilai) for kolom, nilai in enumerate(baris) if not kosong(nilai)]
        if not isi:
            return HAMPA
        if pola.tanpa_isi(isi):
            return "tidak ada data"
        kunci = [kolom for kolom, nilai in isi if kolom in self.kunci and bersih(nilai) is not None]
        nama = [kolom for kolom, nilai in isi if kolom in self.nama and bersih(nilai) is not None]
        alasan = self._sepi(isi) or self._kelompok(isi)
        if not alasan and not self._pasti_data(isi, kunci, nama):
            alasan = self._bertanda(isi, bool(nama))
        if alasan:
            return alasan
        # Column numbers stand below a header and nowhere else: three low scores in a row are data.
        if self.baru_berjudul and pola.nomor_kolom(isi):
            return "nomor kolom"
        if judul := pola.judul_lagi(isi, self._judul, self._skema):
            self._selesai, self.baru_berjudul = _BELUM, True
            self.judul_lain = nomor if judul == "lain" else None
            return f"judul {'lain' if judul == 'lain' else 'berulang'}"
        if self._selesai and not self._masih_data(isi, kunci, nama):
            return self._sebab_selesai
        if not any(kolom in self._data and bersih(nilai) is not None for kolom, nilai in isi):
            return self._di_luar(isi)
        if not kunci and not nama and all(v is TANPA_NILAI for k, v in isi if k not in self._no):
            return "rumus tanpa nilai"
        if self._pakai_nip and kelompok.sendiri(isi) and not any(pola.ber_nip(nilai) for _, nilai in isi):
            # Perhaps a group under the names: its people must not get the agency before it.
            self.kelompok.kosongkan()
        return BERISI

    def _sepi(self, isi: Isi) -> str:
        """A prefilled row: its number, and what formulas make of nothing."""
        if not self._pakai_nip:
            return ""
        lain = [(kolom, nilai) for kolom, nilai in isi if kolom not in self._no]
        if len(lain) == len(isi) or any(
            isinstance(nilai, str) and not nilai.strip(" .").isdigit() for k, nilai in isi if k in self._no
        ):
            return ""
        if len(lain) == 1 and pola.NIHIL.fullmatch(pola.teks(lain[0][1])):
            return "tidak ada data"
        berjalan = [n for k, n in lain if k in self.kunci | self.nama and bersih(n) is not None]
        return "hanya nomor urut" if not berjalan and all(pola.hitungan_kosong(n) for _, n in lain) else ""

    def _kelompok(self, isi: Isi) -> str:
        temuan = kelompok.berlabel(isi) if not any(pola.ber_nip(nilai) for _, nilai in isi) else None
        if temuan is not None:
            self._selesai = _BELUM
        elif self._pakai_nip and self._selesai != _TANDA_TANGAN:
            if kelompok.macam_orang(isi):
                return "baris kelompok"
            temuan = kelompok.tanpa_label(isi)
            if temuan is not None:
                self._selesai = _BELUM
        if temuan is None:
            return ""
        jenis, nama, kolom = temuan
        self.kelompok.catat(jenis, nama)
        self.temuan_kelompok = jenis, kolom
        return "baris kelompok"

    def _pasti_data(self, isi: Isi, kunci: list[int], nama: list[int]) -> bool:
        """Whether no word in this row can make it a total, a note or a signature: someone may be called TOTAL."""
        if self._pakai_nip:
            bernomor = any(kolom in self._no and isinstance(nilai, int | float) for kolom, nilai in isi)
            return bernomor or any(pola.ber_nip(nilai) for kolom, nilai in isi if kolom in self.kunci)
        # A mark in the key column is the mark's row, not a code.
        return bool(kunci) and (len(kunci) > 1 or isi[0][0] != kunci[0] or bool(nama))

    def _bertanda(self, isi: Isi, ada_nama: bool) -> str:
        """The reason to skip a row for what is written in it."""
        awal = next((pola.teks(nilai) for _, nilai in isi if isinstance(nilai, str)), "")
        sendiri = len(isi) == 1
        lain_teks = sum(1 for kolom, nilai in isi if isinstance(nilai, str) and kolom in self._data)
        bebas = isi[0][0] not in self.kunci
        if pola.STANDAR_UTUH.fullmatch(awal) or (pola.STANDAR.match(awal) and (bebas or lain_teks <= 1)):
            return "standar"
        if pola.JUMLAH_UTUH.fullmatch(awal) or (pola.JUMLAH.match(awal) and (bebas or sendiri or lain_teks <= 1)):
            self._tutup(_JUMLAH, "tanda tangan")
            return "jumlah"
        if pola.HALAMAN.match(awal) and len(isi) <= 2:
            return "keterangan"
        if pola.KETERANGAN.match(awal) and len(isi) <= 3:
            self._tutup(_JUMLAH, "keterangan")
            return "keterangan"
        if sendiri and pola.KOP.fullmatch(awal):
            self.kelompok.kosongkan(awal)
            return "judul"
        if pola.tanda_tangan(isi) and (not ada_nama or isi[0][0] in self.nama or sendiri):
            self._tutup(_TANDA_TANGAN, "tanda tangan")
            return "tanda tangan"
        return ""

    def _masih_data(self, isi: Isi, kunci: list[int], nama: list[int]) -> bool:
        """Below totals or signatures: is this still a person's row? A signer's number alone is none."""
        berisi = [k for k, v in isi if k in self._data and bersih(v) is not None]
        bernomor = any(kolom in self._no and isinstance(nilai, int | float) for kolom, nilai in isi)
        if any(pola.ber_nip(nilai) for kolom, nilai in isi if kolom in self.kunci):
            return bernomor or any(
                not pola.ber_nip(v) and (k in nama or not pola.tanda_tangan([(k, v)])) for k, v in isi
            )
        if kunci and not any(pola.NIP_TULIS.fullmatch(pola.teks(v)) for k, v in isi if k in self.kunci):
            return len(berisi) > 1
        if not nama:
            return False
        if self._selesai == _JUMLAH:
            return len(berisi) > 1
        bertanda = any(pola.tanda_tangan([satu]) for satu in isi)
        return not bertanda and (len(berisi) > 2 or (bernomor and len(berisi) > 1))

    def _di_luar(self, isi: Isi) -> str:
        berisi = [(kolom, nilai) for kolom, nilai in isi if bersih(nilai) is not None]
        if all(kolom in self._no and not isinstance(nilai, str) for kolom, nilai in berisi):
            return "hanya nomor urut"
        if all(kolom > max(self._kolom) for kolom, _ in berisi):
            return "di luar tabel"
        if len(berisi) == 1:
            # Perhaps a group this reader does not know: its people must not get the agency before it.
            self.kelompok.kosongkan()
        return "tanpa isi pada kolom yang dikenal"

    def _tutup(self, tingkat: int, sebab: str) -> None:
        self._selesai = max(self._selesai, tingkat)
        self._sebab_selesai = sebab
