"""What can be done to accounts, one function a file: transaction, lock, guard, set, announce."""
