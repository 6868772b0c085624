"""Schema 4: the training year. Host, funds and days of a class, reasons of absence, hours from elsewhere, reluctance.

What belongs to an older table stands beside it: the text of a released table never changes. Frozen once released.
"""

PERNYATAAN: tuple[str, ...] = (
    # What a class has besides its own row; a class without a row here has neither a host of its own nor named funds.
    """CREATE TABLE kelas_rincian (
        kelas_id INTEGER PRIMARY KEY REFERENCES kelas (id),
        tuan_rumah_id INTEGER REFERENCES opd (id),
        sumber_dana TEXT CHECK (length(sumber_dana) BETWEEN 1 AND 200)
    ) STRICT""",
    # The days on which a class meets; a class without any here meets on every day from its first to its last.
    """CREATE TABLE kelas_hari (
        kelas_id INTEGER NOT NULL REFERENCES kelas (id),
        tanggal TEXT NOT NULL CHECK (tanggal IS date(tanggal, '+0 days')),
        PRIMARY KEY (kelas_id, tanggal)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE kehadiran_alasan (
        peserta_id INTEGER NOT NULL,
        tanggal TEXT NOT NULL,
        alasan TEXT NOT NULL CHECK (length(alasan) BETWEEN 1 AND 2000),
        PRIMARY KEY (peserta_id, tanggal),
        FOREIGN KEY (peserta_id, tanggal) REFERENCES kehadiran (peserta_id, tanggal)
    ) STRICT, WITHOUT ROWID""",
    # Training recorded by others. `jp` is its length as written and `jp_diakui` what it counts for by itself, both in
    # hundredths; `kunci` is the name folded for comparison. Only the year may be known.
    """CREATE TABLE jp_luar (
        id INTEGER PRIMARY KEY,
        pegawai_id INTEGER NOT NULL REFERENCES pegawai (id),
        nama TEXT NOT NULL CHECK (length(nama) BETWEEN 1 AND 200),
        kunci TEXT NOT NULL CHECK (length(kunci) BETWEEN 1 AND 400),
        bentuk_id INTEGER NOT NULL REFERENCES bentuk (id),
        tahun INTEGER NOT NULL CHECK (tahun BETWEEN 1900 AND 2100),
        mulai TEXT CHECK (mulai IS date(mulai, '+0 days')),
        selesai TEXT CHECK (selesai IS date(selesai, '+0 days') AND selesai >= mulai),
        jp INTEGER CHECK (jp BETWEEN 1 AND 500000),
        jp_diakui INTEGER NOT NULL CHECK (jp_diakui >= 0),
        luar_negeri INTEGER NOT NULL DEFAULT 0 CHECK (luar_negeri IN (0, 1)),
        penyelenggara TEXT CHECK (length(penyelenggara) BETWEEN 1 AND 200),
        sertifikat TEXT CHECK (length(sertifikat) BETWEEN 1 AND 200),
        berlaku_sampai TEXT CHECK (berlaku_sampai IS date(berlaku_sampai, '+0 days')),
        CHECK (selesai IS NULL OR substr(selesai, 1, 4) = CAST(tahun AS TEXT)),
        CHECK ((mulai IS NULL) = (selesai IS NULL))
    ) STRICT""",
    "CREATE INDEX jp_luar_pegawai ON jp_luar (pegawai_id)",
    "CREATE INDEX jp_luar_tahun ON jp_luar (tahun, pegawai_id)",
    # Someone who would rather not come: what happened, when, in which agency at that time, and why.
    """CREATE TABLE keengganan (
        id INTEGER PRIMARY KEY,
        pegawai_id INTEGER NOT NULL REFERENCES pegawai (id),
        opd_id INTEGER REFERENCES opd (id),
        kelas_id INTEGER REFERENCES kelas (id),
        tanggal TEXT NOT NULL CHECK (tanggal IS date(tanggal, '+0 days')),
        jenis TEXT NOT NULL CHECK (jenis IN ('menolak', 'menunda_lagi', 'mangkir')),
        sebab TEXT NOT NULL CHECK (length(sebab) BETWEEN 1 AND 40),
        catatan TEXT CHECK (length(catatan) BETWEEN 1 AND 2000)
    ) STRICT""",
    "CREATE INDEX keengganan_pegawai ON keengganan (pegawai_id)",
    """CREATE TABLE keengganan_tindakan (
        id INTEGER PRIMARY KEY,
        keengganan_id INTEGER NOT NULL REFERENCES keengganan (id),
        tanggal TEXT NOT NULL CHECK (tanggal IS date(tanggal, '+0 days')),
        tindakan TEXT NOT NULL CHECK (length(tindakan) BETWEEN 1 AND 40),
        hasil TEXT CHECK (length(hasil) BETWEEN 1 AND 40),
        catatan TEXT CHECK (length(catatan) BETWEEN 1 AND 2000),
        tindak_lanjut TEXT CHECK (tindak_lanjut IS date(tindak_lanjut, '+0 days') AND tindak_lanjut >= tanggal)
    ) STRICT""",
    "CREATE INDEX keengganan_tindakan_induk ON keengganan_tindakan (keengganan_id)",
)
