"""Anliku (案例库): a static site generator for bilingual archives of Party-building cases."""

__version__ = "0.1.0"
