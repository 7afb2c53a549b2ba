/** A number as a path needs it: one decimal at most. */
export const short = (value: number): string => String(Math.round(value * 10) / 10);

const point = (x: number, y: number): string => `${short(x)} ${short(y)}`;

/** A flower's outline: `petals` round lobes between the radii `inner` and `outer`, about the middle. */
export function scallop(petals: number, inner: number, outer: number): string {
  const at = (step: number, radius: number) => {
    const turn = (step / petals) * 2 * Math.PI - Math.PI / 2;
    return point(radius * Math.cos(turn), radius * Math.sin(turn));
  };
  const lobes = Array.from({ length: petals }, (_, n) => `Q${at(n + 0.5, outer)} ${at(n + 1, inner)}`);
  return `M${at(0, inner)}${lobes.join("")}Z`;
}

/** A pointed leaf that grows from the middle along the x axis. */
export const leaf = (length: number, width: number): string =>
  `M0 0Q${point(length * 0.45, -width)} ${point(length, 0)}Q${point(length * 0.45, width)} 0 0Z`;

/** A jasmine's petal, round at its end, from the middle along the x axis. */
export const petal = (length: number, width: number): string =>
  `M0 0C${point(length * 0.3, -width)} ${point(length * 0.95, -width)} ${point(length, 0)}C${point(length * 0.95, width)} ${point(length * 0.3, width)} 0 0Z`;

/** Places along a swag that hangs `sag` deep between x = 0 and x = `width`. */
export function swag(width: number, top: number, sag: number, count: number): { x: number; y: number }[] {
  return Array.from({ length: count }, (_, n) => {
    const x = (width * n) / count;
    return { x, y: top + sag * (1 - ((2 * x) / width - 1) ** 2) };
  });
}

/** The top of a Mughal arch: lobes that rise from both sides and meet in a point. */
export function cuspedArch(width: number, height: number, inset: number): string {
  const half = width / 2;
  const lobes = 4;
  const side = (sign: 1 | -1) =>
    Array.from({ length: lobes + 1 }, (_, n) => {
      const t = n / lobes;
      const x = half + sign * (half - inset) * Math.cos((t * Math.PI) / 2) ** 0.9;
      return { x, y: height - (height - inset) * Math.sin((t * Math.PI) / 2) ** 1.15 };
    });
  const left = side(-1);
  const right = side(1).reverse();
  const curve = (from: { x: number; y: number }, to: { x: number; y: number }) => {
    const radius = Math.hypot(to.x - from.x, to.y - from.y) * 0.62;
    return `A${short(radius)} ${short(radius)} 0 0 1 ${point(to.x, to.y)}`;
  };
  const rise = left.slice(1).map((to, n) => curve(left[n]!, to));
  const fall = right.slice(1).map((to, n) => curve(right[n]!, to));
  return `M${point(left[0]!.x, left[0]!.y)}${rise.join("")}${fall.join("")}`;
}
