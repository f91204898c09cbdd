"""What desks, facilities and their software do in treatment: one function a step, with lock, guard, audit.

Locks are taken in the order registration → referral → places of the facility → audit chain.
"""
