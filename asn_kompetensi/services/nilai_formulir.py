"""The form in which an agency's people are scored: who stands in it, with what is registered of them."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from asn_kompetensi.domain.formulir_nilai import BarisFormulir, FormulirNilai
from asn_kompetensi.domain.galat import TidakDitemukan
from asn_kompetensi.domain.surat import KANTOR
from asn_kompetensi.services import gap, keadaan
from asn_kompetensi.services.gap import Pasangan
from asn_kompetensi.services.kamus import opd_kamus
from asn_kompetensi.services.lingkup import tolak_formulir
from asn_kompetensi.services.nilai import id_sumber, periode_terbuka
from asn_kompetensi.store.door import Pintu
from asn_kompetensi.store.queries import alias as alias_sql
from asn_kompetensi.store.queries import db as db_sql
from asn_kompetensi.store.queries import kompetensi as kompetensi_sql
from asn_kompetensi.store.queries import nilai as sql
from asn_kompetensi.store.queries.gap import Saringan


def siapkan(
    d: Pintu,
    periode: str,
    *,
    opd: str | None = None,
    sumber: str = "asesmen",
    terisi: bool = True,
    tanggal: date | None = None,
    versi: str = "",
) -> list[FormulirNilai]:
    """The forms of an open period and one source: of one agency, or of all whose jobs have a standard, by code.

    `tanggal` is the date of the form, else the period's last day. Raises `Bentrok` when the period is closed or
    the file a united one, `TidakDitemukan` for unknown names and an agency in which nobody can be scored, `SalahPakai`
    for the source.
    """
    tolak_formulir(d)
    nomor, kode_periode, _, selesai = periode_terbuka(d, periode)
    sumber_id, kode_sumber = id_sumber(d, sumber), sumber.strip().casefold()
    instansi = db_sql.instansi(d.kon) or ""
    ada = keadaan.opd(d, nomor, selesai.isoformat(), [opd_kamus(d).wajib(opd).id] if opd else None)
    kantor_id = alias_sql.id_kode(d.kon, "opd", KANTOR)
    kantor = [nama for *_, nama in keadaan.opd(d, nomor, selesai.isoformat(), [kantor_id])] if kantor_id else []
    milik: dict[int, list[Pasangan]] = defaultdict(list)
    for satu in gap.pasangan(d, Saringan(nomor, [satu[0] for satu in ada])):
        if satu.kompetensi_id is not None:
            milik[satu.opd_id].append(satu)
    if not milik:
        raise TidakDitemukan(
            f"{opd or 'tidak satu pun perangkat daerah'} tidak punya pegawai yang jabatannya berstandar di periode "
            f"{kode_periode}",
            "Tetapkan standarnya: asn standar tetapkan, atau periksa: asn pegawai daftar --opd",
        )
    skor: dict[int, dict[int, int]] = defaultdict(dict)
    orang = {satu.pegawai_id for isi in milik.values() for satu in isi}
    for (pegawai_id, kompetensi_id, _, dari), isi in sql.yang_ada(d.kon, [nomor], orang).items():
        if dari == sumber_id:
            skor[pegawai_id][kompetensi_id] = isi[0]
    semua = [(kode, nama) for kode, nama, *_ in kompetensi_sql.daftar(d.kon)]
    return [
        FormulirNilai(
            instansi=instansi,
            kepala_surat=tuple(satu.upper() for satu in (instansi, *kantor) if satu),
            opd=kode,
            nama_opd=nama_opd,
            periode=kode_periode,
            sumber=kode_sumber,
            tanggal=tanggal or selesai,
            versi=versi,
            kompetensi=tuple(k for k in semua if k[0] in {satu.kompetensi for satu in milik[satu_id]}),
            orang=_orang(milik[satu_id], skor),
            terisi=terisi,
        )
        for satu_id, kode, nama_opd in ada
        if satu_id in milik
    ]


def _orang(milik: list[Pasangan], skor: dict[int, dict[int, int]]) -> tuple[BarisFormulir, ...]:
    per: dict[int, list[Pasangan]] = defaultdict(list)
    for satu in milik:
        per[satu.pegawai_id].append(satu)
    return tuple(
        BarisFormulir(
            semua[0].nip,
            semua[0].nama,
            semua[0].nama_jabatan,
            {s.kompetensi: int(s.standar * 100) for s in semua if s.kompetensi and s.standar is not None},
            {
                s.kompetensi: skor[nomor][s.kompetensi_id]
                for s in semua
                if s.kompetensi and s.kompetensi_id in skor.get(nomor, {})
            },
        )
        for nomor, semua in per.items()
    )
