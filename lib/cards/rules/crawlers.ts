const ROBOTS =
  /bot\b|bot\/|crawl|spider|slurp|preview|facebookexternalhit|facebookcatalog|meta-external|whatsapp\/|telegram|twitter|linkedin|skype|discord|embedly|pinterest|slack|vkshare|headless|lighthouse|pagespeed|curl|wget|python|okhttp|java\/|go-http|node|axios|ahrefs|semrush|bingpreview|google-(?:read|inspection|safety)|yandex|baidu|scan|monitor|uptime|proofpoint|barracuda|mimecast/i;

/** Whether a request comes from what reads pages for others: link previews, search, mail scanners, prefetchers. */
export function isRobot(headers: { get(name: string): string | null }): boolean {
  const agent = headers.get("user-agent") ?? "";
  const purpose = headers.get("sec-purpose") ?? headers.get("purpose") ?? headers.get("x-moz") ?? "";
  return agent === "" || ROBOTS.test(agent) || /prefetch|prerender|preview/i.test(purpose);
}
