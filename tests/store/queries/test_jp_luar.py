"""Training recorded elsewhere as it is stored, the classes it is compared with, and certificates."""

from __future__ import annotations

import sqlite3

from asn_kompetensi.store.queries import jp_luar as sql
from asn_kompetensi.store.queries.jp_luar import Isi
from tests.store.queries.isi import kelas, nip, orang, peserta, tempat

Kon = sqlite3.Connection
A = Isi("Kursus A", "kursus a", 3, 2025, "2025-05-05", "2025-05-06", 800, 960, 1, "LAN", "A/1", "2027-05-06")
B = Isi("Kursus B", "kursus b", 10, 2024, None, None, None, 2000, 0, None, None, None)


def test_stored_and_changed_in_every_column(kon: Kon) -> None:
    orang(kon, 1, "Sabai")
    orang(kon, 2, "Zaki")
    sql.tambah(kon, [(1, A), (2, B)])
    assert sql.semua(kon) == [(1, 1, A), (2, 2, B)]
    baru = Isi("Kursus C", "kursus c", 4, 2026, "2025-12-31", "2026-01-01", 1600, 1000, 0, "BKN", "C/1", "2028-01-01")
    sql.ubah(kon, [(2, baru)])
    assert sql.semua(kon) == [(1, 1, A), (2, 2, baru)]
    sql.tambah(kon, [])
    sql.ubah(kon, [])
    assert len(sql.semua(kon)) == 2


def test_classes_that_give_or_may_give_hours(kon: Kon) -> None:
    for nomor in range(1, 4):
        orang(kon, nomor, f"Orang {nomor}")
    kelas(kon, (1, "K1", "2025-03-03", "2025-03-04", "selesai"), (2, "K2", "2025-04-03", "2025-04-04", "dibuka"),
          (3, "K3", "2025-05-03", "2025-05-04", "batal"))  # fmt: skip
    peserta(kon, (1, 1, 1, 1, None, 0), (2, 1, 2, 2, None, None), (3, 2, 1, 1, None, None), (4, 2, 2, 2, None, None),
            (5, 2, 3, 3, None, None), (6, 3, 1, 1, None, None))  # fmt: skip
    kon.execute("UPDATE peserta SET sertifikat = '7' WHERE id = 1")
    kon.execute("UPDATE peserta SET jawaban = 'menolak' WHERE id = 4")
    kon.execute("UPDATE peserta SET jawaban = 'bersedia' WHERE id = 5")
    assert sorted(sql.kelas_milik(kon), key=str) == [
        (1, "K1", "Bimtek", "2025-03-03", 2025, "7"), (1, "K2", "Bimtek", "2025-04-03", 2025, None),
        (3, "K2", "Bimtek", "2025-04-03", 2025, None),
    ]  # fmt: skip


def test_certificates_of_people_in_service_with_their_last_agency(kon: Kon) -> None:
    orang(kon, 1, "Sabai")
    orang(kon, 2, "Zaki", henti="2026-01-01")
    orang(kon, 3, "Ani")
    tempat(kon, (1, 1, 1, "2026-01-02", None), (1, 2, 1, None, "2026-01-01"), (2, 2, 1, None, None))
    kelas(kon, (1, "K1", "2025-03-03", "2025-03-04", "dibuka"), (2, "K2", "2025-03-03", "2025-03-04", "batal"))
    peserta(kon, (1, 1, 1, 1, None, None), (2, 2, 1, 1, None, None))
    sql.tambah(kon, [(1, A), (1, B), (2, A), (3, A._replace(sertifikat="A/3"))])
    kon.execute("UPDATE peserta SET sertifikat = 'K'")

    def ringkas(pada: str, orang: int | None = None) -> list[tuple[object, ...]]:
        return [(b[1], b[4], b[10], b[12]) for b in sql.sertifikat(kon, pada, orang)]

    assert ringkas("2025-12-31") == [
        (nip(3), None, "A/3", None), (nip(1), "DISDIK", "K", "K1"), (nip(1), "DISDIK", "A/1", None),
        (nip(2), "DISDIK", "A/1", None),
    ]  # fmt: skip
    assert ringkas("2026-01-02")[1:] == [(nip(1), "DINKES", "K", "K1"), (nip(1), "DINKES", "A/1", None)]
    assert ringkas("2026-01-02", 2) == [(nip(2), "DISDIK", "A/1", None)]
