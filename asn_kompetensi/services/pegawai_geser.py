"""Rows whose cells stand one column beside their headings: two cells that contradict them give the row away."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Final

from asn_kompetensi.domain import rupa as r
from asn_kompetensi.domain.kamus import Entri
from asn_kompetensi.domain.sel import AngkaMentah, NilaiSel
from asn_kompetensi.services.impor import BarisImpor, teks
from asn_kompetensi.services.pegawai_calon import KOLOM_GOLONGAN, KOLOM_JABATAN, KOLOM_OPD, Konteks

_OPD: Final = "perangkat daerah"
_JABATAN: Final = "jabatan"
_NAMA: Final = "nama"
_BUKAN_NAMA: Final = frozenset({r.NIP, r.ANGKA, r.GOLONGAN, r.TANGGAL, r.KELAMIN, r.STATUS, r.SUREL, _OPD, _JABATAN})
# What a heading cannot have below it. Free text is left out where a clerk may write a note instead of a value.
_MUSTAHIL: Final = {
    "nip": frozenset({r.GOLONGAN, r.TANGGAL, r.KELAMIN, r.STATUS, r.SUREL, _OPD, _JABATAN, _NAMA}),
    "nama": _BUKAN_NAMA,
    **dict.fromkeys(KOLOM_JABATAN, _BUKAN_NAMA - {_JABATAN}),
    **dict.fromkeys(KOLOM_OPD, _BUKAN_NAMA - {_OPD}),
    **dict.fromkeys(KOLOM_GOLONGAN, frozenset({r.NIP, r.TANGGAL, r.KELAMIN, r.STATUS, r.SUREL, _OPD, _JABATAN})),
    **dict.fromkeys(
        ("tanggal_lahir", "mulai"), frozenset({r.NIP, r.GOLONGAN, r.KELAMIN, r.STATUS, r.SUREL, _OPD, _JABATAN})
    ),
    "jenis_kelamin": frozenset({r.NIP, r.GOLONGAN, r.TANGGAL, r.STATUS, r.SUREL, _OPD, _JABATAN}),
    **dict.fromkeys(
        ("jenis_pegawai", "status", "kedudukan"),
        frozenset({r.NIP, r.GOLONGAN, r.TANGGAL, r.KELAMIN, r.SUREL, _OPD, _JABATAN}),
    ),
}


def tergeser(k: Konteks, baris: BarisImpor) -> str:
    """Why the row does not stand below its headings, naming the first two cells that show it; "" for one that does."""
    if _lurus(k, baris):
        return ""
    ganjil: list[str] = []
    letak = baris.pengimpor.letak
    for bidang, mustahil in _MUSTAHIL.items():
        nilai = baris.sel(bidang) if bidang in letak else None
        apa = None if nilai is None else _apa(k, bidang, nilai)
        if apa in mustahil:
            lajur = baris.pengimpor.lembar.lajur[letak[bidang]]
            judul = " ".join(lajur.judul.split())
            ganjil.append(f"{lajur.huruf}{baris.nomor} berjudul '{judul}' tetapi berisi {apa}")
    return "; ".join(ganjil[:2]) if len(ganjil) > 1 else ""


def _lurus(k: Konteks, baris: BarisImpor) -> bool:
    """The plain case of nearly every row: its NIP, agency, job and golongan may stand where they do."""
    nip = baris.sel("nip")
    return (
        type(nip) is str
        and len(nip) == 18
        and nip.isdecimal()
        and all(_wajar(isi, k.unit.calon, k.jabatan.calon) for b in KOLOM_OPD if (isi := baris.teks(b)))
        and all(_wajar(isi, k.jabatan.calon, k.opd.calon) for b in KOLOM_JABATAN if (isi := baris.teks(b)))
        and all(r.rupa(isi) in (None, r.GOLONGAN, r.ANGKA) for b in KOLOM_GOLONGAN if (isi := baris.teks(b)))
    )


def _wajar(isi: str, sendiri: Callable[[str], list[Entri]], lain: Callable[[str], list[Entri]]) -> bool:
    """Registered under its heading, or at least neither under the other one nor something else by its looks."""
    return bool(sendiri(isi)) or (not lain(isi) and r.rupa(isi) is None)


def _apa(k: Konteks, bidang: str, nilai: NilaiSel) -> str | None:
    """What a cell is by its looks or by the register; None for what may be anything."""
    if isinstance(nilai, date):
        return r.TANGGAL
    isi = teks(nilai)
    if isi is None:
        return None
    # Registered under its own heading: a job may be called `Pembina`, an agency bear a number.
    if (bidang in KOLOM_OPD and k.unit.calon(isi)) or (bidang in KOLOM_JABATAN and k.jabatan.calon(isi)):
        return None
    if isinstance(nilai, AngkaMentah):
        return r.NIP if len(isi) >= 9 else r.ANGKA
    apa = r.rupa(isi)
    if apa is not None:
        return apa
    if k.opd.calon(isi):
        return _OPD
    if k.jabatan.calon(isi):
        return _JABATAN
    huruf = sum(satu.isalpha() for satu in isi)
    return _NAMA if bidang == "nip" and huruf >= 3 and not any(satu.isdigit() for satu in isi) else None
