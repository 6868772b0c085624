"""Schema 8: several cities in one read-only file. All of it is empty in the file of one city. Frozen once released."""

from asn_kompetensi.store.migrations.m003_penutupan import jaga

_TABEL = ("gabungan", "opd_instansi", "gabungan_periode", "gabungan_kompetensi", "gabungan_kebijakan")
_ADA_TERTUTUP = "EXISTS (SELECT 1 FROM periode WHERE status = 'tertutup')"

PERNYATAAN: tuple[str, ...] = (
    # The cities, numbered in the order of every list. What they held is told by the newest run of each one's own file
    # and the last link of its trail, as the `.segel` beside that file has them; `waktu` is when that run was.
    """CREATE TABLE gabungan (
        id INTEGER PRIMARY KEY,
        kode TEXT NOT NULL CHECK (length(kode) BETWEEN 1 AND 16),
        nama TEXT NOT NULL CHECK (length(nama) BETWEEN 1 AND 200),
        waktu TEXT NOT NULL CHECK (length(waktu) = 20),
        jalankan INTEGER NOT NULL CHECK (jalankan >= 0),
        sidik TEXT NOT NULL CHECK (length(sidik) = 64),
        opd INTEGER NOT NULL CHECK (opd >= 0),
        pegawai INTEGER NOT NULL CHECK (pegawai >= 0),
        nilai INTEGER NOT NULL CHECK (nilai >= 0),
        periode INTEGER NOT NULL CHECK (periode >= 0)
    ) STRICT""",
    "CREATE UNIQUE INDEX gabungan_kode ON gabungan (kode COLLATE NOCASE)",
    # Whose agency it is, also of one that only a closed period still knows: so it refers to no record of `opd`.
    """CREATE TABLE opd_instansi (
        opd_id INTEGER PRIMARY KEY,
        gabungan_id INTEGER NOT NULL REFERENCES gabungan (id)
    ) STRICT""",
    # What a city calls a period or a competency itself, and how the period stood: what was open is frozen here as well.
    """CREATE TABLE gabungan_periode (
        gabungan_id INTEGER NOT NULL REFERENCES gabungan (id),
        periode_id INTEGER NOT NULL REFERENCES periode (id),
        kode TEXT NOT NULL CHECK (length(kode) BETWEEN 1 AND 40),
        status TEXT NOT NULL CHECK (status IN ('terbuka', 'tertutup')),
        segel TEXT,
        dibuka_ulang INTEGER NOT NULL CHECK (dibuka_ulang >= 0),
        PRIMARY KEY (gabungan_id, periode_id)
    ) STRICT, WITHOUT ROWID""",
    # `terdaftar` is 0 for a name that only closed periods of the city still bear.
    """CREATE TABLE gabungan_kompetensi (
        gabungan_id INTEGER NOT NULL REFERENCES gabungan (id),
        kompetensi_id INTEGER NOT NULL REFERENCES kompetensi (id),
        kode TEXT NOT NULL CHECK (length(kode) BETWEEN 1 AND 40),
        urutan INTEGER NOT NULL CHECK (urutan > 0),
        terdaftar INTEGER NOT NULL CHECK (terdaftar IN (0, 1)),
        PRIMARY KEY (gabungan_id, kompetensi_id)
    ) STRICT, WITHOUT ROWID""",
    # The policies each city's figures of a period were made with; `beku_kebijakan` has what all of them agree on.
    """CREATE TABLE gabungan_kebijakan (
        gabungan_id INTEGER NOT NULL REFERENCES gabungan (id),
        periode_id INTEGER NOT NULL REFERENCES periode (id),
        kunci TEXT NOT NULL,
        nilai TEXT NOT NULL,
        dasar TEXT NOT NULL,
        keterangan TEXT NOT NULL,
        PRIMARY KEY (gabungan_id, periode_id, kunci)
    ) STRICT, WITHOUT ROWID""",
    # Whose they are and by which policies decides how closed periods answer: it moves no more than these do.
    *(jaga(tabel, saat, _ADA_TERTUTUP) for tabel in _TABEL for saat in ("INSERT", "UPDATE", "DELETE")),
)
