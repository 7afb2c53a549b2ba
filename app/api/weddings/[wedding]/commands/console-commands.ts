import { addMember } from "@/lib/access/commands/add-member";
import { removeMember } from "@/lib/access/commands/remove-member";
import { editHouseholds } from "@/lib/audience/commands/edit-households";
import { liftStop } from "@/lib/compliance/commands/lift-stop";
import { setSendingRules } from "@/lib/compliance/commands/set-sending-rules";
import { cancelEvent, reinstateEvent } from "@/lib/events/commands/cancel-event";
import { createEvent } from "@/lib/events/commands/create-event";
import { dismissChange, reopenChange } from "@/lib/events/commands/dismiss-change";
import { reorderEvents } from "@/lib/events/commands/reorder-events";
import { setWords } from "@/lib/events/commands/set-words";
import { updateEvent } from "@/lib/events/commands/update-event";
import { createLink } from "@/lib/exports/commands/create-link";
import { requestExport } from "@/lib/exports/commands/request-export";
import { requestGifts } from "@/lib/exports/commands/request-gifts";
import { revokeLink } from "@/lib/exports/commands/revoke-link";
import { changeGift } from "@/lib/gifts/commands/change-gift";
import { importGifts, importNotes, undoGiftImport } from "@/lib/gifts/commands/import-gifts";
import { markThanked, unmarkThanked } from "@/lib/gifts/commands/mark-thanked";
import { changeNote, noteBefore } from "@/lib/gifts/commands/note-before";
import { prepareThanks } from "@/lib/gifts/commands/prepare-thanks";
import { recordGift } from "@/lib/gifts/commands/record-gift";
import { removeGift, removeNote, restoreGift, restoreNote } from "@/lib/gifts/commands/remove-gift";
import { thankFamily } from "@/lib/gifts/commands/thank-family";
import { decideConflicts } from "@/lib/guests/commands/decide-conflicts";
import { decideDuplicate, forgetRefusal } from "@/lib/guests/commands/decide-duplicate";
import { decideRow } from "@/lib/guests/commands/decide-row";
import { decideSuggestion, reopenSuggestion } from "@/lib/guests/commands/decide-suggestion";
import { dropIdentifier, restoreIdentifier } from "@/lib/guests/commands/drop-identifier";
import { editHousehold } from "@/lib/guests/commands/edit-household";
import { editPerson, setPersonEdits } from "@/lib/guests/commands/edit-person";
import { setHouseholdEdits } from "@/lib/guests/commands/household-edits";
import { mergePeople } from "@/lib/guests/commands/merge-people";
import { joinHouseholds, movePeople, splitHousehold } from "@/lib/guests/commands/move-people";
import { placePeopleBack } from "@/lib/guests/commands/place-people";
import { putBack, takeOffAgain } from "@/lib/guests/commands/put-back";
import { removeView, saveView } from "@/lib/guests/commands/saved-views";
import { setDiet } from "@/lib/guests/commands/set-diet";
import { setSecondHousehold } from "@/lib/guests/commands/set-second-household";
import { shareIdentifier, unshareIdentifier } from "@/lib/guests/commands/share-identifier";
import { takeOff } from "@/lib/guests/commands/take-off";
import { unmergePeople } from "@/lib/guests/commands/unmerge-people";
import { addGuest } from "@/lib/imports/commands/add-guest";
import { addNumber, takeNumberBack } from "@/lib/imports/commands/add-number";
import { chooseColumns } from "@/lib/imports/commands/choose-columns";
import { commitImport } from "@/lib/imports/commands/commit-import";
import { discardImport } from "@/lib/imports/commands/discard-import";
import { disconnectAccount } from "@/lib/imports/commands/disconnect-account";
import { redoImport } from "@/lib/imports/commands/redo-import";
import { undoImport } from "@/lib/imports/commands/undo-import";
import { inviteAgain } from "@/lib/invitations/commands/invite-again";
import { inviteHouseholds } from "@/lib/invitations/commands/invite-households";
import { keepPlaces } from "@/lib/invitations/commands/keep-places";
import { uninviteHouseholds } from "@/lib/invitations/commands/uninvite-households";
import { withdrawHouseholds } from "@/lib/invitations/commands/withdraw-households";
import { allowCountry } from "@/lib/messaging/commands/allow-country";
import { approveRun } from "@/lib/messaging/commands/approve-run";
import { assignCalls, fillCallList, fillSilentCalls, noteCall } from "@/lib/messaging/commands/call-list";
import { callUnseen } from "@/lib/messaging/commands/call-unseen";
import { connectSender } from "@/lib/messaging/commands/connect-sender";
import { createRun } from "@/lib/messaging/commands/create-run";
import { disconnectSender } from "@/lib/messaging/commands/disconnect-sender";
import { freezeRun } from "@/lib/messaging/commands/freeze-run";
import { moveRun } from "@/lib/messaging/commands/move-run";
import { approveReminders, planReminders, stopReminders } from "@/lib/messaging/commands/plan-reminders";
import { refreshSender } from "@/lib/messaging/commands/refresh-sender";
import { rehearseRun } from "@/lib/messaging/commands/rehearse-run";
import { addRelay, closeRelayList, openRelayList, writeRelayText } from "@/lib/messaging/commands/relay";
import { renewGuestLink } from "@/lib/messaging/commands/renew-guest-link";
import { resumeSender } from "@/lib/messaging/commands/resume-sender";
import { setFills } from "@/lib/messaging/commands/set-fills";
import { setHeader } from "@/lib/messaging/commands/set-header";
import { setPrice } from "@/lib/messaging/commands/set-price";
import { settleDoubt } from "@/lib/messaging/commands/settle-doubt";
import { showGuestLink } from "@/lib/messaging/commands/show-guest-link";
import { pauseRun, resumeRun, startRun, stopRun } from "@/lib/messaging/commands/steer-run";
import { submitTemplate } from "@/lib/messaging/commands/submit-template";
import { tellChange } from "@/lib/messaging/commands/tell-change";
import { testRun } from "@/lib/messaging/commands/test-run";
import type { Command } from "@/lib/platform/command";
import { setNumberDate } from "@/lib/reports/commands/set-number-date";
import { wishDigest } from "@/lib/reports/commands/wish-digest";
import { extendAnswering } from "@/lib/rsvp/commands/extend-answering";
import { markRead, markUnread } from "@/lib/rsvp/commands/mark-read";
import { noteTravel } from "@/lib/rsvp/commands/note-travel";
import { placeMessages, unplaceMessages } from "@/lib/rsvp/commands/place-messages";
import { recordAnswer } from "@/lib/rsvp/commands/record-answer";
import { recordCall } from "@/lib/rsvp/commands/record-call";
import { sendText } from "@/lib/rsvp/commands/send-text";
import { settleDifferences } from "@/lib/rsvp/commands/settle-differences";
import { takeBackAnswer } from "@/lib/rsvp/commands/take-back-answer";
import { takeMessages } from "@/lib/rsvp/commands/take-messages";
import { writeBack } from "@/lib/rsvp/commands/write-back";
import { createSite } from "@/lib/website/commands/create-site";
import { publishSite } from "@/lib/website/commands/publish-site";
import { removePhoto, restorePhoto } from "@/lib/website/commands/remove-photo";
import { returnToVersion } from "@/lib/website/commands/return-to-version";
import { saveDraft } from "@/lib/website/commands/save-draft";
import { setSlug } from "@/lib/website/commands/set-slug";
import { withdrawSite } from "@/lib/website/commands/withdraw-site";
import { updateWedding } from "@/lib/weddings/commands/update-wedding";

const ALL = [
  updateWedding,
  addMember,
  removeMember,
  createEvent,
  reorderEvents,
  updateEvent,
  setWords,
  cancelEvent,
  reinstateEvent,
  dismissChange,
  reopenChange,
  requestExport,
  createLink,
  revokeLink,
  decideSuggestion,
  decideDuplicate,
  forgetRefusal,
  reopenSuggestion,
  decideConflicts,
  decideRow,
  editPerson,
  setPersonEdits,
  mergePeople,
  unmergePeople,
  movePeople,
  splitHousehold,
  joinHouseholds,
  placePeopleBack,
  editHousehold,
  setHouseholdEdits,
  editHouseholds,
  setSecondHousehold,
  takeOff,
  takeOffAgain,
  putBack,
  setDiet,
  dropIdentifier,
  restoreIdentifier,
  saveView,
  removeView,
  shareIdentifier,
  unshareIdentifier,
  addGuest,
  addNumber,
  takeNumberBack,
  chooseColumns,
  disconnectAccount,
  undoImport,
  redoImport,
  commitImport,
  discardImport,
  inviteHouseholds,
  withdrawHouseholds,
  uninviteHouseholds,
  inviteAgain,
  keepPlaces,
  setSendingRules,
  liftStop,
  setPrice,
  createRun,
  tellChange,
  connectSender,
  disconnectSender,
  rehearseRun,
  freezeRun,
  approveRun,
  startRun,
  pauseRun,
  resumeRun,
  stopRun,
  settleDoubt,
  resumeSender,
  allowCountry,
  refreshSender,
  submitTemplate,
  setFills,
  setHeader,
  testRun,
  moveRun,
  planReminders,
  approveReminders,
  renewGuestLink,
  showGuestLink,
  stopReminders,
  fillCallList,
  callUnseen,
  fillSilentCalls,
  assignCalls,
  noteCall,
  addRelay,
  writeRelayText,
  openRelayList,
  closeRelayList,
  setNumberDate,
  wishDigest,
  takeMessages,
  markRead,
  markUnread,
  placeMessages,
  unplaceMessages,
  writeBack,
  sendText,
  recordAnswer,
  extendAnswering,
  noteTravel,
  recordCall,
  settleDifferences,
  takeBackAnswer,
  requestGifts,
  recordGift,
  changeGift,
  removeGift,
  restoreGift,
  markThanked,
  unmarkThanked,
  thankFamily,
  prepareThanks,
  noteBefore,
  changeNote,
  removeNote,
  restoreNote,
  importGifts,
  importNotes,
  undoGiftImport,
  createSite,
  saveDraft,
  publishSite,
  removePhoto,
  restorePhoto,
  returnToVersion,
  withdrawSite,
  setSlug,
] as unknown as readonly Command[];

/** What a signed-in person may ask for by name. Commands of jobs and webhooks are not in it. */
export const CONSOLE_COMMANDS: ReadonlyMap<string, Command> = new Map(
  ALL.map((command) => [command.definition.name, command]),
);
