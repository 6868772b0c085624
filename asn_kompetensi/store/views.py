"""The gap, defined once: the text below is both the view `gap` and the source of every gap query.

Levels are exact integers in 1/`penyebut`, which is 6000 unless sources are weighted: a score is kept in hundredths, and
the plain mean of up to six sources then stays a whole number (60 is divisible by 1 to 6). A weighted mean is
sum(weight x score) / sum(weight), so there `penyebut` is 100 x the weights of the sources present. Nothing is rounded
in SQL.

Which sources count is `kebijakan bobot_sumber` of the asked period's last day: `asesmen_atau_rata`, `rata`, or weights
such as `asesmen=50;atasan=30`. `acuan` makes three columns of it: `sendiri` (the source that stands alone: 1, asesmen;
else 0), `dihitung` (bit n: source n counts) and `bobot` (weights in hundredths, seven digits for each source; NULL for
plain means).

`dasar` finds, for each person x required competency, the newest score by seeks of the primary key alone: first in the
asked period itself, which wins over every other, and only where there is none there in all up to it. What it finds is
the maximum of a packed number

    bits 41..   last day of the score's period (days since 1970), so that the newest period wins
    bit  40     1 for the asked period itself, which wins among periods with the same last day
    bits 28-39  period id
    bit  27     1 for `asesmen` (source 1) where it stands alone; otherwise the newest day of the sources counts
    bits 10-26  day of the score (its period's last day when it has none)
    bits 0-9    hundredths of a level

`LIMIT -1 OFFSET 0` keeps SQLite from flattening `dasar` and `sumber_nilai`, which would run the seek and the mean once
per use of a field.
"""

from __future__ import annotations

# Every period with the text of its `bobot_sumber` (`cara`; a closed one keeps the policy it was closed with) and, where
# that names weights, these in hundredths, seven digits for each source in the order of their ids. CAST reads the number
# up to the next sign. (No JSON here: SQLite refuses its functions in a view while the schema is not trusted.)
CARA = """
    SELECT p.*,
           CASE WHEN p.cara LIKE '%=%' THEN (
               SELECT group_concat(substr('000000' || iif(letak, CAST(round(100 * CAST(substr(
                          p.isi, letak + length(kode) + 2) AS REAL)) AS INTEGER), 0), -7), '')
                 FROM (SELECT kode, instr(p.isi, ';' || kode || '=') AS letak FROM sumber ORDER BY id)) END AS bobot
      FROM (SELECT p.*, ';' || replace(p.cara, ',', '.') AS isi
              FROM (SELECT *, coalesce(
                        (SELECT nilai FROM beku_kebijakan WHERE periode_id = periode.id AND kunci = 'bobot_sumber'),
                        (SELECT nilai FROM kebijakan WHERE kunci = 'bobot_sumber' AND mulai <= periode.selesai
                            AND (kebijakan.selesai IS NULL OR kebijakan.selesai >= periode.selesai))) AS cara
                      FROM periode) p) p
"""


def _bobot(baris: str, sumber: str) -> str:
    """SQL: the weight of a source in hundredths, from the digits of `CARA`."""
    return f"CAST(substr({baris}.bobot, {sumber} * 7 - 6, 7) AS INTEGER)"


# For each period: its last day, the oldest day on which a score is still valid, the cut-offs of the categories (in
# 1/6000), and which sources count, as the policy of that last day says. The month arithmetic clips to the end of the
# month (29 Feb - 12 = 28 Feb).
ACUAN = f"""
    SELECT p.id, p.kode, p.selesai, p.status, p.hari, (((p.hari * 2 + 1) * 4096 + p.id) << 28) AS awal,
           CAST(strftime('%s', min(
               date(p.selesai, 'start of month', '-' || m.nilai || ' months', '+' || (strftime('%d', p.selesai) - 1)
                    || ' days'),
               date(p.selesai, 'start of month', '-' || m.nilai || ' months', '+1 month', '-1 day')
           )) / 86400 AS INTEGER) AS batas_hari,
           CAST(round(r.nilai * 6000) AS INTEGER) AS batas_rendah,
           CAST(round(s.nilai * 6000) AS INTEGER) AS batas_sedang,
           iif(p.cara IS 'rata' OR p.bobot IS NOT NULL, 0, 1) AS sendiri,
           CASE WHEN p.bobot IS NULL THEN 126
                ELSE (SELECT sum(({_bobot("p", "id")} > 0) << id) FROM sumber) END AS dihitung,
           p.bobot
      FROM ({CARA}) p
      JOIN kebijakan m ON m.kunci = 'masa_berlaku_nilai' AND m.mulai <= p.selesai
                      AND (m.selesai IS NULL OR m.selesai >= p.selesai)
      JOIN kebijakan r ON r.kunci = 'batas_gap_rendah' AND r.mulai <= p.selesai
                      AND (r.selesai IS NULL OR r.selesai >= p.selesai)
      JOIN kebijakan s ON s.kunci = 'batas_gap_sedang' AND s.mulai <= p.selesai
                      AND (s.selesai IS NULL OR s.selesai >= p.selesai)
"""

# The newest score of a person in a competency, as laid out above, for `n` of period `q` as seen from period `a`.
KEMAS = """max(((((q.hari * 2 + (q.id = a.id)) * 4096 + q.id) * 2 + (n.sumber_id = a.sendiri)) * 131072
                        + coalesce(n.hari, q.hari)) * 1024 + n.ratus)"""
# The same where `n` is of the asked period itself: its upper bits are those of the period, `acuan.awal`.
_KEMAS_INI = "a.awal + max(((n.sumber_id = a.sendiri) * 131072 + coalesce(n.hari, a.hari)) * 1024 + n.ratus)"
# Whether the source of `n` counts in period `a`.
DIHITUNG = "(a.dihitung >> n.sumber_id) & 1"

# Who is asked for, through the agencies or from one person on: the order is pinned, so that one person costs the same
# in a city and in a nation.
_MENJABAT = """(t.mulai IS NULL OR t.mulai <= a.selesai) AND (t.selesai IS NULL OR t.selesai >= a.selesai)"""
_BERTUGAS = "(g.status = 'aktif' OR g.henti_tanggal > a.selesai)"
_LEWAT_OPD = f"""
      CROSS JOIN opd o
      CROSS JOIN penempatan t ON t.opd_id = o.id AND {_MENJABAT}
      CROSS JOIN pegawai g ON g.id = t.pegawai_id AND {_BERTUGAS}"""
_LEWAT_ORANG = f"""
      CROSS JOIN pegawai g ON {_BERTUGAS}
      CROSS JOIN penempatan t ON t.pegawai_id = g.id AND {_MENJABAT}
      CROSS JOIN opd o ON o.id = t.opd_id"""

_STANDAR = """
      LEFT JOIN standar s ON s.jabatan_id = t.jabatan_id
                         AND (s.mulai IS NULL OR s.mulai <= a.selesai)
                         AND (s.selesai IS NULL OR s.selesai >= a.selesai)"""

_DASAR = """
    SELECT a.batas_hari, a.batas_rendah, a.batas_sedang, a.bobot, a.id AS periode_id,
           o.id AS opd_id, g.id AS pegawai_id, t.jabatan_id, s.kompetensi_id, s.tingkat, s.ratus AS standar_ratus,
           {kemas} AS kemas
      FROM acuan a {dari}{standar}
     {saring}
     LIMIT -1 OFFSET 0
"""

_MILIK = "n.pegawai_id = g.id AND n.kompetensi_id = s.kompetensi_id"
_SKOR_INI = f"(SELECT {_KEMAS_INI} FROM nilai n WHERE {_MILIK} AND n.periode_id = a.id AND {DIHITUNG})"
_SKOR_LALU = f"""(SELECT {KEMAS} FROM nilai n CROSS JOIN periode q ON q.id = n.periode_id
                     WHERE {_MILIK} AND q.hari <= a.hari AND {DIHITUNG})"""

# The score's period, whether it has expired, and both levels in 1/`penyebut`. Of the subqueries a plain mean runs one,
# a weighted mean the others, a score that stands alone none.
_SKOR = """(SELECT {hitung} FROM nilai n
                       WHERE n.pegawai_id = dasar.pegawai_id AND n.kompetensi_id = dasar.kompetensi_id
                         AND n.periode_id = (kemas >> 28) & 4095)"""
_RATA = _SKOR.format(hitung="sum(n.ratus) * 60 / count(*)")
_BERBOBOT = _SKOR.format(hitung=f"sum(n.ratus * {_bobot('dasar', 'n.sumber_id')})")
_JUMLAH_BOBOT = _SKOR.format(hitung=f"sum({_bobot('dasar', 'n.sumber_id')})")
_TIDAK_BERLAKU = "kemas IS NULL OR ((kemas >> 10) & 131071) < batas_hari"
_SUMBER = f"""
    SELECT *,
           (kemas >> 28) & 4095 AS periode_nilai_id,
           CASE WHEN kemas IS NULL THEN NULL
                WHEN ((kemas >> 10) & 131071) < batas_hari THEN 1 ELSE 0 END AS kedaluwarsa,
           CASE WHEN {_TIDAK_BERLAKU} THEN NULL
                WHEN (kemas >> 27) & 1 THEN (kemas & 1023) * 60
                WHEN bobot IS NULL THEN {_RATA}
                ELSE {_BERBOBOT} END AS capaian,
           CASE WHEN bobot IS NULL OR {_TIDAK_BERLAKU} THEN standar_ratus * 60
                ELSE standar_ratus * {_JUMLAH_BOBOT} END AS standar,
           CASE WHEN bobot IS NULL OR {_TIDAK_BERLAKU} THEN 6000 ELSE 100 * {_JUMLAH_BOBOT} END AS penyebut
      FROM dasar
     LIMIT -1 OFFSET 0
"""

_HASIL = """
    SELECT u.periode_id, a.kode AS periode, u.opd_id, o.kode AS opd, o.nama AS nama_opd,
           u.pegawai_id, g.nip, g.nama, u.jabatan_id, j.kode AS jabatan, j.nama AS nama_jabatan,
           u.kompetensi_id, k.kode AS kompetensi, k.nama AS nama_kompetensi, k.jenis, k.urutan, u.tingkat,
           standar, capaian, penyebut, capaian - standar AS selisih, max(0, standar - capaian) AS kesenjangan,
           CASE WHEN capaian IS NULL OR standar IS NULL THEN NULL
                WHEN capaian >= standar THEN 'tidak_ada'
                WHEN (standar - capaian) * 6000 <= batas_rendah * penyebut THEN 'rendah'
                WHEN (standar - capaian) * 6000 <= batas_sedang * penyebut THEN 'sedang'
                ELSE 'tinggi' END AS kategori,
           CASE WHEN standar IS NULL THEN 'tanpa_standar'
                WHEN kemas IS NULL THEN 'belum_dinilai'
                WHEN kedaluwarsa THEN 'kedaluwarsa'
                WHEN capaian < standar THEN 'di_bawah'
                ELSE 'memenuhi' END AS status,
           CASE WHEN kemas IS NOT NULL THEN (SELECT kode FROM periode WHERE id = periode_nilai_id) END AS periode_nilai,
           NULL AS urut_orang
      FROM sumber_nilai u
      LEFT JOIN periode a ON a.id = u.periode_id
      LEFT JOIN opd o ON o.id = u.opd_id
      LEFT JOIN pegawai g ON g.id = u.pegawai_id
      LEFT JOIN jabatan j ON j.id = u.jabatan_id
      LEFT JOIN kompetensi k ON k.id = u.kompetensi_id
"""

# The answer of a closed period, as it stood: the same columns, people in their frozen order, the competencies of each
# in theirs (united cities may order the ones they share differently). Levels that are not in 1/6000 have their
# `penyebut` beside them.
_BEKU = """
    SELECT a.id AS periode_id, a.kode AS periode, g.opd_id, o.kode AS opd, o.nama AS nama_opd,
           g.pegawai_id, g.nip, g.nama, g.jabatan_id, j.kode AS jabatan, j.nama AS nama_jabatan,
           k.kompetensi_id, k.kode AS kompetensi, k.nama AS nama_kompetensi, k.jenis, nullif(s.letak, 0) AS urutan,
           s.tingkat,
           s.standar_6000 AS standar, {capaian} AS capaian, ifnull(d.penyebut, 6000) AS penyebut,
           {capaian} - s.standar_6000 AS selisih, max(0, s.standar_6000 - {capaian}) AS kesenjangan,
           {kategori} AS kategori, {status} AS status, {periode_nilai} AS periode_nilai, g.urut AS urut_orang
      FROM periode a
      CROSS JOIN beku_orang g {lewat} ON g.periode_id = a.id
      CROSS JOIN beku_gap s ON s.periode_id = a.id AND s.urut = g.urut
      JOIN beku_opd o ON o.periode_id = a.id AND o.opd_id = g.opd_id
      JOIN beku_jabatan j ON j.periode_id = a.id AND j.jabatan_id = g.jabatan_id
      LEFT JOIN beku_kompetensi k ON k.periode_id = a.id AND k.kompetensi_id = s.kompetensi_id
      LEFT JOIN beku_penyebut d ON d.periode_id = a.id AND d.urut = s.urut AND d.letak = s.letak
     WHERE {saring}
"""


def gap(saring: str = "", *, hanya_periode_ini: bool = False, satu_orang: bool = False, acuan: str = ACUAN) -> str:
    """The one SELECT of the gap, as a WITH clause that defines `gap_p`.

    `saring`: conditions on `a` (period), `o` (agency), `g` (person), `s` (standard) as SQL, e.g. `a.id = :periode`.
    `hanya_periode_ini`: only scores of the asked period count. `satu_orang`: `saring` names a person (`g.id`).
    `acuan`: SQL for the row of the period, where it is known already.
    """
    kemas = _SKOR_INI if hanya_periode_ini else f"coalesce({_SKOR_INI}, {_SKOR_LALU})"
    dasar = _DASAR.format(
        kemas=kemas, dari=_LEWAT_ORANG if satu_orang else _LEWAT_OPD, standar=_STANDAR,
        saring=f"WHERE {saring}" if saring else "",
    )  # fmt: skip
    return f"WITH acuan AS MATERIALIZED ({acuan}), dasar AS ({dasar}), sumber_nilai AS ({_SUMBER}), gap_p AS ({_HASIL})"


def orang(saring: str, acuan: str = ACUAN) -> str:
    """How many people the gap of a selection has, as one SELECT; `saring` as for `gap`, without a competency."""
    return f"WITH acuan AS MATERIALIZED ({acuan}) SELECT count(*) FROM acuan a {_LEWAT_OPD} WHERE {saring}"


def siapa(saring: str, *, satu_orang: bool = False, acuan: str = ACUAN) -> str:
    """Whom the gap of a selection is about, as one SELECT; `saring` as for `gap`, without a competency.

    `pegawai_id, opd_id, jabatan_id, opd, nama_opd, nip, nama, jabatan, nama_jabatan, urut_orang`, as `gap_p` has them.
    """
    return f"""WITH acuan AS MATERIALIZED ({acuan})
               SELECT g.id, o.id, t.jabatan_id, o.kode, o.nama, g.nip, g.nama, j.kode, j.nama, NULL
                 FROM acuan a {_LEWAT_ORANG if satu_orang else _LEWAT_OPD}
                 LEFT JOIN jabatan j ON j.id = t.jabatan_id WHERE {saring}"""


def wajib(saring: str, acuan: str = ACUAN) -> str:
    """What the gap of a selection is measured by, without any score, as one SELECT; `saring` as for `gap`.

    `opd_id, opd, pegawai_id, jabatan_id, kompetensi_id, ratus`: hundredths of a level; the last two NULL where the job
    has no standard.
    """
    return f"""WITH acuan AS MATERIALIZED ({acuan})
               SELECT o.id, o.kode, g.id, t.jabatan_id, s.kompetensi_id, s.ratus
                 FROM acuan a {_LEWAT_OPD} {_STANDAR} WHERE {saring}"""


# How the frozen people are come by: SQLite takes the whole period for as good as an agency or a person of it.
LEWAT_OPD, LEWAT_PEGAWAI = "INDEXED BY beku_orang_opd", "INDEXED BY beku_orang_pegawai"


def gap_beku(saring: str, *, hanya_periode_ini: bool = False, lewat: str = "") -> str:
    """`gap_p` of closed periods, from their frozen rows; `saring` as for `gap`, agency and person as `g.…_id`.

    `lewat` is `LEWAT_OPD` or `LEWAT_PEGAWAI` where `saring` names one.

    A score of the period itself always wins, so that leaving out earlier ones only empties what came from them.
    """
    kolom = {"capaian": "s.capaian_6000", "kategori": "s.kategori", "status": "s.status",
             "periode_nilai": "s.periode_nilai"}  # fmt: skip
    if hanya_periode_ini:
        kolom = {nama: f"CASE WHEN s.periode_nilai = a.kode THEN {isi} END" for nama, isi in kolom.items()}
        kolom["status"] = (
            "CASE WHEN s.periode_nilai = a.kode OR s.status = 'tanpa_standar' THEN s.status ELSE 'belum_dinilai' END"
        )
    return f"WITH gap_p AS ({_BEKU.format(saring=saring, lewat=lewat, **kolom)})"


def siapa_beku(saring: str, lewat: str) -> str:
    """`siapa` of closed periods, from their frozen rows; `saring` and `lewat` as for `gap_beku`."""
    return f"""SELECT g.pegawai_id, g.opd_id, g.jabatan_id, o.kode, o.nama, g.nip, g.nama, j.kode, j.nama, g.urut
                 FROM periode a
                 CROSS JOIN beku_orang g {lewat} ON g.periode_id = a.id
                 JOIN beku_opd o ON o.periode_id = a.id AND o.opd_id = g.opd_id
                 JOIN beku_jabatan j ON j.periode_id = a.id AND j.jabatan_id = g.jabatan_id
                WHERE {saring}"""


def wajib_beku(saring: str, lewat: str) -> str:
    """`wajib` of closed periods, from their frozen rows; `saring` and `lewat` as for `gap_beku`."""
    return f"""SELECT g.opd_id, o.kode, g.pegawai_id, g.jabatan_id, s.kompetensi_id,
                      s.standar_6000 * 100 / ifnull(d.penyebut, 6000)
                 FROM periode a
                 CROSS JOIN beku_orang g {lewat} ON g.periode_id = a.id
                 CROSS JOIN beku_gap s ON s.periode_id = a.id AND s.urut = g.urut
                 JOIN beku_opd o ON o.periode_id = a.id AND o.opd_id = g.opd_id
                 LEFT JOIN beku_penyebut d ON d.periode_id = a.id AND d.urut = s.urut AND d.letak = s.letak
                WHERE {saring}"""


# The same table for people outside the program (DB Browser, Excel's query): levels as decimal numbers.
VIEWS: dict[str, str] = {
    "gap": gap("a.status = 'terbuka'")
    + f""", beku AS ({gap_beku("a.status = 'tertutup'")} SELECT * FROM gap_p),
       semua AS (SELECT * FROM gap_p UNION ALL SELECT * FROM beku)
    SELECT periode, opd, nip, nama, jabatan, nama_jabatan, kompetensi, nama_kompetensi, jenis,
           standar * 1.0 / penyebut AS standar, capaian * 1.0 / penyebut AS capaian,
           selisih * 1.0 / penyebut AS selisih, kesenjangan * 1.0 / penyebut AS kesenjangan,
           kategori, status, periode_nilai
      FROM semua""",
}
