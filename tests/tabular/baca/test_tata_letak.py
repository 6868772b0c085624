"""The layouts clerks really receive (practice 1.2, 3.3, 4): one made-up file each, read or refused as it should be."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from asn_kompetensi.domain.galat import DataDitolak
from asn_kompetensi.domain.lembar import Lembar, Skema
from asn_kompetensi.domain.sel import AngkaMentah
from asn_kompetensi.services.kehadiran_impor import SKEMA as HADIR
from asn_kompetensi.services.pegawai_impor import SKEMA as PEGAWAI
from asn_kompetensi.tabular.baca import baca_lembar
from asn_kompetensi.tabular.baca.alamat import huruf_kolom

from .bahan import NILAI, NIP1, NIP2, NIP3, alasan, bidang, buku, kolom, nomor

SEMBILAN = ["INT", "KS", "KOM", "OPH", "PP", "PDOL", "MP", "PK", "PB"]
NAMA_SEMBILAN = [
    "Integritas", "Kerjasama", "Komunikasi", "Orientasi Pada Hasil", "Pelayanan Publik",
    "Pengembangan Diri dan Orang Lain", "Mengelola Perubahan", "Pengambilan Keputusan", "Perekat Bangsa",
]  # fmt: skip


def baca(tmp_path: Path, skema: Skema, baris: list[Any], gabung: tuple[str, ...] = ()) -> Lembar:
    return baca_lembar(buku(tmp_path / "kiriman.xlsx", baris, gabung), skema)


def test_m1_judul_di_baris_9_dan_nip_lama(tmp_path: Path) -> None:
    judul = (
        "No.|NIP|NIP Baru|Nama|Tempat Lahir|Tanggal Lahir|L/P|Status|Gol. Ruang|TMT Pangkat|Eselon|Jabatan|TMT Jabatan"
    )
    judul += "|Agama|Telepon|Alamat|TMT Pensiun|Pendidikan|Jurusan|Lulus|Unit Kerja|Satuan Kerja"
    isi = [1, "010101901", NIP1, "SABAI ALUIH", "Padang", "12-03-1984", "P", "PNS", "IV/a", None, None, "Sekretaris"]
    isi += [date(2024, 1, 2), "Islam", "0812", "Jl. A", None, "S1", "Hukum", 2006, "Sekretariat", "Dinas Kesehatan"]
    lembar = baca(tmp_path, PEGAWAI, [["PEMERINTAH KOTA"], ["DAFTAR PNS"], *[[]] * 6, judul.split("|"), isi])
    assert lembar.baris_judul == (9,)
    peta = bidang(lembar)
    assert (peta["nip_lama"], peta["nip"], peta["jenis_pegawai"], peta["mulai"]) == ("B", "C", "H", "M")
    assert (peta["unit_kerja"], peta["opd"], peta["golongan"]) == ("U", "V", "I")
    assert lembar.kolom_dibuang == ("Tempat Lahir", "Agama", "Telepon", "Alamat")
    assert kolom(lembar, "mulai") == [date(2024, 1, 2)]
    assert lembar.kepala == ("PEMERINTAH KOTA", "DAFTAR PNS")


def test_m2_setelah_disimpan_ulang_terbaca(tmp_path: Path) -> None:
    judul = "NO.|SAPK ID|NIP Baru|Nama|Tempat Lahir|Tanggal Lahir|L/P|Status|Tipe Pegawai|Eselon|Jabatan|TMT Jabatan"
    judul += "|Kelas Jabatan|Gol. Ruang|TMT Pangkat|Telepon|Alamat|Unit Kerja|Unit Sub Kerja|Pendidikan|Universitas"
    judul += "|Lulus|BUP"
    isi = [1, "010101901", NIP1, "A", "Padang", None, "P", "CPNS", "PNS", None, "Analis", None, 9, "III/a"]
    peta = bidang(baca(tmp_path, PEGAWAI, [judul.split("|"), isi]))
    assert (peta["nip_lama"], peta["nip"]) == ("B", "C")
    # "Tipe Pegawai" says PNS or PPPK; "Status" beside it is something else.
    assert (peta["jenis_pegawai"], peta["status"]) == ("I", "H")
    assert peta["unit_kerja"] == "R"


def test_m3_duk_judul_bertumpuk_dan_beberapa_fakta_satu_sel(tmp_path: Path) -> None:
    atas = ["No", "Nama Pegawai /", "Gol Ruang /", "Jabatan/Ess/TMT Eselon/TMT Jabatan", "Masa", "Pendidikan", "Lama /"]
    bawah = ["DUK", "NIP", "TMT", None, "Kerja", "dan Pelatihan", "Jam", "Tgl Lahir"]
    baris = [
        *[["DAFTAR URUT KEPANGKATAN"], *[[]] * 4],
        [*atas, "Tempat &"],
        bawah,
        [1, f"SABAI ALUIH\nNIP. {NIP1}", "IV/a\n01-10-2019", "Sekretaris", "20/03", None, None, "PADANG, 12-03-1984"],
    ]
    lembar = baca(tmp_path, PEGAWAI, baris)
    assert lembar.baris_judul == (6, 7)
    peta = bidang(lembar)
    assert (peta["nama_nip"], peta["pangkat_gol"], peta["ttl"]) == ("B", "C", "H")
    assert kolom(lembar, "nama_nip") == [f"SABAI ALUIH\nNIP. {NIP1}"]


def test_m4_titik_di_judul_dan_baris_satuan_kerja(tmp_path: Path) -> None:
    baris: list[list[Any]] = [["A"], ["B"], ["C"], ["D"], [], ["Satuan Kerja : Dinas Kesehatan"]]
    atas = [
        "No",
        "Nama",
        "Tgl.Lahir",
        "NIP",
        "Pangkat",
        "TMT. Pangkat",
        "Jabatan",
        "TMT. Jabatan",
        "Masa Kerja",
        None,
        "Usia",
    ]
    baris += [atas, [None] * 8 + ["Tahun", "Bulan"], list(range(1, 12))]
    baris += [[1, "SABAI", "12-03-1984", NIP1, "Pembina", None, "Sekretaris"], ["Satuan Kerja : Dinas Pendidikan"]]
    baris += [[1, "MANGKUTAK", None, NIP2]]
    gabung = (*(f"{h}7:{h}8" for h in "ABCDEFGHK"), "I7:J7")
    lembar = baca(tmp_path, PEGAWAI, baris, gabung)
    assert lembar.baris_judul == (7, 8)
    assert kolom(lembar, "opd") == ["Dinas Kesehatan", "Dinas Pendidikan"]
    assert (nomor(lembar), alasan(lembar)) == ([10, 12], {9: "nomor kolom", 11: "baris kelompok"})
    assert bidang(lembar)["mulai"] == "H"


_N = None
_DUK_ATAS = [
    "NO", "NAMA", "NIP", "PANGKAT", _N, "JABATAN", _N, "MASA KERJA", _N, "LATIHAN JABATAN", _N, _N, "PENDIDIKAN", _N,
    _N, "USIA", "CATATAN MUTASI", "KET",
]  # fmt: skip
_DUK_BAWAH = [
    _N, _N, _N, "GOL", "TMT", "NAMA", "TMT", "THN", "BLN", "NAMA", "BLN/THN", "JML JAM", "NAMA", "LULUS THN", "TINGKAT",
    _N, _N, _N,
]  # fmt: skip
_DUK_ISI = ["IV/a", "01-04-2020", "Sekretaris", "02-01-2024", 20, 3, "PIM III", "05/2018", 360, "Hukum", 2006, "S1", 41]


def _gabung_duk(mulai: int, baris: int) -> tuple[str, ...]:
    """Merges of the printed form: single columns down, groups sideways; `mulai` is the column of PANGKAT from 0."""
    rentang = [(k, k, 1) for k in range(mulai)]
    for lebar in (2, 2, 2, 3, 3):
        rentang.append((mulai, mulai + lebar - 1, 0))
        mulai += lebar
    rentang += [(k, k, 1) for k in range(mulai, mulai + 3)]
    return tuple(f"{huruf_kolom(a)}{baris}:{huruf_kolom(b)}{baris + turun}" for a, b, turun in rentang)


@pytest.mark.parametrize("kepala", [0, 1, 2])
@pytest.mark.parametrize("digabung", [True, False])
def test_duk_bkn_dua_baris_di_bawah_judul_tanpa_jeda(tmp_path: Path, kepala: int, digabung: bool) -> None:
    judul = [["PEMERINTAH KOTA"], ["DAFTAR URUT KEPANGKATAN PEGAWAI NEGERI SIPIL"]][:kepala]
    gabung = (*_gabung_duk(3, kepala + 1), *(f"A{b}:R{b}" for b in range(1, kepala + 1))) if digabung else ()
    baris = [*judul, _DUK_ATAS, _DUK_BAWAH, list(range(1, 19)), [1, "SABAI ALUIH", NIP1, *_DUK_ISI]]
    lembar = baca(tmp_path, PEGAWAI, baris, gabung)
    assert lembar.baris_judul == (kepala + 1, kepala + 2)
    assert bidang(lembar) == {
        "no": "A", "nama": "B", "nip": "C", "pangkat_gol": "D", "nama_jabatan": "F", "mulai": "G", "keterangan": "R",
    }  # fmt: skip
    assert lembar.baris[0].sel[:6] == (1, "SABAI ALUIH", NIP1, "IV/a", "Sekretaris", "02-01-2024")
    assert alasan(lembar) == {kepala + 3: "nomor kolom"}


@pytest.mark.parametrize("digabung", [True, False])
def test_duk_bkn_dengan_nama_dan_nip_satu_sel(tmp_path: Path, digabung: bool) -> None:
    """The names of courses and schools are nobody's names."""
    atas, bawah = ["NO", "NAMA / NIP", *_DUK_ATAS[3:]], [_N, _N, *_DUK_BAWAH[3:]]
    gabung = (*_gabung_duk(2, 2), "A1:Q1") if digabung else ()
    baris = [["DAFTAR URUT KEPANGKATAN PEGAWAI NEGERI SIPIL"], atas, bawah, [1, f"SABAI\n{NIP1}", *_DUK_ISI]]
    lembar = baca(tmp_path, PEGAWAI, baris, gabung)
    assert bidang(lembar) == {
        "no": "A", "nama_nip": "B", "pangkat_gol": "C", "nama_jabatan": "E", "mulai": "F", "keterangan": "Q",
    }  # fmt: skip


@pytest.mark.parametrize(
    "gabung", [("A1:G1", "A2:A4", "B2:C2", "D2:G2", "B3:B4", "C3:C4", "D3:E3", "F3:G3"), ()], ids=["gabung", "polos"]
)
def test_nominatif_tiga_baris_judul(tmp_path: Path, gabung: tuple[str, ...]) -> None:
    baris = [
        ["DAFTAR NOMINATIF"],
        ["NO", "PEGAWAI", _N, "RIWAYAT"],
        [_N, "NAMA", "NIP", "PANGKAT", _N, "JABATAN"],
        [_N, _N, _N, "GOL", "TMT", "NAMA", "TMT"],
        [1, "SABAI", NIP1, "IV/a", "01-04-2020", "Sekretaris", "02-01-2024"],
    ]
    lembar = baca(tmp_path, PEGAWAI, baris, gabung)
    assert lembar.baris_judul == (2, 3, 4)
    assert bidang(lembar) == {
        "no": "A", "nama": "B", "nip": "C", "pangkat_gol": "D", "nama_jabatan": "F", "mulai": "G",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("atas", "bawah", "harap"),
    [
        (
            "Pangkat Terakhir||Jabatan Saat Ini|",
            "Gol|TMT|Nama|TMT",
            {"pangkat_gol": "C", "nama_jabatan": "E", "mulai": "F"},
        ),
        ("TMT|||Jabatan", "CPNS|PNS|Jabatan|", {"mulai": "E", "jabatan": "F"}),
        ("Lahir||Jabatan|", "Tempat|Tanggal|Nama|Eselon", {"tanggal_lahir": "D", "nama_jabatan": "E"}),
    ],
)
def test_anak_judul_dibaca_bersama_induknya(tmp_path: Path, atas: str, bawah: str, harap: dict[str, str]) -> None:
    baris = [
        ["NIP", "Nama", *(satu or _N for satu in atas.split("|"))],
        [_N, _N, *(satu or _N for satu in bawah.split("|"))],
        [NIP1, "A", "a", "b", "c", "d"],
    ]
    peta = bidang(baca(tmp_path, PEGAWAI, baris, ("A1:A2", "B1:B2")))
    assert {k: v for k, v in peta.items() if k not in ("nip", "nama")} == harap


def test_atasan_di_kiri_bukan_orangnya(tmp_path: Path) -> None:
    baris = [
        ["ATASAN LANGSUNG", _N, "PEGAWAI YANG DINILAI", _N, "JABATAN LAMA", "JABATAN BARU"],
        ["NAMA", "NIP", "NAMA", "NIP", "NAMA", "NAMA"],
        ["RENO", NIP2, "SABAI", NIP1, "Analis", "Sekretaris"],
    ]
    lembar = baca(tmp_path, PEGAWAI, baris, ("A1:B1", "C1:D1"))
    assert (bidang(lembar)["nama"], bidang(lembar)["nip"]) == ("C", "D")


def test_b7_mulai_di_kolom_b_dengan_spasi_dan_judul_ganda(tmp_path: Path) -> None:
    judul = "|No.|NAMA PEGAWAI|NIP|TANGGAL LAHIR|PANGKAT / GOL.|TMT PANGKAT|JABATAN|TMT JABATAN|ORGANISASI"
    judul += "|UNIT KERJA||GENDER"
    judul += "|TANGGAL LAHIR|AGAMA|JENJANG PENDIDIKAN|NAMA SEKOLAH|NAMA PENDIDIKAN|TANGGAL LULUS||TUGAS TAMBAHAN"
    isi = [None, 1.0, "SABAI", f" {NIP1}", "PADANG, 12-03-1984", "Pembina - IV/a", None, "Sekretaris", " 01-01-2024"]
    isi += ["Dinas Kesehatan", "Sekretariat", None, "P", "1984/03/12", "Islam"]
    lembar = baca(tmp_path, PEGAWAI, [[], [None, "DAFTAR"], [], [satu or None for satu in judul.split("|")], isi])
    peta = bidang(lembar)
    assert (peta["nip"], peta["tanggal_lahir"], peta["jenis_kelamin"], peta["opd"]) == ("D", "E", "M", "J")
    assert kolom(lembar, "nip") == [f" {NIP1}"], "edge spaces stay: the services say what was wrong"
    assert "TANGGAL LAHIR" in lembar.kolom_diabaikan


def test_k6_tabel_kode_di_kanan_tidak_ikut(tmp_path: Path) -> None:
    judul = [
        "NAMA",
        "NIP/NIK ",
        "JENIS_PEGAWAI",
        "STATUS PEGAWAI",
        "INSTANSI",
        "JABATAN SAAT INI",
        "JABATAN YANG DILAMAR",
    ]
    baris = [
        [*judul, None, "MASTER CODE"],
        ["SABAI", NIP1, "PNS", None, "DINKES", "Analis", None, None, "JENIS_PEGAWAI"],
        [*[None] * 8, "1 = PNS"],
        [*[None] * 8, "2 = PPPK"],
    ]
    lembar = baca(tmp_path, PEGAWAI, baris)
    assert nomor(lembar) == [2]
    assert alasan(lembar) == {3: "di luar tabel", 4: "di luar tabel"}
    assert bidang(lembar)["jenis_pegawai"] == "C"
    assert set(bidang(lembar).values()) <= set("ABCDEFG")


def test_k8_nip_ditulis_sebagai_angka_dan_hasil_kosong(tmp_path: Path) -> None:
    judul = ["No.", "NIP", "NIP Baru", "Nama", "Pangkat", "Jabatan", "Unit Kerja"]
    kepala: list[list[Any]] = [["Laporan Komunikasi, Training: Pelatihan X"], [], judul]
    lembar = baca(tmp_path, PEGAWAI, [*kepala, [1, 10101901, 1.98403122006043e17, "SABAI"]])
    nip = kolom(lembar, "nip")[0]
    assert isinstance(nip, AngkaMentah)
    assert nip.mentah.startswith("1.98403122006043") or nip.mentah.startswith("198403122006043")
    assert isinstance(kolom(lembar, "nip_lama")[0], AngkaMentah)
    kosong = baca(tmp_path, PEGAWAI, [*kepala, ["-"]], ("A4:G4",))
    assert (nomor(kosong), alasan(kosong)) == ([], {4: "tidak ada data"})


def test_a1_templat_sederhana_dengan_dua_cara_menulis_tanggal(tmp_path: Path) -> None:
    judul = [
        "NIP",
        "Nama",
        "L/P",
        "Tempat Lahir",
        "Tanggal Lahir",
        "Jabatan",
        "Pangkat/Golongan",
        "Unit Kerja",
        "Instansi",
        "No. Telp",
        "Email",
    ]
    baris = [judul, [NIP1, "A", "P", "X", "1985-01-01"], [NIP2, "B", "L", "Y", "15/02/1990"]]
    lembar = baca(tmp_path, PEGAWAI, baris)
    assert kolom(lembar, "tanggal_lahir") == ["1985-01-01", "15/02/1990"]
    assert lembar.kolom_dibuang == ("Tempat Lahir", "No. Telp")
    assert {"nip": "A", "jenis_kelamin": "C", "golongan": "G", "opd": "I", "surel": "K"}.items() <= bidang(
        lembar
    ).items()


def test_a2_daftar_hadir_kertas(tmp_path: Path) -> None:
    baris = [
        ["DAFTAR HADIR PESERTA"],
        ["PELATIHAN KOMUNIKASI TAHUN 2025"],
        ["Hari/Tanggal", ": Senin, 3 Maret 2025"],
        [],
        ["No", "NAMA", "NIP", "INSTANSI", "Paraf 1", "Paraf 2"],
        [1, "SABAI", NIP1, "DINKES", "1", None],
        [2, "MANGKUTAK", NIP2, "DISDIK", None, "2"],
        [None, "TOTAL PESERTA", 2],
        [],
        [None, None, None, None, "Sawahlunto, 3 Maret 2025"],
        [None, "Tanda Tangan", None, None, "Penyelenggara"],
        [None, "NIP. 19750505 200003 2 998", None, None, "NIP. 19810606 200801 1 996"],
    ]
    lembar = baca(tmp_path, HADIR, baris)
    assert nomor(lembar) == [6, 7]
    assert alasan(lembar) == {8: "jumlah", 10: "tanda tangan", 11: "tanda tangan", 12: "tanda tangan"}
    assert lembar.kolom_diabaikan == ("Paraf 1", "Paraf 2")


@pytest.mark.parametrize(
    ("judul", "harap"),
    [
        (["2025-03-03", "2025-03-04"], ["hari:2025-03-03", "hari:2025-03-04"]),
        (["3 Maret", "4 Maret"], ["hari:--03-03", "hari:--03-04"]),
        (["Hari ke-1", "Hari ke-2"], ["hari:#1", "hari:#2"]),
        (["Senin, 3/3/2025", "Selasa, 4/3/2025"], ["hari:@1;2025-03-03", "hari:@2;2025-03-04"]),
        ([date(2025, 3, 3), date(2025, 3, 4)], ["hari:2025-03-03", "hari:2025-03-04"]),
        ([45719, 45720], ["hari:serial45719", "hari:serial45720"]),
    ],
)
def test_a2_kisi_hadir_dengan_hari_sebagai_judul(tmp_path: Path, judul: list[Any], harap: list[str]) -> None:
    baris = [["No", "NAMA", "NIP", *judul, "Nilai Pre-Test", "Nilai Post-Test"], [1, "A", NIP1, "V", "S", 60, "80"]]
    lembar = baca(tmp_path, HADIR, baris)
    assert [satu.bidang for satu in lembar.lajur if satu.bidang.startswith("hari:")] == harap
    assert lembar.baris[0].sel[-4:] == ("V", "S", 60, "80")


def test_n1_lebar_datar(tmp_path: Path) -> None:
    judul = "No|NIP|Nama|Jabatan|Perangkat Daerah|Integritas|Kerjasama|Komunikasi|Orintasi Pada Hasil|Pelayanan Publik"
    judul += "|Pengembangan Diri dan Orang Lain|Pengambilan Keputusan|Perekat Bangsa|Total|JPM (%)|JPM Proyeksi(%)"
    judul += "".join(f"|Saran Pengembangan {k}" for k in range(1, 11))
    isi = [1, f"'{NIP1}", "A", "Analis", "DINKES", 2.4, 3.03, "2,5", 3, None, "-", "TH", 3, 20.4, "98.75%", 0.99, "x"]
    lembar = baca(tmp_path, NILAI, [judul.split("|"), isi, isi])
    assert [s.bidang for s in lembar.lajur if ":" in s.bidang] == [f"kompetensi:{k}" for k in SEMBILAN if k != "MP"]
    assert lembar.salah_eja == (("Orintasi Pada Hasil", "OPH"),)
    assert lembar.baris[0].sel[-8:] == (2.4, 3.03, "2,5", 3, None, None, "TH", 3)
    assert lembar.baris[0].sel == lembar.baris[1].sel, "repeated rows are for the services to judge"


def test_n2_lebar_bernomor_dengan_nip_di_bawah_nama(tmp_path: Path) -> None:
    judul = ["No", "Nama\n(NIP)", "Jabatan", *(f"{k}. {n.upper()}" for k, n in enumerate(NAMA_SEMBILAN, 1)), "TOTAL"]
    judul += ["JPM Kompetensi", "Kategori Pemetaan Kompetensi"]
    lembar = baca(tmp_path, NILAI, [judul, [1, f"SABAI\n{NIP1}", "Analis", *[3] * 9, 27, "100%", "Optimal"]])
    assert [s.bidang for s in lembar.lajur if ":" in s.bidang] == [f"kompetensi:{k}" for k in SEMBILAN]
    assert kolom(lembar, "nama_nip") == [f"SABAI\n{NIP1}"]


def test_nilai_tanpa_kompetensi_ditolak(tmp_path: Path) -> None:
    for judul in (["NIP", "Nilai"], ["NIP", "Standar", "Nilai", "Gap"], ["NIP", "Total Skor Akhir Individu"]):
        with pytest.raises(DataDitolak) as galat:
            baca(tmp_path, NILAI, [judul, [NIP1, 3, 3, 0][: len(judul)]])
        assert "kolom Nama Kompetensi, atau satu kolom per kompetensi, tidak ditemukan" in galat.value.pesan
        assert '"Kompetensi"' in galat.value.petunjuk


def test_n3_tanpa_nilai_ditolak_dengan_menyebut_yang_kurang(tmp_path: Path) -> None:
    baris = [
        ["Nama :", "BKPSDM"], ["Tanggal Tes :", "1-2-2025"], ["Tempat :", "X"], ["Alamat :", "Y"],
        ["Tipe Ujian :", "CACT"], [], [], [],
        ["NO", "NIP", "NAMA", "JPM", "Kategori Pengisian Jabatan", "Kategori Pemetaan Kompetensi"],
        [1, f"'{NIP1}", "A", 98.5, "MS", "Optimal"],
    ]  # fmt: skip
    with pytest.raises(DataDitolak) as galat:
        baca(tmp_path, NILAI, baris)
    assert "kolom Nama Kompetensi dan NILAI, atau satu kolom per kompetensi, tidak ditemukan" in galat.value.pesan
    assert '"JPM"' in galat.value.pesan
    assert "NIP atau" not in galat.value.pesan, "the NIP column is there and must not be asked for"
    assert '"Integritas"' in galat.value.petunjuk


def test_k1_kelompok_nilai_dan_gap_dengan_standar_di_label(tmp_path: Path) -> None:
    label = [f"{n} {k % 3 + 2}" for k, n in enumerate(NAMA_SEMBILAN)]
    atas = [
        "No",
        "Nama",
        "NIP",
        "Jabatan",
        "Instansi",
        "Kompetensi",
        *[None] * 8,
        "Total",
        "Gap Kompetensi",
        *[None] * 8,
    ]
    atas += ["Potensi", None, "JPM"]
    bawah = [*[None] * 5, *label, None, *label, "Inteligensi", "Minat"]
    isi = [1, "A", NIP1, "Analis", "DINKES", *range(1, 10), 45, *[-1] * 9, 3, 3, 90]
    gabung = ("F2:N2", "P2:X2", "Y2:Z2", *(f"{h}2:{h}3" for h in ("A", "B", "C", "D", "E", "O", "AA")))
    lembar = baca(tmp_path, NILAI, [["REKAPITULASI HASIL PENILAIAN"], atas, bawah, isi], gabung)
    assert lembar.baris_judul == (2, 3)
    lajur = [s for s in lembar.lajur if ":" in s.bidang]
    assert [(s.bidang, s.standar) for s in lajur] == [
        (f"kompetensi:{k}", str(ke % 3 + 2)) for ke, k in enumerate(SEMBILAN)
    ]
    assert lembar.baris[0].sel[-9:] == tuple(range(1, 10)), "never the gap block"
    assert len([j for j in lembar.kolom_diabaikan if j.startswith("Gap Kompetensi / ")]) == 9


def test_k2_formulir_dengan_salah_ketik_dan_lembar_bantu(tmp_path: Path) -> None:
    atas = ["No", "Nama", "NIP", "HASIL PENILAIAN ASPEK POTENSI", None, "HASIL PENILAIAN ASPEK KOMPETENSI", None, None]
    bawah = [None, None, None, "Inteligensi", "Nogosiasi", "Integritas", "Pengambil  an Keputusan", "Komunikasih"]
    gabung = ("D3:E3", "F3:H3", "A3:A4", "B3:B4", "C3:C4")
    lembar = baca(tmp_path, NILAI, [["REKAP"], [], atas, bawah, [1, "A", NIP1, 3, 3, 2, 3, 4]], gabung)
    assert lembar.baris_judul == (3, 4)
    assert [s.bidang for s in lembar.lajur if ":" in s.bidang] == ["kompetensi:INT", "kompetensi:PK", "kompetensi:KOM"]
    assert lembar.salah_eja == (("Pengambil  an Keputusan", "PK"), ("Komunikasih", "KOM"))
    assert lembar.baris[0].sel[-3:] == (2, 3, 4)


def test_k4_rekap_cetak_tanpa_nilai_per_kompetensi(tmp_path: Path) -> None:
    atas = ["NO", "NAMA", "NIP", "JABATAN/INSTANSI", "PENILAIAN", None, None, None, "KATEGORI", "KUADRAN", "KETERANGAN"]
    bawah = [*[None] * 4, "KINERJA", "POTENSI", "KOMPETENSI", "JPM"]
    with pytest.raises(DataDitolak, match="NILAI, atau satu kolom per kompetensi"):
        baca(tmp_path, NILAI, [*[["KOP"]] * 17, atas, bawah, [1, "A", NIP1]], ("E18:H18",))


def test_panjang_satu_baris_satu_nilai(tmp_path: Path) -> None:
    judul = ["periode", "nip", "kompetensi", "nilai", "sumber", "tanggal"]
    baris = [
        judul,
        ["2025", NIP1, "INT", 3, "asesmen", date(2025, 6, 10)],
        ["2025", NIP1, "Komunikasi", "2,5", None, None],
    ]
    lembar = baca(tmp_path, NILAI, baris)
    assert list(bidang(lembar)) == judul
    assert lembar.baris[1].sel == ("2025", NIP1, "Komunikasi", "2,5", None, None)


@pytest.mark.parametrize(
    ("judul", "kode"),
    [
        (["NIP", "INT", "KS"], ["INT", "KS"]),
        (["nip", "PB", "PP"], ["PB", "PP"]),
        (["nip", "pb", "pp"], ["PB", "PP"]),
        (["NIP", "PB"], ["PB"]),
        (["No", "Nama", "NIP", "USIA", "INT", "KS"], ["INT", "KS"]),
        (["NIP", "PSD", "Nama", "INT", "KS"], ["INT", "KS"]),
        (["NIP", "PSD", None, "INT", "KS"], ["INT", "KS"]),
        (["NIP", "INT", "KS", "TOTAL", "JPM", "KATEGORI"], ["INT", "KS"]),
        (["NIP", "INT", "KS", "Rata-rata", "JML", "KET", "RANK"], ["INT", "KS"]),
        (["NIP", *SEMBILAN, "PSD", "ABC"], SEMBILAN),
        (["NIP", "Integritas", "PB", "PSD"], ["INT"]),
        (["NIP", "Integritas", "Komunikasi", "PB", "Nama", "KDK"], ["INT", "KOM"]),
        (["NIP", "INT", "KS", "KOM", "OPH", "PB", "PSD"], ["INT", "KS", "KOM", "OPH", "PB"]),
        (["NIP", "PB", "PP", "Nama", "KET", "ESL"], ["PB", "PP"]),
    ],
)
def test_kode_tepat_sebagai_judul_diterima(tmp_path: Path, judul: list[Any], kode: list[str]) -> None:
    isi = [NIP1 if satu and satu.casefold() == "nip" else 3 if satu else None for satu in judul]
    lembar = baca(tmp_path, NILAI, [judul, isi])
    assert [s.bidang for s in lembar.lajur if ":" in s.bidang] == [f"kompetensi:{satu}" for satu in kode]


@pytest.mark.parametrize(
    ("judul", "ragu"),
    [
        (["NIP", "PB", "PP", "MP", "PSD"], "PB, PP, MP"),
        (["NIP", "Nama", "KDK", "PB"], "PB"),
        (["nip", "pb", "psd", "pp"], "pb, pp"),
        (["NIP", "PB", "Nama", "PSD"], "PB"),
        (["NIP", "PB", "PP", "Jabatan", "KDK", "BW"], "PB, PP"),
        (["NIP", "PSD", "Nama", "PB", "PP"], "PB, PP"),
        (["NIP", "PB", "K3", "PP"], "PB, PP"),
        (["NIP", "PB (3)", "PP (3)", "KDK (3)"], "PB (3), PP (3)"),
        (["NIP", "PB", "PP", None, "PSD"], "PB, PP"),
        (["NIP", "INT", "KS", "KOM", "PP", "MP", "PSD"], "INT, KS, KOM, PP, MP"),
    ],
)
def test_singkatan_dari_daftar_siasn_lama_ditolak_dengan_sebabnya(tmp_path: Path, judul: list[str], ragu: str) -> None:
    isi = [NIP1 if satu and satu.casefold() == "nip" else 3 if satu else None for satu in judul]
    with pytest.raises(DataDitolak) as galat:
        baca(tmp_path, NILAI, [judul, isi])
    assert f"Singkatan {ragu} tidak dipakai karena ada singkatan lain yang tidak dikenal." in galat.value.petunjuk
    assert "satu kolom per kompetensi" in galat.value.pesan


def test_dua_lembar_hasil_satu_potensi(tmp_path: Path) -> None:
    """N2 keeps a second tab of potentials: the tab with competencies wins, the other is named."""
    from openpyxl import load_workbook

    jalur = buku(tmp_path / "a.xlsx", [["NIP", "Inteligensi", "Minat"], [NIP3, 3, 3]], judul="JPM Potensi")
    wb = load_workbook(jalur)
    lembar_baru = wb.create_sheet("JPM Kompetensi")
    lembar_baru.append(["NIP", "Integritas", "Komunikasi"])
    lembar_baru.append([NIP1, 3, 4])
    wb.save(jalur)
    lembar = baca_lembar(jalur, NILAI)
    assert (lembar.nama, kolom(lembar, "nip")) == ("JPM Kompetensi", [NIP1])
    assert lembar.lembar_dilewati == (("JPM Potensi", "tidak berisi data yang dicari"),)
