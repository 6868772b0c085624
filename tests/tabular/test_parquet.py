"""Parquet: exact and typed by declaration, the same columns whatever the rows; a value that does not fit is told."""

from __future__ import annotations

import errno
import hashlib
import io
import json
import sys
import tracemalloc
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta, timezone
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.dataset
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asn_kompetensi.domain.galat import Bentrok, GalatBerkas, SalahPakai
from asn_kompetensi.tabular import parquet
from asn_kompetensi.tabular.tabel import Kolom, Tabel, Tipe
from asn_kompetensi.tabular.tulis import tulis, tulis_objek

D = Decimal
KOLOM = (
    Kolom("nip", tetap=True), Kolom("nama"), Kolom("pegawai", angka=True), Kolom("jpm", angka=True),
    Kolom("n_gain", angka=True), Kolom("p", angka=True), Kolom("mulai"), Kolom("waktu"), Kolom("lulus"),
    Kolom("alias"), Kolom("nrr"),
)  # fmt: skip
JENIS = [
    "string", "string", "int64", "decimal128(18, 2)", "decimal128(18, 4)", "double", "date32[day]",
    "timestamp[us, tz=UTC]", "bool", "list<element: string>", "string",
]  # fmt: skip
BARIS: tuple[object, ...] = (
    "198403122006042901", "Sabai, Aluih", 12, D("92.50"), D("0.4615"), 0.00357283, "2025-12-31",
    "2026-11-28T21:38:34Z", True, ["KOM", "PP"], {"waktu": D("3.5")},
)  # fmt: skip
KOSONG = (None,) * len(KOLOM)
TANPA_ZONA = datetime.combine(date(2025, 1, 1), time())


class Sumber(StrEnum):
    ATASAN = "atasan"


def simpan(berkas: Path, kolom: Sequence[Kolom | str], baris: Any, judul: str = "", **lain: Any) -> Path:
    tulis(Tabel.dari(kolom, baris, judul), keluar=io.StringIO(), bentuk=None, catat=lambda _: None, berkas=berkas,
          **lain)  # fmt: skip
    return berkas


def isi(berkas: Path) -> list[tuple[object, ...]]:
    return [tuple(satu.values()) for satu in pq.read_table(berkas).to_pylist()]


def satu(folder: Path, tipe: Tipe, *nilai: object) -> list[object]:
    """Values of one column there and back."""
    berkas = simpan(folder / "satu.parquet", [Kolom("isian", tipe=tipe)], [(n,) for n in nilai], timpa=True)
    return [baris[0] for baris in isi(berkas)]


# --- refused ----------------------------------------------------------------------------------------------------------


def test_without_the_library_it_says_what_to_type(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    baris = iter([BARIS])
    for tulis_satu in (
        lambda: simpan(tmp_path / "a.parquet", KOLOM, baris),
        lambda: tulis_objek({"a": 1}, keluar=io.StringIO(), bentuk=None, catat=print, berkas=tmp_path / "a.parquet"),
    ):
        with pytest.raises(SalahPakai) as galat:
            tulis_satu()
        assert galat.value.pesan == "Berkas .parquet perlu pustaka pyarrow, yang belum terpasang."
        assert "pip install '.[parquet]'" in galat.value.petunjuk
    assert list(tmp_path.iterdir()) == []
    assert list(baris) == [BARIS], "nothing was asked for in vain"


@pytest.mark.parametrize(("tipe", "nilai"), [
    ("bulat", "7"), ("bulat", True), ("bulat", 1.5), ("bulat", D("0.1")), ("bulat", 2**63), ("bulat", float("inf")),
    ("desimal", "3"), ("desimal", True), ("desimal", D("1.005")), ("desimal", 10**16), ("desimal", 0.125),
    ("desimal4", D("1.00005")), ("desimal4", D(10) ** 14),
    ("nyata", "0,5"), ("nyata", False),
    ("tanggal", "31-12-2025"), ("tanggal", "2025-02-30"), ("tanggal", TANPA_ZONA), ("tanggal", 2025),
    ("waktu", "2025-12-31 08:00"), ("waktu", TANPA_ZONA), ("waktu", date(2025, 1, 1)), ("waktu", "kemarin"),
    ("ya_tidak", 1), ("ya_tidak", "ya"), ("daftar", "KOM;PP"), ("daftar", {"a": 1}),
])  # fmt: skip
def test_what_a_column_cannot_hold_is_told_and_the_old_file_stays(tmp_path: Path, tipe: Tipe, nilai: object) -> None:
    berkas = tmp_path / "a.parquet"
    berkas.write_text("lama")
    with pytest.raises(GalatBerkas) as galat:
        simpan(berkas, ["nip", Kolom("isian", tipe=tipe)], [("1", None), ("2", nilai)], timpa=True)
    assert "kolom isian" in galat.value.pesan
    assert "-o berkas.csv" in galat.value.petunjuk
    assert berkas.read_text() == "lama"
    assert [p.name for p in tmp_path.iterdir()] == ["a.parquet"]


def test_a_row_of_the_wrong_length_is_a_bug_not_a_shifted_answer(tmp_path: Path) -> None:
    for baris in ([("1",)], [("1", "2", "3")], [("1", "2"), ("1",)], [("1", "2"), ("1", "2", "3")]):
        with pytest.raises(ValueError, match="zip"):
            simpan(tmp_path / "a.parquet", ["a", "b"], baris)
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_is_told_and_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whichever write it is: a group of rows, or the footer that is written last."""

    class Penuh(io.BytesIO):
        def write(self, _: Any) -> int:
            nonlocal sisa
            sisa -= 1
            if sisa < 0:
                raise OSError(errno.ENOSPC, "No space left on device")
            return super().write(_)

    asli = pq.ParquetWriter
    monkeypatch.setattr(pq, "ParquetWriter", lambda _, *kata, **lain: asli(Penuh(), *kata, **lain))
    berkas = tmp_path / "a.parquet"
    berkas.write_text("lama")
    pesan = []
    for boleh in range(200):
        sisa = boleh
        try:
            simpan(berkas, KOLOM, [BARIS], timpa=True)
            break
        except GalatBerkas as galat:
            pesan.append(galat.pesan)
        assert (berkas.read_text(), len(list(tmp_path.iterdir()))) == ("lama", 1)
    assert 10 < len(pesan) == boleh
    assert all("penuh" in satu for satu in pesan)


@pytest.mark.parametrize("timpa", [False, True])
def test_an_existing_file_needs_timpa(tmp_path: Path, timpa: bool) -> None:
    berkas = tmp_path / "a.parquet"
    berkas.write_text("lama")
    if timpa:
        assert isi(simpan(berkas, ["a"], [("x",)], timpa=True)) == [("x",)]
        assert berkas.stat().st_mode & 0o777 == 0o600
        return
    with pytest.raises(Bentrok):
        simpan(berkas, ["a"], [("x",)])
    assert berkas.read_text() == "lama"


# --- what stands in it ------------------------------------------------------------------------------------------------


def test_a_row_of_every_type(tmp_path: Path) -> None:
    berkas = simpan(tmp_path / "A.PARQUET", KOLOM, [BARIS, KOSONG])
    assert [str(j) for j in pq.read_schema(berkas).types] == JENIS
    harapan = (
        *BARIS[:6], date(2025, 12, 31), datetime(2026, 11, 28, 21, 38, 34, tzinfo=UTC), True, ["KOM", "PP"],
        '{"waktu": 3.5}',
    )  # fmt: skip
    assert isi(berkas) == [harapan, KOSONG]
    assert duckdb.sql(f"SELECT * EXCLUDE waktu FROM '{berkas}'").fetchall() == [
        (*harapan[:7], *harapan[8:]), KOSONG[1:],
    ]  # fmt: skip


WIB = timezone(timedelta(hours=7))


@pytest.mark.parametrize(("tipe", "nilai", "tersimpan"), [
    ("teks", 2025, "2025"), ("teks", True, "true"), ("teks", D("0.110"), "0.11"), ("teks", ["a", "b"], "a;b"),
    ("teks", date(2025, 1, 2), "2025-01-02"), ("teks", Sumber.ATASAN, "atasan"), ("teks", "'=1+1", "'=1+1"),
    ("teks", "\ud800a\x00\x1b\u202e\n", "\ufffda\x00\x1b\u202e\n"), ("teks", "", ""),
    ("bulat", D("7.00"), 7), ("bulat", 7.0, 7), ("bulat", -(2**63), -(2**63)),
    ("desimal", 7, D("7.00")), ("desimal", 2.4, D("2.40")), ("desimal", D("-0.05"), D("-0.05")),
    ("desimal", D("1E+3"), D("1000.00")), ("desimal", D("2.5000"), D("2.50")), ("desimal", D("NaN"), None),
    ("desimal", float("-inf"), None), ("desimal", 10**16 - 1, D("9999999999999999.00")),
    ("desimal4", D("5.1640"), D("5.1640")),
    ("nyata", 1, 1.0), ("nyata", D("0.1"), 0.1), ("nyata", float("nan"), None),
    ("tanggal", date(1, 1, 1), date(1, 1, 1)), ("tanggal", "9999-12-31", date(9999, 12, 31)),
    ("waktu", datetime(2026, 1, 1, 6, tzinfo=WIB), datetime(2025, 12, 31, 23, tzinfo=UTC)),
    ("ya_tidak", False, False),
    ("daftar", (), []), ("daftar", {"PP", "KOM"}, ["KOM", "PP"]), ("daftar", (1, None, "\udfff"), ["1", "", "\ufffd"]),
    ("susunan", [{"nip": "1", "pre": None}], '[{"nip": "1", "pre": null}]'), ("susunan", [], "[]"),
    ("susunan", {"nama": "\ud800–"}, '{"nama": "\\ud800–"}'),
])  # fmt: skip
def test_values_beside_the_usual_ones(tmp_path: Path, tipe: Tipe, nilai: object, tersimpan: object) -> None:
    assert satu(tmp_path, tipe, None, nilai) == [None, tersimpan]


TEKS = st.text(st.characters(exclude_categories=()))
PASTI: list[tuple[Tipe, Any]] = [
    ("teks", TEKS), ("bulat", st.integers(-(2**63), 2**63 - 1)),
    ("desimal", st.decimals(-(10**16) + 1, 10**16 - 1, places=2)),
    ("desimal4", st.decimals(-(10**14) + 1, 10**14 - 1, places=4)),
    ("nyata", st.floats(allow_nan=False, allow_infinity=False)), ("tanggal", st.dates()), ("ya_tidak", st.booleans()),
    ("waktu", st.datetimes(timezones=st.just(UTC))), ("daftar", st.lists(TEKS)),
]  # fmt: skip


def bersih(nilai: object) -> object:
    """What lone surrogates become; two that make a pair are the character they stand for."""
    if isinstance(nilai, str):
        return nilai.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return [bersih(n) for n in nilai] if isinstance(nilai, list) else nilai


@settings(max_examples=30)
@given(st.lists(st.tuples(*(st.none() | cara for _, cara in PASTI))))
def test_random_rows_read_by_two_readers(tmp_path_factory: pytest.TempPathFactory, baris: list[Any]) -> None:
    berkas = tmp_path_factory.getbasetemp() / "acak.parquet"
    kolom = [Kolom(f"k{n}", tipe=tipe) for n, (tipe, _) in enumerate(PASTI)]
    simpan(berkas, kolom, iter(baris), timpa=True)
    harapan = [tuple(map(bersih, b)) for b in baris]
    assert isi(berkas) == harapan
    assert duckdb.sql(f"SELECT * EXCLUDE k7 FROM '{berkas}'").fetchall() == [(*b[:7], b[8]) for b in harapan]


def test_the_schema_is_the_same_whatever_the_rows(tmp_path: Path) -> None:
    """No rows, only nulls, other rows: files that are read as one table."""
    semua = {"kosong": [], "null": [KOSONG] * 3, "isi": [BARIS] * 2}
    berkas = [simpan(tmp_path / f"{nama}.parquet", KOLOM, baris, nama) for nama, baris in semua.items()]
    skema = [pq.read_schema(b) for b in berkas]
    assert all(s.equals(skema[0]) for s in skema)
    assert pa.dataset.dataset(berkas).to_table().num_rows == 5
    assert duckdb.sql(f"SELECT count(*), sum(pegawai) FROM '{tmp_path}/*.parquet'").fetchall() == [(5, 24)]


def test_the_title_is_kept_beside_the_rows(tmp_path: Path) -> None:
    assert pq.read_schema(simpan(tmp_path / "a.parquet", ["a"], [], "Kesenjangan \ud8002025")).metadata == {
        b"judul": "Kesenjangan \ufffd2025".encode()
    }
    assert pq.read_schema(simpan(tmp_path / "b.parquet", ["a"], [])).metadata is None


def test_no_column_is_taken_for_another(tmp_path: Path) -> None:
    """The matrix has a column for each competency, and a code may be any word."""
    berkas = simpan(tmp_path / "a.parquet", ["nip", "NIP", "nip_2", "NIP", "\ud800"], [tuple("abcde")])
    assert pq.read_table(berkas).to_pylist() == [
        {"nip": "a", "NIP_2": "b", "nip_2_2": "c", "NIP_3": "d", "\ufffd": "e"}
    ]
    assert len(set(map(str.casefold, duckdb.sql(f"SELECT * FROM '{berkas}'").columns))) == 5


def test_a_single_thing_is_one_row(tmp_path: Path) -> None:
    objek = {"kode": "KOM-01", "kuota": None, "jp": D("24.00"), "mulai": "2025-03-03", "jadwal": ["2025-03-03"],
             "luar_negeri": False, "peserta": [{"nip": "1", "pre": D("60.5")}], "versi": 3}  # fmt: skip
    berkas = tmp_path / "a.parquet"
    tulis_objek(objek, keluar=io.StringIO(), bentuk=None, catat=lambda _: None, berkas=berkas)
    [hasil] = pq.read_table(berkas).to_pylist()
    assert json.loads(hasil.pop("peserta")) == [{"nip": "1", "pre": 60.5}]
    assert hasil == {"kode": "KOM-01", "kuota": None, "jp": D("24.00"), "mulai": date(2025, 3, 3),
                     "jadwal": ["2025-03-03"], "luar_negeri": False, "versi": 3}  # fmt: skip
    lain = tmp_path / "b.parquet"
    tulis_objek({**objek, "kuota": 30, "jp": None, "mulai": None, "jadwal": [], "peserta": []}, keluar=io.StringIO(),
                bentuk=None, catat=lambda _: None, berkas=lain)  # fmt: skip
    assert pq.read_schema(berkas).equals(pq.read_schema(lain))


# --- how it is written ------------------------------------------------------------------------------------------------


@pytest.fixture
def kelompok_kecil(monkeypatch: pytest.MonkeyPatch) -> int:
    """Row groups of a few pieces only: what they do, fewer rows show as well."""
    monkeypatch.setattr(parquet, "KELOMPOK", 4 * parquet.SEKALI)
    return parquet.KELOMPOK


@pytest.mark.parametrize(("kali", "lebih"), [(0, parquet.SEKALI), (1, 0), (1, 1), (2, 7)])
def test_row_groups_are_bounded_and_lose_nothing(tmp_path: Path, kelompok_kecil: int, kali: int, lebih: int) -> None:
    jumlah = kali * kelompok_kecil + lebih
    berkas = simpan(tmp_path / "a.parquet", [Kolom("n", angka=True)], ((n,) for n in range(jumlah)))
    isi_berkas = pq.ParquetFile(berkas)
    grup = [isi_berkas.metadata.row_group(n).num_rows for n in range(isi_berkas.num_row_groups)]
    penuh, sisa = divmod(jumlah, kelompok_kecil)
    assert grup == [kelompok_kecil] * penuh + [sisa] * (sisa > 0)
    assert pq.read_table(berkas)["n"].to_pylist() == list(range(jumlah))


def _panjang(berkas: Path, banyak: int) -> int:
    """Write so many rows; how many bytes of arrays waited at most, which Python does not count."""
    kolom = [Kolom("nip"), Kolom("capaian", angka=True), Kolom("mulai")]
    level = [D(n) / 100 for n in range(500)]
    kolam = pa.default_memory_pool()
    larik: list[int] = []

    def baris() -> Iterator[tuple[object, ...]]:
        for n in range(banyak):
            if n % 1000 == 0:
                larik.append(kolam.bytes_allocated())
            yield (f"{n:018d}", level[n % 500], "2025-01-01")

    parquet.simpan_tabel(Tabel.dari(kolom, baris()), berkas, timpa=False)
    return max(larik) - larik[0]


def test_memory_does_not_grow_with_the_rows(tmp_path: Path, kelompok_kecil: int) -> None:
    """Neither Python's nor the arrays of pyarrow."""
    puncak = []
    for banyak in (kelompok_kecil, 3 * kelompok_kecil):
        tracemalloc.start()
        larik = _panjang(tmp_path / f"{banyak}.parquet", banyak)
        puncak.append((tracemalloc.get_traced_memory()[1], larik))
        tracemalloc.stop()
    assert puncak[1][0] < 1.5 * puncak[0][0] < 24 << 20
    assert puncak[1][1] < 1.5 * puncak[0][1] < 12 << 20
    assert pq.read_metadata(tmp_path / f"{banyak}.parquet").num_rows == banyak


def test_a_whole_row_group_waits_in_a_few_megabytes(tmp_path: Path) -> None:
    assert parquet.KELOMPOK < 75_000
    assert 1 << 20 < 1.5 * _panjang(tmp_path / "a.parquet", 75_000) < 12 << 20


def test_same_rows_same_bytes(tmp_path: Path) -> None:
    sidik = {
        hashlib.sha256(simpan(tmp_path / f"{n}.parquet", KOLOM, iter([BARIS] * 9000), "x").read_bytes()).hexdigest()
        for n in range(3)
    }
    assert len(sidik) == 1
