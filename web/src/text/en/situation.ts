import { texts } from "../texts";

/** Texts of the page in `pages/situation`. */
export const t = texts("situation", {
  title: "Situation",
  incidents: { one: "{n} incident", other: "{n} incidents" },
  ofThemContested: { one: "{n} contested", other: "{n} contested" },
  // an empty desk
  none: "No incidents are kept yet",
  noneAdd: "Add reports from the command line: {command} takes files, folders and addresses.",
  noneCommand: "tocsin add FILE",
  noneRead: "Or {read} and keep it.",
  noneReadLink: "read one here",
  // counts by value
  facets: "Counts and legend",
  facetHint: { one: "{n} incident, {contested} contested", other: "{n} incidents, {contested} contested" },
  unknown: "not known",
  moreOf: { one: "{n} more", other: "{n} more" },
  fewer: "Fewer",
  // the map
  map: "Map of incidents",
  mapHelp:
    "Arrow keys move the map, plus and minus change its size. All incidents on it stand in the list too. A broken ring marks what is contested.",
  mapFailed: "The map could not be loaded. The list and the line of time hold the same incidents.",
  zoomIn: "Closer",
  zoomOut: "Farther",
  showAll: "Show all incidents",
  onlyShown: "Only what the map shows",
  unplaced: { one: "{n} without a place", other: "{n} without a place" },
  credit: "Natural Earth, GeoNames",
  killedUpTo: "up to {n} killed",
  contestedOne: "contested",
  // time
  timeLine: "Incidents over time",
  per_day: "Incidents per day",
  per_week: "Incidents per week",
  per_month: "Incidents per month",
  most: "at most {n}",
  undated: { one: "{n} of unknown day", other: "{n} of unknown day" },
  allDays: "All days",
  edgeSince: "First day shown",
  edgeUntil: "Last day shown",
  // the list
  list: "Incidents",
  chosen: "Chosen on the map",
  unchoose: "Let go",
  sourcesCount: { one: "{n} source", other: "{n} sources" },
  reportsCount: { one: "{n} report", other: "{n} reports" },
  sourcesAndReports: "{sources}, {reports}",
  contestedOn: "contested: {fields}",
  field_place: "place",
  field_day: "day",
  field_actor: "who did it",
  field_happened: "whether it happened",
  field_denied: "denied",
  keyNext: "Next incident",
  keyPrevious: "Previous incident",
  keyNone: "Choose no incident",
});
