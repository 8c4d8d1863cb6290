"""What makes the checks quick never changes what they find."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import snowballstemmer
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.archive.checks.glossary import GlossaryCheck
from generator.archive.checks.grams import GramTable
from generator.archive.checks.markdown import check_markdown
from generator.archive.checks.wording import GuardList
from generator.archive.documents import Body
from generator.archive.vocabulary_files import read_vocabulary
from generator.archive.widths import nfkc

PHRASES_FILE = Path(__file__).parents[2] / "content" / "vocabulary" / "phrases.yml"
VOCABULARY, _ = read_vocabulary({"phrases": PHRASES_FILE.read_text(encoding="utf-8")})
PHRASES = [phrase for phrase in VOCABULARY.phrases if not phrase.allowed]
GUARD = GuardList(PHRASES)

WORDS = st.sampled_from([
    "村长", "村官", "大学生", "内蒙", "内蒙古", "習", "書", "记", "感恩恩", "党员", "自愿者", "四个", "“", "”", "意识到", "习近", "平", "省省委", "书记",
    "布署", "决策", "十八届", "一中", "全会", "业委会", "会", "。", "，", "、", ",", "(", "甲乙", "丙丁戊己庚辛", "and", "the", " ", "party", "Party", "members",
    "branch", "-", "building", "grass", "roots", "Grassroots", "sub", "district", "street ", "office", "cadre", "s", "chinese", "Two Establish", "ments",
    "小区", "1", "\n", "é",
])  # fmt: skip


PATTERNS = [re.compile(phrase.pattern or re.escape(phrase.wrong or ""), re.M) for phrase in PHRASES]


@settings(max_examples=300, deadline=None)
@given(st.lists(WORDS, max_size=12).map("".join))
def test_the_guard_list_finds_what_looking_for_each_phrase_in_each_line_finds(text: str) -> None:
    lines = list(enumerate(text.split("\n"), 1))

    told = [(problem.where.line, problem.args["found"]) for problem in GUARD.check(lines, "zh.md")]

    assert told == [(line, found[0]) for line, row in lines for pattern in PATTERNS for found in pattern.finditer(row)]


MARKS = st.sampled_from([
    "甲", "abc", "。", "\n", "\n\n", "# ", "## ", "#### ", "##### ", "#", "##甲", "-", "---", "=", "===", "- 甲", "1. ", "１．", "•", "＃", "＊＊", "　　", " ", "    ", "\t",
    ">", ">>>>>>>>>>", "|", "<b>", "</b>", "<", ">", "[甲](../x/zh.md)", "[甲](javascript:x)", "![图](a.png)", "[1]: x.md", "<https://a.cn>", "[" * 51, "(" * 51,
    "*", "_", "~~~", "]（", "\u2028", "\x0b",
])  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(MARKS, max_size=10).map("".join))
def test_a_text_that_is_passed_at_a_glance_has_nothing_that_a_look_at_each_line_finds(text: str) -> None:
    glance = check_markdown(Body(text=text, line=3), "practices/x/zh.md")

    # Code makes it look at each line; what follows a blank line changes nothing before it.
    assert check_markdown(Body(text=f"{text}\n\n甲`乙`", line=3), "practices/x/zh.md") == glance or "~~~" in text


@given(
    st.text(
        alphabet=st.sampled_from([*"，：；（）！？…　“”中ａＡéﬁ①㎡％ﾊﾞ가", "\u0301", "\u0338", "e", "<", " ", "\n"]),
        max_size=30,
    )
)
def test_the_quick_compatible_form_is_unicodes(text: str) -> None:
    long = text + "文" * 100 + text

    assert nfkc(long) == unicodedata.normalize("NFKC", long)


@given(st.integers(1, 4), st.lists(st.text(min_size=4, max_size=4), max_size=5), st.text(max_size=30))
def test_no_gram_that_stands_in_a_text_is_overlooked(size: int, long: list[str], text: str) -> None:
    grams = [gram[:size] for gram in long]
    whole = text + "".join(grams) + text

    places = set(GramTable(grams, size).places(whole))

    assert places >= {place for place in range(len(whole)) for gram in grams if whole.startswith(gram, place)}


TERMS = ["grid worker", "Party building", "residents' committee", "day-care station", "policy", "agent's grid", "a"]
GLOSSARY = "terms:\n" + "".join(
    f'- {{id: t{number}, term: {{zh: 词语{chr(0x4E00 + number)}, en: "{term}"}}}}\n'
    for number, term in enumerate(TERMS)
)
CHECK = GlossaryCheck(read_vocabulary({"glossary": GLOSSARY})[0], "zh", "en")
POSSESSIVE = re.compile("['’]s?$")
STEM = snowballstemmer.stemmer("english").stemWord


def stems(text: str) -> str:
    words = re.findall(r"[^\W_]+(?:['’][^\W_]+)?", unicodedata.normalize("NFKC", text).casefold())
    return f" {' '.join(STEM(POSSESSIVE.sub('', word)) for word in words)} "


ENGLISH = st.sampled_from([
    "grid", "worker", "Workers", "working", "party", "Party", "building", "built", "residents'", "resident", "committee", "committees", "’s", "'s", "'", "day", "care",
    "station", "s", "policy", "policies", "polic", "agent", "a", " ", " ", " ", "-", "_", ".", "\n", "é", "（", "ＧＲＩＤ", "",
])  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(st.lists(ENGLISH, max_size=12).map("".join))
def test_a_term_is_missing_where_its_stems_are_in_no_row_of_the_translation(text: str) -> None:
    original = Body(text="".join(f"词语{chr(0x4E00 + number)}。" for number in range(len(TERMS))), line=1)

    told = CHECK.check((), original, (), Body(text=text, line=1), "en.md")

    assert [problem.args["expected"] for problem in told] == [term for term in TERMS if stems(term) not in stems(text)]
