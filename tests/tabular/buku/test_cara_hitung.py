from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from openpyxl import Workbook

from asn_kompetensi.domain.buku import BarisKebijakan, BarisOrang, Capaian
from asn_kompetensi.tabular.buku import gaya
from asn_kompetensi.tabular.buku.cara_hitung import isi_cara_hitung
from asn_kompetensi.tabular.buku.matriks import sel_matriks
from tests.tabular.buku.contoh import KOMPETENSI, data_contoh

D = Decimal


def lembar_dari(**ubah: Any) -> Any:
    buku = Workbook()
    isi_cara_hitung(gaya.Pena(buku, buku.active), data_contoh(**ubah))  # type: ignore[arg-type]
    return buku.active


def bagian(lembar: Any, judul: str) -> list[tuple[Any, ...]]:
    """The rows below a heading, up to the next empty row; the first is the header of the list."""
    baris = [tuple(c.value for c in b) for b in lembar.iter_rows()]
    awal = next(i for i, b in enumerate(baris) if b[0] == judul)
    akhir = next((i for i in range(awal + 2, len(baris)) if not any(v is not None for v in baris[i])), len(baris))
    return baris[awal + 1 : akhir]


def judul_bagian(lembar: Any) -> list[str]:
    return [b[0].value for b in lembar.iter_rows(min_row=3) if b[0].font.b and b[0].font.color.rgb[-6:] == gaya.BIRU]


def test_parts_in_fixed_order() -> None:
    assert judul_bagian(lembar_dari()) == [
        "Istilah", "Tanda pada lembar Matriks", "Kode kompetensi", "Kebijakan yang berlaku",
        "Pegawai pada jabatan yang belum memiliki standar", "Asal data",
    ]  # fmt: skip
    assert judul_bagian(lembar_dari(kompetensi=(), kebijakan=(), tanpa_standar=())) == [
        "Istilah", "Tanda pada lembar Matriks", "Asal data",
    ]  # fmt: skip


def test_every_code_of_the_matrix_is_spelled_out_in_its_order() -> None:
    isi = bagian(lembar_dari(), "Kode kompetensi")
    assert [b[:2] for b in isi] == [("Kode", "Kompetensi"), *KOMPETENSI.items()]


def test_every_policy_with_its_value_and_basis() -> None:
    kebijakan = (
        BarisKebijakan("masa_berlaku_nilai", "36 bulan", "Perwako 3/2025"), BarisKebijakan("=bobot", "0,11", ""),
    )  # fmt: skip
    lembar = lembar_dari(kebijakan=kebijakan)
    assert bagian(lembar, "Kebijakan yang berlaku") == [
        ("Kebijakan", "Nilai", "Dasar"), ("masa_berlaku_nilai", "36 bulan", "Perwako 3/2025"), ("=bobot", "0,11", ""),
    ]  # fmt: skip
    assert not any(c.data_type == "f" for b in lembar.iter_rows() for c in b)


def test_people_whose_job_has_no_standard() -> None:
    lembar = lembar_dari(tanpa_standar=(BarisOrang("198403122006042901", "Dang Tuanku", "Guru"),))
    assert bagian(lembar, "Pegawai pada jabatan yang belum memiliki standar") == [
        ("Nama", "NIP", "Jabatan"), ("Dang Tuanku", "198403122006042901", "Guru"),
    ]  # fmt: skip
    (nip,) = [c for b in lembar.iter_rows() for c in b if c.value == "198403122006042901"]
    assert (nip.data_type, nip.number_format) == ("s", "@")


def test_where_the_figures_come_from() -> None:
    lembar = lembar_dari(segel="abc123", versi="9.9", tanggal_surat=date(2026, 1, 12))
    assert bagian(lembar, "Asal data") == [
        ("Hal", "Keterangan", None), ("Instansi", "Pemerintah Kota Sawahlunto", None),
        ("Perangkat daerah", "Dinas Kesehatan (DINKES)", None),
        ("Periode", "2025: 1 Januari 2025 sampai dengan 31 Desember 2025", None),
        ("Tanggal surat", "12 Januari 2026", None), ("Segel periode", "abc123", None),
        ("Dibuat dengan", "asn_kompetensi 9.9", None),
    ]  # fmt: skip


def test_an_open_period_has_no_seal() -> None:
    assert "Segel periode" not in [b[0] for b in bagian(lembar_dari(segel=None), "Asal data")]


@pytest.mark.parametrize(
    ("batas", "kalimat"),
    [
        ((D(1), D(2)), "Rendah: sampai 1 level; sedang: sampai 2 level; tinggi: lebih dari 2 level."),
        ((D("0.50"), D("1.50")), "Rendah: sampai 0,5 level; sedang: sampai 1,5 level; tinggi: lebih dari 1,5 level."),
    ],
)
def test_the_cut_offs_in_words_are_those_in_force(batas: tuple[D, D], kalimat: str) -> None:
    istilah = dict(b[:2] for b in bagian(lembar_dari(batas_kategori=batas), "Istilah"))
    assert istilah["Kategori kesenjangan"] == kalimat


@pytest.mark.parametrize("batas", [(D(1), D(2)), (D("0.5"), D("1.5")), (Fraction(1), Fraction(3))])
def test_each_sign_is_shown_as_the_matrix_shows_it(batas: tuple[Any, Any]) -> None:
    lembar = lembar_dari(batas_kategori=batas)
    awal = next(b[0].row for b in lembar.iter_rows() if b[0].value == "Tanda pada lembar Matriks") + 2
    tepat = (Fraction(batas[0]), Fraction(batas[1]))
    kurang = [Fraction(0), tepat[0], tepat[1], tepat[1] + 1]
    contoh: list[Capaian | None] = [Capaian(k + 1, Fraction(1), "") for k in kurang]
    contoh += [Capaian(D(3), None, "belum_dinilai"), Capaian(D(3), None, "kedaluwarsa"), None]
    for baris, satu in enumerate(contoh, awal):
        nilai, rupa = sel_matriks(satu, tepat)
        sel = lembar.cell(baris, 1)
        assert (sel.value, sel.number_format) == (nilai, rupa.format)
        assert sel.fill.fill_type == ("lightUp" if rupa.arsir else "solid" if rupa.isi else None)
        assert lembar.cell(baris, 2).value


def test_it_fits_the_width_and_runs_on() -> None:
    lembar = lembar_dari()
    assert (lembar.page_setup.fitToWidth, lembar.page_setup.fitToHeight) == (1, 0)


@pytest.mark.parametrize(("sendiri", "kota", "ada"), [(8, 13, True), (8, 12, False), (0, 5, True), (8, 8, False)])
def test_the_whole_city_only_where_the_others_are_many(sendiri: int, kota: int, ada: bool) -> None:
    isi = {"pegawai": 3012, "cakupan": D("88"), "bagian_di_bawah": D("40.25"), "jpm": None, "orang_dinilai": kota}
    lembar = lembar_dari(kota=isi, ringkas={"orang_dinilai": sendiri})
    assert ("Kota secara keseluruhan" in judul_bagian(lembar)) == ada
    if ada:
        assert [b[:2] for b in bagian(lembar, "Kota secara keseluruhan")] == [
            ("Ukuran", "Angka"), ("Pegawai", "3.012"), ("Cakupan", "88 %"), ("Pegawai di bawah standar", "40,3 %"),
            ("Kecocokan jabatan (JPM)", "–"),
        ]  # fmt: skip


def test_the_smallest_group_is_told() -> None:
    teks = [str(c.value) for b in lembar_dari(kelompok_minimum=7, tahun_jp=2025).iter_rows() for c in b if c.value]
    assert any("paling sedikit 7 pegawai" in t for t in teks)
    assert any("kurang dari 7 orang" in t for t in teks)
    assert any("tahun 2025 mencapai target" in t for t in teks)


def test_long_texts_get_high_rows() -> None:
    contoh = data_contoh().kebijakan[0]
    lembar = lembar_dari(kebijakan=(replace(contoh, dasar="Peraturan Menteri " * 12), contoh))
    baris = next(b[0].row for b in lembar.iter_rows() if b[0].value == "Kebijakan yang berlaku") + 2
    assert lembar.row_dimensions[baris].height > 3 * lembar.row_dimensions[baris + 1].height
    assert lembar.cell(baris, 3).alignment.wrap_text
