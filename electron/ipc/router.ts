// The only way in: every call of the page and of the command line passes these checks, in this order.
import { isGated, passGate, type GatedCall } from "#session/gate.ts";
import { treatingOf } from "#session/treating.ts";
import { contract, requestSchema, type CallName, type CallReply, type CallRequest } from "#shared/contract/index.ts";
import { Refusal } from "#shared/refusal.ts";
import { usualPurpose, type Purpose } from "#shared/roles.ts";
import { deskOf, sessionOf, stationOf, type Context, type Handler, type Handlers } from "./context.ts";

const isCall = (name: string): name is CallName => Object.hasOwn(contract, name);

/** Answers one call; what the caller can be told comes back as a refusal, a fault is thrown. */
export async function answer(context: Context, handlers: Handlers<CallName>, request: unknown): Promise<CallReply> {
  try {
    return { value: await route(context, handlers, request) } as CallReply;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { refusal: { code: error.code, facts: error.facts } };
  }
}

async function route(context: Context, handlers: Handlers<CallName>, raw: unknown): Promise<unknown> {
  const request = requestSchema.safeParse(raw);
  if (!request.success) throw new Refusal("malformedCall");
  const { call: name } = request.data;
  if (!isCall(name)) throw new Refusal("unknownCall");
  const entry = contract[name];
  checkNeeds(context, name, request.data);
  const taken = entry.takes.safeParse(request.data.input);
  if (!taken.success) throw new Refusal("malformedCall", { where: taken.error.issues[0]?.path.join(".") ?? "" });
  const purpose = purposeOf(context, request.data);
  const about = "about" in entry ? entry.about?.(taken.data as never) : undefined;
  const granted = isGated(name) ? grantFor(context, name, purpose, about) : {};
  const handler = handlers[name] as Handler<CallName>;
  const given = await handler({ context, input: taken.data as never, purpose, granted: granted as never });
  return entry.gives.parse(given);
}

/** What must be open, whose token it is, how fast they come, and which port the call belongs to. */
function checkNeeds(context: Context, name: CallName, request: CallRequest): void {
  const entry = contract[name];
  if (entry.needs === "nothing") return;
  stationOf(context);
  if (entry.needs === "terminal") return;
  const session = sessionOf(context);
  if (request.session !== session.token) throw new Refusal("noSession");
  if (entry.needs === "session") deskOf(context);
  if (!session.pace.take(context.options.clock.elapsed())) throw new Refusal("tooFast");
  if (!(entry.ports as readonly string[]).includes(session.port)) {
    noteDenied(context, name, "port", request.purpose ?? usualPurpose[session.person.role]);
    throw new Refusal("wrongPort");
  }
}

const purposeOf = (context: Context, request: CallRequest): Purpose =>
  request.purpose ?? (context.session === undefined ? "HOPERAT" : usualPurpose[context.session.person.role]);

function grantFor(context: Context, name: GatedCall, purpose: Purpose, about: string | undefined) {
  const session = sessionOf(context);
  const { keyring, directory } = deskOf(context);
  try {
    const treating = treatingOf(session.person, keyring, directory, about);
    return passGate(context.policy, session, keyring, name, purpose, treating);
  } catch (error) {
    if (error instanceof Refusal) noteDenied(context, name, String(error.facts["rule"] ?? error.code), purpose, about);
    throw error;
  }
}

function noteDenied(context: Context, call: CallName, rule: string, purpose: Purpose, patientId?: string): void {
  const person = sessionOf(context).person.id;
  const detail = { person, call, rule, purpose };
  stationOf(context).log.note("denied", patientId === undefined ? detail : { ...detail, patientId });
}
