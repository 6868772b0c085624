"""Workbooks that open with a password: AES as Excel writes it (ECMA-376 agile encryption)."""

from __future__ import annotations

import io
from datetime import date
from typing import TYPE_CHECKING, Any

from asn_kompetensi.tabular.simpan import tulis_buku

if TYPE_CHECKING:
    from openpyxl import Workbook

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # an encrypted workbook is no zip


def isi_buku(buku: Workbook, tanggal: date) -> bytes:
    """The very bytes `simpan_buku` would write: a workbook that gets a password never lies on a disk without it."""
    hasil = io.BytesIO()
    tulis_buku(buku, hasil, tanggal)
    return hasil.getvalue()


def bersandikan(polos: bytes, sandi: str) -> bytes:
    """The workbook encrypted, and decrypted again before it is believed. Its bytes differ each time: salts are random.

    Raises RuntimeError when what comes out is not what went in.
    """
    from msoffcrypto.format.ooxml import OOXMLFile

    hasil = io.BytesIO()
    OOXMLFile(io.BytesIO(polos)).encrypt(sandi, hasil)
    tersandi = hasil.getvalue()
    if buka(tersandi, sandi) != polos:
        raise RuntimeError("the encrypted workbook does not decrypt to itself")
    return tersandi


def buka(tersandi: bytes, sandi: str) -> bytes | None:
    """What stands in an encrypted workbook; None where this is none, or not with this password."""
    if not tersandi.startswith(OLE):
        return None
    import msoffcrypto
    from msoffcrypto.exceptions import DecryptionError, FileFormatError, InvalidKeyError, ParseError

    hasil = io.BytesIO()
    try:
        berkas: Any = msoffcrypto.OfficeFile(io.BytesIO(tersandi))
        berkas.load_key(password=sandi, verify_password=True)
        berkas.decrypt(hasil, verify_integrity=True)
    except (DecryptionError, FileFormatError, InvalidKeyError, ParseError, OSError, ValueError, KeyError):
        return None
    return hasil.getvalue()
