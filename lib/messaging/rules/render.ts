/** The message as the guest will read it: {{1}}, {{2}}, … filled in order. */
export const renderTemplate = (body: string, params: readonly string[]): string =>
  body.replace(/\{\{(\d+)\}\}/g, (whole, index: string) => params[Number(index) - 1] ?? whole);
