/** The cookie by which one device changes its own answer: known to one card's address alone. */
const NAME = "card";
const DAYS = 400;
const TOKEN = /^[A-Za-z0-9_-]{43}$/;

/** The device's own word among a request's cookies, or null. */
export function deviceOf(cookies: string | null): string | null {
  const found = (cookies ?? "").split(/;\s*/).find((one) => one.startsWith(`${NAME}=`));
  const token = found?.slice(NAME.length + 1) ?? "";
  return TOKEN.test(token) ? token : null;
}

export const deviceCookie = (slug: string, token: string, secure: boolean): string =>
  `${NAME}=${token}; Path=/i/${slug}; Max-Age=${DAYS * 86_400}; HttpOnly; SameSite=Lax${secure ? "; Secure" : ""}`;

const WINDOW_MS = 2 * 60_000;

/**
 * Whose first answer it is, where no cookie says so: a second tap, or a second window, sends the same before the first has
 * brought the cookie back. The same person of the same network and browser, within two minutes, is one device.
 */
export const firstDevice = (
  { cardId, network, agent, name }: { cardId: string; network: string; agent: string; name: string },
  now: Date,
): string =>
  [cardId, network, agent, name.trim().toLowerCase(), Math.floor(now.getTime() / WINDOW_MS)].join("\n");
