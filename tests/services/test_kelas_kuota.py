"""Seats of a class: who gets one, who waits, who moves up; and what a class that is over refuses (exit 5)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from asn_kompetensi.domain.galat import DataDitolak, SalahPakai
from asn_kompetensi.services import kelas, kelas_buka, kelas_hadir, kelas_undang, pegawai, pelatihan
from asn_kompetensi.services import opd as layanan_opd
from asn_kompetensi.store import door
from tests.services.berkas_uji import Asn, sidik, xlsx
from tests.services.orang import CINDUA, MANGKUTAK, RANCAK, RENO, SABAI, UMBUIK, isi_kota

SATU, DUA = date(2025, 3, 3), date(2025, 3, 4)
ORANG = (SABAI, MANGKUTAK, CINDUA, RANCAK, RENO, UMBUIK)
NOMOR = count(1)


def _siapkan(d: door.PintuTulis, kuota: str | None = "2") -> None:
    isi_kota(d.kon)
    pelatihan.tambah(d, "KOM-01", "Komunikasi Publik", "8", jp="24")
    kelas_buka.buka(d, "KOM-01", "A", SATU, DUA, kuota=kuota)


@pytest.fixture
def d(basis: Path) -> Iterator[door.PintuTulis]:
    with door.tulis(basis, perintah="uji", petugas="penguji") as d:
        _siapkan(d)
        yield d


def _daftar(d: door.PintuTulis, kode: str = "A") -> list[tuple[str, str | None]]:
    return [(satu["nip"], satu["jawaban"]) for satu in kelas.lihat(d, kode)["peserta"]]


def test_yang_menunggu_naik_satu_per_satu_menurut_urutan_daftar(d: door.PintuTulis) -> None:
    kelas_undang.undang(d, "A", [RENO, UMBUIK, SABAI, CINDUA])
    naik = [kelas_undang.jawab(d, "A", nip, "menolak", "tugas")[1] for nip in (RENO, UMBUIK)]
    assert [[satu.nip for satu in sekali] for sekali in naik] == [[SABAI], [CINDUA]]
    # A seat nobody waits for stays free; the next one invited takes it at once.
    assert kelas_undang.jawab(d, "A", SABAI, "menunda", "cuti")[1] == []
    assert kelas_undang.undang(d, "A", [MANGKUTAK, RANCAK]) == [
        (5, MANGKUTAK, "MANGKUTAK ALAM", "DISHUB", None, "diundang"),
        (6, RANCAK, "RANCAK DILABUAH", "DINKES", "daftar_tunggu", "kelas penuh"),
    ]


def test_menolak_dari_daftar_tunggu_tidak_melepas_kursi(d: door.PintuTulis) -> None:
    kelas_undang.undang(d, "A", [SABAI, MANGKUTAK, CINDUA, RENO])
    assert kelas_undang.jawab(d, "A", CINDUA, "menolak", "tugas")[1] == []
    assert _daftar(d) == [(SABAI, None), (MANGKUTAK, None), (CINDUA, "menolak"), (RENO, "daftar_tunggu")]
    assert [satu.nip for satu in kelas_undang.jawab(d, "A", SABAI, "menolak", "sakit")[1]] == [RENO]


def test_bersedia_dari_daftar_tunggu_tetap_menunggu_dan_pemegang_kursi_tetap_duduk(d: door.PintuTulis) -> None:
    kelas_undang.undang(d, "A", [SABAI, MANGKUTAK, CINDUA])
    assert kelas_undang.jawab(d, "A", CINDUA, "bersedia")[0]["jawaban"] == "daftar_tunggu"
    assert kelas_undang.jawab(d, "A", SABAI, "bersedia")[0]["jawaban"] == "bersedia"
    assert kelas_undang.jawab(d, "A", SABAI, "menolak", "tugas")[1][0].nip == CINDUA
    assert kelas_undang.jawab(d, "A", CINDUA, "bersedia")[0]["jawaban"] == "bersedia"


def test_tanpa_kuota_tidak_ada_yang_menunggu(d: door.PintuTulis) -> None:
    kelas_buka.buka(d, "KOM-01", "B", SATU, DUA)
    assert {satu[4] for satu in kelas_undang.undang(d, "B", list(ORANG))} == {None}
    kelas_undang.undang(d, "A", list(ORANG))
    assert [satu[1] for satu in _daftar(d)] == [None, None, *["daftar_tunggu"] * 4]


def test_kuota_yang_membesar_mengisi_semua_kursi_baru(d: door.PintuTulis) -> None:
    kelas_undang.undang(d, "A", list(ORANG))
    assert [satu.nip for satu in kelas_buka.ubah(d, "A", kuota="5")[1]] == [CINDUA, RANCAK, RENO]
    assert _daftar(d)[-1] == (UMBUIK, "daftar_tunggu")
    assert kelas_buka.ubah(d, "A", kuota="5")[1] == []


@pytest.mark.parametrize("alasan", ["   ", "a\x07b", "x" * 2001])
def test_alasan_yang_tidak_dapat_disimpan(d: door.PintuTulis, alasan: str) -> None:
    kelas_undang.undang(d, "A", [SABAI])
    with pytest.raises(DataDitolak, match="alasan"):
        kelas_undang.jawab(d, "A", SABAI, "menolak", alasan)
    with pytest.raises(DataDitolak, match="alasan"):
        kelas_buka.batal(d, "A", alasan)
    assert (_daftar(d), kelas.cari(d, "A").status) == ([(SABAI, None)], "dibuka")


@pytest.mark.parametrize("jawaban", ["menolak", "menunda"])
def test_alasan_wajib_dirapikan_dan_hilang_bila_bersedia_lagi(d: door.PintuTulis, jawaban: str) -> None:
    kelas_undang.undang(d, "A", [SABAI])
    for kosong in (None, ""):
        with pytest.raises(SalahPakai, match="--alasan wajib diisi"):
            kelas_undang.jawab(d, "A", SABAI, jawaban, kosong)
    assert kelas_undang.jawab(d, "A", SABAI, jawaban, " beban \n tugas ")[0]["alasan"] == "beban tugas"
    assert kelas_undang.jawab(d, "A", SABAI, "bersedia", "jadi")[0]["alasan"] is None
    assert kelas.lihat(d, "A")["peserta"][0]["alasan"] is None


def test_daftar_tunggu_bukan_jawaban_yang_dapat_diketik(d: door.PintuTulis) -> None:
    kelas_undang.undang(d, "A", [SABAI])
    with pytest.raises(DataDitolak, match="jawaban 'daftar_tunggu' tidak ada") as galat:
        kelas_undang.jawab(d, "A", SABAI, "daftar_tunggu")
    assert galat.value.petunjuk == "Pilih: bersedia, menolak, menunda"


@pytest.mark.parametrize(("henti", "boleh"), [(SATU, False), (DUA, True)])
def test_yang_berhenti_diundang_bila_masih_bertugas_di_hari_pertama(
    d: door.PintuTulis, henti: date, boleh: bool
) -> None:
    pegawai.henti(d, SABAI, "pensiun", henti)
    if boleh:
        assert kelas_undang.undang(d, "A", [SABAI])[0][5] == "diundang"
    else:
        with pytest.raises(DataDitolak, match="sudah tidak bertugas pada 2025-03-03"):
            kelas_undang.undang(d, "A", [SABAI])


@pytest.mark.parametrize(("tanggal", "opd"), [(SATU, "DINKES"), (DUA, "DISDIK")])
def test_opd_peserta_adalah_opd_pada_hari_pertama(d: door.PintuTulis, tanggal: date, opd: str) -> None:
    pegawai.mutasi(d, SABAI, tanggal, opd="DINKES")
    assert kelas_undang.undang(d, "A", [SABAI])[0][3] == opd
    pegawai.mutasi(d, SABAI, date(2025, 9, 1), opd="DISHUB")
    assert kelas.lihat(d, "A")["peserta"][0]["opd"] == opd


@pytest.mark.parametrize(("tanggal", "opd"), [(SATU, "DINKES"), (DUA, "DISDIK"), (date(2025, 2, 15), "DINKES")])
def test_mutasi_yang_terlambat_dicatat_membetulkan_opd_peserta(d: door.PintuTulis, tanggal: date, opd: str) -> None:
    """Recorded after the invitation, it says the same as if it had been recorded before."""
    kelas_undang.undang(d, "A", [SABAI])
    pegawai.mutasi(d, SABAI, tanggal, opd="DINKES")
    assert kelas.lihat(d, "A")["peserta"][0]["opd"] == opd


@pytest.mark.parametrize(("tanggal", "opd"), [("2025-03-03", "DINKES"), ("2025-03-04", "DISDIK")])
def test_opd_yang_digabung_membawa_kursinya(d: door.PintuTulis, tanggal: str, opd: str) -> None:
    kelas_undang.undang(d, "A", [SABAI])
    layanan_opd.gabung(d, ["DISDIK"], "DINKES", tanggal)
    assert kelas.lihat(d, "A")["peserta"][0]["opd"] == opd


def test_kelas_yang_bergeser_menemukan_orang_di_opd_barunya(d: door.PintuTulis) -> None:
    kelas_undang.undang(d, "A", [SABAI])
    pegawai.mutasi(d, SABAI, date(2025, 7, 1), opd="DINKES")
    kelas_buka.ubah(d, "A", mulai=date(2025, 8, 1), selesai=date(2025, 8, 2))
    assert kelas.lihat(d, "A")["peserta"][0]["opd"] == "DINKES"
    kelas_buka.ubah(d, "A", mulai=date(2025, 6, 29), selesai=date(2025, 6, 30))
    assert kelas.lihat(d, "A")["peserta"][0]["opd"] == "DISDIK"


LANGKAH = st.lists(
    st.one_of(
        st.tuples(st.just("undang"), st.sampled_from(ORANG)),
        st.tuples(st.sampled_from(["bersedia", "menolak", "menunda"]), st.sampled_from(ORANG)),
        st.tuples(st.just("kuota"), st.integers(1, 6)),
    ),
    max_size=14,
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(kuota=st.integers(1, 3), langkah=LANGKAH)
def test_kursi_menurut_hitungan_sendiri(d: door.PintuTulis, kuota: int, langkah: list[tuple[str, str | int]]) -> None:
    kode = f"M{next(NOMOR)}"
    kelas_buka.buka(d, "KOM-01", kode, SATU, DUA, kuota=str(kuota))
    duduk: list[str] = []
    tunggu: list[str] = []
    urutan: list[str] = []
    for apa, isi in langkah:
        if apa == "kuota":
            if int(isi) < kuota:
                continue
            kuota = int(isi)
            naik = kelas_buka.ubah(d, kode, kuota=str(kuota))[1]
        elif apa == "undang":
            kelas_undang.undang(d, kode, [str(isi)])
            if isi not in urutan:
                urutan.append(str(isi))
                (duduk if len(duduk) < kuota else tunggu).append(str(isi))
            naik = []
        elif isi not in urutan:
            continue
        else:
            naik = kelas_undang.jawab(d, kode, str(isi), apa, "tugas")[1]
            if apa == "bersedia" and isi not in duduk and isi not in tunggu:
                (duduk if len(duduk) < kuota else tunggu).append(str(isi))
            elif apa != "bersedia":
                duduk, tunggu = ([satu for satu in baris if satu != isi] for baris in (duduk, tunggu))
        harus = sorted(tunggu, key=urutan.index)[: kuota - len(duduk)]
        assert [satu.nip for satu in naik] == harus
        duduk, tunggu = duduk + harus, [satu for satu in tunggu if satu not in harus]
        ada = _daftar(d, kode)
        assert [nip for nip, _ in ada] == urutan
        assert {nip for nip, jawaban in ada if jawaban in (None, "bersedia")} == set(duduk)
        assert {nip for nip, jawaban in ada if jawaban == "daftar_tunggu"} == set(tunggu)


@pytest.fixture
def tamat(basis: Path, request: pytest.FixtureRequest) -> Path:
    """Class A with one seat taken, finished or cancelled."""
    with door.tulis(basis, perintah="uji", petugas="penguji") as d:
        _siapkan(d, None)
        kelas_undang.undang(d, "A", [SABAI])
        if request.param == "batal":
            kelas_buka.batal(d, "A", "anggaran")
        else:
            for tanggal in (SATU, DUA):
                kelas_hadir.hadir_semua(d, "A", tanggal, "hadir")
            kelas_hadir.selesai(d, "A")
    return basis


@pytest.mark.parametrize("tamat", ["selesai", "batal"], indirect=True)
def test_kelas_yang_sudah_berakhir_menjawab_5_dan_tidak_menyimpan(tamat: Path, asn: Asn) -> None:
    lembar = str(xlsx(tamat, "NIP|2025-03-03", (CINDUA, "V")))
    sebelum = sidik(tamat)
    for kata in (
        ("undang", "A", CINDUA),
        ("jawab", "A", SABAI, "menolak", "--alasan", "tugas"),
        ("hadir", "A", SABAI, "--tanggal", "2025-03-03", "--status", "alpa"),
        ("hadir", "A", "--seluruh", "--tanggal", "2025-03-03", "--status", "alpa"),
        ("hadir", "A", "--dari", lembar),
        ("selesai", "A"),
        ("ubah", "A", "--kuota", "9"),
        ("batal", "A", "--alasan", "lain"),
    ):
        keluar, stdout, stderr = asn("kelas", *kata, "--json")
        assert (kata, keluar, stdout) == (kata, 5, "")
        galat = json.loads(stderr)["galat"]
        assert (galat["kode"], galat["petunjuk"]) == (5, "Lihat: asn kelas lihat A")
        assert "kelas A sudah" in galat["pesan"]
    assert sidik(tamat) == sebelum
