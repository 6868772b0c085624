"""Where a score stands in its file: the sheet, the row and the column, as the spreadsheet shows them."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from itertools import chain
from pathlib import Path
from random import Random
from typing import Any

import pytest

from asn_kompetensi.domain.lembar import Baris, Lajur, Lembar
from asn_kompetensi.services import batal, nilai, nilai_impor, pegawai, periksa
from asn_kompetensi.store import door, migrations
from asn_kompetensi.store.queries import asal
from asn_kompetensi.tabular.baca import baca_lembar
from tests.services.berkas_uji import A, B, C, isi_orang, sql, xlsx
from tests.store.alat import buka, jumlah

KODE = ("INT", "KS", "KOM")


@pytest.fixture
def kota(basis: Path) -> Path:
    isi_orang(basis)
    return basis


def muat(basis: Path, isi: Lembar, *, kering: bool = False, **opsi: Any) -> int:
    opsi.setdefault("periode", "2025")
    with door.tulis(basis, perintah="nilai impor", petugas="penguji", kering=kering) as d:
        nilai_impor.impor(d, isi, **opsi)
        return d.jalankan


def baca(basis: Path, judul: str, *baris: tuple[Any, ...]) -> Lembar:
    with door.baca(basis) as d:
        skema = nilai_impor.skema(d)
    return baca_lembar(xlsx(basis, judul, *baris), skema)


def letak(basis: Path) -> dict[tuple[str, str, str], tuple[str, int, str] | None]:
    """Every score `(nip, competency, source)` -> where it stands, by the run it says it is of."""
    with door.baca(basis) as d:
        semua = d.kon.execute(
            """SELECT g.nip, k.kode, s.kode, n.jalankan_id, n.pegawai_id, n.periode_id, n.sumber_id, n.kompetensi_id
                 FROM nilai n JOIN pegawai g ON g.id = n.pegawai_id JOIN kompetensi k ON k.id = n.kompetensi_id
                 JOIN sumber s ON s.id = n.sumber_id"""
        ).fetchall()
        return {baris[:3]: asal.satu(d.kon, *baris[3:]) for baris in semua}


def test_lembar_lebar_menunjuk_sel_yang_sebenarnya(kota: Path) -> None:
    muat(kota, baca(kota, "No|Nama|NIP|INT|Gap INT|KOM", (1, "x", A, 3, 0, 2), (2, "y", B, None, None, 4)))
    nama = next(iter(letak(kota).values()))
    assert nama is not None
    assert letak(kota) == {
        (A, "INT", "asesmen"): (nama[0], 2, "D"),
        (A, "KOM", "asesmen"): (nama[0], 2, "F"),
        (B, "KOM", "asesmen"): (nama[0], 3, "F"),
    }


def test_lembar_panjang_satu_letak_per_nilai(kota: Path) -> None:
    muat(kota, baca(kota, "Nilai|NIP|Kompetensi|Sumber", (3, A, "INT", "atasan"), (2, A, "INT", "diri"), (4, A, "KS")))
    assert {kunci: isi and isi[1:] for kunci, isi in letak(kota).items()} == {
        (A, "INT", "atasan"): (2, "A"), (A, "INT", "diri"): (3, "A"), (A, "KS", "asesmen"): (4, "A"),
    }  # fmt: skip


def test_uji_coba_dan_impor_yang_sama_tidak_meninggalkan_apa_apa(kota: Path) -> None:
    isi = baca(kota, "NIP|INT|KS", (A, 3, 2), (B, 3, 1))
    muat(kota, isi, kering=True)
    assert [jumlah(kota, f"asal_{satu}") for satu in ("lembar", "letak", "kolom")] == [0, 0, 0]
    muat(kota, isi)
    sebelum = letak(kota)
    muat(kota, isi)
    assert (letak(kota), jumlah(kota, "asal_lembar"), jumlah(kota, "asal_letak")) == (sebelum, 1, 2)


def test_hanya_yang_ditulis_yang_berasal_dari_berkas_itu(kota: Path) -> None:
    pertama = muat(kota, baca(kota, "NIP|INT|KS", (A, 3, 2), (B, 3, 1)))
    kedua = muat(kota, baca(kota, "KS|INT|NIP", (1, 3, B), (4, 3, A)))
    assert sql(kota, "SELECT jalankan_id, kompetensi, baris FROM asal_letak ORDER BY jalankan_id, pegawai_id") == [
        (pertama, "[0]", "[2]"), (pertama, "[0]", "[3]"), (kedua, "[0]", "[3]"),
    ]  # fmt: skip
    assert {kunci[:2]: isi and isi[1:] for kunci, isi in letak(kota).items()} == {
        (A, "INT"): (2, "B"), (A, "KS"): (3, "A"), (B, "INT"): (3, "B"), (B, "KS"): (3, "C"),
    }  # fmt: skip
    with buka(kota, perintah="batal") as d:
        batal.batal(d, str(kedua))
    assert letak(kota)[A, "KS", "asesmen"][1:] == (2, "C"), "the older score has its place again"  # type: ignore[index]


def test_letak_dari_berkas_berskema_lama_terbawa(tmp_path: Path) -> None:
    """A row for each score, as schema 8 kept them, of a wide sheet (run 1) and of a long one (run 2)."""
    lama = tmp_path / "lama.db"
    lebar = [(1, 7, 1, 1, 0, 1, 5), (1, 7, 1, 2, 0, 1, 9), (1, 8, 1, 1, 0, 1, 6)]
    panjang = [(2, 7, periode, sumber, k, 1, 100 * periode + 10 * sumber + k) for periode in (1, 2) for sumber in (1, 6)
               for k in (1, 2, 3)]  # fmt: skip
    with closing(sqlite3.connect(lama)) as kon, kon:
        for pernyataan in chain.from_iterable(migrations.DAFTAR[:8]):
            kon.execute(pernyataan)
        kon.executemany("INSERT INTO jalankan (id, waktu, petugas, perintah) VALUES (?, 'w', 'p', 'i')", [(1,), (2,)])
        kon.executemany("INSERT INTO asal_lembar VALUES (?, 1, ?)", [(1, "Lebar"), (2, "Panjang")])
        kon.executemany("INSERT INTO asal_kolom VALUES (?, 1, ?, ?)", [(1, 1, "D"), (1, 3, "F"), (2, 0, "C")])
        kon.executemany("INSERT INTO asal_baris VALUES (?, ?, ?, ?, ?, ?, ?)", lebar + panjang)
        kon.execute(f"PRAGMA application_id = {migrations.APPLICATION_ID}")
        kon.execute("PRAGMA user_version = 8")
    with door.baca(lama) as d:
        assert {k: asal.satu(d.kon, 1, *k) for k in ((7, 1, 1, 1), (7, 1, 2, 3), (8, 1, 1, 3))} == {
            (7, 1, 1, 1): ("Lebar", 5, "D"), (7, 1, 2, 3): ("Lebar", 9, "F"), (8, 1, 1, 3): ("Lebar", 6, "F"),
        }  # fmt: skip
        assert [asal.satu(d.kon, 2, orang, periode, sumber, k) for _, orang, periode, sumber, k, *_ in panjang] == [
            ("Panjang", baris, "C") for *_, baris in panjang
        ]
        for tiada in ((1, 8, 1, 2, 1), (1, 7, 1, 1, 2), (2, 8, 1, 1, 1), (2, 7, 1, 2, 1), (3, 7, 1, 1, 1)):
            assert asal.satu(d.kon, *tiada) is None


def test_nilai_yang_diketik_tidak_punya_letak(kota: Path) -> None:
    muat(kota, baca(kota, "NIP|INT", (A, 3)))
    with buka(kota, perintah="nilai isi") as d:
        nilai.isi(d, A, {"INT": "4"}, "2025", "asesmen", None)
    assert letak(kota) == {(A, "INT", "asesmen"): None}


def test_pendaftaran_dapat_dibatalkan_sesudah_nilainya_dibatalkan(kota: Path) -> None:
    """What remains of a run that was taken back bars nothing."""
    baru = "198201302010012904"
    with buka(kota, perintah="pegawai tambah") as d:
        pegawai.tambah(d, baru, {"nama": "Puti Bungsu", "opd": "DINKES", "jabatan": "STAF"})
        daftar = d.jalankan
    impor = muat(kota, baca(kota, "NIP|INT", (baru, 3)))
    for nomor in (impor, daftar):
        with buka(kota, perintah="batal") as d:
            batal.batal(d, str(nomor))
    assert (jumlah(kota, "nilai"), jumlah(kota, "asal_letak"), jumlah(kota, "pegawai")) == (0, 1, 3)
    with door.baca(kota) as d:
        assert [satu for satu in periksa.periksa(d) if satu[0] == "galat"] == []


@pytest.mark.parametrize("lebar", [True, False])
def test_berkas_acak_setiap_nilai_kembali_ke_selnya(kota: Path, lebar: bool) -> None:
    """Read back from the very cells: the level that stands there is the level that is stored."""
    r = Random(5)
    for putaran in range(6):
        orang = r.sample((A, B, C), 3)
        bidang = ["nip", *(f"kompetensi:{satu}" for satu in KODE)] if lebar else ["nip", "kompetensi", "nilai"]
        urut = r.sample(range(3, 30), len(bidang))
        isi = (
            [(nip, *(r.choice((None, 1, 2, 3, 4)) for _ in KODE)) for nip in orang]
            if lebar
            else [(nip, satu, r.randint(1, 4)) for nip in orang for satu in r.sample(KODE, 2)]
        )
        lajur = tuple(Lajur(chr(65 + ke), satu, satu) for ke, satu in zip(urut, bidang, strict=True))
        nomor = sorted(r.sample(range(2, 60), len(isi)))
        berkas = Lembar("u.xlsx", f"L{putaran}", (1,), lajur, tuple(map(Baris, nomor, isi)), ())
        jalankan = muat(kota, berkas)
        sel = {(f"L{putaran}", n, satu.huruf): apa for n, baris in zip(nomor, isi, strict=True)
               for satu, apa in zip(lajur, baris, strict=True)}  # fmt: skip
        baru = sql(
            kota,
            """SELECT g.nip, k.kode, n.ratus FROM nilai n JOIN pegawai g ON g.id = n.pegawai_id
                 JOIN kompetensi k ON k.id = n.kompetensi_id WHERE n.jalankan_id = ?""",
            jalankan,
        )
        tempat = letak(kota)
        assert baru, json.dumps(isi)
        for nip, kode, ratus in baru:
            tertulis = tempat[nip, kode, "asesmen"]
            assert tertulis is not None
            assert sel[tertulis] * 100 == ratus
            if not lebar:
                assert (nip, kode) == next(b[:2] for n, b in zip(nomor, isi, strict=True) if n == tertulis[1])
