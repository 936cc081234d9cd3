import pytest

from kedeng.formkit.canonical import canonical, digest


def test_keys_are_sorted_and_nothing_is_padded():
    assert (
        canonical({"b": [1, True, None], "a": "成果"}) == '{"a":"成果","b":[1,true,null]}'.encode()
    )


def test_the_order_of_keys_does_not_matter_and_that_of_items_does():
    assert digest({"a": 1, "b": 2}) == digest({"b": 2, "a": 1})
    assert digest([1, 2]) != digest([2, 1])


def test_a_digest_is_sha_256_of_the_canonical_form():
    known = "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"
    assert digest({}) == known


def test_a_number_and_its_text_differ():
    assert digest({"a": 1}) != digest({"a": "1"})


@pytest.mark.parametrize("value", [1.5, [0.1], {"a": {"b": [2.0]}}, (3.0,)])
def test_a_float_has_no_canonical_form(value):
    with pytest.raises(TypeError, match="float"):
        canonical(value)
