"""Hours of own classes and of training from elsewhere together, and what the rest of the year will bring."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from asn_kompetensi.domain.galat import SalahPakai
from asn_kompetensi.services import jp, jp_kegiatan, jp_sertifikat, pegawai, pelatihan
from asn_kompetensi.store import door
from tests.services.orang import CINDUA, MANGKUTAK, PENSIUN, RENO, SABAI, UMBUIK, isi_kota

PROGRAM = (("BIM", "8", "16"), ("KCL", "8", "4"), ("EL", "16", "6"), ("COA", "14", None), ("SEM", "9", None))


@pytest.fixture
def d(basis: Path) -> Iterator[door.PintuTulis]:
    """People, five programmes, no class yet."""
    with door.tulis(basis, perintah="uji", petugas="penguji") as d:
        isi_kota(d.kon)
        for kode, bentuk, lama in PROGRAM:
            pelatihan.tambah(d, kode, f"Program {kode}", bentuk, jp=lama)
        yield d


def _id(d: door.PintuTulis, nip: str) -> int:
    return int(d.kon.execute("SELECT id FROM pegawai WHERE nip = ?", (nip,)).fetchone()[0])


def _kelas(
    d: door.PintuTulis, kode: str, mulai: str, selesai: str, *, status: str = "dibuka", kuota: int | None = None,
    opd: str | None = None,
) -> int:  # fmt: skip
    """A class of the programme named before the dash."""
    nomor = d.kon.execute(
        """INSERT INTO kelas (kode, pelatihan_id, mulai, selesai, status, kuota, terbuka)
           SELECT ?, id, ?, ?, ?, ?, ? FROM pelatihan WHERE kode = ?""",
        (kode, mulai, selesai, status, kuota, int(opd is None), kode.split("-")[0]),
    ).lastrowid
    if opd:
        d.kon.execute("INSERT INTO kelas_opd SELECT ?, id FROM opd WHERE kode = ?", (nomor, opd))
    return int(nomor or 0)


def _peserta(d: door.PintuTulis, kelas: int, nip: str, *hadir: str, **isi: Any) -> None:
    nomor = d.kon.execute("SELECT count(*) + 1 FROM peserta WHERE kelas_id = ?", (kelas,)).fetchone()[0]
    kolom = {"kelas_id": kelas, "nomor": nomor, "pegawai_id": _id(d, nip), **isi}
    tanda = ", ".join("?" * len(kolom))
    peserta = d.kon.execute(
        f"INSERT INTO peserta ({', '.join(kolom)}) VALUES ({tanda})", tuple(kolom.values())
    ).lastrowid
    d.kon.executemany("INSERT INTO kehadiran VALUES (?, ?, 'hadir')", [(peserta, hari) for hari in hadir])


def _luar(
    d: door.PintuTulis, nip: str, nama: str, bentuk: int, ratus: int, mulai: str | None, selesai: str | None = None,
    tahun: int = 2025, **isi: Any,
) -> None:  # fmt: skip
    akhir = selesai or mulai
    kolom = {"pegawai_id": _id(d, nip), "nama": nama, "kunci": nama.casefold(), "bentuk_id": bentuk,
             "tahun": int(akhir[:4]) if akhir else tahun, "mulai": mulai, "selesai": akhir, "jp_diakui": ratus,
             **isi}  # fmt: skip
    tanda = ", ".join("?" * len(kolom))
    d.kon.execute(f"INSERT INTO jp_luar ({', '.join(kolom)}) VALUES ({tanda})", tuple(kolom.values()))


def _orang(d: door.PintuTulis, nip: str, tahun: int = 2025) -> dict[str, Any]:
    return dict(zip(jp.BIDANG, next(iter(jp.daftar(d, tahun, nip=nip))), strict=True))


def _kegiatan(d: door.PintuTulis, nip: str, tahun: int = 2025) -> list[tuple[Any, ...]]:
    """`(kegiatan, jp, jp_diakui, asal, keterangan)`."""
    semua = [dict(zip(jp_kegiatan.BIDANG, b, strict=True)) for b in jp.per_kegiatan(d, tahun, nip=nip)]
    return [tuple(b[k] for k in ("kegiatan", "jp", "jp_diakui", "asal", "keterangan")) for b in semua]


def _nanti(d: door.PintuTulis, nip: str) -> list[Any]:
    isi = _orang(d, nip)
    return [isi[satu] for satu in ("kurang", "terjadwal", "perkiraan", "akan_kurang", "kelas_saran")]


def test_classes_and_training_from_elsewhere_together(d: door.PintuTulis) -> None:
    elearning = _kelas(d, "EL-1", "2025-02-03", "2025-02-04", status="selesai")
    _peserta(d, elearning, SABAI, jp_diakui=600, lulus=1)
    _peserta(d, elearning, RENO, jp_diakui=0, lulus=0)
    coaching = _kelas(d, "COA-1", "2025-03-01", "2025-03-31", status="selesai")
    _peserta(d, coaching, SABAI, "2025-03-03", "2025-03-10", jp_diakui=400, lulus=1)
    # This class met on one day only.
    sehari = _kelas(d, "EL-2", "2025-05-05", "2025-05-07", status="selesai")
    d.kon.execute("INSERT INTO kelas_hari VALUES (?, '2025-05-06')", (sehari,))
    _peserta(d, sehari, SABAI, jp_diakui=300, lulus=1)
    _luar(d, SABAI, "Antikorupsi", 16, 600, "2025-02-04", "2025-02-05")
    _luar(d, SABAI, "Bimbingan", 14, 200, "2025-03-31")
    _luar(d, SABAI, "Kursus A", 3, 550, None)
    _luar(d, SABAI, "E-learning B", 16, 300, "2025-05-06")
    assert _kegiatan(d, SABAI) == [
        ("Program EL", 6, 6, "EL-1", None),
        ("Antikorupsi", 6, 3, "luar", "batas 3 JP sehari"),
        ("Program COA", 4, 4, "COA-1", None),
        ("Bimbingan", 2, 0, "luar", "batas 2 kali sebulan"),
        ("E-learning B", 3, 3, "luar", None),
        ("Program EL", 3, 0, "EL-2", "batas 3 JP sehari"),
        ("Kursus A", 5.5, 5.5, "luar", None),
    ]
    assert _kegiatan(d, RENO) == [("Program EL", 0, 0, "EL-1", "tidak lulus")]
    assert (_orang(d, SABAI)["jp"], _orang(d, SABAI)["kegiatan"], _orang(d, RENO)["jp"]) == (21.5, 7, 0)
    assert jp.per_tahun(d, _id(d, SABAI)) == [
        {"tahun": 2025, "jp": 21.5, "target": 20, "batas": None, "status": "terpenuhi", "kegiatan": 7}
    ]
    assert list(jp.per_bentuk(d, 2025, nip=SABAI)) == [
        (2025, 3, "Pelatihan Teknis", 1, 1, 5.5), (2025, 14, "Coaching", 2, 2, 4), (2025, 16, "E-Learning", 4, 4, 12),
    ]  # fmt: skip


def test_the_class_wins_whatever_year_the_other_record_says(d: door.PintuTulis) -> None:
    kelas = _kelas(d, "BIM-1", "2024-12-02", "2024-12-03", status="selesai")
    _peserta(d, kelas, SABAI, jp_diakui=1600, lulus=1, sertifikat="7/BKPSDM")
    _luar(d, SABAI, "Bimtek lain", 8, 1600, None, sertifikat="7/bkpsdm", tahun=2025)
    _luar(d, SABAI, "program bim", 8, 1600, "2024-12-02")
    _luar(d, RENO, "Program BIM", 8, 1600, "2024-12-02", sertifikat="7/BKPSDM")
    assert _kegiatan(d, SABAI) == [("Bimtek lain", 16, 0, "luar", "sudah tercatat di kelas BIM-1")]
    assert sorted(satu[1:4] for satu in _kegiatan(d, SABAI, 2024)) == [(16, 0, "luar"), (16, 16, "BIM-1")]
    assert [_orang(d, SABAI, tahun)["jp"] for tahun in (2023, 2024, 2025)] == [None, 16, 0]
    assert (_orang(d, SABAI, 2024)["kegiatan"], _orang(d, RENO, 2024)["jp"]) == (1, 16)
    assert [(b[0], b[3], b[4], b[5]) for b in jp.per_bentuk(d, None)] == [(2024, 2, 2, 32)]
    d.kon.execute("UPDATE peserta SET jp_diakui = NULL")
    assert [_orang(d, SABAI, tahun)["jp"] for tahun in (2024, 2025)] == [16, 16], "no hours from a class, no duplicate"


def test_everyones_sum_is_the_number_and_an_activity_of_many_is_one(d: door.PintuTulis) -> None:
    for nip in (SABAI, RENO, UMBUIK):
        _luar(d, nip, "Seminar X", 9, 400, "2025-06-06")
        _luar(d, nip, "E-learning Y", 16, 300, "2025-06-06")
        _luar(d, nip, "E-learning Z", 16, 300, "2025-06-06")
    semua = list(jp.per_kegiatan(d, 2025))
    for baris in jp.daftar(d, 2025):
        milik = [b[10] for b in semua if b[0] == baris[0]]
        assert baris[5] == (sum(milik) if milik else None)
        assert baris[9] == len(milik)
    assert [b[3:] for b in jp.per_bentuk(d, 2025)] == [(1, 3, 12), (2, 6, 9)]
    pegawai.mutasi(d, SABAI, date(2025, 7, 1), opd="DINKES")
    assert [b[3:] for b in jp.per_bentuk(d, 2025, opd="DINKES")] == [], "she was elsewhere at that time"
    assert {b[0] for b in jp.per_kegiatan(d, 2025, opd="DINKES")} == {SABAI}


def test_what_open_classes_will_bring(d: door.PintuTulis) -> None:
    selesai = _kelas(d, "BIM-1", "2025-02-03", "2025-02-04", status="selesai")
    for nip in (SABAI, RENO):
        _peserta(d, selesai, nip, jp_diakui=1600, lulus=1)
    dibuka = _kelas(d, "KCL-1", "2025-11-03", "2025-12-31")
    for nip, jawaban in ((SABAI, None), (MANGKUTAK, "bersedia"), (CINDUA, "menolak"), (RENO, "daftar_tunggu"),
                         (UMBUIK, None)):  # fmt: skip
        _peserta(d, dibuka, nip, jawaban=jawaban)
    tahun_depan = _kelas(d, "BIM-2", "2025-12-30", "2026-01-02")
    _peserta(d, tahun_depan, MANGKUTAK)
    assert _nanti(d, SABAI) == [4, 4, 20, False, []]
    assert _nanti(d, MANGKUTAK) == [20, 4, 4, True, []]
    assert _nanti(d, CINDUA) == [20, None, None, True, []]
    assert _nanti(d, RENO) == [4, None, 16, True, []]
    assert _nanti(d, UMBUIK) == [None, 4, 4, None, []]
    assert _orang(d, MANGKUTAK, 2026)["terjadwal"] == 16
    assert {b[0] for b in jp.daftar(d, 2025, akan_kurang=True)} >= {MANGKUTAK, CINDUA, RENO}
    assert not {b[0] for b in jp.daftar(d, 2025, akan_kurang=True)} & {SABAI, UMBUIK}
    assert {b[8] for b in jp.daftar(d, 2025, status="kurang")} == {"kurang"}
    assert len(list(jp.daftar(d, 2025, status="terpenuhi"))) == 0
    with pytest.raises(SalahPakai, match="status 'lulus' tidak ada"):
        list(jp.daftar(d, 2025, status="lulus"))


def test_what_is_still_to_come_keeps_within_the_limits(d: door.PintuTulis) -> None:
    _luar(d, SABAI, "E-learning A", 16, 300, "2025-11-03")
    _luar(d, SABAI, "Bimbingan", 14, 400, "2025-11-01", "2025-11-30")
    _peserta(d, _kelas(d, "EL-1", "2025-11-03", "2025-11-04"), SABAI)
    _peserta(d, _kelas(d, "COA-1", "2025-11-28", "2025-12-01"), SABAI)
    assert _nanti(d, SABAI)[1:3] == [3 + 2, 7 + 5]
    # Abroad a coaching counts by duration, and nobody said how long it is: that brings nothing one could count.
    d.kon.execute("UPDATE kelas SET luar_negeri = 1 WHERE kode = 'COA-1'")
    assert _nanti(d, SABAI)[1:3] == [3, 10]
    # Recorded elsewhere already: nothing more will come of the seat.
    _luar(d, RENO, "Program BIM", 8, 1600, "2025-11-10")
    _peserta(d, _kelas(d, "BIM-1", "2025-11-10", "2025-11-11"), RENO)
    assert _nanti(d, RENO)[1:3] == [0, 16]


def test_classes_that_close_the_shortfall_alone(d: door.PintuTulis) -> None:
    _luar(d, SABAI, "Kursus", 3, 700, None)
    for kode, mulai, selesai in (
        ("BIM-1", "2025-11-10", "2025-11-11"), ("BIM-2", "2025-11-03", "2025-11-04"),
        ("KCL-1", "2025-10-01", "2025-10-01"), ("SEM-4", "2025-10-06", "2025-10-09"),
        ("SEM-9", "2025-09-01", "2025-09-09"), ("BIM-3", "2025-12-30", "2026-01-02"),
    ):  # fmt: skip
        _kelas(d, kode, mulai, selesai)
    # 13 JP are missing: four days of seminar (16) as the two others of 16, the sooner first; then nine days (36).
    assert _nanti(d, SABAI)[4] == ["SEM-4", "BIM-2", "BIM-1"]
    penuh = d.kon.execute("SELECT id FROM kelas WHERE kode = 'BIM-2'").fetchone()[0]
    d.kon.execute("UPDATE kelas SET kuota = 1 WHERE id = ?", (penuh,))
    _peserta(d, penuh, RENO)
    assert _nanti(d, SABAI)[4] == ["SEM-4", "BIM-1", "SEM-9"]
    # A seat elsewhere on one of the days, being on the roster, an agency not invited, out of service.
    _peserta(d, _kelas(d, "KCL-2", "2025-10-09", "2025-10-09"), SABAI)
    assert _nanti(d, SABAI) == [13, 4, 11, True, ["BIM-1", "SEM-9"]]
    satu = d.kon.execute("SELECT id FROM kelas WHERE kode = 'BIM-1'").fetchone()[0]
    _peserta(d, satu, SABAI, jawaban="menolak")
    assert _nanti(d, SABAI)[4] == ["SEM-9"]
    d.kon.execute("UPDATE kelas SET terbuka = 0 WHERE kode = 'SEM-9'")
    assert _nanti(d, SABAI)[4] == ["SEM-9"], "open to no one in particular is open to all"
    d.kon.execute(
        "INSERT INTO kelas_opd SELECT k.id, o.id FROM kelas k, opd o WHERE k.kode = 'SEM-9' AND o.kode = 'DISHUB'"
    )
    assert (_nanti(d, SABAI)[4], _nanti(d, MANGKUTAK)[4]) == ([], ["SEM-9"])
    pegawai.mutasi(d, SABAI, date(2025, 9, 1), opd="DISHUB")
    assert _nanti(d, SABAI)[4] == ["SEM-9"], "the agency of the first day"
    pegawai.henti(d, SABAI, "pensiun", date(2025, 9, 1))
    assert _nanti(d, SABAI)[4] == []


def test_a_class_with_a_daily_limit_must_still_have_room(d: door.PintuTulis) -> None:
    _luar(d, SABAI, "Kursus", 3, 1700, None)
    _luar(d, SABAI, "E-learning A", 16, 300, "2025-11-03")
    d.kon.execute("UPDATE jp_luar SET jp_diakui = 1600 WHERE bentuk_id = 3")
    _kelas(d, "EL-1", "2025-11-03", "2025-11-03")
    _kelas(d, "EL-2", "2025-11-04", "2025-11-04")
    assert _nanti(d, SABAI) == [1, None, 19, True, ["EL-2"]]


def test_certificates_and_their_expiry(d: door.PintuTulis) -> None:
    kelas = _kelas(d, "BIM-1", "2024-02-03", "2024-02-04", status="selesai")
    _peserta(d, kelas, SABAI, jp_diakui=1600, sertifikat="7/2024", berlaku_sampai="2026-02-04")
    _peserta(d, _kelas(d, "BIM-2", "2025-02-03", "2025-02-04", status="batal"), SABAI, sertifikat="8/2025")
    _luar(d, SABAI, "Program BIM", 8, 1600, "2024-02-03", sertifikat="lain/1")
    _luar(d, SABAI, "Kursus A", 8, 1600, None, sertifikat="A-1", tahun=2025)
    _luar(d, RENO, "Kursus B", 8, 1600, "2025-05-05", sertifikat="B-1", berlaku_sampai="2025-12-31")
    _luar(d, RENO, "Kursus C", 8, 1600, "2025-06-05")
    _luar(d, PENSIUN, "Kursus D", 8, 1600, "2023-06-05", sertifikat="D-1", berlaku_sampai="2024-01-01")
    pada = date(2026, 1, 1)
    semua = jp_sertifikat.daftar(d, pada)
    assert [dict(zip(jp_sertifikat.BIDANG, b, strict=True)) for b in semua if b[0] == SABAI] == [
        {"nip": SABAI, "nama": "SABAI ALUIH", "opd": "DISDIK", "kegiatan": "Program BIM", "sertifikat": "7/2024",
         "tanggal": "2024-02-04", "berlaku_sampai": "2026-02-04", "status": "berlaku", "asal": "BIM-1"},
        {"nip": SABAI, "nama": "SABAI ALUIH", "opd": "DISDIK", "kegiatan": "Kursus A", "sertifikat": "A-1",
         "tanggal": None, "berlaku_sampai": None, "status": "tanpa_batas", "asal": "luar"},
    ]  # fmt: skip
    assert [(b[0], b[4], b[7]) for b in semua if b[0] != SABAI] == [(RENO, "B-1", "habis")]
    nomor = {
        kata: [b[4] for b in jp_sertifikat.daftar(d, pada, **saring)]  # type: ignore[arg-type]
        for kata, saring in {
            "habis": {"habis_sampai": date(2026, 2, 4)}, "sebelumnya": {"habis_sampai": date(2026, 2, 3)},
            "tahun": {"tahun": 2025}, "opd": {"opd": "DISDIK", "dengan_unit": True}, "nip": {"nip": PENSIUN},
        }.items()
    }  # fmt: skip
    assert nomor == {
        "habis": ["B-1", "7/2024"], "sebelumnya": ["B-1"], "tahun": nomor["tahun"], "opd": ["7/2024", "A-1"],
        "nip": ["D-1"],
    }  # fmt: skip
    assert sorted(nomor["tahun"]) == ["A-1", "B-1"]
    assert [b[7] for b in jp_sertifikat.daftar(d, date(2025, 12, 31), nip=RENO)] == ["berlaku"]
