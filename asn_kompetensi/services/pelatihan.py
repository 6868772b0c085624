"""Training programmes: registering, changing, listing, importing."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from asn_kompetensi.domain.acuan import baca_acuan
from asn_kompetensi.domain.galat import Bentrok, DataDitolak, GalatASN, SalahPakai
from asn_kompetensi.domain.jp import perlu_durasi
from asn_kompetensi.domain.kamus import Entri, Kamus
from asn_kompetensi.domain.kode import baca_kode
from asn_kompetensi.domain.laporan_impor import LaporanImpor
from asn_kompetensi.domain.lembar import Lembar, Skema
from asn_kompetensi.domain.level import baca_level, cetak_level
from asn_kompetensi.domain.nama import kunci, nama_sel, terdekat
from asn_kompetensi.domain.sel import NilaiSel
from asn_kompetensi.services import perbaikan, registri
from asn_kompetensi.services.impor import BarisImpor, Hasil, Pengimpor, teks
from asn_kompetensi.services.kamus import daftarkan_alias, entri_lambat, kompetensi_kamus, per_kode
from asn_kompetensi.services.masukan import nama_sah, sah
from asn_kompetensi.store.door import Pintu, PintuTulis
from asn_kompetensi.store.queries import pelatihan as sql
from asn_kompetensi.store.queries.pelatihan import BarisPelatihan

BIDANG: Final = ("kode", "nama", "bentuk", "jp", "penyelenggara", "kompetensi")
SKEMA: Final = Skema("pelatihan", BIDANG, (("kode",), ("nama",), ("bentuk",)))
JP_TERTINGGI: Final = 5000


def pelatihan_kamus(d: Pintu) -> Kamus:
    """Programmes by code or name."""
    return Kamus("pelatihan", "asn pelatihan daftar", entri_lambat(sql.ejaan, d), per_kode=per_kode("pelatihan", d))


@cache
def _ejaan_bentuk() -> dict[str, int]:
    resmi = {kunci(baris[k]): int(baris["id"]) for baris in baca_acuan("bentuk") for k in ("siasn", "nama", "id")}
    return {"bimtek": 8, **resmi}


def nama_bentuk() -> dict[int, str]:
    """The 25 official forms: number -> name."""
    return {int(baris["id"]): baris["nama"] for baris in baca_acuan("bentuk")}


def pilihan_bentuk() -> str:
    """The 25 forms with their numbers, for whoever has typed another one."""
    return "Pilih: " + "; ".join(f"{nomor} {nama}" for nomor, nama in nama_bentuk().items())


def baca_bentuk(nilai: object) -> int:
    """A form of training by number (1-25) or name, in any case. Raises ValueError naming the nearest."""
    isi = str(int(nilai)) if isinstance(nilai, float) and nilai.is_integer() else str(nilai).strip()
    if (nomor := _ejaan_bentuk().get(kunci(isi))) is not None:
        return nomor
    mirip = ", ".join(f"{_ejaan_bentuk()[kunci(satu)]} ({satu})" for satu in terdekat(isi, nama_bentuk().values()))
    saran = f" Mungkin maksudnya {mirip}." if mirip else ""
    raise ValueError(f"Bentuk '{isi[:40]}' tidak dikenal; isi nomor 1 sampai 25 atau namanya.{saran}")


def baca_jp(nilai: object) -> int | None:
    """Duration of a programme in whole JP (1 JP = 45 minutes), None when empty. Raises ValueError otherwise."""
    if nilai is None or str(nilai).strip() in ("", "-"):
        return None
    isi = str(int(nilai)) if isinstance(nilai, float) and nilai.is_integer() else str(nilai).strip()
    if not re.fullmatch(r"[0-9]{1,4}", isi) or not 1 <= int(isi) <= JP_TERTINGGI:
        raise ValueError(f"JP '{isi[:20]}' harus bilangan bulat 1 sampai {JP_TERTINGGI}.")
    return int(isi)


def _bagian_sasaran(isi: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    """Each `KOM=3` as written, its competency and its level."""
    for bagian in (satu.strip() for sebutan in isi for satu in sebutan.split(";")):
        if bagian:
            sebutan, _, level = (satu.strip() for satu in bagian.partition("="))
            yield bagian, sebutan, level


def baca_sasaran(kamus: Kamus, isi: Sequence[str]) -> dict[int, int]:
    """Target levels from `KOM=3` or `KOM=3;PP=2,5`: competency id -> hundredths.

    Raises `DataDitolak` (form, level, twice) and `TidakDitemukan`.
    """
    hasil: dict[int, int] = {}
    for bagian, sebutan, level in _bagian_sasaran(isi):
        if not sebutan or not level:
            raise DataDitolak(f"sasaran '{bagian}' tidak terbaca", "Tulis seperti --kompetensi KOM=3")
        entri = kamus.wajib(sebutan)
        nilai = baca_level(level)
        if nilai.ratus is None:
            raise DataDitolak(f"level {entri.kode}: {nilai.pesan or 'belum diisi'}", "Tulis seperti KOM=3")
        if hasil.setdefault(entri.id, nilai.ratus) != nilai.ratus:
            raise DataDitolak(f"kompetensi {entri.kode} disebut dua kali dengan level berbeda", "Sebutkan sekali saja.")
    return hasil


def daftar(d: Pintu) -> Iterator[tuple[Any, ...]]:
    """Every programme in the columns of `BIDANG`, by code."""
    return (_tampil(baris) for baris in sql.daftar(d.kon))


def lihat(d: Pintu, nama: str) -> dict[str, Any]:
    """One programme by code or name, with the name of its form. Raises `TidakDitemukan`."""
    return _rekam(d, pelatihan_kamus(d).wajib(nama).id)


def _tampil(baris: BarisPelatihan) -> tuple[Any, ...]:
    pasangan = [f"{kode}={_angka(ratus)}" for kode, ratus in json.loads(baris.sasaran)]
    return (*baris[1:6], ";".join(pasangan) or None)


def _angka(ratus: int) -> str:
    return format(cetak_level(ratus).normalize(), "f")


def _rekam(d: Pintu, pelatihan_id: int) -> dict[str, Any]:
    isi = dict(zip(BIDANG, _tampil(sql.satu(d.kon, pelatihan_id)), strict=True))
    return {**isi, "nama_bentuk": nama_bentuk()[isi["bentuk"]]}


def _pastikan_jp(bentuk: int, jp: int | None) -> None:
    if jp is None and perlu_durasi(bentuk):
        raise SalahPakai(f"--jp wajib diisi untuk {nama_bentuk()[bentuk]}", "Contoh: --jp 24")


def tambah(
    d: PintuTulis,
    kode: str,
    nama: str,
    bentuk: str,
    *,
    jp: str | None = None,
    penyelenggara: str | None = None,
    kompetensi: Sequence[str] = (),
) -> dict[str, Any]:
    """Register a programme. Raises `Bentrok` when code or name is taken, `SalahPakai` without hours where needed."""
    from asn_kompetensi.store.tables import Pelatihan

    kode = sah(lambda isi: baca_kode(isi, benda="kode pelatihan"), kode, "Contoh kode: KOM-01")
    nama = nama_sah(nama, "pelatihan")
    nomor, durasi = sah(baca_bentuk, bentuk, pilihan_bentuk()), sah(baca_jp, jp)
    _pastikan_jp(nomor, durasi)
    kamus = pelatihan_kamus(d)
    for ejaan in (kode, nama):
        if pemilik := kamus.calon(ejaan):
            milik = pemilik[0].kode
            raise Bentrok(f"'{ejaan}' sudah dipakai pelatihan {milik}", f"Lihat: asn pelatihan lihat {milik}")
    sasaran = baca_sasaran(kompetensi_kamus(d), kompetensi)
    baru = Pelatihan(
        kode=kode,
        nama=nama,
        bentuk_id=nomor,
        jp=durasi,
        penyelenggara=nama_sah(penyelenggara, "penyelenggara") if penyelenggara else None,
    )
    d.sesi.add(baru)
    d.sesi.flush()
    sql.ganti_sasaran(d.kon, baru.id or 0, list(sasaran.items()))
    return _rekam(d, baru.id or 0)


def ubah(
    d: PintuTulis,
    sebutan: str,
    *,
    nama: str | None = None,
    bentuk: str | None = None,
    jp: str | None = None,
    penyelenggara: str | None = None,
    kompetensi: Sequence[str] = (),
) -> dict[str, Any]:
    """Change what is given; `kompetensi` replaces all targets. Hours already granted stay as they were."""
    from asn_kompetensi.store.tables import Pelatihan

    kamus = pelatihan_kamus(d)
    entri = kamus.wajib(sebutan)
    rekam = d.sesi.get_one(Pelatihan, entri.id)
    if nama:
        nama = nama_sah(nama, "pelatihan")
        if any(satu.id != entri.id for satu in kamus.calon(nama)):
            raise Bentrok(f"nama '{nama}' sudah dipakai pelatihan lain", "Lihat: asn pelatihan daftar")
        rekam.nama = nama
    rekam.bentuk_id = sah(baca_bentuk, bentuk, pilihan_bentuk()) if bentuk else rekam.bentuk_id
    rekam.jp = sah(baca_jp, jp) if jp else rekam.jp
    _pastikan_jp(rekam.bentuk_id, rekam.jp)
    rekam.penyelenggara = nama_sah(penyelenggara, "penyelenggara") if penyelenggara else rekam.penyelenggara
    d.sesi.add(rekam)
    d.sesi.flush()
    if kompetensi:
        _ganti_sasaran(d, entri.id, baca_sasaran(kompetensi_kamus(d), kompetensi))
    return _rekam(d, entri.id)


def _ganti_sasaran(d: PintuTulis, pelatihan_id: int, sasaran: dict[int, int]) -> bool:
    if not sasaran or sasaran == sql.sasaran(d.kon, pelatihan_id):
        return False
    sql.ganti_sasaran(d.kon, pelatihan_id, list(sasaran.items()))
    return True


@dataclass(frozen=True, slots=True)
class _Isi:
    """One row of an import, read; None is an empty cell, which changes nothing."""

    kode: str
    nama: str | None
    bentuk: int | None
    jp: int | None
    penyelenggara: str | None
    sasaran: dict[int, int]


def impor(
    d: PintuTulis, lembar: Lembar, *, alias: Sequence[tuple[str, str]] = (), lewati: bool = False
) -> LaporanImpor:
    """Register or complete programmes from a sheet with the fields of `BIDANG`; an empty cell changes nothing.

    `alias` maps spellings to competency codes and remembers them.
    """
    p = Pengimpor(lembar, "pelatihan")
    kamus, kompetensi = pelatihan_kamus(d), kompetensi_kamus(d)
    for ejaan, kode in alias:
        daftarkan_alias(d, "kompetensi", kompetensi, ejaan, kompetensi.wajib(kode))
    semua, dilewati = registri.baca_kode_baris(p, kamus)
    for baris, kode_baris in semua:
        isi = _baca_baris(baris, kode_baris or "", kompetensi)
        hasil: Hasil = "sama"
        if baris.nomor in dilewati:
            hasil = "dilewati"
        elif not baris.ditahan:
            hasil = _simpan_baris(d, baris, isi, kamus)
        p.catat(baris, hasil)
    return p.tutup(d, lewati=lewati)


def _baca_baris(baris: BarisImpor, kode: str, kompetensi: Kamus) -> _Isi:
    def sasaran(nilai: NilaiSel) -> dict[int, int]:
        try:
            return baca_sasaran(kompetensi, [teks(nilai) or ""])
        except GalatASN as galat:
            raise ValueError(galat.pesan) from galat

    baris.rumus_kosong("kompetensi")
    tertulis = [sebutan for _, sebutan, level in _bagian_sasaran([baris.teks("kompetensi") or ""]) if level]
    asing = [satu for satu in dict.fromkeys(tertulis) if satu and kompetensi.cari(satu) is None]
    if asing:
        baris.tahan_asing("kompetensi", kompetensi, *asing, jawaban=perbaikan.ALIAS)
    return _Isi(
        kode,
        baris.baca("nama", nama_sel, "NAMA_TIDAK_SAH", perbaikan.NAMA),
        baris.baca(
            "bentuk", baca_bentuk, "BENTUK_TIDAK_DIKENAL", "Daftar nomor dan nama: README, bagian Pelatihan dan kelas."
        ),
        baris.baca("jp", baca_jp, "JP_TIDAK_SAH", "Isi bilangan bulat saja, tanpa kata JP."),
        baris.baca("penyelenggara", nama_sel, "NAMA_TIDAK_SAH", perbaikan.NAMA),
        {} if asing else baris.baca("kompetensi", sasaran, "SASARAN_TIDAK_SAH", "Tulis seperti KOM=3;PP=2") or {},
    )


def _simpan_baris(d: PintuTulis, baris: BarisImpor, isi: _Isi, kamus: Kamus) -> Hasil:
    milik = next((satu for satu in kamus.calon(isi.kode) if kunci(satu.kode) == kunci(isi.kode)), None)
    if isi.nama and any(milik is None or satu.id != milik.id for satu in kamus.calon(isi.nama)):
        baris.tahan(
            "nama",
            "NAMA_TERPAKAI",
            f"nama '{isi.nama}' sudah dipakai pelatihan lain",
            f"Lihat dengan: {kamus.perintah}",
        )
    lama = sql.satu(d.kon, milik.id) if milik else None
    nama, bentuk = isi.nama or (lama.nama if lama else None), isi.bentuk or (lama.bentuk if lama else None)
    jp = isi.jp or (lama.jp if lama else None)
    if nama is None and not baris.ditahan:
        baris.tahan("nama", "NAMA_KOSONG", "nama pelatihan kosong", "Isi kolom nama.")
    if bentuk is None and not baris.ditahan:
        baris.tahan("bentuk", "BENTUK_KOSONG", "bentuk pelatihan kosong", "Isi nomor 1 sampai 25 atau namanya.")
    if bentuk is not None and jp is None and perlu_durasi(bentuk):
        baris.tahan("jp", "JP_KOSONG", f"JP wajib diisi untuk {nama_bentuk()[bentuk]}", "Isi kolom jp.")
    if baris.ditahan or nama is None or bentuk is None:
        return "sama"
    if milik is None:
        nomor = sql.tambah(d.kon, isi.kode, nama, bentuk, jp, isi.penyelenggara)
        sql.ganti_sasaran(d.kon, nomor, list(isi.sasaran.items()))
        for ejaan in (isi.kode, nama):
            kamus.tambah(Entri(nomor, isi.kode, ejaan))
        return "baru"
    berubah = _ganti_sasaran(d, milik.id, isi.sasaran)
    baru = (nama, bentuk, jp, isi.penyelenggara or (lama.penyelenggara if lama else None))
    if lama is not None and baru != lama[2:6]:
        sql.perbarui(d.kon, milik.id, *baru)
        berubah = True
    return "berubah" if berubah else "sama"
