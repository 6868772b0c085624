"""A returned report beside the one that was sent: every cell that differs, and what was written on *Koreksi*."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from pathlib import Path
from typing import TYPE_CHECKING, Any

from asn_kompetensi.domain import kunci_buku
from asn_kompetensi.domain.buku import DataBukuOpd
from asn_kompetensi.domain.galat import DataDitolak
from asn_kompetensi.domain.koreksi import Usulan
from asn_kompetensi.domain.kunci_buku import BarisKunci, KunciBuku, kanon, pastikan_jenis, sidik_sel, tanpa_kunci
from asn_kompetensi.domain.verifikasi import Beda, HasilBanding
from asn_kompetensi.tabular.baca.alamat import huruf_kolom, kolom_dari_huruf
from asn_kompetensi.tabular.baca.batas import SIMPAN_ULANG
from asn_kompetensi.tabular.baca.kunci import buka_berkunci
from asn_kompetensi.tabular.baca.praperiksa import periksa
from asn_kompetensi.tabular.buku.kunci import sel_berisi

if TYPE_CHECKING:
    from openpyxl import Workbook

HASIL = frozenset({"Matriks", "Cara Hitung"})  # levels reached; policies, seal and the city's figures
# Row -> column letter -> content as text
Isi = dict[int, dict[str, str]]
_NIP = re.compile(r"[0-9]{18}", re.ASCII)


def kunci_laporan(path: Path) -> KunciBuku:
    """The key of a returned report. Raises `DataDitolak` for any other file, `GalatBerkas`."""
    terbuka = buka_berkunci(path)
    if terbuka is None:
        periksa(path)  # a file that is missing or damaged is called so
        raise tanpa_kunci(path.name, "laporan")
    buku, kunci = terbuka
    pastikan_jenis(kunci, "laporan", path.name)
    if buku.periksa.jenis != "xlsx":
        raise DataDitolak(f'"{path.name}" bukan berkas .xlsx.', "Simpan sebagai Excel (.xlsx), lalu ulangi.")
    return kunci


def bandingkan(path: Path, kunci: KunciBuku, data: DataBukuOpd) -> HasilBanding:
    """Compare a returned report with `data`, the same report made today.

    Of a sheet whose digest today is not the one in the key, because its data changed meanwhile, only that one tells
    whether it came back as it was sent. The report is stale when its results (`HASIL`) are among them: classes fill and
    hours come in every day, also after a period is closed.
    """
    from asn_kompetensi.tabular.buku.opd import buku_opd

    kembali, terkirim = _muat(path), buku_opd(data)
    nama = {orang.nip: orang.nama for orang in data.koreksi}
    basi = tuple(
        satu for satu, sidik in kunci.lembar.items()
        if satu not in terkirim.sheetnames or sidik_sel(sel_berisi(terkirim[satu])) != sidik
    )  # fmt: skip
    beda = list(_lembar(kembali, kunci))
    berganti = [satu for satu in basi if _ada(kembali, satu) and sidik_sel(_sel(kembali[satu])) != kunci.lembar[satu]]
    beda += [Beda(satu, "lembar_berubah") for satu in berganti]
    bergerak, basi = basi, basi if HASIL & set(basi) else ()
    for satu in kunci.lembar:
        if _ada(kembali, satu) and satu not in bergerak:
            beda += _Lembar(satu, kembali[satu], terkirim[satu], nama).jalankan()
    usulan: tuple[Usulan, ...] = ()
    if _ada(kembali, kunci.pulang):
        koreksi = _Koreksi(kunci.pulang, kembali[kunci.pulang], terkirim[kunci.pulang], nama, kunci, data)
        beda += koreksi.jalankan()
        usulan = tuple(koreksi.usulan())
    return HasilBanding(tuple(beda), basi, usulan)


def _muat(path: Path) -> Workbook:
    """Formulas and hidden rows are what calamine does not show; the file was inspected before."""
    from openpyxl import load_workbook

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return load_workbook(path)
    except Exception as galat:  # whatever a damaged part makes of it; openpyxl has an OSError for some
        raise DataDitolak(f'Berkas "{path.name}" rusak atau bukan buku kerja yang lengkap.', SIMPAN_ULANG) from galat


def _lembar(kembali: Workbook, kunci: KunciBuku) -> Iterator[Beda]:
    """Sheets that came, went, or were hidden."""
    dikirim = (*kunci.lembar, kunci.pulang)
    for satu in dikirim:
        if not _ada(kembali, satu):
            yield Beda(satu, "lembar_hilang")
        elif kembali[satu].sheet_state != "visible":
            yield Beda(satu, "lembar_tersembunyi")
    for satu in kembali.sheetnames:
        if satu not in (*dikirim, kunci_buku.NAMA):
            yield Beda(satu, "lembar_ditambah")


def _ada(buku: Workbook, nama: str) -> bool:
    """Whether there is a sheet of cells by that name; a chart sheet may have taken it."""
    return nama in buku.sheetnames and hasattr(buku[nama], "_cells")


@dataclass(slots=True)
class _Lembar:
    """One sheet as it came back beside the one that was sent."""

    judul: str
    kembali: Any
    terkirim: Any
    nama: Mapping[str, str]
    rumus: set[tuple[int, str]] = field(default_factory=set)

    def jalankan(self) -> list[Beda]:
        asal, kini = _isi(self.terkirim), self._kembali()
        akhir_asal, akhir_kini = max(asal, default=0), max(kini, default=0)
        if akhir_asal == akhir_kini:
            beda = [b for n in range(1, akhir_asal + 1) for b in self._sebaris(asal.get(n, {}), n, kini.get(n, {}), n)]
        else:
            beda = self._berbeda_panjang(asal, akhir_asal, kini, akhir_kini)
        return [*beda, *self._tersembunyi(kini)]

    def _kembali(self) -> Isi:
        self.rumus = {(s.row, s.column_letter) for s in self.kembali._cells.values() if s.data_type == "f"}
        return _isi(self.kembali)

    def _berbeda_panjang(self, asal: Isi, akhir_asal: int, kini: Isi, akhir_kini: int) -> list[Beda]:
        """Rows were added or removed: find which, so that the rows below them are not all called different."""
        kiri = [tuple(sorted(asal.get(n, {}).items())) for n in range(1, akhir_asal + 1)]
        kanan = [tuple(sorted(kini.get(n, {}).items())) for n in range(1, akhir_kini + 1)]
        beda: list[Beda] = []
        for _, a, b, c, d in SequenceMatcher(None, kiri, kanan, autojunk=False).get_opcodes():
            sama = min(b - a, d - c)
            for ke in range(sama):
                beda += self._sebaris(dict(kiri[a + ke]), a + ke + 1, dict(kanan[c + ke]), c + ke + 1)
            for ke in range(a + sama, b):
                beda += self._sebaris(dict(kiri[ke]), ke + 1, {}, ke + 1, "baris_hilang")
            for ke in range(c + sama, d):
                beda += self._sebaris({}, ke + 1, dict(kanan[ke]), ke + 1, "baris_ditambah")
        return beda

    def _sebaris(
        self, asal: Mapping[str, str], nomor: int, kini: Mapping[str, str], di: int, jenis: str = "sel"
    ) -> list[Beda]:
        """The cells of a row that differ; `nomor` is its place in the sheet as sent, `di` where it stands now."""
        nip = _nip(asal) or _nip(kini)
        hasil = []
        for huruf in sorted({*asal, *kini}, key=lambda h: (len(h), h)):
            lama, baru = asal.get(huruf), kini.get(huruf)
            berumus = jenis == "sel" and (di, huruf) in self.rumus
            if lama != baru or (berumus and self.terkirim[f"{huruf}{nomor}"].data_type != "f"):
                hasil.append(
                    Beda(self.judul, "rumus" if berumus else jenis, di, huruf, nip, self.nama.get(nip or ""),
                         lama, baru)
                )  # fmt: skip
        return hasil

    def _tersembunyi(self, kini: Isi) -> Iterator[Beda]:
        asal = self.terkirim
        for nomor, ukuran in self.kembali.row_dimensions.items():
            if ukuran.hidden and nomor in kini and not asal.row_dimensions[nomor].hidden:
                nip = _nip(kini[nomor])
                yield Beda(self.judul, "baris_tersembunyi", nomor, None, nip, self.nama.get(nip or ""))
        lebar = max((kolom_dari_huruf(huruf) + 1 for satu in kini.values() for huruf in satu), default=0)
        for huruf, ukuran in self.kembali.column_dimensions.items():
            if ukuran.hidden and ukuran.min <= lebar and not asal.column_dimensions[huruf].hidden:
                yield Beda(self.judul, "kolom_tersembunyi", kolom=huruf)


class _Koreksi(_Lembar):
    """The sheet to fill in: cells to write in are proposals, all others must be as they were sent."""

    def __init__(
        self, judul: str, kembali: Any, terkirim: Any, nama: Mapping[str, str], kunci: KunciBuku, data: DataBukuOpd
    ) -> None:
        super().__init__(judul, kembali, terkirim, nama)
        self.kunci = kunci
        self.orang = {satu.nomor: satu for satu in kunci.baris}
        letak = {satu.nip: nomor for nomor, satu in enumerate(data.koreksi, min(self.orang, default=1))}
        segar = {satu.nip for satu in data.koreksi if satu.versi in {b.versi for b in kunci.baris if b.nip == satu.nip}}
        # Where each row that is still as it was sent stands in the sheet made today.
        self.letak = {satu.nomor: letak[satu.nip] for satu in kunci.baris if satu.nip in segar}
        self.semua_segar = [(b.nomor, b.nip) for b in kunci.baris] == [(n, nip) for nip, n in letak.items()]

    def jalankan(self) -> list[Beda]:
        asal, kini = _isi(self.terkirim), self._kembali()
        beda: list[Beda] = []
        for nomor in sorted({*kini, *self.orang, *(n for n in asal if n < min(self.orang, default=1))}):
            isi = kini.get(nomor, {})
            if nomor not in self.orang:
                jenis = "sel" if nomor < min(self.orang, default=1) else "baris_ditambah"
                beda += self._sebaris(asal.get(nomor, {}) if jenis == "sel" else {}, nomor, isi, nomor, jenis)
                continue
            tulis = {huruf for huruf in self.kunci.kolom if (nomor, huruf) not in self.rumus}
            isi = {huruf: teks for huruf, teks in isi.items() if huruf not in tulis}
            beda += self._orang(self.orang[nomor], asal, isi)
        return [*beda, *self._tersembunyi(kini)]

    def _orang(self, orang: BarisKunci, asal: Isi, isi: dict[str, str]) -> list[Beda]:
        """A row whose data changed since is only asked whether it is still the same person's."""
        semula = {"C": orang.nip}
        if orang.nomor in self.letak:
            semula = dict(asal.get(self.letak[orang.nomor], {}))
        else:
            isi = {huruf: teks for huruf, teks in isi.items() if huruf == "C" or (orang.nomor, huruf) in self.rumus}
        if not self.semua_segar:  # the running number moves with whoever came or went
            semula.pop("A", None)
            isi.pop("A", None)
        return self._sebaris(semula, self.letak.get(orang.nomor, orang.nomor), isi, orang.nomor)

    def usulan(self) -> Iterator[Usulan]:
        """What was written in the rows that are still their person's, formulas left out."""
        huruf = {bidang: satu for satu, bidang in self.kunci.kolom.items()}
        for nomor, orang in self.orang.items():
            if kanon(self.kembali[f"C{nomor}"].value) != orang.nip:
                continue
            isi = {
                bidang: self.kembali[f"{satu}{nomor}"].value
                for bidang, satu in huruf.items()
                if (nomor, satu) not in self.rumus and kanon(self.kembali[f"{satu}{nomor}"].value).strip()
            }
            if isi:
                yield Usulan(nomor, orang.nip, isi, huruf)


def _sel(lembar: Any) -> Iterator[tuple[int, int, Any]]:
    """Cells with what stands in them; an array formula is an object that holds its text."""
    return ((baris, kolom, getattr(nilai, "text", nilai)) for baris, kolom, nilai in sel_berisi(lembar))


def _isi(lembar: Any) -> Isi:
    hasil: Isi = {}
    for baris, kolom, nilai in _sel(lembar):
        if teks := kanon(nilai):
            hasil.setdefault(baris, {})[huruf_kolom(kolom - 1)] = teks
    return hasil


def _nip(baris: Mapping[str, str]) -> str | None:
    return next((teks for teks in baris.values() if _NIP.fullmatch(teks)), None)
