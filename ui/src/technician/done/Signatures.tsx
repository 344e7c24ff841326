import { Title } from "@mantine/core";
import { useTranslations } from "use-intl";

import classes from "./PrintedRecord.module.css";

/** What a signature can mean here, in the order in which people sign. */
const MEANINGS = ["done", "checked", "approved"] as const;

/**
 * Where people sign the printed page: each signature with a printed name, a date and what it means, as 21 CFR 11.50
 * asks. The one who carried it out is named already.
 */
export function Signatures({ person }: { person: string }) {
  const say = useTranslations("done.signatures");
  return (
    <section className={classes.printed}>
      <Title order={3} size="h5" mb="xs">
        {say("title")}
      </Title>
      <table className={classes.signatures}>
        <thead>
          <tr>
            <th>{say("meaning")}</th>
            <th>{say("name")}</th>
            <th>{say("date")}</th>
            <th>{say("signature")}</th>
          </tr>
        </thead>
        <tbody>
          {MEANINGS.map((meaning) => (
            <tr key={meaning}>
              <th scope="row">{say(meaning)}</th>
              <td>{meaning === "done" ? person : ""}</td>
              <td />
              <td />
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
