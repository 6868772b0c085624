"""The README tells the truth: its commands run, its tables agree with the code, its reference is complete and fresh."""

from __future__ import annotations

import csv
import os
import re
import shlex
import tomllib
from pathlib import Path

import pytest

from asn_kompetensi import __version__
from asn_kompetensi.cli import BENDA, rujukan
from asn_kompetensi.cli.main import jalankan
from asn_kompetensi.domain.galat import KodeKeluar
from asn_kompetensi.domain.gap import TUJUAN
from asn_kompetensi.services import gap as layanan_gap
from asn_kompetensi.store import migrations

AKAR = Path(__file__).resolve().parent.parent
README = (AKAR / "README.md").read_text(encoding="utf-8")
PROYEK = tomllib.loads((AKAR / "pyproject.toml").read_text(encoding="utf-8"))
PASANG = "python3 -m venv .venv && .venv/bin/pip install . && .venv/bin/asn demo"
UJI = "python3 -m venv .venv && .venv/bin/pip install -e '.[dev]' && .venv/bin/pytest"


def _bagian(judul: str) -> str:
    """The text under one heading, up to the next heading of the same or a higher rank."""
    tingkat = judul.split()[0]
    _, ada, sisa = README.partition(f"\n{judul}\n")
    assert ada, f"README has no heading {judul!r}"
    return re.split(rf"\n#{{1,{len(tingkat)}}} ", sisa)[0]


def _tabel(judul: str) -> list[list[str]]:
    """All table rows under a heading, without head and rule."""
    baris = [satu for satu in _bagian(judul).splitlines() if satu.startswith("|")]
    isi = [re.split(r"(?<!\\)\|", satu.strip("|")) for satu in baris]
    return [[sel.strip() for sel in satu] for nomor, satu in enumerate(isi) if nomor > 1]


# --- commands to type


@pytest.mark.parametrize("baris", [PASANG, UJI])
def test_dua_perintah_mesin_baru_berdiri_sendiri(baris: str) -> None:
    assert README.count(f"\n```\n{baris}\n```\n") == 1


def test_dua_perintah_windows_sama_isinya() -> None:
    for baris in (PASANG, UJI):
        windows = baris.replace("python3", "py").replace("/", "\\").replace("bin", "Scripts").replace("'", "")
        assert f"\n{windows}\n" in _bagian("## Memasang")


def test_ci_menjalankan_perintah_uji_readme() -> None:
    naskah = AKAR / ".ci" / "run"
    isi = naskah.read_text(encoding="utf-8")
    assert "\nset -euo pipefail\n" in isi
    assert f'uji="{UJI}"' in isi
    for kata in ("ruff check .", "ruff format --check .", ".venv/bin/mypy"):
        assert kata in isi
    assert not re.search(r"https?://|--index-url|--extra-index-url", isi)
    if os.name == "posix":
        assert os.access(naskah, os.X_OK)


def test_hari_pertama_sungguh_berjalan(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The README's ten commands, one after another, on the sample files."""
    blok = re.search(r"<!-- hari-pertama -->\n```\n(.*?)```", README, re.DOTALL)
    assert blok is not None
    perintah = blok[1].splitlines()
    assert len(perintah) == 10
    (tmp_path / "data").symlink_to(AKAR / "data", target_is_directory=True)
    monkeypatch.setenv("ASN_DB", str(tmp_path / "kota.db"))
    monkeypatch.chdir(tmp_path)
    keluaran = []
    for baris in perintah:
        kata = shlex.split(baris)
        assert kata[0] == "asn"
        kode = jalankan(kata[1:])
        hasil = capsys.readouterr()
        assert kode == 0, f"{baris}\n{hasil.err}"
        keluaran.append(hasil.out)
    assert keluaran[8].count("di_bawah") > 20, "the gap of one agency has rows"
    opd_berorang = {baris.split("\t")[0] for baris in keluaran[9].splitlines()[1:]}
    assert len(opd_berorang) == len(list((tmp_path / "laporan-2024").glob("*.xlsx"))) == 40


# --- the reference


def test_rujukan_segar() -> None:
    pesan = "stale: run  python -m asn_kompetensi.cli.rujukan README.md"
    assert rujukan.sisipkan(README) == README, pesan


def test_rujukan_memuat_setiap_perintah_dan_bendera_sekali() -> None:
    bagian = _bagian("## Rujukan perintah")
    baris = [satu for satu in bagian.splitlines() if satu.startswith("| `asn ")]
    tercantum = {satu.split("`")[1]: satu for satu in baris}
    assert len(baris) == len(tercantum)
    cocok = set()
    for kata, perintah in rujukan.perintah():
        milik = [utuh for utuh in tercantum if utuh == kata or utuh.startswith(f"{kata} ")]
        assert len(milik) == 1, f"{kata} stands {len(milik)} times in the README"
        cocok.add(milik[0])
        bendera = tercantum[milik[0]].rpartition(" | ")[2]
        assert set(re.findall(r"`(-[^`]+)`", bendera)) == set(rujukan.opsi(perintah)), kata
    assert cocok == set(tercantum), "the README lists a command that is not there"


def test_rujukan_menyebut_guna_setiap_perintah() -> None:
    for kata, perintah in rujukan.perintah():
        assert perintah.help, f"{kata} has no help"
    assert "Contoh" not in rujukan.rujukan(), "examples stay in the help"
    assert {kata.split()[1] for kata, _ in rujukan.perintah()} == set(BENDA)


def test_setiap_opsi_punya_bantuan() -> None:
    tanpa = [
        f"{kata} {satu.opts[-1]}"
        for kata, perintah in rujukan.perintah()
        for satu in perintah.params
        if satu.param_type_name == "option" and not satu.help
    ]
    assert tanpa == []


@pytest.mark.parametrize("isi", ["", rujukan.AWAL, f"{rujukan.AKHIR}\n"])
def test_sisipkan_menolak_readme_tanpa_tanda(isi: str) -> None:
    with pytest.raises(ValueError, match="missing"):
        rujukan.sisipkan(isi)


def test_sisipkan_hanya_mengganti_di_antara_tanda() -> None:
    hasil = rujukan.sisipkan(f"depan\n{rujukan.AWAL}\nlama\n{rujukan.AKHIR}\nbelakang\n")
    assert hasil.startswith(f"depan\n{rujukan.AWAL}\n\n**demo**")
    assert hasil.endswith(f"|\n\n{rujukan.AKHIR}\nbelakang\n")
    assert "lama" not in hasil.splitlines()


def test_contoh_dalam_bantuan_memakai_perintah_dan_bendera_yang_ada() -> None:
    """`Contoh: asn ...` in a help text must be something that can be typed."""
    dikenal = dict(rujukan.perintah())
    for kata, perintah in dikenal.items():
        for contoh in re.findall(r"Contoh: (asn .*)", perintah.help or ""):
            utuh = shlex.split(contoh)
            sasaran = next((awal for n in (3, 2) if (awal := " ".join(utuh[:n])) in dikenal), "")
            assert sasaran, f"{kata}: {contoh}"
            sah = {ejaan for bendera in rujukan.opsi(dikenal[sasaran]) for ejaan in bendera.split("/")}
            assert {satu for satu in utuh if satu.startswith("-")} <= sah, f"{kata}: {contoh}"


# --- tables that repeat what the code knows


def test_kode_keluar_sama_dengan_enum() -> None:
    assert [int(baris[0]) for baris in _tabel("## Kode keluar")] == [int(satu) for satu in KodeKeluar]
    assert all(baris[1] for baris in _tabel("## Kode keluar"))


def test_kebijakan_sama_dengan_data_acuan() -> None:
    with (AKAR / "asn_kompetensi" / "reference" / "kebijakan.csv").open(encoding="utf-8", newline="") as berkas:
        acuan = {f"`{baris['kunci']}`": baris["nilai"] for baris in csv.DictReader(berkas)}
    baris = _tabel("## Kesenjangan")
    letak = baris.index(["kebijakan", "isi awal"])
    assert {satu[0]: satu[1] for satu in baris[letak + 2 :]} == acuan


def test_status_gap_lengkap() -> None:
    tertulis = [baris[0].strip("`") for baris in _tabel("## Kesenjangan")]
    assert set(layanan_gap.STATUS) <= set(tertulis)
    assert {"tidak_ada", "rendah", "sedang", "tinggi", *TUJUAN} <= {
        satu.removesuffix("` (bawaan)") for satu in tertulis
    }


def test_setiap_tabel_basis_data_disebut() -> None:
    teks = migrations.objek(migrations.versi_program()).items()
    ada = {nama for nama, satu in teks if satu.startswith("CREATE TABLE")}
    tertulis = {nama for baris in _tabel("## Isi basis data") for nama in re.findall(r"`(\w+)`", baris[0])}
    assert tertulis == ada


def test_setiap_pustaka_disebut_dengan_alasannya() -> None:
    semua = [*PROYEK["project"]["dependencies"], *PROYEK["project"]["optional-dependencies"]["dev"]]
    nama = [re.split(r"[<>=\[ ]", satu)[0] for satu in semua]
    baris = _tabel("## Pustaka")
    assert [satu[0].strip("`") for satu in baris] == nama
    assert all(satu[1] for satu in baris)
    assert len(PROYEK["project"]["optional-dependencies"]["dev"]) == 14, "README says: Empat belas yang terakhir"


def test_istilah_satu_kata_satu_hal() -> None:
    istilah = [baris[0] for baris in _tabel("## Istilah")]
    assert len(istilah) == len({satu.casefold() for satu in istilah})
    for benda in BENDA:
        assert any(re.search(rf"`{benda}`", satu) for satu in istilah), f"{benda} is not in the glossary"


def test_perubahan_memuat_versi_ini() -> None:
    bagian = _bagian("## Perubahan")
    assert f"### {__version__}" in bagian
    butir = re.findall(r"(?m)^- (.+(?:\n  .+)*)", bagian)
    assert butir
    assert all(satu.endswith(".") for satu in butir)


# --- paths and links


def test_setiap_berkas_yang_disebut_ada() -> None:
    jalur = set(re.findall(r"`((?:asn_kompetensi|tests|data|\.ci)/[\w./-]+)`", README))
    assert len(jalur) > 15
    assert [satu for satu in sorted(jalur) if not (AKAR / satu).exists()] == []


def test_setiap_tautan_sampai() -> None:
    judul = {satu.strip().lower().replace(" ", "-") for satu in re.findall(r"(?m)^#+ (.+)$", README)}
    tautan = re.findall(r"\]\(#([^)]+)\)", README)
    assert tautan
    assert [satu for satu in tautan if satu not in judul] == []


def test_lima_ruang_dalam_perjalanan_satu_perintah() -> None:
    bagian = _bagian("### Satu perintah melewati lima ruang")
    ruang = re.findall(r"asn_kompetensi/(cli|services|store|domain|tabular)/", bagian)
    assert set(ruang) == {"cli", "services", "store", "domain", "tabular"}
