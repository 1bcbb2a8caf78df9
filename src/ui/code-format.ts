const options = { printWidth: 100, tabWidth: 2 } as const;

/**
 * TypeScript laid out by Prettier, which is loaded with the first call.
 * @throws SyntaxError for a text that cannot be read, with its line.
 */
export async function formatCode(source: string): Promise<string> {
  const [{ format }, babel, estree] = await Promise.all([
    import("prettier/standalone"),
    import("prettier/plugins/babel"),
    import("prettier/plugins/estree"),
  ]);
  const laidOut = await format(source, { ...options, parser: "babel-ts", plugins: [babel, estree.default ?? estree] });
  return laidOut.trimEnd();
}
