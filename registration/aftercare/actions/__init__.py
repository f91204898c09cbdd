"""What helpers, desks and the portal do in aftercare: one function a step, with lock, guard, audit."""
