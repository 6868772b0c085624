"""Schema 1: registry, standards, scores, training. Frozen; later changes are later migrations."""

# `+0 days` makes SQLite count the day: plain date('2025-02-30') returns it unchanged.
PERNYATAAN: tuple[str, ...] = (
    """CREATE TABLE instansi (
        id INTEGER PRIMARY KEY CHECK (id = 1),
        nama TEXT NOT NULL CHECK (length(nama) BETWEEN 1 AND 200),
        dibuat TEXT NOT NULL
    ) STRICT""",
    """CREATE TABLE jalankan (
        id INTEGER PRIMARY KEY,
        waktu TEXT NOT NULL,
        petugas TEXT NOT NULL CHECK (length(petugas) BETWEEN 1 AND 200),
        perintah TEXT NOT NULL,
        berkas TEXT,
        sha256 TEXT CHECK (length(sha256) = 64)
    ) STRICT""",
    """CREATE TABLE level (
        level INTEGER PRIMARY KEY CHECK (level BETWEEN 1 AND 5),
        nama TEXT NOT NULL,
        dasar_hukum TEXT NOT NULL,
        berlaku_mulai TEXT NOT NULL CHECK (berlaku_mulai IS date(berlaku_mulai, '+0 days')),
        berlaku_sampai TEXT CHECK (berlaku_sampai IS date(berlaku_sampai, '+0 days'))
    ) STRICT""",
    """CREATE TABLE jenjang (
        nama TEXT PRIMARY KEY,
        urutan INTEGER NOT NULL UNIQUE,
        level_bawaan INTEGER NOT NULL CHECK (level_bawaan BETWEEN 1 AND 5),
        dasar_hukum TEXT NOT NULL,
        berlaku_mulai TEXT NOT NULL CHECK (berlaku_mulai IS date(berlaku_mulai, '+0 days')),
        berlaku_sampai TEXT CHECK (berlaku_sampai IS date(berlaku_sampai, '+0 days'))
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE golongan (
        golongan TEXT PRIMARY KEY,
        pangkat TEXT,
        urutan INTEGER NOT NULL UNIQUE,
        dasar_hukum TEXT NOT NULL,
        berlaku_mulai TEXT NOT NULL CHECK (berlaku_mulai IS date(berlaku_mulai, '+0 days')),
        berlaku_sampai TEXT CHECK (berlaku_sampai IS date(berlaku_sampai, '+0 days'))
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE bentuk (
        id INTEGER PRIMARY KEY,
        nama TEXT NOT NULL,
        jalur TEXT NOT NULL CHECK (jalur IN ('klasikal', 'nonklasikal')),
        cara TEXT NOT NULL CHECK (cara IN ('durasi', 'per_hari', 'per_kali', 'maks_per_hari')),
        jp_nasional INTEGER CHECK (jp_nasional > 0),
        dasar_hukum TEXT NOT NULL,
        berlaku_mulai TEXT NOT NULL CHECK (berlaku_mulai IS date(berlaku_mulai, '+0 days')),
        berlaku_sampai TEXT CHECK (berlaku_sampai IS date(berlaku_sampai, '+0 days'))
    ) STRICT""",
    """CREATE TABLE kebijakan (
        kunci TEXT NOT NULL,
        mulai TEXT NOT NULL CHECK (mulai IS date(mulai, '+0 days')),
        selesai TEXT CHECK (selesai IS date(selesai, '+0 days') AND selesai >= mulai),
        nilai TEXT NOT NULL,
        dasar TEXT NOT NULL,
        keterangan TEXT NOT NULL,
        PRIMARY KEY (kunci, mulai)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE opd (
        id INTEGER PRIMARY KEY,
        kode TEXT NOT NULL UNIQUE CHECK (length(kode) BETWEEN 1 AND 40),
        nama TEXT NOT NULL CHECK (length(nama) BETWEEN 1 AND 200),
        singkatan TEXT CHECK (length(singkatan) BETWEEN 1 AND 200),
        induk_id INTEGER REFERENCES opd (id) CHECK (induk_id <> id),
        surel TEXT,
        kepala_nip TEXT CHECK (length(kepala_nip) = 18 AND kepala_nip NOT GLOB '*[^0-9]*'),
        mulai TEXT CHECK (mulai IS date(mulai, '+0 days')),
        selesai TEXT CHECK (selesai IS date(selesai, '+0 days') AND (mulai IS NULL OR selesai >= mulai)),
        digabung_ke_id INTEGER REFERENCES opd (id) CHECK (digabung_ke_id <> id)
    ) STRICT""",
    """CREATE TABLE opd_alias (
        kunci TEXT NOT NULL,
        opd_id INTEGER NOT NULL REFERENCES opd (id),
        ejaan TEXT NOT NULL CHECK (length(ejaan) BETWEEN 1 AND 200),
        mulai TEXT CHECK (mulai IS date(mulai, '+0 days')),
        selesai TEXT CHECK (selesai IS date(selesai, '+0 days')),
        PRIMARY KEY (kunci, opd_id)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE jabatan (
        id INTEGER PRIMARY KEY,
        kode TEXT NOT NULL UNIQUE CHECK (length(kode) BETWEEN 1 AND 60),
        nama TEXT NOT NULL CHECK (length(nama) BETWEEN 1 AND 200),
        jenjang TEXT REFERENCES jenjang (nama),
        urusan TEXT CHECK (length(urusan) BETWEEN 1 AND 200)
    ) STRICT""",
    """CREATE TABLE jabatan_alias (
        kunci TEXT NOT NULL,
        jabatan_id INTEGER NOT NULL REFERENCES jabatan (id),
        ejaan TEXT NOT NULL CHECK (length(ejaan) BETWEEN 1 AND 200),
        mulai TEXT CHECK (mulai IS date(mulai, '+0 days')),
        selesai TEXT CHECK (selesai IS date(selesai, '+0 days')),
        PRIMARY KEY (kunci, jabatan_id)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE kompetensi (
        id INTEGER PRIMARY KEY,
        kode TEXT NOT NULL UNIQUE CHECK (length(kode) BETWEEN 1 AND 40),
        nama TEXT NOT NULL CHECK (length(nama) BETWEEN 1 AND 200),
        jenis TEXT NOT NULL CHECK (jenis IN ('manajerial', 'sosial_kultural', 'teknis')),
        urutan INTEGER NOT NULL UNIQUE CHECK (urutan > 0),
        definisi TEXT CHECK (length(definisi) BETWEEN 1 AND 2000)
    ) STRICT""",
    """CREATE TABLE kompetensi_alias (
        kunci TEXT NOT NULL,
        kompetensi_id INTEGER NOT NULL REFERENCES kompetensi (id),
        ejaan TEXT NOT NULL CHECK (length(ejaan) BETWEEN 1 AND 200),
        mulai TEXT CHECK (mulai IS date(mulai, '+0 days')),
        selesai TEXT CHECK (selesai IS date(selesai, '+0 days')),
        PRIMARY KEY (kunci, kompetensi_id)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE standar (
        id INTEGER PRIMARY KEY,
        jabatan_id INTEGER NOT NULL REFERENCES jabatan (id),
        kompetensi_id INTEGER NOT NULL REFERENCES kompetensi (id),
        ratus INTEGER NOT NULL CHECK (ratus BETWEEN 1 AND 500),
        tingkat TEXT CHECK (tingkat IN ('mutlak', 'penting', 'perlu')),
        dasar TEXT CHECK (length(dasar) BETWEEN 1 AND 200),
        mulai TEXT CHECK (mulai IS date(mulai, '+0 days')),
        selesai TEXT CHECK (selesai IS date(selesai, '+0 days') AND (mulai IS NULL OR selesai >= mulai))
    ) STRICT""",
    "CREATE UNIQUE INDEX standar_jabatan ON standar (jabatan_id, kompetensi_id, coalesce(mulai, ''))",
    """CREATE TABLE pegawai (
        id INTEGER PRIMARY KEY,
        nip TEXT NOT NULL UNIQUE CHECK (length(nip) = 18 AND nip NOT GLOB '*[^0-9]*'),
        nama TEXT NOT NULL CHECK (length(nama) BETWEEN 1 AND 200),
        gelar_depan TEXT CHECK (length(gelar_depan) BETWEEN 1 AND 200),
        gelar_belakang TEXT CHECK (length(gelar_belakang) BETWEEN 1 AND 200),
        jenis_kelamin TEXT NOT NULL CHECK (jenis_kelamin IN ('L', 'P')),
        tanggal_lahir TEXT NOT NULL CHECK (tanggal_lahir IS date(tanggal_lahir, '+0 days')),
        jenis_pegawai TEXT NOT NULL CHECK (jenis_pegawai IN ('PNS', 'PPPK', 'PPPK PARUH WAKTU')),
        golongan TEXT REFERENCES golongan (golongan),
        surel TEXT CHECK (length(surel) BETWEEN 3 AND 200),
        status TEXT NOT NULL DEFAULT 'aktif' CHECK (status IN ('aktif', 'henti')),
        henti_tanggal TEXT CHECK (henti_tanggal IS date(henti_tanggal, '+0 days')),
        henti_alasan TEXT CHECK (length(henti_alasan) BETWEEN 1 AND 200),
        CHECK (status = 'henti' OR (henti_tanggal IS NULL AND henti_alasan IS NULL))
    ) STRICT""",
    """CREATE TABLE penempatan (
        id INTEGER PRIMARY KEY,
        pegawai_id INTEGER NOT NULL REFERENCES pegawai (id),
        opd_id INTEGER NOT NULL REFERENCES opd (id),
        jabatan_id INTEGER NOT NULL REFERENCES jabatan (id),
        mulai TEXT CHECK (mulai IS date(mulai, '+0 days')),
        selesai TEXT CHECK (selesai IS date(selesai, '+0 days') AND (mulai IS NULL OR selesai >= mulai))
    ) STRICT""",
    "CREATE UNIQUE INDEX penempatan_pegawai ON penempatan (pegawai_id, coalesce(mulai, ''))",
    "CREATE INDEX penempatan_opd ON penempatan (opd_id, pegawai_id)",
    """CREATE TABLE periode (
        id INTEGER PRIMARY KEY CHECK (id BETWEEN 1 AND 4095),
        kode TEXT NOT NULL UNIQUE CHECK (length(kode) BETWEEN 1 AND 40),
        mulai TEXT NOT NULL CHECK (mulai IS date(mulai, '+0 days')),
        selesai TEXT NOT NULL CHECK (selesai IS date(selesai, '+0 days') AND selesai >= mulai),
        status TEXT NOT NULL DEFAULT 'terbuka' CHECK (status IN ('terbuka', 'tertutup')),
        segel TEXT,
        hari INTEGER NOT NULL GENERATED ALWAYS AS (CAST(strftime('%s', selesai) / 86400 AS INTEGER)) STORED
    ) STRICT""",
    # Scores are the hot table: small integers, no rowid, clustered in the order the gap asks for them.
    # `ratus` is the level in hundredths; `hari` is days since 1970-01-01, NULL when the sheet gave no date.
    """CREATE TABLE sumber (
        id INTEGER PRIMARY KEY,
        kode TEXT NOT NULL UNIQUE
    ) STRICT""",
    """INSERT INTO sumber (id, kode) VALUES
        (1, 'asesmen'), (2, 'atasan'), (3, 'rekan'), (4, 'bawahan'), (5, 'diri'), (6, 'uji')""",
    """CREATE TABLE nilai (
        pegawai_id INTEGER NOT NULL REFERENCES pegawai (id),
        kompetensi_id INTEGER NOT NULL REFERENCES kompetensi (id),
        periode_id INTEGER NOT NULL REFERENCES periode (id),
        sumber_id INTEGER NOT NULL REFERENCES sumber (id),
        ratus INTEGER NOT NULL CHECK (ratus BETWEEN 1 AND 500),
        hari INTEGER CHECK (hari BETWEEN 0 AND 65535),
        jalankan_id INTEGER NOT NULL REFERENCES jalankan (id),
        bukti TEXT CHECK (length(bukti) BETWEEN 1 AND 2000),
        PRIMARY KEY (pegawai_id, kompetensi_id, periode_id, sumber_id)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE pelatihan (
        id INTEGER PRIMARY KEY,
        kode TEXT NOT NULL UNIQUE CHECK (length(kode) BETWEEN 1 AND 40),
        nama TEXT NOT NULL CHECK (length(nama) BETWEEN 1 AND 200),
        bentuk_id INTEGER NOT NULL REFERENCES bentuk (id),
        jp INTEGER CHECK (jp BETWEEN 1 AND 5000),
        penyelenggara TEXT CHECK (length(penyelenggara) BETWEEN 1 AND 200)
    ) STRICT""",
    """CREATE TABLE pelatihan_sasaran (
        pelatihan_id INTEGER NOT NULL REFERENCES pelatihan (id),
        kompetensi_id INTEGER NOT NULL REFERENCES kompetensi (id),
        ratus INTEGER NOT NULL CHECK (ratus BETWEEN 1 AND 500),
        PRIMARY KEY (pelatihan_id, kompetensi_id)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE kelas (
        id INTEGER PRIMARY KEY,
        kode TEXT NOT NULL UNIQUE CHECK (length(kode) BETWEEN 1 AND 40),
        pelatihan_id INTEGER NOT NULL REFERENCES pelatihan (id),
        mulai TEXT NOT NULL CHECK (mulai IS date(mulai, '+0 days')),
        selesai TEXT NOT NULL CHECK (selesai IS date(selesai, '+0 days') AND selesai >= mulai),
        tempat TEXT CHECK (length(tempat) BETWEEN 1 AND 200),
        kuota INTEGER CHECK (kuota > 0),
        biaya INTEGER CHECK (biaya >= 0),
        terbuka INTEGER NOT NULL DEFAULT 0 CHECK (terbuka IN (0, 1)),
        luar_negeri INTEGER NOT NULL DEFAULT 0 CHECK (luar_negeri IN (0, 1)),
        nilai_maks INTEGER NOT NULL DEFAULT 10000 CHECK (nilai_maks > 0),
        status TEXT NOT NULL DEFAULT 'dibuka' CHECK (status IN ('dibuka', 'selesai', 'batal')),
        alasan_batal TEXT CHECK (length(alasan_batal) BETWEEN 1 AND 2000)
    ) STRICT""",
    """CREATE TABLE kelas_opd (
        kelas_id INTEGER NOT NULL REFERENCES kelas (id),
        opd_id INTEGER NOT NULL REFERENCES opd (id),
        PRIMARY KEY (kelas_id, opd_id)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE peserta (
        id INTEGER PRIMARY KEY,
        kelas_id INTEGER NOT NULL REFERENCES kelas (id),
        nomor INTEGER NOT NULL CHECK (nomor > 0),
        pegawai_id INTEGER NOT NULL REFERENCES pegawai (id),
        opd_id INTEGER REFERENCES opd (id),
        jawaban TEXT CHECK (jawaban IN ('bersedia', 'menolak', 'menunda', 'daftar_tunggu')),
        alasan TEXT CHECK (length(alasan) BETWEEN 1 AND 2000),
        pre INTEGER CHECK (pre >= 0),
        post INTEGER CHECK (post >= 0),
        lulus INTEGER CHECK (lulus IN (0, 1)),
        sertifikat TEXT CHECK (length(sertifikat) BETWEEN 1 AND 200),
        berlaku_sampai TEXT CHECK (berlaku_sampai IS date(berlaku_sampai, '+0 days')),
        jp_diakui INTEGER CHECK (jp_diakui >= 0),
        UNIQUE (kelas_id, pegawai_id),
        UNIQUE (kelas_id, nomor)
    ) STRICT""",
    # Codes are told apart without regard to case but sorted as written, so that every list has the plain text order.
    *(
        f"CREATE UNIQUE INDEX {tabel}_kode ON {tabel} (kode COLLATE NOCASE)"
        for tabel in ("opd", "jabatan", "kompetensi", "periode", "pelatihan", "kelas")
    ),
    "CREATE INDEX peserta_pegawai ON peserta (pegawai_id)",
    """CREATE TABLE kehadiran (
        peserta_id INTEGER NOT NULL REFERENCES peserta (id),
        tanggal TEXT NOT NULL CHECK (tanggal IS date(tanggal, '+0 days')),
        status TEXT NOT NULL CHECK (status IN ('hadir', 'izin', 'sakit', 'alpa', 'dinas')),
        PRIMARY KEY (peserta_id, tanggal)
    ) STRICT, WITHOUT ROWID""",
)
