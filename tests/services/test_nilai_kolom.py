"""Long score sheets read column by column: the same as row by row, in few statements and little memory."""

from __future__ import annotations

import shutil
import sqlite3
import tracemalloc
from contextlib import closing
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from asn_kompetensi.domain.laporan_impor import LaporanImpor
from asn_kompetensi.domain.lembar import Baris, DaftarBaris, Lajur, Lembar
from asn_kompetensi.domain.sel import TANPA_NILAI, GalatRumus, NilaiSel
from asn_kompetensi.services import nilai_impor, nilai_kolom, nilai_tulis, pegawai
from asn_kompetensi.services.nilai_baris import pahami
from asn_kompetensi.services.nilai_calon import Konteks, Terbaca
from asn_kompetensi.store import door
from asn_kompetensi.store.queries import nilai_tampungan
from asn_kompetensi.store.tumpuk import SETUMPUK
from tests.services.berkas_uji import A, B, C, isi_orang, sql

BIDANG = ("nip", "kompetensi", "nilai", "periode", "sumber", "tanggal", "bukti", "penilai", "nip_penilai")
# What stands in such a column mostly, and what does only now and then.
SEL: dict[str, tuple[tuple[NilaiSel, ...], tuple[NilaiSel, ...]]] = {
    "nip": ((A, B, C), (A[:8] + " " + A[8:], A[:-1], None, 1.97e17, "198001012005011999", GalatRumus("#N/A"))),
    "kompetensi": (("INT", "KS", "kom"), ("Komunikasi 3", "XYZ", None, 1, True, "INT 2", GalatRumus("#REF!"))),
    "nilai": ((3, 2.5, "3", "1.25", None), ("2,5", 7, 0, "TH", True, 1, 1.0, TANPA_NILAI, "1.000", "-")),
    "periode": (("2025", None, 2025), ("2024", "1999", True, 2025.0, GalatRumus("#N/A"))),
    "sumber": (("asesmen", None, "ATASAN"), ("xx", 1, TANPA_NILAI)),
    "tanggal": (
        (None, "2025-03-03", date(2025, 3, 4), "2024-12-31"),
        ("1960-01-01", "salah", 45000, "2025-08-01", False),
    ),
    "bukti": ((None, "SK 1", 1), ("a\u202eb", 1.0, True, "x" * 2001, GalatRumus("#N/A"))),
    "penilai": ((None, "Dra. Nurhayati", "DRA. NURHAYATI"), (1, "?", A, True)),
    "nip_penilai": ((None, B), ("198001012005011999", "x", 1, GalatRumus("#REF!"))),
}


@st.composite
def tabel(gambar: st.DrawFn, bidang: tuple[str, ...]) -> list[tuple[NilaiSel, ...]]:
    """Rows as they should be, and a few with one cell that is not."""
    baris = gambar(st.lists(st.tuples(*(st.sampled_from(SEL[satu][0]) for satu in bidang)), min_size=1, max_size=14))
    aneh = st.sampled_from([(ke, sel) for ke, satu in enumerate(bidang) for sel in SEL[satu][1]])
    for letak, (ke, sel) in gambar(st.dictionaries(st.integers(0, len(baris) - 1), aneh, max_size=4)).items():
        baris[letak] = (*baris[letak][:ke], sel, *baris[letak][ke + 1 :])
    return baris


def lembar(
    bidang: tuple[str, ...], baris: list[tuple[NilaiSel, ...]], tergeser: dict[int, str] | None = None
) -> Lembar:
    lajur = tuple(Lajur(chr(65 + ke), satu, satu) for ke, satu in enumerate(bidang))
    isi = DaftarBaris(len(bidang), [Baris(nomor, satu) for nomor, satu in enumerate(baris, start=2)])
    return Lembar("uji.csv", "uji", (1,), lajur, isi, (), tergeser or {})


@pytest.fixture(scope="module")
def kota(basis_induk: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three people, of whom the third left in the middle of 2025."""
    basis = tmp_path_factory.mktemp("kolom") / "kota.db"
    shutil.copy(basis_induk, basis)
    isi_orang(basis)
    with door.tulis(basis, perintah="uji", petugas="uji") as d:
        pegawai.henti(d, C, "pensiun", date(2025, 8, 1))
    return basis


def impor(basis: Path, isi: Lembar, **opsi: Any) -> LaporanImpor:
    with door.tulis(basis, perintah="nilai impor", petugas="uji") as d:
        return nilai_impor.impor(d, isi, **{"periode": "2025", "lewati": True, **opsi})


def keadaan(basis: Path) -> list[object]:
    """All that an import leaves, its time aside."""
    tabel = ("nilai", "nilai_penilai", "penilai", "ditahan", "asal_letak", "asal_kolom", "catatan")
    urut = {"catatan": "SELECT tabel, kunci, lama, baru FROM catatan WHERE tabel <> 'penilai' ORDER BY 1, 2, 3"}
    with closing(sqlite3.connect(basis)) as kon:
        return [kon.execute(urut.get(satu, f"SELECT * FROM {satu} ORDER BY 1, 2, 3, 4")).fetchall() for satu in tabel]


def baris_demi_baris(k: Konteks) -> Terbaca:
    nilai_tampungan.kosongkan(k.d.kon)
    return Terbaca(pahami(k, k.p.baris()))


BAWAAN = settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@settings(BAWAAN, max_examples=20)
@given(data=st.data())
def test_by_columns_and_by_rows_a_sheet_says_the_same(
    kota: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, data: st.DataObject
) -> None:
    _sama(kota, tmp_path, monkeypatch, data)


@pytest.mark.lama
@settings(BAWAAN, max_examples=300)
@given(data=st.data())
def test_by_columns_and_by_rows_many_sheets_say_the_same(
    kota: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, data: st.DataObject
) -> None:
    _sama(kota, tmp_path, monkeypatch, data)


def _sama(kota: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, data: st.DataObject) -> None:
    lebih = data.draw(st.lists(st.sampled_from(BIDANG[3:]), unique=True))
    bidang = (*BIDANG[:3], *lebih)
    semua = data.draw(st.lists(tabel(bidang), min_size=1, max_size=2))
    geser = data.draw(st.sampled_from(({}, {}, {3: "tergeser"})))
    monkeypatch.setattr(nilai_kolom, "SEPOTONG", data.draw(st.sampled_from((1, 3, 5, 50_000))))
    hasil = []
    for nama, cara in (("kolom", nilai_kolom.pahami_semua), ("baris", baris_demi_baris)):
        monkeypatch.setattr(nilai_impor, "pahami_semua", cara)
        monkeypatch.setattr(nilai_tampungan, "BANYAK", 1 if nama == "kolom" else 10**9)
        basis = tmp_path / f"{nama}.db"
        shutil.copy(kota, basis)
        laporan = [asdict(impor(basis, lembar(bidang, baris, geser))) for baris in (*semua, semua[0])]
        hasil.append((laporan, keadaan(basis)))
    assert hasil[0] == hasil[1]


@pytest.mark.parametrize("satu", [1, 1.0])
def test_cells_that_only_look_alike_are_not_taken_for_each_other(kota: Path, satu: float) -> None:
    """To a dict True is 1."""
    isi = lembar(
        ("nip", "kompetensi", "nilai", "bukti"), [(A, "INT", satu, True), (B, "INT", 2, satu), (A, "KS", True, None)]
    )
    with door.tulis(kota, perintah="uji", petugas="uji", kering=True) as d:
        laporan = nilai_impor.impor(d, isi, periode="2025")
        bukti = d.kon.execute("SELECT ratus, bukti FROM nilai ORDER BY 1").fetchall()
    assert ([temuan.sel for temuan in laporan.galat], bukti) == (["C4"], [(100, "TRUE"), (200, "1")])


def test_assessors_are_named_as_the_sheet_names_them_first(basis: Path) -> None:
    """Whatever the order of the scores in the database; the row of a score that is looked at by itself, too."""
    isi_orang(basis)
    isi = [
        (B, "KS", "2,5", "Dra. Nurhayati"),
        (A, "INT", "3", "NURHAYATI"),
        (A, "KS", "3", "Zulkifli"),
        (A, "KOM", "3", "Adi"),
    ]
    impor(basis, lembar(("nip", "kompetensi", "nilai", "penilai"), isi))
    assert sql(basis, "SELECT nama FROM penilai ORDER BY id") == [("Dra. Nurhayati",), ("Zulkifli",), ("Adi",)]


def test_only_rows_with_something_to_say_are_looked_at(kota: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    dilihat: list[int] = []

    def lihat(k: Konteks, semua: Any) -> Any:
        semua = list(semua)
        dilihat.extend(satu.nomor for satu in semua)
        return pahami(k, semua)

    monkeypatch.setattr(nilai_kolom, "pahami", lihat)
    monkeypatch.setattr(nilai_tulis, "pahami", lihat)
    biasa = [(nip, kode, "3", "2025-07-31") for nip in (A, B, C) for kode in ("INT", "KS")]
    aneh = [(A, "OPH", "2,5", None), (A, "XYZ", "3", None), (C, "KOM", "3", "2025-08-01"), (B, "PP", True, None)]
    kembar = [(B, "MP", "3", None), (B, "MP", "3", None)]
    isi = lembar(("nip", "kompetensi", "nilai", "tanggal"), [*biasa, *aneh, *kembar])
    with door.tulis(kota, perintah="uji", petugas="uji", kering=True) as d:
        laporan = nilai_impor.impor(d, isi, periode="2025", lewati=True)
    assert dilihat == [8, 9, 10, 11, 12, 13]
    assert (laporan.baru, laporan.ditahan, laporan.dilewati) == (8, 3, 1)


# --- what grows with the sheet --------------------------------------------------------------------------------------


def panjang(basis: Path, banyak: int) -> Lembar:
    """A sheet of `banyak` people, registered here, with nine scores each."""
    kode = [satu for (satu,) in sql(basis, "SELECT kode FROM kompetensi ORDER BY urutan LIMIT 9")]
    nip = [f"19840312200604{nomor:04d}" for nomor in range(banyak)]
    with door.tulis(basis, perintah="uji", petugas="uji") as d:
        d.kon.executemany(
            """INSERT INTO pegawai (nip, nama, jenis_kelamin, tanggal_lahir, jenis_pegawai)
               VALUES (?, 'Orang', 'P', '1984-03-12', 'PNS')""",
            [(satu,) for satu in nip],
        )
    skor = [f"{n / 100:.2f}" for n in range(100, 500)]
    return lembar(
        ("nip", "kompetensi", "nilai"),
        [(satu, apa, skor[(ke * 7 + lagi) % 400]) for ke, satu in enumerate(nip) for lagi, apa in enumerate(kode)],
    )


def test_statements_do_not_grow_with_each_row(basis: Path, tmp_path: Path) -> None:
    """SQLite also tells of each trigger: once a row, the guard of closed periods. The trail's would be two more."""
    isi_orang(basis)
    jumlah = []
    for banyak in (250, 500):
        salinan = tmp_path / f"{banyak}.db"
        shutil.copy(basis, salinan)
        isi = panjang(salinan, banyak)
        perintah: list[str] = []
        with door.tulis(salinan, perintah="nilai impor", petugas="uji") as d:
            d.kon.set_trace_callback(perintah.append)
            laporan = nilai_impor.impor(d, isi, periode="2025")
            d.kon.set_trace_callback(None)
        assert laporan.baru == 9 * banyak
        jumlah.append(len(perintah))
    baris = 9 * 250
    assert jumlah[1] - jumlah[0] == baris + baris // SETUMPUK


@pytest.mark.parametrize("lagi", [False, True])
def test_what_a_sheet_says_is_never_all_in_memory(
    basis: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lagi: bool
) -> None:
    """Nor, where it says it again, what is registered of it: that were 120 bytes a row, and 340 with the latter.

    Whom the sheet speaks of is remembered, each of them once for nine rows.
    """
    monkeypatch.setattr(nilai_kolom, "SEPOTONG", 200)
    isi_orang(basis)
    puncak = []
    for banyak in (100, 400):
        salinan = tmp_path / f"{banyak}.db"
        shutil.copy(basis, salinan)
        isi = panjang(salinan, banyak)
        if lagi:
            impor(salinan, isi)
        with door.tulis(salinan, perintah="nilai impor", petugas="uji") as d:
            tracemalloc.start()
            try:
                laporan = nilai_impor.impor(d, isi, periode="2025")
                puncak.append(tracemalloc.get_traced_memory()[1])
            finally:
                tracemalloc.stop()
        assert (laporan.sama if lagi else laporan.baru) == 9 * banyak
    assert (puncak[1] - puncak[0]) / (9 * 300) < 60
