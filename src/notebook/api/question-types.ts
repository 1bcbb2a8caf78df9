/** Questions, as the editor knows them. */
export const questionTypes = `
/**
 * A question to check one's understanding. \`answer\` is the right option, or its index; \`why\` is told with it.
 * @example question({ ask: "Which spreads faster?", options: ["activator", "inhibitor"], answer: "inhibitor", why: "It has to outrun …" });
 */
declare function question(asked: { ask: string; options: readonly string[]; answer: string | number; why: string }): void;
`;
