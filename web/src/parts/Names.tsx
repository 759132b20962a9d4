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
