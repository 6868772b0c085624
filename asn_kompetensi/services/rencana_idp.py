"""The individual development plan (IDP): every gap of one person as something formal, social and at work."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final, NamedTuple

from asn_kompetensi.domain import rencana as aturan
from asn_kompetensi.domain.bulat import persen, setengah_naik
from asn_kompetensi.domain.galat import TidakDitemukan
from asn_kompetensi.domain.gap import PRIORITAS, jpm, kategori
from asn_kompetensi.domain.golongan import pangkat
from asn_kompetensi.domain.nip import samarkan_nip
from asn_kompetensi.domain.porsi import formal, jp_sebulan, pendamping, porsi
from asn_kompetensi.domain.rencana_buku import DataIdp, Kegiatan
from asn_kompetensi.domain.surat import tempat_surat
from asn_kompetensi.services import jp, kolaborasi_mentor
from asn_kompetensi.services.gap import Pasangan, cari_periode, pasangan, pastikan_kota_punya
from asn_kompetensi.services.kamus import jabatan_kamus
from asn_kompetensi.services.lingkup import Lingkup, lingkup
from asn_kompetensi.services.pegawai import rekam
from asn_kompetensi.services.pegawai_cari import wajib_ada
from asn_kompetensi.services.pelatihan import nama_bentuk
from asn_kompetensi.services.rencana import batas_kategori, biaya_per_jp, katalog
from asn_kompetensi.store.door import Pintu
from asn_kompetensi.store.queries import db as db_sql
from asn_kompetensi.store.queries import jabatan as jabatan_sql
from asn_kompetensi.store.queries import rencana as rencana_sql
from asn_kompetensi.store.queries import rencana_idp as sql
from asn_kompetensi.store.queries.gap import Saringan
from asn_kompetensi.store.queries.rencana import BarisRencana

MENTORING, PENGAYAAN = 15, 25  # forms: mentoring, nonklasikal lainnya
FORMAL: Final = 10


class _Perlu(NamedTuple):
    """One competency to develop, for the job held (`jabatan`) or the one aimed at (`target`)."""

    kompetensi_id: int
    kompetensi: str
    nama: str
    jenis: str
    untuk: str
    standar: Fraction
    capaian: Fraction
    kategori: str


class _Bahan(NamedTuple):
    """What every activity of the plan is made from."""

    tahun: int
    program: list[aturan.Program]
    per_jp: Fraction | None
    rencana: Mapping[int, tuple[BarisRencana, int]]  # competency id -> row of the city's plan, people in it
    mentor: Mapping[str, tuple[str, str]]  # competency code -> NIP and name
    dilatih: Mapping[int, tuple[int | None, str | None]]
    atasan: tuple[str, str | None] | None
    nama_program: Mapping[int, str]


def idp(d: Pintu, nip: str, periode: str, *, tahun: int | None = None, target_jabatan: str | None = None) -> DataIdp:
    """The plan of one person for a year, by default the one after the period.

    Raises `DataDitolak` for an impossible NIP, `TidakDitemukan` for an unknown person, period or job, and for who is
    not in the period.
    """
    nomor = wajib_ada(d, nip)
    periode_id, kode_periode, _, selesai, _ = cari_periode(d, periode)
    wajib = list(pasangan(d, Saringan(periode_id, pegawai_id=nomor)))
    if not wajib:
        pastikan_kota_punya(d, periode_id, nomor)
        raise TidakDitemukan(
            f"pegawai {samarkan_nip(nip)} tidak bertugas pada hari terakhir periode {kode_periode}",
            "Lihat penempatannya: asn pegawai lihat NIP",
        )
    satu = wajib[0]
    kota = lingkup(d, [satu.opd_id])[0]
    if kota.opd_id is not None:  # who serves two cities of a united file: in the first
        wajib = [p for p in wajib if p.opd_id in kota.opd_id]
    diri, setahun = rekam(d, nomor), tahun or selesai.year + 1
    target = jabatan_kamus(d).wajib(target_jabatan) if target_jabatan else None
    batas = batas_kategori(d, periode_id, selesai.isoformat(), kota.opd_id)
    perlu, belum = _perlu(d, wajib, batas, target.id if target else None, selesai)
    atasan = sql.kepala(d.kon, satu.opd_id, diri["nip"])
    mentor = _mentor(d, kode_periode, satu, kota) if perlu else {}
    kegiatan = tuple(_semua(_bahan(d, nomor, setahun, kota, mentor, atasan), perlu))
    return DataIdp(
        tahun=setahun,
        periode=kode_periode,
        target_jabatan=target.kode if target else None,
        nama_target_jabatan=jabatan_sql.satu(d.kon, target.id)[1] if target else None,
        jpm=_jpm(wajib),
        belum_dinilai=tuple(belum),
        jp_rencana=sum(k.jp or 0 for k in kegiatan),
        keterangan=_keterangan(wajib, perlu, belum, target is not None),
        kegiatan=kegiatan,
        tanggal_surat=selesai,
        **_diri(d, diri, satu, kota, atasan),
        **_jp(d, setahun, diri["nip"]),
    )


def _diri(
    d: Pintu, diri: Mapping[str, Any], satu: Pasangan, kota: Lingkup, atasan: tuple[str, str | None] | None
) -> dict[str, Any]:
    """Who it is, with agency and job of the period."""
    instansi = kota.nama or db_sql.instansi(d.kon) or ""
    return {
        "instansi": instansi,
        "tempat": tempat_surat(instansi),
        "nip": diri["nip"],
        "nama": _nama_lengkap(diri),
        "golongan": diri["golongan"],
        "pangkat": pangkat(diri["golongan"]) if diri["golongan"] else None,
        "jabatan": satu.jabatan,
        "nama_jabatan": satu.nama_jabatan,
        "jenis_jabatan": jabatan_sql.satu(d.kon, satu.jabatan_id)[2],
        "opd": satu.opd,
        "nama_opd": satu.nama_opd,
        "atasan_nip": atasan[0] if atasan else None,
        "atasan_nama": atasan[1] if atasan else None,
    }


def _jp(d: Pintu, tahun: int, nip: str) -> dict[str, Any]:
    """Hours of the year against what it asks for; the share is of the target, where there is one."""
    ukuran = next(jp.daftar(d, tahun, nip=nip), None)
    jam, target, batas = ukuran[5:8] if ukuran else (None, None, None)
    bagian = None if jam is None or not target else persen(Fraction(str(jam)), target)
    return {"jp_realisasi": jam, "jp_target": target, "jp_batas": batas, "persen_jp": bagian}


def sebagai_objek(data: DataIdp) -> dict[str, Any]:
    """The plan as the object scripts read: without what only a printed sheet needs."""
    buang = {"instansi", "tempat", "tanggal_surat", "kegiatan"}
    isi = {nama: getattr(data, nama) for nama in DataIdp.__dataclass_fields__ if nama not in buang}
    return {
        **isi,
        "belum_dinilai": list(data.belum_dinilai),
        "kegiatan": [
            {n: v.isoformat() if isinstance(v, date) else v for n, v in satu._asdict().items()}
            for satu in data.kegiatan
        ],
    }


def _perlu(
    d: Pintu, wajib: list[Pasangan], batas: tuple[Fraction, Fraction], target_id: int | None, selesai: date
) -> tuple[list[_Perlu], list[str]]:
    """What is below standard, largest category first, and the codes of what has no score that counts."""
    nama = sql.kompetensi(d.kon)
    perlu = [
        _Perlu(
            p.kompetensi_id, p.kompetensi or "", *nama[p.kompetensi_id], "jabatan", p.standar, p.capaian,
            kategori(p.standar - p.capaian, batas),
        )
        for p in wajib
        if p.kompetensi_id is not None and p.standar is not None and p.capaian is not None and p.capaian < p.standar
    ]  # fmt: skip
    belum = [p.kompetensi or "" for p in wajib if p.kompetensi_id is not None and p.capaian is None]
    level = {p.kompetensi_id: p.capaian for p in wajib}
    sudah = {p.kompetensi_id for p in perlu}
    for w in sql.standar(d.kon, target_id, selesai.isoformat()) if target_id else ():
        capaian, standar = level.get(w.kompetensi_id), Fraction(w.ratus, 100)
        if capaian is None:
            belum += [] if w.kompetensi in belum else [w.kompetensi]
        elif capaian < standar:
            ini = _Perlu(w.kompetensi_id, w.kompetensi, w.nama, w.jenis, "target", standar, capaian,
                         kategori(standar - capaian, batas))  # fmt: skip
            if w.kompetensi_id not in sudah:
                perlu.append(ini)
    urut = {nomor: letak for letak, nomor in enumerate(nama)}
    perlu.sort(key=lambda p: (p.untuk == "target", PRIORITAS[p.kategori], urut[p.kompetensi_id]))
    return perlu, belum


def _mentor(d: Pintu, periode: str, siapa: Pasangan, kota: Lingkup) -> dict[str, tuple[str, str]]:
    """Competency code -> NIP and name (as the period knows them) of who guides a person."""
    semua = kolaborasi_mentor.pasang_bawaan(d, periode, kota.opd_id, [siapa.opd_id])
    return {satu.orang.kompetensi: (satu.mentor.nip, satu.mentor.nama) for satu in semua if satu.orang.nip == siapa.nip}


def _bahan(
    d: Pintu,
    nomor: int,
    tahun: int,
    kota: Lingkup,
    mentor: Mapping[str, tuple[str, str]],
    atasan: tuple[str, str | None] | None,
) -> _Bahan:
    unit = sorted({opd_id for _, _, opd_id in rencana_sql.baris_orang(d.kon, tahun, [nomor])})
    sasaran = rencana_sql.sasaran(d.kon, tahun, unit)
    milik, banyak = {s.rencana_id for s in sasaran if s.pegawai_id == nomor}, Counter(s.rencana_id for s in sasaran)
    semua = rencana_sql.baris(d.kon, tahun, unit)
    rencana = {satu.kompetensi_id: (satu, banyak[satu.id]) for satu in semua if satu.id in milik}
    return _Bahan(
        tahun, katalog(d, kota), biaya_per_jp(d, tahun), rencana, mentor, sql.dilatih(d.kon, nomor, tahun), atasan,
        sql.nama_program(d.kon, kota.kode),
    )  # fmt: skip


def _semua(bahan: _Bahan, perlu: list[_Perlu]) -> Iterator[Kegiatan]:
    for satu in perlu:
        yield from (_tujuh_puluh(bahan, satu), _dua_puluh(bahan, satu), _sepuluh(bahan, satu))
    if not perlu:
        mulai, selesai = aturan.waktu(bahan.tahun, 4)
        yield Kegiatan(
            None, None, "pengayaan", None, None, None, None, porsi(PENGAYAAN), PENGAYAAN, nama_bentuk()[PENGAYAAN],
            "Pengayaan atau penugasan; dapat menjadi mentor", mulai=mulai, selesai=selesai,
        )  # fmt: skip


def _kegiatan(bahan: _Bahan, satu: _Perlu, bentuk: int, program: str, bagian: int, **isi: Any) -> Kegiatan:
    """An activity for a gap, in the quarter of its priority unless `isi` says when."""
    mulai, selesai = aturan.waktu(bahan.tahun, PRIORITAS[satu.kategori])
    return Kegiatan(
        satu.kompetensi, satu.nama, satu.untuk, setengah_naik(satu.standar), setengah_naik(satu.capaian),
        setengah_naik(satu.standar - satu.capaian), satu.kategori, bagian, bentuk, nama_bentuk()[bentuk], program,
        **{"mulai": mulai, "selesai": selesai, **isi},
    )  # fmt: skip


def _tujuh_puluh(bahan: _Bahan, satu: _Perlu) -> Kegiatan:
    bentuk = pendamping(satu.kategori)[1]
    program = f"{nama_bentuk()[bentuk]}: tugas yang melatih {satu.nama}"
    return _pendamping(bahan, satu, bentuk, program, bahan.atasan)


def _dua_puluh(bahan: _Bahan, satu: _Perlu) -> Kegiatan:
    mentor = bahan.mentor.get(satu.kompetensi)
    bentuk = MENTORING if mentor else pendamping(satu.kategori)[0]
    return _pendamping(bahan, satu, bentuk, f"{nama_bentuk()[bentuk]} {satu.nama}", mentor)


def _pendamping(
    bahan: _Bahan, satu: _Perlu, bentuk: int, program: str, pembimbing: tuple[str, str | None] | None
) -> Kegiatan:
    nip, nama = pembimbing or (None, None)
    return _kegiatan(
        bahan, satu, bentuk, program, porsi(bentuk), jp=jp_sebulan(bentuk), pembimbing_nip=nip, pembimbing=nama
    )


def _sepuluh(bahan: _Bahan, satu: _Perlu) -> Kegiatan:
    """The formal part: as the city's plan has it, else the programme that fits, else a form alone."""
    jam, bukti = bahan.dilatih.get(satu.kompetensi_id, (None, None))
    akhir = {"jp_realisasi": None if jam is None else setengah_naik(Fraction(jam, 100)), "bukti": bukti}
    baris, banyak = bahan.rencana.get(satu.kompetensi_id, (None, 0))
    if baris is not None and baris.pelatihan_id is not None:
        biaya = None if baris.anggaran is None else int(setengah_naik(Fraction(baris.anggaran, banyak), 0))
        waktu = {"mulai": date.fromisoformat(baris.mulai), "selesai": date.fromisoformat(baris.selesai)}
        return _kegiatan(
            bahan, satu, baris.bentuk, baris.nama_pelatihan or "", FORMAL, pelatihan=baris.pelatihan, jp=baris.jp,
            penyelenggara=baris.penyelenggara, biaya=biaya, **waktu, **akhir,
        )  # fmt: skip
    program = aturan.pilih_program(bahan.program, satu.kompetensi_id, satu.standar)
    if program is None:
        bentuk = formal(satu.kategori, satu.jenis)
        return _kegiatan(bahan, satu, bentuk, f"{nama_bentuk()[bentuk]} {satu.nama}", FORMAL, **akhir)
    lama = aturan.jp_program(program)
    return _kegiatan(
        bahan, satu, program.bentuk, bahan.nama_program[program.id], FORMAL, pelatihan=program.kode, jp=lama,
        penyelenggara=program.penyelenggara, biaya=aturan.biaya_baris(program, lama, 1, bahan.per_jp), **akhir,
    )  # fmt: skip


def _jpm(wajib: list[Pasangan]) -> Decimal | None:
    dinilai = [(p.capaian, p.standar) for p in wajib if p.capaian is not None and p.standar is not None]
    return jpm(sum((c for c, _ in dinilai), Fraction(0)), sum((s for _, s in dinilai), Fraction(0)))[0]


def _nama_lengkap(diri: Mapping[str, Any]) -> str:
    depan = f"{diri['gelar_depan']} " if diri["gelar_depan"] else ""
    return f"{depan}{diri['nama']}" + (f", {diri['gelar_belakang']}" if diri["gelar_belakang"] else "")


def _keterangan(wajib: list[Pasangan], perlu: list[_Perlu], belum: list[str], bertarget: bool) -> str | None:
    if wajib[0].kompetensi_id is None and not bertarget:
        return "Jabatannya belum punya standar, jadi kesenjangannya tidak diketahui."
    if perlu:
        return f"Belum dinilai: {', '.join(belum)}." if belum else None
    if belum:
        return f"Tidak ada kesenjangan pada yang sudah dinilai. Belum dinilai: {', '.join(belum)}."
    lanjut = "" if bertarget else " Untuk karier berikutnya, sebutkan jabatan yang dituju."
    return f"Semua standar terpenuhi: pengayaan atau penugasan.{lanjut}"
