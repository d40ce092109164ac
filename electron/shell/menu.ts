// The menu bar, in the two languages: only what the workstation does; reloading and developer tools never ship.
import type { MenuItemConstructorOptions } from "electron/main";

const english = {
  file: "&File", lock: "Lock", close: "Close Window", quit: "Quit", edit: "&Edit", undo: "Undo", redo: "Redo", cut: "Cut",
  copy: "Copy", paste: "Paste", selectAll: "Select All", view: "&View", larger: "Larger Text", smaller: "Smaller Text",
  usual: "Usual Text Size", fullScreen: "Full Screen", window: "&Window", minimise: "Minimise", about: "About",
}; // prettier-ignore
type Words = typeof english;

const chinese: Words = {
  file: "文件(&F)", lock: "锁定", close: "关闭窗口", quit: "退出", edit: "编辑(&E)", undo: "撤销", redo: "重做", cut: "剪切",
  copy: "复制", paste: "粘贴", selectAll: "全选", view: "显示(&V)", larger: "放大文字", smaller: "缩小文字",
  usual: "标准文字大小", fullScreen: "全屏", window: "窗口(&W)", minimise: "最小化", about: "关于",
}; // prettier-ignore

export interface MenuWishes {
  readonly product: string;
  readonly language: string;
  readonly platform: NodeJS.Platform;
  readonly packaged: boolean;
  readonly lock: () => void;
}

/** The menu's template; the application's own menu comes first on macOS. */
export function menuOf({ product, language, platform, packaged, lock }: MenuWishes): MenuItemConstructorOptions[] {
  const words = language.startsWith("zh") ? chinese : english;
  const mac = platform === "darwin";
  const role = (name: NonNullable<MenuItemConstructorOptions["role"]>, label: string): MenuItemConstructorOptions => ({
    role: name,
    label,
  });
  const line: MenuItemConstructorOptions = { type: "separator" };
  const about = role("about", `${words.about} ${product}`);
  const quit = role("quit", mac ? `${words.quit} ${product}` : words.quit);
  const development = packaged ? [] : [line, role("reload", "Reload"), role("toggleDevTools", "Developer Tools")];
  return [
    ...(mac ? [{ label: product, submenu: [about, line, quit] }] : []),
    {
      label: words.file,
      submenu: [
        { id: "lock", label: words.lock, accelerator: "CmdOrCtrl+Alt+L", click: lock },
        line,
        role("close", words.close),
        ...(mac ? [] : [quit]),
      ],
    },
    {
      label: words.edit,
      submenu: [
        role("undo", words.undo), role("redo", words.redo), line, role("cut", words.cut), role("copy", words.copy),
        role("paste", words.paste), role("selectAll", words.selectAll),
      ], // prettier-ignore
    },
    {
      label: words.view,
      submenu: [
        role("zoomIn", words.larger), role("zoomOut", words.smaller), role("resetZoom", words.usual), line,
        role("togglefullscreen", words.fullScreen), ...development,
      ], // prettier-ignore
    },
    { label: words.window, submenu: [role("minimize", words.minimise), ...(mac ? [] : [line, about])] },
  ];
}
