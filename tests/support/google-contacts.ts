import { CONTACTS_HEADER, generateContacts } from "@/db/seed/generate-guests";
import type { People, PersonJson } from "./google-people";

/** Google's types, by the words its CSV writes for them. */
const TYPES: Record<string, string> = { Mobile: "mobile", Work: "work", Home: "home" };

/** One row of a Google CSV (under CONTACTS_HEADER) as the People API tells of the same contact. */
export function personOf(cells: readonly string[], id: string, label: (name: string) => string): PersonJson {
  const cell = (heading: string) => cells[CONTACTS_HEADER.indexOf(heading)] ?? "";
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

/** Fills an account with the demo's families. Same numbers, same contacts; returns their CSV rows beside them. */
export function fillContacts(
  people: People,
  options: { guests: number; seed: number },
): { cells: string[]; person: PersonJson }[] {
  const labels = new Map<string, string>();
  const label = (name: string) => {
    const known = labels.get(name) ?? people.label(name);
    labels.set(name, known);
    return known;
  };
  const filled: { cells: string[]; person: PersonJson }[] = [];
  for (const cells of generateContacts(options)) {
    const person = personOf(cells, `c${filled.length + 1}`, label);
    people.put(person);
    filled.push({ cells, person });
  }
  return filled;
}
