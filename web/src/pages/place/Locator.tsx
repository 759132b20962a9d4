import { useEffect, useState } from "preact/hooks";

import { type Basemap, loadBasemap, type CountryShape } from "../../basemap";
import { t } from "../../text/en/place";

interface Props {
  name: string;
  lat: number;
  lon: number;
  /** How many degrees of latitude are shown to each side. */
  reach: number;
}

const WIDE = 360;
const TALL = 260;

type Project = (lon: number, lat: number) => [x: number, y: number];

// an equirectangular map whose middle is the place, true to shape there
function projection({ lat, lon, reach }: Props): Project {
  const scale = TALL / (2 * reach);
  const narrow = Math.max(0.2, Math.cos((lat * Math.PI) / 180));
  return (x, y) => [WIDE / 2 + (x - lon) * narrow * scale, TALL / 2 - (y - lat) * scale];
}

function outline(shape: CountryShape, project: Project): string {
  let path = "";
  // what lies beyond the antimeridian is drawn a turn away
  for (const turn of [-360, 0, 360]) {
    for (const ring of shape.geometry.coordinates.flat()) {
      const points = ring.map(([lon, lat]) => project(lon + turn, lat));
      const seen = points.some(([x]) => x > -WIDE && x < 2 * WIDE) && points.some(([, y]) => y > -TALL && y < 2 * TALL);
      if (seen) path += `M${points.map(([x, y]) => `${x.toFixed(1)} ${y.toFixed(1)}`).join("L")}Z`;
    }
  }
  return path;
}

/** A small map that shows where a place lies among the countries around it. */
export function Locator(props: Props) {
  const [basemap, setBasemap] = useState<Basemap | "failed">();
  useEffect(() => {
    loadBasemap("110m").then(setBasemap, () => setBasemap("failed"));
  }, []);
  if (basemap === "failed") return <p class="quiet">{t("mapFailed")}</p>;
  const project = projection(props);
  return (
    <svg class="locator" viewBox={`0 0 ${WIDE} ${TALL}`} role="img" aria-label={t("map", { name: props.name })}>
      <rect class="locator-sea" width={WIDE} height={TALL} />
      {basemap?.features.map((shape, index) => {
        const path = outline(shape, project);
        return path && <path key={index} class="locator-land" d={path} />;
      })}
      <circle class="locator-ring" cx={WIDE / 2} cy={TALL / 2} r="11" />
      <circle class="locator-point" cx={WIDE / 2} cy={TALL / 2} r="4" />
    </svg>
  );
}
