"""What a score sheet says beside the scores, compared and only warned about: job, standards, category."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from operator import itemgetter
from typing import Protocol

from asn_kompetensi.domain.gap import jpm, kategori_jpm
from asn_kompetensi.domain.jenjang import bawaan, tebak_jenjang
from asn_kompetensi.domain.kamus import Kamus
from asn_kompetensi.domain.level import baca_level, tulis_level
from asn_kompetensi.domain.nama import kunci
from asn_kompetensi.services.impor import BarisImpor, Pengimpor
from asn_kompetensi.store.door import Pintu
from asn_kompetensi.store.queries import kompetensi as kompetensi_sql
from asn_kompetensi.store.queries import nilai as sql

Periode = tuple[int, str, date, date]
# Written category -> (purpose, our code). Two vocabularies: mapping (90/78) and filling a post (80/68).
_KATEGORI = {
    "optimal": ("pemetaan", "optimal"),
    "cukup optimal": ("pemetaan", "cukup_optimal"),
    "kurang optimal": ("pemetaan", "kurang_optimal"),
    "memenuhi syarat": ("pengisian", "MS"),
    "masih memenuhi syarat": ("pengisian", "MMS"),
    "kurang memenuhi syarat": ("pengisian", "KMS"),
    **{singkat.casefold(): ("pengisian", singkat) for singkat in ("MS", "MMS", "KMS")},
}
_SEBUTAN = {
    "optimal": "Optimal", "cukup_optimal": "Cukup Optimal", "kurang_optimal": "Kurang Optimal",
    "MS": "Memenuhi Syarat", "MMS": "Masih Memenuhi Syarat", "KMS": "Kurang Memenuhi Syarat",
}  # fmt: skip


class Bernilai(Protocol):
    """A score of a row."""

    kompetensi_id: int
    ratus: int


class Pemeriksa:
    """Compares rows with the register. Never writes, never holds."""

    def __init__(self, d: Pintu, p: Pengimpor, jabatan: Kamus, kompetensi: Kamus) -> None:
        self._d, self._p, self._jabatan, self._kompetensi = d, p, jabatan, kompetensi
        self._jabatan_pada: dict[int, dict[int, tuple[int, str, str | None]]] = {}
        self._standar_pada: dict[int, dict[int, dict[int, int]]] = {}
        self._kode = kompetensi_sql.kode(d.kon)
        self._judul = self._standar_judul()
        self._sela = self._standar_sela()
        kolom = p.ada("jabatan", "nama_jabatan", "standar", "kategori")
        self.membandingkan = bool(kolom or self._judul or self._sela)

    def _kolom(self) -> list[tuple[int, str]]:
        return [(letak, lajur.bidang) for letak, lajur in self._p.lajur("kompetensi:")]

    def _standar_judul(self) -> dict[int, int]:
        """Standards at the end of headings (`Integritas 3`), in hundredths."""
        hasil = {}
        for _, lajur in self._p.lajur("kompetensi:"):
            ratus = baca_level(lajur.standar).ratus if lajur.standar else None
            if ratus is not None:
                hasil[self._kompetensi.wajib(lajur.bidang[11:]).id] = ratus
        return hasil

    def _standar_sela(self) -> list[tuple[int, dict[int, int]]]:
        """STANDAR rows between the people: `(row number, standards)`; each rules the rows below it."""
        hasil = []
        for baris in self._p.lembar.dilewati:
            if baris.alasan == "standar" and baris.sel:
                isi = {}
                for letak, bidang in self._kolom():
                    ratus = baca_level(baris.sel[letak]).ratus
                    if ratus is not None:
                        isi[self._kompetensi.wajib(bidang[11:]).id] = ratus
                hasil.append((baris.nomor, isi))
        return hasil

    def baris(self, baris: BarisImpor, pegawai_id: int, periode: Periode, butir: Sequence[Bernilai]) -> None:
        """All comparisons of one row."""
        if not self.membandingkan:
            return
        akhir = periode[3].isoformat()
        if periode[0] not in self._jabatan_pada:
            self._jabatan_pada[periode[0]] = sql.jabatan_pada(self._d.kon, akhir)
            self._standar_pada[periode[0]] = sql.standar_pada(self._d.kon, akhir)
        jabatan = self._jabatan_pada[periode[0]].get(pegawai_id)
        tertulis = self._standar_tertulis(baris, butir)
        if jabatan is not None:
            self._periksa_jabatan(baris, jabatan[0])
            if tertulis:
                terdaftar = self._standar_pada[periode[0]].get(jabatan[0], {})
                self._periksa_standar(baris, jabatan, tertulis, terdaftar)
        if baris.teks("kategori") and not baris.ditahan:
            terdaftar = self._standar_pada[periode[0]].get(jabatan[0], {}) if jabatan else {}
            self._periksa_kategori(baris, butir, tertulis or terdaftar)

    def _standar_tertulis(self, baris: BarisImpor, butir: Sequence[Bernilai]) -> Mapping[int, int]:
        if len(butir) == 1 and not self._judul and baris.sel("standar") is not None:
            ratus = baca_level(baris.sel("standar")).ratus
            return {butir[0].kompetensi_id: ratus} if ratus is not None else {}
        di_atas = bisect_left(self._sela, baris.nomor, key=itemgetter(0))
        return self._sela[di_atas - 1][1] if di_atas else self._judul

    def _periksa_jabatan(self, baris: BarisImpor, jabatan_id: int) -> None:
        for bidang in ("jabatan", "nama_jabatan"):
            tulisan = baris.teks(bidang)
            entri = self._jabatan.cari(tulisan) if tulisan else None
            if entri is not None and entri.id != jabatan_id:
                baris.ingatkan(bidang, "JABATAN_BEDA", f"jabatan terdaftar lain daripada {entri.kode}",
                               "Bila pindah, catat dengan: asn pegawai mutasi")  # fmt: skip
                return

    def _periksa_standar(
        self, baris: BarisImpor, jabatan: tuple[int, str, str | None], tertulis: Mapping[int, int],
        terdaftar: Mapping[int, int],
    ) -> None:  # fmt: skip
        """A registered standard must be the sheet's; one milder throughout than the job's level is doubtful."""
        if terdaftar:
            beda = [k for k, ratus in tertulis.items() if k in terdaftar and terdaftar[k] != ratus]
            if beda:
                isi = ", ".join(
                    f"{self._kode[k]} {tulis_level(tertulis[k])} (terdaftar {tulis_level(terdaftar[k])})" for k in beda
                )
                baris.ingatkan(
                    None, "STANDAR_PERLU_DICEK", f"standar di lembar berbeda: {isi}", "Periksa: asn standar daftar"
                )
                return
        jenjang = jabatan[2] or tebak_jenjang(jabatan[1])
        ringan = max(tertulis.values())
        if jenjang is not None and ringan < bawaan(jenjang) * 100:
            baris.ingatkan(
                None, "STANDAR_PERLU_DICEK",
                f"dinilai dengan standar {tulis_level(ringan)}; jenjang {jenjang} lazimnya {bawaan(jenjang)}",
                "Pastikan keputusan standar jabatannya.",
            )  # fmt: skip

    def _periksa_kategori(self, baris: BarisImpor, butir: Sequence[Bernilai], standar: Mapping[int, int]) -> None:
        tulisan = baris.teks("kategori") or ""
        dikenal = _KATEGORI.get(kunci(re.sub(r"\(.*?\)", "", tulisan)))
        dinilai = [satu for satu in butir if satu.kompetensi_id in standar]
        if dikenal is None or not dinilai or len(dinilai) < len(butir):
            return
        cetak, _ = jpm(
            Fraction(sum(satu.ratus for satu in dinilai), 100),
            Fraction(sum(standar[satu.kompetensi_id] for satu in dinilai), 100),
        )
        tujuan = self._tujuan() or dikenal[0]
        hasil = kategori_jpm(cetak, tujuan)
        if hasil is not None and hasil != dikenal[1]:
            istilah = " (istilah tujuan lain)" if tujuan != dikenal[0] else ""
            baris.ingatkan(
                "kategori", "KATEGORI_TIDAK_COCOK", f"tertulis '{tulisan}'{istilah}; hitungan: {_SEBUTAN[hasil]}"
            )

    def _tujuan(self) -> str | None:
        """The purpose the sheet's title names."""
        kepala = kunci(" ".join(self._p.lembar.kepala))
        if "pemetaan" in kepala:
            return "pemetaan"
        return "pengisian" if re.search(r"pengisian|seleksi|promosi", kepala) else None
