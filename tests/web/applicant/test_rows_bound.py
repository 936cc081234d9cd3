"""A page takes no more rows than any form could hold, and says which it kept."""

from django.http import QueryDict

from kedeng.definitions.registry import definition
from kedeng.formkit.codelist import Catalogue
from kedeng.web.applicant.posted import posted_content


def test_a_long_paste_is_cut_with_a_sentence():
    units = definition("soft_science").by_key["units"]
    post = QueryDict(mutable=True)
    post.update({"op": "paste", "pasted": "\n".join(f"演示单位{n}" for n in range(100))})
    rows, told = posted_content(post, units, _NoLists())
    assert [rows[0]["unit_name"], rows[-1]["unit_name"]] == ["演示单位0", "演示单位59"]
    assert told == "行数太多，只保留了前 60 行。请删去多余的行。"


class _NoLists(Catalogue):
    def __init__(self):
        super().__init__(())
