"""IP ASN of small random cities against a plain recount, and what the rules leave to the office."""

from __future__ import annotations

import sqlite3
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from pathlib import Path
from random import Random
from typing import Any

import pytest

from asn_kompetensi.domain.galat import SalahPakai, TidakDitemukan
from asn_kompetensi.services import ip_asn
from asn_kompetensi.store import door

ACUAN = {
    "kualifikasi": {"S-3": 25, "S-2": 20, "S-1/D-IV": 15, "D-III": 10, "D-II/D-I/SLTA": 5, "di bawah SLTA": 1},
    "kinerja": {"sangat_baik": 30, "baik": 25, "butuh_perbaikan": 15, "kurang": 5, "sangat_kurang": 1},
    "disiplin": {"tidak_pernah": 5, "ringan": 3, "sedang": 2, "berat": 1},
}
PERIODE = {"2019": ("2019-01-01", "2019-12-31"), "2020": ("2020-01-01", "2020-12-31"),
           "2021": ("2021-01-01", "2021-12-31"), "2024": ("2024-01-01", "2024-12-31"),
           "2025": ("2025-01-01", "2025-12-31"), "2026": ("2026-01-01", "2026-12-31")}  # fmt: skip
JENJANG = ("Administrator", "Ahli Muda", "Pelaksana", None, "JPT Pratama")
PIM = {"Administrator": "Diklatpim III", "JPT Pratama": "PKN II"}


def isi(kon: sqlite3.Connection, orang: list[dict[str, Any]]) -> None:
    """Register periods, two agencies, a job per level, and these people with their records and activities."""
    kon.executemany(
        "INSERT INTO periode (kode, mulai, selesai) VALUES (?, ?, ?)", [(k, *isi) for k, isi in PERIODE.items()]
    )
    kon.executemany("INSERT INTO opd (id, kode, nama) VALUES (?, ?, ?)", [(1, "A", "Dinas A"), (2, "B", "Badan B")])
    kon.executemany("INSERT INTO jabatan (id, kode, nama, jenjang) VALUES (?, ?, ?, ?)",
                    [(n, f"J{n}", f"Jabatan {n}", satu) for n, satu in enumerate(JENJANG)])  # fmt: skip
    for nomor, satu in enumerate(orang, start=1):
        kon.execute(
            """INSERT INTO pegawai (id, nip, nama, jenis_kelamin, tanggal_lahir, jenis_pegawai)
               VALUES (?, ?, ?, 'P', '1984-03-12', 'PNS')""",
            (nomor, f"198403122006042{nomor:03d}", f"Orang {nomor:02d}"),
        )
        kon.execute("INSERT INTO penempatan (pegawai_id, opd_id, jabatan_id) VALUES (?, ?, ?)",
                    (nomor, satu.get("opd", 1), JENJANG.index(satu["jenjang"])))  # fmt: skip
        kon.executemany(
            """INSERT INTO rekam (pegawai_id, periode_id, hal, nilai)
               VALUES (?, (SELECT id FROM periode WHERE kode = ?), ?, ?)""",
            [(nomor, periode, hal, nilai) for (periode, hal), nilai in satu.get("rekam", {}).items()],
        )
        kon.executemany(
            """INSERT INTO jp_luar (pegawai_id, nama, kunci, bentuk_id, tahun, mulai, selesai, jp, jp_diakui)
               VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)""",
            [(nomor, nama, f"{nama} {n}".casefold(), bentuk, int(hari[:4]), hari, hari, jp * 100, jp * 100)
             for n, (bentuk, nama, hari, jp) in enumerate(satu.get("latih", ()))],
        )  # fmt: skip


def kota(basis: Path, orang: list[dict[str, Any]]) -> None:
    with door.tulis(basis, perintah="uji", petugas="penguji") as d:
        isi(d.kon, orang)


def daftar(basis: Path, periode: str = "2025", **pilihan: Any) -> ip_asn.Hasil:
    with door.baca(basis) as d:
        return ip_asn.daftar(d, periode, **pilihan)


def satu(basis: Path, periode: str = "2025", ke: int = 0) -> dict[str, Any]:
    return dict(zip(ip_asn.BIDANG, daftar(basis, periode).baris[ke], strict=True))


PENUH = {("2025", "kinerja"): "baik", ("2025", "disiplin"): "tidak_pernah", ("2025", "pendidikan"): "S-1/D-IV"}


# --- refused, missing -------------------------------------------------------------------------------------------------


def test_unknown_words(basis: Path) -> None:
    kota(basis, [])
    with pytest.raises(SalahPakai, match="--per 'orang' tidak ada"):
        daftar(basis, per="orang")
    with pytest.raises(TidakDitemukan):
        daftar(basis, "2031")
    with pytest.raises(TidakDitemukan):
        daftar(basis, opd="DINAS Z")
    assert daftar(basis).baris == []
    assert daftar(basis, per="kota").baris == []


@pytest.mark.parametrize("hal", ["kinerja", "disiplin", "pendidikan"])
def test_one_dimension_missing_is_no_index(basis: Path, hal: str) -> None:
    kota(basis, [{"jenjang": "Pelaksana", "rekam": {k: v for k, v in PENUH.items() if k[1] != hal}}])
    hasil = satu(basis)
    assert (hasil["ip"], hasil["kategori"], hasil["terukur"]) == (None, None, False)
    assert any(teks.startswith(f"catat {hal}: sampai +") for teks in hasil["kurang"])
    rata = daftar(basis, per="kota").baris[0]
    assert rata[2:] == (1, 0, Decimal("0.00"), None, None, None, None, None, None)


def test_a_job_without_level_is_not_measured(basis: Path) -> None:
    kota(basis, [{"jenjang": None, "rekam": PENUH}])
    hasil = satu(basis)
    assert (hasil["kelompok"], hasil["kompetensi"], hasil["ip"]) == (None, None, None)
    assert hasil["kurang"][-1] == "isi jenjang jabatannya"
    assert daftar(basis).jumlah.tanpa_jenjang == 1


# --- what the office decides -----------------------------------------------------------------------------------------


def test_no_record_of_discipline_is_unknown_unless_the_office_says_otherwise(basis: Path) -> None:
    kota(basis, [{"jenjang": "Pelaksana", "rekam": {k: v for k, v in PENUH.items() if k[1] != "disiplin"}}])
    assert satu(basis)["ip"] is None
    with door.tulis(basis, perintah="uji", petugas="penguji") as d:
        d.kon.execute("UPDATE kebijakan SET nilai = '1' WHERE kunci = 'ip_anggap_tanpa_hukuman'")
    assert (satu(basis)["disiplin"], satu(basis)["ip"]) == (5, 45)


def test_policies_a_database_does_not_have_yet(basis: Path) -> None:
    kota(basis, [{"jenjang": "Pelaksana", "rekam": PENUH, "latih": [(3, "A", "2025-02-02", 20)]}])
    with door.tulis(basis, perintah="uji", petugas="penguji") as d:
        d.kon.execute("DELETE FROM kebijakan WHERE kunci LIKE 'ip%' OR kunci LIKE 'kotak%'")
    assert satu(basis)["ip"] == Decimal("67.50")


def test_punishment_counts_five_years_and_the_worst(basis: Path) -> None:
    rekam = {("2020", "disiplin"): "berat", ("2021", "disiplin"): "sedang", ("2025", "disiplin"): "tidak_pernah"}
    kota(basis, [{"jenjang": "Pelaksana", "rekam": rekam}])
    assert [satu(basis, periode)["disiplin"] for periode in ("2019", "2020", "2024", "2025", "2026")] == [
        None, 1, 1, 2, 5,
    ]  # fmt: skip


def test_education_lasts_the_rest_is_of_its_period(basis: Path) -> None:
    rekam = {("2020", "pendidikan"): "S-2", ("2026", "pendidikan"): "S-3", ("2024", "kinerja"): "baik",
             ("2024", "potensi"): "tinggi"}  # fmt: skip
    kota(basis, [{"jenjang": "Pelaksana", "rekam": rekam}])
    assert [(satu(basis, p)["kualifikasi"], satu(basis, p)["kinerja"], satu(basis, p)["kotak"]) for p in PERIODE] == [
        (None, None, None), (20, None, None), (20, None, None), (20, 25, 8), (20, None, None), (25, None, None),
    ]  # fmt: skip


def test_periods_that_end_together(basis: Path) -> None:
    """A half-year may end with the year: the period asked for has the last word."""
    with door.tulis(basis, perintah="uji", petugas="penguji") as d:
        d.kon.execute("INSERT INTO periode (kode, mulai, selesai) VALUES ('2025-S2', '2025-07-01', '2025-12-31')")
        d.kon.execute("INSERT INTO periode (kode, mulai, selesai) VALUES ('TAHUN', '2025-01-01', '2025-12-31')")
    rekam = {("2025-S2", "pendidikan"): "S-2", ("TAHUN", "pendidikan"): "D-III"}
    kota(basis, [{"jenjang": "Pelaksana", "rekam": rekam}])
    assert (satu(basis, "2025-S2")["kualifikasi"], satu(basis, "TAHUN")["kualifikasi"]) == (20, 10)


def test_a_class_not_passed_proves_nothing(basis: Path) -> None:
    kota(basis, [{"jenjang": "Ahli Muda", "rekam": PENUH}])
    with door.tulis(basis, perintah="uji", petugas="penguji") as d:
        d.kon.execute("INSERT INTO pelatihan (id, kode, nama, bentuk_id, jp) VALUES (1, 'F', 'Fungsional', 2, 30)")
        d.kon.execute("""INSERT INTO kelas (id, kode, pelatihan_id, mulai, selesai, status)
                         VALUES (1, 'F-1', 1, '2025-03-03', '2025-03-05', 'selesai')""")
        d.kon.execute("""INSERT INTO peserta (kelas_id, nomor, pegawai_id, jawaban, lulus, jp_diakui)
                         VALUES (1, 1, 1, 'bersedia', 0, 0)""")
    assert (satu(basis)["kompetensi"], daftar(basis).jumlah.tanpa_pelatihan) == (0, 1)
    with door.tulis(basis, perintah="uji", petugas="penguji") as d:
        d.kon.execute("UPDATE peserta SET lulus = 1, jp_diakui = 3000")
    assert (satu(basis)["kompetensi"], daftar(basis).jumlah.tanpa_pelatihan) == (15, 0)


# --- against a plain recount ------------------------------------------------------------------------------------------


def acak(benih: int) -> list[dict[str, Any]]:
    acak_ = Random(benih)
    pilihan = {"kinerja": [*ACUAN["kinerja"]], "disiplin": [*ACUAN["disiplin"]],
               "pendidikan": [*ACUAN["kualifikasi"]], "potensi": ["rendah", "menengah", "tinggi"]}  # fmt: skip
    orang = []
    for _ in range(25):
        rekam = {
            (periode, hal): acak_.choice(kata)
            for periode in PERIODE for hal, kata in pilihan.items() if acak_.random() < 0.7
        }  # fmt: skip
        latih = [
            (acak_.choice([1, 2, 3, 3, 3, 9, 14]), acak_.choice(["Diklatpim III", "PKN II", "PKP", "Lain"]),
             acak_.choice(["2023-12-31", "2024-01-01", "2024-12-31", "2025-01-01", "2025-12-31", "2026-01-01"]),
             acak_.choice([5, 10, 19, 20]))
            for _ in range(acak_.randrange(6))
        ]  # fmt: skip
        orang.append({"jenjang": acak_.choice(JENJANG), "opd": acak_.choice([1, 2]), "rekam": rekam, "latih": latih})
    return orang


def hitung(orang: dict[str, Any]) -> list[Fraction | None]:
    """The four dimensions of one person in 2025, by loops."""
    rekam, jenjang = orang["rekam"], orang["jenjang"]
    didik = [rekam[p, "pendidikan"] for p in ("2019", "2020", "2021", "2024", "2025") if (p, "pendidikan") in rekam]
    hukum = [ACUAN["disiplin"][rekam[p, "disiplin"]] for p in ("2021", "2024", "2025") if (p, "disiplin") in rekam]
    kinerja = rekam.get(("2025", "kinerja"))
    komp: Fraction | None = None
    if jenjang:
        teknis = sum(jp for b, _, hari, jp in orang["latih"] if b == 3 and "2025-01-01" <= hari <= "2025-12-31") >= 20
        seminar = any(b == 9 and "2024-01-01" <= hari <= "2025-12-31" for b, _, hari, _ in orang["latih"])
        lama = [(b, n) for b, n, hari, _ in orang["latih"] if hari <= "2025-12-31"]
        if jenjang == "Pelaksana":
            komp = Fraction(45 * teknis + 35 * seminar, 2)
        else:
            utama = (1, PIM[jenjang]) in lama if jenjang in PIM else any(b == 2 for b, _ in lama)
            komp = Fraction(15 * utama + 15 * teknis + 10 * seminar)
    return [
        Fraction(ACUAN["kualifikasi"][didik[-1]]) if didik else None, komp,
        Fraction(ACUAN["kinerja"][kinerja]) if kinerja else None, Fraction(min(hukum)) if hukum else None,
    ]  # fmt: skip


def dua_desimal(angka: Fraction) -> Decimal:
    return (Decimal(angka.numerator) / Decimal(angka.denominator)).quantize(Decimal("0.01"), ROUND_HALF_UP)


@pytest.mark.parametrize("benih", range(4))
def test_random_city(basis: Path, benih: int) -> None:
    orang = acak(benih)
    kota(basis, orang)
    hasil = daftar(basis)
    harap = {f"198403122006042{nomor:03d}": (satu, hitung(satu)) for nomor, satu in enumerate(orang, start=1)}
    assert len(hasil.baris) == len(orang)
    for baris in hasil.baris:
        isi = dict(zip(ip_asn.BIDANG, baris, strict=True))
        siapa, bagian = harap[isi["nip"]]
        assert [isi[nama] for nama in ("kualifikasi", "kompetensi", "kinerja", "disiplin")] == bagian
        ip = None if None in bagian else sum(satu for satu in bagian if satu is not None)
        assert (isi["ip"], isi["terukur"]) == (ip, ip is not None)
        potensi, kinerja = siapa["rekam"].get(("2025", "potensi")), siapa["rekam"].get(("2025", "kinerja"))
        assert (isi["kotak"] is None) == (potensi is None or kinerja is None)
    for kode, nomor in (("A", 1), ("B", 2)):
        semua = [bagian for siapa, bagian in harap.values() if siapa["opd"] == nomor]
        ukur = [sum(satu) for satu in semua if None not in satu]  # type: ignore[arg-type]
        baris = next(b for b in daftar(basis, per="opd").baris if b[0] == kode)
        assert baris[2:4] == (len(semua), len(ukur))
        assert baris[9] == (dua_desimal(Fraction(sum(ukur), len(ukur))) if ukur else None)
        assert [b[2] for b in daftar(basis, opd=kode).baris] == [b[2] for b in hasil.baris if b[1] == kode]


def test_sums_agree_with_each_other(basis: Path) -> None:
    kota(basis, acak(9))
    orang = [dict(zip(ip_asn.BIDANG, b, strict=True)) for b in daftar(basis).baris]
    kelompok = daftar(basis, per="kelompok").baris
    assert [b[0] for b in kelompok] == ["struktural", "fungsional", "pelaksana", "tanpa_jenjang"]
    assert sum(b[2] for b in kelompok) == len(orang) == daftar(basis, per="kota").baris[0][2]
    assert daftar(basis, per="kota").baris[0][1] == "Pemerintah Kota Sawahlunto"
    kotak = daftar(basis, per="kotak").baris
    assert [b[0] for b in kotak] == [9, 8, 7, 6, 5, 4, 3, 2, 1, None]
    assert {b[0]: b[2] for b in kotak} == {n: sum(o["kotak"] == n for o in orang) for n in (*range(1, 10), None)}
    assert [b[2] for b in daftar(basis, nip=orang[3]["nip"]).baris] == [orang[3]["nip"]]


def test_missing_is_sorted_by_what_it_adds(basis: Path) -> None:
    kota(basis, [{"jenjang": "Pelaksana", "rekam": PENUH, "latih": [(3, "A", "2025-02-02", 8)]}])
    assert satu(basis)["kurang"] == [
        "diklat teknis 20 JP (baru 8): +22,5", "seminar/workshop/magang/kursus: +17,5", "pendidikan S-2: +5",
        "kinerja sangat_baik: +5",
    ]  # fmt: skip


def test_mean_is_rounded_once_at_the_end(basis: Path) -> None:
    """60,5 twice and 78: a third of 199."""
    seminar, teknis = (9, "B", "2024-01-01", 4), (3, "A", "2025-01-01", 20)
    pas = {**PENUH, ("2025", "disiplin"): "ringan"}
    lengkap = {**pas, ("2025", "pendidikan"): "D-III", ("2025", "kinerja"): "baik"}
    orang = [{"jenjang": "Pelaksana", "rekam": pas, "latih": [seminar]} for _ in range(2)]
    kota(basis, [*orang, {"jenjang": "Pelaksana", "rekam": lengkap, "latih": [seminar, teknis]}])
    assert daftar(basis, per="opd").baris == [
        ("A", "Dinas A", 3, 3, Decimal("100.00"), Decimal("13.33"), Decimal("25.00"), Decimal("25.00"),
         Decimal("3.00"), Decimal("66.33"), "rendah"),
    ]  # fmt: skip


# --- a closed period --------------------------------------------------------------------------------------------------


def test_a_closed_period_keeps_its_people_and_policies(basis: Path) -> None:
    kota(basis, [{"jenjang": "Pelaksana", "rekam": PENUH, "latih": [(3, "A", "2025-02-02", 20)]}])
    sebelum = daftar(basis), daftar(basis, per="opd"), daftar(basis, opd="A")
    with door.tulis(basis, perintah="uji", petugas="penguji") as d:
        satu_, nol = "SELECT id FROM periode WHERE kode = '2025'", "printf('%064d', 0)"
        for perintah in (
            f"INSERT INTO beku_opd SELECT ({satu_}), id, kode, nama, NULL FROM opd",
            f"INSERT INTO beku_jabatan SELECT ({satu_}), id, kode, nama FROM jabatan",
            f"INSERT INTO beku_kebijakan SELECT ({satu_}), kunci, nilai, dasar, keterangan FROM kebijakan",
            f"""INSERT INTO beku_orang SELECT ({satu_}), 1, id, nip, nama, NULL, {nol}, 1, {JENJANG.index("Pelaksana")}
                  FROM pegawai""",
            f"""INSERT INTO penutupan (periode_id, jalankan_id, instansi, peringatan, segel)
                VALUES (({satu_}), {d.jalankan}, 'X', '[]', {nol})""",
            f"UPDATE periode SET status = 'tertutup', segel = {nol} WHERE kode = '2025'",
            "UPDATE pegawai SET nama = 'Nama Lain'",
            "UPDATE penempatan SET opd_id = 2, jabatan_id = 0",
            "UPDATE opd SET nama = 'Dinas Lain'",
            "UPDATE kebijakan SET nilai = '40' WHERE kunci = 'ip_jp_teknis'",
        ):
            d.kon.execute(perintah)
    assert (daftar(basis), daftar(basis, per="opd"), daftar(basis, opd="A")) == sebelum
    assert daftar(basis, opd="B").baris == []
    assert satu(basis, "2026")["nama"] == "Nama Lain"
