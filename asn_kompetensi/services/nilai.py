"""Scores: entering, deleting, listing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from asn_kompetensi.domain.galat import Bentrok, DataDitolak, SalahPakai, TidakDitemukan
from asn_kompetensi.domain.level import baca_level
from asn_kompetensi.domain.untai import Jalinan
from asn_kompetensi.services.gap import cari_periode
from asn_kompetensi.services.kamus import kompetensi_kamus, opd_kamus
from asn_kompetensi.services.kompetensi_kota import kompetensi_di
from asn_kompetensi.services.masukan import sah
from asn_kompetensi.services.pegawai_cari import nip_sah, wajib_ada
from asn_kompetensi.services.penilai import dari_opsi
from asn_kompetensi.services.penilai import simpan as simpan_penilai
from asn_kompetensi.store.door import Pintu, PintuTulis
from asn_kompetensi.store.queries import nilai as sql
from asn_kompetensi.store.queries import nilai_daftar
from asn_kompetensi.store.queries import nilai_tampungan as tampungan
from asn_kompetensi.store.queries import opd as opd_sql
from asn_kompetensi.store.queries import pegawai as pegawai_sql
from asn_kompetensi.store.queries import penilai as penilai_sql

BIDANG = ("periode", "nip", "nama", "opd", "kompetensi", "nilai", "sumber", "tanggal", "jalankan", "penilai")
HARI_NOL: Final = date(1970, 1, 1)
_AKHIR: Final = date(2149, 6, 6)  # what `hari` holds


def hari(tanggal: date | None) -> int | None:
    """A date as days since 1970-01-01, the way scores keep it."""
    return None if tanggal is None else (tanggal - HARI_NOL).days


def tanggal_nilai(tanggal: date | None) -> date | None:
    """The date itself. Raises ValueError outside the days a score can keep (from 1970 on)."""
    if tanggal is not None and not HARI_NOL <= tanggal <= _AKHIR:
        raise ValueError(f"tanggal penilaian {tanggal} tidak mungkin; paling awal {HARI_NOL}")
    return tanggal


def periode_terbuka(d: Pintu, kode: str) -> tuple[int, str, date, date]:
    """An open period as `(id, kode, mulai, selesai)`. Raises `Bentrok` when it is closed."""
    nomor, ini, mulai, selesai, status = cari_periode(d, kode)
    if status != "terbuka":
        raise Bentrok(
            f"periode {ini} sudah ditutup; nilainya tidak dapat diubah",
            f"Bila memang harus: asn periode buka-ulang {ini} --alasan ALASAN --saksi NAMA",
        )
    return nomor, ini, mulai, selesai


def di_luar_periode(d: Pintu, periode: str, tanggal: date | None) -> str | None:
    """That a date is none of the period's days, in a sentence; a score may well be older or younger than its period."""
    _, kode, mulai, selesai, _ = cari_periode(d, periode)
    if tanggal is None or mulai <= tanggal <= selesai:
        return None
    return f"tanggal {tanggal} di luar periode {kode} ({mulai} s.d. {selesai})"


def id_sumber(d: Pintu, sumber: str) -> int:
    """The id of a source. Raises `SalahPakai` with the valid ones."""
    semua = sql.sumber(d.kon)
    try:
        return semua[sumber.strip().casefold()]
    except KeyError:
        raise SalahPakai(f"sumber '{sumber}' tidak ada", f"Pilihannya: {', '.join(semua)}.") from None


def isi(
    d: PintuTulis,
    nip: str,
    nilai: Mapping[str, str],
    periode: str,
    sumber: str,
    tanggal: date | None,
    penilai: str | None = None,
) -> dict[str, Any]:
    """Enter scores `kompetensi -> level as typed`; all of them or none. An earlier score is replaced.

    `penilai` is a NIP or a name; None leaves who is named already.
    Returns `{nip, periode, sumber, baru, berubah, sama}`. Raises `DataDitolak` for a level outside the scale or a date
    after the person left service.
    """
    pegawai_id = wajib_ada(d, nip)
    periode_id, kode_periode = periode_terbuka(d, periode)[:2]
    sumber_id, kamus = id_sumber(d, sumber), kompetensi_kamus(d)
    sah(tanggal_nilai, tanggal, "Periksa --tanggal.")
    _, berhenti = pegawai_sql.berhenti(d.kon, pegawai_id)
    if berhenti and tanggal and tanggal.isoformat() >= berhenti:
        raise DataDitolak(
            f"nilai bertanggal {tanggal}, padahal pegawai berhenti sejak {berhenti}", "Periksa --tanggal."
        )
    oleh = dari_opsi(d, penilai)
    hasil = {"baru": 0, "berubah": 0, "sama": 0}
    baris, dinilai = [], []
    dibaca: set[int] = set()
    for ejaan, tulisan in nilai.items():
        kompetensi = kamus.wajib(ejaan)
        if kompetensi.id in dibaca:
            raise SalahPakai(f"kompetensi {kompetensi.kode} disebut dua kali", "Sebutkan sekali saja.")
        dibaca.add(kompetensi.id)
        level = baca_level(tulisan)
        if level.ratus is None:
            raise DataDitolak(f"{kompetensi.kode}: {level.pesan or 'level kosong'}", "Level di atas 0 sampai 5.")
        kunci = (pegawai_id, kompetensi.id, periode_id, sumber_id)
        lama = sql.satu(d.kon, kunci)
        baru = (level.ratus, hari(tanggal))
        lain = oleh is not None and penilai_sql.satu(d.kon, kunci) != oleh.tanda
        hasil["baru" if lama is None else "sama" if lama == baru and not lain else "berubah"] += 1
        if lama != baru:
            baris.append((*kunci, *baru, None, None, None, None))
        if oleh is not None and lain:
            dinilai.append((kunci, oleh))
    if baris:
        tampungan.kosongkan(d.kon)
        tampungan.tampung(d.kon, list(zip(*baris, strict=True)))
        tampungan.simpan(d.kon, d.jalankan)
    simpan_penilai(d, dinilai)
    return {"nip": nip_sah(nip), "periode": kode_periode, "sumber": sumber.strip().casefold(), **hasil}


def hapus(d: PintuTulis, nip: str, periode: str, kompetensi: str | None, sumber: str | None) -> dict[str, Any]:
    """Delete scores of a person in an open period. Raises `TidakDitemukan` when there is nothing to delete."""
    pegawai_id = wajib_ada(d, nip)
    nomor, kode, _, _ = periode_terbuka(d, periode)
    kompetensi_id = kompetensi_kamus(d).wajib(kompetensi).id if kompetensi else None
    sumber_id = id_sumber(d, sumber) if sumber else None
    penilai_sql.hapus(d.kon, pegawai_id, nomor, kompetensi_id, sumber_id)
    banyak = sql.hapus(d.kon, pegawai_id, nomor, kompetensi_id, sumber_id)
    if not banyak:
        raise TidakDitemukan(
            f"tidak ada nilai itu di periode {kode}", f"Lihat: asn nilai daftar --periode {kode} --nip NIP"
        )
    return {"nip": nip_sah(nip), "periode": kode, "dihapus": banyak}


def daftar(
    d: Pintu,
    *,
    periode: str | None = None,
    opd: str | None = None,
    nip: str | None = None,
    kompetensi: str | None = None,
    sumber: str | None = None,
    luar_periode: bool = False,
) -> Jalinan:
    """Scores in the fields of `BIDANG`, as they are asked for; `luar_periode`: dated on none of their period's days."""
    periode_id = cari_periode(d, periode)[0] if periode else None
    opd_id, orang = opd_kamus(d).wajib(opd).id if opd else None, wajib_ada(d, nip) if nip else None
    return nilai_daftar.daftar(
        d.kon,
        periode_id=periode_id,
        opd_id=opd_id,
        pegawai_id=orang,
        kompetensi_id=_kompetensi(d, kompetensi, periode_id, opd_id, orang) if kompetensi else None,
        sumber_id=id_sumber(d, sumber) if sumber else None,
        luar_periode=luar_periode,
    )


def _kompetensi(d: Pintu, tulisan: str, periode_id: int | None, opd_id: int | None, orang: int | None) -> int:
    """The competency as the city of the agency or the person means it."""
    if opd_id is None and orang is not None:
        return kompetensi_di(d, tulisan, opd_sql.opd_mereka(d.kon, periode_id or 0, [orang])).id
    return kompetensi_di(d, tulisan, None if opd_id is None else [opd_id]).id
