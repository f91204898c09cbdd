"""Pages of aftercare: a helper's people, and what the committee desk does for them."""
