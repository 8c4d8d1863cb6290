"""Checks of a built site against the conventions of the field: labels, footer, columns, links, hosts, weights, privacy.

It reads what stands in the folder, as a browser or an inspector would, and knows nothing of the content: what it tells
is true of the files that go out. `docs/audit.md` lists everything it can say.
"""
