import { Tabs } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { useTranslations } from "use-intl";

import { useNarrow } from "../../shell/useNarrow";
import { CheckPreview } from "../preview/CheckPreview";
import { FormPreview } from "../preview/FormPreview";
import { DescriptionForm } from "./DescriptionForm";
import classes from "./Describe.module.css";
import { Problems } from "./Problems";
import { RawText, type Shown } from "./RawText";

type Pane = "form" | "text" | "operator" | "check";

/** The description as a form, beside it as text or as what comes of it. Where there is little room, one at a time. */
export function Workshop() {
  const narrow = useNarrow();
  const [chosen, choose] = useState<Pane | null>(null);
  const [shown, show] = useState<Shown | null>(null);
  const toLine = (line: number) => {
    choose("text");
    show({ line });
  };
  const form = <DescriptionForm onLine={toLine} />;
  const panes: Partial<Record<Pane, ReactNode>> = {
    ...(narrow ? { form } : {}),
    text: <RawText shown={shown} />,
    operator: <FormPreview />,
    check: <CheckPreview />,
  };
  const pane = chosen ?? "form";
  const present = pane in panes ? pane : "text";
  return (
    <>
      <div className={narrow ? `${classes.panes} ${classes.single}` : classes.panes}>
        {!narrow && form}
        <Panes panes={panes} present={present} onChange={choose} />
      </div>
      <Problems onLine={toLine} />
    </>
  );
}

interface PanesProps {
  panes: Partial<Record<Pane, ReactNode>>;
  present: Pane;
  onChange: (pane: Pane) => void;
}

function Panes({ panes, present, onChange }: PanesProps) {
  const say = useTranslations("vendor.panes");
  const all = Object.entries(panes) as [Pane, ReactNode][];
  return (
    <Tabs value={present} onChange={(pane) => onChange(pane as Pane)} className={classes.pane} keepMounted={false}>
      <Tabs.List>
        {all.map(([pane]) => (
          <Tabs.Tab key={pane} value={pane}>
            {say(pane)}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {all.map(([pane, contents]) => (
        <Tabs.Panel key={pane} value={pane} className={classes.panel} pt="xs">
          {contents}
        </Tabs.Panel>
      ))}
    </Tabs>
  );
}
