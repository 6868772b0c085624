"""The plan against its year: a plain model on random cities, and worked examples of what was done for nothing."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from asn_kompetensi.domain.galat import TidakDitemukan
from asn_kompetensi.services import rencana, rencana_simpan
from asn_kompetensi.services import rencana_realisasi as layanan
from asn_kompetensi.store import door
from asn_kompetensi.store.queries import rencana as sql
from tests.services.kota_gap import acak, baris_gap, bulat
from tests.services.kota_rencana import Diklat, Kelas, acak_diklat, ikut, isi_kecil, sebagai_kamus
from tests.services.orang import CINDUA, MANGKUTAK, RENO, SABAI, UMBUIK


@pytest.mark.parametrize("seed", range(12))
def test_kota_acak(basis: Path, seed: int) -> None:
    kota = acak(seed)
    diklat = acak_diklat(kota, seed)
    asal = max(kota.periode, key=lambda p: (p.selesai, p.kode))
    with door.tulis(basis, perintah="uji", petugas="penguji") as d:
        kota.isi(d.kon, d.jalankan)
        diklat.isi(d.kon)
        rencana_simpan.susun(d, rencana.rancang(d, 2025, asal.kode))
        baris = sql.baris(d.kon, 2025)
        orang = {b.id: [s.pegawai_id for s in sql.sasaran(d.kon, 2025) if s.rencana_id == b.id] for b in baris}
        if baris:
            _bandingkan(d, diklat, baris, orang)
            _bandingkan_opd(d)
        assert _tidak_perlu(d) == _harap_tidak_perlu(kota, diklat)
        semua = list(layanan.orang_tidak_perlu(d, 2025))
        for (kode,) in d.kon.execute("SELECT kode FROM opd").fetchall():
            assert layanan.orang_tidak_perlu(d, 2025, opd=kode) == [
                satu for satu in semua if satu[layanan.BIDANG_ORANG.index("opd")] == kode
            ]


def _bandingkan_opd(d: door.Pintu) -> None:
    """What is told of one agency is what is told of it among all: also of costs that its people share with others."""
    for bidang, kerja in (
        (layanan.BIDANG, layanan.realisasi),
        (layanan.BIDANG_TIDAK_DILATIH, layanan.tidak_dilatih),
    ):
        semua = kerja(d, 2025)
        for (kode,) in d.kon.execute("SELECT kode FROM opd").fetchall():
            assert kerja(d, 2025, opd=kode) == [satu for satu in semua if satu[bidang.index("opd")] == kode]


def _bandingkan(d: door.Pintu, diklat: Diklat, baris: list[sql.BarisRencana], orang: dict[int, list[int]]) -> None:
    layanan_kursi = Counter(
        (s.pegawai, k.id) for b in baris for p in orang[b.id] for k, s in ikut(diklat, b.kompetensi_id, p, "selesai")
    )
    hasil = sebagai_kamus(layanan.BIDANG, layanan.realisasi(d, 2025))
    tanpa = {
        b["nomor"]: b["sebab"] for b in sebagai_kamus(layanan.BIDANG_TIDAK_DILATIH, layanan.tidak_dilatih(d, 2025))
    }
    for b, isi in zip(baris, hasil, strict=True):
        selesai = {p: ikut(diklat, b.kompetensi_id, p, "selesai") for p in orang[b.id]}
        dibuka = {p: ikut(diklat, b.kompetensi_id, p, "dibuka") for p in orang[b.id]}
        lulus = {p: [s for _, s in isi if s.lulus] for p, isi in selesai.items()}
        dilatih = sum(bool(isi) for isi in lulus.values())
        assert (isi["sasaran"], isi["mengikuti"], isi["dilatih"]) == (
            len(orang[b.id]), sum(bool(satu) for satu in selesai.values()), dilatih
        )  # fmt: skip
        assert isi["terjadwal"] == sum(bool(dibuka[p]) and not lulus[p] for p in orang[b.id])
        assert isi["persen"] == bulat(Fraction(100 * dilatih, len(orang[b.id])))
        jam = [s.jp for isi in lulus.values() for s in isi if s.jp is not None]
        assert isi["jp_realisasi"] == (bulat(Fraction(sum(jam), 100)) if jam else None)
        biaya = [
            None if k.biaya is None else Fraction(k.biaya, len(diklat.berkursi(k)) * layanan_kursi[s.pegawai, k.id])
            for isi in selesai.values()
            for k, s in isi
        ]
        diketahui = [satu for satu in biaya if satu is not None]
        tepat = None if not biaya or None in biaya else sum(diketahui, Fraction(0))
        assert isi["biaya_realisasi"] == (None if tepat is None else int(tepat + Fraction(1, 2)))
        assert (b.nomor in tanpa) == (not any(selesai.values()) and not any(dibuka.values()))
        if b.nomor in tanpa:
            ada = {k.id for k in diklat.kelas for p in diklat.program if p.id == k.program
                   and b.kompetensi_id in p.sasaran and k.status != "batal" and k.selesai[:4] == "2025"}  # fmt: skip
            program = any(b.kompetensi_id in p.sasaran for p in diklat.program)
            assert tanpa[b.nomor] == ("tidak_diikuti" if ada else "tidak_ada_kelas" if program else "tidak_ada_program")
    if all(k.biaya is not None for k in diklat.kelas):
        assert sum(b["biaya_realisasi"] or 0 for b in hasil) <= sum(k.biaya or 0 for k in diklat.kelas) + len(hasil)


def _tidak_perlu(d: door.Pintu) -> dict[tuple[str, str], tuple[Any, ...]]:
    semua = sebagai_kamus(layanan.BIDANG_TIDAK_PERLU, layanan.tidak_perlu(d, 2025))
    rinci = Counter((b["kelas"], b["kompetensi"]) for b in sebagai_kamus(
        layanan.BIDANG_ORANG, layanan.orang_tidak_perlu(d, 2025)))  # fmt: skip
    for b in semua:
        assert rinci.pop((b["kelas"], b["kompetensi"])) == b["sudah_memenuhi"] + b["tidak_diwajibkan"]
    assert not rinci
    kolom = (
        "periode",
        "peserta",
        "perlu",
        "sudah_memenuhi",
        "tidak_diwajibkan",
        "tidak_diketahui",
        "persen_tidak_perlu",
    )
    return {(b["kelas"], b["kompetensi"]): tuple(b[n] for n in kolom) for b in semua}


def _harap_tidak_perlu(kota: Any, diklat: Diklat) -> dict[tuple[str, str], tuple[Any, ...]]:
    hasil = {}
    for k in diklat.kelas:
        if k.status != "selesai" or k.selesai[:4] != "2025":
            continue
        lalu = [p for p in kota.periode if p.selesai.isoformat() < k.mulai]
        asal = max(lalu, key=lambda p: (p.selesai, p.kode), default=None)
        gap = baris_gap(kota, asal) if asal else []
        for kompetensi in next(p for p in diklat.program if p.id == k.program).sasaran:
            hitung = Counter()
            for s in diklat.berkursi(k):
                wajib = {b.kompetensi: b.status for b in gap if b.pegawai == s.pegawai and b.kompetensi is not None}
                if not wajib:
                    hitung["tak_tahu"] += 1
                elif kompetensi not in wajib:
                    hitung["tak_wajib"] += 1
                else:
                    hitung[{"di_bawah": "perlu", "memenuhi": "cukup"}.get(wajib[kompetensi], "tak_tahu")] += 1
            percuma = hitung["cukup"] + hitung["tak_wajib"]
            if percuma:
                hasil[k.kode, kota.kompetensi[kompetensi - 1][0]] = (
                    asal.kode if asal else None, sum(hitung.values()), hitung["perlu"], hitung["cukup"],
                    hitung["tak_wajib"], hitung["tak_tahu"], bulat(Fraction(100 * percuma, percuma + hitung["perlu"])),
                )  # fmt: skip
    return hasil


def _kelas(d: door.PintuTulis, kode: str, biaya: int | None, *, selesai: str = "2026-03-05") -> int:
    kelas = Kelas(len(kode) + 50, kode, 1, "2026-03-03", selesai, biaya, "selesai")
    Diklat(kelas=[kelas]).isi(d.kon)
    return kelas.id


def _kursi(d: door.PintuTulis, kelas: int, *nip: str, lulus: int = 1, jawaban: str | None = None) -> None:
    for satu in nip:
        nomor = d.kon.execute("SELECT count(*) + 1 FROM peserta WHERE kelas_id = ?", (kelas,)).fetchone()[0]
        orang = d.kon.execute("SELECT id FROM pegawai WHERE nip = ?", (satu,)).fetchone()[0]
        d.kon.execute(
            "INSERT INTO peserta (kelas_id, nomor, pegawai_id, jawaban, lulus, jp_diakui) VALUES (?, ?, ?, ?, ?, ?)",
            (kelas, nomor, orang, jawaban, lulus, 2400 if lulus else None),
        )


def test_contoh_terhitung_tangan(basis: Path) -> None:
    """KOM-X cost 900,000 for three seats: Mangkutak and Sabai needed it, Cindua did not."""
    with door.tulis(basis, perintah="uji", petugas="penguji") as d:
        isi_kecil(d)
        rencana_simpan.susun(d, rencana.rancang(d, 2026, "2024"))
        kelas = _kelas(d, "KOM-X", 900_000)
        _kursi(d, kelas, MANGKUTAK, CINDUA)
        _kursi(d, kelas, SABAI, lulus=0)
        _kursi(d, kelas, UMBUIK, RENO, jawaban="menolak")
        kolom = ("opd", "kompetensi", "mengikuti", "dilatih", "persen", "jp_realisasi", "biaya_realisasi", "status")
        isi = [tuple(b[n] for n in kolom) for b in sebagai_kamus(layanan.BIDANG, layanan.realisasi(d, 2026))]
        assert isi == [
            ("DISHUB", "KOM", 1, 1, Decimal(100), Decimal(24), 300_000, "terpenuhi"),
            ("DISDIK", "PP", 0, 0, Decimal(0), None, None, "belum"),
            ("DISDIK", "KOM", 1, 0, Decimal(0), None, 300_000, "belum"),
            ("KEC_LEMBAH_SEGAR", "KOM", 0, 0, Decimal(0), None, None, "belum"),
        ]
        assert [(b[2], b[4], b[-1]) for b in layanan.tidak_dilatih(d, 2026)] == [
            ("DISDIK", "PP", "tidak_ada_program"), ("KEC_LEMBAH_SEGAR", "KOM", "tidak_diikuti"),
        ]  # fmt: skip
        (satu,) = sebagai_kamus(layanan.BIDANG_TIDAK_PERLU, layanan.tidak_perlu(d, 2026))
        assert (satu["peserta"], satu["perlu"], satu["sudah_memenuhi"], str(satu["persen_tidak_perlu"])) == (
            3,
            2,
            1,
            "33.33",
        )
        assert [b[6] for b in layanan.orang_tidak_perlu(d, 2026)] == [CINDUA]
        assert layanan.realisasi(d, 2026, opd="DINKES") == []


def test_kursi_yang_melayani_baris_dua_opd_dibagi_juga_bila_satu_opd_ditanya(basis: Path) -> None:
    """Sabai's one seat serves a row of each: half its cost is each one's, whoever asks."""
    with door.tulis(basis, perintah="uji", petugas="penguji") as d:
        isi_kecil(d)
        d.kon.execute("INSERT INTO pelatihan_sasaran SELECT 1, id, 300 FROM kompetensi WHERE kode = 'PP'")
        rencana_simpan.susun(d, rencana.rancang(d, 2026, "2024", opd=["DISDIK"]))
        d.kon.execute(
            """UPDATE rencana SET opd_id = (SELECT id FROM opd WHERE kode = 'DINKES')
                WHERE kompetensi_id = (SELECT id FROM kompetensi WHERE kode = 'PP')"""
        )
        _kursi(d, _kelas(d, "KOM-X", 900_000), SABAI)
        biaya = layanan.BIDANG.index("biaya_realisasi")
        assert [b[biaya] for opd in ("DISDIK", "DINKES") for b in layanan.realisasi(d, 2026, opd=opd)] == [450_000] * 2


def test_semua_tahun_yang_berencana(basis: Path) -> None:
    with door.tulis(basis, perintah="uji", petugas="penguji") as d:
        isi_kecil(d)
        assert sql.tahun(d.kon) == []
        for tahun in (2028, 2026, 2031, 2027):
            rencana_simpan.susun(d, rencana.rancang(d, tahun, "2024"))
        assert sql.tahun(d.kon) == [2026, 2027, 2028, 2031]


def test_nilai_sesudah_kelas_tidak_membuatnya_percuma(basis: Path) -> None:
    """Need is judged by the period before the class: the better score that came of it says nothing."""
    with door.tulis(basis, perintah="uji", petugas="penguji") as d:
        isi_kecil(d)
        _kursi(d, _kelas(d, "KOM-X", None), MANGKUTAK)
        d.kon.execute("INSERT INTO periode (id, kode, mulai, selesai) VALUES (2, '2026', '2026-01-01', '2026-12-31')")
        d.kon.execute(
            """INSERT INTO nilai (pegawai_id, kompetensi_id, periode_id, sumber_id, ratus, jalankan_id)
               SELECT g.id, k.id, 2, 1, 500, ? FROM pegawai g, kompetensi k WHERE g.nip = ? AND k.kode = 'KOM'""",
            (d.jalankan, MANGKUTAK),
        )
        assert layanan.tidak_perlu(d, 2026) == []


def test_tanpa_rencana(basis: Path) -> None:
    with door.tulis(basis, perintah="uji", petugas="penguji") as d:
        with pytest.raises(TidakDitemukan, match="belum disusun"):
            layanan.realisasi(d, 2026)
        with pytest.raises(TidakDitemukan, match="belum disusun"):
            layanan.tidak_dilatih(d, 2026)
        assert layanan.tidak_perlu(d, 2026) == [], "this one needs no plan"
