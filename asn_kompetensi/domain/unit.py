"""Units as files write them: one name, or a path from the government down to a section or the other way round."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from asn_kompetensi.domain.kamus import Entri, Kamus
from asn_kompetensi.domain.nama import kunci

_PEMISAH: Final = re.compile(r"\s*[/\\>|]\s*|\s+[-–—]+\s+")
_PEMERINTAH: Final = re.compile(
    r"(?:pemerintah(?: daerah)?|pemkot?|pemkab|pemda|pemprov|kota|kabupaten|kab|provinsi)(?: .*)?"
)
_SENDIRI: Final = re.compile(
    r"(?:(?:pemerintah(?: daerah)? )?(?P<jenis>kota|kabupaten|kab|provinsi)|(?P<singkat>pemkot?|pemkab|pemprov)) "
    r"(?P<nama>.+)"
)
_SEBUTAN: Final = {
    "kota": ("pemkot", "pemko", "kota", "pemerintah kota", "pemerintah daerah kota"),
    "kabupaten": ("pemkab", "kab", "kabupaten", "pemerintah kab", "pemerintah kabupaten",
                  "pemerintah daerah kabupaten"),
    "provinsi": ("pemprov", "provinsi", "pemerintah provinsi", "pemerintah daerah provinsi"),
}  # fmt: skip
# How high a unit stands, by its first words: the order of these in a path tells which way it runs.
_TINGKAT: Final = tuple(
    re.compile(pola)
    for pola in (
        r"(?:dinas|badan|setda|setwan|inspektorat|kecamatan|kec|satuan polisi|satpol|"
        r"sekretariat (?:daerah|dprd|dewan))\b",
        r"(?:sekretariat|bidang|bagian|kelurahan|kel|asisten|inspektur pembantu|upt|uptd|puskesmas|rsud|rumah sakit|tk|"
        r"sd|sdn|smp|smpn|sekolah|paud|balai|laboratorium)\b",
        r"(?:seksi|subbag|subbid|sub ?bagian|sub ?bidang|sub ?koordinator|pustu)\b",
    )
)


def _ruas(jalur: str) -> list[str]:
    # Blanks first: the pattern is slow on thousands of them.
    return [
        satu for bagian in _PEMISAH.split(" ".join(jalur.split())) if (satu := bagian.strip().strip("-–— ").strip())
    ]


def _pemerintah(nama: str) -> bool:
    return _PEMERINTAH.fullmatch(kunci(nama)) is not None


def _dari_atas(ruas: list[str]) -> bool | None:
    """Whether a path runs from the government down; None where it does not show."""
    ujung = _pemerintah(ruas[0]), _pemerintah(ruas[-1])
    if ujung[0] != ujung[1]:
        return ujung[0]
    tingkat = [t for satu in ruas if (t := _tingkat(kunci(satu))) is not None]
    return tingkat[0] < tingkat[-1] if tingkat and tingkat[0] != tingkat[-1] else None


def _tingkat(isi: str) -> int | None:
    return next((nomor for nomor, pola in enumerate(_TINGKAT) if pola.match(isi)), None)


def segmen_unit(jalur: str) -> list[str]:
    """Units of a path such as `BIDANG X / DINAS Y / PEMERINTAH KOTA Z`, the most specific first where that shows."""
    ruas = _ruas(jalur)
    return ruas[::-1] if len(ruas) > 1 and _dari_atas(ruas) else ruas


def perangkat_daerah(jalur: str) -> str:
    """The part of a path that names the agency: its highest unit below the government itself."""
    ruas = segmen_unit(jalur)
    return next((satu for satu in reversed(ruas) if not _pemerintah(satu)), jalur.strip())


class PencariUnit:
    """Finds the registered unit that a text or path means; a file repeats the same few, so answers are remembered."""

    def __init__(self, kamus: Kamus, induk: Mapping[int, int | None], instansi: str | None) -> None:
        """`induk`: unit -> the one above it; `instansi`: our own government, whose name may stand beside a unit's."""
        self.kamus = kamus
        self._induk = induk
        self._sendiri = sorted(_sebutan_sendiri(kunci(instansi or "")), key=len, reverse=True)
        self._ingat: dict[str, list[Entri]] = {}

    def calon(self, jalur: str) -> list[Entri]:
        """The unit meant; none where nothing is known, several where the path does not say which of them.

        The most specific known part wins: one below another by the register, else by the way the path runs.
        """
        if jalur not in self._ingat:
            self._ingat[jalur] = self._cari(jalur)
        return self._ingat[jalur]

    def _cari(self, jalur: str) -> list[Entri]:
        if utuh := self._satu(jalur):
            return [utuh]
        ruas = segmen_unit(jalur)
        kenal = {entri.id: entri for satu in ruas if (entri := self._satu(satu)) is not None}
        atasan = {atas for nomor in kenal for atas in self._di_atas(nomor)}
        khusus = [entri for nomor, entri in kenal.items() if nomor not in atasan]
        return khusus[:1] if len(khusus) > 1 and _dari_atas(ruas) is not None else khusus

    def _satu(self, nama: str) -> Entri | None:
        """One unit by its name, with or without the name of our own government before or after it."""
        if (entri := self.kamus.cari(nama)) is not None:
            return entri
        isi = kunci(nama)
        for sendiri in self._sendiri:
            for sisa in (isi.removesuffix(f" {sendiri}"), isi.removeprefix(f"{sendiri} ")):
                if sisa != isi and (entri := self.kamus.cari(sisa)) is not None:
                    return entri
        return None

    def _di_atas(self, nomor: int) -> Iterator[int]:
        dilihat = {nomor}
        naik = self._induk.get(nomor)
        while naik is not None and naik not in dilihat:
            yield naik
            dilihat.add(naik)
            naik = self._induk.get(naik)


def _sebutan_sendiri(instansi: str) -> set[str]:
    """The ways to write our own government: `pemerintah kota x`, `pemkot x`, `pemko x`, `kota x`, `x`."""
    cocok = _SENDIRI.fullmatch(instansi)
    if cocok is None:
        return {instansi} - {""}
    jenis = next(satu for satu in _SEBUTAN if (cocok["jenis"] or cocok["singkat"][3:]).startswith(satu[:3]))
    return {cocok["nama"], *(f"{satu} {cocok['nama']}" for satu in _SEBUTAN[jenis])}
