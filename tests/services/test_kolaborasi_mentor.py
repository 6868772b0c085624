"""Mentors in other agencies: who may, who is served, what is shown, and why someone stays without."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

import pytest

from asn_kompetensi.domain.galat import DataDitolak, TidakDitemukan
from asn_kompetensi.services import kolaborasi_mentor as layanan
from asn_kompetensi.store.door import Pintu
from tests.services import kota_kolaborasi as kota
from tests.store.queries.isi import nip


@pytest.fixture(scope="module")
def d(basis_induk: Path) -> Pintu:
    """1 is 1 above in KOM at A, 2 is 0,5 above at B, 3 reaches 5 in INT at A; 4 to 8 are below."""
    d = kota.kosong(basis_induk)
    kota.opd(d.kon, "A", "B", "C")
    kota.jabatan(d.kon, "STAF", {"KOM": (300, "mutlak"), "INT": (300, None)})
    kota.jabatan(d.kon, "AHLI", {"KOM": (450, None), "INT": (200, None)})
    isi: tuple[tuple[str, str, dict[str, int]], ...] = (
        ("A", "STAF", {"KOM": 400, "INT": 300}),
        ("B", "STAF", {"KOM": 350, "INT": 300}),
        ("A", "AHLI", {"INT": 500}),
        ("B", "STAF", {"KOM": 200, "INT": 300}),
        ("B", "STAF", {"KOM": 250}),
        ("A", "STAF", {"KOM": 225}),
        ("C", "AHLI", {"KOM": 300, "INT": 150}),
        ("A", "AHLI", {"INT": 100}),
    )
    for nomor, satu in enumerate(isi, start=1):
        kota.orang(d.kon, nomor, *satu)
    return d


def _mentor(d: Pintu, selisih: str = "1", beban: int = 3, **pilihan: Any) -> layanan.Rencana:
    return layanan.mentor(d, "2025", selisih_minimal=layanan.selisih_sah(selisih), beban_maks=beban, **pilihan)


def _ringkas(rencana: layanan.Rencana) -> list[tuple[str, int, int]]:
    return [(b[0], int(b[2][-3:]), int(b[6][-3:])) for b in rencana.berpasangan]


def _alasan(rencana: layanan.Rencana) -> dict[tuple[str, int], str]:
    return {(b[0], int(b[2][-3:])): b[-1] for b in rencana.tanpa}


def test_every_field_and_the_reasons(d: Pintu) -> None:
    rencana = _mentor(d)
    assert _ringkas(rencana) == [("INT", 3, 7), ("KOM", 1, 4), ("KOM", 1, 5)]
    assert dict(zip(layanan.BIDANG, rencana.berpasangan[1], strict=True)) == {
        "kompetensi": "KOM", "nama_kompetensi": "Komunikasi", "mentor_nip": nip(1), "mentor_nama": "Orang 001",
        "mentor_opd": "A", "mentor_capaian": 4, "nip": nip(4), "nama": "Orang 004", "opd": "B", "standar": 3,
        "capaian": 2, "kesenjangan": 1, "beban": 2,
    }  # fmt: skip
    assert _alasan(rencana) == {
        ("INT", 8): "hanya_opd_sendiri", ("KOM", 6): "hanya_opd_sendiri", ("KOM", 7): "tidak_ada_mentor",
    }  # fmt: skip
    assert dict(zip(layanan.BIDANG_TANPA, rencana.tanpa[1], strict=True))["kesenjangan"] == Decimal("0.75")


def test_surplus_load_and_same_agency(d: Pintu) -> None:
    """With 0,5 enough, 2 of B guides 6 of A; whoever is most in need comes first where the load is 1."""
    assert ("KOM", 2, 6) in _ringkas(_mentor(d, "0,5"))
    satu = _mentor(d, beban=1)
    assert _ringkas(satu) == [("INT", 3, 7), ("KOM", 1, 4)]
    assert _alasan(satu)["KOM", 5] == "beban_penuh"
    sama = _mentor(d, sama=True)
    assert _ringkas(sama) == [("INT", 3, 8), ("KOM", 1, 6)]
    assert _alasan(sama)["KOM", 4] == "hanya_opd_lain"


def test_choosing_shows_a_part_of_the_same_plan(d: Pintu) -> None:
    semua = _mentor(d)
    assert _mentor(d, kompetensi="komunikasi").berpasangan == semua.berpasangan[1:]
    assert _mentor(d, opd=("C",)).berpasangan == semua.berpasangan[:1]
    assert {b[4] for b in _mentor(d, opd=("C", "A")).tanpa} == {"A", "C"}
    for pilihan, kata in (({"kompetensi": "KOMM"}, "kompetensi"), ({"opd": ("Z",)}, "perangkat daerah")):
        with pytest.raises(TidakDitemukan, match=kata):
            _mentor(d, **pilihan)
    for teks in ("0", "6", "satu", "", "0,125"):
        with pytest.raises(DataDitolak, match="--selisih-minimal"):
            layanan.selisih_sah(teks)


def test_expired_scores_make_no_mentor(d: Pintu) -> None:
    d.kon.execute("SAVEPOINT coba")
    d.kon.execute("UPDATE nilai SET hari = 15000 WHERE pegawai_id = 3")
    assert _alasan(_mentor(d))["INT", 7] == "tidak_ada_mentor"
    d.kon.execute("ROLLBACK TO coba")


def test_a_seeded_city_keeps_every_rule_whatever_the_order_of_registering(basis_induk: Path) -> None:
    urutan = list(range(120))
    Random(3).shuffle(urutan)
    a, b = kota.acak(basis_induk, 11, 120), kota.acak(basis_induk, 11, 120, urutan)
    rencana = _mentor(a, "0,5", 2)
    assert rencana == _mentor(b, "0,5", 2)
    assert len(rencana.berpasangan) > 50
    beban = Counter(b[2] for b in rencana.berpasangan)
    for baris in rencana.berpasangan:
        isi = dict(zip(layanan.BIDANG, baris, strict=True))
        assert isi["mentor_opd"] != isi["opd"]
        assert isi["mentor_capaian"] >= isi["standar"] > isi["capaian"]
        assert isi["beban"] == beban[isi["mentor_nip"]] <= 2
    butuh = a.kon.execute("SELECT count(*) FROM gap WHERE status = 'di_bawah' AND periode = '2025'").fetchone()[0]
    assert len(rencana.berpasangan) + len(rencana.tanpa) == butuh
    assert len({(b[0], b[6]) for b in rencana.berpasangan}) == len(rencana.berpasangan), "one mentor per gap"


@pytest.mark.parametrize("sama", [False, True])
def test_the_people_of_some_agencies_are_told_what_everyone_is(basis_induk: Path, sama: bool) -> None:
    a = kota.acak(basis_induk, 7, 120)
    jadi, tanpa = layanan.pasang(a, "2025", selisih_minimal=3000, beban_maks=2, sama=sama)
    semua = sorted({satu.orang.opd_id for satu in jadi} | {satu.opd_id for satu, _ in tanpa})
    assert len(semua) > 2
    for untuk in ([satu] for satu in semua):
        assert layanan.pasang(a, "2025", None, untuk, selisih_minimal=3000, beban_maks=2, sama=sama) == (
            [satu for satu in jadi if satu.orang.opd_id in untuk],
            [satu for satu in tanpa if satu[0].opd_id in untuk],
        )
    assert layanan.pasang(a, "2025", None, semua, selisih_minimal=3000, beban_maks=2, sama=sama) == (jadi, tanpa)
