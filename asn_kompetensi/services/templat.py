"""The empty sheets of `asn BENDA impor --contoh`, with what this very database has to choose from."""

from __future__ import annotations

from asn_kompetensi.domain.acuan import baca_acuan
from asn_kompetensi.domain.rekam import PILIHAN
from asn_kompetensi.domain.standar import TINGKAT
from asn_kompetensi.domain.templat import KolomTemplat, Templat
from asn_kompetensi.store.door import Pintu
from asn_kompetensi.store.queries import templat as sql

_TETAP: dict[str, tuple[str, ...]] = {
    "jenis_kompetensi": ("manajerial", "sosial_kultural", "teknis"),
    "jenis_kelamin": ("L", "P"),
    "jenis_pegawai": ("PNS", "PPPK", "PPPK PARUH WAKTU"),
    "level": ("1", "2", "3", "4", "5"),
    "tingkat": tuple(TINGKAT),
    "nilai_skm": ("1", "2", "3", "4"),
    "ya_tidak": ("ya", "tidak"),
    **PILIHAN,
}


def templat(d: Pintu, benda: str) -> Templat:
    """The template of a noun; choices are codes registered today, in the order of their lists."""
    kolom = [satu for satu in baca_acuan("templat") if satu["jenis"] == benda]
    return Templat(
        benda,
        tuple(
            KolomTemplat(
                satu["bidang"], satu["wajib"] == "1", satu["arti"], satu["contoh"], _pilihan(d, satu["pilihan"])
            )
            for satu in kolom
        ),
    )


def _pilihan(d: Pintu, nama: str) -> tuple[str, ...]:
    if not nama:
        return ()
    if nama in _TETAP:
        return _TETAP[nama]
    if nama in ("jenjang", "golongan"):
        return tuple(satu["nama" if nama == "jenjang" else "golongan"] for satu in baca_acuan(nama))
    return sql.pilihan(d.kon, nama)
