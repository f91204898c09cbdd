"""What can happen to a private page.

`begin` (the counsellor opens it) · `enter` (code and PIN, the first time with the setup code) · `write` · `plan`
(appointments and steps) · `end` (close, erase, forget). No code or PIN is ever written to a log.
"""
