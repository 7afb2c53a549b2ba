import { variablesOf } from "@/lib/kernel/template-text";

/** What stands where a household's own link will: the link itself is a secret until its message leaves. */
export const LINK_WORDS = "(their own link)";

/** A message as the guest will read it, its variables filled in the provider's order; null is the household's own link. */
export function renderTemplate(
  body: string,
  params: readonly (string | null)[],
  link: string = LINK_WORDS,
): string {
  const names = variablesOf(body);
  return body.replace(/\{\{\s*([A-Za-z0-9_]+)\s*\}\}/g, (whole, name: string) => {
    const value = params[names.indexOf(name)];
    return value === null ? link : (value ?? whole);
  });
}

/** Everything a guest reads of a message: the line on top, the text, the small line at the end. */
export const wholeMessage = (
  template: { header: { text?: string } | null; footer: string | null },
  text: string,
): string => [template.header?.text, text, template.footer].filter(Boolean).join("\n\n");
