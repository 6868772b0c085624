"""Who guides whom: as many as possible get a mentor, no mentor has too many, and the loads are as even as can be."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from itertools import repeat


@dataclass
class _Kerja:
    """A growing assignment. `isi[m][g]`: how many of group g mentor m has; `tuntas` groups cannot get more for now.

    `hidup` are the lists without the mentors from whom, in this round, no chain of moves leads to anybody with room.
    """

    boleh: Sequence[Sequence[int]]
    kecuali: Sequence[Collection[int]]
    beban: list[int]
    isi: list[dict[int, int]]
    batas: int = 0
    letak: dict[int, int] = field(default_factory=dict)
    tuntas: set[int] = field(default_factory=set)
    hidup: dict[int, Sequence[int]] = field(default_factory=dict)

    def mulai(self, batas: int) -> None:
        """Begin a round in which every mentor may have up to `batas`."""
        self.batas, self.letak, self.tuntas, self.hidup = batas, {}, set(), {}

    def longgar(self, kelompok: int) -> int | None:
        """The first mentor of a group with room.

        Loads never fall, so whoever was full stays full in this round: for every group that shares the list.
        """
        boleh, kecuali = self.boleh[kelompok], self.kecuali[kelompok]
        letak = self.letak.get(id(boleh), 0)
        while letak < len(boleh) and self.beban[boleh[letak]] >= self.batas:
            letak += 1
        self.letak[id(boleh)] = letak
        for nomor in range(letak, len(boleh)):
            if self.beban[boleh[nomor]] < self.batas and boleh[nomor] not in kecuali:
                return boleh[nomor]
        return None

    def jalur(self, awal: int) -> list[tuple[int, int]] | None:
        """The shortest chain of moves that makes room for one more of a group: `(group, its new mentor)`.

        Each mentor but the last hands one of the next pair's group on. None: nobody who can be reached has room, now
        or later in this round; the groups that were seen are marked.
        """
        if (mentor := self.longgar(awal)) is not None:
            return [(awal, mentor)]
        asal: dict[int, tuple[int, int] | None] = {awal: None}
        lihat: set[int] = set()
        belum: dict[int, Sequence[int]] = {}  # what is left of a list once it was gone through
        antre = deque([awal])
        while antre:
            kelompok = antre.popleft()
            daftar, kecuali = id(self.boleh[kelompok]), self.kecuali[kelompok]
            semua = belum[daftar] if daftar in belum else self.hidup.get(daftar, self.boleh[kelompok])
            baru = [m for m in semua if m not in lihat and m not in kecuali]
            lihat.update(baru)
            belum[daftar] = [m for m in semua if m not in lihat]
            for mentor in baru:
                for lain, banyak in self.isi[mentor].items():
                    if banyak and lain not in asal and lain not in self.tuntas:
                        asal[lain] = (kelompok, mentor)
                        if (longgar := self.longgar(lain)) is not None:
                            return self._runut(asal, lain, longgar)
                        antre.append(lain)
        self.tuntas.update(asal)
        self.hidup.update(belum)
        return None

    def _runut(self, asal: dict[int, tuple[int, int] | None], kelompok: int, mentor: int) -> list[tuple[int, int]]:
        jalur = [(kelompok, mentor)]
        while (sebelum := asal[jalur[-1][0]]) is not None:
            jalur.append(sebelum)
        return jalur[::-1]

    def tambah(self, kelompok: int) -> bool:
        """Give one more of a group a mentor, moving others if need be; False when that is impossible."""
        if kelompok in self.tuntas or (jalur := self.jalur(kelompok)) is None:
            return False
        for nomor, (satu, mentor) in enumerate(jalur):
            self.isi[mentor][satu] = self.isi[mentor].get(satu, 0) + 1
            if nomor + 1 < len(jalur):
                self.isi[mentor][jalur[nomor + 1][0]] -= 1
        self.beban[jalur[-1][1]] += 1
        return True


def pasangkan(
    boleh: Sequence[Sequence[int]],
    banyak: Sequence[int],
    mentor: int,
    maks: int,
    kecuali: Sequence[Collection[int]] | None = None,
) -> tuple[list[dict[int, int]], list[int]]:
    """Share groups of alike people among mentors.

    `boleh[g]`: the mentors (0 to `mentor - 1`) that may guide group g, the preferred first, but for those in
    `kecuali[g]`; `banyak[g]`: its people; `maks`: the most one mentor may have. Groups that may have the same mentors
    share one list: then whoever is full is passed over once for all of them. Returns for each group how many each
    mentor gets, and the mentors' loads.

    As many people as possible are served, and of all such ways the loads are the most even: for every k the total
    of min(load, k) is the largest there is. One round per k fills all mentors to at most k along shortest chains of
    moves, so that nobody gets a k-th person while someone who could take it over has fewer. Groups with the fewest
    mentors choose first. Loads never fall and who is served stays served.
    """
    kecuali = kecuali or list(repeat((), len(boleh)))
    kerja = _Kerja(boleh, kecuali, [0] * mentor, [{} for _ in range(mentor)])
    sisa = list(banyak)
    anggota = {id(ini): frozenset(ini) for ini in {id(ini): ini for ini in boleh}.values()}
    pilihan = [len(ini) - len(anggota[id(ini)].intersection(lain)) for ini, lain in zip(boleh, kecuali, strict=True)]
    urut = sorted(range(len(boleh)), key=lambda g: (pilihan[g], g))
    for batas in range(1, min(maks, max(sum(banyak), 1)) + 1):
        kerja.mulai(batas)
        for kelompok in urut:
            while sisa[kelompok] and kerja.tambah(kelompok):
                sisa[kelompok] -= 1
        if not any(sisa):
            break
    hasil: list[dict[int, int]] = [{} for _ in boleh]
    for nomor, isi in enumerate(kerja.isi):
        for kelompok, orang in isi.items():
            if orang:
                hasil[kelompok][nomor] = orang
    return hasil, kerja.beban
