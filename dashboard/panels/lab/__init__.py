"""Panels of the Lab."""
