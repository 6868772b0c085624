"""The import report: names nobody registered are listed once, with how often, what is near and what answers them."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.services.berkas_uji import A, Asn, B, C, D, isi_opd, isi_orang, kode, laporan, penempatan, sql, xlsx

JUDUL = "NIP|NAMA|JABATAN|OPD"


@pytest.fixture
def kotor(basis: Path) -> Path:
    isi_opd(basis)
    return xlsx(
        basis, JUDUL,
        (A, "SABAI ALUIH", "Satf", "DINKES KOTA"),
        (B, "MANGKUTAK ALAM", "Staf", "SEKSI SDM / BIDANG UMUM / Dinkes  Kota / PEMERINTAH KOTA SAWAHLUNTO"),
        (C, "CINDUA MATO", "Staf", "Pemerintah Kota Sawahlunto/dinkes kota/Bidang Umum"),
        (D, "PUTI BUNGSU", "Juru Mudi", "DISHUB"),
    )  # fmt: skip


def test_nama_asing_disebut_sekali_dengan_jumlah_calon_dan_jawabannya(asn: Asn, kotor: Path) -> None:
    hasil = asn("pegawai", "impor", kotor, "--json")
    isi = laporan(hasil)
    assert hasil[0] == 3
    assert kode(isi) == [
        (2, "C2", "JABATAN_TIDAK_DIKENAL"), (2, "D2", "OPD_TIDAK_DIKENAL"), (3, "D3", "OPD_TIDAK_DIKENAL"),
        (4, "D4", "OPD_TIDAK_DIKENAL"), (5, "C5", "JABATAN_TIDAK_DIKENAL"),
    ]  # fmt: skip
    assert [(s["benda"], s["tulisan"], s["jumlah"]) for s in isi["nama_asing"]] == [
        ("jabatan", "Satf", 1), ("jabatan", "Juru Mudi", 1), ("opd", "DINKES KOTA", 3),
    ]  # fmt: skip
    satf, mudi, dinkes = isi["nama_asing"]
    assert (satf["calon"][0], mudi["calon"]) == ({"kode": "STAF", "ejaan": "STAF"}, [])
    assert "DINKES" in [satu["kode"] for satu in dinkes["calon"]]
    assert dinkes["jawaban"] == '--alias "DINKES KOTA=KODE"'
    assert satf["jawaban"] == '--alias "Satf=KODE", atau buat sekalian: --buat jabatan'
    assert all(satu["saran"] for satu in isi["galat"])


def test_dijawab_sekali_diingat_seterusnya(asn: Asn, kotor: Path, basis: Path) -> None:
    jawab = ("--alias", "Dinkes Kota=dinkes", "--alias", "Satf=STAF", "--buat", "jabatan")
    isi = laporan(asn("pegawai", "impor", kotor, *jawab, "--json"))
    assert (isi["baru"], isi["galat"], isi["nama_asing"]) == (4, [], [])
    assert [penempatan(basis, nip)[0][:2] for nip in (A, B, C, D)] == [
        ("DINKES", "STAF"), ("DINKES", "STAF"), ("DINKES", "STAF"), ("DISHUB", "JURU-MUDI"),
    ]  # fmt: skip
    assert laporan(asn("pegawai", "impor", kotor, "--json"))["sama"] == 4
    assert ("dinkes kota",) in sql(basis, "SELECT kunci FROM opd_alias")


def test_alias_ke_kode_yang_tidak_ada_ditolak(asn: Asn, kotor: Path) -> None:
    hasil = asn("pegawai", "impor", kotor, "--alias", "DINKES KOTA=DINKESS")
    assert (hasil[0], hasil[1]) == (4, "")
    assert "DINKESS" in hasil[2]
    assert "DINKES" in hasil[2].split("Petunjuk")[1]


@pytest.mark.parametrize(
    ("benda", "judul", "baris", "asing", "alias"),
    [
        ("kelas", "kode,pelatihan,mulai,selesai,opd_peserta",
         ("K1", "P1", "2025-03-03", "2025-03-04", "DISHUB;Dishub Kota;Disdik Kota"),
         [("opd", "Dishub Kota"), ("opd", "Disdik Kota")], ("Dishub Kota=DISHUB", "Disdik Kota=DISDIK")),
        ("pelatihan", "kode,nama,bentuk,jp,kompetensi", ("P2", "Dua", "8", "10", "KOM=3;Integ=2;Komunik=3"),
         [("kompetensi", "Integ"), ("kompetensi", "Komunik")], ("Integ=INT", "Komunik=KOM")),
        ("standar", "jabatan,kompetensi,level", ("Staff", "Integ", "3"),
         [("jabatan", "Staff"), ("kompetensi", "Integ")], ("Integ=INT", "Staff=STAF")),
        ("nilai", "nip,kompetensi,nilai,periode", (A, "Integ", "3", "2025"), [("kompetensi", "Integ")], ("Integ=INT",)),
    ],
)  # fmt: skip
def test_setiap_impor_menerima_alias(
    asn: Asn, basis: Path, benda: str, judul: str, baris: tuple[str, ...], asing: list[Any], alias: tuple[str, ...]
) -> None:
    isi_orang(basis)
    asn("pelatihan", "tambah", "P1", "--nama", "Satu", "--bentuk", "8", "--jp", "10", "--kompetensi", "KOM=3")
    berkas, tulis = basis.with_name("uji.csv"), io.StringIO()
    csv.writer(tulis).writerows([judul.split(","), baris])
    berkas.write_text(tulis.getvalue(), newline="")
    isi = laporan(asn(benda, "impor", berkas, "--json"))
    assert [(s["benda"], s["tulisan"]) for s in isi["nama_asing"]] == asing
    assert isi["ditahan"] == 1
    hasil = asn(benda, "impor", berkas, "--json", *(kata for satu in alias for kata in ("--alias", satu)))
    assert (hasil[0], laporan(hasil)["galat"]) == (0, []), hasil
    assert laporan(asn(benda, "impor", berkas, "--json"))["galat"] == []


def test_nama_yang_amat_panjang_dan_ratusan_nama_asing(asn: Asn, basis: Path) -> None:
    isi_opd(basis)
    baris = [(f"19840312200604{1 + n % 2}{900 + n % 99:03d}", "X Y", f"Jabatan Antah {n} " + "a" * 90, "DISHUB")
             for n in range(99)]  # fmt: skip
    isi = laporan(asn("pegawai", "impor", xlsx(basis, JUDUL, *baris, (A, "Zubir", "Staff Satu", "DISHUB")), "--json"))
    assert len(isi["nama_asing"]) == 100
    assert all(len(satu["pesan"]) < 130 and len(satu["nilai"]) >= 10 for satu in isi["galat"])


class Layar(io.StringIO):
    """A terminal that keeps what is written."""

    def isatty(self) -> bool:
        return True


def test_di_layar_nama_asing_punya_tabel_sendiri(asn: Asn, kotor: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    layar = Layar()
    monkeypatch.setattr("sys.stdout", layar)
    assert asn("pegawai", "impor", kotor)[0] == 3
    tampil = " ".join(layar.getvalue().split())
    assert "Nama yang belum terdaftar" in tampil
    assert "D3" not in tampil  # its name stands in that table, with how often


def test_di_layar_lembar_lain_yang_berisi_data_disebut(asn: Asn, basis: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    isi_orang(basis)
    berkas = xlsx(basis, "NIP|NAMA|INT", (A, "SABAI ALUIH", 3), nama="dua.xlsx")
    wb = load_workbook(berkas)
    for satu in (["NIP", "NAMA", "INT"], [B, "MANGKUTAK ALAM", 3]):
        (wb["RSUD"] if "RSUD" in wb else wb.create_sheet("RSUD")).append(satu)
    wb.create_sheet("CATATAN").append(["catatan saja"])
    wb.save(berkas)
    monkeypatch.setattr("sys.stdout", Layar())
    kode, _, galat = asn("nilai", "impor", berkas, "--periode", "2025")
    assert kode == 0, galat
    assert 'Lembar "RSUD" tidak dibaca: juga berisi data; pilih dengan --lembar "RSUD"\n' in galat
    assert "CATATAN" not in galat
    assert "Dibaca sebagai" not in galat


def test_di_layar_dugaan_tentang_csv_disebut(asn: Asn, basis: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    isi_orang(basis)
    berkas = basis.with_name("a.csv")
    berkas.write_text(f"NIP|NAMA|INT\n{A}|SABAI ALUIH|3\n")
    monkeypatch.setattr("sys.stdout", Layar())
    assert "Dibaca sebagai CSV" in asn("nilai", "impor", berkas, "--periode", "2025")[2]


def test_yang_tersimpan_dan_cara_membatalkannya_disebut_juga_dengan_lewati(asn: Asn, basis: Path) -> None:
    isi_orang(basis)
    berkas = xlsx(basis, "NIP|NAMA|INT", (A, "SABAI ALUIH", 3), (B, "MANGKUTAK ALAM", "tiga"))
    pilihan = ("nilai", "impor", berkas, "--periode", "2025", "--lewati")
    assert "tersimpan" not in asn(*pilihan, "-n")[2]
    kode, keluar, galat = asn(*pilihan)
    nomor = json.loads(keluar)["jalankan"]
    assert kode == 9
    assert f"tersimpan: 1 baru, 0 berubah (bila keliru: asn batal {nomor})\n" in galat
    assert asn("batal", nomor)[0] == 0
    assert "tersimpan" not in asn(*pilihan, "--json")[2]


def test_di_layar_hanya_opsi_yang_dipunyai_impor_yang_disebut(
    asn: Asn, basis: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    isi_opd(basis)
    berkas = xlsx(basis, "Jabatan|Kompetensi|Level", *(("STAF", "INT", 7) for _ in range(250)))
    monkeypatch.setattr("sys.stdout", Layar())
    galat = asn("standar", "impor", berkas)[2]
    assert "Ditampilkan 200 dari 250 baris. Semua: --json.\n" in galat
    assert "--semua" not in galat
