"""The usual slips in computing by hand, each as the line of NumPy that was computed instead."""

from collections.abc import Mapping

_LOG = "Y * np.log(A2) + (1 - Y) * np.log(1 - A2)"
_SWAPPED = "(1 - Y) * np.log(A2) + Y * np.log(1 - A2)"
_LOSS = {
    "sign": f"1 / m * np.sum({_LOG})",
    "no_mean": f"-np.sum({_LOG})",
    "classes_swapped": f"-1 / m * np.sum({_SWAPPED})",
    "log10": f"-1 / m * np.sum({_LOG}) / np.log(10)",
}


def _update(name: str) -> Mapping[str, str]:
    return {
        "added": f"{name} + alpha * d{name}",
        "no_alpha": f"{name} - d{name}",
        "step_only": f"alpha * d{name}",
        "unchanged": name,
    }


SLIPS: Mapping[str, Mapping[str, str]] = {
    "Z1": {
        "no_bias": "W1 @ X",
        "bias_sign": "W1 @ X - b1",
        "transposed": "W1.T @ X + b1",
    },
    "A1": {"no_g": "Z1", "sign": "-g1(Z1)", "sigmoid": "sigmoid(Z1)"},
    "Z2": {
        "no_bias": "W2 @ A1",
        "bias_sign": "W2 @ A1 - b2",
        "z_for_a": "W2 @ Z1 + b2",
        "x_for_a": "W2 @ X + b2",
    },
    "A2": {"no_g": "Z2", "sign": "sigmoid(-Z2)", "tanh": "np.tanh(Z2)"},
    "J": _LOSS,
    "dZ2": {
        "sign": "Y - A2",
        "slope_twice": "(A2 - Y) * A2 * (1 - A2)",
        "da_for_dz": "-Y / A2 + (1 - Y) / (1 - A2)",
    },
    "dW2": {
        "no_mean": "dZ2 @ A1.T",
        "sign": "-1 / m * (dZ2 @ A1.T)",
        "z_for_a": "1 / m * (dZ2 @ Z1.T)",
        "x_for_a": "1 / m * (dZ2 @ X.T)",
    },
    "db2": {
        "no_mean": "np.sum(dZ2, axis=1, keepdims=True)",
        "sign": "-1 / m * np.sum(dZ2, axis=1, keepdims=True)",
    },
    "dA1": {"sign": "-W2.T @ dZ2", "dw_for_w": "dW2.T @ dZ2", "a_for_dz": "W2.T @ A2"},
    "dZ1": {
        "no_slope": "dA1",
        "sign": "-dA1 * dG1",
        "one_minus_a": "dA1 * (1 - A1)",
        "slope_of_sigmoid": "dA1 * A1 * (1 - A1)",
        "a_for_slope": "dA1 * A1",
        "z_in_slope": "dA1 * (1 - Z1 * Z1)",
    },
    "dW1": {
        "no_mean": "dZ1 @ X.T",
        "sign": "-1 / m * (dZ1 @ X.T)",
        "transposed": "1 / m * (X @ dZ1.T)",
        "a_for_x": "1 / m * (dZ1 @ A1.T)",
        "da_for_dz": "1 / m * (dA1 @ X.T)",
    },
    "db1": {
        "no_mean": "np.sum(dZ1, axis=1, keepdims=True)",
        "sign": "-1 / m * np.sum(dZ1, axis=1, keepdims=True)",
        "da_for_dz": "1 / m * np.sum(dA1, axis=1, keepdims=True)",
    },
    **{f"{name} :=": _update(name) for name in ("W1", "b1", "W2", "b2")},
    "J :=": {**_LOSS, "unchanged": "J"},
}
"""By step, then by the slip's code. A slip that gives the right number is none."""

ONLY: Mapping[str, frozenset[str]] = {
    "tanh": frozenset({"one_minus_a", "slope_of_sigmoid", "z_in_slope"}),
    "relu": frozenset(),
}
"""Slips about the slope that only someone who computes with this activation would make."""
_SOME = frozenset().union(*ONLY.values())


def slips_of(step: str, activation: str) -> Mapping[str, str]:
    """The slips that are usual in a step with this activation, in the order of trying."""
    left_out = _SOME - ONLY[activation]
    return {slip: code for slip, code in SLIPS[step].items() if slip not in left_out}
