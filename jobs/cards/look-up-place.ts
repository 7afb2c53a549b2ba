import { Readable } from "node:stream";
import { objectStore } from "@/lib/adapters/object-store";
import { photoReader } from "@/lib/adapters/pictures/photos";
import { googlePlaces, placesConfigured } from "@/lib/adapters/places/google";
import { FetchRefused, webFetch } from "@/lib/adapters/web-fetch";
import type { FoundPlace, PlaceAnswer } from "@/lib/cards/ports";
import type { findLookup } from "@/lib/cards/queries";
import { isShortMapLink, readLink } from "@/lib/cards/rules/booking-links";
import { chosenPlace } from "@/lib/cards/rules/place-match";
import { sha256Hex } from "@/lib/kernel/bytes";
import { env } from "@/lib/platform/env";
import { logger } from "@/lib/platform/logger";
import { PoisonJob } from "../job";

const SHORT_LINKS = "https://maps.app.goo.gl";
const MAP_HOSTS = [
  "maps.app.goo.gl",
  "goo.gl",
  "maps.google.com",
  "www.google.com",
  "google.com",
  "www.google.co.in",
];
const PHOTO_HOSTS = ["*.googleusercontent.com"];
const MOST_PHOTO_BYTES = 8 * 1024 * 1024;
const PHOTO_WIDTH = 1280;

type Wanted = NonNullable<Awaited<ReturnType<typeof findLookup>>>;

export type LookupOutcome =
  | { kind: "unsure" | "nothing" }
  | {
      kind: "done";
      placeId: string | null;
      address: string | null;
      latitude: number | null;
      longitude: number | null;
      mapUrl: string | null;
      photoKey: string | null;
      photoCredit: string | null;
    };

/** Told what is about to lie in the store, before it does. */
export type KeepFiles = (keys: string[]) => Promise<void>;

/** Worth another try later. */
class NotNow extends Error {}

/** A stand-in on this machine, where one is set up: its origin alone. */
const standInOf = (url: string): string | undefined =>
  env().PARINAYA_EMBEDDED === "1" && url.startsWith("http:") ? new URL(url).origin : undefined;

/**
 * What is known of a card's place. Throws where asking again may help; a PoisonJob where it cannot, because this
 * installation is not set up rightly.
 */
export async function lookUpPlace(wanted: Wanted, keep: KeepFiles): Promise<LookupOutcome> {
  const linked = await expand(wanted.sourceUrl);
  const near = pointOf(linked) ?? pointOf(wanted);
  if (!placesConfigured()) return near ? { ...nowhere, kind: "done", ...near } : { kind: "nothing" };
  const { placeName, address } = wanted.asked;
  const { language } = wanted.face;
  const finder = googlePlaces();
  const id = [
    linked?.providerPlaceId,
    wanted.provider === "google_maps" ? wanted.providerPlaceId : null,
  ].find((one) => one?.startsWith("ChIJ"));
  const known = id ? answered(await finder.byId(id, language)) : null;
  const found =
    known ??
    chosenPlace(
      { placeName, address },
      answered(await finder.find({ name: placeName, address, near, language })),
    );
  if (found === "unsure") return { kind: "unsure" };
  if (found === null) return near ? { ...nowhere, kind: "done", ...near } : { kind: "nothing" };
  const { photo, name: _, ...place } = found;
  return { ...place, kind: "done", ...(await keepPhoto(wanted.face.id, photo, keep)) };
}

const nowhere = { placeId: null, address: null, mapUrl: null, photoKey: null, photoCredit: null };

const pointOf = (of: { latitude: number | null; longitude: number | null } | null) =>
  of && of.latitude !== null && of.longitude !== null
    ? { latitude: of.latitude, longitude: of.longitude }
    : null;

function answered<T>(answer: PlaceAnswer<T>): T {
  if (answer.ok) return answer.value;
  if (answer.kind === "misconfigured") throw new PoisonJob(`places: ${answer.detail}`);
  throw new NotNow(`places: ${answer.detail}`);
}

/** Where a short link of a map leads; what cannot be followed says nothing, which is no failure of the place. */
async function expand(link: string | null) {
  if (link === null || !isShortMapLink(link)) return null;
  const base = env().GOOGLE_MAPS_LINKS_URL;
  try {
    const { url } = await webFetch(link.replace(SHORT_LINKS, base), {
      hosts: MAP_HOSTS,
      standIn: standInOf(base),
      enough: (to) => readLink(to)?.latitude != null || Boolean(readLink(to)?.place),
    });
    return readLink(url);
  } catch (error) {
    if (error instanceof FetchRefused && error.kind === "failed") throw new NotNow(`link: ${error.message}`);
    logger().warn({ err: error }, "cards.link");
    return null;
  }
}

/** The place's own photo, made safe and kept with the card. Without one the card is complete, too. */
async function keepPhoto(cardId: string, photo: FoundPlace["photo"], keep: KeepFiles) {
  const none = { photoKey: null, photoCredit: null };
  if (!photo || env().GOOGLE_PLACES_PHOTOS !== "1") return none;
  try {
    const url = answered(await googlePlaces().photoUrl(photo.name));
    const fetched = await webFetch(url, {
      hosts: PHOTO_HOSTS,
      standIn: standInOf(env().GOOGLE_PLACES_URL),
      maxBytes: MOST_PHOTO_BYTES,
    });
    const read = fetched.status === 200 ? await photoReader.read(fetched.body) : null;
    if (!read?.ok) return none;
    const sizes = read.photo.sizes.filter(({ width }) => width <= PHOTO_WIDTH);
    const { jpeg } = (sizes.length > 0 ? sizes : read.photo.sizes).reduce((a, b) =>
      b.width > a.width ? b : a,
    );
    const photoKey = `cards/${cardId}/${sha256Hex(jpeg).slice(0, 32)}.jpg`;
    await keep([photoKey]);
    await objectStore().put(photoKey, Readable.from([jpeg]));
    return { photoKey, photoCredit: photo.credit };
  } catch (error) {
    logger().warn({ err: error, cardId }, "cards.photo");
    return none;
  }
}
