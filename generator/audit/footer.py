"""The footer of the home page against the rules: ICP number, public security number, site code, reporting of errors.

Source: 《非经营性互联网信息服务备案管理办法》 art. 13 (the ICP number at the foot of the home page, leading to the register);
the form of the public security number and of its address as many sites give them.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

from generator.problems import Bilingual

_PROVINCES = "京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川蜀贵黔云滇藏陕秦甘陇青宁新"
_ICP = re.compile(r"[\u4e00-\u9fff]?ICP备[0-9-]*号?(?:-[0-9]+)?", re.I)
_ICP_FORM = re.compile(rf"[{_PROVINCES}]ICP备[0-9]{{6,10}}号(?:-[0-9]+)?")
_POLICE = re.compile(r"[\u4e00-\u9fff]?公网安备[0-9]*号?")
_POLICE_FORM = re.compile(rf"[{_PROVINCES}]公网安备([0-9]{{14}})号")

ICP_NAME = Bilingual("备案号（ICP）", "ICP number")
POLICE_NAME = Bilingual("公安备案号", "public security number")
SITE_CODE_NAME = Bilingual("网站标识码", "site code")
CORRECTION_NAME = Bilingual("找错入口", "way to report errors")

ICP_REGISTER = "beian.miit.gov.cn"
POLICE_REGISTER = "beian.mps.gov.cn"
_CORRECTION = re.compile(r"jiucuo|exposure|error|correct|找错|纠错", re.I)

Fault = tuple[str, Mapping[str, object]]


def check_footer(footer: str, links: Collection[str], labels: Mapping[str, str]) -> Iterator[Fault]:
    """What the footer of the home page lacks, or writes in another form.

    Args:
        footer: Its text, words and elements apart by a space.
        links: Addresses that it leads to.
        labels: Page labels of the home page.
    """
    unset: list[Bilingual] = []
    icp, police = _ICP.search(footer), _POLICE.search(footer)
    if icp is None:
        unset.append(ICP_NAME)
    else:
        if _ICP_FORM.fullmatch(icp[0]) is None:
            yield "footer-form", {"value": icp[0], "what": ICP_NAME, "form": "蒙ICP备12345678号-1"}
        if not any(ICP_REGISTER in link for link in links):
            yield "footer-link", {"what": ICP_NAME, "target": f"https://{ICP_REGISTER}/"}
    if police is None:
        unset.append(POLICE_NAME)
    else:
        number = _POLICE_FORM.fullmatch(police[0])
        if number is None:
            yield "footer-form", {"value": police[0], "what": POLICE_NAME, "form": "蒙公网安备15010502000123号"}
        if not any(POLICE_REGISTER in link and (number is None or number[1] in link) for link in links):
            yield "footer-link", {"what": POLICE_NAME, "target": f"https://{POLICE_REGISTER}/"}
    code = labels.get("SiteIDCode")
    if code is None or code not in footer:
        unset.append(SITE_CODE_NAME)
    if not _CORRECTION.search(footer) and not any(_CORRECTION.search(link) for link in links):
        unset.append(CORRECTION_NAME)
    if unset:
        yield "footer-unset", {"what": tuple(unset)}
