"""Group rows: the agency or unit that the rows below belong to, where no column names it."""

from __future__ import annotations

import re
from typing import Any

from asn_kompetensi.tabular.baca.pola_baris import PANJANG_MAKS, teks

_NOMOR = r"(?:\(?(?:[ivx]{1,5}|[a-z]|\d{1,2})\s*[.)]\s*)?"
_BERLABEL = re.compile(
    rf"\s*{_NOMOR}((?:nama\s+)?(?:satuan kerja|satker|unit kerja|unit organisasi|(?:organisasi )?perangkat daerah|opd|"
    r"skpd|(?:dinas\s*/\s*)?instansi|unit))\s*:\s*(.*)",
    re.I | re.S,
)
_PENOMOR = re.compile(r"\s*\(?(?:[IVXivx]{1,5}|[A-Za-z]|\d{1,2})\s*[.)]?\s*")
_BANYAK = r"\s*(?:\(\s*\d+\s*(?:orang|pegawai)\s*\)|:)?\s*"
_SATUAN = re.compile(
    rf"\s*{_NOMOR}((?:dinas|badan|kantor|kecamatan|rumah sakit|satuan polisi|sekretariat (?:daerah|dprd))\s.+?|"
    rf"(?:rsud|inspektorat|satpol|bkpsdm|setda|setwan|sekretariat (?:daerah|dprd))\b.*?){_BANYAK}",
    re.I | re.S,
)
_UNIT = re.compile(
    rf"\s*{_NOMOR}((?:bagian|bidang|seksi|sub\s?(?:bagian|bidang|seksi)|subbag|subbid|kelurahan|uptd?|puskesmas|sdn?|smpn?|"
    rf"tkn?|(?:sd|smp|tk) negeri)\s.+?|sekretariat){_BANYAK}",
    re.I | re.S,
)
_MACAM = re.compile(
    rf"\s*{_NOMOR}(?:(?:pegawai\s+)?(?:c?pns|pppk|p3k|asn)(?:\s+(?:paruh|penuh) waktu)?|"
    r"golongan\s+[ivx]+(?:\s*/\s*[a-e])?|eselon\s+[ivx]+(?:[./ ]?[ab])?|"
    r"(?:jabatan\s+)?(?:struktural|fungsional(?:\s+\w+)?|pelaksana|administrasi|administrator|pengawas|"
    rf"pimpinan tinggi(?:\s+pratama)?)|laki\s*-\s*laki|perempuan|pria|wanita){_BANYAK}",
    re.I,
)
_UMUM = re.compile(r"\W+")


def berlabel(isi: list[tuple[int, Any]]) -> tuple[str, str, int] | None:
    """(`satuan kerja`, its name or "", column) of a row such as `B. Unit Kerja : X`, `X` also in a cell of its own."""
    isi = _tanpa_penomor(isi)
    # A text that was cut is no name.
    if not isi or len(isi) > 3 or any(len(teks(nilai)) >= PANJANG_MAKS for _, nilai in isi):
        return None
    if len(isi) > 1 and teks(isi[1][1]).lstrip().startswith(":"):
        isi = [(isi[0][0], teks(isi[0][1]) + "".join(teks(nilai) for _, nilai in isi[1:]))]
    cocok = _BERLABEL.fullmatch(teks(isi[0][1]))
    if not cocok:
        return None
    sambungan = [satu for satu in (teks(nilai).strip(" :") for _, nilai in isi[1:]) if satu]
    nama = [satu for satu in (cocok.group(2).strip(), *sambungan) if satu]
    if len(nama) > 1 or len(sambungan) < len(isi) - 1:
        return None
    return " ".join(cocok.group(1).casefold().split()), "".join(nama), isi[0][0]


def tanpa_label(isi: list[tuple[int, Any]]) -> tuple[str, str, int] | None:
    """The same for a row that holds the name of an agency and nothing else: `II | DINAS PENDIDIKAN`."""
    isi = _tanpa_penomor(isi)
    if len(isi) != 1:
        return None
    kolom, nilai = isi[0]
    for jenis, pola in (("satuan kerja", _SATUAN), ("unit kerja", _UNIT)):
        tulisan = teks(nilai)
        if len(tulisan) < PANJANG_MAKS and (cocok := pola.fullmatch(tulisan)):
            return jenis, cocok.group(1).strip(), kolom
    return None


def macam_orang(isi: list[tuple[int, Any]]) -> bool:
    """Whether a row only says what kind of people follow: `PNS`, `Golongan III`, `JABATAN FUNGSIONAL`."""
    isi = _tanpa_penomor(isi)
    return len(isi) == 1 and _MACAM.fullmatch(teks(isi[0][1])) is not None


def sendiri(isi: list[tuple[int, Any]]) -> bool:
    """Whether a row holds one text alone, but for a letter or Roman number before it."""
    return bool(isi) and all(isinstance(nilai, str) for _, nilai in isi) and len(_tanpa_penomor(isi)) == 1


def _tanpa_penomor(isi: list[tuple[int, Any]]) -> list[tuple[int, Any]]:
    """Without the `II` or `2` in a cell before the name."""
    if len(isi) > 1:
        awal = isi[0][1]
        if (isinstance(awal, int | float) and not isinstance(awal, bool)) or _PENOMOR.fullmatch(teks(awal)):
            return isi[1:]
    return isi


class Kelompok:
    """The agency and the unit inside it that the group rows read so far have set."""

    def __init__(self) -> None:
        self._nama: dict[str, str] = {}

    def catat(self, jenis: str, nama: str) -> None:
        """A new agency ends the unit before it; an empty name ends what stood there."""
        satuan = "unit" if "unit" in jenis else "satuan"
        if satuan == "satuan":
            self._nama.clear()
        self._nama.pop(satuan, None)
        if nama:
            self._nama[satuan] = nama

    def kosongkan(self, judul: str = "") -> None:
        """Forget everything at a line that may begin another group, unless it names the present one."""
        if not judul or not any(_rapat(satu) in _rapat(judul) for satu in self._nama.values()):
            self._nama.clear()

    def opd(self) -> str | None:
        """The unit inside the agency as a path, most specific first, as SIASN writes it."""
        return " / ".join(self._nama[satu] for satu in ("unit", "satuan") if satu in self._nama) or None


def _rapat(tulisan: str) -> str:
    return _UMUM.sub(" ", tulisan.casefold()).strip()
