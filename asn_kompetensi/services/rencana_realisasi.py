"""The plan of a year against the classes of that year: done, left undone, and done for nobody's need."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final, NamedTuple

from asn_kompetensi.domain.bulat import persen, setengah_naik
from asn_kompetensi.domain.rencana_realisasi import PERLU, TIDAK_PERLU, bagian_biaya, keperluan, status
from asn_kompetensi.services.gap import Pasangan, pasangan
from asn_kompetensi.services.rencana import unit_dipilih, wajib_ada
from asn_kompetensi.services.rencana_daftar import ya_tidak
from asn_kompetensi.store.door import Pintu
from asn_kompetensi.store.queries import gap as gap_sql
from asn_kompetensi.store.queries import rencana as rencana_sql
from asn_kompetensi.store.queries import rencana_realisasi as sql
from asn_kompetensi.store.queries.gap import Saringan
from asn_kompetensi.store.queries.rencana import BarisRencana, BarisSasaran
from asn_kompetensi.store.queries.rencana_realisasi import Kursi

BIDANG: Final = (
    "tahun", "nomor", "opd", "nama_opd", "kompetensi", "nama_kompetensi", "prioritas", "pelatihan", "didanai",
    "sasaran", "terjadwal", "mengikuti", "dilatih", "persen", "jp", "jp_realisasi", "anggaran", "biaya_realisasi",
    "status",
)  # fmt: skip
BIDANG_TIDAK_DILATIH: Final = (
    "tahun", "nomor", "opd", "nama_opd", "kompetensi", "nama_kompetensi", "prioritas", "sasaran", "kesenjangan_total",
    "program", "kelas", "sebab",
)  # fmt: skip
BIDANG_TIDAK_PERLU: Final = (
    "tahun", "kelas", "pelatihan", "nama_pelatihan", "kompetensi", "nama_kompetensi", "periode", "peserta", *PERLU,
    "persen_tidak_perlu",
)  # fmt: skip
BIDANG_ORANG: Final = (
    "tahun", "kelas", "pelatihan", "kompetensi", "nama_kompetensi", "periode", "nip", "nama", "opd", "standar",
    "capaian", "keperluan",
)  # fmt: skip


class _Buku(NamedTuple):
    """The plan of a year and the seats of its classes, put together."""

    baris: list[BarisRencana]
    orang: dict[int, list[BarisSasaran]]
    kursi: dict[tuple[int, int], list[Kursi]]  # (person, competency) -> seats in classes for it
    layanan: Counter[tuple[int, int]]  # (person, class) -> rows of the plan that seat serves


def realisasi(d: Pintu, tahun: int, *, opd: str | None = None, dengan_unit: bool = False) -> list[tuple[Any, ...]]:
    """Each row of the plan with what its people did, in the columns of `BIDANG`. Raises `TidakDitemukan`."""
    buku = _buku(d, tahun, unit_dipilih(d, opd, dengan_unit=dengan_unit))
    return [_baris(buku, satu) for satu in buku.baris]


def tidak_dilatih(d: Pintu, tahun: int, *, opd: str | None = None, dengan_unit: bool = False) -> list[tuple[Any, ...]]:
    """The rows of the plan of whose people nobody has or had a seat, in the columns of `BIDANG_TIDAK_DILATIH`.

    `sebab`: no programme aims at it, no class of one is held this year, or there is one without any of these people.
    """
    buku = _buku(d, tahun, unit_dipilih(d, opd, dengan_unit=dengan_unit))
    perlu = {satu.kompetensi_id for satu in buku.baris}
    program, kelas = sql.program(d.kon, perlu), sql.kelas_setahun(d.kon, tahun, perlu)
    hasil = []
    for satu in buku.baris:
        orang = buku.orang[satu.id]
        if any(_kursi(buku, satu, o) for o in orang):
            continue
        total = sum((Fraction(o.standar, 100) - Fraction(o.capaian, o.penyebut) for o in orang), Fraction(0))
        cara, ada = program.get(satu.kompetensi_id, 0), kelas.get(satu.kompetensi_id, 0)
        sebab = "tidak_diikuti" if ada else "tidak_ada_kelas" if cara else "tidak_ada_program"
        hasil.append(
            (
                tahun, satu.nomor, satu.opd, satu.nama_opd, satu.kompetensi, satu.nama_kompetensi, satu.prioritas,
                len(orang), setengah_naik(total), cara, ada, sebab,
            )
        )  # fmt: skip
    return hasil


def tidak_perlu(d: Pintu, tahun: int, *, opd: str | None = None, dengan_unit: bool = False) -> list[tuple[Any, ...]]:
    """Finished classes with participants who did not need it, by target competency: columns `BIDANG_TIDAK_PERLU`.

    Need is judged by the newest period that had ended before the class began. Classes where that is known of nobody
    are left out. `persen_tidak_perlu` is of the people of whom it is known. Raises `TidakDitemukan`.
    """
    kelompok: dict[tuple[str, str], list[_Ikut]] = defaultdict(list)
    for satu in _ikut(d, tahun, unit_dipilih(d, opd, dengan_unit=dengan_unit)):
        kelompok[satu.kursi.kelas, satu.kompetensi].append(satu)
    hasil = []
    for isi in kelompok.values():
        satu = isi[0]
        jumlah = Counter(ikut.keperluan for ikut in isi)
        percuma = sum(jumlah[kata] for kata in TIDAK_PERLU)
        if percuma:
            hasil.append(
                (
                    tahun, satu.kursi.kelas, satu.pelatihan, satu.nama_pelatihan, satu.kompetensi,
                    satu.nama_kompetensi, satu.periode, len(isi), *(jumlah[kata] for kata in PERLU),
                    persen(percuma, len(isi) - jumlah["tidak_diketahui"]),
                )
            )  # fmt: skip
    return hasil


def orang_tidak_perlu(
    d: Pintu, tahun: int, *, opd: str | None = None, dengan_unit: bool = False
) -> list[tuple[Any, ...]]:
    """The people behind `tidak_perlu` in the columns of `BIDANG_ORANG`."""
    return [
        (
            tahun, satu.kursi.kelas, satu.pelatihan, satu.kompetensi, satu.nama_kompetensi, satu.periode,
            satu.kursi.nip, satu.kursi.nama, satu.kursi.opd, satu.standar, satu.capaian, satu.keperluan,
        )
        for satu in _ikut(d, tahun, unit_dipilih(d, opd, dengan_unit=dengan_unit))
        if satu.keperluan in TIDAK_PERLU
    ]  # fmt: skip


def _buku(d: Pintu, tahun: int, milik: list[int] | None) -> _Buku:
    """The plan of all agencies or of some; seats and what they serve are those of its people."""
    wajib_ada(d, tahun)
    baris = rencana_sql.baris(d.kon, tahun, milik)
    orang: dict[int, list[BarisSasaran]] = defaultdict(list)
    for satu in rencana_sql.sasaran(d.kon, tahun, milik):
        orang[satu.rencana_id].append(satu)
    mereka = {satu.pegawai_id for isi in orang.values() for satu in isi}
    semua = sql.kursi(d.kon, tahun, pegawai_id=None if milik is None else mereka)
    sasaran = sql.sasaran(d.kon, {satu.pelatihan_id for satu in semua})
    kursi: dict[tuple[int, int], list[Kursi]] = defaultdict(list)
    for seat in semua:
        for kompetensi, _, _ in sasaran.get(seat.pelatihan_id, ()):
            kursi[seat.pegawai_id, kompetensi].append(seat)
    layanan = Counter(
        (pegawai_id, seat.kelas_id)
        for pegawai_id, kompetensi_id, _ in rencana_sql.baris_orang(d.kon, tahun, mereka)
        for seat in kursi.get((pegawai_id, kompetensi_id), ())
    )
    return _Buku(baris, orang, kursi, layanan)


def _kursi(buku: _Buku, baris: BarisRencana, orang: BarisSasaran) -> list[Kursi]:
    return buku.kursi.get((orang.pegawai_id, baris.kompetensi_id), [])


def _baris(buku: _Buku, satu: BarisRencana) -> tuple[Any, ...]:
    orang = buku.orang[satu.id]
    milik = [_kursi(buku, satu, o) for o in orang]
    selesai = [[k for k in isi if k.status == "selesai"] for isi in milik]
    lulus = [[k for k in isi if k.lulus] for isi in selesai]
    dilatih, mengikuti = sum(map(bool, lulus)), sum(map(bool, selesai))
    terjadwal = sum(any(k.status == "dibuka" for k in isi) and not ok for isi, ok in zip(milik, lulus, strict=True))
    jam = [k.jp for isi in lulus for k in isi if k.jp is not None]
    biaya = bagian_biaya((k.biaya, k.kursi, buku.layanan[k.pegawai_id, k.kelas_id]) for isi in selesai for k in isi)
    return (
        satu.tahun, satu.nomor, satu.opd, satu.nama_opd, satu.kompetensi, satu.nama_kompetensi, satu.prioritas,
        satu.pelatihan, ya_tidak(satu.didanai), len(orang), terjadwal, mengikuti, dilatih, persen(dilatih, len(orang)),
        satu.jp, setengah_naik(Fraction(sum(jam), 100)) if jam else None, satu.anggaran,
        None if biaya is None else int(setengah_naik(biaya, 0)), status(len(orang), dilatih, terjadwal),
    )  # fmt: skip


class _Ikut(NamedTuple):
    """A seat in a finished class and one target competency of it, with what the gap before it said."""

    kursi: Kursi
    pelatihan: str
    nama_pelatihan: str
    kompetensi: str
    nama_kompetensi: str
    periode: str | None
    standar: Decimal | None
    capaian: Decimal | None
    keperluan: str


def _ikut(d: Pintu, tahun: int, milik: list[int] | None) -> Iterator[_Ikut]:
    """Every seat of a finished class of the year by target competency; of all or of whom some agencies sent."""
    semua = [satu for satu in sql.kursi(d.kon, tahun, opd_id=milik) if satu.status == "selesai"]
    diikuti = {satu.pelatihan_id for satu in semua}
    sasaran, program = sql.sasaran(d.kon, diikuti), sql.pelatihan(d.kon, diikuti)
    periode = gap_sql.periode(d.kon)
    mereka = None if milik is None else {satu.pegawai_id for satu in semua}
    gap: dict[int, dict[int, dict[int, Pasangan]]] = {}
    for kursi in semua:
        lalu = [satu for satu in periode if satu[3] < kursi.mulai]
        nomor, kode = (lalu[-1][0], lalu[-1][1]) if lalu else (0, None)
        if nomor not in gap:
            gap[nomor] = _per_orang(d, nomor, mereka) if nomor else {}
        wajib = gap[nomor].get(kursi.pegawai_id, {})
        status_gap = {satu: isi.status for satu, isi in wajib.items()}
        for kompetensi, kode_kompetensi, nama in sasaran.get(kursi.pelatihan_id, ()):
            ini = wajib.get(kompetensi)
            yield _Ikut(
                kursi, *program[kursi.pelatihan_id], kode_kompetensi, nama, kode,
                None if ini is None or ini.standar is None else setengah_naik(ini.standar),
                None if ini is None or ini.capaian is None else setengah_naik(ini.capaian),
                keperluan(status_gap, kompetensi),
            )  # fmt: skip


def _per_orang(d: Pintu, periode_id: int, mereka: set[int] | None) -> dict[int, dict[int, Pasangan]]:
    """Person id -> required competency id -> pair; without people whose job has no standard; of all or of `mereka`."""
    hasil: dict[int, dict[int, Pasangan]] = defaultdict(dict)
    for siapa in (None,) if mereka is None else sorted(mereka):
        for satu in pasangan(d, Saringan(periode_id, pegawai_id=siapa)):
            if satu.kompetensi_id is not None:
                hasil[satu.pegawai_id][satu.kompetensi_id] = satu
    return hasil
