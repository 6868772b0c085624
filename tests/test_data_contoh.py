"""The sample city: written the same again, sound in itself, free of personal data, complete for the demonstration."""

from __future__ import annotations

import csv
import subprocess
import sys
import tomllib
import zipfile
from collections import Counter
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("openpyxl")
pytest.importorskip("xlwt")
pytest.importorskip("odf")

from asn_kompetensi.domain.golongan import baca_golongan
from asn_kompetensi.domain.jenjang import baca_jenjang
from asn_kompetensi.domain.kode import baca_kode
from asn_kompetensi.domain.nama import kunci
from asn_kompetensi.domain.nip import periksa_nip, tanggal_lahir
from asn_kompetensi.domain.tanggal import baca_tanggal
from benchmarks.kota_contoh.berkas_pegawai import KEPALA, PRIBADI
from benchmarks.kota_contoh.jabatan import KOMPETENSI, Jabatan, semua_jabatan, standar
from benchmarks.kota_contoh.nilai import PERIODE

CONTOH = Path(__file__).parents[1] / "data" / "sample"
KOSONG_NILAI = {None, "-", "TH"}


@cache
def _csv(nama: str, pemisah: str = ",") -> list[dict[str, str]]:
    with (CONTOH / nama).open(encoding="utf-8-sig", newline="") as berkas:
        return list(csv.DictReader(berkas, delimiter=pemisah))


@cache
def _lembar(path: Path, nama: str | None = None) -> list[tuple[Any, ...]]:
    from openpyxl import load_workbook

    buku = load_workbook(path)
    return list(buku[nama or buku.sheetnames[0]].iter_rows(values_only=True))


def _polos(nilai: object) -> str:
    teks = str(nilai).removeprefix("'")
    return "" if teks == "null" else teks


@cache
def _pegawai() -> list[dict[str, str]]:
    kepala, *baris = _lembar(CONTOH / "pegawai_siasn.xlsx")
    assert list(kepala) == list(KEPALA)
    return [dict(zip(KEPALA, map(_polos, satu), strict=True)) for satu in baris]


def _nip(teks: object) -> str:
    hasil = periksa_nip(str(teks))
    assert hasil.nip is not None, hasil.pesan
    assert hasil.nip[15] == "9"
    return hasil.nip


def _angka(nilai: object) -> float:
    return float(str(nilai).replace(",", "."))


def _isi(path: Path) -> Any:
    """What must not change: for a zip its entries, names, times and contents (the deflate library may differ)."""
    if not zipfile.is_zipfile(path):
        return path.read_bytes()
    with zipfile.ZipFile(path) as arsip:
        return [(satu.filename, satu.date_time, arsip.read(satu)) for satu in arsip.infolist()]


def test_ditulis_ulang_sama(tmp_path: Path) -> None:
    # In a process of its own: the library that writes .ods numbers its namespaces over the whole process.
    akar = CONTOH.parent.parent
    subprocess.run([sys.executable, "-m", "benchmarks.kota_contoh", str(tmp_path)], cwd=akar, check=True)
    lama = {p.relative_to(CONTOH) for p in CONTOH.rglob("*") if p.is_file()}
    baru = {p.relative_to(tmp_path) for p in tmp_path.rglob("*") if p.is_file()}
    assert lama == baru
    assert [str(p) for p in sorted(lama) if _isi(CONTOH / p) != _isi(tmp_path / p)] == []
    assert sum((CONTOH / p).stat().st_size for p in lama) < 2_000_000


def test_perangkat_daerah() -> None:
    opd = _csv("opd.csv", ";")
    kode = {baca_kode(o["kode"]) for o in opd}
    assert len(kode) == len(opd) == 40
    assert {o["induk"] for o in opd} - {""} <= kode
    pemilik: dict[str, str] = {}
    for o in opd:
        for ejaan in filter(None, (o["kode"], o["nama"], o["singkatan"], *o["alias"].split(";"))):
            assert pemilik.setdefault(kunci(ejaan), o["kode"]) == o["kode"], ejaan
        assert o["surel"].endswith("@contoh.invalid")
    kepala = {o["kode"]: _nip(o["kepala_nip"]) for o in opd}
    assert set(kepala.values()) <= {_nip(p["NIP BARU"]) for p in _pegawai()}


def test_jabatan_dan_standar() -> None:
    semua = semua_jabatan()
    assert 60 <= len(semua) <= 80
    assert len({kunci(j.nama) for j in semua.values()}) == len(semua)
    for j in semua.values():
        assert baca_jenjang(j.jenjang) == j.jenjang
        for p in PERIODE:
            assert all(1 <= level <= 5 for level in standar(j, p.selesai).values())
    for satu in _csv("standar_2025.csv"):
        assert satu["jabatan"] in semua
        assert int(satu["level"]) == standar(semua[satu["jabatan"]], date(2023, 1, 1))[satu["kompetensi"]] + 1


def test_pegawai() -> None:
    baris = _pegawai()
    orang = {_nip(satu["NIP BARU"]): satu for satu in baris}
    assert len(baris) == len(orang) + 1  # one row says the same twice
    assert 470 <= len(orang) <= 490
    assert {satu[kolom] for satu in baris for kolom in PRIBADI} == {""}
    jabatan = {kunci(j.nama) for j in semua_jabatan().values()}
    beda_lahir = 0
    for nip, satu in orang.items():
        assert kunci(satu["JABATAN NAMA"]) in jabatan
        assert satu["JENIS KELAMIN"] == ("M" if nip[14] == "1" else "F")
        beda_lahir += baca_tanggal(satu["TANGGAL LAHIR"]) != tanggal_lahir(nip)
        assert baca_tanggal(satu["TMT JABATAN"]) is not None
        if satu["GOL AKHIR ID"]:
            assert baca_golongan(satu["GOL AKHIR ID"]) == baca_golongan(satu["GOL AKHIR NAMA"])
    assert beda_lahir == 1
    jenis = Counter(satu["JENIS PEGAWAI NAMA"].split()[0] for satu in orang.values())
    assert jenis["PNS"] / len(orang) == pytest.approx(0.80, abs=0.02)
    assert sum(satu["KEDUDUKAN HUKUM ID"] == "99" for satu in orang.values()) >= 4
    isi = Counter(_opd(satu["UNOR NAMA"]) for satu in orang.values() if satu["KEDUDUKAN HUKUM ID"] == "01")
    assert len(isi) == 40
    assert min(isi.values()) >= 4


@cache
def _opd(unor: str) -> str:
    """The most specific known segment of the path."""
    ejaan = {
        kunci(satu): o["kode"]
        for o in _csv("opd.csv", ";")
        for satu in (o["kode"], o["nama"], *o["alias"].split(";"))
        if satu
    }
    return next(ejaan[kunci(ruas)] for ruas in unor.split("/") if kunci(ruas) in ejaan)


@cache
def _tempat(pada: date) -> dict[str, Jabatan]:
    """The job of everybody in service on a day, by the staff file and the transfers."""
    semua = semua_jabatan()
    per_nama = {kunci(j.nama): j for j in semua.values()}
    hasil = {}
    for satu in _pegawai():
        mulai = baca_tanggal(satu["TMT JABATAN"])
        if satu["KEDUDUKAN HUKUM ID"] == "01" and mulai is not None and mulai <= pada:
            hasil[_nip(satu["NIP BARU"])] = per_nama[kunci(satu["JABATAN NAMA"])]
    for satu in _urutan()["mutasi"]:
        if date.fromisoformat(satu["tanggal"]) <= pada:
            hasil[satu["nip"]] = semua[satu["jabatan"]]
    return hasil


@cache
def _urutan() -> dict[str, Any]:
    return tomllib.loads((CONTOH / "urutan.toml").read_text(encoding="utf-8"))


@cache
def _nilai(periode: str) -> dict[tuple[str, str], float]:
    """Levels given in a year by (NIP, competency)."""
    kode = {"kerjasama": "KS"} | {k.casefold(): k for k in KOMPETENSI}
    if periode == "2023":
        baris = [
            (_nip(s["NIP"]), kode[s["Kompetensi"].casefold()], s["Nilai"], s["Tanggal"])
            for s in _csv("nilai_2023.csv", "\t")
        ]
        assert all((t := baca_tanggal(s[3])) is not None and t.year == 2023 for s in baris)
        mentah: list[tuple[str, str, object]] = [(nip, k, v) for nip, k, v, _ in baris]
    elif periode == "2024":
        mentah = [
            (_nip(s[2]), k, v)
            for s in _lembar(CONTOH / "nilai_2024.xlsx")[7:]
            if isinstance(s[0], int)
            for k, v in zip(KOMPETENSI, s[5:], strict=False)
        ]
    else:
        kepala, *isi = _lembar(CONTOH / "nilai_2025.xlsx", "Rekap 2025")
        assert all(isinstance(s[kepala.index("Tanggal Asesmen")], datetime) for s in isi)
        mentah = [(_nip(s[1]), k, s[kepala.index(k)]) for s in isi for k in KOMPETENSI]
    hasil = {(nip, k): _angka(v) for nip, k, v in mentah if v not in KOSONG_NILAI}
    assert len(hasil) == sum(v not in KOSONG_NILAI for _, _, v in mentah)
    return hasil


def test_nilai_lengkap_dan_membaik() -> None:
    for periode in PERIODE:
        nilai = _nilai(periode.kode)
        wajib = {
            (nip, k): level
            for nip, j in _tempat(periode.selesai).items()
            for k, level in standar(j, periode.selesai).items()
        }
        assert set(nilai) <= set(wajib)  # only what the job asks for
        assert all(1 <= v <= 5 and round(v, 2) == v for v in nilai.values())
        bagian = sum(v < wajib[pasang] for pasang, v in nilai.items()) / len(nilai)
        assert bagian == pytest.approx(periode.di_bawah, abs=0.02)
        assert 0.86 <= len(nilai) / len(wajib) <= 0.94
    orang = [{nip for nip, _ in _nilai(p.kode)} for p in PERIODE]
    assert len((orang[1] - orang[2]) & set(_tempat(date(2025, 12, 31)))) >= 5  # older levels show in 2025


def test_kelas_dan_daftar_hadir() -> None:
    urutan = _urutan()
    kelas = {satu["kode"]: satu for satu in _csv("kelas.csv")}
    pelatihan = {satu["kode"] for satu in _csv("pelatihan.csv")}
    assert {satu["pelatihan"] for satu in kelas.values()} <= pelatihan
    opd = {satu["kode"] for satu in _csv("opd.csv", ";")}
    for satu in kelas.values():
        assert satu["opd_peserta"] == "semua" or set(satu["opd_peserta"].split(";")) <= opd
    selesai = [satu["kelas"] for satu in urutan["selesai"]]
    assert len(selesai) == 10
    for kode in selesai:
        baris = _lembar(CONTOH / "hadir" / f"{kode}.xlsx")
        hari = [v for v in baris[5] if isinstance(v, datetime)]
        assert hari[0].date().isoformat() == kelas[kode]["mulai"]
        assert hari[-1].date().isoformat() == kelas[kode]["selesai"]
        assert len(hari) == (hari[-1] - hari[0]).days + 1
        peserta = [s for s in baris[6:] if isinstance(s[0], int)]
        assert len({_nip(s[2]) for s in peserta}) == len(peserta) <= int(kelas[kode]["kuota"])
        assert {_nip(s[2]) for s in peserta} <= set(_tempat(hari[0].date()))
        assert {tanda for s in peserta for tanda in s[4 : 4 + len(hari)]} <= {"V", "v", "✓", "Hadir", "S", "I", "A"}


def test_urutan_menyebut_semua_berkas() -> None:
    urutan = _urutan()
    disebut = {Path(satu["berkas"]) for satu in urutan["langkah"] if "berkas" in satu}
    ada = {p.relative_to(CONTOH) for p in CONTOH.rglob("*") if p.is_file()}
    assert ada - disebut == {Path("README.md"), Path("urutan.toml")}
    assert disebut <= ada
    assert len(urutan["mutasi"]) == 8
    assert [satu["kode"] for satu in urutan["periode"]] == [p.kode for p in PERIODE]
