"""Rows told as they come: at once, one a line for a scheduler, readable for a person, never obeyed by a terminal."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest

from asn_kompetensi.tabular.arus import Arus
from asn_kompetensi.tabular.tabel import Kolom

KOLOM = (Kolom("urut"), Kolom("langkah"), Kolom("status"), Kolom("baru"), Kolom("pesan"))
SATU, DUA = (1, "periksa", "selesai", 0, "tidak ada"), (2, "tutup", "sama", 0, "sudah\ttertutup\n\x1b[31m\u202e")


class Keluar(io.StringIO):
    """Remembers what stood there whenever it was handed on."""

    def __init__(self, *, layar: bool = False) -> None:
        super().__init__()
        self.layar, self.terlihat = layar, list[str]()

    def isatty(self) -> bool:
        return self.layar

    def flush(self) -> None:
        self.terlihat.append(self.getvalue())


def _tulis(keluar: Keluar, *baris: tuple[Any, ...], sebagai_json: bool = False) -> list[str]:
    arus = Arus(keluar, KOLOM, json=sebagai_json)
    for satu in baris:
        arus.baris(satu)
    return keluar.getvalue().splitlines()


@pytest.mark.parametrize("sebagai_json", [True, False])
def test_each_row_is_seen_before_the_next_is_there(sebagai_json: bool) -> None:
    keluar = Keluar()
    arus = Arus(keluar, KOLOM, json=sebagai_json)
    arus.baris(SATU)
    assert "periksa" in keluar.terlihat[-1]
    arus.baris(DUA)
    assert "tutup" in keluar.terlihat[-1]
    assert "tutup" not in keluar.terlihat[-2]


def test_json_is_one_object_a_line() -> None:
    baris = _tulis(Keluar(), SATU, DUA, sebagai_json=True)
    assert [json.loads(satu) for satu in baris] == [
        dict(zip(("urut", "langkah", "status", "baru", "pesan"), satu, strict=True)) for satu in (SATU, DUA)
    ]
    assert not {"\x1b", "\u202e"} & set("".join(baris))


def test_a_pipe_gets_a_header_once_and_whole_rows() -> None:
    baris = _tulis(Keluar(), SATU, DUA)
    assert [satu.count("\t") for satu in baris] == [4, 4, 4]
    assert baris[0] == "urut\tlangkah\tstatus\tbaru\tpesan"
    assert "\x1b" not in "".join(baris)


def test_on_a_screen_long_words_go_on_below_each_other(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    baris = _tulis(Keluar(layar=True), (3, "buku", "selesai", 40, "kata " * 30), DUA)
    assert baris[0].startswith(" 3. buku")
    assert baris[1].startswith(" " * 20)
    assert max(map(len, baris)) <= 60
    assert "\x1b" not in "".join(baris)


@pytest.mark.parametrize("lebar", ["1", "20", "0"])
def test_the_narrowest_screen_stops_nothing(monkeypatch: pytest.MonkeyPatch, lebar: str) -> None:
    monkeypatch.setenv("COLUMNS", lebar)
    assert "sebuah" in "".join(_tulis(Keluar(layar=True), (1, "x", "y", 0, "sebuah kalimat")))
