"""The three dirty sample files against their right reading in `tests/berkas/harapan`."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from asn_kompetensi.domain.lembar import Skema
from asn_kompetensi.domain.sel import AngkaMentah
from asn_kompetensi.tabular.baca import baca_lembar

from .bahan import BERKAS, HADIR, NILAI, NIP1, PEGAWAI, alasan, bidang, kolom, nomor


def harapan(nama: str) -> dict[str, Any]:
    return json.loads((BERKAS / "harapan" / f"{nama}.json").read_text(encoding="utf-8"))  # type: ignore[no-any-return]


def baris_data(isi: dict[str, Any]) -> set[int]:
    hasil = {
        satu["row"] for kunci in ("records", "rejected", "sebagian") for satu in isi.get(kunci, ()) if "row" in satu
    }
    hasil |= {baris for satu in isi["rejected"] for baris in satu.get("rows", ())}
    return hasil | {satu["row"] for satu in isi["warnings"] if satu["kode"] == "GANDA_SAMA"}


@pytest.mark.parametrize(
    ("nama", "skema"), [("01_siasn_export", PEGAWAI), ("03a_nilai_lebar_gap", NILAI), ("05_daftar_hadir", HADIR)]
)
def test_lembar_judul_dan_baris_sama_dengan_harapan(nama: str, skema: Skema) -> None:
    isi = harapan(nama)
    lembar = baca_lembar(BERKAS / f"{nama}.xlsx", skema)
    assert lembar.berkas == f"{nama}.xlsx"
    assert lembar.nama == isi["sheet"]
    assert list(lembar.baris_judul) == isi["header_rows"]
    assert set(nomor(lembar)) == baris_data(isi)
    assert min(nomor(lembar)) == isi["first_data_row"]
    dilewati = {baris for satu in isi["skipped"] for baris in satu.get("rows", ())}
    assert set(alasan(lembar)) <= dilewati
    assert not dilewati & set(nomor(lembar))
    assert lembar.catatan_baca == "Excel (.xlsx)"


def test_siasn_isi_sel() -> None:
    lembar = baca_lembar(BERKAS / "01_siasn_export.xlsx", PEGAWAI)
    assert {
        "nip": "B",
        "nip_lama": "C",
        "unor": "BD",
        "opd": "BL",
        "nama_jabatan": "AR",
        "mulai": "AS",
    }.items() <= bidang(lembar).items()
    nip = dict(zip(nomor(lembar), kolom(lembar, "nip"), strict=True))
    nama = dict(zip(nomor(lembar), kolom(lembar, "nama"), strict=True))
    assert nip[2] == NIP1
    assert nip[4] == "199107212019031903 ", "edge spaces stay as written"
    assert isinstance(nip[6], AngkaMentah)
    assert nip[6].mentah.upper() == "1.96808171994032E+17"
    assert isinstance(nip[7], AngkaMentah)
    assert nama[14] == "NUR'AIN RAMBUN PAMENAN"
    assert kolom(lembar, "gelar_depan")[0] is None, "the word null is empty"
    assert date(1982, 1, 30) in kolom(lembar, "tanggal_lahir")
    assert lembar.lembar_dilewati == (("ref", "tersembunyi"),)


def test_siasn_data_pribadi_tidak_pernah_ikut() -> None:
    lembar = baca_lembar(BERKAS / "01_siasn_export.xlsx", PEGAWAI)
    assert {
        "NIK",
        "AGAMA NAMA",
        "NOMOR HP",
        "ALAMAT",
        "NPWP NOMOR",
        "BPJS",
        "JENIS KAWIN NAMA",
        "TEMPAT LAHIR NAMA",
    } <= set(lembar.kolom_dibuang)
    semua = {str(sel).casefold() for baris in lembar.baris for sel in baris.sel}
    assert not semua & {"islam", "menikah", "padang", "contoh1@contoh.invalid"}


def test_nilai_lebar_blok_gap_standar_dan_ejaan() -> None:
    lembar = baca_lembar(BERKAS / "03a_nilai_lebar_gap.xlsx", NILAI)
    peta = bidang(lembar)
    assert (
        "".join(peta[f"kompetensi:{k}"] for k in ["INT", "KS", "KOM", "OPH", "PP", "PDOL", "MP", "PK", "PB"])
        == "FGHIJKLMN"
    )
    assert {satu.standar for satu in lembar.lajur if satu.bidang.startswith("kompetensi:")} == {"3"}
    assert lembar.salah_eja == (("Orintasi Pada Hasil", "OPH"), ("Pengambil  an Keputusan", "PK"))
    assert sum(judul.startswith("Gap Kompetensi / ") for judul in lembar.kolom_diabaikan) == 9
    assert any("PEMETAAN" in baris for baris in lembar.kepala)
    assert [kolom(lembar, f"kompetensi:{k}")[-1] for k in ("KOM", "OPH", "PDOL", "PK", "PB")] == [
        None,
        None,
        "TH",
        0,
        7,
    ]
    assert alasan(lembar) == {
        11: "jumlah", 13: "keterangan", 14: "tanda tangan", 15: "tanda tangan", 19: "tanda tangan", 20: "tanda tangan",
    }  # fmt: skip


def test_daftar_hadir_hari_dan_tanda_tangan() -> None:
    lembar = baca_lembar(BERKAS / "05_daftar_hadir.xlsx", HADIR)
    assert [(s.huruf, s.bidang) for s in lembar.lajur if s.bidang.startswith("hari:")] == [
        ("E", "hari:2025-03-03"), ("F", "hari:2025-03-04"), ("G", "hari:2025-03-05"),
    ]  # fmt: skip
    assert alasan(lembar) == {14: "jumlah", 16: "tanda tangan", 19: "tanda tangan", 20: "tanda tangan"}
    assert lembar.lembar_dilewati == (
        ("Informasi Kegiatan", "tidak berisi data yang dicari"),
        ("DATA LAMA", "tersembunyi"),
    )
    assert "199999999999999999" not in str(lembar.baris)
