"""What holds for every question and every list, each with the test that walks over all of them."""

_EDITION = "tests/definitions/test_edition_2025.py::test"
_LIMITS = "tests/definitions/test_limits.py::test"
_RENDERINGS = "tests/renderings"
_LISTS = "tests/data/test_codelists.py::test"

PROOFS: tuple[tuple[str, str], ...] = (
    (
        "a question has help, a number of the form reference, a status and a source",
        f"{_EDITION}_every_question_is_explained_and_says_where_it_comes_from",
    ),
    (
        "a question is no surer than its source says",
        f"{_EDITION}_a_trust_level_is_never_higher_than_its_source_says",
    ),
    (
        "every row of the reference is asked (applied technology)",
        f"{_EDITION}_the_applied_form_asks_all_of_section_3",
    ),
    (
        "every row of the reference is asked (basic theory)",
        f"{_EDITION}_the_theory_form_asks_all_of_section_4",
    ),
    (
        "every row of the reference is asked (soft science)",
        f"{_EDITION}_the_soft_science_form_asks_all_of_section_5_and_the_rest_of_section_4",
    ),
    ("an open question that is required is told", f"{_LIMITS}_an_open_required_question_is_told"),
    (
        "a limit blocks where it is SOURCED and asks elsewhere",
        f"{_LIMITS}_a_limit_blocks_only_where_it_is_sourced",
    ),
    (
        "a text outside its list is refused where the list is closed and asked about elsewhere",
        f"{_LIMITS}_a_text_outside_its_list_is_refused_only_where_the_list_is_closed",
    ),
    ("an example can be read", f"{_EDITION}_an_example_can_be_read"),
    (
        "an option comes back from its input",
        f"{_EDITION}_every_option_comes_back_from_its_input",
    ),
    (
        "an answer comes back from its input, by kind",
        "tests/formkit/test_codec.py::test_what_an_input_starts_with_reads_back_as_the_same_answer",
    ),
    (
        "an answer stands on the paper, whole and in its own cell",
        f"{_RENDERINGS}/pdf/test_ruled_cells.py::test_every_text_is_whole_and_between_rules",
    ),
    (
        "a question has its cell in the workbook",
        f"{_RENDERINGS}/workbook/test_filling.py::test_every_question_has_its_cell_and_computed_ones_none",
    ),
    (
        "a question stands in the schema of the API",
        f"{_RENDERINGS}/test_apischema.py::test_a_form_has_a_valid_schema_with_every_section_and_field",
    ),
    (
        "an entry of a list has all that its format asks, a source and a status among it",
        f"{_LISTS}_every_entry_of_a_file_says_all_that_the_format_asks",
    ),
    (
        "a list is no surer than what its entries say",
        f"{_LISTS}_a_list_is_no_surer_than_what_its_entries_say_in_words",
    ),
    (
        "a label finds its entry",
        f"{_LISTS}_a_label_alone_finds_its_entry_except_where_levels_share_it",
    ),
)
