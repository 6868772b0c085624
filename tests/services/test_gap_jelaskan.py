"""One number with its sources: every status, every kind of score, what closed periods froze, and random cities."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from random import Random
from typing import Any

import pytest

from asn_kompetensi.domain.galat import TidakDitemukan
from asn_kompetensi.domain.gap_rumus import LEBIH_BARU, SUSULAN
from asn_kompetensi.services import gap, jabatan, nilai, nilai_impor, opd, pegawai, penutupan, periode, standar
from asn_kompetensi.services.gap_jelaskan import jelaskan
from asn_kompetensi.store import door
from asn_kompetensi.store.queries.gap import Saringan
from asn_kompetensi.tabular import terminal
from asn_kompetensi.tabular.baca import baca_lembar
from tests.cetakan import sekali
from tests.conftest import Asn
from tests.periode import tutup
from tests.services import kota_gap
from tests.services.berkas_uji import sql, xlsx
from tests.store.alat import buka
from tests.tabular.alat import Layar

A, B, C = "198403122006042901", "197911052005011902", "199107212019031903"


@sekali
def _awal(basis: Path) -> None:
    """Sabai (STAF: INT 3, KS 3, KOM 2 by decree), Mangkutak beside her, Cindua in a job without any standard."""
    with buka(basis, perintah="opd tambah") as d:
        opd.tambah(d, "DINKES", "Dinas Kesehatan")
        opd.tambah(d, "DISDIK", "Dinas Pendidikan")
        jabatan.tambah(d, "STAF", "Staf Umum")
        jabatan.tambah(d, "BARU", "Jabatan Baru")
        for tahun in (2021, 2024, 2025, 2026):
            periode.buka(d, str(tahun), f"{tahun}-01-01", f"{tahun}-12-31")
    with buka(basis, perintah="standar tetapkan") as d:
        standar.tetapkan(d, "STAF", ["INT=3", "KS=3", "KOM=2"], dasar="Kepwako 1/2025", mulai="2020-01-01")
    with buka(basis, perintah="pegawai tambah", petugas="rina") as d:
        for nip, nama, kode in ((A, "Sabai Aluih", "STAF"), (B, "Mangkutak", "STAF"), (C, "Cindua", "BARU")):
            pegawai.tambah(d, nip, {"nama": nama, "opd": "DINKES", "jabatan": kode})


@pytest.fixture
def kota(basis: Path) -> Path:
    _awal(basis)
    return basis


def isi(basis: Path, nip: str, kode: str, pada: str, sumber: str = "asesmen", **kata: Any) -> int:
    with buka(basis, perintah="nilai isi", petugas="rina") as d:
        komp, level = kode.split("=")
        nilai.isi(d, nip, {komp: level}, pada, sumber, kata.get("tanggal"), kata.get("penilai"))
        return d.jalankan


def tanya(basis: Path, nip: str, kode: str, pada: str = "2025") -> dict[str, Any]:
    with door.baca(basis) as d:
        return jelaskan(d, nip, kode, pada)


# --- one number ---------------------------------------------------------------------------------------------------


def test_nilai_dari_berkas_dengan_sel_jalankan_dan_penilainya(kota: Path) -> None:
    berkas = xlsx(kota, "NIP|INT|KS|Penilai", (B, 3, 3, None), (A, 2.5, 3, B), nama="rekap.xlsx")
    with door.baca(kota) as d:
        lembar = baca_lembar(berkas, nilai_impor.skema(d))
    with buka(kota, perintah="nilai impor", petugas="siti", berkas="rekap.xlsx", sha256="a" * 64) as d:
        nilai_impor.impor(d, lembar, periode="2025", tanggal=date(2025, 6, 10))
        nomor = d.jalankan
    hasil = tanya(kota, A, "int")
    assert hasil["rumus"] == (
        "standar 3 − capaian 2,5 = kesenjangan 0,5 (rendah); capaian dari asesmen 2,5 periode 2025"
    )
    (satu,) = hasil["nilai"]
    assert satu.pop("waktu")
    assert satu == {
        "periode": "2025", "sumber": "asesmen", "nilai": Decimal("2.5"), "tanggal": "2025-06-10", "penilai": B,
        "nama_penilai": "Mangkutak", "bukti": None, "bobot": 1, "dihitung": True, "sebab": None, "jalankan": nomor,
        "perintah": "nilai impor", "petugas": "siti", "berkas": "rekap.xlsx",
        "sha256": "a" * 64, "lembar": lembar.nama, "baris": 3,
        "kolom": "B", "sel": "B3",
    }  # fmt: skip
    assert hasil["kabar"] == []
    assert hasil["kini"] is None
    assert [k["kunci"] for k in hasil["kebijakan"]] == ["bobot_sumber", "masa_berlaku_nilai", "batas_gap_rendah",
                                                       "batas_gap_sedang"]  # fmt: skip


def test_standar_dan_penempatan_dengan_jalankan_yang_menetapkannya(kota: Path) -> None:
    with buka(kota, perintah="pegawai mutasi", petugas="budi") as d:
        pegawai.mutasi(d, A, date(2025, 3, 1), opd="DISDIK")
        pindah = d.jalankan
    with buka(kota, perintah="standar tetapkan", petugas="budi") as d:
        standar.tetapkan(d, "STAF", ["INT=4"], dasar="Kepwako 9/2025", mulai="2025-07-01")
        baru = d.jalankan
    sesudah, sebelum = tanya(kota, A, "INT"), tanya(kota, A, "INT", "2024")
    asal = sesudah["standar_asal"]
    assert [asal[k] for k in ("level", "dasar", "mulai", "selesai", "jalankan", "petugas", "perintah")] == [
        Decimal(4), "Kepwako 9/2025", "2025-07-01", None, baru, "budi", "standar tetapkan"
    ]  # fmt: skip
    lama = sebelum["standar_asal"]
    assert (lama["level"], lama["dasar"], lama["selesai"]) == (Decimal(3), "Kepwako 1/2025", "2025-06-30")
    assert lama["jalankan"] < baru, "the run that only ended a standard did not set it"
    tempat = sesudah["penempatan"]
    assert [tempat[k] for k in ("opd", "nama_opd", "jabatan", "mulai", "selesai", "jalankan", "petugas")] == [
        "DISDIK", "Dinas Pendidikan", "STAF", "2025-03-01", None, pindah, "budi"
    ]  # fmt: skip
    assert sebelum["penempatan"]["jalankan"] < pindah


def test_setiap_sumber_dan_yang_tidak_dihitung_dengan_sebabnya(kota: Path) -> None:
    isi(kota, A, "INT=2", "2024")
    isi(kota, A, "INT=4", "2025", "atasan")
    isi(kota, A, "INT=3", "2025", "rekan")
    hasil = tanya(kota, A, "INT")
    assert hasil["rumus"].endswith("; capaian rata-rata dari atasan 4, rekan 3 periode 2025")
    assert [(n["sumber"], n["dihitung"], n["sebab"], n["bobot"]) for n in hasil["nilai"]] == [
        ("atasan", True, None, 1), ("rekan", True, None, 1), ("asesmen", False, LEBIH_BARU, None)
    ]  # fmt: skip
    isi(kota, A, "INT=2", "2025")
    assert [(n["sumber"], n["dihitung"], n["bobot"]) for n in tanya(kota, A, "INT")["nilai"][:3]] == [
        ("asesmen", True, 1), ("atasan", False, 0), ("rekan", False, 0)
    ]  # fmt: skip
    with buka(kota) as d:
        d.kon.execute("UPDATE kebijakan SET nilai = 'asesmen=50;atasan=25' WHERE kunci = 'bobot_sumber'")
    hasil = tanya(kota, A, "INT")
    assert hasil["rumus"] == (
        "standar 3 − capaian 2,67 = kesenjangan 0,33 (rendah); capaian rata-rata dari asesmen 2 berbobot 50, "
        "atasan 4 berbobot 25 periode 2025"
    )
    assert [n["dihitung"] for n in hasil["nilai"]] == [True, True, False, False]


# --- periods that end together ------------------------------------------------------------------------------------


def kembar(basis: Path) -> None:
    with buka(basis, perintah="periode buka") as d:
        periode.buka(d, "2025-A", "2025-01-01", "2025-12-31")
        periode.buka(d, "2025-S2", "2025-07-01", "2025-12-31")


def sebab(hasil: dict[str, Any]) -> list[tuple[str, str | None]]:
    return [(satu["periode"], satu["sebab"]) for satu in hasil["nilai"]]


def test_periode_kembar_disebut_sebagai_kembar(kota: Path) -> None:
    kembar(kota)
    isi(kota, A, "INT=2", "2024")
    isi(kota, A, "INT=4", "2025-A")
    assert sebab(tanya(kota, A, "INT")) == [("2025-A", None), ("2024", LEBIH_BARU)], "the twin's counts where alone"
    isi(kota, A, "INT=3", "2025")
    hasil = tanya(kota, A, "INT")
    assert (hasil["capaian"], hasil["periode_nilai"]) == (3, "2025")
    assert sebab(hasil) == [
        ("2025", None), ("2025-A", "periode 2025 punya nilainya sendiri; 2025-A berakhir pada hari yang sama"),
        ("2024", LEBIH_BARU),
    ]  # fmt: skip
    for pada in ("2025-S2", "2026"):  # neither is the one asked about
        assert sebab(tanya(kota, A, "INT", pada))[:2] == [
            ("2025-A", None),
            ("2025", "dipakai nilai periode 2025-A, yang berakhir pada hari yang sama dan dibuka belakangan"),
        ]


def test_nilai_kembaran_yang_lebih_muda_tidak_disangkal(kota: Path) -> None:
    """The period's own score is too old; the last one is in its twin."""
    kembar(kota)
    isi(kota, A, "INT=3", "2025", tanggal=date(2021, 5, 10))
    isi(kota, A, "INT=3", "2025-A", tanggal=date(2025, 5, 10))
    hasil = tanya(kota, A, "INT")
    assert (hasil["status"], hasil["rumus"][:58]) == (
        "kedaluwarsa", "nilai yang dipakai, asesmen 3 periode 2025, tertanggal 202"
    )  # fmt: skip
    assert sebab(hasil)[0] == ("2025", "kedaluwarsa")
    assert "berakhir pada hari yang sama" in (sebab(hasil)[1][1] or "")


# --- no number ----------------------------------------------------------------------------------------------------


def test_belum_dinilai(kota: Path) -> None:
    isi(kota, A, "INT=2", "2026")
    hasil = tanya(kota, A, "INT")
    assert (hasil["status"], hasil["nilai"]) == ("belum_dinilai", []), "what comes later is not shown"
    assert hasil["rumus"] == "belum ada nilai INT yang dihitung sampai 2025-12-31"
    assert hasil["standar_asal"]["level"] == 3


@pytest.mark.parametrize(
    ("tanggal", "kalimat"),
    [
        (date(2021, 5, 10), "tertanggal 2021-05-10, berlaku 36 bulan: kedaluwarsa sejak 2024-05-11"),
        (None, "tanpa tanggal, dihitung dari 2021-12-31, berlaku 36 bulan: kedaluwarsa sejak 2025-01-01"),
    ],
)
def test_kedaluwarsa_menyebut_nilainya_dan_sejak_kapan(kota: Path, tanggal: date | None, kalimat: str) -> None:
    isi(kota, A, "INT=3", "2021", tanggal=tanggal)
    hasil = tanya(kota, A, "INT")
    assert (hasil["status"], hasil["capaian"]) == ("kedaluwarsa", None)
    assert hasil["rumus"] == f"nilai terakhir asesmen 3 periode 2021, {kalimat}"
    assert [(n["dihitung"], n["sebab"]) for n in hasil["nilai"]] == [(False, "kedaluwarsa")]


def test_tanpa_standar(kota: Path) -> None:
    isi(kota, C, "INT=3", "2025")
    hasil = tanya(kota, C, "INT")
    assert [hasil[k] for k in ("status", "kompetensi", "nama_kompetensi", "standar", "standar_asal")] == [
        "tanpa_standar", "INT", "Integritas", None, None
    ]  # fmt: skip
    assert hasil["rumus"] == "jabatan Jabatan Baru belum punya standar yang berlaku pada 2025-12-31"
    assert len(hasil["nilai"]) == 1


def test_yang_tidak_ada_angkanya_ditolak_dengan_sebabnya(kota: Path) -> None:
    with pytest.raises(TidakDitemukan, match="Staf Umum tidak mensyaratkan PB pada 2025-12-31") as salah:
        tanya(kota, A, "PB")
    assert salah.value.petunjuk.startswith("Yang disyaratkan: INT, KS, KOM.")
    assert salah.value.pesan.endswith("2025-12-31"), "nothing is said of a score that there is not"
    isi(kota, A, "PB=3", "2025")
    with pytest.raises(TidakDitemukan, match="; nilainya tersimpan, tetapi tidak masuk kesenjangan"):
        tanya(kota, A, "PB")
    with buka(kota) as d:
        d.kon.execute("UPDATE pegawai SET status = 'henti', henti_tanggal = '2025-06-01' WHERE nip = ?", (B,))
        d.kon.execute("DELETE FROM penempatan WHERE pegawai_id = 3")
    with pytest.raises(TidakDitemukan, match=r"902 berhenti sejak 2025-06-01; tidak masuk periode") as salah:
        tanya(kota, B, "INT")
    assert B not in salah.value.pesan, "NIPs are masked in sentences"
    with pytest.raises(TidakDitemukan, match="tidak punya jabatan pada 2025-12-31"):
        tanya(kota, C, "INT")
    for nip, kode, pada in (("198201302010012904", "INT", "2025"), (A, "XX", "2025"), (A, "INT", "1999")):
        with pytest.raises(TidakDitemukan):
            tanya(kota, nip, kode, pada)


# --- closed periods -----------------------------------------------------------------------------------------------


def test_periode_tertutup_menjawab_yang_beku_dan_mengatakan_bila_masukannya_lain(kota: Path) -> None:
    isi(kota, A, "INT=2", "2024")
    sebelum = tanya(kota, A, "INT")
    tutup(kota, "2025")
    tetap = tanya(kota, A, "INT")
    assert tetap["kabar"] == ["periode 2025 sudah ditutup; angkanya yang dibekukan saat itu"]
    assert {k: v for k, v in tetap.items() if k not in ("kabar", "status_periode")} == {
        k: v for k, v in sebelum.items() if k not in ("kabar", "status_periode")
    }
    isi(kota, A, "INT=3", "2024")
    with buka(kota, perintah="standar tetapkan") as d:
        d.kon.execute("UPDATE standar SET ratus = 400 WHERE kompetensi_id = 1")
    kini = tanya(kota, A, "INT")
    assert (kini["standar"], kini["capaian"], kini["kesenjangan"]) == (3, 2, 1)
    assert kini["kini"] == {"opd": "DINKES", "jabatan": "STAF", "standar": 4, "capaian": 3, "status": "di_bawah",
                            "periode_nilai": "2024"}  # fmt: skip
    assert kini["kabar"][-1] == (
        "masukan hari ini tidak lagi memberi angka itu: standar 4 (dibekukan 3), capaian 3 (dibekukan 2)"
    )
    sql(kota, "DELETE FROM standar")
    assert tanya(kota, A, "INT")["kabar"][-1].startswith("masukan hari ini tidak lagi memuat pasangan ini")
    assert tanya(kota, A, "INT")["standar_asal"] is None


def test_periode_tertutup_tanpa_standar_menyebut_nilainya_seperti_sebelum_ditutup(kota: Path) -> None:
    isi(kota, C, "INT=3", "2025")
    sebelum = tanya(kota, C, "INT")["nilai"]
    assert [(satu["dihitung"], satu["sebab"]) for satu in sebelum] == [(True, None)]
    tutup(kota, "2025")
    assert tanya(kota, C, "INT")["nilai"] == sebelum


def test_yang_datang_sesudah_ditutup_disebut_susulan(kota: Path) -> None:
    """Periods may be closed in any order: the open one before it, or its twin, still takes scores."""
    kembar(kota)
    isi(kota, A, "INT=2", "2024")
    isi(kota, C, "INT=2", "2025")
    tutup(kota, "2026")
    for kode, pada in (("INT=3", "2025"), ("KS=3", "2025"), ("INT=4", "2025-A")):
        isi(kota, A, kode, pada)
    hasil = tanya(kota, A, "INT", "2026")
    assert (hasil["capaian"], hasil["periode_nilai"]) == (2, "2024")
    assert sebab(hasil) == [("2025-A", SUSULAN), ("2025", SUSULAN), ("2024", None)]
    assert sebab(tanya(kota, A, "KS", "2026")) == [("2025", SUSULAN)]
    assert sebab(tanya(kota, C, "INT", "2026")) == [("2025", None)]
    isi(kota, A, "INT=1", "2021")
    with buka(kota, perintah="nilai hapus") as d:
        nilai.hapus(d, A, "2024", "INT", None)
    assert sebab(tanya(kota, A, "INT", "2026"))[-1] == ("2021", LEBIH_BARU), "it was, when the period was closed"


def test_dibuka_ulang_dikatakan(kota: Path) -> None:
    tutup(kota, "2025")
    with buka(kota, perintah="periode buka-ulang") as d:
        penutupan.buka_ulang(d, "2025", "susulan", "Nurhayati", "penguji")
    assert tanya(kota, A, "INT")["kabar"] == ["periode ini pernah dibuka ulang: susulan (saksi: Nurhayati)"]


# --- random cities ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(4))
def test_kota_acak_setiap_bagian_menjadi_angkanya(basis: Path, seed: int) -> None:
    """Every pair of `gap daftar`: the same row, all its scores and no other, and the counted ones make the level."""
    acak = kota_gap.acak(seed)
    with buka(basis) as d:
        acak.isi(d.kon, d.jalankan)
    r = Random(seed)
    nama = {kode: nomor for nomor, (kode, *_) in enumerate(acak.kompetensi, 1)}
    with door.baca(basis) as d:
        for p in acak.periode:
            semua = [dict(zip(gap.BIDANG, b, strict=True)) for b in gap.daftar(d, Saringan(p.id))]
            for baris in r.sample(semua, min(12, len(semua))):
                kode = baris["kompetensi"] or "INT"
                hasil = jelaskan(d, baris["nip"], kode, p.kode)
                harap = (
                    baris if baris["kompetensi"] else {**baris, "kompetensi": "INT", "nama_kompetensi": "Integritas"}
                )
                assert {k: hasil[k] for k in gap.BIDANG} == harap
                orang = next(n for n, (nip, *_) in enumerate(acak.pegawai, 1) if nip == baris["nip"])
                boleh = {q.id: q.kode for q in acak.periode if q.selesai <= p.selesai}
                assert sorted((n["periode"], n["sumber"], int(n["nilai"] * 100)) for n in hasil["nilai"]) == sorted(
                    (boleh[s.periode], kota_gap.SUMBER[s.sumber - 1], s.ratus)
                    for s in acak.skor
                    if (s.pegawai, s.kompetensi) == (orang, nama[kode]) and s.periode in boleh
                )
                dihitung = [n for n in hasil["nilai"] if n["dihitung"]]
                assert all((n["sebab"] is None) == n["dihitung"] for n in hasil["nilai"])
                if baris["capaian"] is not None:
                    atas = sum(Fraction(n["nilai"]) * Fraction(n["bobot"]) for n in dihitung)
                    assert kota_gap.bulat(atas / sum(Fraction(n["bobot"]) for n in dihitung)) == baris["capaian"]
                    assert {n["periode"] for n in dihitung} == {baris["periode_nilai"]}
                    assert hasil["standar_asal"]["level"] == baris["standar"]
                elif baris["status"] != "tanpa_standar":
                    assert dihitung == []


# --- the counter --------------------------------------------------------------------------------------------------


def test_perintahnya_satu_objek(kota: Path, asn: Asn) -> None:
    isi(kota, A, "INT=2,5", "2025", penilai="Nurhayati")
    assert asn("gap", "jelaskan", A, "INT")[0] == 2
    kode, keluar, kabar = asn("gap", "jelaskan", A, "INT", "--periode", "2025", "--json")
    hasil = json.loads(keluar)
    assert (kode, kabar, hasil["nip"], hasil["kesenjangan"]) == (0, "", A, 0.5)
    assert list(hasil)[: len(gap.BIDANG)] == list(gap.BIDANG)
    assert asn("gap", "jelaskan", A, "PB", "--periode", "2025")[:2] == (4, "")


def test_di_layar_terbaca_dalam_80_kolom(kota: Path, asn: Asn, monkeypatch: pytest.MonkeyPatch) -> None:
    isi(kota, A, "INT=2,5", "2025", penilai="Nurhayati")
    layar = Layar()
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("TERM", "dumb")
    asli = terminal.tampilkan_pasangan
    monkeypatch.setattr(terminal, "tampilkan_pasangan", lambda isinya, **_: asli(isinya, keluar=layar))
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    assert asn("gap", "jelaskan", A, "INT", "--periode", "2025")[0] == 0
    baris = layar.getvalue().splitlines()
    assert max(map(len, baris)) <= 80
    teks = "\n".join(" ".join(satu.split()) for satu in baris)
    for potongan in ("standar 3 − capaian 2,5", "Kepwako 1/2025", "penilai Nurhayati", "(nilai isi) oleh rina",
                     "Kebijakan bobot_sumber"):  # fmt: skip
        assert potongan in teks
