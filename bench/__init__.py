"""Measurements against budgets: `make bench` writes `bench/RESULTS.md`."""
