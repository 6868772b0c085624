"""Classes: seats, answers, attendance, and the end that grants hours."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from asn_kompetensi.domain.galat import Bentrok, DataDitolak, GalatASN, SalahPakai, TidakDitemukan
from asn_kompetensi.domain.lembar import Baris, Lajur, Lembar
from asn_kompetensi.services import kelas, kelas_buka, kelas_hadir, kelas_impor, kelas_undang, masukan, pelatihan
from asn_kompetensi.store import door
from asn_kompetensi.tabular.baca import baca_lembar
from tests.services.orang import CINDUA, MANGKUTAK, PENSIUN, RENO, SABAI, isi_kota
from tests.tabular.baca.bahan import buku

KODE = "KOM-A"
SATU, DUA, TIGA = date(2025, 3, 3), date(2025, 3, 4), date(2025, 3, 5)


@pytest.fixture
def d(basis: Path) -> Iterator[door.PintuTulis]:
    with door.tulis(basis, perintah="uji", petugas="penguji") as d:
        isi_kota(d.kon)
        pelatihan.tambah(d, "KOM-01", "Komunikasi Publik", "8", jp="24", penyelenggara="BKPSDM", kompetensi=["KOM=3"])
        kelas_buka.buka(d, "KOM-01", KODE, SATU, TIGA, kuota="2", terbuka=True)
        yield d


def _jawaban(d: door.PintuTulis) -> dict[str, str | None]:
    return {satu["nip"]: satu["jawaban"] for satu in kelas.lihat(d, KODE)["peserta"]}


def _peserta(d: door.PintuTulis, nip: str) -> dict[str, Any]:
    return next(satu for satu in kelas.lihat(d, KODE)["peserta"] if satu["nip"] == nip)


@pytest.mark.parametrize(
    ("ganti", "jenis", "pesan"),
    [
        ({"kode": KODE.lower()}, Bentrok, "sudah ada"),
        ({"kode": "A B"}, DataDitolak, "tanpa spasi"),
        ({"pelatihan": "XX"}, TidakDitemukan, "belum terdaftar"),
        ({"selesai": date(2025, 3, 2)}, DataDitolak, "mendahului"),
        ({"selesai": date(2028, 3, 2)}, DataDitolak, "terlalu panjang"),
        ({"kuota": "0"}, DataDitolak, "kuota"),
        ({"kuota": "dua"}, DataDitolak, "kuota"),
        ({"biaya": "-1"}, DataDitolak, "biaya"),
        ({"nilai_maks": "0"}, DataDitolak, "nilai-maks"),
        ({"opd": ["ENTAH"]}, TidakDitemukan, "belum terdaftar"),
        ({"opd": ["DINKES"], "terbuka": True}, SalahPakai, "--terbuka"),
    ],
)
def test_buka_menolak(d: door.PintuTulis, ganti: dict[str, Any], jenis: type[GalatASN], pesan: str) -> None:
    isi = {"pelatihan": "KOM-01", "kode": "BARU", "mulai": SATU, "selesai": TIGA, **ganti}
    with pytest.raises(jenis, match=pesan):
        kelas_buka.buka(d, isi.pop("pelatihan"), isi.pop("kode"), isi.pop("mulai"), isi.pop("selesai"), **isi)
    assert [baris[0] for baris in kelas.daftar(d)] == [KODE]


def test_luar_negeri_yang_jpnya_tidak_dapat_dihitung_ditolak_sejak_awal(d: door.PintuTulis) -> None:
    pelatihan.tambah(d, "COACH", "Coaching", "14")
    kelas_buka.buka(d, "COACH", "C1", SATU, SATU)
    with pytest.raises(DataDitolak, match="isi jumlah JP"):
        kelas_buka.buka(d, "COACH", "C2", SATU, SATU, luar_negeri=True)


def test_buka_menyimpan_semua_dan_daftar_memuatnya(d: door.PintuTulis) -> None:
    kelas_buka.buka(d, "komunikasi publik", "KOM-B", DUA, DUA, kuota="10", tempat="Aula", biaya="Rp 1.500.000",
               opd=["Dinas Kesehatan", "DISDIK", "dinkes"], tuan_rumah="dinas pendidikan",
               sumber_dana="APBD 2025")  # fmt: skip
    assert list(kelas.daftar(d)) == [
        (KODE, "KOM-01", "2025-03-03", "2025-03-05", None, 2, None, "semua", "dibuka", None, None, None),
        ("KOM-B", "KOM-01", "2025-03-04", "2025-03-04", "Aula", 10, 1500000, "DINKES;DISDIK", "dibuka", "DISDIK",
         "APBD 2025", None),
    ]  # fmt: skip
    assert [baris[0] for baris in kelas.daftar(d, status="batal")] == []
    with pytest.raises(DataDitolak, match="status 'lama' tidak ada"):
        kelas.daftar(d, status="lama")


def test_kursi_habis_lalu_daftar_tunggu_dan_undangan_ulang_diam(d: door.PintuTulis) -> None:
    hasil = kelas_undang.undang(d, KODE, [SABAI, MANGKUTAK, CINDUA, SABAI])
    assert [(satu[0], satu[4], satu[5]) for satu in hasil] == [
        (1, None, "diundang"), (2, None, "diundang"), (3, "daftar_tunggu", "kelas penuh"),
    ]  # fmt: skip
    awal = d.kon.total_changes
    assert [satu[5] for satu in kelas_undang.undang(d, KODE, [SABAI, CINDUA])] == ["sudah di daftar peserta"] * 2
    assert d.kon.total_changes == awal


@pytest.mark.parametrize(
    ("nip", "jenis", "pesan"),
    [
        ("123", DataDitolak, "3 digit"),
        ("198403122006042999", TidakDitemukan, r"\*{15}999 belum terdaftar"),
        (PENSIUN, DataDitolak, r"\*{15}910 sudah tidak bertugas pada 2025-03-03"),
    ],
)
def test_undang_menolak_semua_bila_satu_salah(d: door.PintuTulis, nip: str, jenis: type[GalatASN], pesan: str) -> None:
    with pytest.raises(jenis, match=pesan):
        kelas_undang.undang(d, KODE, [SABAI, nip])
    assert _jawaban(d) == {}


def test_opd_yang_tidak_diundang_ditolak_unit_di_bawahnya_boleh(d: door.PintuTulis) -> None:
    kelas_buka.ubah(d, KODE, opd=["DISDIK"])
    assert kelas.lihat(d, KODE)["opd_peserta"] == "DISDIK"
    with pytest.raises(DataDitolak, match="dari DISHUB, yang tidak diundang ke kelas KOM-A"):
        kelas_undang.undang(d, KODE, [MANGKUTAK])
    d.kon.execute("UPDATE opd SET induk_id = (SELECT id FROM opd WHERE kode = 'DISDIK') WHERE kode = 'DISHUB'")
    kelas_undang.undang(d, KODE, [MANGKUTAK, SABAI])
    assert set(_jawaban(d)) == {MANGKUTAK, SABAI}


@pytest.mark.parametrize("jawaban", ["menolak", "menunda"])
def test_kursi_yang_lepas_untuk_yang_pertama_menunggu(d: door.PintuTulis, jawaban: str) -> None:
    kelas_undang.undang(d, KODE, [SABAI, MANGKUTAK, CINDUA, RENO])
    rekam, naik = kelas_undang.jawab(d, KODE, SABAI, jawaban, "beban tugas")
    assert (rekam["jawaban"], rekam["alasan"]) == (jawaban, "beban tugas")
    assert [satu.nip for satu in naik] == [CINDUA]
    assert _jawaban(d) == {SABAI: jawaban, MANGKUTAK: None, CINDUA: None, RENO: "daftar_tunggu"}
    assert kelas_undang.jawab(d, KODE, SABAI, "bersedia")[0]["jawaban"] == "daftar_tunggu"
    _, naik = kelas_buka.ubah(d, KODE, kuota="3")
    assert [satu.nip for satu in naik] == [SABAI]


def test_jawab_menolak_yang_salah_dan_mengulang_tanpa_perubahan(d: door.PintuTulis) -> None:
    kelas_undang.undang(d, KODE, [SABAI])
    with pytest.raises(DataDitolak, match="jawaban 'mau' tidak ada"):
        kelas_undang.jawab(d, KODE, SABAI, "mau")
    with pytest.raises(SalahPakai, match="--alasan"):
        kelas_undang.jawab(d, KODE, SABAI, "menolak")
    with pytest.raises(TidakDitemukan, match="bukan peserta"):
        kelas_undang.jawab(d, KODE, RENO, "bersedia")
    kelas_undang.jawab(d, KODE, SABAI, "bersedia")
    awal = d.kon.total_changes
    assert kelas_undang.jawab(d, KODE, SABAI, "bersedia")[1] == []
    assert d.kon.total_changes == awal


def test_hadir_seorang(d: door.PintuTulis) -> None:
    kelas_undang.undang(d, KODE, [SABAI, MANGKUTAK, CINDUA])
    kelas_hadir.hadir(d, KODE, SABAI, SATU, "V")
    assert _peserta(d, SABAI)["persen_hadir"] == 33.33
    assert _peserta(d, MANGKUTAK)["persen_hadir"] is None
    for tanggal, status, nip, jenis in (
        (date(2025, 3, 6), "hadir", SABAI, DataDitolak),
        (SATU, "datang", SABAI, DataDitolak),
        (SATU, "hadir", RENO, TidakDitemukan),
        (SATU, "hadir", CINDUA, Bentrok),
    ):
        with pytest.raises(jenis):
            kelas_hadir.hadir(d, KODE, nip, tanggal, status)
    kelas_hadir.hadir(d, KODE, SABAI, SATU, "sakit")
    assert [tuple(satu.values()) for satu in _peserta(d, SABAI)["hari"]] == [
        ("2025-03-03", "sakit", None), ("2025-03-04", None, None), ("2025-03-05", None, None),
    ]  # fmt: skip


def test_seluruh_menyebut_yang_diganti_dan_kosong_hanya_mengisi(d: door.PintuTulis) -> None:
    """What was recorded is not lost unseen: replaced marks are named, and `kosong` leaves them alone."""
    kelas_buka.ubah(d, KODE, kuota="3")
    kelas_undang.undang(d, KODE, [SABAI, MANGKUTAK, RENO])
    kelas_hadir.hadir(d, KODE, MANGKUTAK, SATU, "sakit", "demam")
    isi = kelas_hadir.hadir_semua(d, KODE, SATU, "hadir", kosong=True)
    assert (isi["peserta"], isi["berubah"], isi["diganti"]) == (2, 2, [])
    assert _peserta(d, MANGKUTAK)["hari"][0] == {"tanggal": "2025-03-03", "status": "sakit", "alasan": "demam"}
    isi = kelas_hadir.hadir_semua(d, KODE, SATU, "hadir", "3=izin:rapat, sidang")
    assert (isi["peserta"], isi["berubah"], isi["diganti"]) == (3, 2, ["2 sakit", "3 hadir"])
    assert kelas_hadir.hadir_semua(d, KODE, SATU, "hadir", "3=izin:sidang")["berubah"] == 1, "a reason changed"


def test_alasan_milik_statusnya(d: door.PintuTulis) -> None:
    """A reason stays while the status stays, and goes with it; presence has none."""
    kelas_undang.undang(d, KODE, [SABAI, MANGKUTAK])
    for status, alasan, tersimpan in (
        ("sakit", "demam", "demam"), ("sakit", None, "demam"), ("sakit", "tifus", "tifus"), ("izin", None, None),
        ("izin", "anak masuk sekolah", "anak masuk sekolah"), ("hadir", None, None),
    ):  # fmt: skip
        assert kelas_hadir.hadir(d, KODE, SABAI, SATU, status, alasan)["alasan"] == tersimpan
        assert _peserta(d, SABAI)["hari"][0] == {"tanggal": "2025-03-03", "status": status, "alasan": tersimpan}
    with pytest.raises(SalahPakai, match="hanya untuk yang tidak hadir"):
        kelas_hadir.hadir(d, KODE, SABAI, SATU, "hadir", "demam")
    with pytest.raises(DataDitolak, match="alasan kosong"):
        kelas_hadir.hadir(d, KODE, SABAI, SATU, "sakit", "x" * 2001)
    hasil = kelas_hadir.hadir_semua(d, KODE, DUA, "hadir", "2=izin: urusan keluarga")
    assert (hasil["izin"], _peserta(d, MANGKUTAK)["hari"][1]["alasan"]) == (1, "urusan keluarga")
    assert kelas_hadir.hadir_semua(d, KODE, DUA, "hadir", "2=izin:urusan keluarga")["berubah"] == 0
    assert kelas_hadir.hadir_semua(d, KODE, DUA, "hadir", "2=izin:cuti")["berubah"] == 1


def test_dua_kelas_pada_satu_hari_menjadi_temuan(d: door.PintuTulis) -> None:
    kelas_buka.buka(d, "KOM-01", "B", DUA, TIGA)
    for kode in (KODE, "B"):
        kelas_undang.undang(d, kode, [SABAI, MANGKUTAK])
    kelas_hadir.hadir_semua(d, "B", DUA, "hadir", "2=izin")
    assert kelas_hadir.hadir(d, KODE, MANGKUTAK, DUA, "hadir")["bentrok"] == [], "leave is not presence"
    [temuan] = kelas_hadir.hadir(d, KODE, SABAI, DUA, "hadir")["bentrok"]
    assert (temuan["nip"], temuan["tanggal"], temuan["kelas"]) == (SABAI, "2025-03-04", "B")
    assert kelas_hadir.hadir_semua(d, KODE, SATU, "hadir")["bentrok"] == [], "another day"
    assert [satu["kelas"] for satu in kelas_hadir.hadir_semua(d, "B", DUA, "hadir", "2=izin")["bentrok"]] == [KODE]
    kelas_buka.batal(d, "B", "anggaran")
    assert kelas_hadir.hadir(d, KODE, SABAI, DUA, "hadir")["bentrok"] == [], "a cancelled class is none"


def test_hadir_semua_kecuali(d: door.PintuTulis) -> None:
    kelas_undang.undang(d, KODE, [SABAI, MANGKUTAK, CINDUA])
    hasil = kelas_hadir.hadir_semua(d, KODE, SATU, "hadir", "2=sakit")
    assert hasil == {"kelas": KODE, "tanggal": "2025-03-03", "peserta": 2, "berubah": 2, "hadir": 1, "sakit": 1,
                     "diganti": [], "bentrok": []}  # fmt: skip
    assert kelas_hadir.hadir_semua(d, KODE, SATU, "hadir", "2=sakit")["berubah"] == 0
    with pytest.raises(TidakDitemukan, match="nomor 3, 9 tidak memegang kursi"):
        kelas_hadir.hadir_semua(d, KODE, DUA, "hadir", "9=izin,3=izin")


@pytest.mark.parametrize("teks", ["3", "3=", "x=sakit", "3=datang", "3=sakit,3=izin", "=izin"])
def test_kecuali_yang_tidak_terbaca(teks: str) -> None:
    with pytest.raises(DataDitolak):
        kelas_hadir.baca_kecuali(teks)


def test_kecuali_terbaca() -> None:
    assert kelas_hadir.baca_kecuali(" 3=sakit, 7 = Izin;8=TK ") == {
        3: ("sakit", None), 7: ("izin", None), 8: ("alpa", None),
    }  # fmt: skip
    assert kelas_hadir.baca_kecuali("9=sakit:demam, batuk; 3=izin") == {9: ("sakit", "demam, batuk"), 3: ("izin", None)}
    with pytest.raises(DataDitolak, match="alasan hanya untuk yang tidak hadir"):
        kelas_hadir.baca_kecuali("9=hadir:datang terlambat")
    assert kelas_hadir.baca_kecuali("7=izin: urusan keluarga") == {7: ("izin", "urusan keluarga")}
    assert kelas_hadir.baca_kecuali("") == {}


@pytest.mark.parametrize("nilai", ["100,5", "-1", "baik", "101"])
def test_hasil_di_luar_skala_ditolak(d: door.PintuTulis, nilai: str) -> None:
    kelas_undang.undang(d, KODE, [SABAI])
    with pytest.raises(DataDitolak, match="--post"):
        kelas_hadir.hasil(d, KODE, SABAI, pre="60", post=nilai)
    assert _peserta(d, SABAI)["pre"] is None


def test_hasil_tersimpan_bertahap_dan_n_gain(d: door.PintuTulis) -> None:
    kelas_undang.undang(d, KODE, [SABAI])
    kelas_hadir.hasil(d, KODE, SABAI, pre="60", sertifikat="890/12/BKPSDM-2025")
    rekam = kelas_hadir.hasil(d, KODE, SABAI, post="72,5", berlaku_sampai=date(2028, 3, 5))
    assert (rekam["pre"], rekam["post"], rekam["n_gain"], rekam["sertifikat"], rekam["berlaku_sampai"]) == (
        60, 72.5, 0.31, "890/12/BKPSDM-2025", "2028-03-05",
    )  # fmt: skip
    with pytest.raises(DataDitolak, match="sebelum kelas dimulai"):
        kelas_hadir.hasil(d, KODE, SABAI, berlaku_sampai=date(2025, 1, 1))


def _isi_hadir(d: door.PintuTulis) -> None:
    kelas_undang.undang(d, KODE, [SABAI, MANGKUTAK, CINDUA])
    for tanggal in (SATU, DUA, TIGA):
        kelas_hadir.hadir_semua(d, KODE, tanggal, "hadir", "2=dinas" if tanggal == DUA else "")


def test_selesai_menyebut_hari_yang_kurang(d: door.PintuTulis) -> None:
    kelas_undang.undang(d, KODE, [SABAI, MANGKUTAK])
    kelas_hadir.hadir_semua(d, KODE, DUA, "hadir")
    kelas_hadir.hadir(d, KODE, SABAI, TIGA, "hadir")
    with pytest.raises(Bentrok) as galat:
        kelas_hadir.selesai(d, KODE)
    assert galat.value.pesan == "kehadiran kelas KOM-A belum lengkap: 2025-03-03 (2 peserta), 2025-03-05 (1 peserta)"
    assert "--tanggal 2025-03-03" in galat.value.petunjuk
    assert kelas.cari(d, KODE).status == "dibuka"


def test_selesai_memberi_jp_menurut_kehadiran_dan_dinas_bukan_hadir(d: door.PintuTulis) -> None:
    _isi_hadir(d)
    hasil = kelas_hadir.selesai(d, KODE)
    assert (hasil["lulus"], hasil["tidak_lulus"], hasil["jp_diakui"]) == (1, 1, 24)
    assert [(_peserta(d, nip)["lulus"], _peserta(d, nip)["jp_diakui"]) for nip in (SABAI, MANGKUTAK, CINDUA)] == [
        (True, 24), (False, 0), (None, None),
    ]  # fmt: skip


def test_selesai_memakai_kebijakan_pada_hari_terakhir(d: door.PintuTulis) -> None:
    d.kon.execute("UPDATE kebijakan SET nilai = '66,6' WHERE kunci = 'kehadiran_minimum'")
    _isi_hadir(d)
    assert kelas_hadir.selesai(d, KODE)["lulus"] == 2


def test_jp_pecahan_luar_negeri_tidak_dibulatkan(d: door.PintuTulis) -> None:
    kelas_buka.ubah(d, KODE, luar_negeri=True)
    _isi_hadir(d)
    kelas_hadir.selesai(d, KODE)
    assert _peserta(d, SABAI)["jp_diakui"] == 28.8


def test_kelas_berakhir_menolak_perubahan_tetapi_hasil_boleh_menyusul(d: door.PintuTulis) -> None:
    _isi_hadir(d)
    kelas_hadir.selesai(d, KODE)
    for kerja in (
        lambda: kelas_undang.undang(d, KODE, [RENO]),
        lambda: kelas_undang.jawab(d, KODE, SABAI, "bersedia"),
        lambda: kelas_hadir.hadir(d, KODE, SABAI, SATU, "hadir"),
        lambda: kelas_hadir.hadir_semua(d, KODE, SATU, "hadir"),
        lambda: kelas_hadir.selesai(d, KODE),
        lambda: kelas_buka.ubah(d, KODE, kuota="9"),
        lambda: kelas_buka.batal(d, KODE, "x"),
    ):
        with pytest.raises(Bentrok, match="sudah selesai dan tidak dapat diubah"):
            kerja()
    assert kelas_hadir.hasil(d, KODE, SABAI, sertifikat="1/2025")["sertifikat"] == "1/2025"


def test_kelas_batal_menolak_hasil(d: door.PintuTulis) -> None:
    kelas_undang.undang(d, KODE, [SABAI])
    assert kelas_buka.batal(d, KODE, "anggaran")["alasan_batal"] == "anggaran"
    with pytest.raises(Bentrok, match="sudah dibatalkan"):
        kelas_hadir.hasil(d, KODE, SABAI, pre="1")
    with pytest.raises(Bentrok, match="sudah dibatalkan"):
        kelas_buka.batal(d, KODE, "lagi")


def test_ubah_menolak_yang_tidak_lagi_muat(d: door.PintuTulis) -> None:
    kelas_undang.undang(d, KODE, [SABAI, MANGKUTAK])
    kelas_hadir.hadir(d, KODE, SABAI, TIGA, "hadir")
    kelas_hadir.hasil(d, KODE, SABAI, post="90")
    for isi, pesan in (
        ({"selesai": DUA}, "sudah tercatat"),
        ({"kuota": "1"}, "2 kursi"),
        ({"nilai_maks": "80"}, "nilai 90 sudah tercatat"),
    ):
        with pytest.raises(Bentrok, match=pesan):
            kelas_buka.ubah(d, KODE, **isi)
        d.sesi.expire_all()
    rekam, _ = kelas_buka.ubah(d, KODE, mulai=DUA, tempat="Aula", biaya="0", terbuka=False)
    assert (rekam["mulai"], rekam["tempat"], rekam["biaya"], rekam["opd_peserta"]) == ("2025-03-04", "Aula", 0, None)


BIDANG = (
    "kode", "pelatihan", "mulai", "selesai", "tempat", "kuota", "biaya", "opd_peserta", "status", "tuan_rumah",
    "sumber_dana", "jadwal",
)  # fmt: skip


def _lembar(*baris: tuple[Any, ...]) -> Lembar:
    lajur = tuple(Lajur(chr(65 + i), nama, nama) for i, nama in enumerate(BIDANG))
    return Lembar(
        "k.csv",
        "k",
        (1,),
        lajur,
        tuple(Baris(2 + i, (*satu, *(None,) * (len(BIDANG) - len(satu)))) for i, satu in enumerate(baris)),
        (),
    )


def test_impor_apa_yang_dicetak_daftar(d: door.PintuTulis) -> None:
    laporan = kelas_impor.impor(d, _lembar(*kelas.daftar(d)))
    assert (laporan.sama, laporan.galat, laporan.peringatan) == (1, [], [])
    baru = (
        "KOM-B",
        "KOM-01",
        "3 Maret 2025",
        "2025-03-05",
        "Aula",
        30.0,
        "1.000.000",
        "DINKES;Dinas Pendidikan",
        "selesai",
    )
    laporan = kelas_impor.impor(d, _lembar(baru))
    assert (laporan.baru, [satu.kode for satu in laporan.peringatan]) == (1, ["STATUS_DIABAIKAN"])
    assert list(kelas.daftar(d))[1] == (
        "KOM-B", "KOM-01", "2025-03-03", "2025-03-05", "Aula", 30, 1000000, "DINKES;DISDIK", "dibuka", None, None, None,
    )  # fmt: skip
    laporan = kelas_impor.impor(d, _lembar((*baru[:7], "semua", None)))
    assert (laporan.berubah, list(kelas.daftar(d))[1][7]) == (1, "semua")


@pytest.mark.parametrize(
    ("ganti", "kode"),
    [
        ({0: None}, "KODE_KOSONG"), ({0: "A B"}, "KODE_TIDAK_SAH"), ({1: "ENTAH"}, "PELATIHAN_TIDAK_DIKENAL"),
        ({1: None}, "PELATIHAN_KOSONG"), ({2: "31-02-2025"}, "TANGGAL_TIDAK_SAH"), ({3: None}, "SELESAI_KOSONG"),
        ({3: "2025-03-01"}, "TANGGAL_TERBALIK"), ({5: 0}, "KUOTA_TIDAK_SAH"), ({6: "gratis"}, "BIAYA_TIDAK_SAH"),
        ({7: "ENTAH"}, "OPD_TIDAK_DIKENAL"),
    ],
)  # fmt: skip
def test_impor_menahan_per_sel(d: door.PintuTulis, ganti: dict[int, Any], kode: str) -> None:
    baris = ["K9", "KOM-01", "2025-03-03", "2025-03-05", None, 5, 0, "DINKES", None]
    for letak, isi in ganti.items():
        baris[letak] = isi
    laporan = kelas_impor.impor(d, _lembar(tuple(baris)), lewati=True)
    assert [satu.kode for satu in laporan.galat] == [kode]
    assert (laporan.ditahan, len(list(kelas.daftar(d)))) == (1, 1)


def test_impor_kode_ganda_dan_kelas_berakhir(d: door.PintuTulis) -> None:
    kelas_buka.batal(d, KODE, "anggaran")
    ubah = (KODE, "KOM-01", "2025-03-03", "2025-03-05", "Lain", 2, None, "semua", "batal")
    baru = ("X1", "KOM-01", "2025-03-03", "2025-03-05", None, None, None, None, None)
    laporan = kelas_impor.impor(d, _lembar(ubah, baru, baru), lewati=True)
    assert [(satu.baris, satu.kode) for satu in laporan.galat] == [(2, "KELAS_BERAKHIR")]
    assert [(satu.baris, satu.kode, satu.pesan) for satu in laporan.peringatan] == [
        (4, "GANDA_SAMA", "sama persis dengan baris 3; dilewati")
    ]
    assert (laporan.baru, laporan.dilewati, laporan.ditahan) == (1, 1, 1)


def test_impor_baris_berkode_sama_yang_berbeda_ditahan_semua(d: door.PintuTulis) -> None:
    satu = ("X1", "KOM-01", "2025-03-03", "2025-03-05", "Aula", 30, None, None, None)
    sama = ("x1", "komunikasi publik", "3 Maret 2025", "05/03/2025", "Aula", "30", None, None, None)
    lain = ("Y1", *satu[1:])
    beda = (*lain[:4], "Hotel", *lain[5:])
    laporan = kelas_impor.impor(d, _lembar(satu, lain, sama, beda, lain), lewati=True)
    assert [(temuan.baris, temuan.sel, temuan.kode) for temuan in laporan.galat] == [
        (3, "A3", "GANDA_BERBEDA"), (5, "A5", "GANDA_BERBEDA"), (6, "A6", "GANDA_BERBEDA"),
    ]  # fmt: skip
    assert laporan.galat[0].pesan == "kode Y1 di baris 3, 5, 6, isinya berbeda"
    assert (laporan.baru, laporan.dilewati, laporan.ditahan) == (1, 1, 3)
    assert [isi[0] for isi in kelas.daftar(d)] == [KODE, "X1"]


@pytest.mark.parametrize(
    ("mulai", "selesai", "hari"),
    [
        ("3 s.d. 5 Maret 2025", None, ("2025-03-03", "2025-03-05")),
        ("3-5 Maret 2025", None, ("2025-03-03", "2025-03-05")),
        ("28 Februari s/d 2 Maret 2025", None, ("2025-02-28", "2025-03-02")),
        ("Senin, 3 s.d. Rabu, 5 Maret 2025", "5/3/2025", ("2025-03-03", "2025-03-05")),
    ],
)
def test_impor_rentang_tanggal_dalam_satu_sel(
    d: door.PintuTulis, mulai: str, selesai: str | None, hari: tuple[str, str]
) -> None:
    laporan = kelas_impor.impor(d, _lembar(("R1", "KOM-01", mulai, selesai, *[None] * 5)))
    assert laporan.galat == []
    assert {isi[0]: isi[2:4] for isi in kelas.daftar(d)}["R1"] == hari


@pytest.mark.parametrize(
    ("mulai", "selesai", "sel", "kode"),
    [
        ("5 s.d. 3 Maret 2025", None, "C2", "TANGGAL_TIDAK_SAH"),
        ("3 s.d. 5 Maret 2025", "2025-03-06", "D2", "TANGGAL_BERBEDA"),
        ("3, 5, dan 7 Maret 2025", None, "C2", "TANGGAL_TIDAK_SAH"),
        ("3 Maret 2025", None, "D2", "SELESAI_KOSONG"),
    ],
)
def test_impor_rentang_yang_meragukan_ditahan(
    d: door.PintuTulis, mulai: str, selesai: str | None, sel: str, kode: str
) -> None:
    laporan = kelas_impor.impor(d, _lembar(("R1", "KOM-01", mulai, selesai, *[None] * 5)), lewati=True)
    assert (laporan.galat[0].sel, laporan.galat[0].kode) == (sel, kode)
    assert len(list(kelas.daftar(d))) == 1


def test_impor_lembar_dengan_satu_kolom_tanggal_pelaksanaan(d: door.PintuTulis, tmp_path: Path) -> None:
    judul = ["Kode Kelas", "Nama Pelatihan", "Tanggal Pelaksanaan", "Tempat"]
    isi = ["T1", "Komunikasi Publik", "3 s.d. 5 Maret 2025", "Aula"]
    laporan = kelas_impor.impor(d, baca_lembar(buku(tmp_path / "k.xlsx", [judul, isi]), kelas_impor.SKEMA))
    assert (laporan.baru, list(kelas.daftar(d))[1][2:4]) == (1, ("2025-03-03", "2025-03-05"))


def test_nilai_bulat_yang_ditulis_dengan_rupiah() -> None:
    assert [masukan.baca_bulat(isi, "biaya", 0) for isi in ("Rp 1.500.000", "Rp1500000", 5.0, "0", None, "-")] == [
        1500000, 1500000, 5, 0, None, None,
    ]  # fmt: skip
    for isi in ("1.50", "1,5", "seribu", "-5", Decimal("1.5")):
        with pytest.raises(ValueError, match="bilangan bulat"):
            masukan.baca_bulat(isi, "biaya", 0)


def test_tuan_rumah_dana_dan_jadwal_diisi_diubah_dan_dihapus(d: door.PintuTulis) -> None:
    for isi, galat in (
        ({"tuan_rumah": "DINAS ENTAH"}, TidakDitemukan),
        ({"sumber_dana": "-"}, DataDitolak),
        ({"jadwal": "2025-03-03;2025-03-31"}, DataDitolak),
        ({"jadwal": "2025-03-04"}, DataDitolak),  # the class begins the day before
        ({"jadwal": "lusa"}, DataDitolak),
    ):
        with pytest.raises(galat):
            kelas_buka.ubah(d, KODE, **isi)  # type: ignore[arg-type]
    kelas_buka.ubah(d, KODE, tuan_rumah="DISDIK", sumber_dana="APBD 2025", jadwal="2025-03-03;2025-03-05")
    isi = kelas.lihat(d, KODE)
    assert (isi["tuan_rumah"], isi["sumber_dana"]) == ("DISDIK", "APBD 2025")
    assert isi["jadwal"] == ["2025-03-03", "2025-03-05"]
    kelas_buka.ubah(d, KODE, sumber_dana="")
    isi = kelas.lihat(d, KODE)
    assert (isi["tuan_rumah"], isi["sumber_dana"]) == ("DISDIK", None), "the other stays"
    kelas_buka.ubah(d, KODE, tuan_rumah="", jadwal="")
    isi = kelas.lihat(d, KODE)
    assert (isi["tuan_rumah"], isi["jadwal"]) == (None, ["2025-03-03", "2025-03-04", "2025-03-05"])
    kelas_undang.undang(d, KODE, [SABAI])
    kelas_hadir.hadir(d, KODE, SABAI, TIGA, "hadir")
    with pytest.raises(Bentrok, match="kehadiran 2025-03-05 sudah tercatat"):
        kelas_buka.ubah(d, KODE, selesai=DUA, jadwal="2025-03-03;2025-03-04")


def test_impor_rincian_dan_jadwal(d: door.PintuTulis) -> None:
    dasar = ("KOM-B", "KOM-01", "2025-03-03", "2025-03-05", None, None, None, None, None)
    laporan = kelas_impor.impor(d, _lembar((*dasar, "Dinas Entah", "APBD", "2025-03-04;x")))
    assert {satu.kode for satu in laporan.galat} == {"OPD_TIDAK_DIKENAL", "JADWAL_TIDAK_SAH"}
    isi = _lembar((*dasar, "Dinas Pendidikan", "APBD 2025", "3-3-2025; 5-3-2025"))
    assert [kelas_impor.impor(d, isi).baru, kelas_impor.impor(d, isi).sama] == [1, 1]
    assert list(kelas.daftar(d))[1][9:] == ("DISDIK", "APBD 2025", "2025-03-03;2025-03-05")
    kelas_hadir.selesai(d, "KOM-B")
    [temuan] = kelas_impor.impor(d, _lembar((*dasar, None, "APBN", None))).galat
    assert temuan.kode == "KELAS_BERAKHIR"
