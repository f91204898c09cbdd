"""Measurements against a baseline, on a throw-away instance of their own. `python -m bench [NAME]`; docs/bench.md."""
