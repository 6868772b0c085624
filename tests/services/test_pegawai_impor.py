"""Staff imports through real files: the sample read exactly, placements, names, agencies, all or nothing."""

from __future__ import annotations

import json
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900

from asn_kompetensi.domain.galat import Bentrok, SalahPakai, TidakDitemukan
from asn_kompetensi.domain.laporan_impor import LaporanImpor
from asn_kompetensi.services import pegawai, pegawai_impor
from asn_kompetensi.store import door
from asn_kompetensi.tabular.baca import baca_lembar
from asn_kompetensi.tabular.baca.sel import galat as sel_galat
from tests.cetakan import cetak
from tests.services.berkas_uji import P3K, A, B, C, D, isi_opd, isi_orang, orang, penempatan, sidik, sql, xlsx
from tests.services.lembar_uji import lembar
from tests.services.orang import BERKAS, isi_kota

JUDUL = "NIP|NAMA|JABATAN|OPD"
HARAPAN = json.loads((BERKAS / "harapan" / "01_siasn_export.json").read_text(encoding="utf-8"))


def impor(basis: Path, judul: str, *baris: tuple[Any, ...], berkas: Path | None = None, **opsi: Any) -> LaporanImpor:
    isi = baca_lembar(berkas or xlsx(basis, judul, *baris), pegawai_impor.SKEMA)
    with door.tulis(basis, perintah="uji", petugas="penguji") as d:
        return pegawai_impor.impor(d, isi, **opsi)


def kode(temuan: list[Any]) -> list[tuple[int | None, str]]:
    return [(satu.baris, satu.kode) for satu in temuan]


def hitungan(laporan: LaporanImpor) -> tuple[int, ...]:
    return (laporan.baru, laporan.berubah, laporan.sama, laporan.ditahan, laporan.dilewati)


def satu(nip: str = A, jabatan: str | None = "Staf", opd: str | None = "DINKES", *lain: Any) -> tuple[Any, ...]:
    return (nip, "SABAI ALUIH" if nip == A else "ORANG LAIN", jabatan, opd, *lain)


# --- the sample ---------------------------------------------------------------------------------------------------


@pytest.fixture
def sampel(basis: Path) -> LaporanImpor:
    """The SIASN sample into a city with the agencies and the register of `pegawai_induk.json`."""

    def isi() -> LaporanImpor:
        with door.tulis(basis, perintah="uji", petugas="penguji") as d:
            isi_kota(d.kon)
        return impor(basis, "", berkas=BERKAS / "01_siasn_export.xlsx", buat=["jabatan"], lewati=True)

    return cetak(basis, isi)


def test_sampel_temuan_persis(sampel: LaporanImpor) -> None:
    ditolak = [(baris, s["kode"]) for s in HARAPAN["rejected"] for baris in s.get("rows", [s.get("row")])]
    assert kode(sampel.galat) == sorted(ditolak)
    assert kode(sampel.peringatan) == [(s["row"], s["kode"]) for s in HARAPAN["warnings"]]
    saran = {satu.baris: satu.saran for satu in sampel.galat}
    assert "196808171994031905 (MALIN DEMAN)" in saran[6]
    assert "198812092014122906" in saran[7]
    assert "198004192006041912" in saran[16]
    assert hitungan(sampel) == (0, 11, 0, 5, 1)


@pytest.mark.usefixtures("sampel")
def test_sampel_isi_persis(basis: Path) -> None:
    with door.baca(basis) as d:
        semua = {
            baris["nip"]: baris for baris in (dict(zip(pegawai.BIDANG, b, strict=True)) for b in pegawai.daftar(d))
        }
    for harus in HARAPAN["records"]:
        punya = semua[harus["nip"]]
        bidang = (
            "nama",
            "gelar_depan",
            "gelar_belakang",
            "jenis_kelamin",
            "tanggal_lahir",
            "golongan",
            "opd",
            "jenis_pegawai",
        )
        assert {b: punya[b] for b in bidang} == {b: harus[b] for b in bidang}
        assert punya["nama_jabatan"] == harus["jabatan"]
        assert punya["status"] == ("aktif" if harus["kedudukan"] == "Aktif" else "henti")
    assert penempatan(basis, HARAPAN["records"][0]["nip"])[-1][2] == "2022-01-03"


@pytest.mark.usefixtures("sampel")
def test_sampel_orang_yang_ditahan_tidak_disentuh(basis: Path) -> None:
    assert penempatan(basis, "198510252011011908") == [("DPUPR", "STAF", None, None)]
    assert sql(basis, "SELECT count(*) FROM jabatan") == [(1 + 11,)]
    assert sql(basis, "SELECT count(*) FROM pegawai") == [(15,)]


def test_sampel_di_register_kosong_nip_utuh_tetap_disarankan(basis: Path) -> None:
    with door.tulis(basis, perintah="uji", petugas="penguji") as d:
        isi_kota(d.kon)
        d.kon.execute("DELETE FROM penempatan")
        d.kon.execute("DELETE FROM pegawai")
    laporan = impor(basis, "", berkas=BERKAS / "01_siasn_export.xlsx", buat=["jabatan"], lewati=True)
    saran = {temuan.baris: temuan.saran for temuan in laporan.galat}
    assert "198812092014122906" in saran[7]
    assert "19680817" not in saran[6]
    assert hitungan(laporan) == (11, 0, 0, 5, 1)


# --- where a finding points ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("judul", "baris", "sel"),
    [
        ("NIP|NAMA|JABATAN NAMA|OPD", (A, "SABAI", None, "DINKES"), ("C2", "JABATAN_KOSONG")),
        ("NIP|NAMA|JABATAN|UNIT KERJA", (A, "SABAI", "Staf", None), ("D2", "OPD_KOSONG")),
        ("NIP|NAMA|JABATAN|UNOR NAMA", (A, "SABAI", "Staf", None), ("D2", "OPD_KOSONG")),
        ("Nama / NIP|JABATAN|OPD", (A, "Staf", "DINKES"), ("A2", "NAMA_KOSONG")),
        ("Nama / NIP|JABATAN|OPD", (f"X {A}", "Staf", "DINKES"), ("A2", "NAMA_TIDAK_SAH")),
        ("Nama / NIP|JABATAN|OPD", ("SABAI", "Staf", "DINKES"), ("A2", "NIP_KOSONG")),
        ("NIP|NAMA|JABATAN|OPD|KEDUDUKAN HUKUM ID", (A, "SABAI", "Staf", "DINKES", "99"), ("E2", "TIDAK_AKTIF")),
        ("NIP|NAMA|JABATAN|OPD|STATUS PEGAWAI", (A, "SABAI", "Staf", "DINKES", "Pensiun"), ("E2", "TIDAK_AKTIF")),
        ("NIP|NAMA|JABATAN", (A, "SABAI", "Staf"), (None, "OPD_KOSONG")),  # the sheet has no such column
    ],
)
def test_temuan_menunjuk_selnya(basis: Path, judul: str, baris: tuple[Any, ...], sel: tuple[str | None, str]) -> None:
    isi_opd(basis)
    laporan = impor(basis, judul, baris)
    assert [(satu.sel, satu.kode) for satu in (*laporan.galat, *laporan.peringatan)] == [sel]


def test_opd_dari_baris_kelompok_menunjuk_baris_itu(basis: Path) -> None:
    isi_opd(basis)
    orang_biasa = [(nip, "ORANG LAIN", "Staf") for nip in (A, B, C)]
    laporan = impor(
        basis, "NIP|NAMA|JABATAN", orang_biasa[0], ("Satuan Kerja : Dinas Entah",), orang_biasa[1], orang_biasa[2]
    )  # fmt: skip
    assert [(satu.baris, satu.sel, satu.kode) for satu in laporan.galat] == [
        (2, None, "OPD_KOSONG"), (4, "A3", "OPD_TIDAK_DIKENAL"), (5, "A3", "OPD_TIDAK_DIKENAL"),
    ]  # fmt: skip


def test_pesan_menyebut_bidangnya(basis: Path) -> None:
    isi_opd(basis)
    laporan = impor(basis, f"{JUDUL}|GELAR DEPAN", satu(A, "Baru\u202e", "DINKES", "Dr\u202e"), buat=["jabatan"])
    assert [satu.pesan.split(" memuat")[0] for satu in laporan.galat] == ["Jabatan", "Gelar depan"]


def test_baris_ganda_yang_ditahan_tidak_disebut_dilewati(basis: Path) -> None:
    isi_opd(basis)
    laporan = impor(basis, f"{JUDUL}|GOLONGAN", *[satu(A, "Staf", "DINKES", "Z")] * 2, *[satu(B, "Staf", "X")] * 2)
    assert laporan.peringatan == []
    assert hitungan(laporan) == (0, 0, 0, 4, 0)


@pytest.mark.parametrize("lain", ["Sabai Aluih", "SABAI  ALUIH", " sabai aluih "])
def test_nama_berbeda_huruf_besar_dan_spasi_orang_yang_sama(basis: Path, lain: str) -> None:
    isi_opd(basis)
    laporan = impor(basis, JUDUL, satu(), (A, lain, "Staf", "DINKES"))
    assert "GANDA_SAMA" in [satu.kode for satu in laporan.peringatan]
    assert (hitungan(laporan), (orang(basis, A) or {})["nama"]) == ((1, 0, 0, 0, 1), "SABAI ALUIH")


# --- nothing, or the right rest -----------------------------------------------------------------------------------


def test_tanpa_lewati_tidak_sebyte_pun(basis: Path) -> None:
    isi_opd(basis)
    awal = sidik(basis)
    laporan = impor(basis, JUDUL, satu(A), satu(B, "Jabatan Baru", "ENTAH"), buat=["jabatan"], alias=[("X", "STAF")])
    assert (kode(laporan.galat), laporan.jalankan, sidik(basis)) == ([(3, "OPD_TIDAK_DIKENAL")], None, awal)
    assert hitungan(laporan) == (1, 0, 0, 1, 0)


def test_semua_kesalahan_satu_baris_dalam_sekali_jalan(basis: Path) -> None:
    isi_opd(basis)
    judul = f"{JUDUL}|GOLONGAN|TMT JABATAN"
    laporan = impor(basis, judul, ("123", None, "Entah", "Entah", "Z", "kemarin"), lewati=True)
    assert {(temuan.kolom, temuan.kode) for temuan in laporan.galat} == {
        ("A", "NIP_PANJANG"), ("B", "NAMA_KOSONG"), ("C", "JABATAN_TIDAK_DIKENAL"), ("D", "OPD_TIDAK_DIKENAL"),
        ("E", "GOLONGAN_TIDAK_SAH"), ("F", "TANGGAL_TIDAK_SAH"),
    }  # fmt: skip
    assert hitungan(laporan) == (0, 0, 0, 1, 0)
    assert all(temuan.saran and temuan.pesan and temuan.sel for temuan in laporan.galat)


@pytest.mark.parametrize(
    ("baris", "sebab"),
    [
        ((A, None, "Staf", "DINKES"), "NAMA_KOSONG"),
        ((A, 12345, "Staf", "DINKES"), "NAMA_TIDAK_SAH"),
        ((A, "x" * 201, "Staf", "DINKES"), "NAMA_TIDAK_SAH"),
        ((A, "SABAI", None, "DINKES"), "JABATAN_KOSONG"),
        ((A, "SABAI", "Entah", "DINKES"), "JABATAN_TIDAK_DIKENAL"),
        ((A, "SABAI", "Staf", None), "OPD_KOSONG"),
        ((A, "SABAI", "Staf", "Entah"), "OPD_TIDAK_DIKENAL"),
        ((None, "SABAI", "Staf", "DINKES"), "NIP_KOSONG"),
        (("198413122006042901", "SABAI", "Staf", "DINKES"), "NIP_TANGGAL"),
        (("198403122006142901", "SABAI", "Staf", "DINKES"), "NIP_TMT"),
        (("198403122006043901", "SABAI", "Staf", "DINKES"), "NIP_KELAMIN"),
    ],
)
def test_kunci_buruk_menahan_seluruh_baris(basis: Path, baris: tuple[Any, ...], sebab: str) -> None:
    isi_opd(basis)
    laporan = impor(basis, JUDUL, baris, satu(B), lewati=True)
    assert kode(laporan.galat) == [(2, sebab)]
    assert sql(basis, "SELECT nip FROM pegawai") == [(B,)]


@pytest.mark.parametrize(
    ("judul", "sel", "sebab"),
    [
        ("GELAR BELAKANG", "S" * 201, "GELAR_TIDAK_SAH"),
        ("GELAR DEPAN", "Dr\u202e", "GELAR_TIDAK_SAH"),
        ("KEDUDUKAN HUKUM NAMA", "Pensiun " + "x" * 200, "KEDUDUKAN_TIDAK_SAH"),
        ("JENIS KELAMIN", "=B1", "RUMUS_TANPA_NILAI"),
        ("GOLONGAN", "=B1", "RUMUS_TANPA_NILAI"),
        ("KEDUDUKAN HUKUM NAMA", "Hilang", "KEDUDUKAN_TIDAK_DIKENAL"),
        ("KEDUDUKAN HUKUM ID", "90", "KEDUDUKAN_TIDAK_DIKENAL"),
    ],
)
def test_sel_sifat_buruk_hanya_menahan_dirinya(basis: Path, judul: str, sel: str, sebab: str) -> None:
    isi_opd(basis)
    laporan = impor(basis, f"{JUDUL}|{judul}", satu(A, "Staf", "DINKES", sel), lewati=True)
    assert [(temuan.sel, temuan.kode) for temuan in laporan.galat] == [("E2", sebab)]
    assert penempatan(basis, A) == [("DINKES", "STAF", None, None)]


def test_dua_kali_sama_dan_berkas_tak_berubah(basis: Path) -> None:
    isi_opd(basis)
    judul = f"{JUDUL}|TMT JABATAN|GOLONGAN|GELAR BELAKANG|EMAIL|KEDUDUKAN HUKUM NAMA"
    baris = (
        satu(A, "Staf", "DINKES", "01-02-2020", "III/c", "S.E.", "a@b.id", "Aktif"),
        satu(B, "Baru", "DISDIK", None, None, None, None, "Pensiun"),
    )
    assert hitungan(impor(basis, judul, *baris, buat=["jabatan"])) == (2, 0, 0, 0, 0)
    awal = sidik(basis)
    laporan = impor(basis, judul, *baris, buat=["jabatan"])
    assert (hitungan(laporan), laporan.jalankan, sidik(basis)) == ((0, 0, 2, 0, 0), None, awal)


# --- the person ---------------------------------------------------------------------------------------------------


def test_yang_kosong_dari_nip_atau_tetap_seperti_terdaftar(basis: Path) -> None:
    isi_opd(basis)
    impor(basis, f"{JUDUL}|GOLONGAN|GELAR DEPAN", satu(A, "Staf", "DINKES", "III/c", "Dra."), satu(P3K))
    assert (orang(basis, P3K) or {})["jenis_pegawai"] == "PPPK"
    laporan = impor(basis, "NIP|NAMA|GOLONGAN|GELAR DEPAN", (A, "SABAI ALUIH", None, None))
    rekam = orang(basis, A) or {}
    assert hitungan(laporan) == (0, 0, 1, 0, 0)
    assert (rekam["golongan"], rekam["gelar_depan"], rekam["jenis_kelamin"]) == ("III/c", "Dra.", "P")


@pytest.mark.parametrize(
    ("judul", "sel", "bidang", "tersimpan", "peringatan"),
    [
        ("JENIS KELAMIN", "F", "jenis_kelamin", "P", []),
        ("JENIS KELAMIN", "L", "jenis_kelamin", "L", ["JENIS_KELAMIN_BEDA_NIP"]),
        ("JENIS KELAMIN", "?", "jenis_kelamin", "P", ["JENIS_KELAMIN_TIDAK_DIKENAL"]),
        ("JENIS PEGAWAI NAMA", "PPPK", "jenis_pegawai", "PPPK", ["JENIS_PEGAWAI_BEDA_NIP"]),
        ("JENIS PEGAWAI NAMA", "CPNS", "jenis_pegawai", "PNS", []),
        ("EMAIL", "a@b.id; c@d.id", "surel", None, ["SUREL_TIDAK_SAH"]),
        ("KEDUDUKAN HUKUM NAMA", "Cuti di Luar Tanggungan Negara", "status", "aktif", []),
        ("KEDUDUKAN HUKUM NAMA", "Masa Persiapan Pensiun", "status", "aktif", []),
        ("KEDUDUKAN HUKUM NAMA", "Diberhentikan Sementara", "status", "aktif", []),
        ("KEDUDUKAN HUKUM NAMA", "Mencapai BUP", "status", "henti", ["TIDAK_AKTIF"]),
        ("KEDUDUKAN HUKUM ID", "99", "status", "henti", ["TIDAK_AKTIF"]),
        ("KEDUDUKAN HUKUM ID", "'01", "status", "aktif", []),
        ("Status", "Pensiun", "status", "henti", ["TIDAK_AKTIF"]),
        ("Status", "PTDH", "status", "henti", ["TIDAK_AKTIF"]),
        ("Status", "Hilang", "status", "aktif", ["JENIS_PEGAWAI_TIDAK_DIKENAL"]),
    ],
)
def test_sifat(basis: Path, judul: str, sel: str, bidang: str, tersimpan: Any, peringatan: list[str]) -> None:
    isi_opd(basis)
    laporan = impor(basis, f"{JUDUL}|{judul}", satu(A, "Staf", "DINKES", sel))
    assert [temuan.kode for temuan in laporan.peringatan] == peringatan
    assert (orang(basis, A) or {})[bidang] == tersimpan


@pytest.mark.parametrize(
    ("kolom", "sel", "jenis", "status", "temuan"),
    [
        ("jenis_pegawai kedudukan_kode", ("PNS", "99"), "PNS", "henti", ["D:TIDAK_AKTIF"]),
        ("jenis_pegawai kedudukan_kode", ("PNS", 99), "PNS", "henti", ["D:TIDAK_AKTIF"]),
        ("jenis_pegawai kedudukan kedudukan_kode", ("PNS", "Aktif", "90"), "PNS", "aktif", []),
        ("kedudukan kedudukan_kode", ("Pemblokiran", "01"), "PNS", "aktif", []),
        ("kedudukan kedudukan_kode", ("Aktif", "99"), "PNS", "aktif", ["D:KEDUDUKAN_BERTENTANGAN"]),
        ("kedudukan status", ("Aktif", "Pensiun"), "PNS", "aktif", ["D:KEDUDUKAN_BERTENTANGAN"]),
        ("kedudukan jenis_pegawai", ("Pensiun", "PNS"), "PNS", "henti", ["C:TIDAK_AKTIF"]),
        ("jenis_pegawai status", ("PNS", "Almarhum"), "PNS", "henti", ["D:TIDAK_AKTIF"]),
        ("jenis_pegawai status", ("PNS Daerah", "CPNS"), "PNS", "aktif", []),
        ("jenis_pegawai status", ("PPPK", "PNS"), "PNS", "aktif", ["D:JENIS_PEGAWAI_BERBEDA"]),
        ("jenis_pegawai status", ("Struktural", "Kawin"), "PNS", "aktif",
         ["C:JENIS_PEGAWAI_TIDAK_DIKENAL", "D:STATUS_TIDAK_DIKENAL"]),
    ],
)  # fmt: skip
def test_dua_kolom_status(
    basis: Path, kolom: str, sel: tuple[Any, ...], jenis: str, status: str, temuan: list[str]
) -> None:
    isi_opd(basis)
    isi = lembar(f"nip nama {kolom} opd jabatan", (A, "SABAI ALUIH", *sel, "DINKES", "STAF"))
    with door.tulis(basis, perintah="uji", petugas="penguji") as d:
        laporan = pegawai_impor.impor(d, isi, lewati=True)
    assert [f"{satu.kolom}:{satu.kode}" for satu in (*laporan.galat, *laporan.peringatan)] == temuan
    rekam = orang(basis, A) or {}
    assert (rekam["jenis_pegawai"], rekam["status"]) == (jenis, status)


def test_pensiun_menurut_kode_menyimpan_sebabnya(basis: Path) -> None:
    isi_opd(basis)
    impor(basis, f"{JUDUL}|KEDUDUKAN HUKUM ID", satu(A, "Staf", "DINKES", "99"))
    assert (orang(basis, A) or {})["henti_alasan"] == "Pensiun"


def test_pensiun_disimpan_berhenti_tanpa_tanggal_dan_tidak_diaktifkan_lagi(basis: Path) -> None:
    isi_orang(basis)
    judul = "NIP|NAMA|KEDUDUKAN HUKUM NAMA"
    laporan = impor(basis, judul, (A, "SABAI ALUIH", "Pensiun"))
    rekam = orang(basis, A) or {}
    assert (laporan.berubah, rekam["status"], rekam["henti_tanggal"], rekam["henti_alasan"]) == (
        1,
        "henti",
        None,
        "Pensiun",
    )
    laporan = impor(basis, judul, (A, "SABAI ALUIH", "Aktif"))
    assert (kode(laporan.peringatan), hitungan(laporan)) == ([(2, "SUDAH_HENTI")], (0, 0, 1, 0, 0))


def test_tanggal_berhenti_yang_sudah_dicatat_tetap(basis: Path) -> None:
    isi_orang(basis)
    with door.tulis(basis, perintah="uji", petugas="penguji") as d:
        pegawai.henti(d, A, "pensiun dini", date(2025, 4, 1))
    impor(basis, "NIP|NAMA|KEDUDUKAN HUKUM NAMA", (A, "SABAI ALUIH", "Pensiun"))
    rekam = orang(basis, A) or {}
    assert (rekam["henti_tanggal"], rekam["henti_alasan"]) == ("2025-04-01", "pensiun dini")


def test_nama_baru_disimpan_nama_bergelar_tidak(basis: Path) -> None:
    isi_orang(basis)
    assert hitungan(impor(basis, "NIP|NAMA", (A, "dr. SABAI ALUIH, Sp.A."))) == (0, 0, 1, 0, 0)
    assert hitungan(impor(basis, "NIP|NAMA", (A, "Sabai Aluih"))) == (0, 1, 0, 0, 0)
    assert (orang(basis, A) or {})["nama"] == "Sabai Aluih"


def test_data_pribadi_disebut_dan_tidak_ada_di_berkas_basis_data(basis: Path) -> None:
    isi_opd(basis)
    judul = f"{JUDUL}|NIK|NOMOR HP|ALAMAT|AGAMA NAMA|NPWP NOMOR|BPJS|TEMPAT LAHIR NAMA|JENIS KAWIN NAMA"
    rahasia = (
        "1373014505840001",
        "081266554433",
        "Jl. Rahasia 7",
        "Agamaku",
        "991122334455",
        "000112233445",
        "KOTOLAHIR",
        "KAWINX",
    )
    laporan = impor(basis, judul, satu(A, "Staf", "DINKES", *rahasia))
    assert laporan.kolom_dibuang == tuple(judul.split("|")[4:])
    assert laporan.baru == 1
    isi = basis.read_bytes()
    assert [satu for satu in rahasia if satu.encode() in isi] == []
    assert b"SABAI ALUIH" in isi


def test_nip_dan_nama_dalam_sel_nama_dipisah(basis: Path) -> None:
    isi_opd(basis)
    baris = (A, f"SABAI ALUIH\nNIP. {A}", "Staf", "DINKES"), (B, f"MANGKUTAK {C}", "Staf", "DINKES")
    laporan = impor(basis, JUDUL, *baris, lewati=True)
    assert kode(laporan.galat) == [(3, "NAMA_TIDAK_SAH")]
    assert C not in laporan.galat[0].pesan
    assert (orang(basis, A) or {})["nama"] == "SABAI ALUIH"


@pytest.mark.parametrize(
    ("nip", "catatan"), [("19840312 200604 2 901", 1), (f"NIP. {A}", 1), ("belum tahu", 0), (A, 0)]
)
def test_nip_yang_dibersihkan_hanya_diingatkan_bila_ia_nip(basis: Path, nip: str, catatan: int) -> None:
    isi_opd(basis)
    laporan = impor(basis, JUDUL, (nip, "SABAI ALUIH", "Staf", "DINKES"), lewati=True)
    assert [satu.kode for satu in laporan.peringatan] == ["SPASI_NIP"] * catatan


@pytest.mark.parametrize(
    "sel", ["PADANG\n12-03-1984", "Padang/12-03-1984", "PADANG, 12 Maret 1984", "Padang 12/03/1984"]
)
def test_tempat_dan_tanggal_lahir_dibandingkan_dengan_nip(basis: Path, sel: str) -> None:
    isi_opd(basis)
    for judul in ("TANGGAL LAHIR", "Tempat, Tanggal Lahir"):
        cocok = impor(basis, f"{JUDUL}|{judul}", satu(A, "Staf", "DINKES", sel))
        beda = impor(basis, f"{JUDUL}|{judul}", satu(A, "Staf", "DINKES", sel.replace("12", "13", 1)))
        assert (cocok.peringatan, kode(beda.peringatan)) == ([], [(2, "TGL_LAHIR_BEDA_NIP")])


BARU = A[:-1] + "2"


def test_nip_yang_sudah_diganti_tidak_mendaftarkan_orang_kedua(basis: Path) -> None:
    isi_orang(basis)
    with door.tulis(basis, perintah="uji", petugas="penguji") as d:
        pegawai.ubah(d, A, {}, nip_baru=BARU)
    laporan = impor(basis, JUDUL, satu(), satu(B), lewati=True)
    assert kode(laporan.galat) == [(2, "NIP_DIGANTI")]
    assert (A in laporan.galat[0].pesan, BARU in laporan.galat[0].saran) == (False, True)
    assert sql(basis, "SELECT count(*) FROM pegawai") == [(3,)]
    with door.tulis(basis, perintah="uji", petugas="penguji") as d:  # another person after all
        pegawai.tambah(d, A, {"nama": "ORANG LAIN", "opd": "DINKES", "jabatan": "STAF"})
    assert impor(basis, "NIP|NAMA", (A, "ORANG LAIN"), (BARU, "SABAI ALUIH")).sama == 2


BESOK = "208001012098011901"  # of somebody born in 2080


def test_yang_belum_lahir_tidak_didaftarkan_tetapi_yang_terdaftar_dikenal(basis: Path) -> None:
    isi_orang(basis)
    laporan = impor(basis, JUDUL, satu(BESOK), satu(B), lewati=True)
    assert [(s.baris, s.kode, "belum tiba" in s.pesan) for s in laporan.galat] == [(2, "NIP_TANGGAL", True)]
    assert (laporan.galat[0].saran, BESOK[:8] in laporan.galat[0].pesan) == (
        "Cocokkan dengan SK atau kartu pegawai.",
        False,
    )
    sql(
        basis, "UPDATE pegawai SET nip = ?, tanggal_lahir = '2080-01-01' WHERE nip = ?", BESOK, C
    )  # as an older version let it in
    laporan = impor(basis, "NIP|NAMA", (BESOK, "CINDUA MATO"))
    assert (laporan.sama, kode(laporan.peringatan)) == (1, [(2, "DIANGKAT_NANTI")])


def test_pengangkatan_yang_masih_jauh_disimpan_dengan_peringatan(basis: Path) -> None:
    isi_orang(basis)
    laporan = impor(basis, JUDUL, satu("199001012098011901"), satu())
    assert (laporan.baru, kode(laporan.peringatan)) == (1, [(2, "DIANGKAT_NANTI")])
    assert "2098-01" in laporan.peringatan[0].pesan


def test_nip_yang_dikembalikan_tetap_dikenal(basis: Path) -> None:
    isi_orang(basis)
    for dari, ke in ((A, BARU), (BARU, A)):
        with door.tulis(basis, perintah="uji", petugas="penguji") as d:
            pegawai.ubah(d, dari, {}, nip_baru=ke)
    assert impor(basis, "NIP|NAMA", (A, "SABAI ALUIH")).sama == 1


# --- agencies and jobs --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("tulisan", "opd"),
    [
        ("dinkes", "DINKES"),
        ("DINAS KESEHATAN", "DINKES"),
        ("RSUD SAWAHLUNTO / DINAS KESEHATAN / PEMERINTAH KOTA SAWAHLUNTO", "RSUD"),
        ("PEMERINTAH KOTA SAWAHLUNTO / DINAS KESEHATAN / RSUD SAWAHLUNTO", "RSUD"),
        ("DINAS KESEHATAN / RSUD SAWAHLUNTO / BIDANG X", "RSUD"),
        ("SEKSI Y / BIDANG X / DINAS KESEHATAN", "DINKES"),
        ("PEMERINTAH KOTA SAWAHLUNTO/DINAS KESEHATAN/BIDANG X/SEKSI Y", "DINKES"),
        ("Dinas Kesehatan > Puskesmas Kolok", "PKM"),
        ("KOTA SAWAHLUNTO/DINAS KESEHATAN/RSUD", "RSUD"),
        ("Pemkot Sawahlunto - Dinas Kesehatan", "DINKES"),
    ],
)
def test_ruas_dikenal_yang_paling_khusus(basis: Path, tulisan: str, opd: str) -> None:
    isi_opd(basis)
    impor(basis, JUDUL.replace("OPD", "UNOR NAMA"), satu(A, "Staf", tulisan))
    assert penempatan(basis, A) == [(opd, "STAF", None, None)]


def test_jalur_yang_menyebut_dua_perangkat_daerah_ditahan(basis: Path) -> None:
    isi_opd(basis)
    laporan = impor(basis, JUDUL, satu(A, "Staf", "Dinas Kesehatan / Dinas Pendidikan"), satu(B), lewati=True)
    assert kode(laporan.galat) == [(2, "OPD_RANCU")]
    assert "DINKES, DISDIK" in laporan.galat[0].pesan
    assert sql(basis, "SELECT nip FROM pegawai") == [(B,)]


def test_kolom_unit_menang_atas_kolom_induk(basis: Path) -> None:
    isi_opd(basis)
    judul = "NIP|NAMA|JABATAN|OPD|UNIT KERJA"
    impor(basis, judul, satu(A, "Staf", "DINKES", "Puskesmas Kolok"), satu(B, "Staf", "DISDIK", "Bidang Entah"))
    assert [penempatan(basis, nip)[0][0] for nip in (A, B)] == ["PKM", "DISDIK"]


def test_opd_yang_digabung_diikuti_sampai_penerima_terakhir(basis: Path) -> None:
    isi_opd(basis)
    for dari, ke in (("DINSOS", "DISHUB"), ("DISHUB", "DISDIK")):
        sql(
            basis,
            "UPDATE opd SET selesai='2024-12-31', digabung_ke_id=(SELECT id FROM opd WHERE kode=?) WHERE kode=?",
            ke,
            dari,
        )
    impor(basis, JUDUL, satu(A, "Staf", "Dinas Sosial"))
    assert penempatan(basis, A) == [("DISDIK", "STAF", None, None)]


def test_penggabungan_melingkar_tidak_menggantung(basis: Path) -> None:
    isi_opd(basis)
    for dari, ke in (("DINSOS", "DISHUB"), ("DISHUB", "DINSOS")):
        sql(basis, "UPDATE opd SET digabung_ke_id = (SELECT id FROM opd WHERE kode = ?) WHERE kode = ?", ke, dari)
    assert impor(basis, JUDUL, satu(A, "Staf", "DINSOS")).baru == 1


def test_alias_diingat_untuk_berkas_berikutnya(basis: Path) -> None:
    isi_opd(basis)
    alias = [("DINKES KOTA", "dinkes"), ("Juru Ketik", "STAF")]
    laporan = impor(basis, JUDUL, satu(A, "Juru Ketik", "Dinkes Kota"), alias=alias)
    assert (laporan.baru, penempatan(basis, A)) == (1, [("DINKES", "STAF", None, None)])
    assert impor(basis, JUDUL, satu(B, "JURU KETIK", "DINKES KOTA")).baru == 1
    awal = sidik(basis)
    assert impor(basis, JUDUL, satu(B, "JURU KETIK", "DINKES KOTA"), alias=alias).jalankan is None
    assert sidik(basis) == awal


def test_alias_ke_yang_tak_ada_atau_milik_orang_lain(basis: Path) -> None:
    isi_opd(basis)
    awal = sidik(basis)
    with pytest.raises(TidakDitemukan, match="'ENTAH' belum terdaftar"):
        impor(basis, JUDUL, satu(), alias=[("X", "ENTAH")])
    with pytest.raises(Bentrok, match="sudah dipakai perangkat daerah DISDIK"):
        impor(basis, JUDUL, satu(), alias=[("Dinas Pendidikan", "DINKES")])
    with pytest.raises(SalahPakai, match="--buat hanya menerima jabatan"):
        impor(basis, JUDUL, satu(), buat=["jabatan", "opd"])
    assert sidik(basis) == awal


def test_jabatan_dibuat_sekali_dan_hanya_untuk_baris_yang_diterima(basis: Path) -> None:
    isi_orang(basis)
    sql(basis, "UPDATE penempatan SET mulai = '2024-01-01' WHERE pegawai_id = 2")
    laporan = impor(
        basis, f"{JUDUL}|TMT JABATAN",
        satu(A, "Analis  Data", "DINKES", "2025-01-01"), satu(C, "ANALIS DATA", "DISDIK", "2025-01-01"),
        satu(B, "Jabatan Mundur", "DISHUB", "2020-01-01"),
        satu(D, "Jabatan Salah Opd", "ENTAH"), satu("123", "Jabatan Salah Nip"),
        buat=["jabatan"], lewati=True,
    )  # fmt: skip
    assert kode(laporan.galat) == [(4, "PENEMPATAN_MUNDUR"), (5, "OPD_TIDAK_DIKENAL"), (6, "NIP_PANJANG")]
    assert sql(basis, "SELECT kode, nama, jenjang FROM jabatan WHERE id > 3") == [("ANALIS-DATA", "Analis Data", None)]
    assert [penempatan(basis, nip)[-1][1] for nip in (A, C)] == ["ANALIS-DATA", "ANALIS-DATA"]


def test_jabatan_baru_yang_tak_dapat_diberi_kode_ditahan(basis: Path) -> None:
    isi_opd(basis)
    laporan = impor(basis, JUDUL, satu(A, "職員"), satu(B, "x" * 201), satu(C, "Baik"), buat=["jabatan"], lewati=True)
    assert kode(laporan.galat) == [(2, "JABATAN_TIDAK_SAH"), (3, "JABATAN_TIDAK_SAH")]
    assert sql(basis, "SELECT kode FROM jabatan WHERE id > 3") == [("BAIK",)]


def test_jabatan_bernama_sama_rancu_kecuali_ditulis_kodenya(basis: Path) -> None:
    isi_opd(basis)
    sql(basis, "INSERT INTO jabatan (kode, nama) VALUES ('SEKDIS-2', 'Sekretaris Dinas')")
    laporan = impor(
        basis, JUDUL, satu(A, "Sekretaris Dinas"), satu(B, "SEKDIS-2"), satu(C, "Kepala"), lewati=True, buat=["jabatan"]
    )
    assert kode(laporan.galat) == [(2, "JABATAN_RANCU")]
    assert "SEKDIS, SEKDIS-2" in laporan.galat[0].pesan
    assert penempatan(basis, B) == [("DINKES", "SEKDIS-2", None, None)]


# --- placements ---------------------------------------------------------------------------------------------------

TMT = f"{JUDUL}|TMT JABATAN"


@pytest.fixture
def kota(basis: Path) -> Path:
    """A in DINKES as STAF since 2020-01-01, after DISDIK; B open to the past."""
    isi_orang(basis)

    def isi() -> None:
        with door.tulis(basis, perintah="uji", petugas="penguji") as d:
            pegawai.mutasi(d, A, date(2015, 1, 1), opd="DISDIK", jabatan="PRAKOM")
            pegawai.mutasi(d, A, date(2020, 1, 1), opd="DINKES", jabatan="STAF")

    cetak(basis, isi)
    return basis


LAMA = [("DINKES", "STAF", None, "2014-12-31"), ("DISDIK", "PRAKOM", "2015-01-01", "2019-12-31")]
KINI = ("DINKES", "STAF", "2020-01-01", None)


def pindah(opd: str, jabatan: str) -> list[Any]:
    """A moved from KINI on 2024-05-02."""
    return [*LAMA, (*KINI[:3], "2024-05-01"), (opd, jabatan, "2024-05-02", None)]


def betul(mulai: str, kemarin: str) -> list[Any]:
    """KINI began on another day; the placement before it ends the day before."""
    return [LAMA[0], (*LAMA[1][:3], kemarin), (*KINI[:2], mulai, None)]


@pytest.mark.parametrize(
    ("jabatan", "opd", "mulai", "tanggal", "hasil", "temuan"),
    [
        ("Staf", "DINKES", None, None, [*LAMA, KINI], []),
        ("Staf", "DINKES", "2020-01-01", date(2025, 1, 1), [*LAMA, KINI], []),
        (None, None, None, date(2025, 1, 1), [*LAMA, KINI], []),
        ("Staf", "DINKES", "2020-03-01", None, betul("2020-03-01", "2020-02-29"), []),
        ("Staf", "DINKES", "2019-07-01", None, betul("2019-07-01", "2019-06-30"), []),
        ("Staf", "DINKES", "2015-01-01", None, [*LAMA, KINI], ["PENEMPATAN_MUNDUR"]),
        ("Staf", "DINKES", "2010-01-01", None, [*LAMA, KINI], ["PENEMPATAN_MUNDUR"]),
        ("SEKDIS", "DISHUB", "2024-05-02", None, pindah("DISHUB", "SEKDIS"), []),
        ("SEKDIS", None, "2024-05-02", None, pindah("DINKES", "SEKDIS"), []),
        (None, "DISHUB", None, date(2024, 5, 2), pindah("DISHUB", "STAF"), []),
        ("Staf", "DISHUB", "2020-01-01", date(2024, 5, 2), pindah("DISHUB", "STAF"), []),
        ("SEKDIS", "DISHUB", None, None, [*LAMA, ("DISHUB", "SEKDIS", "2020-01-01", None)], ["PINDAH_TANPA_TANGGAL"]),
        ("SEKDIS", "DISHUB", "2019-12-31", None, [*LAMA, KINI], ["PENEMPATAN_MUNDUR"]),
        ("SEKDIS", "DISHUB", None, date(2019, 1, 1), [*LAMA, KINI], ["PENEMPATAN_MUNDUR"]),
        ("SEKDIS", "DISHUB", "kemarin", None, [*LAMA, KINI], ["TANGGAL_TIDAK_SAH"]),
    ],
)  # fmt: skip
def test_aturan_penempatan(
    kota: Path,
    jabatan: str | None,
    opd: str | None,
    mulai: str | None,
    tanggal: date | None,
    hasil: list[Any],
    temuan: list[str],
) -> None:
    laporan = impor(kota, TMT, (A, "SABAI ALUIH", jabatan, opd, mulai), tanggal=tanggal, lewati=True)
    assert [satu.kode for satu in (*laporan.galat, *laporan.peringatan)] == temuan
    assert penempatan(kota, A) == hasil


def test_penempatan_mundur_menahan_seluruh_orangnya(kota: Path) -> None:
    awal = sidik(kota)
    laporan = impor(kota, f"{TMT}|GOLONGAN", (A, "NAMA LAIN", "SEKDIS", "DISHUB", "2018-01-01", "III/a"), lewati=True)
    assert (hitungan(laporan), sidik(kota)) == ((0, 0, 0, 1, 0), awal)


def test_yang_terbuka_ke_masa_lalu_dipindah_dan_diberi_tmt(kota: Path) -> None:
    impor(kota, TMT, (B, "MANGKUTAK ALAM", "Staf", "DISHUB", "2011-02-03"))
    assert penempatan(kota, B) == [("DISHUB", "STAF", "2011-02-03", None)]
    impor(kota, TMT, (C, "CINDUA MATO", "PRAKOM", "DISDIK", "2011-02-03"))
    assert penempatan(kota, C) == [("DISDIK", "STAF", None, "2011-02-02"), ("DISDIK", "PRAKOM", "2011-02-03", None)]


@pytest.mark.parametrize("mulai", [None, "2005-01-01"])
def test_tmt_jabatan_setelah_pindah_opd_saja_tidak_menulis_ulang_masa_lalu(kota: Path, mulai: str | None) -> None:
    sql(kota, "UPDATE penempatan SET mulai = ? WHERE pegawai_id = 2", mulai)
    with door.tulis(kota, perintah="uji", petugas="penguji") as d:
        pegawai.mutasi(d, B, date(2024, 1, 1), opd="DISDIK")
    awal = penempatan(kota, B)
    laporan = impor(kota, TMT, (B, "MANGKUTAK ALAM", "Staf", "DISDIK", "2005-01-01"))
    assert (hitungan(laporan), penempatan(kota, B)) == ((0, 0, 1, 0, 0), awal)


def test_tanpa_penempatan_diberi_penempatan(kota: Path) -> None:
    sql(kota, "DELETE FROM penempatan WHERE pegawai_id = 2")
    impor(kota, "NIP|NAMA", (B, "MANGKUTAK ALAM"))
    assert penempatan(kota, B) == []
    impor(kota, TMT, (B, "MANGKUTAK ALAM", "Staf", "DISHUB", "2022-01-01"))
    assert penempatan(kota, B) == [("DISHUB", "STAF", "2022-01-01", None)]


HARI = st.dates(date(2019, 12, 30), date(2020, 1, 8))
LANGKAH = st.lists(
    st.tuples(
        st.sampled_from(("impor", "mutasi", "henti", "aktif")), st.sampled_from(("DINKES", "DISDIK", None)),
        st.sampled_from(("STAF", "SEKDIS", None)), st.none() | HARI, st.none() | HARI,
    ),
    min_size=1, max_size=8,
)  # fmt: skip


def _jalankan(d: door.PintuTulis, langkah: tuple[Any, ...]) -> None:
    kerja, opd, jabatan, mulai, tanggal = langkah
    try:
        if kerja == "impor":
            isi = lembar("nip nama jabatan opd mulai", (A, "SABAI ALUIH", jabatan, opd, mulai))
            laporan = pegawai_impor.impor(d, isi, tanggal=tanggal, lewati=True)
            assert laporan.dibaca == 1
        elif kerja == "mutasi":
            pegawai.mutasi(d, A, mulai or date(2020, 1, 1), opd=opd, jabatan=jabatan)
        elif kerja == "henti":
            pegawai.henti(d, A, "pensiun", tanggal)
        else:
            pegawai.ubah(d, A, {"status": "aktif"})
    except (Bentrok, SalahPakai):
        pass


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(langkah=LANGKAH)
def test_dua_penempatan_tidak_pernah_bertumpuk(basis: Path, langkah: list[tuple[Any, ...]]) -> None:
    _tidak_bertumpuk(basis, langkah)


@pytest.mark.lama
@settings(max_examples=500, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(langkah=LANGKAH)
def test_dua_penempatan_tidak_pernah_bertumpuk_jumlah_penuh(basis: Path, langkah: list[tuple[Any, ...]]) -> None:
    _tidak_bertumpuk(basis, langkah)


def _tidak_bertumpuk(basis: Path, langkah: list[tuple[Any, ...]]) -> None:
    if not sql(basis, "SELECT 1 FROM pegawai"):
        isi_orang(basis)
    with door.tulis(basis, perintah="uji", petugas="penguji") as d:
        for satu_langkah in langkah:
            _jalankan(d, satu_langkah)
        baris = d.kon.execute(
            """SELECT mulai, selesai FROM penempatan WHERE pegawai_id = 1 ORDER BY coalesce(mulai, '')"""
        ).fetchall()
        d.batalkan()
    assert baris[-1][1] is None
    for (_, selesai), (mulai, _) in pairwise(baris):
        assert date.fromisoformat(selesai) + timedelta(days=1) == date.fromisoformat(mulai)


# --- fields that contradict each other only warn ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("jenjang", "golongan", "mulai", "harus"),
    [
        ("Ahli Muda", "III/c", None, []),
        ("Ahli Muda", "II/a", None, [("D", "GOLONGAN_BEDA_JENJANG")]),
        ("Ahli Muda", "IX", None, [("D", "GOLONGAN_BEDA_JENIS")]),  # of PPPK, who have no range
        (None, "II/a", None, []),
        ("Ahli Muda", None, "2006-04-01", []),
        ("Ahli Muda", None, "2006-03-31", [("E", "MULAI_SEBELUM_DIANGKAT")]),
    ],
)
def test_isian_bertentangan_hanya_diperingatkan(
    basis: Path, jenjang: str | None, golongan: str | None, mulai: str | None, harus: list[tuple[str, str]]
) -> None:
    isi_opd(basis)
    with door.tulis(basis, perintah="uji", petugas="penguji") as d:
        d.kon.execute("INSERT INTO jabatan (kode, nama, jenjang) VALUES ('JF', 'Pranata', ?)", (jenjang,))
    laporan = impor(
        basis,
        "NIP|NAMA|JABATAN|GOLONGAN|TMT JABATAN|OPD",
        ("198403122006042901", "SABAI", "JF", golongan, mulai, "DINKES"),
    )
    assert hitungan(laporan) == (1, 0, 0, 0, 0)
    assert [(satu.kolom, satu.kode) for satu in laporan.peringatan] == harus


@pytest.mark.parametrize(
    ("nip", "golongan", "jenis", "harus"),
    [
        (P3K, "IX (Sembilan)", None, []),
        (P3K, "Ⅸ", "PPPK Paruh Waktu", []),
        (P3K, "III/c", None, ["GOLONGAN_BEDA_JENIS"]),
        (A, "3c", "PNS", []),
        (A, "PPPK IX", "PNS", ["GOLONGAN_BEDA_JENIS"]),
    ],
)
def test_golongan_menurut_jenis_pegawai(
    basis: Path, nip: str, golongan: str, jenis: str | None, harus: list[str]
) -> None:
    isi_opd(basis)
    laporan = impor(basis, f"{JUDUL}|GOLONGAN|JENIS PEGAWAI NAMA", satu(nip, "Staf", "DINKES", golongan, jenis))
    assert [satu.kode for satu in laporan.peringatan] == harus
    assert laporan.baru == 1


def test_golongan_yang_tercatat_pun_dibandingkan(basis: Path) -> None:
    isi_opd(basis)
    with door.tulis(basis, perintah="uji", petugas="penguji") as d:
        d.kon.execute("INSERT INTO jabatan (kode, nama, jenjang) VALUES ('JF', 'Pranata', 'Ahli Muda')")
    awal = ("198403122006042901", "SABAI", "JF", "II/b", "DINKES")
    impor(basis, "NIP|NAMA|JABATAN|GOLONGAN|OPD", awal)
    laporan = impor(basis, JUDUL, (awal[0], "SABAI", "JF", "DINKES"))
    assert [(satu.kolom, satu.kode) for satu in laporan.peringatan] == [(None, "GOLONGAN_BEDA_JENJANG")]
    assert hitungan(laporan) == (0, 0, 1, 0, 0)


# --- workbooks that count days from 1904 ---------------------------------------------------------------------------


@pytest.mark.parametrize("sejak_1904", [False, True])
@pytest.mark.parametrize("bentuk", [int, str])
def test_nomor_hari_dibaca_menurut_buku_kerjanya(basis: Path, sejak_1904: bool, bentuk: type) -> None:
    isi_opd(basis)
    nol = date(1904, 1, 1) if sejak_1904 else date(1899, 12, 30)
    wb = Workbook()
    wb.epoch = CALENDAR_MAC_1904 if sejak_1904 else CALENDAR_WINDOWS_1900
    ws: Any = wb.active
    ws.append([*JUDUL.split("|"), "TANGGAL LAHIR", "TMT JABATAN"])
    lahir, mulai = (bentuk((hari - nol).days) for hari in (date(1984, 3, 12), date(2020, 1, 5)))
    ws.append([*satu(), lahir, mulai])
    wb.save(basis.with_name("hari.xlsx"))
    laporan = impor(basis, "", berkas=basis.with_name("hari.xlsx"))
    assert (laporan.baru, laporan.peringatan, laporan.galat) == (1, [], [])
    assert penempatan(basis, A)[0][2] == "2020-01-05"


# --- what cannot be a name, a job or an agency ---------------------------------------------------------------------


@pytest.mark.parametrize(
    "isi",
    ["III/c", "Penata Muda Tk. I / III/b", "IX", "2020-01-05", "5 Nopember 1979", "123", "12,5", "L", "PNS",
     "Perempuan", "19840312 200604 2 901", "a@b.id"],
)  # fmt: skip
def test_yang_jelas_bukan_jabatan_ditahan_walau_buat(basis: Path, isi: str) -> None:
    isi_opd(basis)
    laporan = impor(basis, JUDUL, satu(A, isi), satu(B, "Guru Kelas 3"), buat=["jabatan"], lewati=True)
    assert kode(laporan.galat) == [(2, "JABATAN_TIDAK_SAH")]
    assert "bukan jabatan" in laporan.galat[0].pesan
    assert sql(basis, "SELECT kode FROM jabatan WHERE id > 3") == [("GURU-KELAS-3",)]


@pytest.mark.parametrize("isi", ["III/c", "2020-01-05", "L", "PNS"])
def test_yang_jelas_bukan_perangkat_daerah_tidak_ditawari_alias(basis: Path, isi: str) -> None:
    isi_opd(basis)
    laporan = impor(basis, JUDUL, satu(A, "Staf", isi))
    assert kode(laporan.galat) == [(2, "OPD_TIDAK_SAH")]
    assert "--alias" not in laporan.galat[0].saran


@pytest.mark.parametrize("isi", ["L", "P", "X", "III/c", "05-11-1979", "1", B, "PNS", "a@b.id"])
def test_yang_jelas_bukan_nama_ditahan(basis: Path, isi: str) -> None:
    isi_opd(basis)
    assert kode(impor(basis, JUDUL, (A, isi, "Staf", "DINKES")).galat) == [(2, "NAMA_TIDAK_SAH")]


def test_jabatan_terdaftar_boleh_bernama_seperti_pangkat(basis: Path) -> None:
    isi_opd(basis)
    sql(basis, "INSERT INTO jabatan (kode, nama) VALUES ('PEMBINA', 'Pembina')")
    assert impor(basis, JUDUL, satu(A, "Pembina")).baru == 1


LEBAR = "NIP|NAMA|L/P|GOLONGAN|JABATAN|TMT JABATAN|OPD"
LURUS = (A, "SABAI ALUIH", "P", "III/c", "Jabatan Baru", "2020-01-05", "DINKES")


@pytest.mark.parametrize(
    "baris",
    [
        LURUS[1:],  # to the left from the first column on
        (A, *LURUS[2:]),  # from the name on
        (A, LURUS[1], *LURUS[3:]),
        (None, *LURUS[:-1]),  # to the right
        (A, None, *LURUS[1:-1]),
        (A, LURUS[1], None, *LURUS[2:-1]),
        (1, *LURUS[:-1]),
        (A, LURUS[1], "III/c", "P", *LURUS[4:]),  # two columns changed about
    ],
)
def test_baris_tergeser_ditahan_utuh_dengan_satu_sebab(basis: Path, baris: tuple[Any, ...]) -> None:
    isi_opd(basis)
    laporan = impor(basis, LEBAR, baris, (B, *LURUS[1:2], "L", *LURUS[3:]), buat=["jabatan"], lewati=True)
    assert [(satu.baris, satu.kode) for satu in (*laporan.galat, *laporan.peringatan)] == [(2, "BARIS_TERGESER")]
    assert "tetapi berisi" in laporan.galat[0].pesan
    assert (laporan.nama_asing, sql(basis, "SELECT nip FROM pegawai")) == ([], [(B,)])


def test_satu_sel_yang_salah_bukan_baris_tergeser(basis: Path) -> None:
    isi_opd(basis)
    laporan = impor(basis, LEBAR, (*LURUS[:2], "III/c", *LURUS[3:]), buat=["jabatan"])
    assert (laporan.baru, kode(laporan.peringatan)) == (1, [(2, "JENIS_KELAMIN_TIDAK_DIKENAL")])


@pytest.mark.parametrize(
    "isi", ["none", "tidak ada", "Tidak Ada", "(kosong)", "....", "belum ada", "-", "N/A", "[nihil]"]
)
def test_kata_kosong_tidak_menjadi_jabatan_atau_opd(basis: Path, isi: str) -> None:
    isi_opd(basis)
    laporan = impor(basis, JUDUL, satu(A, isi), satu(B, "Staf", isi), buat=["jabatan"], lewati=True)
    assert kode(laporan.galat) == [(2, "JABATAN_KOSONG"), (3, "OPD_KOSONG")]
    assert sql(basis, "SELECT count(*) FROM jabatan") == [(3,)]


# --- what a formula left behind -----------------------------------------------------------------------------------


@pytest.mark.parametrize("galat", ["#REF!", "#N/A", "Err:522"])
def test_galat_rumus_bukan_nama_dan_bukan_gelar(basis: Path, galat: str) -> None:
    """Excel's `#REF!` is letters too: as a name it is held with its row, as a title its cell alone."""
    isi_opd(basis)
    salah = sel_galat(galat)
    isi = lembar("nip nama jabatan opd gelar_depan", (A, salah, "Staf", "DINKES"), (B, "ABA", "Staf", "DINKES", salah))
    with door.tulis(basis, perintah="uji", petugas="penguji") as d:
        laporan = pegawai_impor.impor(d, isi, buat=["jabatan"], lewati=True)
    assert kode(laporan.galat) == [(2, "RUMUS_SALAH"), (3, "RUMUS_SALAH")]
    assert [satu.nilai for satu in laporan.galat] == [galat] * 2
    assert sql(basis, "SELECT nama, gelar_depan FROM pegawai") == [("ABA", None)]


# --- what is replaced is said -------------------------------------------------------------------------------------


def test_nama_yang_jelas_lain_diganti_dengan_peringatan(basis: Path) -> None:
    isi_opd(basis)
    impor(basis, JUDUL, satu(A))
    laporan = impor(basis, JUDUL, (A, "ORANG LAIN SAMA SEKALI", "Staf", "DINKES"))
    assert kode(laporan.peringatan) == [(2, "NAMA_BEDA")]
    assert "SABAI ALUIH" in laporan.peringatan[0].pesan
    laporan = impor(basis, JUDUL, (A, "ORANG LAIN SAMA-SEKALI", "Staf", "DINKES"))
    assert (laporan.berubah, laporan.peringatan) == (1, [])


def test_mulai_yang_maju_diperingatkan(basis: Path) -> None:
    isi_opd(basis)
    judul = JUDUL + "|TMT JABATAN"
    impor(basis, judul, (*satu(), "2024-07-07"))
    laporan = impor(basis, judul, (*satu(), "2025-01-02"))
    assert (laporan.berubah, kode(laporan.peringatan)) == (1, [(2, "MULAI_MAJU")])
    assert impor(basis, judul, (*satu(), "2024-01-02")).peringatan == []
