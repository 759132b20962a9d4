import { texts } from "../texts";

/** Texts of the page in `pages/speaker`. */
export const t = texts("speaker", {
  title: "Speaker",
  toActor: "Actor: names, roles and events",
  statements: { one: "{n} statement", other: "{n} statements" },
  claims: { one: "claims {n} event", other: "claims {n} events" },
  denies: { one: "denies {n} event", other: "denies {n} events" },
  over: "Statements by month and stance",
  views: "What is shown of this speaker",
  viewPositions: "Claims and answers",
  viewStatements: "Statements",
  type: "Topic: events of type",
  own: "What {name} says",
  others: "What others say",
  noAnswers: "Nobody else says anything of it in the reports kept here.",
  ownIncident: "of no incident",
  contrary: "Others say the contrary",
  link_claims: "says it happened",
  link_denies: "says it did not",
  link_tells: "speaks of it",
  leftOff: "Only the newest are shown. Filters by time or type lead to the older ones.",
  none: "Nothing that this speaker says is kept",
  noPositions: "No statement of this speaker is about an event that was found",
  noPositionsHelp: "What was said stands under “Statements”.",
});
