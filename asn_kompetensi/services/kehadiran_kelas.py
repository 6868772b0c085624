"""Whether an attendance sheet is that of the class it is imported into: what its title lines name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from asn_kompetensi.domain.galat import DataDitolak
from asn_kompetensi.domain.nama import kunci
from asn_kompetensi.domain.tanggal import baca_rentang
from asn_kompetensi.services.impor import Pengimpor
from asn_kompetensi.store.door import Pintu
from asn_kompetensi.store.queries import kelas as sql
from asn_kompetensi.store.queries import pelatihan as pelatihan_sql
from asn_kompetensi.store.queries.kelas import BarisKelas

# A code such as `A` or `2025` may stand in a title for anything; `KOM-01-2025A` may not.
_KODE_TERPENDEK: Final = 4
_NAMA_TERPENDEK: Final = 8
_RENTANG: Final = re.compile(
    r"(?:\d{1,2}(?:\s+[a-z]{3,9})?(?:\s+\d{4})?\s*(?:s\s*[./]?\s*d\b\.?|sampai(?:\s+dengan)?|hingga|[-–])\s*)?"
    r"(?:(?:senin|selasa|rabu|kamis|jum'?at|sabtu|minggu)\s*,\s*)?\d{1,2}\s+[a-z]{3,9}\s+\d{4}\b",
    re.IGNORECASE,
)
_SURAT: Final = re.compile(r"\b(?:surat|nomor|no\.|sk|keputusan|peraturan|dicetak|cetak)\b", re.IGNORECASE)


def pastikan_kelas(d: Pintu, p: Pengimpor, kelas: BarisKelas, *, bertanggal: bool) -> None:
    """Raise `DataDitolak` when the title names another class.

    `bertanggal`: a day column carries a date of this class. Then the title's dates, or the name of another programme,
    only warn.
    """
    kepala = p.lembar.kepala
    if (kode := _kode_lain(d, kepala, kelas)) is not None:
        raise DataDitolak(
            f"judul lembar {p.lembar.nama} menyebut kelas {kode}, bukan {kelas.kode}",
            f"Bila ini daftar hadir kelas itu: asn kelas hadir {kode} --dari BERKAS",
        )
    for sebab in (_tanggal_lain(kepala, kelas), _pelatihan_lain(d, kepala, kelas)):
        if sebab and not bertanggal:
            raise DataDitolak(
                f"judul lembar {p.lembar.nama} menyebut {sebab}",
                "Mungkin ini daftar hadir kelas lain; periksa kode kelas, atau perbaiki judul lembarnya.",
            )
        if sebab:
            p.ingatkan("JUDUL_KELAS_LAIN", f"judul lembar menyebut {sebab}", "Periksa kode kelasnya.")


def hari_judul(kepala: Sequence[str]) -> date | None:
    """The day of a sheet that is for one day only: the title names this day and no other."""
    semua = set(_rentang(kepala))
    awal, akhir = semua.pop() if len(semua) == 1 else (None, None)
    return awal if awal == akhir else None


def _kode_lain(d: Pintu, kepala: Sequence[str], kelas: BarisKelas) -> str | None:
    """The code of another class in the title, unless this one's stands there too."""
    judul = "\n".join(kepala).casefold()

    def ada(kode: str) -> bool:
        return re.search(rf"(?<![\w-]){re.escape(kode.casefold())}(?![\w-])", judul) is not None

    if not judul or ada(kelas.kode):
        return None
    semua = (kode for _, kode, _ in sql.ejaan(d.kon) if kode != kelas.kode)
    khas = (
        k for k in semua
        if f"({k.casefold()})" in judul  # as our own sheets write it
        or (len(k) >= _KODE_TERPENDEK and not k.isdigit() and re.search(r"[\d-]", k))
    )  # fmt: skip
    return next((kode for kode in khas if kode.casefold() in judul and ada(kode)), None)


def _tanggal_lain(kepala: Sequence[str], kelas: BarisKelas) -> str | None:
    """The dates in the title when none of them is a day of the class."""
    semua = list(_rentang(kepala))
    if not semua or any(a.isoformat() <= kelas.selesai and b.isoformat() >= kelas.mulai for a, b in semua):
        return None
    awal, akhir = semua[0]
    sebutan = awal.isoformat() if awal == akhir else f"{awal.isoformat()} sampai {akhir.isoformat()}"
    return f"tanggal {sebutan}, sedangkan kelas {kelas.kode} {kelas.mulai} sampai {kelas.selesai}"


def _rentang(kepala: Sequence[str]) -> Iterator[tuple[date, date]]:
    for baris in kepala:
        if _SURAT.search(baris):
            continue
        for cocok in _RENTANG.finditer(baris):
            try:
                yield baca_rentang(cocok[0])
            except ValueError:
                continue


def _pelatihan_lain(d: Pintu, kepala: Sequence[str], kelas: BarisKelas) -> str | None:
    """The name of another programme in the title, unless this class's stands there, if only word by word."""
    judul = f" {kunci(' '.join(kepala))} "
    milik = kunci(kelas.nama)
    if not judul.strip() or all(kata in judul for kata in milik.split() if len(kata) >= _KODE_TERPENDEK):
        return None
    for nomor, kode, nama in pelatihan_sql.ejaan(d.kon):
        lain = kunci(nama)
        if nomor != kelas.pelatihan_id and len(lain) >= _NAMA_TERPENDEK and " " in lain and f" {lain} " in judul:
            return f"pelatihan {kode} ({nama}), sedangkan kelas {kelas.kode} adalah {kelas.nama}"
    return None
