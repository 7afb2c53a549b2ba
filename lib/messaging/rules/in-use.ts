const SHOWN = 3;

/** Why a number cannot go yet: what goes out from it, by name. */
export function inUseWords(names: readonly string[]): string {
  const shown = names.slice(0, SHOWN).map((name) => `“${name}”`);
  const more = names.length - shown.length;
  const list = more > 0 ? [...shown, `${more} more`] : shown;
  const last = list.pop();
  const all = list.length > 0 ? `${list.join(", ")} and ${last}` : last;
  return names.length === 1
    ? `${all} goes out from this number and has not ended. Send it, give it up or stop it, or move it to another number, first.`
    : `${all} go out from this number and have not ended. Send them, give them up or stop them, or move them to another number, first.`;
}
