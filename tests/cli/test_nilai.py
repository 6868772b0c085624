"""`asn nilai`: exit codes, stdout and stderr, one report on stdout, round trips."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.cetakan import cetak
from tests.periode import tutup
from tests.services.berkas_uji import A, Asn, B, C, hitungan, isi_orang, kode, laporan, nilai, sidik, sql, xlsx
from tests.tabular.baca.bahan import buku

BIDANG = ["periode", "nip", "nama", "opd", "kompetensi", "nilai", "sumber", "tanggal", "jalankan", "penilai"]
PANJANG = "NIP|Kompetensi|Nilai"


@pytest.fixture
def kota(basis: Path) -> Path:
    isi_orang(basis)
    return basis


def daftar(asn: Asn, *kata: str) -> list[dict[str, Any]]:
    hasil = asn("nilai", "daftar", "--json", *kata)
    assert hasil[0] == 0
    isi: list[dict[str, Any]] = json.loads(hasil[1])
    return isi


@pytest.mark.parametrize(
    ("kata", "keluar", "pesan"),
    [
        (("isi", A, "INT=3"), 2, "--periode wajib diisi"),
        (("isi", A, "--periode", "2025"), 2, "KOMPETENSI=LEVEL"),
        (("isi", A, "INT", "--periode", "2025"), 2, "'INT' tidak berbentuk KOMPETENSI=LEVEL"),
        (("isi", A, "=3", "--periode", "2025"), 2, "tidak berbentuk KOMPETENSI=LEVEL"),
        (("isi", A, "INT=3", "INT=4", "--periode", "2025"), 2, "disebut dua kali"),
        (("isi", A, "INT=3", "int=4", "--periode", "2025"), 2, "disebut dua kali"),
        (
            ("isi", A, "INT=3", "--periode", "2025", "--sumber", "teman"),
            2,
            "asesmen, atasan, rekan, bawahan, diri, uji",
        ),
        (("isi", A, "INT=0", "--periode", "2025"), 3, "0 bukan level"),
        (("isi", A, "INT=3", "KS=7", "--periode", "2025"), 3, "di luar skala"),
        (("isi", A, "INT=2,345", "--periode", "2025"), 3, "lebih dari dua desimal"),
        (("isi", A, "INT=3", "--periode", "2025", "--tanggal", "31-02-2025"), 3, "tidak ada di kalender"),
        (("isi", A, "INT=3", "--periode", "2025", "--tanggal", "1960-01-01"), 3, "tidak mungkin"),
        (("isi", "123", "INT=3", "--periode", "2025"), 3, "3 digit"),
        (("isi", "198403122006042999", "INT=3", "--periode", "2025"), 4, "belum terdaftar"),
        (("isi", A, "XX=3", "--periode", "2025"), 4, "kompetensi 'XX'"),
        (("isi", A, "INT=3", "--periode", "2031"), 4, "2024, 2025. Daftar: asn periode daftar"),
        (("isi", A, "INT=3", "--periode", "tutup"), 5, "periode tutup sudah ditutup"),
        (("hapus", A), 2, "--periode wajib diisi"),
        (("hapus", A, "--periode", "2025"), 2, "--yes"),
        (("hapus", A, "--periode", "2025", "--yes"), 4, "tidak ada nilai itu"),
        (("hapus", A, "--periode", "tutup", "--yes"), 5, "sudah ditutup"),
        (("daftar", "--opd", "ENTAH"), 4, "'ENTAH' belum terdaftar"),
        (("daftar", "--sumber", "ENTAH"), 2, "sumber 'ENTAH' tidak ada"),
    ],
)
def test_ditolak_dan_tidak_ada_yang_tersimpan(
    kota: Path, asn: Asn, kata: tuple[str, ...], keluar: int, pesan: str
) -> None:
    sql(kota, "INSERT INTO periode (kode, mulai, selesai) VALUES ('tutup', '2023-01-01', '2023-12-31')")
    tutup(kota, "tutup")
    awal = sidik(kota)
    hasil = asn("nilai", *kata)
    assert (hasil[0], hasil[1], sidik(kota)) == (keluar, "", awal)
    assert pesan in hasil[2]
    assert A not in hasil[2]


def test_isi_persis(kota: Path, asn: Asn) -> None:
    kata = ("nilai", "isi", A, "INT=3", "KS=2,5", "--periode", "2025", "--sumber", "asesmen", "--tanggal", "2025-06-10")
    assert asn(*kata) == (0, "", "tersimpan: 2 baru, 0 berubah, 0 sama\n")
    awal = sidik(kota)
    assert asn(*kata) == (0, "", "tidak ada yang berubah (0 baru, 0 berubah, 2 sama)\n")
    assert sidik(kota) == awal
    hasil = asn("nilai", "isi", A, "KS=3", "--periode", "2025", "--json", "-n")
    assert json.loads(hasil[1]) == {
        "nip": A,
        "periode": "2025",
        "sumber": "asesmen",
        "baru": 0,
        "berubah": 1,
        "sama": 0,
    }
    assert "uji coba" in hasil[2]
    assert sidik(kota) == awal
    assert nilai(kota) == {(A, "INT", "2025", "asesmen"): 300, (A, "KS", "2025", "asesmen"): 250}


@pytest.mark.usefixtures("kota")
@pytest.mark.parametrize(
    ("tanggal", "janggal"), [("2024-12-31", True), ("2025-01-01", False), ("2025-12-31", False), ("2026-01-01", True)]
)
def test_tanggal_di_luar_periode_disimpan_dengan_peringatan(asn: Asn, tanggal: str, janggal: bool) -> None:
    kata = ("nilai", "isi", A, "INT=3", "--periode", "2025", "--tanggal", tanggal)
    peringatan = f"Peringatan: tanggal {tanggal} di luar periode 2025 (2025-01-01 s.d. 2025-12-31).\n"
    assert asn(*kata)[2] == "tersimpan: 1 baru, 0 berubah, 0 sama\n" + (peringatan if janggal else "")
    assert asn(*kata)[2] == "tidak ada yang berubah (0 baru, 0 berubah, 1 sama)\n"
    assert json.loads(asn("nilai", "daftar", "--json")[1])[0]["tanggal"] == tanggal


def test_tanggal_di_kolom_berkas_disebut_sekali(kota: Path, asn: Asn) -> None:
    berkas = xlsx(kota, "NIP|INT|Tanggal", (A, 3, "2024-06-10"), (B, 3, "2025-06-10"))
    for uji in (("-n",), (), ()):
        keluar, stdout, stderr = asn("nilai", "impor", berkas, "--periode", "2025", *uji)
        (satu,) = json.loads(stdout)["peringatan"]
        assert (keluar, satu["kode"], "Peringatan" in stderr) == (0, "TANGGAL_LUAR_PERIODE", False)
    assert asn("nilai", "daftar", "--luar-periode", "--csv")[1].count(A) == 1


@pytest.mark.parametrize(("tanggal", "janggal"), [("2025-06-10", 0), ("2024-06-10", 1)])
def test_tanggal_selembar_di_luar_periode_disebut(kota: Path, asn: Asn, tanggal: str, janggal: int) -> None:
    berkas = xlsx(kota, "NIP|NAMA|INT", (A, "SABAI ALUIH", 3))
    kata = ("nilai", "impor", berkas, "--periode", "2025", "--tanggal", tanggal)
    for uji in (("-n",), ()):
        keluar, stdout, stderr = asn(*kata, *uji)
        assert (keluar, json.loads(stdout)["peringatan"]) == (0, [])
        assert stderr.count(f"Peringatan: tanggal {tanggal} di luar periode 2025") == janggal
    assert asn(*kata, "--json")[2].count("Peringatan") == janggal
    salah = xlsx(kota, "NIP|NAMA|INT", (A, "SABAI ALUIH", 7))
    assert list(json.loads(asn("nilai", "impor", salah, *kata[3:], "--json")[2])) == ["galat"]


def test_hapus(kota: Path, asn: Asn) -> None:
    asn("nilai", "isi", A, "INT=3", "KS=3", "--periode", "2025")
    awal = sidik(kota)
    assert asn("nilai", "hapus", A, "--periode", "2025", "-n")[0] == 0
    assert sidik(kota) == awal
    assert asn("nilai", "hapus", A, "--periode", "2025", "--kompetensi", "INT", "-y") == (0, "", "terhapus: 1 nilai\n")
    assert list(nilai(kota)) == [(A, "KS", "2025", "asesmen")]


@pytest.mark.usefixtures("kota")
def test_daftar_bidang_angka_dan_kosong(asn: Asn) -> None:
    assert daftar(asn) == []
    asn("nilai", "isi", A, "INT=2,4", "--periode", "2025")
    (satu,) = daftar(asn)
    assert list(satu) == BIDANG
    assert (satu["nilai"], satu["tanggal"], satu["nip"], type(satu["jalankan"])) == (2.4, None, A, int)
    assert asn("nilai", "daftar", "--csv")[1].splitlines()[0] == ",".join(BIDANG)


# --- imports ------------------------------------------------------------------------------------------------------


def test_impor_tiga_kode_keluar(kota: Path, asn: Asn) -> None:
    berkas = xlsx(
        kota, "NIP|INT|KS|KOM|OPH|PP", (A, 3, 0, 3, 3, 3), (B, 3, 3, 3, 3, 3), ("198403122006042999", 3, 3, 3, 3, 3)
    )
    awal = sidik(kota)
    hasil = asn("nilai", "impor", berkas, "--periode", "2025", "--json")
    isi = laporan(hasil)
    assert (hasil[0], hitungan(isi), isi["jalankan"], sidik(kota)) == (3, (1, 0, 0, 2, 0), None, awal)
    assert kode(isi) == [(2, "C2", "NILAI_NOL"), (4, "A4", "PEGAWAI_TIDAK_DIKENAL")]
    hasil = asn("nilai", "impor", berkas, "--periode", "2025", "--lewati", "--json")
    assert (hasil[0], laporan(hasil) | {"jalankan": None}) == (9, isi)
    assert sorted(kunci[:2] for kunci in nilai(kota)) == sorted(
        [(A, k) for k in ("INT", "KOM", "OPH", "PP")] + [(B, k) for k in ("INT", "KS", "KOM", "OPH", "PP")]
    )
    assert json.loads(hasil[2])["galat"]["jenis"] == "sebagian"
    assert "***999" in isi["galat"][1]["pesan"]


def test_impor_dua_kali_dan_uji_coba(kota: Path, asn: Asn) -> None:
    berkas, awal = xlsx(kota, PANJANG, (A, "INT", 3), (A, "KS", None)), sidik(kota)
    coba = asn("nilai", "impor", berkas, "--periode", "2025", "-n", "--json")
    assert sidik(kota) == awal
    sungguh = asn("nilai", "impor", berkas, "--periode", "2025", "--json")
    assert laporan(coba) | {"jalankan": 0} == laporan(sungguh) | {"jalankan": 0}
    assert hitungan(laporan(sungguh)) == (1, 0, 1, 0, 0)
    awal = sidik(kota)
    ulang = asn("nilai", "impor", berkas, "--periode", "2025", "--json")
    assert (ulang[0], ulang[2], laporan(ulang)["jalankan"], sidik(kota)) == (0, "tidak ada yang berubah\n", None, awal)


@pytest.mark.parametrize(
    ("opsi", "keluar", "pesan"),
    [
        ((), 2, "--periode wajib diisi"),
        (("--periode", "2031"), 4, "belum dibuka"),
        (("--periode", "2024"), 5, "2024 sudah ditutup"),
        (("--periode", "2025", "--sumber", "teman"), 2, "sumber 'teman'"),
        (("--periode", "2025", "--tanggal", "kapan"), 3, "tidak terbaca"),
        (("--periode", "2025", "--alias", "X"), 2, "EJAAN=KODE"),
        (("--periode", "2025", "--alias", "X=ENTAH"), 4, "'ENTAH'"),
    ],
)
def test_opsi_impor_yang_salah(kota: Path, asn: Asn, opsi: tuple[str, ...], keluar: int, pesan: str) -> None:
    tutup(kota, "2024")
    berkas, awal = xlsx(kota, PANJANG, (A, "INT", 3)), sidik(kota)
    hasil = asn("nilai", "impor", berkas, *opsi)
    assert (hasil[0], hasil[1], sidik(kota)) == (keluar, "", awal)
    assert pesan in hasil[2]


def test_lembar_tanpa_kolom_nilai(kota: Path, asn: Asn) -> None:
    keluar, stdout, stderr = asn("nilai", "impor", xlsx(kota, "NIP|Nama", (A, "X")), "--periode", "2025")
    assert (keluar, stdout) == (3, "")
    assert "tidak ditemukan dalam 30 baris pertama" in stderr


def test_menimpa_tanpa_bertanya_dihitung_berubah(kota: Path, asn: Asn) -> None:
    asn("nilai", "isi", A, "INT=3", "--periode", "2025")
    hasil = asn("nilai", "impor", xlsx(kota, PANJANG, (A, "INT", "2,5")), "--periode", "2025", "--json")
    assert (hasil[0], hitungan(laporan(hasil)), nilai(kota)[A, "INT", "2025", "asesmen"]) == (0, (0, 1, 0, 0, 0), 250)


# --- round trips --------------------------------------------------------------------------------------------------


@pytest.fixture
def terisi(kota: Path, asn: Asn) -> Path:
    def isi() -> None:
        asn("nilai", "isi", A, "INT=3", "KS=2,4", "KOM=3,03", "--periode", "2025", "--tanggal", "2025-06-10")
        asn("nilai", "isi", A, "INT=2", "--periode", "2025", "--sumber", "atasan")
        asn("nilai", "isi", B, "INT=0,01", "PB=5", "--periode", "2024")
        asn("nilai", "isi", C, "INT=1,5", "--periode", "2025", "--sumber", "uji", "--tanggal", "2025-01-01")

    cetak(kota, isi)
    return kota


def tanpa_jalankan(isi: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{**satu, "jalankan": None} for satu in isi]


@pytest.mark.parametrize("akhiran", ["csv", "xlsx"])
def test_daftar_diimpor_ke_basis_lain(terisi: Path, asn: Asn, basis_induk: Path, akhiran: str) -> None:
    berkas, kedua = terisi.with_name(f"nilai.{akhiran}"), terisi.with_name("kedua.db")
    assert asn("nilai", "daftar", "-o", str(berkas))[0] == 0
    shutil.copy(basis_induk, kedua)
    isi_orang(kedua)
    hasil = asn("nilai", "impor", berkas, "--db", str(kedua), "--json")
    assert (hasil[0], hitungan(laporan(hasil)), laporan(hasil)["peringatan"]) == (0, (7, 0, 0, 0, 0), [])
    assert tanpa_jalankan(daftar(asn, "--db", str(kedua))) == tanpa_jalankan(daftar(asn))
    hasil = asn("nilai", "impor", berkas, "--db", str(kedua), "--json")
    assert hitungan(laporan(hasil)) == (0, 0, 7, 0, 0)


def test_bolak_balik_lebar(terisi: Path, asn: Asn, basis_induk: Path) -> None:
    isi = daftar(asn, "--periode", "2025", "--sumber", "asesmen")
    kompetensi = [baris[0] for baris in sql(terisi, "SELECT kode FROM kompetensi ORDER BY urutan")]
    per_orang: dict[str, dict[str, float]] = {}
    for satu in isi:
        per_orang.setdefault(satu["nip"], {})[satu["kompetensi"]] = satu["nilai"]
    baris = [(nip, *(skor.get(k) for k in kompetensi)) for nip, skor in per_orang.items()]
    berkas, kedua = buku(terisi.with_name("lebar.xlsx"), [("NIP", *kompetensi), *baris]), terisi.with_name("kedua.db")
    shutil.copy(basis_induk, kedua)
    isi_orang(kedua)
    hasil = asn("nilai", "impor", berkas, "--periode", "2025", "--tanggal", "2025-06-10", "--db", str(kedua), "--json")
    assert hasil[0] == 0
    assert tanpa_jalankan(daftar(asn, "--db", str(kedua))) == tanpa_jalankan(isi)


@pytest.mark.usefixtures("kota")
def test_bantuan_isi_menerangkan_isiannya(asn: Asn) -> None:
    bantuan = " ".join(asn("nilai", "isi", "-h")[1].split())
    contoh = re.search(r"paling banyak dua desimal: (\S+) (\S+)\.", bantuan)
    assert contoh
    assert asn("nilai", "isi", A, *contoh.groups(), "--periode", "2025")[0] == 0, "what is shown is accepted"
