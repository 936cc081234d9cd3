"""A page takes no more rows than any form could hold, and says which it kept."""

from django.http import QueryDict

from kedeng.definitions.registry import definition
from kedeng.formkit.codelist import Catalogue
from kedeng.web.applicant.posted import Received, posted_content


def test_a_long_paste_stays_in_its_box_until_what_fits_is_asked_for():
    units = definition("soft_science").by_key["units"]
    post = QueryDict(mutable=True)
    text = "\n".join(f"演示单位{n}" for n in range(100))
    post.update({"op": "paste", "pasted": text})
    assert posted_content(post, units, _NoLists()) == Received(
        content=[],
        told="行数太多，最后 40 行放不下。"
        "粘贴的内容留在框里，还没有加入。请改正标题或删去多余的部分，再按“加入表格”。",
        kept=text,
    )
    post["op"] = "paste:known"
    rows = posted_content(post, units, _NoLists()).content
    assert [rows[0]["unit_name"], rows[-1]["unit_name"]] == ["演示单位0", "演示单位59"]


class _NoLists(Catalogue):
    def __init__(self):
        super().__init__(())
