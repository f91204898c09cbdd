"""What people do with reports, one function each: lock, guard, change, audit."""
