"""What a look at XML may take at its word: tags with plain attributes, and the text between them.

What opens workbooks knows comments, `<![CDATA[` and quotes: a mark that stands in one of these
looks like any other, and is none.
"""

import re

_ODD = re.compile(
    rb"<(?!/?[\w:.-]++(?:\s++[\w:.-]++\s*+=\s*+(?:\"[^\"<]*+\"|'[^'<]*+'))*+\s*+/?+>"
    rb"|\?xml[^<>?]*+\?>)"
)


def is_odd(piece: bytes) -> bool:
    """Whether a piece that ends before a `<` holds markup that may hide other."""
    return _ODD.search(piece) is not None
