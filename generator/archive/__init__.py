"""The archive: its nouns, its vocabulary, reading and checking. Knows nothing of HTML, search or MkDocs."""
