"""How fast the program is, as ratios to floors measured in the same run: `python -m benchmarks`."""
