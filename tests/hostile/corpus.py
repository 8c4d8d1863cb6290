"""Content as an attacker would write it: what runs, what leads out, what swells."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path
from typing import Any

import yaml

TINY = Path(__file__).parents[1] / "sites" / "tiny"

ATTACK = "window.__attacked=1"

IN_A_FIELD = (
    f"<script>{ATTACK}</script>",
    f"<img src=x onerror={ATTACK}>",
    f"\"><svg onload='{ATTACK}'>",
    f"' autofocus onfocus='{ATTACK}' x='",
    f"</title><script>{ATTACK}</script>",
    f"</script><script>{ATTACK}</script>",
    f"--><script>{ATTACK}</script><!--",
    f"]]><script>{ATTACK}</script>",
    f"{{{{ [].__class__ }}}}{{% for a in b %}}<b onclick={ATTACK}>",
    f"javascript:{ATTACK}",
    f"&lt;script&gt;{ATTACK}&lt;/script&gt;",
    f"\\u003cscript\\u003e{ATTACK}\\u003c/script\\u003e",
    f"${{{ATTACK}}}`);{ATTACK};//",
)
"""Appended to words: ways out of an element, an attribute, a title, a script, a comment, JSON, CDATA, a template."""

IN_MARKDOWN = (
    f"<script>{ATTACK}</script>",
    f"<img src=x onerror={ATTACK}>",
    f"<svg><script>{ATTACK}</script></svg>",
    f"<details open ontoggle={ATTACK}>x</details>",
    f"<iframe srcdoc='<script>parent.{ATTACK}</script>'></iframe>",
    f"[x](javascript:{ATTACK})",
    f"[x](JaVaScRiPt:{ATTACK})",
    f"[x](java\tscript:{ATTACK})",
    f"[x](&#106;avascript:{ATTACK})",
    f"[x](java&#10;script:{ATTACK})",
    f"[x](\x01javascript:{ATTACK})",
    f"[x](data:text/html,<script>parent.{ATTACK}</script>)",
    f"[x](vbscript:{ATTACK})",
    f'[x](https://example.org/ "\\" onmouseover=\\"{ATTACK}")',
    f'[x](https://example.org/" onmouseover="{ATTACK})',
    f"<javascript:{ATTACK}>",
    f"![x](x' onerror='{ATTACK})",
    f"[x]: javascript:{ATTACK}\n\n[x]",
    f"[x][1]\n\n[1]: <javascript:{ATTACK}>",
    f"`<script>{ATTACK}</script>`",
    f"```html\n<script>{ATTACK}</script>\n```",
    f'``` "><script>{ATTACK}</script>\nx\n```',
    f"## <img src=x onerror={ATTACK}>\n\ntext",
    f'## x {{: onclick="{ATTACK}" }}\n\ntext',
    f"a | b\n--|--\n<img src=x onerror={ATTACK}> | x",
    f"x[^1]\n\n[^1]: <img src=x onerror={ATTACK}>",
    f'x[^"onclick="{ATTACK}]\n\n[^"onclick="{ATTACK}]: note',
    f"- <b onclick={ATTACK}>x\n  </b>",
    "> <style>@import 'data:text/css,x'</style><link rel=stylesheet href=//evil.example/x>",
    f"<math><mtext><table><mglyph><style><img src=x onerror={ATTACK}>",
    f"<noscript><p title='</noscript><img src=x onerror={ATTACK}>'>",
    f"<!--><img src=x onerror={ATTACK}>-->",
    f"<a href='x' style='x:expression({ATTACK})'>x</a>",
    "<meta http-equiv=refresh content='0;url=https://evil.example/'><base href='https://evil.example/'>",
    f"<form action='javascript:{ATTACK}'><button autofocus>x</button></form>",
    f"\ufffc\u0000<script>{ATTACK}</script>",
    f"\x02klzzwxh:0001\x03<img src=x onerror={ATTACK}>",
)
"""Bodies: HTML in all places of Markdown, links that run, notes and references, the parser's own signs."""

_FREE = frozenset(
    """title summary publication author editor evidence post label printed why what read alt caption credit definition
    question note meaning term contact host operator support address icp police headline description examples site_name
    column_type members""".split()  # noqa: SIM905  (a list would be a page long)
)
"""Keys whose words are shown as they are."""


def hostile_site(folder: Path) -> int:
    """A copy of the small site with an attack in every field that is shown; returns how many."""
    shutil.copytree(TINY, folder)
    attacks = cycle(IN_A_FIELD)
    count = 0
    for file in sorted(folder.rglob("*")):
        if file.suffix == ".yml":
            made, times = _poisoned(yaml.load(file.read_text("utf-8"), yaml.CBaseLoader), attacks)
            if file.name == "site_config.yml":
                made["base_url"] = "https://www.example.gov.cn/anliku/"
                made["labels"] = {"site_name": f"x{next(attacks)}"}
                made["footer"] = {key: {"zh": f"x{next(attacks)}"} for key in ("host", "operator", "contact")}
            file.write_text(_dumped(made), "utf-8")
        elif file.suffix == ".md":
            _, head, body = file.read_text("utf-8").split("---\n", 2)
            made, times = _poisoned(yaml.load(head, yaml.CBaseLoader), attacks)
            body += "".join(f"\n词 `{attack}` 与 {attack.replace('<', '＜')}\n" for attack in IN_A_FIELD)
            file.write_text(f"---\n{_dumped(made)}---\n{body}", "utf-8")
        else:
            continue
        count += times
    return count


_BY_ID = {"一核四驱": "one-core-four-drives", "回民区委组织部": "huimin-organization"}
"""How cases may name what is called otherwise now."""


def _dumped(value: Any) -> str:
    return yaml.dump(value, allow_unicode=True, sort_keys=False, width=100_000, Dumper=_Dumper)


class _Dumper(yaml.SafeDumper):
    def ignore_aliases(self, data: object) -> bool:
        return True


def _poisoned(value: Any, attacks: Iterator[str], free: bool = False) -> tuple[Any, int]:
    """The same value with an attack behind each text that is shown, and how many there are."""
    if isinstance(value, dict):
        made, count = {}, 0
        for key, inner in value.items():
            if key == "unit":  # figures are added up only where their units agree
                made[key], times = _poisoned(inner, cycle(IN_A_FIELD[1:2]), free=True)
                count += times
                continue
            named = key == "name" and isinstance(inner, dict)
            if named and {"code", "place"} & value.keys():  # places are referred to by their Chinese names
                inner = {"zh": inner["zh"], "en": inner["en"]}
                made[key], times = {"zh": inner["zh"], "en": inner["en"] + next(attacks)}, 1
            else:
                made[key], times = _poisoned(inner, attacks, free or key in _FREE or (named and "id" in value))
            count += times
        return made, count
    if isinstance(value, list):
        parts = [_poisoned(inner, attacks, free) for inner in value]
        return [part for part, _ in parts], sum(times for _, times in parts)
    if free and value != "unknown":
        return value + next(attacks), 1
    return _BY_ID.get(value, value), 0
