"""Faults planted in a copy of the program: each must turn the test named beside it red.

A promise whose test cannot fail is none. The copy is mutated, never the program itself. The default run takes a few;
all of them run under the mark `lama`.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from importlib.util import cache_from_source
from pathlib import Path
from typing import NamedTuple

import pytest

AKAR = Path(__file__).parents[1]


class Cacat(NamedTuple):
    """One fault: the file of the package, what stands there, what is put in its place, and the test that must fail."""

    berkas: str
    asli: str
    ganti: str
    uji: str


CACAT: dict[str, Cacat] = {
    "the writer takes its lock late": Cacat(
        "store/antre.py", '_bergiliran(kon, "BEGIN IMMEDIATE",', '_bergiliran(kon, "BEGIN",',
        "tests/store/test_door.py::test_the_lock_comes_before_anything_is_read",
    ),
    "a power cut may lose what was acknowledged": Cacat(
        "store/koneksi.py", '("synchronous", "EXTRA")', '("synchronous", "FULL")',
        "tests/store/test_door.py::test_writer_settings",
    ),
    "REPLACE slips past triggers": Cacat(
        "store/koneksi.py", '("recursive_triggers", "ON")', '("recursive_triggers", "OFF")',
        "tests/store/test_door.py::test_writer_settings",
    ),
    "deleted names stay in the file": Cacat(
        "store/koneksi.py", '("secure_delete", "ON")', '("secure_delete", "OFF")',
        "tests/store/test_door.py::test_writer_settings",
    ),
    "records may refer to nothing": Cacat(
        "store/koneksi.py", '("foreign_keys", "ON")', '("foreign_keys", "OFF")',
        "tests/store/test_door.py::test_writer_settings",
    ),
    "a dry run is saved": Cacat(
        "store/door.py", "if pintu.berubah and not pintu.batal:", "if pintu.berubah:",
        "tests/store/test_door.py::test_a_dry_run_leaves_the_file_as_it_was",
    ),
    "a planted trigger is not noticed": Cacat(
        "store/kenali.py", "    if asing:\n", "    if False:\n",
        "tests/store/test_skema_asing.py::test_what_is_planted_is_refused",
    ),
    "a changed record leaves no trace": Cacat(
        "store/pemicu.py", "WHEN ({lama}) IS NOT ({baru})", "WHEN FALSE",
        "tests/store/test_catatan.py::test_tambah_ubah_hapus_meninggalkan_lama_dan_baru",
    ),
    "links do not hang together": Cacat(
        "store/rantai.py", 'f"{ujung}{_NL}{jalankan}', 'f"{_NL}{jalankan}',
        "tests/store/test_catatan.py::test_jalankan_yang_dicabut_dengan_segala_akibatnya_ketahuan",
    ),
    "a link does not cover its rows": Cacat(
        "store/rantai.py", "{'' if baru is None else baru or _KOSONG}", "",
        "tests/store/test_catatan.py::test_perubahan_pada_catatan_ketahuan",
    ),
    "many rows at one go escape the trail": Cacat(
        "store/pemicu.py", "            _catat_tambahan(kon, jalankan, tabel, kunci)\n", "",
        "tests/store/test_catatan.py::test_noted_at_one_go_or_one_by_one_it_is_the_same_trail",
    ),
    "cells that look alike are taken for each other": Cacat(
        "services/nilai_kolom.py", "    if not k.p.isi.teks:\n", "    if False:\n",
        "tests/services/test_nilai_kolom.py::test_cells_that_only_look_alike_are_not_taken_for_each_other",
    ),
    "records changed from outside are not compared": Cacat(
        "store/periksa.py", "yield from ((tabel.nama, str(kunci)) for (kunci,) in beda)", "yield from ()",
        "tests/store/test_catatan.py::test_perubahan_di_luar_program_ketahuan",
    ),
    "an undo ignores later changes": Cacat(
        "services/batal.py", "    _belum_diubah(d, nomor)\n", "",
        "tests/services/test_batal.py",
    ),
    "nothing is written outside the file": Cacat(
        "store/segel.py", "os.write(berkas, _lanjutan(berkas) + isi)", "os.write(berkas, b'')",
        "tests/store/test_segel.py::test_a_tail_cut_off_with_everything_it_did_is_found",
    ),
    "an erased name stays in the trail": Cacat(
        "store/door.py", "samaran.lupakan(kon, orang)", "pass",
        "tests/services/test_samaran.py::test_no_byte_of_the_person_stays_in_the_file",
    ),
    "a copy is not looked at": Cacat(
        "store/cadangan.py", 'pastikan_utuh(', 'str(', "tests/store/test_cadangan.py",
    ),
    "scores of a closed period take new rows": Cacat(
        "store/migrations/m003_penutupan.py", '"INSERT", tertutup("NEW")', '"INSERT", "FALSE"',
        "tests/store/test_penutupan.py",
    ),
    "scores move into a closed period": Cacat(
        "store/migrations/m003_penutupan.py",
        "{tertutup('OLD')} OR {tertutup('NEW')}", "{tertutup('OLD')}",
        "tests/store/test_penutupan.py",
    ),
    "scores of a closed period can be deleted": Cacat(
        "store/migrations/m003_penutupan.py", '"DELETE", tertutup("OLD")', '"DELETE", "FALSE"',
        "tests/store/test_penutupan.py",
    ),
    "another period may take the place of a closed one": Cacat(
        "store/migrations/m003_penutupan.py",
        "AND (id = NEW.id OR kode = NEW.kode COLLATE NOCASE))\"", 'AND id = NEW.id)"',
        "tests/store/test_penutupan.py",
    ),
    "the seal does not cover the frozen rows": Cacat(
        "store/penutupan.py", '"\\n".join(baris for (baris,) in tumpuk)', '""',
        "tests/services/test_periksa.py",
    ),
    "a closed period is computed anew": Cacat(
        "store/queries/gap.py", "beku = not self.kini and tertutup(kon, self.periode_id)", "beku = False",
        "tests/services/test_penutupan.py",
    ),
    "an edit from an old reading is taken": Cacat(
        "services/versi.py", "if dibaca < sekarang:", "if False:", "tests/cli/test_versi.py",
    ),
    "a database on a network drive is opened": Cacat(
        "store/jaringan.py", "if jenis is not None and _di_jaringan(jenis):", "if False:",
        "tests/store/test_jaringan.py",
    ),
}  # fmt: skip
CEPAT = (
    "the writer takes its lock late",
    "a dry run is saved",
    "a changed record leaves no trace",
    "nothing is written outside the file",
)


def merah(cacat: Cacat, tmp_path: Path) -> tuple[bool, str]:
    """Whether the named test fails against a copy of the program with the fault in it, and what it said."""
    shutil.copytree(AKAR / "asn_kompetensi", tmp_path / "asn_kompetensi")
    for nama in ("tests", "benchmarks", "data", "README.md", "pyproject.toml"):
        (tmp_path / nama).symlink_to(AKAR / nama)
    berkas = tmp_path / "asn_kompetensi" / cacat.berkas
    teks = berkas.read_text(encoding="utf-8")
    assert cacat.asli in teks, "the fault has nowhere to go: the program has changed"
    berkas.write_text(teks.replace(cacat.asli, cacat.ganti), encoding="utf-8")
    Path(cache_from_source(str(berkas))).unlink(missing_ok=True)  # what was translated of the other files still holds
    lingkungan = {**os.environ, "PYTHONPATH": str(tmp_path), "PYTHONDONTWRITEBYTECODE": "1"}
    hasil = subprocess.run(
        [sys.executable, "-m", "pytest", cacat.uji, "-q", "-x", "-n", "0", "-p", "no:cacheprovider",
         "-p", "no:hypothesispytest"],  # a plugin that loads hypothesis for tests without it too
        cwd=tmp_path, env=lingkungan, capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip
    assert hasil.returncode in (0, 1), hasil.stdout[-2000:] + hasil.stderr[-2000:]
    return hasil.returncode == 1, hasil.stdout[-2000:]


def test_there_are_enough_of_them() -> None:
    assert len(CACAT) >= 15
    assert set(CEPAT) <= set(CACAT)


@pytest.mark.parametrize("nama", CEPAT)
def test_a_planted_fault_turns_its_test_red(nama: str, tmp_path: Path) -> None:
    gagal, kata = merah(CACAT[nama], tmp_path)
    assert gagal, kata


@pytest.mark.lama
@pytest.mark.parametrize("nama", [nama for nama in CACAT if nama not in CEPAT])
def test_every_planted_fault_turns_its_test_red(nama: str, tmp_path: Path) -> None:
    gagal, kata = merah(CACAT[nama], tmp_path)
    assert gagal, kata


@pytest.mark.parametrize("berkas", sorted({satu.berkas for satu in CACAT.values()}))
def test_every_fault_still_has_a_place(berkas: str) -> None:
    teks = (AKAR / "asn_kompetensi" / berkas).read_text(encoding="utf-8")
    assert [nama for nama, satu in CACAT.items() if satu.berkas == berkas and satu.asli not in teks] == []


def test_without_a_fault_the_tests_are_green(tmp_path: Path) -> None:
    satu = CACAT["a dry run is saved"]
    gagal, kata = merah(satu._replace(ganti=satu.asli), tmp_path)
    assert not gagal, kata
