"""Services before and after training: against a model of its own on random cities, the days, and what is refused."""

from __future__ import annotations

import random
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from asn_kompetensi.domain.galat import GalatASN, SalahPakai, TidakDitemukan
from asn_kompetensi.domain.skm import kunci_unsur
from asn_kompetensi.services import dampak_layanan, skm
from asn_kompetensi.store import door
from asn_kompetensi.store.queries import skm as sql
from tests.services.test_skm import acak, ikm_contoh, isi_gelombang

SATUAN = Decimal("0.01")


@pytest.fixture
def d(basis: Path) -> Iterator[door.PintuTulis]:
    """Units A (with A1 below it), B, C, D; programmes KOM (aims at KOM) and LAIN, one finished class of each."""
    with door.tulis(basis, perintah="uji", petugas="penguji") as d:
        d.kon.executemany("INSERT INTO opd (id, kode, nama, induk_id) VALUES (?, ?, ?, ?)", [
            (1, "A", "Unit A", None), (2, "A1", "Unit A1", 1), (3, "B", "Unit B", None), (4, "C", "Unit C", None),
            (5, "D", "Unit D", None),
        ])  # fmt: skip
        d.kon.execute("INSERT INTO jabatan (id, kode, nama) VALUES (1, 'STAF', 'Staf')")
        d.kon.executemany("INSERT INTO pelatihan (id, kode, nama, bentuk_id) VALUES (?, ?, ?, 8)",
                          [(1, "KOM", "Komunikasi"), (2, "LAIN", "Lain")])  # fmt: skip
        d.kon.execute("INSERT INTO pelatihan_sasaran SELECT 1, id, 300 FROM kompetensi WHERE kode = 'KOM'")
        for nomor, hari, status in ((1, "2025-08-01", "selesai"), (2, "2025-12-31", "selesai")):
            _kelas(d, nomor, hari, status, nomor)
        yield d


def _kelas(d: door.PintuTulis, nomor: int, hari: str, status: str, pelatihan: int) -> None:
    d.kon.execute("INSERT INTO kelas (id, kode, pelatihan_id, mulai, selesai, status) VALUES (?, ?, ?, ?, ?, ?)",
                  (nomor, f"K{nomor}", pelatihan, hari, hari, status))  # fmt: skip


def _orang(d: door.PintuTulis, nomor: int, opd: int, **ganti: Any) -> None:
    d.kon.execute(
        """INSERT INTO pegawai (id, nip, nama, jenis_kelamin, tanggal_lahir, jenis_pegawai, status, henti_tanggal)
           VALUES (?, ?, ?, 'P', '1984-03-12', 'PNS', ?, ?)""",
        (
            nomor,
            f"19840312200604{nomor + 2000:04d}",
            f"Orang {nomor}",
            ganti.get("status", "aktif"),
            ganti.get("henti"),
        ),
    )
    d.kon.execute("INSERT INTO penempatan (pegawai_id, opd_id, jabatan_id, mulai, selesai) VALUES (?, ?, 1, ?, ?)",
                  (nomor, opd, ganti.get("mulai"), ganti.get("selesai")))  # fmt: skip


def _lulus(d: door.PintuTulis, orang: int, kelas: int = 1, lulus: int | None = 1) -> None:
    nomor = orang + 1000 * kelas
    d.kon.execute("INSERT INTO peserta (kelas_id, nomor, pegawai_id, lulus) VALUES (?, ?, ?, ?)",
                  (kelas, nomor, orang, lulus))  # fmt: skip


def _rata(nilai: int) -> dict[int, dict[str, int]]:
    return {n: dict.fromkeys(kunci_unsur(9), nilai) for n in (1, 2)}


def _daftar(d: door.PintuTulis, **kata: Any) -> dict[str, dict[str, Any]]:
    return {b[0]: dict(zip(dampak_layanan.BIDANG, b, strict=True)) for b in dampak_layanan.daftar(d, **kata)}


@pytest.fixture
def kota(d: door.PintuTulis) -> door.PintuTulis:
    """A 50 -> 75 (one of three trained, below it), B 50 -> 75 and C 75 -> 75 (nobody), D 75 -> 100 (half)."""
    for ke, (unit, awal, akhir) in enumerate([("A", 2, 3), ("B", 2, 3), ("C", 3, 3), ("D", 3, 4)]):
        isi_gelombang(d, unit, "2025-1", _rata(awal), populasi=2)
        isi_gelombang(d, unit, "2025-2", _rata(akhir), populasi=2)
        _orang(d, 10 * ke + 1, {"A": 1, "B": 3, "C": 4, "D": 5}[unit])
        _orang(d, 10 * ke + 2, {"A": 2, "B": 3, "C": 4, "D": 5}[unit])
    _orang(d, 3, 2)
    _lulus(d, 2)
    _lulus(d, 31, kelas=2)
    return d


def test_contoh_kecil(kota: door.PintuTulis) -> None:
    hasil = _daftar(kota)
    assert list(hasil) == ["A", "B", "C", "D"]
    a, b = hasil["A"], hasil["B"]
    assert (a["ikm_sebelum"], a["ikm_sesudah"], a["perubahan"]) == (50, 75, 25)
    assert (a["terlatih"], a["pegawai"], a["cakupan_pelatihan"]) == (1, 3, 33.33), "those of A1 too"
    assert (a["pembanding"], a["n_pembanding"], a["selisih"]) == (12.5, 2, 12.5)
    assert (b["cakupan_pelatihan"], b["pembanding"], b["n_pembanding"], b["selisih"]) == (0, None, 0, None)
    assert (a["pelatihan"], a["sebelum"], a["sesudah"]) == (None, "2025-1", "2025-2")
    assert "bukan bukti sebab" in a["keterangan"]


def test_satu_pelatihan_atau_kompetensi(kota: door.PintuTulis) -> None:
    """Of one programme D is untrained, and so becomes one of those A is compared with."""
    for pilih in ({"pelatihan": "kom"}, {"kompetensi": "KOM"}):
        hasil = _daftar(kota, **pilih)
        assert (hasil["D"]["terlatih"], hasil["A"]["n_pembanding"], hasil["A"]["pembanding"]) == (0, 3, 16.67)
        assert hasil["A"]["pelatihan"] == ("KOM" if "pelatihan" in pilih else None)
    assert {u for u, b in _daftar(kota, kompetensi="INT").items() if b["terlatih"]} == set()
    assert list(_daftar(kota, unit="Unit A", pelatihan="KOM")) == ["A"]
    assert _daftar(kota, unit="A")["A"]["n_pembanding"] == 2, "compared with the whole city all the same"


@pytest.mark.parametrize(("hari", "status", "lulus", "dihitung"), [
    ("2025-06-30", "selesai", 1, 0), ("2025-07-01", "selesai", 1, 1), ("2025-12-31", "selesai", 1, 1),
    ("2026-01-01", "selesai", 1, 0), ("2025-08-01", "dibuka", 1, 0), ("2025-08-01", "selesai", 0, 0),
    ("2025-08-01", "selesai", None, 0),
])  # fmt: skip
def test_kelas_yang_dihitung(kota: door.PintuTulis, hari: str, status: str, lulus: int | None, dihitung: int) -> None:
    """Ended after the first wave's last day, not after the second's; finished; passed."""
    _kelas(kota, 7, hari, status, 2)
    _lulus(kota, 21, 7, lulus)
    assert _daftar(kota)["C"]["terlatih"] == dihitung


def test_pegawai_yang_bertugas_pada_hari_terakhir(kota: door.PintuTulis) -> None:
    _orang(kota, 51, 4, selesai="2025-12-30")
    _orang(kota, 52, 4, mulai="2026-01-01")
    _orang(kota, 53, 4, status="henti", henti="2025-12-31")
    _orang(kota, 54, 4, status="henti", henti="2026-01-01")
    _orang(kota, 55, 4, mulai="2025-12-31")
    assert _daftar(kota)["C"]["pegawai"] == 4
    kota.kon.execute("DELETE FROM penempatan WHERE opd_id = 4")
    c = _daftar(kota)["C"]
    assert (c["pegawai"], c["cakupan_pelatihan"]) == (0, None)
    assert _daftar(kota)["A"]["n_pembanding"] == 1, "a service without staff says nothing of the untrained"


def test_formulir_berbeda_sampel_kurang_hari_kosong(kota: door.PintuTulis) -> None:
    isi_gelombang(kota, "B", "2026-1", {1: dict.fromkeys(kunci_unsur(14), 4)}, populasi=10)
    b = _daftar(kota)["B"]
    assert (b["sebelum"], b["sesudah"]) == ("2025-2", "2026-1"), "the last two that a unit has"
    assert (b["ikm_sesudah"], b["perubahan"], b["selisih"]) == (100, None, None)
    assert "tidak dapat dibandingkan" in b["keterangan"]
    assert "2026-1 kurang dari sampel minimum" in b["keterangan"]
    isi_gelombang(kota, "B", "kedua", _rata(4))
    kosong = _daftar(kota, sebelum="2025-1", sesudah="KEDUA")["B"]
    assert (kosong["pegawai"], kosong["terlatih"], kosong["cakupan_pelatihan"], kosong["perubahan"]) == (
        None, None, None, 50,
    )  # fmt: skip


def test_kerabat_bukan_pembanding(kota: door.PintuTulis) -> None:
    """A1 shares its staff with A: nobody of A1 is trained in LAIN, yet it is not what A is compared with."""
    for kode, nilai in (("2025-1", 1), ("2025-2", 4)):
        isi_gelombang(kota, "A1", kode, _rata(nilai))
    _lulus(kota, 1, kelas=2)
    hasil = _daftar(kota, pelatihan="LAIN")
    assert hasil["A1"]["terlatih"] == 0
    assert (hasil["A"]["n_pembanding"], hasil["A"]["pembanding"]) == (2, 12.5)
    assert hasil["D"]["n_pembanding"] == 3


@pytest.mark.parametrize(("kata", "jenis", "pesan"), [
    ({"pelatihan": "KOM", "kompetensi": "KOM"}, SalahPakai, "bersama"),
    ({"sebelum": "2025-1"}, SalahPakai, "keduanya"),
    ({"sebelum": "2025-1", "sesudah": "2025-1"}, SalahPakai, "tidak mendahului"),
    ({"sebelum": "2025-2", "sesudah": "2025-1"}, SalahPakai, "tidak mendahului"),
    ({"sebelum": "2025-1", "sesudah": "2027"}, TidakDitemukan, "gelombang '2027'"),
    ({"pelatihan": "ENTAH"}, TidakDitemukan, "belum terdaftar"),
    ({"kompetensi": "ENTAH"}, TidakDitemukan, "belum terdaftar"),
    ({"unit": "ENTAH"}, TidakDitemukan, "belum terdaftar"),
])  # fmt: skip
def test_menolak(kota: door.PintuTulis, kata: dict[str, str], jenis: type[GalatASN], pesan: str) -> None:
    with pytest.raises(jenis, match=pesan):
        dampak_layanan.daftar(kota, **kata)


def test_tanpa_dua_gelombang(d: door.PintuTulis) -> None:
    assert dampak_layanan.daftar(d) == []
    isi_gelombang(d, "A", "2025-1", _rata(3))
    isi_gelombang(d, "B", "2025-2", _rata(3))
    assert dampak_layanan.daftar(d) == []


def test_sama_dengan_model(d: door.PintuTulis) -> None:
    """Random answers and trainees: every number from the answers themselves, by the decimal module."""
    benih = random.Random(2025)
    jawaban = {(u, g): acak(benih, 9, benih.randint(1, 12)) for u in "ABCD" for g in ("2025-1", "2025-2")}
    for (unit, kode), isi in jawaban.items():
        isi_gelombang(d, unit, kode, isi)
    latih = {}
    for ke, (unit, opd) in enumerate([("A", 1), ("B", 3), ("C", 4), ("D", 5)]):
        for n in range(4):
            _orang(d, 10 * ke + n, opd)
        latih[unit] = 0 if unit in "BC" else benih.randint(1, 3)
        for n in range(latih[unit]):
            _lulus(d, 10 * ke + n)
    ikm = {kunci: Decimal(str(ikm_contoh(isi, Fraction(1, 9))[1])) for kunci, isi in jawaban.items()}
    ubah = {u: ikm[u, "2025-2"] - ikm[u, "2025-1"] for u in "ABCD"}
    rata = ((ubah["B"] + ubah["C"]) / 2).quantize(SATUAN, ROUND_HALF_UP)
    for unit, satu in _daftar(d).items():
        assert (satu["ikm_sebelum"], satu["ikm_sesudah"]) == (float(ikm[unit, "2025-1"]), float(ikm[unit, "2025-2"]))
        assert satu["perubahan"] == float(ubah[unit])
        assert satu["cakupan_pelatihan"] == 25 * latih[unit]
        if latih[unit]:
            selisih = (ubah[unit] - (ubah["B"] + ubah["C"]) / 2).quantize(SATUAN, ROUND_HALF_UP)
            assert (satu["pembanding"], satu["n_pembanding"], satu["selisih"]) == (float(rata), 2, float(selisih))


def test_gelombang_tanpa_jawaban_tidak_dihitung(kota: door.PintuTulis) -> None:
    sql.buka(kota.kon, 4, "2026-2", 9)
    assert {b["sesudah"] for b in _daftar(kota).values()} == {"2025-2"}
    assert len(skm.lihat(kota)) == 8
