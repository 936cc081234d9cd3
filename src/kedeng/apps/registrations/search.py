"""The words of a search, looked for in what a record keeps to be found by."""

from django.db.models import QuerySet

from kedeng.apps.registrations.models import Registration


def containing(records: QuerySet[Registration], text: str) -> QuerySet[Registration]:
    """Keep the records that contain every word of the text, blanks and punctuation aside."""
    from kedeng.lib.text import folded  # noqa: PLC0415 - pinyin tables load slowly

    for word in filter(None, map(folded, text.split())):
        records = records.filter(search_text__contains=word)
    return records
