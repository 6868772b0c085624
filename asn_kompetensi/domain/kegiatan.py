"""What the activities of one person count for together: each once, and within the limits per day and per month.

The limits of PerLAN 10/2018 hold for the person, not for the course: two e-learnings at once still give 3 JP a day.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Hashable, Sequence
from datetime import date
from decimal import Decimal
from typing import Final, NamedTuple

from asn_kompetensi.domain.jp import Jatah, batas_bulanan, jatah, jp_nasional, kali_diakui
from asn_kompetensi.domain.kehadiran import hari_kelas

TERPANJANG: Final = 1000  # days of one activity; beyond that a year was mistyped


class Kegiatan(NamedTuple):
    """One activity of a person; `ratus` is what it is worth by itself, in hundredths of a JP.

    `kode` is a class's code, else a name that does not depend on the order of entry. `kunci` and `sertifikat` are
    folded for comparison. Days are ISO text; `hari` are the days it met, empty when only `mulai` and `selesai` are
    known. `kelas`: an own class.
    """

    kode: str
    bentuk: int
    kunci: str
    tahun: int
    mulai: str | None
    selesai: str | None
    ratus: int
    luar_negeri: bool = False
    sertifikat: str | None = None
    kelas: bool = False
    hari: tuple[str, ...] = ()


class Diakui(NamedTuple):
    """What an activity counts for: hundredths of a JP, and why that is less than it is worth by itself.

    `kembar` is the code of the class that counts in its place.
    """

    ratus: int
    keterangan: str = ""
    kembar: str | None = None


def sidik(kunci: str, mulai: str | None, tahun: int, sertifikat: str | None) -> list[Hashable]:
    """By what an activity of one person is known: certificate number, and name with first day (else with year)."""
    bernama: Hashable = ("nama", kunci, mulai or tahun)
    return [("sertifikat", sertifikat), bernama] if sertifikat else [bernama]


def sidik_kelas(kunci: str, mulai: str | None, tahun: int, sertifikat: str | None) -> list[Hashable]:
    """By what a record from elsewhere is seen to be an own class: also by name and year where it has no day."""
    return [*sidik(kunci, mulai, tahun, sertifikat), ("nama", kunci, tahun)]


def ratus_sendiri(
    bentuk: int, *, jp: Decimal | int | None, hari: Collection[date], kali: int | None = None, luar_negeri: bool = False
) -> int:
    """What one activity is worth by itself, in hundredths of a JP: the table of forms with the limits inside it.

    `hari` are its days, empty when not known. `kali` is how often it was held: not more than the monthly limit allows
    in the months of `hari`; None is once, or with such a limit on each of `hari`. Raises ValueError as `jp_nasional`.
    """
    bulanan = batas_bulanan(bentuk)
    if bulanan is not None and hari:
        setiap = kali_diakui(bentuk, hari)
        kali = setiap if kali is None else min(kali, bulanan * len({(satu.year, satu.month) for satu in hari}))
    jam = jp_nasional(bentuk, jp_durasi=jp, hari=len(hari) or 1, kali=kali or 1, luar_negeri=luar_negeri)
    return int(Decimal(jam).scaleb(2))


def kembar(semua: Sequence[Kegiatan]) -> dict[int, str]:
    """Which of `semua` (by index) are an own class once more: the code of that class.

    Recorded elsewhere, or another own class with the same certificate number; of these the one that gave most counts.
    """
    milik: dict[Hashable, str] = {}
    hasil: dict[int, str] = {}
    for ke in sorted((ke for ke, satu in enumerate(semua) if satu.kelas), key=lambda ke: (-semua[ke].ratus, ke)):
        satu = semua[ke]
        if satu.sertifikat and ("sertifikat", satu.sertifikat) in milik:
            hasil[ke] = milik["sertifikat", satu.sertifikat]
            continue
        for kunci in sidik_kelas(satu.kunci, satu.mulai, satu.tahun, satu.sertifikat):
            milik[kunci] = min(satu.kode, milik.get(kunci, satu.kode))
    for ke, satu in enumerate(semua):
        if milik and not satu.kelas:
            for kunci in sidik(satu.kunci, satu.mulai, satu.tahun, satu.sertifikat):
                if kunci in milik:
                    hasil.setdefault(ke, milik[kunci])
    return hasil


def hitung(semua: Sequence[Kegiatan]) -> list[Diakui]:
    """What each of one person's activities counts for, in their order.

    Those that end first are served first (then by first day, then by code), each from its earliest free day or
    meeting on; so the result does not depend on the order of entry, and no day with room is left while hours that
    could stand there are cut. Years do not matter here: an activity of last year may have taken a day of this one.
    """
    sudah = kembar(semua)
    hasil = [Diakui(satu.ratus) for satu in semua]
    terpakai: dict[tuple[int, str], int] = defaultdict(int)
    for ke in sorted(range(len(semua)), key=lambda ke: _urutan(semua[ke])):
        satu = semua[ke]
        if ke in sudah:
            hasil[ke] = Diakui(0, f"sudah tercatat di kelas {sudah[ke]}", sudah[ke])
        elif (batas := jatah(satu.bentuk, luar_negeri=satu.luar_negeri)) and satu.mulai and satu.selesai:
            ratus = _ambil(satu, batas, _petak(satu, batas), terpakai)
            hasil[ke] = Diakui(ratus, batas.sebutan if ratus < satu.ratus else "")
    return hasil


def _urutan(satu: Kegiatan) -> tuple[str, str, bool, str]:
    return satu.selesai or f"{satu.tahun:04d}-12-31", satu.mulai or "", not satu.kelas, satu.kode


def _petak(satu: Kegiatan, batas: Jatah) -> list[str]:
    """Where the pieces of an activity stand, earliest first: a day each, or a month for each meeting.

    When a coaching of several months met is not always known: then as often as each month allows.
    """
    if satu.hari:
        return [hari[:7] if batas.bulanan else hari for hari in sorted(satu.hari)]
    semua = hari_kelas(date.fromisoformat(satu.mulai or ""), date.fromisoformat(satu.selesai or ""))
    if not batas.bulanan:
        return [hari.isoformat() for hari in semua]
    bulan = dict.fromkeys(hari.isoformat()[:7] for hari in semua)
    return [satu for satu in bulan for _ in range(batas.batas // batas.satuan)]


def _ambil(satu: Kegiatan, batas: Jatah, petak: Sequence[str], terpakai: dict[tuple[int, str], int]) -> int:
    """Take the hours of one activity out of what is free in its places; returns how much that was."""
    sisa = satu.ratus
    for tempat in petak:
        if sisa <= 0:
            break
        muat = min(sisa, batas.satuan, batas.batas - terpakai[satu.bentuk, tempat])
        if muat > 0:
            terpakai[satu.bentuk, tempat] += muat
            sisa -= muat
    return satu.ratus - sisa
