"""Spellings of headings: one normaliser, and the table `reference/header.csv` read once."""

from __future__ import annotations

import csv
import re
import unicodedata
from functools import lru_cache
from importlib.resources import files

from asn_kompetensi.domain.lembar import Skema

PRIBADI = "pribadi"

_NOMOR_DEPAN = re.compile(r"^\(?\d{1,2}[.)]\s*(?=\D)")
_BR = re.compile(r"<br\s*/?>", re.IGNORECASE)
_PEMISAH = re.compile(r"[\s_/.:\\-]+")
_NAMA_MESIN = re.compile(r"[a-z][A-Z]|_|<br>")
_KURUNG = re.compile(r"\s*([()])\s*")
# `U1 Persyaratan`, `U8 (Sarana)`: the name counts, the number before it differs from form to form.
_NOMOR_UNSUR = re.compile(r"u(?:nsur)? ?\d{1,2} (?:\( )?(.*?)(?: \))?")
_TAK_TAMPAK = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad]")


@lru_cache(maxsize=16_384)
def kunci_judul(teks: object) -> str:
    """`"3. Tgl. Lahir *"` -> `"tgl lahir"`: what two spellings of one heading have in common."""
    # Blanks first: the patterns are slow on thousands of them.
    isi = " ".join(_TAK_TAMPAK.sub("", unicodedata.normalize("NFKC", str(teks))).split()).lstrip("'")
    isi = _NOMOR_DEPAN.sub("", _BR.sub(" ", isi).casefold().strip())
    isi = _KURUNG.sub(r" \1 ", isi.replace("&", " dan "))
    return _PEMISAH.sub(" ", isi).strip(" *?,;\"'")


@lru_cache(maxsize=1)
def _tabel() -> dict[str, dict[str, str]]:
    """{schema or "": {normalised spelling: canonical field}}."""
    hasil: dict[str, dict[str, str]] = {"": {}}
    isi = files("asn_kompetensi").joinpath("reference", "header.csv").read_text(encoding="utf-8")
    for baris in csv.DictReader(isi.splitlines()):
        hasil.setdefault(baris["skema"], {}).setdefault(kunci_judul(baris["ejaan"]), baris["bidang"])
    return hasil


@lru_cache(maxsize=4096)
def dikenal(teks: str) -> bool:
    """Whether any kind of import knows this spelling."""
    kunci = kunci_judul(teks)
    return bool(kunci) and any(kunci in ejaan for ejaan in _tabel().values())


def bidang_dari(kunci: str, skema: Skema) -> str | None:
    """The canonical field a normalised heading means in this kind of import, `pribadi`, or None when unknown."""
    tabel = _tabel()
    if skema.jenis == "skm" and (bernomor := _NOMOR_UNSUR.fullmatch(kunci)):
        kunci = bernomor[1]
    khusus = tabel.get(skema.jenis, {}).get(kunci)
    umum = tabel[""].get(kunci)
    for calon in (khusus, umum):
        if calon is not None and calon in skema.bidang:
            return calon
    sendiri = kunci.replace(" ", "_")
    if sendiri in skema.bidang:
        return sendiri
    return khusus or umum


def ejaan_bidang(bidang: str, skema: Skema) -> tuple[str, ...]:
    """A few accepted spellings of a field, for telling the clerk: those of this import first, as a person writes them.

    The names of fields in other programs (`namaPegawai`, `no_sert`) are accepted but not recommended.
    """
    isi = files("asn_kompetensi").joinpath("reference", "header.csv").read_text(encoding="utf-8")
    semua = [satu for satu in csv.DictReader(isi.splitlines()) if satu["bidang"] == bidang]
    for jenis in (skema.jenis, ""):
        temuan = {
            kunci_judul(satu["ejaan"]): satu["ejaan"].strip()
            for satu in semua
            if satu["skema"] == jenis and not _NAMA_MESIN.search(satu["ejaan"])
        }
        sah = [ejaan for kunci, ejaan in temuan.items() if bidang_dari(kunci, skema) == bidang]
        if sah:
            return tuple(sah[:4])
    return (bidang,)
