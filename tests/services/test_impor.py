"""What every import shares: cells as text, holding and warning, counting, keeping or rolling back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from asn_kompetensi.domain.lembar import BarisDilewati, Lembar
from asn_kompetensi.domain.sel import TANPA_NILAI, AngkaMentah, NilaiSel
from asn_kompetensi.services.impor import BarisImpor, Pengimpor, tampak, teks
from asn_kompetensi.store import door
from tests.services.berkas_uji import sidik
from tests.services.lembar_uji import lembar


@pytest.mark.parametrize(
    ("sel", "tulisan", "terlihat"),
    [
        (None, None, None),
        (TANPA_NILAI, None, None),
        ("  a ", "a", "a"),
        ("   ", None, None),
        (3, "3", 3),
        (3.0, "3", 3),
        (2.4, "2.4", 2.4),
        (1e-7, "0.0000001", 1e-7),
        (True, "TRUE", "TRUE"),
        (False, "FALSE", "FALSE"),
        (date(2025, 3, 1), "2025-03-01", "2025-03-01"),
        (datetime.fromisoformat("2025-03-01"), "2025-03-01", "2025-03-01"),
        (datetime.fromisoformat("2025-03-01T07:30"), "2025-03-01 07:30:00", "2025-03-01 07:30:00"),
        (AngkaMentah("1.97e+17"), "1.97E+17", "1.97E+17"),
        (AngkaMentah("198812092014122906"), "198812092014122906", "198812092014122906"),
    ],
)
def test_sel_sebagai_teks_dan_dalam_laporan(sel: NilaiSel, tulisan: str | None, terlihat: Any) -> None:
    assert teks(sel) == tulisan
    assert tampak(sel) == terlihat
    assert type(tampak(sel)) is type(terlihat)


@pytest.fixture
def isi() -> Lembar:
    return lembar(
        "nip nama kompetensi:INT kompetensi:KS nip", ("1", "A", 3, None, "x"), ("2", None, TANPA_NILAI, 4, "y")
    )


def _baris(lembar_: Lembar) -> list[BarisImpor]:
    return list(Pengimpor(lembar_, "uji").baris())


def test_sel_menurut_bidang_yang_kiri_menang(isi: Lembar) -> None:
    satu, dua = _baris(isi)
    assert (satu.sel("nip"), satu.teks("kompetensi:INT"), satu.sel("tidak_ada"), satu.teks("tidak_ada")) == (
        "1",
        "3",
        None,
        None,
    )
    assert (dua.nomor, dua.sel("kompetensi:INT"), dua.teks("kompetensi:INT")) == (3, TANPA_NILAI, None)


def test_lajur_dan_ada(isi: Lembar) -> None:
    p = Pengimpor(isi, "uji")
    assert [(letak, satu.bidang) for letak, satu in p.lajur("kompetensi:")] == [
        (2, "kompetensi:INT"),
        (3, "kompetensi:KS"),
    ]
    assert p.ada("entah", "nama")
    assert not p.ada("entah")


def test_tahan_sel_atau_seluruh_baris(isi: Lembar) -> None:
    satu, dua = _baris(isi)
    satu.tahan("nama", "X", "pesan", "saran", kunci=False)
    assert (satu.ditahan, satu.kunci_ditahan) == (True, False)
    satu.tahan(None, "Y", "pesan", "saran")
    assert satu.kunci_ditahan
    satu.tahan("nama", "Z", "pesan", "saran", kunci=False)  # the cell is reported already
    satu.tahan("nip", "Z", "pesan", "saran", kunci=False)
    assert satu.kunci_ditahan
    temuan = satu.pengimpor.laporan.galat
    assert [(t.baris, t.kolom, t.sel, t.nilai, t.kode, t.saran) for t in temuan] == [
        (2, "B", "B2", "A", "X", "saran"), (2, None, None, None, "Y", "saran"), (2, "A", "A2", "1", "Z", "saran"),
    ]  # fmt: skip
    dua.ingatkan("nip", "W", "pesan")
    assert (dua.ditahan, dua.pengimpor.laporan.peringatan[0].sel) == (False, "A3")


def test_baca(isi: Lembar) -> None:
    satu, dua = _baris(isi)
    assert satu.baca("kompetensi:INT", lambda sel: sel, "X", "saran") == 3
    assert satu.baca("kompetensi:KS", lambda sel: sel, "X", "saran") is None
    assert not satu.ditahan

    def gagal(_: NilaiSel) -> int:
        raise ValueError("tidak terbaca")

    assert satu.baca("nama", gagal, "X", "saran", kunci=False) is None
    assert (satu.ditahan, satu.kunci_ditahan) == (True, False)
    assert dua.baca("kompetensi:INT", gagal, "X", "saran") is None
    assert [(t.kode, t.pesan) for t in satu.pengimpor.laporan.galat] == [
        ("X", "tidak terbaca"), ("RUMUS_TANPA_NILAI", "rumus tanpa hasil tersimpan"),
    ]  # fmt: skip


def test_rumus_kosong(isi: Lembar) -> None:
    satu, dua = _baris(isi)
    assert not satu.rumus_kosong("nip", "nama", "kompetensi:INT", "entah")
    assert dua.rumus_kosong("nip", "kompetensi:INT", kunci=False)
    assert (satu.ditahan, dua.ditahan, dua.kunci_ditahan) == (False, True, False)


@pytest.fixture
def d(basis: Path) -> Iterator[door.PintuTulis]:
    with door.tulis(basis, perintah="uji", petugas="penguji") as d:
        yield d


def test_hitungan_dan_urutan_temuan(d: door.PintuTulis, isi: Lembar) -> None:
    isi = Lembar(isi.berkas, isi.nama, isi.baris_judul, isi.lajur, isi.baris, (BarisDilewati(9, "jumlah"),))
    p = Pengimpor(isi, "uji")
    satu, dua = p.baris()
    dua.tahan("nama", "X", "p", "s", kunci=False)
    dua.tahan("nip", "Y", "p", "s")
    satu.ingatkan("nama", "Z", "p")
    p.ingatkan("UMUM", "tentang lembar")
    p.catat(satu, "baru")
    p.catat(dua, "berubah")
    laporan = p.tutup(d, lewati=True)
    assert (laporan.dibaca, laporan.diterima, laporan.baru, laporan.ditahan, laporan.dilewati) == (3, 1, 1, 1, 1)
    assert [(t.baris, t.kolom, t.kode) for t in laporan.galat] == [(3, "A", "Y"), (3, "B", "X")]
    assert [(t.baris, t.kode) for t in laporan.peringatan] == [(None, "UMUM"), (2, "Z")]
    assert (d.batal, laporan.jalankan) == (False, None)


@pytest.mark.parametrize(
    ("ditahan", "lewati", "batal"), [(True, False, True), (True, True, False), (False, False, False)]
)
def test_tutup(d: door.PintuTulis, isi: Lembar, ditahan: bool, lewati: bool, batal: bool) -> None:
    p = Pengimpor(isi, "uji")
    satu = next(p.baris())
    if ditahan:
        satu.tahan("nama", "X", "p", "s", kunci=False)
    d.kon.execute("INSERT INTO jabatan (kode, nama) VALUES ('X', 'X')")
    laporan = p.tutup(d, lewati=lewati)
    assert d.batal is batal
    assert laporan.jalankan == (None if batal else d.jalankan)


def test_yang_ditahan_digulung_balik(basis: Path, isi: Lembar) -> None:
    awal = sidik(basis)
    with door.tulis(basis, perintah="uji", petugas="penguji") as d:
        p = Pengimpor(isi, "uji")
        next(p.baris()).tahan(None, "X", "p", "s")
        d.kon.execute("INSERT INTO jabatan (kode, nama) VALUES ('X', 'X')")
        p.tutup(d, lewati=False)
    assert sidik(basis) == awal
