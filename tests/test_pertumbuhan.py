"""What grows with the city and what does not, counted in steps of SQLite's virtual machine and never in seconds."""

from __future__ import annotations

import gc
import shutil
import tracemalloc
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from asn_kompetensi.services import (
    gap,
    gap_jelaskan,
    gap_perubahan,
    gap_ringkas,
    gap_tren,
    ip_asn,
    jp,
    jp_sertifikat,
    keengganan_daftar,
    kelas_buka,
    kelas_gap,
    kelas_undang,
    kolaborasi,
    nilai,
    nilai_formulir,
    nilai_mutu,
    pegawai,
    pelatihan,
    penyaluran,
    rencana_daftar,
    rencana_realisasi,
)
from asn_kompetensi.store import door
from asn_kompetensi.store.door import Pintu, PintuTulis
from tests import kota_ukur
from tests.kota_ukur import BUKA, TUTUP, Tanya
from tests.store.queries.test_jalan import DICARI, SATU, SEMUA, Kerja, berperiode

KALI = 4
SEDANG = (750, 10)  # a quarter of the large city
KECIL, EMPAT_KALI = (200, 3), (200 * KALI, 3 * KALI)
PEKA = 1.15  # the two agencies asked for are of the same size, not of the same people
# Beside what the plans are looked at for: one agency's or one person's as well.
LAIN: dict[str, Kerja] = {
    "gap perubahan --opd": lambda d, t: gap_perubahan.perubahan(d, TUTUP, BUKA, opd=t.opd),
    "gap jelaskan": lambda d, t: gap_jelaskan.jelaskan(d, t.nip, "INT", t.periode),
    "ip-asn daftar --opd": lambda d, t: ip_asn.daftar(d, t.periode, opd=t.opd).baris,
    "jp daftar --nip": lambda d, t: jp.daftar(d, 2025, nip=t.nip),
    "jp sertifikat --opd": lambda d, t: jp_sertifikat.daftar(d, date(2026, 1, 1), opd=t.opd),
    "jp sertifikat --nip": lambda d, t: jp_sertifikat.daftar(d, date(2026, 1, 1), nip=t.nip),
    "gap tren --per pegawai --opd": lambda d, t: gap_tren.tren(d, "pegawai", opd=t.opd).baris,
    "jp daftar --per bentuk --opd": lambda d, t: jp.per_bentuk(d, 2025, opd=t.opd),
    "keengganan daftar --opd": lambda d, t: keengganan_daftar.daftar(d, opd=t.opd),
    "gap tren --per opd --kelompok": lambda d, t: gap_tren.tren(d, "opd", kelompok=t.opd).baris,
    "gap tren --per pegawai --kelompok": lambda d, t: gap_tren.tren(d, "pegawai", kelompok=t.nip).baris,
}
# Of the plan, which no united file has.
RENCANA: dict[str, Kerja] = {
    "rencana daftar --opd": lambda d, t: rencana_daftar.daftar(d, 2025, opd=t.opd),
    "rencana daftar --opd --rinci": lambda d, t: rencana_daftar.rinci(d, 2025, opd=t.opd),
}
# Of the classes an agency's people were in: in a larger city as many seats are spread over more of them.
KELAS: dict[str, Kerja] = {
    "rencana realisasi --opd": lambda d, t: rencana_realisasi.realisasi(d, 2025, opd=t.opd),
    "rencana realisasi --opd, tidak_dilatih": lambda d, t: rencana_realisasi.tidak_dilatih(d, 2025, opd=t.opd),
    "rencana realisasi --opd, tidak_perlu": lambda d, t: rencana_realisasi.orang_tidak_perlu(d, 2025, opd=t.opd),
}
# Changes of one person or agency, and what is noted of a file about them; taken back afterwards.
TULIS: dict[str, Callable[[PintuTulis, Tanya], object]] = {
    "pegawai tambah": lambda d, t: pegawai.tambah(
        d, "199001012020011001", {"nama": "Puti Bungsu", "opd": t.opd, "jabatan": "JAB0001"}
    ),
    "pegawai ubah": lambda d, t: pegawai.ubah(d, t.nip, {"golongan": "III/c"}),
    "pegawai mutasi": lambda d, t: pegawai.mutasi(d, t.nip, date(2026, 12, 1), opd="OPD00001", jabatan="JAB0001"),
    "pegawai henti": lambda d, t: pegawai.henti(d, t.nip, "pensiun", date(2026, 12, 1)),
    "kelas undang": lambda d, t: (_buka(d), kelas_undang.undang(d, "K", [t.nip])),
    "kelas undang --dari-gap --opd": lambda d, t: _undang(d, t),
    "nilai formulir": lambda d, t: nilai_formulir.siapkan(d, BUKA, opd=t.opd),
    "-o: dicatat": lambda d, t: penyaluran.catat(
        d, [penyaluran.Keluar("uji", "uji.xlsx", None, [t.nip], t.opd, BUKA)], perintah="uji", petugas="uji"
    ),
    "nilai isi": lambda d, t: nilai.isi(d, t.nip, {"INT": "3"}, BUKA, "asesmen", None),
}
# Streams: what is held of them is one agency's.
ALIRAN: dict[str, Callable[[Pintu], object]] = {
    "gap daftar": lambda d: gap.daftar(d, gap.saringan(d, BUKA)),
    "gap daftar, tertutup": lambda d: gap.daftar(d, gap.saringan(d, TUTUP)),
    "gap matriks": lambda d: gap.matriks(d, gap.saringan(d, BUKA))[1],
    "gap ringkas --per pegawai": lambda d: gap_ringkas.alirkan_ringkas(d, gap.saringan(d, BUKA), "pegawai"),
    "nilai daftar": lambda d: nilai.daftar(d),
    "pegawai daftar": lambda d: pegawai.daftar(d),
}
# What is counted and summed while the rows of the whole city pass: the answer has as many rows in a larger city.
HITUNGAN: dict[str, Callable[[Pintu], object]] = {
    "gap perubahan": lambda d: gap_perubahan.perubahan(d, TUTUP, BUKA).ringkas(),
    "gap perubahan --kompetensi": lambda d: gap_perubahan.perubahan(d, TUTUP, BUKA, kompetensi="INT").ringkas(),
    "kolaborasi peluang": lambda d: kolaborasi.peluang(d, BUKA, kursi=30, biaya_kelas=None, opd_minimum=2)[:20],
    "nilai mutu": lambda d: nilai_mutu.mutu_nilai(d, BUKA),
    "nilai mutu, tertutup": lambda d: nilai_mutu.mutu_nilai(d, TUTUP),
    "periode siap, penilai": lambda d: nilai_mutu.ringkasan(d, *_periode(d)),
}


def _buka(d: PintuTulis) -> None:
    pelatihan.tambah(d, "P", "Uji", "8", jp="8", kompetensi=["INT=5"])
    kelas_buka.buka(d, "P", "K", date(2026, 12, 7), date(2026, 12, 8), terbuka=True)


def _undang(d: PintuTulis, t: Tanya) -> object:
    _buka(d)
    return kelas_gap.undang_dari_gap(d, "K", BUKA, [t.opd])


def _periode(d: Pintu) -> tuple[int, str]:
    nomor, _, _, selesai, _ = gap.cari_periode(d, BUKA)
    return nomor, selesai.isoformat()


@pytest.fixture(scope="session")
def dua_kota(tmp_path_factory: pytest.TempPathFactory, kota_besar: Path) -> tuple[Path, Path]:
    """The same city four times as large: four times the people in four times the agencies."""
    return kota_ukur.kota(tmp_path_factory.mktemp("pertumbuhan") / "sedang.db", *SEDANG), kota_besar


@pytest.fixture(scope="session")
def dua_kota_kecil(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The same of two cities small enough to be read to their end again and again."""
    folder = tmp_path_factory.mktemp("pertumbuhan")
    return kota_ukur.kota(folder / "kecil.db", *KECIL), kota_ukur.kota(folder / "empat_kali.db", *EMPAT_KALI)


def _langkah(lokasi: Path, kerja: Kerja, periode: str) -> tuple[int, int, Tanya]:
    with door.baca(lokasi) as d:
        t = kota_ukur.tanya(d, periode)
        langkah, baris = kota_ukur.langkah(d, lambda: kerja(d, t))
    return langkah, baris, t


@pytest.mark.parametrize(("tanya", "periode"), berperiode(SATU, DICARI, LAIN, RENCANA))
def test_one_agency_costs_the_same_in_a_city_four_times_as_large(
    dua_kota: tuple[Path, Path], tanya: str, periode: str
) -> None:
    kerja = (SATU | DICARI | LAIN | RENCANA)[tanya]
    (kecil, baris_kecil, _), (besar, baris_besar, _) = (_langkah(satu, kerja, periode) for satu in dua_kota)
    # As many steps for each row, and no more than a few hundred of the machine beside: a list of classes is short.
    assert besar <= PEKA * kecil * max(1, baris_besar) / max(1, baris_kecil) + 10


@pytest.mark.parametrize("tanya", KELAS)
def test_what_an_agencys_classes_did_costs_the_same_for_each_of_them(dua_kota: tuple[Path, Path], tanya: str) -> None:
    semua = []
    for satu in dua_kota:
        langkah, _, t = _langkah(satu, KELAS[tanya], BUKA)
        with door.baca(satu) as d:
            (kelas,) = d.kon.execute(
                "SELECT count(DISTINCT s.kelas_id) FROM peserta s JOIN opd o ON o.id = s.opd_id WHERE o.kode = ?",
                (t.opd,),
            ).fetchone()
        semua.append(langkah / kelas)
    assert semua[1] <= PEKA * semua[0]


@pytest.mark.parametrize(("tanya", "periode"), berperiode(SEMUA))
def test_the_whole_city_costs_four_times_as_much_and_no_more(
    dua_kota_kecil: tuple[Path, Path], tanya: str, periode: str
) -> None:
    (kecil, baris_kecil, _), (besar, baris_besar, _) = (
        _langkah(satu, SEMUA[tanya], periode) for satu in dua_kota_kecil
    )
    assert kecil > 100
    assert besar <= 1.05 * KALI * kecil
    assert baris_besar <= 1.1 * KALI * baris_kecil


@pytest.mark.parametrize("tulis", TULIS)
def test_what_is_written_of_one_person_costs_the_same(dua_kota: tuple[Path, Path], tmp_path: Path, tulis: str) -> None:
    langkah = []
    for asal in dua_kota:
        satu = tmp_path / asal.name  # the city itself is everybody's, only to read
        shutil.copy(asal, satu)
        with door.tulis(satu, perintah="uji", petugas="uji", kering=True) as d:
            t = kota_ukur.tanya(d, BUKA)
            langkah.append(kota_ukur.langkah(d, lambda d=d, t=t: TULIS[tulis](d, t))[0])  # type: ignore[misc]
    assert langkah[1] <= PEKA * langkah[0] + 5


def test_the_probe_sees_what_is_read_through(dua_kota: tuple[Path, Path]) -> None:
    """A question about one agency that walks all scores is found out."""

    def ceroboh(d: Pintu, t: Tanya) -> object:
        return d.kon.execute(
            "SELECT n.* FROM nilai n CROSS JOIN penempatan t ON t.pegawai_id = n.pegawai_id "
            "CROSS JOIN opd o ON o.id = t.opd_id WHERE o.kode = ?",
            (t.opd,),
        )

    (kecil, baris_kecil, _), (besar, baris_besar, _) = (_langkah(satu, ceroboh, BUKA) for satu in dua_kota)
    assert besar / baris_besar > 2 * kecil / baris_kecil


@pytest.mark.parametrize("tanya", ALIRAN)
def test_memory_does_not_grow_with_the_rows_read(dua_kota_kecil: tuple[Path, Path], tanya: str) -> None:
    (kecil, baris_kecil), (besar, baris_besar) = _puncak(dua_kota_kecil, ALIRAN[tanya])
    assert baris_besar > 3.5 * baris_kecil
    # The largest agency of each decides; there are more of them in the larger city.
    assert besar < 2.5 * kecil


@pytest.mark.parametrize("tanya", HITUNGAN)
def test_memory_does_not_grow_with_the_rows_counted(dua_kota_kecil: tuple[Path, Path], tanya: str) -> None:
    (kecil, _), (besar, baris) = _puncak(dua_kota_kecil, HITUNGAN[tanya])
    assert baris <= 20
    assert besar < 2.5 * kecil
    assert besar < 2_200_000  # the scores of the larger city alone, 11,200 of a period, are several times as much


def _puncak(dua_kota: tuple[Path, Path], kerja: Callable[[Pintu], object]) -> list[tuple[int, int]]:
    """Of each city the most bytes held at once while a piece of work is done, and the rows it answers."""
    hasil = []
    with door.baca(dua_kota[0]) as d:
        kota_ukur.habiskan(kerja(d))  # caches of the process are filled
    for satu in dua_kota:
        with door.baca(satu) as d:
            gc.collect()  # what Python keeps for later tuples is given up: it would not be counted
            tracemalloc.start()
            baris = kota_ukur.habiskan(kerja(d))
            hasil.append((tracemalloc.get_traced_memory()[1], baris))
            tracemalloc.stop()
    return hasil
