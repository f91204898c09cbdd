"""Pictures of a conversation."""
