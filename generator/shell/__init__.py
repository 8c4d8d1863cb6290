"""The page shell: views → documents, in the theme's templates on Material's ground.

The only importer of MkDocs and Material. A shell is what all pages of one kind, language, section and depth share; it
is evaluated once, and pages are poured into it (see `slots`). The first pour into each shell is compared with what
plain Jinja gives for the same page.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from jinja2 import Template
from markupsafe import Markup
from msgspec import Struct

from generator.fingerprints import code_digest, digest, theme_digest
from generator.shell.assets import STYLESHEET, ThemeAssets, referenced
from generator.shell.chrome import Chrome, FooterEntry, Language, NavigationItem, site_in
from generator.shell.material import MaterialTheme, base_url
from generator.shell.proof import known_names, remember_names
from generator.shell.slots import Recording, ShellLeak, record, render_plain
from generator.shell.strings import StringsError, Words, load_strings

__all__ = [
    "Chrome",
    "FooterEntry",
    "Language",
    "NavigationItem",
    "Shell",
    "ShellLeak",
    "StringsError",
    "Words",
    "load_strings",
]

TITLE_ID = "title"
"""Id of the first-level heading of every page: where the skip link leads."""


class _SkipTarget(Struct, frozen=True):
    url: str


_PAGE_CONSTANTS = {"toc": (_SkipTarget(f"#{TITLE_ID}"),), "meta": {}}
"""What templates may read of the page outside slots: Material's skip link asks for the first entry of the toc."""


class Once:
    """Keeps what a template made of one view, for views that stand on many pages: `{% call once(view, …) %}`.

    What stands inside may depend on the view and the key only. Views are told apart by identity: equal views of two
    languages are never confused, and nothing is hashed field by field. After `ROOM` of them all are forgotten: lists of
    one language and kind come after each other.
    """

    ROOM = 20_000

    def __init__(self) -> None:
        self._kept: dict[tuple[object, ...], tuple[object, Markup]] = {}

    def __call__(self, view: object, *key: object, caller: Callable[[], Markup]) -> Markup:
        """What `caller` gives, made only once for each view and key."""
        place = (id(view), *key)
        if place not in self._kept:
            if len(self._kept) == self.ROOM:
                self._kept.clear()
            self._kept[place] = (view, caller())  # the view is kept too, so that its identity stays its own
        return self._kept[place][1]


class _Key(Struct, frozen=True):
    """What a shell depends on."""

    template: str
    language: str
    section: str
    depth: int
    root: str | None


class Shell:
    """Documents for views. Not shared between threads; each process makes its own."""

    def __init__(self, theme_dir: Path, chrome: Chrome, *, proven: bool = False) -> None:
        """Read the theme.

        Args:
            theme_dir: The folder `theme/`.
            chrome: The frame of the site.
            proven: Whether the first pour into each shell need not be compared with plain Jinja, since that was done
                before with the same theme and program.

        Raises:
            StringsError: The words of the languages do not fit together.
            FileNotFoundError: A language of the chrome has no words.
        """
        self._chrome = chrome
        self._proven = proven
        self._theme = MaterialTheme(theme_dir)
        theme = digest(code_digest(), theme_digest(theme_dir))
        known = known_names(theme)
        self._assets = ThemeAssets(theme_dir, self._theme.styles, known)
        if known is None:
            remember_names(theme, self._assets.names)
        self._words = load_strings(theme_dir / "strings", [language.code for language in chrome.languages])
        self._sites = {language.code: site_in(chrome, language.code) for language in chrome.languages}
        self._shells: dict[_Key, Recording] = {}
        self._theme.environment.globals["asset"] = self._assets.path
        self._theme.environment.globals["has_asset"] = self._assets.has
        self._theme.environment.globals["once"] = Once()

    def pour(
        self, template: str, *, language: str, section: str, depth: int, page: object, root: str | None = None
    ) -> str:
        """The document of a page.

        Args:
            template: Kind of the page: the name of a file in `theme/pages/`, without `.html`.
            language: Code of a language of the chrome.
            section: Entry of the navigation that is current, or anything else for none.
            depth: Folders between the root of the site and the page.
            page: The view; templates see it as `page`.
            root: Path of the site on its server, for a page that may be served at any depth (404); else links are
                relative.

        Raises:
            ShellLeak: The template shows something else in the shell than plain Jinja: a fault of the template.
        """
        key = _Key(template, language, section, depth, root)
        shell = self._shells.get(key)
        if shell is not None:
            return shell.pour(page)
        shell = record(self._template(key), self._variables(key), _PAGE_CONSTANTS)
        document = shell.pour(page)
        if not self._proven and document != self._plain(key, page):
            raise ShellLeak(f"{template}.html shows something else as a shell than in plain Jinja")
        self._shells[key] = shell
        return document

    def plain(
        self, template: str, *, language: str, section: str, depth: int, page: object, root: str | None = None
    ) -> str:
        """The same document by plain Jinja, ten times as slow: what `pour` is held against."""
        return self._plain(_Key(template, language, section, depth, root), page)

    def assets(self) -> dict[str, bytes]:
        """Every file that the shells need: path from the root of the site → bytes.

        Material's are found by looking where the frame points to, so that their names are never written by hand.
        """
        key = _Key("404", self._chrome.languages[0].code, "", 0, None)
        shell = record(self._template(key), self._variables(key), _PAGE_CONSTANTS)
        files = self._assets.files
        for path in sorted(referenced(shell.literals, ".") - files.keys()):
            content = self._theme.file(path)
            if content is None:
                raise ShellLeak(f"the frame points to {path}, which neither the theme nor Material has")
            files[path] = content
        return files

    def words(self, language: str) -> Words:
        """The interface words of a language."""
        return self._words[language]

    def _plain(self, key: _Key, page: object) -> str:
        return render_plain(self._template(key), self._variables(key), _PAGE_CONSTANTS, page)

    def _template(self, key: _Key) -> Template:
        return self._theme.environment.get_template(f"pages/{key.template}.html")

    def _variables(self, key: _Key) -> dict[str, object]:
        words = self._words[key.language]
        return {
            **self._theme.variables(
                language=key.language,
                base_url=base_url(key.depth, key.root),
                stylesheets=(self._assets.path(STYLESHEET),),
                words=words,
            ),
            "site": self._sites[key.language],
            "section": key.section,
            "kind": key.template,
            "language": key.language,
            "title_id": TITLE_ID,
        }
