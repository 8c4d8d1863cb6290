"""What an audit finds: place, code, arguments; the words are in `messages`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct, field

from generator.audit.messages import AUDIT_MESSAGES, Severity
from generator.problems import Bilingual, Location

SITE = Location("")
"""The place of what concerns the site as a whole."""


class Finding(Struct, frozen=True):
    """One thing found at one place."""

    where: Location
    """Path from the root of the site, and line from 1; `SITE` for the site as a whole."""
    code: str
    args: Mapping[str, object] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.code not in AUDIT_MESSAGES:
            raise KeyError(f"no message for the audit code {self.code!r}")

    @property
    def severity(self) -> Severity:
        return AUDIT_MESSAGES[self.code].severity


class Group(Struct, frozen=True):
    """The same finding at one place or many: a fault of the frame stands on every page and is told once."""

    code: str
    args: Mapping[str, object]
    places: tuple[Location, ...]
    """Sorted by path and line."""

    @property
    def severity(self) -> Severity:
        return AUDIT_MESSAGES[self.code].severity

    def fact(self, language: str) -> str:
        """What is the matter."""
        message = AUDIT_MESSAGES[self.code]
        return (message.zh if language == "zh" else message.en).format_map(self._blanks(language))

    def remedy(self, language: str) -> str:
        """What to do."""
        message = AUDIT_MESSAGES[self.code]
        return (message.zh_remedy if language == "zh" else message.en_remedy).format_map(self._blanks(language))

    def _blanks(self, language: str) -> dict[str, object]:
        return {name: _in_language(value, language) for name, value in self.args.items()}


def grouped(findings: Iterable[Finding]) -> tuple[Group, ...]:
    """Findings of one code and the same arguments together; errors first, then by code, first place and arguments."""
    groups: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        groups.setdefault((finding.code, repr(sorted(finding.args.items()))), []).append(finding)
    made = [
        Group(part[0].code, part[0].args, tuple(sorted({finding.where for finding in part})))
        for part in groups.values()
    ]
    order: Sequence[Severity] = ("error", "warning", "notice")
    return tuple(
        sorted(made, key=lambda group: (order.index(group.severity), group.code, group.places[0], repr(group.args)))
    )


def _in_language(value: object, language: str) -> object:
    if isinstance(value, Bilingual):
        return value.zh if language == "zh" else value.en
    if isinstance(value, (tuple, list)):
        return ("、" if language == "zh" else ", ").join(str(_in_language(item, language)) for item in value)
    return value
