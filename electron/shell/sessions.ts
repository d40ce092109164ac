// What every browser session loses before a page can use it: permissions, the network, downloads, the spell checker.
import type { Session } from "electron/main";
import { isOurs } from "./origin.ts";

/** Denies every permission. Electron's default is to approve, so each handler must be set, the check and the request. */
export function denyPermissions(session: Session): void {
  session.setPermissionCheckHandler(() => false);
  session.setPermissionRequestHandler((_contents, _permission, decide) => decide(false));
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler((_request, decide) => decide(null));
  session.setBluetoothPairingHandler((_details, decide) => decide({ confirmed: false }));
  session.setUSBProtectedClassesHandler((details) => details.protectedClasses); // all classes stay protected
  for (const event of ["select-hid-device", "select-serial-port", "select-usb-device"] as const) {
    session.on(event as "select-hid-device", (chosen, _details, decide) => {
      chosen.preventDefault();
      decide("");
    });
  }
}

/** Cancels every request that is not for our own page: the workstation's window has no network. */
export function closeNetwork(session: Session): void {
  session.webRequest.onBeforeRequest((details, decide) => decide({ cancel: !isOurs(details.url) }));
}

/** A download would put page content on the disk past the log: exports go through the core instead. */
export function denyDownloads(session: Session): void {
  session.on("will-download", (event) => event.preventDefault());
}

/** The spell checker would fetch dictionaries from a foreign server. */
export function stopSpellChecker(session: Session): void {
  session.setSpellCheckerEnabled(false);
}

/** Everything above; called for each session the moment it is created. */
export function fenceSession(session: Session): void {
  denyPermissions(session);
  closeNetwork(session);
  denyDownloads(session);
  stopSpellChecker(session);
}
