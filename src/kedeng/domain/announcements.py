"""Official announcements: how open they are, and how they stand (notice, head and foot)."""

from enum import StrEnum


class Openness(StrEnum):
    """公开属性: what may be read without a login. Every official document states one."""

    PUBLIC = "public"
    ON_REQUEST = "on_request"
    CLOSED = "closed"


OPENNESS_LABELS: dict[Openness, str] = {
    Openness.PUBLIC: "主动公开",
    Openness.ON_REQUEST: "依申请公开",
    Openness.CLOSED: "不予公开",
}


class Stage(StrEnum):
    """How an announcement stands. What was published is never changed, only withdrawn."""

    DRAFT = "draft"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


STAGE_LABELS: dict[Stage, str] = {
    Stage.DRAFT: "草稿",
    Stage.PUBLISHED: "已发布",
    Stage.WITHDRAWN: "已撤回",
}
STAGE_COLOURS: dict[Stage, str] = {
    Stage.DRAFT: "",
    Stage.PUBLISHED: "green",
    Stage.WITHDRAWN: "seal",
}
