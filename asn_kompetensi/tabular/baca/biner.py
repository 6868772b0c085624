"""xlsb and old xls: walk the records, since calamine allocates the whole rectangle and copies every shared text."""

from __future__ import annotations

import struct
from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from asn_kompetensi.tabular.baca.alamat import huruf_kolom, janggal
from asn_kompetensi.tabular.baca.batas import LUAS_MAKS, TEKS_MAKS, terlalu_luas, terlalu_panjang

_XLSB_BARIS, _XLSB_TEKS_BERSAMA, _XLSB_BUTIR = 0, 7, 19
_XLSB_SEL, _XLSB_SIFAT_BUKU = range(2, 12), 153
_DIMENSI, _BOF, _SST, _CONTINUE, _LABELSST, _MULRK = 0x0200, 0x0809, 0x00FC, 0x003C, 0x00FD, 0x00BD
_SEJAK_1904 = 0x0022
_XLS_SEL = frozenset({0x0203, 0x0204, 0x027E, 0x0205, 0x0006, 0x00D6, 0x0406, _LABELSST, _MULRK})


@dataclass(slots=True)
class _Luas:
    """The rectangle and the written-out text of one sheet."""

    atas: int = 1 << 32
    bawah: int = 0
    kanan: int = 0
    teks: int = 0

    def sel(self, baris: int, kolom: int, teks: int) -> None:
        self.atas, self.bawah = min(self.atas, baris), max(self.bawah, baris)
        self.kanan = max(self.kanan, kolom)
        self.teks += teks
        if (self.bawah - self.atas + 1) * (self.kanan + 1) > LUAS_MAKS:
            raise terlalu_luas(f"{huruf_kolom(self.kanan)}{self.bawah + 1}")
        if self.teks > TEKS_MAKS:
            raise terlalu_panjang()


def _rekaman_xlsb(potongan: Iterable[bytes]) -> Iterator[tuple[int, bytes]]:
    """(type, content) of every BIFF12 record; a broken tail ends the walk, and calamine refuses the file."""
    data, letak = b"", 0
    for isi in potongan:
        data, letak = data[letak:] + isi, 0
        while True:
            jenis = panjang = 0
            di = letak
            for geser in (0, 7):
                if di >= len(data):
                    break
                jenis |= (data[di] & 0x7F) << geser
                di += 1
                if data[di - 1] < 0x80:
                    break
            for geser in (0, 7, 14, 21):
                if di >= len(data):
                    break
                panjang |= (data[di] & 0x7F) << geser
                di += 1
                if data[di - 1] < 0x80:
                    break
            if di >= len(data) or di + panjang > len(data):
                break
            yield jenis, data[di : di + panjang]
            letak = di + panjang
        if len(data) - letak > 16_000_000:
            raise terlalu_panjang()


def panjang_butir_xlsb(potongan: Iterable[bytes]) -> array[int]:
    """Letters of each entry of `sharedStrings.bin`."""
    hasil = array("L")
    for jenis, isi in _rekaman_xlsb(potongan):
        if jenis == _XLSB_BUTIR:
            hasil.append(int.from_bytes(isi[1:5], "little"))
    return hasil


def telaah_xlsb(potongan: Iterable[bytes], panjang: array[int]) -> None:
    """Scan one sheet. Raises DataDitolak for cells too far away or texts copied without end."""
    luas, baris = _Luas(), 0
    for jenis, isi in _rekaman_xlsb(potongan):
        if jenis == _XLSB_BARIS:
            baris = int.from_bytes(isi[:4], "little")
        elif jenis in _XLSB_SEL:
            ke = int.from_bytes(isi[8:12], "little") if jenis == _XLSB_TEKS_BERSAMA else len(panjang)
            luas.sel(baris, int.from_bytes(isi[:4], "little"), panjang[ke] if ke < len(panjang) else 0)


def sejak_1904_xlsb(potongan: Iterable[bytes]) -> bool:
    """Whether `workbook.bin` says that days count from 1904."""
    return any(jenis == _XLSB_SIFAT_BUKU and isi[:1] and isi[0] & 1 for jenis, isi in _rekaman_xlsb(potongan))


def telaah_xls(berkas: bytes) -> bool:
    """Scan the workbook stream of an OLE file; whether its days count from 1904.

    Raises DataDitolak as `telaah_xlsb`; damage is left to calamine.
    """
    try:
        aliran = _aliran_buku(berkas)
    except (struct.error, IndexError, ValueError):
        return False
    luas, butir, sejak_1904 = _Luas(), array("L"), False
    letak, jenis_lama, sst = 0, 0, list[bytes]()
    while letak + 4 <= len(aliran):
        jenis, panjang = struct.unpack_from("<HH", aliran, letak)
        isi = aliran[letak + 4 : letak + 4 + panjang]
        letak += 4 + panjang
        if jenis == _SST or (jenis == _CONTINUE and jenis_lama == _SST):
            sst.append(isi)
            jenis_lama = _SST
            continue
        jenis_lama = jenis
        if sst:
            butir, sst = _panjang_butir_xls(sst), []
        if jenis == _BOF:
            luas = _Luas()
        elif jenis == _SEJAK_1904:
            sejak_1904 = isi[:2] == b"\x01\x00"
        elif jenis == _DIMENSI and len(isi) >= 10:
            # calamine allocates what this record says, whether or not a cell stands there.
            baris_awal, baris_akhir, kolom_awal, kolom_akhir = struct.unpack_from(
                "<IIHH" if len(isi) >= 12 else "<HHHH", isi
            )
            if baris_akhir < baris_awal or kolom_akhir < kolom_awal:
                raise janggal("ukuran lembarnya terbalik")
            if (baris_akhir - baris_awal) * (kolom_akhir - kolom_awal) > LUAS_MAKS:
                raise terlalu_luas(f"{huruf_kolom(max(0, kolom_akhir - 1))}{baris_akhir}")
        elif jenis in _XLS_SEL and len(isi) >= 6:
            baris, kolom = struct.unpack_from("<HH", isi)
            ke = int.from_bytes(isi[6:10], "little") if jenis == _LABELSST else len(butir)
            kanan = kolom + max(0, len(isi) // 6 - 2) if jenis == _MULRK else kolom
            luas.sel(baris, kanan, butir[ke] if ke < len(butir) else 0)
    return sejak_1904


def _aliran_buku(berkas: bytes) -> bytes:
    """The stream `Workbook` or `Book`; `b""` when it is too short to hold anything large."""
    ukuran = 1 << struct.unpack_from("<H", berkas, 30)[0]
    jumlah_fat, awal_direktori, batas_kecil = struct.unpack_from("<II4xI", berkas, 44)
    difat_berikut = struct.unpack_from("<I", berkas, 68)[0]
    if ukuran not in (512, 4096):
        raise ValueError(ukuran)
    letak_fat = list(struct.unpack_from("<109I", berkas, 76))
    while difat_berikut < 0xFFFFFFFA and len(letak_fat) < jumlah_fat:
        isi = struct.unpack_from(f"<{ukuran // 4}I", berkas, (difat_berikut + 1) * ukuran)
        letak_fat += isi[:-1]
        difat_berikut = isi[-1]
    fat: list[int] = []
    for sektor in letak_fat[:jumlah_fat]:
        fat += struct.unpack_from(f"<{ukuran // 4}I", berkas, (sektor + 1) * ukuran)
    direktori = _rantai(berkas, fat, awal_direktori, ukuran)
    for letak in range(0, len(direktori) - 127, 128):
        panjang = struct.unpack_from("<H", direktori, letak + 64)[0]
        nama = direktori[letak : letak + max(0, min(panjang, 64) - 2)].decode("utf-16-le", "replace")
        awal, besar = struct.unpack_from("<II", direktori, letak + 116)
        if nama.casefold() in ("workbook", "book") and besar >= batas_kecil:
            return _rantai(berkas, fat, awal, ukuran)[:besar]
    return b""


def _rantai(berkas: bytes, fat: list[int], sektor: int, ukuran: int) -> bytes:
    isi: list[bytes] = []
    while sektor < len(fat):
        if len(isi) > len(fat):
            raise janggal("rantai sektornya berputar")
        isi.append(berkas[(sektor + 1) * ukuran : (sektor + 2) * ukuran])
        sektor = fat[sektor]
    return b"".join(isi)


def _panjang_butir_xls(bagian: list[bytes]) -> array[int]:
    """Letters of each SST entry; a text may run on in CONTINUE records, each opening with a new width flag."""
    hasil = array("L")
    ke, di = 0, 8
    while ke < len(bagian):
        if di + 3 > len(bagian[ke]):
            ke, di = ke + 1, 0
            continue
        huruf, tanda = struct.unpack_from("<HB", bagian[ke], di)
        di += 3
        lampiran = 0
        if tanda & 8 and di + 2 <= len(bagian[ke]):
            lampiran += 4 * int.from_bytes(bagian[ke][di : di + 2], "little")
            di += 2
        if tanda & 4 and di + 4 <= len(bagian[ke]):
            lampiran += int.from_bytes(bagian[ke][di : di + 4], "little")
            di += 4
        hasil.append(huruf)
        sisa, lebar = huruf, 1 + (tanda & 1)
        while ke < len(bagian) and sisa > (muat := max(0, len(bagian[ke]) - di) // lebar):
            sisa -= muat
            ke, di = ke + 1, 1
            if ke < len(bagian) and bagian[ke]:
                lebar = 1 + (bagian[ke][0] & 1)
        di += sisa * lebar
        while ke < len(bagian) and lampiran > len(bagian[ke]) - di:
            lampiran -= max(0, len(bagian[ke]) - di)
            ke, di = ke + 1, 0
        di += lampiran
    return hasil
