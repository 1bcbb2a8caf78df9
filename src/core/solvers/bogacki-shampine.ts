import { defineSolver } from "./solver";

export const bogackiShampine = defineSolver({
  family: "runge-kutta",
  id: "bogacki-shampine",
  title: "Bogacki–Shampine 3(2), adaptive",
  source: "Bogacki, Shampine 1989, Appl. Math. Lett. 2:321, doi:10.1016/0893-9659(89)90079-7",
  order: 3,
  a: [[], [1 / 2], [0, 3 / 4], [2 / 9, 1 / 3, 4 / 9]],
  b: [2 / 9, 1 / 3, 4 / 9, 0],
  c: [0, 1 / 2, 3 / 4, 1],
  embedded: { b: [7 / 24, 1 / 4, 1 / 3, 1 / 8], order: 2 },
  realStability: 2.5127453266183286,
  imaginaryStability: 1.7320508075688772,
});
