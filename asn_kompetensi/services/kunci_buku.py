"""Is a workbook that comes back one of ours?"""

from __future__ import annotations

from asn_kompetensi.domain.galat import DataDitolak, TidakDitemukan
from asn_kompetensi.domain.kunci_buku import KunciBuku
from asn_kompetensi.services import keadaan
from asn_kompetensi.services.gap import cari_periode
from asn_kompetensi.services.kamus import opd_kamus
from asn_kompetensi.store.door import Pintu
from asn_kompetensi.store.queries.alias import id_kode
from asn_kompetensi.store.queries.db import instansi
from asn_kompetensi.store.queries.gabung import gabungan


def pastikan_milik(d: Pintu, kunci: KunciBuku) -> int:
    """The id of the agency a returned workbook was made for.

    Raises `DataDitolak` when it is another institution's, or names an agency or period that is not registered here.
    """
    kini = instansi(d.kon) or ""
    asing = DataDitolak(f"berkas ini milik {kunci.instansi}, bukan {kini}", "Kirimkan ke kantor yang membuatnya.")
    if gabungan(d.kon) and id_kode(d.kon, "opd", kunci.opd) is None:
        raise asing  # a city's own file calls its agency otherwise, and was made from other records
    try:
        # The report of a closed period bears the name the institution had when it was closed, of a united file that of
        # the city.
        opd_id = opd_kamus(d).wajib(kunci.opd).id
        saat_itu = keadaan.instansi(d, cari_periode(d, kunci.periode)[0], opd_id)
    except TidakDitemukan as salah:
        if kunci.instansi != kini:
            raise asing from salah
        raise DataDitolak(f"berkas ini bukan dari basis data ini: {salah.pesan}", "Periksa --db.") from salah
    if kunci.instansi not in (kini, saat_itu):
        raise asing
    return opd_id
