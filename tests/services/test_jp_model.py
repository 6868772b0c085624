"""Training hours against a small model of their own: loops over invented activities, nothing of the program."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from itertools import count
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from asn_kompetensi.services import jp, kelas_buka, kelas_hadir, kelas_undang, pegawai, pelatihan
from asn_kompetensi.store import door
from tests.services.orang import CINDUA, MANGKUTAK, RENO, SABAI, UMBUIK, isi_kota

PARUH = "199204042025212915"
ORANG = (SABAI, MANGKUTAK, CINDUA, UMBUIK, PARUH)
NOMOR = count(1)
# Programme -> form, own hours, and hours as (abroad, days) -> JP, written down from domain.md 4.2.
PROGRAM: dict[str, tuple[str, str | None]] = {
    "BIM": ("8", "7"), "SEM": ("9", None), "WS": ("4", None), "EL": ("16", "7"), "PB": ("20", None), "SD": ("22", "5"),
}  # fmt: skip


def _harga(program: str, asing: bool, hari: int) -> Decimal:
    tambah = Decimal("1.2") if asing else Decimal(1)
    return {
        "BIM": 7 * tambah,
        "SEM": Decimal((6 if asing else 4) * hari),
        "WS": Decimal((7 if asing else 5) * hari),
        "EL": Decimal(min(7, 3 * hari)),
        "PB": Decimal(20 if asing else 10),
        "SD": 5 * tambah if asing else Decimal(min(5, 2 * hari)),
    }[program].quantize(Decimal("0.01"), ROUND_HALF_UP)


def _berbatas(satu: Kegiatan) -> bool:
    """Where a person has only so many JP a day, in however many classes."""
    return satu.program == "EL" or (satu.program == "SD" and not satu.asing)


def _yang_muat(penuh: dict[tuple[str, str, date], int], nip: str, satu: Kegiatan, harga: Decimal) -> Decimal:
    """Hour by hour, each on the first day of the class that has room."""
    muat = 0
    for _ in range(int(harga)):
        for ke in range(satu.hari):
            hari = (nip, satu.program, satu.mulai + timedelta(days=ke))
            if penuh[hari] < (3 if satu.program == "EL" else 2):
                penuh[hari] += 1
                muat += 1
                break
    return Decimal(muat)


class Kegiatan(NamedTuple):
    """One class: `absen` maps people to how many of the first days they missed, `akhir` is what became of it."""

    program: str
    asing: bool
    mulai: date
    hari: int
    absen: dict[str, int]
    akhir: str


KEGIATAN = st.builds(
    Kegiatan,
    st.sampled_from(sorted(PROGRAM)),
    st.booleans(),
    st.sampled_from([date(2024, 12, 29), date(2024, 12, 31), date(2025, 1, 1), date(2025, 6, 1), date(2025, 12, 30)]),
    st.integers(1, 6),
    st.dictionaries(st.sampled_from(ORANG), st.integers(0, 3), min_size=1, max_size=5),
    st.sampled_from(["selesai", "selesai", "selesai", "batal", "dibuka"]),
)


@pytest.fixture
def d(basis: Path) -> Iterator[door.PintuTulis]:
    with door.tulis(basis, perintah="uji", petugas="penguji") as d:
        isi_kota(d.kon)
        for kode, (bentuk, jam) in PROGRAM.items():
            pelatihan.tambah(d, kode, f"Program {kode}", bentuk, jp=jam)
        yield d


def _catat(d: door.PintuTulis, satu: Kegiatan) -> str:
    kode = f"K{next(NOMOR)}"
    kelas_buka.buka(
        d, satu.program, kode, satu.mulai, satu.mulai + timedelta(days=satu.hari - 1), luar_negeri=satu.asing
    )
    kelas_undang.undang(d, kode, list(satu.absen))
    for ke in range(satu.hari):
        kecuali = ",".join(f"{nomor}=alpa" for nomor, absen in enumerate(satu.absen.values(), 1) if ke < absen)
        kelas_hadir.hadir_semua(d, kode, satu.mulai + timedelta(days=ke), "hadir", kecuali)
    if satu.akhir == "selesai":
        kelas_hadir.selesai(d, kode)
    elif satu.akhir == "batal":
        kelas_buka.batal(d, kode, "anggaran")
    return kode


def _per_nip(d: door.PintuTulis, tahun: int) -> dict[str, dict[str, Any]]:
    return {baris[0]: dict(zip(jp.BIDANG, baris, strict=True)) for baris in jp.daftar(d, tahun)}


@settings(max_examples=35, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(KEGIATAN, max_size=5))
def test_jam_setahun_menurut_hitungan_sendiri(d: door.PintuTulis, semua: list[Kegiatan]) -> None:
    d.kon.execute("DELETE FROM kehadiran")
    d.kon.execute("DELETE FROM peserta")
    d.kon.execute("DELETE FROM kelas")
    jam: dict[tuple[str, int], Decimal] = defaultdict(Decimal)
    banyak: dict[tuple[str, int], int] = defaultdict(int)
    penuh: dict[tuple[str, str, date], int] = defaultdict(int)
    bernama = [(satu, _catat(d, satu)) for satu in semua]
    for satu, _ in sorted(bernama, key=lambda p: (p[0].mulai + timedelta(days=p[0].hari), p[0].mulai, p[1])):
        for nip, absen in satu.absen.items():
            if satu.akhir != "selesai":
                continue
            kunci = (nip, (satu.mulai + timedelta(days=satu.hari - 1)).year)
            hadir = max(0, satu.hari - absen)
            harga = _harga(satu.program, satu.asing, satu.hari) if hadir * 5 >= satu.hari * 4 else Decimal(0)
            jam[kunci] += _yang_muat(penuh, nip, satu, harga) if _berbatas(satu) else harga
            banyak[kunci] += 1
    for tahun in (2024, 2025, 2026):
        for nip, baris in _per_nip(d, tahun).items():
            ada = jam.get((nip, tahun))
            assert (nip, baris["kegiatan"]) == (nip, banyak[nip, tahun])
            assert (nip, baris["jp"]) == (nip, None if ada is None else float(ada))
            assert baris["status"] == _status(baris["jenis_pegawai"], ada)
        total = sum(satu[5] or 0 for satu in jp.per_bentuk(d, tahun))
        assert Decimal(str(total)).quantize(Decimal("0.01")) == sum(v for (_, t), v in jam.items() if t == tahun)


def _status(jenis: str, jam: Decimal | None) -> str:
    if jam is None:
        return "belum_ada_data"
    if jenis == "PNS":
        return "terpenuhi" if jam >= 20 else "kurang"
    return "melebihi_batas" if jam > 24 else "dalam_batas"


@pytest.mark.parametrize(
    ("nip", "jam", "target", "batas", "status"),
    [
        (SABAI, "19", 20, None, "kurang"), (SABAI, "20", 20, None, "terpenuhi"), (SABAI, "99", 20, None, "terpenuhi"),
        (UMBUIK, "1", None, 24, "dalam_batas"), (UMBUIK, "24", None, 24, "dalam_batas"),
        (UMBUIK, "25", None, 24, "melebihi_batas"), (PARUH, "25", None, 24, "melebihi_batas"),
    ],
)  # fmt: skip
def test_tepat_di_target_dan_batas(
    d: door.PintuTulis, nip: str, jam: str, target: int | None, batas: int | None, status: str
) -> None:
    pelatihan.ubah(d, "BIM", jp=jam)
    _catat(d, Kegiatan("BIM", False, date(2025, 6, 1), 1, {nip: 0}, "selesai"))
    baris = _per_nip(d, 2025)[nip]
    assert (baris["jp"], baris["target"], baris["batas"], baris["status"]) == (int(jam), target, batas, status)


def test_jp_yang_sudah_diakui_tidak_bergeser_bila_programnya_diubah(d: door.PintuTulis) -> None:
    _catat(d, Kegiatan("BIM", False, date(2025, 6, 1), 1, {SABAI: 0}, "selesai"))
    pelatihan.ubah(d, "BIM", jp="70")
    assert _per_nip(d, 2025)[SABAI]["jp"] == 7


@pytest.mark.parametrize(
    ("henti", "ada"),
    [(date(2025, 1, 1), [2024]), (date(2025, 1, 2), [2024, 2025]), (date(2025, 12, 31), [2024, 2025]),
     (date(2026, 1, 1), [2024, 2025]), (None, [])],
)  # fmt: skip
def test_yang_berhenti_ada_di_setiap_tahun_ia_masih_bertugas_sehari(
    d: door.PintuTulis, henti: date | None, ada: list[int]
) -> None:
    pegawai.henti(d, SABAI, "pensiun", henti)
    assert [tahun for tahun in (2024, 2025, 2026) if SABAI in _per_nip(d, tahun)] == ada


@pytest.mark.parametrize(("mulai", "ada"), [(date(2024, 12, 31), [2024, 2025]), (date(2025, 1, 1), [2025])])
def test_yang_baru_masuk_ada_sejak_tahun_masuknya(d: door.PintuTulis, mulai: date, ada: list[int]) -> None:
    baru = "199001012024121001"
    pegawai.tambah(d, baru, {"nama": "Orang Baru", "opd": "DINKES", "jabatan": "STAF"}, mulai=mulai)
    assert [tahun for tahun in (2023, 2024, 2025) if baru in _per_nip(d, tahun)] == ada
    assert _per_nip(d, 2025)[baru]["jp"] is None


def test_yang_dikirim_opd_terhitung_di_sana_walau_penempatannya_tidak_lagi_menyebutnya(d: door.PintuTulis) -> None:
    _catat(d, Kegiatan("SEM", False, date(2025, 3, 3), 1, {SABAI: 0, RENO: 0}, "selesai"))
    d.kon.execute(
        """UPDATE peserta SET opd_id = (SELECT id FROM opd WHERE kode = 'DINKES')
            WHERE pegawai_id = (SELECT id FROM pegawai WHERE nip = ?)""",
        (SABAI,),
    )
    assert [b[2:] for b in jp.per_bentuk(d, 2025, opd="DINKES")] == [("Seminar/Konferensi/Sarasehan", 1, 1, 4)]


def test_mutasi_di_tengah_tahun_memisah_opd_kegiatan_dari_opd_akhir_tahun(d: door.PintuTulis) -> None:
    _catat(d, Kegiatan("SEM", False, date(2025, 3, 3), 1, {SABAI: 0, RENO: 0}, "selesai"))
    pegawai.mutasi(d, SABAI, date(2025, 7, 1), opd="DINKES")
    _catat(d, Kegiatan("SEM", False, date(2025, 7, 1), 2, {SABAI: 0}, "selesai"))
    _catat(d, Kegiatan("SEM", False, date(2025, 6, 30), 3, {SABAI: 0}, "selesai"))
    assert {opd: [b[2:] for b in jp.per_bentuk(d, 2025, opd=opd)] for opd in ("DISDIK", "DINKES")} == {
        "DISDIK": [("Seminar/Konferensi/Sarasehan", 2, 2, 16)],
        "DINKES": [("Seminar/Konferensi/Sarasehan", 1, 1, 8)],
    }
    # One row per person, with the whole year, under the last agency of that year.
    assert [(b[0], b[5]) for b in jp.daftar(d, 2025, opd="DINKES") if b[0] == SABAI] == [(SABAI, 24)]
    assert SABAI not in [b[0] for b in jp.daftar(d, 2025, opd="DISDIK")]
    assert _per_nip(d, 2024)[SABAI]["opd"] == "DISDIK"
