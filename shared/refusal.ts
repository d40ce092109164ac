// What a person can be told when something is refused: one class, a closed list of codes, facts without record content.

export const refusalCodes = [
  "unknownCall", // the door does not have this call
  "malformedCall", // the input does not fit the call's schema
  "noSession", // nobody is signed in, or the page's session is over
  "locked", // the session is locked
  "wrongPort", // the call belongs to the other kind of session
  "notAllowed", // policy said no; facts.rule names the rule
  "tooFast", // the caller's pace is over its limit
  "signInFailed", // unknown user or wrong passphrase: one answer for both
  "terminalLocked", // the terminal's keys are not open: wrong or missing terminal passphrase
  "terminalUnknown", // this machine is not a registered terminal of the vault
  "vaultAbsent", // no vault in this folder
  "vaultExists", // a vault is already there; it is never overwritten
  "notAVault", // the file is no vault, or its key does not open it
  "vaultNewer", // written by a newer version; never deleted, never changed
  "vaultBusy", // another process holds it
  "vaultReadOnly", // damage or rollback was found: reading and salvage only
  "vaultOnNetwork", // the folder lies on a network file system, where locks and durable writes do not hold
  "vaultDamaged", // damaged; facts.where says where
  "unreadable", // failed decryption; always this face, whatever the cause
  "notFound", // nothing by this id that this session may know of
  "fileUnreadable", // facts.file cannot be read
  "fileMalformed", // facts.file, facts.place and facts.reason say what is wrong
  "fileTooLarge", // over a cap of the parser; facts.cap names it
  "conflict", // the version this change is based on is not the newest
  "cancelled", // the person cancelled
  "weakPassphrase", // shorter than the floor
  "fault", // a bug or damage: only facts.incident crosses
] as const;
export type RefusalCode = (typeof refusalCodes)[number];

/** Flat facts for the message; never record content. Keys are fixed per code and documented beside the code. */
export type RefusalFacts = Readonly<Record<string, string | number | boolean>>;

/** Thrown where the person at the screen can be told why; `facts` never hold record content. */
export class Refusal extends Error {
  override readonly name = "Refusal";
  readonly code: RefusalCode;
  readonly facts: RefusalFacts;
  constructor(code: RefusalCode, facts: RefusalFacts = {}, options?: ErrorOptions) {
    super(code, options);
    this.code = code;
    this.facts = facts;
  }
}
