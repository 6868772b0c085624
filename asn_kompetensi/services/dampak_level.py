"""Levels before and after a training: whose, from which periods, beside whom.

The level of a period is that of `gap --hanya-periode-ini`: a score from before the class that is carried over is not
read as "no change". Before is the newest score given before the class began (and still valid then), after the first one
given since it ended.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from asn_kompetensi.domain.dampak import Banding, Orang, bandingkan
from asn_kompetensi.domain.galat import SalahPakai
from asn_kompetensi.domain.gap import kategori
from asn_kompetensi.services.gap import Pasangan, cari_periode, pasangan
from asn_kompetensi.services.keadaan import angka_pada
from asn_kompetensi.store.door import Pintu
from asn_kompetensi.store.queries import dampak as sql
from asn_kompetensi.store.queries import gap as gap_sql
from asn_kompetensi.store.queries.gap import Saringan
from asn_kompetensi.store.queries.kelas import BarisKelas


class Pilihan(NamedTuple):
    """The periods asked for by id; None: chosen for each person by the days of the scores."""

    sebelum: int | None = None
    sesudah: int | None = None


class Ukuran(NamedTuple):
    """The comparison, and what it rests on: codes of the periods; who has a gap beforehand, how many of them trained.

    `berkesenjangan` is None where no period ended before the training began.
    """

    banding: Banding
    periode_sebelum: list[str]
    periode_sesudah: list[str]
    berkesenjangan: int | None
    terlatih: int


def pilihan(d: Pintu, sebelum: str | None, sesudah: str | None) -> Pilihan:
    """The periods by their codes. Raises `TidakDitemukan`; `SalahPakai` when the second does not end later."""
    awal = cari_periode(d, sebelum) if sebelum is not None else None
    akhir = cari_periode(d, sesudah) if sesudah is not None else None
    if awal and akhir and akhir[3] <= awal[3]:
        raise SalahPakai(
            f"periode {akhir[1]} tidak berakhir sesudah periode {awal[1]}",
            "Sebutkan periode yang lebih dahulu pada --sebelum.",
        )
    return Pilihan(awal and awal[0], akhir and akhir[0])


def terlatih(peserta: Sequence[sql.Peserta]) -> dict[int, int]:
    """Person id -> the first class in which he was trained: passed, or before that is decided present or tested twice.

    Who attended too little to pass is neither trained nor untrained.
    """
    hasil: dict[int, int] = {}
    for satu in peserta:
        ikut = satu.hadir or (satu.pre is not None and satu.post is not None)
        if satu.lulus or (satu.lulus is None and ikut):
            hasil.setdefault(satu.pegawai_id, satu.kelas_id)
    return hasil


def ukur(
    d: Pintu, kompetensi_id: int, kelas: Mapping[int, BarisKelas], dilatih: Mapping[int, int], pilih: Pilihan
) -> Ukuran:
    """Levels of one target competency. `dilatih`: person id -> id of the class."""
    periode = {nomor: (kode, mulai, selesai) for nomor, kode, mulai, selesai, _ in gap_sql.periode(d.kon)}
    dua = _dua_periode(d, kompetensi_id, kelas, dilatih, pilih)
    level = {nomor: _level(d, nomor, kompetensi_id) for nomor in {satu for berdua in dua.values() for satu in berdua}}
    jenjang = sql.jenjang(d.kon)
    peserta: list[Orang] = []
    lain: list[Orang] = []
    for awal, akhir in sorted(set(dua.values())):
        batas = _batas(d, periode[awal][2])
        mungkin = sql.mungkin_dilatih(d.kon, kompetensi_id, periode[awal][1], periode[akhir][2]) | dilatih.keys()
        for nomor in level[awal].keys() & level[akhir].keys():
            orang = _orang((awal, akhir), level[awal][nomor], level[akhir][nomor], jenjang, batas)
            if dua.get(nomor) == (awal, akhir):
                peserta.append(orang)
            elif nomor not in mungkin:
                lain.append(orang)
    pakai = {dua[satu.pegawai_id] for satu in peserta}
    kode = [[periode[nomor][0] for nomor in periode if nomor in {satu[ke] for satu in pakai}] for ke in (0, 1)]
    berkesenjangan = _berkesenjangan(d, kompetensi_id, min(satu.mulai for satu in kelas.values()), periode, pilih)
    return Ukuran(
        bandingkan(peserta, lain), kode[0], kode[1], None if berkesenjangan is None else len(berkesenjangan),
        len((berkesenjangan or set()) & dilatih.keys()),
    )  # fmt: skip


def _dua_periode(
    d: Pintu, kompetensi_id: int, kelas: Mapping[int, BarisKelas], dilatih: Mapping[int, int], pilih: Pilihan
) -> dict[int, tuple[int, int]]:
    """Person id -> the periods of the last score before and of the first score after his class; only who has both."""
    awal: dict[int, int] = {}
    akhir: dict[int, int] = {}
    berlaku = {nomor: _paling_lama(d, satu.mulai) for nomor, satu in kelas.items()}
    for orang, periode, pertama, terakhir in sql.hari_nilai(d.kon, kompetensi_id, dilatih):
        milik = kelas[dilatih[orang]]
        if berlaku[milik.id] <= terakhir < milik.mulai and pilih.sebelum in (None, periode):
            awal[orang] = periode
        elif pertama >= milik.selesai and pilih.sesudah in (None, periode):
            akhir.setdefault(orang, periode)
    return {orang: (awal[orang], akhir[orang]) for orang in awal.keys() & akhir.keys()}


def _paling_lama(d: Pintu, hari: str) -> str:
    """The first day (ISO) on which a score may have been given to be valid on `hari`."""
    acuan, bulan = date.fromisoformat(hari), int(angka_pada(d, "masa_berlaku_nilai", hari))
    tahun, sisa = divmod(acuan.year * 12 + acuan.month - 1 - bulan, 12)
    return acuan.replace(tahun, sisa + 1, min(acuan.day, monthrange(tahun, sisa + 1)[1])).isoformat()


def _level(d: Pintu, periode_id: int, kompetensi_id: int) -> dict[int, Pasangan]:
    """Person id -> the pair of this period alone; only who was scored in it."""
    pilih = Saringan(periode_id, kompetensi_id=kompetensi_id, hanya_periode_ini=True)
    return {satu.pegawai_id: satu for satu in pasangan(d, pilih) if satu.capaian is not None}


def _batas(d: Pintu, hari: str) -> tuple[Fraction, Fraction]:
    rendah, sedang = (angka_pada(d, satu, hari) for satu in ("batas_gap_rendah", "batas_gap_sedang"))
    return Fraction(rendah), Fraction(sedang)


def _orang(
    periode: tuple[int, int], awal: Pasangan, akhir: Pasangan, jenjang: Mapping[int, str | None],
    batas: tuple[Fraction, Fraction],
) -> Orang:  # fmt: skip
    """One person measured twice. A job without a registered level is comparable with itself alone."""
    if awal.capaian is None or akhir.capaian is None or awal.standar is None:
        raise ValueError("Orang ini belum dinilai dua kali.")
    setara = periode, jenjang.get(awal.jabatan_id) or awal.jabatan_id
    kurang = awal.standar - awal.capaian
    return Orang(
        awal.pegawai_id, (*setara, kurang), (*setara, kategori(kurang, batas)), awal.capaian, akhir.capaian
    )  # fmt: skip


def _berkesenjangan(
    d: Pintu, kompetensi_id: int, mulai: str, periode: Mapping[int, tuple[str, str, str]], pilih: Pilihan
) -> set[int] | None:
    """Everyone below standard in the last period that ended before the training began; None without such a period."""
    lalu = [nomor for nomor, (_, _, selesai) in periode.items() if selesai < mulai]
    nomor = pilih.sebelum or (lalu[-1] if lalu else None)
    if nomor is None:
        return None
    return {satu.pegawai_id for satu in pasangan(d, Saringan(nomor, kompetensi_id=kompetensi_id)) if satu.kesenjangan}
