import { sql } from "drizzle-orm";
import {
  check,
  foreignKey,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import type { Restriction } from "@/lib/messaging/ports";
import type { Announced } from "@/lib/messaging/rules/announced";
import { at, createdAt, id, oneOf, weddingId } from "./columns";
import { weddings } from "./weddings";

/** `paused`: it writes to nobody first, and still answers. `stopped`: nothing leaves. */
export const SENDER_STATES = ["active", "paused", "stopped"] as const;

export const PROVIDERS = ["meta", "twilio", "wa_link"] as const;
/** `wa_link`: a relative's own phone, from which each message is sent by hand. */
export type ProviderKind = (typeof PROVIDERS)[number];

/** A number that messages leave from. Its secrets live in the environment, never here. */
export const senders = pgTable(
  "senders",
  {
    id: id(),
    weddingId: weddingId().references(() => weddings.id, { onDelete: "cascade" }),
    provider: text("provider").$type<ProviderKind>().notNull(),
    /** How the family calls it, where it is not the number: "Mausi's phone". */
    label: text("label"),
    /** What the provider calls the number: Meta's id, Twilio's number with +, an id of ours for a relative's phone. */
    phoneNumberId: text("phone_number_id").notNull(),
    /** Meta's business account, Twilio's account; an id of ours for a relative's phone. */
    businessAccountId: text("business_account_id").notNull(),
    displayNumber: text("display_number").notNull(),
    /** Messages per second; Meta counts inbound and outbound together, so the default stays under its 80. */
    ratePerSecond: integer("rate_per_second").notNull().default(60),
    state: text("state").$type<(typeof SENDER_STATES)[number]>().notNull().default("active"),
    stateReason: text("state_reason"),
    /** What it may not do for now, each with its own end. */
    restrictions: jsonb("restrictions").$type<Restriction[]>().notNull().default([]),
    /** People the number's portfolio may write to first within 24 hours, as the provider said last; null: not known, or no limit. */
    dailyLimit: integer("daily_limit"),
    /** People never written to before who may be written to within an hour; null: no such limit. */
    newPerHour: integer("new_per_hour"),
    /** The provider's own word for how guests take its messages: GREEN, YELLOW, RED. */
    quality: text("quality"),
    checkedAt: at("checked_at"),
    /** Since when it is no number of this wedding any more: nothing leaves, and what still comes is dealt with. */
    disconnectedAt: at("disconnected_at"),
    /** ISO 3166 codes the provider lets this number not write to (130497). */
    blockedCountries: jsonb("blocked_countries").$type<string[]>().notNull().default([]),
    createdAt: createdAt(),
  },
  (t) => [
    unique("senders_tenant").on(t.weddingId, t.id),
    unique("senders_number").on(t.provider, t.phoneNumberId),
    check("senders_state", oneOf("state", SENDER_STATES)),
    check("senders_provider", oneOf("provider", PROVIDERS)),
    check("senders_rate", sql`rate_per_second between 1 and 1000`),
    check("senders_disconnected", sql`disconnected_at is null or state = 'stopped'`),
  ],
);

/** What stands above a template's text. */
export interface TemplateHeader {
  format: "TEXT" | "IMAGE" | "VIDEO" | "DOCUMENT" | "LOCATION";
  text?: string;
}

/** A button that opens an address; where `variable`, its end is the household's own link. */
export interface UrlButton {
  /** Its place among all buttons, from 0. */
  index: number;
  text: string;
  url: string;
  variable: boolean;
}

/** Where a provider names the variables of buttons, by a name or its place: one per quick reply, one for the address. */
export interface TemplateSlots {
  payloads: (string | null)[];
  url: string | null;
  /** What else it wants a value for, which nobody here knows, in words. */
  unknown?: string[];
}

/** What a variable of a template is filled with; `link` is the household's own. */
export type TemplateFill =
  | {
      kind:
        | "family"
        | "hosts"
        | "functions"
        | "places"
        | "deadline"
        | "link"
        | "function"
        | "was"
        | "now"
        | "place";
    }
  | { kind: "text"; text: string };

export const PRICED_CATEGORIES = ["MARKETING", "UTILITY"] as const;

export const templates = pgTable(
  "templates",
  {
    id: id(),
    weddingId: weddingId(),
    senderId: uuid("sender_id").notNull(),
    providerId: text("provider_id").notNull(),
    name: text("name").notNull(),
    language: text("language").notNull(),
    category: text("category").notNull(),
    /** The category that it is about to have. */
    announced: jsonb("announced").$type<Announced>(),
    /** The provider's own word, upper case: APPROVED, PENDING, PAUSED, REJECTED, … */
    status: text("status").notNull(),
    body: text("body").notNull(),
    /** The variables of the body as the provider names them, in order of first appearance. */
    parameters: jsonb("parameters").$type<string[]>().notNull().default([]),
    /** What a human chose to fill them with; null: what their names and order say. */
    fills: jsonb("fills").$type<TemplateFill[]>(),
    header: jsonb("header").$type<TemplateHeader>(),
    footer: text("footer"),
    /** The quick replies' labels. */
    buttons: jsonb("buttons").$type<string[]>().notNull(),
    urlButton: jsonb("url_button").$type<UrlButton>(),
    slots: jsonb("slots").$type<TemplateSlots>(),
    /** GREEN, YELLOW, RED, as the provider says; null: not told. */
    quality: text("quality"),
    rejectedReason: text("rejected_reason"),
    syncedAt: at("synced_at").notNull().default(sql`now()`),
  },
  (t) => [
    unique("templates_tenant").on(t.weddingId, t.id),
    unique("templates_name").on(t.weddingId, t.senderId, t.name, t.language),
    foreignKey({
      name: "templates_sender_fk",
      columns: [t.weddingId, t.senderId],
      foreignColumns: [senders.weddingId, senders.id],
    }).onDelete("cascade"),
  ],
);

/** What one delivered message costs by the recipient's country and the template's category, as the family pays it. */
export const messagePrices = pgTable(
  "message_prices",
  {
    weddingId: weddingId().references(() => weddings.id, { onDelete: "cascade" }),
    /** ISO 3166 code. */
    country: text("country").notNull(),
    category: text("category").$type<(typeof PRICED_CATEGORIES)[number]>().notNull(),
    /** In ten-thousandths of the currency's unit: 0.8631 is 8631. */
    price: integer("price").notNull(),
    /** ISO 4217 code. */
    currency: text("currency").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.weddingId, t.country, t.category] }),
    check("message_prices_country", sql`country ~ '^[A-Z]{2}$'`),
    check("message_prices_category", oneOf("category", PRICED_CATEGORIES)),
    check("message_prices_price", sql`price between 0 and 10000000`),
    check("message_prices_currency", sql`currency ~ '^[A-Z]{3}$'`),
  ],
);
