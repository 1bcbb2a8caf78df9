/** Molar gas constant, J/(mol K): exact since the SI of 2019 (CODATA 2018, doi:10.1103/RevModPhys.93.025010). */
export const GAS_CONSTANT = 8.31446261815324;
/** Faraday constant, C/mol: exact likewise. */
export const FARADAY = 96485.33212331001;
