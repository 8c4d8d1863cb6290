"""Checks beyond the form of a single value: of a text, of its wording, of a translation, and between cases."""
