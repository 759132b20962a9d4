import { texts } from "../texts";

/** Texts of the page in `pages/places`. */
export const t = texts("places", {
  title: "Places",
  caption: "Places across reports, those in the most reports first",
  head_name: "Name",
  head_admin1: "Region",
  head_country: "Country",
  head_precision: "Precision",
  head_reports: "Reports",
  head_events: "Events",
  head_incidents: "Incidents",
  precision_point: "point",
  precision_city: "city or village",
  precision_admin2: "district",
  precision_admin1: "region",
  precision_country: "country",
  precision_border: "border",
  precision_none: "none",
  none: "No places are kept yet",
  noneHelp: "They come with reports. Read one in, or add reports with “tocsin add”.",
  toRead: "Read a report",
});

/** Say to what a place is known. */
export const precisionName = (precision: string): string => t.maybe(`precision_${precision}`) ?? precision;
