"""No row is lost in silence, in any format; and no damaged file is anything but a refusal or a sheet."""

from __future__ import annotations

import csv
import random
import shutil
import time
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asn_kompetensi.domain.galat import DataDitolak, GalatBerkas
from asn_kompetensi.domain.lembar import Lembar, Skema
from asn_kompetensi.tabular.baca import baca_lembar
from asn_kompetensi.tabular.baca.pola_baris import tanda_tangan

from .bahan import BERKAS, HADIR, NILAI, PEGAWAI, buku
from .bahan_biner import baris_ods, ods_mentah, xls, xlsb

JUDUL = ["No", "NIP", "Nama", "Golongan", "Integritas"]
NAMA = ["SABAI ALUIH", "TOTAL", "STANDAR", "Jumlah", "-", "Mengetahui,", "Unit Kerja : X", "KETERANGAN", "NUR'AIN", "1"]
GOLONGAN = ["III/a", "Sawahlunto, 3 Maret 2025", "Kepala,", "null", "4", "NIP. 19750505"]
PENGISI: list[list[Any]] = [
    ["Jumlah", None, None, "3"],
    [None, None, "Rata-rata", None, 2.5],
    ["Satuan Kerja : Dinas Kesehatan"],
    ["(1)", "(2)", "(3)", "(4)", "(5)"],
    JUDUL,
    ["-", "-", "-", "-", "-"],
    ["Catatan: sementara"],
    [None, None, None, "Sawahlunto, ..... 2025"],
    [None, "NIP. 19750505 200003 2 998"],
    [7.0],
    ["x"],
    [None, None, None, None, "tanpa orang"],
    [*[None] * 7, "di luar"],
    ["   "],
]


def kisi_acak(acak: random.Random) -> tuple[int, list[list[Any]]]:
    """(rows above and with the header, all rows): people with every second NIP odd, fillers, blanks, fragments."""
    atas: list[list[Any]] = [["KOP"] if acak.random() < 0.5 else [] for _ in range(acak.randrange(6))]
    isi: list[list[Any]] = []
    for ke in range(acak.randrange(1, 25)):
        macam = acak.random()
        if macam < 0.5:
            nip = acak.choice([f"{198403122006042901 + ke}", f"'{198403122006042901 + ke}", "19840312 200604 2 901"])
            isi.append(
                [acak.choice([None, float(ke)]), nip, acak.choice([*NAMA, None]), acak.choice([*GOLONGAN, None])]
            )
        elif macam < 0.6:
            isi.append([acak.choice([None, *NAMA, *GOLONGAN, 3.5]) for _ in range(acak.randrange(7))])
        elif macam < 0.7:
            isi.append([])
        else:
            isi.append(list(acak.choice(PENGISI)))
    return len(atas) + 1, [*atas, JUDUL, *isi]


def berisi(satu: list[Any]) -> bool:
    return any(nilai is not None and str(nilai).strip() for nilai in satu)


def tulis(jalur: Path, baris: list[list[Any]]) -> Path:
    match jalur.suffix:
        case ".xlsx":
            return buku(jalur, baris)
        case ".xls":
            return xls(jalur, baris)
        case ".ods":
            return ods_mentah(jalur, "".join(baris_ods(*(satu or [None])) for satu in baris))
        case ".xlsb":
            return xlsb(jalur, [(r, c, v) for r, satu in enumerate(baris) for c, v in enumerate(satu) if v is not None])
    with jalur.open("w", newline="", encoding="utf-8") as berkas:
        csv.writer(berkas).writerows(["" if v is None else v for v in satu] for satu in baris)
    return jalur


@pytest.mark.parametrize("banyak", [20, pytest.param(300, marks=pytest.mark.lama)])
@pytest.mark.parametrize("akhiran", ["xlsx", "xls", "ods", "xlsb", "csv"])
def test_tidak_ada_baris_hilang_dan_setiap_nip_adalah_data(tmp_path: Path, akhiran: str, banyak: int) -> None:
    """Many sheets: every non-empty row below the header is data or named, a NIP with anything beside it is data."""
    acak = random.Random(20_250_303)
    for ke in range(banyak):
        batas, baris = kisi_acak(acak)
        lembar = baca_lembar(tulis(tmp_path / f"a.{akhiran}", baris), PEGAWAI if ke % 2 else NILAI)
        assert lembar.baris_judul == (batas,)
        ada = [nomor for nomor, satu in enumerate(baris, 1) if nomor > batas and berisi(satu)]
        data, dilewati = [b.nomor for b in lembar.baris], [b.nomor for b in lembar.dilewati]
        assert sorted(data + dilewati) == ada, (ke, baris)
        ber_nip = {nomor for nomor in ada if _orang(baris[nomor - 1])}
        assert ber_nip <= set(data), (ke, baris)
        assert all(len(b.sel) == len(lembar.lajur) for b in lembar.baris)
        assert all(b.alasan for b in lembar.dilewati)


def _orang(sel: list[Any]) -> bool:
    """A NIP in its column and anything else: alone, or beside a date and place, it may be a signer's."""
    lain = [satu for ke, satu in enumerate(sel) if ke != 1 and satu is not None and not tanda_tangan([(ke, satu)])]
    return len(sel) > 1 and _digit(sel[1]) >= 17 and bool(lain)


def _digit(nilai: Any) -> int:
    return sum(huruf.isdigit() for huruf in str(nilai)) if not str(nilai).startswith("NIP") else 0


SEL = st.one_of(
    st.none(),
    st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=12),
    st.integers(-9, 10**18),
    st.floats(-1e18, 1e18),
    st.sampled_from([*NAMA, *GOLONGAN, "198403122006042901", "Jumlah", "NIP", "Nama"]),
)


@settings(max_examples=50)
@given(st.lists(st.lists(SEL, max_size=6), max_size=12))
def test_kisi_sembarang_lewat_csv_tidak_pernah_kehilangan_baris(
    tmp_path_factory: pytest.TempPathFactory, isi: list[list[Any]]
) -> None:
    """Whatever stands in the cells: below a sure header all rows are accounted for, in order, once."""
    kepala = ["No", "NIP", "Nama", "Golongan", "OPD", "Jabatan", "Tanggal Lahir", "L/P", "Eselon", "Unit Kerja"]
    jalur = tulis(tmp_path_factory.getbasetemp() / "sembarang.csv", [kepala, *isi])
    lembar = baca_lembar(jalur, PEGAWAI)
    with jalur.open(encoding="utf-8", newline="") as berkas:
        rekaman = list(csv.reader(berkas))
    ada = [
        nomor for nomor, satu in enumerate(rekaman, 1) if nomor > lembar.baris_judul[-1] and any(map(str.strip, satu))
    ]
    assert lembar.baris_judul == (1,)
    assert sorted([*(b.nomor for b in lembar.baris), *(b.nomor for b in lembar.dilewati)]) == ada


def baca_atau_tolak(jalur: Path, skema: Skema) -> Lembar | None:
    """A sheet, or None for a refusal that has a sentence; anything else flies. Never longer than 10 s."""
    mulai = time.perf_counter()
    try:
        return baca_lembar(jalur, skema)
    except (DataDitolak, GalatBerkas) as penolakan:
        galat = penolakan
    finally:
        assert time.perf_counter() - mulai < 10
    assert galat.pesan
    assert galat.petunjuk
    return None


def rusak(isi: bytes, acak: random.Random) -> bytes:
    if acak.random() < 0.25:
        return isi[: acak.randrange(len(isi))]
    hasil = bytearray(isi)
    for _ in range(acak.choice([1, 1, 2, 8, 40])):
        hasil[acak.randrange(len(hasil))] ^= 1 << acak.randrange(8)
    return bytes(hasil)


@pytest.mark.parametrize(
    ("nama", "skema"), [("01_siasn_export", PEGAWAI), ("03a_nilai_lebar_gap", NILAI), ("05_daftar_hadir", HADIR)]
)
def test_300_mutasi_contoh_hanya_ditolak_atau_terbaca_sama(tmp_path: Path, nama: str, skema: Skema) -> None:
    """Checksums guard the contents: what still reads must read exactly as before."""
    asal = BERKAS / f"{nama}.xlsx"
    utuh = baca_lembar(asal, skema)
    acak = random.Random(nama)
    jalur = tmp_path / asal.name
    for _ in range(100):
        jalur.write_bytes(rusak(asal.read_bytes(), acak))
        lembar = baca_atau_tolak(jalur, skema)
        assert lembar is None or (lembar.lajur, lembar.baris, lembar.dilewati) == (
            utuh.lajur,
            utuh.baris,
            utuh.dilewati,
        )


@pytest.mark.parametrize("banyak", [80, pytest.param(600, marks=pytest.mark.lama)])
@pytest.mark.parametrize("akhiran", ["xls", "xlsb", "ods", "csv"])
def test_mutasi_jenis_lain_tidak_pernah_menjadi_galat_python(
    tmp_path: Path, akhiran: str, banyak: int, capfd: pytest.CaptureFixture[str]
) -> None:
    acak = random.Random(akhiran)
    _, baris = kisi_acak(acak)
    isi = tulis(tmp_path / f"a.{akhiran}", [*baris, *[[None, "198403122006042901", "A" * 300]] * 60]).read_bytes()
    for _ in range(banyak):
        jalur = tmp_path / f"b.{akhiran}"
        jalur.write_bytes(rusak(isi, acak))
        baca_atau_tolak(jalur, PEGAWAI)
    assert capfd.readouterr().err == "", "calamine may panic, but the clerk must not see Rust"


@pytest.mark.parametrize("banyak", [100, pytest.param(800, marks=pytest.mark.lama)])
def test_mutasi_di_dalam_xml_pun_tidak_pernah_menjadi_galat_python(tmp_path: Path, banyak: int) -> None:
    """Bit flips inside the inflated parts, zipped again with right checksums, reach deeper than flips of the file."""
    asal = BERKAS / "05_daftar_hadir.xlsx"
    acak = random.Random(7)
    with zipfile.ZipFile(asal) as arsip:
        bagian = {info.filename: arsip.read(info) for info in arsip.infolist()}
    jalur = tmp_path / "a.xlsx"
    for _ in range(banyak):
        sasaran = acak.choice([nama for nama in bagian if nama.endswith((".xml", ".rels"))])
        with zipfile.ZipFile(jalur, "w") as arsip:
            for nama, isi in bagian.items():
                arsip.writestr(nama, rusak(isi, acak) if nama == sasaran else isi)
        baca_atau_tolak(jalur, HADIR)


def test_berkas_tidak_diubah_oleh_pembacaan(tmp_path: Path) -> None:
    asal = BERKAS / "03a_nilai_lebar_gap.xlsx"
    salinan = Path(shutil.copy(asal, tmp_path / "a.xlsx"))
    salinan.chmod(0o400)
    baca_lembar(salinan, NILAI)
    assert salinan.read_bytes() == asal.read_bytes()
    assert [satu.name for satu in tmp_path.iterdir()] == ["a.xlsx"]
