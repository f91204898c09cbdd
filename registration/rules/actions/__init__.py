"""What people do with a version of the law: one function a step, with its transaction, guard and audit entry."""
