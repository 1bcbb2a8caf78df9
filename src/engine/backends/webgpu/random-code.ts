import { literal } from "./literal";

/**
 * The draws of core/field/philox.ts: the same integers, hence the same stream; their radius, angle and probabilities in single
 * precision. A normal is within 8 units of its last place, or 10⁻⁸. A Poisson count differs, by one, where the uniform
 * falls next to a boundary between counts: in about 10⁻⁶ of the draws for a mean of 1, 10⁻⁵ for one of 16. Rare events keep their rate: what is left
 * above the uniform is computed from its bits, not as 1 − u.
 */
export const randomCode = /* wgsl */ `
// High word of a · b, from halves of 16 bits.
fn high_product(a: u32, b: u32) -> u32 {
  let middle = (a >> 16u) * (b & 0xffffu) + (((a & 0xffffu) * (b & 0xffffu)) >> 16u);
  let cross = (a & 0xffffu) * (b >> 16u) + (middle & 0xffffu);
  return (a >> 16u) * (b >> 16u) + (middle >> 16u) + (cross >> 16u);
}

// Ten rounds of Philox4x32 (Salmon et al. 2011, doi:10.1145/2063384.2063405).
fn philox(cell: u32, stream: u32) -> vec4<u32> {
  var c = vec4<u32>(cell, now.counter.x, now.counter.y, stream);
  var k = now.counter.zw;
  for (var round = 0u; round < 10u; round++) {
    let high = vec2<u32>(high_product(c.x, 0xd2511f53u), high_product(c.z, 0xcd9e8d57u));
    c = vec4<u32>(high.y ^ c.y ^ k.x, c.z * 0xcd9e8d57u, high.x ^ c.w ^ k.y, c.x * 0xd2511f53u);
    k = k + vec2<u32>(0x9e3779b9u, 0xbb67ae85u);
  }
  return c;
}

// (27 bits, 26 bits) as a number below 1.
fn fraction(a: u32, b: u32) -> f32 { return f32(a) * ${literal(2 ** -27)} + f32(b) * ${literal(2 ** -53)}; }

// Box and Muller 1958, doi:10.1214/aoms/1177706645, the cosine branch.
fn normal(cell: u32, stream: u32) -> f32 {
  let block = philox(cell, stream);
  let a = block.x >> 5u;
  let b = block.y >> 6u;
  let rest = fraction(0x7ffffffu - a, 0x3ffffffu - b);
  var logarithm: f32;
  if (rest < 0.25f) { logarithm = log_near_one(-rest); } else { logarithm = log_of(fraction(a, b + 1u)); }
  let turn = (block.z & 0xffffffe0u) | (block.w >> 27u);
  let quadrant = (turn + 0x20000000u) >> 30u;
  let angle = f32(i32(turn - (quadrant << 30u))) * ${literal((2 * Math.PI) / 2 ** 32)};
  return sqrt(-2f * logarithm) * sin_in_quadrant(angle, i32(quadrant) + 1);
}

// The smallest count whose tail is below what is left above the uniform.
fn poisson(mean: f32, cell: u32, stream: u32) -> f32 {
  if (!(mean >= 0f && mean <= 16f)) { return not_a_number(); }
  let block = philox(cell, stream);
  let left = fraction(0x7ffffffu - (block.x >> 5u), 0x3ffffffu - (block.y >> 6u)) + ${literal(2 ** -53)};
  let none = exp_of(-mean);
  let some = select(1f - none, -expm1_near_zero(-mean), mean < 0.34f);
  var term = none;
  var tail = some;
  var count = 0f;
  // Where the terms fall below the rounding errors of the tail, nothing more is known.
  while (left <= tail && (count <= mean || term > ${literal(3e-8)} * some)) {
    count += 1f;
    term *= mean / count;
    tail -= term;
  }
  return count;
}
`;
