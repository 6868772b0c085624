"""The workbook of one agency, as its head opens it: one file per sheet."""
