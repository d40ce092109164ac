// `npm run ready`: what is quick to know before a commit.
import { conclude, form, types } from "#build/checks.ts";

conclude(form(), types());
