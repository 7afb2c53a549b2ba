import { listPhones, phoneRoute } from "./control-phones";
import { parsed, Refused } from "./control-refused";
import { configSchema, faultsSchema, rawSchema, statusSchema, straysSchema } from "./control-schemas";
import { setTemplateStatus } from "./graph-templates";
import type { Call, Reply } from "./http";
import { json } from "./http";
import { noFaults } from "./options";
import { showTemplate } from "./templates";
import { setApproval } from "./twilio-content-api";
import { showContent } from "./twilio-contents";
import { newSid } from "./twilio-sids";
import { expected, showRow, summary } from "./views";
import { exchange, postWebhook, signature } from "./webhooks";
import type { World } from "./world";

const STATUSES = ["APPROVED", "PENDING", "REJECTED", "PAUSED", "DISABLED"];

/** Answers a request under /_sim/. */
export async function control(world: World, call: Call): Promise<Reply> {
  try {
    return (await route(world, call)) ?? json({ error: `No ${call.method} ${call.path}` }, 404);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return json({ error: error.message }, error.status);
  }
}

async function route(world: World, call: Call): Promise<Reply | null> {
  const [first = "", second = "", third = "", fourth = ""] = call.path
    .split("/")
    .slice(2)
    .map(decodeURIComponent);
  if (first === "phones") {
    return second
      ? phoneRoute(world, call, second, third)
      : call.method === "GET"
        ? listPhones(world, call)
        : null;
  }
  if (first === "contents" && third === "status" && call.method === "POST") {
    return contentStatus(world, call, second);
  }
  if (first === "templates" && fourth === "status" && call.method === "POST") {
    return templateStatus(world, call, second, third);
  }
  switch (`${call.method} ${[first, second].filter(Boolean).join("/")}`) {
    case "GET health":
      return health(world);
    case "GET ledger":
      return page(world.ledger, call, showRow);
    case "GET ledger/summary":
      return json(summary(world));
    case "GET expected":
      return json({ events: expected(world) });
    case "GET taps":
      return page(world.taps, call, ({ seq, at, wamid, phone, kind }) => ({ seq, at, wamid, phone, kind }));
    case "GET refusals":
      return json({ counts: world.refusalCounts, refusals: world.refusals.slice(-limitOf(call)) });
    case "GET twilio/lists":
      return json({ calls: world.listCalls });
    case "POST twilio/strays":
      return addStrays(world, call);
    case "GET templates":
      return json({ templates: [...world.templates.values()].map(showTemplate) });
    case "GET contents":
      return json({ contents: [...world.contents.values()].map((one) => showContent(one, true)) });
    case "GET config":
      return json(world.config);
    case "POST config":
      return setConfig(world, call);
    case "POST reset":
      world.reset();
      return json({ ok: true });
    case "GET faults":
      return json(world.faults);
    case "POST faults":
      return setFaults(world, call);
    case "DELETE faults":
      world.setFaults(noFaults());
      return json(world.faults);
    case "POST webhook/raw":
      return raw(world, call);
    case "POST webhook/verify":
      return verify(world);
    default:
      return null;
  }
}

function health(world: World): Reply {
  return json({
    ok: true,
    uptimeMs: Date.now() - world.startedAt,
    phoneNumberId: world.identity.phoneNumberId,
    wabaId: world.identity.wabaId,
    webhookUrl: world.config.webhookUrl,
    twilioNumber: world.identity.twilioNumber,
    twilioAccountSid: world.identity.twilioAccountSid,
    ledger: world.ledger.length,
    phones: world.phones.size,
    rssMb: megabytes(process.memoryUsage.rss()),
    heapMb: megabytes(process.memoryUsage().heapUsed),
    idle: world.idle,
  });
}

function megabytes(bytes: number): number {
  return Math.round(bytes / 1024 / 1024);
}

const limitOf = (call: Call): number =>
  Math.min(Math.max(Number(call.query.get("limit")) || 1000, 1), 10_000);

/** A page of a list whose items carry `seq` = index + 1. */
function page<T>(items: readonly T[], call: Call, show: (item: T) => object): Reply {
  const after = Math.max(0, Number(call.query.get("after")) || 0);
  const limit = limitOf(call);
  const rows = items.slice(after, after + limit).map(show);
  const end = after + rows.length;
  return json({ rows, total: items.length, next: end < items.length ? end : null });
}

function setConfig(world: World, call: Call): Reply {
  const { weights, timings, ...rest } = parsed(configSchema, call.body);
  const next = { ...world.config };
  for (const [key, value] of Object.entries(rest)) {
    if (value !== undefined) Object.assign(next, { [key]: value });
  }
  // A partial list of weights means: only these kinds.
  if (weights) {
    const none = Object.keys(next.weights).map((kind) => [kind, 0]);
    next.weights = { ...Object.fromEntries(none), ...weights };
  }
  next.timings = { ...next.timings, ...timings };
  world.config = next;
  world.hooks.pumpSoon();
  world.twilioHooks.pumpSoon();
  return json(world.config);
}

function setFaults(world: World, call: Call): Reply {
  const given = parsed(faultsSchema, call.body);
  const clean = noFaults();
  world.setFaults({
    rates: given.rates ?? {},
    webhooks: { ...clean.webhooks, ...given.webhooks },
    ...(given.list === undefined ? {} : { list: given.list }),
    ...(given.retryAfterSeconds === undefined ? {} : { retryAfterSeconds: given.retryAfterSeconds }),
    ...(given.until === undefined ? {} : { until: given.until }),
  });
  return json(world.faults);
}

/** Messages of the account that we did not send and that no guest of ours wrote: they are in its list alone. */
function addStrays(world: World, call: Call): Reply {
  const { messages } = parsed(straysSchema, call.body);
  const sids = messages.map(({ agoMs, status, ...one }) => {
    const wamid = newSid("SM");
    const word = status ?? (one.direction === "inbound" ? "received" : "delivered");
    world.twilioMessages.set(wamid, { dir: "stray", at: Date.now() - agoMs, wamid, status: word, ...one });
    return wamid;
  });
  return json({ sids });
}

function templateStatus(world: World, call: Call, name: string, language: string): Reply {
  const template = world.template(name, language);
  if (!template) throw new Refused(`No template ${name} in ${language}`, 404);
  const { status } = parsed(statusSchema, call.body);
  if (!STATUSES.includes(status)) throw new Refused(`status must be one of ${STATUSES.join(", ")}`);
  setTemplateStatus(world, template, status);
  return json(showTemplate(template));
}

function contentStatus(world: World, call: Call, sid: string): Reply {
  const content = world.contents.get(sid);
  if (!content?.approval) throw new Refused(`No content ${sid} that was submitted`, 404);
  const { status } = parsed(statusSchema, call.body);
  if (!STATUSES.includes(status)) throw new Refused(`status must be one of ${STATUSES.join(", ")}`);
  setApproval(world, content, status.toLowerCase());
  return json(showContent(content, true));
}

function webhookUrl(world: World): string {
  if (!world.config.webhookUrl) throw new Refused("No webhook address is configured", 409);
  return world.config.webhookUrl;
}

async function raw(world: World, call: Call): Promise<Reply> {
  const { body, signWith, header } = parsed(rawSchema, call.body);
  const sign = header ?? (signWith === undefined ? undefined : signature(signWith, body));
  try {
    return json(await postWebhook(webhookUrl(world), body, sign, world.config.webhookTimeoutMs));
  } catch (error) {
    if (error instanceof Refused) throw error;
    return json({ status: 0, body: String(error) });
  }
}

async function verify(world: World): Promise<Reply> {
  const url = new URL(webhookUrl(world));
  const challenge = String(Math.floor(Math.random() * 1e9));
  url.searchParams.set("hub.mode", "subscribe");
  url.searchParams.set("hub.challenge", challenge);
  url.searchParams.set("hub.verify_token", world.identity.verifyToken);
  const options = { method: "GET" as const, headers: {}, timeoutMs: world.config.webhookTimeoutMs };
  try {
    const answer = await exchange(url.href, options);
    return json({ ok: answer.status === 200 && answer.body === challenge, status: answer.status });
  } catch (error) {
    return json({ ok: false, status: 0, error: String(error) });
  }
}
