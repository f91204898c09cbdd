"""What can happen to an assessment: `assess` (begin, answer), `act` (tick, escalate, close), `forget`."""
