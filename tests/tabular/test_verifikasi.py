"""A returned report: every cell that differs is named, and what was written on *Koreksi* is proposed."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.chart import BarChart
from openpyxl.worksheet.worksheet import Worksheet

from asn_kompetensi.domain.buku import BarisJp, DataBukuOpd
from asn_kompetensi.domain.galat import DataDitolak
from asn_kompetensi.domain.koreksi import BarisKoreksi
from asn_kompetensi.domain.kunci_buku import kanon
from asn_kompetensi.domain.verifikasi import HasilBanding
from asn_kompetensi.tabular.buku.koreksi import BARIS_KEPALA, kolom_isian
from asn_kompetensi.tabular.buku.opd import buku_opd
from asn_kompetensi.tabular.simpan import simpan_buku
from asn_kompetensi.tabular.verifikasi import bandingkan, kunci_laporan
from tests.tabular.alat import semua_bagian
from tests.tabular.buku.contoh import data_contoh

LEMBAR = ["Ringkasan", "Matriks", "Prioritas", "Koreksi", "Cara Hitung"]
SEKALI = 24  # cells changed at random in one file
Ubah = Callable[[Any], None]


def laporan(**ubah: Any) -> DataBukuOpd:
    data = data_contoh(**ubah)
    semua = (*data.orang, *data.tanpa_standar)
    return replace(data, koreksi=tuple(BarisKoreksi(o.nip, o.nama, o.nama_jabatan, "III/d") for o in semua))


@pytest.fixture(scope="module")
def data() -> DataBukuOpd:
    return laporan()


@pytest.fixture(scope="module")
def kirim(data: DataBukuOpd, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("kirim") / "dinkes.xlsx"
    simpan_buku(buku_opd(data), path, timpa=False, tanggal=data.tanggal_surat)
    return path


@pytest.fixture
def kembali(kirim: Path, data: DataBukuOpd, tmp_path: Path) -> Callable[..., HasilBanding]:
    """Change the report in another program, and compare it with `data` or with what is registered by now."""

    def jalankan(*kerja: Ubah, kini: DataBukuOpd = data) -> HasilBanding:
        buku = openpyxl.load_workbook(kirim)
        for satu in kerja:
            satu(buku)
        path = tmp_path / "kembali.xlsx"
        buku.save(path)
        return bandingkan(path, kunci_laporan(path), kini)

    return jalankan


def ringkas(hasil: HasilBanding) -> list[tuple[str, str, str | None]]:
    return [(satu.lembar, satu.jenis, satu.sel) for satu in hasil.beda]


def pasang(lembar: str, **sel: Any) -> Ubah:
    def kerja(buku: Any) -> None:
        for letak, isi in sel.items():
            buku[lembar][letak] = isi

    return kerja


def test_saved_again_nothing_differs(kirim: Path, data: DataBukuOpd, kembali: Callable[..., HasilBanding]) -> None:
    kunci = kunci_laporan(kirim)
    assert bandingkan(kirim, kunci, data) == kembali() == HasilBanding((), (), ())
    assert list(kunci.lembar) == [satu for satu in LEMBAR if satu != "Koreksi"]
    assert [satu.nip for satu in kunci.baris] == [satu.nip for satu in data.koreksi]
    assert "<f>" not in "".join(isi for nama, isi in semua_bagian(kirim).items() if "worksheets" in nama)


def _isi_acak(acak: random.Random, lama: object) -> object:
    baru = acak.choice((7, 2.25, "lain", "=1+1", "", date(2024, 2, 29), "-", f"{lama} ", True))
    return None if baru == "" else baru


@pytest.mark.parametrize("benih", [*range(2), *(pytest.param(n, marks=pytest.mark.lama) for n in range(2, 12))])
def test_every_cell_changed_at_random_is_named(
    kembali: Callable[..., HasilBanding], data: DataBukuOpd, benih: int
) -> None:
    """On every sheet: filled cells and empty ones, to other contents, formulas and nothing; and no other cell is."""
    acak = random.Random(benih)
    diubah: dict[tuple[str, str], object] = {}
    isian = set(kolom_isian())

    def kerja(buku: Any) -> None:
        for nama in LEMBAR:
            lembar: Worksheet = buku[nama]
            sel = [s for b in lembar.iter_rows(max_row=lembar.max_row - 1) for s in b if not hasattr(s, "merged_cells")]
            sel = [s for s in sel if type(s).__name__ == "Cell"]
            if nama == "Koreksi":
                sel = [s for s in sel if s.row <= BARIS_KEPALA or s.column_letter not in isian]
            for satu in acak.sample(sel, SEKALI):
                baru = _isi_acak(acak, satu.value)
                if kanon(baru) != kanon(satu.value):
                    satu.value = baru
                    diubah[nama, satu.coordinate] = baru

    hasil = kembali(kerja)
    assert {(satu.lembar, satu.sel) for satu in hasil.beda} == set(diubah)
    for satu in hasil.beda:
        assert satu.sel is not None
        baru = diubah[satu.lembar, satu.sel]
        assert (satu.sekarang or "") == kanon(baru)
        assert satu.jenis == ("rumus" if str(baru).startswith("=") else "sel")
    nama = {orang.nip: orang.nama for orang in data.koreksi}
    assert all(satu.nama == nama.get(satu.nip or "") for satu in hasil.beda)
    assert (hasil.basi, hasil.usulan) == ((), ())


def test_whose_row_it_was_and_text_made_into_the_formula_it_looks_like(
    kembali: Callable[..., HasilBanding], data: DataBukuOpd
) -> None:
    rumus = data.orang[12].nama
    assert rumus.startswith("=")
    nilai, nip, nama = kembali(pasang("Matriks", D6=5, B7="197911052005011902", A17=rumus)).beda
    orang = data.orang[1]
    assert (nilai.sel, nilai.nip, nilai.nama, nilai.sekarang) == ("D6", orang.nip, orang.nama, "5")
    orang = data.orang[2]
    assert (nip.nip, nip.dikirim, nip.sekarang) == (orang.nip, orang.nip, "197911052005011902")
    assert (nama.sel, nama.jenis, nama.dikirim, nama.sekarang) == ("A17", "rumus", rumus, rumus)


@pytest.mark.parametrize(
    "semua",
    [
        [
            (lambda b: b.create_sheet("Baru"), [("Baru", "lembar_ditambah", None)]),
            (lambda b: b.create_chartsheet("Grafik").add_chart(BarChart()), [("Grafik", "lembar_ditambah", None)]),
            (lambda b: b.remove(b["Prioritas"]), [("Prioritas", "lembar_hilang", None)]),
            (lambda b: setattr(b["Matriks"], "sheet_state", "hidden"), [("Matriks", "lembar_tersembunyi", None)]),
            (pasang("Koreksi", B40="x"), [("Koreksi", "baris_ditambah", "B40")]),
        ],
        [
            (lambda b: b.remove(b["Koreksi"]), [("Koreksi", "lembar_hilang", None)]),
            (lambda b: setattr(b["Prioritas"], "title", "P"), [("P", "lembar_ditambah", None),
                                                              ("Prioritas", "lembar_hilang", None)]),
            (lambda b: setattr(b["Matriks"].row_dimensions[7], "hidden", True),
             [("Matriks", "baris_tersembunyi", None)]),
            (pasang("Matriks", A40="x"), [("Matriks", "baris_ditambah", "A40")]),
        ],
        [
            (lambda b: setattr(b["Matriks"].column_dimensions["E"], "hidden", True),
             [("Matriks", "kolom_tersembunyi", None)]),
            (pasang("Koreksi", F5="x"), [("Koreksi", "sel", "F5")]),
            (pasang("Koreksi", F6="=A1"), [("Koreksi", "rumus", "F6")]),
            (lambda b: setattr(b["_kunci"], "sheet_state", "visible"), []),
        ],
    ],
    ids=["sheets that came", "sheets that went", "what is hidden"],
)  # fmt: skip
def test_sheets_and_rows_that_came_went_or_were_hidden(
    kembali: Callable[..., HasilBanding], semua: list[tuple[Ubah, list[tuple[str, str, str | None]]]]
) -> None:
    """Several changes in one file: every one is named, none of them for another."""
    hasil = kembali(*(kerja for kerja, _ in semua))
    assert sorted(ringkas(hasil)) == sorted(satu for _, beda in semua for satu in beda)
    assert hasil.usulan == ()


def test_a_row_taken_out_or_put_in_is_the_only_one_named(
    kembali: Callable[..., HasilBanding], data: DataBukuOpd
) -> None:
    def sisip(buku: Any) -> None:
        buku["Prioritas"].insert_rows(8)
        buku["Prioritas"]["C8"] = "199107212019031903"

    hasil = kembali(lambda b: b["Matriks"].delete_rows(7), sisip)
    keluar = [satu for satu in hasil.beda if satu.lembar == "Matriks"]
    assert {(s.jenis, s.baris, s.nip) for s in keluar} == {("baris_hilang", 7, data.orang[2].nip)}
    masuk = [satu for satu in hasil.beda if satu not in keluar]
    assert [(s.jenis, s.sel, s.nip) for s in masuk] == [("baris_ditambah", "C8", "199107212019031903")]


# --- corrections ----------------------------------------------------------------------------------------------------


def test_what_is_written_on_koreksi_is_proposed(kembali: Callable[..., HasilBanding], data: DataBukuOpd) -> None:
    hasil = kembali(pasang("Koreksi", F6="Sabai", I6=date(2026, 1, 1), H8="pensiun", J8=" ", F9="=1"))
    assert [(u.nomor, u.nip, set(u.isi)) for u in hasil.usulan] == [
        (6, data.koreksi[0].nip, {"nama", "sejak"}), (8, data.koreksi[2].nip, {"masih"}),
    ]  # fmt: skip
    assert ringkas(hasil) == [("Koreksi", "rumus", "F9")]


def test_a_row_that_is_no_longer_its_persons_proposes_nothing(kembali: Callable[..., HasilBanding]) -> None:
    hasil = kembali(pasang("Koreksi", C6="199107212019031903", F6="Sabai"))
    assert (ringkas(hasil), hasil.usulan) == ([("Koreksi", "sel", "C6")], ())


# --- data that changed since ----------------------------------------------------------------------------------------


def test_sheets_whose_data_changed_are_not_compared(kembali: Callable[..., HasilBanding], data: DataBukuOpd) -> None:
    kini = replace(data, gap=data.gap[1:])
    hasil = kembali(pasang("Prioritas", B6="x"), pasang("Matriks", D6=5), kini=kini)
    assert ringkas(hasil) == [("Prioritas", "lembar_berubah", None), ("Matriks", "sel", "D6")]
    assert hasil.basi == (), "the results still stand"
    assert kembali(kini=kini) == HasilBanding((), (), ())
    kini = replace(
        kini,
        orang=(
            data.orang[0]._replace() if hasattr(data.orang[0], "_replace") else replace(data.orang[0], nama="Lain"),
            *data.orang[1:],
        ),
    )
    hasil = kembali(pasang("Prioritas", B6="x"), kini=kini)
    assert hasil.basi == ("Ringkasan", "Matriks", "Prioritas")
    assert ringkas(hasil) == [("Prioritas", "lembar_berubah", None)]


def test_people_that_came_or_went_do_not_make_others_differ(
    kembali: Callable[..., HasilBanding], data: DataBukuOpd
) -> None:
    kini = replace(data, koreksi=(BarisKoreksi("199107212019031903", "BARU", "STAF"), *data.koreksi[1:]))
    hasil = kembali(pasang("Koreksi", B8="x", B6="y", F6="Sabai"), kini=kini)
    assert ringkas(hasil) == [("Koreksi", "sel", "B8")]
    assert [u.nomor for u in hasil.usulan] == [6]
    kini = replace(data, koreksi=(BarisKoreksi("199107212019031903", "BARU", "STAF"), *data.koreksi))
    assert ringkas(kembali(pasang("Koreksi", B8="x"), kini=kini)) == [("Koreksi", "sel", "B8")]
    berubah = replace(data.koreksi[0], nama_jabatan="Lain")
    hasil = kembali(pasang("Koreksi", C6="x", B7="y"), kini=replace(data, koreksi=(berubah, *data.koreksi[1:])))
    assert ringkas(hasil) == [("Koreksi", "sel", "C6"), ("Koreksi", "sel", "B7")]


# --- foreign files --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kerja", "pesan"),
    [
        (lambda b: b.remove(b["_kunci"]), "tidak mempunyai lembar kunci"),
        (pasang("_kunci", B4='"DISDIK"'), "rusak atau sudah diubah"),
        (pasang("_kunci", C1="x"), "rusak atau sudah diubah"),
        (lambda b: b["_kunci"].delete_rows(1, 500), "rusak atau sudah diubah"),
    ],
)
def test_a_key_missing_or_edited(kembali: Callable[..., HasilBanding], kerja: Ubah, pesan: str) -> None:
    with pytest.raises(DataDitolak, match=pesan):
        kembali(kerja)


def test_other_files(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("a,b\n")
    (tmp_path / "a.xlsx").write_bytes(b"PK\3\4rusak")
    for nama in ("a.csv", "a.xlsx"):
        with pytest.raises(DataDitolak):
            kunci_laporan(tmp_path / nama)


JAM = BarisJp("198403122006042901", "Sabai Aluih", "Guru", "PNS", 12, 20, None, 8, "kurang", 2)


def test_what_changes_from_day_to_day_only_has_to_come_back_as_it_went(tmp_path: Path) -> None:
    """Hours come in after the report was sent: an untouched report is no stale one, a touched one is told."""
    data = laporan(jp=(JAM,), tahun_jp=2025)
    path = tmp_path / "dinkes.xlsx"
    simpan_buku(buku_opd(data), path, timpa=False, tanggal=data.tanggal_surat)
    kini = replace(data, jp=(replace(JAM, jp=20, status="terpenuhi", kurang=None),))
    assert bandingkan(path, kunci_laporan(path), kini) == HasilBanding((), (), ())
    buku = openpyxl.load_workbook(path)
    sel = next(sel for baris in buku["JP"].iter_rows() for sel in baris if sel.value == 12)
    sel.value = 20
    buku.save(path)
    hasil = bandingkan(path, kunci_laporan(path), kini)
    assert [(b.lembar, b.jenis) for b in hasil.beda] == [("JP", "lembar_berubah")]
    assert hasil.basi == ()
    assert [(b.lembar, b.jenis, b.sel) for b in bandingkan(path, kunci_laporan(path), data).beda] == [
        ("JP", "sel", sel.coordinate)
    ]
