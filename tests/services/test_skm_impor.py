"""Survey sheets on their way in: which form, who a row is, what is held, and what is never stored."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from asn_kompetensi.domain.galat import Bentrok, DataDitolak, TidakDitemukan
from asn_kompetensi.domain.laporan_impor import LaporanImpor
from asn_kompetensi.domain.lembar import Lembar
from asn_kompetensi.domain.sel import TANPA_NILAI, NilaiSel
from asn_kompetensi.domain.skm import kunci_unsur, unsur
from asn_kompetensi.services import skm, skm_impor
from asn_kompetensi.store import door
from asn_kompetensi.store.queries import skm as sql
from asn_kompetensi.tabular.baca import baca_lembar
from tests.services.lembar_uji import lembar

SEMBILAN = " ".join(kunci_unsur(9))
TIGA: tuple[NilaiSel, ...] = (3,) * 9


@pytest.fixture
def d(basis: Path) -> Iterator[door.PintuTulis]:
    with door.tulis(basis, perintah="uji", petugas="penguji") as d:
        d.kon.execute("INSERT INTO opd (id, kode, nama) VALUES (1, 'RSUD', 'RSUD')")
        yield d


def _impor(d: door.PintuTulis, isi: Lembar, gelombang: str = "2025-1", **kata: Any) -> LaporanImpor:
    hasil = skm_impor.impor(d, isi, "RSUD", gelombang, **{"lewati": True, **kata})
    assert hasil.dibaca == hasil.diterima + hasil.ditahan + hasil.dilewati
    return hasil


def _hitung(hasil: LaporanImpor) -> tuple[int, ...]:
    return hasil.baru, hasil.berubah, hasil.sama, hasil.ditahan, hasil.dilewati


def _jawaban(d: door.PintuTulis) -> dict[int, list[int | None]]:
    return {ke: [isi.get(u) for u in kunci_unsur(9)] for ke, isi in sorted(sql.jawaban(d.kon, 1).items())}


def _kode(hasil: LaporanImpor) -> list[str]:
    return [satu.kode for satu in hasil.peringatan]


def _csv(folder: Path, *baris: str) -> Lembar:
    berkas = folder / "survei.csv"
    berkas.write_text("\n".join(baris) + "\n", encoding="utf-8")
    return baca_lembar(berkas, skm_impor.SKEMA)


# --- refused before anything is stored


@pytest.mark.parametrize(("kolom", "pesan"), [
    (" ".join(f"u{n}" for n in range(1, 10)), "hanya bernomor.*U8 bisa pengaduan"),
    (f"{SEMBILAN} u9", "hanya bernomor"),
    ("persyaratan prosedur waktu", "belum ada: biaya, produk"),
    (f"{SEMBILAN} keamanan", "tercampur"),
])  # fmt: skip
def test_kolom_yang_bukan_satu_formulir(d: door.PintuTulis, kolom: str, pesan: str) -> None:
    with pytest.raises(DataDitolak, match=pesan):
        _impor(d, lembar(kolom, TIGA[: len(kolom.split())]))
    assert sql.semua(d.kon) == []


def test_formulir_lain_di_gelombang_yang_sama(d: door.PintuTulis) -> None:
    _impor(d, lembar(SEMBILAN, TIGA))
    with pytest.raises(Bentrok, match="9 unsur, bukan 14"):
        _impor(d, lembar(" ".join(kunci_unsur(14)), (3,) * 14))
    with pytest.raises(TidakDitemukan):
        skm_impor.impor(d, lembar(SEMBILAN, TIGA), "ENTAH", "2025-1")


def test_jawaban_salah_ditahan_semuanya_dalam_sekali_jalan(d: door.PintuTulis) -> None:
    isi = lembar(SEMBILAN, TIGA, (5, 0, "x", 2.5, True, TANPA_NILAI, 3, 3, "-"), (None,) * 9)
    hasil = _impor(d, isi, lewati=False)
    assert _hitung(hasil) == (1, 0, 0, 1, 1)
    assert [satu.kode for satu in hasil.galat] == ["JAWABAN_TIDAK_SAH"] * 5 + ["RUMUS_TANPA_NILAI"]
    assert d.batal, "anything held keeps nothing"


def test_lewati_menyimpan_jawaban_yang_baik(d: door.PintuTulis) -> None:
    """Of a partly bad row the good answers; what was stored below the bad cell stays."""
    _impor(d, lembar(SEMBILAN, TIGA))
    hasil = _impor(d, lembar(SEMBILAN, (9, *[4] * 8), (0, *[2] * 8)))
    assert _hitung(hasil) == (0, 0, 0, 2, 0)
    assert _jawaban(d) == {1: [3, *[4] * 8], 2: [None, *[2] * 8]}


def test_tanpa_satu_pun_jawaban_tidak_ada_gelombang(d: door.PintuTulis) -> None:
    assert _hitung(_impor(d, lembar(SEMBILAN, (None,) * 9))) == (0, 0, 0, 0, 1)
    assert d.batal


# --- whose row


def test_impor_ulang_dan_berkas_yang_dibetulkan(d: door.PintuTulis) -> None:
    """The same file changes nothing; a corrected one replaces rows whole, and those not in it stay."""
    kolom = f"responden {SEMBILAN}"
    awal = lembar(kolom, (7, *TIGA), (8, *TIGA), (11, *TIGA))
    assert _hitung(_impor(d, awal)) == (3, 0, 0, 0, 0)
    ulang = _impor(d, awal)
    assert (_hitung(ulang), _kode(ulang)) == ((0, 0, 3, 0, 0), [])
    betul = _impor(d, lembar(kolom, (8, 4, *[3] * 7, None), (7, *TIGA), (12, *TIGA)))
    assert _hitung(betul) == (1, 1, 1, 0, 0)
    assert _kode(betul) == ["RESPONDEN_DIGANTI", "RESPONDEN_TETAP"]
    assert _jawaban(d) == {7: [3] * 9, 8: [4, *[3] * 7, None], 11: [3] * 9, 12: [3] * 9}


@pytest.mark.parametrize("nomor", [(1, 1), (1, None), ("A1", 2), (0, 2), (1.5, 2)])
def test_nomor_yang_tidak_mengenali_barisnya(d: door.PintuTulis, nomor: tuple[NilaiSel, NilaiSel]) -> None:
    hasil = _impor(d, lembar(f"no {SEMBILAN}", (nomor[0], *TIGA), (nomor[1], *[4] * 9)))
    assert _kode(hasil) == ["NOMOR_RESPONDEN"]
    assert _jawaban(d) == {1: [3] * 9, 2: [4] * 9}


def test_baris_kosong_tidak_menggeser_urutan(d: door.PintuTulis) -> None:
    """A form left empty keeps its place, so that filling it in later does not move those after it."""
    _impor(d, lembar(SEMBILAN, TIGA, (None,) * 9, (4,) * 9))
    assert _hitung(_impor(d, lembar(SEMBILAN, TIGA, (2,) * 9, (4,) * 9))) == (1, 0, 2, 0, 0)


def test_baris_jumlah_dan_nrr_dilewati(d: door.PintuTulis) -> None:
    isi = lembar(f"no {SEMBILAN}", (1, *TIGA), ("2", *TIGA), ("Jumlah", *[6] * 9), ("NRR tertimbang", *TIGA))
    assert _hitung(_impor(d, isi)) == (2, 0, 0, 0, 2)
    assert list(_jawaban(d)) == [1, 2]


# --- how many


@pytest.mark.parametrize(
    ("populasi", "kode"), [(None, []), (1, ["POPULASI_TERLAMPAUI"]), (2, []), (20, ["SAMPEL_KURANG"])]
)
def test_populasi(d: door.PintuTulis, populasi: int | None, kode: list[str]) -> None:
    assert _kode(_impor(d, lembar(SEMBILAN, TIGA, TIGA), populasi=populasi)) == kode


# --- headings as they are found


@pytest.mark.parametrize("judul", [
    [satu.nama for satu in unsur(9)],
    [f"U{ke} {satu.nama}" for ke, satu in enumerate(unsur(9), 1)],
    [f"U{ke} ({satu.kunci})" for ke, satu in enumerate(unsur(9), 3)],
    [f"{ke}. {satu.nama}" for ke, satu in enumerate(unsur(9), 1)],
    ["Persyaratan", "Prosedur", "Waktu Pelayanan", "Tarif", "Produk Layanan", "Kompetensi Petugas", "Perilaku Petugas",
     "Penanganan Pengaduan", "Sarpras"],
])  # fmt: skip
def test_ejaan_judul(d: door.PintuTulis, tmp_path: Path, judul: list[str]) -> None:
    """Official names, numbered or not, and short ones; the columns of the person are not taken."""
    kepala = ";".join(["No", "Nama", "Umur", "No HP", *(f'"{satu}"' for satu in reversed(judul)), "Saran"])
    isi = _csv(tmp_path, kepala, "1;Upik;40;0812;1;2;3;4;1;2;3;4;1;bagus sekali", "2;Buyung;;;1;1;1;1;1;1;1;1;2;")
    hasil = _impor(d, isi)
    assert _jawaban(d) == {1: [1, 4, 3, 2, 1, 4, 3, 2, 1], 2: [2, *[1] * 8]}
    assert {"Umur", "Saran"} <= {*hasil.kolom_dibuang, *hasil.kolom_diabaikan}
    assert "Upik" not in "\n".join(d.kon.iterdump())


def test_kalimat_pertanyaan_dan_formulir_lama(d: door.PintuTulis, tmp_path: Path) -> None:
    tanya = "Bagaimana pendapat Saudara tentang kualitas sarana dan prasarana ?"
    judul = [*(f'"{satu.nama}"' for satu in unsur(9)[:8]), f'"{tanya}"']
    assert _hitung(_impor(d, _csv(tmp_path, ",".join(judul), "1,2,3,4,3,2,1,2,4"))) == (1, 0, 0, 0, 0)
    assert _jawaban(d) == {1: [1, 2, 3, 4, 3, 2, 1, 2, 4]}
    lama = _csv(tmp_path, ",".join(satu.nama for satu in unsur(14)), ",".join("3" * 14))
    _impor(d, lama, "2016")
    satu = skm.lihat(d, "RSUD", "2016")[0]
    assert (satu["banyak_unsur"], satu["ikm"], satu["mutu"], satu["bobot"]) == (14, 75, "B", "1/14")


def test_judul_bernomor_saja_ditolak(d: door.PintuTulis, tmp_path: Path) -> None:
    isi = _csv(tmp_path, "No,U1,U2,U3,U4,U5,U6,U7,U8,U9", "1,3,3,3,3,3,3,3,3,3")
    with pytest.raises(DataDitolak, match=r"kolom U1, U2.* hanya bernomor"):
        _impor(d, isi)
