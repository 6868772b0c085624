"""What every import shares: walking the rows of a sheet, holding cells, warning, counting, keeping or rolling back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from functools import partial
from typing import Literal, TypeVar

from asn_kompetensi.domain.kamus import Kamus, sebut
from asn_kompetensi.domain.laporan_impor import LaporanImpor, NamaAsing, Temuan
from asn_kompetensi.domain.lembar import Baris, DaftarBaris, Lajur, Lembar
from asn_kompetensi.domain.nama import galat_rumus
from asn_kompetensi.domain.nama import kunci as kunci_nama
from asn_kompetensi.domain.sel import TANPA_NILAI, AngkaMentah, NilaiSel
from asn_kompetensi.domain.tanggal import baca_tanggal
from asn_kompetensi.services import perbaikan
from asn_kompetensi.store.door import PintuTulis

T = TypeVar("T")
Hasil = Literal["baru", "berubah", "sama", "dilewati"]


def teks(nilai: NilaiSel) -> str | None:
    """A cell as text: numbers without `.0`, dates as ISO, logical values as Excel shows them, empty as None."""
    if nilai is None or nilai is TANPA_NILAI:
        return None
    if isinstance(nilai, AngkaMentah):
        return nilai.mentah.upper()  # as Excel shows it: 1.97E+17
    if isinstance(nilai, bool):
        return str(nilai).upper()  # as Excel shows it
    if isinstance(nilai, float):
        return str(int(nilai)) if nilai.is_integer() else format(Decimal(repr(nilai)), "f")
    if isinstance(nilai, datetime):
        return nilai.date().isoformat() if nilai.time().isoformat() == "00:00:00" else nilai.isoformat(" ")
    if isinstance(nilai, date):
        return nilai.isoformat()
    isi = str(nilai).strip()
    return isi or None


def tampak(nilai: NilaiSel) -> str | int | float | None:
    """A cell as the report shows it: text and numbers as they are, dates as ISO."""
    if isinstance(nilai, AngkaMentah) or not isinstance(nilai, int | float) or isinstance(nilai, bool):
        return teks(nilai)
    return int(nilai) if float(nilai).is_integer() else nilai


@dataclass(slots=True)
class BarisImpor:
    """One row on its way in. `ditahan` once any cell is held; `kunci_ditahan` when the whole row is."""

    pengimpor: Pengimpor
    asal: Baris
    ditahan: bool = False
    kunci_ditahan: bool = False
    _sel_ditahan: frozenset[str] = frozenset()

    @property
    def nomor(self) -> int:
        """Row number as Excel shows it."""
        return self.asal.nomor

    def sel(self, bidang: str) -> NilaiSel:
        """The cell of a field, None where the sheet has no such column."""
        letak = self.pengimpor.letak.get(bidang)
        return None if letak is None else self.asal.sel[letak]

    def teks(self, bidang: str) -> str | None:
        """The cell of a field as text."""
        return teks(self.sel(bidang))

    def kolom(self, *bidang: str) -> str:
        """The first of these fields that the sheet has a column for, to say where something is missing."""
        return next((satu for satu in bidang if self.pengimpor.ada(satu)), bidang[0])

    def tahan(self, bidang: str | None, kode: str, pesan: str, saran: str, *, kunci: bool = True) -> None:
        """Hold a cell (`kunci=False`) or, with it, the whole row; `bidang` None holds the row as such.

        A cell is reported once: what was found first stands.
        """
        self.ditahan = True
        self.kunci_ditahan = self.kunci_ditahan or kunci
        if bidang in self._sel_ditahan:
            return
        if bidang is not None:
            self._sel_ditahan |= {bidang}
        self.pengimpor.laporan.galat.append(self._temuan(bidang, kode, pesan, saran))

    def tahan_asing(self, bidang: str, kamus: Kamus, *tulisan: str, jawaban: str = "", inti: str = "") -> None:
        """Hold the row for names of one cell that nothing in `kamus` answers to; the file's list has each once.

        `jawaban` is the option that answers, with `{}` for the name; `inti` the part of the cell that is the name.
        """
        if bidang in self._sel_ditahan:
            return
        asing = [self.pengimpor.asing(kamus, inti or satu, jawaban) for satu in tulisan]
        saran = kamus.saran(asing[0].tulisan) if asing[0].calon else f"Daftar lengkap: {kamus.perintah}"
        self.tahan(
            bidang,
            f"{kamus.kode_benda.upper()}_TIDAK_DIKENAL",
            f"{kamus.benda} {', '.join(map(_petik, tulisan))} belum terdaftar",
            f"{saran}, atau: {asing[0].jawaban}" if jawaban else saran,
        )

    def ingatkan(self, bidang: str | None, kode: str, pesan: str, saran: str = "") -> None:
        """Warn about a cell or the row; it is taken all the same."""
        self.pengimpor.laporan.peringatan.append(self._temuan(bidang, kode, pesan, saran))

    def _temuan(self, bidang: str | None, kode: str, pesan: str, saran: str) -> Temuan:
        letak = self.pengimpor.letak.get(bidang) if bidang else None
        huruf = self.pengimpor.lembar.lajur[letak].huruf if letak is not None else None
        nilai = tampak(self.asal.sel[letak]) if letak is not None else None
        lembar, baris_sel = self.pengimpor.lembar, None
        if letak is not None and lembar.lajur[letak].grup:
            baris_sel = lembar.baris_grup.get(self.nomor)
            huruf = huruf if baris_sel else None  # above the first group row there is no such cell
        return Temuan(lembar.nama, self.nomor, huruf, nilai, kode, pesan, saran, baris_sel)

    def rumus_kosong(self, *bidang: str, kunci: bool = True) -> bool:
        """Hold every cell of `bidang` whose formula failed or has no stored result; True when there is one."""
        rusak = False
        for satu in bidang:
            sel = self.sel(satu)
            if sel is TANPA_NILAI:
                self.tahan(satu, "RUMUS_TANPA_NILAI", "rumus tanpa hasil tersimpan", perbaikan.RUMUS, kunci=kunci)
            elif galat_rumus(sel):
                pesan = f"{str(sel).strip()} adalah rumus yang gagal, bukan isi"
                self.tahan(satu, "RUMUS_SALAH", pesan, perbaikan.RUMUS_SALAH, kunci=kunci)
            else:
                continue
            rusak = True
        return rusak

    def tanggal(self, bidang: str, *, kunci: bool = True) -> date | None:
        """Read a date; a bad one holds the row, or with `kunci=False` its cell alone."""
        pembaca = partial(baca_tanggal, sejak_1904=self.pengimpor.lembar.sejak_1904)
        return self.baca(bidang, pembaca, "TANGGAL_TIDAK_SAH", perbaikan.TANGGAL, kunci=kunci)

    def baca(
        self, bidang: str, pembaca: Callable[[NilaiSel], T], kode: str, saran: str, *, kunci: bool = True
    ) -> T | None:
        """Read a field with a domain function whose ValueError is a sentence.

        A bad cell holds the whole row, or with `kunci=False` itself alone.
        """
        nilai = self.sel(bidang)
        if nilai is None:
            return None
        if self.rumus_kosong(bidang, kunci=kunci):
            return None
        try:
            return pembaca(nilai)
        except ValueError as salah:
            self.tahan(bidang, kode, str(salah), saran, kunci=kunci)
            return None


def _petik(tulisan: str) -> str:
    """A name inside a sentence: one line, at most 80 letters; the report's `nilai` holds all of it."""
    rapi = " ".join(tulisan.split())
    return f"'{rapi}'" if len(rapi) <= 80 else f"'{rapi[:79]}…'"


# Comparing a name with thousands of jobs takes a moment: a file with more unknown names than this wants --buat.
ASING_DIBANDINGKAN = 100


@dataclass(slots=True)
class Pengimpor:
    """The state of one import. Services walk `baris()` and call `catat` once per row."""

    lembar: Lembar
    jenis: str
    laporan: LaporanImpor = field(init=False)
    letak: dict[str, int] = field(init=False)
    isi: DaftarBaris = field(init=False)
    _asing: dict[tuple[str, str], NamaAsing] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.letak = {}
        self.isi = DaftarBaris.dari(len(self.lembar.lajur), self.lembar.baris)
        for nomor, lajur in enumerate(self.lembar.lajur):
            self.letak.setdefault(lajur.bidang, nomor)
        self.laporan = LaporanImpor(
            self.lembar.berkas,
            self.lembar.nama,
            self.jenis,
            dilewati=len(self.lembar.dilewati),
            kolom_dibuang=self.lembar.kolom_dibuang,
            kolom_diabaikan=self.lembar.kolom_diabaikan,
            lembar_dilewati=self.lembar.lembar_dilewati,
            catatan_baca=self.lembar.catatan_baca,
        )

    def ada(self, *bidang: str) -> bool:
        """Whether the sheet has a column for any of the fields."""
        return any(satu in self.letak for satu in bidang)

    def lajur(self, awalan: str) -> list[tuple[int, Lajur]]:
        """Columns whose field starts with `awalan` (`kompetensi:`, `hari:`) with their place in a row."""
        return [(nomor, lajur) for nomor, lajur in enumerate(self.lembar.lajur) if lajur.bidang.startswith(awalan)]

    def baris(self, letak: Iterable[int] | None = None) -> Iterator[BarisImpor]:
        """The data rows in the order of the sheet, or those at some places in it."""
        for asal in self.isi if letak is None else map(self.isi.__getitem__, letak):
            baris = BarisImpor(self, asal)
            if asal.nomor in self.lembar.tergeser:
                baris.tahan(None, "BARIS_TERGESER", f"baris ini {self.lembar.tergeser[asal.nomor]}", perbaikan.GESER)
            yield baris

    def asing(self, kamus: Kamus, tulisan: str, jawaban: str) -> NamaAsing:
        """Count an unknown name in the list of those of the file; the nearest things are looked up once."""
        kunci = kamus.kode_benda, kunci_nama(tulisan)
        if kunci not in self._asing:
            calon = kamus.mirip(tulisan) if len(self._asing) < ASING_DIBANDINGKAN else ()
            self._asing[kunci] = NamaAsing(kamus.kode_benda, tulisan, calon, jawaban.replace("{}", tulisan))
        self._asing[kunci].jumlah += 1
        return self._asing[kunci]

    def ingatkan(self, kode: str, pesan: str, saran: str = "") -> None:
        """Warn about the sheet as a whole."""
        self.laporan.peringatan.append(Temuan(self.lembar.nama, None, None, None, kode, pesan, saran))

    def ingatkan_kolom_asing(self, kamus: Kamus) -> None:
        """Warn about unknown columns among the competencies: their levels are not read, and nobody would miss them."""
        judul = self.lembar.baris_judul[-1] if self.lembar.baris_judul else None
        for huruf, tulisan in self.lembar.kolom_asing:
            mirip = kamus.mirip(tulisan)
            dekat = f"Mungkin maksudnya: {sebut(mirip)}. " if mirip else ""
            saran = f"{dekat}Bila ini kompetensi: {perbaikan.ALIAS.replace('{}', tulisan)}"
            if kamus.cari(tulisan):
                saran = "Singkatan ini mungkin berarti lain; tulis nama lengkap kompetensinya."
            pesan = f"kolom '{tulisan}' berisi level, tetapi bukan kompetensi yang dikenal; tidak dibaca"
            self.laporan.peringatan.append(
                Temuan(self.lembar.nama, judul, huruf, tulisan, "KOLOM_TIDAK_DIKENAL", pesan, saran)
            )

    def hitung(self, hasil: Mapping[Hasil, int]) -> None:
        """Count many rows at once, none of them held."""
        for nama, banyak in hasil.items():
            setattr(self.laporan, nama, getattr(self.laporan, nama) + banyak)

    def catat(self, baris: BarisImpor, hasil: Hasil) -> None:
        """Count a row once: held rows as `ditahan`, else by what the import does with it."""
        if baris.ditahan:
            self.laporan.ditahan += 1
        else:
            setattr(self.laporan, hasil, getattr(self.laporan, hasil) + 1)

    def tutup(self, d: PintuTulis, *, lewati: bool) -> LaporanImpor:
        """Sort the findings by row and decide: anything held without `lewati` keeps nothing."""
        self.laporan.nama_asing = sorted(self._asing.values(), key=lambda satu: (satu.benda, -satu.jumlah))
        self.laporan.galat.sort(key=lambda satu: (satu.baris or 0, satu.kolom or ""))
        self.laporan.peringatan.sort(key=lambda satu: (satu.baris or 0, satu.kolom or ""))
        if self.laporan.galat and not lewati:
            d.batalkan()
        self.laporan.jalankan = d.jalankan if d.berubah and not d.batal else None
        return self.laporan
