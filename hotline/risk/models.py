"""Assessments of danger and the steps that followed."""
