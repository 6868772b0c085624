"""News on how far a long reading has come, for whoever shows it; the reader itself shows nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeVar

T = TypeVar("T")
# (what is being done, how much of it is done, out of how much; 0 where nobody knows)
Kabar = Callable[[str, int, int], None]
MEMERIKSA, MEMBACA = "Memeriksa berkas", "Membaca baris"
_SETIAP = 2_000


def kabarkan_baris(alir: Callable[[], Iterator[T]], jumlah: int, kabar: Kabar) -> Callable[[], Iterator[T]]:
    """The same rows, with news now and then."""

    def mengalir() -> Iterator[T]:
        kabar(MEMBACA, 0, jumlah)
        for ke, satu in enumerate(alir()):
            if ke % _SETIAP == 0:
                kabar(MEMBACA, ke, jumlah)
            yield satu

    return mengalir
