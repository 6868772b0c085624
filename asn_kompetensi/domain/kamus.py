"""Finding a thing by what a person types or a file says: code, official name or registered alias, in any case."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from asn_kompetensi.domain.galat import SalahPakai, TidakDitemukan
from asn_kompetensi.domain.nama import kunci, terdekat

_BILANGAN = re.compile(r"[0-9]+(?:\.[0-9]+)?(?:[Ee]\+?[0-9]{1,2})?")


@dataclass(frozen=True, slots=True)
class Entri:
    """One way to call a thing: the thing's id and code, and the spelling."""

    id: int
    kode: str
    ejaan: str


class Kamus:
    """All spellings of one noun. An exact code, name or alias wins over one that differs in case or spacing."""

    def __init__(
        self,
        benda: str,
        perintah: str,
        entri: Iterable[Entri],
        *,
        nama_kembar: bool = False,
        per_kode: Callable[[str], Entri | None] | None = None,
        lain: Callable[[str], tuple[str, str] | None] = lambda _: None,
    ) -> None:
        """`benda` names the noun in sentences; `perintah` is what lists the valid choices.

        `entri` is read when a spelling is first looked for that is no code to the letter: those `per_kode` knows, so
        that naming one thing costs the same among forty and among sixty thousand.

        `lain` says of a text that is none of these what it is instead, and what to do.

        `nama_kembar`: several things of this noun may share an official name (forty agencies have a head of general
        affairs); such a name alone then finds none of them. `kode_benda` is the noun as commands write it.
        """
        self.benda = benda
        self.perintah = perintah
        self.kode_benda = perintah.split()[1]
        self.nama_kembar = nama_kembar
        self._tepat: dict[str, list[Entri]] = {}
        self._kunci: dict[str, list[Entri]] = {}
        self._ingat: dict[str, list[Entri]] = {}
        self._mirip: dict[str, tuple[tuple[str, str], ...]] = {}
        self._belum: Iterable[Entri] | None = entri
        self._per_kode = per_kode
        self._lain = lain
        if per_kode is None:
            self._muat()

    def _muat(self) -> None:
        belum, self._belum = self._belum, None
        for satu in belum or ():
            self._catat(satu)

    def _catat(self, entri: Entri) -> None:
        self._tepat.setdefault(entri.ejaan, []).append(entri)
        self._kunci.setdefault(kunci(entri.ejaan), []).append(entri)

    def tambah(self, entri: Entri) -> None:
        """Learn one more spelling."""
        self._muat()
        self._ingat.clear()
        self._mirip.clear()
        self._catat(entri)

    def cari(self, teks: str) -> Entri | None:
        """The one thing called `teks`, or None when there is none or more than one."""
        calon = self.calon(teks)
        return calon[0] if len(calon) == 1 else None

    def calon(self, teks: str) -> list[Entri]:
        """Every different thing called `teks`. A file repeats the same few spellings, so answers are remembered."""
        if teks not in self._ingat:
            # An exact code is its owner's alone: it wins whatever else there is.
            tepat = self._per_kode(teks) if self._per_kode and self._belum is not None else None
            self._ingat[teks] = self._cari(teks) if tepat is None else [tepat]
        return self._ingat[teks]

    def _cari(self, teks: str) -> list[Entri]:
        self._muat()
        for temuan in (self._tepat.get(teks), self._kunci.get(kunci(teks))):
            if temuan:
                # A code is its owner's alone; another thing's name or alias of that spelling steps back.
                kode = [satu for satu in temuan if kunci(satu.kode) == kunci(teks)]
                return list({satu.id: satu for satu in kode or temuan}.values())
        return []

    def wajib(self, teks: str) -> Entri:
        """Like `cari`, but raises `TidakDitemukan` with the nearest names, `SalahPakai` when ambiguous."""
        calon = self.calon(teks)
        if len(calon) == 1:
            return calon[0]
        if calon:
            kode = ", ".join(sorted(satu.kode for satu in calon))
            raise SalahPakai(f"{self.benda} '{teks}' berarti lebih dari satu: {kode}", "Sebutkan kodenya.")
        raise TidakDitemukan(*(self._lain(teks) or (f"{self.benda} '{teks}' belum terdaftar", self.saran(teks))))

    def senilai(self, angka: float) -> list[str]:
        """The codes that a spreadsheet would have turned into this number: `0180`, `180` and `1.8E2` for 180."""
        self._muat()
        kode = {satu.kode for daftar in self._tepat.values() for satu in daftar}
        return sorted(satu for satu in kode if _BILANGAN.fullmatch(satu) and float(satu) == angka)

    def mirip(self, teks: str) -> tuple[tuple[str, str], ...]:
        """At most three things whose spelling is near, best first: code and that spelling."""
        if teks not in self._mirip:
            self._muat()
            temuan: dict[str, str] = {}
            for ejaan in terdekat(teks, self._tepat, n=6):
                temuan.setdefault(self._tepat[ejaan][0].kode, ejaan)
            self._mirip[teks] = tuple(temuan.items())[:3]
        return self._mirip[teks]

    def saran(self, teks: str) -> str:
        """Nearest spellings with their codes, and where to find the rest."""
        mirip = self.mirip(teks)
        awal = f"Mungkin maksudnya: {sebut(mirip)}. " if mirip else ""
        return f"{awal}Daftar lengkap: {self.perintah}"


def sebut(mirip: Iterable[tuple[str, str]]) -> str:
    """Things and the spellings that made them near: `STAF, DINKES (Dinas Kesehatan)`."""
    return ", ".join(kode if kode == ejaan else f"{kode} ({ejaan})" for kode, ejaan in mirip)
