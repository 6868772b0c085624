"""Who guides whom: as many as possible get a mentor, no mentor has too many, and the loads are as even as can be."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass
class _Kerja:
    """A growing assignment. `isi[m][g]`: how many of group g mentor m has; `tuntas` groups cannot get more for now."""

    boleh: Sequence[Sequence[int]]
    beban: list[int]
    isi: list[dict[int, int]]
    batas: int = 0
    letak: list[int] = field(default_factory=list)
    tuntas: set[int] = field(default_factory=set)

    def mulai(self, batas: int) -> None:
        """Begin a round in which every mentor may have up to `batas`."""
        self.batas, self.letak, self.tuntas = batas, [0] * len(self.boleh), set()

    def longgar(self, kelompok: int) -> int | None:
        """The first mentor of a group with room. Loads never fall, so whoever was full stays full in this round."""
        boleh = self.boleh[kelompok]
        while self.letak[kelompok] < len(boleh):
            mentor = boleh[self.letak[kelompok]]
            if self.beban[mentor] < self.batas:
                return mentor
            self.letak[kelompok] += 1
        return None

    def jalur(self, awal: int) -> list[tuple[int, int]] | None:
        """The shortest chain of moves that makes room for one more of a group: `(group, its new mentor)`.

        Each mentor but the last hands one of the next pair's group on. None: nobody who can be reached has room, now
        or later in this round; the groups that were seen are marked.
        """
        asal: dict[int, tuple[int, int] | None] = {awal: None}
        lihat: set[int] = set()
        antre = deque([awal])
        while antre:
            kelompok = antre.popleft()
            if (mentor := self.longgar(kelompok)) is not None:
                return self._runut(asal, kelompok, mentor)
            for mentor in self.boleh[kelompok]:
                if mentor in lihat:
                    continue
                lihat.add(mentor)
                for lain, banyak in self.isi[mentor].items():
                    if banyak and lain not in asal and lain not in self.tuntas:
                        asal[lain] = (kelompok, mentor)
                        antre.append(lain)
        self.tuntas.update(asal)
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
    boleh: Sequence[Sequence[int]], banyak: Sequence[int], mentor: int, maks: int
) -> tuple[list[dict[int, int]], list[int]]:
    """Share groups of alike people among mentors.

    `boleh[g]`: the mentors (0 to `mentor - 1`) that may guide group g, the preferred first; `banyak[g]`: its people;
    `maks`: the most one mentor may have. Returns for each group how many each mentor gets, and the mentors' loads.

    As many people as possible are served, and of all such ways the loads are the most even: for every k the total
    of min(load, k) is the largest there is. One round per k fills all mentors to at most k along shortest chains of
    moves, so that nobody gets a k-th person while someone who could take it over has fewer. Groups with the fewest
    mentors choose first. Loads never fall and who is served stays served.
    """
    kerja = _Kerja(boleh, [0] * mentor, [{} for _ in range(mentor)])
    sisa = list(banyak)
    urut = sorted(range(len(boleh)), key=lambda g: (len(boleh[g]), g))
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
