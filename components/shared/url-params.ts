type Change = Record<string, string | number | readonly string[] | null | undefined>;

/** The same view with some parameters changed; `null` removes one. Any change goes back to the first page.
 * Links made with it say prefetch={false}: each would run the list's query for a view nobody asked for. */
export function hrefWith(pathname: string, search: URLSearchParams | string, change: Change): string {
  const next = new URLSearchParams(search);
  if (!("page" in change)) next.delete("page");
  if (!("after" in change)) next.delete("after");
  for (const [key, value] of Object.entries(change)) {
    next.delete(key);
    if (value === null || value === undefined || value === "") continue;
    for (const one of Array.isArray(value) ? value : [String(value)]) next.append(key, one);
  }
  const query = next.toString();
  return query ? `${pathname}?${query}` : pathname;
}

/** Takes one value of a parameter away and leaves its others. */
export function hrefWithout(
  pathname: string,
  search: URLSearchParams | string,
  key: string,
  value?: string,
): string {
  const left =
    value === undefined ? [] : new URLSearchParams(search).getAll(key).filter((one) => one !== value);
  return hrefWith(pathname, search, { [key]: left });
}
