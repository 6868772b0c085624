"""The answers of a survey from a sheet: one row per respondent, one column per unsur.

Of the respondents nothing is stored but their answers. A row is known by the number in its column `responden`, or by
its place when the sheet has no usable numbers; a row whose number is there replaces it, others stay.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from asn_kompetensi.domain import skm as aturan
from asn_kompetensi.domain.galat import DataDitolak
from asn_kompetensi.domain.laporan_impor import LaporanImpor
from asn_kompetensi.domain.lembar import Lembar, Skema
from asn_kompetensi.services.impor import BarisImpor, Hasil, Pengimpor
from asn_kompetensi.services.skm import Wadah, wadah
from asn_kompetensi.store.door import PintuTulis
from asn_kompetensi.store.queries import skm as sql

NOMOR: Final = tuple(f"u{ke}" for ke in range(1, 15))
KUNCI: Final = tuple(dict.fromkeys((*aturan.kunci_unsur(9), *aturan.kunci_unsur(14))))
# Both forms ask about requirements and procedure, so every survey has these two.
SKEMA: Final = Skema(
    jenis="skm",
    bidang=("no", "responden", *KUNCI, *NOMOR),
    wajib=(("persyaratan", *NOMOR), ("prosedur", *NOMOR)),
)
# What stands below the answers in a worked survey.
_OLAHAN = re.compile(r"(?:jumlah|total|nrr|rata|nilai|ikm|indeks|mutu|σ|∑|sum|bobot)\b", re.IGNORECASE)
_SARAN = "Tulis 1, 2, 3, atau 4; kosongkan bila tidak dijawab. Bila ini baris jumlah, hapus dari berkas."


def impor(
    d: PintuTulis,
    lembar: Lembar,
    unit: str,
    gelombang: str,
    *,
    populasi: int | None = None,
    mulai: date | None = None,
    selesai: date | None = None,
    lewati: bool = False,
) -> LaporanImpor:
    """Store the answers of a sheet. Raises as `skm.wadah`, and `DataDitolak` for columns not of one form."""
    p = Pengimpor(lembar, "skm")
    unsur = _unsur(p)
    w = wadah(d, unit, gelombang, len(unsur), populasi=populasi, mulai=mulai, selesai=selesai)
    baris = list(p.baris())
    nomor = _nomor(p, baris)
    tulis: dict[int, dict[str, int]] = {}
    ada: set[int] = set()
    berubah = 0
    for satu, ke in zip(baris, nomor, strict=True):
        isi = {} if ke is None else _jawaban(satu, unsur)
        hasil: Hasil = "dilewati"
        if ke is not None:
            ada.add(ke)
        if ke is not None and isi and not satu.kunci_ditahan:
            lama = w.jawaban.get(ke)
            if satu.ditahan and lama:  # of a partly bad row the good cells are saved, and the rest stays as it was
                isi = {**lama, **isi}
            hasil = "baru" if lama is None else "sama" if lama == isi else "berubah"
            berubah += hasil == "berubah"
            if hasil != "sama":
                tulis[ke] = isi
        p.catat(satu, hasil)
    sql.ganti(d.kon, w.gelombang.id, tulis)
    _ingatkan(p, w, berubah, ada, len(set(w.jawaban) | set(tulis)))
    if not w.jawaban and not tulis:
        d.batalkan()  # a wave without any answer is none
    return p.tutup(d, lewati=lewati)


def _unsur(p: Pengimpor) -> tuple[str, ...]:
    """The unsur of the form that the columns make up."""
    bernomor = [lajur.judul for lajur in p.lembar.lajur if lajur.bidang in NOMOR]
    if bernomor:
        raise DataDitolak(
            f"kolom {', '.join(' '.join(satu.split()) for satu in bernomor[:14])} hanya bernomor: urutan unsur tidak "
            "sama di semua formulir (U8 bisa pengaduan, bisa sarana)",
            "Tambahkan nama unsurnya pada judul, misalnya 'U1 Persyaratan'; nama resmi: asn skm impor --contoh",
        )
    ada = [satu for satu in KUNCI if p.ada(satu)]
    try:
        unsur = aturan.kunci_unsur(aturan.bentuk(ada))
    except ValueError as salah:
        raise DataDitolak(f"lembar {p.lembar.nama}: {salah}", "Pakai judul kolom dari satu formulir saja.") from None
    kurang = [satu for satu in unsur if satu not in ada]
    if kurang:
        raise DataDitolak(
            f"lembar {p.lembar.nama}: kolom unsur belum ada: {', '.join(kurang)}",
            f"Formulir {len(unsur)} unsur perlu semua kolomnya; lembar kosong: asn skm impor --contoh -o skm.xlsx",
        )
    return unsur


def _nomor(p: Pengimpor, baris: list[BarisImpor]) -> list[int | None]:
    """The number of each row's respondent, None for a row that is no respondent (totals below the answers)."""
    bidang = "responden" if p.ada("responden") else "no"
    jawab = [not _olahan(satu) for satu in baris]
    tertulis = [_bulat(satu.sel(bidang)) for satu, boleh in zip(baris, jawab, strict=True) if boleh]
    if p.ada(bidang) and None not in tertulis and len(set(tertulis)) == len(tertulis):
        urut = iter(tertulis)
    else:
        urut = iter(range(1, len(baris) + 1))
        if p.ada(bidang) and any(satu is not None for satu in tertulis):
            p.ingatkan("NOMOR_RESPONDEN", "nomor responden kosong, kembar, atau bukan angka; dipakai urutan barisnya",
                       "Beri nomor yang berbeda-beda agar impor ulang mengenali barisnya.")  # fmt: skip
    return [next(urut) if boleh else None for boleh in jawab]


def _olahan(baris: BarisImpor) -> bool:
    return any(isinstance(sel, str) and _OLAHAN.match(sel.strip()) for sel in (baris.sel("no"), baris.sel("responden")))


def _bulat(sel: object) -> int | None:
    if isinstance(sel, str):
        sel = int(sel) if re.fullmatch(r"[0-9]{1,9}", sel.strip(), re.ASCII) else None
    if isinstance(sel, bool) or not isinstance(sel, int | float) or not 1 <= sel <= 10**9 or sel != int(sel):
        return None
    return int(sel)


def _jawaban(baris: BarisImpor, unsur: tuple[str, ...]) -> dict[str, int]:
    hasil = {}
    for satu in unsur:
        nilai = baris.baca(satu, aturan.baca_nilai, "JAWABAN_TIDAK_SAH", _SARAN, kunci=False)
        if nilai is not None:
            hasil[satu] = nilai
    return hasil


def _ingatkan(p: Pengimpor, w: Wadah, berubah: int, ada: set[int], responden: int) -> None:
    g = w.gelombang
    if berubah:
        p.ingatkan("RESPONDEN_DIGANTI", f"jawaban {berubah} responden bernomor sama diganti",
                   "Bila ini responden lain: batalkan impor ini, lalu impor lagi dengan nomor lanjutan.")  # fmt: skip
    if tinggal := len(set(w.jawaban) - ada):
        p.ingatkan(
            "RESPONDEN_TETAP", f"{tinggal} responden yang sudah tercatat tidak ada di berkas ini; tetap tersimpan"
        )
    if g.populasi is None:
        return
    minimum = aturan.sampel(g.populasi)
    if responden > g.populasi:
        p.ingatkan("POPULASI_TERLAMPAUI", f"{responden} responden, padahal populasinya {g.populasi}",
                   "Periksa --populasi.")  # fmt: skip
    elif responden < minimum:
        p.ingatkan("SAMPEL_KURANG", f"{responden} responden; populasi {g.populasi} perlu paling sedikit {minimum}")
