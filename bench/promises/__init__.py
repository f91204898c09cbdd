"""The parts of `bench.history`: clients, faults, what was written down, and the judge."""
