"""The register as it is worked through, and the recap from which nobody can be made out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from asn_kompetensi.domain.galat import DataDitolak, GalatASN, SalahPakai, TidakDitemukan
from asn_kompetensi.services import keengganan, keengganan_daftar, kelas_buka, pelatihan
from asn_kompetensi.store import door
from tests.services.orang import CINDUA, MANGKUTAK, RANCAK, SABAI, UMBUIK, isi_kota

HARI_INI = date(2025, 6, 1)


@pytest.fixture
def d(basis: Path) -> Iterator[door.PintuTulis]:
    """1 Sabai open with steps, 2 Umbuik not released, 3 Mangkutak closed, 4 Sabai in the year before, 5 Cindua new."""
    with door.tulis(basis, perintah="uji", petugas="penguji") as d:
        isi_kota(d.kon)
        pelatihan.tambah(d, "BIM", "Bimtek", "8", jp="16")
        kelas_buka.buka(d, "BIM", "K1", date(2025, 3, 3), date(2025, 3, 4))
        for nip, sebab, hari, kode in (
            (SABAI, "takut_mutasi", date(2025, 3, 3), "K1"), (UMBUIK, "tidak_dilepas", date(2025, 3, 3), "K1"),
            (MANGKUTAK, "biaya", date(2025, 4, 1), None), (SABAI, "jarak", date(2024, 12, 31), None),
            (CINDUA, "belum_ditanya", date(2025, 5, 20), None),
        ):  # fmt: skip
            keengganan.catat(
                d, nip, "menolak", sebab, kelas=kode, tanggal=hari, hari_ini=HARI_INI, catatan=f"c {sebab}"
            )
        for nomor, tindakan, hari, isi in (
            (1, "percakapan", date(2025, 4, 1), {"hasil": "masih_ragu", "tindak_lanjut": date(2025, 6, 2)}),
            (1, "penjelasan", date(2025, 3, 10), {"catatan": "dijelaskan"}),
            (3, "percakapan", date(2025, 5, 1), {"hasil": "bersedia"}),
        ):
            keengganan.tindak(d, nomor, tindakan, hari, hari_ini=HARI_INI, **isi)  # type: ignore[arg-type]
        yield d


def _daftar(d: door.PintuTulis, **pilih: Any) -> list[dict[str, Any]]:
    return [dict(zip(keengganan_daftar.BIDANG, satu, strict=True))
            for satu in keengganan_daftar.daftar(d, **{"pada": HARI_INI, **pilih})]  # fmt: skip


def _nomor(d: door.PintuTulis, **pilih: Any) -> list[int]:
    return [satu["nomor"] for satu in _daftar(d, **pilih)]


def test_every_field_of_an_open_and_a_closed_case(d: door.PintuTulis) -> None:
    lama, sabai, umbuik, mangkutak, cindua = _daftar(d)
    assert sabai == {
        "nomor": 1, "nip": SABAI, "nama": "SABAI ALUIH", "opd": "DISDIK", "kelas": "K1", "tanggal": "2025-03-03",
        "jenis": "menolak", "sebab": "takut_mutasi", "dihitung": True, "tindakan": 2,
        "tindakan_terakhir": "percakapan", "hasil_terakhir": "masih_ragu", "tindak_lanjut": "2025-06-02",
        "status": "terbuka", "jatuh_tempo": False, "saran": "mentor atau kelas_ringan", "hitungan": 1,
        "catatan": "c takut_mutasi", "catatan_terakhir": None,
    }  # fmt: skip
    assert (lama["nomor"], lama["hitungan"], lama["tindak_lanjut"]) == (4, 1, "2025-01-14")
    assert (umbuik["dihitung"], umbuik["hitungan"], umbuik["jatuh_tempo"], umbuik["saran"]) == (
        False, 0, True, "surat ke atasan",
    )  # fmt: skip
    assert (mangkutak["status"], mangkutak["tindak_lanjut"], mangkutak["jatuh_tempo"], mangkutak["saran"]) == (
        "selesai", None, False, None,
    )  # fmt: skip
    assert (cindua["tindakan"], cindua["tindakan_terakhir"], cindua["hasil_terakhir"]) == (0, None, None)


def test_due_on_the_very_day_and_by_policy(d: door.PintuTulis) -> None:
    assert _nomor(d, jatuh_tempo=True) == [4, 2]
    assert _nomor(d, jatuh_tempo=True, pada=date(2025, 6, 2)) == [4, 1, 2]
    assert _nomor(d, jatuh_tempo=True, pada=date(2025, 6, 3)) == [4, 1, 2, 5]
    d.kon.execute("UPDATE kebijakan SET nilai = '12' WHERE kunci = 'keengganan_tenggat'")
    assert _nomor(d, jatuh_tempo=True) == [4, 2, 5]
    d.kon.execute("DELETE FROM kebijakan WHERE kunci = 'keengganan_tenggat'")
    assert _nomor(d, jatuh_tempo=True) == [4, 2]


def test_as_of_an_earlier_day(d: door.PintuTulis) -> None:
    dulu = {satu["nomor"]: satu for satu in _daftar(d, pada=date(2025, 4, 30))}
    assert list(dulu) == [4, 1, 2, 3]
    assert (dulu[3]["status"], dulu[3]["tindakan"], dulu[3]["jatuh_tempo"]) == ("terbuka", 0, True)
    sabai = next(satu for satu in _daftar(d, pada=date(2025, 3, 31)) if satu["nomor"] == 1)
    assert (sabai["tindakan_terakhir"], sabai["catatan_terakhir"], sabai["tindak_lanjut"], sabai["saran"]) == (
        "penjelasan", "dijelaskan", "2025-03-24", "percakapan",
    )  # fmt: skip


def test_counted_in_its_year_whatever_is_shown(d: door.PintuTulis) -> None:
    keengganan.catat(d, SABAI, "mangkir", "jarak", tanggal=date(2025, 5, 5), hari_ini=HARI_INI)
    keengganan.catat(d, SABAI, "mangkir", "sakit", tanggal=date(2025, 5, 6), hari_ini=HARI_INI)
    assert {satu["nomor"]: satu["hitungan"] for satu in _daftar(d, nip=SABAI)} == {4: 1, 1: 2, 6: 2, 7: 2}
    assert [satu["hitungan"] for satu in _daftar(d, sebab="sakit")] == [2]
    assert [satu["hitungan"] for satu in _daftar(d, nip=SABAI, pada=date(2025, 4, 1))] == [1, 1]


def test_narrowed(d: door.PintuTulis) -> None:
    assert _nomor(d, opd="Dinas Pendidikan") == [4, 1, 2]
    assert _nomor(d, kelas="k1", sebab="takut dimutasi") == [1]
    assert _nomor(d, status="Selesai") == [3]
    assert _nomor(d, status="terbuka") == [4, 1, 2, 5]
    assert _nomor(d, jenis="mangkir") == []
    d.kon.execute("UPDATE opd SET induk_id = (SELECT id FROM opd WHERE kode = 'DISDIK') WHERE kode = 'DISHUB'")
    assert _nomor(d, opd="DISDIK", dengan_unit=True) == [4, 1, 2, 3]
    for pilih, jenis, pesan in (
        ({"opd": "ENTAH"}, TidakDitemukan, "perangkat daerah 'ENTAH'"), ({"kelas": "X"}, TidakDitemukan, "kelas 'X'"),
        ({"status": "batal"}, DataDitolak, "status 'batal' tidak dikenal"), ({"jenis": "x"}, DataDitolak, "jenis 'x'"),
        ({"sebab": "x"}, DataDitolak, "sebab 'x'"), ({"nip": "1"}, DataDitolak, "NIP"),
    ):  # fmt: skip
        with pytest.raises(jenis, match=pesan):
            _daftar(d, **pilih)


# --- the recap ------------------------------------------------------------------------------------------------------


def _isi(d: door.PintuTulis, *sel: tuple[str, str, int, int]) -> None:
    """Fill 2025 anew: `(agency, cause, people, records)`, everyone with one record at least."""
    d.kon.execute("DELETE FROM keengganan_tindakan")
    d.kon.execute("DELETE FROM keengganan")
    for opd, sebab, orang, kejadian in sel:
        d.kon.executemany(
            """INSERT INTO keengganan (pegawai_id, opd_id, tanggal, jenis, sebab)
               SELECT ?, id, '2025-02-02', 'menolak', ? FROM opd WHERE kode = ?""",
            [(ke % orang + 1, sebab, opd) for ke in range(kejadian)],
        )


def test_the_recap_by_agency_and_cause(d: door.PintuTulis) -> None:
    _isi(d, ("DISHUB", "sakit", 5, 9), ("DINKES", "tidak_dilepas", 6, 6), ("DINKES", "biaya", 4, 12))
    baris, batas = keengganan_daftar.rekap(d, 2025)
    assert batas == 5
    assert baris == [
        ("DINKES", "Dinas Kesehatan", "tidak_dilepas", "tidak dilepas atasan", False, 6, 6),
        ("DISHUB", "Dinas Perhubungan", "sakit", "sakit atau melahirkan", False, 5, 9),
    ]
    assert [satu[5] for satu in keengganan_daftar.rekap(d, 2025, 6)[0]] == [6]
    assert keengganan_daftar.rekap(d, 2024)[0] == []


@pytest.mark.parametrize(("kebijakan", "minimum", "batas"), [("5", 4, 5), ("1", 2, 3), ("4,5", 4, 5)])
def test_the_smallest_group_may_only_grow(d: door.PintuTulis, kebijakan: str, minimum: int, batas: int) -> None:
    d.kon.execute("UPDATE kebijakan SET nilai = ? WHERE kunci = 'kelompok_minimum'", (kebijakan,))
    galat: type[GalatASN] = SalahPakai
    with pytest.raises(galat, match=f"--minimum {minimum} lebih kecil daripada batas kelompok, {batas} orang"):
        keengganan_daftar.rekap(d, 2025, minimum)
    assert [keengganan_daftar.rekap(d, 2025, n)[1] for n in (None, batas, batas + 7)] == [batas, batas, batas + 7]


def test_no_register_lets_a_hidden_number_be_computed(d: door.PintuTulis) -> None:
    """Brute force over registers: with every answer the command can give, each hidden cell keeps two values or more."""
    d.kon.execute("UPDATE kebijakan SET nilai = '1' WHERE kunci = 'kelompok_minimum'")  # the weakest there may be
    menurut: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
    sel = [(0, 0), (1, 1), (1, 3), (2, 2), (2, 3), (3, 3), (4, 5)]
    letak = (("DINKES", "sakit"), ("DISDIK", "sakit"), ("DINKES", "biaya"))
    for dunia in product(sel, repeat=3):
        _isi(d, *((*tempat, *isi) for tempat, isi in zip(letak, dunia, strict=True) if isi[0]))
        jawaban = [keengganan_daftar.rekap(d, tahun, batas) for tahun in (2024, 2025) for batas in (None, 3, 4)]
        menurut[str(jawaban)].append(dunia)
    for semua in menurut.values():
        for ke, (orang, _) in enumerate(semua[0]):
            if 0 < orang < 3:
                assert len({dunia[ke][0] for dunia in semua}) >= 2
                assert len({dunia[ke][1] for dunia in semua}) >= 2


def test_no_name_and_no_nip_in_the_recap(d: door.PintuTulis) -> None:
    keengganan.catat(d, RANCAK, "menolak", "biaya", hari_ini=HARI_INI, catatan="rahasia")
    teks = str(keengganan_daftar.rekap(d, 2025))
    siapa = d.kon.execute("SELECT nip, nama FROM pegawai").fetchall()
    assert [satu for orang in siapa for satu in orang if satu in teks] == []
    assert "rahasia" not in teks
