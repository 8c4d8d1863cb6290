"""Made-up archives: word lists, sentence templates, names and places, and the cases and vocabularies written with them."""
