"""How SQLite goes about what is asked most, with and without the statistics that another tool took of a city.

No table of people or scores is read through for one agency or one person, nothing is put in order or grouped through a
b-tree of its own, and no index is made up on the way.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from asn_kompetensi.services import (
    gap,
    gap_perubahan,
    gap_ringkas,
    gap_tren,
    jp,
    nilai,
    nilai_mutu,
    pegawai,
    pegawai_lihat,
    riwayat,
)
from asn_kompetensi.store import door
from asn_kompetensi.store.door import Pintu
from asn_kompetensi.store.queries import penutupan
from tests import kota_ukur
from tests.cetakan import bersama
from tests.kota_ukur import BUKA, TUTUP, Tanya

Kerja = Callable[[Pintu, Tanya], object]
# What is asked of one agency or one person.
SATU: dict[str, Kerja] = {
    "gap daftar --opd": lambda d, t: gap.daftar(d, gap.saringan(d, t.periode, opd=t.opd)),
    "gap daftar --nip": lambda d, t: gap.daftar(d, gap.saringan(d, t.periode, nip=t.nip)),
    "gap daftar --opd --kompetensi": lambda d, t: gap.daftar(
        d, gap.saringan(d, t.periode, opd=t.opd, kompetensi="INT")
    ),
    "gap daftar --hanya-periode-ini": lambda d, t: gap.daftar(
        d, gap.saringan(d, t.periode, opd=t.opd, hanya_periode_ini=True)
    ),
    "gap ringkas --opd": lambda d, t: gap_ringkas.ringkas(d, gap.saringan(d, t.periode, opd=t.opd), "opd"),
    "gap matriks --opd": lambda d, t: gap.matriks(d, gap.saringan(d, t.periode, opd=t.opd))[1],
    "gap tren --opd": lambda d, t: gap_tren.tren(d, "opd", opd=t.opd).baris,
    "nilai daftar --opd": lambda d, t: nilai.daftar(d, periode=t.periode, opd=t.opd),
    "nilai daftar --nip": lambda d, t: nilai.daftar(d, nip=t.nip),
    "pegawai daftar --opd": lambda d, t: pegawai.daftar(d, opd=t.opd),
}  # fmt: skip
# What is asked of everyone.
SEMUA: dict[str, Kerja] = {
    "gap daftar": lambda d, t: gap.daftar(d, gap.saringan(d, t.periode)),
    "gap ringkas --per opd": lambda d, t: gap_ringkas.ringkas(d, gap.saringan(d, t.periode), "opd"),
    "gap ringkas --per kota": lambda d, t: gap_ringkas.ringkas(d, gap.saringan(d, t.periode), "kota"),
    "gap matriks": lambda d, t: gap.matriks(d, gap.saringan(d, t.periode))[1],
    "gap tren": lambda d, _: gap_tren.tren(d).baris,
    "gap tren --per opd": lambda d, _: gap_tren.tren(d, "opd").baris,
    "gap perubahan": lambda d, _: gap_perubahan.perubahan(d, TUTUP, BUKA).ringkas(),
    "gap perubahan --rinci": lambda d, _: gap_perubahan.perubahan(d, TUTUP, BUKA, rinci=True).rinci(),
    "nilai daftar": lambda d, _: nilai.daftar(d),
    "nilai mutu": lambda d, t: nilai_mutu.mutu_nilai(d, t.periode, lengkap=True),
    "pegawai daftar": lambda d, _: pegawai.daftar(d),
    "periode siap, cakupan": lambda d, t: penutupan.cakupan(d.kon, gap.cari_periode(d, t.periode)[0]),
    "periode siap, jabatan": lambda d, t: penutupan.jabatan_tanpa_standar(d.kon, gap.cari_periode(d, t.periode)[0]),
}
# Of one person, but put together from many tables: sought, if not without a b-tree of a few rows.
DICARI: dict[str, Kerja] = {
    "pegawai lihat": lambda d, t: pegawai_lihat.lihat(d, t.nip),
    "riwayat --nip": lambda d, t: riwayat.rinci(d, nip=t.nip),
    "jp daftar --opd": lambda d, t: jp.daftar(d, 2025, opd=t.opd),
}
TABEL = re.compile(r"(FROM|JOIN)\s+(nilai|penempatan|pegawai|beku_orang|beku_gap|catatan|peserta|jp_luar)\b")
# Tables that grow with the people, by the names they bear in the queries.
BESAR = re.compile(r"SCAN (nilai|n|penempatan|t|pegawai|g|beku_orang|beku_gap|catatan|c|peserta|jp_luar)\b")
BOBOT = "asesmen=50;atasan=30;rekan=20,5"


def berperiode(*macam: dict[str, Kerja]) -> list[tuple[str, str]]:
    """Each question with each period it may be asked of; what asks for no period comes once."""
    return [
        (nama, periode)
        for satu in macam
        for nama, kerja in satu.items()
        for periode in ((BUKA, TUTUP) if "periode" in kerja.__code__.co_names else (BUKA,))
    ]


class Kota(NamedTuple):
    """Where the questions are asked, and the city of 3,000 whose plans are looked at: without statistics and with."""

    kecil: Path
    besar: dict[bool, Path]


@pytest.fixture(scope="session")
def kota(tmp_path_factory: pytest.TempPathFactory, kota_besar: Path) -> Kota:
    return _kota(tmp_path_factory.mktemp("jalan"), kota_besar)


@pytest.fixture(scope="session")
def berbobot(tmp_path_factory: pytest.TempPathFactory) -> Kota:
    """The same where sources are weighted, in the closed period too: levels are not all in the same unit."""
    folder = bersama(
        tmp_path_factory, "kota_berbobot", lambda folder: kota_ukur.kota(folder / "kota.db", 3000, 40, BOBOT)
    )
    return _kota(tmp_path_factory.mktemp("berbobot"), folder / "kota.db", BOBOT)


def _kota(folder: Path, besar: Path, bobot: str | None = None) -> Kota:
    kecil = kota_ukur.kota(folder / "kota.db", 200, 3, bobot)
    return Kota(kecil, {False: besar, True: kota_ukur.berstatistik(besar, folder / "statistik.db")})


def _rencana(kota: Kota, kerja: Kerja, periode: str, *, statistik: bool = False) -> dict[str, list[str]]:
    with door.baca(kota.kecil) as d:
        t = kota_ukur.tanya(d, periode)
        semua = kota_ukur.rencana(d, lambda: kerja(d, t), kota.besar[statistik])
    hasil = {sql: langkah for sql, langkah in semua.items() if TABEL.search(sql)}
    assert hasil, "nothing was asked of people or scores"
    return hasil


def _langkah(semua: dict[str, list[str]]) -> list[str]:
    return [satu for langkah in semua.values() for satu in langkah]


@pytest.mark.parametrize("statistik", [False, True], ids=["tanpa statistik", "dengan statistik"])
@pytest.mark.parametrize(
    ("macam", "tanya", "periode"),
    [
        *(("kota", *satu) for satu in berperiode(SATU, SEMUA)),
        *(("berbobot", *satu) for satu in berperiode(SATU, SEMUA) if satu[0].startswith("gap ")),
    ],
)
def test_nothing_is_read_through_sorted_or_indexed_on_the_way(
    request: pytest.FixtureRequest, macam: str, tanya: str, periode: str, statistik: bool
) -> None:
    kota: Kota = request.getfixturevalue(macam)
    langkah = _langkah(_rencana(kota, (SATU | SEMUA)[tanya], periode, statistik=statistik))
    assert not [satu for satu in langkah if "AUTOMATIC" in satu or "TEMP B-TREE" in satu]
    assert not [satu for satu in langkah if re.search(r"SCAN (nilai|n|beku_gap)\b", satu)]


@pytest.mark.parametrize("statistik", [False, True], ids=["tanpa statistik", "dengan statistik"])
@pytest.mark.parametrize(("tanya", "periode"), berperiode(SATU, DICARI))
def test_one_agency_and_one_person_are_sought(kota: Kota, tanya: str, periode: str, statistik: bool) -> None:
    langkah = _langkah(_rencana(kota, (SATU | DICARI)[tanya], periode, statistik=statistik))
    assert not [satu for satu in langkah if BESAR.search(satu) or "AUTOMATIC" in satu]


def test_the_newest_score_is_found_by_the_key_of_the_table(kota: Kota) -> None:
    langkah = _langkah(_rencana(kota, SATU["gap daftar --opd"], BUKA))
    assert "SEARCH n USING PRIMARY KEY (pegawai_id=? AND kompetensi_id=? AND periode_id=?)" in langkah


def test_the_probe_sees_what_it_looks_for(kota: Kota) -> None:
    """The same questions asked carelessly show every fault that the tests above look for."""
    ceroboh: dict[str, Kerja] = {
        "SCAN n": lambda d, _: d.kon.execute("SELECT * FROM nilai n WHERE ratus > 100"),
        "SCAN t": lambda d, _: d.kon.execute("SELECT * FROM penempatan t, nilai WHERE nilai.pegawai_id = t.pegawai_id"),
        "TEMP B-TREE": lambda d, _: d.kon.execute("SELECT count(*) FROM nilai GROUP BY ratus"),
        "AUTOMATIC": lambda d, _: d.kon.execute(
            "SELECT count(*) FROM (SELECT DISTINCT nama FROM pegawai LIMIT 50) a, (SELECT nama FROM pegawai) b, nilai "
            "WHERE a.nama = b.nama AND nilai.pegawai_id = 1"
        ),
    }
    for kata, kerja in ceroboh.items():
        assert any(kata in satu for satu in _langkah(_rencana(kota, kerja, BUKA))), kata
