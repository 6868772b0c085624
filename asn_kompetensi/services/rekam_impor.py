"""Recording from a file: one row per person, a column for each matter; an empty cell changes nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Final

from asn_kompetensi.domain.kamus import Kamus
from asn_kompetensi.domain.laporan_impor import LaporanImpor
from asn_kompetensi.domain.lembar import Lembar, Skema
from asn_kompetensi.domain.rekam import PILIHAN, baca
from asn_kompetensi.domain.sel import NilaiSel
from asn_kompetensi.services import ganda
from asn_kompetensi.services.impor import BarisImpor, Hasil, Pengimpor, teks
from asn_kompetensi.services.kamus import opd_kamus
from asn_kompetensi.services.pengenal import Pengenal
from asn_kompetensi.services.rekam import periode_terbuka
from asn_kompetensi.store.door import PintuTulis
from asn_kompetensi.store.queries import rekam as sql

# matter -> the field of the sheet: `pendidikan` alone is the branch of study in a staff file
KOLOM: Final = {"kinerja": "kinerja", "disiplin": "disiplin", "potensi": "potensi", "pendidikan": "pendidikan_tingkat"}
SKEMA: Final = Skema(
    jenis="rekam",
    bidang=("no", "nip", "nama_nip", "nama", "opd", "unit_kerja", *KOLOM.values()),
    wajib=(("nip", "nama_nip"), tuple(KOLOM.values())),
)


@dataclass(slots=True)
class _Isian:
    """One row, understood: matter -> word."""

    baris: BarisImpor
    pegawai_id: int | None
    isi: dict[str, str] = field(default_factory=dict)


def impor(d: PintuTulis, lembar: Lembar, *, periode: str, lewati: bool = False) -> LaporanImpor:
    """Record what a sheet says of people in an open period. Raises `TidakDitemukan`, `Bentrok`."""
    nomor, _, selesai = periode_terbuka(d, periode)
    p, pengenal, opd = Pengimpor(lembar, "rekam"), Pengenal(d), opd_kamus(d)
    semua = [_baca(satu, pengenal, opd, date.fromisoformat(selesai)) for satu in p.baris()]
    dilewati = ganda.tandai(
        [(satu.pegawai_id, satu) for satu in semua if satu.pegawai_id is not None],
        baris=lambda satu: satu.baris,
        isi=lambda _, satu: (tuple(satu.isi.items()), satu.baris.ditahan),
        sebutan=lambda _: "orang yang sama",
    )
    ada = sql.yang_ada(d.kon, nomor)
    tulis: list[tuple[int, str, str]] = []
    for satu in semua:
        hasil: Hasil = "sama"
        if satu.baris.nomor in dilewati:
            hasil = "dilewati"
        elif satu.pegawai_id is not None and not satu.baris.kunci_ditahan:
            hasil = _bandingkan(satu.pegawai_id, satu.isi, ada, tulis)
        p.catat(satu.baris, hasil)
    if tulis:
        sql.simpan(d.kon, nomor, tulis)
    return p.tutup(d, lewati=lewati)


def _baca(baris: BarisImpor, pengenal: Pengenal, opd: Kamus, pada: date) -> _Isian:
    bidang = "nip" if baris.sel("nip") is not None or not baris.pengimpor.ada("nama_nip") else "nama_nip"
    isian = _Isian(baris, pengenal.dari_sel(baris, bidang))
    for hal, kolom in KOLOM.items():
        kata = baris.baca(kolom, _pembaca(hal), f"{hal.upper()}_TIDAK_DIKENAL", f"Isi salah satu: "
                          f"{', '.join(PILIHAN[hal])}.", kunci=False)  # fmt: skip
        if kata is not None:
            isian.isi[hal] = kata
    if isian.pegawai_id is not None:
        pengenal.bandingkan(baris, isian.pegawai_id, opd, pada)
    return isian


def _pembaca(hal: str) -> Callable[[NilaiSel], str | None]:
    return partial(_kata, hal)


def _kata(hal: str, sel: NilaiSel) -> str | None:
    tulisan = teks(sel)
    return None if tulisan is None else baca(hal, tulisan)


def _bandingkan(
    pegawai_id: int, isi: dict[str, str], ada: dict[tuple[int, str], str], tulis: list[tuple[int, str, str]]
) -> Hasil:
    """Add to `tulis` what of a row is not there yet."""
    beda = [(hal, kata) for hal, kata in isi.items() if ada.get((pegawai_id, hal)) != kata]
    tulis += [(pegawai_id, hal, kata) for hal, kata in beda]
    if not beda:
        return "sama"
    lama = any((pegawai_id, hal) in ada for hal in KOLOM)  # of this person something stands there already
    return "berubah" if lama else "baru"
