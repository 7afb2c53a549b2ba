/** What one person and one network may ask for: so many at once, filled up again within so many seconds. */
interface Limit {
  count: number;
  withinSeconds: number;
}

const HOUR = 3_600;
const TEN_MINUTES = 600;

export const CARD_LIMITS = {
  parse: {
    user: { count: 60, withinSeconds: TEN_MINUTES },
    network: { count: 120, withinSeconds: TEN_MINUTES },
  },
  create: { user: { count: 40, withinSeconds: HOUR }, network: { count: 100, withinSeconds: HOUR } },
  enrich: { user: { count: 10, withinSeconds: HOUR }, network: { count: 30, withinSeconds: HOUR } },
  /** What a card says; another place is an `enrich` as well. */
  edit: { user: { count: 60, withinSeconds: HOUR }, network: { count: 200, withinSeconds: HOUR } },
  /** Guests have no name here but their network, which a whole party may share. */
  answer: { user: null, network: { count: 120, withinSeconds: TEN_MINUTES } },
  open: { user: null, network: { count: 240, withinSeconds: TEN_MINUTES } },
} as const satisfies Record<string, { user: Limit | null; network: Limit }>;

export type LimitedAct = keyof typeof CARD_LIMITS;

export function allowancesOf(act: LimitedAct, network: string, userId: string | null) {
  const limits: { user: Limit | null; network: Limit } = CARD_LIMITS[act];
  return [
    { key: `cards:${act}:n:${network}`, ...limits.network },
    ...(limits.user && userId ? [{ key: `cards:${act}:u:${userId}`, ...limits.user }] : []),
  ];
}
