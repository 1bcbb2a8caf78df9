import { knownIon } from "../core/membrane/ions";

/** Colours of tokens.css that ions take in their order; the pump and the total have others. */
const colours = 6;
export const ionColour = (index: number): string => `var(--series-${(index % colours) + 1})`;
export const pumpColour = "var(--series-7)";
export const totalColour = "var(--text)";

/** How an ion is written: K⁺ for K+, others as they were named. */
export const ionSymbol = (name: string): string => knownIon(name)?.symbol ?? name;
