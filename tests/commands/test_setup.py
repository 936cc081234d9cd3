import pytest
from fontTools.ttLib import TTFont

from kedeng.commands import fonts
from kedeng.commands.main import COMMANDS, main
from kedeng.renderings.pdf.fonts import font_paths, prepared_folder


def test_every_command_tells_what_it_does(capsys) -> None:
    with pytest.raises(SystemExit):
        main(["--help"])
    told = capsys.readouterr().out
    assert [name for name in COMMANDS if f"\n    {name} " not in told] == []


def test_operator_fonts_replace_ours(monkeypatch, tmp_path) -> None:
    monkeypatch.setenv("KEDENG_FONTS", f"{tmp_path}:/nowhere")
    assert font_paths() == [tmp_path]


def test_serif_faces_carry_the_family_that_print_asks_for() -> None:
    faces = sorted(prepared_folder().glob("*.ttf"))
    families = [TTFont(face)["name"].getDebugName(1) for face in faces]
    assert families == ["Noto Serif SC", "Noto Serif SC"], "run `make setup` first"


def test_sans_face_is_the_one_that_was_chosen() -> None:
    assert fonts.verify().endswith("is the face that was chosen")
