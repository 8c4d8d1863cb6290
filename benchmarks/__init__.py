"""Measurements of Anliku beside its peers, and the generated archives that they run on. No part of the product."""
