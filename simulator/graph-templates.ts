import { GraphError } from "./graph-error";
import type { Call, Reply } from "./http";
import { isFields, json, jsonObject } from "./http";
import { listOf, makeTemplate, showTemplate, variablesOf } from "./templates";
import type { Fields, Template } from "./types";
import type { World } from "./world";
import { templateLine } from "./world";

const CATEGORIES = ["MARKETING", "UTILITY", "AUTHENTICATION"];

/** GET /{waba_id}/message_templates. */
export function listTemplates(world: World, call: Call): Reply {
  const wanted = call.query.get("fields")?.split(",");
  const limit = Math.min(Math.max(Number(call.query.get("limit") ?? 25) || 25, 1), 1000);
  const start = Number(Buffer.from(call.query.get("after") ?? "", "base64url").toString()) || 0;
  const all = [...world.templates.values()].filter((t) =>
    (["name", "status", "language", "category"] as const).every((key) => {
      const filter = call.query.get(key);
      return filter === null || t[key].toLowerCase() === filter.toLowerCase();
    }),
  );
  const data = all.slice(start, start + limit).map((t) => narrow(showTemplate(t), wanted));
  const cursor = (at: number) => Buffer.from(String(at)).toString("base64url");
  const more = start + limit < all.length;
  const cursors = { before: cursor(start), after: cursor(start + data.length) };
  const next = new URLSearchParams(call.query);
  next.set("after", cursors.after);
  const link = `http://${call.headers.host ?? "127.0.0.1"}${call.path}?${next}`;
  return json({ data, paging: { cursors, ...(more ? { next: link } : {}) } });
}

function narrow(shown: Fields, wanted: string[] | undefined): Fields {
  if (!wanted) return shown;
  return Object.fromEntries(Object.entries(shown).filter(([key]) => key === "id" || wanted.includes(key)));
}

function bad(details: string, subcode = 2388023): never {
  throw new GraphError(100, details, { subcode });
}

/** POST /{waba_id}/message_templates: pending now, approved a little later. */
export function createTemplate(world: World, call: Call): Reply {
  const body = jsonObject(call.body);
  if (!body) throw new GraphError(100, "The request body is not a JSON object");
  const { name, language } = body;
  if (typeof name !== "string" || !/^[a-z0-9_]{1,512}$/.test(name)) {
    bad("Template name must be lowercase letters, digits and underscores, at most 512 characters");
  }
  if (typeof language !== "string" || !/^[a-z]{2,3}(_[A-Za-z]{2,4})?$/.test(language)) {
    bad("Param language is not a known language code");
  }
  const category = String(body.category ?? "").toUpperCase();
  if (!CATEGORIES.includes(category)) bad(`Param category must be one of ${CATEGORIES.join(", ")}`);
  if (world.template(name, language)) bad("There is already content in this language", 2388024);
  const components = listOf(body.components);
  checkComponents(components, String(body.parameter_format ?? "").toUpperCase() === "NAMED");
  const template = makeTemplate({
    id: String(1700000000000001 + world.templates.size),
    name,
    language,
    category,
    components,
    status: "PENDING",
    named: String(body.parameter_format ?? "").toUpperCase() === "NAMED",
  });
  world.addTemplate(template);
  world.journal?.add(templateLine(template));
  world.scheduler.after(world.config.approvalMs, () => {
    if (template.status === "PENDING") setTemplateStatus(world, template, "APPROVED");
  });
  return json({ id: template.id, status: "PENDING", category });
}

function checkComponents(components: Fields[], named: boolean): void {
  const part = (type: string) => {
    const found = components.filter((c) => String(c.type).toUpperCase() === type);
    if (found.length > 1) bad(`Only one ${type} component is allowed`);
    return found[0];
  };
  const text = (type: string) => String(part(type)?.text ?? "");
  const body = text("BODY");
  if (!body) bad("A BODY component with a text is required");
  if (body.length > 1024) bad("The BODY text is longer than 1024 characters");
  if (text("FOOTER").length > 60) bad("The FOOTER text is longer than 60 characters");
  if (text("HEADER").length > 60) bad("The HEADER text is longer than 60 characters");
  const variables = variablesOf(body);
  const inOrder = variables.every((v, i) => v === String(i + 1));
  if (/^\s*\{\{|\}\}\s*$/.test(body)) bad("Variables can't be at the start or end of the template", 2388299);
  const example = isFields(part("BODY")?.example) ? (part("BODY")?.example as Fields) : {};
  const samples = named
    ? listOf(example.body_text_named_params)
    : (example.body_text as unknown[] | undefined)?.[0];
  if (variables.length > 0 && (!Array.isArray(samples) || samples.length !== variables.length)) {
    bad("Message template components param is missing expected field(s): example", 2388043);
  }
  const header = part("HEADER");
  const media = ["IMAGE", "VIDEO", "DOCUMENT"].includes(String(header?.format).toUpperCase());
  if (media && !(isFields(header?.example) && Array.isArray(header.example.header_handle))) {
    bad("A media HEADER needs an example with a header_handle", 2388273);
  }
  if (!named && !inOrder) bad("The variables of the BODY must be {{1}}, {{2}}, ... in order");
  if (named && variables.some((v) => /^\d+$/.test(v))) bad("Named variables must not be numbers");
  checkTemplateButtons(components);
}

function checkTemplateButtons(components: Fields[]): void {
  const found = components.find((c) => String(c.type).toUpperCase() === "BUTTONS");
  const buttons = listOf(found?.buttons);
  if (buttons.length > 10) bad("A template has at most 10 buttons");
  const types = buttons.map((b) => String(b.type).toUpperCase());
  const groups = types.filter((t, i) => t === "QUICK_REPLY" && types[i - 1] !== "QUICK_REPLY").length;
  if (groups > 1) bad("Quick reply buttons must be grouped, not interleaved with other kinds");
  if (types.filter((t) => t === "URL").length > 2) bad("A template has at most 2 URL buttons");
  if (types.filter((t) => t === "PHONE_NUMBER").length > 1) bad("A template has at most 1 phone button");
  for (const button of buttons) {
    const label = isFields(button) ? String(button.text ?? "") : "";
    if (label.length < 1 || label.length > 25) bad("A button label has 1 to 25 characters");
    const url = String(button.url ?? "");
    if (url.length > 2000) bad("A button URL has at most 2000 characters");
    if (variablesOf(url).length > 0 && !Array.isArray(button.example)) {
      bad("A URL with a variable needs an example", 2388043);
    }
    if (variablesOf(url).length > 0 && !/\{\{\s*\w+\s*\}\}$/.test(url)) {
      bad("The variable of a URL must stand at its end");
    }
  }
}

/** Changes a template's status and tells the webhook. */
export function setTemplateStatus(world: World, template: Template, status: string): void {
  template.status = status;
  world.journal?.add(templateLine(template));
  world.deliverField("message_template_status_update", {
    event: status,
    message_template_id: Number(template.id),
    message_template_name: template.name,
    message_template_language: template.language.replace("_", "-"),
    reason: status === "REJECTED" ? "INVALID_FORMAT" : "NONE",
    message_template_category: template.category,
    ...(status === "PAUSED"
      ? { other_info: { title: "FIRST_PAUSE", description: "Paused by the test" } }
      : {}),
  });
}
