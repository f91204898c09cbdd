"""Pages of the citizen's side: crossing, steps, check, receipt, return, tracking. Each asks one action."""
