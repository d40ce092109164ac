import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, suite, test } from "node:test";
import { isIndex, isOurs } from "./origin.ts";
import { contentSecurityPolicy, servePage } from "./protocol.ts";

suite("the page's files", () => {
  let folder = "";
  before(() => {
    const parent = mkdtempSync(join(tmpdir(), "wardkeep-page-"));
    folder = join(parent, "renderer");
    mkdirSync(join(folder, "assets"), { recursive: true });
    writeFileSync(join(folder, "index.html"), "<!doctype html>");
    writeFileSync(join(folder, "assets", "page.js"), "0");
    writeFileSync(join(folder, "notes.txt"), "no type of ours");
    writeFileSync(join(folder, ".hidden.js"), "hidden");
    writeFileSync(join(parent, "secret.js"), "outside");
  });
  after(() => rmSync(join(folder, ".."), { recursive: true, force: true }));
  const ask = (path: string, method = "GET"): Promise<Response> =>
    servePage(folder, new Request(`app://wardkeep${path}`, { method }));

  test("are served with their type and every fence", async () => {
    const reply = await ask("/index.html?x#y");
    assert.equal(reply.status, 200);
    assert.equal(await reply.text(), "<!doctype html>");
    assert.equal(reply.headers.get("content-type"), "text/html; charset=utf-8");
    assert.equal(reply.headers.get("x-content-type-options"), "nosniff");
    assert.equal(reply.headers.get("cache-control"), "no-store");
    assert.equal(reply.headers.get("cross-origin-opener-policy"), "same-origin");
    assert.equal(reply.headers.get("cross-origin-resource-policy"), "same-origin");
    assert.equal(reply.headers.get("referrer-policy"), "no-referrer");
    assert.equal((await ask("/assets/page.js")).headers.get("content-type"), "text/javascript; charset=utf-8");
  });

  test("carry exactly the decided policy, on a 404 too", async () => {
    const decided =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; font-src 'self'; " +
      "connect-src 'self'; worker-src 'none'; frame-src 'none'; base-uri 'none'; form-action 'none'; " +
      "frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types default";
    assert.equal(contentSecurityPolicy, decided);
    for (const path of ["/index.html", "/absent.html"]) {
      assert.equal((await ask(path)).headers.get("content-security-policy"), decided);
    }
  });

  const outside = [
    "/../secret.js", "/%2e%2e/secret.js", "/%2e%2e%2fsecret.js", "/assets/%2e%2e/%2e%2e/secret.js", "/..%5csecret.js",
    "/assets\\..\\..\\secret.js", "/%00/index.html", "/index.html%00.js", "//secret.js", "/assets//page.js", "/.hidden.js",
    "/assets/", "/", "/notes.txt", "/absent.js", "/C:/secret.js", "/assets/%70age.js",
  ]; // prettier-ignore
  for (const path of outside) {
    test(`a path that leaves the folder or is no plain name is a 404: ${path}`, async () => {
      const reply = await ask(path);
      assert.equal(reply.status, 404);
      assert.equal(await reply.text(), "");
    });
  }

  test("another host, or another method, is a 404", async () => {
    assert.equal((await servePage(folder, new Request("app://other/index.html"))).status, 404);
    assert.equal((await ask("/index.html", "POST")).status, 404);
  });
});

test("our origin is compared exactly, never by prefix", () => {
  assert.ok(isOurs("app://wardkeep/index.html"));
  const foreign = [
    "app://wardkeep.evil/index.html", "app://wardkeep@evil/index.html", "app://evil/app://wardkeep/", "app://wardkeep:99/",
    "https://wardkeep/index.html", "file:///app://wardkeep/", "data:text/html,app://wardkeep/", "about:blank", "",
    "javascript:'app://wardkeep/'", "blob:app://wardkeep/1", "app:wardkeep", "app://user:word@wardkeep/index.html",
  ]; // prettier-ignore
  for (const address of foreign) assert.equal(isOurs(address), false, address);
  assert.ok(isIndex("app://wardkeep/index.html#chart"));
  assert.equal(isIndex("app://wardkeep/assets/page.js"), false);
});
