"""`asn kebijakan`: refused in words and by exit code, saved, listed in every form, undone."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.cli.alat import ke_berkas, tolak
from tests.conftest import Asn

BIDANG = "kunci,nilai,keterangan,dasar,mulai,selesai"
SKM = ("kebijakan", "daftar", "--kunci", "bobot_skm", "--json")


@pytest.mark.parametrize(
    ("kata", "kode", "pesan", "petunjuk"),
    [
        (("tetapkan", "keengganan_tengat", "7"), 4, "kebijakan 'keengganan_tengat' tidak ada",
         "Mungkin maksudnya: keengganan_tenggat. Semuanya: asn kebijakan daftar"),
        (("daftar", "--kunci", "zzz"), 4, "kebijakan 'zzz' tidak ada", "Semuanya: asn kebijakan daftar"),
        (("tetapkan", "bobot_skm", "2"), 3,
         "bobot_skm tidak dapat '2': yang boleh seragam atau 0,0001 sampai 1 (paling banyak 4 desimal)",
         "Lihat: asn kebijakan daftar --kunci bobot_skm"),
        (("tetapkan", "batas_gap_rendah", "2"), 3,
         "batas_gap_rendah harus di bawah batas_gap_sedang; pada 2000-01-01 tidak lagi demikian",
         "Lihat keduanya: asn kebijakan daftar --riwayat. Ubah batas_gap_sedang lebih dulu."),
        (("daftar", "--riwayat", "--tanggal", "2025-01-01"), 2,
         "--riwayat dan --tanggal tidak dapat dipakai bersama", "Pilih salah satu."),
    ],
)  # fmt: skip
def test_refused(asn: Asn, basis: Path, kata: tuple[str, ...], kode: int, pesan: str, petunjuk: str) -> None:
    tolak(asn, basis, ("kebijakan", *kata), kode, pesan, petunjuk)


@pytest.mark.parametrize("mulai", ["kemarin", "2025-02-30", ""])
def test_a_day_that_is_none(asn: Asn, basis: Path, mulai: str) -> None:
    sebelum = basis.read_bytes()
    assert asn("kebijakan", "tetapkan", "bobot_skm", "0,11", "--mulai", mulai)[:2] == (3, "")
    assert basis.read_bytes() == sebelum


def test_set_again_and_undone(asn: Asn) -> None:
    kata = ("kebijakan", "tetapkan", "bobot_skm", "0,11", "--mulai", "2026-01-01", "--dasar", "Kepwako 1/2026")
    awal = asn(*SKM)
    assert asn(*kata, "-n") == (
        0, "", "bobot_skm 0,11 sejak 2026-01-01 (uji coba: tidak ada yang disimpan)\n"
    )  # fmt: skip
    assert asn(*SKM) == awal
    assert asn(*kata) == (0, "", "tersimpan: bobot_skm 0,11 sejak 2026-01-01\n")
    kode, keluar, galat = asn(*kata, "--json")
    isi = {"kunci": "bobot_skm", "nilai": 0.11, "dasar": "Kepwako 1/2026", "mulai": "2026-01-01", "selesai": None,
           "keterangan": "Bobot unsur SKM: seragam = tepat 1/n, atau angka seperti 0,11"}  # fmt: skip
    assert (kode, json.loads(keluar), galat) == (0, isi, "tidak ada yang berubah\n")
    assert json.loads(asn(*SKM)[1]) == [isi]
    semua = json.loads(asn(*SKM, "--riwayat")[1])
    assert [(b["nilai"], b["mulai"], b["selesai"]) for b in semua] == [
        ("seragam", "2017-01-01", "2025-12-31"), (0.11, "2026-01-01", None),
    ]  # fmt: skip
    assert asn("batal", "terakhir")[0] == 0
    assert asn(*SKM) == awal


def test_weights_are_said_in_words(asn: Asn) -> None:
    assert asn("kebijakan", "tetapkan", "bobot_sumber", "Atasan=30; asesmen=50")[2] == (
        "tersimpan: bobot_sumber asesmen=50;atasan=30 (Rata-rata berbobot dari sumber yang ada: asesmen 50, atasan "
        "30; tidak dihitung: rekan, bawahan, diri, uji) sejak 2000-01-01\n"
    )


def test_every_form_of_the_list(asn: Asn, tmp_path: Path) -> None:
    isi = ke_berkas(asn, tmp_path, "kebijakan", "daftar", "--tanggal", "2025-12-31", bidang=BIDANG)
    assert [(b["kunci"], b["nilai"]) for b in isi][:4] == [
        ("batas_gap_rendah", 1), ("batas_gap_sedang", 2), ("masa_berlaku_nilai", 36),
        ("bobot_sumber", "asesmen_atau_rata"),
    ]  # fmt: skip


def test_help_shows_the_form_of_the_weights(asn: Asn) -> None:
    isi = " ".join(asn("kebijakan", "tetapkan", "-h")[1].split())
    assert "asesmen_atau_rata, rata" in isi
    bobot = re.findall(r'"(asesmen=[^"]+)"', isi)
    assert len(bobot) == 1
    assert asn("kebijakan", "tetapkan", "bobot_sumber", bobot[0])[0] == 0, "what is shown is accepted"
