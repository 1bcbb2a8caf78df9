"""Writes tests/golden/oracles/statsmodels.json: Markov-switching models, their likelihood at fixed parameters and where it is greatest.

Order 0: MarkovRegression; order 1: MarkovAutoregression with one memory for all states, which conditions on the first sample as ours does. Both start in
the stationary distribution. Needs statsmodels==0.15.0, numpy==2.4.6, scipy==1.17.1.
"""
import json
import warnings
from pathlib import Path

import numpy as np
import statsmodels
from statsmodels.tsa.regime_switching.markov_autoregression import MarkovAutoregression
from statsmodels.tsa.regime_switching.markov_regression import MarkovRegression

warnings.simplefilter("ignore")
rng = np.random.Generator(np.random.Philox(5))
n = 160
state = (np.arange(n) // 40) % 2
x = np.zeros(n)
for t in range(1, n):
    x[t] = 0.5 * x[t - 1] + (1 + state[t]) * rng.standard_normal()
x = np.round(x + 4 * state, 3)

cases = []
for order in (0, 1):
    for switches in ("mean", "variance", "both"):
        settings = {"k_regimes": 2, "trend": "c", "switching_variance": switches != "mean", "switching_trend": switches != "variance"}
        model = MarkovRegression(x, **settings) if order == 0 else MarkovAutoregression(x, order=1, switching_ar=False, **settings)
        names = model.param_names
        means = [0.5, 3.5] if switches != "variance" else [2.0]
        variances = [1.2, 4.0] if switches != "mean" else [2.0]
        fixed = np.array([0.93, 0.08, *means, *variances, *([0.4] if order else [])])
        np.random.seed(0)
        fits = [model.fit(search_reps=20, search_iter=10, em_iter=20, disp=False) for _ in range(3)]
        # The search does not always find the peak that the fixed parameters stand below.
        fits.append(model.fit(start_params=fixed, em_iter=50, disp=False))
        best = max(fits, key=lambda fit: fit.llf)
        cases.append({
            "order": order, "switches": switches, "names": names, "fixed": fixed.tolist(), "logLikelihood": float(model.loglike(fixed)),
            "filteredEvery8": model.filter(fixed).filtered_marginal_probabilities[::8, 0].tolist(),
            "smoothedEvery8": model.smooth(fixed).smoothed_marginal_probabilities[::8, 0].tolist(),
            "greatest": float(best.llf), "at": best.params.tolist(),
        })
        print(order, switches, names, cases[-1]["logLikelihood"], cases[-1]["greatest"], np.round(best.params, 4))
found = {"made": f"tests/oracle/statsmodels_switching.py, statsmodels {statsmodels.__version__}", "x": x.tolist(), "cases": cases}
(Path(__file__).resolve().parent.parent / "golden" / "oracles" / "statsmodels.json").write_text(json.dumps(found) + "\n")
