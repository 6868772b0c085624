"""The plan of classes from a database: what counts, what it costs, how it reads, and that it is the same each time."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from random import Random
from typing import Any

import pytest

from asn_kompetensi.domain.galat import SalahPakai, TidakDitemukan
from asn_kompetensi.services import kolaborasi_kelas as layanan
from asn_kompetensi.store import penutupan
from asn_kompetensi.store.door import Pintu
from tests.services import kota_kolaborasi as kota
from tests.store.queries.isi import nip


@pytest.fixture(scope="module")
def d(basis_induk: Path) -> Pintu:
    """Five people in three agencies, one a unit. KOM-1 costs 10,5 a class, that is 11; what DUA costs is not known."""
    d = kota.kosong(basis_induk)
    kota.opd(d.kon, "A", "B")
    kota.opd(d.kon, "A1", induk="A")
    kota.jabatan(d.kon, "STAF", {"KOM": (400, "mutlak"), "KS": (300, "penting"), "INT": (300, None)})
    isi: tuple[tuple[str, dict[str, int]], ...] = (
        ("A", {"KOM": 200, "KS": 300}),
        ("A1", {"KOM": 250, "KS": 225}),
        ("B", {"KOM": 300, "KS": 233}),  # KOM is short of the standard but at the target already
        ("B", {"INT": 100}),  # short in what no programme aims at
        ("B", {}),
    )
    for nomor, (opd, skor) in enumerate(isi, start=1):
        kota.orang(d.kon, nomor, opd, "STAF", skor)
    kota.pelatihan(d.kon, "KOM-1", {"KOM": 300}, 10, 11)
    kota.pelatihan(d.kon, "DUA", {"KOM": 250, "KS": 500})
    kota.pelatihan(d.kon, "KOSONG", {})
    return d


def _peserta(rencana: layanan.Rencana) -> list[dict[str, Any]]:
    return [dict(zip(layanan.BIDANG, b, strict=True)) for b in rencana.peserta]


def _siapa(rencana: layanan.Rencana) -> set[tuple[str, int]]:
    return {(b["pelatihan"], int(b["nip"][-3:])) for b in _peserta(rencana)}


def test_what_is_closed_and_every_field(d: Pintu) -> None:
    """1: KOM-1 closes 1 (weight 3). 2: DUA closes KS 0,75 x 2, KOM-1 KOM 0,5 x 3: the same. 3: DUA KS 0,67 x 2."""
    rencana = layanan.rencanakan(d, "2025", kursi=30, per_orang=2)
    assert _siapa(rencana) == {("KOM-1", 1), ("KOM-1", 2), ("DUA", 2), ("DUA", 3)}
    assert _peserta(rencana)[0] == {
        "kelas": 1, "pelatihan": "DUA", "nama_pelatihan": "Bimtek DUA", "nip": nip(2), "nama": "Orang 002",
        "opd": "A1", "kompetensi": ["KS"], "kesenjangan": Decimal("0.75"), "tertutup": Decimal("0.75"),
        "bobot_tertutup": Decimal("1.5"),
    }  # fmt: skip
    assert [dict(zip(layanan.BIDANG_RINGKAS, b, strict=True)) for b in rencana.kelas] == [
        {"pelatihan": "DUA", "nama_pelatihan": "Bimtek DUA", "kelas": 1, "peserta": 2, "opd_terlibat": 2, "biaya": None,
         "tertutup": Decimal("1.42"), "bobot_tertutup": Decimal("2.84")},
        {"pelatihan": "KOM-1", "nama_pelatihan": "Bimtek KOM-1", "kelas": 1, "peserta": 2, "opd_terlibat": 2,
         "biaya": 11, "tertutup": Decimal("1.5"), "bobot_tertutup": Decimal("4.5")},
    ]  # fmt: skip
    assert rencana.ringkasan == {
        "kelas": 2, "peserta": 4, "biaya": None, "anggaran": None, "tertutup": Decimal("2.92"),
        "bobot_tertutup": Decimal("7.34"), "batas_atas": Decimal("7.34"), "jarak_persen": 0, "tanpa_kelas": 1,
    }  # fmt: skip
    satu = layanan.rencanakan(d, "2025", kursi=30)
    assert satu.ringkasan["bobot_tertutup"] == Decimal("5.84"), "one class each"
    assert satu.ringkasan["kelas"] == 2


def test_why_there_is_no_class(basis_induk: Path) -> None:
    """What is missing first: somebody below standard, a programme with targets, one that reaches above them, money."""
    d = kota.kosong(basis_induk)
    kota.opd(d.kon, "A")
    kota.jabatan(d.kon, "STAF", {"KOM": (400, None)})
    kota.orang(d.kon, 1, "A", "STAF", {"KOM": 400})

    def sebab(**pilihan: Any) -> str:
        rencana = layanan.rencanakan(d, "2025", kursi=30, **pilihan)
        assert bool(rencana.sebab) == (rencana.kelas == [])
        return rencana.sebab

    assert sebab() == "tidak seorang pun yang sudah dinilai di bawah standar"
    kota.orang(d.kon, 2, "A", "STAF", {"KOM": 200})
    kota.pelatihan(d.kon, "KOSONG", {})
    assert sebab() == "belum ada pelatihan dengan kompetensi sasaran"
    kota.pelatihan(d.kon, "RENDAH", {"KOM": 200, "INT": 500})
    assert sebab() == "tidak satu pelatihan pun menyasar kompetensi mereka di atas capaiannya"
    kota.pelatihan(d.kon, "BERBIAYA", {"INT": 500}, 10)
    assert sebab(anggaran=100).startswith("tidak satu pelatihan yang biayanya diketahui pun")
    kota.pelatihan(d.kon, "CUKUP", {"KOM": 300})
    assert sebab(anggaran=9, biaya_kelas=10) == "batas atau anggarannya tidak cukup untuk satu kelas"
    assert sebab() == ""


def test_budget_needs_costs_and_names_what_it_leaves_out(d: Pintu) -> None:
    rencana = layanan.rencanakan(d, "2025", kursi=30, anggaran=11)
    assert (rencana.tanpa_biaya, rencana.ringkasan["biaya"], _siapa(rencana)) == (
        ["DUA"], 11, {("KOM-1", 1), ("KOM-1", 2)},
    )  # fmt: skip
    kosong = layanan.rencanakan(d, "2025", kursi=30, anggaran=10)
    assert (kosong.kelas, kosong.peserta, kosong.ringkasan["tanpa_kelas"]) == ([], [], 4)
    assert (kosong.ringkasan["biaya"], kosong.ringkasan["jarak_persen"]) == (0, None)
    semua = layanan.rencanakan(d, "2025", kursi=1, anggaran=15, biaya_kelas=5)
    assert semua.tanpa_biaya == []
    assert (semua.ringkasan["kelas"], semua.ringkasan["biaya"]) == (3, 15)
    d.kon.execute("SAVEPOINT coba")
    d.kon.execute("UPDATE kelas SET biaya = NULL")
    with pytest.raises(SalahPakai, match="biaya kelas belum diketahui"):
        layanan.rencanakan(d, "2025", kursi=30, anggaran=11)
    d.kon.execute("ROLLBACK TO coba")


def test_quotas_and_agencies(d: Pintu) -> None:
    assert _siapa(layanan.rencanakan(d, "2025", kursi=1, kelas_maks=1)) == {("KOM-1", 1)}
    kuota = layanan.rencanakan(d, "2025", kursi=9, per_orang=2, kuota_opd=1)
    assert sorted(b["opd"] for b in _peserta(kuota)) == ["A", "A1", "B"], "a unit has its own quota"
    assert {b["opd"] for b in _peserta(layanan.rencanakan(d, "2025", kursi=9, opd=("A",)))} == {"A"}
    unit = layanan.rencanakan(d, "2025", kursi=9, opd=("A",), dengan_unit=True)
    assert {b["opd"] for b in _peserta(unit)} == {"A", "A1"}
    assert unit.ringkasan["tanpa_kelas"] == 0
    for pilihan, kata in (({"opd": ("ZZ",)}, "perangkat daerah"), ({"periode": "1999"}, "periode")):
        with pytest.raises(TidakDitemukan, match=kata):
            layanan.rencanakan(d, **{"periode": "2025", "kursi": 9, **pilihan})  # type: ignore[arg-type]


def test_weights_of_any_size_stay_exact(d: Pintu) -> None:
    d.kon.execute("SAVEPOINT coba")
    d.kon.execute("UPDATE kebijakan SET nilai = '0,37' WHERE kunci = 'bobot_mutlak'")
    d.kon.execute("UPDATE kebijakan SET nilai = '0' WHERE kunci = 'bobot_penting'")
    rencana = layanan.rencanakan(d, "2025", kursi=30)
    assert _siapa(rencana) == {("KOM-1", 1), ("KOM-1", 2)}, "what weighs nothing is no reason for a class"
    assert rencana.ringkasan["bobot_tertutup"] == rencana.ringkasan["batas_atas"] == Decimal("0.56")
    d.kon.execute("ROLLBACK TO coba")


def test_sources_weighted_to_the_last_digit_still_get_a_plan(d: Pintu) -> None:
    """The units of such gains would be 1 of 10^13: the plan is made in coarser ones and added up exactly."""
    d.kon.execute("SAVEPOINT coba")
    d.kon.execute("UPDATE kebijakan SET nilai = 'asesmen=9999;atasan=99,97;rekan=0,01' WHERE kunci = 'bobot_sumber'")
    d.kon.execute(
        """INSERT INTO nilai SELECT pegawai_id, kompetensi_id, periode_id, s.id, ratus + s.id * pegawai_id, hari,
                  jalankan_id, bukti FROM nilai JOIN sumber s ON s.id IN (2, 3) WHERE (pegawai_id + s.id) % 2"""
    )
    orang = layanan._orang(layanan.pasangan(d, "2025"))
    program, bobot = layanan._program(d, None), layanan.bobot(d, "2025")
    satuan, ikut, calon = layanan._calon(orang, program, bobot)
    for siapa, satu in zip(ikut, calon, strict=True):
        for guna in satu.manfaat:
            tepat = sum(b for _, b in layanan._tutup(program[guna.program], siapa, bobot).values())
            assert 0 <= guna.satuan * satuan - tepat < satuan
    assert max(guna.satuan for satu in calon for guna in satu.manfaat) == layanan.SATUAN_KASAR
    rencana = layanan.rencanakan(d, "2025", kursi=30, per_orang=2)
    assert _siapa(rencana) == {("KOM-1", 1), ("KOM-1", 2), ("DUA", 2), ("DUA", 3)}
    assert 0 <= rencana.ringkasan["jarak_persen"] <= Decimal("0.01")
    assert rencana.ringkasan["bobot_tertutup"] <= rencana.ringkasan["batas_atas"]
    assert not rencana.habis
    d.kon.execute("ROLLBACK TO coba")


def test_closed_period_plans_from_frozen_rows(d: Pintu) -> None:
    d.kon.execute("SAVEPOINT coba")
    sebelum = layanan.rencanakan(d, "2025", kursi=30, per_orang=2)
    penutupan.bekukan(d.kon, 1, 1, "[]")
    for perintah in ("UPDATE standar SET ratus = 500", "UPDATE kebijakan SET nilai = '7' WHERE kunci LIKE 'bobot%'",
                     "UPDATE penempatan SET opd_id = 1"):  # fmt: skip
        d.kon.execute(perintah)
    assert layanan.rencanakan(d, "2025", kursi=30, per_orang=2) == sebelum
    d.kon.execute("ROLLBACK TO coba")


def test_a_bound_not_reached_is_rounded_up() -> None:
    """61/6000 above 60/6000: 0,02 and not 0,01, else the bound would no longer be one."""
    isi = layanan._ringkasan([], 5, Fraction(61), (Fraction(30), Fraction(60)))
    assert (isi["bobot_tertutup"], isi["batas_atas"], isi["jarak_persen"]) == (
        Decimal("0.01"), Decimal("0.02"), Decimal("1.64"),
    )  # fmt: skip


def test_no_programme_and_no_gap(basis_induk: Path) -> None:
    d = kota.kosong(basis_induk)
    kosong = layanan.rencanakan(d, "2025", kursi=5, anggaran=100)
    assert (kosong.kelas, kosong.peserta) == ([], [])
    assert set(kosong.ringkasan.values()) == {0, 100, None}


@pytest.mark.parametrize("pilihan", [{"anggaran": 120_000_000}, {"per_orang": 3, "kuota_opd": 9, "kelas_maks": 9}])
def test_same_data_same_plan_whatever_the_order_of_registering(basis_induk: Path, pilihan: dict[str, int]) -> None:
    urutan = list(range(90))
    Random(5).shuffle(urutan)
    a, b = kota.acak(basis_induk, 4, 90), kota.acak(basis_induk, 4, 90, urutan)
    rencana = layanan.rencanakan(a, "2025", kursi=8, **pilihan)
    assert rencana == layanan.rencanakan(b, "2025", kursi=8, **pilihan)
    assert rencana.ringkasan["jarak_persen"] == 0
    assert rencana.ringkasan["peserta"] == len(rencana.peserta) == sum(b[3] for b in rencana.kelas) > 20
    # Every seat against the gap as it stands in the database, computed anew.
    kurang = {(n, k): (s, c) for n, k, s, c in a.kon.execute(
        "SELECT nip, kompetensi, standar, capaian FROM gap WHERE status = 'di_bawah'")}  # fmt: skip
    sasaran = {(p, k): t / 100 for p, k, t in a.kon.execute(
        """SELECT p.kode, k.kode, s.ratus FROM pelatihan_sasaran s JOIN pelatihan p ON p.id = s.pelatihan_id
             JOIN kompetensi k ON k.id = s.kompetensi_id""")}  # fmt: skip
    for isi in _peserta(rencana):
        tutup = {
            k: max(0.0, min(s, sasaran[isi["pelatihan"], k]) - c)
            for (n, k), (s, c) in kurang.items()
            if n == isi["nip"] and (isi["pelatihan"], k) in sasaran
        }
        assert set(isi["kompetensi"]) == {k for k, n in tutup.items() if n > 0}
        assert float(isi["tertutup"]) == pytest.approx(sum(tutup.values()))
