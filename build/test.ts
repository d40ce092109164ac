// `npm test`: form, types, unit tests and stories in one run; ends with the line "N passed, N failed".
import { conclude, form, stories, types, units } from "#build/checks.ts";

conclude(form(), types(), units(), stories());
