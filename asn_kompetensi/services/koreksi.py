"""The correction sheet of a report: whom it names, and as what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from asn_kompetensi.domain.buku import DataBukuOpd
from asn_kompetensi.domain.koreksi import BarisKoreksi
from asn_kompetensi.store.door import Pintu
from asn_kompetensi.store.queries import koreksi as sql


def lengkapi(d: Pintu, periode_id: int, opd_id: Sequence[int], buku: Sequence[DataBukuOpd]) -> list[DataBukuOpd]:
    """The same workbooks, of the agencies `opd_id`, with their people on the correction sheet.

    They come in the order of the matrix.
    """
    golongan = sql.golongan(d.kon, periode_id, opd_id)
    hasil = []
    for satu in buku:
        semua = {orang.nip: orang for orang in (*satu.orang, *satu.tanpa_standar)}
        baris = (BarisKoreksi(o.nip, o.nama, o.nama_jabatan, golongan.get(o.nip)) for o in semua.values())
        hasil.append(replace(satu, koreksi=tuple(baris)))
    return hasil
