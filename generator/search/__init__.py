"""The search index: texts in, shards out. Knows nothing of HTML or of the page shell.

Order of the steps: `normalise` → `terms` → `prepare` (per case, cacheable) → `postings` → `borders` → `encode` →
`build` (all files). `run_query` asks a finished index with the script that the site ships.
"""
