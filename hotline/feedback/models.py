"""Tickets of feedback."""
