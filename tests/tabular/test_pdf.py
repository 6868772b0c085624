"""PDF by LibreOffice: whole or not at all, and a converter that only says it worked is not believed."""

from __future__ import annotations

import os
import stat
import sys
import time
from pathlib import Path

import pytest

from asn_kompetensi.domain.galat import Bentrok, GalatBerkas, KodeKeluar
from asn_kompetensi.tabular import pdf

pytestmark = pytest.mark.skipif(os.name == "nt", reason="a script stands in for LibreOffice")

ISI = b"%PDF-1.7 isi"


def _buku(folder: Path, *nama: str) -> list[Path]:
    hasil = [folder / satu for satu in nama]
    for satu in hasil:
        satu.write_bytes(b"buku")
    return hasil


@pytest.fixture
def pengganti(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program in the place of LibreOffice that does what it should; tests put another body into it."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setattr(pdf, "_LETAK", ())
    monkeypatch.setenv("PATH", str(folder))
    berkas = folder / "soffice"
    _tulis(berkas, f"for b in buku: (keluar / (b.stem + '.pdf')).write_bytes({ISI!r})")
    return berkas


def _tulis(berkas: Path, badan: str) -> None:
    berkas.write_text(
        f"""#!{sys.executable}
import os, sys, time
from pathlib import Path
kata = sys.argv[1:]
keluar = Path(kata[kata.index("--outdir") + 1])
keluar.mkdir(parents=True, exist_ok=True)
buku = [Path(k) for k in kata[kata.index("--outdir") + 2:]]
profil = next(k for k in kata if k.startswith("-env:UserInstallation="))
{badan}
"""
    )
    berkas.chmod(0o755)


def test_without_libreoffice_it_says_what_to_do(tmp_path: Path, pengganti: Path) -> None:
    pengganti.unlink()
    with pytest.raises(GalatBerkas, match="LibreOffice tidak ditemukan") as galat:
        pdf.periksa_pdf(_buku(tmp_path, "a.xlsx"), timpa=False)
    assert galat.value.kode == KodeKeluar.BERKAS


@pytest.mark.usefixtures("pengganti")
def test_a_pdf_beside_each(tmp_path: Path) -> None:
    buku = _buku(tmp_path, "a.xlsx", "-rf.xlsx", "dua kata & lain.xlsx")
    lama = os.umask(0)
    try:
        hasil = pdf.buat_pdf(buku, timpa=False)
    finally:
        os.umask(lama)
    assert hasil == [satu.with_suffix(".pdf") for satu in buku]
    assert {satu.read_bytes() for satu in hasil} == {ISI}
    assert {stat.S_IMODE(satu.stat().st_mode) for satu in hasil} == {0o600}


def test_a_profile_of_its_own(tmp_path: Path, pengganti: Path) -> None:
    _tulis(pengganti, "for b in buku: (keluar / (b.stem + '.pdf')).write_text(profil)")
    (hasil,) = pdf.buat_pdf(_buku(tmp_path, "a.xlsx"), timpa=False)
    letak = hasil.read_text()
    assert letak.startswith("-env:UserInstallation=file:///")
    assert not Path(letak.removeprefix("-env:UserInstallation=file://")).exists()


@pytest.mark.parametrize("badan", ["pass", "[(keluar / (b.stem + '.pdf')).touch() for b in buku]", "sys.exit(0)"])
def test_a_converter_that_only_says_it_worked(tmp_path: Path, pengganti: Path, badan: str) -> None:
    _tulis(pengganti, badan)
    with pytest.raises(GalatBerkas, match=r"tidak dapat mengubah a\.xlsx"):
        pdf.buat_pdf(_buku(tmp_path, "a.xlsx"), timpa=False)
    assert not (tmp_path / "a.pdf").exists()


def test_one_of_two_that_fails_leaves_neither(tmp_path: Path, pengganti: Path) -> None:
    _tulis(pengganti, f"(keluar / 'a.pdf').write_bytes({ISI!r})")
    with pytest.raises(GalatBerkas, match=r"b\.xlsx"):
        pdf.buat_pdf(_buku(tmp_path, "a.xlsx", "b.xlsx"), timpa=False)
    assert list(tmp_path.glob("*.pdf")) == []


def test_one_that_hangs_is_ended_with_its_children(
    tmp_path: Path, pengganti: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tanda = tmp_path / "anak"
    _tulis(pengganti, f"anak = os.fork()\nPath({str(tanda)!r}).write_text(str(anak)) if anak else None\ntime.sleep(60)")
    monkeypatch.setattr(pdf, "_DASAR", 1.0)
    monkeypatch.setattr(pdf, "_SETIAP", 0.0)
    with pytest.raises(GalatBerkas, match="tidak selesai"):
        pdf.buat_pdf(_buku(tmp_path, "a.xlsx"), timpa=False)
    for _ in range(100):
        if not Path("/proc", tanda.read_text()).exists() or "Z" in Path("/proc", tanda.read_text(), "stat").read_text():
            return
        time.sleep(0.02)
    pytest.fail("its child goes on")


@pytest.mark.usefixtures("pengganti")
def test_an_older_pdf_is_kept_without_timpa(tmp_path: Path) -> None:
    buku = _buku(tmp_path, "a.xlsx")
    (tmp_path / "a.pdf").write_bytes(b"lama")
    with pytest.raises(Bentrok, match="sudah ada"):
        pdf.periksa_pdf(buku, timpa=False)
    with pytest.raises(Bentrok):
        pdf.buat_pdf(buku, timpa=False)
    assert (tmp_path / "a.pdf").read_bytes() == b"lama"
    pdf.buat_pdf(buku, timpa=True)
    assert (tmp_path / "a.pdf").read_bytes() == ISI
