"""Schema 2: the audit trail. Every changed record with old and new, chained by hash. Frozen once released."""

PERNYATAAN: tuple[str, ...] = (
    # One row per record and run, in the order that is hashed. What names a person is not here but in `catatan_pribadi`.
    """CREATE TABLE catatan (
        jalankan_id INTEGER NOT NULL REFERENCES jalankan (id),
        tabel TEXT NOT NULL,
        kunci TEXT NOT NULL,
        lama TEXT,
        baru TEXT,
        PRIMARY KEY (jalankan_id, tabel, kunci)
    ) STRICT, WITHOUT ROWID""",
    # The history of one record; a score is found by the beginning of its key in the runs that touched scores.
    "CREATE INDEX catatan_rekaman ON catatan (tabel, kunci) WHERE tabel <> 'nilai'",
    # Names and NIPs of the trail with the salt of their digest: the only part of it that erasing a person removes.
    """CREATE TABLE catatan_pribadi (
        jalankan_id INTEGER NOT NULL,
        tabel TEXT NOT NULL,
        kunci TEXT NOT NULL,
        garam TEXT NOT NULL CHECK (length(garam) = 32),
        lama TEXT,
        baru TEXT,
        PRIMARY KEY (jalankan_id, tabel, kunci),
        FOREIGN KEY (jalankan_id, tabel, kunci) REFERENCES catatan (jalankan_id, tabel, kunci)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE rantai (
        jalankan_id INTEGER NOT NULL REFERENCES jalankan (id),
        tabel TEXT NOT NULL,
        banyak INTEGER NOT NULL CHECK (banyak >= 0),
        sidik TEXT NOT NULL CHECK (length(sidik) = 64),
        PRIMARY KEY (jalankan_id, tabel)
    ) STRICT, WITHOUT ROWID""",
)
