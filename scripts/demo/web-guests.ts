import { createHash } from "node:crypto";
import { pageLanguage } from "@/lib/rsvp/rules/page-words";
import type { DemoClient } from "./client";
import { filledIn, formsOf, type PlainForm } from "./plain-browser";
import type { EventNumbers } from "./types";

interface Chat {
  chat: { dir: "in" | "out"; type?: string; status?: string; text: string; params?: string[] }[];
}

/** What one household said on its page, by function. */
type Said = Map<string, { answer: "yes" | "no" | "maybe"; adults: number; children: number }>;

const PLANS = ["everything", "everything", "functions", "people", "people", "none", "maybe"] as const;
const TOGETHER = 4;

/** A number that follows from the seed and the phone alone. */
const draw = (seed: number, digits: string, what: string): number =>
  createHash("sha256").update(`${seed}:${digits}:${what}`).digest().readUInt32BE(0);

/**
 * The share of the guests who open the link in their message and answer on their page, by HTTP as a browser without
 * scripts: read the page, fill in its form, send it, follow where it leads. Their phones stay silent in the chat.
 */
export class WebGuests {
  readonly #client: DemoClient;
  readonly #seed: number;
  #phones: string[] = [];
  readonly said = new Map<string, Said>();
  readonly problems: string[] = [];

  constructor(client: DemoClient, seed: number) {
    this.#client = client;
    this.#seed = seed;
  }

  /** Chooses them among those who will be written to, before anybody is. */
  async choose(numbers: readonly string[], share: number): Promise<void> {
    const mixed = [...new Set(numbers)].sort(
      (a, b) => draw(this.#seed, a, "web") - draw(this.#seed, b, "web") || (a < b ? -1 : 1),
    );
    this.#phones = mixed.slice(0, Math.round(mixed.length * share));
    for (const digits of this.#phones)
      await this.#client.simulator("POST", `phones/${digits}/script`, { kind: "silent" });
  }

  async answer(): Promise<void> {
    const waiting = [...this.#phones];
    await Promise.all(
      Array.from({ length: TOGETHER }, async () => {
        for (let digits = waiting.shift(); digits; digits = waiting.shift()) {
          try {
            await this.#answerOne(digits);
          } catch (error) {
            this.problems.push(`${digits}: ${error instanceof Error ? error.message : String(error)}`);
          }
        }
      }),
    );
  }

  async #answerOne(digits: string): Promise<void> {
    const { chat } = await this.#client.simulator<Chat>("GET", `phones/${digits}`);
    const message = chat.find((one) => one.type === "template" && one.status !== "failed");
    // Some messages never arrive: their number has no WhatsApp, or the provider refused them.
    if (!message) return;
    const link = /https?:\/\/\S+\/g\/[\w-]{22}/.exec(message.text)?.[0];
    if (!link) throw new Error("the message carries no link");
    const plan = PLANS[draw(this.#seed, digits, "plan") % PLANS.length]!;
    let { html } = await this.#client.open(link);
    // A wedding with a website shows that first; its form is one tap on.
    const answersHere = formsOf(html).some((form) => form.controls.some(({ kind }) => kind === "radio"));
    if (plan !== "everything" && !answersHere) ({ html } = await this.#client.open(`${link}?answer`));
    const { sent, said } = this.#fillIn(digits, html, message.params ?? []);
    const after = await this.#client.open(new URL(sent.action, link).href, sent.body);
    // "Same" is what a form hears that had to be sent twice, because the server was killed in between.
    if (!/^(thanks|same)$/.test(new URL(after.url).searchParams.get("said") ?? ""))
      throw new Error(`was led to ${after.url}`);
    this.said.set(digits, said);
  }

  #fillIn(digits: string, html: string, params: string[]) {
    const [, code] =
      /<main[^>]*\blang="([a-z]+)"/.exec(html) ?? /<html[^>]*\blang="([a-z]+)"/.exec(html) ?? [];
    const language = pageLanguage(code);
    const forms = formsOf(html);
    const plan = PLANS[draw(this.#seed, digits, "plan") % PLANS.length]!;
    const names = (params[2] ?? "").split("·").map((one) => one.trim());
    const whole = wholeOf(params[3] ?? "");
    const button = forms[0]?.controls.find((one) => one.name === "everything");
    if (plan === "everything" && forms[0] && button) {
      const said: Said = new Map(names.map((name) => [name, { answer: "yes", ...whole }]));
      return { said, sent: { action: forms[0].action, body: filledIn(forms[0], new Set(), button) } };
    }
    const form = forms.find((one) => one.controls.some(({ kind }) => kind === "radio"));
    if (!form) throw new Error("the page has no form to answer in");
    const ids = [
      ...new Set(
        form.controls.filter(({ name }) => name.startsWith("answer:")).map(({ name }) => name.slice(7)),
      ),
    ];
    if (ids.length !== names.length)
      throw new Error(`${names.length} functions in the message, ${ids.length} on the page`);
    const said: Said = new Map();
    const chosen = new Set<PlainForm["controls"][number]>();
    for (const [place, id] of ids.entries()) {
      const one = { form, id, chosen, whole, small: Object.values(language.words.band) };
      said.set(names[place]!, answerFunction(plan, draw(this.#seed, digits, `function ${place}`), one));
    }
    return { said, sent: { action: form.action, body: filledIn(form, chosen) } };
  }

  /** The simulator's expectation, which knows of no page, with what was said on pages. */
  expected(bySimulator: readonly EventNumbers[]): EventNumbers[] {
    return bySimulator.map((event) => {
      const sum = { ...event };
      for (const said of this.said.values()) {
        const one = said.get(event.name);
        if (!one) continue;
        sum.pending--;
        sum[one.answer]++;
        sum.adults += one.adults;
        sum.children += one.children;
      }
      return sum;
    });
  }
}

/** "5 (4 adults, 1 child)" as the message says it. */
function wholeOf(places: string): { adults: number; children: number } {
  const total = Number(/\d+/.exec(places)?.[0] ?? 0);
  const children = Number(/(\d+) child/.exec(places)?.[1] ?? 0);
  return { adults: total - children, children };
}

interface OneFunction {
  form: PlainForm;
  id: string;
  chosen: Set<PlainForm["controls"][number]>;
  whole: { adults: number; children: number };
  /** The page's words for those who are no adults. */
  small: readonly string[];
}

/** Makes the choices of one function and says what they mean. */
function answerFunction(plan: (typeof PLANS)[number], chance: number, one: OneFunction) {
  const { form, id, chosen, whole, small } = one;
  const radio = (value: string) =>
    form.controls.find((control) => control.name === `answer:${id}` && control.value === value);
  const boxes = form.controls.filter((control) => control.name === `who:${id}`);
  const some = plan === "people" ? boxes.filter((_, place) => (chance >> (place % 31)) & 1) : [];
  const choice =
    plan === "maybe"
      ? "maybe"
      : plan === "none" || (plan === "functions" && chance % 3 === 0)
        ? "none"
        : some.length > 0 && radio("some")
          ? "some"
          : "all";
  const control = radio(choice);
  if (!control) throw new Error(`the page offers no “${choice}”`);
  chosen.add(control);
  if (choice === "maybe") return { answer: "maybe" as const, adults: 0, children: 0 };
  if (choice === "none") return { answer: "no" as const, adults: 0, children: 0 };
  if (choice === "all") return { answer: "yes" as const, ...whole };
  for (const box of some) chosen.add(box);
  const children = some.filter((box) => small.some((word) => box.label.endsWith(`(${word})`))).length;
  return { answer: "yes" as const, adults: some.length - children, children };
}
