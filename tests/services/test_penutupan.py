"""Closing a period: what is found before, what is frozen, who may open it again."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pytest

from asn_kompetensi.domain.galat import AdaTemuan, Bentrok, DataDitolak, GalatASN, TidakDitemukan
from asn_kompetensi.services import batal, gap, gap_ringkas, penutupan, periode
from asn_kompetensi.services.penutupan import Temuan
from asn_kompetensi.store import door
from asn_kompetensi.store import penutupan as store
from asn_kompetensi.store.door import Pintu
from asn_kompetensi.store.queries.gap import Saringan
from tests import kota_tutup
from tests.cetakan import cetak
from tests.kota_tutup import INI, KODE, MANGKUTAK, PENSIUN, RENO, SABAI, jawaban
from tests.periode import tutup
from tests.services import kota_gap
from tests.store.alat import buka, sidik
from tests.store.queries.isi import kelas, nip, orang, tempat

SESUDAH = date(2026, 1, 5)


@pytest.fixture
def kota(basis: Path) -> Path:
    kota_tutup.isi(basis)
    return basis


def siap(lokasi: Path, kode: str = KODE, hari_ini: date = SESUDAH) -> list[Temuan]:
    with door.baca(lokasi) as d:
        return penutupan.siap(d, kode, hari_ini=hari_ini)


def kode(semua: list[Temuan]) -> list[tuple[str, str]]:
    return [(satu.tingkat, satu.kode) for satu in semua]


# --- what stands in the way -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kerja", ["siap", "tutup", "buka_ulang"])
def test_a_period_nobody_knows(kota: Path, kerja: str) -> None:
    sebelum = sidik(kota)
    with pytest.raises(TidakDitemukan) as galat, buka(kota) as d:
        {"siap": lambda: penutupan.siap(d, "Th-2042"), "tutup": lambda: penutupan.tutup(d, "Th-2042"),
         "buka_ulang": lambda: penutupan.buka_ulang(d, "Th-2042", "a", "b", "c")}[kerja]()  # fmt: skip
    assert (galat.value.kode, sidik(kota)) == (4, sebelum)
    assert KODE in galat.value.petunjuk


def test_word_for_word_with_the_command_that_repairs(kota: Path) -> None:
    with buka(kota) as d:
        d.kon.execute("UPDATE ditahan SET alasan = NULL, berkas = 'rekap akhir (2).xlsx' WHERE periode_id = ?", (INI,))
        kelas(d.kon, (1, "KOM-01-A", "2024-12-29", "2024-12-31", "dibuka"))
        orang(d.kon, 7, "Rambun Pamenan")
    assert siap(kota, hari_ini=date(2024, 12, 31)) == [
        ("galat", "BARIS_DITAHAN",
         "1 isian rekap akhir (2).xlsx, lembar Nilai, masih ditahan (C7); perbaiki lalu impor lagi, atau kesampingkan "
         'dengan: asn nilai abaikan 2 --alasan "…"', f'asn nilai impor "rekap akhir (2).xlsx" --periode {KODE}'),
        ("galat", "KELAS_BELUM_SELESAI", "kelas KOM-01-A berakhir 2024-12-31 tetapi belum diselesaikan",
         "asn kelas selesai KOM-01-A"),
        ("peringatan", "JABATAN_TANPA_STANDAR",
         "jabatan Jabatan Baru belum punya standar; 1 pegawai tidak dapat dibandingkan",
         "asn standar salin BARU --dari-jenjang"),
        ("peringatan", "TANPA_PENEMPATAN", "Rambun Pamenan tidak punya jabatan pada 2024-12-31; tidak masuk hitungan",
         f"asn pegawai mutasi {nip(7)} --opd OPD --jabatan JABATAN --tanggal 2024-01-01"),
        ("peringatan", "CAKUPAN_RENDAH", "RSUD Sawahlunto: baru 66,67 % yang dinilai (2 dari 3); batasnya 80 %",
         f"asn gap daftar --periode {KODE} --opd RSUD --status belum_dinilai"),
        ("peringatan", "PERIODE_BELUM_BERAKHIR",
         f"periode {KODE} baru berakhir 2024-12-31; mutasi dan nilai sampai hari itu tidak akan masuk",
         f"asn periode tutup {KODE}"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("nama", "tertulis"),
    [("rekap.xlsx", "rekap.xlsx"), ("rekap-akhir_2.xlsx", "rekap-akhir_2.xlsx"), ("rekap (1).xlsx", '"rekap (1).xlsx"'),
     ("nilai&gap.csv", '"nilai&gap.csv"'), ("a;b.csv", '"a;b.csv"'), ("penilaian ASN.xlsx", '"penilaian ASN.xlsx"')],
)  # fmt: skip
def test_file_names_are_quoted_where_a_shell_needs_it(kota: Path, nama: str, tertulis: str) -> None:
    with buka(kota) as d:
        d.kon.execute("UPDATE ditahan SET alasan = NULL, berkas = ? WHERE periode_id = ?", (nama, INI))
    assert siap(kota)[0].perintah == f"asn nilai impor {tertulis} --periode {KODE}"


@pytest.mark.parametrize(("hari_ini", "belum"), [("2024-12-31", True), ("2025-01-01", False), ("2024-06-01", True)])
def test_a_period_ends_with_its_last_day(kota: Path, hari_ini: str, belum: bool) -> None:
    semua = kode(siap(kota, hari_ini=date.fromisoformat(hari_ini)))
    assert (("peringatan", "PERIODE_BELUM_BERAKHIR") in semua) == belum


@pytest.mark.parametrize(("batas", "rendah"), [("100", 1), ("66.68", 1), ("66.67", 0), ("66.66", 0), ("0", 0)])
def test_the_least_coverage_is_the_policy_of_the_last_day(kota: Path, batas: str, rendah: int) -> None:
    """RSUD has 2 of 3; the coverage is compared as it is printed."""
    with buka(kota) as d:
        d.kon.execute("UPDATE kebijakan SET selesai = '2024-12-30' WHERE kunci = 'cakupan_minimum'")
        d.kon.execute(
            "INSERT INTO kebijakan VALUES ('cakupan_minimum', '2024-12-31', '2024-12-31', ?, 'uji', 'uji')", (batas,)
        )
    assert kode(siap(kota)).count(("peringatan", "CAKUPAN_RENDAH")) == rendah


def test_an_agency_where_nothing_is_required_has_no_coverage_to_warn_of(basis: Path) -> None:
    kota_tutup.isi(basis)
    with buka(basis) as d:
        d.kon.execute("DELETE FROM standar")
    assert {satu.kode for satu in siap(basis)} == {"JABATAN_TANPA_STANDAR"}


def test_a_closed_period_has_nothing_left_to_find(kota: Path) -> None:
    tutup(kota, KODE)
    assert siap(kota) == []


def test_a_year_without_anyone_is_ready(basis: Path) -> None:
    with buka(basis) as d:
        periode.buka(d, "2019", "2019-01-01", "2019-12-31")
    assert siap(basis, "2019") == []
    with buka(basis) as d:
        isi = penutupan.tutup(d, "2019", disetujui=[])
    assert (isi["pegawai"], isi["baris"], isi["peringatan"], len(isi["segel"])) == (0, 0, [], 64)
    with door.baca(basis) as d:
        assert list(gap.daftar(d, Saringan(1))) == []
        assert gap_ringkas.ringkas(d, Saringan(1), "kota") == []


# --- closing ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("disetujui", [None, "semua"])
def test_a_galat_refuses_whatever_was_agreed_to(kota: Path, disetujui: str | None) -> None:
    with buka(kota) as d:
        d.kon.execute("UPDATE ditahan SET alasan = NULL WHERE periode_id = ?", (INI,))
        kelas(d.kon, (1, "K1", "2024-12-29", "2024-12-31", "dibuka"))
    sebelum, semua = sidik(kota), siap(kota)
    with pytest.raises(AdaTemuan) as galat, buka(kota) as d:
        penutupan.tutup(d, KODE, disetujui=semua if disetujui else None)
    assert (galat.value.kode, sidik(kota)) == (10, sebelum)
    assert galat.value.pesan.startswith(f"periode {KODE} belum dapat ditutup: 1 isian rekap.xlsx")
    assert galat.value.pesan.endswith("; dan 1 lainnya")
    assert galat.value.petunjuk == f"Selengkapnya: asn periode siap {KODE}"


def test_a_warning_that_was_not_seen_refuses(kota: Path) -> None:
    terlihat = siap(kota)
    with buka(kota) as d:
        orang(d.kon, 7, "Rambun Pamenan")
    sebelum = sidik(kota)
    with pytest.raises(Bentrok) as galat, buka(kota) as d:
        penutupan.tutup(d, KODE, disetujui=terlihat)
    assert (galat.value.kode, sidik(kota)) == (5, sebelum)
    assert galat.value.pesan == f"keadaan periode {KODE} berubah selagi ditanyakan"


def test_a_warning_that_went_away_meanwhile_is_no_hindrance(kota: Path) -> None:
    terlihat = siap(kota)
    with buka(kota) as d:
        d.kon.execute("UPDATE pegawai SET status = 'henti' WHERE nip = ?", (RENO,))
    with buka(kota) as d:
        isi = penutupan.tutup(d, KODE, disetujui=terlihat)
    assert [satu.split(":")[0] for satu in isi["peringatan"]] == ["RSUD Sawahlunto"]


@pytest.mark.parametrize("menyela", [False, True])
def test_what_was_found_a_moment_ago_counts_unless_a_run_came_between(
    kota: Path, monkeypatch: pytest.MonkeyPatch, menyela: bool
) -> None:
    with door.baca(kota) as d:
        dilihat = penutupan.lihat(d, KODE)
    if menyela:
        with buka(kota) as d:
            d.kon.execute("UPDATE opd SET nama = nama || ' Baru' WHERE id = 1")
    dicari: list[str] = []
    asli = penutupan.siap
    monkeypatch.setattr(penutupan, "siap", lambda d, kode: dicari.append(kode) or asli(d, kode))
    with buka(kota) as d:
        isi = penutupan.tutup(d, KODE, dilihat=dilihat)
    assert dicari == ([KODE] if menyela else [])
    assert isi["status"] == "tertutup"
    assert isi["peringatan"] == penutupan.kalimat(dilihat.temuan)


def test_what_closing_answers_and_leaves(kota: Path) -> None:
    with door.baca(kota) as d:
        pesan = [satu.pesan for satu in penutupan.siap(d, KODE)]
    with buka(kota, perintah="periode tutup") as d:
        isi = penutupan.tutup(d, KODE.upper())
    assert isi == {"kode": KODE, "status": "tertutup", "segel": isi["segel"], "pegawai": 4, "baris": 10,
                   "peringatan": pesan}  # fmt: skip
    with door.baca(kota) as d:
        assert dict(zip(periode.BIDANG, periode.daftar(d)[1], strict=True))["segel"] == isi["segel"]
        lihat = periode.lihat(d, KODE)
        tercatat = d.kon.execute("SELECT peringatan FROM penutupan").fetchone()[0]
    assert (lihat["status"], lihat["peringatan"], lihat["buka_ulang"]) == ("tertutup", pesan, [])
    assert json.loads(tercatat) == pesan
    sebelum = sidik(kota)
    with buka(kota, perintah="periode tutup") as d:
        assert penutupan.tutup(d, KODE, disetujui=[]) == isi  # again: the same answer, nothing written
    assert sidik(kota) == sebelum


def test_periods_may_be_closed_in_any_order(kota: Path) -> None:
    with door.baca(kota) as d:
        awal = {nomor: jawaban(d.kon, nomor, mentah=False) for nomor in (1, 2, 3)}
    segel = {satu: tutup(kota, satu) for satu in ("2025", "2023", KODE)}
    assert len(set(segel.values())) == 3
    with door.baca(kota) as d:
        assert {nomor: jawaban(d.kon, nomor, mentah=False) for nomor in (1, 2, 3)} == awal
        assert store.segel_rusak(d.kon) == []


# --- a closed period answers as it did just before --------------------------------------------------------------------


def acak(basis: Path, benih: range) -> Iterator[tuple[int, kota_gap.Kota, sqlite3.Connection]]:
    """Random cities in memory."""
    for satu in benih:
        with closing(sqlite3.connect(":memory:", isolation_level=None)) as kon, closing(sqlite3.connect(basis)) as asal:
            asal.backup(kon)
            isi = kota_gap.acak(satu)
            isi.isi(kon, 1)
            yield satu, isi, kon


# What an open year would be computed from.
HILANG = (
    "DELETE FROM standar", "DELETE FROM penempatan", "UPDATE kebijakan SET nilai = '3'", "UPDATE opd SET nama = 'X'",
    "UPDATE pegawai SET nama = 'X', status = 'henti'", "UPDATE kompetensi SET nama = 'X', urutan = 100 - urutan",
    "UPDATE jabatan SET nama = 'X'", "UPDATE instansi SET nama = 'X'",
)  # fmt: skip


def setara(basis: Path, benih: range) -> None:
    for satu, isi, kon in acak(basis, benih):
        semua = [p.id for p in isi.periode]
        awal = {nomor: jawaban(kon, nomor, mentah=False) for nomor in semua}
        for nomor in Random(satu).sample(semua, len(semua)):
            store.bekukan(kon, nomor, 1, "[]")
            for lain in semua:
                assert jawaban(kon, lain, mentah=False) == awal[lain], (satu, nomor, lain)
        kon.execute("BEGIN")
        for perintah in HILANG:
            kon.execute(perintah)
        assert {nomor: jawaban(kon, nomor, mentah=False) for nomor in semua} == awal, satu
        kon.execute("ROLLBACK")
        d = Pintu(kon, basis)
        for p in isi.periode:  # and it is the right answer: that of a model that knows nothing of the program
            for ini in (False, True):
                pilih = Saringan(p.id, hanya_periode_ini=ini)
                assert list(gap.daftar(d, pilih)) == kota_gap.daftar(isi, p, hanya_ini=ini), satu
                assert gap_ringkas.ringkas(d, pilih, "opd") == kota_gap.ringkas(
                    isi, p, "opd", "pemetaan", hanya_ini=ini
                ), satu
        assert store.segel_rusak(kon) == []
        assert store.identitas_palsu(kon) == []
        for nomor in semua:
            store.cairkan(kon, nomor)
            assert jawaban(kon, nomor, mentah=False) == awal[nomor], satu


def test_random_cities_answer_the_same_closed_and_open_again(basis_induk: Path) -> None:
    setara(basis_induk, range(3))


@pytest.mark.lama
def test_many_random_cities_answer_the_same_closed_and_open_again(basis_induk: Path) -> None:
    setara(basis_induk, range(3, 600))


# --- opening again ----------------------------------------------------------------------------------------------------


@pytest.fixture
def tertutup(kota: Path) -> Path:
    cetak(kota, lambda: tutup(kota, KODE))
    return kota


@pytest.mark.parametrize(
    ("alasan", "saksi", "pesan"),
    [
        ("", "Datuak", "alasan"),
        ("   ", "Datuak", "alasan"),
        ("x" * 2001, "Datuak", "alasan"),
        ("salah", "", "saksi"),
        ("salah", " \t", "saksi"),
        ("salah", "Datuak\x1b[31m", "memuat tanda yang tidak tampak (U+001B)"),
        ("salah", "y" * 201, "terlalu panjang: 201 huruf"),
        ("salah", "Siti Aminah, S.Sos., M.Si.", "saksi harus orang lain daripada petugas"),
        ("salah", "Siti Aminah", "saksi harus orang lain daripada petugas"),
        ("salah", "SITI aminah", "saksi harus orang lain daripada petugas"),
        ("salah", "  siti   AMINAH ", "saksi harus orang lain daripada petugas"),
        ("salah", "Siti Ami-nah.", "saksi harus orang lain daripada petugas"),
    ],
)
def test_reason_and_witness_are_a_condition(tertutup: Path, alasan: str, saksi: str, pesan: str) -> None:
    sebelum = sidik(tertutup)
    with pytest.raises(DataDitolak) as galat, buka(tertutup, petugas="Siti Aminah") as d:
        penutupan.buka_ulang(d, KODE, alasan, saksi, "Siti Aminah")
    assert (galat.value.kode, sidik(tertutup)) == (3, sebelum)
    assert pesan in galat.value.pesan


def buka_lagi(lokasi: Path, alasan: str, saksi: str) -> dict[str, Any]:
    with buka(lokasi, perintah="periode buka-ulang", petugas="Siti Aminah") as d:
        return penutupan.buka_ulang(d, KODE, alasan, saksi, "Siti Aminah")


def test_opened_again_and_again(tertutup: Path) -> None:
    with door.baca(tertutup) as d:
        segel = periode.lihat(d, KODE)["segel"]
        awal = jawaban(d.kon, mentah=False)
    assert buka_lagi(tertutup, " salah  unggah ", "Datuak Bandaro") == {
        "kode": KODE, "status": "terbuka", "alasan": "salah unggah", "saksi": "Datuak Bandaro", "segel": segel
    }  # fmt: skip
    with door.baca(tertutup) as d:
        assert jawaban(d.kon, mentah=False) == awal
        assert d.kon.execute("SELECT count(*) FROM beku_gap").fetchone() == (0,)
    sebelum = sidik(tertutup)
    isi = buka_lagi(tertutup, "lagi", "Bundo")  # already open
    assert (isi["status"], isi["segel"], sidik(tertutup)) == ("terbuka", None, sebelum)
    kedua = tutup(tertutup, KODE)
    buka_lagi(tertutup, "masih salah", "Bundo Kanduang")
    with door.baca(tertutup) as d:
        lihat = periode.lihat(d, KODE)
        kabar = gap.kabar(d, Saringan(INI))
        daftar = [dict(zip(periode.BIDANG, satu, strict=True)) for satu in periode.daftar(d)]
    assert [(s["petugas"], s["alasan"], s["saksi"], s["segel"]) for s in lihat["buka_ulang"]] == [
        ("Siti Aminah", "salah unggah", "Datuak Bandaro", segel),
        ("Siti Aminah", "masih salah", "Bundo Kanduang", kedua),
    ]  # fmt: skip
    assert [(s["kode"], s["segel"], s["dibuka_ulang"]) for s in daftar] == [
        ("2023", None, 1), (KODE, None, 2), ("2025", None, 0)
    ]  # fmt: skip
    assert kabar == ["periode ini pernah dibuka ulang: salah unggah (saksi: Datuak Bandaro)",
                     "periode ini pernah dibuka ulang: masih salah (saksi: Bundo Kanduang)"]  # fmt: skip
    tutup(tertutup, KODE)
    with door.baca(tertutup) as d:  # closed for good, and still told
        assert len(gap.kabar(d, Saringan(INI))) == 2
        assert (len(periode.lihat(d, KODE)["buka_ulang"]), store.segel_rusak(d.kon)) == (2, [])


def test_a_competency_keeps_the_name_it_was_closed_with_but_not_as_of_today(tertutup: Path) -> None:
    with buka(tertutup) as d:
        d.kon.execute("UPDATE kompetensi SET nama = 'Nama Baru' WHERE kode = 'INT'")
        beku, kini = (
            {b[7] for b in gap.daftar(d, Saringan(INI, pegawai_id=1, kini=satu)) if b[6] == "INT"}
            for satu in (False, True)
        )
    assert beku != kini == {"Nama Baru"}


def test_scores_may_change_again_and_the_answer_with_them(tertutup: Path) -> None:
    buka_lagi(tertutup, "salah unggah", "Datuak")
    with buka(tertutup) as d:
        d.kon.execute("UPDATE nilai SET ratus = 500 WHERE periode_id = ? AND pegawai_id = 1", (INI,))
        assert next(b for b in gap.daftar(d, Saringan(INI, pegawai_id=1)) if b[6] == "INT")[10] == 5


@pytest.mark.parametrize(
    ("perintah", "petunjuk"),
    [("periode tutup", "Pakai: asn periode buka-ulang PERIODE --alasan ALASAN --saksi NAMA"),
     ("periode buka-ulang", "Tutup lagi dengan: asn periode tutup PERIODE")],
)  # fmt: skip
def test_neither_is_undone_like_another_run(tertutup: Path, perintah: str, petunjuk: str) -> None:
    buka_lagi(tertutup, "salah unggah", "Datuak")
    sebelum = sidik(tertutup)
    with door.baca(tertutup) as d:
        nomor = d.kon.execute("SELECT max(id) FROM jalankan WHERE perintah = ?", (perintah,)).fetchone()[0]
    with pytest.raises(GalatASN) as galat, buka(tertutup) as d:
        batal.batal(d, str(nomor))
    assert (galat.value.kode, galat.value.pesan, galat.value.petunjuk) == (
        5, f"jalankan {nomor} ({perintah}) tidak dapat dibatalkan", petunjuk
    )  # fmt: skip
    assert sidik(tertutup) == sebelum


# --- who is in it -----------------------------------------------------------------------------------------------------


def test_those_in_service_with_a_job_on_the_last_day(kota: Path) -> None:
    with buka(kota) as d:
        for nomor, nama, henti in ((11, "Keluar Lusa", "2025-01-01"), (12, "Keluar Hari Ini", "2024-12-31")):
            orang(d.kon, nomor, nama, henti)
            tempat(d.kon, (nomor, 4, 1, None, None))
    tutup(kota, KODE)
    with door.baca(kota) as d:
        orang_beku = [satu for (satu,) in d.kon.execute("SELECT nama FROM beku_orang ORDER BY urut")]
        nip_beku = {satu for (satu,) in d.kon.execute("SELECT nip FROM beku_orang")}
    assert orang_beku == ["Reno Nilam", "Sabai Aluih", "Keluar Lusa", "Cindua Mato", "Mangkutak"]
    assert {SABAI, MANGKUTAK} <= nip_beku
    assert PENSIUN not in nip_beku
