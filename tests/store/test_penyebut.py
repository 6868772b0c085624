"""Frozen levels in another unit than 1/6000: kept, guarded and sealed; without them a seal is what it always was."""

from __future__ import annotations

import hashlib
import json
import shutil
import sqlite3
from contextlib import closing
from fractions import Fraction
from pathlib import Path

import pytest

from asn_kompetensi.services import gap
from asn_kompetensi.store import door, penutupan
from asn_kompetensi.store.door import Pintu
from asn_kompetensi.store.queries.gap import Saringan
from tests import kota_tutup
from tests.kota_tutup import INI, KODE
from tests.periode import tutup
from tests.store.alat import buka

BOBOT = "asesmen=3;atasan=2;rekan=1"
# The frozen tables of a seal before there were units: columns and order.
LAMA = {
    "beku_opd": ("opd_id, kode, nama, induk_id", "opd_id"),
    "beku_jabatan": ("jabatan_id, kode, nama", "jabatan_id"),
    "beku_kompetensi": ("kompetensi_id, kode, nama, jenis, urutan", "kompetensi_id"),
    "beku_kebijakan": ("kunci, nilai, dasar, keterangan", "kunci"),
    "beku_orang": ("urut, pegawai_id, sidik, opd_id, jabatan_id", "urut"),
    "beku_gap": (
        "urut, letak, kompetensi_id, tingkat, standar_6000, capaian_6000, kategori, status, periode_nilai",
        "urut, letak",
    ),
}


@pytest.fixture(scope="module")
def induk(basis_induk: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The city whose sources are weighted, its year closed."""
    lokasi = tmp_path_factory.mktemp("penyebut") / "induk.db"
    shutil.copy(basis_induk, lokasi)
    kota_tutup.isi(lokasi)
    with buka(lokasi, perintah="kebijakan tetapkan") as d:
        d.kon.execute("UPDATE kebijakan SET nilai = ? WHERE kunci = 'bobot_sumber'", (BOBOT,))
    tutup(lokasi, KODE)
    return lokasi


@pytest.fixture
def kon(induk: Path) -> sqlite3.Connection:
    salinan = sqlite3.connect(":memory:", isolation_level=None)
    with closing(sqlite3.connect(induk)) as asal:
        asal.backup(salinan)
    return salinan


def test_the_unit_stands_beside_the_frozen_level(kon: sqlite3.Connection) -> None:
    """Sabai in KS: 2,50 by the superior (2) and 3,00 by a colleague (1): 8/3, kept as 800 of 300."""
    isi = kon.execute(
        """SELECT s.standar_6000, s.capaian_6000, d.penyebut FROM beku_gap s
             JOIN beku_penyebut d USING (periode_id, urut, letak)
             JOIN beku_orang o USING (periode_id, urut) WHERE periode_id = ? AND o.pegawai_id = 1 AND letak = 2""",
        (INI,),
    ).fetchone()
    assert Fraction(isi[1], isi[2]) == Fraction(8, 3)
    assert Fraction(isi[0], isi[2]) == 3
    [satu] = gap.pasangan(Pintu(kon, Path("kota.db")), Saringan(INI, pegawai_id=1, kompetensi_id=2))
    assert (satu.capaian, satu.kesenjangan) == (Fraction(8, 3), Fraction(1, 3))


@pytest.mark.parametrize(
    "perintah",
    ["UPDATE beku_penyebut SET penyebut = 6000", "UPDATE beku_penyebut SET letak = letak + 100",
     "DELETE FROM beku_penyebut",
     "INSERT INTO beku_penyebut SELECT periode_id, urut, 99, 7 FROM beku_penyebut LIMIT 1"],
)  # fmt: skip
def test_units_are_guarded_and_sealed(kon: sqlite3.Connection, perintah: str) -> None:
    assert penutupan.segel_rusak(kon) == []
    with pytest.raises(sqlite3.IntegrityError, match="periode tertutup"):
        kon.execute(perintah)
    with penutupan.penjaga_dilepas(kon, "beku_penyebut"):
        kon.execute(perintah)
    assert penutupan.segel_rusak(kon) == [KODE]


def test_opened_again_the_units_are_gone(induk: Path, tmp_path: Path) -> None:
    lokasi = Path(shutil.copy(induk, tmp_path / "kota.db"))
    with door.baca(lokasi) as d:
        sebelum = list(gap.pasangan(d, Saringan(INI)))
    with buka(lokasi, perintah="periode buka-ulang") as d:
        penutupan.cairkan(d.kon, INI)
        assert d.kon.execute("SELECT count(*) FROM beku_penyebut").fetchone() == (0,)
        assert list(gap.pasangan(d, Saringan(INI))) == sebelum


def test_without_units_the_seal_is_as_it_always_was(basis: Path) -> None:
    kota_tutup.isi_tertutup(basis)
    with door.baca(basis) as d:
        kepala = d.kon.execute(
            "SELECT p.kode, p.mulai, p.selesai, t.instansi, t.peringatan, t.segel FROM periode p JOIN penutupan t "
            "ON t.periode_id = p.id WHERE p.id = ?",
            (INI,),
        ).fetchone()
        ini = hashlib.sha256(json.dumps(kepala[:5], ensure_ascii=False).encode())
        for tabel, (kolom, urut) in LAMA.items():
            baris = d.kon.execute(
                f"SELECT json_array({kolom}) FROM {tabel} WHERE periode_id = ? ORDER BY {urut}", (INI,)
            ).fetchall()
            ini.update(f"\n{tabel}\n".encode() + b"".join(f"{satu}\n".encode() for (satu,) in baris))
    assert ini.hexdigest() == kepala[5]


def test_a_file_from_before_has_no_such_table(basis: Path) -> None:
    """An old backup is looked at before it is brought up to date."""
    kota_tutup.isi_tertutup(basis)
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as kon:
        with closing(sqlite3.connect(basis)) as asal:
            asal.backup(kon)
        kon.execute("DROP VIEW gap")
        kon.execute("DROP TABLE beku_penyebut")
        assert penutupan.segel_rusak(kon) == []
