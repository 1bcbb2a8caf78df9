import type { Attack } from "../../define/attack";
import { registry } from "../../define/registry";
import { colluding } from "./colluding";
import { gaussian } from "./gaussian";
import { innerProduct } from "./inner-product";
import { labelFlip } from "./label-flip";
import { signFlip } from "./sign-flip";

/** The order here is the order in the menu. */
export const attacks = registry<Attack>("attack", [signFlip, gaussian, colluding, innerProduct, labelFlip]);
