import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { PLACES, type PlaceJson } from "./places-data";
import { placesEnv, STAND_IN_PLACES_KEY } from "./places-env";

/** What the next answers are instead of the right ones; each is used up by one request. */
export type PlacesFault = "quota" | "server_error" | "slow" | "not_json" | "wrong_shape" | "hang_up";

export interface PlacesStandIn {
  url: string;
  env: Record<string, string>;
  /** Every request that came, as `METHOD path`. */
  asked: string[];
  fail(...faults: PlacesFault[]): void;
  close(): Promise<void>;
}

/**
 * Google Places (New) on 127.0.0.1: text search, details and photo media in their real shapes, and the short links of
 * Google Maps. Refuses what Google refuses: no field mask, an unknown field, no key or a wrong one.
 */
export async function startPlaces(options: { port?: number; slowMs?: number } = {}): Promise<PlacesStandIn> {
  const faults: PlacesFault[] = [];
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    serve(request, response, {
      url: address(),
      fault: isFaulty(request) ? faults.shift() : undefined,
      slowMs: options.slowMs ?? 30_000,
    }).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, "127.0.0.1", resolve));
  const address = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: address(),
    env: placesEnv(address()),
    asked,
    fail: (...all) => void faults.push(...all),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const isFaulty = (request: IncomingMessage): boolean => request.url?.startsWith("/v1/") ?? false;

interface Tools {
  url: string;
  fault: PlacesFault | undefined;
  slowMs: number;
}

async function serve(request: IncomingMessage, response: ServerResponse, tools: Tools): Promise<void> {
  const url = new URL(request.url ?? "/", tools.url);
  if (url.pathname === "/health") return json(response, 200, { ok: true });
  if (url.pathname.startsWith("/maps.app.goo.gl/")) return shortLink(response, url);
  if (url.pathname.startsWith("/lh3/")) return picture(response);
  if (tools.fault && (await broken(response, tools))) return;
  const key = request.headers["x-goog-api-key"];
  if (!key)
    return failed(
      response,
      403,
      "PERMISSION_DENIED",
      "Method doesn't allow unregistered callers (callers without established identity). Please use API Key or other form of API consumer identity to call this API.",
    );
  if (key !== STAND_IN_PLACES_KEY)
    return failed(
      response,
      400,
      "INVALID_ARGUMENT",
      "API key not valid. Please pass a valid API key.",
      "API_KEY_INVALID",
    );
  if (url.pathname === "/v1/places:searchText" && request.method === "POST") return search(request, response);
  const photo = /^\/v1\/places\/([^/]+)\/photos\/([^/]+)\/media$/.exec(url.pathname);
  if (photo) return media(response, url, tools.url);
  const one = /^\/v1\/places\/([^/:]+)$/.exec(url.pathname);
  if (one) return details(request, response, decodeURIComponent(one[1]!));
  return failed(response, 404, "NOT_FOUND", "Requested entity was not found.");
}

async function broken(response: ServerResponse, { fault, slowMs }: Tools): Promise<boolean> {
  if (fault === "hang_up") response.destroy();
  if (fault === "slow") await new Promise((resolve) => setTimeout(resolve, slowMs));
  if (fault === "quota")
    failed(
      response,
      429,
      "RESOURCE_EXHAUSTED",
      "Quota exceeded for quota metric 'SearchTextRequest' and limit 'SearchTextRequest per minute'.",
      "RATE_LIMIT_EXCEEDED",
    );
  if (fault === "server_error") failed(response, 503, "UNAVAILABLE", "The service is currently unavailable.");
  if (fault === "not_json")
    response.writeHead(200, { "content-type": "text/html" }).end("<!doctype html><title>Sorry</title>");
  if (fault === "wrong_shape") json(response, 200, { places: [{ id: 7, displayName: "no object" }] });
  return fault !== "slow";
}

const TOP = [
  "id",
  "name",
  "displayName",
  "formattedAddress",
  "location",
  "googleMapsUri",
  "photos",
  "types",
  "rating",
];

/** The field mask's fields, or null once it was refused. */
function masked(request: IncomingMessage, response: ServerResponse, prefix: string): string[] | null {
  const mask = request.headers["x-goog-fieldmask"];
  if (typeof mask !== "string" || mask.trim() === "") {
    failed(
      response,
      400,
      "INVALID_ARGUMENT",
      "FieldMask is a required parameter. See https://cloud.google.com/apis/docs/system-parameters on how to provide it as part of the request.",
    );
    return null;
  }
  const fields = mask.split(",");
  const wrong = fields.find(
    (field) => field !== "*" && !(field.startsWith(prefix) && TOP.includes(field.slice(prefix.length))),
  );
  if (wrong === undefined && !/\s/.test(mask))
    return fields.map((field) => (field === "*" ? field : field.slice(prefix.length)));
  failed(
    response,
    400,
    "INVALID_ARGUMENT",
    `Error expanding 'fields' parameter. Cannot find matching fields for path '${wrong ?? mask}'.`,
  );
  return null;
}

const only = (place: PlaceJson, fields: readonly string[]): object =>
  fields.includes("*")
    ? place
    : Object.fromEntries(Object.entries(place).filter(([name]) => fields.includes(name)));

async function search(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const fields = masked(request, response, "places.");
  if (!fields) return;
  const body = JSON.parse((await readBody(request)) || "{}") as { textQuery?: string; pageSize?: number };
  if (!body.textQuery) return failed(response, 400, "INVALID_ARGUMENT", "Empty text_query.");
  const query = body.textQuery.toLowerCase();
  const found = PLACES.filter(({ displayName }) => {
    const name = displayName.text.toLowerCase();
    return query.includes(name) || name.includes(query.split(",")[0]!.trim());
  });
  const nearer = found.filter(({ formattedAddress }) =>
    formattedAddress
      .toLowerCase()
      .split(/[, ]+/)
      .some((word) => word.length > 3 && query.split(",").slice(1).join(" ").includes(word)),
  );
  const places = (nearer.length > 0 ? nearer : found)
    .slice(0, body.pageSize ?? 20)
    .map((one) => only(one, fields));
  // Google leaves the list out where it is empty.
  json(response, 200, places.length > 0 ? { places } : {});
}

function details(request: IncomingMessage, response: ServerResponse, id: string): void {
  const fields = masked(request, response, "");
  if (!fields) return;
  const place = PLACES.find((one) => one.id === id);
  if (place) json(response, 200, only(place, fields));
  else
    failed(
      response,
      404,
      "NOT_FOUND",
      "The Place ID is no longer valid. Please refresh cached Place IDs as per https://developers.google.com/maps/documentation/places/web-service/place-id#save-id.",
    );
}

function media(response: ServerResponse, url: URL, own: string): void {
  if (!url.searchParams.has("maxWidthPx") && !url.searchParams.has("maxHeightPx")) {
    failed(response, 400, "INVALID_ARGUMENT", "Neither max_width_px nor max_height_px is specified.");
    return;
  }
  const photoUri = `${own}/lh3/places/photo=s1200`;
  if (url.searchParams.get("skipHttpRedirect") === "true")
    json(response, 200, { name: url.pathname.slice(4), photoUri });
  else response.writeHead(302, { location: photoUri }).end();
}

function shortLink(response: ServerResponse, url: URL): void {
  const place = PLACES.find((one) => one.short === url.pathname.split("/")[2]);
  if (!place) return void response.writeHead(404).end();
  const { latitude, longitude } = place.location;
  const name = encodeURIComponent(place.displayName.text).replaceAll("%20", "+");
  response
    .writeHead(302, {
      location: `https://www.google.com/maps/place/${name}/@${latitude},${longitude},17z/data=!3d${latitude}!4d${longitude}`,
    })
    .end();
}

/** A lamp-lit room, drawn: nobody's photo. */
const ROOM = `<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="900"><defs><radialGradient id="g" cx="50%" cy="38%" r="75%"><stop offset="0" stop-color="#f3c178"/><stop offset=".45" stop-color="#8a4b22"/><stop offset="1" stop-color="#2a160e"/></radialGradient></defs><rect width="1200" height="900" fill="url(#g)"/>${[180, 460, 740, 1020].map((x) => `<path d="M${x} 0V${190 + (x % 3) * 40}" stroke="#1c0f0a" stroke-width="5"/><circle cx="${x}" cy="${230 + (x % 3) * 40}" r="42" fill="#ffe3a8"/>`).join("")}<path d="M0 720h1200v180H0z" fill="#1c0f0a"/><ellipse cx="330" cy="700" rx="190" ry="34" fill="#d9b38c"/><ellipse cx="860" cy="720" rx="230" ry="38" fill="#d9b38c"/></svg>`;

async function picture(response: ServerResponse): Promise<void> {
  const { Resvg } = await import("@resvg/resvg-js");
  const png = new Resvg(ROOM).render().asPng();
  response.writeHead(200, { "content-type": "image/png", "content-length": png.length }).end(png);
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}

function json(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "content-type": "application/json; charset=UTF-8" }).end(JSON.stringify(body));
}

function failed(
  response: ServerResponse,
  code: number,
  status: string,
  message: string,
  reason?: string,
): void {
  const details = reason
    ? [{ "@type": "type.googleapis.com/google.rpc.ErrorInfo", reason, domain: "googleapis.com" }]
    : undefined;
  json(response, code, { error: { code, message, status, ...(details ? { details } : {}) } });
}
