"""The moves of a data request. Locks: registration (asking) or request → audit chain."""
