"""The training step against textbook NumPy, scikit-learn, and PyTorch and JAX where installed.

`python -m tests.benchmarks.training` prints, for each size, microseconds a step and how many times
ours the others take; `--quick` runs the smallest size only. Everything is measured in turns, in
one run, on one thread, with the cost of every iteration included.
"""

import argparse
import importlib.util
import time
import warnings
from collections.abc import Callable, Mapping

import numpy as np
from sklearn.neural_network import MLPClassifier
from threadpoolctl import threadpool_limits

from core.network import initialize_parameters
from core.training import train
from tests.benchmarks import textbook

SIZES = {(2, 4, 400): 2000, (3, 4, 400): 2000, (2, 50, 400): 1000, (2, 20, 5000): 150,
         (30, 64, 569): 300}  # fmt: skip
"""(n[0], n[1], m), and the steps that are timed."""
TURNS = 5
RATE = 0.5


def ways(n0: int, n1: int, m: int, steps: int) -> Mapping[str, Callable[[], np.ndarray | None]]:
    """The same training by each of the rivals, each giving its costs where it records them."""
    rng = np.random.RandomState(0)
    X, Y = rng.randn(n0, m), (rng.rand(1, m) < 0.5).astype(float)
    parameters = initialize_parameters((n0, n1, 1), method="xavier", rng=rng)
    W, b = parameters.W, parameters.b

    def ours() -> np.ndarray:
        return train(parameters, X, Y, learning_rate=RATE, iterations=steps)[1]

    def notes() -> np.ndarray:
        return textbook.train(W[1], b[1], W[2], b[2], X, Y, RATE, steps)

    def sklearn() -> None:
        network = MLPClassifier(
            (n1,), activation="tanh", solver="sgd", alpha=0, batch_size=m, learning_rate_init=RATE,
            max_iter=steps, tol=0, n_iter_no_change=steps + 1, momentum=0, shuffle=False,
        )  # fmt: skip
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            network.fit(X.T, Y[0])
        assert network.n_iter_ == steps

    found: dict[str, Callable[[], np.ndarray | None]] = {
        "ours": ours, "textbook NumPy": notes, "MLPClassifier": sklearn
    }  # fmt: skip
    if importlib.util.find_spec("torch"):
        found["PyTorch eager"] = lambda: eager(W, b, X, Y, steps)
    if importlib.util.find_spec("jax"):
        found["JAX jit + scan"] = compiled(W, b, X, Y, steps)
    return found


def eager(W, b, X, Y, steps: int) -> np.ndarray:
    """PyTorch with autograd and its own SGD, in float64 on one thread."""
    import torch

    torch.set_num_threads(1)
    tensors = [torch.tensor(a, requires_grad=True) for a in (W[1], b[1], W[2], b[2])]
    W1, b1, W2, b2 = tensors
    x, y = torch.tensor(X), torch.tensor(Y)
    optimiser = torch.optim.SGD(tensors, lr=RATE)
    costs = np.empty(steps)
    for i in range(steps):
        optimiser.zero_grad()
        z = W2 @ torch.tanh(W1 @ x + b1) + b2
        loss = torch.nn.functional.binary_cross_entropy_with_logits(z, y)
        loss.backward()
        optimiser.step()
        costs[i] = loss.item()
    return costs


def compiled(W, b, X, Y, steps: int) -> Callable[[], np.ndarray]:
    """JAX, the whole loop compiled before it is timed, in float64."""
    import jax
    from jax import numpy as jnp

    jax.config.update("jax_enable_x64", True)

    def cost(p):
        z = p[2] @ jnp.tanh(p[0] @ X + p[1]) + p[3]
        return jnp.mean(jnp.logaddexp(0, z) - Y * z)

    def step(p, _):
        J, slopes = jax.value_and_grad(cost)(p)
        return [a - RATE * g for a, g in zip(p, slopes, strict=True)], J

    run = jax.jit(lambda p: jax.lax.scan(step, p, None, length=steps)[1])
    start = [jnp.array(a) for a in (W[1], b[1], W[2], b[2])]
    return lambda: np.asarray(run(start))


def measure(sizes: Mapping[tuple[int, int, int], int]) -> dict[str, float]:
    """Print the table; the geometric mean over the sizes of each rival's time over ours."""
    ratios: dict[str, list[float]] = {}
    for size, steps in sizes.items():
        rivals = ways(*size, steps)
        costs = {name: run() for name, run in rivals.items()}
        for name, other in costs.items():
            if other is not None:
                assert np.abs(other - costs["ours"]).max() < 1e-9, name
        best = dict.fromkeys(rivals, np.inf)
        for _ in range(TURNS):
            for name, run in rivals.items():
                began = time.perf_counter()
                run()
                best[name] = min(best[name], time.perf_counter() - began)
        mine = best.pop("ours")
        print(f"{size!s:>14}  ours {1e6 * mine / steps:7.1f} µs", end="")
        for name, seconds in best.items():
            ratios.setdefault(name, []).append(seconds / mine)
            print(f"   {name} x {seconds / mine:5.2f}", end="")
        print()
    means = {name: float(np.exp(np.mean(np.log(all_)))) for name, all_ in ratios.items()}
    print("geometric mean: " + ", ".join(f"{name} x {mean:.2f}" for name, mean in means.items()))
    return means


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true")
    chosen = parser.parse_args()
    with threadpool_limits(1):
        measure(dict(list(SIZES.items())[:1]) if chosen.quick else SIZES)
