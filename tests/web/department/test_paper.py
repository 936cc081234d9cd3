"""收件登记: a stack is parted by record, judged, and received."""

from tests.stage import user_of

from kedeng.apps.insight.printing import printed_form
from kedeng.apps.registrations.models import PaperReceipt


def codes_of(record):
    return printed_form(record, record.revisions.order_by("-number")[0]).page_codes


def test_two_forms_scanned_together_are_parted(client, at_department, department_reviewer):
    first, second = at_department(), at_department(title="另一项演示成果")
    client.force_login(user_of(department_reviewer))
    text = "\n".join([*codes_of(first), *codes_of(second)[:-1]])
    page = client.get("/desk/paper/", {"codes": text})
    assert [(it["record"].code, it["judgement"].whole) for it in page.context["stacks"]] == [
        (first.code, True),
        (second.code, False),
    ]
    told = {"record": first.code, "codes": "\n".join(codes_of(first)), "copies": "1"}
    assert client.post("/desk/paper/receive/", told).status_code == 302
    receipt = PaperReceipt.objects.get()
    assert (receipt.registration, receipt.copies) == (first, 1)
    assert "纸质收件" in client.get(f"/desk/r/{first.code}/").content.decode()
    assert "纸质收件" in client.get(f"/records/{first.code}/").content.decode()
    assert "纸质已收" in client.get("/desk/").content.decode()


def test_a_refusal_keeps_what_was_scanned(client, resubmitted, department_reviewer):
    old = printed_form(resubmitted, resubmitted.revisions.get(number=1)).page_codes
    client.force_login(user_of(department_reviewer))
    told = {"record": resubmitted.code, "codes": "\n".join(old), "copies": "1"}
    answer = client.post("/desk/paper/receive/", told)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "请报送单位只打印更换页" in page
    assert old[0].lower() in page.lower()


def test_a_receipt_is_revoked_on_the_page(client, at_department, department_reviewer):
    record = at_department()
    client.force_login(user_of(department_reviewer))
    told = {"record": record.code, "codes": codes_of(record)[0], "copies": "2"}
    client.post("/desk/paper/receive/", told)
    receipt = PaperReceipt.objects.get()
    assert client.post(f"/desk/paper/{receipt.pk}/revoke/", {"reason": ""}).status_code == 409
    client.post(f"/desk/paper/{receipt.pk}/revoke/", {"reason": "收错了"})
    assert "已撤销" in client.get("/desk/paper/").content.decode()


def test_a_record_off_the_route_is_none(client, at_department, stranger):
    record = at_department()
    client.force_login(user_of(stranger))
    page = client.get("/desk/paper/", {"codes": codes_of(record)[0]}).content.decode()
    assert record.title not in page
    told = {"record": record.code, "codes": codes_of(record)[0], "copies": "1"}
    assert client.post("/desk/paper/receive/", told).status_code == 404
