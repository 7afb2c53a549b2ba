/** What a form of a page holds, as a browser without scripts would send it. */
export interface PlainForm {
  action: string;
  controls: Control[];
}

interface Control {
  name: string;
  value: string;
  kind: string;
  checked: boolean;
  /** The words of the label around it. */
  label: string;
}

const ENTITIES: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', "#x27": "'", "#39": "'" };
const plain = (text: string): string =>
  text
    .replaceAll("<!-- -->", "")
    .replace(/<[^>]*>/g, " ")
    .replace(/&(#?\w+);/g, (whole, name: string) => ENTITIES[name] ?? whole)
    .replace(/\s+/g, " ")
    .trim();

function attributes(tag: string): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [, name, value] of tag.matchAll(/([a-zA-Z-]+)(?:="([^"]*)")?/g))
    found[name!.toLowerCase()] = plain(value ?? "");
  return found;
}

/** The forms of a page, in their order. */
export function formsOf(html: string): PlainForm[] {
  return [...html.matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/g)].map(([, head, inside]) => ({
    action: attributes(head!).action ?? "",
    controls: controlsOf(inside!),
  }));
}

function controlsOf(html: string): Control[] {
  const labels = [...html.matchAll(/<label\b[^>]*>([\s\S]*?)<\/label>/g)];
  return [...html.matchAll(/<(input|button)\b([^>]*)>/g)].flatMap((found) => {
    const { name, value = "", type = found[1]!, ...rest } = attributes(found[2]!);
    if (!name) return [];
    const around = labels.find((one) => one.index < found.index && found.index < one.index + one[0].length);
    return [{ name, value, kind: type, checked: "checked" in rest, label: plain(around?.[1] ?? "") }];
  });
}

const isChoice = ({ kind }: Control) => kind === "radio" || kind === "checkbox";
const isButton = ({ kind }: Control) => kind === "submit" || kind === "button";

/** What is sent: everything as it stands but the choices, which the guest makes; and the button that was pressed. */
export function filledIn(form: PlainForm, chosen: ReadonlySet<Control>, pressed?: Control): URLSearchParams {
  const sent = form.controls.filter((one) =>
    isButton(one) ? one === pressed : isChoice(one) ? chosen.has(one) : true,
  );
  return new URLSearchParams(sent.map(({ name, value }) => [name, value]));
}
