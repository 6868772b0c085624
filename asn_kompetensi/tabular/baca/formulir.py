"""Reading a filled form by its key: where each cell stands is known, and whatever else changed is named."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from asn_kompetensi.domain.formulir_nilai import JUDUL
from asn_kompetensi.domain.galat import DataDitolak
from asn_kompetensi.domain.kunci_buku import BarisKunci, KunciBuku, kanon, pastikan_jenis, tanpa_kunci
from asn_kompetensi.domain.laporan_impor import Temuan
from asn_kompetensi.domain.lembar import Baris, Lajur, Lembar
from asn_kompetensi.tabular.baca.alamat import huruf_kolom
from asn_kompetensi.tabular.baca.kisi import Kisi
from asn_kompetensi.tabular.baca.kunci import buka_berkunci
from asn_kompetensi.tabular.baca.sel import bersih, kosong

KOLOM_NIP = 2  # column C, counted from 0
DISEBUT = 5  # cells named in one sentence
_SARAN = "Kembalikan isi selnya, atau minta formulir baru: asn nilai formulir"


@dataclass(frozen=True, slots=True)
class FormulirTerbaca:
    """A form as it came back: its key, the sheet as the import reads it, and by row what must not have changed."""

    kunci: KunciBuku
    lembar: Lembar
    temuan: dict[int, list[Temuan]]


def baca_formulir(path: Path) -> FormulirTerbaca | None:
    """Read a form of scores; None for any file without a key.

    Raises `DataDitolak` for another kind of workbook, a damaged key, and cells changed outside the rows of people.
    """
    terbuka = buka_berkunci(path)
    if terbuka is None:
        return None
    buku, kunci = terbuka
    pastikan_jenis(kunci, "nilai", path.name)
    if kunci.pulang not in buku.terlihat:
        raise DataDitolak(f'Lembar "{kunci.pulang}" tidak ada di "{path.name}".', _SARAN)
    kisi = buku.kisi(kunci.pulang)
    return _Pembaca(path.name, kunci, kisi).jalankan()


def tolak_tanpa_kunci(lembar: Lembar) -> None:
    """Raise `DataDitolak` for a sheet that calls itself our form and carries no key."""
    if any(JUDUL in satu for satu in lembar.kepala):
        raise tanpa_kunci(lembar.berkas, "nilai")


class _Pembaca:
    """Walks the grid once, comparing every cell with the key."""

    def __init__(self, berkas: str, kunci: KunciBuku, kisi: Kisi) -> None:
        self.berkas, self.kunci, self.kisi = berkas, kunci, kisi
        self.orang = {satu.nomor: satu for satu in kunci.baris}
        self.temuan: dict[int, list[Temuan]] = {}
        self.luar: list[str] = []

    def jalankan(self) -> FormulirTerbaca:
        baris: list[Baris] = []
        awal = min(self.orang, default=1)
        nomor = 0
        letak: dict[str, int] = {}
        for nomor, sel in enumerate(self.kisi.alir(), 1):
            if len(sel) > KOLOM_NIP:
                letak.setdefault(kanon(sel[KOLOM_NIP]), nomor)
            if nomor in self.orang:
                baris.append(self._orang(self.orang[nomor], sel))
            elif nomor < awal:
                self._bandingkan_luar(nomor, sel)
            elif not all(map(kosong, sel)):
                baris.append(self._tambahan(nomor, sel))
        self._pastikan_letak(letak)
        baris += [self._orang(satu, []) for satu in self.kunci.baris if satu.nomor > nomor]
        self.luar += [sel for sel in self.kunci.tetap if _baris(sel) > nomor]
        if self.luar:
            sebut = ", ".join(self.luar[:DISEBUT]) + (f" dan {n} lagi" if (n := len(self.luar) - DISEBUT) > 0 else "")
            raise DataDitolak(f'Sel terkunci di luar baris pegawai berubah di "{self.berkas}": {sebut}.', _SARAN)
        return FormulirTerbaca(self.kunci, self._lembar(baris), self.temuan)

    def _pastikan_letak(self, letak: dict[str, int]) -> None:
        """One row more or less moves all below it: that is told, and not what every cell holds now."""
        geser = [(satu, kini) for satu in self.kunci.baris if (kini := letak.get(satu.nip, satu.nomor)) != satu.nomor]
        if not geser:
            return
        satu, kini = geser[0]
        beda = {kini - satu.nomor for satu, kini in geser}
        if len(beda) == 1 and geser[-1][0] is self.kunci.baris[-1]:
            banyak = beda.pop()
            apa = f"{banyak} baris disisipkan" if banyak > 0 else f"{-banyak} baris dihapus"
            saran = "Hapus baris sisipan itu, lalu ulangi." if banyak > 0 else _SARAN
            raise DataDitolak(f'{apa} sebelum baris {kini} di "{self.berkas}".', saran)
        raise DataDitolak(f'Urutan baris di "{self.berkas}" berubah, mulai baris {min(satu.nomor, kini)}.', _SARAN)

    def _lembar(self, baris: Sequence[Baris]) -> Lembar:
        lajur = [Lajur("C", "NIP", "nip")]
        lajur += [Lajur(huruf, kode, f"kompetensi:{kode}") for huruf, kode in self.kunci.kolom.items()]
        judul = min(self.orang, default=1) - 1
        return Lembar(self.berkas, self.kunci.pulang, (judul,), tuple(lajur), tuple(baris), ())

    def _orang(self, orang: BarisKunci, sel: Sequence[Any]) -> Baris:
        """The row of one person; whose it is says the key."""
        isi: dict[str, Any] = {huruf_kolom(ke): nilai for ke, nilai in enumerate(sel) if not kosong(nilai)}
        masuk = {huruf for huruf, kode in self.kunci.kolom.items() if kode in orang.isi}
        for huruf in sorted({*isi, *orang.tetap} - masuk, key=lambda h: (len(h), h)):
            kini, asal = kanon(isi.get(huruf)), orang.tetap.get(huruf, "")
            if kini != asal:
                tidak_diminta = huruf in self.kunci.kolom
                pesan = f"sel terkunci berubah; semula {asal[:60] or 'kosong'}"
                pesan = "jabatan ini tidak mensyaratkan kompetensi itu; selnya terkunci" if tidak_diminta else pesan
                self._catat(orang.nomor, huruf, kini, "SEL_TERKUNCI", pesan)
        nilai = (bersih(isi.get(huruf)) if huruf in masuk else None for huruf in self.kunci.kolom)
        return Baris(orang.nomor, (orang.nip, *nilai))

    def _tambahan(self, nomor: int, sel: Sequence[Any]) -> Baris:
        pertama = next(ke for ke, nilai in enumerate(sel) if not kosong(nilai))
        self._catat(
            nomor, huruf_kolom(pertama), kanon(sel[pertama]), "BARIS_DITAMBAH",
            "baris ini tidak ada di formulir yang dikirim",
        )  # fmt: skip
        return Baris(nomor, (None,) * (1 + len(self.kunci.kolom)))

    def _bandingkan_luar(self, nomor: int, sel: Iterable[Any]) -> None:
        kini = {f"{huruf_kolom(ke)}{nomor}": kanon(nilai) for ke, nilai in enumerate(sel) if not kosong(nilai)}
        asal = {letak: teks for letak, teks in self.kunci.tetap.items() if _baris(letak) == nomor}
        beda = [letak for letak in {*kini, *asal} if kini.get(letak) != asal.get(letak)]
        self.luar += sorted(beda, key=lambda letak: (len(letak), letak))

    def _catat(self, nomor: int, huruf: str, nilai: str, kode: str, pesan: str) -> None:
        temuan = Temuan(self.kunci.pulang, nomor, huruf, nilai or None, kode, pesan, _SARAN)
        self.temuan.setdefault(nomor, []).append(temuan)


def _baris(sel: str) -> int:
    return int(sel.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
