"""Agencies, jobs, technical competencies and standards, and the order in which everything is imported."""

from __future__ import annotations

from pathlib import Path

from benchmarks.kota_contoh.berkas import Sel, tulis_csv, tulis_ods, tulis_teks, tulis_xls
from benchmarks.kota_contoh.jabatan import (
    DASAR_NAIK,
    DASAR_STANDAR,
    KOMPETENSI,
    MULAI_NAIK,
    MULAI_STANDAR,
    NAIK,
    TEKNIS,
    Jabatan,
    standar,
)
from benchmarks.kota_contoh.nilai import PERIODE
from benchmarks.kota_contoh.orang import Orang
from benchmarks.kota_contoh.organisasi import Opd
from benchmarks.kota_contoh.pelatihan import Kelas

_PEMIMPIN = (
    "SEKDA", "SEKWAN", "INSPEKTUR", "KABAN", "KADIS", "KASAT", "KAKAN", "DIREKTUR-RSUD", "CAMAT", "LURAH",
    "KEPALA-PUSKESMAS",
)  # fmt: skip

_BACA = """# Kota contoh

Semua orang, NIP, nilai, nomor keputusan, dan kelas di folder ini rekaan. NIP rekaan dikenali dari nomor urutnya
(tiga digit terakhir 900 ke atas). Nama perangkat daerah mengikuti nama yang umum dipakai; alamat surelnya memakai
`contoh.invalid` dan tidak dapat dikirimi. Berkas-berkas ini ditulis oleh `python -m benchmarks.kota_contoh`.

| berkas | isi |
|---|---|
| `opd.csv` | 28 perangkat daerah, 10 kelurahan, 2 puskesmas; titik koma, UTF-8 dengan BOM |
| `kompetensi.csv` | empat kompetensi teknis |
| `jabatan.xls` | {jabatan} jabatan; Excel lama, baris judul di atas |
| `standar.ods` | standar setiap jabatan mulai 1 Januari 2023, satu kolom per kompetensi |
| `standar_2025.csv` | standar yang naik mulai 1 Januari 2025 |
| `pegawai_siasn.xlsx` | {pegawai} pegawai menurut ekspor SIASN; kolom data pribadi kosong |
| `nilai_2023.csv` | satu baris per nilai, pemisah TAB |
| `nilai_2024.xlsx` | rekap cetak: kop, judul dua baris, blok gap, rata-rata, tanda tangan |
| `nilai_2025.xlsx` | satu kolom per kode kompetensi |
| `pelatihan.csv`, `kelas.csv` | 10 program, {kelas} kelas |
| `hadir/*.xlsx` | daftar hadir {hadir} kelas yang sudah berlangsung |
| `urutan.toml` | urutan langkah yang dijalankan `asn demo` |
"""

_AWAL_URUTAN = """# Langkah yang dijalankan `asn demo`, dari atas ke bawah, mulai dari basis data yang baru.
#
# [[langkah]] menyebut satu impor: `jenis` adalah kelompok perintahnya (asn <jenis> impor), `berkas` berkasnya.
#   nilai memakai pula `periode`; hadir memakai `kelas` (asn kelas hadir KELAS --dari BERKAS).
#   Tiga langkah tanpa berkas menjalankan semua isi tabel yang senama di bawah:
#   periode (asn periode buka), mutasi (asn pegawai mutasi), selesai (asn kelas selesai).
"""


def tulis_acuan(ke: Path, opd: list[Opd], jabatan: dict[str, Jabatan], orang: list[Orang]) -> None:
    """The register files: agencies, competencies, jobs, standards."""
    kepala = {o.opd: o.nip for o in reversed(orang) if o.jabatan in _PEMIMPIN}
    baris = [
        (o.kode, o.nama, o.singkatan, ";".join(o.alias), o.induk, o.surel, kepala.get(o.kode, "")) for o in opd
    ]  # fmt: skip
    judul = ("kode", "nama", "singkatan", "alias", "induk", "surel", "kepala_nip")
    tulis_csv(ke / "opd.csv", [judul, *baris], pemisah=";", bom=True, akhir="\r\n")
    tulis_csv(
        ke / "kompetensi.csv",
        [("kode", "nama", "jenis", "definisi"), *((k, nama, "teknis", arti) for k, (nama, arti) in TEKNIS.items())],
    )
    daftar: list[tuple[Sel, ...]] = [("DAFTAR JABATAN PEMERINTAH KOTA SAWAHLUNTO (CONTOH)",), ()]
    daftar.append(("Kode Jabatan", "Nama Jabatan", "Jenjang", "Urusan"))
    daftar.extend((j.kode, j.nama, j.jenjang, j.urusan) for j in jabatan.values())
    tulis_xls(ke / "jabatan.xls", "JABATAN", daftar, (28, 60, 16, 34))
    _tulis_standar(ke, jabatan)


def _tulis_standar(ke: Path, jabatan: dict[str, Jabatan]) -> None:
    lebar: list[tuple[Sel, ...]] = [("LAMPIRAN KEPUTUSAN WALI KOTA TENTANG STANDAR KOMPETENSI JABATAN (CONTOH)",), ()]
    lebar.append(("Jabatan", *KOMPETENSI, "Dasar", "Mulai"))
    for j in jabatan.values():
        level = standar(j, MULAI_STANDAR)
        lebar.append((j.nama, *(level.get(k) for k in KOMPETENSI), DASAR_STANDAR, MULAI_STANDAR))
    tulis_ods(ke / "standar.ods", "Standar", lebar)
    naik = [(kode, k, standar(jabatan[kode], MULAI_NAIK)[k], DASAR_NAIK, MULAI_NAIK) for kode, k in NAIK]
    tulis_csv(ke / "standar_2025.csv", [("jabatan", "kompetensi", "level", "dasar", "mulai"), *naik])


def tulis_urutan(path: Path, orang: list[Orang], kelas: list[Kelas]) -> None:
    """The ordered steps of the demonstration."""
    langkah = [
        {"jenis": "opd", "berkas": "opd.csv"},
        {"jenis": "kompetensi", "berkas": "kompetensi.csv"},
        {"jenis": "jabatan", "berkas": "jabatan.xls"},
        {"jenis": "standar", "berkas": "standar.ods"},
        {"jenis": "standar", "berkas": "standar_2025.csv"},
        {"jenis": "pegawai", "berkas": "pegawai_siasn.xlsx"},
        {"jenis": "mutasi"},
        {"jenis": "periode"},
        *({"jenis": "nilai", "berkas": f"nilai_{p.kode}.{_jenis(p.kode)}", "periode": p.kode} for p in PERIODE),
        {"jenis": "pelatihan", "berkas": "pelatihan.csv"},
        {"jenis": "kelas", "berkas": "kelas.csv"},
        *({"jenis": "hadir", "berkas": f"hadir/{k.kode}.xlsx", "kelas": k.kode} for k in kelas if k.peserta),
        {"jenis": "selesai"},
    ]
    tabel = [("langkah", satu) for satu in langkah]
    tabel += [
        ("periode", {"kode": p.kode, "mulai": p.mulai.isoformat(), "selesai": p.selesai.isoformat()}) for p in PERIODE
    ]
    tabel += [
        ("mutasi", {"nip": o.nip, "opd": p.opd, "jabatan": p.jabatan, "tanggal": p.tanggal.isoformat()})
        for o in orang
        if (p := o.pindah)
    ]
    tabel += [("selesai", {"kelas": k.kode}) for k in kelas if k.peserta]
    isi = "".join(f"\n[[{nama}]]\n" + "".join(f'{k} = "{v}"\n' for k, v in satu.items()) for nama, satu in tabel)
    tulis_teks(path, f'{_AWAL_URUTAN}\ninstansi = "Pemerintah Kota Sawahlunto"\n{isi}')


def tulis_baca(path: Path, orang: list[Orang], jabatan: dict[str, Jabatan], kelas: list[Kelas]) -> None:
    """What each file is, in Indonesian."""
    hadir = sum(1 for k in kelas if k.peserta)
    tulis_teks(path, _BACA.format(jabatan=len(jabatan), pegawai=len(orang), kelas=len(kelas), hadir=hadir))


def _jenis(periode: str) -> str:
    return "csv" if periode == "2023" else "xlsx"
