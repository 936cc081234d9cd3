"""The tag that joins lines: Chinese sets no space where a template breaks its line."""

import re

from django import template
from django.template.base import NodeList, Parser, TextNode, Token

register = template.Library()
_LINE_BREAK = re.compile(r" *\n[ \n]*")  # a full-width space beside it is meant, and stays
_BRACKETS = re.compile(r"([<>])")


class JoinedNode(template.Node):
    """What stands between {% joined %} and {% endjoined %}, without the template's line breaks."""

    def __init__(self, nodelist: NodeList) -> None:
        in_tag = False  # between attributes a line break is needed, and shows nowhere
        for text in nodelist.get_nodes_by_type(TextNode):
            parts = _BRACKETS.split(text.s)
            for place, part in enumerate(parts):
                if part in {"<", ">"}:
                    in_tag = part == "<"
                elif not in_tag:
                    parts[place] = _LINE_BREAK.sub("", part)
            text.s = "".join(parts)
        self.nodelist = nodelist

    def render(self, context: template.Context) -> str:
        """Render what is inside."""
        return self.nodelist.render(context)


@register.tag
def joined(parser: Parser, _token: Token) -> JoinedNode:
    """Show the template's lines up to {% endjoined %} as one run of text.

    Only the template's own line breaks go, and they go once, as it is compiled: what variables,
    translations and included templates bring keeps its breaks.
    """
    nodelist = parser.parse(("endjoined",))
    parser.delete_first_token()
    return JoinedNode(nodelist)
