// Before the stories: the app is bundled as it would be for a release, and there is an Electron to run it.
import { bundle } from "#build/bundle.ts";
import { chooseElectron } from "#build/stand-in/choose.ts";

export default async function prepare(): Promise<void> {
  await bundle();
  const { isStandIn } = await chooseElectron();
  if (isStandIn) console.log("The stories run on the stand-in for Electron; its own binary is not here.");
}
