"""Measurements against the budgets of DESIGN.md section 8: `make bench` writes `bench/RESULTS.md`."""
