"""The plan of a year from the gaps of a period: what becomes a row, what it costs, what the money pays for."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

from asn_kompetensi.domain import rencana as aturan
from asn_kompetensi.domain.gabung import DI_KOTANYA
from asn_kompetensi.domain.galat import DataDitolak, SalahPakai, TidakDitemukan
from asn_kompetensi.domain.gap import jpm
from asn_kompetensi.domain.rencana import Baris, Kebutuhan, Program
from asn_kompetensi.services import keadaan
from asn_kompetensi.services.gap import cari_periode, pasangan
from asn_kompetensi.services.kamus import opd_kamus
from asn_kompetensi.services.kolaborasi import Bobot, bobot, opd_dipilih
from asn_kompetensi.services.lingkup import SEMUA, Lingkup, hanya_dibaca
from asn_kompetensi.services.rencana_simpan import Rancangan, beda
from asn_kompetensi.store.door import Pintu
from asn_kompetensi.store.queries import db as db_sql
from asn_kompetensi.store.queries import opd as opd_sql
from asn_kompetensi.store.queries import rencana as sql
from asn_kompetensi.store.queries.gap import Saringan
from asn_kompetensi.store.queries.rekam import yang_ada
from asn_kompetensi.store.queries.rencana import BarisTersimpan

TAK_DIKETAHUI: Final = "tidak_diketahui"


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
    kebutuhan, jpm_orang, belum_dinilai = _bahan(d, Saringan(nomor_periode, unit), bobot(d, periode))
    batas = batas_kategori(d, nomor_periode, selesai.isoformat())
    kinerja = {orang: nilai for (orang, hal), nilai in yang_ada(d.kon, nomor_periode).items() if hal == "kinerja"}
    penuh = aturan.susun(kebutuhan, katalog(d), batas, jpm_orang, biaya_per_jp(d, tahun), kinerja)
    baris = [satu for satu in penuh if prioritas_sampai is None or satu.prioritas <= prioritas_sampai]
    ada = sql.tersimpan(d.kon, tahun, unit)
    per_kunci = {satu.kunci: satu for satu in ada}
    lama = [per_kunci.pop(satu.kunci, None) for satu in baris]
    biaya = [_biaya(satu, sebelum) for satu, sebelum in zip(baris, lama, strict=True)]
    didanai: list[bool | None] = [None for _ in baris] if anggaran is None else aturan.danai(biaya, anggaran)
    rancangan = Rancangan(
        tahun, nomor_periode, baris, _nomor(d, tahun, ada, len(baris)), didanai, lama, list(per_kunci.values()), {}
    )
    rancangan.ringkasan.update(_ringkas(rancangan, biaya, anggaran))
    rancangan.ringkasan.update(
        periode=cari_periode(d, periode)[1],
        di_luar_rencana=len(kebutuhan) - sum(len(satu.orang) for satu in baris),
        belum_dinilai=belum_dinilai,
    )
    return rancangan


def batas_kategori(
    d: Pintu, periode_id: int, selesai: str, opd_id: Sequence[int] | None = None
) -> tuple[Fraction, Fraction]:
    """Upper ends of `rendah` and `sedang` in levels, as the policy of the period says; see `keadaan.kebijakan`."""
    berlaku = keadaan.kebijakan(d, periode_id, selesai, opd_id)
    rendah, sedang = (keadaan.angka(berlaku, satu) for satu in ("batas_gap_rendah", "batas_gap_sedang"))
    return Fraction(rendah), Fraction(sedang)


def biaya_per_jp(d: Pintu, tahun: int) -> Fraction | None:
    """Rupiah for one hour of one participant on the last day of the year of the plan; None: not known."""
    nilai = keadaan.nilai(db_sql.kebijakan(d.kon, f"{tahun:04d}-12-31"), "biaya_per_jp").strip()
    if nilai == TAK_DIKETAHUI:
        return None
    try:
        hasil = Fraction(nilai.replace(",", "."))
    except (ValueError, ZeroDivisionError):
        hasil = Fraction(-1)
    if hasil < 0:
        raise DataDitolak(f"kebijakan biaya_per_jp '{nilai[:40]}' bukan rupiah", f"Isi angkanya, atau {TAK_DIKETAHUI}.")
    return hasil


def katalog(d: Pintu, kota: Lingkup = SEMUA) -> list[Program]:
    """A city's programmes with target competencies, with the mean cost of a participant in their finished classes."""
    sasaran: dict[int, dict[int, Fraction]] = defaultdict(dict)
    diri = {}
    for nomor, kode, bentuk, jp, penyelenggara, kompetensi, ratus in sql.program(d.kon, kota.kode):
        sasaran[nomor][kompetensi] = Fraction(ratus, 100)
        diri[nomor] = (kode, bentuk, jp, penyelenggara)
    biaya = {nomor: Fraction(rupiah, kursi) for nomor, (rupiah, kursi) in sql.biaya_orang(d.kon, kota.kode).items()}
    return [Program(nomor, *isi, sasaran[nomor], biaya.get(nomor)) for nomor, isi in diri.items()]


def unit_dipilih(d: Pintu, opd: str | None, *, dengan_unit: bool) -> list[int] | None:
    """Ids of an agency, with the units below it if asked; None for all. Raises `TidakDitemukan`."""
    if opd is None:
        return None
    satu = opd_kamus(d).wajib(opd).id
    return opd_sql.bawahan(d.kon, satu) if dengan_unit else [satu]


def wajib_ada(d: Pintu, tahun: int) -> None:
    """Raises `TidakDitemukan` when the year has no plan, or the file is a united one, which has none."""
    if hanya_dibaca(d):
        raise TidakDitemukan("rencana tidak ikut digabung", DI_KOTANYA)
    ada = sql.tahun(d.kon)
    if tahun not in ada:
        lain = f"Yang ada: {', '.join(map(str, ada))}. " if ada else ""
        raise TidakDitemukan(
            f"rencana {tahun} belum disusun", f"{lain}Susun dengan: asn rencana susun --tahun {tahun} --periode PERIODE"
        )


def _ringkas(rancangan: Rancangan, biaya: Sequence[int | None], pagu: int | None) -> dict[str, Any]:
    """The counts of a plan; sums are None where nothing is known, and nothing was chosen without a budget."""
    baris, didanai = rancangan.baris, rancangan.didanai
    banding = Counter(beda(rancangan, letak) for letak in range(len(baris)))
    tahu = [satu for satu in biaya if satu is not None]
    return {
        "tahun": rancangan.tahun,
        "periode": None,
        "baris": len(baris),
        "sasaran": sum(len(satu.orang) for satu in baris),
        "pegawai": len({orang.pegawai_id for satu in baris for orang in satu.orang}),
        "opd": len({satu.opd_id for satu in baris}),
        "tanpa_program": sum(satu.program is None for satu in baris),
        "anggaran": sum(tahu) if tahu else None,
        "tanpa_biaya": len(biaya) - len(tahu),
        "pagu": pagu,
        "didanai": None if pagu is None else didanai.count(True),
        "biaya_didanai": None if pagu is None else sum(b or 0 for b, y in zip(biaya, didanai, strict=True) if y),
        "tidak_didanai": None if pagu is None else didanai.count(False),
        "baru": banding["baru"],
        "berubah": banding["berubah"],
        "sama": banding["sama"],
        "dihapus": len(rancangan.hilang),
        "isian_hilang": sum(satu.isian is not None for satu in rancangan.hilang),
    }


def _bahan(d: Pintu, pilih: Saringan, bobot_: Bobot) -> tuple[list[Kebutuhan], dict[int, Decimal | None], int]:
    """What a plan is made of: the gaps, everybody's JPM, and how many pairs have no score that counts."""
    urutan = {kode: nomor for nomor, kode in enumerate(keadaan.kompetensi(d, pilih.periode_id))}
    kebutuhan, belum_dinilai = [], 0
    jumlah: dict[int, list[Fraction]] = defaultdict(lambda: [Fraction(0), Fraction(0)])
    for satu in pasangan(d, pilih):
        belum_dinilai += satu.status in ("belum_dinilai", "kedaluwarsa")
        if satu.kompetensi_id is None or satu.standar is None or satu.capaian is None:
            continue
        jumlah[satu.pegawai_id][0] += satu.capaian
        jumlah[satu.pegawai_id][1] += satu.standar
        if satu.capaian < satu.standar:
            kebutuhan.append(
                Kebutuhan(
                    satu.pegawai_id, satu.nip, satu.nama, satu.opd_id, satu.opd, satu.jabatan_id, satu.kompetensi_id,
                    urutan[satu.kompetensi or ""], satu.jenis or "", bobot_[satu.tingkat], satu.standar, satu.capaian,
                )
            )  # fmt: skip
    return kebutuhan, {nomor: jpm(*isi)[0] for nomor, isi in jumlah.items()}, belum_dinilai


def _biaya(baris: Baris, lama: BarisTersimpan | None) -> int | None:
    """What a row costs: as the clerk has put it in, else as computed."""
    isian = lama.isian[sql.ISIAN.index("anggaran")] if lama and lama.isian else None
    return baris.anggaran if isian is None else int(isian)


def _nomor(d: Pintu, tahun: int, ada: Sequence[BarisTersimpan], banyak: int) -> list[int]:
    """Numbers of the rows: those these agencies have, then the next free ones."""
    milik = [satu.nomor for satu in ada][:banyak]
    lanjut = sql.nomor_terakhir(d.kon, tahun) + 1
    return [*milik, *range(lanjut, lanjut + banyak - len(milik))]
