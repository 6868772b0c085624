"""The ledger of letters as an answer, and who received what since a moment."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from typing import Any

from asn_kompetensi.domain.galat import DataDitolak, SalahPakai
from asn_kompetensi.domain.kirim import STATUS, perlu_diingatkan
from asn_kompetensi.services import gap, jam, keadaan
from asn_kompetensi.services.kamus import opd_kamus
from asn_kompetensi.services.kirim import TIBA
from asn_kompetensi.services.masukan import tanggal_sah
from asn_kompetensi.store.door import Pintu
from asn_kompetensi.store.queries import kirim as sql
from asn_kompetensi.store.queries import penyaluran

BIDANG = (
    "periode", "opd", "nama_opd", "alamat", "berkas", "sidik", "bersandi", "orang", "status", "disiapkan", "dikirim",
    "balasan", "batas", "dijawab", "perlu_diingatkan",
)  # fmt: skip


def daftar(
    d: Pintu,
    *,
    periode: str | None = None,
    opd: str | None = None,
    status: str | None = None,
    jatuh_tempo: bool = False,
    pada: date | None = None,
) -> list[tuple[Any, ...]]:
    """Letters in the columns of `BIDANG`, by period, agency and age; `pada` (today) decides what is due.

    Raises `TidakDitemukan` for an unknown period or agency, `SalahPakai` for an unknown state.
    """
    if status is not None and status not in STATUS:
        raise SalahPakai(f"status '{status}' tidak ada", f"Pilihannya: {', '.join(STATUS)}.")
    nomor = gap.cari_periode(d, periode)[0] if periode else None
    dipilih = [opd_kamus(d).wajib(opd).id] if opd else None
    hari = pada or jam.hari_ini()
    lama = int(keadaan.angka_pada(d, "batas_jawab_laporan", hari.isoformat()))
    # Of an agency's letters of a period the newest that arrived is the one to answer.
    semua = sql.daftar(d.kon, periode_id=nomor, opd=dipilih)
    terbaru = {(satu.periode, satu.opd_id): satu.id for satu in semua if satu.status in TIBA}
    hasil = []
    for satu in sql.daftar(d.kon, periode_id=nomor, opd=dipilih, status=status):
        perlu = satu.id == terbaru.get((satu.periode, satu.opd_id)) and perlu_diingatkan(satu, hari, lama)
        if perlu or not jatuh_tempo:
            hasil.append((*(getattr(satu, nama) for nama in BIDANG[:-1]), perlu))
    return hasil


def sejak(d: Pintu, waktu: str, *, opd: str | None = None, orang: bool = False) -> Iterator[tuple[Any, ...]]:
    """What left the office since a moment: the columns of `store.queries.penyaluran.BIDANG`, or `BIDANG_ORANG`.

    Raises `DataDitolak` for a moment that cannot be read, `TidakDitemukan` for an unknown agency.
    """
    awal = baca_saat(waktu)
    kode = opd_kamus(d).wajib(opd).kode if opd else None
    letak = penyaluran.BIDANG.index("opd")
    return (baris for baris in penyaluran.sejak(d.kon, awal, orang=orang) if kode in (None, baris[letak]))


def baca_saat(teks: str) -> str:
    """A day or a moment as typed, in the computer's own time, as the database keeps it (UTC). Raises `DataDitolak`."""
    try:
        saat = datetime.fromisoformat(teks.strip())
    except ValueError:
        hari = tanggal_sah(teks, "--sejak")
        if hari is None:
            raise DataDitolak("--sejak kosong", "Tulis --sejak seperti 2025-12-31 atau 2025-12-31T08:00.") from None
        saat = datetime.combine(hari, time())
    try:
        return saat.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    except (OverflowError, ValueError, OSError):
        raise DataDitolak(f"--sejak '{teks[:40]}' di luar jangkauan", "Tulis seperti 2025-12-31.") from None
