"""A corrected sheet of the plan comes back: what is taken, what is held, and what is chosen anew."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from asn_kompetensi.domain.galat import TidakDitemukan
from asn_kompetensi.domain.sel import NilaiSel
from asn_kompetensi.services import rencana, rencana_impor, rencana_simpan
from asn_kompetensi.store import door
from asn_kompetensi.store.queries import rencana as sql
from tests.services.kota_rencana import isi_kecil
from tests.services.lembar_uji import lembar

KOLOM = "no opd kompetensi jp penyelenggara mulai kurikulum anggaran sumber_dana"


@pytest.fixture
def d(basis: Path) -> Iterator[door.PintuTulis]:
    """The plan of 2026: 1 DISHUB KOM, 2 DISDIK PP (no programme), 3 DISDIK KOM, 4 KEC_LEMBAH_SEGAR KOM."""
    with door.tulis(basis, perintah="uji", petugas="penguji") as d:
        isi_kecil(d)
        rencana_simpan.susun(d, rencana.rancang(d, 2026, "2024", anggaran=500_000))
        yield d


def _impor(d: door.PintuTulis, *baris: tuple[NilaiSel, ...], kolom: str = KOLOM, **pilihan: Any) -> Any:
    return rencana_impor.impor(d, 2026, lembar(kolom, *baris), **pilihan)


def _baris(d: door.Pintu, nomor: int) -> sql.BarisRencana:
    return next(b for b in sql.baris(d.kon, 2026) if b.nomor == nomor)


def _kode(laporan: Any) -> list[tuple[int | None, str | None, str]]:
    return [(satu.baris, satu.kolom, satu.kode) for satu in laporan.galat]


def test_isian_tersimpan_dan_sekali_lagi_tidak_berubah(d: door.PintuTulis) -> None:
    isi = (
        (
            2,
            "DISDIK",
            "Pelayanan Publik",
            16,
            "LAN",
            "1 Maret s.d. 2 April 2026",
            "ya, LAN",
            "Rp 4.000.000",
            "APBD 2026",
        ),
        (3, "DISDIK", "KOM", None, None, None, None, None, None),
    )
    laporan = _impor(d, *isi)
    assert (laporan.berubah, laporan.sama, laporan.ditahan, laporan.galat) == (1, 1, 0, [])
    b = _baris(d, 2)
    assert (b.jp, b.penyelenggara, b.mulai, b.selesai) == (16, "LAN", "2026-03-01", "2026-04-02")
    assert (b.kurikulum, b.pembina, b.anggaran, b.sumber_dana) == (1, "LAN", 4_000_000, "APBD 2026")
    assert b.didanai is None
    lagi = _impor(d, *isi)
    assert (lagi.berubah, lagi.sama) == (0, 2)


def test_yang_sama_dengan_usulan_tidak_menjadi_isian(d: door.PintuTulis) -> None:
    b = _baris(d, 3)
    laporan = _impor(
        d, (3, "DISDIK", "KOM", b.jp, b.penyelenggara, "1 Juli 2026 s.d. 30 September 2026", None, b.anggaran)
    )
    assert (laporan.sama, laporan.galat) == (1, [])
    assert not d.kon.execute("SELECT 1 FROM rencana_isian").fetchone()


def test_anggaran_memilih_lagi_yang_didanai(d: door.PintuTulis) -> None:
    assert [b.didanai for b in sql.baris(d.kon, 2026)] == [1, None, 1, 0]
    _impor(d, (2, "", "PP", None, None, None, None, 100_000), anggaran=600_000)
    assert [b.didanai for b in sql.baris(d.kon, 2026)] == [1, 1, 1, 0]
    _impor(d, (1, "", "", None, None, None, None, 700_000), anggaran=600_000)
    assert [b.didanai for b in sql.baris(d.kon, 2026)] == [0, 1, 1, 1]


@pytest.mark.parametrize(
    ("baris", "kode"),
    [
        ((None, "DISDIK", "KOM"), [("A", "NOMOR_KOSONG")]),
        (("satu", "DISDIK", "KOM"), [("A", "NOMOR_TIDAK_SAH")]),
        ((99, "DISDIK", "KOM"), [("A", "NOMOR_TIDAK_DIKENAL")]),
        ((3, "DINKES", "KOM"), [("B", "BARIS_BERBEDA")]),
        ((3, "DISDIK", "Integritas"), [("C", "BARIS_BERBEDA")]),
        ((3, "DISDIK", "KOM", "lama"), [("D", "JP_TIDAK_SAH")]),
        ((3, "DISDIK", "KOM", None, "x" * 201), [("E", "PENYELENGGARA_TIDAK_SAH")]),
        ((3, "DISDIK", "KOM", None, None, "sekitar Maret"), [("F", "TANGGAL_TIDAK_SAH")]),
        ((3, "DISDIK", "KOM", None, None, "1 Maret s.d. 2 April 2025"), [("F", "DI_LUAR_TAHUN")]),
        ((3, "DISDIK", "KOM", None, None, None, "mungkin"), [("G", "KURIKULUM_TIDAK_SAH")]),
        ((3, "DISDIK", "KOM", None, None, None, None, "banyak"), [("H", "ANGGARAN_TIDAK_SAH")]),
        ((3, "DISDIK", "KOM", 0, None, "2026", None, -1),
         [("D", "JP_TIDAK_SAH"), ("F", "TANGGAL_TIDAK_SAH"), ("H", "ANGGARAN_TIDAK_SAH")]),
    ],
)  # fmt: skip
def test_yang_meragukan_ditahan(d: door.PintuTulis, baris: tuple[NilaiSel, ...], kode: list[tuple[str, str]]) -> None:
    laporan = _impor(d, baris)
    assert _kode(laporan) == [(2, *satu) for satu in kode]
    assert (laporan.ditahan, laporan.jalankan, d.batal) == (1, None, True)


def test_lewati_menyimpan_sel_yang_baik(d: door.PintuTulis) -> None:
    laporan = _impor(d, (3, "DISDIK", "KOM", "lama", "LAN"), (99, "", "", 8), lewati=True)
    assert (laporan.ditahan, d.batal) == (2, False)
    assert (_baris(d, 3).jp, _baris(d, 3).penyelenggara) == (24, "LAN")


def test_nomor_ganda(d: door.PintuTulis) -> None:
    laporan = _impor(d, (3, "", "KOM", 8), (3, "", "KOM", 9))
    assert _kode(laporan) == [(2, "A", "GANDA_BERBEDA"), (3, "A", "GANDA_BERBEDA")]


@pytest.mark.parametrize(
    ("mulai", "selesai", "hasil"),
    [
        (date(2026, 2, 1), "1-3-2026", ("2026-02-01", "2026-03-01")),
        ("2026-02-01", None, ("2026-07-01", "2026-09-30")),  # one without the other is no time
        (date(2026, 3, 2), date(2026, 3, 1), "TANGGAL_TERBALIK"),
        (date(2026, 3, 2), date(2027, 3, 1), "DI_LUAR_TAHUN"),
    ],
)
def test_waktu_dalam_dua_kolom(d: door.PintuTulis, mulai: NilaiSel, selesai: NilaiSel, hasil: Any) -> None:
    laporan = _impor(d, (3, "KOM", mulai, selesai), kolom="nomor kompetensi mulai selesai")
    if isinstance(hasil, str):
        assert [satu.kode for satu in laporan.galat] == [hasil]
    else:
        assert (laporan.galat, (_baris(d, 3).mulai, _baris(d, 3).selesai)) == ([], hasil)


@pytest.mark.parametrize(
    ("sel", "hasil"),
    [
        ("Ya", (1, None)),
        ("tidak", (0, None)),
        ("ya; Kemenkes", (1, "Kemenkes")),
        ("Tidak (LAN)", (0, "LAN")),
        (True, (1, None)),
    ],
)
def test_kurikulum(d: door.PintuTulis, sel: NilaiSel, hasil: tuple[int, str | None]) -> None:
    assert _impor(d, (3, "KOM", sel), kolom="no kompetensi kurikulum").galat == []
    assert (_baris(d, 3).kurikulum, _baris(d, 3).pembina) == hasil


def test_tahun_tanpa_rencana(d: door.PintuTulis) -> None:
    with pytest.raises(TidakDitemukan, match="rencana 2027 belum disusun"):
        rencana_impor.impor(d, 2027, lembar(KOLOM))
