"""Does the trail still tell the truth? The chain is recomputed and replayed against the tables.

`integrity_check` misses changed text without an index and rows nobody refers to; the trail does not.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from itertools import chain

from asn_kompetensi.domain import samaran
from asn_kompetensi.store import catatan, penutupan, rantai
from asn_kompetensi.store.queries import gabung

Letak = tuple[str, str]  # table, key as a JSON array


def jejak_rusak(kon: sqlite3.Connection) -> bool:
    """Whether anything in a whole file was changed behind the program's back: trail, records, or what is sealed."""
    return bool(
        rantai_putus(kon)
        or identitas_palsu(kon)
        or next(di_luar_catatan(kon), None)
        or penutupan.segel_rusak(kon)
        or penutupan.identitas_palsu(kon)
    )


def utuh(kon: sqlite3.Connection) -> list[str]:
    """What SQLite itself finds wrong with the file; [] for a sound one."""
    return [str(satu) for (satu,) in kon.execute("PRAGMA integrity_check(20)") if satu != "ok"]


def tanpa_induk(kon: sqlite3.Connection) -> list[tuple[str, int]]:
    """Tables with records that refer to a record that is not there, and how many."""
    return [
        (str(tabel), int(banyak))
        for tabel, banyak in kon.execute(
            'SELECT "table", count(*) FROM pragma_foreign_key_check GROUP BY "table" ORDER BY "table"'
        )
    ]


def rantai_putus(kon: sqlite3.Connection) -> list[tuple[int, str]]:
    """Links `(run, table)` that do not follow from the rows they cover and the link before; '' is the run itself.

    Each link is computed from the stored one before it, so that one change is found where it was made. In a united file
    the rows are those of the tables themselves.
    """
    gabungan = gabung.gabungan(kon)
    tercatat = {
        (nomor, tabel): (banyak, sidik)
        for nomor, tabel, banyak, sidik in kon.execute("SELECT jalankan_id, tabel, banyak, sidik FROM rantai")
    }
    catat = "SELECT id, '' FROM jalankan UNION SELECT DISTINCT jalankan_id, tabel FROM catatan ORDER BY 1, 2"
    seharusnya = rantai.letak_isi(kon) if gabungan else kon.execute(catat).fetchall()
    mata = rantai.mata_isi if gabungan else rantai.mata
    putus, ujung = [], rantai.AWAL
    for letak in sorted({*seharusnya, *tercatat}):
        ini = tercatat.get(letak)
        if letak not in seharusnya or ini != mata(kon, ujung, *letak):
            putus.append(letak)
        ujung = ini[1] if ini else rantai.AWAL
    return putus


def identitas_palsu(kon: sqlite3.Connection) -> list[tuple[int, str, str]]:
    """Names and NIPs of the trail `(run, table, key)` that are not those hashed, or gone without an erasure."""
    tersamar = catatan.tersamar(kon)
    return [
        (nomor, tabel, kunci)
        for nomor, tabel, kunci, milik, garam, *teks in kon.execute(_IDENTITAS)
        # Nothing is left of an erased person; of two who stood in a record only the other one.
        if not (garam is None and milik in tersamar)
        and not (tersamar and garam == catatan.TANPA_GARAM and _sepihak(tabel, kunci, *teks[:2]) and _satu_sisi(*teks))
        and any(not _asli(garam, isi, sidik) for isi, sidik in zip(teks[:2], teks[2:], strict=True))
    ]


# A row damaged beyond reading is nobody's.
_IDENTITAS = f"""
    SELECT c.jalankan_id, c.tabel, c.kunci,
           iif(json_valid(c.kunci) AND json_valid(coalesce(c.baru, c.lama)), {catatan.MILIK}, NULL),
           p.garam, p.lama, p.baru,
           iif(json_valid(c.lama), c.lama ->> '$.identitas', c.lama),
           iif(json_valid(c.baru), c.baru ->> '$.identitas', c.baru)
      FROM catatan c LEFT JOIN catatan_pribadi p USING (jalankan_id, tabel, kunci)
     WHERE c.tabel IN ({", ".join(f"'{tabel}'" for tabel in catatan.PRIBADI)})
"""


def _satu_sisi(lama: str | None, baru: str | None, sidik_lama: str | None, sidik_baru: str | None) -> bool:
    """What an erasure leaves of a row that named the person: at least one side is gone that once had a digest."""
    hilang = (lama is None and sidik_lama is not None) or (baru is None and sidik_baru is not None)
    return hilang and (lama is None or sidik_lama is not None) and (baru is None or sidik_baru is not None)


def _sepihak(tabel: str, kunci: str, *sisi: str | None) -> bool:
    """Whether one side of such a row may stand alone; of an assessor, never renamed, only what replaces the name."""
    if tabel != "penilai":
        return tabel in catatan.SEPIHAK
    samar = catatan.tulis_json(dict(samaran.penilai(json.loads(kunci)[0])))
    return all(satu in (None, samar) for satu in sisi)


def _asli(garam: str | None, isi: str | None, sidik: str | None) -> bool:
    return sidik == (None if isi is None or garam is None else rantai.sidik_pribadi(garam, isi))


def di_luar_catatan(kon: sqlite3.Connection) -> Iterator[Letak]:
    """Records that are not what the trail says they are: changed, added or removed behind the program's back.

    A united file has no trail; its links cover the records themselves.
    """
    if gabung.gabungan(kon):
        return
    for tabel in catatan.tabel_dicatat(kon):
        if tabel.nama in catatan.PRIBADI:
            yield from _pribadi_di_luar(kon, tabel)
            continue
        ada = f"SELECT {tabel.teks_kunci()} AS kunci, {tabel.teks_isi()} AS isi FROM {tabel.nama}"
        beda = kon.execute(
            f"""SELECT kunci FROM (SELECT * FROM ({ada}) EXCEPT SELECT kunci, baru FROM ({_TERAKHIR}))
                UNION
                SELECT kunci FROM (SELECT kunci, baru FROM ({_TERAKHIR}) EXCEPT SELECT * FROM ({ada}))""",
            {"tabel": tabel.nama},
        )
        yield from ((tabel.nama, str(kunci)) for (kunci,) in beda)


# The newest state of each record according to the trail (the other columns come from the row of the maximum).
_TERAKHIR = """
    SELECT kunci, baru, nomor
      FROM (SELECT kunci, baru, max(jalankan_id) AS nomor FROM catatan WHERE tabel = :tabel GROUP BY kunci)
     WHERE baru IS NOT NULL
"""


def _pribadi_di_luar(kon: sqlite3.Connection, tabel: catatan.Tabel) -> Iterator[Letak]:
    ada = {kunci: json.loads(isi) for kunci, isi in kon.execute(
        f"SELECT {tabel.teks_kunci()}, {tabel.teks_isi()} FROM {tabel.nama}"
    )}  # fmt: skip
    tercatat: dict[str, object] = {}
    for kunci, umum, pribadi in kon.execute(
        f"""SELECT t.kunci, t.baru, p.baru FROM ({_TERAKHIR}) t
              LEFT JOIN catatan_pribadi p ON p.jalankan_id = t.nomor AND p.tabel = :tabel AND p.kunci = t.kunci""",
        {"tabel": tabel.nama},
    ):
        try:
            isi = {**json.loads(umum), **(json.loads(pribadi) if pribadi else _tanpa_nama(tabel.nama, kunci))}
            isi.pop("identitas", None)
            tercatat[kunci] = isi
        except (ValueError, TypeError):  # damaged beyond reading: equal to no record
            tercatat[kunci] = None
    for kunci in sorted({*chain(ada, tercatat)}):
        if ada.get(kunci) != tercatat.get(kunci):
            yield tabel.nama, kunci


def _tanpa_nama(tabel: str, kunci: str) -> dict[str, str | None]:
    """The identity of a record whose names the trail no longer holds: that of an erased person, of no head at all."""
    return samaran.identitas(json.loads(kunci)[0]) if tabel == "pegawai" else dict.fromkeys(catatan.PRIBADI[tabel])
