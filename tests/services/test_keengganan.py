"""Recording reluctance and the steps taken: what is refused keeps the register fair."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from asn_kompetensi.domain.galat import Bentrok, DataDitolak, GalatASN, TidakDitemukan
from asn_kompetensi.services import keengganan, kelas_buka, kelas_hadir, kelas_undang, pelatihan
from asn_kompetensi.store import door
from tests.services.orang import CINDUA, MANGKUTAK, PENSIUN, RENO, SABAI, UMBUIK, isi_kota
from tests.store.alat import jumlah

HARI_INI = date(2025, 6, 1)
SATU, DUA = date(2025, 3, 3), date(2025, 3, 4)


@pytest.fixture
def d(basis: Path) -> Iterator[door.PintuTulis]:
    with door.tulis(basis, perintah="uji", petugas="penguji") as d:
        isi_kota(d.kon)
        pelatihan.tambah(d, "BIM", "Bimtek", "8", jp="16")
        kelas_buka.buka(d, "BIM", "K1", SATU, DUA)
        kelas_undang.undang(d, "K1", [SABAI, MANGKUTAK, CINDUA])
        kelas_undang.jawab(d, "K1", CINDUA, "menolak", "takut dimutasi")
        kelas_hadir.hadir(d, "K1", SABAI, SATU, "alpa")
        kelas_hadir.hadir(d, "K1", MANGKUTAK, SATU, "alpa")
        kelas_hadir.hadir(d, "K1", MANGKUTAK, DUA, "dinas")
        yield d


def catat(d: door.PintuTulis, nip: str = SABAI, jenis: str = "menolak", sebab: str = "biaya", **isi: Any) -> Any:
    return keengganan.catat(d, nip, jenis, sebab, hari_ini=HARI_INI, **isi)


def tindak(d: door.PintuTulis, nomor: int, tindakan: str, hari: date = HARI_INI, **isi: Any) -> Any:
    return keengganan.tindak(d, nomor, tindakan, hari, hari_ini=HARI_INI, **isi)


def _banyak(d: door.PintuTulis, tabel: str = "keengganan") -> int:
    return int(d.kon.execute(f"SELECT count(*) FROM {tabel}").fetchone()[0])


def test_a_record_with_the_agency_of_that_day(d: door.PintuTulis) -> None:
    d.kon.execute("UPDATE penempatan SET selesai = '2025-03-31' WHERE pegawai_id = 1")
    d.kon.execute(
        """INSERT INTO penempatan (pegawai_id, opd_id, jabatan_id, mulai)
           SELECT 1, id, 1, '2025-04-01' FROM opd WHERE kode = 'DINKES'"""
    )
    dulu = catat(d, jenis="Menolak", sebab="tidak diizinkan atasan", tanggal=date(2025, 3, 31), catatan=" surat  10 ")
    assert dulu == {
        "nomor": 1, "nip": SABAI, "nama": "SABAI ALUIH", "opd": "DISDIK", "kelas": None, "tanggal": "2025-03-31",
        "jenis": "menolak", "sebab": "tidak_dilepas", "dihitung": False, "catatan": "surat 10",
    }  # fmt: skip
    kini = catat(d)
    assert (kini["opd"], kini["tanggal"], kini["dihitung"], kini["catatan"]) == ("DINKES", "2025-06-01", True, None)
    di_kelas = catat(d, kelas="k1", jenis="mangkir", sebab="belum ditanya")
    assert (di_kelas["kelas"], di_kelas["tanggal"], di_kelas["opd"]) == ("K1", "2025-03-04", "DISDIK")


@pytest.mark.parametrize(
    ("isi", "jenis", "pesan"),
    [
        ({"nip": "123"}, DataDitolak, "NIP"),
        ({"nip": "198403122006042999"}, TidakDitemukan, "belum terdaftar"),
        ({"nip": PENSIUN}, DataDitolak, "910 sudah tidak bertugas pada 2025-06-01"),
        ({"jenis": "malas"}, DataDitolak, "jenis 'malas' tidak dikenal"),
        ({"sebab": "malas"}, DataDitolak, "sebab 'malas' tidak dikenal"),
        ({"kelas": "K9"}, TidakDitemukan, "kelas 'K9' belum terdaftar"),
        ({"tanggal": date(2025, 6, 2)}, DataDitolak, "--tanggal 2025-06-02 belum tiba"),
        ({"catatan": "x" * 2001}, DataDitolak, "catatan lebih dari 2000"),
        ({"catatan": "a\x07b"}, DataDitolak, "tanda yang tidak tampak"),
        ({"kelas": "K1", "jenis": "mangkir", "nip": MANGKUTAK}, Bentrok, "902 tercatat dinas .* pada 2025-03-04"),
        ({"kelas": "K1", "jenis": "mangkir", "nip": CINDUA}, Bentrok, "tidak memegang kursi .*menolak"),
        ({"kelas": "K1", "jenis": "mangkir", "nip": UMBUIK}, TidakDitemukan, "bukan peserta"),
    ],
)
def test_refused(d: door.PintuTulis, isi: dict[str, Any], jenis: type[GalatASN], pesan: str) -> None:
    with pytest.raises(jenis, match=pesan) as galat:
        catat(d, **isi)
    assert galat.value.petunjuk
    assert _banyak(d) == 0


def test_the_same_person_class_and_kind_only_once(d: door.PintuTulis) -> None:
    catat(d, kelas="K1", tanggal=SATU)
    catat(d, tanggal=SATU)
    for isi in ({"kelas": "K1", "tanggal": DUA, "sebab": "jarak"}, {"tanggal": SATU}):
        with pytest.raises(Bentrok, match=r"\*\*\*901 sudah tercatat menolak, nomor [12]"):
            catat(d, **isi)
    catat(d, tanggal=DUA)
    catat(d, kelas="K1", jenis="mangkir")
    catat(d, nip=MANGKUTAK, kelas="K1")
    assert _banyak(d) == 5


def test_a_wrong_cause_is_put_right(d: door.PintuTulis) -> None:
    nomor = catat(d, tanggal=SATU, catatan="lama")["nomor"]
    rekam, janggal = keengganan.betulkan(d, nomor, sebab="dinas luar")
    assert (rekam["sebab"], rekam["dihitung"], rekam["catatan"], janggal) == ("dinas", False, "lama", [])
    assert keengganan.betulkan(d, nomor, catatan="")[0]["catatan"] is None
    keengganan.betulkan(d, nomor, sebab="biaya")
    for tindakan, hari in (("penjelasan", SATU), ("percakapan", DUA), ("peringatan", HARI_INI)):
        tindak(d, nomor, tindakan, hari)
    # The right cause stands at once; a warning it does not allow is named.
    assert keengganan.betulkan(d, nomor, sebab="sakit")[1] == ["2025-06-01"]
    with pytest.raises(TidakDitemukan, match="nomor 77 belum tercatat"):
        keengganan.betulkan(d, 77, sebab="sakit")
    with pytest.raises(DataDitolak):
        keengganan.betulkan(d, nomor, sebab="malas")


def test_a_step_and_what_comes_next(d: door.PintuTulis) -> None:
    nomor = catat(d, tanggal=SATU)["nomor"]
    assert tindak(d, nomor, "Penjelasan", DUA, hasil="masih ragu", catatan="x", tindak_lanjut=date(2025, 7, 1)) == {
        "nomor": nomor, "nip": SABAI, "nama": "SABAI ALUIH", "tanggal": "2025-03-04", "tindakan": "penjelasan",
        "hasil": "masih_ragu", "tindak_lanjut": "2025-07-01", "catatan": "x", "status": "terbuka",
        "saran": "percakapan",
    }  # fmt: skip
    assert tindak(d, nomor, "percakapan")["saran"] == "mentor atau kelas_ringan"
    assert tindak(d, nomor, "kelas ringan")["saran"] == "peringatan"
    assert tindak(d, nomor, "peringatan", hasil="tetap_menolak")["saran"] == "percakapan"


@pytest.mark.parametrize(
    ("isi", "jenis", "pesan"),
    [
        ({"tindakan": "marah"}, DataDitolak, "tindakan 'marah' tidak dikenal"),
        ({"hasil": "baik"}, DataDitolak, "hasil 'baik' tidak dikenal"),
        ({"hari": date(2025, 3, 2)}, DataDitolak, "langkah pada 2025-03-02 mendahului kejadiannya, 2025-03-03"),
        ({"hari": date(2025, 6, 2)}, DataDitolak, "belum tiba"),
        ({"tindak_lanjut": date(2025, 5, 31)}, DataDitolak, "tindak lanjut 2025-05-31 mendahului langkahnya"),
        ({"nomor": 9}, TidakDitemukan, "keengganan nomor 9 belum tercatat"),
        ({"tindakan": "peringatan"}, Bentrok, "sebelum 2025-06-01 belum ada penjelasan dan percakapan"),
        ({"catatan": "x" * 2001}, DataDitolak, "catatan"),
    ],
)
def test_steps_refused(d: door.PintuTulis, isi: dict[str, Any], jenis: type[GalatASN], pesan: str) -> None:
    catat(d, tanggal=SATU)
    with pytest.raises(jenis, match=pesan) as galat:
        tindak(d, **{"nomor": 1, "tindakan": "penjelasan", **isi})
    assert galat.value.petunjuk
    assert _banyak(d, "keengganan_tindakan") == 0


def test_a_warning_needs_both_steps_before_its_own_day(d: door.PintuTulis) -> None:
    nomor = catat(d, tanggal=SATU)["nomor"]
    tindak(d, nomor, "penjelasan", SATU)
    with pytest.raises(Bentrok, match="belum ada percakapan"):
        tindak(d, nomor, "peringatan")
    tindak(d, nomor, "percakapan", date(2025, 5, 5))
    with pytest.raises(Bentrok, match="sebelum 2025-05-04 belum ada percakapan"):
        tindak(d, nomor, "peringatan", date(2025, 5, 4))
    tindak(d, nomor, "peringatan", date(2025, 5, 5))


@pytest.mark.parametrize("sebab", ["sakit", "dinas", "tidak_dilepas"])
def test_no_warning_ever_for_what_does_not_count(d: door.PintuTulis, sebab: str) -> None:
    nomor = catat(d, nip=RENO, sebab=sebab, tanggal=SATU)["nomor"]
    for tindakan in ("penjelasan", "percakapan", "mentor"):
        assert "peringatan" not in tindak(d, nomor, tindakan)["saran"]
    with pytest.raises(Bentrok, match="tidak pernah memberatkan pegawai"):
        tindak(d, nomor, "peringatan")


def test_closed_reopened_and_never_told_twice(d: door.PintuTulis) -> None:
    nomor = catat(d, tanggal=SATU)["nomor"]
    tutup = tindak(d, nomor, "percakapan", date(2025, 5, 5), hasil="bersedia")
    assert (tutup["status"], tutup["saran"]) == ("selesai", None)
    with pytest.raises(Bentrok, match=r"sudah tuntas pada 2025-05-05 \(bersedia\)") as galat:
        tindak(d, nomor, "mentor")
    assert "--buka-lagi" in galat.value.petunjuk
    with pytest.raises(DataDitolak, match="mendahului yang menutupnya"):
        tindak(d, nomor, "mentor", date(2025, 5, 4), buka_lagi=True)
    assert tindak(d, nomor, "mentor", date(2025, 5, 6), buka_lagi=True)["status"] == "terbuka"
    with pytest.raises(Bentrok, match="mentor pada 2025-05-06 untuk nomor 1 sudah tercatat"):
        tindak(d, nomor, "mentor", date(2025, 5, 6))
    assert tindak(d, nomor, "kelas_ringan", hasil="selesai")["status"] == "selesai"
    assert _banyak(d, "keengganan_tindakan") == 3


def test_nothing_is_kept_of_a_refused_step(basis: Path) -> None:
    with door.tulis(basis, perintah="uji", petugas="penguji") as d:
        isi_kota(d.kon)
        catat(d, tanggal=SATU)

    def dua_langkah() -> None:
        with door.tulis(basis, perintah="uji", petugas="penguji") as d:
            tindak(d, 1, "penjelasan")
            tindak(d, 1, "peringatan")

    with pytest.raises(Bentrok):
        dua_langkah()
    assert jumlah(basis, "keengganan_tindakan") == 0


@pytest.mark.parametrize("nomor", [0, -1, 2**63, 10**20])
def test_a_number_no_record_can_have_is_not_found(d: door.PintuTulis, nomor: int) -> None:
    with pytest.raises(TidakDitemukan):
        keengganan.satu(d, nomor)
