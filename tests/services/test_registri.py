"""What agencies, jobs and competencies share: spellings belong to one thing, held rows leave nothing behind."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from asn_kompetensi.domain.galat import Bentrok, DataDitolak, GalatASN, SalahPakai
from asn_kompetensi.domain.laporan_impor import LaporanImpor
from asn_kompetensi.domain.lembar import Lembar
from asn_kompetensi.domain.sel import TANPA_NILAI, NilaiSel
from asn_kompetensi.services import jabatan, kompetensi, opd, registri
from asn_kompetensi.store import door
from tests.cetakan import sekali
from tests.services.berkas_uji import sidik
from tests.services.lembar_uji import lembar

JABATAN = "kode nama jenjang urusan alias"
KOMPETENSI = "kode nama jenis urutan definisi alias"
Impor = Callable[..., LaporanImpor]


def tulis(basis: Path) -> Any:
    return door.tulis(basis, perintah="uji", petugas="penguji")


def impor(basis: Path, cara: Impor, isi: Lembar, *, lewati: bool = False) -> LaporanImpor:
    with tulis(basis) as d:
        return cara(d, isi, lewati=lewati)


def hitung(hasil: LaporanImpor) -> tuple[int, ...]:
    assert hasil.dibaca == hasil.diterima + hasil.ditahan + hasil.dilewati
    return (hasil.baru, hasil.berubah, hasil.sama, hasil.ditahan, hasil.dilewati)


def temuan(hasil: LaporanImpor) -> list[tuple[str | None, str]]:
    return [(satu.sel, satu.kode) for satu in hasil.galat]


@sekali
def _awal(basis: Path) -> None:
    """Two jobs of one name, one with an alias, and two technical competencies."""
    with tulis(basis) as d:
        jabatan.tambah(d, "KASI-A", "Kepala Seksi", jenjang="Pengawas")
        jabatan.tambah(d, "LURAH", "Lurah", alias=["Kepala Kelurahan"])
        kompetensi.tambah(d, "TIK", "Tata Kelola TIK", jenis="teknis", alias=["Digital"])
        kompetensi.tambah(d, "ARS", "Kearsipan", jenis="teknis", definisi="Arsip")


@pytest.fixture
def isi(basis: Path) -> Path:
    _awal(basis)
    return basis


@pytest.mark.parametrize("kata", [(), (None,), ([],), ((), None, [])])
def test_perintah_ubah_tanpa_isi_ditolak(kata: tuple[object, ...]) -> None:
    with pytest.raises(SalahPakai, match="belum disebut apa yang diubah"):
        registri.perlu_ubahan(*kata)
    registri.perlu_ubahan(*kata, "")  # an empty text clears: that is a change


@pytest.mark.parametrize(
    ("nama", "isi_ubah", "galat", "pesan"),
    [
        ("TIK", {"nama": "kearsipan"}, Bentrok, "sudah dipakai kompetensi ARS"),
        ("TIK", {"nama": "INT"}, Bentrok, "sudah dipakai kompetensi INT"),
        ("TIK", {"nama": " "}, DataDitolak, "kosong"),
        ("ARS", {"alias": ["Arsiparis", "digital"]}, Bentrok, "ejaan 'digital' sudah dipakai kompetensi TIK"),
        ("ARS", {"jenis": "lunak"}, DataDitolak, "jenis 'lunak' tidak dikenal"),
        ("ARS", {"definisi": "x" * 2001}, DataDitolak, "definisi terlalu panjang: 2001 huruf"),
    ],
)
def test_ubahan_yang_ditolak_tidak_meninggalkan_apa_pun(
    isi: Path, nama: str, isi_ubah: dict[str, Any], galat: type[GalatASN], pesan: str
) -> None:
    awal = sidik(isi)
    with pytest.raises(galat, match=pesan), tulis(isi) as d:
        kompetensi.ubah(d, nama, **isi_ubah)
    assert sidik(isi) == awal


def test_nama_lama_tetap_dikenal_sesudah_dua_kali_ganti_dan_kembali(isi: Path) -> None:
    for nama in ("Tata Kelola Digital", "Layanan Digital", "Tata Kelola TIK"):
        with tulis(isi) as d:
            assert kompetensi.ubah(d, "TIK", nama=nama)["nama"] == nama
    with door.baca(isi) as d:
        for sebutan in ("tata kelola tik", "TATA KELOLA DIGITAL", "layanan digital", "digital", "tik"):
            assert kompetensi.lihat(d, sebutan)["kode"] == "TIK"


def test_nama_jabatan_boleh_kembar_dan_lalu_hanya_kodenya_yang_berlaku(isi: Path) -> None:
    with tulis(isi) as d:
        assert jabatan.tambah(d, "KASI-B", "kepala seksi")["kode"] == "KASI-B"
    hasil = impor(isi, jabatan.impor, lembar(JABATAN, ("KASI-C", "Kepala Seksi")))
    assert (hitung(hasil), [satu.kode for satu in hasil.peringatan]) == ((1, 0, 0, 0, 0), ["NAMA_KEMBAR"])
    with door.baca(isi) as d:
        assert jabatan.lihat(d, "kasi-c")["nama"] == "Kepala Seksi"
        with pytest.raises(GalatASN) as galat:
            jabatan.lihat(d, "KEPALA  SEKSI")
    assert galat.value.kode in (2, 4)


BURUK: list[tuple[Impor, str, tuple[NilaiSel, ...], str, str]] = [
    (jabatan.impor, JABATAN, (None, "Tanpa Kode"), "A2", "KODE_KOSONG"),
    (jabatan.impor, JABATAN, ("A B", "Berspasi"), "A2", "KODE_TIDAK_SAH"),
    (jabatan.impor, JABATAN, (TANPA_NILAI, "Rumus"), "A2", "RUMUS_TANPA_NILAI"),
    (jabatan.impor, JABATAN, ("X", None), "B2", "NAMA_KOSONG"),
    (jabatan.impor, JABATAN, ("X", "x" * 201), "B2", "NAMA_TIDAK_SAH"),
    (jabatan.impor, JABATAN, ("X", "Xx", "Eselon 9"), "C2", "JENJANG_TIDAK_DIKENAL"),
    (jabatan.impor, JABATAN, ("X", "Xx", None, "u" * 201), "D2", "NAMA_TIDAK_SAH"),
    (jabatan.impor, JABATAN, ("X", "Xx", None, None, "Baru;Kepala Kelurahan"), "E2", "EJAAN_TERPAKAI"),
    (kompetensi.impor, KOMPETENSI, ("X", "Kearsipan", "teknis"), "B2", "EJAAN_TERPAKAI"),
    (kompetensi.impor, KOMPETENSI, ("DIGITAL", "Xx", "teknis"), "A2", "EJAAN_TERPAKAI"),
    (kompetensi.impor, KOMPETENSI, ("X", "Xx", "lunak"), "C2", "JENIS_TIDAK_DIKENAL"),
    (kompetensi.impor, KOMPETENSI, ("X", "Xx"), "C2", "JENIS_KOSONG"),
    (kompetensi.impor, KOMPETENSI, ("X", "Xx", "teknis", 3, "a\x07b"), "E2", "DEFINISI_TIDAK_SAH"),
    (opd.impor, "kode nama induk", ("X", "Xx", "ENTAH"), "C2", "OPD_TIDAK_DIKENAL"),
    (opd.impor, "kode nama induk", ("X", "Xx", "#REF!"), "C2", "RUMUS_SALAH"),
    (jabatan.impor, JABATAN, ("#N/A", "Xx"), "A2", "RUMUS_SALAH"),
    (jabatan.impor, JABATAN, ("X", "#NAME?"), "B2", "RUMUS_SALAH"),
    (jabatan.impor, JABATAN, ("X", "Xx", "#VALUE!"), "C2", "RUMUS_SALAH"),
    (jabatan.impor, JABATAN, ("X", "Xx", None, None, " #REF! "), "E2", "RUMUS_SALAH"),
    (jabatan.impor, JABATAN, ("X", "Xx", None, None, "Ejaan;#REF!"), "E2", "NAMA_TIDAK_SAH"),
    (jabatan.impor, JABATAN, ("X", date(2025, 5, 1)), "B2", "NAMA_TIDAK_SAH"),
    (jabatan.impor, JABATAN, ("X", True), "B2", "NAMA_TIDAK_SAH"),
    (kompetensi.impor, KOMPETENSI, ("X", 180, "teknis"), "B2", "NAMA_TIDAK_SAH"),
    (kompetensi.impor, KOMPETENSI, ("X", "Xx", "teknis", 1.5), "D2", "URUTAN_TIDAK_SAH"),
    (kompetensi.impor, KOMPETENSI, ("X", "Xx", "teknis", "satu"), "D2", "URUTAN_TIDAK_SAH"),
]


@pytest.mark.parametrize(("cara", "bidang", "baris", "sel", "kode"), BURUK)
def test_baris_buruk_menahan_semua_dan_dengan_lewati_hanya_dirinya(
    isi: Path, cara: Impor, bidang: str, baris: tuple[NilaiSel, ...], sel: str, kode: str
) -> None:
    awal = sidik(isi)
    lembaran = lembar(bidang, baris, ("BAIK", "Baris Baik", "teknis" if cara is kompetensi.impor else None))
    utuh = impor(isi, cara, lembaran)
    assert (temuan(utuh), utuh.jalankan, sidik(isi)) == ([(sel, kode)], None, awal)
    assert utuh.galat[0].pesan
    assert (hitung(impor(isi, cara, lembaran, lewati=True)), hitung(utuh)) == ((1, 0, 0, 1, 0), (1, 0, 0, 1, 0))
    kini = sidik(isi)
    ulang = impor(isi, cara, lembaran, lewati=True)
    assert (hitung(ulang), ulang.jalankan, sidik(isi)) == ((0, 0, 1, 1, 0), None, kini)


def test_satu_kode_dua_isi_menahan_semua_barisnya(isi: Path) -> None:
    baris = [("X", "Satu"), ("Y", "Dua"), ("x", "Tiga"), ("X", "Satu")]
    hasil = impor(isi, jabatan.impor, lembar(JABATAN, *baris), lewati=True)
    assert [(satu.sel, satu.kode, satu.pesan) for satu in hasil.galat] == [
        (f"A{n}", "GANDA_BERBEDA", "kode X di baris 2, 4, 5, isinya berbeda") for n in (2, 4, 5)
    ]
    assert hitung(hasil) == (1, 0, 0, 3, 0)
    with door.baca(isi) as d:
        assert "X" not in [satu[0] for satu in jabatan.daftar(d)]


def test_baris_yang_sama_persis_dihitung_sekali(isi: Path) -> None:
    """Cells are compared as they are read: a number is its digits, edge spaces and the case of the code are nothing."""
    baris = [("X", "Satu", "teknis", 3), ("x", "Satu ", "teknis", "3"), ("Y", "Dua", "teknis"),
             ("X", "Satu", "teknis", 3)]  # fmt: skip
    hasil = impor(isi, kompetensi.impor, lembar(KOMPETENSI, *baris))
    assert [(satu.sel, satu.kode, satu.pesan) for satu in hasil.peringatan] == [
        (f"A{n}", "GANDA_SAMA", "sama persis dengan baris 2; dilewati") for n in (3, 5)
    ]
    assert (hitung(hasil), hasil.galat) == ((2, 0, 0, 0, 2), [])
    assert hitung(impor(isi, kompetensi.impor, lembar(KOMPETENSI, *baris))) == (0, 0, 2, 0, 2)


def test_baris_yang_bertentangan_tidak_mengubah_yang_terdaftar(isi: Path) -> None:
    awal = sidik(isi)
    hasil = impor(isi, kompetensi.impor, lembar(KOMPETENSI, ("ARS", "Arsip A"), ("ars", "Arsip B")), lewati=True)
    assert (temuan(hasil), hitung(hasil)) == ([("A2", "GANDA_BERBEDA"), ("A3", "GANDA_BERBEDA")], (0, 0, 0, 2, 0))
    assert sidik(isi) == awal


def test_unit_di_bawah_yang_bertentangan_ikut_ditahan(isi: Path) -> None:
    hasil = impor(isi, opd.impor, lembar("kode nama induk", ("U", "Unit", "X"), ("X", "Satu"), ("X", "Dua")))
    assert temuan(hasil) == [("C2", "OPD_TERTAHAN"), ("A3", "GANDA_BERBEDA"), ("A4", "GANDA_BERBEDA")]


def test_kode_yang_bukan_teks_ditahan_dan_yang_mungkin_hanya_disarankan(isi: Path) -> None:
    with tulis(isi) as d:
        for kode, nama in (("0180", "Satu"), ("7", "Dua"), ("07", "Tiga"), ("3.10", "Empat"), ("1E5", "Lima")):
            jabatan.tambah(d, kode, nama)
    baris: list[tuple[NilaiSel, ...]] = [(sel, f"Nama {ke}") for ke, sel in enumerate(
        (180, 7, 3.1, 100000.0, True, date(2026, 2, 1), 99))]  # fmt: skip
    awal = sidik(isi)
    hasil = impor(isi, jabatan.impor, lembar(JABATAN, *baris), lewati=True)
    teks = "Ubah format selnya menjadi Teks, lalu ketik ulang kodenya."
    assert [(satu.sel, satu.kode, satu.saran.removesuffix(teks)) for satu in hasil.galat] == [
        ("A2", "KODE_TIDAK_SAH", "Mungkin maksudnya 0180. "), ("A3", "KODE_TIDAK_SAH", ""),
        ("A4", "KODE_TIDAK_SAH", "Mungkin maksudnya 3.10. "), ("A5", "KODE_TIDAK_SAH", "Mungkin maksudnya 1E5. "),
        ("A6", "KODE_TIDAK_SAH", ""), ("A7", "KODE_TIDAK_SAH", ""), ("A8", "KODE_TIDAK_SAH", ""),
    ]  # fmt: skip
    assert {satu.pesan for satu in hasil.galat} == {
        f"kode jabatan tersimpan sebagai {jenis}, bukan teks"
        for jenis in ("angka", "benar/salah (TRUE/FALSE)", "tanggal")
    }
    assert sidik(isi) == awal


def test_dua_baris_berebut_satu_nama_kompetensi(isi: Path) -> None:
    hasil = impor(
        isi, kompetensi.impor, lembar(KOMPETENSI, ("X", "Baru", "teknis"), ("Y", "BARU", "teknis")), lewati=True
    )
    assert (temuan(hasil), hitung(hasil)) == ([("B3", "EJAAN_TERPAKAI")], (1, 0, 0, 1, 0))


def test_sel_kosong_tidak_menghapus_ganti_nama_menyimpan_yang_lama(isi: Path) -> None:
    lembaran = lembar(KOMPETENSI, ("ars", "Arsip Kota", None, None, None, "Arsiparis;arsip kota;;"))
    assert hitung(impor(isi, kompetensi.impor, lembaran)) == (0, 1, 0, 0, 0)
    with door.baca(isi) as d:
        satu = kompetensi.lihat(d, "kearsipan")
    assert (satu["kode"], satu["nama"], satu["jenis"], satu["definisi"]) == ("ARS", "Arsip Kota", "teknis", "Arsip")
    assert set(satu["alias"]) == {"Kearsipan", "Arsiparis"}
    assert hitung(impor(isi, kompetensi.impor, lembaran)) == (0, 0, 1, 0, 0)


def test_urutan_kompetensi_baru_mengikuti_lembar_tanpa_lubang_dari_baris_yang_ditahan(isi: Path) -> None:
    baris = [("Z", "Zet", "teknis", 1), ("Q", "Kiu"), ("B", "Be", "Sosial Kultural", 1)]
    assert hitung(impor(isi, kompetensi.impor, lembar(KOMPETENSI, *baris), lewati=True)) == (2, 0, 0, 1, 0)
    with door.baca(isi) as d:
        assert [satu[0] for satu in kompetensi.daftar(d)][9:] == ["TIK", "ARS", "Z", "B"]
        assert [satu[3] for satu in kompetensi.daftar(d)] == list(range(1, 14))


def test_kolom_urutan_menentukan_urutan_yang_baru_dan_membiarkan_yang_terdaftar(isi: Path) -> None:
    baris = [("Z", "Zet", "teknis", 14), ("ARS", None, None, 11), ("Y", "Ye", "teknis"), ("B", "Be", "teknis", "13"),
             ("TIK", None, None, 3)]  # fmt: skip
    hasil = impor(isi, kompetensi.impor, lembar(KOMPETENSI, *baris))
    assert [(satu.sel, satu.kode, satu.pesan[:18]) for satu in hasil.peringatan] == [
        ("D6", "URUTAN_TETAP", "urutan TIK tetap 1")
    ]
    with door.baca(isi) as d:
        assert [satu[0] for satu in kompetensi.daftar(d)][9:] == ["TIK", "ARS", "B", "Z", "Y"]
    assert hitung(impor(isi, kompetensi.impor, lembar(KOMPETENSI, *baris))) == (0, 0, 5, 0, 0)


def test_yang_dicetak_daftar_dapat_diimpor_tanpa_perubahan(isi: Path) -> None:
    with door.baca(isi) as d:
        semua = [(jabatan.impor, jabatan.BIDANG, jabatan.daftar(d)), (opd.impor, opd.BIDANG, list(opd.daftar(d))),
                 (kompetensi.impor, kompetensi.BIDANG, kompetensi.daftar(d))]  # fmt: skip
    awal = sidik(isi)
    for cara, bidang, baris in semua:
        hasil = impor(isi, cara, lembar(" ".join(bidang), *baris))
        assert (hitung(hasil), hasil.galat, hasil.peringatan) == ((0, 0, len(baris), 0, 0), [], [])
    assert sidik(isi) == awal
