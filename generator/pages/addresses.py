"""Where each page stands: addresses relative to the root of the site, which never show what may change."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct


class Addresses(Struct, frozen=True):
    """Addresses in one language; the default language stands at the root, others in a folder of their own."""

    language: str
    default: str

    @property
    def root(self) -> str:
        return "" if self.language == self.default else f"{self.language}/"

    def _page(self, path: str, number: int = 1) -> str:
        """A page of a list; the first has no number."""
        return f"{self.root}{path}.html" if number == 1 else f"{self.root}{path}-{number}.html"

    @property
    def home(self) -> str:
        return self._page("index")

    def case(self, slug: str) -> str:
        return self._page(f"cases/{slug}")

    def cases(self, number: int = 1) -> str:
        return self._page("cases/index", number)

    def region(self, region: str) -> str:
        return self.listed("regions", region)

    def theme(self, theme: str) -> str:
        return self.listed("themes", theme)

    def method(self, method: str) -> str:
        return self.listed("methods", method)

    def series(self, series: str) -> str:
        return self._page(f"series/{series}")

    def year(self, year: int | None) -> str:
        return self.listed("years", year_name(year))

    def type(self, type_id: str) -> str:
        return self.listed("types", type_id)

    def index(self, kind: str) -> str:
        """The page that lists all regions, themes, methods or series."""
        return self._page(f"{kind}/index")

    def listed(self, kind: str, entry: str, number: int = 1) -> str:
        """A page of the list of one region, theme, method, year or type: `regions`, `150103`."""
        return self._page(f"{kind}/{entry}", number)

    def free(self, slug: str) -> str:
        """A page of its own: about, search, glossary, matrix …"""
        return self._page(slug)

    @property
    def blocks(self) -> str:
        """The folder of the scripts that tell the collection of a reader about cases by number."""
        return f"{self.root}cases/by-number/"

    def block(self, block: int) -> str:
        """One of them."""
        return f"{self.blocks}{block}.js"

    def table(self, name: str) -> str:
        """A table of the statistics as CSV."""
        return f"{self.root}statistics/{name}.csv"

    def feed(self, kind: str = "", entry: str = "") -> str:
        return f"{self.root}feed.xml" if not kind else f"{self.root}feeds/{kind}-{entry}.xml"


def year_name(year: int | None) -> str:
    """What a year is called in addresses."""
    return "unknown" if year is None else str(year)


def at(kind: str, entry: str, number: int = 1) -> Callable[[Addresses], str]:
    """The address of one page of a list, in whatever language."""
    return lambda to: to.listed(kind, entry, number)


NOT_FOUND = "404.html"
SITEMAP = "sitemap.xml"
ROBOTS = "robots.txt"


def file_of_case(slug: str, name: str) -> str:
    """Where a picture or attachment is published: once for all languages."""
    return f"files/{slug}/{name}"


RESERVED = frozenset(
    {
        "index",
        "cases",
        "regions",
        "themes",
        "methods",
        "series",
        "years",
        "types",
        "feeds",
        "files",
        "assets",
        "search",
        "404",
        "sitemap",
        "feed",
        "glossary",
        "matrix",
        "statistics",
        "basket",
    }
)
"""Names that a free page or a language can't have."""
