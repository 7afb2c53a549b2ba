import type { Booking, BookingProvider } from "@/lib/cards/types";
import { squash, stripControl } from "@/lib/kernel/text";

export interface ReadLink {
  url: string;
  provider: BookingProvider;
  providerPlaceId: string | null;
  /** What the address itself calls the place; only a map names it as people do. */
  place: string | null;
  /** The provider's words for it, lower case with hyphens: a suggestion at best. */
  hint: string | null;
  latitude: number | null;
  longitude: number | null;
}

/** An address, with what punctuation hangs on it. */
export const LINK = /\bhttps?:\/\/[^\s<>"'`]+/giu;
const TRAILING = /[),.;:!?\]}।]+$/u;

/** Every address in a text, without the punctuation of the sentence around it. */
export const linksIn = (text: string): string[] =>
  [...text.matchAll(LINK)].map(([link]) => link.replace(TRAILING, ""));

const host = (url: URL): string => url.hostname.toLowerCase().replace(/^(www|m)\./, "");
const under = (name: string, domain: string): boolean => name === domain || name.endsWith(`.${domain}`);
const decode = (part: string): string => {
  try {
    return decodeURIComponent(part.replaceAll("+", " "));
  } catch {
    return part;
  }
};

/** The longest link, and the longest id in one, that a card keeps. */
export const MOST_OF_LINK = 2_000;
export const MOST_OF_ID = 300;
const MOST_OF_NAME = 120;

/** What a link says of a restaurant or place, or null where it is no provider's. */
export function readLink(link: string): ReadLink | null {
  if (link.length > MOST_OF_LINK || !URL.canParse(link)) return null;
  const url = new URL(link);
  const name = host(url);
  const parts = url.pathname.split("/").filter(Boolean).map(decode);
  for (const [matches, read] of PROVIDERS)
    if (matches(name, parts)) return storable({ ...nothing, url: link, ...read(url, parts) });
  return null;
}

/** An address may carry any byte, and as many as it likes: what cannot be kept, or be anybody's, is not there. */
function storable({ providerPlaceId, place, hint, ...rest }: ReadLink): ReadLink {
  const kept = (text: string | null, most: number) => {
    const plain = squash(stripControl(text ?? ""));
    return plain !== "" && plain.length <= most ? plain : null;
  };
  return {
    ...rest,
    providerPlaceId: kept(providerPlaceId, MOST_OF_ID),
    place: kept(place, MOST_OF_NAME),
    hint: kept(hint, MOST_OF_NAME),
  };
}

const nothing = { providerPlaceId: null, place: null, hint: null, latitude: null, longitude: null };
type Read = Partial<ReadLink> & { provider: BookingProvider };
type Reader = (url: URL, parts: string[]) => Read;

const hintOf = (slug: string | undefined): string | null => slug?.replace(/-(?=\d+$)\d+$/, "") || null;

const dineout: Reader = (_url, parts) => {
  const slug = parts.find((part) => /-(rest)?\d{3,}$/.test(part));
  return {
    provider: "dineout",
    providerPlaceId: slug?.match(/(\d{3,})$/)?.[1] ?? null,
    hint: hintOf(slug?.replace(/-rest(?=\d+$)/, "-")),
  };
};

const zomato: Reader = (url, parts) => {
  const id = url.searchParams.get("res_id") ?? (parts[0] === "r" ? parts[1] : undefined);
  if (id && /^\d+$/.test(id)) return { provider: "zomato", providerPlaceId: id };
  const [city, slug] = parts;
  const known = city && slug && /^[a-z-]+$/.test(city) && !["webview", "webroutes", "users"].includes(city);
  return known
    ? { provider: "zomato", providerPlaceId: `${city}/${slug}`, hint: hintOf(slug) }
    : { provider: "zomato" };
};

const eazydiner: Reader = (_url, parts) => {
  const slug = parts.find((part) => /-\d{4,}$/.test(part));
  return { provider: "eazydiner", providerPlaceId: slug?.match(/(\d+)$/)?.[1] ?? null, hint: hintOf(slug) };
};

const opentable: Reader = (url, parts) => {
  const asked = url.searchParams.get("rid") ?? url.searchParams.get("restref");
  const at = parts.indexOf("profile");
  const id = asked ?? (at >= 0 ? parts[at + 1] : undefined);
  if (id && /^\d+$/.test(id)) return { provider: "opentable", providerPlaceId: id };
  const slug = parts[0] === "r" ? parts[1] : parts.length === 1 ? parts[0] : undefined;
  return { provider: "opentable", providerPlaceId: slug ?? null, hint: hintOf(slug) };
};

const district: Reader = (_url, parts) => {
  const slug = parts[0] === "dining" ? parts.at(-1) : undefined;
  return { provider: "district", providerPlaceId: slug ?? null, hint: hintOf(slug) };
};

const coordinate = (text: string | undefined, most: number): number | null => {
  const value = Number(text);
  return text !== undefined && /^-?\d{1,3}(\.\d+)?$/.test(text) && Math.abs(value) <= most ? value : null;
};

function coordinates(text: string): Pick<Booking, "latitude" | "longitude"> {
  // The pin (`!3d…!4d…`) is the place; what stands behind @ is only where the map was looking.
  const pin = /!3d(-?[\d.]+)!4d(-?[\d.]+)/.exec(text) ?? /@(-?[\d.]+),(-?[\d.]+)/.exec(text);
  const [latitude, longitude] = [coordinate(pin?.[1], 90), coordinate(pin?.[2], 180)];
  return latitude === null || longitude === null
    ? { latitude: null, longitude: null }
    : { latitude, longitude };
}

const googleMaps: Reader = (url, parts) => {
  const query = url.searchParams;
  const asked = query.get("query") ?? query.get("q") ?? "";
  const [latitude, longitude] = asked.split(",").map((one) => one.trim());
  const point = { latitude: coordinate(latitude, 90), longitude: coordinate(longitude, 180) };
  const isPoint = point.latitude !== null && point.longitude !== null && asked.split(",").length === 2;
  const at = parts.indexOf("place");
  const named =
    at >= 0 ? parts[at + 1] : isPoint ? undefined : asked.replace(/^place_id:.*/, "").split(",")[0];
  const place = named && !/^[-\d.,@°'" NSEW]+$/.test(named) ? named.split(",")[0]!.trim() : null;
  const id =
    query.get("query_place_id") ??
    /^place_id:(\S+)$/.exec(asked)?.[1] ??
    query.get("ftid") ??
    /!1s(0x[0-9a-f]+:0x[0-9a-f]+)/i.exec(url.href)?.[1] ??
    query.get("cid");
  return {
    provider: "google_maps",
    providerPlaceId: id ?? null,
    place: place || null,
    ...(isPoint ? point : coordinates(decode(url.href))),
  };
};

const PROVIDERS: readonly [(host: string, parts: string[]) => boolean, Reader][] = [
  [
    (name) => under(name, "swiggy.com") || under(name, "dineout.co.in") || under(name, "swiggy.onelink.me"),
    dineout,
  ],
  [(name) => under(name, "zomato.com") || under(name, "zoma.to"), zomato],
  [(name) => under(name, "eazydiner.com") || under(name, "ezd.to"), eazydiner],
  [
    (name) => /(^|\.)opentable\.(com|co\.uk|ca|com\.au|ae|in|de|sg|hk|jp|mx|ie|es|it|nl|fr)$/.test(name),
    opentable,
  ],
  [(name) => under(name, "district.in"), district],
  [(name) => name === "maps.app.goo.gl" || name === "g.co", googleMaps],
  [(name, parts) => name === "goo.gl" && parts[0] === "maps", googleMaps],
  [
    (name, parts) =>
      /(^|\.)google\.(com|co\.[a-z]{2}|[a-z]{2})$/.test(name) &&
      (parts[0] === "maps" || name.startsWith("maps.")),
    googleMaps,
  ],
];

/** Links that lead to the real address of a map, and nothing else. */
export const isShortMapLink = (link: string): boolean =>
  /^https:\/\/(maps\.app\.goo\.gl\/[\w-]+|goo\.gl\/maps\/[\w-]+)/.test(link);
