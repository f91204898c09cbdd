"""What can happen to a task.

`wish` (a person asks) · `leave` (a message) · `keep` (a room asks) · `work` (take, try again, finish) · `text_back`
(answer by text message) · `watch` (the clock) · `forget` (words go). `moving` is the one place that changes a state.
"""
