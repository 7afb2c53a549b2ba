import { z } from "zod";
import type { FoundPlace, PlaceAnswer, PlaceAsk, PlaceFailure, PlaceFinder } from "@/lib/cards/ports";
import { env } from "@/lib/platform/env";

const CALL_TIMEOUT_MS = 8_000;
const NEAR_METRES = 2_000;
const MOST = 5;
/** Asking for more fields costs more: these are what a card shows. */
const FIELDS = ["id", "displayName", "formattedAddress", "location", "googleMapsUri", "photos"];

const place = z.object({
  id: z.string().min(1),
  displayName: z.object({ text: z.string() }),
  formattedAddress: z.string().optional(),
  location: z.object({ latitude: z.number(), longitude: z.number() }).optional(),
  googleMapsUri: z.url().optional(),
  photos: z
    .array(
      z.object({
        name: z.string(),
        authorAttributions: z.array(z.object({ displayName: z.string().optional() })).optional(),
      }),
    )
    .optional(),
});

const foundPlace = (one: z.output<typeof place>): FoundPlace => {
  const photo = one.photos?.[0];
  return {
    placeId: one.id,
    name: one.displayName.text,
    address: one.formattedAddress ?? null,
    latitude: one.location?.latitude ?? null,
    longitude: one.location?.longitude ?? null,
    mapUrl: one.googleMapsUri ?? null,
    photo: photo ? { name: photo.name, credit: photo.authorAttributions?.[0]?.displayName ?? null } : null,
  };
};

/** Whether this installation may look places up at all. */
export const placesConfigured = (): boolean => Boolean(env().GOOGLE_PLACES_KEY);

/** Google Places (New): text search, place details, photo media. Never throws. */
export function googlePlaces(): PlaceFinder {
  return {
    async find(ask) {
      const answer = await call(
        "v1/places:searchText",
        { fields: FIELDS.map((name) => `places.${name}`), body: searchOf(ask) },
        z.object({ places: z.array(place).optional() }),
      );
      return answer.ok ? { ok: true, value: (answer.value.places ?? []).map(foundPlace) } : answer;
    },
    async byId(placeId, language) {
      const answer = await call(
        `v1/places/${encodeURIComponent(placeId)}?languageCode=${language}`,
        { fields: FIELDS },
        place,
      );
      if (answer.ok) return { ok: true, value: foundPlace(answer.value) };
      // An id that Google has given up is an answer, too: nobody's fault, and no retry helps.
      return answer.detail.startsWith("HTTP 404") ? { ok: true, value: null } : answer;
    },
    async photoUrl(photo) {
      const path = `v1/${photo.split("/").map(encodeURIComponent).join("/")}/media?maxWidthPx=1200&skipHttpRedirect=true`;
      const answer = await call(path, {}, z.object({ photoUri: z.url() }));
      return answer.ok ? { ok: true, value: answer.value.photoUri } : answer;
    },
  };
}

const searchOf = ({ name, address, near, language }: PlaceAsk) => ({
  textQuery: [name, address].filter(Boolean).join(", "),
  languageCode: language,
  pageSize: MOST,
  ...(near ? { locationBias: { circle: { center: near, radius: NEAR_METRES } } } : {}),
});

interface Call {
  fields?: readonly string[];
  body?: object;
}

async function call<T>(path: string, { fields, body }: Call, schema: z.ZodType<T>): Promise<PlaceAnswer<T>> {
  let response: Response;
  let text: string;
  try {
    response = await fetch(new URL(path, `${env().GOOGLE_PLACES_URL}/`), {
      method: body ? "POST" : "GET",
      headers: {
        accept: "application/json",
        "x-goog-api-key": env().GOOGLE_PLACES_KEY ?? "",
        ...(fields ? { "x-goog-fieldmask": fields.join(",") } : {}),
        ...(body ? { "content-type": "application/json" } : {}),
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
      // A redirect would carry the key elsewhere.
      redirect: "error",
      signal: AbortSignal.timeout(CALL_TIMEOUT_MS),
    });
    text = await response.text();
  } catch (error) {
    return { ok: false, kind: "temporary", detail: error instanceof Error ? error.name : "no answer" };
  }
  const json = parse(text);
  if (!response.ok) return failureOf(response.status, json);
  const read = schema.safeParse(json);
  return read.success
    ? { ok: true, value: read.data }
    : { ok: false, kind: "temporary", detail: "unreadable answer" };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** An error of a Google API (AIP-193). */
const apiError = z.object({
  error: z.object({
    status: z.string().catch(""),
    details: z.array(z.object({ reason: z.string().optional() }).catch({})).catch([]),
  }),
});

function failureOf(status: number, body: unknown): PlaceFailure {
  const parsed = apiError.safeParse(body);
  const error = parsed.success ? parsed.data.error : { status: "", details: [] };
  const reasons = error.details.flatMap(({ reason }) => reason ?? []);
  const detail = `HTTP ${status} ${[error.status, ...reasons].filter(Boolean).join(" ")}`.trim();
  if (status === 429 || error.status === "RESOURCE_EXHAUSTED" || reasons.includes("RATE_LIMIT_EXCEEDED"))
    return { ok: false, kind: "quota", detail };
  return { ok: false, kind: status >= 500 || status === 408 ? "temporary" : "misconfigured", detail };
}
