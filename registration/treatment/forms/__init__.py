"""What desks and facilities type in treatment. What is allowed is said by the actions."""
