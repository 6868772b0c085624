"""`asn nilai mutu` over a database: who is an assessor, what is compared, what is said, and before a period closes."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

import pytest

from asn_kompetensi.domain.galat import SalahPakai, TidakDitemukan
from asn_kompetensi.domain.jenjang import tebak_jenjang
from asn_kompetensi.domain.mutu_penilai import Nilai
from asn_kompetensi.services import gap, nilai_mutu, penutupan
from asn_kompetensi.services.nilai_mutu import Kelompok
from asn_kompetensi.store import door
from asn_kompetensi.store.door import Pintu
from asn_kompetensi.store.queries import nilai_tampungan as tampungan
from asn_kompetensi.store.queries import penilai as penilai_sql
from asn_kompetensi.store.queries.gabung import dua_kota
from asn_kompetensi.store.queries.gap import Saringan
from tests.cetakan import sekali
from tests.conftest import Asn
from tests.periode import tutup
from tests.services import kota_gabung
from tests.store.alat import buka

OPD, PER_OPD = ("BAPENDA", "DINKES", "DISDIK", "DISHUB", "DINSOS", "SATPOL"), 8
JENJANG = (("ADM", "Administrator", 350), ("PGW", "Pengawas", 300), ("PLK", None, 250))
MURAH = 1, 2  # agency (from 0), source
SERAGAM = 3, 1


def nip(nomor: int) -> str:
    return f"{198403122006040000 + nomor}"


@sekali
def _kota(basis: Path) -> None:
    """Six agencies of eight; asesmen and atasan for everyone. The superiors of DINKES are a level too mild, the
    assessor of DISHUB (recorded: Nurhayati) gives everyone the same."""
    r = Random(7)
    with buka(basis) as d:
        d.kon.executemany("INSERT INTO opd (kode, nama) VALUES (?, ?)", [(o, f"Nama {o}") for o in OPD])
        d.kon.executemany("INSERT INTO jabatan (kode, nama, jenjang) VALUES (?, ?, ?)",
                          [(k, "Pelaksana Umum" if j is None else j, j) for k, j, _ in JENJANG])  # fmt: skip
        d.kon.execute("INSERT INTO periode (kode, mulai, selesai) VALUES ('2025', '2025-01-01', '2025-12-31')")
        d.kon.executemany("INSERT INTO standar (jabatan_id, kompetensi_id, ratus) VALUES (?, ?, ?)",
                          [(j, k, standar - 50 * (k == 9)) for j, (_, _, standar) in enumerate(JENJANG, 1)
                           for k in range(1, 10)])  # fmt: skip
        nilai = []
        for ke in range(len(OPD) * PER_OPD):
            opd, jabatan = ke // PER_OPD, min(2, ke % PER_OPD // 2)
            d.kon.execute(
                """INSERT INTO pegawai (id, nip, nama, jenis_kelamin, tanggal_lahir, jenis_pegawai)
                   VALUES (?, ?, ?, 'P', '1984-03-12', 'PNS')""",
                (ke + 1, nip(ke + 1), f"Orang {ke + 1}"),
            )
            d.kon.execute("INSERT INTO penempatan (pegawai_id, opd_id, jabatan_id) VALUES (?, ?, ?)",
                          (ke + 1, opd + 1, jabatan + 1))  # fmt: skip
            cakap = r.gauss(0, 0.4)
            for k in range(1, 10):
                benar = JENJANG[jabatan][2] / 100 - 0.5 * (k == 9) + cakap + r.gauss(0, 0.2)
                for sumber in (1, 2):
                    lebih = 1.0 if (opd, sumber) == MURAH else 0
                    ratus = 25 * min(20, max(4, round(4 * (benar + lebih + r.gauss(0, 0.3)))))
                    ratus = 300 if (opd, sumber) == SERAGAM else ratus
                    nilai.append((ke + 1, k, 1, sumber, ratus, None, None))
        tampungan.kosongkan(d.kon)
        tampungan.tampung(d.kon, [*zip(*nilai, strict=True), *[[None] * len(nilai)] * 3])
        tampungan.simpan(d.kon, d.jalankan)
        penilai_sql.daftarkan(d.kon, [(None, "Dra. Nurhayati", "nurhayati"), (1, None, None)])
        penilai_sql.simpan(d.kon, [(*satu[:4], 1) for satu in nilai if satu[3] == 1 and 24 < satu[0] <= 32])
        penilai_sql.simpan(d.kon, [(*satu[:4], 2) for satu in nilai if satu[3] == 2 and satu[0] in (33, 34, 41)])


@pytest.fixture
def kota(basis: Path) -> Path:
    _kota(basis)
    return basis


def mutu(basis: Path, **opsi: Any) -> list[dict[str, Any]]:
    with door.baca(basis) as d:
        return [dict(zip(nilai_mutu.BIDANG, b, strict=True)) for b in nilai_mutu.mutu_nilai(d, "2025", **opsi)]


def test_temuan_dengan_angka_dan_kalimatnya(kota: Path) -> None:
    murah, seragam = mutu(kota)
    tetap = ("penilai", "nama_penilai", "opd", "sumber", "orang", "nilai", "pembanding", "temuan")
    assert {k: murah[k] for k in tetap} == {
        "penilai": None, "nama_penilai": "atasan DINKES", "opd": "DINKES", "sumber": "atasan", "orang": 8, "nilai": 72,
        "pembanding": "orang_yang_sama", "temuan": "terlalu_murah",
    }  # fmt: skip
    selisih = format(murah["selisih"].normalize(), "f").replace(".", ",")
    assert re.fullmatch(
        rf"umumnya {selisih} level di atas penilai lain atas 8 orang yang sama; [01],\d+ level di atas kebiasaan kota",
        murah["keterangan"],
    )
    assert seragam == {
        "penilai": "Dra. Nurhayati", "nama_penilai": "Dra. Nurhayati", "opd": "DISHUB", "sumber": "asesmen", "orang": 8,
        "nilai": 72, "rata": Decimal(3), "simpangan": Decimal(0), "pembanding": None, "selisih": None,
        "temuan": "seragam",
        "keterangan": "hampir semua nilai 3 untuk 8 orang, padahal standarnya 2 sampai 3,5",
    }  # fmt: skip


def test_lengkap_menyebut_setiap_penilai_sekali(kota: Path) -> None:
    semua = mutu(kota, lengkap=True)
    nama = [satu["nama_penilai"] for satu in semua]
    assert len(nama) == len(set(nama)) == 13, "twelve of agency and source (one of them Nurhayati), and Orang 1"
    assert sum(satu["nilai"] for satu in semua) == 48 * 9 * 2
    (satu,) = [satu for satu in semua if satu["penilai"] == nip(1)]
    assert (satu["nama_penilai"], satu["opd"], satu["sumber"], satu["orang"]) == ("Orang 1", None, "atasan", 3)
    assert (satu["selisih"], satu["pembanding"], satu["temuan"], satu["keterangan"]) == (None, None, None, None)
    temuan = [satu["temuan"] is not None for satu in semua]
    assert temuan == sorted(temuan, reverse=True), "findings first"


def test_saringan_memilih_yang_tampil_bukan_pembandingnya(kota: Path) -> None:
    murah, seragam = mutu(kota)
    assert mutu(kota, opd="dinkes") == [murah]
    assert mutu(kota, sumber="asesmen") == [seragam]
    assert mutu(kota, opd="DINKES", sumber="asesmen") == []
    assert len(mutu(kota, opd="DINSOS", lengkap=True)) == 3
    with door.baca(kota) as d:
        for opsi, galat in (({"opd": "XX"}, TidakDitemukan), ({"sumber": "teman"}, SalahPakai)):
            with pytest.raises(galat):
                nilai_mutu.mutu_nilai(d, "2025", **opsi)  # type: ignore[arg-type]
        with pytest.raises(TidakDitemukan):
            nilai_mutu.mutu_nilai(d, "1999")


def test_batas_dari_kebijakan_pada_hari_terakhir_periode(kota: Path) -> None:
    with buka(kota) as d:
        d.kon.execute("UPDATE kebijakan SET nilai = '2.5' WHERE kunci = 'mutu_selisih'")
        d.kon.execute("DELETE FROM kebijakan WHERE kunci = 'mutu_sebaran'")  # an older file: as shipped
    assert [satu["temuan"] for satu in mutu(kota)] == ["seragam"]
    with buka(kota) as d:
        d.kon.execute("UPDATE kebijakan SET selesai = '2025-12-30' WHERE kunci = 'mutu_selisih'")
        d.kon.execute("UPDATE kebijakan SET nilai = '9' WHERE kunci = 'mutu_minimum'")
    assert mutu(kota) == [], "nobody judged nine"


def test_yang_sudah_pergi_tidak_dihitung_dan_periode_tertutup_tetap(kota: Path) -> None:
    with buka(kota) as d:
        d.kon.execute("UPDATE pegawai SET status = 'henti', henti_tanggal = '2025-06-01' WHERE id = 9")
    sebelum = mutu(kota, lengkap=True)
    assert next(satu["orang"] for satu in sebelum if satu["nama_penilai"] == "atasan DINKES") == 7
    tutup(kota, "2025")
    with buka(kota) as d:
        d.kon.execute("UPDATE penempatan SET jabatan_id = 1, opd_id = 1")
        d.kon.execute("UPDATE standar SET ratus = 500")
        d.kon.execute("UPDATE kebijakan SET nilai = '4' WHERE kunci = 'mutu_selisih'")
    assert mutu(kota, lengkap=True) == sebelum


def test_siap_memperingatkan_tanpa_menyebut_nama(kota: Path) -> None:
    with door.baca(kota) as d:
        satu = [t for t in penutupan.siap(d, "2025") if t.kode == "PENILAI_JANGGAL"]
    assert [tuple(t) for t in satu] == [
        ("peringatan", "PENILAI_JANGGAL", "penilai yang perlu dilihat: 1 terlalu murah, 1 seragam",
         "asn nilai mutu --periode 2025"),
    ]  # fmt: skip
    with buka(kota) as d:
        d.kon.execute("DELETE FROM nilai_penilai")
        d.kon.execute("DELETE FROM nilai")
    with door.baca(kota) as d:
        assert "PENILAI_JANGGAL" not in {t.kode for t in penutupan.siap(d, "2025")}


@pytest.mark.usefixtures("kota")
def test_perintahnya(asn: Asn) -> None:
    assert asn("nilai", "mutu")[0] == 2
    kode, keluar, kabar = asn("nilai", "mutu", "--periode", "2025", "--json")
    assert (kode, [satu["temuan"] for satu in json.loads(keluar)]) == (0, ["terlalu_murah", "seragam"])
    assert list(json.loads(keluar)[0]) == list(nilai_mutu.BIDANG)
    assert kabar == "2 temuan; periksa bersama penilainya, nilainya belum tentu salah\n"
    hasil = asn("nilai", "mutu", "--periode", "2025", "--opd", "DINSOS", "--json")
    assert hasil == (0, "[]\n", "tidak ada yang janggal\n")


# --- the scores agency by agency are the scores of the whole period ---------------------------------------------------


def seluruhnya(d: Pintu, periode_id: int) -> set[Nilai]:
    """The scores of a period with place, job and standard from the gap itself; the last of two places counts."""
    tempat, jabatan, standar = {}, {}, {}
    for satu in gap.pasangan(d, Saringan(periode_id)):
        tempat[satu.pegawai_id], jabatan[satu.pegawai_id] = satu.opd_id, satu.jabatan_id
        if satu.standar is not None:
            standar[satu.pegawai_id, satu.kompetensi_id] = int(satu.standar * 100)
    jenjang = {n: isi or tebak_jenjang(nama) for n, nama, isi in penilai_sql.jenjang(d.kon)}
    semua = d.kon.execute(
        """SELECT n.pegawai_id, n.kompetensi_id, n.sumber_id, n.ratus, b.penilai_id FROM nilai n
             LEFT JOIN nilai_penilai b USING (pegawai_id, kompetensi_id, periode_id, sumber_id)
            WHERE n.periode_id = ?""",
        (periode_id,),
    ).fetchall()
    return {
        Nilai(Kelompok(p, None if p else tempat[g], s), s, g, k, ratus, standar.get((g, k)), jenjang.get(jabatan[g]))
        for g, k, s, ratus, p in semua
        if g in tempat
    }


def _bandingkan(lokasi: Path) -> int:
    dibanding = 0
    with door.baca(lokasi) as d:
        for (periode_id,) in d.kon.execute("SELECT id FROM periode").fetchall():
            bagian = [nilai for _, _, nilai in nilai_mutu._per_opd(d, periode_id)]
            semua = [satu for nilai in bagian for satu in nilai]
            assert len(semua) == len(set(semua))
            assert set(semua) == seluruhnya(d, periode_id)
            orang = [{satu.orang for satu in nilai} for nilai in bagian]
            assert sum(map(len, orang)) == len(set().union(*orang)), "nobody in two parts"
            dibanding += len(semua)
    return dibanding


def test_kota_biasa_terbuka_dan_tertutup(kota: Path) -> None:
    assert _bandingkan(kota) == 48 * 9 * 2
    tutup(kota, "2025")
    with buka(kota) as d:
        d.kon.execute("UPDATE penempatan SET jabatan_id = 1, opd_id = 1")
        d.kon.execute("UPDATE standar SET ratus = 500")
    assert _bandingkan(kota) == 48 * 9 * 2


def test_yang_bertugas_di_dua_kota_dihitung_sekali(tmp_path: Path) -> None:
    """Cities that share people, levels weighted in some: a person is in one part, by what both jobs require."""
    ganda = 0
    for seed in range(2):
        lokasi = kota_gabung.dua_kota(tmp_path, seed)
        assert _bandingkan(lokasi)
        with door.baca(lokasi) as d:
            ganda += sum(len(dua_kota(d.kon, nomor)) for (nomor,) in d.kon.execute("SELECT id FROM periode").fetchall())
    assert ganda > 10
