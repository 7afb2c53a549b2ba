/** Where a map opens and nothing else does: the host, and how the path begins where that host has other pages too. */
const GOOGLE = ["com", "co.in", "co.uk", "ae", "ca", "com.au", "com.sg", "co.nz", "de"];
const MAPS = new Map<string, string>([
  ...GOOGLE.flatMap((end): [string, string][] => [
    [`google.${end}`, "/maps"],
    [`maps.google.${end}`, "/maps"],
  ]),
  ["maps.app.goo.gl", "/"],
  ["goo.gl", "/maps/"],
  ["maps.apple.com", "/"],
  ["maps.apple", "/"],
  ["openstreetmap.org", "/"],
  ["osm.org", "/"],
  ["bing.com", "/maps"],
  ["maps.mapmyindia.com", "/"],
  ["mappls.com", "/"],
  ["waze.com", "/"],
  ["share.here.com", "/"],
  ["wego.here.com", "/"],
]);

export type MapLink = { ok: true; url: string } | { ok: false; message: string };

/**
 * The link to a map out of what was pasted, which may hold the place's name before it. Guests trust this link with
 * their evening: it goes to a map that is known, or it is refused.
 */
export function readMapLink(pasted: string): MapLink {
  const [found] = /\bhttps?:\/\/[^\s<>"]+/i.exec(pasted) ?? [];
  const url = found && URL.canParse(found) ? new URL(found) : null;
  if (!url) return { ok: false, message: "Paste the whole link, beginning with https://" };
  if (url.protocol !== "https:" || url.username || url.password || url.port)
    return { ok: false, message: "This link is not safe to open. Paste one that begins with https://" };
  const host = url.hostname.replace(/^www\./, "");
  const begins = MAPS.get(host);
  const plainQuery = host.startsWith("maps.google.") && url.pathname === "/";
  if (!begins || !(url.pathname.startsWith(begins) || plainQuery))
    return {
      ok: false,
      message: `${host.toWellFormed()} is no map we know. Open the place in Google Maps or Apple Maps, choose “Share”, and paste that link.`,
    };
  return { ok: true, url: url.href };
}
