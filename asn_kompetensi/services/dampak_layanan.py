"""The public's view before and after training, per service unit, beside services whose staff were not trained."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

from asn_kompetensi.domain import dampak_layanan as aturan
from asn_kompetensi.domain.bulat import angka, persen, setengah_naik
from asn_kompetensi.domain.dampak_layanan import Layanan
from asn_kompetensi.domain.galat import SalahPakai, TidakDitemukan
from asn_kompetensi.services.kamus import kompetensi_kamus, opd_kamus
from asn_kompetensi.services.pelatihan import pelatihan_kamus
from asn_kompetensi.services.skm import Hasil, semua
from asn_kompetensi.store.door import Pintu
from asn_kompetensi.store.queries import opd as opd_sql
from asn_kompetensi.store.queries import skm as sql

BIDANG: Final = (
    "unit", "pelatihan", "ikm_sebelum", "ikm_sesudah", "perubahan", "cakupan_pelatihan", "pembanding", "keterangan",
    "n_pembanding", "selisih", "sebelum", "sesudah", "pegawai", "terlatih",
)  # fmt: skip
Gelombang = dict[str, dict[int, Hasil]]  # folded code -> unit -> wave


def daftar(
    d: Pintu,
    *,
    pelatihan: str | None = None,
    kompetensi: str | None = None,
    unit: str | None = None,
    sebelum: str | None = None,
    sesudah: str | None = None,
) -> list[tuple[Any, ...]]:
    """Every unit (or one) with both waves, in the columns of `BIDANG`, by code.

    Without `sebelum` and `sesudah` the last two waves that a unit has both of. Trained: passed a class that ended after
    the first wave's last day and not after the second's, of `pelatihan`, or of any programme that aims at `kompetensi`,
    or of any. Raises `SalahPakai`, `TidakDitemukan`.
    """
    if pelatihan and kompetensi:
        raise SalahPakai("--pelatihan dan --kompetensi tidak dapat dipakai bersama", "Pilih salah satu.")
    if (sebelum is None) != (sesudah is None):
        raise SalahPakai("--sebelum dan --sesudah harus disebut keduanya", "Contoh: --sebelum 2025-1 --sesudah 2025-2")
    program, kode = _program(d, pelatihan, kompetensi)
    opd = opd_kamus(d).wajib(unit).id if unit else None
    gelombang: Gelombang = {}
    for satu in semua(d):
        gelombang.setdefault(satu.gelombang.kode.casefold(), {})[satu.gelombang.opd_id] = satu
    pilihan = _pilih(gelombang, sebelum, sesudah, opd)
    if pilihan is None:
        return []
    awal, akhir = (gelombang[satu] for satu in pilihan)
    induk = opd_sql.induk(d.kon)
    pasang = {nomor: (awal[nomor], akhir[nomor]) for nomor in awal if nomor in akhir}
    layanan = {nomor: _layanan(d, *dua, induk, program) for nomor, dua in pasang.items()}
    return [
        _baris(*pasang[nomor], satu, list(layanan.values()), kode)
        for nomor, satu in sorted(layanan.items(), key=lambda isi: pasang[isi[0]][0].gelombang.opd)
        if opd in (None, nomor)
    ]


def _program(d: Pintu, pelatihan: str | None, kompetensi: str | None) -> tuple[list[int] | None, str | None]:
    if pelatihan:
        entri = pelatihan_kamus(d).wajib(pelatihan)
        return [entri.id], entri.kode
    if kompetensi:
        return sql.pelatihan_kompetensi(d.kon, kompetensi_kamus(d).wajib(kompetensi).id), None
    return None, None


def _pilih(gelombang: Gelombang, sebelum: str | None, sesudah: str | None, opd: int | None) -> tuple[str, str] | None:
    """Folded codes of the two waves; None when no unit has two."""
    if sebelum is None or sesudah is None:
        urut = sorted(gelombang, key=lambda kode: (_akhir(gelombang[kode]), kode), reverse=True)
        for ke, kedua in enumerate(urut):
            for pertama in urut[ke + 1 :]:
                bersama = gelombang[kedua].keys() & gelombang[pertama].keys()
                if bersama if opd is None else opd in bersama:
                    return pertama, kedua
        return None
    kunci = [" ".join(satu.split()).casefold() for satu in (sebelum, sesudah)]
    for satu, tulisan in zip(kunci, (sebelum, sesudah), strict=True):
        if satu not in gelombang:
            raise TidakDitemukan(f"gelombang '{tulisan}' belum ada", "Lihat gelombang yang ada: asn skm lihat")
    dua = [_akhir(gelombang[satu]) for satu in kunci]
    if kunci[0] == kunci[1] or (all(dua) and dua[0] >= dua[1]):
        raise SalahPakai(f"gelombang {sebelum} tidak mendahului {sesudah}", "Tukar --sebelum dan --sesudah.")
    return kunci[0], kunci[1]


def _akhir(gelombang: Mapping[int, Hasil]) -> str:
    return max(satu.gelombang.selesai or "" for satu in gelombang.values())


def _layanan(
    d: Pintu, awal: Hasil, akhir: Hasil, induk: Mapping[int, int | None], program: list[int] | None
) -> Layanan:
    nomor = awal.gelombang.opd_id
    bawah = opd_sql.bawahan(d.kon, nomor)
    atas, ke = {nomor}, induk[nomor]
    while ke is not None and ke not in atas:
        atas.add(ke)
        ke = induk[ke]
    sesudah, sampai = awal.gelombang.selesai, akhir.gelombang.selesai
    pegawai: int | None = None
    terlatih: int | None = None
    if sesudah and sampai:
        pegawai, terlatih = sql.staf(d.kon, bawah, sesudah, sampai, program)
    return Layanan(
        nomor, frozenset({*bawah, *atas}), awal.ikm.ikm, akhir.ikm.ikm,
        awal.gelombang.banyak_unsur != akhir.gelombang.banyak_unsur, pegawai, terlatih,
        tuple(satu.gelombang.kode for satu in (awal, akhir) if satu.cukup is False),
        awal.minimum is None or akhir.minimum is None,
    )  # fmt: skip


def _baris(awal: Hasil, akhir: Hasil, satu: Layanan, semuanya: list[Layanan], kode: str | None) -> tuple[Any, ...]:
    rata, banyak = aturan.pembanding(satu, semuanya) if satu.terlatih else (None, 0)
    banding = None if rata is None else setengah_naik(rata)
    cakupan = persen(satu.terlatih, satu.pegawai) if satu.pegawai is not None and satu.terlatih is not None else None
    selisih = _selisih(satu.perubahan, rata)
    return (
        awal.gelombang.opd, kode, angka(satu.sebelum), angka(satu.sesudah), angka(satu.perubahan), angka(cakupan),
        angka(banding), aturan.keterangan(satu, banding, banyak), banyak, angka(selisih), awal.gelombang.kode,
        akhir.gelombang.kode, satu.pegawai, satu.terlatih,
    )  # fmt: skip


def _selisih(perubahan: Decimal | None, rata: Fraction | None) -> Decimal | None:
    return None if perubahan is None or rata is None else setengah_naik(Fraction(perubahan) - rata)
