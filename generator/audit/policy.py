"""A page's content security policy, and what on the page it would block."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.audit.markup import Tag
from generator.problems import Bilingual

_SCRIPTS = frozenset({"", "module", "text/javascript", "application/javascript", "text/ecmascript", "importmap"})
"""Types of a script that the browser runs; others are blocks of data, which no policy concerns."""

_LOCAL = frozenset({"'self'", "'none'", "data:", "blob:", "'strict-dynamic'"})


class Policy:
    """The directives of one policy; `None` as text is no policy."""

    def __init__(self, text: str | None) -> None:
        self.exists = text is not None
        self._sources: dict[str, tuple[str, ...]] = {}
        for directive in (text or "").split(";"):
            name, *sources = directive.split() or [""]
            if name:
                self._sources.setdefault(name.lower(), tuple(source.lower() for source in sources))
        self.inline_scripts = self._allows_inline("script-src")
        self.inline_styles = self._allows_inline("style-src")

    def sources(self, directive: str) -> tuple[str, ...] | None:
        """What a directive allows; that of `default-src` where it is not given, `None` where neither is."""
        return self._sources.get(directive, self._sources.get("default-src"))

    def _allows_inline(self, directive: str) -> bool:
        """Whether scripts or styles may stand inside the page."""
        sources = self.sources(directive)
        return sources is None or "'unsafe-inline'" in sources

    def weaknesses(self) -> Iterator[str]:
        """What a strict policy would not allow, as `directive source`.

        Styles inside a page do no harm where nothing may run, as on a page that needs no other file.
        """
        if not self.exists:
            return
        scripts = self.sources("script-src")
        for directive in ("script-src", "style-src", "object-src"):
            sources = self.sources(directive)
            if sources is None:
                yield f"{directive} *"
                continue
            for source in sources:
                if source in ("'unsafe-inline'", "'unsafe-eval'") and (
                    directive == "script-src" or scripts != ("'none'",)
                ):
                    yield f"{directive} {source}"
        for directive, sources in sorted(self._sources.items()):
            for source in sources:
                if directive.endswith("-src") and not source.startswith("'") and source not in _LOCAL:
                    yield f"{directive} {source}"


def _is_run(kind: str) -> bool:
    return kind.partition(";")[0].strip().lower() in _SCRIPTS


def blocked(tag: Tag, policy: Policy) -> Iterator[tuple[str, Mapping[str, object]]]:
    """Code and arguments of each thing at a tag that the policy blocks."""
    attributes = tag.attributes
    if not policy.inline_scripts:
        if tag.name == "script" and "src" not in attributes and _is_run(attributes.get("type", "")):
            yield "policy-script", {}
        for name in attributes:
            if name.startswith("on") and len(name) > 4:
                yield "policy-handler", {"what": name}
    if not policy.inline_styles:
        if tag.name == "style":
            yield "policy-style", {"what": Bilingual("style 元素", "the element style")}
        if "style" in attributes:
            yield "policy-style", {"what": Bilingual("style 属性", "the attribute style")}
