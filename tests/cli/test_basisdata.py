"""Which database, who acts, what is stored of a run."""

from __future__ import annotations

import getpass
import hashlib
from pathlib import Path

import pytest

from asn_kompetensi.cli import basisdata
from asn_kompetensi.domain.galat import GalatBerkas
from tests.store.alat import sidik, tambah_opd


def test_db_beats_the_environment_beats_the_data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setenv("ASN_DB", "/a/b.db")
    assert basisdata.lokasi(Path("/c.db")) == Path("/c.db")
    assert basisdata.lokasi(None) == Path("/a/b.db")
    for kosong in (lambda: monkeypatch.setenv("ASN_DB", ""), lambda: monkeypatch.delenv("ASN_DB")):
        kosong()
        assert basisdata.lokasi(None).name == "kompetensi.db"
        assert basisdata.lokasi(None).parent.name == "asn-kompetensi"
    assert not (tmp_path / "asn-kompetensi").exists()


def test_who_acts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASN_PETUGAS", "  Rina  ")
    assert basisdata.petugas() == "Rina"
    monkeypatch.setenv("ASN_PETUGAS", "x" * 300)
    assert basisdata.petugas() == "x" * 200
    monkeypatch.setattr(getpass, "getuser", lambda: "bkpsdm")
    for kosong in ("", "   "):
        monkeypatch.setenv("ASN_PETUGAS", kosong)
        assert basisdata.petugas() == "bkpsdm"


@pytest.mark.parametrize("galat", [OSError, KeyError, ImportError])
def test_a_system_without_users_still_works(monkeypatch: pytest.MonkeyPatch, galat: type[Exception]) -> None:
    def gagal() -> str:
        raise galat

    monkeypatch.delenv("ASN_PETUGAS")
    monkeypatch.setattr(getpass, "getuser", gagal)
    assert basisdata.petugas() == "tidak dikenal"


def test_notices_go_to_stderr_unless_quiet(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    basisdata.beri_tahu("halo")
    assert capsys.readouterr() == ("", "halo\n")
    monkeypatch.setenv("ASN_DIAM", "1")
    basisdata.beri_tahu("halo")
    assert capsys.readouterr() == ("", "")


def _jalankan_terakhir(basis: Path) -> tuple[object, ...]:
    with basisdata.baca(basis) as d:
        baris: tuple[object, ...] = d.kon.execute(
            "SELECT petugas, perintah, berkas, sha256 FROM jalankan ORDER BY id DESC LIMIT 1"
        ).fetchone()
    return baris


def test_a_run_stores_the_files_name_and_fingerprint_not_its_folder(basis: Path, tmp_path: Path) -> None:
    berkas = tmp_path / "rahasia" / "data.csv"
    berkas.parent.mkdir()
    berkas.write_bytes(b"nip;nama\n")
    with basisdata.tulis(basis, "opd impor", berkas=berkas) as d:
        tambah_opd(d)
    jari = hashlib.sha256(b"nip;nama\n").hexdigest()
    assert _jalankan_terakhir(basis) == ("penguji", "opd impor", "data.csv", jari)


def test_a_nip_in_a_files_name_is_masked(basis: Path, tmp_path: Path) -> None:
    berkas = tmp_path / "nilai-198403122006042901.csv"
    berkas.write_bytes(b"x")
    with basisdata.tulis(basis, "nilai impor", berkas=berkas) as d:
        tambah_opd(d)
    assert _jalankan_terakhir(basis)[2] == f"nilai-{'*' * 15}901.csv"


def test_a_file_that_is_not_there_opens_nothing(basis: Path, tmp_path: Path) -> None:
    sebelum = sidik(basis)
    with pytest.raises(GalatBerkas) as galat, basisdata.tulis(basis, "opd impor", berkas=tmp_path / "tidak-ada.csv"):
        pytest.fail("opened")
    assert galat.value.kode == 8
    assert "tidak-ada.csv" in galat.value.pesan
    assert sidik(basis) == sebelum


def test_a_dry_run_keeps_nothing(basis: Path) -> None:
    sebelum = sidik(basis)
    with basisdata.tulis(basis, "opd tambah", kering=True) as d:
        tambah_opd(d)
    assert sidik(basis) == sebelum
