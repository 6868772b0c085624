"""The summary of the gap through the periods: each exactly as `ringkas` answers it, group after group."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable
from dataclasses import replace
from typing import Any, Final, NamedTuple

from asn_kompetensi.domain.gabung import kota as kode_kota
from asn_kompetensi.domain.galat import SalahPakai, TidakDitemukan
from asn_kompetensi.domain.gap import TUJUAN
from asn_kompetensi.domain.kamus import Entri, Kamus
from asn_kompetensi.domain.nama import kunci
from asn_kompetensi.services import gap, gap_ringkas
from asn_kompetensi.services.kamus import jabatan_kamus, opd_kamus
from asn_kompetensi.services.kompetensi_kota import kompetensi_di
from asn_kompetensi.services.pegawai_cari import wajib_ada
from asn_kompetensi.store.door import Pintu
from asn_kompetensi.store.queries import db as db_sql
from asn_kompetensi.store.queries import gabung as gabung_sql
from asn_kompetensi.store.queries import gap as gap_sql
from asn_kompetensi.store.queries import gap_tren as sql
from asn_kompetensi.store.queries.gap import Saringan

BEDA: Final = ("perubahan_jpm", "perubahan_kesenjangan")
BIDANG: Final = ("periode", *gap_ringkas.BIDANG_RINGKAS, *BEDA)
BIDANG_PEGAWAI: Final = ("periode", *gap_ringkas.BIDANG_PEGAWAI, *BEDA)
_OPD: Final = BIDANG_PEGAWAI.index("opd")
_KAMUS: Final = {"opd": opd_kamus, "jabatan": jabatan_kamus}
_JENIS: Final = ("manajerial", "sosial_kultural", "teknis")


class Tren(NamedTuple):
    """`per` as it was understood, rows in `BIDANG` (per person `BIDANG_PEGAWAI`), and words on the periods."""

    per: str
    baris: list[tuple[Any, ...]]
    kabar: list[str]


def tren(
    d: Pintu,
    per: str | None = None,
    tujuan: str = "pemetaan",
    *,
    dari: str | None = None,
    ke: str | None = None,
    opd: str | None = None,
    dengan_unit: bool = False,
    kompetensi: str | None = None,
    kelompok: str | None = None,
    hanya_periode_ini: bool = False,
) -> Tren:
    """Every period from `dari` to `ke`, by last day and code, below each other in each group.

    `per` not said is `kota`, or `opd` where an agency is asked for. A group is followed by what it is, not by how it
    was called. The last two columns are the printed figure minus the one in the group's row above. Raises `SalahPakai`
    for an unknown grouping or purpose and for periods in the wrong order, `TidakDitemukan` for what is not registered.
    """
    per = per or ("opd" if opd else "kota")
    diminta = _periksa(d, per, tujuan, opd, kompetensi)
    satu, milik = (None, {}) if kelompok is None else _kelompok(d, per, kelompok, diminta)
    isi: dict[Hashable, list[tuple[Any, ...]]] = defaultdict(list)
    urutan: list[list[Hashable]] = []
    kabar: list[str] = []
    arti: dict[str, None] = {}
    for kode in _periode(d, dari, ke):
        saring = gap.saringan(
            d, kode, opd=opd, dengan_unit=dengan_unit, kompetensi=kompetensi, hanya_periode_ini=hanya_periode_ini
        )
        saring = replace(saring, **{nama: nilai for nama, nilai in milik.items() if getattr(saring, nama) is None})
        arti |= dict.fromkeys(gap.arti_lain(d, saring))
        kabar += [f"{kode}: {kata}" for kata in gap.kabar(d, saring)]
        ini = _ringkas(d, saring, per, tujuan)
        urutan.append([kunci_ini for kunci_ini in ini if satu in (None, kunci_ini)])
        for kunci_ini in urutan[-1]:
            isi[kunci_ini].append((kode, *ini[kunci_ini]))
    kota = _kota_baris(d, per, sekota=opd is not None)
    semua = [baris for kunci_ini in _susun(urutan, per) for baris in _beda(isi[kunci_ini], kota)]
    return Tren(per, semua, [*arti, *kabar])


def _periksa(d: Pintu, per: str, tujuan: str, opd: str | None, kompetensi: str | None) -> list[int] | None:
    """Refuse unknown words also where there is no period yet to ask them of; returns the agencies asked for."""
    for bendera, isi, pilihan in (("--per", per, gap_ringkas.PER), ("tujuan", tujuan, tuple(TUJUAN))):
        if isi not in pilihan:
            raise SalahPakai(f"{bendera} '{isi}' tidak ada", f"Pilihannya: {', '.join(pilihan)}.")
    diminta = None
    if opd is not None:
        kota = gabung_sql.isi(d.kon, opd)
        diminta = [opd_kamus(d).wajib(opd).id] if kota is None else gabung_sql.opd_kota(d.kon, kota[0])
    if kompetensi is not None:
        kompetensi_di(d, kompetensi, diminta)
    return diminta


def _periode(d: Pintu, dari: str | None, ke: str | None) -> list[str]:
    """The codes of the periods between two, both included."""
    semua = [baris[1] for baris in gap_sql.periode(d.kon)]
    awal = 0 if dari is None else semua.index(gap.cari_periode(d, dari)[1])
    akhir = len(semua) if ke is None else semua.index(gap.cari_periode(d, ke)[1]) + 1
    if dari is not None and akhir <= awal:
        raise SalahPakai(
            f"periode '{dari}' berakhir sesudah periode '{ke}'", "Tukar --dari-periode dengan --ke-periode."
        )
    return semua[awal:akhir]


def _kelompok(d: Pintu, per: str, teks: str, diminta: list[int] | None) -> tuple[Hashable, dict[str, Any]]:
    """What a group is known by: the id of a person, else its code; and which part of the city holds all of it.

    `diminta` are the agencies asked for, None for all.
    """
    if per == "kompetensi":
        return kompetensi_di(d, teks, diminta).kode, {}
    if per == "pegawai":
        siapa = wajib_ada(d, teks)
        return siapa, {"pegawai_id": siapa}
    if per in _KAMUS:
        satu = _KAMUS[per](d).wajib(teks)
        return satu.kode, {"opd_id": [satu.id]} if per == "opd" else {}
    if per == "kota":
        raise SalahPakai("--kelompok memilih satu kelompok, jadi perlu --per", "Misalnya: --per opd --kelompok DINKES")
    if per == "instansi":
        kota = _instansi(d).wajib(teks)
        return kota.kode, {"opd_id": gabung_sql.opd_kota(d.kon, kota.id) or None}
    for jenis in _JENIS:
        if kunci(jenis) == kunci(teks):
            return jenis, {}
    raise TidakDitemukan(f"jenis kompetensi '{teks}' tidak ada", f"Yang ada: {', '.join(_JENIS)}.")


def _instansi(d: Pintu) -> Kamus:
    """The cities of a united file, of an ordinary one its own, by code and name."""
    kota = gabung_sql.sebutan(d.kon)
    if not kota:
        nama = db_sql.instansi(d.kon) or ""
        kota = [(0, gap_ringkas.kode_sendiri(nama), nama)]
    return Kamus(
        "instansi",
        "asn gap ringkas --per instansi",
        (Entri(nomor, kode, ejaan) for nomor, kode, nama in kota for ejaan in (kode, nama)),
    )


def _ringkas(d: Pintu, saring: Saringan, per: str, tujuan: str) -> dict[Hashable, tuple[Any, ...]]:
    """The summary of one period by what each group is known by, in its order."""
    baris = gap_ringkas.ringkas(d, saring, per, tujuan)
    if per != "pegawai":
        return {satu[0]: satu for satu in baris}
    orang = sql.nip(d.kon, saring, [satu[0] for satu in baris])
    return {orang[satu[0]]: satu for satu in baris}  # someone in two cities has one row


def _susun(urutan: list[list[Hashable]], per: str) -> list[Hashable]:
    """The groups of all periods in the order of the newest; those it has no longer come after, the last gone first."""
    semua = list(dict.fromkeys(satu for periode in reversed(urutan) for satu in periode))
    return sorted(semua, key=str) if per in ("opd", "jabatan") else semua


def _kota_baris(d: Pintu, per: str, *, sekota: bool) -> Callable[[tuple[Any, ...]], Hashable]:
    """Which of the united cities a row speaks of; the same of all rows of a group that lies within one city."""
    if sekota or per in ("opd", "instansi") or not gabung_sql.gabungan(d.kon):
        return lambda _: None
    if per == "pegawai":
        return lambda baris: frozenset(kode_kota(satu) for satu in baris[_OPD].split(";"))
    milik = gabung_sql.kota_periode(d.kon)
    return lambda baris: milik.get(baris[0])


def _beda(baris: list[tuple[Any, ...]], kota: Callable[[tuple[Any, ...]], Hashable]) -> list[tuple[Any, ...]]:
    """Each row of a group with its differences to the row above.

    None in the first, where a figure is missing, and where the two do not speak of the same united cities (`kota`).
    """
    letak = BIDANG.index("jpm"), BIDANG.index("kesenjangan_total")
    hasil = []
    for lalu, ini in zip((None, *baris), baris, strict=False):
        lain = lalu is None or kota(lalu) != kota(ini)
        pasang = [(None, None) if lalu is None or lain else (lalu[n], ini[n]) for n in letak]
        hasil.append((*ini, *(None if a is None or b is None else b - a for a, b in pasang)))
    return hasil
