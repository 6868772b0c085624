"""Names: one matching key for everything with a name, people without their titles, codes made from names."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Iterable
from datetime import date
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Final

from asn_kompetensi.domain.sel import GalatRumus

PANJANG_NAMA: Final = 200
PANJANG_KODE: Final = 40

_KUTIP: Final = str.maketrans(dict.fromkeys("`´‘’‚‛ʼʻʹ′‵ˈ＇｀", "'"))
_JADI_SPASI: Final = str.maketrans(dict.fromkeys("/\\_.:()[]", " "))
_STRIP: Final = str.maketrans(dict.fromkeys("‐‑‒–—−", "-"))
_TAK_TAMPAK: Final = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff")
# What people and programs write into a cell that says nothing, in lower case; brackets around it do not count.
TANDA_KOSONG: Final = frozenset({
    "", "null", "none", "nan", "n/a", "&nbsp;", "#n/a", "0000-00-00", "kosong", "nihil", "blank", "tidak ada",
    "tdk ada", "tidak ada data", "belum ada", "belum diisi", "belum terisi",
})  # fmt: skip

# What a spreadsheet shows where a formula failed, in Excel and LibreOffice.
_AWAL_GALAT: Final = ("#", "E", "e", " ")
_GALAT_RUMUS: Final = re.compile(
    r"\s*(?:#(?:REF!|DIV/0!|VALUE!|NAME\?|NUM!|NULL!|N/A|SPILL!|CALC!|FIELD!|BLOCKED!|CONNECT!|BUSY!|UNKNOWN!|"
    r"GETTING_DATA)|Err:[0-9]{3})\s*",
    re.IGNORECASE,
)

_DEPAN: Final = re.compile(
    r"(?:prof|drs|dra|drg|drh|dr|ir|kh|hj|h|ns|ners|apt|bd|ust|pdt|tgk)(?:\s*\.\s*,?|\s*,|(?=\s))\s*(?=\w)",
    re.IGNORECASE,
)
# Titles after a name without a comma; compared without dots and spaces, in lower case.
_BELAKANG: Final = frozenset(
    re.findall(
        r"\w+",
        "sstp sip se sh st spd spdi sag skom ssi ssos sap sak skm skep ns sp spt shut spi sst stp strkeb strkes sked "
        "skedk sfarm sgz sti spsi ssn shi sei sy spn mh mm msi mpd mkes mkom mt map mp mhum mag ma mip mkm msc mba mak "
        "mkep mtr amd amdkom amdkeb amdkep amdak ama amak amkg amk amkeb amf spa spb spog sppd spkj span spm apt "
        "ners phd dea",
    )
)


def kosong(teks: str) -> bool:
    """True for text that stands for an empty cell: nothing, `null`, `tidak ada`, `n/a`, or only dashes and dots."""
    isi = "".join(h for h in teks if h not in _TAK_TAMPAK).strip().casefold().strip("'")
    return " ".join(isi.strip("()[]<>. ").split()) in TANDA_KOSONG or not isi.translate(_STRIP).strip("-._… ")


def galat_rumus(teks: object) -> bool:
    """True for an error value, and for text such as `#REF!` or `Err:502`: a formula failed where something was due."""
    return type(teks) is GalatRumus or (
        isinstance(teks, str) and teks.startswith(_AWAL_GALAT) and _GALAT_RUMUS.fullmatch(teks) is not None
    )


def kunci(teks: str) -> str:
    """The one matching key for names, agencies, jobs and headings; equal keys mean the same spelling.

    Case, kind of quote, `&` or `dan`, runs of spaces, `/ _ . :` and brackets, and punctuation at the ends do not
    matter; an apostrophe or hyphen inside a word does.
    """
    isi = "".join(h for h in teks.translate(_KUTIP) if unicodedata.category(h) != "Cf")
    isi = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", isi).casefold())
    isi = isi.translate(_KUTIP).translate(_STRIP).translate(_JADI_SPASI).replace("&", " dan ")
    return " ".join(isi.split()).strip(" '\"-,;*!?“”«»")


def nama_polos(teks: str) -> str:
    """The key of a person's name without titles before or after it; initials such as `M. YUSUF` stay."""
    return kunci(pisah_gelar(teks)[1])


def pisah_gelar(teks: str) -> tuple[str | None, str, str | None]:
    """Titles before, the name, titles after: `dr. PUTI, Sp.A.` gives `("dr.", "PUTI", "Sp.A.")`.

    What follows the first comma is a title; without a comma only known titles written with a dot or in mixed case
    are taken off. Something is always left as the name.
    """
    sisa = " ".join(teks.split())
    depan: list[str] = []
    while cocok := _DEPAN.match(sisa):
        depan.append(cocok[0].strip(" ,"))
        sisa = sisa[cocok.end() :]
    inti, _, belakang = sisa.partition(",")
    inti = inti.strip()
    if not belakang.strip(" ,"):
        inti, belakang = _lepas_belakang(inti)
    return " ".join(depan) or None, inti, belakang.strip(" ,") or None


def _lepas_belakang(nama: str) -> tuple[str, str]:
    kata = nama.split()
    awal = len(kata)
    while awal > 1:
        for banyak in (3, 2, 1):  # "A. Md. Kom" is one title in three pieces
            potong = kata[max(1, awal - banyak) : awal]
            tulisan = "".join(potong)
            jelas = "." in tulisan or (tulisan[1:].upper() != tulisan[1:] and tulisan[1:2].isupper())
            if len(potong) == banyak and jelas and tulisan.replace(".", "").casefold() in _BELAKANG:
                awal -= banyak
                break
        else:
            break
    return " ".join(kata[:awal]), " ".join(kata[awal:])


def kode_dari_nama(nama: str, terpakai: Container[str]) -> str:
    """A code for a job from its name: `Kepala Bidang P2P` gives `KEPALA-BIDANG-P2P`, then `-2`, `-3` if taken.

    ASCII capitals and digits joined with `-`, at most 40 characters, cut at a word. Raises ValueError when the name
    has no letter or digit that could serve.
    """
    ascii_saja = unicodedata.normalize("NFKD", nama.translate(_KUTIP)).encode("ascii", "ignore").decode()
    kata = re.findall(r"[A-Z0-9]+", ascii_saja.upper().replace("'", ""))
    if not kata:
        raise ValueError("Nama ini tidak memuat huruf Latin; beri kodenya sendiri.")
    kode = _potong_kata("-".join(kata), PANJANG_KODE)
    nomor = 2
    hasil = kode
    while hasil in terpakai:
        hasil = f"{_potong_kata(kode, PANJANG_KODE - len(str(nomor)) - 1)}-{nomor}"
        nomor += 1
    return hasil


def _potong_kata(kode: str, panjang: int) -> str:
    if len(kode) <= panjang:
        return kode
    return kode[: panjang + 1].rpartition("-")[0] or kode[:panjang]


# The same few thousand registered names are compared with every unknown one.
_kunci_pilihan = lru_cache(maxsize=16_384)(kunci)


def terdekat(teks: str, pilihan: Iterable[str], n: int = 3) -> list[str]:
    """At most `n` of `pilihan` that look most like `teks`, best first; [] when nothing is near."""
    dicari = kunci(teks)
    pembanding = SequenceMatcher(autojunk=False)
    pembanding.set_seq2(dicari)
    nilai: list[tuple[float, str]] = []
    for calon in dict.fromkeys(pilihan):
        pembanding.set_seq1(_kunci_pilihan(calon))
        if pembanding.real_quick_ratio() >= 0.6 and pembanding.quick_ratio() >= 0.6:
            nilai.append((pembanding.ratio(), calon))
    return [calon for mirip, calon in sorted(nilai, key=lambda p: (-p[0], p[1])) if mirip >= 0.6][:n]


def bersihkan_nama(teks: str, benda: str = "Nama") -> tuple[str, bool]:
    """The name with single spaces, and whether spaces had to be mended; case and apostrophes stay as they are.

    `benda` is what the sentences call a text that is no name. Raises ValueError for control or text-direction
    characters (naming the code point), for `#REF!` and the like, and above 200 characters.
    """
    tampak = unicodedata.normalize("NFC", "".join(h for h in teks if h not in _TAK_TAMPAK))
    for huruf in tampak:
        if huruf not in "\t\n\r" and unicodedata.category(huruf) in {"Cc", "Cf", "Cs", "Cn"}:
            raise ValueError(f"{benda} memuat tanda yang tidak tampak (U+{ord(huruf):04X}); ketik ulang.")
    bersih = " ".join(tampak.split())
    if galat_rumus(bersih):
        raise ValueError(f"{bersih} adalah rumus yang gagal, bukan nama.")
    if len(bersih) > PANJANG_NAMA:
        raise ValueError(f"{benda} terlalu panjang: {len(bersih)} huruf, paling banyak {PANJANG_NAMA}.")
    return bersih, bersih != tampak


def nama_sel(sel: object) -> str | None:
    """The name in a cell, cleaned, None when empty; ValueError as `bersihkan_nama`, and for a cell that is no text.

    Excel turns `Mei 2025` into a date and `0180` into a number: what was meant can no longer be told.
    """
    if sel is not None and not isinstance(sel, str):
        raise ValueError(f"Isinya tersimpan sebagai {sebut_jenis(sel)}, bukan teks.")
    return bersihkan_nama(sel or "")[0] or None


def sebut_jenis(sel: object) -> str:
    """What a cell that holds no text holds, in a word."""
    if isinstance(sel, bool):
        return "benar/salah (TRUE/FALSE)"
    return "tanggal" if isinstance(sel, date) else "angka"
