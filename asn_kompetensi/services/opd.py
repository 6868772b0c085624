"""Agencies and units: registering, renaming, merging, importing."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from asn_kompetensi.domain.galat import Bentrok, DataDitolak, SalahPakai
from asn_kompetensi.domain.kamus import Entri
from asn_kompetensi.domain.kode import baca_kode
from asn_kompetensi.domain.laporan_impor import LaporanImpor
from asn_kompetensi.domain.lembar import Lembar
from asn_kompetensi.domain.nama import bersihkan_nama, kunci
from asn_kompetensi.domain.nip import periksa_nip
from asn_kompetensi.domain.tanggal import baca_tanggal
from asn_kompetensi.services.impor import BarisImpor, Pengimpor
from asn_kompetensi.services.kamus import daftarkan_alias, opd_kamus
from asn_kompetensi.store.door import Pintu, PintuTulis
from asn_kompetensi.store.queries import alias as alias_sql
from asn_kompetensi.store.queries import opd as sql

BIDANG = ("kode", "nama", "singkatan", "alias", "induk", "surel", "kepala_nip", "mulai", "selesai", "digabung_ke")


def daftar(d: Pintu) -> list[tuple[Any, ...]]:
    """Every agency in the columns of `BIDANG`; `alias` is a list."""
    return [(*baris[:3], json.loads(baris[3]), *baris[4:]) for baris in sql.daftar(d.kon)]


def lihat(d: Pintu, nama: str) -> dict[str, Any]:
    """One agency by code, name or alias. Raises `TidakDitemukan`."""
    return _rekam(d, opd_kamus(d).wajib(nama).id)


def _rekam(d: Pintu, opd_id: int) -> dict[str, Any]:
    baris = sql.satu(d.kon, opd_id)
    return dict(zip(BIDANG, (*baris[:3], json.loads(baris[3]), *baris[4:]), strict=True))


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
    mulai: date | None = None,
) -> dict[str, Any]:
    """Register an agency or, with `induk`, a unit below one. Raises `Bentrok` when code or name is taken."""
    from asn_kompetensi.store.tables import Opd

    kamus = opd_kamus(d)
    kode, nama = _kode(kode), _nama(nama)
    for ejaan, sebutan in ((kode, "kode"), (nama, "nama")):
        if pemilik := kamus.calon(ejaan):
            raise Bentrok(f"{sebutan} '{ejaan}' sudah dipakai {pemilik[0].kode}", f"Lihat: asn opd lihat {pemilik[0].kode}")
    opd = Opd(
        kode=kode,
        nama=nama,
        singkatan=_nama(singkatan) if singkatan else None,
        induk_id=kamus.wajib(induk).id if induk else None,
        surel=_surel(surel),
        kepala_nip=_nip(kepala),
        mulai=mulai,
    )
    d.sesi.add(opd)
    d.sesi.flush()
    entri = Entri(opd.id or 0, kode, kode)
    kamus.tambah(entri)
    kamus.tambah(Entri(entri.id, kode, nama))
    for ejaan in alias:
        daftarkan_alias(d, "opd", kamus, ejaan, entri)
    return _rekam(d, entri.id)


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
    mulai: date | None = None,
    selesai: date | None = None,
) -> dict[str, Any]:
    """Change what is given, keep the rest. A renamed agency still answers to its old name (as an alias)."""
    from asn_kompetensi.store.tables import Opd

    kamus = opd_kamus(d)
    entri = kamus.wajib(nama_lama)
    opd = d.sesi.get_one(Opd, entri.id)
    if nama and _nama(nama) != opd.nama:
        baru = _nama(nama)
        if any(satu.id != entri.id for satu in kamus.calon(baru)):
            raise Bentrok(f"nama '{baru}' sudah dipakai perangkat daerah lain", "Lihat: asn opd daftar")
        alias_sql.simpan(d.kon, "opd", kunci(opd.nama), opd.nama, entri.id)
        opd.nama = baru
    if induk:
        atas = kamus.wajib(induk)
        if atas.id in sql.bawahan(d.kon, entri.id):
            raise SalahPakai(f"{atas.kode} berada di bawah {entri.kode}; tidak dapat menjadi induknya")
        opd.induk_id = atas.id
    opd.singkatan = _nama(singkatan) if singkatan else opd.singkatan
    opd.surel = _surel(surel) or opd.surel
    opd.kepala_nip = _nip(kepala) or opd.kepala_nip
    opd.mulai, opd.selesai = mulai or opd.mulai, selesai or opd.selesai
    if opd.mulai and opd.selesai and opd.selesai < opd.mulai:
        raise SalahPakai("tanggal selesai mendahului tanggal mulai", "Periksa --mulai dan --selesai.")
    d.sesi.add(opd)
    d.sesi.flush()
    for ejaan in alias:
        daftarkan_alias(d, "opd", kamus, ejaan, entri)
    return _rekam(d, entri.id)


def gabung(d: PintuTulis, dari: Sequence[str], ke: str, tanggal: date) -> tuple[dict[str, Any], int]:
    """Merge agencies into one from `tanggal` on: their people move, the past stays, old names lead to the new one.

    Returns the receiving agency and how many people moved. Raises `SalahPakai`, `Bentrok`, `TidakDitemukan`.
    """
    from asn_kompetensi.store.tables import Opd

    kamus = opd_kamus(d)
    tujuan = kamus.wajib(ke)
    kemarin = tanggal - timedelta(days=1)
    pindah = 0
    for nama in dari:
        asal = kamus.wajib(nama)
        if asal.id == tujuan.id:
            raise SalahPakai(f"{asal.kode} tidak dapat digabung dengan dirinya sendiri")
        opd = d.sesi.get_one(Opd, asal.id)
        if opd.digabung_ke_id == tujuan.id:
            continue
        if opd.digabung_ke_id is not None:
            raise Bentrok(f"{asal.kode} sudah digabung ke perangkat daerah lain", f"Lihat: asn opd lihat {asal.kode}")
        if opd.mulai and opd.mulai >= tanggal:
            raise SalahPakai(f"{asal.kode} baru mulai {opd.mulai}; tanggal penggabungan harus sesudahnya")
        opd.digabung_ke_id, opd.selesai = tujuan.id, kemarin
        d.sesi.add(opd)
        d.sesi.flush()
        pindah += sql.pindahkan(d.kon, asal.id, tujuan.id, tanggal.isoformat(), kemarin.isoformat())
    return _rekam(d, tujuan.id), pindah


def impor(d: PintuTulis, lembar: Lembar, *, lewati: bool = False) -> LaporanImpor:
    """Register or complete agencies from a sheet with the fields of `BIDANG`; an empty cell changes nothing."""
    p = Pengimpor(lembar, "opd")
    kamus = opd_kamus(d)
    siap: list[tuple[BarisImpor, dict[str, Any]]] = []
    dilihat: dict[str, int] = {}
    for baris in p.baris():
        isi = _isi_baris(baris)
        if isi and kunci(isi["kode"]) in dilihat:
            baris.tahan("kode", "GANDA", f"kode {isi['kode']} sudah ada di baris {dilihat[kunci(isi['kode'])]}")
        if isi:
            dilihat.setdefault(kunci(isi["kode"]), baris.nomor)
        pemilik = kamus.calon(isi["kode"]) if isi else []
        if isi and not baris.ditahan:
            milik = next((satu for satu in pemilik if kunci(satu.kode) == kunci(isi["kode"])), None)
            opd_id = milik.id if milik else sql.tambah(d.kon, isi["kode"], isi["nama"])
            if milik is None:
                for ejaan in (isi["kode"], isi["nama"]):
                    kamus.tambah(Entri(opd_id, isi["kode"], ejaan))
            isi |= {"id": opd_id, "baru": milik is None}
            siap.append((baris, isi))
        else:
            p.catat(baris, "sama")
    # Parents and aliases may name rows further down, so they are set once every agency is known.
    for baris, isi in siap:
        p.catat(baris, _lengkapi(d, baris, isi, kamus))
    return p.tutup(d, lewati=lewati)


def _isi_baris(baris: BarisImpor) -> dict[str, Any] | None:
    kode = baris.baca("kode", lambda nilai: baca_kode(nilai, benda="kode perangkat daerah"), "KODE_TIDAK_SAH")
    nama = baris.baca("nama", lambda nilai: bersihkan_nama(str(nilai))[0], "NAMA_TIDAK_SAH")
    if kode is None and not baris.ditahan:
        baris.tahan("kode", "KODE_KOSONG", "kode perangkat daerah kosong", "Isi kolom kode.")
    if not nama and not baris.ditahan:
        baris.tahan("nama", "NAMA_KOSONG", "nama perangkat daerah kosong", "Isi kolom nama.")
    isi = {
        "kode": kode,
        "nama": nama,
        "singkatan": baris.teks("singkatan"),
        "surel": baris.baca("surel", lambda nilai: _surel(str(nilai)), "SUREL_TIDAK_SAH"),
        "kepala_nip": baris.baca("kepala_nip", lambda nilai: _nip(str(nilai)), "NIP_TIDAK_SAH"),
        "mulai": baris.baca("mulai", baca_tanggal, "TANGGAL_TIDAK_SAH"),
        "selesai": baris.baca("selesai", baca_tanggal, "TANGGAL_TIDAK_SAH"),
    }
    return isi if kode and nama else None


def _lengkapi(d: PintuTulis, baris: BarisImpor, isi: dict[str, Any], kamus: Any) -> Any:
    acuan: dict[str, int | None] = {}
    for bidang in ("induk", "digabung_ke"):
        sebutan = baris.teks(bidang)
        temuan = kamus.cari(sebutan) if sebutan else None
        if sebutan and temuan is None:
            baris.tahan(bidang, "OPD_TIDAK_DIKENAL", f"perangkat daerah '{sebutan}' belum terdaftar", kamus.saran(sebutan))
        if temuan and temuan.id == isi["id"]:
            baris.tahan(bidang, "OPD_MELINGKAR", f"{isi['kode']} tidak dapat menjadi {bidang} dirinya sendiri")
        acuan[f"{bidang}_id"] = temuan.id if temuan else None
    berubah = False
    for ejaan in filter(None, (satu.strip() for satu in (baris.teks("alias") or "").split(";"))):
        try:
            berubah |= daftarkan_alias(d, "opd", kamus, ejaan, Entri(isi["id"], isi["kode"], ejaan))
        except Bentrok as galat:
            baris.tahan("alias", "ALIAS_TERPAKAI", galat.pesan, galat.petunjuk)
    if baris.ditahan:
        if isi["baru"]:
            sql.hapus_baru(d.kon, isi["id"])
        return "sama"
    berubah |= sql.perbarui(
        d.kon, isi["id"], {k: isi[k] for k in ("nama", "singkatan", "surel", "kepala_nip")}
        | {k: isi[k].isoformat() if isi[k] else None for k in ("mulai", "selesai")} | acuan,
    )  # fmt: skip
    return "baru" if isi["baru"] else "berubah" if berubah else "sama"


def _kode(kode: str) -> str:
    try:
        return baca_kode(kode, benda="kode perangkat daerah")
    except ValueError as salah:
        raise DataDitolak(str(salah), "Contoh kode: DINKES") from salah


def _nama(nama: str) -> str:
    try:
        bersih = bersihkan_nama(nama)[0]
    except ValueError as salah:
        raise DataDitolak(str(salah)) from salah
    if not bersih:
        raise DataDitolak("nama perangkat daerah kosong", "Isi --nama.")
    return bersih


def _surel(surel: str | None) -> str | None:
    """An address has one @, no space, no comma: several recipients never hide in one field."""
    if not surel:
        return None
    isi = surel.strip()
    if isi.count("@") != 1 or any(huruf in isi for huruf in ' ,;<>"\n\r\t') or isi.startswith("@") or isi.endswith("@"):
        raise DataDitolakNilai(f"alamat surel '{isi}' tidak sah")
    return isi


class DataDitolakNilai(DataDitolak, ValueError):
    """A refusal that an import turns into a held cell and a command into its sentence."""


def _nip(nip: str | None) -> str | None:
    if not nip:
        return None
    hasil = periksa_nip(nip)
    if hasil.nip is None:
        raise DataDitolakNilai(hasil.pesan, hasil.saran or "")
    return hasil.nip
