"""The questions of the wizard, one module a group of steps; names of fields as in the public contract."""
