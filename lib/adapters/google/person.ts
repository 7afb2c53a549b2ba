import { z } from "zod";
import type { RemoteContact } from "@/lib/imports/ports";

/** The fields asked for; those read below. Sync tokens are bound to this list: changing it makes every next sync a full one. */
export const PERSON_FIELDS =
  "addresses,biographies,emailAddresses,memberships,metadata,names,nicknames,organizations,phoneNumbers,relations,userDefined";

const text = z.string().nullish();
const primary = z.object({ primary: z.boolean().nullish() }).nullish();
const listOf = <T extends z.ZodType>(item: T) =>
  z
    .array(item)
    .nullish()
    .transform((list): z.output<T>[] => list ?? []);
const value = z.object({ value: text, type: text, metadata: primary });

/** People API v1, Person: only what is used. Unknown fields are dropped, absent and null are the same. */
const person = z.object({
  resourceName: z.string().min(1),
  etag: text,
  metadata: z
    .object({
      deleted: z.boolean().nullish(),
      sources: listOf(z.object({ type: text, updateTime: text })),
    })
    .nullish(),
  names: listOf(
    z.object({
      displayName: text,
      givenName: text,
      middleName: text,
      familyName: text,
      honorificPrefix: text,
      honorificSuffix: text,
    }),
  ),
  phoneNumbers: listOf(value.extend({ canonicalForm: text })),
  emailAddresses: listOf(value),
  addresses: listOf(
    z.object({
      formattedValue: text,
      type: text,
      streetAddress: text,
      extendedAddress: text,
      city: text,
      region: text,
      postalCode: text,
      country: text,
    }),
  ),
  biographies: listOf(z.object({ value: text, contentType: text })),
  organizations: listOf(z.object({ name: text })),
  memberships: listOf(
    z.object({ contactGroupMembership: z.object({ contactGroupResourceName: text }).nullish() }),
  ),
  nicknames: listOf(z.object({ value: text })),
  relations: listOf(z.object({ person: text, type: text })),
  userDefined: listOf(z.object({ key: text, value: text })),
});
type Person = z.output<typeof person>;

/** One entry of a page as a contact, or null where it cannot be read. `groups`: label names by resource name. */
export function readPerson(entry: unknown, groups: ReadonlyMap<string, string>): RemoteContact | null {
  const parsed = person.safeParse(entry);
  if (!parsed.success) return null;
  const p = parsed.data;
  const updateTime = p.metadata?.sources.find((source) => source.type === "CONTACT")?.updateTime;
  return {
    resourceName: p.resourceName,
    etag: p.etag ?? "",
    ...filled({ updateTime }),
    ...(p.metadata?.deleted ? { deleted: true as const } : {}),
    names: p.names.map((name) =>
      filled({
        display: name.displayName,
        given: name.givenName,
        middle: name.middleName,
        family: name.familyName,
        prefix: name.honorificPrefix,
        suffix: name.honorificSuffix,
      }),
    ),
    phones: p.phoneNumbers.flatMap((phone) =>
      withValue(phone).map((read) => ({ ...read, ...filled({ canonicalForm: phone.canonicalForm }) })),
    ),
    emails: p.emailAddresses.flatMap(withValue),
    addresses: p.addresses.map((address) => filled({ formatted: addressText(address), type: address.type })),
    biographies: texts(p.biographies.map(plainText)),
    organizations: texts(p.organizations.map(({ name }) => name)),
    groups: texts(
      p.memberships.map((one) => groups.get(one.contactGroupMembership?.contactGroupResourceName ?? "")),
    ),
    nicknames: texts(p.nicknames.map((nickname) => nickname.value)),
    relations: p.relations.flatMap((one) =>
      one.person ? [{ person: one.person, ...filled({ type: one.type }) }] : [],
    ),
    custom: p.userDefined.flatMap(({ key, value }) => (key && value ? [{ label: key, value }] : [])),
  };
}

function withValue(item: z.output<typeof value>) {
  if (!item.value) return [];
  return [
    {
      value: item.value,
      ...filled({ type: item.type }),
      ...(item.metadata?.primary ? { primary: true as const } : {}),
    },
  ];
}

function addressText(address: Person["addresses"][number]): string {
  const { streetAddress, extendedAddress, city, region, postalCode, country } = address;
  return (
    address.formattedValue ||
    texts([streetAddress, extendedAddress, city, region, postalCode, country]).join(", ")
  );
}

const ENTITIES: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'", nbsp: " " };

/** Notes of imported profiles may be HTML. */
function plainText(note: Person["biographies"][number]): string {
  if (note.contentType !== "TEXT_HTML") return note.value ?? "";
  return (note.value ?? "")
    .replace(/<(?:br|\/p|\/div)\b[^>]*>/gi, "\n")
    .replace(/<[^>]*>/g, "")
    .replace(/&(amp|lt|gt|quot|#39|nbsp);/g, (_, name: string) => ENTITIES[name]!)
    .trim();
}

const texts = (list: (string | null | undefined)[]): string[] =>
  list.filter((one): one is string => typeof one === "string" && one !== "");

/** Without the keys that hold nothing. */
function filled<K extends string>(fields: Record<K, string | null | undefined>): Partial<Record<K, string>> {
  return Object.fromEntries(Object.entries(fields).filter(([, one]) => one)) as Partial<Record<K, string>>;
}
