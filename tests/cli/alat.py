"""What the tests of the nouns share: a refusal told twice, an answer put in a file, a list imported elsewhere."""

from __future__ import annotations

import csv
import io
import json
import shutil
from pathlib import Path
from typing import Any

from tests.conftest import Asn
from tests.store.alat import sidik

JENIS = {2: "salah_pakai", 3: "data_ditolak", 4: "tidak_ditemukan", 5: "bentrok", 8: "galat_berkas"}


def tolak(asn: Asn, basis: Path, kata: tuple[str, ...], kode: int, pesan: str, petunjuk: str) -> None:
    """The command is refused in these very words, as sentences and as JSON, and the file stays as it was."""
    sebelum = sidik(basis)
    if "--json" not in kata:
        assert asn(*kata) == (kode, "", f"asn: {pesan}\nPetunjuk: {petunjuk}\n"), kata
        kata = (*kata, "--json")
    hasil, keluar, galat = asn(*kata)
    assert (hasil, keluar, galat.count("\n")) == (kode, "", 1), kata
    isi = {"jenis": JENIS[kode], "kode": kode, "pesan": pesan, "petunjuk": petunjuk}
    assert list(json.loads(galat)["galat"].items()) == list(isi.items())
    assert sidik(basis) == sebelum, kata


def ke_berkas(asn: Asn, folder: Path, *kata: str, bidang: str) -> list[dict[str, Any]]:
    """The answer as CSV, JSON and `-o` is the same; no form replaces a file. Returns the objects."""
    kode, sebagai_csv, _ = asn(*kata, "--csv")
    isi: list[dict[str, Any]] = json.loads(asn(*kata, "--json")[1])
    assert (kode, sebagai_csv.splitlines()[0]) == (0, bidang)
    assert {",".join(satu) for satu in isi} == {bidang}
    assert len(list(csv.reader(io.StringIO(sebagai_csv)))) == len(isi) + 1
    for akhiran in ("csv", "json", "xlsx", "parquet"):
        tujuan = folder / f"hasil.{akhiran}"
        tujuan.write_bytes(b"punya orang lain")
        asli = (5, "", f"asn: {tujuan} sudah ada.\n"
                "Petunjuk: Pilih nama lain, atau tambahkan --timpa untuk menggantinya.\n")  # fmt: skip
        assert asn(*kata, "-o", str(tujuan)) == asli
        assert tujuan.read_bytes() == b"punya orang lain"
        assert asn(*kata, "-o", str(tujuan), "--timpa")[:2] == (0, "")
    assert (folder / "hasil.csv").read_text(encoding="utf-8-sig").splitlines() == sebagai_csv.splitlines()
    assert json.loads((folder / "hasil.json").read_text(encoding="utf-8")) == isi
    assert (folder / "hasil.xlsx").read_bytes()[:2] == b"PK"
    assert (folder / "hasil.parquet").read_bytes()[:4] == b"PAR1"
    return isi


def bolak_balik(asn: Asn, lain: Path, folder: Path, benda: str) -> None:
    """What `daftar --csv` prints, imported into `lain`, gives the same `daftar` there; tried first without saving."""
    asal = asn(benda, "daftar", "--csv")
    berkas = folder / f"{benda}.csv"
    berkas.write_text(asal[1], encoding="utf-8", newline="")
    sebelum = sidik(lain)
    kode, laporan, galat = asn(benda, "impor", str(berkas), "-n", "--db", str(lain), "--json")
    assert (kode, json.loads(laporan)["galat"], sidik(lain)) == (0, [], sebelum), galat
    assert asn(benda, "impor", str(berkas), "--db", str(lain), "--json")[0] == 0
    assert asn(benda, "daftar", "--csv", "--db", str(lain))[:2] == asal[:2]
    sesudah = sidik(lain)
    kode, laporan, _ = asn(benda, "impor", str(berkas), "--db", str(lain), "--json")
    isi = json.loads(laporan)
    assert (kode, isi["baru"], isi["berubah"], isi["sama"], isi["jalankan"]) == (0, 0, 0, isi["dibaca"], None)
    assert sidik(lain) == sesudah


def basis_lain(induk: Path, folder: Path) -> Path:
    """A second fresh database."""
    return Path(shutil.copy(induk, folder / "lain.db"))
