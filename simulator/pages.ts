import { doTap, phoneOf, setManual } from "./control-phones";
import { Refused } from "./control-refused";
import type { Call, Reply } from "./http";
import { html, seeOther } from "./http";
import { type } from "./inbound";
import { STYLE } from "./page-style";
import type { Inbound, LedgerRow, Phone } from "./types";
import { findPhones, renderedText } from "./views";
import type { World } from "./world";

const LISTED = 200;

/** Text made safe for HTML. */
export function escapeHtml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");
}

/** Answers the human pages. */
export function pages(world: World, call: Call): Reply {
  const [, first = "", digits = "", action = ""] = call.path.split("/");
  try {
    if (call.path === "/" && call.method === "GET") return home(world, call);
    if (first === "phone" && call.method === "GET" && action === "") return chat(world, call, digits);
    if (first === "phone" && call.method === "POST") return act(world, call, digits, action);
    return html(
      shell("Not found", "Not found", `<p>There is no such page. <a href="/">All phones</a></p>`),
      404,
    );
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    const text = `<p>${escapeHtml(error.message)}</p><p><a href="/">All phones</a></p>`;
    return html(shell("Not possible", "Not possible", text), error.status);
  }
}

function act(world: World, call: Call, segment: string, action: string): Reply {
  const phone = phoneOf(world, segment);
  const form = new URLSearchParams(call.body.toString("utf8"));
  // Whoever taps or types here plays the guest from now on: a script that went on would contradict them.
  if (action === "tap" || action === "type") setManual(world, phone, true);
  if (action === "tap") {
    doTap(world, phone, {
      messageWamid: form.get("wamid") ?? undefined,
      buttonIndex: Number(form.get("index") ?? -1),
    });
  } else if (action === "type") {
    const text = (form.get("text") ?? "").trim();
    if (text) type(world, phone, text.slice(0, 4096));
  } else if (action === "script") {
    setManual(world, phone, form.get("manual") === "1");
    return seeOther(`/phone/${phone.digits}`);
  } else throw new Refused("There is no such action", 404);
  return seeOther(`/phone/${phone.digits}#end`);
}

function shell(title: string, heading: string, main: string, after = ""): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1"><title>${escapeHtml(title)}</title>
<link rel="icon" href="data:,"><style>${STYLE}</style></head><body><a class="skip" href="#main">Skip to content</a>
<header class="top"><h1>${heading}</h1><p>WhatsApp simulator: no message here reaches a real phone.</p></header>
<main id="main">${main}</main>${after}</body></html>`;
}

/** Replaces the live part each second when it has changed, unless a control in it has the focus. */
function polling(): string {
  return `<script>
const live=document.getElementById("live");let last=null;
async function poll(){try{const u=new URL(location.href);u.searchParams.set("part","1");
const r=await fetch(u);if(r.ok){const t=await r.text();
if(last!==null&&t!==last){const a=document.activeElement;const k=a&&live.contains(a)?a.getAttribute("data-key"):null;
const end=innerHeight+scrollY>document.body.scrollHeight-80;live.innerHTML=t;
if(k){const e=[...live.querySelectorAll("[data-key]")].find(x=>x.getAttribute("data-key")===k);if(e)e.focus()}
if(end)scrollTo(0,document.body.scrollHeight)}
last=t}}catch{}setTimeout(poll,1000)}
poll();</script>`;
}

function intentText(phone: Phone): string {
  const { answer, adults, children } = phone.intent;
  if (!answer) return "none yet";
  if (answer !== "yes") return answer;
  return `yes: ${adults} ${adults === 1 ? "adult" : "adults"}, ${children} ${children === 1 ? "child" : "children"}`;
}

function home(world: World, call: Call): Reply {
  const q = call.query.get("q") ?? "";
  const part = phoneList(world, q);
  if (call.query.has("part")) return html(part);
  const main = `<form class="row" method="get" action="/" role="search"><input type="search" name="q" value="${escapeHtml(q)}"
 placeholder="Name or number" aria-label="Search phones by name or number"><button class="main">Search</button></form>
<div id="live">${part}</div>`;
  return html(shell("Phones, WhatsApp simulator", "Phones", main, polling()));
}

function phoneList(world: World, q: string): string {
  const phones = findPhones(world, q, LISTED + 1);
  const items = phones.slice(0, LISTED).map((phone) => {
    const last = phone.chat.at(-1);
    const text = last ? (last.dir === "in" ? `Guest: ${last.text}` : renderedText(last)) : "";
    return `<li><a href="/phone/${phone.digits}" data-key="${phone.digits}"><span class="line"><span class="name">${escapeHtml(phone.name)}</span>
<span class="soft">+${phone.digits}</span></span><span class="soft cut">${escapeHtml(text.slice(0, 160))}</span>
<span class="soft">Answer: ${intentText(phone)}</span></a></li>`;
  });
  if (items.length === 0) {
    const why = q
      ? "No phone matches this search."
      : "No message has been sent yet. Phones appear here with the first one.";
    return `<p class="empty">${why}</p>`;
  }
  const more =
    phones.length > LISTED ? `<p class="soft">The newest ${LISTED} are shown; search for others.</p>` : "";
  return `<ul class="phones">${items.join("")}</ul>${more}`;
}

function chat(world: World, call: Call, segment: string): Reply {
  const digits = segment.replace(/^\+|^%2B/i, "");
  const phone = world.phones.get(digits);
  if (!phone) throw new Refused(`No message has been sent to ${segment} yet`, 404);
  const part = chatList(phone);
  if (call.query.has("part")) return html(part);
  const heading = `<a href="/" aria-label="All phones">&larr;</a> ${escapeHtml(phone.name)} <span class="soft">+${digits}</span>`;
  const compose = `<div class="compose"><form method="post" action="/phone/${digits}/type">
<input type="text" name="text" required maxlength="4096" autocomplete="off" aria-label="Message from the guest" placeholder="Type as the guest">
<button class="main">Send</button></form></div>`;
  const main = `<div id="live">${part}</div><div id="end"></div>`;
  return html(shell(`${phone.name}, WhatsApp simulator`, heading, main, compose + polling()));
}

function chatList(phone: Phone): string {
  const items = phone.chat.map((m) => (m.dir === "in" ? theirs(m) : ours(m, phone)));
  const who = phone.manual ? "played by you" : `scripted (${phone.kind})`;
  const known = `<form class="who" method="post" action="/phone/${phone.digits}/script">
<p class="soft">This guest is ${who}. Answer: ${intentText(phone)}.</p>
<button name="manual" value="${phone.manual ? 0 : 1}" data-key="script">${phone.manual ? "Let the script play" : "Play this guest myself"}</button></form>`;
  return `${known}<ol class="chat" aria-label="Messages">${items.join("")}</ol>`;
}

function time(at: number): string {
  return `<time datetime="${new Date(at).toISOString()}">${new Date(at).toISOString().slice(11, 19)} UTC</time>`;
}

const TICKS: Record<LedgerRow["status"], string> = {
  accepted: "accepted",
  sent: "✓ sent",
  delivered: "✓✓ delivered",
  read: "✓✓ read",
  failed: "not delivered",
};

function ours(row: LedgerRow, phone: Phone): string {
  const failed = row.status === "failed";
  const taps = failed ? "" : row.buttons.map((b, i) => tapForm(phone, row, i, b.title)).join("");
  const mark = failed ? `<span class="bad">${TICKS.failed} (${row.failure})</span>` : TICKS[row.status];
  return `<li class="ours"><div class="bubble">${escapeHtml(renderedText(row))}</div>
<p class="meta">${time(row.at)} · ${mark}</p>${taps ? `<div class="taps">${taps}</div>` : ""}</li>`;
}

function tapForm(phone: Phone, row: LedgerRow, index: number, title: string): string {
  return `<form method="post" action="/phone/${phone.digits}/tap"><input type="hidden" name="wamid" value="${row.wamid}">
<button name="index" value="${index}" data-key="${row.seq}:${index}">${escapeHtml(title)}</button></form>`;
}

function theirs(message: Inbound): string {
  const how = message.kind === "text" ? "typed" : "tapped";
  return `<li class="theirs"><div class="bubble">${escapeHtml(message.text)}</div><p class="meta">${time(message.at)} · ${how}</p></li>`;
}
