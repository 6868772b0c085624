"""Competencies: the nine generic ones are there from the start, technical ones are added by the clerk."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from asn_kompetensi.domain.kamus import Entri
from asn_kompetensi.domain.laporan_impor import LaporanImpor
from asn_kompetensi.domain.lembar import Lembar, Skema
from asn_kompetensi.domain.nama import kunci
from asn_kompetensi.services import registri
from asn_kompetensi.services.impor import Pengimpor
from asn_kompetensi.services.kamus import kompetensi_kamus
from asn_kompetensi.services.masukan import isian, sah
from asn_kompetensi.services.registri import Calon
from asn_kompetensi.store.door import Pintu, PintuTulis
from asn_kompetensi.store.queries import alias as alias_sql
from asn_kompetensi.store.queries import kompetensi as sql

JENIS = ("manajerial", "sosial_kultural", "teknis")
BIDANG = ("kode", "nama", "jenis", "urutan", "definisi")
SKEMA = Skema("kompetensi", (*BIDANG, "alias"), (("kode",), ("nama",)))
PANJANG_DEFINISI = 2000
PANJANG_URUTAN = 10_000


def daftar(d: Pintu) -> list[tuple[Any, ...]]:
    """Every competency in the columns of `BIDANG`, in the order of the competencies."""
    return list(sql.daftar(d.kon))


def lihat(d: Pintu, nama: str) -> dict[str, Any]:
    """One competency with its aliases and the names of the five levels. Raises `TidakDitemukan`."""
    return _rekam(d, kompetensi_kamus(d).wajib(nama).id)


def _rekam(d: Pintu, kompetensi_id: int) -> dict[str, Any]:
    return {
        **dict(zip(BIDANG, sql.satu(d.kon, kompetensi_id), strict=True)),
        "alias": alias_sql.daftar(d.kon, "kompetensi", kompetensi_id),
        "level": [{"level": level, "nama": nama} for level, nama in sql.level(d.kon)],
    }


def baca_jenis(nilai: object) -> str:
    """The kind in any usual spelling (`Sosial Kultural`, `sosio-kultural`); ValueError naming the three."""
    dicari = kunci(str(nilai)).replace("-", " ").replace("sosio", "sosial").replace(" ", "")
    for jenis in JENIS:
        if jenis.replace("_", "") == dicari:
            return jenis
    raise ValueError(f"jenis '{str(nilai)[:40]}' tidak dikenal; pilih {', '.join(JENIS)}")


def baca_definisi(nilai: object) -> str | None:
    """The definition on one line, None when empty; ValueError when too long or unprintable."""
    bersih = " ".join(str(nilai).split())
    if len(bersih) > PANJANG_DEFINISI:
        raise ValueError(f"definisi terlalu panjang: {len(bersih)} huruf, paling banyak {PANJANG_DEFINISI}")
    if not bersih.isprintable():
        raise ValueError("definisi memuat tanda yang tidak tampak; ketik ulang")
    return bersih or None


def tambah(
    d: PintuTulis, kode: str, nama: str, *, jenis: str, definisi: str | None = None, alias: Sequence[str] = ()
) -> dict[str, Any]:
    """Register a competency after the last one. Raises `Bentrok` when code or name is taken, `DataDitolak`."""
    from asn_kompetensi.store.tables import Kompetensi

    kamus = kompetensi_kamus(d)
    kode, nama = registri.periksa_baru(kamus, kode, nama)
    kompetensi = Kompetensi(
        kode=kode,
        nama=nama,
        jenis=sah(baca_jenis, jenis),
        urutan=sql.urutan_baru(d.kon),
        definisi=isian(definisi, None, baca_definisi),
    )
    d.sesi.add(kompetensi)
    d.sesi.flush()
    entri = Entri(kompetensi.id or 0, kode, kode)
    for ejaan in (kode, nama):
        kamus.tambah(Entri(entri.id, kode, ejaan))
    registri.tambah_alias(d, "kompetensi", kamus, entri, alias)
    return _rekam(d, entri.id)


def ubah(
    d: PintuTulis,
    nama_lama: str,
    *,
    nama: str | None = None,
    jenis: str | None = None,
    definisi: str | None = None,
    alias: Sequence[str] = (),
) -> dict[str, Any]:
    """Change what is given, keep the rest; the old name becomes an alias. An empty definition clears it."""
    from asn_kompetensi.store.tables import Kompetensi

    registri.perlu_ubahan(nama, jenis, definisi, alias)
    kamus = kompetensi_kamus(d)
    entri = kamus.wajib(nama_lama)
    kompetensi = d.sesi.get_one(Kompetensi, entri.id)
    if nama is not None:
        kompetensi.nama = registri.ganti_nama(d, "kompetensi", kamus, entri, kompetensi.nama, nama)
    if jenis is not None:
        kompetensi.jenis = sah(baca_jenis, jenis)
    kompetensi.definisi = isian(definisi, kompetensi.definisi, baca_definisi)
    d.sesi.add(kompetensi)
    d.sesi.flush()
    registri.tambah_alias(d, "kompetensi", kamus, entri, alias)
    return _rekam(d, entri.id)


def impor(d: PintuTulis, lembar: Lembar, *, lewati: bool = False) -> LaporanImpor:
    """Register or complete competencies from a sheet; new ones follow the last, in the order of the column `urutan`.

    Without a number they follow in the order of the sheet. The place of a registered one stays; another number warns.
    """
    p = Pengimpor(lembar, "kompetensi")
    semua = registri.baca_calon(p, kompetensi_kamus(d), dict(sql.nama(d.kon)))
    tertulis = {calon.baris.nomor: _baca_isi(calon) for calon in semua}
    terdaftar = {baris[0]: baris[3] for baris in sql.daftar(d.kon)}
    baru = [calon for calon in semua if calon.baru and not calon.baris.ditahan]
    baru.sort(key=lambda calon: (tertulis[calon.baris.nomor] or PANJANG_URUTAN, calon.baris.nomor))
    for urutan, calon in enumerate(baru, sql.urutan_baru(d.kon)):
        calon.isi["urutan"] = urutan
    for calon in semua:
        nomor, tetap = tertulis[calon.baris.nomor], terdaftar.get(calon.kode)
        if nomor is not None and tetap is not None and nomor != tetap:
            pesan = f"urutan {calon.kode} tetap {tetap}: urutan yang terdaftar tidak diubah oleh impor"
            calon.baris.ingatkan("urutan", "URUTAN_TETAP", pesan)
        p.catat(calon.baris, "sama" if calon.baris.ditahan else registri.simpan(d, "kompetensi", calon))
    return p.tutup(d, lewati=lewati)


def baca_urutan(nilai: object) -> int | None:
    """A place in the list of competencies; ValueError when it is no whole number from 1."""
    isi = str(int(nilai)) if isinstance(nilai, float) and nilai.is_integer() else str(nilai).strip()
    if isinstance(nilai, bool) or not re.fullmatch(r"[0-9]{1,4}", isi) or not 0 < int(isi) < PANJANG_URUTAN:
        raise ValueError(f"urutan '{isi[:20]}' harus bilangan bulat mulai dari 1")
    return int(isi)


def _baca_isi(calon: Calon) -> int | None:
    """Read the other columns; returns the place that the row asks for."""
    baris = calon.baris
    calon.isi = {
        "jenis": baris.baca("jenis", baca_jenis, "JENIS_TIDAK_DIKENAL", "manajerial, sosial_kultural, atau teknis."),
        "definisi": baris.baca("definisi", baca_definisi, "DEFINISI_TIDAK_SAH", "Ketik ulang definisinya."),
    }
    if calon.baru and calon.isi["jenis"] is None and not baris.ditahan:
        baris.tahan("jenis", "JENIS_KOSONG", "jenis kompetensi kosong", f"Isi salah satu: {', '.join(JENIS)}.")
    return baris.baca("urutan", baca_urutan, "URUTAN_TIDAK_SAH", "Isi bilangan bulat, atau kosongkan.")
