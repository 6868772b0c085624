"""The plan of classes as a whole-number programme, solved by HiGHS; the answer is recomputed exactly outside of it."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, Final, NamedTuple

from asn_kompetensi.domain.kolaborasi_kelas import Batas, Kelompok

# Up to this many columns the search goes on until the best plan is proven; beyond, until it is this close to the bound.
KOLOM_TEPAT: Final = 5_000
CELAH_BESAR: Final = 1e-3
# The whole penalty for classes is below one unit of gain: it chooses among plans that close the same.
_DENDA: Final = 0.45


class Hasil(NamedTuple):
    """`jumlah`: seats by group and programme; `kelas`: classes by programme; `batas_atas`: no plan closes more units.

    `habis` is True when the time ran out first.
    """

    jumlah: list[dict[int, int]]
    kelas: list[int]
    batas_atas: int
    habis: bool


class _Model:
    """Rows of `sum of coefficient x column <= bound`; columns are the pairs group x programme, then the classes."""

    def __init__(self, kelompok: Sequence[Kelompok], program: int, batas: Batas) -> None:
        self.pasangan = [(g, guna) for g, isi in enumerate(kelompok) for guna in isi.manfaat]
        self.letak = {(g, guna.program): nomor for nomor, (g, guna) in enumerate(self.pasangan)}
        self.program, self.batas, self.kelompok = program, batas, kelompok
        self.baris: list[tuple[list[int], list[int], int]] = []
        self.atas = [len(kelompok[g].anggota) for g, _ in self.pasangan] + self._kelas_terbanyak()
        self._kursi()
        self._orang()
        self._uang()

    def _kelas_terbanyak(self) -> list[int]:
        calon = [0] * self.program
        for g, guna in self.pasangan:
            calon[guna.program] += len(self.kelompok[g].anggota)
        return [-(-satu // self.batas.kursi) for satu in calon]

    def kolom_kelas(self, program: int) -> int:
        """The column that counts the classes of a programme."""
        return len(self.pasangan) + program

    def _tambah(self, kolom: Iterable[int], batas: int, koefisien: Iterable[int] | None = None) -> None:
        kolom = list(kolom)
        self.baris.append((kolom, [1] * len(kolom) if koefisien is None else list(koefisien), batas))

    def _kursi(self) -> None:
        isi: dict[int, list[int]] = defaultdict(list)
        for nomor, (_, guna) in enumerate(self.pasangan):
            isi[guna.program].append(nomor)
        for program, kolom in sorted(isi.items()):
            # More seats than candidates are never needed, and huge numbers would cost the solver its accuracy.
            kursi = min(self.batas.kursi, sum(self.atas[nomor] for nomor in kolom))
            self._tambah([*kolom, self.kolom_kelas(program)], 0, [*[1] * len(kolom), -kursi])

    def _orang(self) -> None:
        per_opd: dict[str, list[int]] = defaultdict(list)
        for g, isi in enumerate(self.kelompok):
            kolom = [self.letak[g, guna.program] for guna in isi.manfaat]
            per_opd[isi.opd].extend(kolom)
            if len(kolom) > self.batas.per_orang:
                self._tambah(kolom, len(isi.anggota) * self.batas.per_orang)
            for satu in isi.sendiri:
                self._tambah([self.letak[g, program] for program in satu], len(isi.anggota))
        if self.batas.kuota_opd is not None:
            for _, kolom in sorted(per_opd.items()):
                self._tambah(kolom, min(self.batas.kuota_opd, sum(self.atas[nomor] for nomor in kolom)))

    def _uang(self) -> None:
        kelas = [self.kolom_kelas(program) for program in range(self.program)]
        paling = self.atas[len(self.pasangan) :]
        if self.batas.kelas_maks is not None:
            self._tambah(kelas, min(self.batas.kelas_maks, sum(paling)))
        if self.batas.anggaran is not None and self.batas.biaya is not None:
            # Whole rupiah divided by what they have in common: rows of small whole numbers are exact.
            bersama = math.gcd(*self.batas.biaya) or 1
            anggaran = min(self.batas.anggaran, sum(n * b for n, b in zip(paling, self.batas.biaya, strict=True)))
            self._tambah(kelas, anggaran // bersama, [satu // bersama for satu in self.batas.biaya])

    def denda(self) -> list[float]:
        """A cost per class, dearer ones more, that sums to less than one unit however many there are."""
        harga = [satu + 1 for satu in self.batas.biaya or [0] * self.program]
        semua = sum(n * satu for n, satu in zip(self.atas[len(self.pasangan) :], harga, strict=True))
        return [_DENDA * satu / semua for satu in harga] if semua else [0.0] * self.program

    def paling_banyak(self) -> int:
        """Everyone's best gains summed, as if seats and money had no end."""
        return sum(
            len(isi.anggota) * sum(sorted((guna.satuan for guna in isi.manfaat), reverse=True)[: self.batas.per_orang])
            for isi in self.kelompok
        )


def pecahkan(kelompok: Sequence[Kelompok], program: int, batas: Batas, waktu: float) -> Hasil:
    """The classes and seats that close the most, in at most about `waktu` seconds; the same data give the same plan.

    First the classes, then with those fixed the seats, which are then whole numbers. When the time runs out the best
    plan found so far is returned, an empty one if there is none.
    """
    model = _Model(kelompok, program, batas)
    if not model.pasangan:
        return Hasil([{} for _ in kelompok], [0] * program, 0, habis=False)
    n = len(model.pasangan)
    denda = model.denda()
    tepat = n <= KOLOM_TEPAT
    # In a big plan even a person alone may be split while the classes are chosen: that only raises the bound.
    utuh = [int(kelompok[g].utuh and tepat) for g, _ in model.pasangan]
    celah = 0 if tepat else CELAH_BESAR
    jawab = _milp(model, denda, [*utuh, *[1] * program], model.atas, celah=celah, waktu=waktu)
    atas = min(model.paling_banyak(), _bulat_aman(jawab.mip_dual_bound))
    if jawab.x is None:
        return Hasil([{} for _ in kelompok], [0] * program, atas, habis=True)
    kelas = [round(satu) for satu in jawab.x[n:].tolist()]
    tetap = [*model.atas[:n], *kelas]
    # No limit of time here: with the classes fixed, who sits in them is a flow, or nearly one, and found at once.
    kursi = _milp(model, denda, [1] * len(tetap), tetap, celah=celah / 10, waktu=None)
    jumlah: list[dict[int, int]] = [{} for _ in kelompok]
    for (g, guna), banyak in zip(model.pasangan, kursi.x[:n].tolist(), strict=True):
        if round(banyak):
            jumlah[g][guna.program] = round(banyak)
    terisi = [sum(isi.get(satu, 0) for isi in jumlah) for satu in range(program)]
    return Hasil(jumlah, [-(-satu // batas.kursi) for satu in terisi], atas, habis=jawab.status != 0)


def _bulat_aman(batas_bawah: float | None) -> int:
    """The solver's bound on minus the gain, as the greatest whole gain it allows; 2**62 where there is none."""
    if batas_bawah is None or not math.isfinite(batas_bawah):
        return 2**62
    # The penalty hides less than one unit; the rest covers what doubles may have lost.
    return math.floor(-batas_bawah + _DENDA + max(1e-6, 1e-9 * abs(batas_bawah)))


def _milp(
    model: _Model,
    denda: Sequence[float],
    utuh: Sequence[int],
    atas: Sequence[int],
    *,
    celah: float,
    waktu: float | None,
) -> Any:
    from scipy.optimize import Bounds, LinearConstraint, milp  # a second to load, and only this command plans
    from scipy.sparse import csr_array

    letak = [0]
    for kolom, _, _ in model.baris:
        letak.append(letak[-1] + len(kolom))
    isi = [satu for _, koefisien, _ in model.baris for satu in koefisien]
    kolom = [satu for kolom, _, _ in model.baris for satu in kolom]
    matriks = csr_array((isi, kolom, letak), shape=(len(model.baris), len(atas)), dtype=float)
    return milp(
        [*[-float(guna.satuan) for _, guna in model.pasangan], *denda],
        integrality=utuh,
        bounds=Bounds(0, atas),
        constraints=LinearConstraint(matriks, ub=[batas for _, _, batas in model.baris]),
        options={"mip_rel_gap": celah, "time_limit": waktu},
    )
