"""What the text of one heading says of a day: `Jum'at, 7/3`, `Hari ke-1 (3/3)`, `Rabu 5 Maret 2025`, `H1`."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from asn_kompetensi.domain.hari import SESI
from asn_kompetensi.domain.tanggal import nomor_bulan
from asn_kompetensi.tabular.baca.bagian import JUDUL_RUMUS

# Serial numbers of 2009 to 2064: a date heading whose cell lost its date format.
_SERIAL = range(40_000, 60_000)
ROMAWI = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")
_KESEKIAN = (
    ("pertama", "kesatu"), ("kedua",), ("ketiga",), ("keempat",), ("kelima",), ("keenam",), ("ketujuh",),
    ("kedelapan",), ("kesembilan",), ("kesepuluh",),
)  # fmt: skip
_URUTAN = {kata: ke for ke, semua in enumerate(_KESEKIAN, 1) for kata in semua}
_URUTAN |= {romawi: ke for ke, romawi in enumerate(ROMAWI, 1)}
_HARI = {"senin": 1, "selasa": 2, "rabu": 3, "kamis": 4, "jumat": 5, "jum'at": 5, "sabtu": 6, "minggu": 7, "ahad": 7}
_HARI |= {"sen": 1, "sel": 2, "rab": 3, "kam": 4, "jum": 5, "sab": 6, "min": 7}
PISAH = re.compile(r"[\s,;:()\[\]|/=.–—-]+")
# A point may stand in a date as well: `08.00` is a time only where something else says so.
_SAMPAI_JAM = r"\s*(?:-|–|s\.?\s*[/.]?\s*d\.?|sampai)\s*(?:\d{1,2}[.:]\d{2}|selesai)"
_JAM = re.compile(
    r"(?:(?:t|pukul|jam)?\s*\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:SAMPAI)?(?:\s*wib)?"
    r"|(?:pukul|jam)\s*\d{1,2}\.\d{2}(?:SAMPAI)?(?:\s*wib)?"
    r"|\d{1,2}\.\d{2}(?:SAMPAI(?:\s*wib)?|\s*wib))(?![\w/.-])".replace("SAMPAI", _SAMPAI_JAM)
)
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_ANGKA = re.compile(r"(\d{1,2})\s*([-/.])\s*(\d{1,2})(?:\s*\2\s*(\d{4}|\d{2}))?(?![-/.]?\d|\s*[-/.]\s*\d)")
_KATA = re.compile(r"(\d{1,2})[\s./-]*([a-z]{3,9})(?![a-z])\.?(?:[\s,./-]*'?(\d{4}|\d{2})(?!\d|[.:/]\d))?")
_NAMA_HARI = re.compile(
    r"(senin|selasa|rabu|kamis|jum'?at|sabtu|minggu|ahad|(?:sen|sel|rab|kam|jum|sab|min)(?=\W+\d))\b"
)
_HARI_KE = re.compile(
    r"(?:hari|day|hr|pertemuan)\s*(?:ke)?[\s.-]*(\d{1,2}\b(?!(?:\s*/\s*|[-.])\d{1,2}(?!\d|\s*[a-z]))|(?:[ivx]{1,4}|"
    + "|".join(sorted(_URUTAN, key=len, reverse=True))
    + r")\b)"
)
_H_ANGKA = re.compile(r"h\s?(\d{1,2})\b(?!\s*[-/.]\s*\d)")
H_STRIP = re.compile(r"h\s?[-–+]\s?(\d{1,2})")
_RENTANG = re.compile(r"(?:hari|pertemuan|sesi)\s*(?:ke)?[\s.-]*\d")
_TGL_ANGKA = re.compile(r"(\d{1,2})\b(?!\s*[-/.:]\s*\d)")
_SESI = re.compile(r"(?:sesi\s*(?:ke)?[\s.-]*(?:\d{1,2}|[ivx]{1,4})|pagi|siang|sore|malam)\b")
_KATA_POLOS = re.compile(
    r"(?:tanggal|tgl|(?:hari|pertemuan)(?!\s*(?:ke)?[\s.-]*\d{1,2}\s*[-–]\s*\d{1,2}(?![-/.\d]))|pelaksanaan|kehadiran|"
    r"hadir|presensi|absensi|absen|pada)\b"
)
_MIRIP = re.compile(r"(?<![\w/.-])\d{1,2}\s*(?:/\s*\d{1,2}(?![\d/])|(?:-\s*)?[a-z]{3,9}\b)")


@dataclass(frozen=True, slots=True)
class Bacaan:
    """What a heading says of the day; `seperti` when it looks like a day and could not be read as one."""

    bagian: tuple[str, ...] = ()
    seperti: bool = False


def baca_judul_hari(nilai: object) -> Bacaan:
    """What one heading cell says of a day by itself."""
    if isinstance(nilai, datetime):
        return Bacaan((nilai.date().isoformat(),))
    if isinstance(nilai, date):
        return Bacaan((nilai.isoformat(),))
    if isinstance(nilai, bool) or nilai is None:
        return Bacaan()
    if isinstance(nilai, int | float):
        return _serial(nilai)
    if nilai == JUDUL_RUMUS:
        return Bacaan(seperti=True)
    teks = rapikan(str(nilai))
    if re.fullmatch(r"\d{5}(?:\.0+)?", teks):
        return _serial(float(teks))
    return _dari_teks(teks)


def _serial(nilai: float) -> Bacaan:
    """A date as Excel counts it; from 1900 or 1904, the workbook knows."""
    if not _SERIAL[0] <= nilai <= _SERIAL[-1]:  # nan and infinity fall out here as well
        return Bacaan()
    return Bacaan((f"serial{int(nilai)}",))


@lru_cache(maxsize=16_384)
def rapikan(teks: str) -> str:
    """One line in lower case, with one kind of apostrophe."""
    isi = unicodedata.normalize("NFKC", re.sub(r"<br\s*/?>", " ", teks, flags=re.IGNORECASE))
    isi = "".join(huruf for huruf in isi if unicodedata.category(huruf) != "Cf")
    return " ".join(re.sub("[’‘`´]", "'", isi).casefold().split()).lstrip("'").strip()


@lru_cache(maxsize=16_384)
def _dari_teks(teks: str) -> Bacaan:
    """Read from left to right; whatever is left over makes the whole no day, but perhaps like one."""
    bagian: list[str] = []
    letak, tanggal_saja = 0, False
    while letak < len(teks):
        if cocok := PISAH.match(teks, letak):
            letak = cocok.end()
            continue
        temuan, panjang = _satu_bagian(teks, letak, tanggal_saja)
        if not panjang:
            return Bacaan(seperti=any(not satu.startswith(SESI) for satu in bagian) or _mirip_tanggal(teks))
        tanggal_saja = teks.startswith(("tanggal", "tgl"), letak) or (temuan[:1] == "@" and temuan != "@7")
        if temuan:
            bagian.append(temuan)
        letak += panjang
    return Bacaan(tuple(bagian))


def _satu_bagian(teks: str, letak: int, tanggal_saja: bool) -> tuple[str, int]:
    """What stands at `letak` and how long it is; ("", n) for a word without meaning of its own, ("", 0) for no day."""

    def hasil(cocok: re.Match[str], temuan: str) -> tuple[str, int]:
        return temuan, cocok.end() - letak

    if cocok := _ISO.match(teks, letak):
        return _sebagai(hasil(cocok, ""), tanggal(cocok[1], int(cocok[2]), cocok[3]))
    if (cocok := _KATA.match(teks, letak)) and (bulan := nomor_bulan(cocok[2])):
        return _sebagai(hasil(cocok, ""), tanggal(cocok[3], bulan, cocok[1]))
    if cocok := _JAM.match(teks, letak):
        return hasil(cocok, "")
    if cocok := _ANGKA.match(teks, letak):
        return _sebagai(hasil(cocok, ""), tanggal(cocok[4], int(cocok[3]), cocok[1]))
    if tanggal_saja and (cocok := _TGL_ANGKA.match(teks, letak)):
        return hasil(cocok, f"---{int(cocok[1]):02}") if 0 < int(cocok[1]) <= 31 else ("", 0)
    if cocok := _NAMA_HARI.match(teks, letak):
        return hasil(cocok, f"@{_HARI[cocok[1]]}")
    if (cocok := _HARI_KE.match(teks, letak)) and not _lanjut_bulan(teks, cocok.end()):
        nomor = int(cocok[1]) if cocok[1].isdigit() else _URUTAN.get(cocok[1], 0)
        return hasil(cocok, f"#{nomor}") if nomor else ("", 0)
    if (cocok := _H_ANGKA.match(teks, letak)) and int(cocok[1]):
        return hasil(cocok, f"#{int(cocok[1])}")
    if cocok := _SESI.match(teks, letak):
        return hasil(cocok, f"{SESI}-{PISAH.sub('-', cocok[0].removeprefix(SESI)).strip('-')}")
    if cocok := _KATA_POLOS.match(teks, letak):
        return hasil(cocok, "")
    return "", 0


def _sebagai(panjang: tuple[str, int], bacaan: Bacaan) -> tuple[str, int]:
    return (bacaan.bagian[0], panjang[1]) if bacaan.bagian else ("", 0)


def _lanjut_bulan(teks: str, letak: int) -> bool:
    """`Hari 3 Maret` is a date, not the third day."""
    kata = re.match(r"[\s.-]*([a-z]+)", teks[letak:])
    return bool(kata and nomor_bulan(kata[1]))


def _mirip_tanggal(teks: str) -> bool:
    """Whether a date stands anywhere in the heading, or a count of days (`H-1`) that may go either way."""
    return bool(H_STRIP.fullmatch(teks) or _RENTANG.match(teks)) or any(
        "/" in cocok[0] or nomor_bulan(re.sub(r"[^a-z]", "", cocok[0])) is not None for cocok in _MIRIP.finditer(teks)
    )


def tanggal(tahun: str | None, bulan: int, hari: str) -> Bacaan:
    """A day of the calendar, with or without its year; one that does not exist only looks like a day."""
    angka_tahun = None if tahun is None else int(tahun) + (2000 if len(tahun) == 2 else 0)
    try:
        # 2024 is a leap year: without a year, 29 February must be allowed.
        satu = date(2024 if angka_tahun is None else angka_tahun, bulan, int(hari))
    except ValueError:
        return Bacaan(seperti=True)
    return Bacaan((f"--{satu:%m-%d}" if angka_tahun is None else satu.isoformat(),))
