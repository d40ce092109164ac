// What surrounds every screen.
export const frame = {
  states: {
    waiting: "One moment…",
    starting: "Starting…",
    close: "Close",
    cancel: "Cancel",
  },
  frame: {
    screens: "Screens",
    screen: { patients: "Patients", people: "People", log: "Log", about: "About" },
    lock: "Lock",
    signOut: "Sign out",
  },
  looks: {
    title: "Language and display",
    language: "Language",
    theme: "Colours",
    themes: { system: "As the system", light: "Light", dark: "Dark" },
    density: "Rows",
    densities: { comfortable: "Comfortable", compact: "Compact" },
  },
  keys: {
    title: "Keys",
    search: "Search patients",
    patients: "Go to patients",
    open: "Open the chosen row",
    move: "Move in a list",
    section: "Section of the chart",
    region: "Next part of the window",
    close: "Close what is open",
    lock: "Lock at once",
    switch: "Lock for another user",
    list: "This list",
  },
  idle: {
    locking_one: "Locking in {{count}} second",
    locking_other: "Locking in {{count}} seconds",
    help: "Press a key or move the mouse to go on.",
  },
  leave: {
    title: "Work is not finished",
    jobs_one:
      "One task is running. It ends when you sign out; what it has already stored stays. A lock only pauses it.",
    jobs_other:
      "{{count}} tasks are running. They end when you sign out; what they have already stored stays. A lock only pauses them.",
    stay: "Stay signed in",
    end: "End the work and sign out",
  },
  jobs: {
    kinds: { import: "Import", takeIn: "Taking in new records", fold: "Tidying charts", verify: "Verifying the vault" },
    over: { done: "{{what}}: finished", failed: "{{what}}: failed", cancelled: "{{what}}: cancelled" },
    paused: "{{what}} (paused)",
    report: "Show report",
    dismiss: "Dismiss",
    cancel: "Cancel",
  },
};
