"""The gap in sums: of agencies, jobs, competencies, people or cities; rounded once, here, at the very end."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from asn_kompetensi.domain.bulat import persen, setengah_naik
from asn_kompetensi.domain.gabung import kode_kota
from asn_kompetensi.domain.galat import SalahPakai
from asn_kompetensi.domain.gap import TUJUAN, jpm, kategori_jpm
from asn_kompetensi.services import gap, keadaan
from asn_kompetensi.store.door import Pintu
from asn_kompetensi.store.queries import gabung as gabung_sql
from asn_kompetensi.store.queries import gap as gap_sql
from asn_kompetensi.store.queries import gap_ringkas as sql
from asn_kompetensi.store.queries.gap import Saringan

PER = ("opd", "jabatan", "kompetensi", "jenis", "pegawai", "kota", "instansi")
BIDANG_RINGKAS = (
    "kelompok", "nama_kelompok", "pegawai", "wajib", "dinilai", "cakupan", "di_bawah", "memenuhi", "belum_dinilai",
    "kedaluwarsa", "tanpa_standar", "kesenjangan_total", "kesenjangan_rata", "jpm", "jpm_mentah", "kategori_jpm",
)  # fmt: skip
BIDANG_PEGAWAI = (*BIDANG_RINGKAS, "nip", "opd", "jabatan", "kompetensi_di_bawah")


def skala(d: Pintu, pilih: Saringan, tujuan: str) -> tuple[Decimal, Decimal]:
    """The JPM bounds of a purpose on the last day of the period (PerBKN 26/2019 unless policy says otherwise).

    In a united file: of all cities together, of one where only its agencies or one of its people are asked for.
    """
    if tujuan not in TUJUAN:
        raise SalahPakai(f"tujuan '{tujuan}' tidak ada", f"Pilihannya: {', '.join(TUJUAN)}.")
    selesai = next(baris[3] for baris in gap_sql.periode(d.kon) if baris[0] == pilih.periode_id)
    berlaku = keadaan.kebijakan(d, pilih.periode_id, selesai, gap.opd_diminta(d, pilih))
    atas, bawah = (keadaan.angka(berlaku, satu) for satu in TUJUAN[tujuan])
    return atas, bawah


def ringkas(d: Pintu, pilih: Saringan, per: str, tujuan: str = "pemetaan") -> list[tuple[Any, ...]]:
    """Totals in the columns of `BIDANG_RINGKAS` (`BIDANG_PEGAWAI` for `per='pegawai'`)."""
    return list(alirkan_ringkas(d, pilih, per, tujuan))


def alirkan_ringkas(d: Pintu, pilih: Saringan, per: str, tujuan: str = "pemetaan") -> Iterator[tuple[Any, ...]]:
    """The same row by row: of people there may be many."""
    if per not in PER:
        raise SalahPakai(f"--per '{per}' tidak ada", f"Pilihannya: {', '.join(PER)}.")
    batas, lain = skala(d, pilih, tujuan), skala_kelompok(d, pilih, per, tujuan)
    sendiri = per == "instansi" and not gabung_sql.gabungan(d.kon)
    # Of one city of a united file the whole is that city.
    kota = (
        gabung_sql.sebutan(d.kon, gabung_sql.nomor_kota(d.kon, pilih.opd_id)) if per == "kota" and pilih.opd_id else []
    )
    for satu in sql.ringkas(d.kon, pilih, per):
        baris = baris_ringkas(satu, tujuan, lain.get(satu[0], batas))
        if sendiri:
            baris = (kode_sendiri(baris[1]), *baris[1:])
        yield (baris[0], kota[0][2], *baris[2:]) if len(kota) == 1 else baris


def kode_sendiri(nama: str) -> str:
    """The code that an institution would have among others, `kota` where its name gives none."""
    try:
        return kode_kota(nama)
    except ValueError:
        return "kota"


def skala_kelompok(d: Pintu, pilih: Saringan, per: str, tujuan: str) -> dict[Any, tuple[Decimal, Decimal]]:
    """The JPM bounds of the groups of a united file whose cities agree on them; {} where all cities do.

    Where only one city is asked for, its own are those of everything (see `skala`).
    """
    opd = gap.opd_diminta(d, pilih)
    diminta = None if opd is None else gabung_sql.nomor_kota(d.kon, opd)
    if diminta is not None and len(diminta) < 2:
        return {}
    batas = {
        nomor: tuple(keadaan.angka({k: (v, "", "") for k, v in isi.items()}, satu) for satu in TUJUAN[tujuan])
        for nomor, isi in gabung_sql.kebijakan(d.kon, pilih.periode_id, TUJUAN[tujuan], diminta).items()
    }
    if diminta is None and len(set(batas.values())) < 2:
        return {}
    return {
        kelompok: (ini[0], ini[1])
        for kelompok, kota in sql.kota_kelompok(d.kon, pilih, per).items()
        if kota <= batas.keys() and len(semua := {batas[nomor] for nomor in kota}) == 1
        for ini in semua
    }


def baris_ringkas(b: tuple[Any, ...], tujuan: str, batas: tuple[Decimal, Decimal]) -> tuple[Any, ...]:
    """A row of `sql.ringkas` as it is printed, in the columns of `BIDANG_RINGKAS` (`BIDANG_PEGAWAI`)."""
    kode, nama, pegawai, wajib, dinilai, di_bawah, memenuhi, belum, kedaluwarsa, tanpa = b[:10]
    # Sums over no assessed pair are 0, as any empty sum; what would be divided by their number is missing.
    kesenjangan, capaian, standar = b[10:13]
    cetak, mentah = jpm(capaian, standar)
    inti = (
        kode, nama, pegawai, wajib, dinilai, persen(dinilai, wajib), di_bawah, memenuhi, belum, kedaluwarsa, tanpa,
        setengah_naik(kesenjangan), setengah_naik(kesenjangan / dinilai) if dinilai else None,
        cetak, mentah, kategori_jpm(cetak, tujuan, batas),
    )  # fmt: skip
    if len(b) == 13:
        return inti
    kurang = sorted((satu.split(":", 1) for satu in b[15].split(",")), key=lambda s: int(s[0])) if b[15] else []
    return (*inti, kode, b[13], b[14], [satu[1] for satu in kurang])
