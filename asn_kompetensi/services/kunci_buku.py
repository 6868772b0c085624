"""Is a workbook that comes back one of ours?"""

from __future__ import annotations

from asn_kompetensi.domain.galat import DataDitolak, TidakDitemukan
from asn_kompetensi.domain.kunci_buku import KunciBuku
from asn_kompetensi.services.gap import cari_periode
from asn_kompetensi.services.kamus import opd_kamus
from asn_kompetensi.store.door import Pintu
from asn_kompetensi.store.queries.db import instansi


def pastikan_milik(d: Pintu, kunci: KunciBuku) -> int:
    """The id of the agency a returned workbook was made for.

    Raises `DataDitolak` when it is another institution's, or names an agency or period that is not registered here.
    """
    ini = instansi(d.kon) or ""
    if kunci.instansi != ini:
        raise DataDitolak(f"berkas ini milik {kunci.instansi}, bukan {ini}", "Kirimkan ke kantor yang membuatnya.")
    try:
        cari_periode(d, kunci.periode)
        return opd_kamus(d).wajib(kunci.opd).id
    except TidakDitemukan as salah:
        raise DataDitolak(f"berkas ini bukan dari basis data ini: {salah.pesan}", "Periksa --db.") from salah
