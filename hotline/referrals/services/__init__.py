"""What can happen to a referral: `pass_on`, `answer` (the receiving point), `stop` (consent taken back, time over,
forgotten). `moving` is the one place that changes a state."""
