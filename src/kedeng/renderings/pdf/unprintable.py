"""Names characters at entry that no shipped face can draw; they are kept, and stop the print."""

from kedeng.formkit.answers import Answers
from kedeng.formkit.check import Problem
from kedeng.formkit.model import FormDefinition
from kedeng.formkit.rules import Severity
from kedeng.renderings.pdf.coverage import uncovered


def unprintable(form: FormDefinition, answers: Answers) -> list[Problem]:
    """Give a warning for each answer with such characters, naming them with their code points."""
    missing = set(uncovered("".join(text for _, text in answers.strings())))
    if not missing:
        return []
    return [
        Problem(
            "uncovered_character",
            path,
            Severity.WARNING,
            {"label": _label(form, path), "characters": named},
        )
        for path, text in answers.strings()
        if (named := _named(text, missing))
    ]


def _named(text: str, missing: set[str]) -> str:
    found = [one for one in dict.fromkeys(text) if one in missing]
    return "、".join(f"{one}（U+{ord(one):04X}）" for one in found)


def _label(form: FormDefinition, path: str) -> str:
    head, _, key = path.partition(".")
    return form.by_key[head.partition("[")[0]].by_key[key].label
