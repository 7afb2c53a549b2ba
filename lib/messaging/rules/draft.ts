import { variablesOf } from "@/lib/kernel/template-text";
import { BODY_MAX, type Fill, fillsOf } from "./parameters";
import { renderTemplate } from "./render";

export interface Draft {
  name: string;
  body: string;
  footer: string | null;
  buttons: readonly string[];
  linkButton: string | null;
  fills: readonly Fill[];
}

const FOOTER_MAX = 60;
const LABEL_MAX = 25;
/** More are not shown on a computer, and the answers to an invitation are three. */
const BUTTONS_MAX = 3;

/** Why WhatsApp would refuse this text, in words, or null. Asked before it is submitted: each refusal costs a day. */
export function problemOfDraft(draft: Draft): string | null {
  const { name, body, footer, buttons, linkButton, fills } = draft;
  const variables = variablesOf(body);
  if (!/^[a-z0-9_]{3,60}$/.test(name))
    return "The name has small letters, digits and _ alone, for example family_invitation_2.";
  if (body.trim() === "") return "Write the message.";
  if (body.length > BODY_MAX) return `The message has ${body.length} characters; WhatsApp takes ${BODY_MAX}.`;
  if (/^\s*\{\{|\}\}\s*$/.test(body))
    return "WhatsApp refuses a message that begins or ends with a place to fill. Put a word before the first and after the last.";
  if (variables.some((one, place) => one !== String(place + 1)))
    return "Number the places {{1}}, {{2}}, {{3}}, … without a gap.";
  if (/\}\}\s*\{\{/.test(body)) return "Put a word between two places to fill.";
  if (/\n{3,}/.test(body)) return "WhatsApp takes at most one empty line in a row.";
  if (fills.length !== variables.length) return "Say for each place what it is filled with.";
  if (footer !== null && (footer.length > FOOTER_MAX || /\{\{/.test(footer)))
    return `The small line at the end has ${FOOTER_MAX} characters at most and nothing to fill.`;
  if (buttons.length > BUTTONS_MAX) return `Use ${BUTTONS_MAX} answer buttons at most.`;
  const labels = [...buttons, ...(linkButton === null ? [] : [linkButton])];
  if (labels.some((label) => label.trim() === "" || label.length > LABEL_MAX))
    return `A button has 1 to ${LABEL_MAX} characters.`;
  if (new Set(labels).size < labels.length) return "Two buttons say the same.";
  return labels.some((label) => /[{}\n*_~]/.test(label)) ? "A button is plain words." : null;
}

const EXAMPLES: Record<Exclude<Fill["kind"], "text">, string> = {
  family: "Gupta Family",
  hosts: "Meera and Rajesh Sharma",
  functions: "Sangeet, Wedding",
  places: "3 (2 adults, 1 child)",
  deadline: "5 February",
  link: "https://example.com/g/3pTq8Zk2",
  function: "Sangeet",
  was: "Fri, 20 Nov, 7:00 pm",
  now: "Sat, 21 Nov, 6:00 pm",
  place: "Rambagh Palace, Jaipur",
};

/** What stands in a place, for whoever reads the text without a family in mind. */
export const exampleOf = (fill: Fill): string => (fill.kind === "text" ? fill.text : EXAMPLES[fill.kind]);

/** A message as a family of three would read it; what nobody has explained yet stays in its brackets. */
export function sampleOf(
  template: { body: string; parameters: readonly string[]; fills: readonly (Fill | null)[] | null },
  hosts: string,
): string {
  const { body, parameters, fills } = template;
  const chosen = fills?.every((fill) => fill !== null) ? (fills as readonly Fill[]) : null;
  return renderTemplate(
    body,
    fillsOf(parameters, chosen).map((fill, place) => {
      if (fill === null) return `{{${parameters[place]}}}`;
      if (fill.kind === "link") return null;
      return fill.kind === "hosts" ? hosts : exampleOf(fill);
    }),
  );
}
