"""One module for each move of `moves.py`: the only code that changes a registration after filing.

Each function takes the registration as the caller knows it, locks and re-reads it, and returns the locked, changed one.
"""
