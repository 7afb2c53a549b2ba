/** What an adapter of a directory of places must be. A provider's own shapes stop there. */
export interface PlaceFinder {
  /** The likeliest first, at most five. */
  find(ask: PlaceAsk): Promise<PlaceAnswer<FoundPlace[]>>;
  /** The one place of an id the provider gave out; null where it knows it no longer. */
  byId(placeId: string, language: string): Promise<PlaceAnswer<FoundPlace | null>>;
  /** Where a photo's bytes can be fetched from, for a while. */
  photoUrl(photo: string): Promise<PlaceAnswer<string>>;
}

export interface PlaceAsk {
  name: string;
  address: string | null;
  near: { latitude: number; longitude: number } | null;
  language: string;
}

export interface FoundPlace {
  placeId: string;
  name: string;
  address: string | null;
  latitude: number | null;
  longitude: number | null;
  mapUrl: string | null;
  /** The provider's name of a photo, and whom it must be credited to. */
  photo: { name: string; credit: string | null } | null;
}

export type PlaceAnswer<T> = { ok: true; value: T } | PlaceFailure;

/**
 * By its remedy: `quota` and `temporary` are worth another try, `misconfigured` (key, fields, API not enabled) is not.
 * `detail` names codes of the provider, never a key.
 */
export type PlaceFailure = { ok: false; kind: "quota" | "temporary" | "misconfigured"; detail: string };
