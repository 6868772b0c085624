"""One person's plan: every gap three ways, the head of the unit, the job aimed at, hours against the year."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from asn_kompetensi.domain.galat import DataDitolak, TidakDitemukan
from asn_kompetensi.services import kolaborasi_mentor, rencana, rencana_idp, rencana_simpan
from asn_kompetensi.store import door
from asn_kompetensi.store.queries import rencana as sql
from tests.services.kota_rencana import beri_nilai, isi_kecil
from tests.services.orang import CINDUA, MANGKUTAK, PENSIUN, RENO, SABAI


@pytest.fixture
def d(basis: Path) -> Iterator[door.PintuTulis]:
    """The small city; the head of SABAI's agency is RENO, and CINDUA reaches 5 in KOM."""
    with door.tulis(basis, perintah="uji", petugas="penguji") as d:
        isi_kecil(d)
        d.kon.execute("UPDATE opd SET kepala_nip = ? WHERE kode = 'DISDIK'", (RENO,))
        d.kon.execute("UPDATE pegawai SET golongan = 'III/c', gelar_belakang = 'S.Kom.' WHERE nip = ?", (SABAI,))
        d.kon.execute(
            "INSERT INTO jabatan (id, kode, nama, jenjang) VALUES (9, 'KABID', 'Kepala Bidang', 'Administrator')"
        )
        d.kon.execute(
            """INSERT INTO standar (jabatan_id, kompetensi_id, ratus)
               SELECT 9, id, 400 FROM kompetensi WHERE kode IN ('INT', 'KOM', 'PP')"""
        )
        yield d


def _kegiatan(data: Any, **pilih: Any) -> list[Any]:
    return [k for k in data.kegiatan if all(getattr(k, nama) == isi for nama, isi in pilih.items())]


def test_setiap_kesenjangan_tiga_cara(d: door.PintuTulis) -> None:
    data = rencana_idp.idp(d, SABAI, "2024")
    assert (data.tahun, data.nama, data.pangkat, data.opd) == (2025, "SABAI ALUIH, S.Kom.", "Penata", "DISDIK")
    assert data.atasan_nip == RENO
    assert [(k.kompetensi, k.porsi, k.bentuk) for k in data.kegiatan] == [
        ("PP", 70, 24), ("PP", 20, 15), ("PP", 10, 8), ("KOM", 70, 24), ("KOM", 20, 14), ("KOM", 10, 8),
    ]  # fmt: skip
    (formal,) = _kegiatan(data, kompetensi="KOM", porsi=10)
    assert (formal.pelatihan, formal.program, formal.jp, formal.biaya) == ("KOM-01", "Komunikasi Publik", 24, 250_000)
    assert (str(formal.standar), str(formal.capaian), str(formal.kesenjangan)) == ("3.00", "2.00", "1.00")
    assert (formal.mulai, formal.selesai) == (date(2025, 7, 1), date(2025, 9, 30))
    assert data.jp_rencana == 4 * 4 + 24, "the bimtek without a programme has no known hours"
    assert (data.jp_target, data.jp_batas, data.jp_realisasi, data.persen_jp) == (20, None, None, None)
    assert data.jpm == Decimal("50.00")


def test_rencana_kota_memberi_waktu_penyelenggara_dan_biaya(d: door.PintuTulis) -> None:
    rencana_simpan.susun(d, rencana.rancang(d, 2025, "2024"))
    baris = next(b for b in sql.baris(d.kon, 2025) if (b.opd, b.kompetensi) == ("DISDIK", "KOM"))
    sql.simpan_isian(d.kon, baris.id, {
        "mulai": "2025-02-03", "selesai": "2025-02-05", "penyelenggara": "LAN", "anggaran": 90_001, "jp": 30,
    })  # fmt: skip
    (formal,) = _kegiatan(rencana_idp.idp(d, SABAI, "2024"), kompetensi="KOM", porsi=10)
    assert (formal.mulai, formal.selesai, formal.penyelenggara) == (date(2025, 2, 3), date(2025, 2, 5), "LAN")
    assert (formal.biaya, formal.jp) == (90_001, 30)


def test_biaya_baris_dibagi_semua_orangnya(d: door.PintuTulis) -> None:
    rencana_simpan.susun(d, rencana.rancang(d, 2025, "2024"))
    baris = next(b for b in sql.baris(d.kon, 2025) if (b.opd, b.kompetensi) == ("DISDIK", "KOM"))
    d.kon.execute(
        """INSERT INTO rencana_sasaran
           SELECT rencana_id, (SELECT id FROM pegawai WHERE nip = ?), urut + 1, jabatan_id, standar, capaian, penyebut
             FROM rencana_sasaran WHERE rencana_id = ?""",
        (CINDUA, baris.id),
    )
    (formal,) = _kegiatan(rencana_idp.idp(d, SABAI, "2024"), kompetensi="KOM", porsi=10)
    assert formal.biaya == (baris.anggaran or 0) // 2 > 0


def test_mentor_sama_dengan_kolaborasi(d: door.PintuTulis) -> None:
    beri_nilai(d, CINDUA, "KOM", 500)
    pasang = kolaborasi_mentor.mentor(d, "2024", selisih_minimal=6000, beban_maks=3).berpasangan
    assert {b[6] for b in pasang} == {SABAI, RENO, MANGKUTAK}
    (sosial,) = _kegiatan(rencana_idp.idp(d, SABAI, "2024"), kompetensi="KOM", porsi=20)
    assert (sosial.bentuk, sosial.pembimbing_nip) == (15, CINDUA)


def test_realisasi_dan_bukti(d: door.PintuTulis) -> None:
    nomor = d.kon.execute("SELECT id FROM pegawai WHERE nip = ?", (SABAI,)).fetchone()[0]
    d.kon.execute(
        """INSERT INTO kelas (id, kode, pelatihan_id, mulai, selesai, status)
           VALUES (7, 'K7', 1, '2025-03-03', '2025-03-05', 'selesai')"""
    )
    d.kon.execute(
        """INSERT INTO peserta (kelas_id, nomor, pegawai_id, lulus, sertifikat, jp_diakui)
           VALUES (7, 1, ?, 1, '890/12', 1550)""",
        (nomor,),
    )
    data = rencana_idp.idp(d, SABAI, "2024")
    (formal,) = _kegiatan(data, kompetensi="KOM", porsi=10)
    assert (str(formal.jp_realisasi), formal.bukti) == ("15.50", "890/12")
    assert (data.jp_realisasi, str(data.persen_jp)) == (15.5, "77.50")


def test_jabatan_tujuan_ikut_dibandingkan(d: door.PintuTulis) -> None:
    """CINDUA meets the own standard of KOM with 3; the job aimed at asks 4, and INT is not assessed."""
    data = rencana_idp.idp(d, CINDUA, "2024", target_jabatan="Kepala Bidang")
    assert (data.target_jabatan, data.nama_target_jabatan) == ("KABID", "Kepala Bidang")
    assert {(k.kompetensi, k.untuk, str(k.kesenjangan)) for k in data.kegiatan} == {("KOM", "target", "1.00")}
    assert data.belum_dinilai == ("PP", "INT")
    assert "Belum dinilai: PP, INT" in (data.keterangan or "")


def test_tanpa_kesenjangan_pengayaan(d: door.PintuTulis) -> None:
    beri_nilai(d, CINDUA, "PP", 300)
    data = rencana_idp.idp(d, CINDUA, "2024", tahun=2026)
    assert [(k.untuk, k.kompetensi, k.porsi) for k in data.kegiatan] == [("pengayaan", None, 70)]
    assert (data.tahun, data.jp_rencana) == (2026, 0)
    assert "pengayaan" in (data.keterangan or "")


def test_yang_belum_dinilai_bukan_tanpa_kesenjangan(d: door.PintuTulis) -> None:
    d.kon.execute("DELETE FROM nilai")
    assert rencana_idp.idp(d, SABAI, "2024").keterangan == (
        "Tidak ada kesenjangan pada yang sudah dinilai. Belum dinilai: KOM, PP."
    )
    d.kon.execute("DELETE FROM standar")
    assert "belum punya standar" in (rencana_idp.idp(d, SABAI, "2024").keterangan or "")


def test_kepala_bukan_atasan_dirinya(d: door.PintuTulis) -> None:
    opd = d.kon.execute("SELECT id FROM opd WHERE kode = 'DISDIK'").fetchone()[0]
    d.kon.execute("UPDATE opd SET kepala_nip = ?, induk_id = NULL WHERE id = ?", (SABAI, opd))
    assert rencana_idp.idp(d, SABAI, "2024").atasan_nip is None
    d.kon.execute("UPDATE opd SET kepala_nip = ? WHERE kode = 'BKPSDM'", (RENO,))
    d.kon.execute("UPDATE opd SET induk_id = (SELECT id FROM opd WHERE kode = 'BKPSDM') WHERE id = ?", (opd,))
    assert rencana_idp.idp(d, SABAI, "2024").atasan_nip == RENO


def test_objek_datar_dan_bertanggal_iso(d: door.PintuTulis) -> None:
    isi = rencana_idp.sebagai_objek(rencana_idp.idp(d, SABAI, "2024"))
    assert isi["belum_dinilai"] == []
    assert isi["kegiatan"][0]["mulai"] == "2025-04-01"
    assert not {"instansi", "tempat", "tanggal_surat"} & isi.keys()


def test_yang_ditolak(d: door.PintuTulis) -> None:
    with pytest.raises(TidakDitemukan, match=r"tidak bertugas") as galat:
        rencana_idp.idp(d, PENSIUN, "2024")
    assert PENSIUN not in galat.value.pesan + galat.value.petunjuk
    with pytest.raises(TidakDitemukan, match="periode"):
        rencana_idp.idp(d, SABAI, "1999")
    with pytest.raises(DataDitolak):
        rencana_idp.idp(d, "123", "2024")
    with pytest.raises(TidakDitemukan, match="jabatan 'RAJA'"):
        rencana_idp.idp(d, SABAI, "2024", target_jabatan="RAJA")
