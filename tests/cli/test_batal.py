"""`asn batal`: a backup first, one line after; a dry run touches nothing."""

from __future__ import annotations

import json
from pathlib import Path

from tests.conftest import Asn
from tests.store.alat import jumlah, sidik


def test_impor_dibatalkan_sesudah_dicadangkan(asn: Asn, basis: Path) -> None:
    asn("opd", "tambah", "DINKES", "--nama", "Dinas Kesehatan")
    kode, keluar, galat = asn("batal", "terakhir", "--json")
    assert (kode, json.loads(keluar)) == (
        0, {"jalankan": 3, "dibatalkan": 2, "perintah": "opd tambah", "rekaman": 1}
    )  # fmt: skip
    [salinan] = basis.parent.glob("*.cadangan.db")
    assert salinan.name in galat
    assert "jalankan 2 (opd tambah) dibatalkan: 1 rekaman kembali seperti semula" in galat
    assert (jumlah(basis, "opd"), jumlah(salinan, "opd")) == (0, 1)
    assert galat.endswith("Untuk memulihkannya lagi: asn batal 3\n")
    riwayat = json.loads(asn("riwayat", "--json")[1])
    assert [(s["perintah"], s["dibatalkan_oleh"]) for s in riwayat] == [
        ("batal 2", None), ("opd tambah", 3), ("db mulai", None),
    ]  # fmt: skip
    assert asn("batal", "2")[::2] == (
        5, "asn: jalankan 2 (opd tambah) sudah dibatalkan oleh jalankan 3\nPetunjuk: Untuk memulihkannya: asn batal 3\n"
    )  # fmt: skip
    assert asn("batal", "3")[0] == 0
    assert jumlah(basis, "opd") == 1


def test_uji_coba_tidak_menyentuh_apa_pun(asn: Asn, basis: Path) -> None:
    asn("opd", "tambah", "DINKES", "--nama", "Dinas Kesehatan")
    sebelum = sidik(basis)
    kode, keluar, galat = asn("batal", "2", "-n")
    assert (kode, keluar) == (0, "")
    assert galat.endswith("(uji coba: tidak ada yang disimpan)\n")
    assert sidik(basis) == sebelum
    assert list(basis.parent.glob("*.cadangan.db")) == []


def test_yang_ditolak_tidak_meninggalkan_cadangan(asn: Asn, basis: Path) -> None:
    sebelum = sidik(basis)
    kode, keluar, galat = asn("batal", "1")
    assert (kode, keluar) == (5, "")
    assert galat == "asn: jalankan 1 (db mulai) tidak dapat dibatalkan\nPetunjuk: Daftar: asn riwayat\n"
    assert asn("batal")[0] == 2
    assert sidik(basis) == sebelum
    assert list(basis.parent.glob("*.cadangan.db")) == []
