"""Pages of the reports: they read, permit, call and answer; what is counted stands in `figures.py`."""
