"""Every problem that Anliku reports: severity, fact and remedy in Chinese and English, by code.

Blanks in braces are filled from `Problem.args`. `docs/problems.md` is written from this table, and a test keeps it so.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct


class Message(Struct, frozen=True):
    """The words of one problem code."""

    severity: Literal["error", "warning"]
    zh: str
    zh_remedy: str
    en: str
    en_remedy: str


def _error(zh: str, zh_remedy: str, en: str, en_remedy: str) -> Message:
    return Message("error", zh, zh_remedy, en, en_remedy)


def _warning(zh: str, zh_remedy: str, en: str, en_remedy: str) -> Message:
    return Message("warning", zh, zh_remedy, en, en_remedy)


MESSAGES: dict[str, Message] = {
    # ── files ────────────────────────────────────────────────────────────────
    "file-empty": _error(
        "文件是空的",
        "补上内容（新案例可用 anliku new 生成带说明的样稿），或删去这个文件",
        "the file is empty",
        "write it (anliku new makes a commented draft of a case), or delete it",
    ),
    "file-encoding": _error(
        "文件不是 UTF-8 编码{guess}",
        "在编辑器里另存为 UTF-8（记事本：另存为 → 编码 → UTF-8）",
        "the file is not UTF-8{guess}",
        "save it as UTF-8 in your editor",
    ),
    "file-control-character": _error(
        "含有不可见的控制字符 {name}",
        "删去这个字符（多由复制粘贴带入）",
        "holds the invisible control character {name}",
        "delete the character (it usually comes from pasting)",
    ),
    "file-too-large": _error(
        "文件有 {size}，超过上限 {limit}",
        "一篇案例只放文字；图片和附件另存为文件",
        "the file has {size}, over the limit of {limit}",
        "keep only text here; pictures and attachments are files of their own",
    ),
    "file-unreadable": _error(
        "读不了：{reason}",
        "检查文件权限，或者是不是正被别的程序占用",
        "cannot be read: {reason}",
        "check the permissions, and whether another program holds it",
    ),
    "file-symlink": _error(
        "是指向别处的符号链接",
        "把文件本身放进案例文件夹",
        "is a symbolic link",
        "put the file itself into the case's folder",
    ),
    "file-unexpected": _warning(
        "不认识这个文件，不会发布",
        "这里只认 {expected}；图片、附件放在案例文件夹里，并在前言 pictures、attachments 里列出",
        "this file is not known and will not be published",
        "known here: {expected}; pictures and attachments lie in the folder of the case and are listed in its front matter",
    ),
    "folder-type-unknown": _error(
        "没有名为“{name}”的案例类型",
        "{suggestion}现有类型：{known}；新类型先在 site_config.yml 的 types 里登记",
        "there is no case type {name!r}",
        "{suggestion}types: {known}; a new one is declared under types in site_config.yml",
    ),
    "folder-slug": _error(
        "文件夹名“{name}”不能用作网址",
        "只用小写字母、数字和连字符，例如 {suggestion}",
        "the folder name {name!r} cannot be an address",
        "use lower-case letters, digits and hyphens only, such as {suggestion}",
    ),
    "slug-duplicate": _error(
        "文件夹名“{slug}”已被 {other} 使用",
        "给其中一个改名；网址里不含类型，所以全库不能重名",
        "the folder name {slug!r} is already used by {other}",
        "rename one of them; addresses do not show the type, so names are unique in the archive",
    ),
    "text-missing": _error(
        "缺少 {name}",
        "正文写在 {name} 里；还没写好就先把整个文件夹移出 content",
        "{name} is missing",
        "the text is written in {name}; move the folder out of content until it exists",
    ),
    # ── front matter ─────────────────────────────────────────────────────────
    "front-matter-missing": _error(
        "文件开头没有用两行 --- 括起的前言",
        "第一行写 ---，接着写标题等各项，再写一行 ---，然后是正文",
        "the file does not start with a block between two lines ---",
        "write ---, then title and the other keys, then --- again, then the text",
    ),
    "front-matter-open": _error(
        "前言没有结束的 ---",
        "在正文之前单独写一行 ---",
        "the front matter has no closing ---",
        "write a line --- before the text",
    ),
    "yaml-syntax": _error(
        "这里写法有误，读不下去：{detail}",
        "{hint}",
        "this cannot be read: {detail}",
        "{hint}",
    ),
    "yaml-fullwidth-colon": _error(
        "“{key}”后面用了全角冒号“：”",
        "改成半角冒号加空格：{key}: …",
        "{key!r} is followed by a full-width colon",
        "use a half-width colon and a space: {key}: …",
    ),
    "yaml-colon-in-value": _error(
        "值里有“: ”，会被当成又一层键",
        "给整个值加引号：{example}",
        "the value holds ': ', which would begin another key",
        "put the whole value in quotes: {example}",
    ),
    "yaml-hash-in-value": _error(
        "值在“ #”处被截断，后面的“{lost}”会丢失",
        "给整个值加引号：{example}",
        "the value is cut at ' #' and {lost!r} would be lost",
        "put the whole value in quotes: {example}",
    ),
    "yaml-colon-space": _error(
        "“{key}:”后面少一个空格",
        "写成 {key}: {value}",
        "{key!r} lacks a space after its colon",
        "write {key}: {value}",
    ),
    "yaml-comma-in-value": _error(
        "花括号里的“{key}”没有值；可能是前一个值里的逗号把它断开了",
        "给含逗号的整个值加引号，或者不用花括号、每项一行",
        "{key!r} in braces has no value; perhaps a comma cut the value before it",
        "put the whole value with its comma in quotes, or write one key a line without braces",
    ),
    "yaml-tab": _error(
        "行首用了制表符（Tab）",
        "改用空格缩进，每层两个",
        "the line is indented with a tab",
        "indent with spaces, two for each level",
    ),
    "yaml-alias": _error(
        "值以“{what}”开头，这在 YAML 里另有意义",
        "给整个值加引号；这里不支持 YAML 的锚点、别名和标签",
        "the value begins with {what!r}, which means something else in YAML",
        "put the whole value in quotes; anchors, aliases and tags are not supported here",
    ),
    "yaml-too-deep": _error(
        "层次太深（超过 {limit} 层）",
        "前言最多用到四五层",
        "is nested too deeply (more than {limit} levels)",
        "front matter needs four or five levels at most",
    ),
    "key-duplicate": _error(
        "“{key}”写了两次（第一次在第 {first} 行）",
        "删去一处",
        "{key!r} is given twice (first on line {first})",
        "delete one of them",
    ),
    "key-unknown": _error(
        "不认识“{key}”",
        "{suggestion}可用的有：{known}",
        "unknown key {key!r}",
        "{suggestion}known here: {known}",
    ),
    "key-missing": _error(
        "缺少“{key}”（{zh_key}）",
        "补上一行，例如 {example}",
        "{key!r} ({zh_key}) is missing",
        "add a line such as {example}",
    ),
    "key-translation": _error(
        "译文里不能写“{key}”",
        "这一项只写在 {original} 里；译文只写因语言而异的内容",
        "{key!r} does not belong in a translation",
        "it stands in {original} only; a translation holds what differs by language",
    ),
    "value-choice": _error(
        "“{key}”的值“{value}”不在可选范围内",
        "{suggestion}可选：{known}",
        "{key!r} has the value {value!r}, which is not one of its choices",
        "{suggestion}choices: {known}",
    ),
    "value-date": _error(
        "“{key}”的值“{value}”不是日期",
        "写成 {example}",
        "{key!r} has the value {value!r}, not a date",
        "write {example}",
    ),
    "value-number": _error(
        "“{key}”的值“{value}”不是数字",
        "只写数字，例如 1600；“余”“约”写在 qualifier，单位写在 unit",
        "{key!r} has the value {value!r}, not a number",
        "write the number alone, such as 1600; the qualifier and the unit have keys of their own",
    ),
    "value-boolean": _error(
        "“{key}”的值“{value}”应为 true 或 false",
        "写 true（是）或 false（否）",
        "{key!r} has the value {value!r}, neither true nor false",
        "write true or false",
    ),
    "value-text": _error(
        "“{key}”应为一段文字",
        "这里只写一段文字，不写成列表，也不带下级",
        "{key!r} must be a text",
        "write one text here, no list and no group of keys",
    ),
    "value-list": _error(
        "“{key}”应为列表",
        "写成 {key}: [甲, 乙]，或每项一行、前面加“- ”",
        "{key!r} must be a list",
        "write {key}: [one, two], or one item a line after '- '",
    ),
    "value-mapping": _error(
        "“{key}”应为带下级的一组键",
        "换行缩进两格，逐项写“键: 值”",
        "{key!r} must be a group of keys",
        "indent by two and write 'key: value' lines",
    ),
    "value-pattern": _error(
        "“{key}”的值“{value}”写法不对",
        "应写成 {example}",
        "{key!r} has the value {value!r}, which has another form than expected",
        "write it as {example}",
    ),
    "value-range": _error(
        "“{key}”的值“{value}”超出范围",
        "应在 {range} 之间",
        "{key!r} has the value {value!r}, out of range",
        "it must be within {range}",
    ),
    "value-url": _error(
        "“{key}”的值“{value}”不是可用的网址",
        "写以 https:// 或 http:// 开头的网址",
        "{key!r} has the value {value!r}, not a usable address",
        "write an address that begins with https:// or http://",
    ),
    "value-file-name": _error(
        "“{key}”的值“{value}”不能用作文件名",
        "只写本文件夹里的文件名，带扩展名，不含路径、空格、# 和 %，例如 photo-1.jpg",
        "{key!r} has the value {value!r}, which cannot name a file",
        "give the name of a file in this folder with its ending, without path, spaces, # and %, such as photo-1.jpg",
    ),
    "value-too-long": _error(
        "“{key}”有 {length} 个字符，超过上限 {limit}",
        "缩短它",
        "{key!r} has {length} characters, over the limit of {limit}",
        "shorten it",
    ),
    "dates-order": _error(
        "{first} 晚于 {second}",
        "核对这两个日期",
        "{first} is later than {second}",
        "check the two dates",
    ),
    "period-empty": _error(
        "period 里 after 和 before 都没有",
        "至少写一个，或删去 period",
        "period has neither after nor before",
        "give at least one of them, or delete period",
    ),
    # ── names ────────────────────────────────────────────────────────────────
    "name-unknown": _error(
        "{kind}里没有“{name}”",
        "{suggestion}要新增，请写进 {file}",
        "there is no {kind} {name!r}",
        "{suggestion}to add one, write it into {file}",
    ),
    "name-ambiguous": _error(
        "“{name}”可指多个{kind}：{candidates}",
        "写明上级，例如 {example}",
        "{name!r} may be any of these: {candidates}",
        "name the parent too, such as {example}",
    ),
    "vocabulary-id-duplicate": _error(
        "标识“{id}”重复（另见第 {first} 行）",
        "改用别的标识；标识就是网址，不能重复",
        "the id {id!r} is used twice (see line {first})",
        "choose another; the id is the address and must be unique",
    ),
    "id-reserved": _error(
        "“{id}”是站点自己要用的名字",
        "换一个标识；index、列表的第二页（如 x-2）等网址已有用处",
        "{id!r} is a name that the site itself uses",
        "choose another; index, the second page of a list (x-2) and such addresses are taken",
    ),
    "vocabulary-file-unknown": _error(
        "不认识这个词表文件",
        "{suggestion}词表文件有：{known}（.yml）",
        "this vocabulary file is not known",
        "{suggestion}the files are {known} (.yml)",
    ),
    "vocabulary-parent-unknown": _error(
        "上级“{parent}”不存在",
        "核对 parent；它应是同一文件里的标识",
        "the parent {parent!r} does not exist",
        "check parent: it must be an id in the same file",
    ),
    "vocabulary-cycle": _error(
        "“{id}”的上级绕回了自己：{path}",
        "改正其中一个 parent",
        "the parents of {id!r} lead back to itself: {path}",
        "correct one of the parents",
    ),
    "vocabulary-name-duplicate": _warning(
        "“{name}”同时是 {ids} 的名称或别名",
        "凡引用时须写明；不需要的别名请删去",
        "{name!r} is a name or alias of all of {ids}",
        "whoever uses it must be more exact; delete aliases that are not needed",
    ),
    # ── cases ────────────────────────────────────────────────────────────────
    "number-duplicate": _error(
        "编号 {number} 已被 {other} 使用",
        "改用没有用过的编号，下一个是 {next}",
        "the number {number} is already used by {other}",
        "use one that was never used; the next is {next}",
    ),
    "themes-count": _error(
        "主题有 {count} 个",
        "选一到四个最贴切的主题",
        "has {count} themes",
        "choose one to four that fit best",
    ),
    "reference-repeated": _warning(
        "“{name}”在 {key} 里列了两次",
        "删去一处",
        "{name!r} is listed twice in {key}",
        "delete one of them",
    ),
    "figure-duplicate": _error(
        "数据“{key}”写了两次",
        "每条数据的 key 在一篇里不能重复",
        "the figure {key!r} is given twice",
        "figure keys are unique within a case",
    ),
    "figure-part-unknown": _error(
        "数据“{key}”的 parts 里没有“{part}”这一条",
        "parts 写同一篇里其他数据的 key",
        "the parts of the figure {key!r} name {part!r}, which does not exist",
        "parts are keys of other figures of the same case",
    ),
    "figure-sum": _error(
        "数据“{key}”为 {value}，而各部分相加得 {sum}（{parts}）",
        "核对各数；确实不等时删去 parts 并在 corrections 里说明",
        "the figure {key!r} is {value}, but its parts add up to {sum} ({parts})",
        "check the numbers; where they truly differ, delete parts and explain in corrections",
    ),
    "figure-unit-missing": _error(
        "数据“{key}”没有单位",
        "补上 unit；没有单位的写 unit: 无",
        "the figure {key!r} has no unit",
        "add unit; where there is none, write unit: none",
    ),
    "figure-as-of-missing": _error(
        "数据“{key}”没有截至日期",
        "补上 as_of；来源没有写就写 unknown（不详）",
        "the figure {key!r} has no as-of",
        "add as_of; where the source does not say, write unknown",
    ),
    "source-reprint": _error(
        "转载缺少“{key}”",
        "转载须注明原题、作者、报刊和日期；不是原文照登的请写 form: adapted",
        "a reprint needs {key!r}",
        "a reprint names original title, author, publication and date; a text of your own is form: adapted",
    ),
    "sections-missing": _warning(
        "正文缺少{sections}",
        "补上这几节（二级标题）；来源没有的也写一句“来源没有写”",
        "the text lacks {sections}",
        "add these sections (second-level headings); where the source says nothing, say so in a sentence",
    ),
    "series-part-duplicate": _error(
        "专栏“{series}”的第 {part} 篇已是 {other}",
        "核对 part",
        "part {part} of the series {series!r} is already {other}",
        "check part",
    ),
    "series-part-range": _error(
        "专栏“{series}”共 {parts} 篇，没有第 {part} 篇",
        "核对 part，或改专栏的 parts",
        "the series {series!r} has {parts} parts; there is no part {part}",
        "check part, or the parts of the series",
    ),
    "series-parts-missing": _warning(
        "专栏“{series}”应有 {parts} 篇，缺第 {missing} 篇",
        "补上缺的各篇，或改专栏的 parts",
        "the series {series!r} should have {parts} parts; part {missing} is missing",
        "add what is missing, or correct the parts of the series",
    ),
    "method-members": _error(
        "“{name}”按数字应有 {expected} 项，列了 {found} 项",
        "补全 members；来源本身不全的写 complete: false 并在 note 里说明",
        "{name!r} should have {expected} members by its numbers, and lists {found}",
        "complete members; where the source itself is incomplete, write complete: false and explain in note",
    ),
    "method-parts": _error(
        "“{name}”按名称的数字是 {derived}，parts 写的是 {parts}",
        "核对 parts；名称里有 N 之类字母的，另写 open: true",
        "the numbers in the name {name!r} are {derived}, but parts says {parts}",
        "check parts; a name with a letter such as N has open: true",
    ),
    "method-parts-missing": _warning(
        "“{name}”列了 {found} 项，却没有写 parts",
        "补上 parts: {example}，以便核对项数",
        "{name!r} lists {found} members and gives no parts",
        "add parts: {example}, so that the members can be counted",
    ),
    "figure-sum-units": _error(
        "数据“{key}”与其组成“{part}”的单位不同（{unit}、{other}），不能相加",
        "统一单位，或删去 parts",
        "the figure {key!r} and its part {part!r} have different units ({unit}, {other}) and can't be added",
        "use one unit, or delete parts",
    ),
    "series-part-none": _warning(
        "专栏“{series}”按篇排列，这一篇没有写第几篇",
        "补上 part；编者按在 series.yml 的 editor_note 里登记",
        "the series {series!r} is numbered, and this case has no part",
        "add part; the editor's note is named as editor_note in series.yml",
    ),
    "series-editor-note": _error(
        "专栏“{series}”的编者按 {number} 不是这个专栏里已发布的案例",
        "核对 editor_note",
        "the editor's note {number} of the series {series!r} is not a published case of that series",
        "check editor_note",
    ),
    # ── translations ─────────────────────────────────────────────────────────
    "translation-missing": _warning(
        "没有 {language} 译文",
        "可先发布，页面会标明；译好后存为 {name}",
        "there is no {language} text",
        "it can be published and is marked; save the translation as {name}",
    ),
    "translation-stale": _warning(
        "译文对应的是旧的原文",
        "核对并更新译文后，把 translation_of 改为 {hash}",
        "the translation belongs to an older text",
        "bring it up to date, then set translation_of to {hash}",
    ),
    "translation-unstamped": _warning(
        "没有写明译自哪一版原文",
        "核对译文后写上 translation_of: {hash}",
        "does not say which text it translates",
        "check the translation, then write translation_of: {hash}",
    ),
    "translation-blocks": _warning(
        "译文有 {found} 段，原文有 {expected} 段，从第 {block} 段起对不上",
        "逐段对译，段落、标题、列表数目一致，才能对照阅读",
        "has {found} blocks where the original has {expected}; they part at block {block}",
        "translate paragraph by paragraph, so that both can be read side by side",
    ),
    "translation-figure": _error(
        "数据“{key}”在原文里没有",
        "{suggestion}译文只给原文已有的数据写名称和单位",
        "the original has no figure {key!r}",
        "{suggestion}a translation only names figures that the original has",
    ),
    "translation-figure-missing": _warning(
        "数据“{key}”没有译名",
        "在 figures 下补一行 {key}: {{label: …, unit: …}}",
        "the figure {key!r} has no label in this language",
        "add {key}: {{label: …, unit: …}} under figures",
    ),
    "translation-list": _error(
        "“{key}”有 {found} 条，原文有 {expected} 条",
        "与原文逐条对应",
        "{key!r} has {found} entries, the original has {expected}",
        "give one for each entry of the original, in the same order",
    ),
    "translation-post": _warning(
        "“{name}”的职务没有译文",
        "在 posts 下补一行 {name}: …",
        "the post of {name!r} is not translated",
        "add {name}: … under posts",
    ),
    "translation-term": _warning(
        "原文有“{term}”，译文里没有术语表的译法“{expected}”",
        "用术语表的译法；另有合适译法时写进该术语的 aliases",
        "the original says {term!r}, but the translation has not the glossary's {expected!r}",
        "use the glossary's word, or add yours to the aliases of the term",
    ),
    # ── Markdown ─────────────────────────────────────────────────────────────
    "markdown-fullwidth": _error(
        "“{found}”是全角字符，不会成为{meaning}",
        "改成半角：{example}",
        "the full-width {found!r} does not make {meaning}",
        "use the half-width form: {example}",
    ),
    "markdown-indented": _error(
        "行首的空格让这一段成了代码块",
        "删去行首空格；段首空两格不用打，版式会处理",
        "the spaces at the start make this paragraph a block of code",
        "delete them; indentation is a matter of the layout",
    ),
    "markdown-heading-space": _error(
        "“{found}”后面少一个空格，不会成为标题",
        "写成 {example}",
        "{found!r} lacks a space and does not make a heading",
        "write {example}",
    ),
    "markdown-heading-level": _error(
        "正文里用了 {level} 级标题",
        "一级标题是案例的题目；正文里用 ##、### 和 ####",
        "the text uses a heading of level {level}",
        "level 1 is the title of the case; the text uses ##, ### and ####",
    ),
    "markdown-heading-underline": _error(
        "“{found}”紧跟在文字下面，会把上一行变成标题",
        "要分隔线就在它前面空一行；要标题就在那行文字前写 ##",
        "{found!r} right below a text turns that text into a heading",
        "leave a line empty before a rule; for a heading write ## before the text",
    ),
    "markdown-html": _error(
        "正文里有 HTML 标签 {tag}，不会发布",
        "改用 Markdown；要写出尖括号本身就用 `…` 或 &lt;",
        "the text holds the HTML tag {tag}, which is not published",
        "use Markdown; to show the brackets themselves write `…` or &lt;",
    ),
    "markdown-link-scheme": _error(
        "链接 {target} 不安全或不可用",
        "只用 https://、http://、mailto: 或指向 content 里文件的相对路径",
        "the link {target} is unsafe or unusable",
        "use https://, http://, mailto: or a relative path to a file in content",
    ),
    "markdown-link-target": _error(
        "链接指向的 {target} 不存在",
        "核对路径；指向别的案例写 ../<文件夹>/{name}",
        "the link leads to {target}, which does not exist",
        "check the path; another case is ../<folder>/{name}",
    ),
    "markdown-link-unpublished": _error(
        "链接指向未发布或已撤回的案例 {target}",
        "删去链接，或先发布那一篇",
        "the link leads to {target}, which is not published or was withdrawn",
        "remove the link, or publish that case first",
    ),
    "markdown-image": _error(
        "正文里直接插了图片 {target}",
        "图片放在案例文件夹里，在前言 pictures 里列出，写明替代文字、说明和署名",
        "the text embeds the picture {target}",
        "put pictures into the case's folder and list them in the front matter with alternative text, caption and credit",
    ),
    "markdown-too-deep": _error(
        "引用或列表的层次太深",
        "最多 {limit} 层",
        "quotes or lists are nested too deeply",
        "{limit} levels at most",
    ),
    "markdown-too-long": _error(
        "正文有 {length} 个字符，超过上限 {limit}",
        "拆成几篇",
        "the text has {length} characters, over the limit of {limit}",
        "divide it",
    ),
    "text-bidi": _error(
        "含有改变文字方向的隐藏字符 {name}",
        "删去这个字符",
        "holds the hidden character {name}, which changes the direction of text",
        "delete the character",
    ),
    # ── wording ──────────────────────────────────────────────────────────────
    "phrase-error": _error(
        "表述“{found}”有误：{why}",
        "改为“{right}”",
        "wrong wording {found!r}: {why}",
        "write {right!r}",
    ),
    "phrase-warning": _warning(
        "表述“{found}”不妥：{why}",
        "宜为“{right}”",
        "doubtful wording {found!r}: {why}",
        "better {right!r}",
    ),
    "likeness": _warning(
        "与 {other} 雷同：较短的一篇有 {share} 的文字相同，最长连续 {run} 字：“{sample}”",
        "改写雷同的段落；确属同一材料的，在 {file} 里登记",
        "repeats {other}: {share} of the shorter text is the same, {run} characters at a stretch: {sample!r}",
        "rewrite what repeats; where it is the same material on purpose, say so in {file}",
    ),
    "case-number-unknown": _error(
        "没有编号为 {number} 的案例",
        "核对编号；案例已删去的，把这里也删去",
        "there is no case {number}",
        "check the number; where the case is gone, delete it here too",
    ),
    # ── pictures and attachments ─────────────────────────────────────────────
    "picture-missing": _error(
        "找不到图片 {name}",
        "把它放进案例文件夹，文件名大小写须一致",
        "the picture {name} is not there",
        "put it into the case's folder; capitals matter",
    ),
    "picture-invalid": _error(
        "{name} 不是可用的图片（{detail}）",
        "用 JPEG、PNG 或 WebP 重新导出",
        "{name} is not a usable picture ({detail})",
        "export it again as JPEG, PNG or WebP",
    ),
    "picture-too-large": _error(
        "图片 {name} 为 {size}，超过上限 {limit}",
        "缩小后再放进来",
        "the picture {name} has {size}, over the limit of {limit}",
        "make it smaller first",
    ),
    "picture-name": _error(
        "图片 {name} 与 {other} 重复，或只差扩展名",
        "删去重复的一项；不同的图片用不同的文件名，发布时都转成 .webp",
        "the picture {name} is {other} again, or differs from it by its ending only",
        "list it once; different pictures need different names, since all are published as .webp",
    ),
    "picture-alt": _error(
        "图片 {name} 没有替代文字",
        "补上 alt：一句话说清画面，供看不见图的人使用",
        "the picture {name} has no alternative text",
        "add alt: one sentence that tells what is to be seen",
    ),
    "attachment-missing": _error(
        "找不到附件 {name}",
        "把它放进案例文件夹，文件名大小写须一致",
        "the attachment {name} is not there",
        "put it into the case's folder; capitals matter",
    ),
    "attachment-type": _error(
        "附件 {name} 的内容不是{expected}",
        "只收 PDF 和 Office 文件（docx、xlsx、pptx），且内容须与扩展名相符",
        "the content of the attachment {name} is not {expected}",
        "PDF and Office files (docx, xlsx, pptx) are accepted, and the content must be what the ending says",
    ),
    # ── settings ─────────────────────────────────────────────────────────────
    "config-missing": _error(
        "找不到设置文件",
        "在站点根目录放 site_config.yml，或用 --config 指明",
        "the settings file is not there",
        "put site_config.yml into the root, or name it with --config",
    ),
    "content-missing": _error(
        "找不到内容文件夹",
        "建立 content 文件夹，或用 --content 指明",
        "the content folder is not there",
        "make a folder content, or name it with --content",
    ),
    "strings-missing": _error(
        "没有语言“{language}”的界面文字 {file}",
        "照 theme/strings/en.yml 译一份",
        "there are no interface strings for {language!r}: {file}",
        "translate a copy of theme/strings/en.yml",
    ),
    "strings-invalid": _error(
        "界面文字有误：{detail}",
        "与 theme/strings/zh.yml 逐条对照；各语言的键和花括号里的空格须一致，值里有冒号的加引号",
        "the interface strings are wrong: {detail}",
        "compare with theme/strings/en.yml; all languages have the same keys and blanks in braces; quote a value with a colon",
    ),
    # ── output ───────────────────────────────────────────────────────────────
    "output-foreign": _error(
        "输出位置已有别的文件，不会覆盖",
        "用 --output 换一个空文件夹，或先移走那里的文件",
        "the output folder holds files that are not ours and is left alone",
        "choose an empty folder with --output, or move them away",
    ),
    "output-locked": _error(
        "另一个生成正在进行（进程 {holder}）",
        "等它结束再运行",
        "another build is running (process {holder})",
        "wait until it has finished",
    ),
    "output-not-writable": _error(
        "写不进输出位置：{reason}",
        "检查权限和磁盘空间；原有站点没有改动",
        "the output cannot be written: {reason}",
        "check permissions and disk space; the old site was left as it was",
    ),
    "case-unknown": _error(
        "没有名为“{slug}”的案例",
        "写案例文件夹的名字，不含类型",
        "there is no case {slug!r}",
        "give the name of the case's folder, without its type",
    ),
    "address-reserved": _error(
        "“{slug}”是站点自己的网址，不能用作页面名",
        "给这个文件夹换个名字",
        "{slug!r} is an address of the site itself and cannot name a page",
        "rename the folder",
    ),
}
