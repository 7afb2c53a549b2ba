import type { Call, Reply } from "./http";
import { isFields, json, jsonObject } from "./http";
import { listOf } from "./templates";
import {
  type Content,
  contentLine,
  KNOWN_TYPES,
  makeContent,
  namesIn,
  showApproval,
  showContent,
  shownType,
  textFields,
} from "./twilio-contents";
import { TwilioError } from "./twilio-error";
import { newSid } from "./twilio-sids";
import type { Fields } from "./types";
import type { World } from "./world";

const CATEGORIES = ["MARKETING", "UTILITY", "AUTHENTICATION"];

/** Answers a request to the Content API. */
export function contentApi(world: World, call: Call): Reply {
  const [, , collection = "", sid = "", edge = "", channel = ""] = call.path.split("/");
  const content = sid ? world.contents.get(sid) : undefined;
  const account = world.identity.twilioAccountSid;
  switch (`${call.method} ${collection}${sid && "/Sid"}${edge && `/${edge}`}${channel && `/${channel}`}`) {
    case "GET Content":
      return list(world, call, false);
    case "GET ContentAndApprovals":
      return list(world, call, true);
    case "POST Content":
      return create(world, call);
    case "GET Content/Sid":
      if (content) return json(showContent(content, false, account));
      break;
    case "GET Content/Sid/ApprovalRequests":
      if (content) return approvals(world, content);
      break;
    case "POST Content/Sid/ApprovalRequests/whatsapp":
      if (content) return submit(world, call, content);
  }
  throw new TwilioError(20404, `The requested resource ${call.path} was not found`);
}

function list(world: World, call: Call, withApproval: boolean): Reply {
  const size = Math.min(Math.max(Math.trunc(Number(call.query.get("PageSize")) || 50), 1), 1000);
  const page = Math.max(0, Math.trunc(Number(call.query.get("Page")) || 0));
  const all = [...world.contents.values()].sort((a, b) => b.createdAt - a.createdAt);
  const contents = all
    .slice(page * size, page * size + size)
    .map((one) => showContent(one, withApproval, world.identity.twilioAccountSid));
  const link = (number: number) =>
    `http://${call.headers.host ?? "127.0.0.1"}${call.path}?PageSize=${size}&Page=${number}`;
  return json({
    contents,
    meta: {
      page,
      page_size: size,
      first_page_url: link(0),
      previous_page_url: page > 0 ? link(page - 1) : null,
      url: link(page),
      next_page_url: (page + 1) * size < all.length ? link(page + 1) : null,
      key: "contents",
    },
  });
}

function bad(message: string): never {
  throw new TwilioError(20001, message);
}

/** POST /v1/Content */
function create(world: World, call: Call): Reply {
  const body = jsonObject(call.body);
  if (!body) bad("The body must be a JSON object");
  const { friendly_name: name, language, types } = body;
  const variables = textFields(body.variables ?? {});
  if (typeof language !== "string" || !/^[a-z]{2,3}(_[A-Za-z]{2,4})?$/.test(language))
    bad("Invalid language");
  if (!variables) bad("variables must be an object of texts");
  if (!isFields(types) || Object.keys(types).length === 0) bad("types is required");
  for (const [type, fields] of Object.entries(types)) {
    if (!isFields(fields)) bad(`types.${type} must be an object`);
    if (!KNOWN_TYPES.some((known) => known === type)) bad(`The simulator does not know the type ${type}`);
    checkFields(type, fields);
  }
  const content = makeContent({
    sid: newSid("HX"),
    friendlyName: typeof name === "string" ? name : "",
    language,
    variables,
    types: types as Record<string, Fields>,
    createdAt: Date.now(),
    approval: null,
  });
  world.contents.set(content.sid, content);
  world.journal?.add(contentLine(content));
  return json(showContent(content, false, world.identity.twilioAccountSid), 201);
}

function checkFields(type: string, fields: Fields): void {
  const body = fields.body;
  const max = type === "twilio/text" ? 1600 : 1024;
  if (typeof body !== "string" || body === "") bad(`types.${type}.body is required`);
  if ([...body].length > max) bad(`types.${type}.body is longer than ${max} characters`);
  const actions = listOf(fields.actions);
  const [least, most] = { "twilio/text": [0, 0], "twilio/quick-reply": [1, 10] }[type] ?? [1, 10];
  if (actions.length < least! || actions.length > most!)
    bad(`types.${type}.actions: wrong number of actions`);
  for (const action of actions) {
    const title = String(action.title ?? "");
    if (title.length < 1 || title.length > 25) bad("An action's title has 1 to 25 characters");
    const url = action.url;
    if (typeof url === "string" && namesIn(url).length > 0 && !/\{\{\s*\w+\s*\}\}$/.test(url))
      bad("The variable of a URL must stand at its end");
  }
}

function approvals(world: World, content: Content): Reply {
  return json({
    sid: content.sid,
    account_sid: world.identity.twilioAccountSid,
    url: `https://content.twilio.com/v1/Content/${content.sid}/ApprovalRequests`,
    whatsapp: showApproval(content),
  });
}

/** POST /v1/Content/{Sid}/ApprovalRequests/whatsapp: received now, approved a little later. */
function submit(world: World, call: Call, content: Content): Reply {
  const { name, category } = jsonObject(call.body) ?? {};
  if (typeof name !== "string" || !/^[a-z0-9_]{1,512}$/.test(name))
    bad("name must be lowercase letters, digits and underscores");
  if (typeof category !== "string" || !CATEGORIES.includes(category))
    bad(`category must be one of ${CATEGORIES.join(", ")}`);
  if (content.approval) bad("This content was submitted already");
  const taken = [...world.contents.values()].some(
    (one) => one.approval?.name === name && one.language === content.language,
  );
  if (taken) bad("There is already a template of this name in this language");
  const missing = namesIn(
    `${content.template.body} ${content.buttons.map((one) => `${one.id} ${one.url ?? ""}`)}`,
  ).filter((variable) => !content.variables[variable]);
  if (missing.length > 0) bad(`Sample values are missing for ${missing.join(", ")}`);
  content.approval = { name, category, status: "received", rejectionReason: "" };
  setApproval(world, content, "received");
  world.scheduler.after(world.config.approvalMs / 2, () => {
    if (content.approval?.status === "received") setApproval(world, content, "pending");
  });
  world.scheduler.after(world.config.approvalMs, () => {
    if (content.approval?.status === "pending") setApproval(world, content, "approved");
  });
  const { type: _, flows: __, ...shown } = showApproval(content);
  return json({ ...shown, content_type: shownType(content.types).name }, 201);
}

/** Changes what WhatsApp says of a content. Twilio tells nobody: whoever wants to know asks. */
export function setApproval(world: World, content: Content, status: string): void {
  const approval = content.approval;
  if (!approval) return;
  approval.status = status;
  approval.rejectionReason = status === "rejected" ? "INVALID_FORMAT" : "";
  const { template } = makeContent(content);
  Object.assign(content.template, template);
  world.journal?.add(contentLine(content));
}
