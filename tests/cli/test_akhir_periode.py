"""`asn akhir-periode`: one command for the whole evening, which may be stopped, repeated and gone on with."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from asn_kompetensi.cli import akhir_langkah
from asn_kompetensi.domain.galat import GalatBerkas
from asn_kompetensi.store import kunci
from tests.cetakan import cetak
from tests.cli.isi_gap import isi_kota
from tests.conftest import Asn
from tests.store.alat import buka

PERINTAH = ("akhir-periode", "2025")
LANGKAH = ["periksa", "tutup", "buku", "surat", "kota", "cadangan", "manifes"]


@pytest.fixture(autouse=True)
def _isi(basis: Path) -> None:
    isi_kota(basis)


@pytest.fixture
def selesai(asn: Asn, basis: Path) -> Path:
    """The folder of a period's end that went well, made once; the period is closed."""
    folder = basis.with_name("a")
    assert cetak(basis, lambda: asn(*PERINTAH, "--ke", folder, "-y")[0], "akhir-periode") == 0
    return folder


@pytest.fixture
def tanpa_gangguan(asn: Asn, basis: Path) -> dict[str, str]:
    """What such a folder holds, of a copy of the city that was closed by itself."""
    lain = basis.parent / "lain" / "kota.db"
    lain.parent.mkdir()
    shutil.copy(basis, lain)

    def isi() -> dict[str, str]:
        assert asn(*PERINTAH, "--ke", lain.with_name("a"), "-y", "--db", lain)[0] == 0
        return _isi_folder(lain.with_name("a"))

    return cetak(lain, isi)


def _isi_folder(folder: Path) -> dict[str, str]:
    return {
        str(satu.relative_to(folder)): hashlib.sha256(satu.read_bytes()).hexdigest()
        for satu in sorted(folder.rglob("*"))
        if satu.is_file()
    }


def _baris(teks: str) -> list[dict[str, Any]]:
    return [json.loads(satu) for satu in teks.splitlines()]


def _status(asn: Asn, kode: str = "2025") -> str:
    return str(json.loads(asn("periode", "lihat", kode, "--json")[1])["status"])


def _tersalur(basis: Path) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(basis)) as kon:
        return kon.execute("SELECT perintah, tujuan, berkas, orang, opd_id FROM penyaluran ORDER BY id").fetchall()


def test_every_workbook_is_noted_once_however_often_it_is_repeated(
    asn: Asn, basis: Path, selesai: Path, tmp_path: Path
) -> None:
    kata = (*PERINTAH, "--ke", selesai, "-y")
    sekali = _tersalur(basis)
    buku = sorted(satu.name for satu in (selesai / "laporan").iterdir())
    assert [satu[2] for satu in sekali[:-1]] == buku
    assert {satu[:2] for satu in sekali[:-1]} == {("akhir-periode", "laporan perangkat daerah")}
    assert sekali[-1][1] == "laporan seluruh kota"
    assert sekali[-1][3:] == (0, None)
    assert asn(*kata)[0] == 0
    assert _tersalur(basis) == sekali
    (selesai / "laporan" / buku[0]).unlink()
    assert asn(*kata)[0] == 0
    assert _tersalur(basis) == [*sekali, sekali[0]], "made again is noted again"
    assert asn(*PERINTAH, "--ke", tmp_path / "b", "-y")[0] == 0
    assert len(_tersalur(basis)) == 2 * len(sekali) + 1, "a copy elsewhere is another one"


def test_a_workbook_whose_maker_was_killed_before_noting_it_is_noted_by_the_next(
    asn: Asn, basis: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kata = (*PERINTAH, "--ke", tmp_path / "a", "-y")
    with monkeypatch.context() as m:
        m.setattr("asn_kompetensi.cli.penyaluran.catat", lambda *_, **__: None)
        assert asn(*kata)[0] == 0
    assert _tersalur(basis) == []
    assert asn(*kata)[0] == 0
    assert len(_tersalur(basis)) == len(list((tmp_path / "a" / "laporan").iterdir())) + 1


# --- bad words first ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kata", "kode", "cari"),
    [
        ((), 2, "PERIODE wajib disebut"),
        (("2025",), 2, "--ke wajib diisi"),
        (("2019", "--ke", "{f}/a", "-y"), 4, "2025"),
        (("2025", "--ke", "{f}/berkas.txt", "-y"), 8, "bukan folder"),
        (("2025", "--ke", "{f}/berkas.txt/a", "-y"), 8, "tidak dapat dibuat"),
        (("2025", "--ke", "{f}/a", "-y", "--tanggal-surat", "2026-02-30"), 3, "--tanggal-surat"),
        (("2025", "--ke", "{f}/a"), 2, "Tambahkan --yes"),
    ],
)
def test_refusals_come_before_the_period_is_closed(
    asn: Asn, tmp_path: Path, kata: tuple[str, ...], kode: int, cari: str
) -> None:
    (tmp_path / "berkas.txt").write_text("x")
    hasil = asn("akhir-periode", *(satu.format(f=tmp_path) for satu in kata))
    assert (hasil[0], cari in hasil[2]) == (kode, True), hasil
    assert _status(asn) == "terbuka"
    assert list(tmp_path.glob("*.akhir-periode")) == []
    assert not any(satu.is_file() for satu in (tmp_path / "a").glob("**/*"))


def test_what_bars_the_closing_bars_everything(asn: Asn, basis: Path, tmp_path: Path) -> None:
    with buka(basis) as d:
        d.kon.execute("INSERT INTO pelatihan (id, kode, nama, bentuk_id) VALUES (90, 'X', 'X', 8)")
        d.kon.execute(
            "INSERT INTO kelas (kode, pelatihan_id, mulai, selesai) VALUES ('X-1', 90, '2025-03-03', '2025-03-05')"
        )
    kode, keluar, galat = asn(*PERINTAH, "--ke", str(tmp_path / "a"), "-y", "--json")
    assert kode == 10
    assert [(satu["langkah"], satu["status"]) for satu in _baris(keluar)] == [("periksa", "gagal")]
    assert "X-1" in json.loads(galat)["galat"]["pesan"]
    assert (_status(asn), (tmp_path / "a").exists()) == ("terbuka", False)


def test_the_second_of_two_is_sent_away(asn: Asn, basis: Path, tmp_path: Path) -> None:
    with kunci.sendiri(basis, "akhir-periode", "Sutan, mulai 2026-01-12 19.30"):
        kode, keluar, galat = asn(*PERINTAH, "--ke", str(tmp_path / "a"), "-y")
    assert (kode, keluar) == (6, "")
    assert "sedang berjalan (Sutan, mulai 2026-01-12 19.30)" in galat
    assert _status(asn) == "terbuka"


def test_a_trial_leaves_nothing(asn: Asn, basis: Path, tmp_path: Path) -> None:
    sebelum = basis.read_bytes()
    kode, keluar, _ = asn(*PERINTAH, "--ke", str(tmp_path / "a"), "-n", "--json")
    assert kode == 0
    assert [satu["langkah"] for satu in _baris(keluar)] == ["periksa", "tutup", "buku"]
    assert (basis.read_bytes() == sebelum, (tmp_path / "a").exists()) == (True, False)


# --- the evening ----------------------------------------------------------------------------------------------------


def test_all_of_it_then_again_changes_nothing(asn: Asn, basis: Path, tmp_path: Path) -> None:
    folder = tmp_path / "akhir"
    kode, keluar, pesan = asn(*PERINTAH, "--ke", str(folder), "--yes", "--json")
    assert kode == 0, pesan
    langkah = _baris(keluar)
    assert [satu["langkah"] for satu in langkah] == LANGKAH
    assert {satu["status"] for satu in langkah} == {"selesai"}
    assert (_status(asn), folder.stat().st_mode & 0o777) == ("tertutup", 0o700)
    isi = _isi_folder(folder)
    manifes = json.loads((folder / "manifes.json").read_text(encoding="utf-8"))
    assert {satu["nama"]: satu["sha256"] for satu in manifes["berkas"]} == {
        nama: sidik for nama, sidik in isi.items() if nama != "manifes.json"
    }
    assert manifes["segel"] in langkah[1]["pesan"]
    cadangan = sorted(basis.parent.glob("*sesudah-tutup-2025*.cadangan.db"))
    assert len(cadangan) == 1
    assert hashlib.sha256(cadangan[0].read_bytes()).hexdigest() in langkah[5]["pesan"]

    sebelum = basis.read_bytes()
    kode, keluar, _ = asn(*PERINTAH, "--ke", str(folder), "--json")  # nothing to ask any more
    assert (kode, {satu["status"] for satu in _baris(keluar)[1:]}) == (0, {"sama"})
    assert (_isi_folder(folder), basis.read_bytes() == sebelum) == (isi, True)
    assert sorted(basis.parent.glob("*sesudah-tutup-2025*.cadangan.db")) == cadangan


@pytest.mark.parametrize(
    "berhenti",
    [LANGKAH[1:], *(pytest.param([satu], marks=pytest.mark.lama) for satu in LANGKAH[1:])],
    ids=["each in turn", *LANGKAH[1:]],
)
def test_stopped_at_any_step_the_next_call_goes_on(
    asn: Asn, basis: Path, tanpa_gangguan: dict[str, str], monkeypatch: pytest.MonkeyPatch, berhenti: list[str]
) -> None:
    """The folder comes out as if nothing had happened."""

    def gagal(_: object) -> None:
        raise GalatBerkas("Ruang penyimpanan penuh.", "Kosongkan ruang.")

    folder = basis.with_name("a")
    for langkah in berhenti:
        dengan_gagal = tuple((nama, gagal if nama == langkah else kerja) for nama, kerja in akhir_langkah._LANGKAH)
        with monkeypatch.context() as m:
            m.setattr(akhir_langkah, "_LANGKAH", dengan_gagal)
            kode, keluar, _ = asn(*PERINTAH, "--ke", folder, "-y", "--json")
        assert (kode, _baris(keluar)[-1]["status"], _baris(keluar)[-1]["langkah"]) == (8, "gagal", langkah)
        assert list(basis.parent.glob("*.akhir-periode")) == []
    assert asn(*PERINTAH, "--ke", folder, "-y")[0] == 0
    assert _isi_folder(folder) == tanpa_gangguan


def test_letters_by_mail_and_those_to_be_carried(asn: Asn, basis: Path, tmp_path: Path) -> None:
    """One of two agencies has an address: 9; both: 0; none uses mail at all: 0 too."""
    folder = tmp_path / "a"
    with buka(basis) as d:
        d.kon.execute("UPDATE opd SET surel = 'kadis.dinkes@kota.go.id' WHERE kode = 'DINKES'")
    kode, keluar, _ = asn(*PERINTAH, "--ke", str(folder), "-y", "--json", "--nomor-surat", "800/1/BKPSDM-2026")
    surat = next(satu for satu in _baris(keluar) if satu["langkah"] == "surat")
    assert (kode, surat["status"], surat["baru"], surat["ditolak"]) == (9, "sebagian", 2, 1)
    assert "DISDIK belum punya alamat surel" in surat["pesan"]
    assert sorted(satu.name for satu in (folder / "surat").iterdir()) == [
        "dinkes-2025.docx", "dinkes-2025.eml", "dinkes-2025.xlsx", "disdik-2025.docx", "disdik-2025.xlsx",
    ]  # fmt: skip
    with buka(basis) as d:
        d.kon.execute("UPDATE opd SET surel = 'kadis.disdik@kota.go.id' WHERE kode = 'DISDIK'")
    asn(*PERINTAH, "--ke", str(folder), "-y", "--nomor-surat", "800/1/BKPSDM-2026")
    assert (folder / "surat" / "disdik-2025.eml").is_file()
    assert {satu["status"] for satu in json.loads(asn("kirim", "daftar", "--json")[1])} == {"siap"}
    isi = _isi_folder(folder)
    assert asn(*PERINTAH, "--ke", str(folder), "-y", "--nomor-surat", "800/1/BKPSDM-2026")[0] == 0
    with buka(basis) as d:
        d.kon.execute("UPDATE kiriman SET status = 'terkirim', dikirim = '2026-01-12T01:00:00Z'")
    assert asn(*PERINTAH, "--ke", str(folder), "-y", "--nomor-surat", "800/1/BKPSDM-2026")[0] == 0
    assert _isi_folder(folder) == isi, "also after they were sent"


@pytest.mark.usefixtures("putaran_sedikit")
def test_with_passwords_letters_are_closed_and_stay_as_they_are(asn: Asn, basis: Path, tmp_path: Path) -> None:
    folder, sandi = tmp_path / "a", tmp_path / "sandi.txt"
    sandi.write_text("DINKES=kata-sandi-panjang\nDISDIK=kata-sandi-lain\n")
    sandi.chmod(0o600)
    with buka(basis) as d:
        d.kon.execute("UPDATE opd SET surel = lower(kode) || '@kota.go.id'")
    perintah = (*PERINTAH, "--ke", str(folder), "-y", "--sandi-dari", str(sandi))
    assert asn(*perintah)[0] == 0
    isi = _isi_folder(folder)
    assert (folder / "surat" / "dinkes-2025.xlsx").read_bytes()[:4] == bytes.fromhex("d0cf11e0")
    assert asn(*perintah)[0] == 0
    assert _isi_folder(folder) == isi
    sandi.unlink()
    assert asn(*PERINTAH, "--ke", str(tmp_path / "b"), "-y", "--sandi-dari", str(sandi))[0] == 8


def test_a_file_that_is_another_is_not_written_over(asn: Asn, selesai: Path) -> None:
    folder = selesai
    isi = _isi_folder(folder)
    (folder / "laporan" / "dinkes-2025.xlsx").write_bytes(b"dijawab kepala dinas")
    (folder / "laporan" / "lama-2025.xlsx").write_bytes(b"tahun lalu")
    kode, _, galat = asn(*PERINTAH, "--ke", str(folder), "-y")
    assert (kode, "sudah ada" in galat) == (5, True)
    assert (folder / "laporan" / "dinkes-2025.xlsx").read_bytes() == b"dijawab kepala dinas"
    kode, keluar, _ = asn(*PERINTAH, "--ke", str(folder), "-y", "--timpa", "--json")
    assert (kode, _baris(keluar)[2]["baru"], "lama-2025.xlsx" in _baris(keluar)[2]["pesan"]) == (0, 1, True)
    (folder / "laporan" / "lama-2025.xlsx").unlink()
    assert _isi_folder(folder) == isi


def test_a_pipe_gets_lines_with_a_header_as_they_come(asn: Asn, tmp_path: Path) -> None:
    keluar = asn(*PERINTAH, "--ke", str(tmp_path / "a"), "-y")[1].splitlines()
    assert keluar[0].split("\t") == ["urut", "langkah", "status", "baru", "sama", "ditolak", "pesan"]
    assert [satu.split("\t")[1] for satu in keluar[1:]] == LANGKAH


def test_the_same_data_gives_the_same_folder_everywhere(
    basis: Path, tmp_path: Path, tanpa_gangguan: dict[str, str]
) -> None:
    """Another clerk, another time zone, another order of sets, each closing on his own: one seal, one manifest."""
    env = {**os.environ, "TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "2", "ASN_PETUGAS": "petugas lain"}
    folder = tmp_path / "hasil"
    perintah = [sys.executable, "-m", "asn_kompetensi", *PERINTAH, "--ke", "hasil", "-y", "--db", str(basis)]
    subprocess.run(perintah, cwd=tmp_path, env=env, check=True, capture_output=True)
    assert len(tanpa_gangguan) > 2
    assert _isi_folder(folder) == tanpa_gangguan
