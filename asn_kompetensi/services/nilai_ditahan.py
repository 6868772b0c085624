"""What a score import held, noted so that no period is closed over it."""

from __future__ import annotations

from collections.abc import Mapping

from asn_kompetensi.domain.kamus import Kamus
from asn_kompetensi.services.impor import Pengimpor
from asn_kompetensi.store.door import PintuTulis
from asn_kompetensi.store.queries import penutupan as sql
from asn_kompetensi.store.queries import riwayat

# Row number -> (period, person); None where the row does not say.
Pemilik = Mapping[int, tuple[int | None, int | None]]


def catat(d: PintuTulis, p: Pengimpor, kamus: Kamus, periode_id: int | None, pemilik: Pemilik) -> None:
    """Note every held cell under the file's name, in place of what the same file held before.

    A row that names no period counts for `periode_id`; without either it stands in the way of none.
    """
    baris = {satu.baris for satu in p.laporan.galat}
    berkas = riwayat.berkas(d.kon, d.jalankan) or p.lembar.berkas
    kolom = {p.lembar.lajur[letak].huruf: satu.bidang[11:] for letak, satu in p.lajur("kompetensi:")}
    panjang = {satu.nomor: satu.teks("kompetensi") for satu in p.baris() if satu.nomor in baris}
    isi = []
    for satu in p.laporan.galat:
        periode, pegawai = pemilik.get(satu.baris or 0, (periode_id, None))
        kode = kolom.get(satu.kolom or "") or panjang.get(satu.baris or 0)
        kompetensi = kamus.cari(kode) if kode else None
        if periode is not None:
            isi.append((periode, satu.lembar, satu.baris or 0, satu.kolom or "", satu.kode, pegawai,
                        kompetensi.id if kompetensi else None))  # fmt: skip
    sql.catat_ditahan(d.kon, d.jalankan, berkas, periode_id, isi)
