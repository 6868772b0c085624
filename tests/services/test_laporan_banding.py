"""What an agency is compared with: medians worked out by hand, small groups never, hours as `jp daftar` tells them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asn_kompetensi.domain.buku import DataBukuOpd
from asn_kompetensi.services import gap_ringkas, jp, laporan
from asn_kompetensi.services.laporan_banding import OPD_MINIMUM, tengah
from asn_kompetensi.store import door
from asn_kompetensi.store.queries.gap import Saringan
from tests.periode import tutup
from tests.services import kota_gap
from tests.services.kota_gap import Kota, Periode, Skor, Tempat, Wajib
from tests.store.alat import buka

D = Decimal
BANYAK = (7, 5, 6, 4)  # people of the four agencies; the last one is too small to be compared with
DI_BAWAH = (3, 0, 2, 4)


@pytest.fixture
def kota() -> Kota:
    """Four agencies; in each the first of its people are below in INT, the others meet it."""
    isi = kota_gap.dasar()
    isi.opd = [(f"D{n}", f"Dinas {n}") for n in range(1, 5)]
    isi.jabatan = [("STAF", "Staf")]
    isi.wajib = [Wajib(1, 1, 300, None, None)]
    isi.periode = [Periode(1, "2024", date(2024, 12, 31)), Periode(2, "2025", date(2025, 12, 31))]
    orang = [(opd, ke) for opd, banyak in enumerate(BANYAK, 1) for ke in range(banyak)]
    isi.pegawai = [(f"1984031220060429{n:02d}", f"Orang {n}", "aktif", None) for n in range(10, 10 + len(orang))]
    isi.tempat = [Tempat(n, opd, 1, None, None) for n, (opd, _) in enumerate(orang, 1)]
    isi.skor = [Skor(n, 1, 2, 1, 150 if ke < DI_BAWAH[opd - 1] else 300, None) for n, (opd, ke) in enumerate(orang, 1)]
    return isi


@pytest.fixture
def isi(kota: Kota, basis: Path) -> Path:
    with buka(basis) as d:
        kota.isi(d.kon, d.jalankan)
    return basis


def _siapkan(basis: Path, periode: str = "2025", **pilih: Any) -> dict[str, DataBukuOpd]:
    with door.baca(basis) as d:
        return {satu.opd: satu for satu in laporan.siapkan(d, periode, **pilih)}


def test_the_median_is_of_the_agencies_large_enough(isi: Path) -> None:
    median = _siapkan(isi)["D4"].median  # a small agency is told of the others too
    assert median["pegawai"] == D("6.00")  # 7, 5, 6
    assert median["cakupan"] == D("100.00")
    assert median["bagian_di_bawah"] == D("33.33")  # 42.86, 0, 33.33
    assert median["jpm"] == D("83.33")  # of 78.57, 100, 83.33
    assert median["bagian_jp"] is None  # nobody has recorded hours


def test_of_two_agencies_nothing_is_told(isi: Path) -> None:
    with buka(isi) as d:
        d.kon.execute("UPDATE kebijakan SET nilai = '6' WHERE kunci = 'kelompok_minimum'")
    data = _siapkan(isi)["D1"]
    assert (set(data.median.values()), data.kelompok_minimum) == ({None}, 6)


def test_the_minimum_is_that_of_the_periods_last_day(isi: Path) -> None:
    with buka(isi) as d:
        d.kon.execute("UPDATE kebijakan SET selesai = '2025-06-30' WHERE kunci = 'kelompok_minimum'")
        d.kon.execute("INSERT INTO kebijakan VALUES ('kelompok_minimum', '2025-07-01', NULL, '4', 'Perwako', 'uji')")
    assert [_siapkan(isi, satu)["D1"].kelompok_minimum for satu in ("2024", "2025")] == [5, 4]
    median = _siapkan(isi)["D1"].median
    assert (median["pegawai"], median["bagian_di_bawah"]) == (D("5.50"), D("38.10"))  # now D4 counts: 100 %
    kebijakan = {satu.kunci: satu for satu in _siapkan(isi)["D1"].kebijakan}
    assert kebijakan["Kelompok terkecil yang angkanya dibandingkan (orang)"].dasar == "Perwako"
    assert not any("keengganan" in satu for satu in kebijakan)


def test_the_citys_share_in_a_competency_only_where_the_others_are_many(isi: Path) -> None:
    with buka(isi) as d:
        d.kon.execute("DELETE FROM nilai WHERE pegawai_id > 12")  # D1 and D2 alone are left, seven and five people
    assert {kode: satu.kompetensi[0].persen_kota for kode, satu in _siapkan(isi).items()} == {
        "D1": D("25.00"), "D2": D("25.00"), "D3": D("25.00"), "D4": D("25.00"),
    }  # fmt: skip
    with buka(isi) as d:
        d.kon.execute("DELETE FROM nilai WHERE pegawai_id = 12")  # now the others of D1 are four
    assert _siapkan(isi)["D1"].kompetensi[0].persen_kota is None
    assert _siapkan(isi)["D2"].kompetensi[0].persen_kota == D("27.27")


@given(
    st.lists(st.tuples(st.integers(0, 30), st.one_of(st.none(), st.decimals(0, 100, places=2))), max_size=12),
    st.integers(1, 12),
)
def test_a_median_against_sorting(isi: list[tuple[int, Decimal | None]], minimum: int) -> None:
    semua = {f"K{n}": {"orang_dinilai": banyak, "jpm": nilai} for n, (banyak, nilai) in enumerate(isi)}
    cukup = sorted(nilai for banyak, nilai in isi if nilai is not None and banyak >= minimum)
    hasil = tengah(semua, minimum)["jpm"]
    if len(cukup) < OPD_MINIMUM:
        assert hasil is None
        return
    bawah = sum(nilai <= hasil + D("0.01") for nilai in cukup)
    atas = sum(nilai >= hasil - D("0.01") for nilai in cukup)
    assert min(bawah, atas) * 2 >= len(cukup)


def test_hours_are_those_of_jp_daftar(isi: Path) -> None:
    acak = Random(7)
    with buka(isi) as d:
        d.kon.execute("UPDATE pegawai SET jenis_pegawai = 'PPPK' WHERE id % 4 = 0")
        d.kon.executemany(
            """INSERT INTO jp_luar (pegawai_id, nama, kunci, bentuk_id, tahun, jp, jp_diakui)
               VALUES (?, 'Seminar', ?, 9, ?, 1000, ?)""",
            [(n, f"seminar {n}", acak.choice((2024, 2025, 2025)), acak.choice((0, 400, 1950, 2000, 3100)))
             for n in range(1, 19)],
        )  # fmt: skip
    semua = _siapkan(isi)
    with door.baca(isi) as d:
        baris = {satu[0]: dict(zip(jp.BIDANG, satu, strict=True)) for satu in jp.daftar(d, 2025)}
    bagian = {}
    for kode, data in semua.items():
        for satu in data.jp:
            asal = baris[satu.nip]
            assert (satu.jp, satu.target, satu.batas, satu.status, satu.kegiatan, satu.kurang) == tuple(
                asal[nama] for nama in ("jp", "target", "batas", "status", "kegiatan", "kurang")
            )
        pns = [b for b in baris.values() if b["opd"] == kode and b["jenis_pegawai"] == "PNS"]
        cukup = sum(b["status"] == "terpenuhi" for b in pns)
        assert (data.ringkas["orang_pns"], data.ringkas["orang_jp"]) == (len(pns), cukup)
        ada = any(b["jp"] is not None for b in pns)
        assert (data.ringkas["bagian_jp"] is None) == (not ada)
        bagian[kode] = data.ringkas["bagian_jp"]
    assert semua["D4"].jp == ()  # nothing recorded of any of them: no sheet, a dash and not nought
    assert bagian["D4"] is None
    assert semua["D1"].tahun_jp == 2025


def test_the_target_of_a_closed_year_is_that_of_its_closing(isi: Path) -> None:
    """As *Cara Hitung* of the same workbook says: a later decree moves neither."""
    with buka(isi) as d:
        d.kon.execute(
            """INSERT INTO jp_luar (pegawai_id, nama, kunci, bentuk_id, tahun, jp, jp_diakui)
               SELECT id, 'Seminar', 'seminar ' || id, 9, 2025, 1000, 2500 FROM pegawai WHERE id <= 9"""
        )
    for kode in ("2024", "2025"):
        tutup(isi, kode)
    sebelum = _siapkan(isi)
    assert {b.target for data in sebelum.values() for b in data.jp} == {20}
    with buka(isi) as d:
        d.kon.execute("UPDATE kebijakan SET nilai = '40' WHERE kunci = 'jp_target_pns'")
    sesudah = _siapkan(isi)
    assert {kode: (data.jp, data.ringkas["orang_jp"], data.kebijakan) for kode, data in sesudah.items()} == {
        kode: (data.jp, data.ringkas["orang_jp"], data.kebijakan) for kode, data in sebelum.items()
    }


def test_the_trend_is_gap_ringkas_period_by_period(basis: Path) -> None:
    kota = kota_gap.acak(3)
    with buka(basis) as d:
        kota.isi(d.kon, d.jalankan)
    terakhir = max(kota.periode, key=lambda p: (p.selesai, p.kode))
    semua = _siapkan(basis, terakhir.kode)
    assert any(data.tren for data in semua.values())
    for data in semua.values():
        for baris in data.tren:
            periode = next(p for p in kota.periode if p.kode == baris.periode)
            assert periode.selesai <= terakhir.selesai
            with door.baca(basis) as d:
                ringkas = {b[0]: dict(zip(gap_ringkas.BIDANG_RINGKAS, b, strict=True)) for b in gap_ringkas.ringkas(
                    d, Saringan(periode.id), "opd")}[data.opd]  # fmt: skip
            assert (baris.pegawai, baris.cakupan, baris.jpm, baris.kesenjangan_rata) == tuple(
                ringkas[nama] for nama in ("pegawai", "cakupan", "jpm", "kesenjangan_rata")
            )


def test_one_period_is_no_trend_and_later_ones_do_not_count(isi: Path) -> None:
    assert [b.periode for b in _siapkan(isi)["D1"].tren] == ["2024", "2025"]
    assert _siapkan(isi, "2024")["D1"].tren == ()


def test_a_closed_period_compares_with_closed_ones(isi: Path) -> None:
    with buka(isi) as d:
        d.kon.execute("INSERT INTO periode (kode, mulai, selesai) VALUES ('2025-1', '2025-01-01', '2025-06-30')")
    assert _siapkan(isi)["D1"].periode_lalu == "2025-1"
    tutup(isi, "2024")
    tutup(isi, "2025")
    assert _siapkan(isi)["D1"].periode_lalu == "2024"
