"""Several cities' files as one: looking at each, and making the file of what was decided in `gabung_rancang`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from asn_kompetensi.domain.acuan import baca_acuan
from asn_kompetensi.domain.galat import BasisDataBermasalah
from asn_kompetensi.domain.nip import samarkan_nip
from asn_kompetensi.services import db
from asn_kompetensi.services.gabung_rancang import Berkas, Rancangan
from asn_kompetensi.store import gabung, gabung_berkas, gabung_salin, penutupan, periksa, segel
from asn_kompetensi.store.door import Pintu
from asn_kompetensi.store.gabung_salin import Bentrokan
from asn_kompetensi.store.queries import gabung_kota as sql
from asn_kompetensi.store.queries.gabung import gabungan as adalah_gabungan

_CONTOH: Final = 5  # people named in a warning


class Langkah(NamedTuple):
    """What the counter is called for: again and again while SQLite works, for each file, before and after the end."""

    denyut: Callable[[], int]
    maju: Callable[[Sequence[int]], Iterable[int]]
    menjelang: Callable[[], None]


def lihat(d: Pintu) -> Berkas:
    """Look at a file that is to be united.

    Raises `BasisDataBermasalah` for one that `db mulai` has not finished, whose closed periods do not answer to their
    seals, or that is a united file changed behind the program's back. The rest is for the city's own `db periksa`.
    """
    gabungan = adalah_gabungan(d.kon)
    if penutupan.segel_rusak(d.kon) or (gabungan and periksa.rantai_putus(d.kon)):
        raise BasisDataBermasalah(
            f"{d.lokasi} diubah di luar program ini", f"Lihat apa yang diubah: asn db periksa --db {d.lokasi}"
        )
    ujung = segel.ujung(d.kon)
    kota = sql.kota(d.kon) if gabungan else sql.kota_sendiri(d.kon, *ujung)
    if not kota:
        raise BasisDataBermasalah(
            f"{d.lokasi} belum selesai dibuat", f"Hapus berkas itu, lalu: asn db mulai --db {d.lokasi}"
        )
    return Berkas(d.lokasi, ujung, gabungan, kota, sql.periode(d.kon), list(sql.kompetensi(d.kon)), sql.definisi(d.kon))


def periksa_tujuan(ke: Path, masukan: Sequence[Path], *, timpa: bool) -> None:
    """Refuse early what cannot be made; see `store.gabung_berkas`."""
    gabung_berkas.periksa_tujuan(ke, masukan, timpa=timpa)


def gabungkan(r: Rancangan, ke: Path, langkah: Langkah, *, timpa: bool = False, kering: bool = False) -> list[str]:
    """Make the united file at `ke`, with `kering` only to see whether it can be made; returns what to know of people.

    Nobody should interrupt after `menjelang` was called. Raises `Bentrok` when a file was changed since it was looked
    at or the place is taken, `GalatBerkas`, and what the doors raise.
    """
    with gabung_berkas.sementara(ke) as lokasi:
        with gabung.buka(lokasi, langkah.denyut) as d:
            db.muat_acuan(d)
            gabung.awali(d.kon, r.bersama)
        bentrok = []
        for nomor in langkah.maju(range(len(r.masukan))):
            berkas, masukan = r.masukan[nomor]
            bentrok.append(gabung_salin.salin(lokasi, masukan, berkas.ujung, langkah.denyut))
        bawaan = {satu["kunci"]: satu["nilai"] for satu in baca_acuan("kebijakan")}
        with gabung.buka(lokasi, langkah.denyut) as d:
            tutup = gabung.akhiri(d.kon, r.bersama, bawaan, r.peringatan)
            nomor_ujung, sidik = segel.ujung(d.kon)
        if not kering:
            langkah.menjelang()
            tercatat = [("jalankan", str(nomor_ujung), sidik), *(("tutup", *satu) for satu in tutup)]
            gabung_berkas.terbitkan(lokasi, ke, tercatat, timpa=timpa)
    return _kabar_orang(bentrok)


def _kabar_orang(bentrok: Sequence[Bentrokan]) -> list[str]:
    """Who is registered in more than one city: how many, and what of theirs was there already."""
    penempatan, nilai = (sum(getattr(satu, k) for satu in bentrok) for k in ("penempatan", "nilai"))
    orang = sorted({nip for satu in bentrok for nip in satu.nip})
    if not orang:
        return []
    contoh = ", ".join(map(samarkan_nip, orang[:_CONTOH])) + (", …" if len(orang) > _CONTOH else "")
    kata = [f"{len(orang)} orang terdaftar di lebih dari satu kota ({contoh}); angka setiap kota tetap memuatnya"]
    ganda = [f"{banyak} {apa}" for banyak, apa in ((penempatan, "penempatan"), (nilai, "nilai")) if banyak]
    if ganda:
        kata.append(f"{' dan '.join(ganda)} mereka ada di kedua kota; daftar menampilkan satu saja")
    return kata
