"""Formulas that stand in sentences, written in toml as a person types them: dz[2] = a[2] − y."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

_TOKEN = re.compile(
    r"""
    (?P<symbol>(?<![A-Za-z0-9_$\\{])(?P<kind>d?[WbzaZAgY]|n)\[(?P<layer>l|l[-−]1|\d)\]
        (?P<prime>′?)(?P<below>[ⱼₖᵢ]*)(?P<turned>ᵀ?)(?P<sample>(?:\(i\))?))
    |(?P<letter>(?<![A-Za-z0-9_\[$\\{])(?P<name>[xyzabXYZAWJLmgσα])
        (?P<letter_prime>′?)(?P<letter_below>[ⱼₖᵢ]*)(?P<letter_turned>ᵀ?)(?![A-Za-z0-9_\[{′]))
    |(?P<number>(?<![A-Za-z0-9_.])\d+(?:\.\d+)?(?![A-Za-z0-9_])|…)
    |(?P<log>(?<![A-Za-z])log(?![A-Za-z])|√)
    |(?P<op>:=|[·=+−/<>≤≈,]|(?<!\*)\*(?!\*))
    |(?P<open>(?<![A-Za-z]{2})\(|(?<=log)\()
    |(?P<close>\))
    """,
    re.VERBOSE,
)
_KEPT = re.compile(r"(`[^`]*`|\$[^$]*\$)")
_INDICES = str.maketrans("ⱼₖᵢ", "jki")
_LATEX = {
    "·": r"\cdot",
    "−": "-",
    "≤": r"\le",
    "≈": r"\approx",
    "…": r"\dots",
    "σ": r"\sigma",
    "α": r"\alpha",
}


class _Token(NamedTuple):
    """A piece of a formula: what it is, what is written, where, and the same as LaTeX."""

    what: str
    start: int
    end: int
    latex: str


def prose(words: str) -> str:
    """Words in which every formula with a symbol such as W[2]ⱼ is typeset, each in one piece.

    Code and what is LaTeX already stay as they are.
    """
    parts = _KEPT.split(words)
    return "".join(part if i % 2 else _sentence(part) for i, part in enumerate(parts))


def _sentence(words: str) -> str:
    written, at = [], 0
    for run in _runs(words):
        for piece in _formulas(run):
            written += [words[at : piece[0].start], f"${_joined(piece)}$"]
            at = piece[-1].end
    return "".join([*written, words[at:]])


def _tokens(words: str) -> Iterator[_Token]:
    for found in _TOKEN.finditer(words):
        what = next(name for name in ("symbol", "letter", "number", "log", "op", "open", "close")
                    if found[name] is not None)  # fmt: skip
        if what == "symbol":
            above = f"[{found['layer'].replace('−', '-')}]"
            above += found["sample"] + (r"\top" if found["turned"] else "")
            latex = f"{found['kind']}^{{{above}}}{_below(found['below'])}"
            latex += "'" if found["prime"] else ""
        elif what == "letter":
            latex = _LATEX.get(found["name"], found["name"]) + _below(found["letter_below"])
            latex += r"^{\top}" if found["letter_turned"] else ""
            latex += "'" if found["letter_prime"] else ""
        else:
            latex = r"\log" if found[0] == "log" else _LATEX.get(found[0], found[0])
        yield _Token(what, found.start(), found.end(), latex)


def _below(indices: str) -> str:
    return f"_{{{indices.translate(_INDICES)}}}" if indices else ""


def _runs(words: str) -> Iterator[list[_Token]]:
    """Tokens that stand together as one formula."""
    run: list[_Token] = []
    for token in _tokens(words):
        if run and not _belongs(run[-1], token, words[run[-1].end : token.start]):
            yield run
            run = []
        run.append(token)
    if run:
        yield run


def _belongs(left: _Token, right: _Token, gap: str) -> bool:
    """Whether two tokens are of one formula: next to each other, or with a space between."""
    if gap not in ("", " "):
        return False
    pair = left.what, right.what
    if "op" in pair or left.what in ("open", "log") or right.what == "close":
        return True
    if right.what == "open":
        return gap == ""
    # Between words a letter may be one of them, such as the article; two symbols are a product.
    if right.what == "symbol":
        return left.what in ("symbol", "close") or left.latex == r"\alpha"
    return left.what == "symbol" and right.latex == "X"


def _formulas(run: list[_Token]) -> Iterator[list[_Token]]:
    """What of a run is a formula that holds a symbol; brackets of the sentence are left out."""
    for part in _parted(run):
        part = _trimmed(part)
        if not any(_tells(token) for token in part):
            continue
        if _depth(part) == 0:
            yield part
        else:
            yield from ([token] for token in part if _tells(token))


def _tells(token: _Token) -> bool:
    """Whether a token cannot be a word: a symbol with its layer, or a letter with an index."""
    return token.what == "symbol" or "_{" in token.latex


def _parted(run: Sequence[_Token]) -> list[list[_Token]]:
    """A run without the commas of the sentence; those of a shape such as (1, m) stay."""
    parts: list[list[_Token]] = [[]]
    for token in run:
        if token.latex == "," and not _depth(parts[-1]):
            parts.append([])
        else:
            parts[-1].append(token)
    return parts


def _trimmed(run: Sequence[_Token]) -> list[_Token]:
    """Without operators and brackets at the ends that belong to the sentence."""
    run = list(run)
    changed = True
    while run and changed:
        first, last, depth = run[0], run[-1], _depth(run)
        drop_first = (first.what == "op" and first.latex != "-") or first.what == "close"
        drop_first |= first.what == "open" and depth != 0 and _depth(run[1:]) == 0
        drop_last = last.what in ("op", "open", "log")
        drop_last |= last.what == "close" and depth != 0 and _depth(run[:-1]) == 0
        changed = drop_first or drop_last
        run = run[1 if drop_first else 0 : -1 if drop_last else None]
    return run


def _depth(run: Sequence[_Token]) -> int | None:
    """How many brackets stay open, or None where one closes that never opened."""
    depth = 0
    for token in run:
        depth += (token.what == "open") - (token.what == "close")
        if depth < 0:
            return None
    return depth


def _joined(run: Sequence[_Token]) -> str:
    """The tokens with spaces where a formula has them."""
    written, before = "", None
    for i, token in enumerate(run):
        tight = before is None or before.what == "open" or token.what == "close"
        tight |= "/" in (token.latex, before and before.latex) or token.latex == ","
        # A minus at the beginning, or after another sign, belongs to what follows.
        tight |= before is not None and before.latex == "-" and (i == 1 or run[i - 2].what == "op")
        tight |= token.what == "open" and before is not None and before.what != "op"
        written += ("" if tight else " ") + token.latex
        before = token
    return re.sub(r"√\(([^()]*)\)", r"\\sqrt{\1}", written)
