"""People well above standard in one agency for people below it in another, with a fair load for each of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Any, Final, NamedTuple

from asn_kompetensi.domain.galat import DataDitolak
from asn_kompetensi.domain.kolaborasi_mentor import pasangkan
from asn_kompetensi.domain.level import baca_level
from asn_kompetensi.services.gap import level
from asn_kompetensi.services.kolaborasi import opd_dipilih, pasangan
from asn_kompetensi.services.kompetensi_kota import kompetensi_di
from asn_kompetensi.services.lingkup import lingkup
from asn_kompetensi.store.door import Pintu
from asn_kompetensi.store.queries.kolaborasi import Pasangan

_SELISIH, _BEBAN = 6000, 3  # what the command takes unless told otherwise
BIDANG: Final = (
    "kompetensi", "nama_kompetensi", "mentor_nip", "mentor_nama", "mentor_opd", "mentor_capaian", "nip", "nama", "opd",
    "standar", "capaian", "kesenjangan", "beban",
)  # fmt: skip
BIDANG_TANPA: Final = (
    "kompetensi", "nama_kompetensi", "nip", "nama", "opd", "standar", "capaian", "kesenjangan", "sebab",
)  # fmt: skip


class Pasang(NamedTuple):
    """A mentor for someone below standard, both in one competency; `beban` is how many the mentor has in all."""

    mentor: Pasangan
    orang: Pasangan
    beban: int


class Rencana(NamedTuple):
    """`berpasangan` in the columns of `BIDANG`, `tanpa` in those of `BIDANG_TANPA`."""

    berpasangan: list[tuple[Any, ...]]
    tanpa: list[tuple[Any, ...]]


def selisih_sah(teks: str) -> int:
    """The least surplus of a mentor in 1/6000, from levels above 0 up to 5. Raises `DataDitolak`."""
    hasil = baca_level(teks)
    if hasil.ratus is None:
        raise DataDitolak(f"--selisih-minimal: {hasil.pesan or 'kosong'}", "Tulis levelnya, misalnya 1 atau 0,5.")
    return hasil.ratus * 60


def mentor(
    d: Pintu,
    periode: str,
    *,
    selisih_minimal: int,
    beban_maks: int,
    kompetensi: str | None = None,
    opd: Sequence[str] = (),
    dengan_unit: bool = False,
    sama: bool = False,
) -> Rencana:
    """Who guides whom in a period, as `pasang` has it; `kompetensi` and `opd` (of those guided) choose what is shown.

    In a united file everyone is guided within the own city.

    Raises `TidakDitemukan`.
    """
    pilih = opd_dipilih(d, periode, opd, dengan_unit=dengan_unit)
    nomor_kompetensi = kompetensi_di(d, kompetensi, pilih).id if kompetensi else None

    def dipakai(satu: Pasangan) -> bool:
        return nomor_kompetensi in (None, satu.kompetensi_id) and (pilih is None or satu.opd_id in pilih)

    jadi: list[Pasang] = []
    tanpa: list[tuple[Pasangan, str]] = []
    for kota in lingkup(d, pilih):
        ini = pasang(d, periode, kota.opd_id, pilih, selisih_minimal=selisih_minimal, beban_maks=beban_maks, sama=sama)
        jadi += sorted((satu for satu in ini[0] if dipakai(satu.orang)), key=lambda b: (b.mentor.letak, b.orang.letak))
        tanpa += sorted((satu for satu in ini[1] if dipakai(satu[0])), key=lambda b: b[0].letak)
    jadi.sort(key=lambda b: b.orang.urutan)
    tanpa.sort(key=lambda b: b[0].urutan)
    return Rencana(
        [_tampil(*satu) for satu in jadi],
        [(satu.kompetensi, satu.nama_kompetensi, *_diri(satu), alasan) for satu, alasan in tanpa],
    )


def pasang(
    d: Pintu,
    periode: str,
    kota: Sequence[int] | None = None,
    untuk: Collection[int] | None = None,
    *,
    selisih_minimal: int,
    beban_maks: int,
    sama: bool = False,
) -> tuple[list[Pasang], list[tuple[Pasangan, str]]]:
    """Everyone guided in a period, and who is not with the reason; one guidance is one person in one competency.

    Told are those of the agencies `untuk`, None for all.

    A mentor's load counts those. A mentor is at least `selisih_minimal` (1/6000) above the standard of the own job,
    reaches the standard of the other's, and is of another agency (`sama`: of the same one). The plan is made for a
    whole city (`kota`: its agencies, see `Lingkup`) and all competencies, so that everyone is told the same. Raises
    `TidakDitemukan`.
    """
    kelompok: Counter[tuple[int, str, int]] = Counter()
    mereka: dict[tuple[int, str, int], list[Pasangan]] = defaultdict(list)  # of the others their number is enough
    lebih: list[Pasangan] = []
    for satu in pasangan(d, periode, kota):
        if satu.capaian < satu.standar:
            kunci = satu.kompetensi_id, satu.opd, satu.standar
            kelompok[kunci] += 1
            if untuk is None or satu.opd_id in untuk:
                mereka[kunci].append(satu)
        elif satu.capaian - satu.standar >= selisih_minimal:
            lebih.append(satu)
    orang, calon = _calon_mentor(lebih)
    daftar = _Daftar(calon, orang)
    boleh, kecuali, sebab = [], [], []
    for kunci in kelompok:
        (cukup, semua), sendiri = daftar.cukup(kunci[0], kunci[2]), daftar.milik(kunci[1])
        milik = sendiri & semua
        boleh.append([m for m in cukup if m in milik] if sama else cukup)
        kecuali.append(frozenset[int]() if sama else sendiri)
        ada = milik if sama else len(cukup) > len(milik)
        sebab.append("beban_penuh" if ada else _sebab(bool(cukup), sama))
    bagian, beban = pasangkan(boleh, list(kelompok.values()), len(orang), beban_maks, kecuali)
    jadi, tanpa = [], []
    for kunci, ini, sebab_ini in zip(kelompok, bagian, sebab, strict=True):
        urut = sorted(
            mereka.get(kunci, ()), key=lambda satu: satu.capaian
        )  # The widest gap first, of those alike who is listed first.
        letak, ahli = daftar.letak[kunci[0]], calon.get(kunci[0], ())
        giliran = [m for m in sorted(ini, key=letak.__getitem__) for _ in range(ini[m])]
        jadi += [Pasang(ahli[letak[m]], satu, beban[m]) for m, satu in zip(giliran, urut, strict=False)]
        tanpa += [(satu, sebab_ini) for satu in urut[len(giliran) :]]
    return jadi, tanpa


def pasang_bawaan(
    d: Pintu, periode: str, kota: Sequence[int] | None, untuk: Collection[int] | None = None
) -> list[Pasang]:
    """Everyone guided as `asn kolaborasi mentor` pairs people unless told otherwise: so everyone is told the same."""
    return pasang(d, periode, kota, untuk, selisih_minimal=_SELISIH, beban_maks=_BEBAN)[0]


class _Daftar:
    """Mentors by their numbers: those who reach a standard, one list for all groups, and those of an agency."""

    def __init__(self, calon: Mapping[int, Sequence[Pasangan]], orang: Mapping[str, int]) -> None:
        self._calon, self._orang = calon, orang
        self._cukup: dict[tuple[int, int], tuple[list[int], frozenset[int]]] = {}
        self._milik: dict[str, set[int]] = defaultdict(set)
        self.letak: dict[int, dict[int, int]] = defaultdict(dict)  # competency -> mentor -> place among all of them
        for kompetensi, semua in calon.items():
            for letak, m in enumerate(semua):
                self.letak[kompetensi][orang[m.nip]] = letak
                self._milik[m.opd].add(orang[m.nip])

    def cukup(self, kompetensi: int, standar: int) -> tuple[list[int], frozenset[int]]:
        """Who reaches `standar` (1/6000), the greatest surplus first; and the same as a set."""
        kunci = kompetensi, standar
        if kunci not in self._cukup:
            semua = [self._orang[m.nip] for m in self._calon.get(kompetensi, ()) if m.capaian >= standar]
            self._cukup[kunci] = semua, frozenset(semua)
        return self._cukup[kunci]

    def milik(self, opd: str) -> set[int]:
        """Those of an agency, in whatever competency."""
        return self._milik.get(opd, set())


def _calon_mentor(baris: Sequence[Pasangan]) -> tuple[dict[str, int], dict[int, list[Pasangan]]]:
    """Mentors by NIP with a number each, and by competency, the greatest surplus first.

    Of those alike, who is listed first: in a closed period also after somebody's name and NIP were taken away.
    """
    calon: dict[int, list[Pasangan]] = defaultdict(list)
    for satu in baris:
        calon[satu.kompetensi_id].append(satu)
    for semua in calon.values():
        semua.sort(key=lambda m: m.standar - m.capaian)
    return {nip: nomor for nomor, nip in enumerate(dict.fromkeys(m.nip for m in baris))}, calon


def _sebab(ada: bool, sama: bool) -> str:
    if not ada:
        return "tidak_ada_mentor"
    return "hanya_opd_lain" if sama else "hanya_opd_sendiri"


def _diri(satu: Pasangan) -> tuple[Any, ...]:
    return (satu.nip, satu.nama, satu.opd, level(satu.standar), level(satu.capaian),
            level(satu.standar - satu.capaian))  # fmt: skip


def _tampil(m: Pasangan, satu: Pasangan, beban: int) -> tuple[Any, ...]:
    return (satu.kompetensi, satu.nama_kompetensi, m.nip, m.nama, m.opd, level(m.capaian), *_diri(satu), beban)
