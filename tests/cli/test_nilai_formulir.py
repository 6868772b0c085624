"""`asn nilai formulir` and its way back through `asn nilai impor`: locked, keyed, cell by cell, old beside new."""

from __future__ import annotations

import hashlib
import io
import json
import random
import shutil
import stat
import subprocess
import zipfile
from collections.abc import Callable
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from asn_kompetensi.domain.acuan import baca_acuan
from asn_kompetensi.services import nilai as nilai_layanan
from asn_kompetensi.store import door
from tests.cetakan import cetak, sekali
from tests.periode import tutup
from tests.services.berkas_uji import A, Asn, B, hitungan, isi_orang, kode, nilai, sidik, sql, xlsx

FORMULIR = ("nilai", "formulir", "DINKES", "--periode", "2025")
D = "198201302010012904"
KEPALA = 8  # row of the headings where the office is not in the register
SOFFICE = shutil.which("soffice")
Ubah = Callable[[Any], None]


class Terminal(io.StringIO):
    """A stdin someone sits at."""

    def isatty(self) -> bool:
        return True


@sekali
def _isi_kota(basis: Path) -> None:
    """A and D in DINKES (INT and KS required of STAF at 3, PB of D's job), B elsewhere; A has INT 2.5."""
    isi_orang(basis)
    sql(basis, """INSERT INTO pegawai (nip, nama, jenis_kelamin, tanggal_lahir, jenis_pegawai)
                  VALUES (?, 'PUTI BUNGSU', 'L', '1982-01-30', 'PNS')""", D)  # fmt: skip
    sql(
        basis,
        """INSERT INTO penempatan (pegawai_id, opd_id, jabatan_id) SELECT g.id, o.id, j.id
                    FROM pegawai g, opd o, jabatan j WHERE g.nip = ? AND o.kode = 'DINKES' AND j.kode = 'SEKDIS'""",
        D,
    )
    sql(basis, """INSERT INTO standar (jabatan_id, kompetensi_id, ratus) SELECT j.id, k.id, 300
                    FROM jabatan j, kompetensi k WHERE (j.kode, k.kode)
                    IN (('STAF', 'INT'), ('STAF', 'KS'), ('SEKDIS', 'INT'), ('SEKDIS', 'PB'))""")  # fmt: skip


@pytest.fixture
def kota(basis: Path) -> Path:
    _isi_kota(basis)
    return basis


@pytest.fixture
def formulir(kota: Path, asn: Asn, tmp_path: Path) -> Path:
    """The form of DINKES with A's INT at 2.5; row KEPALA+1 is D (PUTI BUNGSU), then A (SABAI ALUIH). Made once."""
    tujuan = tmp_path / "f.xlsx"

    def buat() -> None:
        assert asn("nilai", "isi", A, "INT=2,5", "--periode", "2025", "--db", kota)[0] == 0
        hasil = asn(*FORMULIR, "-o", tujuan)
        assert hasil[0] == 0, hasil

    cetak(kota, buat)
    return tujuan


def ubah(berkas: Path, *kerja: Ubah, nama: str = "isi.xlsx") -> Path:
    """Save the form again as another program would, after some edits."""
    berkas.with_name(nama).write_bytes(_terubah(berkas.read_bytes(), kerja))
    return berkas.with_name(nama)


@cache
def _terubah(formulir: bytes, kerja: tuple[Ubah, ...]) -> bytes:
    buku = openpyxl.load_workbook(io.BytesIO(formulir))
    for satu in kerja:
        satu(buku)
    hasil = io.BytesIO()
    buku.save(hasil)
    return hasil.getvalue()


@lru_cache(maxsize=None, typed=True)
def isi(**sel: Any) -> Ubah:
    """The edit that fills in these cells; the same one for the same cells."""

    def kerja(buku: Any) -> None:
        for letak, apa in sel.items():
            buku["Nilai"][letak] = apa

    return kerja


def impor(asn: Asn, berkas: Path, *kata: str) -> tuple[int, dict[str, Any], str]:
    keluar, stdout, stderr = asn("nilai", "impor", berkas, *kata)
    return keluar, json.loads(stdout) if stdout else {}, stderr


def letak(berkas: Path) -> dict[tuple[str, str], str]:
    """(NIP, competency) -> address of the cell to fill in, as the sheet itself says."""
    return _letak(berkas.read_bytes())


@cache
def _letak(formulir: bytes) -> dict[tuple[str, str], str]:
    lembar = openpyxl.load_workbook(io.BytesIO(formulir))["Nilai"]
    kepala = next(n for n in range(1, 30) if lembar.cell(n, 1).value == "No")
    return {
        (baris[2].value, lembar.cell(kepala, sel.column).value): sel.coordinate
        for baris in lembar.iter_rows(min_row=kepala + 1)
        for sel in baris
        if not sel.protection.locked
    }


# --- bad words first ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kata", "keluar", "cari"),
    [
        (("DINKES",), 2, "--periode wajib diisi"),
        (("DINKES", "--periode", "2025"), 2, "-o BERKAS.xlsx atau --ke"),
        (("DINKES", "--periode", "2025", "-o", "{f}/a.xlsx", "--ke", "{f}"), 2, "-o BERKAS.xlsx atau --ke"),
        (("--periode", "2025", "-o", "{f}/a.xlsx"), 2, "hanya untuk satu"),
        (("DINKES", "--periode", "2025", "-o", "{f}/a.csv"), 2, "bukan nama berkas .xlsx"),
        (("DINKES", "--periode", "2025", "-o", "{f}/a.xlsx", "--sumber", "bos"), 2, "sumber 'bos' tidak ada"),
        (("DINKESS", "--periode", "2025", "-o", "{f}/a.xlsx"), 4, "DINKES"),
        (("DINSOS", "--periode", "2025", "-o", "{f}/a.xlsx"), 4, "DINSOS tidak punya pegawai"),
        (("DINKES", "--periode", "2019", "-o", "{f}/a.xlsx"), 4, "2019"),
        (("DINKES", "--periode", "2025", "-o", "{f}/a.xlsx", "--tanggal-surat", "x"), 3, "--tanggal-surat"),
        (("DINKES", "--periode", "2025", "-o", "{f}/tidak/ada.xlsx"), 8, "tidak ada"),
        (("DINKES", "--periode", "2025", "-o", "{f}/ada.xlsx"), 5, "--timpa"),
        (("--periode", "2025", "--ke", "{f}/ada.xlsx"), 8, "bukan folder"),
        (("DINKES", "--periode", "2024", "-o", "{f}/a.xlsx"), 5, "sudah ditutup"),
    ],
)
def test_ditolak_tanpa_menulis(
    kota: Path, asn: Asn, tmp_path: Path, kata: tuple[str, ...], keluar: int, cari: str
) -> None:
    tutup(kota, "2024")
    folder = tmp_path / "hasil"
    folder.mkdir()
    (folder / "ada.xlsx").write_bytes(b"lama")
    hasil = asn("nilai", "formulir", *(satu.format(f=folder) for satu in kata))
    assert (hasil[0], hasil[1]) == (keluar, ""), hasil
    assert cari in hasil[2]
    assert [(satu.name, satu.read_bytes()) for satu in folder.iterdir()] == [("ada.xlsx", b"lama")]


# --- the form -------------------------------------------------------------------------------------------------------


def test_formulir_terkunci_berpilihan_dan_berkunci(formulir: Path) -> None:
    buku = openpyxl.load_workbook(formulir)
    assert [(s.title, s.sheet_state, s.protection.sheet, s.protection.password) for s in buku] == [
        ("Nilai", "visible", True, None), ("_kunci", "veryHidden", True, None),
    ]  # fmt: skip
    lembar = buku["Nilai"]
    sel = letak(formulir)
    assert set(sel) == {(A, "INT"), (A, "KS"), (D, "INT"), (D, "PB")}
    assert [lembar[sel[kunci]].value for kunci in ((A, "INT"), (A, "KS"), (D, "PB"))] == [2.5, None, None]
    (aturan,) = lembar.data_validations.dataValidation
    assert (aturan.type, aturan.formula1, aturan.errorStyle) == ("list", '"1,2,3,4,5"', "warning")
    assert all(satu in aturan.sqref for satu in sel.values())
    assert sum(satu.size["rows"] * satu.size["columns"] for satu in aturan.sqref.ranges) == len(sel)
    tak_diminta = lembar.cell(lembar[sel[A, "INT"]].row, lembar[sel[D, "PB"]].column)
    assert (tak_diminta.fill.patternType, tak_diminta.protection.locked) == ("lightUp", True)
    assert lembar.freeze_panes == f"C{KEPALA + 1}"
    assert lembar.print_title_rows == f"${KEPALA - 1}:${KEPALA}"
    assert (lembar.page_setup.orientation, lembar.page_setup.fitToWidth) == ("landscape", 1)
    assert stat.S_IMODE(formulir.stat().st_mode) == 0o600


def test_data_sama_byte_sama_dan_hanya_orang_sendiri(formulir: Path, asn: Asn, tmp_path: Path) -> None:
    lain = tmp_path / "lain.xlsx"
    assert asn(*FORMULIR, "-o", lain)[0] == 0
    assert hashlib.sha256(lain.read_bytes()).digest() == hashlib.sha256(formulir.read_bytes()).digest()
    with zipfile.ZipFile(formulir) as arsip:
        semua = "\n".join(arsip.read(nama).decode("utf-8") for nama in arsip.namelist())
    assert A in semua
    assert "<f>" not in semua
    assert not any(satu in semua for satu in (B, "MANGKUTAK", "penguji"))


def test_satu_folder_dan_kosong(kota: Path, asn: Asn, tmp_path: Path) -> None:
    asn("nilai", "isi", A, "INT=2,5", "--periode", "2025", "--sumber", "atasan")
    asn("nilai", "isi", A, "KS=3", "--periode", "2025")
    folder = tmp_path / "formulir"
    kata = ("nilai", "formulir", "--periode", "2025", "--sumber", "Atasan", "--ke", folder, "--json")
    keluar, stdout, _ = asn(*kata, "--kosong")
    nama = [f"nilai-atasan-{satu}-2025.xlsx" for satu in ("dinkes", "disdik", "dishub")]
    assert keluar == 0
    assert [(Path(s["berkas"]).name, s["pegawai"]) for s in json.loads(stdout)] == list(
        zip(nama, (2, 1, 1), strict=True)
    )
    assert sorted(satu.name for satu in folder.iterdir()) == nama
    lembar = openpyxl.load_workbook(folder / nama[0])["Nilai"]
    assert lembar[letak(folder / nama[0])[A, "INT"]].value is None
    assert asn(*kata)[0] == 5
    assert asn(*kata, "--timpa")[0] == 0
    assert openpyxl.load_workbook(folder / nama[0])["Nilai"][letak(folder / nama[0])[A, "INT"]].value == 2.5
    assert openpyxl.load_workbook(folder / nama[0])["Nilai"][letak(folder / nama[0])[A, "KS"]].value is None
    assert nilai(kota) == {(A, "INT", "2025", "atasan"): 250, (A, "KS", "2025", "asesmen"): 300}


# --- and back -------------------------------------------------------------------------------------------------------


def test_lama_dan_baru_lalu_dua_kali_sama(kota: Path, formulir: Path, asn: Asn) -> None:
    sel = letak(formulir)
    berkas = ubah(formulir, isi(**{sel[A, "INT"]: 3.25, sel[D, "PB"]: "4"}))
    awal = sidik(kota)
    keluar, laporan, _ = impor(asn, berkas, "-n")
    assert (keluar, sidik(kota), hitungan(laporan)) == (0, awal, (1, 1, 0, 0, 0))
    assert laporan["perubahan"] == [
        {"lembar": "Nilai", "baris": KEPALA + 1, "kolom": sel[D, "PB"][:-1], "sel": sel[D, "PB"], "nip": D,
         "kompetensi": "PB", "lama": None, "baru": 4},
        {"lembar": "Nilai", "baris": KEPALA + 2, "kolom": "F", "sel": sel[A, "INT"], "nip": A, "kompetensi": "INT",
         "lama": 2.5, "baru": 3.25},
    ]  # fmt: skip
    keluar, nyata, _ = impor(asn, berkas)
    assert (keluar, nyata | {"jalankan": None}) == (0, laporan)
    assert nilai(kota) == {(A, "INT", "2025", "asesmen"): 325, (D, "PB", "2025", "asesmen"): 400}
    awal = sidik(kota)
    keluar, laporan, galat = impor(asn, berkas)
    assert (keluar, hitungan(laporan), laporan["perubahan"], sidik(kota)) == (0, (0, 0, 2, 0, 0), [], awal)
    assert galat == "tidak ada yang berubah\n"


def test_formulir_kosong_tidak_mengingatkan(formulir: Path, asn: Asn) -> None:
    assert asn(*FORMULIR, "--kosong", "--timpa", "-o", formulir)[0] == 0
    keluar, laporan, _ = impor(asn, formulir)
    assert (keluar, hitungan(laporan), laporan["peringatan"]) == (0, (0, 0, 2, 0, 0), [])


def test_dikosongkan_tidak_menghapus(kota: Path, formulir: Path, asn: Asn) -> None:
    keluar, laporan, _ = impor(asn, ubah(formulir, isi(**{letak(formulir)[A, "INT"]: None})))
    assert (keluar, kode(laporan, "peringatan")) == (0, [(KEPALA + 2, f"F{KEPALA + 2}", "NILAI_TETAP")])
    assert nilai(kota) == {(A, "INT", "2025", "asesmen"): 250}


@pytest.mark.parametrize(
    ("baris", "ada"),
    [("9", {"D"}), ("10", {"A"}), ("9-10", {"A", "D"}), ("1,10-99", {"A"})],
)
def test_baris_yang_disebut_saja(kota: Path, formulir: Path, asn: Asn, baris: str, ada: set[str]) -> None:
    sel = letak(formulir)
    keluar, laporan, _ = impor(asn, ubah(formulir, isi(**{sel[A, "KS"]: 1, sel[D, "PB"]: 4})), "--baris", baris)
    assert (keluar, laporan["dilewati"]) == (0, 2 - len(ada))
    assert {kunci[0] for kunci in nilai(kota) if kunci[1] != "INT"} == {{"A": A, "D": D}[satu] for satu in ada}


@pytest.mark.parametrize(
    ("baris", "pesan"), [("x", "bukan nomor baris"), ("9-7", "terbalik"), ("77", "satu baris pun")]
)
def test_baris_salah(kota: Path, formulir: Path, asn: Asn, baris: str, pesan: str) -> None:
    awal = sidik(kota)
    keluar, stdout, stderr = asn("nilai", "impor", formulir, "--baris", baris)
    assert (keluar, stdout, sidik(kota)) == (2, "", awal)
    assert pesan in stderr


@pytest.mark.parametrize(
    ("jawab", "ada"),
    [("y\nt\n", {D}), ("\ny\n", {A}), ("semua\n", {A, D}), ("t\nsemua\n", {A}), ("t\nt\n", set()), ("ya\nS\n", {A, D})],
)
def test_ditanya_baris_demi_baris(
    kota: Path, formulir: Path, asn: Asn, monkeypatch: pytest.MonkeyPatch, jawab: str, ada: set[str]
) -> None:
    sel = letak(formulir)
    berkas = ubah(formulir, isi(**{sel[A, "KS"]: 1, sel[A, "INT"]: 3, sel[D, "PB"]: 4}))
    monkeypatch.setattr("sys.stdin", Terminal(jawab))
    keluar, _, stderr = impor(asn, berkas)
    assert keluar == 0
    assert stderr.startswith(f"baris {KEPALA + 1}, ***************904: PB – → 4. Terima? [y/T/semua]: ")
    assert A not in stderr
    assert "INT 2,5 → 3" in stderr or "semua" in jawab
    assert {kunci[0] for kunci in nilai(kota) if kunci[1] != "INT"} == ada
    monkeypatch.setattr("sys.stdin", Terminal(""))  # nobody is asked: answered beforehand, or only looking
    assert impor(asn, berkas, "-n")[0] == impor(asn, berkas, "-y")[0] == 0
    assert {kunci[0] for kunci in nilai(kota) if kunci[1] != "INT"} == {A, D}


# --- stale, foreign, tampered with ----------------------------------------------------------------------------------


def test_basi_ditahan_kecuali_sama(kota: Path, formulir: Path, asn: Asn) -> None:
    sel = letak(formulir)
    asn("nilai", "isi", A, "INT=4", "--periode", "2025")
    for terisi, ditahan in (({}, "F"), ({sel[A, "INT"]: 5}, "F"), ({sel[A, "INT"]: 5, sel[A, "KS"]: 3}, "FH")):
        berkas = ubah(formulir, isi(**terisi, **{sel[D, "PB"]: 4}))
        awal = sidik(kota)
        keluar, laporan, _ = impor(asn, berkas)
        assert (keluar, sidik(kota)) == (3, awal)
        assert kode(laporan) == [(KEPALA + 2, f"{huruf}{KEPALA + 2}", "BASI") for huruf in ditahan]
        pesan = laporan["galat"][0]["pesan"]
        assert pesan.startswith("nilai INT sudah diubah menjadi 4 oleh penguji pukul ")
        assert [satu["nip"] for satu in laporan["perubahan"]] == [D]
    keluar, laporan, _ = impor(asn, ubah(formulir, isi(**{sel[A, "INT"]: 4}), nama="sama.xlsx"))
    assert (keluar, hitungan(laporan)) == (0, (0, 0, 2, 0, 0))
    assert impor(asn, berkas, "--lewati")[0] == 9
    assert nilai(kota) == {(A, "INT", "2025", "asesmen"): 400, (D, "PB", "2025", "asesmen"): 400}


def test_formulir_yang_diisi_lagi_sesudah_dibaca_diterima(kota: Path, formulir: Path, asn: Asn) -> None:
    """Whoever fills in a form in two sittings sends the same one twice: what changed since is what it says itself."""
    sel = letak(formulir)
    assert impor(asn, ubah(formulir, isi(**{sel[A, "INT"]: 4})))[0] == 0
    berkas = ubah(formulir, isi(**{sel[A, "INT"]: 4, sel[A, "KS"]: 3}), nama="lagi.xlsx")
    keluar, laporan, _ = impor(asn, berkas)
    assert (keluar, kode(laporan)) == (0, [])
    assert {k[1]: ratus for k, ratus in nilai(kota).items() if k[0] == A} == {"INT": 400, "KS": 300}
    asn("nilai", "isi", A, "KS=2", "--periode", "2025")
    assert impor(asn, berkas)[0] == 3, "now somebody else has changed it"


def _hari(kota: Path) -> dict[str, tuple[str | None, str | None]]:
    with door.baca(kota) as d:
        return {b[4]: (b[7], b[9]) for b in nilai_layanan.daftar(d, nip=A)}


def test_yang_sudah_terdaftar_tetap_pada_hari_dan_penilainya(kota: Path, formulir: Path, asn: Asn) -> None:
    """Somebody else has meanwhile registered the very level that the form says: with a day and an assessor of his."""
    sel = letak(formulir)
    asn("nilai", "isi", A, "INT=4", "--periode", "2025", "--tanggal", "2025-11-01", "--penilai", "Asesor Padang")
    berkas = ubah(formulir, isi(**{sel[A, "INT"]: 4, sel[A, "KS"]: 3}))
    keluar, laporan, _ = impor(asn, berkas, "--tanggal", "2025-06-10", "--penilai", "Tim Lama")
    assert (keluar, [satu["kompetensi"] for satu in laporan["perubahan"] if satu["nip"] == A]) == (0, ["KS"])
    assert _hari(kota) == {"INT": ("2025-11-01", "Asesor Padang"), "KS": ("2025-06-10", "Tim Lama")}
    assert impor(asn, berkas, "--tanggal", "2025-06-20")[0] == 0
    assert _hari(kota)["INT"] == ("2025-11-01", "Asesor Padang")


def test_yang_dihapus_orang_lain_tidak_disebut_oleh_sel_yang_tak_terbaca(kota: Path, formulir: Path, asn: Asn) -> None:
    sel = letak(formulir)
    asn("nilai", "hapus", A, "--periode", "2025", "-y")
    berkas = ubah(formulir, isi(**{sel[A, "INT"]: "baik", sel[A, "KS"]: 3}))
    assert impor(asn, berkas, "--lewati")[0] == 9
    assert {kunci[1] for kunci in nilai(kota) if kunci[0] == A} == set()


def test_nilai_dihapus_juga_basi(kota: Path, formulir: Path, asn: Asn) -> None:
    asn("nilai", "hapus", A, "--periode", "2025", "-y")
    keluar, laporan, _ = impor(asn, formulir)
    assert (keluar, kode(laporan), nilai(kota)) == (3, [(KEPALA + 2, f"F{KEPALA + 2}", "BASI")], {})
    assert "menjadi kosong oleh penguji" in laporan["galat"][0]["pesan"]


@pytest.mark.parametrize(
    ("sel", "apa", "kodenya"),
    [
        ("B10", "ORANG LAIN", "SEL_TERKUNCI"), ("C10", B, "SEL_TERKUNCI"), ("D10", None, "SEL_TERKUNCI"),
        ("E10", 2, "SEL_TERKUNCI"), ("A10", 7, "SEL_TERKUNCI"), ("J10", 3, "SEL_TERKUNCI"),
        ("Z10", "x", "SEL_TERKUNCI"), ("C11", B, "BARIS_DITAMBAH"), ("F12", 3, "BARIS_DITAMBAH"),
    ],
)  # fmt: skip
def test_sel_terkunci_berubah(kota: Path, formulir: Path, asn: Asn, sel: str, apa: Any, kodenya: str) -> None:
    berkas = ubah(formulir, isi(**{sel: apa, letak(formulir)[D, "PB"]: 4, letak(formulir)[A, "KS"]: 1}))
    awal = sidik(kota)
    keluar, laporan, _ = impor(asn, berkas)
    assert (keluar, kode(laporan), sidik(kota)) == (3, [(int(sel[1:]), sel, kodenya)], awal)
    assert hitungan(laporan)[3] == 1
    baik = {(D, "PB"), *([(A, "KS")] if kodenya == "BARIS_DITAMBAH" else [])}  # row 10 is A's, and held as a whole
    assert {(satu["nip"], satu["kompetensi"]) for satu in laporan["perubahan"]} == baik
    keluar, laporan, _ = impor(asn, berkas, "--lewati")
    assert keluar == 9
    assert {kunci[:2] for kunci in nilai(kota)} - {(A, "INT")} == baik


@pytest.mark.parametrize(
    ("apa", "kodenya"),
    [(0, "NILAI_NOL"), (7, "NILAI_LUAR_SKALA"), ("baik", "NILAI_BUKAN_ANGKA"), (2.555, "NILAI_DESIMAL")],
)
def test_level_tidak_sah_menyebut_selnya(formulir: Path, asn: Asn, apa: Any, kodenya: str) -> None:
    sel = letak(formulir)[A, "KS"]
    keluar, laporan, _ = impor(asn, ubah(formulir, isi(**{sel: apa})))
    assert (keluar, kode(laporan)) == (3, [(KEPALA + 2, sel, kodenya)])


def _kunci(baris: int, teks: str) -> Ubah:
    return lambda buku: buku["_kunci"].__setitem__(f"B{baris}", teks)


@pytest.mark.parametrize(
    ("kerja", "pesan"),
    [
        (isi(A3="judul lain"), "di luar baris pegawai berubah"),
        (isi(F8="KS"), ": F8."),
        (isi(A2=None), ": A2."),
        (isi(Z1="x"), ": Z1."),
        (_kunci(3, '"Kota Lain"'), "rusak atau sudah diubah"),
        (lambda buku: buku["_kunci"].delete_rows(4), "rusak atau sudah diubah"),
        (lambda buku: buku.remove(buku["_kunci"]), "tidak mempunyai lembar kunci"),
        (lambda buku: setattr(buku["Nilai"], "title", "Lain"), 'Lembar "Nilai" tidak ada'),
    ],
)
def test_kunci_dan_kepala(kota: Path, formulir: Path, asn: Asn, kerja: Ubah, pesan: str) -> None:
    awal = sidik(kota)
    keluar, stdout, stderr = asn("nilai", "impor", ubah(formulir, kerja), "--periode", "2025")
    assert (keluar, stdout, sidik(kota)) == (3, "", awal)
    assert pesan in stderr


@pytest.mark.parametrize(
    ("kata", "keluar", "pesan"),
    [
        (("--periode", "2024"), 3, "untuk periode 2025, bukan 2024"),
        (("--sumber", "atasan"), 3, "untuk sumber asesmen, bukan atasan"),
        (("--lembar", "Nilai"), 2, "menurut lembar kuncinya"),
        (("--periode", "2025", "--sumber", "ASESMEN"), 0, ""),
    ],
)
def test_periode_atau_sumber_lain(formulir: Path, asn: Asn, kata: tuple[str, ...], keluar: int, pesan: str) -> None:
    hasil = asn("nilai", "impor", formulir, *kata)
    assert hasil[0] == keluar
    assert pesan in hasil[2]


@pytest.mark.parametrize(
    ("perintah", "keluar", "pesan"),
    [
        ("UPDATE instansi SET nama = 'Kota Lain'", 3, "milik Pemerintah Kota Sawahlunto, bukan Kota Lain"),
        ("UPDATE periode SET kode = '2025-X' WHERE kode = '2025'", 3, "bukan dari basis data ini"),
        ("UPDATE opd SET kode = 'DKES' WHERE kode = 'DINKES'", 3, "bukan dari basis data ini"),
    ],
)
def test_milik_tempat_lain(kota: Path, formulir: Path, asn: Asn, perintah: str, keluar: int, pesan: str) -> None:
    sql(kota, perintah)
    hasil = asn("nilai", "impor", formulir)
    assert (hasil[0], hasil[1]) == (keluar, "")
    assert pesan in hasil[2]


def test_periode_ditutup(kota: Path, formulir: Path, asn: Asn) -> None:
    tutup(kota, "2025")
    hasil = asn("nilai", "impor", formulir)
    assert (hasil[0], hasil[1]) == (5, "")
    assert "sudah ditutup" in hasil[2]


def test_orang_yang_sudah_pindah(kota: Path, formulir: Path, asn: Asn) -> None:
    asn("pegawai", "mutasi", A, "--opd", "DINSOS", "--tanggal", "2025-06-01")
    keluar, laporan, _ = impor(asn, ubah(formulir, isi(**{letak(formulir)[A, "KS"]: 3})))
    assert (keluar, [satu[2] for satu in kode(laporan)]) == (3, ["BUKAN_PEGAWAI_OPD"])
    assert A not in laporan["galat"][0]["pesan"]
    assert len(nilai(kota)) == 1


# --- any form, any filling ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("benih", range(3))
def test_isi_acak_sampai_ke_basis_data(kota: Path, asn: Asn, tmp_path: Path, benih: int) -> None:
    """Filled at random, saved again, read back: what is registered is what was filled in; twice changes nothing."""
    acak = random.Random(benih)
    for nip in (A, D):
        for komp in ("INT", "KS", "PB"):
            if acak.random() < 0.5:
                asn("nilai", "isi", nip, f"{komp}={acak.randint(1, 5)}", "--periode", "2025")
    berkas = tmp_path / "f.xlsx"
    assert asn(*FORMULIR, "-o", berkas, *(["--kosong"] if benih == 2 else []))[0] == 0
    semula, sel = nilai(kota), letak(berkas)
    diisi = {kunci: acak.randint(1, 500) for kunci in sel if acak.random() < 0.7}
    tulis = {
        sel[kunci]: acak.choice((ratus / 100, f"{ratus / 100:.2f}".replace(".", ","))) for kunci, ratus in diisi.items()
    }
    berkas = ubah(berkas, isi(**tulis))
    keluar, laporan, galat = impor(asn, berkas)
    assert keluar == 0, galat
    assert nilai(kota) == semula | {(*kunci, "2025", "asesmen"): ratus for kunci, ratus in diisi.items()}
    beda = {k for k, ratus in diisi.items() if semula.get((*k, "2025", "asesmen")) != ratus}
    assert {(satu["nip"], satu["kompetensi"]) for satu in laporan["perubahan"]} == beda
    assert impor(asn, berkas)[1]["perubahan"] == []


def test_lembar_biasa_pun_dapat_dipilih_barisnya(kota: Path, asn: Asn) -> None:
    berkas = xlsx(kota, "NIP|INT", (A, 3), (D, 4))
    keluar, laporan, _ = impor(asn, berkas, "--periode", "2025", "--baris", "3")
    assert (keluar, hitungan(laporan), laporan["perubahan"]) == (0, (1, 0, 0, 0, 1), [])
    assert nilai(kota) == {(D, "INT", "2025", "asesmen"): 400}


def test_yang_ditahan_di_baris_yang_tidak_dipilih_tetap_ditahan(kota: Path, asn: Asn) -> None:
    berkas = xlsx(kota, "NIP|INT|KS", (A, 7, 3), (D, 4, "x"), nama="rekap.xlsx")
    kata = ("nilai", "impor", berkas, "--periode", "2025", "--lewati")
    assert asn(*kata)[0] == 9
    siap = [json.loads(asn("periode", "siap", "2025", "--json")[1])]
    xlsx(kota, "NIP|INT|KS", (A, 3, 3), (D, 4, "x"), nama="rekap.xlsx")
    assert asn(*kata, "--baris", "2")[0] == 0
    siap.append(json.loads(asn("periode", "siap", "2025", "--json")[1]))
    pesan = [next(satu["pesan"] for satu in semua if satu["kode"] == "BARIS_DITAHAN") for semua in siap]
    assert ["(B2, C3)" in pesan[0], "(C3)" in pesan[1]] == [True, True]
    xlsx(kota, "NIP|INT|KS", (A, 3, 3), nama="rekap.xlsx")
    assert "1 isian yang dahulu ditahan dari berkas ini tidak ada lagi, tanpa nilai barunya\n" in asn(*kata)[2]


def test_baris_yang_tidak_ada_disebut(kota: Path, asn: Asn) -> None:
    berkas = xlsx(kota, "NIP|INT", (A, 3), (D, 4))
    kata = ("nilai", "impor", berkas, "--periode", "2025", "--baris")
    pesan = "Peringatan: --baris menyebut baris yang tidak berisi nilai: {}.\n"
    for baris, sebut in (("3,99", "99"), ("2-3", ""), ("1,3-120", "1,4-120")):
        for lebih in (("-n",), ("--json",), ()):
            keluar, _, galat = asn(*kata, baris, *lebih)
            assert (keluar, galat.count("Peringatan"), not sebut or pesan.format(sebut) in galat) == (
                0,
                bool(sebut),
                True,
            )
    salah = xlsx(kota, "NIP|INT", (A, 7), nama="salah.xlsx")
    keluar, _, galat = asn("nilai", "impor", salah, "--periode", "2025", "--baris", "2,99", "--json")
    assert (keluar, galat.startswith("{"), galat.count("\n")) == (3, True, 1)


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice tidak terpasang")
def test_disimpan_libreoffice(kota: Path, formulir: Path, asn: Asn, tmp_path: Path) -> None:
    """The form and a blank sheet as .ods and the report as .xlsx come back whole from the other program."""
    sel = letak(formulir)
    berkas = ubah(formulir, isi(**{sel[A, "INT"]: 3.25, sel[D, "PB"]: "4"}))
    kosong, laporan_opd = tmp_path / "pegawai.xlsx", tmp_path / "laporan.xlsx"
    asn("pegawai", "impor", "--contoh", "-o", kosong)
    asn("laporan", "opd", "DINKES", "--periode", "2025", "-o", laporan_opd)
    keluar = tmp_path / "lo"
    for bentuk, *asal in (("ods", berkas, kosong), ("xlsx", laporan_opd)):
        kata = [SOFFICE or "", f"-env:UserInstallation={(tmp_path / 'profil').as_uri()}", "--headless", "--convert-to"]
        subprocess.run([*kata, bentuk, "--outdir", keluar, *asal], check=True, capture_output=True, timeout=90)
    assert asn("laporan", "verifikasi", keluar / "laporan.xlsx")[0] == 0
    hasil, laporan, _ = impor(asn, keluar / "isi.ods")
    assert (hasil, hitungan(laporan)) == (0, (1, 1, 0, 0, 0))
    assert nilai(kota) == {(A, "INT", "2025", "asesmen"): 325, (D, "PB", "2025", "asesmen"): 400}
    isian = CalamineWorkbook.from_path(str(keluar / "pegawai.ods")).get_sheet_by_name("Isian").to_python()
    assert isian == [[satu["bidang"] for satu in baca_acuan("templat") if satu["jenis"] == "pegawai"]]
