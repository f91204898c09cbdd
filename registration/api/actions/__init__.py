"""What clients and administrators do: one function a step, with its transaction and its audit entry."""
