"""What the worker does in this room, in the order of a round."""

from kedeng.apps.messages.tasks.digests import write_digests
from kedeng.apps.messages.tasks.following import follow, move_horizon
from kedeng.apps.messages.tasks.posting import post
from kedeng.apps.messages.tasks.trimming import trim

__all__ = ["follow", "move_horizon", "post", "trim", "write_digests"]
