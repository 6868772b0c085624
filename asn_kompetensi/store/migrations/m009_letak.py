"""Schema 9: where a person's scores stand in a file is one record, not one for each score. Frozen once released."""

_LARIK = ("kompetensi_id", "periode_id", "sumber_id", "baris")

PERNYATAAN: tuple[str, ...] = (
    # What was said of `asal_baris` (schema 5) holds: it names people by number alone, and competency 0 is all of a row.
    # The last four are JSON arrays of one length: a score's competency, period, source and row stand at one place.
    """CREATE TABLE asal_letak (
        jalankan_id INTEGER NOT NULL,
        lembar INTEGER NOT NULL,
        pegawai_id INTEGER NOT NULL,
        kompetensi TEXT NOT NULL,
        periode TEXT NOT NULL,
        sumber TEXT NOT NULL,
        baris TEXT NOT NULL,
        FOREIGN KEY (jalankan_id, lembar) REFERENCES asal_lembar (jalankan_id, lembar)
    ) STRICT""",
    "CREATE UNIQUE INDEX asal_letak_orang ON asal_letak (jalankan_id, pegawai_id)",
    f"""INSERT INTO asal_letak (jalankan_id, lembar, pegawai_id, kompetensi, periode, sumber, baris)
        SELECT jalankan_id, lembar, pegawai_id, {", ".join(f"json_group_array({satu})" for satu in _LARIK)}
          FROM asal_baris GROUP BY jalankan_id, pegawai_id""",
    "DROP TABLE asal_baris",
)
