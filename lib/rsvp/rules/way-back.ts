/** Longer addresses are cut or refused on the way; then the page shows what stands instead. */
const MOST_CHARACTERS = 6_000;

/** After a form: back to its page, with what came of it. Kept by nobody on the way. */
export function backTo(path: string, given: Record<string, string | null>): Response {
  const { anchor, sent, lang, ...rest } = given;
  const query = new URLSearchParams(
    Object.entries(rest).flatMap(([name, value]): [string, string][] =>
      value === null ? [] : [[name, value]],
    ),
  );
  if (lang && /^[a-z]{2,3}$/.test(lang)) query.set("lang", lang);
  if (sent && sent.length < MOST_CHARACTERS) query.set("sent", sent);
  return new Response(null, {
    status: 303,
    headers: {
      location: `${path}?${query}${anchor ? `#${anchor}` : ""}`,
      "cache-control": "private, no-store",
      "referrer-policy": "no-referrer",
    },
  });
}
