from kedeng.renderings.pdf.coverage import UncoveredCharacters, uncovered


def test_the_shipped_faces_draw_names_and_signs():
    assert uncovered("王㛃䶮㙍𠅤·买买提 ①☑□√★ m² μ℃ ≥ Αα Žž Привет ℓ∂⊗\n\t\u3000\u200b") == []


def test_each_missing_character_is_named_once_in_order():
    assert uncovered("天😀地𬀀😀") == ["😀", "𬀀"]


def test_private_use_is_never_covered_because_each_face_draws_something_else():
    assert uncovered("\ue863") == ["\ue863"]


def test_a_selector_of_forms_needs_no_glyph():
    assert uncovered("葛\U000e0100") == []


def test_the_error_tells_code_points():
    assert str(UncoveredCharacters(["𬀀"])) == "no face draws 𬀀（U+2C000）"
