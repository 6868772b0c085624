"""Copies of the database: making one, and putting one back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from asn_kompetensi.store import bekal as uji
from asn_kompetensi.store import cadangan, pulih
from asn_kompetensi.store.bekal import Bekal, Isi
from asn_kompetensi.store.door import Pintu
from asn_kompetensi.store.queries import riwayat


def cadangkan(d: Pintu, ke: Path | None = None) -> dict[str, Any]:
    """A verified copy beside the database, or in a folder or file `ke`: `{berkas, ukuran, sha256}`.

    Raises `Bentrok` when the file is there, `GalatBerkas`, `BasisDataBermasalah` when the copy is not whole.
    """
    salinan = cadangan.cadangkan(d.lokasi, "manual") if ke is None else cadangan.cadangkan_ke(d.lokasi, ke)
    return _isi(salinan)


def sesudah_tutup(d: Pintu, periode: str) -> tuple[dict[str, Any], bool]:
    """The copy that belongs to a finished period, and whether it was made now: one without a newer run serves again.

    Returned and raised as in `cadangkan`.
    """
    alasan = f"sesudah-tutup-{periode.replace('/', '~')}"
    ada = [satu.berkas for satu in cadangan.daftar(d.lokasi) if satu.alasan == alasan]
    isi = uji.intip(ada[-1]) if ada else None
    if isi is not None and isi.jalankan == riwayat.nomor_terakhir(d.kon):
        return _isi(ada[-1]), False
    return _isi(cadangan.cadangkan(d.lokasi, alasan)), True


def _isi(salinan: Path) -> dict[str, Any]:
    return {
        "berkas": str(salinan.absolute()),
        "ukuran": salinan.stat().st_size,
        "sha256": cadangan.sidik(salinan),
    }


@contextmanager
def siapkan(lokasi: Path, berkas: Path) -> Iterator[Bekal]:
    """Check a backup without touching it or the database; see `store.bekal`."""
    with uji.siapkan(lokasi, berkas) as bekal:
        yield bekal


def banding(bekal: Bekal) -> list[str]:
    """What the clerk decides on: the two files in a sentence each."""
    return [
        f"Sekarang: {_sebut(bekal.sekarang)}",
        f"Cadangan: {_sebut(bekal.isi)}",
        *_lain_pemilik(bekal),
        *([] if bekal.tersidik else [f"Tidak ada {cadangan.berkas_sidik(bekal.berkas).name}; sidik tidak dicocokkan."]),
    ]


def _sebut(isi: Isi | None) -> str:
    if isi is None:
        return "belum ada atau tidak terbaca"
    jalankan = f"jalankan terakhir {isi.jalankan} ({isi.waktu or '-'})"
    return f"{_milik(isi)}, {jalankan}, {isi.pegawai} pegawai, {isi.nilai} nilai"


def _lain_pemilik(bekal: Bekal) -> list[str]:
    if bekal.sekarang is None or bekal.sekarang.instansi == bekal.isi.instansi:
        return []
    return [f"Perhatian: cadangan itu milik {_milik(bekal.isi)}, basis data ini milik {_milik(bekal.sekarang)}."]


def _milik(isi: Isi) -> str:
    return isi.instansi or "instansi yang tidak disebut"


def pulihkan(
    bekal: Bekal, *, menjelang: Callable[[], None] = lambda: None, sesudah: Callable[[], None] = lambda: None
) -> dict[str, Any]:
    """Put the backup in place: `{lokasi, dari, diganti, diganti_utuh}` and what the database holds now.

    `diganti` is where the replaced content is kept, null when there was none. Nobody should interrupt between the calls
    of `menjelang` and `sesudah`.
    """
    hasil = pulih.pulihkan(bekal, menjelang=menjelang)
    sesudah()
    return {
        "lokasi": str(bekal.lokasi.absolute()),
        "dari": str(bekal.berkas.absolute()),
        "diganti": str(hasil.diganti.absolute()) if hasil.diganti else None,
        "diganti_utuh": pulih.utuh(hasil),
        **bekal.isi._asdict(),
    }
