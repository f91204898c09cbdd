"""What helpers and the committee desk type in aftercare. What is allowed is said by the actions."""
