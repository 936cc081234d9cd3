"""The slips of a thousand people: one act, one paper, within a minute."""

import time

import pypdfium2
import pytest
from django.test import Client
from tests.stage import superior, user_of

from kedeng.apps.organisations.models import ActivationCode, User
from kedeng.web.console.waiting import MOST

pytestmark = pytest.mark.trial
LONGEST = 60  # seconds, as a proxy waits


def test_a_thousand_people_get_their_slips_as_one_paper(stage):
    browser = Client()
    browser.force_login(user_of(superior(stage.university)))
    people = User.objects.bulk_create(
        User(username=f"new{place}", name="演示新人", organisation=stage.university)
        for place in range(MOST)
    )
    began = time.monotonic()
    answer = browser.post("/console/codes/", {"users": ",".join(str(each.pk) for each in people)})
    took = time.monotonic() - began
    pages = pypdfium2.PdfDocument(answer.content)
    text = "".join(page.get_textpage().get_text_bounded() for page in pages)
    assert (answer.status_code, len(pages)) == (200, MOST // 4)
    assert [name for name in (f"new{place}" for place in range(MOST)) if name not in text] == []
    assert ActivationCode.objects.filter(user__in=people).count() == MOST
    assert took < LONGEST, f"{took:.1f} s"
