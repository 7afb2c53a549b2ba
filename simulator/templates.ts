import { isFields } from "./http";
import type { Fields, Template, TemplateButton } from "./types";

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}

/** The list of objects under a key, or an empty one. */
export function listOf(value: unknown): Fields[] {
  return Array.isArray(value) ? value.filter(isFields) : [];
}

interface Draft {
  id: string;
  name: string;
  language: string;
  category: string;
  components: Fields[];
  status: string;
  named?: boolean;
}

/** A registry entry from the components of the Graph API. */
export function makeTemplate(draft: Draft): Template {
  const find = (type: string) => draft.components.find((c) => text(c.type).toUpperCase() === type);
  const header = find("HEADER");
  const buttons: TemplateButton[] = listOf(find("BUTTONS")?.buttons).map((b) => ({
    type: text(b.type).toUpperCase(),
    text: text(b.text),
    ...(typeof b.url === "string" ? { url: b.url } : {}),
  }));
  return {
    id: draft.id,
    name: draft.name,
    language: draft.language,
    status: draft.status,
    category: draft.category,
    parameterFormat: draft.named ? "NAMED" : "POSITIONAL",
    components: draft.components,
    body: text(find("BODY")?.text),
    header: header ? { format: text(header.format).toUpperCase() || "TEXT", text: text(header.text) } : null,
    buttons,
  };
}

/** The variables of a text, in order of first appearance: `{{1}}` or `{{guest_name}}`. */
export function variablesOf(body: string): string[] {
  return [...new Set([...body.matchAll(/\{\{\s*([a-z0-9_]+)\s*\}\}/g)].map((m) => m[1] as string))];
}

/** The body with its values; `values` follows the order of `variablesOf`. */
export function fill(body: string, values: readonly string[]): string {
  const names = variablesOf(body);
  return body.replace(/\{\{\s*([a-z0-9_]+)\s*\}\}/g, (whole, name: string) => {
    return values[names.indexOf(name)] ?? whole;
  });
}

/** The template as GET message_templates shows it. */
export function showTemplate(t: Template): Fields {
  return {
    name: t.name,
    parameter_format: t.parameterFormat,
    components: t.components,
    language: t.language,
    status: t.status,
    category: t.category,
    quality_score: { score: t.status === "APPROVED" ? "GREEN" : "UNKNOWN", date: 0 },
    id: t.id,
  };
}

const EXAMPLE = [["Asha Mehta", "Rohan & Priya", "Sangeet · Wedding", "5 (4 adults, 1 child)"]];

function invitation(id: string, language: string, body: string, labels: string[]): Template {
  return makeTemplate({
    id,
    name: "family_invitation",
    language,
    category: "MARKETING",
    status: "APPROVED",
    components: [
      { type: "BODY", text: body, example: { body_text: EXAMPLE } },
      { type: "BUTTONS", buttons: labels.map((label) => ({ type: "QUICK_REPLY", text: label })) },
    ],
  });
}

/** The templates that exist, approved, from the first moment. */
export function seededTemplates(): Template[] {
  return [
    invitation(
      "1700000000000001",
      "en",
      "Namaste {{1}}, you are lovingly invited by {{2}} to: {{3}}. We have kept {{4}} places for you. " +
        "Please reply: 1 = Yes, all of us; 2 = Some of us, or some functions; 3 = Sorry, cannot come. " +
        "Reply STOP to stop these messages.",
      ["Yes, all of us", "Some of us", "Sorry, can't come"],
    ),
    invitation(
      "1700000000000002",
      "hi",
      "नमस्ते {{1}}, {{2}} की ओर से आपको सप्रेम आमंत्रण है: {{3}}। हमने आपके लिए {{4}} स्थान रखे हैं। " +
        "कृपया उत्तर दें: 1 = हाँ, हम सब आएँगे; 2 = हममें से कुछ, या कुछ समारोह; 3 = क्षमा करें, नहीं आ पाएँगे। " +
        "ये संदेश बंद करने के लिए STOP लिखें।",
      ["हाँ, हम सब आएँगे", "हममें से कुछ", "क्षमा करें, नहीं आएँगे"],
    ),
  ];
}
