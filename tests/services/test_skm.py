"""Waves of a survey: typed forms, the index against a model of its own, policy of the day, and what is refused."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from asn_kompetensi.domain.galat import Bentrok, DataDitolak, GalatASN, TidakDitemukan
from asn_kompetensi.domain.skm import kunci_unsur
from asn_kompetensi.services import opd, skm, skm_impor
from asn_kompetensi.store import door
from asn_kompetensi.store.queries import skm as sql
from tests.services.lembar_uji import lembar

LEMBAR = dict.fromkeys(kunci_unsur(9), "3")


@pytest.fixture
def d(basis: Path) -> Iterator[door.PintuTulis]:
    with door.tulis(basis, perintah="uji", petugas="penguji") as d:
        d.kon.execute("INSERT INTO opd (id, kode, nama) VALUES (1, 'DUKCAPIL', 'Dinas Dukcapil'), (2, 'RSUD', 'RSUD')")
        yield d


def isi_gelombang(d: door.PintuTulis, unit: str, kode: str, jawaban: dict[int, dict[str, int]], **kata: Any) -> None:
    """A wave with these answers; the form is that of the first."""
    banyak = 9 if "sarana" in next(iter(jawaban.values())) else 14
    w = skm.wadah(d, unit, kode, banyak, **kata)
    sql.ganti(d.kon, w.gelombang.id, jawaban)


def acak(benih: random.Random, banyak: int, responden: int) -> dict[int, dict[str, int]]:
    """Answers with holes; the first respondent answers everything."""
    return {
        nomor: {unsur: benih.randint(1, 4) for unsur in kunci_unsur(banyak) if nomor == 1 or benih.random() > 0.1}
        for nomor in range(1, responden + 1)
    }


def ikm_contoh(jawaban: dict[int, dict[str, int]], bobot: Fraction) -> tuple[dict[str, float], float]:
    """The rule once more, from the answers themselves; rounded by the decimal module."""
    unsur = list(jawaban[1])
    nrr = {
        u: Fraction(sum(s.get(u, 0) for s in jawaban.values()), sum(u in s for s in jawaban.values())) for u in unsur
    }
    return {u: _bulat(n, "0.001") for u, n in nrr.items()}, _bulat(sum(nrr.values()) * bobot * 25, "0.01")


def _bulat(angka: Fraction, satuan: str) -> float:
    tepat = Decimal(angka.numerator) / Decimal(angka.denominator)
    return float(tepat.quantize(Decimal(satuan), ROUND_HALF_UP))


def test_indeks_sama_dengan_model(d: door.PintuTulis) -> None:
    """Twenty random waves of both forms, each unsur with its own respondents."""
    benih, harapan = random.Random(14), {}
    for ke in range(20):
        banyak = benih.choice((9, 14))
        jawaban = acak(benih, banyak, benih.randint(1, 30))
        isi_gelombang(d, "RSUD", f"G{ke:02}", jawaban)
        harapan[f"G{ke:02}"] = (len([s for s in jawaban.values() if s]), *ikm_contoh(jawaban, Fraction(1, banyak)))
    hasil = {satu["gelombang"]: (satu["responden"], satu["nrr"], satu["ikm"]) for satu in skm.lihat(d, "rsud")}
    assert hasil == harapan


def test_lihat_bidang_dan_perubahan(d: door.PintuTulis) -> None:
    """The change is against the wave before of the same unit and the same form."""
    tiga, empat = ({n: dict.fromkeys(kunci_unsur(9), nilai) for n in (1, 2)} for nilai in (3, 4))
    isi_gelombang(d, "DUKCAPIL", "2024-2", tiga, populasi=2)
    isi_gelombang(d, "DUKCAPIL", "2025-1", {1: dict.fromkeys(kunci_unsur(14), 1)})
    isi_gelombang(d, "DUKCAPIL", "2025-2", {**empat, 3: {"biaya": 1, "waktu": 4}}, populasi=1000)
    isi_gelombang(d, "RSUD", "2025-1", empat)
    satu = skm.lihat(d, "Dinas Dukcapil", "2025-2")[0]
    assert tuple(satu) == skm.BIDANG
    assert satu["nrr"]["biaya"] == 3
    assert (satu["ikm"], satu["mutu"], satu["kinerja"]) == (97.22, "A", "Sangat Baik")
    assert (satu["sampel_minimum"], satu["cukup"], satu["bobot"]) == (278, False, "1/9")
    assert (satu["unsur_terendah"], len(satu["unsur_tertinggi"])) == (["biaya"], 8)
    assert (satu["mulai"], satu["selesai"], satu["perubahan"]) == ("2025-07-01", "2025-12-31", 22.22)
    assert [(s["unit"], s["gelombang"], s["perubahan"], s["cukup"]) for s in skm.lihat(d, gelombang="2025-1")] == [
        ("DUKCAPIL", "2025-1", None, None), ("RSUD", "2025-1", None, None),
    ]  # fmt: skip
    assert len(skm.lihat(d)) == 4


def test_bobot_menurut_hari_terakhir_gelombang(d: door.PintuTulis) -> None:
    """The printed weight from July: the first half keeps 1/9; without the row of the policy it is the shipped one."""
    jawaban = {1: dict.fromkeys(kunci_unsur(9), 4)}
    isi_gelombang(d, "RSUD", "2025-1", jawaban)
    isi_gelombang(d, "RSUD", "2025-2", jawaban)
    isi_gelombang(d, "RSUD", "2025", {1: dict.fromkeys(kunci_unsur(14), 4)})
    d.kon.execute("UPDATE kebijakan SET selesai = '2025-06-30' WHERE kunci = 'bobot_skm'")
    assert {s["gelombang"]: s["ikm"] for s in skm.lihat(d)} == {"2025-1": 100, "2025-2": 100, "2025": 100}
    d.kon.execute("""INSERT INTO kebijakan (kunci, mulai, nilai, dasar, keterangan)
                     VALUES ('bobot_skm', '2025-07-01', '0,11', 'uji', 'uji')""")
    assert {s["gelombang"]: (s["ikm"], s["bobot"]) for s in skm.lihat(d)} == {
        "2025-1": (100, "1/9"), "2025-2": (99, "0,11"), "2025": (99.4, "0,071"),
    }  # fmt: skip
    d.kon.execute("UPDATE kebijakan SET nilai = 'dua' WHERE kunci = 'bobot_skm' AND mulai = '2025-07-01'")
    with pytest.raises(DataDitolak, match="bobot_skm 'dua'"):
        skm.lihat(d)


def test_unsur_tanpa_jawaban_tanpa_indeks(d: door.PintuTulis) -> None:
    isi_gelombang(d, "RSUD", "2025-1", {1: {"sarana": 4}})
    satu = skm.lihat(d, "RSUD", "2025-1")[0]
    assert (satu["nrr"]["biaya"], satu["ikm"], satu["mutu"], satu["unsur_terendah"]) == (None, None, None, ["sarana"])


def test_isi_baru_ganti_sama(d: door.PintuTulis) -> None:
    assert skm.isi(d, "RSUD", "2025-1", LEMBAR)["nomor"] == 1
    assert skm.isi(d, "RSUD", "2025-1", LEMBAR)["nomor"] == 2
    ganti = skm.isi(d, "RSUD", "2025-1", {**LEMBAR, "sarana": "-"}, nomor=2)
    assert (ganti["hasil"], ganti["jawaban"]["sarana"]) == ("berubah", None)
    assert skm.isi(d, "RSUD", "2025-1", {**LEMBAR, "sarana": "-"}, nomor=2)["hasil"] == "sama"
    assert "sarana" not in sql.jawaban(d.kon, 1)[2]
    assert skm.isi(d, "RSUD", "2025-1", LEMBAR, nomor=9)["hasil"] == "baru"
    assert skm.lihat(d, "RSUD", "2025-1")[0]["responden"] == 3


@pytest.mark.parametrize(("ganti", "kata", "jenis", "pesan"), [
    ({"U8": "3"}, {}, DataDitolak, "hanya nomor"),
    ({"umur": "3"}, {}, DataDitolak, "tidak dikenal"),
    ({"keamanan": "3"}, {}, DataDitolak, "tercampur"),
    ({"Sarana dan Prasarana": "3"}, {}, DataDitolak, "dua kali"),
    ({"sarana": "5"}, {}, DataDitolak, "sarana: jawaban 5 bukan"),
    (dict.fromkeys(LEMBAR, "-"), {}, DataDitolak, "tidak ada satu pun"),
    ({}, {"nomor": 0}, DataDitolak, "nomor responden"),
    ({}, {"populasi": 0}, DataDitolak, "populasi"),
    ({}, {"mulai": date(2025, 1, 1)}, DataDitolak, "keduanya"),
    ({}, {"mulai": date(2025, 1, 2), "selesai": date(2025, 1, 1)}, DataDitolak, "mendahului"),
    ({}, {"unit": "ENTAH"}, TidakDitemukan, "belum terdaftar"),
    ({}, {"kode": " "}, DataDitolak, "1 sampai 40"),
    ({}, {"kode": "x" * 41}, DataDitolak, "1 sampai 40"),
    ({}, {"kode": "LAMA"}, Bentrok, "14 unsur"),
])  # fmt: skip
def test_isi_menolak(
    d: door.PintuTulis, ganti: dict[str, str], kata: dict[str, Any], jenis: type[GalatASN], pesan: str
) -> None:
    isi_gelombang(d, "RSUD", "lama", {1: dict.fromkeys(kunci_unsur(14), 3)})
    isian = {"unit": "RSUD", "kode": "2025-1", **kata}
    with pytest.raises(jenis, match=pesan):
        skm.isi(d, isian.pop("unit"), isian.pop("kode"), {**LEMBAR, **ganti}, **isian)


def test_isi_belum_lengkap(d: door.PintuTulis) -> None:
    with pytest.raises(DataDitolak, match="belum disebut: prosedur, waktu"):
        skm.isi(d, "RSUD", "2025-1", {"persyaratan": "3"})


def test_lihat_yang_tidak_ada(d: door.PintuTulis) -> None:
    isi_gelombang(d, "RSUD", "2025-1", {1: {"sarana": 4}})
    with pytest.raises(TidakDitemukan, match="belum ada untuk DUKCAPIL"):
        skm.lihat(d, "DUKCAPIL", "2025-1")
    with pytest.raises(TidakDitemukan) as galat:
        skm.lihat(d, gelombang="2026")
    assert "2025-1" in galat.value.petunjuk
    assert skm.lihat(d, "DUKCAPIL") == []


def test_populasi_dan_hari_tetap_bila_tidak_disebut(d: door.PintuTulis) -> None:
    hari = (date(2025, 2, 3), date(2025, 2, 28))
    skm.isi(d, "RSUD", "2025-1", LEMBAR, populasi=50, mulai=hari[0], selesai=hari[1])
    skm.isi(d, "RSUD", "2025-1", LEMBAR)
    satu = skm.lihat(d, "RSUD", "2025-1")[0]
    assert (satu["populasi"], satu["selesai"], satu["sampel_minimum"]) == (50, "2025-02-28", 44)
    skm.isi(d, "RSUD", "2025-1", LEMBAR, populasi=2)
    assert skm.lihat(d, "RSUD", "2025-1")[0]["cukup"] is True


# --- a unit that was merged -----------------------------------------------------------------------------------------


@pytest.fixture
def tergabung(d: door.PintuTulis) -> door.PintuTulis:
    """DUKCAPIL, surveyed in the first half of 2025, went into DISDAG on 1 July, and that into RSUD a year later."""
    skm.isi(d, "DUKCAPIL", "2025-1", LEMBAR)
    opd.tambah(d, "DISDAG", "Dinas Perdagangan")
    opd.gabung(d, ["DUKCAPIL"], "DISDAG", date(2025, 7, 1))
    opd.gabung(d, ["DISDAG"], "RSUD", date(2026, 7, 1))
    return d


@pytest.mark.parametrize("gelombang", ["2025-2", "2025", "Lebaran"])
def test_unit_yang_digabung_menyebut_penerusnya(tergabung: door.PintuTulis, gelombang: str) -> None:
    with pytest.raises(Bentrok, match="DUKCAPIL sudah digabung ke RSUD; hari terakhirnya 2025-06-30") as salah:
        skm.isi(tergabung, "DUKCAPIL", gelombang, LEMBAR)
    assert salah.value.petunjuk.startswith("Pakai --unit RSUD.")
    with pytest.raises(Bentrok, match="sudah digabung ke RSUD"):
        skm_impor.impor(tergabung, lembar(" ".join(LEMBAR), (3,) * 9), "DUKCAPIL", gelombang)
    assert skm.isi(tergabung, "RSUD", gelombang, LEMBAR)["hasil"] == "baru"


def test_survei_lamanya_tetap_dan_boleh_dilengkapi(tergabung: door.PintuTulis) -> None:
    assert [(s["unit"], s["gelombang"]) for s in skm.lihat(tergabung)] == [("DUKCAPIL", "2025-1")]
    assert skm.isi(tergabung, "DUKCAPIL", "2025-1", LEMBAR)["nomor"] == 2
    hari = {"mulai": date(2025, 6, 1), "selesai": date(2025, 6, 30)}
    assert skm.isi(tergabung, "DUKCAPIL", "Lebaran", LEMBAR, **hari)["nomor"] == 1
    with pytest.raises(Bentrok):
        skm.isi(tergabung, "DUKCAPIL", "Haji", LEMBAR, mulai=date(2025, 6, 1), selesai=date(2025, 7, 1))
