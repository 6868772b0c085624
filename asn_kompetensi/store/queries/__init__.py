"""Named SQL, one file per noun. A query takes a `sqlite3.Connection`, so both doors share every query."""
