"""What stands beside the scores is compared and only warned about: job, agency, name, standards, category."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from asn_kompetensi.domain.laporan_impor import LaporanImpor
from asn_kompetensi.services import nilai_impor, pegawai
from asn_kompetensi.store import door
from asn_kompetensi.tabular.baca import baca_lembar
from tests.services.berkas_uji import A, B, isi_orang, nilai, sql, xlsx
from tests.tabular.baca.bahan import buku

LIMA = ("INT", "KS", "KOM", "OPH", "PP")


@pytest.fixture
def kota(basis: Path) -> Path:
    isi_orang(basis)
    return basis


def impor(
    basis: Path, judul: str, *baris: tuple[Any, ...], berkas: Path | None = None, periode: str = "2025"
) -> LaporanImpor:
    with door.baca(basis) as d:
        skema = nilai_impor.skema(d)
    isi = baca_lembar(berkas or xlsx(basis, judul, *baris), skema)
    with door.tulis(basis, perintah="uji", petugas="penguji") as d:
        return nilai_impor.impor(d, isi, periode=periode)


def peringatan(laporan: LaporanImpor) -> list[tuple[int | None, str | None, str]]:
    assert laporan.galat == []
    return [(satu.baris, satu.kolom, satu.kode) for satu in laporan.peringatan]


def standar(basis: Path, jabatan: str, level: int, mulai: str | None = None, selesai: str | None = None) -> None:
    sql(
        basis,
        """INSERT INTO standar (jabatan_id, kompetensi_id, ratus, mulai, selesai)
           SELECT j.id, k.id, ?, ?, ? FROM jabatan j, kompetensi k WHERE j.kode = ?""",
        level * 100, mulai, selesai, jabatan,
    )  # fmt: skip


def test_nama_opd_dan_jabatan_lain_hanya_memperingatkan(kota: Path) -> None:
    judul = "NIP|Nama|Jabatan|Perangkat Daerah|Kompetensi|Nilai"
    laporan = impor(
        kota, judul, (A, "SITI RAHMA", "Sekretaris Dinas", "Dinas Perhubungan", "INT", 3),
        (B, "MANGKUTAK ALAM, S.H.", "staf", "DISHUB", "INT", 3),
    )  # fmt: skip
    assert peringatan(laporan) == [(2, "B", "NAMA_BEDA"), (2, "C", "JABATAN_BEDA"), (2, "D", "OPD_BEDA")]
    assert all("asn pegawai mutasi" in satu.saran or "NIP" in satu.saran for satu in laporan.peringatan)
    assert len(nilai(kota)) == 2


@pytest.mark.parametrize("opd", ["Bidang Entah", "RSUD", "PKM", "dinkes", None])
def test_unit_di_bawah_atau_tak_dikenal_tidak_diperingatkan(kota: Path, opd: str | None) -> None:
    assert peringatan(impor(kota, "NIP|Jabatan|OPD|Kompetensi|Nilai", (A, "Entah", opd, "INT", 3))) == []


def test_jabatan_dan_opd_menurut_akhir_periode(kota: Path) -> None:
    with door.tulis(kota, perintah="uji", petugas="penguji") as d:
        pegawai.mutasi(d, A, date(2025, 7, 1), opd="DISDIK", jabatan="SEKDIS")
    judul, baris = "NIP|Jabatan|OPD|Kompetensi|Nilai", (A, "Staf", "DINKES", "INT", 3)
    assert peringatan(impor(kota, judul, baris, periode="2024")) == []
    assert [k for _, _, k in peringatan(impor(kota, judul, baris))] == ["JABATAN_BEDA", "OPD_BEDA"]


def test_standar_lembar_panjang_disebut_dengan_kode_kompetensinya(kota: Path) -> None:
    standar(kota, "STAF", 3)
    laporan = impor(kota, "NIP|Kompetensi|Nilai|Standar", (A, "Integritas", 3, 4))
    assert [satu.pesan for satu in laporan.peringatan] == ["standar di lembar berbeda: INT 4 (terdaftar 3)"]


# --- standards ----------------------------------------------------------------------------------------------------


def test_standar_di_judul_berbeda_dengan_terdaftar(kota: Path) -> None:
    standar(kota, "STAF", 3)
    laporan = impor(kota, "NIP|INT 3|KS 4|KOM 3|OPH 3|PP 3", (A, *[3] * 5))
    assert peringatan(laporan) == [(2, None, "STANDAR_PERLU_DICEK")]
    assert laporan.peringatan[0].pesan == "standar di lembar berbeda: KS 4 (terdaftar 3)"
    assert sql(kota, "SELECT DISTINCT ratus FROM standar") == [(300,)]


def test_standar_di_judul_sama(kota: Path) -> None:
    standar(kota, "STAF", 3)
    assert peringatan(impor(kota, "NIP|INT 3|KS (3)|KOM 3|OPH 3|PP", (A, *[3] * 5))) == []


def test_standar_yang_berlaku_pada_akhir_periode(kota: Path) -> None:
    standar(kota, "STAF", 2, selesai="2024-12-31")
    standar(kota, "STAF", 3, mulai="2025-01-01")
    judul = "|".join(["NIP", *(f"{satu} 3" for satu in LIMA)])
    assert peringatan(impor(kota, judul, (A, *[3] * 5))) == []
    assert len(peringatan(impor(kota, judul, (A, *[3] * 5), periode="2024"))) == 1


def test_baris_standar_mengatur_baris_di_bawahnya(kota: Path) -> None:
    standar(kota, "STAF", 3)
    laporan = impor(
        kota, "NIP|INT|KS|KOM|OPH|PP",
        ("STANDAR", 3, 3, 3, 3, 3), (A, *[3] * 5), ("Standar", 3, 3, 3, 3, 2), (B, *[3] * 5),
    )  # fmt: skip
    assert peringatan(laporan) == [(5, None, "STANDAR_PERLU_DICEK")]
    assert (laporan.baru, laporan.dilewati) == (2, 2)
    assert set(nilai(kota).values()) == {300}


def test_kolom_standar_pada_lembar_panjang(kota: Path) -> None:
    standar(kota, "STAF", 3)
    laporan = impor(kota, "NIP|Kompetensi|Nilai|Nilai Standar", (A, "INT", 3, 4), (B, "INT", 3, 3))
    assert peringatan(laporan) == [(2, None, "STANDAR_PERLU_DICEK")]


@pytest.mark.parametrize(("jenjang", "banyak"), [("Administrator", 0), ("JPT Pratama", 1), (None, 0)])
def test_tanpa_standar_terdaftar_dibanding_jenjang(kota: Path, jenjang: str | None, banyak: int) -> None:
    sql(kota, "UPDATE jabatan SET jenjang = ? WHERE kode = 'STAF'", jenjang)
    laporan = impor(kota, "|".join(["NIP", *(f"{satu} 3" for satu in LIMA)]), (A, *[3] * 5))
    assert peringatan(laporan) == [(2, None, "STANDAR_PERLU_DICEK")] * banyak


# --- categories ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("tulisan", "level", "cocok"),
    [
        ("Optimal", 3, True),
        ("optimal", 2, False),
        ("Kurang Optimal", 2, True),
        ("Cukup Optimal", 2.5, True),
        ("Memenuhi Syarat (MS)", 2.4, True),
        ("MMS", 2.1, True),
        ("Kurang Memenuhi Syarat", 2.4, False),
        ("Luar Biasa", 1, True),
        (None, 1, True),
    ],
)
def test_kategori_dihitung_ulang(kota: Path, tulisan: str | None, level: float, cocok: bool) -> None:
    standar(kota, "STAF", 3)
    laporan = impor(kota, "|".join(["NIP", *LIMA, "Kategori"]), (A, *[level] * 5, tulisan))
    assert peringatan(laporan) == ([] if cocok else [(2, "G", "KATEGORI_TIDAK_COCOK")])


def test_kategori_memakai_standar_lembar_dan_tujuan_dari_judul(kota: Path) -> None:
    berkas = buku(
        kota.with_name("k.xlsx"),
        [
            ("REKAP PEMETAAN KOMPETENSI",),
            (),
            ("NIP", *(f"{s} 3" for s in LIMA), "KATEGORI"),
            (A, *[2.4] * 5, "Memenuhi Syarat"),
        ],
    )
    laporan = impor(kota, "", berkas=berkas)
    assert peringatan(laporan) == [(4, "G", "KATEGORI_TIDAK_COCOK")]
    assert laporan.peringatan[0].pesan == "tertulis 'Memenuhi Syarat' (istilah tujuan lain); hitungan: Cukup Optimal"


def test_kategori_tidak_ditebak_tanpa_semua_standar(kota: Path) -> None:
    sql(
        kota,
        "INSERT INTO standar (jabatan_id, kompetensi_id, ratus) SELECT j.id, k.id, 300 FROM jabatan j, kompetensi k"
        " WHERE j.kode = 'STAF' AND k.kode = 'INT'",
    )
    assert peringatan(impor(kota, "|".join(["NIP", *LIMA, "Kategori"]), (A, *[1] * 5, "Optimal"))) == []
