/**
 * What reads pages for others, by what it calls itself. An app's own browser is a person's, and often carries the app's
 * name ("Telegram-Android", "LinkedInApp", "Pinterest/iOS"): such a name counts only where it is the reader's. Cubot makes
 * phones.
 */
const ROBOTS =
  /(?<!\bcu)bot(?:\b|_)|crawl|spider|slurp|preview|facebookexternalhit|facebookcatalog|facebookbot|meta-external|whatsapp\/|embedly|iframely|vkshare|slack-imgproxy|kakaotalk-scrap|headless|lighthouse|pagespeed|curl|wget|python|okhttp|java\/|go-http|\bnode\b|undici|axios|libwww|ahrefs|semrush|mediapartners|feedfetcher|googleother|apis-google|google-(?:read|inspection|safety|extended|cloudvertex|site-verification)|googleimageproxy|chatgpt-user|claude-user|perplexity-user|scanner|monitor|uptime|proofpoint|barracuda|mimecast|safelinks|urldefense/i;

/** Whether a request comes from what reads pages for others: link previews, search, mail scanners, prefetchers. */
export function isRobot(headers: { get(name: string): string | null }): boolean {
  const agent = headers.get("user-agent") ?? "";
  const purpose = ["sec-purpose", "purpose", "x-purpose", "x-moz"].map((name) => headers.get(name) ?? "");
  return agent === "" || ROBOTS.test(agent) || /prefetch|prerender|preview/i.test(purpose.join(" "));
}
