"""The moves of an appointment, one file each. Locks: registration → seat (advisory) → audit chain."""
