import { texts } from "../texts";

/** Texts of the page in `pages/statements`. */
export const t = texts("statements", {
  title: "Statements",
  views: "How statements are listed",
  viewStatements: "Statements",
  viewSpeakers: "By speaker",
  speaker: "Speaker",
  type: "Topic: events of type",
  none: "No statements are kept yet",
  noneHelp: "They come with reports. Read one in, or add reports with “tocsin add”.",
  toRead: "Read a report",
  speakersCaption: "Speakers with their statements by stance",
  head_speaker: "Speaker",
  head_kind: "Kind",
  head_country: "Country",
  head_statements: "Statements",
  head_stances: "By stance",
  head_claims: "Events claimed",
  head_denies: "Events denied",
  head_days: "From, to",
});
