"""The verbs of feedback: one function each, under the row's lock, guarded by the table of moves."""
