"""Colour maps as their authors publish them, for src/views/colour-maps/tables.ts and tests/views/colour-maps.test.ts.

Needs `pip install cmcrameri cmocean matplotlib colorspacious`. Writes tests/golden/oracle-colour-maps.json: every 15th of 256 colours of
each map as hex, and a few colours as Machado, Oliveira and Fernandes 2009 say that they look without one kind of cone. With `tables`, prints
every third of 256 colours of each as one text, as the tables hold them.
"""

import json
import sys
from pathlib import Path

import cmcrameri.cm
import cmocean.cm
import matplotlib
import numpy as np
from colorspacious import cspace_convert

maps = {
    "cividis": matplotlib.colormaps["cividis"],
    "plasma": matplotlib.colormaps["plasma"],
    "batlow": cmcrameri.cm.batlow,
    "vik": cmcrameri.cm.vik,
    "thermal": cmocean.cm.thermal,
    "haline": cmocean.cm.haline,
    "ice": cmocean.cm.ice,
    "balance": cmocean.cm.balance,
    "cmocean-phase": cmocean.cm.phase,
    "twilight": matplotlib.colormaps["twilight_shifted"],
    "viridis": matplotlib.colormaps["viridis"],
    "magma": matplotlib.colormaps["magma"],
    "inferno": matplotlib.colormaps["inferno"],
    "blue-red": matplotlib.colormaps["RdBu_r"],
}


def colours(cmap, indices):
    table = cmap(np.linspace(0, 1, 256))[:, :3]
    return ["".join(f"{round(255 * c):02x}" for c in table[i]) for i in indices]


def seen(rgb, kind):
    space = {"name": "sRGB1+CVD", "cvd_type": f"{kind}omaly", "severity": 100}
    return [round(float(255 * c)) for c in np.clip(cspace_convert(np.array(rgb) / 255, space, "sRGB1"), 0, 1)]


if sys.argv[1:] == ["tables"]:
    for name, cmap in maps.items():
        print(name, "".join(colours(cmap, range(0, 256, 3))))
else:
    samples = [[255, 0, 0], [0, 160, 0], [40, 60, 200], [230, 200, 30], [128, 128, 128]]
    golden = {
        "maps": {name: colours(cmap, range(0, 256, 15)) for name, cmap in maps.items()},
        "vision": {kind: [[rgb, seen(rgb, kind)] for rgb in samples] for kind in ["deuteran", "protan", "tritan"]},
    }
    out = Path(__file__).parent.parent / "golden" / "oracle-colour-maps.json"
    out.write_text(json.dumps(golden, indent=1) + "\n")
