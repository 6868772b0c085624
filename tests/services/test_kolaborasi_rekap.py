"""Seats and hours given and received, against loops over the plain rows."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from pathlib import Path
from random import Random

import pytest

from asn_kompetensi.domain.galat import DataDitolak, GalatASN, SalahPakai
from asn_kompetensi.services import kolaborasi_rekap as layanan
from asn_kompetensi.store import door
from asn_kompetensi.store.door import Pintu
from tests.services import kota_kolaborasi as kota
from tests.services.kota_gabung import INSTANSI, gabung, kota_kosong
from tests.store.alat import buka

SETAHUN = date(2025, 1, 1), date(2025, 12, 31)


@pytest.fixture(scope="module")
def d(basis_induk: Path) -> Pintu:
    """Forty people, thirty classes with every kind of host, answer, status and end, seeded."""
    r = Random(12)
    d = kota.kosong(basis_induk)
    kota.opd(d.kon, "DISDIK", "DINKES", "RSUD")
    d.kon.execute("INSERT INTO opd_alias (kunci, opd_id, ejaan) VALUES ('rs kota', 3, 'RS Kota')")
    kota.jabatan(d.kon, "STAF", {})
    for nomor in range(1, 41):
        kota.orang(d.kon, nomor, r.choice(("DISDIK", "DINKES", "RSUD")), "STAF", {})
    for nomor, nama in enumerate((None, "dinkes", "RS Kota", "BPSDM Provinsi", "Dinas DISDIK"), start=1):
        d.kon.execute("INSERT INTO pelatihan (id, kode, nama, bentuk_id, jp, penyelenggara) VALUES (?, ?, ?, 8, 16, ?)",
                      (nomor, f"P{nomor}", f"Bimtek {nomor}", nama))  # fmt: skip
    akhir = ("2024-12-31", "2025-01-01", "2025-07-09", "2025-12-31", "2026-01-01")
    for kelas in range(1, 31):
        d.kon.execute("INSERT INTO kelas (id, kode, pelatihan_id, mulai, selesai, status) VALUES (?, ?, ?, ?, ?, ?)",
                      (kelas, f"K{kelas}", r.randint(1, 5), "2024-12-01", r.choice(akhir),
                       r.choice(("selesai", "selesai", "selesai", "dibuka", "batal"))))  # fmt: skip
        if r.random() < 0.5:
            d.kon.execute("INSERT INTO kelas_rincian VALUES (?, ?, 'APBD')", (kelas, r.choice((None, 1, 2, 3))))
        for nomor, orang in enumerate(r.sample(range(1, 41), r.randint(0, 9)), start=1):
            jawaban = r.choice((None, "bersedia", "menolak", "menunda", "daftar_tunggu"))
            d.kon.execute(
                """INSERT INTO peserta (kelas_id, nomor, pegawai_id, opd_id, jawaban, jp_diakui)
                   VALUES (?, ?, ?, ?, ?, ?)""",
                (kelas, nomor, orang, r.choice((None, 1, 2, 3)), jawaban, r.choice((None, 0, 1600, 1250))),
            )
    return d


def _dengan_gelung(d: Pintu, dari: str, sampai: str) -> list[tuple[object, ...]]:
    """The same answer the plain way, person by person."""
    nama = {None: (None, None), **{i: (k, n) for i, k, n in d.kon.execute("SELECT id, kode, nama FROM opd")}}
    sebutan = {None: None, "dinkes": 2, "RS Kota": 3, "BPSDM Provinsi": None, "Dinas DISDIK": 1}
    rincian = dict(d.kon.execute("SELECT kelas_id, tuan_rumah_id FROM kelas_rincian").fetchall())
    organiser = dict(d.kon.execute("SELECT id, penyelenggara FROM pelatihan").fetchall())
    isi: dict[int | None, list[float]] = defaultdict(lambda: [0, 0, 0, 0, 0, 0])
    for kelas, pelatihan, selesai, status in d.kon.execute("SELECT id, pelatihan_id, selesai, status FROM kelas"):
        if status != "selesai" or not dari <= selesai <= sampai:
            continue
        tuan = rincian.get(kelas)
        tuan = sebutan[organiser[pelatihan]] if tuan is None else tuan
        isi[tuan][0] += 1
        for opd, jawaban, jp in d.kon.execute(
            "SELECT opd_id, jawaban, jp_diakui FROM peserta WHERE kelas_id = ?", (kelas,)
        ):
            if jawaban in ("menolak", "menunda", "daftar_tunggu"):
                continue
            isi[opd][1] += 1
            if opd != tuan:
                isi[tuan][2] += 1
                isi[opd][3] += 1
                isi[tuan][4] += (jp or 0) / 100
                isi[opd][5] += (jp or 0) / 100
    urut = sorted(isi, key=lambda satu: (satu is None, nama[satu][0] or ""))
    return [(*nama[satu], *isi[satu], isi[satu][2] - isi[satu][3]) for satu in urut]


@pytest.mark.parametrize(
    "hari", [SETAHUN, (date(2025, 1, 2), date(2025, 12, 30)), (date(2024, 1, 1), date(2026, 1, 1))]
)
def test_as_plain_loops_count_and_the_sums_meet(d: Pintu, hari: tuple[date, date]) -> None:
    baris, asing = layanan.rekap(d, *hari)
    assert baris == _dengan_gelung(d, hari[0].isoformat(), hari[1].isoformat())
    assert [b[0] for b in baris] == ["DINKES", "DISDIK", "RSUD", None]
    per_bidang = dict(zip(layanan.BIDANG, zip(*baris, strict=True), strict=True))
    assert sum(per_bidang["kursi_diberi"]) == sum(per_bidang["kursi_diterima"]) > 0
    assert sum(per_bidang["jp_diberi"]) == sum(per_bidang["jp_diterima"]) > 0
    assert sum(per_bidang["saldo_kursi"]) == 0
    assert set(asing) <= {"BPSDM Provinsi"}


def test_nothing_finished_is_no_row(d: Pintu) -> None:
    assert layanan.rekap(d, date(2020, 1, 1), date(2020, 12, 31)) == ([], [])


def test_which_days() -> None:
    assert layanan.rentang("2025", None, None) == SETAHUN
    assert layanan.rentang("2025", "1-7-2025", None) == (date(2025, 7, 1), date(2025, 12, 31))
    assert layanan.rentang(None, "2024-06-01", "2025-06-30") == (date(2024, 6, 1), date(2025, 6, 30))
    galat: list[tuple[tuple[str | None, str | None, str | None], type[GalatASN], str]] = [
        ((None, None, None), SalahPakai, "--tahun wajib diisi"),
        ((None, "2025-01-01", None), SalahPakai, "--tahun wajib diisi"),
        (("2025", "2024-12-31", None), SalahPakai, "--dari 2024-12-31 di luar tahun 2025"),
        (("2025", None, "2026-01-01"), SalahPakai, "--sampai 2026-01-01 di luar tahun 2025"),
        (("25", None, None), DataDitolak, "tahun '25' tidak sah"),
        ((None, "2025-02-01", "2025-01-01"), DataDitolak, "--sampai 2025-01-01 mendahului --dari 2025-02-01"),
        ((None, "kemarin", "2025-01-01"), DataDitolak, "kemarin"),
        ((None, "", "2025-01-01"), DataDitolak, "--dari kosong"),
    ]
    for kata, jenis, pesan in galat:
        with pytest.raises(jenis, match=pesan):
            layanan.rentang(*kata)


def test_in_a_united_file_an_organiser_is_of_the_city_of_the_class(tmp_path: Path) -> None:
    """Both cities have a BKPSDM, and each city's own answer stands in the union too."""
    semua, sendiri = {}, {}
    for kode in ("SWL", "PDG"):
        lokasi = kota_kosong(tmp_path / f"{kode}.db", INSTANSI[kode])
        with buka(lokasi) as d:
            k = d.kon.execute
            k("INSERT INTO opd (id, kode, nama) VALUES (1, 'BKPSDM', 'BKPSDM'), (2, 'DINKES', 'Dinas Kesehatan')")
            k("""INSERT INTO pegawai (id, nip, nama, jenis_kelamin, tanggal_lahir, jenis_pegawai)
                 VALUES (1, ?, 'Sabai Aluih', 'P', '1984-03-12', 'PNS')""",
              (f"19840312200604{'2' if kode == 'SWL' else '1'}901",))  # fmt: skip
            tempat = INSTANSI[kode].removeprefix("Pemerintah ")
            for nomor, nama in enumerate(("BKPSDM", f"BKPSDM {tempat}", "BPSDM Provinsi"), 1):
                k("INSERT INTO pelatihan (id, kode, nama, bentuk_id, jp, penyelenggara) VALUES (?, ?, ?, 8, 16, ?)",
                  (nomor, f"P{nomor}", f"Bimtek {nomor}", nama))  # fmt: skip
                k("""INSERT INTO kelas (id, kode, pelatihan_id, mulai, selesai, status)
                     VALUES (?, ?, ?, ?, ?, 'selesai')""",
                  (nomor, f"K{nomor}", nomor, "2025-03-03", "2025-03-04"))  # fmt: skip
                k("INSERT INTO peserta (kelas_id, nomor, pegawai_id, opd_id, jp_diakui) VALUES (?, 1, 1, 2, 1600)",
                  (nomor,))  # fmt: skip
        with door.baca(lokasi) as d:
            sendiri[kode] = {b[0] and f"{kode}.{b[0]}": b[2:] for b in layanan.rekap(d, *SETAHUN)[0]}
        semua[lokasi] = kode
    with door.baca(gabung(tmp_path / "p.db", *semua, kode=semua).lokasi) as d:
        baris, asing = layanan.rekap(d, *SETAHUN)
    assert asing == ["BPSDM Provinsi"]
    assert {b[0]: b[2:] for b in baris if b[0]} == {
        opd: isi for satu in sendiri.values() for opd, isi in satu.items() if opd
    }
    assert sendiri["SWL"]["SWL.BKPSDM"][2] == 2, "two of the three classes are its own"
