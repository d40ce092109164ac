// The one door to zod: jitless before any schema exists, because the page's CSP forbids code from text.
import * as z from "zod";

z.config({ jitless: true });

export { z };
