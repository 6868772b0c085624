"""The effect of a class: planted truths come back, old scores are not new ones, only equals are compared."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from random import Random
from typing import Any

import pytest

from asn_kompetensi.domain.galat import SalahPakai, TidakDitemukan
from asn_kompetensi.domain.uji_t import uji_t
from asn_kompetensi.services import dampak, pelatihan, penutupan
from asn_kompetensi.store import door

KOM = 3  # id of the competency the programme is for
NOL = date(1970, 1, 1)


@pytest.fixture
def d(basis: Path) -> Iterator[door.PintuTulis]:
    """Three yearly periods, a programme for KOM with a class K in March 2025, jobs of three levels with standard 3."""
    with door.tulis(basis, perintah="uji", petugas="penguji") as d:
        d.kon.executemany(
            "INSERT INTO periode (id, kode, mulai, selesai) VALUES (?, ?, ?, ?)",
            [(n, str(2022 + n), f"{2022 + n}-01-01", f"{2022 + n}-12-31") for n in (1, 2, 3)],
        )
        d.kon.execute("INSERT INTO opd (id, kode, nama) VALUES (1, 'DINKES', 'Dinas Kesehatan')")
        for n, jenjang in enumerate(("Pelaksana", "Pengawas", None, None), 1):
            d.kon.execute(
                "INSERT INTO jabatan (id, kode, nama, jenjang) VALUES (?, ?, ?, ?)", (n, f"J{n}", f"J{n}", jenjang)
            )
            d.kon.execute("INSERT INTO standar (jabatan_id, kompetensi_id, ratus) VALUES (?, ?, 300)", (n, KOM))
        pelatihan.tambah(d, "KOM-01", "Komunikasi Publik", "8", jp="24", kompetensi=["KOM=3"])
        _kelas(d, 1, "K", "2025-03-03", "2025-03-05")
        yield d


def _kelas(
    d: door.PintuTulis, nomor: int, kode: str, mulai: str, selesai: str, *, maks: int = 100, program: int = 1
) -> None:
    d.kon.execute(
        """INSERT INTO kelas (id, kode, pelatihan_id, mulai, selesai, nilai_maks, status)
           VALUES (?, ?, ?, ?, ?, ?, 'selesai')""",
        (nomor, kode, program, mulai, selesai, maks * 100),
    )


def _orang(
    d: door.PintuTulis, nilai: dict[int, Any], *, jabatan: int = 1, kelas: int | None = None, lulus: int | None = 1,
    pre: Any = None, post: Any = None,
) -> int:  # fmt: skip
    """A person with scores by period (`level` or `(level, day)`), with a seat in a class when `kelas` is given."""
    nomor = d.kon.execute("SELECT coalesce(max(id), 0) + 1 FROM pegawai").fetchone()[0]
    d.kon.execute(
        """INSERT INTO pegawai (id, nip, nama, jenis_kelamin, tanggal_lahir, jenis_pegawai)
           VALUES (?, ?, ?, 'P', '1984-03-12', 'PNS')""",
        (nomor, f"198403122006{nomor:06d}", f"Orang {nomor}"),
    )
    d.kon.execute("INSERT INTO penempatan (pegawai_id, opd_id, jabatan_id) VALUES (?, 1, ?)", (nomor, jabatan))
    for periode, isi in nilai.items():
        level, hari = isi if isinstance(isi, tuple) else (isi, None)
        d.kon.execute(
            "INSERT INTO nilai VALUES (?, ?, ?, 1, ?, ?, ?, NULL)",
            (
                nomor,
                KOM,
                periode,
                int(Fraction(level) * 100),
                hari and (date.fromisoformat(hari) - NOL).days,
                d.jalankan,
            ),
        )
    if kelas:
        _duduk(d, nomor, kelas, lulus, pre, post)
    return int(nomor)


def _duduk(d: door.PintuTulis, orang: int, kelas: int, lulus: int | None = 1, pre: Any = None, post: Any = None) -> int:
    urut = d.kon.execute("SELECT count(*) + 1 FROM peserta WHERE kelas_id = ?", (kelas,)).fetchone()[0]
    skor = [None if satu is None else int(Fraction(satu) * 100) for satu in (pre, post)]
    kursor = d.kon.execute(
        "INSERT INTO peserta (kelas_id, nomor, pegawai_id, lulus, pre, post) VALUES (?, ?, ?, ?, ?, ?)",
        (kelas, urut, orang, lulus, *skor),
    )
    return int(kursor.lastrowid or 0)


def _hadir(d: door.PintuTulis, peserta: int, status: str) -> None:
    d.kon.execute("INSERT INTO kehadiran VALUES (?, '2025-03-03', ?)", (peserta, status))


def _ukur(d: door.PintuTulis, kode: str = "K", **opsi: Any) -> dict[str, Any]:
    (baris,) = dampak.pelatihan(d, kode, **opsi)
    return dict(zip(dampak.BIDANG, baris, strict=True))


def _isi(satu: dict[str, Any], bidang: str) -> list[Any]:
    return [None if satu[b] is None else float(satu[b]) for b in bidang.split()]


# --- tests before and after


def test_contoh_terhitung_tangan(d: door.PintuTulis) -> None:
    """Differences 20, 30, 10, 20: mean 20, variance 200/3, t = 20 / sqrt(200/3/4) = 4.898979; p from tables 0.0163."""
    for pre, post in ((60, 80), (50, 80), (70, 80), (40, 60)):
        _orang(d, {}, kelas=1, pre=pre, post=post)
    _orang(d, {}, kelas=1, pre=10)
    _orang(d, {}, kelas=1, post=10)
    satu = _ukur(d)
    assert _isi(satu, "n pre_rata post_rata t derajat_bebas d_cohen") == [4, 55, 75, 4.899, 3, 2.4495]
    assert satu["p"] == pytest.approx(0.0163, abs=0.00005)
    assert _isi(satu, "pre_simpangan post_simpangan selisih_rata selisih_simpangan") == [12.91, 10, 20, 8.16]
    assert _isi(satu, "n_gain_kelas n_gain_individu nilai_maks") == [0.4444, 0.4417, 100]
    assert (satu["pita"], satu["n_maksimal"], satu["n_turun"]) == ("sedang", 0, 0)
    assert "terlalu sedikit untuk disimpulkan: 4 orang" in satu["keterangan"]


def test_peluang_sama_dengan_pustaka() -> None:
    from scipy.stats import ttest_rel

    r = Random(5)
    for _ in range(20):
        pre, post = ([Fraction(r.randint(0, 100)) for _ in range(9)] for _ in range(2))
        p = dampak.peluang(uji_t(list(zip(pre, post, strict=True))))
        assert p is not None
        assert float(p) == pytest.approx(ttest_rel(list(map(float, pre)), list(map(float, post))).pvalue, rel=1e-5)


def test_maksimal_sejak_awal_turun_dan_selisih_seragam(d: door.PintuTulis) -> None:
    for pre, post in ((100, 100), (80, 60), (50, 75)):
        _orang(d, {}, kelas=1, pre=pre, post=post)
    satu = _ukur(d)
    assert (satu["n_maksimal"], satu["n_turun"]) == (1, 1)
    assert _isi(satu, "n_gain_individu") == [-0.25], "(-1 + 0.5) / 2: the one at the maximum has no gain"
    d.kon.execute("UPDATE peserta SET pre = 5000, post = 6000")
    satu = _ukur(d)
    assert _isi(satu, "t p d_cohen derajat_bebas") == [None] * 4
    assert _isi(satu, "selisih_rata selisih_simpangan n_gain_kelas") == [10, 0, 0.2]


@pytest.mark.parametrize("n", [0, 1])
def test_kurang_dari_dua_orang(d: door.PintuTulis, n: int) -> None:
    for _ in range(n):
        _orang(d, {}, kelas=1, pre=60, post=80)
    satu = _ukur(d)
    assert satu["n"] == n
    assert _isi(satu, "t p pre_simpangan") == [None] * 3
    assert (satu["pre_rata"] is None) == (n == 0)
    assert ("terlalu sedikit" if n else "Belum ada peserta") in satu["keterangan"]


def test_nilai_maks_kelas_menjadi_dasar_n_gain(d: door.PintuTulis) -> None:
    d.kon.execute("UPDATE kelas SET nilai_maks = 1000")
    _orang(d, {}, kelas=1, pre=6, post=8)
    assert _isi(_ukur(d), "pre_rata n_gain_kelas n_gain_individu nilai_maks") == [6, 0.5, 0.5, 10]


def test_program_menggabung_kelas_dengan_skala_berbeda(d: door.PintuTulis) -> None:
    """A person in both classes counts once, with the first; maxima 100 and 10 become percent of the maximum."""
    _kelas(d, 2, "K2", "2025-05-05", "2025-05-06", maks=10)
    _kelas(d, 3, "K3", "2025-06-05", "2025-06-06")
    dua_kali = _orang(d, {}, kelas=1, pre=60, post=80)
    _duduk(d, dua_kali, 2, pre=9, post=9)
    _orang(d, {}, kelas=2, pre=5, post=9)
    batal = _orang(d, {}, kelas=3, pre=1, post=2)
    d.kon.execute("UPDATE kelas SET status = 'batal' WHERE id = 3")
    satu = _ukur(d, "KOM-01")
    assert _isi(satu, "n pre_rata post_rata n_gain_individu nilai_maks") == [2, 55, 85, 0.65, 100]
    assert satu["kelas"] == "K;K2"
    assert "persen dari nilai maksimal" in satu["keterangan"]
    assert _ukur(d, "komunikasi publik")["n"] == 2
    assert batal
    assert _ukur(d, "K3")["keterangan"].startswith("Kelas K3 dibatalkan. ")
    assert _ukur(d, "K3")["n"] == 0
    # A class that was called off is no reason to judge the others by the thresholds of its day.
    d.kon.execute("UPDATE kelas SET mulai = '2030-01-01', selesai = '2030-01-02' WHERE id = 3")
    d.kon.execute("UPDATE kebijakan SET selesai = '2029-12-31' WHERE kunci = 'dampak_minimum'")
    d.kon.execute("INSERT INTO kebijakan VALUES ('dampak_minimum', '2030-01-01', NULL, '2', 'uji', 'uji')")
    assert "terlalu sedikit" in _ukur(d, "KOM-01")["keterangan"]
    d.kon.execute("UPDATE kelas SET status = 'batal'")
    assert _ukur(d, "KOM-01")["keterangan"].startswith("Semua kelas KOM-01 dibatalkan. ")


# --- levels


def _kota(d: door.PintuTulis, naik: str = "0.8", lain: str = "0.3") -> None:
    for _ in range(6):
        _orang(d, {2: 2, 3: 2 + Fraction(naik)}, kelas=1)
    for _ in range(9):
        _orang(d, {2: 2, 3: 2 + Fraction(lain)})


LEVEL = "level_sebelum level_sesudah perubahan_peserta n_pembanding perubahan_pembanding dampak"


def test_dampak_yang_ditanam(d: door.PintuTulis) -> None:
    _kota(d)
    satu = _ukur(d)
    assert _isi(satu, LEVEL) == [2, 2.8, 0.8, 9, 0.3, 0.5]
    assert (satu["periode_sebelum"], satu["periode_sesudah"], satu["n_level"], satu["n_cocok"]) == (
        "2024",
        "2025",
        6,
        6,
    )
    assert (satu["berkesenjangan"], satu["cakupan"]) == (15, Decimal("40.00"))
    assert (
        "Level peserta naik 0,8, 9 orang sebanding yang tidak dilatih naik 0,3: selisih 0,5 level."
        in satu["keterangan"]
    )
    assert "Belum tentu karena pelatihan" in satu["keterangan"]


def test_jenjang_dan_kesenjangan_awal_harus_sama(d: door.PintuTulis) -> None:
    _orang(d, {2: 2, 3: 3}, kelas=1, jabatan=1)
    _orang(d, {2: 2, 3: 5}, jabatan=2)  # another job level
    _orang(d, {2: "0.5", 3: 5})  # another gap, of another category
    satu = _ukur(d)
    assert _isi(satu, LEVEL) == [2, 3, 1, 0, None, None]
    assert "tidak ada pembanding" in satu["keterangan"]


def test_jabatan_tanpa_jenjang_hanya_sebanding_dengan_dirinya(d: door.PintuTulis) -> None:
    _orang(d, {2: 2, 3: 3}, kelas=1, jabatan=3)
    _orang(d, {2: 2, 3: "2.5"}, jabatan=3)
    _orang(d, {2: 2, 3: 5}, jabatan=4)
    assert _isi(_ukur(d), LEVEL) == [2, 3, 1, 1, 0.5, 0.5]


def test_nilai_lama_bukan_nilai_sesudah(d: door.PintuTulis) -> None:
    """Scored in the period of the class but before it began, and carried over from before: neither is "after"."""
    _orang(d, {1: 1, 3: (2, "2025-02-10")}, kelas=1)
    _orang(d, {2: 2}, kelas=1)
    satu = _ukur(d)
    assert (satu["n_level"], satu["level_sesudah"], satu["dampak"]) == (0, None, None)
    assert "belum ada peserta yang dinilai sebelum dan sesudahnya" in satu["keterangan"]


@pytest.mark.parametrize(
    ("hari", "ikut"), [("2025-03-02", 0), ("2025-03-03", 0), ("2025-03-04", 0), ("2025-03-05", 1), ("2025-12-31", 1)]
)
def test_sesudah_dimulai_pada_hari_terakhir_kelas(d: door.PintuTulis, hari: str, ikut: int) -> None:
    _orang(d, {2: 2, 3: (3, hari)}, kelas=1)
    assert _ukur(d)["n_level"] == ikut


def test_sebelum_adalah_nilai_terbaru_yang_masih_berlaku(d: door.PintuTulis) -> None:
    _orang(d, {1: 1, 2: 2, 3: 3}, kelas=1)
    assert _isi(_ukur(d), "level_sebelum perubahan_peserta") == [2, 1]
    assert _isi(_ukur(d, sebelum="2023"), "level_sebelum perubahan_peserta") == [1, 2]
    d.kon.execute("DELETE FROM nilai WHERE periode_id = 2")
    assert _ukur(d)["n_level"] == 1
    d.kon.execute("UPDATE kebijakan SET nilai = '12' WHERE kunci = 'masa_berlaku_nilai'")
    assert _ukur(d)["n_level"] == 0, "2023-12-31 is more than twelve months before 2025-03-03"


@pytest.mark.parametrize(("lulus", "hadir", "pre", "ikut"), [
    (1, None, None, 1), (None, "hadir", None, 1), (None, None, 60, 1), (None, "alpa", None, 0), (None, None, None, 0),
    (0, "hadir", 60, 0),
])  # fmt: skip
def test_siapa_yang_terlatih(
    d: door.PintuTulis, lulus: int | None, hadir: str | None, pre: int | None, ikut: int
) -> None:
    orang = _orang(d, {2: 2, 3: 3})
    peserta = _duduk(d, orang, 1, lulus, pre, pre)
    if hadir:
        _hadir(d, peserta, hadir)
    assert _ukur(d)["n_level"] == ikut


def test_yang_mungkin_dilatih_bukan_pembanding(d: door.PintuTulis) -> None:
    """Another class for the same competency in the same two years; one for something else does not matter."""
    _kota(d)
    pelatihan.tambah(d, "KOM-02", "Lain", "8", jp="8", kompetensi=["KOM=2"])
    pelatihan.tambah(d, "PP-01", "Pelayanan", "8", jp="8", kompetensi=["PP=2"])
    _kelas(d, 2, "L", "2025-06-02", "2025-06-03", program=2)
    _kelas(d, 3, "M", "2025-06-02", "2025-06-03", program=3)
    _kelas(d, 4, "N", "2023-06-02", "2023-06-03", program=2)
    _kelas(d, 5, "B", "2025-06-02", "2025-06-03", program=2)
    d.kon.execute("UPDATE kelas SET status = 'batal' WHERE id = 5")
    lulus, tak_tercatat, menolak, alpa, lain, dulu, batal = (_orang(d, {2: 2, 3: 5}) for _ in range(7))
    for orang, kelas in ((lulus, 2), (lain, 3), (dulu, 4), (batal, 5)):
        _duduk(d, orang, kelas)
    _duduk(d, tak_tercatat, 2, None)
    _duduk(d, menolak, 2, None)
    d.kon.execute("UPDATE peserta SET jawaban = 'menolak' WHERE pegawai_id = ?", (menolak,))
    d.kon.execute("INSERT INTO kehadiran VALUES (?, '2025-06-02', 'alpa')", (_duduk(d, alpa, 2, 0),))
    satu = _ukur(d)
    assert satu["n_pembanding"] == 9 + 5, "all but who passed and who may have come"
    # absent throughout, declined, another subject, long before, a class that was cancelled: untrained
    assert satu["perubahan_pembanding"] == Decimal("1.26")


def test_musim_dibandingkan_pada_dua_periode_yang_sama(d: door.PintuTulis) -> None:
    """Everybody rises by 1 from 2023 to 2024 and by 0.2 from 2024 to 2025; classes in both years did nothing."""
    _kelas(d, 2, "LAMA", "2024-03-04", "2024-03-05")
    for _ in range(5):
        _orang(d, {1: 1, 2: 2, 3: "2.2"}, kelas=2)
        _orang(d, {1: 1, 2: 2, 3: "2.2"}, kelas=1)
        _orang(d, {1: 1, 2: 2, 3: "2.2"})
    satu = _ukur(d, "KOM-01")
    assert (satu["n_level"], satu["perubahan_peserta"], satu["dampak"]) == (10, Decimal("0.60"), Decimal("0.00"))
    assert (satu["periode_sebelum"], satu["periode_sesudah"]) == ("2023;2024", "2024;2025")
    assert satu["n_pembanding"] == 5, "people, though they are measured in two years"


def test_kesenjangan_awal_sama_di_tahun_lain_bukan_pembanding(d: door.PintuTulis) -> None:
    """From the same starting gap people rose by 1 in the first year and by 0.2 in the second, trained or not."""
    _kelas(d, 2, "LAMA", "2024-03-04", "2024-03-05")
    for nilai, kelas, lain in (({1: 2, 2: 3}, 2, 5), ({2: 2, 3: "2.2"}, 1, 1)):
        for _ in range(3):
            _orang(d, nilai, kelas=kelas)
        for _ in range(lain):
            _orang(d, nilai)
    assert _isi(_ukur(d, "KOM-01"), "n_level perubahan_peserta n_pembanding dampak") == [6, 0.6, 6, 0]


def test_cakupan_dan_periode_yang_diminta(d: door.PintuTulis) -> None:
    _kota(d)
    _orang(d, {1: 3, 2: 3})
    assert _ukur(d)["berkesenjangan"] == 15
    satu = _ukur(d, sebelum="2023")
    assert (satu["berkesenjangan"], satu["cakupan"], satu["n_level"]) == (0, None, 0)
    _kelas(d, 2, "AWAL", "2023-03-03", "2023-03-04")
    awal = _ukur(d, "AWAL")
    assert (awal["berkesenjangan"], awal["cakupan"]) == (None, None)
    with pytest.raises(SalahPakai, match="periode 2024 tidak berakhir sesudah periode 2025"):
        dampak.pelatihan(d, "K", sebelum="2025", sesudah="2024")
    with pytest.raises(TidakDitemukan, match="periode '2099'"):
        dampak.pelatihan(d, "K", sesudah="2099")
    with pytest.raises(TidakDitemukan, match="tidak ada kelas atau pelatihan 'KOM-O1'") as galat:
        dampak.pelatihan(d, "KOM-O1")
    assert "KOM-01" in galat.value.petunjuk


def test_periode_tertutup_menjawab_dari_yang_beku(d: door.PintuTulis) -> None:
    _kota(d)
    sebelum = _ukur(d)
    for satu in ("2024", "2025"):
        penutupan.tutup(d, satu)
    d.kon.execute("UPDATE standar SET ratus = 400")
    assert _ukur(d) == sebelum


def test_ambang_dari_kebijakan_dan_tanpa_barisnya(d: door.PintuTulis) -> None:
    for pre, post in ((60, 80), (50, 80), (70, 80), (40, 60), (50, 70)):
        _orang(d, {}, kelas=1, pre=pre, post=post)
    assert "jarang" in _ukur(d)["keterangan"]
    d.kon.execute("DELETE FROM kebijakan WHERE kunci IN ('dampak_minimum', 'dampak_alfa')")
    assert "jarang" in _ukur(d)["keterangan"]
    for kunci, nilai, kata in (("dampak_alfa", "0,001", "masih mungkin"), ("dampak_minimum", "6", "terlalu sedikit")):
        d.kon.execute("INSERT INTO kebijakan VALUES (?, '2000-01-01', NULL, ?, 'uji', 'uji')", (kunci, nilai))
        assert kata in _ukur(d)["keterangan"]


def test_pelatihan_tanpa_sasaran_dan_tanpa_kelas(d: door.PintuTulis) -> None:
    pelatihan.tambah(d, "UMUM", "Umum", "8", jp="8")
    satu = _ukur(d, "UMUM")
    assert (satu["kompetensi"], satu["n"], satu["kelas"]) == (None, 0, None)
    assert satu["keterangan"].startswith(f"Pelatihan {satu['pelatihan']} belum punya kelas. ")
    assert satu["keterangan"].endswith("belum punya kompetensi sasaran, jadi level tidak dibandingkan.")
    pelatihan.tambah(d, "DUA", "Dua", "8", jp="8", kompetensi=["KOM=3", "INT=2"])
    assert [baris[1] for baris in dampak.pelatihan(d, "DUA")] == ["INT", "KOM"]


# --- an independent model


def _model(orang: list[dict[str, Any]]) -> tuple[Fraction | None, Fraction | None, int]:
    """Mean change of the trained, the effect, and the untrained counted, by plain loops over two years of levels."""
    dilatih = [o for o in orang if o["dilatih"] and o["a"] is not None and o["b"] is not None]
    lain = [o for o in orang if not o["dilatih"] and o["a"] is not None and o["b"] is not None]

    def kategori(o: dict[str, Any]) -> int:
        return 0 if o["a"] >= 3 else 1 if o["a"] >= 2 else 2 if o["a"] >= 1 else 3

    beda, dipakai = [], set()
    for o in dilatih:
        teman = [x for x in lain if x["jabatan"] == o["jabatan"] and x["a"] == o["a"]] or [
            x for x in lain if x["jabatan"] == o["jabatan"] and kategori(x) == kategori(o)
        ]
        if teman:
            beda.append(o["b"] - o["a"] - sum((x["b"] - x["a"] for x in teman), Fraction(0)) / len(teman))
            dipakai |= {x["nomor"] for x in teman}
    naik = sum((o["b"] - o["a"] for o in dilatih), Fraction(0)) / len(dilatih) if dilatih else None
    return naik, sum(beda, Fraction(0)) / len(beda) if beda else None, len(dipakai)


def test_kota_acak_sama_dengan_model(d: door.PintuTulis) -> None:
    for benih in range(12):
        r = Random(benih)
        for tabel in ("nilai", "peserta", "penempatan", "pegawai"):
            d.kon.execute(f"DELETE FROM {tabel}")
        orang = []
        for _ in range(r.randint(1, 30)):
            a, b = (
                Fraction(r.choice([1, 2, "1.5", "2.25", 3, 4, "0.5"])) if r.random() < 0.9 else None for _ in range(2)
            )
            satu = {"a": a, "b": b, "jabatan": r.randint(1, 4), "dilatih": r.random() < 0.4}
            nilai = {n: x for n, x in ((2, a), (3, b)) if x is not None}
            satu["nomor"] = _orang(d, nilai, jabatan=satu["jabatan"], kelas=1 if satu["dilatih"] else None)  # type: ignore[arg-type]
            orang.append(satu)
        naik, beda, banyak = _model(orang)
        hasil = _ukur(d)
        cetak = [None if x is None else dampak.setengah_naik(x) for x in (naik, beda)]
        assert [hasil["perubahan_peserta"], hasil["dampak"], hasil["n_pembanding"]] == [*cetak, banyak], benih
