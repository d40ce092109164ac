import { Languages, Moon, SlidersHorizontal, Sun, SunMoon } from "lucide-react";
import { Button } from "react-aria-components/Button";
import { densities, setAppearance, themes, useAppearance } from "./appearance.ts";
import { Switch } from "./Choice.tsx";
import { languageNow, languages, speak, useWords } from "./language.ts";
import { Explain } from "./Overlay.tsx";

const icons = { system: SunMoon, light: Sun, dark: Moon } as const;
const languageNames = { en: "English", "zh-CN": "中文" } as const;

/** Language, light or dark, wide or dense: at hand on every screen, also before anybody has signed in. */
export function Looks() {
  const say = useWords();
  const { theme, density } = useAppearance();
  const Icon = icons[theme];
  return (
    <Explain
      title={say("looks.title")}
      trigger={
        <Button className="button button-quiet looks" aria-label={say("looks.title")}>
          <Languages aria-hidden size={18} />
          <span>{languageNames[languageNow()]}</span>
          <Icon aria-hidden size={16} />
          <SlidersHorizontal aria-hidden size={16} />
        </Button>
      }
    >
      <Switch
        label={say("looks.language")}
        options={languages.map((id) => ({ id, name: languageNames[id] }))}
        value={languageNow()}
        onChange={(language) => void speak(language)}
      />
      <Switch
        label={say("looks.theme")}
        options={themes.map((id) => ({ id, name: say(`looks.themes.${id}`) }))}
        value={theme}
        onChange={(next) => setAppearance({ theme: next })}
      />
      <Switch
        label={say("looks.density")}
        options={densities.map((id) => ({ id, name: say(`looks.densities.${id}`) }))}
        value={density}
        onChange={(next) => setAppearance({ density: next })}
      />
    </Explain>
  );
}
