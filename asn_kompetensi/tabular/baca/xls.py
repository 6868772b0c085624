"""Old workbooks (BIFF5 and BIFF8): walk the records, and mend in place what calamine would read wrongly or choke on.

calamine allocates the rectangle around the cells of every sheet, takes the numbers cached inside a chart for cells of
the sheet, decodes all text of a BIFF8 file by a code page that has no meaning there, and shows errors and formulas
without a result as empty cells.
"""

from __future__ import annotations

import struct
from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field

from asn_kompetensi.domain.galat import DataDitolak
from asn_kompetensi.domain.sel import TANPA_NILAI
from asn_kompetensi.tabular.baca.alamat import janggal
from asn_kompetensi.tabular.baca.batas import LUAS_MAKS, SIMPAN_ULANG, TEKS_MAKS, terlalu_panjang
from asn_kompetensi.tabular.baca.biner import Luas, TelaahBiner, galat_biner, sel_asing
from asn_kompetensi.tabular.baca.teks_xls import panjang_butir, sandi

_BOF, _EOF, _CONTINUE, _SST, _FILEPASS, _CODEPAGE, _BOUNDSHEET = 0x0809, 0x000A, 0x003C, 0x00FC, 0x002F, 0x0042, 0x0085
_NUMBER, _LABEL, _BOOLERR, _RK, _LABELSST, _MULRK, _RSTRING = 0x0203, 0x0204, 0x0205, 0x027E, 0x00FD, 0x00BD, 0x00D6
_FORMULA, _STRING, _DIMENSI, _GABUNGAN, _SEJAK_1904 = 0x0006, 0x0207, 0x0200, 0x00E5, 0x0022
# The shortest content of each record that holds a cell, shared texts aside.
_SEL = {_NUMBER: 14, _LABEL: 8, _BOOLERR: 8, _RK: 10, _MULRK: 12, _RSTRING: 8, _FORMULA: 22}
# Cells of BIFF2 to BIFF4, which have no place in a compound file.
_SEL_ASING = frozenset({0x0002, 0x0003, 0x0004, 0x0005, 0x0206, 0x0406})
_BIFF5, _BIFF8 = 0x0500, 0x0600
# A record calamine passes over; NAME and EXTERNSHEET are only of use to formulas, which it need not spell out.
_DIAM = struct.pack("<H", 0x00E1)
_TIDAK_PERLU = frozenset({0x0017, 0x0018})
_LEMBAR_MAKS = 1_000
_KEPALA = struct.Struct("<HH")
_SEL_TEKS = struct.Struct("<HHHI")


@dataclass(frozen=True, slots=True)
class BukuXls:
    """A stream calamine can read, the scan of each sheet by its name, and whether days count from 1904."""

    arus: bytearray
    telaah: dict[str, TelaahBiner]
    sejak_1904: bool


@dataclass(slots=True)
class _Buku:
    """The part of the stream that stands before the sheets."""

    versi: int
    nama_sandi: str = "latin-1"
    akhir: int = 0
    sejak_1904: bool = False
    lembar: list[tuple[str, int]] = field(default_factory=list)
    butir: array[int] = field(default_factory=lambda: array("L"))


def siapkan_xls(asli: bytes) -> BukuXls:
    """The workbook stream, looked over and mended for calamine.

    Raises DataDitolak for an encrypted, older or damaged workbook, and for cells too far away or of unknown kind.
    """
    arus = bytearray(asli)
    buku = _baca_buku(arus)
    hasil: dict[str, TelaahBiner] = {}
    pembaca = _PembacaLembar(arus, buku.butir)
    ruas = [(0, buku.akhir)]
    if len(buku.lembar) > _LEMBAR_MAKS:
        raise janggal(f"lebih dari {_LEMBAR_MAKS} lembar")
    for nama, awal in buku.lembar:
        if nama in hasil:
            raise janggal("dua lembar memakai nama yang sama")
        luas, akhir = pembaca.baca(awal)
        # A thousand names for one big part would be read a thousand times.
        if any(awal < satu_akhir and satu_awal < akhir for satu_awal, satu_akhir in ruas):
            raise janggal("dua lembar memakai bagian yang sama")
        ruas.append((awal, akhir))
        hasil[nama] = luas.selesai()
    # calamine keeps all sheets in memory at once.
    if sum(satu.luas for satu in hasil.values()) > LUAS_MAKS:
        raise janggal("isi lembar-lembarnya tersebar terlalu jauh")
    if pembaca.teks > TEKS_MAKS:
        raise terlalu_panjang()
    pembaca.tahan_yang_tidak_pernah_dihitung()
    return BukuXls(arus, hasil, buku.sejak_1904)


def _rekaman(arus: bytearray, letak: int) -> Iterator[tuple[int, int, int]]:
    """(type, where its content starts, length) of every record from `letak` on; the caller stops at the end mark."""
    panjang_arus, buka = len(arus), _KEPALA.unpack_from
    while letak + 4 <= panjang_arus:
        jenis, panjang = buka(arus, letak)
        isi = letak + 4
        letak = isi + panjang
        if letak > panjang_arus:
            break
        yield jenis, isi, panjang
    raise janggal("lembarnya terpotong")


def _diamkan(arus: bytearray, isi: int) -> None:
    arus[isi - 4 : isi - 2] = _DIAM


def _baca_buku(arus: bytearray) -> _Buku:
    rekaman = _rekaman(arus, 0)
    buku = _Buku(_versi(arus, *next(rekaman)))
    sst: list[bytes] = []
    jenis_lama = 0
    for jenis, isi, panjang in rekaman:
        if jenis == _EOF:
            buku.akhir = isi + panjang
            break
        if jenis == _CONTINUE:
            if jenis_lama == _SST:
                sst.append(bytes(arus[isi : isi + panjang]))
            continue
        jenis_lama = jenis
        if jenis == _SST:
            sst = [bytes(arus[isi : isi + panjang])]
        elif jenis == _FILEPASS:
            raise DataDitolak(
                "Buku kerja ini dilindungi kata sandi.", "Buka di Excel, hapus kata sandinya, lalu simpan."
            )
        elif jenis == _CODEPAGE and panjang >= 2:
            buku.nama_sandi, tertulis = sandi(int.from_bytes(arus[isi : isi + 2], "little"), buku.versi == _BIFF8)
            arus[isi : isi + 2] = struct.pack("<H", tertulis)
        elif jenis == _SEJAK_1904:
            buku.sejak_1904 = arus[isi : isi + 2] == b"\x01\0" and panjang >= 2
        elif jenis == _BOUNDSHEET:
            buku.lembar.append(_nama_lembar(bytes(arus[isi : isi + panjang]), buku))
        elif jenis in _TIDAK_PERLU:
            _diamkan(arus, isi)
    if sst:
        buku.butir = panjang_butir(sst)
    return buku


def _versi(arus: bytearray, jenis: int, isi: int, panjang: int) -> int:
    versi = int.from_bytes(arus[isi : isi + 2], "little") if panjang >= 4 else 0
    if jenis != _BOF or versi not in (_BIFF5, _BIFF8):
        raise DataDitolak("Buku kerja ini dari Excel yang lebih tua daripada Excel 95.", SIMPAN_ULANG)
    return versi


def _nama_lembar(isi: bytes, buku: _Buku) -> tuple[str, int]:
    """(name, where its records start), the name as calamine spells it: without NUL."""
    if len(isi) < 8:
        raise janggal("daftar lembarnya terpotong")
    awal, jumlah = int.from_bytes(isi[:4], "little"), isi[6]
    if buku.versi == _BIFF8:
        lebar = isi[7] & 1
        nama = isi[8 : 8 + jumlah * (1 + lebar)].decode("utf-16-le" if lebar else "latin-1", "replace")
    else:
        nama = isi[7 : 7 + jumlah].decode(buku.nama_sandi, "replace")
    return nama.replace("\0", ""), awal


class _PembacaLembar:
    """Walks one sheet after another; remembers whether any formula of the workbook was ever computed."""

    def __init__(self, arus: bytearray, butir: array[int]) -> None:
        self._arus, self._butir = arus, butir
        self._terhitung = False
        self._hampa: list[tuple[Luas, int, int]] = []
        self._tunggu: tuple[int, int] | None = None
        self._luas = Luas()
        self.teks = 0

    def baca(self, awal: int) -> tuple[Luas, int]:
        """Scan and mend the sheet that starts at `awal`: (what it holds, where it ends)."""
        arus, luas, butir, buka = self._arus, Luas(), self._butir, _SEL_TEKS.unpack_from
        self._luas, self._tunggu = luas, None
        dalam, jenis_lama, sel_lama = 0, 0, (0, 0)
        for jenis, isi, panjang in _rekaman(arus, awal):
            # Nearly every cell of a big list is a shared text.
            if jenis == _LABELSST and dalam == 1:
                if panjang < 10:
                    raise janggal("ada sel yang terpotong")
                if self._tunggu is not None:
                    self._tanpa_teks()
                baris, kolom, _, ke = buka(arus, isi)
                if ke >= len(butir):
                    raise sel_asing(baris, kolom)
                luas.sel(baris, kolom, butir[ke])
            elif jenis == _BOF:
                dalam += 1
                if dalam > 1:
                    _diamkan(arus, isi)
            elif dalam == 0:
                break
            elif jenis == _EOF:
                dalam -= 1
                if dalam == 0:
                    self._tanpa_teks()
                    self.teks += luas.teks
                    return luas, isi + panjang
                _diamkan(arus, isi)
            elif jenis == _CONTINUE:
                if dalam == 1 and jenis_lama in (_LABEL, _STRING):
                    raise sel_asing(*sel_lama)
                continue
            elif dalam > 1:
                # A chart inside the sheet: its cached numbers look like cells, and calamine takes them for such.
                _diamkan(arus, isi)
            elif jenis in _SEL:
                sel_lama = self._sel(jenis, isi, panjang)
            elif jenis == _STRING:
                self._teks_rumus(isi, panjang)
            elif jenis == _GABUNGAN:
                self._gabungan(isi, panjang)
            elif jenis == _DIMENSI:
                # calamine reserves what this says, and it may say anything.
                _diamkan(arus, isi)
            elif jenis in _SEL_ASING and panjang >= 4:
                raise sel_asing(*_KEPALA.unpack_from(arus, isi))
            jenis_lama = jenis
        raise janggal("ada lembar tanpa awal")

    def tahan_yang_tidak_pernah_dihitung(self) -> None:
        """A formula whose result is an empty text is held where no formula of the workbook has any other result.

        Some programs write that for results they do not know; beside computed ones it is what Excel computed.
        """
        if not self._terhitung:
            for luas, baris, kolom in self._hampa:
                luas.sisip(baris, kolom, TANPA_NILAI)

    def _sel(self, jenis: int, isi: int, panjang: int) -> tuple[int, int]:
        arus, luas = self._arus, self._luas
        if self._tunggu is not None:
            self._tanpa_teks()
        if panjang < _SEL[jenis]:
            raise janggal("ada sel yang terpotong")
        baris, kolom = _KEPALA.unpack_from(arus, isi)
        if jenis == _MULRK:
            luas.sel(baris, kolom, 0, kolom + (panjang - 6) // 6 - 1)
        elif jenis in (_LABEL, _RSTRING):
            luas.sel(baris, kolom, int.from_bytes(arus[isi + 6 : isi + 8], "little"))
        else:
            luas.sel(baris, kolom)
            if jenis == _FORMULA:
                self._rumus(baris, kolom, isi)
            elif jenis == _BOOLERR and arus[isi + 7]:
                luas.sisip(baris, kolom, galat_biner(arus[isi + 6]))
                _diamkan(arus, isi)
        return baris, kolom

    def _rumus(self, baris: int, kolom: int, isi: int) -> None:
        arus = self._arus
        # No result of ours depends on the formula itself, and calamine stumbles over old ones.
        arus[isi + 20 : isi + 22] = b"\0\0"
        jenis = arus[isi + 6] if arus[isi + 12 : isi + 14] == b"\xff\xff" else -1
        if jenis == 0:
            self._tunggu = baris, kolom
        elif jenis == 3:
            self._hampa.append((self._luas, baris, kolom))
            # Excel leaves its own marks in this field, writers that cannot compute leave zeros.
            self._terhitung = self._terhitung or any(arus[isi + 16 : isi + 20])
        elif jenis == 2:
            self._terhitung = True
            self._luas.sisip(baris, kolom, galat_biner(arus[isi + 8]))
            _diamkan(arus, isi)
        elif jenis > 3 or (jenis < 0 and arus[isi + 14] & 2 and not any(arus[isi + 6 : isi + 14])):
            # Zero, to be computed when the file is opened: what libraries write that cannot compute.
            self._luas.sisip(baris, kolom, TANPA_NILAI)
            _diamkan(arus, isi)
        else:
            self._terhitung = True

    def _teks_rumus(self, isi: int, panjang: int) -> None:
        if self._tunggu is None or panjang < 3:
            _diamkan(self._arus, isi)
        else:
            self._terhitung, self._tunggu = True, None
            self._luas.teks += int.from_bytes(self._arus[isi : isi + 2], "little")

    def _tanpa_teks(self) -> None:
        """The text a formula announced did not follow."""
        if self._tunggu is not None:
            self._luas.sisip(*self._tunggu, TANPA_NILAI)
            self._tunggu = None

    def _gabungan(self, isi: int, panjang: int) -> None:
        jumlah = min(int.from_bytes(self._arus[isi : isi + 2], "little"), (panjang - 2) // 8)
        for satu in struct.iter_unpack("<4H", self._arus[isi + 2 : isi + 2 + 8 * jumlah]):
            self._luas.hasil.gabungan.append((satu[0], satu[2], satu[1], satu[3]))
        _diamkan(self._arus, isi)
