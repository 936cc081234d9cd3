"""Which pages of a printed form count: current, replaced, missing, of another record."""

from kedeng.domain.paper import PageVerdict, PrintedVersion, changed_pages, judge_pages, read_codes


def code(sign):
    return sign * 16


FIRST = PrintedVersion(1, (tuple(map(code, "1abc")),), frozenset({code("d")}))
SECOND = PrintedVersion(2, (tuple(map(code, "2a3c")),), frozenset({code("e")}))
VERSIONS = (FIRST, SECOND)


def judged(signs, versions=VERSIONS):
    return judge_pages(map(code, signs), versions)


def test_pages_that_nobody_changed_stay_valid_and_the_others_are_named():
    found = judged("1abc")
    assert [(it.verdict.value, it.page, it.changed_in) for it in found.pages] == [
        ("replaced", 1, 2),
        ("current", 2, None),
        ("replaced", 3, 2),
        ("current", 4, None),
    ]
    assert (found.missing, found.replaced, found.lacking) == ((1, 3), (1, 3), ())
    assert found.whole is False


def test_the_old_pages_with_the_new_cover_and_the_changed_page_are_whole():
    assert judged("2a3c").whole is True
    assert judged("ea3c").whole is True  # the cover by its large code


def test_a_page_that_is_not_there_is_missing():
    found = judged("2ac")
    assert (found.missing, found.lacking, found.current) == ((3,), (3,), 3)


def test_a_page_of_another_record_belongs_to_no_version():
    found = judged("2a3cf")
    assert [it.verdict for it in found.pages][-1] is PageVerdict.FOREIGN
    assert (found.foreign, found.whole) == (1, False)


def test_a_page_given_twice_is_told_as_repeated():
    assert [it.repeated for it in judged("2aa3c").pages] == [False, False, True, False, False]


def test_the_cover_printed_before_the_number_stays_valid():
    numbered = PrintedVersion(1, (tuple(map(code, "1abc")), tuple(map(code, "4abc"))))
    assert judged("1abc", (numbered,)).whole is True
    assert judged("4abc", (numbered,)).whole is True


def test_a_page_that_came_back_as_it_was_counts_again():
    third = PrintedVersion(3, (tuple(map(code, "5abc")),))
    assert judged("5abc", (*VERSIONS, third)).whole is True
    assert judged("3", (*VERSIONS, third)).pages[0].changed_in == 3


def test_codes_are_read_as_they_are_typed_and_scanned():
    text = """3FA0 91C2 77BD 10E4
    HTTPS://EXAMPLE.ORG/C/ABCD2345/987C82F12118EAD5
    https://example.org/check/ABCD2345/3f3f3f3f3f3f3f3f/
    0011-2233·4455 6677 8899AABBCCDDEEFF，o0l1o0l1o0l1o0l1
    登记表"""
    assert read_codes(text) == (
        [
            "3fa091c277bd10e4",
            "987c82f12118ead5",
            "3f3f3f3f3f3f3f3f",
            "0011223344556677",
            "8899aabbccddeeff",
            "0011001100110011",
        ],
        ["登记表"],
    )


def test_what_must_be_printed_again_is_what_the_older_version_lacks():
    assert changed_pages(FIRST, SECOND) == (1, 3)
