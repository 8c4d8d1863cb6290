"""The pages: one module a kind of page, archive → views. Knows nothing of files, shells or search."""
