"""The 18-digit NIP: cleaning, checking, reading and hiding it (Perka BKN 22/2007; PPPK by practice of PP 49/2018).

Positions: 1-8 birth date, 9-12 year of appointment, 13-14 its month (PNS) or a code from 21 on (PPPK), 15 sex,
16-18 sequence. There is no check digit; the "+40 for women" of the NIK does not exist here.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Final

from asn_kompetensi.domain.nama import kosong

PANJANG_NIP: Final = 18
USIA_TERMUDA: Final = 18

_APOSTROF: Final = "'’‘`´"
# `NIP.`, `NI PPPK:`, `NIP/NI PPPK`: what stands before the number in print.
LABEL_NIP: Final = re.compile(r"\bN(?:IP|I\.?\s?PPPK|IPPPK|IP3K)\b(?:\s*/\s*NI\s?PPPK\b)?\s*[.:]*", re.IGNORECASE)
_PEMISAH: Final = re.compile(r"[\s.\-‐‑‒–—−]")
_ILMIAH: Final = re.compile(r"[0-9]([.,][0-9]+)?E\+?[0-9]{1,3}", re.IGNORECASE)
_MIRIP: Final = str.maketrans({"O": "0", "o": "0", "l": "1", "I": "1"})


# Eighteen digits that cannot mean what they say.
SALAH_MAKNA: Final = frozenset({"NIP_TANGGAL", "NIP_TMT", "NIP_KELAMIN", "NIP_USIA"})
COCOKKAN: Final = "Cocokkan dengan SK atau kartu pegawai."


@dataclass(frozen=True, slots=True)
class HasilNip:
    """What came of reading a NIP: either `nip` (18 digits) or `kode` and `pesan` saying why not.

    `catatan` holds `SPASI_NIP` when characters that are not digits had to be removed from a NIP. `saran` is a full NIP
    that may have been meant; it is only ever shown, never written by itself. `pesan` names the NIP by its last three
    digits.
    """

    nip: str | None
    kode: str | None = None
    pesan: str = ""
    catatan: tuple[str, ...] = ()
    saran: str | None = None


def periksa_nip(teks: str, hari_ini: date | None = None) -> HasilNip:
    """Read a NIP as people write it and check it (positions as above, real date, appointed at 18 or older).

    With `hari_ini` nobody is born later than that day either.
    """
    if kosong(teks):
        return HasilNip(None, "NIP_KOSONG", "NIP kosong.")
    isi = _tanpa_label(teks)
    if _ILMIAH.fullmatch(re.sub(r"\s", "", isi)):
        return HasilNip(
            None, "NIP_ILMIAH", "NIP tertulis sebagai angka ilmiah; digit akhirnya sudah hilang. Ketik ulang 18 digit."
        )
    isi = _PEMISAH.sub("", isi)
    catatan = ("SPASI_NIP",) if isi != teks else ()
    if not isi:
        return HasilNip(None, "NIP_KOSONG", "NIP kosong.")
    salah = _salah_huruf(isi) or _salah_panjang(isi) or _salah_makna(isi) or _salah_nanti(isi, hari_ini)
    if salah is None:
        return HasilNip(isi, catatan=catatan)
    kode, alasan, saran = salah
    return HasilNip(None, kode, f"NIP {samarkan_nip(isi)}: {alasan}", saran=saran)


def tanggal_lahir(nip: str) -> date:
    """Birth date in positions 1-8; ValueError when they are no real date."""
    return date(int(nip[:4]), int(nip[4:6]), int(nip[6:8]))


def jenis_kelamin(nip: str) -> str:
    """`L` or `P` from position 15 of a checked NIP."""
    return "L" if nip[14] == "1" else "P"


def jenis_pegawai(nip: str) -> str:
    """`PNS` when positions 13-14 are a month, `PPPK` when they are a code from 21 on.

    PPPK PARUH WAKTU cannot be told from the NIP.
    """
    return "PNS" if nip[12:14] <= "12" else "PPPK"


def tmt_pengangkatan(nip: str) -> str:
    """When a checked NIP says its holder was appointed: `2006-04` for PNS, the year alone for PPPK."""
    return f"{nip[8:12]}-{nip[12:14]}" if jenis_pegawai(nip) == "PNS" else nip[8:12]


def samarkan_nip(nip: str) -> str:
    """The NIP for sentences, logs and file names: stars but for the last three characters."""
    if len(nip) <= 3:
        return "*" * len(nip)
    return "*" * (len(nip) - 3) + nip[-3:]


def cetak_nip(nip: str) -> str:
    """The spaced form of print: `19840312 200604 2 901`."""
    return f"{nip[:8]} {nip[8:14]} {nip[14:15]} {nip[15:]}"


def nip_dari_angka(mentah: str) -> tuple[str, str | None]:
    """For a numeric cell, by its text in the file: the refusal code and the 14 digits that may find the person.

    `NIP_ANGKA`: all 18 digits are still there. `NIP_RUSAK_EXCEL`: an exponent, or digits lost (Excel keeps 15 and
    puts zeros; other programs write the digits of the binary number nearest to it). Birth date and appointment (14
    digits) survive every known writer; where they make no sense, None.
    """
    teks = mentah.strip()
    # No sequence number is 000: three zeros at the end are what Excel puts for digits it dropped.
    utuh = re.fullmatch(r"[0-9]{18}", teks) is not None and not teks.endswith("000") and not _terbulatkan(teks)
    kode = "NIP_ANGKA" if utuh else "NIP_RUSAK_EXCEL"
    try:
        angka = Decimal(teks)
    except InvalidOperation:
        return kode, None
    # The size is checked before expanding: 1E+999999 must not become a million digits.
    if not angka.is_finite() or angka.is_signed() or angka.adjusted() != PANJANG_NIP - 1:
        return kode, None
    awal = format(angka, "f")[:14]
    return kode, awal if _salah_lahir(awal) is None and _salah_tmt(awal) is None else None


def _terbulatkan(digit: str) -> bool:
    """Whether a program that keeps numbers in binary could have written these digits for another number."""
    biner = float(digit)
    return digit in (str(int(biner)), format(Decimal(repr(biner)), "f"))


def _tanpa_label(teks: str) -> str:
    isi = "".join(huruf for huruf in teks if unicodedata.category(huruf) != "Cf").strip()
    if isi and isi[0] in _APOSTROF:
        isi = isi[1:].lstrip()
    return LABEL_NIP.sub("", isi, count=1) if LABEL_NIP.match(isi) else isi


def _sah(isi: str) -> bool:
    return not (_salah_panjang(isi) or _salah_makna(isi)) if isi.isascii() and isi.isdecimal() else False


_Salah = tuple[str, str, str | None]


def _salah_huruf(isi: str) -> _Salah | None:
    if isi.isascii() and isi.isdecimal():
        return None
    if all(huruf.isdigit() for huruf in isi):
        biasa = "".join(str(unicodedata.digit(huruf)) for huruf in isi)
        return "NIP_ANGKA_ASING", "ditulis dengan angka asing; pakai angka 0-9.", biasa if _sah(biasa) else None
    usul = isi.translate(_MIRIP)
    if _sah(usul):
        return "NIP_HURUF", "memuat huruf yang mirip angka (O atau l).", usul
    return "NIP_HURUF", "memuat huruf atau tanda; NIP hanya terdiri dari 18 angka.", None


def _salah_panjang(isi: str) -> _Salah | None:
    if len(isi) == PANJANG_NIP:
        return None
    if len(isi) == 9:
        return "NIP_LAMA", "ini NIP lama (9 digit); isi dengan NIP baru 18 digit.", None
    return "NIP_PANJANG", f"terdiri dari {len(isi)} digit, seharusnya {PANJANG_NIP}.", None


def _salah_makna(isi: str) -> _Salah | None:
    salah = _salah_lahir(isi) or _salah_tmt(isi)
    if salah:
        return salah
    if isi[14] not in "12":
        return "NIP_KELAMIN", "digit ke-15 harus 1 (laki-laki) atau 2 (perempuan).", None
    if int(isi[8:12]) - int(isi[:4]) < USIA_TERMUDA:
        return "NIP_USIA", f"usia saat diangkat kurang dari {USIA_TERMUDA} tahun; periksa tahun lahir dan TMT.", None
    return None


def _salah_lahir(isi: str) -> _Salah | None:
    try:
        lahir = tanggal_lahir(isi)
    except ValueError:
        lahir = None
    if lahir is None or lahir.year < 1900:
        return "NIP_TANGGAL", "digit 1-8 bukan tanggal lahir yang ada.", None
    return None


def _salah_nanti(isi: str, hari_ini: date | None) -> _Salah | None:
    if hari_ini is None or tanggal_lahir(isi) <= hari_ini:
        return None
    return "NIP_TANGGAL", f"digit 1-8 tanggal lahir yang belum tiba; menurut komputer, hari ini {hari_ini}.", None


def _salah_tmt(isi: str) -> _Salah | None:
    tahun, urut = int(isi[8:12]), int(isi[12:14])
    pns = 1 <= urut <= 12 and 1950 <= tahun <= 2099
    pppk = urut >= 21 and 2000 <= tahun <= 2099
    if pns or pppk:
        return None
    return "NIP_TMT", "digit 9-14 bukan tahun dan bulan TMT CPNS, bukan pula tahun dan kode pengangkatan PPPK.", None
