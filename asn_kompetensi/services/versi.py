"""Stale edits: whoever changes a record from an old reading is told who changed it meanwhile, and when.

The version of a record is the number of the run that changed it last. Versions only ever grow; taking a run back is a
run as well.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

from asn_kompetensi.domain.galat import Bentrok, DataDitolak
from asn_kompetensi.domain.nip import samarkan_nip
from asn_kompetensi.services import kamus
from asn_kompetensi.services.gap import cari_periode
from asn_kompetensi.services.kelas import cari as cari_kelas
from asn_kompetensi.services.nilai import id_sumber
from asn_kompetensi.services.pegawai import wajib_ada
from asn_kompetensi.services.pelatihan import pelatihan_kamus
from asn_kompetensi.store.door import Pintu
from asn_kompetensi.store.queries import kompetensi as kompetensi_sql
from asn_kompetensi.store.queries import nilai as nilai_sql
from asn_kompetensi.store.queries import versi as sql

Letak = list[tuple[str, int]]
NilaiTerbaca = dict[tuple[int, int], int]  # (competency, source) -> run


def _pegawai(d: Pintu, nip: str) -> Letak:
    nomor = wajib_ada(d, nip)
    return [("pegawai", nomor), *(("penempatan", satu) for satu in sql.penempatan(d.kon, nomor))]


def _jabatan(d: Pintu, nama: str) -> Letak:
    nomor = kamus.jabatan_kamus(d).wajib(nama).id
    return [("jabatan", nomor), *(("standar", satu) for satu in sql.standar(d.kon, nomor))]


def _pelatihan(d: Pintu, nama: str) -> Letak:
    nomor = pelatihan_kamus(d).wajib(nama).id
    return [("pelatihan", nomor), ("pelatihan_sasaran", nomor)]


def _kelas(d: Pintu, kode: str) -> Letak:
    nomor = cari_kelas(d, kode).id
    return [("kelas", nomor), ("kelas_opd", nomor)]


# Noun -> the records that a clerk reads and edits as one.
_BENDA: dict[str, Callable[[Pintu, str], Letak]] = {
    "opd": lambda d, nama: [("opd", kamus.opd_kamus(d).wajib(nama).id)],
    "jabatan": _jabatan,
    "kompetensi": lambda d, nama: [("kompetensi", kamus.kompetensi_kamus(d).wajib(nama).id)],
    "pegawai": _pegawai,
    "pelatihan": _pelatihan,
    "kelas": _kelas,
}


def versi(d: Pintu, benda: str, nama: str) -> int:
    """The version of what `asn BENDA lihat NAMA` shows. Raises `TidakDitemukan` as that does."""
    terakhir = sql.rekaman(d.kon, _BENDA[benda](d, nama))
    return terakhir[0] if terakhir else 0


def pastikan(d: Pintu, benda: str, nama: str, dibaca: int | None) -> None:
    """Raise `Bentrok` when the record was changed after the version `dibaca`; None asks for nothing.

    A version that there never was is `DataDitolak`.
    """
    if dibaca is None:
        return
    terakhir = sql.rekaman(d.kon, _BENDA[benda](d, nama))
    sekarang = terakhir[0] if terakhir else 0
    if dibaca > sekarang:
        raise DataDitolak(f"versi {dibaca} belum pernah ada; sekarang {sekarang}", f"Lihat: asn {benda} lihat {nama}")
    if terakhir and dibaca < sekarang:
        sebutan = samarkan_nip(nama) if benda == "pegawai" else nama
        tunjuk = "NIP" if benda == "pegawai" else nama
        raise Bentrok(
            f"{benda} {sebutan} {_kata(terakhir)}",
            f"Lihat isinya sekarang: asn {benda} lihat {tunjuk}, lalu ulangi dengan --versi {sekarang}.",
        )


def nilai_terbaca(d: Pintu, nip: str, periode: str) -> NilaiTerbaca:
    """What a clerk sees of a person's scores in a period, to be compared when the answers are saved."""
    return sql.nilai(d.kon, wajib_ada(d, nip), cari_periode(d, periode)[0])


def pastikan_nilai(
    d: Pintu,
    nip: str,
    periode: str,
    kompetensi: Iterable[str] | None,
    *,
    sumber: str | None = None,
    dibaca: int | NilaiTerbaca | None,
) -> None:
    """Raise `Bentrok` when one of the named scores was changed after it was read.

    `dibaca`: the newest run seen, or the scores themselves as `nilai_terbaca` gave them. Without `sumber` all sources
    count, without `kompetensi` all competencies.
    """
    if dibaca is None:
        return
    pegawai_id, periode_id = wajib_ada(d, nip), cari_periode(d, periode)[0]
    semua = kamus.kompetensi_kamus(d)
    sumber_id = [id_sumber(d, sumber)] if sumber else list(nilai_sql.sumber(d.kon).values())
    sekarang = sql.nilai(d.kon, pegawai_id, periode_id)
    for entri in map(semua.wajib, kompetensi_sql.kode(d.kon).values() if kompetensi is None else kompetensi):
        for asal in sumber_id:
            lama = dibaca if isinstance(dibaca, int) else dibaca.get((entri.id, asal))
            ini = sekarang.get((entri.id, asal))
            if not isinstance(dibaca, int) and ini == lama:
                continue
            oleh = sql.nilai_terakhir(d.kon, f"[{pegawai_id},{entri.id},{periode_id},{asal}]", lama or 0)
            if oleh:
                raise Bentrok(
                    f"nilai {entri.kode} periode {periode} {_kata(oleh)}",
                    f"Lihat isinya sekarang: asn nilai daftar --periode {periode} --nip NIP, lalu ulangi.",
                )


def _kata(oleh: sql.Perubahan) -> str:
    jalankan, petugas, waktu = oleh
    saat = datetime.fromisoformat(waktu).astimezone()
    return f"sudah diubah oleh {petugas} pukul {saat:%H.%M} tanggal {saat:%d-%m-%Y} (jalankan {jalankan})"
