"""Tables in and out: terminal, JSON, CSV, TSV, workbooks, and the one reader of spreadsheets. Knows no database."""
