import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readAccountEvent } from "./account-events";

const read = (field: string, value: unknown) => readAccountEvent(field, { field, value });

describe("account events", () => {
  it("reads a template's status and its new category, done or only announced", () => {
    const named = { message_template_name: "invite", message_template_language: "en-US" };
    expect(read("message_template_status_update", { ...named, event: "PAUSED" })).toEqual({
      kind: "template",
      name: "invite",
      language: "en-US",
      status: "PAUSED",
    });
    expect(
      read("message_template_quality_update", {
        ...named,
        previous_quality_score: "GREEN",
        new_quality_score: "yellow",
      }),
    ).toEqual({ kind: "template", name: "invite", language: "en-US", quality: "YELLOW" });
    expect(
      read("message_template_status_update", { ...named, event: "REJECTED", reason: "TAG_CONTENT_MISMATCH" }),
    ).toMatchObject({ status: "REJECTED", reason: "TAG_CONTENT_MISMATCH" });
    const told = (event: string) => read("message_template_status_update", { ...named, event });
    expect(
      read("message_template_status_update", {
        ...named,
        event: "APPROVED",
        reason: null,
        message_template_category: "MARKETING",
        other_info: { title: "UNPAUSE", description: "It may be sent again." },
      }),
    ).toEqual({
      kind: "template",
      name: "invite",
      language: "en-US",
      status: "APPROVED",
      category: "MARKETING",
    });
    const until = "Paused for 3 hours until Jul 31 at 12:38 AM UTC.";
    expect(
      read("message_template_status_update", {
        ...named,
        event: "PAUSED",
        reason: "NONE",
        other_info: { title: "FIRST_PAUSE", description: until },
      }),
    ).toMatchObject({ status: "PAUSED", reason: until });
    expect(
      read("message_template_status_update", {
        ...named,
        event: "REJECTED",
        reason: "INVALID_FORMAT",
        rejection_info: { reason: "A place has no example.", recommendation: "Add one." },
      }),
    ).toMatchObject({ reason: "A place has no example. Add one." });
    for (const again of ["REINSTATED", "UNARCHIVED"])
      expect(told(again)).toMatchObject({ status: "APPROVED" });
    expect(told("FLAGGED")).toMatchObject({ quality: "FLAGGED" });
    expect(told("FLAGGED")).not.toHaveProperty("status");
    const changed = { ...named, new_category: "MARKETING", previous_category: "UTILITY" };
    expect(read("template_category_update", changed)).toMatchObject({ category: "MARKETING" });
    expect(
      read("template_category_update", { ...named, new_category: "UTILITY", correct_category: "MARKETING" }),
    ).toEqual({
      kind: "template",
      name: named.message_template_name,
      language: named.message_template_language,
      announcedCategory: "MARKETING",
    });
  });
  it("reads who stopped marketing, with a number, an id, or both", () => {
    const category = "marketing_messages";
    expect(
      read("user_preferences", {
        user_preferences: [
          { wa_id: "919876543210", category, value: "stop", timestamp: 1764000000 },
          { user_id: "IN.1", parent_user_id: "IN.ENT.2", category, value: "resume" },
          { wa_id: "919876543211", category, value: "signup", timestamp: 1 },
          { wa_id: "IN.77", category, value: "stop" },
        ],
      }),
    ).toEqual({
      kind: "preferences",
      preferences: [
        { phone: "+919876543210", ids: [], value: "stop", at: "2025-11-24T16:00:00.000Z" },
        { phone: null, ids: ["IN.1", "IN.ENT.2"], value: "resume", at: null },
      ],
    });
  });
  it("reads how many a day, and when nothing may be sent", () => {
    const limit = (said: unknown) =>
      read("business_capability_update", { max_daily_conversations_per_business: said });
    expect(limit("TIER_2K")).toEqual({ kind: "health", dailyLimit: 2_000 });
    expect(limit("TIER_UNLIMITED")).toEqual({ kind: "health", dailyLimit: null });
    expect(limit(250)).toEqual({ kind: "health", dailyLimit: 250 });
    for (const nonsense of ["TIER_NONE", "", null, {}, -1, "9e9"]) expect(limit(nonsense)).toBeNull();
    expect(
      read("phone_number_quality_update", {
        display_phone_number: "+91 1234 567890",
        event: "DOWNGRADE",
        max_daily_conversations_per_business: "TIER_250",
      }),
    ).toEqual({ kind: "health", dailyLimit: 250, displayNumber: "911234567890" });
    const restricted = (restriction_type: string) =>
      read("account_update", { event: "ACCOUNT_RESTRICTION", restriction_info: [{ restriction_type }] });
    expect(restricted("RESTRICTED_ADD_PHONE_NUMBER_ACTION")).toBeNull();
    expect(restricted("RESTRICTED_UTILITY_TEMPLATES")).toEqual({
      kind: "health",
      restrictions: [{ type: "RESTRICTED_UTILITY_TEMPLATES", until: null }],
    });
    const several = [
      { restriction_type: "RESTRICTED_CUSTOMER_INITIATED_MESSAGING", expiration: 1_764_000_000 },
      { restriction_type: "RESTRICTED_UTILITY_TEMPLATES", expiration: 1_764_003_600 },
    ];
    expect(read("account_update", { event: "ACCOUNT_RESTRICTION", restriction_info: several })).toEqual({
      kind: "health",
      restrictions: [
        { type: "RESTRICTED_CUSTOMER_INITIATED_MESSAGING", until: "2025-11-24T16:00:00.000Z" },
        { type: "RESTRICTED_UTILITY_TEMPLATES", until: "2025-11-24T17:00:00.000Z" },
      ],
    });
    const twice = [
      ...several,
      { restriction_type: "RESTRICTED_CUSTOMER_INITIATED_MESSAGING", expiration: 1_764_007_200 },
    ];
    expect(read("account_update", { event: "ACCOUNT_RESTRICTION", restriction_info: twice })).toMatchObject({
      restrictions: [{ until: "2025-11-24T18:00:00.000Z" }, { until: "2025-11-24T17:00:00.000Z" }],
    });
    expect(
      read("account_update", { event: "ACCOUNT_VIOLATION", violation_info: { violation_type: "SCAM" } }),
    ).toEqual({ kind: "health", reproach: "ACCOUNT_VIOLATION:SCAM" });
    expect(read("account_update", { event: "ACCOUNT_RECONNECTED" })).toEqual({
      kind: "health",
      stopped: null,
    });
    const flagged = (event: string) =>
      read("phone_number_quality_update", { display_phone_number: "+91 1234 567890", event });
    expect(flagged("FLAGGED")).toEqual({ kind: "health", quality: "RED", displayNumber: "911234567890" });
    expect(flagged("UNFLAGGED")).toMatchObject({ quality: null });
    expect(flagged("ONBOARDING")).toBeNull();
    const banned = (waba_ban_state: string) =>
      read("account_update", { event: "DISABLED_UPDATE", ban_info: { waba_ban_state } });
    expect(banned("DISABLE")).toMatchObject({ stopped: "DISABLED" });
    expect(banned("REINSTATE")).toMatchObject({ stopped: null });
  });
  it("never throws", () =>
    fc.assert(
      fc.property(
        fc.constantFrom(
          "message_template_status_update",
          "template_category_update",
          "user_preferences",
          "account_update",
          "business_capability_update",
          "x",
        ),
        fc.jsonValue(),
        (field, value) => {
          readAccountEvent(field, value);
          read(field, value);
          read(field, { user_preferences: value });
        },
      ),
    ));
});
