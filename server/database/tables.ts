/** Every table by name. A part adds its own in a file beside its code and a line here. */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type -- parts add their tables
export interface Tables {}
