"""`-o FILE.parquet`: every answer as two other readers see it is the answer as `--json` tells it."""

from __future__ import annotations

import json
import re
import sqlite3
import sys
from contextlib import closing
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pyarrow.parquet as pq
import pytest

from asn_kompetensi.cli import rujukan
from tests import kota_tutup
from tests.cli.isi_gap import CINDUA, SABAI, isi_kota
from tests.conftest import Asn
from tests.periode import tutup
from tests.test_docs import README
from tests.test_startup import BACA, kota  # noqa: F401 - a fixture

BERSARANG = ("kolaborasi kelas",)  # as JSON one object, in a file its seats


def sederhana(nilai: object, sebagai: object) -> object:
    """A value as it was read, the way `--json` writes it; records in a text come back from it."""
    if isinstance(nilai, datetime):
        return nilai.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    if isinstance(nilai, date):
        return nilai.isoformat()
    if isinstance(nilai, str) and isinstance(sebagai, list | dict):
        return json.loads(nilai, parse_float=Decimal)
    if isinstance(nilai, float):
        return Decimal(repr(nilai))
    if isinstance(nilai, str) and isinstance(sebagai, int | Decimal) and not isinstance(sebagai, bool):
        return Decimal(nilai)  # a policy is a number or a word
    return nilai


def cocok(asn: Asn, berkas: Path, *kata: str, oleh_duckdb: bool = False) -> list[dict[str, Any]]:
    """Ask twice, as JSON and as a file; the rows as JSON, once both are the same."""
    kode, keluar, _ = asn(*kata, "--json")
    isi = json.loads(keluar, parse_float=Decimal)
    semua = isi if isinstance(isi, list) else [isi]
    assert asn(*kata, "-o", berkas, "--timpa")[:2] == (kode, "")
    terbaca = [pq.read_table(berkas).to_pylist()]
    if oleh_duckdb:
        hasil = duckdb.sql(f"SELECT * FROM '{berkas}'")
        terbaca.append([dict(zip(hasil.columns, satu, strict=True)) for satu in hasil.fetchall()])
    for baris in terbaca:
        assert len(baris) == len(semua)
        for satu, asal in zip(baris, semua, strict=True):
            assert list(satu) == list(asal)
            assert {nama: sederhana(nilai, asal[nama]) for nama, nilai in satu.items()} == asal
    return semua


# --- refused ----------------------------------------------------------------------------------------------------------


def test_without_the_library_the_command_is_refused(
    asn: Asn, basis: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    isi_kota(basis)
    kata = ("gap", "daftar", "--periode", "2025")
    awal = basis.read_bytes()
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    kode, keluar, galat = asn(*kata, "-o", tmp_path / "a.parquet")
    assert (kode, keluar) == (2, "")
    assert galat == (
        "asn: Berkas .parquet perlu pustaka pyarrow, yang belum terpasang.\nPetunjuk: Pasang dengan: "
        "pip install '.[parquet]' di folder program ini. Atau pakai .xlsx, .csv, atau .json.\n"
    )
    assert not (tmp_path / "a.parquet").exists()
    assert basis.read_bytes() == awal, "nothing left, nothing is noted"
    assert asn(*kata, "-o", tmp_path / "a.csv")[0] == 0


def test_an_unknown_kind_of_file_names_this_one(asn: Asn, basis: Path, tmp_path: Path) -> None:
    isi_kota(basis)
    kode, keluar, galat = asn("gap", "daftar", "--periode", "2025", "-o", tmp_path / "gap.parket")
    assert (kode, keluar) == (2, "")
    assert galat.endswith("Petunjuk: Pakai nama yang berakhir .xlsx, .csv, .json, atau .parquet.\n")


def test_an_existing_file_is_kept(asn: Asn, basis: Path, tmp_path: Path) -> None:
    isi_kota(basis)
    tujuan = tmp_path / "gap.parquet"
    tujuan.write_bytes(b"lama")
    kode, keluar, galat = asn("gap", "ringkas", "--periode", "2025", "-o", tujuan)
    assert (kode, keluar, tujuan.read_bytes()) == (5, "", b"lama")
    assert "--timpa" in galat
    assert asn("gap", "ringkas", "--periode", "2025", "-o", tujuan, "--timpa")[0] == 0
    assert tujuan.stat().st_mode & 0o777 == 0o600


# --- the same answer --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kata", [
    ("gap", "daftar", "--periode", "2024"), ("gap", "ringkas", "--periode", "2024"),
    ("gap", "ringkas", "--periode", "2024", "--per", "pegawai"), ("gap", "matriks", "--periode", "2024"),
    ("gap", "tren", "--per", "opd"), ("pegawai", "daftar"), ("nilai", "daftar"), ("opd", "daftar"),
], ids=" ".join)  # fmt: skip
def test_the_sample_city(asn: Asn, demo_induk: Path, tmp_path: Path, kata: tuple[str, ...]) -> None:
    [basis] = demo_induk.glob("asn-demo/*.db")
    salinan = tmp_path / "kota.db"
    salinan.write_bytes(basis.read_bytes())
    assert len(cocok(asn, tmp_path / "a.parquet", *kata, "--db", str(salinan), oleh_duckdb=True)) > 20


def test_a_closed_period(asn: Asn, basis: Path, tmp_path: Path) -> None:
    kota_tutup.isi(basis)
    tutup(basis, kota_tutup.KODE)
    for kerja in ("daftar", "ringkas", "matriks"):
        semua = cocok(asn, tmp_path / "a.parquet", "gap", kerja, "--periode", kota_tutup.KODE, oleh_duckdb=True)
        assert semua


def test_no_rows_and_one_agency_have_the_columns_of_the_whole_city(asn: Asn, basis: Path, tmp_path: Path) -> None:
    isi_kota(basis)
    for kerja in ("daftar", "ringkas", "matriks"):
        skema = []
        for opd in ((), ("--opd", "DINKES"), ("--opd", "DISDIK"), ("--opd", "KOSONG")):
            cocok(asn, tmp_path / "a.parquet", "gap", kerja, "--periode", "2025", *opd, oleh_duckdb=True)
            skema.append(pq.read_schema(tmp_path / "a.parquet"))
        assert all(satu.equals(skema[0]) for satu in skema)
    assert pq.read_metadata(tmp_path / "a.parquet").num_rows == 0


def test_every_reading_command(asn: Asn, kota: Path, basis: Path, tmp_path: Path) -> None:  # noqa: F811
    """Each answer fits the columns it declares: a new field of another kind is red here."""
    basis.write_bytes(kota.read_bytes())
    terlewat = {kata.removeprefix("asn ") for kata, isi in rujukan.perintah() if "-o/--output" in rujukan.opsi(isi)}
    assert BACA.keys() <= terlewat
    for perintah, kata in BACA.items():
        if perintah in BERSARANG:
            assert asn(*perintah.split(), *kata, "-o", tmp_path / "a.parquet", "--timpa")[0] == 0
            assert pq.read_metadata(tmp_path / "a.parquet").num_columns == 10
        else:
            cocok(asn, tmp_path / "a.parquet", *perintah.split(), *kata)


def test_the_processing_log_notes_it(asn: Asn, basis: Path, tmp_path: Path) -> None:
    isi_kota(basis)
    assert asn("gap", "daftar", "--periode", "2025", "-o", tmp_path / "gap.parquet")[0] == 0
    assert asn("pegawai", "lihat", SABAI, "-o", tmp_path / f"{SABAI}.parquet")[0] == 0
    with closing(sqlite3.connect(basis)) as kon:
        catatan = kon.execute("SELECT perintah, berkas, orang FROM penyaluran ORDER BY id").fetchall()
    assert catatan == [
        ("gap daftar", "gap.parquet", 3),
        ("pegawai lihat", f"{'*' * 15}{SABAI[15:]}.parquet", 1),
    ]
    [milik] = pq.read_table(tmp_path / f"{SABAI}.parquet").to_pylist()
    assert [satu["berkas"] for satu in json.loads(milik["penyaluran"])] == ["gap.parquet"]
    assert CINDUA in pq.read_table(tmp_path / "gap.parquet")["nip"].to_pylist()


def test_the_query_of_the_readme(asn: Asn, basis: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Typed as it stands there, it says what `gap ringkas` says of each period."""
    blok = re.search(r"<!-- duckdb -->\n```sql\n(.*?)```", README, re.DOTALL)
    assert blok is not None
    kota_tutup.isi(basis)
    harapan = []
    for periode in (kota_tutup.KODE, "2025"):
        assert asn("gap", "daftar", "--periode", periode, "-o", tmp_path / f"gap-{periode}.parquet")[0] == 0
        for satu in json.loads(asn("gap", "ringkas", "--periode", periode, "--json")[1], parse_float=Decimal):
            total = satu["kesenjangan_total"] if satu["dinilai"] else None
            harapan.append((satu["kelompok"], periode, satu["pegawai"], satu["di_bawah"], total))
    monkeypatch.chdir(tmp_path)
    hasil = duckdb.sql(blok[1])
    assert hasil.columns == ["opd", "periode", "pegawai", "di_bawah", "kesenjangan_total"]
    assert hasil.fetchall() == sorted(harapan, key=lambda satu: satu[:2])
    assert sum(satu[3] for satu in harapan) > 3


def test_a_competency_is_a_level_whatever_its_code(asn: Asn, basis: Path, tmp_path: Path) -> None:
    """`n`, `p` and `orang` are counts, a probability and a number of people elsewhere."""
    isi_kota(basis)
    for kode in ("n", "p", "orang", "t"):
        assert asn("kompetensi", "tambah", kode, "--nama", f"Kompetensi {kode}", "--jenis", "teknis")[0] == 0
        assert asn("nilai", "isi", SABAI, f"{kode}=2,5", "--periode", "2025")[0] == 0
    berkas = tmp_path / "m.parquet"
    assert asn("gap", "matriks", "--periode", "2025", "-o", berkas)[0] == 0
    skema = pq.read_schema(berkas)
    assert {str(skema.field(kode).type) for kode in ("n", "p", "orang", "t", "INT")} == {"decimal128(18, 2)"}
