"""Schema 10: ways to what is one agency's and to what is one city's. Frozen once released."""

PERNYATAAN: tuple[str, ...] = (
    # Whom an agency once sent to a class, also if the register no longer knows that he was there.
    "CREATE INDEX peserta_opd ON peserta (opd_id)",
    "CREATE INDEX kelas_pelatihan ON kelas (pelatihan_id, selesai)",
    "CREATE INDEX opd_instansi_kota ON opd_instansi (gabungan_id)",
)
