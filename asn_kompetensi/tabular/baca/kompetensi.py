"""Headings that name a competency: exact, with a standard at the end, with `(KS)`, numbered, or slightly misspelt."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from asn_kompetensi.domain.ejaan_kompetensi import PANJANG_MAKS, lepas_singkatan, lepas_standar
from asn_kompetensi.tabular.baca.ejaan import kunci_judul

# With so many of our own set on one sheet, its short forms are ours; those of which SIASN's older list of 67 has
# other meanings prove nothing.
KODE_CUKUP = 4
KODE_RANCU = frozenset({"PB", "PP", "MP"})
_PENDEK = re.compile(r"[a-z]{2,4}")


@dataclass(frozen=True, slots=True)
class Cocok:
    """One heading recognised: `ejaan` is the label as written without its standard; `salah` when misspelt."""

    kode: str
    ejaan: str
    standar: str | None
    salah: bool = False
    pendek: bool = False


class PencocokKompetensi:
    """Matches headings against `Skema.kompetensi`."""

    def __init__(self, kunci: Mapping[str, str]) -> None:
        self._tepat = {kunci_judul(ejaan): kode for ejaan, kode in kunci.items()}
        self._rapat = {ejaan.replace(" ", ""): kode for ejaan, kode in self._tepat.items()}
        self._cukup = min(KODE_CUKUP, len(set(self._tepat.values()) - KODE_RANCU))
        self._ingatan: dict[str, Cocok | None] = {}

    @property
    def ada(self) -> bool:
        """Whether there is any competency to look for."""
        return bool(self._tepat)

    def cocok(self, judul: str) -> Cocok | None:
        """The competency a heading names, or None."""
        if not self._tepat or len(judul) > PANJANG_MAKS or not judul.strip():
            return None
        if judul not in self._ingatan:
            self._ingatan[judul] = self._cari(judul)
        return self._ingatan[judul]

    def cukup(self, temuan: Iterable[Cocok]) -> bool:
        """Whether a sheet shows so much of our own set that its short forms need no further proof."""
        return len({satu.kode for satu in temuan} - KODE_RANCU) >= self._cukup

    def _cari(self, judul: str) -> Cocok | None:
        calon: list[tuple[str, str | None]] = [(judul.strip(), None)]
        polos, standar = lepas_standar(judul)
        if polos != calon[0][0]:
            calon.append((polos, standar))
        for ejaan, angka in list(calon):
            tanpa = lepas_singkatan(ejaan)
            if tanpa and tanpa != ejaan:
                calon.append((tanpa, angka))
                dalam = lepas_standar(tanpa)
                if angka is None and dalam[1]:
                    calon.append(dalam)
        for ejaan, angka in calon:
            kunci = kunci_judul(ejaan)
            if kunci in self._tepat:
                return Cocok(self._tepat[kunci], ejaan, angka, pendek=bool(_PENDEK.fullmatch(kunci)))
        for ejaan, angka in reversed(calon):
            kode = self._mirip(kunci_judul(ejaan))
            if kode is not None:
                return Cocok(kode, lepas_singkatan(ejaan), angka, salah=True)
        return None

    def _mirip(self, kunci: str) -> str | None:
        """One code only, by ignoring spaces or by at most two letters in a long label."""
        rapat = kunci.replace(" ", "")
        if len(rapat) < 6:
            return None
        if rapat in self._rapat:
            return self._rapat[rapat]
        batas = 2 if len(rapat) >= 10 else 1
        dekat = {
            kode
            for ejaan, kode in self._rapat.items()
            if abs(len(ejaan) - len(rapat)) <= batas
            and len(ejaan) >= 6
            # Cheap first: every cell of the first rows passes here.
            and len(set(ejaan) ^ set(rapat)) <= 2 * batas
            and jarak(ejaan, rapat) <= batas
        }
        return dekat.pop() if len(dekat) == 1 else None


def jarak(kiri: str, kanan: str) -> int:
    """Edit distance (insert, delete, replace)."""
    lama = list(range(len(kanan) + 1))
    for i, huruf in enumerate(kiri, 1):
        baru = [i]
        for j, lain in enumerate(kanan, 1):
            baru.append(min(lama[j] + 1, baru[j - 1] + 1, lama[j - 1] + (huruf != lain)))
        lama = baru
    return lama[-1]
