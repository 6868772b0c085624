"""A nation is many cities in one file: what is asked of one of them costs what it cost among few."""

from __future__ import annotations

from pathlib import Path

import pytest

from asn_kompetensi.services import gap, gap_ringkas, gap_tren, kolaborasi_mentor, laporan, penutupan, rencana_idp
from asn_kompetensi.store import door
from asn_kompetensi.store.door import Pintu
from benchmarks.bangun import Ukuran, bangun
from tests import kota_ukur
from tests.cetakan import bersama
from tests.kota_ukur import BUKA, TUTUP, Tanya
from tests.services.kota_gabung import gabung
from tests.store.queries.test_jalan import DICARI, SATU, Kerja, berperiode
from tests.test_pertumbuhan import LAIN

SEDIKIT, BANYAK = 2, 6
ORANG = 150
# An agency beside its city, and all of one city.
KOTA: dict[str, Kerja] = {
    "laporan opd": lambda d, t: laporan.siapkan(d, t.periode, opd=t.opd),
    "rencana idp": lambda d, t: rencana_idp.idp(d, t.nip, t.periode),
    "kolaborasi mentor --opd": lambda d, t: (
        kolaborasi_mentor.mentor(d, t.periode, selisih_minimal=6000, beban_maks=3, opd=[t.opd]).berpasangan
    ),
    "gap daftar --opd KOTA": lambda d, t: gap.daftar(d, gap.saringan(d, t.periode, opd=_kota(t))),
    "gap ringkas --per kompetensi --opd KOTA": lambda d, t: gap_ringkas.ringkas(
        d, gap.saringan(d, t.periode, opd=_kota(t)), "kompetensi"
    ),
    "gap ringkas --per pegawai --opd KOTA": lambda d, t: gap_ringkas.ringkas(
        d, gap.saringan(d, t.periode, opd=_kota(t)), "pegawai"
    ),
    "gap daftar --opd --kompetensi, yang artinya lain": lambda d, t: gap.arti_lain(
        d, gap.saringan(d, t.periode, opd=t.opd, kompetensi="INT")
    ),
    "gap tren --opd KOTA": lambda d, t: gap_tren.tren(d, opd=_kota(t)).baris,
    "gap tren --per instansi --kelompok KOTA": lambda d, t: gap_tren.tren(d, "instansi", kelompok=_kota(t)).baris,
}


def _kota(t: Tanya) -> str:
    return t.opd.partition(".")[0]


def _isi(folder: Path) -> None:
    """Cities of people whom no other has, and two files: the first of them united, and all."""
    semua = {}
    for nomor in range(1, BANYAK + 1):
        lokasi = folder / f"k{nomor}.db"
        bangun(lokasi, Ukuran("uji", ORANG, 2, 2), nomor, f"Kota {chr(64 + nomor)}")
        kota_ukur.latih(lokasi, ORANG)
        with door.tulis(lokasi, perintah="uji", petugas="uji") as d:
            d.kon.execute(
                "UPDATE pegawai SET nip = substr(nip, 1, 15) || printf('%03d', substr(nip, 16) + ?)",
                ((nomor - 1) * ORANG,),
            )
            penutupan.tutup(d, TUTUP)
        semua[lokasi] = f"K{nomor}"
    for nama, banyak in (("sedikit", SEDIKIT), ("banyak", BANYAK)):
        gabung(folder / f"{nama}.db", *list(semua)[:banyak], kode=semua)


@pytest.fixture(scope="session")
def dua_gabungan(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    folder = bersama(tmp_path_factory, "gabungan_ukur", _isi)
    return folder / "sedikit.db", folder / "banyak.db"


def _tanya(d: Pintu, periode: str) -> Tanya:
    """The first agency of the first city, and one of its people."""
    (opd,) = d.kon.execute("SELECT min(kode) FROM opd WHERE kode LIKE 'K1.%'").fetchone()
    (nip,) = d.kon.execute(
        """SELECT min(g.nip) FROM opd o JOIN penempatan t ON t.opd_id = o.id JOIN pegawai g ON g.id = t.pegawai_id
            WHERE o.kode = ? AND t.mulai IS NULL AND t.selesai IS NULL AND g.status = 'aktif'
              AND (SELECT count(DISTINCT n.periode_id) FROM nilai n WHERE n.pegawai_id = g.id) = 2""",
        (opd,),
    ).fetchone()
    return Tanya(periode, opd, nip)


@pytest.mark.parametrize(("tanya", "periode"), berperiode(SATU, DICARI, LAIN, KOTA))
def test_one_city_costs_the_same_among_three_times_as_many(
    dua_gabungan: tuple[Path, Path], tanya: str, periode: str
) -> None:
    kerja = (SATU | DICARI | LAIN | KOTA)[tanya]
    langkah = []
    for lokasi in dua_gabungan:
        with door.baca(lokasi) as d:
            t = _tanya(d, periode)
            langkah.append(kota_ukur.langkah(d, lambda d=d, t=t: kerja(d, t)))  # type: ignore[misc]
    (sedikit, baris_sedikit), (banyak, baris_banyak) = langkah
    assert baris_banyak == baris_sedikit
    assert banyak <= 1.02 * sedikit + 8  # a listing of scores goes through the competencies there are


def test_there_is_something_to_count(dua_gabungan: tuple[Path, Path]) -> None:
    with door.baca(dua_gabungan[1]) as d:
        assert d.kon.execute("SELECT count(*) FROM gabungan").fetchone() == (BANYAK,)
        assert not d.kon.execute(
            "SELECT 1 FROM beku_orang GROUP BY periode_id, pegawai_id HAVING count(*) > 1"
        ).fetchall()
        kerja = KOTA["laporan opd"]
        assert kota_ukur.langkah(d, lambda: kerja(d, _tanya(d, BUKA)))[0] > 1000
