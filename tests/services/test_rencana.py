"""The plan of a year against an independent model on random cities, and what happens when it is made again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from asn_kompetensi.domain.galat import Bentrok, DataDitolak, SalahPakai, TidakDitemukan
from asn_kompetensi.services import batal, rencana, rencana_daftar, rencana_simpan
from asn_kompetensi.store import door
from asn_kompetensi.store.queries import rencana as sql
from tests.services import kota_rencana
from tests.services.kota_gap import acak, bulat
from tests.services.kota_rencana import acak_diklat, beri_nilai, isi_kecil, sebagai_kamus
from tests.services.orang import CINDUA, MANGKUTAK, RENO, SABAI


def _daftar(d: door.Pintu, tahun: int = 2026, **pilihan: Any) -> list[dict[str, Any]]:
    return sebagai_kamus(rencana_daftar.BIDANG, rencana_daftar.daftar(d, tahun, **pilihan))


def _rinci(d: door.Pintu, tahun: int = 2026, **pilihan: Any) -> list[dict[str, Any]]:
    return sebagai_kamus(rencana_daftar.BIDANG_RINCI, rencana_daftar.rinci(d, tahun, **pilihan))


def _susun(d: door.PintuTulis, *, ganti: bool = False, tahun: int = 2026, **pilihan: Any) -> dict[str, Any]:
    return rencana_simpan.susun(d, rencana.rancang(d, tahun, "2024", **pilihan), ganti=ganti)


@pytest.mark.parametrize("seed", range(14))
def test_kota_acak(basis: Path, seed: int) -> None:
    """Every need in exactly one row with its exact levels; costs, money and numbers as the plain model says."""
    kota = acak(seed)
    diklat = acak_diklat(kota, seed)
    asal = max(kota.periode, key=lambda p: (p.selesai, p.kode))
    with door.tulis(basis, perintah="uji", petugas="penguji") as d:
        kota.isi(d.kon, d.jalankan)
        diklat.isi(d.kon)
        harap = kota_rencana.rencana(kota, asal, diklat)
        pagu = 10_000
        isi = rencana_simpan.susun(d, rencana.rancang(d, 2026, asal.kode, anggaran=pagu))
        per_program = {p.id: p for p in diklat.program}
        baris = sql.baris(d.kon, 2026)
        assert {(b.opd_id, b.kompetensi_id, b.prioritas, b.pelatihan_id) for b in baris} == set(harap)
        assert len(baris) == len(harap) == isi["baris"] == isi["baru"]
        assert [b.nomor for b in baris] == list(range(1, len(baris) + 1))
        assert [b.prioritas for b in baris] == sorted(b.prioritas for b in baris)
        sisa, per_nomor = pagu, {}
        for b in baris:
            perlu = harap[b.opd_id, b.kompetensi_id, b.prioritas, b.pelatihan_id]
            per_nomor[b.nomor] = perlu
            milik = [s for s in sql.sasaran(d.kon, 2026) if s.rencana_id == b.id]
            assert sorted(
                (s.pegawai_id, Fraction(s.standar, 100), Fraction(s.capaian, s.penyebut)) for s in milik
            ) == sorted((p.pegawai, p.standar, p.capaian) for p in perlu)
            tarif = diklat.biaya(per_program[b.pelatihan_id]) if b.pelatihan_id else None
            biaya = None if tarif is None else int(bulat(tarif * len(perlu) / 100) * 100)  # type: ignore[operator]
            assert b.anggaran == biaya
            assert b.didanai == (None if biaya is None else int(biaya <= sisa))
            sisa -= biaya if biaya is not None and b.didanai else 0
        assert sisa >= 0
        assert isi["biaya_didanai"] == pagu - sisa
        assert isi["sasaran"] == sum(map(len, harap.values())) == (len(_rinci(d)) if baris else 0)
        if not baris:
            return
        for b in _daftar(d):
            kurang = [s["kesenjangan"] for s in _rinci(d) if s["nomor"] == b["nomor"]]
            perlu = per_nomor[b["nomor"]]
            assert b["sasaran"] == len(kurang)
            assert b["rata_kesenjangan"] == bulat(sum(p.standar - p.capaian for p in perlu) / Fraction(len(perlu)))  # type: ignore[operator, misc]
        sesudah = rencana.rancang(d, 2026, asal.kode, anggaran=pagu)
        assert not sesudah.berbeda
        assert sesudah.ringkasan["sama"] == len(baris)


@pytest.fixture
def d(basis: Path) -> Iterator[door.PintuTulis]:
    """KOM 3 for all: SABAI and RENO reach 2, MANGKUTAK 0.5, CINDUA 3; PP 3: SABAI 1. One programme, for KOM."""
    with door.tulis(basis, perintah="uji", petugas="penguji") as d:
        isi_kecil(d)
        yield d


def test_contoh_terhitung_tangan(d: door.PintuTulis) -> None:
    isi = _susun(d, anggaran=500_000)
    assert (isi["sasaran"], isi["pegawai"], isi["tanpa_program"], isi["tanpa_biaya"]) == (4, 3, 1, 1)
    assert (isi["anggaran"], isi["didanai"], isi["biaya_didanai"], isi["tidak_didanai"]) == (750_000, 2, 500_000, 1)
    semua = _daftar(d)
    bidang = (
        "prioritas",
        "opd",
        "kompetensi",
        "pelatihan",
        "bentuk",
        "jp",
        "anggaran",
        "didanai",
        "mulai",
        "kurikulum",
    )
    assert [tuple(b[n] for n in bidang) for b in semua] == [
        (1, "DISHUB", "KOM", "KOM-01", 8, 24, 250_000, True, "2026-01-01", None),
        (2, "DISDIK", "PP", None, 8, None, None, None, "2026-04-01", None),
        (3, "DISDIK", "KOM", "KOM-01", 8, 24, 250_000, True, "2026-07-01", None),
        (3, "KEC_LEMBAH_SEGAR", "KOM", "KOM-01", 8, 24, 250_000, False, "2026-07-01", None),
    ]
    assert [(b["nip"], str(b["kesenjangan"])) for b in _rinci(d, prioritas=1)] == [(MANGKUTAK, "2.50")]
    assert len(_daftar(d, opd="DISDIK")) == 2


def test_biaya_menurut_kebijakan_bila_program_belum_pernah_berbiaya(d: door.PintuTulis) -> None:
    d.kon.execute("UPDATE kelas SET biaya = NULL")
    assert _susun(d, tahun=2025)["anggaran"] is None
    d.kon.execute("UPDATE kebijakan SET nilai = '75000,5' WHERE kunci = 'biaya_per_jp'")
    assert _susun(d)["anggaran"] == 3 * 1_800_012
    d.kon.execute("UPDATE kebijakan SET nilai = 'murah' WHERE kunci = 'biaya_per_jp'")
    with pytest.raises(DataDitolak, match="bukan rupiah"):
        _susun(d)
    d.kon.execute("DELETE FROM kebijakan WHERE kunci = 'biaya_per_jp'")
    assert _susun(d, ganti=True)["anggaran"] is None, "an upgraded database may lack the row"


def test_rencana_yang_ada_tidak_terganti_diam_diam(d: door.PintuTulis) -> None:
    _susun(d)
    sebelum = _rinci(d)
    beri_nilai(d, RENO, "KOM", 300)
    assert _rinci(d) == sebelum, "later scores do not rewrite a plan"
    with pytest.raises(Bentrok, match=r"sudah disusun.*1 hilang") as galat:
        _susun(d)
    assert "--ganti" in galat.value.petunjuk
    assert _rinci(d) == sebelum
    isi = _susun(d, ganti=True)
    assert (isi["baru"], isi["berubah"], isi["sama"], isi["dihapus"]) == (0, 0, 3, 1)
    assert [b["nip"] for b in _rinci(d)] == [MANGKUTAK, SABAI, SABAI]


def test_isian_petugas_ikut_baris_yang_tetap_ada(d: door.PintuTulis) -> None:
    _susun(d, anggaran=500_000)
    for b in sql.baris(d.kon, 2026):
        assert sql.simpan_isian(d.kon, b.id, {"sumber_dana": f"APBD {b.opd}", "anggaran": 400_000})
    beri_nilai(d, RENO, "KOM", 300)
    beri_nilai(d, CINDUA, "KOM", 200)
    rancangan = rencana.rancang(d, 2026, "2024", anggaran=1_000_000)
    assert rancangan.ringkasan["isian_hilang"] == 1
    assert rancangan.ringkasan["biaya_didanai"] == 800_000, "the clerk's own cost counts, and is kept within the money"
    rencana_simpan.susun(d, rancangan, ganti=True)
    assert [(b["opd"], b["sumber_dana"], b["anggaran"]) for b in _daftar(d)] == [
        ("DISHUB", "APBD DISHUB", 400_000), ("DISDIK", "APBD DISDIK", 400_000), ("DISDIK", "APBD DISDIK", 400_000),
        ("DISKOMINFO", None, 250_000),
    ]  # fmt: skip


def test_sebagian_perangkat_daerah_saja(d: door.PintuTulis) -> None:
    _susun(d, opd=["DISDIK"])
    assert [(b["nomor"], b["opd"]) for b in _daftar(d)] == [(1, "DISDIK"), (2, "DISDIK")]
    _susun(d, opd=["DISHUB"])
    assert [(b["nomor"], b["opd"]) for b in _daftar(d)] == [(1, "DISDIK"), (2, "DISDIK"), (3, "DISHUB")]
    assert not rencana.rancang(d, 2026, "2024", opd=["DISDIK"]).berbeda
    with pytest.raises(Bentrok):
        _susun(d)
    _susun(d, ganti=True)
    assert [(b["nomor"], b["opd"]) for b in _daftar(d)] == [
        (1, "DISHUB"), (2, "DISDIK"), (3, "DISDIK"), (4, "KEC_LEMBAH_SEGAR"),
    ]  # fmt: skip


def test_prioritas_sampai(d: door.PintuTulis) -> None:
    isi = _susun(d, prioritas_sampai=2)
    assert (isi["baris"], isi["di_luar_rencana"]) == (2, 2)
    with pytest.raises(SalahPakai):
        _susun(d, prioritas_sampai=4)


def test_yang_tidak_ada(d: door.PintuTulis) -> None:
    with pytest.raises(TidakDitemukan, match="rencana 2030 belum disusun"):
        _daftar(d, 2030)
    with pytest.raises(TidakDitemukan, match="periode '1999'"):
        rencana.rancang(d, 2026, "1999")
    with pytest.raises(TidakDitemukan, match="perangkat daerah 'ANTAH'"):
        _susun(d, opd=["ANTAH"])
    d.kon.execute("DELETE FROM nilai")
    assert _susun(d)["baris"] == 0
    assert not d.kon.execute("SELECT 1 FROM rencana").fetchone()


def test_dibatalkan_kembali_seperti_semula(basis: Path) -> None:
    """A plan made anew over one with the clerk's values is undone like any run, and so is the first making."""

    def jalan(kerja: Callable[[door.PintuTulis], object]) -> list[list[Any]]:
        with door.tulis(basis, perintah="rencana susun", petugas="penguji") as d:
            kerja(d)
            return [
                d.kon.execute(f"SELECT * FROM {tabel} ORDER BY 1, 2").fetchall()
                for tabel in ("rencana", "rencana_sasaran", "rencana_isian")
            ]

    def isian(d: door.PintuTulis) -> None:
        for b in sql.baris(d.kon, 2026):
            sql.simpan_isian(d.kon, b.id, {"jp": 10 + b.nomor})

    def nilai_baru(d: door.PintuTulis) -> None:
        for nip, ratus in ((RENO, 300), (CINDUA, 50), (MANGKUTAK, 150)):
            beri_nilai(d, nip, "KOM", ratus)

    jalan(isi_kecil)
    pertama = jalan(_susun)
    assert jalan(lambda d: batal.batal(d, "terakhir")) == [[], [], []]
    assert jalan(_susun) == pertama
    sebelum = jalan(isian)
    jalan(nilai_baru)
    sesudah = jalan(lambda d: _susun(d, ganti=True))
    assert all(satu != lain for satu, lain in zip(sesudah, sebelum, strict=True))
    assert jalan(lambda d: batal.batal(d, "terakhir")) == sebelum
