"""Schema 3: closing a period. Held rows, frozen answers with their seal, and the guards. Frozen once released.

The guards are ordinary triggers, so that no program can change a closed period: not by REPLACE or an upsert (BEFORE
INSERT fires although the delete of a replaced row does not while `recursive_triggers` is off), not by moving ids, not
with foreign keys off.
"""

_BEKU = ("beku_opd", "beku_jabatan", "beku_kompetensi", "beku_kebijakan", "beku_orang", "beku_gap")
# Everything that belongs to one period.
_MILIK_PERIODE = ("nilai", "ditahan", "penutupan", *_BEKU)
_PESAN = "RAISE(ABORT, 'periode tertutup')"


def tertutup(baris: str) -> str:
    """SQL: the row NEW or OLD belongs to a closed period."""
    return f"EXISTS (SELECT 1 FROM periode WHERE id = {baris}.periode_id AND status = 'tertutup')"


def _dibekukan(pegawai: str) -> str:
    """A person of a closed period: in its answer, or only with a score in it."""
    return (
        f"EXISTS (SELECT 1 FROM beku_orang WHERE pegawai_id IN ({pegawai})) OR EXISTS (SELECT 1 FROM nilai n "
        f"JOIN periode p ON p.id = n.periode_id WHERE n.pegawai_id IN ({pegawai}) AND p.status = 'tertutup')"
    )


def jaga(tabel: str, saat: str, syarat: str, nama: str = "") -> str:
    """A guard: the trigger that refuses `saat` on a table while `syarat` holds."""
    aksi = {"INSERT": "tambah", "UPDATE": "ubah", "DELETE": "hapus"}[saat]
    return (
        f"CREATE TRIGGER jaga_{tabel}_{nama or aksi} BEFORE {saat} ON {tabel} WHEN {syarat} BEGIN SELECT {_PESAN}; END"
    )


def jaga_milik_periode(tabel: str) -> tuple[str, ...]:
    """The three guards of a table whose rows belong to a period."""
    return (
        jaga(tabel, "INSERT", tertutup("NEW")),
        jaga(tabel, "UPDATE", f"{tertutup('OLD')} OR {tertutup('NEW')}"),
        jaga(tabel, "DELETE", tertutup("OLD")),
    )


PERNYATAAN: tuple[str, ...] = (
    # A held row or cell of a score import whose other rows were saved: what was not taken in. No value, no name.
    """CREATE TABLE ditahan (
        periode_id INTEGER NOT NULL REFERENCES periode (id),
        berkas TEXT NOT NULL,
        lembar TEXT NOT NULL,
        baris INTEGER NOT NULL,
        kolom TEXT NOT NULL,
        kode TEXT NOT NULL,
        pegawai_id INTEGER REFERENCES pegawai (id),
        kompetensi_id INTEGER REFERENCES kompetensi (id),
        jalankan_id INTEGER NOT NULL REFERENCES jalankan (id),
        alasan TEXT CHECK (length(alasan) BETWEEN 1 AND 2000),
        PRIMARY KEY (periode_id, berkas, lembar, baris, kolom)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE penutupan (
        periode_id INTEGER PRIMARY KEY REFERENCES periode (id),
        jalankan_id INTEGER NOT NULL REFERENCES jalankan (id),
        instansi TEXT NOT NULL,
        peringatan TEXT NOT NULL,
        segel TEXT NOT NULL CHECK (length(segel) = 64)
    ) STRICT""",
    """CREATE TABLE buka_ulang (
        id INTEGER PRIMARY KEY,
        periode_id INTEGER NOT NULL REFERENCES periode (id),
        jalankan_id INTEGER NOT NULL REFERENCES jalankan (id),
        alasan TEXT NOT NULL CHECK (length(alasan) BETWEEN 1 AND 2000),
        saksi TEXT NOT NULL CHECK (length(saksi) BETWEEN 1 AND 200),
        segel TEXT NOT NULL
    ) STRICT""",
    """CREATE TABLE beku_opd (
        periode_id INTEGER NOT NULL REFERENCES periode (id),
        opd_id INTEGER NOT NULL,
        kode TEXT NOT NULL,
        nama TEXT NOT NULL,
        induk_id INTEGER,
        PRIMARY KEY (periode_id, opd_id)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE beku_jabatan (
        periode_id INTEGER NOT NULL REFERENCES periode (id),
        jabatan_id INTEGER NOT NULL,
        kode TEXT NOT NULL,
        nama TEXT NOT NULL,
        PRIMARY KEY (periode_id, jabatan_id)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE beku_kompetensi (
        periode_id INTEGER NOT NULL REFERENCES periode (id),
        kompetensi_id INTEGER NOT NULL,
        kode TEXT NOT NULL,
        nama TEXT NOT NULL,
        jenis TEXT NOT NULL,
        urutan INTEGER NOT NULL,
        PRIMARY KEY (periode_id, kompetensi_id)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE beku_kebijakan (
        periode_id INTEGER NOT NULL REFERENCES periode (id),
        kunci TEXT NOT NULL,
        nilai TEXT NOT NULL,
        dasar TEXT NOT NULL,
        keterangan TEXT NOT NULL,
        PRIMARY KEY (periode_id, kunci)
    ) STRICT, WITHOUT ROWID""",
    # People in the order of every list. The seal covers `sidik`, the salted digest of NIP and name, not these two, so
    # that erasing a person (salt gone, NIP and name replaced) leaves it verifiable.
    """CREATE TABLE beku_orang (
        periode_id INTEGER NOT NULL REFERENCES periode (id),
        urut INTEGER NOT NULL,
        pegawai_id INTEGER NOT NULL REFERENCES pegawai (id),
        nip TEXT NOT NULL,
        nama TEXT NOT NULL,
        garam TEXT CHECK (length(garam) = 32),
        sidik TEXT NOT NULL CHECK (length(sidik) = 64),
        opd_id INTEGER NOT NULL,
        jabatan_id INTEGER NOT NULL,
        PRIMARY KEY (periode_id, urut)
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX beku_orang_opd ON beku_orang (periode_id, opd_id)",
    "CREATE INDEX beku_orang_pegawai ON beku_orang (pegawai_id, periode_id)",
    # `letak` is the competency's place, 0 for a person whose job has no standard. Levels in 1/6000.
    """CREATE TABLE beku_gap (
        periode_id INTEGER NOT NULL REFERENCES periode (id),
        urut INTEGER NOT NULL,
        letak INTEGER NOT NULL,
        kompetensi_id INTEGER,
        tingkat TEXT,
        standar_6000 INTEGER,
        capaian_6000 INTEGER,
        kategori TEXT,
        status TEXT NOT NULL,
        periode_nilai TEXT,
        PRIMARY KEY (periode_id, urut, letak)
    ) STRICT, WITHOUT ROWID""",
    *(satu for tabel in _MILIK_PERIODE for satu in jaga_milik_periode(tabel)),
    # The period itself: closed only with its seal, and no other may take its place.
    jaga(
        "periode",
        "INSERT",
        "NEW.status = 'tertutup' OR EXISTS (SELECT 1 FROM periode "
        "WHERE status = 'tertutup' AND (id = NEW.id OR kode = NEW.kode COLLATE NOCASE))",
    ),
    jaga(
        "periode",
        "UPDATE",
        "OLD.status = 'tertutup' OR NEW.id IS NOT OLD.id OR EXISTS (SELECT 1 FROM periode "
        "WHERE status = 'tertutup' AND id <> OLD.id AND kode = NEW.kode COLLATE NOCASE) "
        "OR (NEW.status = 'tertutup' AND NOT EXISTS (SELECT 1 FROM penutupan "
        "WHERE periode_id = NEW.id AND segel IS NEW.segel))",
    ),
    jaga("periode", "DELETE", "OLD.status = 'tertutup'"),
    # What a reopening left stays for good; it is noted when the period stands open.
    jaga("buka_ulang", "INSERT", f"{tertutup('NEW')} OR EXISTS (SELECT 1 FROM buka_ulang WHERE id = NEW.id)"),
    jaga("buka_ulang", "UPDATE", "TRUE"),
    jaga("buka_ulang", "DELETE", "TRUE"),
    # Whose scores they are: the ids a closed period speaks of neither move nor vanish.
    jaga(
        "pegawai",
        "INSERT",
        _dibekukan("SELECT id FROM pegawai WHERE id = NEW.id UNION ALL SELECT id FROM pegawai WHERE nip = NEW.nip"),
    ),
    jaga(
        "pegawai",
        "UPDATE",
        f"NEW.id IS NOT OLD.id OR {_dibekukan('SELECT id FROM pegawai WHERE nip = NEW.nip AND id <> OLD.id')}",
    ),
    jaga("pegawai", "DELETE", _dibekukan("OLD.id")),
    jaga(
        "kompetensi",
        "INSERT",
        "EXISTS (SELECT 1 FROM beku_kompetensi WHERE kompetensi_id IN (SELECT id FROM kompetensi "
        "WHERE id = NEW.id OR kode = NEW.kode COLLATE NOCASE OR urutan = NEW.urutan))",
    ),
    jaga(
        "kompetensi",
        "UPDATE",
        "NEW.id IS NOT OLD.id OR EXISTS (SELECT 1 FROM beku_kompetensi WHERE kompetensi_id IN (SELECT id FROM "
        "kompetensi WHERE id <> OLD.id AND (kode = NEW.kode COLLATE NOCASE OR urutan = NEW.urutan)))",
    ),
    jaga("kompetensi", "DELETE", "EXISTS (SELECT 1 FROM beku_kompetensi WHERE kompetensi_id = OLD.id)"),
    jaga("sumber", "INSERT", "TRUE"),
    jaga("sumber", "UPDATE", "TRUE"),
    jaga("sumber", "DELETE", "TRUE"),
)
