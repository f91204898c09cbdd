"""At the police desk: an officer fills in the form with the person present, or enters a paper form.

The same steps, fields and checks as the citizen's wizard; the draft is bound to the officer. `drafts` → `views` →
`finishing`, which receives through casework's own action.
"""
