"""The statements that fill an invented city; `benchmarks.bangun` says what is in it and why."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from benchmarks.bangun import Ukuran

# Nobody waits for a city that was not finished: it is built anew.
PENGATURAN = (
    ("journal_mode", "OFF"),
    ("synchronous", "OFF"),
    ("foreign_keys", "OFF"),
    ("locking_mode", "EXCLUSIVE"),
    ("cache_size", "-100000"),
)
HARI_LAHIR = 12_784  # 1966 to 2000
GELAR = ("S.E.", "S.H.", "S.Kom.", "S.Pd.", "M.Si.", "A.Md.")
GOLONGAN = ("II/c", "II/d", "III/a", "III/b", "III/c", "III/d", "IV/a")
JENJANG = ("Pelaksana", "Terampil", "Ahli Pertama", "Ahli Muda", "Pengawas", "Ahli Madya", "Administrator")
JENIS_OPD = ("Dinas", "Badan", "Kecamatan", "Sekretariat", "Inspektorat")


class Undi:
    """Draws that depend on the seed: each name of a draw has its own multiplier and start."""

    def __init__(self, benih: int) -> None:
        self._benih = benih

    def __call__(self, nama: str, dari: str, sampai: int) -> str:
        """SQL: a whole number from 0 to below `sampai`, drawn for the whole number `dari` (below 2^33)."""
        acak = Random(f"{self._benih} {nama}")
        kali, awal = acak.randrange(1 << 28, 1 << 29) * 2 + 1, acak.randrange(1 << 30)
        return f"(((({dari}) * {kali} + {awal}) % 2147483647 >> 7) % {sampai})"

    def pilih(self, nama: str, dari: str, isi: tuple[str, ...]) -> str:
        """SQL: one of some words."""
        cabang = " ".join(f"WHEN {n} THEN '{satu}'" for n, satu in enumerate(isi))
        return f"CASE {self(nama, dari, len(isi))} {cabang} END"

    def kata(self, nama: str, dari: str) -> str:
        """SQL: a word of the temporary table `kata`."""
        return f"(SELECT isi FROM kata WHERE n = {self(nama, dari, 256)})"


def isi(u: Ukuran, benih: int, jalankan: int) -> Iterator[str]:
    """All statements in order."""
    undi = Undi(benih)
    yield from _organisasi(u, undi)
    yield from _standar(u)
    yield _pegawai(u, undi)
    yield _penempatan(u, undi)
    yield _nilai(u, undi, jalankan)


def _urut(banyak: int) -> str:
    return f"(WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {banyak}) SELECT i FROM n)"


def _organisasi(u: Ukuran, undi: Undi) -> Iterator[str]:
    from benchmarks.bangun import BIDANG, TEKNIS, UMUM

    induk = u.opd - u.opd // 5
    yield f"""
        INSERT INTO opd (id, kode, nama, induk_id)
        SELECT i, iif(i <= {induk}, printf('OPD%05d', i), printf('UPT%05d', i - {induk})),
               iif(i <= {induk}, {undi.pilih("opd", "i", JENIS_OPD)}, 'Unit Pelaksana Teknis') || ' '
                   || {undi.kata("opd1", "i")} || ' ' || {undi.kata("opd2", "i")} || ' ' || i,
               iif(i <= {induk}, NULL, 1 + {undi("induk", "i", induk)})
          FROM {_urut(u.opd)}"""
    yield f"""
        INSERT INTO kompetensi (id, kode, nama, jenis, urutan)
        SELECT {UMUM} + i, printf('T%02d', i), 'Teknis ' || {undi.kata("komp", "i")} || ' ' || i, 'teknis', {UMUM} + i
          FROM {_urut(TEKNIS)}"""
    yield f"""
        INSERT INTO jabatan (id, kode, nama, jenjang)
        SELECT i, printf('JAB%04d', i), {undi.kata("jab1", "i")} || ' ' || {undi.kata("jab2", "i")} || ' ' || jenjang,
               jenjang
          FROM (SELECT i, CASE (i - 1) / {BIDANG} % {len(JENJANG)}
                  {" ".join(f"WHEN {n} THEN '{satu}'" for n, satu in enumerate(JENJANG))} END AS jenjang
                  FROM {_urut(u.jabatan)})"""


def _standar(u: Ukuran) -> Iterator[str]:
    """Each job requires the general competencies and the technical ones of its field, higher up more of them."""
    from benchmarks.bangun import AKHIR, BIDANG, UMUM, WAJIB

    teknis = WAJIB - UMUM
    yield """CREATE TEMP TABLE tuntutan (jabatan_id INTEGER, ke INTEGER, kompetensi_id INTEGER, ratus INTEGER,
                                         PRIMARY KEY (jabatan_id, ke)) WITHOUT ROWID"""
    yield f"""
        INSERT INTO tuntutan
        SELECT j.id, k.i, iif(k.i <= {UMUM}, k.i, {UMUM} + j.id % {BIDANG} * {teknis} + k.i - {UMUM}),
               min(500, 200 + (j.id * 7 + k.i * 3) % 3 * 100 + (j.id - 1) / {BIDANG} % 2 * 100)
          FROM jabatan j CROSS JOIN {_urut(WAJIB)} k"""
    # In one job of five three standards were lower by a level until half-way.
    sampai = f"'{AKHIR - u.periode + u.periode // 2}-12-31'"
    tingkat = "CASE t.ke % 3 WHEN 0 THEN 'mutlak' WHEN 1 THEN 'penting' ELSE 'perlu' END"
    for ratus, mulai, selesai, syarat in (
        ("t.ratus", "NULL", "NULL", "NOT (t.jabatan_id % 5 = 0 AND t.ke <= 3)"),
        ("max(100, t.ratus - 100)", "NULL", sampai, "t.jabatan_id % 5 = 0 AND t.ke <= 3"),
        ("t.ratus", f"date({sampai}, '+1 day')", "NULL", "t.jabatan_id % 5 = 0 AND t.ke <= 3"),
    ):
        yield f"""
            INSERT INTO standar (jabatan_id, kompetensi_id, ratus, tingkat, dasar, mulai, selesai)
            SELECT t.jabatan_id, t.kompetensi_id, {ratus}, {tingkat}, 'Kepwako 1', {mulai}, {selesai}
              FROM tuntutan t WHERE t.jabatan_id % 25 <> 0 AND t.jabatan_id <> {u.jabatan} AND {syarat}"""


def peran(orang: str) -> str:
    """SQL: the part a person plays, 0 to 99, each once in a hundred; the rare ones come first."""
    return f"({orang} * 67 % 100)"


def giliran(u: Ukuran, orang: str) -> str:
    """SQL: the period, from 0, in which whatever happens to a person does."""
    return f"(({orang} - 1) / 100 % {u.periode})"


def _jabatan(u: Ukuran, undi: Undi, orang: str) -> str:
    return f"1 + {undi('jabatan', orang, u.jabatan)}"


def _pegawai(u: Ukuran, undi: Undi) -> str:
    """People in the order of their birth, and so of their NIPs; a number appears twice in none."""
    from benchmarks.bangun import AKHIR, BERHENTI

    pns = f"({undi('jenis', 'i', 5)} > 0)"
    tmt = f"""iif({pns},
                   printf('%04d%02d', substr(lahir, 1, 4) + 22 + {undi("tmt", "i", 4)}, 1 + {undi("bulan", "i", 12)}),
                   printf('%04d21', 2019 + {undi("tmt", "i", 5)}))"""
    henti = f"({peran('i')} = {BERHENTI})"
    nama = " || ' ' || ".join(undi.kata(f"nama{n}", "i") for n in range(2))
    return f"""
        INSERT INTO pegawai (id, nip, nama, gelar_belakang, jenis_kelamin, tanggal_lahir, jenis_pegawai, golongan,
                             status, henti_tanggal, henti_alasan)
        SELECT i, replace(lahir, '-', '') || {tmt} || (1 + i % 2) || printf('%03d', 1 + i % 999),
               {nama} || iif(i % 3, ' ' || {undi.kata("nama2", "i")}, ''),
               iif(i % 5 > 1, {undi.pilih("gelar", "i", GELAR)}, NULL), iif(i % 2, 'P', 'L'), lahir,
               iif({pns}, 'PNS', 'PPPK'), iif({pns}, {undi.pilih("gol", "i", GOLONGAN)}, NULL),
               iif({henti}, 'henti', 'aktif'),
               iif({henti}, ({AKHIR - u.periode + 1} + {giliran(u, "i")}) || '-12-01', NULL),
               iif({henti}, 'pensiun', NULL)
          FROM (SELECT i, date('1966-01-01', ((i - 1) * {HARI_LAHIR} / {u.orang}) || ' days') AS lahir
                  FROM {_urut(u.orang)})"""


def _penempatan(u: Ukuran, undi: Undi) -> str:
    """One placement a person, two for those who moved. Half of the people are spread evenly, half crowd into few."""
    from benchmarks.bangun import AKHIR, BARU, BIDANG, NAIK, PINDAH

    tahun = f"({AKHIR - u.periode + 1} + {giliran(u, 'i')})"
    pindah = f"(p BETWEEN {PINDAH[0]} AND {PINDAH[-1]})"
    naik = f"(p BETWEEN {NAIK[0]} AND {NAIK[-1]} AND jabatan + {BIDANG} <= {u.jabatan})"
    rata, padat = undi("opd rata", "i * 2 + ke", u.opd), undi("opd padat", "i * 2 + ke", 10_000)
    return f"""
        INSERT INTO penempatan (pegawai_id, opd_id, jabatan_id, mulai, selesai)
        SELECT i, 1 + iif(i % 2, {rata}, {padat} * {padat} * {u.opd} / 100000000),
               jabatan + iif(ke AND {naik}, {BIDANG}, 0),
               iif(ke, {tahun} || '-07-01', iif(p = {BARU}, {tahun} || '-03-01', NULL)),
               iif({pindah} AND NOT ke, {tahun} || '-06-30', NULL)
          FROM (SELECT i, {peran("i")} AS p, {_jabatan(u, undi, "i")} AS jabatan FROM {_urut(u.orang)}) n
          CROSS JOIN (SELECT 0 AS ke UNION ALL SELECT 1) WHERE ke = 0 OR {pindah}"""


def _nilai(u: Ukuran, undi: Undi, jalankan: int) -> str:
    """Scores in the order of their key. Who rises stays in the field, so that the competencies stay the same."""
    from benchmarks.bangun import USANG

    bahan = "(g.id * 64 + t.kompetensi_id) * 16 + j.periode_id"  # below 2^33 for 4.7 million people
    lebih = f"CASE {undi('level', bahan, 6)} WHEN 0 THEN -200 WHEN 1 THEN 100 WHEN 2 THEN 0 WHEN 3 THEN 0 ELSE -100 END"
    pecahan = f"iif(j.sumber_id = 1, 0, {undi('pecahan', bahan, 3)} * 25)"
    return f"""
        INSERT INTO nilai (pegawai_id, kompetensi_id, periode_id, sumber_id, ratus, hari, jalankan_id)
        SELECT g.id, t.kompetensi_id, j.periode_id, j.sumber_id,
               min(500, max(100, t.ratus + {lebih}) + {pecahan}),
               CASE WHEN g.peran = {USANG} THEN q.hari - 1900
                    WHEN g.peran % 3 THEN q.hari - 190 - {undi("hari", "g.id", 30)} END,
               {jalankan}
          FROM (SELECT i AS id, {peran("i")} AS peran, {giliran(u, "i")} AS giliran,
                       {_jabatan(u, undi, "i")} AS jabatan_id FROM {_urut(u.orang)}) g
          CROSS JOIN tuntutan t ON t.jabatan_id = g.jabatan_id
          CROSS JOIN jatah j ON j.peran = g.peran AND j.giliran = g.giliran AND (j.separuh = 0 OR t.ke <= 7)
          CROSS JOIN periode q ON q.id = j.periode_id"""
