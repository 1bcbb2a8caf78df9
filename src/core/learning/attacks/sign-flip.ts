import { defineUpdateAttack } from "../../define/attack";
import { num } from "../../define/params";

/** Each attacker sends its honest update the other way round. */
export const signFlip = defineUpdateAttack({
  id: "sign-flip",
  title: "Sign flip",
  source: "Li, Xu, Chen, Giannakis and Ling 2019, AAAI 33:1544, doi:10.1609/aaai.v33i01.33011544",
  help: "Each attacker sends its own update with the sign changed, a few times as large: training runs uphill.",
  params: { scale: num(4, { title: "Times as large", unit: "1", min: 0.1, max: 100 }) },
  forge: ({ own }, { scale = 4 } = {}) => own.map((update) => Float64Array.from(update, (value) => -scale * value)),
});
