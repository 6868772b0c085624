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

from asn_kompetensi.domain.galat import DataDitolak
from asn_kompetensi.tabular.baca.batas import SIMPAN_ULANG

# 200,000 rows of the 67 SIASN columns unpack to some 1.2 GB where every cell carries its own text.
UKURAN_MAKS = 1_500_000_000
ANGGOTA_MAKS = 5_000
# Real sheets deflate 5 to 60 times; formatted empty ones up to 200. A bomb reaches 1000.
RASIO_MAKS = 400
RASIO_MULAI = 8_000_000
POTONGAN = 1 << 20
AKHIRAN_XML = (".xml", ".rels", ".vml")
TERLARANG = (b"<!DOCTYPE", b"<!ENTITY")


class Arsip:
    """The directory of a zip file, checked; `potongan` inflates one member piece by piece."""

    def __init__(self, jalur: Path) -> None:
        """Read and check the directory. Raises DataDitolak; OSError passes through."""
        self.jalur = jalur
        self._terpakai = 0
        try:
            with zipfile.ZipFile(jalur) as arsip:
                anggota = arsip.infolist()
        except (zipfile.BadZipFile, ValueError, NotImplementedError, struct.error, EOFError) as galat:
            raise self.rusak() from galat
        self.anggota = self._daftar(anggota)

    def rusak(self) -> DataDitolak:
        """The refusal for a file that was cut short or damaged."""
        return DataDitolak(f'Berkas "{self.jalur.name}" rusak atau terpotong.', f"Minta salinan baru. {SIMPAN_ULANG}")

    def bom(self) -> DataDitolak:
        """The refusal for a file that unpacks to more than a spreadsheet ever holds."""
        return DataDitolak(
            f'Berkas "{self.jalur.name}" mengembang melebihi batas {UKURAN_MAKS // 1_000_000} MB.',
            "Berkas ini tidak wajar; minta salinan asli dari pengirimnya.",
        )

    def _daftar(self, anggota: list[zipfile.ZipInfo]) -> dict[str, zipfile.ZipInfo]:
        hasil: dict[str, zipfile.ZipInfo] = {}
        if len(anggota) > ANGGOTA_MAKS or sum(info.file_size for info in anggota) > UKURAN_MAKS:
            raise self.bom()
        for info in anggota:
            if info.file_size > max(RASIO_MULAI, RASIO_MAKS * info.compress_size):
                raise self.bom()
            nama = info.filename.replace("\\", "/").lstrip("/").casefold()
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
