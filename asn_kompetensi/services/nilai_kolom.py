"""Reading a long score sheet column by column: it says the same few things of thousands of people, each read once.

What a cell means is what the reading of rows (`nilai_baris`) makes of a row that holds nothing else. Where that finds
anything to hold or to warn about, the rows with such a cell are looked at one by one; so are scores dated after their
person left.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Final, NamedTuple

from asn_kompetensi.domain.lembar import Baris
from asn_kompetensi.domain.sel import NilaiSel
from asn_kompetensi.services.impor import BarisImpor, Pengimpor
from asn_kompetensi.services.nilai import hari
from asn_kompetensi.services.nilai_baris import (
    bukti_baris,
    kompetensi_baris,
    nilai_baris,
    pahami,
    penilai_baris,
    periode_baris,
    sumber_baris,
    tanggal_baris,
)
from asn_kompetensi.services.nilai_calon import Butiran, Konteks, Terbaca
from asn_kompetensi.store.queries import nilai_tampungan as tampungan

SEPOTONG: Final = 50_000  # rows understood at one go; what they say is never all in memory
_RAGU: Final = object()  # a cell whose row has to be looked at by itself
# Of these types equal cells mean the same. (True is 1 to a dict, and an error value its text.)
_POLOS: Final = frozenset((str, int, float, date, type(None)))


def pahami_semua(k: Konteks) -> Terbaca:
    """Every row understood; all of them one by one where a row says more of a person than one score.

    The others come piece by piece, and what they say waits in the database.
    """
    tampungan.kosongkan(k.d.kon)
    if "nip" not in k.p.letak or k.kolom or k.pengenal.membandingkan(k.p) or k.periksa.membandingkan:
        return Terbaca(pahami(k, k.p.baris()))
    hasil, ragu = Terbaca(), set[int]()
    arti = _arti(k)
    for potongan in _potongan(k, arti):
        ragu.update(potongan.ragu)
        hasil.kapan.update(potongan.kapan)
        hasil.tanpa_nilai += potongan.tanpa_nilai
        hasil.tampung(k.d.kon, potongan.isi)
    if kembar := tampungan.kembar(k.d.kon):
        tampungan.ambil(k.d.kon, kembar)
        urutan = {nomor: letak for letak, nomor in enumerate(k.p.isi.nomor)}
        for potongan in _potongan(k, arti):
            isi = zip(potongan.isi.nomor, potongan.isi.kunci(), strict=True)
            ragu.update(urutan[nomor] for nomor, kunci in isi if kunci in kembar)
    hasil.polos = tampungan.banyak(k.d.kon)
    hasil.satuan = pahami(k, k.p.baris(sorted(ragu)))
    return hasil


class _Potongan(NamedTuple):
    """Rows understood together: their scores, the places of rows to look at one by one, and what the others say."""

    isi: Butiran
    ragu: set[int]
    kapan: set[tuple[int, int | None]]
    tanpa_nilai: int


def _arti(k: Konteks) -> dict[str, _Arti]:
    coba = Pengimpor(replace(k.p.lembar, baris=()), k.p.jenis)
    return {nama: _Arti(k, coba, baca, bidang) for nama, (baca, bidang) in _BACA.items()}


def _potongan(k: Konteks, arti: Mapping[str, _Arti]) -> Iterator[_Potongan]:
    """The rows of the sheet, some at a time."""
    for awal in range(0, len(k.p.isi), SEPOTONG):
        nomor = k.p.isi.nomor[awal : awal + SEPOTONG]
        isi = Butiran(nomor=nomor, **{nama: _kolom(k, satu, awal, len(nomor)) for nama, satu in arti.items()})
        ragu = {letak for nama, satu in arti.items() for letak in satu.letak(_RAGU, getattr(isi, nama))}
        ragu.update(_sesudah_henti(k, isi))
        if k.p.lembar.tergeser:
            ragu.update(letak for letak, satu in enumerate(nomor) if satu in k.p.lembar.tergeser)
        isi = isi.tanpa(ragu)
        kosong = arti["ratus"].letak(None, isi.ratus)
        kapan = set(zip(isi.periode, isi.hari, strict=True))
        yield _Potongan(isi.tanpa(kosong), {awal + letak for letak in ragu}, kapan, len(kosong))


def _sesudah_henti(k: Konteks, polos: Butiran) -> list[int]:
    """The places of scores dated from the day on which their person left."""
    # `or 0` is for the types alone: a date is always some day.
    henti = {orang: hari(date.fromisoformat(satu)) or 0 for orang, satu in k.henti.items() if satu}
    if henti.keys().isdisjoint(polos.pegawai):
        return []
    return [
        letak
        for letak, orang in enumerate(polos.pegawai)
        if orang in henti and type(ini := polos.hari[letak]) is int and ini >= henti[orang]
    ]


def _kolom(k: Konteks, arti: _Arti, awal: int, banyak: int) -> list[Any]:
    """What each of some rows says in the fields of `arti`."""
    sel = [k.p.isi.kolom[k.p.letak[bidang]][awal : awal + banyak] for bidang in arti.bidang]
    if not k.p.isi.teks:
        sel = [_polos(kolom) for kolom in sel]
    if not sel:
        return [arti[()]] * banyak
    return list(map(arti.__getitem__, sel[0] if len(sel) == 1 else zip(*sel, strict=True)))


def _polos(kolom: list[Any]) -> list[Any]:
    """The cells of a column, `_RAGU` in place of those that a dict would take for others."""
    if _POLOS.issuperset(map(type, kolom)):
        return kolom
    return [sel if type(sel) in _POLOS else _RAGU for sel in kolom]


class _Arti(dict[Any, Any]):
    """Cells of some fields -> what a row with them says, or `_RAGU`. Those fields that the sheet has are `bidang`."""

    def __init__(
        self, k: Konteks, coba: Pengimpor, baca: Callable[[Konteks, BarisImpor], Any], bidang: Sequence[str]
    ) -> None:
        """`coba` takes what `baca` finds, and nobody ever reads it."""
        super().__init__()
        self.bidang = [satu for satu in bidang if satu in k.p.letak]
        self._k, self._coba, self._baca = k, coba, baca
        self._luar_biasa: set[object] = set()  # of what is looked for in a column, what there is

    def __missing__(self, kunci: Any) -> Any:
        isi = (kunci,) if len(self.bidang) == 1 else kunci
        hasil = _RAGU if any(satu is _RAGU for satu in isi) else self._coba_baca(isi)
        self[kunci] = hasil
        if hasil is _RAGU or hasil is None:
            self._luar_biasa.add(hasil)
        return hasil

    def letak(self, apa: object, kolom: Sequence[object]) -> list[int]:
        """Where one meaning stands in the column of these."""
        return [letak for letak, satu in enumerate(kolom) if satu is apa] if apa in self._luar_biasa else []

    def _coba_baca(self, isi: Sequence[NilaiSel]) -> Any:
        sel: list[NilaiSel] = [None] * len(self._coba.lembar.lajur)
        for bidang, satu in zip(self.bidang, isi, strict=True):
            sel[self._coba.letak[bidang]] = satu
        hasil = self._baca(self._k, BarisImpor(self._coba, Baris(0, tuple(sel))))
        laporan = self._coba.laporan
        bersih = not (laporan.galat or laporan.peringatan)
        laporan.galat.clear()
        laporan.peringatan.clear()
        return hasil if bersih else _RAGU


def _orang(k: Konteks, baris: BarisImpor) -> object:
    """Someone registered, by a NIP that needs no cleaning."""
    pegawai_id = k.pengenal.terdaftar(baris.sel("nip"))
    return _RAGU if pegawai_id is None else pegawai_id


def _periode(k: Konteks, baris: BarisImpor) -> int | None:
    periode = periode_baris(k, baris)
    return periode and periode[0]


def _hari(k: Konteks, baris: BarisImpor) -> int | None:
    return hari(tanggal_baris(k, baris))


# Column of `Butiran` -> how it is read, and from which fields.
_BACA: Final[dict[str, tuple[Callable[[Konteks, BarisImpor], Any], tuple[str, ...]]]] = {
    "pegawai": (_orang, ("nip",)),
    "kompetensi": (kompetensi_baris, ("kompetensi",)),
    "periode": (_periode, ("periode",)),
    "sumber": (sumber_baris, ("sumber",)),
    "ratus": (nilai_baris, ("nilai",)),
    "hari": (_hari, ("tanggal",)),
    "bukti": (lambda _, baris: bukti_baris(baris), ("bukti",)),
    "penilai": (penilai_baris, ("penilai", "nip_penilai")),
}
