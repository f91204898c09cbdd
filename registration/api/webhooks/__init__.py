"""Telling clients of changed states: `listening` → `queue` → `tasks` → `delivering` → `outside`; words: `body`."""
