"""Files that people send: received in memory only, looked at by content, written anew, scanned where a scanner is.

`receiving` takes them off the wire, `checking.checked` answers what may be kept (or a reason why not), `clean_pdf` and
`scanning` are its two helpers. Who keeps a file, and where, is the affair of the room.
"""
