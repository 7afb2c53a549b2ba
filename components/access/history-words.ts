import {
  answering,
  dietOf,
  fieldsOf,
  functionsOf,
  invitations,
  type KeptPlaces,
  knowing,
  languageOf,
  placesWords,
  to,
  whom,
} from "@/components/access/fact-words";
import { sideWords } from "@/components/guests/words";
import { counted, families, functions } from "@/components/shared/fill-words";
import type { HistoryEntry } from "@/lib/audit/queries";

const quoted = (entry: HistoryEntry, otherwise: string) => (entry.subject ? `“${entry.subject}”` : otherwise);
const run = (entry: HistoryEntry) => quoted(entry, "a run");
const event = (entry: HistoryEntry) => quoted(entry, "a function");
const calls = { one: "call", many: "calls" };
const answers = { one: "answer", many: "answers" };
const messages = { one: "message", many: "messages" };
const guests = { one: "guest", many: "guests" };
const differences = { one: "difference", many: "differences" };
const gifts = { one: "gift", many: "gifts" };
const pictures = { one: "picture", many: "pictures" };
const notes = { one: "note", many: "notes" };
const family = (entry: HistoryEntry) => entry.subject ?? "a family";
const member = (entry: HistoryEntry) => entry.subject ?? "somebody";

const entersFor = (entry: HistoryEntry) => `entered an answer: ${family(entry)} is`;

/** By the command and what it did; the person's name comes before it. */
const WORDS: Record<string, (entry: HistoryEntry) => string> = {
  "weddings.create:create": () => "began this wedding",
  "weddings.update:update": () => "changed the settings of the wedding",
  "access.add-member:add": (entry) => `let ${member(entry)} into the team, or changed the role`,
  "access.remove-member:remove": (entry) => `removed ${member(entry)} from the team`,
  "events.create:create": (entry) => `added the function ${event(entry)}`,
  "events.update:update": (entry) => `changed the function ${event(entry)}`,
  "events.set-words:word": (entry) => {
    const language = (entry.facts && languageOf(entry.facts)) || "another language";
    return entry.count === 1
      ? `wrote the function ${event(entry)} in ${language}`
      : `wrote ${counted(entry.count, functions)} in ${language}`;
  },
  "events.cancel:cancel": (entry) => `cancelled the function ${event(entry)}`,
  "events.reinstate:reinstate": (entry) => `said that the function ${event(entry)} takes place after all`,
  "events.dismiss-change:dismiss": (entry) =>
    `said that nobody needs to be told of a change of ${event(entry)}`,
  "events.reopen-change:reopen": (entry) =>
    `said that families are to be told of a change of ${event(entry)}`,
  "events.reorder:reorder": (entry) => `put ${counted(entry.count, functions)} in a new order`,
  "imports.start:upload": (entry) => `brought in the list ${quoted(entry, "of guests")}`,
  "imports.start-sync:start": (entry) => `read ${quoted(entry, "Google Contacts")}`,
  "imports.connect-account:connect": () => "connected a Google account",
  "imports.disconnect-account:disconnect": () => "disconnected a Google account",
  "imports.commit:attest": (entry) => `added the list ${quoted(entry, "of guests")} to the guests`,
  "imports.choose-columns:choose": (entry) =>
    `said what the columns of the list ${quoted(entry, "of guests")} are`,
  "imports.discard:discard": (entry) =>
    `threw away the list ${quoted(entry, "of guests")}, of which nothing was added`,
  "imports.undo:undo": (entry) => `took back the list ${quoted(entry, "of guests")}`,
  "imports.redo:redo": (entry) => `added the list ${quoted(entry, "of guests")} again`,
  "imports.add-number:add": () => "added a number to a guest",
  "imports.take-number-back:remove": () => "took an added number back",
  "imports.add-guest:add": (entry) => `typed in a guest: ${family(entry)}`,
  "guests.decide-row:belongs": () => "said whose a row of a list is",
  "guests.decide-row:ignored": () => "left a row of a list out",
  "guests.decide-row:ask_again": () => "took back whose a row of a list is",
  "guests.decide-conflicts:decide": (entry) => `decided ${counted(entry.count, differences)} between lists`,
  "guests.edit-person:edit": knowing(
    (entry) => `changed ${fieldsOf(entry.facts)} of a guest of ${family(entry)}`,
    (entry) => `changed a guest of ${family(entry)}`,
  ),
  "guests.edit-household:edit": knowing(
    (entry) => `changed ${fieldsOf(entry.facts)} of ${family(entry)}`,
    (entry) => `changed ${family(entry)}`,
  ),
  "guests.set-household-edits:set": (entry) =>
    `set back what was decided about ${counted(entry.count, families)}`,
  "audience.edit-households:tag": knowing(
    (entry) => `gave ${counted(entry.count, families)} the tag “${entry.facts.value}”`,
    (entry) => `gave ${counted(entry.count, families)} a tag`,
  ),
  "audience.edit-households:untag": knowing(
    (entry) => `took the tag “${entry.facts.value}” off ${counted(entry.count, families)}`,
    (entry) => `took a tag off ${counted(entry.count, families)}`,
  ),
  "audience.edit-households:side": knowing(
    (entry) => `set the side of ${counted(entry.count, families)}: ${sideWords[entry.facts.value ?? ""]}`,
    (entry) => `set the side of ${counted(entry.count, families)}`,
  ),
  "audience.edit-households:language": knowing(
    (entry) =>
      `set the language of ${counted(entry.count, families)}: ${languageOf(entry.facts) || "as the lists say"}`,
    (entry) => `set the language of ${counted(entry.count, families)}`,
  ),
  "guests.take-off:take_off": (entry) =>
    entry.subject
      ? `took ${counted(entry.count, guests)} of ${family(entry)} off the guest list`
      : `took ${counted(entry.count, guests)} off the guest list`,
  "guests.take-off:take_off_family": (entry) => `took the family ${family(entry)} off the guest list`,
  "guests.take-off-again:take_off_family": (entry) =>
    `took the family ${family(entry)} off the guest list again`,
  "guests.put-back:put_back_family": (entry) => `put the family ${family(entry)} back on the guest list`,
  "guests.take-off-again:take_off": (entry) =>
    `took ${counted(entry.count, guests)} off the guest list again`,
  "guests.put-back:put_back": (entry) =>
    entry.subject
      ? `put ${counted(entry.count, guests)} of ${family(entry)} back on the guest list`
      : `put ${counted(entry.count, guests)} back on the guest list`,
  "guests.set-second-household:belong": (entry) => `said that a guest also belongs to ${family(entry)}`,
  "guests.set-second-household:leave": (entry) =>
    `said that a guest no longer belongs to ${family(entry)} as well`,
  "guests.set-diet:edit": knowing(
    (entry) =>
      `set what a guest of ${family(entry)} eats at ${functionsOf(entry.facts)}: ${dietOf(entry.facts)}`,
    (entry) => `set what a guest of ${family(entry)} eats at a function`,
  ),
  "guests.drop-identifier:drop_identifier": (entry) => `took a wrong number off a guest of ${family(entry)}`,
  "guests.restore-identifier:restore_identifier": () => "gave a guest a number back",
  "guests.save-view:save": () => "saved a view of the guests",
  "guests.remove-view:remove": () => "removed a view of the guests",
  "guests.set-person-edits:set": (entry) => `set back what was decided about ${counted(entry.count, guests)}`,
  "guests.merge-people:merge": () => "said that two guests are one person",
  "guests.merge-people:merged_away": (entry) => `moved what a guest of ${family(entry)} had to the one kept`,
  "guests.unmerge-people:unmerge": () => "said that one guest is two people after all",
  "guests.move-people:move": (entry) => `moved ${counted(entry.count, guests)} into ${family(entry)}`,
  "guests.split-household:split": (entry) =>
    `made ${counted(entry.count, guests)} of ${family(entry)} a family of their own`,
  "guests.join-households:join": (entry) => `joined ${counted(entry.count, families)} into ${family(entry)}`,
  "guests.place-people:place": (entry) => `put ${counted(entry.count, guests)} back into their families`,
  "guests.share-identifier:share": () => "said that several guests share a number or address",
  "guests.unshare-identifier:unshare": () => "said that a number or address is one guest’s alone",
  "guests.decide-suggestion:accepted": (entry) => `joined ${counted(entry.count, families)} into one`,
  "guests.decide-suggestion:refused": () => "said that two families are not the same",
  "guests.decide-duplicate:refused": () => "said that two guests who look alike are two people",
  "guests.reopen-suggestion:reopen": () => "asked again whether some guests are one family",
  "guests.forget-refusal:forget": () => "asked again whether two guests are one person",
  "invitations.invite:invite": knowing(
    (entry) => `invited ${whom(entry)} to ${to(entry)}`,
    (entry) => `made ${counted(entry.count, invitations)}`,
  ),
  "invitations.uninvite:uninvite": knowing(
    (entry) => `took back inviting ${whom(entry)} to ${to(entry)}`,
    (entry) => `took back ${counted(entry.count, invitations)}`,
  ),
  "invitations.invite-again:invite-again": knowing(
    (entry) => `invited ${whom(entry)} again, with the places they had, to ${to(entry)}`,
    (entry) => `made ${counted(entry.count, invitations)} again`,
  ),
  "compliance.lift-stop:lift": (entry) => `vouched that ${family(entry)} asked for messages again`,
  "invitations.keep-places:keep-places": knowing(
    (entry) =>
      `${placesWords(entry.facts as KeptPlaces)} for ${family(entry)} at ${functionsOf(entry.facts)}`,
    (entry) => `changed the places kept for ${family(entry)}`,
  ),
  "invitations.withdraw:withdraw": knowing(
    (entry) => `took ${whom(entry)} off ${to(entry)}`,
    (entry) => `took back ${counted(entry.count, invitations)}`,
  ),
  "compliance.set-rules:set": () => "set when guests are written to",
  "messaging.set-price:set": () => "set what a message costs",
  "messaging.disconnect-sender:disconnect": () => "disconnected a number",
  "messaging.connect-sender:connect": () => "connected a WhatsApp number",
  "messaging.resume-sender:resume": () => "let a WhatsApp number send again",
  "messaging.allow-country:allow": () => "let a WhatsApp number try a country again",
  "messaging.refresh-sender:refresh": () => "asked WhatsApp again about a number",
  "messaging.submit-template:submit": () => "handed a message in to WhatsApp",
  "messaging.set-fills:fill": () => "said what the places of a message stand for",
  "messaging.set-header:header": (entry) => `put something on top of ${run(entry)}`,
  "messaging.set-header-file:header": (entry) => `put a picture, film or file on top of ${run(entry)}`,
  "messaging.test-run:test": (entry) => `sent a test to ${counted(entry.count, families)}`,
  "messaging.move-run:move": (entry) => `had the rest of ${run(entry)} sent from another number`,
  "messaging.plan-reminders:plan": () => "planned reminders",
  "messaging.approve-reminders:approve": () => "said yes to reminders",
  "messaging.show-guest-link:show": (entry) => `looked at the link of ${family(entry)}`,
  "messaging.renew-guest-link:renew": (entry) => `closed the link of ${family(entry)}`,
  "messaging.stop-reminders:stop": () => "stopped reminders",
  "messaging.fill-call-list:fill": (entry) => `put ${counted(entry.count, families)} on the call list`,
  "messaging.call-unseen:fill": (entry) => `put ${counted(entry.count, families)} on the call list`,
  "messaging.fill-silent-calls:fill": (entry) =>
    `put ${counted(entry.count, families)} that are silent on the call list`,
  "messaging.assign-calls:assign": (entry) => `shared out ${counted(entry.count, calls)}`,
  ...Object.fromEntries(
    ["reached", "no_answer", "wrong_number", "call_again", "not_needed", "reopen"].map((outcome) => [
      `messaging.note-call:${outcome}`,
      () => "noted what a call came to",
    ]),
  ),
  "messaging.add-relay:add": () => "added a relative’s phone",
  "messaging.write-relay-text:write": () => "wrote a text for a relative’s phone",
  "messaging.open-relay-list:open": () => "made a link to a relative’s list",
  "messaging.close-relay-list:close": () => "closed a relative’s list",
  "messaging.create-run:create": (entry) => `prepared ${run(entry)}`,
  "messaging.tell-change:tell": (entry) => `prepared ${run(entry)}`,
  "messaging.rehearse-run:rehearse": (entry) => `rehearsed ${run(entry)}`,
  "messaging.freeze-run:freeze": (entry) => `froze ${run(entry)}: ${counted(entry.count, families)}`,
  "messaging.approve-run:approve": (entry) => `approved ${run(entry)}`,
  "messaging.start-run:start": (entry) => `sent ${run(entry)}`,
  "messaging.pause-run:pause": (entry) => `paused ${run(entry)}`,
  "messaging.resume-run:resume": (entry) => `went on with ${run(entry)}`,
  "messaging.stop-run:stop": (entry) => `stopped ${run(entry)}`,
  "messaging.settle-doubt:send_again": () => "had a message in doubt sent again",
  "messaging.settle-doubt:leave": () => "left a message in doubt as it is",
  "rsvp.record-answer:yes": answering(entersFor, (entry) => `entered an answer: ${family(entry)} is coming`),
  "rsvp.record-answer:no": answering(
    entersFor,
    (entry) => `entered an answer: ${family(entry)} is not coming`,
  ),
  "rsvp.record-answer:maybe": answering(
    entersFor,
    (entry) => `entered an answer: ${family(entry)} is not sure yet`,
  ),
  "rsvp.note-seen:see": () => "said on their page that they have seen a change",
  "rsvp.extend-answering:extend": (entry) => `let ${family(entry)} answer after the date`,
  "rsvp.extend-answering:end": (entry) => `had ${family(entry)} answer by the date again`,
  "rsvp.note-travel:note": (entry) => `noted how ${family(entry)} travel`,
  "reports.set-number-date:set": (entry) => `set by when somebody wants the number of ${event(entry)}`,
  "reports.set-number-date:clear": (entry) => `took the day for the number of ${event(entry)} away`,
  "reports.wish-digest:wish": () => "asked for the numbers by mail once a day",
  "reports.wish-digest:stop": () => "wants the numbers by mail no more",
  "rsvp.record-answer:several": answering(
    entersFor,
    (entry) => `entered several answers of ${family(entry)}`,
  ),
  "rsvp.take-back-answer:take_back": (entry) => `took back an answer entered for ${family(entry)}`,
  "rsvp.record-call:reached": answering(
    (entry) => `noted what ${family(entry)} said in a call:`,
    (entry) => `noted what ${family(entry)} said in a call`,
  ),
  "rsvp.settle-differences:settle": (entry) =>
    `settled ${counted(entry.count, answers)} that members of a family gave differently`,
  "rsvp.take-messages:take": () => "took a message of a guest in hand",
  "rsvp.take-messages:leave": () => "left a message of a guest to others",
  "rsvp.mark-read:read": (entry) => `read ${counted(entry.count, messages)}`,
  "rsvp.mark-unread:unread": (entry) => `put ${counted(entry.count, messages)} back to be read`,
  "rsvp.place-messages:place": (entry) => `said that ${family(entry)} wrote from an unknown number`,
  "rsvp.unplace-messages:unplace": () => "took back whose a message is",
  "rsvp.write-back:write": (entry) => `wrote back to ${family(entry)}`,
  "rsvp.send-text:send": (entry) => `sent ${family(entry)} an approved text`,
  "gifts.record:record": () => "wrote down a gift",
  "gifts.change:change": () => "changed a gift in the book",
  "gifts.remove:remove": () => "took a gift out of the book",
  "gifts.restore:restore": () => "put a gift back into the book",
  "gifts.mark-thanked:thank": (entry) => `noted thanks for ${counted(entry.count, gifts)}`,
  "gifts.unmark-thanked:unthank": (entry) => `took back the thanks noted for ${counted(entry.count, gifts)}`,
  "gifts.thank-family:write": (entry) => `thanked ${family(entry)}`,
  "gifts.prepare-thanks:prepare": () => "prepared a message of thanks",
  "gifts.note-before:note": (entry) => `noted what ${family(entry)} gave or got before`,
  "gifts.change-note:change": (entry) => `changed what ${family(entry)} gave or got before`,
  "gifts.remove-note:remove": () => "took out a note of what was given before",
  "gifts.restore-note:restore": () => "put back a note of what was given before",
  "gifts.import:import": (entry) => `brought in a list of ${counted(entry.count, gifts)}`,
  "gifts.import-notes:import": (entry) =>
    `brought in ${counted(entry.count, notes)} of what was given before`,
  "gifts.undo-import:undo": (entry) => `took back a list of ${counted(entry.count, gifts)}`,
  "exports.request-gifts:request": () => "made a file of the gifts",
  "website.create:create": () => "began the website",
  "website.save-draft:save": () => "changed the website’s draft",
  "website.publish:publish": () => "published the website",
  "website.return-to-version:return": () => "brought back an earlier version of the website",
  "website.withdraw:withdraw": () => "took the website down",
  "website.set-slug:address": () => "gave the website another address",
  "website.add-photo:add": () => "added a photo for the website",
  "website.remove-photo:remove": () => "removed a photo of the website",
  "website.restore-photo:restore": () => "brought a photo of the website back",
  "website.tidy:tidy": (entry) =>
    entry.count === 0
      ? "looked for pictures of the website that nothing shows"
      : `deleted ${counted(entry.count, pictures)} of the website that nothing shows any more`,
  "website.forget-previews:forget": () => "saw that those pictures are gone",
  "website.keep-previews:draw": () => "drew the pictures that chats show of the website",
  "exports.request:request": (entry) =>
    entry.subject ? `made the list of ${quoted(entry, "")} for vendors` : "made a list for vendors",
  "exports.create-link:create": () => "made a link for a vendor",
  "exports.revoke-link:revoke": () => "withdrew a vendor’s link",
};

/** What was done, in words; a command nobody has words for yet is named as it is. */
export const historyWords = (entry: HistoryEntry): string =>
  WORDS[entry.action]?.(entry) ?? `did ${entry.action.replace(/[.:-]+/g, " ")}`;
