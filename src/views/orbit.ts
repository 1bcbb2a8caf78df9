/** Where an eye stands that looks at the middle of something of size 1. */
export interface Orbit {
  /** Radians about the vertical, 0 in front. */
  azimuth: number;
  /** Radians above the ground. */
  elevation: number;
  distance: number;
}

export const usualOrbit: Orbit = { azimuth: 0.5, elevation: 0.75, distance: 2.5 };

const turn = Math.PI / 36;

/** Turned by angles, staying above the ground and not past the zenith. */
export const turned = ({ azimuth, elevation, distance }: Orbit, by: number, up: number): Orbit => ({
  azimuth: (azimuth + by) % (2 * Math.PI),
  elevation: Math.min(1.55, Math.max(0.05, elevation + up)),
  distance,
});

/** Closer by a factor above 1. */
export const nearer = (orbit: Orbit, factor: number): Orbit => ({ ...orbit, distance: Math.min(6, Math.max(0.6, orbit.distance / factor)) });

/** Where a key leads: arrows turn by 5°, Shift by 30°; + and − go closer and farther; 0 goes back. Null for a key that means nothing. */
export function orbitAfter(orbit: Orbit, key: string, shift: boolean): Orbit | null {
  const by = shift ? 6 * turn : turn;
  const acts: Record<string, () => Orbit> = {
    ArrowLeft: () => turned(orbit, -by, 0),
    ArrowRight: () => turned(orbit, by, 0),
    ArrowUp: () => turned(orbit, 0, by),
    ArrowDown: () => turned(orbit, 0, -by),
    "+": () => nearer(orbit, 1.2),
    "=": () => nearer(orbit, 1.2),
    "-": () => nearer(orbit, 1 / 1.2),
    "0": () => usualOrbit,
  };
  return acts[key]?.() ?? null;
}
