"""Why the gap changed: every cause by hand, and random cities against a model that knows nothing of the program."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from random import Random
from typing import Any

import pytest

from asn_kompetensi.domain.galat import SalahPakai, TidakDitemukan
from asn_kompetensi.domain.perubahan import SEBAB
from asn_kompetensi.services import gap, gap_ringkas
from asn_kompetensi.services import gap_perubahan as layanan
from asn_kompetensi.services import pegawai as pegawai_layanan
from asn_kompetensi.store import door
from asn_kompetensi.store import penutupan as store
from asn_kompetensi.store.door import Pintu
from tests.cetakan import sekali
from tests.periode import tutup
from tests.services import kota_gap
from tests.services.kota_gap import Baris, Kota, Periode, Skor, Tempat, Wajib
from tests.store.alat import buka

D = Decimal
NIP = [f"1984031220060429{n:02d}" for n in range(1, 12)]
# One person for each thing that can happen, by number in the registry.
TETAP, NAIK, TURUN, PINDAH, LUAR, NILAI_BARU, USANG, MASUK, KELUAR, KEMBALI, NAUNG = range(1, 12)
LAMA, BARU = date(2024, 12, 31), date(2025, 12, 31)


@sekali
def isi_contoh(basis: Path) -> None:
    """DINKES and DISDIK; jobs STAF (INT 3, KS 3, from 2025 KS 4 and KOM 2) and KEPALA (INT 4)."""
    kota = kota_gap.dasar()
    kota.opd = [("DINKES", "Dinas Kesehatan"), ("DISDIK", "Dinas Pendidikan"), ("UPTD", "UPTD Gudang")]
    kota.jabatan = [("STAF", "Staf"), ("KEPALA", "Kepala")]
    kota.kebijakan["masa_berlaku_nilai"] = [(date(2000, 1, 1), "36")]
    kota.pegawai = [(nip, f"Orang {n:02d}", "aktif", None) for n, nip in enumerate(NIP, 1)]
    kota.pegawai[KELUAR - 1] = (NIP[KELUAR - 1], "Orang 09", "henti", date(2025, 12, 31))
    tengah, kemarin = date(2025, 7, 1), date(2025, 6, 30)
    kota.tempat = [Tempat(n, 1, 1, None, None) for n in (TETAP, NAIK, TURUN, NILAI_BARU, USANG, KELUAR)]
    kota.tempat += [Tempat(PINDAH, 1, 1, None, kemarin), Tempat(PINDAH, 1, 2, tengah, None)]
    kota.tempat += [Tempat(LUAR, 2, 1, None, kemarin), Tempat(LUAR, 1, 1, tengah, None)]
    kota.tempat += [Tempat(MASUK, 1, 1, date(2025, 12, 31), None)]
    kota.tempat += [Tempat(KEMBALI, 1, 1, None, date(2025, 2, 1)), Tempat(KEMBALI, 1, 1, date(2025, 11, 1), None)]
    kota.tempat += [Tempat(NAUNG, 3, 1, None, None)]
    kota.wajib = [
        Wajib(1, 1, 300, None, None), Wajib(1, 2, 300, None, LAMA), Wajib(1, 2, 400, date(2025, 1, 1), None),
        Wajib(1, 3, 200, date(2025, 1, 1), None), Wajib(2, 1, 400, None, None),
    ]  # fmt: skip
    kota.periode = [Periode(1, "2024", LAMA), Periode(2, "2025", BARU)]
    kota.skor = [
        # INT of every one but those named below is 2, a gap of 1 in both years.
        *(Skor(n, 1, 1, 1, 200, None) for n in (TETAP, NAIK, TURUN, PINDAH, LUAR, KELUAR, KEMBALI, NAUNG)),
        Skor(NAIK, 1, 2, 1, 250, None), Skor(TURUN, 1, 2, 1, 125, None), Skor(PINDAH, 1, 2, 1, 100, None),
        Skor(NILAI_BARU, 1, 2, 1, 225, None), Skor(USANG, 1, 1, 1, 100, date(2022, 6, 1)),
        Skor(MASUK, 1, 1, 1, 250, None),
        # KS: NAIK keeps pace with half of the new standard, TETAP has more than either asks, TURUN has none of it.
        Skor(TETAP, 2, 1, 1, 500, None), Skor(NAIK, 2, 1, 1, 300, None), Skor(NAIK, 2, 2, 1, 350, None),
        Skor(NAIK, 3, 2, 1, 100, None),
    ]  # fmt: skip
    with buka(basis) as d:
        kota.isi(d.kon, d.jalankan)
        d.kon.execute("UPDATE opd SET induk_id = 1 WHERE kode = 'UPTD'")


@pytest.fixture
def contoh(basis: Path) -> Path:
    isi_contoh(basis)
    return basis


def hitung(basis: Path, **pilih: Any) -> layanan.Perubahan:
    with door.baca(basis) as d:
        return layanan.perubahan(d, "2024", "2025", rinci=True, **pilih)


def sebab(hasil: layanan.Perubahan) -> dict[str, tuple[int, Decimal, int]]:
    """Cause -> people, change, pairs; only those that happened to anyone."""
    return {baris[0]: (baris[1], baris[2], baris[3]) for baris in hasil.ringkas() if baris[1] or baris[2]}


# --- wrong words ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("dari", "ke", "pilih", "galat", "kata"),
    [
        ("2023", "2025", {}, TidakDitemukan, "2023"),
        ("2024", "2026", {}, TidakDitemukan, "2026"),
        ("2024", "2025", {"opd": "DINKESS"}, TidakDitemukan, "DINKESS"),
        ("2024", "2025", {"kompetensi": "XX"}, TidakDitemukan, "XX"),
        ("2025", "2024", {}, SalahPakai, "periode 2025 berakhir sesudah periode 2024"),
        ("2025", "2025", {}, SalahPakai, "--dari-periode dan --ke-periode sama: 2025"),
        ("2025", "2025-b", {}, SalahPakai, "periode 2025 dan 2025-B berakhir pada hari yang sama"),
    ],
)
def test_refusals(contoh: Path, dari: str, ke: str, pilih: dict[str, str], galat: type[Exception], kata: str) -> None:
    with buka(contoh) as t:
        t.kon.execute("INSERT INTO periode (kode, mulai, selesai) VALUES ('2025-B', '2025-07-01', '2025-12-31')")
    with door.baca(contoh) as d, pytest.raises(galat) as ini:
        layanan.perubahan(d, dari, ke, **pilih)
    assert kata in ini.value.pesan  # type: ignore[attr-defined]
    assert ini.value.petunjuk  # type: ignore[attr-defined]


# --- by hand ----------------------------------------------------------------------------------------------------------


def test_every_cause_in_the_city(contoh: Path) -> None:
    """The figures are added up in the comments; for LUAR, moved in the same job, nothing changed."""
    hasil = hitung(contoh)
    assert (hasil.awal, hasil.akhir) == (D("10.00"), D("12.00"))
    assert sebab(hasil) == {
        "membaik": (1, D("-1.00"), 2),  # NAIK: INT 2 to 2.5, KS 3 to 3.5 below the new 4
        "menurun": (1, D("0.75"), 1),  # TURUN: INT 2 to 1.25
        "mutasi": (1, D("2.00"), 1),  # PINDAH: INT 3 - 2 as STAF, 4 - 1 as KEPALA
        "standar_berubah": (1, D("2.00"), 2),  # NAIK: KS 3 to 4 at the old level 3, and KOM 2 is new
        "baru_dinilai": (1, D("0.75"), 1),  # NILAI_BARU: INT 2.25
        "tidak_lagi_dinilai": (1, D("-2.00"), 1),  # USANG: INT 1, dated June 2022
        "masuk": (1, D("0.50"), 1),  # MASUK: on the last day itself, with a score of the year before
        "keluar": (1, D("-1.00"), 1),  # KELUAR: out of service from the last day on
    }
    assert [baris[0] for baris in hasil.ringkas()] == list(SEBAB)
    assert {baris[5:] for baris in hasil.ringkas()} == {("2024", "2025")}


def test_whoever_comes_from_another_agency_was_moved_not_new(contoh: Path) -> None:
    dinkes = sebab(hitung(contoh, opd="DINKES"))
    assert dinkes["mutasi"] == (2, D("3.00"), 2)  # and LUAR with INT 2 of 3
    assert dinkes["masuk"] == (1, D("0.50"), 1)
    assert sebab(hitung(contoh, opd="disdik")) == {"mutasi": (1, D("-1.00"), 1)}
    hasil = hitung(contoh, opd="DINKES", dengan_unit=True)
    assert (hasil.awal, hasil.akhir) == (D("9.00"), D("12.00"))  # the city but for DISDIK


def test_a_unit_moved_within_the_agency_is_no_transfer(contoh: Path) -> None:
    with buka(contoh) as d:
        d.kon.execute("UPDATE penempatan SET selesai = '2025-06-30' WHERE pegawai_id = ?", (NAUNG,))
        d.kon.execute(
            "INSERT INTO penempatan (pegawai_id, opd_id, jabatan_id, mulai) VALUES (?, 1, 1, '2025-07-01')", (NAUNG,)
        )
    assert sebab(hitung(contoh, opd="DINKES", dengan_unit=True))["mutasi"] == (2, D("3.00"), 2)
    assert sebab(hitung(contoh, opd="DINKES"))["mutasi"] == (3, D("4.00"), 3)


def test_one_competency_alone(contoh: Path) -> None:
    assert sebab(hitung(contoh, kompetensi="kerja sama")) == {
        "membaik": (1, D("-0.50"), 1), "standar_berubah": (1, D("1.00"), 1),
        "mutasi": (1, D("0.00"), 0),  # PINDAH left a job that requires KS; nobody had assessed it
        "masuk": (1, D("0.00"), 0), "keluar": (1, D("0.00"), 0),
    }  # fmt: skip


def test_only_scores_of_the_period_itself(contoh: Path) -> None:
    ini = sebab(hitung(contoh, hanya_periode_ini=True))
    assert ini["tidak_lagi_dinilai"][0] == 5  # TETAP, LUAR, USANG, KEMBALI, NAUNG have no score of 2025
    assert "masuk" in ini
    assert ini["masuk"][1] == 0


def test_a_merged_agency(contoh: Path) -> None:
    """People of the agency that went up in another were moved there; in the city nothing happened to them."""
    kota = sebab(hitung(contoh))
    from asn_kompetensi.services import opd

    with buka(contoh) as d:
        opd.gabung(d, ["UPTD"], "DISDIK", "2025-10-01")
    assert sebab(hitung(contoh)) == kota
    assert sebab(hitung(contoh, opd="DISDIK"))["mutasi"] == (2, D("0.00"), 2)
    assert sebab(hitung(contoh, opd="UPTD")) == {"mutasi": (1, D("-1.00"), 1)}


def test_the_rows_behind_the_sums(contoh: Path) -> None:
    hasil = hitung(contoh)
    rinci = [dict(zip(layanan.BIDANG_RINCI, baris, strict=True)) for baris in hasil.rinci()]
    assert [satu["sebab"] for satu in rinci] == sorted((s["sebab"] for s in rinci), key=list(SEBAB).index)
    for nama, orang, angka, _, *_ in hasil.ringkas():
        milik = [satu for satu in rinci if satu["sebab"] == nama]
        assert (len({satu["nip"] for satu in milik}), sum(satu["perubahan"] for satu in milik)) == (orang, angka)
    ks = [satu for satu in rinci if (satu["nip"], satu["kompetensi"]) == (NIP[NAIK - 1], "KS")]
    bidang = ("sebab", "standar_awal", "standar_akhir", "capaian_awal", "capaian_akhir", "kesenjangan_awal",
              "kesenjangan_akhir", "perubahan")  # fmt: skip
    assert [tuple(satu[b] for b in bidang) for satu in ks] == [
        ("membaik", 4, 4, 3, D("3.5"), 1, D("0.5"), D("-0.5")), ("standar_berubah", 3, 4, 3, 3, 0, 1, 1),
    ]  # fmt: skip
    [pindah] = [satu for satu in rinci if satu["sebab"] == "mutasi" and satu["kompetensi"] == "INT"]
    assert (pindah["opd_awal"], pindah["jabatan_awal"], pindah["jabatan_akhir"]) == ("DINKES", "STAF", "KEPALA")
    [masuk] = [satu for satu in rinci if satu["sebab"] == "masuk" and satu["kompetensi"] == "KS"]
    assert (masuk["opd_awal"], masuk["opd_akhir"], masuk["capaian_akhir"], masuk["kesenjangan_akhir"]) == (
        None, "DINKES", None, None,
    )  # fmt: skip


def test_a_closed_year_is_compared_as_it_stood(contoh: Path) -> None:
    """A NIP corrected, a job renamed and a standard rewritten after the closing: the same people, the same figures."""
    sebelum = hitung(contoh, opd="DINKES")
    tutup(contoh, "2024")
    with buka(contoh) as d:
        pegawai_layanan.ubah(d, NIP[NAIK - 1], {}, nip_baru="198403122006042999")
        d.kon.execute("UPDATE jabatan SET nama = 'Pelaksana Umum' WHERE kode = 'STAF'")
        d.kon.execute("UPDATE standar SET ratus = 500 WHERE selesai = '2024-12-31'")
    sesudah = hitung(contoh, opd="DINKES")
    assert sesudah.ringkas() == sebelum.ringkas()
    assert {baris[1] for baris in sesudah.rinci() if baris[2] == "Orang 02"} == {"198403122006042999"}


def test_a_year_opened_again_is_told_with_its_code(contoh: Path) -> None:
    from asn_kompetensi.services import penutupan

    tutup(contoh, "2024")
    with buka(contoh, perintah="periode buka-ulang") as d:
        penutupan.buka_ulang(d, "2024", "salah unggah", "Datuak Maringgih", "penguji")
    assert hitung(contoh).kabar == ["2024: periode ini pernah dibuka ulang: salah unggah (saksi: Datuak Maringgih)"]


def test_nobody_at_all(basis: Path) -> None:
    with buka(basis) as d:
        d.kon.executemany(
            "INSERT INTO periode (kode, mulai, selesai) VALUES (?, ?, ?)",
            [("2024", "2024-01-01", "2024-12-31"), ("2025", "2025-01-01", "2025-12-31")],
        )
    hasil = hitung(basis)
    assert (hasil.awal, hasil.akhir, sebab(hasil), len(hasil.ringkas())) == (0, 0, {}, 8)


# --- random cities ----------------------------------------------------------------------------------------------------


def _kurang(b: Baris | None) -> Fraction:
    if b is None or b.standar is None or b.capaian is None or b.capaian >= b.standar:
        return Fraction(0)
    return b.standar - b.capaian


def model(
    dulu: list[Baris], kini: list[Baris], opd: int | None, kompetensi: int | None
) -> tuple[dict[str, Fraction], dict[str, set[int]]]:
    """Sums and people by cause, pair by pair, in one chain of questions."""
    jumlah: dict[str, Fraction] = dict.fromkeys(SEBAB, Fraction(0))
    orang: dict[str, set[int]] = {sebab: set() for sebab in SEBAB}
    tempat = [{b.pegawai: (b.opd, b.jabatan) for b in semua} for semua in (dulu, kini)]
    isi = [
        {(b.pegawai, b.kompetensi): b for b in semua if opd in (None, b.opd) and kompetensi in (None, b.kompetensi)}
        for semua in (dulu, kini)
    ]

    def catat(sebab: str, siapa: int, angka: Fraction, *, selalu: bool = False) -> None:
        jumlah[sebab] += angka
        if angka or selalu:
            orang[sebab].add(siapa)

    for kunci in isi[0].keys() | isi[1].keys():
        siapa = kunci[0]
        a, b = isi[0].get(kunci), isi[1].get(kunci)
        beda = _kurang(b) - _kurang(a)
        di = [siapa in {k[0] for k in satu} if kompetensi is None else
              siapa in letak and opd in (None, letak[siapa][0])
              for satu, letak in zip(isi, tempat, strict=True)]  # fmt: skip
        if siapa not in tempat[0]:
            catat("masuk", siapa, beda, selalu=True)
        elif siapa not in tempat[1]:
            catat("keluar", siapa, beda, selalu=True)
        elif tempat[0][siapa][1] != tempat[1][siapa][1] or di[0] != di[1]:
            catat("mutasi", siapa, beda, selalu=True)
        elif a is None or b is None or a.standar is None or b.standar is None:
            catat("standar_berubah", siapa, beda)
        elif a.capaian is None:
            catat("baru_dinilai", siapa, beda, selalu=b.capaian is not None)
        elif b.capaian is None:
            catat("tidak_lagi_dinilai", siapa, beda, selalu=True)
        else:
            standar = _kurang(a._replace(standar=b.standar)) - _kurang(a)
            catat("standar_berubah", siapa, standar)
            catat("membaik" if beda < standar else "menurun", siapa, beda - standar)
    return jumlah, orang


def _bandingkan(kota: Kota, d: Pintu, dari: Periode, ke: Periode, *, ini: bool) -> set[str]:
    dulu, kini = (kota_gap.baris_gap(kota, p, hanya_ini=ini) for p in (dari, ke))
    pilihan: list[tuple[int | None, int | None]] = [(None, None)]
    pilihan += [(n, None) for n in range(1, len(kota.opd) + 1)]
    pilihan += [(None, n) for n in range(1, len(kota.kompetensi) + 1, 3)] + [(1, 2)]
    ada: set[str] = set()
    for opd, kompetensi in pilihan:
        kata: dict[str, Any] = {"hanya_periode_ini": ini}
        kata |= {"opd": kota.opd[opd - 1][0]} if opd else {}
        kata |= {"kompetensi": kota.kompetensi[kompetensi - 1][0]} if kompetensi else {}
        hasil = layanan.perubahan(d, dari.kode, ke.kode, **kata)
        jumlah, orang = model(dulu, kini, opd, kompetensi)
        assert {nama: satu.tepat for nama, satu in hasil.jumlah.items()} == jumlah, (opd, kompetensi)
        baris = hasil.ringkas()
        assert {b[0]: b[1] for b in baris} == {nama: len(siapa) for nama, siapa in orang.items()}
        total = []
        for p in (dari, ke):
            kota_p = gap_ringkas.ringkas(d, gap.saringan(d, p.kode, **kata), "kota")
            total.append(kota_p[0][11] if kota_p else D(0))
        assert [hasil.awal, hasil.akhir] == total
        assert sum(b[2] for b in baris) == total[1] - total[0]
        assert all(abs(Fraction(b[2]) - jumlah[b[0]]) < Fraction(1, 100) for b in baris)
        ada |= {nama for nama, siapa in orang.items() if siapa and jumlah[nama]}
    return ada


def _acak(induk: Path, benih: range) -> Iterator[tuple[Kota, sqlite3.Connection, Random]]:
    for satu in benih:
        with closing(sqlite3.connect(":memory:", isolation_level=None)) as kon, closing(sqlite3.connect(induk)) as asal:
            asal.backup(kon)
            kota, r = kota_gap.acak(satu), Random(satu)
            for n, tempat in enumerate(kota.tempat):  # some were not there from the beginning
                if tempat.mulai is None and r.random() < 0.3:
                    mulai = min(r.choice(kota.periode).selesai, tempat.selesai or date.max)
                    kota.tempat[n] = tempat._replace(mulai=mulai)
            kota.isi(kon, 1)
            yield kota, kon, r


def _periksa(induk: Path, benih: range) -> set[str]:
    """Some pairs of periods of each city, some of them closed; returns the causes that occurred."""
    ada: set[str] = set()
    for kota, kon, r in _acak(induk, benih):
        for nomor in r.sample([p.id for p in kota.periode], len(kota.periode) // 2):
            store.bekukan(kon, nomor, 1, "[]")
        urut = [(a, b) for a in kota.periode for b in kota.periode if a.selesai < b.selesai]
        for dari, ke in r.sample(urut, min(2, len(urut))):
            ada |= _bandingkan(kota, Pintu(kon, induk), dari, ke, ini=r.random() < 0.3)
    return ada


def test_random_cities_equal_the_model(basis_induk: Path) -> None:
    """To the last fraction, for the city, each agency and competencies alone; every cause must have occurred."""
    assert _periksa(basis_induk, range(10)) == set(SEBAB)


@pytest.mark.lama
def test_many_random_cities_equal_the_model(basis_induk: Path) -> None:
    _periksa(basis_induk, range(10, 300))
