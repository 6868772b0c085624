"""`asn keengganan` as a clerk and a script see it; what never leaves the office, what erasing a person takes."""

from __future__ import annotations

import json
import sqlite3
import zipfile
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from asn_kompetensi.cli.keengganan import INTERNAL
from asn_kompetensi.domain.keengganan import JENIS, SEBAB, TINDAKAN
from asn_kompetensi.services import (
    jabatan,
    keengganan,
    kelas_buka,
    kelas_hadir,
    kelas_undang,
    pegawai,
    pelatihan,
    periode,
)
from asn_kompetensi.store import door
from tests.cetakan import sekali
from tests.cli.alat import ke_berkas, tolak
from tests.conftest import Asn
from tests.services.orang import CINDUA, MANGKUTAK, SABAI, UMBUIK, isi_kota

KEPALA = (
    "nomor,nip,nama,opd,kelas,tanggal,jenis,sebab,dihitung,tindakan,tindakan_terakhir,hasil_terakhir,tindak_lanjut,"
    "status,jatuh_tempo,saran,hitungan,catatan,catatan_terakhir"
)
RAHASIA, RAHASIA_DUA, LAMA = "TAKUTDIPINDAH KE LUNTO", "BICARA EMPAT MATA DENGAN SABAI", "CATATANSEMULA"


@sekali
def _awal(basis: Path) -> None:
    """A class with a refusal and a no-show, and one case of Sabai's with a step; notes that were corrected once."""
    with door.tulis(basis, perintah="uji", petugas="penguji") as d:
        isi_kota(d.kon)
        periode.buka(d, "2025", "2025-01-01", "2025-12-31")
        pelatihan.tambah(d, "BIM", "Bimtek", "8", jp="16")
        kelas_buka.buka(d, "BIM", "K1", date(2025, 3, 3), date(2025, 3, 3))
        kelas_undang.undang(d, "K1", [MANGKUTAK, CINDUA])
        kelas_undang.jawab(d, "K1", MANGKUTAK, "menolak", "tidak diizinkan atasan")
        kelas_hadir.hadir(d, "K1", CINDUA, date(2025, 3, 3), "alpa")
        keengganan.catat(d, SABAI, "menolak", "takut_mutasi", tanggal=date(2025, 2, 3), catatan=LAMA)
    with door.tulis(basis, perintah="keengganan catat", petugas="penguji") as d:
        keengganan.betulkan(d, 1, catatan=RAHASIA)
        keengganan.tindak(d, 1, "percakapan", date(2025, 2, 10), catatan=RAHASIA_DUA)


@pytest.fixture
def kota(basis: Path, asn: Asn) -> Asn:
    _awal(basis)
    return asn


def test_refused_word_for_word(kota: Asn, basis: Path) -> None:
    satu = "sebutkan satu saja: NIP, --dari-kelas, atau --nomor"
    for kata, kode, pesan, petunjuk in (
        (("catat",), 2, satu, "Lihat: asn keengganan catat -h"),
        (("catat", SABAI, "--nomor", "1"), 2, satu, "Lihat: asn keengganan catat -h"),
        (("catat", "--nomor", "1", "--jenis", "mangkir"), 2, "--jenis, --kelas, dan --tanggal hanya bersama NIP",
         "Hapus opsi itu, atau sebutkan NIP."),
        (("catat", "--nomor", "1"), 2, "belum disebut apa yang dibetulkan", "Tambahkan --sebab atau --catatan."),
        (("catat", "--dari-kelas", "K1", "--sebab", "sakit"), 2,
         "--sebab dan --catatan tidak dipakai bersama --dari-kelas", "Sebabnya dibaca dari alasan yang tertulis."),
        (("catat", SABAI, "--sebab", "sakit"), 2, "--jenis wajib diisi",
         "Tambahkan jenis (menolak, menunda_lagi, mangkir) dengan --jenis."),
        (("catat", SABAI, "--jenis", "menolak", "--sebab", "jarak", "--tanggal", "2025-02-03"), 5,
         "NIP ***************901 sudah tercatat menolak, nomor 1",
         "Membetulkan sebabnya: asn keengganan catat --nomor 1 --sebab SEBAB"),
        (("catat", SABAI, "--jenis", "menolak", "--sebab", "jarak", "--tanggal", "besok"), 3,
         "Tanggal 'besok' tidak terbaca; tulis seperti 31-12-2025.", "Tulis --tanggal seperti 2025-12-31."),
        (("tindak", "1", "--tindakan", "mentor"), 2, "--tanggal wajib diisi",
         "Tambahkan hari langkah itu, misalnya --tanggal 2025-07-01."),
        (("tindak", "7", "--tindakan", "mentor", "--tanggal", "2025-03-03"), 4, "keengganan nomor 7 belum tercatat",
         "Daftar: asn keengganan daftar"),
        (("tindak", "1", "--tindakan", "peringatan", "--tanggal", "2025-03-03"), 5,
         "peringatan tidak dapat dicatat: sebelum 2025-03-03 belum ada penjelasan",
         "Dahulukan: asn keengganan tindak 1 --tindakan penjelasan"),
        (("daftar", "--status", "batal"), 3, "status 'batal' tidak dikenal. Pilihannya: terbuka, selesai",
         "Perbaiki isian itu, lalu ulangi."),
        (("rekap", "--tahun", "25"), 3, "tahun '25' tidak sah", "Tulis empat angka, misalnya 2025"),
        (("rekap", "--minimum", "4"), 2, "--minimum 4 lebih kecil daripada batas kelompok, 5 orang",
         "Batas itu hanya dapat dinaikkan: sebutkan 5 atau lebih, atau hapus --minimum."),
    ):  # fmt: skip
        tolak(kota, basis, ("keengganan", *kata), kode, pesan, petunjuk)


def test_recorded_stepped_on_and_put_right(kota: Asn) -> None:
    kode, keluar, galat = kota("keengganan", "catat", UMBUIK, "--jenis", "menolak", "--sebab", "tidak diizinkan atasan",
                               "--tanggal", "3-3-2025", "--kelas", "K1", "--json")  # fmt: skip
    assert (kode, galat) == (0, f"Tercatat dengan nomor 2: NIP {'*' * 15}{UMBUIK[-3:]}, menolak, tidak_dilepas.\n")
    assert json.loads(keluar) == {
        "nomor": 2, "nip": UMBUIK, "nama": "UMBUIK MUDO", "opd": "DISDIK", "kelas": "K1", "tanggal": "2025-03-03",
        "jenis": "menolak", "sebab": "tidak_dilepas", "dihitung": False, "catatan": None,
    }  # fmt: skip
    langkah = ("keengganan", "tindak", "2", "--tanggal", "2025-03-05", "--tindakan")
    assert kota(*langkah, "penjelasan", "--tindak-lanjut", "2025-03-20")[::2] == (
        0, f"NIP {'*' * 15}{UMBUIK[-3:]}: penjelasan dicatat; saran berikutnya: surat ke atasan.\n",
    )  # fmt: skip
    assert kota(*langkah, "percakapan", "--hasil", "bersedia")[::2] == (
        0, f"NIP {'*' * 15}{UMBUIK[-3:]}: percakapan dicatat; tuntas.\n",
    )  # fmt: skip
    assert kota(*langkah, "mentor")[0] == 5
    assert kota("keengganan", "catat", "--nomor", "2", "--sebab", "jarak")[2] == "Nomor 2 dibetulkan: jarak.\n"
    assert kota("keengganan", "catat", "--nomor", "2", "--sebab", "jarak")[2] == "Nomor 2: tidak ada yang berubah.\n"
    assert (
        kota("keengganan", "tindak", "2", "--tanggal", "2025-03-06", "--tindakan", "peringatan", "--buka-lagi")[0] == 0
    )
    assert kota("keengganan", "catat", "--nomor", "2", "--sebab", "sakit")[2] == (
        "Nomor 2 dibetulkan: sakit.\n"
        "Peringatan pada 2025-03-06 tidak sesuai lagi dengan sebabnya; cabut dengan: asn batal JALANKAN\n"
    )
    assert kota("batal", "terakhir")[0] == 0
    assert json.loads(kota("keengganan", "daftar", "--nip", UMBUIK, "--json")[1])[0]["sebab"] == "jarak"


def test_from_a_class_tried_first_then_once(kota: Asn, basis: Path) -> None:
    sebelum = basis.read_bytes()
    kode, keluar, galat = kota("keengganan", "catat", "--dari-kelas", "K1", "-n", "--csv")
    assert (kode, basis.read_bytes() == sebelum) == (0, True)
    assert galat == f"2 dicatat, 0 sudah tercatat. (uji coba: tidak ada yang disimpan)\n{INTERNAL}\n"
    assert keluar.splitlines() == [
        "nomor,nip,nama,opd,kelas,tanggal,jenis,sebab,dihitung,alasan,keterangan",
        f"2,{MANGKUTAK},MANGKUTAK ALAM,DISHUB,K1,2025-03-03,menolak,tidak_dilepas,false,tidak diizinkan atasan,dicatat",
        f"3,{CINDUA},CINDUA MATO,DISKOMINFO,K1,2025-03-03,mangkir,belum_ditanya,true,,dicatat",
    ]
    assert kota("keengganan", "catat", "--dari-kelas", "K1")[0] == 0
    sesudah = basis.read_bytes()
    assert kota("keengganan", "catat", "--dari-kelas", "K1")[2] == f"0 dicatat, 2 sudah tercatat.\n{INTERNAL}\n"
    assert basis.read_bytes() == sesudah


def test_every_form_says_internal(kota: Asn, tmp_path: Path) -> None:
    isi = ke_berkas(kota, tmp_path, "keengganan", "daftar", "--pada", "2025-03-01", bidang=KEPALA)
    assert [(satu["nomor"], satu["jatuh_tempo"], satu["saran"]) for satu in isi] == [(1, True, "penjelasan")]
    assert kota("keengganan", "daftar")[2] == f"{INTERNAL}\n"
    assert "jangan dikirim ke perangkat daerah" in INTERNAL
    for kata, lembar in ((("daftar",), "Keengganan (internal)"),
                         (("rekap", "--tahun", "2025"), "Keengganan 2025 (internal)")):  # fmt: skip
        tujuan = tmp_path / f"{kata[0]}.xlsx"
        kode, _, galat = kota("keengganan", *kata, "-o", str(tujuan))
        assert (kode, galat.splitlines()[0], galat.splitlines()[-1]) == (0, f"Tersimpan: {tujuan}", INTERNAL)
        with zipfile.ZipFile(tujuan) as buku:
            assert f'name="{lembar}"' in buku.read("xl/workbook.xml").decode()
    assert kota("keengganan", "rekap", "--tahun", "2025", "--json")[1] == "[]\n", "one person is no group"


def test_nothing_of_it_in_any_agency_workbook(kota: Asn, tmp_path: Path) -> None:
    kota("keengganan", "catat", "--dari-kelas", "K1")
    assert kota("laporan", "semua", "--periode", "2025", "--ke", str(tmp_path / "semua"))[0] == 0
    assert kota("laporan", "opd", "DISDIK", "--periode", "2025", "-o", str(tmp_path / "satu.xlsx"))[0] == 0
    buku = [tmp_path / "satu.xlsx", *(tmp_path / "semua").glob("*.xlsx")]
    assert len(buku) > 5
    larangan = {RAHASIA, RAHASIA_DUA, LAMA, "enggan", "peringatan tertulis", "mangkir", "takut dimutasi"}
    larangan |= {satu for satu in (*SEBAB, *JENIS, *TINDAKAN) if "_" in satu}
    larangan |= {label for label in SEBAB.values() if " " in label}
    for berkas in buku:
        with zipfile.ZipFile(berkas) as isi:
            semua = "\n".join(isi.read(bagian).decode("utf-8", "replace") for bagian in isi.namelist()).casefold()
        assert [satu for satu in sorted(larangan) if satu.casefold() in semua] == [], berkas.name


def test_the_history_of_a_person_shows_records_and_steps(kota: Asn) -> None:
    semua = json.loads(kota("riwayat", "--nip", SABAI, "--json")[1])
    milik = [(satu["tabel"], satu["bidang"], satu["lama"], satu["baru"]) for satu in semua]
    assert ("keengganan", "sebab", None, "takut_mutasi") in milik
    assert ("keengganan", "catatan", LAMA, RAHASIA) in milik
    assert ("keengganan_tindakan", "keengganan", None, f"{SABAI} nomor 1") in milik
    assert ("keengganan_tindakan", "catatan", None, RAHASIA_DUA) in milik
    lain = json.loads(kota("riwayat", "--nip", UMBUIK, "--json")[1])
    assert {satu["tabel"] for satu in lain} == {"pegawai", "penempatan"}


def test_erasing_a_person_takes_the_notes_and_only_his(kota: Asn, basis: Path) -> None:
    with door.tulis(basis, perintah="uji", petugas="penguji") as d:
        keengganan.catat(d, UMBUIK, "menolak", "jarak", tanggal=date(2025, 2, 4), catatan="CATATAN UMBUIK")
        keengganan.tindak(d, 2, "mentor", date(2025, 2, 5), catatan="LANGKAH UMBUIK")
        pegawai.henti(d, SABAI, "pensiun", date(2025, 5, 1))
        jabatan.tambah(d, "LAIN", "Lain")
    isi = basis.read_bytes()
    assert all(satu.encode() in isi for satu in (RAHASIA, RAHASIA_DUA, LAMA)), "the test can fail"
    assert kota("db", "periksa")[0] == 0
    assert kota("pegawai", "samarkan", SABAI, "--yes")[0] == 0
    isi = basis.read_bytes()
    assert [satu for satu in (RAHASIA, RAHASIA_DUA, LAMA) if satu.encode() in isi] == []
    assert json.loads(kota("db", "periksa", "--json")[1]) == []
    umbuik, sabai = (json.loads(kota("keengganan", "daftar", "--sebab", satu, "--json")[1])[0]
                     for satu in ("jarak", "takut_mutasi"))  # fmt: skip
    assert (umbuik["catatan"], umbuik["catatan_terakhir"]) == ("CATATAN UMBUIK", "LANGKAH UMBUIK")
    assert (sabai["nama"], sabai["catatan"], sabai["catatan_terakhir"]) == ("(disamarkan)", None, None)
    assert (sabai["jenis"], sabai["tindakan"], sabai["hitungan"]) == ("menolak", 1, 1)
    # A note changed or a digest's text gone for anybody else is found.
    for rusak in ("UPDATE keengganan SET catatan = 'x' WHERE pegawai_id <> 1",
                  "DELETE FROM catatan_pribadi WHERE tabel = 'keengganan_tindakan'",
                  "UPDATE catatan SET baru = 'rusak' WHERE tabel = 'keengganan'"):  # fmt: skip
        with closing(sqlite3.connect(basis)) as kon, kon:
            assert kon.execute(rusak).rowcount > 0
        assert kota("db", "periksa")[0] == 10
