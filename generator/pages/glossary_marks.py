"""Terms of the archive's glossary in the texts of cases: vocabulary → what `render.terms` marks."""

from __future__ import annotations

from generator.archive.model import Term
from generator.config import SiteConfig
from generator.pages.common import Desk
from generator.render.terms import GlossaryTerm, TermMarker

GLOSSARY = "../glossary.html#"
"""From the page of a case to the glossary of its language."""


def marker_of(desk: Desk, language: str) -> TermMarker:
    """The marker for texts in `language`; the same object every time. It depends on the glossary alone."""
    if language not in desk.markers:
        terms = desk.archive.vocabulary.terms.values()
        entries = [_entry(term, language, desk.config) for term in terms if language in term.term]
        desk.markers[language] = TermMarker(entries, GLOSSARY)
    return desk.markers[language]


def _entry(term: Term, language: str, config: SiteConfig) -> GlossaryTerm:
    other = next((entry for entry in config.languages if entry.code != language and entry.code in term.term), None)
    return GlossaryTerm(
        id=term.id,
        head=term.term[language],
        forms=(term.term[language], *term.aliases.get(language, ())),
        definition=term.definition.get(language, ""),
        other=term.term[other.code] if other else "",
        other_tag=other.tag if other else "",
    )
