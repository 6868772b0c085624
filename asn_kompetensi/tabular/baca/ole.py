"""The container of an old workbook (compound file): read strictly, and packed anew around one stream.

calamine takes the first entry called `Workbook` wherever it stands and trusts every chain of sectors. So the stream is
taken out here, from the root folder as Excel does it, and calamine is given a container that holds nothing else.
"""

from __future__ import annotations

import struct
from array import array
from dataclasses import dataclass

TANDA = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_TERPAKAI = 0xFFFFFFFA  # sector numbers from here on are marks, 0xFFFFFFFE the end of a chain
_AKHIR = 0xFFFFFFFE
_KOSONG = 0xFFFFFFFF
_KECIL = 4096
_SEKTOR_MINI = 64
_ARUS, _AKAR = 2, 5


@dataclass(frozen=True, slots=True)
class _Entri:
    nama: str
    jenis: int
    kiri: int
    kanan: int
    anak: int
    awal: int
    besar: int


class Wadah:
    """An opened compound file; `nama` are the entries of its root folder."""

    def __init__(self, berkas: bytes) -> None:
        """Read allocation tables and folder. Raises ValueError saying what is broken."""
        self._berkas = berkas
        try:
            geser, geser_mini = struct.unpack_from("<HH", berkas, 30)
            awal_folder, batas_kecil, awal_mini = struct.unpack_from("<I4xII", berkas, 48)
            difat = struct.unpack_from("<I4x109I", berkas, 68)
        except struct.error as galat:
            raise _terpotong() from galat
        if berkas[:8] != TANDA or geser not in (9, 12) or geser_mini != 6 or batas_kecil != _KECIL:
            raise ValueError("kepala wadahnya tidak dikenal")
        self._ukuran = 1 << geser
        self._fat = self._baca_fat(list(difat[1:]), difat[0])
        self._awal_mini = awal_mini
        entri = self._folder(awal_folder)
        self._akar = entri[0]
        self._isi = self._isi_folder(entri)
        self.nama = frozenset(self._isi)

    def arus(self, nama: str) -> bytes:
        """The stream `nama` (any case) of the root folder. Raises ValueError when it is cut short."""
        entri = self._isi[nama.casefold()]
        if entri.jenis != _ARUS:
            raise ValueError("bukunya bukan satu aliran")
        if entri.besar >= _KECIL:
            return self._rantai(entri.awal, entri.besar)
        mini = self._rantai(self._akar.awal)
        fat = array("I")
        fat.frombytes(self._rantai(self._awal_mini))
        potong = [
            mini[satu * _SEKTOR_MINI : (satu + 1) * _SEKTOR_MINI]
            for satu in _urutan(fat, entri.awal, -(-entri.besar // _SEKTOR_MINI))
        ]
        return _sepanjang(b"".join(potong), entri.besar)

    def _sektor(self, nomor: int) -> bytes:
        return self._berkas[(nomor + 1) * self._ukuran : (nomor + 2) * self._ukuran]

    def _baca_fat(self, letak: list[int], lanjut: int) -> array[int]:
        """The allocation table; how many sectors it takes is not asked of the header, which may lie."""
        terlihat: set[int] = set()
        while lanjut < _TERPAKAI:
            if lanjut in terlihat:
                raise ValueError("rantai sektornya berputar")
            terlihat.add(lanjut)
            *isi, lanjut = struct.unpack(f"<{self._ukuran // 4}I", _sepanjang(self._sektor(lanjut), self._ukuran))
            letak += isi
        letak = [satu for satu in letak if satu < _TERPAKAI]
        if len(set(letak)) < len(letak):
            raise ValueError("satu sektor dipakai dua kali")
        fat = array("I")
        for satu in letak:
            fat.frombytes(_sepanjang(self._sektor(satu), self._ukuran))
        return fat

    def _rantai(self, awal: int, besar: int | None = None) -> bytes:
        jumlah = None if besar is None else -(-besar // self._ukuran)
        isi = b"".join(map(self._sektor, _urutan(self._fat, awal, jumlah)))
        return isi if besar is None else _sepanjang(isi, besar)

    def _folder(self, awal: int) -> list[_Entri]:
        isi = self._rantai(awal)
        hasil = []
        for letak in range(0, len(isi) - 127, 128):
            jenis, kiri, kanan, anak = struct.unpack_from("<BxIII", isi, letak + 66)
            mulai, besar = struct.unpack_from("<IQ", isi, letak + 116)
            nama = isi[letak : letak + 64].decode("utf-16-le", "replace").partition("\0")[0].casefold()
            if self._ukuran == 512:
                besar &= 0xFFFFFFFF  # the upper half may hold rubbish in this version
            hasil.append(_Entri(nama, jenis, kiri, kanan, anak, mulai, besar))
        if not hasil or hasil[0].jenis != _AKAR:
            raise ValueError("daftar isi wadahnya tidak terbaca")
        return hasil

    @staticmethod
    def _isi_folder(entri: list[_Entri]) -> dict[str, _Entri]:
        """What stands in the root folder itself: an embedded object may hold a workbook of its own further down."""
        hasil: dict[str, _Entri] = {}
        terlihat: set[int] = set()
        antre = [entri[0].anak]
        while antre:
            nomor = antre.pop()
            if nomor == _KOSONG:
                continue
            if nomor in terlihat or nomor >= len(entri):
                raise ValueError("daftar isi wadahnya berputar")
            terlihat.add(nomor)
            satu = entri[nomor]
            antre += [satu.kiri, satu.kanan]
            if satu.nama in hasil:
                raise ValueError("wadahnya memuat dua bagian bernama sama")
            if satu.nama:
                hasil[satu.nama] = satu
        return hasil


def _urutan(fat: array[int], sektor: int, jumlah: int | None) -> list[int]:
    """The sector numbers of a chain, `jumlah` of them where known, else until its end."""
    hasil: list[int] = []
    dilewati = bytearray(len(fat))
    while sektor != _AKHIR and (jumlah is None or len(hasil) < jumlah):
        if sektor >= len(fat):
            raise ValueError("rantai sektornya terputus")
        if dilewati[sektor]:
            raise ValueError("rantai sektornya berputar")
        dilewati[sektor] = 1
        hasil.append(sektor)
        sektor = fat[sektor]
    return hasil


def _sepanjang(isi: bytes, panjang: int) -> bytes:
    if len(isi) < panjang:
        raise _terpotong()
    return isi[:panjang] if len(isi) > panjang else isi


def _terpotong() -> ValueError:
    return ValueError("wadahnya terpotong")


def bungkus(arus: bytes | bytearray) -> bytes:
    """A compound file that holds the stream `Workbook` alone, for calamine to read."""
    ukuran = 4096
    jumlah = max(1, -(-len(arus) // ukuran))
    jumlah_fat = -(-(jumlah + 1) // (ukuran // 4 - 1))
    # Sector 0 is the folder, then the stream, then the table.
    fat = [_AKHIR, *range(2, jumlah + 1), _AKHIR, *[0xFFFFFFFD] * jumlah_fat]
    fat += [_KOSONG] * (jumlah_fat * (ukuran // 4) - len(fat))
    kepala = TANDA + struct.pack(
        "<16xHHHHH6xIII4xIIIII", 0x3E, 3, 0xFFFE, 12, 6, 0, jumlah_fat, 0, _KECIL, _AKHIR, 0, _AKHIR, 0
    )
    difat = [*range(jumlah + 1, jumlah + 1 + jumlah_fat), *[_KOSONG] * (109 - jumlah_fat)]
    folder = _tulis_entri("Root Entry", _AKAR, 1, _AKHIR, 0) + _tulis_entri(
        "Workbook", _ARUS, _KOSONG, 1, jumlah * ukuran
    )
    return b"".join(
        (
            (kepala + struct.pack("<109I", *difat)).ljust(ukuran, b"\0"),
            folder.ljust(ukuran, b"\0"),
            arus,
            bytes(jumlah * ukuran - len(arus)),
            struct.pack(f"<{len(fat)}I", *fat),
        )
    )


def _tulis_entri(nama: str, jenis: int, anak: int, awal: int, besar: int) -> bytes:
    isi = nama.encode("utf-16-le")
    return isi.ljust(64, b"\0") + struct.pack(
        "<HBBIII36xIQ", len(isi) + 2, jenis, 1, _KOSONG, _KOSONG, anak, awal, besar
    )
