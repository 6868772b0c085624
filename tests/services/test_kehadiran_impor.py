"""Attendance sheets: the sample read exactly, then one trap at a time."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from asn_kompetensi.domain.galat import Bentrok, DataDitolak, TidakDitemukan
from asn_kompetensi.domain.laporan_impor import LaporanImpor
from asn_kompetensi.domain.lembar import Baris, BarisDilewati, Lajur, Lembar
from asn_kompetensi.domain.sel import TANPA_NILAI
from asn_kompetensi.services import kehadiran_impor, kelas, kelas_buka, kelas_hadir, kelas_undang, pelatihan
from asn_kompetensi.store import door
from asn_kompetensi.tabular.baca import baca_lembar
from tests.services.orang import BERKAS, CINDUA, MANGKUTAK, PENSIUN, RENO, SABAI, UMBUIK, isi_kota
from tests.tabular.baca.bahan import buku

KODE = "BIMTEK-2025A"
HARI = ("hari:2025-03-03", "hari:2025-03-04", "hari:2025-03-05")
_HURUF = {"hadir": "H", "sakit": "S", "izin": "I", "alpa": "A"}


@pytest.fixture
def d(basis: Path) -> Iterator[door.PintuTulis]:
    with door.tulis(basis, perintah="uji", petugas="penguji") as d:
        isi_kota(d.kon)
        pelatihan.tambah(d, "BIMTEK", "Bimbingan Teknis", "8", jp="24")
        kelas_buka.buka(d, "BIMTEK", KODE, date(2025, 3, 3), date(2025, 3, 5), kuota="6")
        yield d


def _lembar(bidang: tuple[str, ...], *baris: tuple[Any, ...]) -> Lembar:
    lajur = tuple(Lajur(chr(65 + i), nama, nama) for i, nama in enumerate(bidang))
    isi = tuple(Baris(7 + i, satu) for i, satu in enumerate(baris))
    return Lembar("uji.xlsx", "Daftar Hadir", (6,), lajur, isi, ())


def _impor(d: door.PintuTulis, *baris: tuple[Any, ...], bidang: tuple[str, ...] = ("nip", *HARI)) -> LaporanImpor:
    return kehadiran_impor.impor(d, KODE, _lembar(bidang, *baris), lewati=True)


def _peserta(d: door.PintuTulis) -> dict[str, dict[str, Any]]:
    return {satu["nip"]: satu for satu in kelas.lihat(d, KODE)["peserta"]}


def _kode(temuan: list[Any]) -> list[tuple[int | None, str]]:
    return [(satu.baris, satu.kode) for satu in temuan]


@pytest.fixture
def sampel() -> Lembar:
    return baca_lembar(BERKAS / "05_daftar_hadir.xlsx", kehadiran_impor.SKEMA)


HARAPAN = json.loads((BERKAS / "harapan" / "05_daftar_hadir.json").read_text(encoding="utf-8"))


def test_sampel_temuan_persis(d: door.PintuTulis, sampel: Lembar) -> None:
    laporan = kehadiran_impor.impor(d, KODE, sampel, lewati=True)
    assert _kode(laporan.galat) == [(satu["row"], satu["kode"]) for satu in HARAPAN["rejected"]]
    assert _kode(laporan.peringatan) == [(satu["row"], satu["kode"]) for satu in HARAPAN["warnings"]]
    kosong, rusak, skala = laporan.galat
    assert "199602202020122914" in kosong.saran
    assert "199002282015022909" not in kosong.saran
    assert (rusak.nilai, rusak.sel) == ("1.96808171994032E+17", "C11")
    assert "196808171994031905" in rusak.saran
    assert (skala.nilai, skala.sel) == (110, "I12")
    assert "2025-03-05" in laporan.peringatan[0].pesan
    assert (laporan.jenis, laporan.dibaca, laporan.baru, laporan.ditahan) == ("hadir", 7 + laporan.dilewati, 4, 3)


def test_sampel_isi_persis(d: door.PintuTulis, sampel: Lembar) -> None:
    kehadiran_impor.impor(d, KODE, sampel, lewati=True)
    peserta = _peserta(d)
    assert {
        nip: ([_HURUF[hari["status"]] for hari in satu["hari"]], satu["pre"], satu["post"])
        for nip, satu in peserta.items()
    } == {satu["nip"]: (satu["hadir"], satu["pre"], satu["post"]) for satu in HARAPAN["records"]}
    assert {satu["jawaban"] for satu in peserta.values()} == {"bersedia"}
    assert peserta[SABAI]["opd"] == "DISDIK"


def test_sampel_tanpa_lewati_tidak_disimpan(d: door.PintuTulis, sampel: Lembar) -> None:
    laporan = kehadiran_impor.impor(d, KODE, sampel)
    assert d.batal
    assert laporan.jalankan is None


def test_sampel_dua_kali_semua_sama(d: door.PintuTulis, sampel: Lembar) -> None:
    kehadiran_impor.impor(d, KODE, sampel, lewati=True)
    awal = d.kon.total_changes
    laporan = kehadiran_impor.impor(d, KODE, sampel, lewati=True)
    assert d.kon.total_changes == awal
    assert (laporan.baru, laporan.berubah, laporan.sama, laporan.ditahan) == (0, 0, 4, 3)


def test_kelas_yang_tidak_ada_atau_berakhir(d: door.PintuTulis, sampel: Lembar) -> None:
    with pytest.raises(TidakDitemukan):
        kehadiran_impor.impor(d, "TIDAK-ADA", sampel)
    kelas_buka.batal(d, KODE, "anggaran")
    with pytest.raises(Bentrok, match="sudah dibatalkan"):
        kehadiran_impor.impor(d, KODE, sampel)


def test_lembar_tanpa_hari_dan_nilai_ditolak(d: door.PintuTulis) -> None:
    with pytest.raises(DataDitolak, match="tidak memuat kolom hari"):
        _impor(d, (SABAI, "SABAI ALUIH"), bidang=("nip", "nama"))
    assert _peserta(d) == {}


@pytest.mark.parametrize("tanda", ["x", "?", 0, "Hadir/Izin"])
def test_tanda_tak_jelas_menahan_hari_itu_saja(d: door.PintuTulis, tanda: Any) -> None:
    laporan = _impor(d, (SABAI, "V", tanda, "V"))
    assert _kode(laporan.galat) == [(7, "KEHADIRAN_TIDAK_DIKENAL")]
    assert laporan.galat[0].sel == "C7"
    assert [hari["status"] for hari in _peserta(d)[SABAI]["hari"]] == ["hadir", None, "hadir"]
    assert laporan.ditahan == 1


def test_rumus_tanpa_nilai_ditahan(d: door.PintuTulis) -> None:
    laporan = _impor(d, (SABAI, "V", TANPA_NILAI, TANPA_NILAI), bidang=("nip", *HARI[:2], "post"))
    assert _kode(laporan.galat) == [(7, "RUMUS_TANPA_NILAI")] * 2
    assert _peserta(d)[SABAI]["post"] is None


@pytest.mark.parametrize(
    ("nilai", "kode"),
    [(110, "NILAI_LUAR_SKALA"), (-1, "NILAI_LUAR_SKALA"), ("baik", "NILAI_BUKAN_ANGKA"), (50.555, "NILAI_DESIMAL")],
)
def test_nilai_ditahan_kehadiran_disimpan(d: door.PintuTulis, nilai: Any, kode: str) -> None:
    laporan = _impor(d, (SABAI, "V", 60, nilai), bidang=("nip", HARI[0], "pre", "post"))
    assert _kode(laporan.galat) == [(7, kode)]
    peserta = _peserta(d)[SABAI]
    assert (peserta["hadir"], peserta["pre"], peserta["post"]) == (1, 60, None)
    assert laporan.ditahan == 1


def test_kolom_hari_menurut_urutan_tahun_kelas_dan_luar_kelas(d: door.PintuTulis) -> None:
    bidang = ("nip", "hari:#1", "hari:--03-04", "hari:#4", "hari:2025-03-06", "hari:--12-31")
    laporan = _impor(d, (SABAI, "V", "S", "V", "V", "V"), bidang=bidang)
    assert [(satu.kode, satu.sel) for satu in laporan.peringatan] == [
        ("KOLOM_HARI_LUAR", "D6"), ("KOLOM_HARI_LUAR", "E6"), ("KOLOM_HARI_LUAR", "F6"),
    ]  # fmt: skip
    assert [hari["status"] for hari in _peserta(d)[SABAI]["hari"]] == ["hadir", "sakit", None]


def test_dua_kolom_untuk_hari_yang_sama(d: door.PintuTulis) -> None:
    bidang = ("nip", "hari:2025-03-03", "hari:#1", "hari:2025-03-03~2")
    laporan = _impor(
        d, (SABAI, "V", None, "H"), (RENO, "V", "S", None), (CINDUA, "A", "x", None), bidang=bidang
    )  # fmt: skip
    assert _kode(laporan.galat) == [(8, "KEHADIRAN_BERBEDA"), (9, "KEHADIRAN_TIDAK_DIKENAL")]
    assert laporan.galat[0].pesan == "dua tanda berbeda untuk 2025-03-03: hadir dan sakit; keduanya tidak diambil"
    assert laporan.peringatan == []
    assert [_peserta(d)[nip]["hari"][0]["status"] for nip in (SABAI, RENO, CINDUA)] == ["hadir", None, None]


def test_kolom_mirip_hari_yang_tidak_terbaca_disebut(d: door.PintuTulis) -> None:
    laporan = _impor(d, (SABAI, "V", "V"), bidang=("nip", HARI[0], "hari:!"))
    (satu,) = laporan.peringatan
    assert (satu.kode, satu.sel, satu.nilai) == ("KOLOM_TIDAK_DIKENAL", "C6", "hari:!")
    assert "kolom C 'hari:!'" in satu.pesan
    assert laporan.kolom_diabaikan == ("hari:!",)
    assert _peserta(d)[SABAI]["hadir"] == 1
    with pytest.raises(DataDitolak, match="'hari:!' tidak terbaca sebagai hari"):
        _impor(d, (SABAI, "V"), bidang=("nip", "hari:!"))


def test_kolom_yang_harinya_tidak_pasti_menahan_tandanya(d: door.PintuTulis) -> None:
    laporan = _impor(d, (SABAI, "V", "V"), (RENO, "V", None), bidang=("nip", HARI[0], "hari:#2;--03-03"))
    assert _kode(laporan.galat) == [(7, "HARI_TIDAK_PASTI")]
    assert "hari ke-2 adalah 2025-03-04, tetapi tanggal 03-03 adalah 2025-03-03" in laporan.galat[0].pesan
    assert [hari["status"] for hari in _peserta(d)[SABAI]["hari"]] == ["hadir", None, None]
    with pytest.raises(DataDitolak, match="bisa berarti hari ke-1 atau tanggal 1"):
        _impor(d, (SABAI, "V", "V", "V"), bidang=("nip", "hari:angka1t", "hari:angka2t", "hari:angka3t"))


def test_angka_di_bawah_tanggal_untuk_kelas_lain_ditolak(d: door.PintuTulis) -> None:
    with pytest.raises(DataDitolak, match="tidak ada kolom hari yang cocok dengan kelas BIMTEK-2025A"):
        _impor(d, (SABAI, "V", "V"), bidang=("nip", "hari:angka10t", "hari:angka11t"))


def test_hari_yang_sudah_tercatat_tidak_diingatkan_kosong(d: door.PintuTulis) -> None:
    _impor(d, (SABAI, "V", "V", None), (RENO, "V", None, None))
    laporan = _impor(d, (SABAI, None, None, "V"), (RENO, None, "V", None))
    assert [(satu.baris, satu.kode, satu.pesan) for satu in laporan.peringatan] == [
        (8, "KEHADIRAN_KOSONG", "2025-03-05 kosong: belum diisi, bukan alpa")
    ]
    assert (laporan.baru, laporan.berubah) == (2, 0)


def test_kosong_dan_tk_diingatkan_sekali_sebaris(d: door.PintuTulis) -> None:
    laporan = _impor(d, (SABAI, "TK", None, None), (RENO, "TK", "TK", "A"), (CINDUA, None, None, None))
    assert _kode(laporan.peringatan) == [(7, "KODE_TK"), (7, "KEHADIRAN_KOSONG"), (8, "KODE_TK")]
    assert laporan.peringatan[1].pesan == "2025-03-04, 2025-03-05 kosong: belum diisi, bukan alpa"
    assert _peserta(d)[CINDUA]["hadir"] is None


def test_nip_ganda_sama_dan_berbeda(d: door.PintuTulis) -> None:
    laporan = _impor(
        d, (SABAI, "V", "V", "V"), (SABAI, "v", "Hadir", "1"), (RENO, "V", "V", "V"), (RENO, "V", "S", "V"),
        (CINDUA, "V", "V", "V"),
    )  # fmt: skip
    assert _kode(laporan.galat) == [(9, "GANDA_BERBEDA"), (10, "GANDA_BERBEDA")]
    assert _kode(laporan.peringatan) == [(8, "GANDA_SAMA")]
    assert (laporan.baru, laporan.ditahan, laporan.dilewati, laporan.dibaca) == (2, 2, 1, 5)
    assert set(_peserta(d)) == {SABAI, CINDUA}


def test_yang_sudah_berhenti_ditahan(d: door.PintuTulis) -> None:
    assert _kode(_impor(d, (PENSIUN, "V", "V", "V")).galat) == [(7, "SUDAH_HENTI")]
    assert _peserta(d) == {}


def test_nama_dan_opd_beda_hanya_mengingatkan(d: door.PintuTulis) -> None:
    laporan = _impor(d, (SABAI, "ORANG LAIN", "DINKES", "V"), bidang=("nip", "nama", "opd", HARI[0]))
    assert _kode(laporan.peringatan) == [(7, "NAMA_BEDA"), (7, "OPD_BEDA")]
    assert laporan.baru == 1


def test_sel_kosong_tidak_menghapus_dan_isi_baru_mengganti(d: door.PintuTulis) -> None:
    bidang = ("nip", *HARI[:2], "post")
    _impor(d, (SABAI, "V", "S", 80), bidang=bidang)
    assert _impor(d, (SABAI, None, None, "-"), bidang=bidang).sama == 1
    laporan = _impor(d, (SABAI, None, "V", None), bidang=bidang)
    assert (laporan.berubah, laporan.baru) == (1, 0)
    peserta = _peserta(d)[SABAI]
    assert (peserta["hadir"], peserta["post"]) == (2, 80)


def test_yang_diundang_terisi_dan_yang_menolak_ternyata_hadir(d: door.PintuTulis) -> None:
    kelas_undang.undang(d, KODE, [SABAI, MANGKUTAK])
    kelas_undang.jawab(d, KODE, MANGKUTAK, "menolak", "tugas")
    laporan = _impor(d, (SABAI, "V", "V", "V"), (MANGKUTAK, "V", "V", "V"))
    assert (laporan.baru, laporan.berubah) == (1, 1)
    assert _kode(laporan.peringatan) == [(8, "JAWABAN_BEDA")]
    assert {nip: satu["jawaban"] for nip, satu in _peserta(d).items()} == {SABAI: None, MANGKUTAK: "bersedia"}


def test_lebih_dari_kuota_diterima_dan_disebut(d: door.PintuTulis) -> None:
    d.kon.execute("UPDATE kelas SET kuota = 1")
    laporan = _impor(d, (SABAI, "V", "V", "V"), (RENO, "V", "V", "V"))
    assert _kode(laporan.peringatan) == [(None, "KUOTA_TERLAMPAUI")]
    assert len(_peserta(d)) == 2


def test_opd_peserta_adalah_opd_pada_hari_kelas(d: door.PintuTulis) -> None:
    d.kon.execute(
        "UPDATE penempatan SET selesai = '2025-03-03' WHERE pegawai_id = (SELECT id FROM pegawai WHERE nip = ?)",
        (UMBUIK,),
    )
    d.kon.execute(
        """INSERT INTO penempatan (pegawai_id, opd_id, jabatan_id, mulai)
           SELECT g.id, o.id, 1, '2025-03-04' FROM pegawai g, opd o WHERE g.nip = ? AND o.kode = 'DINKES'""",
        (UMBUIK,),
    )
    _impor(d, (UMBUIK, "V", "V", "V"))
    assert _peserta(d)[UMBUIK]["opd"] == "DISDIK"


def test_baris_dilewati_pembaca_ikut_dihitung(d: door.PintuTulis) -> None:
    asal = _lembar(("nip", *HARI), (SABAI, "V", "V", "V"))
    lembar = Lembar(asal.berkas, asal.nama, asal.baris_judul, asal.lajur, asal.baris, (BarisDilewati(8, "jumlah"),))
    laporan = kehadiran_impor.impor(d, KODE, lembar)
    assert (laporan.dibaca, laporan.diterima, laporan.dilewati) == (2, 1, 1)


def test_setelah_impor_kelas_dapat_diselesaikan(d: door.PintuTulis) -> None:
    _impor(d, (SABAI, "V", "V", "V"), (RENO, "V", "V", "S"))
    hasil = kelas_hadir.selesai(d, KODE)
    assert (hasil["lulus"], hasil["peserta"]) == (1, 2)
    assert [_peserta(d)[nip]["jp_diakui"] for nip in (SABAI, RENO)] == [24, 0]


@pytest.mark.parametrize(
    ("pre", "post"),
    [
        ("Pretes", "Postes"), ("Pre-Test (0-100)", "Post-Test (0-100)"), ("Skor Pre-Test", "Skor Post Test"),
        ("Pre Test", "Post-Test Score"), ("Nilai Awal", "Nilai Akhir"), ("NILAI PRE TES", "NILAI POST TES"),
    ],
)  # fmt: skip
def test_judul_nilai_tes_seperti_ditulis_orang(d: door.PintuTulis, tmp_path: Path, pre: str, post: str) -> None:
    jalur = buku(tmp_path / "a.xlsx", [["NIP", "Hari 1", pre, post], [SABAI, "V", 60, "72,5"]])
    kehadiran_impor.impor(d, KODE, baca_lembar(jalur, kehadiran_impor.SKEMA))
    assert (_peserta(d)[SABAI]["pre"], _peserta(d)[SABAI]["post"]) == (60, 72.5)


def test_nilai_akhir_di_samping_post_test_bukan_nilai_tes(d: door.PintuTulis) -> None:
    bidang = ("nip", HARI[0], "akhir", "pre", "post")
    _impor(d, (SABAI, "V", 99, 60, 80), bidang=bidang)
    _impor(d, (RENO, "V", 99), bidang=bidang[:3])
    assert [(_peserta(d)[nip]["pre"], _peserta(d)[nip]["post"]) for nip in (SABAI, RENO)] == [(60, 80), (None, None)]


@pytest.mark.parametrize("isi", ["TH", "th", "T.H.", "Tidak hadir", "-", None])
def test_nilai_yang_tidak_diisi_tidak_ditahan(d: door.PintuTulis, isi: Any) -> None:
    laporan = _impor(d, (SABAI, "V", isi, isi), bidang=("nip", HARI[0], "pre", "post"))
    assert (laporan.galat, laporan.baru) == ([], 1)
    assert _peserta(d)[SABAI]["pre"] is None


LAIN = ("DAFTAR HADIR", "PELATIHAN KOMUNIKASI PUBLIK", "Aula BKPSDM, 10 s.d. 12 Maret 2025")


def _berjudul(d: door.PintuTulis, bidang: tuple[str, ...], *kepala: str) -> LaporanImpor:
    lembar = replace(_lembar(bidang, (SABAI, "V")), kepala=kepala)
    return kehadiran_impor.impor(d, KODE, lembar)


@pytest.mark.parametrize(
    ("kepala", "sebab"),
    [
        ("Kelas KOM-01-2025A", "menyebut kelas KOM-01-2025A, bukan BIMTEK-2025A"),
        ("PELATIHAN KOMUNIKASI PUBLIK TAHUN 2025", r"menyebut pelatihan KOM-01 \(Komunikasi Publik\)"),
        ("Aula BKPSDM Kota Sawahlunto, 10 s.d. 12 Maret 2025", "menyebut tanggal 2025-03-10 sampai 2025-03-12"),
        ("Hari/Tanggal : Senin, 10 Maret 2025", "menyebut tanggal 2025-03-10, sedangkan"),
        ("3-5 Maret 2024", "menyebut tanggal 2024-03-03 sampai 2024-03-05"),
    ],
)
def test_judul_kelas_lain_ditolak(d: door.PintuTulis, kepala: str, sebab: str) -> None:
    pelatihan.tambah(d, "KOM-01", "Komunikasi Publik", "8", jp="24")
    kelas_buka.buka(d, "KOM-01", "KOM-01-2025A", date(2025, 3, 10), date(2025, 3, 12))
    with pytest.raises(DataDitolak, match=sebab):
        _berjudul(d, ("nip", "hari:#1"), "DAFTAR HADIR", kepala)
    assert _peserta(d) == {}


@pytest.mark.parametrize(
    "kepala",
    [
        ("DAFTAR HADIR", "BIMBINGAN TEKNIS", "Sawahlunto, 3 s.d. 5 Maret 2025"),
        ("BIMTEK-2025A dan KOM-01-2025A",),
        ("BIMBINGAN TEKNIS KOMUNIKASI PUBLIK", "28 Februari - 4 Maret 2025"),
        ("Surat Tugas Nomor 1 tanggal 10 Februari 2025",),
        ("DAFTAR HADIR", "Tahun Anggaran 2025", "31 Februari 2025"),
        (),
    ],
)
def test_judul_kelas_sendiri_diterima(d: door.PintuTulis, kepala: tuple[str, ...]) -> None:
    pelatihan.tambah(d, "KOM-01", "Komunikasi Publik", "8", jp="24")
    kelas_buka.buka(d, "KOM-01", "KOM-01-2025A", date(2025, 3, 10), date(2025, 3, 12))
    laporan = _berjudul(d, ("nip", "hari:#1"), *kepala)
    assert (laporan.baru, laporan.peringatan) == (1, [])


def test_judul_lain_di_atas_tanggal_kelas_ini_hanya_mengingatkan(d: door.PintuTulis) -> None:
    pelatihan.tambah(d, "KOM-01", "Komunikasi Publik", "8", jp="24")
    for bidang in (HARI[0], "hari:angka3t", "hari:--03-03", "hari:#1;---03"):
        laporan = _berjudul(d, ("nip", bidang), *LAIN)
        assert _kode(laporan.peringatan) == [(None, "JUDUL_KELAS_LAIN")] * 2
    with pytest.raises(DataDitolak, match="menyebut tanggal"):
        _berjudul(d, ("nip", "hari:@1"), *LAIN)


def test_peserta_yang_tidak_di_lembar_dan_yang_baru_hanya_disebut(d: door.PintuTulis) -> None:
    kelas_undang.undang(d, KODE, [SABAI, MANGKUTAK, CINDUA])
    kelas_undang.jawab(d, KODE, MANGKUTAK, "menolak", "tugas")
    laporan = _impor(d, (SABAI, "V", "V", "V"), (RENO, "V", "V", "V"))
    assert sorted((satu.kode, satu.pesan) for satu in laporan.peringatan) == [
        ("PESERTA_BARU", "1 orang belum di daftar peserta, ditambahkan: baris 8"),
        ("PESERTA_TIDAK_DI_LEMBAR", "1 peserta tidak ditemukan di lembar: CINDUA MATO"),
    ]
    assert laporan.galat == []
    assert set(_peserta(d)) == {SABAI, MANGKUTAK, CINDUA, RENO}


def test_kolom_centang_per_keadaan(d: door.PintuTulis) -> None:
    bidang = ("nip", *(f"{HARI[0]};={satu}" for satu in ("hadir", "sakit", "izin")))
    laporan = _impor(
        d, (SABAI, "√", None, None), (RENO, 0, 1, 0), (CINDUA, "v", None, "v"), (UMBUIK, None, "I", None), bidang=bidang
    )
    assert _kode(laporan.galat) == [(9, "KEHADIRAN_BERBEDA"), (10, "KEHADIRAN_TIDAK_DIKENAL")]
    assert [_peserta(d)[nip]["hari"][0]["status"] for nip in (SABAI, RENO, CINDUA, UMBUIK)] == [
        "hadir", "sakit", None, None,
    ]  # fmt: skip


def test_kolom_hari_luar_yang_kosong_tidak_disebut(d: door.PintuTulis) -> None:
    assert _impor(d, (SABAI, "V", None), bidang=("nip", HARI[0], "hari:2025-03-08")).peringatan == []


def test_lembar_sehari_dengan_pagi_dan_siang(d: door.PintuTulis) -> None:
    lembar = _lembar(("nip", "hari:sesi-pagi", "hari:sesi-siang"), (SABAI, "V", "V"), (RENO, "V", "A"))
    laporan = kehadiran_impor.impor(
        d, KODE, replace(lembar, kepala=("DAFTAR HADIR", "Hari/Tanggal : Selasa, 4 Maret 2025")), lewati=True
    )
    assert _kode(laporan.galat) == [(8, "KEHADIRAN_BERBEDA")]
    assert [hari["status"] for hari in _peserta(d)[SABAI]["hari"]] == [None, "hadir", None]
    with pytest.raises(DataDitolak, match="bisa berarti 2025-03-03 atau"):
        kehadiran_impor.impor(d, KODE, replace(lembar, kepala=("3 s.d. 5 Maret 2025",)))


def test_alasan_dari_lembar_untuk_hari_yang_tidak_hadir(d: door.PintuTulis) -> None:
    bidang = ("nip", *HARI, "alasan")
    assert _impor(d, (SABAI, "H", "S", "I", "demam"), (RENO, "H", "H", "H", "-"), bidang=bidang).baru == 2
    assert [satu["alasan"] for satu in _peserta(d)[SABAI]["hari"]] == [None, "demam", "demam"]
    assert [satu["alasan"] for satu in _peserta(d)[RENO]["hari"]] == [None] * 3
    assert _impor(d, (SABAI, "H", "S", "I", "demam"), bidang=bidang).sama == 1
    assert _impor(d, (SABAI, "H", "S", "I", "tifus"), bidang=bidang).berubah == 1
    assert _impor(d, (SABAI, "H", "S", "I"), bidang=("nip", *HARI)).sama == 1, "a sheet without the column keeps it"
    [galat] = _impor(d, (SABAI, "H", "S", "I", "x" * 2001), bidang=bidang).galat
    assert galat.kode == "ALASAN_TIDAK_SAH"
    ganda = _impor(d, (SABAI, "H", "S", "I", "demam"), (SABAI, "H", "S", "I", "pilek"), bidang=bidang)
    assert {satu.kode for satu in ganda.galat} == {"GANDA_BERBEDA"}


def test_hadir_di_dua_kelas_sehari_diperingatkan_di_barisnya(d: door.PintuTulis) -> None:
    kelas_buka.buka(d, "BIMTEK", "LAIN", date(2025, 3, 4), date(2025, 3, 4))
    kelas_undang.undang(d, "LAIN", [RENO])
    kelas_hadir.hadir(d, "LAIN", RENO, date(2025, 3, 4), "hadir")
    laporan = _impor(d, (SABAI, "H", "H", "H"), (RENO, "H", "H", "H"))
    assert _kode(laporan.peringatan) == [(8, "HADIR_DUA_KELAS")]
    assert "LAIN pada 2025-03-04" in laporan.peringatan[0].pesan


@pytest.mark.parametrize("kode", ["T1", "KOMB", "2025"])
def test_kode_pendek_dalam_kurung_menyebut_kelas_lain(d: door.PintuTulis, kode: str) -> None:
    """As our own sheets write it; the same word elsewhere in a title may be anything."""
    kelas_buka.buka(d, "BIMTEK", kode, date(2025, 3, 3), date(2025, 3, 5))
    lembar = _lembar(("nip", *HARI), (SABAI, "H", "H", "H"))
    with pytest.raises(DataDitolak, match=f"menyebut kelas {kode}, bukan {KODE}"):
        kehadiran_impor.impor(d, KODE, replace(lembar, kepala=("DAFTAR HADIR", f"Bimbingan Teknis ({kode})")))
    assert kehadiran_impor.impor(d, KODE, replace(lembar, kepala=(f"DAFTAR HADIR {kode}",))).baru == 1
