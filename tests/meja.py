"""The clerk's desk of the story tests: a folder, a database, and a way to type commands, each a process of its own."""

from __future__ import annotations

import csv
import hashlib
import json
import os
import subprocess
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.cabang import BATAS, PROGRAM, bercabang, selesai

AKAR = Path(__file__).resolve().parent.parent
BERKAS = AKAR / "tests" / "berkas"
KOMPETENSI = ("INT", "KS", "KOM", "OPH", "PP", "PDOL", "MP", "PK", "PB")
INDUK = ("nip", "nama", "gelar_depan", "gelar_belakang", "jenis_kelamin", "tanggal_lahir", "golongan", "jabatan",
         "tmt_jabatan", "opd", "jenis_pegawai", "kedudukan")  # fmt: skip


def harapan(nama: str) -> Any:
    return json.loads((BERKAS / "harapan" / f"{nama}.json").read_text(encoding="utf-8"))


def tulis_induk(berkas: Path) -> None:
    """The master list as the CSV a clerk would have."""
    with berkas.open("w", encoding="utf-8", newline="") as isi:
        tulis = csv.DictWriter(isi, INDUK, extrasaction="ignore")
        tulis.writeheader()
        tulis.writerows(harapan("pegawai_induk"))


@dataclass
class Meja:
    """The clerk's desk: a folder, a database, and a way to type commands."""

    folder: Path
    lingkungan: dict[str, str] = field(default_factory=dict)

    @property
    def basis(self) -> Path:
        return self.folder / "kota.db"

    def env(self) -> dict[str, str]:
        bersih = {nama: isi for nama, isi in os.environ.items() if not nama.startswith("ASN_")}
        return {**bersih, "PYTHONPATH": str(AKAR), "ASN_DB": str(self.basis), "ASN_PETUGAS": "siti", **self.lingkungan}

    def ketik(self, *kata: str | Path, keluar: int = 0) -> subprocess.CompletedProcess[str]:
        """Run one command off a terminal; the exit code is exact, and nothing of ours ever looks like a crash."""
        perintah = list(map(str, kata))
        # What is decided while Python starts (LANG, PYTHON...) needs a start.
        if self.lingkungan.keys() <= {"ASN_DB", "ASN_PETUGAS"} and hasattr(os, "fork"):
            hasil = selesai(perintah, bercabang(perintah, self.folder, self.env()))
        else:
            hasil = subprocess.run(
                [*PROGRAM, *perintah],
                cwd=self.folder,
                env=self.env(),
                stdin=subprocess.DEVNULL,
                capture_output=True,
                encoding="utf-8",
                timeout=BATAS,
            )
        seluruh = hasil.stdout + hasil.stderr
        assert hasil.returncode == keluar, f"asn {' '.join(map(str, kata))}: {hasil.returncode}\n{seluruh}"
        assert "Traceback" not in seluruh
        assert "\x1b" not in seluruh
        if keluar in (2, 4, 5, 7, 8):
            assert hasil.stdout == "", "stdout carries only the answer"
            assert hasil.stderr.startswith('{"galat": ' if "--json" in kata else "asn: ")
            assert "petunjuk" in hasil.stderr.casefold()
        return hasil

    def json(self, *kata: str | Path, keluar: int = 0) -> Any:
        return json.loads(self.ketik(*kata, "--json", keluar=keluar).stdout)

    def sidik(self) -> str:
        return hashlib.sha256(self.basis.read_bytes()).hexdigest()
