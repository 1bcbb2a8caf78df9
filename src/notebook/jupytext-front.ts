/** The lines at the top by which Jupytext knows a Markdown file as a notebook in MyST, to be run by Deno's kernel. */
export const jupytextFront = `---
jupytext:
  text_representation:
    extension: .md
    format_name: myst
    format_version: 0.13
kernelspec:
  display_name: Deno
  language: typescript
  name: deno
---`;
