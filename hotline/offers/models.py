"""Offers of waiting conversations to counsellors, and requests to take one over."""
