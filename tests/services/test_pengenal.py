"""Recognising people in keyed sheets: the NIP decides, names and agencies suggest and warn."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from asn_kompetensi.domain.lembar import Baris, Lajur, Lembar
from asn_kompetensi.domain.sel import TANPA_NILAI, AngkaMentah
from asn_kompetensi.services.impor import BarisImpor, Pengimpor
from asn_kompetensi.services.kamus import opd_kamus
from asn_kompetensi.services.pengenal import Pengenal, nama_beda
from asn_kompetensi.store import door

HARI = date(2025, 3, 3)
SABAI, MALIN = "198403122006042901", "196808171994031905"
PUTI_BKAD, PUTI_DINKES = "199002282015022909", "199602202020122914"


@pytest.fixture
def d(basis: Path) -> Iterator[door.PintuTulis]:
    with door.tulis(basis, perintah="uji", petugas="penguji") as d:
        k = d.kon
        k.executemany(
            "INSERT INTO opd (id, kode, nama, induk_id) VALUES (?, ?, ?, ?)",
            [
                (1, "DISDIK", "Dinas Pendidikan", None),
                (2, "DINKES", "Dinas Kesehatan", None),
                (3, "BKAD", "Badan Keuangan dan Aset Daerah", None),
                (4, "PKM-TALAWI", "Puskesmas Talawi", 2),
            ],
        )
        k.execute("INSERT INTO jabatan (id, kode, nama) VALUES (1, 'STAF', 'Staf')")
        orang = [(1, SABAI, "SABAI ALUIH", 1), (2, MALIN, "MALIN DEMAN", 3), (3, PUTI_BKAD, "PUTI BUNGSU", 3),
                 (4, PUTI_DINKES, "PUTI BUNGSU", 2)]  # fmt: skip
        for nomor, nip, nama, opd in orang:
            k.execute(
                "INSERT INTO pegawai (id, nip, nama, jenis_kelamin, tanggal_lahir, jenis_pegawai) VALUES"
                " (?, ?, ?, 'P', '1984-03-12', 'PNS')",
                (nomor, nip, nama),
            )
            k.execute(
                "INSERT INTO penempatan (pegawai_id, opd_id, jabatan_id, selesai) VALUES (?, ?, 1, NULL)", (nomor, opd)
            )
        yield d
        d.batalkan()


def _baris(**sel: Any) -> BarisImpor:
    lajur = tuple(Lajur(chr(65 + i), nama, nama) for i, nama in enumerate(sel))
    lembar = Lembar("uji.xlsx", "Lembar1", (1,), lajur, (Baris(7, tuple(sel.values())),), ())
    return next(iter(Pengimpor(lembar, "hadir").baris()))


def _galat(baris: BarisImpor) -> tuple[str, str]:
    (satu,) = baris.pengimpor.laporan.galat
    return satu.kode, satu.saran


@pytest.mark.parametrize(
    ("nip", "nama", "kode", "saran"),
    [
        (None, "PUTI ENTAH", "NIP_KOSONG", "Isi NIP 18 angka sebagai teks."),
        (None, "Hj. SABAI ALUIH, S.STP.", "NIP_KOSONG", f"Mungkin {SABAI} (SABAI ALUIH)."),
        (TANPA_NILAI, "SABAI ALUIH", "RUMUS_TANPA_NILAI", "Buka di Excel"),
        ("19840312200604290", "SABAI ALUIH", "NIP_PANJANG", f"Mungkin {SABAI} (SABAI ALUIH)."),
        ("1.97E+17", "Drs. MALIN DEMAN", "NIP_ILMIAH", f"Mungkin {MALIN} (MALIN DEMAN)."),
        ("1984O3122006042901", "X", "NIP_HURUF", f"Mungkin maksudnya {SABAI}."),
        ("198403122006042999", "ORANG LAIN", "PEGAWAI_TIDAK_DIKENAL", "Bila pegawai baru, daftarkan dulu"),
        (AngkaMentah("1.96808171994032E+17"), "Drs. MALIN DEMAN", "NIP_RUSAK_EXCEL", f"Mungkin {MALIN} (MALIN DEMAN)."),
        (
            AngkaMentah("1.96808171994032E+17"),
            "ORANG LAIN",
            "NIP_RUSAK_EXCEL",
            "Ubah format kolom NIP menjadi Teks, lalu ketik ulang 18 angkanya.",
        ),
        ("198413122006042901", "ORANG LAIN", "NIP_TANGGAL", "Cocokkan dengan SK atau kartu pegawai."),
        ("198403122006043901", "ORANG LAIN", "NIP_KELAMIN", "Cocokkan dengan SK atau kartu pegawai."),
        ("198403122006142901", "ORANG LAIN", "NIP_TMT", "Cocokkan dengan SK atau kartu pegawai."),
        ("198403121990042901", "ORANG LAIN", "NIP_USIA", "Cocokkan dengan SK atau kartu pegawai."),
        (AngkaMentah("198403122006042901"), "SABAI ALUIH", "NIP_ANGKA", f"Mungkin {SABAI} (SABAI ALUIH)."),
        (12, "ORANG LAIN", "NIP_PANJANG", "Isi NIP 18 angka"),
        (AngkaMentah("131234567"), "ORANG LAIN", "NIP_LAMA", "Isi NIP 18 angka"),
        (AngkaMentah("131234567.0"), "SABAI ALUIH", "NIP_LAMA", f"Mungkin {SABAI} (SABAI ALUIH)."),
        (True, "ORANG LAIN", "NIP_HURUF", "Isi NIP 18 angka"),
    ],
)
def test_yang_tidak_jelas_ditahan_dan_hanya_diusulkan(
    d: door.PintuTulis, nip: Any, nama: str, kode: str, saran: str
) -> None:
    baris = _baris(nip=nip, nama=nama)
    assert Pengenal(d).dari_sel(baris, "nip") is None
    assert baris.kunci_ditahan
    ditahan = _galat(baris)
    assert ditahan[0] == kode
    assert ditahan[1].startswith(saran)


def test_pesan_tidak_memuat_nip_utuh(d: door.PintuTulis) -> None:
    baris = _baris(nip="198403122006042999", nama="X")
    Pengenal(d).dari_sel(baris, "nip")
    (galat,) = baris.pengimpor.laporan.galat
    assert galat.pesan == "NIP ***************999 belum terdaftar"


@pytest.mark.parametrize(
    ("opd", "usul"), [("Dinkes", PUTI_DINKES), ("Puskesmas Talawi", PUTI_DINKES), ("BKAD", PUTI_BKAD)]
)
def test_nama_kembar_dipilih_menurut_opd(d: door.PintuTulis, opd: str, usul: str) -> None:
    baris = _baris(nip=None, nama="PUTI BUNGSU, S.K.M.", opd=opd)
    assert Pengenal(d).dari_sel(baris, "nip") is None
    assert _galat(baris) == ("NIP_KOSONG", f"Mungkin {usul} (PUTI BUNGSU).")


@pytest.mark.parametrize("opd", [None, "Dinas Entah", "Dinas Pendidikan"])
def test_nama_kembar_tanpa_opd_yang_menentukan_menyebut_semua(d: door.PintuTulis, opd: str | None) -> None:
    baris = _baris(nip=None, nama="PUTI BUNGSU", opd=opd)
    Pengenal(d).dari_sel(baris, "nip")
    assert _galat(baris)[1] == f"Nama ini dimiliki 2 pegawai: {PUTI_BKAD}, {PUTI_DINKES}."


@pytest.mark.parametrize(
    "nip", [SABAI, " 19840312 200604 2 901 ", "'" + SABAI, "NIP. 198403122006042901", "1984.0312.200604.2.901"]
)
def test_nip_dengan_spasi_dikenal_tanpa_peringatan(d: door.PintuTulis, nip: str) -> None:
    baris = _baris(nip=nip)
    p = Pengenal(d)
    assert p.dari_sel(baris, "nip") == 1
    assert (p.nip(1), p.nama(1)) == (SABAI, "SABAI ALUIH")
    assert baris.pengimpor.laporan.peringatan == []


def test_sel_gabungan_menahan_atau_mengenali(d: door.PintuTulis) -> None:
    p = Pengenal(d)
    assert p.dari_sel(_baris(nama_nip=f"Orang<br/>NIP {SABAI}"), "nama_nip") == 1
    baris = _baris(nama_nip="SABAI ALUIH")
    assert p.dari_sel(baris, "nama_nip") is None
    assert _galat(baris) == ("NIP_KOSONG", f"Mungkin {SABAI} (SABAI ALUIH).")


@pytest.mark.parametrize(
    ("nama", "opd", "kode"),
    [
        ("SABAI ALUIH, S.STP., M.Si.", "Dinas Pendidikan", []),
        ("Sabai  Aluih", "SDN 99 Contoh", []),
        ("SABAI ALUIH", "Bidang A / Dinas Pendidikan / Pemko", []),
        ("SABAI ALUI", "disdik", []),
        (None, None, []),
        ("MANGKUTAK ALAM", "Dinas Pendidikan", ["NAMA_BEDA"]),
        ("SABAI ALUIH", "Dinas Kesehatan", ["OPD_BEDA"]),
        ("SABAI ALUIH", "Puskesmas Talawi", ["OPD_BEDA"]),
        ("PUTI BUNGSU", "DINKES", ["NAMA_BEDA", "OPD_BEDA"]),
    ],
)
def test_nama_dan_opd_hanya_mengingatkan(
    d: door.PintuTulis, nama: str | None, opd: str | None, kode: list[str]
) -> None:
    baris = _baris(nip=SABAI, nama=nama, opd=opd)
    p = Pengenal(d)
    p.bandingkan(baris, 1, opd_kamus(d), HARI)
    assert [satu.kode for satu in baris.pengimpor.laporan.peringatan] == kode
    assert not baris.ditahan


def test_unit_di_bawah_opd_bukan_opd_lain(d: door.PintuTulis) -> None:
    baris = _baris(nip=PUTI_DINKES, opd="Puskesmas Talawi")
    Pengenal(d).bandingkan(baris, 4, opd_kamus(d), HARI)
    assert baris.pengimpor.laporan.peringatan == []


@pytest.mark.parametrize(
    ("a", "b", "beda"),
    [
        ("M. YUSUF", "MUHAMMAD YUSUF", False),
        ("NUR AIN", "NUR'AIN", False),
        ("Drs. H. MALIN DEMAN", "MALIN DEMAN", False),
        ("M. YUSUF", "MUHAMMAD RIDWAN", True),
        ("PUTI BUNGSU", "PUTI ANDAM DEWI", True),
    ],
)
def test_beda_nama_yang_jelas(a: str, b: str, beda: bool) -> None:
    assert nama_beda(a, b) is beda


def test_opd_pada_hari_itu_dan_masa_tugas(d: door.PintuTulis) -> None:
    d.kon.execute("UPDATE penempatan SET selesai = '2025-06-30' WHERE pegawai_id = 1")
    d.kon.execute("INSERT INTO penempatan (pegawai_id, opd_id, jabatan_id, mulai) VALUES (1, 2, 1, '2025-07-01')")
    d.kon.execute("UPDATE pegawai SET status = 'henti', henti_tanggal = '2025-03-03' WHERE id = 2")
    d.kon.execute("UPDATE pegawai SET status = 'henti' WHERE id = 3")
    p = Pengenal(d)
    assert [p.opd(1, date(2025, 6, 30)), p.opd(1, date(2025, 7, 1)), p.opd(1, date(1990, 1, 1))] == [1, 2, 1]
    assert [p.bertugas(2, date(2025, 3, 2)), p.bertugas(2, HARI), p.bertugas(3, HARI), p.bertugas(1, HARI)] == [
        True, False, False, True,
    ]  # fmt: skip


def test_sepuluh_ribu_baris_tidak_terasa(d: door.PintuTulis) -> None:
    lajur = tuple(Lajur(huruf, nama, nama) for huruf, nama in zip("ABC", ("nip", "nama", "opd"), strict=True))
    isi = tuple(Baris(i, (SABAI, "SABAI ALUIH, S.STP.", "Dinas Pendidikan")) for i in range(2, 10_002))
    p, kamus = Pengenal(d), opd_kamus(d)
    mulai = time.process_time()
    for baris in Pengimpor(Lembar("x", "y", (1,), lajur, isi, ()), "hadir").baris():
        pegawai = p.dari_sel(baris, "nip")
        assert pegawai == 1
        p.bandingkan(baris, pegawai, kamus, HARI)
    assert time.process_time() - mulai < 2
