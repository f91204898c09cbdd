"""Pages of feedback: the person's (`send`, `track`) and the desks'."""
