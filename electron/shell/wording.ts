// The few words of the shell's own dialogs, in the two languages; everything else is said by the page.
import type { OpenDialogOptions } from "electron/main";

/** The dialog by which a person chooses the files of an import. */
export function filesDialog(language: string): OpenDialogOptions {
  const chinese = language.startsWith("zh");
  return {
    title: chinese ? "选择要导入的文件" : "Choose files to import",
    buttonLabel: chinese ? "导入" : "Import",
    filters: [
      { name: "FHIR", extensions: ["json", "ndjson", "gz"] },
      { name: chinese ? "所有文件" : "All files", extensions: ["*"] },
    ],
    properties: ["openFile", "multiSelections", "dontAddToRecent"],
  };
}
