"""A form that comes back: is it ours and of this period, what was changed in the meantime, and what does it change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from asn_kompetensi.domain.formulir_nilai import tertulis, versi_baris
from asn_kompetensi.domain.galat import DataDitolak
from asn_kompetensi.domain.kunci_buku import BarisKunci, KunciBuku
from asn_kompetensi.domain.laporan_impor import Perubahan, Temuan
from asn_kompetensi.domain.level import cetak_level, tulis_level
from asn_kompetensi.domain.nama import kunci as kunci_nama
from asn_kompetensi.services.impor import BarisImpor
from asn_kompetensi.services.nilai_calon import Calon, Konteks
from asn_kompetensi.services.versi import sebut_jalankan
from asn_kompetensi.store.queries import nilai as sql
from asn_kompetensi.store.queries import versi as versi_sql

_BUAT_LAGI = "Buat formulir baru: asn nilai formulir"


@dataclass(frozen=True, slots=True)
class Kembali:
    """What the reader found: the key, and by row the cells that must not have changed."""

    kunci: KunciBuku
    temuan: Mapping[int, Sequence[Temuan]]


def pastikan_diminta(kunci: KunciBuku, periode: str | None, sumber: str | None) -> None:
    """Raise `DataDitolak` where the command line asks for another period or source than the form was made for."""
    for bendera, diminta, ini in (("--periode", periode, kunci.periode), ("--sumber", sumber, kunci.sumber or "")):
        if diminta is not None and kunci_nama(diminta) != kunci_nama(ini):
            raise DataDitolak(
                f"formulir ini untuk {bendera[2:]} {ini}, bukan {diminta}",
                f"Hapus {bendera}, atau pakai formulir lain.",
            )


def tahan(k: Konteks, calon: Sequence[Calon | BarisImpor], kembali: Kembali, opd_id: int) -> None:
    """Hold rows that were tampered with or whose registered scores changed since; note what the others change."""
    orang = {satu.nomor: satu for satu in kembali.kunci.baris}
    for satu in calon:
        baris = satu.baris if isinstance(satu, Calon) else satu
        if temuan := kembali.temuan.get(baris.nomor):
            if baris.nomor not in orang:  # nobody's row: that it is there says it all
                k.p.laporan.galat[:] = [lama for lama in k.p.laporan.galat if lama.baris != baris.nomor]
            k.p.laporan.galat.extend(temuan)
            baris.ditahan = baris.kunci_ditahan = True
        if isinstance(satu, Calon):
            _asing(k, satu, opd_id)
            if not baris.kunci_ditahan:
                kini = _bandingkan(k, satu, orang[baris.nomor])
                if kembali.kunci.terisi and not baris.ditahan:
                    _sebut_kosong(k, satu, kini)


def _asing(k: Konteks, satu: Calon, opd_id: int) -> None:
    if k.pengenal.opd(satu.pegawai_id, satu.isi.periode[3]) != opd_id:
        pesan = f"pegawai ini tidak bertugas di perangkat daerah formulir pada {satu.isi.periode[3]}"
        satu.baris.tahan("nip", "BUKAN_PEGAWAI_OPD", pesan, _BUAT_LAGI)


def _bandingkan(k: Konteks, satu: Calon, asal: BarisKunci) -> dict[str, int]:
    """Old beside new; a row of another version is held, unless it says itself what became of it.

    So a form may be filled in, read, filled in further and read again. Returns what is registered of the row's
    competencies.
    """
    kini = {
        kode: isi[0]
        for kode in asal.isi
        if (isi := sql.satu(k.d.kon, _kunci(satu, k.kompetensi.wajib(kode).id))) is not None
    }
    terdaftar = tertulis(tuple(asal.isi), kini)
    diubah = [kode for kode, teks in terdaftar.items() if teks != asal.isi[kode]]
    disebut = {butir.bidang.removeprefix("kompetensi:"): butir.ratus for butir in satu.isi.butir}
    kosong = {bidang.removeprefix("kompetensi:") for letak, bidang, _ in k.kolom if satu.baris.asal.sel[letak] is None}
    sama = {kode for kode in diubah if (kini[kode] == disebut.get(kode) if kode in kini else kode in kosong)}
    beda = [kode for kode in diubah if kode not in sama]
    basi = bool(beda) and versi_baris(asal.nip, terdaftar) != asal.versi
    huruf = {lajur.bidang[11:]: lajur.huruf for _, lajur in k.p.lajur("kompetensi:")}
    for butir in satu.isi.butir:
        kode = butir.bidang.removeprefix("kompetensi:")
        lama = kini.get(kode)
        if lama == butir.ratus:
            continue
        if basi:
            _tahan_basi(k, satu, butir.bidang, beda, kini)
            continue
        k.p.laporan.perubahan.append(
            Perubahan(k.p.lembar.nama, satu.baris.asal.nomor, huruf[kode], asal.nip, kode,
                      None if lama is None else cetak_level(lama), cetak_level(butir.ratus))
        )  # fmt: skip
    # What is registered already keeps its day and its assessor: they may be those of somebody else.
    satu.isi.butir[:] = [butir for butir in satu.isi.butir if butir.bidang.removeprefix("kompetensi:") not in sama]
    return kini


def _sebut_kosong(k: Konteks, satu: Calon, kini: Mapping[str, int]) -> None:
    """Whoever empties a cell may think that deletes the score."""
    for letak, bidang, _ in k.kolom:
        ratus = kini.get(bidang.removeprefix("kompetensi:"))
        if ratus is not None and satu.baris.asal.sel[letak] is None:
            pesan = f"kosong; nilai terdaftar {tulis_level(ratus)} tetap"
            satu.baris.ingatkan(bidang, "NILAI_TETAP", pesan, "Untuk menghapusnya: asn nilai hapus")


def _kunci(satu: Calon, kompetensi_id: int) -> sql.Kunci:
    return satu.pegawai_id, kompetensi_id, satu.isi.periode[0], satu.isi.sumber_id


def _tahan_basi(k: Konteks, satu: Calon, bidang: str, beda: Sequence[str], kini: Mapping[str, int]) -> None:
    """Say which registered score (one of `beda`) changed since the form was made, by whom and when."""
    ini = bidang.removeprefix("kompetensi:")
    kode = ini if ini in beda else beda[0]
    catatan = versi_sql.nilai_sesudah(k.d.kon, satu.pegawai_id, 0, satu.isi.periode[0], satu.isi.sumber_id)
    jalankan = max((c.jalankan for c in catatan if c.kompetensi == kode), default=None)
    oleh = f" oleh {sebut_jalankan(k.d, jalankan)}" if jalankan else ""
    nilai = tulis_level(kini[kode]) if kode in kini else "kosong"
    pesan = f"nilai {kode} sudah diubah menjadi {nilai}{oleh}, sesudah formulir dibuat"
    satu.baris.tahan(bidang, "BASI", pesan, _BUAT_LAGI)
