/** Singulars: of all other messages the text in the code is the English one. */
export const english: Readonly<Record<string, string>> = {};
