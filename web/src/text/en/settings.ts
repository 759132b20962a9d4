import { texts } from "../texts";

/** Texts of the settings. */
export const t = texts("settings", {
  title: "Settings",
  kept: "They are kept in this browser.",
  theme: "Theme",
  theme_system: "As the system",
  theme_light: "Light",
  theme_dark: "Dark",
  zone: "Times of day",
  zone_utc: "UTC",
  zone_local: "This machine’s zone",
  numbers: "Numbers",
  numbers_system: "As the browser",
  numbers_comma: "1,234.5",
  numbers_point: "1.234,5",
  numbers_space: "1 234,5",
  language: "Language",
  keys: "Single keys",
  keys_on: "On",
  keys_off: "Off",
  names: "Names of places and countries",
  namesHelp:
    "One a line: a name as it is written, a country’s code or an entry of the gazetteer, then = and the name to show. What reports write stays as it is.",
  namesExample: "Derry = Derry / Londonderry",
  namesWrong: { one: "Line {n} has no = with a name on both sides.", other: "Line {n} has no = with a name on both sides." },
  namesOfDesk: "This desk shows:",
  namesPair: "{of} as {name}",
  done: "Done",
  tokenForget: "Forget the token",
});
