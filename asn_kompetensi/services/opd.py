"""Agencies and units: registering, renaming, merging, importing."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from asn_kompetensi.domain.galat import Bentrok, DataDitolak, SalahPakai
from asn_kompetensi.domain.kamus import Entri, Kamus
from asn_kompetensi.domain.laporan_impor import LaporanImpor
from asn_kompetensi.domain.lembar import Lembar, Skema
from asn_kompetensi.domain.nama import bersihkan_nama, nama_sel
from asn_kompetensi.domain.nip import periksa_nip
from asn_kompetensi.domain.sel import AngkaMentah
from asn_kompetensi.domain.surel import baca_surel
from asn_kompetensi.domain.tanggal import baca_tanggal, cetak_tanggal
from asn_kompetensi.services import jam, perbaikan, registri
from asn_kompetensi.services.impor import Pengimpor
from asn_kompetensi.services.kamus import opd_kamus
from asn_kompetensi.services.masukan import isian, sah
from asn_kompetensi.services.registri import Calon
from asn_kompetensi.store.door import Pintu, PintuTulis
from asn_kompetensi.store.queries import kelas as kelas_sql
from asn_kompetensi.store.queries import opd as sql
from asn_kompetensi.store.queries import registri as registri_sql

BIDANG = ("kode", "nama", "singkatan", "alias", "induk", "surel", "kepala_nip", "mulai", "selesai", "digabung_ke")
SKEMA = Skema("opd", BIDANG, (("kode",), ("nama",)))
RUJUKAN = ("induk", "digabung_ke")
Hari = date | str | None


def daftar(d: Pintu) -> list[tuple[Any, ...]]:
    """Every agency in the columns of `BIDANG`; `alias` is a list."""
    return [_baris(baris) for baris in sql.daftar(d.kon)]


def lihat(d: Pintu, nama: str) -> dict[str, Any]:
    """One agency by code, name or alias. Raises `TidakDitemukan`."""
    return _rekam(d, opd_kamus(d).wajib(nama).id)


def _baris(baris: tuple[Any, ...]) -> tuple[Any, ...]:
    return (*baris[:3], json.loads(baris[3]), *baris[4:])


def _rekam(d: Pintu, opd_id: int) -> dict[str, Any]:
    return dict(zip(BIDANG, _baris(sql.satu(d.kon, opd_id)), strict=True))


def baca_kepala(nilai: object) -> str:
    """The NIP of an agency's head; ValueError with a sentence (NIP masked) when it is none."""
    if isinstance(nilai, AngkaMentah):
        raise ValueError("NIP kepala tersimpan sebagai angka; ubah selnya menjadi teks dan ketik ulang 18 digit.")
    hasil = periksa_nip(str(nilai), jam.hari_ini())
    if hasil.nip is None:
        raise ValueError(hasil.pesan)
    return hasil.nip


def _singkatan(nilai: object) -> str | None:
    return bersihkan_nama(str(nilai), "Singkatan")[0] or None


def _periksa_hari(mulai: date | None, selesai: date | None) -> None:
    if mulai and selesai and selesai < mulai:
        raise DataDitolak("tanggal selesai mendahului tanggal mulai", "Periksa --mulai dan --selesai.")


def tambah(
    d: PintuTulis,
    kode: str,
    nama: str,
    *,
    singkatan: str | None = None,
    alias: Sequence[str] = (),
    induk: str | None = None,
    surel: str | None = None,
    kepala: str | None = None,
    mulai: Hari = None,
) -> dict[str, Any]:
    """Register an agency or, with `induk`, a unit below one. Raises `Bentrok` when code or name is taken."""
    from asn_kompetensi.store.tables import Opd

    kamus = opd_kamus(d)
    kode, nama = registri.periksa_baru(kamus, kode, nama)
    singkatan = isian(singkatan, None, _singkatan)
    opd = Opd(
        kode=kode,
        nama=nama,
        singkatan=_singkatan_bebas(kamus, singkatan, 0) if singkatan else None,
        induk_id=kamus.wajib(induk).id if induk else None,
        surel=isian(surel, None, baca_surel),
        kepala_nip=isian(kepala, None, baca_kepala),
        mulai=isian(mulai, None, baca_tanggal),
    )
    d.sesi.add(opd)
    d.sesi.flush()
    entri = Entri(opd.id or 0, kode, kode)
    for ejaan in filter(None, (kode, nama, singkatan)):
        kamus.tambah(Entri(entri.id, kode, ejaan))
    registri.tambah_alias(d, "opd", kamus, entri, alias)
    return _rekam(d, entri.id)


def _singkatan_bebas(kamus: Kamus, singkatan: str, sendiri: int) -> str:
    lain = [satu for satu in kamus.calon(singkatan) if satu.id != sendiri]
    if lain:
        raise Bentrok(f"singkatan '{singkatan}' sudah dipakai {lain[0].kode}", f"Lihat: asn opd lihat {lain[0].kode}")
    return singkatan


def ubah(
    d: PintuTulis,
    nama_lama: str,
    *,
    nama: str | None = None,
    singkatan: str | None = None,
    alias: Sequence[str] = (),
    induk: str | None = None,
    surel: str | None = None,
    kepala: str | None = None,
    mulai: Hari = None,
    selesai: Hari = None,
) -> dict[str, Any]:
    """Change what is given (an empty text clears), keep the rest. The old name of a renamed agency becomes an alias."""
    from asn_kompetensi.store.tables import Opd

    registri.perlu_ubahan(nama, singkatan, alias, induk, surel, kepala, mulai, selesai)
    kamus = opd_kamus(d)
    entri = kamus.wajib(nama_lama)
    opd = d.sesi.get_one(Opd, entri.id)
    if nama is not None:
        opd.nama = registri.ganti_nama(d, "opd", kamus, entri, opd.nama, nama)
    if induk is not None:
        opd.induk_id = _induk(d, kamus, entri, induk) if induk.strip() else None
    opd.singkatan = isian(singkatan, opd.singkatan, _singkatan)
    if opd.singkatan and singkatan is not None:
        _singkatan_bebas(kamus, opd.singkatan, entri.id)
    opd.surel = isian(surel, opd.surel, baca_surel)
    opd.kepala_nip = isian(kepala, opd.kepala_nip, baca_kepala)
    opd.mulai = isian(mulai, opd.mulai, baca_tanggal)
    opd.selesai = isian(selesai, opd.selesai, baca_tanggal)
    _periksa_hari(opd.mulai, opd.selesai)
    d.sesi.add(opd)
    d.sesi.flush()
    registri.tambah_alias(d, "opd", kamus, entri, alias)
    return _rekam(d, entri.id)


def _induk(d: Pintu, kamus: Kamus, entri: Entri, induk: str) -> int:
    atas = kamus.wajib(induk)
    if atas.id in sql.bawahan(d.kon, entri.id):
        raise DataDitolak(f"{atas.kode} tidak dapat menjadi induk {entri.kode}", "Pilih induk yang di luar pohonnya.")
    return atas.id


def gabung(d: PintuTulis, dari: Sequence[str], ke: str, tanggal: Hari) -> tuple[dict[str, Any], int]:
    """Merge agencies into one from `tanggal` on: people in service move, the past and the old names stay.

    Returns the receiving agency and how many people moved. Raises `SalahPakai`, `Bentrok`, `TidakDitemukan`,
    `DataDitolak`. Repeating the same merge changes nothing.
    """
    from asn_kompetensi.store.tables import Opd

    kamus = opd_kamus(d)
    hari = sah(baca_tanggal, tanggal)
    if hari is None:
        raise DataDitolak("tanggal penggabungan kosong", "Isi --tanggal, misalnya 2026-01-01.")
    kemarin = hari - timedelta(days=1)
    tujuan = d.sesi.get_one(Opd, kamus.wajib(ke).id)
    if tujuan.selesai and tujuan.selesai < hari:
        raise Bentrok(
            f"{tujuan.kode} sudah berakhir {cetak_tanggal(tujuan.selesai)}", "Pilih --ke yang masih berjalan."
        )
    pindah = 0
    for entri in [kamus.wajib(nama) for nama in dari]:
        asal = d.sesi.get_one(Opd, entri.id)
        if asal.digabung_ke_id == tujuan.id and asal.selesai == kemarin:
            continue
        _boleh_digabung(d, asal, tujuan, hari)
        asal.digabung_ke_id, asal.selesai = tujuan.id, kemarin
        d.sesi.add(asal)
        d.sesi.flush()
        kelas_sql.gabungkan_peserta(d.kon, entri.id, tujuan.id or 0, hari.isoformat())
        pindah += sql.pindahkan(d.kon, entri.id, tujuan.id or 0, hari.isoformat(), kemarin.isoformat())
    return _rekam(d, tujuan.id or 0), pindah


def _boleh_digabung(d: Pintu, asal: Any, tujuan: Any, hari: date) -> None:
    if asal.id == tujuan.id:
        raise SalahPakai(f"{asal.kode} tidak dapat digabung dengan dirinya sendiri", "Sebutkan --ke yang lain.")
    if asal.selesai is not None:
        raise Bentrok(
            f"{asal.kode} sudah berakhir {cetak_tanggal(asal.selesai)}", f"Lihat dengan: asn opd lihat {asal.kode}"
        )
    if asal.mulai and asal.mulai >= hari:
        raise DataDitolak(
            f"{asal.kode} baru mulai {cetak_tanggal(asal.mulai)}", "Tanggal penggabungan harus sesudah hari itu."
        )
    if tujuan.id in sql.bawahan(d.kon, asal.id):
        raise Bentrok(
            f"{tujuan.kode} berada di bawah {asal.kode}", f'Lepaskan dulu: asn opd ubah {tujuan.kode} --induk ""'
        )


def impor(d: PintuTulis, lembar: Lembar, *, lewati: bool = False) -> LaporanImpor:
    """Register or complete agencies from a sheet with the fields of `BIDANG`; an empty cell changes nothing.

    Rows may name agencies further down. A row that leans on a held row is held too.
    """
    p = Pengimpor(lembar, "opd")
    kamus = opd_kamus(d)
    calon = registri.baca_calon(p, kamus, dict(sql.nama(d.kon)))
    for satu in calon:
        _baca_isi(satu, kamus)
    for satu in calon:
        _baca_rujukan(satu, kamus)
    _periksa_pohon(calon, sql.induk(d.kon))
    per_id = {satu.id: satu for satu in calon}
    while any(_ikut_tertahan(satu, per_id) for satu in calon):
        pass
    siap = [satu for satu in calon if not satu.baris.ditahan]
    hasil = {satu.id: registri.simpan(d, "opd", satu) for satu in siap}
    for satu in siap:
        # Only now does every agency of the file have an id that others can point to.
        rujukan = {f"{b}_id": per_id[ke].nyata if ke in per_id else ke for b, ke in satu.rujuk.items()}
        if registri_sql.perbarui(d.kon, "opd", satu.nyata, rujukan) and hasil[satu.id] == "sama":
            hasil[satu.id] = "berubah"
    for satu in calon:
        p.catat(satu.baris, hasil.get(satu.id, "sama"))
    return p.tutup(d, lewati=lewati)


def _baca_isi(calon: Calon, kamus: Kamus) -> None:
    baris = calon.baris
    singkatan = baris.baca("singkatan", nama_sel, "NAMA_TIDAK_SAH", perbaikan.NAMA)
    hari = {bidang: baris.tanggal(bidang) for bidang in ("mulai", "selesai")}
    if hari["mulai"] and hari["selesai"] and hari["selesai"] < hari["mulai"]:
        baris.tahan("selesai", "TANGGAL_TERBALIK", "tanggal selesai mendahului tanggal mulai", perbaikan.URUTAN)
    calon.isi = {
        "singkatan": singkatan,
        "surel": baris.baca("surel", baca_surel, "SUREL_TIDAK_SAH", "Contoh: kadis.dinkes@contoh.go.id"),
        "kepala_nip": baris.baca("kepala_nip", baca_kepala, "NIP_TIDAK_SAH", "Isi NIP 18 angka sebagai teks."),
        **{bidang: isi.isoformat() if isi else None for bidang, isi in hari.items()},
    }
    if singkatan:
        registri.pakai_ejaan(calon, kamus, "singkatan", singkatan)


def _baca_rujukan(calon: Calon, kamus: Kamus) -> None:
    for bidang in RUJUKAN:
        if calon.baris.rumus_kosong(bidang):
            continue
        sebutan = calon.baris.teks(bidang)
        temuan = kamus.cari(sebutan) if sebutan else None
        if temuan is not None:
            calon.rujuk[bidang] = temuan.id
        elif sebutan:
            calon.baris.tahan_asing(bidang, kamus, sebutan)


def _periksa_pohon(calon: Sequence[Calon], induk: dict[int, int | None]) -> None:
    """Hold a row that would make an agency its own parent, directly or in a circle, or merge it into itself."""
    induk = {**induk, **{satu.id: satu.rujuk["induk"] for satu in calon if "induk" in satu.rujuk}}
    for satu in calon:
        atas, dilalui = satu.rujuk.get("induk"), set[int]()
        while atas is not None and atas not in dilalui:
            dilalui.add(atas)
            atas = induk.get(atas)
        if satu.id in dilalui:
            satu.baris.tahan(
                "induk", "OPD_MELINGKAR", f"{satu.kode} menjadi induk dirinya sendiri", "Perbaiki kolom induk."
            )
        if satu.rujuk.get("digabung_ke") == satu.id:
            satu.baris.tahan(
                "digabung_ke", "OPD_MELINGKAR", f"{satu.kode} digabung ke dirinya sendiri", "Isi penerimanya."
            )


def _ikut_tertahan(calon: Calon, per_id: dict[int, Calon]) -> bool:
    """Hold a row that leans on a new agency whose own row is held; True when it is held by that just now."""
    if calon.baris.ditahan:
        return False
    for bidang, tujuan in calon.rujuk.items():
        lain = per_id.get(tujuan)
        if lain is not None and lain.baru and lain.baris.ditahan:
            pesan = f"{lain.kode} di baris {lain.baris.nomor} ditahan"
            calon.baris.tahan(bidang, "OPD_TERTAHAN", pesan, "Perbaiki baris itu dulu.")
            return True
    return False
