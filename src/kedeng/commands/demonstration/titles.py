"""Invented titles, each used once."""

from itertools import product

from kedeng.commands.demonstration.facts import MARK, Theme, themes


class Titles:
    """Hands out subjects with aspects, the fields taking turns."""

    def __init__(self) -> None:
        self._left = {theme.theme: _titles(theme) for theme in themes()}
        self._turn = list(themes())

    def take(self, category: str, unit_type: str) -> tuple[str, Theme]:
        """Give a title of the category that a unit of the type may have, with its field.

        Raises LookupError when there are no more: data/demo/titles.json needs more subjects.
        """
        for theme in self._turn:
            fits = theme.category == category and unit_type in theme.kinds
            if fits and self._left[theme.theme]:
                self._turn.remove(theme)
                self._turn.append(theme)
                return self._left[theme.theme].pop(0), theme
        raise LookupError(f"no invented title is left for {category} of {unit_type}")


def _titles(theme: Theme) -> list[str]:
    """Neighbours in the list share neither subject nor aspect, as far as that goes."""
    pairs = list(product(range(len(theme.subjects)), range(len(theme.aspects))))
    pairs.sort(key=lambda pair: ((pair[1] - pair[0]) % len(theme.aspects), pair))
    return [f"{theme.subjects[s]}{theme.aspects[a]}（{MARK}）" for s, a in pairs]
