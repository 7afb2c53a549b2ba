import sealLog from "./audit/seal-log.job";
import enrichCard from "./cards/enrich-card.job";
import eraseCard from "./cards/erase-card.job";
import generateExport from "./exports/generate-export.job";
import commitBatch from "./imports/commit-batch.job";
import forgetFile from "./imports/forget-file.job";
import pullContacts from "./imports/pull-contacts.job";
import readFile from "./imports/read-file.job";
import undoBatch from "./imports/undo-batch.job";
import type { Job } from "./job";
import checkSender from "./messaging/check-sender.job";
import dispatchMessages from "./messaging/dispatch-messages.job";
import processInbox from "./messaging/process-inbox.job";
import reconcileSender from "./messaging/reconcile-sender.job";
import runReminders from "./messaging/run-reminders.job";
import submitTemplate from "./messaging/submit-template.job";
import syncTemplates from "./messaging/sync-templates.job";
import reconcileProjections from "./reports/reconcile-projections.job";
import refreshProjections from "./reports/refresh-projections.job";
import sendDigest from "./reports/send-digest.job";
import sendDigests from "./reports/send-digests.job";
import drawPreviews from "./website/draw-previews.job";
import tidyPictures from "./website/tidy-pictures.job";

/** Every job there is, the most urgent first. */
export const JOBS = [
  processInbox,
  refreshProjections,
  dispatchMessages,
  runReminders,
  enrichCard,
  submitTemplate,
  checkSender,
  syncTemplates,
  reconcileSender,
  readFile,
  pullContacts,
  commitBatch,
  undoBatch,
  forgetFile,
  generateExport,
  drawPreviews,
  sendDigests,
  sendDigest,
  sealLog,
  reconcileProjections,
  eraseCard,
  tidyPictures,
] as unknown as readonly Job<never>[];
