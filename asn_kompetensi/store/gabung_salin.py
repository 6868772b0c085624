"""Copying the file of one city (or a united one) into a united file: row by row in SQL, numbers moved up.

Three files on one connection: a temporary one of its own, the city's (`kota`, which cannot be written) and the united
one (`hasil`). A name without a schema is looked for in that order: queries made for a city read the city, and its open
periods are frozen in the temporary one exactly as closing them would.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import NamedTuple

from asn_kompetensi.domain.gabung import PANJANG_KODE, gabung_kode
from asn_kompetensi.domain.galat import Bentrok
from asn_kompetensi.store import antre, catatan, kesalahan, koneksi, migrations, penutupan, rantai
from asn_kompetensi.store.gabung import DENYUT, GESER_URUT, pasang_lampiran

_CONTOH = 5


class Masukan(NamedTuple):
    """One file and where its things go: pairs of old and new numbers.

    `kode` is the city's code for an ordinary file, None for a united one, whose codes have theirs already. `periode`
    has the codes as well, `kompetensi` the period (0: the register) first; `terbuka` are periods to be frozen.
    """

    lokasi: Path
    kode: str | None
    kota: Sequence[tuple[int, int]]
    periode: Sequence[tuple[int, int, str, str]]
    terbuka: Sequence[int]
    kompetensi: Sequence[tuple[int, int, int]]


class Bentrokan(NamedTuple):
    """NIPs of people who were in the united file already, and how many of their records were, too."""

    nip: list[str]
    penempatan: int
    nilai: int


def salin(lokasi: Path, m: Masukan, ujung: tuple[int, str], denyut: Callable[[], int]) -> Bentrokan:
    """Copy a file into the united one at `lokasi`. `denyut` is called again and again.

    Raises `Bentrok` where the end of its trail is not `ujung`: it was changed since it was looked at; and what
    `kesalahan` makes of an error, naming the file that caused it.
    """
    with _sebut(m.lokasi, lokasi), closing(koneksi.sambung_kosong()) as kon:
        kon.set_progress_handler(denyut, DENYUT)
        koneksi.lampirkan(kon, m.lokasi, "kota", "ro")
        koneksi.lampirkan(kon, lokasi, "hasil", "rw")
        pasang_lampiran(kon, "hasil")
        _fungsi(kon, m.kode)
        _peta(kon, m)
        antre.mulai(kon, koneksi.BATAS_TUNGGU)
        if _ujung(kon) != ujung:  # read in this very transaction: nothing is saved there meanwhile
            raise Bentrok(f"{m.lokasi} berubah selagi digabung", "Ulangi perintahnya.")
        _bekukan(kon, m.terbuka)
        geser = {nama: int(kon.execute(sql).fetchone()[0]) for nama, sql in _GESER.items()}
        hasil = _daftar(kon, m, geser)
        for asal in ("kota", "main") if m.terbuka else ("kota",):
            for tabel, kolom, sumber in _BEKU:
                _jalan(kon, f"INSERT INTO hasil.{tabel} SELECT {kolom} FROM {sumber}", geser, asal)
        antre.selesai(kon, koneksi.BATAS_TUNGGU, lambda: None)
        return hasil


def _ujung(kon: sqlite3.Connection) -> tuple[int, str]:
    """The newest run of the city's trail and its last link, as `segel.ujung` has them."""
    baris = kon.execute(
        "SELECT jalankan_id, sidik FROM kota.rantai ORDER BY jalankan_id DESC, tabel DESC LIMIT 1"
    ).fetchone()
    return (0, rantai.AWAL) if baris is None else (int(baris[0]), str(baris[1]))


@contextmanager
def _sebut(masukan: Path, hasil: Path) -> Iterator[None]:
    """Say of which file an error is: what cannot be read is the city's, what cannot be written the united one."""
    try:
        yield
    except sqlite3.Error as galat:
        nama = str(getattr(galat, "sqlite_errorname", ""))
        menulis = nama.startswith(("SQLITE_FULL", "SQLITE_IOERR_WRITE", "SQLITE_IOERR_TRUNCATE", "SQLITE_IOERR_FSYNC"))
        raise kesalahan.terjemahkan(galat, hasil if menulis else masukan) from galat


def _fungsi(kon: sqlite3.Connection, kode: str | None) -> None:
    """What SQL cannot say: the code among other cities, the digest that stands for a person in a seal."""

    def sidik(nip: str, nama: str) -> str:
        return penutupan.sidik_orang(catatan.TANPA_GARAM, nip, nama)

    def gabung(satu: str, panjang: int) -> str:
        return satu if kode is None else gabung_kode(kode, satu, panjang)

    kon.create_function("sidik_orang", 2, sidik, deterministic=True)
    kon.create_function("gabung_kode", 2, gabung, deterministic=True)


def _peta(kon: sqlite3.Connection, m: Masukan) -> None:
    """Where things go; `peta_pegawai` holds only those who were in the united file before."""
    for perintah in _BUAT_PETA:
        kon.execute(perintah)
    kon.executemany("INSERT INTO temp.peta_kota VALUES (?, ?)", m.kota)
    kon.executemany("INSERT INTO temp.peta_periode VALUES (?, ?, ?, ?)", m.periode)
    kon.executemany("INSERT INTO temp.peta_kompetensi VALUES (?, ?, ?)", m.kompetensi)
    kon.execute(
        f"""INSERT INTO temp.peta_pegawai
            SELECT k.id, h.id FROM kota.pegawai k CROSS JOIN hasil.pegawai h ON h.nip = k.nip
             WHERE NOT {_SAMAR.format(nip="k.nip")} ORDER BY k.id"""
    )


# Whoever was erased has a NIP of zeros and a number: nobody's NIP in another file.
_SAMAR = "{nip} GLOB '0000*'"
_BUAT_PETA = (
    "CREATE TEMP TABLE peta_kota (lama INTEGER PRIMARY KEY, baru INTEGER)",
    "CREATE TEMP TABLE peta_periode (lama INTEGER PRIMARY KEY, baru INTEGER, kode_lama TEXT UNIQUE, kode_baru TEXT)",
    "CREATE TEMP TABLE peta_kompetensi (periode INTEGER, lama INTEGER, baru INTEGER, PRIMARY KEY (periode, lama))",
    "CREATE TEMP TABLE peta_pegawai (lama INTEGER PRIMARY KEY, baru INTEGER)",
)


def _bekukan(kon: sqlite3.Connection, periode: Sequence[int]) -> None:
    """Freeze open periods of the city, in tables of the temporary database."""
    if not periode:
        return
    objek = migrations.objek(migrations.versi_program())
    for nama in (*penutupan.BEKU, "beku_orang_pegawai"):
        kon.execute(objek[nama])
    for nomor in periode:
        penutupan.salin(kon, nomor)


_GESER = {
    "opd": "SELECT coalesce(max(opd_id), 0) FROM hasil.opd_instansi",
    "jabatan": """SELECT max((SELECT coalesce(max(id), 0) FROM hasil.jabatan),
                             (SELECT coalesce(max(jabatan_id), 0) FROM hasil.beku_jabatan))""",
    **{
        satu: f"SELECT coalesce(max(id), 0) FROM hasil.{satu}"
        for satu in ("standar", "pegawai", "penempatan", "pelatihan", "kelas", "peserta", "jp_luar")
    },
}

# --- the registers ----------------------------------------------------------------------------------------------------

_ORANG = "ifnull((SELECT baru FROM temp.peta_pegawai WHERE lama = t.{k}), t.{k} + {pegawai})"
_RUJUK = {
    **{satu: f"t.{{k}} + {{{satu}}}" for satu in _GESER},
    "pegawai": _ORANG,
    "kompetensi": "(SELECT baru FROM temp.peta_kompetensi WHERE periode = 0 AND lama = t.{k})",
    "periode": "(SELECT baru FROM temp.peta_periode WHERE lama = t.{k})",
    "kode": f"gabung_kode(t.{{k}}, {PANJANG_KODE})",
    "kode jabatan": "gabung_kode(t.{k}, 60)",
    "nip": f"iif({_SAMAR.format(nip='t.{k}')}, printf('%018d', t.id + {{pegawai}}), t.{{k}})",
    "kosong": "NULL",
    "tanpa sakit": "iif(t.{k} = 'sakit', 'izin', t.{k})",
}
# Table -> what its columns hold, but for those that are copied as they are. Why somebody stayed away or said no, and
# what was written down about a score, is nobody's business elsewhere.
_TABEL: dict[str, dict[str, str]] = {
    "opd": {"id": "opd", "kode": "kode", "induk_id": "opd", "digabung_ke_id": "opd"},
    "opd_alias": {"opd_id": "opd"},
    "jabatan": {"id": "jabatan", "kode": "kode jabatan"},
    "jabatan_alias": {"jabatan_id": "jabatan"},
    "kompetensi_alias": {"kompetensi_id": "kompetensi"},
    "standar": {"id": "standar", "jabatan_id": "jabatan", "kompetensi_id": "kompetensi"},
    "pegawai": {"id": "pegawai", "nip": "nip"},
    "penempatan": {"id": "penempatan", "pegawai_id": "pegawai", "opd_id": "opd", "jabatan_id": "jabatan"},
    "nilai": {
        "pegawai_id": "pegawai",
        "kompetensi_id": "kompetensi",
        "periode_id": "periode",
        "jalankan_id": "kota",
        "bukti": "kosong",
    },
    "pelatihan": {"id": "pelatihan", "kode": "kode"},
    "pelatihan_sasaran": {"pelatihan_id": "pelatihan", "kompetensi_id": "kompetensi"},
    "kelas": {"id": "kelas", "kode": "kode", "pelatihan_id": "pelatihan"},
    "kelas_opd": {"kelas_id": "kelas", "opd_id": "opd"},
    "kelas_rincian": {"kelas_id": "kelas", "tuan_rumah_id": "opd"},
    "kelas_hari": {"kelas_id": "kelas"},
    "peserta": {"id": "peserta", "kelas_id": "kelas", "pegawai_id": "pegawai", "opd_id": "opd", "alasan": "kosong"},
    "kehadiran": {"peserta_id": "peserta", "status": "tanpa sakit"},
    "jp_luar": {"id": "jp_luar", "pegawai_id": "pegawai"},
}
_HANYA_BARU = {"pegawai": "NOT EXISTS (SELECT 1 FROM temp.peta_pegawai p WHERE p.lama = t.id)"}
# The record of someone in two cities is that of the one where the person still serves.
_TETAP_AKTIF = """
    UPDATE hasil.pegawai AS h SET ({kolom}) = (SELECT {kolom_lain} FROM kota.pegawai k WHERE k.nip = h.nip)
     WHERE h.status = 'henti' AND h.id IN (SELECT p.baru FROM temp.peta_pegawai p JOIN kota.pegawai k ON k.id = p.lama
                                            WHERE k.status = 'aktif')
"""


def _daftar(kon: sqlite3.Connection, m: Masukan, geser: dict[str, int]) -> Bentrokan:
    """The registers; of what is there already (someone in two cities) the record of the earlier city stays."""
    kota = str(m.kota[0][1]) if m.kode is not None else "(SELECT baru FROM temp.peta_kota WHERE lama = t.{k})"
    for perintah in _OPD_KOTA if m.kode is not None else _OPD_KOTA_LAIN:
        kon.execute(perintah.format(kota=kota, **geser))
    for tabel in ("level", "jenjang", "golongan", "bentuk"):  # of an older program, perhaps
        kon.execute(f"INSERT OR IGNORE INTO hasil.{tabel} SELECT * FROM kota.{tabel}")
    bentrok = {}
    for tabel, isi in _TABEL.items():
        kolom = _kolom(kon, tabel)
        nilai = (({**_RUJUK, "kota": kota}[isi[satu]] if satu in isi else "t.{k}").format(k=satu, **geser)
                 for satu in kolom)  # fmt: skip
        masuk = kon.execute(
            f"""INSERT INTO hasil.{tabel} ({", ".join(kolom)}) SELECT {", ".join(nilai)} FROM kota.{tabel} t
                 WHERE {_HANYA_BARU.get(tabel, "TRUE")} ON CONFLICT DO NOTHING"""
        ).rowcount
        bentrok[tabel] = int(kon.execute(f"SELECT count(*) FROM kota.{tabel}").fetchone()[0]) - masuk
    isi_pegawai = [satu for satu in _kolom(kon, "pegawai") if satu not in ("id", "nip")]
    kon.execute(_TETAP_AKTIF.format(kolom=", ".join(isi_pegawai),
                                    kolom_lain=", ".join(f"k.{satu}" for satu in isi_pegawai)))  # fmt: skip
    dua = kon.execute("SELECT k.nip FROM temp.peta_pegawai p JOIN kota.pegawai k ON k.id = p.lama ORDER BY 1")
    return Bentrokan([nip for (nip,) in dua], bentrok["penempatan"], bentrok["nilai"])


def _kolom(kon: sqlite3.Connection, tabel: str) -> list[str]:
    return [
        nama for (nama,) in kon.execute("SELECT name FROM pragma_table_xinfo(?, 'hasil') WHERE hidden = 0", (tabel,))
    ]


_OPD_KOTA = (
    """INSERT INTO hasil.opd_instansi
       SELECT id + {opd}, {kota} FROM (SELECT id FROM kota.opd UNION SELECT opd_id FROM kota.beku_opd) ORDER BY id""",
)
_OPD_KOTA_LAIN = (
    """INSERT INTO hasil.opd_instansi
       SELECT t.opd_id + {opd}, p.baru FROM kota.opd_instansi t JOIN temp.peta_kota p ON p.lama = t.gabungan_id
        ORDER BY t.opd_id""",
    """INSERT INTO hasil.gabungan_kebijakan
       SELECT m.baru, p.baru, t.kunci, t.nilai, t.dasar, t.keterangan
         FROM kota.gabungan_kebijakan t JOIN temp.peta_kota m ON m.lama = t.gabungan_id
         JOIN temp.peta_periode p ON p.lama = t.periode_id""",
)

# --- the answers ------------------------------------------------------------------------------------------------------

_P = "JOIN temp.peta_periode p ON p.lama = t.periode_id"
_ORANG_BEKU = _ORANG.format(k="pegawai_id", pegawai="{pegawai}")
_NIP_BEKU = f"iif({_SAMAR.format(nip='t.nip')}, printf('%018d', {_ORANG_BEKU}), t.nip)"
_URUT = f"t.urut + ((m.baru - m.lama) << {GESER_URUT})"
_M = f"JOIN temp.peta_kota m ON m.lama = t.urut >> {GESER_URUT}"
# Frozen table, columns, source, in the order of their keys; `{asal}` is the city's file, or what was frozen just now.
_BEKU = (
    (
        "beku_opd",
        f"p.baru, t.opd_id + {{opd}}, gabung_kode(t.kode, {PANJANG_KODE}), t.nama, t.induk_id + {{opd}}",
        f"{{asal}}.beku_opd t {_P}",
    ),
    (
        "beku_jabatan",
        "p.baru, t.jabatan_id + {jabatan}, gabung_kode(t.kode, 60), t.nama",
        f"{{asal}}.beku_jabatan t {_P}",
    ),
    (
        "beku_kompetensi",
        "DISTINCT p.baru, u.id, u.kode, u.nama, u.jenis, u.urutan",
        f"""{{asal}}.beku_kompetensi t {_P}
            JOIN temp.peta_kompetensi k ON k.periode = t.periode_id AND k.lama = t.kompetensi_id
            JOIN hasil.kompetensi u ON u.id = k.baru WHERE TRUE ON CONFLICT DO NOTHING""",
    ),
    (
        "beku_orang",
        f"p.baru, {_URUT}, {_ORANG_BEKU}, {_NIP_BEKU}, t.nama, '{catatan.TANPA_GARAM}', "
        f"sidik_orang({_NIP_BEKU}, t.nama), t.opd_id + {{opd}}, t.jabatan_id + {{jabatan}}",
        f"{{asal}}.beku_orang t {_P} {_M}",
    ),
    (
        "beku_gap",
        f"p.baru, {_URUT}, t.letak, k.baru, t.tingkat, t.standar_6000, t.capaian_6000, t.kategori, t.status, "
        "ifnull(q.kode_baru, t.periode_nilai)",
        f"""{{asal}}.beku_gap t {_P} {_M}
            LEFT JOIN temp.peta_kompetensi k ON k.periode = t.periode_id AND k.lama = t.kompetensi_id
            LEFT JOIN temp.peta_periode q ON q.kode_lama = t.periode_nilai""",
    ),
    ("beku_penyebut", f"p.baru, {_URUT}, t.letak, t.penyebut", f"{{asal}}.beku_penyebut t {_P} {_M}"),
    (
        "gabungan_kebijakan",
        "m.baru, p.baru, t.kunci, t.nilai, t.dasar, t.keterangan",
        f"{{asal}}.beku_kebijakan t {_P} JOIN temp.peta_kota m ON m.lama = 0",
    ),
)


def _jalan(kon: sqlite3.Connection, perintah: str, geser: dict[str, int], asal: str) -> None:
    kon.execute(perintah.format(asal=asal, **geser))
