import type { Call, Reply } from "./http";
import { json } from "./http";
import { errorBody, TwilioError, wordsOf } from "./twilio-error";
import { endsOf, sentAt, showTwilioMessage, type TwilioMessage } from "./twilio-resource";
import type { World } from "./world";

const DEFAULT_PAGE = 50;
const MAX_PAGE = 1000;
const CALLS_KEPT = 1000;
/** Twilio passes over what it does not know; here a filter that is misspelt, and so filters nothing, is the caller's mistake. */
const KNOWN = new Set(["To", "From", "DateSent", "DateSent<", "DateSent>", "PageSize", "Page", "PageToken"]);

/** GET Messages.json: of the whole account, what was sent last first. */
export function listMessages(world: World, call: Call): Reply {
  const note = (status: number) => {
    world.listCalls.push({ at: Date.now(), status, query: call.query.toString() });
    if (world.listCalls.length > CALLS_KEPT) world.listCalls.shift();
  };
  const struck = strike(world);
  if (struck) {
    note(struck.status);
    return struck;
  }
  try {
    const reply = page(world, call);
    note(reply.status);
    return reply;
  } catch (error) {
    if (error instanceof TwilioError) note(error.status);
    throw error;
  }
}

/** The fault that was asked for, if its calls are not used up. */
function strike(world: World): Reply | null {
  const { list, retryAfterSeconds } = world.faults;
  if (!list || list.after-- > 0) return null;
  if (--list.calls <= 0) delete world.faults.list;
  switch (list.kind) {
    case "throttle": {
      const wait = retryAfterSeconds;
      return new TwilioError(20429).reply(wait === undefined ? {} : { "retry-after": String(wait) });
    }
    case "error":
      return json(errorBody(20500, 500, wordsOf(20500)), 500);
    case "reset":
    case "hang":
      return { status: 0, drop: list.kind };
  }
}

function page(world: World, { query, path }: Call): Reply {
  for (const name of query.keys())
    if (!KNOWN.has(name)) throw new TwilioError(20001, `The simulator does not know the parameter ${name}`);
  const size = sizeOf(query);
  const found = matching(world, query);
  const { number, start } = placeOf(query, found);
  const rows = found.slice(start, start + size);
  const last = rows.at(-1);
  const link = (at: number, token: string | null) => {
    const next = new URLSearchParams(query);
    next.set("PageSize", String(size));
    next.set("Page", String(at));
    if (token) next.set("PageToken", token);
    else next.delete("PageToken");
    return `${path}?${next}`;
  };
  const before = found[start - 1];
  return json({
    messages: rows.map((one) => showTwilioMessage(world, one)),
    page: number,
    page_size: size,
    start,
    end: Math.max(start, start + rows.length - 1),
    uri: link(number, query.get("PageToken")),
    first_page_uri: link(0, null),
    previous_page_uri: number > 0 && before ? link(number - 1, `PB${before.wamid}`) : null,
    next_page_uri: last && start + size < found.length ? link(number + 1, `PA${last.wamid}`) : null,
  });
}

function sizeOf(query: URLSearchParams): number {
  const size = Number(query.get("PageSize") ?? DEFAULT_PAGE);
  if (!Number.isInteger(size) || size < 1) throw new TwilioError(20001, "Invalid PageSize");
  if (size > MAX_PAGE) throw new TwilioError(20007);
  return size;
}

const DAY_MS = 86_400_000;
const DATE = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2}(\.\d+)?Z)?$/;

/** The moments between which it was sent, both included: `DateSent` is one day in GMT, < and > are bounds. */
function sentBetween(world: World, query: URLSearchParams): [number, number] | null {
  const at = (name: string) => {
    const given = query.get(name);
    const time = given === null ? null : Date.parse(given);
    if (given !== null && (!DATE.test(given) || Number.isNaN(time)))
      throw new TwilioError(20001, "Invalid date value.");
    return time !== null && world.config.twilioListsByDay ? time - (time % DAY_MS) : time;
  };
  const [day, after, before] = [at("DateSent"), at("DateSent>"), at("DateSent<")];
  if (day !== null) return [day, day + DAY_MS - 1];
  return after === null && before === null ? null : [after ?? 0, before ?? Number.POSITIVE_INFINITY];
}

/** What the filters let through, what was sent last first; what was not sent yet has no day, and stands in front. */
function matching(world: World, query: URLSearchParams): TwilioMessage[] {
  const bounds = sentBetween(world, query);
  const [to, from] = [query.get("To"), query.get("From")];
  const found = [...world.twilioMessages.values()].filter((one) => {
    const ends = endsOf(world, one);
    if ((to ?? ends.to) !== ends.to || (from ?? ends.from) !== ends.from) return false;
    const at = sentAt(one);
    // Twilio tells, and compares, whole seconds.
    return !bounds || (at !== null && at - (at % 1000) >= bounds[0] && at <= bounds[1]);
  });
  const order = (one: TwilioMessage) => sentAt(one) ?? Number.POSITIVE_INFINITY;
  return found.reverse().sort((a, b) => (order(a) === order(b) ? 0 : order(b) - order(a)));
}

/** Pages are followed, not counted: without the token of the page before there is only the first. */
function placeOf(query: URLSearchParams, found: readonly TwilioMessage[]): { number: number; start: number } {
  const number = Number(query.get("Page") ?? 0);
  if (!Number.isInteger(number) || number < 0) throw new TwilioError(20001, "Invalid Page");
  const token = query.get("PageToken");
  if (token === null) {
    if (number > 0) throw new TwilioError(20001, "PageToken is required for paging.");
    return { number, start: 0 };
  }
  const at = /^P[AB]SM[0-9a-f]{32}$/.test(token)
    ? found.findIndex((one) => one.wamid === token.slice(2))
    : -1;
  if (at < 0) throw new TwilioError(21481);
  if (token.startsWith("PA")) return { number, start: at + 1 };
  return { number, start: Math.max(0, at + 1 - sizeOf(query)) };
}
