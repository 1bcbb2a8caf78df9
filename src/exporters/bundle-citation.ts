import { bundleLicences } from "./bundle-crate";

export interface CitedBundle {
  title: string;
  author: string;
  date: string;
  licence: string;
  software: string;
  specHash: string;
}

/** In a line, as it stands in a list of references. */
export const citation = ({ title, author, date, software, specHash }: CitedBundle): string =>
  `${author === "" ? "" : `${author} `}(${date.slice(0, 4)}). ${title} [data set]. Made with ${software}, spec sha256:${specHash}.`.trimStart();

/** CITATION.cff 1.2.0 (Druskat et al. 2021, doi:10.5281/zenodo.5171937) of a data set. Strings are JSON, which YAML reads. */
export function citationFile({ title, author, date, licence, software, specHash }: CitedBundle): string {
  return `cff-version: 1.2.0
message: "If you use this data set, please cite it as below."
type: dataset
title: ${JSON.stringify(title)}
authors:
  - ${author === "" ? 'name: "anonymous"' : `name: ${JSON.stringify(author)}`}
date-released: ${JSON.stringify(date)}
license: ${bundleLicences.find(({ id }) => id === licence)?.id ?? bundleLicences[0].id}
keywords:
  - "reaction-diffusion"
abstract: ${JSON.stringify(`Made with ${software}; experiment spec sha256:${specHash}.`)}
`;
}
