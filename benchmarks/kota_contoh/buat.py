"""Everything in order: organisation, people, then year by year classes and scores, then the files."""

from __future__ import annotations

from pathlib import Path
from random import Random

from benchmarks.kota_contoh.berkas_acuan import tulis_acuan, tulis_baca, tulis_urutan
from benchmarks.kota_contoh.berkas_kelas import tulis_hadir, tulis_kelas, tulis_pelatihan
from benchmarks.kota_contoh.berkas_nilai import Kota, tulis_2023, tulis_2024, tulis_2025
from benchmarks.kota_contoh.berkas_pegawai import tulis_pegawai
from benchmarks.kota_contoh.jabatan import semua_jabatan
from benchmarks.kota_contoh.nilai import PERIODE, HasilPeriode, Penilai
from benchmarks.kota_contoh.orang import Orang, semua_orang
from benchmarks.kota_contoh.organisasi import semua_opd
from benchmarks.kota_contoh.pelatihan import Kelas, pilih_peserta, sasaran, semua_kelas

BENIH = 1373


def buat(ke: Path, benih: int = BENIH) -> None:
    """Write the sample city into `ke`; the same seed gives the same files."""

    def acak(bagian: str) -> Random:
        # One stream per part: more people must not shuffle the dirt of another file.
        return Random(f"{benih}-{bagian}")

    (ke / "hadir").mkdir(parents=True, exist_ok=True)
    opd, jabatan, kelas = semua_opd(), semua_jabatan(), semua_kelas()
    orang = semua_orang(opd, acak("orang"))
    penilai = Penilai(orang, jabatan, acak("nilai"))
    hasil = _jalani(penilai, orang, kelas, acak("kelas"))
    per_kode = {satu.kode: satu for satu in opd}
    kota = Kota(orang, jabatan, per_kode)

    tulis_acuan(ke, opd, jabatan, orang)
    tulis_pegawai(ke / "pegawai_siasn.xlsx", orang, jabatan, per_kode, acak("siasn"))
    tulis_2023(ke / "nilai_2023.csv", kota, hasil["2023"])
    tulis_2024(ke / "nilai_2024.xlsx", kota, hasil["2024"])
    tulis_2025(ke / "nilai_2025.xlsx", kota, hasil["2025"], acak("2025"))
    tulis_pelatihan(ke / "pelatihan.csv")
    tulis_kelas(ke / "kelas.csv", kelas)
    for satu in kelas:
        if satu.peserta:
            tulis_hadir(ke / "hadir" / f"{satu.kode}.xlsx", satu, per_kode, kota.ketua, acak(satu.kode))
    tulis_urutan(ke / "urutan.toml", orang, kelas)
    tulis_baca(ke / "README.md", orang, jabatan, kelas)


def _jalani(penilai: Penilai, orang: list[Orang], kelas: list[Kelas], acak: Random) -> dict[str, HasilPeriode]:
    """Year by year: people with a gap are sent to classes, what they learn shows in the next scores."""
    hasil: dict[str, HasilPeriode] = {}
    terlatih: set[tuple[str, str]] = set()
    lalu: HasilPeriode | None = None
    for periode in PERIODE:
        for satu in (k for k in kelas if k.hadir and periode.mulai <= k.mulai <= periode.selesai):
            pilih_peserta(satu, orang, lalu, acak)
            if satu.selesai < periode.asesmen[0]:
                terlatih |= {(o.nip, k) for o in satu.peserta for k in sasaran(satu.pelatihan)}
        hasil[periode.kode] = lalu = penilai.nilai(periode, terlatih)
    return hasil
