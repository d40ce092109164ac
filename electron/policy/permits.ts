// What each role may do: the default matrix. Nothing that no permit names is allowed. Who may write may also deposit,
// because a deposit gives strictly less.

export const permits: readonly string[] = [
  `@id("physician-keeps-identity")
   @title("A physician records who a patient is")
   permit(principal in Role::"physician", action in [Action::"read", Action::"write", Action::"deposit"], resource in Kind::"identity");`,

  `@id("care-reads-registration")
   @title("Care roles read who a patient is, by which numbers and how to reach them")
   permit(principal in Port::"clinical", action == Action::"read", resource)
   when { resource in [Kind::"identity", Kind::"registration"] };`,

  `@id("care-reads-billing")
   @title("Care roles read billing with the clearance for it")
   permit(principal in Port::"clinical", action == Action::"read", resource in Kind::"billing")
   when { principal.clearances.containsAll(resource.needs) };`,

  `@id("care-keeps-safety")
   @title("Care roles read and record allergies and alerts")
   permit(principal in Port::"clinical", action in [Action::"read", Action::"write", Action::"deposit"], resource in Kind::"safety");`,

  `@id("care-keeps-clinical")
   @title("Care roles read and write the records of a patient whom their unit treats")
   permit(principal in Port::"clinical", action in [Action::"read", Action::"write", Action::"deposit"], resource in Kind::"clinical");`,

  `@id("physician-keeps-medications")
   @title("A physician reads and prescribes medicines")
   permit(principal in Role::"physician", action in [Action::"read", Action::"write", Action::"deposit"], resource in Kind::"medications");`,

  `@id("nurse-reads-medications")
   @title("A nurse reads medicines")
   permit(principal in Role::"nurse", action == Action::"read", resource in Kind::"medications");`,

  `@id("physician-keeps-sensitive")
   @title("A physician reads and writes the sensitive records that a clearance names")
   permit(principal in Role::"physician", action in [Action::"read", Action::"write"], resource in Kind::"sensitive")
   when { principal.clearances.containsAll(resource.needs) };`,

  `@id("nurse-reads-sensitive")
   @title("A nurse reads the sensitive records that a clearance names")
   permit(principal in Role::"nurse", action == Action::"read", resource in Kind::"sensitive")
   when { principal.clearances.containsAll(resource.needs) };`,

  `@id("care-deposits-sensitive")
   @title("Care roles may hand in what they may not open")
   permit(principal in Port::"clinical", action == Action::"deposit", resource in Kind::"sensitive");`,

  `@id("clerk-keeps-registration")
   @title("A records clerk reads and writes identity, numbers, contact and billing")
   permit(principal in Role::"clerk", action in [Action::"read", Action::"write", Action::"deposit"], resource)
   when { resource in [Kind::"identity", Kind::"registration", Kind::"billing"] };`,

  `@id("clerk-deposits-care")
   @title("A records clerk hands in what only care roles may open")
   permit(principal in Role::"clerk", action == Action::"deposit", resource)
   when { resource in [Kind::"safety", Kind::"clinical", Kind::"medications", Kind::"sensitive"] };`,

  `@id("physician-imports")
   @title("A physician imports records")
   permit(principal in Role::"physician", action == Action::"import", resource);`,

  `@id("clerk-imports")
   @title("A records clerk imports records")
   permit(principal in Role::"clerk", action == Action::"import", resource);`,

  `@id("privacy-officer-reads-identity")
   @title("A privacy officer reads who a patient is")
   permit(principal in Role::"privacyOfficer", action == Action::"read", resource in Kind::"identity");`,

  `@id("privacy-officer-audits")
   @title("A privacy officer reads the log")
   permit(principal in Role::"privacyOfficer", action == Action::"audit", resource);`,

  `@id("administrator-manages")
   @title("An administrator certifies people and terminals")
   permit(principal in Role::"administrator", action in [Action::"people", Action::"terminals"], resource);`,

  `@id("steward-grants")
   @title("A steward grants domains")
   permit(principal in Role::"steward", action == Action::"grantDomains", resource);`,

  `@id("anyone-verifies")
   @title("Everyone may have the vault verified, which opens nothing")
   permit(principal, action == Action::"verify", resource);`,
];
