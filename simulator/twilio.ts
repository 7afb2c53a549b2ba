import { createHash, timingSafeEqual } from "node:crypto";

import type { Call, Reply } from "./http";
import { json } from "./http";
import { contentApi } from "./twilio-content-api";
import { TwilioError } from "./twilio-error";
import { API_VERSION } from "./twilio-forms";
import { listMessages } from "./twilio-list";
import { postTwilioMessage } from "./twilio-messages";
import { fetchMessage } from "./twilio-resource";
import { rfc2822 } from "./twilio-sids";
import type { World } from "./world";

/** Whether the path belongs to one of Twilio's APIs. */
export function isTwilioPath(path: string): boolean {
  return path.startsWith(`/${API_VERSION}/`) || /^\/v1\/Content(AndApprovals)?(\/|$)/.test(path);
}

/** Answers a request to Twilio. */
export function twilio(world: World, call: Call): Reply {
  try {
    authorize(world, call);
    if (call.path.startsWith("/v1/")) return contentApi(world, call);
    return route(world, call);
  } catch (error) {
    if (!(error instanceof TwilioError)) throw error;
    return error.reply();
  }
}

function authorize({ identity }: World, call: Call): void {
  const pair = Buffer.from(`${identity.twilioAccountSid}:${identity.twilioAuthToken}`).toString("base64");
  const given = createHash("sha256").update(call.headers.authorization ?? "");
  const expected = createHash("sha256").update(`Basic ${pair}`);
  if (!timingSafeEqual(given.digest(), expected.digest())) throw new TwilioError(20003);
}

function route(world: World, call: Call): Reply {
  const sid = world.identity.twilioAccountSid;
  const path = call.path.slice(`/${API_VERSION}/Accounts/`.length);
  const [, resource = ""] = path.match(/^AC[0-9a-f]{32}\/(.*)$/) ?? [];
  if (call.path.startsWith(`/${API_VERSION}/Accounts/${sid}/`)) {
    if (resource === "Messages.json" && call.method === "POST") return postTwilioMessage(world, call);
    if (resource === "Messages.json" && call.method === "GET") return listMessages(world, call);
    const [, message] = resource.match(/^Messages\/((?:SM|MM)[0-9a-f]{32})\.json$/) ?? [];
    if (message && call.method === "GET") return fetchMessage(world, message);
  }
  if (path === `${sid}.json` && call.method === "GET") return account(world);
  throw new TwilioError(20404, `The requested resource ${call.path} was not found`);
}

function account({ identity, startedAt }: World): Reply {
  return json({
    sid: identity.twilioAccountSid,
    friendly_name: "ParinayaOS Simulator",
    status: "active",
    type: "Full",
    date_created: rfc2822(startedAt),
    date_updated: rfc2822(startedAt),
    uri: `/${API_VERSION}/Accounts/${identity.twilioAccountSid}.json`,
  });
}
