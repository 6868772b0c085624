"""Competency gaps of a city's civil servants: from the clerk's Excel files to one workbook per agency."""

__version__ = "0.1.0"
