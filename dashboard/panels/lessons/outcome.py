"""What NumPy made of a line, in words."""

from core.lessons.whatif import Outcome
from dashboard import format
from dashboard.text import Text


def said(text: Text, outcome: Outcome, right: tuple[int, ...], step: str) -> str:
    """What NumPy did with another way to write a step, in its words or in numbers, and why."""
    left, second = format.shape(outcome.left), format.shape(outcome.right)
    if outcome.kind == "error":
        why = "matrix" if outcome.matrix else "elementwise"
        words = text("whatif.error", message=outcome.message)
    elif outcome.kind == "shape":
        result = () if outcome.result is None else outcome.result.shape
        why = "stretched"
        words = text("whatif.shape", shape=format.shape(result), right=format.shape(right))
    elif outcome.kind == "values":
        why = "luck"
        words = text("whatif.values", difference=format.size(outcome.difference))
    else:
        ones = outcome.left == outcome.right == (1, 1)
        # What a product adds up is outputs on the way back to a[1], and samples for a weight.
        outer = "outer_units" if step.startswith("da") else "outer"
        why = "ones" if ones else "own_transpose" if outcome.matrix else outer
        words = text("whatif.same")
    fields = {"left": left, "right": second, "columns": outcome.left[-1], "rows": outcome.right[0]}
    return f"{words}\n\n{text(f'whatif.why_{why}', **fields)}"
