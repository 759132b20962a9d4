import type { Schemas } from "../api/types";
import { names } from "../state/names";
import { useStore } from "../state/store";
import { countryName, placeName } from "../text/names";

/** A place under the name that the settings give it; what reports write of it is shown elsewhere, as they write it. */
export function PlaceName({ name, gazetteerId }: { name: string; gazetteerId?: string | null }) {
  useStore(names);
  return <bdi>{placeName(name, gazetteerId)}</bdi>;
}

/** A country under the name that the settings give it. */
export function CountryName({ code }: { code: string }) {
  useStore(names);
  return <bdi title={code}>{countryName(code)}</bdi>;
}

type Spot = Pick<Schemas["SpotPart"], "name" | "admin1" | "country" | "gazetteer_id">;

interface SpotProps {
  spot: Spot;
  /** Whether its province is named too. */
  province?: boolean;
  /** The page of the place, if it is known. */
  page?: string | undefined;
}

/** A place with its country. */
export function SpotName({ spot, province = false, page }: SpotProps) {
  const { name, admin1, country } = spot;
  useStore(names);
  const shown = <PlaceName name={name} gazetteerId={spot.gazetteer_id} />;
  return (
    <>
      {page ? <a href={page}>{shown}</a> : shown}
      {province && admin1 && admin1 !== name && (
        <>
          {", "}
          <bdi>{admin1}</bdi>
        </>
      )}
      {country && countryName(country) !== name && (
        <>
          {", "}
          <CountryName code={country} />
        </>
      )}
    </>
  );
}
