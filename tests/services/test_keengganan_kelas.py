"""What a class says about reluctance: a first postponement, illness, leave and duty blame nobody."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from asn_kompetensi.domain.galat import Bentrok, TidakDitemukan
from asn_kompetensi.services import keengganan, keengganan_kelas, kelas_buka, kelas_hadir, kelas_undang, pelatihan
from asn_kompetensi.store import door
from tests.services.orang import CINDUA, MANGKUTAK, RANCAK, RENO, SABAI, UMBUIK, isi_kota

HARI_INI = date(2025, 6, 1)
SATU, DUA = date(2025, 3, 3), date(2025, 3, 4)


@pytest.fixture
def d(basis: Path) -> Iterator[door.PintuTulis]:
    """LAMA in January, K1 in March (two days), NANTI in July."""
    with door.tulis(basis, perintah="uji", petugas="penguji") as d:
        isi_kota(d.kon)
        pelatihan.tambah(d, "BIM", "Bimtek", "8", jp="16")
        pelatihan.tambah(d, "SEM", "Seminar", "9")
        kelas_buka.buka(d, "SEM", "LAMA", date(2025, 1, 6), date(2025, 1, 6))
        kelas_buka.buka(d, "BIM", "K1", SATU, DUA)
        kelas_buka.buka(d, "BIM", "NANTI", date(2025, 7, 1), date(2025, 7, 2))
        for kode in ("LAMA", "K1", "NANTI"):
            kelas_undang.undang(d, kode, [SABAI, MANGKUTAK, CINDUA, UMBUIK, RANCAK, RENO])
        yield d


def _hasil(d: door.PintuTulis, kode: str = "K1") -> dict[str, tuple[object, ...]]:
    """NIP -> `(jenis, sebab, keterangan)`."""
    baris = keengganan_kelas.dari_kelas(d, kode, hari_ini=HARI_INI)
    return {satu[1]: (satu[6], satu[7], satu[10]) for satu in baris}


def _hadir(d: door.PintuTulis, nip: str, *status: str | None) -> None:
    for hari, satu in zip((SATU, DUA), status, strict=True):
        if satu:
            kelas_hadir.hadir(d, "K1", nip, hari, satu)


def test_answers_and_attendance_become_records_once(d: door.PintuTulis) -> None:
    kelas_undang.jawab(d, "K1", SABAI, "menolak", "tidak diizinkan atasan")
    kelas_undang.jawab(d, "K1", CINDUA, "menolak", "tidak mau")
    _hadir(d, MANGKUTAK, "alpa", "alpa")
    _hadir(d, UMBUIK, "alpa", "sakit")
    _hadir(d, RANCAK, "hadir", "alpa")
    _hadir(d, RENO, "alpa", None)
    baru = {SABAI: ("menolak", "tidak_dilepas"), CINDUA: ("menolak", "belum_ditanya"),
            MANGKUTAK: ("mangkir", "belum_ditanya"), RENO: ("mangkir", "belum_ditanya")}  # fmt: skip
    assert _hasil(d) == {nip: (*satu, "dicatat") for nip, satu in baru.items()}
    rekam = [keengganan.rekam(d, nomor) for nomor in (1, 2)]
    assert [(satu["nip"], satu["tanggal"], satu["opd"], satu["dihitung"]) for satu in rekam] == [
        (SABAI, "2025-03-03", "DISDIK", False), (MANGKUTAK, "2025-03-04", "DISHUB", True),
    ]  # fmt: skip
    keengganan.betulkan(d, 2, sebab="sakit")
    assert _hasil(d) == {
        nip: (*(("mangkir", "sakit") if nip == MANGKUTAK else satu), "sudah tercatat") for nip, satu in baru.items()
    }
    assert d.kon.execute("SELECT count(*) FROM keengganan").fetchone() == (4,)


@pytest.mark.parametrize("status", ["hadir", "izin", "sakit", "dinas"])
def test_one_day_of_another_kind_is_no_no_show(d: door.PintuTulis, status: str) -> None:
    _hadir(d, SABAI, "alpa", status)
    _hadir(d, MANGKUTAK, status, status)
    assert _hasil(d) == {}


def test_nothing_recorded_or_not_over_yet_is_no_no_show(d: door.PintuTulis) -> None:
    assert _hasil(d) == {}
    _hadir(d, SABAI, "alpa", "alpa")
    assert keengganan_kelas.dari_kelas(d, "K1", hari_ini=DUA) == []
    assert len(keengganan_kelas.dari_kelas(d, "K1", hari_ini=date(2025, 3, 5))) == 1


def test_who_holds_no_seat_cannot_stay_away(d: door.PintuTulis) -> None:
    _hadir(d, SABAI, "alpa", "alpa")
    d.kon.execute("UPDATE peserta SET jawaban = 'daftar_tunggu' WHERE pegawai_id = 1")
    assert _hasil(d) == {}


def test_the_reason_noted_beside_the_day_is_read(d: door.PintuTulis) -> None:
    _hadir(d, SABAI, "alpa", "alpa")
    d.kon.execute(
        """INSERT INTO kehadiran_alasan SELECT h.peserta_id, h.tanggal, 'ternyata sakit' FROM kehadiran h
            WHERE h.tanggal = '2025-03-04'"""
    )
    assert _hasil(d) == {SABAI: ("mangkir", "sakit", "dicatat")}


def test_only_a_second_postponement(d: door.PintuTulis) -> None:
    for nip in (SABAI, MANGKUTAK, CINDUA, RANCAK):
        kelas_undang.jawab(d, "K1", nip, "menunda", "beban tugas")
    assert _hasil(d) == {}
    kelas_undang.jawab(d, "LAMA", SABAI, "menunda", "keluarga")
    # Neither illness, duty nor a superior makes the next postponement a second one.
    kelas_undang.jawab(d, "LAMA", MANGKUTAK, "menunda", "sakit")
    kelas_undang.jawab(d, "LAMA", RANCAK, "menolak", "biaya")
    kelas_undang.jawab(d, "NANTI", CINDUA, "menunda", "biaya")
    assert _hasil(d) == {SABAI: ("menunda_lagi", "beban_tugas", "dicatat")}
    assert _hasil(d, "LAMA") == {RANCAK: ("menolak", "biaya", "dicatat")}
    # The register knows better than the text: corrected to illness, K1 is no postponement of Sabai's either.
    kelas_undang.jawab(d, "NANTI", SABAI, "menunda", "biaya")
    keengganan.betulkan(d, 1, sebab="sakit")
    d.kon.execute("UPDATE peserta SET jawaban = NULL WHERE kelas_id = 1 AND pegawai_id = 1")
    assert _hasil(d, "NANTI") == {CINDUA: ("menunda_lagi", "biaya", "dicatat")}


def test_a_class_still_ahead_is_not_dated_ahead(d: door.PintuTulis) -> None:
    kelas_undang.jawab(d, "NANTI", SABAI, "menolak", "dinas luar")
    [baris] = keengganan_kelas.dari_kelas(d, "NANTI", hari_ini=HARI_INI)
    isi = dict(zip(keengganan_kelas.BIDANG, baris, strict=True))
    assert (isi["tanggal"], isi["sebab"], isi["dihitung"], isi["alasan"]) == (
        "2025-06-01", "dinas", False, "dinas luar",
    )  # fmt: skip
    assert _hasil(d, "NANTI") == {SABAI: ("menolak", "dinas", "sudah tercatat")}


def test_refused(d: door.PintuTulis) -> None:
    kelas_buka.batal(d, "NANTI", "pemateri berhalangan")
    with pytest.raises(Bentrok, match="kelas NANTI sudah dibatalkan"):
        keengganan_kelas.dari_kelas(d, "NANTI", hari_ini=HARI_INI)
    with pytest.raises(TidakDitemukan, match="kelas 'X' belum terdaftar"):
        keengganan_kelas.dari_kelas(d, "X", hari_ini=HARI_INI)
