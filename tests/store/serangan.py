"""Attacks on a closed period as plain SQL: a table of statements by hand, and a source of random ones."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from hypothesis import strategies as st

from tests.kota_tutup import INI, KODE, LALU, MANGKUTAK, NANTI, PENSIUN, SABAI

_ORANG_BARU = "'P', '1984-03-12', 'PNS'"
_KOLOM_ORANG = "nip, nama, jenis_kelamin, tanggal_lahir, jenis_pegawai"

# --- refused: each statement raises, whatever the connection ----------------------------------------------------------

_NILAI = {
    "insert": f"INSERT INTO nilai VALUES (2, 3, {INI}, 1, 300, NULL, 1, NULL)",
    "insert with the period as text": f"INSERT INTO nilai VALUES (2, 3, '{INI}', 1, 300, NULL, 1, NULL)",
    "insert with the period as real": f"INSERT INTO nilai VALUES (2, 3, {INI}.0, 1, 300, NULL, 1, NULL)",
    "insert or ignore": f"INSERT OR IGNORE INTO nilai VALUES (2, 3, {INI}, 1, 300, NULL, 1, NULL)",
    "insert or ignore over one": f"INSERT OR IGNORE INTO nilai VALUES (1, 1, {INI}, 1, 300, NULL, 1, NULL)",
    "insert or fail": f"INSERT OR FAIL INTO nilai VALUES (2, 3, {INI}, 1, 300, NULL, 1, NULL)",
    "insert or replace": f"INSERT OR REPLACE INTO nilai VALUES (1, 1, {INI}, 1, 500, NULL, 1, NULL)",
    "replace": f"REPLACE INTO nilai VALUES (1, 1, {INI}, 1, 500, NULL, 1, NULL)",
    "replace from another period": f"REPLACE INTO nilai SELECT pegawai_id, kompetensi_id, {INI}, sumber_id, ratus,"
    f" hari, jalankan_id, bukti FROM nilai WHERE periode_id = {NANTI}",
    "upsert": f"INSERT INTO nilai VALUES (1, 1, {INI}, 1, 500, NULL, 1, NULL) ON CONFLICT DO UPDATE SET ratus = 500",
    "upsert of nothing": f"INSERT INTO nilai VALUES (1, 1, {INI}, 1, 5, NULL, 1, NULL) ON CONFLICT DO NOTHING",
    "update": f"UPDATE nilai SET ratus = 500 WHERE periode_id = {INI}",
    "update everything": "UPDATE nilai SET ratus = min(ratus + 1, 500)",
    "update or ignore": f"UPDATE OR IGNORE nilai SET ratus = 500 WHERE periode_id = {INI}",
    "update or replace": f"UPDATE OR REPLACE nilai SET kompetensi_id = 1 WHERE periode_id = {INI} AND pegawai_id = 1",
    "update of the person": f"UPDATE nilai SET pegawai_id = 4 WHERE pegawai_id = 1 AND periode_id = {INI}",
    "update of the source": f"UPDATE nilai SET sumber_id = 6 WHERE pegawai_id = 3 AND periode_id = {INI}",
    "update of the day": f"UPDATE nilai SET hari = 1 WHERE periode_id = {INI}",
    "update of the run": f"UPDATE nilai SET jalankan_id = 1 WHERE periode_id = {INI}",
    "update of the evidence": f"UPDATE nilai SET bukti = 'x' WHERE periode_id = {INI}",
    "update that changes nothing": f"UPDATE nilai SET ratus = ratus WHERE periode_id = {INI}",
    "moved out": f"UPDATE nilai SET periode_id = {LALU} WHERE periode_id = {INI} AND pegawai_id = 5",
    "moved in": f"UPDATE nilai SET periode_id = {INI} WHERE periode_id = {LALU} AND kompetensi_id = 3",
    "moved in over one": f"UPDATE OR REPLACE nilai SET periode_id = {INI} WHERE periode_id = {NANTI}",
    "delete": f"DELETE FROM nilai WHERE periode_id = {INI}",
    "delete everything": "DELETE FROM nilai",
    "update from a join": f"UPDATE nilai SET ratus = 1 FROM periode p WHERE p.id = periode_id AND p.kode = '{KODE}'",
    "with a returning clause": f"DELETE FROM nilai WHERE periode_id = {INI} RETURNING ratus",
}
_PERIODE = {
    "opened by hand": f"UPDATE periode SET status = 'terbuka' WHERE id = {INI}",
    "seal gone": f"UPDATE periode SET segel = NULL WHERE id = {INI}",
    "other seal": f"UPDATE periode SET segel = '{'0' * 64}' WHERE id = {INI}",
    "other code": f"UPDATE periode SET kode = 'x' WHERE id = {INI}",
    "other first day": f"UPDATE periode SET mulai = '2024-02-01' WHERE id = {INI}",
    "other last day": f"UPDATE periode SET selesai = '2024-12-30' WHERE id = {INI}",
    "other id": f"UPDATE periode SET id = 9 WHERE id = {INI}",
    "other rowid": f"UPDATE periode SET rowid = 9 WHERE id = {INI}",
    "ids shifted": "UPDATE periode SET id = id + 10",
    "deleted": f"DELETE FROM periode WHERE id = {INI}",
    "all deleted": "DELETE FROM periode",
    "replaced by id":
        f"REPLACE INTO periode (id, kode, mulai, selesai) VALUES ({INI}, 'x', '2024-01-01', '2024-12-31')",
    "replaced by id as text":
        f"REPLACE INTO periode (id, kode, mulai, selesai) VALUES ('{INI}', 'x', '2024-01-01', '2024-12-31')",
    "replaced by rowid":
        f"REPLACE INTO periode (rowid, kode, mulai, selesai) VALUES ({INI}, 'x', '2024-01-01', '2024-12-31')",
    "replaced by code": f"REPLACE INTO periode (kode, mulai, selesai) VALUES ('{KODE}', '2024-01-01', '2024-12-31')",
    "replaced by code in another case":
        f"REPLACE INTO periode (kode, mulai, selesai) VALUES ('{KODE.upper()}', '2024-01-01', '2024-12-31')",
    "upsert by code": f"INSERT INTO periode (kode, mulai, selesai) VALUES ('{KODE}', '2024-01-01', '2024-12-31') "
        "ON CONFLICT (kode) DO UPDATE SET status = 'terbuka'",
    "another one's id put in its place": f"UPDATE OR REPLACE periode SET id = {INI} WHERE id = {NANTI}",
    "another one's rowid put in its place": f"UPDATE OR REPLACE periode SET _rowid_ = {INI} WHERE id = {NANTI}",
    "another one's code put in its place": f"UPDATE OR REPLACE periode SET kode = '{KODE}' WHERE id = {NANTI}",
    "another one's code in another case":
        f"UPDATE OR REPLACE periode SET kode = '{KODE.lower()}' WHERE id = {NANTI}",
    "another one closed by hand": f"UPDATE periode SET status = 'tertutup' WHERE id = {NANTI}",
    "another one closed with a seal of nothing":
        f"UPDATE periode SET status = 'tertutup', segel = '{'0' * 64}' WHERE id = {NANTI}",
    "another one closed with this one's seal": f"UPDATE periode SET status = 'tertutup', "
        f"segel = (SELECT segel FROM penutupan WHERE periode_id = {INI}) WHERE id = {NANTI}",
    "a new one born closed": "INSERT INTO periode (kode, mulai, selesai, status, segel) "
        f"VALUES ('baru', '2020-01-01', '2020-12-31', 'tertutup', '{'0' * 64}')",
}  # fmt: skip
_ACUAN = {
    "person of another id": "UPDATE pegawai SET id = 99 WHERE id = 1",
    "person of another rowid": "UPDATE pegawai SET oid = 99 WHERE id = 1",
    "two people's ids swapped": "UPDATE pegawai SET id = CASE id WHEN 1 THEN -1 ELSE 1 END WHERE id IN (1, 2)",
    "someone put in the place of a person": "UPDATE OR REPLACE pegawai SET id = 1 WHERE id = 2",
    "person deleted": "DELETE FROM pegawai WHERE id = 1",
    "person with only a score deleted": "DELETE FROM pegawai WHERE id = 5",
    "all people deleted": "DELETE FROM pegawai",
    "person replaced by id":
        f"REPLACE INTO pegawai (id, {_KOLOM_ORANG}) VALUES (1, '198403122006042999', 'Lain', {_ORANG_BARU})",
    "person with only a score replaced by id":
        f"REPLACE INTO pegawai (id, {_KOLOM_ORANG}) VALUES (5, '198403122006042999', 'Lain', {_ORANG_BARU})",
    "person replaced by NIP": f"REPLACE INTO pegawai ({_KOLOM_ORANG}) VALUES ('{SABAI}', 'Lain', {_ORANG_BARU})",
    "person replaced by NIP as a number":
        f"REPLACE INTO pegawai ({_KOLOM_ORANG}) VALUES ({SABAI}, 'Lain', {_ORANG_BARU})",
    "person with only a score replaced by NIP":
        f"REPLACE INTO pegawai ({_KOLOM_ORANG}) VALUES ('{PENSIUN}', 'Lain', {_ORANG_BARU})",
    "person upserted": f"INSERT INTO pegawai ({_KOLOM_ORANG}) VALUES ('{SABAI}', 'Lain', {_ORANG_BARU}) "
        "ON CONFLICT (nip) DO UPDATE SET nama = 'Lain'",
    "someone given a person's NIP": f"UPDATE OR REPLACE pegawai SET nip = '{SABAI}' WHERE nip = '{MANGKUTAK}'",
    "someone given a leaver's NIP": f"UPDATE OR REPLACE pegawai SET nip = '{PENSIUN}' WHERE nip = '{MANGKUTAK}'",
    "competency of another id": "UPDATE kompetensi SET id = 99 WHERE id = 10",
    "a competency put in the place of another": "UPDATE OR REPLACE kompetensi SET id = 1 WHERE id = 2",
    "competency deleted": "DELETE FROM kompetensi WHERE id = 10",
    "competency replaced by id": "REPLACE INTO kompetensi VALUES (10, 'BARU', 'Baru', 'teknis', 44, NULL)",
    "competency replaced by code": "REPLACE INTO kompetensi VALUES (44, 'TIK', 'Baru', 'teknis', 44, NULL)",
    "competency replaced by code in another case":
        "REPLACE INTO kompetensi VALUES (44, 'tik', 'Baru', 'teknis', 44, NULL)",
    "competency replaced by its place": "REPLACE INTO kompetensi VALUES (44, 'BARU', 'Baru', 'teknis', 10, NULL)",
    "competency given another's code": "UPDATE OR REPLACE kompetensi SET kode = 'int' WHERE id = 2",
    "competency given another's place": "UPDATE OR REPLACE kompetensi SET urutan = 1 WHERE id = 2",
    "competency upserted": "INSERT INTO kompetensi VALUES (44, 'TIK', 'Baru', 'teknis', 44, NULL) "
        "ON CONFLICT (kode) DO UPDATE SET id = 44",
    "source renamed": "UPDATE sumber SET kode = 'lain' WHERE id = 1",
    "source moved": "UPDATE sumber SET id = 9 WHERE id = 2",
    "source deleted": "DELETE FROM sumber WHERE id = 6",
    "source replaced": "REPLACE INTO sumber VALUES (1, 'lain')",
    "source added": "INSERT INTO sumber VALUES (7, 'lain')",
}  # fmt: skip
_LAIN = {
    "held row added": f"INSERT INTO ditahan VALUES ({INI}, 'a', 'b', 1, 'C', 'X', NULL, NULL, 1, NULL)",
    "held row replaced":
        f"REPLACE INTO ditahan VALUES ({INI}, 'rekap.xlsx', 'Nilai', 7, 'C', 'X', NULL, NULL, 1, NULL)",
    "held row upserted": f"INSERT INTO ditahan VALUES ({INI}, 'rekap.xlsx', 'Nilai', 7, 'C', 'X', NULL, NULL, 1, NULL) "
        "ON CONFLICT DO UPDATE SET alasan = NULL",
    "held row without its reason": f"UPDATE ditahan SET alasan = NULL WHERE periode_id = {INI}",
    "held row moved in": f"UPDATE OR REPLACE ditahan SET periode_id = {INI} WHERE periode_id = {NANTI}",
    "held row moved out": f"UPDATE ditahan SET periode_id = {LALU} WHERE periode_id = {INI}",
    "held row deleted": f"DELETE FROM ditahan WHERE periode_id = {INI}",
    "another unit for a frozen level": f"INSERT INTO beku_penyebut VALUES ({INI}, 1, 1, 7000)",
    "another unit for a frozen level, or ignored": f"INSERT OR IGNORE INTO beku_penyebut VALUES ({INI}, 1, 1, 7000)",
    "closing replaced": f"REPLACE INTO penutupan VALUES ({INI}, 1, 'x', '[]', '{'0' * 64}')",
    "closing by rowid": "REPLACE INTO penutupan (rowid, jalankan_id, instansi, peringatan, segel) "
        f"VALUES ({INI}, 1, 'x', '[]', '{'0' * 64}')",
    "closing with another seal": f"UPDATE penutupan SET segel = '{'0' * 64}'",
    "closing without its warnings": "UPDATE penutupan SET peringatan = '[]'",
    "closing of another institution": "UPDATE penutupan SET instansi = 'x'",
    "closing by another run": "UPDATE penutupan SET jalankan_id = 1",
    "closing moved": f"UPDATE penutupan SET periode_id = {NANTI}",
    "closing deleted": "DELETE FROM penutupan",
    "reopening changed": "UPDATE buka_ulang SET alasan = 'x'",
    "reopening of another period": f"UPDATE buka_ulang SET periode_id = {INI}",
    "reopening of another id": "UPDATE buka_ulang SET id = 9",
    "reopening deleted": "DELETE FROM buka_ulang",
    "reopening replaced": f"REPLACE INTO buka_ulang VALUES (1, {NANTI}, 1, 'x', 'y', 'z')",
    "reopening invented": f"INSERT INTO buka_ulang VALUES (NULL, {INI}, 1, 'x', 'y', 'z')",
}  # fmt: skip


def beku() -> Iterator[tuple[str, str]]:
    """Every kind of statement on every frozen table."""
    for tabel, kolom, baru, ada, baris in (
        ("beku_opd", "nama", "9", "1", "'X', 'X', NULL"), ("beku_jabatan", "nama", "9", "1", "'X', 'X'"),
        ("beku_kompetensi", "nama", "99", "10", "'X', 'X', 'teknis', 99"),
        ("beku_kebijakan", "nilai", "'x'", "'masa_berlaku_nilai'", "'1', 'x', 'x'"),
        ("beku_orang", "nama", "99", "1", f"1, '{'0' * 18}', 'X', NULL, '{'0' * 64}', 1, 1"),
        ("beku_gap", "status", "1, 99", "2, 1", "4, NULL, 6000, 6000, 'tidak_ada', 'memenuhi', NULL"),
    ):  # fmt: skip
        yield f"{tabel} insert", f"INSERT INTO {tabel} VALUES ({INI}, {baru}, {baris})"
        yield f"{tabel} insert or ignore", f"INSERT OR IGNORE INTO {tabel} VALUES ({INI}, {baru}, {baris})"
        yield f"{tabel} replace", f"REPLACE INTO {tabel} VALUES ({INI}, {ada}, {baris})"
        yield f"{tabel} update", f"UPDATE {tabel} SET {kolom} = 'X'"
        yield f"{tabel} update or replace", f"UPDATE OR REPLACE {tabel} SET {kolom} = 'X' WHERE periode_id = {INI}"
        yield f"{tabel} moved out", f"UPDATE {tabel} SET periode_id = {NANTI}"
        yield f"{tabel} delete", f"DELETE FROM {tabel} WHERE periode_id = {INI}"


DITOLAK = {**_NILAI, **_PERIODE, **_ACUAN, **_LAIN, **dict(beku())}

# --- not refused: what belongs to no period may change, and the answer does not move ----------------------------------

DIBIARKAN: dict[str, tuple[str, ...]] = {
    "a score of an earlier open year": (f"INSERT INTO nilai VALUES (2, 3, {LALU}, 1, 300, NULL, 1, NULL)",),
    "the scores of the earlier year gone": (f"DELETE FROM nilai WHERE periode_id = {LALU}",),
    "agency ids swapped": ("UPDATE opd SET id = -1 WHERE id = 1", "UPDATE opd SET id = 1 WHERE id = 3",
                           "UPDATE opd SET id = 3 WHERE id = -1"),
    "agency codes and names swapped": ("UPDATE opd SET kode = 'X' WHERE kode = 'DINKES'",
                                       "UPDATE opd SET kode = 'DINKES', nama = 'Dinas Kesehatan' WHERE kode = 'DISDIK'",
                                       "UPDATE opd SET kode = 'DISDIK' WHERE kode = 'X'"),
    "agency deleted and made again": ("DELETE FROM opd WHERE id = 3",
                                      "INSERT INTO opd (id, kode, nama) VALUES (3, 'LAIN', 'Dinas Lain')"),
    "agency tree turned": ("UPDATE opd SET induk_id = 4 WHERE id = 2",),
    "job ids swapped": ("UPDATE jabatan SET id = -1 WHERE id = 1", "UPDATE jabatan SET id = 1 WHERE id = 2",
                        "UPDATE jabatan SET id = 2 WHERE id = -1"),
    "job replaced": ("REPLACE INTO jabatan VALUES (1, 'STAF', 'Bukan Staf', NULL, NULL)",),
    "names of people": ("UPDATE pegawai SET nama = 'AAA' || id",),
    "a corrected NIP": ("UPDATE pegawai SET nip = '198403122006042902' WHERE id = 1",),
    "names, kinds and order of competencies": (
        "UPDATE kompetensi SET nama = 'X' || id, jenis = 'teknis', urutan = urutan + 100",),
    "codes of competencies swapped": ("UPDATE kompetensi SET kode = 'X1' WHERE id = 1",
                                      "UPDATE kompetensi SET kode = 'INT' WHERE id = 2"),
    "standards gone": ("DELETE FROM standar",),
    "placements gone": ("DELETE FROM penempatan",),
    "policies changed": ("UPDATE kebijakan SET nilai = '4'",),
    "institution renamed": ("UPDATE instansi SET nama = 'Kota Lain'",),
    "the code of the earlier year": (f"UPDATE periode SET kode = 'dulu' WHERE id = {LALU}",),
    "the days of the next year": (
        f"UPDATE periode SET selesai = '2024-12-31', mulai = '2024-01-01' WHERE id = {NANTI}",),
    "the next year deleted": tuple(
        f"DELETE FROM {tabel} WHERE {kunci} = {NANTI}"
        for tabel, kunci in (("ditahan", "periode_id"), ("nilai", "periode_id"), ("periode", "id"))),
    "everyone out of service": ("UPDATE pegawai SET status = 'henti'",),
}  # fmt: skip

# --- random SQL -------------------------------------------------------------------------------------------------------

TABEL: dict[str, tuple[str, ...]] = {
    "nilai": ("pegawai_id", "kompetensi_id", "periode_id", "sumber_id", "ratus", "hari", "jalankan_id", "bukti"),
    "ditahan": ("periode_id", "berkas", "lembar", "baris", "kolom", "kode", "pegawai_id", "jalankan_id", "alasan"),
    "periode": ("id", "kode", "mulai", "selesai", "status", "segel", "rowid"),
    "penutupan": ("periode_id", "jalankan_id", "instansi", "peringatan", "segel", "rowid"),
    "buka_ulang": ("id", "periode_id", "jalankan_id", "alasan", "saksi", "segel"),
    "beku_opd": ("periode_id", "opd_id", "kode", "nama", "induk_id"),
    "beku_jabatan": ("periode_id", "jabatan_id", "kode", "nama"),
    "beku_kompetensi": ("periode_id", "kompetensi_id", "kode", "nama", "jenis", "urutan"),
    "beku_kebijakan": ("periode_id", "kunci", "nilai", "dasar", "keterangan"),
    "beku_orang": ("periode_id", "urut", "pegawai_id", "nip", "nama", "garam", "sidik", "opd_id", "jabatan_id"),
    "beku_gap": ("periode_id", "urut", "letak", "kompetensi_id", "standar_6000", "capaian_6000", "status"),
    "beku_penyebut": ("periode_id", "urut", "letak", "penyebut"),
    "pegawai": ("id", "nip", "nama", "jenis_kelamin", "tanggal_lahir", "jenis_pegawai", "status", "oid"),
    "kompetensi": ("id", "kode", "nama", "jenis", "urutan"),
    "sumber": ("id", "kode"),
    "opd": ("id", "kode", "nama", "induk_id"),
    "jabatan": ("id", "kode", "nama", "jenjang"),
    "standar": ("jabatan_id", "kompetensi_id", "ratus", "mulai", "selesai"),
    "penempatan": ("pegawai_id", "opd_id", "jabatan_id", "mulai", "selesai"),
    "kebijakan": ("kunci", "mulai", "selesai", "nilai", "dasar", "keterangan"),
    "instansi": ("nama",),
}
_NOMOR = ("1", "2", "3", "2", "4", "5", "10", "'2'", "2.0", "NULL", "-1", "99")
_HARI = ("'2024-01-01'", "'2024-12-31'", "'2025-06-30'", "NULL")
_ISI: dict[str, tuple[str, ...]] = {
    "kode": (f"'{KODE}'", f"'{KODE.lower()}'", "'2023'", "'2025'", "'INT'", "'int'", "'TIK'", "'DINKES'", "'baru'"),
    "nip": (f"'{SABAI}'", f"'{MANGKUTAK}'", f"'{PENSIUN}'", SABAI, "'198403122006042999'"),
    "status": ("'terbuka'", "'tertutup'", "'aktif'", "'henti'", "'memenuhi'"),
    "segel": ("NULL", f"'{'0' * 64}'", f"(SELECT segel FROM main.penutupan WHERE periode_id = {INI})"),
    "ratus": ("1", "500"),
    "mulai": _HARI,
    "selesai": _HARI,
    "berkas": ("'rekap.xlsx'", "'a'"),
    "lembar": ("'Nilai'", "'b'"),
    "baris": ("7", "1"),
    "kolom": ("'C'", "''"),
    "kunci": ("'masa_berlaku_nilai'", "'batas_gap_rendah'", "'lain'"),
    "jenis": ("'teknis'", "'manajerial'"),
    "jenis_kelamin": ("'P'",),
    "tanggal_lahir": ("'1984-03-12'",),
    "jenis_pegawai": ("'PNS'",),
    "jenjang": ("NULL", "'Pengawas'"),
    "sidik": (f"'{'0' * 64}'",),
    "garam": ("NULL", f"'{'0' * 32}'"),
}
_TEKS = ("'x'", "'[]'", "NULL")
_BERANGKA = ("id", "rowid", "oid", "urut", "letak", "penyebut", "urutan", "hari")


def _nilai(kolom: str) -> st.SearchStrategy[str]:
    if kolom in _ISI:
        return st.sampled_from(_ISI[kolom])
    return st.sampled_from(_NOMOR if kolom in _BERANGKA or kolom.endswith(("_id", "_6000")) else _TEKS)


@st.composite
def pernyataan(ambil: Callable[[st.SearchStrategy[Any]], Any]) -> str:
    """One statement of another program."""
    tabel = ambil(st.sampled_from(list(TABEL)))
    kolom = ambil(st.permutations(TABEL[tabel]))
    if ambil(st.booleans()):
        kolom = kolom[: ambil(st.integers(1, len(kolom)))]
    isi = [ambil(_nilai(satu)) for satu in kolom]
    atas = ambil(st.sampled_from(("", "", " OR IGNORE", " OR REPLACE", " OR REPLACE", " OR FAIL")))
    dimana = ""
    if ambil(st.booleans()):
        kunci = ambil(st.sampled_from([satu for satu in TABEL[tabel] if satu.endswith("id")] or TABEL[tabel]))
        dimana = f" WHERE {kunci} = {ambil(_nilai(kunci))}"
    jenis = ambil(st.sampled_from(("INSERT", "INSERT", "UPDATE", "UPDATE", "DELETE", "SALIN")))
    if jenis == "DELETE":
        return f"DELETE FROM {tabel}{dimana}"
    if jenis == "UPDATE":
        pasangan = list(zip(kolom, isi, strict=True))[: ambil(st.integers(1, 3))]
        return f"UPDATE{atas} {tabel} SET {', '.join(f'{k} = {v}' for k, v in pasangan)}{dimana}"
    nama = [satu for satu in kolom if satu not in ("rowid", "oid")] or list(TABEL[tabel][:1])
    if jenis == "SALIN":  # existing rows with one column changed: the likeliest REPLACE
        ganti = ambil(st.sampled_from(nama))
        pilih = ", ".join(ambil(_nilai(satu)) if satu == ganti else satu for satu in TABEL[tabel][: len(TABEL[tabel])])
        return f"INSERT{atas} INTO {tabel} ({', '.join(TABEL[tabel])}) SELECT {pilih} FROM {tabel}{dimana}"
    akhir = ambil(st.sampled_from(("", "", " ON CONFLICT DO NOTHING", " ON CONFLICT DO UPDATE SET ")))
    if akhir.endswith("SET "):
        akhir += f"{kolom[0]} = {isi[0]}"
    return f"INSERT{atas} INTO {tabel} ({', '.join(kolom)}) VALUES ({', '.join(isi)}){akhir}"
