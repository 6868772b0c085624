"""Schema 7: what a person has lost is found in the trail without reading all of it. Frozen once released."""

PERNYATAAN: tuple[str, ...] = (
    # Records that are gone, by table: those there are lead to their history by their own tables.
    "CREATE INDEX catatan_terhapus ON catatan (tabel, kunci) WHERE baru IS NULL AND tabel <> 'nilai'",
)
