"""Write docs/audit.md from the table of what an audit can say: `python -m tools.audit_page`."""

from __future__ import annotations

from pathlib import Path

from generator.audit.messages import AUDIT_MESSAGES

PAGE = Path(__file__).resolve().parent.parent / "docs" / "audit.md"

HEAD = """# 站点核对 · Audit

`anliku audit` 核对已生成的站点，看的是文件夹里实际的文件，与检查员、浏览器看到的一样；不读内容文件夹，也不联网。

```sh
anliku audit                 # 核对 site/；设置文件在手边时，还核对首页是否按设置显示
anliku audit 别处/site       # 核对别的文件夹，例如从服务器下载回来的一份
anliku audit --json          # 输出 JSON，供程序使用：format、weights、hosts、findings（每条的全部位置）
anliku audit --strict        # 有提醒也以 1 退出
```

退出码：0 没有错误；1 有错误（加 `--strict` 时提醒也算），或者那里没有站点；2 命令用法有误。“说明”从不影响退出码：没有设置的标签和号码只是说明，因为内网和党务网站可以没有；设置了，就按规范逐页核对。

核对的依据：网页标签按《政府网站发展指引》（国办发〔2017〕47号）附件，全站 3 个（SiteName、SiteDomain、SiteIDCode），列表页和文章页另有栏目 4 个（ColumnName、ColumnDescription、ColumnKeywords、ColumnType），文章页再有 3 个（ArticleTitle、PubDate、ContentSource）。不知道的不写、不编造：来源不详就没有 ContentSource，只知道日期时 PubDate 只写日期。

`anliku audit` checks a built site as it lies in its folder: what an inspector or a browser would see. It reads no content and asks no network. Exit codes: 0 no errors; 1 errors (with `--strict` warnings too), or no site there; 2 wrong usage. Notices never count: labels and numbers that are not set are only mentioned, since an intranet or a Party site may have none; once they are set, every page is held to the convention. `--json` gives all places of every finding.

Sizes are bytes of files; compressed means deflate at level 6, what a server does while sending. The first load is the page with its styles, scripts and pictures, those that load lazily left out; the limits are 450 KB, and 130 KB compressed. Personal numbers are shown masked, and told only if their check digit is right (mobile numbers have none).

## 全部条目 · Everything it can say

"""

_KINDS = {"error": "错误 error", "warning": "提醒 warning", "notice": "说明 notice"}


def page() -> str:
    """The whole page."""
    rows = []
    for code, message in AUDIT_MESSAGES.items():
        rows.append(
            f"### `{code}`\n\n{_KINDS[message.severity]}\n\n- {message.zh}。\n  改法：{message.zh_remedy}\n"
            f"- {message.en}.\n  Fix: {message.en_remedy}\n"
        )
    return HEAD + "\n".join(rows)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
