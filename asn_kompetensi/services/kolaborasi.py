"""Where agencies gain by training together: the competencies in which several of them have people below standard."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import partial
from typing import Any, Final

from asn_kompetensi.domain.bulat import persen, setengah_naik
from asn_kompetensi.domain.kolaborasi import KEBIJAKAN_BOBOT, hemat, rata_biaya
from asn_kompetensi.services import keadaan
from asn_kompetensi.services.gap import cari_periode, level
from asn_kompetensi.services.kamus import opd_kamus
from asn_kompetensi.services.masukan import baca_bulat, sah
from asn_kompetensi.store.door import Pintu
from asn_kompetensi.store.queries import kolaborasi as sql
from asn_kompetensi.store.queries.gap import Saringan
from asn_kompetensi.store.queries.kolaborasi import Pasangan

BIDANG: Final = (
    "kompetensi", "nama_kompetensi", "level", "opd_terlibat", "pegawai", "kesenjangan_total", "bobot_total",
    "kelas_terpisah", "kelas_bersama", "hemat_kelas", "biaya_terpisah", "biaya_bersama", "hemat_biaya", "hemat_persen",
    "opd", "pelatihan",
)  # fmt: skip
Bobot = dict[str | None, Fraction]


def bilangan(teks: str | None, bendera: str, terkecil: int = 1) -> int | None:
    """A whole number of an option, `Rp` and thousands dots allowed; None when not given. Raises `DataDitolak`."""
    return sah(partial(baca_bulat, benda=bendera, terkecil=terkecil), teks, f"Tulis angkanya saja sesudah {bendera}.")


def bilangan_wajib(teks: str, bendera: str, terkecil: int = 1) -> int:
    """As `bilangan`, for an option that always has a value: an empty one is refused as well."""
    hasil = bilangan(teks, bendera, terkecil)
    return sah(lambda _: _ada(hasil, bendera), teks, f"Tulis angkanya saja sesudah {bendera}.")


def _ada(nilai: int | None, bendera: str) -> int:
    if nilai is None:
        raise ValueError(f"{bendera} kosong")
    return nilai


def bobot(d: Pintu, periode: str) -> Bobot:
    """Weight of a gap by its necessity, as the policy of the period's last day says; a closed period keeps its own."""
    nomor, _, _, selesai, _ = cari_periode(d, periode)
    berlaku = keadaan.kebijakan(d, nomor, selesai.isoformat())
    return {tingkat: Fraction(keadaan.angka(berlaku, kunci)) for tingkat, kunci in KEBIJAKAN_BOBOT.items()}


def opd_dipilih(d: Pintu, periode: str, opd: Sequence[str], *, dengan_unit: bool) -> list[int] | None:
    """Ids of the agencies named, with the units below them if asked; None for all. Raises `TidakDitemukan`."""
    if not opd:
        return None
    nomor = cari_periode(d, periode)[0]
    kamus = opd_kamus(d)
    hasil: dict[int, None] = {}
    for satu in opd:
        ini = kamus.wajib(satu).id
        hasil.update(dict.fromkeys(keadaan.bawahan(d, nomor, ini) if dengan_unit else [ini]))
    return list(hasil)


def pasangan(d: Pintu, periode: str, opd_id: Sequence[int] | None = None) -> Iterator[Pasangan]:
    """Every assessed person x competency of a period; a closed one answers from its frozen rows."""
    return sql.pasangan(d.kon, Saringan(cari_periode(d, periode)[0], opd_id))


def berbobot(satu: Pasangan, bobot_: Bobot) -> Fraction:
    """Gap times weight, in 1/6000 of a level."""
    return max(0, satu.standar - satu.capaian) * bobot_[satu.tingkat]


@dataclass(slots=True)
class _Kumpulan:
    """Gaps of one kind in sums: people below standard by agency, their levels short and those weighted, in 1/6000.

    They come agency by agency and person by person. `satu` is the first of them.
    """

    satu: Pasangan
    orang: dict[str, int] = field(default_factory=dict)
    kurang: Fraction = Fraction(0)
    berat: Fraction = Fraction(0)
    terakhir: tuple[str, str] | None = None

    def tambah(self, satu: Pasangan, bobot_: Bobot) -> None:
        """One gap more; somebody found twice in an agency is one person."""
        if self.terakhir != (siapa := (satu.opd, satu.nip)):
            self.orang[satu.opd] = self.orang.get(satu.opd, 0) + 1
        self.terakhir = siapa
        self.kurang += satu.standar - satu.capaian
        self.berat += berbobot(satu, bobot_)


def peluang(
    d: Pintu, periode: str, *, kursi: int, biaya_kelas: int | None, opd_minimum: int, per_level: bool = False
) -> list[tuple[Any, ...]]:
    """Joint classes worth thinking of, in the columns of `BIDANG`: most classes saved first, then the heaviest.

    One row per competency (and required level with `per_level`) in which at least `opd_minimum` agencies have people
    below standard. `biaya_kelas` is rupiah per class; without it the mean of finished classes of the programmes that
    aim at the competency counts, rounded half up to a rupiah. Raises `TidakDitemukan`.
    """
    bobot_ = bobot(d, periode)
    kumpulan: dict[tuple[int, int | None], _Kumpulan] = {}
    for satu in pasangan(d, periode):
        if satu.capaian < satu.standar:
            kunci = satu.kompetensi_id, satu.standar if per_level else None
            kumpulan.setdefault(kunci, _Kumpulan(satu)).tambah(satu, bobot_)
    program, biaya = _program(d), sql.biaya_kelas(d.kon)
    baris = []
    for (kompetensi, tingkat), isi in kumpulan.items():
        if len(isi.orang) < opd_minimum:
            continue
        tujuan = program.get(kompetensi, {})
        rata = rata_biaya(biaya[satu] for satu in tujuan if satu in biaya)
        harga = biaya_kelas if biaya_kelas is not None or rata is None else int(setengah_naik(rata, 0))
        hasil = hemat(isi.orang.values(), kursi, harga)
        urut = (-hasil.hemat_kelas, -isi.berat, isi.satu.urutan, tingkat or 0)
        baris.append((urut, (
            isi.satu.kompetensi, isi.satu.nama_kompetensi, level(tingkat), len(isi.orang), sum(isi.orang.values()),
            setengah_naik(isi.kurang / 6000), setengah_naik(isi.berat / 6000), *hasil,
            persen(hasil.hemat_kelas, hasil.kelas_terpisah), sorted(isi.orang), list(tujuan.values()),
        )))  # fmt: skip
    return [isi for _, isi in sorted(baris, key=lambda satu: satu[0])]


def _program(d: Pintu) -> dict[int, dict[int, str]]:
    """Competency id -> the programmes that aim at it, id -> code, by code."""
    hasil: dict[int, dict[int, str]] = defaultdict(dict)
    for nomor, kode, _, kompetensi, _ in sql.sasaran(d.kon):
        hasil[kompetensi][nomor] = kode
    return hasil
