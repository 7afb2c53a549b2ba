import { GraphError } from "./graph-error";
import { isFields } from "./http";
import { fill, listOf, variablesOf } from "./templates";
import type { Button, Fields, Template } from "./types";
import type { World } from "./world";

/** What an accepted template call says. */
export interface TemplateCall {
  template: Template;
  params: string[];
  buttons: Button[];
}

const BODY_MAX = 1024;
const PAYLOAD_MAX = 256;

/** Checks the `template` object of a call as strictly as Meta does. */
export function checkTemplate(world: World, value: unknown): TemplateCall {
  if (!isFields(value)) throw new GraphError(131008, "Required parameter 'template' is missing");
  const template = findTemplate(world, value);
  const components = value.components ?? [];
  if (!Array.isArray(components)) throw new GraphError(100, "Param template['components'] must be an array");
  const parts = listOf(components);
  for (const part of parts) {
    if (!["header", "body", "button"].includes(String(part.type).toLowerCase())) {
      throw new GraphError(100, `Param template['components'] has an unknown type "${String(part.type)}"`);
    }
  }
  checkHeader(world, template, one(parts, "header"));
  const params = checkBody(template, one(parts, "body"));
  const given = parts.filter((p) => String(p.type).toLowerCase() === "button");
  return { template, params, buttons: checkButtons(template, given) };
}

function one(parts: Fields[], type: string): Fields | undefined {
  const found = parts.filter((p) => String(p.type).toLowerCase() === type);
  if (found.length > 1) throw new GraphError(100, `Only one component of type ${type} is allowed`);
  return found[0];
}

function findTemplate(world: World, value: Fields): Template {
  const name = value.name;
  if (typeof name !== "string" || !name) throw new GraphError(131008, "Parameter template.name is missing");
  const code = isFields(value.language) ? value.language.code : undefined;
  if (typeof code !== "string" || !code) {
    throw new GraphError(131008, "Parameter template.language.code is missing");
  }
  const template = world.template(name, code);
  if (template?.status === "PAUSED") throw new GraphError(132015, `Template ${name} is paused`);
  if (template?.status === "DISABLED") throw new GraphError(132016, `Template ${name} is disabled`);
  if (template?.status !== "APPROVED") {
    throw new GraphError(132001, `template name (${name}) does not exist in ${code}`);
  }
  return template;
}

/** The text of one parameter; `where` goes into the refusal. */
function textOf(parameter: Fields, where: string): string {
  if (parameter.type !== "text") {
    throw new GraphError(
      132012,
      `${where}: expected a parameter of type text, got ${String(parameter.type)}`,
    );
  }
  const { text } = parameter;
  if (typeof text !== "string" || text === "") {
    throw new GraphError(131008, `${where}: Parameter of type text is missing text value`);
  }
  if (/[\n\r\t]/.test(text) || / {5,}/.test(text)) {
    throw new GraphError(
      132012,
      `${where}: Param text cannot have new-line/tab characters or more than 4 consecutive spaces`,
    );
  }
  return text;
}

function checkHeader(world: World, template: Template, part: Fields | undefined): void {
  const { header } = template;
  const parameters = listOf(part?.parameters);
  const expected = !header ? 0 : header.format === "TEXT" ? variablesOf(header.text).length : 1;
  if (parameters.length !== expected) {
    throw new GraphError(
      expected > 0 && header?.format !== "TEXT" ? 132012 : 132000,
      `header: number of localizable_params (${parameters.length}) does not match the expected number of params (${expected})`,
    );
  }
  const [first] = parameters;
  if (!header || !first) return;
  if (header.format === "TEXT") {
    textOf(first, "header");
    return;
  }
  const type = header.format.toLowerCase();
  const media = first[type];
  const named = isFields(media) && (typeof media.id === "string" || typeof media.link === "string");
  if (first.type !== type || (!named && type !== "location")) {
    throw new GraphError(132012, `header: Format mismatch, expected ${header.format}`);
  }
  if (type === "location") checkPlace(first.location);
  else if (isFields(media) && typeof media.id === "string" && !world.media.has(media.id)) {
    throw new GraphError(131009, `header: the media id ${media.id} is not known or has expired`);
  }
}

function checkPlace(place: unknown): void {
  const given = isFields(place) ? place : {};
  const numbers = Number.isFinite(Number(given.latitude)) && Number.isFinite(Number(given.longitude));
  if (!numbers || typeof given.name !== "string" || typeof given.address !== "string") {
    throw new GraphError(131008, "header: a location has latitude, longitude, name and address");
  }
}

function checkBody(template: Template, part: Fields | undefined): string[] {
  const names = variablesOf(template.body);
  const parameters = listOf(part?.parameters);
  if (parameters.length !== names.length) {
    throw new GraphError(
      132000,
      `body: number of localizable_params (${parameters.length}) does not match the expected number of params (${names.length})`,
    );
  }
  const params =
    template.parameterFormat === "NAMED"
      ? names.map((name) => namedParameter(parameters, name))
      : parameters.map((p) => textOf(p, "body"));
  const length = [...fill(template.body, params)].length;
  if (length > BODY_MAX) {
    throw new GraphError(132005, `body: Translated text too long (${length} of ${BODY_MAX} characters)`);
  }
  return params;
}

function namedParameter(parameters: Fields[], name: string): string {
  const found = parameters.find((p) => p.parameter_name === name);
  if (!found) throw new GraphError(132000, `body: parameter_name ${name} is missing`);
  return textOf(found, `body.${name}`);
}

function checkButtons(template: Template, given: Fields[]): Button[] {
  const byIndex = new Map<number, Fields>();
  for (const part of given) {
    const index = Number(part.index);
    const button = template.buttons[index];
    const sub = String(part.sub_type).toUpperCase();
    if (!Number.isInteger(index) || part.index === "" || !button) {
      throw new GraphError(131009, `button: there is no button at index ${String(part.index)}`);
    }
    if (byIndex.has(index)) throw new GraphError(131009, `button: index ${index} is given twice`);
    if (sub !== button.type) {
      throw new GraphError(132012, `button at index ${index}: expected ${button.type}, got ${sub}`);
    }
    byIndex.set(index, part);
  }
  const taps: Button[] = [];
  template.buttons.forEach((button, index) => {
    const part = byIndex.get(index);
    if (button.type === "URL") checkUrl(button.url ?? "", part, index);
    if (button.type === "QUICK_REPLY")
      taps.push({ id: payloadOf(part, index) ?? button.text, title: button.text });
  });
  return taps;
}

function payloadOf(part: Fields | undefined, index: number): string | null {
  if (!part) return null;
  const parameters = listOf(part.parameters);
  const payload = parameters[0]?.payload;
  if (
    parameters.length !== 1 ||
    parameters[0]?.type !== "payload" ||
    typeof payload !== "string" ||
    !payload
  ) {
    throw new GraphError(
      131008,
      `button at index ${index}: exactly one parameter of type payload is expected`,
    );
  }
  if (payload.length > PAYLOAD_MAX) {
    throw new GraphError(
      131009,
      `button at index ${index}: payload is longer than ${PAYLOAD_MAX} characters`,
    );
  }
  return payload;
}

function checkUrl(url: string, part: Fields | undefined, index: number): void {
  const dynamic = variablesOf(url).length > 0;
  const parameters = listOf(part?.parameters);
  if (parameters.length !== (dynamic ? 1 : 0)) {
    throw new GraphError(
      dynamic ? 131008 : 132000,
      `button at index ${index}: URL needs ${dynamic ? 1 : 0} suffix`,
    );
  }
  const [first] = parameters;
  if (!first) return;
  const suffix = textOf(first, `button at index ${index}`);
  if (!/^[A-Za-z0-9\-._~!$&'()*+,;=@/?#%]*$/.test(suffix) || /%(?![0-9A-Fa-f]{2})/.test(suffix)) {
    throw new GraphError(132012, `button at index ${index}: the URL suffix must be percent-encoded`);
  }
}
