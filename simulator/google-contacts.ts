import type { People, PersonJson } from "./google-people";

/** Google's types, by the words its CSV writes for them. */
const TYPES: Record<string, string> = { Mobile: "mobile", Work: "work", Home: "home" };

/** One row of a Google CSV as the People API tells of the same contact; `label` gives a label's resource name. */
export function personOf(
  header: readonly string[],
  cells: readonly string[],
  id: string,
  label: (name: string) => string,
): PersonJson {
  const cell = (heading: string) => cells[header.indexOf(heading)] ?? "";
  const valued = (kind: string, n: number) => {
    const value = cell(`${kind} ${n} - Value`);
    const word = cell(`${kind} ${n} - Label`);
    const type = word.replace(/^\* /, "");
    const metadata = { primary: word.startsWith("* "), source: { type: "CONTACT", id } };
    return value === "" ? [] : [{ value, type: TYPES[type] ?? type, formattedType: type, metadata }];
  };
  const custom = (n: number) => {
    const key = cell(`Custom Field ${n} - Label`);
    return key === "" ? [] : [{ key, value: cell(`Custom Field ${n} - Value`) }];
  };
  const [givenName, familyName] = [cell("First Name"), cell("Last Name")];
  const labels = cell("Labels")
    .split(" ::: ")
    .map((name) => (name === "* myContacts" ? "contactGroups/myContacts" : label(name)));
  return {
    resourceName: `people/${id}`,
    names: [
      {
        displayName: `${givenName} ${familyName}`,
        displayNameLastFirst: `${familyName}, ${givenName}`,
        givenName,
        familyName,
        honorificPrefix: cell("Name Prefix"),
        metadata: { primary: true, source: { type: "CONTACT", id } },
      },
    ],
    phoneNumbers: [...valued("Phone", 1), ...valued("Phone", 2)],
    emailAddresses: valued("E-mail", 1),
    addresses: cell("Address 1 - Formatted")
      ? [{ formattedValue: cell("Address 1 - Formatted"), type: "home", city: cell("Address 1 - City") }]
      : [],
    biographies: cell("Notes") ? [{ value: cell("Notes"), contentType: "TEXT_PLAIN" }] : [],
    memberships: labels.map((contactGroupResourceName) => ({
      contactGroupMembership: {
        contactGroupResourceName,
        contactGroupId: contactGroupResourceName.split("/")[1],
      },
    })),
    userDefined: [...custom(1), ...custom(2)],
    // Fields nobody asked for, and one that does not exist yet: neither may matter.
    photos: [{ url: "https://lh3.example/photo.jpg", default: true }],
    somethingNew: { of: "2030" },
  };
}

/** Fills an account with the rows of a Google CSV, as `people/c1`, `people/c2`, … */
export function fillContacts(
  people: People,
  header: readonly string[],
  rows: Iterable<readonly string[]>,
): PersonJson[] {
  const labels = new Map<string, string>();
  const label = (name: string) => {
    const known = labels.get(name) ?? people.label(name);
    labels.set(name, known);
    return known;
  };
  const filled: PersonJson[] = [];
  for (const cells of rows) {
    const person = personOf(header, cells, `c${filled.length + 1}`, label);
    people.put(person);
    filled.push(person);
  }
  return filled;
}
