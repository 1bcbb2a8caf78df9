/** Of the page that describes the API: the reader's own colours, light or dark, and contrast above 4.5. */
export const style = `
:root { color-scheme: light dark; --ink: #1b1f24; --dim: #50575f; --line: #c9ced6; --paper: #ffffff; --tint: #f2f4f7; --link: #0a55b0; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6e9ee; --dim: #a9b1bc; --line: #3b424c; --paper: #14171b; --tint: #1e2329; --link: #8bbcff; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 68rem; padding: 1rem 1.25rem 4rem; font: 1rem/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper); }
a { color: var(--link); }
.skip { position: absolute; left: -100vw; }
.skip:focus { position: static; }
nav ul { display: flex; flex-wrap: wrap; gap: 0.25rem 1rem; padding: 0; list-style: none; }
nav a { display: inline-block; padding: 0.25rem 0; }
h2 { margin: 2.5rem 0 0.25rem; text-transform: capitalize; }
h3 { margin: 1rem 0 0.25rem; font-size: 1rem; }
small, .facts { color: var(--dim); font-weight: 400; }
details { border: 1px solid var(--line); border-radius: 6px; margin: 0.4rem 0; padding: 0 0.75rem; }
details[open] { padding-bottom: 0.75rem; }
summary { cursor: pointer; padding: 0.5rem 0; min-height: 2.5rem; overflow-wrap: anywhere; }
summary:focus-visible, a:focus-visible, pre:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
summary span { color: var(--dim); }
.method { display: inline-block; min-width: 4.5rem; font-weight: 700; }
code, pre { font-family: ui-monospace, monospace; font-size: 0.9em; }
pre { overflow-x: auto; background: var(--tint); padding: 0.75rem; border-radius: 6px; white-space: pre-wrap; overflow-wrap: anywhere; }
table { width: 100%; border-collapse: collapse; table-layout: auto; }
th, td { text-align: left; vertical-align: top; padding: 0.25rem 0.75rem 0.25rem 0; border-bottom: 1px solid var(--line); overflow-wrap: break-word; }
`;
