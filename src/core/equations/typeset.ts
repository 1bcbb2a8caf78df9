import { nameLatex, numberLatex } from "./symbols";
import { call, name, type CallExpr, type Expr, type FunctionName } from "./tree";
import { count } from "./walk";

/** LaTeX of names that are not typeset by their spelling alone, such as `{ gain: "g" }`. */
export type Symbols = Readonly<Record<string, string>>;

/**
 * An expression as LaTeX: fractions, powers, ∇² for laplacian, |a| for abs, cases for select, [a < b] for a comparison
 * that is a number, ξ for the white noise that σ multiplies and Ṅ(rate) for Poisson events; ξ and Ṅ are numbered where
 * there are several, because they are independent. Operators are ∇·(a ∇b), ∇⁴, ∂²u/∂x∂y, ∂ with + or − above for one-sided
 * differences, columns for vectors, ∫ … dV and ⟨…⟩.
 */
export function toLatex(expr: Expr, symbols: Symbols = {}): string {
  return new Typesetter(symbols, { noise: count(expr, "noise"), events: count(expr, "events") }).text(expr);
}

/**
 * The equation of one species, as in `\partial_t u = …`; a memory is written out.
 * @param timeScale what stands before the time derivative.
 */
export function equationLatex(species: string, expr: Expr, symbols: Symbols = {}, timeScale?: Expr): string {
  const scale = timeScale ? `${toFactor(timeScale, symbols)} ` : "";
  return `${scale}\\partial_t ${symbolOf(species, symbols)} = ${toLatex(writtenOut(species, expr), symbols)}`;
}

/** The formula of an auxiliary field, as in `w = …`. */
export function auxiliaryLatex(id: string, expr: Expr, symbols: Symbols = {}): string {
  return `${symbolOf(id, symbols)} = ${toLatex(expr, symbols)}`;
}

function toFactor(expr: Expr, symbols: Symbols): string {
  const text = toLatex(expr, symbols);
  return expr.kind === "call" && (expr.fn === "add" || expr.fn === "sub" || expr.fn === "select") ? inParentheses(text) : text;
}

function writtenOut(species: string, expr: Expr): Expr {
  if (expr.kind !== "call" || expr.fn !== "memory") return expr;
  const [f, tau] = expr.args as readonly [Expr, Expr];
  return call("div", [call("sub", [f, name(species)]), tau]);
}

function symbolOf(id: string, symbols: Symbols): string {
  return Object.hasOwn(symbols, id) ? symbols[id]! : nameLatex(id);
}

/** How strongly a piece holds together: an operand that holds less than its place asks gets parentheses. */
const strength = { sum: 1, product: 2, power: 3, atom: 4 } as const;

interface Piece {
  text: string;
  holds: number;
}

const sum = (text: string): Piece => ({ text, holds: strength.sum });
const product = (text: string): Piece => ({ text, holds: strength.product });
const power = (text: string): Piece => ({ text, holds: strength.power });
const atom = (text: string): Piece => ({ text, holds: strength.atom });

const relations: Partial<Record<FunctionName, string>> = { lt: "<", le: "\\le", gt: ">", ge: "\\ge", eq: "=", ne: "\\ne" };
/** Operators written before what they act on. */
const operators: Partial<Record<FunctionName, string>> = {
  laplacian: "\\nabla^{2}",
  biharmonic: "\\nabla^{4}",
  grad: "\\nabla",
  divergence: "\\nabla \\cdot",
  dx: "\\partial_x",
  dy: "\\partial_y",
  dz: "\\partial_z",
  dxf: "\\partial_x^{+}",
  dxb: "\\partial_x^{-}",
  dyf: "\\partial_y^{+}",
  dyb: "\\partial_y^{-}",
  dzf: "\\partial_z^{+}",
  dzb: "\\partial_z^{-}",
};
/** Under the fraction bar of a second derivative. */
const seconds: Partial<Record<FunctionName, string>> = {
  dxx: "\\partial x^{2}",
  dyy: "\\partial y^{2}",
  dzz: "\\partial z^{2}",
  dxy: "\\partial x \\partial y",
  dxz: "\\partial x \\partial z",
  dyz: "\\partial y \\partial z",
};
/** Outer and inner operator of a diffusion. */
const diffusions: Partial<Record<FunctionName, readonly [outer: string, inner: string]>> = {
  diffuse: ["\\nabla \\cdot", "\\nabla"],
  diffusex: ["\\partial_x", "\\partial_x"],
  diffusey: ["\\partial_y", "\\partial_y"],
  diffusez: ["\\partial_z", "\\partial_z"],
};
const heads: Partial<Record<FunctionName, string>> = {
  log: "\\ln",
  sin: "\\sin",
  cos: "\\cos",
  tanh: "\\tanh",
  bernoulli: "\\operatorname{B}",
  min: "\\min",
  max: "\\max",
  heaviside: "\\Theta",
  clamp: "\\operatorname{clamp}",
  memory: "\\operatorname{memory}",
};

class Typesetter {
  private readonly drawn = { noise: 0, events: 0 };

  constructor(
    private readonly symbols: Symbols,
    private readonly draws: { noise: number; events: number },
  ) {}

  text(expr: Expr): string {
    return this.piece(expr).text;
  }

  private piece(expr: Expr): Piece {
    if (expr.kind === "name") return atom(symbolOf(expr.name, this.symbols));
    if (expr.kind === "call") return this.call(expr, expr.args as readonly [Expr, Expr, Expr]);
    const text = numberLatex(expr.value);
    return /[-^]/.test(text) ? product(text) : atom(text);
  }

  private call({ fn, args }: CallExpr, [a, b, c]: readonly [Expr, Expr, Expr]): Piece {
    switch (fn) {
      case "add":
        return sum(`${this.first(a, strength.sum)} + ${this.later(b, strength.product)}`);
      case "sub":
        return sum(`${this.first(a, strength.sum)} - ${this.later(b, strength.product)}`);
      case "neg":
        return product(`-${this.later(a, strength.product)}`);
      case "mul":
        return product(times(this.first(a, strength.product), this.later(b, strength.product)));
      case "div":
        return product(`\\frac{${this.text(a)}}{${this.text(b)}}`);
      case "pow":
        return power(`${this.first(a, strength.atom)}^{${this.text(b)}}`);
      case "exp":
        return power(`e^{${this.text(a)}}`);
      case "sqrt":
        return atom(`\\sqrt{${this.text(a)}}`);
      case "abs":
        return atom(`\\left|${this.text(a)}\\right|`);
      case "select":
        return sum(`\\begin{cases} ${this.text(b)} & \\text{if } ${this.condition(a)} \\\\ ${this.text(c)} & \\text{otherwise} \\end{cases}`);
      case "vec":
        return atom(`\\begin{pmatrix} ${args.map((arg) => this.text(arg)).join(" \\\\ ")} \\end{pmatrix}`);
      case "dot":
        return product(`${this.first(a, strength.product)} \\cdot ${this.later(b, strength.product)}`);
      case "integral":
        return product(`\\int ${this.first(a, strength.product)} \\, dV`);
      case "mean":
        return atom(`\\left\\langle ${this.text(a)} \\right\\rangle`);
      case "noise":
        return product(times(this.first(a, strength.product), this.draw("\\xi", fn)));
      case "events":
        return product(times(this.first(b, strength.product), `${this.draw("\\dot{N}", fn)}\\left(${this.text(a)}\\right)`));
    }
    if (operators[fn] !== undefined) return product(`${operators[fn]} ${this.first(a, strength.atom)}`);
    if (seconds[fn] !== undefined) return this.second(seconds[fn], a);
    if (diffusions[fn] !== undefined) {
      const [outer, inner] = diffusions[fn];
      return product(`${outer} ${inParentheses(times(this.first(a, strength.product), `${inner} ${this.first(b, strength.atom)}`))}`);
    }
    if (fn === "driftdiffuse") {
      const gradients = `\\nabla ${this.first(b, strength.atom)} + ${times(this.first(b, strength.product), `\\nabla ${this.first(c, strength.atom)}`)}`;
      return product(`\\nabla \\cdot ${inParentheses(times(this.first(a, strength.product), inParentheses(gradients)))}`);
    }
    if (relations[fn] !== undefined) return atom(`\\left[${this.relation(fn, a, b)}\\right]`);
    return power(`${heads[fn]}\\left(${args.map((arg) => this.text(arg)).join(", ")}\\right)`);
  }

  /** A letter stands above the bar, anything longer beside it. */
  private second(under: string, expr: Expr): Piece {
    const above = "\\partial^{2}";
    if (expr.kind === "name") return atom(`\\frac{${above} ${this.text(expr)}}{${under}}`);
    return product(`\\frac{${above}}{${under}} ${this.first(expr, strength.atom)}`);
  }

  private condition(expr: Expr): string {
    if (expr.kind === "call" && relations[expr.fn] !== undefined) return this.relation(expr.fn, expr.args[0]!, expr.args[1]!);
    return `${this.text(expr)} \\ne 0`;
  }

  private relation(fn: FunctionName, a: Expr, b: Expr): string {
    return `${this.text(a)} ${relations[fn]} ${this.text(b)}`;
  }

  private draw(symbol: string, kind: "noise" | "events"): string {
    this.drawn[kind]++;
    return this.draws[kind] > 1 ? `${symbol}_{${this.drawn[kind]}}` : symbol;
  }

  /** An operand at the left edge, where a minus sign may stand bare. */
  private first(expr: Expr, needed: number): string {
    const { text, holds } = this.piece(expr);
    return holds < needed ? inParentheses(text) : text;
  }

  /** An operand after a sign or factor. */
  private later(expr: Expr, needed: number): string {
    const text = this.first(expr, needed);
    return text.startsWith("-") ? inParentheses(text) : text;
  }
}

function inParentheses(text: string): string {
  return `\\left(${text}\\right)`;
}

/** A product by juxtaposition, with a dot before a numeral: 2 u, but 2 · 3. */
function times(left: string, right: string): string {
  return /^[\d.]/.test(right) ? `${left} \\cdot ${right}` : `${left} ${right}`;
}
