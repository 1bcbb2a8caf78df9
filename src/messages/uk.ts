/** Ukrainian, by the English message; what is not here stands in English. */
export const ukrainian: Readonly<Record<string, string>> = {};
