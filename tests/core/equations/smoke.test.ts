import { it } from "vitest";
import { parse } from "../../../src/core/equations/parse";
import { check } from "../../../src/core/equations/check";
import { readEquation } from "../../../src/core/equations/equation";
import { differentiate } from "../../../src/core/equations/differentiate";
import { toText } from "../../../src/core/equations/print";
import { toLatex } from "../../../src/core/equations/typeset";
it("smoke", () => {
  const scope = { species: ["u", "v"], params: ["F", "k", "D_u", "sigma"] };
  const out: string[] = [];
  for (const t of ["", "2*", "2u", "u(1-u)", "(u)(v)", "u v", "1.2.3", "u**2", "u=2", "sin u", "(u+1", "u+1)", "min(1;2)", "min(1,2", "0,5*u", "uu+1", "ln(u)", "pow(u,2)", "toString(u)", "Laplacian(u)", "laplacian(u+1)", "laplacian(F)", "exp(noise(1))", "noise(1)*noise(1)", "noise(noise(1))", "u/noise(1)", "min(1)", "1<2<3", "u²", "αu", "exp", "1e999*u", "select(u,1)","F[2]", "u & v", ")", "noise(1)^2", "u+*v", "D_U*u"]) {
    try { const e = parse(t); check(e, scope); out.push(`${t} OK ${toText(e)}`); } catch (e) { out.push(`${t} → ${(e as Error).message}`); }
  }
  const e = readEquation("D_u*laplacian(u) - u*v^2 + F*(1 - u) + 2*pi*u^(1+1) - u*noise(sigma)*2 - events(0.1, u)", scope);
  out.push(JSON.stringify({ drift: toText(e.drift), noise: e.noise.map(toText), ev: e.events.map((x) => [toText(x.rate), toText(x.amplitude)]) }));
  out.push(toLatex(e.expr), toText(differentiate(parse("D_u*laplacian(u) - u*v^2 + F*(1 - u)"), { kind: "name", name: "u" })));
  out.push(toText(differentiate(parse("u^2/v - u + tanh(u*v)+ clamp(u,0,1)*v"), { kind: "name", name: "v" })));
  console.log(out.join("\n"));
});
