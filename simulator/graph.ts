import { createHash, timingSafeEqual } from "node:crypto";

import { GraphError } from "./graph-error";
import { postMessage } from "./graph-messages";
import { createTemplate, listTemplates } from "./graph-templates";
import type { Call, Reply } from "./http";
import { json } from "./http";
import type { World } from "./world";

/** Largest body the Graph side reads: a 16 MB file and its multipart frame. */
export const MEDIA_MAX = 16 * 1024 * 1024;

/** Whether the path belongs to the Graph API. */
export function isGraphPath(path: string): boolean {
  return /^\/v\d+\.\d+\//.test(path);
}

/** Answers a Graph request. */
export function graph(world: World, call: Call): Reply {
  try {
    authorize(world, call);
    return route(world, call);
  } catch (error) {
    if (!(error instanceof GraphError)) throw error;
    return json(error.body(), error.status);
  }
}

function authorize(world: World, call: Call): void {
  const given = createHash("sha256").update(call.headers.authorization ?? "");
  const expected = createHash("sha256").update(`Bearer ${world.identity.accessToken}`);
  if (timingSafeEqual(given.digest(), expected.digest())) return;
  throw new GraphError(190, "Invalid OAuth access token - Cannot parse access token");
}

function route(world: World, call: Call): Reply {
  const [, , id = "", edge = "", ...rest] = call.path.split("/");
  const { phoneNumberId, wabaId } = world.identity;
  const key = `${call.method} ${edge}`;
  if (rest.length === 0 && id === phoneNumberId) {
    if (key === "POST messages") return postMessage(world, call);
    if (key === "POST media") return uploadMedia(world, call);
    if (key === "GET ") return phoneNumber(world, call);
  }
  if (rest.length === 0 && id === wabaId) {
    if (key === "GET message_templates") return listTemplates(world, call);
    if (key === "POST message_templates") return createTemplate(world, call);
  }
  if (rest.length === 0 && key === "GET ") return media(world, id);
  throw new GraphError(
    100,
    `Unsupported ${call.method.toLowerCase()} request. Object with ID '${id}' does not exist, cannot be loaded due to missing permissions, or does not support this operation`,
    { subcode: 33 },
  );
}

function phoneNumber(world: World, call: Call): Reply {
  const all: Record<string, unknown> = {
    display_phone_number: world.identity.displayNumber,
    verified_name: "ParinayaOS Simulator",
    quality_rating: "GREEN",
    whatsapp_business_manager_messaging_limit: "TIER_UNLIMITED",
    throughput: { level: "STANDARD" },
  };
  const wanted = call.query.get("fields")?.split(",") ?? Object.keys(all).slice(0, 3);
  const shown = Object.entries(all).filter(([name]) => wanted.includes(name));
  return json({ ...Object.fromEntries(shown), id: world.identity.phoneNumberId });
}

function media(world: World, id: string): Reply {
  const found = world.media.get(id);
  if (!found) {
    throw new GraphError(100, `Unsupported get request. Object with ID '${id}' does not exist`, {
      subcode: 33,
    });
  }
  return json({
    messaging_product: "whatsapp",
    url: `https://lookaside.example/whatsapp/${id}`,
    mime_type: found.mimeType,
    sha256: found.sha256,
    file_size: found.size,
    id,
  });
}

function uploadMedia(world: World, call: Call): Reply {
  const boundary = /boundary="?([^";]+)"?/.exec(call.headers["content-type"] ?? "")?.[1];
  if (!boundary) throw new GraphError(100, "A multipart/form-data body is expected");
  const parts = multipart(call.body, boundary);
  if (!parts.some((p) => p.name === "messaging_product" && p.data.toString() === "whatsapp")) {
    throw new GraphError(100, "The parameter messaging_product is required.");
  }
  const file = parts.find((p) => p.name === "file");
  if (!file || file.data.length === 0) throw new GraphError(100, "The parameter file is required.");
  if (file.data.length > MEDIA_MAX) throw new GraphError(131053, "The file is larger than 16 MB");
  const id = String(300000000000001 + world.media.size);
  const sha256 = createHash("sha256").update(file.data).digest("hex");
  world.media.set(id, { id, mimeType: file.type, size: file.data.length, sha256 });
  return json({ id });
}

interface Part {
  name: string;
  type: string;
  data: Buffer;
}

function multipart(body: Buffer, boundary: string): Part[] {
  const mark = Buffer.from(`--${boundary}`);
  const parts: Part[] = [];
  let at = body.indexOf(mark);
  while (at >= 0) {
    const start = at + mark.length + 2;
    const end = body.indexOf(mark, start);
    if (end < 0) break;
    const split = body.indexOf("\r\n\r\n", start);
    if (split >= 0 && split < end) {
      const head = body.subarray(start, split).toString("utf8");
      const name = /name="([^"]*)"/.exec(head)?.[1] ?? "";
      const type = /content-type:\s*([^\r\n;]+)/i.exec(head)?.[1] ?? "application/octet-stream";
      parts.push({ name, type, data: body.subarray(split + 4, end - 2) });
    }
    at = end;
  }
  return parts;
}
