import { Tabs } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { useTranslations } from "use-intl";

import { Note } from "../../common/Note";
import { useBench } from "../bench/context";
import { isTable } from "../form/model";
import { Components } from "./Components";
import classes from "./Describe.module.css";
import { Papers } from "./Papers";
import { Product } from "./Product";
import { Questions } from "./Questions";
import { Requirements } from "./Requirements";

const PARTS = ["product", "components", "requirements", "questions", "papers"] as const;
type Part = (typeof PARTS)[number];

/** The description as a form. Every change is written into the text, whose comments and order stay. */
export function DescriptionForm({ onLine }: { onLine: (line: number) => void }) {
  const say = useTranslations("vendor");
  const { opened } = useBench();
  const [part, setPart] = useState<string | null>("product");
  if (!isTable(opened?.view.model)) {
    return (
      <div>
        <Note tone="warn" title={say("form.unreadable")}>
          {say("form.unreadableText")}
        </Note>
      </div>
    );
  }
  const parts: Record<Part, ReactNode> = {
    product: <Product />,
    components: <Components onLine={onLine} />,
    requirements: <Requirements />,
    questions: <Questions />,
    papers: <Papers />,
  };
  return (
    <Tabs value={part} onChange={setPart} className={classes.pane} keepMounted={false}>
      <Tabs.List>
        {PARTS.map((part) => (
          <Tabs.Tab key={part} value={part} px="sm">
            {say(`parts.${part}`)}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {PARTS.map((part) => (
        <Tabs.Panel key={part} value={part} className={classes.panel} pt="xs">
          {parts[part]}
        </Tabs.Panel>
      ))}
    </Tabs>
  );
}
