"""Text in old workbooks: the code page, and the lengths of the shared strings."""

from __future__ import annotations

import codecs
import struct
from array import array

from asn_kompetensi.tabular.baca.alamat import janggal

UTF16 = 1200
# Numbers only Excel uses: Macintosh, Windows and plain ASCII.
_SEBUTAN = {32768: 10000, 32769: 1252, 367: 1252}
_CODEC = {10000: "mac-roman", 28591: "latin-1"}
# calamine takes these byte by byte, which would garble every letter that needs two.
_BERBITA_BANYAK = frozenset({932, 936, 949, 950, 1361, 10001, 10002, 10003, 10008, UTF16, 1201, 65000, 65001})


def sandi(halaman: int, biff8: bool) -> tuple[str, int]:
    """(codec of byte strings, the code page to tell calamine); in BIFF8 all text is UTF-16, whatever the file says.

    Raises DataDitolak for a code page calamine would read wrongly.
    """
    if biff8:
        return "latin-1", UTF16
    halaman = _SEBUTAN.get(halaman, halaman)
    codec = _CODEC.get(halaman, f"cp{halaman}")
    try:
        codecs.lookup(codec)
    except LookupError:
        codec = ""
    if not codec or halaman in _BERBITA_BANYAK:
        raise janggal(f"hurufnya memakai halaman kode {halaman} yang tidak dikenal")
    return codec, halaman


def panjang_butir(bagian: list[bytes]) -> array[int]:
    """Letters of each SST entry; a text may run on in CONTINUE records, each opening with a new width flag.

    Raises DataDitolak where fewer stand there than the table says: calamine would take the memory for all of them.
    """
    jumlah = int.from_bytes(bagian[0][4:8], "little")
    hasil = array("L")
    ke, di = 0, 8
    while ke < len(bagian) and len(hasil) < jumlah:
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
    if len(hasil) < jumlah:
        raise janggal("daftar teks bersamanya terpotong")
    return hasil
