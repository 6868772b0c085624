"""xlsb: walk the records of each sheet, since calamine allocates the whole rectangle and copies every shared text."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator

from asn_kompetensi.tabular.baca.alamat import janggal
from asn_kompetensi.tabular.baca.batas import terlalu_luas, terlalu_panjang
from asn_kompetensi.tabular.baca.biner import GALAT, Luas, TelaahBiner, alamat_sel, galat_biner, sel_asing

_BARIS, _GALAT_SEL, _TEKS, _TEKS_BERSAMA, _TEKS_RUMUS, _GALAT_RUMUS, _TEKS_KAYA = 0, 3, 6, 7, 8, 11, 62
_SEL = frozenset({*range(2, 12), _TEKS_KAYA})
# Cells that leave out their column: calamine would drop them.
_SEL_RINGKAS = frozenset(range(13, 19))
_AWAL_TABEL, _AKHIR_TABEL, _GABUNGAN, _BUTIR, _LEMBAR, _AKHIR_DAFTAR, _SIFAT_BUKU = 145, 146, 176, 19, 156, 144, 153
_TANPA_BAGIAN = 0xFFFFFFFF
_BARIS_MAKS, _KOLOM_MAKS = 1 << 20, 1 << 14
_REKAMAN_MAKS = 16_000_000


def rekaman_xlsb(potongan: Iterable[bytes]) -> Iterator[tuple[int, bytes]]:
    """(type, content) of every BIFF12 record.

    Raises DataDitolak for one that is cut short: calamine would take the memory for all that it promises.
    """
    data, letak = b"", 0
    for isi in potongan:
        data, letak = data[letak:] + isi, 0
        while (kepala := _kepala(data, letak)) is not None:
            jenis, panjang, awal = kepala
            if awal + panjang > len(data):
                break
            letak = awal + panjang
            yield jenis, data[awal:letak]
        if len(data) - letak > _REKAMAN_MAKS:
            raise terlalu_panjang()
    if letak < len(data):
        raise janggal("isinya terpotong")


def _kepala(data: bytes, letak: int) -> tuple[int, int, int] | None:
    """(type, length, where the content starts), None where `data` ends before."""
    akhir = len(data)
    if letak + 2 <= akhir and data[letak] < 0x80 and data[letak + 1] < 0x80:
        return data[letak], data[letak + 1], letak + 2
    angka = [0, 0]
    for ke, bita_maks in enumerate((2, 4)):
        for geser in range(0, 7 * bita_maks, 7):
            if letak >= akhir:
                return None
            bita = data[letak]
            angka[ke] |= (bita & 0x7F) << geser
            letak += 1
            if bita < 0x80:
                break
    return angka[0], angka[1], letak


def _angka(isi: bytes, letak: int) -> int:
    return int.from_bytes(isi[letak : letak + 4], "little")


def _teks(isi: bytes, letak: int) -> tuple[str, int]:
    """A counted UTF-16 string, and where it ends."""
    akhir = letak + 4 + 2 * _angka(isi, letak)
    if len(isi) < letak + 4 or akhir > len(isi):
        raise janggal("ada teks yang terpotong")
    return isi[letak + 4 : akhir].decode("utf-16-le", "replace"), akhir


def panjang_butir_xlsb(potongan: Iterable[bytes]) -> array[int]:
    """Letters of each entry of `sharedStrings.bin`."""
    hasil = array("L")
    for jenis, isi in rekaman_xlsb(potongan):
        if jenis == _BUTIR:
            hasil.append(_angka(isi, 1))
    return hasil


def lembar_xlsb(potongan: Iterable[bytes]) -> dict[str, str]:
    """Sheet name -> relation id, from `workbook.bin`. Raises DataDitolak for a name or an id used twice."""
    hasil: dict[str, str] = {}
    selesai = False
    for jenis, isi in rekaman_xlsb(potongan):
        selesai = selesai or jenis == _AKHIR_DAFTAR
        if jenis != _LEMBAR or selesai or _angka(isi, 8) == _TANPA_BAGIAN:
            continue
        relasi, akhir = _teks(isi, 8)
        nama, _ = _teks(isi, akhir)
        # A thousand names for one big part would be read a thousand times.
        if nama in hasil or relasi in hasil.values():
            raise janggal("dua lembar memakai nama atau bagian yang sama")
        hasil[nama] = relasi
    return hasil


def sejak_1904_xlsb(potongan: Iterable[bytes]) -> bool:
    """Whether `workbook.bin` says that days count from 1904."""
    return any(jenis == _SIFAT_BUKU and isi[:1] and isi[0] & 1 for jenis, isi in rekaman_xlsb(potongan))


def telaah_xlsb(potongan: Iterable[bytes], panjang: array[int]) -> TelaahBiner:
    """Scan one sheet.

    Raises DataDitolak for cells too far away, out of order, of unknown kind, and for texts copied without end.
    """
    luas, baris, bagian = Luas(), -1, 0
    for jenis, isi in rekaman_xlsb(potongan):
        if jenis in (_AWAL_TABEL, _AKHIR_TABEL):
            bagian += 1
            if bagian != (1 if jenis == _AWAL_TABEL else 2):
                raise janggal("ada dua tabel dalam satu lembar")
        elif jenis == _GABUNGAN and len(isi) >= 16:
            atas, bawah, kiri, kanan = (_angka(isi, satu) for satu in (0, 4, 8, 12))
            luas.hasil.gabungan.append((atas, kiri, bawah, kanan))
        elif jenis == _BARIS:
            baru = _angka(isi, 0)
            if bagian != 1 or baru <= baris:
                raise janggal(f"baris {baru + 1} tidak pada tempatnya")
            baris = baru
        elif jenis in _SEL or jenis in _SEL_RINGKAS:
            if bagian != 1 or baris < 0 or len(isi) < 9:
                raise janggal("ada sel di luar barisnya")
            _sel(luas, jenis, isi, baris, panjang)
    return luas.selesai()


def _sel(luas: Luas, jenis: int, isi: bytes, baris: int, panjang: array[int]) -> None:
    kolom = _angka(isi, 0)
    if jenis in _SEL_RINGKAS:
        raise janggal(f"baris {baris + 1} memuat sel tanpa kolom")
    if baris >= _BARIS_MAKS or kolom >= _KOLOM_MAKS:
        raise terlalu_luas(alamat_sel(baris, kolom))
    huruf = 0
    if jenis == _TEKS_BERSAMA:
        ke = _angka(isi, 8)
        if ke >= len(panjang):
            raise sel_asing(baris, kolom)
        huruf = panjang[ke]
    elif jenis in (_TEKS, _TEKS_RUMUS):
        huruf = _angka(isi, 8)
    luas.sel(baris, kolom, huruf)
    if jenis in (_GALAT_SEL, _GALAT_RUMUS):
        # calamine gives up on the whole sheet for a code it does not know.
        if isi[8] not in GALAT:
            raise janggal(f"sel {alamat_sel(baris, kolom)} memuat galat yang tidak dikenal (kode {isi[8]})")
        luas.sisip(baris, kolom, galat_biner(isi[8]))
    elif jenis == _TEKS_KAYA:
        # calamine passes these over; the text stands behind one byte of flags.
        luas.sisip(baris, kolom, _teks(isi, 9)[0])
