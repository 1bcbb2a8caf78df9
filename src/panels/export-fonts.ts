import latin from "@fontsource/ibm-plex-mono/files/ibm-plex-mono-latin-400-normal.woff?inline";
import cyrillic from "@fontsource/ibm-plex-mono/files/ibm-plex-mono-cyrillic-400-normal.woff?inline";
import greek from "katex/dist/fonts/KaTeX_Math-Italic.ttf?inline";
import symbols from "katex/dist/fonts/KaTeX_Main-Regular.ttf?inline";
import { fromBase64 } from "../core/spec/base64";

/** The typefaces of figures, for programs that need them embedded. They are in the code, so a PDF can be made without a network. */
export const figureFonts = (): Uint8Array<ArrayBuffer>[] =>
  [latin, cyrillic, greek, symbols].map((address) => fromBase64(address.slice(address.indexOf(",") + 1))!);
