"""Two cities that mean two things by one code: each is asked in its own words, and what is left out is said."""

from __future__ import annotations

from pathlib import Path

import pytest

from asn_kompetensi.domain.galat import SalahPakai, TidakDitemukan
from asn_kompetensi.services import gap, gap_jelaskan, gap_perubahan, gap_tren, kolaborasi_mentor, nilai
from asn_kompetensi.services.kompetensi_kota import kompetensi_di
from asn_kompetensi.store import door
from asn_kompetensi.store.door import Pintu
from tests.cetakan import cetak
from tests.conftest import Asn
from tests.periode import tutup
from tests.services.kota_gabung import INSTANSI, gabung, kota_kosong
from tests.store.alat import buka

SWL, PDG = "198403122006042901", "197911052005011902"
KODE = ("BKT", "PDG", "SWL")
# By TKD two cities mean one thing, and Padang another.
TKD = {"BKT": "Teknologi Data", "PDG": "Tata Kelola Desa", "SWL": "Teknologi Data"}


def _kota(lokasi: Path, kode: str) -> Path:
    kota_kosong(lokasi, INSTANSI[kode])
    with buka(lokasi) as d:
        k = d.kon.execute
        k("INSERT INTO opd (id, kode, nama) VALUES (1, 'DINKES', 'Dinas Kesehatan')")
        k("INSERT INTO jabatan (id, kode, nama) VALUES (1, 'STAF', 'Staf')")
        k("INSERT INTO kompetensi (id, kode, nama, jenis, urutan) VALUES (10, 'TKD', ?, 'teknis', 10)", (TKD[kode],))
        k("INSERT INTO standar (jabatan_id, kompetensi_id, ratus) VALUES (1, 1, 300), (1, 10, 300)")
        k(
            """INSERT INTO pegawai (id, nip, nama, jenis_kelamin, tanggal_lahir, jenis_pegawai)
               VALUES (1, ?, 'Sabai Aluih', 'P', '1984-03-12', 'PNS')""",
            (PDG if kode == "PDG" else SWL,),
        )
        k("INSERT INTO penempatan (pegawai_id, opd_id, jabatan_id) VALUES (1, 1, 1)")
        for nomor, tahun in enumerate((2024, 2025), 1):
            k("INSERT INTO periode (id, kode, mulai, selesai) VALUES (?, ?, ?, ?)",
              (nomor, str(tahun), f"{tahun}-01-01", f"{tahun}-12-31"))  # fmt: skip
            k(f"INSERT INTO nilai VALUES (1, 10, {nomor}, 1, {nomor}00, NULL, {d.jalankan}, NULL)")
    return lokasi


@pytest.fixture
def prov(tmp_path: Path) -> Path:
    def isi() -> None:
        semua = {_kota(tmp_path / f"{kode}.db", kode): kode for kode in KODE}
        gabung(tmp_path / "prov.db", *semua, kode=semua)

    cetak(tmp_path / "prov.db", isi)
    return tmp_path / "prov.db"


def _prov_padang(tmp_path: Path, ubah: str) -> Path:
    """The three cities united after something of Padang's was changed."""
    semua = {_kota(tmp_path / f"{kode}.db", kode): kode for kode in KODE}
    with buka(tmp_path / "PDG.db") as d:
        d.kon.execute(ubah)
    return gabung(tmp_path / "prov.db", *semua, kode=semua).lokasi


def _opd(d: Pintu, *kode: str) -> list[int]:
    return [n for satu in kode for (n,) in d.kon.execute("SELECT id FROM opd WHERE kode = ?", (f"{satu}.DINKES",))]


def test_a_city_is_asked_in_its_own_words(prov: Path) -> None:
    with door.baca(prov) as d:
        for kata, kota, harap in (
            ("TKD", ("SWL",), "TKD"), ("TKD", ("PDG",), "PDG.TKD"), ("tkd", ("PDG",), "PDG.TKD"),
            ("PDG.TKD", ("PDG",), "PDG.TKD"), ("Tata Kelola Desa", ("PDG",), "PDG.TKD"), ("INT", ("PDG",), "INT"),
            ("TKD", ("SWL", "PDG"), "TKD"), ("TKD", ("SWL", "BKT"), "TKD"), ("PDG.TKD", ("SWL",), "PDG.TKD"),
        ):  # fmt: skip
            assert kompetensi_di(d, kata, _opd(d, *kota)).kode == harap
        assert kompetensi_di(d, "TKD", None).kode == kompetensi_di(d, "TKD", []).kode == "TKD"
        with pytest.raises(TidakDitemukan):
            kompetensi_di(d, "TKX", _opd(d, "PDG"))


def test_a_name_that_only_one_of_them_bears_in_the_city_is_not_ambiguous(tmp_path: Path) -> None:
    with door.baca(
        _prov_padang(tmp_path, "UPDATE kompetensi SET nama = 'Teknologi Data', jenis = 'manajerial' WHERE kode = 'TKD'")
    ) as d:
        assert kompetensi_di(d, "teknologi data", _opd(d, "PDG")).kode == "PDG.TKD"
        assert kompetensi_di(d, "teknologi data", _opd(d, "BKT")).kode == "TKD"
        with pytest.raises(SalahPakai, match="berarti lebih dari satu"):
            kompetensi_di(d, "teknologi data", None)


def test_every_answer_about_one_city_understands_it(prov: Path) -> None:
    with door.baca(prov) as d:
        for opd in ("PDG", "PDG.DINKES"):
            for pilih in ({"opd": opd}, {"nip": PDG}):
                saring = gap.saringan(d, "2025", kompetensi="TKD", **pilih)  # type: ignore[arg-type]
                assert [(b[1], b[6], b[10]) for b in gap.daftar(d, saring)] == [("PDG.DINKES", "PDG.TKD", 2)]
            hasil = gap_perubahan.perubahan(d, "2024", "2025", opd=opd, kompetensi="TKD", rinci=True)
            assert [(b[0], b[7]) for b in hasil.rinci()] == [("membaik", "PDG.TKD")]
            assert hasil.kabar == []
            for pilihan in ({"kompetensi": "TKD"}, {"per": "kompetensi", "kelompok": "TKD"}):
                tren = gap_tren.tren(d, opd=opd, **pilihan)  # type: ignore[arg-type]
                assert [b[4] for b in tren.baris] == [1, 1]
                assert tren.kabar == []
        for pilih in ({"opd": "PDG.DINKES"}, {"nip": PDG}):
            assert [b[4] for b in nilai.daftar(d, kompetensi="TKD", **pilih)] == ["PDG.TKD"] * 2  # type: ignore[arg-type]
        assert gap_jelaskan.jelaskan(d, PDG, "TKD", "2025")["kompetensi"] == "PDG.TKD"
        with pytest.raises(TidakDitemukan, match="tidak mensyaratkan KS pada"):
            gap_jelaskan.jelaskan(d, PDG, "KS", "2025")
        mentor = kolaborasi_mentor.mentor(
            d, "2025", selisih_minimal=6000, beban_maks=3, kompetensi="TKD", opd=["PDG.DINKES"]
        )
        assert [satu[0] for satu in mentor.tanpa] == ["PDG.TKD"]


def test_of_all_cities_together_it_is_said_who_means_something_else(prov: Path, asn: Asn) -> None:
    kabar = "TKD menurut PDG kompetensi lain: pakai --kompetensi PDG.TKD"
    with door.baca(prov) as d:
        assert gap.arti_lain(d, gap.saringan(d, "2025", kompetensi="TKD")) == [kabar]
        for pilih in ({"opd": "SWL"}, {"opd": "PDG"}, {"nip": SWL}):
            assert gap.arti_lain(d, gap.saringan(d, "2025", kompetensi="TKD", **pilih)) == []  # type: ignore[arg-type]
        for kompetensi in ("PDG.TKD", "INT", None):
            assert gap.arti_lain(d, gap.saringan(d, "2025", kompetensi=kompetensi)) == []
        assert gap_perubahan.perubahan(d, "2024", "2025", kompetensi="TKD").kabar == [kabar]
        assert gap_tren.tren(d, kompetensi="TKD").kabar == [kabar]
    for kata in ("daftar", "ringkas"):
        kode, _, galat = asn("gap", kata, "--periode", "2025", "--kompetensi", "TKD", "--json", "--db", prov)
        assert (kode, galat) == (0, f"{kabar}\n")


def test_a_closed_period_in_which_it_meant_something_else_says_so(tmp_path: Path) -> None:
    """Padang closed 2024 under the old meaning and has taken over that of the others since."""
    semua = {_kota(tmp_path / f"{kode}.db", kode): kode for kode in KODE}
    tutup(tmp_path / "PDG.db", "2024")
    with buka(tmp_path / "PDG.db") as d:
        d.kon.execute("UPDATE kompetensi SET nama = 'Teknologi Data' WHERE kode = 'TKD'")
    lokasi = gabung(tmp_path / "prov.db", *semua, kode=semua).lokasi
    with door.baca(lokasi) as d:
        for periode, kabar in (("2024", ["TKD menurut PDG kompetensi lain: pakai --kompetensi PDG.TKD"]), ("2025", [])):
            pilih = gap.saringan(d, periode, opd="PDG", kompetensi="TKD")
            assert gap.arti_lain(d, pilih) == kabar
            assert bool(list(gap.daftar(d, pilih))) == (not kabar)


def test_a_code_in_other_letters_is_the_same_code(tmp_path: Path) -> None:
    with door.baca(_prov_padang(tmp_path, "UPDATE kompetensi SET kode = 'tkd' WHERE kode = 'TKD'")) as d:
        (kabar,) = gap.arti_lain(d, gap.saringan(d, "2025", kompetensi="TKD"))
        assert kabar == "TKD menurut PDG kompetensi lain: pakai --kompetensi PDG.tkd"
