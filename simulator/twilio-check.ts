import type { Content } from "./twilio-contents";
import { namesIn, textFields } from "./twilio-contents";
import { TwilioError } from "./twilio-error";
import type { Button } from "./types";
import type { World } from "./world";

export interface FilledContent {
  content: Content;
  /** The values of the body's variables in order of first appearance. */
  params: string[];
  buttons: Button[];
  /** What WhatsApp will refuse it for. */
  failure?: number;
}

const VALUE_MAX = 1600;
const BODY_MAX = 1024;
const PAYLOAD_MAX = 256;

/** The content that a call names, with its variables filled; null where it names none. */
export function checkContent(world: World, sid: string | null, given: string | null): FilledContent | null {
  if (!sid) {
    if (given) throw new TwilioError(21654);
    return null;
  }
  const content = world.contents.get(sid);
  if (!content) throw new TwilioError(21655);
  const own = valuesOf(given);
  const values: Record<string, string> = { ...content.variables, ...own };
  const body = namesIn(content.template.body);
  for (const name of body) {
    const value = values[name] ?? "";
    if (/[\n\r\t]/.test(value) || / {5,}/.test(value)) throw new TwilioError(21656);
  }
  const fill = (text: string) =>
    text.replace(/\{\{\s*([A-Za-z0-9_]+)\s*\}\}/g, (whole, name: string) => values[name] ?? whole);
  const params = body.map((name) => values[name] ?? "");
  const taps = content.buttons.filter((button) => button.type === "QUICK_REPLY");
  const buttons = taps.map((button) => ({ id: fill(button.id), title: button.text }));
  const failure = failureOf(content, { own, values, text: fill(content.template.body), buttons });
  return { content, params, buttons, ...(failure === undefined ? {} : { failure }) };
}

function valuesOf(given: string | null): Record<string, string> {
  if (!given) return {};
  let parsed: unknown;
  try {
    parsed = JSON.parse(given);
  } catch {
    throw new TwilioError(21656);
  }
  const values = textFields(parsed);
  if (!values || Object.values(values).some((value) => value === "")) throw new TwilioError(21656);
  if (Object.values(values).some((value) => [...value].length > VALUE_MAX)) throw new TwilioError(21658);
  return values;
}

interface Filled {
  own: Record<string, string>;
  values: Record<string, string>;
  text: string;
  buttons: Button[];
}

function failureOf(content: Content, { own, values, text, buttons }: Filled): number | undefined {
  const addresses = content.buttons.flatMap((button) => (button.url ? [button.url] : []));
  const all = [content.template.body, ...content.buttons.map((one) => one.id), ...addresses].flatMap(namesIn);
  // A name the content does not have is passed over by Twilio; here it is the caller's mistake.
  if (all.some((name) => !values[name]) || Object.keys(own).some((name) => !all.includes(name))) return 63028;
  if ([...text].length > BODY_MAX || buttons.some((button) => button.id.length > PAYLOAD_MAX)) return 63005;
  return undefined;
}
