"""Referrals and what the receiving point answered."""
