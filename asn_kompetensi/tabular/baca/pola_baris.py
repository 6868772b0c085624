"""What rows that hold no data look like: totals, notes, groups, column numbers, signatures."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import Any

from asn_kompetensi.tabular.baca.ejaan import kunci_judul
from asn_kompetensi.tabular.baca.sel import bersih

_BULAN = (
    "januari|jan|februari|pebruari|feb|maret|mar|april|apr|mei|juni|jun|juli|jul|agustus|agu|ags|september|sep|oktober|okt|"
    "november|nopember|nov|desember|des"
)
GRUP = re.compile(
    r"\s*(satuan kerja|satker|unit kerja|unit organisasi|opd|perangkat daerah|skpd|instansi|unit|nama opd)\s*:\s*(.*)",
    re.I | re.S,
)
JUMLAH = re.compile(r"\s*(jumlah|jml|(sub|grand)?\s*total|rata\s*-?\s*rata|rerata|average)\b", re.I)
STANDAR = re.compile(r"\s*standard?\b", re.I)
KETERANGAN = re.compile(r"\s*(?:(?:keterangan|catatan|ket|nb|note|sumber)\s*\.?\s*(?::|$)|\*+\)?\s*\S)", re.I)
NIHIL = re.compile(
    r"\s*\(?(nihil|tidak ada( data)?|data tidak ada|data kosong|belum ada data|kosong)\)?\s*\.?\s*", re.I
)
NIP_TULIS = re.compile(r"\s*'?\s*NIP\b\s*[.:]?\s*[\d.…_ ]*$", re.I)
_DIGIT = re.compile(r"\d")
TEMPAT_TANGGAL = re.compile(
    rf"\s*[A-Z][\w'’. ]{{2,30}},\s*(?:tanggal\s*)?(?:\d{{1,2}}|[.…_\s]{{2,}})?\s*(?:{_BULAN}|[.…_]{{2,}})[\s\d.…_]*$",
    re.I,
)
PEJABAT = re.compile(
    r"\s*(?:(?:mengetahui|menyetujui|mengesahkan|disetujui oleh|disahkan oleh|dibuat oleh|diperiksa oleh|yang membuat|"
    r"penyelenggara|panitia(?: penyelenggara)?|tanda tangan|wali\s?kota\b.*|bupati\b.*)\s*[,:]?|"
    r"(?:mengetahui|a\.?\s?n\.?|plt\.?|plh\.?)[\s.,/].*|"
    r"(?:kepala|ketua|sekretaris|pimpinan|pejabat|asesor|tim|direktur|camat|inspektur|penanggung jawab)\b.*,)\s*$",
    re.I | re.S,
)


def teks(nilai: Any) -> str:
    """A cell as text for matching, without its leading apostrophe."""
    return nilai.removeprefix("'") if isinstance(nilai, str) else ""


def ber_nip(nilai: Any) -> bool:
    """Whether a cell can only be meant as a NIP: a long number, or text with 15 digits that is no signature line."""
    if isinstance(nilai, int | float):
        return nilai >= 10**13
    tulisan = teks(nilai)
    return len(_DIGIT.findall(tulisan)) >= 15 and not NIP_TULIS.fullmatch(tulisan)


def grup(isi: list[tuple[int, Any]]) -> tuple[str, str, int] | None:
    """(`satuan kerja`, its name, column) of a row such as `Unit Kerja : X`, also when `X` stands in the next cell."""
    if not isi or len(isi) > 3:
        return None
    cocok = GRUP.fullmatch(teks(isi[0][1]))
    if cocok:
        sambungan = [teks(nilai).strip(" :") for _, nilai in isi[1:]]
        if cocok.group(2).strip() and not any(sambungan):
            return cocok.group(1).casefold(), cocok.group(2).strip(), isi[0][0]
        if not cocok.group(2).strip() and len([satu for satu in sambungan if satu]) == 1:
            return cocok.group(1).casefold(), "".join(sambungan), isi[0][0]
        return None
    if len(isi) > 1 and teks(isi[1][1]).lstrip().startswith(":"):
        return grup([(isi[0][0], teks(isi[0][1]) + "".join(teks(nilai) for _, nilai in isi[1:]))])
    return None


def nomor_kolom(isi: list[tuple[int, Any]]) -> bool:
    """`1 2 3 4 ...`, `(1) (2) (3)`: the row of column numbers under a printed header."""
    if len(isi) < 3:
        return False
    angka = []
    for _, nilai in isi:
        cocok = re.fullmatch(r"\s*\(?(\d{1,2})(?:\.0)?\)?(?:\s*=.*)?\s*", str(nilai).removeprefix("'"))
        if not cocok or isinstance(nilai, bool):
            return False
        angka.append(int(cocok.group(1)))
    return angka[0] <= 2 and all(b - a == 1 for a, b in pairwise(angka))


def judul_berulang(isi: list[tuple[int, Any]], kunci: Mapping[int, frozenset[str]]) -> bool:
    """A page header printed again in the middle of the data."""
    sama = sum(1 for kolom, nilai in isi if kunci_judul(nilai) in kunci.get(kolom, frozenset()))
    return sama >= 2 and sama * 2 >= len(isi)


def tanda_tangan(isi: Iterable[tuple[int, Any]]) -> bool:
    """Whether every cell of a short row belongs to a signature block."""
    daftar = [teks(nilai) for _, nilai in isi]
    return 0 < len(daftar) <= 4 and all(
        TEMPAT_TANGGAL.fullmatch(satu) or PEJABAT.fullmatch(satu) or NIP_TULIS.fullmatch(satu) for satu in daftar
    )


def tanpa_isi(isi: Iterable[tuple[int, Any]]) -> bool:
    """Only `-`, `null` and the like, or the word NIHIL."""
    daftar = [bersih(nilai) for _, nilai in isi]
    ada = [satu for satu in daftar if satu is not None]
    return not ada or (len(ada) == 1 and isinstance(ada[0], str) and NIHIL.fullmatch(ada[0]) is not None)
