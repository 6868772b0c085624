"""Training recorded elsewhere on its way in: what is taken, what is held and why, and what is there already."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from asn_kompetensi.domain.laporan_impor import LaporanImpor
from asn_kompetensi.domain.lembar import Lembar
from asn_kompetensi.domain.sel import TANPA_NILAI, AngkaMentah, NilaiSel
from asn_kompetensi.services import jp, jp_impor, kelas_buka, kelas_hadir, kelas_undang, pelatihan
from asn_kompetensi.store import door
from tests.services.lembar_uji import lembar
from tests.services.orang import CINDUA, MANGKUTAK, PENSIUN, RENO, SABAI, UMBUIK, isi_kota

HARI_INI = date(2025, 12, 1)
BIDANG = "nip kegiatan bentuk mulai selesai tahun jp sertifikat"
Baris = tuple[NilaiSel, ...]


@pytest.fixture
def d(basis: Path) -> Iterator[door.PintuTulis]:
    """One finished class (24 JP, Sabai with a certificate), an open one in which Mangkutak sits and Cindua does not."""
    with door.tulis(basis, perintah="uji", petugas="penguji") as d:
        isi_kota(d.kon)
        pelatihan.tambah(d, "BIM", "Bimtek Keuangan", "8", jp="24")
        for kode, hari in (("B-1", date(2025, 3, 3)), ("B-2", date(2025, 11, 3))):
            kelas_buka.buka(d, "BIM", kode, hari, hari)
            kelas_undang.undang(d, kode, [SABAI] if kode == "B-1" else [MANGKUTAK, CINDUA])
        kelas_hadir.hadir(d, "B-1", SABAI, date(2025, 3, 3), "hadir")
        kelas_hadir.hasil(d, "B-1", SABAI, sertifikat="890/1/BKPSDM-2025")
        kelas_hadir.selesai(d, "B-1")
        kelas_undang.jawab(d, "B-2", CINDUA, "menolak", "beban tugas")
        yield d


def _impor(d: door.PintuTulis, isi: Lembar, **kata: Any) -> LaporanImpor:
    hasil = jp_impor.impor(d, isi, lewati=True, hari_ini=HARI_INI, **kata)
    assert hasil.dibaca == hasil.diterima + hasil.ditahan + hasil.dilewati
    return hasil


def _hitung(hasil: LaporanImpor) -> tuple[int, ...]:
    return hasil.baru, hasil.berubah, hasil.sama, hasil.ditahan, hasil.dilewati


def _luar(d: door.PintuTulis, kolom: str = "nama, bentuk_id, tahun, mulai, selesai, jp, jp_diakui") -> list[Any]:
    return d.kon.execute(f"SELECT {kolom} FROM jp_luar ORDER BY id").fetchall()


def test_what_is_taken_and_what_it_is_worth(d: door.PintuTulis) -> None:
    isi = lembar(
        BIDANG,
        (SABAI, "Pelatihan A", 3, date(2025, 5, 5), "07-05-2025", 2025, "24 JP", "A/1"),
        (SABAI, "Seminar B", "Seminar", "3 s.d. 5 Juni 2025", None, None, None, None),
        (SABAI, "E-learning C", "e-learning", date(2025, 7, 1), "2 Juli 2025", 2024, 20, None),
        (SABAI, "Diklat D", "Teknis", "0000-00-00", None, "2023", 40.0, None),
        (SABAI, "Coaching E", 14, None, "2025-08-08", None, None, "tanpa nomor"),
        (UMBUIK, "Magang F", "10", None, None, 2024, None, "A/1"),
    )
    hasil = _impor(d, isi)
    assert (_hitung(hasil), hasil.galat) == ((6, 0, 0, 0, 0), [])
    assert [(satu.sel, satu.kode, satu.pesan) for satu in hasil.peringatan] == [
        ("F4", "TAHUN_BEDA", "berakhir 2025-07-02; dihitung di tahun 2025"),
        ("G4", "JP_BEDA", "tertulis 20 JP, dihitung 6 JP: paling banyak 3 JP sehari"),
        ("H6", "SERTIFIKAT_TANPA_NOMOR", "'tanpa nomor' bukan nomor sertifikat; tidak dicatat"),
    ]
    assert _luar(d) == [
        ("Pelatihan A", 3, 2025, "2025-05-05", "2025-05-07", 2400, 2400),
        ("Seminar B", 9, 2025, "2025-06-03", "2025-06-05", None, 1200),
        ("E-learning C", 16, 2025, "2025-07-01", "2025-07-02", 2000, 600),
        ("Diklat D", 3, 2023, None, None, 4000, 4000),
        ("Coaching E", 14, 2025, "2025-08-08", "2025-08-08", None, 200),
        ("Magang F", 10, 2024, None, None, None, 2000),
    ]
    assert _hitung(_impor(d, isi)) == (0, 0, 6, 0, 0)
    assert [baris[5] for baris in jp.daftar(d, 2025, nip=SABAI)] == [24 + 24 + 12 + 6 + 2]


SATU_SEL: list[tuple[Baris, str, str]] = [
    (("", "A", 3, "2025-05-05", None, None, 1), "A2", "NIP_KOSONG"),
    ((AngkaMentah("1.98403122006042E+17"), "A", 3, "2025-05-05", None, None, 1), "A2", "NIP_RUSAK_EXCEL"),
    (("198403122006042999", "A", 3, "2025-05-05", None, None, 1), "A2", "PEGAWAI_TIDAK_DIKENAL"),
    ((SABAI, None, 3, "2025-05-05", None, None, 1), "B2", "KEGIATAN_KOSONG"),
    ((SABAI, "???", 3, "2025-05-05", None, None, 1), "B2", "KEGIATAN_KOSONG"),
    ((SABAI, "x" * 201, 3, "2025-05-05", None, None, 1), "B2", "NAMA_TIDAK_SAH"),
    ((SABAI, "&" * 200, 3, "2025-05-05", None, None, 1), "B2", "NAMA_TIDAK_SAH"),
    ((SABAI, date(2025, 1, 1), 3, "2025-05-05", None, None, 1), "B2", "NAMA_TIDAK_SAH"),
    ((SABAI, TANPA_NILAI, 3, "2025-05-05", None, None, 1), "B2", "RUMUS_TANPA_NILAI"),
    ((SABAI, "A", "Webinar", "2025-05-05", None, None, 1), "C2", "BENTUK_TIDAK_DIKENAL"),
    ((SABAI, "A", 26, "2025-05-05", None, None, 1), "C2", "BENTUK_TIDAK_DIKENAL"),
    ((SABAI, "A", None, "2025-05-05", None, None, 1), "C2", "BENTUK_KOSONG"),
    ((SABAI, "A", 3, "31-02-2025", None, None, 1), "D2", "TANGGAL_TIDAK_SAH"),
    ((SABAI, "A", 3, "2025-05-05", "2025-05-04", None, 1), "E2", "TANGGAL_TERBALIK"),
    ((SABAI, "A", 3, "3 s.d. 5 Juni 2025", "2025-06-06", None, 1), "E2", "TANGGAL_BERBEDA"),
    ((SABAI, "A", 3, "2015-05-05", "2025-05-04", None, 1), "D2", "TANGGAL_TIDAK_SAH"),
    ((SABAI, "A", 3, None, None, None, 1), "E2", "TANGGAL_KOSONG"),
    ((SABAI, "A", 3, None, None, "25", 1), "F2", "TAHUN_TIDAK_SAH"),
    ((SABAI, "A", 3, "2025-05-05", None, 2101, 1), "F2", "TAHUN_TIDAK_SAH"),
    ((SABAI, "A", 3, "2025-05-05", None, None, None), "G2", "JP_KOSONG"),
    ((SABAI, "A", 3, "2025-05-05", None, None, 0), "G2", "JP_TIDAK_SAH"),
    ((SABAI, "A", 9, "2025-05-05", None, None, "3 hari"), "G2", "JP_TIDAK_SAH"),
    *(((SABAI, "A", bentuk, None, None, 2025, 4), "D2", "TANGGAL_KOSONG") for bentuk in (4, 9, 14, 16, 22)),
    ((SABAI, "A", 3, "2025-12-02", None, None, 1), "D2", "BELUM_SELESAI"),
    ((SABAI, "A", 3, None, None, 2026, 1), "F2", "BELUM_SELESAI"),
    ((PENSIUN, "A", 3, "2024-06-30", "2024-07-01", None, 1), "E2", "KEGIATAN_SESUDAH_HENTI"),
    ((PENSIUN, "A", 3, None, None, 2025, 1), "F2", "KEGIATAN_SESUDAH_HENTI"),
    ((SABAI, "A", 3, "1984-03-12", None, None, 1), "D2", "SEBELUM_LAHIR"),
    ((SABAI, "A", 3, "2025-05-05", None, None, 1, "x" * 201), "H2", "SERTIFIKAT_TIDAK_SAH"),
]


def test_each_bad_cell_holds_its_row_with_a_remedy(d: door.PintuTulis) -> None:
    for baris, sel, kode in SATU_SEL:
        hasil = _impor(d, lembar(BIDANG, baris))
        assert [(satu.sel, satu.kode) for satu in hasil.galat] == [(sel, kode)], baris
        assert hasil.galat[0].pesan
        assert hasil.galat[0].saran
        assert _hitung(hasil) == (0, 0, 0, 1, 0)
    assert _luar(d) == []
    for baik in ((PENSIUN, "A", 3, "2024-06-30", None, None, 1), (PENSIUN, "B", 3, None, None, 2024, 1),
                 (SABAI, "C", 3, "2025-12-01", None, None, 1)):  # fmt: skip
        assert _hitung(_impor(d, lembar(BIDANG, baik))) == (1, 0, 0, 0, 0)
    hasil = _impor(
        d, lembar(BIDANG, (SABAI, "D", 3, "2006-03-31", None, None, 1), (UMBUIK, "E", 3, None, None, 2020, 1))
    )
    assert [(satu.sel, satu.kode) for satu in hasil.peringatan] == [
        ("D2", "SEBELUM_DIANGKAT"),
        ("F3", "SEBELUM_DIANGKAT"),
    ]


def test_several_faults_of_a_row_come_in_one_pass_and_nothing_is_kept_without_lewati(d: door.PintuTulis) -> None:
    isi = lembar(
        BIDANG, (SABAI, "A", 3, "2025-05-05", None, None, 1), (SABAI, "B", "x", "?", None, "z", "3 hari", None)
    )
    hasil = jp_impor.impor(d, isi, hari_ini=HARI_INI)
    assert [satu.sel for satu in hasil.galat] == ["C3", "D3", "F3", "G3"]
    assert (hasil.baru, hasil.ditahan, hasil.jalankan, d.batal) == (1, 1, None, True)


def test_other_columns(d: door.PintuTulis) -> None:
    kolom = "nip nama opd kegiatan bentuk mulai jp kali luar_negeri penyelenggara berlaku_sampai status"
    hasil = _impor(d, lembar(
        kolom,
        (SABAI, "Sabai Aluih, S.E.", "Disdik", "A", 3, "2025-05-05", 24, None, "ya", "LAN", "2027-05-05", "Lulus"),
        (RENO, "Malin Kundang", "DISDIK", "B", 15, "1 s.d. 31 Mei 2025", None, "3 kali", None, None, None, None),
        (RENO, None, None, "C", 20, "2025-05-05", None, 2, "LN", None, None, None),
        (RENO, None, None, "D", 3, "2025-05-06", 8, 2, "tidak", None, None, None),
        (RENO, None, None, "E", 3, "2025-05-07", 8, None, "Batam", None, None, None),
        (RENO, None, None, "F", 3, "2025-05-08", 8, 0, None, None, "2025-05-07", None),
        (RENO, None, None, "G", 3, "2025-05-09", 8, None, None, "x" * 201, None, None),
        (RENO, None, None, "H", 3, "2025-05-10", 8, None, None, None, None, "Tidak_Lulus"),
        (RENO, None, None, "I", 3, "2025-05-11", 8, None, None, None, None, "Pengajuan Baru"),
    ))  # fmt: skip
    assert _luar(d, "nama, jp_diakui, luar_negeri, penyelenggara, berlaku_sampai") == [
        ("A", 2880, 1, "LAN", "2027-05-05"), ("B", 400, 0, None, None), ("C", 4000, 1, None, None),
        ("D", 800, 0, None, None), ("G", 800, 0, None, None),
    ]  # fmt: skip
    assert [(satu.sel, satu.kode) for satu in hasil.galat] == [
        ("I6", "LUAR_NEGERI_TIDAK_SAH"), ("H7", "KALI_TIDAK_SAH"), ("K7", "TANGGAL_TERBALIK"),
        ("J8", "PENYELENGGARA_TIDAK_SAH"), ("L9", "BELUM_DIIKUTI"), ("L10", "BELUM_DIIKUTI"),
    ]  # fmt: skip
    assert [(satu.sel, satu.kode) for satu in hasil.peringatan] == [
        ("G2", "JP_BEDA"), ("B3", "NAMA_BEDA"), ("C3", "OPD_BEDA"), ("H5", "KALI_DIABAIKAN"),
    ]  # fmt: skip
    assert hasil.peringatan[0].pesan == "tertulis 24 JP, dihitung 28,8 JP: lamanya ditambah 20 % di luar negeri"


def test_a_structural_course_without_a_form_and_a_file_that_names_none(d: door.PintuTulis) -> None:
    isi = lembar(
        "nip struktural tahun jp", (SABAI, "2", 2014, 300), (RENO, "Pelatihan Kepemimpinan Pengawas", 2021, 900)
    )
    assert _hitung(_impor(d, isi)) == (2, 0, 0, 0, 0)
    assert _luar(d, "nama, bentuk_id") == [("SEPALA/ADUM/PIM IV", 1), ("Pelatihan Kepemimpinan Pengawas", 1)]
    tanpa_nip = _impor(d, lembar("nip struktural tahun jp", (None, "2", 2014, 300)))
    assert [satu.kode for satu in tanpa_nip.galat] == ["NIP_KOSONG"], "the name is not missing"
    polos = lembar("nip kegiatan mulai jp", (CINDUA, "Diklat X", "2025-01-06", 8))
    hasil = _impor(d, polos)
    assert [(satu.sel, satu.kode, satu.saran) for satu in hasil.galat] == [
        ("B2", "BENTUK_KOSONG", "Sebutkan --bentuk, misalnya --bentuk 3.")
    ]
    assert _hitung(_impor(d, polos, bentuk="Diklat Teknis")) == (1, 0, 0, 0, 0)


def test_instansi_is_the_organiser_beside_agency_or_organiser_else_the_agency(d: door.PintuTulis) -> None:
    dasar = (SABAI, 3, 2024, 8)
    for kolom, sel, harap in (
        ("kegiatan instansi penyelenggara", ("A", "BKN", "Pusdiklat"), "Pusdiklat"),
        ("kegiatan instansi penyelenggara", ("B", "BKN", None), "BKN"),
        ("kegiatan instansi opd", ("C", "BKN", "DISDIK"), "BKN"),
        ("kegiatan instansi", ("D", "Dinas Kesehatan"), None),
    ):
        hasil = _impor(d, lembar(f"nip bentuk tahun jp {kolom}", (*dasar, *sel)))
        assert _luar(d, "penyelenggara")[-1] == (harap,)
    assert [satu.kode for satu in hasil.peringatan] == ["OPD_BEDA"]


def test_one_activity_twice_in_a_file(d: door.PintuTulis) -> None:
    hasil = _impor(d, lembar(
        BIDANG,
        (SABAI, "Pelatihan A", 3, "2025-05-05", None, None, 24, "7/2025"),
        (SABAI, "Pelatihan A", 3, "05-05-2025", None, None, "24 JP", "7/2025"),  # the same
        (RENO, "Pelatihan A", 3, "2025-05-05", None, None, 24, "7/2025"),  # a shared number
        (CINDUA, "B", 3, "2025-05-05", None, None, 24, "8"),
        (CINDUA, "C", 3, "2025-05-06", None, None, 24, "8"),  # one number, two courses
        (MANGKUTAK, "D", 3, "2025-05-05", None, None, 24, None),
        (MANGKUTAK, "d", 3, "2025-05-05", None, None, 20, None),  # one course, two lengths
        (UMBUIK, "E", 3, "2025-05-05", None, None, 24, None),
        (UMBUIK, "E", 3, None, None, 2025, 24, None),  # perhaps the same: only the year is known
    ))  # fmt: skip
    assert _hitung(hasil) == (4, 0, 0, 4, 1)
    assert [(satu.baris, satu.kode) for satu in hasil.galat] == [(n, "GANDA_BERBEDA") for n in (5, 6, 7, 8)]
    assert [(satu.baris, satu.kode) for satu in hasil.peringatan] == [(3, "GANDA_SAMA"), (10, "KEGIATAN_SERUPA")]


def test_against_what_is_stored(d: door.PintuTulis) -> None:
    def satu(*sel: NilaiSel) -> tuple[int, ...]:
        return _hitung(_impor(d, lembar(f"{BIDANG} penyelenggara", (SABAI, *sel))))

    assert satu("A", 3, "2025-05-05", "2025-05-07", None, 24, None, "LAN") == (1, 0, 0, 0, 0)
    assert satu("A", 3, "2025-05-05", "2025-05-07", None, 24, "7 / 2025") == (0, 1, 0, 0, 0), "a number comes later"
    assert satu("A", 3, None, None, 2025, 24, "7 / 2025") == (0, 0, 1, 0, 0), "its days stay"
    assert satu("A", 3, "2025-05-05", "2025-05-07", None, 32) == (0, 1, 0, 0, 0), "changed hours"
    assert satu("A baru", 3, "2025-05-06", "2025-05-07", None, 32, "7/2025") == (0, 1, 0, 0, 0), "known by its number"
    assert _luar(d, "nama, mulai, jp_diakui, penyelenggara, sertifikat")[0][:3] == ("A baru", "2025-05-06", 3200)
    assert satu("B", 3, "2025-06-06", None, None, 8) == (1, 0, 0, 0, 0)
    hasil = _impor(d, lembar(BIDANG, (SABAI, "B", 3, "2025-06-06", None, None, 8, "7/2025")))
    assert [(s.kode, s.pesan) for s in hasil.galat] == [(
        "KEGIATAN_RANCU", "nomor sertifikat, atau nama dan hari pertamanya, sudah dipakai 'A baru' (2025-05-06) dan "
        "'B' (2025-06-06)"
    )]  # fmt: skip


def test_two_rows_that_would_change_one_stored_activity(d: door.PintuTulis) -> None:
    _impor(d, lembar(BIDANG, (SABAI, "A", 3, "2025-05-05", None, None, 24, "7")))
    isi = lembar(
        BIDANG, (SABAI, "A", 3, "2025-05-05", None, None, 24, None), (SABAI, "B", 3, "2025-05-06", None, None, 8, "7")
    )
    hasil = _impor(d, isi)
    assert (_hitung(hasil), [s.kode for s in hasil.galat]) == ((0, 0, 0, 2, 0), ["KEGIATAN_RANCU"] * 2)
    assert [s.pesan.rpartition(", ")[2] for s in hasil.galat] == ["juga oleh baris 3", "juga oleh baris 2"]
    assert _hitung(_impor(d, isi)) == (0, 0, 0, 2, 0)
    # Whoever shares a stored activity with a row of two is held too, or the next import would find it alone.
    _impor(d, lembar(BIDANG, (SABAI, "C", 3, "2025-05-07", None, None, 24, "9")))
    bertiga = lembar(
        BIDANG,
        (SABAI, "A", 3, "2025-05-05", None, None, 24, "9"),
        (SABAI, "D", 3, "2025-05-08", None, None, 24, "7"),
        (SABAI, "E", 3, "2025-05-09", None, None, 24, "10"),
    )
    assert _hitung(_impor(d, bertiga)) == (1, 0, 0, 2, 0)
    assert _hitung(_impor(d, bertiga)) == (0, 0, 1, 2, 0)


KOTOR: tuple[NilaiSel, ...] = (None, 0, -1, "x", "&" * 150, "#REF!", TANPA_NILAI, "2025-02-31", "3 s.d. 5 Maret 2025",
                               date(2100, 12, 31), 1e300, AngkaMentah("1.2E+17"), "Webinar", True)  # fmt: skip
SEL: dict[str, tuple[NilaiSel, ...]] = {
    "nip": (SABAI, RENO), "kegiatan": ("A", "a", "B"), "bentuk": (3, 8, 14, 16, 9), "mulai": ("2025-03-03", None),
    "selesai": ("2025-03-04", "2025-04-05", None), "tahun": (2025, 2024, None), "jp": (8, 24, None),
    "sertifikat": ("7/2025", "8", None), "kali": (None, 3), "luar_negeri": (None, "ya"),
}  # fmt: skip


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(st.tuples(*(st.sampled_from((*isi * 8, *KOTOR)) for isi in SEL.values())), max_size=6),
                min_size=1, max_size=3))  # fmt: skip
def test_whatever_files_say_each_imported_again_changes_nothing(d: door.PintuTulis, berkas: list[list[Baris]]) -> None:
    d.kon.execute("DELETE FROM jp_luar")
    for isi in berkas:
        pertama, kedua = (_impor(d, lembar(" ".join(SEL), *isi)) for _ in range(2))
        assert (kedua.baru, kedua.berubah, kedua.ditahan) == (0, 0, pertama.ditahan)
        assert all(satu.pesan and satu.saran for satu in kedua.galat)
    for tahun in (2024, 2025):
        jumlah: dict[str, float] = {}
        for baris in jp.per_kegiatan(d, tahun):
            jumlah[baris[0]] = jumlah.get(baris[0], 0) + baris[10]
        assert {b[0]: b[5] for b in jp.daftar(d, tahun) if b[5] is not None} == pytest.approx(jumlah)


def test_abroad_as_stored_asks_for_what_counts_there(d: door.PintuTulis) -> None:
    kolom = "nip kegiatan bentuk mulai jp luar_negeri sertifikat"
    assert _hitung(_impor(d, lembar(kolom, (SABAI, "A", 14, "2025-05-05", 10, "ya", "7")))) == (1, 0, 0, 0, 0)
    assert _hitung(_impor(d, lembar(kolom, (SABAI, "A", 14, "2025-05-05", None, None, "7")))) == (0, 0, 1, 0, 0)
    d.kon.execute("UPDATE jp_luar SET jp = NULL")
    hasil = _impor(d, lembar(kolom, (SABAI, "A", 14, "2025-05-05", None, None, "7")))
    assert [(s.kode, s.saran) for s in hasil.galat] == [("JP_KOSONG", "Isi jumlah JP-nya.")]


def test_what_an_own_class_gives_is_skipped(d: door.PintuTulis) -> None:
    hasil = _impor(d, lembar(
        BIDANG,
        (SABAI, "bimtek  keuangan", 8, "2025-03-03", None, None, None, None),  # by name and first day, even without JP
        (SABAI, "Bimtek lain", 8, None, None, 2026, 24, "890/1/bkpsdm-2025"),  # by number, issued in another year
        (RENO, "Bimtek Keuangan", 8, "2025-03-03", None, None, 24, "890/1/BKPSDM-2025"),  # not in the class
        (MANGKUTAK, "Bimtek Keuangan", 8, "2025-11-03", None, None, 24, None),  # holds a seat
        (CINDUA, "Bimtek Keuangan", 8, "2025-11-03", None, None, 24, None),  # declined: went elsewhere
    ))  # fmt: skip
    assert _hitung(hasil) == (2, 0, 0, 0, 3)
    assert [(s.sel, s.kode, s.pesan) for s in hasil.peringatan] == [
        ("B2", "SUDAH_DARI_KELAS", "sudah tercatat dari kelas B-1; dilewati"),
        ("B3", "SUDAH_DARI_KELAS", "sudah tercatat dari kelas B-1; dilewati"),
        ("B5", "SUDAH_DARI_KELAS", "sudah tercatat dari kelas B-2; dilewati"),
    ]
    assert [(b[0], b[5]) for b in jp.daftar(d, 2025) if b[5] is not None] == [
        (SABAI, 24), (CINDUA, 24), (RENO, 24),
    ]  # fmt: skip


def test_only_a_year_is_enough_to_know_an_own_class(d: door.PintuTulis) -> None:
    isi = lembar(BIDANG, (SABAI, "Bimtek Keuangan", 8, None, None, 2025, 24, None),
                 (SABAI, "Bimtek Keuangan", 8, None, None, 2024, 24, None))  # fmt: skip
    hasil = _impor(d, isi)
    assert _hitung(hasil) == (1, 0, 0, 0, 1)
    assert [(satu.sel, satu.kode) for satu in hasil.peringatan] == [("B2", "SUDAH_DARI_KELAS")]


def test_how_often_it_was_held_stays_where_a_later_file_does_not_say(d: door.PintuTulis) -> None:
    """Five meetings count; adding the certificate in another file does not make them one."""
    bidang = "nip kegiatan bentuk mulai selesai kali sertifikat"
    dasar = (SABAI, "Coaching", 14, date(2025, 1, 6), date(2025, 3, 31))
    assert _impor(d, lembar(bidang, (*dasar, 5, None))).baru == 1
    assert _luar(d, "jp_diakui, sertifikat") == [(1000, None)]
    assert _impor(d, lembar(bidang, (*dasar, None, "C/1"))).berubah == 1
    assert _luar(d, "jp_diakui, sertifikat") == [(1000, "C/1")]
    assert _impor(d, lembar(bidang, (*dasar, 2, None))).berubah == 1
    assert _luar(d, "jp_diakui") == [(400,)]
