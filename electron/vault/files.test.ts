import assert from "node:assert/strict";
import { mkdtempSync, rmSync, statfsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { isNetworkPath, isNetworkType, networkMount, refuseNetworkFolder } from "./files.ts";

const root = mkdtempSync(join(tmpdir(), "wardkeep-files-"));
after(() => rmSync(root, { recursive: true, force: true }));

test("network file systems are told by their numbers, local ones are let through", () => {
  // statfs(2); the names are the kernel's.
  const network = {
    nfs: 0x6969,
    smb: 0x517b,
    cifs: 0xff534d42,
    smb2: 0xfe534d42,
    "9p": 0x01021997,
    ceph: 0x00c36400,
    afs: 0x5346414f,
  };
  const local = {
    ext4: 0xef53,
    xfs: 0x58465342,
    btrfs: 0x9123683e,
    tmpfs: 0x01021994,
    overlay: 0x794c7630,
    zfs: 0x2fc12fc1,
    apfs: 0x1a,
  };
  for (const [name, type] of Object.entries(network)) assert.ok(isNetworkType(type), name);
  for (const [name, type] of Object.entries(local)) assert.ok(!isNetworkType(type), name);
});

test("a folder of this machine is not refused", () => {
  assert.ok(!isNetworkType(statfsSync(root).type));
  refuseNetworkFolder(root);
});

test("a share of another machine is told by its path", () => {
  for (const path of ["\\\\server\\share\\ward", "//server/share"]) assert.ok(isNetworkPath(path), path);
  for (const path of ["/home/ward", "C:\\ward", "\\\\?\\C:\\ward", "\\\\.\\pipe"])
    assert.ok(!isNetworkPath(path), path);
});

test("a FUSE mount that reaches over a network is told by the mount table, at the deepest mount above the folder", () => {
  const table = [
    "22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw",
    "40 22 0:41 / /mnt/far rw,nosuid shared:2 - fuse.sshfs ward@server:/ rw",
    "41 40 8:2 / /mnt/far/near rw shared:3 - ext4 /dev/sdb1 rw",
    "42 22 0:43 / /mnt/with\\040space rw shared:4 - fuse.rclone remote: rw",
    "43 22 8:3 / /mnt/usb rw shared:5 - fuseblk /dev/sdc1 rw",
    "44 22 0:44 / /merged rw shared:6 - fuse.fuse-overlayfs overlay rw",
  ].join("\n");
  for (const folder of ["/mnt/far", "/mnt/far/ward", "/mnt/with space/ward"])
    assert.ok(networkMount(folder, table), folder);
  for (const folder of ["/", "/home", "/mnt/farther", "/mnt/far/near/ward", "/mnt/usb/ward", "/merged/ward"]) {
    assert.ok(!networkMount(folder, table), folder);
  }
  assert.ok(!networkMount("/home", ""));
});

test("a table of sixty thousand mounts is read in time", () => {
  const table = Array.from({ length: 60_000 }, (_, n) => `${n} 1 0:1 / /m${n} rw - tmpfs none rw`).join("\n");
  const start = performance.now();
  assert.ok(!networkMount(join("/m59999", "x"), table));
  assert.ok(performance.now() - start < 2000);
});
