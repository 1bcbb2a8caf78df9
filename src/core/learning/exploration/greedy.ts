/** Index of the largest value; of several equal ones each is as likely. */
export function greedyAction(values: ArrayLike<number>, draw: () => number): number {
  let best: number[] = [];
  for (let action = 0; action < values.length; action++) {
    if (best.length === 0 || values[action]! > values[best[0]!]!) best = [action];
    else if (values[action] === values[best[0]!]) best.push(action);
  }
  return best[Math.floor(draw() * best.length)]!;
}

/** With probability ε any action, otherwise a greedy one. */
export const epsilonGreedy = (values: ArrayLike<number>, epsilon: number, draw: () => number): number =>
  draw() < epsilon ? Math.floor(draw() * values.length) : greedyAction(values, draw);
