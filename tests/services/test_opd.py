"""Agencies: refusals save nothing, a rename keeps the old name, a merge keeps the past, an import is checked whole."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from asn_kompetensi.domain.galat import Bentrok, DataDitolak, GalatASN, SalahPakai, TidakDitemukan
from asn_kompetensi.domain.laporan_impor import LaporanImpor
from asn_kompetensi.domain.lembar import Lembar
from asn_kompetensi.domain.sel import TANPA_NILAI, AngkaMentah
from asn_kompetensi.services import opd
from asn_kompetensi.store import door
from tests.cetakan import sekali
from tests.services.lembar_uji import lembar

NIP = "198403122006042901"


def tulis(basis: Path) -> Any:
    return door.tulis(basis, perintah="uji", petugas="penguji")


def semua(basis: Path) -> list[dict[str, Any]]:
    with door.baca(basis) as d:
        return [dict(zip(opd.BIDANG, satu, strict=True)) for satu in opd.daftar(d)]


def impor(basis: Path, isi: Lembar, *, lewati: bool = False) -> LaporanImpor:
    with tulis(basis) as d:
        return opd.impor(d, isi, lewati=lewati)


@sekali
def _awal(basis: Path) -> None:
    with tulis(basis) as d:
        opd.tambah(d, "DINKES", "Dinas Kesehatan", singkatan="Dinkes", alias=["Dinas Kesehatan Kota"])
        opd.tambah(d, "DISDIK", "Dinas Pendidikan")


@pytest.fixture
def dinas(basis: Path) -> Path:
    _awal(basis)
    return basis


@pytest.mark.parametrize(
    ("kata", "galat", "pesan"),
    [
        ({"kode": "DINAS SOSIAL", "nama": "x"}, DataDitolak, "tanpa spasi"),
        ({"kode": "", "nama": "x"}, DataDitolak, "kode perangkat daerah kosong"),
        ({"kode": "DINSOS", "nama": "  "}, DataDitolak, "nama perangkat daerah kosong"),
        ({"kode": "DINSOS", "nama": "Dinas\x07Sosial"}, DataDitolak, "U+0007"),
        ({"kode": "dinkes", "nama": "x"}, Bentrok, "kode 'dinkes' sudah dipakai perangkat daerah DINKES"),
        ({"kode": "DINSOS", "nama": "DINAS KESEHATAN"}, Bentrok, "sudah dipakai perangkat daerah DINKES"),
        ({"kode": "DINSOS", "nama": "Dinas Sosial", "singkatan": "dinkes"}, Bentrok, "singkatan 'dinkes'"),
        ({"kode": "DINSOS", "nama": "Dinas Sosial", "alias": ["Disdik"]}, Bentrok, "sudah dipakai"),
        ({"kode": "DINSOS", "nama": "Dinas Sosial", "alias": [" "]}, DataDitolak, "kosong"),
        ({"kode": "DINSOS", "nama": "Dinas Sosial", "induk": "SETDA"}, TidakDitemukan, "'SETDA' belum terdaftar"),
        ({"kode": "DINSOS", "nama": "Dinas Sosial", "surel": "a@b.id,c@d.id"}, DataDitolak, "tidak sah"),
        ({"kode": "DINSOS", "nama": "Dinas Sosial", "kepala": "123"}, DataDitolak, "3 digit"),
        ({"kode": "DINSOS", "nama": "Dinas Sosial", "kepala": "208001012098011901"}, DataDitolak, "belum tiba"),
        ({"kode": "DINSOS", "nama": "Dinas Sosial", "mulai": "31-02-2025"}, DataDitolak, "tidak ada di kalender"),
    ],
)
def test_a_refused_agency_leaves_nothing(dinas: Path, kata: dict[str, Any], galat: type[GalatASN], pesan: str) -> None:
    sebelum = dinas.read_bytes()
    with pytest.raises(galat) as salah, tulis(dinas) as d:
        opd.tambah(d, **kata)
    assert pesan in salah.value.pesan
    assert dinas.read_bytes() == sebelum


def test_every_field_is_stored(dinas: Path) -> None:
    with tulis(dinas) as d:
        isi = opd.tambah(
            d, "PKM-T", "Puskesmas Talawi", induk="dinkes", surel="pkm@contoh.go.id", kepala=NIP, mulai="2020-01-01",
            alias=["PKM Talawi", "Puskesmas  Talawi"],
        )  # fmt: skip
    assert isi == {
        "kode": "PKM-T", "nama": "Puskesmas Talawi", "singkatan": None, "alias": ["PKM Talawi"], "induk": "DINKES",
        "surel": "pkm@contoh.go.id", "kepala_nip": NIP, "mulai": "2020-01-01", "selesai": None, "digabung_ke": None,
    }  # fmt: skip
    with door.baca(dinas) as d:
        assert opd.lihat(d, "pkm talawi") == isi


def test_a_renamed_agency_answers_to_its_old_name(dinas: Path) -> None:
    with tulis(dinas) as d:
        isi = opd.ubah(d, "DISDIK", nama="Dinas Pendidikan dan Kebudayaan")
        assert isi["alias"] == ["Dinas Pendidikan"]
    with door.baca(dinas) as d:
        assert opd.lihat(d, "dinas pendidikan")["nama"] == "Dinas Pendidikan dan Kebudayaan"


def test_the_same_change_again_writes_nothing(dinas: Path) -> None:
    with tulis(dinas) as d:
        opd.ubah(d, "DINKES", nama="Dinas Kesehatan", singkatan="Dinkes", alias=["Dinkes"])
        assert not d.berubah


def test_empty_clears_and_unsaid_keeps(dinas: Path) -> None:
    with tulis(dinas) as d:
        opd.ubah(d, "DINKES", surel="a@b.id", induk="DISDIK", selesai="2030-01-01")
        isi = opd.ubah(d, "DINKES", surel="", induk="", selesai="")
    assert (isi["surel"], isi["induk"], isi["selesai"], isi["singkatan"]) == (None, None, None, "Dinkes")


@pytest.mark.parametrize(
    ("kata", "galat"),
    [
        ({}, SalahPakai),
        ({"nama": "Dinas Pendidikan"}, Bentrok),
        ({"alias": ["DISDIK"]}, Bentrok),
        ({"induk": "DINKES"}, DataDitolak),
        ({"mulai": "2025-01-01", "selesai": "2024-01-01"}, DataDitolak),
    ],
)
def test_a_refused_change_leaves_nothing(dinas: Path, kata: dict[str, Any], galat: type[GalatASN]) -> None:
    sebelum = semua(dinas)
    with pytest.raises(galat), tulis(dinas) as d:
        opd.ubah(d, "DINKES", **kata)
    assert semua(dinas) == sebelum


def test_a_parent_cannot_stand_below_itself(dinas: Path) -> None:
    with tulis(dinas) as d:
        opd.tambah(d, "PKM", "Puskesmas", induk="DINKES")
    with pytest.raises(DataDitolak, match="PKM tidak dapat menjadi induk DINKES"), tulis(dinas) as d:
        opd.ubah(d, "DINKES", induk="PKM")


# -- merging ---------------------------------------------------------------------------------------------------------

ORANG = [  # id, status, henti_tanggal, mulai, selesai: the placement in DISDIK
    (1, "aktif", None, None, None),
    (2, "aktif", None, "2026-03-01", None),
    (3, "aktif", None, "2020-01-01", "2024-12-31"),
    (4, "henti", "2025-06-01", None, None),
    (5, "henti", "2026-06-01", None, None),
    (6, "henti", None, None, None),
    (7, "aktif", None, None, "2026-06-30"),
]


@sekali
def _pegawai(dinas: Path) -> None:
    with tulis(dinas) as d:
        d.kon.execute("INSERT INTO jabatan (id, kode, nama) VALUES (1, 'GURU', 'Guru')")
        for nomor, status, henti, mulai, selesai in ORANG:
            d.kon.execute(
                """INSERT INTO pegawai
                       (id, nip, nama, jenis_kelamin, tanggal_lahir, jenis_pegawai, status, henti_tanggal)
                   VALUES (?, ?, 'A', 'L', '1984-03-12', 'PNS', ?, ?)""",
                (nomor, f"19840312200604100{nomor}", status, henti),
            )
            d.kon.execute(
                """INSERT INTO penempatan (pegawai_id, opd_id, jabatan_id, mulai, selesai)
                   SELECT ?, id, 1, ?, ? FROM opd WHERE kode = 'DISDIK'""",
                (nomor, mulai, selesai),
            )


@pytest.fixture
def berpegawai(dinas: Path) -> Path:
    _pegawai(dinas)
    return dinas


def penempatan(basis: Path) -> set[tuple[Any, ...]]:
    with door.baca(basis) as d:
        return set(
            d.kon.execute(
                "SELECT pegawai_id, o.kode, p.mulai, p.selesai FROM penempatan p JOIN opd o ON o.id = p.opd_id"
            ).fetchall()
        )


def test_a_merge_moves_those_in_service_and_keeps_the_past(berpegawai: Path) -> None:
    with tulis(berpegawai) as d:
        isi, pindah = opd.gabung(d, ["DISDIK"], "dinkes", "2026-01-01")
    assert (isi["kode"], pindah) == ("DINKES", 4)
    assert penempatan(berpegawai) == {
        (1, "DISDIK", None, "2025-12-31"), (1, "DINKES", "2026-01-01", None),
        (2, "DINKES", "2026-03-01", None),
        (3, "DISDIK", "2020-01-01", "2024-12-31"),
        (4, "DISDIK", None, None),
        (5, "DISDIK", None, "2025-12-31"), (5, "DINKES", "2026-01-01", None),
        (6, "DISDIK", None, None),
        (7, "DISDIK", None, "2025-12-31"), (7, "DINKES", "2026-01-01", "2026-06-30"),
    }  # fmt: skip
    lama = next(satu for satu in semua(berpegawai) if satu["kode"] == "DISDIK")
    assert (lama["selesai"], lama["digabung_ke"]) == ("2025-12-31", "DINKES")
    with door.baca(berpegawai) as d:
        assert opd.lihat(d, "Dinas Pendidikan")["kode"] == "DISDIK"


def test_the_same_merge_again_writes_nothing(berpegawai: Path) -> None:
    for kali in (4, 0):
        with tulis(berpegawai) as d:
            assert opd.gabung(d, ["DISDIK"], "DINKES", "2026-01-01")[1] == kali
            assert d.berubah == bool(kali)


@pytest.mark.parametrize(
    ("dari", "ke", "tanggal", "galat"),
    [
        (["DINKES"], "DINKES", "2026-01-01", SalahPakai),
        (["SETDA"], "DINKES", "2026-01-01", TidakDitemukan),
        (["DISDIK"], "SETDA", "2026-01-01", TidakDitemukan),
        (["DISDIK"], "DINKES", "-", DataDitolak),
        (["DISDIK"], "DINKES", "besok", DataDitolak),
        (["DISDIK", "DINKES"], "DINKES", "2026-01-01", SalahPakai),
        (["BARU"], "DINKES", "2026-01-01", DataDitolak),
        (["USAI"], "DINKES", "2026-01-01", Bentrok),
        (["DISDIK"], "USAI", "2026-01-01", Bentrok),
        (["DISDIK"], "SD1", "2026-01-01", Bentrok),
    ],
)
def test_a_refused_merge_moves_nobody(
    berpegawai: Path, dari: list[str], ke: str, tanggal: str, galat: type[GalatASN]
) -> None:
    with tulis(berpegawai) as d:
        opd.tambah(d, "BARU", "Badan Baru", mulai="2026-05-01")
        opd.tambah(d, "USAI", "Badan Usai")
        opd.tambah(d, "SD1", "SD Negeri 1", induk="DISDIK")
        opd.ubah(d, "USAI", selesai="2020-12-31")
    sebelum = penempatan(berpegawai), semua(berpegawai)
    with pytest.raises(galat), tulis(berpegawai) as d:
        opd.gabung(d, dari, ke, tanggal)
    assert (penempatan(berpegawai), semua(berpegawai)) == sebelum


# -- importing -------------------------------------------------------------------------------------------------------


def test_rows_may_name_agencies_further_down(basis: Path) -> None:
    isi = lembar(
        "kode nama induk digabung_ke alias",
        ("PKM", "Puskesmas", "Dinkes"),
        ("LAMA", "Dinas Lama", None, "DINKES"),
        ("DINKES", "Dinas Kesehatan", None, None, "Dinkes; DKK ;"),
    )
    laporan = impor(basis, isi)
    assert (laporan.baru, laporan.galat) == (3, [])
    baris = {satu["kode"]: satu for satu in semua(basis)}
    assert baris["PKM"]["induk"] == "DINKES"
    assert baris["LAMA"]["digabung_ke"] == "DINKES"
    assert baris["DINKES"]["alias"] == ["DKK"]
    lagi = impor(basis, isi)
    assert (lagi.sama, lagi.baru, lagi.berubah, lagi.jalankan) == (3, 0, 0, None)


def test_empty_cells_change_nothing_and_a_new_name_keeps_the_old(dinas: Path) -> None:
    laporan = impor(dinas, lembar("kode nama singkatan", ("dinkes", "Dinas Kesehatan Masyarakat"), ("DISDIK",)))
    assert (laporan.berubah, laporan.sama) == (1, 1)
    isi = semua(dinas)[0]
    assert (isi["kode"], isi["singkatan"]) == ("DINKES", "Dinkes")
    assert isi["alias"] == ["Dinas Kesehatan", "Dinas Kesehatan Kota"]


@pytest.mark.parametrize(
    ("baris", "sel", "kode"),
    [
        ((None, "Tanpa Kode"), "A2", "KODE_KOSONG"),
        (("A B", "Nama"), "A2", "KODE_TIDAK_SAH"),
        ((TANPA_NILAI, "Nama"), "A2", "RUMUS_TANPA_NILAI"),
        (("BARU", None), "B2", "NAMA_KOSONG"),
        (("BARU", "Nama\u202e"), "B2", "NAMA_TIDAK_SAH"),
        (("BARU", "dinas kesehatan"), "B2", "EJAAN_TERPAKAI"),
        (("Dinas Pendidikan", "x"), "A2", "KODE_TIDAK_SAH"),
        (("BARU", "Baru", "Dinkes"), "C2", "EJAAN_TERPAKAI"),
        (("BARU", "Baru", None, "DISDIK"), "D2", "EJAAN_TERPAKAI"),
        (("BARU", "Baru", None, None, "SETDA"), "E2", "OPD_TIDAK_DIKENAL"),
        (("BARU", "Baru", None, None, "BARU"), "E2", "OPD_MELINGKAR"),
        (("BARU", "Baru", None, None, None, "a@b.id;c@d.id"), "F2", "SUREL_TIDAK_SAH"),
        (("BARU", "Baru", None, None, None, None, AngkaMentah("1.98403122006042E+17")), "G2", "NIP_TIDAK_SAH"),
        (("BARU", "Baru", None, None, None, None, None, "31-02-2025"), "H2", "TANGGAL_TIDAK_SAH"),
        (("BARU", "Baru", None, None, None, None, None, "2025-01-01", "2024-01-01"), "I2", "TANGGAL_TERBALIK"),
        (("BARU", "Baru", None, None, None, None, None, None, None, "BARU"), "J2", "OPD_MELINGKAR"),
    ],
)
def test_a_bad_cell_holds_everything(dinas: Path, baris: tuple[Any, ...], sel: str, kode: str) -> None:
    kolom = "kode nama singkatan alias induk surel kepala_nip mulai selesai digabung_ke"
    sebelum = dinas.read_bytes()
    laporan = impor(dinas, lembar(kolom, baris, ("SETWAN", "Sekretariat DPRD")))
    assert [(satu.sel, satu.kode) for satu in laporan.galat] == [(sel, kode)]
    assert (laporan.ditahan, laporan.baru, laporan.jalankan) == (1, 1, None)
    assert dinas.read_bytes() == sebelum
    lewati = impor(dinas, lembar(kolom, baris, ("SETWAN", "Sekretariat DPRD")), lewati=True)
    assert (lewati.ditahan, lewati.baru) == (1, 1)
    assert [satu["kode"] for satu in semua(dinas)] == ["DINKES", "DISDIK", "SETWAN"]


def test_a_row_below_a_held_row_is_held_too(basis: Path) -> None:
    isi = lembar(
        "kode nama induk surel", ("C", "Ce", "B"), ("B", "Be", "A"), ("A", "Aa", None, "bukan surel"), ("D", "De")
    )
    laporan = impor(basis, isi, lewati=True)
    assert [(satu.sel, satu.kode) for satu in laporan.galat] == [
        ("C2", "OPD_TERTAHAN"), ("C3", "OPD_TERTAHAN"), ("D4", "SUREL_TIDAK_SAH")
    ]  # fmt: skip
    assert [satu["kode"] for satu in semua(basis)] == ["D"]


def test_circles_doubles_and_two_names_alike_are_held(basis: Path) -> None:
    isi = lembar("kode nama induk", ("A", "Aa", "B"), ("B", "Be", "A"), ("C", "Ce"), ("c", "Lain"), ("D", "CE"))
    laporan = impor(basis, isi)
    assert {(satu.baris, satu.kode) for satu in laporan.galat} == {
        (2, "OPD_MELINGKAR"), (3, "OPD_MELINGKAR"), (4, "GANDA_BERBEDA"), (5, "GANDA_BERBEDA"),
        (6, "EJAAN_TERPAKAI"),
    }  # fmt: skip
    assert semua(basis) == []
