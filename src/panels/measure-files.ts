import { t } from "../ui/text";

/** Endings that the picker offers; what a file holds is told by how it begins. */
export const acceptedEndings = ".png,.jpg,.jpeg,.tif,.tiff,.npy,.npz,.nii,.gz,.vti,.csv,.tsv,.txt,.dat";

/** The same in words. */
export const acceptedWords = "PNG, JPEG, TIFF, NPY, NPZ, CSV, NIfTI or VTI";

/** What a file weighs: "312 MB". */
export function formatBytes(bytes: number): string {
  const [scale, unit] = bytes >= 1e9 ? [1e9, t("GB")] : bytes >= 1e6 ? [1e6, t("MB")] : [1e3, t("kB")];
  const amount = bytes / scale;
  return `${amount >= 10 ? Math.round(amount) : Number(amount.toPrecision(2))} ${unit}`;
}
