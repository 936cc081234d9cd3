"""What goes wrong, as JSON: `{"code", "message", "params"}` with the sentence of the page.

404 unknown or foreign · 403 not the actor's to do · 409 refused now, with the reason · 412 saved in
between · 428 without If-Match · 422 another shape · 401 without a live token.
"""

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from ninja import NinjaAPI, Schema
from ninja.errors import AuthenticationError, HttpError, ValidationError

from kedeng.api.shape_errors import shape_errors
from kedeng.apps.files.inspection import RefusedFileError
from kedeng.apps.files.stores import StoreAwayError
from kedeng.apps.history.actions import note_access
from kedeng.apps.organisations.actions import RefusedError
from kedeng.apps.registrations.guards import RefusedMoveError
from kedeng.domain.events import Access
from kedeng.domain.policy import Actor
from kedeng.renderings.refusals import OF_RIGHTS, refusal

# What only this door can say; all else stands in renderings.refusals.
_SENTENCES: dict[str, str] = {
    "token_may_not_manage": (
        "这个令牌不能用于管理。请在网页的“账号”里另发一个，勾选“可用于管理”。"
    ),
    "token_wrong": (
        "没有令牌，或令牌已失效。请加上请求头 Authorization: Bearer kd_…；令牌在网页“账号”中签发。"
    ),
    "not_json": "请求体不是有效的 JSON，请检查引号、逗号和编码（UTF-8）。",
    "not_a_form": "上传的表单不完整，或字段太多，请检查 multipart 的写法。",
    "wrong_shape": "请求的内容不对：{errors}。",
    "body_too_large": "请求体太大，请分节保存；附件请用附件接口上传。",
    "length_missing": "请在请求头写明文件长度（Content-Length），不能分块传输。",
    "unknown_fields": (
        "“{section}”一节没有这些字段：{fields}。字段名见 /api/v1/forms/{category}/schema。"
    ),
    "too_many_rows": "“{label}”有 {size} 行，最多接收 {most} 行。请删去多余的行再保存。",
    "unknown_section": (
        "这类登记表没有“{section}”这一节。各节见 /api/v1/forms/{category}/schema。"
    ),
    "unknown_paths": "登记表里没有这些位置，不能写意见：{paths}。例如 overview.keywords。",
    "unknown_slot": "这类成果没有“{slot}”这一材料类别。可用的类别见本登记的附件列表。",
    "version_missing": (
        '请用 If-Match 请求头写上读到的版本（ETag），例如 If-Match: "3"；没有保存过的一节写 "0"。'
    ),
    "outdated": "这一节在读取之后又保存过，本次没有写入。请在现有内容上重新修改。",
    "no_round": "没有可以填报的登记轮次，请等本省的登记通知。",
    "characters_not_drawn": (
        "字库里没有这些字，不能直接打印：{characters}。请在网页上打印，可以写明用什么代替。"
    ),
    "press_busy": "正在打印的人较多，请过 10 秒再试。",
}

_STATUS: dict[str, int] = {
    **dict.fromkeys(OF_RIGHTS, 403),
    "not_found": 404,
    "no_such_file": 404,
    "upload_gone": 404,
    "store_away": 503,
    "no_such_note": 404,
    "file_too_large": 413,
    "file_wrong_type": 415,
    **dict.fromkeys(
        (
            "file_empty",
            "file_broken_pdf",
            "file_locked_pdf",
            "file_active_pdf",
            "file_odd_pdf",
            "file_two_kinds",
            "file_too_many_pages",
            "file_too_heavy",
            "piece_broken",
            "file_marked",
            "file_infected",
            "file_broken_image",
            "file_too_many_pixels",
            "slot_missing",
            "slot_name_missing",
            "answer_missing",
            "answer_too_long",
            "unknown_reason",
            "uscc_wrong",
            "username_shape",
            "email_wrong",
            "name_missing",
            "body_name_missing",
        ),
        422,
    ),
}


class Failure(Schema):
    """The body of every answer that is not a success."""

    code: str
    message: str
    params: dict[str, Any] = {}


class ApiError(Exception):
    """An answer that is no success. `more` joins the body, `headers` the answer."""

    def __init__(
        self,
        status: int,
        code: str,
        params: Mapping[str, Any] | None = None,
        *,
        more: Mapping[str, Any] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(code)
        self.status = status
        self.code = code
        self.params = dict(params or {})
        self.more = dict(more or {})
        self.headers = dict(headers or {})


def not_found() -> ApiError:
    """The same answer for what does not exist and for what is none of the actor's business."""
    return ApiError(404, "not_found")


def store_away() -> ApiError:
    """Ask to come again: the store of the files does not answer."""
    return ApiError(503, "store_away", headers={"Retry-After": "60"})


def say(code: str, params: Mapping[str, Any]) -> str:
    """Give the sentence of a failure. KeyError for an unknown code: the suite walks them all."""
    if code in _SENTENCES:
        return _SENTENCES[code].format_map(params)
    return refusal(code, params)


def _note_denial(request: HttpRequest, status: int) -> None:
    """Note in the access log who was refused what; a caller without a live token is nobody."""
    actor = getattr(request, "auth", None)
    if status in {403, 404} and isinstance(actor, Actor):
        note_access(
            actor=actor,
            kind=Access.DENIED,
            subject=quote(request.path),
            item=f"{request.method} {status}",
        )


def failures(*statuses: int) -> dict[int, Any]:
    """What an operation may answer beside its success; every one may also find a wrong shape."""
    return dict.fromkeys((*statuses, 422), Failure)


def install(api: NinjaAPI) -> None:
    """Answer every known exception in the one form."""

    def answer(request: HttpRequest, error: ApiError) -> HttpResponse:
        _note_denial(request, error.status)
        message = say(error.code, error.params)
        body = {"code": error.code, "message": message, "params": error.params, **error.more}
        response = api.create_response(request, body, status=error.status)
        for name, value in error.headers.items():
            response[name] = value
        return response

    def answer_refusal(
        request: HttpRequest, error: RefusedMoveError | RefusedFileError | RefusedError
    ) -> HttpResponse:
        return answer(request, ApiError(_STATUS.get(error.code, 409), error.code, error.params))

    def answer_shape(request: HttpRequest, error: ValidationError) -> HttpResponse:
        return answer(request, ApiError(422, "wrong_shape", {"errors": shape_errors(error.errors)}))

    def answer_token(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
        del error
        headers = {"WWW-Authenticate": 'Bearer realm="kedeng"'}
        return answer(request, ApiError(401, "token_wrong", headers=headers))

    def answer_http(request: HttpRequest, error: HttpError) -> HttpResponse:
        del error  # ninja raises it for one thing alone: a body that it cannot parse
        return answer(request, ApiError(422, "not_json"))

    def answer_form(
        request: HttpRequest, error: MultiPartParserError | SuspiciousOperation
    ) -> HttpResponse:
        del error
        return answer(request, ApiError(422, "not_a_form"))

    def answer_size(request: HttpRequest, error: RequestDataTooBig) -> HttpResponse:
        del error
        return answer(request, ApiError(413, "body_too_large"))

    def answer_nothing(request: HttpRequest, error: Http404 | StoreAwayError) -> HttpResponse:
        away = isinstance(error, StoreAwayError)  # the log has what the store said
        return answer(request, store_away() if away else not_found())

    api.add_exception_handler(ApiError, answer)
    api.add_exception_handler(Http404, answer_nothing)
    api.add_exception_handler(RefusedMoveError, answer_refusal)
    api.add_exception_handler(RefusedFileError, answer_refusal)
    api.add_exception_handler(RefusedError, answer_refusal)
    api.add_exception_handler(StoreAwayError, answer_nothing)
    api.add_exception_handler(ValidationError, answer_shape)
    api.add_exception_handler(AuthenticationError, answer_token)
    api.add_exception_handler(HttpError, answer_http)
    api.add_exception_handler(MultiPartParserError, answer_form)
    api.add_exception_handler(SuspiciousOperation, answer_form)
    api.add_exception_handler(RequestDataTooBig, answer_size)
