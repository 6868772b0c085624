"""`asn nilai isi` and `hapus` on a terminal: questions on stderr, answers from stdin."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest

from asn_kompetensi.cli.nilai_tanya import pasangan
from asn_kompetensi.domain.galat import SalahPakai
from tests.periode import tutup
from tests.services.berkas_uji import A, Asn, B, isi_orang, nilai, sidik, sql

Ketik = Callable[[str], None]


class Terminal(io.StringIO):
    """A stdin someone sits at."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def kota(basis: Path) -> Path:
    """INT, KS and PB are required of STAF, at 3."""
    isi_orang(basis)
    sql(
        basis,
        """INSERT INTO standar (jabatan_id, kompetensi_id, ratus)
           SELECT j.id, k.id, 300 FROM jabatan j, kompetensi k
            WHERE j.kode = 'STAF' AND k.kode IN ('INT', 'KS', 'PB')""",
    )
    return basis


@pytest.fixture
def ketik(monkeypatch: pytest.MonkeyPatch) -> Ketik:
    return lambda isi: monkeypatch.setattr("sys.stdin", Terminal(isi))


def test_ditanya_satu_per_satu(kota: Path, asn: Asn, ketik: Ketik) -> None:
    asn("nilai", "isi", A, "KS=2,5", "--periode", "2025")
    ketik("3\n\n4,25\n")
    keluar, stdout, stderr = asn("nilai", "isi", A, "--periode", "2025")
    assert (keluar, stdout) == (0, "")
    assert stderr == (
        "SABAI ALUIH, Staf. Enter tanpa isi: tetap seperti sekarang.\n"
        "Integritas (INT), standar 3, sekarang –: "
        "Kerja Sama (KS), standar 3, sekarang 2,5: "
        "Perekat Bangsa (PB), standar 3, sekarang –: "
        "tersimpan: 2 baru, 0 berubah, 0 sama\n"
    )
    assert {kunci[1]: ratus for kunci, ratus in nilai(kota).items()} == {"INT": 300, "KS": 250, "PB": 425}


def test_level_salah_ditanya_lagi(kota: Path, asn: Asn, ketik: Ketik) -> None:
    ketik("7\n0\nbaik\n3\n-\nTH\n")
    keluar, _, stderr = asn("nilai", "isi", A, "--periode", "2025")
    assert (keluar, stderr.count("Integritas (INT)"), list(nilai(kota).values())) == (0, 4, [300])
    assert "di luar skala" in stderr
    assert "0 bukan level" in stderr


def test_periode_ditanyakan_bila_tidak_disebut(kota: Path, asn: Asn, ketik: Ketik) -> None:
    ketik("\n2025\n3\n\n\n")
    assert asn("nilai", "isi", A)[0] == 0
    assert list(nilai(kota)) == [(A, "INT", "2025", "asesmen")]


@pytest.mark.parametrize(
    ("isi", "kata", "keluar", "pesan"),
    [
        ("\n\n\n", (A, "--periode", "2025"), 2, "tidak ada nilai yang diisi"),
        ("3\n", (A, "--periode", "2025"), 130, "dibatalkan"),
        ("3\n", ("198403122006042999", "--periode", "2025"), 4, "belum terdaftar"),
        ("3\n", (A, "--periode", "2031"), 4, "belum dibuka"),
        ("3\n", (A, "--periode", "2024"), 5, "2024 sudah ditutup"),
        ("3\n", (B, "--periode", "2025"), 2, "belum punya standar"),
    ],
)
def test_tidak_jadi(
    kota: Path, asn: Asn, ketik: Ketik, isi: str, kata: tuple[str, ...], keluar: int, pesan: str
) -> None:
    tutup(kota, "2024")
    sql(kota, "UPDATE penempatan SET jabatan_id = 2 WHERE pegawai_id = 2")
    awal = sidik(kota)
    ketik(isi)
    hasil = asn("nilai", "isi", *kata)
    assert (hasil[0], hasil[1], sidik(kota)) == (keluar, "", awal)
    assert pesan in hasil[2]
    assert keluar in (2, 130) or "Integritas" not in hasil[2]


@pytest.mark.parametrize(
    ("jawaban", "keluar", "sisa"), [("y\n", 0, 0), ("ya\n", 0, 0), ("\n", 130, 1), ("t\n", 130, 1), ("", 130, 1)]
)
def test_hapus_bertanya_dulu(kota: Path, asn: Asn, ketik: Ketik, jawaban: str, keluar: int, sisa: int) -> None:
    asn("nilai", "isi", A, "INT=3", "--periode", "2025")
    ketik(jawaban)
    hasil = asn("nilai", "hapus", A, "--periode", "2025")
    assert (hasil[0], hasil[1], len(nilai(kota))) == (keluar, "", sisa)
    assert hasil[2].startswith("hapus nilai semua kompetensi periode 2025? [y/T]: ")


@pytest.mark.parametrize(
    ("kata", "hasil"),
    [
        (["INT=3", "KS=2,5"], {"INT": "3", "KS": "2,5"}),
        ([" INT = 3 "], {"INT": "3"}),
        (["Kerja Sama=3=4"], {"Kerja Sama": "3=4"}),
        (["INT="], {"INT": ""}),
    ],
)
def test_pasangan(kata: list[str], hasil: dict[str, str]) -> None:
    assert pasangan(kata) == hasil


@pytest.mark.parametrize("kata", [["INT"], ["=3"], [" =3"], ["INT=3", "INT=4"], ["INT=3", " INT=3"]])
def test_pasangan_salah(kata: list[str]) -> None:
    with pytest.raises(SalahPakai):
        pasangan(kata)
