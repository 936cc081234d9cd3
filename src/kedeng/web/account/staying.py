"""The button 继续使用: a request that does nothing but count as use."""

from dataclasses import asdict

from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_POST

from kedeng.web.account import lasting


@require_POST
def stay(request: HttpRequest) -> JsonResponse:
    """Let the session go on and say for how long: `{"left": seconds, "most": seconds}`.

    A session that has ended answers 401, as a background save does.
    """
    return JsonResponse(asdict(lasting.left(request)))
