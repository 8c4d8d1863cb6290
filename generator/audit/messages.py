"""Everything that an audit can say: severity, fact and remedy in both languages, by code.

Errors break a convention or the site; warnings deserve a look; notices say what was found and never fail an audit.
`docs/audit.md` is written from this table, and a test keeps it so.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

Severity = Literal["error", "warning", "notice"]


class AuditMessage(Struct, frozen=True):
    """The words of one code."""

    severity: Severity
    zh: str
    zh_remedy: str
    en: str
    en_remedy: str


def _error(zh: str, zh_remedy: str, en: str, en_remedy: str) -> AuditMessage:
    return AuditMessage("error", zh, zh_remedy, en, en_remedy)


def _warning(zh: str, zh_remedy: str, en: str, en_remedy: str) -> AuditMessage:
    return AuditMessage("warning", zh, zh_remedy, en, en_remedy)


def _notice(zh: str, zh_remedy: str, en: str, en_remedy: str) -> AuditMessage:
    return AuditMessage("notice", zh, zh_remedy, en, en_remedy)


AUDIT_MESSAGES: dict[str, AuditMessage] = {
    # ── page labels ──────────────────────────────────────────────────────────
    "labels-unset": _notice(
        "没有任何网页标签（SiteName 等）",
        "政府网站须有；在 site_config.yml 的 labels 里填写，只填发布单位确知的",
        "there are no page labels at all (SiteName and so on)",
        "government sites need them; fill in labels in site_config.yml, with what the publisher knows for certain",
    ),
    "label-missing": _error(
        "缺少网页标签 {label}",
        "{remedy}",
        "the page label {label} is missing",
        "{remedy}",
    ),
    "label-unknown": _warning(
        "没有网页标签 {label}：内容里是“不详”",
        "查明后写进案例的 {key}；查不明就让它空着，不要推测",
        "there is no page label {label}: the content says “unknown”",
        "write it as {key} of the case once it is known; do not guess",
    ),
    "label-empty": _error(
        "网页标签 {label} 没有内容",
        "填上，或不要这个标签",
        "the page label {label} is empty",
        "fill it in, or leave the label out",
    ),
    "label-repeated": _error(
        "网页标签 {label} 写了两次",
        "只留一个",
        "the page label {label} is given twice",
        "keep one of them",
    ),
    "label-differs": _error(
        "网页标签 {label} 是“{value}”，页面上却不是这样写的",
        "两处应一致；重新运行 anliku build",
        "the page label {label} is {value!r}, which is not what the page shows",
        "both should say the same; run anliku build again",
    ),
    "label-inconsistent": _error(
        "网页标签 {label} 是“{value}”，首页上是“{home}”",
        "全站应一致；重新运行 anliku build",
        "the page label {label} is {value!r}, but {home!r} on the home page",
        "it is the same on every page; run anliku build again",
    ),
    "label-form": _warning(
        "网页标签 {label} 的值“{value}”不合规范的写法 {form}",
        "{remedy}",
        "the page label {label} has the value {value!r}; the convention is {form}",
        "{remedy}",
    ),
    "setting-not-shown": _error(
        "设置里的 {setting} 是“{value}”，首页上没有",
        "设置改过以后要重新运行 anliku build",
        "the settings have {value!r} for {setting}, which the home page does not show",
        "run anliku build after the settings were changed",
    ),
    # ── footer ───────────────────────────────────────────────────────────────
    "footer-missing": _error(
        "没有页脚",
        "每一页都应有主办单位和备案号；检查模板",
        "there is no footer",
        "every page shows who publishes it; check the template",
    ),
    "footer-differs": _error(
        "页脚与首页不同",
        "全站页脚应一致；重新运行 anliku build",
        "the footer is not that of the home page",
        "it is the same on every page; run anliku build again",
    ),
    "footer-unset": _notice(
        "首页页脚没有{what}",
        "对公众开放的网站按规定要有；在 site_config.yml 的 footer、labels 里填写，内网可以不填",
        "the footer of the home page lacks: {what}",
        "sites open to the public need them; fill in footer and labels in site_config.yml, except on an intranet",
    ),
    "footer-form": _warning(
        "页脚里的“{value}”不像{what}",
        "核对；应写成 {form}",
        "{value!r} in the footer is not in the form of the {what}",
        "check it; it is written as {form}",
    ),
    "footer-link": _warning(
        "页脚里的{what}没有链到 {target}",
        "内网可以不链（footer 的 linked: false）；公网应链到主管部门的查询页",
        "the {what} in the footer does not lead to {target}",
        "on an intranet that is fine (linked: false in footer); in public it leads to the register",
    ),
    "placeholder": _error(
        "“{value}”是样例里的假值",
        "换成真的；没有就删去这一项，绝不能用假号码上线",
        "{value!r} is a stand-in from the sample settings",
        "put in the true one, or delete the entry; never go public with a made-up number",
    ),
    # ── columns ──────────────────────────────────────────────────────────────
    "column-blank": _error(
        "空白栏目：{kind} 页上没有一条内容",
        "空白栏目达五个即单项否决；没有内容的栏目不要有页面",
        "a blank column: this {kind} page lists nothing",
        "five blank columns fail an inspection; a column without content should have no page",
    ),
    "site-not-updated": _notice(
        "最近一次更新是 {date}，距今 {days} 天",
        "检查时首页两周不更新即不合格；本站若只是门户里的一个专栏，不受此限",
        "the latest change is of {date}, {days} days ago",
        "a home page without change for two weeks fails an inspection; a special column of a portal is exempt",
    ),
    # ── links ────────────────────────────────────────────────────────────────
    "link-dead": _error(
        "链接 {target} 指向不存在的文件",
        "核对链接；若是别的程序删了文件，重新运行 anliku build",
        "the link {target} leads to a file that is not there",
        "check the link; if files were deleted, run anliku build again",
    ),
    "link-fragment": _error(
        "链接 {target} 指向的页面里没有这个位置",
        "核对 # 后面的名字",
        "the link {target} leads to a place that the page does not have",
        "check the name after #",
    ),
    "link-outside": _error(
        "链接 {target} 走出了站点文件夹",
        "站点要能放在任何路径下；链到别处请写完整网址",
        "the link {target} leads out of the folder of the site",
        "the site must work below any path; give a full address for what lies elsewhere",
    ),
    "link-absolute": _error(
        "链接 {target} 以 / 开头，换个路径或从文件夹打开就失效",
        "改成相对链接",
        "the link {target} begins with / and fails below a path and from a folder",
        "make it relative",
    ),
    "link-empty": _warning(
        "链接没有地址",
        "补上地址，或改成文字",
        "the link has no address",
        "give the address, or make it plain text",
    ),
    "link-scheme": _error(
        "链接 {target} 用了不安全或不可用的协议",
        "只用 https、http、mailto、tel",
        "the link {target} has an unsafe or unusable scheme",
        "use https, http, mailto or tel",
    ),
    "link-insecure": _warning(
        "链接 {target} 用的是 http",
        "对方有 https 就改用 https",
        "the link {target} uses http",
        "use https where the other site has it",
    ),
    "link-ipv4": _error(
        "{target} 写死了 IPv4 地址",
        "改用域名；IPv4 地址在 IPv6 网络里打不开，也会暴露内部地址",
        "{target} holds a literal IPv4 address",
        "use a name; the address fails on IPv6 networks and tells of internal machines",
    ),
    "request-foreign": _error(
        "打开页面会向别的主机 {host} 请求 {target}",
        "把文件放进站点；页面不应依赖别的网站",
        "the page asks another host, {host}, for {target}",
        "put the file into the site; pages should not depend on others",
    ),
    "canonical-wrong": _error(
        "规范网址是 {value}，应为 {expected}",
        "核对 base_url，重新运行 anliku build",
        "the canonical address is {value}, which should be {expected}",
        "check base_url and run anliku build again",
    ),
    "sitemap-dead": _error(
        "站点地图列了不存在的 {target}",
        "重新运行 anliku build",
        "the sitemap lists {target}, which is not there",
        "run anliku build again",
    ),
    "sitemap-lacks": _warning(
        "站点地图里没有这一页",
        "重新运行 anliku build",
        "the sitemap lacks this page",
        "run anliku build again",
    ),
    # ── documents ────────────────────────────────────────────────────────────
    "page-encoding": _error(
        "不是 UTF-8",
        "重新运行 anliku build",
        "is not UTF-8",
        "run anliku build again",
    ),
    "page-lang": _error(
        "html 元素没有 lang",
        "读屏软件靠它选语言；检查模板",
        "the html element has no lang",
        "screen readers choose the voice by it; check the template",
    ),
    "page-title": _error(
        "没有标题（title），或标题是空的",
        "检查模板",
        "has no title, or an empty one",
        "check the template",
    ),
    "page-heading": _warning(
        "一级标题（h1）有 {count} 个",
        "每页恰好一个",
        "has {count} first-level headings",
        "a page has exactly one",
    ),
    "image-alt": _error(
        "图片 {target} 没有替代文字",
        "在案例的 pictures 里写 alt",
        "the picture {target} has no alternative text",
        "write alt in the pictures of the case",
    ),
    "id-duplicate": _error(
        "标识 id=“{id}”用了两次",
        "同一页里 id 不能重复；检查模板",
        "the id {id!r} is used twice",
        "ids are unique within a page; check the template",
    ),
    # ── security policy ──────────────────────────────────────────────────────
    "policy-missing": _error(
        "没有内容安全策略（CSP）",
        "检查模板",
        "has no content security policy",
        "check the template",
    ),
    "policy-weak": _error(
        "内容安全策略允许 {what}",
        "收紧策略；检查模板",
        "the content security policy allows {what}",
        "make it stricter; check the template",
    ),
    "policy-script": _error(
        "页内脚本会被内容安全策略拦下",
        "放进单独的脚本文件",
        "the script inside the page is blocked by the security policy",
        "put it into a file",
    ),
    "policy-style": _error(
        "页内样式（{what}）会被内容安全策略拦下",
        "写进样式文件，用 class",
        "the style inside the page ({what}) is blocked by the security policy",
        "write it into the stylesheet and use a class",
    ),
    "policy-handler": _error(
        "属性 {what} 里的脚本会被内容安全策略拦下",
        "在脚本文件里登记事件",
        "the script in the attribute {what} is blocked by the security policy",
        "register the event in a script file",
    ),
    # ── privacy ──────────────────────────────────────────────────────────────
    "personal-id-number": _error(
        "有身份证号 {value}",
        "立即撤下；改为打码（前六后四）或删去，并按泄露个人信息处理",
        "shows the identity number {value}",
        "take it down at once; mask or delete it, and treat it as a leak of personal data",
    ),
    "personal-phone": _warning(
        "有手机号 {value}",
        "个人号码应打码（前三后四）或删去；确是公开的办公电话可保留",
        "shows the mobile number {value}",
        "mask or delete a person's number; a public office number may stay",
    ),
    "personal-bank-card": _error(
        "有银行卡号 {value}",
        "立即撤下；打码或删去",
        "shows the bank card number {value}",
        "take it down at once; mask or delete it",
    ),
    # ── files and weights ────────────────────────────────────────────────────
    "file-foreign": _error(
        "不是站点的文件",
        "删去；临时文件、源文件和系统文件不应上线",
        "is no file of a site",
        "delete it; temporary, source and system files should not go public",
    ),
    "file-empty": _error(
        "文件是空的",
        "多半是复制中断；重新运行 anliku build 或重新上传",
        "is empty",
        "copying was probably cut short; run anliku build or upload again",
    ),
    "file-stale": _warning(
        "是旧的一版，已没有页面用它",
        "重新运行 anliku build；手工上传的，先清掉旧文件",
        "is of an older build, and no page uses it",
        "run anliku build again; if files are uploaded by hand, remove old ones first",
    ),
    "page-orphan": _warning(
        "没有任何页面链到这一页",
        "多半是旧文件；重新运行 anliku build，或从列表里链过来",
        "no page links to this one",
        "it is probably old; run anliku build again, or link to it from a list",
    ),
    "weight-first-load": _warning(
        "{kind} 类有 {count} 页首次打开超过 {limit}（压缩后 {compressed_limit}），最重的这页要下载 {raw}（压缩后 {compressed}）",
        "把长列表分页，把图片缩小",
        "pages of the kind {kind} whose first load is over {limit} ({compressed_limit} compressed): {count}; this one has {raw} ({compressed} compressed)",
        "divide long lists into pages, make pictures smaller",
    ),
    "weight-picture": _warning(
        "图片有 {size}，超过 {limit}",
        "换一张较小的",
        "the picture has {size}, over {limit}",
        "use a smaller one",
    ),
}
