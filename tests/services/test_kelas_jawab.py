"""Answers read from an invitation list: seats given up first, then taken; what is unclear is held."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from asn_kompetensi.domain.galat import Bentrok, DataDitolak
from asn_kompetensi.domain.laporan_impor import LaporanImpor
from asn_kompetensi.domain.lembar import Baris, Lajur, Lembar
from asn_kompetensi.services import kelas, kelas_buka, kelas_jawab, kelas_undang, pelatihan
from asn_kompetensi.store import door
from tests.services.orang import CINDUA, MANGKUTAK, RANCAK, RENO, SABAI, UMBUIK, isi_kota

BIDANG = ("nip", "jawaban", "alasan")


@pytest.fixture
def d(basis: Path) -> Iterator[door.PintuTulis]:
    """Two seats for SABAI and MANGKUTAK; CINDUA and RENO wait."""
    with door.tulis(basis, perintah="uji", petugas="penguji") as d:
        isi_kota(d.kon)
        pelatihan.tambah(d, "KOM-01", "Komunikasi Publik", "8", jp="24")
        kelas_buka.buka(d, "KOM-01", "KOM-01-A", date(2025, 3, 3), date(2025, 3, 4), kuota="2")
        kelas_undang.undang(d, "KOM-01-A", [SABAI, MANGKUTAK, CINDUA, RENO])
        yield d


def _impor(d: door.PintuTulis, *baris: tuple[Any, ...], kepala: tuple[str, ...] = ()) -> LaporanImpor:
    lajur = tuple(Lajur(chr(65 + i), nama, nama) for i, nama in enumerate(BIDANG))
    isi = tuple(Baris(7 + i, (*satu, *(None,) * (3 - len(satu)))) for i, satu in enumerate(baris))
    return kelas_jawab.impor(
        d, "KOM-01-A", Lembar("u.xlsx", "Undangan", (6,), lajur, isi, (), kepala=kepala), lewati=True
    )


def _jawaban(d: door.PintuTulis) -> dict[str, tuple[str | None, str | None]]:
    return {satu["nip"]: (satu["jawaban"], satu["alasan"]) for satu in kelas.lihat(d, "KOM-01-A")["peserta"]}


def test_kursi_dilepas_dahulu_baru_diambil(d: door.PintuTulis) -> None:
    """The seat given up in the last row goes to whoever is willing in the first one, not to who said nothing."""
    laporan = _impor(d, (RENO, "Bersedia"), (SABAI, "ya"), (MANGKUTAK, "TIDAK BERSEDIA", "beban tugas"), (CINDUA, None))
    assert (laporan.dibaca, laporan.baru, laporan.berubah, laporan.sama) == (4, 2, 1, 1)
    assert _jawaban(d) == {
        SABAI: ("bersedia", None), MANGKUTAK: ("menolak", "beban tugas"), CINDUA: ("daftar_tunggu", None),
        RENO: ("bersedia", None),
    }  # fmt: skip


def test_yang_tersisa_untuk_daftar_tunggu(d: door.PintuTulis) -> None:
    laporan = _impor(d, (SABAI, "menunda", "menikah"), (MANGKUTAK, "menolak", "sakit"))
    assert [(satu.kode, satu.pesan.count(",")) for satu in laporan.peringatan] == [("KURSI_DARI_TUNGGU", 1)]
    assert (_jawaban(d)[CINDUA], _jawaban(d)[RENO]) == ((None, None), (None, None))
    lagi = _impor(d, (SABAI, "menunda", "menikah"), (MANGKUTAK, "menolak", None))
    assert (lagi.sama, lagi.peringatan) == (2, []), "the reason given before still stands"
    penuh = _impor(d, (SABAI, "bersedia"))
    assert ([satu.kode for satu in penuh.peringatan], _jawaban(d)[SABAI]) == (["KELAS_PENUH"], ("daftar_tunggu", None))
    assert _impor(d, (SABAI, "daftar tunggu")).sama == 1


@pytest.mark.parametrize(
    ("baris", "kode"),
    [
        ((RANCAK, "bersedia"), "BUKAN_PESERTA"),
        ((SABAI, "mungkin"), "JAWABAN_TIDAK_DIKENAL"),
        ((SABAI, "menolak"), "ALASAN_KOSONG"),
        ((SABAI, "menunda", "-"), "ALASAN_KOSONG"),
        ((SABAI, "menolak", "x" * 2001), "ALASAN_TIDAK_SAH"),
        (("12345", "bersedia"), "NIP_PENDEK"),
        ((None, "bersedia"), "NIP_KOSONG"),
    ],
)
def test_yang_tidak_jelas_ditahan(d: door.PintuTulis, baris: tuple[Any, ...], kode: str) -> None:
    sebelum = _jawaban(d)
    laporan = _impor(d, baris, (MANGKUTAK, "bersedia"))
    assert (laporan.ditahan, laporan.baru) == (1, 1)
    assert laporan.galat[0].baris == 7
    if kode.startswith("NIP"):
        assert laporan.galat[0].kode.startswith("NIP")
    else:
        assert [satu.kode for satu in laporan.galat] == [kode]
    assert {nip: isi for nip, isi in _jawaban(d).items() if nip != MANGKUTAK} == {
        nip: isi for nip, isi in sebelum.items() if nip != MANGKUTAK
    }


def test_nama_di_samping_nip_dibandingkan(d: door.PintuTulis) -> None:
    lajur = tuple(Lajur(chr(65 + i), nama, nama) for i, nama in enumerate(("nip", "nama", "jawaban")))
    isi = (Baris(7, (SABAI, "ORANG LAIN SEKALI", "bersedia")), Baris(8, (MANGKUTAK, "MANGKUTAK", "bersedia")))
    laporan = kelas_jawab.impor(d, "KOM-01-A", Lembar("u.xlsx", "Undangan", (6,), lajur, isi, ()))
    assert [(satu.baris, satu.kode) for satu in laporan.peringatan] == [(7, "NAMA_BEDA")]


def test_orang_yang_sama_dua_kali(d: door.PintuTulis) -> None:
    sama = _impor(d, (SABAI, "bersedia"), (SABAI, "Bersedia"))
    assert (sama.baru, sama.dilewati) == (1, 1)
    beda = _impor(d, (MANGKUTAK, "bersedia"), (MANGKUTAK, "menolak", "sakit"))
    assert {satu.kode for satu in beda.galat} == {"GANDA_BERBEDA"}
    assert _jawaban(d)[MANGKUTAK] == (None, None)


def test_daftar_kelas_lain_dan_kelas_yang_berakhir_ditolak(d: door.PintuTulis) -> None:
    kelas_buka.buka(d, "KOM-01", "KOM-01-B", date(2025, 5, 3), date(2025, 5, 4))
    with pytest.raises(DataDitolak, match="menyebut kelas KOM-01-B, bukan KOM-01-A"):
        _impor(d, (SABAI, "bersedia"), kepala=("Komunikasi Publik (KOM-01-B)",))
    kelas_buka.batal(d, "KOM-01-A", "anggaran")
    with pytest.raises(Bentrok, match="dibatalkan"):
        _impor(d, (SABAI, "bersedia"))
    assert UMBUIK not in _jawaban(d)
