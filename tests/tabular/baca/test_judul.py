"""Finding the header and giving every column its meaning."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asn_kompetensi.domain.galat import DataDitolak
from asn_kompetensi.domain.lembar import Skema
from asn_kompetensi.tabular.baca import baca_lembar
from asn_kompetensi.tabular.baca.alamat import huruf_kolom, kolom_dari_huruf
from asn_kompetensi.tabular.baca.ejaan import bidang_dari, kunci_judul
from asn_kompetensi.tabular.baca.kompetensi import PencocokKompetensi, jarak

from .bahan import HADIR, KOMPETENSI, NILAI, NIP1, NIP2, NIP3, PEGAWAI, bidang, buku, buku_cepat, kolom, nomor


@pytest.mark.parametrize(
    ("teks", "kunci"),
    [
        ("3. Tgl.Lahir", "tgl lahir"),
        ("3) NIP *", "nip"),
        ("NIP_BARU", "nip baru"),
        ("Nama\nNIP", "nama nip"),
        ("Nama(<br>NIP)", "nama ( nip )"),
        ("  Unit   Kerja ", "unit kerja"),
        ("Pre-Test", "pre test"),
        ("Diri & Orang", "diri dan orang"),
        ("\ufeffＮＩＰ", "nip"),
        ("'NIP", "nip"),
        ("1", "1"),
    ],
)
def test_kunci_judul(teks: str, kunci: str) -> None:
    assert kunci_judul(teks) == kunci


@given(st.text(max_size=40))
def test_kunci_judul_tidak_peduli_huruf_besar_dan_spasi_tepi(teks: str) -> None:
    assert kunci_judul(f" {teks} ") == kunci_judul(teks)


REGISTRI = {
    "opd": "kode nama singkatan alias induk surel kepala_nip mulai selesai digabung_ke",
    "jabatan": "kode nama jenjang urusan",
    "kompetensi": "kode nama jenis urutan definisi",
    "standar": "jabatan kompetensi level tingkat dasar mulai selesai",
    "pegawai": "nip nama gelar_depan gelar_belakang jenis_kelamin tanggal_lahir jenis_pegawai golongan opd jabatan "
    "nama_jabatan mulai",
    "nilai": "periode nip nama opd kompetensi nilai sumber tanggal bukti",
    "pelatihan": "kode nama bentuk jp penyelenggara kompetensi",
    "kelas": "kode pelatihan mulai selesai tempat kuota biaya opd_peserta status",
    "hadir": "nip nama pre post hadir",
}


@pytest.mark.parametrize("jenis", REGISTRI)
def test_nama_bidang_kontrak_mengeja_dirinya_sendiri(jenis: str) -> None:
    semua = tuple(REGISTRI[jenis].split())
    skema = Skema(jenis, semua, ())
    assert [bidang_dari(kunci_judul(satu), skema) for satu in semua] == list(semua)


@pytest.mark.parametrize(
    ("jenis", "ejaan", "harap"),
    [
        ("pegawai", "Status", "jenis_pegawai"),
        ("pegawai", "JABATAN NAMA", "nama_jabatan"),
        ("pegawai", "Jabatan", "jabatan"),
        ("pegawai", "TMT. Jabatan", "mulai"),
        ("pegawai", "INSTANSI", "opd"),
        ("nilai", "level", "nilai"),
        ("nilai", "NILAI", "nilai"),
        ("standar", "NILAI", "level"),
        ("nilai", "TANGGAL", "tanggal"),
        ("hadir", "Status", "status_peserta"),
        ("pegawai", "NPWP NOMOR", "pribadi"),
        ("pegawai", "Nomor HP", "pribadi"),
        ("pegawai", "Alamat", "pribadi"),
    ],
)
def test_ejaan_menurut_jenis_impor(jenis: str, ejaan: str, harap: str) -> None:
    bidang_semua = (
        "nip",
        "jenis_pegawai",
        "nama_jabatan",
        "jabatan",
        "mulai",
        "opd",
        "nilai",
        "level",
        "tanggal",
        "status_peserta",
    )
    pakai = tuple(b for b in bidang_semua if (b, jenis) not in {("level", "nilai"), ("nilai", "standar")})
    assert bidang_dari(kunci_judul(ejaan), Skema(jenis, pakai, ())) == harap


def test_judul_di_baris_bawah_kolom_a_kosong_dan_urutan_bebas(tmp_path: Path) -> None:
    baris: list[list[Any]] = [[None, "PEMERINTAH KOTA SAWAHLUNTO"], [], [None, "DAFTAR PEGAWAI"], *[[]] * 14]
    baris += [[None, "Golongan", "Nama ", "NIP"], [None, "IV/a", "SABAI", NIP1]]
    lembar = baca_lembar(buku_cepat(tmp_path / "a.xlsx", baris), PEGAWAI)
    assert lembar.baris_judul == (18,)
    assert bidang(lembar) == {"golongan": "B", "nama": "C", "nip": "D"}
    assert lembar.kepala == ("PEMERINTAH KOTA SAWAHLUNTO", "DAFTAR PEGAWAI")


def test_judul_sesudah_baris_30_tidak_dicari(tmp_path: Path) -> None:
    with pytest.raises(DataDitolak, match="30 baris"):
        baca_lembar(buku_cepat(tmp_path / "a.xlsx", [[]] * 30 + [["NIP", "Nama"], [NIP1, "A"]]), PEGAWAI)


def test_judul_bertumpuk_tanpa_gabungan(tmp_path: Path) -> None:
    baris = [
        ["No", "Nama Pegawai /", "Gol Ruang /", "Tempat &"],
        [None, "NIP", "TMT", "Tgl Lahir"],
        [1, f"SABAI\n{NIP1}", "IV/a", "X"],
    ]
    lembar = baca_lembar(buku_cepat(tmp_path / "a.xlsx", baris), PEGAWAI)
    assert lembar.baris_judul == (1, 2)
    assert bidang(lembar) == {"nama_nip": "B", "pangkat_gol": "C", "ttl": "D"}


def test_judul_tinggi_di_atas_baris_kosong(tmp_path: Path) -> None:
    for tinggi in (2, 3, 4):
        baris = [["NIP", "Nama", "Gol."], *[[]] * (tinggi - 1), [NIP1, "A", "III/a"]]
        lembar = baca_lembar(buku_cepat(tmp_path / "a.xlsx", baris, [f"{h}1:{h}{tinggi}" for h in "ABC"]), PEGAWAI)
        assert (lembar.baris_judul, nomor(lembar)) == ((1,), [tinggi + 1])
        assert kolom(lembar, "golongan") == ["III/a"]


def test_nip_lama_status_dan_judul_ganda(tmp_path: Path) -> None:
    baris = [
        ["NIP", "NIP Baru", "Nama", "Status", "Tanggal Lahir", "Tanggal Lahir"],
        ["010101901", NIP1, "A", "PNS", "kiri", "kanan"],
    ]
    lembar = baca_lembar(buku_cepat(tmp_path / "a.xlsx", baris), PEGAWAI)
    assert bidang(lembar) == {"nip_lama": "A", "nip": "B", "nama": "C", "jenis_pegawai": "D", "tanggal_lahir": "E"}
    assert lembar.kolom_diabaikan == ("Tanggal Lahir",)
    baris = [["nip", "jenis_pegawai", "status"], [NIP1, "PNS", "aktif"]]
    assert bidang(baca_lembar(buku_cepat(tmp_path / "b.xlsx", baris), PEGAWAI))["status"] == "C"
    baris = [["nip", "status"], [NIP1, "henti"]]
    assert bidang(baca_lembar(buku_cepat(tmp_path / "c.xlsx", baris), PEGAWAI)) == {"nip": "A", "status": "B"}


@pytest.mark.parametrize(
    ("judul", "isi", "harap"),
    [
        ("Status|Jenis Pegawai Nama", ["Aktif", "PNS"], "ba"),
        ("JENIS_PEGAWAI|STATUS PEGAWAI", ["PPPK", "Pensiun"], "ab"),
        ("STATUS PEGAWAI|Status", ["Tidak Aktif", "PPPK"], "ba"),
        ("STATUS PEGAWAI|Status", ["PNS", "Cuti"], "ab"),
        ("Status Kepegawaian|JENIS PEGAWAI NAMA", ["CPNS", "PNS"], "ba"),
    ],
)
def test_status_di_samping_jenis_pegawai(tmp_path: Path, judul: str, isi: list[str], harap: str) -> None:
    baris = [["NIP", *judul.split("|")], [NIP1, *isi], [NIP2, *isi]]
    lembar = baca_lembar(buku_cepat(tmp_path / "a.xlsx", baris), PEGAWAI)
    peta = bidang(lembar)
    assert (peta["jenis_pegawai"], peta["status"]) == tuple("BC"["ab".index(satu)] for satu in harap)
    assert lembar.kolom_diabaikan == ()


def test_kolom_kedua_untuk_bidang_yang_sama_tidak_menimpa(tmp_path: Path) -> None:
    baris = [["NIP", "GOLONGAN", "GOL AKHIR NAMA", "JENJANG"], [NIP1, "IV/a", "III/d", "x"]]
    lembar = baca_lembar(buku_cepat(tmp_path / "a.xlsx", baris), PEGAWAI)
    assert (kolom(lembar, "golongan"), lembar.kolom_diabaikan) == (["IV/a"], ("GOL AKHIR NAMA", "JENJANG"))


@pytest.mark.parametrize("kanan", ["NI PPPK", "FORMATTED NIP", "NI PPPK Paruh Waktu"])
def test_nip_kedua_mengisi_baris_yang_kosong_di_nip_pertama(tmp_path: Path, kanan: str) -> None:
    baris = [
        ["NIP BARU", "Nama", kanan],
        [NIP1, "A", None],
        ["-", "B", NIP2],
        [NIP3, "C", "199107212019031999"],
        [None, "D", 199107212019031.0],
    ]
    lembar = baca_lembar(buku_cepat(tmp_path / "a.xlsx", baris), PEGAWAI)
    assert kolom(lembar, "nip")[:3] == [NIP1, NIP2, NIP3]
    assert kolom(lembar, "nip")[3].mentah == "199107212019031"
    assert (bidang(lembar), lembar.kolom_diabaikan) == ({"nip": "A", "nama": "B"}, ())


def test_nip_kedua_yang_polos_mungkin_milik_atasan(tmp_path: Path) -> None:
    baris = [["Nama", "NIP", "Atasan", "NIP"], ["A", None, "B", NIP2], ["C", NIP1, "B", NIP2]]
    lembar = baca_lembar(buku_cepat(tmp_path / "a.xlsx", baris), PEGAWAI)
    assert (kolom(lembar, "nip"), lembar.kolom_diabaikan) == ([None, NIP1], ("Atasan", "NIP"))


def test_tabel_kode_di_kanan_diabaikan_tetapi_kolom_jeda_tidak_memotong_data(tmp_path: Path) -> None:
    baris = [
        ["NIP", "Nama", None, "Golongan", "Keterangan"],
        [NIP1, "A", None, "11", "I/a"],
        [None, None, None, "12", "I/b"],
    ]
    lembar = baca_lembar(buku_cepat(tmp_path / "a.xlsx", baris), PEGAWAI)
    assert bidang(lembar) == {"nip": "A", "nama": "B"}
    assert (nomor(lembar), [d.alasan for d in lembar.dilewati]) == ([2], ["di luar tabel"])
    baris = [["NIP", "Nama", None, "Golongan", "OPD", "Jabatan"], [NIP1, "A", None, "I/a", "DINKES", "X"]]
    assert bidang(baca_lembar(buku_cepat(tmp_path / "b.xlsx", baris), PEGAWAI))["opd"] == "E"


@pytest.mark.parametrize(
    ("skema", "kanan", "isi"),
    [
        (PEGAWAI, ["Kode", "Golongan"], [["11", "I/a"], ["12", "I/b"]]),
        (PEGAWAI, ["Kode Golongan", "Golongan", "Keterangan"], [["11", "I/a", "x"], ["12", "I/b", "y"]]),
        (PEGAWAI, ["OPD", "Nama OPD"], [["DINKES", "Dinas Kesehatan"], ["DISDIK", "Dinas Pendidikan"]]),
        (NILAI, ["Kode", "Kompetensi"], [["INT", "Integritas"], ["KOM", "Komunikasi"]]),
        (NILAI, ["Nilai", "Keterangan"], [[1, "Paham"], [2, "Mampu"]]),
        (NILAI, ["Kompetensi", "Standar", "Nilai"], [["INT", 3, 2], ["KOM", 4, 2]]),
    ],
)
def test_tabel_kode_sepanjang_daftar_orang_tetap_tabel_kode(
    tmp_path: Path, skema: Skema, kanan: list[str], isi: list[list[Any]]
) -> None:
    kiri = [["NIP", "Nama", "Integritas"], [NIP1, "A", 3], [NIP2, "B", 4]]
    baris = [[*a, None, *b] for a, b in zip(kiri, [kanan, *isi], strict=True)]
    lembar = baca_lembar(buku_cepat(tmp_path / "a.xlsx", baris), skema)
    assert set(bidang(lembar).values()) <= set("ABC")
    assert set(kanan) <= set(lembar.kolom_diabaikan)


@pytest.mark.parametrize(
    ("skema", "kanan", "isi"),
    [
        (NILAI, ["Perekat Bangsa"], [[3], [4]]),
        (NILAI, ["Perekat Bangsa", "Pelayanan Publik"], [[3, 3], [None, 4]]),
        (HADIR, ["Hari 1", "Hari 2"], [["V", "V"], ["S", "V"]]),
        (HADIR, ["Pre Test", "Post Test"], [[60, 70], [50, 80]]),
        (PEGAWAI, ["Jabatan", "OPD"], [["Analis", "DINKES"], ["Analis", "DINKES"]]),
        (PEGAWAI, ["Jabatan", "OPD", "Golongan"], [["Analis", "DINKES", "III/a"], ["Staf", "DISDIK", "III/b"]]),
    ],
)
def test_satu_kolom_jeda_tidak_memotong_data(
    tmp_path: Path, skema: Skema, kanan: list[str], isi: list[list[Any]]
) -> None:
    kiri = [["NIP", "Nama", "Integritas", "Komunikasi"], [NIP1, "A", 3, 3], [NIP2, "B", 4, 4]]
    baris = [[*a, None, *b] for a, b in zip(kiri, [kanan, *isi], strict=True)]
    huruf = set(bidang(baca_lembar(buku_cepat(tmp_path / "a.xlsx", baris), skema)).values())
    assert set("FGHIJ"[: len(kanan)]) <= huruf


def test_blok_standar_dan_gap_di_kiri_tidak_menjadi_nilai(tmp_path: Path) -> None:
    baris = [
        ["NIP", "Standar", None, "Gap Kompetensi", None, "Nilai", None],
        [None, *["Integritas", "Komunikasi"] * 3],
        [NIP1, 3, 3, -1, 0, 2, 3],
    ]
    lembar = baca_lembar(buku_cepat(tmp_path / "a.xlsx", baris, ["B1:C1", "D1:E1", "F1:G1", "A1:A2"]), NILAI)
    assert bidang(lembar) == {"nip": "A", "kompetensi:INT": "F", "kompetensi:KOM": "G"}
    assert lembar.baris[0].sel == (NIP1, 2, 3)


@pytest.mark.parametrize(
    ("judul", "kode", "standar", "salah"),
    [
        ("Integritas", "INT", None, False),
        ("1. INTEGRITAS", "INT", None, False),
        ("Integritas 3", "INT", "3", False),
        ("INTEGRITAS\n(Level 4)", "INT", "4", False),
        ("Kerja Sama (KS)", "KS", None, False),
        ("Kerja Sama (KS) 3", "KS", "3", False),
        ("Kerjasama", "KS", None, False),
        ("pengembangan diri & orang lain", "PDOL", None, False),
        ("Orintasi Pada Hasil 3", "OPH", "3", True),
        ("Pengambil  an Keputusan", "PK", None, True),
        ("Komunikasih", "KOM", None, True),
        ("Negosiasi", None, None, False),
        ("Integrasi", None, None, False),
        ("Kompetensi", None, None, False),
    ],
)
def test_judul_kompetensi(judul: str, kode: str | None, standar: str | None, salah: bool) -> None:
    cocok = PencocokKompetensi(KOMPETENSI).cocok(judul)
    assert (cocok.kode if cocok else None) == kode
    if cocok:
        assert (cocok.standar, cocok.salah) == (standar, salah)


def test_singkatan_hanya_bila_lembar_menunjukkan_lima_kode(tmp_path: Path) -> None:
    sembilan = ["int", "ks", "kom", "oph", "pp", "pdol", "mp", "pk", "pb"]
    lembar = baca_lembar(buku_cepat(tmp_path / "a.xlsx", [["NIP", *sembilan], [NIP1, *range(1, 10)]]), NILAI)
    assert len(lembar.lajur) == 10
    siasn = [["NIP", "nilai", "kompetensi", "PB", "PP", "MP"], [NIP1, 3, "INT", 1, 2, 3]]
    lembar = baca_lembar(buku_cepat(tmp_path / "b.xlsx", siasn), NILAI)
    assert set(bidang(lembar)) == {"nip", "nilai", "kompetensi"}
    assert lembar.kolom_diabaikan == ("PB", "PP", "MP")


@given(st.text("abc", max_size=6), st.text("abc", max_size=6))
def test_jarak_adalah_jarak(kiri: str, kanan: str) -> None:
    assert jarak(kiri, kanan) == jarak(kanan, kiri)
    assert (jarak(kiri, kanan) == 0) == (kiri == kanan)
    assert abs(len(kiri) - len(kanan)) <= jarak(kiri, kanan) <= max(len(kiri), len(kanan))


def test_kolom_wajib_tidak_ada_menyebut_yang_dicari_dan_yang_terbaca(tmp_path: Path) -> None:
    with pytest.raises(DataDitolak) as galat:
        baca_lembar(buku(tmp_path / "a.xlsx", [["Nama", "Umur"], ["A", 3]], judul="Rekap"), NILAI)
    assert '"Rekap"' in galat.value.pesan
    assert '"Umur"' in galat.value.pesan
    assert "NIP" in galat.value.petunjuk
    with pytest.raises(DataDitolak, match="tidak ditemukan"):
        baca_lembar(buku_cepat(tmp_path / "b.xlsx", [["Warna"]]), NILAI)


def test_huruf_kolom_bolak_balik() -> None:
    assert [huruf_kolom(k) for k in (0, 25, 26, 701, 702, 16_383)] == ["A", "Z", "AA", "ZZ", "AAA", "XFD"]
    assert all(kolom_dari_huruf(huruf_kolom(k)) == k for k in range(16_384))


def test_bidang_pribadi_tidak_pernah_menjadi_lajur(tmp_path: Path) -> None:
    baris = [
        ["NIP", "NIK", "Nama", "No. Telp", "Agama"],
        [NIP1, "1373", "A", "0812", "Islam"],
        [NIP2, "1374", "B", "0813", "Islam"],
    ]
    lembar = baca_lembar(buku_cepat(tmp_path / "a.xlsx", baris), PEGAWAI)
    assert lembar.kolom_dibuang == ("NIK", "No. Telp", "Agama")
    assert kolom(lembar, "nama") == ["A", "B"]
    assert "1373" not in str(lembar.baris)
