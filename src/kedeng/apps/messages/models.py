"""What people are told, what of it goes out by mail or text, and how far history was followed."""

from django.db import models
from django.db.models import Q

from kedeng.apps.organisations.models import User
from kedeng.domain.messages import TOPICS

_TOPICS = [(topic.value, row.label) for topic, row in TOPICS.items()]


class Channel(models.TextChoices):
    """How a delivery leaves the house."""

    MAIL = "mail", "邮件"
    SMS = "sms", "短信"


class Delivery(models.Model):
    """One letter or text on its way. `key` names it for good: it is in the mail's Message-ID.

    It is held by one worker up to `leased_until`; one that died gives it back by that. `day` is set
    on a day's digest: one a person and a day.
    """

    key = models.CharField(max_length=40, unique=True)
    channel = models.CharField(max_length=4, choices=Channel.choices)
    recipient = models.ForeignKey(User, models.CASCADE, related_name="+")
    address = models.CharField(max_length=254)
    headline = models.CharField(max_length=400)
    body = models.TextField()
    day = models.DateField(null=True)
    made_at = models.DateTimeField()
    due_at = models.DateTimeField()
    leased_until = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True)
    refused_at = models.DateTimeField(null=True)
    trouble = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["recipient", "day"], name="one_digest_a_day"),
        ]
        indexes = [
            models.Index(
                fields=["due_at"],
                condition=Q(sent_at=None, refused_at=None),
                name="delivery_waiting",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.channel} {self.key}"


class Message(models.Model):
    """What one person is told of one event; it stands in the inbox from `shown_from` on.

    `subject` is whose history told it; the doors know which page that is. It is settled where what
    it asks for is no longer to be done. `for_digest`: the day's digest is still to name it.
    """

    recipient = models.ForeignKey(User, models.CASCADE, related_name="messages")
    topic = models.CharField(max_length=20, choices=_TOPICS)
    event_id = models.BigIntegerField()
    subject = models.CharField(max_length=80)
    headline = models.CharField(max_length=400)
    text = models.TextField(blank=True)
    needs_action = models.BooleanField(default=False)
    made_at = models.DateTimeField()
    shown_from = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)
    for_digest = models.BooleanField(default=False)
    deliveries = models.ManyToManyField(Delivery, related_name="messages")

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["recipient", "event_id"], name="told_once"),
        ]
        indexes = [
            models.Index(
                fields=["recipient", "shown_from"], condition=Q(read_at=None), name="message_unread"
            ),
            models.Index(fields=["subject"], name="message_by_subject"),
            models.Index(
                fields=["recipient"], condition=Q(for_digest=True), name="message_for_digest"
            ),
        ]

    def __str__(self) -> str:
        return self.headline


class Choice(models.Model):
    """What a person chose for a topic. Without one: by mail, not by text; the inbox has it all."""

    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    topic = models.CharField(max_length=20, choices=_TOPICS)
    mail = models.BooleanField(default=True)
    sms = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "topic"], name="chosen_once")]

    def __str__(self) -> str:
        return f"{self.user} {self.topic}"


class Followed(models.Model):
    """An event that has been taken. Ids do not come in the order of commits, so each is ticked."""

    event_id = models.BigIntegerField(primary_key=True)
    trouble = models.CharField(max_length=200, blank=True)  # it could not be told

    def __str__(self) -> str:
        return str(self.event_id)


class Horizon(models.Model):
    """The event up to which all are followed; younger ones are ticked off in `Followed`."""

    event_id = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.event_id)


class Reminder(models.Model):
    """A closing of which a record or a body was reminded, so that it is done once."""

    subject = models.CharField(max_length=80)
    closes = models.DateTimeField()
    stage = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["subject", "closes", "stage"], name="reminded_once"),
        ]

    def __str__(self) -> str:
        return f"{self.subject} {self.stage}"
