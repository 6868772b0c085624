"""What waits for its reader: the same in the same order, the source used up at once, the memory that of a few rows."""

from __future__ import annotations

import errno
import io
import tempfile
import tracemalloc
from collections.abc import Callable, Iterator
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import IO, Any, BinaryIO

import pytest

from asn_kompetensi.domain.galat import GalatBerkas
from asn_kompetensi.tabular import tampungan
from asn_kompetensi.tabular.tampungan import DI_MEMORI, POTONGAN, SEKALI, Wadah, tampung


def _penuh(*_: object) -> Any:
    raise OSError(errno.ENOSPC, "No space left on device")


# --- refused ----------------------------------------------------------------------------------------------------------


def _isi_banyak(wadah: Wadah) -> None:
    for _ in range(3):
        wadah.simpan(b"x" * DI_MEMORI)


class _TakMuat(io.BytesIO):
    """A file on a disk that takes no more: `saat` is where it says so."""

    def __init__(self, saat: str) -> None:
        super().__init__()
        setattr(self, saat, _penuh)


@pytest.mark.parametrize(
    "buka", [_penuh, lambda: _TakMuat("write"), lambda: _TakMuat("seek")], ids=["made", "written", "ended"]
)
def test_a_full_disk_is_a_sentence(monkeypatch: pytest.MonkeyPatch, buka: Callable[[], IO[bytes]]) -> None:
    monkeypatch.setattr(tempfile, "TemporaryFile", buka)
    wadah, keluar = Wadah(), io.BytesIO()
    with pytest.raises(GalatBerkas, match="folder sementara tidak dapat menampung jawaban: ") as salah:  # noqa: PT012
        _isi_banyak(wadah)
        wadah.salin(keluar)
    assert "TMPDIR" in salah.value.petunjuk
    assert keluar.getvalue() == b""


def test_whoever_takes_it_and_cannot_is_another_matter() -> None:
    """The disk of the answer's own file, or a pipe: not the folder for temporary files."""
    wadah = Wadah()
    wadah.write("isi")
    with pytest.raises(OSError, match="No space"):
        wadah.salin(_TakMuat("write"))


@pytest.mark.parametrize("banyak", [POTONGAN // 2, 5 * POTONGAN])
def test_what_the_source_raises_flies_on(banyak: int) -> None:
    def sumber() -> Iterator[tuple[Any, ...]]:
        yield from _baris(banyak)
        raise OSError("dari sumber")

    with pytest.raises(OSError, match="dari sumber"):
        tampung(sumber())


# --- bytes and text ---------------------------------------------------------------------------------------------------


@pytest.fixture
def berkas(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[IO[bytes]]:
    """The files that are opened; the folder for them is `tmp_path`."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    dibuka: list[IO[bytes]] = []
    asli = tempfile.TemporaryFile

    def buka() -> IO[bytes]:
        dibuka.append(asli())
        return dibuka[-1]

    monkeypatch.setattr(tempfile, "TemporaryFile", buka)
    return dibuka


@pytest.mark.parametrize(
    ("ukuran", "ke_berkas"),
    [
        ([], 0), ([1], 0), ([DI_MEMORI], 0), ([DI_MEMORI, 0], 0), ([DI_MEMORI - 1, 1], 0), ([DI_MEMORI + 1], 1),
        ([DI_MEMORI, 1], 1), ([1, DI_MEMORI, SEKALI, 1], 1), ([SEKALI] * 40, 1),
    ],
)  # fmt: skip
def test_the_same_bytes_come_out_of_memory_or_of_one_file(
    berkas: list[IO[bytes]], tmp_path: Path, ukuran: list[int], ke_berkas: int
) -> None:
    wadah, harap, keluar = Wadah(), b"", io.BytesIO()
    for n, satu in enumerate(ukuran):
        harap += (isi := bytes([n + 1]) * satu)
        wadah.simpan(isi)
    assert len(berkas) == ke_berkas
    assert list(tmp_path.iterdir()) == [], "the file has no name"
    assert not any(satu.closed for satu in berkas)
    wadah.salin(keluar)
    assert keluar.getvalue() == harap
    assert all(satu.closed for satu in berkas)


def test_text_is_utf8_with_the_line_ends_it_has() -> None:
    wadah, keluar = Wadah(), io.BytesIO()
    for satu in ("Déjà\r\n", "\n", "人\t😀"):
        wadah.write(satu)
    wadah.salin(keluar)
    assert keluar.getvalue().decode() == "Déjà\r\n\n人\t😀"
    assert (Wadah().isatty(), Wadah(layar=True).isatty()) == (False, True)


def test_whoever_takes_a_part_at_a_time_gets_the_rest() -> None:
    diterima = bytearray()

    class Sedikit(io.RawIOBase):
        def write(self, isi: Any) -> int:
            diterima.extend(isi[: 1 + len(isi) // 2])
            return 1 + len(isi) // 2

    wadah: Wadah = Wadah()
    wadah.simpan(harap := bytes(range(256)) * (SEKALI // 100))
    wadah.salin(_biner(Sedikit()))
    assert bytes(diterima) == harap


def _biner(aliran: Any) -> BinaryIO:
    hasil: BinaryIO = aliran
    return hasil


def _puncak(kerja: Callable[[int], int], *banyak: int) -> list[int]:
    """Peak bytes of Python's memory for each number."""
    hasil = []
    for satu in banyak:
        tracemalloc.start()
        assert kerja(satu) == satu
        hasil.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    return hasil


def test_memory_does_not_grow_with_what_waits() -> None:
    def lewat(banyak: int) -> int:
        wadah, keluar = Wadah(), 0
        for _ in range(banyak):
            wadah.write("x" * 50_000)

        class Hitung(io.RawIOBase):
            def write(self, isi: Any) -> int:
                nonlocal keluar
                keluar += len(isi)
                return len(isi)

        wadah.salin(_biner(Hitung()))
        return keluar // 50_000

    kecil, besar = _puncak(lewat, 200, 1600)
    assert kecil < 3 * DI_MEMORI
    assert besar < kecil * 1.1


# --- rows -------------------------------------------------------------------------------------------------------------


def _baris(banyak: int) -> Iterator[tuple[Any, ...]]:
    for n in range(banyak):
        yield (n, f"Sabai {n} \ud800\x00", Decimal(n).scaleb(-2), None, Fraction(n, 7), [str(n)], n % 2 == 0)


@pytest.mark.parametrize("di_memori", [DI_MEMORI, 10_000])
@pytest.mark.parametrize("banyak", [0, 1, POTONGAN - 1, POTONGAN, POTONGAN + 1, 3 * POTONGAN + 1])
def test_the_same_rows_come_back(
    monkeypatch: pytest.MonkeyPatch, berkas: list[IO[bytes]], banyak: int, di_memori: int
) -> None:
    monkeypatch.setattr(tampungan, "DI_MEMORI", di_memori)
    sumber = _baris(banyak)
    hasil = tampung(sumber)
    assert next(sumber, "habis") == "habis"  # before anyone has read a row: the door may close
    assert len(berkas) == (di_memori == 10_000 and banyak >= POTONGAN - 1)
    assert list(hasil) == list(_baris(banyak))
    assert all(satu.closed for satu in berkas)


def test_rows_in_a_list_wait_where_they_are() -> None:
    baris = list(_baris(3))
    assert tampung(baris) is baris


def test_memory_does_not_grow_with_the_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    """Short rows, many times what is held of them: one text kept of each would be seen."""
    monkeypatch.setattr(tampungan, "DI_MEMORI", 200_000)

    def lewat(banyak: int) -> int:
        return sum(1 for _ in tampung((f"{n:050d}", n, None) for n in range(banyak)))

    kecil, besar = _puncak(lewat, 12_000, 48_000)
    assert besar < kecil * 1.1
