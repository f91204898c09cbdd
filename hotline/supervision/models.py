"""Quality reviews, shifts and blocks."""
