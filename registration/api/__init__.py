"""Interfaces for other systems: clients, tokens, the routes of `/api/v1/`, and the administrators' page for them."""
