"""What rows that hold no data look like: totals, notes, titles, column numbers, repeated headers, signatures."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise
from typing import Any, Literal

from asn_kompetensi.domain.lembar import Skema
from asn_kompetensi.domain.nama import galat_rumus
from asn_kompetensi.domain.sel import TANPA_NILAI
from asn_kompetensi.tabular.baca.ejaan import PRIBADI, bidang_dari, kunci_judul
from asn_kompetensi.tabular.baca.kolom import Kolom
from asn_kompetensi.tabular.baca.sel import bersih

_BULAN = (
    "januari|jan|februari|pebruari|feb|maret|mar|april|apr|mei|juni|jun|juli|jul|agustus|agu|ags|september|sep|oktober|okt|"
    "november|nopember|nov|desember|des"
)
# A longer text is no mark, only its beginning may be one.
PANJANG_MAKS = 300
# Words a person may be called by begin a total only where the row says nothing else.
JUMLAH = re.compile(r"\s*(jumlah|jml|(sub|grand)?\s*total|(nilai\s+)?rata\s*-?\s*rata|rata2|rerata|average)\b", re.I)
_BENDA = (
    r"(?:[\s/(-]+(?:pegawai|peserta|pns|pppk|asn|orang|nilai|skor|level|kehadiran|keseluruhan|seluruhnya|semua|kompetensi|"
    r"rata\s*-?\s*rata|total|jumlah|gap|hari|jp)\)?)*\s*(?:\(?%\)?)?\s*[:=]?\s*"
)
JUMLAH_UTUH = re.compile(
    r"\s*(?:jumlah|jml\.?|(?:sub|grand)?\s*total|(?:nilai|skor)\s+(?:total|tertinggi|terendah|maksim\w+|minim\w+|tengah)|"
    r"(?:nilai|skor)?\s*rata\s*-?\s*rata|rata2|rerata|average|mean|median|gap|kesenjangan|selisih|jpm|p[er]+sentase|"
    rf"kategori|standar deviasi){_BENDA}",
    re.I,
)
STANDAR = re.compile(r"\s*(?:(?:nilai|level|skor)\s+)?standard?\b", re.I)
STANDAR_UTUH = re.compile(
    r"\s*(?:(?:level|nilai)\s+)?(?:yang\s+)?(?:dipersyaratkan|persyaratan|syarat|target)(?:\s+(?:jabatan|kompetensi|level))*\s*:?\s*",
    re.I,
)
KETERANGAN = re.compile(r"\s*(?:(?:keterangan|catatan|ket|nb|note|sumber)\s*\.?\s*(?::|$)|\*+\)?\s*\S)", re.I)
HALAMAN = re.compile(
    r"\s*(?:(?:halaman|hal|hlm|page)\s*[.:]?\s*\d+(?:\s*(?:dari|of|/)\s*\d+)?|(?:dicetak|diunduh|printed)\b.*)\s*$",
    re.I,
)
KOP = re.compile(
    r"\s*(?:daftar|data|rekap|rekapitulasi|laporan|lampiran|pemerintah|periode|tahun|semester|triwulan|bulan|keadaan|"
    r"per tanggal|nominatif|hasil)\s+\S.*",
    re.I | re.S,
)
NIHIL = re.compile(
    r"\s*\(?(nihil|tidak ada( data)?|data tidak ada|data kosong|belum ada data|kosong)\)?\s*\.?\s*", re.I
)
NIP_TULIS = re.compile(r"\s*'?\s*NIP\b\s*[.:]?\s*[\d.…_ ]*$", re.I)
_DIGIT = re.compile(r"\d")
_HARI = (
    rf"(?:\d{{1,2}}|[.…_\s]{{2,}})?\s*(?:{_BULAN}|[.…_]{{2,}})[\s\d.…_]*|"
    r"\d{1,2}\s*[-/.]\s*\d{1,2}\s*[-/.]\s*\d{2,4}"
)
TEMPAT_TANGGAL = re.compile(rf"\s*[A-Z][\w'’. ]{{2,30}},\s*(?:tanggal\s*)?(?:{_HARI})\s*$", re.I)
DITETAPKAN = re.compile(
    r"\s*(?:(?:di(?:tetapkan|keluarkan|buat|sahkan|tandatangani))\s+di\b.*|"
    rf"pada\s+tanggal\s*:?\s*(?:{_HARI}|[.…_ ]*)\s*)$",
    re.I,
)
PEJABAT = re.compile(
    r"\s*(?:(?:mengetahui|menyetujui|mengesahkan|disetujui oleh|disahkan oleh|dibuat oleh|diperiksa oleh|yang membuat|"
    r"penyelenggara|panitia(?: penyelenggara)?|tanda tangan|wali\s?kota\b.*|bupati\b.*)\s*[,:]?|"
    r"(?:mengetahui|a\.?\s?n\.?|plt\.?|plh\.?)[\s.,/].*|"
    r"(?:kepala|ketua|sekretaris|pimpinan|pejabat|asesor|tim|direktur|camat|inspektur|penanggung jawab)\b.*,|"
    r"(?:kepala|ketua|sekretaris|pimpinan)\s+(?:dinas|badan|kantor|bkpsdm|inspektorat|satuan|opd|uptd?|puskesmas|sekolah|"
    r"tim|panitia|daerah)\b.*)\s*$",
    re.I | re.S,
)
_NOMOR_KOLOM = re.compile(r"\s*[-(]?\s*(\d{1,2}|[a-z])(?:\.0)?\s*[.)-]?(?:\s*=.*)?\s*", re.I)


def teks(nilai: Any) -> str:
    """The beginning of a cell as text for matching: blanks collapsed, without its leading apostrophe.

    No mark is longer, and the patterns here are slow on thousands of blanks or points.
    """
    return " ".join(nilai.removeprefix("'").split())[:PANJANG_MAKS] if isinstance(nilai, str) else ""


def ber_nip(nilai: Any) -> bool:
    """Whether a cell can only be meant as a NIP: a long number, or text with 15 digits that is no signature line."""
    if isinstance(nilai, int | float):
        return nilai >= 10**13
    return isinstance(nilai, str) and len(_DIGIT.findall(nilai)) >= 15 and NIP_TULIS.fullmatch(teks(nilai)) is None


def nomor_kolom(isi: list[tuple[int, Any]]) -> bool:
    """`1 2 3 4 ...`, `(1) (2) (3)`, `a b c`: the row under a printed header; merged columns may leave numbers out.

    Excel turns a typed `(1)` into -1.
    """
    if len(isi) < 3:
        return False
    urutan = []
    for _, nilai in isi:
        cocok = _NOMOR_KOLOM.fullmatch(teks(str(nilai)))
        if not cocok or isinstance(nilai, bool):
            return False
        tanda = cocok.group(1)
        urutan.append((tanda.isdigit(), int(tanda) if tanda.isdigit() else ord(tanda.casefold()) - ord("a") + 1))
    langkah = {b - a for (_, a), (_, b) in pairwise(urutan)}
    return len({berupa for berupa, _ in urutan}) == 1 and urutan[0][1] <= 2 and langkah <= {1, 2, 3, 4}


def judul_lagi(isi: list[tuple[int, Any]], kolom: dict[int, Kolom], skema: Skema) -> Literal["", "sama", "lain"]:
    """A header in the middle of the data: `sama` where each heading stands in its old column, else `lain`."""
    ejaan = frozenset().union(*(satu.kunci for satu in kolom.values()))
    sama = lain = 0
    for indeks, nilai in isi:
        kunci = kunci_judul(nilai) if isinstance(nilai, str) and len(nilai) < 100 else ""
        bidang = bidang_dari(kunci, skema) if kunci else None
        lama = kolom.get(indeks)
        if kunci and lama is not None and (kunci in lama.kunci or (bidang is not None and bidang == lama.bidang)):
            sama += 1
        elif kunci and (kunci in ejaan or bidang in skema.bidang or bidang in (PRIBADI, "no")):
            lain += 1
    if sama + lain < 2 or (sama + lain) * 2 < len(isi):
        return ""
    return "lain" if lain else "sama"


def tanda_tangan(isi: Iterable[tuple[int, Any]]) -> bool:
    """Whether every cell of a short row belongs to a signature block."""
    daftar = [teks(nilai) for _, nilai in isi]
    return 0 < len(daftar) <= 4 and all(
        any(pola.fullmatch(satu) for pola in (TEMPAT_TANGGAL, DITETAPKAN, PEJABAT, NIP_TULIS)) for satu in daftar
    )


def tanpa_isi(isi: Iterable[tuple[int, Any]]) -> bool:
    """Only `-`, `null` and the like, or the word NIHIL."""
    daftar = [bersih(nilai) for _, nilai in isi]
    ada = [satu for satu in daftar if satu is not None]
    return not ada or (len(ada) == 1 and isinstance(ada[0], str) and NIHIL.fullmatch(teks(ada[0])) is not None)


def hitungan_kosong(nilai: Any) -> bool:
    """What a formula shows beside an empty row: 0, an error, nothing."""
    nilai = bersih(nilai)
    return nilai is None or nilai is TANPA_NILAI or nilai == 0 or galat_rumus(nilai)
