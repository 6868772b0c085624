"""The register of reluctance: what narrows it, what belongs to whom, and who postponed before."""

from __future__ import annotations

import sqlite3

import pytest

from asn_kompetensi.store import catatan
from asn_kompetensi.store.queries import keengganan as sql
from asn_kompetensi.store.queries.keengganan import Saringan
from tests.store.queries.isi import isi, kelas, nip, orang

Kon = sqlite3.Connection


@pytest.fixture
def kota(kon: Kon) -> Kon:
    """Sabai (DINKES, then PKM-A) with three records, Mangkutak (DISDIK) with one; classes A before B before C."""
    orang(kon, 1, "Sabai")
    orang(kon, 2, "Mangkutak")
    kelas(kon, (1, "A", "2025-01-06", "2025-01-06", "selesai"), (2, "B", "2025-03-03", "2025-03-03", "selesai"),
          (3, "C", "2025-03-03", "2025-03-04", "dibuka"))  # fmt: skip
    isi(kon, "keengganan", "id, pegawai_id, opd_id, kelas_id, tanggal, jenis, sebab, catatan",
        (1, 1, 1, 1, "2025-01-06", "menolak", "biaya", "n"), (2, 2, 2, 1, "2025-01-06", "menolak", "sakit", None),
        (3, 1, 3, None, "2025-02-01", "menolak", "dinas", None),
        (4, 1, 3, 2, "2024-12-31", "menunda_lagi", "lainnya", None))  # fmt: skip
    isi(kon, "keengganan_tindakan", "id, keengganan_id, tanggal, tindakan, hasil, catatan, tindak_lanjut",
        (1, 1, "2025-02-10", "percakapan", "masih_ragu", "x", "2025-03-01"),
        (2, 1, "2025-01-10", "penjelasan", None, None, None),
        (3, 2, "2025-01-10", "mentor", None, None, None))  # fmt: skip
    return kon


def test_narrowed_and_in_order(kota: Kon) -> None:
    def nomor(pada: str = "2025-12-31", **pilih: object) -> list[int]:
        return [satu.nomor for satu in sql.daftar(kota, pada, Saringan(**pilih))]  # type: ignore[arg-type]

    assert nomor() == [4, 1, 2, 3]
    assert nomor("2025-01-06") == [4, 1, 2]
    assert nomor("2024-12-30") == []
    assert nomor(opd=[3]) == [4, 3]
    assert nomor(opd=[]) == []
    assert nomor(pegawai_id=2) == [2]
    assert nomor(kelas_id=1) == [1, 2]
    assert nomor(jenis="menunda_lagi") == [4]
    assert nomor(sebab="sakit", kelas_id=1) == [2]
    satu = sql.satu(kota, 3)
    assert satu is not None
    assert (satu.nip, satu.nama, satu.opd, satu.kelas) == (nip(1), "Sabai", "PKM-A", None)
    assert sql.satu(kota, 9) is None


def test_steps_by_date_not_by_number(kota: Kon) -> None:
    assert [baris[:3] for baris in sql.langkah(kota, "2025-12-31")] == [
        (1, "2025-01-10", "penjelasan"), (1, "2025-02-10", "percakapan"), (2, "2025-01-10", "mentor"),
    ]  # fmt: skip
    assert [baris[2] for baris in sql.langkah(kota, "2025-02-09", 1)] == ["penjelasan"]


def test_counted_per_person_and_year(kota: Kon) -> None:
    tak = ("sakit", "dinas")
    assert sql.hitungan(kota, "2025-12-31", tak) == {(1, "2025"): 1, (1, "2024"): 1}
    assert sql.hitungan(kota, "2025-01-05", ()) == {(1, "2024"): 1}


def test_a_twin_is_of_the_same_class_or_without_one_of_the_same_day(kota: Kon) -> None:
    assert sql.kembar(kota, 1, 1, "menolak", "1999-01-01") == 1
    assert sql.kembar(kota, 1, 1, "mangkir", "2025-01-06") is None
    assert sql.kembar(kota, 1, None, "menolak", "2025-02-01") == 3
    assert sql.kembar(kota, 1, None, "menolak", "2025-02-02") is None


def test_postponed_before_is_an_earlier_class_of_the_same_person(kota: Kon) -> None:
    isi(kota, "peserta", "id, kelas_id, nomor, pegawai_id, jawaban, alasan", (1, 1, 1, 1, "menunda", "biaya"),
        (2, 2, 1, 1, "menunda", "sakit"), (3, 3, 1, 1, "menunda", None), (4, 1, 2, 2, "menunda", None),
        (5, 3, 2, 2, "menolak", None))  # fmt: skip
    assert sql.tunda_sebelum(kota, 1) == []
    assert sql.tunda_sebelum(kota, 2) == [(1, "biaya", None)]
    # B and C begin on the same day: the one opened first is the earlier one. The register knows the cause in B.
    assert sorted(sql.tunda_sebelum(kota, 3), key=str) == [(1, "biaya", None), (1, "sakit", "lainnya")]


def test_reasons_of_absence_per_participant(kota: Kon) -> None:
    isi(kota, "peserta", "id, kelas_id, nomor, pegawai_id", (1, 3, 1, 1), (2, 2, 1, 2))
    for peserta, hari, alasan in ((1, "2025-03-03", "macet"), (1, "2025-03-04", "jauh"), (2, "2025-03-03", "lain")):
        isi(kota, "kehadiran", "peserta_id, tanggal, status", (peserta, hari, "alpa"))
        isi(kota, "kehadiran_alasan", "peserta_id, tanggal, alasan", (peserta, hari, alasan))
    assert sql.alasan_hadir(kota, 3) == {1: "macet; jauh"}


def test_recap_of_one_calendar_year(kota: Kon) -> None:
    isi(kota, "keengganan", "pegawai_id, opd_id, tanggal, jenis, sebab", (2, 1, "2025-12-31", "mangkir", "biaya"),
        (2, None, "2025-01-01", "mangkir", "biaya"), (1, 1, "2025-05-05", "mangkir", "biaya"))  # fmt: skip
    assert sql.rekap(kota, 2025) == [
        (None, None, "biaya", 1, 1), ("DINKES", "Dinas Kesehatan", "biaya", 2, 3),
        ("DISDIK", "Dinas Pendidikan", "sakit", 1, 1), ("PKM-A", "Puskesmas Kolok", "dinas", 1, 1),
    ]  # fmt: skip
    assert [baris[2:] for baris in sql.rekap(kota, 2024)] == [("lainnya", 1, 1)]


def test_whose_a_step_is_when_its_number_was_given_to_another(kon: Kon) -> None:
    """Record 7 was Sabai's in run 1, taken back in run 3, and is Mangkutak's since run 4."""
    isi(kon, "jalankan", "id, waktu, petugas, perintah", *((n, "t", "p", "x") for n in (11, 12, 13, 14, 15)))
    kasus, langkah = '{{"pegawai_id":{}}}', '{"keengganan_id":7}'
    isi(kon, "catatan", "jalankan_id, tabel, kunci, lama, baru",
        (11, "keengganan", "[7]", None, kasus.format(1)), (12, "keengganan_tindakan", "[1]", None, langkah),
        (12, "keengganan_tindakan", "[2]", None, langkah), (13, "keengganan", "[7]", kasus.format(1), None),
        (13, "keengganan_tindakan", "[1]", langkah, None), (14, "keengganan", "[7]", None, kasus.format(2)),
        (15, "keengganan_tindakan", "[1]", None, langkah), (15, "nilai", "[1,1,1,1]", None, "{}"))  # fmt: skip
    milik = dict(
        kon.execute(f"SELECT c.jalankan_id || c.tabel, {catatan.MILIK} FROM catatan c WHERE c.jalankan_id > 10")
    )
    assert milik == {
        "11keengganan": 1, "12keengganan_tindakan": 1, "13keengganan": 1, "13keengganan_tindakan": 1,
        "14keengganan": 2, "15keengganan_tindakan": 2, "15nilai": None,
    }  # fmt: skip
