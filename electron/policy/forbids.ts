// Bounds that no permit, present or future, can open. The first of several that apply is the rule a refusal names.

export const forbids: readonly string[] = [
  `@id("port-of-role")
   @title("A role works in its own kind of session only")
   forbid(principal, action, resource)
   unless { principal in context.port };`,

  `@id("office-needs-backoffice-port")
   @title("Log, people, terminals and grants are not managed from a clinical session")
   forbid(principal, action in Action::"office", resource)
   unless { context.port == Port::"backoffice" };`,

  `@id("administrator-opens-no-chart")
   @title("An administrator opens no chart")
   forbid(principal in Role::"administrator", action in Action::"chart", resource);`,

  `@id("steward-opens-no-chart")
   @title("A steward holds domains to grant them and opens no chart")
   forbid(principal in Role::"steward", action in Action::"chart", resource);`,

  `@id("privacy-officer-reads-identity-only")
   @title("A privacy officer sees who a patient is and nothing else of a chart")
   forbid(principal in Role::"privacyOfficer", action in Action::"chart", resource)
   unless { action == Action::"read" && resource in Kind::"identity" };`,

  `@id("care-needs-clinical-port")
   @title("Records of care are not opened from a back-office session")
   forbid(principal, action in [Action::"read", Action::"write"], resource)
   when { resource in [Kind::"safety", Kind::"clinical", Kind::"medications", Kind::"sensitive"] }
   unless { context.port == Port::"clinical" };`,

  `@id("needs-treating")
   @title("Care roles open and change charts that their unit treats")
   forbid(principal in Port::"clinical", action in [Action::"read", Action::"write", Action::"deposit"], resource)
   when { action != Action::"read" || resource in [Kind::"clinical", Kind::"medications", Kind::"sensitive"] }
   unless { context.treating };`,

  `@id("needs-clearance")
   @title("Sensitive records need a clearance for every subject they are about")
   forbid(principal, action in [Action::"read", Action::"write"], resource in Kind::"sensitive")
   unless { principal.clearances.containsAll(resource.needs) };`,

  `@id("needs-billing-clearance")
   @title("Billing needs a clearance in care roles")
   forbid(principal in Port::"clinical", action == Action::"read", resource in Kind::"billing")
   unless { principal.clearances.containsAll(resource.needs) };`,
];
