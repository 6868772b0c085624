"""The questionnaires on a class: the forms that go out, and the averages that come back; small groups stay hidden."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

from asn_kompetensi.domain.bulat import setengah_naik
from asn_kompetensi.domain.butir import JENIS, butir
from asn_kompetensi.domain.daftar_kelas import DaftarKelas
from asn_kompetensi.domain.keengganan import boleh_tampak
from asn_kompetensi.services import kelas_daftar
from asn_kompetensi.services.keadaan import angka_pada
from asn_kompetensi.services.kelas import cari
from asn_kompetensi.services.masukan import sah
from asn_kompetensi.store.door import Pintu
from asn_kompetensi.store.queries import tanggapan as sql

BIDANG: Final = ("jenis", "penilai", "butir", "pernyataan", "n", "rata")
LAIN: Final = "lain"


def formulir(d: Pintu, kode: str, jenis: str) -> DaftarKelas:
    """What stands on a form of a class. Raises `TidakDitemukan`, `DataDitolak` (unknown kind, nobody on the roster)."""
    sah(butir, jenis)
    return kelas_daftar.daftar(d, kode, berkursi=True)


def batas(d: Pintu, hari: str) -> int:
    """The smallest group whose average may be seen (policy `kelompok_minimum` on the day `hari`)."""
    return math.ceil(angka_pada(d, "kelompok_minimum", hari))


def ringkas(d: Pintu, kelas_id: Sequence[int], hari: str) -> tuple[int, Decimal | None, int, Decimal | None, Any]:
    """`reaksi_n, reaksi_rata, perilaku_n, perilaku_rata, perilaku_diri_rata` of these classes together.

    Means of all answers from 1 to 4; `perilaku_rata` is what others say, apart from what people say of themselves. A
    class with fewer sheets than `batas` counts in `n` but in no mean: else it could be computed from the others.
    """
    paling_sedikit = batas(d, hari)
    banyak, terlalu_kecil = Counter[str](), set[tuple[int, str]]()
    for kelas, _, siapa, orang in sql.orang(d.kon, kelas_id):
        banyak[siapa] += orang
        if not boleh_tampak(orang, paling_sedikit):
            terlalu_kecil.add((kelas, siapa))
    tampak = [(s, satu) for satu in sql.jumlah(d.kon, kelas_id)
              if (satu.kelas_id, s := _siapa(satu.penilai)) not in terlalu_kecil]  # fmt: skip
    rata = {siapa: _rata(satu for s, satu in tampak if s == siapa) for siapa in ("peserta", LAIN, "diri")}
    return banyak["peserta"], rata["peserta"], banyak[LAIN], rata[LAIN], rata["diri"]


def _siapa(penilai: str) -> str:
    return penilai if penilai in ("peserta", "diri") else LAIN


def _rata(isi: Iterable[sql.Jumlah]) -> Decimal | None:
    semua = list(isi)
    banyak = sum(satu.banyak for satu in semua)
    return setengah_naik(Fraction(sum(satu.total for satu in semua), banyak)) if banyak else None


def daftar(d: Pintu, kode: str) -> tuple[list[tuple[Any, ...]], int]:
    """The mean of each statement of a class in the columns of `BIDANG`, and the smallest group shown.

    `rata` is None for fewer answers than that. Raises `TidakDitemukan`.
    """
    kelas = cari(d, kode)
    paling_sedikit = batas(d, kelas.selesai)
    semua = {(satu.jenis, satu.penilai, satu.butir): satu for satu in sql.jumlah(d.kon, [kelas.id])}
    hasil = []
    for jenis in JENIS:
        for penilai in sorted({p for j, p, _ in semua if j == jenis}):
            for satu in butir(jenis):
                isi = semua.get((jenis, penilai, satu.kunci))
                n = isi.banyak if isi else 0
                rata = _rata([isi]) if isi and boleh_tampak(n, paling_sedikit) else None
                hasil.append((jenis, penilai, satu.kunci, satu.pernyataan, n, rata))
    return hasil, paling_sedikit
