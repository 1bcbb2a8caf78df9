/** What is kept of a text between two times that it is written: its model, with its own undo. */
export interface TextModel {
  dispose(): void;
}

const models = new Map<string, TextModel>();

/** The model of a path, made where there is none. */
export function keptModel<Model extends TextModel>(path: string, make: () => Model): Model {
  const known = models.get(path) as Model | undefined;
  if (known) return known;
  const made = make();
  models.set(path, made);
  return made;
}

/** Ends the models of texts that are gone. @param isThere whether the text of a path is still to be seen. */
export function endModels(isThere: (path: string) => boolean): void {
  for (const [path, model] of models) {
    if (isThere(path)) continue;
    models.delete(path);
    model.dispose();
  }
}

/** Paths whose models are kept. */
export const modelPaths = (): string[] => [...models.keys()];
