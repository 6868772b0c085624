"""A zip container read with suspicion: real inflated sizes, no duplicate names, no DOCTYPE, intact checksums.

The central directory of a hostile file may lie about sizes, so every member is inflated here in small pieces, counted,
and dropped, before calamine is allowed to touch the file.
"""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from asn_kompetensi.domain.galat import DataDitolak
from asn_kompetensi.tabular.baca.batas import SIMPAN_ULANG
from asn_kompetensi.tabular.baca.kabar import MEMERIKSA, Kabar

# 200,000 rows of the 67 SIASN columns unpack to some 1.2 GB where every cell carries its own text.
UKURAN_MAKS = 1_500_000_000
ANGGOTA_MAKS = 5_000
# Real sheets deflate 5 to 60 times; formatted empty ones up to 200. A bomb reaches 1000.
RASIO_MAKS = 400
RASIO_MULAI = 8_000_000
POTONGAN = 1 << 20
AKHIR_DIREKTORI, PENUNJUK_ZIP64, AKHIR_ZIP64 = b"PK\5\6", b"PK\6\7", b"PK\6\6"
# The end record with the longest comment it may have.
EKOR_MAKS = 22 + 0xFFFF
# An extra field by which some readers take another name than the one in the directory.
NAMA_UNICODE = 0x7075
AKHIRAN_XML = (".xml", ".rels", ".vml")
TERLARANG = (b"<!DOCTYPE", b"<!ENTITY")


class Arsip:
    """The directory of a zip file, checked; `potongan` inflates one member piece by piece."""

    def __init__(self, jalur: Path, kabar: Kabar | None = None) -> None:
        """Read and check the directory. Raises DataDitolak; OSError passes through."""
        self.jalur = jalur
        self._kabar = kabar
        self._terpakai = 0
        with jalur.open("rb") as berkas:
            jumlah = self._akhir_direktori(berkas)
            try:
                with zipfile.ZipFile(berkas) as arsip:
                    anggota = arsip.infolist()
            # What zipfile raises for a damaged directory; OSError for a seek to before the start of the file.
            except (zipfile.BadZipFile, ValueError, NotImplementedError, struct.error, EOFError, OSError) as galat:
                raise self.rusak() from galat
        if len(anggota) != jumlah or min((info.header_offset for info in anggota), default=0):
            raise self.dua_arsip()
        self.anggota = self._daftar(anggota)
        self._jumlah = sum(info.file_size for info in anggota)

    def rusak(self) -> DataDitolak:
        """The refusal for a file that was cut short or damaged."""
        return DataDitolak(f'Berkas "{self.jalur.name}" rusak atau terpotong.', f"Minta salinan baru. {SIMPAN_ULANG}")

    def bom(self) -> DataDitolak:
        """The refusal for a file that unpacks to more than a spreadsheet ever holds."""
        return DataDitolak(
            f'Berkas "{self.jalur.name}" mengembang melebihi batas {UKURAN_MAKS // 1_000_000} MB.',
            "Berkas ini tidak wajar; minta salinan asli dari pengirimnya.",
        )

    def dua_arsip(self) -> DataDitolak:
        """The refusal for a file in which another program may find other members than this one."""
        return DataDitolak(
            f'Berkas "{self.jalur.name}" memuat isi lain di depan atau di belakang arsipnya.', SIMPAN_ULANG
        )

    def _akhir_direktori(self, berkas: BinaryIO) -> int:
        """How many members the one end record names; it must close the file, its directory just before it.

        Two archives in one file are two workbooks: which of them is read would depend on the reader.
        """
        panjang = berkas.seek(0, 2)
        berkas.seek(max(0, panjang - EKOR_MAKS))
        ekor = berkas.read(EKOR_MAKS)
        letak = ekor.rfind(AKHIR_DIREKTORI)
        if letak < 0 or len(ekor) - letak < 22:
            raise self.rusak()
        cakram, cakram_awal, di_sini, jumlah, besar, awal, komentar = struct.unpack_from("<4H2IH", ekor, letak + 4)
        if letak + 22 + komentar != len(ekor) or cakram or cakram_awal or di_sini != jumlah:
            raise self.dua_arsip()
        letak += panjang - len(ekor)
        berkas.seek(letak - 20 if letak >= 20 else letak)
        penunjuk = berkas.read(20)
        if penunjuk[:4] == PENUNJUK_ZIP64:
            letak = struct.unpack_from("<Q", penunjuk, 8)[0]
            if letak > panjang - 56:
                raise self.rusak()
            berkas.seek(letak)
            catatan = berkas.read(56)
            if catatan[:4] != AKHIR_ZIP64:
                raise self.rusak()
            besar64, awal64 = struct.unpack_from("<2Q", catatan, 40)
            jumlah64 = struct.unpack_from("<Q", catatan, 32)[0]
            if (
                (jumlah not in (jumlah64, 0xFFFF))
                or (besar not in (besar64, 0xFFFFFFFF))
                or (awal not in (awal64, 0xFFFFFFFF))
            ):
                raise self.dua_arsip()
            jumlah, besar, awal = jumlah64, besar64, awal64
        berkas.seek(0)
        if awal + besar != letak or berkas.read(4) not in (b"PK\3\4", b"PK\5\6"):
            raise self.dua_arsip()
        return int(jumlah)

    def _daftar(self, anggota: list[zipfile.ZipInfo]) -> dict[str, zipfile.ZipInfo]:
        hasil: dict[str, zipfile.ZipInfo] = {}
        if len(anggota) > ANGGOTA_MAKS or sum(info.file_size for info in anggota) > UKURAN_MAKS:
            raise self.bom()
        for info in anggota:
            if info.file_size > max(RASIO_MULAI, RASIO_MAKS * info.compress_size):
                raise self.bom()
            nama = info.filename.replace("\\", "/").lstrip("/").casefold()
            if _bernama_lain(info):
                raise DataDitolak(f'Berkas "{self.jalur.name}" memuat bagian dengan dua nama.', SIMPAN_ULANG)
            if nama in hasil:
                raise DataDitolak(
                    f'Berkas "{self.jalur.name}" memuat dua bagian bernama sama ({info.filename}).', SIMPAN_ULANG
                )
            if info.flag_bits & 1:
                raise DataDitolak(
                    f'Berkas "{self.jalur.name}" dilindungi kata sandi.', "Buka di Excel, hapus kata sandinya, simpan."
                )
            if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
                raise DataDitolak(f'Berkas "{self.jalur.name}" dimampatkan dengan cara yang tidak lazim.', SIMPAN_ULANG)
            hasil[nama] = info
        return hasil

    def potongan(self, nama: str) -> Iterator[bytes]:
        """Inflate member `nama` (lower case) in pieces of 1 MB. Raises DataDitolak for a bomb or damage."""
        info = self.anggota[nama]
        jumlah = sidik = 0
        try:
            for isi in self._mentah(info):
                jumlah += len(isi)
                sidik = zlib.crc32(isi, sidik)
                if jumlah > RASIO_MULAI and jumlah > RASIO_MAKS * max(1, info.compress_size):
                    raise self.bom()
                if self._terpakai + jumlah > UKURAN_MAKS:
                    raise self.bom()
                yield isi
        except (zlib.error, struct.error) as galat:
            raise self.rusak() from galat
        if jumlah != info.file_size or sidik != info.CRC:
            raise self.rusak()

    def periksa(self, nama: str, *, xml: bool = False) -> Iterator[bytes]:
        """`potongan`, counted against the total, and for XML members free of DOCTYPE and of UTF-16.

        `xml` for a member that is XML whatever its name.
        """
        xml = xml or nama.endswith(AKHIRAN_XML)
        ekor, jumlah = b"", 0
        for ke, isi in enumerate(self.potongan(nama)):
            if xml:
                gabung = ekor + isi
                # A UTF-16 member would hide a DOCTYPE from the byte search.
                if ke == 0 and (isi[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in isi[:64]):
                    raise DataDitolak(
                        f'Berkas "{self.jalur.name}" memakai pengodean XML yang tidak lazim.', SIMPAN_ULANG
                    )
                if any(kata in gabung for kata in TERLARANG):
                    raise DataDitolak(
                        f'Berkas "{self.jalur.name}" memuat deklarasi DOCTYPE atau ENTITY, yang tidak pernah ada dalam '
                        "berkas Excel biasa.",
                        SIMPAN_ULANG,
                    )
                ekor = gabung[-16:]
            jumlah += len(isi)
            if self._kabar is not None:
                self._kabar(MEMERIKSA, self._terpakai + jumlah, self._jumlah)
            yield isi
        # Only now: `potongan` counts the member it is in by itself.
        self._terpakai += jumlah

    def baca(self, nama: str, batas: int = 20_000_000) -> bytes:
        """The whole of a small member, `b""` when it is absent."""
        if nama not in self.anggota:
            return b""
        isi = bytearray()
        for potong in self.potongan(nama):
            isi += potong
            if len(isi) > batas:
                raise self.bom()
        return bytes(isi)

    def _mentah(self, info: zipfile.ZipInfo) -> Iterator[bytes]:
        """Inflated pieces as the deflate stream really holds them, whatever the directory claims."""
        with self.jalur.open("rb") as berkas:
            berkas.seek(info.header_offset)
            kepala = berkas.read(30)
            if len(kepala) < 30 or kepala[:4] != b"PK\x03\x04":
                raise self.rusak()
            panjang_nama, panjang_ekstra = struct.unpack("<HH", kepala[26:30])
            berkas.seek(panjang_nama + panjang_ekstra, 1)
            sisa = info.compress_size
            mengembang = zlib.decompressobj(-15) if info.compress_type == zipfile.ZIP_DEFLATED else None
            while sisa > 0:
                masuk = berkas.read(min(POTONGAN // 4, sisa))
                if not masuk:
                    raise self.rusak()
                sisa -= len(masuk)
                if mengembang is None:
                    yield masuk
                    continue
                while masuk:
                    keluar = mengembang.decompress(masuk, POTONGAN)
                    if keluar:
                        yield keluar
                    masuk = mengembang.unconsumed_tail
            if mengembang is not None:
                keluar = mengembang.flush()
                if keluar:
                    yield keluar
                if not mengembang.eof:
                    raise self.rusak()


def _bernama_lain(info: zipfile.ZipInfo) -> bool:
    """Whether a reader may see another name: one cut at a NUL, or a second one in an extra field."""
    ekstra, letak = info.extra, 0
    while letak + 4 <= len(ekstra):
        jenis, panjang = struct.unpack_from("<HH", ekstra, letak)
        if jenis == NAMA_UNICODE:
            return True
        letak += 4 + panjang
    return "\0" in info.orig_filename
