"""What a training did to the level, beside people who were not trained: the same job level, the same starting point.

Nobody drew lots for the seats. Who starts low tends to be measured higher next time whatever happens, job levels move
at their own pace, and a year moves everybody: so each trained person is compared only with untrained ones measured in
the same two periods, of the same job level and with the same starting gap, and the comparison counts each such group
as often as there are trained people in it.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from fractions import Fraction
from typing import NamedTuple

from asn_kompetensi.domain.uji_t import rata


class Orang(NamedTuple):
    """Someone measured twice. `lapis` says what makes people comparable exactly, `lapis_kasar` nearly (the category).

    Levels are exact.
    """

    pegawai_id: int
    lapis: Hashable
    lapis_kasar: Hashable
    sebelum: Fraction
    sesudah: Fraction

    @property
    def perubahan(self) -> Fraction:
        """How much the level rose, negative when it fell."""
        return self.sesudah - self.sebelum


class Banding(NamedTuple):
    """The comparison, unrounded. `n`, `sebelum`, `sesudah`, `perubahan`: all trained people measured twice.

    `n_cocok` of them have someone to be compared with, `n_sekategori` of these only by the category of the gap; they
    rose by `perubahan_cocok`, the `n_pembanding` others by `perubahan_pembanding`, and `dampak` is the difference.
    """

    n: int
    sebelum: Fraction | None
    sesudah: Fraction | None
    perubahan: Fraction | None
    n_cocok: int
    n_sekategori: int
    perubahan_cocok: Fraction | None
    n_pembanding: int
    perubahan_pembanding: Fraction | None
    dampak: Fraction | None


def bandingkan(dilatih: Sequence[Orang], lain: Sequence[Orang]) -> Banding:
    """Compare the trained with the others.

    A trained person is compared with the others of the same `lapis`; where there is none, of the same `lapis_kasar`;
    where there is none either, with nobody, and is left out of both sides.
    """
    tepat: dict[Hashable, list[Orang]] = {}
    kasar: dict[Hashable, list[Orang]] = {}
    for satu in lain:
        tepat.setdefault(satu.lapis, []).append(satu)
        kasar.setdefault(satu.lapis_kasar, []).append(satu)
    cocok: list[Fraction] = []
    pembanding: list[Fraction] = []
    dipakai: set[int] = set()
    sekategori = 0
    for satu in dilatih:
        teman = tepat.get(satu.lapis) or kasar.get(satu.lapis_kasar)
        if not teman:
            continue
        sekategori += satu.lapis not in tepat
        cocok.append(satu.perubahan)
        pembanding.append(sum((orang.perubahan for orang in teman), Fraction(0)) / len(teman))
        dipakai.update(orang.pegawai_id for orang in teman)
    naik, naik_lain = rata(cocok), rata(pembanding)
    return Banding(
        len(dilatih), rata([satu.sebelum for satu in dilatih]), rata([satu.sesudah for satu in dilatih]),
        rata([satu.perubahan for satu in dilatih]), len(cocok), sekategori, naik, len(dipakai), naik_lain,
        None if naik is None or naik_lain is None else naik - naik_lain,
    )  # fmt: skip
