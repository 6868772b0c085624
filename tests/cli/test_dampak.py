"""`asn dampak` as a clerk and a script see it."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from asn_kompetensi.cli.dampak import KOLOM
from asn_kompetensi.services import kelas_buka, kelas_hadir, kelas_undang, pelatihan
from asn_kompetensi.services.dampak import BIDANG
from asn_kompetensi.store import door
from tests.cetakan import sekali
from tests.conftest import Asn
from tests.services.orang import CINDUA, MANGKUTAK, RANCAK, RENO, SABAI, UMBUIK, isi_kota

JANJI = (
    "pelatihan,kompetensi,n,pre_rata,post_rata,n_gain_kelas,n_gain_individu,t,p,level_sebelum,level_sesudah,"
    "perubahan_peserta,n_pembanding,perubahan_pembanding,dampak,keterangan"
)


@sekali
def _awal(basis: Path) -> None:
    with door.tulis(basis, perintah="uji", petugas="penguji") as d:
        isi_kota(d.kon)
        pelatihan.tambah(d, "KOM-01", "Komunikasi", "8", jp="24", kompetensi=["KOM=3"])
        kelas_buka.buka(d, "KOM-01", "KOM-A", date(2025, 3, 3), date(2025, 3, 3), terbuka=True)
        orang = (SABAI, MANGKUTAK, CINDUA, UMBUIK, RANCAK, RENO)
        kelas_undang.undang(d, "KOM-A", orang)
        for nip, pre, post in zip(orang, (60, 50, 70, 40, 55, 65), (80, 80, 75, 70, 75, 80), strict=True):
            kelas_hadir.hasil(d, "KOM-A", nip, pre=str(pre), post=str(post))


@pytest.fixture
def kota(basis: Path, asn: Asn) -> Asn:
    _awal(basis)
    return asn


def test_bidang_yang_dijanjikan(kota: Asn) -> None:
    kode, keluar, _ = kota("dampak", "pelatihan", "KOM-A", "--json")
    (satu,) = json.loads(keluar)
    assert kode == 0
    assert list(satu) == list(BIDANG) == [kolom.nama for kolom in KOLOM]
    assert ",".join(list(satu)[:16]) == JANJI
    assert (satu["pelatihan"], satu["kompetensi"], satu["n"], satu["n_pembanding"]) == ("KOM-01", "KOM", 6, 0)
    assert (satu["pre_rata"], satu["post_rata"], satu["t"], satu["dampak"]) == (56.67, 76.67, 5.164, None)
    assert satu["p"] == pytest.approx(0.003572, abs=0.000001)
    assert satu["keterangan"].startswith("6 dari 6 peserta naik; rata-rata 56,67 → 76,67. Kenaikan sebesar ini jarang")
    kode, keluar, _ = kota("dampak", "pelatihan", "komunikasi", "--csv")
    assert (kode, keluar.splitlines()[0]) == (0, ",".join(BIDANG))


@pytest.mark.parametrize(("kata", "kode", "pesan"), [
    (("pelatihan", "TIADA"), 4, "tidak ada kelas atau pelatihan 'TIADA'"),
    (("pelatihan", "KOM-A", "--sesudah", "2099"), 4, "periode '2099' belum dibuka"),
    (("formulir", "KOM-A", "--jenis", "reaksi"), 2, "formulir perlu -o BERKAS.xlsx"),
    (("formulir", "KOM-A", "-o", "a.xlsx"), 2, "--jenis"),
    (("formulir", "KOM-A", "--jenis", "hasil", "-o", "a.xlsx"), 2, "Pilihannya: reaksi, perilaku."),
    (("tanggapan", "KOM-A"), 2, "berkas formulir belum disebut"),
    (("tanggapan", "KOM-A", "--dari", "tiada.xlsx"), 8, "tiada.xlsx"),
    (("tanggapan", "TIADA", "--dari", "tiada.xlsx"), 4, "kelas 'TIADA' belum terdaftar"),
    (("daftar", "TIADA"), 4, "kelas 'TIADA' belum terdaftar"),
])  # fmt: skip
def test_yang_salah_lebih_dahulu(
    kota: Asn, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kata: tuple[str, ...], kode: int, pesan: str
) -> None:
    monkeypatch.chdir(tmp_path)
    hasil, keluar, galat = kota("dampak", *kata)
    assert (hasil, keluar) == (kode, "")
    assert pesan in galat
    assert "Petunjuk:" in galat
    assert not list(tmp_path.glob("*.xlsx"))


def test_formulir_keluar_diisi_dan_masuk(kota: Asn, tmp_path: Path) -> None:
    berkas = tmp_path / "reaksi.xlsx"
    kode, _, kabar = kota("dampak", "formulir", "KOM-A", "--jenis", "reaksi", "-o", str(berkas))
    assert (kode, "asn dampak tanggapan KOM-A --dari reaksi.xlsx" in kabar) == (0, True)
    assert kota("dampak", "formulir", "KOM-A", "--jenis", "reaksi", "-o", str(berkas))[0] == 5
    buku = openpyxl.load_workbook(berkas)
    lembar = buku.active
    assert lembar is not None
    kepala = next(n for n in range(1, 30) if lembar.cell(n, 1).value == "No")
    for nomor in range(1, 7):
        lembar.cell(kepala + nomor, 2).value = 4 if nomor < 6 else 9
    buku.save(berkas)
    perintah = ("dampak", "tanggapan", "KOM-A", "--dari", str(berkas), "--json")
    kode, keluar, _ = kota(*perintah)
    assert (kode, json.loads(keluar)["ditahan"], json.loads(keluar)["galat"][0]["kode"]) == (3, 1, "JAWABAN_TIDAK_SAH")
    assert json.loads(kota("dampak", "daftar", "KOM-A", "--json")[1]) == []
    kode, keluar, _ = kota(*perintah, "--lewati", "-n")
    assert (kode, json.loads(keluar)["baru"]) == (9, 5)
    assert kota(*perintah, "--lewati")[0] == 9
    materi = json.loads(kota("dampak", "daftar", "KOM-A", "--json")[1])[0]
    assert (materi["butir"], materi["n"], materi["rata"]) == ("materi", 5, 4)
    satu = json.loads(kota("dampak", "pelatihan", "KOM-A", "--json")[1])[0]
    assert (satu["reaksi_n"], satu["reaksi_rata"]) == (5, 4)


def test_kelas_dan_kepala_lembar_formulir(kota: Asn, basis: Path, tmp_path: Path) -> None:
    berkas = tmp_path / "a.csv"
    berkas.write_text("Warna,Hobi\nbiru,catur\n", encoding="utf-8")
    kode, _, galat = kota("dampak", "tanggapan", "KOM-A", "--dari", str(berkas))
    assert (kode, "tidak ditemukan" in galat, "--contoh" in galat) == (3, True, False), "a form has no empty template"
    with door.tulis(basis, perintah="uji", petugas="penguji") as d:
        d.kon.execute("UPDATE kelas SET status = 'batal'")
    kode, _, galat = kota("dampak", "tanggapan", "KOM-A", "--dari", str(berkas))
    assert (kode, "sudah dibatalkan" in galat) == (5, True)
