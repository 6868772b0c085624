"""Stale edits: whoever changes a record from an old reading is told who changed it meanwhile, and when.

The version of a record is the number of the run that changed it last. Taking a run back is a run as well.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

from asn_kompetensi.domain.galat import Bentrok, DataDitolak
from asn_kompetensi.domain.kamus import Kamus
from asn_kompetensi.domain.nip import samarkan_nip
from asn_kompetensi.services import kamus
from asn_kompetensi.services.gap import cari_periode
from asn_kompetensi.services.kelas import kelas_kamus
from asn_kompetensi.services.nilai import id_sumber
from asn_kompetensi.services.pegawai_cari import nip_sah, wajib_ada
from asn_kompetensi.services.pelatihan import pelatihan_kamus
from asn_kompetensi.store.door import Pintu, PintuTulis
from asn_kompetensi.store.queries import riwayat
from asn_kompetensi.store.queries import versi as sql
from asn_kompetensi.store.queries.versi import NilaiDicatat

_KAMUS: dict[str, Callable[[Pintu], Kamus]] = {
    "opd": kamus.opd_kamus,
    "jabatan": kamus.jabatan_kamus,
    "kompetensi": kamus.kompetensi_kamus,
    "pelatihan": pelatihan_kamus,
    "kelas": kelas_kamus,
}


def _cari(d: Pintu, benda: str, nama: str) -> tuple[int, str, str]:
    """Id of a record, how a sentence calls it, and what to type to see it. Raises `TidakDitemukan`."""
    if benda == "pegawai":
        return wajib_ada(d, nama), f"pegawai {samarkan_nip(nip_sah(nama))}", "asn pegawai lihat NIP"
    entri = _KAMUS[benda](d).wajib(nama)
    return entri.id, f"{benda} {entri.kode}", f"asn {benda} lihat {entri.kode}"


def versi(d: Pintu, benda: str, nama: str) -> int:
    """The version of what `asn BENDA lihat NAMA` shows. Raises `TidakDitemukan` as that does."""
    return sql.rekaman(d.kon, benda, _cari(d, benda, nama)[0])


def pastikan(d: Pintu, benda: str, nama: str, dibaca: int | None) -> None:
    """Raise `Bentrok` when the record was changed after the version `dibaca`; None asks for nothing.

    A version that there never was is `DataDitolak`: nobody can have read it.
    """
    if dibaca is None:
        return
    nomor, sebutan, lihat = _cari(d, benda, nama)
    sekarang = sql.rekaman(d.kon, benda, nomor)
    if not 0 <= dibaca <= sekarang:
        raise DataDitolak(f"versi {dibaca} belum pernah ada; {sebutan} sekarang versi {sekarang}", f"Lihat: {lihat}")
    if dibaca < sekarang:
        raise _sudah_diubah(d, sebutan, sekarang, lihat)


def jalankan_terakhir(d: Pintu) -> int:
    """The newest run of this reading: what `pastikan_nilai` compares with when the answers are saved."""
    return riwayat.nomor_terakhir(d.kon)


def pastikan_nilai(
    d: PintuTulis,
    nip: str,
    kompetensi: Iterable[str] | None,
    *,
    periode: str | None = None,
    sumber: str | None = None,
    dibaca: int | None,
) -> None:
    """Raise `Bentrok` when a score of the person is another now than it was after the run `dibaca`.

    Only the named competencies count, of one period and one source; None means all of them. None as `dibaca` asks for
    nothing; a run that there is not is `DataDitolak`.
    """
    if dibaca is None:
        return
    semua = kamus.kompetensi_kamus(d)
    dimaksud = None if kompetensi is None else {semua.wajib(satu).kode for satu in kompetensi}
    terakhir = riwayat.nomor_sebelum(d.kon, d.jalankan)
    if not 0 <= dibaca <= terakhir:
        raise DataDitolak(
            f"versi {dibaca} belum pernah ada; jalankan terakhir {terakhir}",
            "Pakai bidang jalankan yang terbesar pada: asn nilai daftar --nip NIP",
        )
    catatan = sql.nilai_sesudah(
        d.kon,
        wajib_ada(d, nip),
        dibaca,
        cari_periode(d, periode)[0] if periode else None,
        id_sumber(d, sumber) if sumber else None,
    )
    lain = [satu for satu in _yang_lain(catatan) if dimaksud is None or satu.kompetensi in dimaksud]
    if not lain:
        return
    akhir = max(lain, key=lambda satu: satu.jalankan)
    kode = dict.fromkeys(satu.kompetensi for satu in lain if satu.periode == akhir.periode)
    raise _sudah_diubah(
        d,
        f"nilai {', '.join(kode)} periode {akhir.periode}",
        akhir.jalankan,
        f"asn nilai daftar --periode {akhir.periode} --nip NIP",
    )


def _yang_lain(catatan: Iterable[NilaiDicatat]) -> list[NilaiDicatat]:
    """The newest note of every score that is another now; one that was put back is, with its run, as it was read."""
    semula: dict[str, str | None] = {}
    akhir: dict[str, NilaiDicatat] = {}
    for satu in catatan:
        semula.setdefault(satu.kunci, satu.lama)
        akhir[satu.kunci] = satu
    return [satu for satu in akhir.values() if satu.baru != semula[satu.kunci]]


def sebut_jalankan(d: Pintu, jalankan: int) -> str:
    """Who and when, for a sentence: `siti pukul 09.12 tanggal 05-01-2026 (jalankan 7)`."""
    satu = riwayat.satu_jalankan(d.kon, jalankan)
    assert satu is not None  # the number came from the trail, and the trail refers to its runs
    _, petugas, waktu = satu
    saat = datetime.fromisoformat(waktu).astimezone()
    return f"{petugas} pukul {saat:%H.%M} tanggal {saat:%d-%m-%Y} (jalankan {jalankan})"


def _sudah_diubah(d: Pintu, sebutan: str, jalankan: int, lihat: str) -> Bentrok:
    return Bentrok(
        f"{sebutan} sudah diubah oleh {sebut_jalankan(d, jalankan)}",
        f"Lihat isinya sekarang: {lihat}, lalu ulangi dengan --versi {jalankan}.",
    )
