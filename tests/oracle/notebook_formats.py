"""Holds our notebook files against nbformat and jupytext (PyPI), and keeps what they make of them.

Reads tests/fixtures/notebook/everything.ipynb (our export) and everything.md (our text), and all notebooks that ship; writes
tests/golden/notebook-formats.json: whether nbformat finds the file valid, the MyST text that jupytext makes of the .ipynb, the .ipynb that it
makes of our text; and what jupytext finds in each notebook that ships: its kernel, our own metadata, and a hash of its cells, which stay the same when
it writes the notebook as .ipynb and as text again.

    pip install nbformat jupytext
    python tests/oracle/notebook_formats.py
"""

import hashlib
import json
from pathlib import Path

import jupytext
import nbformat

root = Path(__file__).resolve().parents[1]
fixtures = root / "fixtures" / "notebook"

notebook = nbformat.read(fixtures / "everything.ipynb", as_version=4)
nbformat.validate(notebook)
assert (notebook.nbformat, notebook.nbformat_minor) == (4, 5)
assert len({cell.id for cell in notebook.cells}) == len(notebook.cells)

md = jupytext.writes(notebook, fmt="md:myst")
back = jupytext.reads(md, fmt="md:myst")
assert [(c.cell_type, c.source) for c in back.cells] == [(c.cell_type, c.source) for c in notebook.cells]

of_text = jupytext.read(fixtures / "everything.md")
for i, cell in enumerate(of_text.cells):
    cell.id = f"cell-{i + 1}"
nbformat.validate(of_text)



def cells_of(notebook):
    return [[c.cell_type, c.source] for c in notebook.cells]


def shipped(path):
    """What jupytext finds in a notebook, once it is sure that a round trip changes none of it."""
    notebook = jupytext.read(path)
    for i, cell in enumerate(notebook.cells):
        cell.id = f"cell-{i + 1}"
    nbformat.validate(notebook)
    through = nbformat.reads(nbformat.writes(notebook), as_version=4)
    back = jupytext.reads(jupytext.writes(through, fmt="md:myst"), fmt="md:myst")
    assert cells_of(back) == cells_of(notebook), path
    assert back.metadata.kernelspec == notebook.metadata.kernelspec and back.metadata.mfn == notebook.metadata.mfn, path
    assert notebook.metadata.jupytext.text_representation.format_name == "myst", path
    text = json.dumps(cells_of(notebook), ensure_ascii=False, separators=(",", ":"))
    return {
        "kernelspec": notebook.metadata.kernelspec,
        "mfn": notebook.metadata.mfn,
        "cells": hashlib.sha256(text.encode()).hexdigest(),
    }


golden = {
    "made_by": f"nbformat {nbformat.__version__}, jupytext {jupytext.__version__}",
    "valid": True,
    "md": md,
    "ipynb": nbformat.writes(of_text),
    "shipped": {path.stem: shipped(path) for path in sorted((root.parent / "notebooks").glob("*.md"))},
}
(root / "golden" / "notebook-formats.json").write_text(json.dumps(golden, indent=1, ensure_ascii=False) + "\n")
