// The file itself: where it may lie, who may read it, what SQLite leaves beside it.
import {
  chmodSync,
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  statfsSync,
  statSync,
} from "node:fs";
import { basename, dirname, resolve } from "node:path";
import { Refusal } from "#shared/refusal.ts";

/** Makes the folder if there is none and closes it to other accounts (0700). */
export function makePrivateFolder(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  closeToOthers(folder, 0o700);
}

/** Makes an empty file of mode 0600 that was not there. SQLite gives its journals the same mode. */
export function makePrivateFile(path: string): void {
  closeSync(openSync(path, "wx", 0o600));
}

/** Takes every other account's rights away where any were given. Does nothing where the system has no such modes. */
export function closeToOthers(path: string, mode: 0o600 | 0o700): void {
  if (process.platform !== "win32" && (statSync(path).mode & 0o077) !== 0) chmodSync(path, mode);
}

/** Waits until a new, renamed or removed name in the folder is on the disk. */
export function syncFolder(folder: string): void {
  if (process.platform === "win32") return; // a folder cannot be opened there
  const handle = openSync(folder, "r");
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** Waits until the file's bytes are on the disk. */
export function syncFile(path: string): void {
  const handle = openSync(path, "r+");
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** SQLite's write-ahead log and shared index of a database file. */
export const journalsOf = (path: string) => ({ log: `${path}-wal`, index: `${path}-shm` });

/**
 * Removes the shared index that a reader left: an exclusive connection never uses one. INVARIANT: the log stays, even an
 * empty one, for another process may hold it open by now, and a commit into a file without a name would be lost.
 */
export const removeIndex = (path: string): void => rmSync(journalsOf(path).index, { force: true });

/**
 * Refuses `vaultOnNetwork` for a folder on a network file system: locks and fsync do not hold there, so two terminals
 * could write at once and an acknowledged record could be lost (SQLite, "How To Corrupt", 2.1).
 */
export function refuseNetworkFolder(folder: string): void {
  const where = resolve(folder);
  if (isNetworkPath(where) || isNetworkType(statfsSync(where).type) || networkMount(where, mountTable())) {
    throw new Refusal("vaultOnNetwork", { folder: basename(where) });
  }
}

/** `\\server\share`; a drive letter may still be a network drive, which node cannot tell. */
export const isNetworkPath = (path: string): boolean => /^(\\\\|\/\/)[^\\/?.]/.test(path);

/** Linux's file system numbers (statfs(2)). macOS numbers file systems as they are loaded: nothing is found there. */
export const isNetworkType = (type: number): boolean => networkTypes.has(type);

const networkTypes: ReadonlySet<number> = new Set([
  0x6969, // NFS
  0x517b, // SMB
  0xff534d42, // CIFS
  0xfe534d42, // SMB2
  0x564c, // NCP
  0x01021997, // 9P, a virtual machine's view of its host
  0x5346414f, // AFS
  0x6b414653, // kAFS
  0x73757245, // Coda
  0x00c36400, // Ceph
  0x0bd00bd0, // Lustre
  0x01161970, // GFS2
  0x7461636f, // OCFS2
  0x47504653, // GPFS
]);

/** Whether the folder lies on a FUSE mount that is known to reach over a network; `table` is /proc/self/mountinfo. */
export function networkMount(folder: string, table: string): boolean {
  let longest = "";
  let kind = "";
  for (const line of table.split("\n")) {
    const [before = "", after = ""] = line.split(" - ");
    const point = (before.split(" ")[4] ?? "").replaceAll("\\040", " ");
    const holds = point !== "" && (folder === point || folder.startsWith(point.endsWith("/") ? point : `${point}/`));
    if (holds && point.length >= longest.length) [longest, kind] = [point, after.split(" ")[0] ?? ""];
  }
  return /^fuse\.(sshfs|rclone|s3fs|gcsfuse|blobfuse|blobfuse2|davfs|davfs2|curlftpfs|glusterfs|moosefs|seaweedfs|juicefs|gvfsd-fuse)$/.test(
    kind,
  );
}

function mountTable(): string {
  const table = "/proc/self/mountinfo";
  return existsSync(table) ? readFileSync(table, "utf8") : "";
}

/** The folder of a file. */
export const folderOf = (path: string): string => dirname(resolve(path));
