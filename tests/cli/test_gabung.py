"""`asn gabung` as it is typed: what it answers, what it refuses, what it leaves in the log, what a union still does."""

from __future__ import annotations

import json
import os
import re
import shutil
import sqlite3
import stat
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from asn_kompetensi import cli
from asn_kompetensi.cli import penyaluran
from asn_kompetensi.domain.gabung import DI_KOTANYA, di_kotanya
from asn_kompetensi.domain.galat import GalatBerkas
from asn_kompetensi.store import door, segel
from tests import kota_tutup
from tests.cetakan import cetak
from tests.conftest import Asn
from tests.kota_tutup import KODE, MANGKUTAK, PENSIUN, SABAI
from tests.services.kota_gabung import INSTANSI, kota_kosong
from tests.store.alat import buka, sidik

BIDANG = ["kode", "nama", "berkas", "opd", "pegawai", "nilai", "jumlah_periode"]


@pytest.fixture
def swl(tmp_path: Path) -> Path:
    lokasi = tmp_path / "swl.db"

    def isi() -> None:
        kota_tutup.isi_tertutup(kota_kosong(lokasi, INSTANSI["SWL"]))

    cetak(lokasi, isi)
    return lokasi


@pytest.fixture
def slk(tmp_path: Path) -> Path:
    """A regency of one woman, who serves Sawahlunto too."""
    lokasi = tmp_path / "slk.db"
    cetak(lokasi, lambda: _isi_slk(lokasi), "slk")
    return lokasi


def _isi_slk(lokasi: Path) -> None:
    kota_kosong(lokasi, INSTANSI["SLK"])
    with buka(lokasi) as d:
        d.kon.execute("INSERT INTO opd (kode, nama) VALUES ('DINKES', 'Dinas Kesehatan')")
        d.kon.execute("INSERT INTO jabatan (kode, nama) VALUES ('STAF', 'Staf')")
        d.kon.execute("INSERT INTO standar (jabatan_id, kompetensi_id, ratus) VALUES (1, 1, 300)")
        d.kon.execute(
            """INSERT INTO pegawai (nip, nama, jenis_kelamin, tanggal_lahir, jenis_pegawai)
               VALUES (?, 'Sabai Aluih', 'P', '1984-03-12', 'PNS')""",
            (SABAI,),
        )
        d.kon.execute("INSERT INTO penempatan (pegawai_id, opd_id, jabatan_id) VALUES (1, 1, 1)")
        d.kon.execute("INSERT INTO periode (kode, mulai, selesai) VALUES ('2025', '2025-01-01', '2025-12-31')")
        d.kon.execute(f"INSERT INTO nilai VALUES (1, 1, 1, 1, 100, NULL, {d.jalankan}, NULL)")


@pytest.fixture
def prov(asn: Asn, tmp_path: Path, swl: Path, slk: Path) -> Path:
    """The union of both as the command makes it."""
    ke = tmp_path / "prov.db"
    assert cetak(ke, lambda: asn("gabung", swl, slk, "--ke", ke, "--kode", "swl.db=swl")[0], "gabung") == 0
    return ke


def objek(asn: Asn, *kata: Any) -> Any:
    kode, keluar, galat = asn(*kata, "--json")
    assert kode == 0, galat
    return json.loads(keluar)


# --- the answer -------------------------------------------------------------------------------------------------------


def test_it_answers_a_row_for_each_city(asn: Asn, tmp_path: Path, swl: Path, slk: Path) -> None:
    ke = tmp_path / "prov.db"
    kode, keluar, galat = asn("gabung", swl, slk, "--ke", ke, "--json")
    assert (kode, json.loads(keluar)) == (
        0,
        [
            dict(zip(BIDANG, ("KAB-SOLOK", INSTANSI["SLK"], "slk.db", 1, 1, 1, 1), strict=True)),
            dict(zip(BIDANG, ("SAWAHLUNTO", INSTANSI["SWL"], "swl.db", 4, 5, 12, 3), strict=True)),
        ],
    )
    assert galat.splitlines() == [
        "peringatan: 3 periode masih terbuka di berkas kotanya; angkanya seperti sekarang: KAB-SOLOK 2025, SAWAHLUNTO "
        "2023, SAWAHLUNTO 2025",
        "peringatan: 1 orang terdaftar di lebih dari satu kota (***************901); angka setiap kota tetap memuatnya",
        "peringatan: 1 penempatan dan 1 nilai mereka ada di kedua kota; daftar menampilkan satu saja",
        f"gabungan dibuat: {ke}",
    ]
    assert asn("gabung", swl, slk, "--ke", ke, "--timpa")[1].splitlines()[0] == "\t".join(BIDANG)


def test_the_file_is_its_owners_alone_with_its_seal_beside_it(asn: Asn, prov: Path) -> None:
    assert stat.S_IMODE(prov.stat().st_mode) == 0o600
    assert stat.S_IMODE(segel.letak(prov).stat().st_mode) == 0o600
    assert {satu.name for satu in prov.parent.iterdir() if not satu.name.startswith(("kota", "swl", "slk"))} == {
        "prov.db", "prov.db.segel",
    }  # fmt: skip
    assert objek(asn, "db", "periksa", "--db", prov) == []


def test_a_dry_run_says_the_same_and_leaves_nothing(asn: Asn, tmp_path: Path, swl: Path, slk: Path) -> None:
    ke = tmp_path / "prov.db"
    sebelum, berkas = [sidik(satu) for satu in (swl, slk)], sorted(tmp_path.iterdir())
    kering = asn("gabung", swl, slk, "--ke", ke, "-n")
    assert ([sidik(satu) for satu in (swl, slk)], sorted(tmp_path.iterdir())) == (sebelum, berkas)
    asli = asn("gabung", swl, slk, "--ke", ke)
    assert kering[:2] == asli[:2]
    assert kering[2].replace("uji coba: tidak ada yang disimpan", f"gabungan dibuat: {ke}") == asli[2]


def test_codes_may_be_given_by_name_by_stem_or_as_typed(asn: Asn, tmp_path: Path, swl: Path, slk: Path) -> None:
    for nomor, kata in enumerate(("swl.db=aa", "swl=AA", f"{swl}=AA")):
        baris = objek(asn, "gabung", swl, slk, "--ke", tmp_path / f"{nomor}.db", "--kode", kata, "--kode", "slk=BB")
        assert [satu["kode"] for satu in baris] == ["AA", "BB"]


def test_one_city_alone_may_be_made_a_union(asn: Asn, tmp_path: Path, swl: Path) -> None:
    ke = tmp_path / "satu.db"
    assert [satu["kode"] for satu in objek(asn, "gabung", swl, "--ke", ke)] == ["SAWAHLUNTO"]
    kota = objek(asn, "gap", "ringkas", "--periode", KODE, "--per", "instansi", "--db", swl)
    assert objek(asn, "gap", "ringkas", "--periode", KODE, "--per", "instansi", "--db", ke) == kota


def test_an_older_city_is_migrated_as_any_command_would(
    asn: Asn, tmp_path: Path, slk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from asn_kompetensi.store import migrations, views

    lama = tmp_path / "lama.db"
    with monkeypatch.context() as dulu:
        dulu.setattr(migrations, "DAFTAR", migrations.DAFTAR[:1])
        dulu.setattr(views, "VIEWS", {})
        with closing(sqlite3.connect(lama)) as kon, kon:
            migrations.terapkan(kon, 0)
            kon.execute("INSERT INTO instansi VALUES (1, ?, '2025-01-01T00:00:00Z')", (INSTANSI["PDG"],))
    kode, keluar, galat = asn("gabung", slk, lama, "--ke", tmp_path / "p.db", "--json")
    assert (kode, [satu["kode"] for satu in json.loads(keluar)]) == (0, ["KAB-SOLOK", "PADANG"])
    assert galat.startswith(f"Skema basis data diperbarui dari 1 ke {migrations.versi_program()}; cadangan: lama-")
    assert list(tmp_path.glob("lama-sebelum-skema-*.cadangan.db"))


# --- the log ----------------------------------------------------------------------------------------------------------


def test_every_input_notes_that_everyone_left(asn: Asn, prov: Path, swl: Path, slk: Path) -> None:
    for lokasi, orang in ((swl, 5), (slk, 1)):
        [baris] = objek(asn, "kirim", "daftar", "--sejak", "2020-01-01", "--db", lokasi)
        harap = {
            "petugas": "penguji", "perintah": "gabung", "tujuan": "gabungan beberapa kota", "opd": None,
            "periode": None, "berkas": "prov.db", "sidik": sidik(prov), "orang": orang,
        }  # fmt: skip
        assert {satu: baris[satu] for satu in harap} == harap
        siapa = objek(asn, "kirim", "daftar", "--sejak", "2020-01-01", "--orang", "--db", lokasi)
        assert len({satu["nip"] for satu in siapa}) == orang
        assert asn("db", "periksa", "--db", lokasi)[0] == 0
    [salinan] = objek(asn, "pegawai", "lihat", SABAI, "--db", slk)["penyaluran"]
    assert salinan["berkas"] == "prov.db"


def test_an_input_that_cannot_be_written_only_warns(
    asn: Asn, tmp_path: Path, swl: Path, slk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asli = door.sisip

    def sisip(lokasi: Path) -> Any:
        if lokasi == swl:
            raise GalatBerkas(f"{swl} hanya boleh dibaca")
        return asli(lokasi)

    monkeypatch.setattr(penyaluran, "sisip", sisip)
    kode, _, galat = asn("gabung", swl, slk, "--ke", tmp_path / "p.db")
    assert (kode, galat.splitlines()[-2]) == (
        0, f"Peringatan: penyaluran tidak tercatat di swl.db: {swl} hanya boleh dibaca"
    )  # fmt: skip
    assert objek(asn, "kirim", "daftar", "--sejak", "2020-01-01", "--db", swl) == []
    assert len(objek(asn, "kirim", "daftar", "--sejak", "2020-01-01", "--db", slk)) == 1


def test_what_leaves_a_united_file_is_noted_in_it(asn: Asn, tmp_path: Path, prov: Path) -> None:
    assert asn("gap", "daftar", "--periode", KODE, "--db", prov, "-o", tmp_path / "gap.csv")[0] == 0
    [baris] = objek(asn, "kirim", "daftar", "--sejak", "2020-01-01", "--db", prov)
    assert (baris["berkas"], baris["periode"], baris["orang"]) == ("gap.csv", KODE, 4)
    siapa = objek(asn, "kirim", "daftar", "--sejak", "2020-01-01", "--orang", "--db", prov)
    assert {satu["nip"] for satu in siapa} >= {SABAI, MANGKUTAK}
    assert "galat" not in asn("db", "periksa", "--db", prov)[1]
    # A union of unions is noted in the union it was made of.
    assert asn("gabung", prov, "--ke", tmp_path / "bangsa.db")[0] == 0
    assert len(objek(asn, "kirim", "daftar", "--sejak", "2020-01-01", "--db", prov)) == 2


# --- what a united file answers ---------------------------------------------------------------------------------------


def test_reading_commands_work_on_it(asn: Asn, prov: Path) -> None:
    for kata in (
        "db info", "db periksa", "opd daftar", "opd lihat SWL.DINKES", "jabatan daftar", "kompetensi daftar",
        "standar daftar", "pegawai daftar --opd SWL.DINKES", f"pegawai lihat {MANGKUTAK}", "periode daftar",
        f"periode lihat {KODE}", f"periode siap {KODE}", f"nilai daftar --nip {SABAI}", f"gap daftar --periode {KODE}",
        f"gap ringkas --periode {KODE} --per instansi", f"gap matriks --periode {KODE}", "gap tren --per instansi",
        f"gap perubahan --dari-periode 2023 --ke-periode {KODE}", f"gap jelaskan {MANGKUTAK} INT --periode {KODE}",
        "riwayat", "kebijakan daftar", "jp daftar --tahun 2025", "pelatihan daftar", "kelas daftar", "kirim daftar",
        f"ip-asn daftar --periode {KODE}", f"kolaborasi mentor --periode {KODE}",
    ):  # fmt: skip
        kode, _, galat = asn(*kata.split(), "--db", prov)
        assert kode == 0, f"{kata}: {galat}"


def test_a_number_of_two_cities_is_explained_twice(asn: Asn, prov: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    perintah = ("gap", "jelaskan", SABAI, "INT", "--periode", "2025", "--db", prov)
    isi = objek(asn, *perintah)
    assert [isi["opd"], *(satu["opd"] for satu in isi["di_kota_lain"])] == ["KAB-SOLOK.DINKES", "SWL.DINKES"]
    assert [isi["standar"], *(satu["standar"] for satu in isi["di_kota_lain"])] == [3, 3]
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    monkeypatch.setenv("TERM", "dumb")
    kode, keluar, kabar = asn(*perintah)
    assert (kode, keluar.count("Hasil"), keluar.count("Kebijakan")) == (0, 2, 2)
    assert keluar.index("KAB-SOLOK.DINKES") < keluar.index("SWL.DINKES")
    assert kabar.count("berkas gabungan:") == 1


def test_the_city_is_a_dimension_of_summary_and_trend(asn: Asn, prov: Path) -> None:
    ringkas = objek(asn, "gap", "ringkas", "--periode", "2025", "--per", "instansi", "--db", prov)
    assert [(b["kelompok"], b["nama_kelompok"], b["pegawai"]) for b in ringkas] == [
        ("KAB-SOLOK", INSTANSI["SLK"], 1), ("SWL", INSTANSI["SWL"], 4),
    ]  # fmt: skip
    tren = objek(asn, "gap", "tren", "--per", "instansi", "--kelompok", "swl", "--db", prov)
    assert [(b["kelompok"], b["periode"]) for b in tren] == [("SWL", "2023"), ("SWL", KODE), ("SWL", "2025")]
    kode, keluar, galat = asn("gap", "tren", "--per", "instansi", "--kelompok", "XYZ", "--db", prov)
    assert (kode, keluar) == (4, "")
    assert "asn gap ringkas --per instansi" in galat


def test_a_city_is_all_of_its_agencies_and_a_bare_code_may_be_two(asn: Asn, prov: Path) -> None:
    """Both cities have a DINKES of their own."""

    def opd(pilih: str, *kata: str) -> set[str]:
        perintah = ("gap", *(kata or ("daftar",)), "--periode", "2025", "--opd", pilih, "--db", prov)
        return {b["opd"] for b in objek(asn, *perintah)}

    semua = {b["opd"] for b in objek(asn, "gap", "daftar", "--periode", "2025", "--db", prov)}
    assert opd("SWL") == opd("swl") == {satu for satu in semua if satu.startswith("SWL.")} > opd("SWL.DINKES")
    assert opd("KAB-SOLOK", "matriks") == {"KAB-SOLOK.DINKES"}
    kode, keluar, galat = asn("gap", "daftar", "--periode", "2025", "--opd", "DINKES", "--db", prov)
    assert (kode, keluar) == (2, "")
    assert "KAB-SOLOK.DINKES" in galat
    assert "SWL.DINKES" in galat
    tren = objek(asn, "gap", "tren", "--opd", "swl", "--db", prov)
    assert {b["kelompok"][:4] for b in tren} == {"SWL."}


def test_a_city_without_the_period_is_named_and_not_compared(asn: Asn, prov: Path) -> None:
    """Solok has 2025 alone: what changed since is Sawahlunto's and Solok's together, and so nobody's."""
    for kata in ("ringkas --per instansi", "daftar", "ringkas --per kota"):
        kode, _, galat = asn("gap", *kata.split(), "--periode", "2023", "--json", "--db", prov)
        assert (kode, galat) == (0, "KAB-SOLOK tidak punya periode ini; periodenya: 2025\n"), kata
    assert asn("gap", "daftar", "--periode", "2023", "--opd", "SWL", "--json", "--db", prov)[2] == ""
    kode, keluar, galat = asn("gap", "tren", "--json", "--db", prov)
    assert (kode, galat.splitlines()[0]) == (0, "2023: KAB-SOLOK tidak punya periode ini; periodenya: 2025")
    baris = json.loads(keluar)
    assert [b["periode"] for b in baris] == ["2023", KODE, "2025"]
    assert baris[1]["perubahan_kesenjangan"] is not None
    assert (baris[2]["perubahan_kesenjangan"], baris[2]["perubahan_jpm"]) == (None, None)
    kota = objek(asn, "gap", "tren", "--per", "instansi", "--kelompok", "swl", "--db", prov)
    assert kota[2]["perubahan_kesenjangan"] is not None


MENULIS = (
    "opd tambah X --nama X", f"pegawai henti {SABAI} --alasan pensiun --tanggal 2025-01-01", "batal terakhir",
    "periode buka 2027 --mulai 2027-01-01 --selesai 2027-12-31", f"nilai isi {SABAI} INT=3 --periode 2025",
    f"periode buka-ulang {KODE} --alasan x --saksi Rangkayo", "kebijakan tetapkan bobot_sumber rata",
    f"pegawai samarkan {SABAI} --yes", f"periode tutup {KODE} --yes", f"kirim siapkan --periode {KODE} --ke @/surat",
    f"kirim siapkan --periode {KODE} --opd SWL.DINKES --ke @/surat -n", f"akhir-periode {KODE} --ke @/akhir --yes",
)  # fmt: skip


@pytest.mark.parametrize("kata", MENULIS)
def test_writing_is_refused(asn: Asn, prov: Path, kata: str) -> None:
    sebelum, berkas = sidik(prov), sorted(prov.parent.iterdir())
    kode, keluar, galat = asn(*kata.replace("@", str(prov.parent)).split(), "--db", prov)
    assert (kode, keluar) == (5, ""), galat
    assert galat == (
        f"asn: {prov} gabungan beberapa kota dan hanya untuk dibaca\n"
        "Petunjuk: Ubah di berkas kotanya sendiri, lalu gabungkan lagi: asn gabung DB… --ke FILE --timpa\n"
    )
    assert (sidik(prov), sorted(prov.parent.iterdir())) == (sebelum, berkas)


def test_a_copy_of_it_is_a_union_too(asn: Asn, tmp_path: Path, prov: Path) -> None:
    assert asn("db", "cadangkan", "--ke", tmp_path / "salinan.db", "--db", prov)[0] == 0
    lain = tmp_path / "kembali.db"
    shutil.copy(prov, lain)
    assert asn("db", "pulihkan", tmp_path / "salinan.db", "--yes", "--db", lain)[0] == 0
    assert objek(asn, "db", "info", "--db", lain)["gabungan"][1]["kode"] == "SWL"


def test_a_workbook_is_its_makers(asn: Asn, tmp_path: Path, prov: Path, swl: Path) -> None:
    """Made from the union it comes back to the union; made from the city's file it is not the union's."""
    for opd, db in (("SWL.RSUD", prov), ("RSUD", swl)):
        assert asn("laporan", "opd", opd, "--periode", KODE, "-o", tmp_path / f"{opd}.xlsx", "--db", db)[0] == 0
    assert asn("laporan", "verifikasi", tmp_path / "SWL.RSUD.xlsx", "--db", prov)[0] == 0
    kode, _, galat = asn("laporan", "verifikasi", tmp_path / "RSUD.xlsx", "--db", prov)
    assert kode == 3
    assert galat.startswith("asn: berkas ini milik Pemerintah Kota Sawahlunto, bukan Gabungan 2 instansi")


def test_who_is_of_a_city_without_the_period_is_told_so(asn: Asn, tmp_path: Path, slk: Path, swl: Path) -> None:
    with closing(sqlite3.connect(slk)) as kon:
        kon.execute("UPDATE pegawai SET nip = '198403122006042999'")
        kon.execute("UPDATE periode SET kode = '2023-1', mulai = '2023-01-01', selesai = '2023-06-30'")
        kon.commit()
    ke = tmp_path / "p.db"
    assert asn("gabung", swl, slk, "--ke", ke, "--kode", "swl.db=SWL", "--kode", "slk.db=SLK")[0] == 0
    for kata in (
        ("gap", "jelaskan", "198403122006042999", "INT"), ("rencana", "idp", "198403122006042999"),
        ("laporan", "opd", "SLK.DINKES", "-o", tmp_path / "x.xlsx"),
    ):  # fmt: skip
        kode, _, galat = asn(*kata, "--periode", KODE, "--db", ke)
        assert (kode, galat.splitlines()[0]) == (4, "asn: SLK tidak punya periode ini; periodenya: 2023-1")
    galat = asn("laporan", "kota", "--periode", KODE, "-o", tmp_path / "kota.xlsx", "--db", ke)[2]
    assert "SLK tidak punya periode ini" in galat
    assert objek(asn, "pegawai", "lihat", "198403122006042999", "--db", ke)["periode_gap"] == "2023-1"


# What is said where something is missing: in the city's own file it would name a command that writes.
TANPA = "198201302010012904"
SARAN = {
    f"pegawai lihat {TANPA}": (4, f"Petunjuk: {DI_KOTANYA} Periksa NIP-nya: asn pegawai daftar"),
    f"nilai daftar --nip {TANPA}": (4, f"Petunjuk: {DI_KOTANYA} Periksa NIP-nya: asn pegawai daftar"),
    f"gap jelaskan {PENSIUN} INT --periode 2025": (4, "Petunjuk: Lihat: asn pegawai lihat NIP"),
    "nilai formulir SWL.DINKES --periode 2025 -o x.xlsx": (5, "Petunjuk: Buatlah dari berkas kotanya."),
    "kelas undang SWL.K --formulir -o x.xlsx": (5, "Petunjuk: Buatlah dari berkas kotanya."),
    "kelas hadir SWL.K --formulir -o x.xlsx": (5, "Petunjuk: Buatlah dari berkas kotanya."),
    "dampak formulir SWL.K --jenis reaksi -o x.xlsx": (5, "Petunjuk: Buatlah dari berkas kotanya."),
    "rencana daftar --tahun 2025": (4, f"Petunjuk: {DI_KOTANYA}"),
    "rencana realisasi --tahun 2025": (4, f"Petunjuk: {DI_KOTANYA}"),
    "skm lihat": (0, f"Survei tidak ikut digabung. {DI_KOTANYA}"),
    "skm lihat --unit SWL.DINKES --gelombang 2025-1": (4, f"Petunjuk: {DI_KOTANYA}"),
    "ip-asn daftar --periode 2025": (0, DI_KOTANYA),
}
MENULIS = re.compile(r'tulis\(\s*db,\s*"([a-z]+ [a-z-]+)"')


@pytest.mark.parametrize("perintah", SARAN)
def test_a_hint_names_no_command_that_would_be_refused(
    asn: Asn, prov: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, perintah: str
) -> None:
    monkeypatch.chdir(tmp_path)
    kode, _, galat = asn(*perintah.split(), "--db", prov)
    assert (kode, galat.splitlines()[-1]) == SARAN[perintah]
    assert [satu for satu in _perintah_menulis() if f"asn {satu}" in galat] == []
    assert not (tmp_path / "x.xlsx").exists()


def test_what_is_not_united_is_not_called_missing(asn: Asn, prov: Path) -> None:
    for kata, pesan in (
        (("rencana", "daftar", "--tahun", "2025"), "asn: rencana tidak ikut digabung"),
        (("skm", "lihat", "--gelombang", "2025-1"), "asn: survei tidak ikut digabung"),
    ):
        assert asn(*kata, "--db", prov)[2].splitlines()[0] == pesan
    assert "Penilai tidak ikut digabung" in asn("nilai", "mutu", "--periode", "2025", "--db", prov)[2]


def test_an_organiser_nobody_knows_is_registered_at_home(asn: Asn, tmp_path: Path, swl: Path, slk: Path) -> None:
    with closing(sqlite3.connect(slk)) as kon:
        kon.execute(
            "INSERT INTO pelatihan (id, kode, nama, bentuk_id, jp, penyelenggara) VALUES (1, 'P', 'P', 8, 8, 'LAN')"
        )
        kon.execute(
            """INSERT INTO kelas (id, kode, pelatihan_id, mulai, selesai, status)
               VALUES (1, 'K', 1, '2025-03-03', '2025-03-04', 'selesai')"""
        )
        kon.commit()
    ke = tmp_path / "p.db"
    assert asn("gabung", swl, slk, "--ke", ke)[0] == 0
    galat = [asn("kolaborasi", "rekap", "--tahun", "2025", "--json", "--db", satu)[2] for satu in (slk, ke)]
    assert galat[0].endswith("asn opd ubah KODE --alias EJAAN\n")
    assert galat[1] == f"Tanpa tuan rumah yang terdaftar: LAN. {DI_KOTANYA}\n"


def test_every_command_that_writes_is_known_as_one() -> None:
    semua = _perintah_menulis()
    assert len(semua) > 30
    for satu in semua - {"db mulai", "laporan verifikasi"}:  # a new file; what a united file only reads
        assert di_kotanya(f"Kerjakan: asn {satu} KODE") == DI_KOTANYA, satu


def _perintah_menulis() -> set[str]:
    """The commands that open the database for writing, as the code names them."""
    return {
        satu for berkas in Path(cli.__file__).parent.glob("*.py") for satu in MENULIS.findall(berkas.read_text("utf-8"))
    }


def test_a_city_is_no_agency(asn: Asn, prov: Path) -> None:
    kode, _, galat = asn("jp", "daftar", "--tahun", "2025", "--opd", "swl", "--db", prov)
    assert (kode, galat.splitlines()[0]) == (4, "asn: SWL kota di dalam gabungan ini, bukan perangkat daerah")


# --- refusals ---------------------------------------------------------------------------------------------------------


def _tolak(asn: Asn, kode: int, pesan: str, *kata: Any) -> str:
    folder = Path(kata[0]).parent
    isi = {satu: satu.read_bytes() for satu in folder.iterdir() if satu.is_file()}
    hasil = asn("gabung", *kata)
    assert hasil[:2] == (kode, ""), hasil
    assert pesan in hasil[2]
    assert "\nPetunjuk: " in hasil[2]
    assert {satu: satu.read_bytes() for satu in folder.iterdir() if satu.is_file()} == isi
    return hasil[2]


def test_wrong_words_are_refused(asn: Asn, tmp_path: Path, swl: Path, slk: Path) -> None:
    ke = tmp_path / "p.db"
    _tolak(asn, 2, "--ke wajib diisi", swl, slk)
    _tolak(asn, 2, "disebut dua kali", swl, slk, swl, "--ke", ke)
    _tolak(asn, 2, "salah satu berkas yang digabung", swl, slk, "--ke", swl, "--timpa")
    _tolak(asn, 2, "tidak ikut digabung", swl, slk, "--ke", ke, "--kode", "pdg.db=PDG")
    _tolak(asn, 2, "bukan BERKAS=KODE", swl, slk, "--ke", ke, "--kode", "SWL")
    _tolak(asn, 2, "kode kota 'S.W'", swl, slk, "--ke", ke, "--kode", "swl=S.W")
    assert asn("gabung")[0] == 2
    lain = tmp_path / "lain"
    lain.mkdir()
    shutil.copy(slk, lain / "swl.db")
    _tolak(asn, 2, "tidak menunjuk satu berkas", swl, lain / "swl.db", "--ke", ke, "--kode", "swl.db=X")


def test_one_file_under_two_names_is_refused(asn: Asn, tmp_path: Path, swl: Path) -> None:
    (tmp_path / "tautan.db").symlink_to(swl)
    os.link(swl, tmp_path / "kembar.db")
    for nama in ("tautan.db", "kembar.db"):
        _tolak(asn, 5, "adalah berkas yang sama", swl, tmp_path / nama, "--ke", tmp_path / "p.db")
        _tolak(asn, 2, "salah satu berkas yang digabung", swl, "--ke", tmp_path / nama, "--timpa")


@pytest.mark.parametrize(
    "rusak", ["tidak ada", "kosong", "teks", "program lain", "lebih baru", "nilai", "penempatan", "folder"]
)
def test_an_input_that_is_no_database_of_ours_is_named(
    asn: Asn, tmp_path: Path, swl: Path, slk: Path, rusak: str
) -> None:
    buruk = tmp_path / "buruk.db"
    if rusak == "kosong":
        buruk.write_bytes(b"")
    elif rusak == "teks":
        buruk.write_text("kota\n" * 100)
    elif rusak == "folder":
        buruk.mkdir()
    elif rusak != "tidak ada":
        shutil.copy(slk, buruk)
        with closing(sqlite3.connect(buruk)) as kon, kon:
            if rusak == "program lain":
                kon.execute("PRAGMA application_id = 1")
            if rusak == "lebih baru":
                kon.execute("PRAGMA user_version = 99")
            halaman = kon.execute("SELECT rootpage FROM sqlite_schema WHERE name = ?", (rusak,)).fetchone()
            ukuran = kon.execute("PRAGMA page_size").fetchone()[0]
        if halaman:  # found when it is looked at, or only when it is copied
            with buruk.open("r+b") as isi:
                isi.seek((halaman[0] - 1) * ukuran)
                isi.write(b"\xff" * 100)
    galat = _tolak(asn, 7, str(buruk), swl, buruk, "--ke", tmp_path / "p.db")
    assert str(buruk) in galat
    assert "db mulai" not in galat, "a city that is not there is misspelt; nobody wants it made"


def test_what_is_there_is_only_replaced_when_asked(asn: Asn, tmp_path: Path, swl: Path, slk: Path) -> None:
    ke = tmp_path / "p.db"
    assert asn("gabung", swl, slk, "--ke", ke, "--timpa")[0] == 0
    pertama = ke.read_bytes()
    _tolak(asn, 5, f"{ke} sudah ada", swl, slk, "--ke", ke)
    assert asn("gabung", slk, swl, "--ke", ke, "--timpa")[0] == 0
    assert ke.read_bytes() == pertama
    assert asn("gabung", slk, "--ke", ke, "--timpa")[0] == 0
    assert asn("db", "periksa", "--db", ke)[0] == 0  # the seal beside it is the new one's


def test_only_a_union_is_ever_replaced(asn: Asn, tmp_path: Path, swl: Path, slk: Path, basis: Path) -> None:
    surat = tmp_path / "surat.docx"
    surat.write_bytes(b"PK penting")
    _tolak(asn, 5, "berkas lain tidak ditimpa", swl, slk, "--ke", surat, "--timpa")
    lain = tmp_path / "lain.db"
    with closing(sqlite3.connect(lain)) as kon:
        kon.execute("CREATE TABLE gabungan (id INTEGER)")
    _tolak(asn, 5, "berkas lain tidak ditimpa", swl, slk, "--ke", lain, "--timpa")
    _tolak(asn, 5, "berkas lain tidak ditimpa", swl, slk, "--ke", basis, "--timpa")
    rusak = tmp_path / "rusak.db"
    rusak.write_bytes(basis.read_bytes()[:5000])
    _tolak(asn, 5, "berkas lain tidak ditimpa", swl, slk, "--ke", rusak, "--timpa")


def test_a_union_has_given_its_cities_their_codes(asn: Asn, tmp_path: Path, prov: Path) -> None:
    _tolak(asn, 2, "berkas itu gabungan", prov, "--ke", tmp_path / "n.db", "--kode", "prov.db=SUMBAR")


def test_what_a_seal_file_says_of_a_lost_database_stays(asn: Asn, tmp_path: Path, swl: Path, slk: Path) -> None:
    ke = tmp_path / "p.db"
    lama = segel.letak(swl).read_text()
    segel.letak(ke).write_text(lama)
    assert asn("gabung", swl, slk, "--ke", ke)[0] == 0
    assert segel.letak(ke).read_text().startswith(lama)
    assert asn("db", "periksa", "--db", ke)[0] == 0


def test_a_place_that_cannot_be_written_is_named(asn: Asn, tmp_path: Path, swl: Path, slk: Path) -> None:
    _tolak(asn, 8, "folder", swl, slk, "--ke", tmp_path / "tidak" / "ada.db")
    _tolak(asn, 8, "bukan berkas biasa", swl, slk, "--ke", tmp_path)
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipa")
        hasil = asn("gabung", swl, slk, "--ke", tmp_path / "pipa", "--timpa")
        assert (hasil[0], "bukan berkas biasa" in hasil[2]) == (8, True)


def test_a_link_in_its_place_is_replaced_not_followed(asn: Asn, tmp_path: Path, swl: Path, slk: Path) -> None:
    korban = tmp_path / "korban.txt"
    korban.write_text("jangan")
    ke = tmp_path / "p.db"
    ke.symlink_to(korban)
    assert asn("gabung", swl, slk, "--ke", ke, "--timpa")[0] == 0
    assert (korban.read_text(), ke.is_symlink(), segel.letak(ke).name) == ("jangan", False, "p.db.segel")


def test_what_a_crash_left_beside_the_old_file_does_not_meet_the_new(asn: Asn, prov: Path, swl: Path) -> None:
    sisa = prov.with_name("prov.db-journal")
    sisa.write_bytes(os.urandom(4096))
    assert asn("gabung", swl, "--ke", prov, "--timpa")[0] == 0
    assert not sisa.exists()
    with door.baca(prov) as d:
        assert d.kon.execute("PRAGMA integrity_check").fetchone() == ("ok",)
