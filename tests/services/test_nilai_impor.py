"""Score sheets through real files: the sample read exactly, columns and options, doubles, held rows and cells."""

from __future__ import annotations

import json
import time
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from asn_kompetensi.domain.galat import Bentrok, DataDitolak, SalahPakai, TidakDitemukan
from asn_kompetensi.domain.laporan_impor import LaporanImpor
from asn_kompetensi.domain.lembar import Baris, Lajur, Lembar
from asn_kompetensi.services import nilai, nilai_impor, nilai_tulis, pegawai, pegawai_impor
from asn_kompetensi.store import door
from asn_kompetensi.tabular.baca import baca_lembar
from tests.cetakan import cetak
from tests.conftest import Asn
from tests.periode import tutup
from tests.services.berkas_uji import A, B, C, isi_orang, sidik, sql, xlsx
from tests.services.berkas_uji import nilai as isi_nilai
from tests.services.lembar_uji import lembar
from tests.services.orang import BERKAS, isi_kota

HARAPAN = json.loads((BERKAS / "harapan" / "03a_nilai_lebar_gap.json").read_text(encoding="utf-8"))
LEBAR = "NIP|INT|KS|KOM|OPH|PP"
PANJANG = "NIP|Kompetensi|Nilai"


@pytest.fixture
def kota(basis: Path) -> Path:
    isi_orang(basis)
    return basis


def impor(basis: Path, judul: str, *baris: tuple[Any, ...], berkas: Path | None = None, **opsi: Any) -> LaporanImpor:
    opsi.setdefault("periode", "2025")
    with door.baca(basis) as d:
        skema = nilai_impor.skema(d, opsi.get("alias", ()))
    isi = baca_lembar(berkas or xlsx(basis, judul, *baris), skema)
    with door.tulis(basis, perintah="uji", petugas="penguji") as d:
        return nilai_impor.impor(d, isi, **opsi)


def kode(temuan: list[Any]) -> list[tuple[int | None, str | None, str]]:
    return [(satu.baris, satu.kolom, satu.kode) for satu in temuan]


def hitungan(laporan: LaporanImpor) -> tuple[int, ...]:
    return (laporan.baru, laporan.berubah, laporan.sama, laporan.ditahan, laporan.dilewati)


def per_kode(basis: Path, nip: str = A) -> dict[str, int]:
    return {kunci[1]: ratus for kunci, ratus in isi_nilai(basis).items() if kunci[0] == nip}


# --- what Excel leaves where a formula failed -----------------------------------------------------------------------


def test_rumus_yang_gagal_ditahan_dengan_selnya(kota: Path) -> None:
    laporan = impor(kota, LEBAR, (A, "#REF!", 3), (B, 3, "#DIV/0!"), ("#NAME?", 3), lewati=True)
    assert kode(laporan.galat) == [(2, "B", "RUMUS_SALAH"), (3, "C", "RUMUS_SALAH"), (4, "A", "RUMUS_SALAH")]
    assert {satu.saran for satu in laporan.galat} == {"Perbaiki rumusnya di Excel, atau ketik isinya."}
    assert per_kode(kota) == {"KS": 300}
    panjang = impor(kota, PANJANG, (A, "#REF!", 3), (A, "INT", True), (A, "KOM", "1.000"))
    assert kode(panjang.galat) == [
        (2, "B", "RUMUS_SALAH"), (3, "C", "NILAI_BUKAN_ANGKA"), (4, "C", "NILAI_RANCU")
    ]  # fmt: skip
    assert (panjang.galat[1].nilai, panjang.galat[1].pesan[:6]) == ("TRUE", "'TRUE'")


def test_rumus_yang_gagal_di_kolom_pembanding_hanya_diperingatkan(kota: Path) -> None:
    laporan = impor(kota, "NIP|Nama|Jabatan|OPD|INT|KS|KOM|OPH|PP", (A, "#N/A!", "#REF!", "#NAME?", 3, 3))
    assert (laporan.galat, len(per_kode(kota))) == ([], 2)
    assert [(satu.sel, satu.kode) for satu in laporan.peringatan if satu.kode == "RUMUS_SALAH"] == [
        ("C2", "RUMUS_SALAH"), ("D2", "RUMUS_SALAH")
    ]  # fmt: skip


def test_bukti_dengan_tanda_yang_tidak_tampak_ditahan_selnya(kota: Path) -> None:
    laporan = impor(
        kota, "NIP|Kompetensi|Nilai|Bukti", (A, "INT", 3, "a\u202eb"), (A, "KS", 3, "baris\nkedua"), lewati=True
    )
    assert kode(laporan.galat) == [(2, "D", "BUKTI_TIDAK_SAH")]
    assert per_kode(kota) == {"INT": 300, "KS": 300}


# --- rows that slid left -------------------------------------------------------------------------------------------

BERTOTAL = "NIP|Nama|OPD|INT|KS|KOM|OPH|Total"
BAIK = (B, "Orang B", "DINKES", 3, 3, 2, 2, 10)


@pytest.mark.parametrize(
    ("baris", "pesan"),
    [
        ((A, "Orang A", 3, 3, 2, 2, 10), "memuat angka 3 di kolom opd"),
        ((A, 2.5, "DINKES", 3, 3, 2, 2, 10), "memuat angka 2.5 di kolom nama"),
        ((A, "Orang A", "DINKES", 3, 2.4, 2, 7.4), "memuat jumlahnya sendiri (7,4) di kolom nilai G"),
        ((A, "Orang A", "DINKES", 3, "2,4", 2, "7,4", 98.75), "memuat jumlahnya sendiri (7,4) di kolom nilai G"),
        ((A, "Orang A", "DINKES", 3, 3, 2, None, 9), "bertotal 9, padahal jumlah nilainya 8"),
        ((A, "Orang A", "DINKES", 3, 3, 2, 2.25, "10,5"), "bertotal 10,5, padahal jumlah nilainya 10,25"),
    ],
)
def test_baris_lebar_yang_tergeser_ditahan_utuh(kota: Path, baris: tuple[Any, ...], pesan: str) -> None:
    laporan = impor(kota, BERTOTAL, baris, BAIK, lewati=True)
    harus = f"baris ini {pesan}; isinya mungkin tergeser ke kiri"
    assert [(satu.sel, satu.kode, satu.pesan) for satu in laporan.galat] == [(None, "BARIS_TERGESER", harus)]
    assert (hitungan(laporan), per_kode(kota), len(per_kode(kota, B))) == ((1, 0, 0, 1, 0), {}, 4)


def test_total_yang_dibulatkan_dan_nilai_kosong_bukan_geseran(kota: Path) -> None:
    baris = [(A, "Orang A", "DINKES", 3, 3, 2.33, None, "8,3"), (B, "Orang B", "DINKES", "TH", "2,5", 2, 2, 6.5),
             (C, "Orang C", "7", 3, 3, 3, 3)]  # fmt: skip
    assert hitungan(impor(kota, BERTOTAL, *baris)) == (3, 0, 0, 0, 0)


def test_total_yang_menghitung_kolom_lain_tidak_menahan(kota: Path) -> None:
    baris = [(satu, "Orang", "DINKES", 3, 3, 2, 2, 14) for satu in (A, B, C)]
    laporan = impor(kota, BERTOTAL, *baris)
    assert (hitungan(laporan), laporan.galat) == ((3, 0, 0, 0, 0), [])


def test_baris_csv_yang_tidak_sejajar_dilaporkan_sekali(kota: Path, tmp_path: Path) -> None:
    (tmp_path / "geser.csv").write_text(f"NIP,INT,KS\n{A},3,2,5\n{B},3,2\n", encoding="utf-8")
    laporan = impor(kota, "", berkas=tmp_path / "geser.csv", lewati=True)
    assert (kode(laporan.galat), hitungan(laporan)) == ([(2, None, "BARIS_TERGESER")], (1, 0, 0, 1, 0))


# --- competencies as a printed form writes them ---------------------------------------------------------------------


def test_kompetensi_bernomor_dan_berangka_di_ujung(kota: Path) -> None:
    baris = [(A, "1. INTEGRITAS", 3, 4), (A, "Komunikasi 3", 2, 3), (B, "Komunikasi 3", 3, 4), (B, "KS (Level 2)", 2)]
    laporan = impor(kota, "NIP|Kompetensi|Nilai|Standar", *baris, lewati=True)
    assert kode(laporan.galat) == [(4, "B", "KOMPETENSI_RANCU")]
    assert (per_kode(kota), per_kode(kota, B)) == ({"INT": 300, "KOM": 200}, {"KS": 200})
    tanpa = impor(kota, PANJANG, (A, "Komunikasi 3", None), (A, "KS 3", 2), lewati=True)
    assert (tanpa.diterima, per_kode(kota)["KS"]) == (1, 200)
    assert [(satu.sel, satu.kode, satu.nilai) for satu in tanpa.galat] == [("B2", "KOMPETENSI_RANCU", "Komunikasi 3")]


# --- the sample ---------------------------------------------------------------------------------------------------


@pytest.fixture
def sampel(basis: Path) -> LaporanImpor:
    """The score sample after the staff sample, so that the jobs are known."""

    def isi() -> LaporanImpor:
        with door.tulis(basis, perintah="uji", petugas="penguji") as d:
            isi_kota(d.kon)
            d.kon.execute("INSERT INTO periode (kode, mulai, selesai) VALUES ('2025', '2025-01-01', '2025-12-31')")
            pegawai_impor.impor(
                d, baca_lembar(BERKAS / "01_siasn_export.xlsx", pegawai_impor.SKEMA), buat=["jabatan"], lewati=True
            )
        return impor(basis, "", berkas=BERKAS / "03a_nilai_lebar_gap.xlsx", lewati=True)

    return cetak(basis, isi)


def test_sampel_temuan_persis(sampel: LaporanImpor) -> None:
    harus = sorted((satu["row"], satu["kol"], satu["kode"]) for satu in HARAPAN["rejected"])
    assert kode(sampel.galat) == harus
    assert [satu.nilai for satu in sampel.galat] == [0, 7]
    peringatan = sorted((satu.get("row") or 0, satu["kode"]) for satu in HARAPAN["warnings"])
    assert [(satu.baris or 0, satu.kode) for satu in sampel.peringatan] == peringatan
    pesan = {satu.kode: satu.pesan for satu in sampel.peringatan}
    assert "Kurang Optimal" in pesan["KATEGORI_TIDAK_COCOK"]
    assert "JPT Pratama" in pesan["STANDAR_PERLU_DICEK"]
    assert "Orintasi" in pesan["SALAH_EJA_JUDUL"]
    assert hitungan(sampel) == (4, 0, 0, 1, 6)


@pytest.mark.usefixtures("sampel")
def test_sampel_isi_persis(basis: Path) -> None:
    harus = {
        (satu["nip"], kompetensi): round(level * 100)
        for satu in (*HARAPAN["records"], *HARAPAN["sebagian"])
        for kompetensi, level in satu["nilai"].items()
    }
    assert {kunci[:2]: ratus for kunci, ratus in isi_nilai(basis).items()} == harus
    assert sql(basis, "SELECT count(*) FROM standar") == [(0,)]


@pytest.mark.usefixtures("sampel")
def test_sampel_tanpa_lewati_tidak_menyimpan(basis: Path) -> None:
    sql(basis, "DELETE FROM nilai")
    awal = sidik(basis)
    laporan = impor(basis, "", berkas=BERKAS / "03a_nilai_lebar_gap.xlsx")
    assert (hitungan(laporan), laporan.jalankan, sidik(basis)) == ((4, 0, 0, 1, 6), None, awal)


# --- columns and options ------------------------------------------------------------------------------------------


def test_kolom_menang_atas_opsi(kota: Path) -> None:
    judul = f"{PANJANG}|Periode|Sumber|Tanggal"
    baris = ((A, "INT", 3, 2024, "ATASAN", "01-02-2024"), (A, "INT", 4, None, None, None))
    assert hitungan(impor(kota, judul, *baris, sumber="diri", tanggal=date(2025, 6, 10))) == (2, 0, 0, 0, 0)
    with door.baca(kota) as d:
        daftar = [baris[4:8] + baris[:1] for baris in nilai.daftar(d)]
    assert [(k, str(n), s, t, p) for k, n, s, t, p in daftar] == [
        ("INT", "3.00", "atasan", "2024-02-01", "2024"), ("INT", "4.00", "diri", "2025-06-10", "2025"),
    ]  # fmt: skip


def test_bawaan_asesmen_tanpa_tanggal(kota: Path) -> None:
    impor(kota, PANJANG, (A, "Integritas", 3))
    assert sql(kota, "SELECT sumber_id, hari FROM nilai") == [(1, None)]


def test_sumber_opsi_dalam_huruf_apa_pun(kota: Path) -> None:
    impor(kota, PANJANG, (A, "Integritas", 3), sumber=" Atasan ")
    assert list(isi_nilai(kota)) == [(A, "INT", "2025", "atasan")]


@pytest.mark.parametrize(
    ("opsi", "galat", "pesan"),
    [
        ({"periode": None}, SalahPakai, "--periode wajib"),
        ({"periode": "2031"}, TidakDitemukan, "periode '2031' belum dibuka"),
        ({"sumber": "teman"}, SalahPakai, "sumber 'teman' tidak ada"),
        ({"tanggal": date(1950, 1, 1)}, DataDitolak, "1950-01-01 tidak mungkin"),
        ({"alias": [("Kejujuran", "JUJUR")]}, TidakDitemukan, "'JUJUR' belum terdaftar"),
    ],
)
def test_opsi_yang_salah(kota: Path, opsi: dict[str, Any], galat: type[Exception], pesan: str) -> None:
    awal = sidik(kota)
    with pytest.raises(galat, match=pesan):
        impor(kota, PANJANG, (A, "INT", 3), **opsi)
    assert sidik(kota) == awal


def test_periode_tertutup(kota: Path) -> None:
    tutup(kota, "2024")
    with pytest.raises(Bentrok, match="2024 sudah ditutup"):
        impor(kota, PANJANG, (A, "INT", 3), periode="2024")
    laporan = impor(
        kota, f"{PANJANG}|Periode", (A, "INT", 3, "2024"), (A, "INT", 3, "2025"), (A, "KS", 3, "x"), lewati=True
    )
    assert kode(laporan.galat) == [(2, "D", "PERIODE_TERTUTUP"), (4, "D", "PERIODE_TIDAK_DIKENAL")]
    assert list(isi_nilai(kota)) == [(A, "INT", "2025", "asesmen")]


def test_periode_kosong_tanpa_opsi(kota: Path) -> None:
    laporan = impor(kota, f"{PANJANG}|Periode", (A, "INT", 3, None), (B, "INT", 3, "2025"), periode=None, lewati=True)
    assert kode(laporan.galat) == [(2, "D", "PERIODE_KOSONG")]
    assert list(isi_nilai(kota)) == [(B, "INT", "2025", "asesmen")]


@pytest.mark.parametrize(
    ("baris", "kolom", "sebab"),
    [
        (("198403122006042999", "INT", 3, "2025", "diri", "2025-01-01"), "A", "PEGAWAI_TIDAK_DIKENAL"),
        ((None, "INT", 3, "2025", "diri", "2025-01-01"), "A", "NIP_KOSONG"),
        ((A, "Kejujuran", 3, "2025", "diri", "2025-01-01"), "B", "KOMPETENSI_TIDAK_DIKENAL"),
        ((A, None, 3, "2025", "diri", "2025-01-01"), "B", "KOMPETENSI_KOSONG"),
        ((A, "INT", 6, "2025", "diri", "2025-01-01"), "C", "NILAI_LUAR_SKALA"),
        ((A, "INT", 3, "2031", "diri", "2025-01-01"), "D", "PERIODE_TIDAK_DIKENAL"),
        ((A, "INT", 3, "2025", "teman", "2025-01-01"), "E", "SUMBER_TIDAK_DIKENAL"),
        ((A, "INT", 3, "2025", "diri", "kemarin"), "F", "TANGGAL_TIDAK_SAH"),
        ((A, "INT", 3, "2025", "diri", "1969-12-31"), "F", "TANGGAL_TIDAK_SAH"),
        (("=A1", "INT", 3, "2025", "diri", "2025-01-01"), "A", "RUMUS_TANPA_NILAI"),
        ((A, "=A1", 3, "2025", "diri", "2025-01-01"), "B", "RUMUS_TANPA_NILAI"),
        ((A, "INT", "=A1", "2025", "diri", "2025-01-01"), "C", "RUMUS_TANPA_NILAI"),
        ((A, "INT", 3, "=A1", "diri", "2025-01-01"), "D", "RUMUS_TANPA_NILAI"),
        ((A, "INT", 3, "2025", "=A1", "2025-01-01"), "E", "RUMUS_TANPA_NILAI"),
        ((A, "INT", 3, "2025", "diri", "=A1"), "F", "RUMUS_TANPA_NILAI"),
    ],
)
def test_sel_yang_menahan(kota: Path, baris: tuple[Any, ...], kolom: str, sebab: str) -> None:
    judul = f"{PANJANG}|Periode|Sumber|Tanggal"
    laporan = impor(kota, judul, baris, (B, "INT", 2, "2025", "diri", "2025-01-01"), lewati=True)
    assert kode(laporan.galat) == [(2, kolom, sebab)]
    assert isi_nilai(kota) == {(B, "INT", "2025", "diri"): 200}
    assert hitungan(laporan) == (1, 0, 0, 1, 0)
    awal = sidik(kota)
    ulang = impor(kota, judul, baris, (B, "INT", 4, "2025", "diri", "2025-01-01"))
    assert (kode(ulang.galat), ulang.jalankan, sidik(kota)) == (kode(laporan.galat), None, awal)


def test_semua_kesalahan_satu_baris_sekali_jalan(kota: Path) -> None:
    laporan = impor(
        kota, "NIP|INT|KS|KOM|OPH|PP|Sumber|Tanggal", ("123", 0, 7, "x", 3, 3, "teman", "kapan"), lewati=True
    )
    assert {(k, s) for _, k, s in kode(laporan.galat)} == {
        ("A", "NIP_PANJANG"), ("B", "NILAI_NOL"), ("C", "NILAI_LUAR_SKALA"), ("D", "NILAI_BUKAN_ANGKA"),
        ("G", "SUMBER_TIDAK_DIKENAL"), ("H", "TANGGAL_TIDAK_SAH"),
    }  # fmt: skip
    assert (laporan.ditahan, isi_nilai(kota)) == (1, {})


def test_alias_kompetensi_dipakai_dan_diingat(kota: Path) -> None:
    laporan = impor(kota, PANJANG, (A, "Kejujuran", 3), alias=[("Kejujuran", "int")])
    assert (hitungan(laporan), per_kode(kota)) == ((1, 0, 0, 0, 0), {"INT": 300})
    assert impor(kota, PANJANG, (B, "KEJUJURAN", 4)).baru == 1
    lebar = "NIP|Kejujuran|Kerja Sama|Komunikasi|Orientasi pada Hasil|Pelayanan Publik"
    assert impor(kota, lebar, (C, 2, 2, 2, 2, 2)).baru == 1
    assert per_kode(kota, C)["INT"] == 200


def test_kode_kompetensi_teknis_berlaku_sebagai_judul(kota: Path) -> None:
    sql(kota, "INSERT INTO kompetensi (kode, nama, jenis, urutan) VALUES ('SPBE', 'Pengelolaan SPBE', 'teknis', 10)")
    impor(kota, "NIP|Integritas|SPBE|Pengelolaan SPBE", (A, 3, 2, 5))
    assert per_kode(kota) == {"INT": 300, "SPBE": 200}


@pytest.mark.parametrize(
    "tulisan", ["1. INTEGRITAS", "Integritas 3", "Integritas (Level 3)", "Integritas (INT)", "2) integritas (Std. 3)"]
)
def test_kompetensi_bernomor_dan_berstandar_di_lembar_panjang(kota: Path, tulisan: str) -> None:
    assert impor(kota, PANJANG, (A, tulisan, 2)).galat == []
    assert per_kode(kota) == {"INT": 200}


@pytest.mark.parametrize("tulisan", ["Integritas (Standar)", "Gap Integritas", "Integritas 7", "Kepemimpinan 3"])
def test_yang_bukan_nilai_kompetensi_tetap_ditahan_di_lembar_panjang(kota: Path, tulisan: str) -> None:
    assert kode(impor(kota, PANJANG, (A, tulisan, 2)).galat) == [(2, "B", "KOMPETENSI_TIDAK_DIKENAL")]


def test_kolom_level_yang_tidak_dikenal_diperingatkan_dan_alias_menjawabnya(kota: Path) -> None:
    judul, baris = "NIP|Integritas|2. Kerja Bareng (3)|PSD|PB", (A, 3, 4, 2, 2)
    laporan = impor(kota, judul, baris)
    asing = [satu for satu in laporan.peringatan if satu.kode == "KOLOM_TIDAK_DIKENAL"]
    assert [(satu.sel, satu.nilai) for satu in asing] == [("C1", "Kerja Bareng"), ("D1", "PSD"), ("E1", "PB")]
    assert asing[0].saran.endswith('Bila ini kompetensi: --alias "Kerja Bareng=KODE"')
    assert asing[2].saran.endswith("tulis nama lengkap kompetensinya.")
    assert per_kode(kota) == {"INT": 300}
    laporan = impor(kota, judul.replace("|PSD|PB", ""), baris[:3], alias=[("Kerja Bareng", "KS")])
    assert [satu.kode for satu in laporan.peringatan if satu.kode == "KOLOM_TIDAK_DIKENAL"] == []
    assert per_kode(kota) == {"INT": 300, "KS": 400}


# --- replacing, repeating, doubles --------------------------------------------------------------------------------


def test_nilai_diganti_dihitung_berubah_dan_dua_kali_sama(kota: Path) -> None:
    impor(kota, LEBAR, (A, 3, 3, 3, 3, 3), (B, 2, 2, 2, 2, 2))
    laporan = impor(kota, LEBAR, (A, 3, 3, 3, 3, 4), (B, 2, 2, 2, 2, 2))
    assert (hitungan(laporan), per_kode(kota)["PP"]) == ((0, 1, 1, 0, 0), 400)
    awal = sidik(kota)
    laporan = impor(kota, LEBAR, (A, 3, 3, 3, 3, 4), (B, 2, 2, 2, 2, 2))
    assert (hitungan(laporan), laporan.jalankan, sidik(kota)) == ((0, 0, 2, 0, 0), None, awal)


def test_sel_kosong_tidak_pernah_menghapus(kota: Path) -> None:
    impor(kota, LEBAR, (A, 3, 3, 3, 3, 3))
    laporan = impor(kota, LEBAR, (A, None, "-", "TH", "null", 3))
    assert (hitungan(laporan), len(per_kode(kota))) == ((0, 0, 1, 0, 0), 5)


def test_sumber_dan_periode_lain_tidak_saling_mengganti(kota: Path) -> None:
    impor(kota, PANJANG, (A, "INT", 3))
    impor(kota, PANJANG, (A, "INT", 2), sumber="atasan")
    impor(kota, PANJANG, (A, "INT", 1), periode="2024")
    assert sorted(isi_nilai(kota).values()) == [100, 200, 300]


def test_desimal_persis(kota: Path) -> None:
    tulisan = ["0.01", 0.29, "1,05", 2.675 - 0.005, 3.03]
    impor(kota, LEBAR, (A, *tulisan))
    assert per_kode(kota) == {"INT": 1, "KS": 29, "KOM": 105, "OPH": 267, "PP": 303}
    with door.baca(kota) as d:
        assert [str(baris[5]) for baris in nilai.daftar(d)] == ["0.01", "0.29", "1.05", "2.67", "3.03"]


def test_ganda_panjang(kota: Path) -> None:
    laporan = impor(
        kota, PANJANG, (A, "INT", 3), (A, "Integritas", 3), (A, "KS", 3), (A, "KS", 2), (A, "KOM", 3), (B, "KS", 2),
        (A, "PP", None), (A, "PP", 4), lewati=True,
    )  # fmt: skip
    assert kode(laporan.galat) == [(4, None, "GANDA_BERBEDA"), (5, None, "GANDA_BERBEDA")]
    assert kode(laporan.peringatan) == [(3, None, "GANDA_SAMA")]
    assert "baris 2" in laporan.peringatan[0].pesan
    assert hitungan(laporan) == (4, 0, 1, 2, 1)
    assert per_kode(kota) == {"INT": 300, "KOM": 300, "PP": 400}


def test_ganda_beda_sumber_bukan_ganda(kota: Path) -> None:
    laporan = impor(kota, f"{PANJANG}|Sumber", (A, "INT", 3, "atasan"), (A, "INT", 2, "diri"))
    assert hitungan(laporan) == (2, 0, 0, 0, 0)


def test_ganda_lebar(kota: Path) -> None:
    tiga = (3, 3, 3, 3, 3)
    laporan = impor(kota, LEBAR, (A, *tiga), (A, *tiga), (B, *tiga), (B, 3, 3, 3, 3, 2), (C, *tiga), lewati=True)
    assert kode(laporan.galat) == [(4, None, "GANDA_BERBEDA"), (5, None, "GANDA_BERBEDA")]
    assert kode(laporan.peringatan) == [(3, None, "GANDA_SAMA")]
    assert (hitungan(laporan), {kunci[0] for kunci in isi_nilai(kota)}) == ((2, 0, 0, 2, 1), {A, C})


def test_ganda_yang_sama_sama_tertahan_tidak_disebut_berbeda(kota: Path) -> None:
    laporan = impor(kota, LEBAR, (A, 3, 7, 3, 3, 3), (A, 3, 7, 3, 3, 3), lewati=True)
    assert kode(laporan.galat) == [(2, "C", "NILAI_LUAR_SKALA"), (3, "C", "NILAI_LUAR_SKALA")]
    assert (hitungan(laporan), set(per_kode(kota))) == ((0, 0, 0, 2, 0), {"INT", "KOM", "OPH", "PP"})


# --- leaving service ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("tanggal", "ditahan"), [("2025-03-31", 0), ("2025-04-01", 1), ("2025-12-01", 1), (None, 0)])
def test_nilai_sesudah_henti(kota: Path, tanggal: str | None, ditahan: int) -> None:
    with door.tulis(kota, perintah="uji", petugas="penguji") as d:
        pegawai.henti(d, A, "pensiun", date(2025, 4, 1))
    laporan = impor(kota, f"{PANJANG}|Tanggal", (A, "INT", 3, tanggal), (B, "INT", 3, tanggal), lewati=True)
    assert kode(laporan.galat) == [(2, "D", "NILAI_SESUDAH_HENTI")] * ditahan
    assert len(isi_nilai(kota)) == 2 - ditahan


def test_henti_tanpa_tanggal_tetap_diterima(kota: Path) -> None:
    sql(kota, "UPDATE pegawai SET status = 'henti' WHERE nip = ?", A)
    assert impor(kota, PANJANG, (A, "INT", 3), tanggal=date(2025, 6, 1)).baru == 1


def test_tanggal_opsi_ikut_dibandingkan_dengan_henti(kota: Path) -> None:
    with door.tulis(kota, perintah="uji", petugas="penguji") as d:
        pegawai.henti(d, A, "pensiun", date(2025, 4, 1))
    laporan = impor(kota, PANJANG, (A, "INT", 3), tanggal=date(2025, 6, 1), lewati=True)
    assert (kode(laporan.galat), isi_nilai(kota)) == ([(2, None, "NILAI_SESUDAH_HENTI")], {})


# --- what stands beside the scores --------------------------------------------------------------------------------


def test_bukti_disimpan_terlalu_panjang_menahan_selnya(kota: Path) -> None:
    laporan = impor(kota, f"{PANJANG}|Nomor Laporan", (A, "INT", 3, "LAP-7"), (B, "INT", 3, "x" * 2001), lewati=True)
    assert kode(laporan.galat) == [(3, "D", "BUKTI_TIDAK_SAH")]
    assert sql(kota, "SELECT bukti FROM nilai ORDER BY pegawai_id") == [("LAP-7",), (None,)]
    impor(kota, PANJANG, (A, "INT", 4))
    assert sql(kota, "SELECT ratus, bukti FROM nilai ORDER BY pegawai_id") == [(400, "LAP-7"), (300, None)]
    judul = f"{PANJANG}|Nomor Laporan"
    assert hitungan(impor(kota, judul, (A, "INT", 4, "LAP-7"), (B, "INT", 3, "LAP-8"))) == (0, 1, 1, 0, 0)
    assert sql(kota, "SELECT bukti FROM nilai ORDER BY pegawai_id") == [("LAP-7",), ("LAP-8",)]


def test_mengimpor_nilai_tidak_mengubah_apa_pun_selain_nilai(kota: Path) -> None:
    tabel = ("standar", "pegawai", "penempatan", "jabatan", "opd", "kompetensi")
    awal = [sql(kota, f"SELECT * FROM {nama}") for nama in tabel]
    judul = "NIP|Nama|Jabatan|Perangkat Daerah|INT 4|KS 4|KOM 4|OPH 4|PP 4"
    impor(
        kota,
        judul,
        (A, "ORANG LAIN", "Sekretaris Dinas", "DISHUB", 3, 3, 3, 3, 3),
        ("STANDAR", None, None, None, 4, 4, 4, 4, 4),
    )
    assert [sql(kota, f"SELECT * FROM {nama}") for nama in tabel] == awal


@pytest.mark.parametrize("banyak_baris", [5_000, pytest.param(20_000, marks=pytest.mark.lama)])
def test_banyak_baris_lebar_tidak_kuadratis(kota: Path, banyak_baris: int) -> None:
    """Twice the rows may cost about twice the time; quadratic would be four times."""
    kode_k = [baris[0] for baris in sql(kota, "SELECT kode FROM kompetensi ORDER BY urutan")]
    lajur = (Lajur("A", "NIP", "nip"), *(Lajur(chr(66 + n), k, f"kompetensi:{k}") for n, k in enumerate(kode_k)))
    waktu = []
    for banyak in (banyak_baris // 10, banyak_baris):
        nip = [f"19800101{2000 + n // 12000}{n // 1000 % 12 + 1:02d}1{n % 1000:03d}" for n in range(banyak)]
        with door.tulis(kota, perintah="uji", petugas="penguji") as d:
            d.kon.executemany(
                """INSERT INTO pegawai (nip, nama, jenis_kelamin, tanggal_lahir, jenis_pegawai)
                   VALUES (?, 'X', 'L', '1980-01-01', 'PNS')""",
                [(satu,) for satu in nip],
            )
            isi = Lembar(
                "u.xlsx", "S", (1,), lajur, tuple(Baris(n, (s, *(3,) * len(kode_k))) for n, s in enumerate(nip, 2)), ()
            )
            mulai = time.process_time()
            laporan = nilai_impor.impor(d, isi, periode="2025")
            waktu.append(time.process_time() - mulai)
            assert hitungan(laporan) == (banyak, 0, 0, 0, 0)
            d.batalkan()
    assert waktu[1] < 25 * waktu[0] + banyak_baris / 20_000


def test_lembar_tanpa_baris(kota: Path) -> None:
    with door.tulis(kota, perintah="uji", petugas="penguji") as d:
        laporan = nilai_impor.impor(d, lembar("nip kompetensi nilai"), periode="2025")
    assert (hitungan(laporan), laporan.jalankan) == ((0, 0, 0, 0, 0), None)


def test_tanpa_tanggal_tidak_menghapus_tanggal_nilai_yang_sama(asn: Asn, tmp_path: Path) -> None:
    asn("opd", "tambah", "DINKES", "--nama", "Dinas Kesehatan")
    asn("jabatan", "tambah", "STAF", "--nama", "Staf")
    asn("pegawai", "tambah", "198403122006042901", "--nama", "Sabai", "--opd", "DINKES", "--jabatan", "STAF")
    asn("periode", "buka", "2025", "--mulai", "2025-01-01", "--selesai", "2025-12-31")
    asn("nilai", "isi", "198403122006042901", "INT=3", "--periode", "2025", "--tanggal", "2025-06-10")
    berkas = tmp_path / "nilai.csv"
    berkas.write_text("nip,kompetensi,nilai\n198403122006042901,INT,3\n", encoding="utf-8")
    assert json.loads(asn("nilai", "impor", str(berkas), "--periode", "2025", "--json")[1])["sama"] == 1
    assert json.loads(asn("nilai", "daftar", "--json")[1])[0]["tanggal"] == "2025-06-10"
    berkas.write_text("nip,kompetensi,nilai\n198403122006042901,INT,4\n", encoding="utf-8")
    assert json.loads(asn("nilai", "impor", str(berkas), "--periode", "2025", "--json")[1])["berubah"] == 1
    assert json.loads(asn("nilai", "daftar", "--json")[1])[0]["tanggal"] is None


def test_bukti_yang_berganti_tidak_menghapus_hari_dan_bukti_yang_tidak_disebut_tetap(kota: Path) -> None:
    judul = f"{PANJANG}|Tanggal|Bukti"
    impor(kota, judul, (A, "INT", 3, "2025-06-06", "SK 1"))
    kolom = "SELECT ratus, hari, bukti FROM nilai"
    for bukti, hasil, akhir in (("SK 2", (0, 1, 0, 0, 0), "SK 2"), (None, (0, 0, 1, 0, 0), "SK 2")):
        assert hitungan(impor(kota, judul, (A, "INT", 3, None, bukti))) == hasil
        assert sql(kota, kolom) == [(300, 20245, akhir)]


# --- what the clerk is told to do about a score ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("isi", "saran"),
    [
        ("tiga", "Tulis level sebagai angka, misalnya 3 atau 2,75."),
        ("1.000", "Tulis level sebagai angka, misalnya 3 atau 2,75."),
        (2.345, "Bulatkan menjadi paling banyak dua desimal."),
        (7, "Level di atas 0 sampai 5."),
        (0, "Level di atas 0 sampai 5. Bila belum dinilai, kosongkan selnya."),
        (date(2025, 3, 2), "Excel mengubahnya menjadi tanggal; ketik ulang sebagai angka."),
    ],
)
def test_saran_menurut_kesalahan_nilai(kota: Path, isi: object, saran: str) -> None:
    assert [satu.saran for satu in impor(kota, PANJANG, (A, "INT", isi)).galat] == [saran]


def test_koma_desimal_menyebut_sel_pertama_dan_bukan_sel_yang_ditahan(kota: Path) -> None:
    laporan = impor(kota, LEBAR, (A, 3, "2,75"), (B, "2,5", "2,5"), (C, "7,5", 3), ("x", 3, 3), lewati=True)
    ingat = [satu for satu in laporan.peringatan if satu.kode == "KOMA_DESIMAL"]
    assert [(satu.sel, satu.nilai) for satu in ingat] == [("C2", "2,75"), ("B3", "2,5")]
    panjang = impor(kota, PANJANG, (A, "INT", "7,5"))
    assert "KOMA_DESIMAL" not in [satu.kode for satu in panjang.peringatan]


def test_level_yang_berganti_disebut_lama_dan_barunya(kota: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    judul = f"{PANJANG}|Tanggal"
    impor(kota, judul, (A, "INT", 3, None), (A, "KS", 2, None), (B, "INT", 3, None))
    panjang = impor(
        kota, judul, (A, "INT", 2.5, None), (A, "KS", 2, "2025-03-03"), (B, "INT", 3, None), (B, "KS", 4, None),
        (A, "PB", "x", None), lewati=True,
    )  # fmt: skip
    disebut = [(satu.sel, satu.nip, satu.kompetensi, satu.lama, satu.baru) for satu in panjang.perubahan]
    assert disebut == [("C2", A, "INT", Decimal(3), Decimal("2.5"))], "a day alone, what is new, what is held: not told"
    monkeypatch.setattr(nilai_tulis, "PERUBAHAN_DISEBUT", 1)
    lebar = impor(kota, "NIP|INT|KS", (A, 1, 1), (B, 1, 4))
    assert [(satu.sel, satu.lama, satu.baru) for satu in lebar.perubahan] == [("B2", Decimal("2.5"), Decimal(1))]
    assert lebar.perubahan_lain == 2


def test_yang_bertentangan_menyebut_kompetensinya(kota: Path) -> None:
    laporan = impor(kota, PANJANG, (A, "INT", 3), (A, "KS", 3), (A, "INT", 4), lewati=True)
    assert {satu.pesan for satu in laporan.galat} == {"nilai INT orang yang sama di baris 2, 4, isinya berbeda"}
    lebar = impor(kota, "NIP|INT", (B, 3), (B, 4), lewati=True)
    assert {satu.pesan for satu in lebar.galat} == {"nilai orang yang sama di baris 2, 3, isinya berbeda"}
