"""The API with its routers, one for each audience. Mounted by project.urls under /api/v1/."""

import json
from typing import Any

from django.http import HttpRequest
from django.urls import register_converter
from django.urls.converters import StringConverter
from ninja import NinjaAPI, Router
from ninja.renderers import JSONRenderer

from kedeng.api import (
    account,
    applicant,
    certificates,
    changes,
    console,
    desks,
    evidence,
    expected,
    fixes,
    inbox,
    pleas,
    problems,
    public,
    records,
    suggestions,
    why,
)
from kedeng.api.access import Token
from kedeng.api.errors import install, not_found


class ReadableRenderer(JSONRenderer):
    """JSON whose Chinese can be read in a terminal."""

    def render(self, request: HttpRequest, data: Any, *, response_status: int) -> bytes:
        """Give UTF-8; a lone surrogate that a caller sent comes back as `?`."""
        del request, response_status
        return json.dumps(data, cls=self.encoder_class, ensure_ascii=False).encode(
            "utf-8", "replace"
        )


api = NinjaAPI(
    title="科登 API",
    version="1",
    description=(
        "科技成果在线登记接口。与网页相同的操作、相同的检查和相同的提示。"
        "令牌在网页“账号”中签发，权限与账号当前权限一致。出错时返回 code、message 和 params。"
    ),
    docs_url=None,  # the pages of docs load scripts that our content policy refuses
    urls_namespace="api",
    auth=Token(),
    renderer=ReadableRenderer(),
)
install(api)
api.add_router("", public.router)
api.add_router("", certificates.open_router)
for module in (
    account,
    records,
    certificates,
    applicant,
    problems,
    evidence,
    suggestions,
    fixes,
    desks,
    changes,
    pleas,
    why,
    console,
    expected,
    inbox,
):
    api.add_router("", module.router)


class Anything(StringConverter):
    """What is left of an address, line breaks too: Django's own `path` stops at them."""

    regex = r"(?s:.+)"


register_converter(Anything, "anything")
elsewhere = Router(auth=None)


@elsewhere.api_operation(
    ["GET", "POST", "PUT", "PATCH", "DELETE"], "/{anything:address}", include_in_schema=False
)
def nothing(request: HttpRequest, address: str) -> None:
    """Answer an address that there is not as JSON too. Comes last."""
    del request, address
    raise not_found()


api.add_router("", elsewhere)
