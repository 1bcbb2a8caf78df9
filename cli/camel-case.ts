/** The JSON key of an id: `sample-entropy` gives `sampleEntropy`. */
export const camelCase = (id: string): string => id.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
