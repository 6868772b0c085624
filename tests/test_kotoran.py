"""The kinds of dirt seen in real staff and score files (practice.md, section 9), each in one file of its own.

The number in a test's name is the kind's. Every test says exactly which rows are taken, held, skipped, and why.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from tests.services.berkas_uji import (
    P3K,
    A,
    Asn,
    B,
    C,
    D,
    hitungan,
    isi_opd,
    isi_orang,
    kode,
    laporan,
    nilai,
    orang,
    penempatan,
    sql,
    xlsx,
)
from tests.tabular.baca.bahan import buku

JUDUL = "NIP|NAMA|JABATAN|OPD"
Baca = Callable[..., dict[str, Any]]


def isi(
    nip: Any = A, nama: Any = "SABAI ALUIH", jabatan: Any = "Staf", opd: Any = "DINKES", *lain: Any
) -> tuple[Any, ...]:
    """One row below `JUDUL`."""
    return (nip, nama, jabatan, opd, *lain)


@pytest.fixture
def pegawai(asn: Asn, basis: Path) -> Baca:
    """Import a staff sheet into a city without people; the exit code must fit the report."""
    isi_opd(basis)

    def baca(judul: str, *baris: tuple[Any, ...], berkas: Path | None = None) -> dict[str, Any]:
        hasil = asn("pegawai", "impor", berkas or xlsx(basis, judul, *baris), "--lewati", "--json")
        isi_laporan = laporan(hasil)
        assert hasil[0] == (9 if isi_laporan["galat"] else 0), hasil
        return isi_laporan

    return baca


@pytest.fixture
def skor(asn: Asn, basis: Path) -> Baca:
    """Import a score sheet for three registered people."""
    isi_orang(basis)

    def baca(judul: str, *baris: tuple[Any, ...], berkas: Path | None = None) -> dict[str, Any]:
        berkas = berkas or xlsx(basis, judul, *baris)
        hasil = asn("nilai", "impor", berkas, "--periode", "2025", "--lewati", "--json")
        isi_laporan = laporan(hasil)
        assert hasil[0] == (9 if isi_laporan["galat"] else 0), hasil
        return isi_laporan

    return baca


def terdaftar(basis: Path) -> list[tuple[Any, ...]]:
    return sql(basis, "SELECT nip, nama FROM pegawai ORDER BY nip")


def test_01_apostrof_di_depan_setiap_sel(pegawai: Baca, basis: Path) -> None:
    hasil = pegawai(JUDUL, isi("'" + A, "'NUR'AIN", "'Staf", "'DINKES"))
    assert (hitungan(hasil), hasil["peringatan"]) == ((1, 0, 0, 0, 0), [])
    assert terdaftar(basis) == [(A, "NUR'AIN")]


@pytest.mark.parametrize(
    "nip", ["19840312 200604 2 901", " 198403122006042901", "198403122006042901\u00a0", "19840312\u00a0200604 2\t901"]
)
def test_02_spasi_di_nip(pegawai: Baca, basis: Path, nip: str) -> None:
    hasil = pegawai(JUDUL, isi(nip))
    assert hitungan(hasil) == (1, 0, 0, 0, 0)
    assert kode(hasil, "peringatan") == [(2, "A2", "SPASI_NIP")]
    assert terdaftar(basis) == [(A, "SABAI ALUIH")]


def test_03_nip_17_digit_disarankan_dari_nama(skor: Baca, basis: Path) -> None:
    hasil = skor("NIP|NAMA|Kompetensi|Nilai", (A[:-1], "SABAI ALUIH", "INT", 3), (B, "X Y", "INT", 3))
    assert kode(hasil) == [(2, "A2", "NIP_PANJANG")]
    assert A in hasil["galat"][0]["saran"]
    assert "17 digit" in hasil["galat"][0]["pesan"]
    assert A[:-1] not in hasil["galat"][0]["pesan"]
    assert nilai(basis) == {(B, "INT", "2025", "asesmen"): 300}


def test_04_nip_angka_hanya_disarankan(skor: Baca, basis: Path) -> None:
    hasil = skor(
        "NIP|NAMA|Kompetensi|Nilai", (float(A), "SABAI ALUIH", "INT", 3), (float(B), "ORANG LAIN", "INT", 3),
        (float(C), "CINDUA MATO", "INT", 4),
    )  # fmt: skip
    assert [(g["baris"], g["kode"]) for g in hasil["galat"]] == [(n, "NIP_RUSAK_EXCEL") for n in (2, 3, 4)]
    assert A in hasil["galat"][0]["saran"]
    assert B not in hasil["galat"][1]["saran"]
    assert "E+17" in hasil["galat"][0]["nilai"]
    assert (hitungan(hasil), nilai(basis)) == ((0, 0, 0, 3, 0), {})


def test_05_nip_ilmiah_dari_csv(pegawai: Baca, basis: Path) -> None:
    berkas = basis.with_name("s.csv")
    berkas.write_text(f"{JUDUL.replace('|', ',')}\n1.98E+17,SABAI ALUIH,Staf,DINKES\n{B},M ALAM,Staf,DISHUB\n")
    hasil = pegawai("", berkas=berkas)
    assert kode(hasil) == [(2, "A2", "NIP_ILMIAH")]
    assert terdaftar(basis) == [(B, "M ALAM")]


def test_06_nip_lama_sembilan_digit(pegawai: Baca, basis: Path) -> None:
    hasil = pegawai(JUDUL, isi("131234567"), isi(B))
    assert kode(hasil) == [(2, "A2", "NIP_LAMA")]
    assert [nip for nip, _ in terdaftar(basis)] == [B]


def test_06_nip_lama_di_samping_nip_baru(pegawai: Baca, basis: Path) -> None:
    hasil = pegawai("NIP|NIP Baru|NAMA|JABATAN|OPD", ("131234567", A, "SABAI ALUIH", "Staf", "DINKES"))
    assert (hitungan(hasil), terdaftar(basis)) == ((1, 0, 0, 0, 0), [(A, "SABAI ALUIH")])


@pytest.mark.parametrize(
    "sel",
    [
        "SABAI ALUIH\n19840312 200604 2 901",
        "SABAI ALUIH<br>198403122006042901",
        "SABAI ALUIH / NIP. 198403122006042901",
    ],
)
def test_07_nama_dan_nip_satu_sel(pegawai: Baca, basis: Path, sel: str) -> None:
    hasil = pegawai("Nama / NIP|Jabatan|OPD", (sel, "Staf", "DINKES"))
    assert (hitungan(hasil), hasil["galat"], hasil["peringatan"]) == ((1, 0, 0, 0, 0), [], [])
    assert terdaftar(basis) == [(A, "SABAI ALUIH")]


def test_08_huruf_di_nip(pegawai: Baca, basis: Path) -> None:
    hasil = pegawai(JUDUL, isi("1984O312200604290l"), isi("19840312200604290X"), isi(B))
    assert kode(hasil) == [(2, "A2", "NIP_HURUF"), (3, "A3", "NIP_HURUF")]
    assert A in hasil["galat"][0]["saran"]
    assert [nip for nip, _ in terdaftar(basis)] == [B]


@pytest.mark.parametrize("tanda", ["null", "NULL", "-", "...", "&nbsp;", "'null", "  ", "–"])
def test_09_tanda_kosong(pegawai: Baca, basis: Path, tanda: str) -> None:
    hasil = pegawai(f"{JUDUL}|GOLONGAN|GELAR DEPAN|TMT JABATAN", isi(A, "SABAI", "Staf", "DINKES", tanda, tanda, tanda))
    assert (hitungan(hasil), hasil["galat"], hasil["peringatan"]) == ((1, 0, 0, 0, 0), [], [])
    rekam = orang(basis, A)
    assert rekam is not None
    assert (rekam["golongan"], rekam["gelar_depan"]) == (None, None)
    assert penempatan(basis, A) == [("DINKES", "STAF", None, None)]


def test_09_tanggal_nol(pegawai: Baca, basis: Path) -> None:
    hasil = pegawai(f"{JUDUL}|TMT JABATAN", isi(A, "SABAI", "Staf", "DINKES", "0000-00-00"))
    assert (hasil["galat"], penempatan(basis, A)) == ([], [("DINKES", "STAF", None, None)])


def test_10_nip_kembar_sama_dan_berbeda(pegawai: Baca, basis: Path) -> None:
    hasil = pegawai(JUDUL, isi(A), isi(B), isi(A, opd="DINAS KESEHATAN"), isi(B, opd="DISDIK"), isi(C))
    assert kode(hasil) == [(3, "A3", "GANDA_BERBEDA"), (5, "A5", "GANDA_BERBEDA")]
    assert "baris 3, 5" in hasil["galat"][0]["pesan"]
    assert kode(hasil, "peringatan") == [(4, "A4", "GANDA_SAMA")]
    assert hitungan(hasil) == (2, 0, 0, 2, 1)
    assert [nip for nip, _ in terdaftar(basis)] == [A, C]


def test_11_nama_sama_orang_berbeda(skor: Baca, basis: Path) -> None:
    sql(basis, "UPDATE pegawai SET nama = 'PUTI BUNGSU'")
    hasil = skor("NIP|NAMA|Kompetensi|Nilai", (None, "PUTI BUNGSU", "INT", 3), (C, "PUTI BUNGSU", "INT", 2))
    assert kode(hasil) == [(2, "A2", "NIP_KOSONG")]
    assert "3 pegawai" in hasil["galat"][0]["saran"]
    assert nilai(basis) == {(C, "INT", "2025", "asesmen"): 200}


def test_12_spasi_ganda_tanda_petik_dan_kapital(skor: Baca, basis: Path) -> None:
    sql(basis, "UPDATE pegawai SET nama = ? WHERE nip = ?", "NUR'AIN RAMBUN", A)
    hasil = skor("NIP|NAMA|Kompetensi|Nilai", (A, " nur`ain   rambun ", "INT", 3), (B, "Mangkutak ALAM", "INT", 3))
    assert (hitungan(hasil), hasil["peringatan"]) == ((2, 0, 0, 0, 0), [])


def test_12_spasi_ganda_di_data_induk_dirapikan(pegawai: Baca, basis: Path) -> None:
    hasil = pegawai(JUDUL, isi(A, "NUR'AIN  RAMBUN "), isi(B, "MANGKUTAK`S"))
    assert kode(hasil, "peringatan") == [(2, "B2", "SPASI_GANDA_NAMA")]
    assert terdaftar(basis) == [(B, "MANGKUTAK`S"), (A, "NUR'AIN RAMBUN")]


@pytest.mark.parametrize("nama", ["dr. SABAI ALUIH, Sp.A.", "Hj. Sabai Aluih S.Pd", "SABAI ALUIH, S.STP., M.Si."])
def test_13_gelar_di_dalam_nama(skor: Baca, nama: str) -> None:
    hasil = skor("NIP|NAMA|Kompetensi|Nilai", (A, nama, "INT", 3), (B, "PUTI BUNGSU, S.E.", "INT", 3))
    assert kode(hasil, "peringatan") == [(3, "B3", "NAMA_BEDA")]
    assert "MANGKUTAK ALAM" in hasil["peringatan"][0]["pesan"]
    assert hitungan(hasil) == (2, 0, 0, 0, 0)


@pytest.mark.parametrize(
    ("judul", "sel", "golongan"),
    [
        ("Pangkat / Gol.", "Penata - III/c", "III/c"),
        ("GR / TMT", "III/c / 01-10-2019", "III/c"),
        ("GR / TMT", "III/c\n01 OCT 2021", "III/c"),
        ("GOL AKHIR ID", 33, "III/c"),
        ("GOL AKHIR ID", "'33", "III/c"),
        ("GOLONGAN", "iv/A", "IV/a"),
        ("GOLONGAN", "IX", "IX"),
        ("GOLONGAN", None, None),
    ],
)
def test_14_golongan(pegawai: Baca, basis: Path, judul: str, sel: Any, golongan: str | None) -> None:
    hasil = pegawai(f"{JUDUL}|{judul}", isi(A, "SABAI", "Staf", "DINKES", sel))
    assert (hitungan(hasil), hasil["galat"]) == ((1, 0, 0, 0, 0), [])
    rekam = orang(basis, A)
    assert rekam is not None
    assert rekam["golongan"] == golongan


def test_14_golongan_buruk_menahan_selnya_saja(pegawai: Baca, basis: Path) -> None:
    hasil = pegawai(
        f"{JUDUL}|GOLONGAN", isi(A, "SABAI", "Staf", "DINKES", "V/z"), isi(B, "B B", "Staf", "DISHUB", "II/a")
    )
    assert kode(hasil) == [(2, "E2", "GOLONGAN_TIDAK_SAH")]
    assert hitungan(hasil) == (1, 0, 0, 1, 0)
    assert [(nip, (orang(basis, nip) or {})["golongan"]) for nip, _ in terdaftar(basis)] == [(B, "II/a"), (A, None)]


@pytest.mark.parametrize(
    "sel",
    [
        date(2021, 3, 12), datetime.fromisoformat("2021-03-12"), 44267, "44267",
        "44267.0", "12-03-2021", "12/03/2021", "2021-03-12",
        "2021/03/12", "12 Maret 2021", "12 MAR 2021", " 12-03-2021", "12-3-2021", "2021-03-12 00:00:00",
    ],
)  # fmt: skip
def test_15_bentuk_tanggal(pegawai: Baca, basis: Path, sel: Any) -> None:
    hasil = pegawai(f"{JUDUL}|TMT JABATAN", isi(A, "SABAI", "Staf", "DINKES", sel))
    assert hasil["galat"] == []
    assert penempatan(basis, A) == [("DINKES", "STAF", "2021-03-12", None)]


@pytest.mark.parametrize("sel", ["PADANG, 12-03-1984", "12 Maret 1984", "12 MAR 1984", "12-03-84"])
def test_15_tempat_tanggal_lahir(pegawai: Baca, basis: Path, sel: str) -> None:
    hasil = pegawai(f"{JUDUL}|Tempat, Tanggal Lahir", isi(A, "SABAI", "Staf", "DINKES", sel))
    assert (hitungan(hasil), hasil["galat"], hasil["peringatan"]) == ((1, 0, 0, 0, 0), [], [])
    assert b"PADANG" not in basis.read_bytes()


@pytest.mark.parametrize("sel", ["31-02-2021", "12-03-21", "Maret 2021", "kemarin", 12])
def test_16_tanggal_mustahil_menahan_selnya_saja(pegawai: Baca, basis: Path, sel: Any) -> None:
    hasil = pegawai(f"{JUDUL}|TMT JABATAN", isi(A, "SABAI", "Staf", "DINKES", sel))
    assert kode(hasil) == [(2, "E2", "TANGGAL_TIDAK_SAH")]
    assert penempatan(basis, A) == [("DINKES", "STAF", None, None)]


@pytest.mark.parametrize("sel", ["12 Nopember 2021", "12 Nopember 2021 ", "12-Nop-2021"])
def test_16_ejaan_bulan_lama(pegawai: Baca, basis: Path, sel: str) -> None:
    pegawai(f"{JUDUL}|TMT JABATAN", isi(A, "SABAI", "Staf", "DINKES", sel))
    assert penempatan(basis, A)[0][2] == "2021-11-12"


def test_17_hari_bulan_tertukar_nip_menang(pegawai: Baca, basis: Path) -> None:
    hasil = pegawai(
        f"{JUDUL}|TANGGAL LAHIR", isi(A, "SABAI", "Staf", "DINKES", "03-12-1984"), isi(B, "B B", "Staf", "DISHUB", "x")
    )
    assert kode(hasil, "peringatan") == [(2, "E2", "TGL_LAHIR_BEDA_NIP"), (3, "E3", "TGL_LAHIR_TIDAK_TERBACA")]
    assert hasil["peringatan"][0]["saran"] == "1984-03-12"
    assert [(orang(basis, nip) or {})["tanggal_lahir"] for nip in (A, B)] == ["1984-03-12", "1979-11-05"]


def test_18_kop_dan_kolom_a_kosong(pegawai: Baca, basis: Path) -> None:
    berkas = buku(
        basis.with_name("kop.xlsx"),
        [
            (None, "PEMERINTAH KOTA SAWAHLUNTO"), (None, "DAFTAR NOMINATIF PEGAWAI"), (), (None, "Keadaan", "2025"), (),
            (None, *JUDUL.split("|")), (None, *isi(A)), (None, *isi(B)),
        ],
    )  # fmt: skip
    hasil = pegawai("", berkas=berkas)
    assert (hitungan(hasil), len(terdaftar(basis))) == ((2, 0, 0, 0, 0), 2)
    assert hasil["dibaca"] == 2


def test_19_judul_dua_baris(pegawai: Baca, basis: Path) -> None:
    berkas = buku(
        basis.with_name("dua.xlsx"),
        [("No", "Nama", "NIP", "Jabatan", None, "OPD"), (None, None, None, "Nama", "TMT Jabatan", None),
         (1, "SABAI", A, "Staf", "01-02-2021", "DINKES")],
        ["A1:A2", "B1:B2", "C1:C2", "D1:E1", "F1:F2"],
    )  # fmt: skip
    hasil = pegawai("", berkas=berkas)
    assert hitungan(hasil) == (1, 0, 0, 0, 0)
    assert (terdaftar(basis), penempatan(basis, A)) == ([(A, "SABAI")], [("DINKES", "STAF", "2021-02-01", None)])


def test_20_baris_nomor_kolom(pegawai: Baca) -> None:
    hasil = pegawai(JUDUL, (1, 2, 3, 4), isi(A), isi(B))
    assert hitungan(hasil) == (2, 0, 0, 0, 1)


def test_21_baris_kelompok_membawa_opd(pegawai: Baca, basis: Path) -> None:
    hasil = pegawai(
        "NIP|NAMA|JABATAN", ("Satuan Kerja : Dinas Kesehatan",), (A, "SABAI", "Staf"), ("Satuan Kerja : DISDIK",),
        (B, "MANGKUTAK", "Staf"),
    )  # fmt: skip
    assert hitungan(hasil) == (2, 0, 0, 0, 2)
    assert [penempatan(basis, nip)[0][0] for nip in (A, B)] == ["DINKES", "DISDIK"]


def test_22_nip_digabung_ke_bawah(skor: Baca, basis: Path) -> None:
    berkas = buku(
        basis.with_name("gabung.xlsx"),
        [
            ("NIP", "Nama", "Kompetensi", "Nilai"),
            (A, "SABAI ALUIH", "INT", 3),
            (None, None, "KS", 2),
            (B, None, "INT", 4),
        ],
        ["A2:A3", "B2:B3"],
    )
    hasil = skor("", berkas=berkas)
    assert hitungan(hasil) == (3, 0, 0, 0, 0)
    assert {(k[0], k[1]): v for k, v in nilai(basis).items()} == {(A, "INT"): 300, (A, "KS"): 200, (B, "INT"): 400}


def test_22_nip_kosong_tanpa_gabungan_tidak_diisi(skor: Baca, basis: Path) -> None:
    hasil = skor("NIP|Nama|Kompetensi|Nilai", (A, "SABAI ALUIH", "INT", 3), (None, None, "KS", 2))
    assert [(g["baris"], g["kode"]) for g in hasil["galat"]] == [(3, "NIP_KOSONG")]
    assert list(nilai(basis)) == [(A, "INT", "2025", "asesmen")]


def test_23_judul_ganda_bernomor_salah_eja(skor: Baca, basis: Path) -> None:
    judul = "NIP |1. INTEGRITAS|2. Kerjasama|Komunikasi 3|Orintasi Pada Hasil|Pelayanan Publik|INTEGRITAS"
    hasil = skor(judul, (A, 3, 2.4, 3, 4, 5, 1))
    assert [satu["kode"] for satu in hasil["peringatan"]] == ["SALAH_EJA_JUDUL"]
    assert {k[1]: v for k, v in nilai(basis).items()} == {"INT": 300, "KS": 240, "KOM": 300, "OPH": 400, "PP": 500}
    assert hasil["kolom_diabaikan"] == ["INTEGRITAS"]


def test_24_tabel_kode_di_kanan(pegawai: Baca, basis: Path) -> None:
    hasil = pegawai(f"{JUDUL}||KODE|NAMA", (*isi(A), None, "1", "JAKSA"), (None, None, None, None, None, "2", "HAKIM"))
    assert hitungan(hasil) == (1, 0, 0, 0, 1)
    assert terdaftar(basis) == [(A, "SABAI ALUIH")]


def test_25_jumlah_dan_rumus_tanpa_nilai(skor: Baca, basis: Path) -> None:
    hasil = skor(
        "No|NIP|Nama|INT|KS|KOM|OPH|PP",
        (1, A, "SABAI ALUIH", 3, 3, 3, 3, 3), (2, B, "MANGKUTAK ALAM", "=1+2", 2, 3, 3, 3),
        ("Rata-rata", None, None, "=AVERAGE(D2:D3)", 2.5), ("JUMLAH", None, None, 3, 5),
    )  # fmt: skip
    assert kode(hasil) == [(3, "D3", "RUMUS_TANPA_NILAI")]
    assert hitungan(hasil) == (1, 0, 0, 1, 2)
    assert {k[:2] for k in nilai(basis)} == {(A, k) for k in ("INT", "KS", "KOM", "OPH", "PP")} | {
        (B, k) for k in ("KS", "KOM", "OPH", "PP")
    }


@pytest.mark.parametrize("kolom", range(4))
def test_25_rumus_tanpa_nilai_pada_identitas(pegawai: Baca, basis: Path, kolom: int) -> None:
    sel = list(isi(A))
    sel[kolom] = "=A1"
    hasil = pegawai(JUDUL, tuple(sel), isi(B, "MANGKUTAK"))
    assert kode(hasil) == [(2, f"{'ABCD'[kolom]}2", "RUMUS_TANPA_NILAI")]
    assert (hitungan(hasil), terdaftar(basis)) == ((1, 0, 0, 1, 0), [(B, "MANGKUTAK")])


def test_26_tanda_tangan_ber_nip(pegawai: Baca, basis: Path) -> None:
    hasil = pegawai(
        JUDUL, isi(A), ("JUMLAH", None, None, 1), (None, None, "Sawahlunto, 12 Januari 2026"),
        (None, None, "KEPALA BKPSDM,"), (None, None, "MALIN DEMAN"), (None, None, "NIP. 19680817 199403 1 905"),
    )  # fmt: skip
    assert hitungan(hasil) == (1, 0, 0, 0, 5)
    assert terdaftar(basis) == [(A, "SABAI ALUIH")]


def test_27_lembar_tersembunyi_dan_lembar_kedua(pegawai: Baca, basis: Path, asn: Asn) -> None:
    wb = Workbook()
    for nomor, (nama, nip) in enumerate((("LAMA", C), ("Data", A), ("Lain", B))):
        ws = wb.create_sheet(nama, nomor)
        ws.append(JUDUL.split("|"))
        ws.append(isi(nip))
    wb["LAMA"].sheet_state = "hidden"
    berkas = basis.with_name("lembar.xlsx")
    wb.save(berkas)
    hasil = pegawai("", berkas=berkas)
    assert (hasil["lembar"], [nip for nip, _ in terdaftar(basis)]) == ("Data", [A])
    alasan = {satu["lembar"]: satu["alasan"] for satu in hasil["lembar_dilewati"]}
    assert alasan["LAMA"] == "tersembunyi"
    assert "--lembar" in alasan["Lain"]
    kode_keluar, _, pesan = asn("pegawai", "impor", berkas, "--lembar", "LAMA")
    assert (kode_keluar, C in str(terdaftar(basis))) == (3, False)
    assert "tersembunyi" in pesan
    assert asn("pegawai", "impor", berkas, "--lembar", "lain")[0] == 0
    assert [nip for nip, _ in terdaftar(basis)] == [B, A]


def test_28_satu_baris_strip(pegawai: Baca) -> None:
    assert hitungan(pegawai(JUDUL, ("-", "-", "-", "-"))) == (0, 0, 0, 0, 1)


def test_29_baris_tergeser_ke_kiri(pegawai: Baca, basis: Path) -> None:
    hasil = pegawai(JUDUL, ("SABAI ALUIH", "Staf", "DINKES"), isi(B, 12.5, "Staf", "DISHUB"), isi(C))
    assert kode(hasil) == [(2, None, "BARIS_TERGESER"), (3, "B3", "NAMA_TIDAK_SAH")]
    assert [nip for nip, _ in terdaftar(basis)] == [C]
    assert hasil["ditahan"] == 2


@pytest.mark.parametrize("pemisah", [",", ";", "|", "\t"])
def test_30_csv_berpemisah_dan_bom(pegawai: Baca, basis: Path, pemisah: str) -> None:
    berkas = basis.with_name("s.csv")
    baris = [JUDUL.split("|"), isi("'" + A, "SABAI"), isi(B, "MANGKUTAK", opd="DISHUB")]
    berkas.write_bytes(("\ufeff" + "\r\n".join(pemisah.join(map(str, satu)) for satu in baris)).encode())
    assert hitungan(pegawai("", berkas=berkas)) == (2, 0, 0, 0, 0)
    assert terdaftar(basis) == [(B, "MANGKUTAK"), (A, "SABAI")]


def test_30_xls_yang_html_terbaca(pegawai: Baca, basis: Path) -> None:
    berkas = basis.with_name("s.xls")
    baris = [JUDUL.split("|"), isi("'" + A, "SABAI"), (B, "MANGKUTAK", "Staf"), isi(C, "CINDUA")]
    isi_tabel = "".join("<tr>" + "".join(f"<td>{sel}</td>" for sel in satu) + "</tr>" for satu in baris)
    berkas.write_text(f"<html><body><table>{isi_tabel}</table></body></html>")
    hasil = pegawai("", berkas=berkas)
    assert hitungan(hasil) == (2, 0, 0, 1, 0)
    assert (3, None, "BARIS_TERGESER") in kode(hasil)
    assert [nip for nip, _ in terdaftar(basis)] == [A, C]


@pytest.mark.parametrize(
    ("baris", "lebih"),
    [(f"{A},SABAI ALUIH,Staf,DINKES,S.Pd,M.M", True), (f"{A},SABAI ALUIH,Staf,DINKES,,", False),
     (f'{A},"SABAI ALUIH, S.Pd",Staf,DINKES', False)],
)  # fmt: skip
def test_29_csv_yang_barisnya_lebih_panjang_dari_judul(pegawai: Baca, basis: Path, baris: str, lebih: bool) -> None:
    berkas = basis.with_name("s.csv")
    berkas.write_text(f"{JUDUL.replace('|', ',')}\n{baris}\n{B},MANGKUTAK,Staf,DISHUB\n")
    hasil = pegawai("", berkas=berkas)
    assert [satu[2] for satu in kode(hasil)] == ["BARIS_TERGESER"] * lebih
    assert hasil["baru"] == 2 - lebih


@pytest.mark.parametrize(
    ("sel", "ratus"),
    [
        ("3", 300),
        ("2,5", 250),
        ("Level 3", 300),
        ("3 (tiga)", 300),
        (2.4, 240),
        (3.03, 303),
        (" 4 ", 400),
        (3.0000000001, 300),
    ],
)
def test_31_bentuk_nilai(skor: Baca, basis: Path, sel: Any, ratus: int) -> None:
    hasil = skor("NIP|Kompetensi|Nilai", (A, "Integritas", sel))
    assert (hitungan(hasil), hasil["galat"]) == ((1, 0, 0, 0, 0), [])
    assert nilai(basis) == {(A, "INT", "2025", "asesmen"): ratus}


@pytest.mark.parametrize(
    ("sel", "sebab"),
    [
        (0, "NILAI_NOL"), ("0", "NILAI_NOL"), (7, "NILAI_LUAR_SKALA"), (-1, "NILAI_LUAR_SKALA"),
        (5.01, "NILAI_LUAR_SKALA"),
        ("98.75%", "NILAI_LUAR_SKALA"), ("baik", "NILAI_BUKAN_ANGKA"), ("3 (empat)", "NILAI_BUKAN_ANGKA"),
        (2.345, "NILAI_DESIMAL"), (True, "NILAI_BUKAN_ANGKA"), (date(2025, 1, 3), "NILAI_BUKAN_ANGKA"),
    ],
)  # fmt: skip
def test_31_nilai_buruk_menahan_selnya_saja(skor: Baca, basis: Path, sel: Any, sebab: str) -> None:
    hasil = skor("NIP|INT|KS|KOM|OPH|PP", (A, 3, sel, 3, 3, 3))
    assert kode(hasil) == [(2, "C2", sebab)]
    assert hitungan(hasil) == (0, 0, 0, 1, 0)
    assert {k[1] for k in nilai(basis)} == {"INT", "KOM", "OPH", "PP"}


@pytest.mark.parametrize("sel", [None, "-", "null", "TH", "th", "tidak hadir", "...", "belum dinilai"])
def test_32_kosong_tetap_kosong(skor: Baca, basis: Path, sel: Any) -> None:
    hasil = skor("NIP|INT 3|KS 3|KOM 3|OPH 3|PP 3", (A, 3, sel, 3, 3, 3))
    assert (hitungan(hasil), hasil["galat"]) == ((1, 0, 0, 0, 0), [])
    assert {k[1] for k in nilai(basis)} == {"INT", "KOM", "OPH", "PP"}


def test_33_blok_gap_diabaikan(skor: Baca, basis: Path) -> None:
    lima = ("INT", "KS", "KOM", "OPH", "PP")
    berkas = buku(
        basis.with_name("gap.xlsx"),
        [("NIP", "Kompetensi", *[None] * 4, "Gap Kompetensi", *[None] * 4), (None, *lima, *lima),
         (A, 3, 3, 2, 3, 3, 0, 0, 1, 0, 0)],
        ["A1:A2", "B1:F1", "G1:K1"],
    )  # fmt: skip
    hasil = skor("", berkas=berkas)
    assert (hitungan(hasil), len(hasil["kolom_diabaikan"])) == ((1, 0, 0, 0, 0), 5)
    assert {k[1]: v for k, v in nilai(basis).items()} == {"INT": 300, "KS": 300, "KOM": 200, "OPH": 300, "PP": 300}


def test_35_ejaan_opd_jalur_dan_nama_lama(pegawai: Baca, basis: Path) -> None:
    sql(
        basis,
        "INSERT INTO opd_alias (kunci, opd_id, ejaan)"
        " SELECT 'dinkes kota', id, 'DINKES KOTA' FROM opd WHERE kode = 'DINKES'",
    )
    sql(
        basis,
        "UPDATE opd SET selesai = '2024-12-31',"
        " digabung_ke_id = (SELECT id FROM opd WHERE kode = 'DISDIK') WHERE kode = 'DINSOS'",
    )
    hasil = pegawai(
        "NIP|NAMA|JABATAN|UNOR NAMA",
        isi(A, opd="dinkes  kota"), isi(B, opd="SEKSI X / PUSKESMAS KOLOK / DINAS KESEHATAN"),
        isi(C, opd="PEMERINTAH KOTA SAWAHLUNTO / DINAS KESEHATAN / RSUD SAWAHLUNTO / BIDANG Y"),
        isi(D, opd="Dinas Sosial"), isi(P3K, opd="DINAS ENTAH"),
    )  # fmt: skip
    assert kode(hasil) == [(6, "D6", "OPD_TIDAK_DIKENAL")]
    assert '--alias "DINAS ENTAH=KODE"' in hasil["galat"][0]["saran"]
    assert [penempatan(basis, nip)[0][0] for nip in (A, B, C, D)] == ["DINKES", "PKM", "RSUD", "DISDIK"]


def test_36_kode_dengan_nol_di_depan(pegawai: Baca, basis: Path) -> None:
    sql(basis, "INSERT INTO opd (kode, nama) VALUES ('0180', 'Badan Nol')")
    hasil = pegawai(JUDUL, isi(A, opd="0180"), isi(B, opd=180))
    assert kode(hasil) == [(3, "D3", "OPD_TIDAK_DIKENAL")]
    assert penempatan(basis, A)[0][0] == "0180"


def test_37_nomor_urut_bukan_kunci(pegawai: Baca, basis: Path) -> None:
    hasil = pegawai(f"No|{JUDUL}", (1.0, *isi(A)), (2.0, *isi(B)), (1.0, *isi(C)), (None, *isi(D)), (5,))
    assert hitungan(hasil) == (4, 0, 0, 0, 1)
    assert len(terdaftar(basis)) == 4
