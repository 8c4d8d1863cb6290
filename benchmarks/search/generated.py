"""Archives of any size, made of a collection's sentences in another order, and queries drawn from them."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from generator.search.documents import FacetValue, FacetVocabulary, LanguageText, SearchDocument

SENTENCE = re.compile("[^。!?！？\n]{8,120}[。!?！？]")
RUN = re.compile("[\u4e00-\u9fff]{2,}")
REGIONS, THEMES, TYPES = 95, 20, 7


def sentences_of(texts: Sequence[str]) -> list[str]:
    """Sentences of a collection, each once, in order."""
    return list(dict.fromkeys(sentence for text in texts for sentence in SENTENCE.findall(text)))


def generate_documents(count: int, sentences: Sequence[str], seed: str, length: int = 830) -> Iterator[SearchDocument]:
    """Cases of about `length` characters with random titles and facets.

    Args:
        count: Number of cases.
        sentences: From `sentences_of`.
        seed: Names the archive; the same seed gives the same one.
        length: Mean characters of a body; single ones have between half of it and one and a half.
    """
    chance = random.Random(f"{seed} {count}")
    for number in range(1, count + 1):
        body: list[str] = []
        wanted = chance.uniform(0.5, 1.5) * length
        while sum(map(len, body)) < wanted:
            body.append(chance.choice(sentences))
        runs = RUN.findall(chance.choice(body)) + RUN.findall(chance.choice(body))
        title = "".join(runs)[:18]
        day = date(2014, 1, 1) + timedelta(days=number * 4000 // count + chance.randrange(5))
        region = min(REGIONS - 1, int(chance.expovariate(1) * 25))
        yield SearchDocument(
            number=number,
            slug=f"{number}-{chance.randrange(16**12):012x}",
            type=f"t{min(TYPES - 1, int(chance.expovariate(1) * 2))}",
            published=day.isoformat(),
            year=day.year,
            texts={
                "zh": LanguageText(
                    title=title,
                    summary="",
                    body="\n".join("".join(body[at : at + 4]) for at in range(0, len(body), 4)),
                    url="",
                    fields={"regions": (f"第{region}区",)},
                    place=f"第{region}区",
                )
            },
            facets={
                "region": (f"r{region}",),
                "theme": tuple(
                    sorted({f"h{int(chance.paretovariate(1)) % THEMES}" for _ in range(chance.randint(1, 3))})
                ),
            },
        )


def generated_facets() -> tuple[FacetVocabulary, ...]:
    """Region and theme of the generated cases."""
    return tuple(
        FacetVocabulary(
            name=name,
            labels={"zh": name, "en": name},
            values=tuple(
                FacetValue(id=f"{letter}{at}", parent=None, labels={"zh": f"第{at}区", "en": f"{name} {at}"})
                for at in range(count)
            ),
        )
        for name, letter, count in (("region", "r", REGIONS), ("theme", "h", THEMES))
    )


def draw_queries(sentences: Sequence[str], seed: str, count: int, shortest: int = 2, longest: int = 8) -> list[str]:
    """Random unbroken runs of Chinese characters."""
    chance = random.Random(seed)
    queries: list[str] = []
    while len(queries) < count:
        runs = [run for run in RUN.findall(chance.choice(sentences)) if len(run) >= shortest]
        if runs:
            run = chance.choice(runs)
            size = chance.randint(shortest, min(longest, len(run)))
            at = chance.randrange(len(run) - size + 1)
            queries.append(run[at : at + size])
    return queries
