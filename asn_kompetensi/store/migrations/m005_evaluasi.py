"""Schema 5: did it help? Where scores come from, weighted levels, questionnaires, public surveys, plans, IP ASN.

What belongs to an older table stands beside it: the text of a released table never changes. Frozen once released.
"""

from asn_kompetensi.store.migrations.m003_penutupan import jaga_milik_periode

PERNYATAAN: tuple[str, ...] = (
    # Where the scores of a run stand in its file: the sheet, the row of a person, the column of a competency. Part of
    # the run, as its file name is, and never changed; read only through a score that says it is of that run. It names
    # people by number alone and refers to none, so that taking back who was registered is not barred by a score that
    # was taken back before. Competency 0 of a row is all of them, each in its column; of a column, all of a long sheet.
    """CREATE TABLE asal_lembar (
        jalankan_id INTEGER NOT NULL REFERENCES jalankan (id),
        lembar INTEGER NOT NULL,
        nama TEXT NOT NULL,
        PRIMARY KEY (jalankan_id, lembar)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE asal_baris (
        jalankan_id INTEGER NOT NULL,
        pegawai_id INTEGER NOT NULL,
        periode_id INTEGER NOT NULL,
        sumber_id INTEGER NOT NULL,
        kompetensi_id INTEGER NOT NULL,
        lembar INTEGER NOT NULL,
        baris INTEGER NOT NULL CHECK (baris > 0),
        PRIMARY KEY (jalankan_id, pegawai_id, periode_id, sumber_id, kompetensi_id),
        FOREIGN KEY (jalankan_id, lembar) REFERENCES asal_lembar (jalankan_id, lembar)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE asal_kolom (
        jalankan_id INTEGER NOT NULL,
        lembar INTEGER NOT NULL,
        kompetensi_id INTEGER NOT NULL,
        kolom TEXT NOT NULL CHECK (length(kolom) BETWEEN 1 AND 3),
        PRIMARY KEY (jalankan_id, lembar, kompetensi_id),
        FOREIGN KEY (jalankan_id, lembar) REFERENCES asal_lembar (jalankan_id, lembar)
    ) STRICT, WITHOUT ROWID""",
    # Who gave a score: someone registered, or a name (an assessor from outside).
    """CREATE TABLE penilai (
        id INTEGER PRIMARY KEY,
        pegawai_id INTEGER UNIQUE REFERENCES pegawai (id),
        nama TEXT CHECK (length(nama) BETWEEN 1 AND 200),
        kunci TEXT UNIQUE CHECK (length(kunci) BETWEEN 1 AND 400),
        CHECK ((pegawai_id IS NULL) = (nama IS NOT NULL) AND (nama IS NULL) = (kunci IS NULL))
    ) STRICT""",
    """CREATE TABLE nilai_penilai (
        pegawai_id INTEGER NOT NULL,
        kompetensi_id INTEGER NOT NULL,
        periode_id INTEGER NOT NULL,
        sumber_id INTEGER NOT NULL,
        penilai_id INTEGER NOT NULL REFERENCES penilai (id),
        PRIMARY KEY (pegawai_id, kompetensi_id, periode_id, sumber_id),
        FOREIGN KEY (pegawai_id, kompetensi_id, periode_id, sumber_id)
            REFERENCES nilai (pegawai_id, kompetensi_id, periode_id, sumber_id)
    ) STRICT, WITHOUT ROWID""",
    # Levels of a frozen row that are not in 1/6000: a weighted mean is exact in 1/`penyebut`.
    """CREATE TABLE beku_penyebut (
        periode_id INTEGER NOT NULL REFERENCES periode (id),
        urut INTEGER NOT NULL,
        letak INTEGER NOT NULL,
        penyebut INTEGER NOT NULL CHECK (penyebut > 0),
        PRIMARY KEY (periode_id, urut, letak)
    ) STRICT, WITHOUT ROWID""",
    # A filled questionnaire on a class. `reaksi` is anonymous: `nomor` counts the sheets. `perilaku` is about the
    # participant `peserta_id`, whose number it is: a seat given to another takes no answers along. `penilai` answered.
    """CREATE TABLE tanggapan (
        id INTEGER PRIMARY KEY,
        kelas_id INTEGER NOT NULL REFERENCES kelas (id),
        jenis TEXT NOT NULL CHECK (jenis IN ('reaksi', 'perilaku')),
        nomor INTEGER NOT NULL CHECK (nomor > 0),
        penilai TEXT NOT NULL CHECK (penilai IN ('peserta', 'atasan', 'rekan', 'bawahan', 'diri')),
        peserta_id INTEGER REFERENCES peserta (id),
        UNIQUE (kelas_id, jenis, nomor, penilai),
        CHECK ((jenis = 'reaksi') = (penilai = 'peserta')),
        CHECK ((jenis = 'perilaku') = (peserta_id IS NOT NULL))
    ) STRICT""",
    """CREATE TABLE tanggapan_butir (
        tanggapan_id INTEGER NOT NULL REFERENCES tanggapan (id),
        butir TEXT NOT NULL CHECK (length(butir) BETWEEN 1 AND 40),
        nilai INTEGER NOT NULL CHECK (nilai BETWEEN 1 AND 4),
        PRIMARY KEY (tanggapan_id, butir)
    ) STRICT, WITHOUT ROWID""",
    # A survey of the public's satisfaction: a service unit and a wave. Answers are kept by key of the unsur.
    """CREATE TABLE skm (
        id INTEGER PRIMARY KEY,
        opd_id INTEGER NOT NULL REFERENCES opd (id),
        gelombang TEXT NOT NULL CHECK (length(gelombang) BETWEEN 1 AND 40),
        banyak_unsur INTEGER NOT NULL CHECK (banyak_unsur IN (9, 14)),
        populasi INTEGER CHECK (populasi > 0),
        mulai TEXT CHECK (mulai IS date(mulai, '+0 days')),
        selesai TEXT CHECK (selesai IS date(selesai, '+0 days') AND selesai >= mulai),
        CHECK ((mulai IS NULL) = (selesai IS NULL))
    ) STRICT""",
    "CREATE UNIQUE INDEX skm_gelombang ON skm (opd_id, gelombang COLLATE NOCASE)",
    """CREATE TABLE skm_jawaban (
        skm_id INTEGER NOT NULL REFERENCES skm (id),
        nomor INTEGER NOT NULL CHECK (nomor > 0),
        unsur TEXT NOT NULL CHECK (length(unsur) BETWEEN 1 AND 40),
        nilai INTEGER NOT NULL CHECK (nilai BETWEEN 1 AND 4),
        PRIMARY KEY (skm_id, nomor, unsur)
    ) STRICT, WITHOUT ROWID""",
    # The plan of a year (PP 11/2017 Ps 207(3)) as it was made: an agency, a competency, a priority and a programme are
    # one row. `didanai` is NULL where no budget was given or the cost is not known.
    """CREATE TABLE rencana (
        id INTEGER PRIMARY KEY,
        tahun INTEGER NOT NULL CHECK (tahun BETWEEN 1900 AND 2100),
        nomor INTEGER NOT NULL CHECK (nomor > 0),
        periode_id INTEGER NOT NULL REFERENCES periode (id),
        opd_id INTEGER NOT NULL REFERENCES opd (id),
        kompetensi_id INTEGER NOT NULL REFERENCES kompetensi (id),
        prioritas INTEGER NOT NULL CHECK (prioritas BETWEEN 1 AND 4),
        pelatihan_id INTEGER REFERENCES pelatihan (id),
        bentuk_id INTEGER NOT NULL REFERENCES bentuk (id),
        jp INTEGER CHECK (jp > 0),
        penyelenggara TEXT CHECK (length(penyelenggara) BETWEEN 1 AND 200),
        mulai TEXT NOT NULL CHECK (mulai IS date(mulai, '+0 days')),
        selesai TEXT NOT NULL CHECK (selesai IS date(selesai, '+0 days') AND selesai >= mulai),
        anggaran INTEGER CHECK (anggaran >= 0),
        didanai INTEGER CHECK (didanai IN (0, 1)),
        UNIQUE (tahun, nomor)
    ) STRICT""",
    """CREATE UNIQUE INDEX rencana_baris
        ON rencana (tahun, opd_id, kompetensi_id, prioritas, coalesce(pelatihan_id, 0))""",
    # Whom a row is for, in order, with job, standard (hundredths) and level reached as they were: later scores do not
    # rewrite a plan.
    """CREATE TABLE rencana_sasaran (
        rencana_id INTEGER NOT NULL REFERENCES rencana (id),
        pegawai_id INTEGER NOT NULL REFERENCES pegawai (id),
        urut INTEGER NOT NULL CHECK (urut > 0),
        jabatan_id INTEGER NOT NULL REFERENCES jabatan (id),
        standar INTEGER NOT NULL CHECK (standar BETWEEN 1 AND 500),
        capaian INTEGER NOT NULL CHECK (capaian > 0),
        penyebut INTEGER NOT NULL CHECK (penyebut > 0),
        PRIMARY KEY (rencana_id, pegawai_id)
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX rencana_sasaran_pegawai ON rencana_sasaran (pegawai_id)",
    # What the clerk has put in the place of a computed value; NULL leaves it as computed.
    """CREATE TABLE rencana_isian (
        rencana_id INTEGER PRIMARY KEY REFERENCES rencana (id),
        jp INTEGER CHECK (jp > 0),
        penyelenggara TEXT CHECK (length(penyelenggara) BETWEEN 1 AND 200),
        mulai TEXT CHECK (mulai IS date(mulai, '+0 days')),
        selesai TEXT CHECK (selesai IS date(selesai, '+0 days') AND selesai >= mulai),
        kurikulum INTEGER CHECK (kurikulum IN (0, 1)),
        pembina TEXT CHECK (length(pembina) BETWEEN 1 AND 200),
        anggaran INTEGER CHECK (anggaran >= 0),
        sumber_dana TEXT CHECK (length(sumber_dana) BETWEEN 1 AND 200),
        CHECK ((mulai IS NULL) = (selesai IS NULL))
    ) STRICT""",
    # What IP ASN and the nine boxes need of a person in a period; `nilai` is one of the words of its `hal`.
    """CREATE TABLE rekam (
        pegawai_id INTEGER NOT NULL REFERENCES pegawai (id),
        periode_id INTEGER NOT NULL REFERENCES periode (id),
        hal TEXT NOT NULL CHECK (hal IN ('kinerja', 'disiplin', 'potensi', 'pendidikan')),
        nilai TEXT NOT NULL CHECK (length(nilai) BETWEEN 1 AND 40),
        PRIMARY KEY (pegawai_id, periode_id, hal)
    ) STRICT, WITHOUT ROWID""",
    # Functional jobs for which no functional training exists: it counts as had.
    """CREATE TABLE jabatan_rincian (
        jabatan_id INTEGER PRIMARY KEY REFERENCES jabatan (id),
        tanpa_diklat_fungsional INTEGER NOT NULL DEFAULT 0 CHECK (tanpa_diklat_fungsional IN (0, 1))
    ) STRICT""",
    *(satu for tabel in ("nilai_penilai", "beku_penyebut", "rekam") for satu in jaga_milik_periode(tabel)),
)
