import { useAct, useAsk } from "../ask";

/** Keeps the printed name that somebody typed, so that the next form begins with it. */
export function useRememberPerson(): (person: string) => void {
  const liked = useAsk("preferences", {}).data;
  const { mutate } = useAct("set_preferences");
  return (person) => {
    const name = person.trim();
    if (liked && name !== "" && name !== liked.person) mutate({ ...liked, person: name });
  };
}
