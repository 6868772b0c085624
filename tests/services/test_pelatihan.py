"""Training programmes: forms, hours, targets, import."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from asn_kompetensi.domain.galat import Bentrok, DataDitolak, GalatASN, SalahPakai, TidakDitemukan
from asn_kompetensi.domain.lembar import Baris, Lajur, Lembar
from asn_kompetensi.services import pelatihan
from asn_kompetensi.store import door


@pytest.fixture
def d(basis: Path) -> Iterator[door.PintuTulis]:
    with door.tulis(basis, perintah="uji", petugas="penguji") as d:
        pelatihan.tambah(
            d, "KOM-01", "Komunikasi Publik", "8", jp="24", penyelenggara="BKPSDM", kompetensi=["PP=2;KOM=3"]
        )
        yield d


SATU = ("KOM-01", "Komunikasi Publik", 8, 24, "BKPSDM", "KOM=3;PP=2")


@pytest.mark.parametrize(
    ("nilai", "nomor"),
    [
        ("8", 8),
        (8, 8),
        (8.0, 8),
        ("bimbingan  teknis", 8),
        ("Diklat Struktural", 1),
        ("Workshop", 4),
        ("E-LEARNING", 16),
        ("25", 25),
    ],
)
def test_bentuk_menurut_nomor_atau_nama(nilai: Any, nomor: int) -> None:
    assert pelatihan.baca_bentuk(nilai) == nomor


@pytest.mark.parametrize("nilai", ["0", "26", "Webinar", "", None, 8.5])
def test_bentuk_tak_dikenal(nilai: Any) -> None:
    with pytest.raises(ValueError, match="nomor 1 sampai 25"):
        pelatihan.baca_bentuk(nilai)


def test_bentuk_salah_eja_menyebut_yang_mirip() -> None:
    with pytest.raises(ValueError, match=r"8 \(Bimbingan Teknis\)"):
        pelatihan.baca_bentuk("Bimbingan Tehnis")


def test_jp_bulat_saja() -> None:
    assert [pelatihan.baca_jp(isi) for isi in ("24", 24.0, None, "", "-")] == [24, 24, None, None, None]
    for isi in ("24 JP", "80,5", 2.5, "0", "-3", "5001", "٢"):
        with pytest.raises(ValueError, match="bilangan bulat"):
            pelatihan.baca_jp(isi)


@pytest.mark.parametrize(
    ("ganti", "jenis", "pesan"),
    [
        ({"kode": "kom-01"}, Bentrok, "sudah dipakai pelatihan KOM-01"),
        ({"nama": "KOMUNIKASI PUBLIK"}, Bentrok, "sudah dipakai"),
        ({"kode": "A B"}, DataDitolak, "tanpa spasi"),
        ({"nama": " "}, DataDitolak, "kosong"),
        ({"bentuk": "99"}, DataDitolak, "tidak dikenal"),
        ({"jp": None}, SalahPakai, "--jp wajib diisi untuk Bimbingan Teknis"),
        ({"jp": "24 jam"}, DataDitolak, "bilangan bulat"),
        ({"kompetensi": ["KOM"]}, DataDitolak, "sasaran 'KOM'"),
        ({"kompetensi": ["KOM=6"]}, DataDitolak, "level KOM"),
        ({"kompetensi": ["KOM=-"]}, DataDitolak, "level KOM"),
        ({"kompetensi": ["XYZ=3"]}, TidakDitemukan, "kompetensi 'XYZ'"),
        ({"kompetensi": ["KOM=3", "KOM=2"]}, DataDitolak, "dua kali"),
    ],
)
def test_tambah_menolak(d: door.PintuTulis, ganti: dict[str, Any], jenis: type[GalatASN], pesan: str) -> None:
    isi = {"kode": "B1", "nama": "Baru", "bentuk": "8", "jp": "10", "kompetensi": [], **ganti}
    with pytest.raises(jenis, match=pesan):
        pelatihan.tambah(d, **isi)
    assert list(pelatihan.daftar(d)) == [SATU]


def test_bentuk_per_hari_tidak_perlu_jp(d: door.PintuTulis) -> None:
    rekam = pelatihan.tambah(d, "SEM", "Seminar Kota", "seminar")
    assert (rekam["bentuk"], rekam["jp"], rekam["kompetensi"], rekam["nama_bentuk"]) == (
        9, None, None, "Seminar/Konferensi/Sarasehan",
    )  # fmt: skip


def test_lihat_menurut_kode_atau_nama(d: door.PintuTulis) -> None:
    assert tuple(pelatihan.lihat(d, "komunikasi publik").values())[:6] == SATU
    with pytest.raises(TidakDitemukan, match="pelatihan 'KOM-02' belum terdaftar"):
        pelatihan.lihat(d, "KOM-02")


def test_ubah_hanya_yang_disebut(d: door.PintuTulis) -> None:
    pelatihan.ubah(d, "KOM-01", jp="30")
    rekam = pelatihan.ubah(d, "KOM-01", kompetensi=["INT=2,5"], penyelenggara="LAN")
    assert tuple(rekam.values())[:6] == ("KOM-01", "Komunikasi Publik", 8, 30, "LAN", "INT=2.5")
    awal = d.kon.total_changes
    pelatihan.ubah(d, "KOM-01", jp="30", kompetensi=["INT=2.5"])
    assert d.kon.total_changes == awal
    pelatihan.tambah(d, "SEM", "Seminar Kota", "9")
    with pytest.raises(Bentrok, match="sudah dipakai pelatihan lain"):
        pelatihan.ubah(d, "SEM", nama="Komunikasi  Publik")
    with pytest.raises(SalahPakai, match="--jp wajib"):
        pelatihan.ubah(d, "SEM", bentuk="8")


def _lembar(*baris: tuple[Any, ...]) -> Lembar:
    lajur = tuple(Lajur(chr(65 + i), nama, nama) for i, nama in enumerate(pelatihan.BIDANG))
    return Lembar("p.csv", "p", (1,), lajur, tuple(Baris(2 + i, satu) for i, satu in enumerate(baris)), ())


def test_impor_apa_yang_dicetak_daftar_tidak_mengubah(d: door.PintuTulis) -> None:
    awal = d.kon.total_changes
    laporan = pelatihan.impor(d, _lembar(*pelatihan.daftar(d)))
    assert (laporan.sama, laporan.jenis, laporan.galat) == (1, "pelatihan", [])
    assert d.kon.total_changes == awal


def test_impor_baru_berubah_dan_sel_kosong(d: door.PintuTulis) -> None:
    laporan = pelatihan.impor(
        d,
        _lembar(("KOM-01", None, None, 30.0, None, None), ("B1", "Baru", "Bimbingan Teknis", "16", None, "INT=2;KS=3")),
    )
    assert (laporan.baru, laporan.berubah, laporan.galat) == (1, 1, [])
    assert list(pelatihan.daftar(d)) == [
        ("B1", "Baru", 8, 16, None, "INT=2;KS=3"), (*SATU[:3], 30, *SATU[4:]),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("baris", "kode", "sel"),
    [
        ((None, "N", 8, 10, None, None), "KODE_KOSONG", "A2"),
        (("A B", "N", 8, 10, None, None), "KODE_TIDAK_SAH", "A2"),
        (("B1", None, 8, 10, None, None), "NAMA_KOSONG", "B2"),
        (("B1", "Komunikasi Publik", 8, 10, None, None), "NAMA_TERPAKAI", "B2"),
        (("B1", "N", "Webinar", 10, None, None), "BENTUK_TIDAK_DIKENAL", "C2"),
        (("B1", "N", None, 10, None, None), "BENTUK_KOSONG", "C2"),
        (("B1", "N", 8, None, None, None), "JP_KOSONG", "D2"),
        (("B1", "N", 8, "24 JP", None, None), "JP_TIDAK_SAH", "D2"),
        (("B1", "N", 8, 10, None, "KOM:3"), "SASARAN_TIDAK_SAH", "F2"),
        (("B1", "N", 8, 10, None, "ABC=3"), "KOMPETENSI_TIDAK_DIKENAL", "F2"),
        (("B1", "N", 8, 10, None, "KOM=3;ABC=2;XYZ"), "KOMPETENSI_TIDAK_DIKENAL", "F2"),
    ],
)
def test_impor_menahan(d: door.PintuTulis, baris: tuple[Any, ...], kode: str, sel: str) -> None:
    laporan = pelatihan.impor(d, _lembar(baris), lewati=True)
    assert kode in [satu.kode for satu in laporan.galat]
    assert sel in [satu.sel for satu in laporan.galat]
    assert (laporan.ditahan, list(pelatihan.daftar(d))) == (1, [SATU])


def test_impor_kode_ganda(d: door.PintuTulis) -> None:
    laporan = pelatihan.impor(
        d, _lembar(("B1", "N", 9, None, None, None), ("b1", "M", 9, None, None, None)), lewati=True
    )
    assert [(satu.baris, satu.kode) for satu in laporan.galat] == [(2, "GANDA_BERBEDA"), (3, "GANDA_BERBEDA")]
    assert list(pelatihan.daftar(d)) == [SATU]


def test_impor_baris_sama_dihitung_sekali(d: door.PintuTulis) -> None:
    satu = ("B1", "N", 9, None, None, None)
    laporan = pelatihan.impor(d, _lembar(satu, satu))
    assert [(temuan.baris, temuan.kode) for temuan in laporan.peringatan] == [(3, "GANDA_SAMA")]
    assert (laporan.baru, laporan.dilewati, laporan.ditahan) == (1, 1, 0)
