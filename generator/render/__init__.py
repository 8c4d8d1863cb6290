"""One text → safe HTML, table of contents and plain text. Knows the archive's texts, nothing of pages or shells."""
