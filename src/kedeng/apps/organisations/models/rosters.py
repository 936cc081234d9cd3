"""An uploaded roster between its check and its taking."""

from django.db import models

from kedeng.apps.organisations.models.people import User


class Roster(models.Model):
    """A workbook of bodies and users as somebody sent it; checked first, taken on a second word.

    The bytes are dropped once it has been taken (`content` is then empty), or when they are a day
    old (`kedeng trim`): the people in it are then accounts. `logins` are theirs, kept so that
    their first credentials can be issued together.
    """

    uploader = models.ForeignKey(User, models.CASCADE, related_name="rosters")
    file_name = models.CharField(max_length=200)
    content = models.BinaryField()
    uploaded_at = models.DateTimeField(auto_now_add=True)
    taken_at = models.DateTimeField(null=True)
    logins = models.JSONField(default=list)

    def __str__(self) -> str:
        return self.file_name
