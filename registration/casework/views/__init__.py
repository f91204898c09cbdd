"""The desks' pages: they parse, permit, call one action or query, and answer."""
