"""Rules of the head of a form: keywords, the first unit, the summary's length."""

import re
from collections.abc import Iterator

from kedeng.definitions.rules.reading import at, cell
from kedeng.domain.eligibility import Refusal, is_first_unit
from kedeng.domain.identifiers import project_key
from kedeng.domain.similarity import normalise_title
from kedeng.formkit.answers import Answers
from kedeng.formkit.facts import Facts
from kedeng.formkit.rules import Finding, Rule, Severity
from kedeng.formkit.status import Status

# A comma between digits belongs to a chemical name: 1,2-二氯乙烷.
_SEPARATOR = re.compile(r"[、;；/|]|(?<!\d)[,，]|[,，](?!\d)")


def keywords_are_single_and_different(answers: Answers, facts: Facts) -> Iterator[Finding]:
    """R3, second half (INFERRED): one keyword an item, none twice."""
    del facts
    keywords = [word for word in answers.get("overview.keywords") or [] if isinstance(word, str)]
    joined = [word for word in keywords if _SEPARATOR.search(word)]
    if joined:
        yield Finding("overview.keywords", {"text": joined[0]}, "keyword_joined")
    folded = [normalise_title(word) for word in keywords]
    twice = [word for place, word in enumerate(keywords) if folded[place] in folded[:place]]
    if twice:
        yield Finding("overview.keywords", {"text": twice[0]}, "keyword_repeated")


def filer_is_the_first_unit(answers: Answers, facts: Facts) -> Iterator[Finding]:
    """R9 (notice 一.4; B11): only the first completing unit files.

    `profile["first_completer_may_file"]` also lets the unit of the first completer (B11, Dingxi).
    """
    units, people = answers.rows("units"), answers.rows("people")
    if facts.unit is None or not units or not (name := cell(units[0], "unit_name")):
        return
    may_file = [(name, cell(units[0], "uscc"))]
    if facts.profile.get("first_completer_may_file") and people:
        may_file.append((cell(people[0], "employer"), ""))
    if any(is_first_unit(*named, facts.unit) for named in may_file):
        return
    params = {"first_unit": name, "unit": facts.unit.name}
    yield Finding(at("units", units[0], "unit_name"), params, Refusal.WRONG_FIRST_UNIT)


def summary_has_the_profile_length(answers: Answers, facts: Facts) -> Iterator[Finding]:
    """R58: 成果简介 within the profile's `summary_bounds` [least, most]; the limits are unverified."""
    path = "summary.achievement_summary"
    least, most = facts.profile.get("summary_bounds") or (0, 0)
    length = len(answers.text(path))
    if length and length < least:
        yield Finding(path, {"count": length, "least": least, "most": most}, "summary_short")
    if most and length > most:
        yield Finding(path, {"count": length, "least": least, "most": most}, "summary_long")


def title_is_that_of_a_contract(answers: Answers, facts: Facts) -> Iterator[Finding]:
    """R61 (B26, Guangdong): another title than the contract's is explained.

    `facts.contracts` is empty unless `profile["title_from_contract"]` asks; one of several will do.
    """
    path = "overview.achievement_name"
    name = answers.text(path)
    numbers = [cell(row, "project_number") for row in answers.rows("projects")]
    known = {each: facts.contracts.get(project_key(each), "") for each in numbers if each}
    titles = {number: title for number, title in known.items() if title}
    folded = {normalise_title(title) for title in titles.values()}
    if name and titles and normalise_title(name) not in folded:
        number, title = next(iter(titles.items()))
        yield Finding(path, {"number": number, "title": title}, "title_not_of_contract")


KEYWORDS = Rule(
    key="R3",
    title="关键词不重复、一项一词",
    severity=Severity.ERROR,
    status=Status.INFERRED,
    source="forms.md R3",
    judge=keywords_are_single_and_different,
)
FIRST_UNIT = Rule(
    key="R9",
    title="由第一完成单位登记",
    severity=Severity.ERROR,
    status=Status.SOURCED,
    source="通知第一条第4项；B11",
    judge=filer_is_the_first_unit,
)
SUMMARY = Rule(
    key="R58",
    title="成果简介的字数",
    severity=Severity.ERROR,
    status=Status.RECALLED,
    source="forms.md R58、A80",
    judge=summary_has_the_profile_length,
)
CONTRACT = Rule(
    key="R61",
    title="成果名称与任务书一致",
    severity=Severity.CONFIRM,
    status=Status.SOURCED,
    source="广东省填写说明；B26",
    judge=title_is_that_of_a_contract,
)
