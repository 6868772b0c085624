"""A competency as the city means it that is spoken of: in a united file two cities may mean two things by one code."""

from __future__ import annotations

from collections.abc import Collection

from asn_kompetensi.domain.kamus import Entri
from asn_kompetensi.domain.nama import kunci
from asn_kompetensi.services.kamus import kompetensi_kamus
from asn_kompetensi.store.door import Pintu
from asn_kompetensi.store.queries import gabung

_CONTOH = 5  # cities named in a sentence


def kompetensi_di(d: Pintu, tulisan: str, opd_id: Collection[int] | None) -> Entri:
    """The competency called `tulisan`; for agencies of one city of a united file, what that city calls so.

    Raises `TidakDitemukan` with the nearest names, `SalahPakai` when ambiguous.
    """
    kamus = kompetensi_kamus(d)
    kota = gabung.nomor_kota(d.kon, opd_id) if opd_id else []
    if len(kota) == 1:
        sendiri = gabung.kompetensi_kota(d.kon, kota[0])
        cocok = [satu for satu in kamus.calon(tulisan) if satu.id in sendiri]
        cocok = cocok or [
            Entri(nomor, kode, tulisan) for nomor, (kode, asal) in sendiri.items() if kunci(asal) == kunci(tulisan)
        ]
        if len(cocok) == 1:
            return cocok[0]
    return kamus.wajib(tulisan)


def arti_lain(d: Pintu, periode_id: int, kompetensi_id: int | None, opd_id: Collection[int] | None) -> list[str]:
    """Which united cities (None: of all) mean something else by a competency's code in a period, in sentences."""
    if kompetensi_id is None:
        return []
    kota = None if opd_id is None else gabung.nomor_kota(d.kon, opd_id)
    lain: dict[tuple[str, str], list[str]] = {}
    for nama_kota, asal, kode in gabung.kompetensi_senama(d.kon, periode_id, kompetensi_id, kota):
        lain.setdefault((asal, kode), []).append(nama_kota)
    return [
        f"{asal} menurut {', '.join(semua[:_CONTOH])}{', …' * (len(semua) > _CONTOH)} kompetensi lain: pakai "
        f"--kompetensi {kode}"
        for (asal, kode), semua in lain.items()
    ]
