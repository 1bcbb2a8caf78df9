import { definePanel } from "./define";

export const fieldPanel = definePanel({ id: "field", title: "Field", room: "lab", place: "main", body: () => null });
