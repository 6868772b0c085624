"""Rules that would be true on paper: NIP, dates, levels, gap, JPM, JP. Standard library only."""
