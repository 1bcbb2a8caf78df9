"""Evaluations that the reference implementation of CMA-ES needs (PyPI: cma, by N. Hansen), as tests/golden/cma-es.json.

Usage: pip install cma && python tests/oracle/cma_es.py > tests/golden/cma-es.json
"""
import json
import statistics

import cma

FUNCTIONS = {"sphere": cma.ff.sphere, "rosenbrock": cma.ff.rosen, "ellipsoid": cma.ff.elli}
START, SIGMA, TARGET, RUNS = 0.5, 0.5, 1e-8, 9


def evaluations(function, n, seed):
    options = {"seed": seed, "verbose": -9, "ftarget": TARGET, "maxfevals": 1e5}
    es = cma.CMAEvolutionStrategy(n * [START], SIGMA, options)
    es.optimize(function)
    return es.result.evaluations


table = [
    {"function": name, "n": n, "start": START, "sigma": SIGMA, "target": TARGET, "median": statistics.median(evaluations(f, n, seed) for seed in range(1, RUNS + 1))}
    for name, f in FUNCTIONS.items()
    for n in (2, 5, 10)
]
print(json.dumps({"version": cma.__version__, "runs": RUNS, "table": table}, indent=2))
