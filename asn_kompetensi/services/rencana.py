"""The plan of a year from the gaps of a period: what becomes a row, what it costs, what the money pays for."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final, NamedTuple

from asn_kompetensi.domain import rencana as aturan
from asn_kompetensi.domain.acuan import nilai_bawaan
from asn_kompetensi.domain.galat import Bentrok, DataDitolak, SalahPakai, TidakDitemukan
from asn_kompetensi.domain.gap import jpm
from asn_kompetensi.domain.rencana import Baris, Kebutuhan, Program
from asn_kompetensi.services import keadaan
from asn_kompetensi.services.gap import Pasangan, cari_periode, pasangan
from asn_kompetensi.services.kamus import opd_kamus
from asn_kompetensi.services.kolaborasi import Bobot, bobot, opd_dipilih
from asn_kompetensi.store.door import Pintu, PintuTulis
from asn_kompetensi.store.queries import db as db_sql
from asn_kompetensi.store.queries import opd as opd_sql
from asn_kompetensi.store.queries import rencana as sql
from asn_kompetensi.store.queries.gap import Saringan
from asn_kompetensi.store.queries.rencana import BarisTersimpan

TAK_DIKETAHUI: Final = "tidak_diketahui"


class Rancangan(NamedTuple):
    """A plan as it would be saved, and the one that is there. `baris` go with `nomor`, `didanai` and `lama`.

    `lama` is the saved row with the same key, if there is one; `isian_hilang` counts saved rows that go, and with them
    what the clerk had put in.
    """

    tahun: int
    periode_id: int
    baris: list[Baris]
    nomor: list[int]
    didanai: list[bool | None]
    lama: list[BarisTersimpan | None]
    hilang: list[BarisTersimpan]
    ringkasan: dict[str, Any]

    @property
    def sebelum(self) -> int:
        """How many rows are saved already."""
        return sum(satu is not None for satu in self.lama) + len(self.hilang)

    @property
    def berbeda(self) -> bool:
        """Whether saving would change anything."""
        isi = self.ringkasan
        return bool(isi["baru"] or isi["berubah"] or isi["dihapus"])


def rancang(
    d: Pintu,
    tahun: int,
    periode: str,
    *,
    anggaran: int | None = None,
    opd: Sequence[str] = (),
    dengan_unit: bool = False,
    prioritas_sampai: int | None = None,
) -> Rancangan:
    """Work out the plan of a year without saving it.

    `anggaran` in rupiah chooses what is paid for; `opd` plans these agencies only and leaves the others' rows alone;
    `prioritas_sampai` leaves out what is less urgent. Raises `TidakDitemukan`, `SalahPakai`, `DataDitolak`.
    """
    if prioritas_sampai is not None and not 1 <= prioritas_sampai <= 3:
        raise SalahPakai(f"--prioritas-sampai {prioritas_sampai} tidak ada", "Pilihannya: 1, 2, 3.")
    nomor_periode, _, _, selesai, _ = cari_periode(d, periode)
    unit = opd_dipilih(d, periode, opd, dengan_unit=dengan_unit)
    semua = pasangan(d, Saringan(nomor_periode, unit))
    kebutuhan = _kebutuhan(d, nomor_periode, semua, bobot(d, periode))
    batas = batas_kategori(d, nomor_periode, selesai.isoformat())
    penuh = aturan.susun(kebutuhan, katalog(d), batas, _jpm(semua), biaya_per_jp(d, tahun))
    baris = [satu for satu in penuh if prioritas_sampai is None or satu.prioritas <= prioritas_sampai]
    ada = sql.tersimpan(d.kon, tahun, unit)
    per_kunci = {satu.kunci: satu for satu in ada}
    lama = [per_kunci.pop(satu.kunci, None) for satu in baris]
    biaya = [_biaya(satu, sebelum) for satu, sebelum in zip(baris, lama, strict=True)]
    didanai = [None] * len(baris) if anggaran is None else aturan.danai(biaya, anggaran)
    rancangan = Rancangan(
        tahun, nomor_periode, baris, _nomor(d, tahun, ada, len(baris)), didanai, lama, list(per_kunci.values()), {}
    )
    banding = Counter(_beda(rancangan, letak) for letak in range(len(baris)))
    rancangan.ringkasan.update(
        tahun=tahun,
        periode=cari_periode(d, periode)[1],
        baris=len(baris),
        sasaran=sum(len(satu.orang) for satu in baris),
        pegawai=len({orang.pegawai_id for satu in baris for orang in satu.orang}),
        opd=len({satu.opd_id for satu in baris}),
        tanpa_program=sum(satu.program is None for satu in baris),
        di_luar_rencana=len(kebutuhan) - sum(len(satu.orang) for satu in baris),
        belum_dinilai=sum(satu.status in ("belum_dinilai", "kedaluwarsa") for satu in semua),
        anggaran=sum(satu for satu in biaya if satu is not None) if any(b is not None for b in biaya) else None,
        tanpa_biaya=sum(satu is None for satu in biaya),
        pagu=anggaran,
        didanai=None if anggaran is None else didanai.count(True),
        biaya_didanai=None if anggaran is None else sum(b or 0 for b, y in zip(biaya, didanai, strict=True) if y),
        tidak_didanai=None if anggaran is None else didanai.count(False),
        baru=banding["baru"],
        berubah=banding["berubah"],
        sama=banding["sama"],
        dihapus=len(rancangan.hilang),
        isian_hilang=sum(satu.isian is not None for satu in rancangan.hilang),
    )
    return rancangan


def susun(d: PintuTulis, rancangan: Rancangan, *, ganti: bool = False) -> dict[str, Any]:
    """Save a plan worked out in this very transaction. What the clerk has put into a row stays with the row.

    The same plan again changes nothing. Raises `Bentrok` when another one of that year is there and `ganti` is not
    given.
    """
    isi = rancangan.ringkasan
    if rancangan.sebelum and rancangan.berbeda and not ganti:
        raise Bentrok(
            f"rencana {rancangan.tahun} sudah disusun dan hasilnya kini berbeda: {isi['baru']} baris baru, "
            f"{isi['berubah']} berubah, {isi['dihapus']} hilang",
            "Untuk menggantinya, ulangi dengan --ganti; isian Anda pada baris yang tetap ada ikut terbawa.",
        )
    if rancangan.berbeda:
        _simpan(d, rancangan)
    return {**isi, "jalankan": d.jalankan if d.berubah and not d.batal else None}


def batas_kategori(d: Pintu, periode_id: int, selesai: str) -> tuple[Fraction, Fraction]:
    """Upper ends of `rendah` and `sedang` in levels, as the policy of the period says."""
    berlaku = keadaan.kebijakan(d, periode_id, selesai)

    def satu(kunci: str) -> Fraction:
        return Fraction((berlaku[kunci][0] if kunci in berlaku else nilai_bawaan(kunci)).replace(",", "."))

    return satu("batas_gap_rendah"), satu("batas_gap_sedang")


def biaya_per_jp(d: Pintu, tahun: int) -> Fraction | None:
    """Rupiah for one hour of one participant on the last day of the year of the plan; None: not known."""
    berlaku = db_sql.kebijakan(d.kon, f"{tahun:04d}-12-31").get("biaya_per_jp")
    nilai = (berlaku[0] if berlaku else nilai_bawaan("biaya_per_jp")).strip()
    if nilai == TAK_DIKETAHUI:
        return None
    try:
        hasil = Fraction(nilai.replace(",", "."))
    except (ValueError, ZeroDivisionError):
        hasil = Fraction(-1)
    if hasil < 0:
        raise DataDitolak(f"kebijakan biaya_per_jp '{nilai[:40]}' bukan rupiah", f"Isi angkanya, atau {TAK_DIKETAHUI}.")
    return hasil


def katalog(d: Pintu) -> list[Program]:
    """Every programme with a target competency, with the mean cost of a participant in its finished classes."""
    sasaran: dict[int, dict[int, Fraction]] = defaultdict(dict)
    diri = {}
    for nomor, kode, bentuk, jp, penyelenggara, kompetensi, ratus in sql.program(d.kon):
        sasaran[nomor][kompetensi] = Fraction(ratus, 100)
        diri[nomor] = (kode, bentuk, jp, penyelenggara)
    biaya = {nomor: Fraction(rupiah, kursi) for nomor, (rupiah, kursi) in sql.biaya_orang(d.kon).items()}
    return [Program(nomor, *isi, sasaran[nomor], biaya.get(nomor)) for nomor, isi in diri.items()]


def unit_dipilih(d: Pintu, opd: str | None, *, dengan_unit: bool) -> list[int] | None:
    """Ids of an agency, with the units below it if asked; None for all. Raises `TidakDitemukan`."""
    if opd is None:
        return None
    satu = opd_kamus(d).wajib(opd).id
    return opd_sql.bawahan(d.kon, satu) if dengan_unit else [satu]


def wajib_ada(d: Pintu, tahun: int) -> None:
    """Raises `TidakDitemukan` when the year has no plan."""
    ada = sql.tahun(d.kon)
    if tahun not in ada:
        lain = f"Yang ada: {', '.join(map(str, ada))}. " if ada else ""
        raise TidakDitemukan(
            f"rencana {tahun} belum disusun", f"{lain}Susun dengan: asn rencana susun --tahun {tahun} --periode PERIODE"
        )


def _kebutuhan(d: Pintu, periode_id: int, semua: Sequence[Pasangan], bobot_: Bobot) -> list[Kebutuhan]:
    urutan = {kode: nomor for nomor, kode in enumerate(keadaan.kompetensi(d, periode_id))}
    return [
        Kebutuhan(
            satu.pegawai_id, satu.nip, satu.nama, satu.opd_id, satu.opd, satu.jabatan_id, satu.kompetensi_id,
            urutan[satu.kompetensi or ""], satu.jenis or "", bobot_[satu.tingkat], satu.standar, satu.capaian,
        )
        for satu in semua
        if satu.kompetensi_id is not None and satu.standar is not None and satu.capaian is not None
        and satu.capaian < satu.standar
    ]  # fmt: skip


def _jpm(semua: Sequence[Pasangan]) -> dict[int, Decimal | None]:
    jumlah: dict[int, list[Fraction]] = defaultdict(lambda: [Fraction(0), Fraction(0)])
    for satu in semua:
        if satu.capaian is not None and satu.standar is not None:
            jumlah[satu.pegawai_id][0] += satu.capaian
            jumlah[satu.pegawai_id][1] += satu.standar
    return {nomor: jpm(capaian, standar)[0] for nomor, (capaian, standar) in jumlah.items()}


def _biaya(baris: Baris, lama: BarisTersimpan | None) -> int | None:
    """What a row costs: as the clerk has put it in, else as computed."""
    isian = lama.isian[sql.ISIAN.index("anggaran")] if lama and lama.isian else None
    return baris.anggaran if isian is None else int(isian)


def _nomor(d: Pintu, tahun: int, ada: Sequence[BarisTersimpan], banyak: int) -> list[int]:
    """Numbers of the rows: those these agencies have, then the next free ones."""
    milik = [satu.nomor for satu in ada][:banyak]
    lanjut = sql.nomor_terakhir(d.kon, tahun) + 1
    return [*milik, *range(lanjut, lanjut + banyak - len(milik))]


def _isi(rancangan: Rancangan, letak: int) -> tuple[Any, ...]:
    baris, didanai = rancangan.baris[letak], rancangan.didanai[letak]
    mulai, selesai = aturan.waktu(rancangan.tahun, baris.prioritas)
    return (
        rancangan.periode_id, baris.bentuk, baris.jp, baris.program.penyelenggara if baris.program else None,
        mulai.isoformat(), selesai.isoformat(), baris.anggaran, None if didanai is None else int(didanai),
    )  # fmt: skip


def _sasaran(baris: Baris) -> tuple[tuple[int, ...], ...]:
    return tuple(
        (satu.pegawai_id, satu.jabatan_id, int(satu.standar * 100), *satu.capaian.as_integer_ratio())
        for satu in baris.orang
    )


def _beda(rancangan: Rancangan, letak: int) -> str:
    lama = rancangan.lama[letak]
    if lama is None:
        return "baru"
    tetap = (lama.nomor, lama.isi, lama.sasaran) == (
        rancangan.nomor[letak], _isi(rancangan, letak), _sasaran(rancangan.baris[letak])
    )  # fmt: skip
    return "sama" if tetap else "berubah"


def _simpan(d: PintuTulis, rancangan: Rancangan) -> None:
    """Replace what became different; a row that stays keeps its id and what the clerk has put in."""
    ganti = [letak for letak in range(len(rancangan.baris)) if _beda(rancangan, letak) != "sama"]
    lama = [satu for satu in (rancangan.lama[letak] for letak in ganti) if satu is not None]
    baru = iter(range(sql.id_berikut(d.kon), 2**62))
    nomor_id = {letak: satu.id if (satu := rancangan.lama[letak]) else next(baru) for letak in ganti}
    sql.hapus(d.kon, [satu.id for satu in (*lama, *rancangan.hilang)])
    sql.simpan(
        d.kon,
        [_kolom(rancangan, letak, nomor_id[letak]) for letak in ganti],
        [
            (nomor_id[letak], satu[0], urut, *satu[1:])
            for letak in ganti
            for urut, satu in enumerate(_sasaran(rancangan.baris[letak]), 1)
        ],
        list(_isian(lama)),
    )


def _kolom(rancangan: Rancangan, letak: int, nomor_id: int) -> tuple[Any, ...]:
    baris = rancangan.baris[letak]
    opd, kompetensi, prioritas, program = baris.kunci
    periode, *sisa = _isi(rancangan, letak)
    return (
        nomor_id, rancangan.tahun, rancangan.nomor[letak], periode, opd, kompetensi, prioritas, program, *sisa
    )  # fmt: skip


def _isian(lama: Sequence[BarisTersimpan]) -> Iterator[tuple[Any, ...]]:
    for satu in lama:
        if satu.isian is not None:
            yield (satu.id, *satu.isian)
