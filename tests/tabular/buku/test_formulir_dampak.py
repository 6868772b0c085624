"""The questionnaires as workbooks: what they say, what can be chosen, and that what is filled in is read back."""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import Any

import openpyxl
import pytest

from asn_kompetensi.domain.butir import butir
from asn_kompetensi.services import tanggapan_impor
from asn_kompetensi.tabular.baca import baca_lembar
from asn_kompetensi.tabular.buku.formulir_dampak import buku_perilaku, buku_reaksi
from asn_kompetensi.tabular.simpan import simpan_buku
from tests.tabular.buku.test_daftar_kelas import DATA, ORANG

BENTUK = {"reaksi": (buku_reaksi, 1), "perilaku": (buku_perilaku, 5)}


def _tulis(jenis: str, folder: Path) -> Path:
    simpan_buku(BENTUK[jenis][0](DATA), folder / "a.xlsx", timpa=True, tanggal=DATA.tanggal)
    return folder / "a.xlsx"


def _kepala(lembar: Any) -> int:
    return next(n for n in range(1, 30) if lembar.cell(n, 1).value == "No")


@pytest.mark.parametrize("jenis", BENTUK)
def test_yang_diisi_terbaca_kembali(tmp_path: Path, jenis: str) -> None:
    berkas, depan, r = _tulis(jenis, tmp_path), BENTUK[jenis][1], Random(4)
    buku = openpyxl.load_workbook(berkas)
    lembar: Any = buku.active
    kepala, isi = _kepala(lembar), len(butir(jenis))
    diisi = []
    for nomor in range(kepala + 1, lembar.max_row + 1):
        jawaban = [r.choice([1, 2, 3, 4, None]) for _ in range(isi)]
        for letak, nilai in enumerate(jawaban, depan + 1):
            lembar.cell(nomor, letak).value = nilai
        diisi.append(tuple(jawaban))
    buku.save(berkas)
    hasil = baca_lembar(berkas, tanggapan_impor.SKEMA)
    assert [satu.bidang for satu in hasil.lajur][depan:] == [satu.kunci for satu in butir(jenis)]
    assert [satu.sel[depan:] for satu in hasil.baris] == diisi
    assert hasil.kolom_diabaikan == hasil.kolom_dibuang == ()
    assert any("(KOM-01-2025A)" in satu for satu in hasil.kepala)
    if jenis == "perilaku":
        assert [satu.sel[:5] for satu in hasil.baris[3:4]] == [(2, "=MANGKUTAK", "197911052005011902", None, "atasan")]


def test_reaksi_tanpa_nama_siapa_pun(tmp_path: Path) -> None:
    lembar: Any = openpyxl.load_workbook(_tulis("reaksi", tmp_path)).active
    semua = " ".join(str(sel.value) for baris in lembar.iter_rows() for sel in baris if sel.value is not None)
    assert not any(satu.nip in semua or satu.nama in semua for satu in ORANG)
    assert [lembar.cell(_kepala(lembar) + n, 1).value for n in (1, 2, 3, 4)] == [1, 2, 3, None]
    assert "1 sangat tidak setuju · 2 tidak setuju · 3 setuju · 4 sangat setuju" in semua
    assert all(satu.pernyataan in semua for satu in butir("reaksi"))


def test_pilihan_dan_nip_teks(tmp_path: Path) -> None:
    lembar: Any = openpyxl.load_workbook(_tulis("perilaku", tmp_path)).active
    aturan = {str(satu.sqref): (satu.formula1, satu.errorStyle) for satu in lembar.data_validations.dataValidation}
    awal, akhir = _kepala(lembar) + 1, lembar.max_row
    assert aturan == {
        f"F{awal}:L{akhir}": ('"1,2,3,4"', "stop"), f"E{awal}:E{akhir}": ('"atasan,rekan,bawahan,diri"', "stop"),
    }  # fmt: skip
    assert akhir - awal + 1 == 3 * len(ORANG)
    assert (lembar.cell(awal, 3).value, lembar.cell(awal, 3).data_type) == (ORANG[0].nip, "s")


def test_isi_sama_bita_sama(tmp_path: Path) -> None:
    assert _tulis("reaksi", tmp_path).read_bytes() == _tulis("reaksi", tmp_path).read_bytes()
