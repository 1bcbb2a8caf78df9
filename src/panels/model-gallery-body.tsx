import type { ComponentProps } from "react";
import { looksLikeVisualPde } from "../connectors/visual-pde";
import { ModelGallery } from "./model-gallery";
import { VisualPdeOffer } from "./visual-pde-offer";

/** The gallery with what it makes of a pasted link; apart from its button, so that it is loaded when it is first opened. */
export function GalleryBody({ onOpened, ...gallery }: Omit<ComponentProps<typeof ModelGallery>, "offer"> & { onOpened(): void }) {
  return <ModelGallery {...gallery} offer={(query) => looksLikeVisualPde(query) && <VisualPdeOffer text={query} onOpened={onOpened} />} />;
}
