"""The registers of a ward's desks by reporting year: counted, listed, printed and taken out as a sheet.

`books.py` says which registers there are and who may see them; `year.py` cuts the reporting year; `entries.py` reads
the rows; `counting.py` counts what the register of registrations asks for; `sheet.py` and `listing.py` write XLSX and
PDF. Every taking-out names its purpose and is in the audit log before it leaves (`export.py`).
"""
