"""The city whose figures an agency is laid beside: all there is in an ordinary file, in a united one its own city."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final, NamedTuple

from asn_kompetensi.domain.gabung import gabung_kode
from asn_kompetensi.domain.galat import Bentrok
from asn_kompetensi.store.door import Pintu
from asn_kompetensi.store.queries import gabung


class Lingkup(NamedTuple):
    """A city of a united file with its agencies; of an ordinary file everything, and all fields are None."""

    nomor: int | None = None
    kode: str | None = None
    nama: str | None = None
    opd_id: list[int] | None = None

    def berkode(self, kode: str) -> str:
        """What the file calls what the city itself calls `kode`: an agency, a programme, a class."""
        return kode if self.kode is None else gabung_kode(self.kode, kode)


SEMUA: Final = Lingkup()


def hanya_dibaca(d: Pintu) -> bool:
    """Whether this is a united file: whatever is missing there is put right in the file of its city."""
    return gabung.gabungan(d.kon)


def tolak_formulir(d: Pintu) -> None:
    """Raises `Bentrok` in a united file: neither it nor the city's own could read a form of it back."""
    if hanya_dibaca(d):
        raise Bentrok(
            "formulir tidak dibuat dari gabungan: isinya tidak dapat dibaca kembali", "Buatlah dari berkas kotanya."
        )


def lingkup(d: Pintu, opd_id: Collection[int] | None = None) -> list[Lingkup]:
    """The cities of agencies (None: of all there are), in the order of every list."""
    semua = gabung.sebutan(d.kon, None if opd_id is None else gabung.nomor_kota(d.kon, opd_id))
    if not semua:
        return [SEMUA]
    return [Lingkup(nomor, kode, nama, gabung.opd_kota(d.kon, nomor)) for nomor, kode, nama in semua]
