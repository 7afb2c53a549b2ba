import { lookup as systemLookup } from "node:dns/promises";
import { type IncomingMessage, request as plainRequest, type RequestOptions } from "node:http";
import { request as secureRequest } from "node:https";
import type { LookupFunction } from "node:net";
import { isPublicAddress } from "@/lib/kernel/addresses";

/** Where a name leads; a parameter, so that a test can lead it elsewhere at the second asking. */
export type Resolver = (host: string) => Promise<{ address: string; family: number }[]>;

export interface WebFetchOptions {
  /** Exact names, or `*.example.com` for what lies under one. Nothing else is asked, by redirect neither. */
  hosts: readonly string[];
  /** A stand-in on this machine, by its origin: the one exception from https and from public addresses. */
  standIn?: string | undefined;
  maxBytes?: number;
  /** For everything together: names, redirects, the last byte. */
  timeoutMs?: number;
  maxRedirects?: number;
  /** A redirect that leads to such an address is the answer itself: it is checked, but not asked. */
  enough?: (url: string) => boolean;
  resolve?: Resolver;
}

export interface Fetched {
  status: number;
  /** Where the answer came from, after all redirects. */
  url: string;
  contentType: string;
  body: Buffer;
}

/** Why nothing was fetched. `refused` says that the address itself may not be asked; trying again is no use then. */
export class FetchRefused extends Error {
  readonly kind: "refused" | "failed";
  constructor(kind: "refused" | "failed", message: string) {
    super(message);
    this.kind = kind;
  }
}

const resolveAll: Resolver = (host) => systemLookup(host, { all: true, verbatim: true });

/**
 * Fetches from the open internet what a user's text or a provider's answer names. Only listed hosts, only https on its
 * own port; the name is resolved by us at connect time, every address checked, and the connection made to one of those:
 * a name that changes its mind in between changes nothing. Size and time are limited, compression is not asked for.
 */
export async function webFetch(address: string, options: WebFetchOptions): Promise<Fetched> {
  const deadline = Date.now() + (options.timeoutMs ?? 5_000);
  let url = address;
  for (let hops = 0; ; hops++) {
    const checked = checkUrl(url, options);
    const answer = await once(checked, options, deadline);
    const location = answer.status >= 300 && answer.status < 400 ? answer.location : null;
    if (location === null)
      return { status: answer.status, url, contentType: answer.contentType, body: answer.body };
    if (hops >= (options.maxRedirects ?? 3)) throw new FetchRefused("refused", "too many redirects");
    if (!URL.canParse(location, url)) throw new FetchRefused("refused", "a redirect to nowhere");
    url = new URL(location, url).href;
    if (options.enough?.(url)) {
      checkUrl(url, options);
      return { status: answer.status, url, contentType: "", body: Buffer.alloc(0) };
    }
  }
}

const isStandIn = (url: URL, { standIn }: WebFetchOptions): boolean =>
  standIn !== undefined && url.origin === standIn;

/** Throws FetchRefused `refused` for whatever is not on the list. */
function checkUrl(address: string, options: WebFetchOptions): URL {
  if (!URL.canParse(address)) throw new FetchRefused("refused", "no address");
  const url = new URL(address);
  if (isStandIn(url, options)) return url;
  if (url.protocol !== "https:") throw new FetchRefused("refused", "only https");
  if (url.port !== "" || url.username !== "" || url.password !== "")
    throw new FetchRefused("refused", "no port, no user");
  const listed = options.hosts.some((host) =>
    host.startsWith("*.") ? url.hostname.endsWith(host.slice(1)) : url.hostname === host,
  );
  if (!listed) throw new FetchRefused("refused", "not a listed host");
  return url;
}

/** The name's addresses, all of them public, or an error: one that points inside makes the whole name suspect. */
async function publicAddresses(host: string, resolve: Resolver) {
  const found = await resolve(host);
  if (found.length === 0) throw new FetchRefused("failed", "no such host");
  if (!found.every(({ address }) => isPublicAddress(address)))
    throw new FetchRefused("refused", "an address that is not public");
  return found;
}

const lookupWith =
  (resolve: Resolver): LookupFunction =>
  (host, options, done) => {
    publicAddresses(host, resolve).then(
      (found) =>
        options.all ? done(null, found as never) : done(null, found[0]!.address as never, found[0]!.family),
      (error: Error) => done(error, "" as never),
    );
  };

interface Answer {
  status: number;
  location: string | null;
  contentType: string;
  body: Buffer;
}

function once(url: URL, options: WebFetchOptions, deadline: number): Promise<Answer> {
  const standIn = isStandIn(url, options);
  const settings: RequestOptions = {
    method: "GET",
    agent: false,
    headers: { accept: "*/*", "accept-encoding": "identity", "user-agent": "ParinayaOS/1.0 (+invite cards)" },
    ...(standIn ? {} : { lookup: lookupWith(options.resolve ?? resolveAll) }),
  };
  return new Promise<Answer>((resolve, reject) => {
    const call = (standIn ? plainRequest : secureRequest)(url, settings);
    const fail = (error: Error) => {
      clearTimeout(timer);
      call.destroy();
      reject(error instanceof FetchRefused ? error : new FetchRefused("failed", codeOf(error)));
    };
    const timer = setTimeout(
      () => fail(new FetchRefused("failed", "too slow")),
      Math.max(1, deadline - Date.now()),
    );
    call.on("socket", (socket) => {
      // The second look, at the address that was really reached.
      socket.on("connect", () => {
        if (!standIn && !isPublicAddress(socket.remoteAddress ?? ""))
          fail(new FetchRefused("refused", "an address that is not public"));
      });
    });
    call.on("error", fail);
    call.on("response", (response) => {
      read(response, options.maxBytes ?? 2 * 1024 * 1024).then((answer) => {
        clearTimeout(timer);
        resolve(answer);
      }, fail);
    });
    call.end();
  });
}

async function read(response: IncomingMessage, maxBytes: number): Promise<Answer> {
  const { statusCode: status = 0, headers } = response;
  const location = headers.location ?? null;
  const answer = { status, location, contentType: headers["content-type"] ?? "" };
  if (location !== null && status >= 300 && status < 400) {
    response.destroy();
    return { ...answer, body: Buffer.alloc(0) };
  }
  if (headers["content-encoding"] && headers["content-encoding"] !== "identity")
    throw new FetchRefused("refused", "compressed, which was not asked for");
  if (Number(headers["content-length"] ?? 0) > maxBytes) throw new FetchRefused("refused", "too large");
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBytes) throw new FetchRefused("refused", "too large");
    chunks.push(chunk);
  }
  return { ...answer, body: Buffer.concat(chunks) };
}

const codeOf = (error: Error & { code?: unknown }): string =>
  typeof error.code === "string" ? error.code : error.name;
