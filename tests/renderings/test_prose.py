"""An official document's plain text, as page and paper draw it."""

from kedeng.renderings.prose import Block, blocks


def test_lines_are_paragraphs_and_numbered_titles_are_headings():
    told = blocks("各高等学校：\n\n　　一、登记范围\n1. 成果自愿登记。\n二、按照要求，请配合。\n")
    assert told == (
        Block("各高等学校："),
        Block("一、登记范围", is_heading=True),
        Block("1. 成果自愿登记。"),
        Block("二、按照要求，请配合。"),
    )


def test_an_empty_text_has_no_blocks():
    assert blocks(" \n\u3000\n") == ()
