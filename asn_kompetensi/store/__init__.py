"""The only room that knows SQLite: the two doors, the tables, the named queries, the migrations."""
