"""Verified copies: whole while others write, never over one another, never of a damaged file."""

from __future__ import annotations

from pathlib import Path

import pytest

from asn_kompetensi.domain.galat import BasisDataBermasalah
from asn_kompetensi.store import cadangan
from tests.store.alat import buka, jumlah, sidik, tambah_opd


def _cadangan(lokasi: Path) -> list[Path]:
    return sorted(lokasi.parent.glob("*.cadangan.db"))


def test_a_backup_of_a_busy_file_is_whole(basis: Path) -> None:
    with buka(basis) as d:
        tambah_opd(d)
        salinan = cadangan.cadangkan(basis, "uji")
    assert jumlah(salinan, "opd") == 0
    assert jumlah(salinan, "kompetensi") == 9


def test_a_backup_never_replaces_another(basis: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Beku(cadangan.datetime):
        """A clock that stands still."""

        @classmethod
        def now(cls, tz: object = None) -> cadangan.datetime:  # type: ignore[override]  # noqa: ARG003
            return cadangan.datetime(2025, 1, 1, tzinfo=cadangan.UTC)

    monkeypatch.setattr(cadangan, "datetime", Beku)
    pertama = cadangan.cadangkan(basis, "uji")
    isi = sidik(pertama)
    kedua = cadangan.cadangkan(basis, "uji")
    assert kedua != pertama
    assert (sidik(pertama), len(_cadangan(basis))) == (isi, 2)


def test_a_damaged_page_is_never_called_a_backup(basis: Path) -> None:
    isi = bytearray(basis.read_bytes())
    isi[8 * 4096 : 10 * 4096] = b"\xff" * 8192
    rusak = basis.with_name("rusak.db")
    rusak.write_bytes(bytes(isi))
    with pytest.raises(BasisDataBermasalah) as galat:
        cadangan.cadangkan(rusak, "uji")
    assert galat.value.kode == 7
    assert _cadangan(basis) == []
