"""Holds our notebook files against nbformat and jupytext (PyPI), and keeps what they make of them.

Reads tests/fixtures/notebook/everything.ipynb (our export) and everything.md (our text); writes tests/golden/notebook-formats.json:
whether nbformat finds the file valid, the MyST text that jupytext makes of the .ipynb, and the .ipynb that it makes of our text.

    pip install nbformat jupytext
    python tests/oracle/notebook_formats.py
"""

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

golden = {
    "made_by": f"nbformat {nbformat.__version__}, jupytext {jupytext.__version__}",
    "valid": True,
    "md": md,
    "ipynb": nbformat.writes(of_text),
}
(root / "golden" / "notebook-formats.json").write_text(json.dumps(golden, indent=1, ensure_ascii=False) + "\n")
