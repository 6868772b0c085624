"""`asn kelas` as a clerk and a script see it."""

from __future__ import annotations

import io
import json
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from asn_kompetensi.store import door
from tests.cetakan import cetak
from tests.services.orang import BERKAS, CINDUA, MANGKUTAK, PENSIUN, SABAI, isi_kota

Asn = Callable[..., tuple[int, str, str]]
KODE = "KOM-01-2025A"
BUKA = ("kelas", "buka", "KOM-01", "--kode", KODE, "--mulai", "2025-03-03", "--selesai", "2025-03-05")
SEMUA = ("kelas", "hadir", KODE, "--seluruh", "--tanggal")
TIDAK_BERUBAH = "Tidak ada yang berubah.\n"


@pytest.fixture
def kota(basis: Path, asn: Asn) -> Asn:
    """A city with people, a programme and a class of two seats."""

    def isi() -> None:
        with door.tulis(basis, perintah="uji", petugas="penguji") as d:
            isi_kota(d.kon)
        program = ("--nama", "Komunikasi Publik", "--bentuk", "8", "--jp", "24", "--kompetensi", "KOM=3")
        asn("pelatihan", "tambah", "KOM-01", *program)
        assert asn(*BUKA, "--kuota", "2", "--terbuka") == (0, "", f"Kelas {KODE} dibuka.\n")

    cetak(basis, isi)
    return asn


def orang(nip: str) -> str:
    """How a sentence off the screen calls a person."""
    return f"NIP {'*' * 15}{nip[-3:]}"


def _lihat(asn: Asn) -> dict[str, Any]:
    isi: dict[str, Any] = json.loads(asn("kelas", "lihat", KODE, "--json")[1])
    return isi


def test_kehadiran_yang_belum_tiba_disimpan_dengan_peringatan(kota: Asn) -> None:
    """A whole class by a wrong year gives hours for what nobody has seen."""
    assert kota(*BUKA[:3], "--kode", "NANTI", "--mulai", "2099-03-03", "--selesai", "2099-03-03", "--terbuka")[0] == 0
    for kode, hari in (("NANTI", "2099-03-03"), (KODE, "2025-03-03")):
        assert kota("kelas", "undang", kode, SABAI)[0] == 0
        kata = ("kelas", "hadir", kode, SABAI, "--tanggal", hari, "--status", "hadir")
        galat = kota(*kata)[2]
        assert galat.count(f"Peringatan: {hari} belum tiba.\n") == galat.count("Peringatan") == (kode == "NANTI")
        assert "Peringatan" not in kota(*kata)[2], "nothing is saved again"


@pytest.mark.parametrize(
    ("kata", "kode", "galat"),
    [
        (("kelas", "buka", "KOM-01"), 2, "asn: --kode wajib diisi"),
        (("kelas", "buka", "KOM-01", "--kode", "B"), 2, "asn: --mulai wajib diisi"),
        (("kelas", "buka", "KOM-01", "--kode", "B", "--mulai", "31-2-2025", "--selesai", "x"), 3, "asn: --mulai:"),
        (("kelas", "buka", "ENTAH", *BUKA[3:]), 4, "asn: pelatihan 'ENTAH' belum terdaftar"),
        (BUKA, 5, f"asn: kelas {KODE} sudah ada"),
        (("kelas", "ubah", KODE), 2, "asn: belum disebut apa yang diubah"),
        (("kelas", "ubah", KODE, "--kuota", "nol"), 3, "asn: kuota 'nol' harus bilangan bulat"),
        (("kelas", "ubah", KODE, "--selesai", "2025-03-01"), 3, "asn: tanggal selesai 2025-03-01 mendahului"),
        (("kelas", "batal", KODE), 2, "asn: --alasan wajib diisi"),
        (("kelas", "lihat", "ENTAH"), 4, "asn: kelas 'ENTAH' belum terdaftar"),
        (("kelas", "undang", KODE), 2, "asn: sebutkan NIP yang diundang, atau --dari-gap"),
        (("kelas", "undang", KODE, SABAI, "--dari-gap"), 2, "asn: NIP dan --dari-gap tidak dapat bersama"),
        (("kelas", "undang", KODE, "--dari-gap"), 2, "asn: --periode wajib diisi"),
        (("kelas", "undang", KODE, "--dari-gap", "--periode", "2024"), 4, "asn: periode '2024' belum dibuka"),
        (("kelas", "undang", KODE, SABAI, PENSIUN), 3, "asn: NIP ***************910 sudah tidak bertugas"),
        (("kelas", "undang", KODE, "198403122006042999"), 4, "asn: NIP ***************999 belum terdaftar"),
        (("kelas", "jawab", KODE, SABAI, "bersedia"), 4, "asn: NIP ***************901 bukan peserta"),
        (("kelas", "hadir", KODE), 2, "asn: sebutkan satu saja: NIP, --seluruh, atau --dari BERKAS"),
        (("kelas", "hadir", KODE, SABAI, "--seluruh"), 2, "asn: sebutkan satu saja"),
        (("kelas", "hadir", KODE, SABAI, "--kecuali", "3=sakit"), 2, "asn: --kecuali hanya untuk --seluruh"),
        (("kelas", "hadir", KODE, SABAI, "--status", "hadir"), 2, "asn: --tanggal wajib diisi"),
        (("kelas", "hadir", KODE, SABAI, "--tanggal", "2025-03-03"), 2, "asn: --status wajib diisi"),
        ((*SEMUA, "2025-03-06", "--status", "hadir"), 3, "asn: 2025-03-06 di luar kelas"),
        ((*SEMUA, "2025-03-03", "--status", "x"), 3, "asn: status kehadiran 'x'"),
        ((*SEMUA, "2025-03-03", "--status", "v", "--kecuali", "9=s"), 4, "asn: nomor 9"),
        (("kelas", "hadir", KODE, "--dari", "tidak-ada.xlsx"), 8, "asn: "),
        (("kelas", "hasil", KODE, SABAI), 2, "asn: belum ada yang dicatat"),
    ],
)  # fmt: skip
def test_menolak_tanpa_menyimpan(kota: Asn, kata: tuple[str, ...], kode: int, galat: str) -> None:
    awal = _lihat(kota)
    hasil = kota(*kata)
    assert (hasil[0], hasil[1]) == (kode, "")
    assert hasil[2].startswith(galat)
    assert _lihat(kota) == awal
    assert len(kota("kelas", "daftar", "--csv")[1].splitlines()) == 2


def test_daftar_kolomnya_tetap(kota: Asn) -> None:
    assert kota("kelas", "daftar", "--csv")[1].splitlines() == [
        "kode,pelatihan,mulai,selesai,tempat,kuota,biaya,opd_peserta,status,tuan_rumah,sumber_dana,jadwal",
        f"{KODE},KOM-01,2025-03-03,2025-03-05,,2,,semua,dibuka,,,",
    ]
    assert kota("kelas", "daftar", "--status", "selesai", "--json")[:2] == (0, "[]\n")


def test_undang_penuh_jawab_dan_naik(kota: Asn) -> None:
    kode, keluar, pesan = kota("kelas", "undang", KODE, SABAI, MANGKUTAK, CINDUA, "--json")
    assert (kode, pesan) == (0, "2 diundang, 1 masuk daftar tunggu karena kelas penuh.\n")
    assert [(satu["nip"], satu["jawaban"]) for satu in json.loads(keluar)] == [
        (SABAI, None), (MANGKUTAK, None), (CINDUA, "daftar_tunggu"),
    ]  # fmt: skip
    assert kota("kelas", "undang", KODE, SABAI)[2] == TIDAK_BERUBAH
    assert kota("kelas", "jawab", KODE, SABAI, "menolak")[:2] == (2, "")
    assert kota("kelas", "jawab", KODE, SABAI, "menolak", "--alasan", "beban tugas") == (
        0, "", f"Kursi yang lepas untuk {orang(CINDUA)}, dari daftar tunggu.\nJawaban {orang(SABAI)}: menolak.\n",
    )  # fmt: skip
    assert kota("kelas", "jawab", KODE, SABAI, "menolak", "--alasan", "beban tugas") == (
        0, "", f"{orang(SABAI)}: tidak ada yang berubah.\n",
    )  # fmt: skip
    assert kota("kelas", "jawab", KODE, SABAI, "bersedia")[2] == f"Kelas penuh: {orang(SABAI)} masuk daftar tunggu.\n"
    assert kota("kelas", "ubah", KODE, "--kuota", "3")[2].startswith(
        f"Kursi baru untuk {orang(SABAI)}, dari daftar tunggu.\n"
    )


def test_undang_coba_tidak_menyimpan(kota: Asn) -> None:
    kode, _, pesan = kota("kelas", "undang", KODE, SABAI, "-n")
    assert (kode, pesan) == (0, "1 diundang. (uji coba: tidak ada yang disimpan)\n")
    assert _lihat(kota)["peserta"] == []


def test_alasan_ditanyakan_di_terminal(kota: Asn, monkeypatch: pytest.MonkeyPatch) -> None:
    kota("kelas", "undang", KODE, SABAI)
    masuk = io.StringIO("sakit keras\n")
    monkeypatch.setattr(masuk, "isatty", lambda: True, raising=False)
    monkeypatch.setattr(sys, "stdin", masuk)
    kode, _, pesan = kota("kelas", "jawab", KODE, SABAI, "menunda")
    assert (kode, pesan) == (0, f"Alasan menunda: Jawaban {orang(SABAI)}: menunda.\n")
    assert _lihat(kota)["peserta"][0]["alasan"] == "sakit keras"


def test_dari_undangan_sampai_selesai(kota: Asn) -> None:
    kota("kelas", "undang", KODE, SABAI, MANGKUTAK)
    kode, keluar, galat = kota("kelas", "selesai", KODE)
    assert (kode, keluar) == (5, "")
    assert galat.startswith(
        f"asn: kehadiran kelas {KODE} belum lengkap: 2025-03-03 (2 peserta), 2025-03-04 (2 peserta)"
    )
    for hari in ("3-3-2025", "2025-03-04", "2025-03-05"):
        assert kota(*SEMUA, hari, "--status", "hadir", "--kecuali", "2=sakit")[0] == 0
    assert kota(*SEMUA, "2025-03-05", "--status", "hadir", "--kecuali", "2=sakit") == (
        0, "", "Kehadiran itu sudah tercatat; tidak ada yang berubah.\n",
    )  # fmt: skip
    assert kota("kelas", "hadir", KODE, SABAI, "--tanggal", "2025-03-03", "--status", "izin", "-n")[2] == (
        f"{orang(SABAI)}, 2025-03-03: izin. (uji coba: tidak ada yang disimpan)\n"
    )
    assert kota("kelas", "hasil", KODE, SABAI, "--post", "101")[0] == 3
    assert kota("kelas", "hasil", KODE, SABAI, "--pre", "60", "--post", "80", "--sertifikat", "890/12") == (
        0, "", f"Hasil {orang(SABAI)} tersimpan.\n",
    )  # fmt: skip
    assert kota("kelas", "hasil", KODE, SABAI, "--post", "80,0")[2] == f"{orang(SABAI)}: tidak ada yang berubah.\n"
    assert kota("kelas", "selesai", KODE) == (0, "", f"Kelas {KODE} selesai: 1 dari 2 lulus, 24 JP.\n")
    assert kota("kelas", "selesai", KODE)[0] == 5
    assert kota("kelas", "undang", KODE, CINDUA)[0] == 5
    isi = _lihat(kota)
    assert list(isi)[:10] == [
        "kode",
        "pelatihan",
        "nama",
        "bentuk",
        "mulai",
        "selesai",
        "kuota",
        "jp",
        "penyelenggara",
        "status",
    ]
    satu = isi["peserta"][0]
    bidang = "nip nama opd jawaban alasan hadir hari persen_hadir pre post n_gain lulus sertifikat jp_diakui"
    assert set(bidang.split()) <= set(satu)
    assert (satu["hadir"], satu["persen_hadir"], satu["n_gain"], satu["lulus"], satu["jp_diakui"]) == (
        3,
        100,
        0.5,
        True,
        24,
    )
    assert (isi["peserta"][1]["lulus"], isi["peserta"][1]["persen_hadir"], isi["peserta"][1]["jp_diakui"]) == (
        False,
        0,
        0,
    )


def test_batal_menutup_kelas(kota: Asn) -> None:
    assert kota("kelas", "batal", KODE, "--alasan", "anggaran") == (0, "", f"Kelas {KODE} dibatalkan.\n")
    assert kota("kelas", "batal", KODE, "--alasan", "anggaran")[0] == 5
    assert kota("kelas", "daftar", "--csv")[1].splitlines()[1].endswith(",batal,,,")


def test_hadir_dari_berkas_ditahan_lalu_dilewati_lalu_sama(kota: Asn) -> None:
    berkas = str(BERKAS / "05_daftar_hadir.xlsx")
    kode, keluar, galat = kota("kelas", "hadir", KODE, "--dari", berkas, "--json")
    assert (kode, json.loads(keluar)["ditahan"], json.loads(keluar)["jalankan"]) == (3, 3, None)
    assert json.loads(galat.splitlines()[-1])["galat"]["kode"] == 3
    assert _lihat(kota)["peserta"] == []
    kode, keluar, _ = kota("kelas", "hadir", KODE, "--dari", berkas, "--lewati", "--json")
    isi = json.loads(keluar)
    assert (kode, isi["jenis"], isi["baru"]) == (9, "hadir", 4)
    assert isi["jalankan"] is not None
    assert len(_lihat(kota)["peserta"]) == 5
    kode, keluar, _ = kota("kelas", "hadir", KODE, "--dari", berkas, "--lewati", "--json")
    isi = json.loads(keluar)
    assert (kode, isi["sama"], isi["baru"], isi["berubah"], isi["jalankan"]) == (9, 4, 0, 0, None)


def test_daftar_hadir_csv_dua_kali_lalu_kelas_lain(kota: Asn, tmp_path: Path) -> None:
    berkas = tmp_path / "hadir.csv"
    berkas.write_text(
        "NIP;Nama;Tanggal;;;Kehadiran;;;;Pretes;Postes\n;;3;4;5;H;S;I;A;;\n"
        f"{SABAI};SABAI ALUIH;V;Sakit;V;2;1;0;0;60;TH\n{CINDUA};CINDUA MATO;√;Ijin;;1;0;1;0;-;72,5\n",
        encoding="utf-8",
    )
    kode, keluar, galat = kota("kelas", "hadir", KODE, "--dari", str(berkas), "--json")
    isi = json.loads(keluar)
    assert (kode, isi["baru"], [satu["kode"] for satu in isi["peringatan"]]) == (0, 2, ["KEHADIRAN_KOSONG"])
    assert "tersimpan: 2 baru" in galat
    assert [(s["pre"], s["post"], [h["status"] for h in s["hari"]]) for s in _lihat(kota)["peserta"]] == [
        (60, None, ["hadir", "sakit", "hadir"]), (None, 72.5, ["hadir", "izin", None]),
    ]  # fmt: skip
    kode, keluar, galat = kota("kelas", "hadir", KODE, "--dari", str(berkas), "--json")
    assert (kode, json.loads(keluar)["sama"], json.loads(keluar)["jalankan"]) == (0, 2, None)
    assert "tidak ada yang berubah" in galat
    berkas.write_text(f"NIP;Tanggal;\n;10;11\n{SABAI};V;V\n", encoding="utf-8")
    kode, keluar, galat = kota("kelas", "hadir", KODE, "--dari", str(berkas))
    assert (kode, keluar) == (3, "")
    assert f"tidak ada kolom hari yang cocok dengan kelas {KODE}" in galat


def test_impor_kelas_dari_csv(kota: Asn, tmp_path: Path) -> None:
    berkas = tmp_path / "kelas.csv"
    isi = (
        kota("kelas", "daftar", "--csv")[1] + "B2,KOM-01,2025-04-01,2025-04-02,Aula,20,500000,DINKES;DISDIK,dibuka,,,\n"
    )
    berkas.write_text(isi, encoding="utf-8", newline="")
    kode, keluar, _ = kota("kelas", "impor", str(berkas), "--json")
    assert (kode, json.loads(keluar)["baru"], json.loads(keluar)["sama"]) == (0, 1, 1)
    assert kota("kelas", "daftar", "--csv")[1].splitlines() == isi.splitlines()


@pytest.mark.usefixtures("kota")
def test_perintah_baca_tidak_memuat_sqlmodel(basis: Path) -> None:
    import subprocess

    program = (
        "import sys; from asn_kompetensi.cli.main import jalankan; "
        f"[jalankan(k.split() + ['--db', {str(basis)!r}, '--json']) for k in "
        f"('kelas lihat {KODE}', 'kelas daftar', 'pelatihan daftar', 'jp daftar --tahun 2025')]; "
        "sys.exit(bool({'sqlmodel', 'sqlalchemy', 'openpyxl', 'rich'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", program], capture_output=True, check=False).returncode == 0


def test_formulir_dicetak_diisi_dan_dibaca_kembali(kota: Asn, tmp_path: Path) -> None:
    """Both sheets come out, say how they come back, and change nothing as they are."""
    kota("kelas", "undang", KODE, SABAI, MANGKUTAK, CINDUA)
    kota("kelas", "hadir", KODE, SABAI, "--tanggal", "2025-03-03", "--status", "sakit", "--alasan", "demam")
    kota("kelas", "hasil", KODE, SABAI, "--pre", "60,5")
    for kerja, balik in (("undang", "jawab"), ("hadir", "hadir")):
        berkas = tmp_path / f"{kerja}.xlsx"
        kode, keluar, pesan = kota("kelas", kerja, KODE, "--formulir", "-o", berkas)
        assert (kode, keluar) == (0, "")
        assert pesan.endswith(f"Sesudah diisi: asn kelas {balik} {KODE} --dari {berkas.name}\n")
        assert kota("kelas", kerja, KODE, "--formulir", "-o", berkas)[0] == 5, "not over a file that is there"
        with zipfile.ZipFile(berkas) as isi:
            assert b"demam" not in b"".join(map(isi.read, isi.namelist())), "a reason is not for every agency to read"
        laporan = json.loads(kota("kelas", balik, KODE, "--dari", berkas, "--json")[1])
        assert (laporan["galat"], laporan["baru"], laporan["berubah"]) == ([], 0, 0)
        assert laporan["sama"] == {"undang": 3, "hadir": 2}[kerja], "the sheet of a class has who holds a seat"
    assert kota("kelas", "undang", KODE, "--formulir", "--opd", "DINKES", "-o", tmp_path / "x.xlsx")[0] in (0, 3)


@pytest.mark.parametrize(
    "kata",
    [
        ("undang", KODE, "--formulir"),
        ("undang", KODE, "--formulir", "-o", "a.csv"),
        ("undang", KODE, SABAI, "--formulir", "-o", "a.xlsx"),
        ("hadir", KODE, "--formulir"),
        ("hadir", KODE, "--formulir", "--seluruh", "-o", "a.xlsx"),
        ("hadir", KODE, "--seluruh", "-o", "a.xlsx"),
        ("hadir", KODE, "--seluruh", "--tanggal", "2025-03-03", "--status", "hadir", "--alasan", "x"),
        ("jawab", KODE),
        ("jawab", KODE, SABAI),
        ("jawab", KODE, SABAI, "bersedia", "--dari", "a.xlsx"),
        ("jawab", KODE, "--dari", "a.xlsx", "--alasan", "x"),
    ],
)
def test_formulir_dan_daftar_jawaban_yang_salah_pakai(kota: Asn, kata: tuple[str, ...]) -> None:
    kode, keluar, pesan = kota("kelas", *kata)
    assert (kode, keluar) == (2, "")
    assert "\nPetunjuk: " in pesan
