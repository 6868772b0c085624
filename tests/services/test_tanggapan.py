"""Filled questionnaires: read once, held where they are wrong, averaged exactly, hidden where the group is small."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from random import Random
from typing import Any

import pytest

from asn_kompetensi.domain.bulat import setengah_naik
from asn_kompetensi.domain.galat import Bentrok, DataDitolak, TidakDitemukan
from asn_kompetensi.domain.laporan_impor import LaporanImpor
from asn_kompetensi.domain.sel import TANPA_NILAI
from asn_kompetensi.services import batal, dampak, kelas_buka, kelas_undang, pelatihan, tanggapan, tanggapan_impor
from asn_kompetensi.store import door
from asn_kompetensi.store.queries import tanggapan as sql
from tests.services.lembar_uji import lembar
from tests.services.orang import CINDUA, MANGKUTAK, RANCAK, RENO, SABAI, UMBUIK, isi_kota

ORANG = (SABAI, MANGKUTAK, CINDUA, UMBUIK, RANCAK)
REAKSI, PERILAKU = "no materi manfaat", "nip penilai mutu berbagi"


def _isi(d: door.PintuTulis) -> None:
    isi_kota(d.kon)
    pelatihan.tambah(d, "KOM-01", "Komunikasi", "8", jp="24")
    for kode, hari in (("KOM-A", 3), ("KOM-B", 5)):
        kelas_buka.buka(d, "KOM-01", kode, date(2025, 3, hari), date(2025, 3, hari), terbuka=True)
    kelas_undang.undang(d, "KOM-A", ORANG)


@pytest.fixture
def d(basis: Path) -> Iterator[door.PintuTulis]:
    with door.tulis(basis, perintah="uji", petugas="penguji") as d:
        _isi(d)
        yield d


def _impor(
    d: door.PintuTulis, kolom: str, *baris: tuple[Any, ...], kode: str = "KOM-A", lewati: bool = True
) -> LaporanImpor:
    return tanggapan_impor.impor(d, kode, lembar(kolom, *baris), lewati=lewati)


def _hitung(satu: LaporanImpor) -> tuple[int, ...]:
    return satu.baru, satu.berubah, satu.sama, satu.ditahan, satu.dilewati


def _jawaban(d: door.PintuTulis, jenis: str = "reaksi") -> dict[tuple[int, str], dict[str, int]]:
    return sql.jawaban(d.kon, 1, jenis)


def test_reaksi_baru_sama_berubah_dan_kosong(d: door.PintuTulis) -> None:
    baris = [(1, 4, 3), (2, 1, None), (3, None, None)]
    assert _hitung(_impor(d, REAKSI, *baris)) == (2, 0, 0, 0, 1)
    assert _hitung(_impor(d, REAKSI, *baris)) == (0, 0, 2, 0, 1)
    assert _hitung(_impor(d, REAKSI, (1, 4, None), (2, 2, 2))) == (0, 1, 1, 0, 0), "an empty cell leaves what was there"
    assert _jawaban(d) == {(1, "peserta"): {"materi": 4, "manfaat": 3}, (2, "peserta"): {"materi": 2, "manfaat": 2}}


def test_tanpa_kolom_nomor_urutan_baris_yang_berlaku(d: door.PintuTulis) -> None:
    assert _hitung(_impor(d, "materi", (4,), (3,), (4,))) == (3, 0, 0, 0, 0)
    assert sorted(_jawaban(d)) == [(1, "peserta"), (2, "peserta"), (3, "peserta")]


@pytest.mark.parametrize("isi", [5, 0, 3.5, "setuju", TANPA_NILAI])
def test_jawaban_salah_menahan_selnya(d: door.PintuTulis, isi: Any) -> None:
    laporan = _impor(d, REAKSI, (1, isi, 3), (2, 4, 4))
    assert [(satu.sel, satu.baris) for satu in laporan.galat] == [("B2", 2)]
    assert _jawaban(d) == {(1, "peserta"): {"manfaat": 3}, (2, "peserta"): {"materi": 4, "manfaat": 4}}
    assert laporan.ditahan == 1


def test_tanpa_lewati_tidak_ada_yang_disimpan(d: door.PintuTulis) -> None:
    assert _impor(d, REAKSI, (1, 5, 3), (2, 4, 4), lewati=False).galat
    assert d.batal


def test_nomor_hilang_salah_atau_ganda_menahan_barisnya(d: door.PintuTulis) -> None:
    laporan = _impor(d, REAKSI, (None, 4, 4), ("x", 4, 4), (7, 1, 1), (7, 2, 2), (8, 3, 3), (8, 3, 3))
    assert [(satu.baris, satu.kode) for satu in laporan.galat] == [
        (2, "NOMOR_KOSONG"), (3, "NOMOR_TIDAK_SAH"), (4, "GANDA_BERBEDA"), (5, "GANDA_BERBEDA"),
    ]  # fmt: skip
    assert _jawaban(d) == {(8, "peserta"): {"materi": 3, "manfaat": 3}}
    assert _hitung(laporan) == (1, 0, 0, 4, 1)


def test_perilaku_menurut_nip_dan_penilai(d: door.PintuTulis) -> None:
    baris = [
        (SABAI, "Atasan", 4, 3),
        (SABAI, "diri", 2, 2),
        (CINDUA, "rekan", None, None),
        (CINDUA, "bawahan", 1, None),
    ]
    assert _hitung(_impor(d, PERILAKU, *baris)) == (3, 0, 0, 0, 1)
    assert _jawaban(d, "perilaku") == {
        (1, "atasan"): {"mutu": 4, "berbagi": 3}, (1, "diri"): {"mutu": 2, "berbagi": 2}, (3, "bawahan"): {"mutu": 1},
    }  # fmt: skip
    assert _hitung(_impor(d, PERILAKU, *baris)) == (0, 0, 3, 0, 1)


def test_perilaku_yang_tidak_jelas_siapa_ditahan(d: door.PintuTulis) -> None:
    laporan = _impor(
        d, PERILAKU, (RENO, "atasan", 4, 4), (SABAI, "tetangga", 4, 4), (SABAI, None, 4, 4), ("123", "rekan", 4, 4),
        (MANGKUTAK, "rekan", 1, 1), (MANGKUTAK, "rekan", 2, 2),
    )  # fmt: skip
    kode = [satu.kode for satu in laporan.galat]
    assert kode[:3] == ["BUKAN_PESERTA", "PENILAI_TIDAK_DIKENAL", "PENILAI_TIDAK_DIKENAL"]
    assert kode[4:] == ["GANDA_BERBEDA", "GANDA_BERBEDA"]
    assert _jawaban(d, "perilaku") == {}
    assert laporan.ditahan == 6


def test_lembar_yang_bukan_untuk_kelas_ini(d: door.PintuTulis) -> None:
    isi = lembar(REAKSI, (1, 4, 4))
    for kepala, pesan in (
        (("Komunikasi (KOM-B)",), "menyebut kelas KOM-B, bukan KOM-A"),
        (("FORMULIR REAKSI PESERTA, VERSI 2", "Komunikasi (KOM-A)"), "formulir reaksi versi 2, sedangkan yang berlaku"),
        (("FORMULIR PERILAKU DI TEMPAT KERJA, VERSI 1",), "adalah formulir perilaku versi 1"),
    ):
        with pytest.raises(DataDitolak, match=pesan):
            tanggapan_impor.impor(d, "KOM-A", replace(isi, kepala=kepala))
    for kolom in ("no materi mutu", "mutu berbagi", "nip mutu"):
        with pytest.raises(DataDitolak, match=r"mencampur|tidak mempunyai kolom NIP dan Penilai"):
            _impor(d, kolom, (1, 1, 1)[: len(kolom.split())])
    with pytest.raises(TidakDitemukan):
        _impor(d, REAKSI, (1, 4, 4), kode="KOM-Z")
    d.kon.execute("UPDATE kelas SET status = 'batal' WHERE kode = 'KOM-B'")
    with pytest.raises(Bentrok, match="KOM-B sudah dibatalkan"):
        _impor(d, REAKSI, (1, 4, 4), kode="KOM-B")
    assert _jawaban(d) == {}


def test_kelas_selesai_masih_menerima(d: door.PintuTulis) -> None:
    d.kon.execute("UPDATE kelas SET status = 'selesai'")
    assert _impor(d, REAKSI, (1, 4, 4)).baru == 1


def test_rata_rata_tepat_dan_kelompok_kecil_tersembunyi(d: door.PintuTulis) -> None:
    r = Random(2)
    isi = [(n, r.randint(1, 4), r.choice([1, 2, 3, 4, None])) for n in range(1, 5)]
    _impor(d, REAKSI, *isi)
    assert tanggapan.ringkas(d, [1, 2], "2025-03-03")[:2] == (4, None)
    assert [baris[4:] for baris in tanggapan.daftar(d, "KOM-A")[0][:1]] == [(4, None)]
    isi.append((5, 4, None))
    _impor(d, REAKSI, *isi)
    semua = [nilai for _, *jawab in isi for nilai in jawab if nilai]
    rata = setengah_naik(Fraction(sum(semua), len(semua)))
    assert tanggapan.ringkas(d, [1, 2], "2025-03-03")[:2] == (5, rata)
    baris = {satu[2]: satu[4:] for satu in tanggapan.daftar(d, "KOM-A")[0]}
    assert baris["materi"] == (5, setengah_naik(Fraction(sum(satu[1] for satu in isi), 5)))
    assert baris["manfaat"][1] is None, "fewer than five answered this one"
    assert baris["pengajar"] == (0, None)


def test_kelas_kecil_tidak_terhitung_dari_gabungannya(d: door.PintuTulis) -> None:
    """Both classes together minus the big one would be the small one: it is in no mean."""
    _impor(d, REAKSI, *[(n, 4, 4) for n in range(1, 7)])
    _impor(d, REAKSI, (1, 1, 1), (2, 1, 1), kode="KOM-B")
    assert tanggapan.ringkas(d, [1, 2], "2025-03-05")[:2] == (8, Decimal("4.00"))
    assert tanggapan.ringkas(d, [2], "2025-03-05")[:2] == (2, None)


def test_orang_lain_dipisah_dari_diri_dan_tampil_di_dampak(d: door.PintuTulis) -> None:
    _impor(
        d, PERILAKU, *[(nip, siapa, 2 if siapa == "diri" else 4, None) for nip in ORANG for siapa in ("atasan", "diri")]
    )
    _impor(d, PERILAKU, (SABAI, "rekan", 1, 1))
    (baris,) = dampak.pelatihan(d, "KOM-A")
    satu = dict(zip(dampak.BIDANG, baris, strict=True))
    assert [satu[b] for b in dampak.BIDANG[-5:]] == [0, None, 5, Decimal("3.14"), Decimal("2.00")]
    assert [baris[:3] for baris in tanggapan.daftar(d, "KOM-A")[0]][::7] == [
        ("perilaku", satu, "penerapan") for satu in ("atasan", "diri", "rekan")
    ]


def test_impor_dibatalkan_seutuhnya(basis: Path) -> None:
    with door.tulis(basis, perintah="uji", petugas="penguji") as d:
        _isi(d)
    with door.tulis(basis, perintah="dampak tanggapan", petugas="penguji") as d:
        _impor(d, REAKSI, (1, 4, 3))
        nomor = d.jalankan
    with door.tulis(basis, perintah="batal", petugas="penguji") as d:
        batal.batal(d, str(nomor))
        assert _jawaban(d) == {}
        assert d.kon.execute("SELECT count(*) FROM tanggapan").fetchone() == (0,)


def _jumlah(d: door.PintuTulis) -> tuple[int, int]:
    (isi,) = d.kon.execute("SELECT (SELECT count(*) FROM peserta), (SELECT count(*) FROM tanggapan)").fetchall()
    return isi


def test_undangan_dengan_jawaban_tidak_dibatalkan(basis: Path) -> None:
    """Else the seat, and the answers about the one who sat there, would go to whoever is invited next."""
    with door.tulis(basis, perintah="uji", petugas="penguji") as d:
        _isi(d)
    nomor = []
    for isi in (
        lambda d: kelas_undang.undang(d, "KOM-B", [SABAI, CINDUA]),
        lambda d: _impor(d, PERILAKU, (CINDUA, "atasan", 1, 1), kode="KOM-B"),
        lambda d: _impor(d, REAKSI, (2, 4, 4), kode="KOM-B"),
    ):
        with door.tulis(basis, perintah="uji", petugas="penguji") as d:
            isi(d)
            nomor.append(str(d.jalankan))
    with door.baca(basis) as b:
        assert b.kon.execute(
            """SELECT t.jenis, g.nip FROM tanggapan t LEFT JOIN peserta s ON s.id = t.peserta_id
                 LEFT JOIN pegawai g ON g.id = s.pegawai_id ORDER BY t.jenis"""
        ).fetchall() == [("perilaku", CINDUA), ("reaksi", None)]
    with door.tulis(basis, perintah="batal", petugas="penguji") as d:
        with pytest.raises(Bentrok, match="1 rekaman tanggapan bergantung padanya"):
            batal.batal(d, nomor[0])
        d.batalkan()
    with door.tulis(basis, perintah="batal", petugas="penguji") as d:
        batal.batal(d, nomor[1])
        batal.batal(d, nomor[0])
        assert _jumlah(d) == (len(ORANG), 1), "sheets without a name bind nobody"
